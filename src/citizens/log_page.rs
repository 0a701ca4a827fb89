//! „Кой е гледал данните ми“: when, which unit, what and why, in plain words, with a question beside each
//! entry. What is hidden [`crate::trust`] decides; the page says that something may be, never how much.

use super::frame::Me;
use super::ways::{Question, Registered};
use super::whose::{self, Whose};
use super::words::{Plain, Words};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::PersonId;
use crate::trust::{self, Asked, LIMIT_GROUNDS, Viewer};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, again, html, list_address};
use ui::{Lang, Link, Pages};

/// The longest question.
const LONGEST: usize = 2_000;

/// An entry with the place of its question.
struct Row {
    plain: Plain,
    ask: String,
}

#[derive(Template)]
#[template(path = "citizens/log.html")]
struct LogPage {
    page: ui::Page,
    name: String,
    rows: Vec<Row>,
    pages: Pages,
    /// On which grounds something may be shown later or not at all, with the articles.
    grounds: Vec<(String, &'static str)>,
}

/// The unit of the office and the reader's own login name, for putting entries into words.
fn around(ctx: &Ctx, me: &Me) -> (String, String) {
    (Settings::of(&ctx.municipality).unit, me.actor.username.to_string())
}

/// As whom the log of a person is read; where it is not theirs to read, it is not there.
fn viewer(one: &Whose) -> Result<Viewer, Problem> {
    one.standing.viewer().ok_or(Problem::NotFound)
}

fn path_of(id: PersonId) -> String {
    format!("/my/people/{id}/log")
}

/// `GET /my/people/{id}/log`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    me: Me,
    form: Form,
) -> Result<Response, Problem> {
    let own = me.person()?;
    let before = kit::types::decode_id(form.get("before"));
    let mut tx = app.db.read(&me.actor).await?;
    let one = whose::one(&app, &tx, (own, id)).await?;
    let asked = Asked { viewer: viewer(&one)?, before, most: PAGE_ROWS as usize };
    let sight = trust::looked(&tx, id, asked).await?;
    let words = Words::load((&ctx, ctx.lang), &tx, around(&ctx, &me)).await?;
    tx.audit(Entry::list("audit").about(Some(id.0)));
    tx.commit().await?;
    let here = ctx.url(&path_of(id));
    let row = |look: &trust::Look| {
        let plain = words.plain(look);
        Row { ask: format!("{here}/{}/ask", plain.id), plain }
    };
    let older =
        sight.older.map(|last| list_address(&here, &[("before", &kit::types::encode_id(last))]));
    let ground =
        |code: &&str| (ctx.t(&format!("trust-ground-{code}")).into_owned(), trust::article(code));
    html(&LogPage {
        page: me.page(&ctx, ctx.t("citizens-log-title")),
        name: one.head.name,
        rows: sight.looks.iter().map(row).collect(),
        pages: Pages { previous: before.map(|_| here.clone()), next: older, items: Vec::new() },
        grounds: LIMIT_GROUNDS.iter().map(ground).collect(),
    })
}

/// All that a viewer may see, in plain Bulgarian or English, newest first; at most so many entries.
///
/// # Errors
/// When the database does not answer.
pub async fn plain_log(
    (ctx, lang): (&Ctx, Lang),
    tx: &Tx,
    (person, viewer): (PersonId, Viewer),
    (around, most): ((String, String), usize),
) -> Result<Vec<Plain>, Problem> {
    let words = Words::load((ctx, lang), tx, around).await?;
    let sight = trust::looked(tx, person, Asked { viewer, before: None, most }).await?;
    Ok(sight.looks.iter().map(|look| words.plain(look)).collect())
}

#[derive(Template)]
#[template(path = "citizens/ask.html")]
struct AskPage {
    page: ui::Page,
    form: Form,
    plain: Plain,
    action: String,
    back: String,
}

/// One entry that is theirs to see, in plain words.
async fn entry_of(
    app: &App,
    ctx: &Ctx,
    (me, tx): (&Me, &Tx),
    (id, entry): (PersonId, &str),
) -> Result<Plain, Problem> {
    let one = whose::one(app, tx, (me.person()?, id)).await?;
    let entry = kit::types::decode_id(entry).ok_or(Problem::NotFound)?;
    let look = trust::look(tx, (id, viewer(&one)?), entry).await?;
    Ok(Words::load((ctx, ctx.lang), tx, around(ctx, me)).await?.plain(&look))
}

fn draw(ctx: &Ctx, me: &Me, (id, plain, form): (PersonId, Plain, Form)) -> AskPage {
    let mut page = me.page(ctx, ctx.t("citizens-ask-title"));
    page.breadcrumbs.insert(1, Link::new(ctx.url(&path_of(id)), ctx.t("citizens-log-title")));
    page.errors = form.errors();
    let back = ctx.url(&path_of(id));
    AskPage { page, action: format!("{back}/{}/ask", plain.id), back, plain, form }
}

/// `GET /my/people/{id}/log/{entry}/ask`.
pub async fn ask_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, entry)): Path<(String, PersonId, String)>,
    me: Me,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&me.actor).await?;
    let plain = entry_of(&app, &ctx, (&me, &tx), (id, &entry)).await?;
    tx.audit(Entry::read("audit", me.row.id.0).about(Some(id.0)));
    tx.commit().await?;
    html(&draw(&ctx, &me, (id, plain, Form::empty(ctx.lang))))
}

#[derive(Template)]
#[template(path = "citizens/asked.html")]
struct AskedPage {
    page: ui::Page,
    asked: Registered,
    until: String,
    back: String,
}

/// `POST /my/people/{id}/log/{entry}/ask`: a question about an entry, which goes along word for word.
pub async fn ask(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, entry)): Path<(String, PersonId, String)>,
    me: Me,
    mut form: Form,
) -> Result<Response, Problem> {
    me.unforged(&ctx, &form)?;
    let text = form.required("text", LONGEST);
    let contact = form.optional("contact", 200);
    let mut tx = app.db.write(&me.actor).await?;
    let plain = entry_of(&app, &ctx, (&me, &tx), (id, &entry)).await?;
    tx.audit(Entry::write("citizen-asked", me.row.id.0).about(Some(id.0)));
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, &me, (id, plain, form)));
    }
    tx.use_form(&form.key(), &ctx.url(&path_of(id))).await?;
    let entry_words = [plain.when, plain.who, plain.what, plain.why].join("; ");
    let question = Question {
        text: format!("{text}\n\n{}: {entry_words}", ctx.t("citizens-ask-about")),
        contact,
        about: format!("/people/{id}/audit"),
        account: me.row.id,
    };
    let asked = (app.citizens.ask)(&mut tx, question).await?;
    tx.commit().await?;
    let until = asked.answer_until.bg();
    let page = me.page(&ctx, ctx.t("citizens-asked-title"));
    html(&AskedPage { page, asked, until, back: ctx.url(&path_of(id)) })
}
