//! What went wrong, as a page with a way forward or as RFC 9457.
//!
//! Handlers return a `Problem`; the guard draws it, because only it knows the language, the
//! municipality and whether the asker wants a page or JSON. The cause of a 500 goes to the log
//! under a reference number; the public gets the number.

use crate::store::StoreError;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Why there is no ordinary answer.
#[derive(Debug, Clone)]
pub enum Problem {
    /// Nothing is here, or nothing that the asker may know of.
    NotFound,
    /// The asker's roles do not have the right.
    Refused,
    /// Nobody is signed in.
    NotSignedIn,
    /// The form was not made by our page for this session.
    Forged,
    /// The request is not understood; the key of the text says why.
    BadRequest(&'static str),
    /// The JSON body is not understood.
    BadJson(String),
    /// Somebody saved a newer version; what both say, field by field.
    Conflict(Vec<Compared>),
    /// The form was sent before; its result stands there.
    Done(String),
    /// The body is larger than any form can be.
    TooLarge,
    /// Too many wrong addresses were tried.
    TooMany,
    /// The disk is full.
    Full,
    /// The database does not answer.
    Unavailable(String),
    /// A field of an API request is wrong: name and message.
    Fields(Vec<(String, String)>),
    /// A step that is not possible in this state; the key of the text says why.
    Impossible(&'static str),
    /// A defect. The text is for the log only.
    Internal(String),
}

/// A field of which two versions are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What the field is called.
    pub label: String,
    /// What was typed.
    pub mine: String,
    /// What is saved now.
    pub theirs: String,
}

impl Problem {
    /// A defect.
    #[must_use]
    pub fn internal(cause: impl std::fmt::Display) -> Problem {
        Problem::Internal(cause.to_string())
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Refused | Problem::Forged => StatusCode::FORBIDDEN,
            Problem::NotSignedIn => StatusCode::UNAUTHORIZED,
            Problem::BadRequest(_) | Problem::BadJson(_) => StatusCode::BAD_REQUEST,
            Problem::Fields(_) | Problem::Impossible(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Conflict(_) => StatusCode::CONFLICT,
            Problem::Done(_) => StatusCode::SEE_OTHER,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Problem::Full => StatusCode::INSUFFICIENT_STORAGE,
            Problem::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Problem::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of the title; the text below it has the same key with `-text`.
    #[must_use]
    pub(super) fn key(&self) -> &'static str {
        match self {
            Problem::NotFound => "problem-not-found",
            Problem::Refused => "problem-refused",
            Problem::NotSignedIn => "problem-not-signed-in",
            Problem::Forged => "problem-forged",
            Problem::BadRequest(_) | Problem::BadJson(_) => "problem-bad-request",
            Problem::Fields(_) => "problem-fields",
            Problem::Impossible(_) => "problem-impossible",
            Problem::Conflict(_) => "problem-conflict",
            Problem::Done(_) => "problem-done",
            Problem::TooLarge => "problem-too-large",
            Problem::TooMany => "problem-too-many",
            Problem::Full => "problem-full",
            Problem::Unavailable(_) => "problem-unavailable",
            Problem::Internal(_) => "problem-internal",
        }
    }
}

impl From<StoreError> for Problem {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::NotFound => Problem::NotFound,
            StoreError::Conflict => Problem::Conflict(Vec::new()),
            StoreError::FormUsed(location) => Problem::Done(location),
            StoreError::Full => Problem::Full,
            StoreError::Unavailable(why) => Problem::Unavailable(why),
            StoreError::Duplicate(what) => Problem::Internal(format!("duplicate: {what}")),
            StoreError::Seal(e) => Problem::Internal(e.to_string()),
            StoreError::Other(why) => Problem::Internal(why),
        }
    }
}

impl From<sea_orm::DbErr> for Problem {
    fn from(e: sea_orm::DbErr) -> Self {
        StoreError::from(e).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
