//! Whoever steals the disk reads nothing: what must be sealed goes in through the pages people use,
//! and then stands nowhere in the database, its log of changes, the program's log and the backup.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

mod common;
#[path = "../src/testing.rs"]
mod testing;

use axum::body::Body;
use axum::http::{Request, header};
use common::{csrf, rows};
use kit::access::SecondFactor;
use kit::store::{Db, Target};
use opora::assistants::{self, Candidate, NewCandidate, Press};
use opora::commands::backup;
use opora::commands::serve::Place;
use opora::demo;
use opora::municipality::{Member, NewOrder, create_order};
use opora::services::{NewProvider, NewService, create_provider, create_service};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use testing::{Answer, NOW, TestApp, User};

const EGN: &str = "6101047500";
const IBAN: &str = "BG80BNBG96611020345678";
const GIVEN: &str = "Белосветлана";
const FAMILY: &str = "Скришнокъщова";
const LATIN: &str = "Belosvetlana Skrishnokashtova";
const EARLIER: &str = "Предишнофамилова";
const STREET: &str = "ул. „Потулена пътека“ № 77";
const TOWN: &str = "Басарбово";
const PASSWORD: &str = "четири думи са врата";

/// Texts that people write, by what they are.
const WRITTEN: &[(&str, &str)] = &[
    ("note of a person", "Бележка-за-човека-седемнайсет"),
    ("words of a wish", "Желание-с-думи-осемнайсет"),
    ("note of a contact", "Бележка-от-разговор-деветнайсет"),
    ("text of a signal", "Текст-на-сигнал-двайсет"),
    ("who a signal is about", "За-кого-е-сигналът-двайсет-и-едно"),
    ("result of a signal", "Изход-от-сигнала-двайсет-и-две"),
    ("note of a meeting", "Бележка-от-среща-двайсет-и-три"),
    ("needs", "Потребности-двайсет-и-четири"),
    ("sources", "Източници-двайсет-и-пет"),
    ("why a service", "Защо-тази-услуга-двайсет-и-шест"),
    ("reason of a refusal", "Причина-за-отказ-двайсет-и-седем"),
    ("note of a choice", "Бележка-за-избора-двайсет-и-осем"),
    ("question to an institution", "Въпрос-към-болница-двайсет-и-девет"),
    ("institution asked", "Диспансер-по-тайните-трийсет"),
    ("answer of an institution", "Отговор-от-болница-трийсет-и-едно"),
    ("note of an annulment", "Бележка-за-анулиране-трийсет-и-две"),
    ("unfinished form", "Недописано-трийсет-и-три"),
    ("typed after the session's end", "След-края-на-сесията-трийсет-и-четири"),
    ("uploaded file", "Съдържание-на-файл-трийсет-и-пет"),
    ("note of a hand-over", "Бележка-при-даване-трийсет-и-шест"),
    ("note of an attempt", "Бележка-при-опит-за-връзка-трийсет-и-осем"),
    ("limits of a representative", "Ограничения-на-представителя-трийсет-и-седем"),
    ("note of a fact for assistant support", "Бележка-за-обстоятелство-трийсет-и-девет"),
    ("name of an assistant", "Име-на-асистентка-четиридесет"),
    ("what a signal of control tells", "Сигнал-за-контрол-четирийсет-и-едно"),
    ("who sends a signal of control", "Подател-на-сигнала-четирийсет-и-две"),
    ("against whom a signal of control is", "Срещу-кого-е-сигналът-четирийсет-и-три"),
    ("what was found of a signal of control", "Установено-по-сигнала-четирийсет-и-четири"),
    ("reason of a pay run given up", "Причина-за-отказ-от-ведомост-четирийсет-и-пет"),
    ("note of a candidate", "Бележка-за-кандидат-четирийсет-и-шест"),
];

fn text(what: &str) -> &'static str {
    WRITTEN.iter().find(|(name, _)| *name == what).unwrap_or_else(|| panic!("{what}")).1
}

