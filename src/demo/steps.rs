//! The steps of a story, each as the form that somebody sends.

use super::desk::Desk;
use super::store;
use super::stories::working;
use super::story_file::{Step, Story};
use super::walker::{Seat, Walker};
use crate::people::{PersonId, RepresentativeId};
use anyhow::Context;
use kit::types::{AccountId, Day, decode_id, encode_id};
use kit::web::day_values;
use std::collections::{BTreeMap, HashMap};

/// How far a story has been told.
#[derive(Default)]
pub struct Told {
    pub person: Option<PersonId>,
    pub representative: Option<RepresentativeId>,
    pub wish: Option<i64>,
    pub case: Option<i64>,
    /// A step went wrong: what follows it makes no sense.
    pub is_stuck: bool,
    regime: String,
    /// Day and hour for which a meeting is agreed.
    meeting: Option<(Day, String)>,
}

type Fields = Vec<(String, String)>;

fn fields<const N: usize>(list: [(&str, &str); N]) -> Fields {
    list.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Takes a step.
pub async fn take(
    walker: &Walker,
    desk: &Desk,
    story: &Story,
    (step, staff): (&Step, &HashMap<String, AccountId>),
    told: &mut Told,
) -> anyhow::Result<()> {
    let is_other_regime = match step.regime.as_deref() {
        Some("until_2026") => told.regime != "old",
        Some("from_2027") => told.regime != "new",
        _ => false,
    };
    if is_other_regime {
        return Ok(());
    }
    let received_by = match step.what.as_str() {
        "wish" => story.wish.as_ref().map(|wish| &wish.received_by),
        "signal" => story.signal.as_ref().map(|signal| &signal.received_by),
        "contact" => story.contact.as_ref().map(|contact| &contact.received_by),
        _ => None,
    };
    let who = received_by.or(step.by.as_ref()).unwrap_or(&story.officer);
    let account = *staff.get(who).with_context(|| format!("no account {who}"))?;
    let seat = walker.seat(account).await?;
    let today = walker.app().today();
    match step.what.as_str() {
        "wish" => wish(walker, desk, story, &seat, told).await,
        "signal" => signal(story, &seat).await,
        "contact" => contact(story, &seat).await,
        "notify" => notify(step, &seat, told).await,
        "draft" => needs(story, &seat, told).await,
        "sign" if step.who == "employee" => sign(desk, story, &seat, (told, today, step)).await,
        _ => other(step, &seat, (told, today)).await,
    }
}

fn case_path(told: &Told) -> anyhow::Result<String> {
    Ok(format!("/referrals/{}", encode_id(told.case.context("a case")?)))
}

fn service(desk: &Desk, code: &str) -> anyhow::Result<i64> {
    let found = desk.services.iter().find(|service| service.code == code);
    Ok(found.with_context(|| format!("no service {code}"))?.id)
}

async fn wish(
    walker: &Walker,
    desk: &Desk,
    story: &Story,
    seat: &Seat<'_>,
    told: &mut Told,
) -> anyhow::Result<()> {
    let (wish, person) = (story.wish.as_ref().context("a wish")?, story.person.as_ref());
    let (person, id) = (person.context("a person")?, told.person.context("a person")?);
    let code = wish.services.first().context("a service")?;
    let yes = |is: bool| if is { "yes" } else { "" };
    let has_address = person.present.as_ref().is_some_and(|place| !place.ekatte.is_empty());
    let mut sent = fields([
        ("service", &encode_id(service(desk, code)?)),
        ("words", &wish.words),
        ("channel", &wish.form),
        ("urgent", person.urgent.as_deref().unwrap_or("none")),
        ("life_in_danger", yes(person.life_in_danger)),
        ("guardianship", &person.guardianship),
        ("child_protection", yes(person.child_protection_measure)),
        ("zhu_directive", yes(person.zhu_directive)),
        ("no_address", yes(!has_address)),
        ("point", &desk.points.first().map(|id| encode_id(*id)).unwrap_or_default()),
    ]);
    if let Some(place) = person.stays_in.as_ref().filter(|_| !has_address) {
        let is_here = *place == desk.municipality.code;
        sent.push(("stays".into(), if is_here { "here" } else { "elsewhere" }.into()));
    }
    let speaks = wish.stated_by.as_deref().is_some_and(|by| by != "person");
    if let Some(id) = told.representative.filter(|_| speaks) {
        sent.push(("representative".into(), id.to_string()));
    }
    let to = seat.post(&format!("/people/{id}/wishes"), &sent).await?;
    let saved = to.split('/').nth(2).and_then(decode_id);
    let saved = saved.with_context(|| format!("a wish at {to}"))?;
    let tx = walker.app().db.read(&walker.system()?).await?;
    let case = store::case_of(&tx, saved).await?.context("a case")?;
    told.regime = store::case(&tx, case).await?.regime;
    tx.rollback().await;
    (told.wish, told.case) = (Some(saved), Some(case));
    Ok(())
}

async fn signal(story: &Story, seat: &Seat<'_>) -> anyhow::Result<()> {
    let line = story.signal.as_ref().context("a signal")?;
    let sent = fields([
        ("institution", &line.from),
        ("channel", "phone"),
        ("urgent", "none"),
        ("who", "Възрастен човек, който живее сам на село"),
        ("text", &line.words),
    ]);
    seat.submit("/signals/new", "/signals/new", &sent).await?;
    Ok(())
}

async fn contact(story: &Story, seat: &Seat<'_>) -> anyhow::Result<()> {
    let line = story.contact.as_ref().context("a contact")?;
    let topic = line.topics.first().map_or("other", String::as_str);
    let sent = fields([
        ("channel", &line.channel),
        ("topic", topic),
        ("outcome", &line.outcome),
        ("minutes", &line.minutes.to_string()),
        ("note", &line.note),
    ]);
    seat.submit("/contacts/new", "/contacts/new", &sent).await?;
    Ok(())
}

async fn notify(step: &Step, seat: &Seat<'_>, told: &Told) -> anyhow::Result<()> {
    let path = format!("/wishes/{}/urgent", encode_id(told.wish.context("a wish")?));
    let body = if step.to == "police" { "mvr" } else { "dsp" };
    let sent = fields([("body", body), ("whom", "дежурният служител"), ("how", "phone")]);
    seat.submit(&path, &path, &sent).await?;
    Ok(())
}

/// The area of the assessment for an area of the word lists.
pub fn area_of(area: &str) -> &str {
    match area {
        "self_care" | "mobility" | "household" => "everyday",
        "communication" | "social" => "contacts",
        "learning_work" => "work",
        same => same,
    }
}

async fn needs(story: &Story, seat: &Seat<'_>, told: &Told) -> anyhow::Result<()> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for need in story.assessment.needs.iter().filter(|need| !need.text.is_empty()) {
        let text = texts.entry(area_of(&need.area)).or_default();
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(&need.text);
    }
    let mut sent = fields([("sources", "Разговор с лицето")]);
    sent.extend(texts.into_iter().map(|(area, text)| (area.to_owned(), text)));
    let path = format!("{}/assessment/needs", case_path(told)?);
    seat.submit(&path, &path, &sent).await?;
    Ok(())
}

