//! What was sent: its number and its secret code, and what is done with it, step by step. Whoever sent
//! it reads every step.

use super::content::{Said, Told, Typed, opened, sealed};
use super::course::{self, Move, SUPPLEMENT, State, due, promise, rule};
use super::draft::digits_of;
use super::frame::term;
use super::question::KINDS;
use super::store::{online_sent, online_step};
use super::tell;
use super::{CitizenId, SentId, StepId};
use crate::people::PersonId;
use crate::services::{self, ServiceId};
use crate::voices::{self, ComplaintId};
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Set};

/// By what the codes are made.
pub const SECRET: Index = Index::new("online_sent", "secret");
/// By what a number and a code together are found.
pub const FIND: Index = Index::new("online_sent", "fingerprint");
/// So many are taken in a day; the rest come to the office.
const MOST_A_DAY: u64 = 500;
/// The first step of each.
const RECEIVED: &str = "received";

/// What was sent, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The row.
    pub row: online_sent::Model,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub said: Said,
}

impl Matter {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        course::number(self.row.year, self.row.number)
    }

    /// What it is: a code of [`KINDS`].
    #[must_use]
    pub fn kind(&self) -> &'static str {
        kind_of(&self.row)
    }

    /// Where whoever sent it follows it, below the municipality.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/online/follow/{}", course::secret(&self.number(), &self.said.code))
    }

    /// Who it is about or by, as far as it is said.
    #[must_use]
    pub fn who(&self) -> &str {
        self.said.typed.first(&["name", "who", "from", "speaker"])
    }

    /// The complaint that it became.
    #[must_use]
    pub fn complaint(&self) -> Option<ComplaintId> {
        self.said.complaint.parse().ok()
    }
}

/// What a row is: a code of [`KINDS`].
#[must_use]
pub fn kind_of(row: &online_sent::Model) -> &'static str {
    KINDS.into_iter().find(|kind| *kind == row.kind).unwrap_or(KINDS[4])
}

/// Where a row stands.
#[must_use]
pub fn state_of(row: &online_sent::Model) -> State {
    State::from_code(&row.state).unwrap_or(State::Received)
}

/// What somebody sends.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// A code of [`KINDS`].
    pub kind: &'a str,
    /// What was typed.
    pub typed: &'a Typed,
    /// What the code is made of: the key of the form, which only its sender knows. Empty for a code of
    /// the row's own.
    pub seed: &'a str,
    /// Where it was asked from, below the municipality.
    pub about: &'a str,
    /// The account it came from.
    pub citizen: Option<CitizenId>,
}

/// The code of what is sent, made of something that only its sender knows.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, seed: &str) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, seed)?))
}

async fn step(tx: &mut Tx, id: SentId, (kind, text): (&str, &str)) -> Result<(), StoreError> {
    let step = StepId(tx.new_id());
    let told = Told { text: text.to_owned() };
    let row = online_step::Model {
        municipality_id: tx.municipality(),
        id: step,
        sent_id: id,
        kind: kind.to_owned(),
        day: tx.today(),
        content_sealed: sealed(tx, ("online_step", step.0), &told)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("online-sent", id.0));
    Ok(())
}

/// Enters the complaint in its own register, where it has its number and its term. Gives its last day.
async fn complain(tx: &mut Tx, law: &Law, said: &mut Said) -> Result<Day, Problem> {
    let typed = &said.typed;
    let chosen: Option<ServiceId> = typed.get("service").parse().ok();
    let known = services::by_ids(tx, &chosen.into_iter().collect::<Vec<_>>()).await?;
    let service = known.into_values().next().map(|one| (one.id, one.provider_id));
    let contact = [typed.get("phone"), typed.get("email")];
    let contact = contact.into_iter().filter(|text| !text.is_empty());
    let filed = voices::Filed {
        kind: typed.get("sort").to_owned(),
        topic: typed.get("topic").to_owned(),
        service,
        from: typed.get("from").to_owned(),
        contact: contact.collect::<Vec<_>>().join(", "),
        about: typed.get("words").to_owned(),
    };
    let complaint = voices::file_online(tx, law, &filed).await?;
    let stands = voices::stands_of(tx, complaint).await?;
    said.complaint = complaint.to_string();
    said.became_path = format!("/voices/complaints/{complaint}");
    said.became_number = stands.number;
    Ok(stands.due)
}

/// Takes what was sent: number, code, term, first step.
///
/// # Errors
/// [`Problem::TooMany`] when too many came today; when the database refuses.
pub async fn add(tx: &mut Tx, law: &Law, new: &New<'_>) -> Result<Matter, Problem> {
    use online_sent::{Column, Entity};
    let today = tx.today();
    let came = tx.find::<Entity>().filter(Column::SentOn.eq(today)).count(tx.conn()).await?;
    if came >= MOST_A_DAY {
        return Err(Problem::TooMany);
    }
    let id = SentId(tx.new_id());
    let seed = if new.seed.is_empty() { id.to_string() } else { new.seed.to_owned() };
    let code = code_of(tx, &seed)?;
    let mut said =
        Said { typed: new.typed.clone(), code, about: new.about.to_owned(), ..Said::default() };
    let is_urgent = new.typed.get("danger") == "yes";
    let (mut state, mut due_on) = (State::Received, today);
    if new.kind == "complaint" {
        (state, due_on) = (State::Became, complain(tx, law, &mut said).await?);
    } else {
        due_on = due(is_urgent, (due_on, term(law, rule(new.kind), today)?));
    }
    let year = i32::from(today.0.year());
    let number = tx.next_number("online", year).await?;
    let secret = course::secret(&course::number(year, number), &said.code);
    let row = online_sent::Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.to_owned(),
        year,
        number,
        state: state.code().to_owned(),
        fingerprint: tx.key().secret(&FIND, &secret).map_err(StoreError::from)?,
        sent_on: today,
        sent_at: tx.now(),
        due_on,
        is_urgent,
        officer_id: None,
        person_id: None,
        citizen_id: new.citizen,
        became: if state == State::Became { new.kind.to_owned() } else { String::new() },
        closed_on: None,
        content_sealed: sealed(tx, ("online_sent", id.0), &said)?,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.clone().into_active_model()).await?;
    step(tx, id, (RECEIVED, "")).await?;
    let one = Matter { row, state, said };
    let until = if state == State::Became { due_on } else { term(law, promise(new.kind), today)? };
    tell::received(tx, &one, until).await?;
    Ok(one)
}

