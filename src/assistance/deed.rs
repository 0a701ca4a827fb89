//! What is done with an application, each as a short form: regular, notice, put right, suspended, not
//! considered, nobody there, again, given up, checked, agreed.

use super::agree::{self, INITIAL, NewAgreement};
use super::content::{Note, Terms};
use super::frame::{self, YES_NO, application_path, is_yes, press};
use super::load::{self, Filed};
use super::named::{self, NAMES, Named, listed, offered};
use super::regular::{self, NewCheck};
use super::{ApplicationId, State, agreement_path};
use crate::app::App;
use crate::assistants::{AssistantId, Press};
use crate::people;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use law::Law;

/// A deed; the end of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Found regular.
    Accept,
    /// Notice of irregularities.
    Notify,
    /// Put right.
    Fix,
    /// Suspended.
    Suspend,
    /// Not considered.
    Refuse,
    /// Nobody is there.
    NoCandidate,
    /// Somebody was found.
    Reopen,
    /// Given up.
    Withdraw,
    /// Checked against double financing.
    Check,
    /// An agreement.
    Agree,
}

impl Deed {
    const ALL: [(Deed, &'static str); 10] = [
        (Deed::Accept, "accept"),
        (Deed::Notify, "notify"),
        (Deed::Fix, "fix"),
        (Deed::Suspend, "suspend"),
        (Deed::Refuse, "refuse"),
        (Deed::Check, "check"),
        (Deed::Agree, "agree"),
        (Deed::NoCandidate, "no-candidate"),
        (Deed::Reopen, "reopen"),
        (Deed::Withdraw, "withdraw"),
    ];

    fn of(code: &str) -> Result<Deed, Problem> {
        let found = Deed::ALL.into_iter().find(|(_, known)| *known == code);
        found.map(|(deed, _)| deed).ok_or(Problem::NotFound)
    }

    /// The end of its address.
    pub fn code(self) -> &'static str {
        Deed::ALL.into_iter().find(|(deed, _)| *deed == self).map_or("", |(_, code)| code)
    }

    /// The deeds that are possible now, the next one first.
    pub fn possible(filed: &Filed) -> Vec<Deed> {
        use Deed as D;
        let refuses = filed.content.refuses_consent();
        let mut all = match filed.state {
            State::Filed if refuses => vec![D::Refuse],
            State::Filed => vec![D::Accept, D::Notify, D::Check],
            State::Irregular if refuses => vec![D::Refuse, D::Fix, D::Suspend],
            State::Irregular => vec![D::Fix, D::Suspend],
            State::Suspended => vec![D::Fix],
            State::Regular => vec![D::Check, D::Agree, D::NoCandidate],
            State::NoCandidate => vec![D::Reopen],
            State::Agreed => vec![D::Agree, D::Check],
            State::NotConsidered | State::Withdrawn => return Vec::new(),
        };
        if filed.state != State::Agreed {
            all.push(D::Withdraw);
        }
        all
    }

    fn act(self) -> Act {
        match self {
            Deed::Accept => Act::new("assistance-do-accept", "/do/accept", "ui-save"),
            Deed::Notify => Act::new("assistance-do-notify", "/do/notify", "ui-save"),
            Deed::Fix => Act::new("assistance-do-fix", "/do/fix", "ui-save"),
            Deed::Suspend => Act::new("assistance-do-suspend", "/do/suspend", "ui-save"),
            Deed::Refuse => Act::new("assistance-do-refuse", "/do/refuse", "ui-save"),
            Deed::NoCandidate => {
                Act::new("assistance-do-no-candidate", "/do/no-candidate", "ui-save")
            }
            Deed::Reopen => Act::new("assistance-do-reopen", "/do/reopen", "ui-save"),
            Deed::Withdraw => Act::new("assistance-do-withdraw", "/do/withdraw", "ui-save"),
            Deed::Check => Act::new("assistance-do-check", "/do/check", "ui-save"),
            Deed::Agree => Act::new("assistance-do-agree", "/do/agree", "ui-save"),
        }
    }
}

