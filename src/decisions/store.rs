//! The rows of decisions. The only place of this capability that names the ORM's entities.

pub mod decision {
    use crate::decisions::DecisionId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub body: String,
        pub origin_id: Option<i64>,
        pub href: String,
        pub year: i32,
        pub number_key: String,
        pub taken_on: Day,
        pub due_on: Option<Day>,
        pub state: String,
        pub done_on: Option<Day>,
        pub is_public: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub withdrawn_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(decision, versioned);

pub mod decision_entry {
    use crate::decisions::{DecisionId, EntryId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EntryId,
        pub decision_id: DecisionId,
        pub kind: String,
        pub state: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(decision_entry);

pub mod decision_evidence {
    use crate::decisions::{DecisionId, EvidenceId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EvidenceId,
        pub decision_id: DecisionId,
        pub media: String,
        pub content_sealed: Vec<u8>,
        pub sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(decision_evidence);

pub mod decision_paper {
    use crate::decisions::DecisionPaperId;
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decision_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionPaperId,
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
        const TABLE: &'static str = "decision_paper";
        const OBJECT: &'static str = "decision-paper";
        const PRINTING: &'static str = "print-decision-paper";
        const PURPOSE: &'static str = "decisions: printing";

        fn kept(row: Model) -> Kept {
            Kept {
                id: row.id.0,
                about: None,
                title: ui::text::text(ui::Lang::Bg, "decisions-paper").into_owned(),
                template: include_str!("paper.typ"),
                made_at: row.made_at,
                data_sealed: row.data_sealed,
                sealed: row.sealed,
            }
        }
    }
}
kit::owned!(decision_paper);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<decision::Entity>(),
        columns::<decision_entry::Entity>(),
        columns::<decision_evidence::Entity>(),
        columns::<decision_paper::Entity>(),
    ]
}
