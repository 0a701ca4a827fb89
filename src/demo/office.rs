//! The office of a municipality: settings, roles, staff, service points, the mayor's orders.

use super::files::{AccountLine, HoursLine, OfficeFile, OrderLine, PointLine};
use super::sign_ins::second_factor;
use crate::municipality::{
    Body, Hours, Member, NewOrder, NewServicePoint, Numbers, Publicity, Settings, create_order,
    create_service_point,
};
use crate::roles::define_standard_roles;
use anyhow::Context;
use kit::access::{self, NewAccount};
use kit::store::{Db, Municipality, NewMunicipality, Tx};
use kit::types::{AccountId, Day};
use std::collections::HashMap;
use std::sync::Arc;

/// Since when the demonstration's staff have their roles: before anything it tells of.
const STAFF_SINCE: Day = Day(jiff::civil::Date::constant(2021, 1, 1));

/// The municipality; opened when it is not there.
pub async fn open(db: &Db, file: &OfficeFile) -> anyhow::Result<Arc<Municipality>> {
    let line = &file.municipality;
    if let Some(there) = db.municipality(&line.slug) {
        return Ok(there);
    }
    let new = NewMunicipality {
        slug: line.slug.clone(),
        code: line.code.clone(),
        name: line.name_bg.clone(),
        name_en: line.name_en.clone(),
        settings: settings(file).to_text(),
    };
    Ok(db.create_municipality(new).await?)
}

/// Whether [`fill`] has been here: its transaction writes the staff.
pub async fn is_filled(tx: &Tx) -> anyhow::Result<bool> {
    let accounts = access::accounts(tx, tx.today()).await?;
    let Some(account) = accounts.iter().find(|account| account.has_second_factor) else {
        return Ok(false);
    };
    let kept = access::second_factor_of(tx, account.id).await?;
    let ours = second_factor(&account.username);
    Ok(kept.is_some_and(|kept| Some(kept.base32()) == ours.map(|f| f.base32())))
}

fn settings(file: &OfficeFile) -> Settings {
    let line = &file.municipality;
    let body = |body: &super::files::BodyLine| Body {
        name: body.name.clone(),
        address: body.address.clone(),
        email: String::new(),
    };
    Settings {
        address: line.address.clone(),
        phone: line.phone.clone(),
        email: line.email.clone(),
        site: line.site.clone(),
        mayor: line.mayor.clone(),
        publicity: Publicity {
            stamp: file.publicity.stamp,
            header: file.publicity.header.clone(),
            footer: file.publicity.footer.clone(),
        },
        court: file.bodies.court.name.clone(),
        dsp: body(&file.bodies.dsp),
        police: body(&file.bodies.police),
        numbers: Numbers {
            contact: line.registers.contact.clone(),
            wish: line.registers.wish.clone(),
            assessment: line.registers.assessment.clone(),
            letter: line.registers.letter.clone(),
            signal: line.registers.signal.clone(),
        },
        ..Settings::default()
    }
}

/// Everything of the office. `hash` is that of the one password.
pub async fn fill(tx: &mut Tx, file: &OfficeFile, hash: &str) -> anyhow::Result<()> {
    define_standard_roles(tx).await?;
    let mut staff = HashMap::new();
    for line in &file.account {
        let id = account(tx, line, hash).await.with_context(|| line.username.clone())?;
        staff.insert(line.username.as_str(), id);
    }
    for line in &file.service_point {
        point(tx, file, line).await.with_context(|| line.id.clone())?;
    }
    for line in &file.order {
        order(tx, line, &staff).await.with_context(|| line.number.clone())?;
    }
    Ok(())
}

async fn account(tx: &Tx, line: &AccountLine, hash: &str) -> anyhow::Result<AccountId> {
    let new = NewAccount { username: &line.username, name: &line.full_name, post: &line.position };
    let id = access::create_account(tx, new).await?;
    access::give_role(tx, id, &line.role, STAFF_SINCE).await?;
    if line.active {
        access::set_password(tx, id, hash.to_owned()).await?;
        let factor = second_factor(&line.username).context("a second factor")?;
        access::enrol_second_factor(tx, id, &factor).await?;
    } else {
        access::disable_account(tx, id).await?;
    }
    Ok(id)
}

async fn point(tx: &Tx, file: &OfficeFile, line: &PointLine) -> anyhow::Result<()> {
    let name_of = |id: &str| {
        let source = file.funding_source.iter().find(|source| source.id == id);
        source.map_or_else(|| id.to_owned(), |source| source.name.clone())
    };
    let funding: Vec<_> = line.funding.iter().map(|f| (name_of(&f.source), f.from, f.to)).collect();
    let opened_on = funding.iter().map(|(_, from, _)| *from).min().unwrap_or(STAFF_SINCE);
    let number =
        if line.number.is_empty() { String::new() } else { format!(" № {}", line.number) };
    let floor = if line.floor.is_empty() { String::new() } else { format!(", {}", line.floor) };
    let new = NewServicePoint {
        name: line.name_bg.clone(),
        ekatte: Some(line.ekatte.clone()),
        address: format!("{}{number}{floor}", line.street),
        phone: line.phone.clone(),
        hours: hours(&line.hours),
        counters: i32::try_from(line.counter.len())?,
        funding,
        opened_on,
    };
    create_service_point(tx, &new).await?;
    Ok(())
}

fn hours(line: &HoursLine) -> Hours {
    let days = [&line.mon, &line.tue, &line.wed, &line.thu, &line.fri, &line.sat, &line.sun];
    Hours(days.map(Clone::clone))
}

async fn order(tx: &Tx, line: &OrderLine, staff: &HashMap<&str, AccountId>) -> anyhow::Result<()> {
    let mut members = Vec::new();
    for named in &line.named {
        let account = staff.get(named.username.as_str());
        let account = *account.with_context(|| format!("no account {}", named.username))?;
        members.push(Member { account, from: Some(named.from), to: named.to });
    }
    let new = NewOrder {
        number: line.number.clone(),
        day: line.date,
        valid_from: line.valid_from,
        valid_to: line.valid_to,
        members,
    };
    create_order(tx, &new).await?;
    Ok(())
}
