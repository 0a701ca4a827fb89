//! What waits in the cases: whose, until when, for whom. Counted in one query.

use super::store::foreign::referral_case::{self, Column};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Form;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, Select};

/// What a tile counts and its list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Overdue, today and the next seven days, together.
    Near,
    Late,
    Today,
    Week,
    Waiting,
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
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            List::Near => "frontdesk-work-near",
            List::Late => "frontdesk-work-late",
            List::Today => "frontdesk-work-today",
            List::Week => "frontdesk-work-week",
            List::Waiting => "frontdesk-work-waiting",
        }
    }

    /// Whether a case that is due on a day, with a step of ours or of others, belongs here.
    pub fn holds(self, due: Day, waits: bool, today: Day) -> bool {
        let days = due.days_since(today);
        match self {
            List::Waiting => waits,
            // A term that others let pass is ours to chase.
            List::Late => days < 0,
            List::Today => days == 0 && !waits,
            List::Week => (1..=NEAR_DAYS).contains(&days) && !waits,
            List::Near => days <= NEAR_DAYS && (!waits || days < 0),
        }
    }

    pub fn condition(self, today: Day) -> Condition {
        let ours = Column::NextKind.is_not_in(WAITS);
        let near = Column::NextOn.lte(today.plus(NEAR_DAYS));
        let late = Column::NextOn.lt(today);
        match self {
            List::Waiting => Condition::all().add(Column::NextKind.is_in(WAITS)),
            List::Late => Condition::all().add(late),
            List::Today => Condition::all().add(Column::NextOn.eq(today)).add(ours),
            List::Week => Condition::all().add(Column::NextOn.gt(today)).add(near).add(ours),
            List::Near => Condition::any().add(late).add(Condition::all().add(near).add(ours)),
        }
    }
}

/// Whose work is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    One(AccountId),
    Team,
}

/// Open cases that have a next step.
pub fn cases(tx: &Tx, whose: Whose) -> Select<referral_case::Entity> {
    let rows = tx
        .find::<referral_case::Entity>()
        .filter(Column::NextOn.is_not_null())
        .filter(Column::ClosedAt.is_null());
    match whose {
        Whose::One(account) => rows.filter(Column::OfficerId.eq(account)),
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

pub async fn loads(tx: &Tx, whose: Whose) -> Result<Vec<Load>, StoreError> {
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
