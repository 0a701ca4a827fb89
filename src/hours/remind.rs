//! Mails to assistants whose report is missing. Nothing of the user stands in a mail.

use crate::app::App;
use crate::delivery::month_words;
use crate::people::{self, PersonId};
use anyhow::Context;
use kit::access::Actor;
use kit::audit;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::{Mail, Mailer};
use kit::store::{StoreError, Tx};
use law::Month;
use serde_json::json;
use std::sync::Arc;
use ui::Lang;

/// The job that sends one.
pub const MAIL: &str = "hours-remind";

/// Puts a mail for each of some assistants into the queue; says how many have no address.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_all(tx: &mut Tx, (month, part): (&str, &[&str])) -> Result<usize, StoreError> {
    let ids: Vec<PersonId> = part.iter().filter_map(|id| id.parse().ok()).collect();
    let known = people::emails(tx, &ids).await?;
    for id in ids.iter().filter(|id| known.contains_key(id)) {
        let payload = json!({ "person": id, "month": month });
        enqueue(tx, MAIL, Some(&format!("{id}-{month}")), &payload, tx.now()).await?;
    }
    Ok(part.len() - known.len())
}

/// Runs [`MAIL`].
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let person: PersonId = serde_json::from_value(job.payload["person"].clone())?;
    let month = Month::parse(job.payload["month"].as_str().context("a month")?);
    let month = month.map_err(|e| anyhow::anyhow!("{e}"))?;
    let actor = Actor::system(job.municipality, "hours: чл. 32, ал. 2 ЗЛП");
    let mut tx = app.db.read(&actor).await?;
    let to = people::emails(&tx, &[person]).await?.remove(&person);
    tx.audit(audit::Entry::write("hours-reminded", person.0).about(Some(person.0)));
    let now = tx.now();
    tx.commit().await?;
    let Some(to) = to.filter(|to| Mailer::is_address(to)) else { return Ok(()) };
    let mailer = app.mail.as_ref().context("no mail server is set")?;
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == job.municipality).context("a municipality")?;
    let law = app.law(job.municipality);
    let input = law::ReportInput { month, filed: None, explained: None };
    let line = law.report(&input).map_err(|e| anyhow::anyhow!("{e}"))?;
    let due = kit::types::Day(line.due).bg();
    let args = [
        ("municipality", office.name.clone()),
        ("month", month_words(Lang::Bg, month)),
        ("due", due),
    ];
    let text = |key: &str| ui::text::text_args(Lang::Bg, key, &args).into_owned();
    let mail = Mail {
        id: &format!("hours-{person}-{month}-{}", now.day()),
        at: now,
        to: &to,
        subject: &text("hours-mail-subject"),
        text: &text("hours-mail-text"),
        calendar: None,
    };
    mailer.send(&mail).await?;
    Ok(())
}
