//! The rows of delivery. The only place of this capability that names the ORM's entities.

/// Declares the entity of a table of closings. The table is `<name>_month`, and everything else is
/// called by the same name; `pages` has `path`, `month_path` and `page`.
macro_rules! closings_table {
    ($entity:ident, $table:literal, $name:literal, $template:literal, $pages:path) => {
        pub mod $entity {
            use crate::delivery::{Closing, Closings, MonthId};
            use crate::people::{Keeps, Kept};
            use crate::services::{Service, ServiceId};
            use kit::types::{Instant, MunicipalityId};
            use kit::web::Ctx;
            use law::Month;
            use sea_orm::Set;
            use sea_orm::entity::prelude::*;
            use $pages as pages;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub municipality_id: MunicipalityId,
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: MonthId,
                pub service_id: ServiceId,
                pub month: String,
                pub attempt: i32,
                pub year: i32,
                pub number: i64,
                pub closed_at: Instant,
                pub account_name: String,
                pub data_sealed: Vec<u8>,
                pub sealed: Vec<u8>,
                pub sha256: String,
                pub code: String,
                pub reopened_at: Option<Instant>,
                pub reopened_by: String,
                pub reason_sealed: Option<Vec<u8>>,
                pub version: i32,
            }
            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}
            impl ActiveModelBehavior for ActiveModel {}

            impl Keeps for Entity {
                const TABLE: &'static str = $table;
                const OBJECT: &'static str = concat!($name, "-month");
                const PRINTING: &'static str = concat!("print-", $name, "-month");
                const PURPOSE: &'static str = concat!($name, ": printing");

                fn kept(row: Model) -> Kept {
                    let title = ui::text::text(ui::Lang::Bg, Self::TITLE).into_owned();
                    Kept {
                        id: row.id.0,
                        about: None,
                        title,
                        template: include_str!($template),
                        made_at: row.closed_at,
                        data_sealed: row.data_sealed,
                        sealed: row.sealed,
                    }
                }
            }

            impl Closings for Entity {
                const SERVICE: &'static str = $name;
                const CLOSED: &'static str = concat!($name, "-month-closed");
                const REOPENED: &'static str = concat!($name, "-month-reopened");
                const TITLE: &'static str = concat!($name, "-paper-title");
                const NUMBER: &'static str = concat!($name, "-paper-number");

                fn row(new: Closing) -> ActiveModel {
                    ActiveModel {
                        municipality_id: Set(new.municipality_id),
                        id: Set(new.id),
                        service_id: Set(new.service_id),
                        month: Set(new.month),
                        attempt: Set(new.attempt),
                        year: Set(new.year),
                        number: Set(new.number),
                        closed_at: Set(new.closed_at),
                        account_name: Set(new.account_name),
                        data_sealed: Set(new.data_sealed),
                        sealed: Set(new.sealed),
                        sha256: Set(new.sha256),
                        code: Set(new.code),
                        reopened_at: Set(new.reopened_at),
                        reopened_by: Set(new.reopened_by),
                        reason_sealed: Set(new.reason_sealed),
                        version: Set(new.version),
                    }
                }

                fn path(service: ServiceId, rest: &str) -> String {
                    pages::path(service, rest)
                }

                fn month_path(service: ServiceId, month: Month) -> String {
                    pages::month_path(service, month)
                }

                fn page(ctx: &Ctx, service: &Service, at: (String, Month)) -> ui::Page {
                    pages::page_of(ctx, service, at)
                }
            }
        }
        kit::owned!($entity, versioned);
    };
}
pub(crate) use closings_table;

pub mod delivery_plan {
    use crate::delivery::PlanId;
    use crate::placement::PlacementId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PlanId,
        pub placement_id: PlacementId,
        pub from_on: Day,
        pub weekdays: String,
        pub unit: String,
        pub units: i32,
        pub holidays: bool,
        pub made_at: Instant,
        pub account_name: String,
        pub replaced_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(delivery_plan, versioned);

pub mod delivery_entry {
    use crate::delivery::EntryId;
    use crate::placement::PlacementId;
    use crate::services::ServiceId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EntryId,
        pub placement_id: PlacementId,
        pub service_id: ServiceId,
        pub day: Day,
        pub attempt: i32,
        pub kind: String,
        pub minutes: i32,
        pub reason_sealed: Option<Vec<u8>>,
        pub via: String,
        pub made_at: Instant,
        pub account_name: String,
        pub why_sealed: Option<Vec<u8>>,
        pub replaced_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(delivery_entry, versioned);

pub mod person_away {
    use crate::delivery::AwayId;
    use crate::people::PersonId;
    use kit::types::{Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_away")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AwayId,
        pub person_id: PersonId,
        pub from_on: Day,
        pub until_on: Option<Day>,
        pub reason_sealed: Vec<u8>,
        pub made_at: Instant,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(person_away, versioned);

closings_table!(delivery_month, "delivery_month", "delivery", "month.typ", crate::delivery::frame);

pub mod delivery_tablet {
    use crate::delivery::TabletId;
    use crate::services::ServiceId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_tablet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TabletId,
        pub service_id: ServiceId,
        pub name: String,
        pub fingerprint: String,
        pub made_at: Instant,
        pub expires_at: Instant,
        pub opened_at: Option<Instant>,
        pub revoked_at: Option<Instant>,
        pub failures: i32,
        pub failed_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(delivery_tablet, versioned);

pub mod delivery_worker {
    use crate::delivery::WorkerId;
    use crate::services::ServiceId;
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_worker")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WorkerId,
        pub service_id: ServiceId,
        pub name: String,
        pub pin_hash: String,
        pub failures: i32,
        pub made_at: Instant,
        pub ended_at: Option<Instant>,
        pub account_name: String,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(delivery_worker, versioned);

pub mod delivery_sitting {
    use crate::delivery::{SittingId, TabletId, WorkerId};
    use kit::types::{Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_sitting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SittingId,
        pub tablet_id: TabletId,
        pub worker_id: WorkerId,
        pub token_hash: String,
        pub began_at: Instant,
        pub seen_at: Instant,
        pub ended_at: Option<Instant>,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(delivery_sitting, versioned);

/// Changes a tablet whatever its version: of two who open it at once both may.
pub async fn touched(
    tx: &kit::store::Tx,
    id: super::TabletId,
    active: delivery_tablet::ActiveModel,
) -> Result<(), kit::store::StoreError> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    delivery_tablet::Entity::update_many()
        .set(active)
        .filter(delivery_tablet::Column::MunicipalityId.eq(tx.municipality()))
        .filter(delivery_tablet::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<delivery_plan::Entity>(),
        columns::<delivery_entry::Entity>(),
        columns::<person_away::Entity>(),
        columns::<delivery_month::Entity>(),
        columns::<delivery_tablet::Entity>(),
        columns::<delivery_worker::Entity>(),
        columns::<delivery_sitting::Entity>(),
    ]
}
