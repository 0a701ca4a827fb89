//! A round against double financing on the screen: its lines, what was found, its end.

use super::content::Compared;
use super::frame::{self, HOME, TEXT, press};
use super::round::{self, Checked, RESULTS, Round};
use super::table::{self, Cell, Line, List};
use super::{LineId, RoundId, WRITE};
use crate::app::App;
use crate::delivery::month_words;
use crate::people::{self, PersonId};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use law::Month;
use ui::Link;

const LINES: [&str; 5] = ["user", "checked", "sources", "found-support", "officer"];
const BACK: (&str, &str) = ("/rounds", "control-rounds");
const SHOWN: [&str; 3] = ["waiting", "clear", "found"];

/// A month in words.
pub fn month_of(ctx: &Ctx, iso: &str) -> String {
    Month::parse(iso).map(|month| month_words(ctx.lang, month)).unwrap_or_default()
}

fn is_of(one: &Checked, shown: &str) -> bool {
    match shown {
        "waiting" => one.row.checked_on.is_none(),
        "" => true,
        code => one.row.result == code,
    }
}

async fn lines(tx: &Tx, ctx: &Ctx, (round, form): (&Round, &Form)) -> Result<Vec<Line>, Problem> {
    let mut all = round::lines(tx, round.row.id).await?;
    all.retain(|one| is_of(one, form.get("state")));
    let ids: Vec<PersonId> = all.iter().map(|one| one.row.person_id).collect();
    let heads = people::heads(tx, &ids).await?;
    let line = |one: &Checked| {
        let (word, colour) = match one.row.result.as_str() {
            "clear" => ("clear", "green"),
            "found" => ("found", "red"),
            _ => ("waiting", "yellow"),
        };
        let name = heads.get(&one.row.person_id).map(|head| head.name.clone());
        let href = if round.row.ended_on.is_none() && ctx.actor.may(WRITE) {
            format!("{HOME}/lines/{}", one.row.id)
        } else {
            format!("/people/{}/control", one.row.person_id)
        };
        Line {
            href: ctx.url(&href),
            cells: vec![
                Cell::new(name.unwrap_or_default()),
                Cell::day(one.row.checked_on),
                Cell::new(one.content.sources.clone()),
                Cell::new(one.content.found.clone()),
                Cell::new(one.content.by.clone()),
            ],
            word: ctx.t(&format!("control-line-{word}")).into_owned(),
            colour,
        }
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /control/rounds/{id}?state=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let round = round::round(&tx, id).await?;
    let lines = lines(&tx, &ctx, (&round, &form)).await?;
    tx.audit(audit::Entry::list("control-rounds"));
    tx.commit().await?;
    let title = format!("control-round-{}", round.kind());
    let (rest, file) = (format!("/rounds/{id}"), format!("/rounds/{id}/csv"));
    let mut list = List::new((&rest, &title), &LINES, lines);
    let args = [
        ("month", month_of(&ctx, &round.row.month)),
        ("day", round.row.due_on.bg()),
        ("ended", round.row.ended_on.map(Day::bg).unwrap_or_default()),
    ];
    let lead =
        if round.row.ended_on.is_some() { "control-round-over" } else { "control-round-lead" };
    list.lead = format!("{} {}", ctx.ta(lead, &args), round.content.conclusion);
    list.states = choices(&ctx, &SHOWN, form.get("state"), |code| format!("control-line-{code}"));
    list.file = file;
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/rounds/{id}{rest}")), ctx.t(key))
    };
    if round.row.ended_on.is_none() && ctx.actor.may(WRITE) {
        list.actions = vec![at("/clear", "control-clear"), at("/close", "control-close")];
    }
    if let Some(paper) = round.row.paper_id {
        let path = ctx.url(&format!("{HOME}/papers/{paper}"));
        list.actions.push(Link::new(path, ctx.t("control-paper-round")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /control/rounds/{id}/csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let round = round::round(&tx, id).await?;
    let lines = lines(&tx, &ctx, (&round, &form)).await?;
    tx.audit(audit::Entry::new("print", "control-rounds", "list"));
    tx.commit().await?;
    table::csv(&ctx, &form, (&LINES, "round"), lines)
}

async fn read_round(app: &App, ctx: &Ctx, id: RoundId) -> Result<Round, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let round = round::round(&tx, id).await?;
    tx.audit(audit::Entry::read("control-round", id.0));
    tx.commit().await?;
    Ok(round)
}

fn round_shown(ctx: &Ctx, act: Act, (round, form): (&Round, &Form)) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t(act.title()), month_of(ctx, &round.row.month));
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/rounds/{}", round.row.id),
        version: form.version_or(round.row.version),
    };
    act.shown(ctx, around, form)
}

