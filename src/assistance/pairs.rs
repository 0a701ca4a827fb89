//! Who assists whom, for those who control it: the agreements with the first day of work, and what
//! lies in their files. Some queries, however many agreements there are.

use super::content::{Application, opened};
use super::load::agreement_number;
use super::store::{
    assistance_agreement as agreement_row, assistance_application as application_row,
    assistance_check as check_row, assistance_contract as contract_row,
    assistance_message as message_row, assistance_record as record_row,
    assistance_schedule as schedule_row,
};
use super::{AgreementId, ApplicationId, ContractId};
use crate::assistants::{self, AssistantId, Candidate};
use crate::people::{PaperId, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// Which agreements are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairs<'a> {
    /// Those that have not ended.
    Open,
    /// One.
    Agreement(AgreementId),
    /// Those of a user, ended ones too.
    User(PersonId),
    /// These, ended ones too.
    Among(&'a [AgreementId]),
}

/// A user and an assistant under an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The agreement.
    pub agreement: AgreementId,
    /// Its number in words.
    pub number: String,
    /// The application.
    pub application: ApplicationId,
    /// The user.
    pub user: PersonId,
    /// The assistant, on the list of candidates.
    pub assistant: AssistantId,
    /// The assistant as a person.
    pub assistant_person: PersonId,
    /// The day of the agreement.
    pub concluded_on: Day,
    /// The first day on which the municipality answers for it here: its own day, or the one from
    /// which an agreement of before is kept here.
    pub known_from: Day,
    /// First day of work under it that is kept here; none before there is a contract.
    pub since: Option<Day>,
    /// The last day of work, when it is known.
    pub ended_on: Option<Day>,
    /// Agreed hours a month.
    pub hours: i32,
}

impl Pair {
    /// The assistant works on a day.
    #[must_use]
    pub fn works_on(&self, day: Day) -> bool {
        self.since.is_some_and(|since| since <= day) && self.ended_on.is_none_or(|end| day <= end)
    }
}

fn asked(tx: &Tx, of: Pairs<'_>) -> Select<agreement_row::Entity> {
    use agreement_row::Column;
    let rows = tx.find::<agreement_row::Entity>();
    match of {
        Pairs::Open => rows.filter(Column::EndedOn.is_null()),
        Pairs::Agreement(id) => rows.filter(Column::Id.eq(id)),
        Pairs::User(person) => rows.filter(Column::PersonId.eq(person)),
        Pairs::Among(some) => rows.filter(Column::Id.is_in(some.iter().copied())),
    }
}

fn ids(tx: &Tx, of: Pairs<'_>, column: agreement_row::Column) -> SelectStatement {
    asked(tx, of).select_only().column(column).into_query()
}

