//! Forged requests are refused twice: by where they come from and by a token they cannot know.

use crate::crypto;
use axum::http::{HeaderMap, header};

/// The token that forms of a session carry.
pub(super) fn token_of(session_hash: &str) -> String {
    crypto::fingerprint(format!("csrf/{session_hash}"))
}

/// Whether the browser itself says that the request comes from one of our pages.
pub(super) fn comes_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // Browsers that tell the site are believed: with our `no-referrer` policy they send
    // `Origin: null` even from our own pages.
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match (text(header::ORIGIN.as_str()), text(header::HOST.as_str())) {
        (None, _) => true,
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, origin_host)| origin_host == host)
        }
        (Some(_), None) => false,
    }
}

/// Whether the token that came is the session's.
pub(super) fn is_right(session_hash: &str, came: &str) -> bool {
    crypto::same(token_of(session_hash).as_bytes(), came.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        assert!(comes_from_here(&headers(&[("host", "a.bg"), ("origin", "https://a.bg")])));
        assert!(comes_from_here(&headers(&[("host", "a.bg")])));
        assert!(!comes_from_here(&headers(&[("host", "a.bg"), ("origin", "https://b.bg")])));
        assert!(!comes_from_here(&headers(&[("host", "a.bg"), ("origin", "null")])));
        assert!(!comes_from_here(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!comes_from_here(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(comes_from_here(&headers(&[
            ("host", "a.bg"),
            ("origin", "null"),
            ("sec-fetch-site", "same-origin"),
        ])));
    }
}
