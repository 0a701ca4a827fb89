//! The safe link: a provider without an account sees one referral and answers once. The secret is
//! made from the key of the municipality and is kept nowhere; only its fingerprint is.

use super::act::{Act, doing, done, opened, shown};
use super::load::Short;
use super::moves::{broken, told};
use super::step::last_day;
use super::store::provider_link;
use super::telling::Task;
use super::{LinkId, PlacementId, letter, mailing};
use crate::app::App;
use crate::municipality::Settings;
use crate::people;
use crate::referral;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::crypto::Index;
use kit::jobs::enqueue;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use ui::Lang;

/// By what the secrets of links are made.
pub const SECRET: Index = Index::new("provider_link", "secret");

/// What the provider sees: as it was when the link was made. Kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The person's name.
    pub name: String,
    /// Year of birth.
    pub born: String,
    /// Telephone; empty when the person is protected.
    pub phone: String,
    /// Who speaks for them, and how to reach them.
    pub speaker: String,
    /// The service.
    pub service: String,
    /// The provider.
    pub provider: String,
    /// For how long, in words.
    pub duration: String,
    /// Number and day of the assessment.
    pub assessment: String,
    /// The day of the wish stated to the provider.
    pub stated_on: String,
    /// Until when the provider assesses.
    pub due: String,
}

/// Whether a link may still be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It may.
    Open,
    /// It was answered.
    Answered,
    /// Its time is over.
    Expired,
    /// It was taken back.
    Revoked,
}

/// How a link stands at a moment.
#[must_use]
pub fn standing(row: &provider_link::Model, now: Instant) -> Standing {
    if row.revoked_at.is_some() {
        Standing::Revoked
    } else if row.answered_at.is_some() {
        Standing::Answered
    } else if row.expires_at <= now {
        Standing::Expired
    } else {
        Standing::Open
    }
}

/// The secret of a link.
pub fn secret(tx: &Tx, id: LinkId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// The link with a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn behind(tx: &Tx, secret: &str) -> Result<provider_link::Model, Problem> {
    let row = tx
        .find::<provider_link::Entity>()
        .filter(provider_link::Column::Fingerprint.eq(kit::crypto::fingerprint(secret)))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    row.ok_or(Problem::NotFound)
}

/// What was shown through a link.
pub fn snapshot(tx: &Tx, row: &provider_link::Model) -> Result<Snapshot, StoreError> {
    tx.open_json("provider_link", "snapshot_sealed", row.id.0, &row.snapshot_sealed)
}

/// What a provider may know of a placement now.
pub async fn taken(app: &App, tx: &Tx, short: &Short) -> Result<Snapshot, StoreError> {
    let bg = |key: &str| ui::text::text(Lang::Bg, key).into_owned();
    let law = app.law(tx.municipality());
    let speakers = people::representatives(tx, short.row.person_id, tx.today()).await?;
    let chosen = match short.row.case_id {
        Some(case) => referral::chosen_services(tx, &law, case).await?,
        None => Vec::new(),
    };
    let chosen = chosen.into_iter().find(|one| Some(one.proposal) == short.row.proposal_id);
    let settings = app.db.municipalities();
    let settings = settings.iter().find(|one| one.id == tx.municipality()).map(|m| Settings::of(m));
    let number = chosen.and_then(|one| {
        let (year, number) = one.number?;
        let format = settings?.numbers.assessment;
        let year = i16::try_from(year).ok()?;
        let text = crate::municipality::Numbers::write(&format, year, number);
        Some(format!("{text} / {}", one.signed_on.bg()))
    });
    let hidden = short.head.is_protected;
    let reach = |who: &people::Representative| {
        if hidden { who.name.clone() } else { format!("{}, {}", who.name, who.phone) }
    };
    Ok(Snapshot {
        name: short.head.name.clone(),
        born: short.head.birth_day.map(|day| day.0.year().to_string()).unwrap_or_default(),
        phone: if hidden { String::new() } else { short.head.phone.clone() },
        speaker: speakers.first().map(reach).unwrap_or_default(),
        service: short.service.name.clone(),
        provider: short.service.provider.clone(),
        duration: bg(&format!("placement-duration-{}", short.row.duration)),
        assessment: number.unwrap_or_default(),
        stated_on: short.row.stated_on.bg(),
        due: short.row.next_on.map(Day::bg).unwrap_or_default(),
    })
}

