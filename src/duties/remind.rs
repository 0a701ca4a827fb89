//! Reminders by mail to whoever answers for a duty: each at most once. Nothing personal is in one.

use super::calendar::reminder;
use super::frame::bg_with;
use super::load::{self, Row};
use super::mine_page::addresses;
use super::rule;
use super::store::duty_reminder::{self, Column, Entity};
use super::{DutyReminderId, course};
use crate::app::App;
use kit::access::{self, Actor};
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::Mail;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// Every morning: who is to be reminded.
pub const MORNING: &str = "duty-morning";
/// Sends one reminder.
pub const MAIL: &str = "duty-mail";
const PURPOSE: &str = "duties: reminders";

/// Runs [`MORNING`].
pub fn morning(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            if app.mail.is_none() {
                return Ok(());
            }
            app.freshen_law(job.municipality).await?;
            let law = app.law(job.municipality);
            let mut tx = app.db.write(&Actor::system(job.municipality, PURPOSE)).await?;
            note(&mut tx, &law).await?;
            Ok(tx.commit().await?)
        })
    })
}

/// Writes down who is to be reminded of what, and puts the mails into the queue. Tells how many.
///
/// # Errors
/// When the database refuses.
pub async fn note(tx: &mut Tx, law: &law::Law) -> Result<usize, StoreError> {
    let today = tx.today();
    let book = rule::book();
    let rows = load::open(tx, law, today.plus(book.soon())).await?;
    let addresses = addresses(tx).await?;
    let all = access::accounts(tx, today).await?;
    let gone: HashSet<AccountId> =
        all.into_iter().filter(|one| one.disabled_at.is_some()).map(|one| one.id).collect();
    let known = tx.find::<Entity>().filter(Column::DueOn.gte(today)).all(tx.conn()).await?;
    let known: HashSet<(AccountId, String, String, i32)> =
        known.into_iter().map(|row| (row.account_id, row.code, row.occasion, row.days)).collect();
    let mut count = 0;
    for row in &rows {
        let Some(owner) = row.owner.filter(|id| !gone.contains(id)) else { continue };
        let left = row.one.due.days_since(today);
        let Some(days) = reminder(&book.reminders, left) else { continue };
        let one = (owner, row.one.duty.code.clone(), row.one.occasion.clone(), days);
        if addresses.contains_key(&owner) && !known.contains(&one) {
            put(tx, row, (owner, days)).await?;
            count += 1;
        }
    }
    tx.audit(Entry::new("duty-reminders", "duty", "").because(&count.to_string()));
    Ok(count)
}

async fn put(tx: &mut Tx, row: &Row, (owner, days): (AccountId, i32)) -> Result<(), StoreError> {
    let id = DutyReminderId(tx.new_id());
    let new = duty_reminder::Model {
        municipality_id: tx.municipality(),
        id,
        account_id: owner,
        code: row.one.duty.code.clone(),
        occasion: row.one.occasion.clone(),
        days,
        due_on: row.one.due,
        made_at: tx.now(),
        sent_at: None,
    };
    tx.insert(new.into_active_model()).await?;
    tx.audit(Entry::write("duty-reminder", id.0));
    enqueue(tx, MAIL, None, &json!({ "reminder": id }), tx.now()).await
}

/// Runs [`MAIL`].
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

/// What a reminder says: its subject and its text. None when the duty was done meanwhile.
async fn letter(
    app: &App,
    tx: &Tx,
    row: &duty_reminder::Model,
) -> anyhow::Result<Option<(String, String)>> {
    let law = app.law(tx.municipality());
    let Ok(duty) = load::one(tx, &law, (&row.code, &row.occasion)).await else { return Ok(None) };
    let state = duty.state(tx.today());
    if state == course::DONE || state == course::NONE {
        return Ok(None);
    }
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == tx.municipality());
    let name = office.map(|one| one.name.clone()).unwrap_or_default();
    let args = [
        ("municipality", name),
        ("title", duty.one.duty.title.clone()),
        ("due", duty.one.due.bg()),
        ("articles", duty.one.duty.articles.join("; ")),
        ("proof", duty.one.duty.proof.clone()),
    ];
    Ok(Some((bg_with("duties-mail-subject", &args), bg_with("duties-mail-text", &args))))
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: DutyReminderId = serde_json::from_value(job.payload["reminder"].clone())?;
    app.freshen_law(job.municipality).await?;
    let actor = Actor::system(job.municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let Some(row) = row.filter(|row| row.sent_at.is_none()) else {
        tx.rollback().await;
        return Ok(());
    };
    let to = addresses(&tx).await?.remove(&row.account_id);
    let letter = letter(app, &tx, &row).await?;
    let now = tx.now();
    tx.rollback().await;
    if let (Some(to), Some((subject, text))) = (to, letter) {
        let mailer = app.mail.as_ref().ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
        let name = id.to_string();
        let mail =
            Mail { id: &name, at: now, to: &to, subject: &subject, text: &text, calendar: None };
        mailer.send(&mail).await?;
    }
    let mut tx = app.db.write(&actor).await?;
    Entity::update_many()
        .set(duty_reminder::ActiveModel { sent_at: Set(Some(tx.now())), ..Default::default() })
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("duty-reminder-sent", id.0));
    Ok(tx.commit().await?)
}
