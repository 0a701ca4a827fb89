//! Pieces of an evidence pack in the making: each gets the next number, what is missing is named.

use super::bundle::latin;
use super::frame::{self, bg_with};
use super::neighbours::{Scan, Spent};
use super::table::Table;
use crate::projects::{FileId, ProjectName};
use kit::store::Municipality;
use kit::web::Problem;
use serde_json::Value;
use sheet::Format;
use std::collections::HashMap;

/// A piece before it is printed.
pub enum Draft {
    /// To be printed.
    Paper { name: String, title: String, data: Value },
    /// As it is.
    File { name: String, title: String, bytes: Vec<u8> },
}

/// Pieces in the making; each gets the next number.
pub struct Drafts<'a> {
    /// Whose pack.
    pub office: &'a Municipality,
    /// Of which project.
    pub project: &'a ProjectName,
    /// Its heading.
    pub publicity: Option<Value>,
    /// The pieces.
    pub list: Vec<Draft>,
    /// What should be there and is not.
    pub missing: Vec<String>,
}

impl Drafts<'_> {
    /// The index comes first: the numbers begin after it.
    fn name(&self, folder: &str, words: &str, ending: &str) -> String {
        format!("{folder}/{:03}-{}.{ending}", self.list.len() + 1, latin(words))
    }

    /// What all papers of the pack have.
    #[must_use]
    pub fn frame(&self, title: &str) -> Value {
        frame::paper(self.office, self.publicity.clone(), (title, self.project))
    }

    /// Adds a paper.
    pub fn paper(&mut self, folder: &str, title: String, write: impl FnOnce(&mut Value)) {
        let name = self.name(folder, &title, "pdf");
        let mut data = self.frame(&title);
        write(&mut data);
        self.list.push(Draft::Paper { name, title, data });
    }

    /// Adds a list as a spreadsheet.
    ///
    /// # Errors
    /// When there is no room.
    pub fn table(&mut self, folder: &str, title: String, table: &Table) -> Result<(), Problem> {
        let name = self.name(folder, &title, "xlsx");
        let bytes = table.bytes(Format::Xlsx)?;
        self.list.push(Draft::File { name, title, bytes });
        Ok(())
    }

    /// Adds the scans of a document of spending.
    pub fn document(&mut self, one: &Spent, scans: &mut HashMap<FileId, Scan>) {
        let args = [
            ("number", one.number.clone()),
            ("day", one.day.bg()),
            ("supplier", one.supplier.clone()),
        ];
        if one.files.is_empty() {
            self.missing.push(bg_with("results-missing-document", &args));
        }
        let words = format!("{} {}", one.number, one.supplier);
        let title = bg_with("results-document", &args);
        for (ending, bytes) in one.files.iter().filter_map(|id| scans.remove(id)) {
            let name = self.name("4-documents", &words, ending);
            self.list.push(Draft::File { name, title: title.clone(), bytes });
        }
    }
}