/// Opens a row.
///
/// # Errors
/// When what it says cannot be opened.
pub fn opened_one(tx: &Tx, row: online_sent::Model) -> Result<Matter, StoreError> {
    let said = opened(tx, ("online_sent", row.id.0), &row.content_sealed)?;
    Ok(Matter { state: state_of(&row), row, said })
}

/// One thing that was sent.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn matter(tx: &Tx, id: SentId) -> Result<Matter, StoreError> {
    let row = tx.find::<online_sent::Entity>().filter(online_sent::Column::Id.eq(id));
    opened_one(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// What a number and a code together lead to. A wrong number and a wrong code are looked for in the
/// same way and found by nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Option<Matter>, StoreError> {
    use online_sent::{Column, Entity};
    let (number, code) = secret.split_once('-').unwrap_or((secret, ""));
    let print = tx.key().secret(&FIND, &course::secret(number, code))?;
    let row = tx.find::<Entity>().filter(Column::Fingerprint.eq(print)).one(tx.conn()).await?;
    row.map(|row| opened_one(tx, row)).transpose()
}

/// What was done, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(tx: &Tx, id: SentId) -> Result<Vec<(online_step::Model, String)>, StoreError> {
    use online_step::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SentId.eq(id)).order_by_asc(Column::Id);
    let read = |row: online_step::Model| {
        let told: Told = opened(tx, ("online_step", row.id.0), &row.content_sealed)?;
        Ok((row, told.text))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

async fn change(
    tx: &mut Tx,
    (one, what): (&Matter, Move),
    (mut active, text): (online_sent::ActiveModel, &str),
) -> Result<(), Problem> {
    let to = what.from(one.state).ok_or(Problem::Impossible("online-refused-state"))?;
    active.state = Set(to.code().to_owned());
    if !to.is_open() {
        active.closed_on = Set(Some(tx.today()));
    }
    tx.update::<online_sent::Entity>(one.row.id, one.row.version, active).await?;
    step(tx, one.row.id, (what.code(), text)).await?;
    Ok(tell::changed(tx, one, what).await?)
}

/// Somebody takes it, or is given it.
///
/// # Errors
/// When it is closed.
pub async fn take(tx: &mut Tx, one: &Matter, officer: AccountId) -> Result<(), Problem> {
    let active = online_sent::ActiveModel { officer_id: Set(Some(officer)), ..Default::default() };
    change(tx, (one, Move::Take), (active, "")).await
}

/// Asks for what is missing, until a day of the law.
///
/// # Errors
/// When it is closed.
pub async fn ask(tx: &mut Tx, law: &Law, (one, text): (&Matter, &str)) -> Result<(), Problem> {
    let due_on = term(law, SUPPLEMENT, tx.today())?;
    let active = online_sent::ActiveModel { due_on: Set(due_on), ..Default::default() };
    change(tx, (one, Move::Ask), (active, text)).await
}

/// Whoever sent it adds what was asked for; the term of the office begins anew.
///
/// # Errors
/// When nothing was asked for.
pub async fn supplement(
    tx: &mut Tx,
    law: &Law,
    (one, text): (&Matter, &str),
) -> Result<(), Problem> {
    let due_on = term(law, rule(one.kind()), tx.today())?;
    let active = online_sent::ActiveModel { due_on: Set(due_on), ..Default::default() };
    change(tx, (one, Move::Supplement), (active, text)).await
}

/// Answers, passes on or refuses it: what is written whoever sent it reads.
///
/// # Errors
/// When it is closed, or nothing is written.
pub async fn close(tx: &mut Tx, (one, what): (&Matter, Move), text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() {
        return Err(Problem::Impossible("online-refused-empty"));
    }
    change(tx, (one, what), (online_sent::ActiveModel::default(), text)).await
}

/// As what something was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Became {
    /// `wish`, `application`, `signal`.
    pub kind: &'static str,
    /// The number there.
    pub number: String,
    /// Where it stands, below the municipality.
    pub path: String,
    /// Whose it is, when they are in the register.
    pub person: Option<PersonId>,
}

/// It was registered elsewhere, in the transaction of that. What is closed already stays as it is.
///
/// # Errors
/// When there is no such thing, or the database refuses.
pub async fn became(tx: &mut Tx, id: SentId, what: &Became) -> Result<(), Problem> {
    let one = matter(tx, id).await?;
    if !one.state.is_open() {
        return Ok(());
    }
    let said = Said {
        became_number: what.number.clone(),
        became_path: what.path.clone(),
        ..one.said.clone()
    };
    let active = online_sent::ActiveModel {
        became: Set(what.kind.to_owned()),
        person_id: Set(what.person),
        content_sealed: Set(sealed(tx, ("online_sent", id.0), &said)?),
        ..Default::default()
    };
    change(tx, (&one, Move::Become), (active, &what.number)).await
}
