//! Documents of a placement with what their pages need, in few queries.

use super::areas::{self, Area};
use super::content::{Content, content};
use super::course::{Frame, Kind, Stage};
use super::lines::Words;
use super::store::{support_action, support_version};
use super::{ActionId, VersionId};
use crate::app::App;
use crate::people::{self, Head, Signing, Warning};
use crate::placement::{self, Brief, PlacementId};
use crate::services::{self, Service};
use kit::store::{StoreError, Tx};
use law::Signs;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use ui::Lang;

/// Kind 8 of чл. 15 ЗСУ is residential care.
const RESIDENTIAL: u8 = 8;

/// A placement as those see it who assess and plan.
pub struct Around {
    /// The placement.
    pub brief: Brief,
    /// Whose.
    pub head: Head,
    /// What warns of the person today.
    pub alarms: Vec<Warning>,
    /// The service.
    pub service: Service,
    /// Who signs.
    pub signing: Signing,
    /// Areas of need.
    pub areas: Vec<Area>,
}

/// A version with all of that.
pub struct Whole {
    /// The row.
    pub row: support_version::Model,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub stage: Stage,
    /// What is written in it.
    pub content: Content,
    /// The placement.
    pub around: Around,
}

impl Around {
    /// What the service asks of a document.
    #[must_use]
    pub fn frame(&self, ground: &str) -> Frame {
        Frame {
            residential: self.service.kind == RESIDENTIAL || self.brief.duration == "residential",
            replacement: self.service.replacement_care.is_some(),
            first: ground == "first",
            alone: self.signing.capacity.signs == Signs::Alone,
        }
    }
}

impl Whole {
    /// What the service asks of it.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.around.frame(&self.row.ground)
    }

    /// Its words in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> Words<'_> {
        Words { lang, kind: self.kind, frame: self.frame(), areas: &self.around.areas }
    }
}

/// What a row is.
pub fn kind(row: &support_version::Model) -> Result<Kind, StoreError> {
    Kind::from_code(&row.kind).ok_or_else(|| StoreError::Other("a document's kind".into()))
}

/// Where a row stands.
pub fn stage(row: &support_version::Model) -> Result<Stage, StoreError> {
    Stage::from_code(&row.state).ok_or_else(|| StoreError::Other("a document's state".into()))
}

/// A placement for who assesses.
pub async fn around(tx: &Tx, app: &App, id: PlacementId) -> Result<Around, StoreError> {
    let brief = placement::brief(tx, &app.law(tx.municipality()), id).await?;
    Ok(Around {
        head: people::head(tx, brief.person).await?,
        alarms: people::warnings_now(tx, brief.person).await?,
        service: services::service(tx, brief.service).await?,
        signing: people::signing(app, tx, brief.person).await?,
        areas: areas::all(tx).await?,
        brief,
    })
}

/// The row of a version.
pub async fn row(tx: &Tx, id: VersionId) -> Result<support_version::Model, StoreError> {
    let row = tx.find::<support_version::Entity>().filter(support_version::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A version with all that its page needs.
pub async fn whole(tx: &Tx, app: &App, id: VersionId) -> Result<Whole, StoreError> {
    let row = row(tx, id).await?;
    Ok(Whole {
        kind: kind(&row)?,
        stage: stage(&row)?,
        content: content(tx, &row)?,
        around: around(tx, app, row.placement_id).await?,
        row,
    })
}

/// All versions of a placement, newest first.
pub async fn versions(tx: &Tx, id: PlacementId) -> Result<Vec<support_version::Model>, StoreError> {
    let rows = tx.find::<support_version::Entity>();
    let rows = rows.filter(support_version::Column::PlacementId.eq(id));
    Ok(rows.order_by_desc(support_version::Column::Id).all(tx.conn()).await?)
}

/// The newest version of a kind that people work by.
#[must_use]
pub fn in_force(rows: &[support_version::Model], kind: Kind) -> Option<&support_version::Model> {
    let holds = |row: &&support_version::Model| {
        row.kind == kind.code() && stage(row).is_ok_and(Stage::holds)
    };
    rows.iter().find(holds)
}

/// What is written of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The goal it serves.
    pub goal: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// How often.
    pub often: String,
}

/// What is written of an action.
pub fn told(tx: &Tx, row: &support_action::Model) -> Result<Told, StoreError> {
    tx.open_json("support_action", "text_sealed", row.id.0, &row.text_sealed)
}

/// The note of who marked an action.
pub fn note(tx: &Tx, row: &support_action::Model) -> Result<String, StoreError> {
    match &row.note_sealed {
        Some(sealed) => tx.open("support_action", "note_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

/// One action.
pub async fn action(tx: &Tx, id: ActionId) -> Result<support_action::Model, StoreError> {
    let row = tx.find::<support_action::Entity>().filter(support_action::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Actions of a version, in the order of the plan.
pub async fn actions(tx: &Tx, id: VersionId) -> Result<Vec<support_action::Model>, StoreError> {
    let rows = tx.find::<support_action::Entity>();
    let rows = rows.filter(support_action::Column::VersionId.eq(id));
    Ok(rows.order_by_asc(support_action::Column::Turn).all(tx.conn()).await?)
}
