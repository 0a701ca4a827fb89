//! The page of a visit, the protocol prepared for it, calling it off.

use super::course::{ROWS, State};
use super::frame::{self, FOLLOW, HOME, TEXT, VISIT, officers, pdf, reasons};
use super::load::{self, Visit};
use super::table::{Cell, Line, Part, Thing};
use super::visit;
use super::{VisitId, WRITE, protocol};
use crate::app::App;
use crate::assistance::{self, AgreementId, Pair, Pairs};
use crate::assistants::Press;
use crate::people::{self, AddressKind};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Pdf, Problem, see};
use ui::{Choice, Link};

/// The pair of an agreement.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn pair_of(tx: &Tx, id: AgreementId) -> Result<Pair, StoreError> {
    assistance::pairs(tx, Pairs::Agreement(id)).await?.pop().ok_or(StoreError::NotFound)
}

/// Whom a page is about.
pub struct Behind {
    /// The visit.
    pub visit: Visit,
    /// The pair.
    pub pair: Pair,
    /// Name of the user.
    pub user: String,
    /// Name of the assistant.
    pub assistant: String,
    /// Who may go.
    pub officers: Vec<Choice>,
    /// Where the user lives.
    pub place: String,
}

impl Behind {
    /// Both names.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} – {}", self.user, self.assistant)
    }

    /// Who goes.
    #[must_use]
    pub fn officer(&self) -> String {
        let id = self.visit.row.officer_id.map(|id| id.to_string()).unwrap_or_default();
        let known = self.officers.iter().find(|one| one.value == id);
        known.map(|one| one.text.clone()).unwrap_or_default()
    }
}

/// Reads what a page of a visit needs.
///
/// # Errors
/// When there is no such visit.
pub async fn behind(app: &App, ctx: &Ctx, id: VisitId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let visit = load::visit(&tx, id).await?;
    let pair = pair_of(&tx, visit.row.agreement_id).await?;
    let heads = people::heads(&tx, &[pair.user, pair.assistant_person]).await?;
    let name = |id| heads.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    let at = (AddressKind::Present, app.today());
    let place = people::address_text(&tx, pair.user, at, ctx.actor.may(people::PROTECTED)).await?;
    let officers = officers(&tx).await?;
    tx.audit(audit::Entry::read("control-visit", id.0).about(Some(pair.user.0)));
    tx.commit().await?;
    let (user, assistant) = (name(pair.user), name(pair.assistant_person));
    Ok(Behind { visit, pair, user, assistant, officers, place })
}

fn findings(ctx: &Ctx, visit: &Visit) -> Part {
    let row = |(n, code): (usize, &&str)| {
        let one = visit.protocol.rows.get(n).cloned().unwrap_or_default();
        let opinion = |code: &str| match code {
            "" => String::new(),
            code => ctx.t(&format!("control-opinion-{code}")).into_owned(),
        };
        let user = format!("{} {}", opinion(&one.user), one.user_text);
        Line {
            cells: vec![
                Cell::new(ctx.t(&format!("control-row-{code}"))),
                Cell::new(one.found),
                Cell::new(user.trim()),
                Cell::new(opinion(&one.officer)),
            ],
            ..Line::default()
        }
    };
    let rows = match visit.state {
        State::Held => ROWS.iter().enumerate().map(row).collect(),
        _ => Vec::new(),
    };
    let columns = ["question", "found", "of-user", "of-officer"];
    Part::new(ctx, "control-findings", &columns, rows)
}

/// The measures of visits as lines.
pub fn measure_lines(ctx: &Ctx, all: &[load::Asked], today: Day) -> Vec<Line> {
    let line = |one: &load::Asked| {
        let (word, colour) = match one.row.done_on {
            Some(_) if one.row.outcome == visit::OUTCOMES[0] => ("done", "green"),
            Some(_) => ("again", "grey"),
            None if one.row.due_on < today => ("overdue", "red"),
            None => ("open", "yellow"),
        };
        Line {
            href: ctx.url(&match one.row.done_on {
                None => format!("{HOME}/measures/{}", one.row.id),
                Some(_) => format!("{HOME}/visits/{}", one.row.visit_id),
            }),
            cells: vec![
                Cell::new(one.content.text.clone()),
                Cell::new(one.content.who.clone()),
                Cell::day(Some(one.row.due_on)),
                Cell::day(one.row.done_on),
                Cell::new(one.content.result.clone()),
            ],
            word: ctx.t(&format!("control-measure-{word}")).into_owned(),
            colour,
        }
    };
    all.iter().map(line).collect()
}

