//! The door for reports and pay: which contracts are in force in a month, with what.

use super::ready::{agreed, agreement, day, labour, listed, press, regular, said};
use crate::assistance::content::opened;
use crate::assistance::record_file::fields;
use crate::assistance::{self, NewAmendment, NewEnd, NewLabour, Note, Substitute, contracts_in};
use crate::testing::TestApp;
use kit::web::Problem;
use law::{Law, Month};

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

fn refused<T>(result: Result<T, Problem>) -> &'static str {
    match result {
        Err(Problem::Impossible(key)) => key,
        Err(other) => panic!("another problem: {other:?}"),
        Ok(_) => panic!("it was allowed"),
    }
}

#[tokio::test]
async fn a_contract_begins_on_the_first_of_the_next_month_with_its_kind_and_pay() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 7)).await;
    let id = regular(&mut tx, &test, (said(150), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 150, "2026-11-12")).await;
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let press = press(&test);
    let new = labour("2026-11-19");
    let contract = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    let contract = contract.expect("a contract");
    assert!(contracts_in(&tx, law, month("2026-11")).await.expect("a list").is_empty());
    let all = contracts_in(&tx, law, month("2026-12")).await.expect("a list");
    let [row] = all.as_slice() else { panic!("one contract: {all:?}") };
    assert_eq!((row.contract, row.agreement, row.assistant), (contract, agreement, assistant));
    assert_eq!((row.first, row.last), (day("2026-12-01"), day("2026-12-31")));
    assert_eq!((row.hours, row.directive_hours, row.hours_per_day), (150, 150, Some(7)));
    assert_eq!((row.ground.as_str(), row.years), ("68-138", 7));
    assert_eq!(row.days.len(), 31);
    assert_eq!(row.planned(), 20 * 7 * 60, "holidays of December have no minutes");
    let christmas = row.days.iter().find(|one| one.day == day("2026-12-24")).expect("a day");
    assert!(christmas.minutes == 0 && christmas.schedule.is_some());
    let twice = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    assert_eq!(refused(twice), "assistance-refused-contract");
    let listed = crate::assistants::assistant(&tx, assistant).await.expect("the assistant");
    assert_eq!((listed.hours_taken, listed.hours_free()), (150, 18));
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn hours_of_all_assistants_stay_within_the_directive() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let first = listed(&mut tx, &test, ("Първа", 0)).await;
    let second = listed(&mut tx, &test, ("Втора", 0)).await;
    let id = regular(&mut tx, &test, (said(168), "2026-11-02")).await;
    agreed(&mut tx, &test, id, (first, 100, "2026-11-05")).await;
    let press = press(&test);
    let filed = assistance::application(&tx, id).await.expect("the application");
    let much = agreement(second, (70, "2026-11-05"));
    let much = assistance::conclude_agreement(&mut tx, law, &filed, (&much, &press)).await;
    assert_eq!(refused(much), "assistance-refused-hours", "case 10: 170 > 168");
    let same = agreement(first, (68, "2026-11-05"));
    let same = assistance::conclude_agreement(&mut tx, law, &filed, (&same, &press)).await;
    assert_eq!(refused(same), "assistance-refused-same");
    let exact = agreement(second, (68, "2026-11-05"));
    let exact = assistance::conclude_agreement(&mut tx, law, &filed, (&exact, &press)).await;
    assert!(exact.is_ok(), "case 9: 100 + 68 = 168");
    tx.rollback().await;
}

#[tokio::test]
async fn nothing_is_agreed_unchecked_or_with_somebody_off_the_list() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(42), "2026-11-02")).await;
    let press = press(&test);
    let found = assistance::NewCheck {
        kind: "initial".into(),
        on: Some(day("2026-11-03")),
        found: true,
        note: Note::default(),
    };
    assistance::check(&mut tx, id, &found).await.expect("a check");
    let filed = assistance::application(&tx, id).await.expect("the application");
    let new = agreement(assistant, (42, "2026-11-05"));
    let made = assistance::conclude_agreement(&mut tx, law, &filed, (&new, &press)).await;
    assert_eq!(refused(made), "assistance-refused-double");
    let clear = assistance::NewCheck { found: false, on: Some(day("2026-11-04")), ..found };
    assistance::check(&mut tx, id, &clear).await.expect("a check");
    let one = crate::assistants::assistant(&tx, assistant).await.expect("the assistant");
    let gone = (day("2026-11-04"), "отказ");
    crate::assistants::remove(&mut tx, &one, gone).await.expect("removed");
    let made = assistance::conclude_agreement(&mut tx, law, &filed, (&new, &press)).await;
    assert_eq!(refused(made), "assistance-refused-not-listed");
    tx.rollback().await;
}

