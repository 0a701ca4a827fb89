//! The pages behind the address of an assistant or of a user: large, few taps, no account. The form
//! of the assistant works with the network off and is sent later, by the script of the page.

use super::boxes::{self, DayBox};
use super::course::State;
use super::filing;
use super::frame::{Shown, beside_links, month_of};
use super::ledger::{self, Ledger};
use super::link;
use super::load::{self, Book, Entry, Which};
use super::sheet::hours;
use super::store::hour_link;
use super::typed;
use crate::app::App;
use crate::assistance::ContractId;
use crate::delivery::month_words;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, list_address, see};
use law::{Law, Month};
use std::collections::BTreeSet;
use ui::{Choice, Link};

/// The script that shows kept pages while the network is off.
const WORKER: &str = include_str!("worker.js");
/// What that script may reach: this site.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// `GET /my-hours/worker.js`.
pub async fn worker() -> Response {
    let policy = HeaderValue::from_static(WORKER_POLICY);
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    let headers: [(HeaderName, HeaderValue); 2] = [kind, (header::CONTENT_SECURITY_POLICY, policy)];
    (headers, WORKER).into_response()
}

/// A place below a secret.
pub fn at(secret: &str, rest: &str) -> String {
    format!("/my-hours/{secret}{rest}")
}

/// What stands behind an address.
pub struct Inside {
    /// The address.
    pub link: hour_link::Model,
    /// Who holds the phone; the audit names them.
    pub actor: Actor,
    /// Their name.
    pub holder: String,
}

impl Inside {
    /// The address of an assistant, not of a user.
    pub fn is_assistant(&self) -> bool {
        self.link.role == link::ROLES[0]
    }

    /// The contracts that the address shows.
    pub fn which(&self) -> Which<'static> {
        match self.is_assistant() {
            true => Which::Assistant(self.link.person_id),
            false => Which::User(self.link.person_id),
        }
    }

    /// Whether an entry is one of theirs, not only one that meets it.
    pub fn owns(&self, entry: &Entry) -> bool {
        let person = self.link.person_id;
        match self.is_assistant() {
            true => entry.contract.assistant_person == person,
            false => entry.contract.user == person,
        }
    }
}

/// Who is behind a secret.
///
/// # Errors
/// [`Problem::NotFound`] when nobody is.
pub async fn inside(app: &App, ctx: &Ctx, secret: &str) -> Result<Inside, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let link = link::behind(&tx, secret).await?;
    let holder = link::holder(&tx, &link)?;
    let first = link.opened_at.is_none();
    tx.audit(audit::Entry::read("hours-link", link.id.0).about(Some(link.person_id.0)));
    tx.commit().await?;
    let mut actor = ctx.actor.clone();
    actor.name = holder.as_str().into();
    actor.username = "phone".into();
    if first {
        let mut tx = app.db.write(&actor).await?;
        link::touched(&tx, link.id).await?;
        tx.audit(audit::Entry::read("hours-link", link.id.0));
        tx.commit().await?;
    }
    Ok(Inside { link, actor, holder })
}

/// A report in a card.
struct Card {
    name: String,
    state: String,
    colour: &'static str,
    lead: String,
    href: String,
    button: String,
    sums: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "hours/phone.html")]
struct PhonePage {
    page: ui::Page,
    hello: String,
    month: String,
    iso: String,
    beside: [Link; 2],
    cards: Vec<Card>,
    worker: String,
}

/// What comes next, in words.
fn lead(ctx: &Ctx, law: &Law, (entry, is_assistant): (&Entry, bool), month: Month) -> String {
    let input = law::ReportInput { month, filed: None, explained: None };
    let due = law.report(&input).map(|line| Day(line.due).bg()).unwrap_or_default();
    let who = if is_assistant { "assistant" } else { "user" };
    let key = format!("hours-next-{who}-{}", entry.state());
    let other = if is_assistant { &entry.user.name } else { &entry.assistant.name };
    ctx.ta(&key, &[("due", due), ("name", other.clone())]).into_owned()
}

fn sums(ctx: &Ctx, ledger: &Ledger) -> Vec<(String, String)> {
    ledger
        .lines()
        .into_iter()
        .map(|(key, minutes)| (ctx.t(key).into_owned(), hours(minutes)))
        .collect()
}

