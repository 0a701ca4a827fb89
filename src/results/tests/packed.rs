//! A pack as an office makes it: unpacked on a disk its hashes verify, its index names each file, and
//! what is missing is named.

use crate::results::bundle::SUMS;
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

/// A project of two years with a line for everything.
const PROJECT: [(&str, &str); 13] = [
    ("short", "Капацитет"),
    ("name", "Укрепване на общинския капацитет"),
    ("programme", "Програма „Развитие на човешките ресурси“"),
    ("beneficiary", "Община Русе"),
    ("total", "1000,00"),
    ("european", "850,00"),
    ("currency", "BGN"),
    ("from-day", "1"),
    ("from-month", "4"),
    ("from-year", "2025"),
    ("until-day", "1"),
    ("until-month", "4"),
    ("until-year", "2027"),
];

const SCAN: &[u8] = b"%PDF-1.7 a scan of an invoice";
const PHOTO: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 16];

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let to = answer.location.trim_start_matches("/ruse");
    to.split('?').next().unwrap_or_default().to_owned()
}

/// Enters the project and gives its page.
pub async fn project(test: &TestApp, manager: &User) -> String {
    let path = done(&test.post(manager, "/projects/new", &PROJECT).await);
    let budget = [
        ("from-day", "1"),
        ("from-month", "4"),
        ("from-year", "2025"),
        ("lines", "1; ; Всичко; 850,00; 150,00"),
    ];
    done(&test.post(manager, &format!("{path}/budget/new"), &budget).await);
    path
}

async fn spent(test: &TestApp, manager: &User, (path, number): (&str, &str)) -> String {
    let invoice = [
        ("kind", "invoice"),
        ("number", number),
        ("supplier", "Образец ЕООД"),
        ("what", "Хартия"),
        ("code", "1"),
        ("total", "10,00"),
        ("issued-day", "3"),
        ("issued-month", "2"),
        ("issued-year", "2026"),
    ];
    done(&test.post(manager, &format!("{path}/spend"), &invoice).await)
}

/// Sends a scan as a browser does.
async fn scanned(test: &TestApp, user: &User, (path, bytes): (&str, &[u8])) {
    let token = user.token.clone().unwrap_or_default();
    let csrf = kit::crypto::fingerprint(format!("csrf/{}", kit::crypto::fingerprint(&token)));
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"_key\"\r\n\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
    let request = Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}/scan"))
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-ruse={token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .expect("a request");
    done(&test.send(request).await);
}

/// Unpacks a file into a folder and gives the names in it.
fn unpacked(bytes: Vec<u8>, folder: &Path) -> BTreeSet<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut names = BTreeSet::new();
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let path = folder.join(&name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("read");
        std::fs::write(path, content).expect("written");
        names.insert(name);
    }
    names
}

fn verifies(folder: &Path) -> bool {
    let mut command = Command::new("sha256sum");
    let command = command.args(["-c", "--strict", SUMS]).current_dir(folder);
    command.output().expect("sha256sum").status.success()
}

#[tokio::test]
async fn a_pack_on_a_disk_verifies_names_each_file_and_says_what_is_missing() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = project(&test, &manager).await;
    let (with, without) = ((path.as_str(), "77"), (path.as_str(), "78"));
    let scan = spent(&test, &manager, with).await;
    scanned(&test, &manager, (&scan, SCAN)).await;
    scanned(&test, &manager, (&scan, PHOTO)).await;
    spent(&test, &manager, without).await;
    let home = path.replace("/projects/", "/results/projects/");
    let indicator = [
        ("code", "Р1"),
        ("name", "Обучени служители"),
        ("unit", "лица"),
        ("base", "0"),
        ("target", "22"),
        ("counted", "trained"),
    ];
    done(&test.post(&manager, &format!("{home}/indicators"), &indicator).await);
    let days = [
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", "2026"),
        ("to-day", "30"),
        ("to-month", "6"),
        ("to-year", "2026"),
    ];
    let pack = done(&test.post(&manager, &format!("{home}/packs"), &days).await);
    let early = test.get(&manager, &format!("{pack}/file")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not made yet");
    let worker = test.app.worker();
    while worker.turn(test.system("ruse").municipality).await.expect("a turn") {}

    let page = test.get(&manager, &pack).await.text();
    for missing in [
        "Няма прикачен файл: документ 78",
        "Не е издаден номериран отчет за периода: Технически отчет",
        "Няма записи за периода: Обучени служители",
    ] {
        assert!(page.contains(missing), "{missing}: {page}");
    }
    assert!(!page.contains("Няма прикачен файл: документ 77"), "{page}");

    let folder = tempfile::tempdir().expect("a folder");
    let file = test.get(&manager, &format!("{pack}/file")).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    let names = unpacked(file.bytes, folder.path());
    assert!(verifies(folder.path()));
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a piece");
    let sums = String::from_utf8(read(SUMS)).expect("text");
    let summed: BTreeSet<String> =
        sums.lines().map(|line| line.split_once("  ").expect("two spaces").1.to_owned()).collect();
    let rest: BTreeSet<String> = names.iter().filter(|name| *name != SUMS).cloned().collect();
    assert_eq!(summed, rest, "each file but the list itself has its hash");
    let index = String::from_utf8(read("000-index.csv")).expect("text");
    for name in rest.iter().filter(|name| !name.starts_with("000-index")) {
        assert!(index.contains(name.as_str()), "{name}: {index}");
    }
    let documents: Vec<&String> = rest.iter().filter(|n| n.starts_with("4-documents/")).collect();
    let scans: Vec<Vec<u8>> = documents.iter().map(|name| read(name)).collect();
    assert_eq!(scans, [SCAN, PHOTO], "{documents:?}: both scans of the one document, in order");
    std::fs::write(folder.path().join(documents[0]), b"%PDF-1.7 another").expect("written");
    assert!(!verifies(folder.path()), "a document that was changed is seen");
}
