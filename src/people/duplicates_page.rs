//! Possible duplicates: what the nightly search found, the likeliest first.

use super::likely::{band, colour, why};
use super::matching::Band;
use super::store::once::duplicate_pair::Model;
use super::store::pairs;
use super::{Head, PersonId, heads};
use crate::app::App;
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, list_address, paged};
use std::collections::HashMap;
use ui::{Choice, Link, Pages};

/// A pair as the list shows it.
struct Row {
    one: String,
    other: String,
    band: String,
    colour: &'static str,
    why: String,
    compare: Link,
    /// Who decided, when and why.
    decided: String,
}

#[derive(Template)]
#[template(path = "people/duplicates.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    bands: Vec<Choice>,
    band: ui::Field,
    states: Vec<Choice>,
    state: ui::Field,
    rows: Vec<Row>,
    pages: Pages,
}

/// States that can be looked at.
const STATES: [&str; 3] = ["open", "dismissed", "merged"];

struct Asked {
    state: &'static str,
    band: Option<Band>,
}

fn asked(form: &Form) -> Asked {
    let state = STATES.into_iter().find(|state| *state == form.get("state"));
    Asked { state: state.unwrap_or("open"), band: Band::from_code(form.get("band")) }
}

async fn load(
    tx: &Tx,
    asked: &Asked,
    page: u64,
) -> Result<(Vec<Model>, HashMap<PersonId, Head>), StoreError> {
    let skip = (page - 1) * PAGE_ROWS;
    let rows = pairs::list(tx, (asked.state, asked.band), (skip, PAGE_ROWS + 1)).await?;
    let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.one_id, row.other_id]).collect();
    let people = heads(tx, &ids).await?;
    Ok((rows, people))
}

fn person(people: &HashMap<PersonId, Head>, id: PersonId) -> String {
    let Some(head) = people.get(&id) else {
        return String::new();
    };
    match head.birth_day {
        Some(day) => format!("{}, {}", head.name, day.bg()),
        None => head.name.clone(),
    }
}

fn row(
    ctx: &Ctx,
    tx: &Tx,
    pair: &Model,
    people: &HashMap<PersonId, Head>,
) -> Result<Row, StoreError> {
    let known = Band::from_code(&pair.band).unwrap_or(Band::Unlikely);
    let decided = match pair.decided_at {
        Some(at) if pair.state != "open" => {
            let args = [
                ("who", pair.decided_by.clone()),
                ("when", at.bg()),
                ("why", pairs::why(tx, pair)?),
            ];
            ctx.ta("people-pair-decided", &args).into_owned()
        }
        _ => String::new(),
    };
    let href = ctx.url(&format!("/people/{}/merge/{}", pair.one_id, pair.other_id));
    Ok(Row {
        one: person(people, pair.one_id),
        other: person(people, pair.other_id),
        band: band(ctx, known),
        colour: colour(known),
        why: why(ctx, pair.reasons.split(',')),
        compare: if pair.state == "merged" {
            Link::new(ctx.url(&format!("/people/{}", pair.one_id)), ctx.t("people-pair-sheet"))
        } else {
            Link::new(href, ctx.t("people-pair-compare"))
        },
        decided,
    })
}

/// `GET /people/duplicates?band=&state=&page=`.
pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let asked = asked(&form);
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let (list, people) = load(&tx, &asked, number).await?;
    let rows: Result<Vec<Row>, StoreError> =
        list.iter().map(|pair| row(&ctx, &tx, pair, &people)).collect();
    let rows = rows?;
    tx.audit(Entry::list("person"));
    tx.commit().await?;
    let code = asked.band.map(Band::code).unwrap_or_default();
    let base =
        list_address(&ctx.url("/people/duplicates"), &[("state", asked.state), ("band", code)]);
    let (rows, paging) = paged(rows, number, base);
    let mut page = ctx.page(ctx.t("people-duplicates-title"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new("", ctx.t("people-duplicates-title")),
    ];
    let mut bands = vec![Choice::new("", ctx.t("people-band-all"))];
    bands.extend(Band::ALL.map(|one| Choice::new(one.code(), band(&ctx, one))));
    let state = |code: &&str| Choice::new(*code, ctx.t(&format!("people-pair-{code}")));
    html(&ListPage {
        page,
        action: ctx.url("/people/duplicates"),
        bands,
        band: ui::Field::new("band", code),
        states: STATES.iter().map(state).collect(),
        state: ui::Field::new("state", asked.state),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
    })
}

/// Pairs that may be one person.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct PairList {
    pairs: Vec<PairShort>,
}

/// A pair that may be one person.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct PairShort {
    #[schema(value_type = String)]
    one: PersonId,
    #[schema(value_type = String)]
    other: PersonId,
    band: String,
    points: i32,
    reasons: Vec<String>,
    state: String,
}

/// `GET /api/people/duplicates?band=&state=&page=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/people/duplicates",
    operation_id = "people-duplicates",
    params(("band" = Option<String>, Query), ("state" = Option<String>, Query), ("page" = Option<u64>, Query)),
    responses((status = 200, description = "", body = PairList)),
)]
pub async fn api(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Json<PairList>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (mut list, _) = load(&tx, &asked(&form), Paging::asked(&form)).await?;
    tx.audit(Entry::list("person"));
    tx.commit().await?;
    list.truncate(PAGE_ROWS as usize);
    let pair = |row: Model| PairShort {
        one: row.one_id,
        other: row.other_id,
        band: row.band,
        points: row.points,
        reasons: row.reasons.split(',').map(str::to_owned).collect(),
        state: row.state,
    };
    Ok(Json(PairList { pairs: list.into_iter().map(pair).collect() }))
}
