//! How far a case has come, as a picture of steps.

use super::case::State;
use super::load::Short;
use super::sections::day_or_nothing;
use kit::types::{Day, Instant};
use kit::web::Ctx;
use ui::Step;

/// Where a step stands.
#[derive(Clone, Copy)]
enum At {
    Done(Option<Day>),
    Now(Option<Day>),
    Ahead,
    Off,
}

fn step(ctx: &Ctx, today: Day, (name, at): (&str, At)) -> Step {
    let (state, note) = match at {
        At::Done(day) => ("done", day_or_nothing(day)),
        At::Now(Some(day)) => {
            let by = ctx.ta("referral-way-by", &[("day", day.bg())]).into_owned();
            (if day < today { "late" } else { "now" }, by)
        }
        At::Now(None) => ("now", String::new()),
        At::Ahead => ("", String::new()),
        At::Off => ("off", String::new()),
    };
    let said = if state.is_empty() { "ahead" } else { state };
    Step {
        text: ctx.t(&format!("referral-way-{name}")).into_owned(),
        note,
        state,
        said: ctx.t(&format!("referral-way-is-{said}")).into_owned(),
    }
}

/// The steps of a case, up to the day an assessment is given or the file is with another.
pub fn way(ctx: &Ctx, short: &Short, handed_on: Option<Day>, today: Day) -> Vec<Step> {
    let wish = At::Done(Some(short.case.wish_on));
    let due = short.case.next_on;
    let list = match short.state {
        State::HandOverToDsp | State::HandOverToMunicipality => {
            vec![("wish", wish), ("sent", At::Now(due))]
        }
        State::HandedToDsp | State::HandedToMunicipality => {
            vec![("wish", wish), ("sent", At::Done(handed_on))]
        }
        State::DirectToProvider => vec![("wish", wish), ("directed", At::Now(due))],
        State::DirectedToProvider => vec![("wish", wish), ("directed", At::Done(handed_on))],
        _ => {
            let [meeting, written, given] = own(short, due);
            vec![("wish", wish), ("meeting", meeting), ("assessment", written), ("given", given)]
        }
    };
    list.into_iter().map(|one| step(ctx, today, one)).collect()
}

/// Meeting, assessment and giving, in a case of this municipality.
fn own(short: &Short, due: Option<Day>) -> [At; 3] {
    let held = short.held().and_then(|row| row.held_at).map(Instant::day);
    let signed = short.assessment().and_then(|row| row.signed_on);
    let given = short.assessment().and_then(|row| row.handed_over_at).map(Instant::day);
    // A case that was closed before a step will never take it.
    let is_over = matches!(short.state, State::Closed | State::Expired);
    let mut is_next = !is_over;
    [held, signed, given].map(|day| match day {
        Some(day) => At::Done(Some(day)),
        None if is_over => At::Off,
        None if std::mem::take(&mut is_next) => At::Now(due),
        None => At::Ahead,
    })
}
