//! Lists as all pages here show them: sought, filtered, sorted by any column, in pages, and the
//! same rows as a table for a spreadsheet.

use super::frame::{HOME, sections};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use ui::{Choice, Head, Link, NavItem, Pages};

/// A cell: what it shows, and by what it is sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub text: String,
    /// The number it is; a page sets its thousands apart, a file does not.
    pub number: Option<i64>,
    key: String,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { key: kit::search::plain(&text), text, number: None }
    }

    /// A day; none sorts last.
    #[must_use]
    pub fn day(day: Option<Day>) -> Cell {
        let key = day.map_or_else(|| "9999".to_owned(), |day| day.to_string());
        Cell { text: day.map(Day::bg).unwrap_or_default(), number: None, key }
    }

    /// A number.
    #[must_use]
    pub fn number(number: impl Into<i64>) -> Cell {
        let number: i64 = number.into();
        Cell { text: number.to_string(), number: Some(number), key: format!("{number:012}") }
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
    /// Which of the sections it is, as the end of its address.
    pub rest: &'a str,
    /// Key of the title.
    pub title: &'a str,
    /// What it is, in words.
    pub lead: String,
    /// The columns: ends of the keys `studies-column-<name>`.
    pub columns: &'a [&'a str],
    /// All rows.
    pub lines: Vec<Line>,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// The stratum that stays in the addresses.
    pub kept: String,
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
            states: Vec::new(),
            kept: String::new(),
            actions: Vec::new(),
            file: String::new(),
            empty: "studies-empty",
        }
    }
}

#[derive(Template)]
#[template(path = "studies/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    form: Form,
    states: Vec<Choice>,
    kept: String,
    actions: Vec<Link>,
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

/// The head of a column; numbers end at the right.
fn head(ctx: &Ctx, name: &str) -> Head {
    let head = Head::new(ctx.t(&format!("studies-column-{name}")));
    match name {
        "size" | "drawn" | "answered" | "refused" | "absent" | "waiting" | "answers"
        | "edition" => head.numeric(),
        _ => head,
    }
}

fn heads(ctx: &Ctx, (columns, base): (&[&str], &str), order: &str) -> Vec<Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let one = |name: &&str| {
        let is_up = order == *name;
        let now = match order.strip_prefix('-') {
            Some(down) if down == *name => Some(false),
            _ => is_up.then_some(true),
        };
        let next = if is_up { format!("-{name}") } else { (*name).to_owned() };
        head(ctx, name).sorted(format!("{base}{joint}sort={next}"), now)
    };
    let state = Head::new(ctx.t("studies-column-state"));
    columns.iter().map(one).chain([state]).collect()
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
    let mut filters: Vec<(&str, &str)> =
        vec![("q", &q), ("state", &state), ("stratum", &list.kept)];
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
    let (rows, pages) = cut(list.lines, &form, &base);
    let page = ListPage {
        page: ctx.page(ctx.t(list.title)),
        sections: sections(ctx, list.rest),
        lead: list.lead,
        action: path,
        states: list.states,
        kept: list.kept.clone(),
        actions: list.actions,
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
        columns.iter().map(|name| ctx.t(&format!("studies-column-{name}")).into_owned()).collect();
    heads.push(ctx.t("studies-column-state").into_owned());
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
        let mut heads: Vec<Head> = columns.iter().map(|name| head(ctx, name)).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(Head::new(ctx.t("studies-column-state")));
        }
        let empty = ctx.t("studies-empty").into_owned();
        Part { title: ctx.t(title).into_owned(), heads, rows, empty }
    }
}

/// The page of one thing.
#[derive(Template)]
#[template(path = "studies/thing.html")]
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
