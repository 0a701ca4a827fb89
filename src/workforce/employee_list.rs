//! The register of employees: own staff on a day with post, unit and who pays; people of providers.

use super::course::{GROUPS, Lasts, SOURCES};
use super::door::on_day;
use super::frame::{HOME, Projects};
use super::load::{self, Employee, Known};
use super::table::{self, Cell, Line, List};
use super::{WRITE, WorkPaperId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["employee", "post", "unit", "source", "group", "since"];
/// Whom the list shows.
const SHOWN: [&str; 4] = ["own", "provider", "unappointed", "gone"];

/// The day that the list is asked for.
fn asked_day(form: &Form, today: Day) -> Day {
    form.get("day").parse().unwrap_or(today)
}

fn is_shown(one: &Employee, (shown, day, has_post): (&str, Day, bool)) -> bool {
    let is_gone = one.gone_on.is_some_and(|gone| gone < day);
    match shown {
        "own" => !is_gone && one.provider_id.is_none(),
        "provider" => !is_gone && one.provider_id.is_some(),
        "unappointed" => !is_gone && one.provider_id.is_none() && !has_post,
        "gone" => is_gone,
        _ => !is_gone,
    }
}

struct Read {
    lines: Vec<Line>,
    known: Known,
}

async fn read(app: &App, ctx: &Ctx, (form, what): (&Form, audit::Entry)) -> Result<Read, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = Known::read(&tx).await?;
    let appointments = load::appointments(&tx).await?;
    let funding = load::funding(&tx).await?;
    let projects = Projects::read(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let day = asked_day(form, app.today());
    let there = on_day(&appointments, day);
    let (unit, source, group) = (form.get("unit"), form.get("source"), form.get("group"));
    let mut people: Vec<&Employee> = known.people.values().collect();
    people.sort_by(|a, b| (&a.folded, a.id).cmp(&(&b.folded, b.id)));
    let mut lines = Vec::new();
    for one in people {
        let held = there.get(&one.id);
        let post = held.and_then(|held| known.posts.get(&held.post_id));
        let paid = held.and_then(|held| {
            funding.iter().find(|paid| {
                paid.appointment_id == held.id && paid.revoked_at.is_none() && paid.holds(day)
            })
        });
        let fits = (unit.is_empty() || post.is_some_and(|post| post.unit_id.to_string() == unit))
            && (source.is_empty() || paid.is_some_and(|paid| paid.source == source))
            && (group.is_empty() || one.staff_group == group);
        if !fits || !is_shown(one, (form.get("state"), day, held.is_some())) {
            continue;
        }
        let (word, colour) = match (one.gone_on, one.provider_id, held) {
            (Some(gone), ..) if gone < day => ("gone", "grey"),
            (_, Some(_), _) => ("provider", "purple"),
            (.., Some(_)) => ("own", "green"),
            _ => ("unappointed", "yellow"),
        };
        let title = post.map_or_else(|| one.provider_post.clone(), |post| post.title.clone());
        let place = post.map_or_else(|| known.provider(one.provider_id), |p| known.unit(p.unit_id));
        let payer = paid.map(|paid| projects.words(ctx.lang, &paid.source, paid.project_id));
        lines.push(Line {
            href: ctx.url(&format!("{HOME}/employees/{}", one.id)),
            cells: vec![
                Cell::new(one.name.clone()),
                Cell::new(title),
                Cell::new(place),
                Cell::new(payer.unwrap_or_default()),
                Cell::new(ctx.t(&format!("workforce-group-{}", one.staff_group))),
                Cell::day(held.map(|held| held.from_on)),
            ],
            word: ctx.t(&format!("workforce-shown-{word}")).into_owned(),
            colour,
        });
    }
    Ok(Read { lines, known })
}

/// `GET /workforce?day=&unit=&source=&group=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let read = read(&app, &ctx, (&form, audit::Entry::list("employee"))).await?;
    let mut units: Vec<Choice> = read
        .known
        .units
        .values()
        .map(|one| Choice::new(one.id.to_string(), one.name.clone()))
        .collect();
    units.sort_by_cached_key(|one| kit::search::plain(&one.text));
    let mut list = List::new(("", "workforce-title"), &COLUMNS, read.lines);
    let day = asked_day(&form, app.today());
    list.lead = ctx.ta("workforce-lead", &[("day", day.bg())]).into_owned();
    list.kept = vec![("day", form.get("day").to_owned())];
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("workforce-shown-{code}"));
    let words = |codes: &[&str], name: &str, prefix: &str| {
        choices(&ctx, codes, form.get(name), |code| format!("{prefix}{code}"))
    };
    let of = |name: &str| ctx.t(&format!("workforce-column-{name}")).into_owned();
    list.picks = vec![
        ("unit", of("unit"), units),
        ("source", of("source"), words(&SOURCES, "source", "workforce-source-")),
        ("group", of("group"), words(&GROUPS, "group", "workforce-group-")),
    ];
    let last = Day(law::Month::of(app.today().0).plus(-12).last_day());
    for (day, key) in [(last, "workforce-a-year-ago"), (app.today(), "workforce-on-today")] {
        let href = format!("{}?day={day}", ctx.url(HOME));
        list.around.push(Link::new(href, ctx.t(key)));
    }
    list.file = "/list.csv".to_owned();
    list.empty = "workforce-empty-employees";
    if ctx.actor.may(WRITE) {
        for (rest, key) in [("/employees/new", "workforce-new"), ("/import", "workforce-import")] {
            list.actions.push(Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key)));
        }
        let settings = ctx.url(&format!("{HOME}/settings"));
        list.actions.push(Link::new(settings, ctx.t("workforce-settings")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /workforce/list.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "employee", "list");
    let read = read(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "employees"), read.lines)
}

/// The address of a paper; empty when there is none.
#[must_use]
pub fn paper_href(ctx: &Ctx, paper: Option<WorkPaperId>) -> String {
    let path = paper.map(|id| ctx.url(&format!("{HOME}/sheet-papers/{id}")));
    path.unwrap_or_default()
}
