//! A decision is entered, or a new version in the place of one.

use super::fact::{BOARDS, Fact, Facts, KINDS, REASONS, SUPPORTS, names_a_diagnosis};
use super::load::{self, NewFact};
use super::page::frame;
use super::{FactId, page};
use crate::app::App;
use crate::people::{Bar, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use law::Law;
use ui::Choice;

#[derive(Template)]
#[template(path = "disability/entry.html")]
struct EntryPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    kind: String,
    of: String,
    version: i32,
    boards: Vec<Choice>,
    terms: Vec<Choice>,
    helps: Vec<Choice>,
    supports: Vec<Choice>,
    grades: Vec<Choice>,
    reasons: Vec<Choice>,
    action: String,
    back: String,
}

/// The kind that a form is about; an unknown one is nowhere.
fn kind_of(form: &Form) -> Result<&'static str, Problem> {
    let asked = form.get("kind");
    KINDS.into_iter().find(|kind| *kind == asked).ok_or(Problem::NotFound)
}

/// The terms that a kind can have.
fn terms_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "expert" => &["until", "life"],
        "assessment" => &["until", "law"],
        _ => &["until"],
    }
}

fn choices(ctx: &Ctx, form: &Form, (name, prefix): (&str, &str), codes: &[&str]) -> Vec<Choice> {
    let choice = |code: &&str| {
        let text = ctx.t(&format!("disability-{prefix}-{code}"));
        Choice::new(*code, text).checked(form.get(name) == *code)
    };
    codes.iter().map(choice).collect()
}

