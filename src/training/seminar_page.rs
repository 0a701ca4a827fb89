//! Seminars on the screen: the year with its numbers, one seminar with its programme, participants,
//! attendance and papers.

use super::attend;
use super::frame::{self, HOME, KINDS, funding_words, name_of, year_of};
use super::load::{self, Seminar, colour};
use super::mail;
use super::mail_page;
use super::paper;
use super::programme::share;
use super::seminar;
use super::store::{training_attendance, training_day, training_invited, training_message};
use super::table::{self, Cell, Line, List, Part, Thing, Tile};
use super::{InvitedId, SeminarId, TrainingDayId, WRITE};
use crate::app::App;
use crate::projects::ProjectId;
use crate::workforce::{self, EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices, list_address};
use std::collections::{HashMap, HashSet};
use ui::{Choice, Link};

/// The columns of a list of seminars.
pub const COLUMNS: [&str; 8] =
    ["seminar", "first", "kind", "hours", "invited", "came", "trainer", "funding"];
/// The states to choose from.
const STATES: [&str; 4] = ["planned", "to-close", "held", "revoked"];
const BACK: (&str, &str) = ("", "training-seminars");
const PEOPLE: [&str; 5] = ["employee", "post", "hours", "share", "mail"];
const PROGRAMME: [&str; 5] = ["day", "begins", "hours", "themes", "came"];
const SHEETS: [&str; 3] = ["number", "day", "issued"];

/// What stands beside seminars in a list.
pub struct Counts {
    invited: HashMap<SeminarId, i64>,
    came: HashMap<SeminarId, i64>,
    names: HashMap<EmployeeId, EmployeeName>,
    projects: HashMap<ProjectId, String>,
}

/// Counts who was invited to some seminars and came, and names who gives and pays them.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx, all: &[Seminar]) -> Result<Counts, StoreError> {
    let ids: Vec<SeminarId> = all.iter().map(|one| one.row.id).collect();
    let mut invited: HashMap<SeminarId, i64> = HashMap::new();
    for row in load::invited(tx, &ids).await? {
        *invited.entry(row.seminar_id).or_default() += 1;
    }
    let came = load::attendance(tx, &ids).await?;
    let people: HashSet<(SeminarId, EmployeeId)> =
        came.into_iter().map(|row| (row.seminar_id, row.employee_id)).collect();
    let mut came: HashMap<SeminarId, i64> = HashMap::new();
    for (id, _) in people {
        *came.entry(id).or_default() += 1;
    }
    let names = frame::names(tx, all.iter().filter_map(|one| one.row.trainer_id)).await?;
    Ok(Counts { invited, came, names, projects: frame::project_names(tx).await? })
}

/// Seminars as lines.
#[must_use]
pub fn lines(ctx: &Ctx, (all, counts): (&[Seminar], &Counts), today: Day) -> Vec<Line> {
    let line = |one: &Seminar| {
        let row = &one.row;
        let state = one.state(today);
        let trainer = match row.trainer_id {
            Some(id) => name_of(&counts.names, id),
            None => one.content.trainer.clone(),
        };
        let money = funding_words(ctx, &counts.projects, (row.project_id, &row.funding));
        Line {
            href: ctx.url(&format!("{HOME}/seminars/{}", row.id)),
            cells: vec![
                Cell::new(row.title.clone()),
                Cell::day(Some(row.first_day)),
                Cell::new(ctx.t(&format!("training-kind-{}", row.kind))),
                Cell::number(row.hours),
                Cell::number(counts.invited.get(&row.id).copied().unwrap_or(0)),
                Cell::number(counts.came.get(&row.id).copied().unwrap_or(0)),
                Cell::new(trainer),
                Cell::new(money),
            ],
            word: ctx.t(&format!("training-state-{state}")).into_owned(),
            colour: colour(state),
        }
    };
    all.iter().map(line).collect()
}

/// The seminars of a year and what stands beside them.
struct Year {
    all: Vec<Seminar>,
    counts: Counts,
    projects: Vec<Choice>,
}

fn bounds(year: i16) -> (Day, Day) {
    let day = |month, day| Day(jiff::civil::Date::new(year, month, day).unwrap_or_default());
    (day(1, 1), day(12, 31))
}

