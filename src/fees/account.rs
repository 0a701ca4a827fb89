//! The account of a month: issued with a number, printed, paid, cancelled when it was wrong.

use super::due::{Owed, goes_to};
use super::frame::{self, due_day, eur, month_words};
use super::payment;
use super::store::fee_account::{self, Column, Entity};
use super::store::fee_payment;
use super::sum::{Due, Sum};
use super::{FeeAccountId, WRITE};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{self, NewPaper};
use crate::services;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, html, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use ui::{Lang, Link};

fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The number of an account in words.
#[must_use]
pub fn number(year: i32, number: i64) -> String {
    bg_with("fees-number", &[("year", year.to_string()), ("number", format!("{number:05}"))])
}

/// Issues an account: number, arithmetic, paper.
///
/// # Errors
/// When the database refuses.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    (owed, month): (&Owed, Month),
    (by, verify): (&str, &str),
) -> Result<FeeAccountId, StoreError> {
    let Some(Due::Pay(sum)) = &owed.due else {
        return Err(StoreError::Other("an account of nothing".into()));
    };
    let law = app.law(tx.municipality());
    let due_on = due_day(&law, month).map_err(|e| StoreError::Other(e.to_string()))?;
    let id = FeeAccountId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    // The paper counts in a register of its own, one for each account: the two stay in step.
    let next = tx.next_number("fee-bill", year).await?;
    let attempt = attempts(tx, owed, month).await? + 1;
    let data = paper(app, tx, (owed, month, sum), (&number(year, next), due_on))?;
    let title = bg("people-paper-fee-account");
    let verify = verify.to_owned();
    let new = NewPaper { person: owed.given.person, kind: "fee-account", title, data, verify };
    let paper = people::add_paper(tx, new).await?;
    tx.insert(fee_account::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(owed.given.placement),
        person_id: Set(owed.given.person),
        service_id: Set(owed.given.service),
        month: Set(month.to_string()),
        attempt: Set(attempt),
        year: Set(year),
        number: Set(next),
        funding: Set(goes_to(&owed.service).to_owned()),
        cents: Set(sum.cents),
        due_on: Set(due_on),
        data_sealed: Set(tx.seal_json("fee_account", "data_sealed", id.0, sum)?),
        paper_id: Set(Some(paper)),
        issued_at: Set(tx.now()),
        account_name: Set(by.to_owned()),
        cancelled_at: Set(None),
        cancelled_by: Set(String::new()),
        why_sealed: Set(None),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("fee-account-issued", id.0).about(Some(owed.given.person.0)));
    Ok(id)
}

async fn attempts(tx: &Tx, owed: &Owed, month: Month) -> Result<i32, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::PlacementId.eq(owed.given.placement))
        .filter(Column::Month.eq(month.to_string()))
        .order_by_desc(Column::Attempt);
    Ok(rows.one(tx.conn()).await?.map_or(0, |row| row.attempt))
}

