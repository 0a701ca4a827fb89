//! Supervision of the demonstration: meetings of a group by the project's money, one of single persons by
//! the municipality's, what was agreed. Nobody here is real.

use super::SupervisionId;
use super::content::Guided;
use super::fill::Teller;
use super::load;
use super::question;
use super::score::{self, SUPERVISION};
use super::supervise::{self, KINDS, NewAction, NewMeeting, NewSupervision, OUTCOMES};
use crate::workforce::EmployeeName;
use kit::types::Day;
use kit::web::Problem;

/// Who supervises.
pub(super) const SUPERVISOR: &str = "Супервизор Измислен (измислен)";
const THEMES: [&str; 3] = [
    "Граници в работата; разпределяне на трудните случаи в екипа",
    "Умора и подкрепа между колегите",
    "Сътрудничество с доставчици и лични лекари",
];

/// A supervision of the demonstration.
struct Told<'a> {
    kind: &'static str,
    in_project: bool,
    days: Vec<Day>,
    people: &'a [EmployeeName],
}

async fn entered(teller: &Teller<'_>, told: &Told<'_>) -> Result<Option<SupervisionId>, Problem> {
    let (Some(first), Some(last)) = (told.days.iter().min(), told.days.iter().max()) else {
        return Ok(None);
    };
    let project = teller.project.as_ref().filter(|_| told.in_project).map(|one| one.id);
    let funding = if project.is_some() { "project" } else { "municipal" }.to_owned();
    let content = Guided {
        supervisor: SUPERVISOR.to_owned(),
        contract: "договор № 00-000 (измислен)".to_owned(),
        aims: "Подкрепа на екипа в ежедневната работа".to_owned(),
        ..Guided::default()
    };
    let period = Some((*first, *last));
    let new = NewSupervision { kind: told.kind.to_owned(), project, funding, period, content };
    let mut tx = teller.on(first.plus(-7)).await?;
    let id = supervise::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(Some(id))
}

async fn met(teller: &Teller<'_>, id: SupervisionId, told: &Told<'_>) -> Result<(), Problem> {
    let today = teller.now.day();
    for (number, day) in told.days.iter().enumerate() {
        let mut tx = teller.on(*day).await?;
        let one = load::supervision(&tx, id).await?;
        let present = match told.kind == KINDS[1] {
            true => &told.people[number % told.people.len()..][..1],
            false => told.people,
        };
        let themes = THEMES[number % THEMES.len()].to_owned();
        let new = NewMeeting { day: *day, hours: 3, themes, present };
        let met = supervise::meet(&mut tx, &one, &new).await?;
        let action = NewAction {
            text: "Седмична среща на екипа за трудните въпроси".to_owned(),
            meeting: Some(met),
            owner: present.first().map(|one| one.id),
            due_on: day.plus(30),
        };
        let agreed = supervise::agree(&mut tx, &one, &action).await?;
        tx.commit().await?;
        // The last thing agreed is still open.
        if number + 1 < told.days.len() {
            let done = day.plus(21).min(today);
            let mut tx = teller.on(done).await?;
            let action = load::action(&tx, agreed).await?;
            let result = "Срещите се провеждат всеки понеделник";
            supervise::follow(&mut tx, &action, (done, OUTCOMES[0], result)).await?;
            tx.commit().await?;
        }
    }
    rated(teller, id, told).await
}

async fn rated(teller: &Teller<'_>, id: SupervisionId, told: &Told<'_>) -> Result<(), Problem> {
    let Some(last) = told.days.iter().max() else { return Ok(()) };
    let mut tx = teller.on(last.plus(1)).await?;
    let questions = question::asked(&tx, question::PHASES[2]).await?;
    for at in 0..told.people.len() {
        let score = 5 + i32::try_from(at % 2).unwrap_or(0);
        let answers: Vec<_> = questions.iter().map(|one| (one.code.clone(), score)).collect();
        score::rate(&mut tx, (SUPERVISION, id.0), &answers).await?;
    }
    Ok(tx.commit().await?)
}

/// Supervisions of the project, each of three meetings, and one of single persons besides.
///
/// # Errors
/// When the database refuses.
pub(super) async fn fill(
    teller: &Teller<'_>,
    (count, own): (usize, &[EmployeeName]),
) -> Result<(), Problem> {
    let today = teller.now.day();
    for at in 0..count {
        let start = 120 + 160 * i32::try_from(at).unwrap_or(0);
        let mut days: Vec<Day> = [0, 40, 80].map(|after| teller.day(start + after)).into();
        days.dedup();
        let people = &own[..own.len().min(8)];
        let told = Told { kind: KINDS[0], in_project: true, days, people };
        if let Some(id) = entered(teller, &told).await? {
            met(teller, id, &told).await?;
        }
    }
    let people = &teller.people[..teller.people.len().min(2)];
    let days = vec![teller.free(today.plus(-150)).await?, teller.free(today.plus(-90)).await?];
    let told = Told { kind: KINDS[1], in_project: false, days, people };
    if let Some(id) = entered(teller, &told).await? {
        met(teller, id, &told).await?;
    }
    Ok(())
}
