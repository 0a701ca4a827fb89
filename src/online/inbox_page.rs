//! The inbox of the office: what came online, sought and filtered, in pages; the page of one.

use super::answer::{self, Line};
use super::course::{BODIES, OPEN, State, grouped, number, rule, terms};
use super::file::{self, Enclosed, Of, size_words};
use super::frame::{self, HOME, officers};
use super::question::{self, KINDS};
use super::sent::{self, Matter, kind_of, state_of};
use super::store::online_sent::{self, Column, Entity};
use super::store::online_step;
use super::{SentId, WRITE};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, choices, cut, html, list_address};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Choice, Head, Link, Pages};

/// So many of the newest are listed: older ones are found by their number or in the files they became.
const MOST: u64 = 1_000;
/// The columns of the list.
const COLUMNS: [&str; 6] = ["number", "kind", "who", "sent", "due", "officer"];

/// A number that opens its list.
struct Tile {
    href: String,
    number: u64,
    text: String,
    state: &'static str,
}

/// A row of the list.
struct Row {
    href: String,
    cells: Vec<String>,
    state: String,
    colour: &'static str,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "online/inbox.html")]
struct InboxPage {
    page: ui::Page,
    form: Form,
    action: String,
    tiles: Vec<Tile>,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    officers: Vec<Choice>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    public: String,
}

/// The rows that a list asks for, newest first. What waits is asked for when no state is.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(tx: &Tx, form: &Form) -> Result<Vec<online_sent::Model>, StoreError> {
    let mut rows = tx.find::<Entity>();
    rows = match form.get("state") {
        "" | "open" => rows.filter(Column::State.is_in(OPEN)),
        "all" => rows,
        "late" => rows.filter(Column::State.is_in(OPEN)).filter(Column::DueOn.lt(tx.today())),
        "urgent" => rows.filter(Column::State.is_in(OPEN)).filter(Column::IsUrgent.eq(true)),
        state => rows.filter(Column::State.eq(state)),
    };
    if KINDS.contains(&form.get("kind")) {
        rows = rows.filter(Column::Kind.eq(form.get("kind")));
    }
    if let Ok(officer) = form.get("officer").parse::<AccountId>() {
        rows = rows.filter(Column::OfficerId.eq(officer));
    }
    Ok(rows.order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?)
}

/// Whether something holds what is sought: its number, a name, a word of what was said.
fn holds(one: &Matter, sought: &str) -> bool {
    let typed = one.said.typed.values.values();
    let mut texts = typed.map(|text| kit::search::plain(text));
    kit::search::plain(&one.number()).contains(sought) || texts.any(|text| text.contains(sought))
}

async fn tiles(ctx: &Ctx, tx: &Tx) -> Result<Vec<Tile>, StoreError> {
    let open = || tx.find::<Entity>().filter(Column::State.is_in(OPEN));
    let late = open().filter(Column::DueOn.lt(tx.today())).count(tx.conn()).await?;
    let urgent = open().filter(Column::IsUrgent.eq(true)).count(tx.conn()).await?;
    let new = open().filter(Column::State.eq(OPEN[0])).count(tx.conn()).await?;
    let tile = |state: &str, number: u64, colour: &'static str| Tile {
        href: ctx.url(&format!("{HOME}?state={state}")),
        number,
        text: ctx.t(&format!("online-tile-{state}")).into_owned(),
        state: colour,
    };
    Ok(vec![tile("urgent", urgent, "late"), tile("late", late, "late"), tile(OPEN[0], new, "soon")])
}

fn name_of(officers: &[Choice], id: Option<AccountId>) -> String {
    let sought = id.map(|id| id.to_string()).unwrap_or_default();
    let found = officers.iter().find(|one| one.value == sought);
    found.map(|one| one.text.clone()).unwrap_or_default()
}

fn row(ctx: &Ctx, one: &Matter, officers: &[Choice]) -> Row {
    Row {
        href: ctx.url(&format!("{HOME}/{}", one.row.id)),
        cells: vec![
            one.number(),
            ctx.t(&format!("online-kind-{}", one.kind())).into_owned(),
            one.who().to_owned(),
            one.row.sent_at.bg(),
            one.row.due_on.bg(),
            match one.row.officer_id {
                Some(id) => name_of(officers, Some(id)),
                None => ctx.t("online-nobody-yet").into_owned(),
            },
        ],
        state: ctx.t(&format!("online-state-{}", one.state.code())).into_owned(),
        colour: one.state.colour(),
        urgent: one.row.is_urgent && one.state.is_open(),
    }
}

