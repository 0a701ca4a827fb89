//! Pages of the lists that an office edits: add, rename, retire.

use super::list::sections;
use super::lists::{self, LISTS, Line, Lists, NewLine};
use super::reference::{choices, has, reference, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Problem, again, day_values, html, see};
use ui::{Choice, Head, Link, NavItem};

#[derive(Template)]
#[template(path = "contacts/lists.html")]
struct ListsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    tabs: Vec<NavItem>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    new: String,
}

struct Row {
    href: String,
    number: usize,
    text: String,
    law: String,
    days: String,
    is_retired: bool,
}

/// The key of a list's name.
fn title(list: &str) -> &'static str {
    match list {
        "topic" => "contacts-list-topic",
        "document" => "contacts-list-document",
        _ => "contacts-list-campaign",
    }
}

fn list_of(form: &Form) -> &'static str {
    LISTS.into_iter().find(|list| *list == form.get("list")).unwrap_or(LISTS[0])
}

fn days(ctx: &Ctx, line: &Line) -> String {
    let day = |key, day: Day| ctx.ta(key, &[("day", day.bg())]).into_owned();
    let from = line.valid_from.map(|from| day("contacts-from-day", from));
    let to = line.valid_to.map(|to| day("contacts-to-day", to));
    [from, to].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub async fn lists(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let list = list_of(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = Lists::load(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("contact-choice"));
    tx.commit().await?;
    let href = |code: &str| ctx.url(&format!("/contacts/lists/edit?list={list}&code={code}"));
    let row = |line: &Line| Row {
        href: href(&line.code),
        number: line.number,
        text: line.words(ctx.lang).to_owned(),
        law: words(&reference().law, &line.law, ctx.lang),
        days: days(&ctx, line),
        is_retired: line.valid_to.is_some_and(|to| to < today),
    };
    let tab = |name: &str| {
        let href = ctx.url(&format!("/contacts/lists?list={name}"));
        NavItem::new(href, ctx.t(title(name))).current(list == name)
    };
    html(&ListsPage {
        page: ctx.page(ctx.t(title(list))),
        sections: sections(&ctx),
        tabs: LISTS.map(tab).to_vec(),
        heads: ["contacts-list-words", "contacts-law", "contacts-list-days"]
            .map(|key| Head::new(ctx.t(key)))
            .to_vec(),
        rows: all.named(list).iter().map(row).collect(),
        new: href(""),
    })
}

#[derive(Template)]
#[template(path = "contacts/list_form.html")]
struct LineForm {
    page: ui::Page,
    form: Form,
    action: String,
    laws: Vec<Choice>,
    has_law: bool,
}

fn line_form(ctx: &Ctx, form: Form) -> LineForm {
    let list = list_of(&form);
    let mut page = ctx.page(ctx.t(title(list)));
    page.errors = form.errors();
    let back = ctx.url(&format!("/contacts/lists?list={list}"));
    page.back = Some(Link::new(back, ctx.t(title(list))));
    LineForm {
        page,
        action: ctx.url("/contacts/lists/edit"),
        laws: choices(&reference().law, ctx.lang),
        has_law: list == "topic",
        form,
    }
}

pub async fn edit(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (list, code) = (list_of(&form), form.get("code").to_owned());
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = Lists::load(&tx).await?;
    tx.audit(Entry::new("form", "contact-choice", &code));
    tx.commit().await?;
    let line = match code.as_str() {
        "" => Line { valid_from: Some(app.today()), ..Line::default() },
        code => {
            all.named(list).iter().find(|l| l.code == code).cloned().ok_or(Problem::NotFound)?
        }
    };
    let mut values = day_values("from", line.valid_from);
    values.extend(day_values("to", line.valid_to));
    let rest = [
        ("list", list.to_owned()),
        ("code", line.code),
        ("bg", line.bg),
        ("en", line.en),
        ("law", line.law),
        ("_version", line.version.to_string()),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    html(&line_form(&ctx, Form::filled(ctx.lang, values)))
}

pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let list = list_of(&form);
    let bg = form.required("bg", 200);
    let en = form.optional("en", 200);
    let law = if list == "topic" { form.required("law", 20) } else { String::new() };
    if !law.is_empty() && !has(&reference().law, &law) {
        form.wrong("law", "form-choose");
    }
    let (valid_from, valid_to) = (form.day_optional("from"), form.day_optional("to"));
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
        form.wrong("to", "contacts-list-days-wrong");
    }
    let code = form.optional("code", 50);
    let tx = app.db.read(&ctx.actor).await?;
    let all = Lists::load(&tx).await?;
    tx.rollback().await;
    let same =
        |line: &&Line| line.code != code && kit::search::plain(&line.bg) == kit::search::plain(&bg);
    if all.named(list).iter().any(|line| same(&line)) {
        form.wrong("bg", "contacts-list-twice");
    }
    if !code.is_empty() && !all.named(list).iter().any(|line| line.code == code) {
        return Err(Problem::NotFound);
    }
    if !form.ok() {
        return again(&line_form(&ctx, form));
    }
    let path = format!("/contacts/lists?list={list}");
    let new =
        NewLine { list: list.to_owned(), code: code.clone(), law, bg, en, valid_from, valid_to };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    match lists::save(&mut tx, &new, form.version()).await {
        Ok(_) => {}
        Err(StoreError::Conflict) => {
            let theirs = Lists::load(&tx).await?;
            tx.rollback().await;
            let theirs = lists::words(theirs.named(list), &code, ctx.lang);
            let label = ctx.t("contacts-list-words").into_owned();
            return Err(Problem::Conflict(vec![Compared { label, mine: new.bg, theirs }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("contacts-list-saved")))
}
