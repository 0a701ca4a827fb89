//! Registration numbers without gaps: one row counts each register and year.

use super::entity::register_counter;
use super::{StoreError, Tx};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Set};

impl Tx {
    /// The next number of a register in a year, from 1. Given in this transaction: rolled back
    /// with it, so that no number is burned.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_number(&self, register: &str, year: i32) -> Result<i64, StoreError> {
        use register_counter::Column;
        if let Some(number) = self.raise(register, year).await? {
            return Ok(number);
        }
        // The first number of a year. Of two that come first at once, one waits here for the
        // other's end and then counts on from it.
        let zero = register_counter::ActiveModel {
            municipality_id: Set(self.municipality()),
            register: Set(register.to_owned()),
            year: Set(year),
            last: Set(0),
        };
        let zero = register_counter::Entity::insert(zero).on_conflict_do_nothing_on([
            Column::MunicipalityId,
            Column::Register,
            Column::Year,
        ]);
        zero.exec_without_returning(self.conn()).await?;
        self.raise(register, year).await?.ok_or(StoreError::NotFound)
    }

    /// Counts one on and says the number; on PostgreSQL the row stays locked to the transaction's
    /// end. `None` when there is no row yet.
    async fn raise(&self, register: &str, year: i32) -> Result<Option<i64>, StoreError> {
        use register_counter::Column;
        let raise = Query::update()
            .table(register_counter::Entity)
            .value(Column::Last, Expr::col(Column::Last).add(1))
            .and_where(Column::MunicipalityId.eq(self.municipality()))
            .and_where(Column::Register.eq(register))
            .and_where(Column::Year.eq(year))
            .returning_col(Column::Last)
            .to_owned();
        let raised = self.conn().query_one(&raise).await?;
        Ok(raised.map(|row| row.try_get_by_index(0)).transpose()?)
    }
}