async fn sign(
    desk: &Desk,
    story: &Story,
    seat: &Seat<'_>,
    (told, today, step): (&Told, Day, &Step),
) -> anyhow::Result<()> {
    needs(story, seat, told).await?;
    let base = case_path(told)?;
    let written = &story.assessment;
    let mut services = Vec::new();
    for code in &written.proposed {
        services.push((code, encode_id(service(desk, code)?)));
    }
    let sent: Fields = services.iter().map(|(_, id)| ("service".to_owned(), id.clone())).collect();
    let path = format!("{base}/assessment/proposal");
    seat.submit(&path, &path, &sent).await?;
    let consent = if written.iis_consent { "yes" } else { "no" };
    let mut sent = fields([("consent", consent), ("copies", "два екземпляра")]);
    sent.extend(day_values("consent_on", Some(today)));
    for (code, id) in &services {
        let chosen = written.chosen.iter().find(|line| line.service == **code);
        let answer = if chosen.is_some() { "yes" } else { "no" };
        sent.push((format!("chosen-{id}"), answer.to_owned()));
        match chosen {
            Some(line) => sent.push((format!("duration-{id}"), line.duration.clone())),
            None => sent.push((format!("reason-{id}"), "Не желае тази услуга.".to_owned())),
        }
    }
    let path = format!("{base}/assessment/choice");
    seat.submit(&path, &path, &sent).await?;
    // Until the person signs, it is written and checked, but no assessment.
    if !story.step.iter().any(|step| step.what == "sign" && step.who == "person") {
        return Ok(());
    }
    let how = if step.how == "screen" { "screen" } else { "paper" };
    let mut sent = fields([("signed_how", how), ("late_reason", "information")]);
    sent.extend(day_values("signed_on", Some(today)));
    let path = format!("{base}/sign");
    seat.submit(&path, &path, &sent).await?;
    Ok(())
}

