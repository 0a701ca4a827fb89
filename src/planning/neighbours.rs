//! What other capabilities know: the one place that names their doors for drafts.

use super::figure::Key;
use super::frame::bg;
use super::registers;
use crate::figures::{self, Territory};
use crate::{forecast, needs, services, studies};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ui::Lang;

/// Demography of so many years stands in the analysis (чл. 39, ал. 1, т. 5 НПСУ).
const YEARS: i32 = 5;
/// The same, as many rows.
const NEWEST: usize = 5;
/// Groups that stand in the analysis besides those of the formula.
const BESIDES: [&str; 7] = [
    "births",
    "deaths",
    "arrivals",
    "departures",
    "unemployed",
    "living-alone-old",
    "children-institution",
];
/// Bands of five years in which the young, those of working age and the old begin.
const BANDS: [(&str, u8, u8); 3] = [("0-14", 0, 2), ("15-64", 3, 12), ("65", 13, 17)];

/// A figure as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub key: Key,
    /// How much.
    pub value: Decimal,
    /// Of which day.
    pub known_on: Day,
    /// The list behind it, below the municipality.
    pub list: String,
    /// What is counted, in words.
    pub label: String,
    /// Where it comes from, in words.
    pub source: String,
}

/// The need of one of the services of the formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetNow {
    /// Its number.
    pub no: u8,
    /// Its name.
    pub name: String,
    /// The sum; none where a group is missing.
    pub total: Option<Decimal>,
    /// What of it is planned here: of a service of the whole country the sum of the district.
    pub own: Option<Decimal>,
    /// Places that there are.
    pub places: i64,
    /// Users by the National Map.
    pub on_map: Option<i64>,
    /// Groups without a figure, in words.
    pub missing: Vec<String>,
    /// What is added up, where the people are known.
    pub products: Vec<Product>,
}

/// A summand of the formula: value per thousand × weight × people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Users per thousand.
    pub per_1000: Decimal,
    /// Weight in percent.
    pub weight: Decimal,
    /// The people, as a figure.
    pub people: Key,
}

/// A service that works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its name, with the provider's.
    pub name: String,
    /// Whether the municipality alone pays for it.
    pub is_own: bool,
    /// How it is provided: a code of `WAYS`.
    pub way: &'static str,
    /// Its places; none where nobody stated them.
    pub places: Option<i64>,
}

/// All that a draft is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// The figures.
    pub found: Vec<Found>,
    /// The services of the formula.
    pub sets: Vec<SetNow>,
    /// The services of the directory.
    pub offered: Vec<Offered>,
    /// How many services work whose places nobody stated.
    pub unstated: usize,
    /// Own studies of the last years, by title.
    pub studies: Vec<String>,
    /// The day of the newest forecast.
    pub forecast: Option<Day>,
}

/// What is known on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn gathered(tx: &Tx, law: &Law, on: Day) -> Result<Gathered, StoreError> {
    let mut all = Gathered::default();
    formula(tx, law, (on, &mut all)).await?;
    besides(tx, (on, &mut all)).await?;
    registers::layer(tx, (on, &mut all)).await?;
    demography(tx, (on, &mut all)).await?;
    directory(tx, (on, &mut all)).await?;
    let since = Day(on.0.saturating_sub(jiff::Span::new().years(YEARS)));
    let held = studies::results_of(tx, since, on).await?;
    all.studies = held.into_iter().map(|one| one.title).collect();
    all.forecast = forecast::newest(tx).await?.map(|one| one.made_on);
    // A text refers to a figure by its key: there is one of each.
    let mut known = BTreeSet::new();
    all.found.retain(|one| known.insert(one.key.clone()));
    Ok(all)
}

/// The name of a service of the formula, by the law.
#[must_use]
pub fn set_name(law: &Law, no: u8) -> String {
    let rule = law.book().newest(&format!("planning.service.{no:02}"));
    rule.map(|rule| rule.title.clone()).unwrap_or_default()
}

/// Words of a key that is made of data, or the data.
#[must_use]
pub fn words(prefix: &str, item: &str) -> String {
    let key = format!("{prefix}-{}", item.replace('_', "-"));
    ui::text::find(Lang::Bg, &key).map_or_else(|| item.to_owned(), std::borrow::Cow::into_owned)
}

