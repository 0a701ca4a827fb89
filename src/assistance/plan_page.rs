//! The plan-schedule is written: for each working day up to two parts, with what is done.

use super::AgreementId;
use super::agree;
use super::frame::{self, agreement_path, press};
use super::load::{self, Agreement};
use super::week::{Elsewhere, Span, Week, Wrong, clock, read_clock};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, day_values, html, see};
use law::WorkLimits;
use ui::Field;

/// Parts of a day on the form.
const PARTS: u8 = 2;

struct Row {
    label: String,
    from: Field,
    to: Field,
    activities: Field,
}

#[derive(Template)]
#[template(path = "assistance/plan.html")]
struct PlanPage {
    page: ui::Page,
    form: Form,
    name: String,
    number: String,
    hours: String,
    rows: Vec<Row>,
    version: i32,
    action: String,
    back: String,
}

fn name_of(what: &str, weekday: u8, part: u8) -> String {
    format!("{what}-{weekday}-{part}")
}

fn draw(ctx: &Ctx, form: Form, (agreement, name): (&Agreement, &str)) -> PlanPage {
    let mut rows = Vec::new();
    for weekday in 1..=5u8 {
        for part in 1..=PARTS {
            let field = |what: &str| form.field(&name_of(what, weekday, part));
            let day = ctx.t(&format!("assistance-weekday-{weekday}"));
            rows.push(Row {
                label: format!("{day}, {}", ctx.ta("assistance-part-n", &[("number", part)])),
                from: field("from"),
                to: field("to"),
                activities: field("activities"),
            });
        }
    }
    let mut page = frame::page_under(ctx, (agreement, name), "assistance-plan");
    page.errors = form.errors();
    PlanPage {
        page,
        name: name.to_owned(),
        number: agreement.number(),
        hours: agreement.row.hours.to_string(),
        rows,
        version: form.version_or(agreement.row.version),
        action: ctx.url(&agreement_path(agreement.row.id, "/plan")),
        back: ctx.url(&agreement_path(agreement.row.id, "")),
        form,
    }
}

async fn found(
    app: &App,
    ctx: &Ctx,
    id: AgreementId,
) -> Result<(Agreement, String, Week), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let agreement = load::agreement(&tx, id).await?;
    let person = agreement.row.person_id;
    let name = people::head(&tx, person).await?.name;
    let all = load::schedules(&tx, id).await?;
    tx.audit(Entry::read("assistance-agreement", id.0).about(Some(person.0)));
    tx.commit().await?;
    let last = all.into_iter().rfind(|(row, _)| row.replaced_at.is_none());
    Ok((agreement, name, last.map(|(_, week)| week).unwrap_or_default()))
}

fn filled(ctx: &Ctx, week: &Week, from_on: kit::types::Day) -> Form {
    let mut values = day_values("from_on", Some(from_on));
    for weekday in 1..=5u8 {
        let spans = week.spans.iter().filter(|span| span.weekday == weekday);
        for (part, span) in (1..=PARTS).zip(spans) {
            values.push((name_of("from", weekday, part), clock(span.from)));
            values.push((name_of("to", weekday, part), clock(span.to)));
            values.push((name_of("activities", weekday, part), span.activities.clone()));
        }
    }
    values.push(("other".to_owned(), week.other.clone()));
    Form::filled(ctx.lang, values)
}

/// `GET /assistance/agreements/{agreement}/plan`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
) -> Result<Response, Problem> {
    let (agreement, name, week) = found(&app, &ctx, id).await?;
    let from_on = app.today().max(agreement.row.from_on);
    let form = ctx.resumed(filled(&ctx, &week, from_on), &[]).await?;
    html(&draw(&ctx, form, (&agreement, &name)))
}

fn typed_clock(form: &mut Form, name: &str) -> Option<u32> {
    let text = form.optional(name, 8);
    if text.is_empty() {
        return None;
    }
    let found = read_clock(&text);
    if found.is_none() {
        form.wrong(name, "assistance-clock-wrong");
    }
    found
}

/// Weekday and part of each span, in the order of the spans.
type Places = Vec<(u8, u8)>;

fn read(form: &mut Form) -> (Week, Places) {
    let mut week = Week { other: form.optional("other", 1_000), ..Week::default() };
    let mut places = Places::new();
    for weekday in 1..=5u8 {
        for part in 1..=PARTS {
            let [from, to] = ["from", "to"].map(|what| name_of(what, weekday, part));
            let activities = form.optional(&name_of("activities", weekday, part), 300);
            match (typed_clock(form, &from), typed_clock(form, &to)) {
                (Some(from), Some(to)) => {
                    week.spans.push(Span { weekday, from, to, activities });
                    places.push((weekday, part));
                }
                (None, None) => {}
                (Some(_), None) => form.wrong(&to, "assistance-clock-wrong"),
                (None, Some(_)) => form.wrong(&from, "assistance-clock-wrong"),
            }
        }
    }
    (week, places)
}

/// Puts each fault beside the day and part that it is about; what is about the whole week, beside
/// the first that was written.
fn noted(
    form: &mut Form,
    (week, places): (&Week, &[(u8, u8)]),
    (limits, elsewhere): (&WorkLimits, &Elsewhere),
) {
    for (wrong, about) in week.faults(limits, elsewhere) {
        let at = about.unwrap_or_default();
        let (weekday, part) = places.get(at).copied().unwrap_or((1, 1));
        let begins_by_day = week.spans.get(at).is_some_and(|span| span.from >= limits.from.0);
        let is_about_end = wrong == Wrong::Order || wrong == Wrong::Night && begins_by_day;
        let what = if is_about_end { "to" } else { "from" };
        form.wrong(&name_of(what, weekday, part), wrong.key());
    }
}

/// `POST /assistance/agreements/{agreement}/plan`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AgreementId)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let (agreement, name, _) = found(&app, &ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let from_on = form.day("from_on");
    if from_on.is_some_and(|day| day < agreement.row.concluded_on) {
        form.wrong("from_on", "assistance-day-wrong");
    }
    let (week, places) = read(&mut form);
    let limits = law.work_limits();
    if form.ok() {
        let tx = app.db.read(&ctx.actor).await?;
        let on = from_on.unwrap_or(app.today());
        let elsewhere = agree::elsewhere(&tx, &agreement, on).await?;
        tx.rollback().await;
        noted(&mut form, (&week, &places), (&limits, &elsewhere));
    }
    let (Some(from_on), true) = (from_on, form.ok()) else {
        return again(&draw(&ctx, form, (&agreement, &name)));
    };
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&agreement_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    agree::plan(&mut tx, &law, &agreement, (from_on, &week, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &agreement_path(id, ""), Some("assistance-done")))
}
