//! Assistant support of the demonstration: whoever uses it since the summer has an hours plan and an
//! assistant; the month before the last is closed, the last one stands in all states. Everyone is
//! invented, and so is each visit.

use super::PURPOSE;
use crate::app::App;
use crate::homecare::{
    self, AssistantFacts, AssistantId, By, Confirmed, FactContent, NewAssistant, NewPlan, Place,
    PlanContent, Slot, Visit,
};
use crate::municipality::Settings;
use crate::people;
use crate::placement::{self, Use};
use crate::services;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::Municipality;
use kit::types::Day;
use kit::web::Problem;
use law::Month;

/// Invented assistants: name, telephone, hours a week.
const ASSISTANTS: [(&str, &str, u32); 4] = [
    ("Ана Помощникова", "0888 000 111", 40),
    ("Бойка Грижовна", "0888 000 112", 30),
    ("Велко Подкрепов", "0888 000 113", 20),
    ("Гинка Заместникова", "0888 000 114", 40),
];
/// Hours of the day at which the visits to the people of one assistant begin.
const BEGINS: [u16; 3] = [8, 11, 14];
/// Whom one assistant helps.
const PEOPLE_EACH: usize = 3;

/// Fills it, unless it is filled.
///
/// # Errors
/// When a step does not take what it is told, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    filled(app, &actor, municipality)
        .await
        .map_err(|problem| anyhow::anyhow!("the demonstration: {problem:?}"))
}

/// The first day of the month so many months ago.
fn back(today: Day, months: i64) -> Day {
    let first = today.0.first_of_month();
    Day(first.saturating_sub(jiff::Span::new().months(months)))
}

async fn filled(app: &App, actor: &Actor, municipality: &Municipality) -> Result<(), Problem> {
    let tx = app.db.read(actor).await?;
    let today = tx.today();
    let first = back(today, 2);
    let all = services::all(&tx).await?;
    let service = all.iter().find(|one| homecare::is_ours(one) && one.funding == "state");
    let uses = match service {
        Some(service) => placement::uses(&tx, Some(service.id), (first, today)).await?,
        None => Vec::new(),
    };
    let is_done = homecare::has_assistants(&tx).await?;
    tx.rollback().await;
    let Some(service) = service.filter(|_| !is_done && !uses.is_empty()) else { return Ok(()) };
    let assistants = begun(app, actor, (&uses, first)).await?;
    for (turn, one) in uses.iter().enumerate() {
        let who = assistants[turn / PEOPLE_EACH % (ASSISTANTS.len() - 1)];
        for months in [2, 1] {
            reported(app, actor, (one, who), (months, turn)).await?;
        }
    }
    facts(app, actor, (&uses, today)).await?;
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let mut tx = app.db.write(actor).await?;
    homecare::close(&mut tx, app, (service.id, Month::of(first.0)), &verify).await?;
    tx.commit().await?;
    Ok(())
}

fn slots(turn: usize) -> Vec<Slot> {
    let from = BEGINS[turn % BEGINS.len()] * 60;
    let weekdays: &[u8] = if turn.is_multiple_of(2) { &[1, 2, 3, 4, 5] } else { &[1, 3, 5] };
    let items: &[&str] = match turn % 3 {
        0 => &["care", "household"],
        1 => &["moving", "household", "communication"],
        _ => &["care", "position"],
    };
    let slot = |weekday: &u8| Slot {
        weekday: *weekday,
        from,
        until: from + 120,
        items: items.iter().map(|item| (*item).to_owned()).collect(),
    };
    weekdays.iter().map(slot).collect()
}

/// Assistants, plans, and who helps whom.
async fn begun(
    app: &App,
    actor: &Actor,
    (uses, first): (&[Use], Day),
) -> Result<Vec<AssistantId>, Problem> {
    let mut tx = app.db.write(actor).await?;
    let mut assistants = Vec::new();
    for (name, phone, hours) in ASSISTANTS {
        let new = NewAssistant {
            facts: AssistantFacts { name: name.to_owned(), phone: phone.to_owned() },
            account: None,
            ekatte: String::new(),
            days: (first.plus(-30), None),
            weekly_minutes: hours * 60,
        };
        assistants.push(homecare::add_assistant(&mut tx, &new).await?);
    }
    for (turn, one) in uses.iter().enumerate() {
        let from = one.cover.first().map_or(first, |cover| cover.from_on);
        let slots = slots(turn);
        let month_minutes = if slots.len() > 3 { 44 * 60 } else { 26 * 60 };
        let needs = vec![("household".to_owned(), "Пазаруване и готвене".to_owned())];
        let content = PlanContent { slots, needs };
        let new = NewPlan { month_minutes, holidays: false, content };
        homecare::add_plan(&mut tx, one, (from, &new)).await?;
        // The last one still waits for an assistant.
        if turn + 1 < uses.len() {
            let who = assistants[turn / PEOPLE_EACH % (ASSISTANTS.len() - 1)];
            homecare::assign(&mut tx, one, (who, "main"), (from, None)).await?;
        }
        if turn == 0 {
            let stand_in = (back(tx.today(), 0), None);
            homecare::assign(&mut tx, one, (assistants[3], "substitute"), stand_in).await?;
        }
    }
    tx.commit().await?;
    Ok(assistants)
}

