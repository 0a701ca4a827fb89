//! The map as it is drawn and told: marks, rows, figures of the whole.

use super::draw::{self, Area, Look, Map, Mark, number};
use super::frame::{HOME, Line};
use super::load::View;
use super::reach::{Home, Near, Reached};
use super::travel::Leg;
use kit::web::Ctx;
use std::collections::BTreeMap;

/// On a map of more settlements only those of the shown rows are links: the page stays light.
const LINKED_MAX: usize = 80;
/// States of a settlement, for the filter of the table.
pub const STATES: [&str; 2] = ["covered", "far"];

/// `42 мин.` or `42,5 км`.
#[must_use]
pub fn far(ctx: &Ctx, near: Near, leg: Leg) -> String {
    let key = match near {
        Near::Minutes(_) => "atlas-minutes",
        Near::Km(_) => "atlas-km",
    };
    ctx.ta(key, &[("far", number(near.measure(leg)))]).into_owned()
}

/// How many people, or that nobody knows.
#[must_use]
pub fn people(ctx: &Ctx, known: Option<f64>) -> String {
    known.map_or_else(|| ctx.t("atlas-unknown").into_owned(), |many| number(many.round()))
}

/// What a settlement says on the map.
fn said(ctx: &Ctx, home: &Home, (reached, near): (&Reached, Near)) -> String {
    let way = match reached.nearest {
        Some((_, leg)) => far(ctx, near, leg),
        None => ctx.t("atlas-no-way").into_owned(),
    };
    let args = [
        ("name", home.name.clone()),
        ("people", people(ctx, home.people)),
        ("way", way),
        ("here", reached.here.to_string()),
    ];
    ctx.ta("atlas-said", &args).into_owned()
}

/// The address of the page of a settlement.
#[must_use]
pub fn place_href(ctx: &Ctx, ekatte: &str, query: &str) -> String {
    ctx.url(&format!("{HOME}/settlements/{ekatte}{query}"))
}

/// The map: settlements as circles by how many live there, hollow where no service is near; squares
/// where services are. `query` is what the links carry on; `None` draws a map for paper.
#[must_use]
pub fn map(
    ctx: &Ctx,
    view: &View,
    (near, title): (Near, &str),
    (query, linked): (Option<&str>, &[String]),
) -> String {
    let most = view.homes.iter().filter_map(|home| home.people).fold(0.0, f64::max);
    let all_linked = view.homes.len() <= LINKED_MAX;
    let circle = |(home, reached): (&Home, &Reached)| {
        let at = view.travel.point(&home.ekatte)?;
        let is_linked = all_linked || linked.contains(&home.ekatte);
        let href = query.filter(|_| is_linked);
        Some(Mark {
            name: home.name.clone(),
            said: said(ctx, home, (reached, near)),
            href: href.map(|query| place_href(ctx, &home.ekatte, query)).unwrap_or_default(),
            at,
            look: if reached.is_covered { Look::Full } else { Look::Missing },
            share: home.people.filter(|_| most > 0.0).map_or(0.0, |many| many / most),
        })
    };
    let mut marks: Vec<Mark> = view.homes.iter().zip(&view.reached).filter_map(circle).collect();
    marks.extend(squares(ctx, view));
    draw::map(&Map { title: title.to_owned(), areas: areas(ctx, view), marks })
}

/// One square for all services of a settlement, and one for each place that has no settlement.
fn squares(ctx: &Ctx, view: &View) -> Vec<Mark> {
    let mut by_point: BTreeMap<draw::At, Vec<&str>> = BTreeMap::new();
    for site in &view.sites {
        let of_place = site.ekatte.as_ref().and_then(|ekatte| view.travel.point(ekatte));
        if let Some(at) = of_place.or(site.at) {
            by_point.entry(at).or_default().push(&site.name);
        }
    }
    let square = |(at, names): (draw::At, Vec<&str>)| Mark {
        said: match names.as_slice() {
            [one] => (*one).to_owned(),
            all => ctx.ta("atlas-services-here", &[("count", all.len())]).into_owned(),
        },
        at,
        look: Look::Service,
        ..Mark::default()
    };
    by_point.into_iter().map(square).collect()
}

/// Borders; those of settlements are tinted by whether a service is near.
fn areas(ctx: &Ctx, view: &View) -> Vec<Area> {
    let state = |ekatte: &str| {
        let at = view.homes.iter().position(|home| home.ekatte == ekatte);
        at.and_then(|at| Some((&view.homes[at], view.reached.get(at)?)))
    };
    let area = |border: &super::load::Border| match state(&border.ekatte) {
        Some((home, reached)) => Area {
            said: home.name.clone(),
            rings: border.rings.clone(),
            look: if reached.is_covered { Look::Shade(1) } else { Look::Missing },
        },
        None => Area {
            said: ctx.municipality_name().to_owned(),
            rings: border.rings.clone(),
            look: Look::Shade(0),
        },
    };
    view.borders.iter().map(area).collect()
}

/// The columns of the table beside the map; the state of each row stands after them.
pub const COLUMNS: [&str; 7] =
    ["settlement", "people", "nearest", "minutes", "km", "measured", "services"];

/// The settlements as rows, by name.
#[must_use]
pub fn lines(ctx: &Ctx, view: &View, query: &str) -> Vec<(String, Line)> {
    let line = |(home, reached): (&Home, &Reached)| {
        let (name, minutes, km, how) = match reached.nearest {
            Some((at, leg)) => {
                let how = if leg.is_measured { "atlas-by-road" } else { "atlas-by-line" };
                let name = view.sites.get(at).map(|site| site.name.clone()).unwrap_or_default();
                (name, number(leg.minutes), number(leg.km), ctx.t(how).into_owned())
            }
            None => (ctx.t("atlas-no-way").into_owned(), "–".into(), "–".into(), "–".into()),
        };
        let (state, colour) =
            if reached.is_covered { (STATES[0], "green") } else { (STATES[1], "orange") };
        let cells = vec![
            home.name.clone(),
            people(ctx, home.people),
            name,
            minutes,
            km,
            how,
            reached.near.to_string(),
        ];
        let line = Line {
            href: place_href(ctx, &home.ekatte, query),
            cells,
            word: ctx.t(&format!("atlas-state-{state}")).into_owned(),
            colour,
        };
        (state.to_owned(), line)
    };
    view.homes.iter().zip(&view.reached).map(line).collect()
}
