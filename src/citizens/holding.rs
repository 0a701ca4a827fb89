//! What is held of the account of a person, for their own eyes: how it was tied to them, by what they come
//! in, and when they did last. Nothing is told that opens it.

use super::account::{self, grouped};
use super::desk_page::{how_of, until_of};
use super::{CitizenId, link, passkey, session};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use ui::Lang;

/// The account of a person and those that were tied to them before, newest first.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut all = Vec::new();
        for row in link::of_person(tx, id).await? {
            let mut part = Holding::new("citizens-belonging-link");
            part.say("citizens-link-how", how_of(Lang::Bg, &row));
            part.say("citizens-link-from", row.made_at.bg());
            part.say("citizens-link-until", until_of(Lang::Bg, &row));
            // An account tied by mistake is somebody else's: of one that has ended no more is told.
            if row.ended_at.is_none() {
                say_use(tx, row.citizen_id, &mut part).await?;
            }
            all.push(part);
        }
        Ok(all)
    })
}

async fn say_use(tx: &Tx, citizen: CitizenId, part: &mut Holding) -> Result<(), StoreError> {
    let logins = account::logins(tx, &[citizen]).await?;
    part.say(
        "citizens-login",
        logins.get(&citizen).map(|login| grouped(login)).unwrap_or_default(),
    );
    for key in passkey::of_account(tx, citizen).await? {
        part.say("citizens-holding-key", key.made_at.bg());
    }
    let seen = session::last_seen(tx, citizen).await?;
    part.say("citizens-holding-seen", seen.map(Instant::bg).unwrap_or_default());
    Ok(())
}
