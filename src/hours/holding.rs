//! The reports about a user, for their own eyes.

use super::load;
use super::sheet::hours;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// Month, state and hours of each report with its short account; who holds an address.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut all = Vec::new();
        for report in load::of_user(tx, id).await? {
            let mut part = Holding::new("hours-holding");
            let state = ui::text::text(Lang::Bg, &format!("hours-state-{}", report.state.code()));
            part.say("hours-column-month", report.row.month.clone());
            part.say("hours-column-state", state.into_owned());
            part.say("hours-column-worked", hours(report.sheet.worked()));
            part.say("hours-account", report.sheet.account.clone());
            all.push(part);
        }
        let mut part = Holding::new("hours-links");
        for row in super::link::of_person(tx, id).await? {
            part.lines.push((row.made_at.bg(), super::link::holder(tx, &row)?));
        }
        if !part.lines.is_empty() {
            all.push(part);
        }
        Ok(all)
    })
}
