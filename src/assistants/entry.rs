//! The application of a candidate is entered (Приложение № 4, field by field), and changed later.

use super::candidate::{CAME, Candidate, PAPERS, STATUSES, Service};
use super::change::{self, CHANGE, NewCandidate};
use super::frame::{self, YES_NO, is_yes, path, press, word};
use super::load::{self, Assistant};
use super::{AssistantId, LIST_NEW};
use crate::app::App;
use crate::people::{self, PersonId};
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use law::{Iban, Law};

/// The longest line.
const LINE: usize = 200;
/// The most names of users whom a candidate would like to assist.
const PREFERS: usize = 10;
/// Minutes of an hour.
const HOUR: u32 = 60;

fn paper_box(code: &str) -> String {
    format!("paper-{code}")
}

/// The boxes of the form, in the order of the annex.
fn boxes(ctx: &Ctx, form: &Form, act: Act) -> Act {
    let both = (ctx, form);
    let yes = |act: Act, name: &str, label: &str| {
        act.one(both, name, (label, &YES_NO), |code| format!("assistants-{code}"))
    };
    let mut act = act
        .part(ctx, "assistants-part-who")
        .line(both, "card", "assistants-card")
        .day(both, "card_on", ("assistants-card-on", String::new()))
        .line(both, "card_by", "assistants-card-by")
        .line(both, "education", "assistants-education")
        .line(both, "qualification", "assistants-qualification")
        .part(ctx, "assistants-part-wish")
        .area(both, "prefers", ("assistants-prefers", "assistants-prefers-hint"))
        .line(both, "places", "assistants-places")
        .line(both, "hours", "assistants-hours-offered")
        .part(ctx, "assistants-part-declares")
        .one(both, "status", ("assistants-status", &STATUSES), |code| {
            format!("assistants-status-{code}")
        });
    for (name, label) in [
        ("not_interdicted", "assistants-not-interdicted"),
        ("not_convicted", "assistants-not-convicted"),
        ("no_violence", "assistants-no-violence"),
        ("trained", "assistants-trained"),
    ] {
        act = yes(act, name, label);
    }
    act = act.line(both, "experience", "assistants-experience");
    act = yes(act, "has_contract", "assistants-has-contract").line(
        both,
        "other_hours",
        "assistants-other-hours",
    );
    act = yes(act, "longer_week", "assistants-longer-week");
    act = yes(act, "reduced", "assistants-reduced").part(ctx, "assistants-part-papers");
    for code in PAPERS {
        let label = format!("assistants-paper-{code}");
        act = act
            .one(both, &paper_box(code), (&label, &CAME), |code| format!("assistants-came-{code}"));
    }
    act.part(ctx, "assistants-part-pay")
        .line(both, "iban", "assistants-iban")
        .line(both, "years", "assistants-service-years")
        .line(both, "months", "assistants-service-months")
        .line(both, "days", "assistants-service-days")
        .day(both, "counted_on", ("assistants-counted-on", String::new()))
        .line(both, "service_document", "assistants-service-document")
        .area(both, "note", ("assistants-note", ""))
}

fn number(form: &mut Form, name: &str, most: u32) -> u32 {
    let typed = form.parsed_optional::<u32>(name, "assistants-number-wrong");
    if typed.is_some_and(|typed| typed > most) {
        form.wrong(name, "assistants-number-wrong");
    }
    typed.unwrap_or(0)
}

