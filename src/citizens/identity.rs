//! The door of a provider of identities (OpenID Connect): for the national scheme of electronic
//! identity, once a municipality is joined to it. Off unless the command line names a provider.
//!
//! The library fetches the provider's metadata and keys, and verifies signature, issuer, audience, term
//! and nonce. The way is bound to the browser by a cookie and used once; the code is exchanged with PKCE.
//! An account knows its owner there by a keyed fingerprint. When the provider names a personal number,
//! the account becomes that person's.

use super::account::{self, NewAccount};
use super::frame::{self, HOME};
use super::whose::may_own;
use super::{CitizenId, link, session, step};
use crate::app::App;
use crate::people::{self, IdentifierKind, PersonId};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, cookie_value, html, see};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl,
    Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, StandardErrorResponse,
    StandardTokenResponse, TokenResponse, reqwest,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// By what an account is found that a provider knows.
pub const IDENTITY: Index = Index::new("citizen", "identity");
/// The cookie that binds the way to one browser.
const COOKIE: &str = "opora-identity";
/// A provider that takes longer is not there.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a provider tells beside the standard claims.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extra {
    /// All of it, by name.
    #[serde(flatten)]
    pub rest: BTreeMap<String, serde_json::Value>,
}
impl AdditionalClaims for Extra {}

type Fields = IdTokenFields<
    Extra,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
/// The client of a provider whose metadata are read.
type Asker = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider of identities.
#[derive(Clone)]
pub struct Identity {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<SecretString>,
    /// The claim that holds the personal number; none is asked for when it is empty.
    claim: String,
    http: reqwest::Client,
}

impl Identity {
    /// A provider by its address; `claim` names the personal number, or is empty.
    ///
    /// # Errors
    /// When the address is none.
    pub fn new(
        issuer: &str,
        (client, secret): (&str, Option<String>),
        claim: &str,
    ) -> anyhow::Result<Identity> {
        // Following redirects would let the provider send us to addresses of our own network.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .build()?;
        Ok(Identity {
            issuer: IssuerUrl::new(issuer.to_owned())?,
            client: ClientId::new(client.to_owned()),
            secret: secret.map(SecretString::from),
            claim: claim.to_owned(),
            http,
        })
    }

    async fn asker(&self, back: String) -> anyhow::Result<Asker> {
        let known = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await?;
        let secret = self.secret.as_ref();
        let secret = secret.map(|secret| ClientSecret::new(secret.expose_secret().to_owned()));
        let asker = Asker::from_provider_metadata(known, self.client.clone(), secret);
        Ok(asker.set_redirect_uri(RedirectUrl::new(back)?))
    }
}

/// What is remembered while somebody is with the provider.
#[derive(Serialize, Deserialize)]
struct Kept {
    state: String,
    nonce: String,
    verifier: String,
}

fn back_of(app: &App, ctx: &Ctx, headers: &HeaderMap) -> String {
    format!("{}{}", app.kit.origin(headers), ctx.url("/my/identity/return"))
}

