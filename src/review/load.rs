//! An analysis with its sections and figures.

use super::AnalysisId;
use super::course::{BLOCKS, State};
use super::figures::{SPECS, Spec, list_of, written};
use super::frame::days;
use super::neighbours::{self, Values};
use super::store::{review_analysis, review_figure, review_section};
use kit::store::{StoreError, Tx};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The newest text of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// A code of `BLOCKS`.
    pub block: &'static str,
    /// Its text.
    pub text: String,
    /// Which version.
    pub edition: i32,
}

/// A figure as it was taken, and as it is now.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Which.
    pub spec: &'static Spec,
    /// As it was taken.
    pub taken: i64,
    /// As it is now.
    pub now: i64,
}

impl Figure {
    /// Whether the data changed since.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.taken != self.now
    }

    /// As it was taken, in words.
    #[must_use]
    pub fn words(&self) -> String {
        written(self.spec.unit, self.taken)
    }
}

/// An analysis.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The row.
    pub row: review_analysis::Model,
    /// Its sections in the order of the law.
    pub sections: Vec<Section>,
    /// Its figures in their order.
    pub figures: Vec<Figure>,
}

impl Analysis {
    /// How far it came.
    #[must_use]
    pub fn state(&self) -> State {
        State::of(&self.row.state)
    }

    /// Of which year.
    #[must_use]
    pub fn year(&self) -> i16 {
        i16::try_from(self.row.year).unwrap_or(2000)
    }

    /// The figures of a block.
    pub fn figures_of(&self, block: &str) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(move |one| one.spec.block == block)
    }

    /// The list behind a figure, below the municipality.
    #[must_use]
    pub fn list_of(&self, figure: &Figure) -> String {
        list_of(figure.spec, self.year())
    }
}

/// All analyses, the newest year first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<review_analysis::Model>, StoreError> {
    use review_analysis::{Column, Entity};
    Ok(tx.find::<Entity>().order_by_desc(Column::Year).all(tx.conn()).await?)
}

/// The row of an analysis.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: AnalysisId) -> Result<review_analysis::Model, StoreError> {
    use review_analysis::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

fn text_of(tx: &Tx, row: &review_section::Model) -> Result<String, StoreError> {
    tx.open("review_section", "content_sealed", row.id.0, &row.content_sealed)
}

/// The versions of a section, the newest first, with their texts.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(
    tx: &Tx,
    (id, block): (AnalysisId, &str),
) -> Result<Vec<(review_section::Model, String)>, StoreError> {
    use review_section::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::AnalysisId.eq(id))
        .filter(Column::Block.eq(block))
        .order_by_desc(Column::Edition);
    let read = |row: review_section::Model| {
        let text = text_of(tx, &row)?;
        Ok((row, text))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

async fn sections(tx: &Tx, id: AnalysisId) -> Result<Vec<Section>, StoreError> {
    use review_section::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AnalysisId.eq(id));
    let rows = rows.order_by_asc(Column::Edition).all(tx.conn()).await?;
    let newest: HashMap<&str, &review_section::Model> =
        rows.iter().map(|row| (row.block.as_str(), row)).collect();
    let one = |block: &'static str| match newest.get(block) {
        Some(row) => Ok(Section { block, text: text_of(tx, row)?, edition: row.edition }),
        None => Ok(Section { block, ..Section::default() }),
    };
    BLOCKS.into_iter().map(one).collect()
}

/// The figures as they were taken, by code.
///
/// # Errors
/// When the database does not answer.
pub async fn taken(
    tx: &Tx,
    id: AnalysisId,
) -> Result<HashMap<String, review_figure::Model>, StoreError> {
    use review_figure::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AnalysisId.eq(id)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), row)).collect())
}

/// The figures of a year as they are now.
///
/// # Errors
/// When the database does not answer.
pub async fn now(tx: &Tx, law: &Law, year: i16) -> Result<Values, StoreError> {
    neighbours::values(tx, law, days(year, tx.today())).await
}

/// One analysis with its sections, and its figures beside what they are now.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn analysis(tx: &Tx, law: &Law, id: AnalysisId) -> Result<Analysis, StoreError> {
    let row = row(tx, id).await?;
    let sections = sections(tx, id).await?;
    let taken = taken(tx, id).await?;
    let mut one = Analysis { row, sections, figures: Vec::new() };
    let values = now(tx, law, one.year()).await?;
    let figure = |spec: &'static Spec| {
        let taken = taken.get(spec.code)?.value;
        let now = values.get(spec.code).copied().unwrap_or(taken);
        Some(Figure { spec, taken, now })
    };
    one.figures = SPECS.iter().filter_map(figure).collect();
    Ok(one)
}
