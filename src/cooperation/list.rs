//! Conferences, what was agreed at them, and requests, as lists and as tables for a spreadsheet.

use super::course::{CONFERENCE_STATES, REQUEST_STATES, TASK_STATES, colour};
use super::frame::{HOME, asked_path, bg, lists, path};
use super::institution::offered;
use super::load::{self, Agreed, Conference, Inquiry, Institution, Seat, Which};
use super::request::{IN, OUT};
use super::table::{self, Cell, Line, List};
use super::{InstitutionId, WRITE};
use crate::app::App;
use crate::people::{self, Head, PersonId};
use crate::referral::CaseId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use std::collections::HashMap;
use ui::Link;

/// The columns of conferences.
pub const CONFERENCES: [&str; 5] = ["number", "day", "person", "ground", "institutions"];
/// The columns of tasks.
pub const TASKS: [&str; 6] = ["task", "institution", "due", "done", "person", "conference"];
/// The columns of requests.
pub const REQUESTS: [&str; 7] =
    ["number", "direction", "institution", "person", "sent", "due", "answered"];
const DIRECTIONS: [&str; 2] = [OUT, IN];
/// In place of an institution: the municipality itself.
pub const OWN: &str = "own";

/// Names that lines show.
pub struct Names {
    /// Of institutions.
    pub institutions: HashMap<InstitutionId, String>,
    /// Of people.
    pub people: HashMap<PersonId, Head>,
    /// Today.
    pub today: Day,
}

impl Names {
    async fn load(
        tx: &Tx,
        all: &[Institution],
        mut ids: Vec<PersonId>,
    ) -> Result<Names, StoreError> {
        ids.sort_unstable();
        ids.dedup();
        let institutions = all.iter().map(|one| (one.row.id, one.content.name.clone())).collect();
        Ok(Names { institutions, people: people::heads(tx, &ids).await?, today: tx.today() })
    }

    fn institution(&self, id: InstitutionId) -> String {
        self.institutions.get(&id).cloned().unwrap_or_default()
    }

    fn person(&self, id: Option<PersonId>) -> String {
        id.and_then(|id| self.people.get(&id)).map(|head| head.name.clone()).unwrap_or_default()
    }
}

/// The line of a conference with who is invited.
#[must_use]
pub fn conference_line(ctx: &Ctx, names: &Names, (one, seats): (&Conference, &[Seat])) -> Line {
    let state = one.state(names.today);
    let invited = seats.iter().filter_map(|seat| seat.row.institution_id);
    let invited: Vec<String> = invited.map(|id| names.institution(id)).collect();
    Line {
        href: ctx.url(&path(one.row.id, "")),
        cells: vec![
            Cell::new(one.number()),
            Cell::day(Some(one.row.day)),
            Cell::new(names.person(Some(one.row.person_id))),
            Cell::new(ctx.t(&format!("cooperation-ground-{}", one.row.ground))),
            Cell::new(invited.join("; ")),
        ],
        word: ctx.t(&format!("cooperation-state-{state}")).into_owned(),
        colour: colour(state),
    }
}

/// The line of a task of a conference.
#[must_use]
pub fn task_line(ctx: &Ctx, names: &Names, (task, one): (&Agreed, Option<&Conference>)) -> Line {
    let state = task.state(names.today);
    let who = task.row.institution_id.map(|id| names.institution(id));
    Line {
        href: ctx.url(&path(task.row.conference_id, "")),
        cells: vec![
            Cell::new(task.content.task.clone()),
            Cell::new(who.unwrap_or_else(|| bg("cooperation-own-office"))),
            Cell::day(Some(task.row.due_on)),
            Cell::day(task.row.done_on),
            Cell::new(names.person(one.map(|one| one.row.person_id))),
            Cell::new(one.map(Conference::number).unwrap_or_default()),
        ],
        word: ctx.t(&format!("cooperation-state-{state}")).into_owned(),
        colour: colour(state),
    }
}

