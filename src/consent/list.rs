//! The register of consents: of all people, with filters, on the screen and as a table.

use super::purpose::{name_of, purpose, purposes};
use super::store::consent::{self, Column};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::referral;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use ui::{Choice, Head, Pages};

/// The most rows of a table that is taken away.
const TABLE_MAX: u64 = 5_000;

const FILTERS: [&str; 8] =
    ["purpose", "state", "from-day", "from-month", "from-year", "to-day", "to-month", "to-year"];

#[derive(Template)]
#[template(path = "consent/list.html")]
struct ListPage {
    page: ui::Page,
    form: Form,
    action: String,
    table: String,
    texts: String,
    requests: String,
    purposes: Vec<Choice>,
    states: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    name: String,
    purpose: String,
    given: String,
    how: String,
    withdrawn: String,
}

/// What a row of either source says.
struct Given {
    person: PersonId,
    purpose: String,
    given_on: Day,
    how: String,
    withdrawn_on: Option<Day>,
}

fn own(tx: &Tx, form: &mut Form) -> Select<consent::Entity> {
    let mut rows = tx.find::<consent::Entity>();
    if purpose(form.get("purpose")).is_some() {
        rows = rows.filter(Column::Purpose.eq(form.get("purpose")));
    }
    rows = match form.get("state") {
        "holds" => rows.filter(Column::WithdrawnOn.is_null()),
        "withdrawn" => rows.filter(Column::WithdrawnOn.is_not_null()),
        _ => rows,
    };
    if let Some(from) = form.day_optional("from") {
        rows = rows.filter(Column::GivenOn.gte(from));
    }
    if let Some(to) = form.day_optional("to") {
        rows = rows.filter(Column::GivenOn.lte(to));
    }
    rows.order_by_desc(Column::GivenOn).order_by_desc(Column::Id)
}

/// So many rows: of this register, or — for ИИС — of the cases, through their door.
async fn found(
    tx: &Tx,
    form: &mut Form,
    (offset, limit): (u64, u64),
) -> Result<Vec<Given>, StoreError> {
    let is_own = purpose(form.get("purpose")).is_none_or(|purpose| purpose.is_own());
    if !is_own {
        let withdrawn = match form.get("state") {
            "holds" => Some(false),
            "withdrawn" => Some(true),
            _ => None,
        };
        let wanted = referral::IisWanted {
            withdrawn,
            from: form.day_optional("from"),
            to: form.day_optional("to"),
        };
        let rows = referral::iis_consents(tx, &wanted, (offset, limit)).await?;
        let given = |row: referral::IisConsent| Given {
            person: row.person,
            purpose: "iis".to_owned(),
            given_on: row.given_on,
            how: String::new(),
            withdrawn_on: row.withdrawn_on,
        };
        return Ok(rows.into_iter().map(given).collect());
    }
    let rows = own(tx, form).offset(offset).limit(limit).all(tx.conn()).await?;
    let given = |row: consent::Model| Given {
        person: row.person_id,
        purpose: row.purpose,
        given_on: row.given_on,
        how: row.how,
        withdrawn_on: row.withdrawn_on,
    };
    Ok(rows.into_iter().map(given).collect())
}

async fn rows_of(ctx: &Ctx, tx: &Tx, found: Vec<Given>) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<PersonId> = found.iter().map(|row| row.person).collect();
    let people = people::heads(tx, &ids).await?;
    let row = |given: Given| Row {
        href: ctx.url(&super::page::path(given.person)),
        name: people.get(&given.person).map(|person| person.name.clone()).unwrap_or_default(),
        purpose: name_of(ctx.lang, &given.purpose),
        given: given.given_on.bg(),
        how: match given.how.as_str() {
            "" => ctx.t("consent-how-case").into_owned(),
            how => ctx.t(&format!("consent-how-{how}")).into_owned(),
        },
        withdrawn: given.withdrawn_on.map(Day::bg).unwrap_or_default(),
    };
    Ok(found.into_iter().map(row).collect())
}

/// `GET /consents?purpose=&state=&from-…&to-…&page=`.
pub async fn page(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let some = found(&tx, &mut form, ((number - 1) * PAGE_ROWS, PAGE_ROWS + 1)).await?;
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let (some, paging) = paged(some, number, list_address(&ctx.url("/consents"), &filters));
    let table = list_address(&ctx.url("/consents/list.csv"), &filters);
    let rows = rows_of(&ctx, &tx, some).await?;
    tx.audit(Entry::list("consent"));
    tx.commit().await?;
    let purposes = purposes().iter().map(|purpose| {
        let choice = Choice::new(purpose.code.clone(), purpose.name(ctx.lang));
        choice.checked(form.get("purpose") == purpose.code)
    });
    let states = ["holds", "withdrawn"].map(|code| {
        let text = ctx.t(&format!("consent-state-{code}"));
        Choice::new(code, text).checked(form.get("state") == code)
    });
    let heads = ["person", "purpose", "given-on", "how", "withdrawn-on"];
    let mut page = ctx.page(ctx.t("consent-list-title"));
    page.errors = form.errors();
    html(&ListPage {
        page,
        table,
        texts: ctx.url("/consents/texts"),
        requests: ctx.url("/data-requests"),
        purposes: purposes.collect(),
        states: states.into(),
        heads: heads.map(|key| Head::new(ctx.t(&format!("consent-{key}")))).to_vec(),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        action: ctx.url("/consents"),
        form,
    })
}

/// `GET /consents/list.csv`.
pub async fn csv(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let some = found(&tx, &mut form, (0, TABLE_MAX)).await?;
    let rows = rows_of(&ctx, &tx, some).await?;
    tx.audit(Entry::new("print", "consent", "list"));
    tx.commit().await?;
    let heads = ["person", "purpose", "given-on", "how", "withdrawn-on"];
    let heads = heads.map(|key| ctx.t(&format!("consent-{key}")).into_owned());
    let lines = rows.into_iter().map(|r| [r.name, r.purpose, r.given, r.how, r.withdrawn]);
    let text = sheet::csv(&heads, lines).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"consents.csv\""),
    ];
    Ok((headers, text).into_response())
}
