//! The page behind a safe link: what the provider needs of one referral, one answer, and afterwards
//! what became of it. No account, no cookie; works on a phone.

use super::course::{Facts, Move, State};
use super::link::{Snapshot, Standing, behind, snapshot, standing};
use super::load;
use super::moves::{Moved, go, told};
use super::store::provider_link;
use super::{places, refuse};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Problem, again, chosen, html, see};
use sea_orm::Set;
use ui::Choice;

/// What a provider may answer.
const ANSWERS: [&str; 3] = ["accepted", "full", "not_provided"];

#[derive(Template)]
#[template(path = "placement/door.html")]
struct DoorPage {
    page: ui::Page,
    action: String,
    form: Form,
    seen: Snapshot,
    open: bool,
    answers: Vec<Choice>,
    notice: String,
    state: String,
    colour: &'static str,
    next: String,
    until: String,
}

/// What stands behind a secret now.
struct Behind {
    link: provider_link::Model,
    row: super::store::placement::Model,
    seen: Snapshot,
    state: State,
    standing: Standing,
}

async fn read(tx: &Tx, secret: &str) -> Result<Behind, Problem> {
    let link = behind(tx, secret).await?;
    let row = load::row(tx, link.placement_id).await?;
    let state = load::state(&row)?;
    let seen = snapshot(tx, &link)?;
    // The case moved on without the provider's answer: there is nothing to answer.
    let standing = match standing(&link, tx.now()) {
        Standing::Open if state != State::AtProvider => Standing::Answered,
        other => other,
    };
    Ok(Behind { link, row, seen, state, standing })
}

fn draw(ctx: &Ctx, behind: &Behind, secret: &str, form: Form) -> DoorPage {
    let mut page = ctx.page(ctx.t("placement-door-title"));
    page.public = true;
    page.nav.clear();
    page.errors = form.errors();
    let open = behind.standing == Standing::Open;
    // A link that is over shows no person: whoever finds it later learns nothing.
    let hidden = matches!(behind.standing, Standing::Expired | Standing::Revoked);
    let notice = match behind.standing {
        Standing::Open => String::new(),
        Standing::Answered if behind.link.answer.is_empty() => {
            ctx.t("placement-door-moved").into_owned()
        }
        Standing::Answered => {
            let answer = ctx.t(&format!("placement-door-{}", behind.link.answer));
            let at = behind.link.answered_at.map(|at| at.bg()).unwrap_or_default();
            ctx.ta("placement-door-answered", &[("answer", &*answer), ("at", &at)]).into_owned()
        }
        Standing::Expired => ctx.t("placement-door-expired").into_owned(),
        Standing::Revoked => ctx.t("placement-door-revoked").into_owned(),
    };
    DoorPage {
        page,
        action: ctx.url(&format!("/provider/{secret}")),
        seen: if hidden { Snapshot::default() } else { behind.seen.clone() },
        open,
        answers: ANSWERS
            .iter()
            .map(|code| {
                Choice::new(*code, ctx.t(&format!("placement-door-{code}")))
                    .checked(form.get("answer") == *code)
                    .hint(ctx.t(&format!("placement-door-{code}-hint")))
            })
            .collect(),
        notice,
        state: if hidden { String::new() } else { ctx.t(&behind.state.key()).into_owned() },
        colour: behind.state.colour(),
        next: if behind.row.next_kind.is_empty() || hidden {
            String::new()
        } else {
            let day = behind.row.next_on.map(|day| format!(" – {}", day.bg())).unwrap_or_default();
            format!("{}{day}", ctx.t(&format!("placement-next-{}", behind.row.next_kind)))
        },
        until: kit::types::Instant(behind.link.expires_at.0 - 1).day().bg(),
        form,
    }
}

/// `GET /provider/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = read(&tx, &secret).await?;
    let about = Some(behind.row.person_id.0);
    tx.audit(Entry::read("provider-link", behind.link.id.0).about(about));
    tx.commit().await?;
    if behind.link.opened_at.is_none() {
        let tx = app.db.write(&ctx.actor).await?;
        let at = tx.now();
        let active = provider_link::ActiveModel { opened_at: Set(Some(at)), ..Default::default() };
        match tx.update::<provider_link::Entity>(behind.link.id, behind.link.version, active).await
        {
            Ok(()) => tx.commit().await?,
            // Somebody opened it at the same moment: it is opened.
            Err(_) => tx.rollback().await,
        }
    }
    html(&draw(&ctx, &behind, &secret, Form::empty(ctx.lang)))
}

/// `POST /provider/{secret}`: the one answer.
pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let seen = read(&tx, &secret).await?;
    let about = Some(seen.row.person_id.0);
    tx.audit(Entry::read("provider-link", seen.link.id.0).about(about));
    tx.commit().await?;
    if seen.standing != Standing::Open {
        return html(&draw(&ctx, &seen, &secret, Form::empty(ctx.lang)));
    }
    let answer = chosen(&mut form, "answer", &ANSWERS);
    let name = form.required("name", 200);
    let reason = if answer == "accepted" {
        form.optional("reason", 5_000)
    } else {
        form.required("reason", 5_000)
    };
    if !form.ok() {
        return again(&draw(&ctx, &seen, &secret, form));
    }
    let path = format!("/provider/{secret}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let fresh = read(&tx, &secret).await?;
    if fresh.standing != Standing::Open {
        return Err(Problem::Impossible("placement-door-late"));
    }
    said(&mut tx, &app, &fresh, (&answer, &format!("{name}: {reason}"))).await?;
    let active = provider_link::ActiveModel {
        answered_at: Set(Some(tx.now())),
        answer: Set(answer),
        ..Default::default()
    };
    tx.update::<provider_link::Entity>(fresh.link.id, fresh.link.version, active).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, None))
}

/// What an answer leads to.
async fn said(
    tx: &mut Tx,
    app: &App,
    behind: &Behind,
    (answer, reason): (&str, &str),
) -> Result<(), Problem> {
    let row = &behind.row;
    match answer {
        "full" => {
            places::lock(tx, row.service_id).await?;
            go(tx, app, row, (Move::Wait, &Facts::default()), Moved::default()).await?;
            let fresh = load::row(tx, row.id).await?;
            let law = app.law(tx.municipality());
            super::waiting::enter(tx, &law, &fresh, None).await?;
        }
        "not_provided" => {
            refuse::not_provided(tx, app, row, (tx.today(), reason, false)).await?;
        }
        _ => {}
    }
    told(tx, row, "placement-provider-said", vec![("answer", answer.to_owned())]).await?;
    Ok(())
}
