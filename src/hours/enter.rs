//! A report on paper, signed by both, is entered in the office.

use super::boxes::{self, DayBox};
use super::filing;
use super::frame::{self, HOME, Shown, finding_words, month_of, path};
use super::load::{self, Book, Entry, Which};
use super::page::{entry, signed_on_paper};
use super::sheet::Signed;
use super::{treatment, typed};
use crate::app::App;
use crate::assistance::ContractId;
use crate::delivery::month_words;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use law::{Law, Month};
use ui::Choice;

#[derive(Template)]
#[template(path = "hours/enter.html")]
struct EnterPage {
    page: ui::Page,
    month: String,
    iso: String,
    action: String,
    cancel: String,
    form: Form,
    work: Vec<DayBox>,
    off: Vec<DayBox>,
    kinds: Vec<Choice>,
    total: String,
    findings: Vec<Shown>,
    typed: String,
}

fn draw(ctx: &Ctx, law: &Law, (book, entry): (&Book, &Entry), form: Form) -> EnterPage {
    let title = format!("{}: {}", ctx.t("hours-enter"), entry.user.name);
    let mut page = frame::page(ctx, title, book.month);
    page.errors = form.errors();
    let mut typed = form.clone();
    let sheet = boxes::read(&mut typed, book.month, ("clerk", "")).sheet;
    let found = book.findings(law, entry, &sheet);
    let (off, work) = boxes::days(ctx, law, (entry, &form)).into_iter().partition(|one| one.is_off);
    let id = entry.contract.contract;
    EnterPage {
        page,
        month: month_words(ctx.lang, book.month),
        iso: book.month.to_string(),
        action: ctx.url(&format!("{HOME}/labour/{id}/enter")),
        typed: ctx.url(&format!("{HOME}/labour/{id}/typed")),
        total: typed::total(ctx, entry, &sheet),
        cancel: ctx.url(&path(id, "", book.month)),
        work,
        off,
        kinds: boxes::kinds(ctx, &form),
        findings: found.iter().map(|one| finding_words(ctx.lang, law, one)).collect(),
        form,
    }
}

/// `GET /worktime/labour/{id}/enter?month=`: the report on paper is entered.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let entry = entry(&book, id)?;
    tx.audit(audit::Entry::read("hours", id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    if !entry.may_write() {
        return Err(filing::refused("hours-refused-twice"));
    }
    let mut fresh = boxes::filled(ctx.lang, entry);
    for (name, value) in day_values("filed", Some(app.today())) {
        fresh = fresh.with(&name, &value);
    }
    for (name, value) in treatment::values(entry) {
        fresh = fresh.with(&name, &value);
    }
    let fresh = fresh.with("signer", &entry.user.name);
    let fresh = ctx.resumed(fresh, &["month"]).await?;
    html(&draw(&ctx, &law, (&book, entry), fresh))
}

/// `POST /worktime/labour/{id}/enter`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let mut written = boxes::read(&mut form, month, ("paper", ""));
    boxes::complete(&mut form, &written);
    written.sheet.treatment = treatment::read(&mut form, month, app.today());
    let filed = form.day("filed");
    let name = form.required("signer", 200);
    let mut tx = app.db.write(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let entry = entry(&book, id)?;
    let today = tx.today();
    if filed.is_some_and(|day| day > today || day < Day(month.first_day())) {
        form.wrong("filed", "hours-refused-filed");
    }
    let found = book.findings(&law, entry, &written.sheet);
    boxes::stopped(&mut form, &law, (entry, &found));
    boxes::not_come(&mut form, &written.sheet, filed.unwrap_or(today).min(today));
    let (Some(filed), true) = (filed, form.ok()) else {
        let shown = draw(&ctx, &law, (&book, entry), form);
        tx.audit(audit::Entry::read("hours", id.0).about(Some(entry.user.id.0)));
        tx.commit().await?;
        return again(&shown);
    };
    let back = path(id, "", month);
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let by = Signed { name, how: "paper".to_owned() };
    signed_on_paper(&mut tx, &law, (id, month), (&written, by, filed)).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-entered")))
}
