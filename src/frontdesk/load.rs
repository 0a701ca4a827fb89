//! What waits in the cases: whose, until when, for whom. Counted in one query.

use super::store::foreign::referral_case::{self, Column};
use super::store::foreign::{assessment, info_request, pause, stalled_case};
use crate::municipality::Deputy;
use crate::referral::CaseId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

/// What a tile counts and its list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Overdue, today and the next seven days, together.
    Near,
    Late,
    Today,
    Week,
    Waiting,
    /// The validity clock stands still.
    Suspended,
    /// Asked of an institution and not answered.
    Asked,
    /// Overdue so long that the head was told.
    Stalled,
}

/// Steps that somebody else must take: the person, an institution, the provider.
const WAITS: [&str; 3] = ["agree_meeting", "await_answer", "watch_validity"];
/// Days ahead that count as near.
const NEAR_DAYS: i32 = 7;

impl List {
    pub fn read(form: &Form) -> List {
        match form.get("list") {
            "late" => List::Late,
            "today" => List::Today,
            "week" => List::Week,
            "waiting" => List::Waiting,
            "suspended" => List::Suspended,
            "asked" => List::Asked,
            "stalled" => List::Stalled,
            _ => List::Near,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            List::Near => "",
            List::Late => "late",
            List::Today => "today",
            List::Week => "week",
            List::Waiting => "waiting",
            List::Suspended => "suspended",
            List::Asked => "asked",
            List::Stalled => "stalled",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            List::Near => "frontdesk-work-near",
            List::Late => "frontdesk-work-late",
            List::Today => "frontdesk-work-today",
            List::Week => "frontdesk-work-week",
            List::Waiting => "frontdesk-work-waiting",
            List::Suspended => "frontdesk-work-suspended",
            List::Asked => "frontdesk-work-asked",
            List::Stalled => "frontdesk-work-stalled",
        }
    }

    /// Whether a case that is due on a day, with a step of ours or of others, belongs here.
    pub fn holds(self, due: Day, waits: bool, today: Day) -> bool {
        let days = due.days_since(today);
        match self {
            List::Waiting => waits,
            // Told apart by rows of their own, not by a day.
            List::Suspended | List::Asked | List::Stalled => false,
            // A term that others let pass is ours to chase.
            List::Late => days < 0,
            List::Today => days == 0 && !waits,
            List::Week => (1..=NEAR_DAYS).contains(&days) && !waits,
            List::Near => days <= NEAR_DAYS && (!waits || days < 0),
        }
    }

    /// What its rows have in common.
    pub fn condition(self, tx: &Tx) -> Condition {
        let today = tx.today();
        let ours = Column::NextKind.is_not_in(WAITS);
        let near = Column::NextOn.lte(today.plus(NEAR_DAYS));
        let late = Column::NextOn.lt(today);
        match self {
            List::Waiting => Condition::all().add(Column::NextKind.is_in(WAITS)),
            List::Late => Condition::all().add(late),
            List::Today => Condition::all().add(Column::NextOn.eq(today)).add(ours),
            List::Week => Condition::all().add(Column::NextOn.gt(today)).add(near).add(ours),
            List::Suspended => Condition::all().add(Column::Id.in_subquery(suspended(tx))),
            List::Asked => Condition::all().add(Column::Id.in_subquery(asked(tx))),
            List::Stalled => Condition::all().add(Column::Id.in_subquery(stalled(tx))),
            List::Near => Condition::any().add(late).add(Condition::all().add(near).add(ours)),
        }
    }
}

/// Cases with a validity clock that stands still today.
fn suspended(tx: &Tx) -> SelectStatement {
    let pauses = standing_still(tx).select_only().column(pause::Column::AssessmentId).into_query();
    tx.find::<assessment::Entity>()
        .filter(assessment::Column::Id.in_subquery(pauses))
        .select_only()
        .column(assessment::Column::CaseId)
        .into_query()
}

fn standing_still(tx: &Tx) -> Select<pause::Entity> {
    let open = Condition::any()
        .add(pause::Column::LastDay.is_null())
        .add(pause::Column::LastDay.gte(tx.today()));
    tx.find::<pause::Entity>().filter(pause::Column::FirstDay.lte(tx.today())).filter(open)
}

