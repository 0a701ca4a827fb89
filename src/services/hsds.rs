//! The directory in the words of other directories: Human Services Data Specification 3.1 of Open
//! Referral. Services with their organization, locations, schedules, phones, attributes.
//!
//! Identifiers are UUIDs made from the municipality's code and the row: the same each time.

use super::facts::{self, Whole};
use super::hsds_formats::{email, object, uri, uuid};
use super::licence::{self, Licence};
use super::provider::{self, Provider};
use super::share::{self, Shares};
use super::site::{self, Site};
use super::standing::{self, Standing};
use super::{ServiceId, words};
use crate::municipality::{Hours, Settlement, settlements};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use ui::Lang;

/// The version that is written.
pub const VERSION: &str = "3.1";

/// Languages in which a service is given: its country's.
const COUNTRY: &str = "BG";
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// All that is told of the directory, read at once.
pub struct Directory {
    code: String,
    /// The services, in order.
    pub services: Vec<Whole>,
    /// Their providers.
    pub providers: Vec<Provider>,
    sites: HashMap<ServiceId, Vec<Site>>,
    standings: HashMap<ServiceId, Standing>,
    licences: HashMap<ServiceId, Licence>,
    shares: HashMap<ServiceId, Shares>,
    places: HashMap<String, Settlement>,
}

/// Reads what is needed to tell of some services; of all providers.
pub async fn read(
    tx: &Tx,
    law: &Law,
    (code, ids): (&str, &[ServiceId]),
) -> Result<Directory, StoreError> {
    let today = tx.today();
    let sites = site::sites(tx, ids).await?;
    let codes: Vec<&str> = sites.values().flatten().filter_map(|s| s.ekatte.as_deref()).collect();
    Ok(Directory {
        code: code.to_owned(),
        services: facts::wholes(tx, ids).await?,
        providers: provider::providers(tx).await?,
        places: settlements(tx, &codes).await?,
        sites,
        standings: standing::standing_on(tx, ids, today).await?,
        licences: licence::licence_on(tx, law, ids, today).await?,
        shares: share::shares_on(tx, ids, today).await?,
    })
}

/// The classifications by which services are told: name of the field and its values.
const TAXONOMIES: [(&str, &str, words::Words); 8] = [
    ("kind", "services-kind", &words::KINDS),
    ("access", "services-access", &words::ACCESS),
    ("function", "services-purpose", &words::PURPOSE),
    ("age", "services-ages", &words::AGES),
    ("group", "services-groups", &words::GROUPS),
    ("environment", "services-environment", &words::ENVIRONMENT),
    ("manner", "services-manners", &words::MANNERS),
    ("level", "services-level", &words::LEVELS),
];

