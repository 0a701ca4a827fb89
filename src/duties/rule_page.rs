//! The duties of the rules on the screen: the list, one with its versions, a new version, from when the
//! calendar is kept.

use super::WRITE;
use super::frame::{self, HOME, LINE, TEXT};
use super::keep::{self, NewVersion};
use super::list_page::acts;
use super::load;
use super::rule::{self, Duty, Every, Kept, in_force, is_day};
use super::store::{duty_start, duty_version};
use super::table::{self, Cell, Line, List, Part, Thing};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Problem, choices, day_values, see};
use std::collections::HashMap;
use ui::{Choice, Link};

const COLUMNS: [&str; 5] = ["duty", "act", "every", "term", "owner"];
const VERSIONS: [&str; 5] = ["from", "owner", "own", "note", "who"];
const BACK: (&str, &str) = ("/rules", "duties-rules");
/// Whether a municipality owes a duty; words have the key `duties-applies-<code>`.
const APPLIES: [&str; 2] = ["yes", "no"];
/// How sure a rule is; words have the key `duties-confidence-<code>`.
const SURE: [&str; 3] = ["V", "M", "C"];

fn known(code: &str) -> Result<&'static Duty, Problem> {
    rule::duty(code).ok_or(Problem::NotFound)
}

/// A day as the file of duties and the municipality write it, in words: `07-20` is a day of the year,
/// `5` a day of the month, or a number of working days after an event.
fn day_words(ctx: &Ctx, duty: &Duty, day: &str) -> String {
    match (duty.every, day.split_once('-')) {
        (Every::Year, Some((month, day))) => format!("{day}.{month}"),
        (Every::Month, _) => ctx.ta("duties-term-of-month", &[("day", day)]).into_owned(),
        (Every::Event, _) => ctx.ta("duties-term-working-days", &[("days", day)]).into_owned(),
        (Every::Year, None) => day.to_owned(),
    }
}

/// When a duty is owed, in words: the rule of the law, or the day of its own.
fn term_words(ctx: &Ctx, duty: &Duty, own: Option<&Kept>) -> String {
    let own = own.map(|own| own.own_day.as_str()).filter(|text| !text.is_empty());
    match own.filter(|_| duty.is_open()) {
        Some(day) => ctx.ta("duties-term-own", &[("day", day_words(ctx, duty, day))]).into_owned(),
        None if !duty.term.is_empty() => {
            ctx.ta("duties-term-law", &[("rule", duty.term.as_str())]).into_owned()
        }
        None => ctx.ta("duties-term-day", &[("day", day_words(ctx, duty, &duty.day))]).into_owned(),
    }
}

fn name_of(ctx: &Ctx, names: &HashMap<AccountId, String>, id: Option<AccountId>) -> String {
    let name = id.and_then(|id| names.get(&id).cloned());
    name.unwrap_or_else(|| ctx.t("duties-nobody").into_owned())
}

