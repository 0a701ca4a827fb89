//! A check from its beginning to its end: each move is made once, in its order.

use super::content::{Of, sealed};
use super::course::{State, begin_refused, close_refused, end_refused};
use super::finding;
use super::frame::{AGENCY, Press, REPORT, term};
use super::letter::{self, Whole};
use super::load::{self, Check};
use super::paper;
use super::setting;
use super::store::oversight_check::{ActiveModel, Entity, Model};
use super::visit_page;
use super::{CheckId, PlanId};
use crate::services::{ProviderId, ServiceId};
use kit::audit::Entry;
use kit::crypto::fingerprint;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// A check to be prepared.
#[derive(Clone, Debug)]
pub struct NewCheck {
    /// Whose.
    pub provider: ProviderId,
    /// Of which service; of all when none.
    pub service: Option<ServiceId>,
    /// The line of the programme.
    pub plan: Option<PlanId>,
    /// The check that it follows.
    pub after: Option<CheckId>,
    /// A code of `KINDS`.
    pub kind: String,
    /// The appendix by which it is checked.
    pub standard: String,
    /// On what it rests.
    pub basis: String,
}

/// Prepares a check.
///
/// # Errors
/// When the provider has an open one.
pub async fn prepare(tx: &mut Tx, new: &NewCheck) -> Result<CheckId, Problem> {
    if load::open_of(tx, new.provider).await?.is_some() {
        return Err(Problem::Impossible("oversight-refused-second"));
    }
    let id = CheckId(tx.new_id());
    let content = Of { basis: new.basis.clone(), ..Of::default() };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        provider_id: new.provider,
        service_id: new.service,
        plan_id: new.plan,
        after_id: new.after,
        kind: new.kind.clone(),
        state: State::Prepared.code().to_owned(),
        turn: 0,
        standard: new.standard.clone(),
        ordered_on: None,
        starts_on: None,
        ends_on: None,
        began_on: None,
        ended_on: None,
        due_on: None,
        reported_on: None,
        is_late: false,
        is_bad: false,
        sent_on: None,
        objections_until: None,
        agency_due_on: None,
        agency_on: None,
        fingerprint: String::new(),
        order_paper_id: None,
        report_paper_id: None,
        letter_paper_id: None,
        content_sealed: sealed(tx, ("oversight_check", id.0), &content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        // Two colleagues at once: the table lets one of them through.
        Err(StoreError::Duplicate(_)) => {
            return Err(Problem::Impossible("oversight-refused-second"));
        }
        other => other?,
    }
    tx.audit(Entry::write("oversight-check", id.0));
    Ok(id)
}

/// Saves a move, with what is written.
async fn moved(
    tx: &mut Tx,
    check: &Check,
    (state, content, mut active): (State, &Of, ActiveModel),
) -> Result<(), StoreError> {
    let id = check.row.id;
    active.state = Set(state.code().to_owned());
    active.content_sealed = Set(sealed(tx, ("oversight_check", id.0), content)?);
    if !state.is_open() {
        active.turn = Set(id.0);
        // The tablet has nothing more to write.
        active.fingerprint = Set(String::new());
    }
    tx.update::<Entity>(id, check.row.version, active).await?;
    tx.audit(Entry::write("oversight-check", id.0));
    Ok(())
}

