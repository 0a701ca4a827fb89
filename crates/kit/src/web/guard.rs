//! The one way in: who asks, may they, is the form ours — and the one way out.

use super::ctx::{Ctx, Kit};
use super::incoming::{self, Incoming};
use super::problem::Problem;
use super::routes::{Audit, Need, RouteInfo, Routes};
use super::{csrf, draft, headers, problem_page, render};
use crate::access::{Actor, CurrentSession, SessionError};
use crate::audit::Entry;
use crate::store::Municipality;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use cookie::Cookie;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use ui::Lang;

struct Guard {
    kit: Arc<Kit>,
    /// By path, then by method.
    routes: HashMap<String, HashMap<&'static str, Arc<RouteInfo>>>,
}

/// The whole service: the capabilities' routes behind the guard, assets, drafts, problem pages.
pub fn serve<S: Clone + Send + Sync + 'static>(kit: Kit, routes: Routes<S>, state: S) -> Router {
    let (router, outside, list) = routes.into_parts();
    let mut by_path: HashMap<String, HashMap<_, _>> = HashMap::new();
    for info in list {
        by_path.entry(info.path.clone()).or_default().insert(info.method, Arc::new(info));
    }
    let drafts = draft::routes(kit.clone());
    // Each layer copies what it and those within it hold, for each request: one pointer.
    let kit = Arc::new(kit);
    let guard = Arc::new(Guard { kit: kit.clone(), routes: by_path });
    let drafts = drafts.layer(from_fn_with_state(guard.clone(), check));
    let outside: Router = outside.with_state(state.clone());
    let settings = kit.settings.clone();
    router
        .layer(from_fn_with_state(guard, check))
        .with_state(Arc::new(state))
        .merge(outside)
        .merge(drafts)
        .merge(super::assets::routes())
        .fallback(async || Problem::NotFound)
        .layer(CatchPanicLayer::custom(|panic: Box<dyn std::any::Any + Send>| {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            Problem::internal(format!("panic: {}", text.unwrap_or_default())).into_response()
        }))
        .layer(from_fn_with_state(kit, problem_page::draw))
        .layer(from_fn(move |request: Request, next: Next| {
            let settings = settings.clone();
            async move {
                let mut response = next.run(request).await;
                headers::put(&mut response, &settings);
                response
            }
        }))
}

/// Name of the session's cookie for a municipality.
pub(super) fn cookie_name(kit: &Kit, municipality: &Municipality) -> String {
    let prefix = if kit.settings.https { "__Host-" } else { "" };
    format!("{prefix}opora-{}", municipality.slug)
}

/// The value of a cookie that came.
#[must_use]
pub fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = all.flat_map(|line| Cookie::split_parse(line.to_owned()).flatten());
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The language asked for by `?lang=`, else by the cookie, else Bulgarian.
pub(super) fn language(headers: &HeaderMap, query: Option<&str>) -> (Lang, bool) {
    let asked = query.and_then(|q| {
        let pairs = incoming::pairs(q.as_bytes());
        let tag = pairs.into_iter().find(|(name, _)| name == "lang")?.1;
        Lang::from_tag(&tag)
    });
    let kept = || cookie_value(headers, "opora-lang").and_then(|tag| Lang::from_tag(&tag));
    (asked.or_else(kept).unwrap_or_default(), asked.is_some())
}

async fn check(
    State(guard): State<Arc<Guard>>,
    matched: MatchedPath,
    mut request: Request,
    next: Next,
) -> Response {
    let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
    let known = guard.routes.get(matched.as_str()).and_then(|by_method| by_method.get(method));
    let route = match known {
        Some(route) => route.clone(),
        None => match draft::route(method, matched.as_str()) {
            Some(route) => Arc::new(route),
            None => return Problem::NotFound.into_response(),
        },
    };
    match enter(&guard.kit, route, &mut request).await {
        Ok(ctx) => {
            let response = next.run(request).await;
            leave(ctx, response)
        }
        Err(refusal) => refusal,
    }
}

