//! A contract: its hours plans, who helps, the reports by month, what excludes the service.

use super::assistant::{self, Assistant};
use super::fact::Exclusion;
use super::frame::{self, contract, month_words, span};
use super::load::{self, Assigned, Line};
use super::plan::slot_words;
use super::report_page::colour;
use super::rows::exclusion_words;
use super::store::{homecare_plan, homecare_report};
use super::{AssistantId, WRITE, report_page};
use crate::app::App;
use crate::delivery::hours;
use crate::people;
use crate::placement::PlacementId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, list_address};
use law::Month;
use std::collections::HashMap;
use ui::{Head, Link};

/// So many months of reports are shown.
const MONTHS_SHOWN: usize = 24;

struct PlanRow {
    from: String,
    hours: String,
    week: String,
    holidays: bool,
    visits: Vec<String>,
    needs: Vec<(String, String)>,
    by: String,
}

struct HelpRow {
    name: String,
    href: String,
    part: String,
    days: String,
    end: String,
    sheet: String,
    is_now: bool,
}

struct ReportRow {
    month: String,
    href: String,
    name: String,
    hours: String,
    days: String,
    state: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "homecare/contract.html")]
struct ContractPage {
    page: ui::Page,
    name: String,
    service: String,
    covered: Vec<String>,
    warnings: Vec<String>,
    plans: Vec<PlanRow>,
    help: Vec<HelpRow>,
    help_heads: Vec<Head>,
    reports: Vec<ReportRow>,
    report_heads: Vec<Head>,
    actions: Vec<Link>,
    links: Vec<Link>,
}

fn plan_row(ctx: &Ctx, (row, content): (&homecare_plan::Model, load::PlanContent)) -> PlanRow {
    let week: u32 = content.slots.iter().map(super::week::Slot::minutes).sum();
    let minutes = u32::try_from(row.month_minutes).unwrap_or_default();
    let need = |(code, text): (String, String)| {
        (ctx.t(&format!("homecare-item-{code}")).into_owned(), text)
    };
    PlanRow {
        from: row.from_on.bg(),
        hours: hours(minutes),
        week: hours(week),
        holidays: row.holidays,
        visits: content.slots.iter().map(|slot| slot_words(ctx, slot)).collect(),
        needs: content.needs.into_iter().map(need).collect(),
        by: format!("{}, {}", row.account_name, row.made_at.bg()),
    }
}

fn help_row(
    ctx: &Ctx,
    (line, today): (&Line, Day),
    (one, named): (&Assigned, Option<&Assistant>),
) -> HelpRow {
    let home = ctx.url(&contract(line.of.placement, ""));
    let may = ctx.actor.may(WRITE);
    let is_now = one.row.until_on.is_none_or(|until| until >= today);
    let sheet = list_address(
        &format!("{home}/sheet"),
        &[
            ("assistant", &one.row.assistant_id.to_string()),
            ("month", &Month::of(today.0).to_string()),
        ],
    );
    HelpRow {
        name: named.map(|one| one.facts.name.clone()).unwrap_or_default(),
        href: ctx.url(&format!("/homecare/assistants/{}", one.row.assistant_id)),
        part: ctx.t(&format!("homecare-part-{}", one.row.part)).into_owned(),
        days: span(ctx, one.row.from_on, one.row.until_on),
        end: if may && is_now {
            list_address(&format!("{home}/unassign"), &[("assignment", &one.row.id.to_string())])
        } else {
            String::new()
        },
        sheet: if may && one.holds(today) { sheet } else { String::new() },
        is_now: one.holds(today),
    }
}

fn report_row(
    ctx: &Ctx,
    row: &homecare_report::Model,
    names: &HashMap<AssistantId, Assistant>,
) -> ReportRow {
    let month = Month::parse(&row.month).map(|month| month_words(ctx.lang, month));
    ReportRow {
        month: month.unwrap_or_default(),
        href: ctx.url(&report_page::path(row.id, "")),
        name: names.get(&row.assistant_id).map(|one| one.facts.name.clone()).unwrap_or_default(),
        hours: hours(u32::try_from(row.minutes).unwrap_or_default()),
        days: row.days.to_string(),
        state: ctx.t(&format!("homecare-state-{}", row.state)).into_owned(),
        colour: colour(&row.state),
    }
}

