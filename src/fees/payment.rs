//! Payments of accounts: whole or in parts; one that was wrong is taken back by a row beside it.

use super::account::{self, number, path};
use super::frame::{self, eur, month_of, month_words};
use super::rate_page::typed_sum;
use super::store::fee_account;
use super::store::fee_payment::{self, Column, Entity};
use super::{FeeAccountId, PaymentId};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{
    Act, Around, Ctx, Form, PAGE_ROWS, Paging, Problem, chosen, day_values, html, list_address,
    paged, see,
};
use law::{Money, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use std::collections::HashMap;
use ui::{Head, Pages};

/// How it was paid. Words have the key `fees-how-<code>`.
const HOW: [&str; 3] = ["bank", "cash", "card"];

/// A payment to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// Cents; less than nothing takes one back.
    pub cents: i64,
    /// The day.
    pub paid_on: Day,
    /// A code: `bank`, `cash`, `card`.
    pub how: String,
    /// The document.
    pub document: String,
    /// The payment that is taken back.
    pub reverses: Option<PaymentId>,
}

/// Writes a payment down.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    account: FeeAccountId,
    new: &NewPayment,
) -> Result<PaymentId, StoreError> {
    let of = account::one(tx, account).await?;
    let id = PaymentId(tx.new_id());
    tx.insert(fee_payment::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(account),
        funding: Set(of.funding.clone()),
        cents: Set(new.cents),
        paid_on: Set(new.paid_on),
        how: Set(new.how.clone()),
        document: Set(new.document.clone()),
        reverses_id: Set(new.reverses),
        remittance_id: Set(None),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    let kind = if new.reverses.is_some() { "fees-taken-back" } else { "fees-paid" };
    let person = Some(of.person_id.0);
    let data = vec![("number", number(of.year, of.number)), ("day", new.paid_on.bg())];
    tx.event(Event { kind, person, case: None, data }).await?;
    Ok(id)
}

/// The payments of an account, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_account(tx: &Tx, id: FeeAccountId) -> Result<Vec<fee_payment::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AccountId.eq(id)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// What was paid of accounts. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn paid(
    tx: &Tx,
    accounts: &[FeeAccountId],
) -> Result<HashMap<FeeAccountId, i64>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AccountId.is_in(accounts.iter().copied()));
    let mut all: HashMap<FeeAccountId, i64> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        *all.entry(row.account_id).or_default() += row.cents;
    }
    Ok(all)
}

/// An account with what is left to be paid.
struct Behind {
    row: fee_account::Model,
    left: i64,
    name: String,
    payments: Vec<fee_payment::Model>,
}