fn card(
    ctx: &Ctx,
    law: &Law,
    (inside, secret): (&Inside, &str),
    (entry, month): (&Entry, Month),
) -> Card {
    let is_assistant = inside.is_assistant();
    let contract = entry.contract.contract.to_string();
    let asked = [("contract", contract.as_str()), ("month", &month.to_string())];
    let write = is_assistant && entry.may_write();
    let place = if write { "/write" } else { "/report" };
    let shows = write || entry.last().is_some_and(|one| one.state != State::Draft);
    let href = list_address(&ctx.url(&at(secret, place)), &asked);
    let key = match (write, entry.last().map(|one| one.state)) {
        (true, _) => "hours-phone-write",
        (_, Some(State::Sent)) => "hours-phone-confirm",
        (_, Some(State::Late)) => "hours-phone-explain",
        _ => "hours-phone-see",
    };
    let colour = entry.last().map_or("grey", |one| one.state.colour());
    Card {
        name: if is_assistant { entry.user.name.clone() } else { entry.assistant.name.clone() },
        state: ctx.t(&format!("hours-state-{}", entry.state())).into_owned(),
        colour,
        lead: lead(ctx, law, (entry, is_assistant), month),
        href: if shows { href } else { String::new() },
        button: ctx.t(key).into_owned(),
        sums: sums(ctx, &ledger::of_entry(entry)),
    }
}

/// Of an assistant it is their own report; a user confirms that of somebody, who is named.
fn title<'a>(ctx: &Ctx, inside: &Inside, own: impl Iterator<Item = &'a Entry>) -> String {
    if inside.is_assistant() {
        return ctx.t("hours-phone-title").into_owned();
    }
    let names: BTreeSet<&str> = own.map(|entry| entry.assistant.name.as_str()).collect();
    if names.is_empty() {
        return ctx.t("hours-phone-title-nobody").into_owned();
    }
    let names: Vec<&str> = names.into_iter().collect();
    ctx.ta("hours-phone-title-user", &[("names", names.join(", "))]).into_owned()
}

/// `GET /my-hours/{secret}?month=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&inside.actor).await?;
    let book = load::book(&tx, &law, month, inside.which()).await?;
    let book = book.with_paid(&app, &tx).await?;
    tx.audit(audit::Entry::read("hours", inside.link.id.0).about(Some(inside.link.person_id.0)));
    tx.commit().await?;
    let own = book.entries.iter().filter(|entry| inside.owns(entry));
    let card = |entry: &Entry| card(&ctx, &law, (&inside, &secret), (entry, month));
    let home = ctx.url(&at(&secret, ""));
    html(&PhonePage {
        page: ctx.public_page(title(&ctx, &inside, own.clone())),
        hello: ctx.ta("hours-phone-hello", &[("name", inside.holder.clone())]).into_owned(),
        month: month_words(ctx.lang, month),
        iso: month.to_string(),
        beside: beside_links(&ctx, &home, month),
        cards: own.map(card).collect(),
        worker: ctx.url("/my-hours/worker.js"),
    })
}

#[derive(Template)]
#[template(path = "hours/write.html")]
struct WritePage {
    page: ui::Page,
    name: String,
    month: String,
    iso: String,
    contract: String,
    action: String,
    home: String,
    reason: String,
    form: Form,
    work: Vec<DayBox>,
    off: Vec<DayBox>,
    kinds: Vec<Choice>,
    planned: String,
    total: String,
    findings: Vec<Shown>,
    state: String,
    typed: String,
    worker: String,
}

/// The entry that a form names, of the address's own.
pub fn entry_of<'a>(book: &'a Book, inside: &Inside, form: &Form) -> Result<&'a Entry, Problem> {
    let id: ContractId = form.get("contract").parse().map_err(|_| Problem::NotFound)?;
    // One of another municipality, of another assistant or outside the contract is not there.
    book.of(id).filter(|entry| inside.owns(entry)).ok_or(Problem::NotFound)
}

fn reason(steps: &[(super::store::hour_step::Model, load::Said)]) -> String {
    let back = steps.iter().rfind(|(row, _)| row.kind == "returned");
    back.map(|(_, said)| said.text.clone()).unwrap_or_default()
}

