//! Entitlement of a person: the answer of the law with its articles and arithmetic, what is known
//! and what is declared, what excludes the service and until when, who refers.

use super::WRITE;
use super::entitled::{self, Answered, Asked, Entitled};
use super::fact::{self, Exclusion, Fact};
use super::frame::span;
use super::load;
use crate::app::App;
use crate::people::{Bar, PersonId};
use crate::placement;
use crate::services::{self, Service};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::{Access, Answer, Case, Competence, Law, Level};
use ui::Link;

/// The place of the page below the municipality.
pub fn path(id: PersonId, rest: &str) -> String {
    format!("/people/{id}/homecare{rest}")
}

struct Right {
    title: String,
    answer: String,
    colour: &'static str,
    failing: String,
    articles: String,
}

struct Known {
    question: String,
    value: String,
    source: String,
}

struct Excluded {
    what: String,
    days: String,
    source: String,
    reason: String,
    is_now: bool,
}

struct Written {
    what: String,
    days: String,
    by: String,
    note: String,
    end: String,
    is_withdrawn: bool,
}

#[derive(Template)]
#[template(path = "homecare/person.html")]
struct EntitledPage {
    page: ui::Page,
    bar: Bar,
    answer: String,
    colour: &'static str,
    meaning: String,
    warnings: Vec<String>,
    rights: Vec<Right>,
    known: Vec<Known>,
    age: Vec<String>,
    excluded: Vec<Excluded>,
    written: Vec<Written>,
    referral: Vec<(String, String)>,
    contracts: Vec<Link>,
    rules: String,
    new: String,
}

/// Key of the words and colour of an answer.
fn answer_words(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Yes => ("homecare-answer-yes", "green"),
        Answer::No => ("homecare-answer-no", "red"),
        Answer::Ask => ("homecare-answer-ask", "yellow"),
    }
}

fn known(ctx: &Ctx, one: &Answered) -> Known {
    let value = match &one.value {
        serde_json::Value::Bool(true) => ctx.t("homecare-yes").into_owned(),
        serde_json::Value::Bool(false) => ctx.t("homecare-no").into_owned(),
        serde_json::Value::String(code) => ctx.t(&format!("homecare-living-{code}")).into_owned(),
        serde_json::Value::Number(number) if one.key == "disability" => format!("{number} %"),
        serde_json::Value::Number(number) => number.to_string(),
        _ => "–".to_owned(),
    };
    let source = ctx.t(&format!("homecare-source-{}", one.source.code()));
    let source =
        if one.who.is_empty() { source.into_owned() } else { format!("{source}: {}", one.who) };
    Known { question: ctx.t(&format!("homecare-asked-{}", one.key)).into_owned(), value, source }
}

fn excluded(ctx: &Ctx, law: &Law, (one, today): (&Exclusion, Day)) -> Excluded {
    let conflict = fact::conflict(law, &one.kind);
    let reason =
        conflict.map(|conflict| format!("{} ({})", conflict.reason, conflict.articles.join("; ")));
    let source = ctx.t(&format!("homecare-exclusion-{}", one.source));
    Excluded {
        what: ctx.t(&format!("homecare-fact-{}", one.kind)).into_owned(),
        days: span(ctx, one.from_on, one.until_on),
        source: if one.who.is_empty() {
            source.into_owned()
        } else {
            format!("{source}: {}", one.who)
        },
        reason: reason.unwrap_or_default(),
        is_now: one.holds(today),
    }
}

fn written(ctx: &Ctx, person: PersonId, fact: &Fact) -> Written {
    let says = if fact.content.yes { "homecare-says-yes" } else { "homecare-says-no" };
    let what = ctx.t(&format!("homecare-fact-{}", fact.content.kind)).into_owned();
    let by = [
        ctx.t(&format!("homecare-by-{}", fact.content.by)).into_owned(),
        fact.content.who.clone(),
        format!("{}, {}", fact.row.account_name, fact.row.made_at.bg()),
    ];
    let by: Vec<String> = by.into_iter().filter(|part| !part.is_empty()).collect();
    let is_withdrawn = fact.row.withdrawn_at.is_some();
    let may = ctx.actor.may(WRITE) && !is_withdrawn;
    Written {
        what: ctx.ta(says, &[("what", what)]).into_owned(),
        days: span(ctx, fact.row.from_on, fact.row.until_on),
        by: by.join(" · "),
        note: fact.content.note.clone(),
        end: if may {
            ctx.url(&path(person, &format!("/end?fact={}", fact.row.id)))
        } else {
            String::new()
        },
        is_withdrawn,
    }
}

