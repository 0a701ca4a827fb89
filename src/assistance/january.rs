//! The change of every January: a new minimum wage changes the pay of all labour contracts at once;
//! each gets its annex, and each change goes to the register of employment in its own term.

use super::annex;
use super::apply::unlawful;
use super::content::{Labour, Note, opened, sealed};
use super::frame::{self, HOME};
use super::labour::priced;
use super::load::agreement_number;
use super::month::{self, MonthContract};
use super::record::{self, NewRecord};
use super::store::{
    assistance_agreement as agreement_row, assistance_amendment as amendment_row,
    assistance_contract as contract_row,
};
use super::{AgreementId, AmendmentId, ContractId, WRITE};
use crate::app::App;
use crate::assistants::Press;
use crate::people::{self, PaperId, PersonId};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use law::{Law, Minutes, Money, Month};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use std::collections::{HashMap, HashSet};

/// The kind of the change; words have the key `assistance-amend-pay`.
pub const KIND: &str = "pay";
/// The rule with the code of a change of pay.
const CODE: &str = "assistance.amendment.pay";
/// The list of records, below the first page.
const RECORDS: &str = "/records";

/// A contract whose pay changes with a January.
#[derive(Clone, Debug)]
pub struct Raised {
    /// The contract in January.
    pub contract: MonthContract,
    /// Pay of a month before, decimal.
    pub before: String,
    /// From January on.
    pub after: String,
}

/// The January that is next, or this one while it lasts.
///
/// # Errors
/// When there is no such month.
pub fn january(today: Day) -> Result<Month, StoreError> {
    let year = today.0.year() + i16::from(today.0.month() > 1);
    Month::parse(&format!("{year:04}-01")).map_err(|e| StoreError::Other(e.to_string()))
}

fn pay(law: &Law, month: Month, (hours, years): (u32, u32)) -> Result<String, StoreError> {
    let scale = law.pay_scale(month, None).map_err(unlawful)?;
    let cents = scale.lines(Minutes::hours(hours), years).pay;
    Ok(Money { cents, currency: scale.currency() }.decimal())
}

/// The contracts whose pay changes and whose change was not written yet.
///
/// # Errors
/// When the database does not answer, or a rate is not known.
pub async fn raised(tx: &Tx, law: &Law, month: Month) -> Result<Vec<Raised>, StoreError> {
    let first = Day(month.first_day());
    let december = Month::of(first.plus(-1).0);
    let written: Vec<Option<ContractId>> = tx
        .find::<amendment_row::Entity>()
        .filter(amendment_row::Column::Kind.eq(KIND))
        .filter(amendment_row::Column::FromOn.eq(first))
        .select_only()
        .column(amendment_row::Column::ContractId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let written: HashSet<ContractId> = written.into_iter().flatten().collect();
    let mut all = Vec::new();
    for contract in month::contracts_in(tx, law, month).await? {
        // One that begins within January has the new pay from its beginning.
        if contract.first > first || written.contains(&contract.contract) {
            continue;
        }
        let of = (contract.hours, contract.years);
        let (before, after) = (pay(law, december, of)?, pay(law, month, of)?);
        if before != after {
            all.push(Raised { contract, before, after });
        }
    }
    Ok(all)
}

/// Writes the change of all of them: the new pay in the contract, its annex, and a record with its last
/// day.
///
/// # Errors
/// When the database refuses.
pub async fn raise(
    tx: &mut Tx,
    law: &Law,
    (month, press): (Month, &Press),
) -> Result<usize, StoreError> {
    let all = raised(tx, law, month).await?;
    let first = Day(month.first_day());
    let code = law.book().newest(CODE).map_err(unlawful)?.value_text();
    let ids: Vec<ContractId> = all.iter().map(|one| one.contract.contract).collect();
    let rows = tx
        .find::<contract_row::Entity>()
        .filter(contract_row::Column::Id.is_in(ids))
        .all(tx.conn())
        .await?;
    let rows: HashMap<ContractId, contract_row::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let workers: Vec<PersonId> = all.iter().map(|one| one.contract.assistant_person).collect();
    let heads = people::heads(tx, &workers).await?;
    let numbers = agreements(tx, &all).await?;
    for one in &all {
        let Some(row) = rows.get(&one.contract.contract) else { continue };
        let of = ("assistance_contract", row.id.0);
        let content: Labour = opened(tx, of, &row.content_sealed)?;
        let content = priced(law, content, (first, one.contract.hours, one.contract.years))?;
        let active = contract_row::ActiveModel {
            content_sealed: Set(sealed(tx, of, &content)?),
            ..Default::default()
        };
        tx.update::<contract_row::Entity>(row.id, row.version, active).await?;
        let Some(worker) = heads.get(&one.contract.assistant_person) else { continue };
        let agreement = numbers.get(&row.agreement_id).map_or("", String::as_str);
        let of = (row, one, &content);
        let paper = annex::add(tx, of, (first, agreement, worker), press).await?;
        write(tx, (row, one, paper), first).await?;
        let (pay, on) = (content.base_pay.as_str(), first);
        let (contract, kind) = (row.id, "amended");
        let new = NewRecord { contract, kind, code: &code, on, from: first, pay };
        record::add(tx, law, &new).await?;
    }
    tx.audit(Entry::new("write", "assistance-records", "january"));
    Ok(all.len())
}

/// The numbers of the agreements of some contracts. One query.
async fn agreements(tx: &Tx, all: &[Raised]) -> Result<HashMap<AgreementId, String>, StoreError> {
    use agreement_row::Column;
    let ids = all.iter().map(|one| one.contract.agreement);
    let rows = tx.find::<agreement_row::Entity>().filter(Column::Id.is_in(ids));
    let rows = rows.all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, agreement_number(&row))).collect())
}

