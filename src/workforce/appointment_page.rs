//! An appointment on the screen: made, paid by somebody else from a day on, ended, revoked.

use super::appointment::{self, NewAppointment, Payer, WEEK_MOST};
use super::count::usual;
use super::course::{KINDS, Lasts, time, typed_hours};
use super::employee_form::{BACK, deed};
use super::employee_page::lasting;
use super::frame::{self, HOME, Projects, TEXT, source_of};
use super::load::{self, Appointment, Employee, Known};
use super::post_page::taken;
use super::table::{Cell, Line, Part, Thing};
use super::{AppointmentId, EmployeeId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use ui::{Choice, Link};

async fn vacant_posts(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let (known, all) = (Known::read(tx).await?, load::appointments(tx).await?);
    let mut posts: Vec<_> = known.posts.values().collect();
    posts.sort_by_key(|post| post.id);
    let free = posts.into_iter().filter(|post| taken(&all, post.id, tx.today()) < post.places);
    let choice = |post: &load::Post| {
        Choice::new(post.id.to_string(), format!("{}, {}", post.title, known.unit(post.unit_id)))
    };
    Ok(free.map(choice).collect())
}

fn new_shown(
    ctx: &Ctx,
    form: &Form,
    (one, posts, projects): (&Employee, Vec<Choice>, &Projects),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let of = |key: &str| ctx.t(key).into_owned();
    let act = Act::new("workforce-appoint", "/appoint", "ui-save")
        .choice(both, "post", (of("workforce-column-post"), posts))
        .one(both, "kind", ("workforce-kind", &KINDS), |code| format!("workforce-kind-{code}"))
        .line(both, "number", "workforce-order-number")
        .day(both, "ordered", ("workforce-order-on", String::new()))
        .day(both, "from", ("workforce-column-from", String::new()))
        .day(both, "until", ("workforce-until", of("workforce-until-hint")))
        .line(both, "week", "workforce-week-hours")
        .choice(both, "source", (of("workforce-column-source"), projects.choices(ctx)));
    let page = frame::page(ctx, format!("{}: {}", of("workforce-appoint"), one.name), BACK);
    let home = format!("{HOME}/employees/{}", one.id);
    act.shown(ctx, Around { page, home, version: one.version }, form)
}

/// `GET /workforce/employees/{id}/appoint`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::employee(&tx, id).await?;
    let (posts, projects) = (vacant_posts(&tx).await?, Projects::read(&tx).await?);
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let mut values = day_values("from", Some(app.today()));
    values.push(("week".to_owned(), "40".to_owned()));
    new_shown(&ctx, &Form::filled(ctx.lang, values), (&one, posts, &projects))
}

fn typed(form: &mut Form, employee: EmployeeId, projects: &Projects) -> Option<NewAppointment> {
    let post = form.parsed("post", "form-choose");
    let kind = chosen(form, "kind", &KINDS);
    let number = form.required("number", 60);
    let ordered = form.day("ordered");
    let (from, until) = (form.day("from"), form.day_optional("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "workforce-wrong-span");
    }
    let week = form.required("week", 10);
    let week = typed_hours(&week).filter(|minutes| (1..=WEEK_MOST).contains(minutes));
    if week.is_none() {
        form.wrong("week", "workforce-wrong-week");
    }
    let (source, project) = source_of(form, projects)?;
    let payer = Payer { source, project };
    let (post, from, ordered) = (post?, from?, ordered.filter(|_| form.ok())?);
    let (order, span) = ((number, ordered), (from, until));
    Some(NewAppointment { employee, post, kind, order, span, weekly_minutes: week?, payer })
}

/// `POST /workforce/employees/{id}/appoint`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let projects = Projects::read(&tx).await?;
    let Some(new) = typed(&mut form, id, &projects) else {
        let (one, posts) = (load::employee(&tx, id).await?, vacant_posts(&tx).await?);
        tx.rollback().await;
        return new_shown(&ctx, &form, (&one, posts, &projects));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/employees/{id}"))).await?;
    let made = appointment::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/appointments/{made}"), Some("workforce-done")))
}

fn funding_lines(
    ctx: &Ctx,
    all: &[load::Funding],
    (projects, today): (&Projects, Day),
) -> Vec<Line> {
    let line = |one: &load::Funding| {
        let (word, colour) = lasting(ctx, (one.revoked_at.is_some(), one.span()), today);
        Line {
            cells: vec![
                Cell::new(projects.words(ctx.lang, &one.source, one.project_id)),
                Cell::day(Some(one.from_on)),
                Cell::day(one.until_on),
                Cell::new(one.account_name.clone()),
            ],
            word,
            colour,
            ..Line::default()
        }
    };
    all.iter().rev().map(line).collect()
}

/// `GET /workforce/appointments/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::appointment(&tx, id).await?;
    let known = Known::read(&tx).await?;
    let funding = load::funding_of(&tx, id).await?;
    let projects = Projects::read(&tx).await?;
    tx.audit(audit::Entry::read("appointment", id.0));
    tx.commit().await?;
    let name = known.name(one.employee_id);
    let title = format!("{}: {name}", ctx.t("workforce-appointment"));
    let mut thing = Thing::new(frame::page(&ctx, title, BACK), name);
    thing.number.clone_from(&one.order_number);
    (thing.state, thing.colour) = lasting(&ctx, (one.revoked_at.is_some(), one.span()), today);
    let is_paid =
        |day: Day| funding.iter().any(|paid| paid.revoked_at.is_none() && paid.holds(day));
    if one.revoked_at.is_none() && one.holds(today) && !is_paid(today) {
        thing.warnings.push(ctx.t("workforce-warn-unpaid").into_owned());
    }
    thing.say(&ctx, "workforce-column-post", known.title(one.post_id));
    thing.say(&ctx, "workforce-kind", ctx.t(&format!("workforce-kind-{}", one.kind)));
    thing.say(&ctx, "workforce-order-on", one.order_on.bg());
    thing.say(&ctx, "workforce-column-from", one.from_on.bg());
    thing.say(&ctx, "workforce-column-until", one.until_on.map(Day::bg).unwrap_or_default());
    thing.say(&ctx, "workforce-end-reason", one.end_reason.clone());
    thing.say(&ctx, "workforce-week-hours", time(one.weekly_minutes));
    thing.say(&ctx, "workforce-day-hours", time(usual(one.weekly_minutes)));
    thing.say(&ctx, "workforce-revoked-why", one.revoked_why.clone());
    let columns = ["source", "from", "until", "by"];
    let lines = funding_lines(&ctx, &funding, (&projects, today));
    thing.parts.push(Part::new(&ctx, "workforce-funding", &columns, lines));
    if one.revoked_at.is_none() {
        let of = |rest: &str, key: &str| deed(&ctx, format!("{HOME}/appointments/{id}{rest}"), key);
        let all = [
            of("/fund", "workforce-fund"),
            of("/end", "workforce-end"),
            of("/revoke", "workforce-revoke"),
        ];
        thing.actions = all.into_iter().flatten().collect();
    }
    let person = ctx.url(&format!("{HOME}/employees/{}", one.employee_id));
    thing.links.push(Link::new(person, ctx.t("workforce-to-employee")));
    let post = ctx.url(&format!("{HOME}/posts/{}", one.post_id));
    thing.links.push(Link::new(post, ctx.t("workforce-to-post")));
    thing.shown()
}

