//! The report of a year: meetings, who came, decisions and what came of them, letters, proposals.
//! Counted from what is written down, and printed with its number.

use super::attend::{attendance, is_there};
use super::decide::BODY;
use super::frame::{self, HOME, Press, TEXT, bg, bg_with, bounds, year_of};
use super::letter::{self, Letter};
use super::paper::{self, REPORT};
use super::proposal;
use super::rules::{self, Rules};
use super::sitting::{self, Sitting};
use super::store::council_paper;
use super::table::{Cell, Line, Part, Thing};
use super::term::{self, Member};
use super::{MemberId, WRITE};
use crate::app::App;
use crate::decisions;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use serde_json::json;
use std::collections::HashMap;
use ui::Link;

const BACK: (&str, &str) = ("/report", "council-report");
const FIGURES: [&str; 2] = ["figure", "number"];
const CAME: [&str; 3] = ["member", "body", "came"];
const PAPERS: [&str; 2] = ["number", "day"];

/// What the report of a year counts.
pub struct Report {
    year: i16,
    rules: Rules,
    held: Vec<Sitting>,
    /// Members with a vote who were in the council, with how often they came and could have come.
    came: Vec<(Member, usize, usize)>,
    /// Taken, done, late.
    decisions: [i64; 3],
    letters: Vec<Letter>,
    proposals: [usize; 2],
    papers: Vec<council_paper::Model>,
}

/// Counts a year.
///
/// # Errors
/// When the database does not answer.
pub async fn count(tx: &Tx, year: i16) -> Result<Report, StoreError> {
    let (from, to) = bounds(year);
    let rules = rules::on(tx, to.min(tx.today())).await?;
    let mut held = sitting::sittings(tx, from, to).await?;
    held.retain(|one| one.state() == "held");
    let ids: Vec<_> = held.iter().map(|one| one.row.id).collect();
    let mut there: HashMap<MemberId, usize> = HashMap::new();
    for one in attendance(tx, &ids).await? {
        if is_there(&one.row.how) || one.row.how == "left" {
            *there.entry(one.row.member_id).or_default() += 1;
        }
    }
    let mut mandates: Vec<_> = held.iter().map(|one| one.row.mandate_id).collect();
    mandates.sort_unstable();
    mandates.dedup();
    let mut came = Vec::new();
    for id in mandates {
        for one in term::members(tx, id).await?.into_iter().filter(Member::has_vote) {
            let could = held
                .iter()
                .filter(|sitting| sitting.row.mandate_id == id && one.is_in(sitting.row.day))
                .count();
            let came_to = there.get(&one.row.id).copied().unwrap_or(0);
            came.push((one, came_to, could));
        }
    }
    came.retain(|(_, _, could)| *could > 0);
    let decisions = decisions::counts(tx, BODY, from, to).await?;
    let letters = letter::letters(tx, from, to).await?;
    let proposals = proposal::counted(&proposal::proposals(tx, None).await?, (from, to));
    let papers = paper::reports(tx).await?;
    Ok(Report { year, rules, held, came, decisions, letters, proposals, papers })
}

impl Report {
    /// The figures with the ends of their keys `council-figure-<name>`, and the lists behind them.
    fn figures(&self, today: Day) -> Vec<(&'static str, String, String)> {
        let without = self.held.iter().filter(|one| !one.row.had_quorum).count();
        let [taken, done, late] = self.decisions;
        let in_time = |one: &&Letter| one.state(today) == "answered";
        let answered = self.letters.iter().filter(in_time).count();
        let open = self.letters.iter().filter(|one| one.state(today) == "late").count();
        let year = self.year;
        let held = format!("{HOME}?year={year}&state=held");
        let letters = format!("{HOME}/letters?year={year}");
        let proposals = format!("{HOME}/proposals");
        vec![
            ("held", self.held.len().to_string(), held.clone()),
            ("without", without.to_string(), held.clone()),
            ("taken", taken.to_string(), held.clone()),
            ("done", done.to_string(), held.clone()),
            ("late", late.to_string(), held),
            ("letters", self.letters.len().to_string(), letters.clone()),
            ("answered", answered.to_string(), format!("{letters}&state=answered")),
            ("overdue", open.to_string(), format!("{letters}&state=late")),
            ("proposals", self.proposals[0].to_string(), proposals.clone()),
            ("handled", self.proposals[1].to_string(), proposals),
        ]
    }
}

