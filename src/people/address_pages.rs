//! A new address, and the correction of one that was written down wrong.

use super::address::{self, AddressKind, Refusal};
use super::form::{self, PlaceBoxes};
use super::person_page::Bar;
use super::place::{Pick, pick};
use super::store::read;
use super::store::write::Place;
use super::{PROTECTED, PersonId, addresses, head};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::{Day, decode_id};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::{Choice, DateField, Field};

#[derive(Template)]
#[template(path = "people/address.html")]
struct AddressPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    version: i32,
    /// None when an address is corrected: its kind stays.
    kind: Option<(Field, Vec<Choice>)>,
    place: PlaceBoxes,
    from: DateField,
    from_hint: String,
}

/// Which address a form is about.
#[derive(Clone, Copy)]
enum What {
    New,
    Correction(i64),
}

impl What {
    fn path(self, id: PersonId) -> String {
        match self {
            What::New => format!("/people/{id}/addresses/new"),
            What::Correction(row) => {
                format!("/people/{id}/addresses/{}", kit::types::encode_id(row))
            }
        }
    }
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, what): (PersonId, What),
    form: &Form,
    choices: Vec<Choice>,
) -> Result<AddressPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, ctx, &row, "/addresses").await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let is_new = matches!(what, What::New);
    let title = if is_new { "people-address-new" } else { "people-address-correct-title" };
    let mut page = ctx.page(ctx.t(title));
    page.errors = form.errors();
    let kinds = AddressKind::ALL.map(|kind| Choice::new(kind.code(), ctx.t(kind.text_key())));
    let hint = if is_new { "people-address-from-hint" } else { "people-address-from-hint-old" };
    Ok(AddressPage {
        page,
        bar,
        action: ctx.url(&what.path(id)),
        back: ctx.url(&format!("/people/{id}")),
        version: if form.version() > 0 { form.version() } else { row.version },
        kind: is_new.then(|| (form.field("kind"), kinds.to_vec())),
        place: PlaceBoxes::new(form, "address", choices, &ctx.url("/people/places")),
        from: form.date_field("from"),
        from_hint: ctx.t(hint).into_owned(),
    })
}

/// `GET /people/{id}/addresses/new`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut values = day_values("from", Some(app.today()));
    values.push(("kind".into(), AddressKind::Present.code().into()));
    let fresh = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, (id, What::New), &fresh, Vec::new()).await?)
}

/// What the form says, when nothing is wrong with it.
struct Typed {
    pick: Pick,
    line: String,
    from: Option<Day>,
}

async fn typed(app: &App, ctx: &Ctx, form: &mut Form) -> Result<Typed, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let pick = pick(&tx, form, "address", &ctx.municipality.code).await?;
    tx.rollback().await;
    if pick == Pick::Nothing {
        form.wrong("address-place", "people-place-required");
    }
    let line = form::read_address(form, "address", &pick).map(|(_, line)| line);
    let from = form.day_optional("from");
    if from.is_some_and(|day| day > app.today()) {
        form.wrong("from", "people-address-future");
    }
    Ok(Typed { pick, line: line.unwrap_or_default(), from })
}

/// `POST /people/{id}/addresses/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some(kind) = AddressKind::from_code(form.get("kind")) else {
        form.wrong("kind", "form-choose");
        return again(&draw(&app, &ctx, (id, What::New), &form, Vec::new()).await?);
    };
    let typed = typed(&app, &ctx, &mut form).await?;
    if typed.from.is_none() {
        form.wrong("from", "form-day-required");
    }
    let from = typed.from.unwrap_or(app.today());
    if !form.ok() {
        let choices = typed.pick.choices();
        return again(&draw(&app, &ctx, (id, What::New), &form, choices).await?);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let mut person = head(&tx, id).await?;
    person.version = form.version();
    let ekatte = typed.pick.ekatte().unwrap_or_default();
    let place = Place { ekatte, line: &typed.line, is_protected: person.is_protected };
    let refusal = match address::move_to(&mut tx, &person, (kind, from), place).await {
        Ok(Ok(())) => {
            tx.commit().await?;
            return Ok(see(&ctx, &path, Some("people-address-added")));
        }
        Ok(Err(refusal)) => refusal,
        Err(e) => return Err(conflict(&app, &ctx, (id, &typed), e).await),
    };
    tx.rollback().await;
    form.wrong("from", refusal_key(refusal));
    again(&draw(&app, &ctx, (id, What::New), &form, Vec::new()).await?)
}

fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::SameDay => "people-address-same-day",
        Refusal::Overlaps => "people-address-overlaps",
    }
}

/// Somebody changed the addresses meanwhile: what was typed beside what is saved now.
async fn conflict(app: &App, ctx: &Ctx, (id, typed): (PersonId, &Typed), e: StoreError) -> Problem {
    if !matches!(e, StoreError::Conflict) {
        return e.into();
    }
    let now = async {
        let tx = app.db.read(&ctx.actor).await?;
        let list = addresses(&tx, id, ctx.actor.may(PROTECTED)).await?;
        tx.rollback().await;
        Ok::<_, StoreError>(list)
    };
    let list = match now.await {
        Ok(list) => list,
        Err(e) => return e.into(),
    };
    let place = match &typed.pick {
        Pick::One(settlement) => settlement.full_label(),
        _ => String::new(),
    };
    let mine = [place.as_str(), typed.line.as_str()].join(", ");
    let held = list.into_iter().filter(|address| address.holds_on(app.today()));
    let compared = held.map(|address| Compared {
        label: ctx.t(address.kind.text_key()).into_owned(),
        mine: mine.clone(),
        theirs: address.text(),
    });
    Problem::Conflict(compared.collect())
}

/// The address of the path `{id}/addresses/{address}`; one that the asker may not see is not there.
async fn of_path(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    text: &str,
) -> Result<address::Address, Problem> {
    let row = decode_id(text).ok_or(Problem::NotFound)?;
    let tx = app.db.read(&ctx.actor).await?;
    let list = addresses(&tx, id, ctx.actor.may(PROTECTED)).await?;
    tx.rollback().await;
    let found = list.into_iter().find(|a| a.id == row && !a.is_mistake && !a.is_hidden);
    found.ok_or(Problem::NotFound)
}

/// `GET /people/{id}/addresses/{address}`.
pub async fn correct_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, row)): Path<(String, PersonId, String)>,
) -> Result<Response, Problem> {
    let old = of_path(&app, &ctx, id, &row).await?;
    let place = old.settlement.as_ref().map(|s| s.full_label()).unwrap_or_default();
    let ekatte = old.settlement.as_ref().map(|s| s.ekatte.clone()).unwrap_or_default();
    let mut values = day_values("from", old.known_from());
    values.push(("address-for".into(), place.clone()));
    values.push(("address-place".into(), place.clone()));
    values.push(("address-ekatte".into(), ekatte.clone()));
    values.push(("address-line".into(), old.line.clone()));
    let choices = match &old.settlement {
        Some(_) => vec![Choice::new(ekatte, place)],
        None => Vec::new(),
    };
    let fresh = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, (id, What::Correction(old.id)), &fresh, choices).await?)
}

/// `POST /people/{id}/addresses/{address}`: the old row stays as a mistake.
pub async fn correct(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, row)): Path<(String, PersonId, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let path = format!("/people/{id}");
    let old = match of_path(&app, &ctx, id, &row).await {
        Ok(old) => old,
        Err(e) => {
            // Sent twice: the row was corrected by the first one.
            super::new_page::refuse_used(&app, &ctx, &form).await?;
            return Err(e);
        }
    };
    let what = What::Correction(old.id);
    let typed = typed(&app, &ctx, &mut form).await?;
    if !form.ok() {
        return again(&draw(&app, &ctx, (id, what), &form, typed.pick.choices()).await?);
    }
    let from = typed.from.unwrap_or(super::SINCE_UNKNOWN);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let mut person = head(&tx, id).await?;
    person.version = form.version();
    let ekatte = typed.pick.ekatte().unwrap_or_default();
    let place = Place { ekatte, line: &typed.line, is_protected: person.is_protected };
    let refusal = match address::correct(&mut tx, &person, (old.id, from), place).await {
        Ok(Ok(())) => {
            tx.commit().await?;
            return Ok(see(&ctx, &path, Some("people-address-corrected")));
        }
        Ok(Err(refusal)) => refusal,
        Err(e) => return Err(conflict(&app, &ctx, (id, &typed), e).await),
    };
    tx.rollback().await;
    form.wrong("from", refusal_key(refusal));
    again(&draw(&app, &ctx, (id, what), &form, Vec::new()).await?)
}
