//! Rows of what comes of meetings: decisions, opinions, messages, minutes, papers.

pub mod council_decision {
    use crate::council::{ItemId, ResolvedId, SittingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_decision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ResolvedId,
        pub sitting_id: SittingId,
        pub item_id: ItemId,
        pub register_id: i64,
        pub year: i32,
        pub number: i64,
        pub due_on: Option<Day>,
        pub is_public: bool,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_decision);

pub mod council_opinion {
    use crate::council::{ItemId, MemberId, OpinionId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_opinion")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OpinionId,
        pub item_id: ItemId,
        pub member_id: MemberId,
        pub given_on: Day,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_opinion);

pub mod council_message {
    use crate::council::{MemberId, MessageId, SittingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_message")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        pub sitting_id: SittingId,
        pub member_id: MemberId,
        pub kind: String,
        pub to_sealed: Vec<u8>,
        pub subject: String,
        pub text_sealed: Vec<u8>,
        pub fingerprint: String,
        pub ends_on: Day,
        pub sequence: i32,
        pub made_at: Instant,
        pub sent_at: Option<Instant>,
        pub answer: String,
        pub opened_at: Option<Instant>,
        pub reply: String,
        pub replied_at: Option<Instant>,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_message);

pub mod council_minutes {
    use crate::council::{MinutesId, SittingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_minutes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MinutesId,
        pub sitting_id: SittingId,
        pub due_on: Day,
        pub drafted_at: Instant,
        pub signed_on: Option<Day>,
        pub sent_on: Option<Day>,
        pub published_on: Option<Day>,
        pub content_sealed: Vec<u8>,
        pub public_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_minutes, versioned);

pub mod council_paper {
    use crate::council::{CouncilPaperId, SittingId};
    use crate::people::{Keeps, Kept};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_paper")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CouncilPaperId,
        pub kind: String,
        pub sitting_id: Option<SittingId>,
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
        const TABLE: &'static str = "council_paper";
        const OBJECT: &'static str = "council-paper";
        const PRINTING: &'static str = "print-council-paper";
        const PURPOSE: &'static str = "council: printing";

        fn kept(row: Model) -> Kept {
            let title = ui::text::text(ui::Lang::Bg, &format!("council-paper-{}", row.kind));
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
kit::owned!(council_paper);
