//! The list of contacts with its filters, and the same as a table for a spreadsheet.

use super::ContactId;
use super::desk::{Boxes, Desk};
use super::filter::{Filter, NONE, TEXTS, known};
use super::lists;
use super::own_fields::{self, Columns, OwnFilter};
use super::reference::{reference, words};
use super::store::contact::Model;
use super::table::{self, Table};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Paging, Problem, html, paged};
use sheet::Format;
use std::collections::HashMap;
use ui::{Head, Link, NavItem, Pages};

/// Rows of one table for a spreadsheet at most.
const EXPORT_MAX: u64 = 100_000;

#[derive(Template)]
#[template(path = "contacts/list.html")]
struct ContactList {
    page: ui::Page,
    form: Form,
    sections: Vec<NavItem>,
    action: String,
    new: Option<String>,
    sheet: Option<String>,
    export: String,
    boxes: Boxes,
    own: Vec<OwnFilter>,
    chips: Vec<Link>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    when: String,
    topic: String,
    channel: String,
    outcome: String,
    worker: String,
    person: Option<Link>,
    minutes: i32,
}

/// The pages of the log, beside each other.
pub fn sections(ctx: &Ctx) -> Vec<NavItem> {
    let here = ctx.path.split('?').next().unwrap_or_default().to_owned();
    let pages = [
        ("/contacts", "contacts-section-list", super::READ),
        ("/contacts/statistics", "contacts-section-numbers", super::READ),
        ("/sheets", "contacts-section-sheets", super::BEHALF),
        ("/contacts/scripts", "contacts-section-scripts", super::READ),
        ("/contacts/lists", "contacts-section-lists", super::LISTS),
    ];
    let allowed = pages.into_iter().filter(|(_, _, right)| ctx.actor.may(right));
    let item = |(path, key, _): (&str, &str, _)| {
        let href = ctx.url(path);
        let below = path != "/contacts" && here.starts_with(&format!("{href}/"));
        NavItem::new(href.clone(), ctx.t(key)).current(here == href || below)
    };
    allowed.map(item).collect()
}

