//! The visit on a tablet: the checklist in parts, behind an address of its own, without an account. It works
//! with the network off and is sent later, by the script of the page: so what is typed is always kept, and
//! what lacks its evidence is kept as unproven, and said.

use super::CheckId;
use super::check_form::{around, behind};
use super::checklist::{Appendix, Line, appendix};
use super::content::Found;
use super::course::{RESULTS, State, UNPROVEN};
use super::evidence::count_of;
use super::finding::{self, Written};
use super::frame::{self, LINE, TEXT};
use super::load::{self, Check, FileHead, Finding};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, choices, html, qr_svg, see};
use std::collections::HashMap;
use ui::{Choice, Field, Link};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("oversight_check", "secret");
/// So many lines stand on one page: it must be light on a tablet.
const ROWS: usize = 12;
/// So much of who checks stands as the writer's name.
const NAME: usize = 120;
/// The script that shows kept pages while the network is off.
const WORKER: &str = include_str!("worker.js");
/// What that script may reach: this site.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";

/// `GET /check-visit/worker.js`.
pub async fn worker() -> Response {
    let policy = HeaderValue::from_static(WORKER_POLICY);
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    let headers: [(HeaderName, HeaderValue); 2] = [kind, (header::CONTENT_SECURITY_POLICY, policy)];
    (headers, WORKER).into_response()
}

/// A place below a secret.
#[must_use]
pub fn at(secret: &str, rest: &str) -> String {
    format!("/check-visit/{secret}{rest}")
}

/// The secret of a check's tablet.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: CheckId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// What stands behind an address.
pub struct Inside {
    /// The check, while its visit lasts.
    pub check: Check,
    /// The provider.
    pub provider: String,
    /// Who writes: those whom the order names.
    pub actor: Actor,
}

/// The check behind a secret, while its visit lasts.
///
/// # Errors
/// [`Problem::NotFound`] when there is none, or the visit is over.
pub async fn inside(app: &App, ctx: &Ctx, secret: &str) -> Result<Inside, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let check = load::behind(&tx, &fingerprint(secret)).await?;
    let check = check.filter(|one| one.state == State::Visiting).ok_or(Problem::NotFound)?;
    let names = frame::providers(&tx).await?;
    tx.audit(Entry::read("oversight-check", check.row.id.0));
    tx.commit().await?;
    let name: String = check.content.people.chars().take(NAME).collect();
    let mut actor = ctx.actor.clone();
    actor.name = name.as_str().into();
    actor.username = "tablet".into();
    Ok(Inside { provider: frame::name_of(&names, check.row.provider_id), check, actor })
}

#[derive(Template)]
#[template(path = "oversight/link.html")]
struct LinkPage {
    page: ui::Page,
    address: String,
    qr: String,
    open: Link,
}

