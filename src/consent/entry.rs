//! A consent is recorded: the words that were shown, by whom, how, for what exactly.

use super::load::{self, CAPACITIES, Facts, HOWS, NewConsent};
use super::page::{frame, path};
use super::purpose::{Purpose, purpose};
use crate::app::App;
use crate::people::{self, Bar, PersonId, scanned};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use law::Law;
use ui::Choice;

/// The age from which a child consents itself.
const OF_AGE: &str = "D67";

#[derive(Template)]
#[template(path = "consent/entry.html")]
struct EntryPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    name: String,
    ground: String,
    code: String,
    words: String,
    number: i32,
    capacities: Vec<Choice>,
    hows: Vec<Choice>,
    needs_scope: bool,
    is_child: bool,
    action: String,
    back: String,
}

/// The purpose that a form is about.
fn purpose_of(form: &Form) -> Result<&'static Purpose, Problem> {
    purpose(form.get("purpose")).filter(|purpose| purpose.is_own()).ok_or(Problem::NotFound)
}

/// Whether somebody else must consent for the person on a day: whole years are counted, for the
/// calendar of days off does not reach back to every birthday.
fn is_child(law: &Law, born: Option<Day>, on: Day) -> bool {
    let age = law.book().newest(OF_AGE).ok().and_then(|rule| rule.value.as_integer());
    born.zip(age).is_some_and(|(born, age)| i64::from(people::age_on(born, on)) < age)
}

/// Codes as choices with their words.
pub fn choices(
    ctx: &Ctx,
    form: &Form,
    (name, prefix): (&str, &str),
    codes: &[&str],
) -> Vec<Choice> {
    let choice = |code: &&str| {
        let text = ctx.t(&format!("consent-{prefix}-{code}"));
        Choice::new(*code, text).checked(form.get(name) == *code)
    };
    codes.iter().map(choice).collect()
}

/// One of the codes, or a mistake beside the field.
pub fn chosen(form: &mut Form, name: &str, codes: &[&str]) -> String {
    let value = form.required(name, 40);
    if !value.is_empty() && !codes.contains(&value.as_str()) {
        form.wrong(name, "form-choose");
    }
    value
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<EntryPage, Problem> {
    let purpose = purpose_of(&form)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/consents").await?;
    let head = people::head(&tx, id).await?;
    let (number, text) = load::text_of(&tx, &purpose.code).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let own = ("people-section-consents", "consents");
    let mut page = frame(ctx, (&bar, id), own, Some("consent-new"));
    page.errors = form.errors();
    let law = app.law(ctx.actor.municipality);
    Ok(EntryPage {
        page,
        bar,
        name: purpose.name(ctx.lang).to_owned(),
        ground: purpose.ground.clone(),
        code: purpose.code.clone(),
        words: text,
        number,
        capacities: choices(ctx, &form, ("capacity", "capacity"), &CAPACITIES),
        hows: choices(ctx, &form, ("how", "how"), &HOWS),
        needs_scope: needs_scope(&purpose.code),
        is_child: is_child(&law, head.birth_day, app.today()),
        action: ctx.url(&format!("{}/new", path(id))),
        back: ctx.url(&path(id)),
        form,
    })
}

/// Of these purposes it must be said from whom, to whom, for what.
fn needs_scope(code: &str) -> bool {
    ["third_party", "child", "conference"].contains(&code)
}

/// `GET /people/{id}/consents/new?purpose=`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut values = vec![
        ("purpose".to_owned(), form.get("purpose").to_owned()),
        ("capacity".to_owned(), "self".to_owned()),
    ];
    values.extend(day_values("given", Some(app.today())));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["purpose"]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// Reads what was typed; what is wrong is noted beside its box.
fn read(form: &mut Form, code: &str, (law, born, today): (&Law, Option<Day>, Day)) -> NewConsent {
    let capacity = chosen(form, "capacity", &CAPACITIES);
    let how = chosen(form, "how", &HOWS);
    let given_on = form.day("given");
    let by = form.optional("by", 200);
    let mut facts = Facts { by, ..Facts::default() };
    if capacity != "self" && !capacity.is_empty() && facts.by.is_empty() {
        form.wrong("by", "consent-by-needed");
    }
    if capacity == "self" {
        facts.by = String::new();
    }
    let can_give = ["parent", "guardian"].contains(&capacity.as_str());
    if is_child(law, born, given_on.unwrap_or(today)) && !can_give {
        form.wrong("capacity", "consent-child");
    }
    if given_on.is_some_and(|day| day > today) {
        form.wrong("given", "consent-future");
    }
    facts.scope = form.optional("scope", 1_000);
    if needs_scope(code) && facts.scope.is_empty() {
        form.wrong("scope", "consent-scope-needed");
    }
    facts.witness = form.optional("witness", 200);
    if how == "oral" && facts.witness.is_empty() {
        form.wrong("witness", "consent-witness-needed");
    }
    let scan = scanned::scan_of(form, "file");
    NewConsent { purpose: code.to_owned(), capacity, how, given_on, facts, scan }
}

/// `POST /people/{id}/consents/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let purpose = purpose_of(&form)?;
    let law = app.law(ctx.actor.municipality);
    let tx = app.db.read(&ctx.actor).await?;
    let born = people::head(&tx, id).await?.birth_day;
    let (number, _) = load::text_of(&tx, &purpose.code).await?;
    tx.rollback().await;
    let new = read(&mut form, &purpose.code, (&law, born, app.today()));
    // The words on the paper or the screen were those of the form: newer ones are shown first.
    if form.get("text") != number.to_string() {
        form.wrong("how", "consent-text-changed");
    }
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = path(id);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    load::add(&mut tx, id, new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("consent-saved")))
}
