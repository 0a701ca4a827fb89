//! Figures in the office: entering, correcting, tables of others, what is asked of them.

use crate::figures::{self, Territory};
use crate::municipality::{Settlement, put_settlements};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::Day;
use rust_decimal::Decimal;

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/mezdra").to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(why), "{}", answer.text());
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

struct Office {
    test: TestApp,
    analyst: User,
}

impl Office {
    /// Mezdra with its town and a village.
    async fn new() -> Office {
        let test = TestApp::new().await;
        let tx = test.app.db.write(&test.system("mezdra")).await.expect("a transaction");
        let place = |ekatte: &str, kind: &str, name: &str| Settlement {
            ekatte: ekatte.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            name_latin: String::new(),
            folded: kit::search::fold(name),
            municipality_code: "VRC27".to_owned(),
            municipality_name: "Мездра".to_owned(),
            district_code: "VRC".to_owned(),
        };
        let all = [place("47714", "гр.", "Мездра"), place("30510", "с.", "Зверино")];
        put_settlements(&tx, &all).await.expect("settlements");
        tx.commit().await.expect("saved");
        let analyst = test.user("mezdra", "analyst");
        Office { test, analyst }
    }

    async fn enter(&self, kind: &str, [d, m, y]: [&str; 3], amount: &str) -> Answer {
        let fields = [
            ("group", "all"),
            ("place", "municipality"),
            ("kind", kind),
            ("on-day", d),
            ("on-month", m),
            ("on-year", y),
            ("amount", amount),
            ("source", "НСИ"),
        ];
        self.test.post(&self.analyst, "/figures/new", &fields).await
    }

