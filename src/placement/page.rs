//! The page of a placement: where it stands, what is next and by when, and all that was done.

use super::act::path;
use super::course::{Facts, Move, State, next};
use super::end::GROUNDS;
use super::link::{self, Standing, standing};
use super::list::places_line;
use super::load::{self, Rest, Short};
use super::refuse;
use super::{PlacementId, WRITE, assess, brief, contract};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Timeline, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::Money;
use ui::{Event, Link};

/// Rows of the timeline shown.
const TIMELINE_ROWS: u64 = 20;

/// The last safe link.
struct LinkLine {
    word: String,
    made: String,
    said: String,
    /// Its address, while it is open, for who may work on the placement.
    href: String,
}

/// A part of the page: a title and what is said under it.
struct Part {
    title: String,
    rows: Vec<(String, String)>,
    link: Option<Link>,
}

#[derive(Template)]
#[template(path = "placement/page.html")]
struct PlacementPage {
    page: ui::Page,
    short: Short,
    base: String,
    person_href: String,
    case_href: String,
    service_href: String,
    list_href: String,
    state: String,
    next: String,
    due: String,
    due_word: String,
    due_state: &'static str,
    warnings: Vec<String>,
    main: Option<Link>,
    actions: Vec<Link>,
    duration: String,
    place: String,
    waits: String,
    skips: Vec<String>,
    parts: Vec<Part>,
    link: Option<LinkLine>,
    may_revoke: bool,
    not_appealed: bool,
    may_pay: bool,
    events: Vec<Event>,
}

fn part(ctx: &Ctx, title: &str, rows: &[(&str, String)], link: Option<Link>) -> Part {
    let rows = rows.iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(key, value)| (ctx.t(key).into_owned(), value.clone()));
    Part { title: title.to_owned(), rows: rows.collect(), link }
}

