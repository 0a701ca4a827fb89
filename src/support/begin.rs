//! Whether a document may be begun now, and the page on which it is.

use super::VersionId;
use super::change::{self, NewVersion};
use super::course::{Kind, Stage};
use super::load::{self, Around};
use super::store::support_version;
use super::terms;
use crate::app::App;
use crate::people;
use crate::placement::{Brief, PlacementId, State};
use crate::services;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Id, Problem, chosen, see};
use law::Law;
use ui::Link;

/// Why an update is made; the name has the key `support-ground-<code>`.
pub const GROUNDS: [&str; 4] = ["wish", "term", "need", "leaving"];

/// Whether a document may be begun; gives the assessment on which a plan stands.
///
/// # Errors
/// Why not.
pub fn may(
    law: &Law,
    (brief, rows): (&Brief, &[support_version::Model]),
    (kind, ground): (Kind, &str),
    today: Day,
) -> Result<Option<VersionId>, Problem> {
    let no = |key: &'static str| Err(Problem::Impossible(key));
    let own = || rows.iter().filter(|row| row.kind == kind.code());
    if own().any(|row| load::stage(row).is_ok_and(Stage::is_open)) {
        return no("support-refused-open");
    }
    let is_first = ground == "first";
    let works = brief.state == State::InService;
    let plan = load::in_force(rows, Kind::Plan);
    match kind {
        Kind::Assessment if is_first && brief.state != State::AtProvider => {
            no("support-refused-state")
        }
        Kind::Assessment if is_first => Ok(None),
        Kind::Assessment if !works || load::in_force(rows, kind).is_none() => {
            no("support-refused-service")
        }
        Kind::Assessment => match terms::wish_from(law, brief)?.filter(|_| ground == "wish") {
            Some(term) if today < term.day => no("support-refused-early"),
            _ => Ok(None),
        },
        Kind::Plan => match load::in_force(rows, Kind::Assessment) {
            None => no("support-refused-assessment"),
            Some(base) if base.fits == "no" && base.ground == "first" => {
                no("support-refused-unfit")
            }
            Some(base) if plan.is_some_and(|plan| plan.base_id == Some(base.id)) => {
                no("support-refused-planned")
            }
            Some(base) => Ok(Some(base.id)),
        },
        Kind::Joint if plan.is_none() => no("support-refused-plan"),
        Kind::Joint => Ok(None),
        Kind::Evaluation if !works || plan.is_none() => no("support-refused-service"),
        Kind::Evaluation => Ok(None),
    }
}

/// What is begun on a placement now, with its ground when only one is possible.
#[must_use]
pub fn ground(kind: Kind, rows: &[support_version::Model]) -> &'static str {
    match kind {
        Kind::Assessment if load::in_force(rows, kind).is_some() => "",
        Kind::Joint if load::in_force(rows, kind).is_some() => "need",
        _ => "first",
    }
}

/// The place of the documents of a placement, below the municipality.
#[must_use]
pub fn home(id: PlacementId) -> String {
    format!("/placements/{id}/support")
}

/// A page about a placement's documents: its title, and the way back.
pub fn frame(ctx: &Ctx, around: &Around, title: &str) -> ui::Page {
    let mut page = ctx.page(title);
    page.alarms = people::alarm_lines(&around.alarms, ctx.lang);
    let placement = format!("/placements/{}", around.brief.id);
    page.breadcrumbs = vec![
        Link::new(ctx.url("/support"), ctx.t("support-due")),
        Link::new(ctx.url(&placement), around.head.name.clone()),
        Link::new(ctx.url(&home(around.brief.id)), ctx.t("support-title")),
    ];
    page
}

