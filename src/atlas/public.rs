//! The map of services for anybody: where they are, with the table that says the same. No figure of
//! people stands here, and no place whose address must not be known.

use super::draw::{self, Area, Look, Map, Mark};
use super::load;
use crate::app::App;
use crate::municipality::settlements_of;
use crate::services::{self, KINDS, Spot};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::web::{Ctx, Problem, html};

/// The page stays light: so many places are told.
const MOST: usize = 150;

/// A service of the page.
struct Told {
    name: String,
    kind: String,
    address: String,
}

/// A settlement with its services.
struct Group {
    ekatte: String,
    name: String,
    services: Vec<Told>,
}

#[derive(Template)]
#[template(path = "atlas/public.html")]
struct PublicPage {
    page: ui::Page,
    title: String,
    svg: String,
    groups: Vec<Group>,
}

fn told(ctx: &Ctx, spot: Spot) -> Told {
    let kind = usize::from(spot.kind).checked_sub(1).and_then(|at| KINDS.get(at));
    Told {
        name: spot.name,
        kind: kind.map(|(_, key)| ctx.t(key).into_owned()).unwrap_or_default(),
        address: spot.address,
    }
}

/// The places that anybody may know, by settlement, in the order of the settlements.
fn groups(ctx: &Ctx, own: Vec<(String, String)>, spots: Vec<Spot>) -> Vec<Group> {
    let mut groups: Vec<Group> = own
        .into_iter()
        .map(|(ekatte, name)| Group { ekatte, name, services: Vec::new() })
        .collect();
    let open = spots.into_iter().filter(|spot| spot.in_zsu && !spot.address.is_empty());
    for spot in open.take(MOST) {
        let ekatte = spot.ekatte.clone().unwrap_or_default();
        if let Some(group) = groups.iter_mut().find(|group| group.ekatte == ekatte) {
            group.services.push(told(ctx, spot));
        }
    }
    groups
}

fn map(ctx: &Ctx, title: &str, (groups, places): (&[Group], &[super::Place])) -> Map {
    let most = groups.iter().map(|group| group.services.len()).max().unwrap_or(0).max(1);
    let mark = |group: &Group| {
        let place = places.iter().find(|place| place.ekatte == group.ekatte)?;
        let many = group.services.len();
        let args = [("name", group.name.clone()), ("count", many.to_string())];
        Some(Mark {
            name: group.name.clone(),
            said: ctx.ta("atlas-public-said", &args).into_owned(),
            href: if many > 0 { format!("#s-{}", group.ekatte) } else { String::new() },
            at: (place.lat_e6, place.lon_e6),
            look: if many > 0 { Look::Full } else { Look::Pale },
            share: many as f64 / most as f64,
        })
    };
    Map {
        title: title.to_owned(),
        areas: Vec::new(),
        marks: groups.iter().filter_map(mark).collect(),
    }
}

/// `GET /service-map`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let own = settlements_of(&tx, &ctx.municipality.code).await?;
    let spots = services::spots(&tx).await?;
    let places = load::places(&tx).await?;
    let borders = load::borders(&tx).await?;
    tx.commit().await?;
    let title = ctx.t("atlas-public-title").into_owned();
    let mut groups = groups(&ctx, own, spots);
    let mut map = map(&ctx, &title, (&groups, &places));
    let area = |border: load::Border| Area {
        said: border.name,
        rings: border.rings,
        look: Look::Shade(0),
    };
    map.areas = borders.into_iter().map(area).collect();
    groups.retain(|group| !group.services.is_empty());
    html(&PublicPage { page: ctx.public_page(title.clone()), title, svg: draw::map(&map), groups })
}
