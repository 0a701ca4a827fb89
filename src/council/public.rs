//! What anybody may read: the members' offices, the meetings to come, published minutes as a page
//! and as Akoma Ntoso, so that other programs read them too.

use super::decide::{self, Decision};
use super::minutes::Minutes;
use super::minutes_deed;
use super::sitting::{self, Sitting};
use super::store::council_vote;
use super::term::{self, Member};
use super::{ItemId, agenda, vote};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Problem, html};
use std::collections::HashMap;

/// Meetings so many days ahead are shown.
const AHEAD: i32 = 120;

/// A published meeting in the list.
struct Row {
    href: String,
    title: String,
    day: String,
}

#[derive(Template)]
#[template(path = "council/public_list.html")]
struct ListPage {
    page: ui::Page,
    term: String,
    members: Vec<(String, String)>,
    ahead: Vec<String>,
    published: Vec<Row>,
}

/// Who is in the council, without the names of those who stand for users.
fn named(ctx: &Ctx, one: &Member) -> (String, String) {
    let name = match one.row.body.as_str() {
        "users" => ctx.t("council-public-user").into_owned(),
        _ => one.content.name.clone(),
    };
    let role = ctx.t(&format!("council-role-{}", one.row.role));
    (name, format!("{}, {role}", ctx.t(&format!("council-body-{}", one.row.body))))
}

fn ahead(ctx: &Ctx, all: &[Sitting]) -> Vec<String> {
    let called = all.iter().filter(|one| matches!(one.state(), "called" | "open"));
    let line = |one: &Sitting| {
        let args = [
            ("number", one.number()),
            ("day", one.row.day.bg()),
            ("time", one.row.begins.clone()),
            ("place", one.content.place.clone()),
        ];
        ctx.ta("council-public-ahead", &args).into_owned()
    };
    called.map(line).collect()
}

/// `GET /council-public`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let today = app.today();
    let tx = app.db.read(&ctx.actor).await?;
    let mandate = term::holding(&tx, today).await?;
    let mut members = match &mandate {
        Some(row) => term::members(&tx, row.id).await?,
        None => Vec::new(),
    };
    members.retain(|one| one.is_invited() && one.is_in(today));
    let next = sitting::sittings(&tx, today, today.plus(AHEAD)).await?;
    let rows = minutes_deed::published(&tx).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.sitting_id).collect();
    let past = sitting::some(&tx, &ids).await?;
    tx.commit().await?;
    let row = |one: &Sitting| Row {
        href: ctx.url(&format!("/council-public/{}", one.code())),
        title: ctx.ta("council-sitting-title", &[("number", one.number())]).into_owned(),
        day: one.row.day.bg(),
    };
    html(&ListPage {
        page: ctx.public_page(ctx.t("council-public-title")),
        term: mandate.map(|row| super::mandate_page::title(&ctx, &row)).unwrap_or_default(),
        members: members.iter().map(|one| named(&ctx, one)).collect(),
        ahead: ahead(&ctx, &next),
        published: past.iter().map(row).collect(),
    })
}

/// A decision as anybody reads it.
struct Told {
    number: String,
    text: String,
    responsible: String,
    due: String,
}

/// Published minutes with what machines read besides.
struct Published {
    one: Sitting,
    public: Minutes,
    day: Day,
    decisions: Vec<Told>,
    votes: HashMap<ItemId, council_vote::Model>,
    /// The points in their order; whether each is closed.
    items: Vec<(ItemId, bool)>,
}

fn told(one: Decision) -> Told {
    Told {
        number: one.number(),
        text: one.content.text,
        responsible: one.content.responsible,
        due: one.row.due_on.map(Day::bg).unwrap_or_default(),
    }
}

