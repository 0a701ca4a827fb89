//! The checks on the screen: the list, and one with all that belongs to it.

use super::check_form::{BACK, Behind, within};
use super::checklist::Line as Asked;
use super::course::{KINDS, State, colour};
use super::finding;
use super::frame::{self, HOME};
use super::letter;
use super::load::{self, Check, FileHead, Finding, Objection, Prescription};
use super::paper;
use super::store::{oversight_paper, oversight_talk};
use super::table::{self, Cell, Line, List, Part, Thing, Tile};
use super::{CheckId, OversightPaperId, WRITE, follow_page};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices};
use law::Law;
use std::collections::HashMap;
use ui::Link;

const COLUMNS: [&str; 6] = ["provider", "kind", "ordered", "began", "due", "agency"];

fn kind_words(ctx: &Ctx, code: &str) -> String {
    ctx.t(&format!("oversight-kind-{code}")).into_owned()
}

/// What waits on a check: the day of its next term.
fn due(check: &Check) -> Option<Day> {
    match check.state {
        State::Ordered => check.row.starts_on,
        State::Visiting => check.row.ends_on,
        State::Ended => check.row.due_on,
        State::Reported if check.row.is_bad && check.row.agency_on.is_none() => {
            check.row.agency_due_on
        }
        _ => None,
    }
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, Entry),
) -> Result<(Vec<Line>, [usize; 3]), Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::checks(&tx).await?;
    let names = frame::providers(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let is_late = |one: &&Check| due(one).is_some_and(|day| day < today);
    let open = all.iter().filter(|one| one.state.is_open()).count();
    let bad = all.iter().filter(|one| one.row.is_bad).count();
    let counts = [open, all.iter().filter(is_late).count(), bad];
    let (state, kind) = (form.get("state"), form.get("kind"));
    all.retain(|one| match state {
        "" => true,
        "late" => is_late(&one),
        "open" => one.state.is_open(),
        "bad" => one.row.is_bad,
        code => one.state.code() == code,
    });
    all.retain(|one| kind.is_empty() || one.row.kind == kind);
    let line = |one: &Check| Line {
        href: ctx.url(&one.home()),
        cells: vec![
            Cell::new(frame::name_of(&names, one.row.provider_id)),
            Cell::new(kind_words(ctx, &one.row.kind)),
            Cell::day(one.row.ordered_on),
            Cell::day(one.row.began_on),
            Cell::day(due(one)),
            Cell::day(one.row.agency_on),
        ],
        word: ctx.t(&format!("oversight-state-{}", one.state.code())).into_owned(),
        colour: one.state.colour(),
    };
    Ok((all.iter().map(line).collect(), counts))
}

/// `GET /oversight?state=&kind=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::list("oversight-checks");
    let (lines, counts) = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("oversight-checks-lead").into_owned();
    list.states = choices(
        &ctx,
        &["prepared", "ordered", "visiting", "ended", "reported", "closed", "cancelled"],
        form.get("state"),
        |code| format!("oversight-state-{code}"),
    );
    let kinds = choices(&ctx, &KINDS, form.get("kind"), |code| format!("oversight-kind-{code}"));
    list.picks.push(("kind", ctx.t("oversight-column-kind").into_owned(), kinds));
    let tile = |(code, number, state): (&str, usize, &'static str)| Tile {
        href: ctx.url(&format!("{HOME}?state={code}")),
        number,
        text: ctx.t(&format!("oversight-tile-{code}")).into_owned(),
        state: if number == 0 { "" } else { state },
    };
    let [open, late, bad] = counts;
    list.tiles =
        [("open", open, ""), ("late", late, "late"), ("bad", bad, "soon")].map(tile).into();
    list.file = "/checks.csv".to_owned();
    list.empty = "oversight-empty-checks";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/checks/new"));
        list.actions.push(Link::new(new, ctx.t("oversight-check-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /oversight/checks.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "oversight-checks", "list");
    let (lines, _) = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "checks"), lines)
}

/// All that belongs to a check.
struct Whole {
    behind: Behind,
    lines: Vec<Asked>,
    found: HashMap<String, Finding>,
    files: Vec<FileHead>,
    talks: Vec<(oversight_talk::Model, super::content::Said)>,
    told: Vec<Prescription>,
    objections: Vec<Objection>,
    papers: HashMap<OversightPaperId, oversight_paper::Model>,
}

