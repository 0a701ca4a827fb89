//! The account of a released run to АСП: made once, with a paper; filed, and compared with the money
//! that came.

use super::claim::{self, Claim};
use super::frame::{bg, bg_with, month_words, numbered, refused, unlawful};
use super::line;
use super::load;
use super::paper::{self, About, REQUEST};
use super::store::{payroll_claim, payroll_request, payroll_run, payroll_transfer};
use super::sums::{currency, decimal, written};
use super::term::{self, Standing};
use super::{ClaimId, RequestId, RunId, TransferId};
use crate::assistance;
use crate::assistants::Press;
use crate::people::PersonId;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use ui::Lang;

/// So many claims in one statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 1_000;

/// One account.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: RequestId) -> Result<payroll_request::Model, StoreError> {
    let row = tx.find::<payroll_request::Entity>().filter(payroll_request::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The account of a run.
///
/// # Errors
/// When the database does not answer.
pub async fn of_run(tx: &Tx, id: RunId) -> Result<Option<payroll_request::Model>, StoreError> {
    let row = tx.find::<payroll_request::Entity>().filter(payroll_request::Column::RunId.eq(id));
    Ok(row.one(tx.conn()).await?)
}

/// The number of an account.
#[must_use]
pub fn number(row: &payroll_request::Model) -> String {
    numbered("payroll-number-asp", row.year, row.number)
}

/// Everything that is to come for an account.
#[must_use]
pub fn expected(row: &payroll_request::Model) -> i64 {
    row.state_part + row.child_aid + row.supplement_aid + row.administration
}

/// Where an account stands on a day.
#[must_use]
pub fn standing(row: &payroll_request::Model, today: Day) -> Standing {
    let filed = row.filed_on.map(|on| (on, row.expected_on.unwrap_or(on)));
    Standing::of((row.due_on, row.again_on), filed, today)
}

/// The parts of users, by user.
///
/// # Errors
/// When the database does not answer.
pub async fn claims(tx: &Tx, id: RequestId) -> Result<Vec<payroll_claim::Model>, StoreError> {
    let rows = tx.find::<payroll_claim::Entity>().filter(payroll_claim::Column::RequestId.eq(id));
    Ok(rows.order_by_asc(payroll_claim::Column::Id).all(tx.conn()).await?)
}

/// What came for an account, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn transfers(tx: &Tx, id: RequestId) -> Result<Vec<payroll_transfer::Model>, StoreError> {
    use payroll_transfer::Column;
    let rows = tx.find::<payroll_transfer::Entity>().filter(Column::RequestId.eq(id));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// What came for several accounts. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn received(tx: &Tx, ids: &[RequestId]) -> Result<HashMap<RequestId, i64>, StoreError> {
    use payroll_transfer::Column;
    let rows: Vec<(RequestId, i64)> = tx
        .find::<payroll_transfer::Entity>()
        .filter(Column::RequestId.is_in(ids.iter().copied()))
        .select_only()
        .column(Column::RequestId)
        .column(Column::Cents)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut all = HashMap::new();
    for (id, cents) in rows {
        *all.entry(id).or_default() += cents;
    }
    Ok(all)
}

/// Makes the account of a released run, once.
///
/// # Errors
/// When the run is not released, or the law lacks a term or a price.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (id, press): (RunId, &Press),
) -> Result<RequestId, Problem> {
    let run = load::run(tx, id).await?;
    load::released(&run)?;
    if let Some(known) = of_run(tx, id).await? {
        tx.audit(Entry::read("payroll-account", known.id.0));
        return Ok(known.id);
    }
    let month = Month::parse(&run.month).map_err(unlawful)?;
    let lines = load::lines(tx, id).await?;
    let redirects = assistance::redirects(tx, load::agreements_of(tx, id)).await?;
    let oldest = lines.iter().map(|row| row.worked.as_str()).min().unwrap_or(&run.month);
    let of = (&claim::aided(&lines, &redirects), oldest);
    let before = load::stood_before(tx, &run, of).await?;
    let of = (&redirects, currency(&run.currency));
    let claims = claim::by_user(law, &lines, of, &before).map_err(unlawful)?;
    let total = claims.values().copied().fold(Claim::default(), |one, other| one + other);
    let due_on = term::request_by(law, month, &run.kind).map_err(unlawful)?;
    let own = RequestId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let row = payroll_request::Model {
        municipality_id: tx.municipality(),
        id: own,
        run_id: id,
        month: run.month.clone(),
        kind: run.kind.clone(),
        year,
        number: tx.next_number("payroll-request", year).await?,
        currency: run.currency.clone(),
        due_on,
        again_on: term::again_by(law, due_on).map_err(unlawful)?,
        minutes: total.minutes,
        gross: total.sums.gross(),
        contributions: total.sums.contributions,
        administration: total.sums.administration,
        state_part: claims.values().map(Claim::state).sum(),
        child_aid: total.child_aid,
        supplement_aid: total.supplement,
        filed_on: None,
        document: String::new(),
        expected_on: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.clone().into_active_model()).await {
        Err(StoreError::Duplicate(_)) => return Err(refused("payroll-refused-account")),
        other => other?,
    }
    keep(tx, own, &claims).await?;
    printed(tx, (&run, &row), (&claims, press)).await?;
    let data = vec![("number", number(&row)), ("month", row.month.clone())];
    tx.event(Event { kind: "payroll-account", data, ..Event::default() }).await?;
    tx.audit(Entry::write("payroll-account", own.0));
    Ok(own)
}

