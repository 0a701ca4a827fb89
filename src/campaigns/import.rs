//! Attendance and copies from a spreadsheet: what a row says, and what becomes of it. Without a
//! database.

use super::EventId;
use super::choice::Word;
use super::course::{COPIES_MAX, PEOPLE_MAX, State, hour};
use super::entry::{HANDED, NewEntry};
use super::event::NewEvent;
use super::frame::{LINE, TEXT};
use super::{CampaignId, CampaignPaperId};
use kit::search::plain;
use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// So many rows are taken at once.
pub const MOST: usize = 300;
/// What a file may hold; words have the key `campaigns-import-<code>`.
pub const KINDS: [&str; 2] = ["events", "copies"];
/// Events with who came.
pub const EVENTS: &str = KINDS[0];

/// A column: its name here, and with what its head begins in Bulgarian and in English.
type Column = (&'static str, &'static str, &'static str);

const OF_EVENTS: [Column; 9] = [
    ("day", "дата", "date"),
    ("settlement", "населено място", "settlement"),
    ("place", "място", "place"),
    ("title", "събитие", "event"),
    ("kind", "вид", "kind"),
    ("begins", "начало", "begins"),
    ("ends", "край", "ends"),
    ("partners", "партньори", "partners"),
    ("report", "какво се каза", "report"),
];
const OF_COPIES: [Column; 7] = [
    ("day", "дата", "date"),
    ("settlement", "населено място", "settlement"),
    ("place", "място", "place"),
    ("title", "материал", "material"),
    ("amount", "брой", "copies"),
    ("paper", "издание", "edition"),
    ("note", "бележка", "note"),
];

/// The columns of a kind of file.
#[must_use]
pub fn columns(kind: &str) -> &'static [Column] {
    if kind == EVENTS { &OF_EVENTS } else { &OF_COPIES }
}

/// Without these a file is not understood.
fn asked_for(kind: &str) -> &'static [&'static str] {
    if kind == EVENTS { &["day", "settlement", "title"] } else { &["day", "settlement", "amount"] }
}

/// A row of the file, as it was typed: by column, and how many came by a code of the list `came`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// Its number in the file.
    pub number: u32,
    /// What stands in the columns of [`columns`].
    pub cells: BTreeMap<String, String>,
    /// What stands in the columns of those who came.
    pub came: BTreeMap<String, String>,
}

impl Row {
    /// What stands in a column.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Reads a file.
///
/// # Errors
/// The key of what is wrong with it as a whole.
pub fn rows(
    (bytes, name): (&[u8], &str),
    (kind, came): (&str, &[Word]),
) -> Result<Vec<Row>, &'static str> {
    let format = sheet::detect(bytes, name).ok_or("campaigns-import-broken")?;
    let table = sheet::read(bytes, format).map_err(|_| "campaigns-import-broken")?;
    let heads: Vec<String> = table.heads().iter().map(|head| plain(head)).collect();
    let places: Vec<(&str, usize)> = columns(kind)
        .iter()
        .filter_map(|(column, bg, en)| {
            let is_it = |head: &String| head == bg || head == en;
            heads.iter().position(is_it).map(|at| (*column, at))
        })
        .collect();
    let is_there = |asked: &&str| places.iter().any(|(column, _)| *column == *asked);
    if !asked_for(kind).iter().all(is_there) {
        return Err("campaigns-import-heads");
    }
    let people: Vec<(&str, usize)> = came
        .iter()
        .filter_map(|word| {
            let known = [plain(&word.bg), plain(&word.en), plain(&word.code)];
            let is_it = |head: &String| !head.is_empty() && known.contains(head);
            heads.iter().position(is_it).map(|at| (word.code.as_str(), at))
        })
        .collect();
    if kind == EVENTS && people.is_empty() {
        return Err("campaigns-import-came");
    }
    if table.len() > MOST {
        return Err("campaigns-import-long");
    }
    let cells = |row: &sheet::Row<'_>, all: &[(&str, usize)]| -> BTreeMap<String, String> {
        let some = all.iter().map(|(name, at)| ((*name).to_owned(), row.cell(*at).to_owned()));
        some.filter(|(_, text)| !text.is_empty()).collect()
    };
    let row = |row: sheet::Row<'_>| Row {
        number: row.number(),
        cells: cells(&row, &places),
        came: if kind == EVENTS { cells(&row, &people) } else { BTreeMap::new() },
    };
    Ok(table.rows_from(0).map(row).collect())
}

