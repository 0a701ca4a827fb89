//! The meeting: offered, agreed, held or missed (чл. 11 ППЗСУ).

use super::case::{Facts, Move, State, next};
use super::extra::Missing;
use super::load::{self, Short, refused};
use super::moves::put_state;
use super::store::meeting;
use super::view::{self, chosen, frame, path};
use super::{CaseId, MeetingId};
use crate::app::App;
use crate::forms::Step;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use sea_orm::Set;
use ui::Choice;

/// Where a meeting may be held (чл. 11, ал. 2 и 3 ППЗСУ).
pub const PLACES: [&str; 5] = ["municipality", "unit", "other", "remote", "home"];
/// How it is offered.
pub const CHANNELS: [&str; 4] = ["in_person", "phone", "email", "letter"];
/// In which form the person was informed.
pub const FORMATS: [&str; 6] =
    ["ordinary", "large_print", "easy_read", "sign_language", "interpreter", "audio"];

#[derive(Template)]
#[template(path = "referral/meeting.html")]
struct OfferPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    version: i32,
    last_offer: String,
    last_meeting: String,
    is_late: bool,
    places: Vec<Choice>,
    channels: Vec<Choice>,
}

fn offer_page(app: &App, ctx: &Ctx, short: &Short, form: Form) -> Result<OfferPage, Problem> {
    let mut page = frame(ctx, short, "referral-meeting-title");
    page.errors = form.errors();
    let wish_on = short.case.wish_on;
    let last_offer = view::term(&app.law(ctx.actor.municipality), "D02", wish_on)?;
    Ok(OfferPage {
        page,
        action: ctx.url(&path(short.case.id, "/meeting")),
        cancel: ctx.url(&path(short.case.id, "")),
        version: short.case.version,
        last_offer: view::written(last_offer),
        last_meeting: view::written(view::term(&app.law(ctx.actor.municipality), "D03", wish_on)?),
        is_late: last_offer.is_some_and(|last| last < app.today()),
        places: view::choices(ctx, &PLACES, form.get("place_kind"), |c| {
            format!("referral-place-{c}")
        }),
        channels: view::choices(ctx, &CHANNELS, form.get("channel"), |c| {
            format!("referral-channel-{c}")
        }),
        form,
    })
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    next(short.state, Move::Offer, &Facts::default()).map_err(refused)?;
    let form = ctx.draft(&tx, filled(&ctx, &short)).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    html(&offer_page(&app, &ctx, &short, form)?)
}

/// The meeting that is changed, else an empty form.
fn filled(ctx: &Ctx, short: &Short) -> Form {
    let Some(row) = short.open_meeting() else {
        let fresh = [("place_kind", "municipality"), ("channel", "in_person")];
        return Form::filled(ctx.lang, fresh);
    };
    let mut values = day_values("day", Some(row.planned_at.day()));
    values.push(("time".into(), view::time_of(row.planned_at)));
    values.push(("place_kind".into(), row.place_kind.clone()));
    values.push(("place".into(), row.place.clone()));
    values.push(("channel".into(), row.offered_channel.clone()));
    Form::filled(ctx.lang, values)
}

/// What was offered.
struct Offer {
    at: Instant,
    place_kind: String,
    place: String,
    channel: String,
    agreed: bool,
}

fn read(form: &mut Form, wish_on: Day) -> Option<Offer> {
    let at = view::moment(form, "day", "time");
    let place_kind = chosen(form, "place_kind", &PLACES);
    let place = form.optional("place", 300);
    if place.is_empty() && ["unit", "other"].contains(&place_kind.as_str()) {
        form.wrong("place", "form-required");
    }
    let channel = chosen(form, "channel", &CHANNELS);
    if at.is_some_and(|at| at.day() < wish_on) {
        form.wrong("day", "referral-meeting-before-wish");
    }
    let agreed = form.has_value("agreed", "yes");
    at.filter(|_| form.ok()).map(|at| Offer { at, place_kind, place, channel, agreed })
}

