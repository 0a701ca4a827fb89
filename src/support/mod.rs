//! Assessment and plan for support (оценка и план за подкрепа): of services that the municipality
//! itself runs.
//!
//! Purpose: the individual assessment (ИОП), the support plan (ИПП) with its goals and actions, the
//! joint plan of several systems and the report of evaluation are made here, approved, signed and
//! given; what is due is seen and marked done.
//! Invariants: states and what is missing are pure functions of [`course`]; information comes from
//! the person or with consent; what was signed is never changed, only followed by the next version;
//! a signed document moves its placement through the door of `placement`.
//! Tables owned: need_area, support_version, support_action.

mod action;
mod api;
mod areas;
mod begin;
mod change;
mod compare;
mod content;
mod course;
mod due;
mod due_page;
mod edit;
mod edit_goal;
mod edit_source;
mod file;
mod follow;
mod holding;
mod letter;
mod lines;
mod load;
mod page;
mod sheet;
mod steps;
mod store;
mod tasks;
mod terms;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use change::{NewVersion, Press, begin};
pub use content::{Action, Content, Goal, Member, Need, Source};
pub use course::{Kind, Stage};
pub use holding::holdings;
pub use tasks::tasks;

use crate::app::App;
use crate::placement::PlacementId;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Audit, Need as Needed, Problem, Routes};

kit::id! {
    /// A version of a document.
    VersionId
}
kit::id! {
    /// An action of a signed plan.
    ActionId
}
kit::id! {
    /// An area of need.
    AreaId
}

/// May see assessments and plans.
pub const READ: kit::access::Right = "support.read";
/// May write them and mark what is done.
pub const WRITE: kit::access::Right = "support.write";
/// May approve them and edit the areas of need.
pub const LEAD: kit::access::Right = "support.lead";

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "support", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, lead) = (Needed::Right(READ), Needed::Right(WRITE), Needed::Right(LEAD));
    let row = Audit::Row;
    Routes::new("support", "support: чл. 80, 81, 84 ЗСУ; чл. 25–38, 44–50 ППЗСУ")
        .get("/support", read, row, due_page::page)
        .get("/support/areas", read, row, areas::page)
        .get("/support/areas/edit", lead, row, areas::form)
        .post("/support/areas/edit", lead, row, areas::save)
        .get("/support/actions/{id}", write, row, action::form)
        .post("/support/actions/{id}", write, row, action::save)
        .get("/support/{id}", read, row, page::page)
        .get("/support/{id}/compare", read, row, compare::page)
        .get("/support/{id}/edit", write, row, edit::form)
        .post("/support/{id}/edit", write, row, edit::save)
        .get("/support/{id}/approve", lead, row, steps::approve_form)
        .post("/support/{id}/approve", lead, row, steps::approve)
        .post("/support/{id}/return", lead, row, steps::send_back)
        .post("/support/{id}/drop", write, row, steps::give_up)
        .get("/support/{id}/sign", write, row, steps::sign_form)
        .post("/support/{id}/sign", write, row, steps::sign)
        .get("/support/{id}/give", write, row, steps::give_form)
        .post("/support/{id}/give", write, row, steps::give)
        .get("/placements/{id}/support", read, row, file::page)
        .get("/placements/{id}/support/begin", write, row, begin::form)
        .post("/placements/{id}/support/begin", write, row, begin::save)
        .get("/api/support", read, row, api::list)
        .get("/api/support/{id}", read, row, api::one)
        .post("/api/support/actions/{id}", write, row, api::mark)
        .get("/api/placements/{id}/support", read, row, api::of_placement)
}

/// Saves what is written in a draft.
///
/// # Errors
/// When it is no draft any more, or was saved by somebody else.
pub async fn write(
    tx: &mut Tx,
    app: &App,
    id: VersionId,
    content: &Content,
) -> Result<(), Problem> {
    let whole = load::whole(tx, app, id).await?;
    change::save(tx, app, &whole, (content, whole.row.version)).await
}

/// The head of the service approves a draft.
///
/// # Errors
/// When something is missing.
pub async fn approve(
    tx: &mut Tx,
    app: &App,
    id: VersionId,
    (press, by, on): (&Press<'_>, &str, Day),
) -> Result<(), Problem> {
    let whole = load::whole(tx, app, id).await?;
    change::approve(tx, &whole, press, (by, on)).await
}

/// Team and person signed an approved document.
///
/// # Errors
/// When its stage or the state of the placement does not allow it.
pub async fn sign(
    tx: &mut Tx,
    app: &App,
    id: VersionId,
    (signer, on): (&str, Day),
) -> Result<(), Problem> {
    let whole = load::whole(tx, app, id).await?;
    change::sign(tx, app, &whole, (signer, on)).await
}

/// A signed document was given and sent.
///
/// # Errors
/// When its stage does not allow it.
pub async fn give(
    tx: &mut Tx,
    app: &App,
    id: VersionId,
    (on, how): (Day, &str),
) -> Result<(), Problem> {
    let whole = load::whole(tx, app, id).await?;
    change::give(tx, &whole, (on, on), how).await
}

/// The consents to what others tell are entered in the register of consents.
///
/// # Errors
/// When the database refuses.
pub async fn consented(
    tx: &mut Tx,
    app: &App,
    id: VersionId,
    content: &Content,
) -> Result<(), Problem> {
    let whole = load::whole(tx, app, id).await?;
    Ok(edit_source::register(tx, &whole, content).await?)
}

/// The first action of the plan by which people of a placement work was done.
///
/// # Errors
/// When there is none, or the database refuses.
pub async fn mark_first(
    tx: &mut Tx,
    app: &App,
    id: PlacementId,
    (on, note): (Day, &str),
) -> Result<(), Problem> {
    let brief = crate::placement::brief(tx, &app.law(tx.municipality()), id).await?;
    let rows = load::versions(tx, id).await?;
    let plan = load::in_force(&rows, Kind::Plan).ok_or(Problem::NotFound)?;
    let rows = load::actions(tx, plan.id).await?;
    let first = rows.first().ok_or(Problem::NotFound)?;
    follow::mark(tx, (first, &brief), ("done", on, note)).await
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
