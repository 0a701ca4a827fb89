//! Contracts with suppliers: what is committed, and by which procurement.

use super::content::{Agreed, sealed};
use super::frame::{self, HOME, LINE, TEXT, amount, path, sections};
use super::load::{self, Commitment, Line as BudgetLine, Procurement, Project};
use super::money::{self, Split};
use super::side_load;
use super::store::project_commitment;
use super::table::{self, Cell, Line, List};
use super::{CommitmentId, ProcurementId, ProjectId, SPEND};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};
use ui::{Choice, Link};

const COLUMNS: [&str; 7] = ["supplier", "number", "subject", "concluded", "until", "line", "sum"];

/// A contract to be entered.
#[derive(Clone, Debug)]
pub struct NewCommitment {
    /// The line of the budget.
    pub code: String,
    /// The procurement that led to it.
    pub procurement: Option<ProcurementId>,
    /// When it was concluded.
    pub concluded_on: Day,
    /// Until when it runs.
    pub until_on: Option<Day>,
    /// How much.
    pub split: Split,
    /// Supplier, number, subject.
    pub content: Agreed,
}

/// Enters a contract.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    project: ProjectId,
    new: &NewCommitment,
) -> Result<CommitmentId, StoreError> {
    let id = CommitmentId(tx.new_id());
    let row = project_commitment::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        procurement_id: new.procurement,
        code: new.code.clone(),
        concluded_on: new.concluded_on,
        until_on: new.until_on,
        european: new.split.european,
        national: new.split.national,
        content_sealed: sealed(tx, ("project_commitment", id.0), &new.content)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-commitment", id.0));
    Ok(id)
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (id, form, what): (ProjectId, &Form, Entry),
) -> Result<(Project, Vec<Line>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let mut all = load::commitments(&tx, id).await?;
    tx.audit(what);
    tx.commit().await?;
    if form.get("state") != "revoked" {
        all.retain(|one| one.row.revoked_at.is_none());
    }
    let currency = one.currency();
    let line = |known: &Commitment| {
        let (row, content) = (&known.row, &known.content);
        let is_open = row.revoked_at.is_none();
        Line {
            href: ctx.url(&format!("{HOME}/commitments/{}", row.id)),
            cells: vec![
                Cell::new(content.supplier.clone()),
                Cell::new(content.number.clone()),
                Cell::new(content.subject.clone()),
                Cell::day(Some(row.concluded_on)),
                Cell::day(row.until_on),
                Cell::new(row.code.clone()),
                Cell::money(money::written(known.split().total(), currency), known.split().total()),
            ],
            word: if is_open {
                String::new()
            } else {
                ctx.t("projects-state-revoked").into_owned()
            },
            colour: "grey",
        }
    };
    let lines = all.iter().map(line).collect();
    Ok((one, lines))
}

