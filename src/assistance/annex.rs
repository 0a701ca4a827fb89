//! The annex of a labour contract when its pay changes (чл. 119 КТ), filled and blank, and the annexes
//! of a January in files of many.

use super::content::Labour;
use super::frame::HOME;
use super::january::{KIND, Raised};
use super::load::contract_number;
use super::paper::{bg_with, kept};
use super::store::{assistance_amendment, assistance_contract};
use crate::app::App;
use crate::assistants::{Press, Values};
use crate::people::{self, Head, PaperId};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, list_address};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::Link;

/// The form.
pub const FORM: &str = include_str!("annex.toml");
/// So many annexes in one file: a minute of printing at the most.
const MANY: usize = 500;

fn money(decimal: &str) -> String {
    format!("{} €", decimal.replace('.', ","))
}

/// Writes the annex of a raised contract down.
///
/// # Errors
/// When the form cannot be read, or the database refuses.
pub async fn add(
    tx: &Tx,
    (row, one, content): (&assistance_contract::Model, &Raised, &Labour),
    (first, agreement, worker): (Day, &str, &Head),
    press: &Press,
) -> Result<PaperId, StoreError> {
    let year = |day: Day| format!("{} г.", day.bg());
    let number = contract_number(row);
    let service = [("years", content.years.to_string()), ("sum", money(&content.service_pay))];
    let why = [("price", money(&content.hour_price)), ("day", first.bg())];
    let values = Values::from([
        ("number", format!("{number} / {}", year(row.concluded_on))),
        ("agreement", agreement.to_owned()),
        ("day", year(tx.today())),
        ("provider", press.office.name.clone()),
        ("provider_address", press.address()),
        ("mayor", press.mayor()),
        ("name", worker.name.clone()),
        ("from", year(first)),
        ("hours", one.contract.hours.to_string()),
        ("price", money(&content.hour_price)),
        ("before", money(&one.before)),
        ("pay", money(&one.after)),
        ("service_pay", bg_with("assistance-service-words", &service)),
        ("why", bg_with("assistance-annex-why", &why)),
    ]);
    let names = [worker.name.clone(), press.mayor(), tx.actor().name.to_string()];
    let (_, data) = press.official(FORM, (&values, &names))?;
    kept(tx, (worker.id, "assistance-annex-pay"), (data, press)).await
}

/// The annexes of the last change of all contracts: its first day and the papers, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn last(tx: &Tx) -> Result<Option<(Day, Vec<PaperId>)>, StoreError> {
    use assistance_amendment::{Column, Entity};
    let some = || {
        let rows = tx.find::<Entity>().filter(Column::Kind.eq(KIND));
        rows.filter(Column::PaperId.is_not_null())
    };
    let newest = some().order_by_desc(Column::FromOn).order_by_desc(Column::Id);
    let Some(newest) = newest.one(tx.conn()).await? else { return Ok(None) };
    let rows: Vec<Option<PaperId>> = some()
        .filter(Column::FromOn.eq(newest.from_on))
        .order_by_asc(Column::Id)
        .select_only()
        .column(Column::PaperId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(Some((newest.from_on, rows.into_iter().flatten().collect())))
}

/// Links to the files of the last change, each with so many annexes.
#[must_use]
pub fn links(ctx: &Ctx, known: Option<&(Day, Vec<PaperId>)>) -> Vec<Link> {
    let Some((day, papers)) = known else { return Vec::new() };
    let link = |(at, part): (usize, &[PaperId])| {
        let first = at * MANY + 1;
        let args = [
            ("day", day.bg()),
            ("first", first.to_string()),
            ("last", (first + part.len() - 1).to_string()),
        ];
        let path = ctx.url(&format!("{HOME}/records/annexes"));
        let href = list_address(&path, &[("part", &(at + 1).to_string())]);
        Link::new(href, ctx.ta("assistance-annexes", &args).into_owned())
    };
    papers.chunks(MANY).enumerate().map(link).collect()
}

/// `GET /assistance/records/annexes?part=`: the annexes of the last change in one file, printed if they
/// are not yet.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = last(&tx).await?;
    tx.audit(Entry::new("print", "assistance-records", "annexes"));
    tx.commit().await?;
    let (day, papers) = known.ok_or(Problem::Impossible("assistance-refused-annexes"))?;
    let part: usize = form.get("part").parse().unwrap_or(1);
    let papers = papers.chunks(MANY).nth(part.saturating_sub(1)).ok_or(Problem::NotFound)?;
    people::print_papers(&app, &ctx.actor, papers).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let bytes = people::packed(&mut tx, papers).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"annexes-{day}-{part}.zip\"");
    let headers =
        [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
