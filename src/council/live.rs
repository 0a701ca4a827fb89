//! What the room sees: the point, who speaks, the quorum, the vote and its result. A closed point
//! shows that it is closed and nothing else. Without a script the page renews itself.

use super::agenda::Item;
use super::minutes::{quorum_words, vote_words};
use super::record::Record;
use super::sitting;
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, html};
use std::collections::HashSet;

/// A line of the agenda.
struct Row {
    title: String,
    result: String,
    is_now: bool,
}

#[derive(Template)]
#[template(path = "council/live.html")]
struct LivePage {
    page: ui::Page,
    when: String,
    state: String,
    quorum: String,
    is_met: bool,
    said: String,
    speaker: String,
    draft: String,
    result: String,
    items: Vec<Row>,
    still: bool,
    here: String,
}

fn title(ctx: &Ctx, (at, item): (usize, &Item)) -> String {
    match item.row.is_closed {
        true => ctx.ta("council-public-closed", &[("number", at + 1)]).into_owned(),
        false => format!("{}. {}", at + 1, item.content.title),
    }
}

fn rows(ctx: &Ctx, record: &Record) -> Vec<Row> {
    let now = record.sitting.row.live_item_id;
    let row = |(at, item): (usize, &Item)| {
        let vote = record.vote(item.row.id).filter(|_| !item.row.is_closed);
        Row {
            title: title(ctx, (at, item)),
            result: vote.map(|row| vote_words(ctx.lang, row)).unwrap_or_default(),
            is_now: now == Some(item.row.id),
        }
    };
    record.items.iter().enumerate().map(row).collect()
}

/// `GET /council-live/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let one = sitting::behind(&tx, &secret).await?;
    let live = sitting::live(&tx, &one)?;
    let record = Record::load(&tx, one).await?;
    tx.commit().await?;
    let one = &record.sitting;
    let quorum = record.room.quorum(&record.rules, &HashSet::new());
    let items = rows(&ctx, &record);
    let now = one.row.live_item_id;
    let item = record.items.iter().find(|item| Some(item.row.id) == now);
    let open = item.filter(|item| !item.row.is_closed);
    let current = items.iter().find(|row| row.is_now);
    let name = ctx.ta("council-sitting-title", &[("number", one.number())]);
    html(&LivePage {
        page: ctx.public_page(name),
        when: format!("{}, {}", one.row.day.bg(), one.row.begins),
        state: ctx.t(&format!("council-state-{}", one.state())).into_owned(),
        quorum: quorum_words(ctx.lang, &quorum, &record.rules.quorum),
        is_met: quorum.is_met(),
        said: current.map(|row| row.title.clone()).unwrap_or_default(),
        speaker: live.speaker,
        draft: open.map(|item| item.content.draft.clone()).unwrap_or_default(),
        result: current.map(|row| row.result.clone()).unwrap_or_default(),
        items,
        still: form.has("still"),
        here: ctx.url(&format!("/council-live/{secret}")),
    })
}
