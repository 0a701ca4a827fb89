//! The accounts that may work for providers, and for which each does.

use super::store::provider_account;
use crate::app::App;
use crate::services::{self, ProviderId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::HashMap;
use ui::{Choice, Link};

/// The role of such accounts.
const ROLE: &str = "provider";

async fn asked(
    tx: &Tx,
) -> Result<(Vec<Account>, HashMap<AccountId, ProviderId>, Vec<Choice>), StoreError> {
    let mut list = access::accounts(tx, tx.today()).await?;
    list.retain(|account| {
        account.disabled_at.is_none() && account.roles.iter().any(|role| role == ROLE)
    });
    let set = tx.find::<provider_account::Entity>().all(tx.conn()).await?;
    let set = set.into_iter().map(|row| (row.account_id, row.provider_id)).collect();
    let known = services::providers(tx).await?;
    let choices = known.into_iter().map(|one| Choice::new(one.id.to_string(), one.name));
    Ok((list, set, choices.collect()))
}

fn field(id: AccountId) -> String {
    format!("of-{id}")
}

fn drawn(
    ctx: &Ctx,
    (accounts, choices): (&[Account], &[Choice]),
    form: &Form,
) -> Result<Response, Problem> {
    let mut page = ctx.page(ctx.t("placement-accounts-title"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/office"), ctx.t("nav-office")),
        Link::new("", ctx.t("placement-accounts-title")),
    ];
    let lead = if accounts.is_empty() { "none" } else { "lead" };
    let lead = ctx.t(&format!("placement-accounts-{lead}"));
    let mut act = Act::new("placement-accounts-title", "/provider-accounts", "ui-save").lead(lead);
    for account in accounts {
        let label = format!("{}, {}", account.name, account.post);
        act = act.choice((ctx, form), &field(account.id), (label, choices.to_vec()));
    }
    act.shown(ctx, Around { page, home: String::new(), version: 0 }, form)
}

/// `GET /provider-accounts`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (accounts, set, choices) = asked(&tx).await?;
    let values = set.iter().map(|(id, provider)| (field(*id), provider.to_string()));
    let form = Form::filled(ctx.lang, values);
    tx.audit(Entry::list("provider-accounts"));
    tx.commit().await?;
    drawn(&ctx, (&accounts, &choices), &form)
}

/// `POST /provider-accounts`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (accounts, set, choices) = asked(&tx).await?;
    let mut wanted: Vec<(AccountId, Option<ProviderId>)> = Vec::new();
    for account in &accounts {
        let name = field(account.id);
        let provider: Option<ProviderId> = form.parsed_optional(&name, "form-choose");
        if provider.is_some_and(|id| !choices.iter().any(|c| c.value == id.to_string())) {
            form.wrong(&name, "form-choose");
        }
        wanted.push((account.id, provider));
    }
    if !form.ok() {
        tx.rollback().await;
        return drawn(&ctx, (&accounts, &choices), &form);
    }
    let to = "/provider-accounts";
    tx.use_form(&form.key(), &ctx.url(to)).await?;
    wanted.retain(|(account, provider)| set.get(account) != provider.as_ref());
    for (account, provider) in &wanted {
        put(&tx, *account, *provider).await?;
    }
    let data = vec![("count", wanted.len().to_string())];
    tx.event(Event { kind: "provider-accounts-set", person: None, case: None, data }).await?;
    tx.commit().await?;
    Ok(see(&ctx, to, Some("placement-accounts-saved")))
}

async fn put(tx: &Tx, account: AccountId, provider: Option<ProviderId>) -> Result<(), StoreError> {
    provider_account::Entity::delete_many()
        .filter(provider_account::Column::MunicipalityId.eq(tx.municipality()))
        .filter(provider_account::Column::AccountId.eq(account))
        .exec(tx.conn())
        .await?;
    let Some(provider) = provider else { return Ok(()) };
    tx.insert(provider_account::ActiveModel {
        municipality_id: Set(tx.municipality()),
        account_id: Set(account),
        provider_id: Set(provider),
        version: Set(1),
    })
    .await
}
