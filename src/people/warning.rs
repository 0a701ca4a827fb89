//! Warnings on a person: dangers and cautions that stand above every page about them and their
//! cases. Dated and ended, never deleted; their words are sealed.

use super::store::facts::{self, person_warning};
use super::{PROTECTED, PersonId, WarningId};
use kit::store::{Answers, Asked, Event, Questions, StoreError, Tx, is_found};
use kit::types::{Day, Instant};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, Set};
use ui::Lang;

/// Kinds of warnings, the gravest first; the name has the key `people-warning-<code>`.
pub const WARNINGS: [&str; 8] =
    ["violence", "address", "danger", "dog", "no_bell", "no_phone", "infection", "other"];

/// Kinds whose words only the named circle reads that may see protected addresses.
const CIRCLE: [&str; 2] = ["violence", "address"];

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Warning {
    /// The row.
    #[schema(value_type = String)]
    pub id: WarningId,
    /// A code of [`WARNINGS`].
    pub kind: String,
    /// Its words; empty for whom they are not.
    pub text: String,
    /// There are words that the reader may not see.
    pub is_hidden: bool,
    /// Why it was put up.
    pub why: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Day,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Day>,
    /// Why it was taken down.
    pub ended: String,
    /// Who put it up.
    pub by: String,
    /// When.
    #[schema(value_type = i64)]
    pub made_at: Instant,
    /// Version of the row.
    pub version: i32,
}

impl Warning {
    fn opened(tx: &Tx, row: person_warning::Model) -> Result<Warning, StoreError> {
        let is_hidden = CIRCLE.contains(&row.kind.as_str()) && !tx.actor().may(PROTECTED);
        let open = |column: &'static str, sealed: &[u8]| match is_hidden {
            true => Ok(String::new()),
            false => tx.open("person_warning", column, row.id.0, sealed),
        };
        Ok(Warning {
            text: open("text_sealed", &row.text_sealed)?,
            why: open("why_sealed", &row.why_sealed)?,
            ended: match &row.ended_sealed {
                Some(sealed) => open("ended_sealed", sealed)?,
                None => String::new(),
            },
            is_hidden,
            id: row.id,
            kind: row.kind,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            by: row.account_name,
            made_at: row.made_at,
            version: row.version,
        })
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// In one line, for the top of a page.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let kind = ui::text::text(lang, &format!("people-warning-{}", self.kind));
        match (self.is_hidden, self.text.is_empty()) {
            (true, _) => format!("{kind}. {}", ui::text::text(lang, "people-warning-hidden")),
            (_, true) => kind.into_owned(),
            _ => format!("{kind}: {}", self.text),
        }
    }
}

/// All warnings of a person, ended ones too, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn warnings(tx: &Tx, id: PersonId) -> Result<Vec<Warning>, StoreError> {
    let rows = facts::warnings(tx, id).await?;
    rows.into_iter().map(|row| Warning::opened(tx, row)).collect()
}

/// What holds today, the gravest first.
///
/// # Errors
/// As [`warnings`].
pub async fn warnings_now(tx: &Tx, id: PersonId) -> Result<Vec<Warning>, StoreError> {
    let own = facts::warnings_now(tx).filter(person_warning::Column::PersonId.eq(id));
    opened(tx, own.all(tx.conn()).await?)
}

fn opened(tx: &Tx, rows: Vec<person_warning::Model>) -> Result<Vec<Warning>, StoreError> {
    let list = rows.into_iter().map(|row| Warning::opened(tx, row));
    let mut list = list.collect::<Result<Vec<_>, _>>()?;
    list.sort_by_key(|warning| WARNINGS.iter().position(|kind| *kind == warning.kind));
    Ok(list)
}

/// Warnings as the lines for the top of a page.
#[must_use]
pub fn alarm_lines(warnings: &[Warning], lang: Lang) -> Vec<String> {
    warnings.iter().map(|warning| warning.line(lang)).collect()
}

/// The lines for the top of a page about a person: what holds today.
///
/// # Errors
/// As [`warnings`].
pub async fn alarms(tx: &Tx, id: PersonId, lang: Lang) -> Result<Vec<String>, StoreError> {
    Ok(alarm_lines(&warnings_now(tx, id).await?, lang))
}

/// Warnings asked for among other questions.
#[derive(Clone)]
pub struct AskedWarnings(Asked<person_warning::Model>);

/// Asks for the warnings of the person whose id a query finds. The question stands for every day:
/// which of them hold is told by [`asked_alarms`].
pub fn ask_alarms(tx: &Tx, questions: &mut Questions, id: SelectStatement) -> AskedWarnings {
    let own = tx.find::<person_warning::Entity>();
    let own = own.filter(is_found(person_warning::Column::PersonId, id));
    AskedWarnings(questions.ask(&own))
}

/// Of the warnings that were asked for those that hold today, the gravest first.
///
/// # Errors
/// When a text cannot be opened.
pub fn asked_alarms(
    tx: &Tx,
    answers: &mut Answers,
    asked: AskedWarnings,
) -> Result<Vec<Warning>, StoreError> {
    let mut list = opened(tx, answers.take(asked.0)?)?;
    list.retain(|warning| warning.holds_on(tx.today()));
    Ok(list)
}

/// What is entered.
#[derive(Clone, Debug, Default)]
pub struct NewWarning {
    /// A code of [`WARNINGS`].
    pub kind: String,
    /// Its words.
    pub text: String,
    /// Why it is put up.
    pub why: String,
    /// Last day, when known.
    pub valid_to: Option<Day>,
}

/// Puts a warning up from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn add_warning(
    tx: &mut Tx,
    person: PersonId,
    from: Day,
    new: &NewWarning,
) -> Result<WarningId, StoreError> {
    let id = WarningId(tx.new_id());
    tx.insert(person_warning::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        kind: Set(new.kind.clone()),
        text_sealed: Set(tx.seal("person_warning", "text_sealed", id.0, &new.text)?),
        why_sealed: Set(tx.seal("person_warning", "why_sealed", id.0, &new.why)?),
        valid_from: Set(from),
        valid_to: Set(new.valid_to),
        ended_sealed: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
        version: Set(1),
    })
    .await?;
    let data = vec![("kind", new.kind.clone())];
    let kind = "warning-added";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(id)
}

/// Takes a warning down: its last day and why.
pub(super) async fn end(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (WarningId, i32),
    (last, why): (Day, &str),
) -> Result<(), StoreError> {
    let row = facts::warning(tx, person, id).await?;
    let active = person_warning::ActiveModel {
        valid_to: Set(Some(last)),
        ended_sealed: Set(Some(tx.seal("person_warning", "ended_sealed", id.0, why)?)),
        ..Default::default()
    };
    tx.update::<person_warning::Entity>(id, version, active).await?;
    let data = vec![("kind", row.kind), ("day", last.bg())];
    let kind = "warning-ended";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await
}
