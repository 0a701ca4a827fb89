//! Questions, outcomes and words, without a database.

use crate::entitlements::answers::{self, Answers, Sent, Step, income, step, way};
use crate::entitlements::checks::{Kind, UNKNOWN, checks, question};
use crate::entitlements::evaluate::{Found, Outcomes, Under, decide, evaluate};
use crate::entitlements::kept::{digits, grouped};
use crate::entitlements::words;
use jiff::civil::date;
use kit::types::Day;
use law::{Answer, Competent, Fact, Law};
use proptest::prelude::*;
use std::collections::BTreeSet;
use ui::Lang;

/// A Tuesday before the regime of referral changes, and a day after it.
pub fn day() -> Day {
    Day(date(2026, 11, 24))
}

fn after_the_switch() -> Day {
    Day(date(2027, 1, 4))
}

/// `age=47 living=home` as answers; what is not named was not answered.
pub fn given(text: &str) -> Answers {
    answers::read(text.split(' ').filter_map(|pair| pair.split_once('=')))
}

pub fn on(day: Day, answers: &Answers) -> Outcomes {
    evaluate(Under { law: Law::current(), day, here: "RSE27" }, answers)
}

pub fn of<'a>(outcomes: &'a Outcomes, code: &str) -> &'a Found {
    outcomes.found.iter().find(|one| one.check.code == code).expect("a check")
}

