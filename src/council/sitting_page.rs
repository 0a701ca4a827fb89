//! Meetings on the screen: the year with its numbers, one meeting with agenda, who comes,
//! decisions, papers.

use super::frame::{self, HOME, bounds, year_of};
use super::invite::{self, receipt};
use super::minutes::{quorum_words, vote_words};
use super::minutes_deed::{self, Kept};
use super::record::Record;
use super::sitting::{self, KINDS, Sitting, colour, is_late};
use super::store::{council_message, council_minutes, council_paper};
use super::table::{self, Cell, Line, List, Part, Thing, Tile};
use super::{SittingId, WRITE, decide, paper};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices, list_address};
use std::collections::{HashMap, HashSet};
use ui::Link;

/// The columns of a list of meetings.
const COLUMNS: [&str; 6] = ["number", "day", "time", "kind", "decisions", "minutes"];
const STATES: [&str; 5] = ["planned", "called", "open", "held", "revoked"];
/// The way back of pages below meetings.
pub const BACK: (&str, &str) = ("", "council-sittings");
const AGENDA: [&str; 5] = ["point", "rapporteur", "majority", "vote", "decisions"];
const PEOPLE: [&str; 4] = ["member", "body", "how", "reply"];
const MESSAGES: [&str; 4] = ["member", "message", "made", "opened"];
const PAPERS: [&str; 2] = ["number", "day"];

/// The meetings of a year and what stands beside them.
struct Year {
    all: Vec<Sitting>,
    decided: HashMap<SittingId, i64>,
    minutes: HashMap<SittingId, council_minutes::Model>,
}

async fn of_year(app: &App, ctx: &Ctx, form: &Form, what: audit::Entry) -> Result<Year, Problem> {
    let (from, to) = bounds(year_of(form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = sitting::sittings(&tx, from, to).await?;
    let ids: Vec<SittingId> = all.iter().map(|one| one.row.id).collect();
    let mut decided: HashMap<SittingId, i64> = HashMap::new();
    for one in decide::decisions_of(&tx, &ids).await? {
        *decided.entry(one.row.sitting_id).or_default() += 1;
    }
    let minutes = minutes_deed::rows(&tx, &ids).await?;
    let minutes = minutes.into_iter().map(|row| (row.sitting_id, row)).collect();
    tx.audit(what);
    tx.commit().await?;
    Ok(Year { all, decided, minutes })
}

fn lines(ctx: &Ctx, (year, form): (&Year, &Form)) -> Vec<Line> {
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    let wanted = |one: &&Sitting| asked("state", one.state()) && asked("kind", &one.row.kind);
    let line = |one: &Sitting| {
        let row = &one.row;
        let minutes = year.minutes.get(&row.id).map(|row| match (row.sent_on, row.published_on) {
            (_, Some(day)) => ctx.ta("council-published-on", &[("day", day.bg())]),
            (Some(day), _) => ctx.ta("council-sent-on", &[("day", day.bg())]),
            _ => ctx.ta("council-due-on", &[("day", row.due_on.bg())]),
        });
        Line {
            href: ctx.url(&one.path()),
            cells: vec![
                Cell::new(one.number()),
                Cell::day(Some(row.day)),
                Cell::new(row.begins.clone()),
                Cell::new(ctx.t(&format!("council-sitting-{}", row.kind))),
                Cell::number(year.decided.get(&row.id).copied().unwrap_or(0)),
                Cell::new(minutes.unwrap_or_default()),
            ],
            word: ctx.t(&format!("council-state-{}", one.state())).into_owned(),
            colour: colour(one.state()),
        }
    };
    year.all.iter().filter(wanted).map(line).collect()
}

/// A number that opens the meetings of a state.
fn tiles(ctx: &Ctx, (year, number): (&Year, i16)) -> Vec<Tile> {
    let tile = |code: &&str| {
        let count = year.all.iter().filter(|one| one.state() == *code).count();
        let asked = number.to_string();
        Tile {
            href: list_address(&ctx.url(HOME), &[("year", asked.as_str()), ("state", *code)]),
            number: count,
            text: ctx.t(&format!("council-state-{code}")).into_owned(),
            state: if *code == "planned" && count > 0 { "soon" } else { "" },
        }
    };
    STATES[..4].iter().map(tile).collect()
}

/// `GET /council?year=&state=&kind=`: the meetings of a year.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = year_of(&form, app.today());
    let year = of_year(&app, &ctx, &form, audit::Entry::list("council-sittings")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines(&ctx, (&year, &form)));
    list.title = "council-title";
    list.lead = ctx.ta("council-lead", &[("year", number)]).into_owned();
    list.around = frame::around(&ctx, "", number);
    list.tiles = tiles(&ctx, (&year, number));
    list.kept = vec![("year", number.to_string())];
    list.states = choices(&ctx, &STATES, form.get("state"), |code| format!("council-state-{code}"));
    let kinds = choices(&ctx, &KINDS, form.get("kind"), |code| format!("council-sitting-{code}"));
    list.picks.push(("kind", ctx.t("council-column-kind").into_owned(), kinds));
    list.file = "/sittings.csv".to_owned();
    list.empty = "council-empty-sittings";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/council/sittings/new");
        list.actions.push(Link::new(new, ctx.t("council-sitting-new")));
    }
    let public = ctx.url("/council-public");
    list.actions.push(Link::new(public, ctx.t("council-public-title")));
    table::shown(&ctx, form, list)
}

