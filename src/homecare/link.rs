//! The personal address of an assistant: made from the key of the municipality and kept nowhere,
//! only its fingerprint is. Of two the last one counts.

use super::store::homecare_link::{self, Column, Entity};
use super::{AssistantId, LinkId};
use crate::app::App;
use axum::http::HeaderMap;
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Problem};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// By what the addresses are made.
pub const SECRET: Index = Index::new("homecare_link", "secret");
/// An address is offered for so many days; another day may be typed.
pub const USUAL_DAYS: i32 = 90;
/// And for no more than so many.
pub const MOST_DAYS: i32 = 366;
/// So many of the last addresses are shown.
const SHOWN: u64 = 3;

/// The secret of an address.
pub fn secret(tx: &Tx, id: LinkId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// The address with a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn behind(tx: &Tx, secret: &str) -> Result<homecare_link::Model, Problem> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Fingerprint.eq(kit::crypto::fingerprint(secret)))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    row.ok_or(Problem::NotFound)
}

/// Whether an address may be used.
#[must_use]
pub fn is_open(row: &homecare_link::Model, now: Instant) -> bool {
    row.revoked_at.is_none() && row.expires_at > now
}

/// Makes an address and stops those before it.
///
/// # Errors
/// When the database refuses.
pub async fn make(
    tx: &mut Tx,
    assistant: AssistantId,
    until: Day,
) -> Result<(LinkId, String), StoreError> {
    revoke(tx, assistant).await?;
    let id = LinkId(tx.new_id());
    let secret = secret(tx, id)?;
    tx.insert(homecare_link::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        assistant_id: Set(assistant),
        fingerprint: Set(kit::crypto::fingerprint(&secret)),
        made_at: Set(tx.now()),
        expires_at: Set(Instant::of_local(until.plus(1).0.at(0, 0, 0, 0))),
        opened_at: Set(None),
        revoked_at: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("homecare-link-made", id.0));
    Ok((id, secret))
}

/// Stops every open address of an assistant.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, assistant: AssistantId) -> Result<(), StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::AssistantId.eq(assistant))
        .filter(Column::RevokedAt.is_null())
        .all(tx.conn())
        .await?;
    for row in rows {
        let active =
            homecare_link::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<Entity>(row.id, row.version, active).await?;
    }
    Ok(())
}

/// An address as the office sees it.
pub struct Shown {
    /// How it stands, in a word.
    pub word: String,
    /// Colour of the word.
    pub colour: &'static str,
    /// Its last day.
    pub until: String,
    /// When it was opened.
    pub opened: String,
    /// The address; empty when it stopped.
    pub address: String,
    /// The same as a picture to be scanned.
    pub qr: String,
}

/// The last addresses of an assistant.
pub async fn shown(
    tx: &Tx,
    app: &App,
    ctx: &Ctx,
    (assistant, headers): (AssistantId, &HeaderMap),
) -> Result<Vec<Shown>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::AssistantId.eq(assistant));
    let rows = rows.order_by_desc(Column::Id).limit(SHOWN).all(tx.conn()).await?;
    let mut all = Vec::new();
    for row in rows {
        let open = is_open(&row, tx.now());
        let (word, colour) = match (row.revoked_at, open) {
            (Some(_), _) => ("homecare-link-stopped", "grey"),
            (None, false) => ("homecare-link-expired", "grey"),
            (None, true) => ("homecare-link-open", "green"),
        };
        let mut address = String::new();
        if open && ctx.actor.may(super::WRITE) {
            let secret = secret(tx, row.id)?;
            address =
                format!("{}{}", app.kit.origin(headers), ctx.url(&format!("/assistant/{secret}")));
        }
        let opened = match row.opened_at {
            Some(at) => ctx.ta("homecare-link-opened", &[("at", at.bg())]).into_owned(),
            None => ctx.t("homecare-link-never").into_owned(),
        };
        all.push(Shown {
            word: ctx.t(word).into_owned(),
            colour,
            until: Instant(row.expires_at.0 - 1).day().bg(),
            opened,
            qr: if address.is_empty() { String::new() } else { kit::web::qr_svg(&address) },
            address,
        });
    }
    Ok(all)
}