pub async fn offer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    tx.rollback().await;
    let Some(offer) = read(&mut form, short.case.wish_on) else {
        return again(&offer_page(&app, &ctx, &short, form)?);
    };
    let is_late = |rule: &str, on: Day| -> Result<bool, Problem> {
        Ok(view::term(&app.law(ctx.actor.municipality), rule, short.case.wish_on)?
            .is_some_and(|last| last < on))
    };
    let late = is_late("D02", app.today())? || is_late("D03", offer.at.day())?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let case = load::row(&tx, id).await?;
    if case.version != form.version() {
        return Err(Problem::Conflict(compared(&ctx, &tx, id, &offer).await?));
    }
    let state = load::state(&case)?;
    let mut after = next(state, Move::Offer, &Facts::default()).map_err(refused)?;
    if offer.agreed {
        after = next(after, Move::Agree, &Facts::default()).map_err(refused)?;
    }
    put_aside(&tx, id).await?;
    insert(&tx, id, &offer).await?;
    let data = vec![
        ("at", offer.at.bg()),
        ("place", ui::text::text(ui::Lang::Bg, &place_key(&offer.place_kind)).into_owned()),
        ("late", if late { "yes" } else { "no" }.to_owned()),
    ];
    let kind = if offer.agreed { "meeting-agreed" } else { "meeting-offered" };
    let person = Some(case.person_id.0);
    tx.event(Event { kind, person, case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &case, after).await?;
    ctx.drop_draft(&tx, &path(id, "/meeting")).await?;
    tx.commit().await?;
    let flash = if late { "referral-meeting-late" } else { "referral-meeting-saved" };
    Ok(see(&ctx, &path(id, ""), Some(flash)))
}

fn place_key(kind: &str) -> String {
    format!("referral-place-{kind}")
}

/// Both versions of a meeting that two people offered.
async fn compared(
    ctx: &Ctx,
    tx: &Tx,
    id: CaseId,
    mine: &Offer,
) -> Result<Vec<kit::web::Compared>, Problem> {
    let theirs = load::meetings(tx, id).await?.pop();
    let row = |key: &str, mine: String, theirs: Option<String>| kit::web::Compared {
        label: ctx.t(key).into_owned(),
        mine,
        theirs: theirs.unwrap_or_else(|| "–".into()),
    };
    let place = |kind: &str, place: &str| format!("{} {place}", ctx.t(&place_key(kind)));
    Ok(vec![
        row("referral-meeting-day", mine.at.bg(), theirs.as_ref().map(|m| m.planned_at.bg())),
        row(
            "referral-meeting-place",
            place(&mine.place_kind, &mine.place),
            theirs.as_ref().map(|m| place(&m.place_kind, &m.place)),
        ),
    ])
}

/// An offer that is changed stays in the history.
async fn put_aside(tx: &Tx, id: CaseId) -> Result<(), StoreError> {
    let rows = load::meetings(tx, id).await?;
    for row in rows.iter().filter(|row| row.state == "offered" || row.state == "agreed") {
        set_state(tx, row, "changed").await?;
    }
    Ok(())
}

async fn set_state(tx: &Tx, row: &meeting::Model, state: &str) -> Result<(), StoreError> {
    let active = meeting::ActiveModel { state: Set(state.to_owned()), ..Default::default() };
    tx.update::<meeting::Entity>(row.id, row.version, active).await
}

async fn insert(tx: &Tx, id: CaseId, offer: &Offer) -> Result<(), StoreError> {
    tx.insert(meeting::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(MeetingId(tx.new_id())),
        case_id: Set(id),
        offered_at: Set(tx.now()),
        offered_channel: Set(offer.channel.clone()),
        planned_at: Set(offer.at),
        place_kind: Set(offer.place_kind.clone()),
        place: Set(offer.place.clone()),
        state: Set(if offer.agreed { "agreed" } else { "offered" }.to_owned()),
        held_at: Set(None),
        informed_orally: Set(false),
        informed_in_writing: Set(false),
        accessible_format: Set(String::new()),
        note_sealed: Set(None),
        version: Set(1),
    })
    .await
}

/// The last meeting of a case in a state, for a move.
async fn last(tx: &Tx, id: CaseId, state: &str) -> Result<meeting::Model, Problem> {
    let rows = load::meetings(tx, id).await?;
    let found = rows.into_iter().rev().find(|row| row.state == state);
    found.ok_or(Problem::Impossible("referral-refused-state"))
}

pub async fn agree(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&app, &ctx, (id, &form), (Move::Agree, "offered", "agreed", "meeting-agreed")).await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-meeting-saved")))
}

pub async fn missed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    turn(&app, &ctx, (id, &form), (Move::Missed, "agreed", "missed", "meeting-missed")).await?;
    Ok(see(&ctx, &path(id, "/meeting"), Some("referral-meeting-missed-done")))
}

