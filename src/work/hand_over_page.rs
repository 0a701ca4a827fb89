//! Passing work on: whose, and to whom which part goes.

use super::hand_over::{Takers, part_box};
use super::open_cases::{By, OpenCase, counts, open_cases};
use super::store::work_transfer;
use crate::app::App;
use crate::{contacts, municipality, people, referral, services};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html, unfinished_of};
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use ui::Choice;

pub const PATH: &str = "/work/hand-over";
/// So many earlier passings on are shown.
const EARLIER: u64 = 20;
/// Single cases to choose from; whoever has more shares them by service or place.
const SINGLE_MAX: usize = PAGE_ROWS as usize;

#[derive(Template)]
#[template(path = "work/hand_over_whose.html")]
struct WhosePage {
    page: ui::Page,
    rows: Vec<Holder>,
    earlier: Vec<Earlier>,
}

struct Holder {
    href: String,
    name: String,
    post: String,
    closed: bool,
    count: i64,
    list: String,
}

struct Earlier {
    href: String,
    text: String,
    undone: bool,
}

/// Everybody's name.
pub fn names(accounts: &[Account]) -> HashMap<AccountId, String> {
    accounts.iter().map(|account| (account.id, account.name.clone())).collect()
}

/// Who may be given work: open accounts whose roles may do it.
pub async fn takers(tx: &Tx, accounts: &[Account], from: AccountId) -> Result<Takers, StoreError> {
    let roles = access::role_rights(tx).await?;
    let able = |needed: access::Right| {
        let works = |account: &Account| {
            let mut held = roles.iter().filter(|(role, _)| account.roles.contains(&role.id));
            held.any(|(_, rights)| rights.iter().any(|right| right == needed))
        };
        let fits = |account: &&Account| {
            account.id != from && account.disabled_at.is_none() && works(account)
        };
        accounts.iter().filter(fits).map(|one| (one.id, one.name.clone())).collect()
    };
    Ok(Takers { cases: able(referral::WRITE), desk: able(contacts::WRITE) })
}

pub async fn whose(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    let counts = counts(&tx).await?;
    let earlier = tx
        .find::<work_transfer::Entity>()
        .order_by_desc(work_transfer::Column::Id)
        .limit(EARLIER)
        .all(tx.conn())
        .await?;
    tx.audit(Entry::list("work"));
    tx.commit().await?;
    let names = names(&accounts);
    let holder = |account: &Account| {
        let count = counts.get(&account.id).copied().unwrap_or_default();
        (count > 0 || account.disabled_at.is_none()).then(|| Holder {
            href: ctx.url(&format!("{PATH}/{}", account.id)),
            name: account.name.clone(),
            post: account.post.clone(),
            closed: account.disabled_at.is_some(),
            count,
            list: ctx.url(&format!("/work/load/list?what=open&who={}", account.id)),
        })
    };
    let earlier = earlier.into_iter().map(|row| {
        let args = [
            ("at", row.at.bg()),
            ("name", names.get(&row.from_id).cloned().unwrap_or_default()),
            ("count", row.cases.to_string()),
        ];
        Earlier {
            href: ctx.url(&format!("/work/transfers/{}", row.id)),
            text: ctx.ta("work-transfer-line", &args).into_owned(),
            undone: row.undone_at.is_some(),
        }
    });
    html(&WhosePage {
        page: super::load_page::framed(&ctx, ctx.t("work-hand-over")),
        rows: accounts.iter().filter_map(holder).collect(),
        earlier: earlier.collect(),
    })
}

#[derive(Template)]
#[template(path = "work/hand_over.html")]
struct FormPage {
    page: ui::Page,
    action: String,
    cancel: String,
    total: usize,
    list: String,
    ways: Vec<ui::NavItem>,
    by: By,
    all: ui::Field,
    takers: Vec<Choice>,
    parts: Vec<Part>,
    cases: Vec<Choice>,
    case_box: ui::Field,
    more: bool,
    drafts: Vec<String>,
    drafts_to: ui::Field,
    desk: Vec<Choice>,
    desk_or_stay: Vec<Choice>,
    /// What an empty box of these means.
    desk_empty: String,
    calls: usize,
    calls_to: ui::Field,
    hours: usize,
    hours_to: ui::Field,
}

struct Part {
    name: String,
    count: usize,
    href: String,
    to: ui::Field,
    choices: Vec<Choice>,
}

/// An account that is there.
pub fn account(accounts: &[Account], id: AccountId) -> Result<&Account, Problem> {
    accounts.iter().find(|account| account.id == id).ok_or(Problem::NotFound)
}

/// The choices of a box that names a taker.
pub fn choices(takers: &[(AccountId, String)]) -> Vec<Choice> {
    takers.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect()
}

/// The same, or that it stays with whom it is.
fn or_stay(ctx: &Ctx, takers: &[(AccountId, String)]) -> Vec<Choice> {
    let mut choices = choices(takers);
    choices.push(Choice::new("stay", ctx.t("work-stays")));
    choices
}

pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    let by = By::read(form.get("by"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    let account = account(&accounts, id)?.clone();
    let takers = takers(&tx, &accounts, id).await?;
    let open = open_cases(&tx, id).await?;
    let parts = match by {
        By::Case => Vec::new(),
        _ => parts(&ctx, &tx, (by, &form), (id, &open, &takers.cases)).await?,
    };
    let cases = match by {
        By::Case => single(&ctx, &tx, &open, &form).await?,
        _ => Vec::new(),
    };
    let drafts = unfinished_of(&tx, id).await?;
    let others = super::others::of(&tx, id).await?;
    tx.audit(Entry::new("open-form", "hand-over", &id.to_string()));
    tx.commit().await?;
    let path = format!("{PATH}/{id}");
    let way = |by: By| {
        let text = ctx.t(&format!("work-by-{}", by.name()));
        let href = ctx.url(&format!("{path}?by={}", by.name()));
        (href, text)
    };
    let ways = [By::Service, By::Point, By::Case].map(|one| {
        let (href, text) = way(one);
        ui::NavItem::new(href, text).current(one == by)
    });
    let title = ctx.ta("work-hand-over-of", &[("name", &account.name)]);
    html(&FormPage {
        page: super::load_page::framed(&ctx, title),
        action: ctx.url(&format!("{path}/preview")),
        cancel: ctx.url(PATH),
        total: open.len(),
        list: ctx.url(&format!("/work/load/list?what=open&who={id}")),
        ways: ways.into(),
        by,
        all: form.field("all"),
        takers: choices(&takers.cases),
        parts,
        more: open.len() > SINGLE_MAX,
        cases,
        case_box: form.field("case"),
        drafts: drafts.iter().map(|draft| super::drafts::kind_and_age(&ctx, draft)).collect(),
        drafts_to: form.field("drafts"),
        desk: choices(&takers.desk),
        desk_empty: match by {
            By::Case => ctx.t("work-drafts-stay").into_owned(),
            _ => ctx.t("work-as-all").into_owned(),
        },
        desk_or_stay: or_stay(&ctx, &takers.desk),
        calls: others.calls.len(),
        calls_to: form.field("calls"),
        hours: others.hours.len(),
        hours_to: form.field("hours"),
    })
}

/// What each part of the work is called.
pub async fn part_names(
    ctx: &Ctx,
    tx: &Tx,
    by: By,
    open: &[OpenCase],
) -> Result<HashMap<String, String>, StoreError> {
    let mut names: HashMap<String, String> = HashMap::new();
    match by {
        By::Service => {
            let ids: Vec<_> = open.iter().map(|case| case.row.service_id).collect();
            let found = services::by_ids(tx, &ids).await?;
            names.extend(found.into_iter().map(|(id, one)| (id.to_string(), one.name)));
        }
        By::Point => {
            let points = municipality::service_points(tx).await?;
            names.extend(points.into_iter().map(|point| (point.id.to_string(), point.name)));
            names.insert("none".to_owned(), ctx.t("work-no-point").into_owned());
        }
        By::Case => {}
    }
    Ok(names)
}

async fn parts(
    ctx: &Ctx,
    tx: &Tx,
    (by, form): (By, &Form),
    (id, open, takers): (AccountId, &[OpenCase], &[(AccountId, String)]),
) -> Result<Vec<Part>, StoreError> {
    let names = part_names(ctx, tx, by, open).await?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in open {
        *counts.entry(case.part(by)).or_default() += 1;
    }
    let part = |(key, count): (String, usize)| {
        let list = format!("/work/load/list?what=open&who={id}&by={}&part={key}", by.name());
        Part {
            name: names.get(&key).cloned().unwrap_or_default(),
            count,
            href: ctx.url(&list),
            to: form.field(&part_box(&key)),
            choices: or_stay(ctx, takers),
        }
    };
    let mut parts: Vec<Part> = counts.into_iter().map(part).collect();
    parts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    Ok(parts)
}

/// Single cases to mark.
async fn single(
    ctx: &Ctx,
    tx: &Tx,
    open: &[OpenCase],
    form: &Form,
) -> Result<Vec<Choice>, StoreError> {
    let shown = &open[..open.len().min(SINGLE_MAX)];
    let ids: Vec<_> = shown.iter().map(|case| case.row.person_id).collect();
    let heads = people::heads(tx, &ids).await?;
    let names = part_names(ctx, tx, By::Service, shown).await?;
    let choice = |case: &OpenCase| {
        let id = case.row.id.to_string();
        let person = heads.get(&case.row.person_id).map_or("", |head| head.name.as_str());
        let service = names.get(&case.part(By::Service)).map_or("", String::as_str);
        let step = referral::next_text(ctx, &case.row.next_kind);
        let checked = form.has_value("case", &id);
        Choice::new(id, format!("{person}, {service}. {step}")).checked(checked)
    };
    Ok(shown.iter().map(choice).collect())
}
