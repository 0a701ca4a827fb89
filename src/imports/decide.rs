//! Somebody says whether a row is a person of the register or somebody new.

use super::store;
use super::work::Likely;
use super::{RowId, Stage};
use crate::app::App;
use crate::people;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Id, Problem, see};

pub async fn decide(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RowId>,
    form: Form,
) -> Result<Response, Problem> {
    let decision = form.get("decision").to_owned();
    let is_new = decision == "new";
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = store::row(&tx, id).await?;
    let to = format!("/imports/{}", row.run_id);
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    let run = store::progress(&tx, row.run_id).await?;
    if row.outcome != "likely" || run.stage() != Stage::Done {
        return Err(Problem::Impossible("imports-moved-on"));
    }
    let likely: Likely = serde_json::from_str(&store::cells(&tx, &row)?)
        .map_err(|e| Problem::internal(format!("a row of an import: {e}")))?;
    let person = if is_new {
        match people::create(&mut tx, &super::rows::person(&likely.person)).await {
            Ok(person) => Some(person),
            Err(StoreError::Duplicate(_)) => return Err(Problem::Impossible("imports-known-now")),
            Err(e) => return Err(e.into()),
        }
    } else {
        let chosen = likely.alike.iter().find(|id| id.to_string() == decision);
        Some(*chosen.ok_or(Problem::NotFound)?)
    };
    let outcome = if is_new { "created" } else { "same" };
    if store::settle(&tx, store::one(id), ("likely", outcome), person).await? != 1 {
        return Err(Problem::Impossible("imports-moved-on"));
    }
    store::decided(&tx, row.run_id, i32::from(is_new)).await?;
    tx.audit(Entry::write("import-decided", row.run_id.0).about(person.map(|id| id.0)));
    tx.commit().await?;
    let flash = if is_new { "imports-decided-new" } else { "imports-decided-same" };
    Ok(see(&ctx, &to, Some(flash)))
}
