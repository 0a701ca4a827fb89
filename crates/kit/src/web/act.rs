//! A short form: one page with a few boxes, a button, and the way back. For what people do to one
//! thing, such as a case; long forms have a page of their own.

use super::{Ctx, Form, Problem, again, html};
use askama::Template;
use axum::response::Response;
use ui::{Choice, DateField, Field, Link};

/// A box of a short form, with its label and its hint.
enum FormBox {
    Line(Field, String, String),
    Area(Field, String, String),
    Day(DateField, String, String),
    One(Field, String, Vec<Choice>),
    Pick(Field, String, Vec<Choice>),
    Choice(Field, String, Vec<Choice>),
    Typed(Field, String, String),
    Offers(&'static str, Vec<String>),
    Words(String),
    File(Field, String, String),
    Hidden(Field),
    Part(String),
}

/// Codes as choices; `key` gives the key of a code's words.
#[must_use]
pub fn choices(
    ctx: &Ctx,
    codes: &[&str],
    chosen: &str,
    key: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let choice = |code: &&str| Choice::new(*code, ctx.t(&key(code))).checked(*code == chosen);
    codes.iter().map(choice).collect()
}

/// One of the codes, or a mistake beside the field.
pub fn chosen(form: &mut Form, name: &str, codes: &[&str]) -> String {
    let value = form.required(name, 50);
    if !value.is_empty() && !codes.contains(&value.as_str()) {
        form.wrong(name, "form-choose");
    }
    value
}

/// A short form as its page shows it.
pub struct Act {
    title: &'static str,
    rest: &'static str,
    button: &'static str,
    lead: String,
    facts: Vec<(String, String)>,
    links: Vec<Link>,
    warns: bool,
    boxes: Vec<FormBox>,
}

impl Act {
    /// A form with a title, the place it is sent to, and the words of its button.
    #[must_use]
    pub fn new(title: &'static str, rest: &'static str, button: &'static str) -> Act {
        Act {
            title,
            rest,
            button,
            lead: String::new(),
            facts: Vec::new(),
            links: Vec::new(),
            warns: false,
            boxes: Vec::new(),
        }
    }

    /// Words above the boxes.
    #[must_use]
    pub fn lead(self, text: impl Into<String>) -> Act {
        Act { lead: text.into(), ..self }
    }

    /// What is known, as rows of a name and a text above the boxes; rows without a text are left
    /// out.
    #[must_use]
    pub fn facts(self, rows: Vec<(String, String)>) -> Act {
        let facts = rows.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        Act { facts, ..self }
    }

    /// What else can be done, as a link above the boxes.
    #[must_use]
    pub fn link(mut self, link: Link) -> Act {
        self.links.push(link);
        self
    }

    /// The same form, sent to another place.
    #[must_use]
    pub fn sent_to(self, rest: &'static str) -> Act {
        Act { rest, ..self }
    }

    /// What is done cannot be undone.
    #[must_use]
    pub fn grave(self) -> Act {
        Act { warns: true, ..self }
    }

    fn with(mut self, one: FormBox) -> Act {
        self.boxes.push(one);
        self
    }

    /// A line of text.
    #[must_use]
    pub fn line(self, (ctx, form): (&Ctx, &Form), name: &str, label: &str) -> Act {
        self.with(FormBox::Line(form.field(name), ctx.t(label).into_owned(), String::new()))
    }

    /// A line of text under a label that is not a key.
    #[must_use]
    pub fn said(self, (_, form): (&Ctx, &Form), name: &str, label: String) -> Act {
        self.with(FormBox::Line(form.field(name), label, String::new()))
    }

    /// Several lines of text, with a hint.
    #[must_use]
    pub fn area(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, &str)) -> Act {
        let hint = if hint.is_empty() { String::new() } else { ctx.t(hint).into_owned() };
        self.with(FormBox::Area(form.field(name), ctx.t(label).into_owned(), hint))
    }

