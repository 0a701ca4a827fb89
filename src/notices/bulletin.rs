//! News: written in both languages, seen before it goes, sent once to everybody who reads news then.

use super::BulletinId;
use super::queue::Content;
use super::reader::{self, CONFIRMED};
use super::send::{Office, put_mail};
use super::store::notice_bulletin::{ActiveModel, Column, Entity, Model};
use super::template::{self, NEWS, Template, Values, Words};
use super::{run, unreachable, version};
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use ui::Lang;

/// Written, not sent.
pub const DRAFT: &str = "draft";
/// Sent.
pub const SENT: &str = "sent";

/// What is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub title: String,
    pub body: String,
    pub title_en: String,
    pub body_en: String,
}

/// All news, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: BulletinId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Writes news.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: News) -> Result<BulletinId, StoreError> {
    let id = BulletinId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        title: new.title,
        body: new.body,
        title_en: new.title_en,
        body_en: new.body_en,
        state: DRAFT.to_owned(),
        made_at: tx.now(),
        sent_at: None,
        readers: 0,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("notice-bulletin", id.0));
    Ok(id)
}

/// Changes news that were not sent yet.
///
/// # Errors
/// When they were sent, or somebody saved meanwhile.
pub async fn change(tx: &mut Tx, row: &Model, new: News) -> Result<(), Problem> {
    if row.state == SENT {
        return Err(Problem::Impossible("notices-wrong-sent"));
    }
    let active = ActiveModel {
        title: Set(new.title),
        body: Set(new.body),
        title_en: Set(new.title_en),
        body_en: Set(new.body_en),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("notice-bulletin", row.id.0));
    Ok(())
}

/// The template of news.
///
/// # Errors
/// Never, for it is shipped.
pub fn template() -> Result<&'static Template, StoreError> {
    template::find(NEWS).ok_or(StoreError::NotFound)
}

/// News as a reader of a language reads them: who reads English gets the Bulgarian ones when there
/// are no others.
#[must_use]
pub fn written(row: &Model, words: &Words, (mut values, lang): (Values, Lang)) -> Words {
    let has_english = !row.title_en.is_empty() && !row.body_en.is_empty();
    let (title, text) = match lang {
        Lang::En if has_english => (&row.title_en, &row.body_en),
        _ => (&row.title, &row.body),
    };
    values.insert("title".to_owned(), title.clone());
    values.insert("text".to_owned(), text.clone());
    template::written(words, &values)
}

/// Sends news to everybody who reads them now. Tells how many.
///
/// # Errors
/// When they were sent before, nobody reads news, or the database refuses.
pub async fn send(tx: &mut Tx, row: &Model, site: &str) -> Result<i32, Problem> {
    if row.state == SENT {
        return Err(Problem::Impossible("notices-wrong-sent"));
    }
    let readers = reader::all(tx, CONFIRMED).await?;
    if readers.is_empty() {
        return Err(Problem::Impossible("notices-wrong-nobody"));
    }
    let (template, office) = (template()?, Office::of(tx).await?);
    let bg = version::words(tx, template, Lang::Bg).await?;
    let en = version::words(tx, template, Lang::En).await?;
    let count = i32::try_from(readers.len()).unwrap_or(i32::MAX);
    let bad = unreachable::receivers(tx).await?;
    for (one, to) in readers {
        let lang = Lang::from_tag(&one.language).unwrap_or(Lang::Bg);
        let secret = reader::leave_secret(tx, one.id)?;
        let leave = office.address(site, &format!("/subscribe/leave/{secret}"));
        let mut values = office.values(lang, "");
        values.insert("leave".to_owned(), leave.clone());
        let words = written(row, if lang == Lang::En { &en } else { &bg }, (values, lang));
        let content = Content { subject: words.subject, text: words.body, leave };
        let to = (to, bad.contains(&one.receiver_blind));
        put_mail(tx, (template, lang), to, (content, Some(row.id))).await?;
    }
    let active = ActiveModel {
        state: Set(SENT.to_owned()),
        sent_at: Set(Some(tx.now())),
        readers: Set(count),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("notice-bulletin-sent", row.id.0));
    enqueue(tx, run::TURN, None, &serde_json::Value::Null, tx.now()).await?;
    Ok(count)
}
