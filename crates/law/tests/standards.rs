//! The numbers of НКСУ against the table of the notes and its worked check.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use law::{Law, PopulationCount};
use rstest::rstest;

#[rstest]
#[case("10", 12, Some(true), Some("10.8"), Some("11"))]
#[case("17", 8, Some(true), Some("24"), Some("24"))]
#[case("13", 60, Some(true), Some("24"), Some("24"))]
#[case("18", 12, Some(true), Some("4"), Some("4"))]
#[case("18", 9, Some(false), Some("4"), Some("4"))]
#[case("18", 40, Some(true), Some("8"), Some("8"))]
#[case("12", 30, Some(true), Some("27"), Some("27"))]
#[case("12.narrow", 21, Some(false), Some("18.9"), Some("19"))]
#[case("24", 500, None, None, None)]
#[case("25.dementia", 50, None, Some("30"), Some("30"))]
fn users_and_staff(
    #[case] standard: &str,
    #[case] users: u32,
    #[case] within: Option<bool>,
    #[case] staff: Option<&str>,
    #[case] whole: Option<&str>,
) {
    let check = Law::current().standard_check(standard, users).unwrap();
    assert_eq!(check.within, within);
    assert_eq!((check.staff.as_deref(), check.staff_whole.as_deref()), (staff, whole));
    assert!(check.derivation.articles.iter().any(|a| a.contains("НКСУ")));
}

#[test]
fn every_appendix_but_the_additional_one_is_there() {
    let law = Law::current();
    for no in (1..=25).filter(|no| *no != 9) {
        let start = format!("{no:02}");
        let found = law.standards().iter().filter(|s| s.id.split('.').next() == Some(&start));
        assert!(found.count() > 0, "{no}");
    }
    assert!(law.standard_check("09", 10).is_err());
}

#[test]
fn the_need_says_how_many_services_it_takes() {
    let law = Law::current();
    let least = |file: &str, no: u8| {
        let counts = PopulationCount::read_csv(file).unwrap();
        let need = law.need(&counts).unwrap();
        need.services.iter().find(|s| s.no == no).unwrap().least.clone().unwrap()
    };
    let (a, b) = (include_str!("data/counts-a.csv"), include_str!("data/counts-b.csv"));
    assert_eq!(least(a, 5).services, "6", "288.15 users in services of 50 at most");
    assert_eq!(least(a, 9).services, "10", "280.08 users in services of 30 at most");
    assert_eq!(least(b, 5).services, "1", "33.55 users");
    assert!(!least(b, 5).below_minimum);
    assert!(least(a, 21).below_minimum, "7.485 users, a service has 10 at least");
}
