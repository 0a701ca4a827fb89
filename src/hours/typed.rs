//! What is found in days while they are typed, on a phone and in the office: the script of the page
//! asks and puts the answer in its place. Nothing is kept; without a script the same is found when
//! the form is sent.

use super::boxes;
use super::frame::{Shown, finding_words, month_of};
use super::load::{self, Book, Entry, Which};
use super::page::entry;
use super::phone::{entry_of, inside};
use super::sheet::{Sheet, hours};
use crate::app::App;
use crate::assistance::ContractId;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Id, Problem, html};
use law::Law;

/// Hours typed and hours planned, in words.
#[must_use]
pub fn total(ctx: &Ctx, entry: &Entry, sheet: &Sheet) -> String {
    let args = [("hours", hours(sheet.worked())), ("planned", hours(entry.contract.planned()))];
    ctx.ta("hours-typed-total", &args).into_owned()
}

/// Findings for a phone: in words, without articles.
#[must_use]
pub fn plain(ctx: &Ctx, law: &Law, (book, entry, sheet): (&Book, &Entry, &Sheet)) -> Vec<Shown> {
    let found = book.findings(law, entry, sheet);
    let words = |one| Shown { articles: String::new(), ..finding_words(ctx.lang, law, one) };
    found.iter().map(words).collect()
}

#[derive(Template)]
#[template(path = "hours/typed.html")]
struct Part {
    page: ui::Page,
    total: String,
    findings: Vec<Shown>,
}

/// `POST /my-hours/{secret}/typed`.
pub async fn on_phone(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&inside.actor).await?;
    let book = load::book(&tx, &law, month, inside.which()).await?;
    let entry = entry_of(&book, &inside, &form)?;
    tx.audit(audit::Entry::read("hours", inside.link.id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    let sheet = boxes::read(&mut form, month, ("phone", "")).sheet;
    html(&Part {
        page: ctx.public_page(String::new()),
        total: total(&ctx, entry, &sheet),
        findings: plain(&ctx, &law, (&book, entry, &sheet)),
    })
}

/// `POST /worktime/labour/{id}/typed`.
pub async fn in_office(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let entry = entry(&book, id)?;
    tx.audit(audit::Entry::read("hours", id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    let sheet = boxes::read(&mut form, month, ("clerk", "")).sheet;
    let found = book.findings(&law, entry, &sheet);
    html(&Part {
        page: ctx.page(String::new()),
        total: total(&ctx, entry, &sheet),
        findings: found.iter().map(|one| finding_words(ctx.lang, &law, one)).collect(),
    })
}