/// Right, answers, outcome: each right both ways.
const OUTCOMES: &[(&str, &str, &str)] = &[
    ("urgent-support", "crisis=crisis", "yes"),
    ("urgent-support", "crisis=none", "no"),
    ("shelter-violence", "crisis=violence", "yes"),
    ("shelter-violence", "crisis=trafficking", "yes"),
    ("shelter-violence", "crisis=crisis", "no"),
    ("shelter-crisis", "crisis=crisis", "yes"),
    ("shelter-crisis", "crisis=violence", "no"),
    ("shelter-homeless", "living=homeless", "yes"),
    ("shelter-homeless", "living=home", "no"),
    ("child-protection", "age=9 child_at_risk=yes", "ask"),
    ("child-protection", "age=9 child_at_risk=no", "no"),
    ("child-protection", "age=40", "no"),
    (
        "personal-assistance",
        "age=47 living=home disability=80 foreign_help=yes other_assistance=no",
        "yes",
    ),
    (
        "personal-assistance",
        "age=10 living=home disability=90 foreign_help=no other_assistance=no",
        "yes",
    ),
    (
        "personal-assistance",
        "age=47 living=home disability=80 foreign_help=no other_assistance=no",
        "no",
    ),
    ("personal-assistance", "age=47 living=residential disability=95 foreign_help=yes", "no"),
    (
        "personal-assistance",
        "age=47 living=home disability=80 foreign_help=yes other_assistance=unknown",
        "ask",
    ),
    ("assistance-support", "age=81 living=home disability=0 unable_to_self_serve=yes", "yes"),
    (
        "assistance-support",
        "age=47 living=home disability=60 foreign_help=yes other_assistance=no",
        "yes",
    ),
    ("assistance-support", "age=81 living=hospital disability=0 unable_to_self_serve=yes", "no"),
    (
        "assistance-support",
        "age=47 living=home disability=60 foreign_help=no other_assistance=no",
        "no",
    ),
    ("patronage", "age=81 living=home disability=0", "ask"),
    ("patronage", "age=81 living=residential disability=0", "no"),
    ("patronage", "age=30 living=home disability=0", "no"),
    ("day-care", "disability=50 living=home", "yes"),
    ("day-care", "disability=49 living=home", "no"),
    ("day-care", "disability=50 living=residential", "no"),
    ("replacement-care", "age=30 disability=50 family_carer=yes", "yes"),
    ("replacement-care", "age=30 disability=50 family_carer=no", "no"),
    ("replacement-care-free", "disability=90 foreign_help=yes living=home", "yes"),
    ("replacement-care-free", "disability=89 foreign_help=yes living=home", "no"),
    ("replacement-care-free", "disability=0 living=foster", "yes"),
    ("residential-care", "age=81 disability=0 living=home home_options_exhausted=yes", "yes"),
    ("residential-care", "age=81 disability=0 living=home home_options_exhausted=no", "no"),
    ("residential-care", "age=10 disability=90 living=home home_options_exhausted=yes", "ask"),
    ("integrated-care", "age=40 disability=50 needs_medical_care=yes", "ask"),
    ("integrated-care", "age=40 disability=50 needs_medical_care=no", "no"),
    ("therapy", "age=40 disability=50", "yes"),
    ("therapy", "crisis=none age=40 living=home disability=0 parent=no carer=no", "no"),
    ("work-skills", "age=40 disability=50", "yes"),
    ("work-skills", "age=15 disability=50", "no"),
    ("work-skills", "age=75 disability=50", "no"),
    ("early-intervention", "age=7 disability=20", "yes"),
    ("early-intervention", "age=8 disability=20", "no"),
    ("early-intervention", "age=5 disability=0 child_at_risk=yes", "yes"),
    ("parenting", "age=30 parent=yes", "yes"),
    ("parenting", "age=30 parent=no", "no"),
    ("foster-support", "age=40 foster_or_adoptive=yes", "yes"),
    ("foster-support", "age=40 foster_or_adoptive=no", "no"),
    ("carer-support", "age=50 carer=yes carer_paid=no", "yes"),
    ("carer-support", "age=50 carer=yes carer_paid=yes", "no"),
    ("carer-support", "age=50 carer=no", "no"),
    ("fee-exempt", "age=17", "yes"),
    ("fee-exempt", "age=40 income=0 deposits=no", "yes"),
    ("fee-exempt", "age=40 income=0 deposits=yes", "no"),
    ("fee-exempt", "age=19 secondary_school=no care_leaver=yes", "yes"),
    ("fee-reduced", "income=781,26 members=2", "yes"),
    ("fee-reduced", "income=781,28 members=2", "no"),
    ("fee-reduced", "income=0", "yes"),
    ("disability-assessment", "disability=1", "yes"),
    ("disability-assessment", "disability=0", "no"),
    ("monthly-support", "age=40 living=home disability=50", "yes"),
    ("monthly-support", "age=40 living=home disability=49", "no"),
    ("monthly-support", "age=40 living=home disability=95 foreign_help=yes pension=social", "yes"),
    (
        "monthly-support",
        "age=40 living=residential disability=95 foreign_help=yes pension=social",
        "no",
    ),
    ("monthly-support", "age=19 living=home disability=75 child_aid=yes", "no"),
    ("monthly-support", "age=19 living=home disability=75 child_aid=no", "yes"),
    ("child-aid", "age=10 living=home disability=50", "yes"),
    ("child-aid", "age=10 living=home disability=49", "no"),
    ("child-aid", "age=10 living=residential disability=90", "no"),
    (
        "car-aid",
        "disability=91 mobility_difficulty=yes works_or_studies=yes income=390,63 members=1",
        "yes",
    ),
    (
        "car-aid",
        "disability=91 mobility_difficulty=yes works_or_studies=yes income=390,64 members=1",
        "no",
    ),
    ("car-aid", "disability=90", "no"),
    ("home-adaptation", "disability=91 wheelchair=yes income=100 members=1", "yes"),
    ("home-adaptation", "disability=91 wheelchair=no income=100 members=1", "no"),
    ("balneo", "disability=50", "ask"),
    ("balneo", "disability=49", "no"),
    ("rent", "disability=50 lone=yes municipal_tenant=yes", "yes"),
    ("rent", "disability=50 lone=yes municipal_tenant=no", "no"),
    ("rent", "disability=50 lone=no", "no"),
    ("parking-card", "disability=50", "yes"),
    ("parking-card", "disability=49", "no"),
    ("pension-supplement", "age=40 disability=95 foreign_help=yes pension=old_age", "yes"),
    ("pension-supplement", "age=40 disability=95 foreign_help=yes pension=none", "no"),
    ("heating", "living=home", "ask"),
    ("heating", "living=residential", "no"),
    ("information", "", "yes"),
    ("general-services", "", "yes"),
];

#[test]
fn each_right_is_answered_both_ways() {
    for (code, text, wanted) in OUTCOMES {
        let outcomes = on(day(), &given(text));
        assert_eq!(of(&outcomes, code).code(), *wanted, "{code}: {text}");
    }
    let tried: BTreeSet<&str> = OUTCOMES.iter().map(|(code, ..)| *code).collect();
    for check in &checks().check {
        assert!(tried.contains(check.code.as_str()), "{} is not tried", check.code);
    }
}

