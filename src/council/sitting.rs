//! A meeting: called with its agenda, opened, closed; what was moved or called off.

use super::content::{Called, Live, opened, opened_in, sealed, sealed_in};
use super::frame::minutes_of;
use super::rules::Rules;
use super::store::{council_mandate, council_sitting};
use super::{ItemId, SittingId, agenda};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Select, Set};

/// Regular and extraordinary ones; words have the key `council-sitting-<code>`.
pub const KINDS: [&str; 2] = ["regular", "extra"];
/// In the room, from afar, both; words have the key `council-form-<code>`.
pub const FORMS: [&str; 3] = ["room", "remote", "both"];
/// By what the address of the page for the room is made.
pub const LIVE: Index = Index::new("council_sitting", "secret");
/// The page for the room serves so many days after the meeting.
const LIVE_DAYS: i32 = 1;

/// A meeting, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The row.
    pub row: council_sitting::Model,
    /// Where.
    pub content: Called,
}

impl Sitting {
    /// Where it stands; words have the key `council-state-<code>`.
    #[must_use]
    pub fn state(&self) -> &'static str {
        let row = &self.row;
        match (row.revoked_at, row.closed_at, row.opened_at, row.called_at) {
            (Some(_), ..) => "revoked",
            (_, Some(_), ..) => "held",
            (_, _, Some(_), _) => "open",
            (_, _, _, Some(_)) => "called",
            _ => "planned",
        }
    }

    /// Whether its agenda may be changed.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        matches!(self.state(), "planned" | "called" | "open")
    }

    /// Whether it goes on now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state() == "open"
    }

    /// Its number in words: `3/2026`.
    #[must_use]
    pub fn number(&self) -> String {
        format!("{}/{}", self.row.number, self.row.year)
    }

    /// Its code in addresses for anybody: `2026-3`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("{}-{}", self.row.year, self.row.number)
    }

    /// When it begins.
    #[must_use]
    pub fn starts_at(&self) -> Instant {
        let minutes = minutes_of(&self.row.begins).unwrap_or(0);
        let midnight = self.row.day.0.at(0, 0, 0, 0);
        Instant::of_local(midnight).plus_ms(i64::from(minutes) * 60_000)
    }

    /// Its page, below the municipality.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/council/sittings/{}", self.row.id)
    }
}

/// The colour of a state.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "held" => "green",
        "open" => "orange",
        "called" => "blue",
        _ => "grey",
    }
}

/// A meeting as it is entered.
#[derive(Clone, Debug)]
pub struct NewSitting {
    /// A code of [`KINDS`].
    pub kind: String,
    /// A code of [`FORMS`].
    pub form: String,
    /// The day.
    pub day: Day,
    /// The time it begins.
    pub begins: String,
    /// Where.
    pub content: Called,
}

