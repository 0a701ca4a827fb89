//! The door by which other capabilities send: a notice is put into the queue in the transaction of its
//! cause, and goes out after it.

use super::course::{ACCOUNT, DELIVERY, EMAIL, SENT, SMS, STOPPED, WAITING};
use super::queue::{self, Content, New};
use super::store::notice_account;
use super::template::{self, Template, Values, Words};
use super::{BulletinId, CitizenId, NoticeId, run, setting, sms, unreachable, version};
use crate::municipality::Settings;
use crate::people::PersonId;
use kit::jobs::enqueue;
use kit::mail::Mailer;
use kit::store::entity::municipality;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use ui::Lang;

/// A notice as another capability gives it.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    /// The code of a template of `templates.toml`.
    pub template: &'static str,
    /// Who receives it, and by which way.
    pub to: Target,
    /// The values of the names in braces.
    pub args: Vec<(&'a str, String)>,
    /// On whose file it is kept.
    pub about: Option<PersonId>,
    /// Where it leads, below the municipality; or empty.
    pub href: String,
}

/// Who receives a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// By mail to an address.
    Email(String),
    /// By short message to a number.
    Phone(String),
    /// Whoever has an account, by the way they chose; else it waits for them there.
    Account(CitizenId),
    /// By e-delivery (ССЕВ).
    Delivery(PersonId),
}

/// Where an account is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reached {
    /// Address of mail, or empty.
    pub email: String,
    /// Telephone, or empty.
    pub phone: String,
}

/// What a municipality is called, and how it is reached.
pub struct Office {
    slug: String,
    name: String,
    name_en: String,
    phone: String,
}

impl Office {
    /// The municipality of a transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(tx: &Tx) -> Result<Office, StoreError> {
        let row = municipality::Entity::find_by_id(tx.municipality()).one(tx.conn()).await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let settings: Settings = serde_json::from_str(&row.settings).unwrap_or_default();
        let (slug, name, name_en) = (row.slug, row.name, row.name_en);
        Ok(Office { slug, name, name_en, phone: settings.phone })
    }

    /// What every template knows.
    #[must_use]
    pub fn values(&self, lang: Lang, link: &str) -> Values {
        let name = if lang == Lang::Bg { &self.name } else { &self.name_en };
        let pairs =
            [("municipality", name.as_str()), ("phone", self.phone.as_str()), ("link", link)];
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The whole address of a page below the municipality; empty when the site is not known.
    #[must_use]
    pub fn address(&self, site: &str, path: &str) -> String {
        if site.is_empty() || path.is_empty() {
            return String::new();
        }
        format!("{}/{}{path}", site.trim_end_matches('/'), self.slug)
    }
}

/// Where it goes in the end.
struct Way {
    channel: &'static str,
    to: String,
    lang: Lang,
    person: Option<PersonId>,
    citizen: Option<CitizenId>,
}

async fn account_row(tx: &Tx, id: CitizenId) -> Result<Option<notice_account::Model>, StoreError> {
    let row = tx.find::<notice_account::Entity>();
    Ok(row.filter(notice_account::Column::CitizenId.eq(id)).one(tx.conn()).await?)
}

fn reached(tx: &Tx, row: &notice_account::Model) -> Result<Reached, StoreError> {
    let text = tx.open("notice_account", "content_sealed", row.id.0, &row.content_sealed)?;
    serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))
}

async fn way(tx: &Tx, target: &Target, about: Option<PersonId>) -> Result<Way, StoreError> {
    let bg =
        |channel, to: String| Way { channel, to, lang: Lang::Bg, person: about, citizen: None };
    Ok(match target {
        Target::Email(to) => bg(EMAIL, to.trim().to_owned()),
        Target::Phone(to) => bg(SMS, sms::international(to).unwrap_or_else(|| to.clone())),
        Target::Delivery(person) => {
            Way { person: Some(*person), ..bg(DELIVERY, person.to_string()) }
        }
        Target::Account(id) => {
            let row = account_row(tx, *id).await?;
            let known = row.as_ref().map(|row| reached(tx, row)).transpose()?.unwrap_or_default();
            let lang = row.as_ref().and_then(|row| Lang::from_tag(&row.language));
            let (channel, to) = match (known.email.is_empty(), sms::international(&known.phone)) {
                (false, _) => (EMAIL, known.email),
                (true, Some(phone)) => (SMS, phone),
                (true, None) => (ACCOUNT, id.to_string()),
            };
            Way { lang: lang.unwrap_or(Lang::Bg), citizen: Some(*id), ..bg(channel, to) }
        }
    })
}