async fn write(
    tx: &Tx,
    (row, one, paper): (&contract_row::Model, &Raised, PaperId),
    first: Day,
) -> Result<(), StoreError> {
    let id = AmendmentId(tx.new_id());
    let note =
        Note { text: format!("{} € → {} €", one.before, one.after), ..Note::default() };
    let hours = i32::try_from(one.contract.hours).unwrap_or(0);
    let row = amendment_row::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: row.agreement_id,
        contract_id: Some(row.id),
        kind: KIND.to_owned(),
        concluded_on: first,
        from_on: first,
        hours_before: hours,
        hours_after: hours,
        content_sealed: sealed(tx, ("assistance_amendment", id.0), &note)?,
        paper_id: Some(paper),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await
}

fn act(ctx: &Ctx, (month, all): (Month, &[Raised])) -> Act {
    let first = Day(month.first_day());
    let lead = match all.first() {
        Some(one) => {
            let args = [
                ("day", first.bg()),
                ("count", all.len().to_string()),
                ("number", one.contract.number.clone()),
                ("before", one.before.replace('.', ",")),
                ("after", one.after.replace('.', ",")),
            ];
            ctx.ta("assistance-january-lead", &args).into_owned()
        }
        None => ctx.ta("assistance-january-none", &[("day", first.bg())]).into_owned(),
    };
    Act::new("assistance-january", "/january", "assistance-january-button").lead(lead)
}

fn around(ctx: &Ctx) -> Around {
    let page = frame::page(ctx, ctx.t("assistance-january"));
    Around { page, home: format!("{HOME}{RECORDS}"), version: 0 }
}

/// `GET /assistance/records/january`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = january(app.today())?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = raised(&tx, &law, month).await?;
    tx.audit(Entry::list("assistance-records"));
    tx.commit().await?;
    act(&ctx, (month, &all)).shown(&ctx, around(&ctx), &Form::empty(ctx.lang))
}

/// `POST /assistance/records/january`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    if !ctx.actor.may(WRITE) {
        return Err(Problem::Refused);
    }
    let law = app.law(ctx.actor.municipality);
    let month = january(app.today())?;
    let press = frame::press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}{RECORDS}"))).await?;
    if raise(&mut tx, &law, (month, &press)).await? == 0 {
        return Err(Problem::Impossible("assistance-refused-january"));
    }
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}{RECORDS}"), Some("assistance-done")))
}