struct Behind {
    filed: Filed,
    name: String,
    names: Vec<Named>,
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    (id, deed): (ApplicationId, Deed),
) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let filed = load::application(&tx, id).await?;
    let name = people::head(&tx, filed.row.person_id).await?.name;
    let names = if deed == Deed::Agree { listed(&tx, ctx).await? } else { Vec::new() };
    tx.audit(Entry::read("assistance-application", id.0).about(Some(filed.row.person_id.0)));
    tx.commit().await?;
    Ok(Behind { filed, name, names })
}

/// What is irregular, one line each.
pub fn irregular(ctx: &Ctx, filed: &Filed) -> Vec<String> {
    let all = filed.content.irregular(filed.hours());
    all.iter().map(|code| ctx.t(&format!("assistance-irregular-{code}")).into_owned()).collect()
}

fn boxes(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Act {
    let both = (ctx, form);
    let lead = ctx.t(&format!("assistance-lead-{}", deed.code()));
    let act = deed.act().lead(lead).day(both, "on", ("assistance-on", String::new()));
    match deed {
        Deed::Accept | Deed::Refuse | Deed::Reopen => act,
        Deed::Notify | Deed::Fix | Deed::Suspend | Deed::NoCandidate | Deed::Withdraw => {
            act.area(both, "text", ("assistance-text", "assistance-text-hint"))
        }
        Deed::Check => act
            .area(both, "sources", ("assistance-sources", "assistance-sources-hint"))
            .one(both, "found", ("assistance-found", &YES_NO), |code| format!("assistance-{code}"))
            .area(both, "text", ("assistance-conclusion", "")),
        Deed::Agree => act
            .offers(NAMES, offered(&behind.names))
            .typed(both, "assistant", (ctx.t("assistance-assistant").into_owned(), NAMES))
            .line(both, "hours", "assistance-hours-agreed")
            .line(both, "place", "assistance-place")
            .line(both, "town", "assistance-town")
            .area(both, "other", ("assistance-other", "assistance-other-hint")),
    }
}

fn shown(ctx: &Ctx, form: &Form, (deed, behind): (Deed, &Behind)) -> Result<Response, Problem> {
    let act = boxes(ctx, form, (deed, behind));
    let filed = &behind.filed;
    let page = frame::page_of(ctx, (filed, &behind.name), act.title());
    let version = form.version_or(filed.row.version);
    act.shown(ctx, Around { page, home: application_path(filed.row.id, ""), version }, form)
}

/// What a form begins with.
async fn fresh(app: &App, ctx: &Ctx, (deed, behind): (Deed, &Behind)) -> Result<Form, Problem> {
    let filed = &behind.filed;
    let mut values = day_values("on", Some(app.today()));
    let mut put = |name: &str, value: String| values.push((name.to_owned(), value));
    match deed {
        Deed::Notify | Deed::Suspend => put("text", irregular(ctx, filed).join("\n")),
        Deed::Agree => {
            let tx = app.db.read(&ctx.actor).await?;
            let choices = load::choices(&tx, filed.row.id).await?;
            let agreed = load::agreements_of(&tx, filed.row.id).await?;
            let at = (people::AddressKind::Present, app.today());
            let place = people::address_text(&tx, filed.row.person_id, at, true).await?;
            tx.rollback().await;
            let taken: u32 = agreed
                .iter()
                .filter(|one| one.is_open())
                .map(|one| u32::try_from(one.row.hours).unwrap_or(0))
                .sum();
            let free = |id: AssistantId| agreed.iter().all(|one| one.row.assistant_id != id);
            let next = choices.iter().find(|one| one.role == "assistant" && free(one.assistant_id));
            let named = |id: AssistantId| behind.names.iter().find(|one| one.id == id);
            if let Some(next) = next.and_then(|next| named(next.assistant_id)) {
                put("assistant", next.text.clone());
            }
            put("hours", filed.hours().saturating_sub(taken).to_string());
            put("place", place);
        }
        _ => {}
    }
    Ok(ctx.resumed(Form::filled(ctx.lang, values), &[]).await?)
}

/// `GET /assistance/applications/{application}/do/{deed}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, deed)): Path<(String, ApplicationId, String)>,
) -> Result<Response, Problem> {
    let deed = Deed::of(&deed)?;
    let behind = behind(&app, &ctx, (id, deed)).await?;
    if !Deed::possible(&behind.filed).contains(&deed) {
        return Err(Problem::Impossible("assistance-refused-state"));
    }
    let form = fresh(&app, &ctx, (deed, &behind)).await?;
    shown(&ctx, &form, (deed, &behind))
}