fn draw(
    ctx: &Ctx,
    law: &Law,
    (secret, reason): (&str, String),
    (book, entry, form): (&Book, &Entry, Form),
) -> WritePage {
    let title = format!("{}: {}", ctx.t("hours-phone-title"), entry.user.name);
    let mut page = ctx.public_page(title);
    page.errors = form.errors();
    let home = ctx.url(&at(secret, ""));
    page.back = Some(Link::new(home.clone(), ctx.t("hours-phone-back")));
    let (off, work) = boxes::days(ctx, law, (entry, &form)).into_iter().partition(|one| one.is_off);
    let mut typed = form.clone();
    let sheet = boxes::read(&mut typed, book.month, ("phone", "")).sheet;
    // What was typed on the phone and not sent belongs to one state of the report, and to no later.
    let state = entry.last().map(|one| format!("{}-{}", one.row.id, one.row.version));
    WritePage {
        page,
        name: entry.user.name.clone(),
        month: month_words(ctx.lang, book.month),
        iso: book.month.to_string(),
        contract: entry.contract.contract.to_string(),
        action: ctx.url(&at(secret, "/write")),
        home,
        reason,
        work,
        off,
        kinds: boxes::kinds(ctx, &form),
        planned: hours(entry.contract.planned()),
        total: typed::total(ctx, entry, &sheet),
        findings: typed::plain(ctx, law, (book, entry, &sheet)),
        state: state.unwrap_or_default(),
        typed: ctx.url(&at(secret, "/typed")),
        worker: ctx.url("/my-hours/worker.js"),
        form,
    }
}

async fn why_back(tx: &Tx, entry: &Entry) -> Result<String, Problem> {
    match entry.last().filter(|one| one.state == State::Returned) {
        Some(back) => Ok(reason(&load::steps(tx, back.row.id).await?)),
        None => Ok(String::new()),
    }
}

/// `GET /my-hours/{secret}/write?contract=&month=`.
pub async fn write_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&inside.actor).await?;
    let book = load::book(&tx, &law, month, inside.which()).await?;
    let entry = entry_of(&book, &inside, &form)?;
    let why = why_back(&tx, entry).await?;
    tx.audit(audit::Entry::read("hours", inside.link.id.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    if !inside.is_assistant() || !entry.may_write() {
        return Ok(see(
            &ctx,
            &list_address(&at(&secret, ""), &[("month", &month.to_string())]),
            None,
        ));
    }
    let fresh = boxes::filled(ctx.lang, entry);
    html(&draw(&ctx, &law, (&secret, why), (&book, entry, fresh)))
}

/// `POST /my-hours/{secret}/write`: kept as a draft, or sent.
pub async fn write(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let law = app.law(ctx.actor.municipality);
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let written = boxes::read(&mut form, month, ("phone", ""));
    let sends = form.get("do") != "save";
    if sends {
        boxes::complete(&mut form, &written);
    }
    let back = list_address(&at(&secret, ""), &[("month", &month.to_string())]);
    let mut tx = app.db.write(&inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let book = load::book(&tx, &law, month, inside.which()).await?;
    let entry = entry_of(&book, &inside, &form)?;
    if !inside.is_assistant() {
        return Err(Problem::NotFound);
    }
    if !entry.may_write() {
        return Err(filing::refused("hours-refused-twice"));
    }
    if sends {
        let found = book.findings(&law, entry, &written.sheet);
        boxes::stopped(&mut form, &law, (entry, &found));
        boxes::not_come(&mut form, &written.sheet, tx.today());
    }
    if !form.ok() {
        let why = why_back(&tx, entry).await?;
        let shown = draw(&ctx, &law, (&secret, why), (&book, entry, form));
        tx.rollback().await;
        return again(&shown);
    }
    let id = filing::save(&mut tx, (&book, entry), &written).await?;
    if sends {
        let book = load::book(&tx, &law, month, inside.which()).await?;
        let entry = entry_of(&book, &inside, &form)?;
        let report = load::one(&tx, id).await?;
        filing::send(&mut tx, &law, (&book, entry), &report).await?;
    }
    tx.commit().await?;
    let key = if sends { "hours-phone-sent" } else { "hours-phone-saved" };
    Ok(see(&ctx, &back, Some(key)))
}
