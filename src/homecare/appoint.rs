//! Entering and changing an assistant: name, account, telephone, settlement, appointment, hours.

use super::AssistantId;
use super::assistant::{self, Assistant, Facts, NewAssistant};
use super::frame;
use super::register::path;
use crate::app::App;
use crate::delivery::hours;
use crate::municipality;
use crate::people::{self, Pick};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::{Choice, Link};

/// A week has so many minutes.
const WEEK_MINUTES: u32 = 7 * 24 * 60;

/// What is behind the form of an assistant.
struct Behind {
    known: Option<Assistant>,
    accounts: Vec<access::Account>,
    place: String,
}

async fn behind(app: &App, ctx: &Ctx, id: Option<AssistantId>) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = match id {
        Some(id) => Some(assistant::one(&tx, id).await?),
        None => None,
    };
    let mut accounts = access::accounts(&tx, app.today()).await?;
    accounts.retain(|one| one.disabled_at.is_none());
    let place = match &known {
        Some(one) => municipality::settlement(&tx, &one.row.ekatte).await?,
        None => None,
    };
    tx.audit(match id {
        Some(id) => Entry::read("homecare_assistant", id.0),
        None => Entry::list("assistants"),
    });
    tx.commit().await?;
    let place = place.map(|place| place.name).unwrap_or_default();
    Ok(Behind { known, accounts, place })
}

fn act(ctx: &Ctx, (behind, choices): (&Behind, Vec<Choice>), form: &Form) -> Act {
    let boxes = (ctx, form);
    let mut list = vec![Choice::new("", ctx.t("homecare-outside"))];
    let account = |one: &access::Account| {
        Choice::new(one.id.to_string(), format!("{}, {}", one.name, one.post))
    };
    list.extend(behind.accounts.iter().map(account));
    let (title, rest) = match behind.known {
        Some(_) => ("homecare-assistant-edit", "/edit"),
        None => ("homecare-assistant-new", "/new"),
    };
    let act = Act::new(title, rest, "ui-save")
        .line(boxes, "name", "homecare-name")
        .choice(boxes, "account", (ctx.t("homecare-account").into_owned(), list))
        .line(boxes, "phone", "homecare-phone")
        .line(boxes, "home-place", "homecare-place");
    let act = if choices.is_empty() {
        act
    } else {
        act.hidden(form, "home-for").among(boxes, "home-ekatte", ("homecare-place-choose", choices))
    };
    act.day(boxes, "from_on", ("homecare-appointed-from", String::new()))
        .day(
            boxes,
            "until_on",
            ("homecare-appointed-until", ctx.t("homecare-fact-until-hint").into_owned()),
        )
        .line(boxes, "week", "homecare-week")
}

fn shown(
    ctx: &Ctx,
    (behind, choices): (&Behind, Vec<Choice>),
    form: &Form,
) -> Result<Response, Problem> {
    let act = act(ctx, (behind, choices), form);
    let ways = vec![Link::new(ctx.url("/homecare/assistants"), ctx.t("homecare-assistants"))];
    let page = frame::page(ctx, ctx.t(act.title()), ways);
    let (home, version) = match &behind.known {
        Some(one) => (path(one.row.id, ""), one.row.version),
        None => ("/homecare/assistants".to_owned(), 0),
    };
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /homecare/assistants/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, None).await?;
    let form = Form::filled(ctx.lang, day_values("from_on", Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    shown(&ctx, (&behind, Vec::new()), &form)
}

/// `GET /homecare/assistants/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssistantId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, Some(id)).await?;
    let one = behind.known.as_ref().ok_or(Problem::NotFound)?;
    let mut values = day_values("from_on", Some(one.row.from_on));
    values.extend(day_values("until_on", one.row.until_on));
    let mut say = |name: &str, value: String| values.push((name.to_owned(), value));
    say("name", one.facts.name.clone());
    say("phone", one.facts.phone.clone());
    say("home-place", behind.place.clone());
    say("home-for", behind.place.clone());
    say("home-ekatte", one.row.ekatte.clone());
    say("account", one.row.account_id.map(|id| id.to_string()).unwrap_or_default());
    say("week", hours(one.weekly()));
    let form = Form::filled(ctx.lang, values);
    let choices = match one.row.ekatte.as_str() {
        "" => Vec::new(),
        code => vec![Choice::new(code, behind.place.clone())],
    };
    shown(&ctx, (&behind, choices), &form)
}

async fn read(
    tx: &Tx,
    ctx: &Ctx,
    form: &mut Form,
    behind: &Behind,
) -> Result<(Option<NewAssistant>, Vec<Choice>), Problem> {
    let facts = Facts { name: form.required("name", 200), phone: form.optional("phone", 50) };
    let account: Option<AccountId> = form.parsed_optional("account", "form-choose");
    if account.is_some_and(|id| !behind.accounts.iter().any(|one| one.id == id)) {
        form.wrong("account", "form-choose");
    }
    let pick = people::pick(tx, form, "home", &ctx.municipality.code).await?;
    let typed = form.get("home-place").to_owned();
    let choices = pick.choices();
    if let Pick::Many(_) = pick {
        *form = std::mem::take(form).with("home-for", &typed);
    }
    let from_on = form.day("from_on");
    let until_on = form.day_optional("until_on");
    if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
        form.wrong("until_on", "homecare-days-wrong");
    }
    let text = form.required("week", 10);
    let week = law::Minutes::parse(&text).ok().map(|minutes| minutes.0);
    let week = week.filter(|minutes| (1..=WEEK_MINUTES).contains(minutes));
    if week.is_none() && !text.is_empty() {
        form.wrong("week", "homecare-hours-wrong");
    }
    let ekatte = pick.ekatte().unwrap_or_default().to_owned();
    let (Some((from_on, weekly_minutes)), true) = (from_on.zip(week), form.ok()) else {
        return Ok((None, choices));
    };
    let days = (from_on, until_on);
    Ok((Some(NewAssistant { facts, account, ekatte, days, weekly_minutes }), choices))
}

async fn saved(
    app: &App,
    ctx: &Ctx,
    id: Option<AssistantId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(app, ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let read = read(&tx, ctx, &mut form, &behind).await;
    tx.rollback().await;
    let (new, choices) = read?;
    let Some(new) = new else {
        return shown(ctx, (&behind, choices), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/homecare/assistants")).await?;
    ctx.sent(&tx, &form).await?;
    let id = match id {
        Some(id) => {
            assistant::change(&mut tx, (id, form.version()), &new).await?;
            id
        }
        None => assistant::add(&mut tx, &new).await?,
    };
    tx.commit().await?;
    Ok(see(ctx, &path(id, ""), Some("homecare-assistant-done")))
}

/// `POST /homecare/assistants/new`.
pub async fn add(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    saved(&app, &ctx, None, form).await
}

/// `POST /homecare/assistants/{id}/edit`.
pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssistantId>,
    form: Form,
) -> Result<Response, Problem> {
    saved(&app, &ctx, Some(id), form).await
}
