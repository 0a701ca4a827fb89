//! The page of a case: where it stands, why, what to do next, and everything that was done.

use super::CaseId;
use super::case::{Facts, Move, State, next};
use super::list::{due_word, next_text};
use super::load::{self, Rest, Short};
use super::moves::{all_over, validities_of};
use super::sections::{self, MeetingLine, PaperLine, PauseLine, PoLine, RequestLine, ValidityLine};
use super::view::{alarms, numbered, path, term, written};
use super::way::way;
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use ui::{Event, Link};

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
    way: Vec<ui::Step>,
    who: String,
    warnings: Vec<String>,
    main: Option<Link>,
    actions: Vec<Link>,
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
    older: Option<String>,
    is_over: bool,
    extra: [Vec<(String, String)>; 2],
    /// Where the work with other institutions on it stands; empty for who may not see that.
    cooperation: String,
}

/// What is read of a case for its page, with the sealed texts opened.
struct Read {
    short: Short,
    rest: Rest,
    meetings: Vec<MeetingLine>,
    requests: Vec<RequestLine>,
    annulled: Vec<String>,
    late_note: String,
    /// Answers in own fields of the wish and of the assessment.
    extra: [Vec<(String, String)>; 2],
}

async fn read(ctx: &Ctx, tx: &Tx, id: CaseId, before: Option<i64>) -> Result<Read, StoreError> {
    let (short, rest) = load::whole(tx, id, before).await?;
    let late = short.assessment().filter(|row| row.signed_late);
    Ok(Read {
        meetings: sections::meetings(ctx, tx, &short)?,
        requests: sections::requests(ctx, tx, &rest)?,
        annulled: sections::annulled(ctx, tx, &short)?,
        late_note: match late {
            Some(row) => load::content(tx, row)?.late_note,
            None => String::new(),
        },
        extra: rest.own.each_ref().map(|(own, values)| own.shown(values, ctx.lang)),
        short,
        rest,
    })
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let before = form.get("before").parse().ok();
    let mut tx = app.db.read(&ctx.actor).await?;
    let read = read(&ctx, &tx, id, before).await?;
    tx.audit(Entry::read("case", id.0).about(Some(read.short.case.person_id.0)));
    tx.commit().await?;
    html(&built(&app, &ctx, read)?)
}

fn built(app: &App, ctx: &Ctx, read: Read) -> Result<CasePage, Problem> {
    let Read { short, rest, meetings, requests, annulled, late_note, extra } = read;
    let settings = Settings::of(&ctx.municipality);
    let today = app.today();
    let validity = match short.assessment() {
        Some(row) => validities_of(
            &app.law(ctx.actor.municipality),
            row,
            (&rest.proposals, &rest.pauses),
            today,
        )?,
        None => Vec::new(),
    };
    let (due_word, due_state) = due_word(ctx, short.case.next_on, today);
    let id = short.case.id;
    let is_over = short.state == State::PoIssued && all_over(&validity);
    let is_taken = validity.iter().any(|one| one.taken_on.is_some());
    let last_day = term(&app.law(ctx.actor.municipality), "D01", short.case.wish_on)?;
    let wish = rest.wish.as_ref();
    let number = wish.map(|w| numbered(&settings.numbers.wish, w.year, w.number));
    let mut page = ctx.page(short.head.name.clone());
    page.alarms = alarms(ctx, &short);
    page.breadcrumbs = vec![
        Link::new(ctx.url("/referrals"), ctx.t("referral-list")),
        Link::new("", short.head.name.clone()),
    ];
    let may_write = ctx.actor.may(super::WRITE);
    let full = rest.timeline.len() as u64 == load::TIMELINE_ROWS;
    let last = rest.timeline.last().filter(|_| full);
    Ok(CasePage {
        page,
        extra,
        base: ctx.url(&path(id, "")),
        person_href: ctx.url(&format!("/people/{}", short.head.id)),
        number: number.unwrap_or_default(),
        state: ctx.t(&short.state.key()).into_owned(),
        next: next_text(ctx, &short.case.next_kind),
        due: short.case.next_on.map(Day::bg).unwrap_or_default(),
        due_word,
        due_state,
        way: way(ctx, &short, rest.hand_overs.last().map(|row| row.handed_on), today),
        who: ctx.t(&format!("referral-who-{}", short.decision.competent)).into_owned(),
        warnings: warnings(ctx, &short, (today, last_day, is_over)),
        main: if may_write { main(ctx, &short) } else { None },
        actions: if may_write { actions(ctx, &short, is_taken) } else { Vec::new() },
        may_write,
        last_day: written(last_day),
        meetings,
        requests,
        po: sections::po(app, (ctx, &settings), &short, late_note)?,
        pauses: sections::pauses(ctx, &rest),
        papers: sections::papers(ctx, id, &rest),
        annulled,
        handed: sections::handed(ctx, &rest),
        events: sections::events(ctx, &rest),
        older: last.map(|row| ctx.url(&path(id, &format!("?before={}#timeline", row.id)))),
        validity: sections::validity(ctx, &validity, &rest.known),
        cooperation: cooperation(ctx, id),
        is_over,
        short,
    })
}

