//! Hours of work by day and by who pays, and whether the day of a time sheet can be. No database.

use super::course::{DAY_MINUTES, Lasts, WEEK_DAYS};
use super::store::{
    workforce_appointment, workforce_funding, workforce_leave, workforce_sheet,
    workforce_sheet_day, workforce_supplement,
};
use super::{AppointmentId, EmployeeId, SupplementId};
use kit::types::{Day, Instant};
use std::collections::{BTreeMap, HashMap};

/// Work of a day by one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedDay {
    /// Who worked.
    pub employee: EmployeeId,
    /// When.
    pub day: Day,
    /// How long.
    pub minutes: i64,
    /// Who pays: `project`, `municipal`, `state`; empty when nobody is named.
    pub source: String,
    /// The project, when one pays.
    pub project: Option<i64>,
}

/// Under what somebody worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Under {
    /// An appointment.
    Appointment(AppointmentId),
    /// A supplementary agreement.
    Supplement(SupplementId),
}

/// What is known of the work of some people.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// Appointments, also revoked ones.
    pub appointments: Vec<workforce_appointment::Model>,
    /// Their funding, also revoked.
    pub funding: Vec<workforce_funding::Model>,
    /// Supplementary agreements, also revoked ones.
    pub supplements: Vec<workforce_supplement::Model>,
    /// Their time sheets, also revoked ones.
    pub sheets: Vec<workforce_sheet::Model>,
    /// The days of the sheets, also revoked ones.
    pub days: Vec<workforce_sheet_day::Model>,
    /// Leave, also revoked.
    pub leave: Vec<workforce_leave::Model>,
}

/// Whether a record was known at a moment.
#[must_use]
pub fn was_known(entered: Instant, revoked: Option<Instant>, at: Instant) -> bool {
    entered <= at && revoked.is_none_or(|revoked| revoked > at)
}

/// The usual minutes of a working day.
#[must_use]
pub fn usual(weekly_minutes: i32) -> i32 {
    weekly_minutes / WEEK_DAYS
}

impl Work {
    /// The same as it was known at a moment.
    #[must_use]
    pub fn known(mut self, at: Instant) -> Work {
        self.appointments.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self.funding.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self.supplements.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self.sheets.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self.days.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self.leave.retain(|one| was_known(one.entered_at, one.revoked_at, at));
        self
    }

    /// Who pays for an appointment on a day.
    #[must_use]
    pub fn paid_by(&self, id: AppointmentId, day: Day) -> Option<&workforce_funding::Model> {
        self.funding.iter().find(|one| one.appointment_id == id && one.holds(day))
    }

    /// Whether somebody is on leave.
    #[must_use]
    pub fn is_away(&self, employee: EmployeeId, day: Day) -> bool {
        self.leave.iter().any(|one| one.employee_id == employee && one.holds(day))
    }

    /// Each day of work: of appointments the usual hours on working days without leave, of
    /// agreements what the time sheets say.
    #[must_use]
    pub fn worked(
        &self,
        (first, last): (Day, Day),
        is_working: &dyn Fn(Day) -> bool,
    ) -> Vec<(Under, WorkedDay)> {
        let mut all = Vec::new();
        let mut day = first;
        while day <= last {
            if is_working(day) {
                all.extend(self.appointed(day));
            }
            day = day.plus(1);
        }
        let sheets: HashMap<_, _> = self.sheets.iter().map(|one| (one.id, one)).collect();
        let agreements: HashMap<_, _> = self.supplements.iter().map(|one| (one.id, one)).collect();
        for one in self.days.iter().filter(|one| first <= one.day && one.day <= last) {
            let sheet = sheets.get(&one.sheet_id);
            let of = sheet.and_then(|sheet| agreements.get(&sheet.supplement_id));
            let Some(of) = of else { continue };
            let worked = WorkedDay {
                employee: one.employee_id,
                day: one.day,
                minutes: i64::from(one.end_minute - one.begin_minute),
                source: of.source.clone(),
                project: of.project_id.map(|id| id.0),
            };
            all.push((Under::Supplement(of.id), worked));
        }
        all.sort_by_key(|(under, one)| (one.employee, one.day, *under));
        all
    }

    fn appointed(&self, day: Day) -> impl Iterator<Item = (Under, WorkedDay)> {
        let there = self.appointments.iter().filter(move |one| one.holds(day));
        let works = there.filter(move |one| !self.is_away(one.employee_id, day));
        works.map(move |one| {
            let paid = self.paid_by(one.id, day);
            let worked = WorkedDay {
                employee: one.employee_id,
                day,
                minutes: i64::from(usual(one.weekly_minutes)),
                source: paid.map(|paid| paid.source.clone()).unwrap_or_default(),
                project: paid.and_then(|paid| paid.project_id).map(|id| id.0),
            };
            (Under::Appointment(one.id), worked)
        })
    }
}

