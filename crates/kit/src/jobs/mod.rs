//! Work done later: a queue in the database, written in the transaction of its cause.
//!
//! A job is claimed for a few minutes, so a killed process loses none: another takes it up. A job
//! that fails is tried again later, longer each time, and after its last try waits on the page of
//! failed jobs for a person. Payloads are sealed: they name people. Table owned: job.

mod queue;
mod schedule;
mod worker;

pub use queue::{FailedJob, enqueue, failed, retry, withdraw, withdraw_alike};
pub use schedule::{Schedule, due_moment};
pub use worker::{Handler, Job, Worker};

#[expect(missing_docs, reason = "columns; schema.sql tells their meaning")]
pub mod entity {
    pub mod job {
        use crate::types::{Instant, MunicipalityId};
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "job")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub municipality_id: MunicipalityId,
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub kind: String,
            pub dedupe: Option<String>,
            pub sealed: Vec<u8>,
            pub state: String,
            pub attempts: i32,
            pub run_at: Instant,
            pub claimed_until: Option<Instant>,
            pub error: Option<String>,
            pub created_at: Instant,
            pub done_at: Option<Instant>,
        }
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    }
    crate::owned!(job);
}
