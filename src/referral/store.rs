//! The rows of referral. The only place of this capability that names the ORM.

pub mod referral_case {
    use crate::frontdesk::WishId;
    use crate::people::PersonId;
    use crate::referral::CaseId;
    use crate::services::ServiceId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "referral_case")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CaseId,
        pub wish_id: WishId,
        pub person_id: PersonId,
        pub service_id: ServiceId,
        pub state: String,
        pub wish_on: Day,
        pub due_on: Option<Day>,
        pub next_on: Option<Day>,
        pub next_kind: String,
        pub officer_id: Option<AccountId>,
        pub rule: String,
        pub regime: String,
        pub competent: String,
        pub competence: String,
        pub closed_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(referral_case, versioned);
