//! The moves of a check on the screen, each as a short form: order, beginning and end of the visit, report,
//! sending, letter to АКСУ, closing, calling off.

use super::CheckId;
use super::check::{self, Span};
use super::check_form::{Behind, around, behind, within};
use super::content::Of;
use super::course::{State, begin_refused, end_refused};
use super::frame::{self, LINE, Press, TEXT};
use super::load;
use crate::app::App;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Problem, day_values, see};
use law::Law;

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The order of the mayor.
    Order,
    /// The visit begins.
    Begin,
    /// The visit is over.
    End,
    /// The report.
    Report,
    /// The report was sent.
    Send,
    /// The letter to АКСУ.
    Agency,
    /// The check is over.
    Close,
    /// The check is called off.
    Cancel,
}

impl Deed {
    fn act(self) -> Act {
        match self {
            Deed::Order => Act::new("oversight-do-order", "/order", "oversight-do-order"),
            Deed::Begin => Act::new("oversight-do-begin", "/begin", "oversight-do-begin"),
            Deed::End => Act::new("oversight-do-end", "/end", "oversight-do-end"),
            Deed::Report => Act::new("oversight-do-report", "/report", "oversight-do-report"),
            Deed::Send => Act::new("oversight-do-send", "/send", "oversight-do-send"),
            Deed::Agency => Act::new("oversight-do-agency", "/agency", "oversight-do-agency"),
            Deed::Close => Act::new("oversight-do-close", "/close", "oversight-do-close"),
            Deed::Cancel => Act::new("oversight-do-cancel", "/cancel", "oversight-do-cancel"),
        }
    }

    fn lead(self) -> &'static str {
        match self {
            Deed::Order => "oversight-lead-order",
            Deed::Begin => "oversight-lead-begin",
            Deed::End => "oversight-lead-end",
            Deed::Report => "oversight-lead-report",
            Deed::Send => "oversight-lead-send",
            Deed::Agency => "oversight-lead-agency",
            Deed::Close => "oversight-lead-close",
            Deed::Cancel => "oversight-lead-cancel",
        }
    }
}

fn boxes(ctx: &Ctx, form: &Form, deed: Deed) -> Act {
    let both = (ctx, form);
    let act = deed.act().lead(ctx.t(deed.lead()));
    let day = |act: Act, name: &str, label: &str| act.day(both, name, (label, String::new()));
    match deed {
        Deed::Order => {
            let act = act
                .area(both, "basis", ("oversight-basis", "oversight-basis-hint"))
                .area(both, "scope", ("oversight-scope", ""))
                .area(both, "people", ("oversight-people", "oversight-people-hint"))
                .line(both, "experts", "oversight-experts")
                .line(both, "place", "oversight-place");
            day(day(act, "from", "oversight-from"), "to", "oversight-to")
        }
        Deed::Begin => day(act, "on", "oversight-began").line(both, "present", "oversight-present"),
        Deed::End => day(act, "on", "oversight-ended"),
        Deed::Report => act.area(both, "other", ("oversight-report-other", "")).area(
            both,
            "copies",
            ("oversight-report-copies", ""),
        ),
        Deed::Send => day(act, "on", "oversight-sent"),
        Deed::Cancel => act.grave().area(both, "why", ("oversight-why", "")),
        Deed::Agency | Deed::Close => act,
    }
}

/// The days that the law counts, with how they were counted.
fn facts(ctx: &Ctx, law: &Law, (behind, deed): (&Behind, Deed)) -> Vec<(String, String)> {
    let row = &behind.check.row;
    let of = match deed {
        Deed::Report => (frame::REPORT, row.ended_on, row.due_on),
        Deed::Agency => (frame::AGENCY, row.reported_on, row.agency_due_on),
        _ => return Vec::new(),
    };
    let (rule, from, due) = of;
    let (Some(from), Some(due)) = (from, due) else { return Vec::new() };
    let how = frame::steps(law, rule, from).join(" ");
    vec![
        (ctx.t("oversight-column-due").into_owned(), due.bg()),
        (ctx.t("oversight-how").into_owned(), how),
    ]
}

fn shown(
    ctx: &Ctx,
    law: &Law,
    (behind, deed): (&Behind, Deed),
    form: &Form,
) -> Result<Response, Problem> {
    let act = boxes(ctx, form, deed).facts(facts(ctx, law, (behind, deed)));
    let title = act.title();
    act.shown(ctx, around(ctx, (behind, form), title), form)
}

fn fresh((behind, deed): (&Behind, Deed), today: Day) -> Vec<(String, String)> {
    let of = &behind.check.content;
    let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    match deed {
        Deed::Order => vec![text("basis", &of.basis)],
        Deed::Begin | Deed::End | Deed::Send => day_values("on", Some(today)),
        _ => Vec::new(),
    }
}

