//! Over the demonstration, which has employees: what counts, a certificate that anybody may check, the
//! own address of a participant, refusals.

use crate::projects;
use crate::proof::Span;
use crate::testing::TestApp;
use crate::training::norm::State;
use crate::training::{attended, employee, invite, load, paper, proofs};
use axum::http::StatusCode;
use kit::types::{Day, Instant};
use kit::web::Problem;
use std::collections::BTreeSet;

async fn counted(test: &TestApp, counted: &str, known_at: Instant) -> BTreeSet<String> {
    let tx = test.app.db.read(&test.system("mezdra")).await.expect("a transaction");
    let project = projects::names(&tx).await.expect("projects").remove(0);
    let span = Span { project: Some(project.id.0), from: project.from, to: project.to, known_at };
    let all = proofs(&tx, counted, &span).await.expect("proofs");
    tx.rollback().await;
    all.into_iter().map(|one| one.once).collect()
}

#[tokio::test]
async fn the_project_of_mezdra_has_two_trainings_one_supervision_and_22_skilled() {
    let test = TestApp::filled().await;
    let now = test.clock.now();
    for (name, wanted) in
        [("trainings", 2), ("trained", 22), ("supervisions", 1), ("skilled", 22), ("unknown", 0)]
    {
        assert_eq!(counted(&test, name, now).await.len(), wanted, "{name}");
    }
    // A training that is revoked counts no more, and still does at the moment before.
    let id = counted(&test, "trainings", now).await.into_iter().next().expect("a training");
    let id = id.trim_start_matches("training-").to_owned();
    let head = test.user("mezdra", "head");
    test.clock.set(now.plus_ms(60_000));
    let path = format!("/training/seminars/{id}/revoke");
    let empty = test.post(&head, &path, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = test.post(&head, &path, &[("why", "Вписано погрешно")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(counted(&test, "trainings", test.clock.now()).await.len(), 1);
    assert!(counted(&test, "skilled", test.clock.now()).await.len() < 22);
    assert_eq!(counted(&test, "trainings", now).await.len(), 2, "as it was known then");
    assert_eq!(counted(&test, "skilled", now).await.len(), 22, "as it was known then");
}

#[tokio::test]
async fn nobody_attends_twice_on_a_day_by_different_money() {
    let test = TestApp::filled().await;
    for town in ["ruse", "mezdra"] {
        let tx = test.app.db.read(&test.system(town)).await.expect("a transaction");
        let (from, to) = (tx.today().plus(-4_000), tx.today());
        let all = attended(&tx, from, to).await.expect("attended");
        tx.rollback().await;
        assert!(!all.is_empty());
        let mut seen: std::collections::HashMap<_, Option<i64>> = std::collections::HashMap::new();
        for one in all {
            let known = *seen.entry((one.employee, one.day)).or_insert(one.project);
            assert_eq!(known, one.project, "{town} {:?}", one.day);
        }
    }
}

async fn certificate(test: &TestApp) -> paper::Issued {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = paper::certificates(&tx, None).await.expect("papers");
    let row = all.into_iter().find(|row| row.revoked_at.is_none()).expect("one that holds");
    tx.rollback().await;
    row
}

#[tokio::test]
async fn anybody_checks_a_certificate_and_nobody_guesses_one() {
    let test = TestApp::filled().await;
    let nobody = test.nobody("ruse");
    let row = certificate(&test).await;
    let path = format!("/certificate/{}", row.code);
    let page = test.get(&nobody, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Валидно"), "{}", page.text());
    let head = test.user("ruse", "head");
    let file = test.get(&head, &format!("/training/issued/{}", row.id)).await;
    assert!(file.bytes.starts_with(b"%PDF"));
    let revoke = format!("/training/issued/{}/revoke", row.id);
    let done = test.post(&head, &revoke, &[("why", "Грешно име")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(test.get(&nobody, &path).await.text().contains("Отменено"));
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/certificate/{n:013}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_participant_is_noted_by_the_code_of_the_day_and_locked_after_wrong_ones() {
    let test = TestApp::filled().await;
    let actor = test.system("ruse");
    let tx = test.app.db.read(&actor).await.expect("a transaction");
    let (from, to) = (tx.today(), tx.today().plus(200));
    let one = load::seminars(&tx, from, to).await.expect("seminars").remove(0);
    let rows = load::invited(&tx, &[one.row.id]).await.expect("invited");
    let day = load::days(&tx, one.row.id).await.expect("days").remove(0);
    let links: Vec<String> =
        rows.iter().map(|row| invite::secret(&tx, row.id).expect("a secret")).collect();
    tx.rollback().await;
    let nobody = test.nobody("ruse");
    let came = |n: usize| format!("/my-training/{}/came", links[n]);
    let early = test.post(&nobody, &came(0), &[("code", &day.code)]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the day is ahead");
    test.clock.set(Instant::of_local(day.day.0.at(10, 0, 0, 0)));
    let page = test.get(&nobody, &format!("/my-training/{}", links[1])).await;
    assert!(page.text().contains("name=\"code\""), "{}", page.text());
    let right = test.post(&nobody, &came(1), &[("code", &day.code)]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
    let bad = if day.code == "000000" { "000001" } else { "000000" };
    for _ in 0..invite::TRIES {
        let wrong = test.post(&nobody, &came(2), &[("code", bad)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let locked = test.post(&nobody, &came(2), &[("code", &day.code)]).await;
    assert_eq!(locked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", locked.text());
    let tx = test.app.db.read(&actor).await.expect("a transaction");
    let noted = load::attendance(&tx, &[one.row.id]).await.expect("attendance");
    tx.rollback().await;
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].employee_id, rows[1].employee_id);
}

#[tokio::test]
async fn a_trainer_is_no_participant_and_a_day_ahead_is_not_noted() {
    let test = TestApp::filled().await;
    let actor = test.system("ruse");
    let mut tx = test.app.db.write(&actor).await.expect("a transaction");
    let (from, to) = (tx.today(), tx.today().plus(200));
    let mut one = load::seminars(&tx, from, to).await.expect("seminars").remove(0);
    let people = crate::training::attend::participants(&tx, &one).await.expect("people");
    let who = people[0].1.clone();
    one.content.trainer = who.name.to_uppercase();
    let refused = invite::invite(&mut tx, (&one, &[]), &[who]).await;
    assert!(matches!(refused, Err(Problem::Impossible("training-refused-trainer"))));
    tx.rollback().await;
    let head = test.user("ruse", "head");
    let tx = test.app.db.read(&actor).await.expect("a transaction");
    let day = load::days(&tx, one.row.id).await.expect("days").remove(0);
    tx.rollback().await;
    let id = people[1].1.id.to_string();
    let path = format!("/training/days/{}", day.id);
    let early = test.post(&head, &path, &[("came", id.as_str())]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.text());
    let other = test.get(&test.user("mezdra", "head"), &path).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_and_lists_open_and_are_light() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    for path in [
        "/training",
        "/training/seminars.csv",
        "/training/seminars/new",
        "/training/courses",
        "/training/courses/new",
        "/training/plan",
        "/training/norms?state=all",
        "/training/norms/rules",
        "/training/norms/standards",
        "/training/certificates",
        "/training/questions",
        "/training/supervision",
        "/training/supervision/new",
        "/api/training/norms",
    ] {
        let page = test.get(&head, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        let is_page = !path.contains(".csv") && !path.starts_with("/api");
        assert!(!is_page || page.bytes.len() < 60_000, "{path}: {}", page.bytes.len());
    }
    let day: Day = "2026-11-24".parse().expect("a day");
    assert_eq!(test.clock.now().day(), day, "the demonstration leaves the clock as it was");
}

#[tokio::test]
async fn the_demonstration_shows_every_state_and_its_number() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    let lists: [(&str, &[&str]); 3] = [
        ("/training", &["planned", "to-close", "held", "revoked"]),
        ("/training/certificates", &["valid", "soon", "over", "renewed", "revoked"]),
        ("/training/supervision", &["ahead", "running", "over", "revoked"]),
    ];
    for (path, states) in lists {
        for state in states {
            let page = test.get(&head, &format!("{path}?state={state}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("Намерени: "), "nothing is {state} in {path}");
        }
    }
    // The number above the norms is that of the employees in the list behind it.
    let page = test.get(&head, "/training/norms?state=behind").await.text();
    let number = page.split("state=behind").find_map(|rest| {
        let rest = rest.split_once("opora-tile__number\">")?.1;
        rest.split('<').next()?.parse::<usize>().ok()
    });
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let law = test.app.law(test.system("ruse").municipality);
    let all = employee::standings(&tx, &law).await.expect("standings");
    let behind = all.iter().filter(|one| one.standing.state == State::Behind);
    let people: BTreeSet<_> = behind.map(|one| one.who.id).collect();
    assert_eq!(number, Some(people.len()));
}
