//! The page of a case: where it stands, why, what to do next, and everything that was done.

use super::case::State;
use super::lines::{annulled, handed};
use super::load::{self, Rest, Short};
use super::moves::{Validity, all_over, validities_of};
use super::view::{choices, path, po_number, term, time_of, written};
use super::{CaseId, appeal, close, give, list, pause};
use crate::app::App;
use crate::municipality::Settings;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use std::collections::HashMap;
use ui::{Choice, Event, Link};

struct MeetingLine {
    when: String,
    place: String,
    state: String,
    note: String,
}

struct RequestLine {
    id: String,
    institution: String,
    sent: String,
    due: String,
    word: String,
    urgency: &'static str,
    answered: String,
    question: String,
    answer: String,
}

struct ValidityLine {
    service: String,
    until: String,
    state: String,
    steps: Vec<String>,
    articles: String,
}

struct PauseLine {
    id: String,
    ground: String,
    first: String,
    last: String,
    open: bool,
}

struct PaperLine {
    href: String,
    title: String,
    made: String,
    sha256: String,
}

/// The assessment that counts.
struct PoLine {
    number: String,
    signed: String,
    late: bool,
    late_reason: String,
    given: String,
    consent: String,
    can_withdraw: bool,
    appealed: String,
    appeal_last: String,
}

#[derive(Template)]
#[template(path = "referral/case_page.html")]
struct CasePage {
    page: ui::Page,
    short: Short,
    base: String,
    person_href: String,
    number: String,
    state: String,
    next: String,
    due: String,
    due_word: String,
    due_state: &'static str,
    warnings: Vec<String>,
    main: Option<Link>,
    may_write: bool,
    last_day: String,
    meetings: Vec<MeetingLine>,
    requests: Vec<RequestLine>,
    po: Option<PoLine>,
    validity: Vec<ValidityLine>,
    pauses: Vec<PauseLine>,
    papers: Vec<PaperLine>,
    annulled: Vec<String>,
    handed: Vec<String>,
    events: Vec<Event>,
    ways: Vec<Choice>,
    grounds: Vec<Choice>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
    chosen: Vec<Choice>,
    form: Form,
    request_last: String,
    can_ask: bool,
    is_over: bool,
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    let rest = load::rest(&tx, &short).await?;
    let ids: Vec<ServiceId> = rest.proposals.iter().map(|p| p.service_id).collect();
    let known = if ids.is_empty() { HashMap::new() } else { services::by_ids(&tx, &ids).await? };
    let meetings = meetings(&ctx, &tx, &short)?;
    let requests = requests(&ctx, &tx, &rest)?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    let shown = built(&app, &ctx, (short, rest), (known, meetings, requests))?;
    html(&shown)
}

type Lines = (HashMap<ServiceId, Service>, Vec<MeetingLine>, Vec<RequestLine>);

fn built(
    app: &App,
    ctx: &Ctx,
    (short, rest): (Short, Rest),
    (known, meetings, requests): Lines,
) -> Result<CasePage, Problem> {
    let settings = Settings::of(&ctx.municipality);
    let today = app.today();
    let validity = match short.assessment() {
        Some(row) => validities_of(app.law, row, (&rest.proposals, &rest.pauses), today)?,
        None => Vec::new(),
    };
    let (due_word, due_state) = list::due_word(ctx, short.case.next_on, today);
    let id = short.case.id;
    let is_over = short.state == State::PoIssued && all_over(&validity);
    let last_day = term(app.law, "D01", short.case.wish_on)?;
    let wish = rest.wish.as_ref();
    let number = wish.map(|w| super::view::numbered(&settings.numbers.wish, w.year, w.number));
    let mut page = ctx.page(short.head.name.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url("/referrals"), ctx.t("referral-list")),
        Link::new("", short.head.name.clone()),
    ];
    let may_write = ctx.actor.may(super::WRITE);
    Ok(CasePage {
        page,
        base: ctx.url(&path(id, "")),
        person_href: ctx.url(&format!("/people/{}", short.head.id)),
        number: number.unwrap_or_default(),
        state: ctx.t(&short.state.key()).into_owned(),
        next: list::next_text(ctx, &short.case.next_kind),
        due: short.case.next_on.map(Day::bg).unwrap_or_default(),
        due_word,
        due_state,
        warnings: warnings(ctx, &short, (today, last_day, is_over)),
        main: if may_write { main(ctx, &short) } else { None },
        may_write,
        last_day: written(last_day),
        meetings,
        requests,
        po: po(app, ctx, &short, &settings)?,
        pauses: pauses(ctx, &rest),
        papers: papers(ctx, id, &rest),
        annulled: annulled(ctx, &short, &settings),
        handed: handed(ctx, &rest),
        events: events(ctx, &rest),
        ways: choices(ctx, "referral-give", &give::WAYS, ""),
        grounds: choices(ctx, "referral-pause", &pause::GROUNDS, ""),
        outcomes: choices(ctx, "referral-appeal", &appeal::OUTCOMES, ""),
        reasons: choices(ctx, "referral-close", &close::REASONS, ""),
        chosen: chosen(&validity, &known),
        validity: lines(ctx, &validity, &known),
        form: Form::empty(ctx.lang),
        request_last: written(term(app.law, "D07", today)?),
        can_ask: matches!(
            short.state,
            State::MeetingPlanning | State::MeetingSet | State::Assessing
        ),
        is_over,
        short,
    })
}

