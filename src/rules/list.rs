//! The list of all rules: search, filters, who may change what.

use super::{WRITE, frame, sections};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use law::{Confidence, Law, Left, Rule};
use std::collections::BTreeSet;

/// The filters as an address keeps them.
pub const FILTERS: [&str; 9] =
    ["q", "act", "area", "mark", "who", "open", "at-day", "at-month", "at-year"];

/// The marks, with the key of their words and their colour.
pub const MARKS: [(&str, &str, &str); 3] = [
    ("V", "rules-mark-v", "green"),
    ("M", "rules-mark-m", "orange"),
    ("C", "rules-mark-c", "blue"),
];

/// Key and colour of a rule's mark.
pub fn mark(confidence: Confidence) -> (&'static str, &'static str) {
    let name = format!("{confidence:?}");
    let found = MARKS.iter().find(|(mark, ..)| *mark == name);
    found.map_or(("rules-mark-c", "blue"), |(_, key, colour)| (*key, *colour))
}

#[derive(Template)]
#[template(path = "rules/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    acts: Vec<ui::Choice>,
    areas: Vec<ui::Choice>,
    marks: Vec<ui::Choice>,
    who: Vec<ui::Choice>,
    open: Vec<ui::Choice>,
    heads: Vec<ui::Head>,
    version: String,
    handbook: String,
    found: usize,
    rows: Vec<Row>,
    pages: ui::Pages,
}

struct Row {
    href: String,
    id: String,
    title: String,
    value: String,
    articles: String,
    from: String,
    mark: &'static str,
    colour: &'static str,
    local: bool,
    left: bool,
    is_open: bool,
}

/// The rules that the filters ask for: of each the version in force on the day, else the newest.
pub fn sought<'a>(law: &'a Law, form: &mut Form, today: Day) -> Vec<&'a Rule> {
    let asked = form.day_optional("at");
    let day = asked.unwrap_or(today);
    let words = law.book().search(form.get("q"));
    let (act, area, mark, who) =
        (form.get("act"), form.get("area"), form.get("mark"), form.get("who"));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for rule in words {
        if !seen.insert(rule.id.as_str()) {
            continue;
        }
        let there = law.book().at(&rule.id, day.0);
        let there = there.or_else(|e| if asked.is_some() { Err(e) } else { newest(law, rule) });
        let Ok(rule) = there else { continue };
        let of_act = |article: &String| article.ends_with(&format!(" {act}"));
        let fits = (act.is_empty() || rule.articles.iter().any(of_act))
            && (area.is_empty() || rule.file == area)
            && (mark.is_empty() || format!("{:?}", rule.confidence) == mark)
            && (!form.has("open") || rule.open.is_some())
            && match who {
                "municipality" => rule.left() == Left::Municipality,
                "own" => rule.local,
                _ => true,
            };
        if fits {
            found.push(rule);
        }
    }
    // What explains the rules comes after them.
    let behind = ["act.", "source.", "count."];
    found.sort_by_key(|rule| behind.iter().any(|family| rule.id.starts_with(family)));
    found
}

fn newest<'a>(law: &'a Law, rule: &Rule) -> Result<&'a Rule, law::LawError> {
    law.book().newest(&rule.id)
}

pub async fn page(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let found = sought(&law, &mut form, app.today());
    let count = found.len();
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let (found, pages) = cut(found, &form, &list_address(&ctx.url("/law"), &filters));
    let mut page = ctx.page(ctx.t("rules-title"));
    page.errors = form.errors();
    let head = |key: &str| ui::Head::new(ctx.t(key));
    html(&ListPage {
        sections: sections(&ctx),
        action: ctx.url("/law"),
        acts: acts(&law),
        areas: areas(&law),
        marks: MARKS.map(|(mark, key, _)| ui::Choice::new(mark, ctx.t(key))).into(),
        who: ["municipality", "own"]
            .map(|who| ui::Choice::new(who, ctx.t(&format!("rules-who-{who}"))))
            .into(),
        open: vec![ui::Choice::new("yes", ctx.t("rules-open-only")).checked(form.has("open"))],
        heads: vec![
            head("rules-rule"),
            head("rules-value"),
            head("rules-articles"),
            head("rules-mark"),
        ],
        version: law.version(),
        handbook: ctx.url("/law/handbook.pdf"),
        found: count,
        rows: found.into_iter().map(|rule| row(&ctx, rule)).collect(),
        pages,
        page,
        form,
    })
}

/// The acts in the order of the book; the choice is the short name that articles end with.
fn acts(law: &Law) -> Vec<ui::Choice> {
    let acts = law.book().rules().iter().filter(|rule| rule.id.starts_with("act."));
    acts.map(|rule| {
        let short = rule.value_text();
        ui::Choice::new(short.clone(), format!("{short} – {}", rule.title))
    })
    .collect()
}

fn areas(law: &Law) -> Vec<ui::Choice> {
    law.book().sources().iter().map(|s| ui::Choice::new(&*s.file, &*s.act)).collect()
}

fn row(ctx: &Ctx, rule: &Rule) -> Row {
    let (mark, colour) = mark(rule.confidence);
    Row {
        href: ctx.url(&format!("/law/rules/{}", rule.id)),
        id: rule.id.clone(),
        title: rule.title.clone(),
        value: rule.shown(),
        articles: rule.articles.join("; "),
        from: period(ctx, rule),
        mark,
        colour,
        local: rule.local,
        left: ctx.actor.may(WRITE) && rule.left() != Left::Nobody,
        is_open: rule.open.is_some(),
    }
}

/// `от 01.07.2020`, `01.01.2026 – 31.12.2026`.
pub fn period(ctx: &Ctx, rule: &Rule) -> String {
    let from = Day(rule.valid_from).bg();
    match rule.valid_to {
        Some(to) if to == rule.valid_from => from,
        Some(to) => format!("{from} – {}", Day(to).bg()),
        None => ctx.ta("rules-since", &[("day", from)]).into_owned(),
    }
}

/// A page below the list.
pub fn below(ctx: &Ctx, title: impl Into<String>, rule: Option<&str>) -> ui::Page {
    let trail = rule.map(|id| (format!("/law/rules/{id}"), id.to_owned()));
    frame(ctx, title, trail.as_slice())
}