pub async fn contact_list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let filter = Filter::read(&mut form);
    let (number, order) = (Paging::asked(&form), form.get("sort").to_owned());
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = filter.page(&tx, number, &order).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let ids: Vec<_> = found.iter().filter_map(|row| row.person_id).collect();
    let people = people::heads(&tx, &ids).await?;
    tx.audit(Entry::list("contact"));
    tx.commit().await?;
    let unsorted = format!("{}?{}", ctx.url("/contacts"), filter.query());
    let base = if order.is_empty() { unsorted.clone() } else { format!("{unsorted}&sort={order}") };
    let (found, paging) = paged(found, number, base);
    let rows = found.iter().map(|model| row(&ctx, &desk, model, &people)).collect();
    let may_write = ctx.actor.may(super::WRITE);
    let mut page = ctx.page(ctx.t("contacts-title"));
    page.errors = form.errors();
    html(&ContactList {
        page,
        sections: sections(&ctx),
        action: ctx.url("/contacts"),
        new: may_write.then(|| ctx.url("/contacts/new")),
        sheet: may_write.then(|| ctx.url("/sheets/contacts/new")),
        export: ctx.url(&format!("/contacts/export?{}", filter.query())),
        boxes: Boxes::of(&ctx, &desk),
        own: own_fields::filters(&ctx, &desk, (&form, app.today())),
        chips: chips(&ctx, &filter, (&desk, "/contacts")),
        heads: heads(&ctx, &unsorted, &order),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}

fn row(ctx: &Ctx, desk: &Desk, row: &Model, people: &HashMap<PersonId, people::Head>) -> Row {
    Row {
        href: ctx.url(&href_of(row.id)),
        when: row.at.bg(),
        topic: lists::words(&desk.lists.topics, &row.topic, ctx.lang),
        channel: words(&reference().channel, &row.channel, ctx.lang),
        outcome: words(&reference().outcome, &row.outcome, ctx.lang),
        worker: Boxes::words(&desk.workers, &row.account_id.to_string()),
        person: row.person_id.and_then(|id| people.get(&id)).map(|head| Link {
            href: ctx.url(&format!("/people/{}", head.id)),
            text: head.name.clone(),
        }),
        minutes: row.minutes,
    }
}

fn heads(ctx: &Ctx, base: &str, order: &str) -> Vec<Head> {
    let by = |name: &str| format!("{base}&sort={name}");
    let when = Head::new(ctx.t("contacts-when"));
    let when = match order {
        "oldest" => when.sorted(base, Some(true)),
        "minutes" => when.sorted(base, None),
        _ => when.sorted(by("oldest"), Some(false)),
    };
    let minutes = Head::new(ctx.t("contacts-minutes")).numeric();
    vec![
        when,
        Head::new(ctx.t("contacts-topic")),
        Head::new(ctx.t("contacts-channel")),
        Head::new(ctx.t("contacts-outcome")),
        minutes.sorted(by("minutes"), (order == "minutes").then_some(false)),
    ]
}

/// The filters in force, each with the address of the list without it.
pub fn chips(ctx: &Ctx, filter: &Filter, (desk, path): (&Desk, &str)) -> Vec<Link> {
    let path = ctx.url(path);
    let mut chips = Vec::new();
    let mut put = |text: String, rest: Filter| {
        chips.push(Link::new(format!("{path}?{}", rest.query()), text));
    };
    for ((name, _), value) in TEXTS.iter().zip(&filter.texts).filter(|(_, v)| !v.is_empty()) {
        put(value_words(ctx, desk, (name, value)), filter.with(name, ""));
    }
    let worker = filter.worker.map(|id| Boxes::words(&desk.workers, &id.to_string()));
    if let Some(text) = worker {
        put(text, Filter { worker: None, ..filter.clone() });
    }
    if !filter.point.is_empty() {
        put(
            point_words(ctx, desk, &filter.point),
            Filter { point: String::new(), ..filter.clone() },
        );
    }
    for (key, value) in &filter.own {
        put(own_fields::chip(ctx, desk, (key, value)), filter.with_own(key, ""));
    }
    if filter.person.is_some() {
        put(ctx.t("contacts-one-person").into(), Filter { person: None, ..filter.clone() });
    }
    if filter.sheet.is_some() {
        put(ctx.t("contacts-one-sheet").into(), Filter { sheet: None, ..filter.clone() });
    }
    if !filter.who.is_empty() {
        let key =
            if filter.who == "known" { "contacts-who-known" } else { "contacts-who-anonymous" };
        put(ctx.t(key).into(), Filter { who: String::new(), ..filter.clone() });
    }
    let day = |key, day: Day| ctx.ta(key, &[("day", day.bg())]).into_owned();
    if let Some(from) = filter.from {
        put(day("contacts-from-day", from), Filter { from: None, ..filter.clone() });
    }
    if let Some(to) = filter.to {
        put(day("contacts-to-day", to), Filter { to: None, ..filter.clone() });
    }
    chips
}

/// The words of a value of one of the text filters.
pub fn value_words(ctx: &Ctx, desk: &Desk, (name, value): (&str, &str)) -> String {
    if value == NONE || value.is_empty() {
        return ctx.t("contacts-not-known").into_owned();
    }
    match (name, known(name)) {
        (_, Some(items)) => words(items, value, ctx.lang),
        ("topic", _) => lists::words(&desk.lists.topics, value, ctx.lang),
        ("campaign", _) => lists::words(&desk.lists.campaigns, value, ctx.lang),
        _ => desk.place(value),
    }
}

/// The name of a service point; those outside any have a name too.
pub fn point_words(ctx: &Ctx, desk: &Desk, value: &str) -> String {
    if value == NONE || value.is_empty() {
        return ctx.t("contacts-no-point").into_owned();
    }
    let point = desk.points.iter().find(|point| point.id.to_string() == value);
    point.map_or_else(|| ctx.t("contacts-old-point").into_owned(), |point| point.name.clone())
}

/// All that pass the filter, as a table for a spreadsheet. No names and no notes: a file leaves
/// the walls of the program.
pub async fn export(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    use sea_orm::QuerySelect;
    let filter = Filter::read(&mut form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let found = filter.sorted(&tx, "oldest").limit(EXPORT_MAX);
    let found = found.all(tx.conn()).await.map_err(kit::store::StoreError::from)?;
    let own = Columns::load(&ctx, &tx, &desk, &found).await?;
    tx.audit(Entry::print("contact-list", 0));
    tx.commit().await?;
    let heads = [
        "contacts-when",
        "contacts-point",
        "contacts-worker",
        "contacts-channel",
        "contacts-topic",
        "contacts-law",
        "contacts-outcome",
        "contacts-minutes",
        "contacts-asker",
        "contacts-ekatte",
        "contacts-sex",
        "contacts-age",
        "contacts-campaign",
        "contacts-person",
    ];
    let cells = |row: &Model| -> Vec<String> {
        let of = |name: &str, value: &str| match value {
            "" => String::new(),
            value => value_words(&ctx, &desk, (name, value)),
        };
        let point = row.service_point_id.map(|id| id.to_string()).unwrap_or_default();
        let who = if row.person_id.is_some() { "contacts-who-known" } else { "contacts-anonymous" };
        vec![
            row.at.bg(),
            point_words(&ctx, &desk, &point),
            Boxes::words(&desk.workers, &row.account_id.to_string()),
            of("channel", &row.channel),
            of("topic", &row.topic),
            of("law", &row.law),
            of("outcome", &row.outcome),
            row.minutes.to_string(),
            of("asker", &row.asker),
            of("ekatte", row.ekatte.as_deref().unwrap_or_default()),
            of("sex", &row.sex),
            of("age", &row.age_group),
            of("campaign", &row.campaign),
            ctx.t(who).into_owned(),
        ]
        .into_iter()
        .chain(own.cells(row))
        .collect()
    };
    let list = Table {
        name: "contacts".to_owned(),
        heads: heads.iter().map(|key| ctx.t(key).into_owned()).chain(own.heads()).collect(),
        rows: found.iter().map(cells).collect(),
    };
    let format = if form.get("format") == "xlsx" { Format::Xlsx } else { Format::Csv };
    table::file(&list, format)
}

/// The address of one contact.
pub fn href_of(id: ContactId) -> String {
    format!("/contacts/{id}")
}
