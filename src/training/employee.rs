//! What the norms need to know of employees: by which appendix their service works, and their first day
//! of work; and from it how each stands.

use super::load;
use super::norm::{self, Numbers, Standing, State, Worker};
use super::store::{training_profile, training_standard};
use super::{ProfileId, StandardId};
use crate::workforce::{self, EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, TrainingNorm};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};
use std::collections::HashMap;

/// The numbers of the appendices that know training and supervision; each norm names some of them.
#[must_use]
pub fn appendices(law: &Law) -> Vec<String> {
    let mut all: Vec<String> =
        law.training_norms().into_iter().flat_map(|norm| norm.appendices).collect();
    all.sort();
    all.dedup();
    all
}

/// What is known of all employees.
#[derive(Clone, Debug, Default)]
pub struct Profiles {
    /// The appendix of each provider, by its name.
    pub providers: HashMap<String, training_standard::Model>,
    /// What is known of single employees.
    pub own: HashMap<EmployeeId, training_profile::Model>,
}

impl Profiles {
    /// The appendix of somebody: their own, or that of their provider.
    #[must_use]
    pub fn appendix(&self, one: &EmployeeName) -> Option<&str> {
        let own = self.own.get(&one.id).map(|row| row.standard.as_str());
        let own = own.filter(|standard| !standard.is_empty());
        let of_provider = self.providers.get(&one.provider).map(|row| row.standard.as_str());
        own.or(of_provider).filter(|standard| !standard.is_empty())
    }

    /// The first day of work, when it is known.
    #[must_use]
    pub fn started(&self, id: EmployeeId) -> Option<Day> {
        self.own.get(&id).and_then(|row| row.started_on)
    }
}

/// What is known of all employees. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn profiles(tx: &Tx) -> Result<Profiles, StoreError> {
    let providers = tx.find::<training_standard::Entity>().all(tx.conn()).await?;
    let own = tx.find::<training_profile::Entity>().all(tx.conn()).await?;
    Ok(Profiles {
        providers: providers.into_iter().map(|row| (row.provider.clone(), row)).collect(),
        own: own.into_iter().map(|row| (row.employee_id, row)).collect(),
    })
}

/// Says by which appendix a provider works; none takes it back.
///
/// # Errors
/// When the database refuses.
pub async fn set_standard(
    tx: &mut Tx,
    known: &Profiles,
    (provider, standard): (&str, &str),
) -> Result<(), StoreError> {
    use training_standard::{ActiveModel, Entity, Model};
    if let Some(row) = known.providers.get(provider) {
        if row.standard == standard {
            return Ok(());
        }
        let active = ActiveModel { standard: Set(standard.to_owned()), ..Default::default() };
        tx.update::<Entity>(row.id, row.version, active).await?;
        tx.audit(Entry::write("training-standard", row.id.0));
        return Ok(());
    }
    if standard.is_empty() {
        return Ok(());
    }
    let id = StandardId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        provider: provider.to_owned(),
        standard: standard.to_owned(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("training-standard", id.0));
    Ok(())
}

/// What is known of one employee.
///
/// # Errors
/// When the database does not answer.
pub async fn profile(
    tx: &Tx,
    id: EmployeeId,
) -> Result<Option<training_profile::Model>, StoreError> {
    use training_profile::{Column, Entity};
    Ok(tx.find::<Entity>().filter(Column::EmployeeId.eq(id)).one(tx.conn()).await?)
}

/// Says the first day of work of an employee, and an appendix of their own.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved meanwhile.
pub async fn set_profile(
    tx: &mut Tx,
    (employee, version): (EmployeeId, i32),
    (started, standard): (Option<Day>, &str),
) -> Result<(), StoreError> {
    use training_profile::{ActiveModel, Entity, Model};
    if let Some(row) = profile(tx, employee).await? {
        let active = ActiveModel {
            started_on: Set(started),
            standard: Set(standard.to_owned()),
            account_name: Set(tx.actor().name.to_string()),
            ..Default::default()
        };
        tx.update::<Entity>(row.id, version, active).await?;
    } else {
        let row = Model {
            municipality_id: tx.municipality(),
            id: ProfileId(tx.new_id()),
            employee_id: employee,
            started_on: started,
            standard: standard.to_owned(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("training-profile", employee.0));
    Ok(())
}

/// How an employee stands to a norm.
#[derive(Clone, Debug)]
pub struct Stand<'a> {
    /// Who.
    pub who: EmployeeName,
    /// The norm.
    pub norm: TrainingNorm<'a>,
    /// How they stand.
    pub standing: Standing,
}

/// How everybody stands to their norms, the worst first.
///
/// # Errors
/// When the database does not answer.
pub async fn standings<'a>(tx: &Tx, law: &'a Law) -> Result<Vec<Stand<'a>>, StoreError> {
    let numbers = Numbers::of(law, tx.today());
    let numbers = numbers.map_err(|e| StoreError::Other(e.to_string()))?;
    let norms = law.training_norms();
    let profiles = profiles(tx).await?;
    let done = load::done(tx, None).await?;
    let mut all = Vec::new();
    for who in workforce::employees(tx).await? {
        let worker = Worker {
            group: &who.group,
            appendix: profiles.appendix(&who),
            started: profiles.started(who.id),
        };
        let own = done.get(&who.id).map(Vec::as_slice).unwrap_or_default();
        for (norm, standing) in norm::standings(&norms, (worker, own), numbers) {
            all.push(Stand { who: who.clone(), norm, standing });
        }
    }
    all.sort_by_cached_key(|one| {
        let order = State::ALL.iter().position(|state| *state == one.standing.state);
        (order, one.standing.until, kit::search::plain(&one.who.name))
    });
    Ok(all)
}
