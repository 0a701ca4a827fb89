//! The work of the demonstration as the office organises it: deputies, a case that was passed on,
//! forms that somebody began, work that stalled.

use super::PURPOSE;
use super::walker::Walker;
use crate::app::App;
use crate::municipality::{self, NewDeputy};
use crate::people::{self, Sought};
use crate::work;
use kit::access::{self, Account, Actor};
use kit::audit::Entry;
use kit::store::{Municipality, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Taken, put_draft};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Who works on cases, in the order of the file, and who leads them.
struct Staff {
    officers: Vec<AccountId>,
    head: Option<AccountId>,
}

async fn staff(tx: &Tx) -> anyhow::Result<Staff> {
    let accounts = access::accounts(tx, tx.today()).await?;
    let open = accounts.iter().filter(|account| account.disabled_at.is_none());
    let of_role = |role: &str| -> Vec<AccountId> {
        let holds = |account: &&&Account| account.roles.iter().any(|own| own == role);
        let mut found: Vec<_> = open.clone().filter(|account| holds(&account)).collect();
        found.sort_by(|a, b| a.username.cmp(&b.username));
        found.into_iter().map(|account| account.id).collect()
    };
    let order = municipality::order_in_force(tx, tx.today()).await?;
    let mut officers = of_role("referral_officer");
    officers.retain(|id| order.iter().flat_map(|order| &order.members).any(|one| one.0 == id.0));
    Ok(Staff { officers, head: of_role("head").first().copied() })
}

/// Fills it, unless it is filled. Moves the clock, and sets it back.
///
/// # Errors
/// When a page does not take what it is sent, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality, now: Instant) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = !municipality::deputies(&tx).await?.is_empty();
    let staff = staff(&tx).await?;
    tx.rollback().await;
    if is_done || staff.officers.len() < 2 {
        return Ok(());
    }
    let mut tx = app.db.write(&actor).await?;
    deputies(&tx, &staff).await?;
    tx.audit(Entry::new("demonstration-filled", "deputy", ""));
    tx.commit().await?;
    app.clock().set(now.plus_ms(-DAY_MS));
    let passed = passed_on(app, &municipality.slug, &staff).await;
    app.clock().set(now);
    passed?;
    begun(app, &actor, (&municipality.slug, &staff)).await?;
    while work::note_stalled(app, municipality.id).await? > 0 {}
    Ok(())
}

/// One who is away now, one who was, one who will be.
async fn deputies(tx: &Tx, staff: &Staff) -> anyhow::Result<()> {
    let today = tx.today();
    let (first, second) = (staff.officers[0], staff.officers[1]);
    let days = |from: i32, to: i32| -> (Day, Day) { (today.plus(from), today.plus(to)) };
    for (absent, deputy, (first_day, last_day), reason) in [
        (second, first, days(-60, -47), "платен отпуск"),
        (second, first, days(-2, 5), "обучение"),
        (first, second, days(25, 34), "платен отпуск"),
    ] {
        let reason = reason.to_owned();
        let new = NewDeputy { absent, deputy, first_day, last_day, reason };
        municipality::name_deputy(tx, &new).await?;
    }
    Ok(())
}

/// The head passed one case on, because the service point changed.
async fn passed_on(app: &App, slug: &str, staff: &Staff) -> anyhow::Result<()> {
    let (Some(head), Some(from)) = (staff.head, staff.officers.last()) else { return Ok(()) };
    let walker = Walker::new(app, slug);
    let seat = walker.seat(head).await?;
    let list = format!("/work/load/list?what=open&who={from}");
    // Whoever has nothing on his hands passes nothing on.
    let Ok(case) = seat.link(&list, "/referrals/").await else { return Ok(()) };
    let case = case.trim_start_matches("/referrals/").to_owned();
    let fields = [
        ("by", "case".to_owned()),
        ("all", staff.officers[0].to_string()),
        ("case", case),
        ("reason", "Човекът се премести и идва в другото работно място.".to_owned()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    seat.post(&format!("/work/hand-over/{from}"), &fields).await?;
    Ok(())
}

/// What the last of the officers began and did not send.
async fn begun(app: &App, actor: &Actor, (slug, staff): (&str, &Staff)) -> anyhow::Result<()> {
    let Some(account) = staff.officers.iter().rfind(|id| **id != staff.officers[0]) else {
        return Ok(());
    };
    let found = people::search(app, actor, &Sought::Name("Образцова".to_owned())).await?;
    let mut tx = app.db.write(actor).await?;
    let mut drafts = vec![(
        format!("/{slug}/signals/new"),
        vec![
            ("institution", "school"),
            ("text", "Дете отсъства от училище от две седмици; майката е сама."),
        ],
    )];
    if let Some(person) = found.first() {
        let text = "Обади се дъщерята: идват заедно във вторник. Да се подготви списък с";
        let fields = vec![("kind", "shared"), ("text", text)];
        drafts.push((format!("/{slug}/people/{person}/notes"), fields));
    }
    for (back, (path, fields)) in (1..).zip(drafts) {
        let at = tx.now().plus_ms(-back * 5 * HOUR_MS);
        let taken = Taken { path, at, text: serde_json::to_string(&fields)? };
        put_draft(&tx, *account, &taken).await?;
    }
    tx.audit(Entry::new("demonstration-filled", "draft", ""));
    tx.commit().await?;
    Ok(())
}