fn cookie(app: &App, ctx: &Ctx, value: &str) -> String {
    let secure = if app.kit.settings.https { "; Secure" } else { "" };
    let age = if value.is_empty() { 0 } else { 600 };
    let path = ctx.url("/my/identity");
    // Lax: the provider sends the browser back from another site.
    format!("{COOKIE}={value}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
}

fn with(mut response: Response, text: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// `GET /my/identity`: to the provider.
pub async fn begin(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let identity = app.identity.as_ref().ok_or(Problem::NotFound)?;
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    // Each beginning asks the provider: who begins many is stopped for an hour.
    app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
    let asker = identity.asker(back_of(&app, &ctx, &headers)).await;
    let asker = match asker {
        Ok(asker) => asker,
        Err(e) => return away(&app, &ctx, &e).await,
    };
    let kept = Kept {
        state: kit::crypto::token(),
        nonce: kit::crypto::token(),
        verifier: format!("{}{}", kit::crypto::token(), kit::crypto::token()),
    };
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let secret = step::keep(&tx, "identity", &kept).await?;
    tx.audit(Entry::new("open-form", "citizen", ""));
    tx.commit().await?;
    let Kept { state, nonce, verifier } = kept;
    let verifier = PkceCodeVerifier::new(verifier);
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let request = asker.authorize_url(
        CoreAuthenticationFlow::AuthorizationCode,
        move || CsrfToken::new(state),
        move || Nonce::new(nonce),
    );
    let (to, _, _) = request.set_pkce_challenge(challenge).url();
    let to = HeaderValue::from_str(to.as_str()).map_err(Problem::internal)?;
    let response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    Ok(with(response, &cookie(&app, &ctx, &secret)))
}

/// The provider does not answer, or not as it should: back to the door, with a word and a line in the log.
async fn away(app: &App, ctx: &Ctx, why: &anyhow::Error) -> Result<Response, Problem> {
    tracing::warn!(error = %why, "the provider of identities");
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(Entry::new("sign-in", "citizen", "").failed());
    tx.commit().await?;
    let response = see(ctx, "/my/sign-in", Some("citizens-identity-failed"));
    Ok(with(response, &cookie(app, ctx, "")))
}

/// Who came back, as the provider knows them.
struct Known {
    subject: String,
    number: Option<String>,
}

/// A personal number as providers write it: ten digits, with or without `PNOBG-` (ETSI EN 319 412-1).
fn number_of(claim: &str) -> Option<String> {
    let digits = claim.trim();
    let digits = digits.strip_prefix("PNOBG-").unwrap_or(digits);
    let is_number = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.to_owned())
}

async fn known(
    app: &App,
    identity: &Identity,
    (back, code, kept): (String, String, Kept),
) -> anyhow::Result<Known> {
    let asker = identity.asker(back).await?;
    let request = asker.exchange_code(AuthorizationCode::new(code))?;
    let request = request.set_pkce_verifier(PkceCodeVerifier::new(kept.verifier));
    let token = request.request_async(&identity.http).await?;
    let token = token.id_token().ok_or_else(|| anyhow::anyhow!("no id token"))?;
    let now = app.clock().now().0;
    let verifier = asker
        .id_token_verifier()
        .set_time_fn(move || chrono::DateTime::from_timestamp_millis(now).unwrap_or_default());
    let claims = token.claims(&verifier, &Nonce::new(kept.nonce))?;
    let number = match identity.claim.as_str() {
        "" => None,
        name => claims.additional_claims().rest.get(name).and_then(|value| value.as_str()),
    };
    let subject = format!("{} {}", identity.issuer.as_str(), claims.subject().as_str());
    Ok(Known { subject, number: number.and_then(number_of) })
}

#[derive(Template)]
#[template(path = "citizens/identity.html")]
struct BackPage {
    page: ui::Page,
    home: String,
}

/// `GET /my/identity/return`: from the provider. The page leads on by a link: a cookie that only our own
/// pages send would not come along with a redirection that another site began.
pub async fn back(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let identity = app.identity.as_ref().ok_or(Problem::NotFound)?;
    let secret = cookie_value(&headers, COOKIE).unwrap_or_default();
    let tx = app.db.write(&ctx.nobody()).await?;
    let kept = step::take::<Kept>(&tx, "identity", &secret).await;
    tx.commit().await?;
    let kept = match kept {
        Ok(kept) if kit::crypto::same(kept.state.as_bytes(), form.get("state").as_bytes()) => kept,
        Ok(_) | Err(StoreError::NotFound) => {
            return away(&app, &ctx, &anyhow::anyhow!("a way that nobody began here")).await;
        }
        Err(other) => return Err(other.into()),
    };
    let code = form.get("code").to_owned();
    let known = match known(&app, identity, (back_of(&app, &ctx, &headers), code, kept)).await {
        Ok(known) => known,
        Err(e) => return away(&app, &ctx, &e).await,
    };
    let token = let_in(&app, &ctx, &known).await?;
    let mut page = ctx.public_page(ctx.t("citizens-identity-done"));
    page.flash = None;
    let response = html(&BackPage { page, home: ctx.url(HOME) })?;
    let response = with(response, &cookie(&app, &ctx, ""));
    Ok(frame::with_cookie(&app, &ctx, (response, &token)))
}

/// Opens a session for who came back; an account is opened the first time.
async fn let_in(app: &App, ctx: &Ctx, known: &Known) -> Result<String, Problem> {
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let identity = tx.key().secret(&IDENTITY, &known.subject).map_err(StoreError::from)?;
    let row = match account::by_identity(&tx, &identity).await? {
        Some(row) => row,
        None => {
            let new = NewAccount { identity, ..NewAccount::default() };
            let id = CitizenId(tx.new_id());
            account::open(&mut tx, id, &new).await?
        }
    };
    if let Some(person) = person_of_number(app, &tx, known.number.as_deref()).await?
        && link::person_of(&tx, row.id).await? != Some(person)
    {
        link::make(&mut tx, (row.id, person), ("identity", "other")).await?;
    }
    let token = session::open(&tx, row.id).await?;
    tx.audit(Entry::new("sign-in", "citizen", &row.id.to_string()));
    tx.commit().await?;
    Ok(token)
}

/// The person who has a number, when they may have an account.
async fn person_of_number(
    app: &App,
    tx: &Tx,
    number: Option<&str>,
) -> Result<Option<PersonId>, StoreError> {
    let Some(number) = number else { return Ok(None) };
    let Some(person) = people::find_exact(tx, IdentifierKind::Egn, number).await? else {
        return Ok(None);
    };
    let signing = people::signing(app, tx, person).await?;
    Ok(Some(person).filter(|_| may_own(signing.capacity.signs)))
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn a_personal_number_is_ten_digits_with_or_without_the_country() {
        assert_eq!(number_of("PNOBG-8001010001").as_deref(), Some("8001010001"));
        assert_eq!(number_of(" 8001010001 ").as_deref(), Some("8001010001"));
        for wrong in ["", "PNORO-8001010001", "800101000", "80010100011", "80010100o1"] {
            assert_eq!(number_of(wrong), None, "{wrong}");
        }
    }
}
