//! Rows of warnings, notes and papers about a person.

use crate::people::{NoteId, PaperId, PersonId, WarningId};
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Select};

pub mod person_warning {
    use crate::people::{PersonId, WarningId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_warning")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WarningId,
        pub person_id: PersonId,
        pub kind: String,
        pub text_sealed: Vec<u8>,
        pub why_sealed: Vec<u8>,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub ended_sealed: Option<Vec<u8>>,
        pub account_name: String,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person_warning, versioned);

pub mod person_note {
    use crate::people::{NoteId, PersonId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NoteId,
        pub person_id: PersonId,
        pub kind: String,
        pub line_id: NoteId,
        pub replaced_by: Option<NoteId>,
        pub text_sealed: Vec<u8>,
        pub why_sealed: Vec<u8>,
        pub account_id: Option<AccountId>,
        pub account_name: String,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person_note, versioned);

pub mod person_paper {
    use crate::people::{PaperId, PersonId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaperId,
        pub person_id: PersonId,
        pub kind: String,
        pub year: i32,
        pub number: i64,
        pub title: String,
        pub made_at: Instant,
        pub account_name: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person_paper);

/// All warnings of a person, the newest first.
pub async fn warnings(tx: &Tx, id: PersonId) -> Result<Vec<person_warning::Model>, StoreError> {
    let rows = tx.find::<person_warning::Entity>().filter(person_warning::Column::PersonId.eq(id));
    Ok(rows.order_by_desc(person_warning::Column::Id).all(tx.conn()).await?)
}

/// The rows of warnings that hold on the day of the transaction, of the people a query finds.
pub fn warnings_now(tx: &Tx) -> Select<person_warning::Entity> {
    use person_warning::Column;
    let open = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(tx.today()));
    let rows = tx.find::<person_warning::Entity>().filter(Column::ValidFrom.lte(tx.today()));
    rows.filter(open).order_by_asc(Column::Id)
}

/// One warning of a person.
pub async fn warning(
    tx: &Tx,
    person: PersonId,
    id: WarningId,
) -> Result<person_warning::Model, StoreError> {
    let row = tx.find::<person_warning::Entity>().filter(person_warning::Column::Id.eq(id));
    let row = row.filter(person_warning::Column::PersonId.eq(person)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// All notes of a person with their earlier versions, the newest first.
pub async fn notes(tx: &Tx, id: PersonId) -> Result<Vec<person_note::Model>, StoreError> {
    let rows = tx.find::<person_note::Entity>().filter(person_note::Column::PersonId.eq(id));
    Ok(rows.order_by_desc(person_note::Column::Id).all(tx.conn()).await?)
}

/// One note of a person.
pub async fn note(tx: &Tx, person: PersonId, id: NoteId) -> Result<person_note::Model, StoreError> {
    let row = tx.find::<person_note::Entity>().filter(person_note::Column::Id.eq(id));
    let row = row.filter(person_note::Column::PersonId.eq(person)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// One paper.
pub async fn paper(tx: &Tx, id: PaperId) -> Result<person_paper::Model, StoreError> {
    let row = tx.find::<person_paper::Entity>().filter(person_paper::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Several papers in one query, in the order of their numbers.
pub async fn papers_of(
    tx: &Tx,
    ids: &[crate::people::PaperId],
) -> Result<Vec<person_paper::Model>, StoreError> {
    let rows = tx.find::<person_paper::Entity>();
    let rows = rows.filter(person_paper::Column::Id.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(person_paper::Column::Number).all(tx.conn()).await?)
}

/// The paper with a code.
pub async fn paper_of_code(tx: &Tx, code: &str) -> Result<Option<person_paper::Model>, StoreError> {
    let row = tx.find::<person_paper::Entity>().filter(person_paper::Column::Code.eq(code));
    Ok(row.one(tx.conn()).await?)
}
