//! Files and what belongs to them, read and opened.

use super::content::{About, Agreed, Between, Entrant, Judged, Noted, Seat, opened};
use super::course::{Done, Frame, Point, walk};
use super::reference::{self, Reference, Step};
use super::store::{
    power_agreement, power_candidate, power_contract, power_evaluation, power_file, power_member,
    power_step,
};
use super::{CandidateId, ContractId, FileId, MemberId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A row with a sealed part.
pub trait Holds {
    /// What is sealed.
    type Content: DeserializeOwned;
    /// Its table.
    const TABLE: &'static str;
    /// Its id.
    fn id(&self) -> i64;
    /// The sealed part.
    fn sealed(&self) -> &[u8];
}

macro_rules! holds {
    ($($entity:ident: $content:ty),* $(,)?) => {$(
        impl Holds for $entity::Model {
            type Content = $content;
            const TABLE: &'static str = stringify!($entity);

            fn id(&self) -> i64 {
                self.id.0
            }

            fn sealed(&self) -> &[u8] {
                &self.content_sealed
            }
        }
    )*};
}

holds! {
    power_file: About,
    power_step: Noted,
    power_candidate: Entrant,
    power_member: Seat,
    power_contract: Agreed,
    power_evaluation: Judged,
    power_agreement: Between,
}

/// A row with its sealed part opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<M: Holds> {
    /// The row.
    pub row: M,
    /// What was sealed.
    pub content: M::Content,
}

/// A file.
pub type File = Known<power_file::Model>;
/// A step that was done.
pub type Noting = Known<power_step::Model>;
/// A candidate.
pub type Candidate = Known<power_candidate::Model>;
/// A member of a commission.
pub type Member = Known<power_member::Model>;
/// A contract.
pub type Contract = Known<power_contract::Model>;
/// The evaluation of a year.
pub type Evaluation = Known<power_evaluation::Model>;
/// An agreement.
pub type Agreement = Known<power_agreement::Model>;

/// Rows opened.
///
/// # Errors
/// When the database does not answer.
pub async fn all<E>(tx: &Tx, rows: Select<E>) -> Result<Vec<Known<E::Model>>, StoreError>
where
    E: EntityTrait,
    E::Model: Holds,
{
    let rows = rows.all(tx.conn()).await?;
    let open = |row: E::Model| {
        let content = opened(tx, (<E::Model as Holds>::TABLE, row.id()), row.sealed())?;
        Ok(Known { row, content })
    };
    rows.into_iter().map(open).collect()
}

/// The one row of a question.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one<E>(tx: &Tx, rows: Select<E>) -> Result<Known<E::Model>, StoreError>
where
    E: EntityTrait,
    E::Model: Holds,
{
    all(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// Files, the newest first: of a kind, or all.
///
/// # Errors
/// When the database does not answer.
pub async fn files(tx: &Tx, kind: &str) -> Result<Vec<File>, StoreError> {
    use power_file::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if !kind.is_empty() {
        rows = rows.filter(Column::Kind.eq(kind));
    }
    all(tx, rows.order_by_desc(Column::BegunOn).order_by_desc(Column::Id)).await
}

/// Files that go on.
///
/// # Errors
/// When the database does not answer.
pub async fn open_files(tx: &Tx) -> Result<Vec<File>, StoreError> {
    use power_file::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::EndedOn.is_null());
    all(tx, rows.order_by_asc(Column::BegunOn).order_by_asc(Column::Id)).await
}

/// One file.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn file(tx: &Tx, id: FileId) -> Result<File, StoreError> {
    use power_file::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The steps of some files that stand, in the order in which they were noted. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn notings(tx: &Tx, ids: &[FileId]) -> Result<HashMap<FileId, Vec<Noting>>, StoreError> {
    use power_step::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::FileId.is_in(ids.iter().copied()))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::Id);
    let mut found: HashMap<FileId, Vec<Noting>> = HashMap::new();
    for one in all(tx, rows).await? {
        found.entry(one.row.file_id).or_default().push(one);
    }
    Ok(found)
}

/// What is done, as the course of a file asks it.
#[must_use]
pub fn done(notings: &[Noting]) -> Vec<Done> {
    let done = |one: &Noting| Done {
        code: one.row.code.clone(),
        on: one.row.done_on,
        is_extended: one.row.is_extended,
    };
    notings.iter().map(done).collect()
}

/// A file with its steps, candidates and commission.
pub struct Whole {
    /// The file.
    pub file: File,
    /// Steps that were done.
    pub notings: Vec<Noting>,
    /// Who takes part.
    pub candidates: Vec<Candidate>,
    /// Who sits in the commission.
    pub members: Vec<Member>,
    /// The contract.
    pub contract: Option<Contract>,
    /// The agreement.
    pub agreement: Option<Agreement>,
    /// By what it is led: as of the day on which it began.
    pub reference: Reference,
}

