//! The rows of assistants. The only place of this capability that names the ORM's entities.

pub mod assistant {
    use crate::assistants::AssistantId;
    use crate::people::{PaperId, PersonId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssistantId,
        pub person_id: PersonId,
        pub year: i32,
        pub number: i64,
        pub applied_on: Day,
        pub due_on: Day,
        pub state: String,
        pub decided_on: Option<Day>,
        pub ended_on: Option<Day>,
        pub hours_offered: i32,
        pub hours_taken: i32,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistant, versioned);

pub mod assistant_step {
    use crate::assistants::{AssistantId, AssistantStepId};
    use crate::people::PaperId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assistant_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssistantStepId,
        pub assistant_id: AssistantId,
        pub kind: String,
        pub held_on: Day,
        pub content_sealed: Vec<u8>,
        pub paper_id: Option<PaperId>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(assistant_step);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![columns::<assistant::Entity>(), columns::<assistant_step::Entity>()]
}
