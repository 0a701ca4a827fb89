//! What a form says of a scenario, read into values; what is wrong is noted beside the fields. Pure but for
//! the lists that it is given.

use super::act::{Frame, Wanted};
use super::change::{Changes, PlaceChange, ScaleChange, Scaled};
use super::content::GOALS;
use super::frame::LINE;
use super::model::{Demand, Order};
use kit::web::Form;
use law::{Currency, Money};
use std::collections::BTreeMap;
use std::str::FromStr;

/// So many changes of places, and of numbers, stand on a form.
pub const ROWS: usize = 4;
/// Years ahead at most: the planning map lasts ten.
const MOST_YEARS: i64 = 10;
/// Growth of a year in thousandths, either way.
const MOST_GROWTH: i64 = 200;
/// The largest change of places, either way.
const MOST_PLACES: i64 = 2_000;
/// Percent that a number may be made larger by; smaller by all of it.
const MOST_PERCENT: i64 = 900;
/// Minutes of a limit: a day's way there and back.
const MOST_MINUTES: i64 = 480;
/// Services that are placed at once.
const MOST_SERVICES: i64 = 200;

/// What the boxes choose among: names of services by number, names of settlements by code.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Services.
    pub services: BTreeMap<u8, String>,
    /// Settlements: code and name.
    pub settlements: Vec<(String, String)>,
}

/// A percent as people type it, in thousandths: `-1,4`.
struct Thousandths(i64);

impl FromStr for Thousandths {
    type Err = ();

    fn from_str(text: &str) -> Result<Thousandths, ()> {
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(digits) => (-1, digits),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() > 1 || whole.len() > 6 {
            return Err(());
        }
        let whole: i64 = whole.parse().map_err(|_| ())?;
        let part: i64 = part.parse().map_err(|_| ())?;
        Ok(Thousandths(sign * (whole * 10 + part)))
    }
}

/// A whole number between two; `empty` when the box may be empty and is.
fn whole(
    form: &mut Form,
    (name, wrong): (&str, &str),
    [low, high]: [i64; 2],
    empty: Option<i64>,
) -> i64 {
    if let (Some(empty), true) = (empty, form.get(name).is_empty()) {
        return empty;
    }
    let plain: Option<i64> = form.parsed(name, wrong);
    if plain.is_some_and(|value| !(low..=high).contains(&value)) {
        form.wrong(name, wrong);
    }
    plain.unwrap_or(low).clamp(low, high)
}

fn percent(form: &mut Form, name: &str) -> i32 {
    let value: Option<Thousandths> = form.parsed_optional(name, "scenario-wrong-growth");
    let value = value.map_or(0, |value| value.0);
    if value.abs() > MOST_GROWTH {
        form.wrong(name, "scenario-wrong-growth");
    }
    i32::try_from(value.clamp(-MOST_GROWTH, MOST_GROWTH)).unwrap_or(0)
}

fn minutes(form: &mut Form, name: &str, wrong: &str) -> Option<u32> {
    let value = whole(form, (name, wrong), [1, MOST_MINUTES], Some(0));
    u32::try_from(value).ok().filter(|minutes| *minutes > 0)
}

/// The service that a box names; none for an empty box.
pub fn service(form: &mut Form, name: &str, lists: &Lists) -> Option<u8> {
    let typed = form.get(name).to_owned();
    if typed.is_empty() {
        return None;
    }
    let found = typed.parse().ok().filter(|number: &u8| lists.services.contains_key(number));
    if found.is_none() {
        form.wrong(name, "form-choose");
    }
    found
}

/// Title and seed.
pub fn frame(form: &mut Form) -> Frame {
    Frame {
        title: form.required("title", LINE),
        seed: whole(form, ("seed", "scenario-wrong-seed"), [0, i64::from(i32::MAX)], Some(1)),
    }
}

