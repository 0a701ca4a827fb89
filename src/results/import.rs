//! Participants from a spreadsheet: shown first, with what is wrong in which row, and entered after it.
//! A row names an employee of the register; its answers are words, codes or values.

use super::frame::{self, home};
use super::participant::{self, NewParticipant};
use super::question::{self, Answers, Question};
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use crate::workforce::{self, EmployeeId, EmployeeName};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use ui::{Head, Lang};

/// The most rows of a file.
const MOST: usize = 500;

/// A row that can be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Who.
    pub employee: EmployeeId,
    /// The first day.
    pub joined_on: Day,
    /// What was answered.
    pub answers: Answers,
}

/// Why a row cannot be entered: the key of the words, and the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(pub &'static str, pub String);

/// What a file is read against.
pub struct Known<'a> {
    /// The questions that are asked.
    pub questions: &'a [Question],
    /// The employees of the register.
    pub employees: &'a [EmployeeName],
    /// Who is entered already.
    pub entered: &'a HashSet<EmployeeId>,
    /// The day when the file names none.
    pub first: Day,
}

/// A day as tables write it: `2024-05-31` or `31.05.2024`.
fn day(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.trim_end_matches("г.").trim().split('.').collect();
    match parts.as_slice() {
        [day, month, year] => {
            let date = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            jiff::civil::Date::new(date.0, date.1, date.2).ok().map(Day)
        }
        _ => text.parse().ok(),
    }
}

/// Reads a row by the heads of its columns.
///
/// # Errors
/// All that is wrong in it.
pub fn read(heads: &[String], cells: &[String], known: &Known<'_>) -> Result<Read, Vec<Wrong>> {
    let plain = |text: &str| kit::search::plain(text);
    let at = |words: &[String]| heads.iter().position(|head| words.contains(&plain(head)));
    let cell = |words: &[String]| {
        at(words).and_then(|at| cells.get(at)).map(String::as_str).unwrap_or_default()
    };
    let both =
        |key: &str| [Lang::Bg, Lang::En].map(|lang| plain(&ui::text::text(lang, key))).to_vec();
    let mut wrong = Vec::new();
    let name = cell(&both("results-column-employee"));
    let mut named = known.employees.iter().filter(|one| plain(&one.name) == plain(name));
    let employee = match (named.next(), named.next()) {
        (Some(one), None) => Some(one.id),
        (None, _) => {
            wrong.push(Wrong("results-wrong-employee", name.to_owned()));
            None
        }
        (Some(_), Some(_)) => {
            wrong.push(Wrong("results-wrong-two", name.to_owned()));
            None
        }
    };
    if employee.is_some_and(|id| known.entered.contains(&id)) {
        wrong.push(Wrong("results-wrong-entered", name.to_owned()));
    }
    let joined = cell(&both("results-column-joined"));
    let joined_on = if joined.is_empty() { Some(known.first) } else { day(joined) };
    if joined_on.is_none() {
        wrong.push(Wrong("results-wrong-day", joined.to_owned()));
    }
    let mut answers = Answers::new();
    for question in known.questions {
        let words = [&question.name, &question.bg, &question.en].map(|text| plain(text));
        let said = cell(&words);
        match question.read(said) {
            Some(value) => drop(answers.insert(question.name.clone(), value)),
            None => wrong.push(Wrong("results-wrong-answer", said.to_owned())),
        }
    }
    match (employee, joined_on, wrong.is_empty()) {
        (Some(employee), Some(joined_on), true) => Ok(Read { employee, joined_on, answers }),
        _ => Err(wrong),
    }
}

#[derive(Template)]
#[template(path = "results/import.html")]
struct ImportPage {
    page: ui::Page,
    form: Form,
    lead: String,
    action: String,
    enter: String,
    template: String,
    found: String,
    heads: Vec<Head>,
    good: Vec<(String, String, String)>,
    wrong: Vec<(String, String)>,
    is_read: bool,
}

fn page(ctx: &Ctx, project: &ProjectName, form: Form) -> ImportPage {
    let path = ctx.url(&format!("{}/microdata", home(project.id)));
    let mut page = frame::page(ctx, ctx.t("results-import"), project);
    page.errors = form.errors();
    ImportPage {
        page,
        form,
        lead: ctx.t("results-import-lead").into_owned(),
        action: format!("{path}/import"),
        enter: format!("{path}/enter"),
        template: format!("{path}/template"),
        found: String::new(),
        heads: ["row", "why"]
            .map(|name| Head::new(ctx.t(&format!("results-column-{name}"))))
            .into(),
        good: Vec::new(),
        wrong: Vec::new(),
        is_read: false,
    }
}

