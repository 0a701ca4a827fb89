//! The staff of the demonstration: in Ruse fifteen people hired by the project, in Mezdra two
//! appointed and four agreements for hourly work, in both people of two providers.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::projects::{self, ProjectName};
use crate::services;
use crate::workforce::{self, Hired, Staff};
use anyhow::Context;
use kit::access::{self, Actor};
use kit::store::{Municipality, Tx};
use kit::types::{AccountId, Day};

const GIVEN: [&str; 8] = ["Ралица", "Явор", "Невена", "Огнян", "Биляна", "Камен", "Вяра", "Искрен"];
const MIDDLE: [&str; 8] =
    ["Колева", "Минчев", "Радева", "Златев", "Панова", "Тонев", "Димова", "Кирчев"];
/// Of a woman and of a man, in turn: nobody is called so.
const FAMILY: [&str; 10] = [
    "Примерова",
    "Образцов",
    "Измислова",
    "Макетов",
    "Шаблонова",
    "Пробников",
    "Съчинова",
    "Прототипов",
    "Бланкетова",
    "Черновиков",
];

fn name(at: usize) -> String {
    let family = FAMILY[(at + at / 8 * 2) % FAMILY.len()];
    format!("{} {} {family}", GIVEN[at % 8], MIDDLE[(at + at / 8 * 2) % 8])
}

fn day(text: &str) -> anyhow::Result<Day> {
    text.parse().map_err(|_| anyhow::anyhow!("a day: {text}"))
}

/// People hired one after another, so many weeks apart.
fn people(first: usize, days: &[Day]) -> Vec<(String, Day)> {
    days.iter().enumerate().map(|(at, day)| (name(first + at), *day)).collect()
}

fn ruse() -> anyhow::Result<Vec<Hired>> {
    let later = Some(Some(day("2025-04-02")?));
    let days = |list: &[&str]| list.iter().map(|text| day(text)).collect::<Result<Vec<_>, _>>();
    let hired = |title, (class_code, group), people, project| Hired {
        title,
        class_code,
        group,
        people,
        project,
    };
    let workers =
        ["2023-05-02", "2023-05-08", "2023-05-15", "2023-06-05", "2023-06-12", "2023-09-04"];
    let clerks = ["2023-05-09", "2023-05-22", "2023-07-03", "2023-10-02"];
    let experts = ["2023-06-01", "2023-07-10", "2023-11-06"];
    Ok(vec![
        hired(
            "Координатор на изнесените работни места",
            ("", "manager"),
            people(0, &days(&["2023-05-02"])?),
            later,
        ),
        hired("Социален работник", ("", "referral"), people(1, &days(&workers)?), later),
        hired(
            "Сътрудник социални дейности",
            ("762020", "referral"),
            people(7, &days(&clerks)?),
            later,
        ),
        hired("Експерт „Лична помощ“", ("", "specialist"), people(11, &days(&experts)?), later),
        hired("Юрисконсулт", ("", "specialist"), people(14, &days(&["2023-07-03"])?), Some(None)),
        hired(
            "Старши експерт „Социални дейности“",
            ("", "specialist"),
            people(15, &days(&["2021-02-01", "2021-03-01"])?),
            None,
        ),
    ])
}

fn mezdra() -> anyhow::Result<Vec<Hired>> {
    let later = Some(Some(day("2025-02-01")?));
    let (first, second) = (day("2023-09-11")?, day("2023-09-18")?);
    let since = day("2021-02-01")?;
    let own = vec![since; 8];
    Ok(vec![
        Hired {
            title: "Сътрудник социални дейности",
            class_code: "762020",
            group: "referral",
            people: people(20, &[first, second]),
            project: later,
        },
        Hired {
            title: "Старши експерт „Социални дейности“",
            class_code: "",
            group: "specialist",
            people: people(22, &own),
            project: None,
        },
    ])
}

/// Roles of those who carry cases and wishes.
const CARRY: [&str; 3] = ["referral_officer", "intake", "village_office"];

/// Who carries something and may sign in.
async fn carriers(tx: &Tx) -> anyhow::Result<Vec<(String, AccountId)>> {
    let all = access::accounts(tx, tx.today()).await?.into_iter();
    let carries = |one: &access::Account| {
        one.disabled_at.is_none() && one.roles.iter().any(|role| CARRY.contains(&role.as_str()))
    };
    Ok(all.filter(carries).map(|one| (one.name, one.id)).collect())
}

/// Whoever has an account is hired under the same name: first those of the office that refers, then
/// the others.
fn named(hired: &mut [Hired], accounts: &[(String, AccountId)]) {
    let mut names = accounts.iter().map(|(name, _)| name);
    for group in ["referral", "specialist"] {
        let posts = hired.iter_mut().filter(|one| one.group == group);
        for ((own, _), name) in posts.flat_map(|one| one.people.iter_mut()).zip(&mut names) {
            own.clone_from(name);
        }
    }
}

/// The project that the documents of the municipality tell of: the oldest.
async fn project(tx: &Tx) -> anyhow::Result<Option<ProjectName>> {
    let mut all = projects::names(tx).await?;
    all.sort_by_key(|one| one.from);
    Ok(all.into_iter().next())
}

/// Fills it, unless it is filled. Without a project there is nobody to tell of.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = workforce::is_filled(&tx).await?;
    let project = project(&tx).await?;
    let providers = services::providers(&tx).await?;
    let accounts = carriers(&tx).await?;
    tx.rollback().await;
    let Some(project) = project.filter(|_| !is_done) else { return Ok(()) };
    let is_ruse = municipality.slug == "ruse";
    let others: Vec<_> =
        providers.iter().filter(|one| one.kind != "municipality").map(|one| one.id).collect();
    let two = if others.len() >= 2 { others } else { providers.iter().map(|one| one.id).collect() };
    let first = two.first().copied().context("a provider")?;
    let second = two.get(1).copied().unwrap_or(first);
    let participant = |at: usize| {
        let provider = if at.is_multiple_of(2) { first } else { second };
        (
            name(40 + at),
            provider,
            if at.is_multiple_of(3) {
                "Психолог"
            } else {
                "Социален работник"
            },
        )
    };
    let mut hired = if is_ruse { ruse()? } else { mezdra()? };
    named(&mut hired, &accounts);
    let wanted = Staff {
        accounts,
        units: if is_ruse {
            ["Отдел „Социални дейности“", "Фронт офиси"]
        } else {
            ["Дирекция „Социални дейности“", "Фронт офис"]
        },
        project: (project.id, project.to),
        hired,
        supplements: (
            if is_ruse { 0 } else { 4 },
            day("2023-10-02")?,
            day("2025-01-31")?.min(project.to),
        ),
        participants: (0..12).map(participant).collect(),
    };
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    workforce::fill(&mut tx, &law, &wanted).await.map_err(said)?;
    tx.commit().await?;
    Ok(())
}
