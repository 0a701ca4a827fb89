//! Where the assessments of the demonstration led: places of a few services, people at providers,
//! in waiting lists and in services. Everyone is invented, and so is how many places are taken.

use super::{PURPOSE, support};
use crate::app::App;
use crate::placement::{
    self, Begin, ContractContent, NewContract, NewPlan, NewUnit, PlacementId, PlanContent, State,
};
use crate::referral::{self, Chosen};
use crate::services::{self, ServiceId};
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Municipality, Tx};
use kit::types::Day;
use std::collections::BTreeMap;

/// So many cases at most are led on.
const CASES: u64 = 24;
/// So many places of a large service are free before anybody comes, and of a small one.
const FREE: (i32, i32) = (3, 1);
/// A service with fewer places is small.
const SMALL: i32 = 20;
/// Days since the assessment was presented, at most.
const SINCE: i32 = 8;

/// Fills it, unless it is filled.
///
/// # Errors
/// When a step does not take what it is told, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    app.freshen_law(municipality.id).await?;
    let law = app.law(municipality.id);
    let tx = app.db.read(&actor).await?;
    let is_done = !placement::places(&tx).await?.is_empty();
    let cases = super::store::cases_with_assessment(&tx, CASES).await?;
    let mut open = Vec::new();
    for case in cases {
        let chosen = referral::chosen_services(&tx, &law, referral::CaseId(case)).await?;
        open.extend(chosen.into_iter().find(|one| one.open));
    }
    tx.rollback().await;
    if is_done || open.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.write(&actor).await?;
    units(&tx, &open).await?;
    tx.audit(Entry::new("demonstration-filled", "placement", ""));
    tx.commit().await?;
    for (turn, chosen) in open.iter().enumerate() {
        let mut tx = app.db.write(&actor).await?;
        let on = chosen.signed_on.max(tx.today().plus(-SINCE));
        referral::take_up(&tx, &law, chosen, on).await?;
        let (id, state) = placement::begin(&mut tx, &law, &Begin::of(chosen, on)).await?;
        if state == State::AtProvider {
            let provider = services::service(&tx, chosen.service).await?.provider_id;
            let is_own = services::is_own(&tx, provider).await?;
            let at = At { municipality, id, on, is_own };
            lead_on(&mut tx, app, &at, turn).await.map_err(told)?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn told(problem: kit::web::Problem) -> anyhow::Error {
    anyhow::anyhow!("the demonstration: {problem:?}")
}

/// Places of the services that people of the demonstration chose; a few are free.
async fn units(tx: &Tx, open: &[Chosen]) -> anyhow::Result<()> {
    let mut wanted: BTreeMap<ServiceId, i32> = BTreeMap::new();
    for one in open {
        *wanted.entry(one.service).or_default() += 1;
    }
    let ids: Vec<ServiceId> = wanted.keys().copied().collect();
    let known = services::by_ids(tx, &ids).await?;
    for id in ids {
        let Some(total) = known.get(&id).and_then(|service| service.capacity) else { continue };
        let funded = if known.get(&id).is_some_and(|s| s.funding == "state") { total } else { 0 };
        let free = if total < SMALL { FREE.1 } else { FREE.0 };
        let taken = (total - free).max(0);
        let unit = NewUnit { name: String::new(), total, funded, taken };
        placement::add_unit(tx, id, &unit).await?;
    }
    Ok(())
}

/// A placement that is led on.
struct At<'a> {
    municipality: &'a Municipality,
    id: PlacementId,
    on: Day,
    /// The municipality itself provides the service: assessment and plan are made in the system.
    is_own: bool,
}

/// Assessment and plan: made here, or sent by the provider.
async fn assessed(tx: &mut Tx, app: &App, at: &At<'_>) -> Result<(), kit::web::Problem> {
    if at.is_own {
        support::planned(tx, app, (at.municipality, at.id), at.on).await
    } else {
        placement::record(tx, app, at.id, &plan(at.on, true)).await.map(|_| ())
    }
}

/// A step or two further, a different one for each turn.
async fn lead_on(
    tx: &mut Tx,
    app: &App,
    at: &At<'_>,
    turn: usize,
) -> Result<(), kit::web::Problem> {
    let (today, id, on) = (tx.today(), at.id, at.on);
    match turn {
        1 => assessed(tx, app, at).await,
        2 | 8 => {
            assessed(tx, app, at).await?;
            let contract = contract(on, today);
            placement::sign_contract(tx, app, id, &contract).await.map(|_| ())
        }
        3 if at.is_own => support::drafted(tx, app, id, on).await,
        4 => placement::record(tx, app, id, &plan(on, false)).await.map(|_| ()),
        5 => {
            let why = "Не предоставяме тази услуга за тази възраст; предлагаме консултиране.";
            placement::refuse(tx, app, id, (today, why)).await
        }
        _ => Ok(()),
    }
}

fn plan(on: Day, fits: bool) -> NewPlan {
    let text = |text: &str| text.to_owned();
    NewPlan {
        assessed_on: on,
        fits,
        planned_on: fits.then_some(on),
        received_on: on,
        content: PlanContent {
            team: vec![text("Мария Примерова, психолог"), text("Иван Измислен, социален работник")],
            conclusions: if fits {
                text("Услугата отговаря на потребностите: редовна подкрепа през деня.")
            } else {
                text("Нужна е подкрепа вечер и през почивните дни, каквато тук не се предоставя.")
            },
            plan: if fits {
                text(
                    "Цел: повече самостоятелност. Два пъти седмично, рехабилитатор. Преглед след шест месеца.",
                )
            } else {
                String::new()
            },
        },
        file: None,
    }
}

fn contract(signed_on: Day, today: Day) -> NewContract {
    let text = |text: &str| text.to_owned();
    NewContract {
        signed_on,
        from_on: today,
        until_on: today.plus(170),
        fee_cents: None,
        content: ContractContent {
            subject: text("Социална услуга по предварителната и индивидуалната оценка."),
            manner: text("В работните дни, на адреса на услугата."),
            duties: text("По плана за подкрепа и условията на услугата."),
            payment: String::new(),
            ending: text("На основанията по чл. 41 ППЗСУ."),
        },
    }
}
