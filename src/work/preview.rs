//! Passing work on, second step: what would go where, in numbers that open their lists; then it
//! is done.

use super::TransferId;
use super::hand_over::{Handing, Plan, hand_over as pass, plan};
use super::hand_over_page::{PATH, account, names, takers};
use super::open_cases::{By, open_cases};
use super::others::Others;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::types::AccountId;
use kit::web::{Ctx, Form, Id, Problem, again, html, see, unfinished_of};
use std::collections::HashMap;

/// The longest reason.
const REASON_MAX: usize = 500;

#[derive(Template)]
#[template(path = "work/preview.html")]
struct PreviewPage {
    page: ui::Page,
    lines: Vec<Line>,
    stay: usize,
    more: Vec<String>,
    reason: ui::Field,
    nothing: bool,
    fields: Vec<(String, String)>,
    action: String,
    back: String,
}

struct Line {
    name: String,
    count: usize,
    now: i64,
    href: String,
}

/// What a preview is about.
struct Of<'a> {
    id: AccountId,
    names: &'a HashMap<AccountId, String>,
    now: &'a HashMap<AccountId, i64>,
    drafts: usize,
    others: &'a Others,
}

/// What else goes, in words.
fn more(ctx: &Ctx, plan: &Plan, of: &Of<'_>) -> Vec<String> {
    let list = [
        ("work-preview-calls", plan.calls, of.others.calls.len()),
        ("work-preview-hours", plan.hours, of.others.hours.len()),
        ("work-preview-drafts", plan.drafts, of.drafts),
    ];
    let line = |(key, to, count): (&str, Option<AccountId>, usize)| {
        let name = of.names.get(&to?).cloned().unwrap_or_default();
        let args = [("count", count.to_string()), ("name", name)];
        (count > 0).then(|| ctx.ta(key, &args).into_owned())
    };
    list.into_iter().filter_map(line).collect()
}

fn preview_page(ctx: &Ctx, form: &Form, plan: &Plan, of: &Of<'_>) -> PreviewPage {
    let name = |id: &AccountId| of.names.get(id).cloned().unwrap_or_default();
    let title = ctx.ta("work-preview-of", &[("name", name(&of.id))]);
    let mut page = super::load_page::framed(ctx, title);
    page.errors = form.errors();
    let line = |(to, cases): (&AccountId, &Vec<_>)| Line {
        name: name(to),
        count: cases.len(),
        now: of.now.get(to).copied().unwrap_or_default(),
        href: ctx.url(&format!("/work/load/list?what=open&who={to}")),
    };
    let more = more(ctx, plan, of);
    // The reason is typed here and never stands in an address.
    let kept = |name: &str| !name.starts_with('_') && name != "reason";
    let kept = form.fields().iter().filter(|(name, _)| kept(name));
    let query: Vec<(&str, &str)> =
        kept.clone().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let path = format!("{PATH}/{}", of.id);
    PreviewPage {
        page,
        lines: plan.cases.iter().map(line).collect(),
        stay: plan.stay,
        nothing: plan.cases.is_empty() && more.is_empty(),
        more,
        reason: form.field("reason"),
        back: kit::web::list_address(&ctx.url(&path), &query),
        action: ctx.url(&path),
        fields: kept.cloned().collect(),
    }
}

async fn draw(app: &App, ctx: &Ctx, id: AccountId, form: &Form) -> Result<PreviewPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    account(&accounts, id)?;
    let takers = takers(&tx, &accounts, id).await?;
    let open = open_cases(&tx, id).await?;
    let now = super::open_cases::counts(&tx).await?;
    let drafts = unfinished_of(&tx, id).await?.len();
    let others = super::others::of(&tx, id).await?;
    tx.audit(Entry::new("preview", "hand-over", &id.to_string()));
    tx.commit().await?;
    let plan = plan(form, By::read(form.get("by")), &open, &takers);
    let of = Of { id, names: &names(&accounts), now: &now, drafts, others: &others };
    Ok(preview_page(ctx, form, &plan, &of))
}

pub async fn preview(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    form: Form,
) -> Result<Response, Problem> {
    html(&draw(&app, &ctx, id, &form).await?)
}

/// Does what a form says, of the page or of a program. `None` when something is wrong: the form
/// has the messages.
pub async fn carry_out(
    app: &App,
    ctx: &Ctx,
    id: AccountId,
    form: &mut Form,
) -> Result<Option<TransferId>, Problem> {
    let reason = form.required("reason", REASON_MAX);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    account(&accounts, id)?;
    let able = takers(&tx, &accounts, id).await?;
    let open = open_cases(&tx, id).await?;
    let drafts = unfinished_of(&tx, id).await?.len();
    let others = super::others::of(&tx, id).await?;
    let plan = plan(form, By::read(form.get("by")), &open, &able);
    let goes = [
        plan.calls.map_or(0, |_| others.calls.len()),
        plan.hours.map_or(0, |_| others.hours.len()),
        plan.drafts.map_or(0, |_| drafts),
    ];
    if plan.cases.is_empty() && goes.iter().sum::<usize>() == 0 {
        form.wrong("all", "work-nothing-to-hand");
    }
    if !form.ok() {
        tx.rollback().await;
        return Ok(None);
    }
    let handing = Handing { from: id, reason: &reason, names: &names(&accounts) };
    let transfer = pass(&mut tx, &plan, &handing).await?;
    tx.commit().await?;
    Ok(Some(transfer))
}

pub async fn hand_over(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<AccountId>,
    mut form: Form,
) -> Result<Response, Problem> {
    match carry_out(&app, &ctx, id, &mut form).await? {
        Some(transfer) => {
            Ok(see(&ctx, &format!("/work/transfers/{transfer}"), Some("work-handed-over")))
        }
        None => again(&draw(&app, &ctx, id, &form).await?),
    }
}
