//! The rows of training and supervision. The only place of this capability that names the ORM's
//! entities.

mod course;
mod meeting;
mod seminar;

pub use course::{
    training_course, training_plan, training_profile, training_question, training_rating,
    training_score, training_standard,
};
pub use meeting::{
    supervision, supervision_action, supervision_meeting, supervision_paper, supervision_person,
};
pub use seminar::{
    training_attendance, training_day, training_invited, training_message, training_paper,
    training_seminar,
};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<training_course::Entity>(),
        columns::<training_plan::Entity>(),
        columns::<training_question::Entity>(),
        columns::<training_score::Entity>(),
        columns::<training_rating::Entity>(),
        columns::<training_profile::Entity>(),
        columns::<training_standard::Entity>(),
        columns::<training_seminar::Entity>(),
        columns::<training_day::Entity>(),
        columns::<training_invited::Entity>(),
        columns::<training_attendance::Entity>(),
        columns::<training_paper::Entity>(),
        columns::<supervision::Entity>(),
        columns::<supervision_meeting::Entity>(),
        columns::<supervision_person::Entity>(),
        columns::<supervision_action::Entity>(),
        columns::<supervision_paper::Entity>(),
        columns::<training_message::Entity>(),
    ]
}
