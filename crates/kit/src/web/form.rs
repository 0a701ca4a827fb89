//! What was typed, what is wrong with it, and reading it into values.
//!
//! A handler asks for each value by name; what is missing or impossible is noted beside the
//! field. When [`Form::ok`] is false the same page is shown again with the form in it, so nothing
//! typed is lost.

use super::incoming::{Incoming, Upload};
use super::{Ctx, Problem};
use crate::store::FormKey;
use crate::types::Day;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::collections::BTreeMap;
use std::str::FromStr;
use ui::{DateField, Field, FieldError, Lang};

/// The longest text of a box that sets no limit of its own, in characters.
pub const TEXT_MAX: usize = 20_000;

/// A form: as it came, or as a page fills it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    lang: Lang,
    incoming: Incoming,
    errors: BTreeMap<String, String>,
    /// Fields in the order they were asked for, so that the summary follows the page.
    order: Vec<String>,
    key: Option<String>,
}

impl Form {
    /// An empty form.
    #[must_use]
    pub fn empty(lang: Lang) -> Form {
        Form { lang, ..Form::default() }
    }

    /// A form that came to a page outside any municipality.
    pub(super) fn arrived(lang: Lang, incoming: Incoming) -> Form {
        Form { lang, incoming, ..Form::default() }
    }

    /// A form filled by the program: the values of the row that is edited.
    #[must_use]
    pub fn filled<N: Into<String>, V: Into<String>>(
        lang: Lang,
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Form {
        let fields = values.into_iter().map(|(n, v)| (n.into(), v.into())).collect();
        Form { lang, incoming: Incoming { fields, ..Incoming::default() }, ..Form::default() }
    }

    /// The same with another value in a box; an empty one changes nothing.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Form {
        if !value.is_empty() {
            self.incoming.fields.retain(|(known, _)| known != name);
            self.incoming.fields.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The language of its messages.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// What was typed into a box, without spaces around it. Empty when it did not come.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.incoming.get(name).unwrap_or_default().trim()
    }

    /// All values of a name: checkboxes, repeated rows.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let fields = self.incoming.fields.iter().filter(|(n, _)| n == name);
        fields.map(|(_, value)| value.trim()).collect()
    }

