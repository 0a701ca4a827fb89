//! Where conferences, tasks and requests stand, and what stands in the way of a step. No database.

use kit::types::Day;
use law::Law;

/// Kinds of institutions; words have the key `cooperation-kind-<code>`.
pub const KINDS: [&str; 11] = [
    "dsp",
    "rzi",
    "ruo",
    "mvr",
    "labour",
    "school",
    "hospital",
    "provider",
    "municipality",
    "court",
    "other",
];
/// Grounds of a conference; words have the key `cooperation-ground-<code>`.
pub const GROUNDS: [&str; 4] = ["zsu-76-1", "zsu-84-4", "zsu-76-4", "zsu-132"];
/// Grounds of a request to an institution.
pub const ASKS: [&str; 4] = ["zsu-76-2", "zsu-76-3", "zsu-76-1", "consent"];
/// Grounds of a request from an institution.
pub const RECEIVED: [&str; 3] = ["zsu-76-1", "law", "consent"];
/// How a conference is held; words have the key `cooperation-form-<code>`.
pub const FORMS: [&str; 3] = ["room", "remote", "both"];
/// As whom somebody takes part; words have the key `cooperation-role-<code>`. The person has a seat
/// from the beginning.
pub const ROLES: [&str; 4] = ["institution", "officer", "representative", "citizen"];
/// On what it rests that something is told; words have the key `cooperation-sharing-<code>`.
pub const SHARINGS: [&str; 3] = ["law", "consent", "none"];
/// How somebody took part; words have the key `cooperation-part-<code>`.
pub const PARTS: [&str; 4] = ["present", "remote", "excused", "absent"];
/// How the person was told; words have the key `cooperation-told-<code>`.
pub const TOLD: [&str; 5] = ["person", "phone", "mail", "letter", "representative"];
/// How a request ended; words have the key `cooperation-outcome-<code>`.
pub const OUTCOMES: [&str; 4] = ["answered", "refused", "forwarded", "withdrawn"];
/// Where a request stands; words have the key `cooperation-state-<code>`.
pub const REQUEST_STATES: [&str; 7] =
    ["late", "open", "answered", "answered-late", "refused", "forwarded", "withdrawn"];
/// Where a task stands.
pub const TASK_STATES: [&str; 5] = ["late", "open", "done", "done-late", "dropped"];
/// Where a conference stands.
pub const CONFERENCE_STATES: [&str; 6] =
    ["overdue", "planned", "called", "held", "failed", "cancelled"];

/// The ground of a request that only serves the preliminary assessment (чл. 76, ал. 2 ЗСУ).
pub const FOR_ASSESSMENT: &str = "zsu-76-2";
/// The rule of the term that the municipality sets.
const SET: &str = "D07";
/// The rule above which no term goes (чл. 36, ал. 7 АПК).
const LIMIT: &str = "D59";

/// Where a request stands on a day.
#[must_use]
pub fn request_state(
    (outcome, due_on, answered_on): (&str, Day, Option<Day>),
    today: Day,
) -> &'static str {
    match outcome {
        "answered" if answered_on.is_some_and(|on| on > due_on) => "answered-late",
        "answered" => "answered",
        "refused" => "refused",
        "forwarded" => "forwarded",
        "withdrawn" => "withdrawn",
        _ if due_on < today => "late",
        _ => "open",
    }
}

/// Where a task stands on a day.
#[must_use]
pub fn task_state(
    (done_on, dropped_on, due_on): (Option<Day>, Option<Day>, Day),
    today: Day,
) -> &'static str {
    match (done_on, dropped_on) {
        (_, Some(_)) => "dropped",
        (Some(on), None) if on > due_on => "done-late",
        (Some(_), None) => "done",
        (None, None) if due_on < today => "late",
        _ => "open",
    }
}

/// Where a conference stands on a day.
#[must_use]
pub fn conference_state(
    (state, day, called_on): (&str, Day, Option<Day>),
    today: Day,
) -> &'static str {
    match state {
        "held" => "held",
        "failed" => "failed",
        "cancelled" => "cancelled",
        _ if day < today => "overdue",
        _ if called_on.is_some() => "called",
        _ => "planned",
    }
}

