//! Questionnaires on the screen: the list, a version with its questions, writing a draft question
//! by question, publishing it, and beginning the next version.

use super::content::{Asked, Only, Question};
use super::form::{self, Form as Edition};
use super::frame::{self, HOME, LINE, TEXT};
use super::question::{self, KINDS, MOST_QUESTIONS, values, words};
use super::store::study_form::Model;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{FormId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 3] = ["title", "edition", "published"];
/// Yes and no; words have the key `ui-<code>`.
pub const YES_NO: [&str; 2] = ["yes", "no"];

fn home(id: FormId) -> String {
    format!("{HOME}/study-forms/{id}")
}

fn above(ctx: &Ctx, one: Option<&Edition>) -> Vec<(String, String)> {
    let mut all = vec![(format!("{HOME}/questionnaires"), ctx.t("studies-forms").into_owned())];
    all.extend(one.map(|one| (home(one.row.id), one.row.title.clone())));
    all
}

fn line(ctx: &Ctx, row: &Model) -> Line {
    let (word, colour) = match row.published_on {
        Some(_) => ("studies-form-published", "green"),
        None => ("studies-form-draft", "yellow"),
    };
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            Cell::new(row.title.clone()),
            Cell::number(row.edition),
            Cell::day(row.published_on),
        ],
        word: ctx.t(word).into_owned(),
        colour,
    }
}

/// `GET /studies/questionnaires`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = form::forms(&tx).await?;
    tx.audit(Entry::list("study-form"));
    tx.commit().await?;
    let lines = rows.iter().map(|row| line(&ctx, row)).collect();
    let mut list = List::new(("/questionnaires", "studies-forms"), &COLUMNS, lines);
    list.lead = ctx.t("studies-forms-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/questionnaires/new"));
        list.actions.push(Link::new(new, ctx.t("studies-form-new")));
    }
    table::shown(&ctx, form, list)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let shipped = form::shipped()?;
    let from = shipped.into_iter().map(|one| Choice::new(one.code, one.title)).collect();
    let act = Act::new("studies-form-new", "/new", "ui-save")
        .lead(ctx.t("studies-form-new-lead"))
        .line(both, "title", "studies-column-title")
        .choice(both, "from", (ctx.t("studies-form-from").into_owned(), from));
    let page = frame::page(ctx, ctx.t("studies-form-new"), &above(ctx, None));
    act.shown(ctx, Around { page, home: format!("{HOME}/questionnaires"), version: 0 }, form)
}

/// `GET /studies/questionnaires/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("study-form"));
    tx.commit().await?;
    new_shown(&ctx, &Form::empty(ctx.lang))
}