/// An event as a row of a file names it: day, settlement, title in plain letters.
pub type Named = (Day, String, String);
/// Copies as a row of a file names them: day, settlement, place and title in plain letters, copies.
pub type Counted = (Day, String, String, String, i64);

/// What a row is held against.
pub struct Desk {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its first and last day.
    pub period: (Day, Day),
    /// Today.
    pub today: Day,
    /// Codes of settlements, by their plain name with and without the kind, and by the code.
    pub places: HashMap<String, String>,
    /// Codes of the list `event`, by their plain words.
    pub kinds: HashMap<String, String>,
    /// Editions of materials, by their plain number.
    pub papers: HashMap<String, CampaignPaperId>,
    /// The events of the campaign that were not withdrawn, with the code of their kind.
    pub events: HashMap<Named, (EventId, State, String)>,
    /// The copies of the campaign that were not withdrawn.
    pub copies: HashSet<Counted>,
}

/// What is entered for a row of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The planned event that is reported; none when it is entered first.
    pub planned: Option<EventId>,
    /// The event.
    pub new: NewEvent,
    /// Who came.
    pub came: Vec<(String, i64)>,
    /// What was said.
    pub report: String,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An event is reported, after it was entered when nobody planned it.
    Event(Box<Held>),
    /// Copies are entered.
    Copies(Box<NewEntry>),
    /// It is there already.
    Known,
    /// It cannot be; the key says why.
    Wrong(&'static str),
}

impl Verdict {
    /// Whether something is entered for it.
    #[must_use]
    pub fn is_new(&self) -> bool {
        matches!(self, Verdict::Event(_) | Verdict::Copies(_))
    }

    /// Whether the file has to be mended for it.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        matches!(self, Verdict::Wrong(_))
    }
}

/// What becomes of each row of a kind of file; a row that says the same as one before it is wrong.
#[must_use]
pub fn verdicts(desk: &Desk, (kind, rows): (&str, &[Row])) -> Vec<Verdict> {
    let (mut events, mut copies) = (HashSet::new(), HashSet::new());
    let judge = |row: &Row| {
        let verdict = if kind == EVENTS { held(desk, row) } else { handed(desk, row) };
        let is_first = match &verdict {
            Ok(Verdict::Event(one)) => events.insert(named(&one.new)),
            Ok(Verdict::Copies(one)) => copies.insert(counted(one)),
            _ => true,
        };
        match verdict {
            Ok(verdict) if is_first => verdict,
            Ok(_) => Verdict::Wrong("campaigns-row-twice"),
            Err(key) => Verdict::Wrong(key),
        }
    };
    rows.iter().map(judge).collect()
}

fn named(new: &NewEvent) -> Named {
    (new.held_on, new.ekatte.clone(), plain(&new.title))
}

fn counted(new: &NewEntry) -> Counted {
    (new.on, new.ekatte.clone(), plain(&new.place), plain(&new.title), new.amount)
}

/// A text of a row that is not too long.
fn typed(row: &Row, column: &str, longest: usize) -> Result<String, &'static str> {
    let text = row.get(column);
    if text.chars().count() > longest { Err("campaigns-row-long") } else { Ok(text.to_owned()) }
}

fn day(row: &Row) -> Result<Day, &'static str> {
    sheet::day(row.get("day")).map(Day).ok_or("campaigns-row-day")
}

