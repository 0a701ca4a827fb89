//! Lists as all pages here show them: sought, filtered, sorted by any column, in pages, and the same
//! rows as a table for a spreadsheet.

use super::frame::{HOME, sections};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut_by, html, list_address};
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

    /// A number.
    #[must_use]
    pub fn number(number: impl Into<i64>) -> Cell {
        let number: i64 = number.into();
        Cell { text: number.to_string(), key: format!("{number:012}") }
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

/// Rows of a page: who, what is asked and what is missing make them wide.
const ROWS: usize = 40;

/// A list before it is cut into pages.
pub struct List<'a> {
    /// Which of the sections it is, as the end of its address.
    pub rest: &'a str,
    /// Key of the title.
    pub title: &'a str,
    /// What it is, in words.
    pub lead: String,
    /// The columns: ends of the keys `training-column-<name>`.
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
    /// The address of the same rows as a file; empty when there is none.
    pub file: String,
    /// The lists before and after.
    pub around: Vec<Link>,
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
            file: String::new(),
            around: Vec::new(),
            empty: "training-empty",
        }
    }
}

#[derive(Template)]
#[template(path = "training/list.html")]
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
    around: Vec<Link>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    file: String,
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
        Head::new(ctx.t(&format!("training-column-{name}")))
            .sorted(format!("{base}{joint}sort={next}"), now)
    };
    let state = Head::new(ctx.t("training-column-state"));
    columns.iter().map(head).chain([state]).collect()
}

/// Shows a list.
///
/// # Errors
/// When the page cannot be written.
pub fn shown(ctx: &Ctx, form: Form, mut list: List<'_>) -> Result<Response, Problem> {
    sorted(&mut list.lines, list.columns, &form);
    let path = ctx.url(&format!("{HOME}{}", list.rest));
    let q = form.get("q").to_owned();
    let state = form.get("state").to_owned();
    let order = form.get("sort").to_owned();
    let mut filters: Vec<(&str, &str)> = vec![("q", &q), ("state", &state)];
    filters.extend(list.kept.iter().map(|(name, value)| (*name, value.as_str())));
    filters.extend(list.picks.iter().map(|(name, ..)| (*name, form.get(name))));
    let unsorted = list_address(&path, &filters);
    let heads = heads(ctx, (list.columns, &unsorted), &order);
    filters.push(("sort", &order));
    let base = list_address(&path, &filters);
    let file = if list.file.is_empty() {
        String::new()
    } else {
        list_address(&ctx.url(&format!("{HOME}{}", list.file)), &filters)
    };
    let found = list.lines.len();
    let (rows, pages) = cut_by(ROWS, list.lines, &form, &base);
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
        around: list.around,
        found,
        heads,
        rows,
        pages,
        file,
        empty: ctx.t(list.empty).into_owned(),
        form,
    };
    html(&page)
}

/// The rows as a table for a spreadsheet: the columns, and the state in words.
///
/// # Errors
/// When the table cannot be written.
pub fn csv(
    ctx: &Ctx,
    form: &Form,
    (columns, name): (&[&str], &str),
    mut lines: Vec<Line>,
) -> Result<Response, Problem> {
    sorted(&mut lines, columns, form);
    let mut heads: Vec<String> =
        columns.iter().map(|name| ctx.t(&format!("training-column-{name}")).into_owned()).collect();
    heads.push(ctx.t("training-column-state").into_owned());
    let mut writer = sheet::Writer::new(sheet::Format::Csv, &heads).map_err(Problem::internal)?;
    for line in lines {
        let mut cells: Vec<String> = line.cells.into_iter().map(|cell| cell.text).collect();
        cells.push(line.word);
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
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
        let head = |name: &&str| Head::new(ctx.t(&format!("training-column-{name}")));
        let mut heads: Vec<Head> = columns.iter().map(head).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(Head::new(ctx.t("training-column-state")));
        }
        let empty = ctx.t("training-empty").into_owned();
        Part { title: ctx.t(title).into_owned(), heads, rows, empty }
    }
}

/// The page of one thing.
#[derive(Template)]
#[template(path = "training/thing.html")]
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
    /// The paper; empty when there is none.
    pub pdf: String,
    /// What must not be missed.
    pub warnings: Vec<String>,
    /// What can be done.
    pub actions: Vec<Link>,
    /// What is known, as pairs.
    pub facts: Vec<(String, String)>,
    /// How a day was counted.
    pub how: Vec<String>,
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
            pdf: String::new(),
            warnings: Vec::new(),
            actions: Vec::new(),
            facts: Vec::new(),
            how: Vec::new(),
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
