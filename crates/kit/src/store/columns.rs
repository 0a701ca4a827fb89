//! What an entity says about its table, to be compared with the migrated one.

use sea_orm::{ColumnTrait, EntityTrait, Iden, Iterable, PrimaryKeyToColumn};
use std::collections::BTreeMap;

/// By column: may it be null, is it in the primary key.
pub type Columns = BTreeMap<String, (bool, bool)>;

/// The table and columns of an entity.
#[must_use]
pub fn columns<E: EntityTrait>() -> (String, Columns) {
    let key: Vec<String> =
        E::PrimaryKey::iter().map(|part| part.into_column().unquoted().to_string()).collect();
    let columns = E::Column::iter().map(|column| {
        let name = column.unquoted().to_string();
        let in_key = key.contains(&name);
        (name, (column.def().is_null(), in_key))
    });
    (E::default().table_name().to_owned(), columns.collect())
}

/// The entities of kit's own tables.
#[must_use]
pub fn entities() -> Vec<(String, Columns)> {
    use super::entity as store;
    use crate::{
        access::entity as access, audit::entity as audit, jobs::entity as jobs,
        rotation::entity as rotation,
    };
    vec![
        columns::<store::municipality::Entity>(),
        columns::<store::municipality_key::Entity>(),
        columns::<store::index_key::Entity>(),
        columns::<rotation::key_progress::Entity>(),
        columns::<store::register_counter::Entity>(),
        columns::<store::form_key::Entity>(),
        columns::<store::event::Entity>(),
        columns::<store::change::Entity>(),
        columns::<store::draft::Entity>(),
        columns::<access::account::Entity>(),
        columns::<access::role::Entity>(),
        columns::<access::role_right::Entity>(),
        columns::<access::standard_role::Entity>(),
        columns::<access::account_role::Entity>(),
        columns::<access::session::Entity>(),
        columns::<access::api_token::Entity>(),
        columns::<access::sign_in_throttle::Entity>(),
        columns::<audit::audit::Entity>(),
        columns::<audit::audit_seal::Entity>(),
        columns::<audit::audit_checkpoint::Entity>(),
        columns::<audit::audit_tree_head::Entity>(),
        columns::<jobs::job::Entity>(),
    ]
}
