//! "My work": the first page after signing in. What is due, what waits, what was begun.

use super::deadlines::{self, Line};
use super::load::{List, Load, Whose, cases, count_of, loads, stops};
use super::moment::due_words;
use super::store::foreign::referral_case::{self, Column};
use super::store::signal;
use super::urgent;
use crate::app::App;
use crate::{contacts, municipality, people, services, work};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, paged, unfinished};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use ui::{Choice, Head, Pages};

/// So many other terms stand on the page; a link leads to all.
const LINES: usize = 10;

#[derive(Template)]
#[template(path = "frontdesk/work.html")]
struct WorkPage {
    page: ui::Page,
    tiles: Vec<Tile>,
    title: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    lines: Vec<Line>,
    all_lines: Option<String>,
    drafts: usize,
    links: Vec<ui::Link>,
    stands_in: Vec<String>,
    workers: Vec<WorkerLoad>,
    who: Vec<Choice>,
    form: Form,
    action: String,
    new_contact: Option<String>,
    new_wish: String,
    people: String,
}

pub struct Tile {
    pub href: String,
    pub count: i64,
    pub text: String,
    pub state: &'static str,
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
    /// Why it is here, or stands still.
    note: String,
}

struct WorkerLoad {
    name: String,
    href: String,
    counts: [i64; 4],
}

