//! What was collected in a month and goes on by the 25th of the next: to the ministry or to the
//! municipality's own budget (чл. 52 ЗСУ; чл. 92 ЗМДТ). Marked as sent with its document.

use super::frame::{self, beside_links, due_day, eur, month_of, month_words};
use super::payment::received;
use super::store::fee_payment::{Column, Entity};
use super::store::fee_remittance;
use super::{RATES, RemittanceId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, day_values, html, list_address, see};
use law::Month;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use ui::{Head, Link};

/// Where fees go. Words have the key `fees-to-<code>`.
pub const TO: [&str; 2] = ["state", "municipal"];
const PATH: &str = "/fees/remittance";

/// What was received for one destination in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// All of it, in cents.
    pub cents: i64,
    /// What was not passed on yet.
    pub open: i64,
}

/// What was received for a destination.
///
/// # Errors
/// When the database does not answer.
pub async fn total(tx: &Tx, month: Month, funding: &str) -> Result<Received, StoreError> {
    let rows = received(tx, month, funding).all(tx.conn()).await?;
    let open = rows.iter().filter(|row| row.remittance_id.is_none());
    Ok(Received {
        open: open.map(|row| row.cents).sum(),
        cents: rows.iter().map(|row| row.cents).sum(),
    })
}

struct Row {
    name: String,
    href: String,
    sum: String,
    open: String,
    send: String,
}

struct Sent {
    name: String,
    sum: String,
    day: String,
    document: String,
    by: String,
}

#[derive(Template)]
#[template(path = "fees/remittance.html")]
struct RemittancePage {
    page: ui::Page,
    month: String,
    due_on: String,
    beside: [Link; 2],
    heads: Vec<Head>,
    rows: Vec<Row>,
    sent_heads: Vec<Head>,
    sent: Vec<Sent>,
}

/// `GET /fees/remittance?month=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut rows = Vec::new();
    for to in TO {
        let received = total(&tx, month, to).await?;
        let asked = [("month", month.to_string()), ("funding", to.to_owned())];
        let asked = asked.each_ref().map(|(name, value)| (*name, value.as_str()));
        let send = list_address(&ctx.url(&format!("{PATH}/send")), &asked);
        let may = ctx.actor.may(RATES) && received.open > 0;
        rows.push(Row {
            name: ctx.t(&format!("fees-to-{to}")).into_owned(),
            href: list_address(&ctx.url("/fees/payments"), &asked),
            sum: eur(received.cents),
            open: eur(received.open),
            send: if may { send } else { String::new() },
        });
    }
    let sent = tx
        .find::<fee_remittance::Entity>()
        .filter(fee_remittance::Column::Month.eq(month.to_string()))
        .order_by_asc(fee_remittance::Column::Id)
        .all(tx.conn())
        .await
        .map_err(StoreError::from)?;
    tx.audit(Entry::list("fee-remittance"));
    tx.commit().await?;
    let sent_row = |row: fee_remittance::Model| Sent {
        name: ctx.t(&format!("fees-to-{}", row.funding)).into_owned(),
        sum: eur(row.cents),
        day: row.sent_on.bg(),
        document: row.document,
        by: row.account_name,
    };
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&RemittancePage {
        page: frame::page(&ctx, ctx.t("fees-remittance")),
        month: month_words(ctx.lang, month),
        due_on: due_day(&law, month).map(Day::bg).unwrap_or_default(),
        beside: beside_links(&ctx, &ctx.url(PATH), month),
        heads: ["to", "received", "open", "next"].map(column).into(),
        rows,
        sent_heads: ["to", "sum", "day", "document", "by"].map(column).into(),
        sent: sent.into_iter().map(sent_row).collect(),
    })
}

/// The month and the destination of an address or a form.
fn asked(form: &Form) -> Result<(Month, &'static str), Problem> {
    let wrong = || Problem::BadRequest("form-choose");
    let month = Month::parse(form.get("month")).map_err(|_| wrong())?;
    let to = TO.into_iter().find(|to| *to == form.get("funding")).ok_or_else(wrong)?;
    Ok((month, to))
}

fn shown(
    ctx: &Ctx,
    ((month, to), open): ((Month, &str), i64),
    form: &Form,
) -> Result<Response, Problem> {
    let name = ctx.t(&format!("fees-to-{to}")).into_owned();
    let args = [("sum", eur(open)), ("to", name), ("month", month_words(ctx.lang, month))];
    let act = Act::new("fees-send", "/send", "fees-send-button")
        .lead(ctx.ta("fees-send-lead", &args))
        .hidden(form, "month")
        .hidden(form, "funding")
        .day((ctx, form), "sent_on", ("fees-sent-on", String::new()))
        .line((ctx, form), "document", "fees-send-document");
    let page = frame::page(ctx, ctx.t("fees-send"));
    act.shown(ctx, Around { page, home: PATH.to_owned(), version: 0 }, form)
}

async fn open(app: &App, ctx: &Ctx, (month, to): (Month, &str)) -> Result<i64, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let received = total(&tx, month, to).await?;
    tx.audit(Entry::list("fee-remittance"));
    tx.commit().await?;
    if received.open <= 0 {
        return Err(Problem::Impossible("fees-send-refused"));
    }
    Ok(received.open)
}

/// `GET /fees/remittance/send?month=&funding=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (month, to) = asked(&form)?;
    let open = open(&app, &ctx, (month, to)).await?;
    let mut values = day_values("sent_on", Some(app.today()));
    values.push(("month".to_owned(), month.to_string()));
    values.push(("funding".to_owned(), to.to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["month", "funding"]).await?;
    shown(&ctx, ((month, to), open), &form)
}

/// `POST /fees/remittance/send`: everything received in the month and not passed on yet.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let (month, to) = asked(&form)?;
    let known = open(&app, &ctx, (month, to)).await?;
    let sent_on = form.day("sent_on");
    if sent_on.is_some_and(|day| day > app.today()) {
        form.wrong("sent_on", "fees-day-wrong");
    }
    let document = form.required("document", 200);
    let (Some(sent_on), true) = (sent_on, form.ok()) else {
        return shown(&ctx, ((month, to), known), &form);
    };
    let back = list_address(PATH, &[("month", &month.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    ctx.sent(&tx, &form).await?;
    sent(&mut tx, (month, to), (sent_on, document)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("fees-send-done")))
}

/// Marks what was received and not passed on yet as sent.
async fn sent(
    tx: &mut Tx,
    (month, to): (Month, &str),
    (sent_on, document): (Day, String),
) -> Result<(), StoreError> {
    let rows = received(tx, month, to).filter(Column::RemittanceId.is_null());
    let rows = rows.all(tx.conn()).await?;
    let id = RemittanceId(tx.new_id());
    tx.insert(fee_remittance::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        month: Set(month.to_string()),
        funding: Set(to.to_owned()),
        cents: Set(rows.iter().map(|row| row.cents).sum()),
        sent_on: Set(sent_on),
        document: Set(document),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    let marked = super::store::fee_payment::ActiveModel {
        remittance_id: Set(Some(id)),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(marked)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .filter(Column::RemittanceId.is_null())
        .exec(tx.conn())
        .await?;
    // Somebody else sent some of them at the same moment: nothing of this is kept.
    if done.rows_affected != rows.len() as u64 {
        return Err(StoreError::Conflict);
    }
    tx.audit(Entry::write("fees-remitted", id.0));
    Ok(())
}