/// `POST /studies/questionnaires/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let title = form.required("title", LINE);
    let from = form.optional("from", 40);
    if !from.is_empty() && !form::shipped()?.iter().any(|one| one.code == from) {
        form.wrong("from", "form-choose");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::refused("study-form"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/questionnaires"))).await?;
    let id = form::begin(&mut tx, (&title, &from)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-done")))
}

/// When a question is asked, in words: `Само ако на въпрос 4 е отговорено: Да`. Nothing when
/// always.
#[must_use]
pub fn only_words(lang: ui::Lang, asked: &Asked, question: &Question) -> String {
    let Some(only) = &question.only else { return String::new() };
    let place = asked.questions.iter().position(|one| one.code == only.question);
    let Some((place, before)) = place.and_then(|at| Some((at + 1, asked.questions.get(at)?)))
    else {
        return String::new();
    };
    let said: Vec<String> =
        only.values.iter().map(|value| format!("„{}“", words(before, value))).collect();
    let args = [("place", place.to_string()), ("answers", said.join(", "))];
    ui::text::text_args(lang, "studies-only", &args).into_owned()
}

fn questions(ctx: &Ctx, one: &Edition, may: bool) -> Part {
    let line = |(at, question): (usize, &Question)| {
        let href = match may {
            true => ctx.url(&format!("{}/question?code={}", home(one.row.id), question.code)),
            false => String::new(),
        };
        let number = format!("{}. {}", at + 1, question.text);
        let options: Vec<&str> = question.options.iter().map(|one| one.text.as_str()).collect();
        let required = if question.is_required { "ui-yes" } else { "ui-no" };
        let cells = vec![
            Cell::new(number),
            Cell::new(ctx.t(&format!("studies-kind-{}", question.kind))),
            Cell::new(options.join("; ")),
            Cell::new(only_words(ctx.lang, &one.asked, question)),
            Cell::new(ctx.t(required)),
        ];
        Line { href, cells, ..Line::default() }
    };
    let lines = one.asked.questions.iter().enumerate().map(line).collect();
    let columns = ["question", "kind", "options", "only", "required"];
    Part::new(ctx, "studies-questions", &columns, lines)
}

/// `GET /studies/study-forms/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = form::form(&tx, id).await?;
    tx.audit(Entry::read("study-form", id.0));
    tx.commit().await?;
    let title = one.row.title.clone();
    let page = frame::page(&ctx, title.clone(), &above(&ctx, None));
    let mut thing = Thing::new(page, title);
    let edition = ctx.ta("studies-edition", &[("edition", one.row.edition)]);
    thing.number = edition.into_owned();
    let state = if one.is_draft() { "studies-form-draft" } else { "studies-form-published" };
    thing.state = ctx.t(state).into_owned();
    thing.colour = if one.is_draft() { "yellow" } else { "green" };
    let may = ctx.actor.may(WRITE);
    let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{}{rest}", home(id))), ctx.t(key));
    if one.is_draft() {
        for (place, key) in question::wrong(&one.asked) {
            let args = [("place", (place + 1).to_string()), ("what", ctx.t(key).into_owned())];
            thing.warnings.push(ctx.ta("studies-warn-question", &args).into_owned());
        }
    }
    if may && one.is_draft() {
        thing.actions.push(at("/head", "studies-form-head"));
        thing.actions.push(at("/question", "studies-question-add"));
        thing.actions.push(at("/publish", "studies-form-publish"));
    } else if may {
        thing.actions.push(at("/next", "studies-form-next"));
    }
    thing.say(&ctx, "studies-form-above", one.asked.lead.clone());
    let day = one.row.published_on.map(kit::types::Day::bg);
    thing.say(&ctx, "studies-column-published", day.unwrap_or_default());
    thing.parts.push(questions(&ctx, &one, may && one.is_draft()));
    thing.shown()
}

fn head_shown(ctx: &Ctx, form: &Form, one: &Edition) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("studies-form-head", "/head", "ui-save")
        .line(both, "title", "studies-column-title")
        .area(both, "lead", ("studies-form-above", ""));
    let page = frame::page(ctx, ctx.t("studies-form-head"), &above(ctx, Some(one)));
    act.shown(ctx, Around { page, home: home(one.row.id), version: one.row.version }, form)
}

async fn read(app: &App, ctx: &Ctx, id: FormId) -> Result<Edition, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = form::form(&tx, id).await?;
    tx.audit(Entry::read("study-form", id.0));
    tx.commit().await?;
    Ok(one)
}

/// `GET /studies/study-forms/{id}/head`.
pub async fn head_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
) -> Result<Response, Problem> {
    let one = read(&app, &ctx, id).await?;
    let values = [("title", one.row.title.clone()), ("lead", one.asked.lead.clone())];
    head_shown(&ctx, &Form::filled(ctx.lang, values), &one)
}

/// `POST /studies/study-forms/{id}/head`.
pub async fn head_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = form::form(&tx, id).await?;
    let title = form.required("title", LINE);
    let lead = form.optional("lead", TEXT);
    if !form.ok() {
        tx.audit(Entry::refused("study-form"));
        tx.commit().await?;
        return head_shown(&ctx, &form, &one);
    }
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let asked = Asked { lead, questions: one.asked.questions.clone() };
    form::change(&mut tx, &one, (&title, &asked)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-done")))
}

fn question_shown(ctx: &Ctx, form: &Form, one: &Edition) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("studies-question", "/question", "ui-save")
        .lead(ctx.t("studies-question-lead"))
        .hidden(form, "code")
        .area(both, "text", ("studies-question-text", ""))
        .line(both, "hint", "studies-question-hint")
        .one(both, "kind", ("studies-column-kind", &KINDS), |code| format!("studies-kind-{code}"))
        .area(both, "options", ("studies-column-options", "studies-question-options-hint"))
        .one(both, "required", ("studies-column-required", &YES_NO), |code| format!("ui-{code}"))
        .line(both, "place", "studies-question-place")
        .part(ctx, "studies-column-only")
        .line(both, "after", "studies-question-after")
        .line(both, "answers", "studies-question-answers");
    let page = frame::page(ctx, ctx.t("studies-question"), &above(ctx, Some(one)));
    act.shown(ctx, Around { page, home: home(one.row.id), version: one.row.version }, form)
}

