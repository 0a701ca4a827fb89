//! States of the demonstration that do not come by themselves: certificates that ended, were renewed or
//! revoked, a seminar that was put off, invitations by mail, supervision ahead, running and revoked, and
//! its papers. Nobody here is real, and nothing is sent.

use super::content::Guided;
use super::fill::{Teller, Told, entered, held};
use super::fill_supervision::SUPERVISOR;
use super::store::supervision_paper;
use super::supervise::{self, KINDS, NewAction, NewMeeting, NewSupervision};
use super::{SupervisionId, attend, guided_paper, load, mail, paper, seminar};
use crate::people::Keeps;
use crate::workforce::EmployeeName;
use kit::types::Day;
use kit::web::Problem;

const AIMS: &str = "Подкрепа на екипа в ежедневната работа";

/// First aid of more than a year ago: of those who came again since, the certificates are renewed.
async fn ended(teller: &Teller<'_>, people: &[EmployeeName]) -> Result<(), Problem> {
    let today = teller.now.day();
    let on = teller.free(today.plus(-420)).await?;
    held(teller, &Told { course: 3, on, people, in_project: false }).await?;
    let mut tx = teller.on(today.plus(-5)).await?;
    let of_then = |day: Day| on <= day && day <= on.plus(15);
    let all = paper::certificates(&tx, None).await?;
    if let Some(row) = all.iter().find(|row| of_then(row.issued_on)) {
        paper::revoke(&mut tx, row, "Грешно изписано име").await?;
    }
    Ok(tx.commit().await?)
}

/// A seminar that was put off: revoked, and entered anew for a later day.
async fn put_off(teller: &Teller<'_>, people: &[EmployeeName]) -> Result<(), Problem> {
    let today = teller.now.day();
    let mut tx = teller.on(today.plus(-3)).await?;
    let told = Told { course: 5, on: today.plus(25), people, in_project: false };
    let one = entered(&mut tx, teller, &told).await?;
    seminar::revoke(&mut tx, &one, "Отложено е: вписано е наново за по-късен ден").await?;
    entered(&mut tx, teller, &Told { on: today.plus(32), ..told }).await?;
    Ok(tx.commit().await?)
}

/// Those who were invited to the next seminar were written to.
async fn written(teller: &Teller<'_>) -> Result<(), Problem> {
    let today = teller.now.day();
    let mut tx = teller.on(today.plus(-2)).await?;
    let all = load::seminars(&tx, today, today.plus(200)).await?;
    let next = all.into_iter().filter(load::Seminar::is_open).min_by_key(|one| one.row.first_day);
    if let Some(one) = next {
        let people = attend::participants(&tx, &one).await?;
        mail::write(&mut tx, (teller.press, &one), (mail::INVITATION, &people)).await?;
        for row in mail::of_seminar(&tx, one.row.id).await? {
            mail::sent(&mut tx, &row, "250 (измислено)").await?;
        }
    }
    kit::jobs::withdraw(&tx, mail::MAIL).await?;
    Ok(tx.commit().await?)
}

async fn guided(
    teller: &Teller<'_>,
    (kind, from, to): (&str, Day, Day),
) -> Result<SupervisionId, Problem> {
    let content = Guided {
        supervisor: SUPERVISOR.to_owned(),
        contract: "договор № 00-001 (измислен)".to_owned(),
        aims: AIMS.to_owned(),
        ..Guided::default()
    };
    let new = NewSupervision {
        kind: kind.to_owned(),
        project: None,
        funding: "municipal".to_owned(),
        period: Some((from, to)),
        content,
    };
    let mut tx = teller.on(from.plus(-7)).await?;
    let id = supervise::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(id)
}

/// One that runs, one ahead, one that was revoked.
async fn supervisions(teller: &Teller<'_>, people: &[EmployeeName]) -> Result<(), Problem> {
    let today = teller.now.day();
    let met = teller.free(today.plus(-40)).await?;
    let running = guided(teller, (KINDS[0], met.plus(-7), today.plus(50))).await?;
    let mut tx = teller.on(met).await?;
    let one = load::supervision(&tx, running).await?;
    let themes = "Работа в екип; граници в работата".to_owned();
    let new = NewMeeting { day: met, hours: 3, themes, present: people };
    let meeting = supervise::meet(&mut tx, &one, &new).await?;
    let action = NewAction {
        text: "Обща папка с отговори на чести въпроси".to_owned(),
        meeting: Some(meeting),
        owner: people.first().map(|one| one.id),
        due_on: today.plus(10),
    };
    supervise::agree(&mut tx, &one, &action).await?;
    tx.commit().await?;
    guided(teller, (KINDS[1], today.plus(14), today.plus(120))).await?;
    let wrong = guided(teller, (KINDS[1], today.plus(-30), today.plus(30))).await?;
    let mut tx = teller.on(today.plus(-20)).await?;
    let one = load::supervision(&tx, wrong).await?;
    supervise::revoke(&mut tx, &one, "Вписана два пъти").await?;
    Ok(tx.commit().await?)
}

/// The papers of a supervision: of its last meeting, of its year, of one who was there.
async fn papers(teller: &Teller<'_>) -> Result<(), Problem> {
    let mut tx = teller.on(teller.now.day()).await?;
    let all = load::supervisions(&tx).await?;
    let paid = all.into_iter().find(|one| one.row.project_id.is_some());
    let last = match &paid {
        Some(of) => load::meetings(&tx, &[of.row.id]).await?.pop(),
        None => None,
    };
    if let (Some(of), Some(last)) = (paid, last) {
        let year = last.row.day.0.year();
        guided_paper::protocol(&mut tx, teller.press, (&of, &last)).await?;
        guided_paper::group_year(&mut tx, teller.press, (&of, year)).await?;
        let present = load::present(&tx, &[last.row.id]).await?;
        let who = present.first().map(|row| row.employee_id);
        if let Some(who) = teller.people.iter().find(|one| Some(one.id) == who) {
            guided_paper::person_year(&mut tx, teller.press, (who, year)).await?;
        }
    }
    // Nobody waits for them: each is printed when it is opened.
    kit::jobs::withdraw(&tx, supervision_paper::Entity::PRINTING).await?;
    Ok(tx.commit().await?)
}

/// Fills all of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn fill(teller: &Teller<'_>) -> Result<(), Problem> {
    let some: Vec<EmployeeName> = teller.people.iter().take(8).cloned().collect();
    ended(teller, &some).await?;
    put_off(teller, &some).await?;
    written(teller).await?;
    supervisions(teller, &some).await?;
    papers(teller).await
}