async fn of_year(app: &App, ctx: &Ctx, form: &Form, what: audit::Entry) -> Result<Year, Problem> {
    let (from, to) = bounds(year_of(form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::seminars(&tx, from, to).await?;
    let counts = counts(&tx, &all).await?;
    let projects = frame::project_choices(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(Year { all, counts, projects })
}

fn filtered(year: &Year, form: &Form, today: Day) -> Vec<Seminar> {
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    let wanted = |one: &&Seminar| {
        let project = one.row.project_id.map(|id| id.to_string()).unwrap_or_default();
        asked("state", one.state(today))
            && asked("kind", &one.row.kind)
            && asked("project", &project)
    };
    year.all.iter().filter(wanted).cloned().collect()
}

/// A number that opens the seminars of a state.
fn tiles(ctx: &Ctx, year: &Year, (number, today): (i16, Day)) -> Vec<Tile> {
    let tile = |code: &&str| {
        let count = year.all.iter().filter(|one| one.state(today) == *code).count();
        let asked = [("year", number.to_string()), ("state", (*code).to_owned())];
        let asked: Vec<(&str, &str)> =
            asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Tile {
            href: list_address(&ctx.url(HOME), &asked),
            number: count,
            text: ctx.t(&format!("training-state-{code}")).into_owned(),
            state: if *code == "to-close" && count > 0 { "late" } else { "" },
        }
    };
    STATES[..3].iter().map(tile).collect()
}

/// `GET /training?year=&state=&kind=&project=`: the seminars of a year.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let number = year_of(&form, today);
    let year = of_year(&app, &ctx, &form, audit::Entry::list("training-seminars")).await?;
    let all = filtered(&year, &form, today);
    let mut list = List::new(BACK, &COLUMNS, lines(&ctx, (&all, &year.counts), today));
    list.title = "training-title";
    list.lead = ctx.ta("training-lead", &[("year", number)]).into_owned();
    list.around = frame::around(&ctx, "", number);
    list.tiles = tiles(&ctx, &year, (number, today));
    list.kept = vec![("year", number.to_string())];
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("training-state-{code}"));
    let kinds = choices(&ctx, &KINDS, form.get("kind"), |code| format!("training-kind-{code}"));
    list.picks.push(("kind", ctx.t("training-column-kind").into_owned(), kinds));
    let chosen = form.get("project").to_owned();
    let projects = year.projects.into_iter().map(|one| {
        let is_chosen = one.value == chosen;
        one.checked(is_chosen)
    });
    list.picks.push(("project", ctx.t("training-project").into_owned(), projects.collect()));
    list.file = "/seminars.csv".to_owned();
    list.empty = "training-empty-seminars";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/training/seminars/new");
        list.actions.push(Link::new(new, ctx.t("training-seminar-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /training/seminars.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "training-seminars", "list");
    let year = of_year(&app, &ctx, &form, what).await?;
    let all = filtered(&year, &form, app.today());
    let lines = lines(&ctx, (&all, &year.counts), app.today());
    table::csv(&ctx, &form, (&COLUMNS, "seminars"), lines)
}

/// What the page of a seminar shows.
struct Behind {
    one: Seminar,
    trainer: String,
    money: String,
    days: Vec<training_day::Model>,
    people: Vec<(training_invited::Model, EmployeeName)>,
    came: Vec<training_attendance::Model>,
    papers: Vec<paper::Issued>,
    mails: HashMap<InvitedId, training_message::Model>,
    addresses: HashMap<EmployeeId, String>,
}

impl Behind {
    fn hours(&self, id: EmployeeId) -> i64 {
        let own = self.came.iter().filter(|row| row.employee_id == id);
        own.map(|row| i64::from(row.hours)).sum()
    }

    fn day(&self, id: TrainingDayId) -> Option<Day> {
        self.days.iter().find(|row| row.id == id).map(|row| row.day)
    }
}

async fn behind(app: &App, ctx: &Ctx, id: SeminarId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::seminar(&tx, id).await?;
    let trainer = seminar::trainer(&tx, &one).await?;
    let projects = frame::project_names(&tx).await?;
    let money = funding_words(ctx, &projects, (one.row.project_id, &one.row.funding));
    let days = load::days(&tx, id).await?;
    let people = attend::participants(&tx, &one).await?;
    let came = load::attendance(&tx, &[id]).await?;
    let papers = paper::of_seminar(&tx, id).await?;
    let mails = mail::last(mail::of_seminar(&tx, id).await?);
    let ids: Vec<EmployeeId> = people.iter().map(|(_, who)| who.id).collect();
    let addresses = workforce::addresses(&tx, &ids).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    Ok(Behind { one, trainer, money, days, people, came, papers, mails, addresses })
}

fn programme_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |row: &training_day::Model| {
        let came = behind.came.iter().filter(|one| one.day_id == row.id).count();
        Line {
            href: ctx.url(&format!("{HOME}/days/{}", row.id)),
            cells: vec![
                Cell::day(Some(row.day)),
                Cell::new(row.begins.clone()),
                Cell::number(row.hours),
                Cell::new(row.themes.clone()),
                Cell::number(i64::try_from(came).unwrap_or(0)),
            ],
            ..Line::default()
        }
    };
    behind.days.iter().map(line).collect()
}

fn people_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let total = i64::from(behind.one.row.hours);
    let least = i64::from(behind.one.row.share);
    let line = |(row, one): &(training_invited::Model, EmployeeName)| {
        let hours = behind.hours(one.id);
        let part = share(hours, total);
        let (word, colour) = match (behind.one.row.held_at, part >= least && hours > 0) {
            (None, _) if hours == 0 => ("invited", "grey"),
            (_, true) => ("enough", "green"),
            (Some(_), false) if hours == 0 => ("absent", "red"),
            _ => ("too-little", "orange"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/invited/{}", row.id)),
            cells: vec![
                Cell::new(one.name.clone()),
                Cell::new(one.post.clone()),
                Cell::number(hours),
                Cell::new(format!("{part} %")),
                Cell::new(mail_page::beside(
                    ctx,
                    behind.mails.get(&row.id),
                    behind.addresses.contains_key(&one.id),
                )),
            ],
            word: ctx.t(&format!("training-attended-{word}")).into_owned(),
            colour,
        }
    };
    behind.people.iter().map(line).collect()
}

/// The lists that were printed to be signed; certificates have a list of their own.
fn sheet_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |row: &paper::Issued| Line {
        href: ctx.url(&format!("{HOME}/issued/{}", row.id)),
        cells: vec![
            Cell::new(paper::number(&row.kind, row.year, row.number)),
            Cell::day(row.day_id.and_then(|id| behind.day(id))),
            Cell::day(Some(row.issued_on)),
        ],
        ..Line::default()
    };
    behind.papers.iter().filter(|row| row.kind == paper::LIST).map(line).collect()
}

fn actions(ctx: &Ctx, behind: &Behind, today: Day) -> Vec<Link> {
    let row = &behind.one.row;
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/seminars/{}{rest}", row.id)), ctx.t(key))
    };
    let mut all = vec![at("/scores", "training-scores")];
    if !ctx.actor.may(WRITE) {
        return all;
    }
    if behind.one.is_open() {
        all.push(at("/invite", "training-invite"));
        all.push(at("/mail", "training-mail"));
        all.push(at("/import", "training-import"));
        all.push(at("/edit", "training-seminar-edit"));
    }
    if behind.one.is_open() && row.last_day <= today {
        all.push(at("/close", "training-close"));
    }
    match row.revoked_at {
        None => all.push(at("/revoke", "training-revoke")),
        Some(_) => {
            let path = format!("{HOME}/seminars/new?after={}", row.id);
            all.push(Link::new(ctx.url(&path), ctx.t("training-anew")));
        }
    }
    all
}

/// `GET /training/seminars/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let behind = behind(&app, &ctx, id).await?;
    let Seminar { row, content } = &behind.one;
    let state = behind.one.state(today);
    let mut thing = Thing::new(frame::page(&ctx, row.title.clone(), BACK), row.title.clone());
    thing.number = format!("{} – {}", row.first_day.bg(), row.last_day.bg());
    thing.state = ctx.t(&format!("training-state-{state}")).into_owned();
    thing.colour = colour(state);
    if state == "to-close" {
        thing.warnings.push(ctx.t("training-warn-close").into_owned());
    }
    let kind = ctx.t(&format!("training-kind-{}", row.kind)).into_owned();
    thing.say(&ctx, "training-column-kind", kind);
    thing.say(&ctx, "training-column-hours", row.hours.to_string());
    thing.say(&ctx, "training-place", content.place.clone());
    thing.say(&ctx, "training-column-trainer", behind.trainer.clone());
    thing.say(&ctx, "training-organiser", content.organiser.clone());
    thing.say(&ctx, "training-column-funding", behind.money.clone());
    thing.say(&ctx, "training-share", format!("{} %", row.share));
    thing.say(&ctx, "training-note", content.note.clone());
    thing.say(&ctx, "training-why", content.why.clone());
    thing.actions = actions(&ctx, &behind, today);
    let parts = [
        ("training-programme", &PROGRAMME[..], programme_lines(&ctx, &behind)),
        ("training-people", &PEOPLE[..], people_lines(&ctx, &behind)),
        ("training-sheets", &SHEETS[..], sheet_lines(&ctx, &behind)),
    ];
    let parts =
        parts.into_iter().map(|(title, columns, rows)| Part::new(&ctx, title, columns, rows));
    thing.parts.extend(parts);
    let given = behind.papers.iter().filter(|row| row.kind == paper::CERTIFICATE).count();
    if given > 0 {
        let path = ctx.url(&format!("{HOME}/certificates?seminar={id}"));
        let text = ctx.ta("training-to-certificates", &[("count", given)]);
        thing.links.push(Link::new(path, text));
    }
    let course = format!("{HOME}/courses/{}", row.course_id);
    thing.links.push(Link::new(ctx.url(&course), ctx.t("training-to-course")));
    if let Some(after) = row.after_id {
        let path = ctx.url(&format!("{HOME}/seminars/{after}"));
        thing.links.push(Link::new(path, ctx.t("training-to-after")));
    }
    thing.shown()
}