/// `GET /online/inbox?q=&state=&kind=&officer=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = rows(&tx, &form).await?;
    let sought = kit::search::plain(form.get("q"));
    let filters = ["q", "state", "kind", "officer"].map(|name| (name, form.get(name)));
    let base = list_address(&ctx.url(HOME), &filters);
    // Names are sealed: only whoever seeks by words has all of them opened.
    let mut kept = Vec::new();
    let (rows, found, pages) = if sought.is_empty() {
        let found = rows.len();
        let (rows, pages) = cut(rows, &form, &base);
        (rows, found, pages)
    } else {
        (rows, 0, Pages::default())
    };
    for row in rows {
        let one = sent::opened_one(&tx, row)?;
        if sought.is_empty() || holds(&one, &sought) {
            kept.push(one);
        }
    }
    let (kept, found, pages) = if sought.is_empty() {
        (kept, found, pages)
    } else {
        let found = kept.len();
        let (kept, pages) = cut(kept, &form, &base);
        (kept, found, pages)
    };
    let officers = officers(&tx).await?;
    let tiles = tiles(&ctx, &tx).await?;
    tx.audit(Entry::list("online-sent"));
    tx.commit().await?;
    html(&inbox(&ctx, form, (kept, found, pages), (officers, tiles)))
}

fn inbox(
    ctx: &Ctx,
    form: Form,
    (kept, found, pages): (Vec<Matter>, usize, Pages),
    (officers, tiles): (Vec<Choice>, Vec<Tile>),
) -> InboxPage {
    let mut states: Vec<Choice> = ["open", "late", "urgent", "all"]
        .map(|code| Choice::new(code, ctx.t(&format!("online-list-{code}"))))
        .into();
    let codes = State::ALL.map(State::code);
    states.extend(choices(ctx, &codes, "", |code| format!("online-state-{code}")));
    let head = |name: &str| Head::new(ctx.t(&format!("online-column-{name}")));
    let heads = COLUMNS.into_iter().chain(["state"]).map(head);
    InboxPage {
        page: ctx.page(ctx.t("online-inbox")),
        action: ctx.url(HOME),
        tiles,
        states,
        kinds: choices(ctx, &KINDS, form.get("kind"), |code| format!("online-kind-{code}")),
        found,
        heads: heads.collect(),
        rows: kept.iter().map(|one| row(ctx, one, &officers)).collect(),
        officers,
        pages,
        public: ctx.url("/online"),
        form,
    }
}

#[derive(Template)]
#[template(path = "online/thing.html")]
struct ThingPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    warnings: Vec<String>,
    actions: Vec<Link>,
    facts: Vec<(String, String)>,
    said: Vec<(String, String)>,
    found: Vec<String>,
    files: Vec<Link>,
    /// What the law says of the days that follow, with how it was counted.
    how: Vec<String>,
    /// When, what, who, in which words.
    steps: Vec<(String, String, String, String)>,
    links: Vec<Link>,
}

/// What a page about something needs.
struct Behind {
    one: Matter,
    steps: Vec<(online_step::Model, String)>,
    files: Vec<Enclosed>,
    officers: Vec<Choice>,
    services: Vec<Service>,
}

async fn behind(app: &App, ctx: &Ctx, id: SentId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sent::matter(&tx, id).await?;
    let steps = sent::steps(&tx, id).await?;
    let files = file::of(&tx, Of::Sent(id)).await?;
    let officers = officers(&tx).await?;
    let chosen: Option<ServiceId> = one.said.typed.get("service").parse().ok();
    let known = services::by_ids(&tx, &chosen.into_iter().collect::<Vec<_>>()).await?;
    let person = one.row.person_id.map(|person| person.0);
    tx.audit(Entry::read("online-sent", id.0).about(person));
    tx.commit().await?;
    Ok(Behind { one, steps, files, officers, services: known.into_values().collect() })
}

