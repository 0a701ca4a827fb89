//! Rows of meetings: agenda, attendance, recusal, votes.

pub mod council_sitting {
    use crate::council::{ItemId, MandateId, SittingId};
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_sitting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SittingId,
        pub mandate_id: MandateId,
        pub year: i32,
        pub number: i64,
        pub kind: String,
        pub form: String,
        pub day: Day,
        pub begins: String,
        pub sequence: i32,
        pub content_sealed: Vec<u8>,
        pub fingerprint: String,
        pub live_item_id: Option<ItemId>,
        pub live_sealed: Vec<u8>,
        pub had_quorum: bool,
        pub called_at: Option<Instant>,
        pub opened_at: Option<Instant>,
        pub closed_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_sitting, versioned);

pub mod council_item {
    use crate::council::{ItemId, ProposalId, SittingId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ItemId,
        pub sitting_id: SittingId,
        pub position: i32,
        pub is_closed: bool,
        pub majority: String,
        pub proposal_id: Option<ProposalId>,
        pub state: String,
        pub href: String,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_item, versioned);

pub mod council_attendance {
    use crate::council::{AttendanceId, MemberId, SittingId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AttendanceId,
        pub sitting_id: SittingId,
        pub member_id: MemberId,
        pub how: String,
        pub came_at: Option<Instant>,
        pub left_at: Option<Instant>,
        pub content_sealed: Vec<u8>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_attendance, versioned);

pub mod council_recusal {
    use crate::council::{ItemId, MemberId, RecusalId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_recusal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RecusalId,
        pub item_id: ItemId,
        pub member_id: MemberId,
        pub content_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_recusal);

pub mod council_vote {
    use crate::council::{ItemId, VoteId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_vote")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VoteId,
        pub item_id: ItemId,
        pub how: String,
        pub majority: String,
        pub members: i32,
        pub present: i32,
        pub recused: i32,
        pub quorum_needed: i32,
        pub needed: i32,
        pub voted_for: i32,
        pub against: i32,
        pub abstained: i32,
        pub outcome: String,
        pub turn: i64,
        pub why_sealed: Vec<u8>,
        pub taken_at: Instant,
        pub revoked_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_vote, versioned);

pub mod council_ballot {
    use crate::council::{BallotId, MemberId, VoteId};
    use kit::types::MunicipalityId;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "council_ballot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: BallotId,
        pub vote_id: VoteId,
        pub member_id: MemberId,
        pub answer: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(council_ballot);
