//! The short forms of a case: one page with a few boxes, a button, and the way back.

use super::CaseId;
use super::case::{Facts, Move, next};
use super::load::{self, Short, refused};
use super::view::{choices, frame, path};
use crate::app::App;
use askama::Template;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, html};
use ui::{Choice, DateField, Field};

/// A box of a short form, with its label and its hint.
enum FormBox {
    Line(Field, String, String),
    Area(Field, String, String),
    Day(DateField, String, String),
    One(Field, String, Vec<Choice>),
    Pick(Field, String, Vec<Choice>),
    File(Field, String, String),
    Hidden(Field),
}

/// A short form as its page shows it.
pub struct Act {
    title: &'static str,
    rest: &'static str,
    button: &'static str,
    lead: String,
    warns: bool,
    boxes: Vec<FormBox>,
}

impl Act {
    /// A form with a title, the place it is sent to, and the words of its button.
    pub fn new(title: &'static str, rest: &'static str, button: &'static str) -> Act {
        Act { title, rest, button, lead: String::new(), warns: false, boxes: Vec::new() }
    }

    /// Words above the boxes.
    pub fn lead(self, text: impl Into<String>) -> Act {
        Act { lead: text.into(), ..self }
    }

    /// What is done cannot be undone.
    pub fn grave(self) -> Act {
        Act { warns: true, ..self }
    }

    fn with(mut self, one: FormBox) -> Act {
        self.boxes.push(one);
        self
    }

    /// A line of text.
    pub fn line(self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> Act {
        self.with(FormBox::Line(form.field(name), ctx.t(label).into_owned(), String::new()))
    }

    /// Several lines of text, with a hint.
    pub fn area(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, &str)) -> Act {
        let hint = if hint.is_empty() { String::new() } else { ctx.t(hint).into_owned() };
        self.with(FormBox::Area(form.field(name), ctx.t(label).into_owned(), hint))
    }

    /// A day, with a hint in words.
    pub fn day(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, String)) -> Act {
        self.with(FormBox::Day(form.date_field(name), ctx.t(label).into_owned(), hint))
    }

    /// One of some codes; `key` gives the key of a code's words.
    pub fn one(
        self,
        (ctx, form): (&Ctx, &Form),
        name: &str,
        (label, codes): (&str, &[&str]),
        key: impl Fn(&str) -> String,
    ) -> Act {
        let list = choices(ctx, codes, form.get(name), key);
        self.with(FormBox::One(form.field(name), ctx.t(label).into_owned(), list))
    }

    /// One of a list, or all.
    pub fn pick(
        self,
        (ctx, form): (&Ctx, &Form),
        name: &str,
        (label, list): (&str, Vec<Choice>),
    ) -> Act {
        self.with(FormBox::Pick(form.field(name), ctx.t(label).into_owned(), list))
    }

    /// A file.
    pub fn file(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, &str)) -> Act {
        let (label, hint) = (ctx.t(label).into_owned(), ctx.t(hint).into_owned());
        self.with(FormBox::File(form.field(name), label, hint))
    }

    /// A value that goes along.
    pub fn hidden(self, form: &Form, name: &str) -> Act {
        self.with(FormBox::Hidden(form.field(name)))
    }
}

#[derive(Template)]
#[template(path = "referral/act.html")]
struct ActPage {
    page: ui::Page,
    act: Act,
    action: String,
    cancel: String,
    version: i32,
    button: String,
    has_file: bool,
}

fn page(ctx: &Ctx, short: &Short, act: Act, form: &Form) -> ActPage {
    let mut page = frame(ctx, short, act.title);
    page.errors = form.errors();
    ActPage {
        page,
        action: ctx.url(&path(short.case.id, act.rest)),
        cancel: ctx.url(&path(short.case.id, "")),
        version: short.case.version,
        button: ctx.t(act.button).into_owned(),
        has_file: act.boxes.iter().any(|one| matches!(one, FormBox::File(..))),
        act,
    }
}

/// A case in short, read for a form; refuses when the move is not possible now.
pub async fn opened(
    app: &App,
    ctx: &Ctx,
    id: CaseId,
    step: Option<(Move, Facts)>,
) -> Result<Short, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    tx.commit().await?;
    if let Some((step, facts)) = step {
        next(short.state, step, &facts).map_err(refused)?;
    }
    Ok(short)
}

/// Shows a form; again, with what is wrong, when it was sent with mistakes.
pub fn shown(ctx: &Ctx, short: &Short, act: Act, form: &Form) -> Result<Response, Problem> {
    let page = page(ctx, short, act, form);
    if form.ok() { html(&page) } else { again(&page) }
}
