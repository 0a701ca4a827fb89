//! Lists as all pages here show them: sought, filtered, sorted by any column, in pages;
//! and the page of one thing.

use super::frame::{HOME, sections};
use askama::Template;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use ui::{Choice, Head, Link, NavItem, Pages};

/// A cell: what it shows, and by what it is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub text: String,
    key: String,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { key: kit::search::plain(&text), text }
    }

    /// A day; none sorts last.
    #[must_use]
    pub fn day(day: Option<Day>) -> Cell {
        let key = day.map_or_else(|| "9999".to_owned(), |day| day.to_string());
        Cell { text: day.map(Day::bg).unwrap_or_default(), key }
    }
}

/// A row of a list.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its page.
    pub href: String,
    /// The cells, the first one names the row.
    pub cells: Vec<Cell>,
    /// State in a word.
    pub word: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

/// A number that opens its list.
#[derive(Clone, Debug)]
pub struct Tile {
    /// The list.
    pub href: String,
    /// How many.
    pub number: usize,
    /// Of what.
    pub text: String,
    /// `""`, `soon`, `late`.
    pub state: &'static str,
}

/// A list before it is cut into pages.
pub struct List<'a> {
    /// Which of the sections it is, as the end of its address.
    pub rest: &'a str,
    /// Key of the title.
    pub title: &'a str,
    /// What it is, in words.
    pub lead: String,
    /// The columns: ends of the keys `notices-column-<name>`.
    pub columns: &'a [&'a str],
    /// All rows.
    pub lines: Vec<Line>,
    /// Other filters that stay in the addresses: name and value.
    pub kept: Vec<(&'a str, String)>,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// Other selections: name, label, choices.
    pub picks: Vec<(&'a str, String, Vec<Choice>)>,
    /// Numbers that open lists.
    pub tiles: Vec<Tile>,
    /// Links above the list: what can be done.
    pub actions: Vec<Link>,
    /// The rows are one page of a longer list: its pages, and how many rows it has.
    pub paged: Option<(Pages, usize)>,
    /// Key of what is sought in it.
    pub search: &'a str,
    /// Key of what an empty list says.
    pub empty: &'a str,
}

impl<'a> List<'a> {
    /// A list with its columns and rows, and nothing else yet.
    #[must_use]
    pub fn new(
        (rest, title): (&'a str, &'a str),
        columns: &'a [&'a str],
        lines: Vec<Line>,
    ) -> Self {
        List {
            rest,
            title,
            lead: String::new(),
            columns,
            lines,
            kept: Vec::new(),
            states: Vec::new(),
            picks: Vec::new(),
            tiles: Vec::new(),
            actions: Vec::new(),
            paged: None,
            search: "notices-search",
            empty: "notices-empty",
        }
    }
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    kept: Vec<(String, String)>,
    form: Form,
    states: Vec<Choice>,
    picks: Vec<(ui::Field, String, Vec<Choice>)>,
    tiles: Vec<Tile>,
    actions: Vec<Link>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    search: String,
    empty: String,
}

/// Leaves the rows that hold what is sought, in the order that is asked for.
pub fn sorted(lines: &mut Vec<Line>, columns: &[&str], form: &Form) {
    let sought = kit::search::plain(form.get("q"));
    if !sought.is_empty() {
        lines.retain(|line| line.cells.iter().any(|cell| cell.key.contains(&sought)));
    }
    let order = form.get("sort");
    let (name, is_down) = match order.strip_prefix('-') {
        Some(name) => (name, true),
        None => (order, false),
    };
    if let Some(at) = columns.iter().position(|column| *column == name) {
        lines.sort_by_cached_key(|line| line.cells.get(at).map(|cell| cell.key.clone()));
        if is_down {
            lines.reverse();
        }
    }
}

fn heads(ctx: &Ctx, (columns, base): (&[&str], &str), order: &str) -> Vec<Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let head = |name: &&str| {
        let is_up = order == *name;
        let now = match order.strip_prefix('-') {
            Some(down) if down == *name => Some(false),
            _ => is_up.then_some(true),
        };
        let next = if is_up { format!("-{name}") } else { (*name).to_owned() };
        Head::new(ctx.t(&format!("notices-column-{name}")))
            .sorted(format!("{base}{joint}sort={next}"), now)
    };
    let state = Head::new(ctx.t("notices-column-state"));
    columns.iter().map(head).chain([state]).collect()
}

