//! Topics and answers as data: added, renamed, retired; a version is never changed.

use super::Town;
use axum::http::StatusCode;

#[tokio::test]
async fn the_head_adds_renames_and_retires_a_topic() {
    let town = Town::new().await;
    let (head, officer) = (town.test.user("ruse", "head"), town.test.officer());
    let refused = town.test.get(&officer, "/contacts/lists").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let new =
        [("list", "topic"), ("code", ""), ("bg", "Безплатна рехабилитация"), ("law", "other")];
    let added = town.test.post(&head, "/contacts/lists/edit", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let form = town.test.get(&officer, "/contacts/new").await.text();
    assert!(form.contains("29 Безплатна рехабилитация"), "numbered after the others");
    let again = town.test.post(&head, "/contacts/lists/edit", &new).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the name is there already");
    let retired = [
        ("list", "topic"),
        ("code", "fees"),
        ("bg", "Такси"),
        ("law", "zsu"),
        ("to-day", "1"),
        ("to-month", "1"),
        ("to-year", "2026"),
        ("_version", "0"),
    ];
    let saved = town.test.post(&head, "/contacts/lists/edit", &retired).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let form = town.test.get(&officer, "/contacts/new").await.text();
    assert!(!form.contains("value=\"fees\""), "no longer offered");
    let lists = town.test.get(&head, "/contacts/lists?list=topic").await.text();
    assert!(lists.contains("не се предлага") && lists.contains("Такси"), "{lists}");
    let topic =
        [("topic", "fees"), ("outcome", "informed"), ("channel", "phone"), ("minutes", "5")];
    let refused = town.test.post(&officer, "/contacts/new", &topic).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_contact_keeps_the_version_of_the_answer_of_its_day() {
    let town = Town::new().await;
    let (head, officer) = (town.test.user("ruse", "head"), town.test.officer());
    let page = town.test.get(&head, "/contacts/scripts/telk").await.text();
    assert!(page.contains("подготвен текст"), "the program brings one: {page}");
    let version = |text: &'static str, year: &'static str| {
        vec![
            ("answer", text),
            ("article", "чл. 26 ЗХУ"),
            ("by", "Началникът"),
            ("from-day", "1"),
            ("from-month", "1"),
            ("from-year", year),
            ("approved-day", "1"),
            ("approved-month", "11"),
            ("approved-year", "2025"),
        ]
    };
    for (text, year) in [("Подайте три месеца по-рано.", "2025"), ("Новото правило.", "2027")]
    {
        let saved = town.test.post(&head, "/contacts/scripts/telk", &version(text, year)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    let part = town.test.get(&officer, "/contacts/answer?topic=telk").await.text();
    assert!(part.contains("Подайте три месеца по-рано.") && part.contains("версия 1"), "{part}");
    let fields = [
        ("topic", "telk"),
        ("outcome", "informed"),
        ("channel", "phone"),
        ("minutes", "5"),
        ("open", "1"),
    ];
    let saved = town.test.post(&officer, "/contacts/new", &fields).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Подайте три месеца по-рано."), "{page}");
    let versions = town.test.get(&officer, "/contacts/scripts/telk").await.text();
    assert!(versions.contains("<del>") && versions.contains("<ins>"), "what changed: {versions}");
    assert!(versions.contains("предстои"));
    assert!(!versions.contains("name=\"answer\""), "who may not approve sees no form");
    let without = [("topic", "telk"), ("show", "1")];
    let shown = town.test.post(&officer, "/contacts/new", &without).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text().contains("Подайте три месеца по-рано."), "without scripts too");
    let topics = town.test.get(&officer, "/api/topics").await.json();
    let telk = topics.as_array().unwrap().iter().find(|topic| topic["code"] == "telk").unwrap();
    assert_eq!(telk["answer"]["version"], 1);
}
