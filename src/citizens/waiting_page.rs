//! A place in a waiting list: which, why, what would change it; and what somebody says of it.

use super::frame::{self, Me};
use super::whose::{self, Whose};
use crate::app::App;
use crate::people::PersonId;
use crate::placement::{self, PlacementId, Said, Wait};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, see};
use std::collections::HashMap;

/// Where the lists are, below the municipality.
const PATH: &str = "/my/waiting";

/// A place as the page tells of it.
struct WaitCard {
    id: String,
    version: i32,
    service: String,
    person: String,
    lines: Vec<String>,
    changes: Vec<String>,
    offer: String,
    acts: bool,
    is_heard: bool,
}

#[derive(Template)]
#[template(path = "citizens/waiting.html")]
struct WaitingPage {
    page: ui::Page,
    cards: Vec<WaitCard>,
    base: String,
}

/// Where somebody stands and why, in sentences.
fn lines(ctx: &Ctx, wait: &Wait) -> Vec<String> {
    let mut lines = Vec::new();
    let numbers = [("place", wait.place.to_string()), ("count", wait.waiting.to_string())];
    lines.push(ctx.ta("citizens-wait-place", &numbers).into_owned());
    if let Some(day) = wait.since {
        lines.push(ctx.ta("citizens-wait-since", &[("day", day.bg())]).into_owned());
    }
    if wait.is_urgent {
        lines.push(ctx.t("citizens-wait-urgent").into_owned());
    } else if wait.urgent_before > 0 {
        let args = [("count", wait.urgent_before)];
        lines.push(ctx.ta("citizens-wait-before", &args).into_owned());
    }
    if let Some(places) = &wait.places {
        let args = [("total", places.total), ("free", places.free())];
        lines.push(ctx.ta("citizens-wait-places", &args).into_owned());
    }
    if wait.skipped > 0 {
        lines.push(ctx.ta("citizens-wait-skipped", &[("count", wait.skipped)]).into_owned());
    }
    if let Some(day) = wait.asked_on {
        lines.push(ctx.ta("citizens-wait-asked", &[("day", day.bg())]).into_owned());
    }
    lines
}

/// What would change the place.
fn changes(ctx: &Ctx, wait: &Wait) -> Vec<String> {
    let mut list = vec![ctx.t("citizens-change-order").into_owned()];
    if !wait.is_urgent {
        list.push(ctx.t("citizens-change-urgent").into_owned());
    }
    list.push(ctx.t("citizens-change-decline").into_owned());
    if let Some(day) = wait.ask_on {
        list.push(ctx.ta("citizens-change-ask", &[("day", day.bg())]).into_owned());
    }
    list
}

fn card(ctx: &Ctx, wait: &Wait, one: &Whose) -> WaitCard {
    let offer = |day: Day| ctx.ta("citizens-wait-offer", &[("day", day.bg())]).into_owned();
    WaitCard {
        id: wait.id.to_string(),
        version: wait.version,
        service: wait.service.clone(),
        person: one.head.name.clone(),
        lines: lines(ctx, wait),
        changes: changes(ctx, wait),
        offer: wait.offer_until.map(offer).unwrap_or_default(),
        acts: one.acts,
        is_heard: one.is_heard,
    }
}

/// Places of all whose things the account shows.
async fn waits(app: &App, me: &Me) -> Result<(HashMap<PersonId, Whose>, Vec<Wait>), Problem> {
    let own = me.person()?;
    let mut tx = app.db.read(&me.actor).await?;
    let all = whose::all(app, &tx, own).await?;
    let people: Vec<PersonId> = all.iter().map(|one| one.head.id).collect();
    let waits = placement::waits_of(&tx, &people).await?;
    for id in people {
        tx.audit(Entry::list("waiting").about(Some(id.0)));
    }
    tx.commit().await?;
    Ok((all.into_iter().map(|one| (one.head.id, one)).collect(), waits))
}

/// `GET /my/waiting`.
pub async fn page(State(app): State<App>, ctx: Ctx, me: Me) -> Result<Response, Problem> {
    let (whose, waits) = waits(&app, &me).await?;
    let known = |wait: &Wait| whose.get(&wait.person).map(|one| card(&ctx, wait, one));
    html(&WaitingPage {
        page: me.page(&ctx, ctx.t("citizens-waiting-title")),
        cards: waits.iter().filter_map(known).collect(),
        base: ctx.url(PATH),
    })
}

/// `POST /my/waiting/{id}`: what somebody says of their place. For a child that is to be heard it is
/// said that it was.
pub async fn say(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    me: Me,
    form: Form,
) -> Result<Response, Problem> {
    let said = match form.get("say") {
        "still" => Said::Still,
        "no-more" => Said::NoMore,
        "accept" => Said::Accept,
        "decline" => Said::Decline,
        _ => return Err(Problem::BadRequest("form-choose")),
    };
    let (whose, waits) = waits(&app, &me).await?;
    let wait = waits.iter().find(|wait| wait.id == id).ok_or(Problem::NotFound)?;
    let one = whose.get(&wait.person).filter(|one| one.acts).ok_or(Problem::NotFound)?;
    if one.is_heard && said != Said::Still && form.get("heard") != "yes" {
        return Ok(see(&ctx, PATH, Some("citizens-heard-needed")));
    }
    let mut tx = frame::doing(&app, &ctx, (&me, &form), PATH).await?;
    placement::say(&mut tx, &app, (wait.person, id, form.version()), said).await?;
    tx.audit(Entry::write("citizen-waiting-said", id.0).about(Some(wait.person.0)));
    tx.commit().await?;
    let flash = match said {
        Said::Still => "citizens-said-still",
        Said::NoMore => "citizens-said-no-more",
        Said::Accept => "citizens-said-accept",
        Said::Decline => "citizens-said-decline",
    };
    Ok(see(&ctx, PATH, Some(flash)))
}