fn cooperation(ctx: &Ctx, id: CaseId) -> String {
    let may = ctx.actor.may(super::COOPERATION);
    if may { ctx.url(&format!("/cooperation{}", path(id, ""))) } else { String::new() }
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
        let step = next_text(ctx, &short.case.next_kind);
        let args = [("step", &step), ("day", &on.bg())];
        list.push(ctx.ta("referral-late-warning", &args).into_owned());
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
    let given = short.assessment().is_some_and(|row| row.handed_over_at.is_some());
    let (rest, key) = match short.state {
        State::MeetingPlanning if short.case.next_kind == "agree_meeting" => return None,
        State::MeetingPlanning => ("/meeting", "referral-do-offer"),
        State::MeetingSet => ("/meeting/held", "referral-do-held"),
        State::Assessing if short.assessment().is_some() => ("/assessment", "referral-do-continue"),
        State::Assessing => ("/assessment", "referral-do-write"),
        State::PoIssued | State::ClosedDeclined if !given => ("/give", "referral-do-give"),
        State::PoIssued if short.case.next_kind == "watch_validity" => {
            let begin = format!("/placements/begin?case={}", short.case.id);
            return Some(Link::new(ctx.url(&begin), ctx.t("referral-do-provider")));
        }
        State::Appealed => ("/appeal/end", "referral-appeal-end"),
        state if state.is_to_hand_over() => ("/hand-over", "referral-do-hand-over"),
        _ => return None,
    };
    Some(Link::new(ctx.url(&path(short.case.id, rest)), ctx.t(key)))
}

/// What else may be done in this state.
fn actions(ctx: &Ctx, short: &Short, is_taken: bool) -> Vec<Link> {
    let facts = Facts {
        given: short.assessment().is_some_and(|row| row.handed_over_at.is_some()),
        taken: is_taken,
        ..Facts::default()
    };
    let list = [
        (Move::Ask, "/requests", "referral-request-new"),
        (Move::Pause, "/pauses", "referral-pause-new"),
        (Move::Appeal, "/appeal", "referral-appeal-new"),
        (Move::Annul, "/annul", "referral-annul"),
        (Move::Close, "/close", "referral-close-title"),
    ];
    let possible = list.into_iter().filter(|(step, ..)| next(short.state, *step, &facts).is_ok());
    let link = |(_, rest, key): (Move, &str, &str)| {
        Link::new(ctx.url(&path(short.case.id, rest)), ctx.t(key))
    };
    let scan = ctx.url(&path(short.case.id, "/scan"));
    possible.map(link).chain([Link::new(scan, ctx.t("referral-scan-add"))]).collect()
}