/// The version that the form replaces.
fn replaced(form: &Form) -> Option<FactId> {
    form.get("of").parse().ok()
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<EntryPage, Problem> {
    let kind = kind_of(&form)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/disability").await?;
    let old = match replaced(&form) {
        Some(of) => Some(load::fact(&tx, id, of).await?),
        None => None,
    };
    tx.audit(Entry::read("disability", id.0).about(Some(id.0)));
    tx.commit().await?;
    // A fresh form for a new version begins with what the old one says.
    let form = match &old {
        Some(old) if !form.has("_key") && !form.has("_version") => {
            filled(ctx, old, form.get("reason"))
        }
        _ => form,
    };
    let key = format!("disability-new-{kind}");
    let mut page = frame(ctx, &bar, id, Some(&key));
    page.errors = form.errors();
    let help = if form.get("help").is_empty() { "no" } else { form.get("help") };
    let helps = ["no", "yes"].map(|code| {
        Choice::new(code, ctx.t(&format!("disability-help-{code}"))).checked(code == help)
    });
    let grades = (1..=4u8).map(|grade| {
        let text = ctx.ta("disability-grade-n", &[("grade", grade)]);
        Choice::new(grade.to_string(), text).checked(form.get("grade") == grade.to_string())
    });
    Ok(EntryPage {
        page,
        bar,
        version: match &old {
            Some(old) if form.version() == 0 => old.version,
            _ => form.version(),
        },
        of: old.map(|old| old.id.to_string()).unwrap_or_default(),
        boards: choices(ctx, &form, ("board", "board"), &BOARDS),
        terms: choices(ctx, &form, ("term", "term"), terms_of(kind)),
        helps: helps.into(),
        supports: choices(ctx, &form, ("support", "support"), &SUPPORTS),
        grades: grades.collect(),
        reasons: choices(ctx, &form, ("reason", "reason"), &REASONS),
        action: ctx.url(&format!("/people/{id}/disability/new")),
        back: ctx.url(&page::path(id)),
        kind: kind.to_owned(),
        form,
    })
}

/// The boxes of a new version; a renewal has a number and days of its own.
fn filled(ctx: &Ctx, old: &Fact, reason: &str) -> Form {
    let facts = &old.facts;
    let text = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut values: Vec<(String, String)> = [
        ("kind", old.kind.clone()),
        ("of", old.id.to_string()),
        ("reason", reason.to_owned()),
        ("board", facts.board.clone()),
        ("body", facts.body.clone()),
        ("term", facts.term.clone()),
        ("degree", text(facts.degree.map(u32::from))),
        ("help", if facts.help { "yes" } else { "no" }.to_owned()),
        ("support", facts.support.clone()),
        ("grade", text(facts.grade.map(u32::from))),
        ("hours", text(facts.hours)),
        ("note", facts.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    if reason == "correction" {
        values.push(("number".into(), facts.number.clone()));
        values.extend(day_values("issued", facts.issued_on));
        values.extend(day_values("until", facts.until));
        values.extend(day_values("help-until", facts.help_until));
    }
    Form::filled(ctx.lang, values)
}

/// `GET /people/{id}/disability/new?kind=&of=&reason=`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let form = ctx.resumed(form, &["kind", "of"]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// Reads what was typed; what is wrong is noted beside its box.
fn read(form: &mut Form, kind: &str, (law, today): (&Law, Day)) -> Facts {
    let mut facts = Facts {
        number: form.required("number", 60),
        issued_on: form.day("issued"),
        ..Facts::default()
    };
    if facts.issued_on.is_some_and(|day| day > today) {
        form.wrong("issued", "disability-future");
    }
    if kind == "expert" {
        facts.board = chosen(form, "board", &BOARDS);
    }
    facts.body = form.optional("body", 200);
    facts.term = chosen(form, "term", terms_of(kind));
    facts.until = form.day_optional("until");
    if facts.term != "until" {
        facts.until = None;
    } else if facts.until.is_none() {
        form.wrong("until", "form-day-required");
    }
    ordered(form, "until", (facts.issued_on, facts.until));
    match kind {
        "expert" => expert(form, &mut facts),
        "directive" => directive(form, &mut facts, law),
        _ => {}
    }
    facts.note = form.optional("note", 1_000);
    for name in ["body", "note"] {
        if names_a_diagnosis(form.get(name)) {
            form.wrong(name, "disability-no-diagnosis");
        }
    }
    if replaced(form).is_some() {
        facts.reason = chosen(form, "reason", &REASONS);
        facts.why = form.required("why", 500);
    }
    facts
}

fn chosen(form: &mut Form, name: &str, codes: &[&str]) -> String {
    let value = form.required(name, 40);
    if !value.is_empty() && !codes.contains(&value.as_str()) {
        form.wrong(name, "form-choose");
    }
    value
}

fn ordered(form: &mut Form, name: &str, (first, last): (Option<Day>, Option<Day>)) {
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        form.wrong(name, "disability-days-reversed");
    }
}

fn expert(form: &mut Form, facts: &mut Facts) {
    facts.degree = form.parsed_optional("degree", "disability-degree-wrong");
    if facts.degree.is_some_and(|degree| degree > 100) {
        form.wrong("degree", "disability-degree-wrong");
    }
    facts.help = chosen(form, "help", &["no", "yes"]) == "yes";
    let until = form.day_optional("help-until");
    facts.help_until = until.filter(|_| facts.help);
    ordered(form, "help-until", (facts.issued_on, facts.help_until));
}

fn directive(form: &mut Form, facts: &mut Facts, law: &Law) {
    facts.support = chosen(form, "support", &SUPPORTS);
    facts.grade = form.parsed_optional("grade", "form-choose");
    if facts.grade.is_some_and(|grade| !(1..=4).contains(&grade)) {
        form.wrong("grade", "form-choose");
    }
    facts.hours = form.parsed_optional("hours", "disability-hours-wrong");
    // The most that the law gives for the degree (чл. 12, ал. 2 ЗЛП).
    let most = facts.grade.and_then(|grade| law.degree_hours(grade).ok());
    if let (Some(hours), Some(most)) = (facts.hours, most)
        && hours > most
    {
        let message = ui::text::text_args(form.lang(), "disability-hours-many", &[("most", most)]);
        form.wrong_text("hours", message.into_owned());
    }
}

/// `POST /people/{id}/disability/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&form)?;
    let law = app.law(ctx.actor.municipality);
    let facts = read(&mut form, kind, (&law, app.today()));
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let of = replaced(&form).map(|of| (of, form.version()));
    let new = NewFact { kind: kind.to_owned(), facts, of };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = page::path(id);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    crate::people::head(&tx, id).await?;
    match load::add(&mut tx, &law, id, &new).await {
        Ok(_) => {}
        Err(StoreError::Conflict) => {
            let all = load::of_person(&tx, id).await?;
            let line = of.and_then(|(of, _)| all.iter().find(|fact| fact.id == of));
            let line = line.map(|fact| fact.line);
            let held = all.iter().find(|fact| Some(fact.line) == line && !fact.is_replaced);
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("disability-number").into_owned(),
                mine: new.facts.number,
                theirs: held.map(|fact| fact.facts.number.clone()).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("disability-saved")))
}
