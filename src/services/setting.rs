//! What the municipality decides of its directory: after how many days a provider is asked whether
//! its entries are true, how long the link serves, where letters lead.

use super::store::directory_setting as row;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, Owned, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// Numbers and the address, as they hold now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// An entry that nobody confirmed for so many days is asked about.
    pub ask_after_days: i32,
    /// A link serves so many days.
    pub link_days: i32,
    /// Where links of letters lead: scheme and host. Empty: no letters are sent.
    pub address: String,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers { ask_after_days: 180, link_days: 30, address: String::new() }
    }
}

impl Numbers {
    /// An entry confirmed before this day is old.
    pub fn stale_before(&self, today: Day) -> Day {
        today.plus(-self.ask_after_days)
    }
}

const ASK: &str = "ask-after-days";
const LINK: &str = "link-days";
const ADDRESS: &str = "address";

/// What holds now.
pub async fn numbers(tx: &Tx) -> Result<Numbers, StoreError> {
    let mut numbers = Numbers::default();
    for one in tx.find::<row::Entity>().all(tx.conn()).await? {
        match one.code.as_str() {
            ASK => numbers.ask_after_days = one.value.parse().unwrap_or(numbers.ask_after_days),
            LINK => numbers.link_days = one.value.parse().unwrap_or(numbers.link_days),
            ADDRESS => numbers.address = one.value,
            _ => {}
        }
    }
    Ok(numbers)
}

/// Where links of letters lead: scheme and host; empty when the municipality has not said.
///
/// # Errors
/// When the database does not answer.
pub async fn letters_lead_to(tx: &Tx) -> Result<String, StoreError> {
    Ok(numbers(tx).await?.address)
}

/// Writes what shall hold.
///
/// # Errors
/// When the database refuses.
pub async fn put_numbers(tx: &Tx, numbers: &Numbers) -> Result<(), StoreError> {
    row::Entity::delete_many()
        .filter(<row::Entity as Owned>::municipality().eq(tx.municipality()))
        .exec(tx.conn())
        .await?;
    let values = [
        (ASK, numbers.ask_after_days.to_string()),
        (LINK, numbers.link_days.to_string()),
        (ADDRESS, numbers.address.clone()),
    ];
    for (code, value) in values {
        tx.insert(row::ActiveModel {
            municipality_id: Set(tx.municipality()),
            code: Set(code.to_owned()),
            value: Set(value),
        })
        .await?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "services/settings.html")]
struct SettingsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    sends_mail: bool,
}

fn draw(app: &App, ctx: &Ctx, form: Form) -> SettingsPage {
    let mut page = super::frame::frame(ctx, ctx.t("services-settings-title"), &[]);
    page.errors = form.errors();
    SettingsPage {
        page,
        sections: super::frame::sections(ctx),
        action: ctx.url("/services/settings"),
        sends_mail: app.mail.is_some(),
        form,
    }
}

/// `GET /services/settings`.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = numbers(&tx).await?;
    tx.audit(Entry::new("read", "directory-settings", ""));
    tx.commit().await?;
    let address = if now.address.is_empty() { app.kit.origin(&headers) } else { now.address };
    let values = [
        (ASK, now.ask_after_days.to_string()),
        (LINK, now.link_days.to_string()),
        (ADDRESS, address),
    ];
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, form))
}

fn read(form: &mut Form) -> Option<Numbers> {
    let ask = form.parsed::<i32>(ASK, "services-days-wrong");
    let link = form.parsed::<i32>(LINK, "services-days-wrong");
    for (name, days, most) in [(ASK, ask, 1000), (LINK, link, 90)] {
        if days.is_some_and(|days| !(1..=most).contains(&days)) {
            form.wrong(name, "services-days-wrong");
        }
    }
    let address = form.optional(ADDRESS, 200).trim_end_matches('/').to_owned();
    let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let is_host = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', ' ', '@', '"']));
    if !address.is_empty() && !is_host {
        form.wrong(ADDRESS, "services-address-wrong");
    }
    let (ask_after_days, link_days) = (ask?, link?);
    Some(Numbers { ask_after_days, link_days, address })
}

/// `POST /services/settings`.
pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let numbers = read(&mut form).filter(|_| form.ok());
    let Some(numbers) = numbers else {
        return again(&draw(&app, &ctx, form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/services/settings")).await?;
    ctx.sent(&tx, &form).await?;
    put_numbers(&tx, &numbers).await?;
    let data = vec![("days", numbers.ask_after_days.to_string())];
    tx.event(Event { kind: "directory-settings-changed", data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/services/settings", Some("services-saved")))
}