/// The colour of a state.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "late" | "overdue" => "red",
        "open" | "planned" => "blue",
        "called" => "teal",
        "answered" | "done" | "held" => "green",
        "answered-late" | "done-late" | "refused" => "orange",
        _ => "grey",
    }
}

/// A term of a request: the day that is proposed, the last one possible, how they were counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As the municipality sets it.
    pub proposed: Day,
    /// No later one.
    pub last: Day,
    /// Steps and articles.
    pub how: Vec<String>,
}

/// The term of a request that goes out on a day: the municipality sets it (чл. 76, ал. 2 ЗСУ),
/// within the limit of the general rule.
///
/// # Errors
/// When the rules do not know it.
pub fn term(law: &Law, from: Day) -> Result<Term, String> {
    let limit = law.due(LIMIT, from.0, &[]).map_err(|e| e.to_string())?;
    let set = law.due(SET, from.0, &[]).map_err(|e| e.to_string())?;
    let last = limit.due.map(Day).ok_or("no day")?;
    let proposed = set.due.map_or(last, Day).min(last);
    let mut how = set.derivation.steps;
    for article in set.derivation.articles.into_iter().chain(limit.derivation.articles) {
        if !how.iter().any(|step| step.contains(&article)) {
            how.push(article);
        }
    }
    Ok(Term { proposed, last, how })
}

/// Who is invited, as the steps of a conference ask it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invited<'a> {
    /// A code of [`ROLES`].
    pub role: &'a str,
    /// A code of [`SHARINGS`].
    pub sharing: &'a str,
    /// A code of [`PARTS`], when it is noted.
    pub part: &'a str,
    /// What may be told is written down.
    pub has_words: bool,
}

/// What stands in the way of inviting: keys of texts. `consents` says whether the person's consent
/// holds now.
#[must_use]
pub fn wrong_to_call(
    (state, day, today): (&str, Day, Day),
    seats: &[Invited<'_>],
    consents: bool,
) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if state != "planned" || day < today {
        wrong.push("cooperation-refused-state");
    }
    if !seats.iter().any(|seat| seat.role == "institution") {
        wrong.push("cooperation-wrong-nobody");
    }
    let tells = |seat: &&Invited<'_>| matches!(seat.sharing, "law" | "consent");
    if seats.iter().filter(tells).any(|seat| seat.role == "institution" && !seat.has_words) {
        wrong.push("cooperation-wrong-unsaid");
    }
    if !consents && seats.iter().any(|seat| seat.sharing == "consent") {
        wrong.push("cooperation-wrong-consent");
    }
    wrong
}

/// What stands in the way of noting that a conference was held: keys of texts. `is_told` says that
/// the person was told, or why not.
#[must_use]
pub fn wrong_to_hold(
    (state, day, today): (&str, Day, Day),
    parts: &[&str],
    is_told: bool,
) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if state != "planned" {
        wrong.push("cooperation-refused-state");
    }
    if day > today {
        wrong.push("cooperation-wrong-ahead");
    }
    if !is_told {
        wrong.push("cooperation-wrong-untold");
    }
    // Whoever talks alone holds no conference.
    let is_there = |part: &&&str| matches!(**part, "present" | "remote");
    if parts.iter().filter(is_there).count() < 2 {
        wrong.push("cooperation-wrong-alone");
    }
    wrong
}

/// Whether somebody may be told whom a conference is about, and what of the case.
#[must_use]
pub fn is_told(sharing: &str, consents: bool) -> bool {
    sharing == "law" || (sharing == "consent" && consents)
}

/// Requests of some states in numbers, in the order of [`REQUEST_STATES`], after their sum.
#[must_use]
pub fn counted<'a>(states: impl Iterator<Item = &'a str>) -> [i64; 8] {
    let mut counts = [0; 8];
    for state in states {
        counts[0] += 1;
        if let Some(at) = REQUEST_STATES.iter().position(|known| *known == state) {
            counts[at + 1] += 1;
        }
    }
    counts
}

/// Hours and minutes of a text such as `09:30`.
#[must_use]
pub fn time(text: &str) -> Option<(i8, i8)> {
    let (hour, minute) = text.split_once([':', '.'])?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if hour.is_empty() || hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}
