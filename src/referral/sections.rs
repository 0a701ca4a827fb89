//! The parts of a case's page: rows of the database as lines that people read.

use super::CaseId;
use super::consent;
use super::list::due_word;
use super::load::{self, DocumentHead, Rest, Short};
use super::moves::Validity;
use super::request::question;
use super::store::{hand_over, pause};
use super::view::{po_number, term, time_of, written};
use crate::app::App;
use crate::municipality::Settings;
use crate::services::{ServiceHead, ServiceId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem};
use std::collections::HashMap;
use ui::Event;

/// A meeting.
pub struct MeetingLine {
    pub when: String,
    pub place: String,
    pub state: String,
    pub note: String,
}

/// A request to an institution.
pub struct RequestLine {
    pub id: String,
    pub institution: String,
    pub sent: String,
    pub due: String,
    pub word: String,
    pub urgency: &'static str,
    pub answered: String,
    pub question: String,
    pub answer: String,
}

/// Until when a chosen service may be taken up, and how that is counted.
pub struct ValidityLine {
    pub service: String,
    pub until: String,
    pub state: String,
    pub steps: Vec<String>,
    pub articles: String,
}

/// A stop of the clock.
pub struct PauseLine {
    pub id: String,
    pub ground: String,
    pub first: String,
    pub last: String,
    pub open: bool,
}

/// A document.
pub struct PaperLine {
    pub href: String,
    pub title: String,
    pub made: String,
    pub sha256: String,
}

/// The assessment that counts.
pub struct PoLine {
    pub number: String,
    pub signed: String,
    pub late: String,
    pub given: String,
    pub consent: String,
    pub consent_holds: bool,
    pub iis: String,
    pub appealed: String,
    pub outcome: String,
    pub appeal_last: String,
}

