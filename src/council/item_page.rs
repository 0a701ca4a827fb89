//! A point of an agenda: entering it, its page, changing it, taking it off.

use super::agenda::{self, Item, NewItem};
use super::content::Point;
use super::frame::{self, HOME, LINE, TEXT};
use super::minutes::{quorum_words, vote_words};
use super::proposal;
use super::record::Record;
use super::rules::MAJORITIES;
use super::sitting;
use super::sitting_page::BACK;
use super::table::{Cell, Line, Part, Thing};
use super::{ItemId, SittingId, WRITE, minutes_deed};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use ui::{Choice, Link};

/// Yes and no; words have the key `council-<code>`.
pub const YES_NO: [&str; 2] = ["no", "yes"];
const RECUSED: [&str; 2] = ["member", "why"];
const OPINIONS: [&str; 3] = ["member", "day", "text"];
const BALLOTS: [&str; 2] = ["member", "vote"];
const DECISIONS: [&str; 4] = ["number", "text", "responsible", "due"];

/// A point with its meeting.
pub async fn behind(tx: &mut Tx, id: ItemId) -> Result<(Record, Item), Problem> {
    let item = agenda::item(tx, id).await?;
    let one = sitting::sitting(tx, item.row.sitting_id).await?;
    tx.audit(audit::Entry::read("council-item", id.0));
    Ok((Record::load(tx, one).await?, item))
}

/// A page below a point.
pub fn below(ctx: &Ctx, (record, item): (&Record, &Item), key: &str) -> ui::Page {
    let title = format!("{}: {}", ctx.t(key), item.content.title);
    let mut page = frame::page(ctx, title, BACK);
    let number = ctx.ta("council-sitting-title", &[("number", record.sitting.number())]);
    let at = page.breadcrumbs.len().saturating_sub(1);
    page.breadcrumbs.insert(at, Link::new(ctx.url(&record.sitting.path()), number));
    page
}

/// Where a point stands, below the municipality.
#[must_use]
pub fn home(item: &Item) -> String {
    format!("{HOME}/agenda/{}", item.row.id)
}

fn boxes(act: Act, ctx: &Ctx, form: &Form) -> Act {
    let both = (ctx, form);
    act.line(both, "title", "council-column-point")
        .line(both, "rapporteur", "council-column-rapporteur")
        .area(both, "papers", ("council-papers-of", "council-papers-hint"))
        .area(both, "draft", ("council-draft", "council-draft-hint"))
        .one(both, "majority", ("council-column-majority", &MAJORITIES), |code| {
            format!("council-majority-{code}")
        })
        .one(both, "closed", ("council-is-closed", &YES_NO), |code| format!("council-{code}"))
}

fn read(form: &mut Form) -> NewItem {
    let content = Point {
        title: form.required("title", LINE),
        rapporteur: form.optional("rapporteur", LINE),
        papers: form.optional("papers", TEXT),
        draft: form.optional("draft", TEXT),
        summary: form.optional("summary", TEXT),
    };
    let majority = chosen(form, "majority", &MAJORITIES);
    let is_closed = chosen(form, "closed", &YES_NO) == YES_NO[1];
    NewItem { is_closed, majority, content, ..NewItem::default() }
}

async fn new_shown(
    ctx: &Ctx,
    form: &Form,
    (mut tx, id): (Tx, SittingId),
) -> Result<Response, Problem> {
    let one = sitting::sitting(&tx, id).await?;
    let waiting = proposal::proposals(&tx, Some(proposal::STATES[0])).await?;
    tx.audit(audit::Entry::read("council-sitting", id.0));
    tx.commit().await?;
    let choice =
        |one: &proposal::Proposal| Choice::new(one.row.id.to_string(), one.content.title.clone());
    let all = waiting.iter().map(choice).collect();
    let act = Act::new("council-item-new", "/item", "ui-save")
        .lead(ctx.t("council-item-lead"))
        .choice((ctx, form), "proposal", (ctx.t("council-from-proposal").into_owned(), all));
    let act = boxes(act, ctx, form);
    let page = frame::page(ctx, ctx.t("council-item-new"), BACK);
    act.shown(ctx, Around { page, home: one.path(), version: 0 }, form)
}

