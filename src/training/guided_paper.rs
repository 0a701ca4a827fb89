//! Papers of supervision: the protocol of a meeting, a year of a supervision, a year of one employee.
//! Numbered by kind, with a code that anybody may check, and the heading of the project that pays. A paper
//! that tells of a meeting which was revoked is overtaken: its code answers no more.

use super::frame::{Press, bg, bg_with, names};
use super::guided_rows::{
    Names, agreed_section, meeting_rows, meetings_section, of_year, people_rows, year_opening,
};
use super::load::{self, Meeting, Supervision};
use super::store::supervision_paper::{Column, Entity, Model};
use super::{GuidedPaperId, MeetingId, SupervisionId, paper};
use crate::people::{Keeps, Verified, ask_print, coded};
use crate::projects::ProjectId;
use crate::workforce::{EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// The protocol of a meeting.
pub const PROTOCOL: &str = "protocol";
/// A year of a supervision.
pub const GROUP_YEAR: &str = "group-year";
/// A year of one employee.
pub const PERSON_YEAR: &str = "person-year";
/// With what a protocol is printed.
pub const SHEET: &str = include_str!("protocol.typ");

/// What a paper is about.
struct New {
    kind: &'static str,
    supervision: Option<SupervisionId>,
    meeting: Option<MeetingId>,
    employee: Option<EmployeeId>,
    covers: i16,
}

async fn add(
    tx: &mut Tx,
    press: &Press,
    (new, mut data): (New, Value),
) -> Result<GuidedPaperId, StoreError> {
    let id = GuidedPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("training-{}", new.kind), year).await?;
    let code = coded(&mut data, &press.verify);
    data["register"] = json!({
        "number": paper::number(new.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.to_owned(),
        supervision_id: new.supervision,
        meeting_id: new.meeting,
        employee_id: new.employee,
        covers: i32::from(new.covers),
        year,
        number: next,
        code,
        issued_on: tx.today(),
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        entered_at: tx.now(),
        overtaken_at: None,
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("supervision-paper", id.0));
    Ok(id)
}

fn signatures(press: &Press, supervisor: &str) -> Value {
    json!([
        { "role": bg("training-column-supervisor"), "name": supervisor },
        { "role": bg("training-mayor"), "name": press.mayor() },
    ])
}

/// The protocol of a meeting: who was there, for how many hours, the themes in general, what was agreed.
///
/// # Errors
/// When the meeting or the supervision was revoked.
pub async fn protocol(
    tx: &mut Tx,
    press: &Press,
    (of, meeting): (&Supervision, &Meeting),
) -> Result<GuidedPaperId, Problem> {
    if of.row.revoked_at.is_some() || meeting.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let present = load::present(tx, &[meeting.row.id]).await?;
    let mut agreed = load::actions(tx, of.row.id).await?;
    agreed.retain(|one| one.row.meeting_id == Some(meeting.row.id));
    let owners = agreed.iter().filter_map(|one| one.row.employee_id);
    let known = names(tx, present.iter().map(|one| one.employee_id).chain(owners)).await?;
    let mut people: Vec<[String; 2]> = present
        .iter()
        .filter_map(|one| known.get(&one.employee_id))
        .map(|one| [one.name.clone(), one.post.clone()])
        .collect();
    people.sort();
    let args = [
        ("day", meeting.row.day.bg()),
        ("hours", meeting.row.hours.to_string()),
        ("people", people.len().to_string()),
        ("contract", of.content.contract.clone()),
    ];
    let heading = [bg("training-paper-protocol"), bg("training-ground-supervision")];
    let funded = (of.row.project_id, meeting.row.day);
    let mut data = press.frame(tx, (&heading[0], &heading[1]), funded).await?;
    data["about"] = bg(&format!("training-supervision-{}", of.row.kind)).into();
    data["opening"] = bg_with("training-protocol-opening", &args).into();
    data["rows"] = json!(people);
    data["sections"] = json!([
        { "title": bg("training-themes-general"), "text": meeting.content.themes },
        agreed_section(&agreed, &known, false),
    ]);
    data["signatures"] = signatures(press, &of.content.supervisor);
    let new = New {
        kind: PROTOCOL,
        supervision: Some(of.row.id),
        meeting: Some(meeting.row.id),
        employee: None,
        covers: meeting.row.day.0.year(),
    };
    Ok(add(tx, press, (new, data)).await?)
}

/// The day by which the heading of a year is chosen: its last meeting.
fn last_day(meetings: &[Meeting], today: Day) -> Day {
    meetings.iter().map(|one| one.row.day).max().unwrap_or(today)
}

/// A year of a supervision: its meetings, who was there how often, what was agreed and came of it.
///
/// # Errors
/// When it was revoked, or had no meeting in the year.
pub async fn group_year(
    tx: &mut Tx,
    press: &Press,
    (of, year): (&Supervision, i16),
) -> Result<GuidedPaperId, Problem> {
    let id = of.row.id;
    let meetings = of_year(load::meetings(tx, &[id]).await?, year);
    if of.row.revoked_at.is_some() || meetings.is_empty() {
        return Err(Problem::Impossible("training-refused-no-meetings"));
    }
    let ids: Vec<MeetingId> = meetings.iter().map(|one| one.row.id).collect();
    let present = load::present(tx, &ids).await?;
    let mut agreed = load::actions(tx, id).await?;
    agreed.retain(|one| one.row.due_on.0.year() == year);
    let owners = agreed.iter().filter_map(|one| one.row.employee_id);
    let known = names(tx, present.iter().map(|one| one.employee_id).chain(owners)).await?;
    let heading = [bg("training-paper-group-year"), bg("training-ground-supervision")];
    let funded = (of.row.project_id, last_day(&meetings, tx.today()));
    let mut data = press.frame(tx, (&heading[0], &heading[1]), funded).await?;
    data["about"] = bg(&format!("training-supervision-{}", of.row.kind)).into();
    data["opening"] = year_opening(&meetings, year).into();
    let rows = meeting_rows(&meetings, &present, |_| of.content.supervisor.clone());
    let heads = ["employee", "post", "meetings", "hours"]
        .map(|name| bg(&format!("training-column-{name}")));
    data["sections"] = json!([
        meetings_section(&rows),
        {
            "title": bg("training-people"),
            "heads": heads,
            "rows": people_rows((&meetings, &present), &known),
        },
        agreed_section(&agreed, &known, true),
    ]);
    data["signatures"] = signatures(press, &of.content.supervisor);
    let new = New {
        kind: GROUP_YEAR,
        supervision: Some(id),
        meeting: None,
        employee: None,
        covers: year,
    };
    Ok(add(tx, press, (new, data)).await?)
}

/// By whose money all of some supervisions were; none when it was not one project's.
fn one_project(all: &[&Supervision]) -> Option<ProjectId> {
    let first = all.first()?.row.project_id?;
    all.iter().all(|one| one.row.project_id == Some(first)).then_some(first)
}

/// A year of one employee: the meetings they were at, what they agreed to do and what came of it.
///
/// # Errors
/// When they were at none.
pub async fn person_year(
    tx: &mut Tx,
    press: &Press,
    (who, year): (&EmployeeName, i16),
) -> Result<GuidedPaperId, Problem> {
    let mut all = load::supervisions(tx).await?;
    all.retain(|one| one.row.revoked_at.is_none());
    let ids: Vec<SupervisionId> = all.iter().map(|one| one.row.id).collect();
    let mut meetings = of_year(load::meetings(tx, &ids).await?, year);
    let ids: Vec<MeetingId> = meetings.iter().map(|one| one.row.id).collect();
    let present = load::present(tx, &ids).await?;
    meetings.retain(|one| {
        present.iter().any(|row| row.employee_id == who.id && row.meeting_id == one.row.id)
    });
    if meetings.is_empty() {
        return Err(Problem::Impossible("training-refused-no-meetings"));
    }
    let own: Vec<&Supervision> = all
        .iter()
        .filter(|one| meetings.iter().any(|met| met.row.supervision_id == one.row.id))
        .collect();
    let mut agreed = load::actions_of(tx, who.id).await?;
    agreed.retain(|one| {
        let is_own = own.iter().any(|of| of.row.id == one.row.supervision_id);
        is_own && one.row.due_on.0.year() == year
    });
    let known: Names = [(who.id, who.clone())].into();
    let heading = [bg("training-paper-person-year"), bg("training-ground-supervision")];
    let funded = (one_project(&own), last_day(&meetings, tx.today()));
    let mut data = press.frame(tx, (&heading[0], &heading[1]), funded).await?;
    data["about"] = who.name.clone().into();
    data["opening"] = year_opening(&meetings, year).into();
    let supervisor = |id: SupervisionId| {
        let of = own.iter().find(|one| one.row.id == id);
        of.map(|one| one.content.supervisor.clone()).unwrap_or_default()
    };
    let rows = meeting_rows(&meetings, &present, supervisor);
    data["sections"] = json!([meetings_section(&rows), agreed_section(&agreed, &known, true)]);
    data["signatures"] = json!([{ "role": bg("training-mayor"), "name": press.mayor() }]);
    let new = New {
        kind: PERSON_YEAR,
        supervision: None,
        meeting: None,
        employee: Some(who.id),
        covers: year,
    };
    Ok(add(tx, press, (new, data)).await?)
}

/// The papers of a supervision, of a meeting or of an employee, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn papers(tx: &Tx, of: Condition) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().filter(of).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Notes that papers tell of meetings which were revoked.
///
/// # Errors
/// When the database refuses.
pub async fn overtake(tx: &mut Tx, meetings: &[Meeting]) -> Result<(), StoreError> {
    let ids: Vec<MeetingId> = meetings.iter().map(|one| one.row.id).collect();
    let mut told = Condition::any().add(Column::MeetingId.is_in(ids.iter().copied()));
    let people = load::present(tx, &ids).await?;
    for one in meetings {
        let year = Column::Covers.eq(i32::from(one.row.day.0.year()));
        let own = Column::SupervisionId.eq(one.row.supervision_id);
        let group = Condition::all().add(Column::Kind.eq(GROUP_YEAR)).add(own).add(year.clone());
        let there = people.iter().filter(|person| person.meeting_id == one.row.id);
        let there = Column::EmployeeId.is_in(there.map(|person| person.employee_id));
        told = told.add(group).add(Condition::all().add(there).add(year));
    }
    Entity::update_many()
        .col_expr(Column::OvertakenAt, Expr::value(tx.now().0))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::OvertakenAt.is_null())
        .filter(told)
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// One paper.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: GuidedPaperId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The paper with a code, for the public check. One that is overtaken is not there.
///
/// # Errors
/// When the database does not answer.
pub async fn verified(tx: &Tx, code: &str) -> Result<Option<Verified>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
    let row = row.filter(|row| row.overtaken_at.is_none());
    Ok(row.map(|row| Verified {
        key: match row.kind.as_str() {
            PROTOCOL => "training-paper-protocol",
            GROUP_YEAR => "training-paper-group-year",
            _ => "training-paper-person-year",
        },
        number: paper::number(&row.kind, row.year, row.number),
        day: row.issued_on.bg(),
        sha256: row.sha256,
    }))
}
