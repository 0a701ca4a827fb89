//! The pages as people open them.

use super::office::{campaign, meeting};
use crate::campaigns::store::campaign_paper;
use crate::campaigns::{event, paper, plan};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

async fn opened(test: &TestApp, path: &str) -> Answer {
    let answer = test.get(&test.user("ruse", "head"), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
    answer
}

#[tokio::test]
async fn every_list_opens_empty_and_filled_and_as_a_table() {
    let test = TestApp::new().await;
    for filled in [false, true] {
        if filled {
            let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
            let id = campaign(&mut tx).await;
            let of = plan::campaign(&tx, id).await.expect("the campaign");
            event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
            tx.commit().await.expect("saved");
        }
        for path in [
            "/campaigns",
            "/campaigns/list",
            "/campaigns/new",
            "/campaigns/events",
            "/campaigns/events?state=missing&sort=-held",
            "/campaigns/events.csv",
            "/campaigns/materials",
            "/campaigns/materials?state=changed",
            "/campaigns/materials.csv",
            "/campaigns/entries",
            "/campaigns/entries.csv",
            "/campaigns/entries/new?register=approach",
            "/campaigns/entries/new?register=media",
            "/campaigns/entries?register=handed&ekatte=63427",
            "/campaigns/reach",
            "/campaigns/reach.csv",
            "/campaigns/population",
            "/campaigns/lists",
            "/campaigns/lists/edit?list=event&code=meeting",
            "/api/campaigns",
            "/api/campaigns/events",
            "/api/campaigns/reach",
        ] {
            opened(&test, path).await;
        }
    }
}

#[tokio::test]
async fn an_event_is_planned_reported_and_its_papers_are_printed() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let event = event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
    tx.commit().await.expect("saved");
    let home = format!("/campaigns/events/{event}");
    assert!(opened(&test, &home).await.text().contains("Без отчет"));
    let nobody = test.post(&head, &format!("{home}/report"), &[("report", "Въпроси")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("report", "Въпроси"), ("came-citizens", "1 200"), ("came-mayors", "2")];
    let saved = test.post(&head, &format!("{home}/report"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = opened(&test, &format!("/campaigns/plans/{id}")).await;
    assert!(page.text().contains("1202"), "{}", page.text());
    for path in [format!("{home}/sheet"), format!("/campaigns/plans/{id}/calendar")] {
        let made = test.post(&head, &path, &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{path}: {}", made.text());
        let paper = test.get(&head, made.location.trim_start_matches("/ruse")).await;
        assert!(paper.bytes.starts_with(b"%PDF"), "{path}: {}", paper.text());
    }
    let other = test.get(&test.user("mezdra", "head"), &home).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn anybody_opens_the_public_page_and_only_strangers_are_counted() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    tx.commit().await.expect("saved");
    let nobody = test.nobody("ruse");
    for _ in 0..3 {
        let page = test.get(&nobody, "/campaigns/2026-1").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    }
    opened(&test, "/campaigns/2026-1").await;
    let out = opened(&test, &format!("/api/campaigns/{id}")).await.json();
    assert_eq!(out["figures"]["views"], 3);
    assert_eq!(test.get(&nobody, "/campaigns/2026-7").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn anybody_downloads_a_current_material_and_nobody_one_that_the_directory_left_behind() {
    let test = TestApp::filled().await;
    let (head, nobody) = (test.user("ruse", "head"), test.nobody("ruse"));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = plan::campaigns(&tx).await.expect("campaigns");
    let one = all.iter().find(|one| one.row.is_public && one.row.revoked_at.is_none());
    let of = one.expect("a public campaign").row.clone();
    tx.rollback().await;
    let path = format!("/campaigns/plans/{}/material", of.id);
    let fields = [("kind", "leaflet"), ("form", "a4"), ("lang", "bg")];
    let made = test.post(&head, &path, &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let id = made.location.rsplit('/').next().expect("an id").to_owned();
    let file = format!("/campaigns/materials/{id}/public");
    for page in ["/campaigns/materials/public".to_owned(), format!("/campaigns/{}", of.code)] {
        let page = test.get(&nobody, &page).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains(&file), "{}", page.text());
    }
    let taken = test.get(&nobody, &file).await;
    assert!(taken.bytes.starts_with(b"%PDF"), "{}", taken.text());
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = paper::paper(&tx, id.parse().expect("an id")).await.expect("the paper");
    let older =
        campaign_paper::ActiveModel { stock: Set("older".to_owned()), ..Default::default() };
    campaign_paper::Entity::update_many()
        .set(older)
        .filter(campaign_paper::Column::Id.eq(row.id))
        .exec(tx.conn())
        .await
        .expect("changed");
    tx.audit(kit::audit::Entry::write("campaign-paper", row.id.0));
    tx.commit().await.expect("saved");
    let gone = test.get(&nobody, &file).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    let page = test.get(&nobody, "/campaigns/materials/public").await.text();
    assert!(!page.contains(&file), "{page}");
    let sheet = test.get(&nobody, "/campaigns/materials").await;
    assert_ne!(sheet.status, StatusCode::OK, "the list of the office is the office's");
}