async fn whole(tx: &Tx, id: CheckId) -> Result<Whole, Problem> {
    let behind = within(tx, id).await?;
    Ok(Whole {
        lines: finding::lines(tx, &behind.check).await?,
        found: load::findings(tx, id).await?,
        files: load::files(tx, id).await?,
        talks: load::talks(tx, id).await?,
        told: load::prescribed(tx, id).await?,
        objections: load::objections(tx, id).await?,
        papers: paper::of_checks(tx, &[id]).await?,
        behind,
    })
}

impl Whole {
    fn check(&self) -> &Check {
        &self.behind.check
    }
}

/// What can be done now.
fn actions(ctx: &Ctx, whole: &Whole) -> Vec<Link> {
    let check = whole.check();
    let row = &check.row;
    let mut deeds: Vec<&str> = match check.state {
        State::Prepared => vec!["order", "cancel"],
        State::Ordered => vec!["begin", "cancel"],
        State::Visiting => vec!["tablet", "ask", "prescribe", "end", "cancel"],
        State::Ended => vec!["prescribe", "report", "cancel"],
        State::Reported => vec!["send", "agency", "object", "prescribe", "close"],
        State::Closed | State::Cancelled => Vec::new(),
    };
    let is_told = |deed: &str| match deed {
        "send" => row.sent_on.is_none(),
        "agency" => row.is_bad && row.agency_on.is_none(),
        "object" => row.sent_on.is_some(),
        _ => true,
    };
    deeds.retain(|deed| is_told(deed));
    let link = |deed: &str| {
        let href = ctx.url(&format!("{}/{deed}", check.home()));
        Link::new(href, ctx.t(&format!("oversight-do-{deed}")))
    };
    deeds.into_iter().map(link).collect()
}

fn warnings(ctx: &Ctx, whole: &Whole, today: Day) -> Vec<String> {
    let check = whole.check();
    let row = &check.row;
    let mut all = Vec::new();
    let mut warn = |key: &str, day: Option<Day>| {
        let day = day.map(Day::bg).unwrap_or_default();
        all.push(ctx.ta(key, &[("day", day)]).into_owned());
    };
    if check.state == State::Prepared {
        warn("oversight-warn-order", None);
    }
    if row.is_late {
        warn("oversight-warn-late", row.due_on);
    }
    if due(check).is_some_and(|day| day < today) {
        warn("oversight-warn-due", due(check));
    }
    if whole.found.values().any(|one| one.row.result == super::course::UNPROVEN) {
        warn("oversight-warn-unproven", None);
    }
    all
}

fn say(ctx: &Ctx, (thing, whole): (&mut Thing, &Whole), law: &Law) -> Result<(), StoreError> {
    let (row, of) = (&whole.check().row, &whole.check().content);
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let span = |from: Option<Day>, to: Option<Day>| match from {
        Some(_) => format!("{} – {}", day(from), day(to)),
        None => String::new(),
    };
    let paper = |id: Option<OversightPaperId>| {
        id.and_then(|id| whole.papers.get(&id)).map(paper::words).unwrap_or_default()
    };
    for (key, text) in [
        ("oversight-column-kind", kind_words(ctx, &row.kind)),
        ("oversight-column-service", whole.behind.service.clone()),
        ("oversight-column-standard", letter::standard(&row.standard)?),
        ("oversight-basis", of.basis.clone()),
        ("oversight-scope", of.scope.clone()),
        ("oversight-people", of.people.clone()),
        ("oversight-experts", of.experts.clone()),
        ("oversight-place", of.place.clone()),
        ("oversight-paper-order", paper(row.order_paper_id)),
        ("oversight-term", span(row.starts_on, row.ends_on)),
        ("oversight-held", span(row.began_on, row.ended_on)),
        ("oversight-present", of.present.clone()),
        ("oversight-report-due", day(row.due_on)),
        ("oversight-paper-report", paper(row.report_paper_id)),
        ("oversight-sent", day(row.sent_on)),
        ("oversight-objections-until", day(row.objections_until)),
        ("oversight-agency-due", day(row.agency_due_on)),
        ("oversight-paper-letter", paper(row.letter_paper_id)),
        ("oversight-report-other", of.other.clone()),
        ("oversight-report-copies", of.copies.clone()),
        ("oversight-why", of.why.clone()),
    ] {
        thing.say(ctx, key, text);
    }
    if let Some(ended) = row.ended_on {
        thing.how = frame::steps(law, frame::REPORT, ended);
    }
    if let Some(reported) = row.reported_on.filter(|_| row.is_bad) {
        thing.how.extend(frame::steps(law, frame::AGENCY, reported));
    }
    Ok(())
}

