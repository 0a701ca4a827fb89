//! Figures from a table of others: what each cell says, and what becomes of it. Without a database.

use super::ValueId;
use super::catalogue::Catalogue;
use super::check::{Excess, excesses};
use super::columns::{MEANINGS, Meaning, Plan};
use super::deed::NewValue;
use super::frame::{LINE, NoAmount, read_amount};
use super::value::{KINDS, Territory, Value, kind, milli};
use kit::search::plain;
use kit::types::Day;
use sheet::{GridRow, NotFound, Places};
use std::collections::{HashMap, HashSet};
use ui::Lang;

/// The last day of a year: for which a figure holds of which only the year is told.
const LAST: &str = "12-31";
/// Digits of a year.
const YEAR: usize = 4;

/// What the cells of a table are held against.
pub struct Desk<'a> {
    /// The groups.
    pub catalogue: &'a Catalogue,
    /// All settlements of the country.
    pub places: &'a Places,
    /// Names of the settlements of the municipality by code.
    pub own: &'a HashMap<String, String>,
    /// The municipality, as tables call it, in plain letters.
    pub whole: &'a [String],
    /// Today.
    pub today: Day,
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is entered.
    New(NewValue),
    /// It says what is known already.
    Same(ValueId),
    /// It says something else than a figure of the same source and day: that one is corrected.
    Corrects(ValueId, NewValue),
    /// Nothing is to be entered; the key says why.
    Skipped(&'static str),
    /// The table has to be mended; the key says why.
    Wrong(&'static str),
}

/// A cell of a table with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The row's number in the file.
    pub row: u32,
    /// The column, from 0.
    pub column: usize,
    /// What stands in the cell.
    pub text: String,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What a row says besides its amounts.
struct Said<'a> {
    plan: &'a Plan,
    cells: HashMap<&'a str, &'a str>,
}

impl<'a> Said<'a> {
    fn get(&self, code: &str) -> &'a str {
        self.cells.get(code).copied().unwrap_or_default()
    }

    fn or<'b>(&'b self, code: &str, whole: &'b str) -> &'b str {
        let own = self.get(code);
        if own.is_empty() { whole } else { own }
    }
}

/// How people were counted, as tables name it.
#[must_use]
pub fn kind_of(text: &str) -> Option<&'static str> {
    let sought = plain(text);
    let words =
        |code: &str, lang: Lang| plain(&ui::text::text(lang, &format!("figures-kind-{code}")));
    let named = KINDS.into_iter().find(|code| {
        *code == text || words(code, Lang::Bg) == sought || words(code, Lang::En) == sought
    });
    // How a word begins tells enough: "преброяване", "настоящ адрес", "по постоянен адрес".
    let begins = [
        ("пребро", "census"),
        ("насто", "present"),
        ("по насто", "present"),
        ("посто", "permanent"),
        ("по посто", "permanent"),
        ("регис", "register"),
    ];
    let begun = || begins.iter().find(|(start, _)| sought.starts_with(start));
    named.or_else(|| begun().and_then(|(_, code)| kind(code)))
}

/// A day of a table; of a year alone its last day.
#[must_use]
pub fn day_of(text: &str) -> Option<Day> {
    let year = text.trim().trim_end_matches("г.").trim_end_matches('г').trim();
    if year.len() == YEAR && year.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{year}-{LAST}").parse().ok();
    }
    sheet::day(text).map(Day)
}

