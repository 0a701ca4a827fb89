//! Who uses services of the demonstration since the summer, what they were given each day and which
//! months are closed. Everyone is invented, and so is each day.

use super::PURPOSE;
use crate::app::App;
use crate::delivery::{self, By, NewPlan, NewWorker, Reason, Say};
use crate::municipality::Settings;
use crate::people::PersonId;
use crate::placement::{
    self, Begin, ContractContent, NewContract, NewPlan as NewSupport, PlacementId, PlanContent,
    State, Use,
};
use crate::services::{self, Service, ServiceId};
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Municipality, Tx};
use kit::types::Day;
use law::{Law, Month};

/// So many people in each service.
const PEOPLE: usize = 6;
/// So many months before this one are told.
const MONTHS: i64 = 2;
/// Who is told of was born before this year's day.
const AGE_YEARS: i64 = 30;
/// The number of the demonstration's worker, as its README tells.
const PIN: &str = "2580";
const WORKERS: [&str; 2] = ["Елена Примерова", "Иван Измислен"];

/// Fills it, unless it is filled.
///
/// # Errors
/// When a step does not take what it is told, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let law = app.law(municipality.id);
    let tx = app.db.read(&actor).await?;
    let today = tx.today();
    let first = back(today, MONTHS);
    let chosen = chosen(services::all(&tx).await?);
    let is_done = match chosen.first() {
        Some(one) => !placement::uses(&tx, Some(one.id), (first, today)).await?.is_empty(),
        None => true,
    };
    let born = today.0.saturating_sub(jiff::Span::new().years(AGE_YEARS));
    let wanted = (PEOPLE * chosen.len()) as u64;
    let people = super::store::people_without_service(&tx, Day(born), wanted).await?;
    tx.rollback().await;
    if is_done || people.len() < PEOPLE {
        return Ok(());
    }
    let hash = kit::crypto::hash_password(PIN).map_err(|e| anyhow::anyhow!("a number: {e}"))?;
    for (turn, (service, people)) in chosen.iter().zip(people.chunks(PEOPLE)).enumerate() {
        begun(app, &actor, (service, people), first).await.map_err(told)?;
        let mut tx = app.db.write(&actor).await?;
        for name in WORKERS {
            let new = NewWorker { service: service.id, name, pin_hash: hash.clone() };
            delivery::add_worker(&mut tx, new).await?;
        }
        tx.commit().await?;
        days(app, &actor, (service.id, &law), (first, today)).await.map_err(told)?;
        closed(app, &actor, (municipality, service.id), (today, turn)).await.map_err(told)?;
    }
    Ok(())
}

fn told(problem: kit::web::Problem) -> anyhow::Error {
    anyhow::anyhow!("the demonstration: {problem:?}")
}

/// The first day of the month so many months ago.
fn back(today: Day, months: i64) -> Day {
    let first = today.0.first_of_month();
    Day(first.saturating_sub(jiff::Span::new().months(months)))
}

/// A home, help at home paid by the state, help at home paid by the municipality.
fn chosen(all: Vec<Service>) -> Vec<Service> {
    let grown_up = |one: &&Service| {
        let young = one.name.contains("деца") || one.name.contains("младежи");
        !young && one.replacement_care.is_none()
    };
    let find = |kind: u8, funding: &str| {
        let mut of = all.iter().filter(|one| one.in_zsu && one.kind == kind).filter(grown_up);
        of.find(|one| one.funding == funding && one.closed_on.is_none()).cloned()
    };
    [find(8, "state"), find(10, "state"), find(1, "municipal")].into_iter().flatten().collect()
}