/// Who refers to a service of assistant support, as the law answers it for this municipality.
#[must_use]
pub fn referral(law: &Law, (code, on): (&str, Day), service: &Service) -> Option<Competence> {
    let named = |name: &str| serde_json::Value::String(name.to_owned());
    let case = Case {
        date: on.0,
        signed: None,
        this_municipality: code.to_owned(),
        service: law::Service {
            kind: service.kind,
            access: serde_json::from_value(named(&service.access)).unwrap_or(Access::Specialised),
            level: serde_json::from_value(named(&service.level)).unwrap_or(Level::Municipal),
            funding: serde_json::from_value(named(&service.funding)).ok()?,
            provider_municipality: Some(code.to_owned()),
            replacement_care: None,
            optional_referral: service.optional_referral,
            legacy_home: service.legacy_home,
            agreement_municipality: None,
        },
        person: law::Person::default(),
    };
    law.competence(&case).ok()
}

/// What is behind the page besides the answer.
struct Rest {
    facts: Vec<Fact>,
    services: Vec<Service>,
    contracts: Vec<(placement::PlacementId, Service)>,
}

async fn rest(tx: &Tx, id: PersonId) -> Result<Rest, Problem> {
    let ever = (Day(jiff::civil::Date::MIN), Day(jiff::civil::Date::MAX));
    let mut services = services::all(tx).await?;
    services.retain(|service| load::is_ours(service) && service.closed_on.is_none());
    let uses = placement::uses_of(tx, id, ever).await?;
    let ids: Vec<_> = uses.iter().map(|one| one.service).collect();
    let known = services::by_ids(tx, &ids).await?;
    let ours = uses.iter().filter_map(|one| Some((one.placement, known.get(&one.service)?)));
    let ours = ours.filter(|(_, service)| load::is_ours(service));
    let contracts = ours.map(|(id, service)| (id, service.clone())).collect();
    Ok(Rest { facts: fact::all_of(tx, id).await?, services, contracts })
}

fn warnings(ctx: &Ctx, asked: &Asked) -> Vec<String> {
    let later = asked.exclusions.iter().filter(|one| one.from_on > asked.on);
    let words = |one: &Exclusion| {
        let what = ctx.t(&format!("homecare-fact-{}", one.kind)).into_owned();
        ctx.ta("homecare-excluded-later", &[("what", what), ("day", one.from_on.bg())]).into_owned()
    };
    let mut all: Vec<String> = later.map(words).collect();
    if let Some(known) = asked.determined.as_ref().filter(|known| !known.holds) {
        let day = known.ends_on.map(Day::bg).unwrap_or_default();
        all.push(ctx.ta("homecare-decision-ended", &[("day", day)]).into_owned());
    }
    all
}

fn right(ctx: &Ctx, one: law::RightAnswer) -> Right {
    let (key, colour) = answer_words(one.answer);
    Right {
        title: one.title,
        answer: ctx.t(key).into_owned(),
        colour,
        failing: one.failing,
        articles: one.article,
    }
}

/// `GET /people/{id}/homecare`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let (law, today) = (app.law(ctx.actor.municipality), app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = entitled::asked(&tx, id, today).await?;
    let rest = rest(&tx, id).await?;
    let bar = Bar::of(&tx, &ctx, id, "/homecare").await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(id.0)));
    tx.commit().await?;
    let Entitled { answer, rights, answers, age, rules } = asked.decided(&law);
    let code = ctx.municipality.code.clone();
    let referral = rest.services.iter().filter_map(|service| {
        let found = referral(&law, (&code, today), service)?;
        let text = format!("{}. {}", found.competent.words(), found.derivation.steps.join(" "));
        Some((service.name.clone(), text))
    });
    let (key, colour) = answer_words(answer);
    let contract = |(id, service): &(placement::PlacementId, Service)| {
        Link::new(ctx.url(&super::frame::contract(*id, "")), service.name.clone())
    };
    html(&EntitledPage {
        page: framed(&ctx, (id, &bar.name), None),
        answer: ctx.t(key).into_owned(),
        colour,
        meaning: ctx.t(&format!("{key}-means")).into_owned(),
        warnings: warnings(&ctx, &asked),
        rights: rights.into_iter().map(|one| right(&ctx, one)).collect(),
        known: answers.iter().map(|one| known(&ctx, one)).collect(),
        age,
        excluded: asked.exclusions.iter().map(|one| excluded(&ctx, &law, (one, today))).collect(),
        written: rest.facts.iter().map(|fact| written(&ctx, id, fact)).collect(),
        referral: referral.collect(),
        contracts: rest.contracts.iter().map(contract).collect(),
        rules,
        new: if ctx.actor.may(WRITE) { ctx.url(&path(id, "/new")) } else { String::new() },
        bar,
    })
}

/// The page of a person's assistant support; `key` names a page below the first.
pub fn framed(ctx: &Ctx, (id, name): (PersonId, &str), key: Option<&'static str>) -> ui::Page {
    let own = ctx.t("people-section-homecare");
    let mut page = ctx.page(match key {
        Some(key) => ctx.t(key),
        None => own.clone(),
    });
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), name.to_owned()),
        Link::new(if key.is_some() { ctx.url(&path(id, "")) } else { String::new() }, own),
    ];
    if let Some(key) = key {
        page.breadcrumbs.push(Link::new("", ctx.t(key)));
    }
    page
}
