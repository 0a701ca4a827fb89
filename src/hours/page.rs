//! A contract and a month in the office: everything known of its report, and what may be done.

use super::count::Counted;
use super::course::State;
use super::decide::{Explained, timeline};
use super::filing::{self, Written};
use super::frame::{self, HOME, Shown, beside_links, day_words, finding_words, month_of, path};
use super::ledger;
use super::load::{self, Book, Entry, Report, Which};
use super::phone_report::dates;
use super::sheet::{Sheet, Signed, hours};
use super::stay;
use super::{ACCEPT, WRITE};
use crate::app::App;
use crate::assistance::ContractId;
use crate::delivery::month_words;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use law::{Law, Month};
use ui::{Head, Link};

/// A day compared with the plan.
struct DayRow {
    day: String,
    planned: String,
    worked: String,
    time: String,
    kinds: String,
    note: String,
    differs: bool,
    is_away: bool,
}

/// Something that was done.
struct StepRow {
    what: String,
    day: String,
    by: String,
    text: String,
}

/// An attempt with its story.
struct Attempt {
    title: String,
    state: String,
    colour: &'static str,
    via: String,
    steps: Vec<StepRow>,
}

#[derive(Template)]
#[template(path = "hours/page.html")]
struct LabourPage {
    page: ui::Page,
    month: String,
    beside: [Link; 2],
    state: String,
    colour: &'static str,
    facts: Vec<(String, String)>,
    user_href: String,
    assistant_href: String,
    findings: Vec<Shown>,
    counted: Vec<String>,
    dates: Vec<(String, String)>,
    treasury: bool,
    request: String,
    sums: Vec<(String, String)>,
    heads: Vec<Head>,
    days: Vec<DayRow>,
    account: String,
    attempts: Vec<Attempt>,
    actions: Vec<Link>,
    main: Option<Link>,
}

/// The entry of a contract in a month; nothing when the contract is not in force in it.
///
/// # Errors
/// [`Problem::NotFound`].
pub fn entry(book: &Book, id: ContractId) -> Result<&Entry, Problem> {
    book.of(id).ok_or(Problem::NotFound)
}

fn compared(ctx: &Ctx, entry: &Entry, sheet: &Sheet) -> Vec<DayRow> {
    let mut days: Vec<(Day, u32)> =
        entry.contract.days.iter().map(|plan| (plan.day, plan.minutes)).collect();
    let known = |day: Day| entry.contract.days.iter().any(|plan| plan.day == day);
    let outside = sheet.lines.iter().filter(|line| !known(line.day));
    days.extend(outside.map(|line| (line.day, 0)));
    days.sort_unstable();
    let row = |(day, planned): (Day, u32)| {
        let line = sheet.lines.iter().find(|line| line.day == day);
        let worked = sheet.minutes_on(day);
        if planned == 0 && line.is_none() {
            return None;
        }
        let time = line.and_then(|line| line.from.zip(line.to));
        let time = time.map(|(from, to)| format!("{}–{}", frame::clock(from), frame::clock(to)));
        let kinds = line.map(|line| line.kinds.as_slice()).unwrap_or_default();
        let kinds: Vec<String> =
            kinds.iter().map(|code| ctx.t(&format!("hours-kind-{code}")).into_owned()).collect();
        Some(DayRow {
            day: day_words(ctx.lang, day),
            planned: hours(planned),
            worked: hours(worked),
            time: time.unwrap_or_default(),
            kinds: kinds.join(", "),
            note: line.map(|line| line.note.clone()).unwrap_or_default(),
            differs: (planned > 0) != (worked > 0),
            is_away: entry.is_away(day),
        })
    };
    days.into_iter().filter_map(row).collect()
}

async fn attempts(ctx: &Ctx, tx: &Tx, entry: &Entry) -> Result<Vec<Attempt>, StoreError> {
    let mut all = Vec::new();
    for report in entry.reports.iter().rev() {
        let row = |(row, said): (super::store::hour_step::Model, load::Said)| StepRow {
            what: ctx.t(&format!("hours-step-kind-{}", row.kind)).into_owned(),
            day: row.held_on.bg(),
            by: if said.name.is_empty() { row.account_name } else { said.name },
            text: said.text,
        };
        let steps = load::steps(tx, report.row.id).await?.into_iter().map(row).collect();
        let args =
            [("number", report.row.attempt.to_string()), ("hours", hours(report.sheet.worked()))];
        all.push(Attempt {
            title: ctx.ta("hours-attempt", &args).into_owned(),
            state: ctx.t(&format!("hours-state-{}", report.state.code())).into_owned(),
            colour: report.state.colour(),
            via: ctx.t(&format!("hours-via-{}", report.row.via)).into_owned(),
            steps,
        });
    }
    Ok(all)
}

