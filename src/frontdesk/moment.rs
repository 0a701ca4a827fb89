//! How far away a day is, in words.

use kit::types::Day;
use kit::web::Ctx;

pub use crate::contacts::{moment, moment_values};

/// How far a due day is, in words, and the state for `case::due`.
pub fn due_words(ctx: &Ctx, due: Day, today: Day) -> (String, &'static str) {
    let days = due.days_since(today);
    let (text, state) = match days {
        ..0 => (ctx.ta("frontdesk-due-late", &[("days", -days)]), "late"),
        0 => (ctx.t("frontdesk-due-today"), "soon"),
        1 => (ctx.t("frontdesk-due-tomorrow"), "soon"),
        _ => (ctx.ta("frontdesk-due-in", &[("days", days)]), ""),
    };
    (text.into_owned(), state)
}
