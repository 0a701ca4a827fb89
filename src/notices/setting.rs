//! How notices are sent in a municipality: its mail server, its gateway for short messages, quiet
//! hours and limits. Sealed as a whole, for it holds passwords; each change is a version.

use super::NoticeSettingId;
use super::sms::Gateway;
use super::store::notice_setting::{Column, Entity, Model};
use super::when::Rules;
use crate::app::App;
use anyhow::Context;
use kit::audit::Entry;
use kit::mail::Mailer;
use kit::store::{StoreError, Tx};
use sea_orm::{IntoActiveModel, QueryOrder};
use serde::{Deserialize, Serialize};

const TABLE: &str = "notice_setting";

/// A mail server of the municipality's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailServer {
    /// The host; empty sends by the server of the installation.
    pub host: String,
    /// The port.
    pub port: u16,
    /// `tls`, `starttls`, or `open`.
    pub seal: String,
    /// The name to sign in with, or empty.
    pub user: String,
    /// Its password.
    pub password: String,
    /// Who mail is from.
    pub from: String,
}

/// How a connection is sealed; words have the key `notices-seal-<code>`.
pub const SEALS: [&str; 3] = ["tls", "starttls", "open"];

/// Everything outside letters and digits as `%XX`: the address of a server is a URL.
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

impl MailServer {
    /// Its address as the mailer reads it.
    #[must_use]
    pub fn url(&self) -> String {
        let who = match (self.user.is_empty(), self.password.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("{}@", escaped(&self.user)),
            _ => format!("{}:{}@", escaped(&self.user), escaped(&self.password)),
        };
        let (scheme, end) = match self.seal.as_str() {
            "tls" => ("smtps", ""),
            "starttls" => ("smtp", "?tls=required"),
            _ => ("smtp", ""),
        };
        format!("{scheme}://{who}{}:{}{end}", self.host, self.port)
    }
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// The mail server.
    pub mail: MailServer,
    /// The gateway.
    pub sms: Gateway,
    /// Minutes of the day.
    pub quiet_from: i32,
    /// As above.
    pub quiet_to: i32,
    /// So many notices a day to one receiver; 0 is no limit.
    pub per_receiver: i64,
    /// So many short messages a day; 0 is no limit.
    pub per_day: i64,
    /// The public address of this installation, for links: `https://uslugi.example.bg`.
    pub site: String,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting {
            mail: MailServer::default(),
            sms: Gateway::default(),
            quiet_from: 21 * 60,
            quiet_to: 8 * 60,
            per_receiver: 10,
            per_day: 500,
            site: String::new(),
        }
    }
}

impl Setting {
    /// The rules of when notices go.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules {
            quiet_from: self.quiet_from,
            quiet_to: self.quiet_to,
            per_receiver: self.per_receiver,
            per_day: self.per_day,
        }
    }

    /// Who carries the mail: the municipality's own server, or that of the installation.
    ///
    /// # Errors
    /// When the server's address is not one, or out of reach.
    pub async fn mailer(&self, app: &App) -> anyhow::Result<Option<Mailer>> {
        if self.mail.host.is_empty() {
            return Ok(app.mail.clone());
        }
        kit::gateway::machines(app.reach, &self.mail.host, self.mail.port).await?;
        Mailer::new(&self.mail.url(), &self.mail.from).map(Some).context("the mail server")
    }
}

/// The settings in force, with the number of their version; 0 when nobody set anything.
///
/// # Errors
/// When the database does not answer.
pub async fn load(tx: &Tx) -> Result<(Setting, i32), StoreError> {
    let row = tx.find::<Entity>().order_by_desc(Column::Number).one(tx.conn()).await?;
    let Some(row) = row else { return Ok((Setting::default(), 0)) };
    let text = tx.open(TABLE, "content_sealed", row.id.0, &row.content_sealed)?;
    let setting = serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok((setting, row.number))
}

/// Saves the settings after a version.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn save(tx: &mut Tx, new: &Setting, after: i32) -> Result<(), StoreError> {
    let (_, number) = load(tx).await?;
    if number != after {
        return Err(StoreError::Conflict);
    }
    let id = NoticeSettingId(tx.new_id());
    let text = serde_json::to_string(new).map_err(|e| StoreError::Other(e.to_string()))?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        number: number + 1,
        content_sealed: tx.seal(TABLE, "content_sealed", id.0, &text)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("notice-setting", id.0));
    Ok(())
}
