//! The connection of a transaction, and several questions asked of it at once.

use super::batch::Turn;
use super::reader::Reader;
use super::wire::Outcome;
use super::{StoreError, Tx};
use async_trait::async_trait;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, ExecResult,
    FromQueryResult, QueryResult, QueryTrait, Select, Statement, Value,
};
use std::marker::PhantomData;

/// The connection of a transaction.
pub struct Conn(pub(super) Kind);

pub(super) enum Kind {
    Postgres(DatabaseTransaction),
    Reader(Reader),
    Turn(Turn),
}

/// SQLite plans a statement anew each time when its `limit` is a bound value: it is written out.
/// That costs a plan for each bound asked for, and those are few.
pub(super) fn with_limit_written(mut statement: Statement) -> Statement {
    const BOUND: &str = " LIMIT ?";
    const AFTER: &str = " OFFSET ?";
    let Some(values) = statement.values.as_mut().map(|values| &mut values.0) else {
        return statement;
    };
    let offset = statement.sql.ends_with(AFTER);
    let end = statement.sql.len() - if offset { AFTER.len() } else { 0 };
    let Some(before) = statement.sql.get(..end).and_then(|sql| sql.strip_suffix(BOUND)) else {
        return statement;
    };
    let Some(at) = values.len().checked_sub(1 + usize::from(offset)) else {
        return statement;
    };
    if let Some(Value::BigUnsigned(Some(limit))) = values.get(at) {
        let after = if offset { AFTER } else { "" };
        statement.sql = format!("{before} LIMIT {limit}{after}");
        values.remove(at);
    }
    statement
}

const READS_ONLY: &str = "this transaction reads; nothing is written by it";

#[async_trait]
impl ConnectionTrait for Conn {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Kind::Postgres(_) => DbBackend::Postgres,
            Kind::Reader(_) | Kind::Turn(_) => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Kind::Postgres(txn) => txn.execute_raw(statement).await,
            Kind::Reader(_) => Err(DbErr::Custom(READS_ONLY.into())),
            Kind::Turn(turn) => {
                let outcome = turn.ask(vec![statement]).await?.pop();
                let done = outcome.map(|outcome| ExecResult::from(outcome.done));
                done.ok_or_else(|| DbErr::Custom("an answer is missing".into()))
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Kind::Postgres(txn) => txn.execute_unprepared(sql).await,
            _ => self.execute_raw(Statement::from_string(DbBackend::Sqlite, sql)).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match &self.0 {
            Kind::Postgres(txn) => txn.query_one_raw(statement).await,
            _ => Ok(self.query_all_raw(statement).await?.into_iter().next()),
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.0 {
            Kind::Postgres(txn) => txn.query_all_raw(statement).await,
            _ => Ok(self.ask(vec![statement]).await?.pop().unwrap_or_default()),
        }
    }
}

impl Conn {
    async fn ask(&self, asked: Vec<Statement>) -> Result<Vec<Vec<QueryResult>>, DbErr> {
        self.ask_so(asked, false).await
    }

    /// Asks; a transaction that reads may end with the answers.
    async fn ask_so(
        &self,
        asked: Vec<Statement>,
        ends: bool,
    ) -> Result<Vec<Vec<QueryResult>>, DbErr> {
        let written = |asked: Vec<_>| asked.into_iter().map(with_limit_written).collect();
        let outcomes: Vec<Outcome> = match &self.0 {
            Kind::Postgres(txn) => {
                let mut all = Vec::with_capacity(asked.len());
                for one in asked {
                    all.push(txn.query_all_raw(one).await?);
                }
                return Ok(all);
            }
            Kind::Reader(reader) => reader.ask(written(asked), ends).await?,
            Kind::Turn(turn) => turn.ask(written(asked)).await?,
        };
        let rows = |outcome: Outcome| outcome.rows.into_iter().map(QueryResult::from).collect();
        Ok(outcomes.into_iter().map(rows).collect())
    }

    /// A statement whose outcome nobody waits for. SQLite gets it with the next question or with
    /// the end, which fails when it fails.
    pub(super) async fn later(&self, statement: Statement) -> Result<(), DbErr> {
        match &self.0 {
            Kind::Turn(turn) => {
                turn.later(statement).await;
                Ok(())
            }
            _ => self.execute_raw(statement).await.map(drop),
        }
    }