fn facts(ctx: &Ctx, behind: &Behind) -> Vec<(String, String)> {
    let Matter { row, said, .. } = &behind.one;
    let all = [
        ("online-fact-sent", row.sent_at.bg()),
        ("online-fact-due", row.due_on.bg()),
        ("online-fact-officer", name_of(&behind.officers, row.officer_id)),
        ("online-fact-registered", said.became_number.clone()),
        ("online-fact-closed", row.closed_on.map(Day::bg).unwrap_or_default()),
        ("online-fact-code", grouped(&said.code)),
    ];
    let known = all.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// What was said, by the questions that were asked on the day it was sent.
fn said(app: &App, ctx: &Ctx, behind: &Behind) -> Vec<(String, String)> {
    let one = &behind.one;
    let law = app.law(ctx.actor.municipality);
    let offer = frame::today_of(&law, one.row.sent_on, &behind.services);
    let questions = question::asked(one.kind(), &one.said.typed, &offer);
    let lines = answer::lines(ctx.lang, &questions, (&one.said.typed, &behind.services));
    let lines = lines.into_iter().filter(|line| !line.text.is_empty());
    lines.map(|Line { label, text, .. }| (label, text)).collect()
}

fn actions(ctx: &Ctx, one: &Matter) -> Vec<Link> {
    if !ctx.actor.may(WRITE) || !one.state.is_open() {
        return Vec::new();
    }
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/{}{rest}", one.row.id)), ctx.t(key))
    };
    let register = match one.kind() {
        "wish" | "application" => Some(at("/person", "online-do-person")),
        "signal" => {
            let path = format!("/signals/new?online={}", one.row.id);
            Some(Link::new(ctx.url(&path), ctx.t("online-do-signal")))
        }
        _ => {
            let path = "/contacts/new?channel=online";
            Some(Link::new(ctx.url(path), ctx.t("online-do-contact")))
        }
    };
    let mut all = vec![at("/take", "online-do-take")];
    all.extend(register);
    all.extend([
        at("/ask", "online-do-ask"),
        at("/answer", "online-do-answer"),
        at("/forward", "online-do-forward"),
        at("/refuse", "online-do-refuse"),
    ]);
    all
}

fn warnings(ctx: &Ctx, one: &Matter, today: Day) -> Vec<String> {
    let mut all = Vec::new();
    if one.row.is_urgent && one.state.is_open() {
        all.push(ctx.t("online-warn-danger").into_owned());
    }
    if one.state.is_open() && one.row.due_on < today {
        all.push(ctx.ta("online-warn-late", &[("day", one.row.due_on.bg())]).into_owned());
    }
    if one.said.typed.get("agrees") == "no" {
        all.push(ctx.t("online-warn-agrees").into_owned());
    }
    if one.state.is_open() && matches!(one.said.typed.get("proof"), "bring" | "known") {
        all.push(ctx.t("online-warn-proof").into_owned());
    }
    all
}

/// How the days that follow are counted.
fn how(app: &App, ctx: &Ctx, one: &Matter) -> Vec<String> {
    let law = app.law(ctx.actor.municipality);
    let mut ids = vec![rule(one.kind())];
    ids.extend(terms(one.kind()).iter().filter(|id| **id != rule(one.kind())));
    let told = |due: law::Due| {
        let steps = due.derivation.steps.join("; ");
        format!("{}: {steps} ({})", due.title, due.derivation.articles.join("; "))
    };
    frame::terms(&law, &ids, one.row.sent_on).into_iter().map(told).collect()
}

fn links(ctx: &Ctx, one: &Matter) -> Vec<Link> {
    let mut all = Vec::new();
    if !one.said.became_path.is_empty() {
        let text = format!("{} {}", ctx.t("online-to-became"), one.said.became_number);
        all.push(Link::new(ctx.url(&one.said.became_path), text));
    }
    if let Some(person) = one.row.person_id {
        all.push(Link::new(ctx.url(&format!("/people/{person}")), ctx.t("online-to-person")));
    }
    if !one.said.about.is_empty() {
        all.push(Link::new(ctx.url(&one.said.about), ctx.t("online-to-about")));
    }
    all
}

/// `GET /online/inbox/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let one = &behind.one;
    let file = |one: &Enclosed| {
        let path = format!("{HOME}/{id}/enclosed/{}", one.id);
        Link::new(ctx.url(&path), format!("{} ({})", one.name, size_words(one.size)))
    };
    let step = |(row, text): &(online_step::Model, String)| {
        let words = ctx.t(&format!("online-step-{}", row.kind)).into_owned();
        (row.made_at.bg(), words, row.account_name.clone(), text.clone())
    };
    let kind = ctx.t(&format!("online-kind-{}", kind_of(&one.row)));
    let number = number(one.row.year, one.row.number);
    html(&ThingPage {
        page: frame::page(&ctx, format!("{kind} {number}")),
        name: kind.into_owned(),
        number,
        state: ctx.t(&format!("online-state-{}", state_of(&one.row).code())).into_owned(),
        colour: one.state.colour(),
        warnings: warnings(&ctx, one, app.today()),
        actions: actions(&ctx, one),
        facts: facts(&ctx, &behind),
        said: said(&app, &ctx, &behind),
        found: one.said.typed.found.clone(),
        files: behind.files.iter().map(file).collect(),
        how: how(&app, &ctx, one),
        steps: behind.steps.iter().map(step).collect(),
        links: links(&ctx, one),
    })
}

/// To whom something can be passed on, as words of a step.
#[must_use]
pub fn body_words(ctx: &Ctx, code: &str) -> String {
    if BODIES.contains(&code) {
        ctx.t(&format!("online-to-{code}")).into_owned()
    } else {
        String::new()
    }
}
