//! Reports that somebody saved: whose they are, who else sees them, when they are sent.

use super::frame::LINE;
use super::question::Question;
use super::store::{report_saved, report_share};
use super::{READ, SavedId};
use kit::access;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Form, Problem};
use law::Month;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Set,
};
use std::collections::{HashMap, HashSet};
use ui::Lang;

/// A saved report.
pub type Saved = report_saved::Model;

/// When a report is sent; words have the key `reporting-schedule-<code>`.
pub const SCHEDULES: [&str; 3] = ["none", "week", "month"];
/// So many saved reports are shown: whoever keeps more cannot tell them apart.
const SHOWN: u64 = 200;

/// The question of a saved report, over the months that its text names.
#[must_use]
pub fn question(row: &Saved, today: Day) -> Question {
    read(&row.question, today)
}

/// A question as an address writes it.
#[must_use]
pub fn read(query: &str, today: Day) -> Question {
    Question::read(&Form::filled(Lang::Bg, form_pairs(query)), today)
}

fn form_pairs(query: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.to_owned(), decoded(value)))
    };
    query.split('&').filter_map(pair).collect()
}

/// A value as [`Question::query`] wrote it: letters and codes, the rest by bytes.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match (first, code.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The same question over as many months, the last one being this or the one before: what is sent again and
/// again tells of the time that has just passed.
#[must_use]
pub fn moved(question: &Question, (schedule, today): (&str, Day)) -> Question {
    let now = Month::of(today.0);
    let to = if schedule == "month" { now.plus(-1) } else { now };
    let (first, last) = (question.from.first_day(), question.to.first_day());
    let months = (i64::from(last.year()) - i64::from(first.year())) * 12 + i64::from(last.month())
        - i64::from(first.month());
    Question { from: to.plus(-months), to, as_known_on: None, ..question.clone() }
}

/// The reports that somebody may see: their own and those shared with them, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, account: AccountId) -> Result<Vec<Saved>, StoreError> {
    use report_saved::Column;
    let shared = tx
        .find::<report_share::Entity>()
        .filter(report_share::Column::AccountId.eq(account))
        .select_only()
        .column(report_share::Column::ReportId)
        .into_query();
    let seen =
        Condition::any().add(Column::AccountId.eq(account)).add(Column::Id.in_subquery(shared));
    let rows = tx
        .find::<report_saved::Entity>()
        .filter(seen)
        .filter(Column::RemovedAt.is_null())
        .order_by_desc(Column::Id)
        .limit(SHOWN);
    Ok(rows.all(tx.conn()).await?)
}

/// The row of one that is not taken away.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: SavedId) -> Result<Saved, StoreError> {
    let row = tx
        .find::<report_saved::Entity>()
        .filter(report_saved::Column::Id.eq(id))
        .filter(report_saved::Column::RemovedAt.is_null());
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// One of them.
///
/// # Errors
/// [`Problem::NotFound`] when there is none that the actor may see.
pub async fn one(tx: &Tx, id: SavedId) -> Result<Saved, Problem> {
    let account = tx.actor().account.ok_or(Problem::NotFound)?;
    let row = row(tx, id).await?;
    if row.account_id != Some(account) && !shares(tx, id).await?.contains(&account) {
        return Err(Problem::NotFound);
    }
    Ok(row)
}

/// One of the actor's own: others may see it and not change it.
///
/// # Errors
/// [`Problem::NotFound`] when it is not theirs.
pub async fn own(tx: &Tx, id: SavedId) -> Result<Saved, Problem> {
    let row = one(tx, id).await?;
    if row.account_id == tx.actor().account { Ok(row) } else { Err(Problem::NotFound) }
}

