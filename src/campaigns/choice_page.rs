//! The lists that a municipality edits: kinds of events, audiences, who comes, channels, media.

use super::WRITE;
use super::choice::{self, LISTS, Word, Words};
use super::frame::{self, HOME, LINE, YES_NO};
use super::table::{self, Cell, Line, List};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Problem, choices, chosen, see};
use ui::Link;

const COLUMNS: [&str; 3] = ["word", "word-en", "list"];
const BACK: (&str, &str) = ("/lists", "campaigns-lists");

async fn words(app: &App, ctx: &Ctx) -> Result<Words, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let words = Words::load(&tx).await?;
    tx.audit(audit::Entry::list("campaign-lists"));
    tx.commit().await?;
    Ok(words)
}

/// `GET /campaigns/lists?list=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let words = words(&app, &ctx).await?;
    let may_write = ctx.actor.may(WRITE);
    let line = |list: &str, word: &Word| {
        let edit = format!("{HOME}/lists/edit?list={list}&code={}", word.code);
        let (said, colour) = if word.is_offered { ("offered", "green") } else { ("old", "grey") };
        Line {
            href: if may_write { ctx.url(&edit) } else { String::new() },
            cells: vec![
                Cell::new(word.bg.clone()),
                Cell::new(word.en.clone()),
                Cell::new(ctx.t(&format!("campaigns-list-{list}"))),
            ],
            word: ctx.t(&format!("campaigns-word-{said}")).into_owned(),
            colour,
        }
    };
    let asked = form.get("list");
    let shown = LISTS.into_iter().filter(|list| asked.is_empty() || *list == asked);
    let lines: Vec<Line> = shown
        .flat_map(|list| words.of(list).iter().map(|word| line(list, word)).collect::<Vec<_>>())
        .collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("campaigns-lists-lead").into_owned();
    let lists = choices(&ctx, &LISTS, asked, |code| format!("campaigns-list-{code}"));
    list.picks = vec![("list", ctx.t("campaigns-column-list").into_owned(), lists)];
    if may_write {
        for code in LISTS {
            let href = ctx.url(&format!("{HOME}/lists/edit?list={code}"));
            let args = [("list", ctx.t(&format!("campaigns-list-{code}")))];
            list.actions.push(Link::new(href, ctx.ta("campaigns-word-add", &args)));
        }
    }
    table::shown(&ctx, form, list)
}

fn shown(ctx: &Ctx, form: &Form, version: i32) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("campaigns-word-edit", "/edit", "ui-save")
        .hidden(form, "list")
        .hidden(form, "code")
        .line(both, "bg", "campaigns-column-word")
        .line(both, "en", "campaigns-column-word-en")
        .one(both, "offered", ("campaigns-word-offered", &YES_NO), |code| {
            format!("campaigns-{code}")
        });
    let page = frame::page(ctx, ctx.t("campaigns-word-edit"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/lists"), version }, form)
}

/// `GET /campaigns/lists/edit?list=&code=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let words = words(&app, &ctx).await?;
    let (list, code) = (form.get("list").to_owned(), form.get("code").to_owned());
    let list = if list.is_empty() { LISTS[0].to_owned() } else { list };
    if !LISTS.contains(&list.as_str()) || (!code.is_empty() && !words.has(&list, &code)) {
        return Err(Problem::NotFound);
    }
    let word = words.of(&list).iter().find(|word| word.code == code);
    let offered = word.is_none_or(|word| word.is_offered);
    let values = [
        ("list", list.clone()),
        ("code", code.clone()),
        ("bg", word.map(|word| word.bg.clone()).unwrap_or_default()),
        ("en", word.map(|word| word.en.clone()).unwrap_or_default()),
        ("offered", if offered { "yes" } else { "no" }.to_owned()),
    ];
    let version = word.map_or(0, |word| word.version);
    shown(&ctx, &Form::filled(ctx.lang, values), version)
}

/// `POST /campaigns/lists/edit`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let words = words(&app, &ctx).await?;
    let list = chosen(&mut form, "list", &LISTS);
    let code = form.optional("code", 50);
    if !code.is_empty() && !words.has(&list, &code) {
        return Err(Problem::NotFound);
    }
    let bg = form.required("bg", LINE);
    let en = form.optional("en", LINE);
    let offered = chosen(&mut form, "offered", &YES_NO);
    if !form.ok() {
        return shown(&ctx, &form, form.version());
    }
    let word = Word { code, bg, en, is_offered: offered == "yes", version: form.version() };
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/lists?list={list}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    choice::save(&mut tx, &list, &word).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("campaigns-done")))
}
