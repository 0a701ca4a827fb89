//! Editing a part in place. Whoever saves over a newer version is shown both texts, and finds the own one among
//! the versions.

use super::CycleId;
use super::act::{self, Edited};
use super::figure::unknown;
use super::frame::{self, TEXT, home, name};
use super::load::{self, Cycle, Part};
use super::part_page::part_of;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

fn shown(ctx: &Ctx, (cycle, part): (&Cycle, &Part), form: &Form) -> Result<Response, Problem> {
    let title = ctx.t(&format!("planning-part-{}", part.code)).into_owned();
    let row = &cycle.row;
    let whole = name(ctx, &row.kind, row.year);
    // A part that was never written begins as version nought.
    let version = edition_of(form, part);
    Act::new("planning-edit", "/edit", "ui-save")
        .lead(title)
        .hidden(form, "part")
        .area((ctx, form), "text", ("planning-text", "planning-text-hint"))
        .shown(
            ctx,
            Around {
                page: frame::below(ctx, ctx.t("planning-edit"), (row.id, whole)),
                home: home(row.id),
                version,
            },
            form,
        )
}

/// A cycle, and the part that an address or a form names.
///
/// # Errors
/// [`Problem::NotFound`] when there is no such part.
pub async fn opened(tx: &Tx, (id, form): (CycleId, &Form)) -> Result<(Cycle, Part), Problem> {
    let cycle = load::cycle(tx, id).await?;
    let code = part_of(&cycle.row.kind, form)?;
    let part = cycle.part(code).cloned().ok_or(Problem::NotFound)?;
    Ok((cycle, part))
}

/// `GET /planning/cycles/{id}/edit?part=`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (cycle, part) = opened(&tx, (id, &form)).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    if !cycle.state().is_open() {
        return Err(Problem::Impossible("planning-refused-adopted"));
    }
    let filled = [("part", part.code.to_owned()), ("text", part.text.clone())];
    shown(&ctx, (&cycle, &part), &Form::filled(ctx.lang, filled))
}

/// What a form gives: the text, whose references are known. An unknown one stands beside the field.
pub fn read(form: &mut Form, cycle: &Cycle) -> String {
    let text = form.required("text", TEXT);
    let strange = unknown(&text, &cycle.codes());
    if !strange.is_empty() {
        let args = [("codes", strange.join(", "))];
        let message = ui::text::text_args(form.lang(), "planning-wrong-reference", &args);
        form.wrong_text("text", message.into_owned());
    }
    text
}

/// Saves a text; of two who save at once the later one learns it from the database and tries once more, to
/// find the other's text there.
///
/// # Errors
/// When the cycle is adopted, or with both texts when somebody saved meanwhile.
pub async fn save(
    app: &App,
    ctx: &Ctx,
    (id, form): (CycleId, &Form),
    text: &str,
) -> Result<(), Problem> {
    for _ in 0..2 {
        let mut tx = app.db.write(&ctx.actor).await?;
        let (cycle, part) = opened(&tx, (id, form)).await?;
        let edition = edition_of(form, &part);
        // First: a form that was sent twice leads to what it made, it is no conflict with itself.
        tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
        if edition != part.edition {
            tx.rollback().await;
            break;
        }
        match act::edit(&mut tx, (&cycle, &part), (edition, text)).await {
            Ok(_) => return Ok(tx.commit().await?),
            // The version was written by somebody else between reading and writing.
            Err(Problem::Internal(cause)) if cause.starts_with("duplicate") => {}
            Err(other) => return Err(other),
        }
    }
    Err(kept_aside(app, ctx, (id, form), text).await?)
}

/// The version over which a form was begun.
fn edition_of(form: &Form, part: &Part) -> i32 {
    if form.has("_version") { form.version() } else { part.edition }
}

/// Keeps a text that came too late, in a transaction that does not use up its form: it can be sent again.
async fn kept_aside(
    app: &App,
    ctx: &Ctx,
    (id, form): (CycleId, &Form),
    text: &str,
) -> Result<Problem, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (cycle, part) = opened(&tx, (id, form)).await?;
    let edited = act::edit(&mut tx, (&cycle, &part), (edition_of(form, &part), text)).await?;
    tx.commit().await?;
    Ok(match edited {
        Edited::Aside(both) => Problem::Conflict(vec![both]),
        Edited::Saved => Problem::Conflict(Vec::new()),
    })
}

/// `POST /planning/cycles/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (cycle, part) = opened(&tx, (id, &form)).await?;
    let text = read(&mut form, &cycle);
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    if !form.ok() {
        return shown(&ctx, (&cycle, &part), &form);
    }
    save(&app, &ctx, (id, &form), &text).await?;
    let there = format!("{}/part?part={}", home(id), part.code);
    Ok(see(&ctx, &there, Some("planning-saved")))
}
