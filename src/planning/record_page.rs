//! Debates, inquiries to bodies and demands of АСП on the screen, each on a short form.

use super::content::{Demand, Inquiry};
use super::course::{DEBATES, refused_day};
use super::frame::{self, ANSWER, HOME, LINE, SAID, home, name, reasons};
use super::record;
use super::store::planning_cycle;
use super::summary::Held;
use super::table::{Block, PlanningPage};
use super::{CycleId, InquiryId, WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::Link;

type Row = planning_cycle::Model;

fn around(ctx: &Ctx, row: &Row, title: &str) -> Around {
    let whole = name(ctx, &row.kind, row.year);
    let page = frame::below(ctx, ctx.t(title), (row.id, whole));
    Around { page, home: home(row.id), version: 0 }
}

/// A day that is not ahead; what is wrong stands beside it.
fn past(form: &mut Form, name: &str, (since, today): (Option<Day>, Day)) -> Option<Day> {
    let on = form.day(name);
    if let Some(key) = on.and_then(|on| refused_day(on, since, today)) {
        form.wrong(name, key);
    }
    on
}

async fn row_of(app: &App, ctx: &Ctx, id: CycleId) -> Result<Row, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    Ok(row)
}

fn today_form(ctx: &Ctx, app: &App) -> Form {
    Form::filled(ctx.lang, day_values("on", Some(app.today())))
}

fn debate_shown(ctx: &Ctx, row: &Row, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    Act::new("planning-debate-new", "/debate", "ui-save")
        .lead(ctx.t("planning-debate-lead"))
        .one(both, "kind", ("planning-column-kind", &DEBATES), |code| {
            format!("planning-debate-{code}")
        })
        .day(both, "on", ("planning-column-day", String::new()))
        .line(both, "place", "planning-column-place")
        .line(both, "people", "planning-column-people")
        .area(both, "text", ("planning-debate-text", "planning-debate-hint"))
        .shown(ctx, around(ctx, row, "planning-debate-new"), form)
}

/// `GET /planning/cycles/{id}/debate`.
pub async fn debate_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let row = row_of(&app, &ctx, id).await?;
    debate_shown(&ctx, &row, &today_form(&ctx, &app))
}

/// So many people come to a debate at most: more is a slip of the keys.
const MOST_PEOPLE: i32 = 100_000;

/// `POST /planning/cycles/{id}/debate`.
pub async fn debate_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let kind = chosen(&mut form, "kind", &DEBATES);
    let on = past(&mut form, "on", (None, tx.today()));
    let place = form.required("place", LINE);
    let people: Option<i32> = form.parsed("people", "planning-wrong-users");
    if people.is_some_and(|count| !(0..=MOST_PEOPLE).contains(&count)) {
        form.wrong("people", "planning-wrong-users");
    }
    let text = form.required("text", SAID);
    let (Some(on), Some(people), true) = (on, people, form.ok()) else {
        tx.audit(Entry::refused("planning-debate"));
        tx.commit().await?;
        return debate_shown(&ctx, &row, &form);
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    record::add_debate(&mut tx, id, &Held { kind, on, place, people, text }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("planning-saved")))
}

fn inquiry_shown(ctx: &Ctx, row: &Row, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    Act::new("planning-inquiry-new", "/inquiry", "ui-save")
        .lead(ctx.t("planning-inquiry-lead"))
        .line(both, "body", "planning-column-body")
        .line(both, "number", "planning-sent-number")
        .day(both, "on", ("planning-column-sent", String::new()))
        .area(both, "text", ("planning-inquiry-text", "planning-inquiry-hint"))
        .shown(ctx, around(ctx, row, "planning-inquiry-new"), form)
}

/// `GET /planning/cycles/{id}/inquiry`.
pub async fn inquiry_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let row = row_of(&app, &ctx, id).await?;
    inquiry_shown(&ctx, &row, &today_form(&ctx, &app))
}

/// `POST /planning/cycles/{id}/inquiry`.
pub async fn inquiry_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let body = form.required("body", LINE);
    let number = form.required("number", LINE);
    let on = past(&mut form, "on", (None, tx.today()));
    let text = form.required("text", SAID);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::refused("planning-inquiry"));
        tx.commit().await?;
        return inquiry_shown(&ctx, &row, &form);
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let content = Inquiry { body, number, text, answer: String::new() };
    record::add_inquiry(&mut tx, &law, id, (&content, on)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("planning-saved")))
}