/// What is done with an appointment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Fund,
    End,
    Revoke,
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (deed, one, projects): (Deed, &Appointment, &Projects),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = match deed {
        Deed::Fund => Act::new("workforce-fund", "/fund", "ui-save")
            .lead(ctx.t("workforce-fund-lead"))
            .day(both, "on", ("workforce-column-from", String::new()))
            .choice(
                both,
                "source",
                (ctx.t("workforce-column-source").into_owned(), projects.choices(ctx)),
            ),
        Deed::End => Act::new("workforce-end", "/end", "ui-save")
            .day(both, "on", ("workforce-last-day", String::new()))
            .line(both, "why", "workforce-end-reason"),
        Deed::Revoke => Act::new("workforce-revoke", "/revoke", "workforce-revoke")
            .grave()
            .lead(ctx.t("workforce-revoke-lead"))
            .area(both, "why", ("workforce-revoked-why", "")),
    };
    let title = format!("{}: {}", ctx.t(act.title()), one.order_number);
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/appointments/{}", one.id),
        version: form.version_or(one.version),
    };
    act.shown(ctx, around, form)
}

async fn asked(
    app: &App,
    ctx: &Ctx,
    (id, deed): (AppointmentId, Deed),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::appointment(&tx, id).await?;
    let projects = Projects::read(&tx).await?;
    tx.audit(audit::Entry::read("appointment", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(ctx, &form, (deed, &one, &projects))
}

/// `GET /workforce/appointments/{id}/fund`.
pub async fn fund_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Fund)).await
}

/// `GET /workforce/appointments/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::End)).await
}

/// `GET /workforce/appointments/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    asked(&app, &ctx, (id, Deed::Revoke)).await
}

async fn done(
    app: &App,
    ctx: &Ctx,
    (id, deed, mut form): (AppointmentId, Deed, Form),
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::appointment(&tx, id).await?;
    let projects = Projects::read(&tx).await?;
    let on = if deed == Deed::Revoke { Some(tx.today()) } else { form.day("on") };
    let payer = if deed == Deed::Fund { source_of(&mut form, &projects) } else { None };
    let why = if deed == Deed::Fund { String::new() } else { form.required("why", TEXT) };
    let (Some(on), true) = (on, form.ok()) else {
        tx.rollback().await;
        return shown(ctx, &form, (deed, &one, &projects));
    };
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/appointments/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    match (deed, payer) {
        (Deed::Fund, Some((source, project))) => {
            appointment::fund(&mut tx, &one, (on, &Payer { source, project })).await?;
        }
        (Deed::End, _) => appointment::end(&mut tx, &one, (on, &why)).await?,
        _ => appointment::revoke(&mut tx, &one, &why).await?,
    }
    tx.commit().await?;
    Ok(see(ctx, &home, Some("workforce-done")))
}

/// `POST /workforce/appointments/{id}/fund`.
pub async fn fund_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::Fund, form)).await
}

/// `POST /workforce/appointments/{id}/end`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::End, form)).await
}

/// `POST /workforce/appointments/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    form: Form,
) -> Result<Response, Problem> {
    done(&app, &ctx, (id, Deed::Revoke, form)).await
}