/// All that happens before the handler.
async fn enter(
    kit: &Arc<Kit>,
    route: Arc<RouteInfo>,
    request: &mut Request,
) -> Result<Ctx, Response> {
    let slug = request.uri().path().split('/').nth(1).unwrap_or_default();
    let municipality =
        kit.db.municipality(slug).ok_or_else(|| Problem::NotFound.into_response())?;
    let ip = client_address(kit, request);
    if route.need == Need::Secret && kit.guesses.stopped(&ip, kit.db.clock().now()) {
        return Err(Problem::TooMany.into_response());
    }
    let (lang, _) = language(request.headers(), request.uri().query());
    let who = identify(kit, &municipality, request.headers()).await;
    let (actor, session) = match &who {
        Ok(Who::Session(current)) => (current.actor.clone(), Some(current.token_hash.clone())),
        Ok(Who::Token(actor)) => (actor.clone(), None),
        _ => (Actor::public(municipality.id, route.purpose), None),
    };
    let mut ctx = Ctx {
        actor: actor.for_request(ip, route.purpose),
        lang,
        path: request.uri().path_and_query().map_or("/", |pq| pq.as_str()).into(),
        csrf: session.as_deref().map(csrf::token_of).unwrap_or_default().into(),
        session,
        agent: agent(request.headers()),
        flash: cookie_value(request.headers(), render::FLASH).map(Into::into),
        restored: Arc::default(),
        kit: kit.clone(),
        route,
        municipality,
    };
    if *request.method() != Method::GET && *request.method() != Method::HEAD {
        let is_known = matches!(who, Ok(_) | Err(SessionError::Ended(_)));
        let most = match ctx.route.need {
            _ if is_known => incoming::BODY_MAX,
            Need::Secret => incoming::PAPER_MAX,
            _ => incoming::STRANGER_MAX,
        };
        let came = take_body(request, most).await.map_err(IntoResponse::into_response)?;
        unforged(&ctx, request.headers(), &came).map_err(IntoResponse::into_response)?;
        if let Err(SessionError::Ended(account)) = &who
            && !matches!(ctx.route.need, Need::Public | Need::Secret)
            && !is_api(&ctx.route.path)
        {
            ctx.actor.account = Some(*account);
            draft::keep(&ctx, &came).await;
            return Err(to_sign_in(&ctx));
        }
        request.extensions_mut().insert(came);
    }
    allowed(&ctx, who).await?;
    request.extensions_mut().insert(ctx.clone());
    Ok(ctx)
}

enum Who {
    Session(CurrentSession),
    Token(Actor),
}

async fn identify(
    kit: &Kit,
    municipality: &Municipality,
    headers: &HeaderMap,
) -> Result<Who, SessionError> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if let Some(secret) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Ok(Who::Token(kit.sessions.by_token(municipality.id, secret).await?));
    }
    let token = cookie_value(headers, &cookie_name(kit, municipality));
    let token = token.ok_or(SessionError::Nobody)?;
    Ok(Who::Session(kit.sessions.by_cookie(municipality.id, &token).await?))
}

fn agent(headers: &HeaderMap) -> Arc<str> {
    headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default().into()
}

/// The network address of the asker; from a proxy's header only when the settings say so.
pub(super) fn client_address(kit: &Kit, request: &Request) -> Arc<str> {
    if kit.settings.behind_proxy {
        let header = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok());
        // The last address is the one that our own proxy saw; those before it can be made up.
        if let Some(last) = header.and_then(|list| list.rsplit(',').next()) {
            return last.trim().into();
        }
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map(|ConnectInfo(peer)| peer.ip().to_string()).unwrap_or_default().into()
}

async fn take_body(request: &mut Request, most: usize) -> Result<Incoming, Problem> {
    let body = std::mem::replace(request.body_mut(), Body::empty());
    let (parts, _) = std::mem::replace(request, Request::new(Body::empty())).into_parts();
    let came = incoming::read(&parts, body, most).await;
    *request = Request::from_parts(parts, Body::empty());
    came
}

