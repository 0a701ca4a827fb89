//! The register of signals: filters, order, pages, the same as a table for a spreadsheet.

use super::reference::{choices, has, reference, words};
use super::signal::number_of;
use super::signal_pages::{outcome_key, urgent_words};
use super::store::signal::{self, Column, Entity};
use super::store::signal_outreach;
use super::{SignalId, outreach};
use crate::app::App;
use crate::contacts::{Table, channel_words, csv, midnight};
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, day_values, html, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use ui::{Choice, Head, NavItem, Pages};

/// Rows of a table for a spreadsheet at most.
const EXPORT_MAX: u64 = 50_000;

/// Which signals.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: &'static str,
    pub institution: String,
    pub urgent: bool,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub oldest: bool,
}

impl Filter {
    /// Reads the query of the address.
    pub fn read(form: &mut Form) -> Filter {
        let institution = form.get("institution").to_owned();
        Filter {
            state: match form.get("state") {
                "closed" => "closed",
                "all" => "all",
                _ => "open",
            },
            institution: if has(&reference().signaller, &institution) {
                institution
            } else {
                String::new()
            },
            urgent: form.get("urgent") == "yes",
            from: form.day_optional("from"),
            to: form.day_optional("to"),
            oldest: form.get("sort") == "oldest",
        }
    }

