//! The page of an agreement: days and hours, plan-schedule, contracts with their records, changes.

use super::WRITE;
use super::application_page::{Done, done};
use super::frame::{agreement_path, application_path, lives_elsewhere, page, pdf};
use super::january::KIND;
use super::load::{self, Agreement, Contract};
use super::store::assistance_record;
use super::turn::Turn;
use super::week::{Week, clock};
use super::{AgreementId, ContractId};
use crate::app::App;
use crate::assistants;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Problem, html, list_address};
use law::{Law, Minutes, Month};
use std::collections::HashMap;
use ui::{Head, Link};

struct Plan {
    title: String,
    pdf: String,
    rows: Vec<(String, String, String)>,
    other: String,
    is_now: bool,
}

struct Labour {
    title: String,
    who: String,
    pdf: String,
    reports: String,
    word: String,
    colour: &'static str,
    rows: Vec<(String, String)>,
    steps: Vec<String>,
    records: Vec<Record>,
}

struct Record {
    href: String,
    what: String,
    code: String,
    due: String,
    sent: String,
}

struct Change {
    day: String,
    what: String,
    text: String,
    pdf: String,
}

#[derive(Template)]
#[template(path = "assistance/agreement.html")]
struct AgreementPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    pdf: String,
    links: Vec<Link>,
    warnings: Vec<String>,
    rows: Vec<(String, String)>,
    plans: Vec<Plan>,
    labours: Vec<Labour>,
    record_heads: Vec<Head>,
    changes: Vec<Change>,
    steps: Vec<Done>,
    actions: Vec<Link>,
}

/// Where an agreement stands: the end of the key of its words, and a colour.
#[must_use]
pub fn standing(agreement: &Agreement, today: Day) -> (&'static str, &'static str) {
    let row = &agreement.row;
    match (row.ended_on, row.held_on) {
        (Some(last), _) if last < today => ("ended", "grey"),
        (Some(_), _) => ("ending", "orange"),
        (None, Some(_)) => ("held", "yellow"),
        (None, None) if row.until_on < today => ("expired", "red"),
        (None, None) => ("open", "green"),
    }
}