    /// Whether a checkbox or button of this name came.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.incoming.get(name).is_some()
    }

    /// Whether a checkbox with this value came.
    #[must_use]
    pub fn has_value(&self, name: &str, value: &str) -> bool {
        self.all(name).contains(&value)
    }

    /// Name and value of everything that came, for carrying it on.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.incoming.fields
    }

    /// The file of a field.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.incoming.files.iter().find(|file| file.field == name)
    }

    /// The JSON body read into a value. A missing body is an empty object.
    ///
    /// # Errors
    /// [`Problem::BadJson`] naming the place.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, Problem> {
        let bytes = self.incoming.json.as_deref().unwrap_or(b"{}");
        serde_json::from_slice(bytes).map_err(|e| Problem::BadJson(e.to_string()))
    }

    /// The version that was edited; of a form begun earlier the one it was begun over, else the
    /// current one.
    #[must_use]
    pub fn version_or(&self, current: i32) -> i32 {
        if self.version() > 0 { self.version() } else { current }
    }

    /// The one-time key. A form without one gets a fresh one: it can be sent twice then.
    #[must_use]
    pub fn key(&self) -> FormKey {
        match self.key.as_deref().or(self.incoming.get("_key")) {
            Some(key) if !key.is_empty() => FormKey(key.to_owned()),
            _ => FormKey::fresh(),
        }
    }

    /// The version of the row that was edited.
    #[must_use]
    pub fn version(&self) -> i32 {
        self.get("_version").parse().unwrap_or(0)
    }

    /// Notes what is wrong with a field, by the key of a text.
    pub fn wrong(&mut self, name: &str, key: &str) {
        let message = ui::text::text(self.lang, key).into_owned();
        self.wrong_text(name, message);
    }

    /// Notes what is wrong with a field, in words.
    pub fn wrong_text(&mut self, name: &str, message: String) {
        self.asked(name);
        self.errors.entry(name.to_owned()).or_insert(message);
    }

    fn asked(&mut self, name: &str) {
        if !self.order.iter().any(|n| n == name) {
            self.order.push(name.to_owned());
        }
    }

    /// What is wrong with the fields, as the answer to a program.
    #[must_use]
    pub fn problem(&self) -> Problem {
        Problem::Fields(self.errors().into_iter().map(|e| (e.field, e.message)).collect())
    }

    /// Whether nothing was wrong so far.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.errors.is_empty()
    }

    /// A text that must be there.
    pub fn required(&mut self, name: &str, longest: usize) -> String {
        let text = self.optional(name, longest);
        if text.is_empty() && !self.errors.contains_key(name) {
            self.wrong(name, "form-required");
        }
        text
    }

    /// A text that may be empty.
    pub fn optional(&mut self, name: &str, longest: usize) -> String {
        self.asked(name);
        let text = self.get(name).to_owned();
        let length = text.chars().count();
        if length > longest {
            let args = [("length", length), ("longest", longest)];
            let message = ui::text::text_args(self.lang, "form-too-long", &args).into_owned();
            self.wrong_text(name, message);
        }
        text
    }

    /// A value that knows how to read itself; `None` and a note when the box is empty or wrong.
    pub fn parsed<T: FromStr>(&mut self, name: &str, wrong: &str) -> Option<T> {
        self.asked(name);
        if self.get(name).is_empty() {
            self.wrong(name, "form-required");
            return None;
        }
        let value = self.get(name).parse().ok();
        if value.is_none() {
            self.wrong(name, wrong);
        }
        value
    }

    /// As [`Form::parsed`], but an empty box is nothing.
    pub fn parsed_optional<T: FromStr>(&mut self, name: &str, wrong: &str) -> Option<T> {
        self.asked(name);
        if self.get(name).is_empty() { None } else { self.parsed(name, wrong) }
    }

    /// A day typed in three boxes. A day that does not exist is told apart from a missing one.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let day = self.day_optional(name);
        if day.is_none() && !self.errors.contains_key(name) {
            self.wrong(name, "form-day-required");
        }
        day
    }

    /// As [`Form::day`], but three empty boxes are nothing.
    pub fn day_optional(&mut self, name: &str) -> Option<Day> {
        self.asked(name);
        let [day, month, year] = self.boxes(name);
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return None;
        }
        let date = (|| {
            jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        })()
        .filter(|date| (1850..=2199).contains(&date.year()));
        if date.is_none() {
            self.wrong(name, "form-day-impossible");
        }
        date.map(Day)
    }

    /// The day, month and year of a day: of its boxes, or of `name=2026-11-24` in an address, which
    /// is what links to a list carry.
    fn boxes(&self, name: &str) -> [String; 3] {
        let typed = ["day", "month", "year"].map(|unit| self.get(&format!("{name}-{unit}")));
        let mut whole = self.get(name).split('-');
        match (whole.next(), whole.next(), whole.next(), whole.next()) {
            (Some(year), Some(month), Some(day), None) if typed == ["", "", ""] => {
                [day, month, year].map(|part| part.trim_start_matches('0').to_owned())
            }
            _ => typed.map(str::to_owned),
        }
    }

    /// The box with what was typed and what is wrong, for the page.
    #[must_use]
    pub fn field(&self, name: &str) -> Field {
        Field {
            name: name.to_owned().into(),
            value: self.incoming.get(name).unwrap_or_default().to_owned(),
            error: self.errors.get(name).cloned(),
        }
    }

    /// The box without its value: passwords and codes are never sent back.
    #[must_use]
    pub fn field_once(&self, name: &str) -> Field {
        Field { value: String::new(), ..self.field(name) }
    }

    /// The three boxes of a day.
    #[must_use]
    pub fn date_field(&self, name: &str) -> DateField {
        let [day, month, year] = self.boxes(name);
        DateField {
            name: name.to_owned().into(),
            day,
            month,
            year,
            error: self.errors.get(name).cloned(),
            ..DateField::default()
        }
    }

    /// What is wrong, in the order of the page.
    #[must_use]
    pub fn errors(&self) -> Vec<FieldError> {
        let in_order = self.order.iter().filter_map(|name| {
            let message = self.errors.get(name)?.clone();
            // A day's first box has the id that the summary's link leads to.
            let is_day = self.incoming.fields.iter().any(|(n, _)| *n == format!("{name}-day"));
            let field = if is_day { format!("{name}-day") } else { name.clone() };
            Some(FieldError { field, message })
        });
        in_order.collect()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let lang = parts.extensions.get::<Ctx>().map(|ctx| ctx.lang);
        let lang = lang.ok_or_else(|| Problem::internal("no context"))?;
        let mut incoming = parts.extensions.get::<Incoming>().cloned().unwrap_or_default();
        if let Some(query) = parts.uri.query()
            && parts.method == axum::http::Method::GET
        {
            incoming.fields = super::incoming::pairs(query.as_bytes());
        }
        let key = parts.headers.get("idempotency-key").and_then(|v| v.to_str().ok());
        let key = key.map(str::to_owned);
        Ok(Form { lang, incoming, key, ..Form::default() })
    }
}

/// A day as the values of its three boxes, for [`Form::filled`].
#[must_use]
pub fn day_values(name: &str, day: Option<Day>) -> Vec<(String, String)> {
    let Some(Day(date)) = day else {
        return Vec::new();
    };
    vec![
        (format!("{name}-day"), date.day().to_string()),
        (format!("{name}-month"), date.month().to_string()),
        (format!("{name}-year"), date.year().to_string()),
    ]
}
