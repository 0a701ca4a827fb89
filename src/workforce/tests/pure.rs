//! Times that are typed, what became of a post, which lines of a time sheet can be.

use crate::projects::ProjectId;
use crate::workforce::count::{Against, Fault, Typed, Work};
use crate::workforce::course::{After, Gap, typed_hours, typed_time};
use crate::workforce::plan::{Plan, PlanText};
use crate::workforce::store::{
    workforce_appointment, workforce_funding, workforce_leave, workforce_plan, workforce_supplement,
};
use crate::workforce::week::{Stands, answers, monday};
use crate::workforce::{
    AppointmentId, EmployeeId, FundingId, LeaveId, PlanId, PostId, SupplementId,
};
use kit::types::{Day, Instant, MunicipalityId};
use law::Law;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn appointment() -> workforce_appointment::Model {
    workforce_appointment::Model {
        municipality_id: MunicipalityId(1),
        id: AppointmentId(5),
        employee_id: EmployeeId(7),
        post_id: PostId(3),
        kind: "labour".into(),
        order_number: "1".into(),
        order_on: day("2023-01-02"),
        from_on: day("2023-01-02"),
        until_on: None,
        end_reason: String::new(),
        weekly_minutes: 2_400,
        entered_at: Instant(0),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: String::new(),
        version: 1,
    }
}

fn funding(project: Option<i64>, from: &str, until: Option<&str>) -> workforce_funding::Model {
    workforce_funding::Model {
        municipality_id: MunicipalityId(1),
        id: FundingId(1),
        appointment_id: AppointmentId(5),
        source: if project.is_some() { "project" } else { "municipal" }.into(),
        project_id: project.map(ProjectId),
        from_on: day(from),
        until_on: until.map(day),
        entered_at: Instant(0),
        revoked_at: None,
        account_name: String::new(),
        version: 1,
    }
}

fn agreement() -> workforce_supplement::Model {
    workforce_supplement::Model {
        municipality_id: MunicipalityId(1),
        id: SupplementId(9),
        employee_id: EmployeeId(7),
        number: "ДС-1".into(),
        signed_on: day("2023-09-01"),
        task: "Консултиране".into(),
        from_on: day("2023-10-01"),
        until_on: day("2023-12-31"),
        rate_cents: 1_250,
        currency: "BGN".into(),
        month_minutes: 10 * 60,
        is_outside: true,
        source: "project".into(),
        project_id: Some(ProjectId(2)),
        entered_at: Instant(0),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: String::new(),
        version: 1,
    }
}

fn work() -> Work {
    let leave = workforce_leave::Model {
        municipality_id: MunicipalityId(1),
        id: LeaveId(1),
        employee_id: EmployeeId(7),
        deputy_id: None,
        kind: "paid".into(),
        from_on: day("2023-10-16"),
        until_on: day("2023-10-17"),
        entered_at: Instant(0),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: String::new(),
        version: 1,
    };
    Work {
        appointments: vec![appointment()],
        funding: vec![
            funding(Some(2), "2023-01-02", Some("2023-10-10")),
            funding(None, "2023-10-11", None),
        ],
        leave: vec![leave],
        ..Work::default()
    }
}

fn faults(lines: &[(&str, &str, &str)]) -> Vec<(usize, Fault)> {
    let time = |text: &str| typed_time(text).expect("a time");
    let lines: Vec<Typed> = lines
        .iter()
        .map(|(on, begin, end)| Typed {
            day: day(on),
            begin: time(begin),
            end: time(end),
            work: "Консултация".into(),
        })
        .collect();
    let (agreement, work) = (agreement(), work());
    let against = Against {
        agreement: &agreement,
        work: &work,
        today: day("2023-11-30"),
        day_most: 12 * 60,
        normal: (8 * 60 + 30, 17 * 60),
        is_working: &|day| Law::current().is_working(day.0),
    };
    against.faults(&lines).into_iter().collect()
}

#[test]
fn times_are_read_as_people_write_them() {
    for (text, minutes) in
        [("8", 480), ("8:30", 510), ("0830", 510), ("17.05", 1_025), ("24", 1_440)]
    {
        assert_eq!(typed_time(text), Some(minutes), "{text}");
    }
    for text in ["", "25", "8:60", "осем", "8:5", "-1"] {
        assert_eq!(typed_time(text), None, "{text}");
    }
    assert_eq!(
        (typed_hours("7,5"), typed_hours("40"), typed_hours("x")),
        (Some(450), Some(2_400), None)
    );
}

