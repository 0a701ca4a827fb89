//! Supervision on the screen: list, one supervision with its meetings and what was agreed, entering.

use super::content::{Guided, holds_identifier};
use super::frame::{self, FUNDINGS, HOME, LINE, TEXT, funding_words, name_of, read_funding};
use super::guided_page;
use super::load::{self, Action, Meeting, Supervision};
use super::score_page::guided_part;
use super::store::supervision_person;
use super::supervise::{self, KINDS, NewSupervision};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{MeetingId, SupervisionId, WRITE};
use crate::app::App;
use crate::workforce::{EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, see};
use std::collections::{BTreeSet, HashMap};
use ui::{Choice, Link};

const COLUMNS: [&str; 7] = ["supervisor", "kind", "from", "to", "meetings", "people", "funding"];
const MEETINGS: [&str; 4] = ["day", "hours", "themes", "present"];
const AGREED: [&str; 4] = ["agreed", "owner", "due", "result"];
/// The list that pages lead back to.
pub const BACK: (&str, &str) = ("/supervision", "training-supervision");
const STATES: [&str; 4] = ["ahead", "running", "over", "revoked"];

/// Where a supervision stands; words have the key `training-guided-<code>`.
fn state(one: &Supervision, today: Day) -> (&'static str, &'static str) {
    let row = &one.row;
    if row.revoked_at.is_some() {
        ("revoked", "grey")
    } else if today < row.starts_on {
        ("ahead", "blue")
    } else if today <= row.ends_on {
        ("running", "green")
    } else {
        ("over", "grey")
    }
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::supervisions(&tx).await?;
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    all.retain(|one| asked("state", state(one, today).0) && asked("kind", &one.row.kind));
    let ids: Vec<SupervisionId> = all.iter().map(|one| one.row.id).collect();
    let mut meetings = load::meetings(&tx, &ids).await?;
    meetings.retain(|one| one.row.revoked_at.is_none());
    let present = supervise::people(&tx, &meetings).await?;
    let projects = frame::project_names(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let of: HashMap<MeetingId, SupervisionId> =
        meetings.iter().map(|one| (one.row.id, one.row.supervision_id)).collect();
    let line = |one: &Supervision| {
        let row = &one.row;
        let held = meetings.iter().filter(|meeting| meeting.row.supervision_id == row.id).count();
        let own = present.iter().filter(|person| of.get(&person.meeting_id) == Some(&row.id));
        let people: BTreeSet<EmployeeId> = own.map(|person| person.employee_id).collect();
        let (word, colour) = state(one, today);
        Line {
            href: ctx.url(&format!("{HOME}/supervision/{}", row.id)),
            cells: vec![
                Cell::new(one.content.supervisor.clone()),
                Cell::new(ctx.t(&format!("training-supervision-{}", row.kind))),
                Cell::day(Some(row.starts_on)),
                Cell::day(Some(row.ends_on)),
                Cell::number(i64::try_from(held).unwrap_or(0)),
                Cell::number(i64::try_from(people.len()).unwrap_or(0)),
                Cell::new(funding_words(ctx, &projects, (row.project_id, &row.funding))),
            ],
            word: ctx.t(&format!("training-guided-{word}")).into_owned(),
            colour,
        }
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /training/supervision?state=&kind=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("supervision");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("training-supervision-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("training-guided-{code}"));
    let kinds =
        choices(&ctx, &KINDS, form.get("kind"), |code| format!("training-supervision-{code}"));
    list.picks.push(("kind", ctx.t("training-column-kind").into_owned(), kinds));
    list.file = "/supervision.csv".to_owned();
    list.empty = "training-empty-supervision";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/training/supervision/new");
        list.actions.push(Link::new(new, ctx.t("training-supervision-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /training/supervision.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "supervision", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "supervision"), lines)
}

fn meeting_lines(
    ctx: &Ctx,
    (all, present): (&[Meeting], &[supervision_person::Model]),
    names: &HashMap<EmployeeId, EmployeeName>,
) -> Vec<Line> {
    let line = |one: &Meeting| {
        let own = present.iter().filter(|person| person.meeting_id == one.row.id);
        let mut who: Vec<String> = own.map(|person| name_of(names, person.employee_id)).collect();
        who.sort();
        let is_revoked = one.row.revoked_at.is_some();
        let themes = [one.content.themes.as_str(), one.content.why.as_str()].join(" ");
        Line {
            href: ctx.url(&format!("{HOME}/meetings/{}", one.row.id)),
            cells: vec![
                Cell::day(Some(one.row.day)),
                Cell::number(one.row.hours),
                Cell::new(themes.trim()),
                Cell::new(who.join(", ")),
            ],
            word: if is_revoked {
                ctx.t("training-guided-revoked").into_owned()
            } else {
                String::new()
            },
            colour: "grey",
        }
    };
    all.iter().map(line).collect()
}

/// What was agreed, as lines with what came of it.
#[must_use]
pub fn agreed_lines(
    ctx: &Ctx,
    (all, today): (&[Action], Day),
    names: &HashMap<EmployeeId, EmployeeName>,
) -> Vec<Line> {
    let line = |one: &Action| {
        let row = &one.row;
        let (word, colour) = match (row.outcome.as_str(), row.due_on < today) {
            ("", true) => ("late", "red"),
            ("", false) => ("open", "blue"),
            ("done", _) => ("done", "green"),
            ("partly", _) => ("partly", "orange"),
            _ => ("not", "grey"),
        };
        let all = || ctx.t("training-everybody").into_owned();
        Line {
            href: ctx.url(&format!("{HOME}/agreed/{}", row.id)),
            cells: vec![
                Cell::new(one.content.text.clone()),
                Cell::new(row.employee_id.map_or_else(all, |id| name_of(names, id))),
                Cell::day(Some(row.due_on)),
                Cell::new(one.content.result.clone()),
            ],
            word: ctx.t(&format!("training-outcome-{word}")).into_owned(),
            colour,
        }
    };
    all.iter().map(line).collect()
}

fn actions(ctx: &Ctx, one: &Supervision) -> Vec<Link> {
    if !ctx.actor.may(WRITE) || one.row.revoked_at.is_some() {
        return Vec::new();
    }
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/supervision/{}{rest}", one.row.id)), ctx.t(key))
    };
    vec![
        at("/meet", "training-meeting-new"),
        at("/agree", "training-agree"),
        at("/year", "training-guided-year"),
        at("/rate", "training-rate"),
        at("/revoke", "training-revoke"),
    ]
}

fn facts(ctx: &Ctx, thing: &mut Thing, (one, money): (&Supervision, String)) {
    let (row, content) = (&one.row, &one.content);
    let kind = ctx.t(&format!("training-supervision-{}", row.kind)).into_owned();
    thing.say(ctx, "training-column-kind", kind);
    thing.say(ctx, "training-contract", content.contract.clone());
    thing.say(ctx, "training-column-funding", money);
    thing.say(ctx, "training-aims", content.aims.clone());
    thing.say(ctx, "training-summary", content.summary.clone());
    thing.say(ctx, "training-why", content.why.clone());
}

/// `GET /training/supervision/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::supervision(&tx, id).await?;
    let meetings = load::meetings(&tx, &[id]).await?;
    let ids: Vec<MeetingId> = meetings.iter().map(|one| one.row.id).collect();
    let present = load::present(&tx, &ids).await?;
    let agreed = load::actions(&tx, id).await?;
    let owners = agreed.iter().filter_map(|one| one.row.employee_id);
    let people = present.iter().map(|one| one.employee_id);
    let names = frame::names(&tx, people.chain(owners)).await?;
    let projects = frame::project_names(&tx).await?;
    let rated = guided_part(&tx, &ctx, id).await?;
    let papers = guided_page::of_supervision(&tx, id).await?;
    tx.audit(audit::Entry::read("supervision", id.0));
    tx.commit().await?;
    let (word, colour) = state(&one, today);
    let name = one.content.supervisor.clone();
    let mut thing = Thing::new(frame::page(&ctx, name.clone(), BACK), name);
    thing.number = format!("{} – {}", one.row.starts_on.bg(), one.row.ends_on.bg());
    thing.state = ctx.t(&format!("training-guided-{word}")).into_owned();
    thing.colour = colour;
    let money = funding_words(&ctx, &projects, (one.row.project_id, &one.row.funding));
    facts(&ctx, &mut thing, (&one, money));
    let met = meeting_lines(&ctx, (&meetings, &present), &names);
    let agreed = agreed_lines(&ctx, (&agreed, today), &names);
    thing.parts = vec![
        Part::new(&ctx, "training-meetings", &MEETINGS, met),
        Part::new(&ctx, "training-agreed", &AGREED, agreed),
        guided_page::part(&ctx, &papers),
        rated,
    ];
    thing.actions = actions(&ctx, &one);
    thing.shown()
}

fn shown(ctx: &Ctx, form: &Form, projects: &[Choice]) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("training-supervision-new", "/new", "ui-save")
        .lead(ctx.t("training-no-cases"))
        .one(both, "kind", ("training-column-kind", &KINDS), |code| {
            format!("training-supervision-{code}")
        })
        .line(both, "supervisor", "training-supervisor")
        .line(both, "contract", "training-contract")
        .day(both, "from", ("training-column-from", String::new()))
        .day(both, "to", ("training-column-to", String::new()))
        .one(both, "funding", ("training-column-funding", &FUNDINGS), |code| {
            format!("training-funding-{code}")
        })
        .choice(both, "project", (ctx.t("training-project").into_owned(), projects.to_vec()))
        .area(both, "aims", ("training-aims", "training-general-hint"))
        .area(both, "summary", ("training-summary", "training-general-hint"));
    let page = frame::page(ctx, ctx.t("training-supervision-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/supervision"), version: 0 }, form)
}

/// `GET /training/supervision/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let projects = frame::project_choices(&tx).await?;
    tx.audit(audit::Entry::list("supervision"));
    tx.commit().await?;
    shown(&ctx, &Form::empty(ctx.lang), &projects)
}

/// A text in general terms: one that holds an identifier is told so beside its box.
pub fn general(form: &mut Form, name: &str) -> String {
    let text = form.optional(name, TEXT);
    if holds_identifier(&text) {
        form.wrong(name, "training-wrong-identifier");
    }
    text
}

/// `POST /training/supervision/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let projects = frame::project_choices(&tx).await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let supervisor = form.required("supervisor", LINE);
    let contract = form.optional("contract", LINE);
    let period = form.day("from").zip(form.day("to"));
    if period.is_some_and(|(from, to)| to < from) {
        form.wrong("to", "training-refused-period");
    }
    let (project, funding) = read_funding(&mut form, &projects);
    let (aims, summary) = (general(&mut form, "aims"), general(&mut form, "summary"));
    if !form.ok() {
        tx.audit(audit::Entry::list("supervision"));
        tx.commit().await?;
        return shown(&ctx, &form, &projects);
    }
    tx.use_form(&form.key(), &ctx.url("/training/supervision")).await?;
    let content = Guided { supervisor, contract, aims, summary, why: String::new() };
    let new = NewSupervision { kind, project, funding, period, content };
    let id = supervise::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/supervision/{id}"), Some("training-done")))
}
