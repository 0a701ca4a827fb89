//! The pay of somebody, as an assistant or as a user, in their file: each month of work with its lines.

use super::frame::{self, hours, line_path, month_words, own};
use super::store::payroll_line::{self, Column, Entity};
use super::sums::written;
use crate::app::App;
use crate::assistants::{self, AssistantId};
use crate::people::{Bar, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, cut, html};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use ui::{Head, Link, Pages};

/// The most lines of the page: ten years of two assistants.
const MOST: u64 = 500;

struct Row {
    href: String,
    worked: String,
    kind: String,
    hours: String,
    gross: String,
    state: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "payroll/person.html")]
struct PersonPage {
    page: ui::Page,
    bar: Bar,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// The lines of somebody, newest month first.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, id: PersonId) -> Result<Vec<payroll_line::Model>, StoreError> {
    let known = assistants::all_of(tx, id).await?;
    let as_assistant: Vec<AssistantId> = known.into_iter().map(|one| one.id).collect();
    let of =
        Condition::any().add(Column::PersonId.eq(id)).add(Column::AssistantId.is_in(as_assistant));
    let rows = tx.find::<Entity>().filter(of).order_by_desc(Column::Worked);
    Ok(rows.order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?)
}

/// `GET /payroll/people/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, &ctx, id, "/payroll/people/").await?;
    let found = lines(&tx, id).await?;
    tx.audit(Entry::read("payroll-person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let row = |row: &payroll_line::Model| {
        let (state, colour) = match (row.released_turn, row.held_kind.is_empty()) {
            (Some(_), _) => ("released", "green"),
            (None, false) => ("held", "red"),
            (None, true) => ("draft", "yellow"),
        };
        Row {
            href: ctx.url(&line_path(row.id, "")),
            worked: month_words(ctx.lang, &row.worked),
            kind: ctx.t(&format!("payroll-kind-{}", row.kind)).into_owned(),
            hours: hours(row),
            gross: written(own(row).gross(), &row.currency),
            state: ctx.t(&format!("payroll-line-{state}")).into_owned(),
            colour,
        }
    };
    let home = ctx.url(&format!("/payroll/people/{id}"));
    let (rows, pages) = cut(found.iter().map(row).collect(), &form, &home);
    let mut page = ctx.page(ctx.t("payroll-person"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", page.title.clone()),
    ];
    html(&PersonPage {
        page,
        bar,
        heads: frame::columns(&ctx, &["worked", "kind", "hours", "gross", "state"]),
        rows,
        pages,
    })
}