/// `GET /results/projects/{id}/microdata/import`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    tx.audit(Entry::list("result-participant"));
    tx.commit().await?;
    html(&page(&ctx, &project, Form::empty(ctx.lang)))
}

/// `POST /results/projects/{id}/microdata/import`: what the file says, nothing is entered yet.
pub async fn preview(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let questions = question::asked_of(&tx, false).await?;
    let employees = workforce::employees(&tx).await?;
    let there = participant::of_project(&tx, id).await?;
    tx.audit(Entry::list("result-participant"));
    tx.commit().await?;
    let file = form.file("file").filter(|file| !file.bytes.is_empty()).cloned();
    let table = file.and_then(|file| {
        let kind = sheet::detect(&file.bytes, &file.file_name)?;
        sheet::read(&file.bytes, kind).ok()
    });
    let Some(table) = table.filter(|table| table.len() <= MOST) else {
        form.wrong("file", "results-wrong-file");
        return again(&page(&ctx, &project, form));
    };
    let mut entered: HashSet<EmployeeId> = there.iter().map(|one| one.row.employee_id).collect();
    let mut shown = page(&ctx, &project, form);
    for row in table.rows_from(0) {
        let known = Known {
            questions: &questions,
            employees: &employees,
            entered: &entered,
            first: project.from,
        };
        match read(table.heads(), &row.cells(), &known) {
            Ok(one) => {
                let name = employees.iter().find(|known| known.id == one.employee);
                let text = serde_json::to_string(&one).map_err(Problem::internal)?;
                entered.insert(one.employee);
                let name = name.map(|one| one.name.clone()).unwrap_or_default();
                shown.good.push((text, name, one.joined_on.bg()));
            }
            Err(all) => {
                let words = |one: &Wrong| ctx.ta(one.0, &[("cell", &one.1)]).into_owned();
                let words = all.iter().map(words).collect::<Vec<_>>().join(" ");
                shown.wrong.push((row.number().to_string(), words));
            }
        }
    }
    let args = [("good", shown.good.len()), ("wrong", shown.wrong.len())];
    shown.found = ctx.ta("results-import-found", &args).into_owned();
    shown.is_read = true;
    html(&shown)
}

/// `POST /results/projects/{id}/microdata/enter`: the rows that were good; each is checked once more.
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("{}/microdata", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let project = frame::project(&tx, id).await?;
    let known: HashSet<EmployeeId> =
        workforce::employees(&tx).await?.into_iter().map(|one| one.id).collect();
    for row in form.all("row").into_iter().take(MOST) {
        let row: Read = serde_json::from_str(row).map_err(|e| Problem::BadJson(e.to_string()))?;
        if !known.contains(&row.employee) {
            return Err(Problem::NotFound);
        }
        let Read { employee, joined_on, answers } = row;
        let new = NewParticipant { employee, joined_on, left_on: None, answers };
        participant::add(&mut tx, project.id, &new).await?;
    }
    tx.audit(Entry::write("result-participants", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

/// `GET /results/projects/{id}/microdata/template`: an empty table with what each column takes.
pub async fn template(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    frame::project(&tx, id).await?;
    let questions = question::asked_of(&tx, false).await?;
    tx.audit(Entry::new("print", "result-question", "template"));
    tx.commit().await?;
    let own = ["employee", "joined"].map(|name| ctx.t(&format!("results-column-{name}")));
    let mut heads: Vec<String> = own.map(std::borrow::Cow::into_owned).into();
    heads.extend(questions.iter().map(|one| one.words(ctx.lang).to_owned()));
    let title = ["question", "answers"].map(|name| ctx.t(&format!("results-column-{name}")));
    let mut help = vec![title.map(std::borrow::Cow::into_owned)];
    for one in &questions {
        let answers: Vec<String> =
            one.choices(ctx.lang).into_iter().map(|choice| choice.text.to_string()).collect();
        help.push([one.words(ctx.lang).to_owned(), answers.join("; ")]);
    }
    let name = ctx.t("results-column-answers");
    let bytes = sheet::template(&heads, (&name, &help)).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, sheet::Format::Xlsx.media()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"microdata.xlsx\""),
    ];
    Ok((headers, bytes).into_response())
}
