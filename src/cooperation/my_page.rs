//! The page behind the address of somebody who is invited: no account. It shows when and where,
//! what is discussed, and of the case only what may be told to them. Opening it is the receipt.
//! Guessing an address is stopped by the guard.

use super::conference_act::consents;
use super::course::is_told;
use super::frame::{Press, bg_with};
use super::invite::{self, REPLIES};
use super::load::{self, Conference, Seat};
use super::store::cooperation_message::Model;
use super::{agreed, ics};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, choices, chosen, html, see};
use ui::Choice;

/// What stands behind an address.
struct Inside {
    row: Model,
    one: Conference,
    seat: Seat,
    /// Whom it is about; empty when that may not be told.
    about: String,
    is_told: bool,
    /// What this institution took upon itself.
    tasks: Vec<String>,
}

async fn inside(tx: &Tx, secret: &str) -> Result<Inside, Problem> {
    let row = invite::behind(tx, secret).await?;
    let one = load::conference(tx, row.conference_id).await?;
    let seat = load::seat(tx, row.seat_id).await?;
    let is_told = is_told(&seat.row.sharing, consents(tx, &one).await?);
    let about = match is_told {
        true => people::head(tx, one.row.person_id).await?.name,
        false => String::new(),
    };
    let all = load::tasks(tx, Some(&[one.row.id])).await?.into_iter();
    let is_own = |task: &load::Agreed| {
        task.row.institution_id.is_some() && task.row.institution_id == seat.row.institution_id
    };
    let line = |task: load::Agreed| {
        let story = agreed::story(&task);
        let due = task.row.due_on.bg();
        [format!("{} – {due}", task.content.task), story].join("\n").trim().to_owned()
    };
    let tasks = if is_told { all.filter(is_own).map(line).collect() } else { Vec::new() };
    Ok(Inside { row, one, seat, about, is_told, tasks })
}

#[derive(Template)]
#[template(path = "cooperation/my.html")]
struct MyPage {
    page: ui::Page,
    form: Form,
    when: String,
    place: String,
    off: String,
    facts: Vec<(String, String)>,
    agenda: Vec<String>,
    tasks: Vec<String>,
    asks: bool,
    replies: Vec<Choice>,
    given: String,
    at: String,
    calendar: String,
}

fn split(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn facts(ctx: &Ctx, inside: &Inside) -> Vec<(String, String)> {
    let one = &inside.one;
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let mut facts = vec![fact(
        "cooperation-column-ground",
        ctx.t(&format!("cooperation-ground-{}", one.row.ground)).into_owned(),
    )];
    if inside.is_told {
        facts.push(fact("cooperation-column-person", inside.about.clone()));
        facts.push(fact("cooperation-shared", inside.seat.content.shared.clone()));
        facts.push(fact("cooperation-sharing-ground", inside.seat.content.ground.clone()));
    } else {
        facts.push(fact("cooperation-shared", ctx.t("cooperation-my-nothing").into_owned()));
    }
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

fn draw(ctx: &Ctx, form: Form, (secret, inside, today): (&str, &Inside, Day)) -> MyPage {
    let Inside { row, one, .. } = inside;
    let mut page = ctx.public_page(super::frame::titled(ctx, one));
    page.errors = form.errors();
    let at = ctx.url(&format!("/conference-invitation/{secret}"));
    let off = match one.row.state.as_str() {
        "cancelled" | "failed" => ctx.t("cooperation-my-off").into_owned(),
        _ => String::new(),
    };
    let given = match row.reply.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("cooperation-reply-{code}")).into_owned(),
    };
    let state = (one.row.state.as_str(), one.row.day, today);
    MyPage {
        page,
        when: format!("{}, {}", one.row.day.bg(), one.row.begins),
        place: one.place(),
        off,
        facts: facts(ctx, inside),
        // The agenda may name the person and the case as well.
        agenda: if inside.is_told { split(&one.content.agenda) } else { Vec::new() },
        tasks: inside.tasks.clone(),
        asks: invite::takes_replies(row, state),
        replies: choices(ctx, &REPLIES, form.get("reply"), |code| {
            format!("cooperation-reply-{code}")
        }),
        given,
        calendar: format!("{at}/calendar"),
        at,
        form,
    }
}

/// `GET /conference-invitation/{secret}`: the first time is the receipt.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    // Who works here looks at what others see; that is no receipt.
    match ctx.actor.account {
        None => invite::opened(&mut tx, inside.row.id).await?,
        Some(_) => tx.audit(Entry::read("cooperation-message", inside.row.id.0)),
    }
    tx.audit(read(&inside));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, [("reply", inside.row.reply.clone())]);
    html(&draw(&ctx, form, (&secret, &inside, app.today())))
}

/// What was told, and of whom.
fn read(inside: &Inside) -> Entry {
    let person = inside.is_told.then_some(inside.one.row.person_id.0);
    Entry::read("cooperation-shared", inside.seat.row.id.0).about(person)
}

/// `POST /conference-invitation/{secret}`: whether they come.
pub async fn reply(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    let reply = chosen(&mut form, "reply", &REPLIES);
    let row = &inside.one.row;
    if !invite::takes_replies(&inside.row, (&row.state, row.day, app.today())) {
        return Err(Problem::Impossible("cooperation-refused-reply"));
    }
    if !form.ok() {
        tx.audit(read(&inside));
        tx.commit().await?;
        return again(&draw(&ctx, form, (&secret, &inside, app.today())));
    }
    let home = format!("/conference-invitation/{secret}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    invite::replied(&mut tx, inside.row.id, &reply).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("cooperation-my-thanks")))
}

/// `GET /conference-invitation/{secret}/calendar`: the conference for a calendar. It says nothing
/// of the case.
pub async fn calendar(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let inside = inside(&tx, &secret).await?;
    let now = tx.now();
    tx.audit(Entry::read("cooperation-message", inside.row.id.0));
    tx.commit().await?;
    let one = &inside.one;
    let args = [("number", one.number()), ("municipality", press.office.name.clone())];
    let text = ics::write(&ics::Entry {
        uid: &format!("conference-{}@opora", one.row.id),
        sequence: one.row.sequence,
        written: now,
        at: one.starts_at(),
        summary: &bg_with("cooperation-calendar-entry", &args),
        place: &one.place(),
        is_cancelled: one.row.state != "planned" && one.row.state != "held",
    });
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sreshta.ics\""),
    ];
    Ok((headers, text).into_response())
}
