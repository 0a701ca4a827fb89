//! The list behind a number: whom it counts. Each person shown is read, and audited so.

use super::ask::who;
use super::frame::{self, BUILD, HOME};
use super::question::{Measure, Question};
use super::report::{measure_name, period};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::services;
use crate::workforce::{self, EmployeeId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, cut, html};
use std::collections::HashMap;
use ui::{Head, Link, Pages};

/// A line of the list.
struct Line {
    name: String,
    href: String,
    note: String,
}

#[derive(Template)]
#[template(path = "reporting/list.html")]
struct ListPage {
    page: ui::Page,
    lead: String,
    count: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
    back: Link,
}

async fn of_people(tx: &mut Tx, ctx: &Ctx, shown: &[(i64, i64)]) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<PersonId> = shown.iter().map(|(id, _)| PersonId(*id)).collect();
    let heads = people::heads(tx, &ids).await?;
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        tx.audit(audit::Entry::read("person", id.0).about(Some(id.0)));
        let head = heads.get(&id);
        lines.push(Line {
            name: head.map(|head| head.name.clone()).unwrap_or_default(),
            href: ctx.url(&format!("/people/{id}")),
            note: head.and_then(|head| head.birth_day).map(|day| day.bg()).unwrap_or_default(),
        });
    }
    Ok(lines)
}

async fn of_staff(tx: &Tx, ctx: &Ctx, shown: &[(i64, i64)]) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<EmployeeId> = shown.iter().map(|(id, _)| EmployeeId(*id)).collect();
    let known = workforce::employee_names(tx, &ids).await?;
    let line = |id: EmployeeId| {
        let one = known.get(&id);
        Line {
            name: one.map(|one| one.name.clone()).unwrap_or_default(),
            href: ctx.url(&format!("/workforce/employees/{id}")),
            note: one.map(|one| one.post.clone()).unwrap_or_default(),
        }
    };
    Ok(ids.into_iter().map(line).collect())
}

async fn of_places(tx: &Tx, ctx: &Ctx, shown: &[(i64, i64)]) -> Result<Vec<Line>, StoreError> {
    let names: HashMap<i64, String> =
        services::profiles(tx).await?.into_iter().map(|one| (one.id.0, one.name)).collect();
    let line = |(id, places): &(i64, i64)| Line {
        name: names.get(id).cloned().unwrap_or_default(),
        href: ctx.url(&format!("/services/{}", services::ServiceId(*id))),
        note: places.to_string(),
    };
    Ok(shown.iter().map(line).collect())
}

/// `GET /reporting/list?…`: the question of a number. A split is not asked for here.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let question = Question::read(&form, app.today()).whole();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = who(&tx, &question).await?;
    let is_sum = question.measure == Measure::Places;
    let whole = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let count = if is_sum { all.iter().map(|(_, amount)| amount).sum() } else { whole };
    let query = question.query();
    let (shown, pages) = cut(all, &form, &ctx.url(&format!("{HOME}/list?{query}")));
    let (lines, note) = match question.measure {
        Measure::Staff => (of_staff(&tx, &ctx, &shown).await?, "reporting-column-post"),
        Measure::Places => (of_places(&tx, &ctx, &shown).await?, "reporting-column-places"),
        _ => (of_people(&mut tx, &ctx, &shown).await?, "reporting-column-birth"),
    };
    tx.audit(audit::Entry::new("list", "report-list", question.measure.code()));
    tx.commit().await?;
    let title = measure_name(ctx.lang, question.measure);
    let name = if is_sum { "reporting-column-service" } else { "reporting-column-name" };
    html(&ListPage {
        page: frame::page(&ctx, ctx.t("reporting-list")),
        lead: format!("{title}, {}", period(&question)),
        count: count.to_string(),
        heads: vec![Head::new(ctx.t(name)), Head::new(ctx.t(note))],
        lines,
        pages,
        back: Link::new(ctx.url(&format!("{BUILD}?{query}")), ctx.t("reporting-back")),
    })
}
