//! A test of the ways by which notices go: sent at once, past the queue.

use super::course::SMS;
use super::send::Office;
use super::setting::{self, Setting};
use super::template::{self, Words};
use super::{sms, version};
use crate::app::App;
use anyhow::{Context, bail, ensure};
use kit::gateway;
use kit::mail::Mail;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use ui::Lang;

/// The template of tests.
const TEST: &str = "test";

/// What a test needs to know.
pub struct Ready {
    setting: Setting,
    words: Words,
    at: Instant,
}

/// Reads what a test needs.
///
/// # Errors
/// When the database does not answer.
pub async fn ready(tx: &Tx) -> Result<Ready, StoreError> {
    let (setting, _) = setting::load(tx).await?;
    let template = template::find(TEST).ok_or(StoreError::NotFound)?;
    let words = version::words(tx, template, Lang::Bg).await?;
    let mut values = Office::of(tx).await?.values(Lang::Bg, "");
    values.insert("time".to_owned(), tx.now().bg());
    Ok(Ready { setting, words: template::written(&words, &values), at: tx.now() })
}

/// Sends a test and tells what was answered.
///
/// # Errors
/// When it is not taken; the reason is told.
pub async fn sent(app: &App, ready: &Ready, (channel, to): (&str, &str)) -> anyhow::Result<String> {
    if channel == SMS {
        return short(app, ready, to).await;
    }
    let mailer = ready.setting.mailer(app).await?.context("no mail server is set")?;
    let id = format!("notice-test-{}", ready.at.0);
    let mail = Mail {
        id: &id,
        at: ready.at,
        to,
        subject: &ready.words.subject,
        text: &ready.words.body,
        calendar: None,
    };
    mailer.send(&mail).await
}

async fn short(app: &App, ready: &Ready, to: &str) -> anyhow::Result<String> {
    let sms = &ready.setting.sms;
    ensure!(sms.is_set(), "no gateway is set");
    let to = sms::international(to).context("this is no telephone number")?;
    let call = sms.call(&to, &sms::shortened(&ready.words.short), "test");
    if sms.dry_run {
        // What would be sent, without the headings: they hold the secret.
        let place = gateway::place(app.reach, &call.url)?;
        return Ok(format!("{} {} {}", call.method, place.host, call.body));
    }
    let said = gateway::call(app.reach, &call).await?;
    if !sms.is_taken(&said) {
        bail!("{} {}", said.status, said.text);
    }
    Ok(format!("{} {}", said.status, said.text))
}
