//! What the pages of booking share.

use kit::types::Instant;
use law::weekday_name;
use ui::Lang;

/// The page for anybody, below the municipality.
pub const HOME: &str = "/book";
/// The pages behind a code, below the municipality.
pub const OWN: &str = "/booked";

/// `09:05`.
#[must_use]
pub fn clock(at: Instant) -> String {
    let local = at.local();
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// A day with its name; the name is Bulgarian, so an English page has the date alone.
#[must_use]
pub fn day_words(lang: Lang, at: Instant) -> String {
    let day = at.day();
    match lang {
        Lang::Bg => format!("{}, {}", weekday_name(day.0), day.bg()),
        Lang::En => day.bg(),
    }
}
