//! The first page of an account: what was sent, whose things it shows, and where everything is.

use super::account::grouped;
use super::frame::{self, HOME, Me};
use super::passkey;
use super::whose::{self, Standing, Whose};
use super::{link, session};
use crate::app::App;
use crate::hours;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Problem, html, see};
use ui::Link;

/// So many sent things are shown here; the others stand behind their numbers.
const SENT: usize = 20;

/// Something that was sent.
struct SentRow {
    number: String,
    kind: String,
    day: String,
    href: String,
}

/// A person with the pages about them.
struct WhoseRow {
    name: String,
    note: String,
    links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "citizens/home.html")]
struct HomePage {
    page: ui::Page,
    login: String,
    is_linked: bool,
    keys: usize,
    has_password: bool,
    whose: Vec<WhoseRow>,
    sent: Vec<SentRow>,
    pages: Vec<Link>,
    links: Vec<Link>,
    home: String,
}

/// The pages about one person that the account may open.
fn row_of(ctx: &Ctx, one: &Whose) -> WhoseRow {
    let id = one.head.id;
    let to = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    let mut links = vec![to("/my/waiting".to_owned(), "citizens-to-waiting")];
    if one.standing.viewer().is_some() {
        links.push(to(format!("/my/people/{id}/log"), "citizens-to-log"));
        links.push(to(format!("/my/people/{id}/data"), "citizens-to-data"));
    }
    let key = match one.standing {
        Standing::Own => "citizens-standing-own",
        Standing::Instead => "citizens-standing-instead",
        Standing::Consents => "citizens-standing-consents",
    };
    WhoseRow { name: one.head.name.clone(), note: ctx.t(key).into_owned(), links }
}

/// What the account shows, read for its owner.
struct Read {
    whose: Vec<Whose>,
    sent: Vec<super::SentOne>,
    pages: Vec<hours::OwnPage>,
    keys: usize,
}

async fn read(app: &App, me: &Me) -> Result<Read, StoreError> {
    let mut tx = app.db.read(&me.actor).await?;
    let (mut whose, mut pages) = (Vec::new(), Vec::new());
    if let Some(person) = me.person {
        whose = whose::all(app, &tx, person).await?;
        pages = hours::own_pages(&tx, person).await?;
        for one in &whose {
            tx.audit(Entry::read("citizen-home", me.row.id.0).about(Some(one.head.id.0)));
        }
    }
    let sent = (app.citizens.sent)(&tx, me.row.id).await?;
    let keys = passkey::of_account(&tx, me.row.id).await?.len();
    tx.audit(Entry::read("citizen-home", me.row.id.0));
    tx.commit().await?;
    Ok(Read { whose, sent, pages, keys })
}

/// `GET /my`.
pub async fn page(State(app): State<App>, ctx: Ctx, me: Me) -> Result<Response, Problem> {
    let read = read(&app, &me).await?;
    let mut page = me.page(&ctx, ctx.t("citizens-home"));
    page.breadcrumbs = Vec::new();
    let sent = read.sent.into_iter().take(SENT).map(|one| SentRow {
        number: one.number,
        kind: ctx.t(&format!("citizens-sent-{}", one.kind)).into_owned(),
        day: one.at.day().bg(),
        href: ctx.url(&one.href),
    });
    let own = |one: &hours::OwnPage| {
        Link::new(ctx.url(&one.path), ctx.t(&format!("citizens-hours-{}", one.role)))
    };
    let to = |path: &str, key: &str| Link::new(ctx.url(path), ctx.t(key));
    html(&HomePage {
        login: grouped(&me.row.login),
        is_linked: me.person.is_some(),
        keys: read.keys,
        has_password: !me.row.password_hash.is_empty(),
        whose: read.whose.iter().map(|one| row_of(&ctx, one)).collect(),
        sent: sent.collect(),
        pages: read.pages.iter().map(own).collect(),
        links: vec![
            to("/online", "citizens-to-online"),
            to("/book", "citizens-to-booking"),
            to("/chat", "citizens-to-desk"),
        ],
        home: ctx.url(HOME),
        page,
    })
}

/// `POST /my/sign-out`.
pub async fn sign_out(
    State(app): State<App>,
    ctx: Ctx,
    me: Me,
    form: Form,
) -> Result<Response, Problem> {
    me.unforged(&ctx, &form)?;
    let mut tx = app.db.write(&me.actor).await?;
    session::end(&tx, &me.session).await?;
    tx.audit(Entry::new("sign-out", "citizen", &me.row.id.to_string()));
    tx.commit().await?;
    let away = see(&ctx, "/my/sign-in", Some("citizens-signed-out"));
    Ok(frame::with_cookie(&app, &ctx, (away, "")))
}

#[derive(Template)]
#[template(path = "citizens/code.html")]
struct CodePage {
    page: ui::Page,
    code: String,
    until: String,
    qr: String,
}

/// `POST /my/code`: a code to be shown at the desk. It stands on this page only.
pub async fn code(
    State(app): State<App>,
    ctx: Ctx,
    me: Me,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = frame::doing(&app, &ctx, (&me, &form), HOME).await?;
    let (code, until) = link::make_code(&tx, me.row.id).await?;
    tx.audit(Entry::write("citizen-code-made", me.row.id.0));
    tx.commit().await?;
    let page = me.page(&ctx, ctx.t("citizens-code-title"));
    let qr = kit::web::qr_svg(&code);
    html(&CodePage { page, code: grouped_code(&code), until: until.bg(), qr })
}

/// `1234 5678`: two groups are read aloud without a mistake.
fn grouped_code(code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    format!("{first} {last}")
}

/// `POST /my/close`: the account is closed at once; what the office holds stays as the law says.
pub async fn close(
    State(app): State<App>,
    ctx: Ctx,
    me: Me,
    form: Form,
) -> Result<Response, Problem> {
    if form.get("sure") != "yes" {
        let mut tx = app.db.read(&me.actor).await?;
        tx.audit(Entry::refused("citizen-account-closed"));
        tx.commit().await?;
        return Ok(see(&ctx, HOME, Some("citizens-close-sure-needed")));
    }
    let mut tx = frame::doing(&app, &ctx, (&me, &form), HOME).await?;
    super::account::close(&mut tx, &me.row).await?;
    tx.commit().await?;
    let away = see(&ctx, "/my/sign-in", Some("citizens-closed"));
    Ok(frame::with_cookie(&app, &ctx, (away, "")))
}
