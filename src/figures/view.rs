//! Tables as all pages here show them, and a thing with its facts.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Form, Problem, html, list_address};
use sheet::{Format, Writer};
use ui::{Choice, Head, Link, NavItem, Pages};

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its page.
    pub href: String,
    /// The cells; the first one names the row.
    pub cells: Vec<String>,
    /// State in a word.
    pub word: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

/// A table with its title.
pub struct Part {
    /// Its title; a list has none.
    pub title: String,
    /// The columns.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// What it says when nothing is in it.
    pub empty: String,
}

impl Part {
    /// A table; columns are ends of the keys `figures-column-<name>`.
    #[must_use]
    pub fn new(ctx: &Ctx, title: &str, columns: &[&str], rows: Vec<Line>) -> Part {
        let title = if title.is_empty() { String::new() } else { ctx.t(title).into_owned() };
        let mut heads: Vec<Head> = columns.iter().map(|name| head(ctx, name)).collect();
        if rows.iter().any(|row| !row.word.is_empty()) {
            heads.push(head(ctx, "state"));
        }
        Part { title, heads, rows, empty: ctx.t("figures-empty").into_owned() }
    }
}

/// The head of a column.
#[must_use]
pub fn head(ctx: &Ctx, name: &str) -> Head {
    let head = Head::new(ctx.t(&format!("figures-column-{name}")));
    let is_number = matches!(name, "amount" | "lines" | "sum" | "whole" | "difference");
    if is_number { head.numeric() } else { head }
}

/// A page of one or more tables, with filters where they are asked for.
#[derive(Template)]
#[template(path = "figures/tables.html")]
pub struct Tables {
    /// The page.
    pub page: ui::Page,
    /// The lists beside it.
    pub sections: Vec<NavItem>,
    /// What it is, in words.
    pub lead: String,
    /// What must not be missed.
    pub warnings: Vec<String>,
    /// What can be done.
    pub actions: Vec<Link>,
    /// The address of the filters; empty when there are none.
    pub action: String,
    /// What was asked for.
    pub form: Form,
    /// Filters that stay: name and value.
    pub kept: Vec<(String, String)>,
    /// Selections: field, label, choices.
    pub picks: Vec<(ui::Field, String, Vec<Choice>)>,
    /// How many were found, in words.
    pub found: String,
    /// The tables.
    pub parts: Vec<Part>,
    /// The pages.
    pub pages: Pages,
    /// The same rows as files.
    pub files: Vec<Link>,
}

impl Tables {
    /// A page with its tables and nothing else yet.
    #[must_use]
    pub fn new((page, sections): (ui::Page, Vec<NavItem>), form: Form, parts: Vec<Part>) -> Tables {
        Tables {
            page,
            sections,
            lead: String::new(),
            warnings: Vec::new(),
            actions: Vec::new(),
            action: String::new(),
            form,
            kept: Vec::new(),
            picks: Vec::new(),
            found: String::new(),
            parts,
            pages: Pages::new(1, 1, ""),
            files: Vec::new(),
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

/// The heads of a list, each with the address that sorts by it.
#[must_use]
pub fn sorted_heads(
    ctx: &Ctx,
    columns: &[&str],
    (path, filters, order): (&str, &[(&str, &str)], &str),
) -> Vec<Head> {
    let one = |name: &&str| {
        let is_up = order == *name;
        let now = match order.strip_prefix('-') {
            Some(down) if down == *name => Some(false),
            _ => is_up.then_some(true),
        };
        let next = if is_up { format!("-{name}") } else { (*name).to_owned() };
        let mut all = filters.to_vec();
        all.push(("sort", &next));
        head(ctx, name).sorted(list_address(path, &all), now)
    };
    columns.iter().map(one).collect()
}

/// Rows as a file.
///
/// # Errors
/// When the table cannot be written.
pub fn file(
    (name, form): (&str, &Form),
    heads: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Response, Problem> {
    let format = if form.get("as") == "xlsx" { Format::Xlsx } else { Format::Csv };
    let mut writer = Writer::new(format, heads).map_err(Problem::internal)?;
    for row in rows {
        writer.row(&row).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.code());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
