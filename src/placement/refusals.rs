//! The refusals of providers: found by service, ground, day and what became of them.

use super::act::path;
use super::store::{placement, provider_refusal};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, choices, html, list_address, paged};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use ui::{Choice, Head, Pages};

/// Where the list is.
pub const HOME: &str = "/placements/refusals";
/// The most rows of a table that is taken away.
const MOST: u64 = 20_000;
/// The kind of paper that tells the person of a refusal.
pub const NOTICE: &str = "placement-refusal";
/// The two lawful grounds (чл. 78, ал. 5 ЗСУ).
const KINDS: [&str; 2] = ["not_provided", "unfit"];
/// What may be asked of a refusal beside its ground.
const MARKS: [&str; 5] = ["late", "appealed", "open", "upheld", "rejected"];

/// Service, ground, days and mark of the refusals that are asked for.
pub struct Asked {
    /// The service; all when none.
    pub service: Option<ServiceId>,
    ground: String,
    mark: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

impl Asked {
    /// From the address; without days, this year.
    pub fn read(form: &Form, today: Day) -> Asked {
        let january = Day(jiff::civil::date(today.0.year(), 1, 1));
        Asked {
            service: form.get("service").parse().ok(),
            ground: form.get("ground").to_owned(),
            mark: form.get("mark").to_owned(),
            from: form.get("from").parse().unwrap_or(january),
            until: form.get("until").parse().unwrap_or(today),
        }
    }

    /// The refusals in question.
    pub fn query(&self, tx: &Tx) -> Select<provider_refusal::Entity> {
        use provider_refusal::Column;
        let mut query = tx
            .find::<provider_refusal::Entity>()
            .filter(Column::RefusedOn.gte(self.from))
            .filter(Column::RefusedOn.lte(self.until));
        if let Some(service) = self.service {
            query = query.filter(Column::ServiceId.eq(service));
        }
        if KINDS.contains(&self.ground.as_str()) {
            query = query.filter(Column::Ground.eq(self.ground.as_str()));
        }
        match self.mark.as_str() {
            "late" => query.filter(Column::Late.eq(true)),
            "appealed" => query.filter(Column::AppealedOn.is_not_null()),
            "open" => query
                .filter(Column::AppealedOn.is_not_null())
                .filter(Column::AppealEndedOn.is_null()),
            "upheld" | "rejected" => query.filter(Column::Outcome.eq(self.mark.as_str())),
            _ => query,
        }
    }

    /// The address of a list with other values of some filters.
    pub fn with(&self, home: &str, changed: &[(&str, &str)]) -> String {
        let service = self.service.map(|id| id.to_string()).unwrap_or_default();
        let (from, until) = (self.from.to_string(), self.until.to_string());
        let usual = [("service", service.as_str()), ("from", &from), ("until", &until)];
        let kept = usual.into_iter().filter(|(name, _)| !changed.iter().any(|(n, _)| n == name));
        let all: Vec<(&str, &str)> = kept.chain(changed.iter().copied()).collect();
        list_address(home, &all)
    }
}

/// A refusal in a line.
struct Line {
    href: String,
    name: String,
    service: String,
    ground: String,
    on: String,
    late: String,
    appeal: String,
}

async fn lines(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[provider_refusal::Model],
) -> Result<Vec<Line>, StoreError> {
    let ids = rows.iter().map(|row| row.placement_id);
    let of = tx.find::<placement::Entity>().filter(placement::Column::Id.is_in(ids));
    let of: HashMap<_, PersonId> =
        of.all(tx.conn()).await?.into_iter().map(|row| (row.id, row.person_id)).collect();
    let people_ids: Vec<PersonId> = of.values().copied().collect();
    let heads = people::heads(tx, &people_ids).await?;
    let service_ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    let known = services::by_ids(tx, &service_ids).await?;
    let line = |row: &provider_refusal::Model| {
        let head = of.get(&row.placement_id).and_then(|person| heads.get(person));
        let appeal = match (row.appealed_on, row.outcome.as_str()) {
            (None, _) => String::new(),
            (Some(on), "") => ctx.ta("placement-refusal-open", &[("day", on.bg())]).into_owned(),
            (Some(_), outcome) => ctx.t(&format!("placement-outcome-{outcome}")).into_owned(),
        };
        let late = if row.late { ctx.t("placement-refusal-late") } else { "".into() };
        Line {
            href: ctx.url(&path(row.placement_id, "")),
            name: head.map(|head| head.name.clone()).unwrap_or_default(),
            service: known.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            ground: ctx.t(&format!("placement-ground-{}", row.ground)).into_owned(),
            on: row.refused_on.bg(),
            late: late.into_owned(),
            appeal,
        }
    };
    Ok(rows.iter().map(line).collect())
}

const COLUMNS: [&str; 6] = [
    "placement-column-person",
    "placement-column-service",
    "placement-refusal-ground",
    "placement-refused-on",
    "placement-refusal-term",
    "placement-appeal",
];

#[derive(Template)]
#[template(path = "placement/refusals.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    table: String,
    statistics: String,
    form: Form,
    services: Vec<Choice>,
    grounds: Vec<Choice>,
    marks: Vec<Choice>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
}

