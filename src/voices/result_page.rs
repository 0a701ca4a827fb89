//! Results on the screen, as a table for a spreadsheet and as a paper; the sheets behind each number.

use super::chart::{Bars, Chart};
use super::content::Sheet;
use super::frame::{self, HOME, Press, bg, bg_with};
use super::outcome::{self, Found, Whole};
use super::paper;
use super::question::{values, words};
use super::result::{LEAST, Tally, hundredths, percent};
use super::survey;
use super::survey_page::BACK;
use super::{SurveyId, WRITE};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit;
use kit::web::{Ctx, Form, Id, Paging, Problem, html, list_address, see};
use serde_json::{Value, json};
use std::collections::HashMap;
use ui::{Head, Lang, Link, Pages};

/// Sheets on a page: each is a list of its own.
const SHEETS_A_PAGE: u64 = 15;

/// An answer with its numbers.
struct Counted {
    href: String,
    text: String,
    count: String,
    part: String,
    before: String,
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
#[template(path = "voices/results.html")]
struct ResultsPage {
    page: ui::Page,
    name: String,
    period: String,
    answers: String,
    answers_href: String,
    few: String,
    heads: Vec<Head>,
    shown: Vec<Shown>,
    groups: Vec<Link>,
    files: Vec<Link>,
    print: String,
}

/// What an address asks for: of all services, or of one.
fn group_of(form: &Form) -> Option<ServiceId> {
    form.get("service").parse().ok()
}

async fn read(
    app: &App,
    ctx: &Ctx,
    (id, what): (SurveyId, audit::Entry),
) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let survey = survey::survey(&tx, id).await?;
    let whole = outcome::whole(&tx, survey).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(whole)
}

fn part(of: Option<i64>) -> String {
    of.map(percent).unwrap_or_default()
}

/// The mean beside the one before, in words.
fn mean_words(lang: Lang, found: &Found) -> String {
    let [before, now] = found.means();
    let Some(now) = now.map(hundredths) else { return String::new() };
    let say =
        |key: &str, args: &[(&str, String)]| ui::text::text_args(lang, key, args).into_owned();
    match before.map(hundredths) {
        None => say("voices-mean", &[("mean", now)]),
        Some(before) => say("voices-mean-before", &[("mean", now), ("before", before)]),
    }
}

fn shown_one(ctx: &Ctx, (whole, found): (&Whole, &Found), group: &str) -> Result<Shown, Problem> {
    let question = &found.question;
    let path = ctx.url(&format!("{HOME}/surveys/{}/sheets-behind", whole.survey.row.id));
    let opens = |value: &str, count: i64| {
        let filters = [("service", group), ("question", question.code.as_str()), ("value", value)];
        if count < LEAST { String::new() } else { list_address(&path, &filters) }
    };
    let (mut rows, mut bars) = (Vec::new(), Vec::new());
    let empty = Tally::default();
    let now = found.now.as_ref().unwrap_or(&empty);
    for (at, (value, count)) in now.counts.iter().enumerate() {
        let parts = found.parts(value);
        let text = words(question, value, ctx.lang);
        bars.push(Bars { label: (at + 1).to_string(), parts });
        rows.push(Counted {
            href: opens(value, *count),
            text: format!("{}. {text}", at + 1),
            count: count.to_string(),
            part: part(parts[1]),
            before: part(parts[0]),
        });
    }
    let hint = ctx.t("voices-chart-hint").into_owned();
    let chart = Chart::new(question.text.clone(), hint, bars).drawn().map_err(Problem::internal)?;
    let base = match &found.now {
        None => ctx.ta("voices-too-few", &[("count", LEAST)]).into_owned(),
        Some(tally) => ctx.ta("voices-base", &[("count", tally.base)]).into_owned(),
    };
    Ok(Shown {
        title: question.text.clone(),
        chart,
        base,
        base_href: found.now.as_ref().map(|now| opens("", now.base)).unwrap_or_default(),
        mean: mean_words(ctx.lang, found),
        rows,
    })
}