fn territory(desk: &Desk<'_>, text: &str) -> Result<Territory, &'static str> {
    let sought = plain(text);
    if sought.is_empty() {
        return Err("figures-row-place-missing");
    }
    if desk.whole.contains(&sought) {
        return Ok(Territory::Municipality);
    }
    if ["област", "областта", "общо за областта"].contains(&sought.as_str())
    {
        return Ok(Territory::District);
    }
    let country = ["страната", "българия", "република българия", "общо за страната"];
    if country.contains(&sought.as_str()) {
        return Ok(Territory::Country);
    }
    match desk.places.find(text) {
        Ok(code) if desk.own.contains_key(code) => Ok(Territory::Settlement(code.to_owned())),
        Ok(_) => Err("figures-row-place-other"),
        Err(NotFound::Several) => Err("figures-row-place-several"),
        Err(NotFound::Unknown) => Err("figures-row-place-unknown"),
    }
}

/// Why a cell is no figure; the key says it.
enum Stop {
    /// Nothing is to be entered.
    Skipped(&'static str),
    /// The table has to be mended.
    Wrong(&'static str),
}

impl From<Stop> for Verdict {
    fn from(stop: Stop) -> Verdict {
        match stop {
            Stop::Skipped(key) => Verdict::Skipped(key),
            Stop::Wrong(key) => Verdict::Wrong(key),
        }
    }
}

/// What a cell says as a figure.
fn figure(
    desk: &Desk<'_>,
    said: &Said<'_>,
    (text, of): (&str, Option<&str>),
) -> Result<NewValue, Stop> {
    let wrong = Stop::Wrong;
    let (amount, mark) = read_amount(text).map_err(|why| match why {
        NoAmount::Empty => Stop::Skipped("figures-row-empty"),
        NoAmount::Secret => Stop::Skipped("figures-row-secret"),
        NoAmount::Ambiguous => wrong("figures-row-ambiguous"),
        NoAmount::Wrong => wrong("figures-row-number"),
    })?;
    milli(amount).ok_or(wrong("figures-wrong-amount"))?;
    let plan = said.plan;
    let group = of.unwrap_or_else(|| said.or("group", &plan.group));
    let group = desk.catalogue.find(group).ok_or(wrong("figures-row-group"))?;
    let kind = kind_of(said.or("kind", &plan.kind)).ok_or(wrong("figures-row-kind"))?;
    let typed = said.get("day");
    let on = if typed.is_empty() { plan.on } else { day_of(typed) };
    let on = on.ok_or(wrong("figures-row-day"))?;
    if on > desk.today {
        return Err(wrong("figures-row-future"));
    }
    let source = said.or("source", &plan.source).to_owned();
    if source.is_empty() {
        return Err(wrong("figures-row-source"));
    }
    let has_places = plan.columns.contains(&Meaning::Territory);
    let territory = if has_places {
        territory(desk, said.get("territory")).map_err(wrong)?
    } else {
        super::frame::chosen_place(&plan.place, desk.own)
            .ok_or(wrong("figures-row-place-missing"))?
    };
    // The mark of a footnote stays with the figure, and what it says is read in the file.
    let note = [said.get("note"), mark.as_str()];
    let note = note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if source.chars().count() > LINE || note.chars().count() > LINE {
        return Err(wrong("figures-row-long"));
    }
    Ok(NewValue { group: group.code.clone(), kind, territory, on, amount, source, note })
}

/// The columns that say something of a whole row, with the code of what they say.
fn naming(plan: &Plan) -> Vec<(&'static str, usize)> {
    let code = |(at, meaning): (usize, &Meaning)| {
        let named = MEANINGS.iter().find(|(_, known)| known == meaning)?;
        (*meaning != Meaning::Amount).then_some((named.0, at))
    };
    plan.columns.iter().enumerate().filter_map(code).collect()
}

/// Every cell of the table that could be a figure, read; rows without any amount are told once.
#[must_use]
pub fn items(desk: &Desk<'_>, (plan, rows): (&Plan, &[GridRow])) -> Vec<Item> {
    let naming = naming(plan);
    let amounts: Vec<(usize, Option<&str>)> = plan
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, meaning)| match meaning {
            Meaning::Amount => Some((at, None)),
            Meaning::Of(group) => Some((at, Some(group.as_str()))),
            _ => None,
        })
        .collect();
    let after = rows.iter().filter(|row| row.number >= plan.head).skip(plan.heads);
    let mut above: HashMap<&str, &str> = HashMap::new();
    let mut all = Vec::new();
    for row in after {
        let is_note = amounts.iter().all(|(at, _)| row.cell(*at).is_empty());
        if is_note {
            let text = row.cells.iter().find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
            let verdict = Verdict::Skipped("figures-row-note");
            all.push(Item { row: row.number, column: 0, text, verdict });
            continue;
        }
        let mut cells: HashMap<&str, &str> = HashMap::new();
        for (code, at) in &naming {
            let text = match row.cell(*at) {
                // A remark is said of its own row only.
                "" if plan.fills && *code != "note" => above.get(code).copied().unwrap_or_default(),
                text => text,
            };
            above.insert(code, text);
            cells.insert(code, text);
        }
        let said = Said { plan, cells };
        for (at, of) in &amounts {
            let text = row.cell(*at);
            let verdict = if row.merged.contains(at) && !text.is_empty() {
                Verdict::Wrong("figures-row-merged")
            } else {
                figure(desk, &said, (text, *of)).map_or_else(Verdict::from, Verdict::New)
            };
            all.push(Item { row: row.number, column: *at, text: text.to_owned(), verdict });
        }
    }
    once(&mut all);
    all
}

/// A figure that the table gives twice is wrong the second time.
fn once(items: &mut [Item]) {
    let mut seen = HashSet::new();
    for item in items {
        let slot = if let Verdict::New(new) = &item.verdict { Some(new.slot()) } else { None };
        if slot.is_some_and(|slot| !seen.insert(slot)) {
            item.verdict = Verdict::Wrong("figures-row-twice");
        }
    }
}

/// Holds what was read against what is known of the same group, kind, territory, day and source.
pub fn settle(items: &mut [Item], known: &HashMap<String, Value>) {
    for item in items {
        let Verdict::New(new) = &item.verdict else { continue };
        let Some(old) = known.get(&new.slot()) else { continue };
        item.verdict = if old.amount == new.amount {
            Verdict::Same(old.id)
        } else {
            Verdict::Corrects(old.id, new.clone())
        };
    }
}

/// What would sum to more than its whole, were the table entered over what is known.
#[must_use]
pub fn would_exceed(
    catalogue: &Catalogue,
    (items, known): (&[Item], &HashMap<String, Value>),
) -> Vec<Excess> {
    let mut after: HashMap<String, Value> = known.clone();
    let mut days: HashSet<(Day, &str)> = HashSet::new();
    for item in items {
        let (Verdict::New(new) | Verdict::Corrects(_, new)) = &item.verdict else { continue };
        days.insert((new.on, new.kind));
        let value = Value {
            group: new.group.clone(),
            kind: new.kind,
            territory: new.territory.clone(),
            on: new.on,
            amount: new.amount,
            source: new.source.clone(),
            id: ValueId(0),
        };
        after.insert(new.slot(), value);
    }
    let all: Vec<Value> = after.into_values().collect();
    let told = excesses(catalogue, &all).into_iter();
    told.filter(|one| days.contains(&(one.on, one.kind))).collect()
}
