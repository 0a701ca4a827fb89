//! A passing on that was done: what went where, and the way back while the day lasts.

use super::TransferId;
use super::hand_over::{moved, rows_of, undo as give_back};
use super::hand_over_page::{PATH, names};
use super::store::work_transfer::{self, Column};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, cut, html, see};
use sea_orm::{ColumnTrait, QueryFilter};

#[derive(Template)]
#[template(path = "work/transfer.html")]
struct TransferPage {
    page: ui::Page,
    version: i32,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    pages: ui::Pages,
    undo: Option<String>,
    undone: bool,
    all: String,
}

struct Row {
    href: String,
    person: String,
    to: String,
    now: String,
}

async fn one(tx: &Tx, id: TransferId) -> Result<work_transfer::Model, StoreError> {
    let rows = tx.find::<work_transfer::Entity>().filter(Column::Id.eq(id));
    rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<TransferId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let transfer = one(&tx, id).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    let names = names(&accounts);
    let path = ctx.url(&format!("/work/transfers/{id}"));
    let (shown, pages) = cut(moved(&tx, id).await?, &form, &path);
    let ids: Vec<_> = shown.iter().map(|row| row.case_id).collect();
    let cases = rows_of(&tx, &ids).await?;
    let people: Vec<_> = cases.iter().map(|row| row.person_id).collect();
    let people = people::heads(&tx, &people).await?;
    tx.audit(Entry::read("hand-over", id.0));
    let may_undo = transfer.undone_at.is_none() && transfer.at.day() == tx.today();
    tx.commit().await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let row = |moved: &super::store::transfer_case::Model| {
        let case = cases.iter().find(|case| case.id == moved.case_id);
        let head = case.and_then(|case| people.get(&case.person_id));
        Row {
            href: ctx.url(&format!("/referrals/{}", moved.case_id)),
            person: head.map(|head| head.name.clone()).unwrap_or_default(),
            to: name(moved.to_id),
            now: case.and_then(|case| case.officer_id).map(name).unwrap_or_default(),
        }
    };
    let facts = [
        ("work-transfer-from", name(transfer.from_id)),
        ("work-transfer-by", transfer.account_id.map(name).unwrap_or_default()),
        ("work-transfer-at", transfer.at.bg()),
        ("work-reason", transfer.reason.clone()),
        ("work-transfer-cases", transfer.cases.to_string()),
        ("work-transfer-calls", transfer.calls.to_string()),
        ("work-transfer-hours", transfer.hours.to_string()),
        ("work-transfer-drafts", transfer.drafts.to_string()),
    ];
    html(&TransferPage {
        page: super::load_page::framed(&ctx, ctx.t("work-transfer")),
        version: transfer.version,
        facts: facts.map(|(key, value)| (ctx.t(key).into_owned(), value)).into(),
        rows: shown.iter().map(row).collect(),
        pages,
        undo: may_undo.then(|| format!("{path}/undo")),
        undone: transfer.undone_at.is_some(),
        all: ctx.url(PATH),
    })
}

pub async fn undo(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<TransferId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/work/transfers/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let transfer = one(&tx, id).await?;
    if transfer.undone_at.is_some() || transfer.at.day() != tx.today() {
        return Err(Problem::Impossible("work-undo-too-late"));
    }
    let accounts = access::accounts(&tx, tx.today()).await?;
    let leaver = accounts.iter().find(|account| account.id == transfer.from_id);
    if leaver.is_none_or(|account| account.disabled_at.is_some()) {
        return Err(Problem::Impossible("work-undo-closed"));
    }
    let undone = give_back(&mut tx, &transfer, &names(&accounts)).await?;
    tx.commit().await?;
    let flash = if undone.stayed == 0 { "work-undone-all" } else { "work-undone-part" };
    Ok(see(&ctx, &path, Some(flash)))
}
