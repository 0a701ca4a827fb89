//! What is done to one thing, each as a short form: noting that a seminar was held, and revoking what was
//! entered wrongly, with a reason.

use super::frame::{self, HOME, Press, TEXT};
use super::{AttendanceId, MeetingId, SeminarId, SupervisionId, TrainingPaperId};
use super::{attend, load, mail, paper, seminar, supervise};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

const BACK: (&str, &str) = ("", "training-seminars");

/// Something that can be revoked.
#[derive(Clone, Copy)]
enum Thing {
    Seminar(SeminarId),
    Attendance(AttendanceId),
    Paper(TrainingPaperId),
    Supervision(SupervisionId),
    Meeting(MeetingId),
}

/// How its form stands: where it is, where it is sent to, what it says, and its version.
struct Asked {
    home: String,
    rest: &'static str,
    /// Where one goes afterwards.
    after: String,
    what: String,
    lead: &'static str,
    version: i32,
}

/// Describes a thing and notes that it was read.
async fn asked(tx: &mut Tx, thing: Thing) -> Result<Asked, Problem> {
    let asked = match thing {
        Thing::Seminar(id) => {
            let one = load::seminar(tx, id).await?;
            let home = format!("{HOME}/seminars/{id}");
            let (after, version) = (home.clone(), one.row.version);
            let lead = "training-revoke-seminar";
            Asked { home, rest: "/revoke", after, what: one.row.title, lead, version }
        }
        Thing::Attendance(id) => {
            let row = load::came(tx, id).await?;
            let names = frame::names(tx, [row.employee_id]).await?;
            let what = frame::name_of(&names, row.employee_id);
            let home = format!("{HOME}/attendance/{id}");
            let after = format!("{HOME}/days/{}", row.day_id);
            let lead = "training-revoke-attendance";
            Asked { home, rest: "", after, what, lead, version: row.version }
        }
        Thing::Paper(id) => {
            let row = paper::paper(tx, id).await?;
            let what = paper::number(&row.kind, row.year, row.number);
            let home = format!("{HOME}/issued/{id}");
            let after = format!("{HOME}/seminars/{}", row.seminar_id);
            let lead = "training-revoke-paper";
            Asked { home, rest: "/revoke", after, what, lead, version: row.version }
        }
        Thing::Supervision(id) => {
            let one = load::supervision(tx, id).await?;
            let home = format!("{HOME}/supervision/{id}");
            let (after, version) = (home.clone(), one.row.version);
            let what = one.content.supervisor;
            let lead = "training-revoke-supervision";
            Asked { home, rest: "/revoke", after, what, lead, version }
        }
        Thing::Meeting(id) => {
            let one = load::meeting(tx, id).await?;
            let home = format!("{HOME}/meetings/{id}");
            let after = format!("{HOME}/supervision/{}", one.row.supervision_id);
            let (what, version) = (one.row.day.bg(), one.row.version);
            let lead = "training-revoke-meeting";
            Asked { home, rest: "/revoke", after, what, lead, version }
        }
    };
    tx.audit(audit::Entry::read("training-record", thing.id()));
    Ok(asked)
}

impl Thing {
    fn id(self) -> i64 {
        match self {
            Thing::Seminar(id) => id.0,
            Thing::Attendance(id) => id.0,
            Thing::Paper(id) => id.0,
            Thing::Supervision(id) => id.0,
            Thing::Meeting(id) => id.0,
        }
    }
}

fn shown(ctx: &Ctx, form: &Form, asked: &Asked) -> Result<Response, Problem> {
    let act = Act::new("training-revoke", asked.rest, "training-revoke")
        .lead(ctx.t(asked.lead))
        .grave()
        .area((ctx, form), "why", ("training-why", "training-why-hint"));
    let title = format!("{}: {}", ctx.t("training-revoke"), asked.what);
    let page = frame::page(ctx, title, BACK);
    let version = form.version_or(asked.version);
    act.shown(ctx, Around { page, home: asked.home.clone(), version }, form)
}

async fn ask(app: &App, ctx: &Ctx, thing: Thing) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(&mut tx, thing).await?;
    tx.commit().await?;
    shown(ctx, &Form::empty(ctx.lang), &asked)
}

