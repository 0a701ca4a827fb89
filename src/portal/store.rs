//! The rows of the portal. The only place of this capability that names the ORM's entities.

pub mod portal_figure {
    use crate::services::ServiceId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "portal_figure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub service_id: ServiceId,
        pub total: Option<i32>,
        pub free: Option<i32>,
        pub waiting: i64,
        pub wait_days: Option<i64>,
        pub waited: i64,
        pub counted_at: Instant,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(portal_figure);

pub mod portal_text {
    use crate::portal::TextId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "portal_text")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TextId,
        pub code: String,
        pub language: String,
        pub edition: i32,
        pub shipped: bool,
        pub title: String,
        pub lead: String,
        pub body: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(portal_text);

pub mod portal_news {
    use crate::portal::NewsId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "portal_news")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NewsId,
        pub kind: String,
        pub title: String,
        pub body: String,
        pub title_en: String,
        pub body_en: String,
        pub href: String,
        pub published_on: Day,
        pub until_on: Option<Day>,
        pub withdrawn_at: Option<Instant>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(portal_news, versioned);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<portal_figure::Entity>(),
        columns::<portal_text::Entity>(),
        columns::<portal_news::Entity>(),
    ]
}