/// `GET /council/sittings/{id}/item?proposal=`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let mut values = vec![("majority", MAJORITIES[0].to_owned()), ("closed", YES_NO[0].to_owned())];
    if let Ok(known) = form.get("proposal").parse() {
        let one = proposal::proposal(&tx, known).await?;
        values.push(("proposal", known.to_string()));
        values.push(("title", one.content.title));
        values.push(("rapporteur", one.content.author));
    }
    new_shown(&ctx, &Form::filled(ctx.lang, values), (tx, id)).await
}

/// `POST /council/sittings/{id}/item`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let from = match form.get("proposal").parse() {
        Ok(known) => Some(proposal::proposal(&tx, known).await?),
        Err(_) => None,
    };
    if let Some(one) = &from
        && form.get("title").is_empty()
    {
        form = form.with("title", &one.content.title);
    }
    let mut new = read(&mut form);
    if !form.ok() {
        return new_shown(&ctx, &form, (tx, id)).await;
    }
    let one = sitting::sitting(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&one.path())).await?;
    if let Some(from) = &from {
        new.proposal = Some(from.row.id);
        new.href.clone_from(&from.row.href);
        let moved = (proposal::STATES[1], from.content.answer.as_str());
        proposal::handle(&mut tx, (from, from.row.version), moved).await?;
    }
    agenda::add(&mut tx, &one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &one.path(), Some("council-done")))
}

fn edit_shown(
    ctx: &Ctx,
    form: &Form,
    (record, item): (&Record, &Item),
) -> Result<Response, Problem> {
    let act = boxes(Act::new("council-item-edit", "/edit", "ui-save"), ctx, form);
    let act = act.area((ctx, form), "summary", ("council-summary", "council-summary-hint"));
    let page = below(ctx, (record, item), "council-item-edit");
    let version = form.version_or(item.row.version);
    act.shown(ctx, Around { page, home: home(item), version }, form)
}

/// `GET /council/agenda/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    let values = [
        ("title", item.content.title.clone()),
        ("rapporteur", item.content.rapporteur.clone()),
        ("papers", item.content.papers.clone()),
        ("draft", item.content.draft.clone()),
        ("summary", item.content.summary.clone()),
        ("majority", item.row.majority.clone()),
        ("closed", YES_NO[usize::from(item.row.is_closed)].to_owned()),
    ];
    edit_shown(&ctx, &Form::filled(ctx.lang, values), (&record, &item))
}

/// `POST /council/agenda/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    if !form.ok() {
        tx.commit().await?;
        return edit_shown(&ctx, &form, (&record, &item));
    }
    let minutes = minutes_deed::of_sitting(&tx, record.sitting.row.id).await?;
    if minutes.is_some_and(|kept| kept.row.signed_on.is_some()) {
        return Err(Problem::Impossible("council-refused-signed"));
    }
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    let is_voted = record.vote(id).is_some();
    let version = form.version_or(item.row.version);
    agenda::change(&mut tx, (&item, version), (&new, is_voted)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-done")))
}

fn remove_shown(
    ctx: &Ctx,
    form: &Form,
    (record, item): (&Record, &Item),
) -> Result<Response, Problem> {
    let act = Act::new("council-item-remove", "/remove", "council-item-remove")
        .lead(ctx.t("council-item-remove-lead"))
        .grave();
    let page = below(ctx, (record, item), "council-item-remove");
    let version = form.version_or(item.row.version);
    act.shown(ctx, Around { page, home: home(item), version }, form)
}

/// `GET /council/agenda/{id}/remove`.
pub async fn remove_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    remove_shown(&ctx, &Form::empty(ctx.lang), (&record, &item))
}

/// `POST /council/agenda/{id}/remove`: a point that was not voted on is taken off.
pub async fn remove_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    if !record.sitting.is_ahead() || record.vote(id).is_some() {
        return Err(Problem::Impossible("council-refused-voted"));
    }
    let path = record.sitting.path();
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let version = form.version_or(item.row.version);
    agenda::set_state(&mut tx, (&item, version), agenda::STATES[2]).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("council-done")))
}

