//! Who helps a person: an assistant and who stands in, from a day to a day. Visits of two people at
//! the same time are refused; more than the week of an assistant is said first.

use super::assistant::{self, Assistant, Task};
use super::frame::{self, contract};
use super::load::{self, Assigned, Line};
use super::store::homecare_assignment::{self, Column, Entity};
use super::week::week_on;
use super::{AssignmentId, AssistantId};
use crate::app::App;
use crate::delivery::hours;
use crate::placement::{PlacementId, Use};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, Set};
use std::collections::HashMap;
use ui::{Choice, Link};

/// What an assistant is for a person. Words have the key `homecare-part-<code>`.
pub const PARTS: [&str; 2] = ["main", "substitute"];

/// Names an assistant for a contract.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    of: &Use,
    (assistant, part): (AssistantId, &str),
    (from_on, until_on): (Day, Option<Day>),
) -> Result<AssignmentId, StoreError> {
    let id = AssignmentId(tx.new_id());
    tx.insert(homecare_assignment::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(of.placement),
        assistant_id: Set(assistant),
        part: Set(part.to_owned()),
        from_on: Set(from_on),
        until_on: Set(until_on),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    let data = vec![("from", from_on.bg())];
    let person = Some(of.person.0);
    tx.event(Event { kind: "homecare-assigned", person, case: None, data }).await?;
    Ok(id)
}

struct Behind {
    line: Line,
    assistants: Vec<Assistant>,
    tasks: HashMap<AssistantId, Vec<Task>>,
    today: Day,
}

async fn behind(app: &App, ctx: &Ctx, id: PlacementId) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = load::line(&tx, &law, id, Month::of(today.0)).await?;
    let mut assistants = assistant::all(&tx).await?;
    assistants.retain(|one| one.row.until_on.is_none_or(|until| until >= today));
    let tasks = assistant::tasks(&tx, &law, (today, None)).await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    Ok(Behind { line, assistants, tasks, today })
}

