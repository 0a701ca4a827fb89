//! A sent report on a phone: its days; the confirmation of the user on their own phone or with their
//! number on the assistant's; an objection; the explanations of a late one.

use super::course::{Move, State};
use super::decide::{self, Explained, timeline};
use super::filing;
use super::frame::{day_words, month_of};
use super::load::{self, Book, Entry, Report};
use super::phone::{Inside, at, entry_of, inside};
use super::pin::{self, Tried};
use super::sheet::{Signed, hours};
use crate::app::App;
use crate::delivery::month_words;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, list_address, see};
use law::Law;
use ui::{Field, Link};

#[derive(Template)]
#[template(path = "hours/phone_report.html")]
struct ReportPage {
    page: ui::Page,
    name: String,
    month: String,
    iso: String,
    contract: String,
    state: String,
    colour: &'static str,
    days: Vec<(String, String, String)>,
    total: String,
    account: String,
    why: String,
    dates: Vec<(String, String)>,
    base: String,
    confirm: Confirm,
    explain: bool,
    keys: [String; 3],
    form: Form,
}

/// How the report may be confirmed here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Confirm {
    /// Not at all.
    No,
    /// With one button: the phone is the user's.
    Button,
    /// With the number of the user.
    Pin,
    /// With a number, but none was given, or it is locked.
    NoPin,
}

impl Confirm {
    fn is_button(self) -> bool {
        self == Confirm::Button
    }
    fn is_pin(self) -> bool {
        self == Confirm::Pin
    }
    fn lacks_pin(self) -> bool {
        self == Confirm::NoPin
    }
}

/// The days by the law, as rows of a name and a day.
pub fn dates(
    ctx: &Ctx,
    law: &Law,
    (report, explained): (&Report, Explained),
) -> Result<Vec<(String, String)>, StoreError> {
    let line = timeline(law, report, explained)?;
    // Of what was refused or went back nothing is paid: a day of pay would be a promise.
    let pay_by = line.pay_by.filter(|_| report.state.may_be_paid());
    let row = |key: &str, day: Option<jiff::civil::Date>| {
        (ctx.t(key).into_owned(), day.map(|day| Day(day).bg()).unwrap_or_default())
    };
    let rows = vec![
        row("hours-date-due", Some(line.due)),
        row("hours-date-filed", report.row.filed_on.map(|day| day.0)),
        row("hours-date-explanations", line.explanations_by),
        row("hours-date-assistant", explained.assistant.map(|day| day.0)),
        row("hours-date-user", explained.user.map(|day| day.0)),
        row("hours-date-accepted", report.row.accepted_on.map(|day| day.0)),
        row("hours-date-pay", pay_by),
    ];
    let treated = report.sheet.treatment.as_ref().map(|one| {
        let words = format!("{} – {}; {}", one.from.bg(), one.until.bg(), one.document);
        (ctx.t("hours-treated").into_owned(), words)
    });
    let rows = treated.into_iter().chain(rows);
    Ok(rows.filter(|(_, day)| !day.is_empty()).collect())
}

struct Behind {
    book: Book,
    inside: Inside,
    at: usize,
    report: Report,
    explained: Explained,
    why: String,
    confirm: Confirm,
}

impl Behind {
    fn entry(&self) -> Result<&Entry, Problem> {
        self.book.entries.get(self.at).ok_or(Problem::NotFound)
    }

    fn has_explained(&self) -> bool {
        match self.inside.is_assistant() {
            true => self.explained.assistant.is_some(),
            false => self.explained.user.is_some(),
        }
    }
}

