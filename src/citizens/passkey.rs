//! Coming in with a passkey (WebAuthn): the device keeps the key and checks its owner by finger, face or
//! number; the program keeps what checks signatures. Nobody types a number and none can be guessed: the
//! device itself says whose the key is.
//!
//! The library verifies origin, challenge and signature; each challenge lives in [`super::step`], sealed
//! and for minutes. A key serves the host under which it was made.

use super::store::citizen_passkey::{self, Column, Entity};
use super::{CitizenId, PasskeyId, account, frame, session, step};
use crate::app::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

/// So many keys one account may have: a telephone, a computer and some to spare.
const MOST: usize = 10;
/// The script of the pages that use keys.
const SCRIPT: &str = include_str!("passkey.js");

/// `GET /my/passkey.js`.
pub async fn script() -> Response {
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], SCRIPT).into_response()
}

/// What checks keys under the host by which the browser reaches us; none for a bare network address.
fn checker(app: &App, ctx: &Ctx, headers: &HeaderMap) -> Result<Webauthn, Problem> {
    const NOT_HERE: Problem = Problem::Impossible("citizens-passkey-not-here");
    let origin = Url::parse(&app.kit.origin(headers)).map_err(|_| NOT_HERE)?;
    let host = origin.domain().ok_or(NOT_HERE)?.to_owned();
    let name = ctx.municipality_name().to_owned();
    let builder = WebauthnBuilder::new(&host, &origin).map_err(|_| NOT_HERE)?;
    builder.rp_name(&name).build().map_err(Problem::internal)
}

/// What was begun and is finished by the next request.
#[derive(Serialize, Deserialize)]
struct Making {
    citizen: CitizenId,
    is_new: bool,
    state: PasskeyRegistration,
}

/// The keys of an account that serve, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_account(
    tx: &Tx,
    citizen: CitizenId,
) -> Result<Vec<citizen_passkey::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::CitizenId.eq(citizen));
    let rows = rows.filter(Column::RemovedAt.is_null()).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

fn opened(tx: &Tx, row: &citizen_passkey::Model) -> Result<Passkey, StoreError> {
    tx.open_json("citizen_passkey", "key_sealed", row.id.0, &row.key_sealed)
}

fn print_of(credential: &[u8]) -> String {
    kit::crypto::fingerprint(credential)
}

/// Of many tries from one place no more are heard for a while.
fn heard(app: &App, ctx: &Ctx) -> Result<(), Problem> {
    let stopped = app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now());
    if stopped { Err(Problem::TooMany) } else { Ok(()) }
}

fn failed(app: &App, ctx: &Ctx) {
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
}

/// Notes a try that led nowhere; its challenge is used up with it.
async fn refused(app: &App, ctx: &Ctx, mut tx: Tx) -> Result<Response, Problem> {
    failed(app, ctx);
    tx.audit(Entry::new("sign-in", "citizen", "").failed());
    tx.commit().await?;
    Err(Problem::Impossible("citizens-passkey-wrong"))
}

/// The header by which the script shows that its page is ours.
fn token_of(headers: &HeaderMap) -> Form {
    let token = headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
    Form::filled(ui::Lang::Bg, [("_csrf", token.unwrap_or_default())])
}

/// `POST /my/passkey/new/begin`: a challenge for a new key – of the account that is signed in, or of a
/// new one.
pub async fn begin_new(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    heard(&app, &ctx)?;
    let checker = checker(&app, &ctx, &headers)?;
    let me = frame::me(&app, &ctx, &headers).await?;
    if let Some(me) = &me {
        me.unforged(&ctx, &token_of(&headers))?;
    }
    let actor = me.as_ref().map_or_else(|| ctx.nobody(), |me| me.actor.clone());
    let mut tx = app.db.write(&actor).await?;
    let citizen = me.as_ref().map_or_else(|| CitizenId(tx.new_id()), |me| me.row.id);
    let mut known = Vec::new();
    for row in of_account(&tx, citizen).await? {
        known.push(opened(&tx, &row)?.cred_id().clone());
    }
    if known.len() >= MOST {
        return Err(Problem::Impossible("citizens-passkey-enough"));
    }
    let user = Uuid::from_u64_pair(tx.municipality().0.unsigned_abs(), citizen.0.unsigned_abs());
    let name = ctx.t("citizens-passkey-name");
    let (options, state) = checker
        .start_passkey_registration(user, &name, &name, Some(known))
        .map_err(Problem::internal)?;
    let making = Making { citizen, is_new: me.is_none(), state };
    let step = step::keep(&tx, "passkey-new", &making).await?;
    tx.audit(Entry::write("citizen-passkey-begun", citizen.0));
    tx.commit().await?;
    let mut options = serde_json::to_value(&options).map_err(Problem::internal)?;
    // The device keeps whose key it is, so that nobody types a number.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    Ok(Json(json!({ "step": step, "options": options })))
}

