//! Own fields of the office in a case: a step waits for what it asks for.

use super::support::{TODAY, at, done, made, meet, pdf_text, send, sign, state, write};
use crate::forms::{self, Answer, Field, FieldKind, Forms, Kind, Step};
use crate::testing::TestApp;

async fn define(test: &TestApp, kind: Kind, fields: &[Field]) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = forms::begin(&mut tx, kind, fields).await.expect("a draft");
    let all = Forms::load(&tx).await.expect("forms");
    let open = all.of(kind).find(|version| version.id == id).expect("the draft");
    let today = tx.today();
    forms::date(&mut tx, open, (Some(today), 1)).await.expect("in force");
    tx.commit().await.expect("saved");
}

fn field(key: &str, kind: FieldKind, required: Step) -> Field {
    let option = |code: &str| Answer { code: code.into(), bg: code.into(), en: code.into() };
    Field {
        key: key.into(),
        kind,
        bg: format!("Поле {key}"),
        en: format!("Field {key}"),
        required: Some(required),
        printed: kind == FieldKind::Short,
        options: if kind.has_options() { vec![option("1"), option("2")] } else { Vec::new() },
        ..Field::default()
    }
}

#[tokio::test]
async fn a_step_is_refused_until_what_it_asks_for_is_filled_in() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let (case, officer) = (made.case, test.officer());
    define(&test, Kind::Wish, &[field("transport", FieldKind::One, Step::Sign)]).await;
    let printed = field("circle", FieldKind::Short, Step::Sign);
    let late = field("children", FieldKind::Number, Step::Save);
    define(&test, Kind::Assessment, &[printed, late]).await;
    meet(&test, case).await;
    write(&test, case, &[(made.service, "yes")]).await;
    let tasks = test.get(&officer, &at(case, "/assessment")).await.text();
    assert!(tasks.contains("Допълнителни данни"), "{tasks}");
    let page = test.get(&officer, &at(case, "/sign")).await.text();
    assert!(page.contains("Поле transport") && page.contains("/fields"), "{page}");
    let mut fields = TODAY.to_vec();
    fields.push(("signed_how", "paper"));
    let refused = send(&test, &officer, (&at(case, "/sign"), &at(case, "/sign")), &fields).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert!(refused.text().contains("Преди тази стъпка попълнете"), "{}", refused.text());
    assert!(refused.text().contains("Поле circle"));
    assert_eq!(state(&test, case).await, "assessing");
    let start = page.find("/ruse/wishes/").expect("a link to the wish") + 5;
    let wish = page[start..].split('"').next().expect("an address").to_owned();
    done(&test, (&wish, &wish), &[("extra-transport", "2")]).await;
    let part = at(case, "/assessment/extra");
    let wrong = send(&test, &officer, (&part, &part), &[("extra-children", "три")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("Въведете цяло число"), "{}", wrong.text());
    let fields = [("extra-circle", "Съседка помага"), ("extra-children", "3")];
    done(&test, (&part, &part), &fields).await;
    let old = [("_version", "1"), ("extra-circle", "Друго"), ("extra-children", "4")];
    let conflict = test.post(&officer, &part, &old).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    sign(&test, case).await;
    assert_eq!(state(&test, case).await, "po_issued");
    let page = test.get(&officer, &at(case, "")).await.text();
    assert!(page.contains("Съседка помага") && page.contains("Поле transport"), "{page}");
    let text = pdf_text(&test, &page).await;
    assert!(text.contains("Поле circle") && text.contains("Съседка помага"), "{text}");
    assert!(!text.contains("Поле children"), "only what is marked stands in the document");
    let whole = test.get(&officer, &format!("/api{}", at(case, ""))).await.json();
    assert_eq!(whole["assessments"][0]["extra"]["children"][0], "3", "{whole}");
    let again = [("reason", "mistake"), ("note", "Грешна дата")];
    done(&test, (&at(case, "/annul"), &at(case, "/annul")), &again).await;
    let part = test.get(&officer, &part).await.text();
    assert!(part.contains("Съседка помага"), "written again with what was answered: {part}");
}

#[tokio::test]
async fn the_answers_of_a_wish_are_corrected_with_what_stood_before() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    define(&test, Kind::Wish, &[field("help", FieldKind::Short, Step::Meet)]).await;
    let page = test.get(&test.officer(), "/wishes").await.text();
    let start = page.find("/ruse/wishes/0").expect("a wish") + 5;
    let wish = page[start..].split('"').next().expect("an address").to_owned();
    let fields = format!("{wish}/fields");
    assert!(test.get(&test.officer(), &wish).await.text().contains("Още не е попълнено"));
    done(&test, (&fields, &fields), &[("extra-help", "превоз")]).await;
    let old = [("_version", "1"), ("extra-help", "друго")];
    assert_eq!(test.post(&test.officer(), &fields, &old).await.status, 409);
    done(&test, (&fields, &fields), &[("extra-help", "преводач")]).await;
    let page = test.get(&test.officer(), &fields).await.text();
    assert!(page.contains("преводач") && page.contains("превоз"), "{page}");
    let file = test.get(&test.officer(), "/wishes/export").await.text();
    assert!(file.contains("Поле help") && file.contains("преводач"), "not sealed here: {file}");
    let case = test.get(&test.officer(), &at(made.case, "")).await.text();
    assert!(case.contains("Допълнителните данни към желанието са попълнени"), "{case}");
}
