//! Pages of the answers: all topics, the versions of one with what changed, a new version.

use super::desk::Desk;
use super::list::sections;
use super::lists;
use super::script::{self, NewScript, Script, Side};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, again, day_values, html, see};
use ui::{Head, Link, NavItem};

/// The longest answer, in characters: a page.
const ANSWER_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "contacts/scripts.html")]
struct ScriptsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    topic: String,
    /// The version that holds today, empty when there is none.
    version: String,
    article: String,
    /// The next one, when one is approved for a later day.
    next: String,
    is_prepared: bool,
}

pub async fn scripts(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (desk, all) = (Desk::load(&ctx, &tx).await?, script::all(&tx).await?);
    let today = tx.today();
    tx.audit(Entry::list("answer-script"));
    tx.commit().await?;
    let row = |line: &lists::Line| {
        let own: Vec<Script> = all.iter().filter(|s| s.topic == line.code).cloned().collect();
        let begun = own.iter().filter(|script| script.valid_from <= today);
        let now = begun.max_by_key(|script| (script.valid_from, script.number));
        let next = own.iter().filter(|script| script.valid_from > today);
        let next = next.min_by_key(|script| script.valid_from);
        let from =
            |script: &Script| ctx.ta("contacts-script-from", &[("day", script.valid_from.bg())]);
        Row {
            href: ctx.url(&format!("/contacts/scripts/{}", line.code)),
            topic: line.words(ctx.lang).to_owned(),
            version: now.map(|s| format!("{}, {}", s.number, from(s))).unwrap_or_default(),
            article: now.map(|script| script.article.clone()).unwrap_or_default(),
            next: next.map(|s| format!("{}, {}", s.number, from(s))).unwrap_or_default(),
            is_prepared: script::offered_text(&line.code, &own).is_some(),
        }
    };
    let topics = desk.lists.topics.iter().filter(|line| line.holds(today));
    let mut rows: Vec<Row> = topics.map(row).collect();
    rows.sort_by_key(|row| row.version.is_empty());
    html(&ScriptsPage {
        page: ctx.page(ctx.t("contacts-scripts")),
        sections: sections(&ctx),
        heads: [
            "contacts-topic",
            "contacts-script-now",
            "contacts-script-article",
            "contacts-script-next",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        rows,
    })
}

#[derive(Template)]
#[template(path = "contacts/script.html")]
struct ScriptPage {
    page: ui::Page,
    form: Form,
    action: String,
    may_change: bool,
    prepared: String,
    versions: Vec<Version>,
    form_open: bool,
}

/// A version with what it changed in the one before it.
struct Version {
    title: String,
    state: &'static str,
    colour: &'static str,
    approved: String,
    article: String,
    pieces: Vec<(&'static str, String)>,
}

fn version_of(ctx: &Ctx, all: &[Script], at: usize, today: kit::types::Day) -> Version {
    let script = &all[at];
    let pieces = match all.get(at + 1) {
        Some(before) => script::difference(&before.answer, &script.answer),
        None => vec![(Side::Both, script.answer.clone())],
    };
    let tag = |side| match side {
        Side::Both => "span",
        Side::Old => "del",
        Side::New => "ins",
    };
    let begun = all.iter().filter(|other| other.valid_from <= today);
    let now = begun.max_by_key(|other| (other.valid_from, other.number));
    let (state, colour) = match now {
        _ if script.valid_from > today => ("contacts-script-is-later", "yellow"),
        Some(now) if now.id == script.id => ("contacts-script-is-now", "green"),
        _ => ("contacts-script-is-old", "grey"),
    };
    let by = [("by", script.approved_by.clone()), ("on", script.approved_on.bg())];
    let from = script.valid_from.bg();
    Version {
        title: ctx
            .ta("contacts-script-title", &[("number", script.number.to_string()), ("day", from)])
            .into_owned(),
        state,
        colour,
        approved: ctx.ta("contacts-script-approved", &by).into_owned(),
        article: script.article.clone(),
        pieces: pieces.into_iter().map(|(side, text)| (tag(side), text)).collect(),
    }
}

async fn script_page(
    app: &App,
    ctx: &Ctx,
    (topic, form): (&str, Option<Form>),
) -> Result<ScriptPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let lists = lists::Lists::load(&tx).await?;
    let line = lists.topics.iter().find(|line| line.code == topic).ok_or(Problem::NotFound)?;
    let all = script::versions(&tx, topic).await?;
    let today = tx.today();
    tx.audit(Entry::new("read", "answer-script", topic));
    tx.commit().await?;
    let prepared = script::offered_text(topic, &all);
    let fresh = || {
        let from = prepared.map_or(today, |text| text.from);
        let text =
            prepared.map(|text| text.text.as_str()).or(all.first().map(|s| s.answer.as_str()));
        let article = prepared.map(|text| text.article.as_str());
        let article = article.or(all.first().map(|script| script.article.as_str()));
        let mut values = day_values("from", Some(from));
        values.extend(day_values("approved", Some(today)));
        let rest = [
            ("answer", text.unwrap_or_default()),
            ("article", article.unwrap_or_default()),
            ("by", &ctx.actor.name),
        ];
        values.extend(rest.map(|(name, value)| (name.to_owned(), value.trim().to_owned())));
        Form::filled(ctx.lang, values)
    };
    let was_sent = form.is_some();
    let form = match form {
        Some(form) => form,
        None => ctx.resumed(fresh(), &[]).await?,
    };
    let form_open = was_sent || all.is_empty() || ctx.is_resumed();
    let mut page = ctx.page(line.words(ctx.lang));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url("/contacts/scripts"), ctx.t("contacts-scripts")));
    Ok(ScriptPage {
        page,
        action: ctx.url(&format!("/contacts/scripts/{topic}")),
        may_change: ctx.actor.may(super::LISTS),
        prepared: match prepared {
            Some(text) => ctx.ta("contacts-script-prepared", &[("day", text.from.bg())]).into(),
            None => String::new(),
        },
        versions: (0..all.len()).map(|at| version_of(ctx, &all, at, today)).collect(),
        form_open,
        form,
    })
}

pub async fn versions(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Problem> {
    html(&script_page(&app, &ctx, (&topic, None)).await?)
}

pub async fn approve(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, topic)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let answer = form.required("answer", ANSWER_MAX);
    let article = form.required("article", 300);
    let approved_by = form.required("by", 200);
    let approved_on = form.day("approved");
    if approved_on.is_some_and(|day| day > app.today()) {
        form.wrong("approved", "contacts-future");
    }
    let valid_from = form.day("from");
    let path = format!("/contacts/scripts/{topic}");
    let (Some(approved_on), Some(valid_from), true) = (approved_on, valid_from, form.ok()) else {
        return again(&script_page(&app, &ctx, (&topic, Some(form))).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let lists = lists::Lists::load(&tx).await?;
    if !lists.topics.iter().any(|line| line.code == topic) {
        tx.rollback().await;
        return Err(Problem::NotFound);
    }
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewScript { topic, answer, article, approved_by, approved_on, valid_from };
    script::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("contacts-script-saved")))
}
