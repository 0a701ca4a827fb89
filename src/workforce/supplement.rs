//! Supplementary agreements (допълнителни споразумения) for hourly work, and their time sheets.

use super::appointment::Payer;
use super::count::{Against, Fault, Typed};
use super::course::Lasts;
use super::frame::{Press, Projects, bg, bg_with, month_words};
use super::load::{self, SheetDay, Supplement, TimeSheet};
use super::setting::settings;
use super::store::{workforce_sheet, workforce_sheet_day, workforce_supplement};
use super::{EmployeeId, SheetDayId, SupplementId, TimeSheetId, course, door, paper};
use crate::projects;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Currency, Law, Money, Month};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::json;
use std::collections::BTreeMap;

/// An agreement to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSupplement {
    /// With whom.
    pub employee: EmployeeId,
    /// Its number and day.
    pub signed: (String, Day),
    /// What is done.
    pub task: String,
    /// The first and the last day.
    pub span: (Day, Day),
    /// What an hour brings.
    pub rate: Money,
    /// The most minutes of a month.
    pub month_minutes: i32,
    /// Whether the work is outside the normal working hours.
    pub is_outside: bool,
    /// Who pays.
    pub payer: Payer,
}

/// The code of a currency as the database keeps it.
#[must_use]
pub fn currency_code(currency: Currency) -> &'static str {
    match currency {
        Currency::Eur => "EUR",
        Currency::Bgn => "BGN",
    }
}

/// What an hour brings.
#[must_use]
pub fn rate_of(one: &Supplement) -> Money {
    let currency = if one.currency == "BGN" { Currency::Bgn } else { Currency::Eur };
    Money { cents: one.rate_cents, currency }
}

/// Enters an agreement.
///
/// # Errors
/// When the person is not appointed on its first day, or the days do not fit.
pub async fn add(tx: &mut Tx, new: &NewSupplement) -> Result<SupplementId, Problem> {
    let (from, until) = new.span;
    if until < from {
        return Err(Problem::Impossible("workforce-refused-span"));
    }
    let all = load::appointments(tx).await?;
    if !door::on_day(&all, from).contains_key(&new.employee) {
        return Err(Problem::Impossible("workforce-refused-appointed"));
    }
    let id = SupplementId(tx.new_id());
    let row = workforce_supplement::Model {
        municipality_id: tx.municipality(),
        id,
        employee_id: new.employee,
        number: new.signed.0.clone(),
        signed_on: new.signed.1,
        task: new.task.clone(),
        from_on: from,
        until_on: until,
        rate_cents: new.rate.cents,
        currency: currency_code(new.rate.currency).to_owned(),
        month_minutes: new.month_minutes,
        is_outside: new.is_outside,
        source: new.payer.source.clone(),
        project_id: new.payer.project,
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("supplement", id.0));
    Ok(id)
}

/// Revokes an agreement that was entered wrongly.
///
/// # Errors
/// When it has a time sheet, or was revoked meanwhile.
pub async fn revoke(tx: &mut Tx, one: &Supplement, why: &str) -> Result<(), Problem> {
    let sheets = sheets_of(tx, one.id).await?;
    if one.revoked_at.is_some() {
        return Err(Problem::Impossible("workforce-refused-revoked"));
    }
    if sheets.iter().any(|sheet| sheet.revoked_at.is_none()) {
        return Err(Problem::Impossible("workforce-refused-sheets"));
    }
    let row = workforce_supplement::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<workforce_supplement::Entity>(one.id, one.version, row).await?;
    tx.audit(Entry::write("supplement-revoked", one.id.0).because(why));
    Ok(())
}

/// The time sheets of an agreement, also revoked ones, the newest month first.
///
/// # Errors
/// When the database does not answer.
pub async fn sheets_of(tx: &Tx, id: SupplementId) -> Result<Vec<TimeSheet>, StoreError> {
    use workforce_sheet::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SupplementId.eq(id));
    Ok(rows.order_by_desc(Column::Month).order_by_desc(Column::Turn).all(tx.conn()).await?)
}

/// The time sheet of a month that holds.
#[must_use]
pub fn open_sheet(all: &[TimeSheet], month: Month) -> Option<&TimeSheet> {
    let month = month.to_string();
    all.iter().find(|one| one.revoked_at.is_none() && one.month == month)
}