/// `GET /oversight/checks/{id}/tablet`: the address for the tablet.
pub async fn link(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if behind.check.state != State::Visiting {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let tx = app.db.read(&ctx.actor).await?;
    let path = ctx.url(&at(&secret(&tx, id)?, ""));
    tx.rollback().await;
    let address = format!("{}{path}", app.kit.origin(&headers));
    let page = around(&ctx, (&behind, &Form::empty(ctx.lang)), "oversight-do-tablet").page;
    let open = Link::new(path, ctx.t("oversight-tablet-open"));
    html(&LinkPage { page, qr: qr_svg(&address), address, open })
}

/// A part of the checklist in the list of parts.
struct PartLink {
    href: String,
    name: String,
    title: String,
    done: String,
    open: usize,
}

#[derive(Template)]
#[template(path = "oversight/visit.html")]
struct HomePage {
    page: ui::Page,
    name: String,
    standard: String,
    parts: Vec<PartLink>,
    form: Form,
    action: String,
    lines: Vec<Choice>,
    files: Vec<String>,
    worker: String,
}

/// The standards that some lines belong to, in words.
fn titles(ctx: &Ctx, appendix: Option<&Appendix>, lines: &[Line]) -> String {
    let mut all: Vec<String> = Vec::new();
    for line in lines {
        let at = usize::try_from(line.standard).unwrap_or(0);
        let title = appendix.and_then(|one| one.standards.get(at.checked_sub(1)?));
        let title = match title {
            Some(title) => format!("{at}. {title}"),
            None => ctx.t("oversight-other-lines").into_owned(),
        };
        if !all.contains(&title) {
            all.push(title);
        }
    }
    all.join("; ")
}

/// What is known of a check for its tablet.
struct Known {
    lines: Vec<Line>,
    found: HashMap<String, Finding>,
    files: Vec<FileHead>,
}

async fn known(tx: &Tx, check: &Check) -> Result<Known, StoreError> {
    Ok(Known {
        lines: finding::lines(tx, check).await?,
        found: load::findings(tx, check.row.id).await?,
        files: load::files(tx, check.row.id).await?,
    })
}

fn home_drawn(
    ctx: &Ctx,
    (inside, secret): (&Inside, &str),
    (known, form): (&Known, Form),
) -> Result<HomePage, StoreError> {
    let code = &inside.check.row.standard;
    let appendix = appendix(code)?;
    let is_done = |line: &&Line| {
        let found = known.found.get(&line.code);
        found.is_some_and(|one| !one.row.result.is_empty() && one.row.result != UNPROVEN)
    };
    let part = |(no, lines): (usize, &[Line])| {
        let done = lines.iter().filter(is_done).count();
        let args = [("done", done.to_string()), ("all", lines.len().to_string())];
        PartLink {
            href: ctx.url(&at(secret, &format!("/part?no={}", no + 1))),
            name: ctx.ta("oversight-part", &[("no", no + 1)]).into_owned(),
            title: titles(ctx, appendix, lines),
            done: ctx.ta("oversight-part-done", &args).into_owned(),
            open: lines.len() - done,
        }
    };
    let choice = |line: &Line| {
        let is_chosen = form.get("code") == line.code;
        Choice::new(line.code.clone(), line.text.clone()).checked(is_chosen)
    };
    let mut page = ctx.public_page(ctx.t("oversight-visit-title"));
    page.errors = form.errors();
    Ok(HomePage {
        page,
        name: inside.provider.clone(),
        standard: super::letter::standard(code)?,
        parts: known.lines.chunks(ROWS).enumerate().map(part).collect(),
        action: ctx.url(&at(secret, "/proof")),
        lines: known.lines.iter().map(choice).collect(),
        files: known.files.iter().map(|one| one.shown.about.clone()).collect(),
        worker: ctx.url("/check-visit/worker.js"),
        form,
    })
}

/// `GET /check-visit/{secret}`.
pub async fn home(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let tx = app.db.read(&inside.actor).await?;
    let known = known(&tx, &inside.check).await?;
    tx.rollback().await;
    html(&home_drawn(&ctx, (&inside, &secret), (&known, Form::empty(ctx.lang)))?)
}

/// The first page again, with what is wrong with a file.
///
/// # Errors
/// When the database does not answer.
pub async fn home_again(
    app: &App,
    ctx: &Ctx,
    of: (&Inside, &str),
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&of.0.actor).await?;
    let known = known(&tx, &of.0.check).await?;
    tx.rollback().await;
    again(&home_drawn(ctx, of, (&known, form))?)
}

/// A line of the checklist with its boxes.
struct Row {
    legend: String,
    hint: String,
    result: Field,
    choices: Vec<Choice>,
    note: Field,
    evidence: Field,
    needs: bool,
    source: String,
    files: usize,
}

#[derive(Template)]
#[template(path = "oversight/part.html")]
struct PartPage {
    page: ui::Page,
    name: String,
    titles: String,
    action: String,
    home: String,
    no: usize,
    rows: Vec<Row>,
    worker: String,
}

fn boxed(name: &str, code: &str) -> String {
    format!("{name}-{code}")
}

fn row(ctx: &Ctx, (line, known): (&Line, &Known), form: &Form) -> Row {
    let found = known.found.get(&line.code);
    let name = boxed("result", &line.code);
    let source = match found.map(|one| one.row.source.as_str()) {
        None | Some("") => String::new(),
        Some(code) => ctx.t(&format!("oversight-source-{code}")).into_owned(),
    };
    Row {
        legend: line.label(),
        hint: line.how.clone(),
        choices: choices(ctx, &RESULTS, form.get(&name), |code| format!("oversight-result-{code}")),
        result: form.field(&name),
        note: form.field(&boxed("note", &line.code)),
        evidence: form.field(&boxed("evidence", &line.code)),
        needs: line.evidence,
        source,
        files: count_of(&known.files, &line.code),
    }
}

