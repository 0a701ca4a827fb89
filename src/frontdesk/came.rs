//! What came online and is registered here: the form of the desk begins with what was sent, and whoever
//! sent it is told as what it is registered.

use super::wish::{number_text, wish};
use super::{SignalId, WishId};
use crate::online::{self, Became, SentId};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem};

/// The name of the box that carries it.
const FIELD: &str = "online";

/// A fresh form of a wish with what came online: stated electronically, in the person's own words.
pub async fn for_wish(tx: &Tx, asked: &Form, form: Form) -> Result<Form, StoreError> {
    let Ok(id) = asked.get(FIELD).parse::<SentId>() else { return Ok(form) };
    let Some(came) = online::prefill(tx, id).await? else { return Ok(form) };
    let service = came.service.map(|id| id.to_string()).unwrap_or_default();
    let form = form.with("channel", "electronic").with("words", &came.words);
    Ok(form.with("service", &service).with(FIELD, &id.to_string()))
}

/// A fresh form of a signal with what came online.
pub async fn for_signal(tx: &Tx, asked: &Form, form: Form) -> Result<Form, StoreError> {
    let Ok(id) = asked.get(FIELD).parse::<SentId>() else { return Ok(form) };
    let Some(came) = online::prefill(tx, id).await? else { return Ok(form) };
    let form = form.with("channel", "online").with("who", &came.who);
    Ok(form.with("text", &came.words).with(FIELD, &id.to_string()))
}

/// What came online is this wish now.
pub async fn as_wish(
    ctx: &Ctx,
    (tx, id): (&mut Tx, WishId),
    (form, person): (&Form, PersonId),
) -> Result<(), Problem> {
    let Ok(sent) = form.get(FIELD).parse::<SentId>() else { return Ok(()) };
    let row = wish(tx, id).await?;
    let number = number_text(ctx, row.year, row.number);
    let became =
        Became { kind: "wish", number, path: format!("/wishes/{id}"), person: Some(person) };
    online::became(tx, sent, &became).await
}

/// What came online is this signal now.
pub async fn as_signal(
    (tx, id): (&mut Tx, SignalId),
    (form, person): (&Form, Option<PersonId>),
    number: String,
) -> Result<(), Problem> {
    let Ok(sent) = form.get(FIELD).parse::<SentId>() else { return Ok(()) };
    let became = Became { kind: "signal", number, path: format!("/signals/{id}"), person };
    online::became(tx, sent, &became).await
}
