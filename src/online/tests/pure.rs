//! What is decided without a database: what is asked, what is asked again, what becomes of what was sent.

use crate::online::content::Typed;
use crate::online::course::{self, Move, State};
use crate::online::draft::digits_of;
use crate::online::question::{
    self, CHECK, FILES, KINDS, Question, Stand, Today, asked, changes, is_email, next, pages, stand,
};
use law::Regime;
use ui::{Lang, text};

fn today(regime: Regime) -> Today {
    Today { regime, services: vec!["0000000000001".to_owned()] }
}

/// Everything that a form asks, answered in the edition of today.
fn whole(kind: &str, offer: &Today, values: &[(&str, &str)]) -> Typed {
    let mut typed = Typed::default();
    for (code, value) in values {
        typed.values.insert((*code).to_owned(), (*value).to_owned());
    }
    for one in asked(kind, &typed, offer) {
        typed.editions.insert(one.code.clone(), one.edition);
    }
    typed.editions.insert(FILES.to_owned(), 1);
    typed
}

const WISH: [(&str, &str); 6] = [
    ("behalf", "self"),
    ("name", "Примерна Измислена"),
    ("born", "1950-01-31"),
    ("lives", "с. Примерово"),
    ("words", "Искам помощ вкъщи."),
    ("danger", "no"),
];

#[test]
fn every_form_asks_something_and_says_it_in_both_languages() {
    ui::Texts::load(&crate::app::texts());
    for kind in KINDS {
        for regime in [Regime::Old, Regime::New] {
            let questions = asked(kind, &Typed::default(), &today(regime));
            assert!(!questions.is_empty(), "{kind}");
        }
    }
    for one in question::all() {
        for lang in [Lang::Bg, Lang::En] {
            assert_ne!(text::text(lang, &one.key()), one.key());
            let page = format!("online-p-{}", one.page);
            assert_ne!(text::text(lang, &page), page);
            for option in &one.options {
                let key = one.option_key(option);
                assert_ne!(text::text(lang, &key), key);
            }
        }
        assert!(one.kinds.iter().all(|kind| KINDS.contains(&kind.as_str())), "{}", one.code);
        assert!(one.asks == "choice" || one.options.is_empty(), "{}", one.code);
    }
}

#[test]
fn a_form_leads_from_page_to_page_and_ends_with_files_and_the_look_over_everything() {
    let offer = today(Regime::Old);
    let mut typed = Typed::default();
    assert_eq!(next("wish", &typed, &offer, ""), "behalf");
    typed = whole("wish", &offer, &WISH);
    assert_eq!(next("wish", &typed, &offer, ""), CHECK);
    typed.editions.remove(FILES);
    assert_eq!(next("wish", &typed, &offer, "danger"), FILES);
    typed.editions.remove("words");
    assert_eq!(next("wish", &typed, &offer, "danger"), "words", "back to what was left out");
}

#[test]
fn whoever_acts_for_somebody_is_asked_for_capacity_and_proof() {
    let offer = today(Regime::Old);
    let mut typed = whole("wish", &offer, &WISH);
    typed.values.insert("behalf".to_owned(), "guardian".to_owned());
    assert_eq!(next("wish", &typed, &offer, "behalf"), "speaker");
    let all = pages(&asked("wish", &typed, &offer));
    assert!(all.contains(&"proof") && !all.contains(&"agrees"), "{all:?}");
    typed.values.insert("behalf".to_owned(), "helper".to_owned());
    let all = pages(&asked("wish", &typed, &offer));
    assert!(all.contains(&"agrees") && !all.contains(&"proof"), "{all:?}");
}

