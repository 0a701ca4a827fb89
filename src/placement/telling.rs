//! What a provider tells of one referral: its answer, the individual assessment with the plan, the
//! contract. One thing at a time, the same by a safe link and in the provider's workspace.

use super::contract::{self, NewContract};
use super::course::{Facts, Move, State};
use super::link::Snapshot;
use super::load::{self, Short};
use super::moves::{Moved, go, told};
use super::reasons::{self, Text};
use super::store::placement;
use super::{NewPlan, assess, places, refuse, review};
use crate::app::App;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Ctx, Form, Problem, chosen};
use sea_orm::Set;
use ui::Choice;

/// What a provider may answer.
const ANSWERS: [&str; 3] = ["accepted", "full", "not_provided"];

/// What a provider is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Whether it takes the person up.
    Answer,
    /// The individual assessment and the plan (чл. 25–28 ППЗСУ).
    Assessment,
    /// The contract, by which it is reported too (чл. 39–43 ППЗСУ).
    Contract,
}

impl Task {
    /// What is asked for in a state; none when the next step is not the provider's.
    #[must_use]
    pub fn of(row: &placement::Model, state: State) -> Option<Task> {
        match state {
            State::AtProvider if row.accepted_on.is_none() => Some(Task::Answer),
            State::AtProvider => Some(Task::Assessment),
            State::Assessed => Some(Task::Contract),
            _ => None,
        }
    }

    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Task::Answer => "answer",
            Task::Assessment => "assessment",
            Task::Contract => "contract",
        }
    }

    /// The kind of texts from which reasons are chosen with it.
    #[must_use]
    pub fn reasons(self) -> &'static str {
        match self {
            Task::Answer => "not_provided",
            Task::Assessment => "unfit",
            Task::Contract => "",
        }
    }

    /// Key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Task::Answer => "placement-told-answer",
            Task::Assessment => "placement-told-assessment",
            Task::Contract => "placement-told-contract",
        }
    }
}

/// What was told.
pub enum Told {
    /// One of the answers, and who gave it with what reason.
    Answer(String, String),
    /// An assessment.
    Assessment(Box<NewPlan>),
    /// A contract.
    Contract(Box<NewContract>),
}

impl Told {
    /// What the link keeps of it.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Told::Answer(answer, _) => answer,
            Told::Assessment(_) => "assessment",
            Told::Contract(_) => "contract",
        }
    }
}

/// The rows that a provider sees of a person.
pub fn facts(ctx: &Ctx, seen: &Snapshot) -> Vec<(String, String)> {
    let row = |key: &str, text: &str| (ctx.t(key).into_owned(), text.to_owned());
    vec![
        row("placement-column-person", &seen.name),
        row("placement-born", &seen.born),
        row("placement-phone", &seen.phone),
        row("placement-speaker", &seen.speaker),
        row("placement-service", &seen.service),
        row("placement-duration", &seen.duration),
        row("placement-assessment", &seen.assessment),
        row("placement-stated-on", &seen.stated_on),
        row("placement-assess-by", &seen.due),
    ]
}

/// The form of a task.
pub fn act(ctx: &Ctx, form: &Form, (short, task, texts): (&Short, Task, &[Text])) -> Act {
    match task {
        Task::Answer => answer_act(ctx, form, (short, texts)),
        Task::Assessment => assess::act(ctx, form, (short.state, texts)).sent_to(""),
        Task::Contract => contract::act(ctx, form, short.state).sent_to(""),
    }
}

/// A form not yet filled in.
pub fn fresh(ctx: &Ctx, short: &Short, task: Task) -> Form {
    if task == Task::Contract { contract::fresh(ctx, short, None) } else { Form::empty(ctx.lang) }
}

fn answer_act(ctx: &Ctx, form: &Form, (short, texts): (&Short, &[Text])) -> Act {
    let boxes = (ctx, form);
    let day = short.row.next_on.map_or_else(|| "–".to_owned(), kit::types::Day::bg);
    let choice = |code: &&str| {
        let hint = ctx.ta(&format!("placement-door-{code}-hint"), &[("day", &day)]);
        Choice::new(*code, ctx.t(&format!("placement-door-{code}"))).hint(hint)
    };
    let list = ANSWERS.iter().map(choice).collect();
    let act = Act::new("placement-door-title", "", "placement-door-send").among(
        boxes,
        "answer",
        ("placement-door-answer", list),
    );
    reasons::pick(act, boxes, texts)
        .area(boxes, "reason", ("placement-door-reason", "placement-door-reason-hint"))
        .line(boxes, "name", "placement-door-name")
}

/// What was typed; mistakes stand beside the fields.
///
/// # Errors
/// When the database does not answer.
pub async fn read(
    app: &App,
    tx: &Tx,
    form: &mut Form,
    (short, task): (&Short, Task),
) -> Result<Option<Told>, StoreError> {
    let today = tx.today();
    let texts = reasons::of(tx, task.reasons()).await?;
    let told = match task {
        Task::Answer => {
            let answer = chosen(form, "answer", &ANSWERS);
            let name = form.required("name", 200);
            let reason = match answer.as_str() {
                "accepted" => form.optional("reason", 5_000),
                "not_provided" => reasons::said(form, &texts, ("reason", 5_000)),
                _ => form.required("reason", 5_000),
            };
            Some(Told::Answer(answer, format!("{name}: {reason}")))
        }
        Task::Assessment => {
            assess::read(form, (short, today), &texts).map(|new| Told::Assessment(Box::new(new)))
        }
        Task::Contract => {
            let law = app.law(tx.municipality());
            let new = contract::read(form, &law, (short, today));
            if let Some(new) = &new
                && !contract::is_licensed(tx, app, &short.row, new.signed_on).await?
            {
                form.wrong("signed_on", "placement-refused-licence");
            }
            new.map(|new| Told::Contract(Box::new(new)))
        }
    };
    Ok(told.filter(|_| form.ok()))
}

/// What follows from what was told.
///
/// # Errors
/// When the machine refuses, or somebody was quicker.
pub async fn tell(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    said: &Told,
) -> Result<(), Problem> {
    match said {
        Told::Answer(answer, reason) => answered(tx, app, row, (answer, reason)).await,
        Told::Assessment(new) => {
            assess::record(tx, app, row.id, new).await?;
            Ok(())
        }
        Told::Contract(new) => {
            contract::signed(tx, app, row, new).await?;
            let fresh = load::row(tx, row.id).await?;
            review::reported(tx, app, &fresh, tx.today()).await
        }
    }
}

async fn answered(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (answer, reason): (&str, &str),
) -> Result<(), Problem> {
    match answer {
        "full" => {
            places::lock(tx, row.service_id).await?;
            go(tx, app, row, (Move::Wait, &Facts::default()), Moved::default()).await?;
            let fresh = load::row(tx, row.id).await?;
            let law = app.law(tx.municipality());
            super::waiting::enter(tx, &law, &fresh, None).await?;
        }
        "not_provided" => {
            refuse::not_provided(tx, app, row, (tx.today(), reason, false)).await?;
        }
        _ => {
            let today = Some(tx.today());
            let accepted = placement::ActiveModel { accepted_on: Set(today), ..Default::default() };
            tx.update::<placement::Entity>(row.id, row.version, accepted).await?;
        }
    }
    told(tx, row, "placement-provider-said", vec![("answer", answer.to_owned())]).await?;
    Ok(())
}
