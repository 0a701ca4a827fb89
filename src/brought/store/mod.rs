//! Tables of agreements that came, and their rows. The only place of this capability that names
//! the ORM.

use super::RunId;
use crate::imports::Stage;
use kit::store::{StoreError, Tx};
use serde::{Deserialize, Serialize};

mod rows;
mod runs;

pub use rows::{
    Noted, cells, forget_rows, made, note, outcomes, page, row, rows, settle, taken_back,
};
pub use runs::{
    FILE, HEADS, begin, decided, file, forget_file, is_begun, list, progress, recolumn, remembered,
    step, unfinished,
};

pub mod brought_run {
    use crate::brought::RunId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "brought_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RunId,
        pub state: String,
        pub kind: String,
        pub here_from: Day,
        pub account_id: Option<AccountId>,
        pub detail_sealed: Vec<u8>,
        pub head_blind: Vec<u8>,
        pub file_blind: Vec<u8>,
        pub file_sealed: Vec<u8>,
        pub total: i32,
        pub position: i32,
        pub entered_count: i32,
        pub people_count: i32,
        pub known_count: i32,
        pub likely_count: i32,
        pub wrong_count: i32,
        pub started_at: Instant,
        pub ended_at: Option<Instant>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(brought_run);

pub mod brought_row {
    use crate::assistance::AgreementId;
    use crate::brought::{RowId, RunId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "brought_row")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RowId,
        pub run_id: RunId,
        pub line: i32,
        pub outcome: String,
        pub agreement_id: Option<AgreementId>,
        pub cells_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(brought_row);

/// A table that came, without its file.
#[derive(Clone, Debug, sea_orm::DerivePartialModel)]
#[sea_orm(entity = "brought_run::Entity")]
pub struct Progress {
    /// Its id.
    pub id: RunId,
    /// Where it stands.
    pub state: String,
    /// The first day from which the agreements are kept here.
    pub here_from: kit::types::Day,
    /// Who began it.
    pub account_id: Option<kit::types::AccountId>,
    /// Sealed: see [`Detail`].
    pub detail_sealed: Vec<u8>,
    /// Rows of the file.
    pub total: i32,
    /// Rows done of this stage.
    pub position: i32,
    /// Agreements entered.
    pub entered_count: i32,
    /// People entered with them.
    pub people_count: i32,
    /// Agreements that are here already.
    pub known_count: i32,
    /// Rows that wait for a decision.
    pub likely_count: i32,
    /// Rows that are wrong.
    pub wrong_count: i32,
    /// When it began.
    pub started_at: kit::types::Instant,
    /// When it ended.
    pub ended_at: Option<kit::types::Instant>,
}

impl Progress {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> Stage {
        Stage::from_code(&self.state)
    }
}

/// What is known of the file of a table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Detail {
    pub file_name: String,
    pub heads: Vec<String>,
    /// The first rows, to recognise the columns by.
    pub samples: Vec<Vec<String>>,
    /// The code of each column's field, or nothing.
    pub columns: Vec<String>,
}

/// The detail as the row keeps it.
pub fn sealed(tx: &Tx, id: RunId, detail: &Detail) -> Result<Vec<u8>, StoreError> {
    let text = serde_json::to_string(detail).unwrap_or_default();
    tx.seal("brought_run", "detail_sealed", id.0, &text)
}

/// What is known of the file of a table.
pub fn detail(tx: &Tx, run: &Progress) -> Result<Detail, StoreError> {
    let text = tx.open("brought_run", "detail_sealed", run.id.0, &run.detail_sealed)?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![columns::<brought_run::Entity>(), columns::<brought_row::Entity>()]
}
