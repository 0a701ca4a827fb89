//! Accounts, payments and grounds of a person, for their own eyes.

use super::account::number;
use super::frame::eur;
use super::ground;
use super::payment;
use super::store::fee_account::{Column, Entity};
use crate::app::App;
use crate::people::{Holding, PersonId, Told};
use kit::store::Tx;
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::Lang;

/// Each account with what was paid; each ground with its document.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let rows = tx.find::<Entity>().filter(Column::PersonId.eq(id)).order_by_asc(Column::Id);
        let rows = rows.all(tx.conn()).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let paid = payment::paid(tx, &ids).await?;
        let mut all = Vec::new();
        if !rows.is_empty() {
            let mut part = Holding::new("fees-belonging-account");
            for row in rows {
                let paid = eur(paid.get(&row.id).copied().unwrap_or_default());
                let args = [("month", row.month), ("sum", eur(row.cents)), ("paid", paid)];
                let text = ui::text::text_args(Lang::Bg, "fees-holding-account", &args);
                part.lines.push((number(row.year, row.number), text.into_owned()));
            }
            all.push(part);
        }
        let grounds = ground::of_person(tx, id).await?;
        if !grounds.is_empty() {
            let mut part = Holding::new("fees-belonging-ground");
            for one in grounds {
                let until = one.row.until_on.map(Day::bg).unwrap_or_default();
                let income = one.content.income.map(eur).unwrap_or_default();
                let rule = law::Law::current().book().newest(&format!("fee.{}", one.content.code));
                let name = rule.map(|rule| rule.title.clone()).unwrap_or_else(|_| {
                    ui::text::text(Lang::Bg, "fees-ground-income").into_owned()
                });
                let words = [name, income, one.content.document];
                let words = words.into_iter().filter(|text| !text.is_empty());
                let days = format!("{} – {until}", one.row.from_on.bg());
                part.lines.push((days, words.collect::<Vec<_>>().join("; ")));
            }
            all.push(part);
        }
        Ok(all)
    })
}