/// The lines of a part, as they were found.
fn values(known: &Known, lines: &[Line]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for line in lines {
        let Some(found) = known.found.get(&line.code) else { continue };
        // Said to be met, and not shown: the choice stays as it was made.
        let result: &str =
            if found.row.result == UNPROVEN { RESULTS[0] } else { &found.row.result };
        all.push((boxed("result", &line.code), result.to_owned()));
        all.push((boxed("note", &line.code), found.content.note.clone()));
        all.push((boxed("evidence", &line.code), found.content.evidence.clone()));
    }
    all
}

/// The lines of a part; none when there is no such.
fn lines_of(known: &Known, no: usize) -> Result<&[Line], Problem> {
    let at = no.checked_sub(1).ok_or(Problem::NotFound)?;
    known.lines.chunks(ROWS).nth(at).ok_or(Problem::NotFound)
}

fn part_drawn(
    ctx: &Ctx,
    (inside, secret): (&Inside, &str),
    (known, no, form): (&Known, usize, &Form),
) -> Result<PartPage, Problem> {
    let lines = lines_of(known, no)?;
    let mut page = ctx.public_page(ctx.t("oversight-visit-title"));
    page.errors = form.errors();
    let home = ctx.url(&at(secret, ""));
    page.back = Some(Link::new(home.clone(), ctx.t("oversight-visit-back")));
    Ok(PartPage {
        page,
        name: inside.provider.clone(),
        titles: titles(ctx, appendix(&inside.check.row.standard)?, lines),
        action: ctx.url(&at(secret, &format!("/part?no={no}"))),
        home,
        no,
        rows: lines.iter().map(|line| row(ctx, (line, known), form)).collect(),
        worker: ctx.url("/check-visit/worker.js"),
    })
}

/// `GET /check-visit/{secret}/part?no=`.
pub async fn part(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let no = form.get("no").parse().unwrap_or(1);
    let inside = inside(&app, &ctx, &secret).await?;
    let tx = app.db.read(&inside.actor).await?;
    let known = known(&tx, &inside.check).await?;
    tx.rollback().await;
    let form = Form::filled(ctx.lang, values(&known, lines_of(&known, no)?));
    html(&part_drawn(&ctx, (&inside, &secret), (&known, no, &form))?)
}

/// What was typed of the lines of a part; a line without an answer is left as it was.
fn read(form: &mut Form, (known, lines): (&Known, &[Line])) -> Vec<Written> {
    let mut all = Vec::new();
    for line in lines {
        let result = form.get(&boxed("result", &line.code)).to_owned();
        if !RESULTS.contains(&result.as_str()) {
            continue;
        }
        let note = form.optional(&boxed("note", &line.code), TEXT);
        let evidence = form.optional(&boxed("evidence", &line.code), LINE);
        let content = Found { note, evidence };
        // What the system filled in and nobody changed keeps its source.
        let old = known.found.get(&line.code);
        let same = old.filter(|one| one.row.result == result && one.content == content);
        let source = same.map(|one| one.row.source.clone()).unwrap_or_default();
        all.push(Written { code: line.code.clone(), result, source, content });
    }
    all
}

/// `POST /check-visit/{secret}/part`: kept as typed; what lacks its evidence is said.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let no = form.get("no").parse().unwrap_or(0);
    let inside = inside(&app, &ctx, &secret).await?;
    let home = at(&secret, "");
    let mut tx = app.db.write(&inside.actor).await?;
    let known = known(&tx, &inside.check).await?;
    let lines = lines_of(&known, no)?;
    let written = read(&mut form, (&known, lines));
    if !form.ok() {
        tx.audit(Entry::read("oversight-check", inside.check.row.id.0));
        tx.commit().await?;
        return again(&part_drawn(&ctx, (&inside, &secret), (&known, no, &form))?);
    }
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let unproven = finding::save(&mut tx, (&inside.check, lines), &written).await?;
    tx.commit().await?;
    for code in &unproven {
        form.wrong(&boxed("evidence", code), "oversight-refused-evidence");
    }
    if !form.ok() {
        return again(&part_drawn(&ctx, (&inside, &secret), (&known, no, &form))?);
    }
    Ok(see(&ctx, &home, Some("oversight-visit-kept")))
}
