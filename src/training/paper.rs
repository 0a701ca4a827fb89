//! Papers of seminars: certificates and the lists to be signed, numbered by kind, with a code that
//! anybody may check.

use super::attend;
use super::frame::{Press, bg, bg_with};
use super::load::Seminar;
use super::store::training_day;
use super::store::training_paper::{self, Column, Entity, Model};
use super::{TrainingDayId, TrainingPaperId};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept};
use crate::training::SeminarId;
use crate::workforce::{EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use jiff::ToSpan;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{
    ColumnTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
    SelectModel, Selector, Set,
};
use serde_json::{Value, json};

/// A certificate.
pub const CERTIFICATE: &str = "certificate";
/// The list of a day, to be signed.
pub const LIST: &str = "list";
/// With what the list is printed.
pub const SHEET: &str = include_str!("sheet.typ");

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with(&format!("training-number-{kind}"), &args)
}

/// What is known of a paper, without what was printed.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Issued {
    /// The paper.
    pub id: TrainingPaperId,
    /// [`CERTIFICATE`] or [`LIST`].
    pub kind: String,
    /// Of which seminar.
    pub seminar_id: SeminarId,
    /// Of which day, of a list.
    pub day_id: Option<TrainingDayId>,
    /// Whose, of a certificate.
    pub employee_id: Option<EmployeeId>,
    /// Year of the register.
    pub year: i32,
    /// Number in it.
    pub number: i64,
    /// By which anybody may check it.
    pub code: String,
    /// The day.
    pub issued_on: Day,
    /// Last day of a certificate that does not hold for good.
    pub valid_until: Option<Day>,
    /// Nothing while it holds.
    pub turn: i64,
    /// Fingerprint of the print; empty until it is printed.
    pub sha256: String,
    /// When it was given.
    pub entered_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// Version of the row.
    pub version: i32,
}

/// The facts of papers: a print is heavy, and read by whoever opens it alone.
#[must_use]
pub fn facts(rows: Select<Entity>) -> Selector<SelectModel<Issued>> {
    let whose = [Column::Id, Column::Kind, Column::SeminarId, Column::DayId, Column::EmployeeId];
    let register = [Column::Year, Column::Number, Column::Code, Column::Sha256];
    let days = [Column::IssuedOn, Column::ValidUntil, Column::EnteredAt, Column::RevokedAt];
    let rows = rows.select_only().columns(whose).columns(register).columns(days);
    rows.columns([Column::Turn, Column::Version]).into_model()
}

/// What a paper is about.
struct New {
    kind: &'static str,
    seminar: SeminarId,
    day: Option<TrainingDayId>,
    employee: Option<EmployeeId>,
    valid_until: Option<Day>,
}

async fn add(
    tx: &mut Tx,
    press: &Press,
    (new, mut data): (New, Value),
) -> Result<TrainingPaperId, StoreError> {
    let id = TrainingPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("training-{}", new.kind), year).await?;
    let code = coded(&mut data, &press.verify);
    if new.kind == CERTIFICATE {
        data["verify"]["address"] = format!("{}/{code}", press.check()).into();
    }
    data["register"] = json!({
        "number": number(new.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.to_owned(),
        seminar_id: new.seminar,
        day_id: new.day,
        employee_id: new.employee,
        year,
        number: next,
        code,
        issued_on: tx.today(),
        valid_until: new.valid_until,
        turn: 0,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        why_sealed: Vec::new(),
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("training-paper", id.0));
    Ok(id)
}

/// What the certificates of a seminar have in common: made once for all of them.
pub struct Batch<'a> {
    seminar: &'a Seminar,
    trainer: String,
    themes: String,
    until: Option<Day>,
    frame: Value,
}

/// Prepares the certificates of a seminar. For how long they hold the course says.
///
/// # Errors
/// When the database does not answer.
pub async fn batch<'a>(
    tx: &Tx,
    press: &Press,
    seminar: &'a Seminar,
) -> Result<Batch<'a>, StoreError> {
    let row = &seminar.row;
    let course = super::course::course(tx, row.course_id).await?;
    let until = course.months.and_then(|months| {
        let later = row.last_day.0.checked_add(i64::from(months).months());
        later.ok().map(Day)
    });
    let heading = [bg("training-paper-certificate"), bg("training-ground")];
    let funded = (row.project_id, tx.today());
    let frame = press.frame(tx, (&heading[0], &heading[1]), funded).await?;
    let trainer = super::seminar::trainer(tx, seminar).await?;
    Ok(Batch { seminar, trainer, themes: course.themes, until, frame })
}

