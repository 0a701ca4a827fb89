//! Putting a report together: measure, split, filter, period; the table with its picture, the files.

use super::ask::list_href;
use super::bars::Bars;
use super::frame::{self, BUILD, HOME};
use super::load;
use super::names::Names;
use super::question::{Dimension, Measure, Question, month_code};
use super::report::{self, Report, dimension_name, measure_name};
use super::{LISTS, setting};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit;
use kit::web::{Ctx, Form, Problem, cut, html};
use sheet::{Format, Writer};
use ui::{Choice, Head, Link, Pages};

/// The dimensions that a filter offers as a list.
const FILTERS: [Dimension; 6] = [
    Dimension::ServiceKind,
    Dimension::Service,
    Dimension::Provider,
    Dimension::Group,
    Dimension::Sex,
    Dimension::AgeGroup,
];

/// A box of the filter.
struct Filter {
    field: ui::Field,
    label: String,
    choices: Vec<Choice>,
}

/// A line of the table.
struct Shown {
    names: Vec<String>,
    count: String,
    /// The list behind the number; empty for those who may not see it.
    href: String,
}

/// The page.
#[derive(Template)]
#[template(path = "reporting/build.html")]
struct BuildPage {
    page: ui::Page,
    action: String,
    form: Form,
    measures: Vec<Choice>,
    splits: Vec<Choice>,
    filters: Vec<Filter>,
    kept: Vec<(String, String)>,
    lead: String,
    notes: Vec<String>,
    whole: Shown,
    heads: Vec<Head>,
    rows: Vec<Shown>,
    chart: String,
    pages: Pages,
    links: Vec<Link>,
    actions: Vec<Link>,
}

fn form_of(ctx: &Ctx, question: &Question) -> Form {
    let known = question.as_known_on.map(|day| day.to_string()).unwrap_or_default();
    let mut values = vec![
        ("measure".to_owned(), question.measure.code().to_owned()),
        ("from".to_owned(), month_code(question.from)),
        ("to".to_owned(), month_code(question.to)),
        ("known".to_owned(), known),
    ];
    let only = FILTERS.into_iter().filter_map(|one| {
        let first = question.only(one).first().map(|value| (*value).to_owned())?;
        Some((format!("only-{}", one.code()), first))
    });
    values.extend(only);
    Form::filled(ctx.lang, values)
}

fn filters(names: &Names, (ctx, form): (&Ctx, &Form)) -> Vec<Filter> {
    let one = |dimension: Dimension| {
        let field = form.field(&format!("only-{}", dimension.code()));
        let choice = |(key, name): (String, String)| {
            let is_chosen = key == field.value;
            Choice::new(key, name).checked(is_chosen)
        };
        let choices = names.choices(dimension).into_iter().map(choice).collect();
        Filter { label: dimension_name(ctx.lang, dimension), choices, field }
    };
    FILTERS.into_iter().map(one).collect()
}

/// Filters that no box holds, such as a settlement: they go along.
fn kept(question: &Question) -> Vec<(String, String)> {
    let own = question.filter.iter().filter(|(one, _)| !FILTERS.contains(one));
    own.map(|(one, value)| (format!("only-{}", one.code()), value.clone())).collect()
}

fn rows(ctx: &Ctx, report: &Report) -> Vec<Shown> {
    let row = |line: &report::Line| Shown {
        names: line.names.clone(),
        count: report::told(ctx.lang, line.count),
        href: href(ctx, report, &line.keys),
    };
    report.lines.iter().map(row).collect()
}

fn href(ctx: &Ctx, report: &Report, keys: &[String]) -> String {
    match ctx.actor.may(LISTS) {
        true => ctx.url(&list_href(&report.question, keys)),
        false => String::new(),
    }
}

fn links(ctx: &Ctx, query: &str) -> Vec<Link> {
    let link = |path: &str, key: &str| Link::new(ctx.url(path), ctx.t(key));
    vec![
        link(&format!("{HOME}/file?format=xlsx&{query}"), "reporting-xlsx"),
        link(&format!("{HOME}/file?format=csv&{query}"), "reporting-csv"),
        link(&format!("{HOME}/file?format=xlsx&public=1&{query}"), "reporting-public-xlsx"),
        link(&format!("{HOME}/file?format=csv&public=1&{query}"), "reporting-public-csv"),
    ]
}

/// What a page about a report shows besides it.
pub struct About {
    /// The page.
    pub page: ui::Page,
    /// What can be done.
    pub actions: Vec<Link>,
}

fn notes(ctx: &Ctx, (report, state): (&Report, Option<kit::types::Instant>)) -> Vec<String> {
    let mut notes = Vec::new();
    match state {
        Some(at) => notes.push(ctx.ta("reporting-as-of", &[("at", at.bg())]).into_owned()),
        None => notes.push(ctx.t("reporting-not-yet").into_owned()),
    }
    if let Some(day) = report.question.as_known_on {
        notes.push(ctx.ta("reporting-as-known", &[("day", day.bg())]).into_owned());
    }
    if !report.question.split.is_empty() && report.question.measure.is_of_people() {
        notes.push(ctx.t("reporting-once").into_owned());
    }
    notes
}

