//! Who reads news: asked on the public page, said it again from the mailbox, left with one click. An
//! address that is asked for again gets the same answer, whether it is known or not.

use super::ReaderId;
use super::course::EMAIL;
use super::queue::{Content, receiver};
use super::send::{Office, put_mail};
use super::store::notice_reader::{ActiveModel, Column, Entity, Model};
use super::template::{self, Template};
use super::{run, unreachable, version};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use ui::Lang;

const TABLE: &str = "notice_reader";
/// By what the address in a confirmation is made.
pub const CONFIRM: Index = Index::new("notice_reader", "confirm");
/// By what the address for leaving is made.
pub const LEAVE: Index = Index::new("notice_reader", "leave");
/// Asked, not confirmed yet.
pub const ASKED: &str = "asked";
/// Reads news.
pub const CONFIRMED: &str = "confirmed";
/// Left.
pub const LEFT: &str = "left";
/// All of them; words have the key `notices-reader-<code>`.
pub const STATES: [&str; 3] = [CONFIRMED, ASKED, LEFT];
/// A confirmation is sent to one address once in so long.
const AGAIN_MS: i64 = 60 * 60 * 1000;
/// A confirmation may be used for so long.
const VALID_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// So many readers are handled at once.
pub const MOST: u64 = 20_000;

/// The template of a confirmation.
fn confirmation() -> Result<&'static Template, StoreError> {
    template::find("news-confirm").ok_or(StoreError::NotFound)
}

/// The secret of a confirmation: of this asking and of no other.
fn confirm_secret(tx: &Tx, id: ReaderId, at: Instant) -> Result<String, StoreError> {
    Ok(tx.key().secret(&CONFIRM, &format!("{id}/{}", at.0))?)
}

/// The secret by which a reader leaves.
///
/// # Errors
/// When the municipality's key is gone.
pub fn leave_secret(tx: &Tx, id: ReaderId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&LEAVE, &id.to_string())?)
}

async fn known(tx: &Tx, email: &str) -> Result<Option<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ReceiverBlind.eq(receiver(tx, EMAIL, email)?));
    Ok(rows.one(tx.conn()).await?)
}

/// Somebody asks for news: the mailbox is asked to say so too. Nothing happens for who reads them
/// already or was asked just now.
///
/// # Errors
/// When the database refuses.
pub async fn ask(tx: &mut Tx, (email, lang): (&str, Lang), site: &str) -> Result<(), StoreError> {
    let old = known(tx, email).await?;
    let now = tx.now();
    tx.audit(Entry::new("write", "notice-reader", ""));
    let was_asked = |row: &Model| row.state == CONFIRMED || now.0 - row.asked_at.0 < AGAIN_MS;
    if old.as_ref().is_some_and(was_asked) {
        return Ok(());
    }
    let id = old.as_ref().map_or_else(|| ReaderId(tx.new_id()), |row| row.id);
    let secret = confirm_secret(tx, id, now)?;
    let token_hash = fingerprint(&secret);
    match old {
        Some(row) => {
            let active = ActiveModel {
                state: Set(ASKED.to_owned()),
                language: Set(lang.tag().to_owned()),
                token_hash: Set(token_hash),
                asked_at: Set(now),
                ..Default::default()
            };
            tx.update::<Entity>(row.id, row.version, active).await?;
        }
        None => {
            let row = Model {
                municipality_id: tx.municipality(),
                id,
                receiver_blind: receiver(tx, EMAIL, email)?,
                to_sealed: tx.seal(TABLE, "to_sealed", id.0, email)?,
                language: lang.tag().to_owned(),
                state: ASKED.to_owned(),
                token_hash,
                fingerprint: fingerprint(leave_secret(tx, id)?),
                asked_at: now,
                confirmed_at: None,
                left_at: None,
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    write(tx, (email, lang), (site, &secret)).await
}

async fn write(
    tx: &mut Tx,
    (email, lang): (&str, Lang),
    (site, secret): (&str, &str),
) -> Result<(), StoreError> {
    let template = confirmation()?;
    let office = Office::of(tx).await?;
    let link = office.address(site, &format!("/subscribe/confirm/{secret}"));
    let words = version::words(tx, template, lang).await?;
    let words = template::written(&words, &office.values(lang, &link));
    let content = Content { subject: words.subject, text: words.body, leave: String::new() };
    let is_bad = unreachable::is_known(tx, EMAIL, email).await?;
    put_mail(tx, (template, lang), (email.to_owned(), is_bad), (content, None)).await?;
    enqueue(tx, run::TURN, None, &serde_json::Value::Null, tx.now()).await
}

/// Whose a secret of a confirmation is, while it may be used.
///
/// # Errors
/// [`StoreError::NotFound`] when it is nobody's.
pub async fn to_confirm(tx: &Tx, secret: &str) -> Result<Model, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::TokenHash.eq(fingerprint(secret)));
    let row = rows.one(tx.conn()).await?;
    let now = tx.now();
    row.filter(|row| row.state != LEFT && now.0 - row.asked_at.0 < VALID_MS)
        .ok_or(StoreError::NotFound)
}

/// Whose a secret for leaving is.
///
/// # Errors
/// [`StoreError::NotFound`] when it is nobody's.
pub async fn to_leave(tx: &Tx, secret: &str) -> Result<Model, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The mailbox said yes; twice is once.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(tx: &mut Tx, row: &Model) -> Result<(), StoreError> {
    tx.audit(Entry::write("notice-reader-confirmed", row.id.0));
    if row.state == CONFIRMED {
        return Ok(());
    }
    let active = ActiveModel {
        state: Set(CONFIRMED.to_owned()),
        confirmed_at: Set(Some(tx.now())),
        left_at: Set(None),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await
}

/// The reader leaves; twice is once. News that wait for them are taken back.
///
/// # Errors
/// When the database refuses.
pub async fn leave(tx: &mut Tx, row: &Model) -> Result<(), StoreError> {
    tx.audit(Entry::write("notice-reader-left", row.id.0));
    if row.state == LEFT {
        return Ok(());
    }
    let active = ActiveModel {
        state: Set(LEFT.to_owned()),
        left_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    super::queue::withdraw_news(tx, &row.receiver_blind).await
}

/// A reader with the address, opened.
pub type Reader = (Model, String);

/// The readers in a state, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx, state: &str) -> Result<Vec<Reader>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if !state.is_empty() {
        rows = rows.filter(Column::State.eq(state));
    }
    let rows = rows.order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?;
    let open = |row: Model| {
        let to = tx.open(TABLE, "to_sealed", row.id.0, &row.to_sealed)?;
        Ok((row, to))
    };
    rows.into_iter().map(open).collect()
}

/// How many read news.
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &Tx) -> Result<i64, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::State.eq(CONFIRMED)).select_only();
    let rows = rows.column_as(Column::Id.count(), "readers").into_tuple();
    let count: Option<i64> = rows.one(tx.conn()).await?;
    Ok(count.unwrap_or_default())
}
