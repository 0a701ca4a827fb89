//! What is done to a conference: inviting, moving, cancelling, telling the person, noting that it
//! was held or why not.

use super::ConferenceId;
use super::conference::{self, Took};
use super::conference_form::{planned, when, when_boxes};
use super::course::{PARTS, TOLD, wrong_to_call, wrong_to_hold};
use super::frame::{self, LINE, Press, TEXT, path};
use super::invite::{self, Letter};
use super::load::{self, Conference, Seat};
use crate::app::App;
use crate::{consent, people};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};

/// The person's consent to what is shared at conferences, in the register of consents.
const CONSENT: &str = "conference";
/// The person was not told; why is written.
const UNTOLD: &str = "untold";

/// Whether the person consents now to what is shared with others.
///
/// # Errors
/// When the database does not answer.
pub async fn consents(tx: &Tx, one: &Conference) -> Result<bool, StoreError> {
    consent::holds(tx, one.row.person_id, CONSENT).await
}

fn around(ctx: &Ctx, (one, key): (&Conference, &str), form: &Form) -> Around {
    let version = form.version_or(one.row.version);
    Around { page: frame::page(ctx, one, ctx.t(key)), home: path(one.row.id, ""), version }
}

/// Writes to everybody who is invited.
async fn write(
    tx: &mut Tx,
    (app, one, seats): (&App, &Conference, &[Seat]),
    (kind, press): (&'static str, &Press),
) -> Result<(), Problem> {
    let consents = consents(tx, one).await?;
    let letter = Letter { kind, one, press, consents };
    invite::write(tx, (&letter, seats), app.mail.is_some()).await?;
    Ok(())
}

/// `POST /cooperation/conferences/{id}/call`: invitations are written; those who were invited
/// before get another one only when the day moved.
pub async fn call(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let seats = load::seats(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let invited: Vec<_> = seats.iter().map(Seat::invited).collect();
    let state = (one.row.state.as_str(), one.row.day, tx.today());
    if let Some(&key) = wrong_to_call(state, &invited, consents(&tx, &one).await?).first() {
        return Err(Problem::Impossible(key));
    }
    let told = invite::messages(&tx, id).await?;
    let is_new = |seat: &Seat| {
        let current = one.row.sequence;
        !told.iter().any(|row| row.seat_id == seat.row.id && row.sequence == current)
    };
    let fresh: Vec<Seat> = seats.into_iter().filter(is_new).collect();
    conference::called(&mut tx, &one, form.version_or(one.row.version)).await?;
    write(&mut tx, (&app, &one, &fresh), (invite::KINDS[0], &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-called")))
}

fn move_shown(ctx: &Ctx, one: &Conference, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("cooperation-move", "/move", "cooperation-move")
        .lead(ctx.t("cooperation-move-lead"));
    let act = when_boxes(act, both).area(both, "why", ("cooperation-column-why", ""));
    act.shown(ctx, around(ctx, (one, "cooperation-move"), form), form)
}

/// `GET /cooperation/conferences/{id}/move`.
pub async fn move_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let mut values = vec![
        ("begins".to_owned(), one.row.begins.clone()),
        ("form".to_owned(), one.row.form.clone()),
    ];
    values.extend(day_values("day", Some(one.row.day)));
    move_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/conferences/{id}/move`: whoever was invited is told.
pub async fn move_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let press = Press::here(&app, &ctx, &headers)?;
    let why = form.required("why", TEXT);
    let (Some(when), true) = (when(&mut form, app.today()), form.ok()) else {
        return move_shown(&ctx, &one, &form);
    };
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::moved(&mut tx, &one, (&when, &why), version).await?;
    let moved = load::conference(&tx, id).await?;
    let invited = invited(&tx, &one).await?;
    write(&mut tx, (&app, &moved, &invited), (invite::KINDS[1], &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

/// Who was written to already.
async fn invited(tx: &Tx, one: &Conference) -> Result<Vec<Seat>, StoreError> {
    let id = one.row.id;
    let told = invite::messages(tx, id).await?;
    let seats = load::seats(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let is_told = |seat: &Seat| told.iter().any(|row| row.seat_id == seat.row.id);
    Ok(seats.into_iter().filter(is_told).collect())
}

fn end_shown(
    ctx: &Ctx,
    one: &Conference,
    (form, is_failed): (&Form, bool),
) -> Result<Response, Problem> {
    let (title, rest) = match is_failed {
        true => ("cooperation-fail", "/fail"),
        false => ("cooperation-cancel", "/cancel"),
    };
    let act = Act::new(title, rest, title).grave().area(
        (ctx, form),
        "why",
        ("cooperation-column-why", ""),
    );
    act.shown(ctx, around(ctx, (one, title), form), form)
}

/// `GET /cooperation/conferences/{id}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    end_shown(&ctx, &one, (&Form::empty(ctx.lang), false))
}

/// `POST /cooperation/conferences/{id}/cancel`: whoever was invited is told.
pub async fn cancel_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let press = Press::here(&app, &ctx, &headers)?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return end_shown(&ctx, &one, (&form, false));
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::ended(&mut tx, &one, ("cancelled", &why), version).await?;
    let off = load::conference(&tx, id).await?;
    let invited = invited(&tx, &one).await?;
    write(&mut tx, (&app, &off, &invited), (invite::KINDS[2], &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

/// `GET /cooperation/conferences/{id}/fail`.
pub async fn fail_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    end_shown(&ctx, &one, (&Form::empty(ctx.lang), true))
}

/// `POST /cooperation/conferences/{id}/fail`: it was not held.
pub async fn fail_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    if one.row.day > app.today() {
        return Err(Problem::Impossible("cooperation-wrong-ahead"));
    }
    let why = form.required("why", TEXT);
    if !form.ok() {
        return end_shown(&ctx, &one, (&form, true));
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::ended(&mut tx, &one, ("failed", &why), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

fn told_codes() -> Vec<&'static str> {
    TOLD.into_iter().chain([UNTOLD]).collect()
}

fn citizen_shown(ctx: &Ctx, one: &Conference, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let codes = told_codes();
    let act = Act::new("cooperation-citizen", "/citizen", "ui-save")
        .lead(ctx.t("cooperation-citizen-lead"))
        .one(both, "how", ("cooperation-told", &codes), |code| format!("cooperation-told-{code}"))
        .day(both, "on", ("cooperation-told-on", String::new()))
        .area(both, "why", ("cooperation-told-why", "cooperation-told-why-hint"));
    act.shown(ctx, around(ctx, (one, "cooperation-citizen"), form), form)
}

/// `GET /cooperation/conferences/{id}/citizen`.
pub async fn citizen_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let mut values = vec![
        ("how".to_owned(), one.row.citizen_how.clone()),
        ("why".to_owned(), one.content.citizen_why.clone()),
    ];
    values.extend(day_values("on", Some(one.row.citizen_on.unwrap_or(app.today()))));
    citizen_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/conferences/{id}/citizen`.
pub async fn citizen_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let how = chosen(&mut form, "how", &told_codes());
    let is_told = how != UNTOLD;
    let on = if is_told { form.day("on") } else { None };
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "cooperation-wrong-future");
    }
    let why = if is_told { String::new() } else { form.required("why", TEXT) };
    if !form.ok() {
        return citizen_shown(&ctx, &one, &form);
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::told(&mut tx, &one, (on, &how, &why), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

/// Who is invited, with the words by which a box names them.
async fn room(
    app: &App,
    ctx: &Ctx,
    id: ConferenceId,
) -> Result<(Conference, Vec<(Seat, String)>), Problem> {
    let one = planned(app, ctx, id).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let seats = load::seats(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let names = load::names(&tx).await?;
    let head = people::head(&tx, one.row.person_id).await?;
    tx.audit(Entry::list("cooperation-seat"));
    tx.commit().await?;
    let named = |seat: Seat| {
        let from = seat.row.institution_id.and_then(|id| names.get(&id).cloned());
        let role = ctx.t(&format!("cooperation-role-{}", seat.row.role)).into_owned();
        let who = match seat.content.name.is_empty() {
            true if seat.row.role == "citizen" => head.name.clone(),
            _ => seat.content.name.clone(),
        };
        let parts = [from.unwrap_or(role), who].into_iter().filter(|part| !part.is_empty());
        let words = parts.collect::<Vec<_>>().join(", ");
        (seat, words)
    };
    Ok((one, seats.into_iter().map(named).collect()))
}

fn held_shown(
    ctx: &Ctx,
    (one, seats): (&Conference, &[(Seat, String)]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let mut act = Act::new("cooperation-hold", "/hold", "ui-save")
        .lead(ctx.t("cooperation-hold-lead"))
        .part(ctx, "cooperation-room");
    for (seat, words) in seats {
        let name = format!("part-{}", seat.row.id);
        let list = choices(ctx, &PARTS, form.get(&name), |code| format!("cooperation-part-{code}"));
        act = act.choice(both, &name, (words.clone(), list));
        let label = ctx.ta("cooperation-excuse", &[("who", words.clone())]).into_owned();
        act = act.said(both, &format!("excuse-{}", seat.row.id), label);
    }
    let act = act
        .part(ctx, "cooperation-outcome")
        .area(both, "outcome", ("cooperation-outcome", "cooperation-outcome-hint"))
        .area(both, "view", ("cooperation-view", "cooperation-view-hint"));
    act.shown(ctx, around(ctx, (one, "cooperation-hold"), form), form)
}

/// `GET /cooperation/conferences/{id}/hold`.
pub async fn hold_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let (one, seats) = room(&app, &ctx, id).await?;
    held_shown(&ctx, (&one, &seats), &Form::empty(ctx.lang))
}

/// `POST /cooperation/conferences/{id}/hold`.
pub async fn hold_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (one, seats) = room(&app, &ctx, id).await?;
    let mut took: Vec<Took<'_>> = Vec::new();
    for (seat, _) in &seats {
        let part = chosen(&mut form, &format!("part-{}", seat.row.id), &PARTS);
        let excuse = form.optional(&format!("excuse-{}", seat.row.id), LINE);
        took.push((seat, part, excuse));
    }
    let outcome = form.required("outcome", TEXT);
    let view = form.optional("view", TEXT);
    let parts: Vec<&str> = took.iter().map(|(_, part, _)| part.as_str()).collect();
    let state = (one.row.state.as_str(), one.row.day, app.today());
    for key in wrong_to_hold(state, &parts, one.is_told()) {
        form.wrong("outcome", key);
    }
    if !form.ok() {
        return held_shown(&ctx, (&one, &seats), &form);
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::held(&mut tx, (&one, &took), (&outcome, &view), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-held")))
}
