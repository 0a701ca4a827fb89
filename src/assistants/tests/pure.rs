//! Bans, papers and service, without a database.

use crate::assistants::candidate::{About, Candidate, Lack, PAPERS, Service};
use kit::types::Day;
use law::Law;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn an_amount_is_written_with_its_words() {
    ui::Texts::load(&crate::app::texts());
    let of =
        |decimal: &str| crate::assistants::amount(decimal).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(of(""), "");
    assert_eq!(of("880.32"), "880,32 € (осемстотин и осемдесет евро и тридесет и два цента)");
    assert_eq!(of("1.01"), "1,01 € (едно евро и един цент)");
    assert_eq!(of("2100.00"), "2 100,00 € (две хиляди и сто евро и нула цента)");
    assert_eq!(of("1012.37"), "1 012,37 € (хиляда и дванадесет евро и тридесет и седем цента)");
    let long =
        "21 042,21 € (двадесет и една хиляди четиридесет и две евро и двадесет и един цента)";
    assert_eq!(of("21042.21"), long);
    assert_eq!(of("1000000.00"), "1 000 000,00 €", "no form has such a sum");
}

fn whole() -> Candidate {
    Candidate {
        not_interdicted: true,
        not_convicted: true,
        no_violence: true,
        papers: PAPERS.map(|code| (code.to_owned(), "given".to_owned())).into(),
        ..Candidate::default()
    }
}

const READY: About = About { age: Some(40), is_dead: false, fits: Some(true) };

#[test]
fn who_has_everything_may_be_entered() {
    let limits = Law::current().work_limits();
    assert_eq!(whole().lacks(&limits, READY), []);
    let grown = About { age: Some(18), ..READY };
    assert_eq!(whole().lacks(&limits, grown), []);
}

#[test]
fn each_ban_and_each_paper_keeps_a_candidate_off() {
    let limits = Law::current().work_limits();
    let lacks = |one: Candidate, about: About| one.lacks(&limits, about);
    let convicted = Candidate { not_convicted: false, ..whole() };
    assert_eq!(lacks(convicted, READY), [Lack::Convicted]);
    let violent = Candidate { no_violence: false, ..whole() };
    assert_eq!(lacks(violent, READY), [Lack::Violence]);
    assert_eq!(lacks(whole(), About { age: Some(17), ..READY }), [Lack::Young]);
    assert_eq!(lacks(whole(), About { is_dead: true, ..READY }), [Lack::Dead]);
    assert_eq!(lacks(whole(), About { fits: None, ..READY }), [Lack::Interview]);
    assert_eq!(lacks(whole(), About { fits: Some(false), ..READY }), [Lack::Unfit]);
    for code in PAPERS {
        let mut one = whole();
        one.papers.insert(code.to_owned(), "missing".to_owned());
        assert_eq!(lacks(one, READY), [Lack::Paper(code)]);
        let mut one = whole();
        one.papers.insert(code.to_owned(), "none".to_owned());
        let wanted = if code == "experience" { vec![] } else { vec![Lack::Paper(code)] };
        assert_eq!(lacks(one, READY), wanted, "only experience is brought „if any“");
    }
}

#[test]
fn service_grows_with_the_days_worked_and_not_with_idle_ones() {
    let service = Service {
        years: 11,
        months: 11,
        days: 20,
        counted_on: Some(day("2026-01-01")),
        document: String::new(),
    };
    let on = day("2026-02-01");
    assert_eq!(service.full_years(&[], on), 11, "nothing was worked since");
    assert_eq!(service.full_years(&[(day("2026-01-01"), on)], on), 12);
    let idle = [(day("2026-01-01"), day("2026-01-05")), (day("2026-01-03"), day("2026-01-06"))];
    assert_eq!(service.full_years(&idle, on), 11, "six days are not enough, however counted");
    let none = Service::default();
    assert_eq!(none.full_years(&[(day("2025-03-01"), day("2026-12-31"))], day("2026-02-28")), 0);
    assert_eq!(none.full_years(&[(day("2025-03-01"), day("2026-12-31"))], day("2026-03-01")), 1);
}
