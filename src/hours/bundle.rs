//! The bundle of a village office: many signed reports on one sheet, each in a row; what goes as
//! planned is one tick.

use super::filing::{Written, is_done_by};
use super::frame::{self, HOME, finding_words, month_of};
use super::load::{self, Book, Entry, Which};
use super::month::villages;
use super::page::signed_on_paper;
use super::sheet::{KINDS, Line, Sheet, Signed, hours};
use super::stay;
use crate::app::App;
use crate::assistance::ContractId;
use crate::delivery::month_words;
use crate::people::PersonId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, day_values, html, list_address, see};
use law::{Law, Month};
use std::collections::HashMap;
use ui::{Choice, Field, Head};

/// So many reports on one sheet.
const ROWS: usize = 60;

struct Row {
    id: String,
    user: String,
    assistant: String,
    planned: String,
    stay: String,
    is_ticked: bool,
    except: Field,
}

#[derive(Template)]
#[template(path = "hours/bundle.html")]
struct BundlePage {
    page: ui::Page,
    month: String,
    iso: String,
    village: String,
    action: String,
    form: Form,
    villages: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

fn open<'a>(book: &'a Book, names: &HashMap<PersonId, String>, village: &str) -> Vec<&'a Entry> {
    let lives = |one: &Entry| names.get(&one.user.id).is_some_and(|name| name == village);
    let some = book.entries.iter().filter(|one| one.may_write() && lives(one));
    let mut all: Vec<&Entry> = some.collect();
    all.sort_by(|a, b| a.user.name.cmp(&b.user.name));
    all.truncate(ROWS);
    all
}

fn draw(
    ctx: &Ctx,
    (book, names): (&Book, &HashMap<PersonId, String>),
    (village, form): (&str, Form),
) -> BundlePage {
    let mut page = frame::page(ctx, ctx.t("hours-bundle"), book.month);
    page.errors = form.errors();
    let mut known: Vec<&String> = names.values().collect();
    known.sort();
    known.dedup();
    let choice =
        |name: &&String| Choice::new((*name).clone(), (*name).clone()).checked(*name == village);
    let row = |entry: &Entry| {
        let id = entry.contract.contract.to_string();
        Row {
            is_ticked: form.has_value("signed", &id),
            except: form.field(&format!("x-{id}")),
            user: entry.user.name.clone(),
            assistant: entry.assistant.name.clone(),
            planned: hours(entry.contract.planned()),
            stay: stay::words(ctx, &entry.stays),
            id,
        }
    };
    let head = |name: &str| Head::new(ctx.t(&format!("hours-column-{name}")));
    BundlePage {
        page,
        month: month_words(ctx.lang, book.month),
        iso: book.month.to_string(),
        village: village.to_owned(),
        action: ctx.url(&format!("{HOME}/bundle")),
        villages: known.iter().map(choice).collect(),
        heads: ["signed", "user", "assistant", "planned", "except"].map(head).into(),
        rows: open(book, names, village).into_iter().map(row).collect(),
        form,
    }
}

/// `GET /worktime/bundle?month=&village=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let names = villages(&tx, &book).await?;
    tx.audit(audit::Entry::list("hours"));
    tx.commit().await?;
    let village = form.get("village").to_owned();
    let mut fresh = Form::filled(ctx.lang, day_values("filed", Some(app.today())));
    fresh = fresh.with("account", &ctx.t("hours-bundle-account"));
    html(&draw(&ctx, (&book, &names), (&village, fresh)))
}

/// The days of a row: the plan, but on the named days other hours: `3=0, 12=4`.
fn lines(entry: &Entry, month: Month, text: &str) -> Option<Vec<Line>> {
    let mut lines = Sheet::as_planned(&entry.contract.days);
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (day, time) = part.split_once('=')?;
        let day = month.first_day().with().day(day.trim().parse().ok()?).build().ok().map(Day)?;
        let minutes = super::sheet::read_hours(time)?;
        lines.retain(|line| line.day != day);
        if minutes > 0 {
            lines.push(Line::of(day, minutes));
        }
    }
    lines.sort_by_key(|line| line.day);
    for line in &mut lines {
        line.kinds = KINDS.iter().take(2).map(|code| (*code).to_owned()).collect();
    }
    Some(lines)
}

fn checked(
    form: &mut Form,
    law: &Law,
    (book, entries): (&Book, &[&Entry]),
) -> Vec<(ContractId, Written, String)> {
    let village = form.get("village").to_owned();
    let account = form.required("account", 2_000);
    let mut all = Vec::new();
    for entry in entries {
        let id = entry.contract.contract;
        if !form.has_value("signed", &id.to_string()) {
            continue;
        }
        let box_name = format!("x-{id}");
        let text = form.optional(&box_name, 200);
        let Some(lines) = lines(entry, book.month, &text) else {
            form.wrong(&box_name, "hours-wrong-except");
            continue;
        };
        let sheet = Sheet { lines, account: account.clone(), ..Sheet::default() };
        if sheet.worked() == 0 {
            form.wrong(&box_name, "hours-refused-empty");
        }
        let found = book.findings(law, entry, &sheet);
        if let Some(stop) = found.iter().find(|one| one.kind.stops()) {
            form.wrong_text(&box_name, finding_words(form.lang(), law, stop).text);
        }
        let written = Written { sheet, via: "bundle", village: village.clone() };
        all.push((id, written, entry.user.name.clone()));
    }
    all
}

/// `POST /worktime/bundle`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let village = form.get("village").to_owned();
    let filed = form.day("filed");
    let mut tx = app.db.write(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let names = villages(&tx, &book).await?;
    let entries = open(&book, &names, &village);
    let rows = checked(&mut form, &law, (&book, &entries));
    if filed.is_some_and(|day| day > tx.today() || day < Day(month.first_day())) {
        form.wrong("filed", "hours-refused-filed");
    }
    for (id, written, _) in &rows {
        if filed.is_some_and(|day| !is_done_by(&written.sheet, day)) {
            form.wrong(&format!("x-{id}"), "hours-refused-future");
        }
    }
    if rows.is_empty() && form.ok() {
        form.wrong("account", "hours-wrong-nothing");
    }
    let (Some(filed), true) = (filed, form.ok()) else {
        let shown = draw(&ctx, (&book, &names), (&village, form));
        tx.audit(audit::Entry::list("hours"));
        tx.commit().await?;
        return again(&shown);
    };
    let back = list_address(HOME, &[("month", &month.to_string()), ("village", &village)]);
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    for (id, written, name) in &rows {
        let by = Signed { name: name.clone(), how: "paper".to_owned() };
        signed_on_paper(&mut tx, &law, (*id, month), (written, by, filed)).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-bundle-done")))
}
