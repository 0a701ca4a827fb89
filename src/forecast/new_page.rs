//! A new forecast: of need, or of the waiting lists. The boxes are filled with what is usual.

use super::act::{self, Change, FITTED, Frame};
use super::assumption::{KINDS, Kind, Typed};
use super::form::{FormPage, Places};
use super::frame::{self, HOME, LINE, home, kind_name};
use super::load::{self, Offered};
use super::neighbours;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, see};
use ui::{Choice, Lang};

/// Years of a forecast of need: the law asks for the coming years, the planning map lasts ten.
const YEARS: [i32; 2] = [5, 10];
/// Months of a forecast of waiting lists.
const MONTHS: [i32; 2] = [3, 60];
/// Runs: fewer give no interval, more change nothing that is shown.
const RUNS: [i32; 2] = [100, 2_000];
/// Runs when nobody says otherwise.
const USUAL_RUNS: &str = "500";
/// The largest change of places.
const MOST_ADDED: i32 = 1_000;

fn within(form: &mut Form, (name, wrong): (&str, &str), [low, high]: [i32; 2]) -> i32 {
    let value: Option<i32> = form.parsed(name, wrong);
    if value.is_some_and(|value| !(low..=high).contains(&value)) {
        form.wrong(name, wrong);
    }
    value.unwrap_or(low)
}

fn frame_of(form: &mut Form, (wrong, bounds): (&str, [i32; 2])) -> Frame {
    Frame {
        title: form.required("title", LINE),
        ahead: within(form, ("ahead", wrong), bounds),
        runs: within(form, ("runs", "forecast-wrong-runs"), RUNS),
        seed: within(form, ("seed", "forecast-wrong-seed"), [0, i32::MAX]).into(),
    }
}

/// What a form says of a forecast of need; what is wrong is noted beside the fields.
pub fn read_need(form: &mut Form, offered: &[Offered]) -> (Frame, [String; 3]) {
    let frame = frame_of(form, ("forecast-wrong-years", YEARS));
    let chosen = KINDS.map(|kind| {
        let code = form.required(kind.code(), LINE);
        let is_fitted = kind == Kind::Migration && code == FITTED;
        let is_offered = offered.iter().any(|one| one.one.kind == kind && one.code == code);
        if !code.is_empty() && !is_fitted && !is_offered {
            form.wrong(kind.code(), "form-choose");
        }
        code
    });
    (frame, chosen)
}

/// As above, of the waiting lists.
pub fn read_waiting(form: &mut Form, kinds: &[String]) -> (Frame, Change) {
    let frame = frame_of(form, ("forecast-wrong-months", MONTHS));
    let giving: Option<Typed> = form.parsed_optional("giving", "forecast-wrong-giving");
    let giving_up = giving.map_or(0.0, |typed| typed.0);
    if !(0.0..=100.0).contains(&giving_up) {
        form.wrong("giving", "forecast-wrong-giving");
    }
    let kind = form.get("kind").to_owned();
    if !kind.is_empty() && !kinds.contains(&kind) {
        form.wrong("kind", "form-choose");
    }
    let mut change = Change { kind, giving_up, ..Change::default() };
    if !change.kind.is_empty() {
        let bounds = [-MOST_ADDED, MOST_ADDED];
        change.added = within(form, ("added", "forecast-wrong-added"), bounds).into();
        let wrong = ("added_after", "forecast-wrong-after");
        let after = within(form, wrong, [0, frame.ahead.max(0)]);
        change.added_after = after.unsigned_abs();
    }
    (frame, change)
}

/// A seed that another day has another one of; anybody may type their own.
fn seed_of(today: Day) -> String {
    today.to_string().replace('-', "")
}

fn choices(ctx: &Ctx, offered: &[Offered], kind: Kind, has_past: bool) -> Vec<Choice> {
    let own = offered.iter().filter(|one| one.one.kind == kind);
    let words = |one: &Offered| format!("{} ({})", one.one.name, one.one.on.bg());
    let mut list: Vec<Choice> = own.map(|one| Choice::new(one.code.as_str(), words(one))).collect();
    if kind == Kind::Migration && has_past {
        list.insert(0, Choice::new(FITTED, ctx.t("forecast-fitted-name")));
    }
    list
}

fn need_shown(
    ctx: &Ctx,
    (offered, has_past): (&[Offered], bool),
    form: &Form,
) -> Result<Response, Problem> {
    let places = Places { action: format!("{HOME}/new"), cancel: HOME, button: "forecast-compute" };
    let both = (ctx, form);
    let mut page = FormPage::new(ctx, frame::page(ctx, ctx.t("forecast-new")), places)
        .lead(ctx.t("forecast-new-lead"))
        .lead(ctx.t("forecast-how-years"))
        .line(both, "title", "forecast-name")
        .number(both, "ahead", "forecast-years");
    for kind in KINDS {
        let label = format!("forecast-kind-{}", kind.code());
        let list = choices(ctx, offered, kind, has_past);
        page = page.select(both, (kind.code(), &label), list);
    }
    page.number(both, "runs", "forecast-runs").number(both, "seed", "forecast-seed").shown(form)
}