/// `GET /council/report?year=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let year = year_of(&form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let report = count(&tx, year).await?;
    tx.audit(audit::Entry::list("council-report"));
    tx.commit().await?;
    let title = ctx.ta("council-report-title", &[("year", year)]);
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    if let Some(by) = report.rules.report_by(year) {
        thing.number = ctx.ta("council-due-on", &[("day", by.bg())]).into_owned();
    }
    let figure = |(name, number, path): (&str, String, String)| Line {
        href: ctx.url(&path),
        cells: vec![Cell::new(ctx.t(&format!("council-figure-{name}"))), Cell::new(number)],
        ..Line::default()
    };
    let came = |(one, came, could): &(Member, usize, usize)| Line {
        href: ctx.url(&format!("{HOME}/members/{}", one.row.id)),
        cells: vec![
            Cell::new(one.content.name.clone()),
            Cell::new(ctx.t(&format!("council-body-{}", one.row.body))),
            Cell::new(ctx.ta("council-of-count", &[("came", came), ("could", could)])),
        ],
        ..Line::default()
    };
    let printed = |row: &council_paper::Model| Line {
        href: ctx.url(&format!("{HOME}/printed/{}", row.id)),
        cells: vec![
            Cell::new(paper::number(&row.kind, row.year, row.number)),
            Cell::day(Some(row.made_at.day())),
        ],
        ..Line::default()
    };
    let figures = report.figures(today).into_iter().map(figure).collect();
    let parts = [
        ("council-report-figures", &FIGURES[..], figures),
        ("council-report-came", &CAME[..], report.came.iter().map(came).collect()),
        ("council-papers", &PAPERS[..], report.papers.iter().map(printed).collect()),
    ];
    let parts =
        parts.into_iter().map(|(title, columns, rows)| Part::new(&ctx, title, columns, rows));
    thing.parts.extend(parts);
    thing.links = frame::around(&ctx, "/report", year);
    if ctx.actor.may(WRITE) {
        let path = ctx.url(&format!("{HOME}/report/new?year={year}"));
        thing.actions.push(Link::new(path, ctx.t("council-report-make")));
    }
    thing.shown()
}

fn shown(ctx: &Ctx, form: &Form, year: i16) -> Result<Response, Problem> {
    let act = Act::new("council-report-make", "/new", "council-report-make")
        .lead(ctx.ta("council-report-lead", &[("year", year)]))
        .area((ctx, form), "text", ("council-report-text", "council-report-hint"))
        .hidden(form, "year");
    let page = frame::page(ctx, ctx.t("council-report-make"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/report"), version: 0 }, form)
}

/// `GET /council/report/new?year=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    shown(&ctx, &Form::filled(ctx.lang, [("year", year.to_string())]), year)
}

/// `POST /council/report/new`: the report on paper, to the mayor and the committee of the municipal
/// council.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let year = year_of(&form, app.today());
    let text = form.required("text", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let report = count(&tx, year).await?;
    tx.audit(audit::Entry::list("council-report"));
    if !form.ok() {
        tx.commit().await?;
        return shown(&ctx, &form, year);
    }
    let home = format!("{HOME}/report?year={year}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let mut data = press.frame((&bg("council-paper-report"), &bg("council-ground")));
    data["about"] = bg_with("council-report-about", &[("year", year.to_string())]).into();
    data["opening"] = text.into();
    let figures: Vec<[String; 2]> = report
        .figures(tx.today())
        .into_iter()
        .map(|(name, number, _)| [bg(&format!("council-figure-{name}")), number])
        .collect();
    let came: Vec<[String; 2]> = report
        .came
        .iter()
        .map(|(one, came, could)| [one.content.name.clone(), format!("{came} / {could}")])
        .collect();
    data["sections"] = json!([
        { "title": bg("council-report-figures"), "lines": figures },
        { "title": bg("council-report-came"), "lines": came },
    ]);
    data["signatures"] = json!([{ "role": bg("council-role-chair"), "name": "" }]);
    let made = paper::add(&mut tx, (REPORT, None), (data, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/printed/{made}"), None))
}
