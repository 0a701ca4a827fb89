//! Saved reports by mail: each Monday, or on the first day of a month. What leaves the house is fit to be
//! published: small numbers are hidden.

use super::frame::{HOME, bg};
use super::report::{Report, period, shown};
use super::saved::{self, Saved};
use super::store::report_saved;
use super::{SavedId, setting};
use crate::app::App;
use crate::municipality::Settings;
use crate::services;
use kit::access::Actor;
use kit::audit;
use kit::jobs::{Handler, Job, enqueue};
use kit::mail::Mail;
use kit::store::{StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use std::sync::Arc;
use ui::Lang;

/// Sends one report.
pub const MAIL: &str = "report-mail";
/// Looks each morning for reports to be sent.
pub const MORNING: &str = "report-morning";
const PURPOSE: &str = "reporting: чл. 39, ал. 1 НПСУ";
/// So many lines stand in a mail; the page has them all.
const LINES: usize = 40;

/// Whether a report is sent on a day: on Monday, or on the first of the month; once.
#[must_use]
pub fn is_due((schedule, sent): (&str, Option<Day>), today: Day) -> bool {
    let is_day = match schedule {
        "week" => today.0.weekday() == jiff::civil::Weekday::Monday,
        "month" => today.0.day() == 1,
        _ => false,
    };
    is_day && sent.is_none_or(|day| day < today)
}

/// Runs [`MORNING`].
pub fn looking(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            // Where nothing is sent nobody is told that it was.
            if app.mail.is_some() {
                look(&app, job.municipality).await?;
            }
            Ok(())
        })
    })
}

/// Puts the reports of today in the queue; gives how many.
///
/// # Errors
/// When the database refuses.
pub async fn look(app: &App, municipality: MunicipalityId) -> Result<usize, StoreError> {
    use report_saved::Column;
    let mut tx = app.db.write(&Actor::system(municipality, PURPOSE)).await?;
    let rows = tx
        .find::<report_saved::Entity>()
        .filter(Column::Schedule.is_in(["week", "month"]))
        .filter(Column::RemovedAt.is_null())
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let today = tx.today();
    let mut count = 0;
    for row in rows.iter().filter(|row| is_due((&row.schedule, row.sent_on), today)) {
        let payload = serde_json::json!({ "report": row.id, "day": today });
        let once = format!("{}-{today}", row.id);
        enqueue(&tx, MAIL, Some(&once), &payload, tx.now()).await?;
        let active = report_saved::ActiveModel { sent_on: Set(Some(today)), ..Default::default() };
        tx.update::<report_saved::Entity>(row.id, row.version, active).await?;
        count += 1;
    }
    tx.audit(audit::Entry::new("write", "report-mails", ""));
    tx.commit().await?;
    Ok(count)
}

/// Runs [`MAIL`].
pub fn sending(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { send(&app, &job).await })
    })
}

/// The text of a mail.
#[must_use]
pub fn text(report: &Report, (title, link): (&str, &str)) -> String {
    let line = |line: &super::report::Line| {
        let name = if line.names.is_empty() { bg("reporting-whole") } else { Report::label(line) };
        format!("{name}: {}", shown(Lang::Bg, line.count))
    };
    let mut lines = vec![title.to_owned(), period(&report.question), String::new()];
    lines.extend(report.lines.iter().take(LINES).map(line));
    if report.lines.len() > LINES {
        lines.push("…".to_owned());
    }
    if !report.question.split.is_empty() {
        lines.push(format!("{}: {}", bg("reporting-whole"), shown(Lang::Bg, report.whole)));
    }
    lines.extend([String::new(), bg("reporting-mail-end"), link.to_owned(), String::new()]);
    lines.join("\n")
}

async fn read(tx: &Tx, id: SavedId, today: Day) -> anyhow::Result<(Saved, Report, String)> {
    let row = tx.find::<report_saved::Entity>().filter(report_saved::Column::Id.eq(id));
    let row = row.one(tx.conn()).await?.ok_or_else(|| anyhow::anyhow!("no such report"))?;
    let question = saved::moved(&saved::question(&row, today), (&row.schedule, today));
    let threshold = setting::threshold(tx).await?;
    let report = Report::ask(tx, (Lang::Bg, question), Some(threshold)).await?;
    let to = saved::mail(tx, &row)?;
    Ok((row, report, to))
}

async fn send(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: SavedId = serde_json::from_value(job.payload["report"].clone())?;
    let day: Day = serde_json::from_value(job.payload["day"].clone())?;
    let mut tx = app.db.read(&Actor::system(job.municipality, PURPOSE)).await?;
    let (row, report, to) = read(&tx, id, day).await?;
    let told = services::letters_lead_to(&tx).await?;
    let now = tx.now();
    tx.audit(audit::Entry::write("report-sent", id.0));
    tx.commit().await?;
    if row.removed_at.is_some() || row.schedule == saved::SCHEDULES[0] {
        return Ok(());
    }
    let mailer = app.mail.as_ref().ok_or_else(|| anyhow::anyhow!("no mail server is set"))?;
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == job.municipality);
    let office = office.ok_or_else(|| anyhow::anyhow!("no such municipality"))?;
    let site = Settings::of(office).site;
    let base = if told.is_empty() { site } else { told };
    let base = base.trim_end_matches('/');
    let link = format!("{base}/{}{HOME}/saved/{id}", office.slug);
    let mail = Mail {
        id: &format!("{id}-{day}"),
        at: now,
        to: &to,
        subject: &bg("reporting-mail-subject"),
        text: &text(&report, (&row.title, &link)),
        calendar: None,
    };
    mailer.send(&mail).await?;
    Ok(())
}
