//! The map on the screen, as a file, and as a table; the page of a settlement.

use super::chart::{self, COLUMNS, STATES, far};
use super::draw::number;
use super::frame::{self, HOME, Line, Pick, Picture, Pictures, below, sections};
use super::load::{self, Asked, GROUPS, View, view};
use super::reach::{Home, Near, Site, reached, sum, way};
use super::{setting, travel};
use crate::app::App;
use crate::figures::{self, Territory};
use crate::municipality::settlements_of;
use crate::services::KINDS;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, choices};
use ui::Choice;

/// What the map is asked by, as it stands in its address.
const FILTERS: [&str; 5] = ["group", "kind", "by", "limit", "state"];
/// What is near: codes of the box.
const BY: [&str; 2] = ["minutes", "km"];
/// The farthest that is near.
const LIMIT_MAX: f64 = 600.0;

/// What is asked, with what the municipality decided where the address says nothing.
pub fn asked(form: &Form, numbers: setting::Numbers) -> Asked {
    let group = GROUPS.into_iter().find(|code| *code == form.get("group")).unwrap_or(GROUPS[0]);
    let kind = form.get("kind").parse::<u8>().ok().filter(|kind| (1..=10).contains(kind));
    let limit = form.get("limit").replace(',', ".").parse::<f64>().ok();
    let limit = limit.filter(|limit| (0.0..=LIMIT_MAX).contains(limit));
    let limit = limit.unwrap_or(f64::from(numbers.near_minutes));
    let near = if form.get("by") == BY[1] { Near::Km(limit) } else { Near::Minutes(limit) };
    Asked { group: group.to_owned(), kind, near }
}

async fn read(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, Entry),
) -> Result<(Asked, View), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(form, setting::numbers(&tx).await?);
    let view = view(&tx, &asked).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok((asked, view))
}

/// The boxes of the filter.
fn picks(ctx: &Ctx, form: &Form, asked: &Asked) -> Vec<Pick> {
    let (Near::Minutes(limit) | Near::Km(limit)) = asked.near;
    let by = if matches!(asked.near, Near::Km(_)) { BY[1] } else { BY[0] };
    let pick = |name: &str, choices: Vec<Choice>| Pick {
        field: form.field(name),
        label: ctx.t(&format!("atlas-{name}")).into_owned(),
        choices,
    };
    let kind = asked.kind.map(|kind| kind.to_string()).unwrap_or_default();
    let mut kinds = vec![Choice::new("", ctx.t("atlas-kind-all")).checked(kind.is_empty())];
    kinds.extend(
        KINDS.iter().map(|(code, key)| Choice::new(*code, ctx.t(key)).checked(*code == kind)),
    );
    let mut states = vec![Choice::new("", ctx.t("ui-all")).checked(form.get("state").is_empty())];
    states.extend(choices(ctx, &STATES, form.get("state"), |code| format!("atlas-state-{code}")));
    let mut limited = pick("limit", Vec::new());
    limited.field.value = number(limit);
    vec![
        pick("group", choices(ctx, &GROUPS, &asked.group, |code| format!("atlas-group-{code}"))),
        pick("kind", kinds),
        pick("by", choices(ctx, &BY, by, |code| format!("atlas-by-{code}"))),
        limited,
        pick("state", states),
    ]
}

/// What the picture is called: the group, the kind, what is near.
fn title(ctx: &Ctx, asked: &Asked) -> String {
    let kind = asked.kind.and_then(|kind| KINDS.get(usize::from(kind) - 1));
    let (Near::Minutes(limit) | Near::Km(limit)) = asked.near;
    let unit = if matches!(asked.near, Near::Km(_)) { "atlas-km" } else { "atlas-minutes" };
    let args = [
        ("group", ctx.t(&format!("atlas-group-{}", asked.group)).into_owned()),
        ("kind", ctx.t(kind.map_or("atlas-kind-all", |(_, key)| *key)).into_owned()),
        ("near", ctx.ta(unit, &[("far", number(limit))]).into_owned()),
    ];
    ctx.ta("atlas-map-title", &args).into_owned()
}

fn picture(
    ctx: &Ctx,
    (asked, view): (&Asked, &View),
    (query, linked): (Option<&str>, &[String]),
) -> Picture {
    let title = title(ctx, asked);
    let mut hint = ctx.t("atlas-map-hint").into_owned();
    // On paper there are no keys.
    if query.is_some() {
        hint.push(' ');
        hint.push_str(&ctx.t("atlas-map-keys"));
    }
    Picture {
        svg: chart::map(ctx, view, (asked.near, &title), (query, linked)),
        hint,
        empty: ctx.t("atlas-map-empty").into_owned(),
        files: Vec::new(),
        title,
    }
}