/// Forms of a session carry its token; those of public pages are checked by where they come from.
fn unforged(ctx: &Ctx, headers: &HeaderMap, came: &Incoming) -> Result<(), Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Ok(());
    }
    if !csrf::comes_from_here(headers) {
        return Err(Problem::Forged);
    }
    let Some(session) = &ctx.session else {
        return Ok(());
    };
    let in_header = headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
    let token = in_header.or_else(|| came.get("_csrf")).unwrap_or_default();
    if csrf::is_right(session, token) { Ok(()) } else { Err(Problem::Forged) }
}

async fn allowed(ctx: &Ctx, who: Result<Who, SessionError>) -> Result<(), Response> {
    if let Err(SessionError::Store(e)) = who {
        return Err(Problem::from(e).into_response());
    }
    let nobody = who.is_err();
    match ctx.route.need {
        Need::Public | Need::Secret => Ok(()),
        Need::SignedIn | Need::Right(_) if nobody => {
            let wants_page = !is_api(&ctx.route.path);
            Err(if wants_page { to_sign_in(ctx) } else { Problem::NotSignedIn.into_response() })
        }
        Need::SignedIn => Ok(()),
        Need::Right(right) if ctx.actor.may(right) => Ok(()),
        Need::Right(_) => {
            if let Err(e) = note_refusal(ctx).await {
                return Err(e.into_response());
            }
            Err(Problem::Refused.into_response())
        }
    }
}

async fn note_refusal(ctx: &Ctx) -> Result<(), Problem> {
    let mut tx = ctx.kit.db.read(&ctx.actor).await?;
    tx.audit(Entry::refused(&format!("{} {}", ctx.route.method, ctx.route.path)));
    Ok(tx.commit().await?)
}

/// Sign-in, and back to where one was.
fn to_sign_in(ctx: &Ctx) -> Response {
    let next: String = form_urlencoded::byte_serialize(ctx.path.as_bytes()).collect();
    render::redirect(&ctx.url(&format!("/sign-in?next={next}")))
}

pub(super) fn is_api(path: &str) -> bool {
    path.split('/').nth(2) == Some("api")
}

/// What happens after the handler: no audit, no answer.
fn leave(ctx: Ctx, mut response: Response) -> Response {
    // A problem shows nothing of anybody; the one that says "sent before" is a redirection too.
    let problem = response.extensions().get::<Arc<Problem>>();
    let is_problem = problem.is_some();
    if ctx.route.need == Need::Secret && matches!(problem.map(|p| &**p), Some(Problem::NotFound)) {
        ctx.kit.guesses.wrong(&ctx.actor.ip, ctx.kit.db.clock().now());
    }
    let fine = response.status().is_success() || response.status().is_redirection();
    let fine = fine && !is_problem;
    if fine && ctx.route.audit == Audit::Row && ctx.actor.audit_rows() == 0 {
        let route = format!("{} {}", ctx.route.method, ctx.route.path);
        response =
            Problem::internal(format!("{route} answered without an audit row")).into_response();
    }
    if ctx.flash.is_some() && response.status().is_success() {
        let gone = format!("{}=; Path={}; Max-Age=0", render::FLASH, ctx.url(""));
        if let Ok(value) = gone.parse() {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response.extensions_mut().insert(ctx);
    response
}

/// The `Set-Cookie` value that signs in.
#[must_use]
pub fn session_cookie(ctx: &Ctx, token: &str) -> String {
    let name = cookie_name(&ctx.kit, &ctx.municipality);
    let secure = if ctx.kit.settings.https { "; Secure" } else { "" };
    format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}")
}

/// The `Set-Cookie` value that signs out.
#[must_use]
pub fn clear_session(ctx: &Ctx) -> String {
    format!("{}; Max-Age=0", session_cookie(ctx, ""))
}
