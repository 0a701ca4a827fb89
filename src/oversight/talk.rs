//! What users said at a visit. Nobody is asked without a consent that is written down: how, before whom,
//! on which day (чл. 32 НКСУ). No name of theirs is kept, and a text with an identifier is refused.

use super::check_form::{Behind, around, behind, within};
use super::content::{Said, holds_identifier, sealed};
use super::course::{CONSENTS, State, talk_refused};
use super::frame::{LINE, TEXT};
use super::store::oversight_talk::Model;
use super::{CheckId, TalkId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Id, Problem, day_values, see};
use sea_orm::IntoActiveModel;

/// What a user said.
#[derive(Clone, Debug)]
pub struct NewTalk {
    /// A code of `CONSENTS`.
    pub consent: String,
    /// On which day they were asked.
    pub asked_on: Day,
    /// Before whom they agreed, and what they said.
    pub said: Said,
}

/// Writes down what a user said.
///
/// # Errors
/// When they did not agree, there is no visit under way on the day, or the text holds an identifier.
pub async fn add(tx: &mut Tx, behind: &Behind, new: &NewTalk) -> Result<TalkId, Problem> {
    let row = &behind.check.row;
    let began = row.began_on.filter(|_| behind.check.state == State::Visiting);
    if began.is_none() {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    if let Some(key) = talk_refused(&new.consent, &new.said.by) {
        return Err(Problem::Impossible(key));
    }
    if began.is_none_or(|began| new.asked_on < began) || new.asked_on > tx.today() {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    if holds_identifier(&new.said.words) || holds_identifier(&new.said.by) {
        return Err(Problem::Impossible("oversight-refused-identifier"));
    }
    let id = TalkId(tx.new_id());
    let model = Model {
        municipality_id: tx.municipality(),
        id,
        check_id: row.id,
        consent: new.consent.clone(),
        asked_on: new.asked_on,
        content_sealed: sealed(tx, ("oversight_talk", id.0), &new.said)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(model.into_active_model()).await?;
    tx.audit(Entry::write("oversight-talk", id.0));
    Ok(id)
}

fn shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    Act::new("oversight-do-ask", "/ask", "ui-save")
        .lead(ctx.t("oversight-lead-ask"))
        .one(both, "consent", ("oversight-column-consent", &CONSENTS), |code| {
            format!("oversight-consent-{code}")
        })
        .line(both, "by", "oversight-column-by")
        .day(both, "on", ("oversight-asked-on", String::new()))
        .area(both, "words", ("oversight-column-words", "oversight-words-hint"))
        .shown(ctx, around(ctx, (behind, form), "oversight-do-ask"), form)
}

/// `GET /oversight/checks/{id}/ask`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    shown(&ctx, &behind, &Form::filled(ctx.lang, day_values("on", Some(app.today()))))
}

/// `POST /oversight/checks/{id}/ask`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = within(&tx, id).await?;
    let consent = form.required("consent", 20);
    let by = form.optional("by", LINE);
    if let Some(key) = talk_refused(&consent, &by) {
        let name = if CONSENTS[..2].contains(&consent.as_str()) { "by" } else { "consent" };
        form.wrong(name, key);
    }
    let on = form.day("on");
    let began = behind.check.row.began_on;
    if on.is_some_and(|on| on > tx.today() || began.is_some_and(|began| on < began)) {
        form.wrong("on", "oversight-refused-day");
    }
    let words = form.required("words", TEXT);
    for (name, text) in [("words", &words), ("by", &by)] {
        if holds_identifier(text) {
            form.wrong(name, "oversight-refused-identifier");
        }
    }
    let (Some(asked_on), true) = (on, form.ok()) else {
        tx.audit(Entry::read("oversight-check", id.0));
        tx.commit().await?;
        return shown(&ctx, &behind, &form);
    };
    let home = behind.check.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    add(&mut tx, &behind, &NewTalk { consent, asked_on, said: Said { by, words } }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}
