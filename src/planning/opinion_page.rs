//! Opinions about what was published: the list, one that came on paper, the answer.

use super::content::Opinion;
use super::course::{OUTCOMES, VIAS, refused_day};
use super::document::documents;
use super::frame::{self, HOME, LINE, SAID, heads, home, name};
use super::opinion::{self, Answer, New, Said};
use super::store::planning_cycle;
use super::table::{Block, Line, PlanningPage};
use super::{CycleId, OpinionId, WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, cut, day_values, see};
use ui::Link;

const COLUMNS: [&str; 5] = ["number", "received", "document", "via", "state"];
/// Whether an opinion stands on the page for anybody.
const SHOWN: [&str; 2] = ["yes", "no"];

/// The word and the colour of an outcome; of none that it waits.
fn stands(outcome: &str) -> (String, &'static str) {
    match outcome {
        "" => ("planning-waits".to_owned(), "orange"),
        "accepted" | "partly" => (format!("planning-outcome-{outcome}"), "green"),
        other => (format!("planning-outcome-{other}"), "grey"),
    }
}

fn line(ctx: &Ctx, one: &Said) -> Line {
    let (word, colour) = stands(&one.row.outcome);
    Line {
        href: ctx.url(&format!("{HOME}/opinions/{}", one.row.id)),
        cells: vec![
            format!("№ {}", one.row.number),
            one.row.received_on.bg(),
            ctx.t(&format!("planning-document-{}", one.row.document)).into_owned(),
            ctx.t(&format!("planning-via-{}", one.row.via)).into_owned(),
        ],
        word: ctx.t(&word).into_owned(),
        colour,
    }
}

/// `GET /planning/cycles/{id}/opinions`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let all = opinion::all(&tx, id).await?;
    tx.audit(Entry::list("planning-opinion"));
    tx.commit().await?;
    let whole = name(&ctx, &row.kind, row.year);
    let mut page = PlanningPage::new(frame::below(&ctx, ctx.t("planning-opinions"), (id, whole)));
    if ctx.actor.may(WRITE) {
        let path = format!("{}/opinion", home(id));
        page.actions.push(Link::new(ctx.url(&path), ctx.t("planning-opinion-new")));
    }
    let (rows, pages) = cut(all, &form, &ctx.url(&format!("{}/opinions", home(id))));
    page.pages = pages;
    page.blocks = vec![Block {
        heads: heads(&ctx, &COLUMNS),
        rows: rows.iter().map(|one| line(&ctx, one)).collect(),
        empty: ctx.t("planning-opinions-none").into_owned(),
        ..Block::default()
    }];
    page.shown()
}

/// Documents that are discussed, by their codes.
#[must_use]
pub fn discussed(kind: &str) -> Vec<&'static str> {
    documents(kind).iter().filter(|one| one.is_discussed).map(|one| one.code).collect()
}

fn new_shown(ctx: &Ctx, row: &planning_cycle::Model, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let codes = discussed(&row.kind);
    let whole = name(ctx, &row.kind, row.year);
    let page = frame::below(ctx, ctx.t("planning-opinion-new"), (row.id, whole));
    Act::new("planning-opinion-new", "/opinion", "ui-save")
        .one(both, "document", ("planning-column-document", &codes), |code| {
            format!("planning-document-{code}")
        })
        .one(both, "via", ("planning-column-via", &VIAS[1..]), |code| {
            format!("planning-via-{code}")
        })
        .day(both, "on", ("planning-column-received", String::new()))
        .line(both, "from", "planning-opinion-from")
        .line(both, "contact", "planning-opinion-contact")
        .area(both, "text", ("planning-opinion-text", ""))
        .shown(ctx, Around { page, home: home(row.id), version: 0 }, form)
}

/// `GET /planning/cycles/{id}/opinion`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    new_shown(&ctx, &row, &form)
}

/// What a form gives of an opinion.
pub fn read(form: &mut Form, kind: &str) -> New {
    let document = chosen(form, "document", &discussed(kind));
    let content = Opinion {
        from: form.optional("from", LINE),
        contact: form.optional("contact", LINE),
        text: form.required("text", SAID),
        answer: String::new(),
    };
    New { document, via: VIAS[0].to_owned(), content }
}