/// What should be looked at about a contract.
pub fn warnings(ctx: &Ctx, (line, today): (&Line, Day), exclusions: &[Exclusion]) -> Vec<String> {
    let mut all = Vec::new();
    if line.weeks.is_empty() {
        all.push(ctx.t("homecare-no-plan").into_owned());
    }
    let is_helped = line.assigned.iter().any(|one| one.holds(today));
    if line.of.covers(today) && !is_helped {
        all.push(ctx.t("homecare-no-assistant").into_owned());
    }
    for one in exclusions {
        let args =
            [("what", exclusion_words(ctx, one)), ("days", span(ctx, one.from_on, one.until_on))];
        all.push(ctx.ta("homecare-excluded", &args).into_owned());
    }
    all
}

/// `GET /homecare/contracts/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let (law, today) = (app.law(ctx.actor.municipality), app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = load::line(&tx, &law, id, Month::of(today.0)).await?;
    let mut plans = Vec::new();
    for row in load::plans(&tx, &[id]).await?.into_iter().rev() {
        let content = load::content(&tx, &row)?;
        plans.push(plan_row(&ctx, (&row, content)));
    }
    let ever = load::ever_assigned(&tx, id).await?;
    let reports = load::reports_ever(&tx, id).await?;
    let ids: Vec<AssistantId> = ever
        .iter()
        .map(|one| one.row.assistant_id)
        .chain(reports.iter().map(|row| row.assistant_id))
        .collect();
    let names = assistant::by_ids(&tx, &ids).await?;
    let last = line.of.cover.iter().filter_map(|cover| cover.until_on).max();
    let ahead = (today, last.unwrap_or(today.plus(366)).max(today));
    let exclusions = super::fact::exclusions(&tx, &[line.of.person], ahead).await?;
    let exclusions = exclusions.into_values().next().unwrap_or_default();
    let alarms = people::warnings_now(&tx, line.of.person).await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    let home = ctx.url(&contract(id, ""));
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        actions.push(Link::new(format!("{home}/plan"), ctx.t("homecare-plan")));
        actions.push(Link::new(format!("{home}/assign"), ctx.t("homecare-assign")));
    }
    let entitled = super::person::path(line.of.person, "");
    let mut page = frame::page(&ctx, line.name.clone(), Vec::new());
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let head = |name: &str| Head::new(ctx.t(&format!("homecare-column-{name}")));
    html(&ContractPage {
        page,
        name: line.name.clone(),
        service: line.service.name.clone(),
        covered: line.of.cover.iter().map(|one| span(&ctx, one.from_on, one.until_on)).collect(),
        warnings: warnings(&ctx, (&line, today), &exclusions),
        plans,
        help: ever
            .iter()
            .map(|one| help_row(&ctx, (&line, today), (one, names.get(&one.row.assistant_id))))
            .collect(),
        help_heads: ["assistant", "part", "days-named", "do"].map(head).into(),
        reports: reports
            .iter()
            .take(MONTHS_SHOWN)
            .map(|row| report_row(&ctx, row, &names))
            .collect(),
        report_heads: ["month", "assistant", "hours", "days", "state"].map(head).into(),
        actions,
        links: vec![
            Link::new(ctx.url(&entitled), ctx.t("homecare-to-entitled")),
            Link::new(ctx.url(&format!("/placements/{id}")), ctx.t("homecare-to-placement")),
        ],
    })
}

/// `GET /homecare/contracts/{id}/begin?month=`: whose sheet is meant, when a month has
/// several assistants.
pub async fn choose(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = frame::month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = load::line(&tx, &law, id, month).await?;
    let names = load::assistants(&tx, std::slice::from_ref(&line)).await?;
    tx.audit(Entry::read("homecare", id.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    let home = ctx.url(&contract(id, ""));
    let link = |one: &Assigned| {
        let sheet = list_address(
            &format!("{home}/sheet"),
            &[("assistant", &one.row.assistant_id.to_string()), ("month", &month.to_string())],
        );
        let name = names.get(&one.row.assistant_id).map(|one| one.facts.name.clone());
        let part = ctx.t(&format!("homecare-part-{}", one.row.part));
        Link::new(sheet, format!("{} ({part})", name.unwrap_or_default()))
    };
    let way = vec![Link::new(home.clone(), line.name.clone())];
    html(&ChoosePage {
        page: frame::page(&ctx, ctx.t("homecare-choose"), way),
        caption: format!("{}, {}", line.name, month_words(ctx.lang, month)),
        links: line.assigned.iter().map(link).collect(),
        assign: format!("{home}/assign"),
    })
}

#[derive(Template)]
#[template(path = "homecare/choose.html")]
struct ChoosePage {
    page: ui::Page,
    caption: String,
    links: Vec<Link>,
    assign: String,
}
