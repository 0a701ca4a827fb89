//! The stories are told: their people entered, their wishes stated, their steps taken in the
//! order of time, each on its own day, through the pages that staff use.

use super::desk::Desk;
use super::steps::{Told, take};
use super::story_file::{PersonLine, Place, Step, Story, stories};
use super::walker::Walker;
use super::{facts, invent, store};
use crate::app::App;
use crate::people::{
    self, IdentifierKind, NewPerson, NewRepresentative, PersonId, RepresentativeId,
};
use crate::referral;
use anyhow::{Context, ensure};
use jiff::civil::Date;
use kit::access;
use kit::store::Municipality;
use kit::types::{AccountId, Day, Instant};
use law::Law;
use std::collections::HashMap;
use std::sync::Arc;

const MINUTE_MS: i64 = 60_000;
/// Between two steps of a story on one day.
const PAUSE_MS: i64 = 12 * MINUTE_MS;

/// One step of one story at its moment.
struct Turn {
    at: Instant,
    story: usize,
    step: Step,
}

/// Tells the stories of a municipality up to the moment `now`; gives what did not come out as
/// written. The clock must stand, for it is moved.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    app: &App,
    municipality: &Arc<Municipality>,
    now: Instant,
) -> anyhow::Result<Vec<String>> {
    let all = stories()?;
    let own: Vec<Story> =
        all.into_iter().filter(|story| story.municipality == municipality.code).collect();
    let walker = Walker::new(app, &municipality.slug);
    let tx = app.db.read(&walker.system()?).await?;
    let desk = Desk::load(&app.db, &tx, municipality.clone()).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    tx.rollback().await;
    let staff: HashMap<String, AccountId> =
        accounts.into_iter().map(|account| (account.username, account.id)).collect();
    let mut turns = Vec::new();
    for (place, story) in own.iter().enumerate() {
        turns.extend(turns_of(story, place, now)?);
    }
    // The order of time; a story's own steps keep theirs.
    turns.sort_by_key(|turn| turn.at);
    let mut told: Vec<Told> = own.iter().map(|_| Told::default()).collect();
    let mut wrong = Vec::new();
    for turn in &turns {
        let (story, told) = (&own[turn.story], &mut told[turn.story]);
        if told.is_stuck {
            continue;
        }
        app.clock().set(turn.at);
        ensure!(app.clock().now() == turn.at, "the stories need a clock that stands");
        let done = match turn.step.what.as_str() {
            "enter" => enter(&walker, story, turn.story, told, &desk).await,
            _ => take(&walker, &desk, story, (&turn.step, &staff), told).await,
        };
        if let Err(e) = done {
            told.is_stuck = true;
            wrong.push(format!("{}, {}: {e:#}", story.id, turn.step.what));
        }
    }
    app.clock().set(now);
    if let Some((officer, _)) = desk.officers.first() {
        let people: Vec<PersonId> = told.iter().filter_map(|told| told.person).collect();
        if let Err(e) = facts::tell(&walker, AccountId(*officer), &people).await {
            wrong.push(format!("facts: {e:#}"));
        }
    }
    // What the nights in between would have done.
    while referral::expire_due(app, municipality.id).await? > 0 {}
    // Nobody who tries the program out waits for dozens of prints.
    let mut tx = app.db.write(&walker.system()?).await?;
    referral::print_when_asked(&tx).await?;
    tx.audit(kit::audit::Entry::new("print-when-asked", "document", "demonstration"));
    tx.commit().await?;
    for (story, told) in own.iter().zip(&told) {
        wrong.extend(check(&walker, story, told).await?);
    }
    Ok(wrong)
}

/// The days of a story: a day off gives way to the next working day, what lies ahead to the last
/// working day that is not after today.
fn turns_of(story: &Story, place: usize, now: Instant) -> anyhow::Result<Vec<Turn>> {
    let today = now.day();
    let mut last = Instant(0);
    let mut moment = |day: i32, time: &str| -> anyhow::Result<Instant> {
        let day = working(today, day);
        let time: jiff::civil::Time = time.parse().with_context(|| story.id.clone())?;
        let at = Instant::of_local(day.0.to_datetime(time)).min(now);
        last = at.max(last.plus_ms(PAUSE_MS)).min(now);
        Ok(last)
    };
    let begin = |what: &str, day: i32| Step { what: what.to_owned(), day, ..Step::default() };
    let mut turns = Vec::new();
    let mut push = |at: Instant, step: Step| turns.push(Turn { at, story: place, step });
    if let Some(wish) = &story.wish {
        let at = moment(wish.day, &wish.time)?;
        push(at, begin("enter", wish.day));
        push(moment(wish.day, &wish.time)?, begin("wish", wish.day));
    }
    if let Some(signal) = &story.signal {
        push(moment(signal.day, &signal.time)?, begin("signal", signal.day));
    }
    if let Some(contact) = &story.contact {
        push(moment(contact.day, &contact.time)?, begin("contact", contact.day));
    }
    let mut planned = String::new();
    for step in &story.step {
        // A meeting is written down an hour after it began.
        let time = if step.what == "meeting" {
            let began: jiff::civil::Time = planned.parse().unwrap_or_default();
            began.saturating_add(jiff::SignedDuration::from_mins(60)).to_string()
        } else {
            "08:45".to_owned()
        };
        if step.what == "offer_meeting" {
            planned.clone_from(&step.at);
        }
        push(moment(step.day, &time)?, step.clone());
    }
    Ok(turns)
}

