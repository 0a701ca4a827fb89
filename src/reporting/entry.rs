//! An entry of the layer, its row: one person (or employee, or service) in one service through a run of
//! months in which nothing about them changed; and how entries are packed.
//!
//! A row of each single month would be twenty times as many and say no more. Packed side by side a million of
//! them is read in the time in which a database hands out some ten thousand.

use jiff::civil::{Date, date};
use kit::store::StoreError;
use kit::types::Day;
use law::Month;

/// The last month of what goes on.
pub const OPEN: u16 = u16::MAX;
/// Months are counted from the January of this year; 0 is a month that is not known.
const FIRST_YEAR: i32 = 1850;
/// Days on which something was known are counted from here; 0 was known from the beginning.
const FIRST_DAY: Date = date(2020, 1, 1);
/// Bytes of a row.
const SIZE: usize = 24;

/// A month as a number.
#[must_use]
pub fn month_number(day: Date) -> u16 {
    let months = (i32::from(day.year()) - FIRST_YEAR) * 12 + i32::from(day.month());
    if months < 1 { 0 } else { u16::try_from(months).unwrap_or(OPEN - 1) }
}

/// The month with a number.
#[must_use]
pub fn month_of(number: u16) -> Month {
    let at = i32::from(number) - 1;
    let year = i16::try_from(FIRST_YEAR + at.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(at.rem_euclid(12) + 1).unwrap_or(1);
    Month::of(Date::new(year, month, 1).unwrap_or_default())
}

/// A day on which something was known, as a number above 0.
#[must_use]
pub fn day_number(day: Day) -> u16 {
    let days = day.days_since(Day(FIRST_DAY));
    u16::try_from(days.max(1)).unwrap_or(u16::MAX)
}

/// An entry: a row of the layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The person, employee or service.
    pub who: i64,
    /// The first month.
    pub first: u16,
    /// The last month; [`OPEN`] while it goes on.
    pub last: u16,
    /// Month of birth, or 0.
    pub born: u16,
    /// How many: 1 but for places.
    pub amount: u16,
    /// EKATTE code of the present address, or 0.
    pub ekatte: u32,
    /// 1 female, 2 male, 0 not known.
    pub sex: u8,
    /// The day since which it is known.
    pub known: u16,
}

impl Entry {
    /// The same row, known since another day.
    #[must_use]
    pub fn known_since(self, known: u16) -> Entry {
        Entry { known, ..self }
    }

    /// What it says, whenever it became known.
    #[must_use]
    pub fn plain(self) -> Entry {
        self.known_since(0)
    }

    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.who.to_le_bytes());
        for two in [self.first, self.last, self.born, self.amount] {
            out.extend_from_slice(&two.to_le_bytes());
        }
        out.extend_from_slice(&self.ekatte.to_le_bytes());
        out.extend_from_slice(&self.known.to_le_bytes());
        out.extend_from_slice(&[self.sex, 0]);
    }

    fn read(b: &[u8; SIZE]) -> Entry {
        let two = |at: usize| u16::from_le_bytes([b[at], b[at + 1]]);
        Entry {
            who: i64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]),
            first: two(8),
            last: two(10),
            born: two(12),
            amount: two(14),
            ekatte: u32::from_le_bytes([b[16], b[17], b[18], b[19]]),
            known: two(20),
            sex: b[22],
        }
    }
}

/// Rows side by side.
#[must_use]
pub fn packed(rows: &[Entry]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() * SIZE);
    for row in rows {
        row.write(&mut out);
    }
    out
}

/// The rows that were packed.
///
/// # Errors
/// When the bytes are cut off.
pub fn unpacked(bytes: &[u8]) -> Result<Vec<Entry>, StoreError> {
    let (rows, rest) = bytes.as_chunks::<SIZE>();
    if !rest.is_empty() {
        return Err(StoreError::Other("rows of the layer are cut off".to_owned()));
    }
    Ok(rows.iter().map(Entry::read).collect())
}

/// What all rows of a sheet have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Header {
    /// The code of what is counted.
    pub measure: &'static str,
    /// The service; 0 for staff, which belongs to a provider.
    pub service: i64,
    /// The provider; 0 for the municipality's own staff.
    pub provider: i64,
    /// Kind by чл. 15 ЗСУ; 0 for none.
    pub kind: u8,
    /// For whom the service is.
    pub group: String,
}

/// The rows of one measure and service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What they have in common.
    pub header: Header,
    /// In order.
    pub rows: Vec<Entry>,
}

/// Whose rows were read anew.
#[derive(Clone, Debug)]
pub enum Touched {
    /// Everybody's.
    All,
    /// Those of some.
    Some(std::collections::HashSet<i64>),
}

impl Touched {
    /// Whether somebody's rows were read anew.
    #[must_use]
    pub fn holds(&self, who: i64) -> bool {
        match self {
            Touched::All => true,
            Touched::Some(some) => some.contains(&who),
        }
    }
}

/// A sheet after a refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// What is known now.
    pub now: Vec<Entry>,
    /// What was known until today and is known no more.
    pub past: Vec<Entry>,
    /// How many rows are new or gone.
    pub changed: usize,
}

/// Brings a sheet into step with rows read anew, both in order. A row that says the same keeps the day since
/// which it is known; one that went is past, unless nobody but today could have seen it.
#[must_use]
pub fn merged(old: &[Entry], fresh: &[Entry], (touched, known): (&Touched, u16)) -> Merged {
    let mut done = Merged { now: Vec::with_capacity(old.len()), past: Vec::new(), changed: 0 };
    let mut fresh = fresh.iter().copied().peekable();
    for row in old.iter().copied() {
        while let Some(new) = fresh.next_if(|new| new.plain() < row.plain()) {
            done.now.push(new.known_since(known));
            done.changed += 1;
        }
        let is_same = fresh.next_if(|new| new.plain() == row.plain()).is_some();
        if is_same || !touched.holds(row.who) {
            done.now.push(row);
            continue;
        }
        done.changed += 1;
        if row.known != known {
            done.past.push(row);
        }
    }
    for new in fresh {
        done.now.push(new.known_since(known));
        done.changed += 1;
    }
    done
}
