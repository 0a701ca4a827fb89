//! Passing somebody's work on: who gets what, decided before anything is written; then one
//! transaction, and the way back while the day lasts.

use super::TransferId;
use super::open_cases::{By, OpenCase, open_cases};
use super::others;
use super::store::foreign::referral_case::{self, Column};
use super::store::{transfer_case, transfer_draft, work_transfer};
use crate::people::PersonId;
use crate::referral::{self, CaseId, Passed};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::AccountId;
use kit::web::{Form, put_draft, take_draft, unfinished_of};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::{BTreeMap, HashMap};

/// Rows of a statement; below SQLite's limit of bound values.
const AT_ONCE: usize = 500;

/// Who gets what.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// By taker, what he gets.
    pub cases: BTreeMap<AccountId, Vec<(CaseId, PersonId)>>,
    /// How many cases stay.
    pub stay: usize,
    /// Who gets the unfinished forms.
    pub drafts: Option<AccountId>,
    /// Who makes the agreed calls.
    pub calls: Option<AccountId>,
    /// Who receives at the booked hours.
    pub hours: Option<AccountId>,
}

/// Accounts with their names.
pub type Named = Vec<(AccountId, String)>;

/// Who may be given what.
#[derive(Clone, Debug, Default)]
pub struct Takers {
    /// Cases: whose roles work on them.
    pub cases: Named,
    /// Calls, hours and forms: whose roles meet people.
    pub desk: Named,
}

/// The name of the box that says who gets a part.
pub fn part_box(part: &str) -> String {
    format!("to-{part}")
}

/// Reads who gets what: a part goes to whom its box names, else to whom gets everything. With
/// single cases only those that are marked go. Only those who may take count.
pub fn plan(form: &Form, by: By, cases: &[OpenCase], takers: &Takers) -> Plan {
    let among = |name: &str, able: &[(AccountId, String)]| {
        let id = form.get(name).parse::<AccountId>().ok();
        id.filter(|id| able.iter().any(|(one, _)| one == id))
    };
    let named = |name: &str| among(name, &takers.cases);
    let all = named("all");
    let mut plan = Plan::default();
    for case in cases {
        let part = case.part(by);
        let to = match by {
            By::Case => all.filter(|_| form.has_value("case", &part)),
            // The words "stay" in a box keep the part with whom it is.
            _ if form.get(&part_box(&part)) == "stay" => None,
            _ => named(&part_box(&part)).or(all),
        };
        match to {
            Some(to) => {
                plan.cases.entry(to).or_default().push((case.row.id, case.row.person_id));
            }
            None => plan.stay += 1,
        }
    }
    let desk = |name: &str| match form.get(name) {
        "stay" => None,
        "" if by != By::Case => among("all", &takers.desk),
        _ => among(name, &takers.desk),
    };
    plan.drafts = among("drafts", &takers.desk);
    (plan.calls, plan.hours) = (desk("calls"), desk("hours"));
    plan
}

/// From whom, why, and what all are called.
pub struct Handing<'a> {
    pub from: AccountId,
    pub reason: &'a str,
    pub names: &'a HashMap<AccountId, String>,
}

fn name_of(names: &HashMap<AccountId, String>, id: AccountId) -> &str {
    names.get(&id).map_or("", String::as_str)
}

/// Does what a plan says. [`StoreError::Conflict`] when a case moved meanwhile.
pub async fn hand_over(
    tx: &mut Tx,
    plan: &Plan,
    handing: &Handing<'_>,
) -> Result<TransferId, StoreError> {
    let id = TransferId(tx.new_id());
    let from = (handing.from, name_of(handing.names, handing.from));
    let moved = match plan.drafts {
        Some(to) => pass_drafts(tx, handing.from, to).await?,
        None => Vec::new(),
    };
    let cases: usize = plan.cases.values().map(Vec::len).sum();
    tx.insert(work_transfer::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        from_id: Set(handing.from),
        reason: Set(handing.reason.to_owned()),
        at: Set(tx.now()),
        account_id: Set(tx.actor().account),
        cases: Set(i32::try_from(cases).unwrap_or(i32::MAX)),
        drafts: Set(i32::try_from(moved.len()).unwrap_or(i32::MAX)),
        calls: Set(0),
        hours: Set(0),
        undone_at: Set(None),
        version: Set(1),
    })
    .await?;
    let passed = others::pass(tx, (id, handing.from), (plan.calls, plan.hours)).await?;
    if passed.calls + passed.hours > 0 {
        let counted = work_transfer::ActiveModel {
            calls: Set(i32::try_from(passed.calls).unwrap_or(i32::MAX)),
            hours: Set(i32::try_from(passed.hours).unwrap_or(i32::MAX)),
            ..Default::default()
        };
        tx.update::<work_transfer::Entity>(id, 1, counted).await?;
    }
    for (to, list) in &plan.cases {
        let passed = Passed { from, to: (*to, name_of(handing.names, *to)), back: false };
        let moved = referral::pass_on(tx, list, passed).await?;
        if moved != list.len() as u64 {
            return Err(StoreError::Conflict);
        }
        let row = |(case, _): &(CaseId, PersonId)| transfer_case::ActiveModel {
            municipality_id: Set(tx.municipality()),
            transfer_id: Set(id),
            case_id: Set(*case),
            to_id: Set(*to),
        };
        for some in list.chunks(AT_ONCE) {
            tx.later(transfer_case::Entity::insert_many(some.iter().map(row))).await?;
        }
    }
    for path in moved {
        tx.insert(transfer_draft::ActiveModel {
            municipality_id: Set(tx.municipality()),
            transfer_id: Set(id),
            path: Set(path),
            to_id: Set(plan.drafts.unwrap_or(handing.from)),
        })
        .await?;
    }
    let entry = Entry::new("hand-over", "work", &id.to_string()).because(handing.reason);
    tx.audit(entry);
    Ok(id)
}

