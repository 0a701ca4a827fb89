//! Claims for payment on the screen.

use super::claim::{self, KINDS, State};
use super::commitment::split_of;
use super::frame::{self, HOME, TEXT, day, path, period, sections};
use super::load::{self, Claim, Project};
use super::money::{self, Split, decimal};
use super::registry_page::known;
use super::table::{self, Cell, Line, List};
use super::{ClaimId, ProjectId, SPEND};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use ui::Link;

const COLUMNS: [&str; 6] = ["number", "kind", "period", "claimed", "verified", "received"];
const STATES: [&str; 4] = ["draft", "filed", "verified", "received"];

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
        let href = ctx.url(&format!("{HOME}/payment-claims/{}", row.id));
        Line {
            href: if ctx.actor.may(SPEND) { href } else { String::new() },
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
    let chosen = all.iter().filter(|c| wanted.is_empty() || State::of(&c.row).code() == wanted);
    let lines = chosen.map(line).collect();
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

fn wrong_split(form: &mut Form, split: Option<(i64, Split)>) {
    if split.is_some_and(|(total, s)| total < 0 || s.european < 0 || s.national < 0) {
        form.wrong("european", "projects-wrong-split");
    }
}

async fn behind(app: &App, ctx: &Ctx, id: ClaimId) -> Result<(Project, Claim), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let claim = load::claim(&tx, id).await?;
    let one = load::project(&tx, claim.row.project_id).await?;
    tx.audit(Entry::read("project-claim", id.0));
    tx.commit().await?;
    Ok((one, claim))
}

fn shown(ctx: &Ctx, (one, claim): &(Project, Claim), form: &Form) -> Result<Response, Problem> {
    let (both, row) = ((ctx, form), &claim.row);
    let sum = |split: Split| money::written(split.total(), one.currency());
    let facts = [
        ("projects-column-kind", ctx.t(&format!("projects-claim-{}", row.kind)).into_owned()),
        ("projects-period", period((row.from_on, row.until_on))),
        ("projects-column-claimed", sum(claim.claimed())),
        ("projects-filed-on", day(row.filed_on)),
        ("projects-verified-on", day(row.verified_on)),
        ("projects-column-verified", sum(claim.verified())),
        ("projects-received-on", day(row.received_on)),
        ("projects-column-received", sum(claim.received())),
        ("projects-column-note", claim.content.note.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let state = State::of(row);
    let label = match state {
        State::Draft => "projects-filed-on",
        State::Filed => "projects-verified-on",
        _ => "projects-received-on",
    };
    let mut act = Act::new("projects-claim", "", "ui-save").facts(facts.into());
    if state != State::Received {
        act = act.day(both, "on", (label, String::new()));
    }
    if matches!(state, State::Filed | State::Verified) {
        act = act.line(both, "total", "projects-total").line(
            both,
            "european",
            "projects-european-if",
        );
    }
    let page = frame::page(ctx, one, format!("{} № {}", ctx.t("projects-claim"), row.number));
    let home = format!("{HOME}/payment-claims/{}", row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(row.version) }, form)
}

/// `GET /projects/payment-claims/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let expected = match State::of(&behind.1.row) {
        State::Verified => behind.1.verified(),
        _ => behind.1.claimed(),
    };
    let mut values = day_values("on", Some(app.today()));
    values.push(("total".to_owned(), decimal(expected.total())));
    values.push(("european".to_owned(), decimal(expected.european)));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /projects/payment-claims/{id}`: the next step.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ClaimId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (one, claim) = &behind;
    let state = State::of(&claim.row);
    if state == State::Received {
        return Err(Problem::Impossible("projects-refused-received"));
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "projects-wrong-future");
    }
    let split = if state == State::Draft {
        Some((0, Split::default()))
    } else {
        split_of(&mut form, one.grant())
    };
    wrong_split(&mut form, split);
    let (Some(on), Some((_, split)), true) = (on, split, form.ok()) else {
        return shown(&ctx, &behind, &form);
    };
    let home = path(one.row.id, "/claims");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(claim.row.version);
    claim::step(&mut tx, claim, (on, split, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
