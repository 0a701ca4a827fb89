//! Results on the screen, as a table for a spreadsheet and as a paper; the sheets behind each
//! number.

use super::chart::Chart;
use super::content::Sheet;
use super::frame::{self, Press, bg, bg_with, decimal, percent, saved};
use super::hide::LEAST;
use super::interval::Interval;
use super::outcome::{self, Whole};
use super::paper;
use super::question::{values, words};
use super::result::Found;
use super::study_page::{above, home};
use super::{StudyId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Paging, Problem, html, list_address, see};
use serde_json::{Value, json};
use ui::{Head, Lang, Link, Pages};

/// Questions on a page, each with its picture: a page must be light.
const QUESTIONS_A_PAGE: usize = 10;
/// Sheets on a page: each is a list of its own.
const SHEETS_A_PAGE: usize = 15;
const HEADS: [&str; 4] = ["answer", "count", "share", "between"];

/// An answer with its numbers.
struct Counted {
    href: String,
    text: String,
    count: String,
    share: String,
    between: String,
}

/// A question as the page shows it.
struct Shown {
    title: String,
    chart: String,
    base: String,
    base_href: String,
    mean: String,
    rows: Vec<Counted>,
}

#[derive(Template)]
#[template(path = "studies/results.html")]
struct ResultsPage {
    page: ui::Page,
    name: String,
    period: String,
    warnings: Vec<String>,
    facts: Vec<(String, String)>,
    how: Vec<String>,
    heads: Vec<Head>,
    shown: Vec<Shown>,
    pages: Pages,
    files: Vec<Link>,
    print: String,
}

/// Reads a study that is closed, and notes it.
///
/// # Errors
/// As of [`outcome::whole`].
pub async fn read(app: &App, ctx: &Ctx, (id, what): (StudyId, Entry)) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = outcome::whole(&tx, id).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(whole)
}

/// The bounds of a share: `41,2 – 58,9 %`.
fn between(share: &Interval) -> String {
    format!("{} – {}", decimal(share.low * 100.0, 1), percent(share.high))
}

/// The mean of a question with its bounds, in words.
fn mean_words(lang: Lang, found: &Found) -> String {
    let Some(mean) = found.mean else { return String::new() };
    let args = [
        ("mean", decimal(mean.value, 2)),
        ("low", decimal(mean.low, 2)),
        ("high", decimal(mean.high, 2)),
    ];
    ui::text::text_args(lang, "studies-mean", &args).into_owned()
}

fn base_words(lang: Lang, found: &Found) -> String {
    let (key, count) = match found.base {
        None => ("studies-too-few", LEAST),
        Some(base) => ("studies-base", base),
    };
    ui::text::text_args(lang, key, &[("count", count)]).into_owned()
}

fn shown_one(ctx: &Ctx, (id, found): (StudyId, &Found)) -> Result<Shown, Problem> {
    let question = &found.question;
    let path = ctx.url(&format!("{}/behind", home(id)));
    let opens = |value: &str, count: Option<i64>| match count {
        Some(count) if count >= LEAST => {
            list_address(&path, &[("question", question.code.as_str()), ("value", value)])
        }
        _ => String::new(),
    };
    let (mut rows, mut bars) = (Vec::new(), Vec::new());
    for (at, part) in (1..).zip(&found.parts) {
        bars.push((format!("{at}."), part.share));
        rows.push(Counted {
            href: opens(&part.value, part.count),
            text: format!("{at}. {}", words(question, &part.value)),
            count: part.count.map_or_else(|| "•".to_owned(), |count| count.to_string()),
            share: part.share.map(|share| percent(share.value)).unwrap_or_default(),
            between: part.share.as_ref().map(between).unwrap_or_default(),
        });
    }
    let hint = ctx.t("studies-chart-hint").into_owned();
    let chart =
        Chart::new(question.text.clone(), hint, &bars).drawn().map_err(Problem::internal)?;
    Ok(Shown {
        title: question.text.clone(),
        chart,
        base: base_words(ctx.lang, found),
        base_href: opens("", found.base),
        mean: mean_words(ctx.lang, found),
        rows,
    })
}

