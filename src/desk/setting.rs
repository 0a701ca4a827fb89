//! How the desk works: on which sites its page may stand in a frame, how long a transcript stays that a
//! citizen agreed to keep, after how long a silence a talk is over.

use super::SettingId;
use super::store::desk_setting;
use kit::store::{StoreError, Tx};
use sea_orm::Set;

/// The one row of a municipality.
const ID: SettingId = SettingId(1);
/// A transcript that was agreed on stays so long, until the municipality says otherwise.
const KEEP_DAYS: i32 = 180;
/// A talk in which nobody speaks for so long is over.
const IDLE_MINUTES: i32 = 30;
/// So many sites may show the page.
pub const MOST_SITES: usize = 5;

/// How the desk works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Sites on which the page may stand in a frame: `https://www.example.bg`.
    pub sites: Vec<String>,
    /// Days that a transcript stays.
    pub keep_days: i32,
    /// Minutes of silence after which a talk is over.
    pub idle_minutes: i32,
    /// Version of the row; 0 while nothing was set.
    pub version: i32,
}

impl Default for Setting {
    fn default() -> Setting {
        let (keep_days, idle_minutes) = (KEEP_DAYS, IDLE_MINUTES);
        Setting { sites: Vec::new(), keep_days, idle_minutes, version: 0 }
    }
}

/// A site as it is typed: scheme and host, perhaps a port. `None` when it is not one.
#[must_use]
pub fn site(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/').to_lowercase();
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"))?;
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
    let is_name = !name.is_empty() && name.chars().all(fits) && !name.starts_with(['.', '-']);
    (is_name && port.parse::<u16>().is_ok()).then_some(typed)
}

/// How the desk of a municipality works.
///
/// # Errors
/// When the database does not answer.
pub async fn read(tx: &Tx) -> Result<Setting, StoreError> {
    let row = tx.find::<desk_setting::Entity>().one(tx.conn()).await?;
    let of = |row: desk_setting::Model| Setting {
        // What is no site, such as a line written by an older version, is left out.
        sites: row.sites.lines().filter_map(site).collect(),
        keep_days: row.keep_days,
        idle_minutes: row.idle_minutes,
        version: row.version,
    };
    Ok(row.map(of).unwrap_or_default())
}

/// Saves how the desk works, over the version that was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else changed it.
pub async fn save(tx: &Tx, new: &Setting) -> Result<(), StoreError> {
    let change = desk_setting::ActiveModel {
        sites: Set(new.sites.join("\n")),
        keep_days: Set(new.keep_days),
        idle_minutes: Set(new.idle_minutes),
        ..Default::default()
    };
    if new.version > 0 {
        return tx.update::<desk_setting::Entity>(ID, new.version, change).await;
    }
    if read(tx).await?.version > 0 {
        return Err(StoreError::Conflict);
    }
    tx.insert(desk_setting::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(ID),
        version: Set(1),
        ..change
    })
    .await
}
