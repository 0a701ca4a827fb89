//! One claim for payment on the screen: what was claimed against the documents of its period, its next
//! step, revoking a wrong entry.

use super::claim::{self, State};
use super::claim_page::wrong_split;
use super::commitment::split_of;
use super::frame::{self, HOME, TEXT, day, path, period, sections};
use super::load::{self, Claim, Project, Spending};
use super::money::{self, Split, decimal};
use super::table::{Cell, Line, Part, Thing};
use super::{ClaimId, SPEND};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Law;
use ui::Link;

const DOCUMENTS: [&str; 5] = ["number", "issued", "supplier", "line", "sum"];

/// A claim, its project, and the documents of its period that stand.
struct Behind {
    one: Project,
    claim: Claim,
    spending: Vec<Spending>,
}

async fn behind(app: &App, ctx: &Ctx, id: ClaimId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let claim = load::claim(&tx, id).await?;
    let one = load::project(&tx, claim.row.project_id).await?;
    let (from, until) = (claim.row.from_on, claim.row.until_on);
    let mut spending = load::spending(&tx, claim.row.project_id).await?;
    spending.retain(|own| own.stands() && from <= own.row.issued_on && own.row.issued_on <= until);
    tx.audit(Entry::read("project-claim", id.0));
    tx.commit().await?;
    Ok(Behind { one, claim, spending })
}

fn home(id: ClaimId) -> String {
    format!("{HOME}/payment-claims/{id}")
}

fn title(ctx: &Ctx, claim: &Claim) -> String {
    format!("{} № {}", ctx.t("projects-claim"), claim.row.number)
}

fn facts(ctx: &Ctx, behind: &Behind, law: &Law) -> Vec<(String, String)> {
    let (row, claim) = (&behind.claim.row, &behind.claim);
    let sum = |split: Split| match split.total() {
        0 => String::new(),
        cents => money::shown(law, cents, behind.one.currency()),
    };
    let spent: Split = behind.spending.iter().map(Spending::split).sum();
    let all = [
        ("projects-column-kind", ctx.t(&format!("projects-claim-{}", row.kind)).into_owned()),
        ("projects-period", period((row.from_on, row.until_on))),
        ("projects-column-claimed", sum(claim.claimed())),
        ("projects-claim-spent", sum(spent)),
        ("projects-filed-on", day(row.filed_on)),
        ("projects-verified-on", day(row.verified_on)),
        ("projects-column-verified", sum(claim.verified())),
        ("projects-received-on", day(row.received_on)),
        ("projects-column-received", sum(claim.received())),
        ("projects-column-note", claim.content.note.clone()),
        ("projects-entered-by", format!("{}, {}", row.account_name, row.entered_at.bg())),
        ("projects-revoked-why", claim.content.revoked.clone()),
    ];
    let all = all.into_iter().filter(|(_, text)| !text.is_empty());
    all.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

fn documents(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let currency = behind.one.currency();
    let line = |own: &Spending| {
        let total = own.split().total();
        Line {
            href: ctx.url(&format!("{HOME}/spending/{}", own.row.id)),
            cells: vec![
                Cell::new(own.content.number.clone()),
                Cell::day(Some(own.row.issued_on)),
                Cell::new(own.content.supplier.clone()),
                Cell::new(own.row.code.clone()),
                Cell::money(money::written(total, currency), total),
            ],
            ..Line::default()
        }
    };
    behind.spending.iter().map(line).collect()
}

/// `GET /projects/payment-claims/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let state = State::of(&behind.claim.row);
    let title = title(&ctx, &behind.claim);
    let mut thing = Thing::new(frame::page(&ctx, &behind.one, title.clone()), title);
    thing.number = period((behind.claim.row.from_on, behind.claim.row.until_on));
    thing.state = ctx.t(&format!("projects-claim-state-{}", state.code())).into_owned();
    thing.colour = state.colour();
    thing.sections = sections(&ctx, behind.one.row.id, "/claims");
    thing.facts = facts(&ctx, &behind, &law);
    let lines = documents(&ctx, &behind);
    thing.parts = vec![Part::new(&ctx, "projects-claim-documents", &DOCUMENTS, lines)];
    if ctx.actor.may(SPEND) && state != State::Revoked {
        let at =
            |rest: &str, key: &str| Link::new(ctx.url(&format!("{}{rest}", home(id))), ctx.t(key));
        if let Some(key) = next(state) {
            thing.actions.push(at("/step", key));
        }
        thing.actions.push(at("/revoke", "projects-revoke"));
    }
    thing.shown()
}

