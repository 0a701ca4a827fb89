//! The form of a document of spending.

use super::commitment::{line_choices, split_of};
use super::content::Spent;
use super::frame::{self, HOME, LINE, TEXT, path};
use super::load::{self, Activity, Commitment, Line, Project};
use super::money;
use super::spending::{self, DAY, KINDS, NewSpending};
use super::{ActivityId, CommitmentId, ProjectId, scan};
use crate::app::App;
use crate::people::scanned::scan_of;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::Choice;

/// What the form chooses from.
struct Known {
    one: Project,
    lines: Vec<Line>,
    activities: Vec<Activity>,
    commitments: Vec<Commitment>,
}

async fn known(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut known = Known {
        one: load::project(&tx, id).await?,
        lines: load::lines_now(&tx, id).await?,
        activities: load::activities(&tx, id).await?,
        commitments: load::commitments(&tx, id).await?,
    };
    known.commitments.retain(|one| one.row.revoked_at.is_none());
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    Ok(known)
}

fn shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let activity = |one: &Activity| {
        let words = format!("{} {}", one.row.code, one.content.title);
        Choice::new(one.row.id.to_string(), words)
    };
    let activities = known.activities.iter().map(activity).collect();
    let commitment = |one: &Commitment| {
        let words = format!("{} {}", one.content.supplier, one.content.number);
        Choice::new(one.row.id.to_string(), words)
    };
    let commitments = known.commitments.iter().map(commitment).collect();
    let t = |key: &str| ctx.t(key).into_owned();
    let act = Act::new("projects-spend", "/spend", "ui-save")
        .lead(ctx.t("projects-amount-lead"))
        .one(both, "kind", ("projects-column-kind", &KINDS), |code| format!("projects-kind-{code}"))
        .line(both, "number", "projects-column-number")
        .day(both, "issued", ("projects-column-issued", String::new()))
        .day(both, "paid", ("projects-column-paid-on", t("projects-paid-hint")))
        .line(both, "supplier", "projects-column-supplier")
        .line(both, "eik", "projects-eik")
        .area(both, "what", ("projects-column-what", ""))
        .choice(both, "code", (t("projects-column-line"), line_choices(&known.lines)))
        .choice(both, "activity", (t("projects-activity"), activities))
        .choice(both, "commitment", (t("projects-commitment"), commitments))
        .line(both, "total", "projects-total")
        .line(both, "european", "projects-european-if")
        .part(ctx, "projects-behind")
        .line(both, "item", "projects-item")
        .line(both, "person", "projects-person")
        .day(both, "worked", ("projects-worked-on", String::new()))
        .line(both, "hours", "projects-hours")
        .line(both, "part", "projects-part")
        .area(both, "reason", ("projects-reason", "projects-reason-hint"))
        .file(both, "file", ("projects-scan", "projects-scan-hint"));
    let page = frame::page(ctx, &known.one, ctx.t("projects-spend"));
    act.shown(ctx, Around { page, home: path(known.one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/spend`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let mut values = day_values("issued", Some(app.today()));
    values.push(("kind".to_owned(), KINDS[0].to_owned()));
    shown(&ctx, &known, &Form::filled(ctx.lang, values))
}

/// Hours as people type them: `8`, `7:30`. In minutes.
#[must_use]
pub fn minutes(text: &str) -> Option<i32> {
    let (hours, rest) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, rest): (i32, i32) = (hours.trim().parse().ok()?, rest.trim().parse().ok()?);
    let sum = hours.checked_mul(60)?.checked_add(rest)?;
    ((0..60).contains(&rest) && (0..=DAY).contains(&sum)).then_some(sum)
}

fn content(form: &mut Form) -> Spent {
    Spent {
        supplier: form.required("supplier", LINE),
        eik: form.optional("eik", 20),
        number: form.required("number", 80),
        what: form.required("what", TEXT),
        item: form.optional("item", 80),
        person: form.optional("person", LINE),
        part: form.optional("part", LINE),
        reason: form.optional("reason", TEXT),
        revoked: String::new(),
    }
}

/// What was typed; what cannot be read is noted.
fn typed(form: &mut Form, known: &Known) -> Option<NewSpending> {
    let codes: Vec<&str> = known.lines.iter().map(|one| one.row.code.as_str()).collect();
    let kind = chosen(form, "kind", &KINDS);
    let content = content(form);
    let issued_on = form.day("issued");
    let paid_on = form.day_optional("paid");
    let code = chosen(form, "code", &codes);
    let activity: Option<ActivityId> = form.parsed_optional("activity", "form-choose");
    if activity.is_some_and(|own| known.activities.iter().all(|one| one.row.id != own)) {
        form.wrong("activity", "form-choose");
    }
    let commitment: Option<CommitmentId> = form.parsed_optional("commitment", "form-choose");
    if commitment.is_some_and(|own| known.commitments.iter().all(|one| one.row.id != own)) {
        form.wrong("commitment", "form-choose");
    }
    let worked_on = form.day_optional("worked");
    let hours = form.optional("hours", 10);
    let minutes = if hours.is_empty() { Some(0) } else { minutes(&hours) };
    if minutes.is_none() {
        form.wrong("hours", "projects-wrong-hours");
    }
    if minutes.is_some_and(|sum| sum > 0) && (worked_on.is_none() || content.person.is_empty()) {
        form.wrong("person", "projects-wrong-person");
    }
    let (total, split) = split_of(form, known.one.grant())?;
    let (issued_on, minutes) = (issued_on?, minutes?);
    Some(NewSpending {
        kind,
        code,
        commitment,
        activity,
        issued_on,
        paid_on,
        total,
        split,
        worked_on,
        minutes,
        content,
    })
}

/// `POST /projects/{id}/spend`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let new = typed(&mut form, &known);
    let scan = scan_of(&mut form, "file");
    let (Some(new), true) = (new, form.ok()) else { return shown(&ctx, &known, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    for refused in spending::refusals(&tx, &known.one, &new).await? {
        let sum = money::written(refused.over, known.one.currency());
        form.wrong_text(refused.field, ctx.ta(refused.key, &[("sum", sum)]).into_owned());
    }
    if !form.ok() {
        tx.rollback().await;
        return shown(&ctx, &known, &form);
    }
    tx.use_form(&form.key(), &ctx.url(&path(id, "/spending"))).await?;
    let made = spending::add(&mut tx, &known.one, &new).await?;
    if let Some(scan) = scan {
        scan::keep(&mut tx, made, &scan).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/spending/{made}"), Some("projects-done")))
}
