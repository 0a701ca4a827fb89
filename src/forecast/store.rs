//! The rows of forecasts. The only place of this capability that names the ORM's entities.

pub mod forecast_assumption {
    use crate::forecast::AssumptionId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "forecast_assumption")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssumptionId,
        pub kind: String,
        pub name: String,
        pub source: String,
        pub mark: String,
        pub tells_on: Day,
        pub rates: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(forecast_assumption);

pub mod forecast {
    use crate::forecast::ForecastId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "forecast")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ForecastId,
        pub kind: String,
        pub title: String,
        pub seed: i64,
        pub runs: i32,
        pub ahead: i32,
        pub done: i32,
        pub made_at: Instant,
        pub ended_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(forecast, versioned);

pub mod forecast_content {
    use crate::forecast::{ContentId, ForecastId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "forecast_content")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ContentId,
        pub forecast_id: ForecastId,
        pub part: String,
        pub content_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(forecast_content);

pub mod forecast_paper {
    use crate::forecast::{ForecastId, ForecastPaperId};
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "forecast_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ForecastPaperId,
        pub forecast_id: ForecastId,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "forecast_paper";
        const OBJECT: &'static str = "forecast-paper";
        const PRINTING: &'static str = "print-forecast-paper";
        const PURPOSE: &'static str = "forecast: printing";

        fn kept(row: Model) -> Kept {
            Kept {
                id: row.id.0,
                about: None,
                title: ui::text::text(ui::Lang::Bg, "forecast-title").into_owned(),
                template: include_str!("paper.typ"),
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(forecast_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<forecast_assumption::Entity>(),
        columns::<forecast::Entity>(),
        columns::<forecast_content::Entity>(),
        columns::<forecast_paper::Entity>(),
    ]
}