    /// Ends a transaction whose work, if it did any, is not to be kept.
    pub(super) async fn end(self) -> Result<(), DbErr> {
        match self.0 {
            Kind::Postgres(txn) => txn.rollback().await?,
            Kind::Reader(reader) => reader.end().await,
            Kind::Turn(turn) => turn.rollback().await,
        }
        Ok(())
    }
}

/// That a column has the value which a query finds, in one row at most. SQLite reads it like one
/// that was given; for `in` it makes a table first.
#[must_use]
pub fn is_found(column: impl ColumnTrait, query: SelectStatement) -> Expr {
    Expr::col(column.as_column_ref()).eq(Expr::SubQuery(None, Box::new(query.into())))
}

/// Questions that do not wait for each other's answers: SQLite gets them in one message.
pub struct Questions(pub(super) DbBackend, pub(super) Vec<Statement>);

/// The place of one question's answer.
pub struct Asked<M>(usize, PhantomData<fn() -> M>);

// Not derived: that would ask the same of `M`.
impl<M> Clone for Asked<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Asked<M> {}

/// The rows that answer [`Questions`].
pub struct Answers(Vec<Vec<QueryResult>>);

impl Questions {
    /// One more question.
    pub fn ask<E: EntityTrait>(&mut self, select: &Select<E>) -> Asked<E::Model> {
        self.ask_for(select)
    }

    /// One more question, whose rows are not whole rows of a table.
    pub fn ask_for<M: FromQueryResult, E: EntityTrait>(&mut self, select: &Select<E>) -> Asked<M> {
        self.1.push(select.build(self.0));
        Asked(self.1.len() - 1, PhantomData)
    }
}

impl Answers {
    /// The rows of a question. They can be taken once.
    ///
    /// # Errors
    /// When a row is not what it was taken for.
    pub fn take<M: FromQueryResult>(&mut self, asked: Asked<M>) -> Result<Vec<M>, StoreError> {
        let rows = self.0.get_mut(asked.0).map(std::mem::take).unwrap_or_default();
        let rows = rows.iter().map(|row| M::from_query_result(row, ""));
        Ok(rows.collect::<Result<Vec<M>, DbErr>>()?)
    }
}

impl Tx {
    /// No questions yet.
    #[must_use]
    pub fn questions(&self) -> Questions {
        Questions(self.conn().get_database_backend(), Vec::new())
    }

    /// Asks them all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answers(&self, questions: Questions) -> Result<Answers, StoreError> {
        Ok(Answers(self.conn().ask(questions.1).await?))
    }

    /// Asks all that a page has to ask: the snapshot ends with the answers, in the same message. What
    /// is asked after all sees the database as it is then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_answers(&self, questions: Questions) -> Result<Answers, StoreError> {
        Ok(Answers(self.conn().ask_so(questions.1, true).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::with_limit_written;
    use sea_orm::{DbBackend, Statement, Value};

    fn written(sql: &str, values: Vec<Value>) -> (String, usize) {
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
        let statement = with_limit_written(statement);
        (statement.sql, statement.values.map_or(0, |values| values.0.len()))
    }

    #[test]
    fn a_limit_is_written_out_and_nothing_else() {
        let (a, n) = (Value::from("a"), Value::from(51_u64));
        let bound = |sql: &str| format!("select x from t where y = ?{sql}");
        assert_eq!(
            written(&bound(" LIMIT ?"), vec![a.clone(), n.clone()]),
            (bound(" LIMIT 51"), 1)
        );
        assert_eq!(
            written(&bound(" LIMIT ? OFFSET ?"), vec![a.clone(), n.clone(), n.clone()]),
            (bound(" LIMIT 51 OFFSET ?"), 2)
        );
        assert_eq!(written(&bound(""), vec![a.clone()]), (bound(""), 1));
        assert_eq!(written(&bound(" LIMIT ?"), vec![a.clone(), a]), (bound(" LIMIT ?"), 2));
    }
}
