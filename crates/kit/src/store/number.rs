//! Registration numbers without gaps: one row counts each register and year.

use super::entity::register_counter;
use super::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set, sea_query::Expr, ExprTrait};

impl Tx {
    /// The next number of a register in a year, from 1. Given in this transaction: rolled back
    /// with it, so that no number is burned.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next_number(&self, register: &str, year: i32) -> Result<i64, StoreError> {
        use register_counter::Column;
        let raised = register_counter::Entity::update_many()
            .col_expr(Column::Last, Expr::col(Column::Last).add(1))
            .filter(Column::MunicipalityId.eq(self.municipality()))
            .filter(Column::Register.eq(register))
            .filter(Column::Year.eq(year))
            .exec(self.conn())
            .await?;
        if raised.rows_affected == 0 {
            let first = register_counter::ActiveModel {
                municipality_id: Set(self.municipality()),
                register: Set(register.to_owned()),
                year: Set(year),
                last: Set(1),
            };
            register_counter::Entity::insert(first).exec_without_returning(self.conn()).await?;
            return Ok(1);
        }
        let row = self
            .find::<register_counter::Entity>()
            .filter(Column::Register.eq(register))
            .filter(Column::Year.eq(year))
            .one(self.conn())
            .await?;
        row.map(|row| row.last).ok_or(StoreError::NotFound)
    }
}
