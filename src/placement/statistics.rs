//! Refusals of providers, ends of use and waiting, counted for the yearly analysis. Each number opens
//! its list.

use super::course::State;
use super::end::{GIVEN_UP, GROUNDS};
use super::refusals::{Asked, HOME, filled, selected};
use super::store::{placement, provider_refusal, waiting_entry};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Form, Problem, html};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, Select};
use std::collections::{BTreeMap, HashMap};
use ui::{Choice, Head};

/// A number with the list behind it.
struct Count {
    number: i64,
    href: String,
}

/// A line of numbers.
struct Row {
    name: String,
    counts: Vec<Count>,
}

#[derive(Template)]
#[template(path = "placement/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    action: String,
    form: Form,
    services: Vec<Choice>,
    tiles: Vec<(Count, String)>,
    refusal_heads: Vec<Head>,
    refusals: Vec<Row>,
    end_heads: Vec<Head>,
    ends: Vec<Row>,
    wait_heads: Vec<Head>,
    waits: Vec<Row>,
}

/// Service, ground, late, appealed, and how often.
type Counted = (ServiceId, String, bool, bool, i64);

/// How often each kind of refusal happened: service, ground, late, appealed. One query.
async fn counted(tx: &Tx, asked: &Asked) -> Result<Vec<Counted>, StoreError> {
    use provider_refusal::Column;
    let rows: Vec<(ServiceId, String, bool, String, i64)> = asked
        .query(tx)
        .select_only()
        .columns([Column::ServiceId, Column::Ground, Column::Late, Column::AppealedBy])
        .column_as(Column::Id.count(), "refusals")
        .group_by(Column::ServiceId)
        .group_by(Column::Ground)
        .group_by(Column::Late)
        .group_by(Column::AppealedBy)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let row = |(service, ground, late, by, count): (_, _, _, String, _)| {
        (service, ground, late, !by.is_empty(), count)
    };
    Ok(rows.into_iter().map(row).collect())
}

fn number_heads(ctx: &Ctx, first: &str, rest: &[&str]) -> Vec<Head> {
    let first = Head::new(ctx.t(first));
    std::iter::once(first).chain(rest.iter().map(|key| Head::new(ctx.t(key)).numeric())).collect()
}

/// The filters of the columns of a line of refusals.
const REFUSAL_COLUMNS: [(&str, &str); 4] =
    [("ground", "not_provided"), ("ground", "unfit"), ("mark", "late"), ("mark", "appealed")];