/// The services that may be shown alone, and the way back to all of them.
fn group_links(
    ctx: &Ctx,
    (home, group): (&str, Option<ServiceId>),
    (groups, names): (&[ServiceId], &HashMap<ServiceId, Service>),
) -> Vec<Link> {
    let of = |id: &ServiceId| {
        let name = names.get(id).map(|one| one.name.clone()).unwrap_or_default();
        Link::new(ctx.url(&format!("{home}/results?service={id}")), name)
    };
    let mut all: Vec<Link> = groups.iter().map(of).collect();
    if group.is_some() {
        let whole = ctx.url(&format!("{home}/results"));
        all.insert(0, Link::new(whole, ctx.t("voices-all-services")));
    }
    all
}

/// The same numbers as files.
fn file_links(ctx: &Ctx, (home, asked): (&str, &str)) -> Vec<Link> {
    let table = ctx.url(&format!("{home}/results/table"));
    let file = |(code, key): (&str, &str)| {
        let filters = [("service", asked), ("format", code)];
        Link::new(list_address(&table, &filters), ctx.t(key))
    };
    [("csv", "voices-csv"), ("xlsx", "voices-xlsx")].map(file).into()
}

/// `GET /voices/surveys/{id}/results?service=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, audit::Entry::read("voice-results", id.0))).await?;
    let group = group_of(&form);
    let tx = app.db.read(&ctx.actor).await?;
    let groups = whole.groups();
    let names = services::by_ids(&tx, &groups).await?;
    tx.rollback().await;
    let home = format!("{HOME}/surveys/{id}");
    let asked = group.map(|id| id.to_string()).unwrap_or_default();
    let mut shown = Vec::new();
    for one in whole.found(group) {
        shown.push(shown_one(&ctx, (&whole, &one), &asked)?);
    }
    let is_shown = whole.is_shown(group);
    let all = i64::try_from(whole.answers.len()).unwrap_or(i64::MAX);
    let count = group.map_or(all, |id| whole.counts().get(&id).copied().unwrap_or(0));
    let few = ctx.ta("voices-too-few", &[("count", LEAST)]).into_owned();
    let answers = ctx.ta("voices-answers-in-all", &[("count", count)]).into_owned();
    let behind = ctx.url(&format!("{home}/sheets-behind"));
    let own = group.and_then(|id| names.get(&id)).map(|one| one.name.clone());
    let heads = ["answer", "count", "part", "part-before"];
    let may_print = is_shown && group.is_none() && ctx.actor.may(WRITE);
    html(&ResultsPage {
        page: frame::page(&ctx, ctx.t("voices-results"), BACK),
        name: own.unwrap_or_else(|| whole.survey.row.title.clone()),
        period: whole.survey.period(),
        // Of a group that is not shown not even its number.
        answers: if is_shown { answers } else { String::new() },
        answers_href: if is_shown {
            list_address(&behind, &[("service", asked.as_str())])
        } else {
            String::new()
        },
        few: if is_shown { String::new() } else { few },
        heads: heads.map(|name| Head::new(ctx.t(&format!("voices-column-{name}")))).into(),
        shown,
        groups: group_links(&ctx, (&home, group), (&groups, &names)),
        files: file_links(&ctx, (&home, &asked)),
        print: if may_print { ctx.url(&format!("{home}/results")) } else { String::new() },
    })
}

/// The numbers as rows: question, answer, count, part, part before.
fn rows(lang: Lang, found: &[Found]) -> Vec<[String; 5]> {
    let mut all = Vec::new();
    for one in found {
        let Some(now) = &one.now else { continue };
        for (value, count) in &now.counts {
            let parts = one.parts(value);
            all.push([
                one.question.text.clone(),
                words(&one.question, value, lang),
                count.to_string(),
                part(parts[1]),
                part(parts[0]),
            ]);
        }
        if now.counts.is_empty() {
            let text = ui::text::text(lang, "voices-in-words").into_owned();
            let count = now.base.to_string();
            all.push([one.question.text.clone(), text, count, String::new(), String::new()]);
        }
    }
    all
}

