//! Who owes and for how many months; over the law's limit on a service that the state pays, the
//! month to pay begins at the placement (чл. 102, ал. 2 ЗСУ).

use super::FeeAccountId;
use super::frame::{self, eur};
use super::payment;
use super::store::fee_account::{Column, Entity};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::placement::PlacementId;
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use ui::{Head, Pages};

/// What is unpaid of one placement.
pub struct Unpaid {
    /// The placement.
    pub placement: PlacementId,
    /// Whose.
    pub person: PersonId,
    /// The service.
    pub service: ServiceId,
    /// `state` or `municipal`.
    pub funding: String,
    /// Months of which something is late.
    pub months: u32,
    /// What is late, in cents.
    pub cents: i64,
    /// The first day that passed.
    pub since: Day,
}

/// Everybody who is late, the longest first. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn unpaid(tx: &Tx) -> Result<Vec<Unpaid>, StoreError> {
    let late = tx
        .find::<Entity>()
        .filter(Column::CancelledAt.is_null())
        .filter(Column::DueOn.lt(tx.today()))
        .order_by_asc(Column::DueOn)
        .all(tx.conn())
        .await?;
    let ids: Vec<FeeAccountId> = late.iter().map(|row| row.id).collect();
    let paid = payment::paid(tx, &ids).await?;
    let mut all: BTreeMap<PlacementId, Unpaid> = BTreeMap::new();
    for row in late {
        let left = row.cents - paid.get(&row.id).copied().unwrap_or_default();
        if left <= 0 {
            continue;
        }
        let one = all.entry(row.placement_id).or_insert(Unpaid {
            placement: row.placement_id,
            person: row.person_id,
            service: row.service_id,
            funding: row.funding,
            months: 0,
            cents: 0,
            since: row.due_on,
        });
        one.months += 1;
        one.cents += left;
    }
    let mut all: Vec<Unpaid> = all.into_values().collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.months, one.cents)));
    Ok(all)
}

struct Row {
    href: String,
    name: String,
    service: String,
    months: String,
    sum: String,
    since: String,
    act: String,
}

#[derive(Template)]
#[template(path = "fees/arrears.html")]
struct ArrearsPage {
    page: ui::Page,
    lead: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// `GET /fees/arrears`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let limit = law.arrears_months().map_err(Problem::internal)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = unpaid(&tx).await?;
    let people: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let heads = people::heads(&tx, &people).await?;
    let ids: Vec<ServiceId> = all.iter().map(|one| one.service).collect();
    let services = services::by_ids(&tx, &ids).await?;
    tx.audit(Entry::list("fee-arrears"));
    tx.commit().await?;
    let row = |one: &Unpaid| {
        let is_over = one.months > limit && one.funding == "state";
        let act = ctx.url(&format!("/placements/{}/unpaid", one.placement));
        Row {
            href: ctx.url(&format!("/fees/people/{}", one.person)),
            name: heads.get(&one.person).map(|head| head.name.clone()).unwrap_or_default(),
            service: services.get(&one.service).map(|s| s.name.clone()).unwrap_or_default(),
            months: one.months.to_string(),
            sum: eur(one.cents),
            since: one.since.bg(),
            act: if is_over { act } else { String::new() },
        }
    };
    let (rows, pages) = cut(all.iter().map(row).collect(), &form, &ctx.url("/fees/arrears"));
    let article = law.book().newest("fee.arrears").map(|rule| rule.articles.join(", "));
    let args = [("months", limit.to_string()), ("article", article.unwrap_or_default())];
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&ArrearsPage {
        page: frame::page(&ctx, ctx.t("fees-arrears")),
        lead: ctx.ta("fees-arrears-lead", &args).into_owned(),
        heads: ["person", "service", "months", "sum", "since", "next"].map(column).into(),
        rows,
        pages,
    })
}