/// `GET /projects/{id}/commitments`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::list("project-commitment");
    let (one, lines) = lines(&app, &ctx, (id, &form, what)).await?;
    let page = frame::page(&ctx, &one, ctx.t("projects-commitments"));
    let around = (page, sections(&ctx, id, "/commitments"));
    let mut list = List::new(around, path(id, "/commitments"), &COLUMNS, lines);
    list.lead = ctx.t("projects-commitments-lead").into_owned();
    list.states = vec![Choice::new("revoked", ctx.t("projects-with-revoked"))];
    list.file = path(id, "/commitments.csv");
    if ctx.actor.may(SPEND) {
        let new = ctx.url(&path(id, "/commit"));
        list.actions.push(Link::new(new, ctx.t("projects-commit")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /projects/{id}/commitments.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::print("project-commitment", id.0);
    let (_, lines) = lines(&app, &ctx, (id, &form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "commitments"), lines)
}

/// What a form chooses from.
struct Known {
    one: Project,
    lines: Vec<BudgetLine>,
    procurements: Vec<Procurement>,
}

async fn known(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = Known {
        one: load::project(&tx, id).await?,
        lines: load::lines_now(&tx, id).await?,
        procurements: side_load::procurements(&tx, id).await?,
    };
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    Ok(known)
}

/// The lines of a budget as choices.
#[must_use]
pub fn line_choices(lines: &[BudgetLine]) -> Vec<Choice> {
    let choice = |one: &BudgetLine| {
        Choice::new(one.row.code.clone(), format!("{} {}", one.row.code, one.content.title))
    };
    lines.iter().map(choice).collect()
}

fn form_shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let procurements = known.procurements.iter();
    let procurements = procurements
        .map(|one| Choice::new(one.row.id.to_string(), one.content.title.clone()))
        .collect();
    let act = Act::new("projects-commit", "/commit", "ui-save")
        .lead(ctx.t("projects-amount-lead"))
        .line(both, "supplier", "projects-column-supplier")
        .line(both, "eik", "projects-eik")
        .line(both, "number", "projects-column-number")
        .area(both, "subject", ("projects-column-subject", ""))
        .day(both, "concluded", ("projects-column-concluded", String::new()))
        .day(both, "until", ("projects-column-until", String::new()))
        .choice(
            both,
            "code",
            (ctx.t("projects-column-line").into_owned(), line_choices(&known.lines)),
        )
        .choice(both, "procurement", (ctx.t("projects-procurement").into_owned(), procurements))
        .line(both, "total", "projects-total")
        .line(both, "european", "projects-european-if");
    let page = frame::page(ctx, &known.one, ctx.t("projects-commit"));
    act.shown(ctx, Around { page, home: path(known.one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/commit`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    form_shown(&ctx, &known, &Form::filled(ctx.lang, day_values("concluded", Some(app.today()))))
}

/// An amount with its European part; the project's own share when the part is not told.
pub fn split_of(form: &mut Form, grant: Split) -> Option<(i64, Split)> {
    let total = amount(form, "total");
    let european = amount(form, "european");
    match (total, european) {
        (Some(total), Some(european)) => {
            Some((total, Split { european, national: total - european }))
        }
        (Some(total), None) => Some((total, grant.share(total))),
        (None, _) => {
            form.wrong("total", "form-required");
            None
        }
    }
}

/// `POST /projects/{id}/commit`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let codes: Vec<&str> = known.lines.iter().map(|one| one.row.code.as_str()).collect();
    let content = Agreed {
        supplier: form.required("supplier", LINE),
        eik: form.optional("eik", 20),
        number: form.optional("number", 80),
        subject: form.required("subject", TEXT),
        ..Agreed::default()
    };
    let concluded = form.day("concluded");
    let until_on = form.day_optional("until");
    if concluded.zip(until_on).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "projects-wrong-period");
    }
    let code = chosen(&mut form, "code", &codes);
    let procurement: Option<ProcurementId> = form.parsed_optional("procurement", "form-choose");
    if procurement.is_some_and(|own| known.procurements.iter().all(|one| one.row.id != own)) {
        form.wrong("procurement", "form-choose");
    }
    let split = split_of(&mut form, known.one.grant());
    if split.is_some_and(|(total, s)| total <= 0 || s.european < 0 || s.national < 0) {
        form.wrong("european", "projects-wrong-split");
    }
    let (Some(concluded_on), Some((_, split)), true) = (concluded, split, form.ok()) else {
        return form_shown(&ctx, &known, &form);
    };
    let new = NewCommitment { code, procurement, concluded_on, until_on, split, content };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/commitments"))).await?;
    add(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/commitments"), Some("projects-done")))
}

/// Revokes a wrong entry with its reason.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    known: &Commitment,
    (reason, version): (String, i32),
) -> Result<(), StoreError> {
    let id = known.row.id;
    let content = Agreed { revoked: reason, ..known.content.clone() };
    let active = project_commitment::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("project_commitment", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<project_commitment::Entity>(id, version, active).await?;
    tx.audit(Entry::write("project-commitment-revoked", id.0));
    Ok(())
}
