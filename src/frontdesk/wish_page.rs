//! A registered wish: its number, what the law said, what comes next.

use super::moment::due_words;
use super::reference::{reference, words};
use super::terms::{self, Decision};
use super::urgent::{Source, waiting_of};
use super::wish::{case_of, number_text, wish, words_of};
use super::{WishId, foreign, store, wish_fields};
use crate::app::App;
use crate::forms::{Forms, Step};
use crate::{municipality, people, services};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Problem, html};
use law::Due;
use ui::Link;

#[derive(Template)]
#[template(path = "frontdesk/wish.html")]
struct WishPage {
    page: ui::Page,
    number: String,
    person: Link,
    decision: Decision,
    place: Option<String>,
    terms: Vec<Due>,
    rows: Vec<(String, String)>,
    words: String,
    extra: Vec<(String, String)>,
    missing: String,
    complete: Option<String>,
    urgent: Option<(String, String)>,
    signal: Option<String>,
    case: Option<String>,
    print: String,
    is_protocol: bool,
}

pub async fn wish_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<WishId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = wish(&tx, id).await?;
    let head = people::head(&tx, row.person_id).await?;
    let warnings = people::warnings_now(&tx, row.person_id).await?;
    let case = case_of(&tx, id).await?;
    let (case, decision) = case.map_or((None, Decision::default()), |(id, d)| (Some(id), d));
    let place = match &decision.municipality {
        Some(code) => foreign::place(&tx, code).await?.map(|place| place.name),
        None => None,
    };
    let urgent = waiting_of(&tx, Source::Wish(id)).await?.then(|| {
        let (late, _) = due_words(&ctx, row.registered_at.day(), tx.today());
        (ctx.url(&format!("/wishes/{id}/urgent")), late)
    });
    let rows = rows_of(&ctx, &tx, &row).await?;
    let words = words_of(&tx, &row)?;
    let (own, extra) = wish_fields::of_wish(&tx, &Forms::load(&tx).await?, &row).await?;
    let may_complete = !own.is_empty() && ctx.actor.may(super::WRITE);
    tx.audit(Entry::read("wish", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let number = number_text(&ctx, row.year, row.number);
    let terms = terms::terms(&app.law(ctx.actor.municipality), &decision, row.stated_on)
        .map_err(Problem::internal)?;
    let protocol = reference().wish_form.iter().any(|form| form.id == row.channel && form.protocol);
    let mut page = ctx.page(format!("{} {number}", ctx.t("frontdesk-wish")));
    page.alarms = people::alarm_lines(&warnings, ctx.lang);
    html(&WishPage {
        page,
        number,
        person: Link::new(ctx.url(&format!("/people/{}", head.id)), head.name),
        decision,
        place,
        terms,
        rows,
        words,
        extra: own.shown(&extra, ctx.lang),
        missing: own.missing(&extra, Step::Sign, ctx.lang).join("; "),
        complete: may_complete.then(|| ctx.url(&format!("/wishes/{id}/fields"))),
        urgent,
        signal: row.signal_id.map(|id| ctx.url(&format!("/signals/{id}"))),
        case: case.map(|id| ctx.url(&format!("/referrals/{id}"))),
        print: ctx.url(&format!("/wishes/{id}/print")),
        is_protocol: protocol,
    })
}

/// What was registered, as pairs of label and value.
async fn rows_of(
    ctx: &Ctx,
    tx: &Tx,
    row: &store::wish::Model,
) -> Result<Vec<(String, String)>, StoreError> {
    let service = services::service(tx, row.service_id).await?;
    let point = match row.service_point_id {
        Some(id) => municipality::service_point(tx, id).await?.name,
        None => String::new(),
    };
    let whose = (row.person_id, row.stated_on);
    let speaker = foreign::representative(tx, whose, row.representative_id).await?;
    let rows = [
        ("frontdesk-wish-service", service.name),
        ("frontdesk-wish-provider", service.provider),
        ("frontdesk-wish-stated", row.stated_at.bg()),
        ("frontdesk-wish-registered", row.registered_at.bg()),
        ("frontdesk-wish-channel", words(&reference().wish_form, &row.channel, ctx.lang)),
        ("frontdesk-contact-point", point),
        ("frontdesk-wish-representative", speaker.map(|r| r.name).unwrap_or_default()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect())
}