/// What is known of a visit.
fn facts(ctx: &Ctx, thing: &mut Thing, behind: &Behind) {
    let (row, said) = (&behind.visit.row, &behind.visit.protocol);
    let kind = ctx.t(&format!("control-kind-{}", row.kind)).into_owned();
    let assistant = match said.assistant.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("control-opinion-{code}")).into_owned(),
    };
    thing.say(ctx, "control-column-kind", kind);
    thing.say(ctx, "control-planned-on", row.planned_on.bg());
    thing.say(ctx, "control-column-due", row.due_on.bg());
    thing.say(ctx, "control-column-officer", behind.officer());
    thing.say(ctx, "control-held-on", row.held_on.map(Day::bg).unwrap_or_default());
    thing.say(ctx, "control-at", said.at.clone());
    thing.say(ctx, "control-place", said.place.clone());
    thing.say(ctx, "control-officers", said.officers.clone());
    thing.say(ctx, "control-order", said.order.clone());
    thing.say(ctx, "control-signer", said.signer.clone());
    thing.say(ctx, "control-assistant-opinion", assistant);
    thing.say(ctx, "control-absence", said.absence.clone());
    thing.say(ctx, "control-note", said.note.clone());
}

/// What can be done with a visit, and where else to look.
fn ways(ctx: &Ctx, thing: &mut Thing, behind: &Behind) {
    let row = &behind.visit.row;
    let at = |rest: &str| ctx.url(&format!("{HOME}/visits/{}{rest}", row.id));
    if behind.visit.state == State::Planned {
        if ctx.actor.may(WRITE) {
            thing.actions.push(Link::new(at("/hold"), ctx.t("control-hold")));
            thing.actions.push(Link::new(at("/cancel"), ctx.t("control-cancel")));
        }
        thing.actions.push(Link::new(at("/blank"), ctx.t("control-blank")));
    }
    let link = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    thing.links = vec![
        link(format!("{HOME}/pairs/{}", row.agreement_id), "control-to-pair"),
        link(format!("/people/{}/control", row.person_id), "control-to-person"),
    ];
    if let Some(signal) = row.signal_id {
        thing.links.push(link(format!("{HOME}/signals/{signal}"), "control-to-signal"));
    }
    if let Some(before) = row.after_id {
        thing.links.push(link(format!("{HOME}/visits/{before}"), "control-to-before"));
    }
}

/// `GET /control/visits/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let measures = load::measures_of(&tx, &[id]).await?;
    let last = load::known(&tx).await?.held.get(&behind.pair.agreement).copied();
    tx.rollback().await;
    let row = &behind.visit.row;
    let title = format!("{}: {}", ctx.t("control-visit"), behind.title());
    let mut thing = Thing::new(frame::page(&ctx, title, ("", "control-title")), behind.title());
    thing.number.clone_from(&behind.pair.number);
    thing.state = ctx.t(&format!("control-state-{}", row.state)).into_owned();
    thing.colour = behind.visit.state.colour();
    thing.pdf = pdf(&ctx, row.person_id, row.paper_id);
    facts(&ctx, &mut thing, &behind);
    if row.is_absent {
        thing.warnings.push(ctx.t("control-warn-absent").into_owned());
        thing.how = reasons(&law, FOLLOW, row.held_on.unwrap_or(row.due_on));
    }
    match behind.visit.state {
        State::Held => thing.parts.push(findings(&ctx, &behind.visit)),
        _ => {
            let from = last.or(behind.pair.since).unwrap_or(behind.pair.concluded_on);
            thing.how = reasons(&law, VISIT, from);
        }
    }
    let columns = ["measure", "who", "due", "done", "outcome"];
    let lines = measure_lines(&ctx, &measures, app.today());
    thing.parts.push(Part::new(&ctx, "control-measures", &columns, lines));
    ways(&ctx, &mut thing, &behind);
    thing.shown()
}

/// `GET /control/visits/{id}/blank`: the protocol with names, to be taken along.
pub async fn blank(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let press = Press::of(&app, ctx.actor.municipality, String::new())?;
    let tx = app.db.read(&ctx.actor).await?;
    let officer = behind.officer();
    let of = (&behind.pair, behind.visit.row.planned_on, officer.as_str());
    let (title, data) = protocol::prepared(&tx, of, &press).await?;
    tx.rollback().await;
    let bytes = people::printed(&app, &title, data).await?;
    Ok(kit::web::pdf(Pdf { name: format!("form-6-{id}"), bytes }))
}

fn cancel_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("control-cancel", "/cancel", "control-cancel").area(
        (ctx, form),
        "why",
        ("control-why", ""),
    )
}

fn cancel_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t("control-cancel"), behind.title());
    let page = frame::page(ctx, title, ("", "control-title"));
    let home = format!("{HOME}/visits/{}", behind.visit.row.id);
    let version = form.version_or(behind.visit.row.version);
    cancel_act(ctx, form).shown(ctx, Around { page, home, version }, form)
}

/// `GET /control/visits/{id}/cancel`.
pub async fn cancel_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    cancel_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /control/visits/{id}/cancel`.
pub async fn cancel_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VisitId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return cancel_shown(&ctx, &behind, &form);
    }
    behind.visit.row.version = form.version_or(behind.visit.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/visits/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    visit::cancel(&mut tx, &behind.visit, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
