//! Letters on the screen: the year, one letter, entering and answering.

use super::content::Written;
use super::frame::{self, HOME, LINE, TEXT, bounds, year_of};
use super::letter::{self, Letter, STATES, colour};
use super::rules;
use super::table::{self, Cell, Line, List, Thing, Tile};
use super::{LetterId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, day_values, list_address, see};
use ui::Link;

const BACK: (&str, &str) = ("/letters", "council-letters");
const COLUMNS: [&str; 5] = ["subject", "sender", "received", "due", "answered"];

/// `GET /council/letters?year=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let year = year_of(&form, today);
    let (from, to) = bounds(year);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = letter::letters(&tx, from, to).await?;
    tx.audit(audit::Entry::list("council-letters"));
    tx.commit().await?;
    let state = form.get("state").to_owned();
    let wanted = |one: &&Letter| state.is_empty() || one.state(today) == state;
    let line = |one: &Letter| Line {
        href: ctx.url(&format!("{HOME}/letters/{}", one.row.id)),
        cells: vec![
            Cell::new(one.content.subject.clone()),
            Cell::new(one.content.sender.clone()),
            Cell::day(Some(one.row.received_on)),
            Cell::day(Some(one.row.due_on)),
            Cell::day(one.row.answered_on),
        ],
        word: ctx.t(&format!("council-letter-{}", one.state(today))).into_owned(),
        colour: colour(one.state(today)),
    };
    let lines = all.iter().filter(wanted).map(line).collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("council-letters-lead").into_owned();
    list.around = frame::around(&ctx, "/letters", year);
    let number = year.to_string();
    list.tiles = STATES[..2]
        .iter()
        .map(|code| Tile {
            href: list_address(
                &ctx.url("/council/letters"),
                &[("year", number.as_str()), ("state", *code)],
            ),
            number: all.iter().filter(|one| one.state(today) == *code).count(),
            text: ctx.t(&format!("council-letter-{code}")).into_owned(),
            state: if *code == STATES[1] { "late" } else { "" },
        })
        .collect();
    list.kept = vec![("year", number.clone())];
    list.states = choices(&ctx, &STATES, &state, |code| format!("council-letter-{code}"));
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/council/letters/new");
        list.actions.push(Link::new(new, ctx.t("council-letter-new")));
    }
    table::shown(&ctx, form, list)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let hint = ctx.t("council-letter-from-hint").into_owned();
    let act = Act::new("council-letter-new", "/new", "ui-save")
        .line(both, "sender", "council-column-sender")
        .line(both, "subject", "council-column-subject")
        .area(both, "text", ("council-column-text", ""))
        .day(both, "received", ("council-column-received", String::new()))
        .day(both, "from", ("council-letter-from", hint));
    let page = frame::page(ctx, ctx.t("council-letter-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/letters"), version: 0 }, form)
}

/// `GET /council/letters/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let values = day_values("received", Some(app.today()));
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /council/letters/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let content = Written {
        sender: form.required("sender", LINE),
        subject: form.required("subject", LINE),
        text: form.optional("text", TEXT),
        ..Written::default()
    };
    let received = form.day("received");
    if received.is_some_and(|day| day > app.today()) {
        form.wrong("received", "council-wrong-future");
    }
    let from = form.day_optional("from");
    if from.is_some_and(|from| received.is_some_and(|day| from < day)) {
        form.wrong("from", "council-wrong-order");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(received), true) = (received, form.ok()) else {
        tx.audit(audit::Entry::list("council-letters"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url("/council/letters")).await?;
    let law = app.law(ctx.actor.municipality);
    let dated = (received, from.unwrap_or(received), &content);
    let id = letter::add(&mut tx, &law, dated).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/letters/{id}"), Some("council-done")))
}

/// How the last day of an answer was counted.
fn how(ctx: &Ctx, (from, due, days): (Day, Day, i32)) -> String {
    let args = [("from", from.bg()), ("days", days.to_string()), ("due", due.bg())];
    ctx.ta("council-letter-how", &args).into_owned()
}

/// `GET /council/letters/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LetterId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = letter::letter(&tx, id).await?;
    let rules = rules::on(&tx, one.row.from_on).await?;
    tx.audit(audit::Entry::read("council-letter", id.0));
    tx.commit().await?;
    let Letter { row, content } = &one;
    let page = frame::page(&ctx, content.subject.clone(), BACK);
    let mut thing = Thing::new(page, content.subject.clone());
    thing.number = row.received_on.bg();
    let state = one.state(today);
    thing.state = ctx.t(&format!("council-letter-{state}")).into_owned();
    thing.colour = colour(state);
    if matches!(state, "late" | "answered-late") {
        let days = row.answered_on.unwrap_or(today).days_since(row.due_on);
        let args = [("day", row.due_on.bg()), ("days", days.to_string())];
        thing.warnings.push(ctx.ta("council-warn-letter", &args).into_owned());
    }
    thing.say(&ctx, "council-column-sender", content.sender.clone());
    thing.say(&ctx, "council-column-text", content.text.clone());
    thing.say(&ctx, "council-column-due", row.due_on.bg());
    thing.say(&ctx, "council-column-answered", row.answered_on.map(Day::bg).unwrap_or_default());
    thing.say(&ctx, "council-answer-number", content.number.clone());
    thing.say(&ctx, "council-answer", content.answer.clone());
    thing.how = vec![how(&ctx, (row.from_on, row.due_on, rules.letter_days))];
    if ctx.actor.may(WRITE) && row.answered_on.is_none() {
        let path = ctx.url(&format!("{HOME}/letters/{id}/answer"));
        thing.actions.push(Link::new(path, ctx.t("council-letter-answer")));
    }
    thing.shown()
}

fn answer_shown(ctx: &Ctx, form: &Form, one: &Letter) -> Result<Response, Problem> {
    let both = (ctx, form);
    let due = [("day", one.row.due_on.bg())];
    let act = Act::new("council-letter-answer", "/answer", "ui-save")
        .lead(ctx.ta("council-letter-answer-lead", &due))
        .day(both, "day", ("council-column-answered", String::new()))
        .line(both, "number", "council-answer-number")
        .area(both, "text", ("council-answer", ""));
    let page = frame::page(ctx, ctx.t("council-letter-answer"), BACK);
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/letters/{}", one.row.id), version }, form)
}

/// `GET /council/letters/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LetterId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = letter::letter(&tx, id).await?;
    tx.audit(audit::Entry::read("council-letter", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("day", Some(app.today())));
    answer_shown(&ctx, &form, &one)
}

/// `POST /council/letters/{id}/answer`: a late answer is taken and shown as late.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LetterId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let day = form.day("day");
    let number = form.required("number", LINE);
    let text = form.required("text", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = letter::letter(&tx, id).await?;
    if day.is_some_and(|day| day < one.row.received_on || day > app.today()) {
        form.wrong("day", "council-wrong-answered");
    }
    let (Some(day), true) = (day, form.ok()) else {
        tx.audit(audit::Entry::read("council-letter", id.0));
        tx.commit().await?;
        return answer_shown(&ctx, &form, &one);
    };
    let home = format!("{HOME}/letters/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(one.row.version);
    letter::answer(&mut tx, (&one, version), (day, &number, &text)).await?;
    tx.commit().await?;
    let said = if day > one.row.due_on { "council-answered-late" } else { "council-done" };
    Ok(see(&ctx, &home, Some(said)))
}