/// A name with the territory, when that is not the municipality.
fn within(name: &str, territory: &Territory) -> String {
    match territory {
        Territory::District => format!("{name} (област)"),
        Territory::Country => format!("{name} (страната)"),
        _ => name.to_owned(),
    }
}

/// A group in words, with the territory when that is not the municipality.
fn group(code: &str, territory: &Territory) -> (String, String) {
    let name = within(&words("planning-group", code), territory);
    match territory {
        Territory::District => (format!("{code}.district"), name),
        Territory::Country => (format!("{code}.country"), name),
        _ => (code.to_owned(), name),
    }
}

fn person_figure(value: &figures::Value) -> Found {
    let (item, label) = group(&value.group, &value.territory);
    let kind = words("planning-pedigree", value.kind);
    Found {
        key: Key::new("people", item),
        value: value.amount,
        known_on: value.on,
        list: format!("/figures?group={}", value.group),
        label,
        source: format!("{}; {kind}", value.source),
    }
}

/// The item of the need that a district has of a service whose people are counted in the whole country too.
#[must_use]
pub fn of_district(no: u8) -> String {
    format!("{no:02}.district")
}

/// The needs of all services with the people they are counted from.
async fn formula(tx: &Tx, law: &Law, (on, all): (Day, &mut Gathered)) -> Result<(), StoreError> {
    let source = bg("planning-source-needs");
    let mut people: BTreeMap<Key, Found> = BTreeMap::new();
    for need in needs::of_day(tx, on).await? {
        let (no, name) = (need.set, set_name(law, need.set));
        let item = format!("{no:02}");
        let list = format!("/needs/{no}");
        let level = needs::set(no).map_or("", |set| set.level.as_str());
        let name_there = within(&name, &needs::territory(level));
        let mut put = |family, item: &str, (value, list, label): (Decimal, &str, &str)| {
            all.found.push(Found {
                key: Key::new(family, item),
                value,
                known_on: on,
                list: list.to_owned(),
                label: label.to_owned(),
                source: source.clone(),
            });
        };
        put("places", &item, (need.places.into(), "/services", name.as_str()));
        if let Some(users) = need.on_map {
            put("map", &item, (users.into(), list.as_str(), name.as_str()));
        }
        if let Some(total) = need.total {
            put("need", &item, (total, list.as_str(), name_there.as_str()));
        }
        let is_shared = level == "country";
        let label = if is_shared { within(&name, &Territory::District) } else { name_there };
        if let Some(own) = need.own {
            if is_shared {
                put("need", &of_district(no), (own, list.as_str(), label.as_str()));
            }
            if let Some(staff) = staff_for(law, no, own) {
                put("staff-need", &item, (staff, list.as_str(), label.as_str()));
            }
        }
        let (mut missing, mut products) = (Vec::new(), Vec::new());
        for term in &need.terms {
            match &term.people {
                Some(chosen) => {
                    let one = person_figure(&chosen.value);
                    let (per_1000, weight) = (term.per_1000, term.weight);
                    products.push(Product { per_1000, weight, people: one.key.clone() });
                    people.insert(one.key.clone(), one);
                }
                None => missing.push(words("planning-group", &term.group)),
            }
        }
        let (total, own) = (need.total, need.own);
        let (places, on_map) = (need.places, need.on_map);
        all.sets.push(SetNow { no, name, total, own, places, on_map, missing, products });
    }
    all.found.extend(people.into_values());
    Ok(())
}

/// Employees for so many users, by the quality standard of the service; none where it sets no number.
fn staff_for(law: &Law, no: u8, users: Decimal) -> Option<Decimal> {
    let rule = law.book().newest(&format!("planning.service.{no:02}")).ok()?;
    let standard = rule.text("standard")?;
    let users = u32::try_from(users.ceil().as_i128()).ok()?;
    law.standard_check(standard, users).ok()?.staff?.parse().ok()
}

