//! The fees of a month: who owes what, who owes nothing and why, what is missing; the accounts.

use super::account::{self, number, path};
use super::due::{self, word};
use super::frame::{beside_links, due_day, eur, month_of, month_words};
use super::issue::{issued, last_run};
use super::payment;
use super::store::fee_account::{self, Column, Entity};
use super::sum::Due;
use super::{FeeAccountId, WRITE};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, choices, cut, html, list_address, paged};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Choice, Head, Link, Pages};

/// What may be shown of a month.
const SHOWN: [&str; 3] = ["pay", "missing", "nothing"];

struct Row {
    href: String,
    name: String,
    service: String,
    word: String,
    colour: &'static str,
    is_issued: bool,
}

/// How far a run has come.
struct Running {
    so_far: String,
    percent: i32,
}

#[derive(Template)]
#[template(path = "fees/month.html")]
struct MonthPage {
    page: ui::Page,
    month: String,
    iso: String,
    beside: [Link; 2],
    action: String,
    issue: String,
    open: usize,
    due_on: String,
    running: Option<Running>,
    tiles: Vec<(String, String, String)>,
    form: Form,
    shown: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    links: Vec<Link>,
}

fn kind(due: Option<&Due>) -> &'static str {
    match due {
        Some(Due::Pay(_)) => SHOWN[0],
        Some(Due::Nothing(_)) => SHOWN[2],
        Some(Due::Missing(..)) | None => SHOWN[1],
    }
}

/// `GET /fees?month=&shown=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = due::all(&tx, &law, month).await?;
    let issued = issued(&tx, month).await?;
    let run = last_run(&tx, month).await?.filter(|run| run.ended_at.is_none());
    let total: i64 = totals(&tx, month).await?;
    tx.audit(Entry::list("fees"));
    tx.commit().await?;
    let iso = month.to_string();
    let count = |which: &str| all.iter().filter(|one| kind(one.due.as_ref()) == which).count();
    let at = |which: &str| list_address(&ctx.url("/fees"), &[("month", &iso), ("shown", which)]);
    let mut tiles: Vec<(String, String, String)> = SHOWN
        .iter()
        .map(|which| {
            let text = ctx.t(&format!("fees-shown-{which}")).into_owned();
            (at(which), count(which).to_string(), text)
        })
        .collect();
    let bills = list_address(&ctx.url("/fees/bills"), &[("month", &iso)]);
    tiles.push((bills, eur(total), ctx.t("fees-issued-sum").into_owned()));
    let is_open = |one: &&due::Owed| {
        matches!(one.due, Some(Due::Pay(_))) && !issued.contains(&one.given.placement)
    };
    let open = all.iter().filter(is_open).count();
    let wanted = form.get("shown").to_owned();
    let row = |one: &due::Owed| {
        let (word, colour) = word(&ctx, one.due.as_ref());
        let due = ctx.url(&format!("/fees/due/{}", one.given.placement));
        Row {
            href: list_address(&due, &[("month", &iso)]),
            name: one.name.clone(),
            service: one.service.name.clone(),
            word,
            colour,
            is_issued: issued.contains(&one.given.placement),
        }
    };
    let listed = all.iter().filter(|one| wanted.is_empty() || kind(one.due.as_ref()) == wanted);
    let (rows, pages) = cut(listed.map(row).collect(), &form, &at(&wanted));
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    let links = [
        ("/fees/arrears", "fees-arrears"),
        ("/fees/remittance", "fees-remittance"),
        ("/fees/rates", "fees-rates"),
    ];
    html(&MonthPage {
        page: ctx.page(ctx.t("fees-title")),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &ctx.url("/fees"), month),
        action: ctx.url("/fees"),
        issue: if ctx.actor.may(WRITE) { ctx.url("/fees/issue") } else { String::new() },
        open,
        due_on: due_day(&law, month).map(kit::types::Day::bg).unwrap_or_default(),
        running: run.map(|run| running(&ctx, &run)),
        tiles,
        shown: choices(&ctx, &SHOWN, &wanted, |code| format!("fees-shown-{code}")),
        heads: ["person", "service", "due", "bill"].map(column).into(),
        rows,
        pages,
        links: links.map(|(to, key)| Link::new(ctx.url(to), ctx.t(key))).into(),
        iso,
        form,
    })
}