async fn opened_sittings(
    tx: &Tx,
    rows: Select<council_sitting::Entity>,
) -> Result<Vec<Sitting>, StoreError> {
    use council_sitting::Column;
    let rows = rows.order_by_desc(Column::Day).order_by_desc(Column::Id).all(tx.conn()).await?;
    let read = |row: council_sitting::Model| {
        let content = opened(tx, ("council_sitting", row.id.0), &row.content_sealed)?;
        Ok(Sitting { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One meeting.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn sitting(tx: &Tx, id: SittingId) -> Result<Sitting, StoreError> {
    let own = council_sitting::Column::Id.eq(id);
    let found = opened_sittings(tx, tx.find::<council_sitting::Entity>().filter(own)).await?;
    found.into_iter().next().ok_or(StoreError::NotFound)
}

/// The meetings between two days, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn sittings(tx: &Tx, from: Day, to: Day) -> Result<Vec<Sitting>, StoreError> {
    let own = council_sitting::Column::Day.between(from, to);
    opened_sittings(tx, tx.find::<council_sitting::Entity>().filter(own)).await
}

/// Some meetings, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn some(tx: &Tx, ids: &[SittingId]) -> Result<Vec<Sitting>, StoreError> {
    let own = council_sitting::Column::Id.is_in(ids.iter().copied());
    opened_sittings(tx, tx.find::<council_sitting::Entity>().filter(own)).await
}

/// The meeting with a code such as `2026-3`.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn of_code(tx: &Tx, code: &str) -> Result<Sitting, StoreError> {
    use council_sitting::{Column, Entity};
    let (year, number) = code.split_once('-').ok_or(StoreError::NotFound)?;
    let year: i32 = year.parse().map_err(|_| StoreError::NotFound)?;
    let number: i64 = number.parse().map_err(|_| StoreError::NotFound)?;
    let rows = tx.find::<Entity>().filter(Column::Year.eq(year)).filter(Column::Number.eq(number));
    opened_sittings(tx, rows).await?.into_iter().next().ok_or(StoreError::NotFound)
}

/// The address of the page for the room, without the municipality.
///
/// # Errors
/// When the municipality's key is gone.
pub fn live_path(tx: &Tx, id: SittingId) -> Result<String, StoreError> {
    let secret = tx.key().secret(&LIVE, &id.to_string())?;
    Ok(format!("/council-live/{secret}"))
}

/// The meeting behind the address of the page for the room.
///
/// # Errors
/// [`Problem::NotFound`] when there is none, or it is long over.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Sitting, Problem> {
    let own = council_sitting::Column::Fingerprint.eq(fingerprint(secret));
    let found = opened_sittings(tx, tx.find::<council_sitting::Entity>().filter(own)).await?;
    let one = found.into_iter().next().ok_or(Problem::NotFound)?;
    let serves = tx.today() <= one.row.day.plus(LIVE_DAYS) && one.row.revoked_at.is_none();
    if serves { Ok(one) } else { Err(Problem::NotFound) }
}

