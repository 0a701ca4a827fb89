//! Participants on the screen: who they are, what was answered, totals, tables for the report.

use super::estimate;
use super::frame::{self, HOME, home};
use super::participant::{self, MOST, Participant};
use super::question::{self, Answers, Question};
use super::special;
use super::table::{self, Cell, Line, List, Part, Table, format_of};
use super::totals::totals;
use super::{ParticipantId, SPECIAL, WRITE};
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use crate::workforce::{EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices};
use std::collections::HashMap;
use ui::{Lang, Link};

const COLUMNS: [&str; 5] = ["employee", "group", "joined", "left", "unanswered"];
const TOTALS: [&str; 6] = ["answer", "code", "women", "men", "others", "people"];
const REVOKED: [&str; 3] = ["employee", "revoked", "why"];
const ESTIMATES: [&str; 5] = ["activity", "day", "question", "people", "basis"];

/// The participants of a project with all that is needed to show them.
pub struct Book {
    /// The project.
    pub project: ProjectName,
    /// Who takes part.
    pub all: Vec<Participant>,
    /// Their names.
    pub names: HashMap<EmployeeId, EmployeeName>,
    /// The questions that are not of a special category.
    pub questions: Vec<Question>,
}

/// Reads the participants of a project.
///
/// # Errors
/// When there is no such project, or the database does not answer.
pub async fn book(tx: &Tx, id: ProjectId) -> Result<Book, StoreError> {
    let project = frame::project(tx, id).await?;
    let mut all = participant::of_project(tx, id).await?;
    all.truncate(MOST);
    let names = participant::names(tx, &all).await?;
    let questions = question::asked_of(tx, false).await?;
    Ok(Book { project, all, names, questions })
}

impl Book {
    fn name(&self, one: &Participant) -> (String, String) {
        let known = self.names.get(&one.row.employee_id);
        known.map(|one| (one.name.clone(), one.group.clone())).unwrap_or_default()
    }

    /// The rows of the micro-data, with the special categories when they are given.
    #[must_use]
    pub fn table(
        &self,
        lang: Lang,
        special: Option<(&[Question], &HashMap<ParticipantId, Answers>)>,
    ) -> Table {
        let first = ["employee", "group", "joined", "left"];
        let head =
            |name: &str| ui::text::text(lang, &format!("results-column-{name}")).into_owned();
        let more = special.map(|(questions, _)| questions).unwrap_or_default();
        let words = self.questions.iter().chain(more).map(|one| one.words(lang).to_owned());
        let heads = first.map(head).into_iter().chain(words).collect();
        let none = Answers::new();
        let row = |one: &Participant| {
            let (name, group) = self.name(one);
            let days = [Some(one.row.joined_on), one.row.left_on];
            let days = days.map(|day| day.map(Day::bg).unwrap_or_default());
            let said = |question: &Question, answers: &Answers| {
                let value = answers.get(&question.name).map_or("not-collected", String::as_str);
                question.answer(lang, value)
            };
            let own = self.questions.iter().map(|question| said(question, &one.answers));
            let apart = special.and_then(|(_, all)| all.get(&one.row.id)).unwrap_or(&none);
            let apart = more.iter().map(|question| said(question, apart));
            [name, group].into_iter().chain(days).chain(own).chain(apart).collect::<Vec<String>>()
        };
        Table { heads, rows: self.all.iter().map(row).collect() }
    }

    /// The totals as rows of answer, code, women, men, others, all.
    #[must_use]
    pub fn totals(&self, lang: Lang) -> Vec<[String; 6]> {
        let answers: Vec<Answers> = self.all.iter().map(|one| one.answers.clone()).collect();
        let rows = totals(&self.questions, &answers).into_iter().filter(|row| row.people[3] > 0);
        let row = |row: super::totals::Total| {
            let question = self.questions.iter().find(|one| one.name == row.question)?;
            let [women, men, others, all] = row.people.map(|people| people.to_string());
            let words = question.words(lang);
            let answer = format!("{words}: {}", question.answer(lang, &row.value));
            Some([answer, question.code(&row.value).to_owned(), women, men, others, all])
        };
        rows.filter_map(row).collect()
    }
}

/// Rows of which an answer lacks; rows that lead to the special categories.
const STATES: [&str; 2] = ["lacking", "special"];

fn line(ctx: &Ctx, book: &Book, (one, is_special): (&Participant, bool)) -> Line {
    let (name, group) = book.name(one);
    let is_known = |question: &&Question| {
        let given = one.answers.get(&question.name).map_or("not-collected", String::as_str);
        given != "not-collected"
    };
    let missing = book.questions.len() - book.questions.iter().filter(is_known).count();
    let rest = if is_special { "/special" } else { "" };
    let href = if is_special || ctx.actor.may(WRITE) {
        ctx.url(&format!("{HOME}/microdata/{}{rest}", one.row.id))
    } else {
        String::new()
    };
    Line {
        href,
        cells: vec![
            Cell::new(name),
            Cell::new(group),
            Cell::day(Some(one.row.joined_on)),
            Cell::day(one.row.left_on),
            Cell::number(i64::try_from(missing).unwrap_or(0)),
        ],
        word: ctx.t(if missing == 0 { "results-whole" } else { "results-lacking" }).into_owned(),
        colour: if missing == 0 { "green" } else { "yellow" },
    }
}

