//! A source of information: the person, who speaks for them, or another with written consent
//! (чл. 81, ал. 1 ЗСУ).

use super::content::{Content, SOURCES, Source};
use super::course::{Frame, refused_source};
use super::load::Whole;
use super::sheet::Sheet;
use crate::consent::{self, NewConsent};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Form, chosen, day_values};

/// In which capacity a consent is given.
const CAPACITIES: [&str; 4] = ["self", "parent", "guardian", "curator"];

/// The boxes of a source.
pub fn boxes(sheet: Sheet<'_>) -> Sheet<'_> {
    sheet
        .one("kind", "support-source", (&SOURCES, "support-source"))
        .line("name", ("support-source-name", "support-source-name-hint"))
        .area("about", ("support-source-about", ""))
        .day("consent_on", ("support-consent-on", "support-consent-hint"))
        .one("capacity", "support-consent-capacity", (&CAPACITIES, "consent-capacity"))
        .line("consent_by", ("support-consent-by", "support-consent-by-hint"))
}

/// What is known of it, as values of the boxes.
pub fn values(source: Option<&Source>) -> Vec<(String, String)> {
    let Some(one) = source else { return Vec::new() };
    let texts = [
        ("kind", &one.kind),
        ("name", &one.name),
        ("about", &one.about),
        ("capacity", &one.capacity),
        ("consent_by", &one.consent_by),
    ];
    let texts = texts.into_iter().map(|(name, value)| (name.to_owned(), value.clone()));
    texts.chain(day_values("consent_on", one.consent_on)).collect()
}

/// What was typed, put in its place.
pub fn read(content: &mut Content, frame: Frame, (form, today): (&mut Form, Day)) {
    let mut source = Source {
        kind: chosen(form, "kind", &SOURCES),
        name: form.optional("name", 200),
        about: form.required("about", 2_000),
        consent_on: form.day_optional("consent_on"),
        capacity: super::edit::one_of(form, "capacity", &CAPACITIES),
        consent_by: form.optional("consent_by", 200),
    };
    if source.kind == "person" {
        (source.consent_on, source.capacity) = (None, String::new());
        source.consent_by.clear();
    } else if source.name.is_empty() {
        form.wrong("name", "form-required");
    }
    if source.consent_on.is_some_and(|on| on > today) {
        form.wrong("consent_on", "support-day-future");
    }
    if let Some(key) = refused_source(&source, frame).filter(|_| !source.kind.is_empty()) {
        form.wrong("consent_on", key);
    }
    let by_other = !source.capacity.is_empty() && source.capacity != "self";
    if by_other && source.consent_by.is_empty() {
        form.wrong("consent_by", "form-required");
    }
    let n: usize = form.get("item").parse().unwrap_or(content.sources.len());
    match content.sources.get_mut(n) {
        Some(place) => *place = source,
        None => content.sources.push(source),
    }
}

/// A consent that is written here stands in the register of consents too, where it is withdrawn.
pub async fn register(tx: &mut Tx, whole: &Whole, content: &Content) -> Result<(), StoreError> {
    for source in content.sources.iter().filter(|one| !whole.content.sources.contains(one)) {
        let Some(given_on) = source.consent_on else { continue };
        let new = NewConsent {
            purpose: "third_party".into(),
            capacity: source.capacity.clone(),
            how: "paper".into(),
            given_on: Some(given_on),
            facts: consent::Facts {
                by: source.consent_by.clone(),
                scope: source.name.clone(),
                ..consent::Facts::default()
            },
            scan: None,
        };
        consent::add(tx, whole.around.brief.person, new).await?;
    }
    Ok(())
}
