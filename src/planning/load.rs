//! A cycle with its parts, figures and planned services.

use super::content::{Planned, SEALED, Told};
use super::course::{CHANGES, State};
use super::document::{self, Document, documents};
use super::figure::{Key, Piece, common_day, pieces, published, tell_day, written};
use super::store::{planning_cycle, planning_figure, planning_line, planning_part};
use super::{CycleId, LineId};
use crate::reporting;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What may be published; none where a number is hidden.
pub type Shown = BTreeMap<Key, Option<Decimal>>;

/// The newest text of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Which.
    pub code: &'static str,
    /// Its text.
    pub text: String,
    /// Which version; zero before there is one.
    pub edition: i32,
    /// When it was written; none before it was.
    pub made_at: Option<Instant>,
}

/// A figure as it was taken.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The row.
    pub row: planning_figure::Model,
    /// Which.
    pub key: Key,
    /// What it is called and where it comes from.
    pub told: Told,
    /// How much.
    pub value: Decimal,
}

impl Figure {
    /// Its name: of the family, and its own when the family has several.
    #[must_use]
    pub fn name(&self, lang: ui::Lang) -> String {
        let family = ui::text::text(lang, &format!("planning-figure-{}", self.key.family));
        match self.told.label.as_str() {
            "" => family.into_owned(),
            label => format!("{family}: {label}"),
        }
    }
}

/// A planned service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row.
    pub row: planning_line::Model,
    /// Its name and why it changes.
    pub planned: Planned,
}

impl Line {
    /// Whether nobody stated how many use it: a service that goes on is planned for somebody.
    #[must_use]
    pub fn is_unstated(&self) -> bool {
        self.row.change == CHANGES[0] && self.row.users_planned == 0
    }
}

/// A cycle.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// The row.
    pub row: planning_cycle::Model,
    /// Its parts in the order of the documents.
    pub parts: Vec<Part>,
    /// Its figures in the order of their families.
    pub figures: Vec<Figure>,
    /// Its planned services.
    pub lines: Vec<Line>,
    /// Fewer people than this are not published.
    pub threshold: i64,
}

impl Cycle {
    /// How far it came.
    #[must_use]
    pub fn state(&self) -> State {
        State::of(&self.row.state)
    }

    /// Its documents.
    #[must_use]
    pub fn documents(&self) -> &'static [Document] {
        documents(&self.row.kind)
    }

    /// A part by its code.
    #[must_use]
    pub fn part(&self, code: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.code == code)
    }

    /// The figures that stand below a part.
    pub fn figures_of(&self, part: &str) -> impl Iterator<Item = &Figure> {
        let families = document::families(part);
        families.iter().flat_map(move |family| {
            self.figures.iter().filter(move |one| one.key.family == *family)
        })
    }

    /// The planned services that stand below a part.
    pub fn lines_of(&self, part: &str) -> impl Iterator<Item = &Line> {
        let mut all = self.documents().iter().flat_map(|one| one.lines);
        let budget = all.find(|(_, below)| *below == part).map(|(budget, _)| *budget);
        self.lines.iter().filter(move |line| Some(line.row.budget.as_str()) == budget)
    }

    /// How texts refer to its figures.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<String> {
        self.figures.iter().map(|one| one.key.to_string()).collect()
    }

    /// What may be published of its figures, by their codes; none where a number is hidden.
    #[must_use]
    pub fn published(&self) -> Shown {
        let all: Vec<(Key, Decimal)> =
            self.figures.iter().map(|one| (one.key.clone(), one.value)).collect();
        published(&all, self.threshold)
    }

    /// A figure of the cycle.
    #[must_use]
    pub fn figure(&self, code: &str) -> Option<&Figure> {
        self.figures.iter().find(|one| one.row.code == code)
    }

    /// A reference in the words of a document: the value, and its day where it is told.
    fn said(&self, shown: &Shown, (code, tells_day): (&str, bool)) -> String {
        let Some(one) = self.figure(code) else { return code.to_owned() };
        match shown.get(&one.key).copied().flatten() {
            Some(value) if tells_day => super::frame::bg_with(
                "planning-value",
                &[("value", written(value)), ("day", one.row.known_on.bg())],
            ),
            Some(value) => written(value),
            None => super::frame::bg("planning-hidden"),
        }
    }

    /// A text of a document, its references in words. The day of figures that are all of one day is told once.
    #[must_use]
    pub fn spoken(&self, shown: &Shown, text: &str) -> String {
        let day = |code: &str| {
            let one = self.figure(code)?;
            shown.get(&one.key).copied().flatten().map(|_| one.row.known_on)
        };
        let common = common_day(text, &day);
        let line = |line: &str| {
            let pieces = pieces(line);
            let told = tell_day(&pieces, &day);
            let say = |(piece, tells): (&Piece<'_>, bool)| match piece {
                Piece::Text(words) => (*words).to_owned(),
                Piece::Reference(code) => self.said(shown, (*code, tells && common.is_none())),
            };
            pieces.iter().zip(told).map(say).collect::<String>()
        };
        let mut lines: Vec<String> = text.lines().map(line).collect();
        if let Some(day) = common {
            lines.push(super::frame::bg_with("planning-all-as-of", &[("day", day.bg())]));
        }
        lines.join("\n")
    }
}

