//! All rules on paper: one table for each rule file, then the open questions.

use super::list::MARKS;
use crate::app::App;
use axum::extract::State;
use axum::response::Response;
use jiff::Zoned;
use jiff::civil::Date;
use kit::types::Day;
use kit::web::{Ctx, Pdf, Problem, pdf as shown};
use law::{Law, Rule};
use print::{Job, PrintError, Printer};
use serde_json::{Value, json};
use ui::Lang;

const TEMPLATE: &str = include_str!("handbook.typ");

pub async fn download(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let kept = app.laws.printed(ctx.actor.municipality);
    let office = ctx.municipality.name.clone();
    let printer = app.printer.clone();
    // Setting hundreds of rules takes seconds of a core, so it is done once for each law.
    let printed = tokio::task::spawn_blocking(move || match kept.get() {
        Some(bytes) => Ok(bytes.clone()),
        None => {
            let bytes = pdf(&law, &printer, Some(&office))?.bytes;
            Ok::<_, PrintError>(kept.get_or_init(|| bytes).clone())
        }
    });
    let bytes = printed.await.map_err(Problem::internal)?.map_err(Problem::internal)?;
    Ok(shown(Pdf { name: "law".to_owned(), bytes }))
}

/// The handbook. `office` is named when the law is that of a municipality. The same rules give the
/// same bytes: the document is dated by the newest rule file.
///
/// # Errors
/// When the printer refuses, which is a defect of the template.
pub fn pdf(law: &Law, printer: &Printer, office: Option<&str>) -> Result<print::Pdf, PrintError> {
    let newest = law.book().sources().iter().map(|s| s.date).max().unwrap_or(Date::MIN);
    let created: Zoned = newest
        .to_zoned(jiff::tz::TimeZone::get("Europe/Sofia").unwrap_or(jiff::tz::TimeZone::UTC))
        .map_err(|e| PrintError::Broken(e.to_string()))?;
    let job = Job {
        template: TEMPLATE,
        data: &data(law, newest, office),
        title: "Какво казва законът: наръчник на правилата",
        lang: "bg-BG",
        created: &created,
    };
    printer.pdf(&job)
}

fn data(law: &Law, newest: Date, office: Option<&str>) -> Value {
    let rules = law.book().rules();
    let sections = law.book().sources().iter().map(|source| {
        let own = rules.iter().filter(|rule| rule.file == source.file);
        json!({
            "act": source.act,
            "checked": Day(source.date).bg(),
            "rules": own.map(row).collect::<Vec<_>>(),
        })
    });
    let open =
        rules.iter().filter_map(|rule| Some(json!([rule.id, mark(rule), rule.open.as_ref()?])));
    json!({
        "office": office,
        "date": Day(newest).bg(),
        "version": law.version(),
        "count": rules.len(),
        "sections": sections.collect::<Vec<_>>(),
        "open": open.collect::<Vec<_>>(),
    })
}

/// Id, what it says, value, articles, days, mark.
fn row(rule: &Rule) -> Value {
    let mut says = rule.title.clone();
    for (key, word) in [("trigger", "от"), ("who", "кой")] {
        if let Some(text) = rule.text(key).filter(|text| *text != "–") {
            says.push_str(&format!("; {word}: {text}"));
        }
    }
    if let Some(note) = &rule.note {
        says.push_str(&format!(". {note}"));
    }
    let from = Day(rule.valid_from).bg();
    let days = match rule.valid_to {
        Some(to) if to == rule.valid_from => from,
        Some(to) => format!("{from} – {}", Day(to).bg()),
        None => format!("от {from}"),
    };
    json!([rule.id, says, rule.shown(), rule.articles.join("; "), days, mark(rule)])
}

/// The mark in words; the handbook is in Bulgarian, as the law is.
fn mark(rule: &Rule) -> String {
    let name = format!("{:?}", rule.confidence);
    let key = MARKS.iter().find(|(mark, ..)| *mark == name).map_or("", |(_, key, _)| key);
    ui::text::text(Lang::Bg, key).into_owned()
}
