//! The rows of studies. The only place of this capability that names the ORM's entities.

mod answer;
mod form;
mod sample;

pub use answer::{study_answer, study_contact, study_paper, study_weighting};
pub use form::study_form;
pub use sample::{study, study_round, study_unit};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<study_form::Entity>(),
        columns::<study::Entity>(),
        columns::<study_round::Entity>(),
        columns::<study_unit::Entity>(),
        columns::<study_answer::Entity>(),
        columns::<study_weighting::Entity>(),
        columns::<study_contact::Entity>(),
        columns::<study_paper::Entity>(),
    ]
}
