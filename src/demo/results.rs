//! Results of the demonstration's projects, as their public pages promise them.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::results::{self, NewResult};
use kit::access::Actor;
use kit::store::Municipality;
use serde::Deserialize;

const RUSE: &str = include_str!("../../demo/ruse.toml");
const MEZDRA: &str = include_str!("../../demo/mezdra.toml");

#[derive(Deserialize)]
struct File {
    project: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    #[serde(default)]
    result: Vec<Promise>,
}

#[derive(Deserialize)]
struct Promise {
    id: String,
    text: String,
    /// What is introduced and not counted by the page counts as one.
    #[serde(default = "one")]
    target: i64,
}

fn one() -> i64 {
    1
}

/// By the name of a result: what counts, a short name, a unit.
const KNOWN: &[(&str, &str, &str, &str)] = &[
    ("hired", "appointments", "Наети лица от целевите групи", "лица"),
    ("front-office", "points-opened", "Създаден фронт офис", "места"),
    ("appointed", "appointments", "Назначени сътрудници социални дейности", "лица"),
    ("supplementary", "supplementary-agreements", "Допълнителни споразумения", "споразумения"),
    ("trainings", "trainings", "Проведени обучения", "обучения"),
    ("supervision", "supervisions", "Проведени супервизии", "супервизии"),
    ("approaches", "approaches", "Нови подходи за информиране и консултиране", "подходи"),
    ("competence", "skilled", "Служители с повишена компетентност", "лица"),
];

fn promised(text: &str) -> anyhow::Result<Vec<NewResult>> {
    let file: File = toml::from_str(text)?;
    let all = file.project.into_iter().flat_map(|project| project.result);
    let known = |(n, promise): (usize, Promise)| {
        let known = KNOWN.iter().find(|(id, ..)| *id == promise.id);
        let (_, counted, name, unit) = known?;
        Some(NewResult {
            code: format!("Р{}", n + 1),
            text: promise.text,
            name: (*name).to_owned(),
            unit: (*unit).to_owned(),
            target: promise.target,
            counted: (*counted).to_owned(),
        })
    };
    Ok(all.enumerate().filter_map(known).collect())
}

/// Fills them, unless they are filled.
///
/// # Errors
/// When a file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = results::is_filled(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    let promised = promised(if municipality.slug == "ruse" { RUSE } else { MEZDRA })?;
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let mut tx = app.db.write(&actor).await?;
    results::fill(&mut tx, (municipality, &verify), &promised).await.map_err(said)?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_result_of_both_pages_is_counted() {
        let targets = |text: &str| -> Vec<(String, i64)> {
            let all = promised(text).expect("results");
            all.into_iter().map(|one| (one.counted, one.target)).collect()
        };
        assert_eq!(targets(RUSE), [("appointments".to_owned(), 15)]);
        let mezdra: Vec<i64> = targets(MEZDRA).into_iter().map(|(_, target)| target).collect();
        assert_eq!(mezdra, [1, 2, 4, 2, 1, 1, 22]);
    }
}
