//! The numbered list of a closed month: what is printed.

use super::days::{Sums, hours};
use super::frame::month_words;
use super::load::{Line, counted};
use crate::municipality::Settings;
use crate::services::Service;
use kit::store::Municipality;
use law::{Law, Month};
use serde_json::{Value, json};
use ui::Lang;

fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// What a list says: everything as it stood when the month was closed.
pub struct Said<'a> {
    /// The municipality.
    pub office: &'a Municipality,
    /// The service.
    pub service: &'a Service,
    /// The month.
    pub month: Month,
    /// People with their days.
    pub lines: &'a [Line],
    /// Who closed it.
    pub by: &'a str,
}

/// What the printer is given, without number and code.
#[must_use]
pub fn data(law: &Law, said: &Said<'_>) -> Value {
    let Said { office, service, month, lines, by } = said;
    let settings = Settings::of(office);
    let units = super::load::units(law, service.kind);
    let articles: Vec<String> = units.first().map(|unit| unit.articles.clone()).unwrap_or_default();
    let sums = lines.iter().map(|line| line.sums).fold(Sums::default(), std::ops::Add::add);
    let cells = lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
    let days: Vec<Value> = cells
        .iter()
        .map(|cell| {
            let off = !law.is_working(cell.day.0);
            json!({ "number": cell.day.0.day().to_string(), "off": off })
        })
        .collect();
    let notes: Vec<Value> = counted(lines)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(one, count)| {
            json!([bg(&format!("delivery-exception-{}", one.code())), count.to_string()])
        })
        .collect();
    let provider = [("provider", service.provider.clone())];
    let mut data = json!({
        "office": settings.office(office),
        "name": bg("delivery-paper-title"),
        "about": format!("{}, {}", service.name, month_words(Lang::Bg, *month)),
        "ground": articles.join(", "),
        "opening": bg_with("delivery-paper-opening", &provider),
        "days": days,
        "rows": lines.iter().map(row).collect::<Vec<Value>>(),
        "sums": written(sums),
        "legend": bg("delivery-paper-legend"),
        "notes": notes,
        "signatures": [
            { "role": bg("delivery-paper-provider"), "name": service.provider },
            { "role": bg("delivery-paper-employee"), "name": by },
        ],
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

fn written(sums: Sums) -> Value {
    json!({
        "planned": hours(sums.planned),
        "given": hours(sums.given),
        "present": sums.present.to_string(),
        "absent": sums.absent.to_string(),
    })
}

/// A person of the list: whether they were there, never why not.
fn row(line: &Line) -> Value {
    let mark = |cell: &super::days::Cell| match &cell.said {
        Some(said) if said.is_present => hours(said.minutes),
        Some(_) => bg("delivery-mark-absent"),
        None if cell.planned > 0 => "?".to_owned(),
        None => String::new(),
    };
    let mut row = written(line.sums);
    row["name"] = line.name.clone().into();
    row["marks"] = line.cells.iter().map(mark).collect::<Vec<_>>().into();
    row
}
