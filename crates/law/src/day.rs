//! Days as numbers: quick arithmetic on civil days and their Bulgarian words.
//!
//! A day is [`jiff::civil::Date`] at every door of the crate. Inside, it is a count of days from
//! 1970-01-01, because a term is then one addition and the calendar one bit. Both directions are
//! exact for every day that `Date` can hold.

use jiff::civil::Date;

/// Days from 1970-01-01.
pub(crate) type DayNo = i32;

const DAYS_PER_ERA: i32 = 146_097;
const EPOCH_SHIFT: i32 = 719_468;

/// The number of a day (Hinnant's algorithm for the civil calendar).
#[inline]
pub(crate) fn number(day: Date) -> DayNo {
    from_ymd(i32::from(day.year()), i32::from(day.month()), i32::from(day.day()))
}

/// The number of the day `y-m-d`; `m` is 1..=12.
#[inline]
pub(crate) fn from_ymd(y: i32, m: i32, d: i32) -> DayNo {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y - era * 400;
    let shifted_month = if m > 2 { m - 3 } else { m + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + d - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT
}

/// Year, month and day of a number.
#[inline]
pub(crate) fn to_ymd(no: DayNo) -> (i32, i32, i32) {
    let z = no + EPOCH_SHIFT;
    let era = z.div_euclid(DAYS_PER_ERA);
    let day_of_era = z - era * DAYS_PER_ERA;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let d = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let m = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let y = year_of_era + era * 400 + i32::from(m <= 2);
    (y, m, d)
}

/// The day of a number; clamped to what `Date` can hold.
#[inline]
pub(crate) fn date(no: DayNo) -> Date {
    let (y, m, d) = to_ymd(no);
    let fallback = if y < 0 { Date::MIN } else { Date::MAX };
    match (i16::try_from(y), i8::try_from(m), i8::try_from(d)) {
        (Ok(y), Ok(m), Ok(d)) => Date::new(y, m, d).unwrap_or(fallback),
        _ => fallback,
    }
}

/// Day of the week, 1 for Monday to 7 for Sunday.
#[inline]
pub(crate) fn iso_weekday(no: DayNo) -> u8 {
    // 1970-01-01 was a Thursday; the remainder is always 0..=6.
    (no + 3).rem_euclid(7) as u8 + 1
}

/// Length of a month in days.
#[inline]
pub(crate) fn month_length(y: i32, m: i32) -> i32 {
    match m {
        4 | 6 | 9 | 11 => 30,
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The same day `months` later (or earlier); the last day of the month where there is no such day.
#[inline]
pub(crate) fn add_months(no: DayNo, months: i32) -> DayNo {
    let (y, m, d) = to_ymd(no);
    let index = y * 12 + (m - 1) + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    from_ymd(year, month, d.min(month_length(year, month)))
}

/// The last day of the month `months` after the month of `no`.
#[inline]
pub(crate) fn end_of_month(no: DayNo, months: i32) -> DayNo {
    let (y, m, _) = to_ymd(no);
    let index = y * 12 + (m - 1) + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    from_ymd(year, month, month_length(year, month))
}

const WEEKDAYS: [&str; 7] =
    ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"];

/// The weekday in Bulgarian, in small letters.
#[must_use]
pub fn weekday_name(day: Date) -> &'static str {
    WEEKDAYS[usize::from(iso_weekday(number(day)) - 1)]
}

/// A day as Bulgarians write it: `24.12.2026 г.`.
#[must_use]
pub fn written(day: Date) -> String {
    format!("{:02}.{:02}.{} г.", day.day(), day.month(), day.year())
}

/// A day with its weekday: `24.12.2026 г. (четвъртък)`.
#[must_use]
pub fn written_long(day: Date) -> String {
    format!("{} ({})", written(day), weekday_name(day))
}

/// Reads a day in ISO form (`2026-12-24`).
///
/// # Errors
/// `BadInput` when the text is not a day that exists.
pub fn parse_day(text: &str) -> Result<Date, crate::LawError> {
    let shape = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    text.parse::<Date>().ok().filter(|_| shape).ok_or_else(|| {
        crate::LawError::input(format!("„{text}“ не е ден във вида ГГГГ-ММ-ДД, който съществува"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date as civil;

    #[test]
    fn numbers_agree_with_jiff() {
        let mut day = civil(1899, 12, 1);
        for _ in 0..100_000 {
            let no = number(day);
            assert_eq!(date(no), day);
            assert_eq!(
                i8::try_from(iso_weekday(no)).unwrap(),
                day.weekday().to_monday_one_offset()
            );
            day = day.saturating_add(1.day());
        }
    }

    #[test]
    fn months_end_on_the_last_day_where_there_is_no_such_day() {
        let from = number(civil(2026, 11, 30));
        assert_eq!(date(add_months(from, 3)), civil(2027, 2, 28));
        assert_eq!(date(add_months(number(civil(2027, 3, 31)), -1)), civil(2027, 2, 28));
        assert_eq!(date(end_of_month(number(civil(2026, 12, 5)), 1)), civil(2027, 1, 31));
    }

    #[test]
    fn a_day_must_exist_and_be_iso() {
        assert!(parse_day("2026-02-29").is_err());
        assert!(parse_day("20260228").is_err());
        assert!(parse_day("28.02.2026").is_err());
        assert_eq!(parse_day("2028-02-29").unwrap(), civil(2028, 2, 29));
    }
}