    async fn get(&self, path: &str) -> String {
        let answer = self.test.get(&self.analyst, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
        answer.text()
    }

    async fn chosen(&self, on: &str, known: Option<Day>) -> Option<(Decimal, usize)> {
        let tx = self.test.app.db.read(&self.test.system("mezdra")).await.expect("a transaction");
        let place = Territory::Municipality;
        let all = figures::chosen_as_known(&tx, &["all"], &place, (day(on), known)).await;
        tx.rollback().await;
        let all = all.expect("figures");
        all.get("all").map(|one| (one.value.amount, one.rivals.len()))
    }

    async fn upload(&self, name: &str, content: &[u8]) -> Answer {
        let token = self.analyst.token.clone().expect("a session");
        let hash = kit::crypto::fingerprint(&token);
        let csrf = kit::crypto::fingerprint(format!("csrf/{hash}"));
        let own =
            format!("--b\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n");
        let head = format!(
            "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        );
        let body = [own.as_bytes(), head.as_bytes(), content, b"\r\n--b--\r\n"].concat();
        let request = axum::http::Request::builder()
            .method("POST")
            .uri("/mezdra/figures/import")
            .header("host", "test")
            .header("cookie", format!("opora-mezdra={token}"))
            .header("content-type", "multipart/form-data; boundary=b")
            .body(axum::body::Body::from(body))
            .expect("a request");
        self.test.send(request).await
    }
}

#[tokio::test]
async fn contradicting_counts_stand_side_by_side_and_the_first_kind_counts() {
    let office = Office::new().await;
    done(&office.enter("census", ["7", "9", "2021"], "17 669").await);
    done(&office.enter("permanent", ["15", "12", "2021"], "20 001").await);
    assert_eq!(office.chosen("2021-12-31", None).await, Some((Decimal::from(20_001), 1)));
    assert_eq!(office.chosen("2021-10-01", None).await, Some((Decimal::from(17_669), 0)));
    assert_eq!(office.chosen("2021-01-01", None).await, None);
    let page = office.get("/figures/conflicts").await;
    assert!(page.contains("17\u{a0}669") && page.contains("20\u{a0}001"), "{page}");
    refused(&office.enter("census", ["7", "9", "2021"], "17 700").await, "Вече има стойност");
    refused(&office.enter("census", ["1", "1", "2027"], "5").await, "още не е дошъл");
    refused(&office.enter("census", ["1", "1", "2020"], "1.234").await, "Хиляди или части");
    refused(&office.enter("гадаене", ["1", "1", "2020"], "5").await, "Изберете");
}

#[tokio::test]
async fn an_old_question_has_its_old_answer_after_a_correction() {
    let office = Office::new().await;
    let path = done(&office.enter("census", ["7", "9", "2021"], "17 669").await);
    let before = office.test.app.today();
    let next = office.test.clock.now().plus_ms(24 * 60 * 60 * 1000);
    office.test.clock.set(next);
    let analyst = office.test.again(&office.analyst).await;
    let fields = [
        ("kind", "census"),
        ("on-day", "7"),
        ("on-month", "9"),
        ("on-year", "2021"),
        ("amount", "17 700"),
        ("source", "НСИ"),
    ];
    let answer = office.test.post(&analyst, &format!("{path}/correct"), &fields).await;
    refused(&answer, "Попълнете");
    let mut fields = fields.to_vec();
    fields.push(("why", "Окончателни данни"));
    let corrected = done(&office.test.post(&analyst, &format!("{path}/correct"), &fields).await);
    assert_ne!(corrected, path);
    assert_eq!(office.chosen("2021-12-31", None).await, Some((Decimal::from(17_700), 0)));
    let then = office.chosen("2021-12-31", Some(before)).await;
    assert_eq!(then, Some((Decimal::from(17_669), 0)));
    let page = office.test.get(&analyst, &path).await.text();
    assert!(page.contains("Окончателни данни") && page.contains("поправена"), "{page}");
    // What was corrected is not corrected again, nor withdrawn.
    let again = office.test.post(&analyst, &format!("{path}/correct"), &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("why", "Грешка")];
    done(&office.test.post(&analyst, &format!("{corrected}/withdraw"), &why).await);
    assert_eq!(office.chosen("2021-12-31", None).await, None);
    let list = office.test.get(&analyst, "/figures?state=all").await.text();
    assert!(list.contains("17\u{a0}669") && list.contains("17\u{a0}700"), "{list}");
}

/// Settlements of Mezdra in the old encoding, with a title, thousands and a footnote.
fn table(village: &str) -> Vec<u8> {
    let text = format!(
        "Население по постоянен адрес\nНаселено място;Общ брой на населението\n\
         гр. Мездра;11 312*\n{village}\n* без лицата без адрес\n"
    );
    encode(&text)
}

/// Text as Windows wrote Cyrillic.
fn encode(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap_or(b'?'),
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

const COLUMNS: [(&str, &str); 10] = [
    ("head", "2"),
    ("heads", "1"),
    ("column-0", "територия"),
    ("column-1", "общ брой на населението"),
    ("kind", "permanent"),
    ("on-day", "15"),
    ("on-month", "12"),
    ("on-year", "2021"),
    ("source", "ГРАО"),
    ("fills", "yes"),
];

#[tokio::test]
async fn a_table_is_mapped_looked_at_entered_as_a_whole_and_taken_back() {
    let office = Office::new().await;
    let (test, analyst) = (&office.test, &office.analyst);
    refused(&office.upload("нищо.csv", b"").await, "Изберете файл");
    let columns = done(&office.upload("grao.csv", &table("с. Никъде;5")).await);
    let page = office.get(&columns).await;
    assert!(page.contains("Населено място") && page.contains("11 312*"), "{page}");
    refused(&test.post(analyst, &columns, &[("head", "2")]).await, "Няма колона за това");
    let home = done(&test.post(analyst, &columns, &COLUMNS).await);
    let page = office.get(&home).await;
    assert!(page.contains("няма такова населено място в ЕКАТТЕ"), "{page}");
    let entered = test.post(analyst, &format!("{home}/enter"), &[]).await;
    refused(&entered, "сгрешени клетки");
    let columns = done(&office.upload("grao.csv", &table("с. Зверино;1537")).await);
    let home = done(&test.post(analyst, &columns, &COLUMNS).await);
    done(&test.post(analyst, &format!("{home}/enter"), &[]).await);
    let list = office.get("/figures?q=%D0%B7%D0%B2%D0%B5%D1%80%D0%B8%D0%BD%D0%BE").await;
    assert!(list.contains("1\u{a0}537") && !list.contains("11\u{a0}312"), "{list}");
    let tx = test.app.db.read(&test.system("mezdra")).await.expect("a transaction");
    let by_place = figures::by_settlement(&tx, "all", day("2026-01-01")).await.expect("figures");
    tx.rollback().await;
    let codes: Vec<&str> = by_place.iter().map(|(ekatte, _)| ekatte.as_str()).collect();
    assert_eq!(codes, ["30510", "47714"]);
    // The same table again holds nothing new.
    let columns = done(&office.upload("grao.csv", &table("с. Зверино;1537")).await);
    let again = done(&test.post(analyst, &columns, &COLUMNS).await);
    refused(&test.post(analyst, &format!("{again}/enter"), &[]).await, "нищо ново");
    let why = [("why", "Друга дата")];
    done(&test.post(analyst, &format!("{home}/revoke"), &why).await);
    let list = office.get("/figures").await;
    assert!(!list.contains("1\u{a0}537"), "{list}");
}

#[tokio::test]
async fn sums_that_are_more_than_the_whole_are_entered_only_by_who_has_seen_them() {
    let office = Office::new().await;
    let (test, analyst) = (&office.test, &office.analyst);
    done(&office.enter("permanent", ["15", "12", "2021"], "12000").await);
    let columns = done(&office.upload("grao.csv", &table("с. Зверино;1537")).await);
    let home = done(&test.post(analyst, &columns, &COLUMNS).await);
    let page = office.get(&home).await;
    assert!(page.contains("населените места са повече от общината"), "{page}");
    refused(&test.post(analyst, &format!("{home}/enter"), &[]).await, "повече от цялото");
    done(&test.post(analyst, &format!("{home}/enter"), &[("seen", "yes")]).await);
    let checks = office.get("/figures/checks").await;
    assert!(checks.contains("12\u{a0}849"), "{checks}");
}

#[tokio::test]
async fn who_only_reads_figures_enters_none() {
    let office = Office::new().await;
    let reader = office.test.user("mezdra", "projects-manager");
    let page = office.test.get(&reader, "/figures").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("/figures/new"), "{}", page.text());
    assert_eq!(office.test.get(&reader, "/figures/new").await.status, StatusCode::FORBIDDEN);
    let stranger = office.test.user("mezdra", "referral_officer");
    assert_eq!(office.test.get(&stranger, "/figures").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_group_of_the_municipality_is_counted_like_those_of_the_program() {
    let office = Office::new().await;
    let (test, analyst) = (&office.test, &office.analyst);
    let fields = [("code", "Роми"), ("bg", "Хора без документи"), ("within", "all")];
    refused(&test.post(analyst, "/figures/groups/new", &fields).await, "малки латински");
    let known = [("code", "all"), ("bg", "Всички")];
    refused(&test.post(analyst, "/figures/groups/new", &known).await, "Вече има група");
    let fields = [("code", "no-papers"), ("bg", "Хора без документи"), ("within", "all")];
    done(&test.post(analyst, "/figures/groups/new", &fields).await);
    let page = office.get("/figures/groups").await;
    assert!(page.contains("Хора без документи"), "{page}");
    let form = office.get("/figures/new?group=no-papers").await;
    assert!(form.contains("value=\"no-papers\" selected"), "{form}");
}
