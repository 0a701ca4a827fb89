//! The same count in words.
//!
//! Invariant: nothing is computed here that [`super::count`] did not compute.

use jiff::civil::Date;

use super::count::count;
use super::{Count, Due, DueDay, Term, Unit, VariantDue};
use crate::day::{DayNo, date, number, written_long};
use crate::derivation::Derivation;
use crate::pause::{Pause, merged};
use crate::rule::Rule;
use crate::words::{amount, days_words};
use crate::{Law, LawError};

pub(super) fn due(law: &Law, id: &str, from: Date, pauses: &[Pause]) -> Result<Due, LawError> {
    let version = law.terms(id)?.at(number(from))?;
    let rule = &law.book().rules()[version.rule];
    let result = count(law, &version.value, number(from), pauses)?;
    let mut why = Derivation::default();
    head(&mut why, rule, &version.value);
    let mut words = Words { law, why: &mut why, term: &version.value, from: number(from) };
    words.tell(result, pauses)?;
    let (counted, moved, safe) = neighbours(law, result);
    let variants = law.deadlines.siblings(id).filter_map(|other| {
        let day = law.deadline(other).ok()?.day_paused(from, pauses).ok()?;
        let title = law.book().newest(other).ok()?.title.clone();
        Some(VariantDue { rule: other.clone(), title, due: day.date() })
    });
    Ok(Due {
        rule: id.to_owned(),
        title: rule.title.clone(),
        trigger: rule.text("trigger").unwrap_or_default().to_owned(),
        who: rule.text("who").unwrap_or_default().to_owned(),
        from,
        due: result.due_day().date(),
        immediately: result.due_day() == DueDay::Immediately,
        stopped: result.due_day() == DueDay::Stopped,
        counted,
        moved,
        safe,
        variants: variants.collect(),
        derivation: why,
    })
}

fn neighbours(law: &Law, result: Count) -> (Option<Date>, Option<Date>, Option<Date>) {
    let Count::Day { end, .. } = result else {
        return (None, None, None);
    };
    let off = law.calendar().is_off(end);
    let moved = off.then(|| date(law.calendar().forward(end)));
    let safe = off.then(|| date(law.calendar().backward(end)));
    (Some(date(end)), moved, safe)
}

fn head(why: &mut Derivation, rule: &Rule, term: &Term) {
    let length = match term.unit {
        Unit::Immediately => "незабавно".to_owned(),
        Unit::NoTerm => "без определен срок".to_owned(),
        Unit::Fixed(day) => written_long(date(day)),
        _ => amount(&rule.unit, &rule.value_text()),
    };
    why.step_by(rule, format!("{}: {} – {length}.", rule.id, rule.title));
    if let Some(open) = &rule.open {
        why.step(format!("Отворен въпрос: {open}"));
    }
}

struct Words<'a> {
    law: &'a Law,
    why: &'a mut Derivation,
    term: &'a Term,
    from: DayNo,
}