fn clear_act(ctx: &Ctx, form: &Form) -> Act {
    let both = (ctx, form);
    Act::new("control-clear", "/clear", "control-clear")
        .lead(ctx.t("control-clear-lead"))
        .day(both, "on", ("control-checked-on", String::new()))
        .area(both, "sources", ("control-sources", "control-sources-hint"))
        .area(both, "conclusion", ("control-conclusion", ""))
}

/// `GET /control/rounds/{id}/clear`.
pub async fn clear_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
) -> Result<Response, Problem> {
    let round = read_round(&app, &ctx, id).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("sources".to_owned(), round.content.sources.clone()));
    let form = Form::filled(ctx.lang, values);
    round_shown(&ctx, clear_act(&ctx, &form), (&round, &form))
}

/// `POST /control/rounds/{id}/clear`: with all who wait nothing was found.
pub async fn clear_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let round = read_round(&app, &ctx, id).await?;
    let on = form.day("on");
    let content = Compared {
        sources: form.required("sources", TEXT),
        conclusion: form.optional("conclusion", TEXT),
        ..Compared::default()
    };
    let (Some(on), true) = (on, form.ok()) else {
        return round_shown(&ctx, clear_act(&ctx, &form), (&round, &form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/rounds/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    for line in round::lines(&tx, id).await? {
        if line.row.checked_on.is_none() {
            round::check(&mut tx, (&round, &line), (on, RESULTS[0], &content)).await?;
        }
    }
    tx.audit(audit::Entry::write("control-round", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}

fn close_act(ctx: &Ctx, form: &Form) -> Act {
    let both = (ctx, form);
    Act::new("control-close", "/close", "control-close")
        .lead(ctx.t("control-close-lead"))
        .day(both, "on", ("control-ended-on", String::new()))
        .area(both, "conclusion", ("control-conclusion", ""))
}

/// `GET /control/rounds/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
) -> Result<Response, Problem> {
    let round = read_round(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    round_shown(&ctx, close_act(&ctx, &form), (&round, &form))
}

/// `POST /control/rounds/{id}/close`.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut round = read_round(&app, &ctx, id).await?;
    let (on, conclusion) = (form.day("on"), form.required("conclusion", TEXT));
    let (Some(on), true) = (on, form.ok()) else {
        return round_shown(&ctx, close_act(&ctx, &form), (&round, &form));
    };
    round.row.version = form.version_or(round.row.version);
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/rounds/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    round::close(&mut tx, &round, (on, &conclusion, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}

struct Behind {
    round: Round,
    line: Checked,
    name: String,
}

async fn behind(app: &App, ctx: &Ctx, id: LineId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = round::line(&tx, id).await?;
    let round = round::round(&tx, line.row.round_id).await?;
    let name = people::head(&tx, line.row.person_id).await?.name;
    tx.audit(audit::Entry::read("control-line", id.0).about(Some(line.row.person_id.0)));
    tx.commit().await?;
    Ok(Behind { round, line, name })
}

fn line_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("control-line", "", "ui-save")
        .day(both, "on", ("control-checked-on", String::new()))
        .area(both, "sources", ("control-sources", "control-sources-hint"))
        .one(both, "result", ("control-column-result", &RESULTS), |code| {
            format!("control-line-{code}")
        })
        .area(both, "found", ("control-found-support", "control-found-hint"))
        .area(both, "conclusion", ("control-conclusion", ""));
    let title = format!("{}: {}", ctx.t("control-line"), behind.name);
    let row = &behind.line.row;
    let version = form.version_or(row.version);
    let page = frame::page(ctx, title, BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/lines/{}", row.id), version }, form)
}

/// `GET /control/lines/{id}`.
pub async fn line_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let content = &behind.line.content;
    let mut values = day_values("on", behind.line.row.checked_on.or(Some(app.today())));
    let known = content.sources.is_empty();
    let sources = if known { &behind.round.content.sources } else { &content.sources };
    let more = [
        ("sources", sources.clone()),
        ("result", behind.line.row.result.clone()),
        ("found", content.found.clone()),
        ("conclusion", content.conclusion.clone()),
    ];
    values.extend(more.map(|(name, value)| (name.to_owned(), value)));
    line_shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /control/lines/{id}`.
pub async fn line_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    let result = chosen(&mut form, "result", &RESULTS);
    let content = Compared {
        sources: form.required("sources", TEXT),
        found: form.optional("found", TEXT),
        conclusion: form.optional("conclusion", TEXT),
        ..Compared::default()
    };
    if result == RESULTS[1] && content.found.is_empty() {
        form.wrong("found", "control-wrong-found");
    }
    let (Some(on), true) = (on, form.ok()) else { return line_shown(&ctx, &behind, &form) };
    behind.line.row.version = form.version_or(behind.line.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/rounds/{}", behind.round.row.id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    round::check(&mut tx, (&behind.round, &behind.line), (on, &result, &content)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
