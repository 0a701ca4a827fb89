//! The pages of the analyses: the list of years, one analysis with its sections and figures, short texts.

use askama::Template;
use axum::response::Response;
use kit::web::{Problem, html};
use ui::{Head, Link};

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its page.
    pub href: String,
    /// The cells, the first one names the row.
    pub cells: Vec<String>,
    /// State in a word.
    pub word: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

/// A block of an analysis: its text, its figures, what can be done.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its title.
    pub title: String,
    /// Its text, in lines.
    pub lines: Vec<String>,
    /// Names of the columns of its figures.
    pub heads: Vec<Head>,
    /// Its figures.
    pub rows: Vec<Line>,
    /// What can be done.
    pub links: Vec<Link>,
}

/// A page of the analyses.
#[derive(Template)]
#[template(path = "review/page.html")]
pub struct ReviewPage {
    /// The page.
    pub page: ui::Page,
    /// What it is, in words.
    pub lead: String,
    /// State in a word.
    pub state: String,
    /// The colour of its tag.
    pub colour: &'static str,
    /// What must not be missed.
    pub warnings: Vec<String>,
    /// What can be done.
    pub actions: Vec<Link>,
    /// What is known, as pairs.
    pub facts: Vec<(String, String)>,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// What an empty page says.
    pub empty: String,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl ReviewPage {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(page: ui::Page) -> ReviewPage {
        ReviewPage {
            page,
            lead: String::new(),
            state: String::new(),
            colour: "grey",
            warnings: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            blocks: Vec::new(),
            empty: String::new(),
            links: Vec::new(),
        }
    }

    /// Shows it.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(&self) -> Result<Response, Problem> {
        html(self)
    }
}
