//! Who is not competent forwards the file at once, with a letter (чл. 31, ал. 2 АПК), or shows the
//! person the way to the provider.

use super::case::{Facts, Move, State, next};
use super::document::{self, NewDocument};
use super::load::{self, Short, refused};
use super::moves::put_state;
use super::store::hand_over as row;
use super::view::{choices, chosen, frame, numbered, path};
use super::{CaseId, DocumentId, letter, paper};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use sea_orm::Set;
use ui::Choice;

/// How a file travels.
const CHANNELS: [&str; 4] = ["ssev", "email", "courier", "in_person"];

#[derive(Template)]
#[template(path = "referral/hand_over.html")]
struct HandOverPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    version: i32,
    channels: Vec<Choice>,
    what: String,
    title: String,
    steps: Vec<String>,
    articles: String,
    is_urgent: bool,
    is_late: bool,
}

fn hand_over_page(app: &App, ctx: &Ctx, short: &Short, form: Form) -> HandOverPage {
    let mut page = frame(ctx, short, "referral-hand-over-title");
    page.errors = form.errors();
    HandOverPage {
        page,
        action: ctx.url(&path(short.case.id, "/hand-over")),
        cancel: ctx.url(&path(short.case.id, "")),
        version: short.case.version,
        channels: choices(ctx, &CHANNELS, form.get("channel"), |c| format!("referral-sent-{c}")),
        what: ctx.t(&format!("referral-hand-over-{}", short.state.code())).into_owned(),
        title: short.decision.title.clone(),
        steps: short.decision.derivation.clone(),
        articles: short.decision.articles.join(", "),
        is_urgent: short.is_urgent(),
        is_late: short.case.next_on.is_some_and(|on| on < app.today()),
        form,
    }
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    next(short.state, Move::HandOver, &Facts::default()).map_err(refused)?;
    let settings = Settings::of(&ctx.municipality);
    let mut values = day_values("handed_on", Some(tx.today()));
    values.push(("receiver".into(), letter::receiver(&settings, &short)));
    let address =
        if short.state == State::HandOverToDsp { settings.dsp.address } else { String::new() };
    values.push(("address".into(), address));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    tx.commit().await?;
    html(&hand_over_page(&app, &ctx, &short, form))
}

pub async fn hand_over(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let receiver = form.required("receiver", 300);
    let address = form.optional("address", 300);
    let channel = chosen(&mut form, "channel", &CHANNELS);
    let note = form.optional("note", 4_000);
    let handed_on = form.day("handed_on");
    if handed_on.is_some_and(|on| on > app.today()) {
        form.wrong("handed_on", "referral-refused-future");
    }
    let (Some(handed_on), true) = (handed_on, form.ok()) else {
        let mut tx = app.db.read(&ctx.actor).await?;
        let short = load::short(&tx, id).await?;
        next(short.state, Move::HandOver, &Facts::default()).map_err(refused)?;
        tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
        tx.commit().await?;
        return again(&hand_over_page(&app, &ctx, &short, form));
    };
    let verify = crate::people::verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let short = load::short(&tx, id).await?;
    let after = next(short.state, Move::HandOver, &Facts::default()).map_err(refused)?;
    let late = short.case.next_on.is_some_and(|on| on < handed_on);
    let lines = [receiver.clone(), address].into_iter().filter(|line| !line.is_empty()).collect();
    let document = write_letter(&mut tx, &ctx, (&short, verify), (lines, &note)).await?;
    let kept = row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(tx.new_id()),
        case_id: Set(id),
        receiver: Set(receiver.clone()),
        channel: Set(channel),
        handed_on: Set(handed_on),
        late: Set(late),
        document_id: Set(Some(document)),
        account_id: Set(tx.actor().account),
    };
    tx.insert(kept).await?;
    tx.event(Event {
        kind: "case-handed-over",
        person: Some(short.case.person_id.0),
        case: Some(id.0),
        data: vec![
            ("receiver", receiver),
            ("day", handed_on.bg()),
            ("late", if late { "yes" } else { "no" }.to_owned()),
        ],
    })
    .await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &short.case, after).await?;
    ctx.drop_draft(&tx, &path(id, "/hand-over")).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-handed-done")))
}

async fn write_letter(
    tx: &mut Tx,
    ctx: &Ctx,
    (short, verify): (&Short, String),
    (receiver, note): (Vec<String>, &str),
) -> Result<DocumentId, StoreError> {
    let settings = Settings::of(&ctx.municipality);
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("letter", year).await?;
    let written = numbered(&settings.numbers.letter, year, number);
    let mut data = paper::base(&settings, &ctx.municipality, &written, tx.today());
    let wish = load::wish(tx, &short.case).await?;
    let letter = letter::Letter { receiver, short, wish: wish.as_ref(), note };
    letter::fill(tx, &mut data, &settings, &letter).await?;
    let direct = short.state == State::DirectToProvider;
    let document = NewDocument {
        case: short.case.id,
        kind: if direct { "direction" } else { "letter" },
        register: "letter",
        number: (year, number),
        title: paper::bg_with("referral-letter-title", "number", &written),
        data,
        verify,
    };
    document::insert(tx, document).await
}
