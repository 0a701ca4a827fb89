//! The services for anybody: found by need, by words, by free places and near a settlement; one page for
//! each with places, hours, papers, term, fee and appeal.

use super::book;
use super::figures;
use super::find::Sought;
use super::frame::{self, COMPLAINT, HOME, now_words, off_lines, week};
use super::line::{self, Known, Line, is_shown};
use super::opening::{self, Off};
use crate::app::App;
use crate::municipality::{Hours, settlements_of};
use crate::services::{self, KINDS, Offer, ServiceId, Site, written_degrees};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Paging, Problem, html, list_address};
use ui::{Choice, Pages};

/// Services on a page: with their words they stay below 60 kB.
const ROWS: usize = 20;

#[derive(Template)]
#[template(path = "portal/services.html")]
struct ServicesPage {
    page: ui::Page,
    form: Form,
    action: String,
    needs: Vec<Choice>,
    places: Vec<Choice>,
    found: usize,
    lines: Vec<Line>,
    pages: Pages,
    age: String,
    ask: String,
}

/// `GET /portal/services`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let sought = Sought {
        words: kit::search::plain(form.get("q")),
        need: book::need(form.get("need")),
        free: form.has_value("free", "yes"),
    };
    let tx = app.db.read(&ctx.actor).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    let from = places.iter().find(|(code, _)| code == form.get("from")).map(|(code, _)| &**code);
    let known = Known::read(&tx, &sought, from).await?;
    tx.rollback().await;
    let filters = ["q", "need", "from", "free"].map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url(&format!("{HOME}/services")), &filters);
    let total = known.offers.len().div_ceil(ROWS);
    let page = Paging::asked(&form).min(u64::try_from(total.max(1)).unwrap_or(1));
    let first = usize::try_from(page - 1).unwrap_or_default() * ROWS;
    let shown = known.offers.iter().skip(first).take(ROWS);
    let need = |one: &book::Need| {
        Choice::new(one.code.clone(), one.words(ctx.lang)).checked(one.code == form.get("need"))
    };
    html(&ServicesPage {
        page: frame::page(&ctx, ctx.t("portal-services"), "/services"),
        action: ctx.url(&format!("{HOME}/services")),
        needs: book::needs().iter().map(need).collect(),
        places: places.iter().map(|(code, name)| Choice::new(code.clone(), name.clone())).collect(),
        found: known.offers.len(),
        lines: shown.map(|offer| line::line(&ctx, offer, &known)).collect(),
        pages: Pages::new(page, u64::try_from(total).unwrap_or_default(), &base),
        age: line::age(&ctx, &app, &known.figures),
        ask: ctx.url(super::neighbours::QUESTION),
        form,
    })
}

/// A place of a service as its page shows it.
struct Place {
    title: String,
    address: String,
    phone: String,
    now: String,
    week: Vec<(String, String)>,
    note: String,
    map: String,
}

fn map(site: &Site) -> String {
    let point = site.latitude_e6.zip(site.longitude_e6);
    let link = point.map(|(north, east)| {
        let (north, east) = (written_degrees(north), written_degrees(east));
        format!("https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}")
    });
    link.unwrap_or_default()
}

fn place(ctx: &Ctx, site: &Site, (off, at): (&Off, Instant)) -> Place {
    let hours = Hours::from_text(&site.hours);
    let now = opening::now(&hours, off, at.local());
    Place {
        title: site.name.clone(),
        address: site.address.clone(),
        phone: site.phone.clone(),
        now: now_words(ctx, now.as_ref(), at.day()),
        week: week(ctx, &hours),
        note: site.note.clone(),
        map: map(site),
    }
}

/// The places of a service that anybody may know and that are in use.
fn places(ctx: &Ctx, offer: &Offer, sites: &[Site], seen: (&Off, Instant)) -> Vec<Place> {
    let today: Day = seen.1.day();
    let open = sites.iter().filter(|site| {
        let is_used = site.closed_on.is_none_or(|last| today <= last);
        is_shown(offer) && is_used && !site.address.is_empty()
    });
    open.map(|site| place(ctx, site, seen)).collect()
}

#[derive(Template)]
#[template(path = "portal/service.html")]
struct ServicePage {
    page: ui::Page,
    offer: Offer,
    kind: String,
    places_words: String,
    colour: &'static str,
    waiting: Vec<String>,
    age: String,
    pause: String,
    hidden: bool,
    places: Vec<Place>,
    off: Vec<(String, String)>,
    phone: String,
    documents: Vec<String>,
    steps: Vec<String>,
    term: String,
    fee: String,
    appeal: String,
    articles: String,
    wish: String,
    ask: String,
    complaint: String,
}

/// What the page of a service reads.
struct Read {
    offer: Offer,
    known: Known,
    sites: Vec<Site>,
}

async fn read(app: &App, ctx: &Ctx, id: ServiceId) -> Result<Read, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let offer = services::offer_of(&tx, id).await?;
    let figures = figures::figures(&tx).await?;
    let standing = services::standing_on(&tx, &[id], tx.today()).await?;
    let sites = services::sites(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.rollback().await;
    let far = std::collections::HashMap::new();
    let known = Known { offers: Vec::new(), figures, standing, far };
    Ok(Read { offer, known, sites })
}

/// `GET /portal/services/{id}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let Read { offer, known, sites } = read(&app, &ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let now = app.clock().now();
    let off = opening::days_off(law.calendar(), now.day());
    let way = book::way(&offer);
    let text = way.map(|way| way.text(ctx.lang).clone());
    let text = text.ok_or_else(|| Problem::internal("no way into a service"))?;
    let figure = known.figures.get(&id);
    let kind = match offer.in_zsu {
        true => services::say(ctx.lang, &KINDS, &offer.kind.to_string()),
        false => String::new(),
    };
    html(&ServicePage {
        page: frame::page(&ctx, offer.name.clone(), "/services"),
        kind,
        places_words: figures::places_words(ctx.lang, figure),
        colour: line::colour(figure),
        waiting: figures::waiting_words(ctx.lang, figure),
        age: line::age(&ctx, &app, &known.figures),
        pause: line::pause(&ctx, known.standing.get(&id)),
        hidden: !is_shown(&offer),
        places: places(&ctx, &offer, &sites, (&off, now)),
        off: off_lines(&off),
        phone: line::phone(&ctx, &offer),
        documents: text.documents,
        steps: text.steps,
        term: text.term,
        fee: text.fee,
        appeal: text.appeal,
        articles: way.map(|way| way.articles.join("; ")).unwrap_or_default(),
        wish: ctx.url(super::neighbours::WISH),
        ask: ctx.url(super::neighbours::QUESTION),
        complaint: ctx.url(COMPLAINT),
        offer,
    })
}
