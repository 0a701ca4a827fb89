//! What the generator needs to know of an office: who works there, where, with which services.

use super::files;
use super::invent::Half;
use crate::municipality::{Settings, order_in_force, service_points};
use crate::{contacts, services};
use anyhow::ensure;
use kit::access;
use kit::crypto::MunicipalityKey;
use kit::store::{Db, Municipality, Tx};
use kit::types::Day;
use std::collections::HashMap;
use std::sync::Arc;

/// An office.
pub struct Desk {
    pub municipality: Arc<Municipality>,
    pub key: Arc<MunicipalityKey>,
    pub half: Half,
    pub settings: Settings,
    /// Who refers: id and name. Named in the order in force.
    pub officers: Vec<(i64, String)>,
    /// Who meets people at the counter: id and name.
    pub clerks: Vec<(i64, String)>,
    pub order: Option<i64>,
    pub points: Vec<i64>,
    pub services: Vec<Offered>,
    /// Versions of answers by the day from which they hold: topic, day, id.
    pub scripts: Vec<(String, Day, i64)>,
    /// Campaigns: code, first and last day.
    pub campaigns: Vec<(String, Day, Day)>,
    /// EKATTE code and how many live there.
    pub settlements: Vec<(String, u64)>,
}

/// A service that a wish may ask for.
pub struct Offered {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub kind: u8,
    pub facts: law::Service,
    pub for_children: bool,
    pub for_adults: bool,
}

impl Desk {
    /// Loads it.
    pub async fn load(db: &Db, tx: &Tx, municipality: Arc<Municipality>) -> anyhow::Result<Desk> {
        let today = tx.today();
        let order = order_in_force(tx, today).await?;
        let named = order.as_ref().map(|order| order.members.clone()).unwrap_or_default();
        let accounts = access::accounts(tx, today).await?;
        let open = accounts.iter().filter(|account| account.disabled_at.is_none());
        let of_role = |role: &str| -> Vec<(i64, String)> {
            let open = open.clone().filter(|a| a.roles.iter().any(|own| own == role));
            open.map(|account| (account.id.0, account.name.clone())).collect()
        };
        let mut officers = of_role("referral_officer");
        officers.retain(|(id, _)| named.iter().any(|member| member.0 == *id));
        let mut clerks = of_role("intake");
        clerks.extend(officers.clone());
        // Sorted here: each database has an order of its own for Cyrillic.
        officers.sort_by(|a, b| a.1.cmp(&b.1));
        clerks.sort_by(|a, b| a.1.cmp(&b.1));
        let mut points = service_points(tx).await?;
        points.sort_by(|a, b| a.name.cmp(&b.name));
        let points = points.iter().filter(|point| point.works(today)).map(|p| p.id.0).collect();
        let settlements = files::settlements().into_iter();
        let settlements = settlements
            .filter(|(row, _)| row.municipality_code == municipality.code)
            .map(|(row, population)| (row.ekatte, population.max(1)))
            .collect();
        let key = db.keys().of(municipality.id.0);
        let key = key.ok_or_else(|| anyhow::anyhow!("the key of {}", municipality.slug))?;
        let desk = Desk {
            key,
            half: if municipality.code == "RSE27" { Half::First } else { Half::Second },
            settings: Settings::of(&municipality),
            officers,
            clerks,
            order: order.map(|order| order.id.0),
            points,
            scripts: contacts::scripts(tx).await?,
            campaigns: contacts::campaigns(tx).await?,
            services: offered(tx, &municipality.code).await?,
            settlements,
            municipality,
        };
        ensure!(
            !desk.officers.is_empty() && !desk.services.is_empty() && !desk.settlements.is_empty(),
            "в {} няма служители по заповед, услуги или населени места",
            desk.municipality.name
        );
        Ok(desk)
    }
}

async fn offered(tx: &Tx, here: &str) -> anyhow::Result<Vec<Offered>> {
    let ages: HashMap<String, Vec<String>> = files::all()?
        .into_iter()
        .flat_map(|file| file.services)
        .map(|line| (line.id, line.ages))
        .collect();
    let list = services::all(tx).await?.into_iter().filter(|service| service.in_zsu);
    let list = list.filter_map(|service| {
        let own = ages.get(&service.code);
        let serves = |who: &str| own.is_none_or(|own| own.iter().any(|age| age == who));
        let named = |text: &str| serde_json::Value::from(text);
        let facts = law::Service {
            kind: service.kind,
            access: serde_json::from_value(named(&service.access)).ok()?,
            level: serde_json::from_value(named(&service.level)).ok()?,
            funding: serde_json::from_value(named(&service.funding)).ok()?,
            provider_municipality: Some(here.to_owned()),
            replacement_care: match &service.replacement_care {
                Some(kind) => Some(serde_json::from_value(named(kind)).ok()?),
                None => None,
            },
            optional_referral: service.optional_referral,
            legacy_home: service.legacy_home,
            agreement_municipality: None,
        };
        (1..=10).contains(&service.kind).then(|| Offered {
            id: service.id.0,
            kind: service.kind,
            for_children: serves("children"),
            for_adults: serves("adults"),
            code: service.code,
            name: service.name,
            facts,
        })
    });
    let mut list: Vec<Offered> = list.collect();
    // By code: the same order on every database.
    list.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(list)
}

/// Whole years between two days.
pub fn age(born: Day, on: Day) -> i32 {
    let (born, on) = (born.0, on.0);
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    i32::from(on.year()) - i32::from(born.year()) - i32::from(!had)
}
