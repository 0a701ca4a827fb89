//! The list of candidates: experience, settlement, free hours, state; filtered, sorted, sought, as a
//! table for a spreadsheet and on paper, for whoever asks to see it (чл. 6, ал. 1 Наредба № РД-07-7).

use super::candidate::State;
use super::frame::{LIST, path};
use super::load::{self, Assistant};
use super::paper::Press;
use super::{AssistantId, WRITE};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Pdf, Problem, choices, cut, html, list_address, pdf};
use serde_json::{Value, json};
use ui::{Choice, Head, Pages};

/// The filters, as the address names them.
const FILTERS: [&str; 5] = ["q", "state", "place", "experience", "free"];

/// A row of the list.
pub struct Row {
    /// The candidate.
    pub id: AssistantId,
    /// The person.
    pub person: PersonId,
    /// Its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Settlement; empty when the address is protected.
    pub place: String,
    /// Declared years of experience.
    pub experience: u32,
    /// Went through a training.
    pub is_trained: bool,
    /// Free hours a month.
    pub free: u32,
    /// Day of the application.
    pub applied_on: Day,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// State in words.
    pub state: String,
    /// Code of the state.
    pub code: &'static str,
    /// The colour of its tag.
    pub colour: &'static str,
}

fn asked_state(form: &Form) -> Option<State> {
    match form.get("state") {
        "all" => None,
        code => Some(State::from_code(code).unwrap_or(State::Listed)),
    }
}

/// The rows that a query asks for, sorted.
pub async fn rows(app: &App, ctx: &Ctx, form: &Form) -> Result<Vec<Row>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx, asked_state(form)).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let heads = people::heads(&tx, &ids).await?;
    let places = people::settlements_of(&tx, &ids, app.today()).await?;
    tx.audit(Entry::list("assistants"));
    tx.commit().await?;
    let row = |one: Assistant| {
        let head = heads.get(&one.person);
        Row {
            id: one.id,
            person: one.person,
            href: ctx.url(&path(one.id, "")),
            name: head.map(|head| head.name.clone()).unwrap_or_default(),
            phone: head.map(|head| head.phone.clone()).unwrap_or_default(),
            place: places.get(&one.person).cloned().unwrap_or_default(),
            experience: one.content.experience,
            is_trained: one.content.trained,
            free: one.hours_free(),
            applied_on: one.applied_on,
            decided_on: one.decided_on,
            state: ctx.t(&format!("assistants-state-{}", one.state.code())).into_owned(),
            code: one.state.code(),
            colour: one.state.colour(),
        }
    };
    let mut rows: Vec<Row> = all.into_iter().map(row).filter(|row| fits(row, form)).collect();
    match form.get("sort") {
        "experience" => rows.sort_by_key(|row| (std::cmp::Reverse(row.experience), row.id)),
        "free" => rows.sort_by_key(|row| (std::cmp::Reverse(row.free), row.id)),
        "place" => rows.sort_by_cached_key(|row| (kit::search::plain(&row.place), row.id)),
        "applied" => rows.sort_by_key(|row| (row.applied_on, row.id)),
        _ => rows.sort_by_cached_key(|row| (kit::search::plain(&row.name), row.id)),
    }
    Ok(rows)
}

fn fits(row: &Row, form: &Form) -> bool {
    let holds = |text: &str, name: &str| {
        let sought = kit::search::plain(form.get(name));
        sought.is_empty() || kit::search::plain(text).contains(&sought)
    };
    let least = |name: &str| form.get(name).parse::<u32>().unwrap_or(0);
    holds(&row.name, "q")
        && holds(&row.place, "place")
        && row.experience >= least("experience")
        && row.free >= least("free")
}

