//! The rows of oversight. The only place of this capability that names the ORM's entities.

mod check;
mod rest;

pub use check::{
    oversight_check, oversight_file, oversight_finding, oversight_objection,
    oversight_prescription, oversight_talk,
};
pub use rest::{
    oversight_indicator, oversight_number, oversight_paper, oversight_plan, oversight_record,
};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<oversight_check::Entity>(),
        columns::<oversight_finding::Entity>(),
        columns::<oversight_file::Entity>(),
        columns::<oversight_talk::Entity>(),
        columns::<oversight_objection::Entity>(),
        columns::<oversight_prescription::Entity>(),
        columns::<oversight_number::Entity>(),
        columns::<oversight_indicator::Entity>(),
        columns::<oversight_plan::Entity>(),
        columns::<oversight_record::Entity>(),
        columns::<oversight_paper::Entity>(),
    ]
}