/// The pairs, in the order of their agreements.
///
/// # Errors
/// When the database does not answer.
pub async fn pairs(tx: &Tx, of: Pairs<'_>) -> Result<Vec<Pair>, StoreError> {
    use contract_row::Column as Labour;
    let agreement_ids = ids(tx, of, agreement_row::Column::Id);
    let rows: Vec<(AgreementId, Day)> = tx
        .find::<contract_row::Entity>()
        .filter(Labour::AgreementId.in_subquery(agreement_ids))
        .filter(Labour::SubstituteOf.is_null())
        .order_by_desc(Labour::StartsOn)
        .select_only()
        .column(Labour::AgreementId)
        .column(Labour::StartsOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    // The last one stays: the earliest start.
    let since: HashMap<AgreementId, Day> = rows.into_iter().collect();
    let known = assistants::assistants_in(tx, ids(tx, of, agreement_row::Column::AssistantId));
    let known = known.await?;
    let rows = asked(tx, of).order_by_asc(agreement_row::Column::Id).all(tx.conn()).await?;
    let pair = |row: agreement_row::Model| {
        let assistant_person = known.get(&row.assistant_id)?.person;
        Some(Pair {
            agreement: row.id,
            number: agreement_number(&row),
            application: row.application_id,
            user: row.person_id,
            assistant: row.assistant_id,
            assistant_person,
            concluded_on: row.concluded_on,
            since: since.get(&row.id).map(|day| row.here_from.map_or(*day, |from| from.max(*day))),
            known_from: row.here_from.map_or(row.concluded_on, |from| from.max(row.concluded_on)),
            ended_on: row.ended_on,
            hours: row.hours,
        })
    };
    Ok(rows.into_iter().filter_map(pair).collect())
}

/// What lies in the file of a pair, as the program knows it.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The pair.
    pub pair: Pair,
    /// The application.
    pub application: Application,
    /// It was printed in the official form.
    pub has_form: bool,
    /// The agreement was printed.
    pub has_agreement: bool,
    /// It has a plan-schedule.
    pub has_schedule: bool,
    /// Labour contracts under it.
    pub contracts: Vec<ContractId>,
    /// Records for the register of employment: the kind, and whether it went.
    pub records: Vec<(String, bool)>,
    /// Checks against double financing: kind, day.
    pub checks: Vec<(String, Day)>,
    /// Messages to АСП and НОИ: all, and those that have not gone.
    pub messages: (usize, usize),
    /// What the assistant brought as a candidate.
    pub candidate: Candidate,
    /// The papers: application, agreement, plan-schedules, contracts.
    pub papers: Vec<PaperId>,
}

/// A labour contract under an agreement, with its paper.
type Contracted = (AgreementId, ContractId, Option<PaperId>);

/// The rows around the agreements that are asked for.
struct Around {
    agreements: HashMap<AgreementId, Option<PaperId>>,
    applications: HashMap<ApplicationId, (Application, Option<PaperId>)>,
    scheduled: Vec<(AgreementId, Option<PaperId>)>,
    contracts: Vec<Contracted>,
    records: HashMap<ContractId, Vec<(String, bool)>>,
    checks: HashMap<ApplicationId, Vec<(String, Day)>>,
    messages: HashMap<ApplicationId, (usize, usize)>,
    candidates: HashMap<AssistantId, assistants::Assistant>,
}

async fn applications(
    tx: &Tx,
    of: Pairs<'_>,
) -> Result<HashMap<ApplicationId, (Application, Option<PaperId>)>, StoreError> {
    let asked = ids(tx, of, agreement_row::Column::ApplicationId);
    let rows = tx
        .find::<application_row::Entity>()
        .filter(application_row::Column::Id.in_subquery(asked))
        .all(tx.conn())
        .await?;
    let read = |row: application_row::Model| {
        let at = ("assistance_application", row.id.0);
        Ok((row.id, (opened(tx, at, &row.content_sealed)?, row.paper_id)))
    };
    rows.into_iter().map(read).collect()
}

