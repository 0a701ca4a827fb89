//! What is answered on a topic, in versions: each has its article and who approved it. A version
//! is never changed, so that it can be shown years later what somebody was told.

use super::ScriptId;
use super::store::answer_script::{self, Column, Entity};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Deserialize;
use std::sync::LazyLock;

/// A version of an answer.
pub type Script = answer_script::Model;

/// A text that the program brings prepared.
#[derive(Clone, Debug, Deserialize)]
pub struct Prepared {
    pub topic: String,
    pub from: Day,
    pub article: String,
    pub text: String,
}

#[derive(Deserialize)]
struct File {
    script: Vec<Prepared>,
}

/// All prepared texts, in the order of their days within a topic.
pub fn prepared() -> &'static [Prepared] {
    static READ: LazyLock<Vec<Prepared>> = LazyLock::new(|| {
        let file = toml::from_str::<File>(include_str!("scripts.toml"));
        file.map(|file| file.script).unwrap_or_default()
    });
    &READ
}

/// The prepared text that follows the versions of a topic: right on a day and not yet taken over.
pub fn offered_text(topic: &str, versions: &[Script]) -> Option<&'static Prepared> {
    let newest = versions.iter().map(|script| script.valid_from).max();
    prepared()
        .iter()
        .find(|text| text.topic == topic && newest.is_none_or(|newest| text.from > newest))
}

/// A version as it is approved.
#[derive(Clone, Debug)]
pub struct NewScript {
    pub topic: String,
    pub answer: String,
    pub article: String,
    pub approved_by: String,
    pub approved_on: Day,
    pub valid_from: Day,
}

/// Adds the next version of a topic.
pub async fn add(tx: &mut Tx, new: &NewScript) -> Result<ScriptId, StoreError> {
    let last = versions(tx, &new.topic).await?.first().map_or(0, |script| script.number);
    let id = ScriptId(tx.new_id());
    tx.insert(answer_script::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        topic: Set(new.topic.clone()),
        number: Set(last + 1),
        answer: Set(new.answer.trim().to_owned()),
        article: Set(new.article.clone()),
        approved_by: Set(new.approved_by.clone()),
        approved_on: Set(new.approved_on),
        valid_from: Set(new.valid_from),
        created_at: Set(tx.now()),
    })
    .await?;
    tx.audit(Entry::write("answer-script-approved", id.0));
    Ok(id)
}

/// The versions of a topic, the newest first.
pub async fn versions(tx: &Tx, topic: &str) -> Result<Vec<Script>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Topic.eq(topic));
    Ok(rows.order_by_desc(Column::Number).all(tx.conn()).await?)
}

/// All versions of all topics, the newest first.
pub async fn all(tx: &Tx) -> Result<Vec<Script>, StoreError> {
    Ok(tx.find::<Entity>().order_by_desc(Column::Number).all(tx.conn()).await?)
}

/// The version of a topic that holds on a day: the last approved of those that have begun.
pub async fn on(tx: &Tx, topic: &str, day: Day) -> Result<Option<Script>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Topic.eq(topic));
    let rows = rows.filter(Column::ValidFrom.lte(day));
    let rows = rows.order_by_desc(Column::ValidFrom).order_by_desc(Column::Number);
    Ok(rows.limit(1).one(tx.conn()).await?)
}

/// One version.
pub async fn script(tx: &Tx, id: ScriptId) -> Result<Script, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Approves all prepared texts in the name of somebody, where a topic has no version yet.
pub async fn approve_prepared(tx: &mut Tx, by: &str) -> Result<usize, StoreError> {
    let there = all(tx).await?;
    let mut count = 0;
    for text in prepared() {
        if there.iter().any(|script| script.topic == text.topic) {
            continue;
        }
        add(
            tx,
            &NewScript {
                topic: text.topic.clone(),
                answer: text.text.clone(),
                article: text.article.clone(),
                approved_by: by.to_owned(),
                approved_on: Ord::min(text.from, tx.today()),
                valid_from: text.from,
            },
        )
        .await?;
        count += 1;
    }
    Ok(count)
}

/// A word of two versions beside each other: only in the old, only in the new, in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// Taken out.
    Old,
    /// Put in.
    New,
}

/// What differs between two texts, by words. Runs of one side are one piece.
pub fn difference(old: &str, new: &str) -> Vec<(Side, String)> {
    let (a, b) = (words(old), words(new));
    // Longest common part, counted from the end.
    let mut common = vec![vec![0u16; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = match a[i] == b[j] {
                true => common[i + 1][j + 1] + 1,
                false => Ord::max(common[i + 1][j], common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut pieces) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            push(&mut pieces, (Side::Both, a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut pieces, (Side::Old, a[i]));
            i += 1;
        } else {
            push(&mut pieces, (Side::New, b[j]));
            j += 1;
        }
    }
    pieces
}

fn words(text: &str) -> Vec<&str> {
    text.split_inclusive([' ', '\n']).collect()
}

fn push(pieces: &mut Vec<(Side, String)>, (side, word): (Side, &str)) {
    match pieces.last_mut() {
        Some((last, text)) if *last == side => text.push_str(word),
        _ => pieces.push((side, word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepared_texts_are_read_and_belong_to_topics() {
        assert!(prepared().len() >= 8);
        for text in prepared() {
            assert!(super::super::reference::has(
                &super::super::reference::reference().topic,
                &text.topic
            ));
            assert!(!text.article.is_empty() && text.text.len() > 100);
        }
    }

    #[test]
    fn versions_are_compared_by_words() {
        let pieces = difference("такса не се плаща", "такса се плаща всеки месец");
        assert_eq!(pieces[0], (Side::Both, "такса ".into()));
        assert_eq!(pieces[1], (Side::Old, "не ".into()));
        let new: String =
            pieces.iter().filter(|(s, _)| *s != Side::Old).map(|(_, t)| t.as_str()).collect();
        assert_eq!(new, "такса се плаща всеки месец");
    }
}