/// Whether the past is long enough for migration to be taken from it, and what is offered.
async fn known(tx: &Tx) -> Result<(Vec<Offered>, bool), StoreError> {
    let offered = load::offered(tx).await?;
    let past = neighbours::past(tx).await?;
    let (first, last) = (past.first_key_value(), past.last_key_value());
    let span = first.zip(last).map_or(0, |((first, _), (last, _))| last - first);
    Ok((offered, span >= super::cohort::STEP_YEARS))
}

/// `GET /forecasts/new`.
pub async fn need_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (offered, has_past) = known(&tx).await?;
    tx.audit(Entry::list("forecast-assumption"));
    tx.commit().await?;
    let [births, deaths, moves] = load::usual(&offered);
    let today = app.today();
    let filled = [
        ("title", ctx.ta("forecast-name-usual", &[("day", today.bg())]).into_owned()),
        ("ahead", YEARS[1].to_string()),
        ("runs", USUAL_RUNS.to_owned()),
        ("seed", seed_of(today)),
        (Kind::Fertility.code(), births),
        (Kind::Survival.code(), deaths),
        (Kind::Migration.code(), if has_past { FITTED.to_owned() } else { moves }),
    ];
    need_shown(&ctx, (&offered, has_past), &Form::filled(ctx.lang, filled))
}

/// `POST /forecasts/new`.
pub async fn need_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (offered, has_past) = known(&tx).await?;
    let (frame, chosen) = read_need(&mut form, &offered);
    if !form.ok() {
        tx.audit(Entry::list("forecast-assumption"));
        tx.commit().await?;
        return need_shown(&ctx, (&offered, has_past), &form);
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let inputs = act::need(&tx, &law, (&frame, &chosen)).await?;
    let row = act::add(&mut tx, &frame, &inputs).await?;
    act::ask(&tx, row.id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(row.id), None))
}

fn waiting_shown(ctx: &Ctx, kinds: &[String], form: &Form) -> Result<Response, Problem> {
    let action = format!("{HOME}/new-waiting");
    let places = Places { action, cancel: HOME, button: "forecast-compute" };
    let both = (ctx, form);
    let mut list = vec![Choice::new("", ctx.t("forecast-no-change"))];
    list.extend(kinds.iter().map(|kind| Choice::new(kind.as_str(), kind_name(ctx.lang, kind))));
    FormPage::new(ctx, frame::page(ctx, ctx.t("forecast-new-waiting")), places)
        .lead(ctx.t("forecast-new-waiting-lead"))
        .lead(ctx.t("forecast-how-queue"))
        .line(both, "title", "forecast-name")
        .number(both, "ahead", "forecast-months")
        .number(both, "giving", "forecast-giving")
        .select(both, ("kind", "forecast-change-kind"), list)
        .number(both, "added", "forecast-added")
        .number(both, "added_after", "forecast-added-after")
        .number(both, "runs", "forecast-runs")
        .number(both, "seed", "forecast-seed")
        .shown(form)
}

/// Kinds of services that have a list.
///
/// # Errors
/// When the database does not answer.
pub async fn kinds(tx: &Tx) -> Result<Vec<String>, StoreError> {
    Ok(neighbours::lists(tx).await?.into_iter().map(|(kind, _)| kind).collect())
}

/// What the boxes of a forecast of waiting lists begin with.
fn usual_waiting(lang: Lang, today: Day) -> Form {
    let title = ui::text::text_args(lang, "forecast-waiting-usual", &[("day", today.bg())]);
    let filled = [
        ("title", title.into_owned()),
        ("ahead", "24".to_owned()),
        ("giving", "0".to_owned()),
        ("added", "0".to_owned()),
        ("added_after", "0".to_owned()),
        ("runs", USUAL_RUNS.to_owned()),
        ("seed", seed_of(today)),
    ];
    Form::filled(lang, filled)
}

/// `GET /forecasts/new-waiting`.
pub async fn waiting_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let kinds = kinds(&tx).await?;
    tx.audit(Entry::list("forecast"));
    tx.commit().await?;
    waiting_shown(&ctx, &kinds, &usual_waiting(ctx.lang, app.today()))
}

/// `POST /forecasts/new-waiting`.
pub async fn waiting_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let kinds = kinds(&tx).await?;
    let (frame, change) = read_waiting(&mut form, &kinds);
    if !form.ok() {
        tx.audit(Entry::list("forecast"));
        tx.commit().await?;
        return waiting_shown(&ctx, &kinds, &form);
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let inputs = act::waiting(&tx, (&frame, &change)).await?;
    let row = act::add(&mut tx, &frame, &inputs).await?;
    act::ask(&tx, row.id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(row.id), None))
}