/// What the printer is given.
fn paper(
    app: &App,
    tx: &Tx,
    (owed, month, sum): (&Owed, Month, &Sum),
    (number, due_on): (&str, kit::types::Day),
) -> Result<Value, StoreError> {
    let known = app.db.municipalities();
    let office =
        known.iter().find(|one| one.id == tx.municipality()).ok_or(StoreError::NotFound)?;
    let settings = Settings::of(office);
    let lines: Vec<Value> =
        sum.lines.iter().map(|line| json!([line.text, eur(line.cents)])).collect();
    let steps: Vec<String> =
        sum.steps.iter().enumerate().map(|(n, step)| format!("{}. {step}", n + 1)).collect();
    let args = [("number", number.to_owned()), ("month", month_words(Lang::Bg, month))];
    let due = [("sum", eur(sum.cents)), ("day", format!("{} г.", due_on.bg()))];
    let mut data = json!({
        "office": settings.office(office),
        "name": bg("people-paper-fee-account"),
        "about": bg_with("fees-paper-about", &args),
        "ground": sum.articles.join(", "),
        "person": { "name": owed.name },
        "opening": bg_with("fees-paper-opening", &[("service", owed.service.name.clone())]),
        "sections": [
            { "title": bg("fees-paper-lines"), "lines": lines },
            { "title": bg("fees-steps"), "text": steps.join("\n") },
        ],
        "closing": format!("{}\n{}", bg_with("fees-paper-closing", &due), bg("fees-rounding")),
        "signatures": [{ "role": bg("fees-paper-employee"), "name": tx.actor().name.to_string() }],
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    Ok(data)
}

/// One account.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: FeeAccountId) -> Result<fee_account::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Its arithmetic.
pub fn sum(tx: &Tx, row: &fee_account::Model) -> Result<Sum, StoreError> {
    tx.open_json("fee_account", "data_sealed", row.id.0, &row.data_sealed)
}

/// The state of an account in a word: key and colour.
#[must_use]
pub fn state(
    row: &fee_account::Model,
    paid: i64,
    today: kit::types::Day,
) -> (&'static str, &'static str) {
    match (row.cancelled_at, paid >= row.cents, row.due_on < today) {
        (Some(_), ..) => ("fees-state-cancelled", "grey"),
        (None, true, _) => ("fees-state-paid", "green"),
        (None, false, true) => ("fees-state-late", "red"),
        (None, false, false) if paid > 0 => ("fees-state-part", "yellow"),
        (None, false, false) => ("fees-state-open", "blue"),
    }
}

struct Paid {
    day: String,
    sum: String,
    how: String,
    document: String,
    by: String,
    note: String,
    reverse: String,
}

#[derive(Template)]
#[template(path = "fees/account.html")]
struct AccountPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    service: String,
    month: String,
    sum: String,
    paid: String,
    left: String,
    due_on: String,
    goes_to: String,
    why: String,
    lines: Vec<(String, String)>,
    steps: Vec<String>,
    articles: String,
    rules: String,
    heads: Vec<ui::Head>,
    payments: Vec<Paid>,
    pdf: String,
    pay: String,
    cancel: String,
    links: Vec<Link>,
}

/// The place of an account below the municipality.
pub fn path(id: FeeAccountId, rest: &str) -> String {
    format!("/fees/bills/{id}{rest}")
}

fn paid_row(ctx: &Ctx, row: &fee_payment::Model, all: &[fee_payment::Model]) -> Paid {
    let is_reversed = all.iter().any(|other| other.reverses_id == Some(row.id));
    let note = match (row.reverses_id, is_reversed) {
        (Some(_), _) => ctx.t("fees-payment-reverse"),
        (None, true) => ctx.t("fees-payment-reversed"),
        (None, false) => "".into(),
    };
    let may = ctx.actor.may(WRITE) && !is_reversed && row.reverses_id.is_none();
    let reverse = path(row.account_id, &format!("/reverse?payment={}", row.id));
    Paid {
        day: row.paid_on.bg(),
        sum: eur(row.cents),
        how: ctx.t(&format!("fees-how-{}", row.how)).into_owned(),
        document: row.document.clone(),
        by: format!("{}, {}", row.account_name, row.made_at.bg()),
        note: note.into_owned(),
        reverse: if may { ctx.url(&reverse) } else { String::new() },
    }
}

/// `GET /fees/bills/{bill}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    let total = sum(&tx, &row)?;
    let payments = payment::of_account(&tx, id).await?;
    let head = people::head(&tx, row.person_id).await?;
    let service = services::service(&tx, row.service_id).await?;
    let why = match &row.why_sealed {
        Some(sealed) => tx.open("fee_account", "why_sealed", id.0, sealed)?,
        None => String::new(),
    };
    tx.audit(Entry::read("fee-account", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let paid: i64 = payments.iter().map(|one| one.cents).sum();
    let (state, colour) = state(&row, paid, app.today());
    let month = Month::parse(&row.month).map_err(Problem::internal)?;
    let may = ctx.actor.may(WRITE) && row.cancelled_at.is_none();
    let at = |rest: &str, shown: bool| if shown { ctx.url(&path(id, rest)) } else { String::new() };
    let pdf = row.paper_id.map(|paper| format!("/people/{}/papers/{paper}", row.person_id));
    let titled = number(row.year, row.number);
    let column = |name: &str| ui::Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&AccountPage {
        page: frame::page(&ctx, titled.clone()),
        name: head.name,
        number: titled,
        state: ctx.t(state).into_owned(),
        colour,
        service: service.name,
        month: month_words(ctx.lang, month),
        sum: eur(row.cents),
        paid: eur(paid),
        left: eur((row.cents - paid).max(0)),
        due_on: row.due_on.bg(),
        goes_to: ctx.t(&format!("fees-to-{}", row.funding)).into_owned(),
        why,
        lines: total.lines.iter().map(|line| (line.text.clone(), eur(line.cents))).collect(),
        steps: total.steps,
        articles: total.articles.join("; "),
        rules: total.rules,
        heads: ["day", "sum", "how", "document", "by"].map(column).into(),
        payments: payments.iter().map(|one| paid_row(&ctx, one, &payments)).collect(),
        pdf: pdf.map(|pdf| ctx.url(&pdf)).unwrap_or_default(),
        pay: at("/pay", may && paid < row.cents),
        cancel: at("/cancel", may && paid == 0),
        links: vec![
            Link::new(
                ctx.url(&format!("/fees/people/{}", row.person_id)),
                ctx.t("fees-to-grounds"),
            ),
            Link::new(
                ctx.url(&format!("/placements/{}", row.placement_id)),
                ctx.t("fees-to-placement"),
            ),
        ],
    })
}

async fn cancelled_form(
    app: &App,
    ctx: &Ctx,
    (id, form): (FeeAccountId, &Form),
) -> Result<(fee_account::Model, Result<Response, Problem>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    let payments = payment::of_account(&tx, id).await?;
    tx.audit(Entry::read("fee-account", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let paid: i64 = payments.iter().map(|one| one.cents).sum();
    if row.cancelled_at.is_some() || paid != 0 {
        return Err(Problem::Impossible("fees-cancel-refused"));
    }
    let page =
        frame::page(ctx, format!("{}: {}", ctx.t("fees-cancel"), number(row.year, row.number)));
    let act = Act::new("fees-cancel", "/cancel", "fees-cancel-button")
        .lead(ctx.t("fees-cancel-lead"))
        .area((ctx, form), "why", ("fees-why", ""));
    let shown = act.shown(ctx, Around { page, home: path(id, ""), version: row.version }, form);
    Ok((row, shown))
}

/// `GET /fees/bills/{bill}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    cancelled_form(&app, &ctx, (id, &form)).await?.1
}

/// `POST /fees/bills/{bill}/cancel`: the month may be issued anew for this person.
pub async fn cancel(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, FeeAccountId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", 1_000);
    let (row, shown) = cancelled_form(&app, &ctx, (id, &form)).await?;
    if !form.ok() {
        return shown;
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let active = fee_account::ActiveModel {
        cancelled_at: Set(Some(tx.now())),
        cancelled_by: Set(tx.actor().name.to_string()),
        why_sealed: Set(Some(tx.seal("fee_account", "why_sealed", id.0, &why)?)),
        ..Default::default()
    };
    tx.update::<Entity>(id, row.version, active).await?;
    tx.audit(Entry::write("fee-account-cancelled", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("fees-cancelled")))
}
