//! The files on the screen: all of them with what is missing, and the page of a pair.

use super::WRITE;
use super::content::Mark;
use super::file::{self, File, Piece};
use super::frame::{self, HOME, TEXT, VISIT, reasons};
use super::load;
use super::person::{VISIT_COLUMNS, visit_lines};
use super::signal_page;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::visit_page::{measure_lines, pair_of};
use crate::app::App;
use crate::assistance::{AgreementId, Pair, Pairs};
use crate::people;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, day_values, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["user", "assistant", "agreement", "there", "missing-count", "missing"];
const VISITS: &[&str] = &VISIT_COLUMNS;
const DOCUMENT: &[&str] = &["document"];
const MEASURES: &[&str] = &["measure", "who", "due", "done", "outcome"];
const SIGNALS: &[&str] = &["number", "received", "kind", "user", "from", "due", "answered"];
const BACK: (&str, &str) = ("/files", "control-files");
const SHOWN: [&str; 2] = ["missing", "whole"];

async fn lines(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    what: audit::Entry,
) -> Result<Vec<Line>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let files = file::files(&tx, &law, Pairs::Open).await?;
    let pairs: Vec<Pair> = files.iter().map(|one| one.dossier.pair.clone()).collect();
    let names = load::names(&tx, &pairs).await?;
    tx.audit(what);
    tx.commit().await?;
    let asked = |one: &&File| match form.get("state") {
        "missing" => one.missing() > 0,
        "whole" => one.missing() == 0,
        _ => true,
    };
    let line = |one: &File| {
        let pair = &one.dossier.pair;
        let (there, of) = one.there();
        let missing = one.pieces.iter().filter(|(_, piece)| *piece == Piece::Missing);
        let missing: Vec<String> =
            missing.map(|(code, _)| ctx.t(&format!("control-file-{code}")).into_owned()).collect();
        let word = if missing.is_empty() { "whole" } else { "missing" };
        Line {
            href: ctx.url(&format!("{HOME}/pairs/{}", pair.agreement)),
            cells: vec![
                Cell::new(names.get(&pair.user).cloned().unwrap_or_default()),
                Cell::new(names.get(&pair.assistant_person).cloned().unwrap_or_default()),
                Cell::new(pair.number.clone()),
                Cell::new(format!("{there} / {of}")),
                Cell::number(i64::try_from(missing.len()).unwrap_or(0)),
                Cell::new(missing.join(", ")),
            ],
            word: ctx.t(&format!("control-files-{word}")).into_owned(),
            colour: if missing.is_empty() { "green" } else { "red" },
        }
    };
    Ok(files.iter().filter(asked).map(line).collect())
}

/// `GET /control/files?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, &form, audit::Entry::list("control-files")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("control-files-lead").into_owned();
    list.states = choices(&ctx, &SHOWN, form.get("state"), |code| format!("control-files-{code}"));
    list.file = "/files.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /control/files.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "control-files", "list");
    let lines = lines(&app, &ctx, &form, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "files"), lines)
}

/// The documents of a file as lines; what is missing can be noted as seen on paper.
fn pieces(ctx: &Ctx, law: &law::Law, file: &File) -> Vec<Line> {
    let named = file::documents(law);
    let line = |((code, piece), (_, name)): (&(String, Piece), &(String, String))| {
        let mark = format!("{HOME}/pairs/{}/mark?code={code}", file.dossier.pair.agreement);
        let is_missing = *piece == Piece::Missing && ctx.actor.may(WRITE);
        Line {
            href: if is_missing { ctx.url(&mark) } else { String::new() },
            cells: vec![Cell::new(name.clone())],
            word: ctx.t(&format!("control-piece-{}", piece.code())).into_owned(),
            colour: piece.colour(),
        }
    };
    file.pieces.iter().zip(&named).map(line).collect()
}

fn links(ctx: &Ctx, pair: &Pair) -> Vec<Link> {
    let link = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    vec![
        link(format!("/assistance/agreements/{}", pair.agreement), "control-to-agreement"),
        link(format!("/people/{}/control", pair.user), "control-to-person"),
        link(format!("/assistants/{}", pair.assistant), "control-to-assistant"),
        link(format!("{HOME}/pairs/{}/pack", pair.agreement), "control-file-pack"),
    ]
}

fn actions(ctx: &Ctx, pair: &Pair) -> Vec<Link> {
    if !ctx.actor.may(WRITE) || pair.ended_on.is_some() {
        return Vec::new();
    }
    let visit = format!("{HOME}/pairs/{}/visit", pair.agreement);
    let new = ctx.url("/control/signals/new");
    let signal = kit::web::list_address(&new, &[("agreement", &pair.number)]);
    vec![
        Link::new(ctx.url(&visit), ctx.t("control-visit-new")),
        Link::new(signal, ctx.t("control-signal-new")),
    ]
}