/// What is wrong with the lines of a month.
///
/// # Errors
/// When the database does not answer.
pub async fn faults(
    tx: &Tx,
    law: &Law,
    (agreement, month, lines): (&Supplement, Month, &[Typed]),
) -> Result<BTreeMap<usize, Fault>, StoreError> {
    let sheets = sheets_of(tx, agreement.id).await?;
    let own = open_sheet(&sheets, month).map(|one| one.id);
    let span = (Day(month.first_day()), Day(month.last_day()));
    let mut work = load::work(tx, span).await?.known(tx.now());
    work.days.retain(|one| Some(one.sheet_id) != own);
    let settings = settings(tx).await?;
    let is_working = |day: Day| law.is_working(day.0);
    let against = Against {
        agreement,
        work: &work,
        today: tx.today(),
        day_most: settings.day_most(),
        normal: settings.normal(),
        is_working: &is_working,
    };
    Ok(against.faults(lines))
}

/// Writes the lines of a month. Lines that stay as they were are left; others are revoked and
/// entered anew. A print that was not signed yet is void.
///
/// # Errors
/// When a line cannot be, the sheet is signed, or was changed meanwhile.
pub async fn write(
    tx: &mut Tx,
    law: &Law,
    (agreement, month, lines, version): (&Supplement, Month, &[Typed], i32),
) -> Result<TimeSheetId, Problem> {
    if agreement.revoked_at.is_some() {
        return Err(Problem::Impossible("workforce-refused-revoked"));
    }
    if !faults(tx, law, (agreement, month, lines)).await?.is_empty() {
        return Err(Problem::Impossible("workforce-refused-lines"));
    }
    let sheets = sheets_of(tx, agreement.id).await?;
    let minutes: i32 = lines.iter().map(|line| line.end - line.begin).sum();
    let id = match open_sheet(&sheets, month) {
        Some(one) if one.signed_on.is_some() => {
            return Err(Problem::Impossible("workforce-refused-signed"));
        }
        Some(one) => {
            let row = workforce_sheet::ActiveModel {
                minutes: Set(minutes),
                paper_id: Set(None),
                account_name: Set(tx.actor().name.to_string()),
                ..Default::default()
            };
            let version = if version > 0 { version } else { one.version };
            tx.update::<workforce_sheet::Entity>(one.id, version, row).await?;
            one.id
        }
        None => begin(tx, agreement, (month, &sheets, minutes)).await?,
    };
    replace(tx, (id, agreement.employee_id), lines).await?;
    tx.audit(Entry::write("time-sheet", id.0));
    Ok(id)
}

