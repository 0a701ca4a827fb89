//! A counter at work: who is there, who waits, and the buttons that call.

use super::line::{self, Refused, Step, Taken};
use super::overview::frame;
use super::store::queue;
use super::store::{reception_subject, setting, ticket};
use super::ticket::{Move, PRIORITIES, State};
use super::{SubjectId, TicketId, WRITE};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, html, list_address, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "reception/counter.html")]
struct CounterPage {
    page: ui::Page,
    form: Form,
    may: bool,
    path: String,
    tickets: String,
    counter: i32,
    counters: Vec<(i32, String, Option<i64>)>,
    current: Option<Row>,
    contact: String,
    waiting: Vec<Row>,
    missed: Vec<Row>,
    done: usize,
    done_list: String,
    expected: Option<(i64, i64)>,
    subjects: Vec<Choice>,
    priorities: Vec<Choice>,
    others: Vec<Choice>,
}

/// A number as the counter sees it.
struct Row {
    id: TicketId,
    version: i32,
    number: i64,
    subject: String,
    taken: String,
    waited: i64,
    priority: String,
    reason: String,
    times: i32,
    at: String,
}

fn row(
    ctx: &Ctx,
    tx: &Tx,
    ticket: &ticket::Model,
    subjects: &[reception_subject::Model],
) -> Result<Row, StoreError> {
    let until = ticket.first_called_at.unwrap_or(tx.now());
    let subject = subjects.iter().find(|one| one.id == ticket.subject_id);
    let priority = Some(ticket.priority.as_str()).filter(|code| !code.is_empty());
    Ok(Row {
        id: ticket.id,
        version: ticket.version,
        number: ticket.number,
        subject: subject.map(|one| one.name.clone()).unwrap_or_default(),
        taken: super::slots::clock(ticket.taken_at),
        waited: (until.0 - ticket.taken_at.0) / 60_000,
        priority: priority
            .map(|code| ctx.t(&format!("reception-priority-{code}")).into_owned())
            .unwrap_or_default(),
        reason: queue::reason(tx, ticket)?,
        times: ticket.called_times,
        at: ticket.called_at.map(super::slots::clock).unwrap_or_default(),
    })
}

/// The counter that a form names; the first when it names none.
fn counter_of(form: &Form, counters: i32) -> i32 {
    form.get("counter").parse().unwrap_or(1).clamp(1, counters.max(1))
}

fn path_of(point: ServicePointId, counter: i32) -> String {
    format!("/reception/points/{point}?counter={counter}")
}

/// Where the conversation with who was called is written down: a link, with what is known.
fn contact_of(ctx: &Ctx, ticket: Option<&ticket::Model>) -> String {
    let Some(ticket) = ticket else { return String::new() };
    let point = ticket.service_point_id.to_string();
    let number = ticket.number.to_string();
    let at = ticket.called_at.unwrap_or(ticket.taken_at);
    let (day, time) = (at.day().to_string(), super::slots::clock(at));
    let known = [
        ("point", point.as_str()),
        ("channel", "visit_unplanned"),
        ("day", &day),
        ("time", &time),
        ("ticket", &number),
    ];
    list_address(&ctx.url("/contacts/new"), &known)
}

async fn counter_page(
    ctx: &Ctx,
    tx: &Tx,
    id: ServicePointId,
    form: Form,
) -> Result<CounterPage, Problem> {
    line::point(tx, id).await?;
    let place = municipality::service_point(tx, id).await?;
    let counter = counter_of(&form, place.counters);
    let subjects = setting::subjects(tx).await?;
    let today = tx.today();
    let called = queue::in_state(tx, (id, today), State::Called).await?;
    let here = called.iter().find(|one| one.at_counter == Some(counter));
    let waiting = line::waiting(tx, id, counter).await?;
    let missed = queue::in_state(tx, (id, today), State::Missed).await?;
    let done = queue::in_state(tx, (id, today), State::Done).await?.len();
    let load = line::load(tx, id).await?;
    let rows = |list: &[ticket::Model]| {
        list.iter().map(|one| row(ctx, tx, one, &subjects)).collect::<Result<Vec<_>, _>>()
    };
    let mut page = frame(ctx, place.name.clone(), &[]);
    page.errors = form.errors();
    let counters = (1..=place.counters.max(1)).map(|n| {
        let busy = called.iter().find(|one| one.at_counter == Some(n)).map(|one| one.number);
        (n, ctx.url(&path_of(id, n)), busy)
    });
    let offered = subjects.iter().filter(|one| one.is_offered);
    let other =
        |n: i32| Choice::new(n.to_string(), ctx.ta("reception-counter-n", &[("counter", n)]));
    let prefer =
        PRIORITIES.map(|code| Choice::new(code, ctx.t(&format!("reception-priority-{code}"))));
    let day = today.to_string();
    let point = id.to_string();
    let list = [("point", point.as_str()), ("from", &day), ("to", &day), ("state", "done")];
    Ok(CounterPage {
        page,
        may: ctx.actor.may(WRITE),
        path: ctx.url(&format!("/reception/points/{id}")),
        tickets: ctx.url("/reception/tickets"),
        counter,
        counters: counters.collect(),
        current: here.map(|one| row(ctx, tx, one, &subjects)).transpose()?,
        contact: contact_of(ctx, here),
        waiting: rows(&waiting)?,
        missed: rows(&missed)?,
        done,
        done_list: list_address(&ctx.url("/reception/tickets"), &list),
        expected: load.expected(load.waiting),
        subjects: offered.map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect(),
        priorities: prefer.into(),
        others: (1..=place.counters).filter(|n| *n != counter).map(other).collect(),
        form,
    })
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let page = counter_page(&ctx, &tx, id, form).await?;
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    html(&page)
}

