//! The pages of signals: entry, one signal, the attempts to reach the person, its end.

use super::came;
use super::moment::due_words;
use super::outreach::{Attempt, attempts, fresh};
use super::reference::{choices, reference, words};
use super::signal::{self, NewSignal, OUTCOMES, number_of, told};
use super::{SignalId, store, urgent};
use crate::app::App;
use crate::contacts;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Link};

pub fn urgent_words(ctx: &Ctx, group: Option<&str>) -> String {
    let group = group.map(|group| words(&reference().urgent_group, group, ctx.lang));
    group.unwrap_or_default()
}

pub fn outcome_key(reason: Option<&str>) -> &'static str {
    match reason {
        None => "frontdesk-signal-waits",
        Some("wish") => "frontdesk-signal-wish",
        Some("declined") => "frontdesk-signal-declined",
        Some("not_found") => "frontdesk-signal-not-found",
        Some(_) => "frontdesk-signal-handed",
    }
}

#[derive(Template)]
#[template(path = "frontdesk/signal_form.html")]
struct SignalForm {
    page: ui::Page,
    form: Form,
    action: String,
    autosave: String,
    cancel: String,
    person: Option<people::Head>,
    institutions: Vec<Choice>,
    channels: Vec<Choice>,
    groups: Vec<Choice>,
    danger: Vec<Choice>,
}

async fn signal_form(ctx: &Ctx, tx: &Tx, form: Form) -> Result<SignalForm, Problem> {
    let person = match form.get("person").parse::<PersonId>() {
        Ok(id) => Some(people::head(tx, id).await?),
        Err(_) => None,
    };
    let mut page = ctx.page(ctx.t("frontdesk-signal-new"));
    page.errors = form.errors();
    Ok(SignalForm {
        page,
        action: ctx.url("/signals/new"),
        autosave: ctx.url("/drafts"),
        cancel: ctx.url("/signals"),
        person,
        institutions: choices(&reference().signaller, ctx.lang),
        channels: contacts::channels(ctx.lang),
        groups: urgent::group_choices(ctx),
        danger: urgent::danger_choice(ctx, &form),
        form,
    })
}

pub async fn new_signal(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let person = form.get("person").to_owned();
    let fresh = Form::filled(ctx.lang, [("person", person.as_str()), ("urgent", "none")]);
    let fresh = came::for_signal(&tx, &form, fresh).await?;
    let form = ctx.draft_like(&tx, fresh, &["online"]).await?;
    let page = signal_form(&ctx, &tx, form).await?;
    tx.audit(Entry::new("form", "signal", "").about(page.person.as_ref().map(|p| p.id.0)));
    tx.commit().await?;
    html(&page)
}