fn refusal_rows(
    ctx: &Ctx,
    asked: &Asked,
    (rows, known): (&[Counted], &HashMap<ServiceId, Service>),
) -> Vec<Row> {
    let mut sums: BTreeMap<ServiceId, [i64; 4]> = BTreeMap::new();
    for (service, ground, late, appealed, count) in rows {
        let sum = sums.entry(*service).or_default();
        let holds = [ground == "not_provided", ground == "unfit", *late, *appealed];
        sum.iter_mut().zip(holds).filter(|(_, holds)| *holds).for_each(|(n, _)| *n += count);
    }
    let row = |(service, sum): (&ServiceId, &[i64; 4])| {
        let id = service.to_string();
        let count = |(number, (name, value)): (&i64, (&str, &str))| Count {
            number: *number,
            href: asked.with(&ctx.url(HOME), &[("service", id.as_str()), (name, value)]),
        };
        Row {
            name: known.get(service).map(|s| s.name.clone()).unwrap_or_default(),
            counts: sum.iter().zip(REFUSAL_COLUMNS).map(count).collect(),
        }
    };
    let mut list: Vec<Row> = sums.iter().map(row).collect();
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

/// How uses ended in the period, by ground. One query.
async fn ends(ctx: &Ctx, tx: &Tx, asked: &Asked) -> Result<Vec<Row>, StoreError> {
    use placement::Column;
    let mut query = tx
        .find::<placement::Entity>()
        .filter(Column::EndedOn.gte(asked.from))
        .filter(Column::EndedOn.lte(asked.until));
    if let Some(service) = asked.service {
        query = query.filter(Column::ServiceId.eq(service));
    }
    let rows: Vec<(String, String, i64)> = query
        .select_only()
        .columns([Column::State, Column::EndGround])
        .column_as(Column::Id.count(), "ends")
        .group_by(Column::State)
        .group_by(Column::EndGround)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let line = |state: State, words: &str, ground: &&str| {
        let of = |row: &&(String, String, i64)| row.0 == state.code() && row.1 == **ground;
        let number = rows.iter().filter(of).map(|row| row.2).sum();
        let href =
            asked.with(&ctx.url("/placements"), &[("state", state.code()), ("ground", ground)]);
        let name = ctx.t(&format!("{words}-{ground}")).into_owned();
        Row { name, counts: vec![Count { number, href }] }
    };
    let contract = GROUNDS.iter().map(|ground| line(State::Ended, "placement-end", ground));
    let before = GIVEN_UP.iter().map(|ground| line(State::Closed, "placement-close", ground));
    Ok(contract.chain(before).filter(|row| row.counts[0].number > 0).collect())
}

/// Who waits today and since when, and how long those waited who got a place in the period.
async fn waits(
    ctx: &Ctx,
    tx: &Tx,
    (asked, known): (&Asked, &HashMap<ServiceId, Service>),
) -> Result<Vec<Row>, StoreError> {
    use waiting_entry::Column;
    let mut open = tx.find::<waiting_entry::Entity>().filter(Column::LeftAt.is_null());
    let mut left = tx
        .find::<waiting_entry::Entity>()
        .filter(Column::LeftHow.eq("accepted"))
        .filter(Column::LeftAt.gte(Instant::of_local(asked.from.0.at(0, 0, 0, 0))))
        .filter(Column::LeftAt.lt(Instant::of_local(asked.until.plus(1).0.at(0, 0, 0, 0))));
    if let Some(service) = asked.service {
        open = open.filter(Column::ServiceId.eq(service));
        left = left.filter(Column::ServiceId.eq(service));
    }
    let columns = [Column::ServiceId, Column::EnteredAt, Column::LeftAt];
    type Waited = (ServiceId, Instant, Option<Instant>);
    let of =
        |query: Select<waiting_entry::Entity>| query.select_only().columns(columns).into_tuple();
    let open: Vec<Waited> = of(open).all(tx.conn()).await?;
    let left: Vec<Waited> = of(left).all(tx.conn()).await?;
    let mut days: BTreeMap<ServiceId, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    let today = tx.today();
    for (service, entered, _) in open {
        let waited = i64::from(today.days_since(entered.day()));
        days.entry(service).or_default().0.push(waited);
    }
    for (service, entered, until) in left {
        let until = until.map_or(today, Instant::day);
        days.entry(service).or_default().1.push(i64::from(until.days_since(entered.day())));
    }
    let row = |(service, (open, left)): (&ServiceId, &(Vec<i64>, Vec<i64>))| {
        let list = ctx.url(&format!("/places/{service}"));
        let count = |number: i64| Count { number, href: list.clone() };
        let longest = open.iter().copied().max().unwrap_or_default();
        Row {
            name: known.get(service).map(|s| s.name.clone()).unwrap_or_default(),
            counts: vec![count(size(open)), count(longest), count(size(left)), count(median(left))],
        }
    };
    Ok(days.iter().map(row).collect())
}

fn size(list: &[i64]) -> i64 {
    i64::try_from(list.len()).unwrap_or_default()
}

/// The middle one; of an even number the lower of the two.
fn median(list: &[i64]) -> i64 {
    let mut list = list.to_vec();
    list.sort_unstable();
    list.get(list.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

/// `GET /placements/statistics?service=&from=&until=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = Asked::read(&form, tx.today());
    let form = filled(&ctx, &form, &asked);
    let rows = counted(&tx, &asked).await?;
    let known: HashMap<ServiceId, Service> =
        services::all(&tx).await?.into_iter().map(|service| (service.id, service)).collect();
    let ends = ends(&ctx, &tx, &asked).await?;
    let waits = waits(&ctx, &tx, (&asked, &known)).await?;
    let services = super::list::service_choices(&tx).await?;
    tx.audit(Entry::list("placement-statistics"));
    tx.commit().await?;
    let sum = |of: fn(&Counted) -> bool| rows.iter().filter(|row| of(row)).map(|row| row.4).sum();
    let tile = |number: i64, (name, value): (&str, &str), key: &str| {
        let href = asked.with(&ctx.url(HOME), &[(name, value)]);
        (Count { number, href }, ctx.t(key).into_owned())
    };
    let tiles = vec![
        tile(sum(|_| true), ("mark", ""), "placement-refusals"),
        tile(sum(|r| r.1 == "not_provided"), ("ground", "not_provided"), "placement-tile-first"),
        tile(sum(|r| r.1 == "unfit"), ("ground", "unfit"), "placement-tile-second"),
        tile(sum(|r| r.3), ("mark", "appealed"), "placement-mark-appealed"),
    ];
    html(&StatisticsPage {
        page: ctx.page(ctx.t("placement-statistics")),
        action: ctx.url("/placements/statistics"),
        services: selected(&form, services),
        tiles,
        refusal_heads: number_heads(
            &ctx,
            "placement-column-service",
            &[
                "placement-tile-first",
                "placement-tile-second",
                "placement-mark-late",
                "placement-mark-appealed",
            ],
        ),
        refusals: refusal_rows(&ctx, &asked, (&rows, &known)),
        end_heads: number_heads(&ctx, "placement-end-ground", &["placement-count"]),
        ends,
        wait_heads: number_heads(
            &ctx,
            "placement-column-service",
            &[
                "placement-wait-now",
                "placement-wait-longest",
                "placement-wait-placed",
                "placement-wait-median",
            ],
        ),
        waits,
        form,
    })
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_of_a_list() {
        assert_eq!(median(&[]), 0);
        assert_eq!(median(&[5]), 5);
        assert_eq!(median(&[9, 1, 4]), 4);
        assert_eq!(median(&[9, 1, 4, 2]), 2);
    }
}