pub async fn work(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let is_head = ctx.actor.may(super::TEAM);
    let (list, number) = (List::read(&form), Paging::asked(&form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let stands_in = municipality::stands_in_for(&tx, account).await?;
    let whose = Whose::asked(&ctx, &form, (account, &stands_in));
    let today = tx.today();
    let loads = loads(&tx, &whose).await?;
    let found = cases(&tx, &whose)
        .filter(list.condition(&tx))
        .order_by_asc(Column::NextOn)
        .order_by_asc(Column::Id)
        .offset((number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    let names = accounts(&tx).await?;
    let drafts = unfinished(&tx).await?.len();
    let apart = apart(&tx, &whose).await?;
    let signals = tx.find::<signal::Entity>().filter(signal::Column::State.eq("open"));
    let signals = signals.count(tx.conn()).await?;
    let urgent = urgent::waiting(&tx).await?;
    let facts = deadlines::facts_waiting(&app, &ctx, &tx).await?;
    let mut tasks = deadlines::tasks(&app, &ctx, &tx, &whose).await?;
    let more = tasks.len() > LINES;
    tasks.truncate(LINES);
    let lines = deadlines::lines(&ctx, &tx, &tasks).await?;
    let calls = contacts::follow_ups_due(&tx, whose.accounts(), today).await?;
    let who = who_of(&ctx, &whose);
    let base = ctx.url(&format!("/work?list={}{who}", list.name()));
    let (found, paging) = paged(found, number, base);
    let rows = rows_of(&ctx, &tx, &found, (&whose, &names)).await?;
    tx.audit(Entry::list("referral_case"));
    tx.commit().await?;
    let mut tiles = tiles_of(&ctx, &loads, today, &who);
    tiles.extend(apart_tiles(&ctx, apart, &who));
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
        lines,
        all_lines: more
            .then(|| ctx.url(&format!("/work/deadlines?{}", who.trim_start_matches('&')))),
        drafts,
        links: links(&ctx),
        stands_in: stands_in.iter().map(|one| standing_in(&ctx, one, &names)).collect(),
        workers: match whose {
            Whose::Team => workers_of(&ctx, &loads, today, &names),
            _ => Vec::new(),
        },
        who: if is_head { who_choices(&ctx, &whose, &names) } else { Vec::new() },
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
fn who_of(ctx: &Ctx, whose: &Whose) -> String {
    match whose {
        Whose::Team => String::new(),
        Whose::Own(_) => "&who=me".to_owned(),
        Whose::One(id) if Some(*id) == ctx.actor.account => "&who=me".to_owned(),
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

async fn rows_of(
    ctx: &Ctx,
    tx: &Tx,
    found: &[referral_case::Model],
    (whose, names): (&Whose, &HashMap<AccountId, String>),
) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<_> = found.iter().map(|row| row.id).collect();
    let stops = stops(tx, &ids).await?;
    let stalled = work::stalled_cases(tx, &ids).await?;
    let people_ids: Vec<_> = found.iter().map(|row| row.person_id).collect();
    let service_ids: Vec<_> = found.iter().map(|row| row.service_id).collect();
    let people = people::heads(tx, &people_ids).await?;
    let services = services::by_ids(tx, &service_ids).await?;
    let row = |case: &referral_case::Model| {
        let due = case.next_on?;
        let (word, state) = due_words(ctx, due, tx.today());
        let name = case.officer_id.and_then(|id| names.get(&id)).cloned();
        let officer = match whose {
            Whose::Team => name,
            Whose::Own(all) if case.officer_id != all.first().copied() => {
                name.map(|name| ctx.ta("frontdesk-work-for", &[("name", name)]).into_owned())
            }
            _ => None,
        };
        let stop = stops.get(&case.id).map(|(ground, until)| stopped(ctx, ground, *until));
        let stalled = stalled.iter().find(|one| one.case == case.id).map(|one| {
            let days = tx.today().days_since(one.due_on);
            let args = [("days", days.to_string()), ("day", one.noted_on.bg())];
            ctx.ta("frontdesk-work-why-stalled", &args).into_owned()
        });
        Some(Row {
            href: ctx.url(&format!("/referrals/{}", case.id)),
            person: people.get(&case.person_id).map(|p| p.name.clone()).unwrap_or_default(),
            service: services.get(&case.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            step: crate::referral::next_text(ctx, &case.next_kind),
            day: due.bg(),
            word,
            state,
            officer: officer.unwrap_or_default(),
            note: [stop, stalled].into_iter().flatten().collect::<Vec<_>>().join("; "),
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

fn who_choices(ctx: &Ctx, whose: &Whose, names: &HashMap<AccountId, String>) -> Vec<Choice> {
    let mut people: Vec<_> = names
        .iter()
        .map(|(id, name)| Choice::new(id.to_string(), name).checked(*whose == Whose::One(*id)))
        .collect();
    people.sort_by(|a, b| a.text.cmp(&b.text));
    let mut choices = vec![Choice::new("team", ctx.t("frontdesk-work-team"))];
    choices[0].checked = *whose == Whose::Team;
    choices.append(&mut people);
    choices
}

/// Counts of the lists that are told apart by rows of their own.
async fn apart(tx: &Tx, whose: &Whose) -> Result<Vec<(List, u64)>, StoreError> {
    let mut counts = Vec::new();
    for list in [List::Suspended, List::Asked, List::Stalled] {
        let rows = cases(tx, whose).filter(list.condition(tx));
        counts.push((list, rows.count(tx.conn()).await?));
    }
    Ok(counts)
}

/// Their tiles; what there is none of takes no place.
fn apart_tiles(ctx: &Ctx, counts: Vec<(List, u64)>, who: &str) -> Vec<Tile> {
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let tile = |(list, count): (List, u64)| Tile {
        href: ctx.url(&format!("/work?list={}{who}", list.name())),
        count: i64::try_from(count).unwrap_or(i64::MAX),
        text: ctx.t(list.title()).into_owned(),
        state: if list == List::Stalled { "late" } else { "" },
    };
    some.map(tile).collect()
}

/// Why a clock stands still, and until when.
fn stopped(ctx: &Ctx, ground: &str, until: Option<Day>) -> String {
    let ground = crate::referral::ground_text(ctx, ground);
    match until {
        Some(day) => {
            let args = [("ground", ground), ("day", day.bg())];
            ctx.ta("frontdesk-work-stopped-until", &args).into_owned()
        }
        None => ctx.ta("frontdesk-work-stopped", &[("ground", ground)]).into_owned(),
    }
}

fn standing_in(
    ctx: &Ctx,
    one: &municipality::Deputy,
    names: &HashMap<AccountId, String>,
) -> String {
    let name = names.get(&one.absent).cloned().unwrap_or_default();
    let args = [("name", name), ("day", one.last_day.bg())];
    ctx.ta("frontdesk-work-stands-in", &args).into_owned()
}

/// The other pages about work.
fn links(ctx: &Ctx) -> Vec<ui::Link> {
    let mut links = Vec::new();
    if ctx.actor.may(crate::referral::READ) {
        links.push(("/work/load", "work-load"));
        links.push(("/work/deputies", "work-deputies"));
    }
    if ctx.actor.may(work::ASSIGN) {
        links.push(("/work/hand-over", "work-hand-over"));
    }
    links.into_iter().map(|(path, key)| ui::Link::new(ctx.url(path), ctx.t(key))).collect()
}
