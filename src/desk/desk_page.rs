//! The desk as workers see it: who is on duty, who waits, whose talk is whose; and the talks that ended.

use super::WRITE;
use super::course::{State, may_take};
use super::duty::{self, Here};
use super::frame::{HOME, clock, names, page as frame, sections};
use super::store::desk_talk;
use super::talk::{self, Talk};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, choices, chosen, html, paged, see};
use std::collections::HashMap;
use ui::{Choice, NavItem};

/// What a worker may say of his duty.
const DUTIES: [&str; 3] = ["on", "extra", "off"];
/// Ended talks of so many days are listed, unless others are asked for.
const SHOWN_DAYS: i32 = 30;

/// A talk in a list.
struct Row {
    href: String,
    who: String,
    since: String,
    worker: String,
    risk: String,
    state: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct DeskPage {
    page: ui::Page,
    form: Form,
    sections: Vec<NavItem>,
    live: String,
    action: String,
    duties: Vec<Choice>,
    may: bool,
    is_open: bool,
    people: Vec<String>,
    waiting: Vec<Row>,
    talking: Vec<Row>,
    chat: String,
}

/// The name somebody gave, or that they gave none.
pub fn name_of(ctx: &Ctx, talk: &Talk) -> String {
    match talk.content.name.as_str() {
        "" => ctx.t("desk-anonymous").into_owned(),
        name => name.to_owned(),
    }
}

/// The dangers of which a talk tells, in words.
pub fn risk_words(ctx: &Ctx, risk: &str) -> String {
    let codes = risk.split(' ').filter(|code| !code.is_empty());
    let words = codes.map(|code| ctx.t(&format!("desk-risk-{code}")).into_owned());
    words.collect::<Vec<_>>().join(", ")
}

fn row(ctx: &Ctx, talk: &Talk, (here, names): (&Here, &HashMap<AccountId, String>)) -> Row {
    let own_is_here = here.has(talk.row.account_id);
    let (state, colour) = match talk.state {
        State::Taken if may_take(talk.state, own_is_here) => ("away", "orange"),
        State::Taken => ("talking", "green"),
        _ => ("waiting", "blue"),
    };
    let worker = talk.row.account_id.filter(|_| talk.state == State::Taken);
    Row {
        href: ctx.url(&format!("{HOME}/talks/{}", talk.row.id)),
        who: name_of(ctx, talk),
        since: clock(talk.row.began_at),
        worker: worker.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
        risk: risk_words(ctx, &talk.row.risk),
        state: ctx.t(&format!("desk-state-{state}")).into_owned(),
        colour,
    }
}

/// `GET /desk`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::Refused)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = duty::of(&tx, account).await?;
    if own.is_some() {
        app.desk.touch((ctx.actor.municipality, account));
    }
    let here = duty::here(&tx, &app).await?;
    let is_open = duty::is_open(&tx, &app).await?.is_some();
    let names = names(&tx).await?;
    let talks = talk::open(&tx).await?;
    tx.audit(Entry::list("desk-talk"));
    tx.commit().await?;
    let said = match &own {
        Some(row) if row.is_extra => DUTIES[1],
        Some(_) => DUTIES[0],
        None => DUTIES[2],
    };
    let rows = |is_waiting: bool| -> Vec<Row> {
        let of = |talk: &&Talk| (talk.state == State::Waiting) == is_waiting;
        talks.iter().filter(of).map(|talk| row(&ctx, talk, (&here, &names))).collect()
    };
    html(&DeskPage {
        page: ctx.page(ctx.t("desk-title")),
        form: Form::empty(ctx.lang),
        sections: sections(&ctx, ""),
        live: ctx.url(&format!("{HOME}/live?stay=1")),
        action: ctx.url(&format!("{HOME}/duty")),
        duties: choices(&ctx, &DUTIES, said, |code| format!("desk-duty-{code}")),
        may: ctx.actor.may(WRITE),
        is_open,
        people: here.people.iter().filter_map(|id| names.get(id)).cloned().collect(),
        waiting: rows(true),
        talking: rows(false),
        chat: ctx.url(super::frame::CHAT),
    })
}

/// `POST /desk/duty`.
pub async fn duty(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let account = ctx.actor.account.ok_or(Problem::Refused)?;
    let code = chosen(&mut form, "duty", &DUTIES);
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::refused("desk-duty"));
        tx.commit().await?;
        return Ok(see(&ctx, HOME, None));
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    duty::set(&mut tx, account, (code != DUTIES[2], code == DUTIES[1])).await?;
    tx.commit().await?;
    let post = (ctx.actor.municipality, account);
    if code == DUTIES[2] {
        app.desk.forget(post);
    } else {
        app.desk.touch(post);
    }
    // Those who wait see at once that somebody came, or that the last one left.
    app.desk.tell_all(ctx.actor.municipality);
    Ok(see(&ctx, HOME, Some("desk-duty-saved")))
}

#[derive(Template)]
#[template(path = "desk/ended.html")]
struct EndedPage {
    page: ui::Page,
    form: Form,
    sections: Vec<NavItem>,
    action: String,
    rows: Vec<Row>,
    paging: Paging,
}

fn ended_row(ctx: &Ctx, row: &desk_talk::Model, names: &HashMap<AccountId, String>) -> Row {
    Row {
        href: ctx.url(&format!("{HOME}/talks/{}", row.id)),
        who: ctx.t(&format!("desk-how-{}", row.ended_how)).into_owned(),
        since: row.began_at.bg(),
        worker: row.account_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
        risk: risk_words(ctx, &row.risk),
        state: ctx
            .t(if row.is_cleared { "desk-lines-gone" } else { "desk-lines-kept" })
            .into_owned(),
        colour: if row.is_cleared { "grey" } else { "green" },
    }
}

/// `GET /desk/ended`: the talks that ended, with what of them is kept.
pub async fn ended(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today: Day = tx.today();
    let from = form.day_optional("from").unwrap_or(today.plus(-SHOWN_DAYS));
    let to = form.day_optional("to").unwrap_or(today);
    let asked = Paging::asked(&form);
    let part = ((asked - 1) * PAGE_ROWS, PAGE_ROWS + 1);
    let rows = talk::ended(&tx, (from, to), part).await?;
    let names = names(&tx).await?;
    tx.audit(Entry::list("desk-talk"));
    tx.commit().await?;
    let here = ctx.url(&format!("{HOME}/ended"));
    let base = format!("{here}?from={from}&to={to}");
    let (rows, paging) = paged(rows, asked, base);
    html(&EndedPage {
        page: frame(&ctx, ctx.t("desk-ended")),
        sections: sections(&ctx, "/ended"),
        action: here,
        rows: rows.iter().map(|row| ended_row(&ctx, row, &names)).collect(),
        paging,
        form,
    })
}
