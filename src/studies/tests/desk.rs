//! Studies over the demonstration: codes, papers, interviewers, results that keep small numbers.

use crate::studies::study::{self, State, Study};
use crate::studies::{UnitId, form, outcome, results_of, round, sheet, unit};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::store::Tx;

fn head(test: &TestApp) -> User {
    test.user("ruse", "head")
}

async fn read(test: &TestApp) -> Tx {
    test.app.db.read(&test.system("ruse")).await.expect("a transaction")
}

/// The study whose title holds a word.
async fn study_of(test: &TestApp, word: &str) -> Study {
    let tx = read(test).await;
    let all = study::studies(&tx).await.expect("studies");
    let row = all.iter().find(|row| row.title.contains(word)).expect("the study");
    let one = study::study(&tx, row.id).await.expect("opened");
    tx.rollback().await;
    one
}

/// Codes of units that did not answer and were given to nobody.
async fn codes(test: &TestApp, one: &Study) -> Vec<(UnitId, String)> {
    let tx = read(test).await;
    let all = unit::units(&tx, one.row.id).await.expect("units");
    let free = all.iter().filter(|row| row.state == "waiting" && !row.is_given);
    let code = |id| (id, unit::code_of(&tx, id).expect("a code"));
    let found = free.map(|row| code(row.id)).collect();
    tx.rollback().await;
    found
}

async fn answers(test: &TestApp, one: &Study) -> Vec<sheet::New> {
    let tx = read(test).await;
    let all = sheet::answers(&tx, one.row.id).await.expect("answers");
    tx.rollback().await;
    all.into_iter()
        .map(|(row, sheet)| sheet::New { stratum: row.stratum, how: "", sheet })
        .collect()
}

fn is_again(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

fn is_done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn a_code_answers_once_and_a_name_needs_a_consent() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let one = study_of(&test, "зима").await;
    let before = answers(&test, &one).await.len();
    let path = format!("/study/{}", codes(&test, &one).await[0].1);
    let page = test.get(&nobody, &path).await;
    assert!(page.text().contains("data-only=\"q-help\""), "{}", page.text());
    assert!(page.bytes.len() < 60_000, "{}", page.bytes.len());
    is_again(&test.post(&nobody, &path, &[("q-sex", "man")]).await, "q-age");
    let sent = [("q-sex", "man"), ("q-age", "80"), ("q-help", "no"), ("q-hours", "7")];
    let named = [sent.as_slice(), &[("contact-name", "Ана Измислена")]].concat();
    is_again(&test.post(&nobody, &path, &named).await, "Без съгласие името не се пази");
    let agreed =
        [named.as_slice(), &[("contact-reached", "0888"), ("contact-agrees", "yes")]].concat();
    is_done(&test.post(&nobody, &path, &agreed).await);
    is_done(&test.post(&nobody, &path, &sent).await);
    let kept = answers(&test, &one).await;
    assert_eq!(kept.len(), before + 1, "kept once");
    let age = vec!["80".to_owned()];
    let mine = kept.iter().find(|new| new.sheet.get("age") == Some(&age)).expect("the answer");
    assert!(!mine.sheet.contains_key("hours"), "who needs no help is not asked for how long");
    assert!(test.get(&nobody, &path).await.text().contains("вече е отговорено"));
    let people = test.get(&head(&test), &format!("/studies/{}/contacts", one.row.id)).await.text();
    let link = people.split("withdraw?contact=").nth(2).expect("two people")[..13].to_owned();
    let withdraw = format!("/studies/{}/withdraw", one.row.id);
    is_done(&test.post(&head(&test), &withdraw, &[("contact", &link)]).await);
    let tx = read(&test).await;
    let left = sheet::contacts(&tx, one.row.id).await.expect("contacts");
    tx.rollback().await;
    assert_eq!(left.len(), 1, "a consent that was taken back leaves no name");
}