/// `GET /voices/surveys/{id}/results/table?service=&format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, audit::Entry::print("voice-results", id.0))).await?;
    let format = sheet::Format::from_code(form.get("format"));
    let heads = ["question", "answer", "count", "part", "part-before"]
        .map(|name| ctx.t(&format!("voices-column-{name}")).into_owned());
    let mut writer = sheet::Writer::new(format, &heads).map_err(Problem::internal)?;
    for row in rows(ctx.lang, &whole.found(group_of(&form))) {
        writer.row(&row).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"results.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The results as a paper says them.
fn paper_data(press: &Press, whole: &Whole, found: &[Found]) -> Value {
    let heads =
        ["answer", "count", "part", "part-before"].map(|name| bg(&format!("voices-column-{name}")));
    let section = |one: &Found| {
        let own = rows(Lang::Bg, std::slice::from_ref(one));
        let rows: Vec<&[String]> = own.iter().map(|row| &row[1..]).collect();
        let text = match &one.now {
            None => bg_with("voices-too-few", &[("count", LEAST.to_string())]),
            Some(now) => bg_with("voices-base", &[("count", now.base.to_string())]),
        };
        let mean = mean_words(Lang::Bg, one);
        let text = format!("{text}\n{mean}");
        json!({ "title": one.question.text, "text": text, "heads": heads, "rows": rows })
    };
    let mut data = press.frame(&bg("voices-paper-results"), &bg("voices-results-ground"));
    data["about"] = whole.survey.row.title.clone().into();
    let args = [
        ("period", whole.survey.period()),
        ("count", whole.answers.len().to_string()),
        ("least", LEAST.to_string()),
    ];
    data["opening"] = bg_with("voices-results-opening", &args).into();
    data["sections"] = found.iter().map(section).collect();
    data
}

/// `POST /voices/surveys/{id}/results`: the results as a numbered paper.
pub async fn print(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let survey = survey::survey(&tx, id).await?;
    let whole = outcome::whole(&tx, survey).await?;
    if !whole.is_shown(None) {
        return Err(Problem::Impossible("voices-refused-few"));
    }
    let home = format!("{HOME}/surveys/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let data = paper_data(&press, &whole, &whole.found(None));
    paper::add(&mut tx, &press, (paper::RESULTS, id.0, data)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-printed")))
}

#[derive(Template)]
#[template(path = "voices/sheets.html")]
struct SheetsPage {
    page: ui::Page,
    found: usize,
    sheets: Vec<Vec<(String, String)>>,
    pages: Pages,
}

fn sheet_words(ctx: &Ctx, whole: &Whole, sheet: &Sheet) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for question in &whole.survey.asked.questions {
        let Some(given) = sheet.get(&question.code) else { continue };
        let is_chosen = !values(question).is_empty();
        let text = |value: &String| match is_chosen {
            true => words(question, value, ctx.lang),
            false => value.clone(),
        };
        let texts: Vec<String> = given.iter().map(text).collect();
        all.push((question.text.clone(), texts.join("; ")));
    }
    all
}

/// `GET /voices/surveys/{id}/sheets-behind?service=&question=&value=`.
pub async fn behind(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, audit::Entry::read("voice-answers", id.0))).await?;
    let names = ["service", "question", "value"];
    let asked = (form.get("question"), form.get("value"));
    let sheets = whole.behind(group_of(&form), asked)?;
    let texts: Vec<_> = sheets.iter().map(|sheet| sheet_words(&ctx, &whole, sheet)).collect();
    let found = texts.len();
    let path = ctx.url(&format!("{HOME}/surveys/{id}/sheets-behind"));
    let base = list_address(&path, &names.map(|name| (name, form.get(name))));
    let total = (found as u64).div_ceil(SHEETS_A_PAGE);
    let number = Paging::asked(&form).min(total.max(1));
    let first = usize::try_from((number - 1) * SHEETS_A_PAGE).unwrap_or(usize::MAX);
    let sheets = texts.into_iter().skip(first).take(SHEETS_A_PAGE as usize).collect();
    let pages = Pages::new(number, total, &base);
    let page = frame::page(&ctx, ctx.t("voices-sheets-behind"), BACK);
    html(&SheetsPage { page, found, sheets, pages })
}
