//! What is noted of somebody who works: a mentor, leave with a deputy, a competence, each as a
//! short form.

use super::course::{LEAVES, LEVELS};
use super::employee_form::BACK;
use super::employee_page::competence_name;
use super::frame::{self, HOME, TEXT};
use super::load::{self, Employee, Known};
use super::setting::settings;
use super::{EmployeeId, LeaveId, MentorId, competence, staff};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::Choice;

/// What is noted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Mentor,
    Leave,
    Held,
}

struct Behind {
    row: Employee,
    colleagues: Vec<Choice>,
    competences: Vec<Choice>,
    months: i32,
}

async fn behind(tx: &Tx, ctx: &Ctx, id: EmployeeId) -> Result<Behind, StoreError> {
    let row = load::employee(tx, id).await?;
    let all = load::people(tx).await?;
    let same = all
        .into_iter()
        .filter(|one| one.id != id && one.gone_on.is_none() && one.provider_id == row.provider_id);
    let colleagues = same.map(|one| Choice::new(one.id.to_string(), one.name)).collect();
    let competences = competence::competences(tx).await?.into_iter();
    let competences = competences
        .filter(|one| one.retired_on.is_none())
        .map(|one| Choice::new(one.id.to_string(), competence_name(ctx.lang, &one)))
        .collect();
    let months = settings(tx).await?.mentor_months();
    Ok(Behind { row, colleagues, competences, months })
}

fn shown(ctx: &Ctx, form: &Form, (deed, behind): (Deed, Behind)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let of = |key: &str| ctx.t(key).into_owned();
    let act = match deed {
        Deed::Mentor => Act::new("workforce-mentor-new", "/mentor", "ui-save")
            .lead(ctx.ta("workforce-mentor-lead", &[("months", behind.months)]))
            .choice(both, "colleague", (of("workforce-column-mentor"), behind.colleagues))
            .day(both, "from", ("workforce-column-from", String::new()))
            .day(both, "until", ("workforce-last-day", String::new()))
            .line(both, "note", "workforce-note"),
        Deed::Leave => Act::new("workforce-leave-new", "/leave", "ui-save")
            .lead(ctx.t("workforce-leave-lead"))
            .one(both, "kind", ("workforce-column-kind", &LEAVES), |code| {
                format!("workforce-leave-{code}")
            })
            .day(both, "from", ("workforce-column-from", String::new()))
            .day(both, "until", ("workforce-last-day", String::new()))
            .choice(both, "colleague", (of("workforce-column-deputy"), behind.colleagues)),
        Deed::Held => {
            let levels = (0..=LEVELS).map(|level| {
                Choice::new(level.to_string(), ctx.t(&format!("workforce-level-{level}")))
            });
            Act::new("workforce-held-new", "/held", "ui-save")
                .choice(both, "competence", (of("workforce-column-competence"), behind.competences))
                .choice(both, "level", (of("workforce-column-level"), levels.collect()))
                .day(both, "on", ("workforce-column-day", String::new()))
                .area(both, "evidence", ("workforce-column-evidence", "workforce-evidence-hint"))
        }
    };
    let title = format!("{}: {}", ctx.t(act.title()), behind.row.name);
    let home = format!("{HOME}/employees/{}", behind.row.id);
    act.shown(ctx, Around { page: frame::page(ctx, title, BACK), home, version: 0 }, form)
}

async fn asked(app: &App, ctx: &Ctx, (id, deed): (EmployeeId, Deed)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, ctx, id).await?;
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let today = app.today();
    let mut values = day_values("from", Some(today));
    values.extend(day_values("on", Some(today)));
    if deed == Deed::Mentor {
        let span = jiff::Span::new().months(i64::from(behind.months));
        let until = today.0.checked_add(span).map(Day).unwrap_or(today);
        values.extend(day_values("until", Some(until)));
    }
    shown(ctx, &Form::filled(ctx.lang, values), (deed, behind))
}

/// `GET /workforce/employees/{id}/mentor`.
pub async fn mentor_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Mentor)).await
}

/// `GET /workforce/employees/{id}/leave`.
pub async fn leave_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Leave)).await
}

/// `GET /workforce/employees/{id}/held`.
pub async fn held_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Held)).await
}

