//! What is done on a point: a member takes no part in it, gives an opinion; a decision is taken or
//! withdrawn.

use super::agenda::{self, Item};
use super::content::Resolved;
use super::decide::{self, Decision, NewResolved};
use super::frame::{HOME, LINE, TEXT};
use super::item_page::{YES_NO, behind, below, home};
use super::record::Record;
use super::term::Member;
use super::{ItemId, MemberId, ResolvedId, minutes_deed};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use ui::{Choice, Link};

fn members(record: &Record) -> Vec<Choice> {
    let choice = |one: &Member| Choice::new(one.row.id.to_string(), one.content.name.clone());
    record.room.members.iter().map(choice).collect()
}

/// The member that a form names; what is wrong stands beside the box.
fn member<'a>(form: &mut Form, record: &'a Record) -> Option<&'a Member> {
    let typed: Option<MemberId> = form.parsed("member", "form-choose");
    let known = record.room.members.iter().find(|one| Some(one.row.id) == typed);
    if known.is_none() {
        form.wrong("member", "form-choose");
    }
    known
}

fn around(ctx: &Ctx, (record, item): (&Record, &Item), key: &str) -> Around {
    let page = below(ctx, (record, item), key);
    Around { page, home: home(item), version: 0 }
}

fn recuse_shown(ctx: &Ctx, form: &Form, of: (&Record, &Item)) -> Result<Response, Problem> {
    let who = ctx.t("council-column-member").into_owned();
    let act = Act::new("council-recuse", "/recuse", "council-recuse")
        .lead(ctx.t("council-recuse-lead"))
        .choice((ctx, form), "member", (who, members(of.0)))
        .area((ctx, form), "why", ("council-recuse-why", "council-recuse-hint"));
    act.shown(ctx, around(ctx, of, "council-recuse"), form)
}

/// `GET /council/agenda/{id}/recuse`.
pub async fn recuse_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    recuse_shown(&ctx, &Form::empty(ctx.lang), (&record, &item))
}

/// `POST /council/agenda/{id}/recuse`.
pub async fn recuse_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    let who = member(&mut form, &record);
    let why = form.required("why", TEXT);
    let (Some(who), true) = (who, form.ok()) else {
        tx.commit().await?;
        return recuse_shown(&ctx, &form, (&record, &item));
    };
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    let is_voted = record.vote(id).is_some() || !record.sitting.is_ahead();
    agenda::recuse(&mut tx, (&item, who), (&why, is_voted)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-done")))
}

fn opinion_shown(ctx: &Ctx, form: &Form, of: (&Record, &Item)) -> Result<Response, Problem> {
    let who = ctx.t("council-column-member").into_owned();
    let act = Act::new("council-opinion-new", "/opinion", "ui-save")
        .choice((ctx, form), "member", (who, members(of.0)))
        .day((ctx, form), "day", ("council-column-day", String::new()))
        .area((ctx, form), "text", ("council-column-text", ""));
    act.shown(ctx, around(ctx, of, "council-opinion-new"), form)
}

/// `GET /council/agenda/{id}/opinion`.
pub async fn opinion_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    opinion_shown(&ctx, &Form::empty(ctx.lang), (&record, &item))
}

/// `POST /council/agenda/{id}/opinion`.
pub async fn opinion_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    let who = member(&mut form, &record).map(|one| one.row.id);
    let day = form.day("day").filter(|day| *day <= app.today());
    if day.is_none() {
        form.wrong("day", "council-wrong-future");
    }
    let text = form.required("text", TEXT);
    let (Some(who), Some(day), true) = (who, day, form.ok()) else {
        tx.commit().await?;
        return opinion_shown(&ctx, &form, (&record, &item));
    };
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    agenda::give_opinion(&mut tx, (id, who, day), &text).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-done")))
}

