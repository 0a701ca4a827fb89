//! The table of the 25 services: need, places, users, waiting, map, gap; and the same as a file.

use super::door::{Need, whole};
use super::formula::set;
use super::frame::{self, Asked, HOME, gap, shown, standing, title};
use crate::app::App;
use crate::figures::{Catalogue, catalogue, written};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, html};
use law::Law;
use sheet::{Format, Writer};
use ui::{DateField, Head, Link};

/// The columns: ends of the keys `needs-column-<name>`.
const COLUMNS: [&str; 8] = ["service", "need", "places", "users", "waiting", "map", "gap", "state"];
/// Columns of a file besides.
const MORE: [&str; 3] = ["no", "level", "missing"];

/// A number that opens what is behind it.
struct Number {
    text: String,
    href: String,
}

/// A service of the annex in the table.
struct Line {
    title: String,
    href: String,
    level: String,
    numbers: Vec<Number>,
    word: String,
    colour: &'static str,
    missing: String,
}

#[derive(Template)]
#[template(path = "needs/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    action: String,
    on: DateField,
    known: DateField,
    /// The boxes of the days stand open: something was asked.
    other_day: bool,
    lead: String,
    rounding: Link,
    notes: Vec<String>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    files: Vec<Link>,
    paper: String,
    day: String,
}

/// The groups that are missing, in words.
#[must_use]
pub fn missing(catalogue: &Catalogue, need: &Need, lang: ui::Lang) -> String {
    let titles = need.missing().into_iter().map(|group| catalogue.title(group, lang));
    titles.collect::<Vec<_>>().join("; ")
}

/// The numbers of a need in the order of the columns.
fn numbers(ctx: &Ctx, law: &Law, need: &Need) -> [String; 6] {
    let whole = |number: i64| written(ctx.lang, number.into());
    [
        need.total.map(|total| shown(law, ctx.lang, total)).unwrap_or_default(),
        whole(need.places),
        whole(need.users),
        whole(need.waiting),
        need.on_map.map(whole).unwrap_or_default(),
        gap(law, need).map(|gap| shown(law, ctx.lang, gap)).unwrap_or_default(),
    ]
}

fn line(ctx: &Ctx, (law, catalogue, asked): (&Law, &Catalogue, &Asked), need: &Need) -> Line {
    let href = asked.address(ctx, &format!("{HOME}/{}", need.set));
    // The arithmetic stands on the page of the service, and below it the services behind the numbers.
    let places = ["#sum", "#services", "#services", "#services", "#map", "#sum"];
    let numbers = numbers(ctx, law, need).into_iter().zip(places);
    let number = |(text, place): (String, &str)| Number { href: format!("{href}{place}"), text };
    let (word, colour) = standing(law, need);
    let level = set(need.set).map_or("", |set| set.level.as_str());
    Line {
        title: format!("{}. {}", need.set, title(need.set)),
        level: ctx.t(&format!("needs-level-{level}")).into_owned(),
        numbers: numbers.map(number).collect(),
        word: ctx.t(&format!("needs-is-{word}")).into_owned(),
        colour,
        missing: missing(catalogue, need, ctx.lang),
        href,
    }
}

fn heads(ctx: &Ctx) -> Vec<Head> {
    let head = |name: &str| {
        let head = Head::new(frame::column(ctx, name));
        if matches!(name, "service" | "state") { head } else { head.numeric() }
    };
    COLUMNS.into_iter().map(head).collect()
}

/// What has to be said above the table: services that count nowhere, and the map.
fn notes(ctx: &Ctx, whole: &super::door::Whole) -> Vec<String> {
    let homeless = whole.present.iter().filter(|one| one.set.is_none() && !one.is_said).count();
    let mut notes = Vec::new();
    if homeless > 0 {
        notes.push(ctx.ta("needs-homeless", &[("count", homeless)]).into_owned());
    }
    let empty = whole.needs.iter().filter(|need| need.total.is_none()).count();
    if empty > 0 {
        notes.push(ctx.ta("needs-incomplete", &[("count", empty)]).into_owned());
    }
    notes
}

/// `GET /needs?on=&known=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = Asked::of(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = whole(&tx, asked.on, asked.known).await?;
    let catalogue = catalogue(&tx).await?;
    tx.audit(Entry::list("need"));
    tx.commit().await?;
    let of = (&*law, &catalogue, &asked);
    let file = |code: &str| {
        let href = asked.address(&ctx, &format!("{HOME}/file"));
        Link::new(format!("{href}&as={code}"), ctx.t(&format!("needs-{code}")))
    };
    let (_, rounding) = law.rounded_users(rust_decimal::Decimal::ZERO);
    let rounding = ctx.t(&format!("needs-rounding-{rounding}"));
    html(&ListPage {
        page: ctx.page(ctx.t("needs-title")),
        sections: frame::lists(&ctx, ""),
        action: ctx.url(HOME),
        on: form.date_field("on"),
        known: form.date_field("known"),
        other_day: !form.ok() || asked.known.is_some() || asked.on != app.today(),
        lead: ctx.ta("needs-lead", &[("day", asked.on.bg())]).into_owned(),
        rounding: Link::new(ctx.url(&format!("/law/rules/{}", frame::ROUNDING)), rounding),
        notes: notes(&ctx, &whole),
        heads: heads(&ctx),
        lines: whole.needs.iter().map(|need| line(&ctx, of, need)).collect(),
        files: vec![file("csv"), file("xlsx")],
        paper: ctx.url(&format!("{HOME}/paper")),
        day: asked.on.to_string(),
    })
}

/// `GET /needs/file?on=&known=&as=`.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = Asked::of(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = whole(&tx, asked.on, asked.known).await?;
    let catalogue = catalogue(&tx).await?;
    tx.audit(Entry::new("print", "need", "table"));
    tx.commit().await?;
    let format = if form.get("as") == "xlsx" { Format::Xlsx } else { Format::Csv };
    let heads = COLUMNS.into_iter().chain(MORE);
    let heads: Vec<String> = heads.map(|name| frame::column(&ctx, name).into_owned()).collect();
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for need in &whole.needs {
        let exact = |number: Option<rust_decimal::Decimal>| {
            number.map(|number| number.to_string()).unwrap_or_default()
        };
        let line = line(&ctx, (&*law, &catalogue, &asked), need);
        let cells = [
            title(need.set).to_owned(),
            // A file is read by programs: the exact number stands in it.
            exact(need.total),
            need.places.to_string(),
            need.users.to_string(),
            need.waiting.to_string(),
            exact(need.on_map.map(Into::into)),
            exact(gap(&law, need)),
            line.word,
            need.set.to_string(),
            line.level,
            line.missing,
        ];
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"needs-{}.{}\"", asked.on, format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
