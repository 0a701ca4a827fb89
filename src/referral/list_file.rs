//! The list of cases as a file, for who may take lists of people away. It is read by parts while
//! another thread writes; the name of a person whose address is protected is not in it.

use super::case::State;
use super::list::{Filter, around, matching, next_text};
use super::store::referral_case;
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use sheet::{Format, WriteError, Writer};

/// Cases read at once.
const PAGE: u64 = 1_000;
/// A spreadsheet has room for so many rows.
const ROWS_MAX: usize = 1_000_000;
/// Pages that wait to be written.
const AHEAD: usize = 4;
/// The columns, by the keys of their heads.
const COLUMNS: [&str; 8] = [
    "referral-column-person",
    "referral-column-service",
    "referral-column-state",
    "referral-column-wish",
    "referral-column-closed",
    "referral-column-next",
    "referral-column-due",
    "referral-column-officer",
];

/// `GET /referrals/export`: the cases of the list's filters, the newest first.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let filter = Filter::read(&form).named(&app, &ctx.actor, form.get("q")).await?;
    let heads: Vec<String> = COLUMNS.iter().map(|key| ctx.t(key).into_owned()).collect();
    let mut tx = app.db.read(&ctx.actor).await?;
    let (to_write, mut pages) = tokio::sync::mpsc::channel::<Vec<[String; 8]>>(AHEAD);
    let writing = tokio::task::spawn_blocking(move || -> Result<Vec<u8>, WriteError> {
        let mut writer = Writer::new(format, &heads)?;
        while let Some(page) = pages.blocking_recv() {
            for row in page {
                writer.row(&row)?;
            }
        }
        writer.finish()
    });
    let (mut before, mut count) = (None, 0);
    while count < ROWS_MAX {
        let rows = part(&tx, &filter, before).await?;
        let Some(last) = rows.last() else {
            break;
        };
        before = Some(last.id);
        count += rows.len();
        if to_write.send(cells(&ctx, &tx, &rows).await?).await.is_err() {
            break;
        }
    }
    drop(to_write);
    let bytes = writing.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    tx.audit(Entry::new("print", "case", "list"));
    tx.commit().await?;
    let name = format!("attachment; filename=\"cases.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// The next cases, the newest first.
async fn part(
    tx: &Tx,
    filter: &Filter,
    before: Option<super::CaseId>,
) -> Result<Vec<referral_case::Model>, StoreError> {
    let mut query = matching(tx, filter).await?;
    if let Some(before) = before {
        query = query.filter(referral_case::Column::Id.lt(before));
    }
    let newest = query.order_by_desc(referral_case::Column::Id);
    Ok(newest.limit(PAGE).all(tx.conn()).await?)
}

async fn cells(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[referral_case::Model],
) -> Result<Vec<[String; 8]>, StoreError> {
    let (people, services) = around(tx, rows).await?;
    let accounts = kit::access::accounts(tx, tx.today()).await?;
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let row = |row: &referral_case::Model| {
        let person = people.get(&row.person_id).map(|person| match person.is_protected {
            true => ctx.t("referral-file-protected").into_owned(),
            false => person.name.clone(),
        });
        let officer = accounts.iter().find(|account| Some(account.id) == row.officer_id);
        [
            person.unwrap_or_default(),
            services.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            ctx.t(&State::from_code(&row.state).unwrap_or(State::Closed).key()).into_owned(),
            row.wish_on.bg(),
            row.closed_at.map(|at| at.day().bg()).unwrap_or_default(),
            next_text(ctx, &row.next_kind),
            day(row.next_on),
            officer.map(|account| account.name.clone()).unwrap_or_default(),
        ]
    };
    Ok(rows.iter().map(row).collect())
}