/// When the check is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The order of the mayor (чл. 31 НКСУ): dated and numbered when it is given.
///
/// # Errors
/// When there is one.
pub async fn order(
    tx: &mut Tx,
    (law, press): (&Law, &Press),
    check: &Check,
    (span, content, names): (Span, &Of, (&str, &str)),
) -> Result<(), Problem> {
    if check.state != State::Prepared {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    if span.to < span.from || span.from < tx.today() {
        return Err(Problem::Impossible("oversight-refused-span"));
    }
    let mut whole = check.clone();
    whole.row.starts_on = Some(span.from);
    whole.row.ends_on = Some(span.to);
    whole.row.due_on = Some(term(law, REPORT, span.to)?);
    whole.content = content.clone();
    let data = letter::order(press, (&whole, names.0, names.1))?;
    let paper = paper::add(tx, press, (paper::ORDER, Some(check.row.id), data)).await?;
    let active = ActiveModel {
        ordered_on: Set(Some(tx.today())),
        starts_on: Set(Some(span.from)),
        ends_on: Set(Some(span.to)),
        order_paper_id: Set(Some(paper)),
        ..Default::default()
    };
    Ok(moved(tx, check, (State::Ordered, content, active)).await?)
}

/// The visit begins: the tablet gets its address, and what the system knows is filled in.
///
/// # Errors
/// When there is no order, or the day is before it or ahead.
pub async fn begin(
    tx: &mut Tx,
    law: &Law,
    check: &Check,
    (on, present): (Day, &str),
) -> Result<(), Problem> {
    if let Some(key) = begin_refused(check.state, check.row.ordered_on, (on, tx.today())) {
        return Err(Problem::Impossible(key));
    }
    let secret = visit_page::secret(tx, check.row.id)?;
    let content = Of { present: present.to_owned(), ..check.content.clone() };
    let active = ActiveModel {
        began_on: Set(Some(on)),
        fingerprint: Set(fingerprint(&secret)),
        ..Default::default()
    };
    moved(tx, check, (State::Visiting, &content, active)).await?;
    Ok(finding::fill_in(tx, law, check).await?)
}

/// The visit is over: the term of the report begins.
///
/// # Errors
/// When a line is said to be met without its evidence, or nothing was looked at.
pub async fn end(tx: &mut Tx, law: &Law, check: &Check, on: Day) -> Result<(), Problem> {
    let found = load::findings(tx, check.row.id).await?;
    let results: Vec<&str> = found.values().map(|one| one.row.result.as_str()).collect();
    let of = (check.state, check.row.began_on);
    if let Some(key) = end_refused(of, (on, tx.today()), &results) {
        return Err(Problem::Impossible(key));
    }
    let is_bad = results.contains(&"not-met");
    let active = ActiveModel {
        ended_on: Set(Some(on)),
        due_on: Set(Some(term(law, REPORT, on)?)),
        is_bad: Set(is_bad),
        ..Default::default()
    };
    Ok(moved(tx, check, (State::Ended, &check.content, active)).await?)
}

/// The report is written. After its term it is taken too, and stays marked as late; with a
/// non-compliance the term of the letter to АКСУ begins.
///
/// # Errors
/// When the visit is not over, or there is a report.
pub async fn report(
    tx: &mut Tx,
    (law, press): (&Law, &Press),
    check: &Check,
    (content, names): (&Of, (&str, &str)),
) -> Result<(), Problem> {
    if check.state != State::Ended {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let today = tx.today();
    let agency = if check.row.is_bad { Some(term(law, AGENCY, today)?) } else { None };
    let is_late = check.row.due_on.is_some_and(|due| today > due);
    let told = load::prescribed(tx, check.row.id).await?;
    let found = load::findings(tx, check.row.id).await?;
    let lines = finding::lines(tx, check).await?;
    let talks = load::talks(tx, check.row.id).await?.len();
    let (provider, service) = names;
    let whole = Whole { provider, service, lines: &lines, found: &found, told: &told, talks };
    let mut known = check.clone();
    known.content = content.clone();
    let data = letter::report(press, &known, &whole)?;
    let paper = paper::add(tx, press, (paper::REPORT, Some(check.row.id), data)).await?;
    let active = ActiveModel {
        reported_on: Set(Some(today)),
        is_late: Set(is_late),
        agency_due_on: Set(agency),
        report_paper_id: Set(Some(paper)),
        ..Default::default()
    };
    Ok(moved(tx, check, (State::Reported, content, active)).await?)
}

/// The report was sent to the provider, who may object until a day.
///
/// # Errors
/// When there is no report, it was sent, or the day is impossible.
pub async fn send(tx: &mut Tx, check: &Check, on: Day) -> Result<(), Problem> {
    let reported = check.row.reported_on.filter(|_| check.state == State::Reported);
    let Some(reported) = reported.filter(|_| check.row.sent_on.is_none()) else {
        return Err(Problem::Impossible("oversight-refused-state"));
    };
    if on < reported || on > tx.today() {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let days = setting::on(tx, on).await?.objection_days();
    let active = ActiveModel {
        sent_on: Set(Some(on)),
        objections_until: Set(Some(on.plus(days))),
        ..Default::default()
    };
    Ok(moved(tx, check, (State::Reported, &check.content, active)).await?)
}

/// The letter to АКСУ (чл. 34 НКСУ).
///
/// # Errors
/// When nothing is amiss, there is no report, or the letter was sent.
pub async fn tell_agency(
    tx: &mut Tx,
    press: &Press,
    check: &Check,
    (provider, service): (&str, &str),
) -> Result<(), Problem> {
    let may = check.state == State::Reported && check.row.is_bad && check.row.agency_on.is_none();
    if !may {
        return Err(Problem::Impossible("oversight-refused-letter"));
    }
    let told = load::prescribed(tx, check.row.id).await?;
    let found = load::findings(tx, check.row.id).await?;
    let lines = finding::lines(tx, check).await?;
    let whole = Whole { provider, service, lines: &lines, found: &found, told: &told, talks: 0 };
    let data = letter::agency(press, check, &whole);
    let paper = paper::add(tx, press, (paper::LETTER, Some(check.row.id), data)).await?;
    let active = ActiveModel {
        agency_on: Set(Some(tx.today())),
        letter_paper_id: Set(Some(paper)),
        ..Default::default()
    };
    Ok(moved(tx, check, (State::Reported, &check.content, active)).await?)
}

/// The check is over. Its prescriptions are followed on.
///
/// # Errors
/// When the report was not sent, or АКСУ was not told of what is amiss.
pub async fn close(tx: &mut Tx, check: &Check) -> Result<(), Problem> {
    let row = &check.row;
    if let Some(key) = close_refused(check.state, (row.is_bad, row.agency_on, row.sent_on)) {
        return Err(Problem::Impossible(key));
    }
    let active = ActiveModel::default();
    Ok(moved(tx, check, (State::Closed, &check.content, active)).await?)
}

/// Calls a check off, with the reason. One with a report stands.
///
/// # Errors
/// When it has a report, or is over.
pub async fn cancel(tx: &mut Tx, check: &Check, why: &str) -> Result<(), Problem> {
    if !check.state.is_open() || check.state == State::Reported {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let content = Of { why: why.to_owned(), ..check.content.clone() };
    let active = ActiveModel::default();
    Ok(moved(tx, check, (State::Cancelled, &content, active)).await?)
}