#[test]
fn a_form_that_lay_while_the_regime_changed_asks_again_only_where_the_person_lives() {
    let before = today(Regime::Old);
    let typed = whole("wish", &before, &WISH);
    assert!(changes("wish", &typed, &before).is_empty());
    let after = today(Regime::New);
    let changed = changes("wish", &typed, &after);
    let codes: Vec<(&str, Stand)> =
        changed.iter().map(|(one, stand)| (one.code.as_str(), *stand)).collect();
    assert_eq!(codes, [("lives", Stand::Changed)]);
    assert_eq!(next("wish", &typed, &after, ""), "lives");
    assert!(!question::is_whole("wish", &typed, &after));
    let again = whole("wish", &after, &WISH);
    assert!(question::is_whole("wish", &again, &after));
}

#[test]
fn a_service_that_closed_meanwhile_is_asked_again() {
    let mut offer = today(Regime::Old);
    let mut typed = whole("wish", &offer, &WISH);
    typed.values.insert("service".to_owned(), "0000000000001".to_owned());
    assert!(changes("wish", &typed, &offer).is_empty());
    offer.services.clear();
    let changed = changes("wish", &typed, &offer);
    assert_eq!(changed.len(), 1);
    assert_eq!((changed[0].0.code.as_str(), changed[0].1), ("service", Stand::Gone));
}

#[test]
fn what_another_answer_took_away_is_not_sent() {
    let offer = today(Regime::Old);
    let mut typed = whole("application", &offer, &[("directive", "yes")]);
    typed.values.insert("directive_number".to_owned(), "НП-1".to_owned());
    assert_eq!(question::trimmed("application", &typed, &offer).get("directive_number"), "НП-1");
    typed.values.insert("directive".to_owned(), "no".to_owned());
    assert_eq!(question::trimmed("application", &typed, &offer).get("directive_number"), "");
}

#[test]
fn an_answer_that_is_not_offered_is_none() {
    let choice = Question {
        code: "danger".to_owned(),
        asks: "choice".to_owned(),
        options: vec!["no".to_owned(), "yes".to_owned()],
        ..Question::default()
    };
    assert!(choice.accepts("yes") && !choice.accepts("maybe"));
    let hours = Question { asks: "number".to_owned(), ..Question::default() };
    assert!(hours.accepts("84") && !hours.accepts("0") && !hours.accepts("745"));
    assert!(!hours.accepts("-1") && !hours.accepts("осем"));
    let phone = Question { asks: "phone".to_owned(), ..Question::default() };
    assert!(phone.accepts("+359 88 000 000") && !phone.accepts("12 34"));
    assert!(is_email("ime@primer.bg") && !is_email("ime@primer") && !is_email("@primer.bg"));
    assert!(!is_email("a b@primer.bg") && !is_email("a@b@primer.bg"));
    let mut typed = Typed::default();
    typed.values.insert("danger".to_owned(), "maybe".to_owned());
    typed.editions.insert("danger".to_owned(), 0);
    assert_eq!(stand(&choice, &typed, &today(Regime::Old)), Stand::Gone);
}

#[test]
fn what_is_closed_is_not_opened_again() {
    for what in Move::ALL {
        for state in State::ALL.into_iter().filter(|state| !state.is_open()) {
            assert_eq!(what.from(state), None, "{what:?} {state:?}");
        }
    }
    assert_eq!(Move::Ask.from(State::Received), Some(State::Asked));
    assert_eq!(Move::Supplement.from(State::Asked), Some(State::Taken));
    assert_eq!(Move::Supplement.from(State::Received), None, "nobody asked");
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}

#[test]
fn a_number_and_a_code_make_one_secret_however_they_are_typed() {
    let number = course::number(2026, 17);
    assert_eq!(number, "2026-00017");
    let code = digits_of("ffffffffffffffffffffffffffffffff");
    assert_eq!(code.len(), 16);
    let secret = course::secret(&number, &code);
    assert_eq!(secret, course::secret("№ 2026 00017", &course::grouped(&code)));
    assert_ne!(secret, course::secret("2026-00018", &code), "the code alone opens nothing");
    assert_eq!(course::grouped("1234567890123456"), "1234 5678 9012 3456");
}
