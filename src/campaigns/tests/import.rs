//! Files of attendance and of copies: read, judged, entered once, taken back; photographs for anybody;
//! editions that are no longer current.

use super::office::{campaign, day, meeting};
use crate::campaigns::choice::Words;
use crate::campaigns::content::Shown;
use crate::campaigns::course::State;
use crate::campaigns::file::{self, NewFile, PHOTO};
use crate::campaigns::import::{self, Desk, Row, Verdict};
use crate::campaigns::material::stock;
use crate::campaigns::photo::bare;
use crate::campaigns::{CampaignId, EventId, event, import_deed, plan};
use crate::municipality::{Settlement, put_settlements};
use crate::services::{Offer, ServiceId};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::search::fold;
use kit::store::Tx;
use kit::web::Problem;
use std::collections::{HashMap, HashSet};

const TABLE: &str = "Дата;Населено място;Място;Събитие;Вид;Начало;Жители;Кметове и кметски \
    наместници;Какво се каза\n\
    20.11.2026;Русе;читалището;Среща;;10:00;1 200;2;Въпроси за таксите\n\
    21.11.2026;с. Басарбово;кметството;Щанд;Щанд на открито;9.30;14;;\n";

async fn towns(tx: &Tx) {
    let place = |ekatte: &str, kind: &str, name: &str| Settlement {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        name_latin: name.into(),
        folded: fold(name),
        municipality_name: "Русе".into(),
        municipality_code: "RSE27".into(),
        district_code: "RSE".into(),
    };
    let list = [place("63427", "гр.", "Русе"), place("02796", "с.", "Басарбово")];
    put_settlements(tx, &list).await.expect("settlements");
}

fn desk() -> Desk {
    let named = (day("2026-11-20"), "63427".to_owned(), "среща".to_owned());
    let places = [("русе", "63427"), ("с басарбово", "02796")];
    Desk {
        campaign: CampaignId(1),
        period: (day("2026-11-01"), day("2026-12-20")),
        today: day("2026-11-24"),
        places: places.map(|(name, code)| (name.to_owned(), code.to_owned())).into(),
        kinds: HashMap::from([("щанд на открито".to_owned(), "stand".to_owned())]),
        papers: HashMap::new(),
        events: HashMap::from([(named, (EventId(5), State::Planned, "meeting".to_owned()))]),
        copies: HashSet::new(),
    }
}

