//! Versions of the own fields of a form: one is in force on a day, the earlier ones stay for what
//! was entered under them, at most one is open to be changed.

use super::field::{FIELDS_MAX, Field};
use super::own::{Own, Values};
use super::store::form_version::{self, Column, Entity};
use super::value::Kept;
use super::{FormVersionId, Kind};
use kit::audit::Entry;
use kit::store::{Answers, Asked, Questions, StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use ui::Lang;

/// A version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: FormVersionId,
    /// Of which form.
    pub kind: Kind,
    /// Its number, from 1.
    pub number: i32,
    /// In force from; none while it is a draft.
    pub valid_from: Option<Day>,
    /// Its fields in order, those switched off too.
    pub fields: Vec<Field>,
    /// Who last changed it.
    pub by: Option<AccountId>,
    /// When.
    pub at: Instant,
    /// Counts the edits.
    pub version: i32,
}

impl Version {
    /// Whether it may still be changed on a day: a draft, or planned for later.
    #[must_use]
    pub fn is_open(&self, today: Day) -> bool {
        self.valid_from.is_none_or(|from| from > today)
    }

    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

/// The place of [`Forms::ask`] among other questions.
#[derive(Clone, Copy)]
pub struct AskedForms(Asked<form_version::Model>);

/// The versions of all forms of a municipality: few rows, read at once.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    all: Vec<Version>,
}

impl Forms {
    /// Those given, in the order of their numbers.
    #[must_use]
    pub fn new(mut all: Vec<Version>) -> Forms {
        all.sort_by_key(|version| version.number);
        Forms { all }
    }

    /// Loads them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx) -> Result<Forms, StoreError> {
        let rows = tx.find::<Entity>().order_by_asc(Column::Number).all(tx.conn()).await?;
        rows.into_iter().map(read).collect::<Result<Vec<_>, _>>().map(Forms::new)
    }

    /// Asks for those of some forms among other questions.
    pub fn ask(tx: &Tx, questions: &mut Questions, kinds: &[Kind]) -> AskedForms {
        let rows = tx.find::<Entity>().order_by_asc(Column::Number);
        let of = Column::Form.is_in(kinds.iter().map(|kind| kind.code()));
        AskedForms(questions.ask(&rows.filter(of)))
    }

    /// Those that were asked for.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub fn asked(answers: &mut Answers, asked: AskedForms) -> Result<Forms, StoreError> {
        let rows = answers.take(asked.0)?.into_iter();
        rows.map(read).collect::<Result<Vec<_>, _>>().map(Forms::new)
    }

    /// The versions of a form, the oldest first.
    pub fn of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Version> {
        self.all.iter().filter(move |version| version.kind == kind)
    }

    /// The version of a form in force on a day.
    #[must_use]
    pub fn in_force(&self, kind: Kind, on: Day) -> Option<&Version> {
        let begun = self.of(kind).filter(|v| v.valid_from.is_some_and(|from| from <= on));
        begun.max_by_key(|version| (version.valid_from, version.number))
    }

    /// The version of a form that may still be changed.
    #[must_use]
    pub fn open(&self, kind: Kind, today: Day) -> Option<&Version> {
        self.of(kind).rev().find(|version| version.is_open(today))
    }

    /// The own fields of a form on a day, as they are asked.
    #[must_use]
    pub fn on(&self, kind: Kind, on: Day) -> Own {
        self.in_force(kind, on).map(Own::of).unwrap_or_default()
    }

    /// The own fields of a version.
    #[must_use]
    pub fn under(&self, id: FormVersionId) -> Option<Own> {
        self.all.iter().find(|version| version.id == id).map(Own::of)
    }

    /// The own fields of a row with its answers: of the version under which they were entered, else
    /// of the one in force on its day.
    #[must_use]
    pub fn with_answers(&self, (kind, on): (Kind, Day), kept: Kept) -> (Own, Values) {
        let own = kept.version.and_then(|version| self.under(version));
        (own.unwrap_or_else(|| self.on(kind, on)), kept.values)
    }

    /// A field as the newest version has it.
    #[must_use]
    pub fn field(&self, kind: Kind, key: &str) -> Option<&Field> {
        self.of(kind).rev().find_map(|version| version.field(key))
    }

    /// What was answered in a row, as its version asked it.
    #[must_use]
    pub fn told(&self, kept: Option<&Kept>, lang: Lang) -> Vec<(String, String)> {
        let own = kept.and_then(|kept| self.under(kept.version?));
        let both = own.zip(kept);
        both.map(|(own, kept)| own.shown(&kept.values, lang)).unwrap_or_default()
    }

    /// Every field that a form ever had in force, each as it was asked last.
    #[must_use]
    pub fn ever(&self, kind: Kind, today: Day) -> Vec<Field> {
        let mut all: Vec<Field> = Vec::new();
        for version in self.of(kind).rev().filter(|version| !version.is_open(today)) {
            for field in &version.fields {
                match all.iter_mut().find(|known| known.key == field.key) {
                    None => all.push(field.clone()),
                    // An answer that is offered no more was given before.
                    Some(known) => {
                        for option in &field.options {
                            if !known.options.iter().any(|one| one.code == option.code) {
                                known.options.push(option.clone());
                            }
                        }
                    }
                }
            }
        }
        all
    }
}