#[tokio::test]
async fn a_substitute_works_from_the_day_of_the_contract_with_the_same_hours() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let main = listed(&mut tx, &test, ("Основна", 0)).await;
    let other = listed(&mut tx, &test, ("Заместник", 3)).await;
    let id = regular(&mut tx, &test, (said(120), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (main, 120, "2026-11-05")).await;
    let press = press(&test);
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    let of = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    let of = of.expect("a contract");
    let substitute = Substitute {
        assistant: other,
        of,
        from_on: day("2026-12-08"),
        until_on: day("2026-12-18"),
        absence: "отпуск".into(),
    };
    let early = Substitute { from_on: day("2026-12-06"), ..substitute.clone() };
    let new = NewLabour { substitute: Some(early), ..labour("2026-12-07") };
    let made = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    assert_eq!(refused(made), "assistance-refused-days");
    let new = NewLabour { substitute: Some(substitute), ..labour("2026-12-07") };
    let made = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
    let made = made.expect("T13: a date in the contract");
    let all = contracts_in(&tx, law, month("2026-12")).await.expect("a list");
    let row = all.iter().find(|row| row.contract == made).expect("the substitute");
    assert_eq!((row.first, row.last), (day("2026-12-08"), day("2026-12-18")));
    assert_eq!((row.substitute_of, row.hours, row.years), (Some(of), 120, 3));
    tx.rollback().await;
}

#[tokio::test]
async fn hours_change_with_a_month_and_within_none() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(120), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 90, "2026-11-05")).await;
    let press = press(&test);
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await.expect("a contract");
    let mut change = NewAmendment {
        kind: "hours".into(),
        concluded_on: day("2026-12-15"),
        from_on: day("2027-01-15"),
        hours: 120,
        text: String::new(),
        is_waiver: false,
    };
    let made = assistance::amend(&mut tx, law, &one, (&change, &press)).await;
    assert_eq!(refused(made), "assistance-refused-first");
    change.from_on = day("2027-01-01");
    change.hours = 121;
    let made = assistance::amend(&mut tx, law, &one, (&change, &press)).await;
    assert_eq!(refused(made), "assistance-refused-hours", "above the directive");
    change.hours = 120;
    assistance::amend(&mut tx, law, &one, (&change, &press)).await.expect("a change");
    for (of, hours, per_day) in [("2026-12", 90, Some(4)), ("2027-01", 120, Some(6))] {
        let all = contracts_in(&tx, law, month(of)).await.expect("a list");
        assert_eq!((all[0].hours, all[0].hours_per_day), (hours, per_day), "case 12, {of}");
    }
    let contract = contracts_in(&tx, law, month("2027-01")).await.expect("a list")[0].contract;
    let records = crate::assistance::load::records(&tx, &[contract]).await.expect("records");
    let codes: Vec<&str> = records.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["002", "002", "020", "019"].map(|c| if c == "002" { "003" } else { c }));
    let changed = crate::assistance::load::contract(&tx, contract).await.expect("the contract");
    assert_eq!(changed.content.base_pay, "628.80", "case 12: 120 × 5,24");
    let mut told = Vec::new();
    for row in &records {
        let all = fields(&mut tx, law, (row, &changed, "000530632")).await.expect("fields");
        told.push((all[13].clone(), all[14].clone(), all[15].clone(), all[20].clone()));
    }
    let [before, .., after] = told.as_slice() else { panic!("records: {told:?}") };
    let of = |texts: [&str; 4]| {
        let [day, from, pay, hours] = texts.map(str::to_owned);
        (day, from, pay, hours)
    };
    let first = fields(&mut tx, law, (&records[0], &changed, "000530632")).await.expect("fields");
    assert_eq!(first[3], "000530632", "field 4: who employs");
    assert_eq!(before, &of(["", "", "471.60", "4"]), "what was told is told as it was");
    assert_eq!(after, &of(["15122026", "01012027", "628.80", "6"]), "fields 16, 16а, 18, 23а");
    tx.rollback().await;
}

