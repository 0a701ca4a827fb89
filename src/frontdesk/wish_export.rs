//! The register of wishes as a table for a spreadsheet, with the own fields of the office. No names
//! and no words of people: a file leaves the walls of the program.

use super::reference::{reference, words};
use super::store::wish::{self, Column, Entity};
use super::wish::number_text;
use super::wish_list::Filter;
use crate::app::App;
use crate::contacts::{self, Table, csv, xlsx};
use crate::forms::{self, Field, Forms, Kind};
use crate::services;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Problem};
use sea_orm::{QueryOrder, QuerySelect};

/// Rows of one table for a spreadsheet at most.
const EXPORT_MAX: u64 = 100_000;

pub async fn export(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let filter = Filter::read(&mut form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = filter.narrow(tx.find::<Entity>()).order_by_asc(Column::Id).limit(EXPORT_MAX);
    let rows = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    let mut fields = Forms::load(&tx).await?.ever(Kind::Wish, tx.today());
    fields.retain(|field| !field.sealed);
    let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
    let kept = forms::plain_values_of(&tx, Kind::Wish, &ids).await?;
    let mut asked: Vec<_> = rows.iter().map(|row| row.service_id).collect();
    asked.sort_unstable();
    asked.dedup();
    let services = services::by_ids(&tx, &asked).await?;
    let points = contacts::open_points(&tx).await?;
    tx.audit(Entry::print("wish-list", 0));
    tx.commit().await?;
    let cells = |row: &wish::Model| -> Vec<String> {
        let point = points.iter().find(|point| Some(point.id) == row.service_point_id);
        let given = kept.get(&row.id.0);
        let own = |field: &Field| {
            let given = given.map(|kept| kept.values.of(&field.key)).unwrap_or_default();
            field.words(given, ctx.lang).replace(['\r', '\n'], " ")
        };
        let cells = [
            number_text(&ctx, row.year, row.number),
            row.stated_at.bg(),
            row.registered_at.bg(),
            services.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            words(&reference().wish_form, &row.channel, ctx.lang),
            point.map(|point| point.name.clone()).unwrap_or_default(),
        ];
        cells.into_iter().chain(fields.iter().map(own)).collect()
    };
    let heads = [
        "frontdesk-signal-number",
        "frontdesk-wish-stated",
        "frontdesk-wish-registered",
        "frontdesk-wish-service",
        "frontdesk-wish-channel",
        "frontdesk-contact-point",
    ];
    let heads = heads.iter().map(|key| ctx.t(key).into_owned());
    let table = Table {
        name: "wishes".to_owned(),
        heads: heads.chain(fields.iter().map(|f| f.label(ctx.lang).to_owned())).collect(),
        rows: rows.iter().map(cells).collect(),
    };
    if form.get("format") == "xlsx" { xlsx(&table) } else { csv(&table) }
}
