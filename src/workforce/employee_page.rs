//! The page of somebody who works: appointments, agreements, mentor, leave, competences.

use super::competence;
use super::course::{Gap, Lasts};
use super::door::on_day;
use super::employee::email_of;
use super::employee_form::{BACK, deed};
use super::frame::{self, HOME, Projects};
use super::load::{self, Known};
use super::table::{Cell, Line, Part, Thing};
use super::{EmployeeId, course, plan};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use std::collections::HashMap;
use ui::{Lang, Link};

/// Everything that the page shows.
struct Whole {
    row: load::Employee,
    email: String,
    known: Known,
    projects: Projects,
    appointments: Vec<load::Appointment>,
    funding: Vec<load::Funding>,
    supplements: Vec<load::Supplement>,
    bars: Vec<Bar>,
    competences: Vec<(String, i32, String, Day)>,
}

/// A competence: what the post needs, what the person has.
pub struct Bar {
    /// Its name.
    pub name: String,
    /// The levels.
    pub gap: Gap,
}

impl Bar {
    /// In percent of the highest level.
    #[must_use]
    pub fn share(&self, level: &i32) -> i32 {
        level * 100 / course::LEVELS
    }
}

/// The name of a competence in a language.
#[must_use]
pub fn competence_name(lang: Lang, one: &super::store::workforce_competence::Model) -> String {
    let is_english = lang == Lang::En && !one.name_en.is_empty();
    if is_english { one.name_en.clone() } else { one.name.clone() }
}

async fn whole(tx: &Tx, id: EmployeeId, lang: Lang) -> Result<Whole, StoreError> {
    let row = load::employee(tx, id).await?;
    let mut appointments = load::appointments(tx).await?;
    appointments.retain(|one| one.employee_id == id);
    let mut supplements = load::supplements(tx).await?;
    supplements.retain(|one| one.employee_id == id);
    let names: HashMap<_, _> = competence::competences(tx)
        .await?
        .into_iter()
        .map(|one| (one.id, competence_name(lang, &one)))
        .collect();
    let held = competence::held(tx, id).await?;
    let post = on_day(&appointments, tx.today()).get(&id).map(|one| one.post_id);
    let mut bars = Vec::new();
    for need in competence::needs(tx).await? {
        if Some(need.post_id) != post || need.level == 0 {
            continue;
        }
        let own = held.iter().find(|one| one.competence_id == need.competence_id);
        let gap = Gap { needed: need.level, held: own.map_or(0, |one| one.level) };
        bars.push(Bar { name: names.get(&need.competence_id).cloned().unwrap_or_default(), gap });
    }
    bars.sort_by(|a, b| a.name.cmp(&b.name));
    let name = |one: &super::store::workforce_held::Model| {
        let name = names.get(&one.competence_id).cloned().unwrap_or_default();
        (name, one.level, one.evidence.clone(), one.held_on)
    };
    Ok(Whole {
        email: email_of(tx, &row)?,
        row,
        known: Known::read(tx).await?,
        projects: Projects::read(tx).await?,
        appointments,
        funding: load::funding(tx).await?,
        supplements,
        bars,
        competences: held.iter().map(name).collect(),
    })
}

/// The state of something that lasts, in a word.
#[must_use]
pub fn lasting(
    ctx: &Ctx,
    (revoked, span): (bool, (Day, Option<Day>)),
    today: Day,
) -> (String, &'static str) {
    let (word, colour) = match span {
        _ if revoked => ("revoked", "grey"),
        (from, _) if from > today => ("ahead", "blue"),
        (_, Some(until)) if until < today => ("over", "grey"),
        _ => ("now", "green"),
    };
    (ctx.t(&format!("workforce-state-{word}")).into_owned(), colour)
}

