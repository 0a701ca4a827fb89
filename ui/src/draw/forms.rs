//! Boxes of forms.

use std::borrow::Cow;

use super::component;
use crate::field::{Choice, DateField, Field};
use crate::page::Page;
use crate::parts;

component! {
    /// A line of text.
    Input "markup/input.html"
    given { page: Page, field: Field, label: str }
    lists {}
    texts { hint, class, kind, label_class, prefix, suffix, autocomplete, inputmode, describedby, id, attrs }
    flags { heading, optional, disabled }
}

component! {
    /// A password.
    Password "markup/password.html"
    given { page: Page, field: Field, label: str }
    lists {}
    texts { hint, class, label_class, autocomplete, id }
    flags {}
}

component! {
    /// Several lines of text.
    Textarea "markup/textarea.html"
    given { page: Page, field: Field, label: str, rows: i64 }
    lists {}
    texts { hint, class, label_class, describedby, id, attrs }
    flags { heading, optional }
}

component! {
    /// Several lines of text with a limit.
    CharacterCount "markup/character_count.html"
    given { page: Page, field: Field, label: str, limit: i64, rows: i64 }
    lists {}
    texts { hint, class, label_class, id, attrs }
    flags { heading, optional }
}

component! {
    /// A date in three boxes.
    DateInput "markup/date_input.html"
    given { page: Page, field: DateField, legend: str }
    lists {}
    texts { hint, legend_class }
    flags { heading, optional, birth }
}

component! {
    /// A drop-down list.
    Select "markup/select.html"
    given { page: Page, field: Field, label: str }
    lists { choices: Choice }
    texts { hint, empty, class, label_class, describedby, id, attrs }
    flags { heading, optional }
}

component! {
    /// A file.
    FileUpload "markup/file_upload.html"
    given { page: Page, field: Field, label: str }
    lists {}
    texts { hint, accept, label_class, class, id }
    flags { multiple, heading, optional, enhanced }
}

component! {
    /// A button, or a link that looks like one.
    Button "markup/button.html"
    given { text: str }
    lists {}
    texts { class, href, name, value, kind, id, attrs }
    flags { disabled, once, start }
}

component! {
    /// Boxes that belong together.
    Fieldset "markup/fieldset.html"
    given { page: Page, legend: str }
    lists {}
    texts { class, legend_class, describedby, block }
    flags { heading }
}

component! {
    /// Radios or checkboxes: `kind` is "radios" or "checkboxes".
    Choices "markup/choices.html"
    given { page: Page, kind: str, field: Field, legend: str }
    lists { choices: Choice }
    texts { hint, class, legend_class, id, block }
    flags { heading, optional }
}

impl<'a> Choices<'a> {
    /// Hint and mistake of the whole, for `aria-describedby`.
    fn about(&self) -> String {
        let id = parts::or(self.id, &self.field.name);
        parts::described_by("", id, !self.hint.is_empty(), self.field.error.is_some())
    }

    /// One of the choices. Checkboxes without a legend carry the hint and the mistake of the whole.
    pub fn item<'b>(&'b self, choice: &'b Choice, index: &usize) -> Item<'b> {
        let own = self.kind == "checkboxes" && self.legend.is_empty();
        let about = if own { self.about() } else { String::new() };
        let id = parts::numbered(parts::or(self.id, &self.field.name), index);
        Item { kind: self.kind, field: self.field, choice, id, about: about.into(), block: "" }
    }
}

/// What comes before and after the block that a choice reveals.
#[must_use]
pub fn frame_of_choice(whole: &Choices<'_>, choice: &Choice, index: &usize) -> (String, String) {
    super::frame(whole.item(choice, index).block(super::MARK))
}

/// One of several radios or checkboxes.
#[derive(askama::Template)]
#[template(path = "markup/choice.html")]
#[must_use]
pub struct Item<'a> {
    kind: &'a str,
    field: &'a Field,
    choice: &'a Choice,
    id: String,
    about: Cow<'a, str>,
    block: &'a str,
}

impl<'a> Item<'a> {
    /// Sets `block`: what the choice reveals.
    pub fn block(self, block: &'a str) -> Self {
        Item { block, ..self }
    }

    /// Only one of the choices can be marked.
    fn one(&self) -> bool {
        self.kind == "radios"
    }
}
