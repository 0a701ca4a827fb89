//! Mails to providers: the address of a link, and a reminder when its answer is near its last day.
//! Nothing of the person stands in a mail.

use super::LinkId;
use super::link::{Standing, secret, standing};
use super::step::last_day;
use super::store::{placement, provider_link};
use crate::app::App;
use crate::municipality::Settings;
use crate::services;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::Mail;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant, MunicipalityId};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;
use std::sync::Arc;
use ui::Lang;

/// The job that mails a link.
pub const MAIL: &str = "provider-link-mail";
/// The job that looks each morning for links to be reminded of.
pub const NUDGE: &str = "provider-nudge";
const PURPOSE: &str = "placement: чл. 14, ал. 2 ППЗСУ";
/// How many links one morning reminds of.
const ROUND: u64 = 500;

/// Runs [`MAIL`].
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: LinkId = serde_json::from_value(job.payload["link"].clone())?;
    let reminds = job.payload["reminds"].as_bool().unwrap_or_default();
    let actor = Actor::system(job.municipality, PURPOSE);
    let mut tx = app.db.read(&actor).await?;
    let row = tx.find::<provider_link::Entity>().filter(provider_link::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or_else(|| anyhow::anyhow!("no such link"))?;
    let (secret, now) = (secret(&tx, id)?, tx.now());
    let told = services::letters_lead_to(&tx).await?;
    tx.audit(Entry::write("provider-link-sent", id.0));
    tx.commit().await?;
    if standing(&row, now) != Standing::Open {
        return Ok(());
    }
    let mailer = app.mail.as_ref().ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == job.municipality);
    let office = office.ok_or_else(|| anyhow::anyhow!("no such municipality"))?;
    // Where the municipality says that letters lead, else where the office itself was.
    let site = Settings::of(office).site;
    let base = [told, row.base.clone(), site].into_iter().find(|base| !base.is_empty());
    let base = base.ok_or_else(|| anyhow::anyhow!("no address that a letter could lead to"))?;
    let address = format!("{}/{}/provider/{secret}", base.trim_end_matches('/'), office.slug);
    let until = Instant(row.expires_at.0 - 1).day().bg();
    let what = ui::text::text(Lang::Bg, &format!("placement-told-{}", row.purpose)).into_owned();
    let args =
        [("municipality", office.name.clone()), ("link", address), ("day", until), ("what", what)];
    let text = |key: &str| ui::text::text_args(Lang::Bg, key, &args).into_owned();
    let subject = if reminds { "placement-mail-reminder" } else { "placement-mail-subject" };
    // A reminder is a mail of its own: the same id would be taken for the first one.
    let mail_id = if reminds { format!("{id}-{}", now.day()) } else { id.to_string() };
    let mail = Mail {
        id: &mail_id,
        at: now,
        to: &row.email,
        subject: &text(subject),
        text: &text("placement-mail-text"),
        calendar: None,
    };
    mailer.send(&mail).await?;
    Ok(())
}

/// Runs [`NUDGE`].
pub fn nudging(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            if app.mail.is_some() {
                app.freshen_law(job.municipality).await?;
                nudge(&app, job.municipality).await?;
            }
            Ok(())
        })
    })
}

/// Whether a provider is reminded today: so many days before the last one, once a day.
fn is_due(law: &Law, (due, nudged): (Option<Day>, Option<Day>), today: Day) -> bool {
    let reminds_on = due.and_then(|due| last_day(law, "W04", due).ok().flatten());
    reminds_on == Some(today) && nudged.is_none_or(|day| day < today)
}

/// Puts reminders in the queue for links whose answer is near its last day; gives how many.
///
/// # Errors
/// When the database refuses.
pub async fn nudge(app: &App, municipality: MunicipalityId) -> Result<usize, StoreError> {
    use provider_link::Column;
    let actor = Actor::system(municipality, PURPOSE);
    let mut tx = app.db.write(&actor).await?;
    let open = tx
        .find::<provider_link::Entity>()
        .filter(Column::AnsweredAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(tx.now()))
        .filter(Column::Email.ne(""))
        .order_by_asc(Column::Id)
        .limit(ROUND)
        .all(tx.conn())
        .await?;
    let due = due_days(&tx, &open).await?;
    let (law, today) = (app.law(municipality), tx.today());
    let mut count = 0;
    for link in open {
        let last = due.get(&link.placement_id).copied().flatten();
        if !is_due(&law, (last, link.nudged_on), today) {
            continue;
        }
        let payload = serde_json::json!({ "link": link.id, "reminds": true });
        enqueue(&tx, MAIL, None, &payload, tx.now()).await?;
        let active =
            provider_link::ActiveModel { nudged_on: Set(Some(today)), ..Default::default() };
        tx.update::<provider_link::Entity>(link.id, link.version, active).await?;
        count += 1;
    }
    tx.audit(Entry::write("provider-nudge", 0));
    tx.commit().await?;
    Ok(count)
}

/// The last day of the next step of each placement behind the links. One query.
async fn due_days(
    tx: &Tx,
    links: &[provider_link::Model],
) -> Result<HashMap<super::PlacementId, Option<Day>>, StoreError> {
    let rows: Vec<(super::PlacementId, Option<Day>)> = tx
        .find::<placement::Entity>()
        .filter(placement::Column::Id.is_in(links.iter().map(|link| link.placement_id)))
        .select_only()
        .columns([placement::Column::Id, placement::Column::NextOn])
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}
