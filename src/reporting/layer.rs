//! Bringing the layer into step with what was read anew. Decides without a database.

use super::entry::{Entry, Header, Merged, Sheet, Touched, merged};
use super::question::{Measure, UNKNOWN};
use super::runs::{self, Entries, Known};
use crate::people::{Counted, PersonId};
use crate::placement::Ways;
use crate::referral::Wished;
use crate::services::Profile;
use crate::workforce::Employed;
use std::collections::{BTreeMap, HashMap};

/// What was read of some people.
#[derive(Debug, Default)]
pub struct Portion {
    /// The people.
    pub people: Vec<Counted>,
    /// Their ways through services.
    pub ways: Ways,
    /// Their wishes.
    pub wishes: Vec<Wished>,
}

/// The entries of some people.
pub fn gather(portion: &Portion, entries: &mut Entries) {
    let mut known: HashMap<PersonId, Known<'_>> = HashMap::new();
    for one in &portion.ways.uses {
        known.entry(one.person).or_default().uses.push(one);
    }
    for one in &portion.ways.waits {
        known.entry(one.person).or_default().waits.push(one);
    }
    for one in &portion.ways.refusals {
        known.entry(one.person).or_default().refusals.push(one);
    }
    for one in &portion.wishes {
        known.entry(one.person).or_default().wishes.push(one);
    }
    for who in &portion.people {
        if let Some(known) = known.get(&who.id) {
            runs::of_person(who, known, entries);
        }
    }
}

/// Entries by what they have in common.
pub type Fresh = BTreeMap<Header, Vec<Entry>>;

/// The directory, by service.
pub type Services = BTreeMap<i64, Profile>;

fn header(measure: &'static str, service: i64, services: &Services) -> Option<Header> {
    let profile = services.get(&service)?;
    let (provider, kind, group) = (profile.provider_id.0, profile.kind, profile.group.clone());
    Some(Header { measure, service, provider, kind, group })
}

/// All entries under their headers: those of people, of places and of staff.
#[must_use]
pub fn fresh(entries: Entries, services: &Services, staff: &[Employed]) -> Fresh {
    let mut all = Fresh::new();
    for ((measure, service), rows) in entries {
        if let Some(header) = header(measure, service, services) {
            all.insert(header, rows);
        }
    }
    for (service, profile) in services {
        if let Some(header) = header(Measure::Places.code(), *service, services) {
            all.insert(header, runs::of_places(profile));
        }
    }
    for (provider, rows) in runs::of_staff(staff) {
        let (measure, group) = (Measure::Staff.code(), UNKNOWN.to_owned());
        all.insert(Header { measure, service: 0, provider, kind: 0, group }, rows);
    }
    all
}

/// A sheet that changed.
#[derive(Debug)]
pub struct Change {
    /// Its row; none when it is new.
    pub id: Option<i64>,
    /// What its entries have in common.
    pub header: Header,
    /// Its entries.
    pub merged: Merged,
}

/// The sheets that change. Where the directory says something else of a service than before, also those of its
/// users who were not read anew go under the new header.
#[must_use]
pub fn changes(
    kept: Vec<(i64, Sheet)>,
    (mut fresh, services): (Fresh, &Services),
    (touched, known): (&Touched, u16),
) -> Vec<Change> {
    let mut done = Vec::new();
    for (_, sheet) in &kept {
        let now = header(sheet.header.measure, sheet.header.service, services);
        if let Some(now) = now.filter(|now| *now != sheet.header) {
            let stay = sheet.rows.iter().filter(|one| !touched.holds(one.who));
            fresh.entry(now).or_default().extend(stay.map(|one| one.plain()));
        }
    }
    let everybody = Touched::All;
    for (id, sheet) in kept {
        let mut rows = fresh.remove(&sheet.header).unwrap_or_default();
        rows.sort_unstable();
        rows.dedup();
        let now = header(sheet.header.measure, sheet.header.service, services);
        let is_moved = now.is_some_and(|now| now != sheet.header);
        let is_of_people = Measure::of(sheet.header.measure).is_some_and(Measure::is_of_people);
        let touched = if is_moved || !is_of_people { &everybody } else { touched };
        let merged = merged(&sheet.rows, &rows, (touched, known));
        if merged.changed > 0 {
            done.push(Change { id: Some(id), header: sheet.header, merged });
        }
    }
    for (header, mut rows) in fresh {
        rows.sort_unstable();
        rows.dedup();
        let merged = merged(&[], &rows, (touched, known));
        if merged.changed > 0 {
            done.push(Change { id: None, header, merged });
        }
    }
    done
}