#[derive(Template)]
#[template(path = "assistants/list.html")]
struct ListPage {
    page: ui::Page,
    form: Form,
    action: String,
    new: String,
    files: Vec<ui::Link>,
    states: Vec<Choice>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

fn heads(ctx: &Ctx, base: &str, order: &str) -> Vec<Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let by = |name: &str| format!("{base}{joint}sort={name}");
    let on = |name: &str, ascending: bool| (order == name).then_some(ascending);
    vec![
        Head::new(ctx.t("assistants-name")).sorted(base, on("", true)),
        Head::new(ctx.t("assistants-settlement")).sorted(by("place"), on("place", true)),
        Head::new(ctx.t("assistants-experience-short"))
            .sorted(by("experience"), on("experience", false)),
        Head::new(ctx.t("assistants-hours-free-short")).sorted(by("free"), on("free", false)),
        Head::new(ctx.t("assistants-applied-short")).sorted(by("applied"), on("applied", true)),
        Head::new(ctx.t("assistants-state")),
    ]
}

/// `GET /assistants`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let all = rows(&app, &ctx, &form).await?;
    let given = FILTERS.map(|name| (name, form.get(name)));
    let unsorted = list_address(&ctx.url(LIST), &given);
    let order = form.get("sort").to_owned();
    let sorted: Vec<(&str, &str)> = given.into_iter().chain([("sort", order.as_str())]).collect();
    let found = all.len();
    let (shown, pages) = cut(all, &form, &list_address(&ctx.url(LIST), &sorted));
    let codes: Vec<&str> = State::ALL.iter().map(|state| state.code()).chain(["all"]).collect();
    let file = |rest: &str, key: &str| {
        let path = list_address(&ctx.url(&format!("{LIST}/{rest}")), &sorted);
        ui::Link::new(path, ctx.t(key))
    };
    let files = vec![
        file("list.csv", "assistants-csv"),
        file("list.pdf", "assistants-print"),
        ui::Link::new(ctx.url("/assistants/form.pdf"), ctx.t("assistants-blank")),
    ];
    let key = |code: &str| format!("assistants-state-{code}");
    let states = choices(&ctx, &codes, form.get("state"), key);
    html(&ListPage {
        page: ctx.page(ctx.t("assistants-title")),
        action: ctx.url(LIST),
        new: if ctx.actor.may(WRITE) { ctx.url("/people") } else { String::new() },
        files,
        states,
        found,
        heads: heads(&ctx, &unsorted, &order),
        rows: shown,
        pages,
        form,
    })
}

fn cells(ctx: &Ctx, row: &Row) -> [String; 8] {
    let yes = ctx.t(if row.is_trained { "assistants-yes" } else { "assistants-no" });
    [
        row.name.clone(),
        row.place.clone(),
        row.phone.clone(),
        row.experience.to_string(),
        yes.into_owned(),
        row.free.to_string(),
        row.decided_on.map(Day::bg).unwrap_or_default(),
        row.state.clone(),
    ]
}

const COLUMNS: [&str; 8] = [
    "assistants-name",
    "assistants-settlement",
    "assistants-phone",
    "assistants-experience-short",
    "assistants-trained-short",
    "assistants-hours-free",
    "assistants-decided-on",
    "assistants-state",
];

/// `GET /assistants/list.csv`: the same rows, all of them, for a spreadsheet.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let rows = rows(&app, &ctx, &form).await?;
    let heads = COLUMNS.map(|key| ctx.t(key).into_owned());
    let lines = rows.iter().map(|row| cells(&ctx, row));
    let text = sheet::csv(&heads, lines).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"assistants.csv\""),
    ];
    Ok((headers, text).into_response())
}

/// `GET /assistants/list.pdf`: to be kept on the spot and given to whoever asks.
pub async fn print(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let rows = rows(&app, &ctx, &form).await?;
    let press = Press::of(&app, ctx.actor.municipality, String::new())?;
    let bg = |key: &str| ui::text::text(ui::Lang::Bg, key).into_owned();
    let mut data = press.frame(&bg("assistants-title"), &bg("assistants-list-ground"));
    let lines: Vec<Value> = rows.iter().map(|row| json!(cells(&ctx, row))).collect();
    let args = [("day", app.today().bg()), ("count", rows.len().to_string())];
    data["opening"] = ui::text::text_args(ui::Lang::Bg, "assistants-list-opening", &args).into();
    data["sections"] =
        json!([{ "title": bg("assistants-title"), "heads": COLUMNS.map(bg), "rows": lines }]);
    let bytes = people::printed(&app, &bg("assistants-title"), data).await?;
    Ok(pdf(Pdf { name: "assistants".to_owned(), bytes }))
}