/// The log of the program.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sends a form with the version that its page shows; it must be taken.
async fn done(
    test: &TestApp,
    user: &User,
    (page, to): (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let shown = test.get(user, page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.text());
    let version = shown.value("_version").unwrap_or_default();
    let mut all = vec![("_version", version.as_str())];
    all.extend_from_slice(fields);
    let answer = test.post(user, to, &all).await;
    assert!(answer.status == 303 || answer.status == 200, "{to}: {}", answer.text());
    answer
}

async fn upload(test: &TestApp, user: &User, path: &str, content: &[u8]) -> Answer {
    let token = user.token.clone().unwrap();
    let head = "--b\r\ncontent-disposition: form-data; name=";
    let mut body = format!("{head}\"_csrf\"\r\n\r\n{}\r\n", csrf(&token)).into_bytes();
    body.extend(format!("{head}\"file\"; filename=\"scan.pdf\"\r\n\r\n").bytes());
    body.extend_from_slice(content);
    body.extend(b"\r\n--b--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(format!("/ruse{path}"))
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-ruse={token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .unwrap();
    test.send(request).await
}

/// One id of a query of the database, as addresses write it.
async fn id(test: &TestApp, sql: &str) -> String {
    let owner = Db::owner(&test.target).await.unwrap();
    let own = test.system("ruse").municipality.0;
    let found = rows(&owner, sql, own).await;
    let id: i64 = found.last().unwrap_or_else(|| panic!("{sql}")).try_get("", "id").unwrap();
    owner.close().await.unwrap();
    kit::types::encode_id(id)
}

/// Somebody with a protected address, entered by the form, whose name was another before.
async fn person(test: &TestApp, officer: &User) -> String {
    let fields = [
        ("given", GIVEN),
        ("family", EARLIER),
        ("birth-day", "4"),
        ("birth-month", "1"),
        ("birth-year", "1961"),
        ("sex", "male"),
        ("language", "bg"),
        ("id-kind", "egn"),
        ("id-value", EGN),
        ("present-place", TOWN),
        ("present-line", STREET),
        ("note", text("note of a person")),
        ("protected", "yes"),
        ("confirm-egn", "yes"),
        ("_key", "person"),
    ];
    done(test, officer, ("/people/new", "/people/new"), &fields).await;
    let id = id(test, "select id from person where municipality_id = $1 order by id").await;
    let path = format!("/people/{id}/edit");
    let mut fields = fields.to_vec();
    fields.retain(|(name, _)| *name != "family" && *name != "_key");
    fields.push(("family", FAMILY));
    done(test, officer, (&path, &path), &fields).await;
    let path = format!("/people/{id}/representatives/new");
    let fields = [
        ("name", "Образец Образцов"),
        ("ground", "attorney"),
        ("from-day", "1"),
        ("from-month", "6"),
        ("from-year", "2026"),
        ("document", "пълномощно"),
        ("limits", text("limits of a representative")),
        ("_key", "representative"),
    ];
    done(test, officer, (&path, &path), &fields).await;
    helped(test, officer, &id).await;
    let page = test.get(officer, &format!("/people/{id}")).await.text();
    for shown in [GIVEN, FAMILY, STREET, TOWN, text("note of a person")] {
        assert!(page.contains(shown) || page.contains(&shown.replace('„', "&#8222;")), "{shown}");
    }
    id
}

/// A fact for assistant support, and an assistant.
async fn helped(test: &TestApp, officer: &User, person: &str) {
    let path = format!("/people/{person}/homecare/new");
    let from = [("from_on-day", "1"), ("from_on-month", "11"), ("from_on-year", "2026")];
    let fact = [
        ("kind", "unable"),
        ("says", "yes"),
        ("by", "person"),
        ("who", "лично"),
        ("note", text("note of a fact for assistant support")),
        ("_key", "fact"),
    ];
    done(test, officer, (&path, &path), &[&from[..], &fact[..]].concat()).await;
    let path = "/homecare/assistants/new";
    let who = [("name", text("name of an assistant")), ("week", "40"), ("_key", "assistant")];
    done(test, officer, (path, path), &[&from[..], &who[..]].concat()).await;
}

async fn desk(test: &TestApp, officer: &User, person: &str) -> String {
    let fields = [
        ("channel", "phone"),
        ("topic", "day_care"),
        ("outcome", "informed"),
        ("minutes", "10"),
        ("person", person),
        ("note", text("note of a contact")),
        ("_key", "contact"),
    ];
    let answer = test.post(officer, "/contacts/new", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let fields = [
        ("institution", "hospital"),
        ("channel", "letter"),
        ("urgent", "none"),
        ("who", text("who a signal is about")),
        ("text", text("text of a signal")),
        ("_key", "signal"),
    ];
    let saved = test.post(officer, "/signals/new", &fields).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let signal = saved.location.trim_start_matches("/ruse").to_owned();
    let tried =
        [("channel", "phone"), ("reached", "no_answer"), ("note", text("note of an attempt"))];
    done(test, officer, (&signal, &format!("{signal}/outreach")), &tried).await;
    let end = [("outcome", "handed_to_dsp"), ("result", text("result of a signal"))];
    done(test, officer, (&signal, &signal), &end).await;
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let provider =
        NewProvider { name: "Пробен доставчик".into(), ..NewProvider::default() };
    let new = NewService {
        code: "own".into(),
        provider_id: create_provider(&tx, &provider).await.unwrap(),
        name: "Дневна грижа на общината".into(),
        kind: 7,
        in_zsu: true,
        funding: "municipal".into(),
        ..NewService::default()
    };
    let service = create_service(&tx, &new).await.unwrap().to_string();
    tx.commit().await.unwrap();
    let path = format!("/people/{person}/wishes");
    let fields = [
        ("service", service.as_str()),
        ("words", text("words of a wish")),
        ("channel", "oral_on_site"),
        ("urgent", "none"),
        ("guardianship", "none"),
        ("_key", "wish"),
    ];
    let answer = test.post(officer, &path, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    service
}

async fn case(test: &TestApp, officer: &User, service: &str) {
    let case =
        id(test, "select id from referral_case where municipality_id = $1 order by id").await;
    let part = |rest: &str| format!("/referrals/{case}{rest}");
    let today = [("day-day", "24"), ("day-month", "11"), ("day-year", "2026"), ("time", "09:30")];
    let mut fields = today.to_vec();
    fields.extend([("place_kind", "municipality"), ("channel", "in_person"), ("agreed", "yes")]);
    done(test, officer, (&part("/meeting"), &part("/meeting")), &fields).await;
    let mut fields = today.to_vec();
    fields.extend([("informed", "orally"), ("informed", "in_writing"), ("format", "ordinary")]);
    fields.push(("note", text("note of a meeting")));
    done(test, officer, (&part("/meeting/held"), &part("/meeting/held")), &fields).await;
    let fields = [
        ("due_on-day", "26"),
        ("due_on-month", "11"),
        ("due_on-year", "2026"),
        ("institution", text("institution asked")),
        ("question", text("question to an institution")),
    ];
    done(test, officer, (&part("/requests"), &part("/requests")), &fields).await;
    let request = id(test, "select id from info_request where municipality_id = $1").await;
    let answer = [("request", request.as_str()), ("answer", text("answer of an institution"))];
    let path = part("/requests/answer");
    let page = format!("{path}?request={request}");
    done(test, officer, (&page, &path), &answer).await;

    let needs = part("/assessment/needs");
    let fields = [("everyday", text("needs")), ("sources", text("sources"))];
    done(test, officer, (&needs, &needs), &fields).await;
    let proposal = part("/assessment/proposal");
    let why = format!("why-{service}");
    let fields = [("service", service), (why.as_str(), text("why a service"))];
    done(test, officer, (&proposal, &proposal), &fields).await;
    let choice = part("/assessment/choice");
    let names = ["chosen", "duration", "reason"].map(|name| format!("{name}-{service}"));
    let refusal = [
        (names[0].as_str(), "no"),
        (names[2].as_str(), text("reason of a refusal")),
        ("declined_note", text("note of a choice")),
        ("consent", "no"),
    ];
    done(test, officer, (&choice, &choice), &refusal).await;
    let yes = [
        (names[0].as_str(), "yes"),
        (names[1].as_str(), "long"),
        (names[2].as_str(), text("reason of a refusal")),
        ("declined_note", text("note of a choice")),
        ("consent", "no"),
    ];
    done(test, officer, (&choice, &choice), &yes).await;
    let sign = part("/sign");
    let fields = [
        ("signed_on-day", "24"),
        ("signed_on-month", "11"),
        ("signed_on-year", "2026"),
        ("signed_how", "paper"),
    ];
    done(test, officer, (&sign, &sign), &fields).await;
    let content = format!("%PDF-1.4 {}", text("uploaded file"));
    let sent = upload(test, officer, &part("/scan"), content.as_bytes()).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let annul = part("/annul");
    let fields = [("reason", "mistake"), ("note", text("note of an annulment"))];
    done(test, officer, (&annul, &annul), &fields).await;
    let page = test.get(officer, &part("")).await.text();
    for what in ["note of a meeting", "answer of an institution", "note of an annulment"] {
        assert!(page.contains(text(what)), "{what} is read on the page: {page}");
    }
    let path = part("/assessment/needs");
    let fields = [("_path", format!("/ruse{path}")), ("everyday", text("unfinished form").into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let kept = test.post(officer, "/drafts", &fields).await;
    assert_eq!(kept.status, 204, "{}", kept.text());
}

/// An assistant with an account at a bank, a pay run that is given up, a signal that is decided.
async fn assisted(test: &TestApp, person: &str) {
    let municipality = test.app.db.municipality("ruse").unwrap().id;
    let press = Press::of(&test.app, municipality, "http://test/ruse/verify".into()).unwrap();
    let content = Candidate {
        iban: IBAN.into(),
        note: text("note of a candidate").into(),
        ..Candidate::default()
    };
    let new = NewCandidate { applied_on: None, hours_offered: 84, content };
    let law = test.app.law(municipality);
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let who = person.parse().unwrap();
    assistants::apply(&mut tx, &law, who, (&new, &press)).await.unwrap();
    tx.commit().await.unwrap();
    let accountant = test.user("ruse", "accountant");
    let month = [("month", "2026-10"), ("kind", "regular"), ("_key", "run")];
    let begun = test.post(&accountant, "/payroll/begin", &month).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    let run = begun.location.trim_start_matches("/ruse").to_owned();
    let cancel = format!("{run}/cancel");
    let why = [("why", text("reason of a pay run given up")), ("_key", "cancel")];
    done(test, &accountant, (&cancel, &cancel), &why).await;
    let head = test.user("ruse", "head");
    let on = [("on-day", "20"), ("on-month", "11"), ("on-year", "2026")];
    let signal = [
        ("kind", "signal"),
        ("via", "phone"),
        ("from", text("who sends a signal of control")),
        ("against", text("against whom a signal of control is")),
        ("about", text("what a signal of control tells")),
        ("_key", "control-signal"),
    ];
    let path = "/control/signals/new";
    done(test, &head, (path, path), &[&on[..], &signal[..]].concat()).await;
    let id = id(test, "select id from control_signal where municipality_id = $1").await;
    let path = format!("/control/signals/{id}/decide");
    let found = [
        ("outcome", "founded"),
        ("decision", text("what was found of a signal of control")),
        ("_key", "control-decision"),
    ];
    done(test, &head, (&path, &path), &[&on[..], &found[..]].concat()).await;
    let page = test.get(&head, &format!("/control/signals/{id}")).await.text();
    assert!(page.contains(text("what was found of a signal of control")), "{page}");
}

/// Secrets of staff: what they were told or chose, never to be found again.
async fn staff(test: &TestApp) -> Vec<(&'static str, String)> {
    let admin = test.user("ruse", "administrator");
    let fields = [("name", "справка"), ("role", "reader"), ("days", "7"), ("_key", "token")];
    let made = test.post(&admin, "/office/tokens", &fields).await.text();
    let at = made.find("id=\"secret\"").expect("a token shown");
    let token = made[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [
        ("name", "Проба Пробова"),
        ("username", "p.probova"),
        ("post", "специалист"),
        ("role", "intake"),
        ("_key", "account"),
    ];
    let link = test.post(&admin, "/office/accounts", &fields).await.text();
    let start = link.find("/ruse/invitation/").expect("the link") + "/ruse/invitation/".len();
    let is_of_token = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let invitation: String = link[start..].chars().take_while(is_of_token).collect();
    let nobody = test.nobody("ruse");
    let path = format!("/invitation/{invitation}");
    let secret = test.get(&nobody, &path).await.value("secret").unwrap();
    let code = SecondFactor::from_base32(&secret).unwrap().code(NOW);
    let fields =
        [("password", PASSWORD), ("again", PASSWORD), ("secret", &*secret), ("code", &*code)];
    assert_eq!(test.post(&nobody, &path, &fields).await.status, 303);
    let wrong = [("username", "p.probova"), ("password", PASSWORD), ("code", "000000")];
    assert_eq!(test.post(&nobody, "/sign-in", &wrong).await.status, 422);
    let right = [("username", "p.probova"), ("password", PASSWORD), ("code", &*code)];
    let entered = test.post(&nobody, "/sign-in", &right).await;
    assert_eq!(entered.status, 303, "{}", entered.text());
    let cookie = entered.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    let session = cookie.split_once('=').unwrap().1.split(';').next().unwrap().to_owned();
    vec![
        ("API token", token),
        ("invitation", invitation),
        ("second factor", secret),
        ("session", session),
        ("password", PASSWORD.to_owned()),
    ]
}

fn base64(bytes: &[u8], letters: &[u8; 64]) -> String {
    let mut out = String::new();
    for part in bytes.chunks_exact(3) {
        let n = u32::from(part[0]) << 16 | u32::from(part[1]) << 8 | u32::from(part[2]);
        for shift in [18, 12, 6, 0] {
            out.push(char::from(letters[(n >> shift & 63) as usize]));
        }
    }
    out
}

/// The ways in which a text may be written into a file.
fn ways(needle: &str) -> Vec<(&'static str, Vec<u8>)> {
    const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut address = *STANDARD;
    (address[62], address[63]) = (b'-', b'_');
    let plain = needle.as_bytes();
    let hex: String = plain.iter().map(|byte| format!("{byte:02x}")).collect();
    let percent: String = plain.iter().map(|byte| format!("%{byte:02X}")).collect();
    let escaped: String = needle.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let mut all = vec![
        ("UTF-8", plain.to_vec()),
        ("UTF-8, capitals", needle.to_uppercase().into_bytes()),
        ("UTF-8, small letters", needle.to_lowercase().into_bytes()),
        ("UTF-16 LE", needle.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16 BE", needle.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("hex", hex.clone().into_bytes()),
        ("HEX", hex.to_uppercase().into_bytes()),
        ("percent", percent.into_bytes()),
        ("JSON escapes", escaped.into_bytes()),
    ];
    for letters in [STANDARD, &address] {
        // A text may begin at each of three places of a group of three bytes.
        for skipped in 0..3.min(plain.len()) {
            let whole = base64(&plain[skipped..], letters);
            all.push(("Base64", whole.into_bytes()));
        }
    }
    all
}

/// Looks for a text from its end, leaping over what cannot be it: the log is large.
fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    let last = sought.len() - 1;
    let mut leap = [sought.len(); 256];
    for (at, byte) in sought[..last].iter().enumerate() {
        leap[usize::from(*byte)] = last - at;
    }
    let mut end = last;
    while end < bytes.len() {
        if bytes[end] == sought[last] && bytes[end - last..=end] == *sought {
            return true;
        }
        end += leap[usize::from(bytes[end])];
    }
    false
}

/// All files below a folder.
fn files(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            files(&entry.path(), into);
        } else {
            let bytes = std::fs::read(entry.path()).unwrap();
            into.push((entry.path().display().to_string(), bytes));
        }
    }
}

/// What somebody with the disk holds: files of the database and the backup, or a dump.
async fn stolen(test: &TestApp) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    match &test.target {
        Target::Sqlite(_) => {
            let copy = test.folder().join("backup");
            let place = Place::folder(test.folder());
            backup::backup(&test.app.db, &place, &copy).await.unwrap();
            files(test.folder(), &mut found);
            for name in ["opora.db", "opora.db-wal", "backup/opora.db", "backup/manifest.json"] {
                assert!(found.iter().any(|(path, _)| path.ends_with(name)), "{name}");
            }
        }
        Target::Postgres(url) => {
            for format in ["plain", "tar"] {
                let dump = std::process::Command::new("pg_dump")
                    .args(["--format", format, "--dbname", url])
                    .output()
                    .expect("pg_dump");
                assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
                found.push((format!("pg_dump {format}"), dump.stdout));
            }
        }
    }
    found
}

#[tokio::test]
async fn a_stolen_disk_tells_nothing() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let test = TestApp::new().await;
    demo::offices(&test.app).await.unwrap();
    let officer = test.officer();
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let order = NewOrder {
        number: "РД-01-15".into(),
        day: "2026-01-05".parse().unwrap(),
        valid_from: "2026-01-05".parse().unwrap(),
        valid_to: None,
        members: vec![Member::whole(officer.account.unwrap())],
    };
    create_order(&tx, &order).await.unwrap();
    tx.commit().await.unwrap();
    let mut secrets = staff(&test).await;
    let person = person(&test, &officer).await;
    let service = desk(&test, &officer, &person).await;
    case(&test, &officer, &service).await;
    assisted(&test, &person).await;
    // Looked for by name and by number, printed, and opened in whole.
    for q in [EGN, FAMILY, LATIN] {
        test.post(&officer, "/people/search", &[("q", q)]).await;
    }
    let open = format!("/people/{person}/identifiers/open");
    let shown = test.post(&officer, &open, &[("reason", "document")]).await.text();
    assert!(shown.contains(EGN), "{shown}");
    test.get(&officer, &format!("/people/{person}/print")).await;
    let document = "select id from document where municipality_id = $1 and kind <> 'scan'";
    let document = id(&test, document).await;
    let case = "select id from referral_case where municipality_id = $1 order by id";
    let case = id(&test, case).await;
    let paper = test.get(&officer, &format!("/referrals/{case}/documents/{document}")).await;
    let printed = common::words(&test, &paper.bytes);
    assert!(printed.contains(FAMILY) && printed.contains(text("needs")), "{printed}");
    std::fs::remove_file(test.folder().join("answer.pdf")).unwrap();
    // A form that comes after its session has ended.
    test.clock.set(NOW.plus_ms(20 * 60_000));
    let late = text("typed after the session's end");
    let answer = test.post(&officer, "/contacts/new", &[("note", late)]).await;
    assert!(answer.location.contains("/sign-in"), "{}", answer.text());

    secrets.push(("identifier", EGN.to_owned()));
    secrets.push(("account at a bank", IBAN.to_owned()));
    secrets.push(("token of a session", officer.token.clone().unwrap()));
    for name in [GIVEN, FAMILY, EARLIER, LATIN] {
        secrets.push(("name of somebody with a protected address", name.to_owned()));
    }
    secrets.push(("protected address", STREET.to_owned()));
    // Names of facts that are kept of each wish: violence, guardianship, child protection.
    for name in ["child_protection_measure", "life_in_danger", "guardianship"] {
        secrets.push(("facts of a wish", format!("{name}\":")));
    }
    secrets.extend(WRITTEN.iter().map(|(what, text)| (*what, (*text).to_owned())));

    let mut places = stolen(&test).await;
    places.push(("log".to_owned(), log.0.lock().unwrap().clone()));
    assert!(places.iter().any(|(_, bytes)| contains(bytes, b"wish-registered")), "the right files");
    let mut leaks = Vec::new();
    for (what, secret) in &secrets {
        for (way, sought) in ways(secret) {
            for (place, bytes) in &places {
                if contains(bytes, &sought) {
                    leaks.push(format!("{what} ({secret}) stands in {place} as {way}"));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    println!("{} secrets in {} places", secrets.len(), places.len());
}

#[test]
fn what_is_hidden_in_other_letters_is_found() {
    let plain = "Тайна-123 на хартия";
    for (prefix, way) in ["", "x", "xy"].into_iter().flat_map(|p| [(p, 0), (p, 1), (p, 2)]) {
        let text = format!("{prefix}{plain}");
        let bytes = match way {
            0 => text.clone().into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => {
                let mut all = text.clone().into_bytes();
                all.resize(all.len().next_multiple_of(3), b' ');
                base64(&all, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
                    .into_bytes()
            }
        };
        assert!(ways(plain).iter().any(|(_, sought)| contains(&bytes, sought)), "{prefix} {way}");
    }
}