async fn behind(app: &App, ctx: &Ctx, secret: &str, form: &Form) -> Result<Behind, Problem> {
    let inside = inside(app, ctx, secret).await?;
    let law = app.law(ctx.actor.municipality);
    let month = month_of(form, app.today());
    let mut tx = app.db.read(&inside.actor).await?;
    let book = load::book(&tx, &law, month, inside.which()).await?;
    let entry = entry_of(&book, &inside, form)?;
    let report = entry.last().filter(|one| one.state != State::Draft).ok_or(Problem::NotFound)?;
    let report = report.clone();
    let steps = load::steps(&tx, report.row.id).await?;
    let explained = Explained::of(&steps);
    // Whoever is refused reads the reasons where they read the refusal.
    let refusal = steps.iter().rfind(|(row, _)| row.kind == "refused");
    let why = refusal.map(|(_, said)| said.text.clone()).unwrap_or_default();
    let confirm = match (report.state, inside.is_assistant()) {
        (State::Sent, false) => Confirm::Button,
        (State::Sent, true) => match pin::of_person(&tx, entry.user.id).await? {
            Some(row) if !pin::is_locked(&row) => Confirm::Pin,
            _ => Confirm::NoPin,
        },
        _ => Confirm::No,
    };
    let id = entry.contract.contract;
    tx.audit(audit::Entry::read("hours", report.row.id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    let at = book.entries.iter().position(|one| one.contract.contract == id);
    let at = at.ok_or(Problem::NotFound)?;
    Ok(Behind { at, book, inside, report, explained, why, confirm })
}

fn draw(
    ctx: &Ctx,
    law: &Law,
    (behind, secret): (&Behind, &str),
    form: Form,
) -> Result<ReportPage, Problem> {
    let entry = behind.entry()?;
    let report = &behind.report;
    let assistant = [("names", entry.assistant.name.clone())];
    let title = match behind.inside.is_assistant() {
        true => format!("{}: {}", ctx.t("hours-phone-title"), entry.user.name),
        false => ctx.ta("hours-phone-title-user", &assistant).into_owned(),
    };
    let mut page = ctx.public_page(title);
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url(&at(secret, "")), ctx.t("hours-phone-back")));
    let day = |line: &super::sheet::Line| {
        (day_words(ctx.lang, line.day), hours(line.minutes), line.note.clone())
    };
    let other = if behind.inside.is_assistant() { &entry.user } else { &entry.assistant };
    let late = matches!(report.state, State::Late | State::Manual);
    let key = |name: &str| format!("{}-{name}", page.key);
    let keys = [key("confirm"), key("object"), key("explain")];
    Ok(ReportPage {
        page,
        name: other.name.clone(),
        month: month_words(ctx.lang, behind.book.month),
        iso: behind.book.month.to_string(),
        contract: entry.contract.contract.to_string(),
        state: ctx.t(&format!("hours-state-{}", report.state.code())).into_owned(),
        colour: report.state.colour(),
        days: report.sheet.lines.iter().map(day).collect(),
        total: hours(report.sheet.worked()),
        account: report.sheet.account.clone(),
        why: behind.why.clone(),
        dates: dates(ctx, law, (report, behind.explained))?,
        base: ctx.url(&at(secret, "")),
        confirm: behind.confirm,
        explain: late && !behind.has_explained(),
        keys,
        form,
    })
}

/// `GET /my-hours/{secret}/report?contract=&month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, &secret, &form).await?;
    let law = app.law(ctx.actor.municipality);
    html(&draw(&ctx, &law, (&behind, &secret), Form::empty(ctx.lang))?)
}

fn home(secret: &str, behind: &Behind) -> String {
    list_address(&at(secret, ""), &[("month", &behind.book.month.to_string())])
}

fn failed(form: &mut Form, tried: Tried) {
    match tried {
        Tried::Wrong(left) => {
            let text = ui::text::text_args(form.lang(), "hours-pin-wrong", &[("left", left)]);
            form.wrong_text("pin", text.into_owned());
        }
        Tried::Locked | Tried::Right => form.wrong("pin", "hours-pin-is-locked"),
    }
}

