//! The many rows of the generator. Doors take one thing at a time; here hundreds go into a
//! statement. The tables belong to people, frontdesk, referral and kit.

use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
pub use sea_orm::Value;
use sea_orm::{ConnectionTrait, QueryResult, Statement};

/// A table as the generator writes it: its name, and its columns after the municipality and the
/// id, which come first in each. Rows are values in this order.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    columns: &'static str,
}

/// Answers of the law; what is there already stays.
pub const DECISION: Table = Table { name: "decision", columns: "answer_sealed" };

/// Rows of `person`.
pub const PERSON: Table = Table {
    name: "person",
    columns: "given middle family latin folded name_sealed birth_day sex phone email language needs \
              note_sealed is_protected died_on merged_into version created_at",
};
/// Rows of `identifier`.
pub const IDENTIFIER: Table = Table { name: "identifier", columns: "person_id kind sealed blind" };
/// Rows of `address`.
pub const ADDRESS: Table =
    Table { name: "address", columns: "person_id kind ekatte line sealed valid_from valid_to" };
/// Rows of `contact`.
pub const CONTACT: Table = Table {
    name: "contact",
    columns: "at account_id service_point_id channel place topic law outcome minutes person_id \
              note_sealed version asker ekatte sex age_group script_id documents campaign \
              follow_up_on",
};
/// Rows of `wish`.
pub const WISH: Table = Table {
    name: "wish",
    columns: "year number stated_at stated_on registered_at account_id service_point_id channel \
              person_id service_id representative_id facts_sealed words_sealed signal_id version",
};
/// Rows of `referral_case`.
pub const CASE: Table = Table {
    name: "referral_case",
    columns: "wish_id person_id service_id state wish_on due_on next_on next_kind officer_id rule \
              regime competent decision_id closed_at version",
};
/// Rows of `meeting`.
pub const MEETING: Table = Table {
    name: "meeting",
    columns: "case_id offered_at offered_channel planned_at place_kind place state held_at \
              informed_orally informed_in_writing accessible_format note_sealed version",
};
/// Rows of `assessment`.
pub const ASSESSMENT: Table = Table {
    name: "assessment",
    columns: "year number case_id state order_id officer_id sealed signed_on signed_how \
              signed_late declined handed_over_at handed_over_how iis_consent_on \
              iis_consent_withdrawn_on iis_entered_on attempt late_reason appeal_outcome \
              annul_reason version",
};
/// Rows of `proposal`.
pub const PROPOSAL: Table = Table {
    name: "proposal",
    columns: "assessment_id service_id chosen duration valid_until position",
};
/// Rows of `event`.
pub const EVENT: Table =
    Table { name: "event", columns: "at kind account_id account_name person_id case_id data" };

/// Where the register's number stands in the rows of wishes and of assessments.
pub const WISH_NUMBER: usize = 3;
/// See [`WISH_NUMBER`].
pub const ASSESSMENT_NUMBER: usize = 3;

/// SQLite takes so many values in one statement, PostgreSQL twice as many.
const VALUES: usize = 32_766;
/// More rows in a statement make it no faster.
const ROWS: usize = 500;

impl Table {
    /// A table with its columns.
    pub const fn new(name: &'static str, columns: &'static str) -> Table {
        Table { name, columns }
    }

    fn width(&self) -> usize {
        2 + self.columns.split_whitespace().count()
    }

    fn insert(&self, tx: &Tx, rows: usize) -> String {
        let columns = self.columns.split_whitespace().collect::<Vec<_>>().join(", ");
        let mut sql = format!("insert into {} (municipality_id, id, {columns}) values ", self.name);
        let width = self.width();
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 1..=width {
                let comma = if column == 1 { "" } else { ", " };
                sql.push_str(comma);
                sql.push_str(&tx.mark(row * width + column));
            }
            sql.push(')');
        }
        if self.name == DECISION.name {
            sql.push_str(" on conflict do nothing");
        }
        sql
    }
}

/// Adds rows to a table, hundreds in a statement.
pub async fn insert(tx: &Tx, table: &Table, mut values: Vec<Value>) -> Result<(), StoreError> {
    let backend = tx.conn().get_database_backend();
    let width = table.width();
    let step = ROWS.min(VALUES / width) * width;
    while !values.is_empty() {
        let rest = values.split_off(step.min(values.len()));
        let sql = table.insert(tx, values.len() / width);
        let statement = Statement::from_sql_and_values(backend, sql, values);
        tx.conn().execute_raw(statement).await?;
        values = rest;
    }
    Ok(())
}

