//! The register of wishes, newest first: whose, for what, from where they came.

use super::store::wish::{self, Column, Entity};
use super::wish::number_text;
use crate::app::App;
use crate::contacts::{self, SheetId, midnight};
use crate::people;
use crate::services;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, day_values, html, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use ui::{Choice, Head, Pages};

#[derive(Template)]
#[template(path = "frontdesk/wish_list.html")]
struct WishList {
    page: ui::Page,
    form: Form,
    action: String,
    new: Option<String>,
    export: String,
    ways: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    number: String,
    when: String,
    person: String,
    service: String,
    place: String,
}

/// Which wishes.
pub struct Filter {
    via: String,
    sheet: Option<SheetId>,
    from: Option<Day>,
    to: Option<Day>,
}

impl Filter {
    /// Reads the query of the address.
    pub fn read(form: &mut Form) -> Filter {
        let via = form.get("via").to_owned();
        let known = contacts::channels(ui::Lang::Bg).iter().any(|choice| choice.value == via);
        Filter {
            via: if known { via } else { String::new() },
            sheet: form.get("sheet").parse().ok(),
            from: form.day_optional("from"),
            to: form.day_optional("to"),
        }
    }

    fn address(&self, path: &str) -> String {
        let sheet = self.sheet.map(|id| id.to_string()).unwrap_or_default();
        let days = [day_values("from", self.from), day_values("to", self.to)].concat();
        let mut parts = vec![("via", self.via.as_str()), ("sheet", &sheet)];
        parts.extend(days.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        parts.retain(|(_, value)| !value.is_empty());
        list_address(path, &parts)
    }

    /// Only the wishes that pass.
    pub fn narrow(&self, mut rows: Select<Entity>) -> Select<Entity> {
        if !self.via.is_empty() {
            rows = rows.filter(Column::Via.eq(self.via.as_str()));
        }
        if let Some(sheet) = self.sheet {
            rows = rows.filter(Column::SheetId.eq(sheet));
        }
        if let Some(from) = self.from {
            rows = rows.filter(Column::RegisteredAt.gte(midnight(from)));
        }
        if let Some(to) = self.to {
            rows = rows.filter(Column::RegisteredAt.lt(midnight(to.plus(1))));
        }
        rows
    }
}

pub async fn wish_list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (filter, number) = (Filter::read(&mut form), Paging::asked(&form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = filter.narrow(tx.find::<Entity>());
    let rows = rows.order_by_desc(Column::RegisteredAt).order_by_desc(Column::Id);
    let rows = rows.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    let ids: Vec<_> = found.iter().map(|row| row.person_id).collect();
    let heads = people::heads(&tx, &ids).await?;
    let ids: Vec<_> = found.iter().map(|row| row.service_id).collect();
    let services = services::by_ids(&tx, &ids).await?;
    let points = contacts::open_points(&tx).await?;
    tx.audit(Entry::list("wish"));
    tx.commit().await?;
    let (found, paging) = paged(found, number, filter.address(&ctx.url("/wishes")));
    let row = |row: &wish::Model| {
        let point = points.iter().find(|point| Some(point.id) == row.service_point_id);
        let point = point.map(|point| point.name.clone()).unwrap_or_default();
        let through = match row.via.as_str() {
            "" => String::new(),
            via => format!("{}: {}", contacts::channel_words(via, ctx.lang), row.place),
        };
        let place = [point, through];
        let place: Vec<String> = place.into_iter().filter(|text| !text.is_empty()).collect();
        Row {
            href: ctx.url(&format!("/wishes/{}", row.id)),
            number: number_text(&ctx, row.year, row.number),
            when: row.registered_at.bg(),
            person: heads.get(&row.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            service: services.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            place: place.join("; "),
        }
    };
    let mut page = ctx.page(ctx.t("frontdesk-wishes-title"));
    page.errors = form.errors();
    html(&WishList {
        page,
        action: ctx.url("/wishes"),
        export: filter.address(&ctx.url("/wishes/export")),
        new: ctx.actor.may(super::WRITE).then(|| ctx.url("/wishes/new")),
        ways: contacts::channels(ctx.lang),
        heads: [
            "frontdesk-signal-number",
            "frontdesk-person",
            "frontdesk-wish-service",
            "frontdesk-wish-from",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        rows: found.iter().map(row).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}
