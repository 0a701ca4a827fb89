//! Open data: the index of what anybody may take, and the services with their places as a table and as
//! JSON. Nothing in it is about single people, and no hidden place stands in it.

use super::book::Text;
use super::figures::Figure;
use super::find::Sought;
use super::frame::{self, HOME};
use super::guide;
use super::line::{Known, is_shown};
use crate::app::App;
use crate::services::Offer;
use askama::Template;
use axum::Json;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Problem, html};
use serde::Serialize;
use sheet::{Format, Writer};
use ui::Lang;

/// A table of the index: what it is, and where.
struct Entry {
    title: String,
    text: String,
    files: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "portal/data.html")]
struct DataPage {
    page: ui::Page,
    entries: Vec<Entry>,
}

/// The files of an entry: path below the municipality, and the format.
type Files = &'static [(&'static str, &'static str)];

/// What the index holds: keys of title and text, and the files.
const ENTRIES: [(&str, &str, Files); 3] = [
    (
        "portal-data-services",
        "portal-data-services-text",
        &[("/portal/data/services.csv", "CSV"), ("/portal/data/services.json", "JSON")],
    ),
    ("portal-data-decisions", "portal-data-decisions-text", &[("/decisions/public.csv", "CSV")]),
    ("portal-data-guide", "portal-data-guide-text", &[("/portal/data/guide.json", "JSON")]),
];

/// `GET /portal/data`.
pub async fn page(ctx: Ctx) -> Result<Response, Problem> {
    let entry = |(title, text, files): (&str, &str, Files)| Entry {
        title: ctx.t(title).into_owned(),
        text: ctx.t(text).into_owned(),
        files: files.iter().map(|(path, name)| (ctx.url(path), *name)).collect(),
    };
    html(&DataPage {
        page: frame::page(&ctx, ctx.t("portal-data"), "/data"),
        entries: ENTRIES.map(entry).into(),
    })
}

/// A service as data.
#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    provider: String,
    kind: u8,
    users: String,
    address: Option<String>,
    ekatte: Option<String>,
    phone: String,
    total_places: Option<i32>,
    free_places: Option<i32>,
    waiting: Option<i64>,
    usual_wait_days: Option<i64>,
    counted_at: Option<String>,
    page: String,
}

fn row(ctx: &Ctx, offer: &Offer, figure: Option<&Figure>) -> Row {
    let shown = is_shown(offer);
    Row {
        id: offer.id.to_string(),
        name: offer.name.clone(),
        provider: offer.provider.clone(),
        kind: offer.kind,
        users: offer.users.clone(),
        address: shown.then(|| offer.address.clone()),
        ekatte: offer.ekatte.clone().filter(|_| shown),
        phone: offer.phone.clone(),
        total_places: figure.and_then(|one| one.total),
        free_places: figure.and_then(|one| one.free),
        waiting: figure.map(|one| one.waiting),
        usual_wait_days: figure.and_then(|one| one.wait_days),
        counted_at: figure.map(|one| one.counted_at.bg()),
        page: ctx.url(&format!("{HOME}/services/{}", offer.id)),
    }
}

async fn rows(app: &App, ctx: &Ctx) -> Result<Vec<Row>, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let known = Known::read(&tx, &Sought::default(), None).await?;
    tx.rollback().await;
    let all = known.offers.iter();
    Ok(all.map(|offer| row(ctx, offer, known.figures.get(&offer.id))).collect())
}

/// `GET /portal/data/services.json`.
pub async fn services_json(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    Ok(Json(rows(&app, &ctx).await?).into_response())
}

/// The columns of the table: ends of the keys `portal-column-<name>`.
const COLUMNS: [&str; 11] = [
    "name", "provider", "kind", "users", "address", "phone", "total", "free", "waiting", "wait",
    "at",
];

/// `GET /portal/data/services.csv`.
pub async fn services_csv(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let rows = rows(&app, &ctx).await?;
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let heads = COLUMNS.map(|name| ctx.t(&format!("portal-column-{name}")).into_owned());
    let mut writer = Writer::new(Format::Csv, &heads).map_err(Problem::internal)?;
    for one in rows {
        let cells = [
            one.name,
            one.provider,
            one.kind.to_string(),
            one.users,
            one.address.unwrap_or_default(),
            one.phone,
            number(one.total_places.map(i64::from)),
            number(one.free_places.map(i64::from)),
            number(one.waiting),
            number(one.usual_wait_days),
            one.counted_at.unwrap_or_default(),
        ];
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, Format::Csv.media().to_owned()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"services.csv\"".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// A text of the guide as data.
#[derive(Serialize)]
struct Told {
    code: String,
    articles: Vec<String>,
    edition: i32,
    bg: Text,
    en: Text,
}

/// `GET /portal/data/guide.json`: the guide in both languages.
pub async fn guide_json(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let bulgarian = guide::all(&tx, Lang::Bg).await?;
    let english = guide::all(&tx, Lang::En).await?;
    tx.rollback().await;
    let both = bulgarian.into_iter().zip(english);
    let told = both.map(|((article, bg), (_, en))| Told {
        code: article.code.clone(),
        articles: article.articles.clone(),
        edition: bg.edition,
        bg: bg.text,
        en: en.text,
    });
    Ok(Json(told.collect::<Vec<_>>()).into_response())
}
