//! The page of a file: what is done, what is next, until when and by which article; and that of a
//! contract.

use super::course::{Point, is_agreement, is_contest, loose};
use super::frame::{self, HOME, day, path};
use super::list::{next, period, standing, step_by};
use super::load::{self, Whole, contract_holds};
use super::table::{Cell, Line, Part, Thing};
use super::{ContractId, FileId, PowerPaperId, WRITE, paper, score};
use crate::app::App;
use crate::services;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use law::Law;
use ui::Link;

fn colour(state: &str) -> &'static str {
    match state {
        "done" => "green",
        "late" => "red",
        "next" => "blue",
        "possible" => "yellow",
        _ => "grey",
    }
}

/// The course as rows: the note of a step stands under its title.
fn course_lines(ctx: &Ctx, whole: &Whole, points: &[Point<'_>]) -> Vec<Line> {
    let may = ctx.actor.may(WRITE) && whole.file.row.ended_on.is_none();
    let id = whole.file.row.id;
    let line = |point: &Point<'_>| {
        let step = point.step;
        let noted = whole.notings.iter().find(|one| one.row.code == step.code);
        let told = noted.map(|one| {
            let parts = [one.content.number.clone(), one.content.note.clone()];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" – ")
        });
        let is_open = matches!(point.state, "late" | "next" | "possible");
        let href = ctx.url(&path(id, &format!("/step?code={}", step.code)));
        Line {
            href: if may && is_open { href } else { String::new() },
            cells: vec![
                Cell::new(step.title.clone()),
                Cell::new(step.who.clone()),
                Cell::day(point.due_on),
                Cell::new(day(point.earliest)),
                Cell::day(point.done_on),
                Cell::new(told.unwrap_or_default()),
                Cell::new(step.article.clone()),
            ],
            word: ctx.t(&format!("powers-step-{}", point.state)).into_owned(),
            colour: colour(point.state),
        }
    };
    points.iter().map(line).collect()
}

fn candidate_lines(ctx: &Ctx, whole: &Whole) -> Vec<Line> {
    let points: Vec<Option<i32>> = whole.candidates.iter().map(|one| one.row.points).collect();
    let places = score::places(&points);
    let most = score::most(&whole.file.content.criteria);
    let may = ctx.actor.may(WRITE) && whole.done_on("scoring").is_none();
    let all = whole.candidates.iter().zip(places);
    let line = |(one, place): (&load::Candidate, Option<usize>)| {
        let href = ctx.url(&format!("{HOME}/candidates/{}", one.row.id));
        let is_refused = one.row.state == "refused";
        Line {
            href: if may { href } else { String::new() },
            cells: vec![
                Cell::new(one.content.name.clone()),
                Cell::new(one.content.licence.clone()),
                Cell::day(one.content.licence_until),
                Cell::new(one.row.points.map(|own| format!("{own} / {most}")).unwrap_or_default()),
                Cell::new(place.map(|place| place.to_string()).unwrap_or_default()),
                Cell::new(one.content.why.clone()),
            ],
            word: ctx.t(&format!("powers-candidate-{}", one.row.state)).into_owned(),
            colour: if is_refused { "red" } else { "green" },
        }
    };
    all.map(line).collect()
}

fn member_lines(ctx: &Ctx, whole: &Whole) -> Vec<Line> {
    let may = ctx.actor.may(WRITE);
    let line = |one: &load::Member| Line {
        href: match may {
            true => ctx.url(&format!("{HOME}/commission/{}", one.row.id)),
            false => String::new(),
        },
        cells: vec![
            Cell::new(one.content.name.clone()),
            Cell::new(one.content.post.clone()),
            Cell::new(ctx.t(&format!("powers-role-{}", one.row.role))),
            Cell::day(one.row.declared_on),
            Cell::new(one.content.conflict.clone()),
            Cell::new(one.content.dissent.clone()),
        ],
        ..Line::default()
    };
    whole.members.iter().map(line).collect()
}

