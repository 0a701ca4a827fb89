//! Complaints, signals and proposals on the screen: the register of a year, the page of one.

use super::complaint::{self, Complaint, number};
use super::course::{OUTCOMES, SORTS, STANDS, State, TOPICS, rule, stands};
use super::frame::{self, HOME, around, reasons, year_of};
use super::paper::{self, Made};
use super::store::{voice_complaint, voice_step};
use super::table::{self, Cell, Line, List, Part, Thing, Tile};
use super::{ComplaintId, WRITE};
use crate::app::App;
use crate::services::{self, ProviderId, Service, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, choices};
use std::collections::{BTreeMap, HashMap};
use ui::{Choice, Link};

const COLUMNS: [&str; 8] =
    ["number", "received", "sort", "topic", "service", "provider", "officer", "due"];
/// The list that pages lead back to.
pub const BACK: (&str, &str) = ("", "voices-complaints");

/// Names that lists show.
pub struct Names {
    services: HashMap<ServiceId, Service>,
    providers: BTreeMap<ProviderId, String>,
    officers: Vec<Choice>,
}

impl Names {
    async fn load(tx: &Tx, rows: &[voice_complaint::Model]) -> Result<Names, Problem> {
        let ids: Vec<ServiceId> = rows.iter().filter_map(|row| row.service_id).collect();
        Ok(Names {
            services: services::by_ids(tx, &ids).await?,
            providers: frame::provider_names(tx).await?,
            officers: frame::officers(tx).await?,
        })
    }

    fn provider(&self, id: Option<ProviderId>) -> String {
        id.and_then(|id| self.providers.get(&id)).cloned().unwrap_or_default()
    }

    fn officer(&self, id: Option<AccountId>) -> String {
        let sought = id.map(|id| id.to_string()).unwrap_or_default();
        let found = self.officers.iter().find(|one| one.value == sought);
        found.map(|one| one.text.clone()).unwrap_or_default()
    }
}

/// The first and the last day of a year.
#[must_use]
pub fn year_days(year: i16) -> (Day, Day) {
    (Day(jiff::civil::date(year, 1, 1)), Day(jiff::civil::date(year, 12, 31)))
}

fn stand_of(row: &voice_complaint::Model, today: Day) -> (&'static str, &'static str) {
    stands(complaint::state(row), (row.due_on, row.answered_on), today)
}

/// Whether a row is among those that the filters ask for.
fn is_asked(form: &Form, row: &voice_complaint::Model, today: Day) -> bool {
    let fits = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    let id = |id: Option<String>| id.unwrap_or_default();
    fits("state", stand_of(row, today).0)
        && fits("sort-of", &row.kind)
        && fits("topic", &row.topic)
        && fits("outcome", &row.outcome)
        && fits("provider", &id(row.provider_id.map(|one| one.to_string())))
        && fits("service", &id(row.service_id.map(|one| one.to_string())))
}

fn line(ctx: &Ctx, names: &Names, (row, today): (&voice_complaint::Model, Day)) -> Line {
    let (word, colour) = stand_of(row, today);
    Line {
        href: ctx.url(&format!("{HOME}/complaints/{}", row.id)),
        cells: vec![
            Cell::new(number(row)),
            Cell::day(Some(row.received_on)),
            Cell::new(ctx.t(&format!("voices-sort-{}", row.kind))),
            Cell::new(ctx.t(&format!("voices-topic-{}", row.topic))),
            Cell::new(frame::service_name(&names.services, row.service_id)),
            Cell::new(names.provider(row.provider_id)),
            Cell::new(names.officer(row.officer_id)),
            Cell::day(Some(row.due_on)),
        ],
        word: ctx.t(&format!("voices-stand-{word}")).into_owned(),
        colour,
    }
}

struct Listed {
    lines: Vec<Line>,
    providers: Vec<Choice>,
    tiles: Vec<Tile>,
}

