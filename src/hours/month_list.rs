//! The list of a month as a file: for a spreadsheet, or printed for the file of the month.

use super::frame::month_of;
use super::ledger::{self, Ledger};
use super::load::{self, Book, Entry, Which};
use super::month::villages;
use super::sheet::hours;
use crate::app::App;
use crate::assistants::Press;
use crate::delivery::month_words;
use crate::people::{self, PersonId};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Pdf, Problem, pdf};
use law::Month;
use serde_json::{Value, json};
use sheet::{Format, Writer};
use std::collections::HashMap;
use ui::Lang;

/// `GET /worktime/list?month=&format=`: `xlsx`, `csv` or `pdf`.
pub async fn table(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::All).await?;
    let mut book = book.with_paid(&app, &tx).await?;
    let villages = villages(&tx, &book).await?;
    tx.audit(audit::Entry::new("print", "hours", "list"));
    tx.commit().await?;
    book.entries.sort_by(|a, b| {
        (&a.user.name, a.contract.contract).cmp(&(&b.user.name, b.contract.contract))
    });
    if form.get("format") == "pdf" {
        let press = Press::of(&app, ctx.actor.municipality, String::new())?;
        let data = printed(&press, &book, month);
        let bytes = people::printed(&app, &bg("hours-title"), data).await?;
        return Ok(pdf(Pdf { name: format!("hours-{month}"), bytes }));
    }
    spreadsheet(&ctx, Format::from_code(form.get("format")), (&book, month), &villages)
}

fn spreadsheet(
    ctx: &Ctx,
    format: Format,
    (book, month): (&Book, Month),
    villages: &HashMap<PersonId, String>,
) -> Result<Response, Problem> {
    let names = ["user", "assistant", "village", "contract", "state", "filed", "class"];
    let mut heads: Vec<String> =
        names.iter().map(|name| ctx.t(&format!("hours-column-{name}")).into_owned()).collect();
    heads.extend(Ledger::default().lines().iter().map(|(key, _)| ctx.t(key).into_owned()));
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for entry in &book.entries {
        let last = entry.last();
        let class = last.map(|one| one.row.class.as_str()).filter(|class| !class.is_empty());
        let class = class.map(|class| ctx.t(&format!("hours-class-{class}")).into_owned());
        let mut cells = vec![
            entry.user.name.clone(),
            entry.assistant.name.clone(),
            villages.get(&entry.user.id).cloned().unwrap_or_default(),
            entry.contract.number.clone(),
            ctx.t(&format!("hours-state-{}", entry.state())).into_owned(),
            last.and_then(|one| one.row.filed_on).map(Day::bg).unwrap_or_default(),
            class.unwrap_or_default(),
        ];
        let lines = ledger::of_entry(entry).lines();
        cells.extend(lines.into_iter().map(|(_, minutes)| hours(minutes)));
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"hours-{month}.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// What the printer is given: each contract with its hours, and their sums.
fn printed(press: &Press, book: &Book, month: Month) -> Value {
    let columns = ["user", "assistant", "agreed", "worked", "counted", "state"];
    let heads = columns.map(|name| bg(&format!("hours-column-{name}")));
    let row = |entry: &Entry| {
        let ledger = ledger::of_entry(entry);
        let state = bg(&format!("hours-state-{}", entry.state()));
        [
            entry.user.name.clone(),
            entry.assistant.name.clone(),
            hours(ledger.agreed),
            hours(ledger.worked),
            hours(ledger.counted),
            state,
        ]
    };
    let mut rows: Vec<[String; 6]> = book.entries.iter().map(row).collect();
    let all: Vec<Ledger> = book.entries.iter().map(ledger::of_entry).collect();
    let sum = |of: fn(&Ledger) -> u32| hours(all.iter().map(of).sum());
    let [agreed, worked, counted] =
        [sum(|one| one.agreed), sum(|one| one.worked), sum(|one| one.counted)];
    rows.push([bg("hours-sum"), String::new(), agreed, worked, counted, String::new()]);
    let mut data = press.frame(&bg("hours-title"), &bg("hours-list-ground"));
    data["sections"] =
        json!([{ "title": month_words(Lang::Bg, month), "heads": heads, "rows": rows }]);
    data
}
