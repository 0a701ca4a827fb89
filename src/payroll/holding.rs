//! The pay of somebody, as an assistant or as a user, for their own eyes.

use super::frame::{hours, month_words, own};
use super::line_page::why;
use super::person::lines;
use super::sums::written;
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use ui::Lang;

/// Each released line: month of work, hours, gross, and why when it is a correction.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let mut part = Holding::new("payroll-belonging-line");
        for row in lines(tx, id).await? {
            if row.released_turn.is_none() {
                continue;
            }
            let kind = ui::text::text(Lang::Bg, &format!("payroll-kind-{}", row.kind)).into_owned();
            let gross = written(own(&row).gross(), &row.currency);
            let words = [kind, format!("{} ч.", hours(&row)), gross, why(tx, &row)?];
            let words = words.into_iter().filter(|text| !text.is_empty());
            let text = words.collect::<Vec<_>>().join("; ");
            part.lines.push((month_words(Lang::Bg, &row.worked), text));
        }
        Ok(if part.lines.is_empty() { Vec::new() } else { vec![part] })
    })
}
