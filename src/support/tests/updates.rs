//! What follows: updates, comparison, joint plan, report of evaluation, what services ask for.

use super::support::*;
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn an_update_is_asked_for_in_time_and_compared() {
    let test = TestApp::new().await;
    let (_, id, planned) = in_service(&test).await;
    let home = format!("/placements/{id}/support");
    let page = test.get(&test.officer(), &home).await.text();
    // Long use: the wish after four months, the mandatory update after six.
    assert!(page.contains("чл. 33, ал. 3 ППЗСУ") && page.contains("25.05.2027"), "{page}");
    let begin = (format!("{home}/begin?kind=assessment"), format!("{home}/begin"));
    let wish = boxes(&[("ground", "wish"), ("reason", "Иска друго време")]);
    let answer = send(&test, &test.officer(), (&begin.0, &begin.1), &wish).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("2027"), "{}", answer.text());
    let need = [("ground", "need"), ("reason", "Счупен крак")];
    let made = begun(&test, id, "assessment", &need).await;
    // It begins as a copy, with its own days.
    let whole = json(&test, &format!("/api/support/{made}")).await;
    assert_eq!(whole["content"]["needs"]["health"]["level"], "2");
    assert_eq!(whole["content"]["ended_on"], serde_json::Value::Null);
    write(&test, &made, "team", &team(true)).await;
    write(
        &test,
        &made,
        "needs",
        &boxes(&[("level-movement", "3"), ("need-movement", "Проходилка")]),
    )
    .await;
    let compare = format!("/support/{made}/compare");
    let page = test.get(&test.officer(), &compare).await.text();
    assert!(page.contains("<ins>") && page.contains("Проходилка"), "{page}");
    approved_and_signed(&test, &made).await;
    // What is done does not go on; what is open is replaced by the new plan.
    mark_first(&test, &planned).await;
    let again = begun(&test, id, "plan", &[]).await;
    let whole = json(&test, &format!("/api/support/{again}")).await;
    assert_eq!(whole["content"]["goals"][0]["actions"].as_array().map(Vec::len), Some(1));
    write(&test, &again, "team", &team(false)).await;
    approved_and_signed(&test, &again).await;
    let old = json(&test, &format!("/api/support/{planned}")).await;
    let states: Vec<&str> = old["actions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|a| a["state"].as_str())
        .collect();
    assert_eq!(states, ["done", "replaced"]);
    let placement = json(&test, &format!("/api/placements/{id}")).await;
    assert_eq!(placement["state"], "in_service");
}

async fn mark_first(test: &TestApp, planned: &str) {
    let whole = json(test, &format!("/api/support/{planned}")).await;
    let path = format!("/support/actions/{}", whole["actions"][0]["id"].as_str().expect("an id"));
    let mut done = boxes(&[("state", "done"), ("note", "")]);
    done.extend(day("on", "24"));
    sent(test, &test.officer(), (&path, &path), &done).await;
}

#[tokio::test]
async fn a_joint_plan_and_a_report_of_evaluation_follow() {
    let test = TestApp::new().await;
    let (person, id, _) = in_service(&test).await;
    // Twenty days from the contract.
    let due = json(&test, "/api/support?what=joint&when=all").await;
    assert_eq!(due[0]["day"], "2026-12-14", "{due}");
    let joint = begun(&test, id, "joint", &[]).await;
    let mut fields =
        boxes(&[("team", "Ана Примерова, дирекция „Социално подпомагане“"), ("longer", "no")]);
    fields.extend(day("ended_on", "24"));
    write(&test, &joint, "team", &fields).await;
    goal(&test, &joint, "Живее у дома").await;
    let texts = [
        ("joint_results", "Остава у дома"),
        ("joint_evaluation", "След три месеца"),
        ("joint_update", "След шест месеца"),
    ];
    write(&test, &joint, "joint", &boxes(&texts)).await;
    approved_and_signed(&test, &joint).await;
    let due = json(&test, "/api/support?what=joint&when=all").await;
    assert_eq!(due.as_array().map(Vec::len), Some(0), "{due}");
    let report = begun(&test, id, "evaluation", &[]).await;
    let mut fields = boxes(&[("team", "Мария Примерова, психолог")]);
    fields.extend(day("ended_on", "24"));
    write(&test, &report, "team", &fields).await;
    let outcomes = [("reached-0", "partly"), ("why-0", "Излиза с бастун")];
    write(&test, &report, "outcomes", &boxes(&outcomes)).await;
    let texts =
        [("reached_all", "Повечето"), ("wish", "Иска да продължи"), ("proposal", "Продължаване")];
    write(&test, &report, "summary", &boxes(&texts)).await;
    approved_and_signed(&test, &report).await;
    let placement = json(&test, &format!("/api/placements/{id}")).await;
    assert_eq!(placement["state"], "review");
    let page = test.get(&test.officer(), &format!("/placements/{id}")).await.text();
    assert!(page.contains("Излиза с бастун"), "{page}");
    let held = json(&test, &format!("/api/people/{person}/holdings")).await.to_string();
    assert!(held.contains("Доклад за оценка") && held.contains("Иска да продължи"), "{held}");
}