/// People with a contract and a planned week.
async fn begun(
    app: &App,
    actor: &Actor,
    (service, people): (&Service, &[i64]),
    first: Day,
) -> Result<(), kit::web::Problem> {
    let law = app.law(actor.municipality);
    let units = law.delivery_units(service.kind).unwrap_or_default();
    let Some(unit) = units.last() else { return Ok(()) };
    for (n, person) in people.iter().enumerate() {
        let mut tx = app.db.write(actor).await?;
        let residential = service.kind == 8;
        let new = Begin {
            person: PersonId(*person),
            chosen: None,
            service: service.id,
            duration: if residential { "residential" } else { "long" }.to_owned(),
            urgent: None,
            on: first.plus(-14),
            follows: None,
            officer: None,
        };
        let (id, state) = placement::begin(&mut tx, &law, &new).await?;
        if state != State::AtProvider {
            tx.rollback().await;
            continue;
        }
        // One comes in the middle of the first month.
        let from = if n == PEOPLE - 1 { first.plus(16) } else { first };
        placement::record(&mut tx, app, id, &support(from)).await?;
        placement::sign_contract(&mut tx, app, id, &contract(from)).await?;
        let of = placement::use_of(&tx, id).await?;
        let week = if residential { 1..=7 } else { 1..=5 };
        // Help at home comes for an hour or two; one of them only on some days.
        let weekdays = if !residential && n == 1 { vec![1, 3, 5] } else { week.collect() };
        let units = if unit.code == "hour" { 1 + u32::try_from(n % 2).unwrap_or(0) } else { 1 };
        let plan = NewPlan {
            from_on: from,
            weekdays,
            unit: unit.code.clone(),
            units,
            holidays: residential,
        };
        delivery::add_plan(&mut tx, &of, &plan).await?;
        if n == 2 {
            away(&mut tx, &of).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Nine days in hospital last month.
async fn away(tx: &mut Tx, of: &Use) -> Result<(), kit::web::Problem> {
    let first = back(tx.today(), 1);
    let reason = Reason { code: "hospital".to_owned(), note: String::new() };
    delivery::add_away(tx, of, (first.plus(8), Some(first.plus(16))), &reason).await?;
    Ok(())
}

/// The sheets of all days until yesterday: now and then somebody is absent or stays for less; on one
/// day of each month nobody wrote anything.
async fn days(
    app: &App,
    actor: &Actor,
    (service, law): (ServiceId, &Law),
    (first, today): (Day, Day),
) -> Result<(), kit::web::Problem> {
    let tx = app.db.read(actor).await?;
    let uses = placement::uses(&tx, Some(service), (first, today)).await?;
    tx.rollback().await;
    let mut tx = app.db.write(actor).await?;
    let mut day = first;
    while day < today {
        let by = By { name: WORKERS[usize::from(day.0.day() % 2 == 0)], via: "tablet", why: "" };
        let number = usize::from(day.0.day().unsigned_abs());
        if number == 19 {
            day = day.plus(1);
            continue;
        }
        if let Some((of, say)) = special(&uses, (day, number)) {
            delivery::say(&mut tx, law, (service, of, day), (&say, by)).await?;
        }
        delivery::say_rest(&mut tx, law, (service, day), by).await?;
        day = day.plus(1);
    }
    tx.audit(Entry::new("demonstration-filled", "delivery", ""));
    tx.commit().await?;
    Ok(())
}

/// What is not as planned on a day.
fn special(uses: &[Use], (day, number): (Day, usize)) -> Option<(PlacementId, Say)> {
    let of = uses.get(number % uses.len().max(1)).filter(|one| one.covers(day))?;
    let reason = |code: &str| Say::Absent(Reason { code: code.to_owned(), note: String::new() });
    let say = match number {
        4 | 22 => reason("illness"),
        7 => reason("holiday"),
        11 | 27 => Say::Present(Some(30)),
        // In hospital, and yet: somebody should look at it.
        14 => Say::Present(Some(60)),
        25 => reason("other"),
        _ => return None,
    };
    Some((of.placement, say))
}

/// Closes the months that are over, but for one.
async fn closed(
    app: &App,
    actor: &Actor,
    (municipality, service): (&Municipality, ServiceId),
    (today, turn): (Day, usize),
) -> Result<(), kit::web::Problem> {
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    for months in (1..=MONTHS).rev() {
        if months == 1 && turn == 1 {
            continue;
        }
        let mut tx = app.db.write(actor).await?;
        let month = Month::of(back(today, months).0);
        delivery::close(&mut tx, app, (service, month), &verify).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn support(on: Day) -> NewSupport {
    let text = |text: &str| text.to_owned();
    NewSupport {
        assessed_on: on.plus(-3),
        fits: true,
        planned_on: Some(on.plus(-2)),
        received_on: on.plus(-1),
        content: PlanContent {
            team: vec![text("Мария Примерова, психолог"), text("Иван Измислен, социален работник")],
            conclusions: text("Услугата отговаря на потребностите."),
            plan: text("Цел: повече самостоятелност. Преглед след шест месеца."),
        },
        file: None,
    }
}

fn contract(on: Day) -> NewContract {
    let text = |text: &str| text.to_owned();
    NewContract {
        signed_on: on.plus(-1),
        from_on: on,
        until_on: on.plus(360),
        fee_cents: None,
        content: ContractContent {
            subject: text("Социална услуга по индивидуалната оценка."),
            manner: text("По седмичния план."),
            duties: text("По плана за подкрепа и условията на услугата."),
            payment: String::new(),
            ending: text("На основанията по чл. 41 ППЗСУ."),
        },
    }
}
