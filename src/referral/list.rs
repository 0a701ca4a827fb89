//! The list of cases: by state, officer, what is late, kind of service; the nearest term first.

use super::case::State;
use super::store::referral_case;
use super::view::{choices, path};
use crate::app::App;
use crate::people::{self, Head, PersonId, Sought};
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, paged};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use ui::{Choice, Head as Column, Pages};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One state only; otherwise all that are open.
    pub state: Option<State>,
    /// Only those of the asker.
    pub mine: bool,
    /// Only those whose next step is late.
    pub late: bool,
    /// One kind of services.
    pub kind: Option<u8>,
    /// Only cases of these people: those whose name was sought.
    pub people: Option<Vec<PersonId>>,
    /// Newest first, not nearest term first.
    pub newest: bool,
    /// From 1.
    pub page: u64,
}

impl Filter {
    /// Reads the query.
    pub fn read(form: &Form) -> Filter {
        Filter {
            state: State::from_code(form.get("state")),
            mine: form.get("officer") == "mine",
            late: form.get("late") == "yes",
            kind: form.get("kind").parse().ok(),
            people: None,
            newest: form.get("sort") == "new",
            page: Paging::asked(form),
        }
    }

    /// The same for the people with the name that was typed: misspelt and Latin names are found as
    /// in the list of people. Numbers are sought there; they do not stand in addresses.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn named(self, app: &App, actor: &Actor, typed: &str) -> Result<Filter, StoreError> {
        let people = match Sought::read(typed) {
            Sought::Nothing => None,
            Sought::Number(_) => Some(Vec::new()),
            name @ Sought::Name(_) => Some(people::search(app, actor, &name).await?),
        };
        Ok(Filter { people, ..self })
    }
}

/// The cases that pass a filter.
pub async fn matching(
    tx: &Tx,
    filter: &Filter,
) -> Result<Select<referral_case::Entity>, StoreError> {
    use referral_case::Column;
    let mut query = tx.find::<referral_case::Entity>();
    query = match filter.state {
        Some(state) => query.filter(Column::State.eq(state.code())),
        None => query.filter(Column::ClosedAt.is_null()),
    };
    if filter.mine {
        query = query.filter(Column::OfficerId.eq(tx.actor().account));
    }
    if filter.late {
        query = query.filter(Column::NextOn.lt(tx.today()));
    }
    if let Some(kind) = filter.kind {
        let all = services::all(tx).await?;
        let ids: Vec<ServiceId> = all.iter().filter(|s| s.kind == kind).map(|s| s.id).collect();
        query = query.filter(Column::ServiceId.is_in(ids));
    }
    if let Some(people) = &filter.people {
        query = query.filter(Column::PersonId.is_in(people.iter().copied()));
    }
    Ok(query)
}