impl Whole {
    /// The steps of its kind.
    #[must_use]
    pub fn steps(&self) -> Vec<&Step> {
        self.reference.of(&self.file.row.kind)
    }

    /// What its course is counted with.
    #[must_use]
    pub fn frame(&self, today: Day) -> Frame {
        Frame { planned: self.file.row.planned_on, today }
    }

    /// Its course on a day.
    #[must_use]
    pub fn course(&self, law: &Law, today: Day) -> Vec<Point<'_>> {
        walk(law, (&self.steps(), &done(&self.notings)), self.frame(today))
    }

    /// The day on which a step was done.
    #[must_use]
    pub fn done_on(&self, code: &str) -> Option<Day> {
        self.notings.iter().find(|one| one.row.code == code).map(|one| one.row.done_on)
    }

    /// Candidates that were admitted.
    #[must_use]
    pub fn admitted(&self) -> Vec<&Candidate> {
        self.candidates.iter().filter(|one| one.row.state == "admitted").collect()
    }
}

/// A file with all that belongs to it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn whole(tx: &Tx, id: FileId) -> Result<Whole, StoreError> {
    let file = file(tx, id).await?;
    let notings = notings(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let candidates = {
        use power_candidate::{Column, Entity};
        let rows = tx.find::<Entity>().filter(Column::FileId.eq(id)).order_by_asc(Column::Id);
        all(tx, rows).await?
    };
    let members = {
        use power_member::{Column, Entity};
        let rows = tx.find::<Entity>().filter(Column::FileId.eq(id));
        all(tx, rows.filter(Column::LeftOn.is_null()).order_by_asc(Column::Id)).await?
    };
    let contract = {
        use power_contract::{Column, Entity};
        all(tx, tx.find::<Entity>().filter(Column::FileId.eq(id))).await?.pop()
    };
    let agreement = {
        use power_agreement::{Column, Entity};
        all(tx, tx.find::<Entity>().filter(Column::FileId.eq(id))).await?.pop()
    };
    let reference = reference::on(tx, file.row.begun_on).await?;
    Ok(Whole { file, notings, candidates, members, contract, agreement, reference })
}

/// One candidate.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn candidate(tx: &Tx, id: CandidateId) -> Result<Candidate, StoreError> {
    use power_candidate::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// One member of a commission.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn member(tx: &Tx, id: MemberId) -> Result<Member, StoreError> {
    use power_member::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Contracts, those that end first at the top.
///
/// # Errors
/// When the database does not answer.
pub async fn contracts(tx: &Tx) -> Result<Vec<Contract>, StoreError> {
    use power_contract::{Column, Entity};
    all(tx, tx.find::<Entity>().order_by_asc(Column::UntilOn).order_by_asc(Column::Id)).await
}

/// One contract.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn contract(tx: &Tx, id: ContractId) -> Result<Contract, StoreError> {
    use power_contract::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// The evaluations of some contracts, the oldest first. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn evaluations(
    tx: &Tx,
    ids: &[ContractId],
) -> Result<HashMap<ContractId, Vec<Evaluation>>, StoreError> {
    use power_evaluation::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ContractId.is_in(ids.iter().copied()));
    let mut found: HashMap<ContractId, Vec<Evaluation>> = HashMap::new();
    for one in all(tx, rows.order_by_asc(Column::Year)).await? {
        found.entry(one.row.contract_id).or_default().push(one);
    }
    Ok(found)
}

/// Agreements, those that end first at the top.
///
/// # Errors
/// When the database does not answer.
pub async fn agreements(tx: &Tx) -> Result<Vec<Agreement>, StoreError> {
    use power_agreement::{Column, Entity};
    all(tx, tx.find::<Entity>().order_by_asc(Column::UntilOn).order_by_asc(Column::Id)).await
}

/// Whether a contract holds on a day.
#[must_use]
pub fn contract_holds(row: &power_contract::Model, on: Day) -> bool {
    let last = row.ended_on.unwrap_or(row.until_on).min(row.until_on);
    row.from_on <= on && on <= last
}

/// Whether an agreement holds on a day: it is signed and has not ended.
#[must_use]
pub fn agreement_holds(row: &power_agreement::Model, on: Day) -> bool {
    let begun = row.from_on.is_some_and(|from| from <= on);
    let over = [row.until_on, row.ended_on].into_iter().flatten().any(|last| last < on);
    begun && !over
}
