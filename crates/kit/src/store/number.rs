//! Registration numbers without gaps: one row counts each register and year.

use super::entity::register_counter;
use super::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set, sea_query::Expr};

impl Tx {
    /// The next number of a register in a year, from 1. Given in this transaction: rolled back
    /// with it, so that no number is burned.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_number(&self, register: &str, year: i32) -> Result<i64, StoreError> {
        use register_counter::Column;
        if !self.raise(register, year).await? {
            // The first number of a year. Of two that come first at once, one waits here for the
            // other's end and then counts on from it.
            let zero = register_counter::ActiveModel {
                municipality_id: Set(self.municipality()),
                register: Set(register.to_owned()),
                year: Set(year),
                last: Set(0),
            };
            register_counter::Entity::insert(zero)
                .on_conflict_do_nothing_on([Column::MunicipalityId, Column::Register, Column::Year])
                .exec_without_returning(self.conn())
                .await?;
            self.raise(register, year).await?;
        }
        let row = self
            .find::<register_counter::Entity>()
            .filter(Column::Register.eq(register))
            .filter(Column::Year.eq(year))
            .one(self.conn())
            .await?;
        row.map(|row| row.last).ok_or(StoreError::NotFound)
    }

    /// Counts one on; on PostgreSQL the row stays locked to the transaction's end. `false` when
    /// there is no row yet.
    async fn raise(&self, register: &str, year: i32) -> Result<bool, StoreError> {
        use register_counter::Column;
        let raised = register_counter::Entity::update_many()
            .col_expr(Column::Last, Expr::col(Column::Last).add(1))
            .filter(Column::MunicipalityId.eq(self.municipality()))
            .filter(Column::Register.eq(register))
            .filter(Column::Year.eq(year))
            .exec(self.conn())
            .await?;
        Ok(raised.rows_affected == 1)
    }
}
