//! The licence of a provider for a service: valid, expired, ended, or not needed.
//!
//! Invariants: whether one is needed and how long it holds is told by the law; a renewal is a row
//! of its own; a contract or a referral asks [`licence_on`] for its day.

use super::store::{licence as row, provider, service};
use super::{LicenceId, ProviderId, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// A licence as it was entered.
pub type Row = row::Model;

/// How a service stands to its licence on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Licence {
    /// None is needed: the municipality provides it itself, or it is no service of ЗСУ.
    NotNeeded,
    /// It holds.
    Valid {
        /// Its number.
        number: String,
        /// The last day.
        until: Day,
        /// The last day on which its renewal is asked for; none when it was renewed or asked for.
        ask_by: Option<Day>,
    },
    /// It ran out.
    Expired {
        /// Its number.
        number: String,
        /// The last day on which it held.
        until: Day,
    },
    /// It was withdrawn, terminated or deleted.
    Ended {
        /// Its number.
        number: String,
        /// The day.
        on: Day,
        /// `withdrawn`, `terminated`, `deleted`.
        how: String,
    },
    /// None is known.
    Missing,
}

impl Licence {
    /// Whether the service may be contracted and referred to.
    #[must_use]
    pub fn is_good(&self) -> bool {
        matches!(self, Licence::NotNeeded | Licence::Valid { .. })
    }

    /// A short code: `not-needed`, `valid`, `expired`, `ended`, `missing`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Licence::NotNeeded => "not-needed",
            Licence::Valid { .. } => "valid",
            Licence::Expired { .. } => "expired",
            Licence::Ended { .. } => "ended",
            Licence::Missing => "missing",
        }
    }

    /// The arguments of its text `services-licence-is-…`.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Licence::NotNeeded | Licence::Missing => Vec::new(),
            Licence::Valid { number, until, .. } | Licence::Expired { number, until } => {
                vec![("number", number.clone()), ("day", until.bg())]
            }
            Licence::Ended { number, on, .. } => {
                vec![("number", number.clone()), ("day", on.bg())]
            }
        }
    }
}

/// How a service stands on a day to the licences entered for it.
pub fn of_rows(law: &Law, rows: &[Row], day: Day) -> Licence {
    let begun: Vec<&Row> = rows.iter().filter(|one| one.issued_on <= day).collect();
    let ended = |one: &&&Row| one.ended_on.is_some_and(|on| on <= day);
    let holds = begun.iter().filter(|one| !ended(one) && day <= one.valid_until);
    if let Some(one) = holds.max_by_key(|one| one.valid_until) {
        let is_renewed =
            one.asked_on.is_some() || rows.iter().any(|other| other.renews_id == Some(one.id));
        let ask_by = law.licence_ask_by(one.valid_until.0).ok().map(Day);
        return Licence::Valid {
            number: one.number.clone(),
            until: one.valid_until,
            ask_by: ask_by.filter(|_| !is_renewed),
        };
    }
    let newest = begun.iter().max_by_key(|one| (one.valid_until, one.id));
    match newest {
        None => Licence::Missing,
        Some(one) => match one.ended_on.filter(|on| *on <= day && *on <= one.valid_until) {
            Some(on) => {
                Licence::Ended { number: one.number.clone(), on, how: one.ended_how.clone() }
            }
            None => Licence::Expired { number: one.number.clone(), until: one.valid_until },
        },
    }
}

/// How some services stand to their licences on a day; all are in the answer. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn licence_on(
    tx: &Tx,
    law: &Law,
    ids: &[ServiceId],
    day: Day,
) -> Result<HashMap<ServiceId, Licence>, StoreError> {
    let services: Vec<(ServiceId, ProviderId, bool)> = tx
        .find::<service::Entity>()
        .filter(service::Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .columns([service::Column::Id, service::Column::ProviderId, service::Column::InZsu])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let providers: Vec<ProviderId> = services.iter().map(|one| one.1).collect();
    let forms: HashMap<ProviderId, String> = tx
        .find::<provider::Entity>()
        .filter(provider::Column::Id.is_in(providers))
        .select_only()
        .columns([provider::Column::Id, provider::Column::Kind])
        .into_tuple::<(ProviderId, String)>()
        .all(tx.conn())
        .await?
        .into_iter()
        .collect();
    let rows = licences(tx, ids).await?;
    let none = Vec::new();
    let all = services.into_iter().map(|(id, provider, in_zsu)| {
        let form = forms.get(&provider).map_or("", String::as_str);
        let is_needed = in_zsu && law.licence_needed(form).unwrap_or(true);
        let answer = match is_needed {
            true => of_rows(law, rows.get(&id).unwrap_or(&none), day),
            false => Licence::NotNeeded,
        };
        (id, answer)
    });
    Ok(all.collect())
}

/// The licences of some services, the newest first. One query.
pub async fn licences(
    tx: &Tx,
    ids: &[ServiceId],
) -> Result<HashMap<ServiceId, Vec<Row>>, StoreError> {
    let rows = tx
        .find::<row::Entity>()
        .filter(row::Column::ServiceId.is_in(ids.iter().copied()))
        .order_by_desc(row::Column::ValidUntil)
        .order_by_desc(row::Column::Id)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<ServiceId, Vec<Row>> = HashMap::new();
    for one in rows {
        found.entry(one.service_id).or_default().push(one);
    }
    Ok(found)
}

/// The licences of a provider, those that end first at the top.
pub async fn of_provider(tx: &Tx, id: ProviderId) -> Result<Vec<Row>, StoreError> {
    let rows = tx.find::<row::Entity>().filter(row::Column::ProviderId.eq(id));
    Ok(rows.order_by_asc(row::Column::ValidUntil).all(tx.conn()).await?)
}

/// One licence.
pub async fn licence(tx: &Tx, id: LicenceId) -> Result<Row, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::Id.eq(id)).one(tx.conn()).await?;
    found.ok_or(StoreError::NotFound)
}

