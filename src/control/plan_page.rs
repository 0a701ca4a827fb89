//! Planning of visits: many of a village on a day, or one.

use super::course::Standing;
use super::frame::{self, HOME, month_of, officers};
use super::load;
use super::plan::{self, Entry};
use super::visit::{self, NewVisit};
use super::visit_page::pair_of;
use crate::app::App;
use crate::assistance::AgreementId;
use crate::people;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, list_address, see};
use law::Month;
use std::collections::BTreeSet;
use ui::Choice;

/// The most visits that are planned at once.
const MANY: usize = 60;
/// So many are proposed: what one officer can visit in a day.
const USUAL: usize = 8;

fn plan_act(ctx: &Ctx, form: &Form, (villages, officers): (Vec<Choice>, Vec<Choice>)) -> Act {
    let both = (ctx, form);
    Act::new("control-plan", "/plan", "control-plan-button")
        .lead(ctx.t("control-plan-lead"))
        .hidden(form, "month")
        .day(both, "on", ("control-planned-on", String::new()))
        .pick(both, "village", ("control-column-village", villages))
        .choice(both, "officer", (ctx.t("control-column-officer").into_owned(), officers))
        .line(both, "most", "control-plan-most")
}

/// The choices of the form: villages in which somebody waits, and who may go.
async fn plan_choices(
    app: &App,
    ctx: &Ctx,
    month: Month,
) -> Result<(Vec<Choice>, Vec<Choice>), Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = plan::book(&tx, &law, month).await?;
    let officers = officers(&tx).await?;
    tx.audit(audit::Entry::list("control"));
    tx.commit().await?;
    let waits = book.entries.iter().filter(|one| waits(one));
    let villages: BTreeSet<String> =
        waits.map(|one| book.village(one.pair.user).to_owned()).filter(|v| !v.is_empty()).collect();
    let villages = villages.into_iter().map(|name| Choice::new(name.clone(), name)).collect();
    Ok((villages, officers))
}

fn waits(one: &Entry) -> bool {
    one.visit.is_none() && matches!(one.standing, Some(Standing::Due | Standing::Overdue))
}

/// `GET /control/plan?month=`.
pub async fn plan_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let choices = plan_choices(&app, &ctx, month).await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("month".to_owned(), month.to_string()));
    values.push(("most".to_owned(), USUAL.to_string()));
    let form = Form::filled(ctx.lang, values);
    let page = frame::page(&ctx, ctx.t("control-plan"), ("", "control-title"));
    let around = Around { page, home: HOME.to_owned(), version: 0 };
    plan_act(&ctx, &form, choices).shown(&ctx, around, &form)
}

/// `POST /control/plan`: the visits that are due first, of a village, on a day.
pub async fn plan_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let on = form.day("on");
    if on.is_some_and(|on| on < app.today()) {
        form.wrong("on", "control-wrong-past");
    }
    let officer: Option<AccountId> = form.parsed_optional("officer", "form-choose");
    let most: usize = form.parsed("most", "control-wrong-number").unwrap_or(0);
    let (Some(on), true) = (on, form.ok()) else {
        let choices = plan_choices(&app, &ctx, month).await?;
        let page = frame::page(&ctx, ctx.t("control-plan"), ("", "control-title"));
        let around = Around { page, home: HOME.to_owned(), version: 0 };
        return plan_act(&ctx, &form, choices).shown(&ctx, around, &form);
    };
    let village = form.get("village").to_owned();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let book = plan::book(&tx, &law, month).await?;
    let lives = |one: &&Entry| village.is_empty() || book.village(one.pair.user) == village;
    let chosen = book.entries.iter().filter(|one| waits(one)).filter(lives);
    for one in chosen.take(most.min(MANY)) {
        visit::plan(&mut tx, &one.pair, &NewVisit::usual(on, one.due_on, officer)).await?;
    }
    tx.audit(audit::Entry::list("control"));
    tx.commit().await?;
    let to = list_address(HOME, &[("month", &month.to_string()), ("state", "planned")]);
    Ok(see(&ctx, &to, Some("control-done")))
}

fn new_act(ctx: &Ctx, form: &Form, officers: Vec<Choice>) -> Act {
    let both = (ctx, form);
    Act::new("control-visit-new", "/visit", "ui-save")
        .day(both, "on", ("control-planned-on", String::new()))
        .choice(both, "officer", (ctx.t("control-column-officer").into_owned(), officers))
}

/// `GET /control/pairs/{id}/visit`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    new_shown(&app, &ctx, id, &form).await
}

async fn new_shown(
    app: &App,
    ctx: &Ctx,
    id: AgreementId,
    form: &Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let pair = pair_of(&tx, id).await?;
    let name = people::head(&tx, pair.user).await?.name;
    let officers = officers(&tx).await?;
    tx.audit(audit::Entry::read("control", id.0).about(Some(pair.user.0)));
    tx.commit().await?;
    let title = format!("{}: {name}", ctx.t("control-visit-new"));
    let page = frame::page(ctx, title, ("", "control-title"));
    let around = Around { page, home: format!("{HOME}/pairs/{id}"), version: 0 };
    new_act(ctx, form, officers).shown(ctx, around, form)
}

/// `POST /control/pairs/{id}/visit`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let on = form.day("on");
    let officer: Option<AccountId> = form.parsed_optional("officer", "form-choose");
    let (Some(on), true) = (on, form.ok()) else { return new_shown(&app, &ctx, id, &form).await };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/pairs/{id}"))).await?;
    let pair = pair_of(&tx, id).await?;
    let held = load::known(&tx).await?.held.get(&id).copied();
    let due_on = visit::due(&law, &pair, held)?;
    let made = visit::plan(&mut tx, &pair, &NewVisit::usual(on, due_on, officer)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/visits/{made}"), Some("control-done")))
}
