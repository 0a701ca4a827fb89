//! Invented candidates of the demonstration: on the list, waiting for a decision, not entered.

use super::assistance::{Teller, said};
use super::names::Group;
use crate::assistants::{self, AssistantId, Candidate, Interview, NewCandidate, Service};
use crate::people::{self, NewPerson};
use kit::store::Tx;
use kit::types::Day;

/// An invented person: the number chooses names that are not those of a neighbour.
pub fn invented(teller: &Teller<'_>, group: &Group, (n, born): (usize, i16)) -> NewPerson {
    let is_male = n.is_multiple_of(2);
    let firsts = if is_male { &group.first_male } else { &group.first_female };
    let side = usize::from(!is_male);
    let pick = |list: &[[String; 2]], step: usize| list[(n * step + 3) % list.len()][side].clone();
    let line = format!("ул. „Измислена“ № {}", n % 90 + 1);
    let home = Some((teller.ekatte.to_owned(), line));
    NewPerson {
        given: firsts[(n * 7 + 1) % firsts.len()].clone(),
        middle: pick(&group.middle, 5),
        family: pick(&group.family, 11),
        birth_day: jiff::civil::Date::new(born, i8::try_from(n % 12 + 1).unwrap_or(1), 11)
            .ok()
            .map(Day),
        sex: if is_male { "male" } else { "female" }.to_owned(),
        phone: format!("0880 1{:02} {:03}", n % 100, n * 7 % 1000),
        permanent: home.clone(),
        present: home,
        ..NewPerson::default()
    }
}

fn declared(teller: &Teller<'_>, n: usize, on: Day) -> Candidate {
    let years = u32::try_from(n % 14).unwrap_or(0);
    let status = assistants::STATUSES[n % assistants::STATUSES.len()];
    let papers = assistants::PAPERS.map(|code| {
        let came = if code == "experience" && n.is_multiple_of(3) { "none" } else { "given" };
        (code.to_owned(), came.to_owned())
    });
    Candidate {
        card: format!("64000{n:04}"),
        card_on: Some(on.plus(-900)),
        card_by: "МВР (измислено)".to_owned(),
        education: "средно".to_owned(),
        status: status.to_owned(),
        not_interdicted: true,
        not_convicted: true,
        no_violence: true,
        trained: n.is_multiple_of(2),
        experience: years,
        papers: papers.into(),
        service: Service {
            years,
            months: 4,
            days: 12,
            counted_on: Some(on),
            document: "Трудова книжка (измислена)".to_owned(),
        },
        accepted_by: teller.by.clone(),
        ..Candidate::default()
    }
}

async fn candidate(
    tx: &mut Tx,
    teller: &Teller<'_>,
    group: &Group,
    (n, on): (usize, Day),
) -> anyhow::Result<AssistantId> {
    let born = 1_962 + i16::try_from(n % 36).unwrap_or(0);
    let person = people::create(tx, &invented(teller, group, (n + 500, born))).await?;
    let content = declared(teller, n, on);
    let new = NewCandidate { applied_on: Some(on), hours_offered: 168, content };
    assistants::apply(tx, teller.law, person, (&new, &teller.press)).await.map_err(said)
}

/// Somebody on the list.
pub async fn listed(
    tx: &mut Tx,
    teller: &Teller<'_>,
    group: &Group,
    (n, on): (usize, Day),
) -> anyhow::Result<AssistantId> {
    let id = candidate(tx, teller, group, (n, on)).await?;
    let one = assistants::assistant(tx, id).await?;
    let score = |(place, code): (usize, &&str)| {
        ((*code).to_owned(), u32::try_from((n + place) % 3 + 3).unwrap_or(3))
    };
    let sheet = Interview {
        held_by: teller.by.clone(),
        scores: assistants::SCORES.iter().enumerate().map(score).collect(),
        fits: Some(true),
        text: "Спокоен разговор; познава грижата в дома (измислено).".to_owned(),
    };
    assistants::interview(tx, &one, (on.plus(2), &sheet)).await.map_err(said)?;
    let one = assistants::assistant(tx, id).await?;
    assistants::enter(tx, teller.law, &one, on.plus(4)).await.map_err(said)?;
    Ok(id)
}

/// Candidates who wait for a decision, and who were not entered.
pub async fn waiting(tx: &mut Tx, teller: &Teller<'_>, group: &Group) -> anyhow::Result<()> {
    for n in 200..205 {
        candidate(tx, teller, group, (n, teller.today.plus(-3))).await?;
    }
    for n in 210..214 {
        listed(tx, teller, group, (n, teller.today.plus(-40))).await?;
    }
    let id = candidate(tx, teller, group, (220, teller.today.plus(-15))).await?;
    let one = assistants::assistant(tx, id).await?;
    let why = "Липсва медицински документ за постъпване на работа.";
    let refused = (teller.today.plus(-10), why, &teller.press);
    assistants::refuse(tx, &one, refused).await.map_err(said)
}