#[tokio::test]
async fn guessed_codes_are_stopped() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/study/{n:012}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_clerk_enters_a_paper_by_its_code() {
    let test = TestApp::filled().await;
    let one = study_of(&test, "зима").await;
    let before = answers(&test, &one).await.len();
    let code = codes(&test, &one).await[0].1.clone();
    let path = format!("/studies/{}/enter", one.row.id);
    let wrong = [("code", "123"), ("q-sex", "9")];
    is_again(&test.post(&head(&test), &path, &wrong).await, "няма лист с такъв код");
    let right = [("code", code.as_str()), ("q-sex", "1"), ("q-age", "4"), ("q-help", "1")];
    is_done(&test.post(&head(&test), &path, &right).await);
    is_again(&test.post(&head(&test), &path, &right).await, "вече е отговорено");
    let kept = answers(&test, &one).await;
    assert_eq!(kept.len(), before + 1);
    let sheets = [("stratum", "0"), ("way", "print"), ("count", "2")];
    is_done(&test.post(&head(&test), &format!("/studies/{}/sheets", one.row.id), &sheets).await);
    let page = test.get(&head(&test), &format!("/studies/{}", one.row.id)).await.text();
    let pdf = page.split("/ruse/studies/study-papers/").nth(2).expect("a paper")[..13].to_owned();
    let printed = test.get(&head(&test), &format!("/studies/study-papers/{pdf}")).await;
    assert!(printed.bytes.starts_with(b"%PDF"), "{}", printed.status);
}

#[tokio::test]
async fn an_interviewer_sends_later_and_nothing_is_lost_or_doubled() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let one = study_of(&test, "зима").await;
    let before = answers(&test, &one).await.len();
    let tx = read(&test).await;
    let found = round::rounds(&tx, one.row.id).await.expect("rounds").remove(0);
    let home = format!("/study-visit/{}", round::secret(&tx, found.row.id).expect("a secret"));
    tx.rollback().await;
    let list = test.get(&nobody, &home).await.text();
    assert_eq!(list.matches("data-keep").count(), 6, "{list}");
    let month = one.row.id.to_string();
    let page = test.get(&nobody, &format!("{home}/write?contract=2&month={month}")).await.text();
    assert!(page.contains("data-later="), "{page}");
    // Typed without a network: no number, and no answer to what is required.
    let typed = [
        ("_key", "from-a-tablet"),
        ("contract", "2"),
        ("month", &month),
        ("q-people", "към петима"),
        ("q-help", "yes"),
    ];
    let path = format!("{home}/write");
    is_done(&test.post(&nobody, &path, &typed).await);
    is_done(&test.post(&nobody, &path, &typed).await);
    let kept = answers(&test, &one).await;
    assert_eq!(kept.len(), before + 1, "kept as typed, and once");
    assert!(kept.iter().any(|new| new.sheet.get("people") == Some(&vec!["към петима".to_owned()])));
    let gone = [("_key", "another"), ("contract", "3"), ("month", &month), ("outcome", "refused")];
    is_done(&test.post(&nobody, &path, &gone).await);
    let list = test.get(&nobody, &home).await.text();
    assert!(list.contains("Отказа"), "{list}");
    assert_eq!(list.matches("data-keep").count(), 5, "whoever answered is not opened again");
    assert_eq!(answers(&test, &one).await.len(), before + 1);
    let wrong = test.get(&nobody, "/study-visit/nothing").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn results_are_weighted_and_keep_small_numbers() {
    let test = TestApp::filled().await;
    let head = head(&test);
    let going = study_of(&test, "зима").await;
    let early = test.get(&head, &format!("/studies/{}/results", going.row.id)).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "answers still come in");
    let one = study_of(&test, "есен").await;
    let home = format!("/studies/{}", one.row.id);
    let tx = read(&test).await;
    let whole = outcome::whole(&tx, one.row.id).await.expect("results");
    let told = results_of(&tx, tx.today().plus(-100), tx.today()).await.expect("names");
    tx.rollback().await;
    assert_eq!((told.len(), told[0].answers), (1, whole.count()));
    assert_eq!(told[0].href, format!("{home}/results"));
    let women = whole.found().into_iter().find(|one| one.question.code == "sex").expect("sex");
    let share = women.parts[0].share.expect("shown");
    assert!((share.value - 0.52).abs() < 0.002, "raked to the margin: {share:?}");
    assert!(whole.cost().effect > 1.0, "{:?}", whole.cost());
    for rest in ["/results", "/results?page=2", "/cross?row=sex&column=help", "/weights"] {
        let page = test.get(&head, &format!("{home}{rest}")).await;
        assert_eq!(page.status, StatusCode::OK, "{rest}: {}", page.text());
        assert!(page.bytes.len() < 60_000, "{rest}: {}", page.bytes.len());
    }
    let part = women.parts[0].count.expect("a count");
    let behind = format!("{home}/behind?question=sex&value=woman");
    let list = test.get(&head, &behind).await.text();
    assert!(list.contains(&format!("Намерени: {part}")), "{list}");
    let file = test.get(&head, &format!("{home}/results/table?format=csv")).await;
    assert!(file.text().contains("Претеглен дял"), "{}", file.text());
    let rows = test.get(&head, &format!("{home}/answers?format=csv")).await.text();
    assert!(!rows.contains("Автобусът"), "words that somebody wrote stay here");
    is_done(&test.post(&head, &format!("{home}/results"), &[]).await);
    let half = [("source", "НСИ"), ("m-sex-woman", "10")];
    is_again(&test.post(&head, &format!("{home}/weights"), &half).await, "цяло число");
}