fn day(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// A paper of the person.
fn paper(ctx: &Ctx, short: &Short, id: Option<people::PaperId>, key: &str) -> Option<Link> {
    let href = format!("/people/{}/papers/{}", short.row.person_id, id?);
    Some(Link::new(ctx.url(&href), ctx.t(key)))
}

fn offers(ctx: &Ctx, short: &Short, rest: &Rest) -> Vec<Part> {
    let line = |row: &super::store::place_offer::Model| {
        let answer = if row.answer.is_empty() { "open" } else { &row.answer };
        let rows = [
            ("placement-answer-by", row.answer_by.bg()),
            ("placement-how", ctx.t(&format!("placement-how-{}", row.how)).into_owned()),
            ("placement-answer", ctx.t(&format!("placement-answer-{answer}")).into_owned()),
            ("placement-answered-on", day(row.answered_on)),
        ];
        let title = ctx.ta("placement-offer-of", &[("day", row.offered_on.bg())]);
        part(ctx, &title, &rows, paper(ctx, short, row.paper_id, "people-paper-placement-offer"))
    };
    rest.offers.iter().map(line).collect()
}

fn plans(ctx: &Ctx, tx: &Tx, short: &Short, rest: &Rest) -> Result<Vec<Part>, StoreError> {
    let mut list = Vec::new();
    for row in &rest.plans {
        let content = assess::content(tx, row)?;
        let fits = if row.fits { "yes" } else { "no" };
        let rows = [
            ("placement-fits", ctx.t(&format!("placement-fits-{fits}")).into_owned()),
            ("placement-team", content.team.join(", ")),
            ("placement-conclusions", content.conclusions),
            ("placement-planned-on", day(row.planned_on)),
            ("placement-plan", content.plan),
            ("placement-received-on", row.received_on.bg()),
        ];
        let args = [("number", row.attempt.to_string()), ("day", row.assessed_on.bg())];
        let title = ctx.ta("placement-plan-of", &args);
        let href = ctx.url(&path(short.row.id, &format!("/plans/{}", row.id)));
        let file = (!row.sha256.is_empty()).then(|| Link::new(href, ctx.t("placement-file")));
        list.push(part(ctx, &title, &rows, file));
    }
    Ok(list)
}

fn refusals(ctx: &Ctx, tx: &Tx, short: &Short, rest: &Rest) -> Result<Vec<Part>, StoreError> {
    let mut list = Vec::new();
    for row in &rest.refusals {
        let outcome = match row.outcome.as_str() {
            "" => String::new(),
            code => ctx.t(&format!("placement-outcome-{code}")).into_owned(),
        };
        let late = if row.late { ctx.t("placement-late").into_owned() } else { String::new() };
        let by = match row.appealed_by.as_str() {
            "" => String::new(),
            code => ctx.t(&format!("placement-appeal-by-{code}")).into_owned(),
        };
        let rows = [
            (
                "placement-refuse-ground",
                ctx.t(&format!("placement-ground-{}", row.ground)).into_owned(),
            ),
            ("placement-refuse-reason", refuse::reason(tx, row)?),
            ("placement-received-on", row.received_on.bg()),
            ("placement-term", late),
            ("placement-appealed-on", day(row.appealed_on)),
            ("placement-appeal-by", by),
            ("placement-outcome", outcome),
        ];
        let title = ctx.ta("placement-refusal-of", &[("day", row.refused_on.bg())]);
        let notice = paper(ctx, short, row.paper_id, "people-paper-placement-refusal");
        list.push(part(ctx, &title, &rows, notice));
    }
    Ok(list)
}

/// Why the use ended, when somebody said so in words.
fn ended(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Vec<Part>, StoreError> {
    let Some(sealed) = &short.row.end_reason_sealed else { return Ok(Vec::new()) };
    let words = tx.open("placement", "end_reason_sealed", short.row.id.0, sealed)?;
    let rows = [("placement-end-on", day(short.row.ended_on)), ("placement-end-reason", words)];
    Ok(vec![part(ctx, &ctx.t("placement-end"), &rows, None)])
}

fn contracts(ctx: &Ctx, tx: &Tx, short: &Short, rest: &Rest) -> Result<Vec<Part>, StoreError> {
    let mut list = Vec::new();
    for row in &rest.contracts {
        let content = contract::content(tx, row)?;
        let fee = row.fee_cents.map(|cents| Money::eur(cents).written());
        let evaluation = match &row.evaluation_sealed {
            Some(sealed) => tx.open("service_contract", "evaluation_sealed", row.id.0, sealed)?,
            None => String::new(),
        };
        let rows = [
            ("placement-from-on", row.from_on.bg()),
            ("placement-until-on", row.until_on.bg()),
            ("placement-subject", content.subject),
            ("placement-manner", content.manner),
            ("placement-fee", fee.unwrap_or_else(|| ctx.t("placement-fee-none").into_owned())),
            ("placement-reported-on", day(row.reported_on)),
            ("placement-updated-on", day(row.updated_on)),
            ("placement-evaluated-on", day(row.evaluated_on)),
            ("placement-evaluation", evaluation),
        ];
        let args =
            [("number", format!("{}-{}", row.year, row.number)), ("day", row.signed_on.bg())];
        let title = ctx.ta("placement-contract-of", &args);
        let print = paper(ctx, short, row.paper_id, "people-paper-placement-contract");
        list.push(part(ctx, &title, &rows, print));
    }
    Ok(list)
}

/// The one thing to do next.
fn main(ctx: &Ctx, short: &Short, rest: &Rest) -> Option<Link> {
    let to = match short.state {
        State::AtProvider => ("/assessment", "placement-do-assess"),
        State::Waiting if rest.places.is_none_or(|places| places.free() > 0) => {
            ("/offer", "placement-do-offer")
        }
        State::Waiting => ("/still", "placement-do-ask"),
        State::Offered => ("/answer", "placement-do-answer"),
        State::Assessed => ("/contract", "placement-do-contract"),
        State::Appealed => ("/outcome", "placement-appeal-end"),
        State::ChoiceAgain => ("/again", "placement-do-again"),
        State::InService => match short.row.next_kind.as_str() {
            "report_contract" => ("/report", "placement-do-report"),
            "update_plan" => ("/assessment", "placement-do-update"),
            _ => ("/evaluate", "placement-do-evaluate"),
        },
        State::Review => ("/prolong", "placement-do-prolong"),
        State::Refused | State::Arrears | State::Ended | State::Closed => return None,
    };
    Some(Link::new(ctx.url(&path(short.row.id, to.0)), ctx.t(to.1)))
}

/// What else may be done in this state.
fn actions(ctx: &Ctx, short: &Short, main: Option<&Link>) -> Vec<Link> {
    let state = short.state;
    let pays = super::moves::pays_to_state(&short.service);
    let facts = Facts { pays_state_fee: pays, ..Facts::default() };
    let possible = |step: Move| next(state, step, &facts).is_ok();
    let list = [
        (super::telling::Task::of(&short.row, state).is_some(), "/link", "placement-link"),
        (brief::supports(ctx, state), "/support", "placement-do-support"),
        (state == State::AtProvider, "/assessment", "placement-do-assess"),
        (state == State::AtProvider, "/refuse", "placement-refuse"),
        (state == State::Waiting, "/offer", "placement-do-offer"),
        (state == State::Waiting, "/still", "placement-do-ask"),
        (state == State::Refused, "/appeal", "placement-appeal"),
        (state == State::InService, "/report", "placement-do-report"),
        (state == State::InService, "/assessment", "placement-do-update"),
        (state == State::InService, "/evaluate", "placement-do-evaluate"),
        (possible(Move::Unpaid), "/unpaid", "placement-unpaid"),
        (possible(Move::End), "/end", "placement-end"),
        (possible(Move::Close), "/close", "placement-close"),
    ];
    let days = format!("/delivery/{}/people/{}", short.row.service_id, short.row.id);
    let is_used = state.hold() == super::course::Hold::Taken;
    let days = is_used.then(|| Link::new(ctx.url(&days), ctx.t("placement-to-delivery")));
    list.into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, rest, key)| Link::new(ctx.url(&path(short.row.id, rest)), ctx.t(key)))
        .filter(|link| main.is_none_or(|main| main.href != link.href))
        .chain(days)
        .collect()
}