/// The meetings, with their notes.
pub fn meetings(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Vec<MeetingLine>, StoreError> {
    let mut list = Vec::new();
    for row in &short.meetings {
        let note = match &row.note_sealed {
            Some(sealed) => tx.open("meeting", "note_sealed", row.id.0, sealed)?,
            None => String::new(),
        };
        let at = row.held_at.unwrap_or(row.planned_at);
        let kind = ctx.t(&format!("referral-place-{}", row.place_kind));
        list.push(MeetingLine {
            when: format!("{}, {}", at.day().bg(), time_of(at)),
            place: format!("{kind} {}", row.place).trim().to_owned(),
            state: ctx.t(&format!("referral-meeting-was-{}", row.state)).into_owned(),
            note,
        });
    }
    Ok(list)
}

/// The requests to institutions, with what was asked and answered.
pub fn requests(ctx: &Ctx, tx: &Tx, rest: &Rest) -> Result<Vec<RequestLine>, StoreError> {
    let mut list = Vec::new();
    for row in &rest.requests {
        let question = question(tx, row)?;
        let answer = match &row.answer_sealed {
            Some(sealed) => tx.open("info_request", "answer_sealed", row.id.0, sealed)?,
            None => String::new(),
        };
        let open = row.answered_on.is_none();
        let due = Some(row.due_on).filter(|_| open);
        let (word, urgency) = due_word(ctx, due, tx.today());
        list.push(RequestLine {
            id: row.id.to_string(),
            institution: question.institution,
            sent: row.sent_on.bg(),
            due: row.due_on.bg(),
            word,
            urgency,
            answered: row.answered_on.map(Day::bg).unwrap_or_default(),
            question: question.text,
            answer,
        });
    }
    Ok(list)
}

/// A day as people write it, or nothing.
pub fn day_or_nothing(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// The assessment that counts, once it is signed.
pub fn po(
    app: &App,
    (ctx, settings): (&Ctx, &Settings),
    short: &Short,
    late_note: String,
) -> Result<Option<PoLine>, Problem> {
    let Some(row) = short.assessment().filter(|row| row.signed_on.is_some()) else {
        return Ok(None);
    };
    let given = row.handed_over_at;
    let appeal_last = match given {
        Some(at) => term(&app.law(ctx.actor.municipality), "D11", at.day())?,
        None => None,
    };
    let consent = match (row.iis_consent_on, row.iis_consent_withdrawn_on) {
        (Some(on), None) => ctx.ta("referral-consent-given", &[("day", on.bg())]),
        (Some(_), Some(on)) => ctx.ta("referral-consent-withdrawn", &[("day", on.bg())]),
        _ => ctx.t("referral-consent-none"),
    };
    let word = |code: &str, key: String| match code {
        "" => String::new(),
        _ => ctx.t(&key).into_owned(),
    };
    let how = word(&row.handed_over_how, format!("referral-give-{}", row.handed_over_how));
    let late = word(&row.late_reason, format!("referral-late-{}", row.late_reason));
    Ok(Some(PoLine {
        number: po_number(settings, row.year, row.number),
        signed: day_or_nothing(row.signed_on),
        late: if row.signed_late { format!("{late} {late_note}") } else { String::new() },
        given: given.map(|at| format!("{}, {how}", at.bg())).unwrap_or_default(),
        consent: consent.into_owned(),
        consent_holds: consent::holds(row),
        iis: day_or_nothing(row.iis_entered_on),
        appealed: day_or_nothing(row.appealed_on),
        outcome: word(&row.appeal_outcome, format!("referral-appeal-{}", row.appeal_outcome)),
        appeal_last: day_or_nothing(appeal_last),
    }))
}

/// Until when each chosen service may be taken up.
pub fn validity(
    ctx: &Ctx,
    validity: &[Validity],
    known: &HashMap<ServiceId, ServiceHead>,
) -> Vec<ValidityLine> {
    let line = |one: &Validity| ValidityLine {
        service: known.get(&one.service).map(|s| s.name.clone()).unwrap_or_default(),
        until: written(one.law.valid_until.map(Day)),
        state: ctx
            .t(match one.law.state {
                law::ValidityState::Valid => "referral-validity-valid",
                law::ValidityState::Paused => "referral-validity-paused",
                law::ValidityState::Expired => "referral-validity-expired",
            })
            .into_owned(),
        steps: one.law.derivation.steps.clone(),
        articles: one.law.derivation.articles.join(", "),
    };
    validity.iter().map(line).collect()
}

/// The stops of the clock.
pub fn pauses(ctx: &Ctx, rest: &Rest) -> Vec<PauseLine> {
    let line = |row: &pause::Model| PauseLine {
        id: row.id.to_string(),
        ground: super::pause::ground_text(ctx, &row.ground),
        first: row.first_day.bg(),
        last: row.last_day.map_or_else(|| "…".to_owned(), Day::bg),
        open: row.last_day.is_none() && row.ground != "appeal",
    };
    rest.pauses.iter().map(line).collect()
}

/// The documents.
pub fn papers(ctx: &Ctx, id: CaseId, rest: &Rest) -> Vec<PaperLine> {
    let line = |row: &DocumentHead| PaperLine {
        href: super::document::href(ctx, id, row.id),
        title: row.title.clone(),
        made: row.made_at.bg(),
        sha256: row.sha256.chars().take(16).collect(),
    };
    rest.documents.iter().map(line).collect()
}

/// The assessments that were annulled, with the reasons.
pub fn annulled(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Vec<String>, StoreError> {
    let mut list = Vec::new();
    for row in short.assessments.iter().filter(|row| row.annulled_on.is_some()) {
        let number = po_number(&Settings::of(&ctx.municipality), row.year, row.number);
        let reason = ctx.t(&format!("referral-annul-{}", row.annul_reason));
        let reason = format!("{reason}. {}", load::content(tx, row)?.annul_note);
        let day = day_or_nothing(row.annulled_on);
        let args = [("number", &number), ("day", &day), ("reason", &reason)];
        list.push(ctx.ta("referral-annulled-line", &args).into_owned());
    }
    Ok(list)
}

/// To whom the file was handed.
pub fn handed(ctx: &Ctx, rest: &Rest) -> Vec<String> {
    let line = |row: &hand_over::Model| {
        let channel = ctx.t(&format!("referral-sent-{}", row.channel));
        format!("{}, {}, {channel}", row.receiver, row.handed_on.bg())
    };
    rest.hand_overs.iter().map(line).collect()
}

/// What happened.
pub fn events(ctx: &Ctx, rest: &Rest) -> Vec<Event> {
    let event = |row: &kit::store::Happened| Event {
        title: row.text(ctx.lang),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.day().to_string(),
        href: row.leads_to().map(|path| ctx.url(path)).unwrap_or_default(),
        ..Event::default()
    };
    rest.timeline.iter().map(event).collect()
}
