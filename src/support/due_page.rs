//! The page of what is due, also for a phone.

use super::LEAD;
use super::due::{self, Asked, Item, WHATS, WHENS};
use super::load;
use super::page::due_word;
use crate::app::App;
use crate::people;
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::accounts;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem, choices, cut, html, list_address};
use std::collections::BTreeSet;
use ui::{Choice, Head, Pages};

/// The filters of the list, as they stand in its address.
pub const FILTERS: [&str; 4] = ["what", "service", "officer", "when"];

struct Tile {
    href: String,
    count: i64,
    text: String,
    state: &'static str,
}

struct Line {
    href: String,
    what: String,
    name: String,
    service: String,
    more: String,
    day: String,
    word: String,
    urgency: &'static str,
}

#[derive(Template)]
#[template(path = "support/due.html")]
struct DuePage {
    page: ui::Page,
    action: String,
    areas: String,
    tiles: Vec<Tile>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
    form: Form,
    whats: Vec<Choice>,
    services: Vec<Choice>,
    officers: Vec<Choice>,
    whens: Vec<Choice>,
    may_lead: bool,
}

/// What the address asks for.
pub fn asked(tx: &Tx, form: &Form) -> Asked {
    let officer = match form.get("officer") {
        "mine" => tx.actor().account,
        id => id.parse::<AccountId>().ok(),
    };
    Asked { service: form.get("service").parse::<ServiceId>().ok(), officer }
}

/// Those of the list that the address asks for.
pub fn sifted(all: Vec<Item>, form: &Form, today: Day) -> Vec<Item> {
    let what = form.get("what").to_owned();
    let is = |item: &Item| what.is_empty() || item.what == what;
    all.into_iter().filter(|item| is(item) && due::falls(item, form.get("when"), today)).collect()
}

fn tiles(ctx: &Ctx, all: &[Item], (form, today): (&Form, Day)) -> Vec<Tile> {
    let kept = [("service", form.get("service")), ("officer", form.get("officer"))];
    let tile = |(what, when, state): (&str, &str, &'static str)| {
        let is =
            |item: &&Item| (what.is_empty() || item.what == what) && due::falls(item, when, today);
        let count = all.iter().filter(is).count();
        let filters = [kept[0], kept[1], ("what", what), ("when", when)];
        let key = if what.is_empty() { when } else { what };
        Tile {
            href: list_address(&ctx.url("/support"), &filters),
            count: i64::try_from(count).unwrap_or(i64::MAX),
            text: ctx.t(&format!("support-tile-{key}")).into_owned(),
            state: if count == 0 { "" } else { state },
        }
    };
    let list = [
        ("", "late", "late"),
        ("action", "late", "late"),
        ("update", "soon", "soon"),
        ("joint", "all", "soon"),
        ("send", "all", "soon"),
    ];
    list.into_iter().map(tile).collect()
}

async fn lines(ctx: &Ctx, tx: &Tx, shown: &[Item]) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<_> = shown.iter().map(|item| item.person).collect();
    let service_ids: Vec<_> = shown.iter().map(|item| item.service).collect();
    let heads = people::heads(tx, &ids).await?;
    let known = services::by_ids(tx, &service_ids).await?;
    let today = tx.today();
    let line = |item: &Item| {
        let (word, urgency) = due_word(ctx, item.day, today);
        let more = match (&item.action, item.kind) {
            (Some(row), _) => {
                let told = load::told(tx, row)?;
                format!("{}, {}", told.what, told.who)
            }
            (None, Some(kind)) => ctx.t(&format!("support-kind-{}", kind.code())).into_owned(),
            (None, None) => String::new(),
        };
        Ok(Line {
            href: ctx.url(&item.path),
            what: ctx.t(&format!("support-what-{}", item.what)).into_owned(),
            name: heads.get(&item.person).map(|head| head.name.clone()).unwrap_or_default(),
            service: known.get(&item.service).map(|s| s.name.clone()).unwrap_or_default(),
            more,
            day: item.day.map(Day::bg).unwrap_or_default(),
            word,
            urgency,
        })
    };
    shown.iter().map(line).collect()
}

/// Whoever asks, and those who have something to do.
async fn officers(
    ctx: &Ctx,
    tx: &Tx,
    (all, form): (&[Item], &Form),
) -> Result<Vec<Choice>, StoreError> {
    let busy: BTreeSet<i64> = all.iter().filter_map(|item| item.officer).map(|id| id.0).collect();
    let mut list =
        choices(ctx, &["mine"], form.get("officer"), |code| format!("support-officer-{code}"));
    let known = accounts(tx, tx.today()).await?;
    for one in known.into_iter().filter(|one| busy.contains(&one.id.0)) {
        let id = one.id.to_string();
        let is_chosen = id == form.get("officer");
        list.push(Choice::new(id, one.name).checked(is_chosen));
    }
    Ok(list)
}

/// `GET /support?what=&service=&officer=&when=&page=`.
pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let everybody = due::gather(&tx, &law, &Asked::default()).await?;
    let ids: BTreeSet<ServiceId> = everybody.iter().map(|item| item.service).collect();
    let ids: Vec<ServiceId> = ids.into_iter().collect();
    let known = services::by_ids(&tx, &ids).await?;
    let officers = officers(&ctx, &tx, (&everybody, &form)).await?;
    let wanted = asked(&tx, &form);
    let all: Vec<Item> = everybody
        .into_iter()
        .filter(|item| wanted.service.is_none_or(|service| item.service == service))
        .filter(|item| wanted.officer.is_none() || item.officer == wanted.officer)
        .collect();
    let tiles = tiles(&ctx, &all, (&form, today));
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let here = list_address(&ctx.url("/support"), &filters);
    let (shown, pages) = cut(sifted(all, &form, today), &form, &here);
    let lines = lines(&ctx, &tx, &shown).await?;
    tx.audit(Entry::list("support"));
    tx.commit().await?;
    let mut services: Vec<Choice> = known
        .values()
        .map(|s| Choice::new(s.id.to_string(), s.name.clone()))
        .map(|choice| {
            let is_chosen = choice.value == form.get("service");
            choice.checked(is_chosen)
        })
        .collect();
    services.sort_by(|a, b| a.text.cmp(&b.text));
    let heads = ["support-column-what", "support-person", "support-service", "support-term"];
    html(&DuePage {
        page: ctx.page(ctx.t("support-due")),
        action: ctx.url("/support"),
        areas: ctx.url("/support/areas"),
        tiles,
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        lines,
        pages,
        services,
        whats: choices(&ctx, &WHATS, form.get("what"), |c| format!("support-what-{c}")),
        officers,
        whens: choices(&ctx, &WHENS[1..], form.get("when"), |c| format!("support-when-{c}")),
        form,
        may_lead: ctx.actor.may(LEAD),
    })
}