/// The figures of the whole, each with the list behind it, and what the reader must know of them.
fn whole(ctx: &Ctx, page: &mut Pictures, (form, asked, view): (&Form, &Asked, &View)) {
    let sum = sum(&view.homes, &view.reached, asked.near);
    let of = |state: &str| {
        let mut filters: Vec<(&str, &str)> =
            FILTERS[..4].iter().map(|name| (*name, form.get(name))).collect();
        filters.push(("state", state));
        format!("{}#table", kit::web::list_address(&ctx.url(HOME), &filters))
    };
    let share = |part: f64| {
        let percent = if sum.people > 0.0 { part / sum.people * 100.0 } else { 0.0 };
        let args = [("many", number(part.round())), ("percent", number(percent))];
        ctx.ta("atlas-share", &args).into_owned()
    };
    page.say(ctx, "atlas-sum-people", (number(sum.people.round()), of("")));
    page.say(ctx, "atlas-sum-covered", (share(sum.covered), of(STATES[0])));
    page.say(ctx, "atlas-sum-far", (share(sum.uncovered()), of(STATES[1])));
    page.say(ctx, "atlas-sum-settlements", (sum.far_settlements.to_string(), of(STATES[1])));
    if let Some(mean) = sum.mean {
        let unit = if matches!(asked.near, Near::Km(_)) { "atlas-km" } else { "atlas-minutes" };
        let text = ctx.ta(unit, &[("far", number(mean))]).into_owned();
        page.say(ctx, "atlas-sum-mean", (text, String::new()));
    }
    if view.is_spread {
        page.notes.push(ctx.t("atlas-note-spread").into_owned());
    }
    if sum.unknown > 0 {
        page.notes.push(ctx.ta("atlas-note-unknown", &[("count", sum.unknown)]).into_owned());
    }
    let args = [
        ("measured", view.travel.measured().to_string()),
        ("factor", number(f64::from(view.numbers.factor_percent) / 100.0)),
        ("speed", view.numbers.speed.to_string()),
    ];
    page.lead = ctx.ta("atlas-map-lead", &args).into_owned();
}

/// The rows that the filter leaves.
fn rows(ctx: &Ctx, view: &View, (form, query): (&Form, &str)) -> Vec<Line> {
    let state = form.get("state");
    let all = chart::lines(ctx, view, query).into_iter();
    let wanted = all.filter(|(of, _)| !STATES.contains(&state) || of == state);
    wanted.map(|(_, line)| line).collect()
}

/// `GET /atlas`.
pub async fn show(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (asked, view) = read(&app, &ctx, (&form, Entry::list("atlas-map"))).await?;
    let query = frame::query(&form, &FILTERS[..4]);
    let mut page = Pictures::new(ctx.page(ctx.t("atlas-title")), sections(&ctx, ""));
    page.action = ctx.url(HOME);
    page.picks = picks(&ctx, &form, &asked);
    whole(&ctx, &mut page, (&form, &asked, &view));
    page.caption = ctx.t("atlas-settlements").into_owned();
    page.empty = ctx.t("atlas-empty").into_owned();
    let mut heads = frame::heads(&ctx, &COLUMNS);
    heads.extend(frame::heads(&ctx, &["state"]));
    let base = format!("{}{}", ctx.url(HOME), frame::query(&form, &FILTERS));
    page.table((heads, rows(&ctx, &view, (&form, &query))), (&form, &base));
    // The links of the rows end in the code of the settlement.
    let shown = page.rows.iter().filter_map(|row| {
        let rest = row.href.rsplit_once("/settlements/")?.1;
        Some(rest.split('?').next().unwrap_or(rest).to_owned())
    });
    let linked: Vec<String> = shown.collect();
    let drawn = picture(&ctx, (&asked, &view), (Some(&query), &linked));
    page.pictures = vec![Picture { files: frame::files(&ctx, "map", &query), ..drawn }];
    page.file = ctx.url(&format!("{HOME}/map.csv{}", frame::query(&form, &FILTERS)));
    page.shown()
}

async fn file(app: &App, ctx: &Ctx, (form, ending): (&Form, &str)) -> Result<Response, Problem> {
    let what = Entry::new("print", "atlas-map", ending);
    let (asked, view) = read(app, ctx, (form, what)).await?;
    let picture = picture(ctx, (&asked, &view), (None, &[]));
    frame::drawn(app, ("map", ending), &picture).await
}

/// `GET /atlas/map.svg`.
pub async fn svg(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    file(&app, &ctx, (&form, "svg")).await
}

