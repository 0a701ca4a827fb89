//! Own fields (допълнителни полета): what a municipality asks in its forms beside what the program
//! asks, without code.
//!
//! Purpose: fields on wish, contact and preliminary assessment; typed, in two languages, required
//! from a step on, in dated versions. Invariants: a version in force is never changed, only
//! followed by the next; an answer stays under the version that asked it; switching a field off
//! loses no answer; what is marked as sealed is neither counted nor written into a file; a
//! correction keeps what was answered before. Who uses the fields calls this door; nothing here
//! knows of them. Tables owned: form_version, form_value.

mod api;
mod boxes;
mod compare;
mod field;
mod field_page;
mod list_page;
mod own;
mod publish;
mod store;
mod transfer;
mod value;
mod version;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::municipality;
use kit::web::{Audit, Need, Routes};
use serde::{Deserialize, Serialize};

pub use api::{AnswersOut, ApiDocument, answers, refuse_unknown};
pub use boxes::Boxes;
pub use field::{Answer, Field, FieldKind, Step};
pub use own::{Own, Values};
pub use store::{answered, join};
pub use value::{
    AskedValues, Earlier, Kept, Place, ask_values, asked_values, copy, earlier, missing, of_row,
    plain_values_of, save, values_of,
};
pub use version::{AskedForms, Forms, Version, begin, date};

kit::id! {
    /// A version of the own fields of a form.
    FormVersionId
}
kit::id! {
    /// An answer in an own field.
    FormValueId
}

/// May change the own fields of the forms.
pub const EDIT: kit::access::Right = municipality::FORMS;

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "forms", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

/// A form that may have own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A contact.
    Contact,
    /// A wish.
    Wish,
    /// A preliminary assessment.
    Assessment,
}

impl Kind {
    /// All, in the order of the work.
    pub const ALL: [Kind; 3] = [Kind::Contact, Kind::Wish, Kind::Assessment];

    /// As addresses and the database write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Contact => "contact",
            Kind::Wish => "wish",
            Kind::Assessment => "assessment",
        }
    }

    /// The form with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (edit, row) = (Need::Right(EDIT), Audit::Row);
    Routes::new("forms", "own fields of the forms")
        .get("/office/forms", edit, row, list_page::forms)
        .get("/office/forms/{form}", edit, row, list_page::form)
        .post("/office/forms/{form}/begin", edit, row, publish::begin_next)
        .post("/office/forms/{form}/discard", edit, row, publish::discard)
        .get("/office/forms/{form}/field", edit, row, field_page::field)
        .post("/office/forms/{form}/field", edit, row, field_page::save)
        .post("/office/forms/{form}/order", edit, row, field_page::order)
        .get("/office/forms/{form}/preview", edit, row, list_page::preview)
        .get("/office/forms/{form}/compare", edit, row, compare::page)
        .get("/office/forms/{form}/publish", edit, row, publish::page)
        .post("/office/forms/{form}/publish", edit, row, publish::publish)
        .post("/office/forms/{form}/back", edit, row, publish::take_back)
        .get("/office/forms/{form}/definition", edit, row, transfer::definition)
        .get("/office/forms/{form}/import", edit, row, transfer::page)
        .post("/office/forms/{form}/import", edit, row, transfer::import)
        .get("/api/forms/{form}", Need::Right(municipality::READ), row, api::form)
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
