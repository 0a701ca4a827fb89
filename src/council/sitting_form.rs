//! Entering a meeting, and moving one.

use super::content::Called;
use super::frame::{self, HOME, LINE, Press, is_time};
use super::invite::{self, Letter};
use super::sitting::{self, FORMS, KINDS, NewSitting, Sitting};
use super::sitting_page::BACK;
use super::store::council_mandate;
use super::{SittingId, agenda, term};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

/// Where a form stands: the title, what it is below, where it is sent, the version.
struct At {
    title: &'static str,
    home: String,
    rest: &'static str,
    version: i32,
}

fn shown(ctx: &Ctx, form: &Form, at: At) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new(at.title, at.rest, "ui-save")
        .lead(ctx.t("council-sitting-lead"))
        .one(both, "kind", ("council-column-kind", &KINDS), |code| {
            format!("council-sitting-{code}")
        })
        .day(both, "day", ("council-column-day", String::new()))
        .line(both, "begins", "council-begins")
        .one(both, "form", ("council-column-form", &FORMS), |code| format!("council-form-{code}"))
        .line(both, "place", "council-place")
        .line(both, "link", "council-link")
        .area(both, "asked-by", ("council-asked-by", "council-asked-by-hint"));
    let page = frame::page(ctx, ctx.t(at.title), BACK);
    let version = form.version_or(at.version);
    act.shown(ctx, Around { page, home: at.home, version }, form)
}

fn new_at() -> At {
    At { title: "council-sitting-new", home: HOME.to_owned(), rest: "/sittings/new", version: 0 }
}

fn edit_at(one: &Sitting) -> At {
    let (home, version) = (one.path(), one.row.version);
    At { title: "council-sitting-edit", home, rest: "/edit", version }
}

/// `GET /council/sittings/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    let values = [("kind", KINDS[0]), ("form", FORMS[0]), ("begins", "10:00")];
    shown(&ctx, &Form::filled(ctx.lang, values), new_at())
}

fn read(form: &mut Form, today: Day) -> NewSitting {
    let kind = chosen(form, "kind", &KINDS);
    let day = form.day("day");
    if day.is_some_and(|day| day < today) {
        form.wrong("day", "council-wrong-past");
    }
    let begins = form.required("begins", 5);
    if !begins.is_empty() && !is_time(&begins) {
        form.wrong("begins", "council-wrong-time");
    }
    let kind_of_room = chosen(form, "form", &FORMS);
    let content = Called {
        place: form.optional("place", LINE),
        link: form.optional("link", LINE),
        asked_by: form.optional("asked-by", LINE),
        ..Called::default()
    };
    if kind_of_room != FORMS[1] && content.place.is_empty() {
        form.wrong("place", "form-required");
    }
    if kind_of_room != FORMS[0] && content.link.is_empty() {
        form.wrong("link", "form-required");
    }
    if kind == KINDS[1] && content.asked_by.is_empty() {
        form.wrong("asked-by", "form-required");
    }
    let day = day.unwrap_or(today);
    NewSitting { kind, form: kind_of_room, day, begins, content }
}

/// The composition that holds on a day; what is wrong stands beside the day.
async fn composed(
    tx: &Tx,
    form: &mut Form,
    day: Day,
) -> Result<Option<council_mandate::Model>, StoreError> {
    let mandate = term::holding(tx, day).await?;
    if mandate.is_none() {
        form.wrong("day", "council-wrong-term");
    }
    Ok(mandate)
}

/// `POST /council/sittings/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    let mandate = composed(&tx, &mut form, new.day).await?;
    let (Some(mandate), true) = (mandate, form.ok()) else {
        tx.audit(audit::Entry::list("council-mandates"));
        tx.commit().await?;
        return shown(&ctx, &form, new_at());
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = sitting::add(&mut tx, &mandate, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/sittings/{id}"), Some("council-done")))
}

/// `GET /council/sittings/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sitting::sitting(&tx, id).await?;
    tx.audit(audit::Entry::read("council-sitting", id.0));
    tx.commit().await?;
    let mut values: Vec<(String, String)> = [
        ("kind", one.row.kind.clone()),
        ("begins", one.row.begins.clone()),
        ("form", one.row.form.clone()),
        ("place", one.content.place.clone()),
        ("link", one.content.link.clone()),
        ("asked-by", one.content.asked_by.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(day_values("day", Some(one.row.day)));
    shown(&ctx, &Form::filled(ctx.lang, values), edit_at(&one))
}

/// `POST /council/sittings/{id}/edit`: who was invited is told.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let new = read(&mut form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = sitting::sitting(&tx, id).await?;
    let mandate = composed(&tx, &mut form, new.day).await?;
    let (Some(mandate), true) = (mandate, form.ok()) else {
        tx.audit(audit::Entry::read("council-sitting", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, edit_at(&one));
    };
    if mandate.id != one.row.mandate_id {
        return Err(Problem::Impossible("council-refused-other-term"));
    }
    tx.use_form(&form.key(), &ctx.url(&one.path())).await?;
    sitting::change(&mut tx, (&one, form.version_or(one.row.version)), (&mandate, &new)).await?;
    if one.state() == "called" {
        let moved = sitting::sitting(&tx, id).await?;
        let items = agenda::items(&tx, id).await?;
        let members = term::members(&tx, mandate.id).await?;
        let invited: Vec<_> =
            members.iter().filter(|one| one.is_invited() && one.is_in(new.day)).collect();
        let kind = invite::KINDS[1];
        let letter = Letter { kind, sitting: &moved, items: &items, press: &press };
        invite::write(&mut tx, (&letter, &invited), app.mail.is_some()).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &one.path(), Some("council-done")))
}