fn appointment_lines(ctx: &Ctx, whole: &Whole, today: Day) -> Vec<Line> {
    let line = |one: &load::Appointment| {
        let is_revoked = one.revoked_at.is_some();
        let (word, colour) = lasting(ctx, (is_revoked, one.span()), today);
        let day = one.until_on.map_or(today, |until| until.min(today)).max(one.from_on);
        let paid = whole.funding.iter().find(|paid| {
            paid.appointment_id == one.id && paid.revoked_at.is_none() && paid.holds(day)
        });
        let payer = paid.map(|paid| whole.projects.words(ctx.lang, &paid.source, paid.project_id));
        Line {
            href: ctx.url(&format!("{HOME}/appointments/{}", one.id)),
            cells: vec![
                Cell::new(whole.known.title(one.post_id)),
                Cell::new(format!("{} / {}", one.order_number, one.order_on.bg())),
                Cell::day(Some(one.from_on)),
                Cell::day(one.until_on),
                Cell::new(payer.unwrap_or_default()),
            ],
            word,
            colour,
        }
    };
    whole.appointments.iter().rev().map(line).collect()
}

fn supplement_lines(ctx: &Ctx, whole: &Whole, today: Day) -> Vec<Line> {
    let line = |one: &load::Supplement| {
        let (word, colour) = lasting(ctx, (one.revoked_at.is_some(), one.span()), today);
        Line {
            href: ctx.url(&format!("{HOME}/supplements/{}", one.id)),
            cells: vec![
                Cell::new(one.number.clone()),
                Cell::new(one.task.clone()),
                Cell::day(Some(one.from_on)),
                Cell::day(Some(one.until_on)),
            ],
            word,
            colour,
        }
    };
    whole.supplements.iter().rev().map(line).collect()
}

async fn staff_parts(
    tx: &Tx,
    ctx: &Ctx,
    (id, known): (EmployeeId, &Known),
) -> Result<Vec<Part>, StoreError> {
    let today = tx.today();
    let mentors = load::mentors(tx).await?;
    let mine = mentors.iter().filter(|one| one.employee_id == id || one.mentor_id == id);
    let lines = mine.map(|one| {
        let is_open = one.ended_on.is_none();
        let word = if is_open { "workforce-state-now" } else { "workforce-state-over" };
        Line {
            href: ctx.url(&format!("{HOME}/mentors/{}", one.id)),
            cells: vec![
                Cell::new(known.name(one.employee_id)),
                Cell::new(known.name(one.mentor_id)),
                Cell::day(Some(one.from_on)),
                Cell::day(Some(one.ended_on.unwrap_or(one.until_on))),
            ],
            word: ctx.t(word).into_owned(),
            colour: if is_open { "blue" } else { "grey" },
        }
    });
    let columns = ["employee", "mentor", "from", "until"];
    let mut parts = vec![Part::new(ctx, "workforce-mentors", &columns, lines.collect())];
    let leave = load::leaves(tx, (today.plus(-730), today.plus(730))).await?;
    let lines = leave.iter().filter(|one| one.employee_id == id).map(|one| {
        let (word, colour) = lasting(ctx, (one.revoked_at.is_some(), one.span()), today);
        Line {
            href: ctx.url(&format!("{HOME}/leave/{}", one.id)),
            cells: vec![
                Cell::new(ctx.t(&format!("workforce-leave-{}", one.kind))),
                Cell::day(Some(one.from_on)),
                Cell::day(Some(one.until_on)),
                Cell::new(one.deputy_id.map(|id| known.name(id)).unwrap_or_default()),
            ],
            word,
            colour,
        }
    });
    let columns = ["kind", "from", "until", "deputy"];
    parts.push(Part::new(ctx, "workforce-leave", &columns, lines.collect()));
    let plans = plan::plans(tx).await?;
    let lines = plans.iter().filter(|one| one.row.employee_id == id);
    let lines = lines.map(|one| super::plan_page::line(ctx, known, one)).collect();
    parts.push(Part::new(ctx, "workforce-plans", &super::plan_page::COLUMNS, lines));
    Ok(parts)
}

#[derive(Template)]
#[template(path = "workforce/employee.html")]
struct EmployeePage {
    page: ui::Page,
    thing: Thing,
    bars: Vec<Bar>,
    heads: Vec<ui::Head>,
}

