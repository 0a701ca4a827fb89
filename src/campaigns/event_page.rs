//! Events on the screen: the list of all campaigns, the page of one, its report, its attendance list.

use super::choice::Words;
use super::content::Shown;
use super::course::State;
use super::event::{self, Event};
use super::file::{self, Head, LIST};
use super::frame::{self, HOME, Press, TEXT, bg, settlement_names};
use super::paper::{self, Kind, Made, SHEET};
use super::plan::{self, Campaign};
use super::table::{self, Button, Cell, Line, List, Part, Thing};
use super::{EventId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, see};
use serde_json::json;
use std::collections::HashMap;
use ui::{Choice, Lang, Link};

const COLUMNS: [&str; 7] = ["event", "held", "hours", "kind", "settlement", "came", "campaign"];
const STANDINGS: [&str; 6] = ["missing", "soon", "planned", "held", "cancelled", "revoked"];
/// Lines of an attendance list: two pages.
const SHEET_LINES: usize = 36;

struct Listed {
    lines: Vec<Line>,
    campaigns: Vec<Choice>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
}

async fn listed(app: &App, ctx: &Ctx, form: &Form, what: audit::Entry) -> Result<Listed, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = event::events(&tx, None).await?;
    let came = event::came(&tx, None).await?;
    let campaigns = plan::campaigns(&tx).await?;
    let words = Words::load(&tx).await?;
    let names = settlement_names(&tx, &ctx.municipality.code).await?;
    let places = frame::settlement_choices(&tx, &ctx.municipality.code).await?;
    tx.audit(what);
    tx.commit().await?;
    let today = app.today();
    let (state, campaign) = (form.get("state"), form.get("campaign"));
    let (kind, place) = (form.get("kind"), form.get("ekatte"));
    all.retain(|one| match state {
        "" => one.row.revoked_at.is_none(),
        state => one.standing(today).0 == state,
    });
    all.retain(|one| campaign.is_empty() || one.row.campaign_id.to_string() == campaign);
    all.retain(|one| kind.is_empty() || one.row.kind == kind);
    all.retain(|one| place.is_empty() || one.row.ekatte == place);
    let titles: HashMap<_, _> = campaigns.iter().map(|one| (one.row.id, &one.row.name)).collect();
    let line = |one: &Event| {
        let (word, colour) = one.standing(today);
        let came = came.get(&one.row.id).map(Vec::as_slice).unwrap_or_default();
        let people: i64 = came.iter().map(|(_, people)| people).sum();
        Line {
            href: ctx.url(&one.home()),
            cells: vec![
                Cell::new(one.row.title.clone()),
                Cell::day(Some(one.row.held_on)),
                Cell::new(one.hours()),
                Cell::new(words.say("event", &one.row.kind, ctx.lang)),
                Cell::new(names.get(&one.row.ekatte).cloned().unwrap_or_default()),
                Cell::number(people),
                Cell::new(titles.get(&one.row.campaign_id).map_or("", |name| name.as_str())),
            ],
            word: ctx.t(&format!("campaigns-event-{word}")).into_owned(),
            colour,
        }
    };
    Ok(Listed {
        lines: all.iter().map(line).collect(),
        campaigns: campaign_choices(&campaigns),
        kinds: words.choices("event", &[], ctx.lang),
        places,
    })
}

/// Campaigns that were not withdrawn, as choices.
#[must_use]
pub fn campaign_choices(all: &[Campaign]) -> Vec<Choice> {
    let open = all.iter().filter(|one| one.row.revoked_at.is_none());
    open.map(|one| Choice::new(one.row.id.to_string(), one.row.name.clone())).collect()
}

/// `GET /campaigns/events?state=&campaign=&kind=&ekatte=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let all = listed(&app, &ctx, &form, audit::Entry::list("campaign-events")).await?;
    let mut list = List::new(("/events", "campaigns-events"), &COLUMNS, all.lines);
    list.lead = ctx.t("campaigns-events-lead").into_owned();
    list.states =
        choices(&ctx, &STANDINGS, form.get("state"), |code| format!("campaigns-event-{code}"));
    list.picks = vec![
        ("campaign", ctx.t("campaigns-column-campaign").into_owned(), all.campaigns),
        ("kind", ctx.t("campaigns-column-kind").into_owned(), all.kinds),
        ("ekatte", ctx.t("campaigns-column-settlement").into_owned(), all.places),
    ];
    list.file = "/events.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /campaigns/events.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "campaign-events", "list");
    let all = listed(&app, &ctx, &form, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "events"), all.lines)
}

/// What stands behind the page of an event.
pub struct Behind {
    /// Its campaign.
    pub campaign: Campaign,
    /// The event.
    pub event: Event,
    /// Who came.
    pub came: Vec<(String, i64)>,
    /// Scans and photographs.
    pub files: Vec<(Head, Shown)>,
    /// Its papers.
    pub papers: Vec<Made>,
    /// The lists.
    pub words: Words,
    /// Name of the settlement.
    pub place: String,
}