#[tokio::test]
async fn residential_and_replacement_care_ask_for_more() {
    let test = TestApp::new().await;
    let sort = Sort { kind: 8, replacement: true, ..OWN };
    let (_, id) = placed(&test, sort).await;
    let made = assessment(&test, id, "yes").await;
    approved_and_signed(&test, &made).await;
    let planned = plan(&test, id).await;
    let page = test.get(&test.officer(), &format!("/support/{planned}")).await.text();
    for text in ["Имунизации и наблюдение", "График", "План за здравни грижи"]
    {
        assert!(page.contains(text), "{text}: {page}");
    }
    let approve = test.get(&head(&test), &format!("/support/{planned}/approve")).await;
    assert_eq!(approve.status, StatusCode::UNPROCESSABLE_ENTITY);
    let codes = [
        "history",
        "prevention",
        "allergies",
        "dental",
        "treatment",
        "immunisation",
        "nutrition",
        "rehabilitation",
        "hygiene",
    ];
    let health: Vec<(String, String)> =
        codes.iter().map(|code| ((*code).to_owned(), "няма".to_owned())).collect();
    write(&test, &planned, "health", &health).await;
    let codes = ["schedule", "manner", "period", "care_results"];
    let care: Vec<(String, String)> =
        codes.iter().map(|code| ((*code).to_owned(), "събота и неделя".to_owned())).collect();
    write(&test, &planned, "replacement", &care).await;
    approve_whole(&test, &planned).await;
}

async fn approve_whole(test: &TestApp, planned: &str) {
    approve(test, planned).await;
    // It goes back to be mended and is approved again; a child's plan is not signed by the child.
    let page = format!("/support/{planned}");
    sent(test, &head(test), (&page, &format!("{page}/return")), &[]).await;
    let whole = json(test, &format!("/api/support/{planned}")).await;
    assert_eq!(whole["state"], "draft");
    approve(test, planned).await;
}

#[tokio::test]
async fn who_cannot_sign_alone_is_represented() {
    let test = TestApp::new().await;
    let (_, id) = placed(&test, Sort { born: "2018-05-05", ..OWN }).await;
    let made = assessment(&test, id, "yes").await;
    approve(&test, &made).await;
    let path = format!("/support/{made}/sign");
    let page = test.get(&test.officer(), &path).await.text();
    assert!(page.contains("представител не е вписан"), "{page}");
    let mut fields = boxes(&[("signer", "person")]);
    fields.extend(day("on", "24"));
    let answer = send(&test, &test.officer(), (&path, &path), &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn areas_of_need_are_the_municipalitys() {
    let test = TestApp::new().await;
    let edit = "/support/areas/edit";
    let new = boxes(&[
        ("bg", "Дигитални умения"),
        ("en", "Digital skills"),
        ("turn", "5"),
        ("off", "no"),
    ]);
    sent(&test, &head(&test), (edit, edit), &new).await;
    let off =
        boxes(&[("bg", "Труд"), ("en", "Work"), ("turn", "100"), ("off", "yes"), ("area", "work")]);
    sent(&test, &head(&test), (&format!("{edit}?area=work"), edit), &off).await;
    let page = test.get(&test.officer(), "/support/areas").await.text();
    assert!(page.contains("Дигитални умения") && page.contains("вече не се пита"), "{page}");
    let (_, id) = placed(&test, OWN).await;
    let made = begun(&test, id, "assessment", &[]).await;
    let page =
        test.get(&test.officer(), &format!("/support/{made}/edit?section=needs")).await.text();
    assert!(page.contains("Дигитални умения") && !page.contains("level-work"), "{page}");
}
