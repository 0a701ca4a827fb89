//! Times of roads from a spreadsheet: what a row says, and what is wrong with it. Without a
//! database.

use kit::search::plain;
use sheet::Places;
use std::collections::HashSet;

/// So many rows are taken at once: each of a hundred settlements with each.
pub const MOST: usize = 20_000;
/// A day on the road.
const MINUTES_MAX: f64 = 1_440.0;
/// Across the country and back.
const KM_MAX: f64 = 2_000.0;
/// Nobody drives so fast: minutes and kilometres were mixed up.
const FASTEST: f64 = 140.0;
/// The columns: with what their heads may be named, in plain letters.
const COLUMNS: [&[&str]; 4] = [
    &["от", "от населено място", "from"],
    &["до", "до населено място", "to"],
    &["минути", "време", "време в минути", "minutes"],
    &["километри", "км", "разстояние", "разстояние в км", "km"],
];

/// A time of a road as a row tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRoad {
    /// EKATTE code.
    pub from: String,
    /// As above.
    pub to: String,
    /// Tenths of a minute.
    pub minutes_tenths: i32,
    /// Metres, where the row tells kilometres.
    pub metres: Option<i32>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number in the file, as people see it.
    pub row: u32,
    /// The key of what is wrong.
    pub key: &'static str,
    /// What stands there.
    pub typed: String,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read<T> {
    /// What is to be entered, when nothing is wrong.
    pub rows: Vec<T>,
    /// What is wrong, row by row.
    pub wrong: Vec<Fault>,
}

/// Reads a table of times.
///
/// # Errors
/// The key of what is wrong with it as a whole.
pub fn read(file: (&[u8], &str), places: &Places) -> Result<Read<NewRoad>, &'static str> {
    let format = sheet::detect(file.0, file.1).ok_or("atlas-file-broken")?;
    let table = sheet::read(file.0, format).map_err(|_| "atlas-file-broken")?;
    if table.len() > MOST {
        return Err("atlas-file-long");
    }
    let heads: Vec<String> = table.heads().iter().map(|head| plain(head)).collect();
    let at = COLUMNS.map(|names| heads.iter().position(|head| names.contains(&head.as_str())));
    let [Some(from), Some(to), Some(minutes), km] = at else { return Err("atlas-file-heads") };
    let mut all = Read { rows: Vec::new(), wrong: Vec::new() };
    let mut there = HashSet::new();
    let mut above = String::new();
    for row in table.rows_from(0) {
        let km = km.map_or("", |km| row.cell(km));
        let (to, minutes) = (row.cell(to), row.cell(minutes));
        // A note beneath the table says neither where to nor how long.
        if to.is_empty() && minutes.is_empty() && km.is_empty() {
            continue;
        }
        // Of merged cells only the first has the text.
        if !row.cell(from).is_empty() {
            row.cell(from).clone_into(&mut above);
        }
        let road = road(places, (&above, to), (minutes, km)).and_then(|road| {
            let is_first = there.insert((road.from.clone(), road.to.clone()));
            if is_first { Ok(road) } else { Err(("atlas-row-twice", to)) }
        });
        match road {
            Ok(road) => all.rows.push(road),
            Err((key, typed)) => {
                all.wrong.push(Fault { row: row.number(), key, typed: typed.to_owned() });
            }
        }
    }
    if all.rows.is_empty() && all.wrong.is_empty() {
        return Err("atlas-file-empty");
    }
    Ok(all)
}

/// What a row says, or the key of what is wrong and what stands there.
fn road<'a>(
    places: &Places,
    (from, to): (&'a str, &'a str),
    (minutes, km): (&'a str, &'a str),
) -> Result<NewRoad, (&'static str, &'a str)> {
    let place = |typed: &'a str| -> Result<String, (&'static str, &'a str)> {
        places.find(typed).map(str::to_owned).map_err(|_| ("atlas-row-settlement", typed))
    };
    let (begin, end) = (place(from)?, place(to)?);
    if begin == end {
        return Err(("atlas-row-same", to));
    }
    let wrong = ("atlas-row-minutes", minutes);
    let told = decimal(minutes).filter(|told| (0.1..=MINUTES_MAX).contains(told)).ok_or(wrong)?;
    let far = match km {
        "" => None,
        typed => {
            let far = decimal(typed).filter(|far| (0.1..=KM_MAX).contains(far));
            Some(far.ok_or(("atlas-row-km", typed))?)
        }
    };
    if far.is_some_and(|far| far / told * 60.0 > FASTEST) {
        return Err(("atlas-row-fast", minutes));
    }
    Ok(NewRoad {
        from: begin,
        to: end,
        minutes_tenths: (told * 10.0).round() as i32,
        metres: far.map(|far| (far * 1_000.0).round() as i32),
    })
}

/// A number as people type it: `1 234,5` and `1234.5`.
fn decimal(typed: &str) -> Option<f64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let typed = typed.replace(',', ".");
    let is_number = typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    typed.parse().ok().filter(|_| is_number)
}
