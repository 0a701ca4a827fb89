//! The boxes of own fields, drawn alike in every form that has some.

use askama::Template;
use ui::{Choice, DateField};

/// The boxes; a template shows them by `{{ boxes|safe }}`.
#[derive(Template)]
#[template(path = "forms/boxes.html")]
pub struct Boxes {
    pub(super) page: ui::Page,
    pub(super) boxes: Vec<FieldBox>,
}

impl Boxes {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.boxes.is_empty()
    }

    /// Whether something is wrong in one of them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.boxes.iter().any(|one| one.field.error.is_some())
    }
}

/// One of them.
pub struct FieldBox {
    pub(super) kind: &'static str,
    pub(super) field: ui::Field,
    pub(super) date: DateField,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) optional: bool,
    pub(super) choices: Vec<Choice>,
}
