//! Who agreed to be named and asked again: the list, and taking a consent back.

use super::content::Contact;
use super::frame;
use super::sheet;
use super::study::{self, Study};
use super::study_page::{above, home};
use super::table::{Cell, Line, Part, Thing};
use super::{ContactId, StudyId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};

fn line(ctx: &Ctx, study: StudyId, (id, one): &(ContactId, Contact)) -> Line {
    let href = ctx.url(&format!("{}/withdraw?contact={id}", home(study)));
    let on: Option<Day> = one.on.parse().ok();
    let cells = vec![
        Cell::new(one.name.clone()),
        Cell::new(one.reached.clone()),
        Cell::day(on),
        Cell::new(one.consent.clone()),
    ];
    Line { href, cells, ..Line::default() }
}

/// `GET /studies/{id}/contacts`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one: Study = study::study(&tx, id).await?;
    let all = sheet::contacts(&tx, id).await?;
    tx.audit(Entry::read("study-contacts", id.0));
    tx.commit().await?;
    let page = frame::page(&ctx, ctx.t("studies-contacts"), &above(&one));
    let mut thing = Thing::new(page, ctx.t("studies-contacts"));
    thing.warnings.push(ctx.t("studies-contacts-lead").into_owned());
    let lines = all.iter().map(|one| line(&ctx, id, one)).collect();
    let columns = ["name", "reached", "day", "consent"];
    thing.parts.push(Part::new(&ctx, "studies-contacts", &columns, lines));
    thing.shown()
}

fn shown(ctx: &Ctx, form: &Form, one: &Study) -> Result<Response, Problem> {
    let act = Act::new("studies-withdraw", "/withdraw", "studies-withdraw")
        .lead(ctx.t("studies-withdraw-lead"))
        .hidden(form, "contact")
        .grave();
    let page = frame::page(ctx, ctx.t("studies-withdraw"), &above(one));
    act.shown(ctx, Around { page, home: home(one.row.id), version: 0 }, form)
}

/// `GET /studies/{id}/withdraw?contact=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    tx.audit(Entry::read("study-contacts", id.0));
    tx.commit().await?;
    shown(&ctx, &Form::filled(ctx.lang, [("contact", form.get("contact"))]), &one)
}

/// `POST /studies/{id}/withdraw`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let contact: Option<ContactId> = form.parsed("contact", "form-choose");
    let Some(contact) = contact else {
        tx.audit(Entry::refused("study-contact"));
        tx.commit().await?;
        return shown(&ctx, &form, &one);
    };
    let there = format!("{}/contacts", home(id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    sheet::withdraw(&mut tx, (id, contact)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("studies-done")))
}
