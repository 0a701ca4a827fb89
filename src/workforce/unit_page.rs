//! Units on the screen: as a tree with their posts and people, entered and changed.

use super::door::on_day;
use super::frame::{self, HOME};
use super::load::{self, Known, Unit};
use super::office::{self, NewUnit};
use super::table::{self, Cell, Line, List};
use super::{UnitId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use std::collections::HashMap;
use ui::{Choice, Link};

const COLUMNS: [&str; 5] = ["unit", "above", "posts", "places", "people"];
const BACK: (&str, &str) = ("/units", "workforce-units");
/// So deep a tree is drawn.
const DEEPEST: usize = 12;

/// The units in the order of the tree, each with its depth.
#[must_use]
pub fn tree(all: &[Unit]) -> Vec<(usize, &Unit)> {
    fn below<'a>(
        all: &'a [Unit],
        (parent, depth): (Option<UnitId>, usize),
        found: &mut Vec<(usize, &'a Unit)>,
    ) {
        if depth > DEEPEST {
            return;
        }
        for one in all.iter().filter(|one| one.parent_id == parent) {
            found.push((depth, one));
            below(all, (Some(one.id), depth + 1), found);
        }
    }
    let mut found = Vec::new();
    below(all, (None, 0), &mut found);
    found
}

async fn lines(app: &App, ctx: &Ctx, what: audit::Entry) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let units = load::units(&tx).await?;
    let known = Known::read(&tx).await?;
    let appointments = load::appointments(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let today = app.today();
    let mut people: HashMap<UnitId, i64> = HashMap::new();
    for one in on_day(&appointments, today).values() {
        if let Some(post) = known.posts.get(&one.post_id) {
            *people.entry(post.unit_id).or_default() += 1;
        }
    }
    let line = |(depth, one): (usize, &Unit)| {
        let posts = || known.posts.values().filter(|post| post.unit_id == one.id);
        let is_open = one.until_on.is_none_or(|until| until >= today);
        let word = if is_open { "workforce-state-now" } else { "workforce-state-over" };
        Line {
            href: ctx.url(&format!("{HOME}/units/{}", one.id)),
            cells: vec![
                Cell::new(format!("{}{}", "– ".repeat(depth), one.name)),
                Cell::new(one.parent_id.map(|id| known.unit(id)).unwrap_or_default()),
                Cell::number(i64::try_from(posts().count()).unwrap_or(0)),
                Cell::number(posts().map(|post| post.places).sum::<i32>()),
                Cell::number(people.get(&one.id).copied().unwrap_or(0)),
            ],
            word: ctx.t(word).into_owned(),
            colour: if is_open { "green" } else { "grey" },
        }
    };
    Ok(tree(&units).into_iter().map(line).collect())
}

/// `GET /workforce/units`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, audit::Entry::list("workforce-unit")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("workforce-units-lead").into_owned();
    list.file = "/units.csv".to_owned();
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/units/new"));
        list.actions.push(Link::new(new, ctx.t("workforce-unit-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /workforce/units.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "workforce-unit", "list");
    let lines = lines(&app, &ctx, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "units"), lines)
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (all, one): (&[Unit], Option<&Unit>),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let others = tree(all).into_iter().filter(|(_, unit)| one.is_none_or(|one| one.id != unit.id));
    let above = others.map(|(depth, unit)| {
        Choice::new(unit.id.to_string(), format!("{}{}", "– ".repeat(depth), unit.name))
    });
    let (title, rest, home, version) = match one {
        Some(one) => ("workforce-unit-edit", "", format!("{HOME}/units/{}", one.id), one.version),
        None => ("workforce-unit-new", "/new", format!("{HOME}/units"), 0),
    };
    let act = Act::new(title, rest, "ui-save")
        .line(both, "name", "workforce-unit-name")
        .choice(both, "above", (ctx.t("workforce-column-above").into_owned(), above.collect()))
        .day(both, "from", ("workforce-column-from", String::new()))
        .day(both, "until", ("workforce-until", ctx.t("workforce-until-hint").into_owned()));
    let page = frame::page(ctx, ctx.t(title), BACK);
    act.shown(ctx, Around { page, home, version: form.version_or(version) }, form)
}

fn typed(form: &mut Form) -> Option<NewUnit> {
    let name = form.required("name", 200);
    let parent = form.parsed_optional("above", "form-choose");
    let (from, until) = (form.day("from"), form.day_optional("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "workforce-wrong-span");
    }
    let from = from.filter(|_| form.ok())?;
    Some(NewUnit { parent, name, span: (from, until) })
}

/// `GET /workforce/units/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::units(&tx).await?;
    tx.audit(audit::Entry::list("workforce-unit"));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("from", Some(app.today())));
    shown(&ctx, &form, (&all, None))
}

/// `POST /workforce/units/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let Some(new) = new else {
        let all = load::units(&tx).await?;
        tx.rollback().await;
        return shown(&ctx, &form, (&all, None));
    };
    let home = format!("{HOME}/units");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    office::add_unit(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// `GET /workforce/units/{id}`: a unit is changed where it is looked at.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UnitId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::unit(&tx, id).await?;
    let all = load::units(&tx).await?;
    tx.audit(audit::Entry::read("workforce-unit", id.0));
    tx.commit().await?;
    let mut values = day_values("from", Some(one.from_on));
    values.extend(day_values("until", one.until_on));
    values.push(("name".to_owned(), one.name.clone()));
    let above = one.parent_id.map(|id| id.to_string()).unwrap_or_default();
    values.push(("above".to_owned(), above));
    shown(&ctx, &Form::filled(ctx.lang, values), (&all, Some(&one)))
}

/// `POST /workforce/units/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UnitId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::unit(&tx, id).await?;
    let Some(new) = new else {
        let all = load::units(&tx).await?;
        tx.rollback().await;
        return shown(&ctx, &form, (&all, Some(&one)));
    };
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/units");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    office::change_unit(&mut tx, &one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}
