//! How a placement ends: unpaid fees, the nine ends of a contract, giving up before one (чл. 41 ППЗСУ; чл. 102, ал. 2 ЗСУ).

use super::act::{Act, doing, done, opened, past_day, shown};
use super::course::{Facts, Move, State, next};
use super::load::{self, Short};
use super::moves::{Moved, broken, go, pays_to_state, refused, told};
use super::reasons::{self, Text};
use super::step::last_day;
use super::store::placement;
use super::{PlacementId, places, waiting};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, chosen, day_values};

/// The ends of a contract: the items of чл. 41 ППЗСУ in their order.
pub const GROUNDS: [&str; 9] = [
    "mutual",
    "expired",
    "died",
    "service_ended",
    "provider_ended",
    "notice",
    "reached",
    "impossible",
    "unpaid",
];

/// Why a placement is given up before a contract.
pub const GIVEN_UP: [&str; 5] = ["withdrawn", "died", "moved", "expired", "mistake"];

fn end_act(ctx: &Ctx, form: &Form, (short, texts): (&Short, &[Text])) -> Act {
    let boxes = (ctx, form);
    let owes = short.state == State::Arrears;
    let grounds: Vec<&str> =
        GROUNDS.iter().copied().filter(|code| owes || *code != "unpaid").collect();
    let act = Act::new("placement-end", "/end", "placement-end-button")
        .lead(ctx.t("placement-end-lead"))
        .one(boxes, "ground", ("placement-end-ground", &grounds), |code| {
            format!("placement-end-{code}")
        })
        .day(boxes, "notice", ("placement-notice-on", ctx.t("placement-notice-hint").into_owned()))
        .day(boxes, "on", ("placement-end-on", String::new()));
    let words = ("placement-end-reason", "placement-end-reason-hint");
    reasons::pick(act, boxes, texts).area(boxes, "reason", words)
}

fn may_end(short: &Short) -> Result<(), Problem> {
    let for_arrears = false;
    let facts = Facts { for_arrears, ..Facts::default() };
    next(short.state, Move::End, &facts).map_err(refused).map(|_| ())
}

/// `GET /placements/{id}/end`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    may_end(&short)?;
    let values = day_values("on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    let texts = reasons::offered(&app, &ctx, "end").await?;
    shown(&ctx, &short, end_act(&ctx, &form, (&short, &texts)), &form)
}

/// The first day on which a contract may end on a ground; none when the ground names no term.
async fn earliest(
    app: &App,
    tx: &Tx,
    (short, ground, notice): (&Short, &str, Option<Day>),
) -> Result<Option<Day>, Problem> {
    let law = app.law(tx.municipality());
    Ok(match ground {
        "expired" => load::contracts(tx, short.row.id).await?.pop().map(|row| row.until_on),
        "notice" => match notice {
            Some(day) => last_day(&law, "D22", day).map_err(broken)?,
            None => None,
        },
        // The last day of the month to pay is the person's.
        "unpaid" => short.row.next_on.map(|day| day.plus(1)),
        _ => None,
    })
}

/// `POST /placements/{id}/end`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    may_end(&short)?;
    let ground = chosen(&mut form, "ground", &GROUNDS);
    let notice = form.day_optional("notice");
    if ground == "notice" && notice.is_none() {
        form.wrong("notice", "placement-notice-needed");
    }
    let on = past_day(&mut form, app.today());
    let tx = app.db.read(&ctx.actor).await?;
    let first = earliest(&app, &tx, (&short, &ground, notice)).await?;
    let texts = reasons::of(&tx, "end").await?;
    tx.rollback().await;
    let end_reason = reasons::said_or_not(&mut form, &texts, ("reason", 5_000));
    if let (Some(on), Some(first)) = (on, first)
        && on < first
    {
        let message = ctx.ta("placement-end-early", &[("day", first.bg())]);
        form.wrong_text("on", message.into_owned());
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, end_act(&ctx, &form, (&short, &texts)), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    places::lock(&tx, row.service_id).await?;
    let for_arrears = ground == "unpaid" && short.state != State::Arrears;
    let facts = Facts { for_arrears, ..Facts::default() };
    let ended = Some((on, ground.clone()));
    let with = Moved { ended, end_reason, ..Moved::default() };
    go(&mut tx, &app, &row, (Move::End, &facts), with).await?;
    told(&mut tx, &row, "placement-ended", vec![("day", on.bg()), ("ground", ground)]).await?;
    done(tx, &ctx, id, "placement-end-done").await
}

fn unpaid_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("placement-unpaid", "/unpaid", "ui-save").lead(ctx.t("placement-unpaid-lead")).day(
        (ctx, form),
        "on",
        ("placement-unpaid-on", String::new()),
    )
}

fn pays(short: &Short) -> Facts {
    Facts { pays_state_fee: pays_to_state(&short.service), ..Facts::default() }
}

/// `GET /placements/{id}/unpaid`.
pub async fn unpaid_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    next(short.state, Move::Unpaid, &pays(&short)).map_err(refused)?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, unpaid_act(&ctx, &form), &form)
}

/// `POST /placements/{id}/unpaid`: three months are unpaid; a month to pay begins.
pub async fn unpaid(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    let facts = pays(&short);
    next(short.state, Move::Unpaid, &facts).map_err(refused)?;
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, unpaid_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let with = Moved { unpaid_on: Some(on), ..Moved::default() };
    go(&mut tx, &app, &row, (Move::Unpaid, &facts), with).await?;
    told(&mut tx, &row, "placement-unpaid", vec![("day", on.bg())]).await?;
    done(tx, &ctx, id, "placement-unpaid-done").await
}

/// `POST /placements/{id}/paid`.
pub async fn paid(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    go(&mut tx, &app, &row, (Move::Paid, &Facts::default()), Moved::default()).await?;
    told(&mut tx, &row, "placement-paid", Vec::new()).await?;
    done(tx, &ctx, id, "placement-paid-done").await
}

fn close_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-close", "/close", "placement-close-button")
        .lead(ctx.t("placement-close-lead"))
        .one(boxes, "ground", ("placement-close-ground", &GIVEN_UP), |code| {
            format!("placement-close-{code}")
        })
        .day(boxes, "on", ("placement-close-on", String::new()))
}

/// `GET /placements/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    next(short.state, Move::Close, &Facts::default()).map_err(refused)?;
    let values = day_values("on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &short, close_act(&ctx, &form), &form)
}

/// `POST /placements/{id}/close`.
pub async fn close(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    next(short.state, Move::Close, &Facts::default()).map_err(refused)?;
    let ground = chosen(&mut form, "ground", &GIVEN_UP);
    let on = past_day(&mut form, app.today());
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, close_act(&ctx, &form), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    places::lock(&tx, row.service_id).await?;
    give_up(&mut tx, &app, &row, (on, &ground)).await?;
    done(tx, &ctx, id, "placement-closed-done").await
}

/// A placement is given up before a contract; its place is free for the next.
///
/// # Errors
/// When it has a contract already, or somebody was quicker.
pub async fn give_up(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (on, ground): (Day, &str),
) -> Result<(), Problem> {
    waiting::given_up(tx, row).await?;
    let with = Moved { ended: Some((on, ground.to_owned())), ..Moved::default() };
    go(tx, app, row, (Move::Close, &Facts::default()), with).await?;
    told(tx, row, "placement-closed", vec![("ground", ground.to_owned())]).await?;
    Ok(())
}
