//! Spending on the screen: the list, a document with its scans, payment, revoking.

use super::frame::{self, HOME, TEXT, day, path, sections};
use super::load::{self, Project, Spending};
use super::spending;
use super::table::{self, Cell, Line, List, Thing};
use super::{FileId, ProjectId, SPEND, SpendingId, money};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, day_values, see};
use ui::Link;

const COLUMNS: [&str; 7] = ["number", "issued", "supplier", "what", "line", "sum", "paid-on"];
const STATES: [&str; 5] = ["paid", "unpaid", "outside", "revoked", "all"];

/// Where a document stands: a code of the states, and a colour.
fn state(one: &Spending) -> (&'static str, &'static str) {
    match (one.stands(), one.row.paid_on) {
        (false, _) => ("revoked", "grey"),
        (true, Some(_)) => ("paid", "green"),
        (true, None) => ("unpaid", "yellow"),
    }
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (id, form, what): (ProjectId, &Form, Entry),
) -> Result<(Project, Vec<Line>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let all = load::spending(&tx, id).await?;
    let (from, until) = one.period(&load::amendments(&tx, Some(id)).await?, app.today());
    tx.audit(what);
    tx.commit().await?;
    let (wanted, code) = (form.get("state"), form.get("line"));
    let currency = one.currency();
    let is_wanted = |known: &&Spending| {
        let is_state = match wanted {
            "all" => true,
            "" => known.stands(),
            "outside" => {
                known.stands() && (known.row.issued_on < from || until < known.row.issued_on)
            }
            other => state(known).0 == other,
        };
        is_state && (code.is_empty() || known.row.code == code)
    };
    let line = |known: &Spending| {
        let (row, content) = (&known.row, &known.content);
        let (word, colour) = state(known);
        let total = known.split().total();
        Line {
            href: ctx.url(&format!("{HOME}/spending/{}", row.id)),
            cells: vec![
                Cell::new(content.number.clone()),
                Cell::day(Some(row.issued_on)),
                Cell::new(content.supplier.clone()),
                Cell::new(content.what.clone()),
                Cell::new(row.code.clone()),
                Cell::money(money::written(total, currency), total),
                Cell::day(row.paid_on),
            ],
            word: ctx.t(&format!("projects-state-{word}")).into_owned(),
            colour,
        }
    };
    let lines = all.iter().filter(is_wanted).map(line).collect();
    Ok((one, lines))
}

/// `GET /projects/{id}/spending?state=&line=`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::list("project-spending");
    let (one, lines) = lines(&app, &ctx, (id, &form, what)).await?;
    let page = frame::page(&ctx, &one, ctx.t("projects-spending"));
    let around = (page, sections(&ctx, id, "/spending"));
    let mut list = List::new(around, path(id, "/spending"), &COLUMNS, lines);
    list.lead = ctx.t("projects-spending-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("projects-state-{code}"));
    list.kept = vec![("line", form.get("line").to_owned())];
    list.file = path(id, "/spending.csv");
    list.empty = "projects-empty-spending";
    if ctx.actor.may(SPEND) {
        let at = |rest: &str, key: &str| Link::new(ctx.url(&path(id, rest)), ctx.t(key));
        list.actions = vec![at("/spend", "projects-spend"), at("/upload", "projects-upload")];
    }
    table::shown(&ctx, form, list)
}

/// `GET /projects/{id}/spending.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::print("project-spending", id.0);
    let (_, lines) = lines(&app, &ctx, (id, &form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "spending"), lines)
}

/// A document with its project and its scans.
struct Behind {
    one: Project,
    known: Spending,
    scans: Vec<FileId>,
}

