//! Search first: the box, its results, and always the way to enter somebody new.

use super::onward::Onward;
use super::search::{Found, Sought, found, search};
use super::{EXPORT, IMPORT, MERGE, PersonId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Paging, Problem, again, html, paged_by, see};
use ui::{Field, Pages};

/// So many of those found stand on a page: who is not among the likeliest is sought by more words.
const ROWS: usize = 20;
/// So many are shown while typing.
const ROWS_WHILE_TYPING: usize = 10;

#[derive(Template)]
#[template(path = "people/search.html")]
struct SearchPage {
    page: ui::Page,
    action: String,
    q: Field,
    list: List,
    /// What the search is for, when another page asked for somebody.
    purpose: Option<String>,
    /// The list of possible duplicates, for who may merge.
    duplicates: Option<String>,
    /// Bringing many people in, for who may.
    import: Option<String>,
    /// Taking the list away, for who may.
    export: Option<String>,
}

/// The part of the page that changes while typing.
#[derive(Template)]
#[template(path = "people/results.html")]
struct Results {
    page: ui::Page,
    list: List,
}

/// What was found, ready to be shown.
#[derive(Default)]
pub struct List {
    /// What was looked for.
    pub typed: String,
    /// Something was looked for.
    pub asked: bool,
    /// The people of this page.
    pub rows: Vec<Row>,
    /// Further pages.
    pub pages: Pages,
    /// The asker may enter somebody new.
    pub may_write: bool,
    /// Where a new person is entered.
    pub new_action: String,
    /// What carries the purpose of the search on.
    pub onward: Vec<(&'static str, String)>,
}

/// A line of the results.
pub struct Row {
    /// The person's page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Name in Latin letters.
    pub latin: String,
    /// Year of birth.
    pub born: String,
    /// Settlement of the present address, or that it is protected.
    pub place: String,
    /// Identifier, masked.
    pub identifier: String,
    /// The address is protected.
    pub is_protected: bool,
    /// Died.
    pub is_dead: bool,
}

impl Row {
    /// A person found, in the language of the screen.
    #[must_use]
    pub fn new(ctx: &Ctx, found: &Found, onward: &Onward) -> Row {
        let head = &found.head;
        let identifier = found.identifier.as_ref();
        Row {
            href: ctx.url(&onward.path(head.id)),
            name: head.name.clone(),
            latin: head.latin.clone(),
            born: head.birth_day.map(|day| day.0.year().to_string()).unwrap_or_default(),
            place: found.settlement.clone().unwrap_or_default(),
            identifier: identifier
                .map(|masked| format!("{} {}", ctx.t(masked.kind.text_key()), masked.text))
                .unwrap_or_default(),
            is_protected: head.is_protected,
            is_dead: head.died_on.is_some(),
        }
    }
}

/// The rows of these people; leaves the audit's row of the search.
async fn rows(
    app: &App,
    ctx: &Ctx,
    ids: &[PersonId],
    onward: &Onward,
) -> Result<Vec<Row>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let list = found(&tx, ids).await?;
    tx.audit(Entry::search("person"));
    tx.commit().await?;
    Ok(list.iter().map(|found| Row::new(ctx, found, onward)).collect())
}

fn list_of(ctx: &Ctx, typed: &str, onward: &Onward) -> List {
    List {
        onward: onward.fields(),
        typed: typed.to_owned(),
        may_write: ctx.actor.may(WRITE),
        new_action: ctx.url("/people/new"),
        ..List::default()
    }
}

fn draw(ctx: &Ctx, q: Field, list: List, onward: &Onward) -> SearchPage {
    let mut page = ctx.page(ctx.t("people-title"));
    page.errors = q.summary().into_iter().collect();
    let purpose = onward.text_key().map(|key| ctx.t(key).into_owned());
    let duplicates = ctx.actor.may(MERGE).then(|| ctx.url("/people/duplicates"));
    let link = |right, path| ctx.actor.may(right).then(|| ctx.url(path));
    let (import, export) = (link(IMPORT, "/imports"), link(EXPORT, "/people/export"));
    let action = ctx.url("/people/search");
    SearchPage { page, action, q, list, purpose, duplicates, import, export }
}

/// `GET /people?q=`: names only. A number in an address would stay in the browser's history.
pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let typed = form.get("q").to_owned();
    let sought = Sought::read(&typed);
    let onward = Onward::of(&form);
    if matches!(sought, Sought::Number(_)) {
        rows(&app, &ctx, &[], &onward).await?;
        let field = Field::new("q", "").wrong(ctx.t("people-search-number"));
        return again(&draw(&ctx, field, list_of(&ctx, "", &onward), &onward));
    }
    let ids = search(&app, &ctx.actor, &sought).await?;
    let asked = Paging::asked(&form);
    let pages_before = usize::try_from(asked - 1).unwrap_or(usize::MAX);
    let shown = ids.into_iter().skip(pages_before.saturating_mul(ROWS)).take(ROWS + 1);
    let shown: Vec<PersonId> = shown.collect();
    let base = ctx.url(&path_of(&typed, &onward));
    let (rows, paging) = paged_by(ROWS, rows(&app, &ctx, &shown, &onward).await?, asked, base);
    let list = List {
        asked: sought != Sought::Nothing,
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        ..list_of(&ctx, &typed, &onward)
    };
    html(&draw(&ctx, Field::new("q", typed), list, &onward))
}

/// The address of a search for a name.
fn path_of(typed: &str, onward: &Onward) -> String {
    let typed = [("q", encoded(typed))].into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<String> =
        typed.chain(onward.fields()).map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() { "/people".to_owned() } else { format!("/people?{}", pairs.join("&")) }
}

/// `POST /people/search`: what the box sends. A name goes on to an address that can be gone back
/// to; a number stays in the body. While typing, only the results are answered.
pub async fn sought(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let typed: String = form.get("q").chars().take(200).collect();
    let sought = Sought::read(&typed);
    let onward = Onward::of(&form);
    let is_part = headers.contains_key("hx-request");
    if !is_part && !matches!(sought, Sought::Number(_)) {
        rows(&app, &ctx, &[], &onward).await?;
        return Ok(see(&ctx, &path_of(&typed, &onward), None));
    }
    let mut ids = search(&app, &ctx.actor, &sought).await?;
    ids.truncate(if is_part { ROWS_WHILE_TYPING } else { ROWS });
    let list = List {
        asked: sought != Sought::Nothing,
        rows: rows(&app, &ctx, &ids, &onward).await?,
        ..list_of(&ctx, &typed, &onward)
    };
    if is_part {
        return html(&Results { page: ctx.page(""), list });
    }
    html(&draw(&ctx, Field::new("q", typed), list, &onward))
}

/// A text as a value of a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