fn place_changes(form: &mut Form, lists: &Lists) -> Vec<PlaceChange> {
    let mut all = Vec::new();
    for n in 1..=ROWS {
        let names =
            ["place_service", "place_where", "place_count"].map(|name| format!("{name}_{n}"));
        let [of, at, count] = names;
        if form.get(&of).is_empty() && form.get(&at).is_empty() && form.get(&count).is_empty() {
            continue;
        }
        form.required(&of, LINE);
        let number = service(form, &of, lists);
        let ekatte = form.required(&at, LINE);
        if !ekatte.is_empty() && !lists.settlements.iter().any(|(code, _)| *code == ekatte) {
            form.wrong(&at, "form-choose");
        }
        let bounds = [-MOST_PLACES, MOST_PLACES];
        let places = whole(form, (count.as_str(), "scenario-wrong-places"), bounds, None);
        let places = i32::try_from(places).unwrap_or(0);
        if let Some(service) = number {
            all.push(PlaceChange { service, ekatte, places });
        }
    }
    all
}

fn scale_changes(form: &mut Form, lists: &Lists) -> Vec<ScaleChange> {
    let mut all = Vec::new();
    for n in 1..=ROWS {
        let names =
            ["scale_what", "scale_service", "scale_percent"].map(|name| format!("{name}_{n}"));
        let [what, of, by] = names;
        if form.get(&what).is_empty() && form.get(&by).is_empty() {
            continue;
        }
        let code = form.required(&what, LINE);
        let chosen = Scaled::of(&code);
        if !code.is_empty() && chosen.is_none() {
            form.wrong(&what, "form-choose");
        }
        let number = service(form, &of, lists);
        let percent =
            whole(form, (by.as_str(), "scenario-wrong-percent"), [-100, MOST_PERCENT], None);
        let percent = i32::try_from(percent).unwrap_or(0);
        if let Some(what) = chosen {
            all.push(ScaleChange { what, service: number, percent });
        }
    }
    all
}

/// What is changed.
pub fn changes(form: &mut Form, lists: &Lists) -> Changes {
    let years = whole(form, ("years", "scenario-wrong-years"), [0, MOST_YEARS], Some(0));
    let growth =
        ["growth_children", "growth_working", "growth_old"].map(|name| percent(form, name));
    let order = Order::of(form.get("order"));
    let demand = Demand::of(form.get("demand"));
    for (name, is_missing) in [("order", order.is_none()), ("demand", demand.is_none())] {
        if is_missing && !form.get(name).is_empty() {
            form.wrong(name, "form-choose");
        }
    }
    Changes {
        years: u32::try_from(years).unwrap_or(0),
        growth,
        places: place_changes(form, lists),
        scales: scale_changes(form, lists),
        order: order.unwrap_or_default(),
        demand: demand.unwrap_or_default(),
        limit: minutes(form, "limit", "scenario-wrong-minutes"),
    }
}

/// What is asked about sites.
pub fn wanted(form: &mut Form, lists: &Lists) -> Wanted {
    let goal = form.required("goal", LINE);
    if !goal.is_empty() && !GOALS.iter().any(|(code, _)| *code == goal) {
        form.wrong("goal", "form-choose");
    }
    form.required("service", LINE);
    let service = service(form, "service", lists).unwrap_or_default();
    let services = whole(form, ("services", "scenario-wrong-services"), [1, MOST_SERVICES], None);
    let capacity = whole(form, ("capacity", "scenario-wrong-places"), [1, MOST_PLACES], None);
    let near = minutes(form, "near", "scenario-wrong-minutes");
    Wanted {
        goal,
        service,
        services: u32::try_from(services).unwrap_or(1),
        capacity,
        near: near.unwrap_or(0),
        limit: minutes(form, "limit", "scenario-wrong-minutes"),
        keeps: form.get("keeps") != "no",
    }
}

/// An amount in euro that may be missing and is not below nothing.
pub fn cents(form: &mut Form, name: &str) -> i64 {
    let typed: String = form.get(name).chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return 0;
    }
    let read = Money::parse(&typed, Currency::Eur).map(|money| money.cents);
    match read {
        Ok(cents) if (0..1_000_000_000).contains(&cents) => cents,
        _ => {
            form.wrong(name, "scenario-wrong-money");
            0
        }
    }
}

/// Of a thousand users so many leave in a year, typed in percent.
pub fn turnover(form: &mut Form) -> Option<u32> {
    let value: Option<Thousandths> = form.parsed_optional("turnover", "scenario-wrong-turnover");
    let value = value?.0;
    if !(0..=1_000).contains(&value) {
        form.wrong("turnover", "scenario-wrong-turnover");
    }
    u32::try_from(value).ok()
}
