//! Scenarios of the demonstration: what places cost, two what-ifs that can be compared, two searches for
//! sites. Called by the demonstration only.

use super::act::{self, Frame, Wanted};
use super::change::{Changes, PlaceChange, ScaleChange, Scaled};
use super::content::Inputs;
use super::model::{Order, Rate, World};
use super::{load, neighbours, run};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Law;

const SEED: i64 = 20_261_124;
const SOURCE: &str = "Измислено за показването";
/// Service, a place in a year, a fee in a month: round numbers that nobody has decided.
const RATES: [(u8, i64, i64); 5] = [
    (3, 120_000, 0),
    (5, 240_000, 600),
    (8, 620_000, 1_500),
    (9, 580_000, 2_500),
    (25, 410_000, 900),
];

/// Whether a scenario was ever made.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::all(tx).await?.is_empty())
}

/// The settlement with the most people after the largest: where a new site would be asked for.
fn second(world: &World) -> Option<String> {
    let people =
        |at: &usize| world.settlements[*at].people.iter().map(|n| u64::from(*n)).sum::<u64>();
    let mut order: Vec<usize> = (0..world.settlements.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(people(at)));
    order.get(1).map(|at| world.settlements[*at].ekatte.clone())
}

fn what_ifs(world: &World) -> Vec<(&'static str, Changes)> {
    let ekatte = second(world).unwrap_or_default();
    let opened = Changes {
        places: vec![
            PlaceChange { service: 9, ekatte: ekatte.clone(), places: 25 },
            PlaceChange { service: 5, ekatte, places: 20 },
        ],
        order: Order::Need,
        ..Changes::default()
    };
    let later = Changes {
        years: 5,
        growth: [-15, -18, 6],
        scales: vec![
            ScaleChange { what: Scaled::Cost, service: None, percent: 10 },
            ScaleChange { what: Scaled::Fee, service: Some(9), percent: 20 },
        ],
        ..Changes::default()
    };
    vec![
        ("Нова дневна грижа и рехабилитация във второто по големина населено място", opened),
        ("След пет години при същите места и по-скъпа издръжка", later),
    ]
}

fn searches() -> Vec<(&'static str, Wanted)> {
    let usual = Wanted {
        goal: "capacitated".to_owned(),
        service: 9,
        services: 6,
        capacity: 30,
        near: 30,
        limit: None,
        keeps: true,
    };
    let cover = Wanted { goal: "cover".to_owned(), service: 5, near: 20, ..usual.clone() };
    vec![
        ("Къде да се открие дневна грижа за пълнолетни", usual),
        ("Терапия и рехабилитация на двайсет минути за най-много хора", cover),
    ]
}

/// What cannot be worked out yet is left out: the demonstration of the figures decides what is known.
fn if_known<T>(made: Result<T, Problem>) -> Result<Option<T>, Problem> {
    match made {
        Ok(known) => Ok(Some(known)),
        Err(Problem::Impossible(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn keep(tx: &mut Tx, title: &str, inputs: &Inputs) -> Result<(), Problem> {
    let row = act::add(tx, &Frame { title: title.to_owned(), seed: SEED }, inputs).await?;
    let outcome = inputs.worked_out(&mut |_| ());
    Ok(run::end(tx, row.id, &outcome).await?)
}

/// Makes them.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, law: &Law) -> Result<(), Problem> {
    for (service, cost_cents, fee_cents) in RATES {
        let rate = Rate { cost_cents, fee_cents, turnover: None };
        act::put_rate(tx, (service, rate), SOURCE).await?;
    }
    let world = neighbours::world(tx, law, SEED.unsigned_abs()).await;
    let Some(world) = if_known(world)? else { return Ok(()) };
    for (title, changes) in what_ifs(&world) {
        keep(tx, title, &act::what_if(world.clone(), changes)).await?;
    }
    for (title, wanted) in searches() {
        if let Some(inputs) = if_known(act::sites(world.clone(), &wanted))? {
            keep(tx, title, &inputs).await?;
        }
    }
    Ok(())
}
