//! Documents: sealed, printed once, checked by anybody, and only what they say they are.

use super::support::{at, made, meet, pdf_text, ready, sign, work, write};
use crate::referral::scan::media;
use crate::referral::store::document;
use crate::testing::TestApp;
use kit::store::Target;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

async fn only_document(test: &TestApp) -> document::Model {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let row = tx.find::<document::Entity>().one(tx.conn()).await.expect("an answer");
    tx.rollback().await;
    row.expect("a document")
}

#[tokio::test]
async fn anybody_may_check_a_document_and_learns_nothing_of_the_person() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    let code = only_document(&test).await.code;
    let nobody = test.nobody("ruse");
    let page = test.get(&nobody, &format!("/verify?code={}", code.to_uppercase())).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("ПО-2026-1") && text.contains("24.11.2026"), "{text}");
    assert!(!text.contains("Образцова"), "{text}");
    let none = test.get(&nobody, "/verify?code=0000000000000").await.text();
    assert!(none.contains("Няма документ"), "{none}");
    let twin = test.get(&test.nobody("mezdra"), &format!("/verify?code={code}")).await.text();
    assert!(twin.contains("Няма документ"), "another municipality does not know it");
}

#[tokio::test]
async fn whoever_downloads_first_prints_what_a_dead_process_left() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    assert_eq!(only_document(&test).await.sha256, "", "printing does not hold up who signs");
    work(&test).await;
    let before = only_document(&test).await;
    assert_eq!(before.sha256.len(), 64);
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let gone = document::ActiveModel {
        sealed: Set(Vec::new()),
        sha256: Set(String::new()),
        ..Default::default()
    };
    document::Entity::update_many()
        .set(gone)
        .filter(document::Column::Id.eq(before.id))
        .exec(tx.conn())
        .await
        .expect("emptied");
    tx.commit().await.expect("saved");
    let page = test.get(&test.officer(), &at(made.case, "")).await.text();
    assert!(pdf_text(&test, &page).await.contains("ПО-2026-1"));
    assert_eq!(only_document(&test).await.sha256, before.sha256, "the same print again");
    let stranger = test.user("mezdra", "head");
    let path = at(made.case, &format!("/documents/{}", before.id));
    assert_eq!(test.get(&stranger, &path).await.status, 404);
}

#[tokio::test]
async fn nothing_that_was_written_lies_open_in_the_database() {
    let test = TestApp::new().await;
    let Target::Sqlite(file) = &test.target else { return };
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "yes")]).await;
    sign(&test, made.case).await;
    work(&test).await;
    let mut raw = std::fs::read(file).expect("the database");
    let wal = file.with_extension("db-wal");
    raw.extend(std::fs::read(wal).unwrap_or_default());
    let secrets = [
        "Тайна бележка от срещата",
        "Помощ при къпане",
        "Искам да не съм сама",
        "%PDF",
        "5101014448",
    ];
    for secret in secrets {
        let found = raw.windows(secret.len()).any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret}");
    }
    assert!(raw.windows(9).any(|bytes| bytes == b"po_issued"), "the right file was read");
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    assert_eq!(media(b"%PDF-1.7 ..."), Some("application/pdf"));
    assert_eq!(media(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
    assert_eq!(media(b"\x89PNG\r\n\x1a\n.."), Some("image/png"));
    assert_eq!(media(b"MZ scan.pdf"), None);
    assert_eq!(media(b""), None);
}

#[tokio::test]
async fn a_scan_that_is_not_what_it_says_is_refused() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let png = b"\x89PNG\r\n\x1a\n a picture named scan.pdf";
    let answer = upload(&test, &at(made.case, "/scan"), png).await;
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(answer.text().contains("не е това, което пише в името му"), "{}", answer.text());
    for (content, status) in [(&b"MZ\x90 program"[..], 422), (b"%PDF-1.4 scanned", 303)] {
        let answer = upload(&test, &at(made.case, "/scan"), content).await;
        assert_eq!(answer.status, status, "{}", answer.text());
    }
    let row = only_document(&test).await;
    assert_eq!((row.kind.as_str(), row.media.as_str()), ("scan", "application/pdf"));
    let page = test.get(&test.officer(), &at(made.case, &format!("/documents/{}", row.id))).await;
    assert_eq!(page.bytes, b"%PDF-1.4 scanned");
}

async fn upload(test: &TestApp, path: &str, content: &[u8]) -> crate::testing::Answer {
    let officer = test.officer();
    let token = officer.token.clone().expect("a session");
    let hash = kit::crypto::fingerprint(&token);
    let csrf = kit::crypto::fingerprint(format!("csrf/{hash}"));
    let mut body = Vec::new();
    body.extend(
        format!("--b\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n").bytes(),
    );
    let head =
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"scan.pdf\"\r\n\r\n";
    body.extend(head.bytes());
    body.extend_from_slice(content);
    body.extend(b"\r\n--b--\r\n");
    let request = axum::http::Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}"))
        .header("host", "test")
        .header("cookie", format!("opora-ruse={token}"))
        .header("content-type", "multipart/form-data; boundary=b")
        .body(axum::body::Body::from(body))
        .expect("a request");
    test.send(request).await
}
