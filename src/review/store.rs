//! The rows of the analysis. The only place of this capability that names the ORM's entities.

pub mod review_analysis {
    use crate::review::AnalysisId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_analysis")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AnalysisId,
        pub year: i32,
        pub state: String,
        pub proposed_at: Option<Instant>,
        pub decision_number: String,
        pub decided_on: Option<Day>,
        pub signed_at: Option<Instant>,
        pub signed_by: String,
        pub sent_number: String,
        pub sent_on: Option<Day>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(review_analysis, versioned);

pub mod review_section {
    use crate::review::{AnalysisId, SectionId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_section")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SectionId,
        pub analysis_id: AnalysisId,
        pub block: String,
        pub edition: i32,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(review_section);

pub mod review_figure {
    use crate::review::{AnalysisId, FigureId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_figure")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FigureId,
        pub analysis_id: AnalysisId,
        pub code: String,
        pub value: i64,
        pub taken_at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(review_figure, versioned);

pub mod review_paper {
    use crate::people::{Keeps, Kept};
    use crate::review::{AnalysisId, ReviewPaperId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReviewPaperId,
        pub analysis_id: AnalysisId,
        pub year: i32,
        pub number: i64,
        pub code: String,
        pub data_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub sha256: String,
        pub document_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}

    impl Keeps for Entity {
        const TABLE: &'static str = "review_paper";
        const OBJECT: &'static str = "review-paper";
        const PRINTING: &'static str = "print-review-paper";
        const PURPOSE: &'static str = "review: printing";

        fn kept(row: Model) -> Kept {
            Kept {
                id: row.id.0,
                about: None,
                title: ui::text::text(ui::Lang::Bg, "review-title").into_owned(),
                template: crate::people::PAPER,
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(review_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<review_analysis::Entity>(),
        columns::<review_section::Entity>(),
        columns::<review_figure::Entity>(),
        columns::<review_paper::Entity>(),
    ]
}