fn rows(ctx: &Ctx, law: &Law, agreement: &Agreement, assistant: String) -> Vec<(String, String)> {
    let row = &agreement.row;
    let until = until_words(ctx, row.until_on, agreement.is_open() && row.held_on.is_some());
    let term = format!("{} – {until}", row.from_on.bg());
    let held = &agreement.terms.held;
    let ground = law.book().newest(&row.end_ground).ok().filter(|_| !row.end_ground.is_empty());
    let ground = ground.map(|rule| format!("{} ({})", rule.title, rule.articles.join(", ")));
    let list = [
        ("assistance-assistant", assistant),
        ("assistance-concluded-on", row.concluded_on.bg()),
        ("assistance-directive-term", term),
        ("assistance-hours-agreed", row.hours.to_string()),
        ("assistance-directive-hours", row.directive_hours.to_string()),
        ("assistance-place", agreement.terms.place.clone()),
        ("assistance-other", agreement.terms.other.clone()),
        ("assistance-proof", format!("{} {}", held.document, held.text).trim().to_owned()),
        ("assistance-last-on", row.ended_on.map(Day::bg).unwrap_or_default()),
        ("assistance-ground", ground.unwrap_or_default()),
        ("assistance-text", agreement.terms.ending.text.clone()),
    ];
    let filled = list.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// The last day, or that a filing in time keeps it going beyond the day that was written.
fn until_words(ctx: &Ctx, until: Day, is_held: bool) -> String {
    if is_held {
        return ctx.ta("assistance-until-held", &[("day", until.bg())]).into_owned();
    }
    until.bg()
}

fn plan(
    ctx: &Ctx,
    (row, week): &(super::store::assistance_schedule::Model, Week),
    (person, now): (PersonId, Option<super::ScheduleId>),
) -> Plan {
    let args = [("turn", row.turn.to_string()), ("from", row.from_on.bg())];
    let line = |span: &super::Span| {
        let day = ctx.t(&format!("assistance-weekday-{}", span.weekday)).into_owned();
        let time = format!("{} – {}", clock(span.from), clock(span.to));
        (day, time, span.activities.clone())
    };
    let total = Minutes(week.total()).to_string();
    Plan {
        title: format!("{} ({total})", ctx.ta("assistance-plan-title", &args)),
        pdf: pdf(ctx, person, row.paper_id),
        rows: week.spans.iter().map(line).collect(),
        other: week.other.clone(),
        is_now: now == Some(row.id),
    }
}

/// The report of the month before this one, or of the nearest month in which there was work. Of what
/// others keep of a contract the address is known and no more.
fn reports(ctx: &Ctx, contract: &Contract, today: Day) -> String {
    if !ctx.actor.may("hours.read") {
        return String::new();
    }
    let row = &contract.row;
    let month = Month::of(today.0).plus(-1).max(Month::of(row.starts_on.0));
    let month = row.ended_on.map_or(month, |day| month.min(Month::of(day.0)));
    let path = ctx.url(&format!("/worktime/labour/{}", row.id));
    list_address(&path, &[("month", &month.to_string())])
}

fn labour(
    ctx: &Ctx,
    (contract, (who, person), agreement): (&Contract, (String, PersonId), &Agreement),
    (hours, records, today): (u32, &[assistance_record::Model], Day),
) -> Labour {
    let (row, content) = (&contract.row, &contract.content);
    // A substitute's term is the absence: no filing lengthens it.
    let is_held = agreement.row.held_on.is_some() && row.substitute_of.is_none();
    let is_held = is_held && row.ended_on.is_none() && agreement.is_open();
    let money = |decimal: &str| format!("{} €", decimal.replace('.', ","));
    let per_day = row.hours_per_day.map(|hours| hours.to_string());
    let (word, colour) = match row.ended_on {
        Some(_) => ("assistance-contract-ended", "grey"),
        None if row.starts_on > today => ("assistance-contract-waits", "blue"),
        None => ("assistance-contract-works", "green"),
    };
    let list = [
        ("assistance-concluded-on", row.concluded_on.bg()),
        ("assistance-starts", row.starts_on.bg()),
        ("assistance-until-on", until_words(ctx, row.ends_on, is_held)),
        ("assistance-hours-agreed", hours.to_string()),
        ("assistance-per-day", per_day.unwrap_or_default()),
        ("assistance-code", ctx.t(&format!("assistance-code-{}", row.register_code)).into_owned()),
        ("assistance-base-pay", money(&content.base_pay)),
        ("assistance-service-pay", money(&content.service_pay)),
        ("assistance-absence", content.absence.clone()),
        ("assistance-last-on", row.ended_on.map(Day::bg).unwrap_or_default()),
        ("assistance-end-code", row.end_ground.clone()),
    ];
    let filled = list.into_iter().filter(|(_, text)| !text.is_empty());
    let record = |row: &assistance_record::Model| Record {
        href: ctx.url(&format!("/assistance/records/{}", row.id)),
        what: ctx.t(&format!("assistance-record-{}", row.kind)).into_owned(),
        code: row.code.clone(),
        due: row.due_on.bg(),
        sent: row.sent_on.map(Day::bg).unwrap_or_default(),
    };
    let own = records.iter().filter(|one| one.contract_id == row.id);
    Labour {
        title: contract.number(),
        who,
        pdf: pdf(ctx, person, row.paper_id),
        reports: reports(ctx, contract, today),
        word: ctx.t(word).into_owned(),
        colour,
        rows: filled.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect(),
        steps: content.steps.clone(),
        records: own.map(record).collect(),
    }
}

fn change(
    ctx: &Ctx,
    (person, workers): (PersonId, &HashMap<ContractId, PersonId>),
    (row, note): &(super::store::assistance_amendment::Model, super::Note),
) -> Change {
    let hours = [("before", row.hours_before), ("after", row.hours_after)];
    let hours = if row.kind == "hours" {
        ctx.ta("assistance-hours-changed", &hours).into_owned()
    } else {
        String::new()
    };
    // The annex of a labour contract is its assistant's.
    let worker = row.contract_id.filter(|_| row.kind == KIND).and_then(|id| workers.get(&id));
    let whose = worker.copied().unwrap_or(person);
    Change {
        day: row.from_on.bg(),
        what: ctx.t(&format!("assistance-amend-{}", row.kind)).into_owned(),
        text: format!("{hours} {}", note.text).trim().to_owned(),
        pdf: pdf(ctx, whose, row.paper_id),
    }
}

/// What must not be missed: the end of the term, a part-time week beyond the contract.
fn warnings(
    ctx: &Ctx,
    law: &Law,
    (agreement, week, today): (&Agreement, Option<&Week>, Day),
    is_elsewhere: bool,
) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    let row = &agreement.row;
    if is_elsewhere && agreement.is_open() {
        all.push(ctx.t("assistance-warn-elsewhere").into_owned());
    }
    if agreement.is_open() && row.held_on.is_none() {
        let first = super::apply::term(law, super::tasks::FIRST, row.until_on)?;
        if first <= today {
            all.push(ctx.ta("assistance-warn-end", &[("day", row.until_on.bg())]).into_owned());
        }
    }
    let hours = u32::try_from(row.hours).unwrap_or(0);
    let per_day = law.contract(hours).ok().and_then(|kind| kind.hours_per_day);
    if let (Some(per_day), Some(week)) = (per_day, week) {
        let differs = (1..=5).any(|day| week.minutes(day) != u32::from(per_day) * 60);
        if differs {
            all.push(ctx.ta("assistance-warn-day", &[("hours", per_day)]).into_owned());
        }
    }
    Ok(all)
}