/// What is known of a licence.
#[derive(Clone, Debug)]
pub struct NewLicence {
    /// The service.
    pub service_id: ServiceId,
    /// Its provider.
    pub provider_id: ProviderId,
    /// The licence that it renews.
    pub renews_id: Option<LicenceId>,
    /// Its number.
    pub number: String,
    /// The day on which it was issued.
    pub issued_on: Day,
    /// The last day on which it holds.
    pub valid_until: Day,
    /// The day on which renewal was asked for.
    pub asked_on: Option<Day>,
    /// The day on which it was withdrawn, terminated or deleted.
    pub ended_on: Option<Day>,
    /// `withdrawn`, `terminated`, `deleted`, or empty.
    pub ended_how: String,
    /// On what ground.
    pub ground: String,
    /// Where this was read.
    pub source: String,
}

impl NewLicence {
    fn columns(&self) -> row::ActiveModel {
        row::ActiveModel {
            provider_id: Set(self.provider_id),
            service_id: Set(self.service_id),
            renews_id: Set(self.renews_id),
            number: Set(self.number.clone()),
            issued_on: Set(self.issued_on),
            valid_until: Set(self.valid_until),
            asked_on: Set(self.asked_on),
            ended_on: Set(self.ended_on),
            ended_how: Set(self.ended_how.clone()),
            ground: Set(self.ground.clone()),
            source: Set(self.source.clone()),
            ..Default::default()
        }
    }
}

/// Enters a licence.
///
/// # Errors
/// When the database refuses.
pub async fn add_licence(tx: &Tx, new: &NewLicence) -> Result<LicenceId, StoreError> {
    let id = LicenceId(tx.new_id());
    let mut row = new.columns();
    row.municipality_id = Set(tx.municipality());
    row.id = Set(id);
    row.version = Set(1);
    tx.insert(row).await?;
    Ok(id)
}

/// Corrects what is known of a licence.
pub async fn change_licence(
    tx: &Tx,
    (id, version): (LicenceId, i32),
    new: &NewLicence,
) -> Result<(), StoreError> {
    tx.update::<row::Entity>(id, version, new.columns()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::types::MunicipalityId;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn one(id: i64, issued: &str, until: &str) -> Row {
        Row {
            municipality_id: MunicipalityId(1),
            id: LicenceId(id),
            provider_id: ProviderId(1),
            service_id: ServiceId(1),
            renews_id: None,
            number: format!("{id}"),
            issued_on: day(issued),
            valid_until: day(until),
            asked_on: None,
            ended_on: None,
            ended_how: String::new(),
            ground: String::new(),
            source: String::new(),
            version: 1,
        }
    }

    #[test]
    fn a_licence_that_expired_yesterday_is_no_licence() {
        let law = Law::current();
        let mut rows = vec![one(1, "2022-03-31", "2027-03-31")];
        let on = |rows: &[Row], text: &str| of_rows(law, rows, day(text));
        assert!(on(&rows, "2027-03-31").is_good());
        assert_eq!(on(&rows, "2027-04-01").code(), "expired");
        assert_eq!(on(&rows, "2022-03-30"), Licence::Missing);
        let Licence::Valid { ask_by, .. } = on(&rows, "2026-11-24") else { panic!("valid") };
        assert_eq!(ask_by, Some(day("2026-12-31")), "three months before");
        let mut next = one(2, "2027-04-01", "2032-04-01");
        next.renews_id = Some(LicenceId(1));
        rows.push(next);
        assert!(on(&rows, "2027-04-01").is_good(), "renewed");
        rows[1].ended_on = Some(day("2028-01-10"));
        rows[1].ended_how = "withdrawn".into();
        assert!(on(&rows, "2028-01-09").is_good());
        assert_eq!(on(&rows, "2028-01-10").code(), "ended");
    }
}
