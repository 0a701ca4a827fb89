//! The time sheets of supplementary agreements that a project pays for, day by day, for those who prove
//! it to whoever pays.

use super::course::{Lasts, time};
use super::frame::month_words;
use super::load::{self, Known, SheetDay, Supplement, TimeSheet};
use super::store::workforce_sheet_day;
use super::{SupplementId, TimeSheetId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// A supplementary agreement with its months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementSheets {
    /// Who works by it.
    pub employee: String,
    /// Its number.
    pub number: String,
    /// Its months, first to last; of those that are not over only the written ones.
    pub months: Vec<MonthSheet>,
}

/// A month of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthSheet {
    /// The month in words.
    pub month: String,
    /// Its hours in words.
    pub total: String,
    /// When both signed.
    pub signed_on: Option<Day>,
    /// There is a time sheet.
    pub is_written: bool,
    /// Day, from and to, hours, what was done.
    pub rows: Vec<[String; 4]>,
}

async fn lines(
    tx: &Tx,
    ids: Vec<TimeSheetId>,
) -> Result<HashMap<TimeSheetId, Vec<SheetDay>>, StoreError> {
    use workforce_sheet_day::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SheetId.is_in(ids));
    let rows = rows.filter(Column::RevokedAt.is_null());
    let rows = rows.order_by_asc(Column::Day).order_by_asc(Column::BeginMinute);
    let mut all: HashMap<TimeSheetId, Vec<SheetDay>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        all.entry(row.sheet_id).or_default().push(row);
    }
    Ok(all)
}

fn cells(line: &SheetDay) -> [String; 4] {
    [
        line.day.bg(),
        format!("{}–{}", time(line.begin_minute), time(line.end_minute)),
        time(line.end_minute - line.begin_minute),
        line.work.clone(),
    ]
}

/// The months of an agreement between two days.
fn months(
    one: &Supplement,
    (sheets, lines): (&[&TimeSheet], &HashMap<TimeSheetId, Vec<SheetDay>>),
    (from, to, today): (Day, Day, Day),
) -> Vec<MonthSheet> {
    let last = Month::of(to.min(one.until_on).min(today).0);
    let mut month = Month::of(from.max(one.from_on).0);
    let mut all = Vec::new();
    while month <= last {
        let text = month.to_string();
        let sheet = sheets.iter().find(|sheet| sheet.month == text);
        let rows = sheet.and_then(|sheet| lines.get(&sheet.id)).map(Vec::as_slice);
        if sheet.is_some() || Day(month.last_day()) < today {
            all.push(MonthSheet {
                month: month_words(month),
                total: time(sheet.map_or(0, |sheet| sheet.minutes)),
                signed_on: sheet.and_then(|sheet| sheet.signed_on),
                is_written: sheet.is_some(),
                rows: rows.unwrap_or_default().iter().map(cells).collect(),
            });
        }
        month = month.plus(1);
    }
    all
}

/// The time sheets of the agreements of a project between two days. Some queries, however many there
/// are.
///
/// # Errors
/// When the database does not answer.
pub async fn time_sheets(
    tx: &Tx,
    project: i64,
    (from, to): (Day, Day),
) -> Result<Vec<AgreementSheets>, StoreError> {
    let mut agreements = load::supplements(tx).await?;
    agreements.retain(|one| {
        one.revoked_at.is_none()
            && one.project_id.is_some_and(|id| id.0 == project)
            && one.meets((from, Some(to)))
    });
    let mut sheets = load::sheets(tx).await?;
    sheets.retain(|sheet| sheet.revoked_at.is_none());
    let mut of: HashMap<SupplementId, Vec<&TimeSheet>> = HashMap::new();
    for sheet in &sheets {
        of.entry(sheet.supplement_id).or_default().push(sheet);
    }
    let own = |one: &Supplement| of.get(&one.id).map(Vec::as_slice).unwrap_or_default();
    let ids = agreements.iter().flat_map(own).map(|sheet| sheet.id).collect();
    let lines = lines(tx, ids).await?;
    let known = Known::read(tx).await?;
    let days = (from, to, tx.today());
    let sheets_of = |one: &Supplement| AgreementSheets {
        employee: known.name(one.employee_id),
        number: one.number.clone(),
        months: months(one, (own(one), &lines), days),
    };
    Ok(agreements.iter().map(sheets_of).collect())
}