fn shown(
    ctx: &Ctx,
    (report, about): (&Report, About),
    (asked, at): (&Form, Option<kit::types::Instant>),
) -> Result<Response, Problem> {
    let (question, query) = (&report.question, report.question.query());
    let title = measure_name(ctx.lang, question.measure);
    let form = form_of(ctx, question);
    let label = |line: &report::Line| (Report::label(line), line.count.unwrap_or(0));
    let bars: Vec<(String, i64)> = report.lines.iter().map(label).collect();
    let chart = Bars::new((title.clone(), report::period(question)), &bars);
    let measures = Measure::ALL.into_iter().map(|one| {
        let is_chosen = one == question.measure;
        Choice::new(one.code(), measure_name(ctx.lang, one)).checked(is_chosen)
    });
    let splits = Dimension::ALL.into_iter().map(|one| {
        let is_chosen = question.split.contains(&one);
        Choice::new(one.code(), dimension_name(ctx.lang, one)).checked(is_chosen)
    });
    let base = ctx.url(&format!("{BUILD}?{query}"));
    let (rows, pages) = cut(rows(ctx, report), asked, &base);
    let mut heads: Vec<Head> = report.heads.iter().map(|head| Head::new(head.clone())).collect();
    if let Some(last) = heads.pop() {
        heads.push(last.numeric());
    }
    html(&BuildPage {
        page: about.page,
        action: ctx.url(BUILD),
        measures: measures.collect(),
        splits: splits.collect(),
        filters: filters(&report.names, (ctx, &form)),
        kept: kept(question),
        lead: format!("{title}, {}", report::period(question)),
        notes: notes(ctx, (report, at)),
        whole: Shown {
            names: Vec::new(),
            count: report::told(ctx.lang, report.whole),
            href: list_of_whole(ctx, report),
        },
        heads,
        rows: if question.split.is_empty() { Vec::new() } else { rows },
        chart: chart.drawn().map_err(Problem::internal)?,
        pages,
        links: links(ctx, &query),
        actions: about.actions,
        form,
    })
}

fn list_of_whole(ctx: &Ctx, report: &Report) -> String {
    match ctx.actor.may(LISTS) {
        true => ctx.url(&list_href(&report.question.whole(), &[])),
        false => String::new(),
    }
}

/// Asks a question and shows the answer.
///
/// # Errors
/// When the database does not answer or the page cannot be written.
pub async fn answered(
    app: &App,
    ctx: &Ctx,
    (question, form, about): (Question, &Form, About),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let report = Report::ask(&tx, (ctx.lang, question), None).await?;
    let at = load::state(&tx).await?.map(|row| row.refreshed_at);
    tx.audit(audit::Entry::new("list", "report", report.question.measure.code()));
    tx.commit().await?;
    shown(ctx, (&report, about), (form, at))
}

/// `GET /reporting/build?measure=&split=&only-…=&from=&to=&known=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let question = Question::read(&form, app.today());
    let save = ctx.url(&format!("{HOME}/save?{}", question.query()));
    let actions = vec![Link::new(save, ctx.t("reporting-save"))];
    let about = About { page: frame::page(&ctx, ctx.t("reporting-new")), actions };
    answered(&app, &ctx, (question, &form, about)).await
}

fn written(report: &Report, (ctx, format): (&Ctx, Format)) -> Result<Vec<u8>, sheet::WriteError> {
    let mut writer = Writer::new(format, &report.heads)?;
    for line in &report.lines {
        let mut cells = line.names.clone();
        cells.push(report::shown(ctx.lang, line.count));
        writer.row(&cells)?;
    }
    // The whole of a report without a split is its only line already.
    if !report.question.split.is_empty() {
        let mut cells = vec![String::new(); report.heads.len() - 1];
        cells[0] = ctx.t("reporting-whole").into_owned();
        cells.push(report::shown(ctx.lang, report.whole));
        writer.row(&cells)?;
    }
    writer.finish()
}

/// `GET /reporting/file?format=&public=&…`: the table as a file; with `public` fit to be published.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let question = Question::read(&form, app.today());
    let is_public = !form.get("public").is_empty();
    let mut tx = app.db.read(&ctx.actor).await?;
    let threshold = setting::threshold(&tx).await?;
    let threshold = is_public.then_some(threshold);
    let report = Report::ask(&tx, (ctx.lang, question), threshold).await?;
    let kind = if is_public { "public" } else { "whole" };
    tx.audit(audit::Entry::new("print", "report", kind));
    tx.commit().await?;
    let bytes = written(&report, (&ctx, format)).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"report-{kind}.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
