//! The page of an application: where it stands, what comes next, what was said, who can assist, what
//! was sent.

use super::deed::{Deed, irregular};
use super::frame::{agreement_path, application_path, lives_elsewhere, page, pdf, state_words};
use super::load::{self, Filed};
use super::suggest::{Suggested, suggested};
use super::{ApplicationId, State, WRITE};
use crate::app::App;
use crate::assistants;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem, html};
use law::Money;
use std::collections::HashMap;
use ui::{Head, Link};

/// Columns of those who are suggested.
const SUGGESTED: [&str; 5] = ["candidate", "place", "far", "experience", "free"];

/// A line of what was done.
pub struct Done {
    /// The day.
    pub day: String,
    /// What.
    pub what: String,
    /// In words.
    pub text: String,
    /// Who and when.
    pub by: String,
    /// The paper.
    pub pdf: String,
}

/// A check against double financing.
struct Check {
    day: String,
    what: String,
    colour: &'static str,
    sources: String,
    text: String,
    by: String,
}

struct Sent {
    href: String,
    body: String,
    what: String,
    due: String,
    sent: String,
}

#[derive(Template)]
#[template(path = "assistance/application.html")]
struct ApplicationPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    person_href: String,
    pdf: String,
    due: String,
    lacks: Vec<String>,
    is_elsewhere: bool,
    checks: Vec<Check>,
    rows: Vec<(String, String)>,
    aid: Vec<String>,
    chosen: Vec<(String, Link)>,
    suggested: Vec<Suggested>,
    suggested_heads: Vec<Head>,
    agreements: Vec<(Link, String)>,
    sent: Vec<Sent>,
    sent_heads: Vec<Head>,
    file: Vec<(String, bool)>,
    steps: Vec<Done>,
    actions: Vec<Link>,
}

fn eur(cents: i64) -> String {
    Money::eur(cents).written()
}

/// The parts that are known: of a directive some may be missing until the papers are put right.
fn joined(between: &str, parts: &[String]) -> String {
    let known: Vec<&str> = parts.iter().map(String::as_str).filter(|one| !one.is_empty()).collect();
    known.join(between)
}

