//! The pages of planning: lists, one cycle, one part with its figures, short texts.

use super::figure::{Piece, common_day, pieces, tell_day, written};
use super::load::Cycle;
use askama::Template;
use axum::response::Response;
use kit::web::{Ctx, Form, Paging, Problem, html};
use ui::{Head, Link, Pages};

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

/// A piece of a text: words, or a figure that opens its list.
#[derive(Clone, Debug, Default)]
pub struct Bit {
    /// What it says.
    pub text: String,
    /// The list behind it; empty for words.
    pub href: String,
    /// Of which day the figure is, in words; empty where that is told beside another.
    pub day: String,
}

/// A block of a page: its text, its table, what can be done.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its title.
    pub title: String,
    /// Its text in lines, each in pieces.
    pub lines: Vec<Vec<Bit>>,
    /// Names of the columns.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// What an empty table says; nothing when it is empty itself.
    pub empty: String,
    /// What can be done.
    pub links: Vec<Link>,
}

/// Rows of a page that shows several tables: figures carry the address of their list, so they are long.
const ROWS: usize = 30;

/// The tables of a page read as one, so many rows to a page; a table without a row on it is left out.
#[must_use]
pub fn cut_all(blocks: Vec<Block>, form: &Form, base: &str) -> (Vec<Block>, Pages) {
    let count: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let total = count.div_ceil(ROWS).max(1) as u64;
    let page = Paging::asked(form).min(total);
    let first = usize::try_from(page - 1).unwrap_or(0) * ROWS;
    let mut at = 0;
    let cut = blocks.into_iter().filter_map(|mut block| {
        let from = at;
        at += block.rows.len();
        let shown = |row: usize| (first..first + ROWS).contains(&(from + row));
        let rows = block.rows.into_iter().enumerate().filter(|(row, _)| shown(*row));
        block.rows = rows.map(|(_, line)| line).collect();
        (!block.rows.is_empty()).then_some(block)
    });
    (cut.collect(), Pages::new(page, total, base))
}

impl Block {
    /// The same, with a text of nothing but words.
    #[must_use]
    pub fn said(mut self, text: &str) -> Block {
        let bit = |line: &str| vec![Bit { text: line.to_owned(), ..Bit::default() }];
        self.lines = text.lines().filter(|line| !line.trim().is_empty()).map(bit).collect();
        self
    }
}

/// A text of a cycle in pieces: each reference shows its value and opens its list.
#[must_use]
pub fn bits(ctx: &Ctx, cycle: &Cycle, text: &str) -> Vec<Vec<Bit>> {
    let day = |code: &str| cycle.figure(code).map(|one| one.row.known_on);
    let common = common_day(text, &day);
    let bit = |(piece, tells): (Piece<'_>, bool)| match piece {
        Piece::Text(words) => Bit { text: words.to_owned(), ..Bit::default() },
        Piece::Reference(code) => match cycle.figure(code) {
            Some(one) => Bit {
                text: written(one.value),
                href: ctx.url(&one.row.list),
                day: match tells && common.is_none() {
                    true => {
                        ctx.ta("planning-as-of", &[("day", one.row.known_on.bg())]).into_owned()
                    }
                    false => String::new(),
                },
            },
            None => Bit { text: format!("[[{code}]]"), ..Bit::default() },
        },
    };
    let line = |line: &str| -> Vec<Bit> {
        let pieces = pieces(line);
        let told = tell_day(&pieces, &day);
        pieces.into_iter().zip(told).map(&bit).collect()
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut lines: Vec<Vec<Bit>> = lines.map(line).collect();
    if let Some(day) = common {
        let text = ctx.ta("planning-all-as-of", &[("day", day.bg())]).into_owned();
        lines.push(vec![Bit { text, ..Bit::default() }]);
    }
    lines
}

/// A page of planning.
#[derive(Template)]
#[template(path = "planning/page.html")]
pub struct PlanningPage {
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
    /// How a term was counted, step by step.
    pub how: Vec<String>,
    /// Drawings with their titles; the numbers stand in the table above.
    pub charts: Vec<(String, String)>,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// The pages of its list.
    pub pages: Pages,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl PlanningPage {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(page: ui::Page) -> PlanningPage {
        PlanningPage {
            page,
            lead: String::new(),
            state: String::new(),
            colour: "grey",
            warnings: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            how: Vec::new(),
            charts: Vec::new(),
            blocks: Vec::new(),
            pages: Pages::default(),
            links: Vec::new(),
        }
    }

    /// Adds a fact, unless it has no text.
    pub fn say(&mut self, ctx: &Ctx, key: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push((ctx.t(key).into_owned(), text));
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