fn act(ctx: &Ctx, form: &Form, (kind, asks): (Kind, bool)) -> Act {
    let title = match kind {
        Kind::Assessment => "support-begin-assessment",
        Kind::Plan => "support-begin-plan",
        Kind::Joint => "support-begin-joint",
        Kind::Evaluation => "support-begin-evaluation",
    };
    let lead = ctx.t(&format!("support-begin-lead-{}", kind.code()));
    let act = Act::new(title, "/begin", "support-begin-button").lead(lead).hidden(form, "kind");
    if !asks {
        return act;
    }
    act.one((ctx, form), "ground", ("support-ground", &GROUNDS), |code| {
        format!("support-ground-{code}")
    })
    .area((ctx, form), "reason", ("support-reason", "support-reason-hint"))
}

fn shown(ctx: &Ctx, around: &Around, act: Act, form: &Form) -> Result<Response, Problem> {
    let mut page = frame(ctx, around, &ctx.t(act.title()));
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    let frame = kit::web::Around { page, home: home(around.brief.id), version: 0 };
    act.shown(ctx, frame, form)
}

fn kind_of(form: &Form) -> Result<Kind, Problem> {
    Kind::from_code(form.get("kind")).ok_or(Problem::NotFound)
}

/// Only what the municipality itself provides is assessed here; others send their papers.
fn own_service(is_own: bool) -> Result<(), Problem> {
    if is_own { Ok(()) } else { Err(Problem::Impossible("support-refused-provider")) }
}

/// `GET /placements/{id}/support/begin?kind=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    asked: Form,
) -> Result<Response, Problem> {
    let kind = Kind::from_code(asked.get("kind")).unwrap_or(Kind::Assessment);
    let mut tx = app.db.read(&ctx.actor).await?;
    let around = load::around(&tx, &app, id).await?;
    let rows = load::versions(&tx, id).await?;
    let is_own = services::is_own(&tx, around.service.provider_id).await?;
    tx.audit(Entry::read("support", id.0).about(Some(around.brief.person.0)));
    tx.commit().await?;
    own_service(is_own)?;
    let asks = ground(kind, &rows).is_empty();
    // What cannot be begun on any ground is said at once.
    let tried = if asks { "need" } else { ground(kind, &rows) };
    let law = app.law(ctx.actor.municipality);
    may(&law, (&around.brief, &rows), (kind, tried), app.today())?;
    let form = Form::filled(ctx.lang, [("kind", kind.code())]);
    let form = ctx.resumed(form, &["kind"]).await?;
    shown(&ctx, &around, act(&ctx, &form, (kind, asks)), &form)
}

/// `POST /placements/{id}/support/begin`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = kind_of(&form)?;
    let tx = app.db.read(&ctx.actor).await?;
    let around = load::around(&tx, &app, id).await?;
    let rows = load::versions(&tx, id).await?;
    let is_own = services::is_own(&tx, around.service.provider_id).await?;
    tx.rollback().await;
    own_service(is_own)?;
    let asks = ground(kind, &rows).is_empty();
    let (mut ground, mut reason) = (ground(kind, &rows).to_owned(), String::new());
    if asks {
        ground = chosen(&mut form, "ground", &GROUNDS);
        reason = form.required("reason", 2_000);
        early(&app, (&ctx, &mut form), &around)?;
        if !form.ok() {
            return shown(&ctx, &around, act(&ctx, &form, (kind, asks)), &form);
        }
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewVersion { placement: id, kind, ground, reason };
    let begun = change::begin(&mut tx, &app, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/support/{begun}"), Some("support-begun-done")))
}

/// A wish before its day is told beside the choice, with the day and the article.
fn early(app: &App, (ctx, form): (&Ctx, &mut Form), around: &Around) -> Result<(), Problem> {
    let law = app.law(ctx.actor.municipality);
    if form.get("ground") != "wish" {
        return Ok(());
    }
    if let Some(term) = terms::wish_from(&law, &around.brief)?
        && app.today() < term.day
    {
        let args = [("day", term.day.bg()), ("articles", term.articles)];
        form.wrong_text("ground", ctx.ta("support-early", &args).into_owned());
    }
    Ok(())
}
