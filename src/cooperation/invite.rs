//! Messages to those who are invited: the invitation, another day, calling off. Each has an
//! address of their own, by which they read what may be told to them and say whether they come:
//! opening it is the receipt. The secret is made from the key of the municipality and kept nowhere.
//! A message never says whom the conference is about: mail is read by others too.

use super::frame::{Press, bg, bg_with};
use super::load::{Conference, Seat};
use super::store::cooperation_message::{Column, Entity, Model};
use super::{ConferenceId, InvitationId, SeatId};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::weekday_name;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("cooperation_message", "secret");
/// Sends one message.
pub const MAIL: &str = "cooperation-mail";
/// What a message is about; words have the key `cooperation-message-<code>`.
pub const KINDS: [&str; 3] = ["invitation", "moved", "cancelled"];
/// What somebody answers; words have the key `cooperation-reply-<code>`.
pub const REPLIES: [&str; 3] = ["yes", "remote", "no"];
/// An address serves so many days after the conference.
const AFTER_DAYS: i32 = 14;

/// What the messages of a conference have in common.
pub struct Letter<'a> {
    /// A code of [`KINDS`].
    pub kind: &'static str,
    /// The conference.
    pub one: &'a Conference,
    /// Where addresses begin.
    pub press: &'a Press,
    /// The person's consent holds now.
    pub consents: bool,
}

impl Letter<'_> {
    /// Subject and text. Neither says whom it is about.
    fn words(&self, secret: &str) -> (String, String) {
        let row = &self.one.row;
        let args = [
            ("municipality", self.press.office.name.clone()),
            ("number", self.one.number()),
            ("day", format!("{}, {}", weekday_name(row.day.0), row.day.bg())),
            ("time", row.begins.clone()),
            ("place", self.one.place()),
            ("ground", bg(&format!("cooperation-ground-{}", row.ground))),
            ("address", self.press.address(&format!("/conference-invitation/{secret}"))),
        ];
        let subject = bg_with(&format!("cooperation-mail-subject-{}", self.kind), &args);
        let text = bg_with(&format!("cooperation-mail-text-{}", self.kind), &args);
        (subject, format!("{text}\n\n{}\n", bg("cooperation-mail-end")))
    }
}

/// The secret of an address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: InvitationId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// Writes a message to each of those invited, and asks for those with an address to be sent when
/// the installation sends mail. Whoever is told something only by consent gets no invitation once
/// the consent is gone, but is told of a change. Tells how many were written.
///
/// # Errors
/// When the database refuses.
pub async fn write(
    tx: &mut Tx,
    (letter, seats): (&Letter<'_>, &[Seat]),
    sends: bool,
) -> Result<usize, StoreError> {
    let row = &letter.one.row;
    let mut count = 0;
    for seat in seats {
        let is_blocked = seat.row.sharing == "consent" && !letter.consents;
        if is_blocked && letter.kind == KINDS[0] {
            continue;
        }
        let id = InvitationId(tx.new_id());
        let secret = secret(tx, id)?;
        let (subject, text) = letter.words(&secret);
        let to = seat.content.email.as_str();
        let message = Model {
            municipality_id: tx.municipality(),
            id,
            conference_id: row.id,
            seat_id: seat.row.id,
            kind: letter.kind.to_owned(),
            to_sealed: tx.seal("cooperation_message", "to_sealed", id.0, to)?,
            subject,
            text_sealed: tx.seal("cooperation_message", "text_sealed", id.0, &text)?,
            fingerprint: fingerprint(&secret),
            ends_on: row.day.max(tx.today()).plus(AFTER_DAYS),
            sequence: row.sequence,
            made_at: tx.now(),
            sent_at: None,
            answer: String::new(),
            opened_at: None,
            reply: String::new(),
            replied_at: None,
            account_name: tx.actor().name.to_string(),
        };
        tx.insert(message.into_active_model()).await?;
        if sends && !to.is_empty() {
            enqueue(tx, MAIL, None, &serde_json::json!({ "message": id }), tx.now()).await?;
        }
        count += 1;
    }
    tx.audit(Entry::write("cooperation-messages", row.id.0));
    Ok(count)
}

/// The messages of a conference, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn messages(tx: &Tx, id: ConferenceId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ConferenceId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One message.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn message(tx: &Tx, id: InvitationId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The message behind a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when there is none, or the address serves no more.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Model, Problem> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    let row = rows.one(tx.conn()).await.map_err(StoreError::from)?;
    row.filter(|row| tx.today() <= row.ends_on).ok_or(Problem::NotFound)
}

/// Notes that a message was opened for the first time.
///
/// # Errors
/// When the database refuses.
pub async fn opened(tx: &mut Tx, id: InvitationId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::OpenedAt, Expr::value(tx.now().0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::OpenedAt.is_null())
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::read("cooperation-message", id.0));
    Ok(())
}

/// Keeps what somebody answers; another answer stands for the one before.
///
/// # Errors
/// When the database refuses.
pub async fn replied(tx: &mut Tx, id: InvitationId, reply: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Reply, Expr::value(reply))
        .col_expr(Column::RepliedAt, Expr::value(tx.now().0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("cooperation-reply", id.0));
    Ok(())
}

/// Keeps what the mail server answered.
///
/// # Errors
/// When the database refuses.
pub async fn sent(tx: &Tx, id: InvitationId, answer: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::SentAt, Expr::value(tx.now().0))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What a message came to; words have the key `cooperation-receipt-<code>`.
#[must_use]
pub fn receipt(row: &Model) -> &'static str {
    match (row.replied_at, row.opened_at, row.sent_at) {
        (Some(_), ..) => "replied",
        (_, Some(_), _) => "opened",
        (_, _, Some(_)) => "sent",
        _ => "waiting",
    }
}

/// The last message to somebody.
#[must_use]
pub fn last(rows: &[Model], seat: SeatId) -> Option<&Model> {
    rows.iter().rfind(|row| row.seat_id == seat)
}

/// The last answer of somebody, also to an earlier message about the same day.
#[must_use]
pub fn reply(rows: &[Model], (seat, sequence): (SeatId, i32)) -> &str {
    let own = |row: &&Model| row.seat_id == seat && row.sequence == sequence;
    let mut replied = rows.iter().filter(own);
    replied.rfind(|row| !row.reply.is_empty()).map_or("", |row| row.reply.as_str())
}

/// Whether answers are taken: the day is ahead or today, and it goes on.
#[must_use]
pub fn takes_replies(row: &Model, (state, day, today): (&str, Day, Day)) -> bool {
    row.kind != KINDS[2] && state == "planned" && today <= day
}