async fn listed(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Listed, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let year = year_of(form, today);
    let mut rows = complaint::between(&tx, year_days(year)).await?;
    rows.reverse();
    let names = Names::load(&tx, &rows).await?;
    tx.audit(what);
    tx.commit().await?;
    let tile = |stand: &'static str, state: &'static str| Tile {
        href: ctx.url(&format!("{HOME}?year={year}&state={stand}")),
        number: rows.iter().filter(|row| stand_of(row, today).0 == stand).count(),
        text: ctx.t(&format!("voices-tile-{stand}")).into_owned(),
        state,
    };
    let tiles = vec![tile(STANDS[1], "late"), tile(STANDS[0], "soon"), tile(STANDS[3], "")];
    let asked = rows.iter().filter(|row| is_asked(form, row, today));
    let lines = asked.map(|row| line(ctx, &names, (row, today))).collect();
    let mut providers: Vec<ProviderId> = rows.iter().filter_map(|row| row.provider_id).collect();
    providers.sort_unstable();
    providers.dedup();
    let choice = |id: ProviderId| Choice::new(id.to_string(), names.provider(Some(id)));
    Ok(Listed { lines, providers: providers.into_iter().map(choice).collect(), tiles })
}

/// `GET /voices?year=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("voice-complaint");
    let Listed { lines, providers, tiles } = listed(&app, &ctx, (&form, what)).await?;
    let year = year_of(&form, app.today());
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.ta("voices-lead", &[("year", year)]).into_owned();
    list.kept = vec![("year", year.to_string()), ("service", form.get("service").to_owned())];
    list.states = choices(&ctx, &STANDS, form.get("state"), |code| format!("voices-stand-{code}"));
    let of = |name: &'static str, label: &str, codes: &[&str], prefix: &str| {
        let all = choices(&ctx, codes, form.get(name), |code| format!("{prefix}{code}"));
        (name, ctx.t(label).into_owned(), all)
    };
    list.picks = vec![
        of("sort-of", "voices-column-sort", &SORTS, "voices-sort-"),
        of("topic", "voices-column-topic", &TOPICS, "voices-topic-"),
        of("outcome", "voices-column-outcome", &OUTCOMES, "voices-outcome-"),
        ("provider", ctx.t("voices-column-provider").into_owned(), providers),
    ];
    list.tiles = tiles;
    list.around = around(&ctx, "", year);
    list.file = "/complaints.csv".to_owned();
    list.empty = "voices-empty-complaints";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/complaints/new"));
        list.actions.push(Link::new(new, ctx.t("voices-complaint-new")));
    }
    list.actions.push(Link::new(ctx.url("/complaint"), ctx.t("voices-to-public")));
    table::shown(&ctx, form, list)
}

/// `GET /voices/complaints.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "voice-complaint", "list");
    let lines = listed(&app, &ctx, (&form, what)).await?.lines;
    table::csv(&ctx, &form, (&COLUMNS, "complaints"), lines)
}

/// What a page about a complaint needs.
pub struct Behind {
    /// The complaint.
    pub one: Complaint,
    /// Names of the service, the provider, and who was given it.
    pub names: Names,
    steps: Vec<(voice_step::Model, String)>,
    papers: Vec<Made>,
}

impl Behind {
    /// Who may be given it.
    #[must_use]
    pub fn officers(&self) -> Vec<Choice> {
        self.names.officers.clone()
    }

    /// Name of the provider it is about; empty when about none.
    #[must_use]
    pub fn provider(&self) -> String {
        self.names.provider(self.one.row.provider_id)
    }
}

/// Reads it.
///
/// # Errors
/// When there is no such complaint.
pub async fn behind(app: &App, ctx: &Ctx, id: ComplaintId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = complaint::complaint(&tx, id).await?;
    let names = Names::load(&tx, std::slice::from_ref(&one.row)).await?;
    let steps = complaint::steps(&tx, id).await?;
    let papers = paper::about(&tx, id.0).await?;
    tx.audit(audit::Entry::read("voice-complaint", id.0));
    tx.commit().await?;
    Ok(Behind { one, names, steps, papers })
}

