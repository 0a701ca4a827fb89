//! Visits, measures, signals, rounds, trainings and files over the database.

use super::ready::{at, day, family, held, noon, press, protocol};
use crate::assistance::{self, Pair, Pairs};
use crate::control::content::{Compared, Mark, Said, Session};
use crate::control::course::{Signalled, Standing};
use crate::control::file::{self, Piece};
use crate::control::round::{self, RESULTS};
use crate::control::signal::{self, NewSignal};
use crate::control::training::{self, NewTraining};
use crate::control::visit::{self, NewVisit};
use crate::control::{VisitId, load, plan};
use crate::testing::TestApp;
use kit::web::Problem;
use law::{Law, Month};
use std::collections::HashSet;

async fn planned(test: &TestApp, pair: &Pair, on: &str) -> VisitId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let due = visit::due(Law::current(), pair, None).expect("a day");
    let new = NewVisit::usual(day(on), due, None);
    let id = visit::plan(&mut tx, pair, &new).await.expect("a visit");
    tx.commit().await.expect("saved");
    id
}

async fn hold(
    test: &TestApp,
    (pair, id): (&Pair, VisitId),
    held: &visit::Held,
) -> Result<(), Problem> {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let one = load::visit(&tx, id).await.expect("the visit");
    let press = press(test);
    visit::hold(&mut tx, Law::current(), (&one, pair), (held, &press)).await?;
    tx.commit().await.expect("saved");
    Ok(())
}

async fn standing(test: &TestApp, month: &str) -> Option<Standing> {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let month = Month::parse(month).expect("a month");
    let book = plan::book(&tx, Law::current(), month).await.expect("a book");
    tx.rollback().await;
    book.entries.first().and_then(|one| one.standing)
}

#[tokio::test]
async fn a_pair_is_visited_within_six_months_of_its_first_day() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    assert_eq!(pair.since, Some(day("2026-11-01")));
    let due = visit::due(Law::current(), &pair, None).expect("a day");
    assert_eq!(due, day("2027-05-05"), "1 May is a Saturday, 3 and 4 May are days off");
    let again = visit::due(Law::current(), &pair, Some(day("2026-06-15"))).expect("a day");
    assert_eq!(again, day("2026-12-15"), "T18");
    assert_eq!(standing(&test, "2026-11").await, None);
    assert_eq!(standing(&test, "2027-05").await, Some(Standing::Due));
    let id = planned(&test, &pair, "2026-11-25").await;
    assert_eq!(standing(&test, "2026-11").await, Some(Standing::Planned));
    test.clock.set(noon("2026-11-25"));
    let good = held("2026-11-25", protocol("good", ""));
    hold(&test, (&pair, id), &good).await.expect("held");
    assert_eq!(standing(&test, "2026-11").await, Some(Standing::Held));
    assert_eq!(standing(&test, "2027-04").await, None, "six months from the last one");
    let twice = hold(&test, (&pair, id), &good).await;
    assert!(matches!(twice, Err(Problem::Impossible("control-refused-state"))));
}

#[tokio::test]
async fn an_unsatisfactory_opinion_becomes_a_measure_that_is_followed_up() {
    let test = at("2026-11-25").await;
    let pair = family(&test).await;
    let id = planned(&test, &pair, "2026-11-25").await;
    let silent = held("2026-11-25", protocol("bad", ""));
    let refused = hold(&test, (&pair, id), &silent).await;
    assert!(matches!(refused, Err(Problem::Impossible("control-refused-protocol"))));
    let said = held("2026-11-25", protocol("bad", "Нов график"));
    hold(&test, (&pair, id), &said).await.expect("held");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let one = load::visit(&tx, id).await.expect("the visit");
    assert!(one.row.is_bad && one.row.paper_id.is_some(), "with a numbered protocol");
    let asked = load::measures_of(&tx, &[id]).await.expect("measures").remove(0);
    assert_eq!(asked.row.due_on, day("2026-12-02"));
    tx.rollback().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let told = (day("2026-11-25"), "not", "Още не е сменен");
    visit::follow(&mut tx, &asked, told).await.expect("followed up");
    tx.commit().await.expect("saved");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let open = load::measures(&tx, true).await.expect("measures");
    assert_eq!(open.len(), 1, "what was not done is asked for again");
    assert_eq!(open[0].row.due_on, day("2026-12-02"), "as many days as the first time");
    tx.rollback().await;
}

#[tokio::test]
async fn who_was_not_met_is_visited_again_within_seven_days_and_stays_due() {
    let test = at("2026-11-25").await;
    let pair = family(&test).await;
    let id = planned(&test, &pair, "2026-11-25").await;
    let mut away = held("2026-11-25", protocol("good", ""));
    away.is_absent = true;
    let refused = hold(&test, (&pair, id), &away).await;
    assert!(matches!(refused, Err(Problem::Impossible("control-refused-protocol"))));
    "На рехабилитация с ползвателя".clone_into(&mut away.protocol.absence);
    hold(&test, (&pair, id), &away).await.expect("held");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::visits_under(&tx, pair.agreement).await.expect("visits");
    assert_eq!(all.len(), 2);
    assert_eq!((all[1].row.kind.as_str(), all[1].row.after_id), ("follow", Some(id)));
    assert_eq!(all[1].row.planned_on, day("2026-12-02"));
    let known = load::known(&tx).await.expect("what is known");
    assert!(!known.held.contains_key(&pair.agreement), "nobody was controlled yet");
    tx.rollback().await;
}