async fn keep(
    tx: &mut Tx,
    id: RequestId,
    claims: &BTreeMap<PersonId, Claim>,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(claims.len());
    for (person, claim) in claims {
        let row = payroll_claim::Model {
            municipality_id: tx.municipality(),
            id: ClaimId(tx.new_id()),
            request_id: id,
            person_id: *person,
            minutes: claim.minutes,
            gross: claim.sums.gross(),
            contributions: claim.sums.contributions,
            administration: claim.sums.administration,
            child_aid: claim.child_aid,
            supplement_aid: claim.supplement,
        };
        rows.push(row.into_active_model());
    }
    for part in rows.chunks(AT_ONCE) {
        let insert = payroll_claim::Entity::insert_many(part.to_vec());
        insert.exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The columns of the list of users.
pub const COLUMNS: [&str; 8] =
    ["user", "hours", "gross", "contributions", "cost", "aids", "state-part", "administration"];

/// A claim as the list writes it.
#[must_use]
pub fn cells(name: String, claim: &Claim) -> Vec<String> {
    let sums = claim.sums;
    let mut all = vec![name, line::hours(claim.minutes)];
    let aids = claim.child_aid + claim.supplement;
    let amounts =
        [sums.gross(), sums.contributions, sums.cost(), aids, claim.state(), sums.administration];
    all.extend(amounts.map(|cents| line::comma(&decimal(cents))));
    all
}

/// A claim of the database.
#[must_use]
pub fn claim_of(row: &payroll_claim::Model) -> Claim {
    // Pay and supplement are one here: only their sum goes into an account.
    let sums = super::sums::Sums {
        pay: row.gross,
        supplement: 0,
        contributions: row.contributions,
        administration: row.administration,
    };
    Claim { minutes: row.minutes, sums, child_aid: row.child_aid, supplement: row.supplement_aid }
}

async fn printed(
    tx: &mut Tx,
    (run, row): (&payroll_run::Model, &payroll_request::Model),
    (claims, press): (&BTreeMap<PersonId, Claim>, &Press),
) -> Result<(), StoreError> {
    let names = load::heads(tx, claims.keys().copied()).await?;
    let name = |id: &PersonId| names.get(id).map(|head| head.name.clone()).unwrap_or_default();
    let mut rows: Vec<Vec<String>> =
        claims.iter().map(|(id, claim)| cells(name(id), claim)).collect();
    rows.sort();
    let total = claims.values().copied().fold(Claim::default(), |one, other| one + other);
    let mut sum = cells(bg("payroll-sum"), &total);
    // The rest of the state is a sum of rests: one user's aids do not pay for another.
    sum[6] = line::comma(&decimal(row.state_part));
    let money = |cents| written(cents, &row.currency);
    let facts = [
        ("payroll-hours", line::hours(row.minutes)),
        ("payroll-cost", money(row.gross + row.contributions)),
        ("payroll-child-aid", money(row.child_aid)),
        ("payroll-supplement-aid", money(row.supplement_aid)),
        ("payroll-column-state-part", money(row.state_part)),
        ("payroll-administration", money(row.administration)),
        ("payroll-expected", money(expected(row))),
    ];
    let args = [
        ("month", month_words(Lang::Bg, &row.month)),
        ("kind", bg(&format!("payroll-run-{}", row.kind))),
        ("run", super::frame::run_number(run)),
    ];
    let about = About {
        kind: REQUEST,
        subject: row.id.0,
        period: &row.month,
        ground: bg("payroll-request-ground"),
        about: bg_with("payroll-request-about", &args),
        opening: bg_with("payroll-request-opening", &[("sum", money(expected(row)))]),
        lines: facts.map(|(key, value)| (bg(key), value)).into(),
        list: bg("payroll-request-list"),
        heads: COLUMNS.map(|name| bg(&format!("payroll-column-{name}"))).into(),
        rows,
        sum,
        closing: String::new(),
        signatures: json!([
            { "role": bg("payroll-signs-prepared"), "name": row.account_name },
            { "role": bg("payroll-signs-mayor"), "name": press.mayor() },
        ]),
    };
    paper::add(tx, &about, press).await?;
    Ok(())
}

/// Marks an account as filed; of one that is filed, mends the day and the number that were entered
/// wrongly.
///
/// # Errors
/// When somebody changed it meanwhile.
pub async fn file(
    tx: &mut Tx,
    law: &Law,
    (row, on, document): (&payroll_request::Model, Day, &str),
) -> Result<(), Problem> {
    let by = term::expected(law, &row.kind, (row.due_on, on)).map_err(unlawful)?;
    let active = payroll_request::ActiveModel {
        filed_on: Set(Some(on)),
        document: Set(document.to_owned()),
        expected_on: Set(Some(by)),
        ..Default::default()
    };
    tx.update::<payroll_request::Entity>(row.id, row.version, active).await?;
    if let Some(was) = row.filed_on {
        let data = vec![("number", number(row)), ("from", was.bg()), ("to", on.bg())];
        tx.event(Event { kind: "payroll-refiled", data, ..Event::default() }).await?;
    }
    tx.audit(Entry::write("payroll-filed", row.id.0));
    Ok(())
}

/// Enters money that came for an account; what was entered wrongly is taken back by an amount below
/// zero.
///
/// # Errors
/// When the account is not filed, or the database refuses.
pub async fn receive(
    tx: &mut Tx,
    row: &payroll_request::Model,
    (on, cents, document): (Day, i64, &str),
) -> Result<(), Problem> {
    if row.filed_on.is_none() {
        return Err(refused("payroll-refused-unfiled"));
    }
    let id = TransferId(tx.new_id());
    let new = payroll_transfer::Model {
        municipality_id: tx.municipality(),
        id,
        request_id: row.id,
        received_on: on,
        cents,
        document: document.to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(new.into_active_model()).await?;
    tx.audit(Entry::write("payroll-transfer", row.id.0));
    Ok(())
}
