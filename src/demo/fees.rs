//! Rates, incomes, accounts and payments of the demonstration. All are invented; no rate here is that
//! of a real municipality.

use super::PURPOSE;
use crate::app::App;
use crate::delivery;
use crate::fees::{self, FeeAccountId, GroundContent, NewPayment, NewRate};
use crate::municipality::Settings;
use crate::services::{self, Service};
use kit::access::Actor;
use kit::store::{Municipality, Tx};
use kit::types::Day;
use law::Month;

/// Cents of the income of the first person; each next one has a little more.
const INCOME: i64 = 41_240;
/// How much more.
const MORE: i64 = 3_715;
/// Cents for an hour of help at home.
const HOUR: i64 = 180;
/// Hundredths of a percent of an income for a home.
const HOME: i64 = 7_000;

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let law = app.law(municipality.id);
    let mut tx = app.db.write(&actor).await?;
    let today = tx.today();
    let first = |months: i64| {
        let first = today.0.first_of_month();
        Month::of(first.saturating_sub(jiff::Span::new().months(months)))
    };
    let given = delivery::given(&tx, &law, first(2)).await?;
    if given.is_empty() || fees::has_rates(&tx).await? {
        tx.rollback().await;
        return Ok(());
    }
    let from = Day(first(12).first_day());
    for service in services::all(&tx).await? {
        if let Some(rate) = rate(&service, from) {
            fees::add_rate(&mut tx, &rate).await?;
        }
    }
    for (n, one) in (0..).zip(&given) {
        let income = GroundContent {
            code: "income".to_owned(),
            income: Some(INCOME + n * MORE),
            document: "Справка от НОИ (измислена)".to_owned(),
        };
        // Of one person nothing is known yet: it is said that their income is missing.
        if n != 4 {
            fees::add_ground(&mut tx, one.person, (from, None), &income).await?;
        }
        if n == 3 {
            let ground = GroundContent {
                code: "exempt.no-income".to_owned(),
                income: None,
                document: "Декларация за доходи и влогове (измислена)".to_owned(),
            };
            fees::add_ground(&mut tx, one.person, (from, None), &ground).await?;
        }
    }
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let made = fees::issue_all(&mut tx, app, first(2), ("Опора", &verify)).await?;
    paid(&mut tx, &made, today).await?;
    tx.commit().await?;
    Ok(())
}

/// A home by a percent of income, help at home by the hour.
fn rate(service: &Service, from: Day) -> Option<NewRate> {
    let basis = "Решение № 000 (измислено, за демонстрацията)".to_owned();
    let new = NewRate {
        service: Some(service.id),
        basis,
        valid_from: Some(from),
        mark: "M".to_owned(),
        reduced: Some(5_000),
        ..NewRate::default()
    };
    match (service.kind, service.funding.as_str()) {
        (8, "state") => {
            Some(NewRate { kind: "percent".to_owned(), percent: HOME, by_days: true, ..new })
        }
        (1, "municipal") => {
            let unit = "hour".to_owned();
            Some(NewRate { kind: "amount".to_owned(), cents: HOUR, unit, ..new })
        }
        _ => None,
    }
}

/// Most paid, one in part, one not at all.
async fn paid(tx: &mut Tx, made: &[FeeAccountId], today: Day) -> anyhow::Result<()> {
    for (n, id) in made.iter().enumerate().filter(|(n, _)| n % 5 != 0) {
        let owed = fees::sum_of(tx, *id).await?;
        let new = NewPayment {
            cents: if n % 5 == 1 { owed / 2 } else { owed },
            paid_on: today.plus(-20 - i32::try_from(n)?),
            how: if n % 2 == 0 { "cash" } else { "bank" }.to_owned(),
            document: format!("ПКО {:04} (измислен)", n + 1),
            reverses: None,
        };
        fees::add_payment(tx, *id, &new).await?;
    }
    Ok(())
}
