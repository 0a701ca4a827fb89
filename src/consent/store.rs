//! The rows of consents and requests. The only place of this capability that names the ORM.

use super::{ConsentId, DataRequestId};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

pub mod consent_text {
    use crate::consent::TextId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent_text")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TextId,
        pub purpose: String,
        pub number: i32,
        pub text: String,
        pub valid_from: Day,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(consent_text);

pub mod consent {
    use crate::consent::{ConsentId, TextId};
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsentId,
        pub person_id: PersonId,
        pub purpose: String,
        pub text_id: TextId,
        pub capacity: String,
        pub how: String,
        pub given_on: Day,
        pub withdrawn_on: Option<Day>,
        pub withdrawn_how: String,
        pub facts_sealed: Vec<u8>,
        pub scan_sealed: Vec<u8>,
        pub media: String,
        pub account_name: String,
        pub made_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(consent, versioned);

pub mod data_request {
    use crate::consent::DataRequestId;
    use crate::people::{PaperId, PersonId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DataRequestId,
        pub person_id: PersonId,
        pub year: i32,
        pub number: i64,
        pub kind: String,
        pub channel: String,
        pub received_on: Day,
        pub due_on: Day,
        pub extended_on: Option<Day>,
        pub answered_on: Option<Day>,
        pub outcome: String,
        pub paper_id: Option<PaperId>,
        pub facts_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(data_request, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<consent_text::Entity>(),
        columns::<consent::Entity>(),
        columns::<data_request::Entity>(),
    ]
}

/// All consents of a person, the newest first.
pub async fn consents(tx: &Tx, id: PersonId) -> Result<Vec<consent::Model>, StoreError> {
    let rows = tx.find::<consent::Entity>().filter(consent::Column::PersonId.eq(id));
    Ok(rows.order_by_desc(consent::Column::Id).all(tx.conn()).await?)
}

/// One consent of a person.
pub async fn consent_of(
    tx: &Tx,
    person: PersonId,
    id: ConsentId,
) -> Result<consent::Model, StoreError> {
    let row = tx.find::<consent::Entity>().filter(consent::Column::Id.eq(id));
    let row = row.filter(consent::Column::PersonId.eq(person)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// All versions of the texts, the newest first.
pub async fn texts(tx: &Tx) -> Result<Vec<consent_text::Model>, StoreError> {
    let rows = tx.find::<consent_text::Entity>();
    Ok(rows.order_by_desc(consent_text::Column::Number).all(tx.conn()).await?)
}

/// One request of a person.
pub async fn request(
    tx: &Tx,
    person: PersonId,
    id: DataRequestId,
) -> Result<data_request::Model, StoreError> {
    let row = tx.find::<data_request::Entity>().filter(data_request::Column::Id.eq(id));
    let row = row.filter(data_request::Column::PersonId.eq(person)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}