/// Published minutes; those that are not published are as if they were not there.
async fn published(tx: &Tx, code: &str) -> Result<Published, Problem> {
    let one = sitting::of_code(tx, code).await?;
    let kept = minutes_deed::needed(tx, one.row.id).await?;
    let day = kept.row.published_on.ok_or(Problem::NotFound)?;
    let items = agenda::items(tx, one.row.id).await?;
    let items: Vec<(ItemId, bool)> =
        items.into_iter().map(|item| (item.row.id, item.row.is_closed)).collect();
    let open: Vec<ItemId> = items.iter().filter(|(_, closed)| !closed).map(|(id, _)| *id).collect();
    let votes = vote::standing(tx, &open).await?;
    let votes = votes.into_iter().map(|row| (row.item_id, row)).collect();
    let mut decisions = decide::decisions_of(tx, &[one.row.id]).await?;
    decisions.retain(|one| one.row.is_public && open.contains(&one.row.item_id));
    let decisions = decisions.into_iter().map(told).collect();
    Ok(Published { one, public: kept.public, day, decisions, votes, items })
}

#[derive(Template)]
#[template(path = "council/public.html")]
struct PublicPage {
    page: ui::Page,
    published: String,
    opening: Vec<String>,
    parts: Vec<(String, Vec<String>)>,
    closing: String,
    decisions: Vec<Told>,
    data: String,
    all: String,
}

fn split(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// `GET /council-public/{code}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let behind = published(&tx, &code).await?;
    tx.commit().await?;
    let args = [("number", behind.one.number()), ("day", behind.one.row.day.bg())];
    let public = &behind.public;
    html(&PublicPage {
        page: ctx.public_page(ctx.ta("council-public-minutes", &args)),
        published: ctx.ta("council-published-on", &[("day", behind.day.bg())]).into_owned(),
        opening: split(&public.opening),
        parts: public.parts.iter().map(|part| (part.title.clone(), split(&part.text))).collect(),
        closing: public.closing.clone(),
        decisions: behind.decisions,
        data: ctx.url(&format!("/council-public/{code}/akn")),
        all: ctx.url("/council-public"),
    })
}

/// A vote for machines.
struct Counted {
    voted_for: i32,
    against: i32,
    abstained: i32,
    outcome: String,
}

/// A point for machines.
struct Debate {
    eid: String,
    title: String,
    lines: Vec<String>,
    vote: Option<Counted>,
}

#[derive(Template)]
#[template(path = "council/akn.xml")]
struct AknPage {
    /// Address of the work: the meeting, whatever its language and form.
    work: String,
    day: String,
    published: String,
    number: String,
    municipality: String,
    title: String,
    opening: Vec<String>,
    debates: Vec<Debate>,
    closing: Vec<String>,
    decisions: Vec<Told>,
}

fn debates(behind: &Published) -> Vec<Debate> {
    let debate = |(at, part): (usize, &super::minutes::Part)| {
        let id = behind.items.get(at).filter(|(_, closed)| !closed).map(|(id, _)| *id);
        let vote = id.and_then(|id| behind.votes.get(&id));
        Debate {
            eid: format!("point_{}", at + 1),
            title: part.title.clone(),
            lines: split(&part.text),
            vote: vote.map(|row| Counted {
                voted_for: row.voted_for,
                against: row.against,
                abstained: row.abstained,
                outcome: row.outcome.clone(),
            }),
        }
    };
    behind.public.parts.iter().enumerate().map(debate).collect()
}

/// `GET /council-public/{code}/akn`: the minutes as Akoma Ntoso 3.0 (OASIS).
pub async fn akn(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let behind = published(&tx, &code).await?;
    tx.commit().await?;
    let args = [("number", behind.one.number()), ("day", behind.one.row.day.bg())];
    let file = AknPage {
        work: format!(
            "/akn/bg/debaterecord/{}/{}/{code}",
            ctx.municipality.slug, behind.one.row.day
        ),
        day: behind.one.row.day.to_string(),
        published: behind.day.to_string(),
        number: behind.one.number(),
        municipality: ctx.municipality.name.clone(),
        title: super::frame::bg_with("council-public-minutes", &args),
        opening: split(&behind.public.opening),
        debates: debates(&behind),
        closing: split(&behind.public.closing),
        decisions: behind.decisions,
    };
    let text = file.render().map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/akn+xml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"svsu-{code}.xml\"")),
    ];
    Ok((headers, text).into_response())
}
