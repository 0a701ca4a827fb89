//! The list of routes, each with what it asks for.

use crate::access::Right;
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use std::pin::Pin;
use std::sync::Arc;

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anybody.
    Public,
    /// Whoever holds the secret in the path; the handler knows it. Guessing is counted, and a paper
    /// may be sent.
    Secret,
    /// Anybody who is signed in.
    SignedIn,
    /// Who has the right through a role.
    Right(Right),
}

/// What the audit must hold before a good answer may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audit {
    /// Nothing: no personal data is shown or changed.
    None,
    /// One row at least.
    Row,
}

/// A route as the guard, the tests and the page of rights see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The whole path with its parameters: `/{municipality}/people/{id}`.
    pub path: String,
    /// Who may come in.
    pub need: Need,
    /// What must be on disk before the answer leaves.
    pub audit: Audit,
    /// The folder that owns it.
    pub capability: &'static str,
    /// What the audit keeps as purpose and ground.
    pub purpose: &'static str,
}

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler without its own type: what axum puts around a handler is compiled once in place of
/// once for each of hundreds. The state comes by a pointer: each layer copies it for each request.
struct Plain<S>(Arc<dyn Fn(Request, Arc<S>) -> Answer + Send + Sync>);

impl<S> Clone for Plain<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: 'static> Handler<(), Arc<S>> for Plain<S> {
    type Future = Answer;

    fn call(self, request: Request, state: Arc<S>) -> Answer {
        (self.0)(request, state)
    }
}

fn plain<H: Handler<T, S>, T: 'static, S: Clone>(handler: H) -> Plain<S> {
    Plain(Arc::new(move |request, state: Arc<S>| {
        Box::pin(handler.clone().call(request, S::clone(&state)))
    }))
}

/// The routes of a capability.
pub struct Routes<S> {
    capability: &'static str,
    purpose: &'static str,
    router: Router<Arc<S>>,
    /// Pages outside any municipality, which no session and no right guards.
    outside: Router<S>,
    list: Vec<RouteInfo>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet. `purpose` is why this capability handles personal data, with its article.
    #[must_use]
    pub fn new(capability: &'static str, purpose: &'static str) -> Routes<S> {
        let (router, outside) = (Router::new(), Router::new());
        Routes { capability, purpose, router, outside, list: Vec::new() }
    }

    /// Adds a page or an answer. `path` stands below the municipality: `/people/{id}`.
    #[must_use]
    pub fn get<H, T>(self, path: &str, need: Need, audit: Audit, handler: H) -> Routes<S>
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.add("GET", path, (need, audit), get(plain(handler)))
    }

    /// Adds a change.
    #[must_use]
    pub fn post<H, T>(self, path: &str, need: Need, audit: Audit, handler: H) -> Routes<S>
    where
        H: Handler<T, S>,
        T: 'static,
    {
        self.add("POST", path, (need, audit), post(plain(handler)))
    }

    /// Adds a page of the whole installation, such as `/setup`. Nothing guards it and nobody is
    /// signed in there: its handlers take an [`Outside`](super::Outside) in place of a `Ctx`.
    #[must_use]
    pub fn outside(mut self, path: &str, handler: MethodRouter<S>) -> Routes<S> {
        self.outside = self.outside.route(path, handler);
        self
    }

    fn add(
        mut self,
        method: &'static str,
        path: &str,
        (need, audit): (Need, Audit),
        handler: MethodRouter<Arc<S>>,
    ) -> Routes<S> {
        let path = format!("/{{municipality}}{path}");
        self.router = self.router.route(&path, handler);
        let (capability, purpose) = (self.capability, self.purpose);
        self.list.push(RouteInfo { method, path, need, audit, capability, purpose });
        self
    }

    /// These routes and those of another capability.
    #[must_use]
    pub fn merge(mut self, other: Routes<S>) -> Routes<S> {
        self.router = self.router.merge(other.router);
        self.outside = self.outside.merge(other.outside);
        self.list.extend(other.list);
        self
    }

    /// All routes, for the tests that walk them.
    #[must_use]
    pub fn list(&self) -> &[RouteInfo] {
        &self.list
    }

    pub(super) fn into_parts(self) -> (Router<Arc<S>>, Router<S>, Vec<RouteInfo>) {
        (self.router, self.outside, self.list)
    }
}
