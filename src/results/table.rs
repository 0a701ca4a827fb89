//! Lists as all pages here show them: sought, filtered, sorted by any column, in pages, and the same
//! rows as a table for a spreadsheet.

use askama::Template;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use sheet::{Format, Writer};
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

/// A part of a page: a table of its own.
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
        let head = |name: &&str| Head::new(ctx.t(&format!("results-column-{name}")));
        let mut heads: Vec<Head> = columns.iter().map(head).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(Head::new(ctx.t("results-column-state")));
        }
        let empty = ctx.t("results-empty").into_owned();
        Part { title: ctx.t(title).into_owned(), heads, rows, empty }
    }
}

/// A list before it is cut into pages.
pub struct List<'a> {
    /// The page with its title and the way back.
    pub page: ui::Page,
    /// The lists beside it.
    pub sections: Vec<NavItem>,
    /// Its address, below the municipality.
    pub path: String,
    /// What it is, in words.
    pub lead: String,
    /// The columns: ends of the keys `results-column-<name>`.
    pub columns: &'a [&'a str],
    /// All rows.
    pub lines: Vec<Line>,
    /// Other filters that stay in the addresses: name and value.
    pub kept: Vec<(&'a str, String)>,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// Links above the list: what can be done.
    pub actions: Vec<Link>,
    /// The same rows as a file, and others.
    pub files: Vec<Link>,
    /// Tables below the list.
    pub parts: Vec<Part>,
    /// Key of what an empty list says.
    pub empty: &'a str,
}

impl<'a> List<'a> {
    /// A list with its columns and rows, and nothing else yet.
    #[must_use]
    pub fn new(
        (page, sections): (ui::Page, Vec<NavItem>),
        path: String,
        columns: &'a [&'a str],
        lines: Vec<Line>,
    ) -> Self {
        List {
            page,
            sections,
            path,
            lead: String::new(),
            columns,
            lines,
            kept: Vec::new(),
            states: Vec::new(),
            actions: Vec::new(),
            files: Vec::new(),
            parts: Vec::new(),
            empty: "results-empty",
        }
    }
}

#[derive(Template)]
#[template(path = "results/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    kept: Vec<(String, String)>,
    form: Form,
    states: Vec<Choice>,
    actions: Vec<Link>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    files: Vec<Link>,
    parts: Vec<Part>,
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

fn heads(ctx: &Ctx, (columns, has_state): (&[&str], bool), base: &str, order: &str) -> Vec<Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let head = |name: &&str| {
        let is_up = order == *name;
        let now = match order.strip_prefix('-') {
            Some(down) if down == *name => Some(false),
            _ => is_up.then_some(true),
        };
        let next = if is_up { format!("-{name}") } else { (*name).to_owned() };
        Head::new(ctx.t(&format!("results-column-{name}")))
            .sorted(format!("{base}{joint}sort={next}"), now)
    };
    let state = has_state.then(|| Head::new(ctx.t("results-column-state")));
    columns.iter().map(head).chain(state).collect()
}

/// Shows a list.
///
/// # Errors
/// When the page cannot be written.
pub fn shown(ctx: &Ctx, form: Form, mut list: List<'_>) -> Result<Response, Problem> {
    sorted(&mut list.lines, list.columns, &form);
    let path = ctx.url(&list.path);
    let q = form.get("q").to_owned();
    let state = form.get("state").to_owned();
    let order = form.get("sort").to_owned();
    let mut filters: Vec<(&str, &str)> = vec![("q", &q), ("state", &state)];
    filters.extend(list.kept.iter().map(|(name, value)| (*name, value.as_str())));
    let unsorted = list_address(&path, &filters);
    let has_state = list.lines.iter().any(|line| !line.word.is_empty());
    let heads = heads(ctx, (list.columns, has_state), &unsorted, &order);
    filters.push(("sort", &order));
    let base = list_address(&path, &filters);
    let found = list.lines.len();
    let (rows, pages) = cut(list.lines, &form, &base);
    let kept = list.kept.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let page = ListPage {
        page: list.page,
        sections: list.sections,
        lead: list.lead,
        action: path,
        kept,
        states: list.states,
        actions: list.actions,
        found,
        heads,
        rows,
        pages,
        files: list.files,
        parts: list.parts,
        empty: ctx.t(list.empty).into_owned(),
        form,
    };
    html(&page)
}

/// A table with its heads, for a file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Names of the columns.
    pub heads: Vec<String>,
    /// Rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The rows of a list in its columns, with the state in words.
    #[must_use]
    pub fn of(ctx: &Ctx, columns: &[&str], lines: Vec<Line>) -> Table {
        let head = |name: &&str| ctx.t(&format!("results-column-{name}")).into_owned();
        let mut heads: Vec<String> = columns.iter().map(head).collect();
        heads.push(ctx.t("results-column-state").into_owned());
        let row = |line: Line| {
            let cells = line.cells.into_iter().map(|cell| cell.text);
            cells.chain([line.word]).collect::<Vec<String>>()
        };
        Table { heads, rows: lines.into_iter().map(row).collect() }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// When there is no room.
    pub fn bytes(&self, format: Format) -> Result<Vec<u8>, Problem> {
        let mut writer = Writer::lasting(format, &self.heads).map_err(Problem::internal)?;
        for row in &self.rows {
            writer.row(row).map_err(Problem::internal)?;
        }
        writer.finish().map_err(Problem::internal)
    }

    /// The file as an answer; `name` is Latin and without an ending.
    ///
    /// # Errors
    /// When there is no room.
    pub fn file(&self, name: &str, format: Format) -> Result<Response, Problem> {
        let disposition = format!("attachment; filename=\"{name}.{}\"", format.code());
        let headers: [(HeaderName, String); 2] = [
            (header::CONTENT_TYPE, format.media().to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        Ok((headers, self.bytes(format)?).into_response())
    }
}

/// The format that an address asks for: lines of text, or `?format=xlsx`.
#[must_use]
pub fn format_of(form: &Form) -> Format {
    if form.get("format") == "xlsx" { Format::Xlsx } else { Format::Csv }
}