/// Shows the form of a move.
///
/// # Errors
/// When there is no such check.
pub async fn ask(app: &App, ctx: &Ctx, (id, deed): (CheckId, Deed)) -> Result<Response, Problem> {
    let behind = behind(app, ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let form = Form::filled(ctx.lang, fresh((&behind, deed), app.today()));
    shown(ctx, &law, (&behind, deed), &form)
}

/// What was typed.
#[derive(Default)]
struct Typed {
    content: Of,
    on: Option<Day>,
    span: Option<Span>,
    why: String,
}

fn read(form: &mut Form, (behind, deed): (&Behind, Deed)) -> Typed {
    let mut typed = Typed { content: behind.check.content.clone(), ..Typed::default() };
    match deed {
        Deed::Order => {
            typed.content.basis = form.required("basis", TEXT);
            typed.content.scope = form.required("scope", TEXT);
            typed.content.people = form.required("people", TEXT);
            typed.content.experts = form.optional("experts", LINE);
            typed.content.place = form.required("place", LINE);
            let (from, to) = (form.day("from"), form.day("to"));
            typed.span = from.zip(to).map(|(from, to)| Span { from, to });
        }
        Deed::Begin => {
            typed.on = form.day("on");
            typed.content.present = form.required("present", LINE);
        }
        Deed::End | Deed::Send => typed.on = form.day("on"),
        Deed::Report => {
            typed.content.other = form.optional("other", TEXT);
            typed.content.copies = form.optional("copies", TEXT);
        }
        Deed::Cancel => typed.why = form.required("why", TEXT),
        Deed::Agency | Deed::Close => {}
    }
    typed
}

/// What the moves would refuse, told beside its box.
async fn check_day(
    tx: &Tx,
    form: &mut Form,
    (behind, deed, typed): (&Behind, Deed, &Typed),
) -> Result<(), Problem> {
    let (row, state, today) = (&behind.check.row, behind.check.state, tx.today());
    if deed == Deed::Order
        && let Some(span) = typed.span
    {
        if span.from < today {
            form.wrong("from", "oversight-refused-span");
        }
        if span.to < span.from {
            form.wrong("to", "oversight-refused-span");
        }
    }
    let Some(on) = typed.on else { return Ok(()) };
    let wrong = match deed {
        Deed::Begin if state == State::Ordered => begin_refused(state, row.ordered_on, (on, today)),
        Deed::End if state == State::Visiting => {
            let found = load::findings(tx, row.id).await?;
            let results: Vec<&str> = found.values().map(|one| one.row.result.as_str()).collect();
            end_refused((state, row.began_on), (on, today), &results)
        }
        Deed::Send if on > today || row.reported_on.is_some_and(|reported| on < reported) => {
            Some("oversight-refused-day")
        }
        _ => None,
    };
    if let Some(key) = wrong {
        form.wrong("on", key);
    }
    Ok(())
}

async fn made(
    tx: &mut Tx,
    (law, press): (&Law, &Press),
    (behind, deed, typed): (&Behind, Deed, &Typed),
) -> Result<(), Problem> {
    let check = &behind.check;
    let names = behind.names();
    let state = Problem::Impossible("oversight-refused-state");
    match deed {
        Deed::Order => {
            let span = typed.span.ok_or(state)?;
            check::order(tx, (law, press), check, (span, &typed.content, names)).await
        }
        Deed::Begin => {
            let on = typed.on.ok_or(state)?;
            check::begin(tx, law, check, (on, &typed.content.present)).await
        }
        Deed::End => check::end(tx, law, check, typed.on.ok_or(state)?).await,
        Deed::Report => check::report(tx, (law, press), check, (&typed.content, names)).await,
        Deed::Send => check::send(tx, check, typed.on.ok_or(state)?).await,
        Deed::Agency => check::tell_agency(tx, press, check, names).await,
        Deed::Close => check::close(tx, check).await,
        Deed::Cancel => check::cancel(tx, check, &typed.why).await,
    }
}

/// Makes a move, or shows its form again.
///
/// # Errors
/// When the move is not possible.
pub async fn done(
    app: &App,
    (ctx, headers): (&Ctx, &HeaderMap),
    (id, deed, mut form): (CheckId, Deed, Form),
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let press = Press::here(app, ctx, headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut behind = within(&tx, id).await?;
    let typed = read(&mut form, (&behind, deed));
    if form.ok() {
        check_day(&tx, &mut form, (&behind, deed, &typed)).await?;
    }
    if !form.ok() {
        tx.audit(Entry::read("oversight-check", id.0));
        tx.commit().await?;
        return shown(ctx, &law, (&behind, deed), &form);
    }
    behind.check.row.version = form.version_or(behind.check.row.version);
    let home = behind.check.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    made(&mut tx, (&law, &press), (&behind, deed, &typed)).await?;
    tx.commit().await?;
    // Whoever begins a visit goes on to the tablet.
    let next = if deed == Deed::Begin { format!("{home}/tablet") } else { home };
    Ok(see(ctx, &next, Some("oversight-done")))
}