fn actions(ctx: &Ctx, (record, item): (&Record, &Item)) -> Vec<Link> {
    let at =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{}{rest}", home(item))), ctx.t(key));
    let mut all = Vec::new();
    if !ctx.actor.may(WRITE) {
        return all;
    }
    let one = &record.sitting;
    let vote = record.vote(item.row.id);
    if one.state() != "revoked" {
        all.push(at("/edit", "council-item-edit"));
        all.push(at("/opinion", "council-opinion-new"));
    }
    if one.is_ahead() && vote.is_none() {
        all.push(at("/recuse", "council-recuse"));
        all.push(at("/remove", "council-item-remove"));
    }
    if one.is_open() && vote.is_none() {
        all.push(at("/vote", "council-vote"));
    }
    if matches!(one.state(), "open" | "held") && vote.is_some_and(|row| row.outcome == "adopted") {
        all.push(at("/decide", "council-decide"));
    }
    if let Some(vote) = vote.filter(|_| one.is_open()) {
        let path = ctx.url(&format!("{HOME}/votes/{}", vote.id));
        all.push(Link::new(path, ctx.t("council-vote-revoke")));
    }
    all
}

fn parts(ctx: &Ctx, (record, item): (&Record, &Item)) -> Vec<Part> {
    let id = item.row.id;
    let plain = |cells: Vec<Cell>| Line { cells, ..Line::default() };
    let name = |id| Cell::new(record.name(id));
    let own = record.recusals.iter().filter(|(row, _)| row.item_id == id);
    let recused = own.map(|(row, why)| plain(vec![name(row.member_id), Cell::new(why.clone())]));
    let own = record.opinions.iter().filter(|(row, _)| row.item_id == id);
    let opinions = own.map(|(row, text)| {
        plain(vec![name(row.member_id), Cell::day(Some(row.given_on)), Cell::new(text.clone())])
    });
    let vote = record.vote(id).map(|row| row.id);
    let own = record.ballots.iter().filter(|row| Some(row.vote_id) == vote);
    let ballots = own.map(|row| {
        let answer = ctx.t(&format!("council-answer-{}", row.answer));
        plain(vec![name(row.member_id), Cell::new(answer)])
    });
    let may_withdraw = ctx.actor.may(WRITE) && record.sitting.state() != "revoked";
    let decisions = record.decisions(id).map(|one| Line {
        href: match may_withdraw {
            true => ctx.url(&format!("{HOME}/resolved/{}", one.row.id)),
            false => ctx.url(&one.followed()),
        },
        cells: vec![
            Cell::new(one.number()),
            Cell::new(one.content.text.clone()),
            Cell::new(one.content.responsible.clone()),
            Cell::new(one.row.due_on.map(kit::types::Day::bg).unwrap_or_default()),
        ],
        ..Line::default()
    });
    vec![
        Part::new(ctx, "council-recused", &RECUSED, recused.collect()),
        Part::new(ctx, "council-opinions", &OPINIONS, opinions.collect()),
        Part::new(ctx, "council-ballots", &BALLOTS, ballots.collect()),
        Part::new(ctx, "council-decisions", &DECISIONS, decisions.collect()),
    ]
}

/// `GET /council/agenda/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    let content = &item.content;
    let page = below(&ctx, (&record, &item), "council-column-point");
    let mut thing = Thing::new(page, content.title.clone());
    thing.number = record.sitting.row.day.bg();
    if item.row.is_closed {
        thing.state = ctx.t("council-closed-point").into_owned();
        thing.colour = "purple";
    }
    thing.actions = actions(&ctx, (&record, &item));
    thing.say(&ctx, "council-column-rapporteur", content.rapporteur.clone());
    thing.say(&ctx, "council-papers-of", content.papers.clone());
    thing.say(&ctx, "council-draft", content.draft.clone());
    let majority = ctx.t(&format!("council-majority-{}", item.row.majority));
    thing.say(&ctx, "council-column-majority", majority);
    thing.say(&ctx, "council-summary", content.summary.clone());
    let quorum = record.room.quorum(&record.rules, &record.recused(id));
    let words = quorum_words(ctx.lang, &quorum, &record.rules.quorum);
    thing.say(&ctx, "council-quorum", words);
    if let Some(vote) = record.vote(id) {
        thing.say(&ctx, "council-column-vote", vote_words(ctx.lang, vote));
    }
    thing.parts = parts(&ctx, (&record, &item));
    if !item.row.href.is_empty() {
        thing.links.push(Link::new(ctx.url(&item.row.href), ctx.t("council-to-paper")));
    }
    let sitting = ctx.url(&record.sitting.path());
    thing.links.push(Link::new(sitting, ctx.t("council-to-sitting")));
    thing.shown()
}