fn rows(ctx: &Ctx, filed: &Filed) -> Vec<(String, String)> {
    let content = &filed.content;
    let directive = &content.directive;
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let yes = |is: bool| ctx.t(if is { "assistance-yes" } else { "assistance-no" }).into_owned();
    let consent = |gets: bool, said: Option<bool>| match (gets, said) {
        (false, _) => ctx.t("assistance-not-needed").into_owned(),
        (true, Some(true)) => ctx.t("assistance-consent-given").into_owned(),
        (true, Some(false)) => ctx.t("assistance-consent-refused").into_owned(),
        (true, None) => ctx.t("assistance-consent-none").into_owned(),
    };
    let term = joined(" – ", &[day(directive.from_on), day(directive.until_on)]);
    let issued = joined(" / ", &[directive.number.clone(), day(directive.issued_on)]);
    let through = content.through.as_ref().map(|one| format!("{}, {}", one.name, one.document));
    let list = [
        ("assistance-filed-on", filed.row.filed_on.bg()),
        ("assistance-directive", issued),
        ("assistance-directive-by", directive.issued_by.clone()),
        ("assistance-directive-term", term),
        (
            "assistance-directive-degree",
            directive.degree.map(|d| d.to_string()).unwrap_or_default(),
        ),
        ("assistance-directive-hours", directive.hours.to_string()),
        ("assistance-hours", filed.hours().to_string()),
        ("assistance-part-through", through.unwrap_or_default()),
        (
            "assistance-consent-child-aid",
            consent(content.gets_child_aid, content.consent_child_aid),
        ),
        ("assistance-child-aid", amount(&content.child_aid)),
        (
            "assistance-consent-supplement",
            consent(content.gets_supplement, content.consent_supplement),
        ),
        ("assistance-supplement-sum", content.supplement_cents.map(eur).unwrap_or_default()),
        ("assistance-is-true", yes(content.is_true)),
        ("assistance-lets-in", yes(content.lets_in)),
        ("assistance-no-other", yes(content.no_other)),
        ("assistance-similar", content.similar.clone()),
        ("assistance-documents", content.documents.clone()),
        ("assistance-note", content.note.clone()),
    ];
    let filled = list.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

fn amount(decimal: &str) -> String {
    if decimal.is_empty() { String::new() } else { format!("{} €", decimal.replace('.', ",")) }
}

/// Steps as lines.
pub fn done(
    ctx: &Ctx,
    person: PersonId,
    (row, note): &(super::store::assistance_step::Model, super::Note),
) -> Done {
    let until = note.until.map(|day| ctx.ta("assistance-until-day", &[("day", day.bg())]));
    let parts = [note.document.clone(), note.text.clone(), until.unwrap_or_default().into_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Done {
        day: row.held_on.bg(),
        what: ctx.t(&format!("assistance-step-{}", row.kind)).into_owned(),
        text: parts.join(" "),
        by: format!("{}, {}", row.account_name, row.made_at.bg()),
        pdf: pdf(ctx, person, row.paper_id),
    }
}

/// What the individual file must hold, and whether it does (чл. 21, ал. 2 ЗЛП; чл. 2, ал. 13).
async fn file(tx: &Tx, filed: &Filed) -> Result<Vec<(&'static str, bool)>, StoreError> {
    let agreements = load::agreements_of(tx, filed.row.id).await?;
    let mut planned = !agreements.is_empty();
    let mut contracted = !agreements.is_empty();
    let mut recorded = true;
    for one in &agreements {
        planned &= !load::schedules(tx, one.row.id).await?.is_empty();
        let contracts = load::contracts_under(tx, one.row.id).await?;
        contracted &= !contracts.is_empty();
        let ids: Vec<_> = contracts.iter().map(|one| one.row.id).collect();
        let records = load::records(tx, &ids).await?;
        recorded &= records.iter().all(|row| row.sent_on.is_some());
    }
    let checks = load::checks(tx, filed.row.id).await?;
    let messages = load::messages(tx, filed.row.id).await?;
    Ok(vec![
        ("assistance-file-form", filed.row.paper_id.is_some()),
        ("assistance-file-directive", !filed.content.directive.number.is_empty()),
        ("assistance-file-consents", filed.content.consents()),
        ("assistance-file-check", !checks.is_empty()),
        ("assistance-file-agreement", !agreements.is_empty()),
        ("assistance-file-plan", planned),
        ("assistance-file-contract", contracted),
        ("assistance-file-records", contracted && recorded),
        ("assistance-file-messages", messages.iter().all(|row| row.sent_on.is_some())),
    ])
}

fn actions(ctx: &Ctx, filed: &Filed) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let id = filed.row.id;
    let link = |deed: Deed| {
        let href = ctx.url(&application_path(id, &format!("/do/{}", deed.code())));
        Link::new(href, ctx.t(&format!("assistance-do-{}", deed.code())))
    };
    let mut all: Vec<Link> = Deed::possible(filed).into_iter().map(link).collect();
    if matches!(filed.state, State::Filed | State::Irregular | State::Suspended) {
        let href = ctx.url(&application_path(id, "/edit"));
        all.push(Link::new(href, ctx.t("assistance-edit")));
    }
    all
}

async fn chosen(
    tx: &Tx,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<(Vec<(String, Link)>, Vec<assistants::AssistantId>), StoreError> {
    let choices = load::choices(tx, id).await?;
    let mut people_of = HashMap::new();
    for choice in &choices {
        let one = assistants::assistant(tx, choice.assistant_id).await?;
        people_of.insert(choice.assistant_id, one.person);
    }
    let ids: Vec<PersonId> = people_of.values().copied().collect();
    let heads = people::heads(tx, &ids).await?;
    let link = |choice: &super::store::assistance_choice::Model| {
        let person = people_of.get(&choice.assistant_id);
        let name = person.and_then(|person| heads.get(person)).map(|head| head.name.clone());
        let href = ctx.url(&format!("/assistants/{}", choice.assistant_id));
        let role = ctx.t(&format!("assistance-role-{}", choice.role)).into_owned();
        (role, Link::new(href, name.unwrap_or_default()))
    };
    let lines = choices.iter().map(link).collect();
    Ok((lines, choices.iter().map(|choice| choice.assistant_id).collect()))
}

async fn agreements(
    tx: &Tx,
    ctx: &Ctx,
    id: ApplicationId,
) -> Result<Vec<(Link, String)>, StoreError> {
    let all = load::agreements_of(tx, id).await?;
    let line = |one: &load::Agreement| {
        let href = ctx.url(&agreement_path(one.row.id, ""));
        let args = [("hours", one.row.hours.to_string()), ("until", one.row.until_on.bg())];
        let words = match one.row.ended_on {
            Some(day) => ctx.ta("assistance-ended-on", &[("day", day.bg())]),
            None => ctx.ta("assistance-agreement-words", &args),
        };
        (Link::new(href, one.number()), words.into_owned())
    };
    Ok(all.iter().map(line).collect())
}

fn check(ctx: &Ctx, (row, note): &(super::store::assistance_check::Model, super::Note)) -> Check {
    let what = ctx.t(if row.found { "assistance-check-found" } else { "assistance-check-clear" });
    Check {
        day: row.checked_on.bg(),
        what: what.into_owned(),
        colour: if row.found { "red" } else { "green" },
        sources: note.sources.clone(),
        text: note.text.clone(),
        by: format!("{}, {}", row.account_name, row.made_at.bg()),
    }
}

fn sent(ctx: &Ctx, row: &super::store::assistance_message::Model) -> Sent {
    Sent {
        href: ctx.url(&format!("/assistance/messages/{}", row.id)),
        body: ctx.t(&format!("assistance-body-{}", row.body)).into_owned(),
        what: ctx.t(&format!("assistance-message-{}", row.kind)).into_owned(),
        due: row.due_on.bg(),
        sent: row.sent_on.map(Day::bg).unwrap_or_default(),
    }
}

/// `GET /assistance/applications/{application}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, ApplicationId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let filed = load::application(&tx, id).await?;
    let person = filed.row.person_id;
    let head = people::head(&tx, person).await?;
    let alarms = people::warnings_now(&tx, person).await?;
    let (chosen, ids) = chosen(&tx, &ctx, id).await?;
    let wants = matches!(filed.state, State::Regular | State::NoCandidate);
    let suggested = if wants { suggested(&tx, &ctx, (&filed, &ids)).await? } else { Vec::new() };
    let agreements = agreements(&tx, &ctx, id).await?;
    let messages = load::messages(&tx, id).await?;
    let steps = load::steps(&tx, id).await?;
    let file = file(&tx, &filed).await?;
    let checks = load::checks(&tx, id).await?;
    let is_elsewhere = lives_elsewhere(&tx, &ctx, (person, tx.today())).await?;
    tx.audit(Entry::read("assistance-application", id.0).about(Some(person.0)));
    tx.commit().await?;
    let mut page = page(&ctx, format!("{}: {}", filed.number(), head.name));
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let column = |name: &str| Head::new(ctx.t(&format!("assistance-column-{name}")));
    let due = filed.row.due_on.map(Day::bg).unwrap_or_default();
    html(&ApplicationPage {
        page,
        name: head.name,
        number: filed.number(),
        state: state_words(&ctx, filed.state),
        colour: filed.state.colour(),
        person_href: ctx.url(&super::frame::person_path(person, "")),
        pdf: pdf(&ctx, person, filed.row.paper_id),
        due: if due.is_empty() { due } else { due_words(&ctx, &filed, due) },
        lacks: if filed.state.is_over() { Vec::new() } else { irregular(&ctx, &filed) },
        is_elsewhere: is_elsewhere && !filed.state.is_over(),
        checks: checks.iter().map(|one| check(&ctx, one)).collect(),
        rows: rows(&ctx, &filed),
        aid: filed.content.child_aid_steps.clone(),
        chosen,
        suggested,
        suggested_heads: SUGGESTED.map(column).into(),
        agreements,
        sent: messages.iter().map(|row| sent(&ctx, row)).collect(),
        sent_heads: ["to", "what", "due", "sent"].map(column).into(),
        file: file.into_iter().map(|(key, is)| (ctx.t(key).into_owned(), is)).collect(),
        steps: steps.iter().map(|step| done(&ctx, person, step)).collect(),
        actions: actions(&ctx, &filed),
    })
}

fn due_words(ctx: &Ctx, filed: &Filed, day: String) -> String {
    let key = match filed.state {
        State::Filed => "assistance-due-filed",
        State::Irregular => "assistance-due-irregular",
        _ => "assistance-due-regular",
    };
    ctx.ta(key, &[("day", day)]).into_owned()
}
