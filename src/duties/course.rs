//! Where a duty stands and what may be said of it: pure.

use super::calendar::Occurrence;
use kit::types::Day;

/// It was done.
pub const DONE: &str = "done";
/// It is not owed this time.
pub const NONE: &str = "none";
/// Where a duty stands; words have the key `duties-state-<code>`.
pub const STATES: [&str; 5] = ["late", "soon", "due", DONE, NONE];
/// The largest document.
pub const SIZE_MAX: usize = 8 * 1024 * 1024;

/// Where a duty stands on a day. What is due today is not late.
#[must_use]
pub fn state(due: Day, mark: Option<&str>, (today, soon): (Day, i32)) -> &'static str {
    match mark {
        Some(DONE) => DONE,
        Some(_) => NONE,
        None if due < today => "late",
        None if due.days_since(today) <= soon => "soon",
        None => "due",
    }
}

/// The colour of its tag.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "late" => "red",
        "soon" => "orange",
        "due" => "blue",
        DONE => "green",
        _ => "grey",
    }
}

/// Why a duty cannot be noted as done on a day with a document of another: the field and the key of
/// the reason. A document is of the time in which the duty could be done, and of its year.
#[must_use]
pub fn refused(
    one: &Occurrence,
    (done, document): (Day, Option<Day>),
    today: Day,
) -> Option<(&'static str, &'static str)> {
    if done > today {
        return Some(("done", "duties-wrong-ahead"));
    }
    if done < one.opens {
        return Some(("done", "duties-wrong-before"));
    }
    let document = document?;
    if document > today {
        return Some(("document", "duties-wrong-ahead"));
    }
    if document.0.year() != done.0.year() {
        return Some(("document", "duties-wrong-year"));
    }
    (document < one.opens).then_some(("document", "duties-wrong-document"))
}

/// Whether a text is the address of a record below the municipality, and nothing that leads away.
#[must_use]
pub fn is_record(text: &str) -> bool {
    let is_own = text.starts_with('/') && !text.starts_with("//") && text.len() > 1;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-_?=&.".contains(c);
    is_own && !text.contains("..") && text.chars().all(is_plain)
}

/// The kind of a file by its first bytes; nothing else is taken.
#[must_use]
pub fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        _ => None,
    }
}