fn warnings(ctx: &Ctx, short: &Short, today: Day) -> Vec<String> {
    let mut list = Vec::new();
    if short.head.died_on.is_some() && !short.state.is_over() {
        list.push(ctx.t("placement-died").into_owned());
    }
    if short.service.closed_on.is_some_and(|day| day <= today) && !short.state.is_over() {
        list.push(ctx.t("placement-service-closed").into_owned());
    }
    if let Some(on) = short.row.next_on.filter(|on| *on < today) {
        let step = ctx.t(&format!("placement-next-{}", short.row.next_kind));
        let args = [("step", &*step), ("day", &on.bg())];
        list.push(ctx.ta("placement-late-warning", &args).into_owned());
    }
    list
}

/// When the person was passed over, and why.
fn skip_lines(ctx: &Ctx, tx: &Tx, rest: &Rest) -> Result<Vec<String>, StoreError> {
    let line = |row: &super::store::waiting_skip::Model| {
        let words = tx.open("waiting_skip", "reason_sealed", row.id, &row.reason_sealed)?;
        let ground = ctx.t(&format!("placement-skip-{}", row.ground));
        let args =
            [("day", row.skipped_at.bg()), ("ground", ground.into_owned()), ("words", words)];
        Ok(ctx.ta("placement-skipped", &args).into_owned())
    };
    rest.skips.iter().map(line).collect()
}

/// The last link: how it stands, when it ends, what the provider said.
fn link_line(ctx: &Ctx, rest: &Rest, tx: &Tx) -> Result<Option<LinkLine>, StoreError> {
    let Some(row) = rest.links.last() else { return Ok(None) };
    let code = match standing(row, tx.now()) {
        Standing::Open if row.opened_at.is_some() => "opened",
        Standing::Open => "open",
        Standing::Answered => "answered",
        Standing::Expired => "expired",
        Standing::Revoked => "revoked",
    };
    let said = match row.answer.as_str() {
        "" => String::new(),
        answer => ctx.t(&format!("placement-door-{answer}")).into_owned(),
    };
    let open = standing(row, tx.now()) == Standing::Open && ctx.actor.may(WRITE);
    let href = if open {
        ctx.url(&format!("/provider/{}", link::secret(tx, row.id)?))
    } else {
        String::new()
    };
    let word = ctx.t(&format!("placement-link-{code}")).into_owned();
    Ok(Some(LinkLine { word, made: row.made_at.bg(), said, href }))
}