/// What the device answered, with the secret of the challenge.
#[derive(Deserialize)]
struct Answered<T> {
    step: String,
    credential: T,
}

/// `POST /my/passkey/new/finish`: the key is kept; a new account is opened by it.
pub async fn finish_new(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    heard(&app, &ctx)?;
    let answered: Answered<RegisterPublicKeyCredential> = form.json()?;
    let checker = checker(&app, &ctx, &headers)?;
    let me = frame::me(&app, &ctx, &headers).await?;
    if let Some(me) = &me {
        me.unforged(&ctx, &token_of(&headers))?;
    }
    let actor = me.as_ref().map_or_else(|| ctx.nobody(), |me| me.actor.clone());
    let mut tx = app.db.write(&actor).await?;
    let making: Making = step::take(&tx, "passkey-new", &answered.step).await?;
    // Begun by one and finished by another: whoever signed in meanwhile gets no key of a stranger.
    if me.as_ref().map(|me| me.row.id) != (!making.is_new).then_some(making.citizen) {
        return Err(Problem::NotFound);
    }
    let Ok(key) = checker.finish_passkey_registration(&answered.credential, &making.state) else {
        return refused(&app, &ctx, tx).await;
    };
    if making.is_new {
        failed(&app, &ctx);
        account::open(&mut tx, making.citizen, &account::NewAccount::default()).await?;
    }
    add(&mut tx, making.citizen, &key).await?;
    let token = session::open(&tx, making.citizen).await?;
    if let Some(me) = &me {
        session::end(&tx, &me.session).await?;
    }
    tx.commit().await?;
    let answer = Json(json!({ "href": ctx.url(frame::HOME) })).into_response();
    Ok(frame::with_cookie(&app, &ctx, (answer, &token)))
}

async fn add(tx: &mut Tx, citizen: CitizenId, key: &Passkey) -> Result<(), StoreError> {
    let id = PasskeyId(tx.new_id());
    let row = citizen_passkey::Model {
        municipality_id: tx.municipality(),
        id,
        citizen_id: citizen,
        credential: print_of(key.cred_id()),
        key_sealed: tx.seal_json("citizen_passkey", "key_sealed", id.0, key)?,
        made_at: tx.now(),
        used_at: None,
        removed_at: None,
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("citizen-passkey-added", citizen.0));
    Ok(())
}

/// `POST /my/passkey/begin`: a challenge for whoever holds a key. It is the same for everybody.
pub async fn begin(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    heard(&app, &ctx)?;
    let checker = checker(&app, &ctx, &headers)?;
    let (options, state) =
        checker.start_discoverable_authentication().map_err(Problem::internal)?;
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let step = step::keep(&tx, "passkey", &state).await?;
    tx.audit(Entry::new("open-form", "citizen", ""));
    tx.commit().await?;
    let mut options = serde_json::to_value(&options).map_err(Problem::internal)?;
    // Asked for by a button, not offered while somebody types.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    Ok(Json(json!({ "step": step, "options": options })))
}

/// `POST /my/passkey/finish`: the answer of the device lets its owner in.
pub async fn finish(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    heard(&app, &ctx)?;
    let answered: Answered<PublicKeyCredential> = form.json()?;
    let checker = checker(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let state: DiscoverableAuthentication = step::take(&tx, "passkey", &answered.step).await?;
    let Some(citizen) = verified(&tx, &checker, (&answered.credential, state)).await? else {
        return refused(&app, &ctx, tx).await;
    };
    let token = session::open(&tx, citizen).await?;
    tx.audit(Entry::new("sign-in", "citizen", &citizen.to_string()));
    tx.commit().await?;
    let answer = Json(json!({ "href": ctx.url(frame::HOME) })).into_response();
    Ok(frame::with_cookie(&app, &ctx, (answer, &token)))
}

/// Whose key signed the challenge; none when it is nobody's, or signed another.
async fn verified(
    tx: &Tx,
    checker: &Webauthn,
    (credential, state): (&PublicKeyCredential, DiscoverableAuthentication),
) -> Result<Option<CitizenId>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::RemovedAt.is_null());
    let row = row.filter(Column::Credential.eq(print_of(credential.get_credential_id())));
    let Some(row) = row.one(tx.conn()).await? else { return Ok(None) };
    let mut key = opened(tx, &row)?;
    let Ok(result) = checker.finish_discoverable_authentication_v2(credential, state, &key) else {
        return Ok(None);
    };
    // A closed account stays closed, whoever still has its key.
    if account::by_id(tx, row.citizen_id).await.is_err() {
        return Ok(None);
    }
    key.update_credential(&result);
    let active = citizen_passkey::ActiveModel {
        key_sealed: Set(tx.seal_json("citizen_passkey", "key_sealed", row.id.0, &key)?),
        used_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    Ok(Some(row.citizen_id))
}
