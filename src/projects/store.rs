//! The rows of projects: contract, budget, money. With `side_store` the only place of this
//! capability that names the ORM's entities.

pub mod project {
    use crate::projects::ProjectId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ProjectId,
        pub contract_key: String,
        pub currency: String,
        pub from_on: Day,
        pub until_on: Day,
        pub european: i64,
        pub national: i64,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project, versioned);

pub mod project_amendment {
    use crate::projects::{AmendmentId, ProjectId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_amendment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AmendmentId,
        pub project_id: ProjectId,
        pub signed_on: Day,
        pub from_on: Option<Day>,
        pub until_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_amendment, versioned);

pub mod project_activity {
    use crate::projects::{ActivityId, ProjectId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_activity")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ActivityId,
        pub project_id: ProjectId,
        pub parent_id: Option<ActivityId>,
        pub code: String,
        pub planned_from: Day,
        pub planned_until: Day,
        pub real_from: Option<Day>,
        pub real_until: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_activity, versioned);

pub mod project_budget {
    use crate::projects::{AmendmentId, BudgetId, ProjectId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_budget")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BudgetId,
        pub project_id: ProjectId,
        pub number: i32,
        pub amendment_id: Option<AmendmentId>,
        pub valid_from: Day,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_budget);

pub mod project_line {
    use crate::projects::{ActivityId, BudgetId, LineId, ProjectId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LineId,
        pub project_id: ProjectId,
        pub budget_id: BudgetId,
        pub activity_id: Option<ActivityId>,
        pub code: String,
        pub european: i64,
        pub national: i64,
        pub content_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_line);

pub mod project_commitment {
    use crate::projects::{CommitmentId, ProcurementId, ProjectId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_commitment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommitmentId,
        pub project_id: ProjectId,
        pub procurement_id: Option<ProcurementId>,
        pub code: String,
        pub concluded_on: Day,
        pub until_on: Option<Day>,
        pub european: i64,
        pub national: i64,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_commitment, versioned);

pub mod project_spending {
    use crate::projects::{ActivityId, CommitmentId, ProjectId, SpendingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_spending")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SpendingId,
        pub project_id: ProjectId,
        pub commitment_id: Option<CommitmentId>,
        pub activity_id: Option<ActivityId>,
        pub code: String,
        pub kind: String,
        pub issued_on: Day,
        pub paid_on: Option<Day>,
        pub paid_at: Option<Instant>,
        pub european: i64,
        pub national: i64,
        pub worked_on: Option<Day>,
        pub minutes: i32,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_spending, versioned);

pub mod project_file {
    use crate::projects::{FileId, SpendingId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FileId,
        pub spending_id: SpendingId,
        pub media: String,
        pub sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_file);

pub mod project_claim {
    use crate::projects::{ClaimId, ProjectId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "project_claim")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ClaimId,
        pub project_id: ProjectId,
        pub number: i32,
        pub kind: String,
        pub from_on: Day,
        pub until_on: Day,
        pub filed_on: Option<Day>,
        pub verified_on: Option<Day>,
        pub received_on: Option<Day>,
        pub received_at: Option<Instant>,
        pub claimed_european: i64,
        pub claimed_national: i64,
        pub verified_european: i64,
        pub verified_national: i64,
        pub received_european: i64,
        pub received_national: i64,
        pub content_sealed: Vec<u8>,
        pub entered_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(project_claim, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    let mut all = super::side_store::entities();
    all.extend([
        columns::<project::Entity>(),
        columns::<project_amendment::Entity>(),
        columns::<project_activity::Entity>(),
        columns::<project_budget::Entity>(),
        columns::<project_line::Entity>(),
        columns::<project_commitment::Entity>(),
        columns::<project_spending::Entity>(),
        columns::<project_file::Entity>(),
        columns::<project_claim::Entity>(),
    ]);
    all
}
