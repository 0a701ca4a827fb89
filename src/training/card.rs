//! The card of an employee: how they stand to the norms, what they attended, their certificates, what they
//! agreed to do; and what the norms need to know of them.

use super::employee::{self, Stand};
use super::frame::{self, HOME, group_words};
use super::norm::{self, Done, Numbers, Worker};
use super::norm_page::{self, appendix_choices};
use super::store::supervision_paper;
use super::table::{Cell, Line, Part, Thing};
use super::{SeminarId, TrainingPaperId, WRITE, certificate, guided_page, load, paper, renewal};
use crate::app::App;
use crate::workforce::{EmployeeId, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Law;
use std::collections::{HashMap, HashSet};
use ui::Link;

const NORMS: [&str; 4] = ["norm", "attended", "missing", "until"];
const ATTENDED: [&str; 4] = ["what", "kind", "day", "hours"];
const BACK: (&str, &str) = ("/norms", "training-norms");

/// What the card of somebody shows.
struct Behind {
    who: EmployeeName,
    appendix: String,
    started: Option<Day>,
    version: i32,
    done: Vec<Done>,
    titles: HashMap<SeminarId, String>,
    certificates: Vec<paper::Issued>,
    renewed: HashSet<TrainingPaperId>,
    guided: Vec<supervision_paper::Model>,
}

async fn who(tx: &Tx, id: EmployeeId) -> Result<EmployeeName, Problem> {
    frame::names(tx, [id]).await?.remove(&id).ok_or(Problem::NotFound)
}

async fn behind(tx: &Tx, id: EmployeeId) -> Result<Behind, Problem> {
    let who = who(tx, id).await?;
    let profiles = employee::profiles(tx).await?;
    let mut done = load::done(tx, Some(id)).await?.remove(&id).unwrap_or_default();
    done.sort_by_key(|one| std::cmp::Reverse(one.day));
    let certificates = paper::certificates(tx, Some(id)).await?;
    let mut ids: Vec<SeminarId> = certificates.iter().map(|row| row.seminar_id).collect();
    ids.extend(done.iter().filter(|one| !is_supervision(one)).map(|one| SeminarId(one.of)));
    ids.sort_unstable();
    ids.dedup();
    let seminars = load::some_seminars(tx, &ids).await?;
    let courses = seminars.iter().map(|one| (one.row.id, one.row.course_id)).collect();
    let renewed = renewal::renewed(&certificates, &courses);
    let titles = seminars.into_iter().map(|one| (one.row.id, one.row.title)).collect();
    let appendix = profiles.appendix(&who).unwrap_or_default().to_owned();
    let started = profiles.started(id);
    let version = profiles.own.get(&id).map_or(0, |row| row.version);
    let guided = guided_page::of_employee(tx, id).await?;
    Ok(Behind { who, appendix, started, version, done, titles, certificates, renewed, guided })
}

fn is_supervision(one: &Done) -> bool {
    one.kind.starts_with("supervision-")
}

fn norm_lines(ctx: &Ctx, law: &Law, (behind, today): (&Behind, Day)) -> Result<Vec<Line>, Problem> {
    let numbers = Numbers::of(law, today).map_err(Problem::internal)?;
    let appendix = Some(behind.appendix.as_str()).filter(|code| !code.is_empty());
    let worker = Worker { group: &behind.who.group, appendix, started: behind.started };
    let norms = law.training_norms();
    let all = norm::standings(&norms, (worker, &behind.done), numbers);
    let line = |(norm, standing)| {
        let mut line =
            norm_page::line(ctx, &Stand { who: behind.who.clone(), norm, standing }, false);
        line.href.clear();
        line
    };
    Ok(all.into_iter().map(line).collect())
}

fn attended_lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let line = |one: &Done| {
        let (what, kind, href) = if is_supervision(one) {
            let kind = ctx.t(&format!("training-what-{}", one.kind)).into_owned();
            (kind.clone(), kind, String::new())
        } else {
            let id = SeminarId(one.of);
            let title = behind.titles.get(&id).cloned().unwrap_or_default();
            let kind = ctx.t(&format!("training-kind-{}", one.kind)).into_owned();
            (title, kind, ctx.url(&format!("{HOME}/seminars/{id}")))
        };
        Line {
            href,
            cells: vec![
                Cell::new(what),
                Cell::new(kind),
                Cell::day(Some(one.day)),
                Cell::number(one.hours),
            ],
            ..Line::default()
        }
    };
    behind.done.iter().map(line).collect()
}

