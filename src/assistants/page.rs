//! The page of a candidate: where it stands, what was declared, which papers are here, what was done.

use super::candidate::{Lack, PAPERS, State};
use super::frame::{self, path};
use super::load::{self, Assistant, Step};
use super::paper;
use super::{AssistantId, WRITE, change};
use crate::app::App;
use crate::people;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Problem, html, pdf};
use law::Law;
use ui::Link;

/// The right that opens the pay of somebody; of that page the address is known and no more.
const PAY: kit::access::Right = "payroll.read";

struct Done {
    what: String,
    day: String,
    by: String,
    text: String,
    pdf: String,
}

#[derive(Template)]
#[template(path = "assistants/page.html")]
struct AssistantPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    person_href: String,
    pay_href: String,
    due: String,
    lacks: Vec<String>,
    rows: Vec<(String, String)>,
    papers: Vec<(String, String, &'static str)>,
    steps: Vec<Done>,
    actions: Vec<Link>,
    pdf: String,
}

fn bg(ctx: &Ctx, is: bool) -> String {
    ctx.t(if is { "assistants-yes" } else { "assistants-no" }).into_owned()
}

/// Work elsewhere, and what of the common week it leaves. It is not taken off the free hours: the
/// law bounds the week (чл. 113 КТ), not the month; the plan-schedule is checked against it.
fn elsewhere(ctx: &Ctx, law: &Law, one: &Assistant) -> String {
    let (other, week) = (one.content.other_minutes / 60, law.work_limits().week.0 / 60);
    let args = [("other", other), ("left", week.saturating_sub(other)), ("week", week)];
    let key = match (other, one.content.longer_week) {
        (0, _) => return String::new(),
        (_, true) => "assistants-elsewhere-longer",
        (_, false) => "assistants-elsewhere-words",
    };
    ctx.ta(key, &args).into_owned()
}

fn rows(ctx: &Ctx, law: &Law, (one, place): (&Assistant, String)) -> Vec<(String, String)> {
    let content = &one.content;
    let service = &content.service;
    let status = match content.status.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("assistants-status-{code}")).into_owned(),
    };
    let years = [
        ("years", service.years.to_string()),
        ("months", service.months.to_string()),
        ("days", service.days.to_string()),
        ("on", service.counted_on.map(Day::bg).unwrap_or_default()),
    ];
    let is_counted = service.counted_on.is_some();
    let counted = || ctx.ta("assistants-service-words", &years).into_owned();
    let free = [("free", one.hours_free()), ("offered", one.hours_offered)];
    let list = [
        ("assistants-applied-on", one.applied_on.bg()),
        ("assistants-settlement", place),
        ("assistants-places", content.places.clone()),
        ("assistants-prefers", content.prefers.join("; ")),
        ("assistants-hours-free", ctx.ta("assistants-hours-words", &free).into_owned()),
        ("assistants-elsewhere", elsewhere(ctx, law, one)),
        ("assistants-status", status),
        ("assistants-not-interdicted", bg(ctx, content.not_interdicted)),
        ("assistants-not-convicted", bg(ctx, content.not_convicted)),
        ("assistants-no-violence", bg(ctx, content.no_violence)),
        ("assistants-trained", bg(ctx, content.trained)),
        ("assistants-experience", content.experience.to_string()),
        ("assistants-education", content.education.clone()),
        ("assistants-qualification", content.qualification.clone()),
        ("assistants-has-contract", bg(ctx, content.has_contract)),
        ("assistants-service", if is_counted { counted() } else { String::new() }),
        ("assistants-iban", people::mask(&content.iban)),
        ("assistants-note", content.note.clone()),
    ];
    let filled = list.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

fn done(ctx: &Ctx, one: &Assistant, step: &Step) -> Done {
    let content = &step.content;
    let fits = content.fits.map(|fits| {
        let word = if fits { "assistants-fits-yes" } else { "assistants-fits-no" };
        let args = [("total", content.total().to_string()), ("by", content.held_by.clone())];
        format!("{}. {}", ctx.t(word), ctx.ta("assistants-scored", &args))
    });
    let parts = [fits.unwrap_or_default(), content.text.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let pdf = step.paper.map(|paper| ctx.url(&format!("/people/{}/papers/{paper}", one.person)));
    Done {
        what: ctx.t(&format!("assistants-step-{}", step.kind)).into_owned(),
        day: step.held_on.bg(),
        by: format!("{}, {}", step.by, step.made_at.bg()),
        text: parts.join(" "),
        pdf: pdf.unwrap_or_default(),
    }
}

fn actions(ctx: &Ctx, one: &Assistant) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let link = |rest: &str, key: &str| Link::new(ctx.url(&path(one.id, rest)), ctx.t(key));
    match one.state {
        State::Applied => vec![
            link("/do/interview", "assistants-interview"),
            link("/do/enter", "assistants-enter"),
            link("/do/refuse", "assistants-refuse"),
            link("/change", "assistants-change"),
        ],
        State::Listed => {
            vec![link("/change", "assistants-change"), link("/do/remove", "assistants-remove")]
        }
        State::Refused | State::Removed => {
            let href = ctx.url(&format!("{}?person={}", super::LIST_NEW, one.person));
            vec![Link::new(href, ctx.t("assistants-again"))]
        }
    }
}

/// `GET /assistants/{assistant}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, AssistantId)>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::assistant(&tx, id).await?;
    let head = people::head(&tx, one.person).await?;
    let places = people::settlements_of(&tx, &[one.person], app.today()).await?;
    let steps = load::steps(&tx, id).await?;
    let lacks = change::lacks(&tx, &law, &one).await?;
    let alarms = people::warnings_now(&tx, one.person).await?;
    tx.audit(Entry::read("assistant", id.0).about(Some(one.person.0)));
    tx.commit().await?;
    let waits = one.state == State::Applied;
    let paper = |code: &&'static str| {
        let came = one.content.papers.get(*code).map_or("missing", String::as_str);
        let colour = match came {
            "missing" => "red",
            "none" => "grey",
            _ => "green",
        };
        let name = ctx.t(&format!("assistants-paper-{code}")).into_owned();
        (name, ctx.t(&format!("assistants-came-{came}")).into_owned(), colour)
    };
    let place = places.get(&one.person).cloned().unwrap_or_default();
    let mut page = frame::page(&ctx, head.name.clone());
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let pdf = one.paper.map(|paper| ctx.url(&format!("/people/{}/papers/{paper}", one.person)));
    let pay = ctx.url(&format!("/payroll/people/{}", one.person));
    let words = |lack: &Lack| ctx.t(&lack.key()).into_owned();
    html(&AssistantPage {
        page,
        name: head.name,
        number: one.number.clone(),
        state: ctx.t(&format!("assistants-state-{}", one.state.code())).into_owned(),
        colour: one.state.colour(),
        person_href: ctx.url(&format!("/people/{}", one.person)),
        pay_href: if ctx.actor.may(PAY) { pay } else { String::new() },
        due: if waits { one.due_on.bg() } else { String::new() },
        lacks: if waits { lacks.iter().map(words).collect() } else { Vec::new() },
        rows: rows(&ctx, &law, (&one, place)),
        papers: PAPERS.iter().map(paper).collect(),
        steps: steps.iter().map(|step| done(&ctx, &one, step)).collect(),
        actions: actions(&ctx, &one),
        pdf: pdf.unwrap_or_default(),
    })
}

/// `GET /assistants/form.pdf`: the official form, blank.
pub async fn blank(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    Ok(pdf(paper::blank(&app, &ctx).await?))
}