/// The line of a request.
#[must_use]
pub fn request_line(ctx: &Ctx, names: &Names, one: &Inquiry) -> Line {
    let (row, state) = (&one.row, one.state(names.today));
    Line {
        href: ctx.url(&asked_path(row.id, "")),
        cells: vec![
            Cell::new(one.number()),
            Cell::new(ctx.t(&format!("cooperation-direction-{}", row.direction))),
            Cell::new(names.institution(row.institution_id)),
            Cell::new(names.person(row.person_id)),
            Cell::day(Some(row.sent_on)),
            Cell::day(Some(row.due_on)),
            Cell::day(row.answered_on),
        ],
        word: ctx.t(&format!("cooperation-state-{state}")).into_owned(),
        colour: colour(state),
    }
}

/// What a list is narrowed to besides its state.
struct Filter {
    state: String,
    institution: Option<InstitutionId>,
    is_own: bool,
    case: Option<CaseId>,
    direction: String,
    year: Option<i32>,
}

impl Filter {
    fn of(form: &Form) -> Filter {
        Filter {
            state: form.get("state").to_owned(),
            institution: form.get("institution").parse().ok(),
            is_own: form.get("institution") == OWN,
            case: form.get("case").parse().ok(),
            direction: form.get("direction").to_owned(),
            year: form.get("year").parse().ok(),
        }
    }

    fn takes(&self, state: &str, (institutions, year): (&[InstitutionId], i32)) -> bool {
        (self.state.is_empty() || self.state == state)
            && self.institution.is_none_or(|id| institutions.contains(&id))
            && (!self.is_own || institutions.is_empty())
            && self.year.is_none_or(|own| own == year)
    }
}

/// Lines of a list, and the institutions to choose from.
type Lines = (Vec<Line>, Vec<Institution>);

async fn conference_lines(tx: &Tx, (ctx, form): (&Ctx, &Form)) -> Result<Lines, StoreError> {
    let filter = Filter::of(form);
    let found = load::conferences(tx, filter.case).await?;
    let ids: Vec<_> = found.iter().map(|one| one.row.id).collect();
    let seats = load::seats(tx, &ids).await?;
    let all = load::institutions(tx).await?;
    let people = found.iter().map(|one| one.row.person_id).collect();
    let names = Names::load(tx, &all, people).await?;
    let mut lines = Vec::new();
    for one in &found {
        let own = seats.get(&one.row.id).map(Vec::as_slice).unwrap_or_default();
        let invited: Vec<_> = own.iter().filter_map(|seat| seat.row.institution_id).collect();
        if filter.takes(one.state(names.today), (&invited, one.row.year)) {
            lines.push(conference_line(ctx, &names, (one, own)));
        }
    }
    Ok((lines, all))
}

async fn task_lines(tx: &Tx, (ctx, form): (&Ctx, &Form)) -> Result<Lines, StoreError> {
    let filter = Filter::of(form);
    let found = load::conferences(tx, filter.case).await?;
    let all = load::institutions(tx).await?;
    let people = found.iter().map(|one| one.row.person_id).collect();
    let names = Names::load(tx, &all, people).await?;
    let known: HashMap<_, _> = found.iter().map(|one| (one.row.id, one)).collect();
    let mut lines = Vec::new();
    for task in load::tasks(tx, None).await? {
        let Some(one) = known.get(&task.row.conference_id).copied() else { continue };
        let who: Vec<_> = task.row.institution_id.into_iter().collect();
        let year = i32::from(one.row.day.0.year());
        if filter.takes(task.state(names.today), (&who, year)) {
            lines.push(task_line(ctx, &names, (&task, Some(one))));
        }
    }
    Ok((lines, all))
}