/// Reads what was typed; what is wrong is noted beside its box.
pub(super) fn read(form: &mut Form, (law, today): (&Law, Day)) -> (Candidate, u32) {
    let mut one = Candidate {
        card: form.optional("card", 30),
        card_on: form.day_optional("card_on"),
        card_by: form.optional("card_by", LINE),
        education: form.optional("education", LINE),
        qualification: form.optional("qualification", LINE),
        ..Candidate::default()
    };
    let prefers = form.optional("prefers", 1_000);
    one.prefers = prefers.lines().map(|line| line.trim().to_owned()).take(PREFERS).collect();
    one.prefers.retain(|name| !name.is_empty());
    one.places = form.optional("places", LINE);
    let most = law.work_limits().week.0 * 5 / HOUR;
    let hours = form.parsed("hours", "assistants-number-wrong").unwrap_or(0);
    if form.ok() && !(1..=most).contains(&hours) {
        form.wrong("hours", "assistants-number-wrong");
    }
    one.status = chosen(form, "status", &STATUSES);
    one.not_interdicted = is_yes(form, "not_interdicted");
    one.not_convicted = is_yes(form, "not_convicted");
    one.no_violence = is_yes(form, "no_violence");
    one.trained = is_yes(form, "trained");
    one.experience = number(form, "experience", 70);
    one.has_contract = is_yes(form, "has_contract");
    one.other_minutes = number(form, "other_hours", 100) * HOUR;
    one.longer_week = is_yes(form, "longer_week");
    one.reduced_capacity = is_yes(form, "reduced");
    for code in PAPERS {
        let came = form.get(&paper_box(code)).to_owned();
        let known = CAME.into_iter().find(|known| *known == came).unwrap_or("missing");
        one.papers.insert(code.to_owned(), known.to_owned());
    }
    one.iban = iban(form);
    one.service = Service {
        years: number(form, "years", 70),
        months: number(form, "months", 11),
        days: number(form, "days", 30),
        counted_on: form.day_optional("counted_on"),
        document: form.optional("service_document", LINE),
    };
    let service = &one.service;
    let is_counted = service.years + service.months + service.days > 0;
    if is_counted && service.counted_on.is_none() {
        form.wrong("counted_on", "form-day-required");
    }
    for name in ["card_on", "counted_on"] {
        if form.day_optional(name).is_some_and(|day| day > today) {
            form.wrong(name, "assistants-future");
        }
    }
    one.note = form.optional("note", 1_000);
    (one, hours)
}

fn iban(form: &mut Form) -> String {
    let typed = form.optional("iban", 40).to_uppercase();
    if typed.is_empty() {
        return typed;
    }
    match Iban::parse(&typed) {
        Ok(iban) => iban.reveal().to_owned(),
        Err(_) => {
            form.wrong("iban", "assistants-iban-wrong");
            typed
        }
    }
}