/// Counts and checks a number. Counted first and on disk: a try cannot be had for nothing.
async fn tried(app: &App, (behind, typed): (&Behind, &str)) -> Result<(Tried, String), Problem> {
    let user = behind.entry()?.user.id;
    let mut tx = app.db.write(&behind.inside.actor).await?;
    let Some(row) = pin::of_person(&tx, user).await? else {
        return Ok((Tried::Locked, String::new()));
    };
    let holder = pin::holder(&tx, &row)?;
    let may = pin::counted(&mut tx, &row).await?;
    tx.commit().await?;
    if !may {
        return Ok((Tried::Locked, holder));
    }
    let outcome = pin::checked(&row, typed).await?;
    let mut tx = app.db.write(&behind.inside.actor).await?;
    match outcome {
        Tried::Right => pin::forgiven(&tx, row.id).await?,
        Tried::Locked => pin::told(&mut tx, &row).await?,
        Tried::Wrong(_) => {}
    }
    tx.audit(audit::Entry::write("hours-pin", row.id.0).about(Some(user.0)));
    tx.commit().await?;
    Ok((outcome, holder))
}

/// `POST /my-hours/{secret}/confirm`.
pub async fn confirm(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, &secret, &form).await?;
    let law = app.law(ctx.actor.municipality);
    let by = match behind.confirm {
        Confirm::No => return Ok(see(&ctx, &home(&secret, &behind), None)),
        Confirm::Button => Signed { name: behind.inside.holder.clone(), how: "link".to_owned() },
        Confirm::Pin | Confirm::NoPin => {
            let typed = form.required("pin", 6);
            let (outcome, name) = match form.ok() {
                true => tried(&app, (&behind, &typed)).await?,
                false => (Tried::Right, String::new()),
            };
            if outcome != Tried::Right {
                failed(&mut form, outcome);
            }
            if !form.ok() {
                return again(&draw(&ctx, &law, (&behind, &secret), form)?);
            }
            Signed { name, how: "pin".to_owned() }
        }
    };
    let back = home(&secret, &behind);
    let mut tx = app.db.write(&behind.inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let book = load::book(&tx, &law, behind.book.month, behind.inside.which()).await?;
    let entry = entry_of(&book, &behind.inside, &form)?;
    let report = entry.last().ok_or(Problem::NotFound)?;
    // What was shown is what is confirmed.
    if report.row.id != behind.report.row.id {
        return Err(StoreError::Conflict.into());
    }
    let today = tx.today();
    filing::confirm(&mut tx, &law, (&book, entry, report), (by, today)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-phone-confirmed")))
}

/// `POST /my-hours/{secret}/object`: the user does not agree; the report goes back.
pub async fn object(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, &secret, &form).await?;
    let law = app.law(ctx.actor.municipality);
    let reason = form.required("reason", 1_000);
    if !form.ok() {
        return again(&draw(&ctx, &law, (&behind, &secret), form)?);
    }
    if behind.confirm != Confirm::Button {
        return Err(filing::refused("hours-refused-state"));
    }
    let back = home(&secret, &behind);
    let entry = behind.entry()?;
    let mut tx = app.db.write(&behind.inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let what = (Move::Return, reason.as_str());
    decide::close(&mut tx, (&behind.book, entry, &behind.report), what).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-phone-objected")))
}

/// `POST /my-hours/{secret}/explain`: why the report is late.
pub async fn explain(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, &secret, &form).await?;
    let law = app.law(ctx.actor.municipality);
    let text = form.required("explanation", 2_000);
    if !form.ok() {
        return again(&draw(&ctx, &law, (&behind, &secret), form)?);
    }
    let back = home(&secret, &behind);
    let who = if behind.inside.is_assistant() { "assistant" } else { "user" };
    let entry = behind.entry()?;
    let mut tx = app.db.write(&behind.inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let today = tx.today();
    decide::explain(&mut tx, (entry, &behind.report), (who, today), &text).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-phone-explained")))
}

impl ReportPage {
    fn pin(&self) -> Field {
        Field { value: String::new(), ..self.form.field("pin") }
    }
}
