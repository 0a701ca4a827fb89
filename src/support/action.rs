//! An action of a plan is marked done or not done, with a note: a page for a phone.

use super::ActionId;
use super::begin;
use super::follow;
use super::load::{self, Around, Told};
use super::store::support_action;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Compared, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::Link;

/// How an action stands after it was looked at.
pub const MARKS: [&str; 3] = ["done", "not_done", "open"];

struct Opened {
    row: support_action::Model,
    told: Told,
    note: String,
    around: Around,
}

async fn opened(app: &App, ctx: &Ctx, id: ActionId) -> Result<Opened, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::action(&tx, id).await?;
    let around = load::around(&tx, app, row.placement_id).await?;
    let (told, note) = (load::told(&tx, &row)?, load::note(&tx, &row)?);
    tx.audit(Entry::read("support-action", id.0).about(Some(around.brief.person.0)));
    tx.commit().await?;
    Ok(Opened { row, told, note, around })
}

fn act(ctx: &Ctx, form: &Form, told: &Told) -> Act {
    let boxes = (ctx, form);
    let facts = [
        ("support-action-what", &told.what),
        ("support-action-who", &told.who),
        ("support-action-often", &told.often),
        ("support-goal", &told.goal),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text.clone()));
    Act::new("support-mark", "", "ui-save")
        .facts(facts.to_vec())
        .one(boxes, "state", ("support-action-state", &MARKS), |code| {
            format!("support-action-{code}")
        })
        .day(boxes, "on", ("support-marked-on", String::new()))
        .area(boxes, "note", ("support-note", "support-note-hint"))
}

fn shown(ctx: &Ctx, opened: &Opened, form: &Form) -> Result<Response, Problem> {
    let act = act(ctx, form, &opened.told);
    let mut page = begin::frame(ctx, &opened.around, &ctx.t(act.title()));
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    let home = format!("/support/actions/{}", opened.row.id);
    let version = form.version_or(opened.row.version);
    act.shown(ctx, kit::web::Around { page, home, version }, form)
}

/// `GET /support/actions/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActionId>,
) -> Result<Response, Problem> {
    let opened = opened(&app, &ctx, id).await?;
    let mut values = day_values("on", Some(opened.row.marked_on.unwrap_or(app.today())));
    if opened.row.state != "open" {
        values.push(("state".to_owned(), opened.row.state.clone()));
    }
    values.push(("note".to_owned(), opened.note.clone()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &opened, &form)
}

/// What was typed of a mark.
pub fn read(form: &mut Form, today: Day) -> (String, Option<Day>, String) {
    let state = chosen(form, "state", &MARKS);
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "support-day-future");
    }
    let note = form.optional("note", 2_000);
    if state == "not_done" && note.is_empty() {
        form.wrong("note", "support-note-why");
    }
    (state, on, note)
}

/// `POST /support/actions/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = opened(&app, &ctx, id).await?;
    let (state, on, note) = read(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &opened, &form);
    };
    let back = format!("/placements/{}/support", opened.row.placement_id);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    ctx.sent(&tx, &form).await?;
    let row = load::action(&tx, id).await?;
    if row.version != form.version() {
        let word = |state: &str| ctx.t(&format!("support-action-{state}")).into_owned();
        let line = |label: &str, mine: String, theirs: String| Compared {
            label: ctx.t(label).into_owned(),
            mine,
            theirs,
        };
        let theirs = load::note(&tx, &row)?;
        return Err(Problem::Conflict(vec![
            line("support-action-state", word(&state), word(&row.state)),
            line("support-note", note, theirs),
        ]));
    }
    let brief = &opened.around.brief;
    follow::mark(&mut tx, (&row, brief), (&state, on, &note)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("support-mark-done")))
}
