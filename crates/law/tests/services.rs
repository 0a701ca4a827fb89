//! Services, fees and money under ЗХУ.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use jiff::civil::date;
use law::{
    Confidence, Disabled, Duration, FeeDue, FeeQuestion, Law, Level, Mobile, Money, Pension,
    ResidentialPerson, Support,
};
use rstest::rstest;
use serde_json::json;

#[test]
fn kinds_levels_and_mobility() {
    let law = Law::current();
    assert_eq!(law.kinds().len(), 10);
    assert_eq!(law.kind(10).unwrap().name, "асистентска подкрепа");
    assert!(law.kind(11).is_err());
    assert_eq!(law.levels(7), [Level::Municipal]);
    assert_eq!(law.levels(8), [Level::District, Level::Country]);
    assert_eq!(law.levels(1), [Level::Municipal, Level::Country]);
    let mobile: Vec<_> = law.kinds().iter().map(|k| k.mobile).collect();
    assert_eq!(mobile[..5], [Mobile::Wide; 5]);
    assert_eq!(mobile[7], Mobile::No);
    assert_eq!(law.longest_use_months(Duration::Medium).unwrap(), Some(12));
}

#[test]
fn inherited_types_give_new_kinds() {
    let law = Law::current();
    let of = |id: &str| {
        let found = law.legacy_services().iter().find(|l| l.id == id).unwrap();
        found.gives.iter().map(|g| (g.kind, g.general_access)).collect::<Vec<_>>()
    };
    assert_eq!(of("legacy.home-old"), [(8, false), (1, false)]);
    assert!(of("legacy.csri").contains(&(1, true)));
    assert!(!of("legacy.day-centre-children-severe").contains(&(6, false)));
    let open = law.legacy_services().iter().find(|l| l.gives.is_empty()).unwrap();
    assert_eq!(open.confidence, Confidence::C);
}

#[test]
fn what_does_not_go_together() {
    let law = Law::current();
    use Support::{AssistantSupport, DayCare, Hospital, PersonalAssistance, ResidentialCare};
    assert_eq!(law.conflicts(ResidentialCare, PersonalAssistance).len(), 1);
    assert_eq!(law.conflicts(PersonalAssistance, AssistantSupport).len(), 1);
    assert!(law.conflicts(PersonalAssistance, DayCare).is_empty());
    assert!(law.conflicts(PersonalAssistance, Hospital)[0].warning);
    assert!(!law.conflicts(AssistantSupport, Hospital)[0].warning);
    assert!(law.conflicts(DayCare, ResidentialCare)[0].for_providers);
    assert_eq!(law.all_conflicts().len(), 11);
}

#[test]
fn replacement_care_over_the_new_year_x76() {
    let law = Law::current();
    let days = law.days_per_year(date(2026, 12, 20), date(2027, 1, 9)).unwrap();
    assert_eq!(days, [(2026, 12), (2027, 9)]);
    assert_eq!(law.replacement_care_days().unwrap(), (30, 14));
    assert!(law.days_per_year(date(2027, 1, 2), date(2027, 1, 1)).is_err());
    let last = law.due("D52", date(2026, 12, 20), &[]).unwrap().due;
    assert_eq!(last, Some(date(2027, 1, 30)));
    let last = law.due("D52.free", date(2026, 12, 1), &[]).unwrap().due;
    assert_eq!(last, Some(date(2026, 12, 14)));
}

#[rstest]
#[case(2, false, false, false, Some(2))]
#[case(2, true, false, true, Some(2))]
#[case(3, false, false, true, Some(2))]
#[case(30, false, false, true, None)]
#[case(30, false, true, true, Some(3))]
fn residential_limits(
    #[case] age: u32,
    #[case] medical_exception: bool,
    #[case] full_guardianship: bool,
    #[case] allowed: bool,
    #[case] max_years: Option<u32>,
) {
    let who = ResidentialPerson { age, medical_exception, full_guardianship };
    let limit = Law::current().residential_limit(who).unwrap();
    assert_eq!((limit.allowed, limit.max_years), (allowed, max_years));
    assert_eq!(limit.days_without_court, (age < 18 && medical_exception).then_some(30));
}

fn fee(question: serde_json::Value) -> (FeeDue, String) {
    let question: FeeQuestion = serde_json::from_value(question).unwrap();
    let fee = Law::current().fee(&question).unwrap();
    (fee.due, fee.rule)
}

#[test]
fn who_pays() {
    let state = |kind: u8, day: &str, payer: serde_json::Value| {
        fee(json!({"date": day, "kind": kind, "funding": "state", "payer": payer}))
    };
    assert_eq!(
        state(10, "2026-12-31", json!({})),
        (FeeDue::None, "fee.assistant-support.due".into())
    );
    assert_eq!(state(10, "2027-01-01", json!({})).0, FeeDue::Full);
    assert_eq!(
        state(7, "2026-12-01", json!({"age": 17})),
        (FeeDue::None, "fee.exempt.child".into())
    );
    assert_eq!(state(7, "2026-12-01", json!({"age": 18})).0, FeeDue::Full);
    assert_eq!(state(7, "2026-12-01", json!({"age": 21, "care_leaver": true})).0, FeeDue::None);
    assert_eq!(state(7, "2026-12-01", json!({"age": 22, "care_leaver": true})).0, FeeDue::Full);
    assert_eq!(state(7, "2026-12-01", json!({"no_income_no_deposits": true})).0, FeeDue::None);
    assert_eq!(state(8, "2026-12-01", json!({"reduced_items": [4]})).0, FeeDue::Reduced);
    let property = json!({"reduced_items": [4], "full_anyway_items": [3]});
    assert_eq!(
        state(8, "2026-12-01", property.clone()),
        (FeeDue::Full, "fee.full-anyway.3".into())
    );
    assert_eq!(state(7, "2026-12-01", property).0, FeeDue::Reduced);
    assert_eq!(state(2, "2026-12-01", json!({})).0, FeeDue::Reduced);
    let free = json!({"date": "2026-12-01", "kind": 9, "funding": "state", "free_item": 7});
    assert_eq!(fee(free), (FeeDue::None, "fee.free.07".into()));
    let municipal = json!({"date": "2026-12-01", "kind": 7, "funding": "municipal"});
    assert_eq!(fee(municipal).0, FeeDue::ByCouncil);
    let bad = json!({"date": "2026-12-01", "kind": 9, "funding": "state", "free_item": 13});
    assert!(Law::current().fee(&serde_json::from_value(bad).unwrap()).is_err());
}