/// The services of a filter, the chosen one marked.
pub fn selected(form: &Form, list: Vec<Choice>) -> Vec<Choice> {
    let chosen = |choice: Choice| {
        let is_chosen = choice.value == form.get("service");
        choice.checked(is_chosen)
    };
    list.into_iter().map(chosen).collect()
}

/// The form as it stands with its days filled in.
pub fn filled(ctx: &Ctx, form: &Form, asked: &Asked) -> Form {
    let (from, until) = (asked.from.to_string(), asked.until.to_string());
    let kept = ["service", "ground", "mark"].map(|name| (name, form.get(name)));
    let all = kept.into_iter().chain([("from", from.as_str()), ("until", until.as_str())]);
    Form::filled(ctx.lang, all.collect::<Vec<_>>())
}

/// `GET /placements/refusals?service=&ground=&mark=&from=&until=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = Asked::read(&form, tx.today());
    let form = filled(&ctx, &form, &asked);
    let query = asked.query(&tx).order_by_desc(provider_refusal::Column::RefusedOn);
    let query = query.order_by_desc(provider_refusal::Column::Id);
    let rows = query.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1).all(tx.conn()).await;
    let filters = [("ground", form.get("ground")), ("mark", form.get("mark"))];
    let address = asked.with(&ctx.url(HOME), &filters);
    let (rows, paging) = paged(rows.map_err(StoreError::from)?, number, address);
    let lines = lines(&ctx, &tx, &rows).await?;
    let services = super::list::service_choices(&tx).await?;
    tx.audit(Entry::list("refusal"));
    tx.commit().await?;
    html(&ListPage {
        page: ctx.page(ctx.t("placement-refusals")),
        action: ctx.url(HOME),
        table: asked.with(&ctx.url(&format!("{HOME}/list.csv")), &filters),
        statistics: ctx.url("/placements/statistics"),
        services: selected(&form, services),
        grounds: choices(&ctx, &KINDS, form.get("ground"), |c| format!("placement-ground-{c}")),
        marks: choices(&ctx, &MARKS, form.get("mark"), |c| format!("placement-mark-{c}")),
        heads: COLUMNS.map(|key| Head::new(ctx.t(key))).to_vec(),
        lines,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}

/// `GET /placements/refusals/list.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = Asked::read(&form, tx.today());
    let rows = asked.query(&tx).limit(MOST).all(tx.conn()).await.map_err(StoreError::from)?;
    let lines = lines(&ctx, &tx, &rows).await?;
    tx.audit(Entry::new("print", "refusal", "list"));
    tx.commit().await?;
    let heads = COLUMNS.map(|key| ctx.t(key).into_owned());
    let row = |line: Line| [line.name, line.service, line.ground, line.on, line.late, line.appeal];
    let text = sheet::csv(&heads, lines.into_iter().map(row)).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"refusals.csv\""),
    ];
    Ok((headers, text).into_response())
}
