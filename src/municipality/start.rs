//! The front door of the installation: its municipalities, and its signs of life.

use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::web::{Outside, Problem, html};

#[derive(Template)]
#[template(path = "municipality/start.html")]
struct StartPage {
    page: ui::Page,
    municipalities: Vec<ui::Link>,
}

pub async fn start(State(app): State<App>, asked: Outside) -> Result<Response, Problem> {
    let all = app.db.municipalities();
    let municipalities = all.iter().map(|municipality| {
        let name = match asked.lang {
            ui::Lang::Bg => &municipality.name,
            ui::Lang::En => &municipality.name_en,
        };
        ui::Link::new(format!("/{}", municipality.slug), name.clone())
    });
    let municipalities = municipalities.collect();
    html(&StartPage { page: asked.page(asked.t("start-title")), municipalities })
}

/// The process answers. Nothing else is asked, so that a slow database does not get it killed.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers too: requests may be sent here.
pub async fn ready(State(app): State<App>) -> Response {
    match app.db.ping().await {
        Ok(()) => "ok".into_response(),
        Err(e) => {
            tracing::warn!(error = %e, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}
