//! Where users of services come from and where they go for them, by the monthly layer.

use super::draw::{self, number};
use super::frame::{self, HOME, Line, Pick, Picture, Pictures, sections};
use crate::app::App;
use crate::municipality::{all_settlements, settlements_of};
use crate::reporting::{self, Dimension, Measure, Question};
use crate::services::{self, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem};
use law::Month;
use std::collections::{BTreeMap, HashMap};
use ui::Choice;

/// So many months are offered.
const MONTHS: i64 = 24;
/// So many names stand at each side of the picture; the others together.
const NAMED: usize = 14;
/// May open the people behind a number.
const LISTS: kit::access::Right = "reporting.lists";
const COLUMNS: [&str; 4] = ["from", "service", "to", "users"];

/// Users of one service from one home.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Flow {
    from: String,
    service: String,
    to: String,
    count: i64,
    keys: Vec<String>,
}

/// Names by which flows are told.
struct Names {
    /// The municipality's own code.
    own: String,
    /// Settlements by code.
    settlements: HashMap<String, String>,
    /// Municipalities by code.
    municipalities: HashMap<String, String>,
    /// Name of each service, and the settlement where it is.
    services: HashMap<String, (String, Option<String>)>,
}

impl Names {
    /// Four queries.
    async fn load(ctx: &Ctx, tx: &Tx, ids: &[ServiceId]) -> Result<Names, StoreError> {
        let own = settlements_of(tx, &ctx.municipality.code).await?;
        let mut settlements: HashMap<String, String> = own.into_iter().collect();
        let mut municipalities = HashMap::new();
        for row in all_settlements(tx).await? {
            settlements.entry(row.ekatte.clone()).or_insert_with(|| row.full_label());
            municipalities.insert(row.municipality_code, row.municipality_name);
        }
        let spots = services::spots(tx).await?;
        let places: HashMap<ServiceId, Option<String>> =
            spots.into_iter().rev().map(|spot| (spot.service, spot.ekatte)).collect();
        let services = services::by_ids(tx, ids)
            .await?
            .into_iter()
            .map(|(id, one)| (id.to_string(), (one.name, places.get(&id).cloned().flatten())));
        let services = services.collect();
        Ok(Names { own: ctx.municipality.code.clone(), settlements, municipalities, services })
    }

    /// A settlement of the municipality, or another municipality.
    fn home(&self, ctx: &Ctx, (municipality, settlement): (&str, &str)) -> String {
        let unknown = || ctx.t("atlas-flow-unknown").into_owned();
        if municipality == self.own || municipality.is_empty() {
            return self.settlements.get(settlement).cloned().unwrap_or_else(unknown);
        }
        match self.municipalities.get(municipality) {
            Some(name) => ctx.ta("atlas-flow-municipality", &[("name", name)]).into_owned(),
            None => unknown(),
        }
    }
}

/// The month that is asked for, or the last whole one.
fn month_of(tx: &Tx, form: &Form) -> Month {
    Month::parse(form.get("month")).unwrap_or_else(|_| Month::of(tx.today().0).plus(-1))
}

fn question(month: Month) -> Question {
    Question {
        measure: Measure::Users,
        split: vec![Dimension::HomeMunicipality, Dimension::Settlement, Dimension::Service],
        filter: Vec::new(),
        from: month,
        to: month,
        as_known_on: None,
    }
}

/// What is shown: the month, and the flows, the largest first.
struct Read {
    month: Month,
    last: Month,
    flows: Vec<Flow>,
}

