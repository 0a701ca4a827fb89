//! The pages of results: questions worded anew, refusals, a project that is not there.

use super::packed::project;
use crate::results::{participant, question};
use crate::testing::TestApp;
use crate::workforce;
use axum::http::StatusCode;

#[tokio::test]
async fn the_projects_are_listed_and_an_unknown_one_is_not_found() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let list = test.get(&head, "/results").await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    assert!(list.text().contains("Още няма проекти"), "{}", list.text());
    for rest in ["", "/microdata", "/reports", "/packs", "/double", "/headings", "/after"] {
        let path = format!("/results/projects/0000000000001{rest}");
        assert_eq!(test.get(&head, &path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_question_is_worded_and_coded_by_the_municipality_alone() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = "/results/questions/edit";
    let form = test.get(&head, "/results/questions/edit?name=rural").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let fields = [("name", "rural"), ("bg", "Живее на село"), ("en", "Village"), ("asked", "yes")];
    let mut wrong = fields.to_vec();
    wrong.push(("codes", "EECO17"));
    let refused = test.post(&head, path, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a code lacks");
    let mut right = fields.to_vec();
    right.push(("codes", "X1\n–"));
    let saved = test.post(&head, path, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    right.push(("_version", "1"));
    for status in [StatusCode::SEE_OTHER, StatusCode::CONFLICT] {
        let again = test.post(&head, path, &right).await;
        assert_eq!(again.status, status, "the second time the version is another one");
    }
    for (town, words, code) in
        [("ruse", "Живее на село", "X1"), ("mezdra", "Живее в селски район", "EECO17")]
    {
        let tx = test.app.db.read(&test.system(town)).await.expect("a transaction");
        let all = question::all(&tx).await.expect("questions");
        tx.rollback().await;
        let one = all.iter().find(|one| one.name == "rural").expect("the question");
        assert_eq!((one.bg.as_str(), one.code("yes"), one.code("no")), (words, code, ""), "{town}");
    }
}

#[tokio::test]
async fn results_are_shown_to_those_who_may_see_them() {
    let test = TestApp::new().await;
    for (role, status) in [
        ("head", StatusCode::OK),
        ("accountant", StatusCode::OK),
        ("intake", StatusCode::FORBIDDEN),
        ("village_office", StatusCode::FORBIDDEN),
    ] {
        let answer = test.get(&test.user("ruse", role), "/results").await;
        assert_eq!(answer.status, status, "{role}");
    }
    let accountant = test.user("ruse", "accountant");
    let path = "/results/projects/0000000000001/microdata/whole";
    assert_eq!(test.get(&accountant, path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_participant_entered_by_mistake_is_revoked_with_a_reason_and_may_come_again() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = project(&test, &manager).await;
    let home = path.replace("/projects/", "/results/projects/");
    let id: crate::projects::ProjectId =
        path.trim_start_matches("/projects/").parse().expect("an id");
    let person = [("name", "Ралица Примерова (измислена)"), ("group", "referral")];
    let made = test.post(&test.user("ruse", "head"), "/workforce/employees/new", &person).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let employee = workforce::employees(&tx).await.expect("employees")[0].id.to_string();
    tx.rollback().await;
    let fields = [
        ("employee", employee.as_str()),
        ("joined-day", "1"),
        ("joined-month", "6"),
        ("joined-year", "2026"),
    ];
    let entered = test.post(&manager, &format!("{home}/microdata/new"), &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let read = async || {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let all = participant::of_project(&tx, id).await.expect("participants");
        let gone = participant::revoked(&tx, id).await.expect("participants");
        tx.rollback().await;
        (all, gone)
    };
    let (all, gone) = read().await;
    assert_eq!((all.len(), gone.len()), (1, 0));
    let own = format!("/results/microdata/{}", all[0].row.id);
    let mut mistake = fields.to_vec();
    mistake.push(("why", "Външен обучител"));
    let revoked = test.post(&manager, &own, &mistake).await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER, "{}", revoked.text());
    let (all, gone) = read().await;
    assert_eq!((all.len(), gone.len()), (0, 1));
    let page = test.get(&manager, &format!("{home}/microdata")).await.text();
    assert!(page.contains("Външен обучител"), "it stays in the history: {page}");
    let twice = test.post(&manager, &own, &mistake).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it is revoked already");
    let again = test.post(&manager, &format!("{home}/microdata/new"), &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    assert_eq!(read().await.0.len(), 1);
}