/// A meeting turns from one state into another, and its case with it.
async fn turn(
    app: &App,
    ctx: &Ctx,
    (id, form): (CaseId, &Form),
    (step, from, to, kind): (Move, &str, &str, &'static str),
) -> Result<(), Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    let after = next(load::state(&case)?, step, &Facts::default()).map_err(refused)?;
    let meeting = last(&tx, id, from).await?;
    set_state(&tx, &meeting, to).await?;
    let place = ui::text::text(ui::Lang::Bg, &place_key(&meeting.place_kind)).into_owned();
    let late = "no".to_owned();
    let data = vec![("at", meeting.planned_at.bg()), ("place", place), ("late", late)];
    tx.event(Event { kind, person: Some(case.person_id.0), case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &case, after).await?;
    Ok(tx.commit().await?)
}

#[derive(Template)]
#[template(path = "referral/held.html")]
struct HeldPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    drafts: String,
    here: String,
    version: i32,
    informed: Vec<Choice>,
    formats: Vec<Choice>,
    missing: Missing,
}

fn held_page(ctx: &Ctx, (short, missing): (&Short, Missing), form: Form) -> HeldPage {
    let mut page = frame(ctx, short, "referral-held-title");
    page.errors = form.errors();
    let informed = ["orally", "in_writing"].map(|code| {
        Choice::new(code, ctx.t(&format!("referral-informed-{code}")))
            .checked(form.has_value("informed", code))
    });
    HeldPage {
        page,
        action: ctx.url(&path(short.case.id, "/meeting/held")),
        cancel: ctx.url(&path(short.case.id, "")),
        drafts: ctx.url("/drafts"),
        here: ctx.url(&path(short.case.id, "/meeting/held")),
        version: short.case.version,
        missing,
        informed: informed.to_vec(),
        formats: view::choices(ctx, &FORMATS, form.get("format"), |c| {
            format!("referral-format-{c}")
        }),
        form,
    }
}

pub async fn held_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    let planned = short.open_meeting().map_or(tx.now(), |m| m.planned_at.min(tx.now()));
    let mut values = day_values("day", Some(planned.day()));
    values.push(("time".into(), view::time_of(planned)));
    values.push(("format".into(), "ordinary".into()));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    let missing = Missing::load(&ctx, &tx, &short, Step::Meet).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    if short.state != State::MeetingSet {
        return Err(Problem::Impossible("referral-refused-state"));
    }
    html(&held_page(&ctx, (&short, missing), form))
}

pub async fn hold(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    let missing = Missing::load(&ctx, &tx, &short, Step::Meet).await?;
    tx.rollback().await;
    missing.note(&ctx, &mut form);
    let at = view::moment(&mut form, "day", "time");
    if at.is_some_and(|at| at > app.clock().now()) {
        form.wrong("day", "referral-held-future");
    }
    if at.is_some_and(|at| at.day() < short.case.wish_on) {
        form.wrong("day", "referral-meeting-before-wish");
    }
    let facts = Facts {
        informed_orally: form.has_value("informed", "orally"),
        informed_in_writing: form.has_value("informed", "in_writing"),
        ..Facts::default()
    };
    if !(facts.informed_orally && facts.informed_in_writing) {
        form.wrong("informed", "referral-refused-informed");
    }
    let format = chosen(&mut form, "format", &FORMATS);
    let note = form.optional("note", 10_000);
    let (Some(at), true) = (at, form.ok()) else {
        return again(&held_page(&ctx, (&short, missing), form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    let after = next(load::state(&case)?, Move::Hold, &facts).map_err(refused)?;
    let meeting = last(&tx, id, "agreed").await?;
    let sealed = tx.seal("meeting", "note_sealed", meeting.id.0, &note)?;
    let row = meeting::ActiveModel {
        state: Set("held".into()),
        held_at: Set(Some(at)),
        informed_orally: Set(true),
        informed_in_writing: Set(true),
        accessible_format: Set(format),
        note_sealed: Set((!note.is_empty()).then_some(sealed)),
        ..Default::default()
    };
    tx.update::<meeting::Entity>(meeting.id, meeting.version, row).await?;
    let data = vec![("at", at.bg())];
    let person = Some(case.person_id.0);
    tx.event(Event { kind: "meeting-held", person, case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &case, after).await?;
    ctx.drop_draft(&tx, &path(id, "/meeting/held")).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-held-saved")))
}