/// The working day so many days from today.
pub fn working(today: Day, days: i32) -> Day {
    let calendar = Law::current().calendar();
    let next = Day(calendar.next_working(today.plus(days).0));
    if days <= 0 && next > today { Day(calendar.previous_working(today.0)) } else { next }
}

async fn enter(
    walker: &Walker,
    story: &Story,
    place: usize,
    told: &mut Told,
    desk: &Desk,
) -> anyhow::Result<()> {
    let Some(line) = &story.person else { return Ok(()) };
    let app = walker.app();
    let mut tx = app.db.write(&walker.system()?).await?;
    let new = person(line, place, tx.today(), desk);
    let id = people::create(&mut tx, &new).await?;
    told.representative = representative(&mut tx, story, id).await?;
    tx.commit().await?;
    told.person = Some(id);
    Ok(())
}

async fn representative(
    tx: &mut kit::store::Tx,
    story: &Story,
    person: PersonId,
) -> anyhow::Result<Option<RepresentativeId>> {
    let Some(line) = &story.representative else { return Ok(None) };
    let names = [&line.first, &line.middle, &line.family].map(String::as_str);
    let new = NewRepresentative {
        name: names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" "),
        other: None,
        ground: line.ground.clone(),
        document: "документ ОБРАЗЕЦ".to_owned(),
        limits: line.limits.clone(),
        phone: String::new(),
        valid_to: None,
    };
    let from = tx.today().plus(-300);
    Ok(Some(people::add_representative(tx, person, from, &new).await?))
}

fn person(line: &PersonLine, place: usize, today: Day, desk: &Desk) -> NewPerson {
    let turn = i16::try_from(place).unwrap_or_default();
    let small = |n: i16| i8::try_from(n).unwrap_or(1);
    let born = |year: i16| Date::new(year, small(1 + turn * 5 % 12), small(1 + turn * 7 % 28));
    let mut year = today.0.year() - line.age;
    if born(year).is_ok_and(|day| (day.month(), day.day()) > (today.0.month(), today.0.day())) {
        year -= 1;
    }
    let birth_day = born(year).ok().map(Day);
    let is_female = line.sex == "female";
    let identifier = match line.identifier.as_str() {
        "egn" => birth_day
            .and_then(|day| invent::story_egn(day, is_female, desk.half, place))
            .map(|digits| (IdentifierKind::Egn, digits)),
        "lnch" => invent::story_lnch(desk.half, place).map(|d| (IdentifierKind::Lnch, d)),
        "service_number" => Some((IdentifierKind::Service, format!("ОБР-{:06}", place + 1))),
        _ => None,
    };
    let at = |address: &Option<Place>| {
        let place = address.as_ref().filter(|place| !place.ekatte.is_empty())?;
        Some((place.ekatte.clone(), street(place)))
    };
    let present = at(&line.present);
    NewPerson {
        given: line.first.clone(),
        middle: line.middle.clone(),
        family: line.family.clone(),
        birth_day,
        sex: line.sex.clone(),
        phone: if line.phone { format!("000 300 {:03}", place + 1) } else { String::new() },
        language: line.language.clone(),
        needs: line.accessibility.join(","),
        note: line.safe_contact.clone(),
        is_protected: line.protected_address,
        identifiers: identifier.into_iter().collect(),
        permanent: at(&line.permanent).or_else(|| present.clone()),
        present,
        ..NewPerson::default()
    }
}

fn street(place: &Place) -> String {
    let mut text = place.street.clone();
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push_str(&format!("{label}{value}"));
        }
    };
    add(" № ", Some(place.number.clone()));
    add(", вх. ", place.entrance.clone());
    add(", ет. ", place.floor.map(|n| n.to_string()));
    add(", ап. ", place.flat.map(|n| n.to_string()));
    text
}

/// What a story promises and what came of it.
async fn check(walker: &Walker, story: &Story, told: &Told) -> anyhow::Result<Vec<String>> {
    let Some(case) = told.case else { return Ok(Vec::new()) };
    if told.is_stuck {
        return Ok(Vec::new());
    }
    let tx = walker.app().db.read(&walker.system()?).await?;
    let found = store::case(&tx, case).await?;
    tx.rollback().await;
    let by_regime =
        if found.regime == "old" { &story.expect.until_2026 } else { &story.expect.from_2027 };
    let expect = by_regime.as_deref().unwrap_or(&story.expect);
    let mut wrong = Vec::new();
    let mut compare = |what: &str, wanted: Option<&str>, came: &str| {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != came) {
            wrong.push(format!("{}: {what} {wanted} is {came}", story.id));
        }
    };
    // The story ends with the person at the provider's door; the program calls that done.
    let state = expect.state.as_deref().map(|state| match state {
        "direct_to_provider" => "directed_to_provider",
        other => other,
    });
    compare("state", state, &found.state);
    compare("rule", expect.rule.as_deref(), &found.rule);
    Ok(wrong)
}
