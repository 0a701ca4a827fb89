//! What is done to a conference: called on a case, moved, cancelled, held or not held. The person
//! it is about has a seat from the beginning, and nothing is noted as held before they were told.

use super::content::{Guest, Talk, sealed};
use super::load::{Conference, Seat};
use super::store::{cooperation_conference, cooperation_seat};
use super::{ConferenceId, InstitutionId, SeatId};
use crate::people::{self, PersonId};
use crate::placement::PlacementId;
use crate::referral::{self, CaseId};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use sea_orm::{IntoActiveModel, Set};

/// Under which name conferences are numbered.
const REGISTER: &str = "cooperation-conference";

/// When and how a conference is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: Day,
    /// Such as `10:00`.
    pub begins: String,
    /// A code of [`super::course::FORMS`].
    pub form: String,
}

/// A conference to be called.
#[derive(Clone, Debug)]
pub struct NewConference {
    /// On which case.
    pub case: CaseId,
    /// On the support in which service.
    pub placement: Option<PlacementId>,
    /// A code of [`super::course::GROUNDS`].
    pub ground: String,
    /// When.
    pub when: When,
    /// What it is about.
    pub talk: Talk,
}

/// Opens a conference on a case, with a seat for the person.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewConference) -> Result<ConferenceId, StoreError> {
    let case = referral::brief(tx, new.case).await?;
    let id = ConferenceId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let row = cooperation_conference::Model {
        municipality_id: tx.municipality(),
        id,
        year,
        number: tx.next_number(REGISTER, year).await?,
        case_id: new.case,
        placement_id: new.placement,
        person_id: case.person,
        officer_id: tx.actor().account.or(case.officer),
        ground: new.ground.clone(),
        day: new.when.day,
        begins: new.when.begins.clone(),
        form: new.when.form.clone(),
        state: "planned".to_owned(),
        sequence: 0,
        called_on: None,
        citizen_on: None,
        citizen_how: String::new(),
        content_sealed: sealed(tx, ("cooperation_conference", id.0), &new.talk)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let guest = person_guest(tx, case.person).await?;
    let seat = NewSeat { role: "citizen".to_owned(), institution: None, guest, sharing: "law" };
    add_seat(tx, id, &seat).await?;
    let data = vec![("day", new.when.day.bg())];
    let (person, case) = (Some(case.person.0), Some(new.case.0));
    tx.event(Event { kind: "conference-called", person, case, data }).await?;
    Ok(id)
}

async fn person_guest(tx: &Tx, person: PersonId) -> Result<Guest, StoreError> {
    let head = people::head(tx, person).await?;
    let email = people::emails(tx, &[person]).await?.remove(&person).unwrap_or_default();
    Ok(Guest { name: head.name, email, ..Guest::default() })
}

/// Somebody to be invited.
#[derive(Clone, Debug)]
pub struct NewSeat<'a> {
    /// A code of [`super::course::ROLES`].
    pub role: String,
    /// From where.
    pub institution: Option<InstitutionId>,
    /// Who, and what may be told.
    pub guest: Guest,
    /// A code of [`super::course::SHARINGS`].
    pub sharing: &'a str,
}

/// Adds somebody who is to be invited.
///
/// # Errors
/// When the database refuses.
pub async fn add_seat(
    tx: &mut Tx,
    conference: ConferenceId,
    new: &NewSeat<'_>,
) -> Result<SeatId, StoreError> {
    let id = SeatId(tx.new_id());
    let row = cooperation_seat::Model {
        municipality_id: tx.municipality(),
        id,
        conference_id: conference,
        institution_id: new.institution,
        role: new.role.clone(),
        part: String::new(),
        sharing: new.sharing.to_owned(),
        content_sealed: sealed(tx, ("cooperation_seat", id.0), &new.guest)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("cooperation-seat", id.0));
    Ok(id)
}

/// Corrects who is invited and what may be told to them.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct_seat(
    tx: &mut Tx,
    id: SeatId,
    new: &NewSeat<'_>,
    version: i32,
) -> Result<(), StoreError> {
    let active = cooperation_seat::ActiveModel {
        institution_id: Set(new.institution),
        role: Set(new.role.clone()),
        sharing: Set(new.sharing.to_owned()),
        content_sealed: Set(sealed(tx, ("cooperation_seat", id.0), &new.guest)?),
        ..Default::default()
    };
    tx.update::<cooperation_seat::Entity>(id, version, active).await?;
    tx.audit(Entry::write("cooperation-seat-corrected", id.0));
    Ok(())
}

