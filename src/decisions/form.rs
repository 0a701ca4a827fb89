//! The forms by which a decision is entered by hand and corrected.

use super::DecisionId;
use super::content::Content;
use super::course::{BODIES, number_key};
use super::frame::{self, HOME, LINE, NUMBER, TEXT};
use super::load::{self, Decision};
use super::register::{self, Correction, Entered};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

const PUBLIC: [&str; 2] = ["yes", "no"];

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.line(both, "number", "decisions-column-number")
        .day(both, "taken", ("decisions-column-taken", String::new()))
        .area(both, "text", ("decisions-column-text", "decisions-text-hint"))
        .line(both, "responsible", "decisions-responsible-or-none")
        .day(both, "due", ("decisions-column-due", both.0.t("decisions-due-hint").into_owned()))
        .line(both, "source", "decisions-column-source")
        .one(both, "public", ("decisions-column-public", &PUBLIC), |code| {
            format!("decisions-public-{code}")
        })
}

/// What was typed of a decision, with what is wrong noted.
fn typed(form: &mut Form, today: Day) -> Option<Correction> {
    let content = Content {
        number: form.required("number", NUMBER),
        text: form.required("text", TEXT),
        responsible: form.optional("responsible", LINE),
        source: form.optional("source", LINE),
    };
    let taken_on = form.day("taken");
    let due_on = form.day_optional("due");
    let is_public = chosen(form, "public", &PUBLIC) == "yes";
    let taken_on = taken_on?;
    if taken_on > today {
        form.wrong("taken", "decisions-wrong-future");
    }
    if !content.number.is_empty() && number_key(&content.number, taken_on).is_empty() {
        form.wrong("number", "decisions-wrong-number");
    }
    if due_on.is_some_and(|due| due < taken_on) {
        form.wrong("due", "decisions-wrong-due");
    }
    if due_on.is_some() && content.responsible.is_empty() {
        form.wrong("responsible", "decisions-wrong-nobody");
    }
    Some(Correction { content, taken_on, due_on, is_public })
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("decisions-new", "/new", "ui-save").lead(ctx.t("decisions-new-lead"));
    let act = act.one(both, "body", ("decisions-column-body", &BODIES), |code| {
        format!("decisions-body-{code}")
    });
    let page = frame::page(ctx, ctx.t("decisions-new"));
    boxes(act, both).shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /decisions/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    new_shown(&ctx, &Form::filled(ctx.lang, [("public", "no"), ("body", BODIES[0])]))
}

/// `POST /decisions/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let body = chosen(&mut form, "body", &BODIES);
    let new = typed(&mut form, app.today());
    let (Some(new), true) = (new, form.ok()) else { return new_shown(&ctx, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let number = (new.content.number.as_str(), new.taken_on);
    if register::is_taken(&tx, &body, number, None).await? {
        tx.rollback().await;
        form.wrong("number", "decisions-wrong-taken");
        return new_shown(&ctx, &form);
    }
    let entered = Entered {
        body: &body,
        origin: None,
        taken_on: new.taken_on,
        due_on: new.due_on,
        is_public: new.is_public,
        content: new.content,
    };
    let id = register::add(&tx, entered).await?;
    tx.audit(Entry::write("decision", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/{id}"), Some("decisions-saved")))
}

/// A decision for a form; one that is withdrawn is changed no more.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn known(app: &App, ctx: &Ctx, id: DecisionId) -> Result<Decision, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::decision(&tx, id).await?;
    tx.audit(Entry::read("decision", id.0));
    tx.commit().await?;
    match one.row.withdrawn_at {
        None => Ok(one),
        Some(_) => Err(Problem::Impossible("decisions-refused-withdrawn")),
    }
}

fn edit_shown(ctx: &Ctx, one: &Decision, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let body = ctx.t(&format!("decisions-body-{}", one.row.body)).into_owned();
    let act = Act::new("decisions-edit", "/edit", "ui-save")
        .lead(ctx.t("decisions-edit-lead"))
        .facts(vec![(ctx.t("decisions-column-body").into_owned(), body)]);
    let act = boxes(act, both).area(both, "why", ("decisions-why", ""));
    let page = frame::page(ctx, ctx.t("decisions-edit"));
    let home = format!("{HOME}/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /decisions/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let is_public = if one.row.is_public { "yes" } else { "no" };
    let content = one.content.clone();
    let mut values = vec![
        ("number".to_owned(), content.number),
        ("text".to_owned(), content.text),
        ("responsible".to_owned(), content.responsible),
        ("source".to_owned(), content.source),
        ("public".to_owned(), is_public.to_owned()),
    ];
    values.extend(day_values("taken", Some(one.row.taken_on)));
    values.extend(day_values("due", one.row.due_on));
    edit_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /decisions/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let new = typed(&mut form, app.today());
    let why = form.required("why", TEXT);
    if new.as_ref().is_some_and(|new| form.ok() && register::changed(&one, new).is_empty()) {
        form.wrong("why", "decisions-wrong-same");
    }
    let (Some(new), true) = (new, form.ok()) else { return edit_shown(&ctx, &one, &form) };
    let home = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let number = (new.content.number.as_str(), new.taken_on);
    if register::is_taken(&tx, &one.row.body, number, Some(id)).await? {
        tx.rollback().await;
        form.wrong("number", "decisions-wrong-taken");
        return edit_shown(&ctx, &one, &form);
    }
    let version = form.version_or(one.row.version);
    register::correct(&tx, &one, &new, (why, version)).await?;
    tx.audit(Entry::write("decision-corrected", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("decisions-saved")))
}