fn word(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

impl Directory {
    fn uuid(&self, kind: &str, id: &str) -> String {
        uuid(&self.code, kind, id)
    }

    /// The id of a service as others know it.
    pub fn service_id(&self, id: ServiceId) -> String {
        self.uuid("service", &id.to_string())
    }

    /// The classifications.
    pub fn taxonomies(&self) -> Vec<Value> {
        TAXONOMIES.iter().map(|(code, key, _)| self.taxonomy(code, key)).collect()
    }

    fn taxonomy(&self, code: &str, key: &str) -> Value {
        json!({
            "id": self.uuid("taxonomy", code),
            "name": word(key),
            "description": word(key),
            "version": "ЗСУ",
        })
    }

    /// The terms of the classifications.
    pub fn terms(&self) -> Vec<Value> {
        let each = TAXONOMIES
            .iter()
            .flat_map(|(code, key, all)| all.iter().map(move |(value, _)| (*code, *key, *value)));
        each.filter_map(|(code, key, value)| self.term(code, key, value)).collect()
    }

    fn term(&self, code: &str, key: &str, value: &str) -> Option<Value> {
        let all = TAXONOMIES.iter().find(|(known, ..)| *known == code)?.2;
        let name = word(all.iter().find(|(known, _)| *known == value)?.1);
        Some(json!({
            "id": self.uuid("term", &format!("{code}/{value}")),
            "code": format!("{code}-{value}"),
            "name": name,
            "description": format!("{}: {name}", word(key)),
            "taxonomy": word(key),
            "taxonomy_id": self.uuid("taxonomy", code),
            "language": "bg",
        }))
    }

    /// A provider.
    pub fn organization(&self, one: &Provider) -> Value {
        let id = self.uuid("organization", &one.id.to_string());
        let form = words::say(Lang::Bg, &words::PROVIDERS, &one.kind);
        let description = if one.note.is_empty() { form.clone() } else { one.note.clone() };
        let identifiers = (!one.eik.is_empty()).then(|| {
            json!({
                "id": self.uuid("eik", &one.id.to_string()),
                "organization_id": id,
                "identifier_scheme": "BG-EIK",
                "identifier_type": "ЕИК/БУЛСТАТ",
                "identifier": one.eik,
            })
        });
        let contact = (!one.contact.is_empty()).then(|| {
            object(&[
                ("id", json!(self.uuid("contact", &one.id.to_string()))),
                ("organization_id", json!(id)),
                ("name", json!(one.contact)),
                ("email", json!(email(&one.email))),
            ])
        });
        object(&[
            ("id", json!(id)),
            ("name", json!(one.name)),
            ("description", json!(description)),
            ("email", json!(email(&one.email))),
            ("website", json!(uri(&one.website))),
            ("legal_status", json!(form)),
            ("phones", json!(self.phone(&one.phone, ("organization", &one.id.to_string())))),
            ("contacts", json!(contact.into_iter().collect::<Vec<_>>())),
            ("organization_identifiers", json!(identifiers.into_iter().collect::<Vec<_>>())),
        ])
    }

    fn phone(&self, number: &str, (kind, id): (&str, &str)) -> Vec<Value> {
        let phone =
            || json!({ "id": self.uuid("phone", &format!("{kind}/{id}")), "number": number });
        if number.is_empty() { Vec::new() } else { vec![phone()] }
    }

    /// A service with its one-to-one fields: what a list holds.
    pub fn service(&self, one: &Whole) -> Value {
        let facts = &one.facts;
        let standing = self.standings.get(&one.id).cloned().unwrap_or_default();
        let alert = Some(&standing.reason).filter(|_| standing.state != "open");
        let licence = match self.licences.get(&one.id) {
            Some(Licence::Valid { number, .. }) => number.clone(),
            _ => String::new(),
        };
        let provider = self.providers.iter().find(|known| known.id == facts.provider_id);
        let group = words::say_all(Lang::Bg, &words::GROUPS, &facts.groups);
        let eligible = [facts.users.as_str(), group.as_str()].into_iter().find(|t| !t.is_empty());
        object(&[
            ("id", json!(self.service_id(one.id))),
            ("name", json!(facts.name)),
            ("alternate_name", json!(facts.legacy_name)),
            ("description", json!(words::say(Lang::Bg, &words::KINDS, &facts.kind.to_string()))),
            ("email", json!(email(&facts.email))),
            ("status", json!(status(&standing))),
            ("application_process", json!(facts.admission)),
            ("fees_description", json!(facts.fee)),
            ("accreditations", json!(licence)),
            ("eligibility_description", json!(eligible)),
            ("assured_date", json!(one.assured_on.map(|day| day.to_string()))),
            ("alert", json!(alert)),
            ("organization", json!(provider.map(|known| self.organization(known)))),
        ])
    }

    /// A service with all that is related to it.
    pub fn whole_service(&self, one: &Whole) -> Value {
        let facts = &one.facts;
        let id = one.id.to_string();
        let funding = json!(self.funding(one));
        let mut whole: Map<String, Value> = match self.service(one) {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        let more = [
            ("phones", json!(self.phone(&facts.phone, ("service", &id)))),
            ("funding", funding),
            ("attributes", json!(self.attributes(one))),
            ("service_at_locations", json!(self.at_locations(one))),
        ];
        whole.extend(
            more.into_iter()
                .filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty()))
                .map(|(name, value)| (name.to_owned(), value)),
        );
        Value::Object(whole)
    }

    /// Who pays: one source, or each with its part where funding is mixed.
    fn funding(&self, one: &Whole) -> Vec<Value> {
        let source = |of: &str, source: String| {
            json!({
                "id": self.uuid("funding", of),
                "service_id": self.service_id(one.id),
                "source": source,
            })
        };
        let id = one.id.to_string();
        let Some(shares) = self.shares.get(&one.id) else {
            return vec![source(&id, words::say(Lang::Bg, &words::FUNDING, &one.facts.funding))];
        };
        let unit = format!("services-share-{}-n", shares.counts);
        let parts = ["state", "municipal", "own"].into_iter().zip(shares.parts());
        parts
            .filter(|(_, part)| *part > 0)
            .map(|(of, part)| {
                let much = ui::text::text_args(Lang::Bg, &unit, &[("count", part)]);
                let name = word(&format!("services-share-{of}"));
                source(&format!("{id}/{of}"), format!("{name}: {much}"))
            })
            .collect()
    }

    fn attributes(&self, one: &Whole) -> Vec<Value> {
        let facts = &one.facts;
        let kinds = format!("{},{}", facts.kind, facts.also_kinds);
        let values = [
            ("kind", kinds.as_str()),
            ("access", facts.access.as_str()),
            ("function", facts.purpose.as_str()),
            ("age", facts.ages.as_str()),
            ("group", facts.groups.as_str()),
            ("environment", facts.environment.as_str()),
            ("manner", facts.manners.as_str()),
            ("level", facts.level.as_str()),
        ];
        let of = |code: &str| TAXONOMIES.iter().find(|(known, ..)| *known == code).map(|t| t.1);
        let mut all: Vec<Value> = Vec::new();
        for (code, list) in values {
            for value in words::parts(list) {
                let term = of(code).and_then(|key| self.term(code, key, value));
                let Some(term) = term else { continue };
                all.push(json!({
                    "id": self.uuid("attribute", &format!("{}/{code}/{value}", one.id)),
                    "link_id": self.service_id(one.id),
                    "taxonomy_term_id": term["id"],
                    "link_type": code,
                    "link_entity": "service",
                    "taxonomy_term": term,
                }));
            }
        }
        if let Some(places) = facts.capacity {
            all.push(json!({
                "id": self.uuid("attribute", &format!("{}/capacity", one.id)),
                "link_id": self.service_id(one.id),
                "link_type": "capacity",
                "link_entity": "service",
                "value": places.to_string(),
                "label": word("services-capacity"),
            }));
        }
        all
    }

    /// The service at each place where it is given.
    pub fn at_locations(&self, one: &Whole) -> Vec<Value> {
        let none = Vec::new();
        let sites = self.sites.get(&one.id).unwrap_or(&none).iter();
        let open = sites.filter(|site| site.closed_on.is_none() && !site.address.is_empty());
        open.map(|site| {
            object(&[
                ("id", json!(self.uuid("at", &site.id.to_string()))),
                ("service_id", json!(self.service_id(one.id))),
                ("location_id", json!(self.uuid("location", &site.id.to_string()))),
                ("location", self.location(site)),
                ("schedules", json!(self.schedules(site))),
            ])
        })
        .collect()
    }

    fn location(&self, site: &Site) -> Value {
        let id = self.uuid("location", &site.id.to_string());
        let place = site.ekatte.as_ref().and_then(|code| self.places.get(code));
        let degrees = |e6: Option<i32>| {
            let number = e6.map(site::written_degrees)?;
            number.parse::<serde_json::Number>().ok().map(Value::Number)
        };
        let address = json!({
            "id": self.uuid("address", &site.id.to_string()),
            "location_id": id,
            "address_1": site.address,
            "city": place.map(Settlement::label).unwrap_or_default(),
            "state_province": place.map(|place| place.district_code.clone()).unwrap_or_default(),
            // The classification of settlements does not hold postal codes.
            "postal_code": "",
            "country": COUNTRY,
            "address_type": "physical",
        });
        object(&[
            ("id", json!(id)),
            ("location_type", json!("physical")),
            ("name", json!(if site.name.is_empty() { &site.address } else { &site.name })),
            ("description", json!(site.note)),
            ("latitude", json!(degrees(site.latitude_e6))),
            ("longitude", json!(degrees(site.longitude_e6))),
            ("addresses", json!([address])),
            ("phones", json!(self.phone(&site.phone, ("site", &site.id.to_string())))),
        ])
    }

    fn schedules(&self, site: &Site) -> Vec<Value> {
        let hours = Hours::from_text(&site.hours);
        let mut all = Vec::new();
        for (day, stretches) in hours.0.iter().enumerate() {
            for stretch in stretches {
                let Some((from, until)) = stretch.split_once('-') else { continue };
                // Its clock has no 24:00: a whole day is told as 00:00 to 23:59.
                let until = if until == "24:00" { "23:59" } else { until };
                all.push(json!({
                    "id": self.uuid("schedule", &format!("{}/{day}/{from}", site.id)),
                    "service_at_location_id": self.uuid("at", &site.id.to_string()),
                    "freq": "WEEKLY",
                    "byday": DAYS[day],
                    "opens_at": from,
                    "closes_at": until,
                }));
            }
        }
        all
    }
}

/// The status as the specification names it.
fn status(standing: &Standing) -> &'static str {
    match standing.state.as_str() {
        "closed" => "defunct",
        "paused" => "temporarily closed",
        "seasonal" if !standing.is_open => "temporarily closed",
        _ => "active",
    }
}

/// The whole directory as one document.
pub fn document(directory: &Directory, today: Day) -> Value {
    let services: Vec<Value> =
        directory.services.iter().map(|one| directory.whole_service(one)).collect();
    let organizations: Vec<Value> =
        directory.providers.iter().map(|one| directory.organization(one)).collect();
    json!({
        "version": VERSION,
        "date": today.to_string(),
        "organizations": organizations,
        "services": services,
        "taxonomies": directory.taxonomies(),
        "taxonomy_terms": directory.terms(),
    })
}