/// What was typed, besides the day.
#[derive(Default)]
struct Typed {
    text: String,
    check: NewCheck,
    assistant: Option<AssistantId>,
    hours: u32,
    terms: Terms,
}

fn read(form: &mut Form, (deed, names): (Deed, &[Named]), law: &Law) -> Typed {
    let mut typed = Typed::default();
    match deed {
        Deed::Accept | Deed::Refuse | Deed::Reopen => {}
        Deed::Notify | Deed::Suspend | Deed::NoCandidate => {
            typed.text = form.required("text", 2_000);
        }
        Deed::Fix | Deed::Withdraw => typed.text = form.optional("text", 2_000),
        Deed::Check => {
            let sources = form.required("sources", 2_000);
            chosen(form, "found", &YES_NO);
            let found = is_yes(form, "found");
            let note = Note { sources, text: form.optional("text", 2_000), ..Note::default() };
            typed.check = NewCheck { kind: INITIAL.to_owned(), on: None, found, note };
        }
        Deed::Agree => {
            typed.assistant = named::read_required(form, "assistant", names);
            typed.hours = form.parsed("hours", "assistance-number-wrong").unwrap_or(0);
            if typed.assistant.is_some() && form.ok() && law.contract(typed.hours).is_err() {
                form.wrong("hours", "assistance-hours-most");
            }
            typed.terms.place = form.required("place", 300);
            typed.terms.town = form.optional("town", 100);
            typed.terms.other = form.optional("other", 2_000);
        }
    }
    typed
}

/// Does it; gives where it leads.
async fn done(
    tx: &mut Tx,
    law: &Law,
    (deed, filed): (Deed, &Filed),
    (on, typed, press): (Day, Typed, &Press),
) -> Result<String, Problem> {
    let text = typed.text.as_str();
    match deed {
        Deed::Accept => regular::accept(tx, law, filed, on).await?,
        Deed::Notify => regular::notify(tx, law, filed, (on, text, press)).await?,
        Deed::Fix => regular::fix(tx, law, filed, (on, text)).await?,
        Deed::Suspend => regular::suspend(tx, filed, (on, text, press)).await?,
        Deed::Refuse => regular::not_consider(tx, filed, (on, press)).await?,
        Deed::NoCandidate => regular::no_candidate(tx, filed, (on, text, press)).await?,
        Deed::Reopen => regular::reopen(tx, law, filed, on).await?,
        Deed::Withdraw => regular::withdraw(tx, filed, (on, text)).await?,
        Deed::Check => {
            let mut check = NewCheck { on: Some(on), ..typed.check };
            check.note.by = tx.actor().name.to_string();
            regular::check(tx, filed.row.id, &check).await?;
        }
        Deed::Agree => {
            let assistant = typed.assistant.ok_or(Problem::NotFound)?;
            let (hours, terms) = (typed.hours, typed.terms);
            let new = NewAgreement { assistant, concluded_on: on, hours, terms };
            let id = agree::conclude(tx, law, filed, (&new, press)).await?;
            return Ok(agreement_path(id, ""));
        }
    }
    Ok(application_path(filed.row.id, ""))
}

/// `POST /assistance/applications/{application}/do/{deed}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, deed)): Path<(String, ApplicationId, String)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let deed = Deed::of(&deed)?;
    let mut behind = behind(&app, &ctx, (id, deed)).await?;
    let law = app.law(ctx.actor.municipality);
    let on = form.day("on");
    if on.is_some_and(|on| on < behind.filed.row.filed_on || on > app.today()) {
        form.wrong("on", "assistance-day-wrong");
    }
    let typed = read(&mut form, (deed, &behind.names), &law);
    let (Some(on), true) = (on, form.ok()) else { return shown(&ctx, &form, (deed, &behind)) };
    let press = press(&app, &ctx, &headers)?;
    behind.filed.row.version = form.version_or(behind.filed.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&application_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let to = done(&mut tx, &law, (deed, &behind.filed), (on, typed, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, Some("assistance-done")))
}
