//! A talk: begun by anybody, taken by a worker, given back, ended. What of it is shown as sent was
//! committed before.

use super::course::{How, PASSES, State, lines_until, may_take};
use super::crisis;
use super::setting::Setting;
use super::store::{desk_pass, desk_talk};
use super::{PassId, TalkId, line};
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::Problem;
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait};
use sea_orm::{QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

const TABLE: &str = "desk_talk";
/// By what the addresses of talks are made.
pub const SECRET: Index = Index::new("desk_talk", "secret");
/// More do not wait: who comes later is asked to leave a question.
pub const MOST_WAITING: u64 = 1_000;
/// So many talks are shown to workers at once.
const SHOWN: u64 = 300;

/// What is known of whoever asks, and what became of the talk when it turned into a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// The name they gave; empty for nobody.
    pub name: String,
    /// The number of the question.
    pub number: String,
    /// The secret code of the question.
    pub code: String,
    /// Until when an answer is promised.
    pub answer_until: String,
}

/// A talk, opened.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The row.
    pub row: desk_talk::Model,
    /// Where it stands.
    pub state: State,
    /// Who asks.
    pub content: Content,
}

fn sealed(tx: &Tx, id: TalkId, content: &Content) -> Result<Vec<u8>, StoreError> {
    let text = serde_json::to_string(content).map_err(|e| StoreError::Other(e.to_string()))?;
    tx.seal(TABLE, "content_sealed", id.0, &text)
}

fn opened(tx: &Tx, row: desk_talk::Model) -> Result<Talk, StoreError> {
    let text = tx.open(TABLE, "content_sealed", row.id.0, &row.content_sealed)?;
    let content = serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(Talk { state: State::of(&row.state), row, content })
}

/// The secret of a talk, made of something that only its citizen knows: who sends the first form twice is
/// led to the same talk.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret_of(tx: &Tx, seed: &str) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, seed)?)
}

/// The talk behind a secret.
///
/// # Errors
/// [`Problem::NotFound`] when there is none: guessing is counted by the guard.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Talk, Problem> {
    use desk_talk::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    let row = row.one(tx.conn()).await?.ok_or(Problem::NotFound)?;
    Ok(opened(tx, row)?)
}

/// One talk.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn talk(tx: &Tx, id: TalkId) -> Result<Talk, StoreError> {
    let row = tx.find::<desk_talk::Entity>().filter(desk_talk::Column::Id.eq(id));
    opened(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// What begins a talk.
#[derive(Clone, Debug, Default)]
pub struct New {
    /// The secret of its address.
    pub secret: String,
    /// The name they gave, or empty.
    pub name: String,
    /// What they ask.
    pub text: String,
    /// The transcript may be kept.
    pub is_kept: bool,
}

/// Begins a talk with its first line.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx, new: &New) -> Result<TalkId, StoreError> {
    let id = TalkId(tx.new_id());
    let risk = crisis::joined("", &crisis::found(&new.text));
    let content = Content { name: new.name.clone(), ..Content::default() };
    tx.insert(desk_talk::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        day: Set(tx.today()),
        fingerprint: Set(fingerprint(&new.secret)),
        state: Set(State::Waiting.code().to_owned()),
        is_urgent: Set(!risk.is_empty()),
        risk: Set(risk),
        is_kept: Set(new.is_kept),
        began_at: Set(tx.now()),
        heard_at: Set(tx.now()),
        taken_at: Set(None),
        account_id: Set(None),
        ended_at: Set(None),
        ended_how: Set(String::new()),
        lines_until: Set(None),
        is_cleared: Set(false),
        content_sealed: Set(sealed(tx, id, &content)?),
        version: Set(1),
    })
    .await?;
    line::add(tx, id, (None, &new.text)).await?;
    tx.audit(Entry::write("desk-talk-begun", id.0));
    Ok(id)
}

/// The talks that have not ended: the urgent ones first, then as they came.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &Tx) -> Result<Vec<Talk>, StoreError> {
    use desk_talk::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.is_in([State::Waiting.code(), State::Taken.code()]))
        .order_by_desc(Column::IsUrgent)
        .order_by_asc(Column::Id)
        .limit(SHOWN)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| opened(tx, row)).collect()
}

