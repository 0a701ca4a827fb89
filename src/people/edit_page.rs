//! What is known of a person is corrected; the name before is kept, two editors lose nothing.

use super::form::{self, PersonBoxes};
use super::person_page;
use super::store::{person, read, write};
use super::warning::alarms;
use super::{IdentifierKind, NewPerson, PROTECTED, PersonId, address, phone};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::DateField;

#[derive(Template)]
#[template(path = "people/edit.html")]
struct EditPage {
    page: ui::Page,
    action: String,
    drafts: String,
    back: String,
    version: i32,
    boxes: PersonBoxes,
    died: DateField,
    /// Protection can be ended by those only who may see the address.
    may_end_protection: bool,
}

fn draw(
    ctx: &Ctx,
    (row, alarms): (&person::Model, Vec<String>),
    form: &Form,
    differences: Vec<String>,
) -> EditPage {
    let path = format!("/people/{}", row.id);
    let mut page = ctx.page(ctx.t("people-edit-title"));
    page.alarms = alarms;
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/people"), ctx.t("people-title")),
        ui::Link::new(ctx.url(&path), person_page::name_of(row)),
        ui::Link::new("", ctx.t("people-edit-title")),
    ];
    let typed = form.version();
    EditPage {
        page,
        action: ctx.url(&format!("{path}/edit")),
        drafts: ctx.url("/drafts"),
        back: ctx.url(&path),
        version: if typed > 0 { typed } else { row.version },
        boxes: PersonBoxes::new(form, ctx.lang, differences),
        died: form.date_field("died"),
        may_end_protection: !row.is_protected || ctx.actor.may(PROTECTED),
    }
}

/// `GET /people/{id}/edit`: the form with what is known.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let fresh = Form::filled(ctx.lang, form::values(&row, read::note(&tx, &row)?));
    let form = ctx.draft(&tx, fresh).await?;
    let alarms = alarms(&tx, id, ctx.lang).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    html(&draw(&ctx, (&row, alarms), &form, Vec::new()))
}

/// `POST /people/{id}/edit`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut new = form::read(&mut form, app.today());
    let died_on = form.day_optional("died");
    let too_early = |day: Day| new.birth_day.is_some_and(|birth| day < birth);
    if died_on.is_some_and(|day| day > app.today() || too_early(day)) {
        form.wrong("died", "people-died-impossible");
    }
    let tx = app.db.read(&ctx.actor).await?;
    let old = read::person(&tx, id).await?;
    let numbers = read::identifiers(&tx, &[id]).await?;
    let alarms = alarms(&tx, id, ctx.lang).await?;
    tx.rollback().await;
    // Who may not see the address cannot open it to all by taking the protection away.
    new.is_protected |= old.is_protected && !ctx.actor.may(PROTECTED);
    let egn = numbers.iter().find(|(_, number)| number.kind == IdentifierKind::Egn);
    let differences = match egn {
        Some((_, egn)) => form::compare_with_egn(&mut new, &egn.value, ctx.lang),
        None => Vec::new(),
    };
    if !differences.is_empty() && form.get("confirm-egn") != "yes" {
        form.wrong("confirm-egn", "people-egn-confirm-needed");
    }
    if !form.ok() {
        return again(&draw(&ctx, (&old, alarms), &form, differences));
    }
    let path = format!("/people/{id}");
    match store(&app, &ctx, &form, (id, &new, died_on)).await {
        Ok(()) => Ok(see(&ctx, &path, Some("people-corrected"))),
        Err(StoreError::Conflict) => conflict(&app, &ctx, id, (&new, died_on)).await,
        Err(e) => Err(e.into()),
    }
}

async fn store(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    (id, new, died_on): (PersonId, &NewPerson, Option<Day>),
) -> Result<(), StoreError> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let old = read::person(&tx, id).await?;
    write::correct_person(&tx, &old, form.version(), (new, died_on)).await?;
    if old.is_protected != new.is_protected {
        address::protect(&tx, id, new.is_protected).await?;
    }
    for kind in happened(&old, new, died_on) {
        tx.event(Event { kind, person: Some(id.0), ..Event::default() }).await?;
    }
    ctx.drop_draft(&tx, &format!("{path}/edit")).await?;
    tx.commit().await
}

/// What the timeline tells of a correction.
fn happened(old: &person::Model, new: &NewPerson, died_on: Option<Day>) -> Vec<&'static str> {
    let mut kinds = Vec::new();
    if old.died_on.is_none() && died_on.is_some() {
        kinds.push("person-died");
    }
    match (old.is_protected, new.is_protected) {
        (false, true) => kinds.push("address-protected"),
        (true, false) => kinds.push("address-unprotected"),
        _ => {}
    }
    if kinds.is_empty() {
        kinds.push("person-corrected");
    }
    kinds
}

/// Both versions, field by field.
async fn conflict(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    (mine, died_on): (&NewPerson, Option<Day>),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let compared = compared(&tx, ctx, id, (mine, died_on)).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Err(Problem::Conflict(compared))
}

async fn compared(
    tx: &Tx,
    ctx: &Ctx,
    id: PersonId,
    (mine, died_on): (&NewPerson, Option<Day>),
) -> Result<Vec<Compared>, StoreError> {
    let theirs = read::person(tx, id).await?;
    let note = read::note(tx, &theirs)?;
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let word = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => ctx.t(&format!("{prefix}-{code}")).into_owned(),
    };
    let words = |codes: &str| {
        let list = codes.split(',').map(|code| word("people-need", code));
        list.collect::<Vec<_>>().join(", ")
    };
    let latin = write::latin_name(mine.latin.as_deref(), &mine.full_name());
    let yes = |yes: bool| ctx.t(if yes { "ui-yes" } else { "ui-no" }).into_owned();
    let mine_phone = phone::normal(&mine.phone);
    let fields = [
        ("people-given", mine.given.clone(), theirs.given),
        ("people-middle", mine.middle.clone(), theirs.middle),
        ("people-family", mine.family.clone(), theirs.family),
        ("people-latin", latin, theirs.latin),
        ("people-birth", day(mine.birth_day), day(theirs.birth_day)),
        ("people-sex", word("people-sex", &mine.sex), word("people-sex", &theirs.sex)),
        ("people-phone", mine_phone, theirs.phone),
        ("people-email", mine.email.clone(), theirs.email),
        (
            "people-language",
            word("people-language", &mine.language),
            word("people-language", &theirs.language),
        ),
        ("people-needs", words(&mine.needs), words(&theirs.needs)),
        ("people-note", mine.note.clone(), note),
        ("people-protection", yes(mine.is_protected), yes(theirs.is_protected)),
        ("people-died", day(died_on), day(theirs.died_on)),
    ];
    let differ = fields.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    Ok(differ
        .map(|(key, mine, theirs)| Compared { label: ctx.t(key).into_owned(), mine, theirs })
        .collect())
}
