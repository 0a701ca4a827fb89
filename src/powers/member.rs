//! The commission of a competition: who sits in it, who declared that nothing stands in the way, who
//! had another opinion.

use super::content::{Seat, sealed};
use super::frame::{self, HOME, LINE, TEXT, path};
use super::load::{self, Member, Whole};
use super::store::power_member;
use super::{FileId, MemberId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};

/// Roles in a commission; words have the key `powers-role-<code>`.
pub const ROLES: [&str; 2] = ["chair", "member"];

/// What is known of a seat.
#[derive(Clone, Debug)]
pub struct Seated {
    /// `chair` or `member`.
    pub role: String,
    /// When the declaration was signed.
    pub declared_on: Option<Day>,
    /// When the seat was left.
    pub left_on: Option<Day>,
    /// What was written.
    pub seat: Seat,
}

/// Enters a member.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, file: FileId, new: &Seated) -> Result<MemberId, StoreError> {
    let id = MemberId(tx.new_id());
    let row = power_member::Model {
        municipality_id: tx.municipality(),
        id,
        file_id: file,
        role: new.role.clone(),
        declared_on: new.declared_on,
        left_on: new.left_on,
        content_sealed: sealed(tx, ("power_member", id.0), &new.seat)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("power-member", file.0));
    Ok(id)
}

async fn change(
    tx: &mut Tx,
    one: &Member,
    (new, version): (&Seated, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    let active = power_member::ActiveModel {
        role: Set(new.role.clone()),
        declared_on: Set(new.declared_on),
        left_on: Set(new.left_on),
        content_sealed: Set(sealed(tx, ("power_member", id.0), &new.seat)?),
        ..Default::default()
    };
    tx.update::<power_member::Entity>(id, version, active).await?;
    tx.audit(Entry::write("power-member-changed", one.row.file_id.0));
    Ok(())
}

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.line(both, "name", "powers-column-name")
        .line(both, "post", "powers-column-post")
        .one(both, "role", ("powers-column-role", &ROLES), |code| format!("powers-role-{code}"))
        .day(both, "declared", ("powers-declared", both.0.t("powers-declared-hint").into_owned()))
        .area(both, "conflict", ("powers-conflict", "powers-conflict-hint"))
}

/// What was typed of a seat.
fn typed(form: &mut Form, today: Day) -> Seated {
    let new = Seated {
        role: chosen(form, "role", &ROLES),
        declared_on: form.day_optional("declared"),
        left_on: form.day_optional("left"),
        seat: Seat {
            name: form.required("name", LINE),
            post: form.optional("post", LINE),
            conflict: form.optional("conflict", TEXT),
            dissent: form.optional("dissent", TEXT),
        },
    };
    for (field, day) in [("declared", new.declared_on), ("left", new.left_on)] {
        if day.is_some_and(|day| day > today) {
            form.wrong(field, "powers-wrong-future");
        }
    }
    new
}

async fn known(app: &App, ctx: &Ctx, id: FileId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    if !super::course::is_contest(&whole.file.row.kind) || whole.file.row.ended_on.is_some() {
        return Err(Problem::Impossible("powers-refused-no-contest"));
    }
    Ok(whole)
}

fn new_shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("powers-member-new", "/member", "ui-save").lead(ctx.t("powers-member-lead"));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-member-new"));
    let around = Around { page, home: path(whole.file.row.id, ""), version: 0 };
    boxes(act, (ctx, form)).shown(ctx, around, form)
}

/// `GET /powers/dossiers/{id}/member`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    new_shown(&ctx, &whole, &Form::filled(ctx.lang, [("role", ROLES[1])]))
}

/// `POST /powers/dossiers/{id}/member`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let new = typed(&mut form, app.today());
    if whole.done_on("contest").is_some() {
        form.wrong("name", "powers-wrong-held");
    }
    if !form.ok() {
        return new_shown(&ctx, &whole, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    add(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: MemberId) -> Result<(Whole, Member), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::member(&tx, id).await?;
    let whole = load::whole(&tx, one.row.file_id).await?;
    tx.audit(Entry::read("power-member", id.0));
    tx.commit().await?;
    Ok((whole, one))
}

fn shown(ctx: &Ctx, (whole, one): &(Whole, Member), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = boxes(Act::new("powers-member", "", "ui-save"), both)
        .area(both, "dissent", ("powers-dissent", "powers-dissent-hint"))
        .day(both, "left", ("powers-left", String::new()));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-member"));
    let home = format!("{HOME}/commission/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /powers/commission/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let one = &behind.1;
    let mut values = vec![
        ("name".to_owned(), one.content.name.clone()),
        ("post".to_owned(), one.content.post.clone()),
        ("role".to_owned(), one.row.role.clone()),
        ("conflict".to_owned(), one.content.conflict.clone()),
        ("dissent".to_owned(), one.content.dissent.clone()),
    ];
    values.extend(day_values("declared", one.row.declared_on));
    values.extend(day_values("left", one.row.left_on));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /powers/commission/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (whole, one) = &behind;
    let new = typed(&mut form, app.today());
    // A commission that has scored stays as it was; another opinion may still be written.
    if new.left_on.is_some() && whole.done_on("scoring").is_some() {
        form.wrong("left", "powers-wrong-scored");
    }
    if !form.ok() {
        return shown(&ctx, &behind, &form);
    }
    let home = path(whole.file.row.id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    change(&mut tx, one, (&new, form.version_or(one.row.version))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("powers-done")))
}
