//! What is known of a person's disability and needs: what holds, until when, and what held.

use super::fact::Fact;
use super::load;
use super::state::{Horizon, State, last_in_time};
use super::store;
use super::{FactId, ScanId, WRITE};
use crate::app::App;
use crate::people::{Bar, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::Law;
use ui::Link;

#[derive(Template)]
#[template(path = "disability/page.html")]
struct FactsPage {
    page: ui::Page,
    bar: Bar,
    cards: Vec<Card>,
    new: Vec<Link>,
    earlier: Vec<Earlier>,
}

/// A fact that holds, as its card shows it.
struct Card {
    title: String,
    state: String,
    colour: &'static str,
    pairs: Vec<(String, String)>,
    /// What the office does now, with the articles that say so.
    advice: String,
    articles: String,
    actions: Vec<Link>,
    scans: Vec<Link>,
}

/// A version that no longer holds.
struct Earlier {
    title: String,
    what: String,
    by: String,
    why: String,
}

/// The place of the page below the municipality.
pub fn path(id: PersonId) -> String {
    format!("/people/{id}/disability")
}

/// A page about a person's disability; `key` names a page below the first.
pub fn frame(ctx: &Ctx, bar: &Bar, id: PersonId, key: Option<&str>) -> ui::Page {
    let own = ctx.t("people-section-disability");
    let mut page = ctx.page(match key {
        Some(key) => ctx.t(key),
        None => own.clone(),
    });
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new(if key.is_some() { ctx.url(&path(id)) } else { String::new() }, own),
    ];
    if let Some(key) = key {
        page.breadcrumbs.push(Link::new("", ctx.t(key)));
    }
    page
}

/// What a fact says, in pairs of words.
pub fn pairs(lang: ui::Lang, fact: &Fact) -> Vec<(String, String)> {
    let facts = &fact.facts;
    let t = |key: &str| ui::text::text(lang, key).into_owned();
    let coded = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => t(&format!("disability-{prefix}-{code}")),
    };
    let shown = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let issuer = [coded("board", &facts.board), facts.body.clone()];
    let issuer: Vec<String> = issuer.into_iter().filter(|part| !part.is_empty()).collect();
    let help = match (facts.help, facts.help_until) {
        (false, _) if fact.kind == "expert" => t("disability-help-no"),
        (false, _) => String::new(),
        (true, None) => t("disability-help-yes"),
        (true, Some(day)) => {
            ui::text::text_args(lang, "disability-help-to", &[("day", day.bg())]).into_owned()
        }
    };
    let term = match facts.term.as_str() {
        "until" => shown(facts.until),
        code => coded("term", code),
    };
    let list = [
        ("disability-number", facts.number.clone()),
        ("disability-issued", shown(facts.issued_on)),
        ("disability-issuer", issuer.join(", ")),
        ("disability-term", term),
        ("disability-degree", facts.degree.map(|d| format!("{d} %")).unwrap_or_default()),
        ("disability-help", help),
        ("disability-support", coded("support", &facts.support)),
        ("disability-grade", facts.grade.map(|g| g.to_string()).unwrap_or_default()),
        ("disability-hours", facts.hours.map(|h| h.to_string()).unwrap_or_default()),
        ("disability-note", facts.note.clone()),
        ("disability-filed-on", shown(fact.filed_on)),
        ("disability-filed-number", facts.filed_number.clone()),
        ("disability-filed-with", facts.filed_with.clone()),
    ];
    let filled = list.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| (t(key), value)).collect()
}

/// What the office does now about the end of a fact.
fn advice(ctx: &Ctx, law: &Law, (fact, state): (&Fact, State)) -> (String, String) {
    let Some(ends_on) = fact.ends_on else { return Default::default() };
    let last = last_in_time(law, ends_on).ok().flatten().map(Day::bg).unwrap_or_default();
    let args = [("day", ends_on.bg()), ("last", last)];
    let key = match state {
        State::Life | State::Valid => return Default::default(),
        State::Filed => "disability-advice-filed",
        State::FiledLate => "disability-advice-late",
        State::Expired => "disability-advice-expired",
        State::Six | State::Three | State::One if fact.kind == "expert" => {
            "disability-advice-expert"
        }
        _ => "disability-advice-other",
    };
    let articles = law.due("Z39", ends_on.0, &[]).map(|due| due.derivation.articles.join("; "));
    (ctx.ta(key, &args).into_owned(), articles.unwrap_or_default())
}

