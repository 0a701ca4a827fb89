//! What other capabilities know of a year: the one place that names their doors.

use crate::proof::Span;
use crate::{
    council, decisions, delivery, fees, oversight, placement, powers, services, training, voices,
    workforce,
};
use jiff::ToSpan;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Providers are checked at least once in so many years (чл. 30, ал. 2 НКСУ): the law's own rule.
const CHECKED: &str = "D39";

/// Figures by their codes.
pub type Values = BTreeMap<&'static str, i64>;

fn size(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Every figure of a year as known now. Of the year that goes on, until today.
///
/// # Errors
/// When the database does not answer.
pub async fn values(tx: &Tx, law: &law::Law, (from, to): (Day, Day)) -> Result<Values, StoreError> {
    let mut all = Values::new();
    results(tx, (from, to), &mut all).await?;
    control(tx, law, ((from, to), &mut all)).await?;
    spending(tx, (from, to), &mut all).await?;
    staff(tx, (from, to), &mut all).await?;
    Ok(all)
}

/// Services, places and use.
async fn results(tx: &Tx, (from, to): (Day, Day), all: &mut Values) -> Result<(), StoreError> {
    let known = services::all(tx).await?;
    let ids: Vec<services::ServiceId> = known.iter().map(|one| one.id).collect();
    let providers: BTreeSet<services::ProviderId> =
        known.iter().map(|one| one.provider_id).collect();
    let places: i64 =
        services::places_on(tx, &ids, to).await?.values().map(|places| places.total).sum();
    let uses = placement::uses(tx, None, (from, to)).await?;
    let people: BTreeSet<_> = uses.iter().map(|one| one.person).collect();
    let taken = size(uses.iter().filter(|one| one.covers(to)).count());
    let figures = placement::figures(tx, (from, to)).await?;
    all.extend([
        ("services", size(known.len())),
        ("providers", size(providers.len())),
        ("places", places),
        ("users", size(people.len())),
        ("began", figures.began),
        ("ended", figures.ended),
        ("refused", figures.refused),
        ("appealed", figures.appealed),
        ("waiting", figures.waiting),
        ("months", delivery::closed_months(tx, (from, to)).await?),
        ("occupied", if places > 0 { taken * 100 / places } else { 0 }),
    ]);
    Ok(())
}

/// Checks, what users say, the council and its decisions.
async fn control(
    tx: &Tx,
    law: &law::Law,
    ((from, to), all): ((Day, Day), &mut Values),
) -> Result<(), StoreError> {
    let checked = oversight::checked(tx, from, to).await?;
    let heard = voices::heard(tx, from, to).await?;
    let [meetings, short] = council::meetings_held(tx, from, to).await?;
    let [taken, done, late] = decisions::counts(tx, "council", from, to).await?;
    // The longest time without a check, counted back from the last day of the year.
    let span = law.due(CHECKED, to.0, &[]).ok().and_then(|due| due.due);
    let days = span.map_or(0, |next| Day(next).days_since(to));
    let since = Day(to.0.checked_sub(i64::from(days).days()).unwrap_or(to.0));
    let unchecked = oversight::unchecked_since(tx, since).await?;
    all.extend([
        ("checks-planned", checked.planned),
        ("checks-held", checked.held),
        ("prescriptions", checked.prescriptions),
        ("prescriptions-done", checked.done),
        ("reported", checked.reported),
        ("unchecked", size(unchecked.len())),
        ("surveys", heard.surveys),
        ("answers", heard.answers),
        ("complaints", heard.complaints),
        ("complaints-in-time", heard.in_time),
        ("meetings", meetings),
        ("meetings-short", short),
        ("decisions", taken),
        ("decisions-done", done),
        ("decisions-late", late),
    ]);
    Ok(())
}

/// Fees, contracts and agreements.
async fn spending(tx: &Tx, (from, to): (Day, Day), all: &mut Values) -> Result<(), StoreError> {
    let [charged, paid, remitted] = fees::sums(tx, (from, to)).await?;
    let [contracts, agreements] = powers::in_force(tx, to).await?;
    all.extend([
        ("charged", charged),
        ("paid", paid),
        ("remitted", remitted),
        ("contracts", contracts),
        ("agreements", agreements),
    ]);
    Ok(())
}

/// Who works, and how they are trained.
async fn staff(tx: &Tx, (from, to): (Day, Day), all: &mut Values) -> Result<(), StoreError> {
    let span = Span { project: None, from, to, known_at: tx.now() };
    let trainings = training::proofs(tx, "trainings", &span).await?;
    let supervisions = training::proofs(tx, "supervisions", &span).await?;
    let once = |proofs: Vec<crate::proof::Proof>| {
        let names: BTreeSet<String> = proofs.into_iter().map(|one| one.once).collect();
        size(names.len())
    };
    all.extend([
        ("staff", size(workforce::employees(tx).await?.len())),
        ("trainings", once(trainings)),
        ("supervisions", once(supervisions)),
    ]);
    Ok(())
}

/// Brings an analysis before the council.
///
/// # Errors
/// When the database refuses.
pub async fn propose(tx: &Tx, title: &str, href: &str) -> Result<(), StoreError> {
    council::propose(tx, title, href).await
}