fn actions(ctx: &Ctx, (entry, month): (&Entry, Month)) -> (Option<Link>, Vec<Link>) {
    let id = entry.contract.contract;
    let mut actions = Vec::new();
    let mut main = None;
    let state = entry.last().map(|one| one.state);
    if ctx.actor.may(WRITE) && entry.may_write() {
        main = Some(Link::new(ctx.url(&path(id, "/enter", month)), ctx.t("hours-enter")));
    }
    if let Some(report) = entry.last() {
        let to = |rest: &str, key: &str| {
            let href = ctx.url(&format!("{HOME}/{}/{rest}", report.row.id));
            Link::new(href, ctx.t(key))
        };
        match state {
            Some(State::Sent) if ctx.actor.may(WRITE) => main = Some(to("sign", "hours-sign")),
            Some(State::Confirmed | State::Late | State::Manual) if ctx.actor.may(ACCEPT) => {
                main = Some(to("decide", "hours-decide"));
            }
            Some(State::Accepted | State::Refused) if ctx.actor.may(ACCEPT) => {
                actions.push(to("correct", "hours-correct"));
            }
            _ => {}
        }
        if state == Some(State::Sent) && ctx.actor.may(ACCEPT) {
            actions.push(to("decide", "hours-decide"));
        }
        if matches!(state, Some(State::Late | State::Manual)) && ctx.actor.may(WRITE) {
            actions.push(to("explain", "hours-explain-enter"));
        }
    }
    if ctx.actor.may(WRITE) {
        actions.push(Link::new(ctx.url(&path(id, "/blank", month)), ctx.t("hours-blank")));
        for (person, rest, key) in [
            (entry.assistant.id, "", "hours-link-assistant"),
            (entry.user.id, "", "hours-link-user"),
            (entry.user.id, "/stay", "hours-stay-new"),
        ] {
            let href = ctx.url(&format!("{HOME}/people/{person}{rest}"));
            actions.push(Link::new(href, ctx.t(key)));
        }
    }
    (main, actions)
}

fn facts(ctx: &Ctx, entry: &Entry, report: Option<&Report>) -> Vec<(String, String)> {
    let contract = &entry.contract;
    let say = |key: &str, value: String| (ctx.t(key).into_owned(), value);
    let signed = report.map(|one| one.sheet.signed.clone()).unwrap_or_default();
    let how = |code: &str| ctx.t(&format!("hours-signed-{code}")).into_owned();
    let signed_words = match signed.how.as_str() {
        "" => String::new(),
        code => format!("{} ({})", signed.name, how(code)),
    };
    let matches = report.map(|one| {
        let yes = one.sheet.matches(&contract.days);
        ctx.t(if yes { "hours-matches-yes" } else { "hours-matches-no" }).into_owned()
    });
    let class = report.map(|one| one.row.class.as_str()).filter(|class| !class.is_empty());
    let class = class.map(|class| ctx.t(&format!("hours-class-{class}")).into_owned());
    let rows = vec![
        say("hours-fact-contract", contract.number.clone()),
        say("hours-fact-term", format!("{} – {}", contract.first.bg(), contract.last.bg())),
        say("hours-fact-stay", stay::words(ctx, &entry.stays)),
        say("hours-fact-matches", matches.unwrap_or_default()),
        say("hours-fact-signed", signed_words),
        say("hours-fact-class", class.unwrap_or_default()),
    ];
    rows.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// `GET /worktime/labour/{id}?month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let book = book.with_paid(&app, &tx).await?;
    let entry = entry(&book, id)?;
    let report = entry.last();
    let empty = Sheet::default();
    let sheet = report.map_or(&empty, |one| &one.sheet);
    let steps = match report {
        Some(one) => load::steps(&tx, one.row.id).await?,
        None => Vec::new(),
    };
    let attempts = attempts(&ctx, &tx, entry).await?;
    tx.audit(audit::Entry::read("hours", id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    let explained = Explained::of(&steps);
    let payable = report.filter(|one| one.state.may_be_paid());
    let line = payable.map(|one| timeline(&law, one, explained)).transpose()?;
    let found = if report.is_some() { book.findings(&law, entry, sheet) } else { Vec::new() };
    let counted: Option<Counted> = report.map(|_| entry.counts(&law, sheet));
    let (main, actions) = actions(&ctx, (entry, month));
    let sums = ledger::of_entry(entry).lines();
    let head = |name: &str| Head::new(ctx.t(&format!("hours-column-{name}")));
    let address = ctx.url(&format!("{HOME}/labour/{id}"));
    let title = format!("{} – {}", entry.user.name, entry.assistant.name);
    html(&LabourPage {
        page: frame::page(&ctx, title, month),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &address, month),
        state: ctx.t(&format!("hours-state-{}", entry.state())).into_owned(),
        colour: report.map_or("grey", |one| one.state.colour()),
        facts: facts(&ctx, entry, report),
        user_href: ctx.url(&format!("/people/{}", entry.user.id)),
        assistant_href: ctx.url(&format!("/people/{}", entry.assistant.id)),
        findings: found.iter().map(|one| finding_words(ctx.lang, &law, one)).collect(),
        counted: counted.map(|one| one.steps).unwrap_or_default(),
        dates: report
            .map(|one| dates(&ctx, &law, (one, explained)))
            .transpose()?
            .unwrap_or_default(),
        treasury: line.as_ref().is_some_and(|line| line.treasury_warning),
        request: line.map(|line| Day(line.request_by).bg()).unwrap_or_default(),
        sums: sums.into_iter().map(|(key, n)| (ctx.t(key).into_owned(), hours(n))).collect(),
        heads: ["day", "planned", "worked", "time", "kinds", "note"].map(head).into(),
        days: compared(&ctx, entry, sheet),
        account: sheet.account.clone(),
        attempts,
        actions,
        main,
    })
}

/// Writes a report that was signed by both on paper: kept, sent and confirmed at once.
///
/// # Errors
/// When something stops it, or the database refuses.
pub async fn signed_on_paper(
    tx: &mut Tx,
    law: &Law,
    (contract, month): (ContractId, Month),
    (written, by, filed): (&Written, Signed, Day),
) -> Result<State, Problem> {
    let which = Which::Of(contract);
    let book = load::book(tx, law, month, which).await?;
    let id = filing::save(tx, (&book, entry(&book, contract)?), written).await?;
    let book = load::book(tx, law, month, which).await?;
    let report = load::one(tx, id).await?;
    filing::send(tx, law, (&book, entry(&book, contract)?), &report).await?;
    let report = load::one(tx, id).await?;
    let behind = (&book, entry(&book, contract)?, &report);
    filing::confirm(tx, law, behind, (by, filed)).await
}
