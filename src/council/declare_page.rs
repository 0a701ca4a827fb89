//! A declaration of a member is entered.

use super::MemberId;
use super::declare::{self, DECLARED, silent_until};
use super::frame::TEXT;
use super::member_page::{Behind, behind};
use super::rules;
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::web::{Act, Ctx, Form, Id, Problem, chosen, day_values, see};

fn shown(ctx: &Ctx, form: &Form, behind: &Behind) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-declare", "/declare", "ui-save")
        .lead(ctx.t("council-declare-lead"))
        .one(both, "kind", ("council-column-declared", &DECLARED), |code| {
            format!("council-declared-{code}")
        })
        .day(both, "day", ("council-column-day", String::new()))
        .area(both, "text", ("council-column-text", ""));
    act.shown(ctx, behind.around(ctx, ("council-declare", form)), form)
}

/// `GET /council/members/{id}/declare`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("day", Some(app.today())));
    shown(&ctx, &form, &behind)
}

/// `POST /council/members/{id}/declare`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MemberId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let kind = chosen(&mut form, "kind", &DECLARED);
    let day = form.day("day").filter(|day| *day <= app.today());
    if day.is_none() {
        form.wrong("day", "council-wrong-future");
    }
    let text = form.required("text", TEXT);
    let (Some(day), true) = (day, form.ok()) else {
        tx.commit().await?;
        return shown(&ctx, &form, &behind);
    };
    tx.use_form(&form.key(), &ctx.url(&behind.home())).await?;
    let rules = rules::on(&tx, day).await?;
    let until = (kind == DECLARED[1]).then(|| silent_until(&behind.one, &behind.mandate, &rules));
    declare::declare(&mut tx, (&behind.one, &kind, &text), (day, until)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &behind.home(), Some("council-done")))
}
