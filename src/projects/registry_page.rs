//! The forms of a project and of its amendments.

use super::content::About;
use super::frame::{self, HOME, LINE, TEXT, amount, path};
use super::load::{self, Project};
use super::money::{Split, currency, decimal};
use super::registry::{self, NewProject};
use super::{ProjectId, contract};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};

const CURRENCIES: [&str; 2] = ["BGN", "EUR"];
/// Lines and areas of the form: name, key, whether it is long.
const BOXES: [(&str, &str, bool); 11] = [
    ("name", "projects-name", false),
    ("contract", "projects-contract", false),
    ("programme", "projects-programme", false),
    ("priority", "projects-priority", false),
    ("procedure", "projects-procedure", false),
    ("beneficiary", "projects-beneficiary", false),
    ("partners", "projects-partners", true),
    ("aim", "projects-aim", true),
    ("groups", "projects-groups", true),
    ("clause", "projects-clause", true),
    ("source", "projects-source", false),
];

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    let act = act.line(both, "short", "projects-short");
    BOXES.into_iter().fold(act, |act, (name, key, is_long)| {
        if is_long { act.area(both, name, (key, "")) } else { act.line(both, name, key) }
    })
}

fn sums(act: Act, both: (&Ctx, &Form)) -> Act {
    act.part(both.0, "projects-grant")
        .line(both, "total", "projects-total")
        .line(both, "european", "projects-european")
        .line(both, "national", "projects-national")
}

/// What was typed of a project, and the grant with what is wrong noted.
fn typed(form: &mut Form) -> (About, Split) {
    let about = About {
        short: form.required("short", 80),
        name: form.required("name", LINE),
        contract: form.optional("contract", 80),
        programme: form.optional("programme", LINE),
        priority: form.optional("priority", LINE),
        procedure: form.optional("procedure", LINE),
        beneficiary: form.optional("beneficiary", LINE),
        partners: form.optional("partners", TEXT),
        aim: form.optional("aim", TEXT),
        groups: form.optional("groups", TEXT),
        clause: form.optional("clause", TEXT),
        source: form.optional("source", LINE),
    };
    let total = amount(form, "total");
    let parts = [amount(form, "european"), amount(form, "national")];
    let split = match (total, parts) {
        (_, [Some(european), Some(national)]) => Split { european, national },
        (Some(total), [Some(european), None]) => Split { european, national: total - european },
        (Some(total), [None, Some(national)]) => Split { european: total - national, national },
        _ => Split::default(),
    };
    if total.is_none() {
        form.wrong("total", "form-required");
    } else if parts == [None, None] {
        form.wrong("european", "projects-wrong-no-split");
    } else if total != Some(split.total()) || split.european < 0 || split.national < 0 {
        form.wrong("european", "projects-wrong-split");
    }
    (about, split)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = boxes(Act::new("projects-new", "/new", "ui-save"), both)
        .part(ctx, "projects-period")
        .day(both, "from", ("projects-from", String::new()))
        .day(both, "until", ("projects-until", String::new()));
    let act = sums(act, both).one(both, "currency", ("projects-currency", &CURRENCIES), |code| {
        format!("projects-currency-{}", code.to_lowercase())
    });
    let page = frame::top_page(ctx, ctx.t("projects-new"));
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /projects/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    let values =
        [("beneficiary", ctx.municipality.name.clone()), ("currency", CURRENCIES[1].to_owned())];
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /projects/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (about, grant) = typed(&mut form);
    let (from, until) = (form.day("from"), form.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "projects-wrong-period");
    }
    let code = chosen(&mut form, "currency", &CURRENCIES);
    let (Some(from), Some(until), true) = (from, until, form.ok()) else {
        return new_shown(&ctx, &form);
    };
    let new = NewProject { about, currency: currency(&code), period: (from, until), grant };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = registry::add(&mut tx, &new).await?;
    tx.commit().await?;
    let is_whole = contract::missing(&new.about.contract).is_empty();
    let said = if is_whole { "projects-done" } else { "projects-done-contract" };
    Ok(see(&ctx, &path(id, ""), Some(said)))
}

/// A project for a form.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn known(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Project, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    Ok(one)
}

fn edit_shown(ctx: &Ctx, one: &Project, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = sums(boxes(Act::new("projects-edit", "/edit", "ui-save"), both), both);
    let page = frame::page(ctx, one, ctx.t("projects-edit"));
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version }, form)
}

/// `GET /projects/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let about = one.content.clone();
    let grant = one.grant();
    let values = [
        ("short", about.short),
        ("name", about.name),
        ("contract", about.contract),
        ("programme", about.programme),
        ("priority", about.priority),
        ("procedure", about.procedure),
        ("beneficiary", about.beneficiary),
        ("partners", about.partners),
        ("aim", about.aim),
        ("groups", about.groups),
        ("clause", about.clause),
        ("source", about.source),
        ("total", decimal(grant.total())),
        ("european", decimal(grant.european)),
        ("national", decimal(grant.national)),
    ];
    edit_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /projects/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let (about, grant) = typed(&mut form);
    if !form.ok() {
        return edit_shown(&ctx, &one, &form);
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    registry::correct(&mut tx, &one, (&about, grant, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("projects-done")))
}
