//! The form by which an hour is booked: who comes, how they are reached, what for.

use super::frame::{HOME, OWN, clock, day_words};
use super::reserve::{self, New, grouped};
use super::{point, times};
use crate::app::App;
use crate::municipality::ServicePointId;
use crate::reception::{self, SubjectId, When};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Lang};

/// The longest name, telephone, address.
const LINE: usize = 100;

#[derive(Template)]
#[template(path = "booking/book.html")]
struct BookPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    when: String,
    place: String,
    is_free: bool,
    subjects: Vec<Choice>,
}

fn slot_of(form: &Form) -> Option<Instant> {
    form.get("slot").parse().ok().map(Instant)
}

/// The hour that was chosen, while it is free.
async fn chosen(
    app: &App,
    tx: &Tx,
    (id, form): (ServicePointId, &Form),
) -> Result<Option<When>, StoreError> {
    let Some(at) = slot_of(form) else { return Ok(None) };
    let law = app.law(tx.municipality());
    let hours = times::hours((tx, &law), id, (at.day(), at.day()), None).await?;
    Ok(hours.into_iter().find(|one| one.at == at))
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &Tx,
    (id, form): (ServicePointId, Form),
) -> Result<BookPage, Problem> {
    let point = point::open_point(tx, id).await?;
    let is_free = chosen(app, tx, (id, &form)).await?.is_some();
    let subjects = reception::offered_subjects(tx).await?;
    let named = |(id, bg, en): (SubjectId, String, String)| {
        let words = if ctx.lang == Lang::En && !en.is_empty() { en } else { bg };
        Choice::new(id.to_string(), words).checked(form.get("subject") == id.to_string())
    };
    let when = slot_of(&form);
    let when = when.map(|at| format!("{}, {}", day_words(ctx.lang, at), clock(at)));
    let here = ctx.url(&format!("{HOME}/points/{id}"));
    let mut page = ctx.public_page(ctx.t("booking-book-title"));
    page.errors = form.errors();
    Ok(BookPage {
        page,
        action: format!("{here}/new"),
        back: here,
        when: when.unwrap_or_default(),
        place: format!("{}, {}", point.place.name, point.place.address),
        is_free,
        subjects: subjects.into_iter().map(named).collect(),
        form,
    })
}

/// `GET /book/points/{id}/new?slot=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    asked: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let form = Form::filled(ctx.lang, [("slot", asked.get("slot"))]);
    let page = draw((&app, &ctx), &tx, (id, form)).await?;
    tx.rollback().await;
    html(&page)
}

/// The page again: what is wrong beside its box, everything typed kept.
async fn refused(
    (app, ctx): (&App, &Ctx),
    mut tx: Tx,
    (id, form): (ServicePointId, Form),
) -> Result<Response, Problem> {
    let page = draw((app, ctx), &tx, (id, form)).await?;
    tx.audit(Entry::refused("booking"));
    tx.commit().await?;
    again(&page)
}

/// Who comes, as it was typed.
struct Typed {
    subject: Option<SubjectId>,
    name: String,
    phone: String,
    email: String,
}

fn typed(form: &mut Form, subjects: &[(SubjectId, String, String)]) -> Typed {
    let subject: Option<SubjectId> = form.parsed("subject", "form-choose");
    let known = subject.filter(|id| subjects.iter().any(|(one, ..)| one == id));
    if known.is_none() {
        form.wrong("subject", "form-choose");
    }
    let name = form.required("name", LINE);
    let phone = form.optional("phone", LINE);
    let email = form.optional("email", LINE);
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if phone.is_empty() && email.is_empty() {
        form.wrong("phone", "booking-wrong-contact");
    } else if !phone.is_empty() && digits < 6 {
        form.wrong("phone", "booking-wrong-phone");
    }
    if !email.is_empty() && !Mailer::is_address(&email) {
        form.wrong("email", "booking-wrong-email");
    }
    Typed { subject: known, name, phone, email }
}

/// What messages say besides: the code, and where it is used.
fn more(app: &App, ctx: &Ctx, (headers, code): (&HeaderMap, &str)) -> String {
    let page = format!("{}{}", app.kit.origin(headers), ctx.url(OWN));
    let args = [("code", grouped(code)), ("page", page)];
    ui::text::text_args(Lang::Bg, "booking-mail-more", &args).into_owned()
}

/// Why an hour is not booked now: the box and the key of the words.
async fn hindered(
    app: &App,
    tx: &Tx,
    (ctx, id, typed): (&Ctx, ServicePointId, &Typed),
) -> Result<Option<(&'static str, &'static str)>, StoreError> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) || reserve::is_full(tx).await? {
        return Ok(Some(("name", "booking-wrong-full")));
    }
    let point = point::open_point(tx, id).await?;
    let contact = reserve::contact_code(tx, &typed.phone, &typed.email)?;
    let most = usize::try_from(point.most_per_contact).unwrap_or(1);
    let has = reserve::ahead(tx, &contact).await?;
    let field = if typed.phone.is_empty() { "email" } else { "phone" };
    Ok((has >= most).then_some((field, "booking-wrong-many")))
}

/// Books the hour; `false`, and nothing written, when somebody was quicker.
async fn is_made(app: &App, mut tx: Tx, new: New) -> Result<bool, StoreError> {
    match reserve::book(app, &mut tx, new).await {
        Ok(_) => tx.commit().await.map(|()| true),
        // What the database refused is undone as a whole.
        Err(StoreError::Duplicate(_)) => {
            tx.rollback().await;
            Ok(false)
        }
        Err(other) => Err(other),
    }
}

/// `POST /book/points/{id}/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let key = form.key();
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let subjects = reception::offered_subjects(&tx).await?;
    let typed = typed(&mut form, &subjects);
    let code = reserve::code_of(&tx, &key.0)?;
    let there = format!("{OWN}/{code}");
    // Who sends the form twice is led to the same hour: its key makes the same code.
    match reserve::behind(&tx, &code).await {
        Ok(_) => {
            tx.audit(Entry::refused("booking"));
            tx.commit().await?;
            return Ok(see(&ctx, &there, None));
        }
        Err(Problem::NotFound) => {}
        Err(other) => return Err(other),
    }
    let when = chosen(&app, &tx, (id, &form)).await?;
    if when.is_none() {
        form.wrong("slot", "booking-wrong-taken");
    }
    if form.ok()
        && let Some((field, words)) = hindered(&app, &tx, (&ctx, id, &typed)).await?
    {
        form.wrong(field, words);
    }
    let (Some(when), Some(subject), true) = (when, typed.subject, form.ok()) else {
        return refused((&app, &ctx), tx, (id, form)).await;
    };
    // The place noted holds no code.
    tx.use_form(&key, &ctx.url(HOME)).await?;
    let more = more(&app, &ctx, (&headers, &code));
    let Typed { name, phone, email, .. } = typed;
    let new = New { when, subject, name, phone, email, code, more };
    if !is_made(&app, tx, new).await? {
        form.wrong("slot", "booking-wrong-taken");
        let tx = app.db.write(&ctx.nobody()).await?;
        return refused((&app, &ctx), tx, (id, form)).await;
    }
    // Whoever books many is stopped for an hour, as one who guesses.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    Ok(see(&ctx, &there, Some("booking-made")))
}
