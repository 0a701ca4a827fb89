//! The audit as a list: who did what, when, with which purpose; and the same for one person.

use super::words::{ACTIONS, OBJECTS, OUTCOMES, action, object, purpose};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access::{self, Account};
use kit::audit::entity::audit::Model as AuditRow;
use kit::audit::{Entry, Wanted, events_of, find, subject_of};
use kit::store::{Happened, Tx};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, html, list_address};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "trust/journal.html")]
struct JournalPage {
    page: ui::Page,
    form: Form,
    action: String,
    actions: Vec<ui::Choice>,
    objects: Vec<ui::Choice>,
    outcomes: Vec<ui::Choice>,
    subject: String,
    rows: Vec<Row>,
    newest: Option<String>,
    older: Option<String>,
    verify: String,
}

/// A row in words.
struct Row {
    when: String,
    who: String,
    username: String,
    roles: String,
    what: String,
    object: String,
    purpose: String,
    reason: String,
    subject: Option<Subject>,
    outcome: Option<(String, &'static str)>,
    ip: String,
}

struct Subject {
    /// The first letters of the pseudonym: enough to tell people apart on a page.
    short: String,
    href: String,
}

/// What rows are put into words with.
struct Words {
    accounts: Vec<Account>,
    roles: Vec<(String, String)>,
    events: HashMap<i64, Happened>,
}

impl Words {
    async fn load(ctx: &Ctx, tx: &Tx, rows: &[AuditRow]) -> Result<Words, Problem> {
        let roles = access::role_rights(tx).await?.into_iter().map(|(role, _)| {
            let name = if ctx.lang == ui::Lang::Bg { role.name } else { role.name_en };
            (role.id, name)
        });
        Ok(Words {
            accounts: access::accounts(tx, tx.today()).await?,
            roles: roles.collect(),
            events: events_of(tx, rows).await?,
        })
    }

