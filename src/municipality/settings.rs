//! What the municipality decided about itself: contacts, publicity heading, formats of numbers.
//!
//! Kept as JSON in the municipality's row; what is absent has a default, so that an older row
//! stays readable.

use kit::store::entity::municipality;
use kit::store::{Municipality, StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};

/// The settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The unit that works with this system: „Отдел Социални дейности“.
    pub unit: String,
    /// Postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Address of the web site.
    pub site: String,
    /// Name of the mayor.
    pub mayor: String,
    /// ЕИК по БУЛСТАТ, which contracts and the register of employment ask for.
    pub eik: String,
    /// What stands above and below documents while a project pays.
    pub publicity: Publicity,
    /// How to appeal; empty means the text of the program.
    pub appeal_instruction: String,
    /// The court that hears appeals.
    pub court: String,
    /// Дирекция „Социално подпомагане“.
    pub dsp: Body,
    /// The police (МВР).
    pub police: Body,
    /// How registration numbers are written.
    pub numbers: Numbers,
}

/// The publicity heading of a project's documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publicity {
    /// Whether documents carry it.
    pub stamp: bool,
    /// Lines of the heading.
    pub header: Vec<String>,
    /// Lines of the footer; the first is the statement beside the emblem.
    pub footer: Vec<String>,
}

/// A body that the office writes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Postal address.
    pub address: String,
    /// E-mail.
    pub email: String,
}

/// Formats of registration numbers: `{year}` and `{number}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Numbers {
    /// Contacts.
    pub contact: String,
    /// Wishes.
    pub wish: String,
    /// Preliminary assessments.
    pub assessment: String,
    /// Outgoing letters.
    pub letter: String,
    /// Signals.
    pub signal: String,
}

impl Default for Numbers {
    fn default() -> Numbers {
        let format = |prefix: &str| format!("{prefix}-{{year}}-{{number}}");
        Numbers {
            contact: format("К"),
            wish: format("ЖЕЛ"),
            assessment: format("ПО"),
            letter: format("ИЗХ"),
            signal: format("СИГ"),
        }
    }
}

impl Numbers {
    /// A registration number by one of these formats: `ПО-{year}-{number}` gives `ПО-2026-15`.
    #[must_use]
    pub fn write(format: &str, year: i16, number: i64) -> String {
        format.replace("{year}", &year.to_string()).replace("{number}", &number.to_string())
    }
}

impl Settings {
    /// The settings of a municipality as last read.
    #[must_use]
    pub fn of(municipality: &Municipality) -> Settings {
        Settings::from_text(&municipality.settings)
    }

    fn from_text(text: &str) -> Settings {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As the database keeps them.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }

    /// The `office` of a printed document.
    #[must_use]
    pub fn office(&self, municipality: &Municipality) -> serde_json::Value {
        let mut office = serde_json::json!({ "municipality": municipality.name });
        let given = [
            ("unit", &self.unit),
            ("address", &self.address),
            ("phone", &self.phone),
            ("email", &self.email),
            ("site", &self.site),
        ];
        for (key, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
            office[key] = value.as_str().into();
        }
        office
    }

    /// The `publicity` of a printed document, when documents carry it.
    #[must_use]
    pub fn publicity(&self) -> Option<serde_json::Value> {
        if !self.publicity.stamp || self.publicity.header.is_empty() {
            return None;
        }
        let mut printed = serde_json::Map::new();
        printed.insert("lines".to_owned(), self.publicity.header.clone().into());
        if let Some(statement) = self.publicity.footer.first() {
            printed.insert("statement".to_owned(), statement.clone().into());
        }
        Some(printed.into())
    }
}

/// The settings of the transaction's municipality, with the version of their row.
///
/// # Errors
/// When the database does not answer.
pub async fn settings(tx: &Tx) -> Result<(Settings, i32), StoreError> {
    let row = municipality::Entity::find_by_id(tx.municipality()).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    Ok((Settings::from_text(&row.settings), row.version))
}

/// Saves the settings if nobody else did meanwhile. Call
/// [`kit::store::Db::reload_municipalities`] after the commit.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved since this version.
pub async fn save_settings(tx: &Tx, new: &Settings, version: i32) -> Result<(), StoreError> {
    let row = municipality::ActiveModel {
        settings: Set(new.to_text()),
        version: Set(version + 1),
        ..Default::default()
    };
    let changed = municipality::Entity::update_many()
        .set(row)
        .filter(municipality::Column::Id.eq(tx.municipality()))
        .filter(municipality::Column::Version.eq(version))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}
