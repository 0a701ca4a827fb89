//! Official forms as data: their sections, fixed texts and fields in the order of the annexes of
//! Наредба № РД-07-7. Filled from values by key; what has no value is left as a line to write on.

use kit::store::StoreError;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What stands where something is to be written by hand.
pub const LINE: &str = "……………………………………";

/// Values of fields by their keys.
pub type Values = BTreeMap<&'static str, String>;

/// A form.
#[derive(Debug, Deserialize)]
pub struct Official {
    /// Title.
    pub name: String,
    /// Its place in the law.
    pub ground: String,
    #[serde(default)]
    section: Vec<Section>,
    #[serde(default)]
    signature: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Section {
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    field: Vec<(String, String)>,
}

impl Official {
    /// Reads a form.
    ///
    /// # Errors
    /// When it is no form: a defect of the build.
    pub fn read(text: &str) -> Result<Official, StoreError> {
        toml::from_str(text).map_err(|e| StoreError::Other(e.to_string()))
    }

    /// The sections as the printer takes them.
    #[must_use]
    pub fn sections(&self, values: &Values) -> Vec<Value> {
        let value = |key: &String| {
            let known = values.get(key.as_str()).filter(|value| !value.is_empty());
            known.map_or_else(|| LINE.to_owned(), Clone::clone)
        };
        let section = |one: &Section| {
            let lines: Vec<(&String, String)> =
                one.field.iter().map(|(key, label)| (label, value(key))).collect();
            let mut written = json!({ "title": one.title });
            if !one.text.is_empty() {
                written["text"] = one.text.as_str().into();
            }
            if !lines.is_empty() {
                written["lines"] = json!(lines);
            }
            written
        };
        self.section.iter().map(section).collect()
    }

    /// Places for signatures, with the names that are known.
    #[must_use]
    pub fn signatures(&self, names: &[String]) -> Value {
        let known = |n: usize| names.get(n).filter(|name| !name.is_empty()).cloned();
        let name = |n: usize| known(n).unwrap_or_else(|| LINE.to_owned());
        let sign = |(n, role): (usize, &String)| json!({ "role": role, "name": name(n) });
        self.signature.iter().enumerate().map(sign).collect()
    }
}
