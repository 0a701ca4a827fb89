//! Training of assistants (чл. 21, ал. 2, т. 8 ЗЛП; чл. 7 Наредба № РД-07-7): sessions, who was
//! invited and came, who is behind.

use super::content::{Session, opened, sealed};
use super::course::Learnt;
use super::frame::{bg, bg_with};
use super::paper;
use super::store::{control_attendance, control_training};
use super::{AttendanceId, TrainingId};
use crate::assistance::Pair;
use crate::assistants::{self, Assistant, AssistantId, Press};
use crate::people::{self, PersonId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// The kinds; words have the key `control-training-<code>`, the rule `control.training.<code>`.
pub const KINDS: [&str; 2] = ["introductory", "further"];
/// The most minutes of a training.
pub const MOST: u32 = 40 * 60;

/// A training, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// The row.
    pub row: control_training::Model,
    /// What is taught, where, by whom.
    pub content: Session,
}

fn training_of(tx: &Tx, row: control_training::Model) -> Result<Training, StoreError> {
    let content = opened(tx, ("control_training", row.id.0), &row.content_sealed)?;
    Ok(Training { row, content })
}

/// One training.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn training(tx: &Tx, id: TrainingId) -> Result<Training, StoreError> {
    let row = tx.find::<control_training::Entity>().filter(control_training::Column::Id.eq(id));
    training_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// All trainings, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn trainings(tx: &Tx) -> Result<Vec<Training>, StoreError> {
    let rows = tx.find::<control_training::Entity>();
    let rows = rows.order_by_desc(control_training::Column::HeldOn).all(tx.conn()).await?;
    rows.into_iter().map(|row| training_of(tx, row)).collect()
}

/// Who was invited to a training.
///
/// # Errors
/// When the database does not answer.
pub async fn invited(
    tx: &Tx,
    id: TrainingId,
) -> Result<Vec<control_attendance::Model>, StoreError> {
    use control_attendance::Column;
    let rows = tx.find::<control_attendance::Entity>().filter(Column::TrainingId.eq(id));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// How many were invited to each training and came.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx) -> Result<HashMap<(TrainingId, String), i64>, StoreError> {
    use control_attendance::Column;
    let rows: Vec<(TrainingId, String, i64)> = tx
        .find::<control_attendance::Entity>()
        .select_only()
        .column(Column::TrainingId)
        .column(Column::State)
        .column_as(Column::Id.count(), "assistants")
        .group_by(Column::TrainingId)
        .group_by(Column::State)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, state, count)| ((id, state), count)).collect())
}

/// An assistant at work, and what is known of their training.
#[derive(Clone, Debug)]
pub struct Trained {
    /// On the list of candidates.
    pub assistant: AssistantId,
    /// The person.
    pub person: PersonId,
    /// What is known.
    pub learnt: Learnt,
    /// The last training that was attended.
    pub last_on: Option<Day>,
}

/// What each assistant of these pairs learnt. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn trained(tx: &Tx, pairs: &[Pair]) -> Result<Vec<Trained>, StoreError> {
    use control_attendance::Column;
    let held: HashMap<TrainingId, (Day, u32)> = trainings(tx)
        .await?
        .into_iter()
        .map(|one| (one.row.id, (one.row.held_on, u32::try_from(one.row.minutes).unwrap_or(0))))
        .collect();
    let rows: Vec<(AssistantId, TrainingId, String)> = tx
        .find::<control_attendance::Entity>()
        .select_only()
        .column(Column::AssistantId)
        .column(Column::TrainingId)
        .column(Column::State)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut known: HashMap<AssistantId, (u32, u32, Option<Day>)> = HashMap::new();
    for (assistant, training, state) in rows {
        let Some((day, minutes)) = held.get(&training) else { continue };
        let own = known.entry(assistant).or_default();
        match state.as_str() {
            "came" => *own = (own.0 + minutes, own.1, own.2.max(Some(*day))),
            "absent" => own.1 += 1,
            _ => {}
        }
    }
    let all = assistants::all(tx, None).await?;
    let declared: HashMap<AssistantId, &Assistant> = all.iter().map(|one| (one.id, one)).collect();
    let mut seen = HashSet::new();
    let mut list = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.since.is_some()) {
        let Some(one) = declared.get(&pair.assistant) else { continue };
        if !seen.insert(pair.assistant) {
            continue;
        }
        let (minutes, missed, last_on) = known.get(&pair.assistant).copied().unwrap_or_default();
        let papers = &one.content.papers;
        let brought =
            |code: &str| papers.get(code).is_some_and(|how| how == "given" || how == "shown");
        let has_paper = brought("experience") || !one.content.qualification.is_empty();
        let learnt = Learnt { has_paper, was_trained: one.content.trained, minutes, missed };
        let (assistant, person) = (pair.assistant, pair.assistant_person);
        list.push(Trained { assistant, person, learnt, last_on });
    }
    Ok(list)
}