/// The page again, saying why a number was not called or moved.
async fn refused(
    app: &App,
    ctx: &Ctx,
    (point, mut form): (ServicePointId, Form),
    why: &Refused,
) -> Result<Response, Problem> {
    let text = words_of(ctx, why);
    form.wrong_text("ticket", text);
    let mut tx = app.db.read(&ctx.actor).await?;
    let page = counter_page(ctx, &tx, point, form).await?;
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    again(&page)
}

/// Why a number was not called, in words.
pub fn words_of(ctx: &Ctx, why: &Refused) -> String {
    match why {
        Refused::Nobody => ctx.t("reception-refused-nobody").into_owned(),
        Refused::Busy(number) => {
            ctx.ta("reception-refused-busy", &[("number", *number)]).into_owned()
        }
        Refused::Stands(row) => {
            let counter = row.at_counter.or(row.for_counter).unwrap_or(0).to_string();
            let at = row.called_at.map(super::slots::clock).unwrap_or_default();
            let number = row.number.to_string();
            let args = [("number", number), ("counter", counter), ("at", at)];
            ctx.ta(&format!("reception-refused-{}", row.state), &args).into_owned()
        }
    }
}

/// Calls the next number; with `finish` the one at the counter is done first.
pub async fn next(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let counter = counter_of(&form, place.counters);
    tx.use_form(&form.key(), &ctx.url(&path_of(id, counter))).await?;
    if form.has("finish")
        && let Ok(current) = form.get("ticket").parse::<TicketId>()
    {
        let with = Step { counter, ..Step::default() };
        let seen = (current, Some(form.version()));
        if let Err(why) = line::step(&mut tx, seen, Move::Finish, &with).await? {
            tx.rollback().await;
            return refused(&app, &ctx, (id, form), &why).await;
        }
    }
    match line::call_next(&mut tx, id, counter).await {
        Ok(Ok(_)) => {}
        // Nobody waits: what was finished stays finished.
        Ok(Err(Refused::Nobody)) if form.has("finish") => {}
        Ok(Err(why)) => {
            tx.rollback().await;
            return refused(&app, &ctx, (id, form), &why).await;
        }
        // Somebody called to the same counter at the same moment.
        Err(StoreError::Duplicate(_)) => {
            tx.rollback().await;
            return Ok(see(&ctx, &path_of(id, counter), None));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path_of(id, counter), None))
}

/// A move with one number: the button that was pressed names it.
pub async fn step(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TicketId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Move::of(form.get("move")).ok_or(Problem::BadRequest("form-choose"))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = queue::one(&tx, id).await?;
    let point = row.service_point_id;
    let place = municipality::service_point(&tx, point).await?;
    let counter = counter_of(&form, place.counters);
    tx.use_form(&form.key(), &ctx.url(&path_of(point, counter))).await?;
    let to = form.get("to").parse().ok().filter(|to| (1..=place.counters).contains(to));
    let known = PRIORITIES.contains(&form.get("priority"));
    let priority = if known { form.get("priority") } else { "" };
    let reason: String = form.get("reason").chars().take(300).collect();
    let with = Step { counter, to, priority: (priority.to_owned(), reason) };
    let done = match line::step(&mut tx, (id, Some(form.version())), what, &with).await {
        Err(StoreError::Duplicate(_)) => Err(Refused::Busy(row.number)),
        other => other?,
    };
    if let Err(why) = done {
        tx.rollback().await;
        return refused(&app, &ctx, (point, form), &why).await;
    }
    tx.commit().await?;
    Ok(see(&ctx, &path_of(point, counter), None))
}

/// A number given by a worker, to who cannot touch the page.
pub async fn give(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let counter = counter_of(&form, place.counters);
    let subject: Option<SubjectId> = line::offered(&tx, form.get("subject")).await?;
    let Some(subject) = subject else {
        form.wrong("subject", "reception-touch-choose");
        let page = counter_page(&ctx, &tx, id, form).await?;
        tx.rollback().await;
        return audited(&app, &ctx, &page).await;
    };
    let priority = form.get("priority");
    let priority = if PRIORITIES.contains(&priority) { priority } else { "" }.to_owned();
    let reason = form.get("reason").chars().take(300).collect();
    let (ticket, _) = line::take(&mut tx, &Taken { point: id, subject, priority, reason }).await?;
    let path = format!("/reception/tickets/{ticket}?counter={counter}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, None))
}

/// A page that shows a list after a refusal, with its audit row.
async fn audited(app: &App, ctx: &Ctx, page: &CounterPage) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    again(page)
}
