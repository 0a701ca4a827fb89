//! The rows of the workforce. The only place of this capability that names the ORM's entities.

mod staff;
mod work;

pub use staff::{
    employee, workforce_competence, workforce_held, workforce_need, workforce_post,
    workforce_setting, workforce_unit,
};
pub use work::{
    workforce_appointment, workforce_funding, workforce_leave, workforce_mentor, workforce_paper,
    workforce_plan, workforce_sheet, workforce_sheet_day, workforce_supplement,
};

/// What the entities say of their tables.
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    use kit::store::columns;
    vec![
        columns::<workforce_setting::Entity>(),
        columns::<workforce_unit::Entity>(),
        columns::<workforce_post::Entity>(),
        columns::<employee::Entity>(),
        columns::<workforce_appointment::Entity>(),
        columns::<workforce_funding::Entity>(),
        columns::<workforce_supplement::Entity>(),
        columns::<workforce_paper::Entity>(),
        columns::<workforce_sheet::Entity>(),
        columns::<workforce_sheet_day::Entity>(),
        columns::<workforce_mentor::Entity>(),
        columns::<workforce_competence::Entity>(),
        columns::<workforce_need::Entity>(),
        columns::<workforce_held::Entity>(),
        columns::<workforce_leave::Entity>(),
        columns::<workforce_plan::Entity>(),
    ]
}
