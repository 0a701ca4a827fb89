//! What the program holds about a person, capability by capability, for their own eyes (чл. 15
//! ОРЗД). The list of those who tell is [`crate::app::App::holdings`].

use super::store::read;
use super::{
    AddressKind, PersonId, addresses, identifiers_masked, notes, person_page, representatives,
    warnings,
};
use crate::app::App;
use kit::store::{StoreError, Tx};
use std::pin::Pin;
use ui::Lang;

/// A part of what is held: a title, and pairs of name and value.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Holding {
    /// What it is about.
    pub title: String,
    /// Name and value, in the order of a reader.
    pub lines: Vec<(String, String)>,
}

impl Holding {
    /// A part with a title by its key; documents are in Bulgarian.
    #[must_use]
    pub fn new(key: &str) -> Holding {
        Holding { title: ui::text::text(Lang::Bg, key).into_owned(), lines: Vec::new() }
    }

    /// Adds a line with a name by its key, unless the value is empty.
    pub fn say(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.lines.push((ui::text::text(Lang::Bg, key).into_owned(), value));
        }
    }
}

/// The answer of a capability.
pub type Told<'a> = Pin<Box<dyn Future<Output = Result<Vec<Holding>, StoreError>> + Send + 'a>>;

/// What a capability holds about a person.
pub type Holder = for<'a> fn(&'a App, &'a Tx, PersonId) -> Told<'a>;

/// The register, addresses, representatives, shared notes and warnings that are no secret.
#[must_use]
pub fn holdings<'a>(_: &'a App, tx: &'a Tx, id: PersonId) -> Told<'a> {
    Box::pin(async move {
        let row = read::person(tx, id).await?;
        let mut own = Holding::new("people-card-person");
        let masked = identifiers_masked(tx, &[id]).await?.remove(&id);
        own.say("people-name", person_page::name_of(&row));
        own.say("people-latin", row.latin.clone());
        own.say("people-birth", row.birth_day.map(kit::types::Day::bg).unwrap_or_default());
        own.say("people-identifier", masked.map(|masked| masked.text).unwrap_or_default());
        own.say("people-phone", super::phone::shown(&row.phone));
        own.say("people-email", row.email.clone());
        let mut places = Holding::new("people-card-addresses");
        // A protected address stands on no paper.
        for address in addresses(tx, id, false).await?.iter().filter(|a| !a.is_hidden) {
            let days = person_page::span(address.known_from(), address.valid_to);
            let text = format!("{} {days}", address.text());
            places.say(AddressKind::text_key(address.kind), text.trim().to_owned());
        }
        let mut speakers = Holding::new("people-card-speakers");
        for who in representatives(tx, id, tx.today()).await? {
            let ground = ui::text::text(Lang::Bg, &format!("people-ground-{}", who.ground));
            speakers.lines.push((ground.into_owned(), who.name));
        }
        let mut shared = Holding::new("people-notes-shared");
        for note in notes(tx, id).await?.into_iter().filter(|n| n.kind == "shared") {
            shared.lines.push((note.made_at.bg(), note.text));
        }
        let mut alarms = Holding::new("people-section-warnings");
        for warning in warnings(tx, id).await? {
            let kind = ui::text::text(Lang::Bg, &format!("people-warning-{}", warning.kind));
            let days = person_page::span(Some(warning.valid_from), warning.valid_to);
            alarms.lines.push((kind.into_owned(), days));
        }
        Ok(vec![own, places, speakers, shared, alarms])
    })
}