/// `GET /council/sittings.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "council-sittings", "list");
    let year = of_year(&app, &ctx, &form, what).await?;
    let lines = lines(&ctx, (&year, &form));
    table::csv(&ctx, &form, (&COLUMNS, "council"), lines)
}

/// What the page of a meeting shows.
struct Behind {
    record: Record,
    minutes: Option<Kept>,
    messages: Vec<council_message::Model>,
    papers: Vec<council_paper::Model>,
    live: String,
}

async fn behind(app: &App, ctx: &Ctx, id: SittingId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sitting::sitting(&tx, id).await?;
    let record = Record::load(&tx, one).await?;
    let minutes = minutes_deed::of_sitting(&tx, id).await?;
    let messages = invite::messages(&tx, id).await?;
    let papers = paper::of_sitting(&tx, id).await?;
    let live = sitting::live_path(&tx, id)?;
    tx.audit(audit::Entry::read("council-sitting", id.0));
    tx.commit().await?;
    Ok(Behind { record, minutes, messages, papers, live })
}

fn agenda_lines(ctx: &Ctx, record: &Record) -> Vec<Line> {
    let line = |(at, one): (usize, &super::agenda::Item)| {
        let vote = record.vote(one.row.id);
        let decisions: Vec<String> = record.decisions(one.row.id).map(|one| one.number()).collect();
        let (word, colour) = match (vote.map(|row| row.outcome.as_str()), one.row.is_closed) {
            (Some("adopted"), _) => ("council-outcome-adopted", "green"),
            (Some(_), _) => ("council-outcome-rejected", "red"),
            (None, true) => ("council-closed-point", "purple"),
            (None, false) => ("council-item-waiting", "grey"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/agenda/{}", one.row.id)),
            cells: vec![
                Cell::new(format!("{}. {}", at + 1, one.content.title)),
                Cell::new(one.content.rapporteur.clone()),
                Cell::new(ctx.t(&format!("council-majority-{}", one.row.majority))),
                Cell::new(vote.map(|row| vote_words(ctx.lang, row)).unwrap_or_default()),
                Cell::new(decisions.join(", ")),
            ],
            word: ctx.t(word).into_owned(),
            colour,
        }
    };
    record.items.iter().enumerate().map(line).collect()
}

fn people_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let replies: HashMap<_, _> = invite::replies(&behind.messages).into_iter().collect();
    let words = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => ctx.t(&format!("council-{prefix}-{code}")).into_owned(),
    };
    let line = |one: &super::term::Member| {
        let how = behind.record.room.how(one.row.id);
        Line {
            href: ctx.url(&format!("{HOME}/members/{}", one.row.id)),
            cells: vec![
                Cell::new(one.content.name.clone()),
                Cell::new(words("body", &one.row.body)),
                Cell::new(words("how", how)),
                Cell::new(words("reply", replies.get(&one.row.id).copied().unwrap_or_default())),
            ],
            word: words("role", &one.row.role),
            colour: if super::attend::is_there(how) { "green" } else { "grey" },
        }
    };
    behind.record.room.members.iter().map(line).collect()
}

fn message_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |row: &council_message::Model| {
        let (word, colour) = receipt(row);
        Line {
            href: ctx.url(&format!("{HOME}/messages/{}", row.id)),
            cells: vec![
                Cell::new(behind.record.name(row.member_id)),
                Cell::new(ctx.t(&format!("council-message-{}", row.kind))),
                Cell::new(row.made_at.bg()),
                Cell::new(row.opened_at.map(kit::types::Instant::bg).unwrap_or_default()),
            ],
            word: ctx.t(&format!("council-receipt-{word}")).into_owned(),
            colour,
        }
    };
    behind.messages.iter().map(line).collect()
}

fn paper_lines(ctx: &Ctx, papers: &[council_paper::Model]) -> Vec<Line> {
    let line = |row: &council_paper::Model| Line {
        href: ctx.url(&format!("{HOME}/printed/{}", row.id)),
        cells: vec![
            Cell::new(paper::number(&row.kind, row.year, row.number)),
            Cell::day(Some(row.made_at.day())),
        ],
        ..Line::default()
    };
    papers.iter().map(line).collect()
}