/// Hands the unfinished forms over, each sealed anew; gives the pages of those that moved. One
/// stays when the colleague has one of the same page himself.
async fn pass_drafts(tx: &Tx, from: AccountId, to: AccountId) -> Result<Vec<String>, StoreError> {
    let mut moved = Vec::new();
    for draft in unfinished_of(tx, from).await? {
        let Some(taken) = take_draft(tx, from, &draft.path).await? else { continue };
        if put_draft(tx, to, &taken).await? {
            moved.push(taken.path);
        } else {
            put_draft(tx, from, &taken).await?;
        }
    }
    Ok(moved)
}

/// What an undoing gave back.
pub struct Undone {
    pub cases: usize,
    /// What moved on or ended meanwhile, and stays where it is.
    pub stayed: usize,
}

/// Gives everything back that nobody has passed on or closed since.
pub async fn undo(
    tx: &mut Tx,
    transfer: &work_transfer::Model,
    names: &HashMap<AccountId, String>,
) -> Result<Undone, StoreError> {
    let mut by_taker: BTreeMap<AccountId, Vec<CaseId>> = BTreeMap::new();
    for row in moved(tx, transfer.id).await? {
        by_taker.entry(row.to_id).or_default().push(row.case_id);
    }
    let mut undone = Undone { cases: 0, stayed: 0 };
    for (to, list) in by_taker {
        let still = open_cases(tx, to).await?;
        let still: HashMap<CaseId, PersonId> =
            still.iter().map(|case| (case.row.id, case.row.person_id)).collect();
        let back = list.iter().filter_map(|case| Some((*case, *still.get(case)?)));
        let back: Vec<(CaseId, PersonId)> = back.collect();
        undone.stayed += list.len() - back.len();
        undone.cases += back.len();
        let passed = Passed {
            from: (to, name_of(names, to)),
            to: (transfer.from_id, name_of(names, transfer.from_id)),
            back: true,
        };
        referral::pass_on(tx, &back, passed).await?;
    }
    let drafts = tx
        .find::<transfer_draft::Entity>()
        .filter(transfer_draft::Column::TransferId.eq(transfer.id))
        .all(tx.conn())
        .await?;
    for draft in drafts {
        let Some(taken) = take_draft(tx, draft.to_id, &draft.path).await? else { continue };
        if !put_draft(tx, transfer.from_id, &taken).await? {
            put_draft(tx, draft.to_id, &taken).await?;
        }
    }
    undone.stayed += others::give_back(tx, transfer.id, transfer.from_id).await?;
    let row = work_transfer::ActiveModel { undone_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<work_transfer::Entity>(transfer.id, transfer.version, row).await?;
    tx.audit(Entry::new("hand-over-undone", "work", &transfer.id.to_string()));
    Ok(undone)
}

/// What went with a passing on.
pub async fn moved(tx: &Tx, id: TransferId) -> Result<Vec<transfer_case::Model>, StoreError> {
    let rows = tx.find::<transfer_case::Entity>();
    Ok(rows.filter(transfer_case::Column::TransferId.eq(id)).all(tx.conn()).await?)
}

/// The rows of some cases.
pub async fn rows_of(tx: &Tx, ids: &[CaseId]) -> Result<Vec<referral_case::Model>, StoreError> {
    let rows = tx.find::<referral_case::Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    Ok(rows.all(tx.conn()).await?)
}
