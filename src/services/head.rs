//! A service in short, as lists and cases name it.

use super::ServiceId;
use super::store::{provider, service};
use kit::store::{Answers, Asked, Questions, StoreError, Tx, is_found};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use std::collections::HashMap;

/// A service in short.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ServiceHead {
    /// The service.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Its kind, 1 to 10 (чл. 15 ЗСУ).
    pub kind: i32,
    /// Who pays: a code of [`super::FUNDING`].
    pub funding: String,
    /// Name of its provider.
    pub provider: String,
}

/// Services asked for among other questions.
#[derive(Clone)]
pub struct AskedServices(Asked<ServiceHead>);

/// Asks for the services whose ids a query finds.
pub fn ask(tx: &Tx, questions: &mut Questions, ids: SelectStatement) -> AskedServices {
    ask_those(tx, questions, service::Column::Id.in_subquery(ids))
}

/// Asks for the one service whose id a query finds.
pub fn ask_one(tx: &Tx, questions: &mut Questions, id: SelectStatement) -> AskedServices {
    ask_those(tx, questions, is_found(service::Column::Id, id))
}

fn ask_those(tx: &Tx, questions: &mut Questions, wanted: Expr) -> AskedServices {
    use service::Column;
    let of_provider: RelationDef = service::Entity::belongs_to(provider::Entity)
        .from((Column::MunicipalityId, Column::ProviderId))
        .to((provider::Column::MunicipalityId, provider::Column::Id))
        .into();
    let services = tx
        .find::<service::Entity>()
        .filter(wanted)
        .join(JoinType::InnerJoin, of_provider)
        .select_only()
        .columns([Column::Id, Column::Name, Column::Kind, Column::Funding])
        .column_as(provider::Column::Name, "provider");
    AskedServices(questions.ask_for(&services))
}

/// The services that were asked for.
///
/// # Errors
/// When a row cannot be read.
pub fn asked(
    answers: &mut Answers,
    asked: AskedServices,
) -> Result<HashMap<ServiceId, ServiceHead>, StoreError> {
    Ok(answers.take(asked.0)?.into_iter().map(|row| (row.id, row)).collect())
}