/// `GET /duties/rules?act=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let kept = load::kept(&load::versions(&tx).await?);
    let start = load::start(&tx).await?;
    let (_, names) = frame::people(&tx).await?;
    tx.audit(Entry::list("duty-rules"));
    tx.commit().await?;
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    let wanted = |one: &&Duty| asked("act", &one.act) && asked("state", &one.confidence);
    let line = |duty: &Duty| {
        let own = in_force(&kept, &duty.code, today);
        let is_owed = own.is_none_or(|own| own.applies);
        let word = match is_owed {
            true => format!("duties-confidence-{}", duty.confidence),
            false => "duties-applies-no".to_owned(),
        };
        Line {
            href: ctx.url(&format!("{HOME}/codes/{}", duty.code)),
            cells: vec![
                Cell::new(duty.title.clone()),
                Cell::new(duty.act.clone()),
                Cell::new(ctx.t(&format!("duties-every-{}", duty.every.code()))),
                Cell::new(term_words(&ctx, duty, own)),
                Cell::new(name_of(&ctx, &names, own.and_then(|own| own.owner))),
            ],
            word: ctx.t(&word).into_owned(),
            colour: if is_owed { "blue" } else { "grey" },
        }
    };
    let lines = rule::book().duties.iter().filter(wanted).map(line).collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = match start {
        Some(row) => ctx.ta("duties-rules-since", &[("day", row.from_on.bg())]).into_owned(),
        None => ctx.t("duties-rules-lead").into_owned(),
    };
    list.states = choices(&ctx, &SURE, form.get("state"), |c| format!("duties-confidence-{c}"));
    let act = ctx.t("duties-column-act").into_owned();
    list.picks = vec![("act", act, acts(form.get("act")))];
    if ctx.actor.may(WRITE) {
        let start = ctx.url(&format!("{HOME}/start"));
        list.actions.push(Link::new(start, ctx.t("duties-start")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /duties/codes/{code}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let duty = known(&code)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut rows = load::versions(&tx).await?;
    let (_, names) = frame::people(&tx).await?;
    tx.audit(Entry::new("read", "duty-rule", &code));
    tx.commit().await?;
    rows.retain(|row| row.code == code);
    let all = load::kept(&rows);
    let now = in_force(&all, &code, app.today());
    let edit = ctx.url(&format!("{HOME}/codes/{code}/edit"));
    let line = |row: &duty_version::Model| Line {
        href: edit.clone(),
        cells: vec![
            Cell::day(Some(row.valid_from)),
            Cell::new(name_of(&ctx, &names, row.owner_id)),
            Cell::new(match row.own_day.is_empty() {
                true => String::new(),
                false => day_words(&ctx, duty, &row.own_day),
            }),
            Cell::new(row.why.clone()),
            Cell::new(row.account_name.clone()),
        ],
        word: ctx.t(if row.applies { "duties-applies-yes" } else { "duties-applies-no" }).into(),
        colour: if row.applies { "green" } else { "grey" },
    };
    let mut thing = Thing::new(frame::page(&ctx, duty.title.clone(), BACK), duty.title.clone());
    thing.state = ctx.t(&format!("duties-confidence-{}", duty.confidence)).into_owned();
    thing.say(&ctx, "duties-who", duty.who.clone());
    thing.say(&ctx, "duties-column-articles", duty.articles.join("; "));
    thing.say(&ctx, "duties-column-every", ctx.t(&format!("duties-every-{}", duty.every.code())));
    thing.say(&ctx, "duties-column-term", term_words(&ctx, duty, now));
    thing.say(&ctx, "duties-trigger", duty.trigger.clone());
    thing.say(&ctx, "duties-proof", duty.proof.clone());
    thing.parts =
        vec![Part::new(&ctx, "duties-versions", &VERSIONS, rows.iter().map(line).collect())];
    if ctx.actor.may(WRITE) {
        thing.actions.push(Link::new(edit.clone(), ctx.t("duties-version-new")));
    }
    thing.links.push(Link::new(ctx.url(&duty.path), ctx.t("duties-link-work")));
    thing.shown()
}

fn edit_shown(
    ctx: &Ctx,
    (duty, people): (&Duty, Vec<Choice>),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let owner = ctx.t("duties-column-owner").into_owned();
    let mut act = Act::new("duties-version-new", "/edit", "ui-save")
        .facts(vec![(ctx.t("duties-column-duty").into_owned(), duty.title.clone())])
        .day(both, "from", ("duties-column-from", String::new()))
        .choice(both, "owner", (owner, people))
        .one(both, "applies", ("duties-applies", &APPLIES), |c| format!("duties-applies-{c}"));
    if duty.is_open() {
        let label = ctx.t(&format!("duties-own-{}", duty.every.code())).into_owned();
        act = act.said(both, "own", label);
    }
    act = act.area(both, "why", ("duties-why", ""));
    let page = frame::page(ctx, ctx.t("duties-version-new"), BACK);
    let home = format!("{HOME}/codes/{}", duty.code);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /duties/codes/{code}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let duty = known(&code)?;
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::kept(&load::versions(&tx).await?);
    let (people, _) = frame::people(&tx).await?;
    tx.audit(Entry::new("read", "duty-rule", &code));
    tx.commit().await?;
    let now = in_force(&all, &code, today);
    let owner = now.and_then(|own| own.owner).map(|id| id.to_string()).unwrap_or_default();
    let applies = APPLIES[usize::from(now.is_some_and(|own| !own.applies))];
    let own = now.map(|own| own.own_day.clone()).unwrap_or_default();
    let mut filled = day_values("from", Some(today));
    filled.extend(
        [("owner", owner), ("applies", applies.to_owned()), ("own", own)]
            .map(|(name, value)| (name.to_owned(), value)),
    );
    edit_shown(&ctx, (duty, people), &Form::filled(ctx.lang, filled))
}

fn read(form: &mut Form, (duty, people): (&Duty, &[Choice])) -> Option<NewVersion> {
    let from = form.day("from");
    let owner: Option<AccountId> = form.parsed_optional("owner", "form-choose");
    if owner.is_some_and(|id| people.iter().all(|one| one.value != id.to_string())) {
        form.wrong("owner", "form-choose");
    }
    let applies = kit::web::chosen(form, "applies", &APPLIES);
    let own_day = form.optional("own", LINE);
    let may_own = duty.is_open() && is_day(duty.every, &own_day);
    if !own_day.is_empty() && !may_own {
        form.wrong("own", "duties-wrong-own");
    }
    let why = form.optional("why", TEXT);
    // What the law fixes is put aside only with a reason.
    if applies == APPLIES[1] && why.is_empty() {
        form.wrong("why", "form-required");
    }
    let (code, applies) = (duty.code.clone(), applies == APPLIES[0]);
    Some(NewVersion { code, from: from?, owner, own_day, applies, why })
}

/// `POST /duties/codes/{code}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let duty = known(&code)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let (people, _) = frame::people(&tx).await?;
    let new = read(&mut form, (duty, &people));
    let (Some(new), true) = (new, form.ok()) else {
        tx.audit(Entry::new("read", "duty-rule", &code));
        tx.commit().await?;
        return edit_shown(&ctx, (duty, people), &form);
    };
    let home = format!("{HOME}/codes/{code}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep::version(&mut tx, new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

fn start_shown(
    ctx: &Ctx,
    old: Option<&duty_start::Model>,
    form: &Form,
) -> Result<Response, Problem> {
    let version = form.version_or(old.map_or(0, |row| row.version));
    let page = frame::page(ctx, ctx.t("duties-start"), BACK);
    Act::new("duties-start", "/start", "ui-save")
        .lead(ctx.t("duties-start-lead"))
        .day((ctx, form), "from", ("duties-column-from", String::new()))
        .shown(ctx, Around { page, home: HOME.to_owned(), version }, form)
}

/// `GET /duties/start`.
pub async fn start_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let old = load::start(&tx).await?;
    tx.audit(Entry::list("duty-rules"));
    tx.commit().await?;
    let from = old.as_ref().map_or_else(|| app.today(), |row| row.from_on);
    start_shown(&ctx, old.as_ref(), &Form::filled(ctx.lang, day_values("from", Some(from))))
}

/// `POST /duties/start`.
pub async fn start_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let from = form.day("from");
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut old = load::start(&tx).await?;
    let (Some(from), true) = (from, form.ok()) else {
        tx.audit(Entry::list("duty-rules"));
        tx.commit().await?;
        return start_shown(&ctx, old.as_ref(), &form);
    };
    if let Some(row) = &mut old {
        row.version = form.version_or(row.version);
    }
    let home = format!("{HOME}/rules");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep::start(&mut tx, old.as_ref(), from).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}
