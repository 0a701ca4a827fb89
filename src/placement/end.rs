//! How a placement ends: unpaid fees, the nine ends of a contract, giving up before one, another
//! choice (чл. 41 ППЗСУ; чл. 102, ал. 2 ЗСУ).

use super::act::{Act, doing, done, opened, past_day, shown};
use super::course::{Facts, Move, State, next};
use super::load::{self, Short};
use super::moves::{Begin, Moved, REPLACED, begin, broken, go, pays_to_state, refused, told};
use super::step::last_day;
use super::store::placement;
use super::{PlacementId, places, waiting};
use crate::app::App;
use crate::services::{self, Service};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, chosen, day_values};
use ui::Choice;

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

fn end_act(ctx: &Ctx, form: &Form, short: &Short) -> Act {
    let boxes = (ctx, form);
    let owes = short.state == State::Arrears;
    let grounds: Vec<&str> =
        GROUNDS.iter().copied().filter(|code| owes || *code != "unpaid").collect();
    Act::new("placement-end", "/end", "placement-end-button")
        .lead(ctx.t("placement-end-lead"))
        .one(boxes, "ground", ("placement-end-ground", &grounds), |code| {
            format!("placement-end-{code}")
        })
        .day(boxes, "notice", ("placement-notice-on", ctx.t("placement-notice-hint").into_owned()))
        .day(boxes, "on", ("placement-end-on", String::new()))
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
    shown(&ctx, &short, end_act(&ctx, &form, &short), &form)
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
    tx.rollback().await;
    if let (Some(on), Some(first)) = (on, first)
        && on < first
    {
        let message = ctx.ta("placement-end-early", &[("day", first.bg())]);
        form.wrong_text("on", message.into_owned());
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, &short, end_act(&ctx, &form, &short), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    places::lock(&tx, row.service_id).await?;
    let for_arrears = ground == "unpaid" && short.state != State::Arrears;
    let facts = Facts { for_arrears, ..Facts::default() };
    let with = Moved { ended: Some((on, ground.clone())), ..Moved::default() };
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

/// Services of the same kind that are open and have a place, or whose places are not known; those
/// with the most free places first.
async fn others(tx: &Tx, short: &Short) -> Result<Vec<(Service, Option<i32>)>, Problem> {
    let known = places::all(tx).await?;
    let mut list: Vec<(Service, Option<i32>)> = services::all(tx)
        .await?
        .into_iter()
        .filter(|s| s.kind == short.service.kind && s.id != short.service.id)
        .filter(|s| s.closed_on.is_none() && s.in_zsu)
        .map(|s| {
            let free = known.get(&s.id).filter(|places| places.total > 0);
            let free = free.map(|p| if p.waiting > 0 { 0 } else { p.free() });
            (s, free)
        })
        .collect();
    list.sort_by_key(|(service, free)| {
        (std::cmp::Reverse(free.unwrap_or(1)), service.name.clone())
    });
    Ok(list)
}

fn again_act(ctx: &Ctx, form: &Form, list: &[(Service, Option<i32>)]) -> Act {
    let boxes = (ctx, form);
    let choice = |(service, free): &(Service, Option<i32>)| {
        let hint = match free {
            Some(free) => ctx.ta("placement-free-count", &[("count", *free)]).into_owned(),
            None => ctx.t("placement-free-unknown").into_owned(),
        };
        let name = format!("{} – {}", service.name, service.provider);
        Choice::new(service.id.to_string(), name).hint(format!("{hint} · {}", service.address))
    };
    let lead = if list.is_empty() { "placement-again-none" } else { "placement-again-lead" };
    Act::new("placement-again", "/again", "placement-begin-button")
        .lead(ctx.t(lead))
        .among(boxes, "service", ("placement-service", list.iter().map(choice).collect()))
        .day(boxes, "on", ("placement-stated-on", ctx.t("placement-stated-hint").into_owned()))
}

async fn again_asked(
    app: &App,
    ctx: &Ctx,
    id: PlacementId,
) -> Result<(Short, Vec<(Service, Option<i32>)>), Problem> {
    let short = opened(app, ctx, id).await?;
    if short.state != State::ChoiceAgain {
        return Err(Problem::Impossible("placement-refused-state"));
    }
    let tx = app.db.read(&ctx.actor).await?;
    let list = others(&tx, &short).await?;
    tx.rollback().await;
    Ok((short, list))
}

/// `GET /placements/{id}/again`: the next suitable services with their free places.
pub async fn again_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let (short, list) = again_asked(&app, &ctx, id).await?;
    let values = day_values("on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &short, again_act(&ctx, &form, &list), &form)
}

/// `POST /placements/{id}/again`: the choice replaces this placement (чл. 21, ал. 2 ППЗСУ).
pub async fn again(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (short, list) = again_asked(&app, &ctx, id).await?;
    let picked = list.iter().find(|(s, _)| s.id.to_string() == form.get("service"));
    if picked.is_none() {
        form.wrong("service", "form-choose");
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today() || on < short.row.stated_on) {
        form.wrong("on", "placement-stated-wrong");
    }
    let (Some((service, _)), Some(on), true) = (picked, on, form.ok()) else {
        return shown(&ctx, &short, again_act(&ctx, &form, &list), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let law = app.law(ctx.actor.municipality);
    give_up(&mut tx, &app, &row, (on, REPLACED)).await?;
    let new = Begin {
        person: row.person_id,
        chosen: row.case_id.zip(row.proposal_id),
        service: service.id,
        duration: row.duration.clone(),
        urgent: None,
        on,
        follows: Some(row.id),
        officer: row.officer_id,
    };
    let (next_id, _) = begin(&mut tx, &law, &new).await?;
    done(tx, &ctx, next_id, "placement-again-done").await
}
