//! A form with hints beside its boxes, in parts.

use askama::Template;
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, again, html};
use ui::{Choice, Field};

/// A box of a form.
pub enum Entry {
    /// A line of text.
    Line(Field, String, String),
    /// A number.
    Number(Field, String, String),
    /// One of a list.
    Select(Field, String, String, Vec<Choice>),
    /// A heading with words beneath: the boxes after it belong together.
    Part(String, String),
}

/// A form.
#[derive(Template)]
#[template(path = "scenarios/form.html")]
pub struct FormPage {
    page: ui::Page,
    lead: Vec<String>,
    action: String,
    cancel: String,
    button: String,
    is_question: bool,
    entries: Vec<Entry>,
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

    /// A heading with the words `<title>-hint`.
    #[must_use]
    pub fn part(mut self, ctx: &Ctx, title: &str) -> FormPage {
        let (title, words) = worded(ctx, title);
        self.entries.push(Entry::Part(title, words));
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

    /// One of a list with the hint `<label>-hint`.
    #[must_use]
    pub fn select(
        self,
        (ctx, form): (&Ctx, &Form),
        (name, label): (&str, &str),
        list: Vec<Choice>,
    ) -> FormPage {
        let (label, hint) = worded(ctx, label);
        self.chosen(form, (name, label, hint), list)
    }

    /// A number of a row that stands several times.
    #[must_use]
    pub fn nth_number(
        mut self,
        (ctx, form): (&Ctx, &Form),
        (name, label): (&str, &str),
        n: usize,
    ) -> FormPage {
        let label = format!("{} {n}", ctx.t(label));
        self.entries.push(Entry::Number(form.field(&format!("{name}_{n}")), label, String::new()));
        self
    }

    /// One of a list, of a row that stands several times.
    #[must_use]
    pub fn nth_select(
        self,
        (ctx, form): (&Ctx, &Form),
        (name, label): (&str, &str),
        (n, list): (usize, Vec<Choice>),
    ) -> FormPage {
        let label = format!("{} {n}", ctx.t(label));
        let name = format!("{name}_{n}");
        self.chosen(form, (name.as_str(), label, String::new()), list)
    }

    fn chosen(
        mut self,
        form: &Form,
        (name, label, hint): (&str, String, String),
        list: Vec<Choice>,
    ) -> FormPage {
        let chosen = form.get(name);
        let list = list.into_iter().map(|choice| {
            let is_chosen = choice.value == chosen;
            choice.checked(is_chosen)
        });
        self.entries.push(Entry::Select(form.field(name), label, hint, list.collect()));
        self
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
