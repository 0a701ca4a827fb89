//! What the public pages of both projects promised, counted in the demonstration.

use crate::results::{indicator, neighbours, overview};
use crate::testing::TestApp;
use std::collections::BTreeSet;

/// What was promised; what is counted at the start, in the middle and at the end; who keeps it.
type Promised = (i64, [i64; 3], &'static str);

const RUSE: [Promised; 1] = [(15, [0, 15, 15], "/workforce/")];
const MEZDRA: [Promised; 7] = [
    (1, [0, 1, 1], "/office/points/"),
    (2, [0, 2, 2], "/workforce/"),
    (4, [0, 4, 4], "/workforce/"),
    (2, [0, 2, 2], "/training/"),
    (1, [0, 1, 1], "/training/"),
    (1, [0, 2, 2], "/campaigns/"),
    (22, [0, 22, 22], "/training/"),
];

#[tokio::test]
async fn each_promised_result_is_counted_and_nothing_but_the_four_planted_is_paid_twice() {
    let test = TestApp::filled().await;
    for (town, promised, twice) in [("ruse", &RUSE[..], 4), ("mezdra", &MEZDRA[..], 0)] {
        let tx = test.app.db.read(&test.system(town)).await.expect("a transaction");
        let open = indicator::open(&tx).await.expect("indicators");
        let project = open.first().expect("an indicator").project_id;
        let results = overview::counted(&tx, (project, tx.today())).await.expect("results");
        assert_eq!(results.rows.len(), promised.len(), "{town}");
        for (row, (target, values, kept)) in results.rows.iter().zip(promised) {
            let found = [0, 1, 2].map(|at| results.value(row, results.days[at]));
            assert_eq!((row.target, found), (*target, *values), "{town}: {}", row.name);
            let proofs = &results.proofs[&row.counted];
            let things: BTreeSet<&str> = proofs.iter().map(|one| one.once.as_str()).collect();
            assert_eq!(things.len(), proofs.len(), "{}: something stands twice", row.name);
            for one in proofs {
                assert!(one.href.starts_with(kept), "{}: {}", row.name, one.href);
            }
        }
        let hours = neighbours::worked(&tx, &results.project).await.expect("hours");
        let found = neighbours::findings(&tx, (&hours, ui::Lang::Bg)).await.expect("findings");
        let found: Vec<String> = found.into_iter().map(|one| one.text).collect();
        assert_eq!(found.len(), twice, "{town}: {found:#?}");
        if town == "mezdra" {
            let days = (results.project.from, results.project.to);
            let lists = neighbours::attendance(&tx, project.0, days).await.expect("lists");
            assert!(lists.len() >= 2, "the two trainings: {lists:#?}");
            let mut held = lists.iter().flat_map(|one| &one.days);
            assert!(held.any(|day| day.rows.len() > 1), "who was there is named");
            let sheets = neighbours::time_sheets(&tx, project.0, days).await.expect("sheets");
            assert_eq!(sheets.len(), 4, "the four supplementary agreements");
            let mut months = sheets.iter().flat_map(|one| &one.months);
            assert!(months.any(|month| month.is_written && !month.rows.is_empty()));
        }
        tx.rollback().await;
    }
}
