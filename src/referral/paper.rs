//! What the printer is given: everything as text, in Bulgarian. Shapes: crates/print/README.md.

use super::content::{Content, areas};
use super::load::Short;
use super::moves::Validity;
use super::store::{info_request, meeting, wish_row};
use super::view::{numbered, time_of};
use crate::municipality::{Order, Settings};
use crate::people::{self, Head};
use crate::services::{Service, ServiceId};
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use serde_json::{Value, json};
use std::collections::HashMap;
use ui::Lang;

/// A text in the language of documents.
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// A text with one argument.
pub fn bg_with(key: &str, name: &str, value: &str) -> String {
    ui::text::text_args(Lang::Bg, key, &[(name, value)]).into_owned()
}

fn year_of(day: Day) -> String {
    format!("{} г.", day.bg())
}

/// Office, heading of the project and register: the frame of every document.
pub fn base(settings: &Settings, municipality: &Municipality, number: &str, day: Day) -> Value {
    let mut data = json!({
        "office": settings.office(municipality),
        "register": { "number": number, "date": year_of(day) },
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

/// The person: opening the identifiers leaves a row in the audit.
pub async fn person(tx: &mut Tx, head: &Head, reason: &str) -> Result<Value, StoreError> {
    let opened = people::identifiers_opened(tx, head.id, reason).await?;
    let mut data = json!({ "name": head.name });
    if let Some(id) = opened.first() {
        let kind = bg(&format!("referral-id-{}", id.kind.code()));
        data["identifier"] = json!({ "kind": kind, "value": id.value });
    }
    if let Some(day) = head.birth_day {
        data["born"] = year_of(day).into();
    }
    if !head.phone.is_empty() {
        data["phone"] = head.phone.clone().into();
    }
    // A protected address goes into no document: it is said by word of mouth.
    let address = if head.is_protected {
        bg("referral-address-protected")
    } else {
        let present = (people::AddressKind::Present, tx.today());
        people::address_text(tx, head.id, present, false).await?
    };
    if !address.is_empty() {
        data["address"] = json!({ "kind": bg("referral-address"), "value": address });
    }
    Ok(data)
}

/// Who speaks for the person on a day, the first of them.
pub async fn representative(
    tx: &Tx,
    head: &Head,
    (on, accompanying): (Day, &str),
) -> Result<Value, StoreError> {
    let list = people::representatives(tx, head.id, on).await?;
    Ok(match list.into_iter().next() {
        Some(who) => json!({
            "name": who.name,
            "ground": who.document,
            "limits": who.limits,
            "contact": who.phone,
        }),
        None if accompanying.is_empty() => Value::Null,
        None => json!({ "name": accompanying }),
    })
}

/// The wish as it was stated.
pub fn wish(
    tx: &Tx,
    settings: &Settings,
    (row, on): (Option<&wish_row::Model>, Day),
) -> Result<Value, StoreError> {
    let Some(row) = row else {
        return Ok(json!({ "date": year_of(on), "channel": "–" }));
    };
    let words = match &row.words_sealed {
        Some(sealed) => tx.open("wish", "words_sealed", row.id.0, sealed)?,
        None => String::new(),
    };
    Ok(json!({
        "number": numbered(&settings.numbers.wish, row.year, row.number),
        "date": format!("{} ч.", row.stated_at.bg().replace(", ", " г., ")),
        "channel": bg(&format!("referral-wish-{}", row.channel)),
        "words": words,
    }))
}

fn meetings(rows: &[meeting::Model], accompanying: &str) -> Vec<Value> {
    let present = [bg("referral-paper-person"), accompanying.to_owned()];
    let present: Vec<String> = present.into_iter().filter(|who| !who.is_empty()).collect();
    let held = rows.iter().filter(|row| row.state == "held");
    held.map(|row| {
        let at = row.held_at.unwrap_or(row.planned_at);
        json!({
            "date": format!("{} г., {} ч.", at.day().bg(), time_of(at)),
            "place": row.place,
            "manner": bg(&format!("referral-place-{}", row.place_kind)),
            "present": present,
        })
    })
    .collect()
}

fn sources(content: &Content, requests: &[(info_request::Model, String)]) -> Vec<Value> {
    let said = content.sources.lines().filter(|line| !line.trim().is_empty());
    let said = said.map(|line| json!({ "name": line.trim() }));
    let asked = requests.iter().map(|(row, institution)| {
        json!({
            "name": institution,
            "asked": year_of(row.sent_on),
            "term": year_of(row.due_on),
            "answered": row.answered_on.map(year_of),
        })
    });
    said.chain(asked).collect()
}

/// All that an assessment is printed from.
pub struct Parts<'a> {
    /// The case.
    pub short: &'a Short,
    /// What is written in it.
    pub content: &'a Content,
    /// The services it speaks of.
    pub services: &'a HashMap<ServiceId, Service>,
    /// Requests, and to which institutions.
    pub requests: &'a [(info_request::Model, String)],
    /// Validity of what is chosen.
    pub validity: &'a [Validity],
    /// By which order the employee signs.
    pub order: &'a Order,
    /// The day of signing.
    pub signed_on: Day,
    /// `paper`, `screen`.
    pub signed_how: &'a str,
    /// The employee's name.
    pub signer: &'a str,
}

/// Puts the assessment into the frame.
pub fn assessment(data: &mut Value, settings: &Settings, parts: &Parts) {
    let content = parts.content;
    data["ground"] = bg("referral-paper-ground").into();
    data["meetings"] = meetings(&parts.short.meetings, &content.accompanying).into();
    if let Some(held) = parts.short.held() {
        let at = year_of(held.held_at.unwrap_or(held.planned_at).day());
        data["informed"] = json!({
            "orally": at,
            "in_writing": at,
            "format": bg(&format!("referral-format-{}", held.accessible_format)),
            "about": [
                bg("referral-paper-about-services"),
                bg("referral-paper-about-fees"),
                bg("referral-paper-about-choice"),
            ],
        });
    }
    data["sources"] = sources(content, parts.requests).into();
    let needs = areas().iter().filter_map(|area| {
        let text = content.needs.get(&area.code)?;
        Some(json!({ "area": area.bg, "text": text }))
    });
    data["needs"] = needs.collect();
    services(data, parts);
    if !content.consent.is_empty() {
        data["consent"] = json!({
            "answer": content.consent,
            "date": content.consent_on.map(year_of),
            "text": bg("referral-paper-consent"),
        });
    }
    data["copies"] = content.copies.clone().into();
    data["appeal"] = appeal(settings).into();
    signatures(data, parts);
}

fn services(data: &mut Value, parts: &Parts) {
    let content = parts.content;
    let known = |id: &ServiceId| parts.services.get(id);
    let proposal = content.proposal.iter().filter_map(|p| {
        let service = known(&p.service)?;
        Some(json!({
            "service": service.name,
            "kind": bg(&format!("referral-kind-{}", service.kind)),
            "provider": service.provider,
            "funding": bg(&format!("referral-funding-{}", service.funding)),
            "duration": duration(&p.duration),
            "why": p.why,
        }))
    });
    data["proposal"] = proposal.collect();
    data["no_proposal"] = content.no_proposal.clone().into();
    let choices = parts.validity.iter().filter_map(|validity| {
        let service = known(&validity.service)?;
        let p = content.proposal.iter().find(|p| p.service == validity.service)?;
        Some(json!({
            "service": service.name,
            "provider": service.provider,
            "duration": duration(&p.duration),
            "valid_until": validity.law.valid_until.map(|day| year_of(Day(day))),
        }))
    });
    data["choices"] = choices.collect();
    let mut how: Vec<String> = Vec::new();
    let mut ground: Vec<String> = Vec::new();
    for validity in parts.validity {
        for step in &validity.law.derivation.steps {
            if !how.contains(step) {
                how.push(step.clone());
            }
        }
        for article in &validity.law.derivation.articles {
            if !ground.contains(article) {
                ground.push(article.clone());
            }
        }
    }
    if !how.is_empty() {
        let stoppers = ["hospital", "waiting", "restriction", "appeal"]
            .map(|ground| bg(&format!("referral-paper-stopper-{ground}")));
        let ground = ground.join("; ");
        data["validity"] = json!({ "how": how, "stoppers": stoppers, "ground": ground });
    }
    let declined = content.proposal.iter().filter(|p| p.chosen == Some(false));
    let declined = declined.filter_map(|p| {
        let name = &known(&p.service)?.name;
        Some(json!({ "service": name, "reason": p.reason }))
    });
    let declined: Vec<Value> = declined.collect();
    data["declined"] = json!({ "services": declined, "note": content.declined_note });
}

fn duration(code: &str) -> String {
    if code.is_empty() { String::new() } else { bg(&format!("referral-duration-{code}")) }
}

fn appeal(settings: &Settings) -> String {
    if settings.appeal_instruction.is_empty() {
        bg_with("referral-paper-appeal", "court", &or(&settings.court, "referral-paper-court"))
    } else {
        settings.appeal_instruction.clone()
    }
}

/// A setting, else the words of a key.
pub fn or(setting: &str, key: &str) -> String {
    if setting.is_empty() { bg(key) } else { setting.to_owned() }
}

fn signatures(data: &mut Value, parts: &Parts) {
    let recorded = if parts.signed_how == "screen" {
        Value::from(bg_with("referral-paper-on-screen", "day", &parts.signed_on.bg()))
    } else {
        Value::Null
    };
    let order = format!("{}/{}", parts.order.number, year_of(parts.order.day));
    data["employee"] = json!({
        "name": parts.signer,
        "order": bg_with("referral-paper-order", "order", &order),
        "recorded": recorded,
    });
    data["signatory"] = json!({ "name": parts.short.head.name, "recorded": recorded });
}
