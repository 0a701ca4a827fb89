//! What is done to an event besides its report: planned, changed, called off, withdrawn.

use super::choice::Words;
use super::course::hour;
use super::event::{self, Event, NewEvent};
use super::event_page::{Behind, behind};
use super::frame::{self, LINE, TEXT};
use super::plan::{self, Campaign};
use super::{CampaignId, EventId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::Choice;

/// What the form offers to choose from.
struct Offered {
    campaign: Campaign,
    words: Words,
    places: Vec<Choice>,
}

async fn offered(app: &App, ctx: &Ctx, id: CampaignId) -> Result<Offered, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let offered = Offered {
        campaign: plan::campaign(&tx, id).await?,
        words: Words::load(&tx).await?,
        places: frame::settlement_choices(&tx, &ctx.municipality.code).await?,
    };
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(offered)
}

fn shown(
    ctx: &Ctx,
    (offered, old): (&Offered, Option<&Event>),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let kept: Vec<String> = old.map(|one| one.row.kind.clone()).into_iter().collect();
    let kinds = offered.words.choices("event", &kept, ctx.lang);
    let (title, rest) = match old {
        None => ("campaigns-event-new", "/event"),
        Some(_) => ("campaigns-event-edit", "/edit"),
    };
    let period = [("period", offered.campaign.period())];
    let act = Act::new(title, rest, "ui-save")
        .lead(ctx.ta("campaigns-event-lead", &period))
        .line(both, "title", "campaigns-event-title")
        .among(both, "kind", ("campaigns-column-kind", kinds))
        .day(both, "on", ("campaigns-column-held", String::new()))
        .line(both, "begins", "campaigns-begins")
        .line(both, "ends", "campaigns-ends")
        .choice(
            both,
            "ekatte",
            (ctx.t("campaigns-column-settlement").into_owned(), offered.places.clone()),
        )
        .line(both, "place", "campaigns-column-place")
        .line(both, "partners", "campaigns-column-partners")
        .area(both, "contact", ("campaigns-contact", "campaigns-contact-hint"))
        .area(both, "note", ("campaigns-note", ""));
    let (home, name, version) = match old {
        None => (offered.campaign.home(), offered.campaign.row.name.as_str(), 0),
        Some(one) => (one.home(), one.row.title.as_str(), one.row.version),
    };
    let page = frame::below(ctx, ctx.t(title), (&home, name));
    let version = form.version_or(version);
    act.shown(ctx, Around { page, home, version }, form)
}

/// Reads the form; nothing when something is wrong.
fn read(form: &mut Form, offered: &Offered) -> Option<NewEvent> {
    let title = form.required("title", LINE);
    let kind = form.required("kind", 50);
    if !kind.is_empty() && !offered.words.has("event", &kind) {
        form.wrong("kind", "form-choose");
    }
    let on = form.day("on");
    let row = &offered.campaign.row;
    if on.is_some_and(|on| on < row.from_on || on > row.to_on) {
        form.wrong("on", "campaigns-refused-outside");
    }
    let begins = form.required("begins", 10);
    let ends = form.optional("ends", 10);
    let mut clock = |name: &str, text: &str| {
        let read = hour(text);
        if read.is_none() && !text.is_empty() {
            form.wrong(name, "campaigns-wrong-hour");
        }
        read.unwrap_or_default()
    };
    let (begins, ends) = (clock("begins", &begins), clock("ends", &ends));
    if !ends.is_empty() && ends <= begins {
        form.wrong("ends", "campaigns-wrong-hours");
    }
    let ekatte = form.required("ekatte", 10);
    if !ekatte.is_empty() && !offered.places.iter().any(|one| one.value == ekatte) {
        form.wrong("ekatte", "form-choose");
    }
    let place = form.required("place", LINE);
    let partners = form.optional("partners", LINE);
    let contact = form.optional("contact", TEXT);
    let note = form.optional("note", TEXT);
    let held_on = on?;
    form.ok().then_some(NewEvent {
        kind,
        title,
        held_on,
        begins,
        ends,
        ekatte,
        place,
        partners,
        contact,
        note,
    })
}

/// `GET /campaigns/plans/{id}/event`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let offered = offered(&app, &ctx, id).await?;
    shown(&ctx, (&offered, None), &Form::empty(ctx.lang))
}

/// `POST /campaigns/plans/{id}/event`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let offered = offered(&app, &ctx, id).await?;
    let Some(new) = read(&mut form, &offered) else {
        return shown(&ctx, (&offered, None), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&offered.campaign.home())).await?;
    let id = event::add(&mut tx, &offered.campaign, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{}/events/{id}", frame::HOME), Some("campaigns-done")))
}

fn values(one: &Event) -> Vec<(String, String)> {
    let (row, content) = (&one.row, &one.content);
    let mut all: Vec<(String, String)> = [
        ("title", &row.title),
        ("kind", &row.kind),
        ("begins", &row.begins),
        ("ends", &row.ends),
        ("ekatte", &row.ekatte),
        ("place", &row.place),
        ("partners", &row.partners),
        ("contact", &content.contact),
        ("note", &content.note),
    ]
    .map(|(name, text)| (name.to_owned(), text.clone()))
    .into();
    all.extend(day_values("on", Some(row.held_on)));
    all
}

/// `GET /campaigns/events/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let offered = offered(&app, &ctx, behind.campaign.row.id).await?;
    let form = Form::filled(ctx.lang, values(&behind.event));
    shown(&ctx, (&offered, Some(&behind.event)), &form)
}

/// `POST /campaigns/events/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let offered = offered(&app, &ctx, behind.campaign.row.id).await?;
    let Some(new) = read(&mut form, &offered) else {
        return shown(&ctx, (&offered, Some(&behind.event)), &form);
    };
    behind.event.row.version = form.version_or(behind.event.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = behind.event.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    event::change(&mut tx, (&behind.campaign, &behind.event), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}

fn around(ctx: &Ctx, behind: &Behind, (title, form): (&str, &Form)) -> Around {
    let home = behind.event.home();
    let page = frame::below(ctx, ctx.t(title), (&home, &behind.event.row.title));
    Around { page, home, version: form.version_or(behind.event.row.version) }
}

fn cancel_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    Act::new("campaigns-cancel", "/cancel", "campaigns-cancel")
        .area((ctx, form), "why", ("campaigns-why", "campaigns-cancel-hint"))
        .shown(ctx, around(ctx, behind, ("campaigns-cancel", form)), form)
}

/// `GET /campaigns/events/{id}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    cancel_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/events/{id}/cancel`.
pub async fn cancel_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return cancel_shown(&ctx, &behind, &form);
    }
    behind.event.row.version = form.version_or(behind.event.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = behind.event.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    event::cancel(&mut tx, &behind.event, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}

fn revoke_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let row = &behind.event.row;
    let facts = vec![
        (ctx.t("campaigns-column-event").into_owned(), row.title.clone()),
        (ctx.t("campaigns-column-when").into_owned(), row.held_on.bg()),
    ];
    frame::revoke_shown(ctx, form, around(ctx, behind, ("campaigns-revoke", form)), facts)
}

/// `GET /campaigns/events/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/events/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, &behind, &form);
    }
    behind.event.row.version = form.version_or(behind.event.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = behind.event.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    event::revoke(&mut tx, &behind.event, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}
