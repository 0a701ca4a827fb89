//! Attendance read from a table, and the plan against what was given.

use crate::training::content::Held;
use crate::training::import::read;
use crate::training::load::Seminar;
use crate::training::paper::Issued;
use crate::training::plan::{Course, courses};
use crate::training::renewal::{Courses, ending, renewed};
use crate::training::store::{training_day, training_invited, training_plan, training_seminar};
use crate::training::{CourseId, InvitedId, PlanId, SeminarId, TrainingDayId, TrainingPaperId};
use crate::workforce::{EmployeeId, EmployeeName};
use kit::types::{Day, Instant, MunicipalityId};
use std::collections::HashSet;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn invited(id: i64, name: &str) -> (training_invited::Model, EmployeeName) {
    let row = training_invited::Model {
        municipality_id: MunicipalityId(1),
        id: InvitedId(id),
        seminar_id: SeminarId(1),
        employee_id: EmployeeId(id),
        fingerprint: String::new(),
        failures: 0,
        is_rated: false,
        ends_on: day("2026-12-31"),
        made_at: Instant(0),
        account_name: String::new(),
    };
    let who = EmployeeName {
        id: EmployeeId(id),
        name: name.to_owned(),
        group: "referral".to_owned(),
        post: String::new(),
        provider: String::new(),
    };
    (row, who)
}

fn on(id: i64, text: &str) -> training_day::Model {
    training_day::Model {
        municipality_id: MunicipalityId(1),
        id: TrainingDayId(id),
        seminar_id: SeminarId(1),
        day: day(text),
        hours: 8,
        begins: String::new(),
        themes: String::new(),
        code: "000000".to_owned(),
    }
}

fn wrong(text: &str) -> Vec<(u32, &'static str)> {
    let people = [invited(1, "Ана Пробна"), invited(2, "Боян Пробен"), invited(3, "Боян Пробен")];
    let days = [on(1, "2026-11-23"), on(2, "2026-11-24")];
    let table = sheet::read(text.as_bytes(), sheet::Kind::Csv).expect("a table");
    match read(&table, (&people, &days)) {
        Ok(_) => Vec::new(),
        Err(all) => all.into_iter().map(|one| (one.row, one.code)).collect(),
    }
}

#[test]
fn a_table_of_attendance_is_read_whole_or_not_at_all() {
    assert_eq!(wrong("Служител;Ден;Часове\nАна Пробна;23.11.2026;8\n"), []);
    assert_eq!(wrong("Служител;Ден\nана  пробна;2026-11-24\n"), [], "hours may be missing");
    assert_eq!(wrong("Име;Дата\nАна Пробна;23.11.2026\n"), [(0, "heads")]);
    let bad = "Служител;Ден;Часове\nНикой Непознат;23.11.2026;8\nАна Пробна;25.11.2026;8\n\
               Ана Пробна;23.11.2026;9\nБоян Пробен;23.11.2026;8\n";
    assert_eq!(wrong(bad), [(2, "nobody"), (3, "no-day"), (4, "hours"), (5, "several")]);
    let twice = "Служител;Ден\nАна Пробна;23.11.2026\nАна Пробна;23.11.2026 г.\n";
    assert_eq!(wrong(twice), [(3, "twice")]);
}

fn line(id: i64, month: i32, course: i64) -> training_plan::Model {
    training_plan::Model {
        municipality_id: MunicipalityId(1),
        id: PlanId(id),
        year: 2026,
        month_no: month,
        course_id: CourseId(course),
        people: 10,
        project_id: None,
        funding: "municipal".to_owned(),
        note: String::new(),
        entered_at: Instant(0),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: String::new(),
        version: 1,
    }
}

fn given(id: i64, first: &str, (course, is_held): (i64, bool)) -> Seminar {
    let row = training_seminar::Model {
        municipality_id: MunicipalityId(1),
        id: SeminarId(id),
        course_id: CourseId(course),
        after_id: None,
        kind: "yearly".to_owned(),
        title: String::new(),
        project_id: None,
        funding: "municipal".to_owned(),
        trainer_id: None,
        first_day: day(first),
        last_day: day(first),
        hours: 8,
        share: 80,
        content_sealed: Vec::new(),
        entered_at: Instant(0),
        held_at: is_held.then_some(Instant(1)),
        revoked_at: None,
        account_name: String::new(),
        version: 1,
    };
    Seminar { row, content: Held::default() }
}

#[test]
fn each_seminar_answers_one_line_of_the_plan() {
    let rows = [line(1, 3, 1), line(2, 9, 1), line(3, 5, 2), line(4, 12, 3)];
    let seminars = [given(2, "2026-10-05", (1, false)), given(1, "2026-03-10", (1, true))];
    let all = courses(&rows, &seminars, day("2026-11-24"));
    let wanted = [
        (Course::Held, Some(1)),
        (Course::Entered, Some(0)),
        (Course::Late, None),
        (Course::Ahead, None),
    ];
    assert_eq!(all, wanted);
}

fn paper(id: i64, (employee, seminar): (i64, i64), until: Option<&str>) -> Issued {
    Issued {
        id: TrainingPaperId(id),
        kind: "certificate".to_owned(),
        seminar_id: SeminarId(seminar),
        day_id: None,
        employee_id: Some(EmployeeId(employee)),
        year: 2026,
        number: id,
        code: String::new(),
        issued_on: day("2026-01-10"),
        valid_until: until.map(day),
        turn: 0,
        sha256: String::new(),
        entered_at: Instant(0),
        revoked_at: None,
        version: 1,
    }
}

#[test]
fn a_certificate_is_renewed_by_a_later_one_of_the_same_course_alone() {
    let courses: Courses =
        [(1, 10), (2, 10), (3, 11)].map(|(a, b)| (SeminarId(a), CourseId(b))).into();
    let mut rows = vec![
        paper(1, (7, 1), Some("2026-06-01")),
        paper(2, (7, 2), Some("2027-06-01")),
        paper(3, (8, 1), Some("2026-06-01")),
        paper(4, (8, 3), Some("2027-06-01")),
        paper(5, (9, 1), None),
        paper(6, (9, 2), Some("2027-06-01")),
    ];
    let old = |rows: &[Issued]| {
        let mut ids: Vec<i64> = renewed(rows, &courses).into_iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(old(&rows), [1, 6], "another course renews nothing, one for good is never old");
    let asked = (CourseId(10), day("2026-12-31"));
    assert_eq!(ending((&rows, &courses), asked), HashSet::from([EmployeeId(8)]));
    rows[1].revoked_at = Some(Instant(1));
    assert_eq!(old(&rows), [6], "a revoked one renews nothing");
    let people = ending((&rows, &courses), asked);
    assert_eq!(people, HashSet::from([EmployeeId(7), EmployeeId(8)]));
}