    fn query(&self, state: &str) -> String {
        let urgent = if self.urgent { "yes" } else { "" };
        let mut parts =
            vec![("state", state), ("institution", &self.institution), ("urgent", urgent)];
        let days: Vec<(String, String)> =
            [day_values("from", self.from), day_values("to", self.to)].concat();
        parts.extend(days.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        parts.retain(|(_, value)| !value.is_empty());
        list_address("", &parts).trim_start_matches('?').to_owned()
    }

    fn matching(&self, tx: &Tx) -> Select<Entity> {
        let mut rows = tx.find::<Entity>();
        if self.state != "all" {
            rows = rows.filter(Column::State.eq(self.state));
        }
        if !self.institution.is_empty() {
            rows = rows.filter(Column::Institution.eq(self.institution.as_str()));
        }
        if self.urgent {
            rows = rows.filter(Column::Urgent.is_not_null());
        }
        if let Some(from) = self.from {
            rows = rows.filter(Column::ReceivedAt.gte(midnight(from)));
        }
        if let Some(to) = self.to {
            rows = rows.filter(Column::ReceivedAt.lt(midnight(to.plus(1))));
        }
        if self.oldest {
            rows.order_by_asc(Column::ReceivedAt).order_by_asc(Column::Id)
        } else {
            rows.order_by_desc(Column::ReceivedAt).order_by_desc(Column::Id)
        }
    }

    /// A page of signals, and one more when there is one.
    pub async fn page(&self, tx: &Tx, page: u64) -> Result<Vec<signal::Model>, StoreError> {
        let rows = self.matching(tx).offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
        Ok(rows.all(tx.conn()).await?)
    }
}

#[derive(Template)]
#[template(path = "frontdesk/signal_list.html")]
struct SignalList {
    page: ui::Page,
    form: Form,
    action: String,
    export: String,
    new: String,
    states: Vec<NavItem>,
    institutions: Vec<Choice>,
    urgent: Vec<Choice>,
    state: &'static str,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    href: String,
    number: String,
    when: String,
    institution: String,
    urgent: String,
    person: String,
    outcome: String,
    attempts: String,
}

/// What was done for each signal: how often, and when last.
type Tried = HashMap<SignalId, (usize, signal_outreach::Model)>;

fn tried(rows: Vec<signal_outreach::Model>) -> Tried {
    let mut tried: Tried = HashMap::new();
    for row in rows {
        // The newest comes first.
        tried.entry(row.signal_id).and_modify(|(count, _)| *count += 1).or_insert((1, row));
    }
    tried
}

pub async fn signal_list(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (filter, number) = (Filter::read(&mut form), Paging::asked(&form));
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = filter.page(&tx, number).await?;
    let ids: Vec<PersonId> = found.iter().filter_map(|row| row.person_id).collect();
    let people = people::heads(&tx, &ids).await?;
    let signals: Vec<SignalId> = found.iter().map(|row| row.id).collect();
    let tried = tried(outreach::rows(&tx, &signals).await?);
    tx.audit(Entry::list("signal"));
    tx.commit().await?;
    let unsorted = ctx.url(&format!("/signals?{}", filter.query(filter.state)));
    let base = if filter.oldest { format!("{unsorted}&sort=oldest") } else { unsorted.clone() };
    let (found, paging) = paged(found, number, base);
    let tab = |which: &str, key| {
        let href = ctx.url(&format!("/signals?{}", filter.query(which)));
        NavItem::new(href, ctx.t(key)).current(filter.state == which)
    };
    let mut page = ctx.page(ctx.t("frontdesk-signals-title"));
    page.errors = form.errors();
    html(&SignalList {
        page,
        action: ctx.url("/signals"),
        export: ctx.url(&format!("/signals/export?{}", filter.query(filter.state))),
        new: ctx.url("/signals/new"),
        states: vec![
            tab("open", "frontdesk-signals-open"),
            tab("closed", "frontdesk-signals-closed"),
            tab("all", "frontdesk-signals-all"),
        ],
        institutions: choices(&reference().signaller, ctx.lang),
        urgent: vec![Choice::new("yes", ctx.t("frontdesk-signals-urgent")).checked(filter.urgent)],
        state: filter.state,
        heads: heads(&ctx, (&unsorted, filter.oldest)),
        rows: found.iter().map(|row| line(&ctx, row, (&people, &tried, app.today()))).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}

fn heads(ctx: &Ctx, (base, oldest): (&str, bool)) -> Vec<Head> {
    let number = Head::new(ctx.t("frontdesk-signal-number"));
    let number = match oldest {
        true => number.sorted(base, Some(true)),
        false => number.sorted(format!("{base}&sort=oldest"), Some(false)),
    };
    let rest = [
        "frontdesk-signal-institution",
        "frontdesk-person",
        "frontdesk-signal-outcome",
        "frontdesk-outreach",
    ];
    std::iter::once(number).chain(rest.map(|key| Head::new(ctx.t(key)))).collect()
}

fn line(
    ctx: &Ctx,
    row: &signal::Model,
    (people, tried, today): (&HashMap<PersonId, people::Head>, &Tried, Day),
) -> Row {
    let person = row.person_id.and_then(|id| people.get(&id));
    let waits = today.days_since(row.received_at.day());
    let attempts = match tried.get(&row.id) {
        Some((count, last)) => ctx.ta(
            "frontdesk-outreach-tried",
            &[("count", count.to_string()), ("day", last.at.day().bg())],
        ),
        None if row.state == "open" => ctx.ta("frontdesk-outreach-waits", &[("days", waits)]),
        None => "".into(),
    };
    Row {
        href: ctx.url(&format!("/signals/{}", row.id)),
        number: number_of(ctx, row),
        when: row.received_at.bg(),
        institution: words(&reference().signaller, &row.institution, ctx.lang),
        urgent: urgent_words(ctx, row.urgent.as_deref()),
        person: person
            .map_or_else(|| ctx.t("frontdesk-signal-described").into_owned(), |p| p.name.clone()),
        outcome: ctx.t(outcome_key(row.closed_reason.as_deref())).into_owned(),
        attempts: attempts.into_owned(),
    }
}

/// The register as a table for a spreadsheet. No names and no texts: a file leaves the walls.
pub async fn export(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let filter = Filter::read(&mut form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = filter.matching(&tx).limit(EXPORT_MAX);
    let found = found.all(tx.conn()).await.map_err(StoreError::from)?;
    let ids: Vec<SignalId> = found.iter().map(|row| row.id).collect();
    let tried = tried(outreach::rows(&tx, &ids).await?);
    tx.audit(Entry::print("signal-list", 0));
    tx.commit().await?;
    let cells = |row: &signal::Model| {
        let last = tried.get(&row.id);
        vec![
            number_of(&ctx, row),
            row.received_at.bg(),
            words(&reference().signaller, &row.institution, ctx.lang),
            channel_words(&row.channel, ctx.lang),
            urgent_words(&ctx, row.urgent.as_deref()),
            last.map_or(0, |(count, _)| *count).to_string(),
            last.map(|(_, row)| row.at.bg()).unwrap_or_default(),
            ctx.t(outcome_key(row.closed_reason.as_deref())).into_owned(),
            row.closed_at.map(kit::types::Instant::bg).unwrap_or_default(),
        ]
    };
    let heads = [
        "frontdesk-signal-number",
        "frontdesk-signal-received",
        "frontdesk-signal-institution",
        "frontdesk-contact-channel",
        "frontdesk-urgent",
        "frontdesk-outreach",
        "frontdesk-outreach-last",
        "frontdesk-signal-outcome",
        "frontdesk-signal-ended",
    ];
    csv(&Table {
        name: "signals".to_owned(),
        heads: heads.iter().map(|key| ctx.t(key).into_owned()).collect(),
        rows: found.iter().map(cells).collect(),
    })
}