#[tokio::test]
async fn a_published_questionnaire_is_never_changed() {
    let test = TestApp::filled().await;
    let head = head(&test);
    let tx = read(&test).await;
    let one = form::forms(&tx).await.expect("forms").remove(0);
    tx.rollback().await;
    let home = format!("/studies/study-forms/{}", one.id);
    let change = [("title", "Друго"), ("_version", "2")];
    let refused = test.post(&head, &format!("{home}/head"), &change).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = test.post(&head, &format!("{home}/next"), &[]).await;
    is_done(&made);
    let draft = made.location.trim_start_matches("/ruse").to_owned();
    let question = [
        ("text", "Имате ли асансьор?"),
        ("kind", "choice"),
        ("options", "Да\nНе"),
        ("required", "no"),
        ("place", "2"),
        ("after", "1"),
        ("answers", "2"),
    ];
    is_done(&test.post(&head, &format!("{draft}/question"), &question).await);
    let page = test.get(&head, &draft).await.text();
    assert!(page.contains("2. Имате ли асансьор?"), "{page}");
    assert!(page.contains("Само ако на въпрос 1 е отговорено: „Мъж“."), "{page}");
    is_done(&test.post(&head, &format!("{draft}/publish"), &[]).await);
    let second = test.post(&head, &format!("{draft}/publish"), &[]).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_study_is_planned_with_a_sample_that_can_be_drawn_again() {
    let test = TestApp::filled().await;
    let head = head(&test);
    let tx = read(&test).await;
    let form = form::forms(&tx).await.expect("forms").remove(0).id.to_string();
    tx.rollback().await;
    let mut sent = vec![
        ("title", "Ново"),
        ("form", form.as_str()),
        ("from", "2026-11-25"),
        ("to", "2026-12-20"),
        ("method", "strata"),
        ("strata", "Град; 900\nСела; 100"),
        ("source", "Списък от днес"),
        ("size", "50"),
        ("allocation", "proportional"),
        ("seed", "2026"),
        ("open", "no"),
        ("named", "no"),
    ];
    let made = test.post(&head, "/studies/new", &sent).await;
    is_done(&made);
    let one = study_of(&test, "Ново").await;
    assert_eq!(one.state(test.app.today()), State::Planned);
    let drawn: Vec<i64> = one.plan.strata.iter().map(|one| one.drawn).collect();
    assert_eq!(drawn, [45, 5]);
    let tx = read(&test).await;
    let units = unit::units(&tx, one.row.id).await.expect("units");
    tx.rollback().await;
    let own = units.iter().filter(|row| row.stratum == 1).map(|row| row.place);
    let again = crate::studies::sample::drawn("2026", (2, 100), 5);
    assert_eq!(own.collect::<Vec<_>>(), again);
    let page = test.get(&head, &format!("/studies/{}/units?stratum=1", one.row.id)).await.text();
    assert!(page.contains("Намерени: 5"), "{page}");
    sent[5] = ("strata", "Град: много");
    is_again(&test.post(&head, "/studies/new", &sent).await, "Ред 1");
}