/// `POST /planning/cycles/{id}/opinion`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let via = chosen(&mut form, "via", &VIAS[1..]);
    let new = New { via, ..read(&mut form, &row.kind) };
    let on = form.day("on");
    if let Some(key) = on.and_then(|on| refused_day(on, None, tx.today())) {
        form.wrong("on", key);
    }
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::refused("planning-opinion"));
        tx.commit().await?;
        return new_shown(&ctx, &row, &form);
    };
    let there = format!("{}/opinions", home(id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    opinion::add(&mut tx, &row, (&new, on)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}

/// `GET /planning/opinions/{id}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OpinionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = opinion::one(&tx, id).await?;
    let row = load::row(&tx, one.row.cycle_id).await?;
    tx.audit(Entry::read("planning-opinion", id.0));
    tx.commit().await?;
    let whole = name(&ctx, &row.kind, row.year);
    let title = ctx.ta("planning-opinion", &[("number", one.row.number)]);
    let mut page = PlanningPage::new(frame::below(&ctx, title, (row.id, whole)));
    let (word, colour) = stands(&one.row.outcome);
    page.state = ctx.t(&word).into_owned();
    page.colour = colour;
    page.say(&ctx, "planning-column-received", one.row.received_on.bg());
    let document = ctx.t(&format!("planning-document-{}", one.row.document));
    page.say(&ctx, "planning-column-document", document);
    page.say(&ctx, "planning-opinion-from", one.content.from);
    page.say(&ctx, "planning-opinion-contact", one.content.contact);
    let answered = one.row.answered_on.map(|day| day.bg()).unwrap_or_default();
    page.say(&ctx, "planning-answered-on", answered);
    let shown = if one.row.is_shown { "planning-shown-yes" } else { "planning-shown-no" };
    page.say(&ctx, "planning-opinion-shown", ctx.t(shown));
    let titled = |key: &str| Block { title: ctx.t(key).into_owned(), ..Block::default() };
    page.blocks = vec![
        titled("planning-opinion-text").said(&one.content.text),
        titled("planning-answer").said(&one.content.answer),
    ];
    if ctx.actor.may(WRITE) {
        let path = format!("{HOME}/opinions/{id}/answer");
        page.actions.push(Link::new(ctx.url(&path), ctx.t("planning-opinion-answer")));
    }
    let back = ctx.url(&format!("{}/opinions", home(row.id)));
    page.links.push(Link::new(back, ctx.t("planning-opinions")));
    page.shown()
}

fn answer_shown(ctx: &Ctx, one: &Said, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let page = frame::page(ctx, ctx.t("planning-opinion-answer"));
    let home = format!("{HOME}/opinions/{}", one.row.id);
    Act::new("planning-opinion-answer", "/answer", "ui-save")
        .lead(one.content.text.clone())
        .one(both, "outcome", ("planning-column-outcome", &OUTCOMES), |code| {
            format!("planning-outcome-{code}")
        })
        .area(both, "text", ("planning-answer", "planning-answer-hint"))
        .one(both, "shown", ("planning-opinion-shown", &SHOWN), |code| {
            format!("planning-shown-{code}")
        })
        .shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /planning/opinions/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OpinionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = opinion::one(&tx, id).await?;
    tx.audit(Entry::read("planning-opinion", id.0));
    tx.commit().await?;
    let filled = [
        ("outcome", one.row.outcome.clone()),
        ("text", one.content.answer.clone()),
        ("shown", if one.row.is_shown { SHOWN[0] } else { SHOWN[1] }.to_owned()),
    ];
    answer_shown(&ctx, &one, &Form::filled(ctx.lang, filled))
}

/// `POST /planning/opinions/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OpinionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = opinion::one(&tx, id).await?;
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let text = form.required("text", SAID);
    let is_shown = chosen(&mut form, "shown", &SHOWN) == SHOWN[0];
    if !form.ok() {
        tx.audit(Entry::refused("planning-opinion"));
        tx.commit().await?;
        return answer_shown(&ctx, &one, &form);
    }
    let there = format!("{HOME}/opinions/{id}");
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let version = form.version_or(one.row.version);
    opinion::answer(&mut tx, (&one, version), &Answer { outcome, text, is_shown }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}