#[tokio::test]
async fn an_end_closes_the_month_and_a_filing_in_time_keeps_it_open() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let mut content = said(42);
    content.directive.until_on = Some(day("2027-01-20"));
    content.gets_supplement = true;
    content.consent_supplement = Some(true);
    let id = regular(&mut tx, &test, (content, "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 42, "2026-11-05")).await;
    let press = press(&test);
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let new = labour("2026-11-10");
    assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await.expect("a contract");
    let last = |all: Vec<assistance::MonthContract>| all.first().map(|row| row.last);
    let january = contracts_in(&tx, law, month("2027-01")).await.expect("a list");
    assert_eq!(last(january), Some(day("2027-01-20")), "the term of the directive");
    assert!(contracts_in(&tx, law, month("2027-02")).await.expect("a list").is_empty());
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let proof = Note { document: "вх. № 5".into(), ..Note::default() };
    assistance::hold(&mut tx, &one, (day("2026-10-01"), &proof)).await.expect("held");
    let february = contracts_in(&tx, law, month("2027-02")).await.expect("a list");
    assert!(february[0].is_held && february[0].last == day("2027-02-28"), "it goes on");
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let end = NewEnd {
        ground: "assistance.end.1".into(),
        known_on: day("2026-12-11"),
        last_on: Some(day("2026-12-10")),
        why: String::new(),
        help_given: true,
        code: String::new(),
    };
    assistance::end(&mut tx, law, &one, (&end, &press)).await.expect("an end");
    let december = contracts_in(&tx, law, month("2026-12")).await.expect("a list");
    assert_eq!(last(december), Some(day("2026-12-10")));
    assert!(contracts_in(&tx, law, month("2027-01")).await.expect("a list").is_empty());
    let messages = crate::assistance::load::messages(&tx, id).await.expect("messages");
    let told: Vec<_> = messages.iter().map(|row| (row.kind.as_str(), row.due_on)).collect();
    assert_eq!(told[0].0, "application");
    assert_eq!(told.last(), Some(&("ended", day("2026-12-14"))), "three days, T17");
    let listed = crate::assistants::assistant(&tx, assistant).await.expect("the assistant");
    assert_eq!(listed.hours_taken, 0);
    tx.rollback().await;
}

#[tokio::test]
async fn who_is_deprived_waits_six_months() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &test, ("Асистент", 0)).await;
    let id = regular(&mut tx, &test, (said(42), "2026-11-02")).await;
    let agreement = agreed(&mut tx, &test, id, (assistant, 42, "2026-11-05")).await;
    let press = press(&test);
    let one = assistance::agreement(&tx, agreement).await.expect("the agreement");
    let end = NewEnd {
        ground: "assistance.end.9".into(),
        known_on: day("2026-11-20"),
        last_on: None,
        why: String::new(),
        help_given: true,
        code: String::new(),
    };
    assistance::end(&mut tx, law, &one, (&end, &press)).await.expect("an end");
    let apply = |on: &str| assistance::NewApplication {
        filed_on: Some(day(on)),
        hours: 42,
        content: said(42),
        choices: Vec::new(),
    };
    let person = one.row.person_id;
    let early = apply("2027-05-19");
    let early = assistance::apply(&mut tx, law, person, (&early, &press)).await;
    assert_eq!(refused(early), "assistance-refused-deprived");
    let late = apply("2027-05-20");
    assert!(assistance::apply(&mut tx, law, person, (&late, &press)).await.is_ok());
    tx.rollback().await;
}

#[tokio::test]
async fn aids_come_back_to_the_family_only_when_the_last_assistant_goes_t14_t15() {
    let test = TestApp::new().await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let first = listed(&mut tx, &test, ("Първа", 0)).await;
    let second = listed(&mut tx, &test, ("Втора", 0)).await;
    let mut content = said(168);
    content.gets_supplement = true;
    content.consent_supplement = Some(true);
    let id = regular(&mut tx, &test, (content, "2026-11-02")).await;
    let press = press(&test);
    let mut both = Vec::new();
    for (assistant, hours) in [(first, 100), (second, 68)] {
        let made = agreed(&mut tx, &test, id, (assistant, hours, "2026-11-05")).await;
        let one = assistance::agreement(&tx, made).await.expect("the agreement");
        let new = labour("2026-11-10");
        let made = assistance::conclude_contract(&mut tx, law, &one, (&new, &press)).await;
        made.expect("a contract");
        both.push(one);
    }
    let mut told = Vec::new();
    for (one, help_given) in both.iter().zip([true, false]) {
        let one = assistance::agreement(&tx, one.row.id).await.expect("the agreement");
        let end = NewEnd {
            ground: "assistance.end.2".into(),
            known_on: day("2026-12-11"),
            last_on: Some(day("2026-12-10")),
            why: String::new(),
            help_given,
            code: String::new(),
        };
        assistance::end(&mut tx, law, &one, (&end, &press)).await.expect("an end");
        let messages = crate::assistance::load::messages(&tx, id).await.expect("messages");
        let last = messages.last().expect("a message");
        let of = ("assistance_message", last.id.0);
        let note: Note = opened(&tx, of, &last.content_sealed).expect("opened");
        let until = note.facts.into_iter().filter(|(key, _)| key.ends_with("-until"));
        told.push(until.collect::<Vec<_>>());
    }
    assert_eq!(told[0], [], "somebody still helps");
    let is = |key: &str, day: &str| (key.to_owned(), day.to_owned());
    let wanted = [is("child-aid-until", "2027-01-01"), is("supplement-until", "2026-12-01")];
    assert_eq!(told[1], wanted, "T14: the aid; T15: the supplement without help in December");
    tx.rollback().await;
}