/// A line of a time sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The day.
    pub day: Day,
    /// From, in minutes of the day.
    pub begin: i32,
    /// Until.
    pub end: i32,
    /// What was done.
    pub work: String,
}

/// Why a line cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The end is not after the beginning.
    Backwards,
    /// The day is ahead.
    Ahead,
    /// The agreement does not hold on this day.
    OutsidePeriod,
    /// The person is on leave.
    OnLeave,
    /// The normal working hours, while the agreement is for work outside them.
    NormalHours,
    /// It meets another time of the same day.
    Overlap,
    /// All work of the day together is too long.
    DayTooLong,
    /// All lines of the month are more than agreed.
    MonthTooLong,
}

impl Fault {
    /// Key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Fault::Backwards => "workforce-fault-backwards",
            Fault::Ahead => "workforce-fault-ahead",
            Fault::OutsidePeriod => "workforce-fault-period",
            Fault::OnLeave => "workforce-fault-leave",
            Fault::NormalHours => "workforce-fault-normal",
            Fault::Overlap => "workforce-fault-overlap",
            Fault::DayTooLong => "workforce-fault-day",
            Fault::MonthTooLong => "workforce-fault-month",
        }
    }
}

/// Against what the lines of a time sheet are checked.
pub struct Against<'a> {
    /// The agreement.
    pub agreement: &'a workforce_supplement::Model,
    /// What else the person does; without the days of the sheet that is checked.
    pub work: &'a Work,
    /// The day of the check.
    pub today: Day,
    /// The most minutes of work on a day.
    pub day_most: i32,
    /// When the normal working day begins and ends, in minutes of the day.
    pub normal: (i32, i32),
    /// Whether a day is a working day.
    pub is_working: &'a dyn Fn(Day) -> bool,
}

impl Against<'_> {
    fn of_day(&self, line: &Typed) -> Option<Fault> {
        let (agreement, employee) = (self.agreement, self.agreement.employee_id);
        let outside = !(0..=DAY_MINUTES).contains(&line.begin) || line.end > DAY_MINUTES;
        if outside || line.end <= line.begin {
            return Some(Fault::Backwards);
        }
        if line.day > self.today {
            return Some(Fault::Ahead);
        }
        if !agreement.holds(line.day) {
            return Some(Fault::OutsidePeriod);
        }
        if self.work.is_away(employee, line.day) {
            return Some(Fault::OnLeave);
        }
        let (begin, end) = self.normal;
        let is_appointed = self.work.appointments.iter().any(|one| {
            one.employee_id == employee && one.holds(line.day) && (self.is_working)(line.day)
        });
        let meets = line.begin < end && begin < line.end;
        (agreement.is_outside && is_appointed && meets).then_some(Fault::NormalHours)
    }

    /// Minutes of work besides this sheet, and whether another sheet has this very time.
    fn besides(&self, line: &Typed) -> (i32, bool) {
        let employee = self.agreement.employee_id;
        let works = (self.is_working)(line.day);
        let appointed = self
            .work
            .appointments
            .iter()
            .filter(|one| works && one.employee_id == employee && one.holds(line.day));
        let usual: i32 = appointed.map(|one| usual(one.weekly_minutes)).sum();
        let others = self.work.days.iter();
        let others: Vec<_> =
            others.filter(|one| one.employee_id == employee && one.day == line.day).collect();
        let sheets: i32 = others.iter().map(|one| one.end_minute - one.begin_minute).sum();
        let meets =
            others.iter().any(|one| line.begin < one.end_minute && one.begin_minute < line.end);
        (usual + sheets, meets)
    }

    /// The first thing that is wrong with each line; none when all can be.
    #[must_use]
    pub fn faults(&self, lines: &[Typed]) -> BTreeMap<usize, Fault> {
        let mut found = BTreeMap::new();
        let mut month = 0;
        for (at, line) in lines.iter().enumerate() {
            if let Some(fault) = self.of_day(line) {
                found.insert(at, fault);
                continue;
            }
            let (besides, meets) = self.besides(line);
            let before = &lines[..at];
            let same: Vec<&Typed> = before.iter().filter(|one| one.day == line.day).collect();
            let inside = same.iter().any(|one| line.begin < one.end && one.begin < line.end);
            let own: i32 = same.iter().map(|one| one.end - one.begin).sum();
            month += line.end - line.begin;
            if meets || inside {
                found.insert(at, Fault::Overlap);
            } else if besides + own + line.end - line.begin > self.day_most {
                found.insert(at, Fault::DayTooLong);
            } else if month > self.agreement.month_minutes {
                found.insert(at, Fault::MonthTooLong);
            }
        }
        found
    }
}
