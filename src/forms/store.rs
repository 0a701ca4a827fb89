//! The rows of own fields and their answers. The only place of this capability that names the ORM.

use super::Kind;
use kit::store::Tx;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{JoinType, Value};

pub mod form_version {
    use crate::forms::FormVersionId;
    use kit::types::{AccountId, Day, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FormVersionId,
        pub form: String,
        pub number: i32,
        pub valid_from: Option<Day>,
        pub fields: String,
        pub account_id: Option<AccountId>,
        pub at: Instant,
        pub version: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(form_version, versioned);

pub mod form_value {
    use crate::forms::{FormValueId, FormVersionId};
    use kit::types::{AccountId, Instant, MunicipalityId};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub municipality_id: MunicipalityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FormValueId,
        pub form: String,
        pub row_id: i64,
        pub field: String,
        pub version_id: FormVersionId,
        pub plain: Option<String>,
        pub value_sealed: Option<Vec<u8>>,
        pub at: Instant,
        pub account_id: Option<AccountId>,
        pub ended_at: Option<Instant>,
        pub ended_by: Option<AccountId>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
kit::owned!(form_value);

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![columns::<form_version::Entity>(), columns::<form_value::Entity>()]
}

/// The name of the joined table of answers.
const JOINED: &str = "own_value";

fn of_field(tx: &Tx, (kind, key): (Kind, &str), table: &str) -> SimpleExpr {
    let column = |name: &str| Expr::col((Alias::new(table), Alias::new(name)));
    column("municipality_id")
        .eq(Value::from(tx.municipality().0))
        .and(column("form").eq(kind.code()))
        .and(column("field").eq(key))
        .and(column("ended_at").is_null())
}

/// The ids of the rows that answered a field, or answered it so.
#[must_use]
pub fn answered(tx: &Tx, field: (Kind, &str), answer: Option<&str>) -> SelectStatement {
    let mut query = Query::select();
    query
        .column((Alias::new("form_value"), Alias::new("row_id")))
        .from(Alias::new("form_value"))
        .and_where(of_field(tx, field, "form_value"));
    if let Some(answer) = answer {
        query.and_where(Expr::col((Alias::new("form_value"), Alias::new("plain"))).eq(answer));
    }
    query.to_owned()
}

/// Joins the answers of a field to the rows of a form, and gives what they are grouped by.
pub fn join(
    query: &mut SelectStatement,
    (tx, kind, key): (&Tx, Kind, &str),
    row: SimpleExpr,
) -> SimpleExpr {
    let joined = Alias::new(JOINED);
    let on = of_field(tx, (kind, key), JOINED)
        .and(Expr::col((joined.clone(), Alias::new("row_id"))).eq(row));
    query.join_as(JoinType::InnerJoin, Alias::new("form_value"), joined.clone(), on);
    Expr::col((joined, Alias::new("plain")))
}