/// The report of a month: that of the month before the last is approved; of the last month each
/// stands in another state.
async fn reported(
    app: &App,
    actor: &Actor,
    (one, who): (&Use, AssistantId),
    (months, turn): (i64, usize),
) -> Result<(), Problem> {
    let law = app.law(actor.municipality);
    let mut tx = app.db.write(actor).await?;
    let today = tx.today();
    let month = Month::of(back(today, months).0);
    let of = (one.placement, who);
    let Ok(place) = Place::read(&tx, &law, of, month).await else {
        tx.rollback().await;
        return Ok(());
    };
    let planned = place.as_planned(today);
    let given = delivered(&tx, &law, (one, months), (month, planned)).await?;
    if given.is_empty() {
        tx.rollback().await;
        return Ok(());
    }
    let by = By { name: ASSISTANTS[turn / PEOPLE_EACH % (ASSISTANTS.len() - 1)].0, via: "phone" };
    homecare::save_report(&mut tx, &place, (given, 0), by).await?;
    let state =
        if months > 1 { "approved" } else { ["sent", "approved", "returned", "draft"][turn % 4] };
    if state != "draft" {
        let place = Place::read(&tx, &law, of, month).await?;
        let name = people::head(&tx, one.person).await?.name;
        let on = Day(month.last_day());
        let confirmed = Confirmed { who: "person".to_owned(), name, how: "mark".to_owned(), on };
        homecare::send(&mut tx, &place, (confirmed, 1), by).await?;
        let place = Place::read(&tx, &law, of, month).await?;
        let office = By { name: "Демонстрация", via: "office" };
        match state {
            "approved" => homecare::approve(&mut tx, &place, 2, office).await?,
            "returned" => {
                let reason = "В сряда посещението е било по-кратко. Моля, поправете часа.";
                homecare::give_back(&mut tx, &place, (reason, 2), office).await?;
            }
            _ => {}
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Visits as the days of delivery tell of the month that is closed there; else as planned.
async fn delivered(
    tx: &kit::store::Tx,
    law: &law::Law,
    (one, months): (&Use, i64),
    (month, planned): (Month, Vec<Visit>),
) -> Result<Vec<Visit>, Problem> {
    if months == 1 {
        return Ok(planned);
    }
    let of = (one.service, one.placement);
    let (said, _) = crate::delivery::said_of(tx, law, of, month).await?;
    let begin = planned.first().map_or(8 * 60, |visit| visit.from);
    let visit = |(day, minutes): (Day, u32)| {
        let minutes = u16::try_from(minutes).ok().filter(|minutes| *minutes > 0)?;
        let of_day = planned.iter().find(|visit| visit.day == day)?;
        let items = of_day.items.clone();
        Some(Visit { day, from: begin, until: begin + minutes, items })
    };
    Ok(said.into_iter().filter_map(visit).collect())
}

/// What is declared of the people, and a stay in hospital to come.
async fn facts(app: &App, actor: &Actor, (uses, today): (&[Use], Day)) -> Result<(), Problem> {
    let mut tx = app.db.write(actor).await?;
    let fact = |kind: &str, yes: bool, by: &str, who: &str| FactContent {
        kind: kind.to_owned(),
        yes,
        by: by.to_owned(),
        who: who.to_owned(),
        note: String::new(),
    };
    for one in uses {
        let from = one.cover.first().map_or(today, |cover| cover.from_on).plus(-10);
        for kind in ["unable", "no-degree"] {
            let content = fact(kind, true, "person", "Декларация на лицето");
            homecare::add_fact(&mut tx, one.person, (from, None), &content).await?;
        }
        let content = fact("personal-assistance", false, "person", "Декларация на лицето");
        homecare::add_fact(&mut tx, one.person, (from, None), &content).await?;
    }
    if let Some(one) = uses.get(1) {
        let content = fact("hospital", true, "representative", "Дъщерята, по телефона");
        let days = (today.plus(7), Some(today.plus(14)));
        homecare::add_fact(&mut tx, one.person, days, &content).await?;
    }
    tx.audit(Entry::new("demonstration-filled", "homecare", ""));
    tx.commit().await?;
    Ok(())
}