/// Cases with a question to an institution that is not answered.
fn asked(tx: &Tx) -> SelectStatement {
    tx.find::<info_request::Entity>()
        .filter(info_request::Column::AnsweredOn.is_null())
        .select_only()
        .column(info_request::Column::CaseId)
        .into_query()
}

fn stalled(tx: &Tx) -> SelectStatement {
    let rows = tx.find::<stalled_case::Entity>().select_only();
    rows.column(stalled_case::Column::CaseId).into_query()
}

/// Why the clocks of some cases stand still, and until when: the ground and the last day.
pub async fn stops(
    tx: &Tx,
    cases: &[CaseId],
) -> Result<HashMap<CaseId, (String, Option<Day>)>, StoreError> {
    let assessments = tx
        .find::<assessment::Entity>()
        .filter(assessment::Column::CaseId.is_in(cases.iter().copied()))
        .all(tx.conn())
        .await?;
    let ids: Vec<_> = assessments.iter().map(|row| row.id).collect();
    let pauses = standing_still(tx).filter(pause::Column::AssessmentId.is_in(ids));
    let case_of = |pause: &pause::Model| {
        assessments.iter().find(|row| row.id == pause.assessment_id).map(|row| row.case_id)
    };
    let pauses = pauses.all(tx.conn()).await?.into_iter();
    Ok(pauses.filter_map(|one| Some((case_of(&one)?, (one.ground, one.last_day)))).collect())
}

/// Whose work is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    One(AccountId),
    /// One's own and that of those one stands in for today; oneself first.
    Own(Vec<AccountId>),
    Team,
}

impl Whose {
    /// Whose work a page is asked for: others' only by whoever may see it.
    pub fn asked(ctx: &Ctx, form: &Form, (own, stands_in): (AccountId, &[Deputy])) -> Whose {
        let may = ctx.actor.may(super::TEAM);
        match form.get("who").parse::<AccountId>() {
            Ok(other) if may => Whose::One(other),
            _ if may && form.get("who") != "me" => Whose::Team,
            _ => {
                let absent = stands_in.iter().map(|one| one.absent);
                Whose::Own(std::iter::once(own).chain(absent).collect())
            }
        }
    }

    /// The workers, or nobody in particular.
    pub fn accounts(&self) -> Option<&[AccountId]> {
        match self {
            Whose::One(account) => Some(std::slice::from_ref(account)),
            Whose::Own(all) => Some(all),
            Whose::Team => None,
        }
    }
}

/// Open cases that have a next step.
pub fn cases(tx: &Tx, whose: &Whose) -> Select<referral_case::Entity> {
    let rows = tx
        .find::<referral_case::Entity>()
        .filter(Column::NextOn.is_not_null())
        .filter(Column::ClosedAt.is_null());
    match whose {
        Whose::One(account) => rows.filter(Column::OfficerId.eq(*account)),
        Whose::Own(all) => rows.filter(Column::OfficerId.is_in(all.iter().copied())),
        Whose::Team => rows,
    }
}

/// One row for each officer, day and kind of step: all tiles and the load come from it.
pub struct Load {
    pub officer: Option<AccountId>,
    pub due: Day,
    pub waits: bool,
    pub count: i64,
}

pub async fn loads(tx: &Tx, whose: &Whose) -> Result<Vec<Load>, StoreError> {
    let rows: Vec<(Option<AccountId>, Day, String, i64)> = cases(tx, whose)
        .select_only()
        .column(Column::OfficerId)
        .column(Column::NextOn)
        .column(Column::NextKind)
        .column_as(Column::Id.count(), "cases")
        .group_by(Column::OfficerId)
        .group_by(Column::NextOn)
        .group_by(Column::NextKind)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let load = |(officer, due, kind, count): (_, _, String, _)| Load {
        officer,
        due,
        waits: WAITS.contains(&kind.as_str()),
        count,
    };
    Ok(rows.into_iter().map(load).collect())
}

/// How many cases of some loads a list shows.
pub fn count_of(loads: &[Load], list: List, today: Day) -> i64 {
    let held = loads.iter().filter(|load| list.holds(load.due, load.waits, today));
    held.map(|load| load.count).sum()
}
