//! Boxes of a form: what is typed in them, what is wrong with it, and the answers to choose from.

use std::borrow::Cow;

/// One mistake in a form, for the error summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the box it is about; empty when it is about the whole form. For a date this is the id of its first box.
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// A form box: its name, what is typed in it, what is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Name in the form, also the id in the page.
    pub name: Cow<'static, str>,
    /// What is typed.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// A date in three boxes, named `<name>-day`, `<name>-month`, `<name>-year`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateField {
    /// Name of the whole.
    pub name: Cow<'static, str>,
    /// Day as typed.
    pub day: String,
    /// Month as typed.
    pub month: String,
    /// Year as typed.
    pub year: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// In which boxes (day, month, year) the mistake is; all false when it is about the whole date.
    pub wrong_boxes: [bool; 3],
}

/// One of the three boxes of a date, as the component shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateBox<'a> {
    /// End of the name and the id.
    pub part: &'static str,
    /// Key of the label.
    pub text: &'static str,
    /// What is typed.
    pub value: &'a str,
    /// Width in digits.
    pub width: u8,
    /// Value of `autocomplete` for a birthday.
    pub fill: &'static str,
    /// The mistake is here.
    pub wrong: bool,
}

/// One possible answer of radios, checkboxes or a select.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Value sent with the form.
    pub value: String,
    /// What it says.
    pub text: String,
    /// Explanation under it.
    pub hint: Option<String>,
    /// It is the chosen one.
    pub checked: bool,
    /// Choosing it reveals further boxes: the block given to the macro or, without one, what stands
    /// right after the choices in `.opora-revealed`, by style alone.
    pub reveals: bool,
    /// It cannot be chosen.
    pub disabled: bool,
    /// Not a choice but a word between choices: "or".
    pub divider: bool,
}

impl Field {
    /// A box with a value and nothing wrong.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        Field { name: name.into(), value: value.into(), error: None }
    }

    /// The same box with a mistake.
    #[must_use]
    pub fn wrong(self, message: impl Into<String>) -> Self {
        Field { error: Some(message.into()), ..self }
    }

    /// The mistake for the error summary.
    #[must_use]
    pub fn summary(&self) -> Option<FieldError> {
        Some(FieldError { field: self.name.to_string(), message: self.error.clone()? })
    }
}

impl DateField {
    /// Boxes filled from "2026-11-21"; anything else leaves them empty.
    pub fn new(name: impl Into<Cow<'static, str>>, iso: &str) -> Self {
        let mut date = DateField { name: name.into(), ..DateField::default() };
        if let [year, month, day] = iso.split('-').collect::<Vec<_>>()[..] {
            (date.day, date.month, date.year) = (day.to_owned(), month.to_owned(), year.to_owned());
        }
        date
    }

    /// The same boxes with a mistake.
    #[must_use]
    pub fn wrong(self, message: impl Into<String>) -> Self {
        DateField { error: Some(message.into()), ..self }
    }

    /// The same boxes with a mistake in some of them (day, month, year).
    #[must_use]
    pub fn wrong_in(self, wrong_boxes: [bool; 3], message: impl Into<String>) -> Self {
        DateField { error: Some(message.into()), wrong_boxes, ..self }
    }

    /// The three boxes as the component shows them.
    #[must_use]
    pub fn boxes(&self) -> [DateBox<'_>; 3] {
        let wrong = |index: usize| {
            self.error.is_some() && (self.wrong_boxes[index] || self.wrong_boxes == [false; 3])
        };
        [
            DateBox {
                part: "day",
                text: "ui-day",
                value: &self.day,
                width: 2,
                fill: "bday-day",
                wrong: wrong(0),
            },
            DateBox {
                part: "month",
                text: "ui-month",
                value: &self.month,
                width: 2,
                fill: "bday-month",
                wrong: wrong(1),
            },
            DateBox {
                part: "year",
                text: "ui-year",
                value: &self.year,
                width: 4,
                fill: "bday-year",
                wrong: wrong(2),
            },
        ]
    }

    /// The mistake for the error summary; it leads to the first wrong box.
    #[must_use]
    pub fn summary(&self) -> Option<FieldError> {
        let part = self
            .boxes()
            .iter()
            .find(|date_box| date_box.wrong)
            .map_or("day", |date_box| date_box.part);
        Some(FieldError { field: format!("{}-{part}", self.name), message: self.error.clone()? })
    }
}

impl Choice {
    /// The choice is marked, or it is what was typed.
    #[must_use]
    pub fn chosen(&self, typed: &str) -> bool {
        self.checked || (!self.value.is_empty() && self.value == typed)
    }

    /// A possible answer, not chosen.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Choice { value: value.into(), text: text.into(), ..Choice::default() }
    }

    /// The same answer, chosen or not.
    #[must_use]
    pub fn checked(self, checked: bool) -> Self {
        Choice { checked, ..self }
    }

    /// The same answer with an explanation.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Choice { hint: Some(hint.into()), ..self }
    }

    /// A word between choices: "or".
    pub fn between(text: impl Into<String>) -> Self {
        Choice { text: text.into(), divider: true, ..Choice::default() }
    }

    /// The same answer, revealing further boxes when chosen.
    #[must_use]
    pub fn revealing(self) -> Self {
        Choice { reveals: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_fills_its_three_boxes() {
        let date = DateField::new("birth", "1951-03-02").wrong("Липсва");
        assert_eq!((&*date.day, &*date.month, &*date.year), ("02", "03", "1951"));
        assert_eq!(date.summary().map(|error| error.field).as_deref(), Some("birth-day"));
        let date = date.wrong_in([false, false, true], "Липсва година");
        assert_eq!(date.summary().map(|error| error.field).as_deref(), Some("birth-year"));
    }
}
