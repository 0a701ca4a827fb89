//! The desk of the demonstration: hours, sites, and a few talks that ended. Called by the demonstration
//! only; nobody here is real.

use super::course::How;
use super::setting::{self, Setting};
use super::talk::{self, New};
use super::{line, opening};
use crate::app::App;
use crate::municipality::Hours;
use kit::access::{self, Actor};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Instant};

/// A talk of the demonstration: days before today, name, what is said in turn, whether it is kept.
type Told = (i32, &'static str, [&'static str; 3], bool);

const TALKS: [Told; 3] = [
    (
        6,
        "Мария Въображаемова",
        [
            "Добър ден. Майка ми е с намалена подвижност. Кой може да ѝ помага вкъщи?",
            "Добър ден. Има асистентска подкрепа и лична помощ. Майка Ви има ли решение на ТЕЛК?",
            "Има, отпреди година. Ще дойда във фронт-офиса. Благодаря!",
        ],
        true,
    ),
    (
        3,
        "",
        [
            "До колко часа работи приемната в петък?",
            "До 17:00, с прекъсване за обяд. Може да запишете час и от страницата.",
            "Благодаря.",
        ],
        true,
    ),
    (
        1,
        "",
        ["Какви документи трябват за дневен център?", "Ще ги изпратя тук.", "Благодаря."],
        false,
    ),
];

/// Whether the desk is set up.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(setting::read(tx).await?.version > 0)
}

/// Hours with a break, shorter on Friday.
fn hours() -> Hours {
    let mut hours = Hours::default();
    for (n, day) in hours.0.iter_mut().enumerate().take(5) {
        let typed = if n == 4 { "09:00-12:00" } else { "09:00-12:00, 13:00-16:30" };
        *day = Hours::parse_day(typed).unwrap_or_default();
    }
    hours
}

async fn told(
    tx: &mut Tx,
    (n, told): (usize, &Told),
    (worker, setting): (Option<AccountId>, &Setting),
) -> Result<(), StoreError> {
    let (_, name, lines, is_kept) = told;
    let new = New {
        secret: talk::secret_of(tx, &format!("demonstration {n}"))?,
        name: (*name).to_owned(),
        text: lines[0].to_owned(),
        is_kept: *is_kept,
    };
    let id = talk::begin(tx, &new).await?;
    line::add(tx, id, (worker, lines[1])).await?;
    line::add(tx, id, (None, lines[2])).await?;
    let talk = talk::talk(tx, id).await?;
    let content = talk.content.clone();
    talk::end(tx, (&talk, &content), (How::Citizen, setting)).await
}

/// Fills the desk. The clock is one that stands; it shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, site: &str) -> Result<(), StoreError> {
    let now = app.clock().now();
    let done = fill_at(app, actor, (site, now)).await;
    app.clock().set(now);
    done
}

async fn fill_at(app: &App, actor: &Actor, (site, now): (&str, Instant)) -> Result<(), StoreError> {
    let tx = app.db.write(actor).await?;
    let sites = setting::site(site).into_iter().collect();
    setting::save(&tx, &Setting { sites, ..Setting::default() }).await?;
    let points = opening::points(&tx).await?;
    for (n, point) in points.iter().enumerate() {
        // The first front office has hours of the desk; the villages do not answer there.
        let own = hours();
        let own = (n == 0).then_some(&own);
        opening::set(&tx, (point.place.id, 0), (n == 0, own)).await?;
    }
    let staff = access::accounts(&tx, tx.today()).await?;
    let worker = staff.iter().find(|one| one.roles.iter().any(|role| role == "intake"));
    let worker = worker.or(staff.first()).map(|one| one.id);
    tx.commit().await?;
    for one in TALKS.iter().enumerate() {
        let day = now.day().plus(-one.1.0);
        let at = Instant::of_local(day.0.at(10, 30, 0, 0));
        app.clock().set(at.min(now));
        let mut tx = app.db.write(actor).await?;
        let setting = setting::read(&tx).await?;
        told(&mut tx, one, (worker, &setting)).await?;
        tx.commit().await?;
    }
    Ok(())
}