/// What must not be missed.
fn warnings(
    ctx: &Ctx,
    short: &Short,
    (today, last, is_over): (Day, Option<Day>, bool),
) -> Vec<String> {
    let mut list = Vec::new();
    if short.is_urgent() && short.state == State::HandOverToDsp {
        list.push(ctx.t("referral-urgent-warning").into_owned());
    }
    if short.head.is_protected {
        list.push(ctx.t("referral-protected-warning").into_owned());
    }
    if let Some(on) = short.case.next_on.filter(|on| *on < today) {
        let step = list::next_text(ctx, &short.case.next_kind);
        list.push(
            ctx.ta("referral-late-warning", &[("step", &step), ("day", &on.bg())]).into_owned(),
        );
    }
    let unsigned =
        matches!(short.state, State::MeetingPlanning | State::MeetingSet | State::Assessing);
    if let Some(last) = last.filter(|last| unsigned && *last < today) {
        list.push(ctx.ta("referral-term-over", &[("day", last.bg())]).into_owned());
    }
    if is_over {
        list.push(ctx.t("referral-validity-over").into_owned());
    }
    if short.head.died_on.is_some() && !short.state.is_closed() {
        list.push(ctx.t("referral-died-warning").into_owned());
    }
    list
}

/// The one thing to do next.
fn main(ctx: &Ctx, short: &Short) -> Option<Link> {
    let (rest, key) = match short.state {
        State::MeetingPlanning => ("/meeting", "referral-do-offer"),
        State::MeetingSet => ("/meeting/held", "referral-do-held"),
        State::Assessing => {
            let version = short.assessment().map_or(0, |row| row.version);
            let key = if version == 0 { "referral-do-write" } else { "referral-do-continue" };
            ("/assessment", key)
        }
        state if state.is_to_hand_over() => ("/hand-over", "referral-do-hand-over"),
        _ => return None,
    };
    Some(Link::new(ctx.url(&path(short.case.id, rest)), ctx.t(key)))
}

fn meetings(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Vec<MeetingLine>, Problem> {
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

fn requests(ctx: &Ctx, tx: &Tx, rest: &Rest) -> Result<Vec<RequestLine>, Problem> {
    let mut list = Vec::new();
    for row in &rest.requests {
        let question =
            tx.open("info_request", "question_sealed", row.id.0, &row.question_sealed)?;
        let answer = match &row.answer_sealed {
            Some(sealed) => tx.open("info_request", "answer_sealed", row.id.0, sealed)?,
            None => String::new(),
        };
        let open = row.answered_on.is_none();
        let due = Some(row.due_on).filter(|_| open);
        let (word, urgency) = list::due_word(ctx, due, tx.today());
        list.push(RequestLine {
            id: row.id.to_string(),
            institution: row.institution.clone(),
            sent: row.sent_on.bg(),
            due: row.due_on.bg(),
            word,
            urgency,
            answered: row.answered_on.map(Day::bg).unwrap_or_default(),
            question,
            answer,
        });
    }
    Ok(list)
}

fn po(app: &App, ctx: &Ctx, short: &Short, settings: &Settings) -> Result<Option<PoLine>, Problem> {
    let Some(row) = short.assessment().filter(|row| row.signed_on.is_some()) else {
        return Ok(None);
    };
    let given = row.handed_over_at;
    let appeal_last = match given {
        Some(at) => term(app.law, "D11", at.day())?,
        None => None,
    };
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let consent = match (row.iis_consent_on, row.iis_consent_withdrawn_on) {
        (Some(on), None) => ctx.ta("referral-consent-given", &[("day", on.bg())]),
        (Some(_), Some(on)) => ctx.ta("referral-consent-withdrawn", &[("day", on.bg())]),
        _ => ctx.t("referral-consent-none"),
    };
    Ok(Some(PoLine {
        number: po_number(settings, row.year, row.number),
        signed: day(row.signed_on),
        late: row.signed_late,
        late_reason: row.late_reason.clone(),
        given: match given {
            Some(at) => {
                let how = ctx.t(&format!("referral-give-{}", row.handed_over_how));
                format!("{}, {how}", at.bg())
            }
            None => String::new(),
        },
        consent: consent.into_owned(),
        can_withdraw: row.iis_consent_on.is_some() && row.iis_consent_withdrawn_on.is_none(),
        appealed: day(row.appealed_on),
        appeal_last: day(appeal_last),
    }))
}

fn lines(
    ctx: &Ctx,
    validity: &[Validity],
    known: &HashMap<ServiceId, Service>,
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

fn chosen(validity: &[Validity], known: &HashMap<ServiceId, Service>) -> Vec<Choice> {
    let name = |one: &Validity| known.get(&one.service).map(|s| s.name.clone());
    validity
        .iter()
        .filter_map(|one| Some(Choice::new(one.proposal.to_string(), name(one)?)))
        .collect()
}

fn pauses(ctx: &Ctx, rest: &Rest) -> Vec<PauseLine> {
    let line = |row: &super::store::pause::Model| PauseLine {
        id: row.id.to_string(),
        ground: ctx.t(&format!("referral-pause-{}", row.ground)).into_owned(),
        first: row.first_day.bg(),
        last: row.last_day.map_or_else(|| "…".to_owned(), Day::bg),
        open: row.last_day.is_none() && row.ground != "appeal",
    };
    rest.pauses.iter().map(line).collect()
}

fn papers(ctx: &Ctx, id: CaseId, rest: &Rest) -> Vec<PaperLine> {
    let line = |row: &load::DocumentHead| PaperLine {
        href: super::document::href(ctx, id, row.id),
        title: row.title.clone(),
        made: row.made_at.bg(),
        sha256: row.sha256.chars().take(16).collect(),
    };
    rest.documents.iter().map(line).collect()
}

fn events(ctx: &Ctx, rest: &Rest) -> Vec<Event> {
    let event = |row: &kit::store::Happened| Event {
        title: row.text(ctx.lang),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.day().to_string(),
        ..Event::default()
    };
    rest.timeline.iter().map(event).collect()
}