fn actions(ctx: &Ctx, row: &load::Employee) -> Vec<Link> {
    let of = |rest: &str, key: &str| deed(ctx, format!("{HOME}/employees/{}{rest}", row.id), key);
    let mut all = vec![of("/edit", "workforce-edit"), of("/held", "workforce-held-new")];
    if row.provider_id.is_none() {
        all.push(of("/appoint", "workforce-appoint"));
        all.push(of("/supplement", "workforce-supplement-new"));
        all.push(of("/leave", "workforce-leave-new"));
        all.push(of("/plan", "workforce-plan-new"));
    }
    all.push(of("/mentor", "workforce-mentor-new"));
    all.push(of("/gone", "workforce-gone"));
    all.into_iter().flatten().collect()
}

fn facts(ctx: &Ctx, thing: &mut Thing, whole: &Whole) {
    let row = &whole.row;
    thing.say(
        ctx,
        "workforce-column-group",
        ctx.t(&format!("workforce-group-{}", row.staff_group)),
    );
    thing.say(ctx, "workforce-provider", whole.known.provider(row.provider_id));
    thing.say(ctx, "workforce-provider-post", row.provider_post.clone());
    thing.say(ctx, "workforce-email", whole.email.clone());
    let kept = if row.egn_sealed.is_empty() { "workforce-egn-none" } else { "workforce-egn-kept" };
    thing.say(ctx, "workforce-egn", ctx.t(kept));
    thing.say(ctx, "workforce-gone-on", row.gone_on.map(Day::bg).unwrap_or_default());
}

/// `GET /workforce/employees/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = whole(&tx, id, ctx.lang).await?;
    let parts = staff_parts(&tx, &ctx, (id, &whole.known)).await?;
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let name = whole.row.name.clone();
    let mut thing = Thing::new(frame::page(&ctx, name.clone(), BACK), name);
    facts(&ctx, &mut thing, &whole);
    thing.actions = actions(&ctx, &whole.row);
    let ends = whole.appointments.iter().filter(|one| one.revoked_at.is_none());
    let ends =
        ends.filter(|one| one.until_on.is_some_and(|day| today <= day && day < today.plus(60)));
    for one in ends {
        let day = one.until_on.map(Day::bg).unwrap_or_default();
        thing.warnings.push(ctx.ta("workforce-warn-ends", &[("day", day)]).into_owned());
    }
    let columns = ["post", "order", "from", "until", "source"];
    let lines = appointment_lines(&ctx, &whole, today);
    thing.parts.push(Part::new(&ctx, "workforce-appointments", &columns, lines));
    let columns = ["number", "task", "from", "until"];
    let lines = supplement_lines(&ctx, &whole, today);
    thing.parts.push(Part::new(&ctx, "workforce-supplements", &columns, lines));
    let held = whole.competences.iter().map(|(name, level, evidence, on)| Line {
        cells: vec![
            Cell::new(name.clone()),
            Cell::new(ctx.t(&format!("workforce-level-{level}"))),
            Cell::new(evidence.clone()),
            Cell::day(Some(*on)),
        ],
        ..Line::default()
    });
    let columns = ["competence", "level", "evidence", "day"];
    thing.parts.push(Part::new(&ctx, "workforce-held", &columns, held.collect()));
    thing.parts.extend(parts);
    let training = kit::web::list_address(&ctx.url("/training"), &[("q", &whole.row.name)]);
    thing.links.push(Link::new(training, ctx.t("workforce-to-training")));
    thing.links.push(Link::new(ctx.url("/work/load"), ctx.t("workforce-to-load")));
    let heads = ["competence", "needed", "held-level", "missing", "picture"]
        .map(|name| ui::Head::new(ctx.t(&format!("workforce-column-{name}"))));
    let page = thing.page.clone();
    html(&EmployeePage { page, thing, bars: whole.bars, heads: heads.into() })
}
