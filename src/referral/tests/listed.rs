//! The list of cases: by name, and as a file.

use super::support::made;
use crate::testing::TestApp;
use kit::audit::entity::audit;
use sea_orm::{ColumnTrait, QueryFilter};

const NAME: &str = "Измислена Пробна Образцова";

#[tokio::test]
async fn cases_are_found_by_a_misspelt_or_latin_name() {
    let test = TestApp::new().await;
    made(&test, "municipal").await;
    let officer = test.officer();
    let of = async |q: &str| {
        let path = format!("/referrals?{}", crate::testing::encode(&[("q".into(), q.into())]));
        test.get(&officer, &path).await.text()
    };
    for q in ["Образцова", "Obraztsova", "измислена образцва", ""] {
        assert!(of(q).await.contains(NAME), "{q}");
    }
    let other = of("Някоя Друга").await;
    assert!(!other.contains(NAME) && other.contains("Няма случаи"), "{other}");
    assert!(other.contains("value=\"Някоя Друга\""), "what was typed stays");
    let number = of("5101014448").await;
    assert!(!number.contains(NAME) && number.contains("се търси в „Хора“"), "{number}");
    let pages = |found: serde_json::Value| found["cases"].as_array().map(Vec::len);
    let query = crate::testing::encode(&[("q".into(), "Образцова".into())]);
    let json = test.get(&officer, &format!("/api/referrals?{query}")).await.json();
    assert_eq!(pages(json), Some(1));
    let json = test.get(&officer, "/api/referrals?q=Drug").await.json();
    assert_eq!(pages(json), Some(0));
}

#[tokio::test]
async fn the_list_is_taken_away_as_a_file_by_who_may_and_leaves_a_trace() {
    let test = TestApp::new().await;
    made(&test, "municipal").await;
    let (head, officer) = (test.user("ruse", "head"), test.officer());
    assert!(!test.get(&officer, "/referrals").await.text().contains("/referrals/export"));
    assert_eq!(test.get(&officer, "/referrals/export").await.status, 403);
    let page = test.get(&head, "/referrals?late=yes").await.text();
    assert!(page.contains("/ruse/referrals/export?late=yes&#38;format=xlsx"), "{page}");
    let csv = test.get(&head, "/referrals/export?format=csv").await;
    assert!(csv.text().contains(NAME) && csv.text().contains("Дневна грижа"), "{}", csv.text());
    let late = test.get(&head, "/referrals/export?format=csv&late=yes").await;
    assert!(!late.text().contains(NAME), "the filters hold for the file too");
    let file = test.get(&head, "/referrals/export").await;
    assert!(file.headers["content-disposition"].to_str().is_ok_and(|v| v.contains("cases.xlsx")));
    let table = ::sheet::read(&file.bytes, ::sheet::Kind::Xlsx).expect("a table");
    let row = table.rows_from(0).next().expect("a row").cells();
    assert_eq!((row[0].as_str(), table.len()), (NAME, 1));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let printed = tx
        .find::<audit::Entity>()
        .filter(audit::Column::Action.eq("print"))
        .filter(audit::Column::ObjectKind.eq("case"))
        .all(tx.conn())
        .await
        .expect("rows");
    assert_eq!(printed.len(), 3);
}
