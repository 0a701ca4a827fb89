//! The register of complaints and signals on the screen: list, entering, page.

use super::content::Said;
use super::course::Signalled;
use super::frame::{self, HOME, SIGNAL, TEXT, officers, reasons};
use super::load::{self, Signal};
use super::signal::{self, NewSignal, SORTS, VIAS};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::visit_page::pair_of;
use super::{SignalId, WRITE};
use crate::app::App;
use crate::assistance::{self, Pair, Pairs};
use crate::people::{self, PersonId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 7] = ["number", "received", "kind", "user", "from", "due", "answered"];
/// The list that pages lead back to.
pub const BACK: (&str, &str) = ("/signals", "control-signals");

/// Signals as lines, with the names of users.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, ctx: &Ctx, all: &[Signal]) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<PersonId> = all.iter().filter_map(|one| one.row.person_id).collect();
    let heads = people::heads(tx, &ids).await?;
    let today = tx.today();
    let line = |one: &Signal| {
        let user = one.row.person_id.and_then(|id| heads.get(&id));
        let is_late = one.state == Signalled::Open && one.row.due_on < today;
        Line {
            href: ctx.url(&format!("{HOME}/signals/{}", one.row.id)),
            cells: vec![
                Cell::new(one.number()),
                Cell::day(Some(one.row.received_on)),
                Cell::new(ctx.t(&format!("control-signal-kind-{}", one.row.kind))),
                Cell::new(user.map(|head| head.name.clone()).unwrap_or_default()),
                Cell::new(one.content.from.clone()),
                Cell::day(Some(one.row.due_on)),
                Cell::day(one.row.answered_on),
            ],
            word: ctx.t(&format!("control-signal-state-{}", one.state.code())).into_owned(),
            colour: if is_late { "red" } else { one.state.colour() },
        }
    };
    Ok(all.iter().map(line).collect())
}

async fn listed(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    what: audit::Entry,
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::signals(&tx, Signalled::from_code(form.get("state"))).await?;
    let mut lines = lines(&tx, ctx, &all).await?;
    tx.audit(what);
    tx.commit().await?;
    lines.reverse();
    Ok(lines)
}

/// `GET /control/signals?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = listed(&app, &ctx, &form, audit::Entry::list("control-signals")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("control-signals-lead").into_owned();
    let codes = Signalled::ALL.map(Signalled::code);
    list.states =
        choices(&ctx, &codes, form.get("state"), |code| format!("control-signal-state-{code}"));
    list.file = "/signals.csv".to_owned();
    list.empty = "control-empty-signals";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/control/signals/new");
        list.actions.push(Link::new(new, ctx.t("control-signal-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /control/signals.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "control-signals", "list");
    let lines = listed(&app, &ctx, &form, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "signals"), lines)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("control-signal-new", "/new", "ui-save")
        .day(both, "on", ("control-column-received", String::new()))
        .one(both, "kind", ("control-column-kind", &SORTS), |code| {
            format!("control-signal-kind-{code}")
        })
        .one(both, "via", ("control-via", &VIAS), |code| format!("control-via-{code}"))
        .line(both, "from", "control-from")
        .line(both, "address", "control-address")
        .line(both, "against", "control-against")
        .line(both, "agreement", "control-agreement-number")
        .area(both, "about", ("control-about", "control-about-hint"));
    let page = frame::page(ctx, ctx.t("control-signal-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/signals"), version: 0 }, form)
}

/// `GET /control/signals/new?agreement=`: the number of an agreement, when it is about one.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut values = day_values("on", Some(app.today()));
    values.push(("agreement".to_owned(), form.get("agreement").to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["agreement"]).await?;
    new_shown(&ctx, &form)
}

/// The pair of a number of an agreement.
async fn pair_by(tx: &Tx, number: &str) -> Result<Option<Pair>, StoreError> {
    let sought = kit::search::plain(number);
    let all = assistance::pairs(tx, Pairs::Open).await?;
    Ok(all.into_iter().find(|pair| kit::search::plain(&pair.number) == sought))
}

/// `POST /control/signals/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "control-wrong-future");
    }
    let new = NewSignal {
        kind: chosen(&mut form, "kind", &SORTS),
        via: chosen(&mut form, "via", &VIAS),
        received_on: on.unwrap_or(app.today()),
        content: Said {
            from: form.optional("from", 200),
            address: form.optional("address", 300),
            against: form.optional("against", 200),
            about: form.required("about", TEXT),
            ..Said::default()
        },
    };
    let number = form.optional("agreement", 40);
    let mut tx = app.db.write(&ctx.actor).await?;
    let pair = if number.is_empty() { None } else { pair_by(&tx, &number).await? };
    if !number.is_empty() && pair.is_none() {
        form.wrong("agreement", "control-wrong-agreement");
    }
    if on.is_none() || !form.ok() {
        tx.rollback().await;
        return new_shown(&ctx, &form);
    }
    tx.use_form(&form.key(), &ctx.url("/control/signals")).await?;
    ctx.sent(&tx, &form).await?;
    let id = signal::add(&mut tx, &law, (&new, pair.as_ref())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/signals/{id}"), Some("control-done")))
}