fn facts(ctx: &Ctx, thing: &mut Thing, (whole, service): (&Whole, &str)) {
    let (row, about) = (&whole.file.row, &whole.file.content);
    thing.say(ctx, "powers-column-kind", ctx.t(&format!("powers-kind-{}", row.kind)));
    thing.say(ctx, "powers-column-service", service);
    thing.say(ctx, "powers-service-words", about.service.clone());
    thing.say(ctx, "powers-column-begun", row.begun_on.bg());
    thing.say(ctx, "powers-planned", day(row.planned_on));
    thing.say(ctx, "powers-funding", about.funding.clone());
    thing.say(ctx, "powers-conditions", about.conditions.clone());
    thing.say(ctx, "powers-column-note", about.note.clone());
    thing.say(ctx, "powers-why", about.why.clone());
    if let Some(one) = &whole.agreement {
        let content = &one.content;
        thing.say(ctx, "powers-column-number", content.number.clone());
        thing.say(ctx, "powers-parties", content.parties.clone());
        if !content.case.is_empty() {
            thing.say(ctx, "powers-case", ctx.t(&format!("powers-case-{}", content.case)));
        }
        thing.say(ctx, "powers-councils", content.decisions.clone());
        thing.say(ctx, "powers-column-period", period(one.row.from_on, one.row.until_on));
        for (title, text) in content.points.iter().filter(|(_, text)| !text.is_empty()) {
            thing.facts.push((title.clone(), text.clone()));
        }
        thing.say(ctx, "powers-ended-why", content.ended_why.clone());
    }
}

fn actions(ctx: &Ctx, whole: &Whole, points: &[Point<'_>]) -> Vec<Link> {
    let id = whole.file.row.id;
    let at = |rest: &str, key: &str| Link::new(ctx.url(&path(id, rest)), ctx.t(key));
    let kind = whole.file.row.kind.as_str();
    let mut links = Vec::new();
    let is_open = whole.file.row.ended_on.is_none();
    if is_open && let Some(point) = next(points) {
        links.push(at(&format!("/step?code={}", point.step.code), "powers-step"));
    }
    if is_contest(kind) && is_open && whole.done_on("scoring").is_none() {
        links.push(at("/candidate", "powers-candidate-new"));
        links.push(at("/member", "powers-member-new"));
    }
    let is_ready = whole.done_on("results").is_some() && whole.contract.is_none();
    if is_contest(kind) && is_open && is_ready {
        links.push(at("/contract", "powers-contract-new"));
    }
    if is_agreement(kind) {
        links.push(at("/agreement", "powers-agreement"));
    }
    let is_dropped = whole.file.row.ended_how == "dropped";
    let done = load::done(&whole.notings);
    if !is_dropped && !loose(&whole.steps(), &done).is_empty() {
        links.push(at("/undo", "powers-undo"));
    }
    if is_open {
        links.push(at("/edit", "powers-edit"));
        links.push(at("/drop", "powers-drop"));
    }
    links
}

/// `GET /powers/dossiers/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    let papers = paper::of(&tx, id).await?;
    let service = match whole.file.row.service_id {
        Some(service) => services::service(&tx, service).await?.name,
        None => String::new(),
    };
    let today = tx.today();
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    let points = whole.course(&law, today);
    let row = &whole.file.row;
    let title = whole.file.content.title.clone();
    let mut thing = Thing::new(frame::top_page(&ctx, title.clone()), title);
    let (code, colour) = standing(&whole.file, &points);
    thing.number = format!("{}-{:04}", row.year, row.number);
    thing.state = ctx.t(&format!("powers-state-{code}")).into_owned();
    thing.colour = colour;
    for point in points.iter().filter(|point| point.state == "late" && code == "late") {
        let args = [("step", point.step.title.clone()), ("day", day(point.due_on))];
        thing.warnings.push(ctx.ta("powers-warn-late", &args).into_owned());
    }
    facts(&ctx, &mut thing, (&whole, &service));
    parts(&ctx, &mut thing, (&whole, &points));
    if let Some(one) = &whole.contract {
        let href = ctx.url(&format!("{HOME}/assigned/{}", one.row.id));
        let args = [("number", one.content.number.clone())];
        thing.links.push(Link::new(href, ctx.ta("powers-contract", &args)));
    }
    let link = |(id, words): (PowerPaperId, String)| {
        Link::new(ctx.url(&format!("{HOME}/power-papers/{id}")), words)
    };
    thing.links.extend(papers.into_iter().map(link));
    if ctx.actor.may(WRITE) {
        thing.actions = actions(&ctx, &whole, &points);
        let make = ctx.url(&path(id, "/paper"));
        let words = |kind: &str| ctx.t(&format!("powers-make-{kind}")).into_owned();
        let kinds = paper::kinds(&whole).into_iter();
        thing.papers = kinds.map(|kind| (make.clone(), kind.to_owned(), words(kind))).collect();
    }
    thing.shown()
}

