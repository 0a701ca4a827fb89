//! The budget on the screen: a version against what was spent, and the form of a new version.

use super::budget::{self, Against, NewBudget, NewLine};
use super::frame::{self, LINE, TEXT, path, sections};
use super::load::{self, Activity, Amendment, Budget, Project};
use super::money::{self, Split};
use super::table::{self, Cell, Line, List};
use super::{AmendmentId, ProjectId, SPEND, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Currency;
use ui::{Choice, Link};

/// The columns of the table.
pub const COLUMNS: [&str; 8] =
    ["line", "title", "budget", "european", "national", "committed", "spent", "left"];

/// What the page shows.
pub struct Shown {
    /// The project.
    pub one: Project,
    /// All versions.
    pub versions: Vec<Budget>,
    /// The amendments that brought some of them.
    pub amendments: Vec<Amendment>,
    /// The number of the version shown; 0 when there is none.
    pub number: i32,
    /// Its lines against what was spent.
    pub rows: Vec<Against>,
}

/// Reads it. Six queries.
///
/// # Errors
/// When there is no such project.
pub async fn read(tx: &Tx, id: ProjectId, asked: &str) -> Result<Shown, Problem> {
    let one = load::project(tx, id).await?;
    let versions = load::budgets(tx, id).await?;
    let amendments = load::amendments(tx, Some(id)).await?;
    let chosen = budget::version((&versions, &amendments), asked, tx);
    let number = chosen.map_or(0, |version| version.row.number);
    let lines = match chosen {
        Some(version) => load::lines(tx, version).await?,
        None => Vec::new(),
    };
    let commitments = load::commitments(tx, id).await?;
    let spending = load::spending(tx, id).await?;
    let rows = budget::against(&lines, &commitments, &spending);
    Ok(Shown { one, versions, amendments, number, rows })
}

fn line(ctx: &Ctx, id: ProjectId, (row, currency): (&Against, Currency)) -> Line {
    let cell = |cents| Cell::money(money::written(cents, currency), cents);
    let (word, colour) = match row.left() {
        left if left < 0 => ("over", "red"),
        0 => ("used", "grey"),
        _ => ("left", "green"),
    };
    Line {
        href: ctx.url(&path(id, &format!("/spending?line={}", row.code))),
        cells: vec![
            Cell::new(row.code.clone()),
            Cell::new(row.title.clone()),
            cell(row.budget.total()),
            cell(row.budget.european),
            cell(row.budget.national),
            cell(row.committed.total()),
            cell(row.spent.total()),
            cell(row.left()),
        ],
        word: ctx.t(&format!("projects-line-{word}")).into_owned(),
        colour,
    }
}

/// The other versions; one that came by a revoked amendment says so.
fn others(ctx: &Ctx, id: ProjectId, shown: &Shown) -> Vec<Link> {
    let is_void = |version: &Budget| {
        let by = |one: &&Amendment| Some(one.row.id) == version.row.amendment_id;
        shown.amendments.iter().find(by).is_some_and(|one| one.row.revoked_at.is_some())
    };
    let link = |version: &Budget| {
        let args =
            [("version", version.row.number.to_string()), ("day", version.row.valid_from.bg())];
        let href = ctx.url(&path(id, &format!("/budget?version={}", version.row.number)));
        let key = match is_void(version) {
            true => "projects-budget-version-void",
            false => "projects-budget-version",
        };
        Link::new(href, ctx.ta(key, &args))
    };
    shown.versions.iter().filter(|one| one.row.number != shown.number).map(link).collect()
}

/// `GET /projects/{id}/budget?version=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let shown = read(&tx, id, form.get("version")).await?;
    tx.audit(Entry::read("project-budget", id.0));
    tx.commit().await?;
    let currency = shown.one.currency();
    let lines = shown.rows.iter().map(|row| line(&ctx, id, (row, currency))).collect();
    let page = frame::page(&ctx, &shown.one, ctx.t("projects-budget"));
    let around = (page, sections(&ctx, id, "/budget"));
    let mut list = List::new(around, path(id, "/budget"), &COLUMNS, lines);
    let whole: Split = shown.rows.iter().map(|row| row.budget).sum();
    let spent: Split = shown.rows.iter().map(|row| row.spent).sum();
    let args = [
        ("version", shown.number.to_string()),
        ("sum", money::shown(&law, whole.total(), currency)),
        ("european", money::shown(&law, whole.european, currency)),
        ("national", money::shown(&law, whole.national, currency)),
        ("spent", money::shown(&law, spent.total(), currency)),
    ];
    list.lead = ctx.ta("projects-budget-lead", &args).into_owned();
    list.kept = vec![("version", form.get("version").to_owned())];
    list.empty = "projects-empty-budget";
    let at = |rest: &str, key: &str| Link::new(ctx.url(&path(id, rest)), ctx.t(key));
    if ctx.actor.may(WRITE) {
        list.actions.push(at("/budget/new", "projects-budget-new"));
    }
    if ctx.actor.may(SPEND) {
        list.actions.push(at("/upload", "projects-upload"));
    }
    list.actions.push(at("/budget/file?as=xlsx", "projects-budget-xlsx"));
    list.actions.extend(others(&ctx, id, &shown));
    list.file = path(id, "/budget/file");
    table::shown(&ctx, form, list)
}

