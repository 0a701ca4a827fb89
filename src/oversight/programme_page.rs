//! The programme of a year on the screen: its lines with what became of them, who comes first and why,
//! proposing, printing, changing by hand.

use super::WRITE;
use super::frame::{self, HOME, year_of};
use super::load::{self, Check};
use super::paper;
use super::programme::{self, Candidate};
use super::risk::{Reason, total};
use super::store::oversight_plan::Model;
use super::table::{self, Cell, Line, List, Tile};
use crate::app::App;
use crate::services::ProviderId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use std::collections::HashMap;
use ui::{Lang, Link};

const COLUMNS: [&str; 5] = ["provider", "month", "must", "points", "why"];
const BACK: (&str, &str) = ("/programme", "oversight-programme");
const RISK: [&str; 5] = ["provider", "points", "last", "must", "why"];
const SHOWN: [&str; 4] = ["late", "ahead", "open", "held"];

/// The arithmetic of the reasons in words: „месеци от последната проверка: 14 × 1 = 14“.
#[must_use]
pub fn reasons(lang: Lang, all: &[Reason]) -> String {
    let words = |one: &Reason| {
        let name = ui::text::text(lang, &format!("oversight-risk-{}", one.code)).into_owned();
        let args = [
            ("name", name),
            ("amount", one.amount.to_string()),
            ("each", one.each.to_string()),
            ("points", one.points.to_string()),
            ("most", one.most.to_string()),
        ];
        let key = match one.amount * one.each > one.points {
            true => "oversight-risk-capped",
            false => "oversight-risk-words",
        };
        ui::text::text_args(lang, key, &args).into_owned()
    };
    all.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// What became of a line: the check of the same provider in its year.
fn state(row: &Model, check: Option<&Check>, today: Day) -> (&'static str, &'static str) {
    match check {
        Some(one) if one.row.ended_on.is_some() => ("held", "green"),
        Some(_) => ("open", "blue"),
        None if programme::last_day(row) < today => ("late", "red"),
        None => ("ahead", "grey"),
    }
}

/// The check of each provider that counts for a year: the newest that was not called off.
fn of_year(all: Vec<Check>, year: i16) -> HashMap<ProviderId, Check> {
    let mut known = HashMap::new();
    for one in all {
        let day = one.row.began_on.or(one.row.ordered_on).unwrap_or(one.row.made_at.day());
        if day.0.year() == year && one.state != super::course::State::Cancelled {
            known.entry(one.row.provider_id).or_insert(one);
        }
    }
    known
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, Entry),
) -> Result<(Vec<Line>, Vec<(&'static str, usize)>), Problem> {
    let today = app.today();
    let year = year_of(form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = programme::of_year(&tx, year).await?;
    let checks = of_year(load::checks(&tx).await?, year);
    let names = frame::providers(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let wanted = form.get("state");
    let mut counts: Vec<(&'static str, usize)> = SHOWN.map(|code| (code, 0)).into();
    let mut lines = Vec::new();
    for row in &rows {
        let check = checks.get(&row.provider_id);
        let (code, colour) = state(row, check, today);
        for count in counts.iter_mut().filter(|count| count.0 == code) {
            count.1 += 1;
        }
        if !wanted.is_empty() && code != wanted {
            continue;
        }
        let must = if row.is_must { "oversight-must" } else { "oversight-by-risk" };
        let href = match check {
            Some(one) => one.home(),
            None => format!("{HOME}/check-plans/{}", row.id),
        };
        lines.push(Line {
            href: ctx.url(&href),
            cells: vec![
                Cell::new(frame::name_of(&names, row.provider_id)),
                Cell::new(format!("{:02}.{year}", row.month_no)),
                Cell::new(ctx.t(must)),
                Cell::number(row.points),
                Cell::new(reasons(ctx.lang, &programme::risk_of(row))),
            ],
            word: ctx.t(&format!("oversight-planned-{code}")).into_owned(),
            colour,
        });
    }
    Ok((lines, counts))
}

/// `GET /oversight/programme?year=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let what = Entry::list("oversight-programme");
    let (lines, counts) = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.ta("oversight-programme-lead", &[("year", year)]).into_owned();
    list.around = frame::around(&ctx, "/programme", year);
    list.kept = vec![("year", year.to_string())];
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("oversight-planned-{code}"));
    let tile = |(code, number): (&'static str, usize)| Tile {
        href: ctx.url(&format!("{HOME}/programme?year={year}&state={code}")),
        number,
        text: ctx.t(&format!("oversight-planned-{code}")).into_owned(),
        state: if code == "late" && number > 0 { "late" } else { "" },
    };
    list.tiles = counts.into_iter().map(tile).collect();
    list.file = "/programme.csv".to_owned();
    list.empty = "oversight-empty-programme";
    let link = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/programme/{rest}?year={year}")), ctx.t(key))
    };
    list.actions.push(link("risk", "oversight-risk"));
    if ctx.actor.may(WRITE) {
        list.actions.push(link("propose", "oversight-propose"));
        list.actions.push(link("new", "oversight-plan-new"));
        list.actions.push(link("print", "oversight-programme-print"));
    }
    table::shown(&ctx, form, list)
}

/// `GET /oversight/programme.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "oversight-programme", "list");
    let (lines, _) = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "programme"), lines)
}

/// The candidates as rows: who must be checked until when, and the reasons.
fn ranked(ctx: &Ctx, all: &[Candidate], year: i16) -> Vec<Line> {
    let line = |one: &Candidate| {
        let is_must = one.ranked().is_must(year);
        let key = if is_must { "oversight-must" } else { "oversight-by-risk" };
        Line {
            href: String::new(),
            cells: vec![
                Cell::new(one.name.clone()),
                Cell::number(total(&one.reasons)),
                Cell::day(one.facts.last),
                Cell::day(one.must_by),
                Cell::new(reasons(ctx.lang, &one.reasons)),
            ],
            word: ctx.t(key).into_owned(),
            colour: if is_must { "orange" } else { "grey" },
        }
    };
    all.iter().map(line).collect()
}

/// `GET /oversight/programme/risk?year=&q=`: who comes first, with the arithmetic.
pub async fn risk(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = programme::candidates(&tx, &law).await?;
    let papers = paper::of_year(&tx, paper::PROGRAMME, app.today().0.year()).await?;
    tx.audit(Entry::list("oversight-risk"));
    tx.commit().await?;
    let lines = ranked(&ctx, &all, year);
    let mut list = List::new(("/programme/risk", "oversight-risk"), &RISK, lines);
    // How the two years of one of them were counted, as an example of the rule.
    let how = all.iter().find_map(|one| {
        let last = one.facts.last?;
        Some(frame::steps(&law, frame::PERIODIC, last).join(" "))
    });
    let lead = ctx.ta("oversight-risk-how-text", &[("year", year)]);
    list.lead = format!("{lead} {}", how.unwrap_or_default());
    list.around = frame::around(&ctx, "/programme/risk", year);
    list.kept = vec![("year", year.to_string())];
    let link = |rest: String, text: String| Link::new(ctx.url(&format!("{HOME}{rest}")), text);
    list.actions = vec![link("/numbers".to_owned(), ctx.t("oversight-numbers").into_owned())];
    list.actions.extend(papers.iter().map(|row| {
        link(format!("/check-papers/{}", row.id), format!("{} (PDF)", paper::words(row)))
    }));
    table::shown(&ctx, form, list)
}