async fn read(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Read, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let month = month_of(&tx, form);
    let last = Month::of(tx.today().0).plus(-1);
    let rows = reporting::ask(&tx, &question(month)).await?;
    let mut ids: Vec<ServiceId> =
        rows.iter().filter_map(|row| row.keys.get(2)?.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = Names::load(ctx, &tx, &ids).await?;
    tx.audit(what);
    tx.commit().await?;
    let flow = |row: reporting::Row| {
        let [municipality, settlement, service] = row.keys.as_slice() else { return None };
        let (name, place) = names.services.get(service).cloned().unwrap_or_default();
        let to = place.and_then(|ekatte| names.settlements.get(&ekatte).cloned());
        let unknown = || ctx.t("atlas-flow-unknown").into_owned();
        Some(Flow {
            from: names.home(ctx, (municipality, settlement)),
            service: if name.is_empty() { unknown() } else { name },
            to: to.unwrap_or_else(unknown),
            count: row.count,
            keys: row.keys,
        })
    };
    let mut flows: Vec<Flow> = rows.into_iter().filter_map(flow).collect();
    flows.sort_by(|a, b| (b.count, &a.from, &a.service).cmp(&(a.count, &b.from, &b.service)));
    Ok(Read { month, last, flows })
}

/// The sums of one side, the largest first; small ones together at the end.
fn side(ctx: &Ctx, flows: &[Flow], of: impl Fn(&Flow) -> &str) -> Vec<(String, i64)> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for flow in flows {
        *sums.entry(of(flow)).or_default() += flow.count;
    }
    let mut all: Vec<(String, i64)> =
        sums.into_iter().map(|(name, many)| (name.to_owned(), many)).collect();
    all.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    if all.len() > NAMED {
        let rest: i64 = all.split_off(NAMED).iter().map(|one| one.1).sum();
        all.push((ctx.t("atlas-flow-others").into_owned(), rest));
    }
    all
}

fn picture(ctx: &Ctx, read: &Read) -> Picture {
    let title = ctx.ta("atlas-flows-title", &[("month", read.month.written())]).into_owned();
    let (from, to) =
        (side(ctx, &read.flows, |flow| &flow.from), side(ctx, &read.flows, |flow| &flow.to));
    let all: i64 = read.flows.iter().map(|flow| flow.count).sum();
    let middle = ctx.ta("atlas-flows-all", &[("count", number(all as f64))]).into_owned();
    Picture {
        svg: draw::flows(&title, &middle, &from, &to),
        hint: ctx.t("atlas-flows-hint").into_owned(),
        empty: ctx.t("atlas-flows-empty").into_owned(),
        files: Vec::new(),
        title,
    }
}

fn lines(ctx: &Ctx, read: &Read) -> Vec<Line> {
    let question = question(read.month);
    let may_open = ctx.actor.may(LISTS);
    let line = |flow: &Flow| Line {
        href: if may_open {
            ctx.url(&reporting::list_href(&question, &flow.keys))
        } else {
            String::new()
        },
        cells: vec![
            flow.from.clone(),
            flow.service.clone(),
            flow.to.clone(),
            number(flow.count as f64),
        ],
        ..Line::default()
    };
    read.flows.iter().map(line).collect()
}

/// `GET /atlas/flows`.
pub async fn show(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let read = read(&app, &ctx, (&form, Entry::list("atlas-flows"))).await?;
    let query = frame::query(&form, &["month"]);
    let mut page = Pictures::new(ctx.page(ctx.t("atlas-flows")), sections(&ctx, "/flows"));
    page.action = ctx.url(&format!("{HOME}/flows"));
    page.lead = ctx.t("atlas-flows-lead").into_owned();
    let months = (0..MONTHS).map(|back| read.last.plus(-back));
    let choice =
        |month: Month| Choice::new(month.to_string(), month.written()).checked(month == read.month);
    page.picks = vec![Pick {
        field: form.field("month"),
        label: ctx.t("atlas-month").into_owned(),
        choices: months.map(choice).collect(),
    }];
    let drawn = picture(&ctx, &read);
    page.empty.clone_from(&drawn.empty);
    page.pictures = vec![Picture { files: frame::files(&ctx, "flows", &query), ..drawn }];
    page.caption = ctx.t("atlas-table").into_owned();
    page.file = ctx.url(&format!("{HOME}/flows.csv{query}"));
    let base = format!("{}{query}", page.action);
    page.table((frame::heads(&ctx, &COLUMNS), lines(&ctx, &read)), (&form, &base));
    page.shown()
}

async fn file(app: &App, (ctx, form): (&Ctx, &Form), ending: &str) -> Result<Response, Problem> {
    let read = read(app, ctx, (form, Entry::new("print", "atlas-flows", ending))).await?;
    if ending == "csv" {
        return frame::csv("flows", &frame::heads(ctx, &COLUMNS), lines(ctx, &read));
    }
    frame::drawn(app, ("flows", ending), &picture(ctx, &read)).await
}

/// `GET /atlas/flows.svg`.
pub async fn svg(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), "svg").await
}

/// `GET /atlas/flows.png`.
pub async fn png(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), "png").await
}

/// `GET /atlas/flows.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), "csv").await
}
