//! The calculation of a day on paper: the table, and the sum of each service term by term; numbered, with
//! a code that anybody may check.

use super::NeedPaperId;
use super::door::{Need, Term, whole};
use super::formula::{base, set};
use super::frame::{self, HOME, bg, bg_with, gap, shown, title};
use super::map_page::{TablePage, heads as of_columns};
use super::store::need_paper::{Column, Entity, Model};
use crate::app::App;
use crate::figures::{Catalogue, catalogue, written};
use crate::municipality::Settings;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Pdf, Problem, html, pdf, see};
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use ui::{Lang, Pages};

const COLUMNS: [&str; 3] = ["number", "on", "who"];
/// So many papers are shown.
const MOST: u64 = 50;

fn number(year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with("needs-paper-number", &args)
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| bg(&format!("needs-column-{name}"))).collect()
}

/// The table of all services.
fn table(law: &Law, needs: &[Need]) -> Value {
    let row = |need: &Need| {
        let none = || "–".to_owned();
        let users = |exact| shown(law, Lang::Bg, exact);
        vec![
            format!("{}. {}", need.set, title(need.set)),
            need.total.map_or_else(none, users),
            need.places.to_string(),
            need.users.to_string(),
            need.waiting.to_string(),
            need.on_map.map_or_else(none, |users| users.to_string()),
            gap(law, need).map_or_else(none, users),
        ]
    };
    let columns = ["service", "need", "places", "users", "waiting", "map", "gap"];
    let rows: Vec<Vec<String>> = needs.iter().map(row).collect();
    json!({ "title": bg("needs-table"), "heads": heads(&columns), "rows": rows })
}

fn term(catalogue: &Catalogue, one: &Term) -> Vec<String> {
    let title = catalogue.title(&one.group, Lang::Bg);
    let group = match one.is_replacement {
        true => bg_with("needs-replacement", &[("group", title)]),
        false => title,
    };
    let people = one.people.as_ref().map(|people| {
        let value = &people.value;
        let kind = bg(&format!("figures-kind-{}", value.kind));
        (written(Lang::Bg, value.amount), format!("{kind}, {}, {}", value.on.bg(), value.source))
    });
    let (people, from) = people.unwrap_or_else(|| (bg("needs-none"), String::new()));
    let group = if from.is_empty() { group } else { format!("{group} ({from})") };
    vec![
        group,
        written(Lang::Bg, one.per_1000),
        format!("{} %", written(Lang::Bg, one.weight)),
        people,
        one.amount.map(|amount| written(Lang::Bg, amount)).unwrap_or_default(),
    ]
}

/// The sum of a service.
fn section(law: &Law, catalogue: &Catalogue, need: &Need) -> Option<Value> {
    let set = set(need.set)?;
    let mut rows: Vec<Vec<String>> = need.terms.iter().map(|one| term(catalogue, one)).collect();
    let mut say = |key: &str, text: String| {
        rows.push(vec![bg(key), String::new(), String::new(), String::new(), text]);
    };
    if let Some(own) = base(&need.worked()).filter(|_| need.terms.iter().any(|t| t.is_replacement))
    {
        say("needs-base", written(Lang::Bg, own));
    }
    let (total, rounded) = match need.total {
        Some(total) => (written(Lang::Bg, total), shown(law, Lang::Bg, total)),
        None => (bg("needs-is-missing"), bg("needs-is-missing")),
    };
    say("needs-total", total);
    say("needs-column-need", rounded);
    let mut text = vec![set.article.clone()];
    text.extend(frame::warnings(Lang::Bg, set));
    let columns = ["group", "per-1000", "weight", "people", "amount"];
    Some(json!({
        "title": format!("{}. {}", need.set, set.title),
        "text": text.join("\n"),
        "heads": heads(&columns),
        "rows": rows,
        "sum": "yes",
    }))
}

/// Writes the calculation of a day down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (office, verify, on): (&Municipality, &str, Day),
) -> Result<NeedPaperId, StoreError> {
    let needs = whole(tx, on, None).await?.needs;
    let catalogue = catalogue(tx).await?;
    let id = NeedPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let mut sections = vec![table(law, &needs)];
    sections.extend(needs.iter().filter_map(|need| section(law, &catalogue, need)));
    let (_, rounding) = law.rounded_users(rust_decimal::Decimal::ZERO);
    let mut data = json!({
        "office": Settings::of(office).office(office),
        "name": bg("needs-paper"),
        "about": bg_with("needs-paper-about", &[("day", on.bg())]),
        "rule": format!("{} {}.", bg("needs-rounding"), bg(&format!("needs-rounding-{rounding}"))),
        "sections": sections,
        "signatures": [{ "role": bg("needs-signs"), "name": tx.actor().name.to_string() }],
    });
    let next = tx.next_number("needs", year).await?;
    let code = coded(&mut data, verify);
    let date = format!("{} г.", tx.today().bg());
    data["register"] = json!({ "number": number(year, next), "date": date });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        needed_on: on,
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("need-paper", id.0));
    Ok(id)
}

/// `POST /needs/paper`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let on = form.day_optional("on").unwrap_or(app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("need"));
    tx.commit().await?;
    if !form.ok() {
        return Err(form.problem());
    }
    let verify = verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/papers"))).await?;
    let id = add(&mut tx, &law, (&*ctx.municipality, verify.as_str(), on)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/need-papers/{id}"), None))
}

/// `GET /needs/papers`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = tx.find::<Entity>().order_by_desc(Column::Id).limit(MOST).all(tx.conn()).await?;
    tx.audit(Entry::list("need-paper"));
    tx.commit().await?;
    let row = |row: &Model| {
        let cells = vec![
            number(row.year, row.number),
            row.needed_on.bg(),
            format!("{}, {}", row.account_name, row.made_at.bg()),
        ];
        (ctx.url(&format!("{HOME}/need-papers/{}", row.id)), cells)
    };
    html(&TablePage {
        page: frame::below(&ctx, ctx.t("needs-papers")),
        sections: frame::lists(&ctx, "/papers"),
        lead: ctx.t("needs-papers-lead").into_owned(),
        actions: Vec::new(),
        heads: of_columns(&ctx, &COLUMNS),
        rows: rows.iter().map(row).collect(),
        pages: Pages::new(1, 1, ""),
    })
}

/// `GET /needs/need-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NeedPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("need-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("needs-{}-{}", row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "needs-paper",
            number: number(row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
