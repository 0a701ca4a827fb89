//! The pages of results: questions worded anew, refusals, a project that is not there.

use crate::results::question;
use crate::testing::TestApp;
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
