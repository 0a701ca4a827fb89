//! The page behind a safe link: what the provider needs of one referral, one answer, and afterwards
//! what became of it. No account, no cookie; works on a phone.

use super::course::State;
use super::link::{self, Snapshot, Standing, behind, snapshot, standing};
use super::load::{self, Short};
use super::moves::broken;
use super::reasons::{self, Text};
use super::step::last_day;
use super::store::provider_link;
use super::telling::{self, Task};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Around, Ctx, Form, Problem, html, see};
use sea_orm::Set;

/// A referral of which nothing is asked from the provider now.
#[derive(Template)]
#[template(path = "placement/door.html")]
pub struct DoorPage {
    /// The frame.
    pub page: ui::Page,
    /// What the provider sees of the person.
    pub facts: Vec<(String, String)>,
    /// Why nothing is asked.
    pub notice: String,
    /// How the placement stands; empty when that is not shown.
    pub state: String,
    /// Colour of its tag.
    pub colour: &'static str,
    /// What comes next.
    pub next: String,
}

/// What stands behind a secret now.
struct Behind {
    link: provider_link::Model,
    short: Short,
    seen: Snapshot,
    /// What is asked for; none when the link is over.
    task: Option<Task>,
    standing: Standing,
    /// From what reasons may be chosen.
    texts: Vec<Text>,
}

async fn read(tx: &Tx, secret: &str) -> Result<Behind, Problem> {
    let link = behind(tx, secret).await?;
    let short = load::short(tx, link.placement_id).await?;
    let seen = snapshot(tx, &link)?;
    let asked = Task::of(&short.row, short.state).filter(|task| task.code() == link.purpose);
    // The case moved on without the provider's answer: there is nothing to answer.
    let standing = match standing(&link, tx.now()) {
        Standing::Open if asked.is_none() => Standing::Answered,
        other => other,
    };
    let task = asked.filter(|_| standing == Standing::Open);
    let texts = match task {
        Some(task) => reasons::of(tx, task.reasons()).await?,
        None => Vec::new(),
    };
    Ok(Behind { link, short, seen, task, standing, texts })
}

/// The form, with what the provider sees above it.
fn asks(
    ctx: &Ctx,
    (behind, task): (&Behind, Task),
    (secret, form): (&str, &Form),
) -> Result<Response, Problem> {
    let act = telling::act(ctx, form, (&behind.short, task, &behind.texts));
    let until = kit::types::Instant(behind.link.expires_at.0 - 1).day().bg();
    let lead = ctx.ta("placement-door-until", &[("day", until)]);
    let act = act.lead(lead).facts(telling::facts(ctx, &behind.seen));
    let page = ctx.public_page(ctx.t(task.key()));
    act.shown(ctx, Around { page, home: format!("/provider/{secret}"), version: 0 }, form)
}

/// What became of it.
fn over(ctx: &Ctx, behind: &Behind) -> Result<Response, Problem> {
    let notice = match behind.standing {
        Standing::Answered | Standing::Open if behind.link.answer.is_empty() => {
            ctx.t("placement-door-moved").into_owned()
        }
        Standing::Answered | Standing::Open => {
            let answer = ctx.t(&format!("placement-door-{}", behind.link.answer));
            let at = behind.link.answered_at.map(|at| at.bg()).unwrap_or_default();
            ctx.ta("placement-door-answered", &[("answer", &*answer), ("at", &at)]).into_owned()
        }
        Standing::Expired => ctx.t("placement-door-expired").into_owned(),
        Standing::Revoked => ctx.t("placement-door-revoked").into_owned(),
    };
    // A link that is over shows no person: whoever finds it later learns nothing.
    let hidden = matches!(behind.standing, Standing::Expired | Standing::Revoked);
    let facts = if hidden { Vec::new() } else { telling::facts(ctx, &behind.seen) };
    let row = &behind.short.row;
    let next = if row.next_kind.is_empty() || hidden {
        String::new()
    } else {
        let day = row.next_on.map(|day| format!(" – {}", day.bg())).unwrap_or_default();
        format!("{}{day}", ctx.t(&format!("placement-next-{}", row.next_kind)))
    };
    let state = behind.short.state;
    html(&DoorPage {
        page: ctx.public_page(ctx.t("placement-door-title")),
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        notice,
        state: if hidden { String::new() } else { ctx.t(&state.key()).into_owned() },
        colour: State::colour(state),
        next,
    })
}

/// `GET /provider/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = read(&tx, &secret).await?;
    let about = Some(behind.short.row.person_id.0);
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
    match behind.task {
        Some(task) => {
            let form = telling::fresh(&ctx, &behind.short, task);
            asks(&ctx, (&behind, task), (&secret, &form))
        }
        None => over(&ctx, &behind),
    }
}

/// `POST /provider/{secret}`: the one answer. When more is asked for afterwards, a fresh link for it
/// is made, and the provider is led there.
pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let seen = read(&tx, &secret).await?;
    tx.audit(Entry::read("provider-link", seen.link.id.0).about(Some(seen.short.row.person_id.0)));
    let told = match seen.task {
        Some(task) => telling::read(&app, &tx, &mut form, (&seen.short, task)).await?,
        None => None,
    };
    tx.commit().await?;
    let Some(task) = seen.task else { return over(&ctx, &seen) };
    let Some(told) = told else { return asks(&ctx, (&seen, task), (&secret, &form)) };
    let path = format!("/provider/{secret}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let fresh = read(&tx, &secret).await?;
    if fresh.task != Some(task) {
        return Err(Problem::Impossible("placement-door-late"));
    }
    telling::tell(&mut tx, &app, &fresh.short.row, &told).await?;
    let active = provider_link::ActiveModel {
        answered_at: Set(Some(tx.now())),
        answer: Set(told.code().to_owned()),
        ..Default::default()
    };
    tx.update::<provider_link::Entity>(fresh.link.id, fresh.link.version, active).await?;
    let next = follow(&mut tx, &app, &fresh.link).await?;
    tx.commit().await?;
    match next {
        Some(next) => Ok(see(&ctx, &format!("/provider/{next}"), Some("placement-door-thanks"))),
        None => Ok(see(&ctx, &path, None)),
    }
}

/// The link for what is asked next; none when it is not the provider's turn.
async fn follow(
    tx: &mut Tx,
    app: &App,
    last: &provider_link::Model,
) -> Result<Option<String>, Problem> {
    let short = load::short(tx, last.placement_id).await?;
    let Some(task) = Task::of(&short.row, short.state) else { return Ok(None) };
    let law = app.law(tx.municipality());
    let until = last_day(&law, "W03", tx.today()).map_err(broken)?.unwrap_or(tx.today());
    let (_, secret) = link::make(tx, app, &short, (task, until), (&last.email, &last.base)).await?;
    Ok(Some(secret))
}