fn content(words: Words, channel: &str) -> Content {
    let Words { subject, body, short } = words;
    let text = match channel == SMS && !short.is_empty() {
        true => sms::shortened(&short),
        false => body,
    };
    Content { subject, text, leave: String::new() }
}

/// Whether an address of a channel can be one at all.
fn is_possible(channel: &str, to: &str) -> bool {
    match channel {
        EMAIL => Mailer::is_address(to),
        SMS => sms::international(to).is_some(),
        _ => true,
    }
}

/// Puts a notice into the queue, in the transaction of its cause.
///
/// # Errors
/// When no such template is known, a value of it is missing, or the database refuses.
pub async fn send(tx: &mut Tx, notice: &Notice<'_>) -> Result<NoticeId, StoreError> {
    let template = template::find(notice.template)
        .ok_or_else(|| StoreError::Other(format!("no template {}", notice.template)))?;
    let given = |name: &str| notice.args.iter().any(|(known, _)| *known == name);
    let lacks = |name: &&String| *name != "link" && !given(name);
    if let Some(name) = template.needed.keys().find(lacks) {
        return Err(StoreError::Other(format!("{} lacks {name}", notice.template)));
    }
    let way = way(tx, &notice.to, notice.about).await?;
    let (settings, _) = setting::load(tx).await?;
    let office = Office::of(tx).await?;
    let mut values = office.values(way.lang, &office.address(&settings.site, &notice.href));
    values.extend(notice.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let words = version::words(tx, template, way.lang).await?;
    let content = content(template::written(&words, &values), way.channel);
    let is_bad = unreachable::is_known(tx, way.channel, &way.to).await?;
    let new = made((template, way), (content, is_bad), &notice.href);
    let id = queue::put(tx, new).await?;
    enqueue(tx, run::TURN, None, &serde_json::Value::Null, tx.now()).await?;
    Ok(id)
}

fn made((template, way): (&Template, Way), (content, is_bad): (Content, bool), href: &str) -> New {
    let is_bad = is_bad || !is_possible(way.channel, &way.to);
    let state = match way.channel {
        ACCOUNT => SENT,
        _ if is_bad => STOPPED,
        _ => WAITING,
    };
    New {
        channel: way.channel,
        to: way.to,
        code: template.code.clone(),
        kind: template.kind.clone(),
        language: way.lang.tag(),
        is_urgent: template.urgent,
        person: way.person,
        citizen: way.citizen,
        bulletin: None,
        content,
        href: href.to_owned(),
        state,
    }
}

/// Words that were made already, to an address of mail: news and their confirmation. Whether the
/// address takes nothing is known to the caller.
///
/// # Errors
/// When the database refuses.
pub async fn put_mail(
    tx: &mut Tx,
    (template, lang): (&Template, Lang),
    (to, is_bad): (String, bool),
    (content, bulletin): (Content, Option<BulletinId>),
) -> Result<NoticeId, StoreError> {
    let way = Way { channel: EMAIL, to, lang, person: None, citizen: None };
    let new = made((template, way), (content, is_bad), "");
    queue::put(tx, New { bulletin, ..new }).await
}

/// Whether short messages can be sent: a gateway is set.
///
/// # Errors
/// When the database does not answer.
pub async fn can_send_short(tx: &Tx) -> Result<bool, StoreError> {
    Ok(setting::load(tx).await?.0.sms.is_set())
}

/// Keeps where an account is reached, and in which language.
///
/// # Errors
/// When the database refuses.
pub async fn reach_account(
    tx: &mut Tx,
    id: CitizenId,
    (reached, lang): (&Reached, Lang),
) -> Result<(), StoreError> {
    use notice_account::{ActiveModel, Entity, Model};
    use sea_orm::{IntoActiveModel, Set};
    let old = account_row(tx, id).await?;
    let own = old.as_ref().map_or_else(|| super::NoticeAccountId(tx.new_id()), |row| row.id);
    let text = serde_json::to_string(reached).map_err(|e| StoreError::Other(e.to_string()))?;
    let sealed = tx.seal("notice_account", "content_sealed", own.0, &text)?;
    match old {
        Some(row) => {
            let active = ActiveModel {
                content_sealed: Set(sealed),
                language: Set(lang.tag().to_owned()),
                ..Default::default()
            };
            tx.update::<Entity>(row.id, row.version, active).await?;
        }
        None => {
            let row = Model {
                municipality_id: tx.municipality(),
                id: own,
                citizen_id: id,
                content_sealed: sealed,
                language: lang.tag().to_owned(),
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(kit::audit::Entry::write("notice-account", own.0));
    Ok(())
}