impl Behind {
    fn of(&self, id: AssistantId) -> &[Task] {
        self.tasks.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Minutes of the week that are taken by other people.
    fn taken(&self, id: AssistantId, day: Day) -> u32 {
        let own = self.line.of.placement;
        let others = self.of(id).iter().filter(|task| task.assigned.row.placement_id != own);
        others.filter(|task| task.assigned.row.part == "main").map(|task| task.minutes(day)).sum()
    }

    /// Minutes of this plan a week.
    fn needed(&self, day: Day) -> u32 {
        week_on(&self.line.weeks, day).map_or(0, super::week::Week::minutes)
    }
}

fn act(ctx: &Ctx, form: &Form, behind: &Behind) -> Act {
    let boxes = (ctx, form);
    let (today, needed) = (behind.today, behind.needed(behind.today));
    let choice = |one: &Assistant| {
        let args = [
            ("taken", hours(behind.taken(one.row.id, today))),
            ("week", hours(one.weekly())),
            ("people", behind.of(one.row.id).len().to_string()),
        ];
        Choice::new(one.row.id.to_string(), one.facts.name.clone())
            .hint(ctx.ta("homecare-taken", &args))
    };
    let lead = ctx.ta("homecare-assign-lead", &[("hours", hours(needed))]);
    let act = Act::new("homecare-assign", "/assign", "ui-save")
        .lead(lead)
        .among(
            boxes,
            "assistant",
            ("homecare-assistant", behind.assistants.iter().map(choice).collect()),
        )
        .one(boxes, "part", ("homecare-part", &PARTS), |code| format!("homecare-part-{code}"))
        .day(boxes, "from_on", ("homecare-assign-from", String::new()))
        .day(
            boxes,
            "until_on",
            ("homecare-assign-until", ctx.t("homecare-assign-until-hint").into_owned()),
        );
    if form.has("anyway") || form.get("ask") == "yes" {
        let yes = Choice::new("yes", ctx.t("homecare-anyway-yes"));
        let no = Choice::new("", ctx.t("homecare-anyway-no"));
        return act.among(boxes, "anyway", ("homecare-anyway", vec![no, yes]));
    }
    act
}

fn shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let home = contract(behind.line.of.placement, "");
    let way = vec![Link::new(ctx.url(&home), behind.line.name.clone())];
    let page = frame::page(ctx, ctx.t("homecare-assign"), way);
    act(ctx, form, behind).shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /homecare/contracts/{id}/assign`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if behind.assistants.is_empty() {
        return Ok(see(&ctx, "/homecare/assistants", Some("homecare-assistants-first")));
    }
    let begins = behind.line.of.cover.first().map_or(behind.today, |cover| cover.from_on);
    let mut values = day_values("from_on", Some(begins.max(behind.today)));
    values.push(("part".to_owned(), PARTS[0].to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &behind, &form)
}

type New = (AssistantId, String, (Day, Option<Day>));

fn read(ctx: &Ctx, form: &mut Form, behind: &Behind) -> Option<New> {
    let id: Option<AssistantId> = form.parsed("assistant", "form-choose");
    let one = id.and_then(|id| behind.assistants.iter().find(|one| one.row.id == id));
    if id.is_some() && one.is_none() {
        form.wrong("assistant", "form-choose");
    }
    let part = chosen(form, "part", &PARTS);
    let from_on = form.day("from_on");
    let until_on = form.day_optional("until_on");
    let (one, from_on) = one.zip(from_on)?;
    if until_on.is_some_and(|until| until < from_on) {
        form.wrong("until_on", "homecare-days-wrong");
    }
    if !one.works(from_on) {
        let args = [("days", assistant::appointed(ctx, one))];
        form.wrong_text("from_on", ctx.ta("homecare-not-appointed", &args).into_owned());
    }
    let is_covered =
        |cover: &crate::placement::Cover| cover.until_on.is_none_or(|until| from_on <= until);
    if !behind.line.of.cover.iter().any(is_covered) {
        form.wrong("from_on", "homecare-plan-outside");
    }
    fits(ctx, form, (behind, one), (&part, from_on, until_on));
    form.ok().then_some((one.row.id, part, (from_on, until_on)))
}

/// Whether the assistant has the time: what does not fit stands beside the boxes.
fn fits(
    ctx: &Ctx,
    form: &mut Form,
    (behind, one): (&Behind, &Assistant),
    (part, from_on, until_on): (&str, Day, Option<Day>),
) {
    let day = from_on.max(behind.today);
    let own = behind.line.of.placement;
    let meets = |assigned: &Assigned| {
        assigned.row.until_on.is_none_or(|last| last >= from_on)
            && until_on.is_none_or(|until| assigned.row.from_on <= until)
    };
    let tasks: Vec<Task> =
        behind.of(one.row.id).iter().filter(|task| meets(&task.assigned)).cloned().collect();
    let here = tasks.iter().any(|task| task.assigned.row.placement_id == own);
    if here {
        form.wrong("assistant", "homecare-assigned-twice");
        return;
    }
    let slots = week_on(&behind.line.weeks, day).map_or(&[][..], |week| week.slots.as_slice());
    // Who stands in comes when the other does not: their own people go before.
    if let Some(text) = assistant::clashes(ctx, (own, slots), &tasks, day).pop() {
        form.wrong_text("assistant", text);
        return;
    }
    let sum = behind.taken(one.row.id, day) + behind.needed(day);
    if part == PARTS[0] && sum > one.weekly() && !form.has_value("anyway", "yes") {
        let args = [("sum", hours(sum)), ("week", hours(one.weekly()))];
        form.wrong_text("anyway", ctx.ta("homecare-over-week", &args).into_owned());
        *form = std::mem::take(form).with("ask", "yes");
    }
}

/// `POST /homecare/contracts/{id}/assign`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let Some((assistant, part, days)) = read(&ctx, &mut form, &behind) else {
        return shown(&ctx, &behind, &form);
    };
    let home = contract(id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    add(&mut tx, &behind.line.of, (assistant, &part), days).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("homecare-assign-done")))
}

struct Ending {
    line: Line,
    row: homecare_assignment::Model,
    name: String,
}

async fn ending(app: &App, ctx: &Ctx, id: PlacementId, form: &Form) -> Result<Ending, Problem> {
    let which: AssignmentId = form.get("assignment").parse().map_err(|_| Problem::NotFound)?;
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = load::line(&tx, &law, id, Month::of(app.today().0)).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(which)).filter(Column::PlacementId.eq(id));
    let row = row.one(tx.conn()).await.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    let name = assistant::one(&tx, row.assistant_id).await?.facts.name;
    tx.audit(Entry::read("homecare", id.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    Ok(Ending { line, row, name })
}

fn ending_shown(ctx: &Ctx, behind: &Ending, form: &Form) -> Result<Response, Problem> {
    let home = contract(behind.line.of.placement, "");
    let way = vec![Link::new(ctx.url(&home), behind.line.name.clone())];
    let page = frame::page(ctx, ctx.t("homecare-unassign"), way);
    let name = (ctx.t("homecare-assistant").into_owned(), behind.name.clone());
    let act = Act::new("homecare-unassign", "/unassign", "ui-save")
        .facts(vec![name])
        .hidden(form, "assignment")
        .day((ctx, form), "until_on", ("homecare-unassign-on", String::new()));
    act.shown(ctx, Around { page, home, version: behind.row.version }, form)
}

/// `GET /homecare/contracts/{id}/unassign?assignment=`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = ending(&app, &ctx, id, &form).await?;
    let mut values = day_values("until_on", Some(app.today()));
    values.push(("assignment".to_owned(), behind.row.id.to_string()));
    ending_shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /homecare/contracts/{id}/unassign`: the last day.
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = ending(&app, &ctx, id, &form).await?;
    let until = form.day("until_on");
    if until.is_some_and(|until| until < behind.row.from_on) {
        form.wrong("until_on", "homecare-days-wrong");
    }
    let (Some(until), true) = (until, form.ok()) else {
        return ending_shown(&ctx, &behind, &form);
    };
    let home = contract(id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let active =
        homecare_assignment::ActiveModel { until_on: Set(Some(until)), ..Default::default() };
    tx.update::<Entity>(behind.row.id, form.version_or(behind.row.version), active).await?;
    let data = vec![("until", until.bg())];
    let person = Some(behind.line.of.person.0);
    tx.event(Event { kind: "homecare-unassigned", person, case: None, data }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("homecare-unassign-done")))
}
