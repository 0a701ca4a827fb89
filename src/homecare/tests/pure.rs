//! The plan of a week, visits, times of day, faults; without a database.

use super::support::{day, slots};
use crate::homecare::week::{
    Against, Fault, Slot, Visit, Week, faults, planned, sums, time, typed_time, week_on,
};

fn visit(on: &str, from: u16, until: u16) -> Visit {
    Visit { day: day(on), from: from * 60, until: until * 60, items: Vec::new() }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (text, minutes) in [("8", 480), ("8:30", 510), ("08.30", 510), ("0830", 510), ("24", 1440)]
    {
        assert_eq!(typed_time(text), Some(minutes), "{text}");
    }
    for text in ["", "25", "8:3", "8:60", "-1", "24:01", "осем", "8:30:00", "٨:٣٠"] {
        assert_eq!(typed_time(text), None, "{text}");
    }
    assert_eq!(time(510), "08:30");
    for minutes in 0..=1440 {
        assert_eq!(typed_time(&time(minutes)), Some(minutes));
    }
}

#[test]
fn a_newer_plan_holds_from_its_day_and_holidays_are_left_out() {
    let week = |from: &str, weekdays: &[u8], holidays| Week {
        from_on: day(from),
        month_minutes: 26 * 60,
        holidays,
        slots: slots(weekdays),
    };
    let weeks = [week("2026-10-01", &[1, 3, 5], false), week("2026-11-02", &[2], true)];
    assert!(week_on(&weeks, day("2026-09-30")).is_none());
    // The thirtieth of October is a Friday, the third of November a Tuesday.
    assert_eq!(planned(&weeks, day("2026-10-30"), false).len(), 1);
    assert!(planned(&weeks, day("2026-10-30"), true).is_empty(), "a holiday");
    assert_eq!(planned(&weeks, day("2026-11-03"), true).len(), 1, "holidays too");
    assert!(planned(&weeks, day("2026-11-04"), false).is_empty());
    assert_eq!(weeks[0].minutes(), 360);
}

#[test]
fn visits_meet_only_when_their_times_do() {
    let slot = |weekday, from: u16, until: u16| Slot {
        weekday,
        from: from * 60,
        until: until * 60,
        items: Vec::new(),
    };
    assert!(slot(1, 8, 10).meets(&slot(1, 9, 11)));
    assert!(!slot(1, 8, 10).meets(&slot(1, 10, 11)), "one after the other");
    assert!(!slot(1, 8, 10).meets(&slot(2, 8, 10)));
    assert!(visit("2026-11-02", 8, 12).meets(&visit("2026-11-02", 9, 10)));
    assert!(!visit("2026-11-02", 8, 10).meets(&visit("2026-11-03", 8, 10)));
}

#[test]
fn each_fault_is_found_on_its_day() {
    let visits = [
        visit("2026-11-02", 8, 11),
        visit("2026-11-03", 8, 10),
        visit("2026-11-04", 8, 10),
        visit("2026-11-06", 8, 10),
        visit("2026-11-09", 8, 10),
    ];
    let week = slots(&[1, 3, 5]);
    let on_day = |on: kit::types::Day| {
        let number = on.0.weekday().to_monday_one_offset().unsigned_abs();
        week.iter().filter(|slot| slot.weekday == number).cloned().collect::<Vec<_>>()
    };
    let others = [visit("2026-11-06", 9, 12)];
    let against = Against {
        planned: &on_day,
        is_excluded: &|on| on == day("2026-11-04"),
        is_assigned: &|on| on < day("2026-11-09"),
        others: &others,
    };
    let found = faults(&visits, &against);
    assert_eq!(found[&day("2026-11-02")], [Fault::Over]);
    assert_eq!(found[&day("2026-11-03")], [Fault::Unplanned]);
    assert_eq!(found[&day("2026-11-04")], [Fault::Excluded]);
    assert_eq!(found[&day("2026-11-06")], [Fault::Together]);
    assert_eq!(found[&day("2026-11-09")], [Fault::Unassigned]);
    assert_eq!(sums(&visits), (11 * 60, 5));
    let stops: Vec<Fault> = Fault::ALL.into_iter().filter(|fault| fault.stops()).collect();
    assert_eq!(stops, [Fault::Excluded, Fault::Unassigned, Fault::Together]);
}

#[test]
fn every_exclusion_has_its_article() {
    let law = law::Law::current();
    for kind in crate::homecare::fact::EXCLUDING {
        let conflict = crate::homecare::fact::conflict(law, kind).expect(kind);
        assert!(conflict.articles.iter().all(|one| one.contains("чл. 93")), "{kind}");
    }
    assert!(crate::homecare::fact::conflict(law, "unable").is_none());
}
