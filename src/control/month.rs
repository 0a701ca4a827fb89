//! The month of control: who is to be visited until when, who was, and the numbered list of the
//! visits made (опис на извършените проверки).

use super::course::{KINDS, Standing, State};
use super::frame::{HOME, VISIT, beside, bg, bg_with, month_of, press, reasons};
use super::paper;
use super::plan::{self, Book, Entry};
use super::table::{self, Button, Cell, Line, List, Tile};
use super::{WRITE, load};
use crate::app::App;
use crate::delivery::month_words;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices, list_address, see};
use law::Month;
use serde_json::json;
use std::collections::BTreeSet;
use ui::{Choice, Lang, Link};

const COLUMNS: [&str; 7] = ["user", "assistant", "village", "last", "due", "visit", "officer"];

fn line(ctx: &Ctx, book: &Book, one: &Entry) -> Line {
    let path = match one.visit {
        Some(id) => format!("{HOME}/visits/{id}"),
        None => format!("{HOME}/pairs/{}", one.pair.agreement),
    };
    let standing = one.standing.map(|standing| {
        let key = format!("control-standing-{}", standing.code());
        (ctx.t(&key).into_owned(), standing.colour())
    });
    let (word, colour) = standing.unwrap_or_default();
    Line {
        href: ctx.url(&path),
        cells: vec![
            Cell::new(book.name(one.pair.user)),
            Cell::new(book.name(one.pair.assistant_person)),
            Cell::new(book.village(one.pair.user)),
            Cell::day(one.last_on),
            Cell::day(Some(one.due_on)),
            Cell::day(one.visit_on),
            Cell::new(book.officer(one.officer)),
        ],
        word,
        colour,
    }
}

fn is_of(one: &Entry, shown: &str) -> bool {
    match shown {
        "all" => true,
        "" => one.standing.is_some(),
        code => one.standing.is_some_and(|standing| standing.code() == code),
    }
}

/// The lines that an address asks for.
fn lines(ctx: &Ctx, book: &Book, form: &Form) -> Vec<Line> {
    let village = form.get("village");
    let lives = |one: &&Entry| village.is_empty() || book.village(one.pair.user) == village;
    let officer = form.get("officer");
    let goes = |one: &&Entry| {
        officer.is_empty() || one.officer.is_some_and(|id| id.to_string() == officer)
    };
    let asked = |one: &&Entry| is_of(one, form.get("state")) && lives(one) && goes(one);
    book.entries.iter().filter(asked).map(|one| line(ctx, book, one)).collect()
}

fn tiles(ctx: &Ctx, book: &Book, (month, asked, overdue): (Month, usize, usize)) -> Vec<Tile> {
    let iso = month.to_string();
    let of = |standing: Standing| {
        let filters = [("month", iso.as_str()), ("state", standing.code())];
        let number = book.entries.iter().filter(|one| one.standing == Some(standing)).count();
        Tile {
            href: list_address(&ctx.url(HOME), &filters),
            number,
            text: ctx.t(&format!("control-standing-{}", standing.code())).into_owned(),
            state: match standing {
                Standing::Overdue if number > 0 => "late",
                Standing::Due if number > 0 => "soon",
                _ => "",
            },
        }
    };
    let measures = Tile {
        href: ctx.url(&format!("{HOME}/measures")),
        number: asked,
        text: ctx.t("control-tile-measures").into_owned(),
        state: if overdue > 0 { "late" } else { "" },
    };
    Standing::ALL.map(of).into_iter().chain([measures]).collect()
}

fn picks(ctx: &Ctx, book: &Book) -> Vec<(&'static str, String, Vec<Choice>)> {
    let villages: BTreeSet<&String> = book.villages.values().collect();
    let villages = villages.into_iter().map(|name| Choice::new(name.clone(), name.clone()));
    let mut officers: Vec<(&String, String)> =
        book.officers.iter().map(|(id, name)| (name, id.to_string())).collect();
    officers.sort();
    let officers = officers.into_iter().map(|(name, id)| Choice::new(id, name.clone()));
    vec![
        ("village", ctx.t("control-column-village").into_owned(), villages.collect()),
        ("officer", ctx.t("control-column-officer").into_owned(), officers.collect()),
    ]
}