fn running(ctx: &Ctx, run: &super::store::fee_run::Model) -> Running {
    let args = [("done", run.done), ("total", run.total)];
    Running {
        so_far: ctx.ta("fees-so-far", &args).into_owned(),
        percent: run.done * 100 / run.total.max(1),
    }
}

/// What the accounts of a month come to.
async fn totals(tx: &Tx, month: Month) -> Result<i64, StoreError> {
    let rows: Vec<i64> = tx
        .find::<Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::CancelledAt.is_null())
        .select_only()
        .column(Column::Cents)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().sum())
}

/// An account in a line.
pub struct Bill {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Whose.
    pub name: String,
    /// The month.
    pub month: String,
    /// The service.
    pub service: String,
    /// The sum.
    pub sum: String,
    /// What was paid.
    pub paid: String,
    /// Its state, in a word.
    pub state: String,
    /// Colour of the word.
    pub colour: &'static str,
}

/// Accounts with people, services and what was paid: three queries.
pub async fn bills_in_words(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[fee_account::Model],
) -> Result<Vec<Bill>, StoreError> {
    let ids: Vec<FeeAccountId> = rows.iter().map(|row| row.id).collect();
    let paid = payment::paid(tx, &ids).await?;
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let heads = people::heads(tx, &people).await?;
    let service_ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    let known = services::by_ids(tx, &service_ids).await?;
    let today = tx.today();
    let bill = |row: &fee_account::Model| {
        let paid = paid.get(&row.id).copied().unwrap_or_default();
        let (state, colour) = account::state(row, paid, today);
        let month = Month::parse(&row.month);
        Bill {
            href: ctx.url(&path(row.id, "")),
            number: number(row.year, row.number),
            name: heads.get(&row.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            month: month.map(|month| month_words(ctx.lang, month)).unwrap_or_default(),
            service: known.get(&row.service_id).map(|one| one.name.clone()).unwrap_or_default(),
            sum: eur(row.cents),
            paid: eur(paid),
            state: ctx.t(state).into_owned(),
            colour,
        }
    };
    Ok(rows.iter().map(bill).collect())
}

/// The accounts of a person, newest first.
pub async fn bills_of(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<Vec<Bill>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_desc(Column::Id).limit(PAGE_ROWS).all(tx.conn()).await?;
    bills_in_words(ctx, tx, &rows).await
}

#[derive(Template)]
#[template(path = "fees/bills.html")]
struct BillsPage {
    page: ui::Page,
    month: String,
    beside: [Link; 2],
    heads: Vec<Head>,
    rows: Vec<Bill>,
    pages: Pages,
}

/// `GET /fees/bills?month=`.
pub async fn bills(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = tx
        .find::<Entity>()
        .filter(Column::Month.eq(month.to_string()))
        .order_by_asc(Column::Id)
        .offset((number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1);
    let rows = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    let base = list_address(&ctx.url("/fees/bills"), &[("month", &month.to_string())]);
    let (rows, paging) = paged(rows, number, base);
    let rows = bills_in_words(&ctx, &tx, &rows).await?;
    tx.audit(Entry::list("fee-accounts"));
    tx.commit().await?;
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&BillsPage {
        page: super::frame::page(&ctx, ctx.t("fees-bills")),
        month: month_words(ctx.lang, month),
        beside: beside_links(&ctx, &ctx.url("/fees/bills"), month),
        heads: ["number", "person", "service", "sum", "paid", "state"].map(column).into(),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
