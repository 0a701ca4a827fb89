//! "My work": the first page after signing in. What is due, what waits, what was begun.

use super::load::{List, Load, Whose, cases, count_of, loads};
use super::moment::due_words;
use super::store::foreign::referral_case::{self, Column};
use super::store::signal;
use super::urgent;
use crate::app::App;
use crate::{consent, contacts, disability, people, services};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, Unfinished, html, paged, see, unfinished};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use ui::{Choice, Head, Pages};

#[derive(Template)]
#[template(path = "frontdesk/work.html")]
struct WorkPage {
    page: ui::Page,
    tiles: Vec<Tile>,
    title: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    drafts: Vec<Draft>,
    discard: String,
    workers: Vec<WorkerLoad>,
    who: Vec<Choice>,
    form: Form,
    action: String,
    new_contact: Option<String>,
    new_wish: String,
    people: String,
}

struct Tile {
    href: String,
    count: i64,
    text: String,
    state: &'static str,
}

struct Row {
    href: String,
    person: String,
    service: String,
    step: String,
    day: String,
    word: String,
    state: &'static str,
    officer: String,
}

struct Draft {
    href: String,
    text: String,
    when: String,
}

struct WorkerLoad {
    name: String,
    href: String,
    counts: [i64; 4],
}

pub async fn work(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let is_head = ctx.actor.may(super::TEAM);
    let whose = match form.get("who").parse::<AccountId>() {
        Ok(other) if is_head => Whose::One(other),
        _ if is_head && form.get("who") != "me" => Whose::Team,
        _ => Whose::One(account),
    };
    let (list, number) = (List::read(&form), Paging::asked(&form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let loads = loads(&tx, whose).await?;
    let found = cases(&tx, whose)
        .filter(list.condition(today))
        .order_by_asc(Column::NextOn)
        .order_by_asc(Column::Id)
        .offset((number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    let names = accounts(&tx).await?;
    let drafts = unfinished(&tx).await?;
    let signals = tx.find::<signal::Entity>().filter(signal::Column::State.eq("open"));
    let signals = signals.count(tx.conn()).await?;
    let urgent = urgent::waiting(&tx).await?;
    let facts = facts_waiting(&app, &ctx, &tx).await?;
    let calls = match whose {
        Whose::Team => None,
        Whose::One(account) => Some(account),
    };
    let calls = contacts::follow_ups_due(&tx, calls, today).await?;
    let who = who_of(&ctx, whose);
    let base = ctx.url(&format!("/work?list={}{who}", list.name()));
    let (found, paging) = paged(found, number, base);
    let rows = rows_of(&ctx, &tx, &found, (whose, &names)).await?;
    tx.audit(Entry::list("referral_case"));
    tx.commit().await?;
    let mut tiles = tiles_of(&ctx, &loads, today, &who);
    tiles.extend(others(&ctx, (urgent, signals, calls)));
    tiles.extend(facts);
    let heads = ["frontdesk-person", "frontdesk-work-step", "frontdesk-work-due"];
    html(&WorkPage {
        page: ctx.page(ctx.t("nav-work")),
        tiles,
        title: ctx.t(list.title()).into_owned(),
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        drafts: drafts.into_iter().map(|draft| draft_of(&ctx, draft)).collect(),
        discard: ctx.url("/work/drafts"),
        workers: match whose {
            Whose::Team => workers_of(&ctx, &loads, today, &names),
            Whose::One(_) => Vec::new(),
        },
        who: if is_head { who_choices(&ctx, whose, &names) } else { Vec::new() },
        form,
        action: ctx.url("/work"),
        new_contact: ctx.actor.may(super::WRITE).then(|| ctx.url("/contacts/new")),
        new_wish: ctx.url("/wishes/new"),
        people: ctx.url("/people"),
    })
}

async fn accounts(tx: &Tx) -> Result<HashMap<AccountId, String>, StoreError> {
    let list = access::accounts(tx, tx.today()).await?;
    Ok(list.into_iter().map(|account| (account.id, account.name)).collect())
}

/// The part of an address that says whose work it shows.
fn who_of(ctx: &Ctx, whose: Whose) -> String {
    match whose {
        Whose::Team => String::new(),
        Whose::One(id) if Some(id) == ctx.actor.account => "&who=me".to_owned(),
        Whose::One(id) => format!("&who={id}"),
    }
}

fn tiles_of(ctx: &Ctx, loads: &[Load], today: Day, who: &str) -> Vec<Tile> {
    let tile = |(list, state): (List, &'static str)| {
        let count = count_of(loads, list, today);
        let state = if count > 0 { state } else { "" };
        let href = ctx.url(&format!("/work?list={}{who}", list.name()));
        Tile { href, count, text: ctx.t(list.title()).into_owned(), state }
    };
    let lists =
        [(List::Late, "late"), (List::Today, "soon"), (List::Week, ""), (List::Waiting, "")];
    lists.map(tile).into()
}

/// Tiles of what belongs to the whole office.
fn others(ctx: &Ctx, (urgent, signals, calls): (u64, u64, u64)) -> Vec<Tile> {
    let tile = |(path, count, key, state): (&str, u64, &str, &'static str)| Tile {
        href: ctx.url(path),
        count: i64::try_from(count).unwrap_or(i64::MAX),
        text: ctx.t(key).into_owned(),
        state: if count > 0 { state } else { "" },
    };
    let mut tiles = vec![tile(("/signals", signals, "frontdesk-signals-open", "soon"))];
    if calls > 0 {
        tiles.push(tile(("/contacts/follow-ups", calls, "frontdesk-work-calls", "soon")));
    }
    if urgent > 0 {
        tiles.insert(0, tile(("/urgent", urgent, "frontdesk-urgent-list-title", "late")));
    }
    tiles
}

/// Tiles of what other capabilities wait with, for those who may open it.
async fn facts_waiting(app: &App, ctx: &Ctx, tx: &Tx) -> Result<Vec<Tile>, StoreError> {
    let mut tiles = Vec::new();
    let mut tile = |path: &str, count: u64, key: &str| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let text = ctx.t(key).into_owned();
        tiles.push(Tile { href: ctx.url(path), count, text, state: "soon" });
    };
    if ctx.actor.may(disability::READ) {
        let law = app.law(ctx.actor.municipality);
        let count = disability::waiting(tx, &law).await?;
        if count > 0 {
            tile("/disability", count, "frontdesk-work-ending");
        }
    }
    if ctx.actor.may(consent::READ) {
        let count = consent::open_requests(tx).await?;
        if count > 0 {
            tile("/data-requests?state=open", count, "frontdesk-work-data");
        }
    }
    Ok(tiles)
}

async fn rows_of(
    ctx: &Ctx,
    tx: &Tx,
    found: &[referral_case::Model],
    (whose, names): (Whose, &HashMap<AccountId, String>),
) -> Result<Vec<Row>, StoreError> {
    let people_ids: Vec<_> = found.iter().map(|row| row.person_id).collect();
    let service_ids: Vec<_> = found.iter().map(|row| row.service_id).collect();
    let people = people::heads(tx, &people_ids).await?;
    let services = services::by_ids(tx, &service_ids).await?;
    let row = |case: &referral_case::Model| {
        let due = case.next_on?;
        let (word, state) = due_words(ctx, due, tx.today());
        let officer = match whose {
            Whose::Team => case.officer_id.and_then(|id| names.get(&id)).cloned(),
            Whose::One(_) => None,
        };
        Some(Row {
            href: ctx.url(&format!("/referrals/{}", case.id)),
            person: people.get(&case.person_id).map(|p| p.name.clone()).unwrap_or_default(),
            service: services.get(&case.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            step: crate::referral::next_text(ctx, &case.next_kind),
            day: due.bg(),
            word,
            state,
            officer: officer.unwrap_or_default(),
        })
    };
    Ok(found.iter().filter_map(row).collect())
}

fn workers_of(
    ctx: &Ctx,
    loads: &[Load],
    today: Day,
    names: &HashMap<AccountId, String>,
) -> Vec<WorkerLoad> {
    let mut officers: Vec<Option<AccountId>> = loads.iter().map(|load| load.officer).collect();
    officers.sort_unstable();
    officers.dedup();
    let worker = |officer: Option<AccountId>| {
        let own = loads.iter().filter(|load| load.officer == officer);
        let mut counts = [0; 4];
        for load in own {
            let lists = [List::Late, List::Today, List::Week, List::Waiting];
            for (count, list) in counts.iter_mut().zip(lists) {
                if list.holds(load.due, load.waits, today) {
                    *count += load.count;
                }
            }
        }
        let name = officer.and_then(|id| names.get(&id)).cloned();
        WorkerLoad {
            name: name.unwrap_or_else(|| ctx.t("frontdesk-work-nobody").into_owned()),
            href: officer.map(|id| ctx.url(&format!("/work?who={id}"))).unwrap_or_default(),
            counts,
        }
    };
    let mut workers: Vec<_> = officers.into_iter().map(worker).collect();
    workers.sort_by(|a, b| b.counts[0].cmp(&a.counts[0]).then_with(|| a.name.cmp(&b.name)));
    workers
}

fn who_choices(ctx: &Ctx, whose: Whose, names: &HashMap<AccountId, String>) -> Vec<Choice> {
    let mut people: Vec<_> = names
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name).checked(whose == Whose::One(*id)))
        .collect();
    people.sort_by(|a, b| a.text.cmp(&b.text));
    let mut choices = vec![Choice::new("team", ctx.t("frontdesk-work-team"))];
    choices[0].checked = whose == Whose::Team;
    choices.append(&mut people);
    choices
}

fn draft_of(ctx: &Ctx, draft: Unfinished) -> Draft {
    let key = match draft.path.split('?').next().unwrap_or_default() {
        path if path.ends_with("/wishes/new") => "frontdesk-draft-wish",
        path if path.contains("/sheets/") => "frontdesk-draft-sheet",
        path if path.ends_with("/contacts/new") => "frontdesk-draft-contact",
        path if path.ends_with("/signals/new") => "frontdesk-draft-signal",
        _ => "frontdesk-draft-other",
    };
    Draft { text: ctx.t(key).into_owned(), when: draft.at.bg(), href: draft.path }
}

/// Throws a draft away.
pub async fn discard_draft(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    if let Some(path) = form.get("path").strip_prefix(&ctx.url("")) {
        ctx.drop_draft(&tx, path).await?;
    }
    tx.audit(Entry::new("discard", "draft", ""));
    tx.commit().await?;
    Ok(see(&ctx, "/work", Some("frontdesk-draft-discarded")))
}