/// `GET /placements/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    let rest = load::rest(&tx, &short.row).await?;
    let whose = match short.row.case_id {
        Some(case) => Timeline::Case(case.0),
        None => Timeline::Person(short.row.person_id.0),
    };
    let happened = tx.timeline(whose, None, TIMELINE_ROWS).await?;
    let mut parts = ended(&ctx, &tx, &short)?;
    parts.extend(contracts(&ctx, &tx, &short, &rest)?);
    parts.extend(plans(&ctx, &tx, &short, &rest)?);
    parts.extend(refusals(&ctx, &tx, &short, &rest)?);
    parts.extend(offers(&ctx, &short, &rest));
    let skips = skip_lines(&ctx, &tx, &rest)?;
    let link = link_line(&ctx, &rest, &tx)?;
    let may_revoke = rest.links.last().is_some_and(|row| standing(row, tx.now()) == Standing::Open);
    let own = crate::services::is_own(&tx, short.service.provider_id).await?;
    tx.audit(Entry::read("placement", id.0).about(Some(short.row.person_id.0)));
    tx.commit().await?;
    let told = Told { parts, skips, link, may_revoke, happened, own };
    html(&built(&app, &ctx, (short, rest), told))
}

/// What was opened while the page was read.
struct Told {
    parts: Vec<Part>,
    skips: Vec<String>,
    link: Option<LinkLine>,
    may_revoke: bool,
    happened: Vec<kit::store::Happened>,
    own: bool,
}

fn built(app: &App, ctx: &Ctx, (short, rest): (Short, Rest), told: Told) -> PlacementPage {
    let today = app.today();
    let row = &short.row;
    let may_write = ctx.actor.may(WRITE);
    let (due_word, due_state) = super::list::due_word(ctx, row.next_on, today);
    let mut page = ctx.page(short.head.name.clone());
    page.alarms = people::alarm_lines(&short.alarms, ctx.lang);
    page.breadcrumbs = vec![
        Link::new(ctx.url("/placements"), ctx.t("placement-list")),
        Link::new("", short.head.name.clone()),
    ];
    let ours = told.own.then(|| brief::next_here(ctx, &short)).flatten();
    let main = if may_write { ours.or_else(|| main(ctx, &short, &rest)) } else { None };
    let next = match row.next_kind.as_str() {
        "" => String::new(),
        kind => ctx.t(&format!("placement-next-{kind}")).into_owned(),
    };
    let event = |row: &kit::store::Happened| Event {
        title: row.text(ctx.lang),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.day().to_string(),
        href: row.leads_to().map(|path| ctx.url(path)).unwrap_or_default(),
        ..Event::default()
    };
    let ended = GROUNDS.contains(&row.end_ground.as_str()) && short.state == State::Ended;
    let state = if ended {
        let ground = ctx.t(&format!("placement-end-{}", row.end_ground));
        format!("{}: {ground}", ctx.t(&short.state.key()))
    } else {
        ctx.t(&short.state.key()).into_owned()
    };
    PlacementPage {
        page,
        base: ctx.url(&path(row.id, "")),
        person_href: ctx.url(&format!("/people/{}", row.person_id)),
        case_href: row.case_id.map(|c| ctx.url(&format!("/referrals/{c}"))).unwrap_or_default(),
        service_href: ctx.url(&format!("/services/{}", row.service_id)),
        list_href: ctx.url(&format!("/places/{}", row.service_id)),
        state,
        next,
        due: day(row.next_on),
        due_word,
        due_state,
        warnings: warnings(ctx, &short, today),
        actions: if may_write { actions(ctx, &short, main.as_ref()) } else { Vec::new() },
        main,
        duration: ctx.t(&format!("placement-duration-{}", row.duration)).into_owned(),
        place: places_line(ctx, rest.places.as_ref()),
        waits: super::offer::waits_line(ctx, &rest),
        skips: told.skips,
        parts: told.parts,
        link: told.link,
        may_revoke: told.may_revoke && may_write,
        not_appealed: may_write
            && short.state == State::Refused
            && row.next_on.is_some_and(|day| day < today),
        may_pay: may_write && short.state == State::Arrears,
        events: told.happened.iter().map(event).collect(),
        short,
    }
}
