//! The catalogue of groups on the screen, and the own groups of the municipality.

use super::catalogue::{Catalogue, catalogue, own};
use super::frame::{self, HOME, LINE, TEXT};
use super::store::figure_group::{ActiveModel, Column, Entity, Model};
use super::view::{Line, Part, Tables};
use super::{FigureGroupId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, list_address, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};
use ui::Link;

const COLUMNS: [&str; 3] = ["group", "code", "within"];
const LIST: &str = "/figures/groups";
/// The longest code.
const CODE: usize = 40;

/// `GET /figures/groups`: all groups; each opens its values.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = own(&tx).await?;
    let catalogue = Catalogue::proposed()?.with(&own);
    tx.audit(Entry::list("figure-group"));
    tx.commit().await?;
    let line = |group: &super::catalogue::Group| Line {
        href: list_address(&ctx.url(HOME), &[("group", group.code.as_str())]),
        cells: vec![
            group.title(ctx.lang).to_owned(),
            group.code.clone(),
            if group.within.is_empty() {
                String::new()
            } else {
                catalogue.title(&group.within, ctx.lang)
            },
        ],
        ..Line::default()
    };
    let rows = catalogue.all().map(line).collect();
    let may = ctx.actor.may(WRITE);
    let of_own = |row: &Model| Line {
        href: if may { ctx.url(&format!("{HOME}/own-groups/{}", row.id)) } else { String::new() },
        cells: vec![row.bg.clone(), row.code.clone(), catalogue.title(&row.part_of, ctx.lang)],
        ..Line::default()
    };
    let own = own.iter().map(of_own).collect();
    let parts = vec![
        Part::new(&ctx, "figures-groups-own", &COLUMNS, own),
        Part::new(&ctx, "figures-groups-all", &COLUMNS, rows),
    ];
    let around = (frame::below(&ctx, ctx.t("figures-groups")), frame::lists(&ctx, "/groups"));
    let mut page = Tables::new(around, form, parts);
    page.lead = ctx.t("figures-groups-lead").into_owned();
    if may {
        page.actions = vec![Link::new(ctx.url(&format!("{LIST}/new")), ctx.t("figures-group-new"))];
    }
    page.shown()
}

/// What is typed of a group.
struct Typed {
    bg: String,
    en: String,
    part_of: String,
    note: String,
}

fn typed(form: &mut Form, known: &Catalogue) -> Typed {
    let typed = Typed {
        bg: form.required("bg", LINE),
        en: form.optional("en", LINE),
        part_of: form.optional("within", CODE),
        note: form.optional("note", TEXT),
    };
    if !typed.part_of.is_empty() && known.get(&typed.part_of).is_none() {
        form.wrong("within", "form-choose");
    }
    typed
}

fn boxes(act: Act, both: (&Ctx, &Form), known: &Catalogue) -> Act {
    let groups = frame::groups(both.0, known, both.1.get("within"));
    act.line(both, "bg", "figures-group-bg")
        .line(both, "en", "figures-group-en")
        .choice(both, "within", (both.0.t("figures-column-within").into_owned(), groups))
        .area(both, "note", ("figures-column-note", ""))
}

async fn known(app: &App, ctx: &Ctx) -> Result<Catalogue, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = catalogue(&tx).await?;
    tx.audit(Entry::list("figure-group"));
    tx.commit().await?;
    Ok(known)
}

fn new_shown(ctx: &Ctx, known: &Catalogue, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("figures-group-new", "/new", "ui-save")
        .lead(ctx.t("figures-group-lead"))
        .line(both, "code", "figures-group-code");
    let page = frame::below(ctx, ctx.t("figures-group-new"));
    let around = Around { page, home: LIST.to_owned(), version: 0 };
    boxes(act, both, known).shown(ctx, around, form)
}

/// `GET /figures/groups/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    new_shown(&ctx, &known, &Form::empty(ctx.lang))
}

/// A code as the program keeps it: small Latin letters, digits and dashes.
fn is_code(code: &str) -> bool {
    let is_known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    code.starts_with(|c: char| c.is_ascii_lowercase()) && code.chars().all(is_known)
}

/// Enters a group.
///
/// # Errors
/// [`StoreError::Duplicate`] when there is one of this code.
async fn add(tx: &mut Tx, code: String, typed: Typed) -> Result<FigureGroupId, StoreError> {
    let id = FigureGroupId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code,
        bg: typed.bg,
        en: typed.en,
        part_of: typed.part_of,
        note: typed.note,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("figure-group", id.0));
    Ok(id)
}

/// `POST /figures/groups/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    let code = form.required("code", CODE);
    if !code.is_empty() && !is_code(&code) {
        form.wrong("code", "figures-wrong-code");
    }
    if known.get(&code).is_some() {
        form.wrong("code", "figures-wrong-known");
    }
    let typed = typed(&mut form, &known);
    if !form.ok() {
        return new_shown(&ctx, &known, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    add(&mut tx, code, typed).await?;
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("figures-done")))
}

async fn row(app: &App, ctx: &Ctx, id: FigureGroupId) -> Result<(Model, Catalogue), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    let known = catalogue(&tx).await?;
    tx.audit(Entry::read("figure-group", id.0));
    tx.commit().await?;
    Ok((row, known))
}

fn shown(ctx: &Ctx, (row, known): (&Model, &Catalogue), form: &Form) -> Result<Response, Problem> {
    let facts = vec![(ctx.t("figures-column-code").into_owned(), row.code.clone())];
    let act = Act::new("figures-group", "", "ui-save").facts(facts);
    let page = frame::below(ctx, ctx.t("figures-group"));
    let home = format!("{HOME}/own-groups/{}", row.id);
    let around = Around { page, home, version: form.version_or(row.version) };
    boxes(act, (ctx, form), known).shown(ctx, around, form)
}

/// `GET /figures/own-groups/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureGroupId>,
) -> Result<Response, Problem> {
    let (row, known) = row(&app, &ctx, id).await?;
    let values = [
        ("bg", row.bg.clone()),
        ("en", row.en.clone()),
        ("within", row.part_of.clone()),
        ("note", row.note.clone()),
    ];
    shown(&ctx, (&row, &known), &Form::filled(ctx.lang, values))
}

/// `POST /figures/own-groups/{id}`: its words; the code stays, for values carry it.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureGroupId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (row, known) = row(&app, &ctx, id).await?;
    let typed = typed(&mut form, &known);
    if typed.part_of == row.code {
        form.wrong("within", "form-choose");
    }
    if !form.ok() {
        return shown(&ctx, (&row, &known), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let active = ActiveModel {
        bg: Set(typed.bg),
        en: Set(typed.en),
        part_of: Set(typed.part_of),
        note: Set(typed.note),
        ..Default::default()
    };
    tx.update::<Entity>(id, form.version_or(row.version), active).await?;
    tx.audit(Entry::write("figure-group-changed", id.0));
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("figures-done")))
}