fn actions(ctx: &Ctx, behind: &Behind) -> Vec<Link> {
    let one = &behind.record.sitting;
    let at =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{}{rest}", one.path())), ctx.t(key));
    let mut all = Vec::new();
    if behind.minutes.is_some() {
        all.push(at("/minutes", "council-minutes"));
    }
    if !ctx.actor.may(WRITE) {
        return all;
    }
    if one.is_ahead() {
        all.push(at("/item", "council-item-new"));
    }
    match one.state() {
        "planned" => all.push(at("/call", "council-call")),
        "called" => all.push(at("/room", "council-room")),
        "open" => {
            all.push(at("/room", "council-room"));
            all.push(at("/close", "council-close"));
        }
        "held" if behind.minutes.is_none() => all.push(at("/minutes", "council-minutes-draft-go")),
        _ => {}
    }
    if matches!(one.state(), "planned" | "called") {
        all.push(at("/edit", "council-sitting-edit"));
        all.push(at("/revoke", "council-call-off"));
    }
    all
}

fn warnings(ctx: &Ctx, app: &App, behind: &Behind) -> Vec<String> {
    let record = &behind.record;
    let law = app.law(ctx.actor.municipality);
    let mut all = Vec::new();
    let day = record.sitting.row.day;
    let (late, by) = is_late(&law, &record.rules, (day, app.today()));
    if record.sitting.state() == "planned" {
        let args = [("days", record.rules.notice_days.to_string()), ("day", by.bg())];
        let key = if late { "council-warn-late" } else { "council-warn-call" };
        all.push(ctx.ta(key, &args).into_owned());
    }
    if matches!(record.sitting.state(), "open" | "called") {
        let quorum = record.room.quorum(&record.rules, &HashSet::new());
        let text = quorum_words(ctx.lang, &quorum, &record.rules.quorum);
        if !quorum.is_met() && record.sitting.is_open() {
            all.push(text);
        }
    }
    if let Some(kept) = behind.minutes.as_ref().filter(|kept| kept.is_late(app.today())) {
        let args = [("day", kept.row.due_on.bg()), ("days", record.rules.minutes_days.to_string())];
        all.push(ctx.ta("council-warn-minutes", &args).into_owned());
    }
    all
}

fn said(ctx: &Ctx, thing: &mut Thing, (record, today): (&Record, Day)) {
    let Sitting { row, content } = &record.sitting;
    thing.say(ctx, "council-column-kind", ctx.t(&format!("council-sitting-{}", row.kind)));
    thing.say(ctx, "council-column-form", ctx.t(&format!("council-form-{}", row.form)));
    thing.say(ctx, "council-place", content.place.clone());
    thing.say(ctx, "council-link", content.link.clone());
    thing.say(ctx, "council-asked-by", content.asked_by.clone());
    thing.say(ctx, "council-late-why", content.late.clone());
    thing.say(ctx, "council-why", content.why.clone());
    let called = row.called_at.map(kit::types::Instant::bg).unwrap_or_default();
    thing.say(ctx, "council-called-at", called);
    if row.day <= today && record.sitting.state() != "revoked" {
        let quorum = record.room.quorum(&record.rules, &HashSet::new());
        let words = quorum_words(ctx.lang, &quorum, &record.rules.quorum);
        thing.say(ctx, "council-quorum", words);
    }
}

/// `GET /council/sittings/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let one = &behind.record.sitting;
    let title = ctx.ta("council-sitting-title", &[("number", one.number())]).into_owned();
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    thing.number = format!("{}, {}", one.row.day.bg(), one.row.begins);
    thing.state = ctx.t(&format!("council-state-{}", one.state())).into_owned();
    thing.colour = colour(one.state());
    thing.warnings = warnings(&ctx, &app, &behind);
    thing.actions = actions(&ctx, &behind);
    said(&ctx, &mut thing, (&behind.record, app.today()));
    let parts = [
        ("council-agenda", &AGENDA[..], agenda_lines(&ctx, &behind.record)),
        ("council-people", &PEOPLE[..], people_lines(&ctx, &behind)),
        ("council-messages", &MESSAGES[..], message_lines(&ctx, &behind)),
        ("council-papers", &PAPERS[..], paper_lines(&ctx, &behind.papers)),
    ];
    let parts =
        parts.into_iter().map(|(title, columns, rows)| Part::new(&ctx, title, columns, rows));
    thing.parts.extend(parts);
    if matches!(one.state(), "called" | "open") {
        thing.links.push(Link::new(ctx.url(&behind.live), ctx.t("council-live")));
    }
    let mandate = format!("{HOME}/mandates/{}", one.row.mandate_id);
    thing.links.push(Link::new(ctx.url(&mandate), ctx.t("council-to-mandate")));
    thing.shown()
}
