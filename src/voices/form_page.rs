//! Questionnaires on the screen: the list, and the form in which the next version is written.

use super::WRITE;
use super::content::{Answer, Asked, Question};
use super::form::{self, Form as Edition};
use super::frame::{self, HOME, LINE, TEXT};
use super::question::{KINDS, MOST_QUESTIONS};
use super::table::{self, Cell, Line, List};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Problem, again, choices, html, see};
use ui::{Choice, Field, Link};

const COLUMNS: [&str; 3] = ["title", "edition", "questions"];
const BACK: (&str, &str) = ("/questionnaires", "voices-forms");
/// Empty rows below the questions that are there.
const SPARE: usize = 3;

/// `GET /voices/questionnaires`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = form::newest(&tx).await?;
    tx.audit(audit::Entry::list("voice-form"));
    tx.commit().await?;
    let may = ctx.actor.may(WRITE);
    let line = |one: &Edition| Line {
        href: match may {
            true => ctx.url(&format!("{HOME}/questionnaires/edit?code={}", one.code)),
            false => String::new(),
        },
        cells: vec![
            Cell::new(one.title.clone()),
            Cell::number(one.edition),
            Cell::number(i64::try_from(one.asked.questions.len()).unwrap_or(0)),
        ],
        ..Line::default()
    };
    let mut list = List::new(BACK, &COLUMNS, all.iter().map(line).collect());
    list.lead = ctx.t("voices-forms-lead").into_owned();
    if may {
        let new = ctx.url(&format!("{HOME}/questionnaires/edit"));
        list.actions.push(Link::new(new, ctx.t("voices-form-new")));
    }
    table::shown(&ctx, form, list)
}

/// A question as a form has it.
struct Row {
    number: usize,
    code: Field,
    kind: Field,
    kinds: Vec<Choice>,
    text: Field,
    easy: Field,
    options: Field,
}

#[derive(Template)]
#[template(path = "voices/form.html")]
struct FormPage {
    page: ui::Page,
    action: String,
    back: String,
    code: Field,
    title: Field,
    lead: Field,
    rows: Vec<Row>,
    edition: i32,
}

fn rows_of(form: &Form) -> usize {
    form.get("rows").parse::<usize>().unwrap_or(SPARE).clamp(SPARE, MOST_QUESTIONS)
}

fn draw(ctx: &Ctx, form: &Form) -> FormPage {
    let mut page = frame::page(ctx, ctx.t("voices-form-edit"), BACK);
    page.errors = form.errors();
    let row = |at: usize| Row {
        number: at + 1,
        code: form.field(&format!("q{at}-code")),
        kind: form.field(&format!("q{at}-kind")),
        kinds: choices(ctx, &KINDS, form.get(&format!("q{at}-kind")), |code| {
            format!("voices-kind-{code}")
        }),
        text: form.field(&format!("q{at}-text")),
        easy: form.field(&format!("q{at}-easy")),
        options: form.field(&format!("q{at}-options")),
    };
    FormPage {
        page,
        action: ctx.url(&format!("{HOME}/questionnaires/edit")),
        back: ctx.url(&format!("{HOME}/questionnaires")),
        code: form.field("code"),
        title: form.field("title"),
        lead: form.field("lead"),
        rows: (0..rows_of(form)).map(row).collect(),
        edition: form.version(),
    }
}

/// The values of a version, with some empty rows below.
fn filled(ctx: &Ctx, one: &Edition) -> Form {
    let rows = (one.asked.questions.len() + SPARE).min(MOST_QUESTIONS);
    let mut values = vec![
        ("code".to_owned(), one.code.clone()),
        ("_version".to_owned(), one.edition.to_string()),
        ("title".to_owned(), one.title.clone()),
        ("lead".to_owned(), one.asked.lead.clone()),
        ("rows".to_owned(), rows.to_string()),
    ];
    for (at, question) in one.asked.questions.iter().enumerate() {
        let options: Vec<&str> = question.options.iter().map(|one| one.text.as_str()).collect();
        for (name, value) in [
            ("code", question.code.clone()),
            ("kind", question.kind.clone()),
            ("text", question.text.clone()),
            ("easy", question.easy.clone()),
            ("options", options.join("\n")),
        ] {
            values.push((format!("q{at}-{name}"), value));
        }
    }
    Form::filled(ctx.lang, values)
}

/// `GET /voices/questionnaires/edit?code=`: without a code a new questionnaire.
pub async fn edit(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = form::newest(&tx).await?;
    tx.audit(audit::Entry::list("voice-form"));
    tx.commit().await?;
    let known = all.iter().find(|one| one.code == form.get("code"));
    let form = known.map_or_else(|| Form::empty(ctx.lang), |one| filled(&ctx, one));
    html(&draw(&ctx, &form))
}

/// The questions that were typed: rows without a text are left out. `at` of each is its row.
fn read(form: &mut Form, before: &[Question]) -> (Asked, Vec<usize>) {
    let mut asked = Asked { lead: form.optional("lead", TEXT), questions: Vec::new() };
    let mut places = Vec::new();
    for at in 0..rows_of(form) {
        let text = form.optional(&format!("q{at}-text"), LINE);
        if text.is_empty() {
            continue;
        }
        let code = form.get(&format!("q{at}-code")).to_owned();
        let known = before.iter().find(|one| one.code == code);
        let kind = form.get(&format!("q{at}-kind")).to_owned();
        let lines = form.optional(&format!("q{at}-options"), TEXT);
        let own: &[Answer] = known.map(|one| one.options.as_slice()).unwrap_or_default();
        let chooses = kind == "choice" || kind == "several";
        let options = if chooses { form::options(&lines, own) } else { Vec::new() };
        // Another kind is another question: its answers are not compared.
        let keeps = known.is_some_and(|one| one.kind == kind);
        let is_free = |code: &str| {
            before.iter().chain(&asked.questions).all(|one: &Question| one.code != code)
        };
        let fresh = (1..).map(|n| format!("q{n}")).find(|code| is_free(code));
        let code = if keeps { code } else { fresh.unwrap_or_default() };
        let easy = form.optional(&format!("q{at}-easy"), LINE);
        asked.questions.push(Question { code, kind, text, easy, options });
        places.push(at);
    }
    (asked, places)
}

/// `POST /voices/questionnaires/edit`: the next version.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let all = form::newest(&tx).await?;
    let code = form.optional("code", 40);
    let known = all.iter().find(|one| one.code == code);
    if known.is_none() && !code.is_empty() {
        return Err(Problem::NotFound);
    }
    let title = form.required("title", LINE);
    let before = known.map(|one| one.asked.questions.as_slice()).unwrap_or_default();
    let (asked, places) = read(&mut form, before);
    for (at, key) in form::wrong(&asked) {
        let place = places.get(at).copied().unwrap_or_default();
        let name = match key {
            "form-choose" => "kind",
            "voices-wrong-options" => "options",
            _ => "text",
        };
        form.wrong(&format!("q{place}-{name}"), key);
    }
    if !form.ok() {
        tx.audit(audit::Entry::refused("voice-form"));
        tx.commit().await?;
        return again(&draw(&ctx, &form));
    }
    let edition = form.version_or(known.map_or(0, |one| one.edition));
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/questionnaires"))).await?;
    form::put(&mut tx, (&code, edition + 1), (&title, &asked)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/questionnaires"), Some("voices-done")))
}
