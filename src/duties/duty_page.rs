//! One duty on one occasion: its article, the arithmetic of its term, who answers, what became of it.

use super::course::{DONE, colour};
use super::frame::{self, HOME, place};
use super::load::{self, Row};
use super::mark;
use super::rule::Every;
use super::store::duty_mark;
use super::table::{Cell, Line, Part, Thing};
use super::{WRITE, content::Proof};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Problem};
use std::collections::HashMap;
use ui::Link;

/// The list a duty stands below.
pub const BACK: (&str, &str) = ("/list", "duties-list");
const MARKS: [&str; 5] = ["mark", "done", "document", "who", "entered"];

/// Parameters of an address: the municipality, the code, the occasion.
pub type Place = Path<(String, String, String)>;

fn mark_line(ctx: &Ctx, (row, proof): &(duty_mark::Model, Proof)) -> Line {
    let words = ctx.t(&format!("duties-state-{}", row.state));
    let day = row.document_on.map(|day| format!("/{}", day.bg())).unwrap_or_default();
    let document = match proof.number.is_empty() {
        true => proof.record.clone(),
        false => format!("{}{day}", proof.number),
    };
    let (word, colour) = match row.revoked_at {
        Some(_) => ("duties-revoked", "grey"),
        None => ("duties-holds", "green"),
    };
    Line {
        href: ctx.url(&format!("{HOME}/marks/{}", row.id)),
        cells: vec![
            Cell::new(words),
            Cell::day(row.done_on),
            Cell::new(document),
            Cell::new(row.account_name.clone()),
            Cell::new(row.entered_at.bg()),
        ],
        word: ctx.t(word).into_owned(),
        colour,
    }
}

/// What is known of a duty, as pairs.
#[must_use]
pub fn facts(ctx: &Ctx, row: &Row, names: &HashMap<AccountId, String>) -> Vec<(String, String)> {
    let duty = row.one.duty;
    let owner = row.owner.and_then(|id| names.get(&id).cloned());
    [
        ("duties-column-due", row.one.due.bg()),
        ("duties-opens", row.one.opens.bg()),
        ("duties-trigger", duty.trigger.clone()),
        ("duties-column-articles", duty.articles.join("; ")),
        ("duties-who", duty.who.clone()),
        ("duties-column-owner", owner.unwrap_or_else(|| ctx.t("duties-nobody").into_owned())),
        ("duties-proof", duty.proof.clone()),
        (
            "duties-confidence",
            ctx.t(&format!("duties-confidence-{}", duty.confidence)).into_owned(),
        ),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(key, text)| (ctx.t(key).into_owned(), text))
    .collect()
}

fn actions(ctx: &Ctx, row: &Row, today: Day) -> Vec<Link> {
    let at = place(&row.one.duty.code, &row.one.occasion);
    let link = |rest: &str, key: &str| Link::new(ctx.url(&format!("{at}/{rest}")), ctx.t(key));
    let mut all = Vec::new();
    if !ctx.actor.may(WRITE) {
        return all;
    }
    if row.mark.is_none() {
        if row.one.opens <= today {
            all.push(link("done", "duties-do"));
        }
        all.push(link("none", "duties-none"));
    }
    all.push(link("owner", "duties-owner"));
    all
}

/// Links to what stands behind the note that holds, to the place of the work and to the rule.
fn links(ctx: &Ctx, row: &Row, marks: &[(duty_mark::Model, Proof)]) -> Vec<Link> {
    let duty = row.one.duty;
    let mut all = Vec::new();
    if let Some((row, proof)) = marks.iter().find(|(row, _)| row.turn == 0) {
        if !proof.record.is_empty() {
            all.push(Link::new(ctx.url(&proof.record), ctx.t("duties-link-record")));
        }
        if !row.media.is_empty() {
            let file = format!("{HOME}/marks/{}/file", row.id);
            all.push(Link::new(ctx.url(&file), ctx.t("duties-link-file")));
        }
    }
    all.push(Link::new(ctx.url(&duty.path), ctx.t("duties-link-work")));
    if !duty.term.is_empty() {
        let law = format!("/law/rules/{}", duty.term);
        all.push(Link::new(ctx.url(&law), ctx.t("duties-link-law")));
    }
    let rule = format!("{HOME}/codes/{}", duty.code);
    all.push(Link::new(ctx.url(&rule), ctx.t("duties-link-rule")));
    if duty.every == Every::Event && ctx.actor.may(WRITE) {
        let event = format!("{HOME}/happened/{}", row.one.occasion);
        all.push(Link::new(ctx.url(&event), ctx.t("duties-link-event")));
    }
    all
}

/// How late something was done, in words; nothing when it was in time.
fn lateness(ctx: &Ctx, row: &Row) -> Vec<String> {
    let done = row.mark.as_ref().filter(|mark| mark.state == DONE).and_then(|mark| mark.done_on);
    let days = done.map_or(0, |done| done.days_since(row.one.due));
    if days > 0 { vec![ctx.ta("duties-done-late", &[("days", days)]).into_owned()] } else { vec![] }
}

/// `GET /duties/codes/{code}/at/{occasion}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
) -> Result<Response, Problem> {
    let today = app.today();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::one(&tx, &law, (&code, &occasion)).await?;
    let (_, names) = frame::people(&tx).await?;
    let mut marks = Vec::new();
    for one in mark::of_occasion(&tx, (&code, &occasion)).await? {
        let proof = mark::proof(&tx, &one)?;
        marks.push((one, proof));
    }
    tx.audit(Entry::new("read", "duty", &code));
    tx.commit().await?;
    let state = row.state(today);
    let mut thing = Thing::new(frame::page(&ctx, row.name(), BACK), row.name());
    thing.number = row.one.due.bg();
    thing.state = ctx.t(&format!("duties-state-{state}")).into_owned();
    thing.colour = colour(state);
    thing.warnings = lateness(&ctx, &row);
    thing.actions = actions(&ctx, &row, today);
    thing.facts = facts(&ctx, &row, &names);
    thing.how.clone_from(&row.one.steps);
    let lines = marks.iter().map(|one| mark_line(&ctx, one)).collect();
    thing.parts = vec![Part::new(&ctx, "duties-marks", &MARKS, lines)];
    thing.links = links(&ctx, &row, &marks);
    thing.shown()
}
