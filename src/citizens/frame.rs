//! What the pages of an account share: who it is, the actor that acts for it, the frame of the page, and
//! the check of forms. The actor has no right of the office, whoever of the staff is signed in beside.

use super::store::citizen;
use super::{CitizenId, account, link, session};
use crate::app::App;
use crate::people::PersonId;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, see};
use ui::{Lang, Link};

/// Where an account begins, below the municipality.
pub const HOME: &str = "/my";

/// Who is signed in.
pub struct Me {
    /// The account.
    pub row: citizen::Model,
    /// The person it belongs to, once that is known.
    pub person: Option<PersonId>,
    /// Who acts, for transactions.
    pub actor: Actor,
    /// What forms of this session carry.
    token: String,
    /// By what the session is found.
    pub session: String,
}

impl Me {
    /// The person, where a page is about one.
    ///
    /// # Errors
    /// [`Problem::Impossible`] when the account is nobody's yet.
    pub fn person(&self) -> Result<PersonId, Problem> {
        self.person.ok_or(Problem::Impossible("citizens-not-linked"))
    }

    /// A page of the account with the way back.
    #[must_use]
    pub fn page(&self, ctx: &Ctx, title: impl Into<String>) -> ui::Page {
        let title = title.into();
        let mut page = ctx.public_page(title.clone());
        page.csrf.clone_from(&self.token);
        page.breadcrumbs =
            vec![Link::new(ctx.url(HOME), ctx.t("citizens-home")), Link::new("", title)];
        page
    }

    /// Whether a form was made by our page for this session. Where staff are signed in beside, the
    /// guard has checked it against their session.
    ///
    /// # Errors
    /// [`Problem::Forged`].
    pub fn unforged(&self, ctx: &Ctx, form: &Form) -> Result<(), Problem> {
        let is_ours = kit::crypto::same(form.get("_csrf").as_bytes(), self.token.as_bytes());
        if ctx.session.is_some() || is_ours { Ok(()) } else { Err(Problem::Forged) }
    }
}

/// The actor of an account.
#[must_use]
pub fn actor_of(ctx: &Ctx, citizen: CitizenId, session: Option<i64>) -> Actor {
    let mut actor = ctx.nobody();
    actor.name = ui::text::text(Lang::Bg, "citizens-actor").into();
    actor.username = format!("citizen:{citizen}").into();
    actor.session = session;
    actor
}

/// What forms of a session carry.
fn token_of(ctx: &Ctx, hash: &str) -> String {
    match &ctx.session {
        Some(_) => ctx.csrf.to_string(),
        None => kit::crypto::fingerprint(format!("csrf/citizen/{hash}")),
    }
}

/// Who is signed in by the cookie that came.
///
/// # Errors
/// When the database does not answer.
pub async fn me(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Option<Me>, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let found = session::of_cookie(app, ctx, (&tx, headers)).await?;
    let Some(open) = found else {
        tx.rollback().await;
        return Ok(None);
    };
    let row = match account::by_id(&tx, open.citizen_id).await {
        Ok(row) => row,
        Err(StoreError::NotFound) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let person = link::person_of(&tx, row.id).await?;
    let is_due = session::is_due(&open, tx.now());
    tx.rollback().await;
    let actor = actor_of(ctx, row.id, Some(open.id));
    if is_due {
        let tx = app.db.write(&actor).await?;
        session::seen(&tx, &open.token_hash).await?;
        tx.commit().await?;
    }
    let token = token_of(ctx, &open.token_hash);
    Ok(Some(Me { row, person, actor, token, session: open.token_hash }))
}

/// Where a page needs somebody, its handler takes them: others are led to the door, which is noted.
impl FromRequestParts<App> for Me {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Me, Response> {
        let ctx = Ctx::from_request_parts(parts, app).await.map_err(Problem::into_response)?;
        match me(app, &ctx, &parts.headers).await {
            Ok(Some(me)) => Ok(me),
            Ok(None) => Err(to_door(app, &ctx).await.unwrap_or_else(Problem::into_response)),
            Err(problem) => Err(problem.into_response()),
        }
    }
}

async fn to_door(app: &App, ctx: &Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(Entry::refused("citizens"));
    tx.commit().await?;
    Ok(see(ctx, "/my/sign-in", None))
}

/// An answer with the cookie of a session; an empty token takes it away.
#[must_use]
pub fn with_cookie(app: &App, ctx: &Ctx, (mut response, token): (Response, &str)) -> Response {
    if let Ok(value) = session::cookie(app, ctx, token).parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A change by an account: the form is ours and its key is used up.
///
/// # Errors
/// When it is not, or was sent before.
pub async fn doing(
    app: &App,
    ctx: &Ctx,
    (me, form): (&Me, &Form),
    back: &str,
) -> Result<Tx, Problem> {
    me.unforged(ctx, form)?;
    let tx = app.db.write(&me.actor).await?;
    tx.use_form(&form.key(), &ctx.url(back)).await?;
    Ok(tx)
}
