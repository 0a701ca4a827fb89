//! Short forms about a report: decision of the office, explanations brought on paper, a signature on
//! paper, the beginning of a correction.

use super::ReportId;
use super::course::{Move, State};
use super::decide::{self, EXPLAINERS};
use super::filing::{self, refused};
use super::frame::{self, HOME, finding_words, path};
use super::load::{self, Book, Entry, Report, Which};
use super::page::entry;
use super::sheet::Signed;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::{Law, Month};

/// What the office may decide; the name has the key `hours-decide-<code>`.
const DECISIONS: [&str; 3] = ["accept", "return", "refuse"];

/// A report with its month.
struct Behind {
    book: Book,
    report: Report,
}

impl Behind {
    fn entry(&self) -> Result<&Entry, Problem> {
        entry(&self.book, self.report.row.contract_id)
    }

    fn month(&self) -> Month {
        self.book.month
    }

    fn back(&self) -> String {
        path(self.report.row.contract_id, "", self.book.month)
    }
}

async fn behind(tx: &Tx, law: &Law, id: ReportId) -> Result<Behind, Problem> {
    let report = load::one(tx, id).await?;
    let month = report.month()?;
    let book = load::book(tx, law, month, Which::Of(report.row.contract_id)).await?;
    // An older attempt is history: nothing is done with it any more.
    let last = entry(&book, report.row.contract_id)?.last().map(|one| one.row.id);
    if last != Some(id) {
        return Err(refused("hours-refused-state"));
    }
    Ok(Behind { book, report })
}

async fn opened(app: &App, ctx: &Ctx, id: ReportId) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, &law, id).await?;
    let user = behind.report.row.person_id;
    tx.audit(audit::Entry::read("hours", id.0).about(Some(user.0)));
    tx.commit().await?;
    Ok(behind)
}

fn shown(ctx: &Ctx, behind: &Behind, act: Act, form: &Form) -> Result<Response, Problem> {
    let entry = behind.entry()?;
    let title = format!("{}: {}", ctx.t(act.title()), entry.user.name);
    let page = frame::page(ctx, title, behind.month());
    let home = format!("{HOME}/{}", behind.report.row.id);
    act.shown(ctx, Around { page, home, version: behind.report.row.version }, form)
}

/// What may be decided in a state.
fn decisions(state: State) -> Vec<&'static str> {
    let may = |what: &&str| state.after(move_of(what)).is_some();
    DECISIONS.iter().filter(|what| may(what)).copied().collect()
}

fn move_of(what: &str) -> Move {
    match what {
        "accept" => Move::Accept,
        "return" => Move::Return,
        _ => Move::Refuse,
    }
}

fn decide_act(ctx: &Ctx, law: &Law, (behind, form): (&Behind, &Form)) -> Result<Act, Problem> {
    let entry = behind.entry()?;
    let sheet = &behind.report.sheet;
    let found = behind.book.findings(law, entry, sheet);
    let mut facts: Vec<(String, String)> = found
        .iter()
        .map(|one| finding_words(ctx.lang, law, one))
        .map(|one| (one.text, one.articles))
        .collect();
    let counted = entry.counts(law, sheet).steps;
    facts.push((ctx.t("hours-counted").into_owned(), counted.join(" ")));
    let list = decisions(behind.report.state);
    let lead = format!("hours-decide-lead-{}", behind.report.state.code());
    Ok(Act::new("hours-decide", "/decide", "hours-decide-button")
        .lead(ctx.t(&lead))
        .facts(facts)
        .one((ctx, form), "what", ("hours-decide-what", &list), |code| {
            format!("hours-decide-{code}")
        })
        .area((ctx, form), "reason", ("hours-reason", "hours-reason-hint")))
}

/// `GET /worktime/{id}/decide`.
pub async fn decide_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let behind = opened(&app, &ctx, id).await?;
    if decisions(behind.report.state).is_empty() {
        return Err(refused("hours-refused-state"));
    }
    let law = app.law(ctx.actor.municipality);
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &behind, decide_act(&ctx, &law, (&behind, &form))?, &form)
}