#[test]
fn who_answers_nothing_is_sent_to_a_person_but_for_what_everybody_has() {
    let outcomes = on(day(), &Answers::new());
    for one in &outcomes.found {
        let is_everybodys = ["information", "general-services"].contains(&one.check.code.as_str());
        let wanted = if is_everybodys { Answer::Yes } else { Answer::Ask };
        assert_eq!(one.answer, wanted, "{}", one.check.code);
        assert!(!one.is_looked_at() || one.facts.is_empty(), "{}", one.check.code);
    }
}

#[test]
fn every_right_of_the_law_is_checked_once_and_every_question_is_asked() {
    let law = Law::current();
    let of_law: BTreeSet<String> = law.right_ids().map(str::to_owned).collect();
    let named: Vec<&String> = checks().check.iter().flat_map(|check| &check.law).collect();
    let once: BTreeSet<String> = named.iter().map(|id| (*id).clone()).collect();
    assert_eq!(named.len(), once.len(), "a right is checked twice");
    assert_eq!(once, of_law);
    let schema = law.eligibility_schema();
    let asked = schema.as_array().expect("questions").iter();
    for key in asked.filter_map(|one| one["key"].as_str()) {
        // The law's income is computed from two questions in euro.
        let own = question(key).expect("a question");
        assert_eq!(own.own, key == "income", "{key}");
    }
}

#[test]
fn the_file_holds_together() {
    let all = checks();
    assert!(all.keep.days > 0 && all.keep.most_a_day > 0);
    let facts: BTreeSet<String> =
        Law::current().facts(&law::Citizen::default()).into_iter().map(|fact| fact.id).collect();
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for one in &all.question {
        for condition in one.skip.iter().flat_map(|skip| &skip.all) {
            assert!(before.contains(condition.question.as_str()), "{} hangs on later", one.key);
        }
        for skip in one.skip.iter().filter(|skip| !skip.value.is_empty()) {
            assert_eq!(one.read(&skip.value).as_deref(), Some(skip.value.as_str()), "{}", one.key);
        }
        assert!(before.insert(one.key.as_str()), "{} is asked twice", one.key);
    }
    for check in &all.check {
        assert!(check.law.is_empty() != check.ways.is_empty(), "{}", check.code);
        assert!((check.kind > 0) == (check.desk == "refer"), "{}", check.code);
        assert!(check.kind <= 10, "{}", check.code);
        for condition in check.ways.iter().flatten() {
            assert!(facts.contains(condition.trim_start_matches('!')), "{condition}");
        }
    }
    let law = Law::current();
    for aid in all.check.iter().filter(|one| ["car", "home", "balneo"].contains(&&*one.amount)) {
        assert!(law.targeted_aid(&aid.amount, day().0).is_ok(), "{}", aid.amount);
    }
    assert_eq!(all.line[0].phone, "112");
}

#[test]
fn everything_has_words_in_both_languages() {
    ui::Texts::load(&crate::app::texts());
    for lang in [Lang::Bg, Lang::En] {
        let has = |key: String| {
            let said = words::text(lang, &key);
            assert!(!said.is_empty() && said != key, "{key}");
        };
        for one in &checks().question {
            has(format!("entitlements-ask-{}", one.key));
            has(format!("entitlements-hint-{}", one.key));
            for value in one.values() {
                assert!(!words::answered(lang, one, value).is_empty());
            }
        }
        for check in &checks().check {
            has(format!("entitlements-right-{}", check.code));
            if check.desk != "refer" {
                has(format!("entitlements-next-{}", check.desk));
            }
        }
        for line in &checks().line {
            has(format!("entitlements-line-{}", line.code));
        }
        for fact in Law::current().facts(&law::Citizen::default()) {
            has(format!("entitlements-fact-{}", fact.id));
            has(format!("entitlements-not-{}", fact.id));
        }
        for who in ["municipality", "other", "dsp", "court", "provider", "nobody"] {
            has(format!("entitlements-refers-{who}"));
            has(format!("entitlements-who-{who}"));
        }
    }
}

