//! Claims for payment on the screen: the list, and the form of a new one.

use super::claim::{self, KINDS, State};
use super::commitment::split_of;
use super::frame::{self, HOME, TEXT, path, period, sections};
use super::load::{self, Claim, Project};
use super::money::{self, Split};
use super::registry_page::known;
use super::table::{self, Cell, Line, List};
use super::{ProjectId, SPEND};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use ui::Link;

const COLUMNS: [&str; 6] = ["number", "kind", "period", "claimed", "verified", "received"];
const STATES: [&str; 5] = ["draft", "filed", "verified", "received", "revoked"];

/// `GET /projects/{id}/claims`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let all = load::claims(&tx, id).await?;
    tx.audit(Entry::list("project-claim"));
    tx.commit().await?;
    let currency = one.currency();
    let cell = |split: Split| Cell::money(money::written(split.total(), currency), split.total());
    let wanted = form.get("state").to_owned();
    let line = |known: &Claim| {
        let row = &known.row;
        let state = State::of(row);
        Line {
            href: ctx.url(&format!("{HOME}/payment-claims/{}", row.id)),
            cells: vec![
                Cell::new(format!("№ {}", row.number)),
                Cell::new(ctx.t(&format!("projects-claim-{}", row.kind))),
                Cell::new(period((row.from_on, row.until_on))),
                cell(known.claimed()),
                cell(known.verified()),
                cell(known.received()),
            ],
            word: ctx.t(&format!("projects-claim-state-{}", state.code())).into_owned(),
            colour: state.colour(),
        }
    };
    let is_chosen = |known: &&Claim| match wanted.as_str() {
        "" => known.stands(),
        code => State::of(&known.row).code() == code,
    };
    let lines = all.iter().filter(is_chosen).map(line).collect();
    let page = frame::page(&ctx, &one, ctx.t("projects-claims"));
    let around = (page, sections(&ctx, id, "/claims"));
    let mut list = List::new(around, path(id, "/claims"), &COLUMNS, lines);
    list.lead = ctx.t("projects-claims-lead").into_owned();
    list.states = choices(&ctx, &STATES, &wanted, |code| format!("projects-claim-state-{code}"));
    if ctx.actor.may(SPEND) {
        let new = ctx.url(&path(id, "/claim"));
        list.actions.push(Link::new(new, ctx.t("projects-claim-new")));
    }
    table::shown(&ctx, form, list)
}

fn new_shown(ctx: &Ctx, one: &Project, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("projects-claim-new", "/claim", "ui-save")
        .lead(ctx.t("projects-amount-lead"))
        .one(both, "kind", ("projects-column-kind", &KINDS), |code| {
            format!("projects-claim-{code}")
        })
        .day(both, "from", ("projects-from", String::new()))
        .day(both, "until", ("projects-until", String::new()))
        .line(both, "total", "projects-column-claimed")
        .line(both, "european", "projects-european-if")
        .area(both, "note", ("projects-column-note", ""));
    let page = frame::page(ctx, one, ctx.t("projects-claim-new"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/claim`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let mut values = day_values("until", Some(app.today()));
    values.push(("kind".to_owned(), KINDS[1].to_owned()));
    new_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /projects/{id}/claim`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let (from, until) = (form.day("from"), form.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "projects-wrong-period");
    }
    let split = split_of(&mut form, one.grant());
    wrong_split(&mut form, split);
    let note = form.optional("note", TEXT);
    let (Some(from), Some(until), Some((_, split)), true) = (from, until, split, form.ok()) else {
        return new_shown(&ctx, &one, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "/claims"))).await?;
    claim::add(&mut tx, id, (&kind, from, until), (split, &note)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, "/claims"), Some("projects-done")))
}

/// Notes that parts are below nothing.
pub fn wrong_split(form: &mut Form, split: Option<(i64, Split)>) {
    if split.is_some_and(|(total, s)| total < 0 || s.european < 0 || s.national < 0) {
        form.wrong("european", "projects-wrong-split");
    }
}
