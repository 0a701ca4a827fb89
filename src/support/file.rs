//! The documents of a placement: what holds, what is written, what may be begun, what is done.

use super::begin::{self, home};
use super::course::{Kind, Stage};
use super::load::{self, Around};
use super::page::{ActionLine, action_heads, action_lines, due_word, name};
use super::store::support_version;
use super::{WRITE, terms};
use crate::app::App;
use crate::placement::PlacementId;
use crate::services;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::Law;
use ui::{Head, Link};

/// A version in a line.
struct Line {
    href: String,
    name: String,
    state: String,
    colour: &'static str,
    ground: String,
    day: String,
    due: String,
    word: String,
    urgency: &'static str,
}

#[derive(Template)]
#[template(path = "support/file.html")]
struct FilePage {
    page: ui::Page,
    person: String,
    person_href: String,
    placement_href: String,
    service: String,
    facts: Vec<(String, String)>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    begins: Vec<Link>,
    refused: Option<String>,
    action_heads: Vec<Head>,
    actions: Vec<ActionLine>,
    may_write: bool,
}

fn line(ctx: &Ctx, row: &support_version::Model, today: Day) -> Line {
    let stage = Stage::from_code(&row.state).unwrap_or(Stage::Dropped);
    let due = row.due_on.filter(|_| !matches!(stage, Stage::Given | Stage::Dropped));
    let (word, urgency) = due_word(ctx, due, today);
    Line {
        href: ctx.url(&format!("/support/{}", row.id)),
        name: name(ctx, row),
        state: ctx.t(&format!("support-state-{}", row.state)).into_owned(),
        colour: stage.colour(),
        ground: ctx.t(&format!("support-ground-{}", row.ground)).into_owned(),
        day: row.signed_on.or(row.approved_on).unwrap_or(row.made_at.day()).bg(),
        due: due.map(Day::bg).unwrap_or_default(),
        word,
        urgency,
    }
}

/// Days that follow from the contract, each with its article.
fn facts(
    ctx: &Ctx,
    law: &Law,
    (around, rows): (&Around, &[support_version::Model]),
) -> Result<Vec<(String, String)>, StoreError> {
    let brief = &around.brief;
    let mut list = Vec::new();
    let mut say = |key: &str, value: String| list.push((ctx.t(key).into_owned(), value));
    say("support-state-now", ctx.t(&brief.state.key()).into_owned());
    if let Some(contract) = &brief.contract {
        let args = [("from", contract.from_on.bg()), ("until", contract.until_on.bg())];
        say("support-contract", ctx.ta("support-from-until", &args).into_owned());
    }
    if let Some(day) = brief.update_by {
        say("support-update-by", day.bg());
    }
    if let Some(term) = terms::wish_from(law, brief)? {
        let args = [("day", term.day.bg()), ("articles", term.articles)];
        say("support-wish-from", ctx.ta("support-day-by", &args).into_owned());
    }
    let wants = load::in_force(rows, Kind::Plan).is_some_and(|plan| plan.joint);
    if wants && load::in_force(rows, Kind::Joint).is_none() {
        let day = terms::joint_by(law, brief, false)?.map(Day::bg);
        let word = day.unwrap_or_else(|| ctx.t("support-joint-after").into_owned());
        say("support-joint-by", word);
    }
    Ok(list)
}

/// What may be begun now.
fn begins(
    ctx: &Ctx,
    law: &Law,
    (around, rows): (&Around, &[support_version::Model]),
    today: Day,
) -> Vec<Link> {
    let may = |kind: &Kind| {
        let ground = match begin::ground(*kind, rows) {
            "" => "need",
            one => one,
        };
        begin::may(law, (&around.brief, rows), (*kind, ground), today).is_ok()
    };
    let link = |kind: Kind| {
        let is_update = begin::ground(kind, rows).is_empty();
        let key = if is_update { "update" } else { kind.code() };
        let href = format!("{}/begin?kind={}", home(around.brief.id), kind.code());
        Link::new(ctx.url(&href), ctx.t(&format!("support-begin-{key}")))
    };
    // A joint plan is offered where the plan asks for one.
    let joint = load::in_force(rows, Kind::Plan).is_some_and(|plan| plan.joint);
    let asked = |kind: &Kind| *kind != Kind::Joint || joint;
    Kind::ALL.into_iter().filter(asked).filter(may).map(link).collect()
}

/// `GET /placements/{id}/support`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let around = load::around(&tx, &app, id).await?;
    let rows = load::versions(&tx, id).await?;
    let is_own = services::is_own(&tx, around.service.provider_id).await?;
    let mut actions = Vec::new();
    for kind in [Kind::Plan, Kind::Joint] {
        if let Some(held) = load::in_force(&rows, kind) {
            actions.extend(load::actions(&tx, held.id).await?);
        }
    }
    let actions = action_lines(&ctx, &tx, &actions)?;
    tx.audit(Entry::read("support", id.0).about(Some(around.brief.person.0)));
    tx.commit().await?;
    let may_write = ctx.actor.may(WRITE);
    let mut page = begin::frame(&ctx, &around, &ctx.t("support-title"));
    if let Some(last) = page.breadcrumbs.last_mut() {
        last.href = String::new();
    }
    let heads =
        ["support-document", "support-state", "support-ground", "support-day", "support-term"];
    html(&FilePage {
        page,
        person: around.head.name.clone(),
        person_href: ctx.url(&format!("/people/{}", around.brief.person)),
        placement_href: ctx.url(&format!("/placements/{id}")),
        service: around.service.name.clone(),
        facts: facts(&ctx, &law, (&around, &rows))?,
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        lines: rows.iter().map(|row| line(&ctx, row, app.today())).collect(),
        begins: if may_write && is_own {
            begins(&ctx, &law, (&around, &rows), app.today())
        } else {
            Vec::new()
        },
        refused: (!is_own).then(|| ctx.t("support-refused-provider").into_owned()),
        action_heads: action_heads(&ctx),
        actions,
        may_write,
    })
}
