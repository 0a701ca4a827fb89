//! Lists as all pages here show them: sought, filtered, sorted by any column, in pages, and the
//! same rows as a table for a spreadsheet.

use askama::Template;
use axum::http::header;
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

/// A list before it is cut into pages.
pub struct List<'a> {
    /// The page with its title.
    pub page: ui::Page,
    /// What stands beside it.
    pub sections: Vec<NavItem>,
    /// Its address below the municipality.
    pub path: String,
    /// What it is, in words.
    pub lead: String,
    /// The columns: ends of the keys `cooperation-column-<name>`.
    pub columns: &'a [&'a str],
    /// All rows.
    pub lines: Vec<Line>,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// Other selections: name, label, choices.
    pub picks: Vec<(&'a str, String, Vec<Choice>)>,
    /// Other filters that stay in the addresses: name and value.
    pub kept: Vec<(&'a str, String)>,
    /// Links above the list: what can be done.
    pub actions: Vec<Link>,
    /// The address of the same rows as a file; empty when there is none.
    pub file: String,
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
            states: Vec::new(),
            picks: Vec::new(),
            kept: Vec::new(),
            actions: Vec::new(),
            file: String::new(),
            empty: "cooperation-empty",
        }
    }
}

#[derive(Template)]
#[template(path = "cooperation/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    kept: Vec<(String, String)>,
    form: Form,
    states: Vec<Choice>,
    picks: Vec<(ui::Field, String, Vec<Choice>)>,
    actions: Vec<Link>,
    found: usize,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    file: String,
    sheet: String,
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
        Head::new(ctx.t(&format!("cooperation-column-{name}")))
            .sorted(format!("{base}{joint}sort={next}"), now)
    };
    let state = Head::new(ctx.t("cooperation-column-state"));
    columns.iter().map(head).chain([state]).collect()
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
    filters.extend(list.picks.iter().map(|(name, ..)| (*name, form.get(name))));
    let unsorted = list_address(&path, &filters);
    let heads = heads(ctx, (list.columns, &unsorted), &order);
    filters.push(("sort", &order));
    let base = list_address(&path, &filters);
    let address = |code: &'static str| {
        let mut all = filters.clone();
        all.push(("as", code));
        let whole = list_address(&ctx.url(&list.file), &all);
        if list.file.is_empty() { String::new() } else { whole }
    };
    let (file, sheet) = (address("csv"), address("xlsx"));
    let found = list.lines.len();
    let (rows, pages) = cut(list.lines, &form, &base);
    let picks = list.picks.into_iter().map(|(name, label, all)| (form.field(name), label, all));
    let picks = picks.collect();
    let kept = list.kept.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let page = ListPage {
        page: list.page,
        sections: list.sections,
        lead: list.lead,
        action: path,
        kept,
        states: list.states,
        picks,
        actions: list.actions,
        found,
        heads,
        rows,
        pages,
        file,
        sheet,
        empty: ctx.t(list.empty).into_owned(),
        form,
    };
    html(&page)
}

/// The rows as a file: the columns, and the state in words.
///
/// # Errors
/// When the table cannot be written.
pub fn file(
    ctx: &Ctx,
    form: &Form,
    columns: &[&str],
    mut lines: Vec<Line>,
) -> Result<Response, Problem> {
    let format = if form.get("as") == "xlsx" { Format::Xlsx } else { Format::Csv };
    sorted(&mut lines, columns, form);
    let mut heads: Vec<String> = columns
        .iter()
        .map(|name| ctx.t(&format!("cooperation-column-{name}")).into_owned())
        .collect();
    heads.push(ctx.t("cooperation-column-state").into_owned());
    let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
    for line in lines {
        let mut cells: Vec<String> = line.cells.into_iter().map(|cell| cell.text).collect();
        cells.push(line.word);
        writer.row(&cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"cooperation.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
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
        let head = |name: &&str| Head::new(ctx.t(&format!("cooperation-column-{name}")));
        let mut heads: Vec<Head> = columns.iter().map(head).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(Head::new(ctx.t("cooperation-column-state")));
        }
        let empty = ctx.t("cooperation-empty").into_owned();
        Part { title: ctx.t(title).into_owned(), heads, rows, empty }
    }
}

/// The page of one thing.
#[derive(Template)]
#[template(path = "cooperation/thing.html")]
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
    /// What stands beside it.
    pub sections: Vec<NavItem>,
    /// Papers that can be issued: where, code, words.
    pub papers: Vec<(String, String, String)>,
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
            sections: Vec::new(),
            papers: Vec::new(),
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
