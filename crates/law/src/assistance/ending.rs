//! Grounds on which personal assistance ends (чл. 9, 16, 18, 38 ЗЛП; чл. 3 Наредба № РД-07-7).

use serde::Serialize;

use crate::reader::Reader;
use crate::rule::{Confidence, Rule};
use crate::{Law, LawError};

const FAMILY: &str = "assistance.end.";

/// A ground of the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndGround {
    /// Rule id.
    pub id: String,
    /// The ground in words.
    pub title: String,
    /// Articles.
    pub articles: Vec<String>,
    /// The term that goes with it, if any.
    pub deadline: Option<String>,
    /// How sure.
    pub confidence: Confidence,
}

pub(super) fn read(reader: &Reader<'_>) -> Result<(), LawError> {
    for (_, rule) in reader.family(FAMILY) {
        if let Some(id) = rule.text("deadline") {
            reader.one(id)?;
        }
    }
    Ok(())
}

impl Law {
    /// Grounds on which personal assistance ends, in order.
    #[must_use]
    pub fn assistance_end_grounds(&self) -> Vec<EndGround> {
        let ground = |rule: &Rule| EndGround {
            id: rule.id.clone(),
            title: rule.title.clone(),
            articles: rule.articles.clone(),
            deadline: rule.text("deadline").map(str::to_owned),
            confidence: rule.confidence,
        };
        self.book().rules().iter().filter(|r| r.id.starts_with(FAMILY)).map(ground).collect()
    }
}