async fn behind(app: &App, ctx: &Ctx, id: FeeAccountId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = account::one(&tx, id).await?;
    let payments = of_account(&tx, id).await?;
    let name = people::head(&tx, row.person_id).await?.name;
    tx.audit(Entry::read("fee-account", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let left = row.cents - payments.iter().map(|one| one.cents).sum::<i64>();
    Ok(Behind { row, left, name, payments })
}

fn act(ctx: &Ctx, form: &Form, behind: &Behind) -> Act {
    let boxes = (ctx, form);
    let args = [("left", eur(behind.left)), ("name", behind.name.clone())];
    Act::new("fees-pay", "/pay", "ui-save")
        .lead(ctx.ta("fees-pay-lead", &args))
        .line(boxes, "sum", "fees-column-sum")
        .day(boxes, "paid_on", ("fees-paid-on", String::new()))
        .one(boxes, "how", ("fees-column-how", &HOW), |code| format!("fees-how-{code}"))
        .line(boxes, "document", "fees-payment-document")
}

fn shown(ctx: &Ctx, act: Act, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let (year, next) = (behind.row.year, behind.row.number);
    let page = frame::page(ctx, format!("{}: {}", ctx.t(act.title()), number(year, next)));
    let home = path(behind.row.id, "");
    act.shown(ctx, Around { page, home, version: behind.row.version }, form)
}

fn may(behind: &Behind) -> Result<(), Problem> {
    if behind.row.cancelled_at.is_some() || behind.left <= 0 {
        return Err(Problem::Impossible("fees-pay-refused"));
    }
    Ok(())
}

/// `GET /fees/bills/{bill}/pay`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    may(&behind)?;
    let mut values = day_values("paid_on", Some(app.today()));
    values.push(("sum".to_owned(), Money::eur(behind.left).decimal().replace('.', ",")));
    values.push(("how".to_owned(), HOW[0].to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, act(&ctx, &form, &behind), &behind, &form)
}

/// `POST /fees/bills/{bill}/pay`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = behind(&app, &ctx, id).await?;
    may(&known)?;
    let cents = typed_sum(&mut form, "sum");
    if cents.is_some_and(|cents| cents == 0 || cents > known.left) {
        form.wrong("sum", "fees-sum-much");
    }
    let paid_on = form.day("paid_on");
    if paid_on.is_some_and(|day| day > app.today()) {
        form.wrong("paid_on", "fees-day-wrong");
    }
    let how = chosen(&mut form, "how", &HOW);
    let document = form.required("document", 200);
    let (Some((cents, paid_on)), true) = (cents.zip(paid_on), form.ok()) else {
        return shown(&ctx, act(&ctx, &form, &known), &known, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    // The version of the account stands for what was paid of it: two at once do not pay it twice.
    let active = fee_account::ActiveModel::default();
    tx.update::<fee_account::Entity>(id, form.version(), active).await?;
    add(&mut tx, id, &NewPayment { cents, paid_on, how, document, reverses: None }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("fees-pay-done")))
}

fn reverse_act(ctx: &Ctx, form: &Form, row: &fee_payment::Model) -> Act {
    let args = [("sum", eur(row.cents)), ("day", row.paid_on.bg())];
    Act::new("fees-reverse", "/reverse", "fees-reverse-button")
        .lead(ctx.ta("fees-reverse-lead", &args))
        .hidden(form, "payment")
        .line((ctx, form), "document", "fees-reverse-document")
}

async fn chosen_payment(
    app: &App,
    ctx: &Ctx,
    (id, form): (FeeAccountId, &Form),
) -> Result<(Behind, fee_payment::Model), Problem> {
    let payment: PaymentId = form.get("payment").parse().map_err(|_| Problem::NotFound)?;
    let behind = behind(app, ctx, id).await?;
    let row = behind.payments.iter().find(|one| one.id == payment).cloned();
    let row = row.ok_or(Problem::NotFound)?;
    let is_reversed = behind.payments.iter().any(|one| one.reverses_id == Some(payment));
    if row.reverses_id.is_some() || is_reversed {
        return Err(Problem::Impossible("fees-reverse-refused"));
    }
    Ok((behind, row))
}

/// `GET /fees/bills/{bill}/reverse?payment=`.
pub async fn reverse_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
    form: Form,
) -> Result<Response, Problem> {
    let (behind, row) = chosen_payment(&app, &ctx, (id, &form)).await?;
    let form = Form::filled(ctx.lang, [("payment", row.id.to_string())]);
    let form = ctx.resumed(form, &["payment"]).await?;
    shown(&ctx, reverse_act(&ctx, &form, &row), &behind, &form)
}

/// `POST /fees/bills/{bill}/reverse`.
pub async fn reverse(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (behind, row) = chosen_payment(&app, &ctx, (id, &form)).await?;
    let document = form.required("document", 200);
    if !form.ok() {
        return shown(&ctx, reverse_act(&ctx, &form, &row), &behind, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewPayment {
        cents: -row.cents,
        paid_on: tx.today(),
        how: row.how,
        document,
        reverses: Some(row.id),
    };
    match add(&mut tx, id, &new).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Problem::Impossible("fees-reverse-refused"));
        }
        other => other?,
    };
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("fees-reverse-done")))
}

/// The payments received in a month, of all or of one destination.
pub fn received(tx: &Tx, month: Month, funding: &str) -> Select<Entity> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::PaidOn.gte(Day(month.first_day())))
        .filter(Column::PaidOn.lte(Day(month.last_day())));
    if funding.is_empty() { rows } else { rows.filter(Column::Funding.eq(funding)) }
}

struct Row {
    href: String,
    number: String,
    name: String,
    day: String,
    sum: String,
    document: String,
    sent: bool,
}

#[derive(Template)]
#[template(path = "fees/payments.html")]
struct PaymentsPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// `GET /fees/payments?month=&funding=`: the payments behind a total.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let funding = if ["state", "municipal"].contains(&form.get("funding")) {
        form.get("funding")
    } else {
        ""
    };
    let page_number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = received(&tx, month, funding)
        .order_by_desc(Column::PaidOn)
        .order_by_desc(Column::Id)
        .offset((page_number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1);
    let rows = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    let base = list_address(
        &ctx.url("/fees/payments"),
        &[("month", &month.to_string()), ("funding", funding)],
    );
    let (rows, paging) = paged(rows, page_number, base);
    let ids: Vec<FeeAccountId> = rows.iter().map(|row| row.account_id).collect();
    let accounts = tx.find::<fee_account::Entity>().filter(fee_account::Column::Id.is_in(ids));
    let accounts = accounts.all(tx.conn()).await.map_err(StoreError::from)?;
    let accounts: HashMap<FeeAccountId, fee_account::Model> =
        accounts.into_iter().map(|row| (row.id, row)).collect();
    let people: Vec<PersonId> = accounts.values().map(|row| row.person_id).collect();
    let heads = people::heads(&tx, &people).await?;
    tx.audit(Entry::list("fee-payments"));
    tx.commit().await?;
    let row = |row: &fee_payment::Model| {
        let account = accounts.get(&row.account_id)?;
        Some(Row {
            href: ctx.url(&path(account.id, "")),
            number: number(account.year, account.number),
            name: heads.get(&account.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            day: row.paid_on.bg(),
            sum: eur(row.cents),
            document: row.document.clone(),
            sent: row.remittance_id.is_some(),
        })
    };
    let title = format!("{}: {}", ctx.t("fees-payments"), month_words(ctx.lang, month));
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&PaymentsPage {
        page: frame::page(&ctx, title),
        heads: ["number", "person", "day", "sum", "document", "state"].map(column).into(),
        rows: rows.iter().filter_map(row).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