/// `GET /atlas/map.png`.
pub async fn png(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    file(&app, &ctx, (&form, "png")).await
}

/// `GET /atlas/map.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "atlas-map", "csv");
    let (_, view) = read(&app, &ctx, (&form, what)).await?;
    let mut heads = frame::heads(&ctx, &COLUMNS);
    heads.extend(frame::heads(&ctx, &["state"]));
    frame::csv("map", &heads, rows(&ctx, &view, (&form, "")))
}

/// The figures of a settlement: each group that has one. One query.
async fn groups_of(tx: &Tx, ekatte: &str) -> Result<Vec<(&'static str, f64)>, StoreError> {
    let place = Territory::Settlement(ekatte.to_owned());
    let known = figures::chosen(tx, &GROUPS, &place, tx.today()).await?;
    let of = |group: &'static str| {
        let amount = known.get(group)?.value.amount;
        Some((group, f64::try_from(amount).ok()?))
    };
    Ok(GROUPS.into_iter().filter_map(of).collect())
}

/// The nearest place of each kind of services.
fn nearest(
    ctx: &Ctx,
    home: &Home,
    (sites, travel, near): (&[(u8, Site)], &travel::Travel, Near),
) -> Vec<Line> {
    let mut lines = Vec::new();
    for (number_of, (_, key)) in (1_u8..).zip(KINDS) {
        let of_kind: Vec<Site> = sites
            .iter()
            .filter(|(kind, _)| *kind == number_of)
            .map(|(_, site)| site.clone())
            .collect();
        let reach = reached(std::slice::from_ref(home), &of_kind, (travel, near));
        let Some((at, _)) = reach.first().and_then(|one| one.nearest) else { continue };
        let Some(site) = of_kind.get(at) else { continue };
        let leg = way(travel, &home.ekatte, site);
        let how = if leg.is_measured { "atlas-by-road" } else { "atlas-by-line" };
        let (word, colour) =
            if near.holds(leg) { (STATES[0], "green") } else { (STATES[1], "orange") };
        lines.push(Line {
            href: ctx.url(&format!("/services/{}", site.service)),
            cells: vec![
                site.name.clone(),
                ctx.t(key).into_owned(),
                number(leg.minutes),
                number(leg.km),
                ctx.t(how).into_owned(),
                site.places.map_or_else(|| "–".to_owned(), |places| number(places as f64)),
            ],
            word: ctx.t(&format!("atlas-state-{word}")).into_owned(),
            colour,
        });
    }
    lines
}

/// `GET /atlas/settlements/{ekatte}`: who lives in a settlement, and how far the services are.
pub async fn place(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, ekatte)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = settlements_of(&tx, &ctx.municipality.code).await?;
    let found = own.into_iter().find(|(code, _)| *code == ekatte);
    let (ekatte, name) = found.ok_or(Problem::NotFound)?;
    let asked = asked(&form, setting::numbers(&tx).await?);
    let groups = groups_of(&tx, &ekatte).await?;
    let sites = load::sites_by_kind(&tx).await?;
    let mut ends: Vec<String> = sites.iter().filter_map(|(_, site)| site.ekatte.clone()).collect();
    ends.push(ekatte.clone());
    ends.sort();
    ends.dedup();
    let travel = load::travel(&tx, &ends).await?;
    tx.audit(Entry::new("read", "atlas-place", &ekatte));
    tx.commit().await?;
    let home = Home { ekatte, name: name.clone(), people: None };
    let mut page = Pictures::new(below(&ctx, name, ("", "atlas-title")), Vec::new());
    page.lead = ctx.ta("atlas-place-lead", &[("near", limit_of(&ctx, &asked))]).into_owned();
    for (group, many) in groups {
        page.say(&ctx, &format!("atlas-group-{group}"), (number(many), String::new()));
    }
    page.caption = ctx.t("atlas-place-services").into_owned();
    page.empty = ctx.t("atlas-place-none").into_owned();
    let columns = ["service", "kind", "minutes", "km", "measured", "places", "state"];
    let lines = nearest(&ctx, &home, (&sites, &travel, asked.near));
    page.table((frame::heads(&ctx, &columns), lines), (&form, ""));
    page.links = vec![ui::Link::new(
        ctx.url(&format!("{HOME}{}", frame::query(&form, &FILTERS[..4]))),
        ctx.t("atlas-back-to-map"),
    )];
    page.shown()
}

/// What is near, in words.
fn limit_of(ctx: &Ctx, asked: &Asked) -> String {
    let (Near::Minutes(limit) | Near::Km(limit)) = asked.near;
    let leg = travel::Leg { minutes: limit, km: limit, is_measured: true };
    far(ctx, asked.near, leg)
}
