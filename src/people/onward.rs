//! What somebody looks for a person for: choosing one leads back to the work that asked.

use super::PersonId;
use kit::types::decode_id;
use kit::web::Form;

/// Where the choice of a person leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Onward {
    /// To the person's sheet.
    #[default]
    Sheet,
    /// To a new wish, perhaps after a signal.
    Wish(Option<String>),
    /// To a new contact.
    Contact,
    /// To the merging of a person with the one chosen.
    Merge(PersonId),
    /// To a relation of a person with the one chosen.
    Relation(PersonId),
    /// To the household of a person, which the one chosen joins.
    Household(PersonId),
    /// To what came online, which is registered for the one chosen.
    Online(String),
}

impl Onward {
    /// As the form or the query carries it; what is not known leads to the sheet.
    #[must_use]
    pub fn of(form: &Form) -> Onward {
        let signal = Some(form.get("signal")).filter(|id| decode_id(id).is_some());
        match form.get("next") {
            "wish" => Onward::Wish(signal.map(str::to_owned)),
            "contact" => Onward::Contact,
            "merge" => form.get("of").parse().map_or(Onward::Sheet, Onward::Merge),
            "relation" => form.get("of").parse().map_or(Onward::Sheet, Onward::Relation),
            "household" => form.get("of").parse().map_or(Onward::Sheet, Onward::Household),
            "online" if decode_id(form.get("of")).is_some() => {
                Onward::Online(form.get("of").to_owned())
            }
            _ => Onward::Sheet,
        }
    }

    /// The path of the next page for the person chosen.
    #[must_use]
    pub fn path(&self, id: PersonId) -> String {
        match self {
            Onward::Sheet => format!("/people/{id}"),
            Onward::Wish(None) => format!("/people/{id}/wishes/new"),
            Onward::Wish(Some(signal)) => format!("/people/{id}/wishes/new?signal={signal}"),
            Onward::Contact => format!("/contacts/new?person={id}"),
            Onward::Merge(of) => format!("/people/{of}/merge/{id}"),
            Onward::Relation(of) => format!("/people/{of}/representatives/new?other={id}"),
            Onward::Household(of) => format!("/people/{of}/household/{id}"),
            Onward::Online(of) => format!("/online/inbox/{of}/person?chosen={id}"),
        }
    }

    /// Names and values that carry it on.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Onward::Sheet => Vec::new(),
            Onward::Wish(signal) => {
                let signal = signal.iter().map(|id| ("signal", id.clone()));
                [("next", "wish".to_owned())].into_iter().chain(signal).collect()
            }
            Onward::Contact => vec![("next", "contact".to_owned())],
            Onward::Merge(of) => of_person("merge", *of),
            Onward::Relation(of) => of_person("relation", *of),
            Onward::Household(of) => of_person("household", *of),
            Onward::Online(of) => vec![("next", "online".to_owned()), ("of", of.clone())],
        }
    }

    /// Where the search for it begins.
    #[must_use]
    pub fn search_path(&self) -> String {
        let pairs = self.fields().into_iter().map(|(name, value)| format!("{name}={value}"));
        format!("/people?{}", pairs.collect::<Vec<_>>().join("&"))
    }

    /// Key of the sentence that tells what the search is for.
    #[must_use]
    pub fn text_key(&self) -> Option<&'static str> {
        match self {
            Onward::Sheet => None,
            Onward::Wish(_) => Some("people-for-wish"),
            Onward::Contact => Some("people-for-contact"),
            Onward::Merge(_) => Some("people-for-merge"),
            Onward::Relation(_) => Some("people-for-relation"),
            Onward::Household(_) => Some("people-for-household"),
            Onward::Online(_) => Some("people-for-online"),
        }
    }
}

fn of_person(next: &str, of: PersonId) -> Vec<(&'static str, String)> {
    vec![("next", next.to_owned()), ("of", of.to_string())]
}
