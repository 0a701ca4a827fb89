//! Whoever gave an address of electronic mail, or has an account, is told when something was done. The
//! message names the number and the state, never the code and nothing of what was written.

use super::course::Move;
use super::sent::Matter;
use crate::notices::{self, Notice, Target};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use ui::Lang;

/// The message that something came.
const RECEIVED: &str = "online-received";
/// The message that something was done.
const CHANGED: &str = "online-changed";
/// Where it is followed, below the municipality.
const STATUS: &str = "/online/status";

/// Tells that it came, and until when they hear of us.
///
/// # Errors
/// When the message cannot be queued.
pub async fn received(tx: &mut Tx, one: &Matter, until: Day) -> Result<(), StoreError> {
    send(tx, one, (RECEIVED, ("until", until.bg()))).await
}

/// Tells what was done.
///
/// # Errors
/// When the message cannot be queued.
pub async fn changed(tx: &mut Tx, one: &Matter, what: Move) -> Result<(), StoreError> {
    // Whoever just wrote to us knows it.
    if what == Move::Supplement {
        return Ok(());
    }
    let state = ui::text::text(Lang::Bg, &format!("online-step-{}", what.code()));
    send(tx, one, (CHANGED, ("state", state.into_owned()))).await
}

async fn send(
    tx: &mut Tx,
    one: &Matter,
    (template, said): (&'static str, (&str, String)),
) -> Result<(), StoreError> {
    let email = one.said.typed.get("email");
    let by_mail = (!email.is_empty()).then(|| Target::Email(email.to_owned()));
    let to = one.row.citizen_id.map(Target::Account).into_iter().chain(by_mail);
    for to in to {
        let args = vec![("number", one.number()), said.clone()];
        let about = one.row.person_id;
        let notice = Notice { template, to, args, about, href: STATUS.to_owned() };
        notices::send(tx, &notice).await?;
    }
    Ok(())
}
