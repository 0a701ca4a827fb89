//! Rows of the programme, the reference data, monitoring and papers.

pub mod oversight_number {
    use crate::oversight::NumberId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_number")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: NumberId,
        pub code: String,
        pub points: i32,
        pub most: i32,
        pub valid_from: Day,
        pub note: String,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_number);

pub mod oversight_indicator {
    use crate::oversight::IndicatorId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_indicator")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: IndicatorId,
        pub appendix_code: String,
        pub code: String,
        pub standard_no: i32,
        pub criterion: String,
        pub indicator_no: String,
        pub words: String,
        pub method: String,
        pub needs_evidence: bool,
        pub confidence: String,
        pub state: String,
        pub valid_from: Day,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_indicator);

pub mod oversight_plan {
    use crate::oversight::PlanId;
    use crate::services::ProviderId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub year: i32,
        pub month_no: i32,
        pub provider_id: ProviderId,
        pub is_must: bool,
        pub points: i32,
        pub risk: String,
        pub turn: i64,
        pub why_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_plan, versioned);

pub mod oversight_record {
    use crate::oversight::{OversightPaperId, RecordId};
    use crate::services::ProviderId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RecordId,
        pub kind: String,
        pub method: String,
        pub provider_id: Option<ProviderId>,
        pub held_on: Day,
        pub due_on: Option<Day>,
        pub done_on: Option<Day>,
        pub is_proposed: bool,
        pub paper_id: Option<OversightPaperId>,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(oversight_record, versioned);

pub mod oversight_paper {
    use crate::oversight::{CheckId, OversightPaperId};
    use crate::people::{Keeps, Kept};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "oversight_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OversightPaperId,
        pub kind: String,
        pub check_id: Option<CheckId>,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub issued_on: Day,
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
        const TABLE: &'static str = "oversight_paper";
        const OBJECT: &'static str = "oversight-paper";
        const PRINTING: &'static str = "print-oversight-paper";
        const PURPOSE: &'static str = "oversight: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("oversight-paper-{}", row.kind));
            Kept {
                id: row.id.0,
                about: None,
                title: title.into_owned(),
                template: crate::people::PAPER,
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(oversight_paper);
