//! The doors of the capabilities to which the portal leads, and what it asks of them.

use crate::app::App;
use crate::{desk, online};
use kit::store::Tx;
use kit::web::Problem;

/// Where somebody says what they need.
pub const WISH: &str = "/online/wish/new";
/// Where every form stands, and one that was begun goes on by its code.
pub const FORMS: &str = "/online";
/// Where somebody asks in writing.
pub const QUESTION: &str = "/online/question/new";
/// Where what was sent is followed by its number and code.
pub const STATUS: &str = "/online/status";
/// Where a few questions tell what somebody is entitled to.
pub const CHECK: &str = "/entitlements";
/// Where somebody talks to a worker at once.
pub const DESK: &str = "/chat";
/// Where somebody with an account comes in.
pub const MY: &str = "/my/sign-in";
/// Where an appointment is booked.
pub const BOOKING: &str = "/book";

/// Whether somebody answers at the consultation desk now.
///
/// # Errors
/// When the database does not answer.
pub async fn is_desk_open(tx: &Tx, app: &App) -> Result<bool, Problem> {
    Ok(desk::is_open(tx, app).await?.is_some())
}

/// What somebody says of a page that they could not use, as a question that is answered: its number, its
/// secret code and the promised day.
///
/// # Errors
/// When the question is refused.
pub async fn ask(
    tx: &mut Tx,
    (text, contact, about): (String, String, String),
) -> Result<online::Asked, Problem> {
    online::ask(tx, online::NewQuestion { text, contact, about, account: None }).await
}