/// What the next step is called, when there is one.
fn next(state: State) -> Option<&'static str> {
    match state {
        State::Draft => Some("projects-claim-file"),
        State::Filed => Some("projects-claim-verify"),
        State::Verified => Some("projects-claim-receive"),
        State::Received | State::Revoked => None,
    }
}

fn step_shown(ctx: &Ctx, (behind, law): (&Behind, &Law), form: &Form) -> Result<Response, Problem> {
    let (both, row) = ((ctx, form), &behind.claim.row);
    let (title_key, label) = match State::of(row) {
        State::Draft => ("projects-claim-file", "projects-filed-on"),
        State::Filed => ("projects-claim-verify", "projects-verified-on"),
        _ => ("projects-claim-receive", "projects-received-on"),
    };
    let mut act = Act::new(title_key, "/step", "ui-save").facts(facts(ctx, behind, law)).day(
        both,
        "on",
        (label, String::new()),
    );
    if State::of(row) != State::Draft {
        act = act.line(both, "total", "projects-total").line(
            both,
            "european",
            "projects-european-if",
        );
    }
    let page = frame::page(ctx, &behind.one, title(ctx, &behind.claim));
    let around = Around { page, home: home(row.id), version: form.version_or(row.version) };
    act.shown(ctx, around, form)
}

/// The claim, unless it has no next step.
async fn ahead(app: &App, ctx: &Ctx, id: ClaimId) -> Result<Behind, Problem> {
    let behind = behind(app, ctx, id).await?;
    match State::of(&behind.claim.row) {
        State::Received => Err(Problem::Impossible("projects-refused-received")),
        State::Revoked => Err(Problem::Impossible("projects-refused-revoked")),
        _ => Ok(behind),
    }
}

/// `GET /projects/payment-claims/{id}/step`.
pub async fn step_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = ahead(&app, &ctx, id).await?;
    let expected = match State::of(&behind.claim.row) {
        State::Verified => behind.claim.verified(),
        _ => behind.claim.claimed(),
    };
    let mut values = day_values("on", Some(app.today()));
    values.push(("total".to_owned(), decimal(expected.total())));
    values.push(("european".to_owned(), decimal(expected.european)));
    step_shown(&ctx, (&behind, &law), &Form::filled(ctx.lang, values))
}

/// `POST /projects/payment-claims/{id}/step`.
pub async fn step_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = ahead(&app, &ctx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "projects-wrong-future");
    }
    let split = if State::of(&behind.claim.row) == State::Draft {
        Some((0, Split::default()))
    } else {
        split_of(&mut form, behind.one.grant())
    };
    wrong_split(&mut form, split);
    let (Some(on), Some((_, split)), true) = (on, split, form.ok()) else {
        return step_shown(&ctx, (&behind, &law), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let version = form.version_or(behind.claim.row.version);
    claim::step(&mut tx, &behind.claim, (on, split, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("projects-done")))
}

fn revoke_shown(
    ctx: &Ctx,
    (behind, law): (&Behind, &Law),
    form: &Form,
) -> Result<Response, Problem> {
    let row = &behind.claim.row;
    let page = frame::page(ctx, &behind.one, title(ctx, &behind.claim));
    let around = Around { page, home: home(row.id), version: form.version_or(row.version) };
    Act::new("projects-revoke", "/revoke", "projects-revoke")
        .grave()
        .lead(ctx.t("projects-revoke-lead"))
        .facts(facts(ctx, behind, law))
        .area((ctx, form), "reason", ("projects-reason", ""))
        .shown(ctx, around, form)
}

/// `GET /projects/payment-claims/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, (&behind, &law), &Form::empty(ctx.lang))
}

/// `POST /projects/payment-claims/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    if !behind.claim.stands() {
        return Err(Problem::Impossible("projects-refused-revoked"));
    }
    let reason = form.required("reason", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, (&behind, &law), &form);
    }
    let list = path(behind.one.row.id, "/claims");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&list)).await?;
    let version = form.version_or(behind.claim.row.version);
    claim::revoke(&mut tx, &behind.claim, (reason, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &list, Some("projects-done")))
}
