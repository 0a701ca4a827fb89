//! How somebody is reminded: the address for mail, and the secret address for a calendar.

use super::DutyAddressId;
use super::feed;
use super::frame::{self, HOME, LINE, sections};
use super::load::{self, Row};
use super::store::duty_address::{self, Column, Entity};
use super::table::Thing;
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};
use std::collections::HashMap;
use ui::Link;

const BACK: (&str, &str) = ("/mine", "duties-mine");
/// So many days ahead a calendar is told.
const AHEAD: i32 = 400;

fn account(ctx: &Ctx) -> Result<AccountId, Problem> {
    ctx.actor.account.ok_or(Problem::NotSignedIn)
}

async fn address_row(tx: &Tx, id: AccountId) -> Result<Option<duty_address::Model>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::AccountId.eq(id));
    Ok(row.one(tx.conn()).await?)
}

fn mail_of(tx: &Tx, row: &duty_address::Model) -> Result<String, StoreError> {
    tx.open("duty_address", "mail_sealed", row.id.0, &row.mail_sealed)
}

/// Where accounts are reminded; those without an address are not there.
///
/// # Errors
/// When the database does not answer.
pub async fn addresses(tx: &Tx) -> Result<HashMap<AccountId, String>, StoreError> {
    let rows = tx.find::<Entity>().all(tx.conn()).await?;
    let mut all = HashMap::new();
    for row in rows {
        let mail = mail_of(tx, &row)?;
        if Mailer::is_address(&mail) {
            all.insert(row.account_id, mail);
        }
    }
    Ok(all)
}

/// `GET /duties/mine`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = account(&ctx)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = address_row(&tx, id).await?;
    let mail = row.as_ref().map(|row| mail_of(&tx, row)).transpose()?.unwrap_or_default();
    let feed = feed::of_account(&tx, id).await?;
    let secret = feed.map(|row| feed::secret(&tx, row.id)).transpose()?;
    tx.audit(Entry::read("duty-address", id.0));
    tx.commit().await?;
    let link =
        |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}/mine/{rest}")), ctx.t(key));
    let mut page = ctx.page(ctx.t("duties-mine"));
    page.breadcrumbs =
        vec![Link::new(ctx.url(HOME), ctx.t("duties-title")), Link::new("", page.title.clone())];
    let mut thing = Thing::new(page, ctx.t("duties-mine"));
    thing.say(&ctx, "duties-mail", mail);
    thing.actions = vec![link("mail", "duties-mail-change"), link("feed", "duties-feed-new")];
    if let Some(secret) = secret {
        let origin = app.kit.origin(&headers);
        let address = format!("{origin}{}", ctx.url(&format!("/duty-calendar/{secret}")));
        thing.say(&ctx, "duties-feed", address);
        thing.warnings.push(ctx.t("duties-feed-warning").into_owned());
        thing.actions.push(link("revoke", "duties-feed-revoke"));
    }
    let others = sections(&ctx, BACK.0).into_iter().filter(|one| !one.current);
    thing.links = others.map(|one| Link::new(one.href, one.text)).collect();
    thing.shown()
}

fn around(ctx: &Ctx, title: &str, version: i32) -> Around {
    Around { page: frame::page(ctx, ctx.t(title), BACK), home: format!("{HOME}/mine"), version }
}

fn mail_shown(ctx: &Ctx, form: &Form, version: i32) -> Result<Response, Problem> {
    Act::new("duties-mail-change", "/mail", "ui-save")
        .lead(ctx.t("duties-mail-lead"))
        .line((ctx, form), "mail", "duties-mail")
        .shown(ctx, around(ctx, "duties-mail-change", version), form)
}

/// `GET /duties/mine/mail`.
pub async fn mail_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let id = account(&ctx)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = address_row(&tx, id).await?;
    let mail = row.as_ref().map(|row| mail_of(&tx, row)).transpose()?.unwrap_or_default();
    tx.audit(Entry::read("duty-address", id.0));
    tx.commit().await?;
    mail_shown(&ctx, &Form::filled(ctx.lang, [("mail", mail)]), row.map_or(0, |row| row.version))
}

async fn put(tx: &mut Tx, (id, version): (AccountId, i32), mail: &str) -> Result<(), StoreError> {
    let old = address_row(tx, id).await?;
    let own = old.as_ref().map_or_else(|| DutyAddressId(tx.new_id()), |row| row.id);
    let sealed = tx.seal("duty_address", "mail_sealed", own.0, mail)?;
    match old {
        Some(row) => {
            let active =
                duty_address::ActiveModel { mail_sealed: Set(sealed), ..Default::default() };
            let version = if version > 0 { version } else { row.version };
            tx.update::<Entity>(row.id, version, active).await?;
        }
        None => {
            let row = duty_address::Model {
                municipality_id: tx.municipality(),
                id: own,
                account_id: id,
                mail_sealed: sealed,
                made_at: tx.now(),
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::write("duty-address", own.0));
    Ok(())
}

/// `POST /duties/mine/mail`: where reminders go; an empty one ends them.
pub async fn mail_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let id = account(&ctx)?;
    let mail = form.optional("mail", LINE);
    if !mail.is_empty() && !Mailer::is_address(&mail) {
        form.wrong("mail", "duties-wrong-mail");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::read("duty-address", id.0));
        tx.commit().await?;
        return mail_shown(&ctx, &form, form.version());
    }
    let home = format!("{HOME}/mine");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    put(&mut tx, (id, form.version()), &mail).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

/// `GET /duties/mine/feed`.
pub async fn feed_form(ctx: Ctx) -> Result<Response, Problem> {
    Act::new("duties-feed-new", "/feed", "duties-feed-new").lead(ctx.t("duties-feed-lead")).shown(
        &ctx,
        around(&ctx, "duties-feed-new", 0),
        &Form::empty(ctx.lang),
    )
}

/// `POST /duties/mine/feed`: a new secret address; the one before serves no more.
pub async fn feed_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let id = account(&ctx)?;
    let home = format!("{HOME}/mine");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    feed::make(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

/// `GET /duties/mine/revoke`.
pub async fn revoke_form(ctx: Ctx) -> Result<Response, Problem> {
    Act::new("duties-feed-revoke", "/revoke", "duties-feed-revoke").grave().shown(
        &ctx,
        around(&ctx, "duties-feed-revoke", 0),
        &Form::empty(ctx.lang),
    )
}

/// `POST /duties/mine/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let id = account(&ctx)?;
    let home = format!("{HOME}/mine");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    feed::revoke(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

/// `GET /duty-calendar/{secret}`: what the account behind it answers for and did not do yet.
pub async fn calendar(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = feed::behind(&tx, &secret).await?;
    let all = load::open(&tx, &law, app.today().plus(AHEAD)).await?;
    tx.audit(Entry::read("duty-feed", row.id.0));
    let now = tx.now();
    tx.commit().await?;
    let own: Vec<Row> = all.into_iter().filter(|one| one.owner == Some(row.account_id)).collect();
    let text = feed::write(&own, (&ctx.municipality.slug, now));
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
