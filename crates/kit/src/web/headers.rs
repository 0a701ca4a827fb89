//! Headers of every answer (OWASP ASVS 5, V3.4).

use super::WebSettings;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::Response;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; report-uri /csp-report";
/// Who may show a page in a frame.
const ANCESTORS: &str = "frame-ancestors";
/// For documents and data: nothing is loaded from elsewhere.
const CSP_DOCUMENT: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Lets a page stand in frames of these sites, each `https://host`; without any it stands in none,
/// as all other pages.
pub fn framed_by(response: &mut Response, sites: &[&str]) {
    if sites.is_empty() {
        return;
    }
    let allowed = format!("{ANCESTORS} {}", sites.join(" "));
    let policy = CSP.replace(&format!("{ANCESTORS} 'none'"), &allowed);
    // What is no header was not checked when it was typed: the page keeps the strict policy.
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Whether a handler has let its page stand in a frame.
fn is_framed(response: &Response) -> bool {
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY);
    let policy = policy.and_then(|policy| policy.to_str().ok()).unwrap_or_default();
    policy.contains(&format!("{ANCESTORS} http"))
}

pub(super) fn put(response: &mut Response, settings: &WebSettings) {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/html"));
    let is_framed = is_framed(response);
    let headers = response.headers_mut();
    let policy = if is_page { CSP } else { CSP_DOCUMENT };
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Older browsers read this one, and it knows no list of sites.
    if !is_framed {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    // A script that the municipality's own site loads says so.
    let resource = HeaderName::from_static("cross-origin-resource-policy");
    if !headers.contains_key(&resource) {
        headers.insert(resource, HeaderValue::from_static("same-origin"));
    }
    // A handler that sends what people uploaded sets a stricter policy of its own.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if settings.https {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    fn header_of(response: &Response, name: &str) -> String {
        let value = response.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }

    #[test]
    fn a_page_stands_in_frames_of_the_sites_that_were_named_and_in_no_others() {
        let settings = WebSettings::default();
        let mut plain = axum::response::Html("").into_response();
        framed_by(&mut plain, &[]);
        put(&mut plain, &settings);
        assert_eq!(header_of(&plain, "x-frame-options"), "DENY");
        let policy = header_of(&plain, "content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        let mut framed = axum::response::Html("").into_response();
        framed_by(&mut framed, &["https://www.example.bg"]);
        put(&mut framed, &settings);
        assert_eq!(header_of(&framed, "x-frame-options"), "");
        let policy = header_of(&framed, "content-security-policy");
        assert!(policy.contains("frame-ancestors https://www.example.bg; report-uri"), "{policy}");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
    }
}
