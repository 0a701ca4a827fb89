//! What other capabilities know of services on a day: the one place that names their doors.

use super::assign::Assigned;
use super::store::need_service;
use crate::people::PersonId;
use crate::placement;
use crate::services::{self, Service, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A service of the directory with what is known of it on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Who provides it.
    pub provider: String,
    /// For which point of the annex it counts.
    pub set: Option<u8>,
    /// Whether somebody said so, or it follows from its kind.
    pub is_said: bool,
    /// Its places.
    pub places: i64,
    /// Who used it on the day: people, each once.
    pub users: i64,
    /// Who waited for it on the day.
    pub waiting: i64,
}

/// What was said of services; 0 where somebody said that one counts for none.
fn assigned(all: Vec<need_service::Model>) -> HashMap<ServiceId, u8> {
    let known = all.into_iter().map(|row| (row.service_id, u8::try_from(row.set_no).unwrap_or(0)));
    known.collect()
}

/// The services of the directory on a day, by kind and name. Six queries.
///
/// # Errors
/// When the database does not answer.
pub async fn present(tx: &Tx, on: Day) -> Result<Vec<Present>, StoreError> {
    let known: Vec<Service> = services::all(tx).await?;
    let known: Vec<Service> = known.into_iter().filter(|one| one.in_zsu).collect();
    let ids: Vec<ServiceId> = known.iter().map(|one| one.id).collect();
    let said = assigned(super::assign::rows(tx).await?);
    let places = services::places_on(tx, &ids, on).await?;
    let waiting = placement::waiting_on(tx, on).await?;
    let mut users: BTreeMap<ServiceId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in placement::uses(tx, None, (on, on)).await? {
        users.entry(one.service).or_default().insert(one.person);
    }
    let size = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let present = |one: Service| {
        let own = said.get(&one.id).copied();
        let facts = Assigned { access: &one.access, kind: one.kind, funding: &one.funding };
        Present {
            set: match own {
                // Somebody said that it counts for none.
                Some(0) => None,
                Some(no) => Some(no),
                None => super::assign::proposed(facts),
            },
            is_said: own.is_some(),
            places: places.get(&one.id).map_or(0, |places| places.total),
            users: users.get(&one.id).map_or(0, |people| size(people.len())),
            waiting: waiting.get(&one.id).copied().unwrap_or(0),
            service: one.id,
            name: one.name,
            provider: one.provider,
        }
    };
    Ok(known.into_iter().map(present).collect())
}

/// Whether somebody may open the lists of people who use or wait.
pub const LISTS: kit::access::Right = placement::READ;