pub async fn save_signal(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let new = NewSignal::read(&mut form);
    let unknown = match new.as_ref().and_then(|new| new.person) {
        Some(person) => people::head(&tx, person).await.is_err(),
        None => false,
    };
    if unknown {
        form.wrong("who", "frontdesk-person-unknown");
    }
    let (Some(new), false) = (new, unknown) else {
        let page = signal_form(&ctx, &tx, form).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.commit().await?;
    let saved = new.save(&app, &ctx, &form).await?;
    Ok(see(&ctx, &saved.path, Some("frontdesk-signal-saved")))
}

#[derive(Template)]
#[template(path = "frontdesk/signal.html")]
pub struct SignalPage {
    page: ui::Page,
    form: Form,
    number: String,
    status: String,
    is_open: bool,
    rows: Vec<(String, String)>,
    text: String,
    person: Option<Link>,
    wish: String,
    urgent: Option<(String, String)>,
    action: String,
    version: i32,
    outcomes: Vec<Choice>,
    may_write: bool,
    attempts: Vec<Attempt>,
    outreach: String,
    channels: Vec<Choice>,
    reached: Vec<Choice>,
    outreach_open: bool,
}

pub async fn signal_view(
    ctx: &Ctx,
    tx: &Tx,
    row: &store::signal::Model,
    form: Form,
) -> Result<SignalPage, StoreError> {
    let told = told(tx, row)?;
    let person = match row.person_id {
        Some(id) => Some(people::head(tx, id).await?),
        None => None,
    };
    let waiting = urgent::waiting_of(tx, urgent::Source::Signal(row.id)).await?;
    let urgent = waiting.then(|| {
        let (late, _) = due_words(ctx, row.received_at.day(), tx.today());
        (ctx.url(&format!("/signals/{}/urgent", row.id)), late)
    });
    let id = row.id;
    let wish = match row.person_id {
        Some(person) => ctx.url(&format!("/people/{person}/wishes/new?signal={id}")),
        None => ctx.url(&format!("/people?next=wish&signal={id}")),
    };
    let closed = row.closed_at.map(kit::types::Instant::bg).unwrap_or_default();
    let rows = [
        ("frontdesk-signal-received", row.received_at.bg()),
        ("frontdesk-signal-institution", words(&reference().signaller, &row.institution, ctx.lang)),
        ("frontdesk-contact-channel", contacts::channel_words(&row.channel, ctx.lang)),
        ("frontdesk-urgent", urgent_words(ctx, row.urgent.as_deref())),
        ("frontdesk-signal-who", told.who.clone()),
        ("frontdesk-signal-ended", closed),
        ("frontdesk-signal-result", told.result.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let mut page = ctx.page(format!("{} {}", ctx.t("frontdesk-signal"), number_of(ctx, row)));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url("/signals"), ctx.t("frontdesk-signals-title")));
    Ok(SignalPage {
        page,
        number: number_of(ctx, row),
        status: ctx.t(outcome_key(row.closed_reason.as_deref())).into_owned(),
        is_open: row.state == "open",
        rows: rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect(),
        text: told.text,
        person: person.map(|p| Link::new(ctx.url(&format!("/people/{}", p.id)), p.name)),
        wish,
        urgent,
        action: ctx.url(&format!("/signals/{id}")),
        version: row.version,
        outcomes: OUTCOMES.map(|id| Choice::new(id, ctx.t(outcome_key(Some(id))))).to_vec(),
        may_write: ctx.actor.may(super::WRITE),
        attempts: attempts(ctx, tx, id).await?,
        outreach: ctx.url(&format!("/signals/{id}/outreach")),
        channels: contacts::channels(ctx.lang),
        reached: choices(&reference().reached, ctx.lang),
        outreach_open: form.has("reached") || (ctx.is_resumed() && !form.has("result")),
        form,
    })
}

pub async fn signal_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = signal::signal(&tx, id).await?;
    let form = ctx.draft(&tx, Form::filled(ctx.lang, fresh(tx.now()))).await?;
    let page = signal_view(&ctx, &tx, &row, form).await?;
    tx.audit(Entry::read("signal", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    html(&page)
}

pub async fn close_signal(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let outcome = form.required("outcome", 30);
    if !outcome.is_empty() && !OUTCOMES.contains(&outcome.as_str()) {
        form.wrong("outcome", "form-choose");
    }
    let result = form.optional("result", 2_000);
    let tx = app.db.read(&ctx.actor).await?;
    let row = signal::signal(&tx, id).await?;
    if !form.ok() {
        let page = signal_view(&ctx, &tx, &row, form).await?;
        tx.commit().await?;
        return again(&page);
    }
    tx.commit().await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/signals/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let row = signal::signal(&tx, id).await?;
    if row.state != "open" || row.version != form.version() {
        let theirs = ctx.t(outcome_key(row.closed_reason.as_deref())).into_owned();
        let mine = ctx.t(outcome_key(Some(&outcome))).into_owned();
        let label = ctx.t("frontdesk-signal-outcome").into_owned();
        tx.rollback().await;
        return Err(Problem::Conflict(vec![Compared { label, mine, theirs }]));
    }
    signal::close(&ctx, &mut tx, &row, (form.version(), &outcome, result)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("frontdesk-signal-closed-flash")))
}