/// Takes so many numbers of a register in a year; gives the first.
pub async fn take_numbers(
    tx: &Tx,
    register: &str,
    year: i32,
    count: i64,
) -> Result<i64, StoreError> {
    let first = tx.next_number(register, year).await?;
    let sql = "update register_counter set last = last + $1 \
               where municipality_id = $2 and register = $3 and year = $4";
    let values: [Value; 4] =
        [(count - 1).into(), tx.municipality().0.into(), register.into(), year.into()];
    let backend = tx.conn().get_database_backend();
    tx.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(first)
}

/// How many people the municipality has.
pub async fn people(tx: &Tx) -> Result<u64, StoreError> {
    let sql = "select count(*) as n from person where municipality_id = $1";
    let backend = tx.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, [tx.municipality().0.into()]);
    let row = tx.conn().query_one_raw(statement).await?;
    let count: i64 = match row {
        Some(row) => row.try_get("", "n")?,
        None => 0,
    };
    Ok(count.unsigned_abs())
}

/// What a story's case has come to.
pub struct CaseFound {
    pub state: String,
    pub rule: String,
    /// `old` or `new`.
    pub regime: String,
}

async fn one(tx: &Tx, sql: &str, id: i64) -> Result<Option<QueryResult>, StoreError> {
    let backend = tx.conn().get_database_backend();
    let values: [Value; 2] = [tx.municipality().0.into(), id.into()];
    Ok(tx.conn().query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?)
}

/// Cases whose assessment is signed and given, the oldest first, so many at most.
pub async fn cases_with_assessment(tx: &Tx, most: u64) -> Result<Vec<i64>, StoreError> {
    let sql = "select c.id as id from referral_case c where c.municipality_id = $1 \
               and c.state = 'po_issued' and c.next_kind = 'watch_validity' \
               order by c.id limit $2";
    let values = [tx.municipality().0.into(), i64::try_from(most).unwrap_or(i64::MAX).into()];
    let backend = tx.conn().get_database_backend();
    let asked = Statement::from_sql_and_values(backend, sql, values);
    let rows = tx.conn().query_all_raw(asked).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// Grown-up people who use no service and have no open case, the oldest first.
pub async fn people_without_service(
    tx: &Tx,
    born_before: Day,
    most: u64,
) -> Result<Vec<i64>, StoreError> {
    let sql = "select p.id as id from person p where p.municipality_id = $1 \
               and p.birth_day < $2 and p.died_on is null and not exists \
               (select 1 from placement q where q.municipality_id = p.municipality_id \
               and q.person_id = p.id) and not exists \
               (select 1 from referral_case c where c.municipality_id = p.municipality_id \
               and c.person_id = p.id and c.closed_at is null) order by p.birth_day, p.id limit $3";
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let values: [Value; 3] =
        [tx.municipality().0.into(), born_before.to_string().into(), most.into()];
    let backend = tx.conn().get_database_backend();
    let asked = Statement::from_sql_and_values(backend, sql, values);
    let rows = tx.conn().query_all_raw(asked).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// The case of a wish.
pub async fn case_of(tx: &Tx, wish: i64) -> Result<Option<i64>, StoreError> {
    let sql = "select id from referral_case where municipality_id = $1 and wish_id = $2";
    Ok(one(tx, sql, wish).await?.map(|row| row.try_get("", "id")).transpose()?)
}

/// A case.
pub async fn case(tx: &Tx, id: i64) -> Result<CaseFound, StoreError> {
    let sql = "select state, rule, regime from referral_case \
               where municipality_id = $1 and id = $2";
    let row = one(tx, sql, id).await?.ok_or(StoreError::NotFound)?;
    Ok(CaseFound {
        state: row.try_get("", "state")?,
        rule: row.try_get("", "rule")?,
        regime: row.try_get("", "regime")?,
    })
}

/// The newest rows of a table: id and a moment of each.
pub async fn newest(
    tx: &Tx,
    table: &str,
    (moment, rows): (&str, u64),
) -> Result<Vec<(i64, Option<Instant>)>, StoreError> {
    let sql = format!(
        "select id, {moment} as at from {table} where municipality_id = $1 \
         order by coalesce({moment}, 0) desc, id desc limit {rows}"
    );
    let backend = tx.conn().get_database_backend();
    let own = [tx.municipality().0.into()];
    let found = tx.conn().query_all_raw(Statement::from_sql_and_values(backend, sql, own)).await?;
    let row = |row: &QueryResult| {
        let at: Option<i64> = row.try_get("", "at")?;
        Ok((row.try_get("", "id")?, at.map(Instant)))
    };
    found.iter().map(row).collect()
}
