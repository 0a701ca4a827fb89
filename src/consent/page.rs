//! The consents of a person, and what needs none.

use super::load::{self, Facts};
use super::purpose::{free, name_of, purpose, purposes};
use super::store::{self, consent};
use super::{ConsentId, WRITE};
use crate::app::App;
use crate::people::{Bar, PersonId, scanned};
use crate::referral;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use ui::Link;

#[derive(Template)]
#[template(path = "consent/page.html")]
struct ConsentsPage {
    page: ui::Page,
    bar: Bar,
    new: Vec<Link>,
    cards: Vec<Card>,
    free: Vec<(String, String)>,
    register: String,
}

struct Card {
    title: String,
    holds: bool,
    pairs: Vec<(String, String)>,
    text: String,
    effect: String,
    actions: Vec<Link>,
}

/// The place of the page below the municipality.
pub fn path(id: PersonId) -> String {
    format!("/people/{id}/consents")
}

/// A page about a person's consents or requests: `own` is the section, `key` names a page below.
pub fn frame(
    ctx: &Ctx,
    (bar, id): (&Bar, PersonId),
    (own, part): (&str, &str),
    key: Option<&str>,
) -> ui::Page {
    let section = ctx.t(own);
    let mut page = ctx.page(match key {
        Some(key) => ctx.t(key),
        None => section.clone(),
    });
    let up = ctx.url(&format!("/people/{id}/{part}"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new(if key.is_some() { up } else { String::new() }, section),
    ];
    if let Some(key) = key {
        page.breadcrumbs.push(Link::new("", ctx.t(key)));
    }
    page
}

/// A consent in pairs of words.
pub fn pairs(lang: ui::Lang, row: &consent::Model, facts: &Facts) -> Vec<(String, String)> {
    let t = |key: &str| ui::text::text(lang, key).into_owned();
    let coded = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => t(&format!("consent-{prefix}-{code}")),
    };
    let capacity = coded("capacity", &row.capacity);
    let by = match facts.by.as_str() {
        "" => capacity,
        name => format!("{name} – {capacity}"),
    };
    let list = [
        ("consent-given-on", row.given_on.bg()),
        ("consent-how", coded("how", &row.how)),
        ("consent-by", by),
        ("consent-scope", facts.scope.clone()),
        ("consent-witness", facts.witness.clone()),
        ("consent-withdrawn-on", row.withdrawn_on.map(Day::bg).unwrap_or_default()),
        ("consent-withdrawn-how", coded("withdrawn", &row.withdrawn_how)),
        ("consent-withdrawn-why", facts.why.clone()),
    ];
    let filled = list.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| (t(key), value)).collect()
}

fn card(
    ctx: &Ctx,
    (row, facts): (&consent::Model, &Facts),
    texts: &[store::consent_text::Model],
) -> Card {
    let base = format!("{}/{}", path(row.person_id), row.id);
    let mut actions = Vec::new();
    if !row.media.is_empty() {
        actions.push(Link::new(ctx.url(&format!("{base}/scan")), ctx.t("consent-scan-open")));
    }
    if ctx.actor.may(WRITE) && row.withdrawn_on.is_none() {
        let href = ctx.url(&format!("{base}/withdraw"));
        actions.push(Link::new(href, ctx.t("consent-withdraw")));
    }
    let text = texts.iter().find(|text| text.id == row.text_id);
    let shown = |text: &store::consent_text::Model| {
        let args = [("number", text.number.to_string()), ("day", text.valid_from.bg())];
        format!("{} ({})", text.text, ctx.ta("consent-text-version", &args))
    };
    let effect = purpose(&row.purpose).filter(|_| row.withdrawn_on.is_some());
    Card {
        title: name_of(ctx.lang, &row.purpose),
        holds: row.withdrawn_on.is_none(),
        pairs: pairs(ctx.lang, row, facts),
        text: text.map(shown).unwrap_or_default(),
        effect: effect.map(|purpose| purpose.effect(ctx.lang).to_owned()).unwrap_or_default(),
        actions,
    }
}

/// The consent for ИИС of a case, as a card: it is withdrawn where it was given.
fn of_case(ctx: &Ctx, given: &referral::IisConsent) -> Card {
    let mut pairs = vec![(ctx.t("consent-given-on").into_owned(), given.given_on.bg())];
    if let Some(day) = given.withdrawn_on {
        pairs.push((ctx.t("consent-withdrawn-on").into_owned(), day.bg()));
    }
    let href = ctx.url(&format!("/referrals/{}", given.case));
    Card {
        title: name_of(ctx.lang, "iis"),
        holds: given.withdrawn_on.is_none(),
        pairs,
        text: String::new(),
        effect: String::new(),
        actions: vec![Link::new(href, ctx.t("consent-case"))],
    }
}

/// `GET /people/{id}/consents`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, &ctx, id, "/consents").await?;
    let texts = store::texts(&tx).await?;
    let mut cards = Vec::new();
    for row in store::consents(&tx, id).await? {
        let facts = load::facts(&tx, &row)?;
        cards.push(card(&ctx, (&row, &facts), &texts));
    }
    let iis = referral::iis_consents_of(&tx, id).await?;
    cards.extend(iis.iter().map(|given| of_case(&ctx, given)));
    tx.audit(Entry::list("consent").about(Some(id.0)));
    tx.commit().await?;
    let new = purposes().iter().filter(|purpose| purpose.is_own()).map(|purpose| {
        let href = ctx.url(&format!("{}/new?purpose={}", path(id), purpose.code));
        Link::new(href, purpose.name(ctx.lang))
    });
    let free = free().iter().map(|free| (free.name(ctx.lang).to_owned(), free.ground.clone()));
    html(&ConsentsPage {
        page: frame(&ctx, (&bar, id), ("people-section-consents", "consents"), None),
        bar,
        new: if ctx.actor.may(WRITE) { new.collect() } else { Vec::new() },
        cards,
        free: free.collect(),
        register: ctx.url("/consents"),
    })
}

/// `GET /people/{id}/consents/{consent}/scan`.
pub async fn scan(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, consent)): Path<(String, PersonId, ConsentId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = store::consent_of(&tx, id, consent).await?;
    if row.media.is_empty() {
        return Err(Problem::NotFound);
    }
    let bytes = tx.key().open("consent", "scan_sealed", row.id.0, &row.scan_sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::print("consent", consent.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(scanned::shown(&row.media, "consent", bytes))
}