fn facts(ctx: &Ctx, thing: &mut Thing, behind: &Behind) {
    let Complaint { row, content, .. } = &behind.one;
    let said = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => ctx.t(&format!("{prefix}{code}")).into_owned(),
    };
    let from = match content.from.as_str() {
        "" => ctx.t("voices-anonymous").into_owned(),
        name => name.to_owned(),
    };
    let service = frame::service_name(&behind.names.services, row.service_id);
    thing.say(ctx, "voices-column-sort", said("voices-sort-", &row.kind));
    thing.say(ctx, "voices-column-via", said("voices-via-", &row.via));
    thing.say(ctx, "voices-column-topic", said("voices-topic-", &row.topic));
    thing.say(ctx, "voices-column-service", service);
    thing.say(ctx, "voices-column-provider", behind.provider());
    thing.say(ctx, "voices-column-received", row.received_on.bg());
    thing.say(ctx, "voices-column-due", row.due_on.bg());
    thing.say(ctx, "voices-column-officer", behind.names.officer(row.officer_id));
    thing.say(ctx, "voices-from", from);
    thing.say(ctx, "voices-contact", content.contact.clone());
    thing.say(ctx, "voices-about", content.about.clone());
    thing.say(ctx, "voices-column-forwarded", said("voices-to-", &row.forwarded));
    thing.say(ctx, "voices-column-outcome", said("voices-outcome-", &row.outcome));
    thing.say(ctx, "voices-answered-on", row.answered_on.map(Day::bg).unwrap_or_default());
    thing.say(ctx, "voices-answer", content.answer.clone());
    let code = super::question::grouped(&content.code);
    thing.say(ctx, "voices-follow-code", code);
}

fn step_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |(row, text): &(voice_step::Model, String)| Line {
        href: row.paper_id.map(|id| ctx.url(&format!("{HOME}/pdf/{id}"))).unwrap_or_default(),
        cells: vec![
            Cell::new(ctx.t(&format!("voices-step-{}", row.kind))),
            Cell::day(Some(row.day)),
            Cell::new(text.clone()),
            Cell::new(row.account_name.clone()),
        ],
        ..Line::default()
    };
    behind.steps.iter().map(line).collect()
}

/// Papers as lines, each opening its print.
#[must_use]
pub fn paper_lines(ctx: &Ctx, papers: &[Made]) -> Vec<Line> {
    let line = |one: &Made| Line {
        href: ctx.url(&format!("{HOME}/pdf/{}", one.id)),
        cells: vec![
            Cell::new(one.number.clone()),
            Cell::new(ctx.t(&format!("voices-paper-{}", one.kind))),
            Cell::day(Some(one.day)),
        ],
        ..Line::default()
    };
    papers.iter().map(line).collect()
}

fn actions(ctx: &Ctx, behind: &Behind) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let at = |rest: &str, key: &str| {
        let path = format!("{HOME}/complaints/{}{rest}", behind.one.row.id);
        Link::new(ctx.url(&path), ctx.t(key))
    };
    match behind.one.state {
        State::Open => vec![
            at("/assign", "voices-assign"),
            at("/step", "voices-note"),
            at("/forward", "voices-forward"),
            at("/answer", "voices-answer-do"),
        ],
        State::Answered => vec![at("/reopen", "voices-reopen")],
    }
}

/// `GET /voices/complaints/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ComplaintId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.one.row;
    let number = number(row);
    let mut thing = Thing::new(frame::page(&ctx, number.clone(), BACK), number);
    let (word, colour) = stand_of(row, app.today());
    thing.state = ctx.t(&format!("voices-stand-{word}")).into_owned();
    thing.colour = colour;
    let pdf = row.paper_id.map(|id| ctx.url(&format!("{HOME}/pdf/{id}")));
    thing.pdf = pdf.unwrap_or_default();
    if word == STANDS[1] {
        thing.warnings.push(ctx.ta("voices-warn-late", &[("day", row.due_on.bg())]).into_owned());
    }
    if word == STANDS[3] {
        thing.warnings.push(ctx.t("voices-warn-answered-late").into_owned());
    }
    if row.is_anonymous {
        thing.warnings.push(ctx.t("voices-warn-anonymous").into_owned());
    }
    if row.reopened > 0 {
        let args = [("count", row.reopened)];
        thing.warnings.push(ctx.ta("voices-warn-reopened", &args).into_owned());
    }
    facts(&ctx, &mut thing, &behind);
    if row.reopened == 0 {
        thing.how = reasons(&law, rule(&row.kind), row.received_on);
    }
    let lines = step_lines(&ctx, &behind);
    thing.parts.push(Part::new(&ctx, "voices-steps", &["step", "day", "text", "by"], lines));
    let lines = paper_lines(&ctx, &behind.papers);
    thing.parts.push(Part::new(&ctx, "voices-papers", &["number", "kind", "day"], lines));
    thing.actions = actions(&ctx, &behind);
    thing.shown()
}