/// With whom a report is shared.
///
/// # Errors
/// When the database does not answer.
pub async fn shares(tx: &Tx, id: SavedId) -> Result<HashSet<AccountId>, StoreError> {
    let rows = tx
        .find::<report_share::Entity>()
        .filter(report_share::Column::ReportId.eq(id))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

/// Saves a question under a title.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    tx: &mut Tx,
    (title, question): (&str, &Question),
) -> Result<SavedId, StoreError> {
    let id = SavedId(tx.new_id());
    let row = Saved {
        municipality_id: tx.municipality(),
        id,
        account_id: tx.actor().account,
        account_name: tx.actor().name.to_string(),
        title: title.chars().take(LINE).collect(),
        question: question.query(),
        schedule: SCHEDULES[0].to_owned(),
        sent_on: None,
        mail_sealed: tx.seal("report_saved", "mail_sealed", id.0, "")?,
        removed_at: None,
        made_at: tx.now(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::write("report-saved", id.0));
    Ok(id)
}

/// Colleagues who work with reports: whom a report may be shared with.
///
/// # Errors
/// When the database does not answer.
pub async fn colleagues(tx: &Tx) -> Result<Vec<(AccountId, String)>, StoreError> {
    let roles: HashMap<String, Vec<String>> =
        access::role_rights(tx).await?.into_iter().map(|(row, rights)| (row.id, rights)).collect();
    let may = |role: &String| roles.get(role).is_some_and(|all| all.iter().any(|one| one == READ));
    let all = access::accounts(tx, tx.today()).await?.into_iter();
    let some = all.filter(|one| one.disabled_at.is_none() && one.roles.iter().any(may));
    Ok(some.map(|one| (one.id, one.name)).collect())
}

/// Shares a report with these and with nobody else.
///
/// # Errors
/// When somebody changed it meanwhile, or the database refuses.
pub async fn share(tx: &mut Tx, row: &Saved, with: &[AccountId]) -> Result<(), StoreError> {
    // Nothing of the row changes but its version: two who share at once lose nothing.
    let active =
        report_saved::ActiveModel { schedule: Set(row.schedule.clone()), ..Default::default() };
    tx.update::<report_saved::Entity>(row.id, row.version, active).await?;
    report_share::Entity::delete_many()
        .filter(report_share::Column::MunicipalityId.eq(tx.municipality()))
        .filter(report_share::Column::ReportId.eq(row.id))
        .exec(tx.conn())
        .await?;
    for account in with {
        let share = report_share::Model {
            municipality_id: tx.municipality(),
            report_id: row.id,
            account_id: *account,
        };
        tx.insert(share.into_active_model()).await?;
    }
    tx.audit(audit::Entry::write("report-shared", row.id.0));
    Ok(())
}

/// When and where a report is sent.
///
/// # Errors
/// When somebody changed it meanwhile, or the database refuses.
pub async fn schedule(
    tx: &mut Tx,
    row: &Saved,
    (schedule, mail): (&str, &str),
) -> Result<(), StoreError> {
    let active = report_saved::ActiveModel {
        schedule: Set(schedule.to_owned()),
        mail_sealed: Set(tx.seal("report_saved", "mail_sealed", row.id.0, mail)?),
        ..Default::default()
    };
    tx.update::<report_saved::Entity>(row.id, row.version, active).await?;
    tx.audit(audit::Entry::write("report-scheduled", row.id.0));
    Ok(())
}

/// Takes a report away: it is shown and sent no more.
///
/// # Errors
/// When somebody changed it meanwhile, or the database refuses.
pub async fn remove(tx: &mut Tx, row: &Saved) -> Result<(), StoreError> {
    let active =
        report_saved::ActiveModel { removed_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<report_saved::Entity>(row.id, row.version, active).await?;
    tx.audit(audit::Entry::write("report-removed", row.id.0));
    Ok(())
}

/// Where a report is sent; empty for nowhere.
///
/// # Errors
/// When it cannot be opened.
pub fn mail(tx: &Tx, row: &Saved) -> Result<String, StoreError> {
    tx.open("report_saved", "mail_sealed", row.id.0, &row.mail_sealed)
}