impl Words<'_> {
    fn tell(&mut self, result: Count, pauses: &[Pause]) -> Result<(), LawError> {
        match result {
            Count::Immediately => {
                let day = written_long(date(self.from));
                self.why.step(format!("Прави се веднага, още на {day}; друг ден е закъснение."));
            }
            Count::NoTerm => self.why.step("Законът не определя срок."),
            Count::Stopped { raw } => {
                self.start(raw)?;
                self.pauses(pauses)?;
                self.why.step("Спирането продължава, затова краен ден още няма.");
            }
            Count::Day { raw, end, day } => {
                self.start(raw)?;
                if self.term.can_pause() && !pauses.is_empty() {
                    self.pauses(pauses)?;
                    let last = written_long(date(end));
                    self.why.step(format!("С дните на спирането срокът стига до {last}."));
                } else if !pauses.is_empty() {
                    self.why.step("Спирането не променя дата от годината и срок, броен назад.");
                }
                self.moved(end, day)?;
            }
        }
        Ok(())
    }

    fn start(&mut self, raw: DayNo) -> Result<(), LawError> {
        let (from, end) = (written_long(date(self.from)), written_long(date(raw)));
        match self.term.unit {
            Unit::Days | Unit::DaysThenNext | Unit::Hours => {
                let first = written_long(date(self.from + 1));
                let text = format!(
                    "Денят на събитието {from} не се брои; първият ден е {first}, \
                     последният – {end}."
                );
                self.by("count.days", text)
            }
            Unit::WorkingDays | Unit::WorkingDaysOfNextMonth => {
                let text = self.working_days(raw);
                self.by("count.working-days", text)
            }
            Unit::Weeks => {
                self.by("count.weeks", format!("От {from}: същият ден от седмицата е {end}."))
            }
            Unit::Months => {
                let text = self.months(raw);
                self.by("count.months", text)
            }
            Unit::Years | Unit::YearsFromNextYear => {
                self.by("count.years", format!("От {from}: срокът стига до {end}."))
            }
            Unit::DaysBefore | Unit::MonthsBefore => {
                self.why.step(format!("Броено назад от {from}: {end}."));
                Ok(())
            }
            Unit::CapDaysPerYear => {
                self.why
                    .step(format!("От {from} включително, без прекъсване: последен ден {end}."));
                Ok(())
            }
            _ => {
                self.why.step(format!("След {from} датата е {end}."));
                Ok(())
            }
        }
    }

    /// The same number in a later month, or its last day when it has no such number.
    fn months(&self, raw: DayNo) -> String {
        let (from, end) = (written_long(date(self.from)), written_long(date(raw)));
        let (number, last) = (date(self.from).day(), date(raw).day());
        if number == last {
            format!("Броено от {from}, срокът изтича на същото число: {end}.")
        } else {
            format!(
                "Броено от {from}, срокът стига до месец, в който няма число {number}, затова \
                 изтича в последния му ден: {end}."
            )
        }
    }

    fn working_days(&self, raw: DayNo) -> String {
        let start = match self.term.unit {
            Unit::WorkingDaysOfNextMonth => crate::day::end_of_month(self.from, 0),
            _ => self.from,
        };
        let calendar = self.law.calendar();
        let short = |no: DayNo| {
            let day = date(no);
            format!("{:02}.{:02}", day.day(), day.month())
        };
        let counted: Vec<_> =
            (start + 1..=raw).filter(|&d| !calendar.is_off(d)).map(short).collect();
        let skipped: Vec<_> = (start + 1..=raw)
            .filter(|&d| calendar.is_off(d) && calendar.why(d).is_some_and(|(_, r)| !r.is_empty()))
            .filter_map(|d| Some(format!("{} {}", short(d), calendar.why(d)?.0)))
            .collect();
        let mut text = format!(
            "След {} се броят работните дни {}.",
            written_long(date(start)),
            counted.join(", ")
        );
        if !skipped.is_empty() {
            text.push_str(&format!(" Не се броят: {}.", skipped.join(", ")));
        }
        text
    }

    fn pauses(&mut self, pauses: &[Pause]) -> Result<(), LawError> {
        let spans = merged(pauses, self.from, self.law.pause_counts_last_day(self.from));
        for span in spans {
            let first = written_long(date(span.from));
            let text = if span.to == DayNo::MAX {
                format!("Срокът е спрян от {first} и още не тече.")
            } else {
                let days = days_words(i64::from(span.to - span.from + 1));
                let last = written_long(date(span.to));
                format!("Спирането от {first} до {last} ({days}) не се брои.")
            };
            self.by("count.pause", text)?;
        }
        self.by_open("reading.O5")
    }

    fn moved(&mut self, end: DayNo, day: DayNo) -> Result<(), LawError> {
        let calendar = self.law.calendar();
        if !calendar.is_off(end) {
            if day != end {
                self.why.step(format!("Важи от {}.", written_long(date(day))));
            }
            return Ok(());
        }
        let base = day - self.term.shift - i32::from(self.term.unit == Unit::DaysThenNext);
        if base == end {
            let off = calendar.why(end).map(|(reason, _)| reason).unwrap_or_default();
            let text = format!(
                "{} е неприсъствен ден ({off}), но денят не се мести.",
                written_long(date(end))
            );
            self.why.step(text);
            return self.reading();
        }
        let (low, high) = if base > end { (end, base - 1) } else { (base + 1, end) };
        let off: Vec<_> = (low..=high)
            .filter_map(|d| Some(format!("{} – {}", written_long(date(d)), calendar.why(d)?.0)))
            .collect();
        let where_to = if base > end {
            "Първият работен ден след"
        } else {
            "Последният работен ден преди"
        };
        let (are, them) = if low == high {
            ("Неприсъствен ден", "него")
        } else {
            ("Неприсъствени дни", "тях")
        };
        let text =
            format!("{are}: {}. {where_to} {them} е {}.", off.join("; "), written_long(date(base)));
        self.by("count.move", text)?;
        let rules: Vec<_> =
            (low..=high).filter_map(|d| calendar.why(d)).flat_map(|(_, r)| r.to_vec()).collect();
        for no in rules {
            self.why.cite(&self.law.book().rules()[no]);
        }
        if day != base {
            self.why.step(format!("Важи от {}.", written_long(date(day))));
        }
        self.reading()
    }

    fn reading(&mut self) -> Result<(), LawError> {
        let Some(no) = self.term.reading else {
            return Ok(());
        };
        let rule = &self.law.book().rules()[no];
        self.why.step_by(rule, format!("Прочит: {}.", rule.title));
        Ok(())
    }

    fn by(&mut self, rule: &str, text: String) -> Result<(), LawError> {
        let rule = self.law.book().newest(rule)?;
        self.why.step_by(rule, text);
        Ok(())
    }

    fn by_open(&mut self, rule: &str) -> Result<(), LawError> {
        self.why.cite(self.law.book().newest(rule)?);
        Ok(())
    }
}