#[tokio::test]
async fn a_signal_leads_to_a_visit_a_decision_and_an_answer() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewSignal {
        kind: "complaint".into(),
        via: "desk".into(),
        received_on: day("2026-11-20"),
        content: Said {
            from: "Съсед".into(), about: "Не идва".into(), ..Said::default()
        },
    };
    let id = signal::add(&mut tx, law, (&new, Some(&pair))).await.expect("a signal");
    let one = load::signal(&tx, id).await.expect("the signal");
    assert_eq!((one.row.due_on, one.number()), (day("2026-12-21"), "ЖС-2026-00001".to_owned()));
    signal::visit(&mut tx, (&one, &pair), (day("2026-11-23"), None)).await.expect("a visit");
    assert_eq!(load::visits_after(&tx, id).await.expect("visits").len(), 1);
    let early = signal::answer(&mut tx, &one, (day("2026-11-20"), "Да", &press(&test))).await;
    assert!(early.is_err(), "nothing is answered before it is decided");
    let decided = (day("2026-11-20"), "unfounded");
    signal::decide(&mut tx, &one, decided, ("Идва", "Разговор")).await.expect("decided");
    let one = load::signal(&tx, id).await.expect("the signal");
    let said = (day("2026-11-20"), "Проверихме", &press(&test));
    signal::answer(&mut tx, &one, said).await.expect("answered");
    let one = load::signal(&tx, id).await.expect("the signal");
    assert_eq!(one.state, Signalled::Closed);
    assert!(one.row.paper_id.is_some(), "with a letter");
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn a_round_is_closed_when_every_user_was_compared() {
    let test = at("2026-10-20").await;
    let pair = family(&test).await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let pairs = assistance::pairs(&tx, Pairs::Open).await.expect("pairs");
    let wanted = round::wanted(law, (&pairs, &[]), tx.today()).expect("rounds");
    let codes: Vec<(&str, kit::types::Day)> =
        wanted.iter().map(|one| (one.kind, one.due_on)).collect();
    assert_eq!(
        codes[0],
        ("month", day("2026-10-30")),
        "somebody is new in October, and the 31st is a Saturday"
    );
    assert_eq!(codes[1], ("half-year", day("2027-04-12")));
    let id = round::begin(&mut tx, (&wanted[0], "АСП")).await.expect("begun");
    let one = round::round(&tx, id).await.expect("the round");
    let (on, press) = (tx.today(), press(&test));
    let early = round::close(&mut tx, &one, (on, "Няма", &press)).await;
    assert!(matches!(early, Err(Problem::Impossible("control-refused-close"))));
    let line = round::lines(&tx, id).await.expect("users").remove(0);
    let content = Compared { sources: "АСП".into(), ..Compared::default() };
    round::check(&mut tx, (&one, &line), (on, RESULTS[0], &content)).await.expect("checked");
    round::close(&mut tx, &one, (on, "Няма", &press)).await.expect("closed");
    let dossier = assistance::dossiers(&tx, Pairs::Agreement(pair.agreement)).await;
    let checks = dossier.expect("a file").remove(0).checks;
    assert!(checks.iter().any(|(kind, _)| kind == "month"), "in the application too");
    let all = round::rounds(&tx).await.expect("rounds");
    let wanted = round::wanted(law, (&pairs, &all), on).expect("rounds");
    assert_eq!(wanted.len(), 1, "of the month nothing is left");
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn who_came_to_a_training_is_no_longer_behind() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let pairs = [pair.clone()];
    let before = training::trained(&tx, &pairs).await.expect("assistants").remove(0);
    assert!(before.learnt.is_behind());
    let new = NewTraining {
        kind: "introductory".into(),
        held_on: day("2026-11-20"),
        minutes: 240,
        content: Session { name: "Въведение".into(), ..Session::default() },
        invited: vec![pair.assistant],
    };
    let id = training::add(&mut tx, &new).await.expect("a training");
    let one = training::training(&tx, id).await.expect("the training");
    let came = HashSet::from([pair.assistant]);
    training::came(&mut tx, &one, (&came, &press(&test))).await.expect("noted");
    let after = training::trained(&tx, &pairs).await.expect("assistants").remove(0);
    assert_eq!((after.learnt.minutes, after.learnt.is_behind()), (240, false));
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn a_file_says_what_is_missing_and_takes_what_lies_on_paper() {
    let test = at("2026-11-20").await;
    let pair = family(&test).await;
    let law = Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let of = Pairs::Agreement(pair.agreement);
    let one = file::files(&tx, law, of).await.expect("files").remove(0);
    let known = |one: &file::File, code: &str| {
        one.pieces.iter().find(|(known, _)| known == code).expect("a document").1
    };
    assert_eq!(known(&one, "application"), Piece::There);
    assert_eq!(known(&one, "schedule"), Piece::There);
    assert_eq!(known(&one, "consent"), Piece::NotDue);
    assert_eq!(known(&one, "register"), Piece::Missing, "nothing was sent yet");
    assert_eq!(known(&one, "visit"), Piece::NotDue, "six months are not over");
    assert_eq!(known(&one, "job"), Piece::Missing);
    let mark = Mark { text: "в досието".into(), day: None };
    file::mark(&mut tx, pair.agreement, ("job", day("2026-11-20"), &mark)).await.expect("noted");
    let two = file::files(&tx, law, of).await.expect("files").remove(0);
    assert_eq!(known(&two, "job"), Piece::OnPaper);
    assert_eq!(two.missing() + 1, one.missing());
    tx.commit().await.expect("saved");
}
