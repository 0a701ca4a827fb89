//! Stays of a user in hospital or in residential care as the office writes them down: also of whoever
//! has personal assistance and no service. Reports of such days are warned about; a wrong stay is
//! struck out and stays to be read.

use super::check::Stay as Days;
use super::frame::{self, HOME};
use crate::app::App;
use crate::delivery::{self, AwayId, NewStay, STAYS, Stay};
use crate::people::{self, Head, PersonId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, list_address, see};
use law::Month;

/// A stay as the page of a person shows it.
pub struct StayRow {
    /// In hospital, in residential care.
    pub what: String,
    /// From when to when.
    pub days: String,
    /// How it is known.
    pub source: String,
    /// Who wrote it down and when.
    pub by: String,
    /// Why it was struck out; empty for one that stands.
    pub struck: String,
    /// Where it is changed.
    pub change: String,
    /// Where it is struck out.
    pub strike: String,
}

fn kind_words(ctx: &Ctx, stay: &NewStay) -> String {
    ctx.t(&format!("hours-stay-{}", stay.kind)).into_owned()
}

fn days_words(ctx: &Ctx, (from, until): (Day, Option<Day>)) -> String {
    match until {
        Some(until) => format!("{} – {}", from.bg(), until.bg()),
        None => ctx.ta("hours-stay-open", &[("day", from.bg())]).into_owned(),
    }
}

/// The stays of a person as rows.
#[must_use]
pub fn rows(ctx: &Ctx, (home, known): (&str, &[Stay])) -> Vec<StayRow> {
    let row = |one: &Stay| {
        let id = one.id.to_string();
        let to = |name: &str| list_address(&format!("{home}/{name}"), &[("stay", &id)]);
        let struck = one.struck.as_ref().map(|struck| {
            let args = [("name", struck.by.clone()), ("why", struck.why.clone())];
            ctx.ta("hours-stay-struck", &args).into_owned()
        });
        StayRow {
            what: kind_words(ctx, &one.says),
            days: days_words(ctx, (one.says.from_on, one.says.until_on)),
            source: one.says.source.clone(),
            by: format!("{}, {}", one.by, one.made_on.bg()),
            struck: struck.unwrap_or_default(),
            change: to("stay"),
            strike: to("unstay"),
        }
    };
    known.iter().map(row).collect()
}

/// The stays of a month in words.
#[must_use]
pub fn words(ctx: &Ctx, stays: &[Days]) -> String {
    let all: Vec<String> = stays.iter().map(|one| days_words(ctx, (one.from, one.until))).collect();
    all.join("; ")
}

/// How many days of a month have a stay.
#[must_use]
pub fn days_in(month: Month, stays: &[Days]) -> usize {
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let days = std::iter::successors(Some(first), |day| Some(day.plus(1)));
    let days = days.take_while(|day| *day <= last);
    days.filter(|day| stays.iter().any(|stay| stay.holds(*day))).count()
}

struct Behind {
    head: Head,
    known: Vec<Stay>,
    of: Option<Stay>,
}

impl Behind {
    fn one(&self) -> Result<&Stay, Problem> {
        self.of.as_ref().ok_or(Problem::NotFound)
    }
}

/// The person with their stays, and the one of the address or of the form, which stands.
async fn behind(app: &App, ctx: &Ctx, (id, form): (PersonId, &Form)) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    let known = delivery::stays_of(&tx, id).await?;
    tx.audit(audit::Entry::read("hours-person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let of = match form.get("stay") {
        "" => None,
        text => {
            let wanted: AwayId = text.parse().map_err(|_| Problem::NotFound)?;
            let found = known.iter().find(|one| one.id == wanted && one.struck.is_none());
            Some(found.cloned().ok_or(Problem::NotFound)?)
        }
    };
    Ok(Behind { head, known, of })
}

fn record_act(ctx: &Ctx, form: &Form, of: Option<&Stay>) -> Act {
    let boxes = (ctx, form);
    let title = if of.is_some() { "hours-stay-change" } else { "hours-stay-new" };
    let hint = ctx.t("hours-stay-until-hint").into_owned();
    let act = Act::new(title, "/stay", "ui-save")
        .lead(ctx.t("hours-stay-lead"))
        .one(boxes, "kind", ("hours-stay-kind", &STAYS), |code| format!("hours-stay-{code}"))
        .day(boxes, "from", ("hours-stay-from", String::new()))
        .day(boxes, "until", ("hours-stay-until", hint))
        .area(boxes, "source", ("hours-stay-source", "hours-stay-source-hint"));
    if of.is_none() {
        return act;
    }
    act.area(boxes, "why", ("hours-stay-why", "hours-stay-why-hint")).hidden(form, "stay")
}