fn row(cells: &[(&str, &str)], came: &[(&str, &str)]) -> Row {
    let pairs = |all: &[(&str, &str)]| {
        all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    Row { number: 2, cells: pairs(cells), came: pairs(came) }
}

fn verdict(cells: &[(&str, &str)], came: &[(&str, &str)]) -> Verdict {
    import::verdicts(&desk(), (import::EVENTS, &[row(cells, came)])).remove(0)
}

#[test]
fn a_row_reports_the_event_that_was_planned_and_says_what_is_wrong_with_it() {
    let base = [("day", "20.11.2026"), ("settlement", "Русе"), ("title", "СРЕЩА")];
    let came = [("citizens", "1 200")];
    let Verdict::Event(one) = verdict(&base, &came) else { panic!("an event") };
    assert_eq!((one.planned, one.new.kind.as_str()), (Some(EventId(5)), "meeting"));
    assert_eq!(one.came, [("citizens".to_owned(), 1200)]);
    let with = |name: &'static str, text: &'static str| {
        let mut cells: Vec<(&str, &str)> = base.into_iter().filter(|(n, _)| *n != name).collect();
        cells.push((name, text));
        verdict(&cells, &came)
    };
    assert_eq!(with("day", "31.11.2026"), Verdict::Wrong("campaigns-row-day"));
    assert_eq!(with("day", "20.10.2026"), Verdict::Wrong("campaigns-refused-outside"));
    assert_eq!(with("day", "25.11.2026"), Verdict::Wrong("campaigns-refused-early"));
    assert_eq!(with("settlement", "Никъде"), Verdict::Wrong("campaigns-row-settlement"));
    assert_eq!(with("title", "Друга"), Verdict::Wrong("campaigns-row-kind"));
    assert_eq!(with("begins", "обяд"), Verdict::Wrong("campaigns-row-hour"));
    assert_eq!(
        verdict(&base, &[("citizens", "дванадесет")]),
        Verdict::Wrong("campaigns-row-number")
    );
    assert_eq!(verdict(&base, &[("citizens", "0")]), Verdict::Wrong("campaigns-refused-nobody"));
    let twice = [row(&base, &came), row(&base, &came)];
    let all = import::verdicts(&desk(), (import::EVENTS, &twice));
    assert_eq!(all[1], Verdict::Wrong("campaigns-row-twice"));
}

#[test]
fn copies_need_a_settlement_and_a_number() {
    let judge = |amount: &str| {
        let cells = [
            ("day", "20.11.2026"),
            ("settlement", "с. Басарбово"),
            ("title", "Брошура"),
            ("amount", amount),
        ];
        import::verdicts(&desk(), ("copies", &[row(&cells, &[])])).remove(0)
    };
    let Verdict::Copies(one) = judge("120") else { panic!("copies") };
    assert_eq!((one.ekatte.as_str(), one.amount), ("02796", 120));
    assert_eq!(judge("0"), Verdict::Wrong("campaigns-row-number"));
    assert_eq!(judge(""), Verdict::Wrong("campaigns-row-number"));
}

#[tokio::test]
async fn a_table_is_entered_once_and_taken_back_as_a_whole() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    towns(&tx).await;
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let planned = event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
    let words = Words::load(&tx).await.expect("words");
    let file = (TABLE.as_bytes(), "срещи.csv");
    let rows = import::rows(file, (import::EVENTS, words.of("came"))).expect("rows");
    assert_eq!(import::rows(file, ("copies", &[])), Err("campaigns-import-heads"));
    let read = import_deed::add(&mut tx, &of, (import::EVENTS, "срещи.csv", &rows)).await;
    let read = read.expect("a file");
    tx.commit().await.expect("saved");

    let path = format!("/campaigns/imports/{read}");
    let page = test.get(&head, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Ще отчете събитието"), "{}", page.text());
    let entered = test.post(&head, &format!("{path}/enter"), &[]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let again = test.post(&head, &format!("{path}/enter"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
    let other = test.get(&test.user("mezdra", "head"), &path).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let came = event::came(&tx, None).await.expect("who came");
    assert_eq!(came[&planned].iter().map(|(_, people)| people).sum::<i64>(), 1202);
    assert_eq!(event::events(&tx, Some(id)).await.expect("events").len(), 2);
    let one = import_deed::import(&tx, read).await.expect("the file");
    import_deed::take_back(&mut tx, &one, "Грешен файл").await.expect("taken back");
    let left = event::events(&tx, Some(id)).await.expect("events");
    assert!(left.iter().all(|one| one.row.revoked_at.is_some() && one.why == "Грешен файл"));
    let one = import_deed::import(&tx, read).await.expect("the file");
    let twice = import_deed::take_back(&mut tx, &one, "Пак").await;
    assert!(matches!(twice, Err(Problem::Impossible("campaigns-refused-revoked"))));
    tx.commit().await.expect("saved");
    for path in [path, format!("/campaigns/plans/{id}/import"), format!("/campaigns/plans/{id}")] {
        let page = test.get(&head, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        assert!(page.bytes.len() < 60_000, "{path}: {} bytes", page.bytes.len());
    }
}

#[tokio::test]
async fn a_wrong_row_keeps_the_whole_table_out() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    towns(&tx).await;
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let cells = |place| {
        let day = ("day", "20.11.2026");
        [day, ("settlement", place), ("title", "Среща"), ("kind", "Среща с жители")]
    };
    let came = [("citizens", "9")];
    let rows = [row(&cells("Русе"), &came), row(&cells("Никъде"), &came)];
    let read = import_deed::add(&mut tx, &of, (import::EVENTS, "лошо.csv", &rows)).await;
    let one = import_deed::import(&tx, read.expect("a file")).await.expect("the file");
    let refused = import_deed::enter(&mut tx, "RSE27", (&of, &one)).await;
    assert!(matches!(refused, Err(Problem::Impossible("campaigns-import-wrong"))));
    assert!(event::events(&tx, Some(id)).await.expect("events").is_empty());
    tx.rollback().await;
}

#[tokio::test]
async fn a_photograph_leaves_the_public_page_when_its_consent_is_withdrawn() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let event = event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
    let planned = event::event(&tx, event).await.expect("the event");
    let came = [("citizens".to_owned(), 9)];
    event::report(&mut tx, &planned, (&came, "Въпроси")).await.expect("reported");
    let bytes = [0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2, 9, 9];
    let kept = async |tx: &mut Tx, is_public| {
        let about = "Срещата в читалището".to_owned();
        let shown = Shown { about, is_public, ..Shown::default() };
        let new = NewFile { kind: PHOTO, bytes: &bytes, people: Some(0), shown };
        file::add(tx, event, &new).await.expect("kept")
    };
    let (shown, hidden) = (kept(&mut tx, true).await, kept(&mut tx, false).await);
    tx.commit().await.expect("saved");
    let of_file = |id| format!("/campaigns/photos/{id}");
    let page = test.get(&nobody, "/campaigns/2026-1").await.text();
    assert!(page.contains(&of_file(shown)) && !page.contains(&of_file(hidden)), "{page}");
    assert!(page.contains("alt=\"Срещата в читалището\""), "{page}");
    let photo = test.get(&nobody, &of_file(shown)).await;
    assert_eq!((photo.status, photo.bytes.as_slice()), (StatusCode::OK, bytes.as_slice()));
    assert_eq!(test.get(&nobody, &of_file(hidden)).await.status, StatusCode::NOT_FOUND);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let head = file::head(&tx, shown).await.expect("its head");
    file::revoke(&mut tx, &head, "Оттеглено съгласие").await.expect("withdrawn");
    tx.commit().await.expect("saved");
    assert!(!test.get(&nobody, "/campaigns/2026-1").await.text().contains(&of_file(shown)));
    assert_eq!(test.get(&nobody, &of_file(shown)).await.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_photograph_for_anybody_tells_neither_where_nor_when_it_was_taken() {
    let turned = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS";
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0];
    bytes.push(u8::try_from(turned.len() + 2).expect("short"));
    bytes.extend_from_slice(turned);
    bytes.extend_from_slice(&[0xff, 0xfe, 0, 6]);
    bytes.extend_from_slice(b"Ruse");
    bytes.extend_from_slice(&[0xff, 0xda, 0, 2, 7, 7]);
    let shown = bare("image/jpeg", &bytes).expect("a picture");
    let has = |word: &[u8]| shown.windows(word.len()).any(|part| part == word);
    assert!(!has(b"GPS") && !has(b"Ruse"), "what is hidden goes");
    assert!(has(b"\x01\x12\0\x03\0\0\0\x01\0\x06"), "how it is turned stays");
    assert!(shown.ends_with(&[0xff, 0xda, 0, 2, 7, 7]));
    assert_eq!(bare("image/jpeg", &shown).as_deref(), Some(shown.as_slice()), "and again");
    assert_eq!(bare("image/jpeg", b"\xff\xd8\xff\xe1\xff"), None, "a broken one is not shown");
    let chunk = |name: &[u8; 4]| -> Vec<u8> {
        let (none, check) = ([0_u8; 4], [1_u8, 2, 3, 4]);
        [none.as_slice(), name.as_slice(), check.as_slice()].concat()
    };
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR"), chunk(b"tEXt"), chunk(b"IEND")];
    let left = bare("image/png", &png.concat()).expect("a picture");
    assert_eq!(left.len(), 8 + 2 * 12);
}

#[test]
fn an_edition_is_of_what_the_directory_said() {
    let offer = |fee: &str| Offer {
        id: ServiceId(1),
        name: "Дневна грижа".into(),
        provider: "Община".into(),
        kind: 4,
        in_zsu: true,
        access: "specialised".into(),
        users: "Възрастни".into(),
        admission: String::new(),
        durations: "long".into(),
        fee: fee.into(),
        address: String::new(),
        ekatte: None,
        phone: String::new(),
        email: String::new(),
        ages: "adults".into(),
        groups: "older".into(),
        funding: "state".into(),
    };
    assert_eq!(stock(&[offer("безплатно")]), stock(&[offer("безплатно")]));
    assert_ne!(stock(&[offer("безплатно")]), stock(&[offer("по тарифа")]));
    assert_ne!(stock(&[offer("безплатно")]), stock(&[]));
}