#[test]
fn a_no_names_what_stands_against_it_and_an_ask_what_is_not_known() {
    ui::Texts::load(&crate::app::texts());
    let text = "age=47 living=home disability=80 foreign_help=no other_assistance=no";
    let outcomes = on(day(), &given(text));
    let no = of(&outcomes, "personal-assistance");
    let facts: Vec<&str> = no.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(facts, ["foreign-help"]);
    let why = words::why(Lang::Bg, (no, None));
    assert_eq!(why, "Пречи: решение без чужда помощ.");
    assert_eq!(words::next(Lang::Bg, no), "", "nothing follows from a no");
    let outcomes = on(day(), &given("age=47 living=home disability=80 foreign_help=yes"));
    let ask = of(&outcomes, "personal-assistance");
    let why = words::why(Lang::Bg, (ask, None));
    assert_eq!(why, "Не знаем дали е изпълнено: вече идва асистент.");
    assert!(ask.article.contains("чл. 8, ал. 1 ЗЛП"), "{}", ask.article);
}

#[test]
fn the_desk_is_that_of_the_regime_of_the_day() {
    ui::Texts::load(&crate::app::texts());
    let old = on(day(), &given("disability=60 living=home place=here"));
    let refers = of(&old, "day-care").refers.clone().expect("somebody refers");
    assert_eq!(refers.competent, Competent::Dsp);
    assert_eq!(refers.later, Some((Day(date(2027, 1, 1)), Competent::Municipality)));
    let said = words::next(Lang::Bg, of(&old, "day-care"));
    assert!(said.contains("От 01.01.2027 насочва общината."), "{said}");
    let new = on(after_the_switch(), &given("disability=60 living=home place=here"));
    let refers = of(&new, "day-care").refers.clone().expect("somebody refers");
    assert_eq!((refers.competent, refers.later), (Competent::Municipality, None));
    let other = on(after_the_switch(), &given("disability=60 living=home place=other"));
    let refers = of(&other, "day-care").refers.clone().expect("somebody refers");
    assert_eq!(refers.competent, Competent::OtherMunicipality);
}

#[test]
fn income_is_counted_for_each_against_the_poverty_line_and_shown() {
    ui::Texts::load(&crate::app::texts());
    let law = Law::current();
    let of_text = |text: &str| income(law, day(), &way(&given(text)).values);
    let two = of_text("income=640 members=2").expect("an income");
    assert_eq!((two.each.cents, two.standing, two.of_year), (32_000, "below_poverty", None));
    assert_eq!(two.line.cents, law.poverty_line(day().0).expect("a line").cents);
    let said = words::arithmetic(Lang::Bg, &two);
    assert!(said.contains("640,00\u{a0}€ : 2 = 320,00\u{a0}€"), "{said}");
    assert!(said.contains("Линията на бедност е 390,63\u{a0}€"), "{said}");
    assert!(!said.contains("сверено"), "a line read in its text needs no remark: {said}");
    assert_eq!(of_text("income=0").expect("an income").standing, "none");
    assert!(of_text("income=640 members=unknown").is_none(), "who lives there is not known");
    assert!(of_text("income=unknown").is_none());
    let later = income(law, after_the_switch(), &way(&given("income=100 members=1")).values);
    assert_eq!(later.expect("an income").of_year, Some(2026), "the line of the year before");
    let outcomes = on(day(), &given("income=640 members=2"));
    let reduced = of(&outcomes, "fee-reduced");
    let said = words::why(Lang::Bg, (reduced, outcomes.income.as_ref()));
    assert!(said.contains("320,00"), "{said}");
    assert_eq!(said.matches("над линията на бедност").count(), 1, "said once: {said}");
}

#[test]
fn a_monthly_support_says_how_much() {
    ui::Texts::load(&crate::app::texts());
    let text = "age=40 living=home disability=95 foreign_help=yes pension=social";
    let outcomes = on(day(), &given(text));
    let one = of(&outcomes, "monthly-support");
    let amount = one.amount.clone().expect("an amount");
    assert!(amount.is_monthly && amount.written.ends_with('€'), "{amount:?}");
    assert!(words::why(Lang::Bg, (one, None)).contains(&amount.written));
    let none = on(day(), &given("age=40 living=home disability=20"));
    assert_eq!(of(&none, "monthly-support").amount, None);
}

