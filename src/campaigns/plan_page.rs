//! Campaigns on the screen: the list, the page of one with its figures, withdrawing, the calendar.

use super::book::{Book, behind};
use super::choice::Words;
use super::course::percent;
use super::event::Event;
use super::frame::{self, HOME, Press, bg, settlement_names};
use super::material;
use super::paper::{self, CALENDAR, Kind, MATERIALS, Made};
use super::plan::{self, Campaign};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{CampaignId, WRITE};
use crate::app::App;
use crate::projects::ProjectName;
use crate::services::offers;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices, see};
use serde_json::json;
use std::collections::HashMap;
use ui::{Choice, Lang, Link};

const COLUMNS: [&str; 6] = ["campaign", "from", "to", "events", "reached", "copies"];
const PHASES: [&str; 4] = ["running", "ahead", "over", "revoked"];
/// So many events and papers stand on the page of a campaign; the lists have all of them.
const SHOWN: usize = 20;

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<(Vec<Line>, Vec<ProjectName>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = plan::campaigns(&tx).await?;
    let book = Book::load(&tx, None).await?;
    let projects = crate::projects::names(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let today = app.today();
    let (state, project) = (form.get("state"), form.get("project"));
    all.retain(|one| match state {
        "" => one.row.revoked_at.is_none(),
        state => one.phase(today).0 == state,
    });
    if !project.is_empty() {
        let own = |one: &Campaign| one.row.project_id.map(|id| id.to_string());
        all.retain(|one| own(one).unwrap_or_else(|| "none".to_owned()) == project);
    }
    let line = |one: &Campaign| {
        let (word, colour) = one.phase(today);
        let figure = |code: &str| Cell::number(book.figure(one, code));
        Line {
            href: ctx.url(&one.home()),
            cells: vec![
                Cell::new(one.row.name.clone()),
                Cell::day(Some(one.row.from_on)),
                Cell::day(Some(one.row.to_on)),
                figure("events"),
                figure("reached"),
                figure("copies"),
            ],
            word: ctx.t(&format!("campaigns-phase-{word}")).into_owned(),
            colour,
        }
    };
    Ok((all.iter().map(line).collect(), projects))
}

/// Projects as choices of a filter; `none` is the municipality's own money.
pub fn project_choices(ctx: &Ctx, projects: &[ProjectName], chosen: &str) -> Vec<Choice> {
    let own = Choice::new("none", ctx.t("campaigns-own-money")).checked(chosen == "none");
    let all = projects.iter().map(|one| {
        let id = one.id.to_string();
        let is_chosen = id == chosen;
        Choice::new(id, one.short.clone()).checked(is_chosen)
    });
    [own].into_iter().chain(all).collect()
}

/// `GET /campaigns?state=&project=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("campaigns");
    let (lines, projects) = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(("", "campaigns-title"), &COLUMNS, lines);
    list.lead = ctx.t("campaigns-lead").into_owned();
    list.states =
        choices(&ctx, &PHASES, form.get("state"), |code| format!("campaigns-phase-{code}"));
    let known = project_choices(&ctx, &projects, form.get("project"));
    list.picks = vec![("project", ctx.t("campaigns-project").into_owned(), known)];
    list.file = "/list".to_owned();
    if ctx.actor.may(WRITE) {
        list.actions.push(Link::new(ctx.url("/campaigns/new"), ctx.t("campaigns-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /campaigns/list`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "campaigns", "list");
    let (lines, _) = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "campaigns"), lines)
}

/// What stands behind the page of a campaign.
struct Behind {
    campaign: Campaign,
    book: Book,
    words: Words,
    papers: Vec<Made>,
    names: HashMap<String, String>,
    project: String,
    stock: String,
}

async fn gathered(app: &App, ctx: &Ctx, id: CampaignId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let campaign = plan::campaign(&tx, id).await?;
    let projects = plan::projects_by_id(&tx).await?;
    let project = campaign.row.project_id.and_then(|id| projects.get(&id));
    let project = project.map(|one| format!("{} ({})", one.short, one.contract));
    let behind = Behind {
        book: Book::load(&tx, Some(id)).await?,
        words: Words::load(&tx).await?,
        papers: paper::papers(&tx, Some(id)).await?,
        names: settlement_names(&tx, &ctx.municipality.code).await?,
        project: project.unwrap_or_default(),
        stock: material::stock(&offers(&tx).await?),
        campaign,
    };
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(behind)
}

/// The figures as a table: value, target, how much of it; each opens its list.
fn figures(ctx: &Ctx, behind: &Behind) -> Part {
    let row = |(figure, value): (&'static str, i64)| {
        let target = behind.campaign.targets.of(figure);
        let (word, colour) = match target {
            None => (String::new(), "grey"),
            Some(target) => {
                let share = percent(value, target);
                let colour = if share >= 100 { "green" } else { "blue" };
                (format!("{share} %"), colour)
            }
        };
        Line {
            href: ctx.url(&self::behind(&behind.campaign, figure)),
            cells: vec![
                Cell::new(ctx.t(&format!("campaigns-figure-{figure}"))),
                Cell::number(value),
                Cell::new(target.map(|target| target.to_string()).unwrap_or_default()),
            ],
            word,
            colour,
        }
    };
    let rows = behind.book.figures(&behind.campaign).into_iter().map(row).collect();
    Part::new(ctx, "campaigns-figures", &["figure", "value", "target"], rows)
}

fn event_part(ctx: &Ctx, behind: &Behind, today: Day) -> Part {
    let row = |one: &Event| {
        let (word, colour) = one.standing(today);
        Line {
            href: ctx.url(&one.home()),
            cells: vec![
                Cell::new(one.row.title.clone()),
                Cell::new(format!("{}, {}", one.row.held_on.bg(), one.hours())),
                Cell::new(behind.words.say("event", &one.row.kind, ctx.lang)),
                Cell::new(behind.names.get(&one.row.ekatte).cloned().unwrap_or_default()),
                Cell::number(behind.book.people(one.row.id)),
            ],
            word: ctx.t(&format!("campaigns-event-{word}")).into_owned(),
            colour,
        }
    };
    let rows = nearest(&behind.book.events, today).into_iter().map(row).collect();
    Part::new(ctx, "campaigns-events", &["event", "when", "kind", "settlement", "came"], rows)
}

/// The events that matter most, by day: those without a report and those ahead, then the latest.
fn nearest(all: &[Event], today: Day) -> Vec<&Event> {
    let is_waiting = |one: &&Event| ["missing", "soon", "planned"].contains(&one.standing(today).0);
    let waiting = all.iter().filter(is_waiting);
    let others = all.iter().rev().filter(|one| !is_waiting(one));
    let mut some: Vec<&Event> = waiting.chain(others).take(SHOWN).collect();
    some.sort_by_key(|one| (one.row.held_on, one.row.id.0));
    some
}

fn paper_part(ctx: &Ctx, behind: &Behind) -> Part {
    let row = |one: &Made| Line {
        href: ctx.url(&format!("{HOME}/prints/{}", one.id)),
        cells: vec![
            Cell::new(one.words()),
            Cell::new(ctx.t(&format!("campaigns-paper-{}", one.kind))),
            Cell::new(one.form.to_uppercase()),
            Cell::new(one.account_name.clone()),
        ],
        ..Line::default()
    };
    let rows = behind.papers.iter().take(SHOWN).map(row).collect();
    Part::new(ctx, "campaigns-papers", &["paper", "kind", "form", "who"], rows)
}

fn view_part(ctx: &Ctx, behind: &Behind) -> Part {
    let page = ctx.url(&format!("{HOME}/{}", behind.campaign.row.code));
    let mut months: Vec<(String, i64)> = Vec::new();
    for (_, day, times) in &behind.book.views {
        let month = day.get(..7).and_then(|month| month.split_once('-'));
        let month = month.map(|(year, month)| format!("{month}.{year}")).unwrap_or_default();
        match months.last_mut() {
            Some((known, sum)) if *known == month => *sum += times,
            _ => months.push((month, *times)),
        }
    }
    let row = |(month, times): (String, i64)| Line {
        href: page.clone(),
        cells: vec![Cell::new(month), Cell::number(times)],
        ..Line::default()
    };
    let rows = months.into_iter().map(row).collect();
    Part::new(ctx, "campaigns-figure-views", &["month", "views"], rows)
}

fn ways(ctx: &Ctx, thing: &mut Thing, campaign: &Campaign) {
    let home = campaign.home();
    let mut way =
        |rest: String, key: &str| thing.actions.push(Link::new(ctx.url(&rest), ctx.t(key)));
    if ctx.actor.may(WRITE) && campaign.row.revoked_at.is_none() {
        way(format!("{home}/event"), "campaigns-event-new");
        way(format!("{home}/material"), "campaigns-material-new");
        let entry = |register: &str| {
            format!("{HOME}/entries/new?campaign={}&register={register}", campaign.row.id)
        };
        for register in super::entry::REGISTERS {
            way(entry(register), &format!("campaigns-enter-{register}"));
        }
        way(format!("{home}/import"), "campaigns-import");
        way(format!("{home}/edit"), "campaigns-edit");
        way(format!("{home}/revoke"), "campaigns-revoke");
    }
    way(format!("{home}/reach"), "campaigns-reach");
    way(format!("{HOME}/events?campaign={}", campaign.row.id), "campaigns-events-all");
    way(format!("{HOME}/materials?campaign={}", campaign.row.id), "campaigns-materials-all");
}

/// The latest editions of which the directory says something else today.
fn outdated(behind: &Behind) -> Vec<String> {
    let latest = MATERIALS.iter().filter_map(|kind| behind.papers.iter().find(|p| p.kind == *kind));
    let old = latest.filter(|one| one.standing(&behind.stock).0 == "changed");
    old.map(Made::title).collect()
}

/// What must not be missed: why it was withdrawn, reports that are missing, editions that are old.
fn warn(ctx: &Ctx, thing: &mut Thing, (behind, today): (&Behind, Day)) {
    if !behind.campaign.why.is_empty() {
        thing.warnings.push(behind.campaign.why.clone());
    }
    let missing = behind.book.events.iter().filter(|e| e.standing(today).0 == "missing").count();
    if missing > 0 {
        thing.warnings.push(ctx.ta("campaigns-warn-missing", &[("count", missing)]).into_owned());
    }
    if ["ahead", "running"].contains(&behind.campaign.phase(today).0) {
        for title in outdated(behind) {
            let args = [("paper", title)];
            thing.warnings.push(ctx.ta("campaigns-warn-stock", &args).into_owned());
        }
    }
}

/// `GET /campaigns/plans/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let behind = gathered(&app, &ctx, id).await?;
    let row = &behind.campaign.row;
    let (word, colour) = behind.campaign.phase(app.today());
    let page = frame::page(&ctx, row.name.clone(), ("", "campaigns-title"));
    let mut thing = Thing::new(page, row.name.clone());
    thing.number.clone_from(&row.code);
    thing.state = ctx.t(&format!("campaigns-phase-{word}")).into_owned();
    thing.colour = colour;
    warn(&ctx, &mut thing, (&behind, app.today()));
    thing.say(&ctx, "campaigns-period", behind.campaign.period());
    thing.say(&ctx, "campaigns-aim", row.aim.clone());
    let say = |list: &str, codes: &str| behind.words.say_all(list, codes, ctx.lang);
    thing.say(&ctx, "campaigns-audience", say("audience", &row.audience));
    thing.say(&ctx, "campaigns-channels", say("channel", &row.channels));
    thing.say(&ctx, "campaigns-project", behind.project.clone());
    thing.say(&ctx, "campaigns-funded-by", row.funded_by.clone());
    ways(&ctx, &mut thing, &behind.campaign);
    thing.parts = vec![
        figures(&ctx, &behind),
        event_part(&ctx, &behind, app.today()),
        paper_part(&ctx, &behind),
        view_part(&ctx, &behind),
    ];
    if row.is_public && row.revoked_at.is_none() {
        let address = ctx.url(&format!("{HOME}/{}", row.code));
        thing.links.push(Link::new(address, ctx.t("campaigns-public-page")));
    }
    if ctx.actor.may(WRITE) && row.revoked_at.is_none() {
        let action = ctx.url(&format!("{}/calendar", behind.campaign.home()));
        let text = ctx.t("campaigns-calendar-print").into_owned();
        thing.buttons.push(table::Button { action, fields: Vec::new(), text });
    }
    thing.shown()
}

/// The data of the calendar: all events that were not withdrawn, by day.
fn calendar_data(behind: &Behind) -> serde_json::Value {
    let say = |codes: (&str, &str)| behind.words.say_all(codes.0, codes.1, Lang::Bg);
    let row = &behind.campaign.row;
    let events = behind.book.events.iter().filter(|one| one.row.revoked_at.is_none());
    let rows: Vec<[String; 4]> = events
        .map(|one| {
            let place = behind.names.get(&one.row.ekatte).cloned().unwrap_or_default();
            let kind = behind.words.say("event", &one.row.kind, Lang::Bg);
            [
                format!("{}, {}", one.row.held_on.bg(), one.hours()),
                format!("{} ({kind})", one.row.title),
                [place, one.row.place.clone()].join(", "),
                one.row.partners.clone(),
            ]
        })
        .collect();
    let heads =
        ["when", "event", "place", "partners"].map(|c| bg(&format!("campaigns-column-{c}")));
    json!({
        "name": bg("campaigns-paper-calendar"),
        "about": row.name,
        "opening": row.aim,
        "sections": [
            { "title": bg("campaigns-plan"), "lines": [
                [bg("campaigns-period"), behind.campaign.period()],
                [bg("campaigns-audience"), say(("audience", &row.audience))],
                [bg("campaigns-channels"), say(("channel", &row.channels))],
            ] },
            { "title": bg("campaigns-events"), "heads": heads, "rows": rows },
        ],
    })
}

/// `POST /campaigns/plans/{id}/calendar`: the calendar as a numbered paper.
pub async fn calendar(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let behind = gathered(&app, &ctx, id).await?;
    let press = Press::of(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&behind.campaign.home())).await?;
    let of = Kind { kind: CALENDAR, form: "a4", language: "bg", event: None, stock: "" };
    let data = calendar_data(&behind);
    let paper = paper::add(&mut tx, (&behind.campaign, of), (data, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/prints/{paper}"), None))
}
