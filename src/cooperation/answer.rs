//! The end of a request: the answer, a refusal, forwarding, a withdrawal; and the reminder before
//! it.

use super::course::{OUTCOMES, term};
use super::frame::{self, NUMBER, Press, asked_path, day};
use super::institution::{offered, picked};
use super::load::{self, Inquiry, Institution};
use super::paper::{self, Subject};
use super::request::{self, Ended, IN, OUT};
use super::{InquiryId, InstitutionId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::Law;

/// The longest answer.
pub const ANSWER: usize = 10_000;

/// A request that is not answered yet, and the institutions.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub(super) async fn open(
    app: &App,
    ctx: &Ctx,
    id: InquiryId,
) -> Result<(Inquiry, Vec<Institution>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::request(&tx, id).await?;
    let all = load::institutions(&tx).await?;
    tx.audit(Entry::read("cooperation-request", id.0).about(one.row.person_id.map(|id| id.0)));
    tx.commit().await?;
    match one.row.answered_on {
        None => Ok((one, all)),
        Some(_) => Err(Problem::Impossible("cooperation-refused-answered")),
    }
}

fn end_shown(
    ctx: &Ctx,
    (one, all): (&Inquiry, &[Institution]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let is_out = one.row.direction == OUT;
    let label = ctx.t("cooperation-forwarded-to").into_owned();
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let (lead, number) = match is_out {
        true => ("cooperation-end-lead", "cooperation-their-number"),
        false => ("cooperation-end-lead-in", "cooperation-our-number"),
    };
    let act = Act::new("cooperation-end", "/end", "ui-save")
        .lead(ctx.t(lead))
        .facts(vec![
            fact("cooperation-question", one.content.question.clone()),
            fact("cooperation-column-due", one.row.due_on.bg()),
        ])
        .one(both, "outcome", ("cooperation-how-ended", &OUTCOMES), |code| {
            format!("cooperation-outcome-{code}")
        })
        .day(both, "on", ("cooperation-column-day", String::new()))
        .line(both, "number", number)
        .area(both, "text", ("cooperation-answer", "cooperation-answer-hint"))
        .choice(both, "to", (label, offered(all, None)));
    let title = ctx.ta("cooperation-inquiry", &[("number", one.number())]);
    let page = frame::top_page(ctx, ("/requests", "cooperation-requests"), title);
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home: asked_path(one.row.id, ""), version }, form)
}

/// `GET /cooperation/inquiries/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
) -> Result<Response, Problem> {
    let (one, all) = open(&app, &ctx, id).await?;
    let mut values = vec![("outcome".to_owned(), OUTCOMES[0].to_owned())];
    values.extend(day_values("on", Some(app.today())));
    end_shown(&ctx, (&one, &all), &Form::filled(ctx.lang, values))
}

/// What was typed of the end of a request.
fn ended(form: &mut Form, (one, all): (&Inquiry, &[Institution]), today: Day) -> Option<Ended> {
    let outcome = chosen(form, "outcome", &OUTCOMES);
    let on = form.day("on");
    let number = form.optional("number", NUMBER);
    let text = form.required("text", ANSWER);
    let to: Option<InstitutionId> = match outcome == "forwarded" {
        true => picked(form, "to", all),
        false => None,
    };
    let on = on.filter(|_| form.ok())?;
    let ended = Ended { outcome, on, to, number, text };
    for (field, key) in request::wrong(one, &ended, today) {
        form.wrong(field, key);
    }
    form.ok().then_some(ended)
}

/// Ends a request; our answer and our new request are letters too. Gives the request that goes on.
///
/// # Errors
/// When somebody saved meanwhile, or the database refuses.
pub async fn finish(
    tx: &mut Tx,
    law: &Law,
    (one, ended, version): (&Inquiry, &Ended, i32),
    press: &Press,
) -> Result<Option<InquiryId>, Problem> {
    let term = term(law, ended.on).map_err(Problem::internal)?;
    let made = request::ended(tx, one, (ended, term.proposed), version).await?;
    if let Some(made) = made {
        paper::add(tx, ("request", press), Subject::Inquiry(made)).await?;
    }
    if one.row.direction == IN && ended.outcome != "withdrawn" {
        paper::add(tx, ("answer", press), Subject::Inquiry(one.row.id)).await?;
    }
    Ok(made)
}

/// `POST /cooperation/inquiries/{id}/end`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let (one, all) = open(&app, &ctx, id).await?;
    let Some(ended) = ended(&mut form, (&one, &all), app.today()) else {
        return end_shown(&ctx, (&one, &all), &form);
    };
    let law = app.law(ctx.actor.municipality);
    let press = Press::here(&app, &ctx, &headers)?;
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&asked_path(id, ""))).await?;
    let made = finish(&mut tx, &law, (&one, &ended, version), &press).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asked_path(made.unwrap_or(id), ""), Some("cooperation-done")))
}

/// `POST /cooperation/inquiries/{id}/remind`: a letter that asks again.
pub async fn remind(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let (one, _) = open(&app, &ctx, id).await?;
    if one.row.direction != OUT {
        return Err(Problem::Impossible("cooperation-refused-remind"));
    }
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&asked_path(id, ""))).await?;
    request::reminded(&mut tx, &one, form.version_or(one.row.version)).await?;
    paper::add(&mut tx, ("reminder", &press), Subject::Inquiry(id)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &asked_path(id, ""), Some("cooperation-reminded")))
}

/// The days of a request in words, for its page.
#[must_use]
pub fn reminders(one: &Inquiry) -> String {
    one.content.reminders.iter().map(|on| day(Some(*on))).collect::<Vec<_>>().join(", ")
}
