//! How the desk works, on the screen: sites that may show it, how long transcripts stay, the hours of each
//! service point.

use super::frame::{HOME, page as frame, sections};
use super::opening::{self, Point};
use super::setting::{self, MOST_SITES, Setting, site};
use crate::app::App;
use crate::municipality::{Hours, ServicePointId, WEEKDAYS};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, NavItem};

/// A transcript stays at least a day and at most five years.
const KEEP: std::ops::RangeInclusive<i32> = 1..=1826;
/// A silence is at least some minutes and at most a day.
const IDLE: std::ops::RangeInclusive<i32> = 5..=1440;

/// A service point in the list.
struct Row {
    href: String,
    name: String,
    hours: String,
    answers: bool,
}

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingPage {
    page: ui::Page,
    form: Form,
    sections: Vec<NavItem>,
    action: String,
    version: i32,
    points: Vec<Row>,
    tag: String,
}

fn hours_words(ctx: &Ctx, hours: &Hours) -> String {
    let day =
        |(n, code): (usize, &&str)| (ctx.t(&format!("desk-day-{code}")).into_owned(), hours.day(n));
    let days: Vec<(String, String)> = WEEKDAYS.iter().enumerate().map(day).collect();
    // Days in a row with the same hours are said at once.
    let group = |days: &[(String, String)]| {
        let ((first, text), (last, _)) = (days.first()?, days.last()?);
        let name = if days.len() > 1 { format!("{first}–{last}") } else { first.clone() };
        (!text.is_empty()).then(|| format!("{name} {text}"))
    };
    let groups = days.chunk_by(|one, other| one.1 == other.1).filter_map(group);
    groups.collect::<Vec<_>>().join("; ")
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &Tx,
    (form, headers): (Form, &HeaderMap),
) -> Result<SettingPage, Problem> {
    let points = opening::points(tx).await?;
    let row = |one: Point| Row {
        href: ctx.url(&format!("{HOME}/points/{}", one.place.id)),
        hours: hours_words(ctx, one.hours()),
        answers: one.answers,
        name: one.place.name,
    };
    let mut page = frame(ctx, ctx.t("desk-settings"));
    page.errors = form.errors();
    let script = format!("{}{}/embed.js", app.kit.origin(headers), ctx.url(super::frame::CHAT));
    Ok(SettingPage {
        page,
        sections: sections(ctx, "/settings"),
        action: ctx.url(&format!("{HOME}/settings")),
        version: form.version(),
        points: points.into_iter().map(row).collect(),
        tag: format!("<script src=\"{script}\" defer></script>"),
        form,
    })
}

/// `GET /desk/settings`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = setting::read(&tx).await?;
    let values = [
        ("sites", now.sites.join("\n")),
        ("keep_days", now.keep_days.to_string()),
        ("idle_minutes", now.idle_minutes.to_string()),
        ("_version", now.version.to_string()),
    ];
    let form = Form::filled(ctx.lang, values);
    let page = draw((&app, &ctx), &tx, (form, &headers)).await?;
    tx.audit(Entry::list("desk-setting"));
    tx.commit().await?;
    html(&page)
}

/// A whole number within bounds.
fn within(form: &mut Form, name: &str, bounds: &std::ops::RangeInclusive<i32>) -> i32 {
    let value: i32 = form.parsed(name, "desk-wrong-number").unwrap_or_default();
    if form.field(name).error.is_none() && !bounds.contains(&value) {
        form.wrong(name, "desk-wrong-number");
    }
    value
}

/// `POST /desk/settings`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let typed = form.optional("sites", 1_000);
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let sites: Vec<Option<String>> = lines.map(site).collect();
    if sites.iter().any(Option::is_none) || sites.len() > MOST_SITES {
        form.wrong("sites", "desk-wrong-site");
    }
    let new = Setting {
        sites: sites.into_iter().flatten().collect(),
        keep_days: within(&mut form, "keep_days", &KEEP),
        idle_minutes: within(&mut form, "idle_minutes", &IDLE),
        version: form.version(),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        let page = draw((&app, &ctx), &tx, (form, &headers)).await?;
        tx.audit(Entry::refused("desk-setting"));
        tx.commit().await?;
        return again(&page);
    }
    let path = format!("{HOME}/settings");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    setting::save(&tx, &new).await?;
    tx.audit(Entry::new("write", "desk-setting", ""));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("desk-saved")))
}

#[derive(Template)]
#[template(path = "desk/point.html")]
struct PointPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    answers: Vec<Choice>,
    weekdays: Vec<(String, String)>,
    usual: String,
}

async fn known(tx: &Tx, id: ServicePointId) -> Result<Point, Problem> {
    let all = opening::points(tx).await?;
    all.into_iter().find(|one| one.place.id == id).ok_or(Problem::NotFound)
}

fn draw_point(ctx: &Ctx, one: &Point, form: Form) -> PointPage {
    let mut page = frame(ctx, one.place.name.clone());
    page.errors = form.errors();
    let named = |code: &&str| (ctx.t(&format!("desk-day-{code}")).into_owned(), (*code).to_owned());
    let answers = Choice::new("yes", ctx.t("desk-answers"));
    PointPage {
        page,
        action: ctx.url(&format!("{HOME}/points/{}", one.place.id)),
        back: ctx.url(&format!("{HOME}/settings")),
        version: form.version(),
        answers: vec![answers.checked(form.has_value("answers", "yes"))],
        weekdays: WEEKDAYS.iter().map(named).collect(),
        usual: hours_words(ctx, &one.place.hours),
        form,
    }
}

/// `GET /desk/points/{id}`.
pub async fn point(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = known(&tx, id).await?;
    tx.audit(Entry::read("desk-point", id.0));
    tx.commit().await?;
    let own = one.own.clone().unwrap_or_default();
    let mut values: Vec<(String, String)> =
        WEEKDAYS.iter().enumerate().map(|(n, code)| ((*code).to_owned(), own.day(n))).collect();
    let answers = if one.answers { "yes" } else { "" };
    values.push(("answers".to_owned(), answers.to_owned()));
    values.push(("_version".to_owned(), one.version.to_string()));
    html(&draw_point(&ctx, &one, Form::filled(ctx.lang, values)))
}

/// The hours that were typed; `None` when all days are empty: then those of the point hold.
fn typed_hours(form: &mut Form) -> Option<Hours> {
    let mut hours = Hours::default();
    for (n, name) in WEEKDAYS.iter().enumerate() {
        let typed = form.optional(name, 200);
        match Hours::parse_day(&typed) {
            Some(day) => hours.0[n] = day,
            None => form.wrong(name, "desk-wrong-hours"),
        }
    }
    (hours != Hours::default()).then_some(hours)
}

/// `POST /desk/points/{id}`.
pub async fn save_point(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let hours = typed_hours(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = known(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::refused("desk-point"));
        tx.commit().await?;
        return again(&draw_point(&ctx, &one, form));
    }
    let path = format!("{HOME}/settings");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let answers = form.has_value("answers", "yes");
    opening::set(&tx, (id, form.version()), (answers, hours.as_ref())).await?;
    tx.audit(Entry::write("desk-point-set", id.0));
    tx.commit().await?;
    app.desk.tell_all(ctx.actor.municipality);
    Ok(see(&ctx, &path, Some("desk-saved")))
}
