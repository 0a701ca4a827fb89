//! Amendments on the screen: the form of a new one, one with what it changed, revoking a wrong entry.

use super::amendment::{self, budget_on, outside};
use super::content::Change;
use super::frame::{self, HOME, TEXT, day, path, period, sections};
use super::load::{self, Amendment, Budget, Project, Spending};
use super::registry_page::known;
use super::table::Thing;
use super::{AmendmentId, ProjectId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{Day, Instant};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::Link;

/// The page of an amendment, below the municipality.
#[must_use]
pub fn home(id: AmendmentId) -> String {
    format!("{HOME}/amendments/{id}")
}

fn amend_shown(ctx: &Ctx, one: &Project, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("projects-amend", "/amend", "ui-save")
        .lead(ctx.t("projects-amend-lead"))
        .line(both, "number", "projects-column-number")
        .day(both, "signed", ("projects-signed-on", String::new()))
        .area(both, "what", ("projects-what", "projects-what-hint"))
        .day(both, "from", ("projects-from", String::new()))
        .day(both, "until", ("projects-until", ctx.t("projects-until-hint").into_owned()));
    let page = frame::page(ctx, one, ctx.t("projects-amend"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/amend?again=`: empty, or with what a revoked entry said.
pub async fn amend_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    asked: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let mut values = day_values("signed", Some(app.today()));
    if let Ok(again) = asked.get("again").parse::<AmendmentId>() {
        let mut tx = app.db.read(&ctx.actor).await?;
        let known = load::amendment(&tx, again).await?;
        tx.audit(Entry::read("project-amendment", again.0));
        tx.commit().await?;
        if known.row.project_id != id {
            return Err(Problem::NotFound);
        }
        values = day_values("signed", Some(known.row.signed_on));
        values.extend(day_values("from", known.row.from_on));
        values.extend(day_values("until", known.row.until_on));
        let texts = [("number", known.content.number), ("what", known.content.what)];
        values.extend(texts.map(|(name, text)| (name.to_owned(), text)));
    }
    amend_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /projects/{id}/amend`.
pub async fn amend_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let change = Change {
        number: form.required("number", 80),
        what: form.required("what", TEXT),
        ..Change::default()
    };
    let signed: Option<Day> = form.day("signed");
    if signed.is_some_and(|day| day > app.today()) {
        form.wrong("signed", "projects-wrong-future");
    }
    let (from, until) = (form.day_optional("from"), form.day_optional("until"));
    let first = from.unwrap_or(one.row.from_on);
    if until.is_some_and(|until| until < first) {
        form.wrong("until", "projects-wrong-period");
    }
    let (Some(signed), true) = (signed, form.ok()) else { return amend_shown(&ctx, &one, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    amendment::amend(&mut tx, &one, (signed, from, until), &change).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("projects-done")))
}

/// An amendment, and what hangs on it.
struct Behind {
    one: Project,
    known: Amendment,
    all: Vec<Amendment>,
    versions: Vec<Budget>,
    spending: Vec<Spending>,
}

async fn behind(app: &App, ctx: &Ctx, id: AmendmentId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = load::amendment(&tx, id).await?;
    let of = known.row.project_id;
    let behind = Behind {
        one: load::project(&tx, of).await?,
        all: load::amendments(&tx, Some(of)).await?,
        versions: load::budgets(&tx, of).await?,
        spending: load::spending(&tx, of).await?,
        known,
    };
    tx.audit(Entry::read("project-amendment", id.0));
    tx.commit().await?;
    Ok(behind)
}

fn facts(ctx: &Ctx, known: &Amendment) -> Vec<(String, String)> {
    let (row, content) = (&known.row, &known.content);
    let revoked = row.revoked_at.map(Instant::bg).unwrap_or_default();
    let all = [
        ("projects-column-number", content.number.clone()),
        ("projects-signed-on", row.signed_on.bg()),
        ("projects-what", content.what.clone()),
        ("projects-from", day(row.from_on)),
        ("projects-until", day(row.until_on)),
        ("projects-entered-by", format!("{}, {}", row.account_name, row.entered_at.bg())),
        ("projects-revoked-at", revoked),
        ("projects-revoked-why", content.revoked.clone()),
    ];
    all.map(|(key, text)| (ctx.t(key).into_owned(), text)).into()
}

/// What becomes of the period, the budget and the documents when the amendment is revoked.
fn effects(ctx: &Ctx, behind: Behind, (today, now): (Day, Instant)) -> Vec<(String, String)> {
    let Behind { one, known, all, versions, spending } = behind;
    let version = |all: &[Amendment]| {
        let held = budget_on((&versions, all), (today, now));
        held.map(|one| one.row.number.to_string()).unwrap_or_default()
    };
    let (before, budget) = (one.period(&all, today), version(&all));
    let rest: Vec<Amendment> =
        all.into_iter().filter(|other| other.row.id != known.row.id).collect();
    let after = one.period(&rest, today);
    let change = |was: String, is: String| if was == is { is } else { format!("{was} → {is}") };
    let all = [
        ("projects-period", change(period(before), period(after))),
        ("projects-budget-number", change(budget, version(&rest))),
        ("projects-outside-period", outside(&spending, after).to_string()),
    ];
    all.map(|(key, text)| (ctx.t(key).into_owned(), text)).into()
}

/// `GET /projects/amendments/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AmendmentId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let title = format!("{} {}", ctx.t("projects-amendment"), behind.known.content.number);
    let mut thing = Thing::new(frame::page(&ctx, &behind.one, title.clone()), title);
    let row = &behind.known.row;
    let is_revoked = row.revoked_at.is_some();
    let (word, colour) = if is_revoked { ("revoked", "grey") } else { ("stands", "green") };
    thing.number = row.signed_on.bg();
    thing.state = ctx.t(&format!("projects-state-{word}")).into_owned();
    thing.colour = colour;
    thing.sections = sections(&ctx, row.project_id, "");
    thing.facts =
        facts(&ctx, &behind.known).into_iter().filter(|(_, text)| !text.is_empty()).collect();
    for version in behind.versions.iter().filter(|one| one.row.amendment_id == Some(id)) {
        let number = version.row.number;
        let args = [("version", number.to_string()), ("day", version.row.valid_from.bg())];
        let href = ctx.url(&path(row.project_id, &format!("/budget?version={number}")));
        thing.links.push(Link::new(href, ctx.ta("projects-budget-version", &args)));
    }
    if ctx.actor.may(WRITE) {
        let again = path(row.project_id, &format!("/amend?again={id}"));
        thing.actions = vec![if is_revoked {
            Link::new(ctx.url(&again), ctx.t("projects-amend-again"))
        } else {
            Link::new(ctx.url(&format!("{}/revoke", home(id))), ctx.t("projects-revoke"))
        }];
    }
    thing.shown()
}

fn revoke_shown(
    ctx: &Ctx,
    behind: Behind,
    (form, at): (&Form, Moment),
) -> Result<Response, Problem> {
    let page = frame::page(ctx, &behind.one, ctx.t("projects-revoke"));
    let row = &behind.known.row;
    let around = Around { page, home: home(row.id), version: form.version_or(row.version) };
    let mut rows = facts(ctx, &behind.known);
    rows.extend(effects(ctx, behind, at));
    Act::new("projects-revoke", "/revoke", "projects-revoke")
        .grave()
        .lead(ctx.t("projects-amend-revoke-lead"))
        .facts(rows)
        .area((ctx, form), "reason", ("projects-reason", ""))
        .shown(ctx, around, form)
}

/// Today and now.
type Moment = (Day, Instant);

fn moment(app: &App) -> Moment {
    (app.today(), app.clock().now())
}

/// `GET /projects/amendments/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AmendmentId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, behind, (&Form::empty(ctx.lang), moment(&app)))
}

/// `POST /projects/amendments/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AmendmentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    if behind.known.row.revoked_at.is_some() {
        return Err(Problem::Impossible("projects-refused-revoked"));
    }
    let reason = form.required("reason", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, behind, (&form, moment(&app)));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let version = form.version_or(behind.known.row.version);
    amendment::revoke(&mut tx, &behind.known, (reason, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("projects-done")))
}
