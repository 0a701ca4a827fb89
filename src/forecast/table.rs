//! The pages of forecasts: words, facts, blocks of charts each with its table.

use askama::Template;
use axum::response::Response;
use kit::web::{Problem, html};
use ui::{Head, Link, Pages};

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its page; empty for none.
    pub href: String,
    /// The cells, the first one names the row.
    pub cells: Vec<String>,
    /// State in a word; empty for none.
    pub word: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

impl Line {
    /// A row of cells and nothing else.
    #[must_use]
    pub fn of(cells: Vec<String>) -> Line {
        Line { cells, ..Line::default() }
    }
}

/// A part of a page: words, a chart, the table that says the same.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its title.
    pub title: String,
    /// Words above.
    pub lines: Vec<String>,
    /// Pictures as SVG, written by the program.
    pub charts: Vec<String>,
    /// Names of the columns.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Line>,
    /// What can be done.
    pub links: Vec<Link>,
}

impl Block {
    /// Whether a row has a state: then the last column tells it.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.rows.iter().any(|row| !row.word.is_empty())
    }
}

/// A page of forecasts.
#[derive(Template)]
#[template(path = "forecast/page.html")]
pub struct ForecastPage {
    /// The page.
    pub page: ui::Page,
    /// What it is, in words.
    pub lead: String,
    /// How far it is, in percent; none when it is done.
    pub percent: Option<i32>,
    /// How far it is, in words.
    pub so_far: String,
    /// What must not be missed.
    pub warnings: Vec<String>,
    /// What can be done.
    pub actions: Vec<Link>,
    /// Where a paper is asked for; empty for nowhere.
    pub print: String,
    /// What is known, as pairs.
    pub facts: Vec<(String, String)>,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// Other pages of the same list.
    pub pages: Pages,
    /// What an empty page says.
    pub empty: String,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl ForecastPage {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(page: ui::Page) -> ForecastPage {
        ForecastPage {
            page,
            lead: String::new(),
            percent: None,
            so_far: String::new(),
            warnings: Vec::new(),
            actions: Vec::new(),
            print: String::new(),
            facts: Vec::new(),
            blocks: Vec::new(),
            pages: Pages::default(),
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