/// The findings: what was looked at, in the order of the checklist.
fn findings(ctx: &Ctx, whole: &Whole) -> Part {
    let line = |line: &Asked| {
        let found = whole.found.get(&line.code).filter(|one| !one.row.result.is_empty())?;
        let source = match found.row.source.as_str() {
            "" => String::new(),
            code => ctx.t(&format!("oversight-source-{code}")).into_owned(),
        };
        let seen = [found.content.note.as_str(), found.content.evidence.as_str()];
        let mut seen: Vec<&str> = seen.into_iter().filter(|text| !text.is_empty()).collect();
        seen.dedup();
        Some(Line {
            href: String::new(),
            cells: vec![Cell::new(line.label()), Cell::new(seen.join("; ")), Cell::new(source)],
            word: ctx.t(&format!("oversight-result-{}", found.row.result)).into_owned(),
            colour: colour(&found.row.result),
        })
    };
    let lines = whole.lines.iter().filter_map(line).collect();
    Part::new(ctx, "oversight-findings", &["line", "seen", "source"], lines)
}

fn parts(ctx: &Ctx, whole: &Whole, today: Day) -> Vec<Part> {
    let file = |one: &FileHead| Line {
        href: ctx.url(&format!("{HOME}/check-files/{}", one.id)),
        cells: vec![Cell::new(one.shown.about.clone()), Cell::new(one.code.clone())],
        ..Line::default()
    };
    let talk = |(row, said): &(oversight_talk::Model, super::content::Said)| Line {
        cells: vec![
            Cell::day(Some(row.asked_on)),
            Cell::new(ctx.t(&format!("oversight-consent-{}", row.consent))),
            Cell::new(said.by.clone()),
            Cell::new(said.words.clone()),
        ],
        ..Line::default()
    };
    let objection = |one: &Objection| Line {
        href: ctx.url(&format!("{HOME}/objections/{}", one.row.id)),
        cells: vec![
            Cell::new(one.content.text.clone()),
            Cell::day(Some(one.row.received_on)),
            Cell::day(one.row.answered_on),
        ],
        word: if one.row.is_late { ctx.t("oversight-late").into_owned() } else { String::new() },
        colour: "orange",
    };
    let told = whole.told.iter().map(|one| follow_page::line(ctx, (one, ""), today)).collect();
    let files = whole.files.iter().map(file).collect();
    let talks = whole.talks.iter().map(talk).collect();
    let objections = whole.objections.iter().map(objection).collect();
    vec![
        findings(ctx, whole),
        Part::new(ctx, "oversight-prescriptions", &follow_page::COLUMNS, told),
        Part::new(ctx, "oversight-evidence", &["about", "code"], files),
        Part::new(ctx, "oversight-talks", &["day", "consent", "by", "words"], talks),
        Part::new(ctx, "oversight-objections", &["what", "received", "answered"], objections),
    ]
}

/// `GET /oversight/checks/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = whole(&tx, id).await?;
    tx.audit(Entry::read("oversight-check", id.0));
    tx.commit().await?;
    let name = whole.behind.provider.clone();
    let mut thing = Thing::new(frame::page(&ctx, name.clone(), BACK), name);
    let check = whole.check();
    thing.state = ctx.t(&format!("oversight-state-{}", check.state.code())).into_owned();
    thing.colour = check.state.colour();
    thing.warnings = warnings(&ctx, &whole, today);
    say(&ctx, (&mut thing, &whole), &law)?;
    thing.parts = parts(&ctx, &whole, today);
    if ctx.actor.may(WRITE) {
        thing.actions = actions(&ctx, &whole);
    }
    let of_paper = |(id, key): (Option<OversightPaperId>, &str)| {
        let href = ctx.url(&format!("{HOME}/check-papers/{}", id?));
        Some(Link::new(href, format!("{} (PDF)", ctx.t(key))))
    };
    let papers = [
        (check.row.order_paper_id, "oversight-paper-order"),
        (check.row.report_paper_id, "oversight-paper-report"),
        (check.row.letter_paper_id, "oversight-paper-letter"),
    ];
    thing.links = papers.into_iter().filter_map(of_paper).collect();
    if let Some(after) = check.row.after_id {
        let href = ctx.url(&format!("{HOME}/checks/{after}"));
        thing.links.push(Link::new(href, ctx.t("oversight-follows")));
    }
    thing.shown()
}