/// `POST /worktime/{id}/decide`.
pub async fn decide(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let what = chosen(&mut form, "what", &DECISIONS);
    let reason = form.optional("reason", 2_000);
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = behind(&tx, &law, id).await?;
    let is_plain = what == "accept" && known.report.state == State::Confirmed;
    if reason.is_empty() && !is_plain && !what.is_empty() {
        form.wrong("reason", "hours-refused-reason");
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("hours", id.0));
        tx.commit().await?;
        if decisions(known.report.state).is_empty() {
            return Err(refused("hours-refused-state"));
        }
        return shown(&ctx, &known, decide_act(&ctx, &law, (&known, &form))?, &form);
    }
    let back = known.back();
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let of = (&known.book, known.entry()?, &known.report);
    match what.as_str() {
        "accept" => decide::accept(&mut tx, &law, of, &reason).await?,
        other => decide::close(&mut tx, of, (move_of(other), &reason)).await?,
    }
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-decided")))
}

fn explain_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("hours-explain-enter", "/explain", "ui-save")
        .lead(ctx.t("hours-explain-lead"))
        .one(boxes, "who", ("hours-explain-who", &EXPLAINERS), |code| format!("hours-role-{code}"))
        .day(boxes, "on", ("hours-explain-on", String::new()))
        .area(boxes, "explanation", ("hours-explain", "hours-explain-hint"))
}

/// `GET /worktime/{id}/explain`.
pub async fn explain_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let behind = opened(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    shown(&ctx, &behind, explain_act(&ctx, &form), &form)
}

/// `POST /worktime/{id}/explain`.
pub async fn explain(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&app, &ctx, id).await?;
    let who = chosen(&mut form, "who", &EXPLAINERS);
    let on = form.day("on");
    let text = form.required("explanation", 2_000);
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &known, explain_act(&ctx, &form), &form);
    };
    let back = known.back();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    decide::explain(&mut tx, (known.entry()?, &known.report), (&who, on), &text).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-explained")))
}

fn sign_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    let hint = ctx.t("hours-filed-hint").into_owned();
    Act::new("hours-sign", "/sign", "hours-sign-button")
        .lead(ctx.t("hours-sign-lead"))
        .day(boxes, "filed", ("hours-filed", hint))
        .line(boxes, "signer", "hours-signer")
}

/// `GET /worktime/{id}/sign`.
pub async fn sign_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let behind = opened(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("filed", Some(app.today())));
    let form = form.with("signer", &behind.entry()?.user.name);
    let form = ctx.resumed(form, &[]).await?;
    shown(&ctx, &behind, sign_act(&ctx, &form), &form)
}

/// `POST /worktime/{id}/sign`: signed by both on paper.
pub async fn sign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&app, &ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let filed = form.day("filed");
    let name = form.required("signer", 200);
    let first = Day(known.month().first_day());
    if filed.is_some_and(|day| day > app.today() || day < first) {
        form.wrong("filed", "hours-refused-filed");
    }
    let (Some(filed), true) = (filed, form.ok()) else {
        return shown(&ctx, &known, sign_act(&ctx, &form), &form);
    };
    let back = known.back();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let of = (&known.book, known.entry()?, &known.report);
    let by = Signed { name, how: "paper".to_owned() };
    filing::confirm(&mut tx, &law, of, (by, filed)).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-entered")))
}

fn correct_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("hours-correct", "/correct", "hours-correct-button")
        .lead(ctx.t("hours-correct-lead"))
        .area((ctx, form), "reason", ("hours-reason", ""))
}

/// `GET /worktime/{id}/correct`.
pub async fn correct_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let behind = opened(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &behind, correct_act(&ctx, &form), &form)
}

/// `POST /worktime/{id}/correct`: the next attempt begins.
pub async fn correct(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = opened(&app, &ctx, id).await?;
    let reason = form.required("reason", 2_000);
    if !form.ok() {
        return shown(&ctx, &known, correct_act(&ctx, &form), &form);
    }
    let back = path(known.report.row.contract_id, "/enter", known.month());
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    decide::correct(&mut tx, (&known.book, known.entry()?), &reason).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, None))
}
