//! The rows of assistant support. The only place of this capability that names the ORM's entities.

pub mod assistant {
    use crate::homecare::AssistantId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_assistant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssistantId,
        pub account_id: Option<AccountId>,
        pub ekatte: String,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub weekly_minutes: i32,
        pub facts_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistant, versioned);

pub mod homecare_link {
    use crate::homecare::{AssistantId, LinkId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LinkId,
        pub assistant_id: AssistantId,
        pub fingerprint: String,
        pub made_at: Instant,
        pub expires_at: Instant,
        pub opened_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_link, versioned);

pub mod homecare_fact {
    use crate::homecare::FactId;
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_fact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FactId,
        pub person_id: PersonId,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub withdrawn_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_fact, versioned);

pub mod homecare_plan {
    use crate::homecare::PlanId;
    use crate::placement::PlacementId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub placement_id: PlacementId,
        pub from_on: Day,
        pub month_minutes: i32,
        pub holidays: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub replaced_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_plan, versioned);

pub mod homecare_assignment {
    use crate::homecare::{AssignmentId, AssistantId};
    use crate::placement::PlacementId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssignmentId,
        pub placement_id: PlacementId,
        pub assistant_id: AssistantId,
        pub part: String,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_assignment, versioned);

pub mod homecare_report {
    use crate::homecare::{AssistantId, ReportId};
    use crate::placement::PlacementId;
    use crate::services::ServiceId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub placement_id: PlacementId,
        pub service_id: ServiceId,
        pub assistant_id: AssistantId,
        pub month: String,
        pub state: String,
        pub minutes: i32,
        pub days: i32,
        pub content_sealed: Vec<u8>,
        pub changed_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_report, versioned);

pub mod homecare_step {
    use crate::homecare::ReportId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "homecare_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub report_id: ReportId,
        pub kind: String,
        pub via: String,
        pub at: Instant,
        pub account_name: String,
        pub note_sealed: Option<Vec<u8>>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(homecare_step);

crate::delivery::closings_table!(
    homecare_month,
    "homecare_month",
    "homecare",
    "month.typ",
    crate::homecare::frame
);

/// Notes that a link was opened, whatever its version: of two who open it at once both may.
pub async fn opened(tx: &kit::store::Tx, id: super::LinkId) -> Result<(), kit::store::StoreError> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
    let active =
        homecare_link::ActiveModel { opened_at: Set(Some(tx.now())), ..Default::default() };
    homecare_link::Entity::update_many()
        .set(active)
        .filter(homecare_link::Column::MunicipalityId.eq(tx.municipality()))
        .filter(homecare_link::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<assistant::Entity>(),
        columns::<homecare_link::Entity>(),
        columns::<homecare_fact::Entity>(),
        columns::<homecare_plan::Entity>(),
        columns::<homecare_assignment::Entity>(),
        columns::<homecare_report::Entity>(),
        columns::<homecare_step::Entity>(),
        columns::<homecare_month::Entity>(),
    ]
}
