//! The list of contacts with its filters.

use super::contact::Filter;
use super::reference::{choices, reference, words};
use super::{ContactId, foreign};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Paging, Problem, html, paged};
use ui::{Choice, Head, Link, Pages};

#[derive(Template)]
#[template(path = "frontdesk/contact_list.html")]
struct ContactList {
    page: ui::Page,
    form: Form,
    action: String,
    new: String,
    statistics: String,
    choices: FilterChoices,
    chips: Vec<Link>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// What the filters offer.
pub struct FilterChoices {
    pub topic: Vec<Choice>,
    pub channel: Vec<Choice>,
    pub law: Vec<Choice>,
    pub outcome: Vec<Choice>,
    pub worker: Vec<Choice>,
    pub point: Vec<Choice>,
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

impl FilterChoices {
    /// All lists in the language of the screen.
    pub async fn load(ctx: &Ctx, tx: &Tx) -> Result<FilterChoices, StoreError> {
        let lists = reference();
        let worker = access::accounts(tx, tx.today()).await?;
        let point = foreign::points(tx).await?;
        Ok(FilterChoices {
            topic: choices(&lists.topic, ctx.lang),
            channel: choices(&lists.channel, ctx.lang),
            law: choices(&lists.law, ctx.lang),
            outcome: choices(&lists.outcome, ctx.lang),
            worker: worker.into_iter().map(|a| Choice::new(a.id.to_string(), a.name)).collect(),
            point: point.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect(),
        })
    }

    /// The words of a value of one of the lists.
    pub fn words(list: &[Choice], value: &str) -> String {
        list.iter().find(|c| c.value == value).map_or(value, |c| &c.text).to_owned()
    }
}

pub async fn contact_list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let filter = Filter::read(&mut form);
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = filter.page(&tx, number).await?;
    let lists = FilterChoices::load(&ctx, &tx).await?;
    let ids: Vec<_> = found.iter().filter_map(|row| row.person_id).collect();
    let people = people::heads(&tx, &ids).await?;
    tx.audit(Entry::list("contact"));
    tx.commit().await?;
    let base = format!("{}?{}", ctx.url("/contacts"), filter.query());
    let (found, paging) = paged(found, number, base);
    let rows = found.into_iter().map(|row| Row {
        href: ctx.url(&format!("/contacts/{}", row.id)),
        when: row.at.bg(),
        topic: words(&reference().topic, &row.topic, ctx.lang),
        channel: words(&reference().channel, &row.channel, ctx.lang),
        outcome: words(&reference().outcome, &row.outcome, ctx.lang),
        worker: FilterChoices::words(&lists.worker, &row.account_id.to_string()),
        person: row.person_id.and_then(|id| people.get(&id)).map(|head| Link {
            href: ctx.url(&format!("/people/{}", head.id)),
            text: head.name.clone(),
        }),
        minutes: row.minutes,
    });
    let rows = rows.collect();
    let mut page = ctx.page(ctx.t("frontdesk-contacts-title"));
    page.errors = form.errors();
    html(&ContactList {
        page,
        action: ctx.url("/contacts"),
        new: ctx.url("/contacts/new"),
        statistics: ctx.url(&format!("/contacts/statistics?{}", filter.query())),
        chips: chips(&ctx, &filter, &lists),
        heads: heads(&ctx),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        choices: lists,
        form,
    })
}

/// Takes one condition out of a filter.
type Clear = fn(&mut Filter);

fn heads(ctx: &Ctx) -> Vec<Head> {
    vec![
        Head::new(ctx.t("frontdesk-contact-when")),
        Head::new(ctx.t("frontdesk-contact-topic")),
        Head::new(ctx.t("frontdesk-contact-channel")),
        Head::new(ctx.t("frontdesk-contact-outcome")),
        Head::new(ctx.t("frontdesk-contact-minutes")).numeric(),
    ]
}

/// The filters in force, each with the address of the list without it.
pub fn chips(ctx: &Ctx, filter: &Filter, lists: &FilterChoices) -> Vec<Link> {
    let path = ctx.path.split('?').next().unwrap_or_default();
    let mut chips = Vec::new();
    let mut put = |text: String, rest: Filter| {
        chips.push(Link::new(format!("{path}?{}", rest.query()), text));
    };
    let id = |id: Option<String>| id.unwrap_or_default();
    let texts: [(&str, &[Choice], Clear); 4] = [
        (&filter.topic, &lists.topic, |f| f.topic.clear()),
        (&filter.channel, &lists.channel, |f| f.channel.clear()),
        (&filter.law, &lists.law, |f| f.law.clear()),
        (&filter.outcome, &lists.outcome, |f| f.outcome.clear()),
    ];
    let ids: [(String, &[Choice], Clear); 2] = [
        (id(filter.worker.map(|id| id.to_string())), &lists.worker, |f| f.worker = None),
        (id(filter.point.map(|id| id.to_string())), &lists.point, |f| f.point = None),
    ];
    let texts = texts.map(|(value, list, clear)| (value.to_owned(), list, clear));
    for (value, list, clear) in texts.into_iter().chain(ids).filter(|(v, ..)| !v.is_empty()) {
        let mut rest = filter.clone();
        clear(&mut rest);
        put(FilterChoices::words(list, &value), rest);
    }
    let days: [(&str, Option<Day>, Clear); 2] = [
        ("frontdesk-filter-from-day", filter.from, |f| f.from = None),
        ("frontdesk-filter-to-day", filter.to, |f| f.to = None),
    ];
    for (key, day, clear) in days {
        if let Some(day) = day {
            let mut rest = filter.clone();
            clear(&mut rest);
            put(ctx.ta(key, &[("day", day.bg())]).into_owned(), rest);
        }
    }
    chips
}

/// The address of one contact.
pub fn href_of(id: ContactId) -> String {
    format!("/contacts/{id}")
}
