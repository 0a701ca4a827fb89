//! Messages to members: the invitation, a change, calling off, the minutes. Each member has an
//! address of their own, by which they read the papers and say whether they come: opening it is the
//! receipt. The secret is made from the key of the municipality and kept nowhere.

use super::agenda::Item;
use super::frame::{Press, bg, bg_with};
use super::sitting::Sitting;
use super::store::council_message::{self, Column, Entity, Model};
use super::term::Member;
use super::{MemberId, MessageId, SittingId};
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
pub const SECRET: Index = Index::new("council_message", "secret");
/// Sends one message.
pub const MAIL: &str = "council-mail";
/// What a message is about; words have the key `council-message-<code>`.
pub const KINDS: [&str; 4] = ["invitation", "moved", "cancelled", "minutes"];
/// What a member answers; words have the key `council-reply-<code>`.
pub const REPLIES: [&str; 4] = ["yes", "remote", "represented", "no"];
/// An address serves so many days after the meeting: the minutes are read by it too.
const AFTER_DAYS: i32 = 60;

/// What the messages of a meeting have in common.
pub struct Letter<'a> {
    /// A code of [`KINDS`].
    pub kind: &'static str,
    /// The meeting.
    pub sitting: &'a Sitting,
    /// Its points.
    pub items: &'a [Item],
    /// Where addresses begin.
    pub press: &'a Press,
}

/// Where a meeting is, in words.
#[must_use]
pub fn place(one: &Sitting) -> String {
    let parts = [one.content.place.as_str(), one.content.link.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The agenda as numbered lines, with who reports.
#[must_use]
pub fn agenda_lines(items: &[Item]) -> Vec<String> {
    let line = |(at, one): (usize, &Item)| {
        let rapporteur = match one.content.rapporteur.as_str() {
            "" => String::new(),
            name => format!(" – {}", bg_with("council-reports", &[("name", name.to_owned())])),
        };
        format!("{}. {}{rapporteur}", at + 1, one.content.title)
    };
    items.iter().enumerate().map(line).collect()
}

/// The agenda as mail may carry it: of a closed point only that it is there.
fn mailed_lines(items: &[Item]) -> Vec<String> {
    let whole = agenda_lines(items).into_iter().zip(items).enumerate();
    let line = |(at, (line, one)): (usize, (String, &Item))| match one.row.is_closed {
        true => bg_with("council-public-closed", &[("number", (at + 1).to_string())]),
        false => line,
    };
    whole.map(line).collect()
}

impl Letter<'_> {
    /// Subject and text. The subject says nothing but the day.
    fn words(&self, secret: &str) -> (String, String) {
        let row = &self.sitting.row;
        let args = [
            ("municipality", self.press.office.name.clone()),
            ("number", self.sitting.number()),
            ("day", format!("{}, {}", weekday_name(row.day.0), row.day.bg())),
            ("time", row.begins.clone()),
            ("place", place(self.sitting)),
            ("agenda", mailed_lines(self.items).join("\n")),
            ("why", self.sitting.content.why.clone()),
            ("address", self.press.address(&format!("/council-invitation/{secret}"))),
        ];
        let subject = bg_with(&format!("council-mail-subject-{}", self.kind), &args);
        let text = bg_with(&format!("council-mail-text-{}", self.kind), &args);
        (subject, format!("{text}\n\n{}\n", bg("council-mail-end")))
    }
}

/// The secret of an address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: MessageId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// Writes a message to each member, and asks for those with an address to be sent when the
/// installation sends mail. Tells how many were written.
///
/// # Errors
/// When the database refuses.
pub async fn write(
    tx: &mut Tx,
    (letter, members): (&Letter<'_>, &[&Member]),
    sends: bool,
) -> Result<usize, StoreError> {
    let row = &letter.sitting.row;
    for one in members {
        let id = MessageId(tx.new_id());
        let secret = secret(tx, id)?;
        let (subject, text) = letter.words(&secret);
        let to = one.content.email.clone();
        let message = Model {
            municipality_id: tx.municipality(),
            id,
            sitting_id: row.id,
            member_id: one.row.id,
            kind: letter.kind.to_owned(),
            to_sealed: tx.seal("council_message", "to_sealed", id.0, &to)?,
            subject,
            text_sealed: tx.seal("council_message", "text_sealed", id.0, &text)?,
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
    }
    tx.audit(Entry::write("council-messages", row.id.0));
    Ok(members.len())
}

/// The messages of a meeting, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn messages(tx: &Tx, id: SittingId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SittingId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One message.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn message(tx: &Tx, id: MessageId) -> Result<Model, StoreError> {
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
pub async fn opened(tx: &mut Tx, id: MessageId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::OpenedAt, Expr::value(tx.now().0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::OpenedAt.is_null())
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::read("council-message", id.0));
    Ok(())
}

/// Keeps what a member answers; another answer stands for the one before.
///
/// # Errors
/// When the database refuses.
pub async fn replied(tx: &mut Tx, id: MessageId, reply: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Reply, Expr::value(reply))
        .col_expr(Column::RepliedAt, Expr::value(tx.now().0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("council-reply", id.0));
    Ok(())
}

/// Keeps what the mail server answered.
///
/// # Errors
/// When the database refuses.
pub async fn sent(tx: &Tx, id: MessageId, answer: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::SentAt, Expr::value(tx.now().0))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What a message came to; words have the key `council-receipt-<code>`.
#[must_use]
pub fn receipt(row: &council_message::Model) -> (&'static str, &'static str) {
    match (row.replied_at, row.opened_at, row.sent_at) {
        (Some(_), ..) => ("replied", "green"),
        (_, Some(_), _) => ("opened", "teal"),
        (_, _, Some(_)) => ("sent", "blue"),
        _ => ("waiting", "grey"),
    }
}

/// The last answer of each member to invitations.
#[must_use]
pub fn replies(rows: &[Model]) -> Vec<(MemberId, &str)> {
    let given = rows.iter().filter(|row| !row.reply.is_empty());
    given.map(|row| (row.member_id, row.reply.as_str())).collect()
}

/// Whether a day is still ahead or today: then answers are taken.
#[must_use]
pub fn takes_replies(row: &Model, (meeting, today): (Day, Day)) -> bool {
    row.kind != KINDS[2] && row.kind != KINDS[3] && today <= meeting
}