fn read(row: form_version::Model) -> Result<Version, StoreError> {
    let other = |why: String| StoreError::Other(format!("the version of a form: {why}"));
    Ok(Version {
        id: row.id,
        kind: Kind::from_code(&row.form).ok_or_else(|| other(row.form.clone()))?,
        number: row.number,
        valid_from: row.valid_from,
        fields: serde_json::from_str(&row.fields).map_err(|e| other(e.to_string()))?,
        by: row.account_id,
        at: row.at,
        version: row.version,
    })
}

fn written(fields: &[Field]) -> Result<String, StoreError> {
    serde_json::to_string(fields).map_err(|e| StoreError::Other(e.to_string()))
}

/// Begins the next version of a form as a draft with the fields given.
///
/// # Errors
/// [`StoreError::Conflict`] when one is open already.
pub async fn begin(tx: &mut Tx, kind: Kind, fields: &[Field]) -> Result<FormVersionId, StoreError> {
    let forms = Forms::load(tx).await?;
    if forms.open(kind, tx.today()).is_some() || fields.len() > FIELDS_MAX {
        return Err(StoreError::Conflict);
    }
    let id = FormVersionId(tx.new_id());
    tx.insert(form_version::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        form: Set(kind.code().to_owned()),
        number: Set(forms.of(kind).next_back().map_or(1, |last| last.number + 1)),
        valid_from: Set(None),
        fields: Set(written(fields)?),
        account_id: Set(tx.actor().account),
        at: Set(tx.now()),
        version: Set(1),
    })
    .await
    .map_err(|e| match e {
        // Two began at once.
        StoreError::Duplicate(_) => StoreError::Conflict,
        e => e,
    })?;
    tx.audit(Entry::write("form-version-begun", id.0));
    Ok(id)
}

/// Changes the fields of an open version, if it still has this count of edits.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    open: &Version,
    (fields, version): (&[Field], i32),
) -> Result<(), StoreError> {
    let row = form_version::ActiveModel { fields: Set(written(fields)?), ..touched(tx) };
    tx.update::<Entity>(open.id, version, row).await?;
    tx.audit(Entry::write("form-version-changed", open.id.0));
    Ok(())
}

fn touched(tx: &Tx) -> form_version::ActiveModel {
    form_version::ActiveModel {
        account_id: Set(tx.actor().account),
        at: Set(tx.now()),
        ..Default::default()
    }
}

/// Sets the day from which a version is in force, or takes it back to be a draft.
///
/// # Errors
/// As [`change`].
pub async fn date(
    tx: &mut Tx,
    open: &Version,
    (from, version): (Option<Day>, i32),
) -> Result<(), StoreError> {
    let row = form_version::ActiveModel { valid_from: Set(from), ..touched(tx) };
    tx.update::<Entity>(open.id, version, row).await?;
    tx.audit(Entry::write("form-version-dated", open.id.0));
    Ok(())
}

/// Throws a draft away: it holds nothing about anybody, and nothing was entered under it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved it meanwhile.
pub async fn discard(tx: &mut Tx, open: &Version, version: i32) -> Result<(), StoreError> {
    let gone = Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(open.id))
        .filter(Column::Version.eq(version))
        .filter(Column::ValidFrom.is_null());
    if gone.exec(tx.conn()).await?.rows_affected != 1 {
        return Err(StoreError::Conflict);
    }
    tx.audit(Entry::write("form-version-discarded", open.id.0));
    Ok(())
}

/// The first day from which the next version may be in force: what was entered under one that is in
/// force stays under it.
#[must_use]
pub fn first_day(forms: &Forms, kind: Kind, today: Day) -> Day {
    let last = forms.in_force(kind, today).and_then(|version| version.valid_from);
    if last == Some(today) { today.plus(1) } else { today }
}