/// Gives a certificate for so many academic hours.
///
/// # Errors
/// When the database refuses.
pub async fn certify(
    tx: &mut Tx,
    press: &Press,
    (batch, who, attended): (&Batch<'_>, &EmployeeName, i64),
) -> Result<TrainingPaperId, Problem> {
    let row = &batch.seminar.row;
    let args = [
        ("name", who.name.clone()),
        ("title", row.title.clone()),
        ("from", row.first_day.bg()),
        ("to", row.last_day.bg()),
        ("hours", attended.to_string()),
        ("total", row.hours.to_string()),
    ];
    let mut data = batch.frame.clone();
    data["about"] = who.name.clone().into();
    data["opening"] = bg_with("training-certificate-opening", &args).into();
    let valid = batch.until.map_or_else(|| bg("training-for-good"), Day::bg);
    data["sections"] = json!([
        { "title": row.title, "text": batch.themes, "lines": [
            [bg("training-column-hours"), attended.to_string()],
            [bg("training-column-trainer"), batch.trainer],
            [bg("training-organiser"), batch.seminar.content.organiser],
            [bg("training-column-valid"), valid],
        ] },
    ]);
    data["signatures"] = json!([{ "role": bg("training-mayor"), "name": press.mayor() }]);
    let new = New {
        kind: CERTIFICATE,
        seminar: row.id,
        day: None,
        employee: Some(who.id),
        valid_until: batch.until,
    };
    Ok(add(tx, press, (new, data)).await?)
}

/// The list of a day with empty places for signatures.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    tx: &mut Tx,
    press: &Press,
    (seminar, day): (&Seminar, &training_day::Model),
) -> Result<TrainingPaperId, Problem> {
    let row = &seminar.row;
    let rows: Vec<[String; 2]> = attend::participants(tx, seminar)
        .await?
        .into_iter()
        .map(|(_, one)| [one.name, one.post])
        .collect();
    let args = [
        ("day", day.day.bg()),
        ("begins", day.begins.clone()),
        ("hours", day.hours.to_string()),
        ("place", seminar.content.place.clone()),
    ];
    let heading = [bg("training-paper-list"), bg("training-ground")];
    let funded = (row.project_id, day.day);
    let mut data = press.frame(tx, (&heading[0], &heading[1]), funded).await?;
    data["about"] = row.title.clone().into();
    data["opening"] = bg_with("training-list-opening", &args).into();
    data["themes"] = day.themes.clone().into();
    data["rows"] = json!(rows);
    let trainer = super::seminar::trainer(tx, seminar).await?;
    data["signatures"] = json!([
        { "role": bg("training-column-trainer"), "name": trainer },
        { "role": bg("training-organiser"), "name": "" },
    ]);
    let new =
        New { kind: LIST, seminar: row.id, day: Some(day.id), employee: None, valid_until: None };
    Ok(add(tx, press, (new, data)).await?)
}

/// One paper.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn paper(tx: &Tx, id: TrainingPaperId) -> Result<Issued, StoreError> {
    let row = facts(tx.find::<Entity>().filter(Column::Id.eq(id))).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The papers of a seminar, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_seminar(tx: &Tx, id: SeminarId) -> Result<Vec<Issued>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SeminarId.eq(id)).order_by_asc(Column::Id);
    Ok(facts(rows).all(tx.conn()).await?)
}

/// The certificates: of one employee, or of all; the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn certificates(tx: &Tx, whose: Option<EmployeeId>) -> Result<Vec<Issued>, StoreError> {
    let mut rows = tx.find::<Entity>().filter(Column::Kind.eq(CERTIFICATE));
    if let Some(id) = whose {
        rows = rows.filter(Column::EmployeeId.eq(id));
    }
    Ok(facts(rows.order_by_desc(Column::Id)).all(tx.conn()).await?)
}

/// The certificates of some employees.
///
/// # Errors
/// When the database does not answer.
pub async fn certificates_of(tx: &Tx, whose: &[EmployeeId]) -> Result<Vec<Issued>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Kind.eq(CERTIFICATE));
    let rows = rows.filter(Column::EmployeeId.is_in(whose.iter().copied()));
    Ok(facts(rows).all(tx.conn()).await?)
}

/// Where a certificate stands on a day; words have the key `training-certificate-<code>`. One that was
/// renewed warns of nothing.
#[must_use]
pub fn state(
    row: &Issued,
    (today, warn_days): (Day, i32),
    is_renewed: bool,
) -> (&'static str, &'static str) {
    match (row.revoked_at, row.valid_until) {
        (Some(_), _) => ("revoked", "grey"),
        (None, Some(until)) if is_renewed && until.days_since(today) <= warn_days => {
            ("renewed", "grey")
        }
        (None, Some(until)) if until < today => ("over", "red"),
        (None, Some(until)) if until.days_since(today) <= warn_days => ("soon", "orange"),
        _ => ("valid", "green"),
    }
}

/// Revokes a paper: its code says so from now on.
///
/// # Errors
/// When it was revoked before.
pub async fn revoke(tx: &mut Tx, row: &Issued, why: &str) -> Result<(), Problem> {
    if row.turn != 0 {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let why = tx.seal(Entity::TABLE, "why_sealed", row.id.0, why)?;
    let active = training_paper::ActiveModel {
        turn: Set(row.id.0),
        why_sealed: Set(why),
        revoked_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("training-paper-revoked", row.id.0));
    Ok(())
}

/// `GET /training/issued/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = paper(&tx, id).await?;
    tx.audit(Entry::print("training-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// The paper with a code.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(tx: &Tx, code: &str) -> Result<Option<Issued>, StoreError> {
    Ok(facts(tx.find::<Entity>().filter(Column::Code.eq(code))).one(tx.conn()).await?)
}

/// A paper with a code, for the public check. One that was revoked is not there.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = behind(tx, code).await?.filter(|row| row.revoked_at.is_none());
        let Some(row) = row else { return super::guided_paper::verified(tx, code).await };
        Ok(Some(Verified {
            key: match row.kind.as_str() {
                LIST => "training-paper-list",
                _ => "training-paper-certificate",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.issued_on.bg(),
            sha256: row.sha256,
        }))
    })
}