/// Reads an event with all that belongs to it.
///
/// # Errors
/// When there is none.
pub async fn behind(app: &App, ctx: &Ctx, id: EventId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let event = event::event(&tx, id).await?;
    let names = settlement_names(&tx, &ctx.municipality.code).await?;
    let mut papers = paper::papers(&tx, Some(event.row.campaign_id)).await?;
    papers.retain(|one| one.event_id == Some(id));
    let mut files = Vec::new();
    for head in file::heads(&tx, id).await? {
        let shown = head.shown(&tx)?;
        files.push((head, shown));
    }
    let behind = Behind {
        campaign: plan::campaign(&tx, event.row.campaign_id).await?,
        came: event::came(&tx, Some(id)).await?.remove(&id).unwrap_or_default(),
        words: Words::load(&tx).await?,
        place: names.get(&event.row.ekatte).cloned().unwrap_or_default(),
        files,
        papers,
        event,
    };
    tx.audit(audit::Entry::read("campaign-event", id.0));
    tx.commit().await?;
    Ok(behind)
}

fn facts(ctx: &Ctx, thing: &mut Thing, behind: &Behind) {
    let (row, content) = (&behind.event.row, &behind.event.content);
    let kind = behind.words.say("event", &row.kind, ctx.lang);
    thing.say(ctx, "campaigns-column-campaign", behind.campaign.row.name.clone());
    thing.say(ctx, "campaigns-column-kind", kind);
    let when = format!("{}, {}", row.held_on.bg(), behind.event.hours());
    thing.say(ctx, "campaigns-column-when", when);
    thing.say(ctx, "campaigns-column-settlement", behind.place.clone());
    thing.say(ctx, "campaigns-column-place", row.place.clone());
    thing.say(ctx, "campaigns-column-partners", row.partners.clone());
    thing.say(ctx, "campaigns-contact", content.contact.clone());
    thing.say(ctx, "campaigns-note", content.note.clone());
    thing.say(ctx, "campaigns-report-text", content.report.clone());
    thing.say(ctx, "campaigns-cancelled-why", content.cancelled.clone());
    let reported = row.reported_at.map(kit::types::Instant::bg).unwrap_or_default();
    thing.say(ctx, "campaigns-reported-at", reported);
}

fn ways(ctx: &Ctx, thing: &mut Thing, behind: &Behind, today: Day) {
    let (home, row) = (behind.event.home(), &behind.event.row);
    thing.links.push(Link::new(ctx.url(&behind.campaign.home()), behind.campaign.row.name.clone()));
    if !ctx.actor.may(WRITE) || row.revoked_at.is_some() {
        return;
    }
    let is_planned = behind.event.state == State::Planned;
    let all = [
        ("/report", "campaigns-report", is_planned && row.held_on <= today),
        ("/edit", "campaigns-event-edit", is_planned),
        ("/cancel", "campaigns-cancel", is_planned),
        ("/scan", "campaigns-scan", behind.event.state == State::Held),
        ("/photo", "campaigns-photo", behind.event.state == State::Held),
        ("/revoke", "campaigns-revoke", true),
    ];
    for (rest, key, _) in all.into_iter().filter(|(.., is_open)| *is_open) {
        thing.actions.push(Link::new(ctx.url(&format!("{home}{rest}")), ctx.t(key)));
    }
    for (head, shown) in behind.files.iter().filter(|(head, _)| head.revoked_at.is_none()) {
        let text = format!("{}: {}", ctx.t("campaigns-file-revoke"), shown.about);
        thing.links.push(Link::new(ctx.url(&format!("{HOME}/files/{}/revoke", head.id)), text));
    }
    let text = ctx.t("campaigns-sheet-print").into_owned();
    let action = ctx.url(&format!("{home}/sheet"));
    thing.buttons.push(Button { action, fields: Vec::new(), text });
}

fn came_part(ctx: &Ctx, behind: &Behind) -> Part {
    let row = |(kind, people): &(String, i64)| Line {
        cells: vec![Cell::new(behind.words.say("came", kind, ctx.lang)), Cell::number(*people)],
        ..Line::default()
    };
    let mut rows: Vec<Line> = behind.came.iter().map(row).collect();
    if !rows.is_empty() {
        let sum: i64 = behind.came.iter().map(|(_, people)| people).sum();
        let cells = vec![Cell::new(ctx.t("campaigns-sum")), Cell::number(sum)];
        rows.push(Line { cells, ..Line::default() });
    }
    Part::new(ctx, "campaigns-attendance", &["who", "people"], rows)
}

fn file_part(ctx: &Ctx, behind: &Behind) -> Part {
    let row = |(head, shown): &(Head, Shown)| {
        let is_gone = head.revoked_at.is_some();
        let file = format!("{HOME}/files/{}", head.id);
        let word = match (is_gone, shown.is_public) {
            (true, _) => "campaigns-event-revoked",
            (false, true) => "campaigns-file-public",
            (false, false) => "campaigns-file-kept",
        };
        let kind = if head.kind == LIST { "campaigns-scan-short" } else { "campaigns-photo-short" };
        Line {
            href: if is_gone { String::new() } else { ctx.url(&file) },
            cells: vec![
                Cell::new(format!("{}, {}", ctx.t(kind), head.entered_at.day().bg())),
                Cell::new(shown.about.clone()),
                Cell::new(format!("{} kB", head.size / 1024 + 1)),
                Cell::number(head.people),
            ],
            word: ctx.t(word).into_owned(),
            colour: if is_gone { "grey" } else { "green" },
        }
    };
    let rows = behind.files.iter().map(row).collect();
    Part::new(ctx, "campaigns-files", &["file", "about", "size", "recognised"], rows)
}

