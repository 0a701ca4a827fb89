//! The numbered list of a closed month: what is printed.

use super::AssistantId;
use super::assistant::Assistant;
use super::frame::month_words;
use super::load::Line;
use crate::delivery::hours;
use crate::municipality::Settings;
use crate::services::Service;
use kit::store::Municipality;
use law::{Law, Month};
use serde_json::{Value, json};
use std::collections::HashMap;
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
    /// Contracts with their reports.
    pub lines: &'a [Line],
    /// Who the assistants are.
    pub names: &'a HashMap<AssistantId, Assistant>,
    /// Who closed it.
    pub by: &'a str,
}

/// What the printer is given, without number and code.
#[must_use]
pub fn data(law: &Law, said: &Said<'_>) -> Value {
    let Said { office, service, month, lines, names, by } = said;
    let settings = Settings::of(office);
    let article = law.rights(&law::Citizen::default(), None).rights.into_iter();
    let mut article = article.filter(|right| right.id == "assistant-support-old");
    let provider = [("provider", service.provider.clone())];
    let sum = |of: fn(&Line) -> u32| hours(lines.iter().map(of).sum());
    let mut data = json!({
        "office": settings.office(office),
        "name": bg("homecare-paper-title"),
        "about": format!("{}, {}", service.name, month_words(Lang::Bg, *month)),
        "ground": article.next().map(|right| right.article).unwrap_or_default(),
        "opening": bg_with("homecare-paper-opening", &provider),
        "rows": lines.iter().flat_map(|line| rows(line, *month, names)).collect::<Vec<Value>>(),
        "sums": { "planned": sum(|line| line.planned), "given": sum(Line::approved) },
        "signatures": [
            { "role": bg("homecare-paper-provider"), "name": service.provider },
            { "role": bg("homecare-paper-employee"), "name": by },
        ],
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

/// A row for each report of a contract; one without hours when there is none.
fn rows(line: &Line, month: Month, names: &HashMap<AssistantId, Assistant>) -> Vec<Value> {
    let row = |assistant: String, minutes: u32, days: String| {
        json!({
            "name": line.name,
            "assistant": assistant,
            "agreed": hours(line.agreed(month)),
            "planned": hours(line.planned),
            "days": days,
            "given": hours(minutes),
        })
    };
    if line.reports.is_empty() {
        return vec![row(String::new(), 0, "0".to_owned())];
    }
    let report = |one: &super::store::homecare_report::Model| {
        let name = names.get(&one.assistant_id).map(|one| one.facts.name.clone());
        let minutes = u32::try_from(one.minutes).unwrap_or_default();
        row(name.unwrap_or_default(), minutes, one.days.to_string())
    };
    line.reports.iter().map(report).collect()
}