/// `GET /control?month=&state=&village=&officer=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let month = month_of(&form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = plan::book(&tx, &law, month).await?;
    let asked = load::measures(&tx, true).await?;
    let printed = paper::of_month(&tx, paper::LIST, month).await?;
    tx.audit(audit::Entry::list("control"));
    tx.commit().await?;
    let overdue = asked.iter().filter(|one| one.row.due_on < today).count();
    let codes: Vec<&str> = Standing::ALL.iter().map(|one| one.code()).chain(["all"]).collect();
    let mut list = List::new(("", "control-title"), &COLUMNS, lines(&ctx, &book, &form));
    let words = [
        ("month", month_words(ctx.lang, month)),
        ("rule", reasons(&law, VISIT, today).pop().unwrap_or_default()),
    ];
    list.lead = ctx.ta("control-lead", &words).into_owned();
    list.tiles = tiles(&ctx, &book, (month, asked.len(), overdue));
    list.kept = vec![("month", month.to_string())];
    list.states =
        choices(&ctx, &codes, form.get("state"), |code| format!("control-standing-{code}"));
    list.picks = picks(&ctx, &book);
    list.file = "/list".to_owned();
    list.empty = "control-empty-month";
    list.around = [-1, 1]
        .map(|step| {
            let to = beside(month, step);
            let href = list_address(&ctx.url(HOME), &[("month", &to.to_string())]);
            Link::new(href, month_words(ctx.lang, to))
        })
        .into();
    let pack = list_address(&ctx.url("/control/protocols"), &[("month", &month.to_string())]);
    list.actions.push(Link::new(pack, ctx.t("control-protocols-pack")));
    if ctx.actor.may(WRITE) {
        let plan = list_address(&ctx.url("/control/plan"), &[("month", &month.to_string())]);
        list.actions.push(Link::new(plan, ctx.t("control-plan")));
        list.buttons.push(Button {
            action: ctx.url("/control/register"),
            fields: vec![("month", month.to_string())],
            text: ctx.t("control-register").into_owned(),
        });
    }
    list.actions.extend(
        printed
            .into_iter()
            .map(|one| Link::new(ctx.url(&format!("{HOME}/papers/{}", one.id)), one.words())),
    );
    table::shown(&ctx, form, list)
}

/// `GET /control/list?month=…`: the same rows for a spreadsheet.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = plan::book(&tx, &law, month).await?;
    tx.audit(audit::Entry::new("print", "control", "list"));
    tx.commit().await?;
    let name = format!("control-{month}");
    table::csv(&ctx, &form, (&COLUMNS, &name), lines(&ctx, &book, &form))
}

/// What the list of the visits made in a month says, in the order of their days.
fn made(book: &Book) -> Vec<[String; 6]> {
    let mut held: Vec<_> = book.visits.iter().filter(|one| one.state == State::Held).collect();
    held.sort_by_key(|one| (one.row.held_on, one.row.id));
    let assistant = |one: &load::Visit| {
        let pair = book.entries.iter().find(|e| e.pair.agreement == one.row.agreement_id);
        pair.map(|e| book.name(e.pair.assistant_person).to_owned()).unwrap_or_default()
    };
    let row = |one: &load::Visit| {
        let kind = KINDS.into_iter().find(|code| *code == one.row.kind).unwrap_or(KINDS[0]);
        let outcome = match (one.row.is_absent, one.row.is_bad) {
            (true, _) => "absent",
            (_, true) => "bad",
            _ => "good",
        };
        [
            one.row.held_on.map(Day::bg).unwrap_or_default(),
            book.name(one.row.person_id).to_owned(),
            assistant(one),
            bg(&format!("control-kind-{kind}")),
            bg(&format!("control-result-{outcome}")),
            one.protocol.recommendation.clone(),
        ]
    };
    held.into_iter().map(row).collect()
}

/// `POST /control/register`: numbers the list of the visits made in a month.
pub async fn register(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let book = plan::book(&tx, &law, month).await?;
    let rows = made(&book);
    if rows.is_empty() {
        return Err(Problem::Impossible("control-refused-empty"));
    }
    let columns = ["day", "user", "assistant", "kind", "result", "recommendation"];
    let heads = columns.map(|name| bg(&format!("control-column-{name}")));
    let mut data = press.frame(&bg("control-paper-list"), &bg("control-list-ground"));
    let args = [("month", month_words(Lang::Bg, month)), ("count", rows.len().to_string())];
    data["opening"] = bg_with("control-list-opening", &args).into();
    data["sections"] =
        json!([{ "title": month_words(Lang::Bg, month), "heads": heads, "rows": rows }]);
    data["signatures"] =
        json!([{ "role": bg("control-list-officer"), "name": tx.actor().name.to_string() }]);
    let id = paper::add(&mut tx, (paper::LIST, &month.to_string()), (data, &press.verify)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/papers/{id}"), None))
}