fn actions(ctx: &Ctx, agreement: &Agreement, contracts: &[Contract]) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let id = agreement.row.id;
    let plan = Link::new(ctx.url(&agreement_path(id, "/plan")), ctx.t("assistance-plan"));
    let told = Link::new(ctx.url(&agreement_path(id, "/notice")), ctx.t("assistance-change-told"));
    let link = |turn: Turn| {
        let href = ctx.url(&agreement_path(id, &format!("/do/{}", turn.code())));
        Link::new(href, ctx.t(&format!("assistance-turn-{}", turn.code())))
    };
    let turns = Turn::possible(agreement, contracts).into_iter().map(link);
    if !agreement.is_open() {
        return turns.collect();
    }
    std::iter::once(plan).chain(turns).chain([told]).collect()
}

/// `GET /assistance/agreements/{agreement}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let agreement = load::agreement(&tx, id).await?;
    let person = agreement.row.person_id;
    let head = people::head(&tx, person).await?;
    let assistant = assistants::assistant(&tx, agreement.row.assistant_id).await?.person;
    let assistant_head = people::head(&tx, assistant).await?;
    let schedules = load::schedules(&tx, id).await?;
    let contracts = load::contracts_under(&tx, id).await?;
    let ids: Vec<_> = contracts.iter().map(|one| one.row.id).collect();
    let records = load::records(&tx, &ids).await?;
    let (mut labours, mut workers) = (Vec::new(), HashMap::new());
    for one in &contracts {
        let who = assistants::assistant(&tx, one.row.assistant_id).await?.person;
        workers.insert(one.row.id, who);
        let name = people::head(&tx, who).await?.name;
        let hours =
            load::hours_of(&tx, &one.row, Month::of(today.0.max(one.row.starts_on.0))).await?;
        let of = (one, (name, who), &agreement);
        labours.push(labour(&ctx, of, (hours, &records, today)));
    }
    let changes = load::amendments(&tx, id).await?;
    let steps = load::steps(&tx, agreement.row.application_id).await?;
    let away = lives_elsewhere(&tx, &ctx, (person, today)).await?;
    let alarms = people::warnings_now(&tx, person).await?;
    tx.audit(Entry::read("assistance-agreement", id.0).about(Some(person.0)));
    tx.commit().await?;
    let now = load::schedule_on(&schedules, today);
    let (state, colour) = standing(&agreement, today);
    let mut page = page(&ctx, format!("{}: {}", agreement.number(), head.name));
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let column = |name: &str| Head::new(ctx.t(&format!("assistance-column-{name}")));
    let now_id = now.map(|(row, _)| row.id);
    let application = application_path(agreement.row.application_id, "");
    let own = steps.iter().filter(|(row, _)| row.agreement_id == Some(id));
    let mut links = vec![
        Link::new(ctx.url(&application), ctx.t("assistance-to-application")),
        Link::new(ctx.url(&super::frame::person_path(person, "")), ctx.t("assistance-to-person")),
    ];
    // Of what others keep of an agreement the address is known and no more.
    if ctx.actor.may("control.read") {
        links.push(Link::new(
            ctx.url(&format!("/control/pairs/{id}")),
            ctx.t("assistance-to-control"),
        ));
    }
    html(&AgreementPage {
        page,
        name: head.name,
        number: agreement.number(),
        state: ctx.t(&format!("assistance-standing-{state}")).into_owned(),
        colour,
        pdf: pdf(&ctx, person, agreement.row.paper_id),
        links,
        warnings: warnings(&ctx, &law, (&agreement, now.map(|(_, week)| week), today), away)?,
        rows: rows(&ctx, &law, &agreement, assistant_head.name),
        plans: schedules.iter().rev().map(|one| plan(&ctx, one, (person, now_id))).collect(),
        labours,
        record_heads: ["what", "code", "due", "sent"].map(column).into(),
        changes: changes.iter().map(|one| change(&ctx, (person, &workers), one)).collect(),
        steps: own.map(|step| done(&ctx, person, step)).collect(),
        actions: actions(&ctx, &agreement, &contracts),
    })
}
