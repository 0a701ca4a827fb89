//! What the pages share: addresses, sections, a page of pictures with their table, files.

use super::draw;
use crate::app::App;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::web::{Ctx, Form, Paging, Problem, html};
use std::sync::Arc;
use ui::{Choice, Head, Link, NavItem, Pages};

/// The first page, below the municipality.
pub const HOME: &str = "/atlas";
/// The longest line.
pub const LINE: usize = 300;
/// So many rows of a table stand beside a picture: both together stay a light page.
const ROWS: usize = 20;
/// A picture on paper is so many times finer than on a screen.
const FINER: f32 = 2.0;

/// The pages beside each other.
#[must_use]
pub fn sections(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "atlas-map"),
        ("/people", "atlas-people"),
        ("/trends", "atlas-trends"),
        ("/flows", "atlas-flows"),
        ("/imports", "atlas-imports"),
        ("/settings", "atlas-settings"),
    ];
    let may = |(rest, _): &(&str, &str)| *rest != "/settings" || ctx.actor.may(super::WRITE);
    let item = |(rest, key): (&str, &str)| {
        let href = ctx.url(&format!("{HOME}{rest}"));
        NavItem { href, text: ctx.t(key).into_owned(), current: rest == current, count: None }
    };
    all.into_iter().filter(may).map(item).collect()
}

/// A page below one of the sections.
#[must_use]
pub fn below(ctx: &Ctx, title: impl Into<String>, (rest, key): (&str, &str)) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key)), Link::new("", title)];
    page
}

/// A row of a table: the first cell names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its page; empty for none.
    pub href: String,
    /// The cells.
    pub cells: Vec<String>,
    /// State in a word; empty for none.
    pub word: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

/// A drawing with what is said of it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// How it is read.
    pub hint: String,
    /// The drawing; empty when there is nothing to draw.
    pub svg: String,
    /// What it says instead.
    pub empty: String,
    /// The drawing as files.
    pub files: Vec<Link>,
}

/// A number or a word with what it is; the number opens its list.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// How much.
    pub text: String,
    /// The list behind it; empty for none.
    pub href: String,
}

/// A box of the filter.
pub struct Pick {
    /// The box.
    pub field: ui::Field,
    /// What it asks.
    pub label: String,
    /// Answers to choose from; none for a box of digits.
    pub choices: Vec<Choice>,
}

/// A page of pictures, each beside the table that says the same.
#[derive(Template)]
#[template(path = "atlas/pictures.html")]
pub struct Pictures {
    /// The page.
    pub page: ui::Page,
    /// The pages beside it.
    pub sections: Vec<NavItem>,
    /// What it is.
    pub lead: String,
    /// What the reader must know of the figures.
    pub notes: Vec<String>,
    /// Where the filter is sent.
    pub action: String,
    /// Its boxes.
    pub picks: Vec<Pick>,
    /// The figures of the whole.
    pub facts: Vec<Fact>,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// Name of the table.
    pub caption: String,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows.
    pub rows: Vec<Line>,
    /// The links to its other pages.
    pub pages: Pages,
    /// What an empty one says.
    pub empty: String,
    /// The table as a file.
    pub file: String,
    /// Where else to look.
    pub links: Vec<Link>,
}

impl Pictures {
    /// A page with its title and nothing else yet.
    #[must_use]
    pub fn new(page: ui::Page, sections: Vec<NavItem>) -> Pictures {
        Pictures {
            page,
            sections,
            lead: String::new(),
            notes: Vec::new(),
            action: String::new(),
            picks: Vec::new(),
            facts: Vec::new(),
            pictures: Vec::new(),
            caption: String::new(),
            heads: Vec::new(),
            rows: Vec::new(),
            pages: Pages::default(),
            empty: String::new(),
            file: String::new(),
            links: Vec::new(),
        }
    }