/// What the boxes of a question say: of one that is there, or of the next one.
fn filled(one: &Edition, code: &str) -> Vec<(&'static str, String)> {
    let all = &one.asked.questions;
    let at = all.iter().position(|question| question.code == code);
    let Some((at, question)) = at.and_then(|at| Some((at, all.get(at)?))) else {
        return vec![("place", (all.len() + 1).to_string()), ("required", "no".to_owned())];
    };
    let lines: Vec<&str> = question.options.iter().map(|one| one.text.as_str()).collect();
    let mut boxes = vec![
        ("code", question.code.clone()),
        ("text", question.text.clone()),
        ("hint", question.hint.clone()),
        ("kind", question.kind.clone()),
        ("options", lines.join("\n")),
        ("required", YES_NO[usize::from(!question.is_required)].to_owned()),
        ("place", (at + 1).to_string()),
    ];
    let only = question.only.as_ref();
    let before = only.and_then(|only| {
        let place = all.iter().position(|one| one.code == only.question)?;
        Some((place, all.get(place)?, only))
    });
    if let Some((place, before, only)) = before {
        let known = values(before);
        let number = |value: &String| known.iter().position(|one| one == value);
        let numbers: Vec<String> =
            only.values.iter().filter_map(number).map(|at| (at + 1).to_string()).collect();
        boxes.push(("after", (place + 1).to_string()));
        boxes.push(("answers", numbers.join(", ")));
    }
    boxes
}

/// `GET /studies/study-forms/{id}/question?code=`: without a code a new question.
pub async fn question_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
    form: Form,
) -> Result<Response, Problem> {
    let one = read(&app, &ctx, id).await?;
    let values = filled(&one, form.get("code"));
    question_shown(&ctx, &Form::filled(ctx.lang, values), &one)
}

/// When the question is asked, as the boxes say it: the number of an earlier question and of its
/// answers.
fn only_typed(form: &mut Form, (asked, place): (&Asked, usize)) -> Option<Only> {
    let after: Option<usize> = form.parsed_optional("after", "studies-wrong-only");
    let after = after?;
    let typed = form.optional("answers", LINE);
    let before = asked.questions.get(after.wrapping_sub(1)).filter(|_| after < place);
    let Some(before) = before else {
        form.wrong("after", "studies-wrong-only");
        return None;
    };
    let known = values(before);
    let mut values: Vec<String> = Vec::new();
    for part in typed.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
        let number: usize = part.parse().unwrap_or(0);
        match known.get(number.wrapping_sub(1)) {
            Some(value) => values.push((*value).to_owned()),
            None => form.wrong("answers", "studies-wrong-number"),
        }
    }
    if values.is_empty() {
        form.wrong("answers", "studies-wrong-only");
    }
    Some(Only { question: before.code.clone(), values })
}

/// The question that was typed, and its place; place nought takes it out.
fn typed(form: &mut Form, asked: &Asked) -> (Question, usize) {
    let code = form.get("code").to_owned();
    let known = asked.questions.iter().find(|one| one.code == code);
    let place: usize = form.parsed("place", "studies-wrong-place").unwrap_or(1);
    let kind = chosen(form, "kind", &KINDS);
    let text = form.required("text", LINE);
    let hint = form.optional("hint", LINE);
    let lines = form.optional("options", TEXT);
    let own = known.map(|one| one.options.as_slice()).unwrap_or_default();
    let chooses = kind == "choice" || kind == "several";
    let options = if chooses { question::options(&lines, own) } else { Vec::new() };
    if chooses && !(2..=question::MOST_OPTIONS).contains(&options.len()) {
        form.wrong("options", "studies-wrong-options");
    }
    // Another kind is another question: its answers are not compared.
    let keeps = known.is_some_and(|one| one.kind == kind);
    let is_free = |code: &String| asked.questions.iter().all(|one| one.code != *code);
    let fresh = (1..).map(|n| format!("q{n}")).find(is_free).unwrap_or_default();
    let others = Asked {
        lead: String::new(),
        questions: asked.questions.iter().filter(|one| one.code != code).cloned().collect(),
    };
    let only = only_typed(form, (&others, place));
    let is_required = chosen(form, "required", &YES_NO) == YES_NO[0];
    let code = if keeps { code } else { fresh };
    (Question { code, kind, text, hint, options, is_required, only }, place)
}

/// `POST /studies/study-forms/{id}/question`.
pub async fn question_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FormId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = form::form(&tx, id).await?;
    let old = form.get("code").to_owned();
    let mut asked = one.asked.clone();
    let takes_out = form.get("place") == "0" && !old.is_empty();
    asked.questions.retain(|question| question.code != old || !takes_out);
    if !takes_out {
        let (question, place) = typed(&mut form, &asked);
        asked.questions.retain(|one| one.code != old);
        question::put(&mut asked, question, place);
    }
    if asked.questions.len() > MOST_QUESTIONS {
        form.wrong("text", "studies-wrong-many-questions");
    }
    if !form.ok() {
        tx.audit(Entry::refused("study-form"));
        tx.commit().await?;
        return question_shown(&ctx, &form, &one);
    }
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let title = one.row.title.clone();
    form::change(&mut tx, &one, (&title, &asked)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-done")))
}