#[test]
fn a_line_of_a_time_sheet_that_cannot_be_says_why() {
    let one = |line| faults(&[line]).first().map(|(_, fault)| *fault);
    assert_eq!(one(("2023-10-09", "17:30", "19:30")), None);
    assert_eq!(one(("2023-10-09", "19:30", "17:30")), Some(Fault::Backwards));
    assert_eq!(one(("2023-12-01", "17:30", "19:30")), Some(Fault::Ahead));
    assert_eq!(one(("2023-09-29", "17:30", "19:30")), Some(Fault::OutsidePeriod));
    assert_eq!(one(("2023-10-16", "17:30", "19:30")), Some(Fault::OnLeave));
    assert_eq!(one(("2023-10-09", "16:30", "18:30")), Some(Fault::NormalHours));
    assert_eq!(one(("2023-10-07", "10:00", "12:00")), None, "a Saturday has no normal hours");
    assert_eq!(one(("2023-10-09", "17:30", "22:00")), Some(Fault::DayTooLong), "8 and 4,5 hours");
    let twice = faults(&[("2023-10-09", "17:30", "19:30"), ("2023-10-09", "19:00", "20:00")]);
    assert_eq!(twice, [(1, Fault::Overlap)]);
    let many = faults(&[
        ("2023-10-09", "17:30", "21:00"),
        ("2023-10-10", "17:30", "21:00"),
        ("2023-10-11", "17:30", "21:00"),
    ]);
    assert_eq!(many, [(2, Fault::MonthTooLong)], "10 hours are agreed");
}

#[test]
fn hours_follow_who_pays_and_stop_on_leave() {
    let span = (day("2023-10-09"), day("2023-10-17"));
    let days = work().worked(span, &|day| Law::current().is_working(day.0));
    let paid: Vec<(String, Option<i64>, i64)> =
        days.into_iter().map(|(_, one)| (one.day.to_string(), one.project, one.minutes)).collect();
    let expected = [
        ("2023-10-09", Some(2)),
        ("2023-10-10", Some(2)),
        ("2023-10-11", None),
        ("2023-10-12", None),
        ("2023-10-13", None),
    ];
    let expected: Vec<_> = expected.map(|(on, project)| (on.to_owned(), project, 480)).into();
    assert_eq!(paid, expected);
}

#[test]
fn what_was_revoked_later_still_counts_at_the_earlier_moment() {
    let mut work = work();
    work.appointments[0].entered_at = Instant(100);
    work.appointments[0].revoked_at = Some(Instant(200));
    let known = |at| work.clone().known(Instant(at)).appointments.len();
    assert_eq!([known(99), known(100), known(199), known(200)], [0, 1, 1, 0]);
}

#[test]
fn after_a_project_an_appointment_stays_ends_or_is_left_unpaid() {
    let end = (ProjectId(2), day("2025-04-01"));
    let project = funding(Some(2), "2023-05-02", Some("2025-04-01"));
    let open = funding(Some(2), "2023-05-02", None);
    let next = funding(None, "2025-04-02", None);
    assert_eq!(After::of(None, &[project.clone(), next], end), After::Stays);
    assert_eq!(After::of(None, &[project.clone()], end), After::Unpaid);
    assert_eq!(After::of(None, &[open], end), After::Unpaid, "its own money does not go on");
    assert_eq!(After::of(Some(day("2025-04-01")), &[project], end), After::Ends);
}

#[test]
fn a_gap_is_never_less_than_nothing() {
    assert_eq!(Gap { needed: 3, held: 1 }.missing(), 2);
    assert_eq!(Gap { needed: 1, held: 4 }.missing(), 0);
}

fn plan(noted: &str, answered: Option<&str>) -> Plan {
    let row = workforce_plan::Model {
        municipality_id: MunicipalityId(1),
        id: PlanId(1),
        employee_id: EmployeeId(7),
        noted_on: day(noted),
        due_on: day(noted),
        answered_on: answered.map(day),
        load: 52,
        most: 40,
        content_sealed: Vec::new(),
        account_name: String::new(),
        version: 1,
    };
    Plan { row, content: PlanText::default() }
}

#[test]
fn a_load_above_the_limit_asks_for_a_plan_that_answers_for_the_week() {
    assert_eq!(Stands::of((40, 40), true, false), Stands::Within, "the limit itself is allowed");
    assert_eq!(Stands::of((41, 40), true, false), Stands::Over);
    assert_eq!(Stands::of((41, 40), true, true), Stands::Planned);
    assert_eq!(Stands::of((41, 40), false, false), Stands::Unknown);
    assert_eq!(monday(day("2026-11-29")), day("2026-11-23"), "a Sunday belongs to its Monday");
    let week = (EmployeeId(7), day("2026-11-23"));
    for (noted, answered, wanted) in [
        ("2026-11-25", None, true),
        ("2026-12-06", Some("2026-12-08"), true),
        ("2026-12-07", None, false),
        ("2026-10-01", None, true),
        ("2026-10-01", Some("2026-10-15"), false),
    ] {
        assert_eq!(answers(&plan(noted, answered), week), wanted, "{noted} {answered:?}");
    }
    assert!(!answers(&plan("2026-11-25", None), (EmployeeId(8), week.1)), "somebody else's");
}