/// All cycles, the newest year first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<planning_cycle::Model>, StoreError> {
    use planning_cycle::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::Year).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The row of a cycle.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: CycleId) -> Result<planning_cycle::Model, StoreError> {
    use planning_cycle::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

fn text_of(tx: &Tx, row: &planning_part::Model) -> Result<String, StoreError> {
    tx.open("planning_part", SEALED, row.id.0, &row.content_sealed)
}

/// The versions of a part with their texts, the newest first; at the end those that lost a race.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(
    tx: &Tx,
    (id, part): (CycleId, &str),
) -> Result<Vec<(planning_part::Model, String)>, StoreError> {
    use planning_part::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::CycleId.eq(id))
        .filter(Column::Part.eq(part))
        .order_by_desc(Column::Edition);
    let read = |row: planning_part::Model| {
        let text = text_of(tx, &row)?;
        Ok((row, text))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

async fn parts(tx: &Tx, (id, kind): (CycleId, &str)) -> Result<Vec<Part>, StoreError> {
    use planning_part::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(id)).filter(Column::Edition.gt(0));
    let rows = rows.order_by_asc(Column::Edition).all(tx.conn()).await?;
    let newest: HashMap<&str, &planning_part::Model> =
        rows.iter().map(|row| (row.part.as_str(), row)).collect();
    let one = |code: &'static str| match newest.get(code) {
        Some(row) => Ok(Part {
            code,
            text: text_of(tx, row)?,
            edition: row.edition,
            made_at: Some(row.made_at),
        }),
        None => Ok(Part { code, ..Part::default() }),
    };
    documents(kind).iter().flat_map(|document| document.parts).copied().map(one).collect()
}

/// The figures of a cycle as they were taken, in the order of their families.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(tx: &Tx, id: CycleId) -> Result<Vec<Figure>, StoreError> {
    use planning_figure::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(id)).order_by_asc(Column::Code);
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        let (Some(key), Ok(value)) = (Key::parse(&row.code), row.value.parse::<Decimal>()) else {
            continue;
        };
        let told = tx.open_json("planning_figure", SEALED, row.id.0, &row.content_sealed)?;
        all.push(Figure { row, key, told, value });
    }
    Ok(all)
}

fn line_of(tx: &Tx, row: planning_line::Model) -> Result<Line, StoreError> {
    let planned = tx.open_json("planning_line", SEALED, row.id.0, &row.content_sealed)?;
    Ok(Line { row, planned })
}

/// The planned services of a cycle that were not removed.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, id: CycleId) -> Result<Vec<Line>, StoreError> {
    use planning_line::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::CycleId.eq(id))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| line_of(tx, row)).collect()
}

/// When the planned services of each budget changed last: one came, one changed, one was taken out.
///
/// # Errors
/// When the database does not answer.
pub async fn lines_changed(tx: &Tx, id: CycleId) -> Result<HashMap<String, Instant>, StoreError> {
    use planning_line::{Column, Entity};
    let mut changed: HashMap<String, Instant> = HashMap::new();
    for row in tx.find::<Entity>().filter(Column::CycleId.eq(id)).all(tx.conn()).await? {
        let last = row.removed_at.unwrap_or(row.made_at);
        let known = changed.entry(row.budget).or_insert(last);
        *known = last.max(*known);
    }
    Ok(changed)
}

/// One planned service.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none or it was removed.
pub async fn line(tx: &Tx, id: LineId) -> Result<Line, StoreError> {
    use planning_line::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::RemovedAt.is_null());
    line_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// A whole cycle.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn cycle(tx: &Tx, id: CycleId) -> Result<Cycle, StoreError> {
    let row = row(tx, id).await?;
    let parts = parts(tx, (id, &row.kind)).await?;
    let (figures, lines) = (figures(tx, id).await?, lines(tx, id).await?);
    let threshold = reporting::threshold(tx).await?;
    Ok(Cycle { row, parts, figures, lines, threshold })
}
