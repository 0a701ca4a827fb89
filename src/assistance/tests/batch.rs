//! What a list shows is printed in one go and taken along as a table.

use super::ready::{agreed, labour, listed, press, regular, said};
use crate::assistance;
use crate::testing::TestApp;
use axum::http::StatusCode;
use law::Law;

#[tokio::test]
async fn the_papers_of_a_list_come_in_one_file() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(42), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 42, "2026-11-05")).await;
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let (new, press) = (labour("2026-11-10"), press(&test));
    let made = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    made.expect("a contract");
    tx.commit().await.expect("saved");
    let officer = test.user("ruse", "assistance_officer");
    let page = test.get(&officer, "/assistance/agreements?state=open").await.text();
    assert!(page.contains("/assistance/agreements/papers?state=open&#38;part=1"), "{page}");
    let path = "/assistance/agreements/papers?state=open&part=1";
    let file = test.get(&officer, path).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    let names = file.text();
    for kind in ["assistance-agreement-", "assistance-schedule-", "assistance-contract-"] {
        assert!(names.contains(kind), "{kind} is not in the file");
    }
    let none = test.get(&officer, "/assistance/agreements/papers?state=ended&part=1").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text());
    let table = test.get(&officer, "/assistance/applications.csv?state=all").await;
    assert_eq!(table.status, StatusCode::OK);
    assert!(table.text().contains("Ползвател Пробна"), "{}", table.text());
}