/// `GET /training/employees/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("training-employee", id.0));
    tx.commit().await?;
    let title = format!("{}: {}", ctx.t("training-card"), behind.who.name);
    let mut thing = Thing::new(frame::page(&ctx, title, BACK), behind.who.name.clone());
    thing.say(&ctx, "training-column-post", behind.who.post.clone());
    thing.say(&ctx, "training-column-group", group_words(&ctx, &behind.who.group));
    thing.say(&ctx, "training-column-provider", behind.who.provider.clone());
    thing.say(&ctx, "training-started", behind.started.map(Day::bg).unwrap_or_default());
    let appendix = behind.appendix.trim_start_matches('0').to_owned();
    thing.say(&ctx, "training-standard", appendix);
    let today = app.today();
    let warn = law.training_numbers().map_err(Problem::internal)?.warn_days;
    let warn = (today, i32::try_from(warn).unwrap_or(0));
    let paper = |row: &paper::Issued| {
        let title = behind.titles.get(&row.seminar_id).cloned().unwrap_or_default();
        let is_renewed = behind.renewed.contains(&row.id);
        certificate::line(&ctx, row, (behind.who.name.clone(), title), (warn, is_renewed))
    };
    let certificates = behind.certificates.iter().map(paper).collect();
    let norms = norm_lines(&ctx, &law, (&behind, today))?;
    thing.parts = vec![
        Part::new(&ctx, "training-norms", &NORMS, norms),
        Part::new(&ctx, "training-attended", &ATTENDED, attended_lines(&ctx, &behind)),
        Part::new(&ctx, "training-certificates", &certificate::COLUMNS, certificates),
        guided_page::part(&ctx, &behind.guided),
    ];
    if ctx.actor.may(WRITE) {
        let path = ctx.url(&format!("{HOME}/employees/{id}/edit"));
        thing.actions.push(Link::new(path, ctx.t("training-profile")));
        let path = ctx.url(&format!("{HOME}/employees/{id}/supervision"));
        thing.actions.push(Link::new(path, ctx.t("training-guided-year")));
    }
    thing.links.push(Link::new(ctx.url("/training/norms/rules"), ctx.t("training-rules")));
    thing.shown()
}

fn shown(ctx: &Ctx, form: &Form, (law, behind): (&Law, &Behind)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let standard = ctx.t("training-standard").into_owned();
    let hint = ctx.t("training-started-hint").into_owned();
    let act = Act::new("training-profile", "/edit", "ui-save")
        .lead(ctx.t("training-profile-lead"))
        .day(both, "started", ("training-started", hint))
        .choice(both, "standard", (standard, appendix_choices(ctx, law)));
    let title = format!("{}: {}", ctx.t("training-profile"), behind.who.name);
    let page = frame::page(ctx, title, BACK);
    let version = form.version_or(behind.version);
    let home = format!("{HOME}/employees/{}", behind.who.id);
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /training/employees/{id}/edit`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let own = employee::profile(&tx, id).await?;
    tx.audit(audit::Entry::read("training-employee", id.0));
    tx.commit().await?;
    let mut values = day_values("started", behind.started);
    values.push(("standard".to_owned(), own.map(|row| row.standard).unwrap_or_default()));
    shown(&ctx, &Form::filled(ctx.lang, values), (&law, &behind))
}

/// `POST /training/employees/{id}/edit`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let started = form.day_optional("started");
    if started.is_some_and(|day| day > app.today()) {
        form.wrong("started", "training-wrong-future");
    }
    let standard = form.optional("standard", 10);
    if !standard.is_empty() && !employee::appendices(&law).contains(&standard) {
        form.wrong("standard", "form-choose");
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("training-employee", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, (&law, &behind));
    }
    let home = format!("{HOME}/employees/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(behind.version);
    employee::set_profile(&mut tx, (id, version), (started, &standard)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
