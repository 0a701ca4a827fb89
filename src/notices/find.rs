//! Lists of notices, and their numbers: days, channel, state, template, receiver. Each number opens
//! the list that it counted.

use super::course::{CHANNELS, STATES};
use super::store::notice::{Column, Entity, Model};
use super::{BulletinId, CitizenId, queue};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Form, PAGE_ROWS};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// So many notices of one person or account are shown.
const OF_ONE: u64 = 200;

/// Which notices a list shows.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub channel: String,
    pub state: String,
    pub code: String,
    pub bulletin: Option<BulletinId>,
    /// An address or a number, as it was typed.
    pub to_whom: String,
}

impl Sieve {
    /// What an address asks for.
    #[must_use]
    pub fn read(form: &Form, (from, to): (Day, Day)) -> Sieve {
        let of = |name: &str, codes: &[&str]| {
            Some(form.get(name)).filter(|code| codes.contains(code)).unwrap_or_default().to_owned()
        };
        Sieve {
            from: Some(from),
            to: Some(to),
            channel: of("channel", &CHANNELS),
            state: of("state", &STATES),
            code: super::template::find(form.get("code"))
                .map(|t| t.code.clone())
                .unwrap_or_default(),
            bulletin: form.get("bulletin").parse().ok(),
            to_whom: form.get("q").to_owned(),
        }
    }

    fn query(&self, tx: &Tx) -> Result<Select<Entity>, StoreError> {
        let mut rows = tx.find::<Entity>();
        if let Some(from) = self.from {
            rows = rows.filter(Column::Day.gte(from));
        }
        if let Some(to) = self.to {
            rows = rows.filter(Column::Day.lte(to));
        }
        let given = [
            (Column::Channel, &self.channel),
            (Column::State, &self.state),
            (Column::Code, &self.code),
        ];
        for (column, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
            rows = rows.filter(column.eq(value.as_str()));
        }
        if let Some(bulletin) = self.bulletin {
            rows = rows.filter(Column::BulletinId.eq(bulletin));
        }
        if !self.to_whom.is_empty() {
            let short = super::sms::international(&self.to_whom).unwrap_or_default();
            let known = [
                queue::receiver(tx, super::course::EMAIL, &self.to_whom)?,
                queue::receiver(tx, super::course::SMS, &short)?,
            ];
            rows = rows.filter(Column::ReceiverBlind.is_in(known));
        }
        Ok(rows)
    }
}

/// A page of the list, newest first, and how many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn page(tx: &Tx, sieve: &Sieve, page: u64) -> Result<(Vec<Model>, u64), StoreError> {
    let count: Option<i64> = sieve
        .query(tx)?
        .select_only()
        .column_as(Column::Id.count(), "notices")
        .into_tuple()
        .one(tx.conn())
        .await?;
    let rows = sieve
        .query(tx)?
        .order_by_desc(Column::Id)
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
        .all(tx.conn())
        .await?;
    Ok((rows, u64::try_from(count.unwrap_or_default()).unwrap_or_default()))
}

/// How many there are by channel and state.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx, sieve: &Sieve) -> Result<Vec<(String, String, i64)>, StoreError> {
    let rows = sieve
        .query(tx)?
        .select_only()
        .columns([Column::Channel, Column::State])
        .column_as(Column::Id.count(), "notices")
        .group_by(Column::Channel)
        .group_by(Column::State);
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// How many there are by template.
///
/// # Errors
/// When the database does not answer.
pub async fn by_template(tx: &Tx, sieve: &Sieve) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = sieve
        .query(tx)?
        .select_only()
        .column(Column::Code)
        .column_as(Column::Id.count(), "notices")
        .group_by(Column::Code)
        .order_by_asc(Column::Code);
    Ok(rows.into_tuple().all(tx.conn()).await?)
}

/// The notices about a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    Ok(rows.order_by_desc(Column::Id).limit(OF_ONE).all(tx.conn()).await?)
}

/// What an account was sent, for its own eyes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub text: String,
    /// By which way: words have the key `notices-channel-<code>`.
    pub channel: String,
    /// Where it leads, below the municipality; or empty.
    pub href: String,
}

/// What an account was sent, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_account(tx: &Tx, account: CitizenId) -> Result<Vec<Told>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CitizenId.eq(account));
    let rows = rows.order_by_desc(Column::Id).limit(OF_ONE).all(tx.conn()).await?;
    let open = |row: Model| {
        let (_, content, _) = queue::opened(tx, &row)?;
        Ok(Told {
            at: row.queued_at,
            subject: content.subject,
            text: content.text,
            channel: row.channel,
            href: row.href,
        })
    };
    rows.into_iter().map(open).collect()
}
