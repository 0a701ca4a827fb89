//! The services of a municipality, from its file.

use super::files::ServiceLine;
use crate::services::{NewProvider, NewService, ProviderId, create_provider, create_service};
use anyhow::Context;
use kit::store::Tx;
use std::collections::HashMap;

/// A service whose provider the sources do not name.
const PROVIDER_UNKNOWN: &str = "Доставчик, който източникът не посочва";

/// Enters providers and services. One that has ended stays out: nobody is referred to it.
pub async fn fill(tx: &Tx, lines: &[ServiceLine]) -> anyhow::Result<()> {
    let mut providers: HashMap<String, ProviderId> = HashMap::new();
    for line in lines.iter().filter(|line| line.ended.is_none()) {
        let name = line.provider.clone().unwrap_or_else(|| PROVIDER_UNKNOWN.to_owned());
        let provider = match providers.get(&name) {
            Some(known) => *known,
            None => {
                let kind = line.provider_kind.clone();
                let new = NewProvider { name: name.clone(), kind, ..NewProvider::default() };
                let id = create_provider(tx, &new).await?;
                providers.insert(name, id);
                id
            }
        };
        let new = service(line, provider);
        create_service(tx, &new).await.with_context(|| line.id.clone())?;
    }
    Ok(())
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
        address: if line.address_public { line.address.clone() } else { String::new() },
        ekatte: Some(line.ekatte.clone()),
        capacity: line.capacity,
        // „2021“ or „undated“ is no day: the source says it in words.
        capacity_on: line.capacity_date.parse().ok(),
        decision: line.decision.clone(),
        source: source(line),
        confidence: or(&line.confidence, plain.confidence),
        note: note.collect::<Vec<_>>().join(" "),
    }
}

fn source(line: &ServiceLine) -> String {
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
