//! Compositions on the screen: the list, one with its members and whom nobody stands for, entering
//! and ending one.

use super::declare::silent_until;
use super::frame::{self, HOME, LINE, TEXT};
use super::rules;
use super::store::council_mandate;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::term::{self, Member, NewMandate};
use super::{MandateId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::Link;

/// The way back of pages below compositions.
pub const BACK: (&str, &str) = ("/mandates", "council-mandates");
const COLUMNS: [&str; 4] = ["decision", "decided", "from", "until"];
const MEMBERS: [&str; 5] = ["member", "body", "role", "from", "until"];

/// Where a composition stands; words have the key `council-mandate-<code>`.
fn state(row: &council_mandate::Model, today: Day) -> (&'static str, &'static str) {
    match (term::holds(row, today), row.starts_on > today) {
        (true, _) => ("holds", "green"),
        (_, true) => ("ahead", "blue"),
        _ => ("over", "grey"),
    }
}

/// `GET /council/mandates`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = term::mandates(&tx).await?;
    tx.audit(audit::Entry::list("council-mandates"));
    tx.commit().await?;
    let today = app.today();
    let line = |row: &council_mandate::Model| {
        let (word, colour) = state(row, today);
        Line {
            href: ctx.url(&format!("{HOME}/mandates/{}", row.id)),
            cells: vec![
                Cell::new(row.decision.clone()),
                Cell::day(Some(row.decided_on)),
                Cell::day(Some(row.starts_on)),
                Cell::day(Some(row.ended_on.unwrap_or(row.ends_on))),
            ],
            word: ctx.t(&format!("council-mandate-{word}")).into_owned(),
            colour,
        }
    };
    let mut list = List::new(BACK, &COLUMNS, all.iter().map(line).collect());
    list.lead = ctx.t("council-mandates-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/council/mandates/new");
        list.actions.push(Link::new(new, ctx.t("council-mandate-new")));
    }
    table::shown(&ctx, form, list)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-mandate-new", "/new", "ui-save")
        .lead(ctx.t("council-mandate-lead"))
        .line(both, "decision", "council-column-decision")
        .day(both, "decided", ("council-column-decided", String::new()))
        .day(both, "from", ("council-column-from", String::new()))
        .day(both, "until", ("council-column-until", ctx.t("council-until-hint").into_owned()))
        .area(both, "note", ("council-note", ""));
    let page = frame::page(ctx, ctx.t("council-mandate-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/mandates"), version: 0 }, form)
}