/// Enters a meeting of a composition.
///
/// # Errors
/// When the composition does not hold on its day.
pub async fn add(
    tx: &mut Tx,
    mandate: &council_mandate::Model,
    new: &NewSitting,
) -> Result<SittingId, Problem> {
    if !super::term::holds(mandate, new.day) {
        return Err(Problem::Impossible("council-refused-over"));
    }
    let id = SittingId(tx.new_id());
    let year = i32::from(new.day.0.year());
    let secret = tx.key().secret(&LIVE, &id.to_string()).map_err(StoreError::from)?;
    let row = council_sitting::Model {
        municipality_id: tx.municipality(),
        id,
        mandate_id: mandate.id,
        year,
        number: tx.next_number("council-sitting", year).await?,
        kind: new.kind.clone(),
        form: new.form.clone(),
        day: new.day,
        begins: new.begins.clone(),
        sequence: 0,
        content_sealed: sealed(tx, ("council_sitting", id.0), &new.content)?,
        fingerprint: fingerprint(&secret),
        live_item_id: None,
        live_sealed: Vec::new(),
        had_quorum: false,
        called_at: None,
        opened_at: None,
        closed_at: None,
        revoked_at: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-sitting", id.0));
    Ok(id)
}

async fn save(
    tx: &mut Tx,
    (id, version): (SittingId, i32),
    (active, what): (council_sitting::ActiveModel, &'static str),
) -> Result<(), Problem> {
    tx.update::<council_sitting::Entity>(id, version, active).await?;
    tx.audit(Entry::write(what, id.0));
    Ok(())
}

/// Moves a meeting or changes where it is. The year of its number stays.
///
/// # Errors
/// When it was held or called off, or the composition does not hold on the day.
pub async fn change(
    tx: &mut Tx,
    (old, version): (&Sitting, i32),
    (mandate, new): (&council_mandate::Model, &NewSitting),
) -> Result<(), Problem> {
    if !matches!(old.state(), "planned" | "called") {
        return Err(Problem::Impossible("council-refused-state"));
    }
    if !super::term::holds(mandate, new.day) {
        return Err(Problem::Impossible("council-refused-over"));
    }
    let id = old.row.id;
    let content = Called { late: old.content.late.clone(), ..new.content.clone() };
    let active = council_sitting::ActiveModel {
        kind: Set(new.kind.clone()),
        form: Set(new.form.clone()),
        day: Set(new.day),
        begins: Set(new.begins.clone()),
        sequence: Set(old.row.sequence + 1),
        content_sealed: Set(sealed(tx, ("council_sitting", id.0), &content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    save(tx, (id, version), (active, "council-sitting")).await
}

/// Whether a meeting that is called today is called too late, and by when it had to be.
#[must_use]
pub fn is_late(law: &Law, rules: &Rules, (meeting, today): (Day, Day)) -> (bool, Day) {
    let by = rules.call_by(law, meeting);
    (today > by, by)
}

/// Calls a meeting. One that is called late says why.
///
/// # Errors
/// When it has no agenda, its day is over, or it is late without a reason.
pub async fn call(
    tx: &mut Tx,
    (one, version): (&Sitting, i32),
    (is_late, why): (bool, &str),
) -> Result<(), Problem> {
    if one.state() != "planned" || one.row.day < tx.today() {
        return Err(Problem::Impossible("council-refused-state"));
    }
    if agenda::items(tx, one.row.id).await?.is_empty() {
        return Err(Problem::Impossible("council-refused-agenda"));
    }
    if is_late && why.is_empty() {
        return Err(Problem::Impossible("council-refused-late"));
    }
    let id = one.row.id;
    let content = Called { late: why.to_owned(), ..one.content.clone() };
    let active = council_sitting::ActiveModel {
        called_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("council_sitting", id.0), &content)?),
        ..Default::default()
    };
    save(tx, (id, version), (active, "council-called")).await
}

/// Opens a called meeting on its day.
///
/// # Errors
/// When it was not called, or its day has not come.
pub async fn open(tx: &mut Tx, (one, version): (&Sitting, i32)) -> Result<(), Problem> {
    if one.state() != "called" || one.row.day > tx.today() {
        return Err(Problem::Impossible("council-refused-open"));
    }
    let active =
        council_sitting::ActiveModel { opened_at: Set(Some(tx.now())), ..Default::default() };
    save(tx, (one.row.id, version), (active, "council-opened")).await
}

/// Closes a meeting and keeps whether there was a quorum.
///
/// # Errors
/// When it is not open.
pub async fn close(
    tx: &mut Tx,
    (one, version): (&Sitting, i32),
    had_quorum: bool,
) -> Result<(), Problem> {
    if !one.is_open() {
        return Err(Problem::Impossible("council-refused-state"));
    }
    let active = council_sitting::ActiveModel {
        closed_at: Set(Some(tx.now())),
        had_quorum: Set(had_quorum),
        live_item_id: Set(None),
        ..Default::default()
    };
    save(tx, (one.row.id, version), (active, "council-closed")).await
}

/// Calls a meeting off.
///
/// # Errors
/// When it was held or called off before.
pub async fn revoke(
    tx: &mut Tx,
    (one, version): (&Sitting, i32),
    why: &str,
) -> Result<(), Problem> {
    if !matches!(one.state(), "planned" | "called") {
        return Err(Problem::Impossible("council-refused-state"));
    }
    let id = one.row.id;
    let content = Called { why: why.to_owned(), ..one.content.clone() };
    let active = council_sitting::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        sequence: Set(one.row.sequence + 1),
        content_sealed: Set(sealed(tx, ("council_sitting", id.0), &content)?),
        ..Default::default()
    };
    save(tx, (id, version), (active, "council-called-off")).await
}

/// What the room hears now.
///
/// # Errors
/// When it cannot be opened.
pub fn live(tx: &Tx, one: &Sitting) -> Result<Live, StoreError> {
    let at = ("council_sitting", "live_sealed", one.row.id.0);
    opened_in(tx, at, &one.row.live_sealed)
}

/// Sets what the room sees: the point and who speaks.
///
/// # Errors
/// When the meeting is not open.
pub async fn set_live(
    tx: &mut Tx,
    (one, version): (&Sitting, i32),
    (item, speaker): (Option<ItemId>, &str),
) -> Result<(), Problem> {
    if !one.is_open() {
        return Err(Problem::Impossible("council-refused-state"));
    }
    let id = one.row.id;
    let live = Live { speaker: speaker.to_owned() };
    let active = council_sitting::ActiveModel {
        live_item_id: Set(item),
        live_sealed: Set(sealed_in(tx, ("council_sitting", "live_sealed", id.0), &live)?),
        ..Default::default()
    };
    save(tx, (id, version), (active, "council-live")).await
}
