//! A form with hints beside its boxes, and a sheet of numbers by age when it has one.

use askama::Template;
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, again, html};
use ui::{Choice, DateField, Field, Head};

/// A box of a form.
pub enum Entry {
    /// A line of text.
    Line(Field, String, String),
    /// A number.
    Number(Field, String, String),
    /// Several lines.
    Area(Field, String, String),
    /// One of a list.
    Select(Field, String, String, Vec<Choice>),
    /// A day.
    Day(DateField, String, String),
    /// What goes along unseen.
    Hidden(Field),
}

/// A row of the sheet: the ages, and a box for each sex.
pub struct SheetRow {
    /// The ages.
    pub name: String,
    /// Boxes with the words for who cannot see the heads.
    pub boxes: Vec<(Field, String)>,
}

/// A form.
#[derive(Template)]
#[template(path = "forecast/form.html")]
pub struct FormPage {
    page: ui::Page,
    lead: Vec<String>,
    action: String,
    cancel: String,
    button: String,
    is_question: bool,
    entries: Vec<Entry>,
    heads: Vec<Head>,
    sheet: Vec<SheetRow>,
}

/// What a form is sent to, where giving up leads, and the key of the words on its button.
pub struct Places {
    /// Below the municipality.
    pub action: String,
    /// Below the municipality.
    pub cancel: &'static str,
    /// A key.
    pub button: &'static str,
}

impl FormPage {
    /// A form without boxes.
    #[must_use]
    pub fn new(ctx: &Ctx, page: ui::Page, places: Places) -> FormPage {
        FormPage {
            page,
            lead: Vec::new(),
            action: ctx.url(&places.action),
            cancel: ctx.url(places.cancel),
            button: ctx.t(places.button).into_owned(),
            is_question: false,
            entries: Vec::new(),
            heads: Vec::new(),
            sheet: Vec::new(),
        }
    }

    /// What is sent changes nothing: it stands in the address.
    #[must_use]
    pub fn asking(self) -> FormPage {
        FormPage { is_question: true, ..self }
    }

    /// Words above the boxes.
    #[must_use]
    pub fn lead(mut self, text: impl Into<String>) -> FormPage {
        self.lead.push(text.into());
        self
    }

    /// A line of text with the hint `<label>-hint`.
    #[must_use]
    pub fn line(mut self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> FormPage {
        let (label, hint) = worded(ctx, label);
        self.entries.push(Entry::Line(form.field(name), label, hint));
        self
    }

    /// A number with the hint `<label>-hint`.
    #[must_use]
    pub fn number(mut self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> FormPage {
        let (label, hint) = worded(ctx, label);
        self.entries.push(Entry::Number(form.field(name), label, hint));
        self
    }

    /// Several lines with the hint `<label>-hint`.
    #[must_use]
    pub fn area(mut self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> FormPage {
        let (label, hint) = worded(ctx, label);
        self.entries.push(Entry::Area(form.field(name), label, hint));
        self
    }

    /// One of a list with the hint `<label>-hint`.
    #[must_use]
    pub fn select(
        mut self,
        (ctx, form): (&Ctx, &Form),
        (name, label): (&str, &str),
        list: Vec<Choice>,
    ) -> FormPage {
        let (label, hint) = worded(ctx, label);
        let chosen = form.get(name);
        let list = list.into_iter().map(|choice| {
            let is_chosen = choice.value == chosen;
            choice.checked(is_chosen)
        });
        self.entries.push(Entry::Select(form.field(name), label, hint, list.collect()));
        self
    }

    /// A day with the hint `<label>-hint`.
    #[must_use]
    pub fn day(mut self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> FormPage {
        let (label, hint) = worded(ctx, label);
        self.entries.push(Entry::Day(form.date_field(name), label, hint));
        self
    }

    /// A value that goes along.
    #[must_use]
    pub fn hidden(mut self, form: &Form, name: &str) -> FormPage {
        self.entries.push(Entry::Hidden(form.field(name)));
        self
    }

    /// A sheet of numbers.
    #[must_use]
    pub fn sheet(self, heads: Vec<Head>, sheet: Vec<SheetRow>) -> FormPage {
        FormPage { heads, sheet, ..self }
    }

    /// Shows it; again, with what is wrong, when it was sent with mistakes.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(mut self, form: &Form) -> Result<Response, Problem> {
        self.page.errors = form.errors();
        if form.ok() { html(&self) } else { again(&self) }
    }
}

fn worded(ctx: &Ctx, label: &str) -> (String, String) {
    (ctx.t(label).into_owned(), ctx.t(&format!("{label}-hint")).into_owned())
}
