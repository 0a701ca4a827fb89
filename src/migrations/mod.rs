//! One ordered list of migrations for both databases. A released one is never changed.

use kit::rotation::Sealed;
use kit::store::{Columns, SCHEMA, SCHEMA_KEYS, SqlMigration, StoreError, Target, indices, secure};
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use std::collections::BTreeMap;

/// The list.
pub struct Migrations;

const LIST: &[(&str, &str)] = &[
    ("m0001_kit", SCHEMA),
    ("m0002_municipality", include_str!("m0002_municipality.sql")),
    ("m0003_people", include_str!("m0003_people.sql")),
    ("m0004_services", include_str!("m0004_services.sql")),
    ("m0005_frontdesk", include_str!("m0005_frontdesk.sql")),
    ("m0006_referral", include_str!("m0006_referral.sql")),
    ("m0007_rules", include_str!("m0007_rules.sql")),
    ("m0008_people_once", include_str!("m0008_people_once.sql")),
    ("m0009_contacts", include_str!("m0009_contacts.sql")),
    ("m0010_reception", include_str!("m0010_reception.sql")),
    ("m0011_disability", include_str!("m0011_disability.sql")),
    ("m0012_consents", include_str!("m0012_consents.sql")),
    ("m0014_work", include_str!("m0014_work.sql")),
    ("m0015_import", include_str!("m0015_import.sql")),
    ("m0016_forms", include_str!("m0016_forms.sql")),
    ("m0017_keys", SCHEMA_KEYS),
    ("m0018_directory", include_str!("m0018_directory.sql")),
    ("m0019_placement", include_str!("m0019_placement.sql")),
    ("m0020_support", include_str!("m0020_support.sql")),
    ("m0021_delivery", include_str!("m0021_delivery.sql")),
    ("m0022_fees", include_str!("m0022_fees.sql")),
    ("m0023_provider", include_str!("m0023_provider.sql")),
    ("m0024_print_batch", include_str!("m0024_print_batch.sql")),
    ("m0026_choice", include_str!("m0026_choice.sql")),
    ("m0025_homecare", include_str!("m0025_homecare.sql")),
    ("m0027_assistants", include_str!("m0027_assistants.sql")),
    ("m0028_assistance", include_str!("m0028_assistance.sql")),
    ("m0029_hours", include_str!("m0029_hours.sql")),
    ("m0030_payroll", include_str!("m0030_payroll.sql")),
    ("m0031_control", include_str!("m0031_control.sql")),
    ("m0032_brought", include_str!("m0032_brought.sql")),
    ("m0033_projects", include_str!("m0033_projects.sql")),
    ("m0034_workforce", include_str!("m0034_workforce.sql")),
    ("m0035_training", include_str!("m0035_training.sql")),
    ("m0036_campaigns", include_str!("m0036_campaigns.sql")),
    ("m0037_results", include_str!("m0037_results.sql")),
    ("m0041_campaign_import", include_str!("m0041_campaign_import.sql")),
    ("m0040_revoked", include_str!("m0040_revoked.sql")),
    ("m0039_training_mail", include_str!("m0039_training_mail.sql")),
    ("m0042_council", include_str!("m0042_council.sql")),
    ("m0043_decisions", include_str!("m0043_decisions.sql")),
    ("m0044_oversight", include_str!("m0044_oversight.sql")),
    ("m0045_voices", include_str!("m0045_voices.sql")),
    ("m0046_powers", include_str!("m0046_powers.sql")),
    ("m0047_duties", include_str!("m0047_duties.sql")),
    ("m0048_review", include_str!("m0048_review.sql")),
    ("m0049_figures", include_str!("m0049_figures.sql")),
    ("m0050_needs", include_str!("m0050_needs.sql")),
    ("m0051_reporting", include_str!("m0051_reporting.sql")),
    ("m0052_planning", include_str!("m0052_planning.sql")),
    ("m0053_studies", include_str!("m0053_studies.sql")),
    ("m0054_atlas", include_str!("m0054_atlas.sql")),
    ("m0055_scenarios", include_str!("m0055_scenarios.sql")),
    ("m0056_forecast", include_str!("m0056_forecast.sql")),
    ("m0057_cooperation", include_str!("m0057_cooperation.sql")),
    ("m0058_portal", include_str!("m0058_portal.sql")),
    ("m0059_entitlements", include_str!("m0059_entitlements.sql")),
    ("m0060_online", include_str!("m0060_online.sql")),
    ("m0061_citizens", include_str!("m0061_citizens.sql")),
    ("m0062_desk", include_str!("m0062_desk.sql")),
    ("m0063_booking", include_str!("m0063_booking.sql")),
    ("m0064_notices", include_str!("m0064_notices.sql")),
];

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        LIST.iter()
            .map(|&(name, sql)| Box::new(SqlMigration { name, sql }) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// Brings a database to the newest schema and puts up the walls that follow from it. Safe to run
/// again, and after being killed in the middle.
///
/// # Errors
/// When the database does not answer or refuses.
pub async fn migrate(target: &Target) -> Result<(), StoreError> {
    let conn = kit::store::Db::owner(target).await?;
    Migrations::up(&conn, None).await?;
    secure(&conn).await?;
    make_missing(&conn).await?;
    conn.close().await?;
    Ok(())
}

/// Drops the indices of some tables, so that very many rows are written faster. Those that keep
/// something unique stay. Who dies before [`make_indices`] is helped by the next [`migrate`].
///
/// # Errors
/// When the database does not answer or refuses.
pub async fn drop_indices(target: &Target, tables: &[&str]) -> Result<(), StoreError> {
    let conn = kit::store::Db::owner(target).await?;
    for index in LIST.iter().flat_map(|(_, sql)| indices(sql)) {
        if tables.contains(&index.table) {
            index.drop(&conn).await?;
        }
    }
    Ok(conn.close().await?)
}

/// Makes the indices that are missing.
///
/// # Errors
/// As [`drop_indices`].
pub async fn make_indices(target: &Target) -> Result<(), StoreError> {
    let conn = kit::store::Db::owner(target).await?;
    make_missing(&conn).await?;
    Ok(conn.close().await?)
}

async fn make_missing(conn: &sea_orm::DatabaseConnection) -> Result<(), StoreError> {
    for index in LIST.iter().flat_map(|(_, sql)| indices(sql)) {
        index.make(conn).await?;
    }
    Ok(())
}

/// Names of the migrations that a database still waits for.
///
/// # Errors
/// When the database does not answer.
pub async fn pending(target: &Target) -> Result<Vec<String>, StoreError> {
    let conn = kit::store::Db::owner(target).await?;
    let waiting = Migrations::get_pending_migrations(&conn).await?;
    conn.close().await?;
    Ok(waiting.iter().map(|migration| migration.name().to_owned()).collect())
}

/// Every sealed column of the schema.
#[must_use]
pub fn sealed_columns() -> Vec<Sealed> {
    Sealed::among(&entities())
}

/// Columns as the entities declare them, by table: may it be null, is it in the key. A test
/// compares them with the migrated schema.
#[must_use]
pub fn entities() -> BTreeMap<String, Columns> {
    let mut all = BTreeMap::new();
    let lists = [
        kit::store::entities(),
        crate::municipality::entities(),
        crate::people::entities(),
        crate::forms::entities(),
        crate::services::entities(),
        crate::contacts::entities(),
        crate::frontdesk::entities(),
        crate::referral::entities(),
        crate::placement::entities(),
        crate::support::entities(),
        crate::delivery::entities(),
        crate::fees::entities(),
        crate::homecare::entities(),
        crate::assistants::entities(),
        crate::assistance::entities(),
        crate::hours::entities(),
        crate::payroll::entities(),
        crate::control::entities(),
        crate::cooperation::entities(),
        crate::projects::entities(),
        crate::training::entities(),
        crate::campaigns::entities(),
        crate::results::entities(),
        crate::decisions::entities(),
        crate::powers::entities(),
        crate::studies::entities(),
        crate::voices::entities(),
        crate::oversight::entities(),
        crate::council::entities(),
        crate::duties::entities(),
        crate::review::entities(),
        crate::figures::entities(),
        crate::needs::entities(),
        crate::atlas::entities(),
        crate::forecast::entities(),
        crate::planning::entities(),
        crate::reporting::entities(),
        crate::scenarios::entities(),
        crate::portal::entities(),
        crate::entitlements::entities(),
        crate::online::entities(),
        crate::notices::entities(),
        crate::brought::entities(),
        crate::rules::entities(),
        crate::imports::entities(),
        crate::work::entities(),
        crate::workforce::entities(),
        crate::disability::entities(),
        crate::consent::entities(),
        crate::reception::entities(),
        crate::trust::entities(),
        crate::citizens::entities(),
        crate::desk::entities(),
        crate::booking::entities(),
    ];
    for list in lists {
        all.extend(list);
    }
    all
}