#[test]
fn answers_leave_questions_out_and_tell_what_follows_from_them() {
    let keys = |text: &str| -> Vec<String> {
        way(&given(text)).asked.iter().map(|one| one.key.clone()).collect()
    };
    let child = keys("crisis=none place=here age=9");
    for left_out in ["over_working_age", "pension", "carer", "foster_or_adoptive"] {
        assert!(!child.iter().any(|key| key == left_out), "{left_out}");
    }
    assert!(child.iter().any(|key| key == "child_at_risk"));
    let healthy = keys("age=40 disability=0");
    for left_out in ["foreign_help", "wheelchair", "lone", "family_carer"] {
        assert!(!healthy.iter().any(|key| key == left_out), "{left_out}");
    }
    assert_eq!(way(&given("age=40")).values["over_working_age"], "no");
    assert_eq!(way(&given("age=70")).values["over_working_age"], "yes");
    assert!(keys("age=65").iter().any(|key| key == "over_working_age"));
    assert!(keys("age=unknown").iter().any(|key| key == "over_working_age"));
}

#[test]
fn what_is_typed_is_read_as_people_write_it() {
    let read = |key: &str, typed: &str| question(key).expect("a question").read(typed);
    assert_eq!(read("income", " 1 234,56 "), Some("1234.56".to_owned()));
    assert_eq!(read("income", "320 €"), Some("320.00".to_owned()));
    assert_eq!(read("disability", "95 %"), Some("95".to_owned()));
    assert_eq!(read("age", "unknown"), Some(UNKNOWN.to_owned()));
    for (key, typed) in [
        ("income", "-5"),
        ("income", "много"),
        ("income", "999999999999999999999"),
        ("disability", "101"),
        ("age", "131"),
        ("age", ""),
        ("members", "0"),
        ("crisis", "yes"),
        ("parent", "maybe"),
    ] {
        assert_eq!(read(key, typed), None, "{key}: {typed}");
    }
    assert!(answers::read([("name", "Иван"), ("age", "стар")]).is_empty());
}

fn key_of(step: Step) -> String {
    match step {
        Step::Ask(one) => one.key.clone(),
        Step::Wrong(one) => format!("!{}", one.key),
        Step::Done => "done".to_owned(),
    }
}

#[test]
fn steps_go_on_back_and_from_the_result_and_keep_the_answers() {
    let mut answers = Answers::new();
    let mut send = |at: &str, go: &str, typed: &str, whole: bool| {
        key_of(step(&mut answers, &Sent { at, go, typed, whole }))
    };
    assert_eq!(send("", "", "", false), "crisis", "an empty form begins");
    assert_eq!(send("crisis", "next", "", false), "!crisis");
    assert_eq!(send("crisis", "next", "none", false), "place");
    assert_eq!(send("place", "next", "here", false), "age");
    assert_eq!(send("age", "unknown", "", false), "over_working_age");
    assert_eq!(send("over_working_age", "back", "", false), "age", "nothing need be chosen");
    assert_eq!(send("age", "next", "40", false), "living", "a question is left out now");
    assert_eq!(send("living", "to-crisis", "", false), "crisis");
    assert_eq!(send("crisis", "next", "none", true), "living", "the first without an answer");
    assert_eq!(send("living", "to-nothing", "", false), "crisis");
    assert_eq!(answers["place"], "here");
    let mut whole = Answers::new();
    let mut asked = step(&mut whole, &Sent::default());
    let mut steps = 0;
    while let Step::Ask(one) = asked {
        let sent = Sent { at: &one.key, go: UNKNOWN, ..Sent::default() };
        asked = step(&mut whole, &sent);
        steps += 1;
    }
    assert!(matches!(asked, Step::Done));
    assert!(steps <= checks().question.len());
    let sent = Sent { at: "age", go: "next", typed: "40", whole: true };
    assert_eq!(key_of(step(&mut whole, &sent)), "done", "back to the result");
}

#[test]
fn a_code_is_read_however_it_is_spaced() {
    assert_eq!(grouped("123456789012"), "1234 5678 9012");
    assert_eq!(digits(" 1234-5678 9012 "), "123456789012");
    assert_eq!(digits("без цифри"), "");
}

