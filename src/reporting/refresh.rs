//! The layer is brought into step each night: whatever happened to people since the mark is read anew by the
//! doors of the capabilities; once a month everything is.
//!
//! Once a night and not oftener: so a report of a day is the same in the morning and in the evening, and the
//! same when it is asked for again as it was known on that day.

use super::entry::{Touched, day_number};
use super::layer::{Portion, Services, changes, fresh, gather};
use super::load;
use super::runs::Entries;
use super::store::report_state;
use crate::app::App;
use crate::people::{self, PersonId, Whose};
use crate::{placement, referral, services, workforce};
use kit::access::Actor;
use kit::audit;
use kit::jobs::{Handler, Job};
use kit::store::entity::{change, event};
use kit::store::{StoreError, Tx};
use kit::types::MunicipalityId;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use std::collections::HashSet;
use std::sync::Arc;

/// The job.
pub const REFRESH: &str = "report-refresh";
/// Why the program reads all people.
const PURPOSE: &str = "reporting: чл. 39, ал. 1 НПСУ";
/// So many people are read at once when everybody is.
const PAGE: u64 = 5_000;
/// So many when some are: values bound in one statement.
const SOME: usize = 500;
/// When more than so many were touched, everybody is read: in order that is quicker.
const MANY: usize = 100_000;
/// A transaction that began before the mark may have been saved after it: so far back events are read again.
/// An id begins with the milliseconds of its moment, above 22 bits.
const OVERLAP: i64 = (60 * 60 * 1_000) << 22;

/// What a refresh did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// So many people were read.
    pub people: usize,
    /// So many entries are new or gone.
    pub changed: usize,
}

/// Runs [`REFRESH`].
pub fn refreshing(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            refresh(&app, job.municipality).await?;
            Ok(())
        })
    })
}

/// Of whom anything was told since the mark.
async fn touched(tx: &Tx, mark: i64) -> Result<HashSet<i64>, StoreError> {
    let told: Vec<Option<i64>> = tx
        .find::<event::Entity>()
        .select_only()
        .column(event::Column::PersonId)
        .distinct()
        .filter(event::Column::Id.gt(mark.saturating_sub(OVERLAP)))
        .filter(event::Column::PersonId.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let changed: Vec<i64> = tx
        .find::<change::Entity>()
        .select_only()
        .column(change::Column::ObjectId)
        .distinct()
        .filter(change::Column::Id.gt(mark.saturating_sub(OVERLAP)))
        .filter(change::Column::Kind.eq("person"))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(told.into_iter().flatten().chain(changed).collect())
}

async fn portion(tx: &Tx, whose: Whose<'_>) -> Result<Portion, StoreError> {
    Ok(Portion {
        people: people::counted(tx, whose).await?,
        ways: placement::ways(tx, whose).await?,
        wishes: referral::wishes(tx, whose).await?,
    })
}

/// Reads everybody, in portions of a transaction each, so that none lasts long.
async fn read_all(app: &App, actor: &Actor, entries: &mut Entries) -> Result<usize, StoreError> {
    let (mut after, mut read) = (PersonId(i64::MIN), 0);
    loop {
        let tx = app.db.read(actor).await?;
        let ids = people::ids_after(&tx, after, PAGE).await?;
        let (Some(first), Some(last)) = (ids.first().copied(), ids.last().copied()) else {
            tx.rollback().await;
            return Ok(read);
        };
        gather(&portion(&tx, Whose::Between(first, last)).await?, entries);
        tx.rollback().await;
        (after, read) = (last, read + ids.len());
    }
}

async fn read_some(tx: &Tx, ids: &HashSet<i64>, entries: &mut Entries) -> Result<(), StoreError> {
    let mut ids: Vec<PersonId> = ids.iter().map(|id| PersonId(*id)).collect();
    ids.sort_unstable();
    for some in ids.chunks(SOME) {
        gather(&portion(tx, Whose::These(some)).await?, entries);
    }
    Ok(())
}

/// Brings the layer into step with what happened since it was brought into step last. Known from today is what
/// is new; what was read at the very first was known before.
///
/// # Errors
/// When the database does not answer or refuses, or another refresh was quicker.
pub async fn refresh(app: &App, municipality: MunicipalityId) -> Result<Refreshed, StoreError> {
    let actor = Actor::system(municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let (mark, today) = (tx.new_id(), tx.today());
    let state = load::state(&tx).await?;
    let month = |day: kit::types::Day| (day.0.year(), day.0.month());
    let is_fresh = |row: &&report_state::Model| month(row.whole_on) == month(today);
    let mut entries = Entries::new();
    let mut some = match state.as_ref().filter(is_fresh) {
        Some(row) => Some(touched(&tx, row.mark).await?),
        None => None,
    };
    some = some.filter(|some| some.len() <= MANY);
    let read = match &some {
        Some(some) => {
            read_some(&tx, some, &mut entries).await?;
            some.len()
        }
        None => read_all(app, &actor, &mut entries).await?,
    };
    let services = services::profiles(&tx).await?.into_iter().map(|one| (one.id.0, one));
    let services: Services = services.collect();
    let staff = workforce::employed(&tx).await?;
    let kept = load::sheets(&tx, None).await?;
    tx.rollback().await;
    let is_whole = some.is_none();
    let touched = some.map_or(Touched::All, Touched::Some);
    let known = if state.is_some() { day_number(today) } else { 0 };
    let fresh = fresh(entries, &services, &staff);
    let changes = changes(kept, (fresh, &services), (&touched, known));
    let changed: usize = changes.iter().map(|one| one.merged.changed).sum();
    let mut tx = app.db.write(&actor).await?;
    load::write(&tx, &changes, today).await?;
    put_state(&tx, state, (mark, is_whole), (read, changed)).await?;
    tx.audit(audit::Entry::new("write", "report-layer", ""));
    tx.commit().await?;
    Ok(Refreshed { people: read, changed })
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn put_state(
    tx: &Tx,
    state: Option<report_state::Model>,
    (mark, is_whole): (i64, bool),
    (read, changed): (usize, usize),
) -> Result<(), StoreError> {
    let Some(row) = state else {
        let first = report_state::Model {
            municipality_id: tx.municipality(),
            // One row for a municipality: two first refreshes cannot both be kept.
            id: 1,
            mark,
            begun_on: tx.today(),
            refreshed_at: tx.now(),
            whole_on: tx.today(),
            people: whole(read),
            changed: whole(changed),
            version: 1,
        };
        return tx.insert(first.into_active_model()).await;
    };
    let whole_on = if is_whole { tx.today() } else { row.whole_on };
    let active = report_state::ActiveModel {
        mark: Set(mark),
        refreshed_at: Set(tx.now()),
        whole_on: Set(whole_on),
        people: Set(whole(read)),
        changed: Set(whole(changed)),
        ..Default::default()
    };
    tx.update::<report_state::Entity>(row.id, row.version, active).await
}