/// `GET /council/mandates/new`: the term that the rules give is filled in.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = app.today();
    let rules = rules::on(&tx, today).await?;
    tx.audit(audit::Entry::list("council-mandates"));
    tx.commit().await?;
    let until = rules::months_after(today, rules.term_months).plus(-1);
    let mut values = day_values("from", Some(today));
    values.extend(day_values("until", Some(until)));
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /council/mandates/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let today = app.today();
    let decision = form.required("decision", LINE);
    let decided_on = form.day("decided");
    if decided_on.is_some_and(|day| day > today) {
        form.wrong("decided", "council-wrong-future");
    }
    let (from, to) = (form.day("from"), form.day("until"));
    let note = form.optional("note", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    if let (Some(from), Some(to)) = (from, to) {
        let rules = rules::on(&tx, from).await?;
        let last = rules::months_after(from, rules.term_months);
        if to < from {
            form.wrong("until", "council-wrong-order");
        } else if to > last {
            let args = [("months", rules.term_months.to_string()), ("day", last.bg())];
            let text = ctx.ta("council-wrong-long-term", &args).into_owned();
            form.wrong_text("until", text);
        }
    }
    let (Some(decided_on), Some(from), Some(to), true) = (decided_on, from, to, form.ok()) else {
        tx.audit(audit::Entry::list("council-mandates"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url("/council/mandates")).await?;
    let new = NewMandate { decision, decided_on, from, to, note };
    let id = term::add_mandate(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/mandates/{id}"), Some("council-done")))
}

/// The name of a composition.
#[must_use]
pub fn title(ctx: &Ctx, row: &council_mandate::Model) -> String {
    ctx.ta("council-mandate-title", &[("decision", row.decision.clone())]).into_owned()
}

fn member_lines(ctx: &Ctx, (all, today): (&[Member], Day)) -> Vec<Line> {
    let line = |one: &Member| {
        let row = &one.row;
        let (word, colour) = match (row.ended_on, one.is_in(today), row.kind.as_str()) {
            (Some(_), false, _) => (format!("council-ended-{}", row.ended_how), "grey"),
            (_, _, "reserve") => ("council-kind-reserve".to_owned(), "yellow"),
            (_, false, _) => ("council-mandate-ahead".to_owned(), "blue"),
            _ => ("council-kind-main".to_owned(), "green"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/members/{}", row.id)),
            cells: vec![
                Cell::new(one.content.name.clone()),
                Cell::new(ctx.t(&format!("council-body-{}", row.body))),
                Cell::new(ctx.t(&format!("council-role-{}", row.role))),
                Cell::day(Some(row.starts_on)),
                Cell::new(row.ended_on.map(Day::bg).unwrap_or_default()),
            ],
            word: ctx.t(&word).into_owned(),
            colour,
        }
    };
    all.iter().map(line).collect()
}

/// Whom nobody stands for, in words.
fn missing(ctx: &Ctx, (all, day): (&[Member], Day)) -> Option<String> {
    let missing = term::missing_bodies(all, day);
    let words = missing.iter().map(|code| ctx.t(&format!("council-body-{code}")).into_owned());
    let args = [("bodies", words.collect::<Vec<_>>().join("; "))];
    (!missing.is_empty()).then(|| ctx.ta("council-warn-bodies", &args).into_owned())
}

/// `GET /council/mandates/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MandateId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = term::mandate(&tx, id).await?;
    let all = term::members(&tx, id).await?;
    let day = today.clamp(row.starts_on, row.ends_on.max(row.starts_on));
    let rules = rules::on(&tx, day).await?;
    tx.audit(audit::Entry::read("council-mandate", id.0));
    tx.commit().await?;
    let (word, colour) = state(&row, today);
    let title = title(&ctx, &row);
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    thing.number = format!("{} – {}", row.starts_on.bg(), row.ends_on.bg());
    thing.state = ctx.t(&format!("council-mandate-{word}")).into_owned();
    thing.colour = colour;
    thing.say(&ctx, "council-column-decided", row.decided_on.bg());
    thing.say(&ctx, "council-note", row.note.clone());
    let voting = all.iter().filter(|one| one.has_vote() && one.is_in(today)).count();
    let args = [
        ("count", voting.to_string()),
        ("rule", rules.members.to_string()),
        ("extra", rules.extra_needed(i64::try_from(voting).unwrap_or(0)).to_string()),
    ];
    thing.say(&ctx, "council-voting", ctx.ta("council-voting-words", &args));
    thing.warnings.extend(missing(&ctx, (&all, day)));
    if let Some(last) = all.first().map(|one| silent_until(one, &row, &rules)) {
        thing.say(&ctx, "council-silent", last.bg());
    }
    thing.parts.push(Part::new(
        &ctx,
        "council-members",
        &MEMBERS,
        member_lines(&ctx, (&all, today)),
    ));
    if ctx.actor.may(WRITE) && word != "over" {
        let at = |rest: &str, key: &str| {
            Link::new(ctx.url(&format!("{HOME}/mandates/{id}{rest}")), ctx.t(key))
        };
        thing.actions.push(at("/members", "council-member-new"));
        thing.actions.push(at("/end", "council-mandate-end"));
    }
    thing.shown()
}

fn end_shown(ctx: &Ctx, form: &Form, row: &council_mandate::Model) -> Result<Response, Problem> {
    let act = Act::new("council-mandate-end", "/end", "council-mandate-end")
        .lead(ctx.t("council-mandate-end-lead"))
        .grave()
        .day((ctx, form), "day", ("council-column-until", String::new()))
        .area((ctx, form), "why", ("council-why", ""));
    let page = frame::page(ctx, ctx.t("council-mandate-end"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/mandates/{}", row.id), version }, form)
}

/// `GET /council/mandates/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MandateId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = term::mandate(&tx, id).await?;
    tx.audit(audit::Entry::read("council-mandate", id.0));
    tx.commit().await?;
    end_shown(&ctx, &Form::empty(ctx.lang), &row)
}

/// `POST /council/mandates/{id}/end`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MandateId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let day = form.day("day");
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = term::mandate(&tx, id).await?;
    if day.is_some_and(|day| day < row.starts_on || day > row.ends_on) {
        form.wrong("day", "council-wrong-in-term");
    }
    let (Some(day), true) = (day, form.ok()) else {
        tx.audit(audit::Entry::read("council-mandate", id.0));
        tx.commit().await?;
        return end_shown(&ctx, &form, &row);
    };
    let home = format!("{HOME}/mandates/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    term::end_mandate(&mut tx, (&row, form.version_or(row.version)), (day, &why)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-done")))
}
