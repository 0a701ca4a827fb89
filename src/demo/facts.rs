//! What the office knows of some people of the stories besides their cases: decisions that end,
//! warnings, notes, consents, requests. Entered through the pages that staff use.

use super::walker::Walker;
use crate::disability::{self, Facts, NewFact};
use crate::people::PersonId;
use anyhow::Context;
use kit::types::{AccountId, Day};
use kit::web::day_values;

type Fields = Vec<(String, String)>;

fn fields(list: &[(&str, &str)], days: &[(&str, Day)]) -> Fields {
    let own = list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    own.chain(days.iter().flat_map(|(name, day)| day_values(name, Some(*day)))).collect()
}

/// A decision of ТЕЛК that ends so many days from today.
fn expert(number: &str, today: Day, ends: i32) -> Fields {
    let list = [
        ("kind", "expert"),
        ("number", number),
        ("board", "telk"),
        ("body", "Първи състав, ОБРАЗЕЦ"),
        ("term", "until"),
        ("degree", "91"),
        ("help", "yes"),
    ];
    fields(&list, &[("issued", today.plus(ends - 1_095)), ("until", today.plus(ends))])
}

/// One form for one of the people: which of them, the page that takes it, what it holds.
type Sheet = (usize, &'static str, Fields);

fn decisions(today: Day) -> Vec<Sheet> {
    let new = "disability/new";
    let assessment = fields(
        &[("kind", "assessment"), ("number", "ИО-118"), ("body", "ДСП"), ("term", "until")],
        &[("issued", today.plus(-1_000)), ("until", today.plus(80))],
    );
    let life = [
        ("kind", "expert"),
        ("number", "0410-112"),
        ("board", "nelk"),
        ("term", "life"),
        ("degree", "100"),
        ("help", "yes"),
    ];
    let five = [("kind", "assessment"), ("number", "ИО-031"), ("body", "ДСП"), ("term", "law")];
    let directive = [
        ("kind", "directive"),
        ("number", "Н-204"),
        ("body", "ДСП"),
        ("term", "until"),
        ("support", "personal_assistance"),
        ("grade", "3"),
        ("hours", "60"),
        ("note", "Помощ при хранене и придвижване."),
    ];
    vec![
        (0, new, expert("1180-045", today, 150)),
        (1, new, expert("0972-031", today, 80)),
        (1, new, assessment),
        (3, new, fields(&life, &[("issued", today.plus(-1_780))])),
        (3, new, fields(&five, &[("issued", today.plus(-1_770))])),
        (4, new, expert("0555-019", today, -20)),
        (5, new, fields(&directive, &[("issued", today.plus(-60)), ("until", today.plus(300))])),
    ]
}

fn words(today: Day) -> Vec<Sheet> {
    let from = [("from", today.plus(-30))];
    let dog = [
        ("kind", "dog"),
        ("text", "Голямо куче без верига в двора; обадете се, преди да влезете."),
        ("why", "Колега беше спрян на портата."),
    ];
    let bell = [
        ("kind", "no_bell"),
        ("text", "Човекът се плаши от звънеца; чука се три пъти."),
        ("why", "Помоли дъщеря му."),
    ];
    let shared = [("kind", "shared"), ("text", "Предпочита срещи сутрин.")];
    let private =
        [("kind", "private"), ("text", "Дъщерята отговаря вместо човека. Питайте самия човек.")];
    vec![
        (1, "warnings/new", fields(&dog, &from)),
        (5, "warnings/new", fields(&bell, &from)),
        (1, "notes", fields(&shared, &[])),
        (0, "notes", fields(&private, &[])),
        (2, "notes", fields(&shared, &[])),
    ]
}

fn consents(today: Day) -> Vec<Sheet> {
    let third = [
        ("purpose", "third_party"),
        ("text", "1"),
        ("capacity", "self"),
        ("how", "oral"),
        ("witness", "социалният работник на смяна"),
        ("scope", "Съседката: как се справя вкъщи."),
    ];
    let contact = [("purpose", "contact"), ("text", "1"), ("capacity", "self"), ("how", "paper")];
    let access = [("kind", "access"), ("channel", "in_person")];
    let correction = [
        ("kind", "correction"),
        ("channel", "email"),
        ("asked", "Улицата ми е преименувана, моля, поправете адреса."),
    ];
    let given = [("given", today.plus(-40))];
    vec![
        (0, "consents/new", fields(&third, &given)),
        (1, "consents/new", fields(&contact, &given)),
        (2, "data-requests/new", fields(&access, &[("received", today.plus(-9))])),
        (3, "data-requests/new", fields(&correction, &[("received", today.plus(-34))])),
    ]
}

/// Enters them for the first of the people; those whose stories are fewer get less.
///
/// # Errors
/// When a page does not take what it is sent, or the database refuses.
pub async fn tell(walker: &Walker, officer: AccountId, people: &[PersonId]) -> anyhow::Result<()> {
    let seat = walker.seat(officer).await?;
    let today = walker.app().today();
    let sheets = [decisions(today), words(today), consents(today)].concat();
    for (which, page, sent) in sheets {
        let Some(id) = people.get(which) else { continue };
        let path = format!("/people/{id}/{page}");
        seat.post(&path, &sent).await.with_context(|| path.clone())?;
    }
    let Some(id) = people.get(2) else { return Ok(()) };
    // One has asked for a new decision in time.
    let ends = today.plus(120);
    let facts = Facts {
        number: "0733-027".into(),
        issued_on: Some(ends.plus(-1_095)),
        board: "telk".into(),
        term: "until".into(),
        until: Some(ends),
        degree: Some(84),
        ..Facts::default()
    };
    let actor = walker.system()?;
    let law = walker.app().law(actor.municipality);
    let mut tx = walker.app().db.write(&actor).await?;
    let new = NewFact { kind: "expert".into(), facts, of: None };
    let fact = disability::add(&mut tx, &law, *id, &new).await?;
    tx.commit().await?;
    let filed = [("_version", "1"), ("number", "РКМЕ-2214"), ("with", "РКМЕ")];
    let sent = fields(&filed, &[("filed", today.plus(-3))]);
    seat.post(&format!("/people/{id}/disability/{fact}/filed"), &sent).await?;
    Ok(())
}