fn parts(ctx: &Ctx, thing: &mut Thing, (whole, points): (&Whole, &[Point<'_>])) {
    let columns = ["step", "who", "due", "earliest", "done", "told", "article"];
    let lines = course_lines(ctx, whole, points);
    thing.parts.push(Part::new(ctx, "powers-course", &columns, lines));
    if is_contest(&whole.file.row.kind) {
        let columns = ["candidate", "licence", "until", "points", "place", "note"];
        let lines = candidate_lines(ctx, whole);
        thing.parts.push(Part::new(ctx, "powers-candidates", &columns, lines));
        let columns = ["name", "post", "role", "declared", "conflict", "dissent"];
        let lines = member_lines(ctx, whole);
        thing.parts.push(Part::new(ctx, "powers-commission", &columns, lines));
    }
}

fn contract_facts(ctx: &Ctx, thing: &mut Thing, (law, one): (&Law, &load::Contract)) {
    thing.number = period(Some(one.row.from_on), Some(one.row.until_on));
    let content = &one.content;
    thing.say(ctx, "powers-column-provider", content.provider.clone());
    thing.say(ctx, "powers-column-service", content.service.clone());
    thing.say(ctx, "powers-users", content.users.clone());
    thing.say(ctx, "powers-funding", content.funding.clone());
    thing.say(ctx, "powers-column-signed", one.row.signed_on.bg());
    thing.say(ctx, "powers-next-by", day(step_by(law, one.row.until_on)));
    thing.say(ctx, "powers-column-note", content.note.clone());
    thing.say(ctx, "powers-column-ended", day(one.row.ended_on));
    thing.say(ctx, "powers-ended-why", content.ended_why.clone());
}

/// `GET /powers/assigned/{id}`.
pub async fn contract(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
) -> Result<Response, Problem> {
    let (law, mut tx) = (app.law(ctx.actor.municipality), app.db.read(&ctx.actor).await?);
    let one = load::contract(&tx, id).await?;
    let file = load::file(&tx, one.row.file_id).await?;
    let all = load::evaluations(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    let today: Day = tx.today();
    tx.audit(Entry::read("power-contract", id.0));
    tx.commit().await?;
    let title = ctx.ta("powers-contract", &[("number", one.content.number.clone())]).into_owned();
    let mut thing = Thing::new(frame::page(&ctx, &file, title.clone()), title);
    let is_held = contract_holds(&one.row, today);
    thing.state =
        ctx.t(if is_held { "powers-held-holds" } else { "powers-held-over" }).into_owned();
    thing.colour = if is_held { "green" } else { "grey" };
    contract_facts(&ctx, &mut thing, (&law, &one));
    let may = ctx.actor.may(WRITE);
    let line = |judged: &load::Evaluation| {
        let year = judged.row.year;
        let href = ctx.url(&format!("{HOME}/assigned/{id}/evaluate?year={year}"));
        let most = score::most(&judged.content.criteria);
        Line {
            href: if may { href } else { String::new() },
            cells: vec![
                Cell::new(year.to_string()),
                Cell::new(format!("{} / {most}", judged.row.points)),
                Cell::new(judged.content.conclusion.clone()),
                Cell::new(judged.content.measures.clone()),
            ],
            ..Line::default()
        }
    };
    let lines = all.iter().map(line).collect();
    let columns = ["year", "points", "conclusion", "measures"];
    thing.parts = vec![Part::new(&ctx, "powers-evaluations", &columns, lines)];
    thing.links = vec![Link::new(ctx.url(&path(file.row.id, "")), file.content.title.clone())];
    if may {
        let at = |rest: &str, key: &str| {
            Link::new(ctx.url(&format!("{HOME}/assigned/{id}{rest}")), ctx.t(key))
        };
        thing.actions = vec![at("/evaluate", "powers-evaluate")];
        if is_held && one.row.ended_on.is_none() {
            thing.actions.push(at("/end", "powers-contract-end"));
        }
    }
    thing.shown()
}