/// Makes a link and takes back those that were open: of two letters only the last one counts.
///
/// # Errors
/// When the database refuses.
pub async fn make(
    tx: &mut Tx,
    app: &App,
    short: &Short,
    (task, until): (Task, Day),
    (email, base): (&str, &str),
) -> Result<(LinkId, String), StoreError> {
    for row in super::load::links(tx, short.row.id).await? {
        if standing(&row, tx.now()) == Standing::Open {
            revoke_row(tx, &row).await?;
        }
    }
    let id = LinkId(tx.new_id());
    let secret = secret(tx, id)?;
    let snapshot = serde_json::to_string(&taken(app, tx, short).await?)
        .map_err(|e| StoreError::Other(e.to_string()))?;
    tx.insert(provider_link::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(short.row.id),
        fingerprint: Set(kit::crypto::fingerprint(&secret)),
        purpose: Set(task.code().to_owned()),
        email: Set(email.to_owned()),
        base: Set(base.to_owned()),
        snapshot_sealed: Set(tx.seal("provider_link", "snapshot_sealed", id.0, &snapshot)?),
        made_at: Set(tx.now()),
        expires_at: Set(Instant::of_local(until.plus(1).0.at(0, 0, 0, 0))),
        opened_at: Set(None),
        answered_at: Set(None),
        answer: Set(String::new()),
        revoked_at: Set(None),
        nudged_on: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    if !email.is_empty() && app.mail.is_some() {
        enqueue(tx, mailing::MAIL, None, &serde_json::json!({ "link": id }), tx.now()).await?;
    }
    told(tx, &short.row, "placement-link", Vec::new()).await?;
    Ok((id, secret))
}

async fn revoke_row(tx: &Tx, row: &provider_link::Model) -> Result<(), StoreError> {
    let active =
        provider_link::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<provider_link::Entity>(row.id, row.version, active).await
}

fn act(ctx: &Ctx, form: &Form, (task, by): (Task, Option<Day>)) -> Act {
    let boxes = (ctx, form);
    let by = by.map(Day::bg).unwrap_or_default();
    let what = ctx.t(task.key());
    Act::new("placement-link", "/link", "placement-link-button")
        .lead(ctx.ta("placement-link-lead", &[("day", by)]))
        .facts(vec![(ctx.t("placement-link-for").into_owned(), what.into_owned())])
        .line(boxes, "email", "placement-link-email")
}

/// What the provider is asked for now.
fn may(short: &Short) -> Result<Task, Problem> {
    Task::of(&short.row, short.state).ok_or(Problem::Impossible("placement-refused-state"))
}

/// `GET /placements/{id}/link`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    let task = may(&short)?;
    let law = app.law(ctx.actor.municipality);
    let by = last_day(&law, "W03", app.today()).map_err(broken)?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, act(&ctx, &form, (task, by)), &form)
}

/// `POST /placements/{id}/link`: the link is made, printed in a letter and mailed when an address
/// is given.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    let task = may(&short)?;
    let law = app.law(ctx.actor.municipality);
    let by = last_day(&law, "W03", app.today()).map_err(broken)?;
    let email = form.optional("email", 200);
    if !email.is_empty() && !Mailer::is_address(&email) {
        form.wrong("email", "placement-link-email-wrong");
    }
    let (Some(until), true) = (by, form.ok()) else {
        return shown(&ctx, &short, act(&ctx, &form, (task, by)), &form);
    };
    let (mut tx, _) = doing(&app, &ctx, id, &form).await?;
    let base = &app.kit.origin(&headers);
    let (_, secret) = make(&mut tx, &app, &short, (task, until), (&email, base)).await?;
    let verify = people::verify_address(&app, &ctx, &headers);
    let link = format!("{base}{}", ctx.url(&format!("/provider/{secret}")));
    letter::referral(&mut tx, &ctx, &short, (&link, until), verify).await?;
    done(tx, &ctx, id, "placement-link-done").await
}

/// `POST /placements/{id}/link/revoke`: every open link of the placement is taken back.
pub async fn revoke(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    for link in super::load::links(&tx, id).await? {
        if standing(&link, tx.now()) == Standing::Open {
            revoke_row(&tx, &link).await?;
        }
    }
    told(&mut tx, &row, "placement-link-revoked", Vec::new()).await?;
    done(tx, &ctx, id, "placement-link-revoked").await
}