/// Writes columns of a conference, with an entry of what was done.
async fn put(
    tx: &mut Tx,
    (one, talk): (&Conference, &Talk),
    mut active: cooperation_conference::ActiveModel,
    (what, version): (&'static str, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    active.content_sealed = Set(sealed(tx, ("cooperation_conference", id.0), talk)?);
    tx.update::<cooperation_conference::Entity>(id, version, active).await?;
    tx.audit(Entry::write(what, id.0).about(Some(one.row.person_id.0)));
    Ok(())
}

/// Corrects what a conference is about.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct(
    tx: &mut Tx,
    (one, talk): (&Conference, &Talk),
    (ground, form): (&str, &str),
    version: i32,
) -> Result<(), StoreError> {
    let active = cooperation_conference::ActiveModel {
        ground: Set(ground.to_owned()),
        form: Set(form.to_owned()),
        ..Default::default()
    };
    put(tx, (one, talk), active, ("cooperation-conference-corrected", version)).await
}

/// Notes that invitations were written.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn called(tx: &mut Tx, one: &Conference, version: i32) -> Result<(), StoreError> {
    let active = cooperation_conference::ActiveModel {
        called_on: Set(Some(tx.today())),
        ..Default::default()
    };
    put(tx, (one, &one.content), active, ("cooperation-called", version)).await
}

/// Moves a conference to another day or hour.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn moved(
    tx: &mut Tx,
    one: &Conference,
    (when, why): (&When, &str),
    version: i32,
) -> Result<(), StoreError> {
    let mut talk = one.content.clone();
    talk.moved.push((format!("{}, {}", one.row.day.bg(), one.row.begins), why.to_owned()));
    why.clone_into(&mut talk.why);
    talk.citizen_why = String::new();
    let active = cooperation_conference::ActiveModel {
        day: Set(when.day),
        begins: Set(when.begins.clone()),
        form: Set(when.form.clone()),
        sequence: Set(one.row.sequence + 1),
        // Who was told of the old day is told anew.
        citizen_on: Set(None),
        citizen_how: Set(String::new()),
        ..Default::default()
    };
    put(tx, (one, &talk), active, ("cooperation-moved", version)).await
}

/// Ends a conference without its being held: `cancelled` before its day, `failed` on it.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn ended(
    tx: &mut Tx,
    one: &Conference,
    (state, why): (&'static str, &str),
    version: i32,
) -> Result<(), StoreError> {
    let talk = Talk { why: why.to_owned(), ..one.content.clone() };
    let active = cooperation_conference::ActiveModel {
        state: Set(state.to_owned()),
        sequence: Set(one.row.sequence + 1),
        ..Default::default()
    };
    put(tx, (one, &talk), active, ("cooperation-ended", version)).await
}

/// Notes how the person was told, or why not.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn told(
    tx: &mut Tx,
    one: &Conference,
    (on, how, why): (Option<Day>, &str, &str),
    version: i32,
) -> Result<(), StoreError> {
    let talk = Talk { citizen_why: why.to_owned(), ..one.content.clone() };
    let active = cooperation_conference::ActiveModel {
        citizen_on: Set(on),
        citizen_how: Set(how.to_owned()),
        ..Default::default()
    };
    put(tx, (one, &talk), active, ("cooperation-citizen-told", version)).await
}

/// How somebody took part: who, a code of [`super::course::PARTS`], why they did not come.
pub type Took<'a> = (&'a Seat, String, String);

/// Notes that a conference was held: who took part, what was found, what the person said.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn held(
    tx: &mut Tx,
    (one, took): (&Conference, &[Took<'_>]),
    (outcome, view): (&str, &str),
    version: i32,
) -> Result<(), StoreError> {
    for (seat, part, excuse) in took {
        let guest = Guest { excuse: excuse.clone(), ..seat.content.clone() };
        let id = seat.row.id;
        let active = cooperation_seat::ActiveModel {
            part: Set(part.clone()),
            content_sealed: Set(sealed(tx, ("cooperation_seat", id.0), &guest)?),
            ..Default::default()
        };
        tx.update::<cooperation_seat::Entity>(id, seat.row.version, active).await?;
    }
    let talk =
        Talk { outcome: outcome.to_owned(), citizen_view: view.to_owned(), ..one.content.clone() };
    let active =
        cooperation_conference::ActiveModel { state: Set("held".to_owned()), ..Default::default() };
    put(tx, (one, &talk), active, ("cooperation-held", version)).await?;
    let row = &one.row;
    let (person, case) = (Some(row.person_id.0), Some(row.case_id.0));
    let data = vec![("day", row.day.bg())];
    tx.event(Event { kind: "conference-held", person, case, data }).await
}