struct Known {
    one: Project,
    amendments: Vec<Amendment>,
    activities: Vec<Activity>,
    text: String,
}

async fn known(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let amendments = load::amendments(&tx, Some(id)).await?;
    let activities = load::activities(&tx, id).await?;
    let text = budget::text(&load::lines_now(&tx, id).await?, &activities);
    tx.audit(Entry::read("project-budget", id.0));
    tx.commit().await?;
    Ok(Known { one, amendments, activities, text })
}

fn form_shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let choice = |one: &Amendment| {
        let words = format!("{} / {}", one.content.number, one.row.signed_on.bg());
        Choice::new(one.row.id.to_string(), words)
    };
    let stand = known.amendments.iter().filter(|one| one.row.revoked_at.is_none());
    let choices = stand.map(choice).collect();
    let grant = known.one.grant();
    let sum = |cents| money::written(cents, known.one.currency());
    let args = [("european", sum(grant.european)), ("national", sum(grant.national))];
    let act = Act::new("projects-budget-new", "/new", "ui-save")
        .lead(ctx.ta("projects-budget-new-lead", &args))
        .day(both, "from", ("projects-valid-from", String::new()))
        .choice(both, "amendment", (ctx.t("projects-amendment").into_owned(), choices))
        .line(both, "why", "projects-why")
        .area(both, "lines", ("projects-lines", "projects-lines-hint"));
    let page = frame::page(ctx, &known.one, ctx.t("projects-budget-new"));
    let home = path(known.one.row.id, "/budget");
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /projects/{id}/budget/new`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let mut values = day_values("from", Some(app.today()));
    values.push(("lines".to_owned(), known.text.clone()));
    form_shown(&ctx, &known, &Form::filled(ctx.lang, values))
}

/// The lines of a form; what is wrong with a row, or with the sum, is noted.
fn typed(ctx: &Ctx, form: &mut Form, known: &Known) -> Vec<NewLine> {
    let text = form.required("lines", 5 * TEXT);
    match budget::lines(&text, &known.activities) {
        Ok(lines) => {
            if let Err(rest) = budget::sums(&known.one, &lines) {
                let sum = |cents| money::written(cents, known.one.currency());
                let args = [("european", sum(rest.european)), ("national", sum(rest.national))];
                form.wrong_text("lines", ctx.ta("projects-wrong-sum", &args).into_owned());
            }
            lines
        }
        Err(wrong) => {
            let told = wrong.iter().map(|one| {
                let row = [("row", one.row.to_string())];
                format!("{} {}", ctx.ta("projects-wrong-row", &row), ctx.t(one.key))
            });
            form.wrong_text("lines", told.take(10).collect::<Vec<_>>().join(" "));
            Vec::new()
        }
    }
}

/// `POST /projects/{id}/budget/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let from = form.day("from");
    let amendment: Option<AmendmentId> = form.parsed_optional("amendment", "form-choose");
    let stands = |own: AmendmentId| {
        known.amendments.iter().any(|one| one.row.id == own && one.row.revoked_at.is_none())
    };
    if amendment.is_some_and(|own| !stands(own)) {
        form.wrong("amendment", "form-choose");
    }
    let why = form.optional("why", LINE);
    let lines = typed(&ctx, &mut form, &known);
    let (Some(valid_from), true) = (from, form.ok()) else {
        return form_shown(&ctx, &known, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/budget"))).await?;
    let new = NewBudget { valid_from, amendment, why, lines };
    budget::add(&mut tx, &known.one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/budget"), Some("projects-done")))
}