async fn begin(
    tx: &Tx,
    agreement: &Supplement,
    (month, sheets, minutes): (Month, &[TimeSheet], i32),
) -> Result<TimeSheetId, StoreError> {
    let month = month.to_string();
    let turn = sheets.iter().filter(|one| one.month == month).map(|one| one.turn).max();
    let id = TimeSheetId(tx.new_id());
    let row = workforce_sheet::Model {
        municipality_id: tx.municipality(),
        id,
        supplement_id: agreement.id,
        employee_id: agreement.employee_id,
        month,
        turn: turn.unwrap_or(0) + 1,
        minutes,
        paper_id: None,
        signed_on: None,
        signed_by: String::new(),
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

async fn revoke_line(tx: &Tx, one: &SheetDay) -> Result<(), StoreError> {
    let row =
        workforce_sheet_day::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<workforce_sheet_day::Entity>(one.id, one.version, row).await
}

fn is_same(row: &SheetDay, line: &Typed) -> bool {
    row.day == line.day
        && (row.begin_minute, row.end_minute) == (line.begin, line.end)
        && row.work == line.work
}

async fn replace(
    tx: &Tx,
    (id, employee): (TimeSheetId, EmployeeId),
    lines: &[Typed],
) -> Result<(), StoreError> {
    let there = load::lines_of(tx, id).await?;
    for one in there.iter().filter(|one| !lines.iter().any(|line| is_same(one, line))) {
        revoke_line(tx, one).await?;
    }
    for line in lines.iter().filter(|line| !there.iter().any(|one| is_same(one, line))) {
        let row = workforce_sheet_day::Model {
            municipality_id: tx.municipality(),
            id: SheetDayId(tx.new_id()),
            sheet_id: id,
            employee_id: employee,
            day: line.day,
            begin_minute: line.begin,
            end_minute: line.end,
            work: line.work.clone(),
            entered_at: tx.now(),
            revoked_at: None,
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    Ok(())
}

/// Describes the paper of a month, to be printed and signed by both.
///
/// # Errors
/// When the sheet is revoked or has a paper, or was changed meanwhile.
pub async fn print(tx: &mut Tx, sheet: &TimeSheet, press: &Press) -> Result<(), Problem> {
    if sheet.revoked_at.is_some() || sheet.paper_id.is_some() || sheet.minutes == 0 {
        return Err(Problem::Impossible("workforce-refused-print"));
    }
    let agreement = load::supplement(tx, sheet.supplement_id).await?;
    let employee = load::employee(tx, sheet.employee_id).await?;
    let lines = load::lines_of(tx, sheet.id).await?;
    let month = Month::parse(&sheet.month).map_err(Problem::internal)?;
    let names = Projects::read(tx).await?;
    let publicity = match agreement.project_id {
        Some(id) => projects::printed(tx, id, Day(month.last_day())).await?,
        None => None,
    };
    let mut data = press.frame(&bg("workforce-paper-sheet"), publicity);
    let args = [("number", agreement.number.clone()), ("day", agreement.signed_on.bg())];
    data["about"] = bg_with("workforce-paper-about", &args).into();
    let payer = names.words(ui::Lang::Bg, &agreement.source, agreement.project_id);
    let rows: Vec<[String; 4]> = lines
        .iter()
        .map(|one| {
            let time = course::time;
            let span = format!("{}–{}", time(one.begin_minute), time(one.end_minute));
            [one.day.bg(), span, time(one.end_minute - one.begin_minute), one.work.clone()]
        })
        .collect();
    let heads =
        ["day", "time", "hours", "work"].map(|name| bg(&format!("workforce-column-{name}")));
    data["sections"] = json!([
        { "title": bg("workforce-paper-month"), "lines": [
            [bg("workforce-column-month"), month_words(month)],
            [bg("workforce-column-employee"), employee.name.clone()],
            [bg("workforce-column-task"), agreement.task],
            [bg("workforce-column-source"), payer],
            [bg("workforce-column-total"), course::time(sheet.minutes)],
        ] },
        { "title": bg("workforce-paper-days"), "heads": heads, "rows": rows },
    ]);
    data["signatures"] = json!([
        { "role": bg("workforce-paper-worker"), "name": &employee.name },
        { "role": bg("workforce-paper-head"), "name": "" },
    ]);
    let paper = paper::add(tx, (paper::SHEET, &sheet.month), (data, &press.verify)).await?;
    let row = workforce_sheet::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<workforce_sheet::Entity>(sheet.id, sheet.version, row).await?;
    Ok(())
}

/// Notes that both signed the paper.
///
/// # Errors
/// When there is no paper, it was signed, or the day is ahead.
pub async fn sign(tx: &mut Tx, sheet: &TimeSheet, (on, by): (Day, &str)) -> Result<(), Problem> {
    let is_open = sheet.revoked_at.is_none() && sheet.signed_on.is_none();
    if !is_open || sheet.paper_id.is_none() || on > tx.today() {
        return Err(Problem::Impossible("workforce-refused-sign"));
    }
    let row = workforce_sheet::ActiveModel {
        signed_on: Set(Some(on)),
        signed_by: Set(by.to_owned()),
        ..Default::default()
    };
    tx.update::<workforce_sheet::Entity>(sheet.id, sheet.version, row).await?;
    tx.audit(Entry::write("time-sheet-signed", sheet.id.0));
    Ok(())
}

/// Revokes a time sheet with its lines; the month can be written anew.
///
/// # Errors
/// When it was revoked or changed meanwhile.
pub async fn revoke_sheet(tx: &mut Tx, sheet: &TimeSheet, why: &str) -> Result<(), Problem> {
    if sheet.revoked_at.is_some() {
        return Err(Problem::Impossible("workforce-refused-revoked"));
    }
    let row = workforce_sheet::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        ..Default::default()
    };
    tx.update::<workforce_sheet::Entity>(sheet.id, sheet.version, row).await?;
    for one in load::lines_of(tx, sheet.id).await? {
        revoke_line(tx, &one).await?;
    }
    tx.audit(Entry::write("time-sheet-revoked", sheet.id.0).because(why));
    Ok(())
}

/// The months of an agreement until today, oldest first.
#[must_use]
pub fn months(agreement: &Supplement, today: Day) -> Vec<Month> {
    let last = agreement.until_on.min(today);
    let mut month = Month::of(agreement.from_on.0);
    let mut all = Vec::new();
    while Day(month.first_day()) <= last {
        if agreement.meets((Day(month.first_day()), Some(Day(month.last_day())))) {
            all.push(month);
        }
        month = month.plus(1);
    }
    all
}
