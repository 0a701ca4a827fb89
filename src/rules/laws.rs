//! The law of each municipality: the law of the country with the municipality's own values.
//!
//! Invariants: a municipality without own values has the very law of the country; a value that the
//! law does not take (any more) is left out and logged, it never stops the office; what one process
//! saves, others see within [`STALE_MS`].

use super::{store, value};
use crate::app::App;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use kit::access::Actor;
use kit::store::StoreError;
use kit::types::{Day, Instant, MunicipalityId};
use law::{Law, LocalValue};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// For so long another process's change may go unseen, in milliseconds.
const STALE_MS: i64 = 5_000;

/// The laws of all municipalities, made when they are first asked for. Cheap to clone.
#[derive(Clone)]
pub struct Laws {
    country: Arc<Law>,
    kept: Arc<RwLock<HashMap<MunicipalityId, Kept>>>,
}

#[derive(Clone)]
struct Kept {
    law: Arc<Law>,
    values: Vec<LocalValue>,
    /// The handbook of this law, printed when it is first asked for.
    printed: Arc<OnceLock<Vec<u8>>>,
    /// The day of asking: some values hold only while they are asked in their period.
    day: Day,
    read_at: Instant,
}

impl Default for Laws {
    fn default() -> Laws {
        Laws { country: Arc::new(Law::current().clone()), kept: Arc::default() }
    }
}

impl Laws {
    /// The law in a municipality.
    #[must_use]
    pub fn of(&self, municipality: MunicipalityId) -> Arc<Law> {
        let kept = self.kept(municipality).map(|kept| kept.law);
        kept.unwrap_or_else(|| self.country.clone())
    }

    /// The law of the country, with nobody's own values.
    #[must_use]
    pub fn country(&self) -> &Arc<Law> {
        &self.country
    }

    /// The place of the printed handbook of a municipality's law.
    pub(super) fn printed(&self, municipality: MunicipalityId) -> Arc<OnceLock<Vec<u8>>> {
        self.kept(municipality).map(|kept| kept.printed).unwrap_or_default()
    }

    fn kept(&self, municipality: MunicipalityId) -> Option<Kept> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(&municipality).cloned()
    }

    fn put(&self, municipality: MunicipalityId, values: Vec<LocalValue>, at: Instant) {
        let day = at.day();
        let same = self.kept(municipality).filter(|k| k.day == day && k.values == values);
        let (law, printed) = match same {
            Some(kept) => (kept.law, kept.printed),
            None => (self.with(&values, day), Arc::default()),
        };
        let kept = Kept { law, printed, values, day, read_at: at };
        let mut all = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(municipality, kept);
    }

    fn with(&self, values: &[LocalValue], today: Day) -> Arc<Law> {
        if values.is_empty() {
            return self.country.clone();
        }
        if let Ok(law) = self.country.with_local(values, today.0) {
            return Arc::new(law);
        }
        // One of them does not fit, as after a change of the rules: the others still hold.
        let mut taken: Vec<LocalValue> = Vec::new();
        for one in values {
            taken.push(one.clone());
            if let Err(e) = self.country.with_local(&taken, today.0) {
                tracing::error!(rule = one.id, error = %e, "an own value of the law is left out");
                taken.pop();
            }
        }
        self.country.with_local(&taken, today.0).map_or_else(|_| self.country.clone(), Arc::new)
    }
}

/// Reads a municipality's values again; after a change of theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn reload(app: &App, municipality: MunicipalityId) -> Result<(), StoreError> {
    let tx = app.db.read(&Actor::system(municipality, "own values of the law")).await?;
    let values = store::all(&tx).await?;
    tx.rollback().await;
    let in_force = values.iter().filter(|row| row.withdrawn_on.is_none());
    app.laws.put(municipality, in_force.map(value::local).collect(), app.clock().now());
    Ok(())
}

/// As [`reload`], when the law in memory may be old.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_fresh(app: &App, municipality: MunicipalityId) -> Result<(), StoreError> {
    let now = app.clock().now();
    let fresh = app.laws.kept(municipality).is_some_and(|kept| {
        kept.day == now.day() && (app.db.is_single_process() || now.0 - kept.read_at.0 < STALE_MS)
    });
    if fresh { Ok(()) } else { reload(app, municipality).await }
}

/// Before each request: the law of the municipality in its address is fresh.
pub async fn before_request(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let slug = request.uri().path().split('/').nth(1).unwrap_or_default();
    if let Some(municipality) = app.db.municipality(slug)
        && let Err(e) = keep_fresh(&app, municipality.id).await
    {
        tracing::error!(error = %e, "the own values of the law were not read");
    }
    next.run(request).await
}