async fn done(
    app: &App,
    ctx: &Ctx,
    (id, deed, mut form): (EmployeeId, Deed, Form),
) -> Result<Response, Problem> {
    let is_held = deed == Deed::Held;
    let (from, until) = if is_held {
        (form.day("on"), Some(app.today()))
    } else {
        (form.day("from"), form.day("until"))
    };
    let colleague: Option<EmployeeId> = match deed {
        Deed::Mentor => form.parsed("colleague", "form-choose"),
        _ => form.parsed_optional("colleague", "form-choose"),
    };
    let kind = if deed == Deed::Leave { chosen(&mut form, "kind", &LEAVES) } else { String::new() };
    let note = form.optional("note", TEXT);
    let competence = if is_held { form.parsed("competence", "form-choose") } else { None };
    let level = if is_held { form.parsed("level", "form-choose") } else { None };
    let evidence = if is_held { form.required("evidence", TEXT) } else { String::new() };
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(from), Some(until), true) = (from, until, form.ok()) else {
        let behind = behind(&tx, ctx, id).await?;
        tx.rollback().await;
        return shown(ctx, &form, (deed, behind));
    };
    load::employee(&tx, id).await?;
    let home = format!("{HOME}/employees/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    match (deed, colleague, competence.zip(level)) {
        (Deed::Mentor, Some(mentor), _) => {
            staff::add_mentor(&mut tx, (id, mentor), ((from, until), &note)).await?;
        }
        (Deed::Held, _, Some((competence, level))) => {
            competence::add_held(&mut tx, (id, competence), (level, from, &evidence)).await?;
        }
        _ => {
            staff::add_leave(&mut tx, (id, colleague), (&kind, (from, until))).await?;
        }
    }
    tx.commit().await?;
    Ok(see(ctx, &home, Some("workforce-done")))
}

/// `POST /workforce/employees/{id}/mentor`.
pub async fn mentor_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::Mentor, form)).await
}

/// `POST /workforce/employees/{id}/leave`.
pub async fn leave_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::Leave, form)).await
}

/// `POST /workforce/employees/{id}/held`.
pub async fn held_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::Held, form)).await
}

fn end_shown(
    ctx: &Ctx,
    form: &Form,
    (one, known): (&super::store::workforce_mentor::Model, &Known),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let facts = [
        ("workforce-column-mentor", known.name(one.mentor_id)),
        ("workforce-column-from", one.from_on.bg()),
        ("workforce-column-until", one.until_on.bg()),
        ("workforce-note", one.note.clone()),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text));
    let act = Act::new("workforce-mentor-end", "", "ui-save")
        .facts(facts.into())
        .day(both, "on", ("workforce-last-day", String::new()))
        .area(both, "note", ("workforce-mentor-result", ""));
    let title = format!("{}: {}", ctx.t("workforce-mentor-end"), known.name(one.employee_id));
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/mentors/{}", one.id),
        version: form.version_or(one.version),
    };
    act.shown(ctx, around, form)
}

/// `GET /workforce/mentors/{id}`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MentorId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (one, known) = (load::mentor(&tx, id).await?, Known::read(&tx).await?);
    tx.audit(audit::Entry::read("mentor", id.0));
    tx.commit().await?;
    let day = one.until_on.min(app.today());
    end_shown(&ctx, &Form::filled(ctx.lang, day_values("on", Some(day))), (&one, &known))
}

/// `POST /workforce/mentors/{id}`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MentorId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (on, note) = (form.day("on"), form.required("note", TEXT));
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::mentor(&tx, id).await?;
    let (Some(on), true) = (on, form.ok()) else {
        let known = Known::read(&tx).await?;
        tx.rollback().await;
        return end_shown(&ctx, &form, (&one, &known));
    };
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/employees/{}", one.employee_id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    staff::end_mentor(&mut tx, &one, (on, &note)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

fn revoke_shown(
    ctx: &Ctx,
    form: &Form,
    one: &super::store::workforce_leave::Model,
) -> Result<Response, Problem> {
    let act = Act::new("workforce-revoke", "", "workforce-revoke")
        .grave()
        .lead(ctx.t("workforce-revoke-lead"))
        .area((ctx, form), "why", ("workforce-revoked-why", ""));
    let span = format!("{}–{}", one.from_on.bg(), one.until_on.bg());
    let around = Around {
        page: frame::page(ctx, format!("{}: {span}", ctx.t("workforce-revoke")), BACK),
        home: format!("{HOME}/leave/{}", one.id),
        version: form.version_or(one.version),
    };
    act.shown(ctx, around, form)
}

/// `GET /workforce/leave/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LeaveId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::leave(&tx, id).await?;
    tx.audit(audit::Entry::read("leave", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, &Form::empty(ctx.lang), &one)
}

/// `POST /workforce/leave/{id}`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LeaveId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::leave(&tx, id).await?;
    if !form.ok() {
        tx.rollback().await;
        return revoke_shown(&ctx, &form, &one);
    }
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/employees/{}", one.employee_id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    staff::revoke_leave(&mut tx, &one, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}
