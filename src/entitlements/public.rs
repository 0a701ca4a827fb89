//! The pages for anybody: the beginning, a question a page, the result, and what was kept under a code. What
//! was answered travels in hidden boxes; each page says so.

use super::answers::{self, Answers, Sent, Step, Way, step as stepped};
use super::checks::{Kind, Question, UNKNOWN, checks};
use super::evaluate::{Outcomes, Under, evaluate};
use super::kept::{self, digits, grouped};
use super::words::{self, Shown};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{FormKey, StoreError};
use kit::web::{Ctx, Form, Problem, again, html, see};
use law::Answer;
use ui::{Choice, Field};

/// The answers that came with a form.
pub fn carried(form: &Form) -> Answers {
    answers::read(form.fields().iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// The outcomes of answers on this day, in this municipality.
pub fn outcomes(app: &App, ctx: &Ctx, answers: &Answers) -> Outcomes {
    let law = app.law(ctx.actor.municipality);
    let under = Under { law: &law, day: app.today(), here: &ctx.municipality.code };
    evaluate(under, answers)
}

/// Who helps at once: name, telephone, and the telephone as it is dialled.
type Lines = Vec<(String, &'static str, String)>;

fn lines(ctx: &Ctx) -> Lines {
    let line = |one: &'static super::checks::Line| {
        let name = words::text(ctx.lang, &format!("entitlements-line-{}", one.code));
        (name, one.phone.as_str(), one.phone.replace(' ', ""))
    };
    checks().line.iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "entitlements/start.html")]
struct StartPage {
    page: ui::Page,
    urgent: bool,
    lines: Lines,
    first: String,
}

/// `GET /entitlements`.
pub async fn start(ctx: Ctx) -> Result<Response, Problem> {
    html(&StartPage {
        page: ctx.public_page(ctx.t("entitlements-title")),
        urgent: true,
        lines: lines(&ctx),
        first: ctx.url("/entitlements/check"),
    })
}

#[derive(Template)]
#[template(path = "entitlements/question.html")]
struct QuestionPage {
    page: ui::Page,
    urgent: bool,
    lines: Lines,
    action: String,
    at: String,
    number: String,
    asked: String,
    hint: String,
    field: Field,
    choices: Vec<Choice>,
    suffix: &'static str,
    inputmode: &'static str,
    whole: bool,
    first: bool,
    home: String,
    carried: Vec<(String, String)>,
}

/// What stands in the box of a question: what was typed when that was no answer, else the answer.
fn boxed(form: &Form, question: &Question, answers: &Answers) -> Field {
    let field = form.field(&question.key);
    if field.error.is_some() {
        return field;
    }
    let value = answers.get(&question.key).map(String::as_str).unwrap_or_default();
    let value = match question.kind {
        Kind::Number | Kind::Money if value == UNKNOWN => String::new(),
        Kind::Money => value.replace('.', ","),
        _ => value.to_owned(),
    };
    Field::new(question.key.clone(), value)
}

fn drawn(
    ctx: &Ctx,
    (form, answers): (&Form, &Answers),
    (question, whole): (&'static Question, bool),
) -> QuestionPage {
    let way = answers::way(answers);
    let asked = words::asked(ctx.lang, question);
    let mut page = ctx.public_page(asked.clone());
    page.errors = form.errors();
    page.path = ctx.url("/entitlements/check");
    let field = boxed(form, question, answers);
    let choice = |value: &str| {
        let text = words::answered(ctx.lang, question, value);
        Choice::new(value, text).checked(field.value == value)
    };
    let choices = question.values().into_iter().map(choice).collect();
    let others = answers.iter().filter(|(key, _)| **key != question.key);
    let (suffix, inputmode) = match (question.kind, question.key.as_str()) {
        (Kind::Money, _) => ("€", "decimal"),
        (_, "disability") => ("%", "numeric"),
        _ => ("", "numeric"),
    };
    let number = way.number(&question.key).to_string();
    QuestionPage {
        urgent: way.is_urgent(),
        lines: lines(ctx),
        action: ctx.url("/entitlements/check"),
        at: question.key.clone(),
        number: ctx.ta("entitlements-number", &[("number", number)]).into_owned(),
        asked,
        hint: words::text(ctx.lang, &format!("entitlements-hint-{}", question.key)),
        choices,
        field,
        suffix,
        inputmode,
        whole,
        first: way.before(&question.key).is_none(),
        home: ctx.url("/entitlements"),
        carried: others.map(|(key, value)| (key.clone(), value.clone())).collect(),
        page,
    }
}

/// `GET /entitlements/check`: the first question.
pub async fn first(ctx: Ctx) -> Result<Response, Problem> {
    let question = checks().question.first().ok_or(Problem::NotFound)?;
    let empty = Form::empty(ctx.lang);
    html(&drawn(&ctx, (&empty, &Answers::new()), (question, false)))
}

#[derive(Template)]
#[template(path = "entitlements/result.html")]
struct ResultPage {
    page: ui::Page,
    urgent: bool,
    lines: Lines,
    lead: String,
    kept: Option<KeptHere>,
    parts: Vec<Part>,
    asked: Vec<(String, String, String)>,
    carried: Vec<(String, String)>,
    action: String,
    pdf: String,
    keep: String,
    wish: String,
    first: String,
    phone: String,
    keep_days: String,
}

/// What is told of a result that is kept.
struct KeptHere {
    code: String,
    until: String,
}

/// The rights with one answer.
struct Part {
    title: String,
    rows: Vec<Shown>,
    is_folded: bool,
}

fn part(ctx: &Ctx, outcomes: &Outcomes, wanted: Answer) -> Part {
    let rows = words::shown(ctx.lang, outcomes, wanted);
    let code = super::evaluate::code(wanted);
    let args = [("count", rows.len())];
    let title = ctx.ta(&format!("entitlements-part-{code}"), &args).into_owned();
    Part { title, rows, is_folded: wanted == Answer::No }
}

fn result(app: &App, ctx: &Ctx, answers: &Answers, kept: Option<(String, String)>) -> ResultPage {
    let outcomes = outcomes(app, ctx, answers);
    let mut page = ctx.public_page(ctx.t("entitlements-result"));
    if kept.is_none() {
        page.path = ctx.url("/entitlements/check");
    }
    let wish = match &kept {
        Some((code, _)) => format!("/online/wish/new?check={code}"),
        None => "/online/wish/new".to_owned(),
    };
    let days = checks().keep.days.to_string();
    ResultPage {
        urgent: outcomes.way.is_urgent(),
        lines: lines(ctx),
        lead: ctx.ta("entitlements-result-lead", &[("day", app.today().bg())]).into_owned(),
        parts: [Answer::Yes, Answer::Ask, Answer::No]
            .into_iter()
            .map(|wanted| part(ctx, &outcomes, wanted))
            .filter(|part| !part.rows.is_empty())
            .collect(),
        asked: words::listed(ctx.lang, &outcomes.way, answers),
        carried: answers.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        action: ctx.url("/entitlements/check"),
        pdf: ctx.url("/entitlements/pdf"),
        keep: ctx.url("/entitlements/keep"),
        wish: ctx.url(&wish),
        first: ctx.url("/entitlements"),
        phone: Settings::of(&ctx.municipality).phone,
        keep_days: ctx.ta("entitlements-keep-lead", &[("days", days)]).into_owned(),
        kept: kept.map(|(code, until)| KeptHere { code: grouped(&code), until }),
        page,
    }
}

/// The key of what is wrong with an answer.
fn wrong(question: &Question) -> &'static str {
    match question.kind {
        Kind::YesNo | Kind::Choice => "entitlements-wrong-choice",
        Kind::Number => "entitlements-wrong-number",
        Kind::Money => "entitlements-wrong-money",
    }
}

/// `POST /entitlements/check`: the next question, the one before, or the result.
pub async fn step(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(Entry::search("entitlement-check"));
    tx.commit().await?;
    let mut answers = carried(&form);
    let whole = form.get("whole") == "1";
    let (at, go) = (form.get("at").to_owned(), form.get("go").to_owned());
    let typed = form.get(&at).to_owned();
    let sent = Sent { at: &at, go: &go, typed: &typed, whole };
    let whole = whole || go.starts_with("to-");
    match stepped(&mut answers, &sent) {
        Step::Ask(question) => {
            let empty = Form::empty(ctx.lang);
            html(&drawn(&ctx, (&empty, &answers), (question, whole)))
        }
        Step::Wrong(question) => {
            form.wrong(&question.key, wrong(question));
            again(&drawn(&ctx, (&form, &answers), (question, whole)))
        }
        Step::Done => html(&result(&app, &ctx, &answers, None)),
    }
}

/// Whether every question that is asked has an answer.
fn is_whole(answers: &Answers) -> bool {
    let way: Way = answers::way(answers);
    !answers.is_empty() && way.open(answers).is_none()
}

/// `POST /entitlements/keep`: keeps the result under a code. Sent twice, it is kept once.
pub async fn keep(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let answers = carried(&form);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let key = form.key();
    if !is_whole(&answers) {
        tx.audit(Entry::refused("entitlement-kept"));
        tx.commit().await?;
        return Ok(see(&ctx, "/entitlements/check", None));
    }
    let code = kept::code_of(&tx, &key.0)?;
    let there = format!("/entitlements/kept/{code}");
    match tx.use_form(&FormKey(key.0), &ctx.url("/entitlements")).await {
        Ok(()) => {}
        // Sent before: the same key makes the same code, and so leads to what was kept.
        Err(StoreError::FormUsed(_)) => {
            tx.audit(Entry::refused("entitlement-kept"));
            tx.commit().await?;
            return Ok(see(&ctx, &there, None));
        }
        Err(other) => return Err(other.into()),
    }
    // Whoever keeps many is stopped for an hour, as one who guesses.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    if kept::kept_on(&tx, app.today()).await? >= checks().keep.most_a_day {
        return Err(Problem::TooMany);
    }
    let outcomes = outcomes(&app, &ctx, &answers);
    kept::keep(&mut tx, &code, (&answers, &outcomes)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("entitlements-kept-done")))
}

/// `GET /entitlements/kept/{secret}`: the code, and the result of the same answers today.
pub async fn kept(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let found = kept::behind(&tx, &code).await?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::read("entitlement-kept", found.id.0));
    tx.commit().await?;
    let pairs = found.checked.answers.iter();
    let answers = answers::read(pairs.map(|(key, value)| (key.as_str(), value.as_str())));
    html(&result(&app, &ctx, &answers, Some((code, found.until.bg()))))
}