async fn revoke(
    app: &App,
    tx: &mut Tx,
    ((thing, version), why): ((Thing, i32), &str),
) -> Result<(), Problem> {
    match thing {
        Thing::Seminar(id) => {
            let mut one = load::seminar(tx, id).await?;
            one.row.version = version;
            seminar::revoke(tx, &one, why).await?;
            Ok(mail::cancel(app, tx, &one).await?)
        }
        Thing::Attendance(id) => {
            let mut row = load::came(tx, id).await?;
            row.version = version;
            let one = load::seminar(tx, row.seminar_id).await?;
            attend::revoke(tx, (&one, &row), why).await
        }
        Thing::Paper(id) => {
            let mut row = paper::paper(tx, id).await?;
            row.version = version;
            paper::revoke(tx, &row, why).await
        }
        Thing::Supervision(id) => {
            let mut one = load::supervision(tx, id).await?;
            one.row.version = version;
            supervise::revoke(tx, &one, why).await
        }
        Thing::Meeting(id) => {
            let mut one = load::meeting(tx, id).await?;
            one.row.version = version;
            supervise::revoke_meeting(tx, &one, why).await
        }
    }
}

async fn done(app: &App, ctx: &Ctx, (thing, mut form): (Thing, Form)) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let asked = asked(&mut tx, thing).await?;
    if !form.ok() {
        tx.commit().await?;
        return shown(ctx, &form, &asked);
    }
    tx.use_form(&form.key(), &ctx.url(&asked.after)).await?;
    let version = form.version_or(asked.version);
    revoke(app, &mut tx, ((thing, version), &why)).await?;
    tx.commit().await?;
    Ok(see(ctx, &asked.after, Some("training-done")))
}

/// `GET /training/seminars/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, Thing::Seminar(id)).await
}

/// `POST /training/seminars/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (Thing::Seminar(id), form)).await
}

/// `GET /training/attendance/{id}`.
pub async fn attendance_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AttendanceId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, Thing::Attendance(id)).await
}

/// `POST /training/attendance/{id}`.
pub async fn attendance_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AttendanceId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (Thing::Attendance(id), form)).await
}

/// `GET /training/issued/{id}/revoke`.
pub async fn paper_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingPaperId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, Thing::Paper(id)).await
}

/// `POST /training/issued/{id}/revoke`.
pub async fn paper_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingPaperId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (Thing::Paper(id), form)).await
}

/// `GET /training/supervision/{id}/revoke`.
pub async fn guided_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, Thing::Supervision(id)).await
}

/// `POST /training/supervision/{id}/revoke`.
pub async fn guided_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (Thing::Supervision(id), form)).await
}

/// `GET /training/meetings/{id}/revoke`.
pub async fn meeting_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeetingId>,
) -> Result<Response, Problem> {
    ask(&app, &ctx, Thing::Meeting(id)).await
}

/// `POST /training/meetings/{id}/revoke`.
pub async fn meeting_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeetingId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (Thing::Meeting(id), form)).await
}

fn close_shown(
    ctx: &Ctx,
    form: &Form,
    (id, version, title): (SeminarId, i32, &str),
) -> Result<Response, Problem> {
    let act =
        Act::new("training-close", "/close", "training-close").lead(ctx.t("training-close-lead"));
    let title = format!("{}: {title}", ctx.t("training-close"));
    let page = frame::page(ctx, title, BACK);
    let version = form.version_or(version);
    act.shown(ctx, Around { page, home: format!("{HOME}/seminars/{id}"), version }, form)
}

/// `GET /training/seminars/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::seminar(&tx, id).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    close_shown(&ctx, &Form::empty(ctx.lang), (id, one.row.version, &one.row.title))
}

/// `POST /training/seminars/{id}/close`: it was held; certificates follow.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/seminars/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let mut one = load::seminar(&tx, id).await?;
    one.row.version = form.version_or(one.row.version);
    let people = attend::participants(&tx, &one).await?;
    let names: Vec<_> = people.into_iter().map(|(_, name)| name).collect();
    seminar::close(&mut tx, &one, (&press, &names)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-closed")))
}
