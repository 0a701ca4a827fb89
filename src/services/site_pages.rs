//! Pages of the places where a service is given: a new one, correcting one.

use super::facts::{self, Whole};
use super::page::weekday;
use super::site::{self, NewSite};
use super::typed::email;
use super::{ServiceId, SiteId};
use crate::app::App;
use crate::municipality::{Hours, WEEKDAYS, all_settlements};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};

#[derive(Template)]
#[template(path = "services/site.html")]
struct SitePage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    places: Vec<ui::Choice>,
    days: Vec<(String, &'static str)>,
    is_new: bool,
}

/// The settlements of the municipality as choices; the name tells them apart.
pub async fn places(tx: &Tx, ctx: &Ctx) -> Result<Vec<ui::Choice>, StoreError> {
    let code = &ctx.municipality.code;
    let all = all_settlements(tx).await?.into_iter();
    let mut own: Vec<_> = all.filter(|one| one.municipality_code == *code).collect();
    own.sort_by_cached_key(|one| (one.kind != "гр.", kit::search::plain(&one.name)));
    Ok(own.into_iter().map(|one| ui::Choice::new(one.ekatte.clone(), one.label())).collect())
}

struct Place {
    whole: Whole,
    places: Vec<ui::Choice>,
    site: Option<(SiteId, i32)>,
}

fn draw(ctx: &Ctx, place: Place, form: Form) -> SitePage {
    let Place { whole, places, site } = place;
    let path = format!("/services/{}", whole.id);
    let trail = [(path.clone(), whole.facts.name.clone())];
    let title = if site.is_some() { "services-site-edit" } else { "services-site-new" };
    let mut page = super::frame::frame(ctx, ctx.t(title), &trail);
    page.errors = form.errors();
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    SitePage {
        page,
        action: match site {
            Some((id, _)) => ctx.url(&format!("{path}/sites/{id}")),
            None => ctx.url(&format!("{path}/sites")),
        },
        back: ctx.url(&path),
        version: site.map_or(0, |(_, version)| version),
        is_new: site.is_none(),
        places,
        days: (0..7).map(|day| (weekday(ctx, day), names[day])).collect(),
        form,
    }
}

async fn place(
    app: &App,
    ctx: &Ctx,
    (id, site): (ServiceId, Option<SiteId>),
) -> Result<(Place, NewSite), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let row = match site {
        Some(site) => Some(site::site(&tx, id, site).await?),
        None => None,
    };
    let places = places(&tx, ctx).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let facts = row.as_ref().map(NewSite::of).unwrap_or_default();
    Ok((Place { whole, places, site: row.map(|row| (row.id, row.version)) }, facts))
}

fn values(facts: &NewSite) -> Vec<(String, String)> {
    let degrees = |e6: Option<i32>| e6.map(site::written_degrees).unwrap_or_default();
    let mut values: Vec<(String, String)> = [
        ("name", facts.name.clone()),
        ("ekatte", facts.ekatte.clone().unwrap_or_default()),
        ("address", facts.address.clone()),
        ("latitude", degrees(facts.place.map(|place| place.0))),
        ("longitude", degrees(facts.place.map(|place| place.1))),
        ("phone", facts.phone.clone()),
        ("email", facts.email.clone()),
        ("note", facts.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let days = WEEKDAYS.iter().enumerate();
    values.extend(days.map(|(day, name)| ((*name).to_owned(), facts.hours.day(day))));
    values.extend(day_values("closed", facts.closed_on));
    values
}

fn read(form: &mut Form, places: &[ui::Choice]) -> NewSite {
    let ekatte = form.required("ekatte", 5);
    if !ekatte.is_empty() && !places.iter().any(|place| place.value == ekatte) {
        form.wrong("ekatte", "form-choose");
    }
    let mut hours = Hours::default();
    for (day, name) in WEEKDAYS.iter().enumerate() {
        match Hours::parse_day(&form.optional(name, 60)) {
            Some(stretches) => hours.0[day] = stretches,
            None => form.wrong(name, "services-hours-wrong"),
        }
    }
    let mut degree = |name: &str, most: i32| {
        let typed = form.optional(name, 20);
        let read = site::degrees(&typed, most);
        if !typed.is_empty() && read.is_none() {
            form.wrong(name, "services-degrees-wrong");
        }
        (read, !typed.is_empty())
    };
    let (north, has_north) = degree("latitude", 90);
    let (east, has_east) = degree("longitude", 180);
    if has_north != has_east {
        form.wrong("longitude", "services-degrees-both");
    }
    NewSite {
        name: form.optional("name", 200),
        ekatte: Some(ekatte),
        address: form.optional("address", 300),
        place: north.zip(east),
        phone: form.optional("phone", 100),
        email: email(form, "email"),
        hours,
        note: form.optional("note", 1000),
        closed_on: form.day_optional("closed"),
    }
}

/// `GET /services/{id}/sites/new`.
pub async fn new(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let (place, facts) = place(&app, &ctx, (id, None)).await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values(&facts)), &[]).await?;
    html(&draw(&ctx, place, form))
}

/// `POST /services/{id}/sites`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    save(app, ctx, (id, None), form).await
}

/// `GET /services/{id}/sites/{site}`.
pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, site)): Path<(String, ServiceId, SiteId)>,
) -> Result<Response, Problem> {
    let (mut place, facts) = place(&app, &ctx, (id, Some(site))).await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values(&facts)), &[]).await?;
    place.site = place.site.map(|(id, version)| (id, form.version_or(version)));
    html(&draw(&ctx, place, form))
}

/// `POST /services/{id}/sites/{site}`.
pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, site)): Path<(String, ServiceId, SiteId)>,
    form: Form,
) -> Result<Response, Problem> {
    save(app, ctx, (id, Some(site)), form).await
}

async fn save(
    app: App,
    ctx: Ctx,
    (id, site): (ServiceId, Option<SiteId>),
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut place, there) = place(&app, &ctx, (id, site)).await?;
    let new = read(&mut form, &place.places);
    if !form.ok() {
        place.site = place.site.map(|(id, _)| (id, form.version()));
        return again(&draw(&ctx, place, form));
    }
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let kind = match site {
        Some(site) => {
            match site::change_site(&tx, id, (site, form.version()), &new).await {
                Ok(()) => {}
                Err(StoreError::Conflict) => {
                    tx.rollback().await;
                    return Err(Problem::Conflict(compared(&ctx, &form, &there)));
                }
                Err(e) => return Err(e.into()),
            }
            "service-moved"
        }
        None => {
            site::add_site(&tx, id, &new).await?;
            "service-site-added"
        }
    };
    let data = vec![("was", there.address), ("is", new.address)];
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

fn compared(ctx: &Ctx, form: &Form, theirs: &NewSite) -> Vec<Compared> {
    let differing =
        values(theirs).into_iter().filter(|(name, value)| form.get(name) != value.as_str());
    differing
        .map(|(name, theirs)| Compared {
            label: match WEEKDAYS.iter().position(|day| *day == name) {
                Some(day) => weekday(ctx, day),
                None if name.starts_with("closed") => ctx.t("services-site-last").into_owned(),
                None => ctx.t(&format!("services-site-{name}")).into_owned(),
            },
            mine: form.get(&name).to_owned(),
            theirs,
        })
        .collect()
}
