//! The rows of the office. The only place of this capability that names the ORM.

pub mod settlement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settlement")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ekatte: String,
        pub kind: String,
        pub name: String,
        pub name_latin: String,
        pub folded: String,
        pub municipality_code: String,
        pub municipality_name: String,
        pub district_code: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod service_point {
    use crate::municipality::ServicePointId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ServicePointId,
        pub name: String,
        pub ekatte: Option<String>,
        pub address: String,
        pub phone: String,
        pub hours: String,
        pub counters: i32,
        pub opened_on: Day,
        pub closed_on: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_point, versioned);

pub mod service_point_funding {
    use crate::municipality::{FundingId, ServicePointId};
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "service_point_funding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FundingId,
        pub point_id: ServicePointId,
        pub source: String,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(service_point_funding, versioned);

pub mod referral_order {
    use crate::municipality::OrderId;
    use kit::types::{Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "referral_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrderId,
        pub number: String,
        pub day: Day,
        pub valid_from: Day,
        pub valid_to: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(referral_order, versioned);

pub mod referral_order_member {
    use crate::municipality::OrderId;
    use kit::types::{AccountId, Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "referral_order_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub order_id: OrderId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: AccountId,
        pub valid_from: Option<Day>,
        pub valid_to: Option<Day>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(referral_order_member);

pub mod deputy {
    use crate::municipality::DeputyId;
    use kit::types::{AccountId, Day, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "deputy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeputyId,
        pub absent_id: AccountId,
        pub deputy_id: AccountId,
        pub first_day: Day,
        pub last_day: Day,
        pub reason: String,
        pub named_by: Option<AccountId>,
        pub ended_on: Option<Day>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(deputy, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<settlement::Entity>(),
        columns::<service_point::Entity>(),
        columns::<service_point_funding::Entity>(),
        columns::<referral_order::Entity>(),
        columns::<referral_order_member::Entity>(),
        columns::<deputy::Entity>(),
    ]
}