fn fact(id: &str, holds: Option<bool>) -> Fact {
    Fact { id: id.to_owned(), holds }
}

#[test]
fn ways_are_decided_by_what_is_known() {
    let ways = vec![vec!["a".to_owned(), "!b".to_owned()], vec!["c".to_owned()]];
    let known = |a, b, c| [fact("a", a), fact("b", b), fact("c", c)];
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(decide(&ways, false, &known(yes, no, None)).0, Answer::Yes);
    assert_eq!(decide(&ways, true, &known(yes, no, None)).0, Answer::Ask);
    assert_eq!(decide(&ways, false, &known(yes, yes, yes)).0, Answer::Yes, "the other way");
    let (answer, facts) = decide(&ways, false, &known(yes, None, no));
    assert_eq!((answer, facts), (Answer::Ask, vec![fact("b", None)]));
    let (answer, facts) = decide(&ways, false, &known(no, yes, no));
    assert_eq!((answer, facts), (Answer::No, vec![fact("c", no)]), "the nearest way");
    assert_eq!(decide(&[], false, &[]).0, Answer::No);
    assert_eq!(decide(&ways, false, &[]).0, Answer::Ask, "a fact that nobody knows");
}

/// Any answers: what fits a question, what does not, and nothing.
fn anything() -> impl Strategy<Value = Answers> {
    let count = checks().question.len();
    proptest::collection::vec((0..12_usize, 0..140_u32), count).prop_map(|drawn| {
        let answered = checks().question.iter().zip(drawn).filter_map(|(one, (pick, number))| {
            let typed = match (one.kind, pick) {
                (_, 0) => return None,
                (_, 1) => UNKNOWN.to_owned(),
                (Kind::Number, _) => number.to_string(),
                (Kind::Money, _) => format!("{number}{pick},5"),
                _ => one.values()[pick % one.values().len()].to_owned(),
            };
            Some((one.key.clone(), one.read(&typed)?))
        });
        answered.collect()
    })
}

proptest! {
    #[test]
    fn any_answers_have_an_outcome_for_every_right_in_words(answers in anything()) {
        ui::Texts::load(&crate::app::texts());
        let outcomes = on(day(), &answers);
        prop_assert_eq!(outcomes.found.len(), checks().check.len());
        for one in &outcomes.found {
            let why = words::why(Lang::Bg, (one, outcomes.income.as_ref()));
            prop_assert!(!why.is_empty());
            prop_assert!(!words::article(Lang::Bg, one).is_empty());
            let next = words::next(Lang::En, one);
            prop_assert_eq!(next.is_empty(), one.answer == Answer::No);
            if one.answer == Answer::No {
                prop_assert!(!one.facts.is_empty(), "{}", one.check.code);
            }
        }
    }

    #[test]
    fn to_know_less_never_turns_a_yes_into_a_no_nor_back(
        answers in anything(), dropped in 0..40_usize,
    ) {
        // Only facts count here: a question left out may tell something, and so its answer is kept.
        let full = on(day(), &answers);
        let citizen = answers::citizen(&full.way.values, full.income.as_ref());
        let mut facts = Law::current().facts(&citizen);
        let own = checks().check.iter().filter(|check| check.law.is_empty());
        for check in own {
            let (before, _) = decide(&check.ways, check.look, &facts);
            let place = dropped % facts.len();
            facts[place].holds = None;
            let (after, _) = decide(&check.ways, check.look, &facts);
            prop_assert!(before != Answer::Yes || after != Answer::No, "{}", check.code);
            prop_assert!(before != Answer::No || after != Answer::Yes, "{}", check.code);
        }
    }

    #[test]
    fn any_form_leads_to_a_page(
        at in "[a-z_]{0,12}", go in "[a-z-]{0,9}", typed in ".{0,40}", whole in any::<bool>(),
        answers in anything(),
    ) {
        let mut answers = answers;
        let _ = step(&mut answers, &Sent { at: &at, go: &go, typed: &typed, whole });
        for (key, value) in &answers {
            let read = question(key).and_then(|one| one.read(value));
            prop_assert_eq!(read.as_ref(), Some(value), "what is carried is read again as it is");
        }
    }
}