    /// A day, with a hint in words.
    #[must_use]
    pub fn day(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, String)) -> Act {
        self.with(FormBox::Day(form.date_field(name), ctx.t(label).into_owned(), hint))
    }

    /// One of some codes; `key` gives the key of a code's words.
    #[must_use]
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

    /// One of a list, each with its own words.
    #[must_use]
    pub fn among(
        self,
        (ctx, form): (&Ctx, &Form),
        name: &str,
        (label, list): (&str, Vec<Choice>),
    ) -> Act {
        let chosen = form.get(name);
        let list = list.into_iter().map(|choice| {
            let is_chosen = choice.value == chosen;
            choice.checked(is_chosen)
        });
        self.with(FormBox::One(form.field(name), ctx.t(label).into_owned(), list.collect()))
    }

    /// One of a list, or all.
    #[must_use]
    pub fn pick(
        self,
        (ctx, form): (&Ctx, &Form),
        name: &str,
        (label, list): (&str, Vec<Choice>),
    ) -> Act {
        self.with(FormBox::Pick(form.field(name), ctx.t(label).into_owned(), list))
    }

    /// One of a list or none, under a label that is not a key.
    #[must_use]
    pub fn choice(
        self,
        (_, form): (&Ctx, &Form),
        name: &str,
        (label, list): (String, Vec<Choice>),
    ) -> Act {
        let chosen = form.get(name);
        let list = list.into_iter().map(|choice| {
            let is_chosen = choice.value == chosen;
            choice.checked(is_chosen)
        });
        self.with(FormBox::Choice(form.field(name), label, list.collect()))
    }

    /// A line of text that offers a list of [`Act::offers`] while one types, under a label that is
    /// not a key.
    #[must_use]
    pub fn typed(
        self,
        (_, form): (&Ctx, &Form),
        name: &str,
        (label, list): (String, &'static str),
    ) -> Act {
        self.with(FormBox::Typed(form.field(name), label, format!("list=\"{list}\"")))
    }

    /// What some boxes offer, once for all of them.
    #[must_use]
    pub fn offers(self, list: &'static str, texts: Vec<String>) -> Act {
        self.with(FormBox::Offers(list, texts))
    }

    /// Words between the boxes.
    #[must_use]
    pub fn words(self, ctx: &Ctx, key: &str) -> Act {
        self.with(FormBox::Words(ctx.t(key).into_owned()))
    }

    /// A file.
    #[must_use]
    pub fn file(self, (ctx, form): (&Ctx, &Form), name: &str, (label, hint): (&str, &str)) -> Act {
        let (label, hint) = (ctx.t(label).into_owned(), ctx.t(hint).into_owned());
        self.with(FormBox::File(form.field(name), label, hint))
    }

    /// A heading: the boxes after it belong together.
    #[must_use]
    pub fn part(self, ctx: &Ctx, title: &str) -> Act {
        self.with(FormBox::Part(ctx.t(title).into_owned()))
    }

    /// A value that goes along.
    #[must_use]
    pub fn hidden(self, form: &Form, name: &str) -> Act {
        self.with(FormBox::Hidden(form.field(name)))
    }
}

#[derive(Template)]
#[template(path = "web/act.html")]
struct ActPage {
    page: ui::Page,
    act: Act,
    action: String,
    cancel: String,
    version: i32,
    button: String,
    has_file: bool,
}

/// The frame in which a short form stands.
pub struct Around {
    /// The page with its title and the way back.
    pub page: ui::Page,
    /// Where the thing itself is: the form is sent below it, and giving up leads there.
    pub home: String,
    /// Version of what is changed.
    pub version: i32,
}

/// Where giving up leads: to the thing itself, or, when its page is the form, one step up the page's path.
fn way_out(page: &ui::Page, action: &str, home: String) -> String {
    if action != home {
        return home;
    }
    let above = page.breadcrumbs.iter().rev().find(|link| !link.href.is_empty());
    above.or(page.back.as_ref()).map_or(home, |link| link.href.clone())
}

impl Act {
    /// Key of the title.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Shows the form; again, with what is wrong, when it was sent with mistakes.
    ///
    /// # Errors
    /// When the page cannot be written.
    pub fn shown(self, ctx: &Ctx, around: Around, form: &Form) -> Result<Response, Problem> {
        let Around { mut page, home, version } = around;
        page.errors = form.errors();
        let action = ctx.url(&format!("{home}{}", self.rest));
        let page = ActPage {
            cancel: way_out(&page, &action, ctx.url(&home)),
            page,
            action,
            version,
            button: ctx.t(self.button).into_owned(),
            has_file: self.boxes.iter().any(|one| matches!(one, FormBox::File(..))),
            act: self,
        };
        if form.ok() { html(&page) } else { again(&page) }
    }
}