/// The steps that are one form each.
async fn other(
    step: &Step,
    seat: &Seat<'_>,
    (told, today): (&mut Told, Day),
) -> anyhow::Result<()> {
    // Said by the form of another step, or without a page of its own.
    let silent = ["sign", "decline", "consent", "screen_urgent", "try_contact"];
    if silent.contains(&step.what.as_str()) {
        return Ok(());
    }
    let base = case_path(told)?;
    let at = |name: &str, day: Day| day_values(name, Some(day));
    let (page, action, sent) = match step.what.as_str() {
        "offer_meeting" => {
            let day = working(today, step.planned - step.day);
            told.meeting = Some((day, step.at.clone()));
            let place = match step.place.as_str() {
                "person_place" => "home",
                "remote" => "remote",
                _ => "municipality",
            };
            let mut sent =
                fields([("time", &step.at), ("place_kind", place), ("channel", "phone")]);
            sent.extend(at("day", day));
            ("/meeting", "/meeting", sent)
        }
        "agree_meeting" => ("", "/meeting/agree", Vec::new()),
        "meeting_missed" => ("", "/meeting/missed", Vec::new()),
        "meeting" => {
            let (day, time) = told.meeting.clone().context("an agreed meeting")?;
            let mut sent = fields([
                ("time", &time),
                ("informed", "orally"),
                ("informed", "in_writing"),
                ("format", "ordinary"),
                ("note", &step.note),
            ]);
            sent.extend(at("day", day.min(today)));
            ("/meeting/held", "/meeting/held", sent)
        }
        "hand_over" => {
            let how = if step.how == "email" { "email" } else { "in_person" };
            ("/give", "/give", fields([("how", how)]))
        }
        "hand_to_dsp" | "hand_to_municipality" | "direct_to_provider" => {
            // The page names the receiver.
            let mut sent = fields([("channel", "ssev"), ("note", &step.note)]);
            sent.extend(at("handed_on", today));
            ("/hand-over", "/hand-over", sent)
        }
        "withdraw" => ("/close", "/close", fields([("reason", "withdrawn")])),
        "withdraw_consent" => ("", "/consent", Vec::new()),
        "appeal" => ("/appeal", "/appeal", at("appealed_on", today)),
        "pause" => {
            let mut sent = fields([("ground", &step.ground), ("note", &step.note)]);
            sent.extend(at("first_day", today));
            ("/pauses", "/pauses", sent)
        }
        "request_information" => {
            let mut sent =
                fields([("institution", institution(&step.from)), ("question", &step.text)]);
            sent.extend(at("due_on", today.plus(step.term_days)));
            ("/requests", "/requests", sent)
        }
        "receive_information" => {
            let page = seat.link(&base, &format!("{base}/requests/answer?")).await?;
            let sent = fields([("answer", "Получен е писмен отговор.")]);
            seat.submit(&page, &format!("{base}/requests/answer"), &sent).await?;
            return Ok(());
        }
        unknown => anyhow::bail!("no step {unknown}"),
    };
    seat.submit(&format!("{base}{page}"), &format!("{base}{action}"), &sent).await?;
    Ok(())
}

fn institution(code: &str) -> &str {
    match code {
        "gp" => "Общопрактикуващият лекар",
        "dsp" => "Дирекция „Социално подпомагане“",
        "telk" => "ТЕЛК",
        other => other,
    }
}