async fn estimates(tx: &Tx, ctx: &Ctx, id: ProjectId) -> Result<Part, StoreError> {
    let rows = estimate::of_project(tx, id).await?;
    let questions = question::all(tx).await?;
    let line = |row: &super::store::result_estimate::Model| {
        let question = questions.iter().find(|one| one.name == row.code);
        let is_open = row.revoked_at.is_none();
        let own = ctx.url(&format!("{HOME}/estimates/{}", row.id));
        Line {
            href: if is_open && ctx.actor.may(WRITE) { own } else { String::new() },
            cells: vec![
                Cell::new(row.activity.clone()),
                Cell::day(Some(row.day)),
                Cell::new(question.map(|one| one.words(ctx.lang)).unwrap_or_default()),
                Cell::new(format!("{} / {}", row.people, row.of_people)),
                Cell::new(format!("{} {}", row.basis, row.revoked_why)),
            ],
            word: ctx.t(if is_open { "results-counts" } else { "results-revoked" }).into_owned(),
            colour: if is_open { "green" } else { "grey" },
        }
    };
    Ok(Part::new(ctx, "results-estimates", &ESTIMATES, rows.iter().map(line).collect()))
}

/// Who was entered by mistake, with the reason; nothing when nobody was.
async fn revoked(tx: &Tx, ctx: &Ctx, id: ProjectId) -> Result<Option<Part>, StoreError> {
    let all = participant::revoked(tx, id).await?;
    let names = participant::names(tx, &all).await?;
    let line = |one: &Participant| {
        let name = names.get(&one.row.employee_id).map(|known| known.name.clone());
        let day = one.row.revoked_at.map(kit::types::Instant::bg);
        let cells =
            [name.unwrap_or_default(), day.unwrap_or_default(), one.row.revoked_why.clone()];
        Line { cells: cells.map(Cell::new).into(), ..Line::default() }
    };
    let lines: Vec<Line> = all.iter().map(line).collect();
    let part = || Part::new(ctx, "results-participants-revoked", &REVOKED, lines);
    Ok((!all.is_empty()).then(part))
}

/// `GET /results/projects/{id}/microdata`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = book(&tx, id).await?;
    let estimates = estimates(&tx, &ctx, id).await?;
    let revoked = revoked(&tx, &ctx, id).await?;
    tx.audit(Entry::list("result-participant"));
    tx.commit().await?;
    let path = format!("{}/microdata", home(id));
    let asked = form.get("state");
    let is_special = asked == STATES[1] && ctx.actor.may(SPECIAL);
    let mut lines: Vec<Line> =
        book.all.iter().map(|one| line(&ctx, &book, (one, is_special))).collect();
    lines.retain(|one| asked != STATES[0] || one.colour == "yellow");
    let known = if ctx.actor.may(SPECIAL) { &STATES[..] } else { &STATES[..1] };
    let states = choices(&ctx, known, asked, |code| format!("results-shown-{code}"));
    let page = frame::page(&ctx, ctx.t("results-microdata"), &book.project);
    let sections = frame::sections(&ctx, id, "/microdata");
    let mut list = List::new((page, sections), path.clone(), &COLUMNS, lines);
    list.lead = ctx.t("results-microdata-lead").into_owned();
    list.states = states;
    let link = |rest: &str, key: &str| Link::new(ctx.url(&format!("{path}{rest}")), ctx.t(key));
    if ctx.actor.may(WRITE) {
        let estimate = ctx.url(&format!("{}/estimates", home(id)));
        list.actions = vec![
            link("/new", "results-participant-new"),
            link("/import", "results-import"),
            Link::new(estimate, ctx.t("results-estimate-new")),
        ];
    }
    list.files = vec![link("/table", "results-csv"), link("/table?format=xlsx", "results-xlsx")];
    if ctx.actor.may(SPECIAL) {
        list.files.push(link("/whole?format=xlsx", "results-xlsx-special"));
    }
    let total = |cells: [String; 6]| {
        let cells = cells.into_iter().map(Cell::new).collect();
        Line { cells, ..Line::default() }
    };
    let totals = book.totals(ctx.lang).into_iter().map(total).collect();
    list.parts = vec![Part::new(&ctx, "results-totals", &TOTALS, totals), estimates];
    list.parts.extend(revoked);
    list.empty = "results-empty-participants";
    table::shown(&ctx, form, list)
}

/// `GET /results/projects/{id}/microdata/table`: without the special categories.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = book(&tx, id).await?;
    tx.audit(Entry::new("print", "result-participant", "list"));
    tx.commit().await?;
    book.table(ctx.lang, None).file("microdata", format_of(&form))
}

/// `GET /results/projects/{id}/microdata/whole`: with the special categories.
pub async fn whole(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = book(&tx, id).await?;
    let ids: Vec<ParticipantId> = book.all.iter().map(|one| one.row.id).collect();
    let answers = special::of_all(&mut tx, &ids).await?;
    let questions = question::asked_of(&tx, true).await?;
    tx.audit(Entry::new("print", "result-special", "list"));
    tx.commit().await?;
    let table = book.table(ctx.lang, Some((&questions[..], &answers)));
    table.file("microdata-special", format_of(&form))
}