    /// Adds a figure of the whole.
    pub fn say(&mut self, ctx: &Ctx, key: &str, (text, href): (String, String)) {
        self.facts.push(Fact { name: ctx.t(key).into_owned(), text, href });
    }

    /// Puts a table in: the page of it that is asked for.
    pub fn table(&mut self, (heads, lines): (Vec<Head>, Vec<Line>), (form, base): (&Form, &str)) {
        let total = (lines.len() as u64).div_ceil(ROWS as u64);
        let page = Paging::asked(form).min(total.max(1));
        let first = usize::try_from(page - 1).unwrap_or_default() * ROWS;
        self.heads = heads;
        self.rows = lines.into_iter().skip(first).take(ROWS).collect();
        self.pages = Pages::new(page, total, base);
    }

    /// Shows it.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(&self) -> Result<Response, Problem> {
        html(self)
    }
}

/// Columns of numbers: they end at the right.
const NUMBERS: [&str; 12] = [
    "people",
    "minutes",
    "km",
    "services",
    "places",
    "rows",
    "in-minutes",
    "in-km",
    "users",
    "women",
    "men",
    "together",
];

/// Columns by the ends of their keys `atlas-column-<name>`.
#[must_use]
pub fn heads(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    let head = |name: &&str| {
        let head = Head::new(ctx.t(&format!("atlas-column-{name}")));
        if NUMBERS.contains(name) { head.numeric() } else { head }
    };
    names.iter().map(head).collect()
}

/// The addresses of a drawing as files; `query` is what was asked, with its question mark.
#[must_use]
pub fn files(ctx: &Ctx, name: &str, query: &str) -> Vec<Link> {
    let link = |ending: &str| {
        let href = ctx.url(&format!("{HOME}/{name}.{ending}{query}"));
        Link::new(href, ctx.t(&format!("atlas-file-{ending}")))
    };
    vec![link("svg"), link("png")]
}

/// What was asked, as the end of an address: empty or with its question mark.
#[must_use]
pub fn query(form: &Form, names: &[&str]) -> String {
    let asked: Vec<(&str, &str)> = names.iter().map(|name| (*name, form.get(name))).collect();
    kit::web::list_address("", &asked)
}

/// A file to be saved.
fn attached(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

/// A drawing as a file: `svg` or `png`.
///
/// # Errors
/// When the picture cannot be made.
pub async fn drawn(
    app: &App,
    (name, ending): (&str, &str),
    picture: &Picture,
) -> Result<Response, Problem> {
    let words = if picture.svg.is_empty() { &picture.empty } else { &picture.hint };
    // A line for each sentence: one line of all of them would be cut at the edge.
    let words: Vec<String> = words.split_inclusive(". ").map(|one| one.trim().to_owned()).collect();
    let svg = draw::titled(&picture.svg, &picture.title, &words);
    if ending == "svg" {
        let file = format!("{name}.svg");
        return Ok(attached("image/svg+xml; charset=utf-8", &file, svg.into_bytes()));
    }
    let printer = Arc::clone(&app.printer);
    let work = move || printer.png(&svg, FINER);
    let made = tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?;
    Ok(attached("image/png", &format!("{name}.png"), made.map_err(Problem::internal)?))
}

/// A table as lines of text for a spreadsheet; the last column is the state where rows have one.
///
/// # Errors
/// When it cannot be written.
pub fn csv(name: &str, heads: &[Head], lines: Vec<Line>) -> Result<Response, Problem> {
    let heads: Vec<String> = heads.iter().map(|head| head.text.clone()).collect();
    let mut writer = sheet::Writer::new(sheet::Format::Csv, &heads).map_err(Problem::internal)?;
    for mut line in lines {
        if line.cells.len() < heads.len() {
            line.cells.push(line.word);
        }
        writer.row(&line.cells).map_err(Problem::internal)?;
    }
    let bytes = writer.finish().map_err(Problem::internal)?;
    Ok(attached("text/csv; charset=utf-8", &format!("{name}.csv"), bytes))
}