async fn request_lines(tx: &Tx, (ctx, form): (&Ctx, &Form)) -> Result<Lines, StoreError> {
    let filter = Filter::of(form);
    let found = load::requests(tx, Which { case: filter.case, ..Which::default() }).await?;
    let all = load::institutions(tx).await?;
    let people = found.iter().filter_map(|one| one.row.person_id).collect();
    let names = Names::load(tx, &all, people).await?;
    let own = found.iter().filter(|one| {
        let row = &one.row;
        let is_way = filter.direction.is_empty() || filter.direction == row.direction;
        is_way && filter.takes(one.state(names.today), (&[row.institution_id], row.year))
    });
    let lines = own.map(|one| request_line(ctx, &names, one)).collect();
    Ok((lines, all))
}

/// What a page of a list is.
struct Shown<'a> {
    rest: &'static str,
    title: &'static str,
    columns: &'a [&'a str],
    states: &'a [&'a str],
}

fn shown(
    ctx: &Ctx,
    form: Form,
    what: &Shown<'_>,
    (lines, all): Lines,
) -> Result<Response, Problem> {
    if !form.get("as").is_empty() {
        return table::file(ctx, &form, what.columns, lines);
    }
    let around = (ctx.page(ctx.t(what.title)), lists(ctx, what.rest));
    let at = format!("{HOME}{}", what.rest);
    let mut list = List::new(around, at.clone(), what.columns, lines);
    list.lead = ctx.t(&format!("{}-lead", what.title)).into_owned();
    let state = form.get("state");
    list.states = choices(ctx, what.states, state, |code| format!("cooperation-state-{code}"));
    let chosen = form.get("institution").parse().ok();
    let label = ctx.t("cooperation-column-institution").into_owned();
    let offered = offered(&all, chosen).into_iter();
    let offered = offered.map(|one| {
        let is_chosen = one.value == form.get("institution");
        one.checked(is_chosen)
    });
    list.picks = vec![("institution", label, offered.collect())];
    if what.rest == "/requests" {
        let label = ctx.t("cooperation-column-direction").into_owned();
        let way = form.get("direction");
        let ways = choices(ctx, &DIRECTIONS, way, |code| format!("cooperation-direction-{code}"));
        list.picks.push(("direction", label, ways));
        if ctx.actor.may(WRITE) {
            let href = ctx.url(&format!("{HOME}/received"));
            list.actions = vec![Link::new(href, ctx.t("cooperation-received-new"))];
        }
    }
    let kept = ["case", "year"].map(|name| (name, form.get(name).to_owned()));
    list.kept = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    list.file = at;
    table::shown(ctx, form, list)
}

/// What of the audit a list is: shown, or taken away as a file.
fn entry(form: &Form, object: &'static str) -> Entry {
    match form.get("as").is_empty() {
        true => Entry::list(object),
        false => Entry::new("print", object, "list"),
    }
}

/// `GET /cooperation`, and with `as` the same as a file.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = conference_lines(&tx, (&ctx, &form)).await?;
    tx.audit(entry(&form, "cooperation-conference"));
    tx.commit().await?;
    let what = Shown {
        rest: "",
        title: "cooperation-title",
        columns: &CONFERENCES,
        states: &CONFERENCE_STATES,
    };
    shown(&ctx, form, &what, lines)
}

/// `GET /cooperation/tasks`, and with `as` the same as a file.
pub async fn tasks(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = task_lines(&tx, (&ctx, &form)).await?;
    tx.audit(entry(&form, "cooperation-task"));
    tx.commit().await?;
    let what =
        Shown { rest: "/tasks", title: "cooperation-tasks", columns: &TASKS, states: &TASK_STATES };
    shown(&ctx, form, &what, lines)
}

/// `GET /cooperation/requests`, and with `as` the same as a file.
pub async fn requests(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lines = request_lines(&tx, (&ctx, &form)).await?;
    tx.audit(entry(&form, "cooperation-request"));
    tx.commit().await?;
    let what = Shown {
        rest: "/requests",
        title: "cooperation-requests",
        columns: &REQUESTS,
        states: &REQUEST_STATES,
    };
    shown(&ctx, form, &what, lines)
}