/// `GET /planning/inquiries/{id}`.
pub async fn inquiry(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = record::inquiry(&tx, id).await?;
    let row = load::row(&tx, one.row.cycle_id).await?;
    tx.audit(Entry::read("planning-inquiry", id.0));
    tx.commit().await?;
    let around = around(&ctx, &row, "planning-inquiry");
    let mut page = PlanningPage::new(around.page);
    page.say(&ctx, "planning-column-body", one.content.body);
    page.say(&ctx, "planning-sent-number", one.content.number);
    page.say(&ctx, "planning-column-sent", one.row.sent_on.bg());
    page.say(&ctx, "planning-column-due", one.row.due_on.bg());
    let answered = one.row.answered_on.map(|day| day.bg()).unwrap_or_default();
    page.say(&ctx, "planning-answered-on", answered);
    page.how = reasons(&law, ANSWER, one.row.sent_on);
    page.blocks = vec![
        Block { title: ctx.t("planning-inquiry-text").into_owned(), ..Block::default() }
            .said(&one.content.text),
        Block { title: ctx.t("planning-answer").into_owned(), ..Block::default() }
            .said(&one.content.answer),
    ];
    if one.row.answered_on.is_none() && ctx.actor.may(WRITE) {
        let path = format!("{HOME}/inquiries/{id}/answer");
        page.actions.push(Link::new(ctx.url(&path), ctx.t("planning-inquiry-answer")));
    }
    page.shown()
}

fn answer_shown(
    ctx: &Ctx,
    (id, version): (InquiryId, i32),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let page = frame::page(ctx, ctx.t("planning-inquiry-answer"));
    let home = format!("{HOME}/inquiries/{id}");
    Act::new("planning-inquiry-answer", "/answer", "ui-save")
        .day(both, "on", ("planning-answered-on", String::new()))
        .area(both, "text", ("planning-answer", "planning-inquiry-answer-hint"))
        .shown(ctx, Around { page, home, version: form.version_or(version) }, form)
}

/// `GET /planning/inquiries/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = record::inquiry(&tx, id).await?;
    tx.audit(Entry::read("planning-inquiry", id.0));
    tx.commit().await?;
    answer_shown(&ctx, (id, one.row.version), &today_form(&ctx, &app))
}

/// `POST /planning/inquiries/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = record::inquiry(&tx, id).await?;
    let on = past(&mut form, "on", (Some(one.row.sent_on), tx.today()));
    let text = form.required("text", SAID);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::refused("planning-inquiry"));
        tx.commit().await?;
        return answer_shown(&ctx, (id, one.row.version), &form);
    };
    let there = format!("{HOME}/inquiries/{id}");
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let version = form.version_or(one.row.version);
    record::answer_inquiry(&mut tx, (&one, version), (on, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}

fn demand_shown(
    ctx: &Ctx,
    (row, grounds): (&Row, &[String]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let codes: Vec<&str> = grounds.iter().map(String::as_str).collect();
    Act::new("planning-demand-new", "/demand", "ui-save")
        .lead(ctx.t("planning-demand-lead"))
        .line(both, "number", "planning-column-number")
        .day(both, "on", ("planning-column-received", String::new()))
        .one(both, "kind", ("planning-column-defect", &codes), |code| {
            format!("planning-defect-{code}")
        })
        .area(both, "text", ("planning-demand-text", ""))
        .shown(ctx, around(ctx, row, "planning-demand-new"), form)
}

/// `GET /planning/cycles/{id}/demand`.
pub async fn demand_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let row = row_of(&app, &ctx, id).await?;
    demand_shown(&ctx, (&row, law.recalculation_grounds()), &today_form(&ctx, &app))
}

/// `POST /planning/cycles/{id}/demand`.
pub async fn demand_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let grounds = law.recalculation_grounds();
    let codes: Vec<&str> = grounds.iter().map(String::as_str).collect();
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let number = form.required("number", LINE);
    let on = past(&mut form, "on", (None, tx.today()));
    let kind = chosen(&mut form, "kind", &codes);
    let text = form.required("text", SAID);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::refused("planning-demand"));
        tx.commit().await?;
        return demand_shown(&ctx, (&row, grounds), &form);
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let content = Demand { number, text, done: String::new() };
    record::add_demand(&mut tx, id, (&kind, on), &content).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("planning-saved")))
}