/// The talks of some days that have ended, newest first; nothing personal is opened.
///
/// # Errors
/// When the database does not answer.
pub async fn ended(
    tx: &Tx,
    (from, to): (Day, Day),
    (first, most): (u64, u64),
) -> Result<Vec<desk_talk::Model>, StoreError> {
    use desk_talk::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Day.gte(from))
        .filter(Column::Day.lte(to))
        .filter(Column::State.eq(State::Ended.code()))
        .order_by_desc(Column::Id)
        .offset(first)
        .limit(most);
    Ok(rows.all(tx.conn()).await?)
}

/// Which place somebody has in the queue, from 1: the urgent ones stand before the others.
///
/// # Errors
/// When the database does not answer.
pub async fn place(tx: &Tx, row: &desk_talk::Model) -> Result<u64, StoreError> {
    use desk_talk::{Column, Entity};
    let earlier =
        Condition::all().add(Column::IsUrgent.eq(row.is_urgent)).add(Column::Id.lt(row.id));
    let mut before = Condition::any().add(earlier);
    if !row.is_urgent {
        before = before.add(Column::IsUrgent.eq(true));
    }
    let rows = tx.find::<Entity>().filter(Column::State.eq(State::Waiting.code())).filter(before);
    Ok(rows.count(tx.conn()).await? + 1)
}

fn who(tx: &Tx) -> Result<AccountId, Problem> {
    tx.actor().account.ok_or(Problem::Refused)
}

/// A worker takes a talk that waits, or whose worker is away.
///
/// # Errors
/// [`Problem::Impossible`] when a colleague has it, or it is over.
pub async fn take(tx: &mut Tx, talk: &Talk, own_is_here: bool) -> Result<(), Problem> {
    let account = who(tx)?;
    let is_own = talk.row.account_id == Some(account) && talk.state == State::Taken;
    if is_own {
        tx.audit(Entry::read("desk-talk", talk.row.id.0));
        return Ok(());
    }
    if !may_take(talk.state, own_is_here) {
        return Err(Problem::Impossible("desk-refused-taken"));
    }
    let change = desk_talk::ActiveModel {
        state: Set(State::Taken.code().to_owned()),
        account_id: Set(Some(account)),
        taken_at: Set(Some(tx.now())),
        ..Default::default()
    };
    match tx.update::<desk_talk::Entity>(talk.row.id, talk.row.version, change).await {
        // Two took it at once: the second is told so, and nothing is lost.
        Err(StoreError::Conflict) => return Err(Problem::Impossible("desk-refused-taken")),
        done => done?,
    }
    tx.audit(Entry::write("desk-talk-taken", talk.row.id.0));
    Ok(())
}

/// Whether a talk is the actor's own to answer and to end.
///
/// # Errors
/// [`Problem::Impossible`] when it is not.
pub fn own(tx: &Tx, talk: &Talk) -> Result<AccountId, Problem> {
    let account = who(tx)?;
    let is_own = talk.state == State::Taken && talk.row.account_id == Some(account);
    if is_own { Ok(account) } else { Err(Problem::Impossible("desk-refused-not-own")) }
}

/// A worker gives a talk back into the queue, at its old place.
///
/// # Errors
/// As [`own`].
pub async fn release(tx: &mut Tx, talk: &Talk) -> Result<(), Problem> {
    own(tx, talk)?;
    let change = desk_talk::ActiveModel {
        state: Set(State::Waiting.code().to_owned()),
        account_id: Set(None),
        ..Default::default()
    };
    tx.update::<desk_talk::Entity>(talk.row.id, talk.row.version, change).await?;
    tx.audit(Entry::write("desk-talk-released", talk.row.id.0));
    Ok(())
}