fn strike_act(ctx: &Ctx, form: &Form, of: &Stay) -> Act {
    let facts = [
        ("hours-stay-kind", kind_words(ctx, &of.says)),
        ("hours-stay-days", days_words(ctx, (of.says.from_on, of.says.until_on))),
        ("hours-stay-source", of.says.source.clone()),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text));
    Act::new("hours-stay-strike", "/unstay", "hours-stay-strike")
        .lead(ctx.t("hours-stay-strike-lead"))
        .facts(facts.into())
        .area((ctx, form), "why", ("hours-stay-why", ""))
        .hidden(form, "stay")
        .grave()
}

fn shown(
    ctx: &Ctx,
    act: Act,
    (behind, today): (&Behind, Day),
    form: &Form,
) -> Result<Response, Problem> {
    let title = format!("{}: {}", ctx.t(act.title()), behind.head.name);
    let page = frame::page(ctx, title, Month::of(today.0));
    let home = format!("{HOME}/people/{}", behind.head.id);
    let version = behind.of.as_ref().map_or(0, |one| one.version);
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /worktime/people/{id}/stay?stay=`: a stay is written down, or one changed.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, &form)).await?;
    let fresh = match &behind.of {
        None => Form::filled(ctx.lang, day_values("from", Some(app.today()))),
        Some(one) => {
            let mut values = day_values("from", Some(one.says.from_on));
            values.extend(day_values("until", one.says.until_on));
            let fresh = Form::filled(ctx.lang, values).with("kind", &one.says.kind);
            fresh.with("source", &one.says.source).with("stay", &one.id.to_string())
        }
    };
    let fresh = ctx.resumed(fresh, &["stay"]).await?;
    let act = record_act(&ctx, &fresh, behind.of.as_ref());
    shown(&ctx, act, (&behind, app.today()), &fresh)
}

/// What was typed of a stay, and why the one before it was wrong.
fn read(form: &mut Form, behind: &Behind) -> Option<(NewStay, String)> {
    let kind = chosen(form, "kind", &STAYS);
    let (from_on, until_on) = (form.day("from"), form.day_optional("until"));
    let source = form.required("source", 500);
    let why = form.optional("why", 500);
    let new = NewStay { kind, from_on: from_on?, until_on, source };
    if until_on.is_some_and(|until| until < new.from_on) {
        form.wrong("until", "delivery-away-wrong");
    }
    if behind.head.died_on.is_some_and(|died| new.from_on > died) {
        form.wrong("from", "hours-stay-died");
    }
    if delivery::stay_overlaps(&behind.known, &new, behind.of.as_ref().map(|one| one.id)) {
        form.wrong("from", "delivery-stay-twice");
    }
    let is_end = |old: &Stay| delivery::stay_only_ends(&old.says, &new);
    if why.is_empty() && behind.of.as_ref().is_some_and(|old| !is_end(old)) {
        form.wrong("why", "delivery-stay-why");
    }
    form.ok().then_some((new, why))
}

/// `POST /worktime/people/{id}/stay`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, &form)).await?;
    let Some((new, why)) = read(&mut form, &behind) else {
        let act = record_act(&ctx, &form, behind.of.as_ref());
        return shown(&ctx, act, (&behind, app.today()), &form);
    };
    let back = format!("{HOME}/people/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    match &behind.of {
        None => {
            delivery::add_stay(&mut tx, id, &new).await?;
        }
        Some(old) => {
            let of = (old.id, form.version_or(old.version));
            delivery::change_stay(&mut tx, id, of, (&new, &why)).await?;
        }
    }
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-stay-saved")))
}

/// `GET /worktime/people/{id}/unstay?stay=`.
pub async fn strike_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, &form)).await?;
    let one = behind.one()?;
    let fresh = Form::empty(ctx.lang).with("stay", &one.id.to_string());
    let fresh = ctx.resumed(fresh, &["stay"]).await?;
    let act = strike_act(&ctx, &fresh, one);
    shown(&ctx, act, (&behind, app.today()), &fresh)
}

/// `POST /worktime/people/{id}/unstay`: a wrong stay is struck out.
pub async fn strike(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, (id, &form)).await?;
    let one = behind.one()?;
    let why = form.required("why", 500);
    if !form.ok() {
        let act = strike_act(&ctx, &form, one);
        return shown(&ctx, act, (&behind, app.today()), &form);
    }
    let back = format!("{HOME}/people/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let of = (one.id, form.version_or(one.version));
    delivery::strike_stay(&mut tx, id, of, &why).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("hours-stay-struck-out")))
}