/// A training to be held.
#[derive(Clone, Debug)]
pub struct NewTraining {
    /// A code of [`KINDS`].
    pub kind: String,
    /// The day.
    pub held_on: Day,
    /// How long.
    pub minutes: u32,
    /// What is taught, where, by whom.
    pub content: Session,
    /// Who is invited.
    pub invited: Vec<AssistantId>,
}

/// Enters a training with those who are invited.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewTraining) -> Result<TrainingId, StoreError> {
    let id = TrainingId(tx.new_id());
    let row = control_training::Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.clone(),
        held_on: new.held_on,
        minutes: i32::try_from(new.minutes).unwrap_or(0),
        state: "planned".to_owned(),
        content_sealed: sealed(tx, ("control_training", id.0), &new.content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for assistant in &new.invited {
        let row = control_attendance::Model {
            municipality_id: tx.municipality(),
            id: AttendanceId(tx.new_id()),
            training_id: id,
            assistant_id: *assistant,
            state: "invited".to_owned(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("control-training", id.0));
    Ok(id)
}

/// Notes who came; who was invited and did not is noted as absent. The list is numbered.
///
/// # Errors
/// When the training is ahead, or was noted before.
pub async fn came(
    tx: &mut Tx,
    training: &Training,
    (came, press): (&HashSet<AssistantId>, &Press),
) -> Result<(), Problem> {
    if training.row.state != "planned" || training.row.held_on > tx.today() {
        return Err(Problem::Impossible("control-refused-training"));
    }
    let rows = invited(tx, training.row.id).await?;
    for row in &rows {
        let state = if came.contains(&row.assistant_id) { "came" } else { "absent" };
        let active =
            control_attendance::ActiveModel { state: Set(state.to_owned()), ..Default::default() };
        tx.update::<control_attendance::Entity>(row.id, row.version, active).await?;
    }
    let known = assistants::all(tx, None).await?;
    let there: Vec<PersonId> =
        known.iter().filter(|one| came.contains(&one.id)).map(|one| one.person).collect();
    let heads = people::heads(tx, &there).await?;
    let mut names: Vec<String> = heads.into_values().map(|head| head.name).collect();
    names.sort();
    let lines: Vec<[String; 2]> =
        names.into_iter().map(|name| [name, bg("control-signature")]).collect();
    let content = &training.content;
    let kind = KINDS.into_iter().find(|kind| *kind == training.row.kind).unwrap_or(KINDS[0]);
    let minutes = u32::try_from(training.row.minutes).unwrap_or(0);
    let args = [
        ("day", training.row.held_on.bg()),
        ("hours", law::Minutes(minutes).to_string()),
        ("count", lines.len().to_string()),
    ];
    let mut data = press.frame(&bg("control-paper-training"), &bg("control-training-ground"));
    data["about"] = content.name.clone().into();
    data["opening"] = bg_with("control-training-opening", &args).into();
    let heads = ["assistant", "signature"].map(|name| bg(&format!("control-column-{name}")));
    data["sections"] = json!([
        { "title": bg(&format!("control-training-{kind}")), "text": content.themes, "lines": [
            [bg("control-place"), content.place], [bg("control-trainer"), content.trainer],
        ] },
        { "title": bg("control-came"), "heads": heads, "rows": lines },
    ]);
    data["signatures"] = json!([{ "role": bg("control-trainer"), "name": content.trainer }]);
    let paper = paper::add(tx, (paper::TRAINING, ""), (data, &press.verify)).await?;
    let active = control_training::ActiveModel {
        state: Set("held".to_owned()),
        paper_id: Set(Some(paper)),
        ..Default::default()
    };
    let (id, version) = (training.row.id, training.row.version);
    tx.update::<control_training::Entity>(id, version, active).await?;
    tx.audit(Entry::write("control-training", id.0));
    Ok(())
}
