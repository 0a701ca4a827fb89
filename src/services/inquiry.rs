//! Asking a provider whether its entries are true: a letter with a link that serves once and for a
//! time.
//!
//! Invariants: the secret of a link is sealed until the letter is sent and then gone, only its
//! fingerprint stays; without a mail server or an address to lead to nobody is asked.

use super::facts;
use super::provider;
use super::search::{self, Sought};
use super::setting::{self, Numbers};
use super::store::{service_inquiry as row, service_inquiry_entry as entry};
use super::{InquiryId, ProviderId, ServiceId, capacity, standing};
use crate::app::App;
use crate::municipality;
use axum::extract::State;
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::Mail;
use kit::store::{Event, StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::sync::Arc;
use ui::Lang;

/// Sends one letter.
pub const MAIL: &str = "directory-mail";
/// Every morning: figures and states of today, letters that are due.
pub const MORNING: &str = "directory-morning";
const PURPOSE: &str = "directory of services";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// So many services are in one letter.
const SERVICES_MAX: usize = 50;
/// So many questions are shown.
const SHOWN: u64 = 20;

/// A question as it was put.
pub type Inquiry = row::Model;

/// The secret of a link whose letter was not sent yet.
pub fn secret(tx: &Tx, one: &Inquiry) -> Result<String, StoreError> {
    tx.open("service_inquiry", "secret_sealed", one.id.0, &one.secret_sealed)
}

/// The question behind a link.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Inquiry, StoreError> {
    let hash = kit::crypto::fingerprint(secret);
    let found = tx.find::<row::Entity>().filter(row::Column::TokenHash.eq(hash));
    found.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A question by its id.
pub async fn inquiry(tx: &Tx, id: InquiryId) -> Result<Inquiry, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::Id.eq(id));
    found.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The services of a question and what was answered of each.
pub async fn entries(tx: &Tx, id: InquiryId) -> Result<Vec<(ServiceId, String)>, StoreError> {
    let found = tx.find::<entry::Entity>().filter(entry::Column::InquiryId.eq(id));
    let rows = found.order_by_asc(entry::Column::ServiceId).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|one| (one.service_id, one.answer)).collect())
}

/// Whether a link still serves.
pub fn serves(one: &Inquiry, now: Instant) -> bool {
    matches!(one.state.as_str(), "waiting" | "sent") && now < one.expires_at
}