/// `GET /campaigns/events/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.event.row;
    let (word, colour) = behind.event.standing(app.today());
    let page = frame::page(&ctx, row.title.clone(), ("/events", "campaigns-events"));
    let mut thing = Thing::new(page, row.title.clone());
    thing.number = row.held_on.bg();
    thing.state = ctx.t(&format!("campaigns-event-{word}")).into_owned();
    thing.colour = colour;
    if !behind.event.why.is_empty() {
        thing.warnings.push(behind.event.why.clone());
    }
    if word == "missing" {
        thing.warnings.push(ctx.t("campaigns-warn-report").into_owned());
    }
    facts(&ctx, &mut thing, &behind);
    ways(&ctx, &mut thing, &behind, app.today());
    let line = |one: &Made| Line {
        href: ctx.url(&format!("{HOME}/prints/{}", one.id)),
        cells: vec![
            Cell::new(one.words()),
            Cell::new(ctx.t(&format!("campaigns-paper-{}", one.kind))),
        ],
        ..Line::default()
    };
    let papers = behind.papers.iter().map(line).collect();
    thing.parts = vec![
        came_part(&ctx, &behind),
        file_part(&ctx, &behind),
        Part::new(&ctx, "campaigns-papers", &["paper", "kind"], papers),
    ];
    thing.shown()
}

fn box_of(code: &str) -> String {
    format!("came-{code}")
}

fn report_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let home = behind.event.home();
    let mut act = Act::new("campaigns-report", "/report", "ui-save")
        .lead(ctx.t("campaigns-report-lead"))
        .part(ctx, "campaigns-attendance");
    for choice in behind.words.choices("came", &[], ctx.lang) {
        act = act.said(both, &box_of(&choice.value), choice.text);
    }
    act = act.area(both, "report", ("campaigns-report-text", "campaigns-report-hint"));
    let title = ctx.t("campaigns-report");
    let page = frame::below(ctx, title, (&home, &behind.event.row.title));
    let version = form.version_or(behind.event.row.version);
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /campaigns/events/{id}/report`.
pub async fn report_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    report_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/events/{id}/report`.
pub async fn report_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let mut came = Vec::new();
    let mut first = String::new();
    for choice in behind.words.choices("came", &[], ctx.lang) {
        let name = box_of(&choice.value);
        if let Some(people) = frame::number(&mut form, &name, super::course::PEOPLE_MAX) {
            came.push((choice.value, people));
        }
        first = if first.is_empty() { name } else { first };
    }
    let report = form.required("report", TEXT);
    if form.ok() && came.iter().all(|(_, people)| *people == 0) {
        form.wrong(&first, "campaigns-refused-nobody");
    }
    if !form.ok() {
        return report_shown(&ctx, &behind, &form);
    }
    behind.event.row.version = form.version_or(behind.event.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&behind.event.home())).await?;
    event::report(&mut tx, &behind.event, (&came, &report)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &behind.event.home(), Some("campaigns-done")))
}

/// `POST /campaigns/events/{id}/sheet`: the attendance list, empty, to be signed.
pub async fn sheet(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EventId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.event.row;
    let place = [behind.place.as_str(), row.place.as_str()].join(", ");
    let when = format!("{}, {}", row.held_on.bg(), behind.event.hours());
    let heads = ["no", "name", "who", "signature"].map(|c| bg(&format!("campaigns-column-{c}")));
    // A space that is not empty: an empty cell would be printed as a dash.
    let blank =
        |n: usize| [(n + 1).to_string().as_str(), "\u{a0}", "\u{a0}", "\u{a0}"].map(str::to_owned);
    let data = json!({
        "name": bg("campaigns-paper-sheet"),
        "about": row.title,
        "opening": bg("campaigns-sheet-opening"),
        "sections": [
            { "title": behind.campaign.row.name, "lines": [
                [bg("campaigns-column-when"), when],
                [bg("campaigns-column-place"), place],
                [bg("campaigns-column-kind"), behind.words.say("event", &row.kind, Lang::Bg)],
            ] },
            { "title": bg("campaigns-attendance"), "heads": heads,
              "rows": (0..SHEET_LINES).map(blank).collect::<Vec<_>>() },
        ],
        "signatures": [{ "role": bg("campaigns-sheet-by"), "name": "" }],
    });
    let press = Press::of(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&behind.event.home())).await?;
    let of = Kind { kind: SHEET, form: "a4", language: "bg", event: Some(id), stock: "" };
    let paper = paper::add(&mut tx, (&behind.campaign, of), (data, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/prints/{paper}"), None))
}
