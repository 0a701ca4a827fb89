//! A contract with a supplier on the screen: what was agreed, the documents under it, revoking a wrong
//! entry.

use super::commitment;
use super::frame::{self, HOME, TEXT, day, sections};
use super::load::{self, Commitment, Project, Spending};
use super::table::{Cell, Line, Part, Thing};
use super::{CommitmentId, SPEND, money};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use law::Law;
use ui::Link;

const DOCUMENTS: [&str; 5] = ["number", "issued", "what", "sum", "paid-on"];

/// A contract, its project, and the documents under it that stand.
struct Behind {
    one: Project,
    known: Commitment,
    spending: Vec<Spending>,
}

async fn behind(app: &App, ctx: &Ctx, id: CommitmentId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = load::commitment(&tx, id).await?;
    let one = load::project(&tx, known.row.project_id).await?;
    let mut spending = load::spending(&tx, known.row.project_id).await?;
    spending.retain(|own| own.stands() && own.row.commitment_id == Some(id));
    tx.audit(Entry::read("project-commitment", id.0));
    tx.commit().await?;
    Ok(Behind { one, known, spending })
}

fn home(id: CommitmentId) -> String {
    format!("{HOME}/commitments/{id}")
}

fn facts(ctx: &Ctx, behind: &Behind, law: &Law) -> Vec<(String, String)> {
    let (row, content) = (&behind.known.row, &behind.known.content);
    let sum = |cents| money::shown(law, cents, behind.one.currency());
    let all = [
        ("projects-column-supplier", content.supplier.clone()),
        ("projects-eik", content.eik.clone()),
        ("projects-column-number", content.number.clone()),
        ("projects-column-subject", content.subject.clone()),
        ("projects-column-concluded", row.concluded_on.bg()),
        ("projects-column-until", day(row.until_on)),
        ("projects-column-line", row.code.clone()),
        ("projects-total", sum(row.european + row.national)),
        ("projects-european", sum(row.european)),
        ("projects-national", sum(row.national)),
        ("projects-entered-by", format!("{}, {}", row.account_name, row.entered_at.bg())),
        ("projects-revoked-why", content.revoked.clone()),
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
                Cell::new(own.content.what.clone()),
                Cell::money(money::written(total, currency), total),
                Cell::day(own.row.paid_on),
            ],
            ..Line::default()
        }
    };
    behind.spending.iter().map(line).collect()
}

/// `GET /projects/commitments/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CommitmentId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.known.row;
    let page = frame::page(&ctx, &behind.one, ctx.t("projects-commitment"));
    let mut thing = Thing::new(page, behind.known.content.supplier.clone());
    let is_revoked = row.revoked_at.is_some();
    let (word, colour) = if is_revoked { ("revoked", "grey") } else { ("stands", "green") };
    thing.number.clone_from(&behind.known.content.number);
    thing.state = ctx.t(&format!("projects-state-{word}")).into_owned();
    thing.colour = colour;
    thing.sections = sections(&ctx, row.project_id, "/commitments");
    thing.facts = facts(&ctx, &behind, &law);
    let spent: i64 = behind.spending.iter().map(|own| own.split().total()).sum();
    let over = spent - behind.known.split().total();
    if over > 0 {
        let args = [("sum", money::written(over, behind.one.currency()))];
        thing.warnings.push(ctx.ta("projects-warn-over-contract", &args).into_owned());
    }
    let lines = documents(&ctx, &behind);
    thing.parts = vec![Part::new(&ctx, "projects-spending", &DOCUMENTS, lines)];
    if ctx.actor.may(SPEND) && !is_revoked {
        let revoke = ctx.url(&format!("{}/revoke", home(id)));
        thing.actions = vec![Link::new(revoke, ctx.t("projects-revoke"))];
    }
    thing.shown()
}

fn revoke_shown(
    ctx: &Ctx,
    (behind, law): (&Behind, &Law),
    form: &Form,
) -> Result<Response, Problem> {
    let row = &behind.known.row;
    let page = frame::page(ctx, &behind.one, ctx.t("projects-revoke"));
    let around = Around { page, home: home(row.id), version: form.version_or(row.version) };
    Act::new("projects-revoke", "/revoke", "projects-revoke")
        .grave()
        .lead(ctx.t("projects-revoke-lead"))
        .facts(facts(ctx, behind, law))
        .area((ctx, form), "reason", ("projects-reason", ""))
        .shown(ctx, around, form)
}

/// `GET /projects/commitments/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CommitmentId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, (&behind, &law), &Form::empty(ctx.lang))
}

/// `POST /projects/commitments/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CommitmentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    if behind.known.row.revoked_at.is_some() {
        return Err(Problem::Impossible("projects-refused-revoked"));
    }
    let reason = form.required("reason", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, (&behind, &law), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let version = form.version_or(behind.known.row.version);
    commitment::revoke(&mut tx, &behind.known, (reason, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("projects-done")))
}
