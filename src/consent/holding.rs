//! What is held of consents and requests, for the person's own eyes.

use super::{load, page, purpose, request, store};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// Consents of this register and of the cases, and the requests.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut all = Vec::new();
        for row in store::consents(tx, id).await? {
            let facts = load::facts(tx, &row)?;
            let mut part = Holding::new("consent-one");
            part.say("consent-purpose", purpose::name_of(Lang::Bg, &row.purpose));
            part.lines.extend(page::pairs(Lang::Bg, &row, &facts));
            all.push(part);
        }
        let mut asked = Holding::new("people-section-requests");
        for row in super::request_pages::rows(tx, id).await? {
            let kind = ui::text::text(Lang::Bg, &format!("consent-ask-{}", row.kind));
            let line = format!("{kind}, {}", row.received_on.bg());
            asked.lines.push((request::number(&row), line));
        }
        all.push(asked);
        Ok(all)
    })
}
