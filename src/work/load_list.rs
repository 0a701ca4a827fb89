//! What is behind a number of the load, or of passing work on.

use super::ASSIGN;
use super::load::{COUNTED, Week, cases, contacts};
use super::open_cases::{By, in_part};
use super::store::foreign::{contact, referral_case};
use crate::app::App;
use crate::{people, referral, services};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::Pages;

#[derive(Template)]
#[template(path = "work/load_list.html")]
struct ListPage {
    page: ui::Page,
    about: String,
    rows: Vec<Row>,
    pages: Pages,
    back: String,
}

struct Row {
    href: String,
    name: String,
    about: String,
    day: String,
}

/// What is listed.
struct Asked {
    what: &'static str,
    who: AccountId,
    week: Week,
    page: u64,
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let own = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let who = form.get("who").parse::<AccountId>().ok();
    let who = who.filter(|_| ctx.actor.may(ASSIGN)).unwrap_or(own);
    let what = COUNTED.into_iter().find(|name| *name == form.get("what")).unwrap_or("open");
    let mut tx = app.db.read(&ctx.actor).await?;
    let week = Week::of(form.get("week").parse::<Day>().unwrap_or(tx.today()));
    let asked = Asked { what, who, week, page: Paging::asked(&form) };
    let rows = match what {
        "contacts" => contact_rows(&ctx, &tx, &asked).await?,
        _ => case_rows(&ctx, &tx, &asked, &form).await?,
    };
    let accounts = access::accounts(&tx, tx.today()).await?;
    tx.audit(Entry::list("load"));
    tx.commit().await?;
    let filters = ["what", "who", "week", "by", "part"].map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url("/work/load/list"), &filters);
    let (rows, paging) = paged(rows, asked.page, base);
    let name = accounts.iter().find(|account| account.id == who).map(|one| one.name.clone());
    let name = name.unwrap_or_default();
    let about = match what {
        "open" | "overdue" => name,
        _ => format!("{name}, {} – {}", week.first.bg(), week.last().bg()),
    };
    html(&ListPage {
        page: super::load_page::framed(&ctx, ctx.t(&format!("work-load-{what}"))),
        about,
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        back: ctx.url(&format!("/work/load?week={}", week.first)),
    })
}

async fn case_rows(ctx: &Ctx, tx: &Tx, asked: &Asked, form: &Form) -> Result<Vec<Row>, StoreError> {
    use referral_case::Column;
    let rows = cases(tx, asked.what, asked.week).filter(Column::OfficerId.eq(asked.who));
    let part = (By::read(form.get("by")), form.get("part"));
    let found = in_part(tx, rows, part)
        .order_by_asc(Column::NextOn)
        .order_by_asc(Column::Id)
        .offset((asked.page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    let people_ids: Vec<_> = found.iter().map(|row| row.person_id).collect();
    let service_ids: Vec<_> = found.iter().map(|row| row.service_id).collect();
    let people = people::heads(tx, &people_ids).await?;
    let services = services::by_ids(tx, &service_ids).await?;
    let row = |case: &referral_case::Model| {
        let service = services.get(&case.service_id).map_or("", |one| one.name.as_str());
        let step = referral::next_text(ctx, &case.next_kind);
        Row {
            href: ctx.url(&format!("/referrals/{}", case.id)),
            name: people.get(&case.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            about: if step.is_empty() { service.into() } else { format!("{service}. {step}") },
            day: case.next_on.map(Day::bg).unwrap_or_default(),
        }
    };
    Ok(found.iter().map(row).collect())
}

async fn contact_rows(ctx: &Ctx, tx: &Tx, asked: &Asked) -> Result<Vec<Row>, StoreError> {
    use contact::Column;
    let found = contacts(tx, asked.week)
        .filter(Column::AccountId.eq(asked.who))
        .order_by_asc(Column::At)
        .offset((asked.page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    let ids: Vec<_> = found.iter().filter_map(|row| row.person_id).collect();
    let people = people::heads(tx, &ids).await?;
    let row = |one: &contact::Model| {
        let name = one.person_id.and_then(|id| people.get(&id)).map(|head| head.name.clone());
        Row {
            href: ctx.url(&format!("/contacts/{}", kit::types::encode_id(one.id))),
            name: name.unwrap_or_else(|| ctx.t("work-anonymous").into_owned()),
            about: String::new(),
            day: one.at.bg(),
        }
    };
    Ok(found.iter().map(row).collect())
}