/// The boxes as a candidate was entered.
fn filled(ctx: &Ctx, one: &Assistant) -> Form {
    let content = &one.content;
    let service = &content.service;
    let mut values: Vec<(String, String)> = [
        ("card", content.card.clone()),
        ("card_by", content.card_by.clone()),
        ("education", content.education.clone()),
        ("qualification", content.qualification.clone()),
        ("prefers", content.prefers.join("\n")),
        ("places", content.places.clone()),
        ("hours", one.hours_offered.to_string()),
        ("status", content.status.clone()),
        ("not_interdicted", word(content.not_interdicted).to_owned()),
        ("not_convicted", word(content.not_convicted).to_owned()),
        ("no_violence", word(content.no_violence).to_owned()),
        ("trained", word(content.trained).to_owned()),
        ("experience", content.experience.to_string()),
        ("has_contract", word(content.has_contract).to_owned()),
        ("other_hours", (content.other_minutes / HOUR).to_string()),
        ("longer_week", word(content.longer_week).to_owned()),
        ("reduced", word(content.reduced_capacity).to_owned()),
        ("iban", content.iban.clone()),
        ("years", service.years.to_string()),
        ("months", service.months.to_string()),
        ("days", service.days.to_string()),
        ("service_document", service.document.clone()),
        ("note", content.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(day_values("card_on", content.card_on));
    values.extend(day_values("counted_on", service.counted_on));
    let papers = content.papers.iter().map(|(code, came)| (paper_box(code), came.clone()));
    values.extend(papers);
    Form::filled(ctx.lang, values)
}

async fn person_of(app: &App, ctx: &Ctx, form: &Form) -> Result<people::Head, Problem> {
    let id: PersonId = form.get("person").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    tx.audit(Entry::read("assistants", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(head)
}

fn new_act(ctx: &Ctx, form: &Form) -> Act {
    let act = Act::new("assistants-new", "/new", "ui-save")
        .lead(ctx.t("assistants-new-lead"))
        .hidden(form, "person")
        .day((ctx, form), "applied_on", ("assistants-applied-on", String::new()));
    boxes(ctx, form, act)
}

fn new_page(ctx: &Ctx, form: &Form, head: &people::Head) -> Result<Response, Problem> {
    let page = frame::page(ctx, format!("{}: {}", ctx.t("assistants-new"), head.name));
    let home = frame::LIST.to_owned();
    new_act(ctx, form).shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /assistants/new?person=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let head = person_of(&app, &ctx, &form).await?;
    let mut values = day_values("applied_on", Some(app.today()));
    values.push(("person".to_owned(), head.id.to_string()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["person"]).await?;
    new_page(&ctx, &form, &head)
}

/// `POST /assistants/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let head = person_of(&app, &ctx, &form).await?;
    let law = app.law(ctx.actor.municipality);
    let applied_on = form.day("applied_on");
    if applied_on.is_some_and(|day| day > app.today()) {
        form.wrong("applied_on", "assistants-future");
    }
    let (mut content, hours_offered) = read(&mut form, (&law, app.today()));
    if !form.ok() {
        return new_page(&ctx, &form, &head);
    }
    content.accepted_by = ctx.actor.name.to_string();
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST_NEW)).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewCandidate { applied_on, hours_offered, content };
    let id = change::apply(&mut tx, &law, head.id, (&new, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("assistants-new-done")))
}

async fn found(app: &App, ctx: &Ctx, id: AssistantId) -> Result<(Assistant, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::assistant(&tx, id).await?;
    let head = people::head(&tx, one.person).await?;
    tx.audit(Entry::read("assistant", id.0).about(Some(one.person.0)));
    tx.commit().await?;
    Ok((one, head.name))
}

fn change_page(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (one, name): (&Assistant, &str),
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let rule = law.book().newest(CHANGE).map_err(Problem::internal)?;
    let args = [("days", rule.value_text()), ("articles", rule.articles.join(", "))];
    let act = Act::new("assistants-change", "/change", "ui-save")
        .lead(ctx.ta("assistants-change-lead", &args))
        .day((ctx, form), "on", ("assistants-change-on", String::new()))
        .area((ctx, form), "why", ("assistants-change-why", "assistants-change-why-hint"));
    let page = frame::page_of(ctx, (one, name), "assistants-change");
    let around = Around { page, home: path(one.id, ""), version: form.version_or(one.version) };
    boxes(ctx, form, act).shown(ctx, around, form)
}

/// `GET /assistants/{assistant}/change`.
pub async fn change_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AssistantId)>,
) -> Result<Response, Problem> {
    let (one, name) = found(&app, &ctx, id).await?;
    let mut form = filled(&ctx, &one);
    for (key, value) in day_values("on", Some(app.today())) {
        form = form.with(&key, &value);
    }
    let form = ctx.resumed(form, &[]).await?;
    change_page(&app, &ctx, &form, (&one, &name))
}

/// `POST /assistants/{assistant}/change`.
pub async fn change_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AssistantId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut one, name) = found(&app, &ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let on = form.day("on");
    let why = form.required("why", 1_000);
    let (mut content, hours) = read(&mut form, (&law, app.today()));
    let (Some(on), true) = (on, form.ok()) else {
        return change_page(&app, &ctx, &form, (&one, &name));
    };
    content.accepted_by.clone_from(&one.content.accepted_by);
    one.version = form.version_or(one.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    change::change(&mut tx, &one, (on, &why), (&content, hours)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("assistants-change-done")))
}
