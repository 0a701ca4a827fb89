//! Jobs whose tries are used up: what they were, what went wrong, trying again.

use super::JobId;
use super::frame::{page, sections};
use super::point_pages::note;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::jobs;
use kit::rotation::{self, Progress};
use kit::store::StoreError;
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, cut, html, see};

const LIST: &str = "/office/jobs";

#[derive(Template)]
#[template(path = "municipality/jobs.html")]
struct JobsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    rows: Vec<Row>,
    pages: ui::Pages,
    keys: Keys,
}

/// How the change of keys stands.
struct Keys {
    state: String,
    /// Of a hundred, while values are sealed anew.
    percent: Option<i64>,
}

impl Keys {
    fn told(ctx: &Ctx, progress: Progress) -> Keys {
        let Progress { current, versions, total, resealed, is_announced, is_done } = progress;
        let version = ("version", current.to_string());
        if versions == 1 {
            return Keys { state: ctx.ta("office-keys-one", &[version]).into(), percent: None };
        }
        if is_announced {
            return Keys { state: ctx.t("office-keys-announced").into(), percent: Some(0) };
        }
        if is_done {
            return Keys {
                state: ctx.ta("office-keys-done", &[version]).into(),
                percent: Some(100),
            };
        }
        let of = [version, ("done", resealed.to_string()), ("total", total.to_string())];
        // What was not counted yet is not promised: the last step shows 99.
        let percent = (resealed * 100 / total.max(1)).min(99);
        Keys { state: ctx.ta("office-keys-going", &of).into(), percent: Some(percent) }
    }
}

struct Row {
    kind: String,
    attempts: i32,
    error: String,
    created: Instant,
    retry: String,
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let failed = jobs::failed(&tx).await?;
    let keys = Keys::told(&ctx, rotation::progress(&tx).await?);
    tx.audit(Entry::list("job"));
    tx.commit().await?;
    let rows = failed.into_iter().map(|job| Row {
        kind: ui::text::find(ctx.lang, &format!("job-{}", job.kind))
            .map_or(job.kind, std::borrow::Cow::into_owned),
        attempts: job.attempts,
        error: job.error.chars().take(500).collect(),
        created: job.created_at,
        retry: ctx.url(&format!("{LIST}/{}/retry", JobId(job.id))),
    });
    let (rows, pages) = cut(rows.collect(), &form, &ctx.url(LIST));
    let page = page(&ctx, ctx.t("office-section-jobs"), &[]);
    html(&JobsPage { page, sections: sections(&ctx), rows, pages, keys })
}

pub async fn retry(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<JobId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    match jobs::retry(&tx, id.0).await {
        Ok(()) => {}
        // Another has let it run meanwhile.
        Err(StoreError::NotFound) => {
            tx.rollback().await;
            return Err(Problem::Impossible("office-job-gone"));
        }
        Err(e) => return Err(e.into()),
    }
    note(&mut tx, "job-retried", &id.to_string()).await?;
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("office-job-retried")))
}
