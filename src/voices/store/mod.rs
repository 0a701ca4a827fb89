//! The rows of surveys and complaints. The only place of this capability that names the ORM's entities.

mod complaint;
mod survey;

pub use complaint::{voice_complaint, voice_paper, voice_step};
pub use survey::{voice_answer, voice_code, voice_form, voice_subject, voice_survey};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<voice_form::Entity>(),
        columns::<voice_survey::Entity>(),
        columns::<voice_subject::Entity>(),
        columns::<voice_code::Entity>(),
        columns::<voice_answer::Entity>(),
        columns::<voice_complaint::Entity>(),
        columns::<voice_step::Entity>(),
        columns::<voice_paper::Entity>(),
    ]
}