    fn row(&self, ctx: &Ctx, row: AuditRow) -> Row {
        let account = self.accounts.iter().find(|account| Some(account.id) == row.account_id);
        let who = match (account, row.actor.as_str()) {
            (Some(account), _) => account.name.clone(),
            (None, "system") => ctx.t("trust-who-system").into_owned(),
            (None, "public") => ctx.t("trust-who-public").into_owned(),
            (None, other) => other.to_owned(),
        };
        let role = |id: &str| {
            let known = self.roles.iter().find(|(known, _)| known == id);
            known.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
        };
        let roles: Vec<String> =
            row.role.split(',').filter(|id| !id.is_empty()).map(role).collect();
        // A change says itself what it was; of anything else the thing is named.
        let (what, thing) = match self.events.get(&row.id) {
            Some(event) => (event.text(ctx.lang), String::new()),
            None => (action(ctx.lang, &row.action), object(ctx.lang, &row.object_kind)),
        };
        let number = if row.object_id == NO_OBJECT { "" } else { &row.object_id };
        let outcome = OUTCOMES.iter().find(|(name, ..)| *name == row.outcome && *name != "ok");
        Row {
            when: row.at.bg(),
            who,
            username: row.actor,
            roles: roles.join(", "),
            what,
            object: format!("{thing} {number}").trim().to_owned(),
            purpose: purpose(ctx.lang, &row.purpose),
            reason: row.reason.unwrap_or_default(),
            subject: row.subject.map(|subject| Subject {
                short: subject.chars().take(8).collect(),
                href: list_address(&ctx.url("/audit"), &[("subject", &subject)]),
            }),
            outcome: outcome.map(|(_, key, colour)| (ctx.t(key).into_owned(), *colour)),
            ip: row.ip,
        }
    }
}

/// How [`Entry::write`] notes a change that is about no one thing.
const NO_OBJECT: &str = "0000000000000";

/// The filters that a link to another page of the list must carry.
const FILTERS: [&str; 12] = [
    "who",
    "action",
    "object",
    "outcome",
    "subject",
    "from-day",
    "from-month",
    "from-year",
    "to-day",
    "to-month",
    "to-year",
    "",
];

pub async fn journal(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let who = form.get("who").to_lowercase();
    let (from, to) = (form.day_optional("from"), form.day_optional("to"));
    let kinds = OBJECTS.iter().find(|(name, ..)| *name == form.get("object"));
    let wanted = Wanted {
        actor: &who,
        action: form.get("action"),
        object_kinds: kinds.map_or(&[], |(_, _, names)| names),
        subject: form.get("subject"),
        outcome: form.get("outcome"),
        from,
        to,
        before: kit::types::decode_id(form.get("before")),
    };
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut found = find(&tx, &wanted, PAGE_ROWS + 1).await?;
    let more = found.len() as u64 > PAGE_ROWS;
    found.truncate(PAGE_ROWS as usize);
    let last = found.last().map(|row| row.id);
    let words = Words::load(&ctx, &tx, &found).await?;
    // Whoever reads the audit stands in it as well (чл. 63, ал. 3 ЗЗЛД).
    tx.audit(Entry::list("audit"));
    tx.commit().await?;

    let path = ctx.url("/audit");
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let older = last.filter(|_| more).map(|id| {
        let mut filters = filters;
        let before = kit::types::encode_id(id);
        filters[FILTERS.len() - 1] = ("before", &before);
        list_address(&path, &filters)
    });
    let newest = wanted.before.map(|_| list_address(&path, &filters));
    let mut page = ctx.page(ctx.t("trust-journal-title"));
    page.errors = form.errors();
    html(&JournalPage {
        page,
        actions: choices(&ctx, ACTIONS.iter().copied()),
        objects: choices(&ctx, OBJECTS.iter().map(|(name, key, _)| (*name, *key))),
        outcomes: choices(&ctx, OUTCOMES.iter().map(|(name, key, _)| (*name, *key))),
        subject: form.get("subject").to_owned(),
        rows: found.into_iter().map(|row| words.row(&ctx, row)).collect(),
        newest,
        older,
        verify: ctx.url("/audit/verify"),
        action: path,
        form,
    })
}

fn choices<'a>(ctx: &Ctx, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<ui::Choice> {
    all.map(|(value, key)| ui::Choice::new(value, ctx.t(key))).collect()
}

#[derive(Template)]
#[template(path = "trust/who_looked.html")]
struct WhoLooked {
    page: ui::Page,
    pseudonym: String,
    rows: Vec<Row>,
    newest: Option<String>,
    older: Option<String>,
}

/// Who looked at a person's file. The person stands here under a pseudonym: whoever controls the
/// access needs no name for it.
pub async fn who_looked(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let before = kit::types::decode_id(form.get("before"));
    let mut tx = app.db.read(&ctx.actor).await?;
    // A person of another municipality is not there.
    people::head(&tx, id).await?;
    let pseudonym = subject_of(&tx, id.0)?;
    let wanted = Wanted { subject: &pseudonym, before, ..Wanted::default() };
    let mut found = find(&tx, &wanted, PAGE_ROWS + 1).await?;
    let more = found.len() as u64 > PAGE_ROWS;
    found.truncate(PAGE_ROWS as usize);
    let last = found.last().map(|row| row.id);
    let words = Words::load(&ctx, &tx, &found).await?;
    tx.audit(Entry::list("audit").about(Some(id.0)));
    tx.commit().await?;
    let path = ctx.url(&format!("/people/{id}/audit"));
    let older = last
        .filter(|_| more)
        .map(|last| list_address(&path, &[("before", &kit::types::encode_id(last))]));
    html(&WhoLooked {
        page: ctx.page(ctx.t("trust-who-looked")),
        pseudonym: pseudonym.chars().take(8).collect(),
        rows: found.into_iter().map(|row| words.row(&ctx, row)).collect(),
        newest: before.map(|_| path.clone()),
        older,
    })
}
