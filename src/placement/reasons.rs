//! Texts that a municipality keeps for reasons: of a refusal on either ground, of an end of a
//! contract, of urgent support. Each in versions; one that is retired is not offered any more.
//!
//! Invariant: a text is copied where it is used, with what was written below it: a later version
//! changes nothing that was said.

use super::ReasonId;
use super::store::{reason_text, reason_version};
use crate::app::App;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Act, Ctx, Form};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;
use ui::Choice;

/// What the texts are for.
pub const KINDS: [&str; 4] = ["not_provided", "unfit", "end", "urgent"];
/// So much of a text is read where one is chosen.
const GLIMPSE: usize = 90;

/// A text as it stands now.
#[derive(Clone, Debug)]
pub struct Text {
    /// The text.
    pub id: ReasonId,
    /// One of [`KINDS`].
    pub kind: String,
    /// Its number of version.
    pub number: i32,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub body: String,
    /// When it was written, and by whom.
    pub written: (Instant, String),
    /// Since when it is not offered.
    pub retired_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

/// A version as it was written.
pub type Version = reason_version::Model;

async fn texts(tx: &Tx, rows: Vec<reason_text::Model>) -> Result<Vec<Text>, StoreError> {
    let versions = tx
        .find::<reason_version::Entity>()
        .filter(reason_version::Column::ReasonId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(reason_version::Column::Number)
        .all(tx.conn())
        .await?;
    // Of several the last one stays.
    let mut last: HashMap<ReasonId, Version> =
        versions.into_iter().map(|one| (one.reason_id, one)).collect();
    let text = |row: reason_text::Model| {
        let now = last.remove(&row.id)?;
        Some(Text {
            id: row.id,
            kind: row.kind,
            number: now.number,
            title: now.title,
            body: now.body,
            written: (now.written_at, now.account_name),
            retired_on: row.retired_on,
            version: row.version,
        })
    };
    let mut all: Vec<Text> = rows.into_iter().filter_map(text).collect();
    all.sort_by_key(|text| {
        let kind = KINDS.iter().position(|kind| *kind == text.kind);
        (kind, text.retired_on.is_some(), text.title.clone())
    });
    Ok(all)
}

/// All texts, the retired ones last within their kind.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Text>, StoreError> {
    let rows = tx.find::<reason_text::Entity>().all(tx.conn()).await?;
    texts(tx, rows).await
}

/// The texts of a kind that may be chosen.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, kind: &str) -> Result<Vec<Text>, StoreError> {
    let rows = tx
        .find::<reason_text::Entity>()
        .filter(reason_text::Column::Kind.eq(kind))
        .filter(reason_text::Column::RetiredOn.is_null());
    texts(tx, rows.all(tx.conn()).await?).await
}

/// The same for a form that is shown outside a transaction.
///
/// # Errors
/// When the database does not answer.
pub async fn offered(app: &App, ctx: &Ctx, kind: &str) -> Result<Vec<Text>, StoreError> {
    let tx = app.db.read(&ctx.actor).await?;
    let found = of(&tx, kind).await;
    tx.rollback().await;
    found
}

/// One text.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: ReasonId) -> Result<Text, StoreError> {
    let row = tx.find::<reason_text::Entity>().filter(reason_text::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    texts(tx, vec![row]).await?.pop().ok_or(StoreError::NotFound)
}

/// All versions of a text, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(tx: &Tx, id: ReasonId) -> Result<Vec<Version>, StoreError> {
    let rows = tx.find::<reason_version::Entity>();
    let rows = rows.filter(reason_version::Column::ReasonId.eq(id));
    Ok(rows.order_by_desc(reason_version::Column::Number).all(tx.conn()).await?)
}

/// Adds a text of a kind.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    kind: &str,
    (title, body): (&str, &str),
) -> Result<ReasonId, StoreError> {
    let id = ReasonId(tx.new_id());
    tx.insert(reason_text::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        kind: Set(kind.to_owned()),
        retired_on: Set(None),
        version: Set(1),
    })
    .await?;
    write(tx, (id, 1), (title, body)).await?;
    Ok(id)
}

async fn write(
    tx: &mut Tx,
    (id, number): (ReasonId, i32),
    (title, body): (&str, &str),
) -> Result<(), StoreError> {
    tx.insert(reason_version::ActiveModel {
        municipality_id: Set(tx.municipality()),
        reason_id: Set(id),
        number: Set(number),
        title: Set(title.to_owned()),
        body: Set(body.to_owned()),
        written_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    tx.audit(Entry::write("reason-text", id.0));
    Ok(())
}

/// Writes the next version of a text.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody changed it meanwhile.
pub async fn change(
    tx: &mut Tx,
    (id, version): (ReasonId, i32),
    (title, body): (&str, &str),
) -> Result<(), StoreError> {
    let there = one(tx, id).await?;
    tx.update::<reason_text::Entity>(id, version, reason_text::ActiveModel::default()).await?;
    write(tx, (id, there.number + 1), (title, body)).await
}

/// Retires a text from a day, or offers it again.
///
/// # Errors
/// As [`change`].
pub async fn retire(
    tx: &mut Tx,
    (id, version): (ReasonId, i32),
    on: Option<Day>,
) -> Result<(), StoreError> {
    let active = reason_text::ActiveModel { retired_on: Set(on), ..Default::default() };
    tx.update::<reason_text::Entity>(id, version, active).await?;
    tx.audit(Entry::write("reason-text", id.0));
    Ok(())
}

/// The box in which a text is chosen; without texts there is none.
pub fn pick(act: Act, (ctx, form): (&Ctx, &Form), texts: &[Text]) -> Act {
    if texts.is_empty() {
        return act;
    }
    let choice = |text: &Text| {
        let mut glimpse: String = text.body.chars().take(GLIMPSE).collect();
        if glimpse.len() < text.body.len() {
            glimpse.push('…');
        }
        Choice::new(text.id.to_string(), format!("{}: {glimpse}", text.title))
    };
    let label = ctx.t("placement-reason-pick").into_owned();
    act.choice((ctx, form), "text", (label, texts.iter().map(choice).collect()))
}

/// The text chosen; one that is not there any more is a mistake beside the box.
fn chosen<'a>(form: &mut Form, texts: &'a [Text]) -> Option<&'a Text> {
    let value = form.get("text").to_owned();
    let found = texts.iter().find(|text| text.id.to_string() == value);
    if found.is_none() && !value.is_empty() {
        form.wrong("text", "form-choose");
    }
    found
}

/// What is said: the chosen text and below it the own paragraph of the box `own`; one of the two is
/// needed.
pub fn said(form: &mut Form, texts: &[Text], (own, most): (&str, usize)) -> String {
    match chosen(form, texts) {
        Some(text) => joined(&text.body, form.optional(own, most)),
        None => form.required(own, most),
    }
}

/// The same where nothing need be said.
pub fn said_or_not(form: &mut Form, texts: &[Text], (own, most): (&str, usize)) -> String {
    let text = chosen(form, texts).map(|text| text.body.clone());
    joined(&text.unwrap_or_default(), form.optional(own, most))
}

fn joined(text: &str, own: String) -> String {
    match (text.is_empty(), own.is_empty()) {
        (true, _) => own,
        (_, true) => text.to_owned(),
        _ => format!("{text}\n\n{own}"),
    }
}
