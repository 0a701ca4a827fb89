//! An old address of a person who was merged into another leads to where everything stands now.
//!
//! Only an answer „not found“ is looked at again: other requests cost nothing, and whoever was
//! refused stays refused. What was sent in a form is sent again by the browser (307).

use super::PersonId;
use super::store::merges;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use kit::access::Actor;
use kit::store::StoreError;
use kit::types::MunicipalityId;
use std::sync::Arc;

/// Merges one after another that are followed.
const HOPS: usize = 20;

/// Laid around all routes.
pub async fn follow(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let method = request.method().clone();
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    let Some((slug, before, id, rest)) = parts(&path) else {
        return response;
    };
    let Some(municipality) = app.db.municipality(slug) else {
        return response;
    };
    match kept(&app, municipality.id, id).await {
        Ok(Some(kept)) => {
            let to = format!("/{slug}{before}/people/{kept}{rest}{query}");
            let keeps_body = method != Method::GET && method != Method::HEAD;
            kit::web::moved(&to, (&format!("/{slug}"), "people-merged-opened"), keeps_body)
        }
        Ok(None) => response,
        Err(e) => {
            tracing::error!(error = %e, "a merged person was not followed");
            response
        }
    }
}

/// Municipality, `/api` or nothing, the person, the rest of the path.
fn parts(path: &str) -> Option<(&str, &str, PersonId, &str)> {
    let (slug, rest) = path.strip_prefix('/')?.split_once('/')?;
    let (before, rest) = match rest.strip_prefix("api/") {
        Some(rest) => ("/api", rest),
        None => ("", rest),
    };
    let rest = rest.strip_prefix("people/")?;
    let (id, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some((slug, before, id.parse().ok()?, rest))
}

async fn kept(
    app: &App,
    municipality: MunicipalityId,
    id: PersonId,
) -> Result<Option<PersonId>, StoreError> {
    let tx = app.db.read(&Actor::system(municipality, "people: merged")).await?;
    let mut at = id;
    for _ in 0..HOPS {
        match merges::merged_into(&tx, at).await? {
            Some(next) => at = next,
            None => break,
        }
    }
    tx.rollback().await;
    Ok(Some(at).filter(|kept| *kept != id))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_person_is_read_from_a_path() {
        let id = crate::people::PersonId(77);
        let path = format!("/ruse/people/{id}/edit");
        assert_eq!(parts(&path), Some(("ruse", "", id, "/edit")));
        let path = format!("/ruse/api/people/{id}");
        assert_eq!(parts(&path), Some(("ruse", "/api", id, "")));
        assert_eq!(parts("/ruse/people"), None);
        assert_eq!(parts("/ruse/contacts/1"), None);
    }
}
