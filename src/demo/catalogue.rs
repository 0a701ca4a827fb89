//! The services of a municipality, from its file.

use super::directory;
use super::files::{ProviderLine, ServiceLine};
use crate::services::{NewProvider, NewService, ProviderId, create_provider, create_service};
use anyhow::Context;
use kit::store::Tx;
use std::collections::{HashMap, HashSet};

/// A service whose provider the sources do not name.
const PROVIDER_UNKNOWN: &str = "Доставчик, който източникът не посочва";

/// Enters providers and services. One that has ended stays out: nobody is referred to it.
pub async fn fill(
    tx: &Tx,
    (lines, known): (&[ServiceLine], &[ProviderLine]),
) -> anyhow::Result<()> {
    let mut providers: HashMap<String, ProviderId> = HashMap::new();
    // The services of one house share its places: they are counted once, at the first of them.
    let mut counted: HashSet<&str> = HashSet::new();
    for line in lines.iter().filter(|line| line.ended.is_none()) {
        let name = line.provider.clone().unwrap_or_else(|| PROVIDER_UNKNOWN.to_owned());
        let provider = match providers.get(&name) {
            Some(known) => *known,
            None => {
                let kind = line.provider_kind.clone();
                let new = provider(&name, &kind, known);
                let id = create_provider(tx, &new).await?;
                providers.insert(name, id);
                id
            }
        };
        let is_counted = line.capacity_shared && !counted.insert(&line.place);
        let capacity = line.capacity.filter(|_| !is_counted);
        let new = service(line, provider);
        let id = create_service(tx, &new).await.with_context(|| line.id.clone())?;
        directory::more(tx, (line, capacity), (id, provider))
            .await
            .with_context(|| line.id.clone())?;
    }
    Ok(())
}

/// A provider with what the file tells more of it.
fn provider(name: &str, kind: &str, known: &[ProviderLine]) -> NewProvider {
    let plain = NewProvider { name: name.into(), kind: kind.into(), ..NewProvider::default() };
    let Some(line) = known.iter().find(|line| line.name == name) else { return plain };
    NewProvider {
        kind: if line.form.is_empty() { plain.kind } else { line.form.clone() },
        eik: line.eik.clone(),
        address: line.address.clone(),
        phone: line.phone.clone(),
        email: line.email.clone(),
        website: line.website.clone(),
        contact: line.contact.clone(),
        note: line.note.clone(),
        name: plain.name,
    }
}

fn service(line: &ServiceLine, provider: ProviderId) -> NewService {
    let plain = NewService::default();
    let or = |value: &Option<String>, other: String| value.clone().unwrap_or(other);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let note = [some(&line.note), some(&line.conflict)].into_iter().flatten();
    NewService {
        code: line.id.clone(),
        provider_id: provider,
        name: line.name.clone(),
        legacy_name: line.legacy_name.clone(),
        kind: line.kind,
        in_zsu: line.zsu,
        access: or(&line.access, plain.access),
        purpose: or(&line.function, plain.purpose),
        users: line.users_text.clone(),
        level: or(&line.level, plain.level),
        funding: line.funding.clone(),
        environment: line.environment.join(","),
        replacement_care: line.replacement_care.clone(),
        optional_referral: line.optional_referral,
        legacy_home: line.legacy_home,
        address: addresses(line).first().copied().unwrap_or_default().to_owned(),
        ekatte: Some(line.ekatte.clone()),
        // Figures and further places are entered by [`directory::more`].
        capacity: None,
        capacity_on: None,
        decision: line.decision.clone(),
        source: source(line),
        confidence: or(&line.confidence, plain.confidence),
        also_kinds: line.also_kinds.iter().map(u8::to_string).collect::<Vec<_>>().join(","),
        ages: line.ages.join(","),
        groups: line.users.join(","),
        durations: line.duration.join(","),
        manners: line.manner.join(","),
        standards: line.standards.join(","),
        fee: fee(line.fee.as_deref().unwrap_or_default()).0.to_owned(),
        fee_source: fee(line.fee.as_deref().unwrap_or_default()).1.to_owned(),
        admission: plain.admission,
        phone: plain.phone,
        email: plain.email,
        note: note.collect::<Vec<_>>().join(" "),
    }
}

/// The addresses of a service that may be known.
pub fn addresses(line: &ServiceLine) -> Vec<&str> {
    let all = if line.address_public { line.address.as_str() } else { "" };
    all.split("; ").filter(|one| !one.is_empty()).collect()
}

/// What a service costs in words, and where that is set.
fn fee(code: &str) -> (&'static str, &'static str) {
    match code {
        "tariff" => (
            "Такса по тарифата за услугите с държавно финансиране",
            "ПМС № 91/2003; чл. 46 и чл. 50, ал. 1 ЗСУ",
        ),
        "municipal" => {
            ("Такса, определена от общинския съвет", "чл. 47, ал. 3 и чл. 50, ал. 2 ЗСУ")
        }
        "provider" => ("Цена на доставчика", "чл. 48, ал. 3 и чл. 50, ал. 3 ЗСУ"),
        "none" => ("Без такса", "ЗСУ"),
        _ => ("", ""),
    }
}

/// Where a line was read, with its day.
pub fn source(line: &ServiceLine) -> String {
    let source = match (line.invented, line.source.is_empty()) {
        (true, _) => "измислено за демонстрацията".to_owned(),
        (false, true) => line.law.clone(),
        (false, false) => line.source.clone(),
    };
    match line.source_date.as_str() {
        "" => source,
        "undated" => format!("{source} (без дата)"),
        day => format!("{source} ({day})"),
    }
}