/// What a page about a signal needs.
pub struct Behind {
    /// The signal.
    pub signal: Signal,
    /// The pair that it is about.
    pub pair: Option<Pair>,
    /// Name of the user.
    pub user: String,
    /// Who may go.
    pub officers: Vec<Choice>,
}

/// Reads it.
///
/// # Errors
/// When there is no such signal.
pub async fn behind(app: &App, ctx: &Ctx, id: SignalId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let signal = load::signal(&tx, id).await?;
    let pair = match signal.row.agreement_id {
        Some(id) => Some(pair_of(&tx, id).await?),
        None => None,
    };
    let user = match signal.row.person_id {
        Some(person) => people::head(&tx, person).await?.name,
        None => String::new(),
    };
    let officers = officers(&tx).await?;
    let about = signal.row.person_id.map(|person| person.0);
    tx.audit(audit::Entry::read("control-signal", id.0).about(about));
    tx.commit().await?;
    Ok(Behind { signal, pair, user, officers })
}

fn facts(ctx: &Ctx, thing: &mut Thing, behind: &Behind) {
    let Signal { row, content, .. } = &behind.signal;
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let outcome = match row.outcome.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("control-signal-outcome-{code}")).into_owned(),
    };
    let kind = ctx.t(&format!("control-signal-kind-{}", row.kind)).into_owned();
    thing.say(ctx, "control-column-kind", kind);
    thing.say(ctx, "control-via", ctx.t(&format!("control-via-{}", row.via)).into_owned());
    thing.say(ctx, "control-column-received", row.received_on.bg());
    thing.say(ctx, "control-column-due", row.due_on.bg());
    thing.say(ctx, "control-column-user", behind.user.clone());
    thing.say(ctx, "control-from", content.from.clone());
    thing.say(ctx, "control-address", content.address.clone());
    thing.say(ctx, "control-against", content.against.clone());
    thing.say(ctx, "control-about", content.about.clone());
    thing.say(ctx, "control-column-outcome", outcome);
    thing.say(ctx, "control-decided-on", day(row.decided_on));
    thing.say(ctx, "control-decision", content.decision.clone());
    thing.say(ctx, "control-action", content.action.clone());
    thing.say(ctx, "control-answered-on", day(row.answered_on));
    thing.say(ctx, "control-answer", content.answer.clone());
}

fn actions(ctx: &Ctx, behind: &Behind) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let at = |rest: &str, key: &str| {
        let path = format!("{HOME}/signals/{}{rest}", behind.signal.row.id);
        Link::new(ctx.url(&path), ctx.t(key))
    };
    match behind.signal.state {
        Signalled::Open if behind.pair.is_some() => {
            vec![at("/visit", "control-signal-visit"), at("/decide", "control-decide")]
        }
        Signalled::Open => vec![at("/decide", "control-decide")],
        Signalled::Decided => vec![at("/answer", "control-answer-do")],
        Signalled::Closed => Vec::new(),
    }
}

/// `GET /control/signals/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SignalId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let behind = behind(&app, &ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let visits = load::visits_after(&tx, id).await?;
    tx.rollback().await;
    let row = &behind.signal.row;
    let number = behind.signal.number();
    let mut thing = Thing::new(frame::page(&ctx, number.clone(), BACK), number);
    let state = behind.signal.state;
    thing.state = ctx.t(&format!("control-signal-state-{}", state.code())).into_owned();
    thing.colour = state.colour();
    let paper = row.paper_id.map(|id| ctx.url(&format!("{HOME}/papers/{id}")));
    thing.pdf = paper.unwrap_or_default();
    if state == Signalled::Open && row.due_on < app.today() {
        thing.warnings.push(ctx.ta("control-warn-late", &[("day", row.due_on.bg())]).into_owned());
    }
    facts(&ctx, &mut thing, &behind);
    thing.how = reasons(&law, SIGNAL, row.received_on);
    let lines = super::person::visit_lines(&ctx, &visits);
    let columns = super::person::VISIT_COLUMNS;
    thing.parts.push(Part::new(&ctx, "control-visits", &columns, lines));
    thing.actions = actions(&ctx, &behind);
    if let Some(pair) = &behind.pair {
        let path = format!("{HOME}/pairs/{}", pair.agreement);
        thing.links.push(Link::new(ctx.url(&path), ctx.t("control-to-pair")));
    }
    thing.shown()
}