fn settlement(desk: &Desk, row: &Row) -> Result<String, &'static str> {
    let code = desk.places.get(&plain(row.get("settlement")));
    code.cloned().ok_or("campaigns-row-settlement")
}

/// A whole number as people type it: `1 200` and `1200`.
fn number(text: &str, most: i64) -> Result<i64, &'static str> {
    let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let number = typed.parse().ok().filter(|number| (0..=most).contains(number));
    number.ok_or("campaigns-row-number")
}

fn clock(text: &str) -> Result<String, &'static str> {
    if text.is_empty() { Ok(String::new()) } else { hour(text).ok_or("campaigns-row-hour") }
}

fn held(desk: &Desk, row: &Row) -> Result<Verdict, &'static str> {
    let on = day(row)?;
    if on < desk.period.0 || on > desk.period.1 {
        return Err("campaigns-refused-outside");
    }
    if on > desk.today {
        return Err("campaigns-refused-early");
    }
    let ekatte = settlement(desk, row)?;
    let title = typed(row, "title", LINE)?;
    if title.is_empty() {
        return Err("campaigns-row-title");
    }
    let known = desk.events.get(&(on, ekatte.clone(), plain(&title)));
    let planned = match known {
        Some((_, State::Held, _)) => return Ok(Verdict::Known),
        Some((_, State::Cancelled, _)) => return Err("campaigns-row-cancelled"),
        Some((id, State::Planned, _)) => Some(*id),
        None => None,
    };
    let kind = match (plain(row.get("kind")).as_str(), known) {
        ("", Some((_, _, kind))) => kind.clone(),
        (sought, _) => desk.kinds.get(sought).cloned().ok_or("campaigns-row-kind")?,
    };
    let (begins, ends) = (clock(row.get("begins"))?, clock(row.get("ends"))?);
    if !ends.is_empty() && ends <= begins {
        return Err("campaigns-wrong-hours");
    }
    let mut came = Vec::new();
    for (kind, typed) in &row.came {
        came.push((kind.clone(), number(typed, PEOPLE_MAX)?));
    }
    if came.iter().all(|(_, people)| *people == 0) {
        return Err("campaigns-refused-nobody");
    }
    let new = NewEvent {
        kind,
        title,
        held_on: on,
        begins,
        ends,
        ekatte,
        place: typed(row, "place", LINE)?,
        partners: typed(row, "partners", LINE)?,
        contact: String::new(),
        note: String::new(),
    };
    let report = typed(row, "report", TEXT)?;
    Ok(Verdict::Event(Box::new(Held { planned, new, came, report })))
}

fn handed(desk: &Desk, row: &Row) -> Result<Verdict, &'static str> {
    let on = day(row)?;
    if on > desk.today {
        return Err("campaigns-wrong-future");
    }
    let ekatte = settlement(desk, row)?;
    let amount = number(row.get("amount"), COPIES_MAX)?;
    if amount == 0 {
        return Err("campaigns-row-number");
    }
    let edition = plain(row.get("paper"));
    let paper = match edition.as_str() {
        "" => None,
        sought => Some(*desk.papers.get(sought).ok_or("campaigns-row-paper")?),
    };
    let title = match typed(row, "title", LINE)? {
        title if !title.is_empty() => title,
        _ => typed(row, "paper", LINE)?,
    };
    if title.is_empty() {
        return Err("campaigns-row-title");
    }
    let new = NewEntry {
        campaign: Some(desk.campaign),
        paper,
        ekatte,
        place: typed(row, "place", LINE)?,
        title,
        detail: typed(row, "note", TEXT)?,
        amount,
        ..NewEntry::on(HANDED, on)
    };
    let is_known = desk.copies.contains(&counted(&new));
    Ok(if is_known { Verdict::Known } else { Verdict::Copies(Box::new(new)) })
}
