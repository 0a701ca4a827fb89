//! Two questions beside each other, on the screen and as a file; and the answers one by one,
//! without words that somebody wrote, for whoever counts on.

use super::StudyId;
use super::content::Question;
use super::cross::Crossed;
use super::frame::{self, percent, saved};
use super::outcome::Whole;
use super::question::words;
use super::result_page::read;
use super::study_page::{above, home};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, html, list_address};
use ui::{Choice, Head, Link};

#[derive(Template)]
#[template(path = "studies/cross.html")]
struct CrossPage {
    page: ui::Page,
    form: Form,
    action: String,
    rows_of: Vec<Choice>,
    columns_of: Vec<Choice>,
    problem: String,
    title: String,
    heads: Vec<Head>,
    lines: Vec<Vec<String>>,
    files: Vec<Link>,
}

/// The words of a value; of none, that there was no answer.
fn value_words(ctx: &Ctx, question: &Question, value: &str) -> String {
    match value {
        "" => ctx.t("studies-no-answer").into_owned(),
        value => words(question, value),
    }
}

/// The heads and the rows of a table: each cell with its count and its share of the row.
fn written(
    ctx: &Ctx,
    (row, column): (&Question, &Question),
    crossed: &Crossed,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut heads = vec![row.text.clone()];
    heads.extend(crossed.columns.iter().map(|value| value_words(ctx, column, value)));
    heads.push(ctx.t("studies-cross-all").into_owned());
    let number = |count: Option<i64>| count.map_or_else(|| "•".to_owned(), |n| n.to_string());
    let cell = |cell: &super::cross::Cell| match cell.share {
        Some(share) => format!("{} ({})", number(cell.count), percent(share)),
        None => number(cell.count),
    };
    let line = |(at, value): (usize, &String)| {
        let mut all = vec![value_words(ctx, row, value)];
        all.extend(crossed.cells[at].iter().map(cell));
        all.push(number(crossed.sums[at]));
        all
    };
    (heads, crossed.rows.iter().enumerate().map(line).collect())
}

/// The two questions that an address asks for.
fn asked<'a>(whole: &'a Whole, form: &Form) -> Option<(&'a Question, &'a Question)> {
    let all = whole.dividing();
    let of = |name: &str| all.iter().copied().find(|one| one.code == form.get(name));
    Some((of("row")?, of("column")?))
}

fn choices(whole: &Whole, chosen: &str) -> Vec<Choice> {
    let choice = |one: &&Question| {
        Choice::new(one.code.clone(), one.text.clone()).checked(one.code == chosen)
    };
    whole.dividing().iter().map(choice).collect()
}

/// `GET /studies/{id}/cross?row=&column=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::read("study-results", id.0))).await?;
    let action = ctx.url(&format!("{}/cross", home(id)));
    let both = asked(&whole, &form);
    let crossed = both.and_then(|(row, column)| whole.crossed(&row.code, &column.code).ok());
    let (mut heads, mut lines, mut title) = (Vec::new(), Vec::new(), String::new());
    let mut problem = ctx.t("studies-cross-choose").into_owned();
    if let (Some(both), Some(crossed)) = (both, &crossed) {
        let (names, rows) = written(&ctx, both, crossed);
        // The first column names the rows, the others count.
        let head = |(at, name): (usize, String)| match at {
            0 => Head::new(name),
            _ => Head::new(name).numeric(),
        };
        heads = names.into_iter().enumerate().map(head).collect();
        lines = rows;
        title = format!("{} × {}", both.0.text, both.1.text);
        problem = String::new();
    }
    let table = format!("{action}/table");
    let file = |(code, key): (&str, &str)| {
        let filters = [("row", form.get("row")), ("column", form.get("column")), ("format", code)];
        Link::new(list_address(&table, &filters), ctx.t(key))
    };
    html(&CrossPage {
        page: frame::page(&ctx, ctx.t("studies-cross"), &above(&whole.study)),
        action,
        rows_of: choices(&whole, form.get("row")),
        columns_of: choices(&whole, form.get("column")),
        problem,
        title,
        heads,
        lines,
        files: [("csv", "studies-csv"), ("xlsx", "studies-xlsx")].map(file).into(),
        form,
    })
}

/// `GET /studies/{id}/cross/table?row=&column=&format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::print("study-results", id.0))).await?;
    let both = asked(&whole, &form).ok_or(Problem::NotFound)?;
    let crossed = whole.crossed(&both.0.code, &both.1.code)?;
    let (heads, rows) = written(&ctx, both, &crossed);
    let format = sheet::Format::from_code(form.get("format"));
    saved("cross", format, (&heads, &rows))
}

/// `GET /studies/{id}/answers?format=`: each answer in a row with its stratum and its weight.
pub async fn answers(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::print("study-answers", id.0))).await?;
    // What somebody wrote may name them: it stays here.
    let asked: Vec<&Question> =
        whole.study.plan.asked.questions.iter().filter(|one| one.kind != "text").collect();
    let mut heads: Vec<String> = ["stratum", "weight"]
        .map(|name| ctx.t(&format!("studies-column-{name}")).into_owned())
        .into();
    heads.extend(asked.iter().map(|one| one.text.clone()));
    let mut rows = Vec::new();
    for ((row, sheet), weight) in whole.answers.iter().zip(&whole.weights) {
        let mut cells =
            vec![whole.study.stratum(row.stratum).to_owned(), frame::decimal(*weight, 6)];
        for question in &asked {
            let given = sheet.get(&question.code).map(Vec::as_slice).unwrap_or_default();
            let said: Vec<String> = given.iter().map(|value| words(question, value)).collect();
            cells.push(said.join("; "));
        }
        rows.push(cells);
    }
    let format = sheet::Format::from_code(form.get("format"));
    saved("answers", format, (&heads, &rows))
}