/// What is known of a file and of the next visit.
fn facts(
    ctx: &Ctx,
    law: &law::Law,
    thing: &mut Thing,
    (file, held): (&File, Option<Day>),
) -> Result<(), Problem> {
    let pair = &file.dossier.pair;
    thing.number.clone_from(&pair.number);
    let (there, of) = file.there();
    let (word, colour) = if there == of { ("whole", "green") } else { ("missing", "red") };
    thing.state = ctx.t(&format!("control-files-{word}")).into_owned();
    thing.colour = colour;
    thing.say(ctx, "control-column-there", format!("{there} / {of}"));
    thing.say(ctx, "control-since", pair.since.map(Day::bg).unwrap_or_default());
    thing.say(ctx, "control-column-last", held.map(Day::bg).unwrap_or_default());
    if pair.since.is_some() && pair.ended_on.is_none() {
        let due = super::visit::due(law, pair, held)?;
        thing.say(ctx, "control-column-due", due.bg());
        thing.how = reasons(law, VISIT, held.or(pair.since).unwrap_or(due));
    }
    Ok(())
}

/// A document seen on paper: its name, and when, by whom, where.
fn marked(ctx: &Ctx, (row, mark): &(super::store::control_mark::Model, Mark)) -> (String, String) {
    let what = ctx.t(&format!("control-file-{}", row.code)).into_owned();
    (what, format!("{}, {} {}", row.marked_on.bg(), row.account_name, mark.text))
}

/// `GET /control/pairs/{id}`: everything that control knows of a user and an assistant.
pub async fn pair(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let file = file::files(&tx, &law, Pairs::Agreement(id)).await?.pop();
    let file = file.ok_or(Problem::NotFound)?;
    let pair = file.dossier.pair.clone();
    let names = load::names(&tx, std::slice::from_ref(&pair)).await?;
    let visits = load::visits_under(&tx, id).await?;
    let ids: Vec<_> = visits.iter().map(|one| one.row.id).collect();
    let measures = load::measures_of(&tx, &ids).await?;
    let mut signals = load::signals_about(&tx, pair.user).await?;
    signals.retain(|one| one.row.agreement_id == Some(id));
    let signals = signal_page::lines(&tx, &ctx, &signals).await?;
    let marks = file::marks_of(&tx, id).await?;
    let held = load::known(&tx).await?.held.get(&id).copied();
    tx.audit(audit::Entry::read("control", id.0).about(Some(pair.user.0)));
    tx.commit().await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let title = format!("{} – {}", name(pair.user), name(pair.assistant_person));
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    facts(&ctx, &law, &mut thing, (&file, held))?;
    thing.facts.extend(marks.iter().map(|one| marked(&ctx, one)));
    let shown = [
        ("control-file", DOCUMENT, pieces(&ctx, &law, &file)),
        ("control-visits", VISITS, visit_lines(&ctx, &visits)),
        ("control-measures", MEASURES, measure_lines(&ctx, &measures, app.today())),
        ("control-signals", SIGNALS, signals),
    ];
    thing.parts.extend(shown.map(|(title, heads, rows)| Part::new(&ctx, title, heads, rows)));
    thing.actions = actions(&ctx, &pair);
    thing.links = links(&ctx, &pair);
    thing.shown()
}

async fn mark_shown(
    app: &App,
    ctx: &Ctx,
    (id, form): (AgreementId, &Form),
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let pair = pair_of(&tx, id).await?;
    let name = people::head(&tx, pair.user).await?.name;
    tx.audit(audit::Entry::read("control", id.0).about(Some(pair.user.0)));
    tx.commit().await?;
    let both = (ctx, form);
    let all = file::documents(&law).into_iter().map(|(code, name)| Choice::new(code, name));
    let act = Act::new("control-mark", "/mark", "ui-save")
        .lead(ctx.t("control-mark-lead"))
        .choice(both, "code", (ctx.t("control-column-document").into_owned(), all.collect()))
        .day(both, "on", ("control-marked-on", String::new()))
        .area(both, "text", ("control-mark-text", "control-mark-hint"));
    let title = format!("{}: {name}", ctx.t("control-mark"));
    let page = frame::page(ctx, title, BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/pairs/{id}"), version: 0 }, form)
}

/// `GET /control/pairs/{id}/mark?code=`.
pub async fn mark_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut values = day_values("on", Some(app.today()));
    values.push(("code".to_owned(), form.get("code").to_owned()));
    mark_shown(&app, &ctx, (id, &Form::filled(ctx.lang, values))).await
}

/// `POST /control/pairs/{id}/mark`.
pub async fn mark_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "control-wrong-future");
    }
    let code = form.required("code", 40);
    if form.ok() && !file::documents(&law).iter().any(|(known, _)| *known == code) {
        form.wrong("code", "form-choose");
    }
    let text = form.required("text", TEXT);
    let (Some(on), true) = (on, form.ok()) else {
        return mark_shown(&app, &ctx, (id, &form)).await;
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/pairs/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    pair_of(&tx, id).await?;
    file::mark(&mut tx, id, (&code, on, &Mark { text, day: None })).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
