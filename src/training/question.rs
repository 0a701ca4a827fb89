//! The questions of evaluations, as data: those that the program ships, and the municipality's own beside
//! them or in their place.

use super::QuestionId;
use super::frame::{self, LINE};
use super::store::training_question::{Column, Entity, Model};
use super::table::{Cell, Line, Part};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, choices, chosen, html, see};
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, IntoActiveModel, QueryOrder};
use serde::Deserialize;
use ui::{Choice, Lang};

const SHIPPED: &str = include_str!("questions.toml");
/// What participants knew before and after, and what they think of the seminar or the supervision; words
/// have the key `training-phase-<code>`.
pub const PHASES: [&str; 3] = ["skill", "rating", "guided"];
/// Whether a question is asked.
const STATES: [&str; 2] = ["open", "closed"];
const BACK: (&str, &str) = ("/courses", "training-courses");

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Question {
    /// Its code: answers are kept under it.
    pub code: String,
    /// A code of [`PHASES`].
    pub phase: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
    /// Whether it is asked no more.
    #[serde(default)]
    pub is_closed: bool,
}

impl Question {
    /// In the language of the screen.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.en.is_empty() => &self.en,
            _ => &self.bg,
        }
    }
}

#[derive(Deserialize)]
struct Shipped {
    question: Vec<Question>,
}

/// All questions, also those that are asked no more.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Question>, StoreError> {
    let shipped: Shipped = toml::from_str(SHIPPED).map_err(|e| StoreError::Other(e.to_string()))?;
    let mut list = shipped.question;
    let own = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
    for row in own {
        let is_closed = row.state == STATES[1];
        let (bg, en) = (row.bg, row.en);
        let one = Question { code: row.code, phase: row.phase, bg, en, is_closed };
        match list.iter_mut().find(|known| known.code == one.code) {
            Some(known) => *known = one,
            None => list.push(one),
        }
    }
    Ok(list)
}

/// The questions of a phase that are asked.
///
/// # Errors
/// When the database does not answer.
pub async fn asked(tx: &Tx, phase: &str) -> Result<Vec<Question>, StoreError> {
    let mut list = all(tx).await?;
    list.retain(|one| one.phase == phase && !one.is_closed);
    Ok(list)
}

/// Writes a question: a new one, or one that stands in the place of another.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, one: &Question) -> Result<(), StoreError> {
    let id = QuestionId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: if one.code.is_empty() { format!("q{id}") } else { one.code.clone() },
        phase: one.phase.clone(),
        bg: one.bg.clone(),
        en: one.en.clone(),
        state: STATES[usize::from(one.is_closed)].to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    let columns = [Column::MunicipalityId, Column::Code];
    let renewed = [Column::Bg, Column::En, Column::State, Column::MadeAt, Column::AccountName];
    let statement = Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns(columns).update_columns(renewed).to_owned());
    statement.exec_without_returning(tx.conn()).await?;
    tx.audit(audit::Entry::write("training-question", id.0));
    Ok(())
}

#[derive(Template)]
#[template(path = "training/questions.html")]
struct QuestionsPage {
    page: ui::Page,
    part: Part,
    form: Form,
    action: String,
    codes: Vec<Choice>,
    phases: Vec<Choice>,
    states: Vec<Choice>,
}

fn draw(ctx: &Ctx, form: Form, list: &[Question]) -> QuestionsPage {
    let line = |one: &Question| Line {
        href: String::new(),
        cells: vec![
            Cell::new(one.words(ctx.lang)),
            Cell::new(ctx.t(&format!("training-phase-{}", one.phase))),
        ],
        word: ctx.t(&format!("training-question-{}", STATES[usize::from(one.is_closed)])).into(),
        colour: if one.is_closed { "grey" } else { "green" },
    };
    let code = |one: &Question| {
        let is_chosen = form.get("code") == one.code;
        Choice::new(one.code.clone(), one.words(ctx.lang)).checked(is_chosen)
    };
    let mut page = frame::page(ctx, ctx.t("training-questions"), BACK);
    page.errors = form.errors();
    let lines = list.iter().map(line).collect();
    let now = form.get("state");
    let now = if now.is_empty() { STATES[0] } else { now };
    QuestionsPage {
        page,
        part: Part::new(ctx, "training-questions", &["question", "phase"], lines),
        action: ctx.url("/training/questions"),
        codes: list.iter().map(code).collect(),
        phases: choices(ctx, &PHASES, form.get("phase"), |code| format!("training-phase-{code}")),
        states: choices(ctx, &STATES, now, |code| format!("training-question-{code}")),
        form,
    }
}

/// `GET /training/questions`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let list = all(&tx).await?;
    tx.audit(audit::Entry::list("training-questions"));
    tx.commit().await?;
    html(&draw(&ctx, Form::empty(ctx.lang), &list))
}

/// `POST /training/questions`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let list = all(&tx).await?;
    let code = form.optional("code", 40);
    let known = list.iter().find(|one| one.code == code);
    if !code.is_empty() && known.is_none() {
        form.wrong("code", "form-choose");
    }
    let phase = match known {
        Some(known) => known.phase.clone(),
        None => chosen(&mut form, "phase", &PHASES),
    };
    let bg = form.required("bg", LINE);
    let en = form.optional("en", LINE);
    let is_closed = chosen(&mut form, "state", &STATES) == STATES[1];
    if !form.ok() {
        tx.audit(audit::Entry::list("training-questions"));
        tx.commit().await?;
        return again(&draw(&ctx, form, &list));
    }
    tx.use_form(&form.key(), &ctx.url("/training/questions")).await?;
    put(&mut tx, &Question { code, phase, bg, en, is_closed }).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/training/questions", Some("training-done")))
}
