//! What the files tell of a service besides its line: earlier figures, further places, an invented
//! licence, a season.

use super::catalogue;
use super::files::ServiceLine;
use crate::services::{
    NewFigure, NewLicence, NewSite, NewStanding, ProviderId, ServiceId, add_figure, add_licence,
    add_site, set_standing,
};
use kit::store::Tx;
use kit::types::Day;
use law::Law;

/// Enters it, with the places that are counted at this service.
pub async fn more(
    tx: &Tx,
    (line, capacity): (&ServiceLine, Option<i32>),
    (service, provider): (ServiceId, ProviderId),
) -> anyhow::Result<()> {
    let counts = if line.capacity_kind == "users" { "users" } else { "places" };
    for one in &line.capacity_history {
        let figure = NewFigure {
            counts: counts.to_owned(),
            first_day: Some(one.from),
            total: one.total,
            funded: one.funded,
            decision: one.decision.clone(),
            protocol: one.protocol.clone(),
            decided_on: one.decided,
            source: one.source.clone(),
            confidence: one.confidence.clone(),
            note: one.note.clone(),
        };
        add_figure(tx, service, &figure).await?;
    }
    if let Some(total) = capacity {
        add_figure(tx, service, &figure(line, (total, counts))).await?;
    }
    for other in catalogue::addresses(line).into_iter().skip(1) {
        let site = NewSite {
            ekatte: Some(line.ekatte.clone()),
            address: other.to_owned(),
            ..NewSite::default()
        };
        add_site(tx, service, &site).await?;
    }
    for one in &line.site {
        let site = NewSite {
            name: one.name.clone(),
            ekatte: Some(one.ekatte.clone()),
            address: one.address.clone(),
            phone: one.phone.clone(),
            note: one.note.clone(),
            ..NewSite::default()
        };
        add_site(tx, service, &site).await?;
    }
    if let Some(one) = &line.licence {
        add_licence(tx, &licence(tx, one, (service, provider))?).await?;
    }
    if let Some(one) = &line.state {
        let standing = NewStanding {
            state: one.state.clone(),
            first_day: Some(one.from),
            last_day: None,
            season: (one.season_from.clone(), one.season_until.clone()),
            reason: one.reason.clone(),
        };
        set_standing(tx, service, &standing).await?;
    }
    Ok(())
}

/// The figure of the line. „Решение № 529, Протокол № 21/20.04.2017“ is taken apart.
fn figure(line: &ServiceLine, (total, counts): (i32, &str)) -> NewFigure {
    let (decision, minutes) =
        line.decision.split_once(", Протокол № ").unwrap_or((&line.decision, ""));
    let (protocol, decided) = minutes.split_once('/').unwrap_or((minutes, ""));
    let mut parts = decided.split('.').map(str::parse::<i16>);
    let decided = match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(day)), Some(Ok(month)), Some(Ok(year))) => {
            let (day, month) = (i8::try_from(day), i8::try_from(month));
            let date = day.ok().zip(month.ok());
            date.and_then(|(day, month)| jiff::civil::Date::new(year, month, day).ok())
        }
        _ => None,
    };
    NewFigure {
        counts: counts.to_owned(),
        // „2021“ or „undated“ is no day: the source says it in words.
        first_day: line.capacity_date.parse().ok(),
        total,
        funded: None,
        decision: decision.to_owned(),
        protocol: protocol.to_owned(),
        decided_on: decided.map(Day),
        source: catalogue::source(line),
        confidence: line.confidence.clone().unwrap_or_else(|| "M".to_owned()),
        note: String::new(),
    }
}

/// An invented licence that ends on a day told from the one on which the office is set up.
fn licence(
    tx: &Tx,
    line: &super::files::LicenceLine,
    (service_id, provider_id): (ServiceId, ProviderId),
) -> anyhow::Result<NewLicence> {
    let valid_until = tx.today().plus(line.ends_in_days);
    // The law counts forwards: the day is sought on which a licence ending so was issued.
    let years =
        valid_until.0.year() - Law::current().licence_terms(valid_until.0)?.valid_until.year();
    let issued = valid_until.0.saturating_add(jiff::Span::new().years(years));
    Ok(NewLicence {
        service_id,
        provider_id,
        renews_id: None,
        number: line.number.clone(),
        issued_on: Day(issued),
        valid_until,
        asked_on: None,
        ended_on: None,
        ended_how: String::new(),
        ground: String::new(),
        source: "измислено за демонстрацията".to_owned(),
    })
}