/// Ends a talk. What was said goes with it or later, see [`lines_until`].
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    (talk, content): (&Talk, &Content),
    (how, setting): (How, &Setting),
) -> Result<(), StoreError> {
    let now = tx.now();
    let until = lines_until(now.0, how, (talk.row.is_kept, setting.keep_days));
    let is_over = until <= now.0;
    let content = Content {
        // Without an agreement the name goes with the words.
        name: if is_over { String::new() } else { content.name.clone() },
        ..content.clone()
    };
    let change = desk_talk::ActiveModel {
        state: Set(State::Ended.code().to_owned()),
        ended_at: Set(Some(now)),
        ended_how: Set(how.code().to_owned()),
        is_kept: Set(talk.row.is_kept),
        lines_until: Set(Some(Instant(until))),
        is_cleared: Set(is_over),
        content_sealed: Set(sealed(tx, talk.row.id, &content)?),
        ..Default::default()
    };
    tx.update::<desk_talk::Entity>(talk.row.id, talk.row.version, change).await?;
    if is_over {
        line::clear(tx, talk.row.id).await?;
    }
    tx.audit(Entry::write("desk-talk-ended", talk.row.id.0));
    Ok(())
}

/// The talks in which nobody has spoken for long: those that a worker has since one moment, those that
/// wait since another.
///
/// # Errors
/// When the database does not answer.
pub async fn silent(
    tx: &Tx,
    (taken, waiting): (Instant, Instant),
) -> Result<Vec<Talk>, StoreError> {
    let mut talks = open(tx).await?;
    talks.retain(|talk| match talk.state {
        State::Taken => talk.row.heard_at < taken,
        State::Waiting => talk.row.heard_at < waiting,
        State::Ended => false,
    });
    Ok(talks)
}

/// The talks whose words must go now.
///
/// # Errors
/// When the database does not answer.
pub async fn due(tx: &Tx) -> Result<Vec<desk_talk::Model>, StoreError> {
    use desk_talk::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::IsCleared.eq(false))
        .filter(Column::LinesUntil.lte(tx.now()))
        .order_by_asc(Column::Id)
        .limit(SHOWN);
    Ok(rows.all(tx.conn()).await?)
}

/// Removes the words of a talk whose time is over; that it was, stays.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &mut Tx, row: desk_talk::Model) -> Result<(), StoreError> {
    let (id, version) = (row.id, row.version);
    let content = Content { name: String::new(), ..opened(tx, row)?.content };
    let change = desk_talk::ActiveModel {
        is_cleared: Set(true),
        content_sealed: Set(sealed(tx, id, &content)?),
        ..Default::default()
    };
    tx.update::<desk_talk::Entity>(id, version, change).await?;
    line::clear(tx, id).await?;
    tx.audit(Entry::write("desk-talk-cleared", id.0));
    Ok(())
}

/// Notes that something was said, and of which dangers it tells. `false` when the talk ended meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn heard(tx: &Tx, talk: &Talk, text: &str) -> Result<bool, StoreError> {
    use desk_talk::{Column, Entity};
    let risk = crisis::joined(&talk.row.risk, &crisis::found(text));
    let change = desk_talk::ActiveModel {
        heard_at: Set(tx.now()),
        is_urgent: Set(!risk.is_empty()),
        risk: Set(risk),
        ..Default::default()
    };
    // Both sides may speak at once: this changes nothing that a version guards.
    let done = Entity::update_many()
        .set(change)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(talk.row.id))
        .filter(Column::State.ne(State::Ended.code()))
        .exec(tx.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Notes that a talk was handed over.
///
/// # Errors
/// As [`own`].
pub async fn passed(tx: &mut Tx, talk: &Talk, kind: &str) -> Result<(), Problem> {
    let account = own(tx, talk)?;
    let kind = PASSES.iter().find(|one| **one == kind).ok_or(Problem::NotFound)?;
    let id = PassId(tx.new_id());
    tx.insert(desk_pass::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        talk_id: Set(talk.row.id),
        kind: Set((*kind).to_owned()),
        at: Set(tx.now()),
        account_id: Set(account),
    })
    .await?;
    tx.audit(Entry::write("desk-talk-passed", talk.row.id.0));
    Ok(())
}

/// Into what a talk was handed over, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn passes(tx: &Tx, id: TalkId) -> Result<Vec<desk_pass::Model>, StoreError> {
    let rows = tx.find::<desk_pass::Entity>().filter(desk_pass::Column::TalkId.eq(id));
    Ok(rows.order_by_asc(desk_pass::Column::Id).all(tx.conn()).await?)
}

/// What was said by a citizen in all, as one text: what they typed is not lost when nobody answers.
#[must_use]
pub fn typed(lines: &[line::Line]) -> String {
    let own = lines.iter().filter(|line| line.is_citizen());
    own.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}