async fn behind(app: &App, ctx: &Ctx, id: SpendingId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = load::spent(&tx, id).await?;
    let one = load::project(&tx, known.row.project_id).await?;
    let scans = load::scans(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.audit(Entry::read("project-spending", id.0));
    tx.commit().await?;
    Ok(Behind { one, known, scans })
}

fn facts(ctx: &Ctx, behind: &Behind, law: &law::Law) -> Vec<(&'static str, String)> {
    let (row, content) = (&behind.known.row, &behind.known.content);
    let sum = |cents| money::shown(law, cents, behind.one.currency());
    let hours = if row.minutes == 0 {
        String::new()
    } else {
        format!("{}:{:02}", row.minutes / 60, row.minutes % 60)
    };
    vec![
        ("projects-column-kind", ctx.t(&format!("projects-kind-{}", row.kind)).into_owned()),
        ("projects-column-issued", row.issued_on.bg()),
        ("projects-column-paid-on", day(row.paid_on)),
        ("projects-column-supplier", content.supplier.clone()),
        ("projects-eik", content.eik.clone()),
        ("projects-column-what", content.what.clone()),
        ("projects-column-line", row.code.clone()),
        ("projects-total", sum(row.european + row.national)),
        ("projects-european", sum(row.european)),
        ("projects-national", sum(row.national)),
        ("projects-item", content.item.clone()),
        ("projects-person", content.person.clone()),
        ("projects-worked-on", day(row.worked_on)),
        ("projects-hours", hours),
        ("projects-part", content.part.clone()),
        ("projects-reason", content.reason.clone()),
        ("projects-revoked-why", content.revoked.clone()),
        ("projects-entered-by", format!("{}, {}", row.account_name, row.entered_at.bg())),
    ]
}

/// `GET /projects/spending/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let (row, content) = (&behind.known.row, &behind.known.content);
    let title = format!("{} {}", ctx.t("projects-document"), content.number);
    let mut thing = Thing::new(frame::page(&ctx, &behind.one, title.clone()), title);
    let (word, colour) = state(&behind.known);
    thing.number = row.issued_on.bg();
    thing.state = ctx.t(&format!("projects-state-{word}")).into_owned();
    thing.colour = colour;
    thing.sections = sections(&ctx, row.project_id, "/spending");
    for (key, text) in facts(&ctx, &behind, &law) {
        thing.say(&ctx, key, text);
    }
    if behind.scans.is_empty() {
        thing.warnings.push(ctx.t("projects-warn-no-scan").into_owned());
    }
    for (at, file) in behind.scans.iter().enumerate() {
        let words = format!("{} {}", ctx.t("projects-scan"), at + 1);
        thing.links.push(Link::new(ctx.url(&format!("{HOME}/invoices/{file}")), words));
    }
    if ctx.actor.may(SPEND) && behind.known.stands() {
        let at = |rest: &str, key: &str| {
            Link::new(ctx.url(&format!("{HOME}/spending/{id}{rest}")), ctx.t(key))
        };
        if row.paid_on.is_none() {
            thing.actions.push(at("/pay", "projects-pay"));
        }
        thing.actions.push(at("/scan", "projects-scan-add"));
        thing.actions.push(at("/revoke", "projects-revoke"));
    }
    thing.shown()
}

fn deed_shown(ctx: &Ctx, behind: &Behind, (act, form): (Act, &Form)) -> Result<Response, Problem> {
    let row = &behind.known.row;
    let page = frame::page(ctx, &behind.one, ctx.t(act.title()));
    let home = format!("{HOME}/spending/{}", row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(row.version) }, form)
}

fn pay_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("projects-pay", "/pay", "ui-save").day(
        (ctx, form),
        "on",
        ("projects-column-paid-on", String::new()),
    )
}

/// `GET /projects/spending/{id}/pay`.
pub async fn pay_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    deed_shown(&ctx, &behind, (pay_act(&ctx, &form), &form))
}

/// `POST /projects/spending/{id}/pay`.
pub async fn pay_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if !behind.known.stands() || behind.known.row.paid_on.is_some() {
        return Err(Problem::Impossible("projects-refused-paid"));
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "projects-wrong-future");
    }
    let (Some(on), true) = (on, form.ok()) else {
        return deed_shown(&ctx, &behind, (pay_act(&ctx, &form), &form));
    };
    let home = format!("{HOME}/spending/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(behind.known.row.version);
    spending::pay(&mut tx, &behind.known, (on, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}

fn revoke_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("projects-revoke", "/revoke", "projects-revoke")
        .grave()
        .lead(ctx.t("projects-revoke-lead"))
        .area((ctx, form), "reason", ("projects-reason", ""))
}

/// `GET /projects/spending/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::empty(ctx.lang);
    deed_shown(&ctx, &behind, (revoke_act(&ctx, &form), &form))
}

/// `POST /projects/spending/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SpendingId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if !behind.known.stands() {
        return Err(Problem::Impossible("projects-refused-revoked"));
    }
    let reason = form.required("reason", TEXT);
    if !form.ok() {
        return deed_shown(&ctx, &behind, (revoke_act(&ctx, &form), &form));
    }
    let home = format!("{HOME}/spending/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(behind.known.row.version);
    spending::revoke(&mut tx, &behind.known, (reason, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