async fn contracts(
    tx: &Tx,
    of: Pairs<'_>,
) -> Result<(Vec<Contracted>, HashMap<ContractId, Vec<(String, bool)>>), StoreError> {
    use contract_row::Column as Labour;
    let own = || {
        let asked = ids(tx, of, agreement_row::Column::Id);
        tx.find::<contract_row::Entity>().filter(Labour::AgreementId.in_subquery(asked))
    };
    let all: Vec<Contracted> = own()
        .order_by_asc(Labour::Id)
        .select_only()
        .column(Labour::AgreementId)
        .column(Labour::Id)
        .column(Labour::PaperId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let asked = own().select_only().column(Labour::Id).into_query();
    let rows = tx
        .find::<record_row::Entity>()
        .filter(record_row::Column::ContractId.in_subquery(asked))
        .all(tx.conn())
        .await?;
    let mut records: HashMap<ContractId, Vec<(String, bool)>> = HashMap::new();
    for row in rows {
        records.entry(row.contract_id).or_default().push((row.kind, row.sent_on.is_some()));
    }
    Ok((all, records))
}

async fn around(tx: &Tx, of: Pairs<'_>) -> Result<Around, StoreError> {
    let asked_ids = |column| ids(tx, of, column);
    let rows = asked(tx, of).all(tx.conn()).await?;
    let agreements = rows.into_iter().map(|row| (row.id, row.paper_id)).collect();
    let scheduled: Vec<(AgreementId, Option<PaperId>)> = tx
        .find::<schedule_row::Entity>()
        .filter(schedule_row::Column::AgreementId.in_subquery(asked_ids(agreement_row::Column::Id)))
        .select_only()
        .column(schedule_row::Column::AgreementId)
        .column(schedule_row::Column::PaperId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let of_application = || asked_ids(agreement_row::Column::ApplicationId);
    let rows = tx
        .find::<check_row::Entity>()
        .filter(check_row::Column::ApplicationId.in_subquery(of_application()))
        .order_by_asc(check_row::Column::CheckedOn)
        .all(tx.conn())
        .await?;
    let mut checks: HashMap<ApplicationId, Vec<(String, Day)>> = HashMap::new();
    for row in rows {
        checks.entry(row.application_id).or_default().push((row.kind, row.checked_on));
    }
    let rows = tx
        .find::<message_row::Entity>()
        .filter(message_row::Column::ApplicationId.in_subquery(of_application()))
        .all(tx.conn())
        .await?;
    let mut messages: HashMap<ApplicationId, (usize, usize)> = HashMap::new();
    for row in rows {
        let count = messages.entry(row.application_id).or_default();
        count.0 += 1;
        count.1 += usize::from(row.sent_on.is_none());
    }
    let (contracts, records) = contracts(tx, of).await?;
    let assistants = asked_ids(agreement_row::Column::AssistantId);
    Ok(Around {
        agreements,
        applications: applications(tx, of).await?,
        scheduled,
        contracts,
        records,
        checks,
        messages,
        candidates: assistants::assistants_in(tx, assistants).await?,
    })
}

/// What lies in the files, in the order of their agreements.
///
/// # Errors
/// When the database does not answer.
pub async fn dossiers(tx: &Tx, of: Pairs<'_>) -> Result<Vec<Dossier>, StoreError> {
    let around = around(tx, of).await?;
    let mut labours: HashMap<AgreementId, Vec<&Contracted>> = HashMap::new();
    for one in &around.contracts {
        labours.entry(one.0).or_default().push(one);
    }
    let mut schedules: HashMap<AgreementId, Vec<Option<PaperId>>> = HashMap::new();
    for (agreement, paper) in &around.scheduled {
        schedules.entry(*agreement).or_default().push(*paper);
    }
    let dossier = |pair: Pair| {
        let (application, form) = around.applications.get(&pair.application)?.clone();
        let own = labours.get(&pair.agreement).map(Vec::as_slice).unwrap_or_default();
        let contracts: Vec<ContractId> = own.iter().map(|(_, id, _)| *id).collect();
        let records = contracts.iter().filter_map(|id| around.records.get(id)).flatten();
        let agreed = around.agreements.get(&pair.agreement).copied().flatten();
        let plans = schedules.get(&pair.agreement).map(Vec::as_slice).unwrap_or_default();
        let papers = [form, agreed].into_iter().chain(plans.iter().copied());
        let papers = papers.chain(own.iter().map(|(.., paper)| *paper)).flatten().collect();
        Some(Dossier {
            application,
            has_form: form.is_some(),
            has_agreement: agreed.is_some(),
            has_schedule: !plans.is_empty(),
            records: records.cloned().collect(),
            contracts,
            checks: around.checks.get(&pair.application).cloned().unwrap_or_default(),
            messages: around.messages.get(&pair.application).copied().unwrap_or_default(),
            candidate: around.candidates.get(&pair.assistant)?.content.clone(),
            papers,
            pair,
        })
    };
    Ok(pairs(tx, of).await?.into_iter().filter_map(dossier).collect())
}