/// What is known of the whole: how many, what they are worth, the largest weight.
#[must_use]
pub fn facts(lang: Lang, whole: &Whole) -> Vec<(String, String)> {
    let cost = whole.cost();
    let say = |key: &str| ui::text::text(lang, key).into_owned();
    let mut all = vec![
        (say("studies-population"), ui::page::whole_number(lang, whole.study.population())),
        (say("studies-drawn"), ui::page::whole_number(lang, whole.study.drawn())),
        (say("studies-column-answers"), ui::page::whole_number(lang, cost.answers)),
        (say("studies-worth"), decimal(cost.worth, 1)),
        (say("studies-effect"), decimal(cost.effect, 2)),
        (say("studies-largest"), decimal(cost.largest, 2)),
    ];
    if !whole.margins.source.is_empty() {
        all.push((say("studies-weights-source"), whole.margins.source.clone()));
    }
    all
}

/// How numbers were counted, step by step.
fn how(lang: Lang, whole: &Whole) -> Vec<String> {
    let cost = whole.cost();
    let step =
        |key: &str, args: &[(&str, String)]| ui::text::text_args(lang, key, args).into_owned();
    let left = whole.unasked();
    let worth = if left > 0.0 { cost.worth / left } else { cost.worth };
    vec![
        step("studies-counted-strata", &[]),
        step("studies-counted-margins", &[("count", whole.margins.known.len().to_string())]),
        step(
            "studies-counted-worth",
            &[
                ("answers", cost.answers.to_string()),
                ("effect", decimal(cost.effect, 2)),
                ("worth", decimal(cost.worth, 1)),
            ],
        ),
        step(
            "studies-counted-finite",
            &[
                ("people", whole.study.population().to_string()),
                ("answers", cost.answers.to_string()),
                ("left", decimal(left, 3)),
                ("worth", decimal(worth, 1)),
            ],
        ),
        step("studies-counted-interval", &[]),
    ]
}

fn warnings(ctx: &Ctx, whole: &Whole) -> Vec<String> {
    let mut all = Vec::new();
    if !whole.is_shown() {
        all.push(ctx.ta("studies-too-few", &[("count", LEAST)]).into_owned());
    }
    if whole.undrawn() > 0 {
        all.push(ctx.ta("studies-warn-undrawn", &[("count", whole.undrawn())]).into_owned());
    }
    all
}

/// The same numbers as files.
fn files(ctx: &Ctx, id: StudyId) -> Vec<Link> {
    let table = ctx.url(&format!("{}/results/table", home(id)));
    let file = |(code, key): (&str, &str)| {
        Link::new(list_address(&table, &[("format", code)]), ctx.t(key))
    };
    [("csv", "studies-csv"), ("xlsx", "studies-xlsx")].map(file).into()
}

/// One page of things that are in memory, and the links to the others.
fn part_of<T>(all: Vec<T>, length: usize, (form, base): (&Form, &str)) -> (Vec<T>, Pages) {
    let total = (all.len() as u64).div_ceil(length as u64);
    let number = Paging::asked(form).min(total.max(1));
    let first = usize::try_from(number - 1).unwrap_or(0) * length;
    let own = all.into_iter().skip(first).take(length).collect();
    (own, Pages::new(number, total, base))
}

/// `GET /studies/{id}/results`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::read("study-results", id.0))).await?;
    let base = ctx.url(&format!("{}/results", home(id)));
    let (own, pages) = part_of(whole.found(), QUESTIONS_A_PAGE, (&form, &base));
    let mut shown = Vec::new();
    for one in &own {
        shown.push(shown_one(&ctx, (id, one))?);
    }
    let may_print = whole.is_shown() && ctx.actor.may(WRITE);
    let head = |name: &str| {
        let head = Head::new(ctx.t(&format!("studies-column-{name}")));
        if name == HEADS[0] { head } else { head.numeric() }
    };
    html(&ResultsPage {
        page: frame::page(&ctx, ctx.t("studies-results"), &above(&whole.study)),
        name: whole.study.row.title.clone(),
        period: whole.study.period(),
        warnings: warnings(&ctx, &whole),
        facts: facts(ctx.lang, &whole),
        how: how(ctx.lang, &whole),
        heads: HEADS.map(head).into(),
        shown,
        pages,
        files: files(&ctx, id),
        print: if may_print { base } else { String::new() },
    })
}

