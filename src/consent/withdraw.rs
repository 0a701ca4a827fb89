//! A consent is withdrawn: when, how, and what follows.

use super::ConsentId;
use super::entry::{choices, chosen};
use super::load::{self, WITHDRAWN_HOWS};
use super::page::{frame, path};
use super::purpose::{name_of, purpose};
use super::store;
use crate::app::App;
use crate::people::{Bar, PersonId};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Problem, again, day_values, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "consent/withdraw.html")]
struct WithdrawPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    version: i32,
    name: String,
    effect: String,
    hows: Vec<Choice>,
    action: String,
    back: String,
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, consent): (PersonId, ConsentId),
    form: Form,
) -> Result<WithdrawPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/consents").await?;
    let row = store::consent_of(&tx, id, consent).await?;
    tx.audit(Entry::read("consent", consent.0).about(Some(id.0)));
    tx.commit().await?;
    let own = ("people-section-consents", "consents");
    let mut page = frame(ctx, (&bar, id), own, Some("consent-withdraw-title"));
    page.errors = form.errors();
    let purpose = purpose(&row.purpose);
    Ok(WithdrawPage {
        page,
        bar,
        version: if form.version() > 0 { form.version() } else { row.version },
        name: name_of(ctx.lang, &row.purpose),
        effect: purpose.map(|purpose| purpose.effect(ctx.lang).to_owned()).unwrap_or_default(),
        hows: choices(ctx, &form, ("how", "withdrawn"), &WITHDRAWN_HOWS),
        action: ctx.url(&format!("{}/{consent}/withdraw", path(id))),
        back: ctx.url(&path(id)),
        form,
    })
}

/// `GET /people/{id}/consents/{consent}/withdraw`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, consent)): Path<(String, PersonId, ConsentId)>,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    let fresh = ctx.resumed(fresh, &[]).await?;
    html(&draw(&app, &ctx, (id, consent), fresh).await?)
}

/// `POST /people/{id}/consents/{consent}/withdraw`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, consent)): Path<(String, PersonId, ConsentId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let on = form.day("on");
    let how = chosen(&mut form, "how", &WITHDRAWN_HOWS);
    let why = form.optional("why", 500);
    let tx = app.db.read(&ctx.actor).await?;
    let row = store::consent_of(&tx, id, consent).await?;
    tx.rollback().await;
    if on.is_some_and(|day| day > app.today()) {
        form.wrong("on", "consent-future");
    }
    if on.is_some_and(|day| day < row.given_on) {
        form.wrong("on", "consent-before-given");
    }
    let Some(on) = on.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, (id, consent), form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = path(id);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match load::withdraw(&mut tx, (id, consent, form.version()), (on, &how, &why)).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let theirs = store::consent_of(&tx, id, consent).await?;
            return Err(Problem::Conflict(vec![Compared {
                label: ctx.t("consent-withdrawn-on").into_owned(),
                mine: on.bg(),
                theirs: theirs.withdrawn_on.map(Day::bg).unwrap_or_default(),
            }]));
        }
        Err(e) => return Err(e.into()),
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("consent-withdrawn-done")))
}
