//! Institutions, conferences and requests with what belongs to them, read and opened.

use super::content::{Asked, Guest, Promise, Reached, Talk, opened};
use super::course::{self, Invited};
use super::store::{
    cooperation_conference, cooperation_institution, cooperation_request, cooperation_seat,
    cooperation_task,
};
use super::{AgreedId, ConferenceId, InquiryId, InstitutionId, SeatId};
use crate::people::PersonId;
use crate::referral::CaseId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
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
    cooperation_institution: Reached,
    cooperation_conference: Talk,
    cooperation_seat: Guest,
    cooperation_task: Promise,
    cooperation_request: Asked,
}

/// A row with its sealed part opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<M: Holds> {
    /// The row.
    pub row: M,
    /// What was sealed.
    pub content: M::Content,
}

/// An institution.
pub type Institution = Known<cooperation_institution::Model>;
/// A conference.
pub type Conference = Known<cooperation_conference::Model>;
/// Somebody who is invited.
pub type Seat = Known<cooperation_seat::Model>;
/// A task that was agreed.
pub type Agreed = Known<cooperation_task::Model>;
/// A request.
pub type Inquiry = Known<cooperation_request::Model>;

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

impl Conference {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}-{:04}", self.row.year, self.row.number)
    }

    /// When it begins.
    #[must_use]
    pub fn starts_at(&self) -> Instant {
        let (hour, minute) = course::time(&self.row.begins).unwrap_or_default();
        Instant::of_local(self.row.day.0.at(hour, minute, 0, 0))
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        course::conference_state((&self.row.state, self.row.day, self.row.called_on), today)
    }

    /// Where it is, in words.
    #[must_use]
    pub fn place(&self) -> String {
        let parts = [self.content.place.as_str(), self.content.link.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// The person was told, or it is written why not.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.row.citizen_on.is_some() || !self.content.citizen_why.is_empty()
    }
}

impl Seat {
    /// As the steps of a conference ask it.
    #[must_use]
    pub fn invited(&self) -> Invited<'_> {
        Invited {
            role: &self.row.role,
            sharing: &self.row.sharing,
            part: &self.row.part,
            has_words: !self.content.shared.is_empty() && !self.content.ground.is_empty(),
        }
    }
}

impl Agreed {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        course::task_state((self.row.done_on, self.row.dropped_on, self.row.due_on), today)
    }
}

impl Inquiry {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}-{:04}", self.row.year, self.row.number)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        let row = &self.row;
        course::request_state((&row.outcome, row.due_on, row.answered_on), today)
    }
}

/// All institutions by name.
///
/// # Errors
/// When the database does not answer.
pub async fn institutions(tx: &Tx) -> Result<Vec<Institution>, StoreError> {
    let mut found = all(tx, tx.find::<cooperation_institution::Entity>()).await?;
    found.sort_by_cached_key(|one| (kit::search::plain(&one.content.name), one.row.id));
    Ok(found)
}

/// Names of all institutions.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx) -> Result<HashMap<InstitutionId, String>, StoreError> {
    let found = institutions(tx).await?;
    Ok(found.into_iter().map(|one| (one.row.id, one.content.name)).collect())
}

/// One institution.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn institution(tx: &Tx, id: InstitutionId) -> Result<Institution, StoreError> {
    use cooperation_institution::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Conferences, the newest first: of a case, or all.
///
/// # Errors
/// When the database does not answer.
pub async fn conferences(tx: &Tx, case: Option<CaseId>) -> Result<Vec<Conference>, StoreError> {
    use cooperation_conference::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if let Some(case) = case {
        rows = rows.filter(Column::CaseId.eq(case));
    }
    all(tx, rows.order_by_desc(Column::Day).order_by_desc(Column::Id)).await
}

/// Some conferences. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(
    tx: &Tx,
    ids: &[ConferenceId],
) -> Result<HashMap<ConferenceId, Conference>, StoreError> {
    use cooperation_conference::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    Ok(all(tx, rows).await?.into_iter().map(|one| (one.row.id, one)).collect())
}

/// Conferences about a person, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn about(tx: &Tx, person: PersonId) -> Result<Vec<Conference>, StoreError> {
    use cooperation_conference::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    all(tx, rows.order_by_asc(Column::Id)).await
}

/// Conferences that are not over, by day.
///
/// # Errors
/// When the database does not answer.
pub async fn planned(tx: &Tx) -> Result<Vec<Conference>, StoreError> {
    use cooperation_conference::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::State.eq("planned"));
    all(tx, rows.order_by_asc(Column::Day).order_by_asc(Column::Id)).await
}

/// One conference.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn conference(tx: &Tx, id: ConferenceId) -> Result<Conference, StoreError> {
    use cooperation_conference::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Who is invited to some conferences. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn seats(
    tx: &Tx,
    ids: &[ConferenceId],
) -> Result<HashMap<ConferenceId, Vec<Seat>>, StoreError> {
    use cooperation_seat::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ConferenceId.is_in(ids.iter().copied()));
    let mut found: HashMap<ConferenceId, Vec<Seat>> = HashMap::new();
    for one in all(tx, rows.order_by_asc(Column::Id)).await? {
        found.entry(one.row.conference_id).or_default().push(one);
    }
    Ok(found)
}

/// One seat.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn seat(tx: &Tx, id: SeatId) -> Result<Seat, StoreError> {
    use cooperation_seat::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Tasks, those that are due first at the top: of some conferences, or all.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, ids: Option<&[ConferenceId]>) -> Result<Vec<Agreed>, StoreError> {
    use cooperation_task::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if let Some(ids) = ids {
        rows = rows.filter(Column::ConferenceId.is_in(ids.iter().copied()));
    }
    all(tx, rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id)).await
}

/// Tasks that go on and are due until a day, those that are due first at the top.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &Tx, until: Day) -> Result<Vec<Agreed>, StoreError> {
    use cooperation_task::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::DueOn.lte(until));
    let rows = rows.filter(Column::DoneOn.is_null()).filter(Column::DroppedOn.is_null());
    all(tx, rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id)).await
}

/// One task.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn task(tx: &Tx, id: AgreedId) -> Result<Agreed, StoreError> {
    use cooperation_task::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}

/// Which requests are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// About this case.
    pub case: Option<CaseId>,
    /// About this person.
    pub person: Option<PersonId>,
    /// Only those without an answer.
    pub is_open: bool,
}

/// Requests, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn requests(tx: &Tx, which: Which) -> Result<Vec<Inquiry>, StoreError> {
    use cooperation_request::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if let Some(case) = which.case {
        rows = rows.filter(Column::CaseId.eq(case));
    }
    if let Some(person) = which.person {
        rows = rows.filter(Column::PersonId.eq(person));
    }
    if which.is_open {
        rows = rows.filter(Column::AnsweredOn.is_null());
    }
    all(tx, rows.order_by_desc(Column::SentOn).order_by_desc(Column::Id)).await
}

/// One request.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn request(tx: &Tx, id: InquiryId) -> Result<Inquiry, StoreError> {
    use cooperation_request::{Column, Entity};
    one(tx, tx.find::<Entity>().filter(Column::Id.eq(id))).await
}