/// The numbers of a question as rows: answer, count, share, bounds.
fn rows(lang: Lang, found: &Found) -> Vec<Vec<String>> {
    let hidden = || ui::text::text(lang, "studies-hidden").into_owned();
    let part = |part: &super::result::Part| {
        vec![
            words(&found.question, &part.value),
            part.count.map_or_else(hidden, |count| count.to_string()),
            part.share.map(|share| percent(share.value)).unwrap_or_default(),
            part.share.as_ref().map(between).unwrap_or_default(),
        ]
    };
    let mut all: Vec<Vec<String>> = found.parts.iter().map(part).collect();
    if let Some(mean) = found.mean {
        let name = ui::text::text(lang, "studies-mean-row").into_owned();
        let bounds = format!("{} – {}", decimal(mean.low, 2), decimal(mean.high, 2));
        let count = found.base.map(|base| base.to_string()).unwrap_or_default();
        all.push(vec![name, count, decimal(mean.value, 2), bounds]);
    }
    all
}

/// `GET /studies/{id}/results/table?format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::print("study-results", id.0))).await?;
    let format = sheet::Format::from_code(form.get("format"));
    let heads: Vec<String> = ["question", "answer", "count", "share", "between"]
        .map(|name| ctx.t(&format!("studies-column-{name}")).into_owned())
        .into();
    let mut all = Vec::new();
    for one in whole.found() {
        for row in rows(ctx.lang, &one) {
            let mut cells = vec![one.question.text.clone()];
            cells.extend(row);
            all.push(cells);
        }
    }
    saved("results", format, (&heads, &all))
}

/// The results as a paper says them.
fn paper_data(press: &Press, whole: &Whole) -> Value {
    let heads = HEADS.map(|name| bg(&format!("studies-column-{name}")));
    let section = |one: &Found| {
        let text = format!("{} {}", base_words(Lang::Bg, one), mean_words(Lang::Bg, one));
        let rows = rows(Lang::Bg, one);
        json!({ "title": one.question.text, "text": text, "heads": heads, "rows": rows })
    };
    let mut data = press.frame(&bg("studies-paper-results"), &bg("studies-results-ground"));
    data["about"] = whole.study.row.title.clone().into();
    let args = [
        ("period", whole.study.period()),
        ("source", whole.study.plan.source.clone()),
        ("least", LEAST.to_string()),
    ];
    data["opening"] = bg_with("studies-results-opening", &args).into();
    let first = json!({ "title": bg("studies-sample"), "lines": facts(Lang::Bg, whole) });
    let method = how(Lang::Bg, whole).join("\n");
    let last = json!({ "title": bg("studies-how-counted"), "text": method });
    let sections = whole.found().iter().map(section).collect::<Vec<Value>>();
    data["sections"] = [vec![first], sections, vec![last]].concat().into();
    data
}

/// `POST /studies/{id}/results`: the results as a numbered paper.
pub async fn print(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let whole = outcome::whole(&tx, id).await?;
    if !whole.is_shown() {
        return Err(Problem::Impossible("studies-refused-few"));
    }
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    paper::add(&mut tx, &press, (paper::RESULTS, id.0, paper_data(&press, &whole))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-printed")))
}

#[derive(Template)]
#[template(path = "studies/behind.html")]
struct BehindPage {
    page: ui::Page,
    found: usize,
    sheets: Vec<Vec<(String, String)>>,
    pages: Pages,
}

fn sheet_words(whole: &Whole, sheet: &Sheet) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for question in &whole.study.plan.asked.questions {
        let Some(given) = sheet.get(&question.code) else { continue };
        let is_chosen = !values(question).is_empty();
        let text = |value: &String| match is_chosen {
            true => words(question, value),
            false => value.clone(),
        };
        let texts: Vec<String> = given.iter().map(text).collect();
        all.push((question.text.clone(), texts.join("; ")));
    }
    all
}

/// `GET /studies/{id}/behind?question=&value=`.
pub async fn behind(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::read("study-answers", id.0))).await?;
    let (question, value) = (form.get("question"), form.get("value"));
    let sheets = whole.behind(question, value)?;
    let texts: Vec<_> = sheets.iter().map(|sheet| sheet_words(&whole, sheet)).collect();
    let found = texts.len();
    let path = ctx.url(&format!("{}/behind", home(id)));
    let base = list_address(&path, &[("question", question), ("value", value)]);
    let (sheets, pages) = part_of(texts, SHEETS_A_PAGE, (&form, &base));
    let page = frame::page(&ctx, ctx.t("studies-behind"), &above(&whole.study));
    html(&BehindPage { page, found, sheets, pages })
}