fn card(
    ctx: &Ctx,
    law: &Law,
    (person, fact): (PersonId, &Fact),
    (state, scans): (State, &[(FactId, ScanId)]),
) -> Card {
    let link = |rest: String, key: &str| Link::new(ctx.url(&rest), ctx.t(key));
    let base = path(person);
    let (kind, id) = (&fact.kind, fact.id);
    let new = |reason: &str| format!("{base}/new?kind={kind}&of={id}&reason={reason}");
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        let can_file = fact.kind == "expert" && fact.ends_on.is_some() && fact.filed_on.is_none();
        if can_file {
            actions.push(link(format!("{base}/{id}/filed"), "disability-do-file"));
        }
        actions.push(link(new("renewal"), "disability-do-renew"));
        actions.push(link(new("correction"), "disability-do-correct"));
        actions.push(link(format!("{base}/{id}/scan"), "disability-do-scan"));
    }
    let own = scans.iter().filter(|(of, _)| *of == id).enumerate();
    let scan = |(place, (_, scan)): (usize, &(FactId, ScanId))| {
        let href = ctx.url(&format!("/people/{person}/disability-scans/{scan}"));
        Link::new(href, ctx.ta("disability-scan-n", &[("number", place + 1)]))
    };
    let (advice, articles) = advice(ctx, law, (fact, state));
    Card {
        title: ctx.t(&format!("disability-kind-{}", fact.kind)).into_owned(),
        state: ctx.t(&format!("disability-state-{}", state.code())).into_owned(),
        colour: state.colour(),
        pairs: pairs(ctx.lang, fact),
        advice,
        articles,
        actions,
        scans: own.map(scan).collect(),
    }
}

fn earlier(ctx: &Ctx, all: &[Fact], fact: &Fact) -> Earlier {
    let next = all.iter().rev().find(|newer| newer.line == fact.line && newer.id.0 > fact.id.0);
    let reason = next.map(|newer| {
        let code = if newer.facts.reason.is_empty() { "renewal" } else { &newer.facts.reason };
        let reason = ctx.t(&format!("disability-reason-{code}"));
        format!("{reason}: {}", newer.facts.why)
    });
    let said = pairs(ctx.lang, fact).into_iter().map(|(key, value)| format!("{key}: {value}"));
    Earlier {
        title: ctx.t(&format!("disability-kind-{}", fact.kind)).into_owned(),
        what: said.collect::<Vec<_>>().join("; "),
        by: format!("{}, {}", fact.by, fact.made_at.bg()),
        why: reason.unwrap_or_default(),
    }
}

/// `GET /people/{id}/disability`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, &ctx, id, "/disability").await?;
    let all = load::of_person(&tx, id).await?;
    let ids: Vec<FactId> = all.iter().map(|fact| fact.id).collect();
    let scans = store::scans(&tx, &ids).await?;
    tx.audit(Entry::read("disability", id.0).about(Some(id.0)));
    tx.commit().await?;
    let horizon = Horizon::of(&law, app.today()).map_err(Problem::internal)?;
    let held = all.iter().filter(|fact| !fact.is_replaced);
    let new = super::KINDS.map(|kind| {
        let href = ctx.url(&format!("{}/new?kind={kind}", path(id)));
        Link::new(href, ctx.t(&format!("disability-new-{kind}")))
    });
    html(&FactsPage {
        page: frame(&ctx, &bar, id, None),
        bar,
        cards: held
            .map(|fact| card(&ctx, &law, (id, fact), (horizon.state(fact), &scans)))
            .collect(),
        new: if ctx.actor.may(WRITE) { new.into() } else { Vec::new() },
        earlier: all
            .iter()
            .filter(|fact| fact.is_replaced)
            .map(|fact| earlier(&ctx, &all, fact))
            .collect(),
    })
}