/// Heads of a list that is cut before it is read: its order is fixed.
fn plain_heads(ctx: &Ctx, columns: &[&str]) -> Vec<Head> {
    let head = |name: &&str| Head::new(ctx.t(&format!("notices-column-{name}")));
    columns.iter().map(head).chain([Head::new(ctx.t("notices-column-state"))]).collect()
}

/// Shows a list.
///
/// # Errors
/// When the page cannot be written.
pub fn shown(ctx: &Ctx, form: Form, mut list: List<'_>) -> Result<Response, Problem> {
    if list.paged.is_none() {
        sorted(&mut list.lines, list.columns, &form);
    }
    let path = ctx.url(&format!("{HOME}{}", list.rest));
    let q = form.get("q").to_owned();
    let state = form.get("state").to_owned();
    let order = form.get("sort").to_owned();
    let mut filters: Vec<(&str, &str)> = vec![("q", &q), ("state", &state)];
    filters.extend(list.kept.iter().map(|(name, value)| (*name, value.as_str())));
    filters.extend(list.picks.iter().map(|(name, ..)| (*name, form.get(name))));
    let unsorted = list_address(&path, &filters);
    let mut heads = match list.paged {
        Some(_) => plain_heads(ctx, list.columns),
        None => heads(ctx, (list.columns, &unsorted), &order),
    };
    // Where no row has a state, there is no column for it.
    if list.lines.iter().all(|line| line.word.is_empty()) {
        heads.pop();
    }
    filters.push(("sort", &order));
    let base = list_address(&path, &filters);
    let (rows, pages, found) = match list.paged {
        Some((pages, found)) => (list.lines, pages, found),
        None => {
            let found = list.lines.len();
            let (rows, pages) = cut(list.lines, &form, &base);
            (rows, pages, found)
        }
    };
    let picks = list.picks.into_iter().map(|(name, label, all)| (form.field(name), label, all));
    let picks = picks.collect();
    let kept = list.kept.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let page = ListPage {
        page: ctx.page(ctx.t(list.title)),
        sections: sections(ctx, list.rest),
        lead: list.lead,
        action: path,
        kept,
        states: list.states,
        picks,
        tiles: list.tiles,
        actions: list.actions,
        found,
        heads,
        rows,
        pages,
        search: ctx.t(list.search).into_owned(),
        empty: ctx.t(list.empty).into_owned(),
        form,
    };
    html(&page)
}

/// A part of the page of one thing: a table of its own.
pub struct Part {
    /// Its title.
    pub title: String,
    /// Names of the columns.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// What it says when nothing is in it.
    pub empty: String,
}

impl Part {
    /// A table with its columns.
    #[must_use]
    pub fn new(ctx: &Ctx, title: &str, columns: &[&str], rows: Vec<Line>) -> Part {
        let head = |name: &&str| Head::new(ctx.t(&format!("notices-column-{name}")));
        let mut heads: Vec<Head> = columns.iter().map(head).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(Head::new(ctx.t("notices-column-state")));
        }
        let empty = ctx.t("notices-empty").into_owned();
        Part { title: ctx.t(title).into_owned(), heads, rows, empty }
    }
}

/// The page of one thing.
#[derive(Template)]
#[template(path = "notices/thing.html")]
pub struct Thing {
    /// The page.
    pub page: ui::Page,
    /// Whose it is, or what it is called.
    pub name: String,
    /// Its number, or a day.
    pub number: String,
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
    /// How a day was counted.
    pub how: Vec<String>,
    /// What was written, line by line.
    pub text: Vec<String>,
    /// Tables.
    pub parts: Vec<Part>,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl Thing {
    /// The page of a thing of which nothing but its name is known yet.
    #[must_use]
    pub fn new(page: ui::Page, name: impl Into<String>) -> Thing {
        Thing {
            page,
            name: name.into(),
            number: String::new(),
            state: String::new(),
            colour: "grey",
            warnings: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            how: Vec::new(),
            text: Vec::new(),
            parts: Vec::new(),
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