/// Groups that the formula does not ask for.
async fn besides(tx: &Tx, (on, all): (Day, &mut Gathered)) -> Result<(), StoreError> {
    let chosen = figures::chosen(tx, &BESIDES, &Territory::Municipality, on).await?;
    all.found.extend(chosen.values().map(|one| person_figure(&one.value)));
    Ok(())
}

/// The population of the last years, and by broad age in the newest.
async fn demography(tx: &Tx, (on, all): (Day, &mut Gathered)) -> Result<(), StoreError> {
    let last = i32::from(on.0.year());
    let cells = figures::ages(tx, &Territory::Municipality, last - YEARS, last).await?;
    let source = bg("planning-source-figures");
    let mut years: BTreeMap<i32, i64> = BTreeMap::new();
    for cell in &cells {
        *years.entry(cell.year).or_default() += cell.people;
    }
    let one = |key: Key, count: i64, year: i32, label: String| Found {
        key,
        value: count.into(),
        known_on: end_of(year),
        list: "/figures?group=all".to_owned(),
        label,
        source: source.clone(),
    };
    let newest: Vec<(i32, i64)> = years.iter().rev().take(NEWEST).map(|(y, n)| (*y, *n)).collect();
    for (year, count) in newest.iter().rev() {
        let key = Key::new("year", year.to_string());
        all.found.push(one(key, *count, *year, year.to_string()));
    }
    let Some((year, _)) = newest.first() else { return Ok(()) };
    for (code, from, to) in BANDS {
        let inside = cells.iter().filter(|c| c.year == *year && (from..=to).contains(&c.band));
        let count = inside.map(|cell| cell.people).sum();
        let label = bg(&format!("planning-band-{code}"));
        all.found.push(one(Key::new("band", code), count, *year, label));
    }
    Ok(())
}

/// The last day of a year.
fn end_of(year: i32) -> Day {
    let year = i16::try_from(year).unwrap_or_default();
    Day(jiff::civil::Date::new(year, 12, 31).unwrap_or_default())
}

/// How a provider of a form provides what the municipality pays for.
fn way(form: &str) -> &'static str {
    match form {
        "municipality" => "own",
        "entity" => "entity",
        "assigned" | "private" => "contract",
        _ => "unsure",
    }
}

/// The services that work, with their places. Where nobody stated them there is no figure, and the sum is of the
/// others.
async fn directory(tx: &Tx, (on, all): (Day, &mut Gathered)) -> Result<(), StoreError> {
    let mut known = services::all(tx).await?;
    known.retain(|one| one.in_zsu && one.closed_on.is_none_or(|day| day > on));
    let ids: Vec<services::ServiceId> = known.iter().map(|one| one.id).collect();
    let places = services::places_on(tx, &ids, on).await?;
    let forms: HashMap<services::ProviderId, String> =
        services::providers(tx).await?.into_iter().map(|one| (one.id, one.kind)).collect();
    let source = bg("planning-source-services");
    let mut put = |key: Key, value: i64, list: String, label: String| {
        let source = source.clone();
        all.found.push(Found { key, value: value.into(), known_on: on, list, label, source });
    };
    let mut sum = 0;
    for one in &known {
        let count = places.get(&one.id).map(|places| places.total);
        sum += count.unwrap_or(0);
        all.unstated += usize::from(count.is_none());
        let is_own = one.funding == "municipal";
        let name = format!("{} ({})", one.name, one.provider);
        let family = if is_own { "own" } else { "funded" };
        if one.funding != "private" {
            if let Some(count) = count {
                let list = format!("/services/{}", one.id);
                put(Key::new(family, one.code.clone()), count, list, name.clone());
            }
            let form = forms.get(&one.provider_id).map_or("", String::as_str);
            all.offered.push(Offered { name, is_own, way: way(form), places: count });
        }
    }
    let providers: BTreeSet<services::ProviderId> =
        known.iter().map(|one| one.provider_id).collect();
    let size = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let list = || "/services".to_owned();
    put(Key::new("services", ""), size(known.len()), list(), String::new());
    put(Key::new("providers", ""), size(providers.len()), list(), String::new());
    put(Key::new("capacity", ""), sum, list(), String::new());
    Ok(())
}