/// The rows of a page, one more than a page shows.
pub async fn rows(tx: &Tx, filter: &Filter) -> Result<Vec<referral_case::Model>, StoreError> {
    use referral_case::Column;
    let mut query = matching(tx, filter).await?;
    if !filter.newest {
        query = query.order_by_with_nulls(Column::NextOn, Order::Asc, NullOrdering::Last);
    }
    let rows = query
        .order_by_desc(Column::Id)
        .offset((filter.page - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await?;
    Ok(rows)
}

/// Whose the rows are and for what, in one query each.
pub async fn around(
    tx: &Tx,
    rows: &[referral_case::Model],
) -> Result<(HashMap<PersonId, Head>, HashMap<ServiceId, Service>), StoreError> {
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let services: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    Ok((people::heads(tx, &people).await?, services::by_ids(tx, &services).await?))
}

/// A row as the page shows it.
struct Line {
    href: String,
    name: String,
    service: String,
    state: String,
    colour: &'static str,
    next: String,
    due: String,
    word: String,
    urgency: &'static str,
    officer: String,
}

#[derive(Template)]
#[template(path = "referral/list.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    heads: Vec<Column>,
    lines: Vec<Line>,
    pages: Pages,
    /// The addresses of the list as a file, for who may take it away.
    files: Option<[String; 2]>,
    /// A number was typed where a name belongs.
    is_number: bool,
    form: Form,
    states: Vec<Choice>,
    officers: Vec<Choice>,
    lates: Vec<Choice>,
    kinds: Vec<Choice>,
    sorts: Vec<Choice>,
}

/// A term in words: late, today, in some days.
pub fn due_word(ctx: &Ctx, on: Option<Day>, today: Day) -> (String, &'static str) {
    let Some(on) = on else {
        return (String::new(), "");
    };
    let days = on.days_since(today);
    match days {
        ..0 => (ctx.ta("referral-due-late", &[("days", -days)]).into_owned(), "late"),
        0 => (ctx.t("referral-due-today").into_owned(), "soon"),
        1..=2 => (ctx.ta("referral-due-in", &[("days", days)]).into_owned(), "soon"),
        _ => (ctx.ta("referral-due-in", &[("days", days)]).into_owned(), ""),
    }
}

/// The address below `/referrals` with the same filters.
fn base(ctx: &Ctx, form: &Form, path: &str) -> String {
    let mut query = String::new();
    for name in ["state", "officer", "late", "kind", "sort", "q"] {
        let value: String = match name {
            "q" => people::encoded(form.get(name).trim()),
            _ => {
                form.get(name).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
            }
        };
        if !value.is_empty() {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{name}={value}"));
        }
    }
    ctx.url(&format!("/referrals{path}{query}"))
}

/// The list as a file.
fn files(ctx: &Ctx, form: &Form) -> Option<[String; 2]> {
    let all = base(ctx, form, "/export");
    let join = if all.contains('?') { '&' } else { '?' };
    let may = ctx.actor.may(people::EXPORT);
    may.then(|| ["xlsx", "csv"].map(|code| format!("{all}{join}format={code}")))
}

pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let is_number = matches!(Sought::read(form.get("q")), Sought::Number(_));
    let filter = Filter::read(&form).named(&app, &ctx.actor, form.get("q")).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = rows(&tx, &filter).await?;
    let (found, paging) = paged(found, filter.page, base(&ctx, &form, ""));
    let (people, services) = around(&tx, &found).await?;
    let accounts = kit::access::accounts(&tx, tx.today()).await?;
    tx.audit(if filter.people.is_some() { Entry::search("case") } else { Entry::list("case") });
    tx.commit().await?;
    let today = app.today();
    let lines = found.iter().map(|row| {
        let state = State::from_code(&row.state).unwrap_or(State::Closed);
        let (word, urgency) = due_word(&ctx, row.next_on, today);
        let officer = accounts.iter().find(|a| Some(a.id) == row.officer_id);
        Line {
            href: ctx.url(&path(row.id, "")),
            name: people.get(&row.person_id).map(|p| p.name.clone()).unwrap_or_default(),
            service: services.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            state: ctx.t(&state.key()).into_owned(),
            colour: state.colour(),
            next: next_text(&ctx, &row.next_kind),
            due: row.next_on.map(Day::bg).unwrap_or_default(),
            word,
            urgency,
            officer: officer.map(|a| a.name.clone()).unwrap_or_default(),
        }
    });
    let heads = ["person", "service", "state", "next", "due", "officer"]
        .map(|name| Column::new(ctx.t(&format!("referral-column-{name}"))));
    let codes = State::ALL.map(State::code);
    let kind = |n: &str| Choice::new(n, ctx.t(&format!("referral-kind-{n}")));
    html(&ListPage {
        page: ctx.page(ctx.t("referral-list")),
        action: ctx.url("/referrals"),
        heads: heads.to_vec(),
        lines: lines.collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        states: choices(&ctx, &codes, form.get("state"), |c| format!("referral-state-{c}")),
        officers: choices(&ctx, &["mine"], form.get("officer"), |c| {
            format!("referral-officer-{c}")
        }),
        lates: choices(&ctx, &["yes"], form.get("late"), |c| format!("referral-overdue-{c}")),
        kinds: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].map(kind).to_vec(),
        files: files(&ctx, &form),
        is_number,
        sorts: choices(&ctx, &["new"], form.get("sort"), |c| format!("referral-sort-{c}")),
        form,
    })
}

/// The next step of a case in words.
#[must_use]
pub fn next_text(ctx: &Ctx, kind: &str) -> String {
    if kind.is_empty() {
        return String::new();
    }
    ctx.t(&format!("referral-next-{kind}")).into_owned()
}
