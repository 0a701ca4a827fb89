//! The proof that the audit is as it was written.

use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::{Entry, Finding, Verified};
use kit::web::{Ctx, Problem, html};

#[derive(Template)]
#[template(path = "trust/verification.html")]
struct VerificationPage {
    page: ui::Page,
    action: String,
    result: Option<Outcome>,
}

struct Outcome {
    rows: i64,
    unsealed: u64,
    checkpoints: usize,
    finding: Option<String>,
}

fn shown(ctx: &Ctx, result: Option<Outcome>) -> VerificationPage {
    let mut page = ctx.page(ctx.t("trust-verify-title"));
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/audit"), ctx.t("trust-journal-title")),
        ui::Link::new("", page.title.clone()),
    ];
    VerificationPage { page, action: ctx.url("/audit/verify"), result }
}

pub async fn page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("open-form", "audit", ""));
    tx.commit().await?;
    html(&shown(&ctx, None))
}

/// Walks the whole chain. Changes nothing, so a second click only walks it again.
pub async fn verify(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("verify", "audit", ""));
    tx.commit().await?;
    let verified = kit::audit::verify(&app.db, ctx.municipality.id, &[]).await?;
    html(&shown(&ctx, Some(in_words(&ctx, verified))))
}

fn in_words(ctx: &Ctx, verified: Verified) -> Outcome {
    let Verified { rows, unsealed, checkpoints, finding } = verified;
    let row = kit::types::encode_id;
    let finding = finding.map(|finding| match finding {
        Finding::Changed { seq, audit_id } => {
            let args = [("seq", seq.to_string()), ("row", row(audit_id))];
            ctx.ta("trust-finding-changed", &args)
        }
        Finding::Deleted { seq, audit_id } => {
            let args = [("seq", seq.to_string()), ("row", row(audit_id))];
            ctx.ta("trust-finding-deleted", &args)
        }
        Finding::Gap { seq } => ctx.ta("trust-finding-gap", &[("seq", seq)]),
        Finding::Inserted { audit_id } => {
            ctx.ta("trust-finding-inserted", &[("row", row(audit_id))])
        }
        Finding::Cut { signed, found } => {
            ctx.ta("trust-finding-cut", &[("signed", signed), ("found", found)])
        }
        Finding::BadCheckpoint { seq } => ctx.ta("trust-finding-checkpoint", &[("seq", seq)]),
    });
    Outcome { rows, unsealed, checkpoints, finding: finding.map(|text| text.into_owned()) }
}
