//! Accounts of the demonstration: one whose owner waits for a service, and a limit that ends soon. Called
//! by the demonstration only; nobody here is real.

use super::account::{self, NewAccount, grouped};
use super::store::citizen;
use super::whose::may_own;
use super::{CitizenId, link};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::placement;
use crate::trust::{self, NewLimit};
use kit::access::{Actor, SecondFactor};
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Problem};
use sea_orm::QuerySelect;

/// Among so many who wait one is looked for who may have an account.
const AMONG: u64 = 30;

/// Whether there is an account.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<citizen::Entity>().limit(1).one(tx.conn()).await?.is_some())
}

/// Those who wait and may have an account of their own.
async fn grown(app: &App, tx: &Tx) -> Result<Vec<PersonId>, StoreError> {
    let mut found: Vec<PersonId> = Vec::new();
    for id in placement::some_waiting(tx, AMONG).await? {
        let signing = people::signing(app, tx, id).await?;
        if may_own(signing.capacity.signs) && !found.contains(&id) {
            found.push(id);
        }
        if found.len() == 2 {
            break;
        }
    }
    Ok(found)
}

/// Fills them; `hash` is that of the demonstration's password.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, hash: String) -> Result<(), StoreError> {
    let mut tx = app.db.write(actor).await?;
    let found = grown(app, &tx).await?;
    let new = NewAccount {
        password_hash: hash,
        factor: Some((SecondFactor::fresh().base32(), 0)),
        identity: String::new(),
    };
    let id = CitizenId(tx.new_id());
    let row = account::open(&mut tx, id, &new).await?;
    if let Some(person) = found.first() {
        link::make(&mut tx, (row.id, *person), ("desk", "id_card")).await?;
    }
    if let Some(person) = found.get(1) {
        let today = tx.today();
        let limit = NewLimit {
            kind: "log".to_owned(),
            other: None,
            ground: "investigation".to_owned(),
            from_on: today.plus(-10),
            to_on: Some(today),
            until_on: today.plus(20),
            reason: "Писмо на разследващ орган, входящо от измислен ден.".to_owned(),
        };
        trust::set_limit(&mut tx, *person, &limit).await?;
    }
    tx.commit().await
}

/// Number and code of the invented account, for the door of the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn demo_account(app: &App, ctx: &Ctx) -> Result<Option<(String, String)>, Problem> {
    let actor = Actor::system(ctx.municipality.id, "demo sign-in");
    let tx = app.db.read(&actor).await?;
    let shown = account::oldest(&tx).await?;
    tx.rollback().await;
    Ok(shown.map(|(login, code)| (grouped(&login), code)))
}
