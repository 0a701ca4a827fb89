//! Agreed calls: who is to be called back, by day. "My work" counts them and leads here.

use super::desk::Desk;
use super::lists;
use super::store::contact::{self, Column, Entity};
use crate::app::App;
use crate::people::{self, Task, Wanted};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, paged};
use sea_orm::{
    ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use ui::{Head, NavItem, Pages};

pub fn waiting(tx: &Tx, whose: Option<&[AccountId]>) -> Select<Entity> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::FollowUpOn.is_not_null())
        .filter(Column::FollowedUpAt.is_null())
        .filter(Column::CancelledAt.is_null());
    match whose {
        Some(accounts) => rows.filter(whose_call(accounts)),
        None => rows,
    }
}

/// Whose call it is: of whom it was passed on to, else of who agreed on it.
pub fn whose_call(accounts: &[AccountId]) -> Condition {
    let own = Condition::all()
        .add(Column::FollowUpBy.is_null())
        .add(Column::AccountId.is_in(accounts.iter().copied()));
    Condition::any().add(own).add(Column::FollowUpBy.is_in(accounts.iter().copied()))
}

/// How many agreed calls are due until a day, of some workers or of all.
///
/// # Errors
/// When the database does not answer.
pub async fn follow_ups_due(
    tx: &Tx,
    whose: Option<&[AccountId]>,
    until: Day,
) -> Result<u64, StoreError> {
    let rows = waiting(tx, whose).filter(Column::FollowUpOn.lte(until));
    Ok(rows.count(tx.conn()).await?)
}

/// The agreed calls that are due until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = waiting(tx, wanted.whose).filter(Column::FollowUpOn.lte(wanted.until));
    let rows = rows.order_by_asc(Column::FollowUpOn).order_by_asc(Column::Id).limit(wanted.most);
    let task = |row: contact::Model| Task {
        day: row.follow_up_on.unwrap_or(wanted.until),
        key: "contacts-task-call",
        person: row.person_id,
        note: String::new(),
        path: format!("/contacts/{}", row.id),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

#[derive(Template)]
#[template(path = "contacts/follow.html")]
struct FollowPage {
    page: ui::Page,
    tabs: Vec<NavItem>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    day: String,
    state: &'static str,
    who: String,
    phone: String,
    topic: String,
    worker: String,
}

pub async fn follow_ups(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let is_team = form.get("who") == "team";
    let own = ctx.actor.account.map(|account| [account]);
    let whose = if is_team { None } else { own.as_ref().map(<[_; 1]>::as_slice) };
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = waiting(&tx, whose).order_by_asc(Column::FollowUpOn).order_by_asc(Column::Id);
    let rows = rows.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    let ids: Vec<_> = found.iter().filter_map(|row| row.person_id).collect();
    let people = people::heads(&tx, &ids).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("contact-follow-up"));
    tx.commit().await?;
    let who = if is_team { "team" } else { "me" };
    let base = ctx.url(&format!("/contacts/follow-ups?who={who}"));
    let (found, paging) = paged(found, number, base);
    let line = |row: &contact::Model| {
        let due = row.follow_up_on.unwrap_or(today);
        let head = row.person_id.and_then(|id| people.get(&id));
        Row {
            href: ctx.url(&format!("/contacts/{}", row.id)),
            day: due.bg(),
            state: match due.days_since(today) {
                ..0 => "late",
                0 => "soon",
                _ => "",
            },
            who: head.map_or_else(|| ctx.t("contacts-anonymous").into(), |head| head.name.clone()),
            phone: head.map(|head| head.phone.clone()).unwrap_or_default(),
            topic: lists::words(&desk.lists.topics, &row.topic, ctx.lang),
            worker: {
                let whose = row.follow_up_by.unwrap_or(row.account_id);
                super::desk::Boxes::words(&desk.workers, &whose.to_string())
            },
        }
    };
    let tab = |which: &str, key| {
        let href = ctx.url(&format!("/contacts/follow-ups?who={which}"));
        NavItem::new(href, ctx.t(key)).current(who == which)
    };
    html(&FollowPage {
        page: ctx.page(ctx.t("contacts-follow-title")),
        tabs: vec![tab("me", "contacts-follow-mine"), tab("team", "contacts-follow-all")],
        heads: ["contacts-follow-day", "contacts-person", "contacts-topic", "contacts-worker"]
            .map(|key| Head::new(ctx.t(key)))
            .to_vec(),
        rows: found.iter().map(line).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}
