//! What the keys of an answer are called.

use super::question::{Dimension, Question, UNKNOWN};
use crate::municipality::{Settlement, all_settlements};
use crate::services;
use kit::store::{StoreError, Tx};
use law::Month;
use std::collections::{BTreeSet, HashMap};
use ui::Lang;

/// The names of services, providers and places, as far as a question needs them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    lang: Lang,
    /// By key, in the order of their kind and name.
    services: Vec<(String, String)>,
    /// By key, in the order of their names.
    providers: Vec<(String, String)>,
    /// By EKATTE code.
    places: HashMap<String, Settlement>,
    /// By code of the municipality.
    homes: HashMap<String, String>,
}

fn text(lang: Lang, key: &str) -> String {
    ui::text::text(lang, key).into_owned()
}

fn of(list: &[(String, String)], key: &str) -> String {
    let found = list.iter().find(|(known, _)| known == key);
    found.map_or_else(|| key.to_owned(), |(_, name)| name.clone())
}

impl Names {
    /// Reads the names that a question needs.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(tx: &Tx, (lang, question): (Lang, &Question)) -> Result<Names, StoreError> {
        let mut names = Names { lang, ..Names::default() };
        let mut providers = BTreeSet::new();
        for one in services::profiles(tx).await? {
            providers.insert((one.provider.clone(), one.provider_id.to_string()));
            names.services.push((one.id.to_string(), one.name));
        }
        let providers = providers.into_iter().map(|(name, key)| (key, name));
        names.providers = providers.collect();
        let asks = |one: Dimension| question.split.contains(&one) || !question.only(one).is_empty();
        if asks(Dimension::Settlement) || asks(Dimension::HomeMunicipality) {
            for one in all_settlements(tx).await? {
                let home = (one.municipality_code.clone(), one.municipality_name.clone());
                names.homes.insert(home.0, home.1);
                names.places.insert(one.ekatte.clone(), one);
            }
        }
        Ok(names)
    }

    /// What a key is called.
    #[must_use]
    pub fn of(&self, dimension: Dimension, key: &str) -> String {
        match dimension {
            Dimension::ServiceKind => text(self.lang, &format!("services-kind-{key}")),
            Dimension::Group => text(self.lang, &format!("services-group-{key}")),
            _ if key == UNKNOWN => text(self.lang, "reporting-unknown"),
            Dimension::Service if key == "0" => text(self.lang, "reporting-service-none"),
            Dimension::Service => of(&self.services, key),
            Dimension::Provider if key == "0" => text(self.lang, "reporting-provider-own"),
            Dimension::Provider => of(&self.providers, key),
            Dimension::Settlement => {
                self.places.get(key).map_or_else(|| key.to_owned(), Settlement::full_label)
            }
            Dimension::HomeMunicipality => {
                self.homes.get(key).cloned().unwrap_or_else(|| key.to_owned())
            }
            Dimension::Sex => text(self.lang, &format!("reporting-sex-{key}")),
            Dimension::AgeGroup => key.replace('-', "–"),
            Dimension::Month => Month::parse(key).map_or_else(|_| key.to_owned(), Month::written),
        }
    }

    /// Keys and names among which a filter chooses: for services, providers, kinds, groups, sexes and ages.
    #[must_use]
    pub fn choices(&self, dimension: Dimension) -> Vec<(String, String)> {
        let named = |keys: Vec<&str>| {
            let one = |key: &str| (key.to_owned(), self.of(dimension, key));
            keys.into_iter().map(one).collect()
        };
        match dimension {
            Dimension::ServiceKind => named(services::KINDS.iter().map(|(key, _)| *key).collect()),
            Dimension::Group => services::GROUPS
                .iter()
                .map(|(code, key)| (code.replace('_', "-"), text(self.lang, key)))
                .collect(),
            Dimension::Sex => named(super::question::SEXES.to_vec()),
            Dimension::AgeGroup => {
                named(super::question::AGES.iter().map(|(key, _)| *key).collect())
            }
            Dimension::Service => self.services.clone(),
            Dimension::Provider => self.providers.clone(),
            Dimension::Settlement | Dimension::HomeMunicipality | Dimension::Month => Vec::new(),
        }
    }
}
