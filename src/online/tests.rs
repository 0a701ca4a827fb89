//! Tests of what comes online.

mod office;
mod pure;
mod walk;

use crate::testing::{Answer, TestApp};
use axum::body::Body;
use axum::http::{Request, header};

/// Sends words and a file to a page for anybody, as the form of the page does.
async fn with_file(
    test: &TestApp,
    (path, text): (&str, &str),
    (name, bytes): (&str, &[u8]),
) -> Answer {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{text}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}"))
        .header(header::HOST, "test")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .expect("a request");
    test.send(request).await
}