#[test]
fn tariff_and_arrears() {
    let law = Law::current();
    let tariff = law.tariff().unwrap();
    assert_eq!(tariff.len(), 6);
    assert!(tariff.iter().all(|t| t.confidence == Confidence::C));
    assert_eq!(law.arrears_months().unwrap(), 3);
}

#[rstest]
#[case(49, false, Pension::None, "0.00")]
#[case(50, false, Pension::None, "27.34")]
#[case(70, false, Pension::None, "27.34")]
#[case(71, false, Pension::None, "58.59")]
#[case(90, true, Pension::Social, "58.59")]
#[case(91, false, Pension::Social, "97.66")]
#[case(91, true, Pension::OldAge, "97.66")]
#[case(95, true, Pension::Illness, "117.19")]
#[case(95, true, Pension::Work, "117.19")]
#[case(95, true, Pension::Social, "222.66")]
#[case(95, true, Pension::Survivor, "222.66")]
fn monthly_support_2026(
    #[case] degree: u8,
    #[case] foreign_help: bool,
    #[case] pension: Pension,
    #[case] amount: &str,
) {
    let who = Disabled { degree, foreign_help, pension };
    let support = Law::current().support(&who, date(2026, 11, 1)).unwrap();
    assert_eq!(support.amount, amount);
}

#[test]
fn monthly_support_by_year() {
    let law = Law::current();
    let of = |year, degree, foreign_help, pension| {
        law.support(&Disabled { degree, foreign_help, pension }, date(year, 6, 1)).unwrap().amount
    };
    for (year, amounts) in [
        (2019, ["24.36", "52.20", "87.00", "104.40", "198.36"]),
        (2023, ["35.28", "75.60", "126.00", "151.20", "287.28"]),
        (2024, ["36.82", "78.90", "131.50", "157.80", "299.82"]),
        (2025, ["44.66", "95.70", "159.50", "191.40", "363.66"]),
    ] {
        let got = [
            of(year, 60, false, Pension::None),
            of(year, 80, false, Pension::None),
            of(year, 95, false, Pension::None),
            of(year, 95, true, Pension::Illness),
            of(year, 95, true, Pension::Social),
        ];
        assert_eq!(got, amounts, "{year}");
    }
    assert_eq!(of(2022, 95, true, Pension::Social), "235.41");
}

#[test]
fn targeted_aids_and_quota_2026() {
    let law = Law::current();
    let day = date(2026, 11, 1);
    let aid = |name| law.targeted_aid(name, day).unwrap().amount;
    let balneo = law.targeted_aid("balneo", day).unwrap().derivation.steps.join(" ");
    assert!(balneo.contains("до 0,8 × 390,63\u{a0}€ = 312,50\u{a0}€"), "{balneo}");
    assert_eq!([aid("car"), aid("home"), aid("balneo")], ["1562.52", "781.26", "312.50"]);
    assert!(law.targeted_aid("boat", day).is_err());
    let quota = law.quota(50, 0, day).unwrap();
    assert_eq!((quota.required, quota.contribution.as_str()), (1, "186.06"));
    assert_eq!(quota.alternative, "1240.40");
    assert_eq!(law.quota(49, 0, day).unwrap().required, 0);
    assert_eq!(law.quota(99, 1, day).unwrap().contribution, "0.00");
    let large = law.quota(123, 0, day).unwrap();
    assert_eq!((large.required, large.exact.as_str()), (2, "2.46"));
}

#[test]
fn child_aid_by_year() {
    let law = Law::current();
    let of = |degree, year| law.child_monthly_aid(degree, date(year, 6, 1)).unwrap();
    assert_eq!(of(90, 2025), Money::bgn(118_000));
    assert_eq!(of(100, 2026), Money::eur(60_333));
    assert_eq!(of(89, 2026), Money::eur(29_144));
    assert_eq!(of(69, 2026), Money::eur(23_009));
    assert_eq!(of(49, 2026).cents, 0);
}

#[test]
fn what_a_kind_gives_is_counted_in_its_units() {
    let law = Law::current();
    let units = |kind: u8| -> Vec<(String, u32)> {
        let units = law.delivery_units(kind).unwrap().into_iter();
        units.map(|unit| (unit.code, unit.minutes)).collect()
    };
    for kind in [1, 2, 3, 4, 5, 6, 10] {
        assert_eq!(units(kind), [("hour".to_owned(), 60)], "{kind}");
    }
    assert_eq!(units(7), [("half-day".to_owned(), 240), ("day".to_owned(), 480)]);
    assert_eq!(units(8), [("day-night".to_owned(), 1440)]);
    assert_eq!(units(9), [("day".to_owned(), 480), ("day-night".to_owned(), 1440)]);
    assert!(law.delivery_units(11).is_err());
}
