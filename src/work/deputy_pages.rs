//! Deputies: who stands in for whom and until when; naming one, ending it early.

use super::ASSIGN;
use super::hand_over::Named;
use super::hand_over_page::{choices, names, takers};
use crate::app::App;
use crate::municipality::{Deputy, DeputyId, NewDeputy, deputies, end_deputy, name_deputy};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, Problem, again, cut, html, see};
use std::collections::HashMap;
use ui::Choice;

const PATH: &str = "/work/deputies";
/// The longest reason.
const REASON_MAX: usize = 200;
/// Longer than a year is not an absence; it is a hand-over.
const DAYS_MAX: i32 = 366;

#[derive(Template)]
#[template(path = "work/deputies.html")]
struct DeputiesPage {
    page: ui::Page,
    rows: Vec<Row>,
    pages: ui::Pages,
    new: Option<String>,
}

struct Row {
    absent: String,
    deputy: String,
    period: String,
    reason: String,
    state: &'static str,
    colour: &'static str,
    end: Option<String>,
    version: i32,
}

fn row_of(ctx: &Ctx, one: &Deputy, names: &HashMap<AccountId, String>, today: Day) -> Row {
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let (state, colour) = match () {
        () if one.ended_on.is_some() || one.last_day < today => ("work-deputy-over", "grey"),
        () if one.holds(today) => ("work-deputy-now", "green"),
        () => ("work-deputy-ahead", "blue"),
    };
    let own = ctx.actor.account == Some(one.absent);
    let may = ctx.actor.may(ASSIGN) || own;
    let last = one.ended_on.map_or(one.last_day, |ended| ended.min(one.last_day));
    Row {
        absent: name(one.absent),
        deputy: name(one.deputy),
        period: format!("{} – {}", one.first_day.bg(), last.bg()),
        reason: one.reason.clone(),
        state,
        colour,
        end: (may && state != "work-deputy-over")
            .then(|| ctx.url(&format!("{PATH}/{}/end", one.id))),
        version: one.version,
    }
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (found, today) = (deputies(&tx).await?, tx.today());
    let accounts = access::accounts(&tx, today).await?;
    tx.audit(Entry::list("deputy"));
    tx.commit().await?;
    let names = names(&accounts);
    let (found, pages) = cut(found, &form, &ctx.url(PATH));
    html(&DeputiesPage {
        page: super::load_page::framed(&ctx, ctx.t("work-deputies")),
        rows: found.iter().map(|one| row_of(&ctx, one, &names, today)).collect(),
        pages,
        new: ctx.actor.may(crate::contacts::WRITE).then(|| ctx.url("/work/deputies/new")),
    })
}

#[derive(Template)]
#[template(path = "work/deputy_form.html")]
struct FormPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    absent: Vec<Choice>,
    deputies: Vec<Choice>,
}

/// Who can be away (only oneself without the right to assign), and who can stand in.
async fn able(ctx: &Ctx, tx: &Tx) -> Result<(Named, Named), StoreError> {
    let accounts: Vec<Account> = access::accounts(tx, tx.today()).await?;
    // Nobody is left out: an id that no account has.
    let all = takers(tx, &accounts, AccountId(0)).await?.desk;
    let own =
        |(id, _): &&(AccountId, String)| ctx.actor.may(ASSIGN) || ctx.actor.account == Some(*id);
    Ok((all.iter().filter(own).cloned().collect(), all))
}

fn form_page(ctx: &Ctx, form: Form, (absent, all): &(Named, Named)) -> FormPage {
    let mut page = super::load_page::framed(ctx, ctx.t("work-deputy-new"));
    page.errors = form.errors();
    FormPage {
        page,
        form,
        action: ctx.url("/work/deputies/new"),
        cancel: ctx.url(PATH),
        absent: choices(absent),
        deputies: choices(all),
    }
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let able = able(&ctx, &tx).await?;
    tx.audit(Entry::new("open-form", "deputy", ""));
    tx.commit().await?;
    let own = ctx.actor.account.map(|id| id.to_string()).unwrap_or_default();
    let fresh = Form::filled(ctx.lang, [("absent", own.as_str())]);
    let fresh = ctx.resumed(fresh, &[]).await?;
    html(&form_page(&ctx, fresh, &able))
}

fn chosen(form: &mut Form, name: &str, among: &[(AccountId, String)]) -> Option<AccountId> {
    let id = form.get(name).parse::<AccountId>().ok();
    let id = id.filter(|id| among.iter().any(|(one, _)| one == id));
    if id.is_none() {
        form.wrong(name, "work-choose-one");
    }
    id
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let (able, today) = (able(&ctx, &tx).await?, tx.today());
    let there = deputies(&tx).await?;
    tx.rollback().await;
    let absent = chosen(&mut form, "absent", &able.0);
    let deputy = chosen(&mut form, "deputy", &able.1);
    let (first, last) = (form.day("first"), form.day("last"));
    let reason = form.optional("reason", REASON_MAX);
    if absent.is_some() && absent == deputy {
        form.wrong("deputy", "work-deputy-self");
    }
    if let (Some(first), Some(last)) = (first, last) {
        if last < first || last < today {
            form.wrong("last", "work-deputy-order");
        } else if last.days_since(first) > DAYS_MAX {
            form.wrong("last", "work-deputy-long");
        }
        let clash = |one: &Deputy| {
            Some(one.absent) == absent
                && one.ended_on.is_none()
                && one.first_day <= last
                && first <= one.last_day
        };
        if there.iter().any(clash) {
            form.wrong("first", "work-deputy-clash");
        }
    }
    let (true, Some(absent), Some(deputy), Some(first_day), Some(last_day)) =
        (form.ok(), absent, deputy, first, last)
    else {
        return again(&form_page(&ctx, form, &able));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewDeputy { absent, deputy, first_day, last_day, reason };
    let id = name_deputy(&tx, &new).await?;
    tx.audit(Entry::write("deputy-named", id.0));
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("work-saved")))
}

pub async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<DeputyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    let found = deputies(&tx).await?;
    let one = found.iter().find(|one| one.id == id).ok_or(StoreError::NotFound)?;
    if !ctx.actor.may(ASSIGN) && ctx.actor.account != Some(one.absent) {
        return Err(Problem::Refused);
    }
    end_deputy(&tx, id, form.version()).await?;
    tx.audit(Entry::write("deputy-ended", id.0));
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("work-saved")))
}