fn decide_shown(ctx: &Ctx, form: &Form, of: (&Record, &Item)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-decide", "/decide", "council-decide")
        .lead(ctx.t("council-decide-lead"))
        .area(both, "text", ("council-column-text", ""))
        .line(both, "responsible", "council-column-responsible")
        .day(both, "due", ("council-column-due", ctx.t("council-due-hint").into_owned()))
        .one(both, "public", ("council-is-public", &YES_NO), |code| format!("council-{code}"));
    act.shown(ctx, around(ctx, of, "council-decide"), form)
}

/// `GET /council/agenda/{id}/decide`.
pub async fn decide_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    tx.commit().await?;
    let public = YES_NO[usize::from(!item.row.is_closed)];
    let values = [("text", item.content.draft.as_str()), ("public", public)];
    decide_shown(&ctx, &Form::filled(ctx.lang, values), (&record, &item))
}

/// `POST /council/agenda/{id}/decide`: only of a point that was adopted.
pub async fn decide_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ItemId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (record, item) = behind(&mut tx, id).await?;
    let content = Resolved {
        text: form.required("text", TEXT),
        responsible: form.optional("responsible", LINE),
    };
    let due_on = form.day_optional("due");
    if due_on.is_some_and(|day| day < record.sitting.row.day) {
        form.wrong("due", "council-wrong-due");
    }
    if due_on.is_some() && content.responsible.is_empty() {
        form.wrong("responsible", "council-wrong-responsible");
    }
    let is_public = chosen(&mut form, "public", &YES_NO) == YES_NO[1];
    if is_public && item.row.is_closed {
        form.wrong("public", "council-wrong-public");
    }
    if !form.ok() {
        tx.commit().await?;
        return decide_shown(&ctx, &form, (&record, &item));
    }
    let minutes = minutes_deed::of_sitting(&tx, record.sitting.row.id).await?;
    if minutes.is_some_and(|kept| kept.row.signed_on.is_some()) {
        return Err(Problem::Impossible("council-refused-signed"));
    }
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    let new = NewResolved { content, due_on, is_public };
    decide::take(&mut tx, (&record.sitting, &item, record.vote(id)), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-decided")))
}

fn withdraw_shown(
    ctx: &Ctx,
    form: &Form,
    (record, item, one): (&Record, &Item, &Decision),
) -> Result<Response, Problem> {
    let act = Act::new("council-withdraw", "", "council-withdraw")
        .lead(ctx.t("council-withdraw-lead"))
        .grave()
        .facts(vec![(one.number(), one.content.text.clone())])
        .link(Link::new(ctx.url(&one.followed()), ctx.t("council-decision-followed")))
        .area((ctx, form), "why", ("council-why", ""));
    let page = below(ctx, (record, item), "council-withdraw");
    let home = format!("{HOME}/resolved/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /council/resolved/{id}`: a decision, to be withdrawn when it was entered wrongly.
pub async fn withdraw_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ResolvedId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = decide::decision(&tx, id).await?;
    let (record, item) = behind(&mut tx, one.row.item_id).await?;
    tx.commit().await?;
    withdraw_shown(&ctx, &Form::empty(ctx.lang), (&record, &item, &one))
}

/// `POST /council/resolved/{id}`.
pub async fn withdraw_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ResolvedId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = decide::decision(&tx, id).await?;
    let (record, item) = behind(&mut tx, one.row.item_id).await?;
    if !form.ok() {
        tx.audit(audit::Entry::read("council-decision", id.0));
        tx.commit().await?;
        return withdraw_shown(&ctx, &form, (&record, &item, &one));
    }
    let minutes = minutes_deed::of_sitting(&tx, one.row.sitting_id).await?;
    if minutes.is_some_and(|kept| kept.row.signed_on.is_some()) {
        return Err(Problem::Impossible("council-refused-signed"));
    }
    tx.use_form(&form.key(), &ctx.url(&home(&item))).await?;
    decide::withdraw(&mut tx, &one, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(&item), Some("council-done")))
}