/// Puts a question to a provider about some of its services; the letter is sent by a job.
pub async fn put(
    tx: &mut Tx,
    (provider, email): (ProviderId, &str),
    (services, numbers): (&[ServiceId], &Numbers),
) -> Result<InquiryId, StoreError> {
    let id = InquiryId(tx.new_id());
    let secret = kit::crypto::token();
    tx.insert(row::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        provider_id: Set(provider),
        email: Set(email.to_owned()),
        secret_sealed: Set(tx.seal("service_inquiry", "secret_sealed", id.0, &secret)?),
        token_hash: Set(kit::crypto::fingerprint(&secret)),
        state: Set("waiting".to_owned()),
        asked_at: Set(tx.now()),
        mailed_at: Set(None),
        expires_at: Set(tx.now().plus_ms(i64::from(numbers.link_days) * DAY_MS)),
        answered_at: Set(None),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await?;
    for service in services.iter().take(SERVICES_MAX) {
        tx.insert(entry::ActiveModel {
            municipality_id: Set(tx.municipality()),
            inquiry_id: Set(id),
            service_id: Set(*service),
            answer: Set(String::new()),
        })
        .await?;
    }
    enqueue(tx, MAIL, None, &serde_json::json!({ "inquiry": id }), tx.now()).await?;
    let kind = "provider-asked";
    tx.event(Event { kind, case: Some(provider.0), ..Event::default() }).await?;
    Ok(id)
}

/// The working services of a provider; only those that nobody confirmed for long, when asked so.
async fn services_of(
    tx: &Tx,
    id: ProviderId,
    stale: Option<&Numbers>,
) -> Result<Vec<ServiceId>, StoreError> {
    let sought = Sought {
        provider: id.to_string(),
        state: "working".to_owned(),
        before: stale.map(|numbers| numbers.stale_before(tx.today())),
        ..Sought::default()
    };
    search::sought(tx, &sought).await
}

/// `POST /providers/{id}/ask`: a question now, about all its services.
pub async fn ask(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/providers/{id}");
    if app.mail.is_none() {
        return Err(Problem::Impossible("services-no-mail"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let numbers = setting::numbers(&tx).await?;
    let named = provider::provider(&tx, id).await?;
    let services = services_of(&tx, id, None).await?;
    if numbers.address.is_empty() {
        return Err(Problem::Impossible("services-no-address"));
    }
    if named.email.is_empty() || services.is_empty() {
        return Err(Problem::Impossible("services-nobody-to-ask"));
    }
    revoke_open(&tx, id).await?;
    put(&mut tx, (id, &named.email), (&services, &numbers)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-asked")))
}

/// `POST /providers/{id}/revoke`: no link sent to it serves any more.
pub async fn revoke(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/providers/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    provider::provider(&tx, id).await?;
    revoke_open(&tx, id).await?;
    let kind = "provider-link-revoked";
    tx.event(Event { kind, case: Some(id.0), ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

async fn revoke_open(tx: &Tx, id: ProviderId) -> Result<(), StoreError> {
    row::Entity::update_many()
        .set(row::ActiveModel { state: Set("revoked".to_owned()), ..Default::default() })
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::ProviderId.eq(id))
        .filter(row::Column::State.is_in(["waiting", "sent"]))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes a link that serves: the second who tries gets `false`.
pub async fn take(tx: &Tx, id: InquiryId) -> Result<bool, StoreError> {
    let active = row::ActiveModel {
        state: Set("answered".to_owned()),
        answered_at: Set(Some(tx.now())),
        ..Default::default()
    };
    let taken = row::Entity::update_many()
        .set(active)
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::State.is_in(["waiting", "sent"]))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Notes what was answered of a service.
pub async fn answer(tx: &Tx, id: InquiryId, of: (ServiceId, &str)) -> Result<(), StoreError> {
    entry::Entity::update_many()
        .set(entry::ActiveModel { answer: Set(of.1.to_owned()), ..Default::default() })
        .filter(entry::Column::MunicipalityId.eq(tx.municipality()))
        .filter(entry::Column::InquiryId.eq(id))
        .filter(entry::Column::ServiceId.eq(of.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A question as the provider's page shows it.
pub struct Line {
    /// When it was put.
    pub asked: String,
    /// How it stands, in words.
    pub state: String,
    /// Colour of the mark.
    pub colour: &'static str,
    /// To whom it went, until when it serves, when it was answered.
    pub text: String,
}

/// The newest questions to a provider.
pub async fn lines_of(tx: &Tx, ctx: &Ctx, id: ProviderId) -> Result<Vec<Line>, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::ProviderId.eq(id));
    let found = found.order_by_desc(row::Column::Id).limit(SHOWN).all(tx.conn()).await?;
    let now = tx.now();
    let lines = found.into_iter().map(|one| {
        let is_over = matches!(one.state.as_str(), "waiting" | "sent") && one.expires_at <= now;
        let state = if is_over { "expired" } else { one.state.as_str() };
        let args = [
            ("email", one.email.clone()),
            ("until", one.expires_at.day().bg()),
            ("day", one.answered_at.map(|at| at.day().bg()).unwrap_or_default()),
        ];
        let key = if state == "answered" {
            "services-inquiry-answered-on"
        } else {
            "services-inquiry-sent-to"
        };
        Line {
            asked: one.asked_at.bg(),
            state: ctx.t(&format!("services-inquiry-{state}")).into_owned(),
            colour: match state {
                "answered" => "green",
                "sent" => "blue",
                "waiting" => "yellow",
                _ => "grey",
            },
            text: ctx.ta(key, &args).into_owned(),
        }
    });
    Ok(lines.collect())
}

/// Runs [`MAIL`]: hands a letter to the mail server, outside any transaction.
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: InquiryId = serde_json::from_value(job.payload["inquiry"].clone())?;
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let one = inquiry(&tx, id).await?;
    if one.state != "waiting" || one.expires_at <= tx.now() {
        tx.rollback().await;
        return Ok(());
    }
    let text = letter(app, &tx, &one).await?;
    let now = tx.now();
    tx.rollback().await;
    let mailer = app.mail.as_ref().ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
    let subject = ui::text::text(Lang::Bg, "services-mail-subject");
    let mail = Mail {
        id: &id.to_string(),
        at: now,
        to: &one.email,
        subject: &subject,
        text: &text,
        calendar: None,
    };
    mailer.send(&mail).await?;
    let mut tx = app.db.write(&actor).await?;
    let active = row::ActiveModel {
        state: Set("sent".to_owned()),
        secret_sealed: Set(Vec::new()),
        mailed_at: Set(Some(tx.now())),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(active)
        .filter(row::Column::MunicipalityId.eq(tx.municipality()))
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("service-inquiry-sent", id.0));
    Ok(tx.commit().await?)
}

/// The text of a letter with its link.
pub async fn letter(app: &App, tx: &Tx, one: &Inquiry) -> anyhow::Result<String> {
    let all = app.db.municipalities();
    let own = all.iter().find(|own| own.id == tx.municipality());
    let own = own.ok_or_else(|| anyhow::anyhow!("no municipality"))?;
    let settings = municipality::Settings::of(own);
    let numbers = setting::numbers(tx).await?;
    let provider = provider::provider(tx, one.provider_id).await?;
    let ids: Vec<ServiceId> = entries(tx, one.id).await?.into_iter().map(|(id, _)| id).collect();
    let names = facts::wholes(tx, &ids).await?;
    let names: Vec<String> = names.iter().map(|one| format!("– {}", one.facts.name)).collect();
    let secret = secret(tx, one)?;
    let args = [
        ("provider", provider.name),
        ("municipality", own.name.clone()),
        ("services", names.join("\n")),
        ("link", format!("{}/{}/confirm/{secret}", numbers.address, own.slug)),
        ("until", one.expires_at.day().bg()),
        ("phone", settings.phone),
    ];
    Ok(ui::text::text_args(Lang::Bg, "services-mail-text", &args).into_owned())
}

/// Runs [`MORNING`].
pub fn morning(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            keep_step(&app, &job).await?;
            ask_due(&app, &job).await
        })
    })
}

/// Brings what stands beside each service into step with its history.
async fn keep_step(app: &App, job: &Job) -> anyhow::Result<()> {
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let ids = search::sought(&tx, &Sought::default()).await?;
    tx.rollback().await;
    for part in ids.chunks(200) {
        let mut tx = app.db.write(&actor).await?;
        facts::refold(&tx, part).await?;
        let places = capacity::keep_step(&tx, part).await?;
        let states = standing::keep_step(&tx, part).await?;
        let entry = Entry::new("directory-kept-in-step", "service", "");
        tx.audit(entry.because(&format!("{places}/{states}")));
        tx.commit().await?;
    }
    Ok(())
}

/// Asks each provider whose entries nobody confirmed for long and who was not asked lately.
async fn ask_due(app: &App, job: &Job) -> anyhow::Result<()> {
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let numbers = setting::numbers(&tx).await?;
    let all = provider::providers(&tx).await?;
    tx.rollback().await;
    if app.mail.is_none() || numbers.address.is_empty() {
        return Ok(());
    }
    for one in all.into_iter().filter(|one| !one.email.is_empty()) {
        let mut tx = app.db.write(&actor).await?;
        let services = services_of(&tx, one.id, Some(&numbers)).await?;
        let asked = tx.find::<row::Entity>().filter(row::Column::ProviderId.eq(one.id));
        let lately = tx.now().plus_ms(-i64::from(numbers.link_days) * DAY_MS);
        let asked = asked.filter(row::Column::AskedAt.gt(lately)).one(tx.conn()).await?;
        if services.is_empty() || asked.is_some() {
            tx.rollback().await;
            continue;
        }
        put(&mut tx, (one.id, &one.email), (&services, &numbers)).await?;
        tx.commit().await?;
    }
    Ok(())
}
