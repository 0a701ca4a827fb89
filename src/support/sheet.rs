//! A page on which a part of a document is written: groups of boxes, kept while they are typed.

use super::load::Whole;
use super::{begin, course::Section};
use askama::Template;
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, again, html};
use ui::{Choice, DateField, Field, Link};

/// A box with its label and its hint.
pub enum Entry {
    /// A line of text.
    Line(Field, String, String),
    /// Several lines.
    Area(Field, String, String),
    /// A day.
    Day(DateField, String, String),
    /// One answer.
    One(Field, String, Vec<Choice>),
    /// One answer of a list.
    Pick(Field, String, Vec<Choice>),
    /// Any number of answers.
    Many(Field, String, Vec<Choice>),
}

/// Boxes that belong together.
#[derive(Default)]
pub struct Group {
    legend: String,
    entries: Vec<Entry>,
}

/// The whole page.
pub struct Sheet<'a> {
    ctx: &'a Ctx,
    form: &'a Form,
    lead: String,
    groups: Vec<Group>,
}

impl<'a> Sheet<'a> {
    /// An empty page over what was typed.
    #[must_use]
    pub fn new(ctx: &'a Ctx, form: &'a Form) -> Sheet<'a> {
        Sheet { ctx, form, lead: String::new(), groups: vec![Group::default()] }
    }

    /// Words above the boxes.
    #[must_use]
    pub fn lead(self, key: &str) -> Sheet<'a> {
        Sheet { lead: self.ctx.t(key).into_owned(), ..self }
    }

    /// What follows belongs together under this name.
    #[must_use]
    pub fn group(mut self, legend: impl Into<String>) -> Sheet<'a> {
        self.groups.push(Group { legend: legend.into(), entries: Vec::new() });
        self
    }

    fn with(mut self, entry: Entry) -> Sheet<'a> {
        if let Some(last) = self.groups.last_mut() {
            last.entries.push(entry);
        }
        self
    }

    fn t(&self, key: &str) -> String {
        if key.is_empty() { String::new() } else { self.ctx.t(key).into_owned() }
    }

    /// A line of text.
    #[must_use]
    pub fn line(self, name: &str, (label, hint): (&str, &str)) -> Sheet<'a> {
        let entry = Entry::Line(self.form.field(name), self.t(label), self.t(hint));
        self.with(entry)
    }

    /// Several lines of text.
    #[must_use]
    pub fn area(self, name: &str, (label, hint): (&str, &str)) -> Sheet<'a> {
        let entry = Entry::Area(self.form.field(name), self.t(label), self.t(hint));
        self.with(entry)
    }

    /// A day.
    #[must_use]
    pub fn day(self, name: &str, (label, hint): (&str, &str)) -> Sheet<'a> {
        let entry = Entry::Day(self.form.date_field(name), self.t(label), self.t(hint));
        self.with(entry)
    }

    /// One of some codes; the words have the key `prefix-code`.
    #[must_use]
    pub fn one(self, name: &str, label: &str, (codes, prefix): (&[&str], &str)) -> Sheet<'a> {
        let list = self.choices(codes, prefix, |code| self.form.get(name) == code);
        let entry = Entry::One(self.form.field(name), self.t(label), list);
        self.with(entry)
    }

    /// One of a list, or none.
    #[must_use]
    pub fn pick(self, name: &str, label: &str, list: Vec<Choice>) -> Sheet<'a> {
        let entry = Entry::Pick(self.form.field(name), self.t(label), list);
        self.with(entry)
    }

    /// Any number of some codes.
    #[must_use]
    pub fn many(self, name: &str, label: &str, (codes, prefix): (&[&str], &str)) -> Sheet<'a> {
        let list = self.choices(codes, prefix, |code| self.form.has_value(name, code));
        let entry = Entry::Many(self.form.field(name), self.t(label), list);
        self.with(entry)
    }

    fn choices(&self, codes: &[&str], prefix: &str, is: impl Fn(&str) -> bool) -> Vec<Choice> {
        let words = |code: &str| self.ctx.t(&format!("{prefix}-{code}"));
        codes.iter().map(|code| Choice::new(*code, words(code)).checked(is(code))).collect()
    }
}

#[derive(Template)]
#[template(path = "support/sheet.html")]
struct SheetPage {
    page: ui::Page,
    lead: String,
    groups: Vec<Group>,
    action: String,
    cancel: String,
    version: i32,
    section: String,
    item: String,
    /// One of several: it may be taken out.
    removable: bool,
}

impl Sheet<'_> {
    /// Shows the page; again, with what is wrong, when it was sent with mistakes.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(self, whole: &Whole, section: Section, last: usize) -> Result<Response, Problem> {
        let (ctx, form) = (self.ctx, self.form);
        let title = ctx.t(&format!("support-section-{}", section.code()));
        let mut page = begin::frame(ctx, &whole.around, &title);
        let home = ctx.url(&format!("/support/{}", whole.row.id));
        page.breadcrumbs.push(Link::new(home.clone(), super::page::name(ctx, &whole.row)));
        page.breadcrumbs.push(Link::new("", title));
        page.errors = form.errors();
        let item = form.get("item").to_owned();
        let page = SheetPage {
            page,
            lead: self.lead,
            groups: self.groups,
            action: format!("{home}/edit"),
            version: form.version_or(whole.row.version),
            section: section.code().to_owned(),
            removable: item.parse::<usize>().is_ok_and(|n| n < last),
            item,
            cancel: home,
        };
        if form.ok() { html(&page) } else { again(&page) }
    }
}
