//! The hours plan of a contract: agreed hours a month, the visits of the week, the needs; a new one
//! from its day on, the old one kept.

use super::frame::{self, contract};
use super::load::{self, PlanContent};
use super::store::homecare_plan::{self, Column, Entity};
use super::week::{ITEMS, Slot, time, typed_time};
use super::{Months, PlanId, assistant};
use crate::app::App;
use crate::delivery::{self, hours};
use crate::people;
use crate::placement::{self, PlacementId, Use};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, Set};
use ui::{Choice, Field, Link};

/// So many empty rows stand below the visits.
const EMPTY: usize = 3;
/// And never more rows than so many.
const MOST: usize = 40;
/// A month has no more hours.
const MONTH_MINUTES: u32 = 31 * 24 * 60;

/// A plan to be written.
#[derive(Clone, Debug, Default)]
pub struct NewPlan {
    /// Agreed minutes a month.
    pub month_minutes: u32,
    /// On official holidays too.
    pub holidays: bool,
    /// Visits and needs.
    pub content: PlanContent,
}

/// Writes a plan from a day on. One that began on the same day or later is replaced and kept.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    of: &Use,
    (from_on, new): (Day, &NewPlan),
) -> Result<PlanId, StoreError> {
    let later = tx
        .find::<Entity>()
        .filter(Column::PlacementId.eq(of.placement))
        .filter(Column::FromOn.gte(from_on))
        .filter(Column::ReplacedAt.is_null())
        .all(tx.conn())
        .await?;
    for row in later {
        let active =
            homecare_plan::ActiveModel { replaced_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<Entity>(row.id, row.version, active).await?;
    }
    let id = PlanId(tx.new_id());
    let mut content = new.content.clone();
    content.slots.sort_by_key(|slot| (slot.weekday, slot.from));
    tx.insert(homecare_plan::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(of.placement),
        from_on: Set(from_on),
        month_minutes: Set(i32::try_from(new.month_minutes).unwrap_or(i32::MAX)),
        holidays: Set(new.holidays),
        content_sealed: Set(tx.seal_json("homecare_plan", "content_sealed", id.0, &content)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        replaced_at: Set(None),
        version: Set(1),
    })
    .await?;
    let data = vec![("from", from_on.bg())];
    let person = Some(of.person.0);
    tx.event(Event { kind: "homecare-planned", person, case: None, data }).await?;
    Ok(id)
}

/// The visits of a plan in words: „понеделник 08:00–10:00 (самообслужване)“.
#[must_use]
pub fn slot_words(ctx: &Ctx, slot: &Slot) -> String {
    let day = ctx.t(&format!("delivery-weekday-{}", slot.weekday));
    let items: Vec<_> =
        slot.items.iter().map(|item| ctx.t(&format!("homecare-item-{item}"))).collect();
    let what = if items.is_empty() { String::new() } else { format!(" ({})", items.join(", ")) };
    format!("{day} {}–{}{what}", time(slot.from), time(slot.until))
}

/// A row of the form.
struct Row {
    number: usize,
    weekday: Field,
    from: Field,
    until: Field,
    items: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "homecare/plan.html")]
struct PlanPage {
    page: ui::Page,
    name: String,
    action: String,
    cancel: String,
    form: Form,
    covered: Vec<String>,
    weekdays: Vec<Choice>,
    rows: Vec<Row>,
    needs: Vec<(Field, String)>,
    holidays: Vec<Choice>,
}

struct Behind {
    of: Use,
    name: String,
    last: Option<(homecare_plan::Model, PlanContent)>,
}

async fn behind(app: &App, ctx: &Ctx, id: PlacementId) -> Result<Behind, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let line = load::line(&tx, &law, id, Month::of(app.today().0)).await?;
    let name = people::head(&tx, line.of.person).await?.name;
    let last = match load::plans(&tx, &[id]).await?.pop() {
        Some(row) => {
            let content = load::content(&tx, &row)?;
            Some((row, content))
        }
        None => None,
    };
    tx.audit(Entry::read("homecare", id.0).about(Some(line.of.person.0)));
    tx.commit().await?;
    Ok(Behind { of: line.of, name, last })
}

fn box_name(row: usize, part: &str) -> String {
    format!("visit-{row}-{part}")
}

fn row(ctx: &Ctx, form: &Form, number: usize) -> Row {
    let chosen = form.all(&box_name(number, "item"));
    let item = |code: &&str| {
        let is_chosen = chosen.contains(code);
        ((*code).to_owned(), ctx.t(&format!("homecare-item-{code}")).into_owned(), is_chosen)
    };
    Row {
        number,
        weekday: form.field(&box_name(number, "weekday")),
        from: form.field(&box_name(number, "from")),
        until: form.field(&box_name(number, "until")),
        items: ITEMS.iter().map(item).collect(),
    }
}

fn is_filled(form: &Form, number: usize) -> bool {
    ["weekday", "from", "until"].iter().any(|part| !form.get(&box_name(number, part)).is_empty())
}

fn draw(ctx: &Ctx, behind: &Behind, form: Form) -> PlanPage {
    let last = (0..MOST).rfind(|number| is_filled(&form, *number)).map_or(0, |last| last + 1);
    let weekday = |n: u8| Choice::new(n.to_string(), ctx.t(&format!("delivery-weekday-{n}")));
    let need = |code: &&str| {
        let field = form.field(&format!("need-{code}"));
        (field, ctx.t(&format!("homecare-item-{code}")).into_owned())
    };
    let cover = |cover: &placement::Cover| frame::span(ctx, cover.from_on, cover.until_on);
    let home = ctx.url(&contract(behind.of.placement, ""));
    let way = vec![Link::new(home.clone(), behind.name.clone())];
    let mut page = frame::page(ctx, ctx.t("homecare-plan"), way);
    page.errors = form.errors();
    let holidays = Choice::new("yes", ctx.t("homecare-plan-holidays"));
    PlanPage {
        page,
        name: behind.name.clone(),
        action: format!("{home}/plan"),
        cancel: home,
        covered: behind.of.cover.iter().map(cover).collect(),
        weekdays: (1..=7).map(weekday).collect(),
        rows: (0..(last + EMPTY).min(MOST)).map(|number| row(ctx, &form, number)).collect(),
        needs: ITEMS.iter().map(need).collect(),
        holidays: vec![holidays.checked(form.get("holidays") == "yes")],
        form,
    }
}

/// What a fresh form says: the last plan, from today on.
fn fresh(ctx: &Ctx, behind: &Behind, today: Day) -> Form {
    let begins = behind.of.cover.first().map_or(today, |cover| cover.from_on);
    let from = if behind.last.is_some() { today } else { begins };
    let mut values = day_values("from_on", Some(from));
    let mut say = |name: String, value: String| values.push((name, value));
    if let Some((row, content)) = &behind.last {
        let minutes = u32::try_from(row.month_minutes).unwrap_or_default();
        say("hours".to_owned(), hours(minutes));
        if row.holidays {
            say("holidays".to_owned(), "yes".to_owned());
        }
        for (number, slot) in content.slots.iter().enumerate() {
            say(box_name(number, "weekday"), slot.weekday.to_string());
            say(box_name(number, "from"), time(slot.from));
            say(box_name(number, "until"), time(slot.until));
            slot.items.iter().for_each(|item| say(box_name(number, "item"), item.clone()));
        }
        content.needs.iter().for_each(|(code, text)| say(format!("need-{code}"), text.clone()));
    }
    Form::filled(ctx.lang, values)
}

/// `GET /homecare/contracts/{id}/plan`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = fresh(&ctx, &behind, app.today());
    let form = ctx.resumed(form, &[]).await?;
    html(&draw(&ctx, &behind, form))
}

/// The codes of the items that were chosen under a name.
pub fn items(form: &Form, name: &str) -> Vec<String> {
    let chosen = form.all(name);
    ITEMS.iter().filter(|code| chosen.contains(*code)).map(|code| (*code).to_owned()).collect()
}

/// A time of day that was typed, or a mistake beside the box.
pub fn typed(form: &mut Form, name: &str) -> Option<u16> {
    let text = form.required(name, 5);
    let at = typed_time(&text);
    if at.is_none() && !text.is_empty() {
        form.wrong(name, "homecare-time-wrong");
    }
    at
}

fn slots(form: &mut Form) -> Vec<Slot> {
    let mut all: Vec<Slot> = Vec::new();
    for number in 0..MOST {
        if !is_filled(form, number) {
            continue;
        }
        let weekday: Option<u8> = form.parsed(&box_name(number, "weekday"), "form-choose");
        let weekday = weekday.filter(|day| (1..=7).contains(day));
        let from = typed(form, &box_name(number, "from"));
        let until = typed(form, &box_name(number, "until"));
        let items = items(form, &box_name(number, "item"));
        let (Some(weekday), Some((from, until))) = (weekday, from.zip(until)) else { continue };
        let slot = Slot { weekday, from, until, items };
        if until <= from {
            form.wrong(&box_name(number, "until"), "homecare-until-wrong");
        } else if all.iter().any(|other| other.meets(&slot)) {
            form.wrong(&box_name(number, "from"), "homecare-visits-meet");
        }
        all.push(slot);
    }
    all
}

fn read(form: &mut Form, behind: &Behind) -> Option<(Day, NewPlan)> {
    let from_on = form.day("from_on");
    let has_cover = |day: &Day| {
        behind.of.cover.iter().any(|cover| cover.until_on.is_none_or(|until| *day <= until))
    };
    if from_on.is_some_and(|day| !has_cover(&day)) {
        form.wrong("from_on", "homecare-plan-outside");
    }
    let text = form.required("hours", 10);
    let minutes = law::Minutes::parse(&text).ok().map(|minutes| minutes.0);
    let minutes = minutes.filter(|minutes| (1..=MONTH_MINUTES).contains(minutes));
    if minutes.is_none() && !text.is_empty() {
        form.wrong("hours", "homecare-hours-wrong");
    }
    let slots = slots(form);
    if slots.is_empty() && form.ok() {
        form.wrong(&box_name(0, "weekday"), "homecare-plan-empty");
    }
    let need = |code: &&str| {
        let text = form.optional(&format!("need-{code}"), 500);
        (!text.is_empty()).then(|| ((*code).to_owned(), text))
    };
    let needs = ITEMS.iter().filter_map(need).collect();
    let holidays = form.has_value("holidays", "yes");
    let (from_on, month_minutes) = from_on.zip(minutes)?;
    let content = PlanContent { slots, needs };
    form.ok().then_some((from_on, NewPlan { month_minutes, holidays, content }))
}

/// What stands against a plan: a closed month, or another person of the same assistant.
async fn refused(
    tx: &Tx,
    (app, ctx): (&App, &Ctx),
    (behind, from_on, new): (&Behind, Day, &NewPlan),
    form: &mut Form,
) -> Result<(), Problem> {
    let mut month = Month::of(from_on.0);
    while month <= Month::of(app.today().0) {
        if delivery::closed::<Months>(tx, behind.of.service, month).await?.is_some() {
            form.wrong("from_on", "homecare-plan-closed");
            return Ok(());
        }
        month = month.plus(1);
    }
    let law = app.law(tx.municipality());
    let tasks = assistant::tasks(tx, &law, (from_on, None)).await?;
    let id = behind.of.placement;
    let day = from_on.max(app.today());
    for own in
        tasks.values().filter(|list| list.iter().any(|task| task.assigned.row.placement_id == id))
    {
        if let Some(text) = assistant::clashes(ctx, (id, &new.content.slots), own, day).pop() {
            form.wrong_text(&box_name(0, "from"), text);
            return Ok(());
        }
    }
    Ok(())
}

/// `POST /homecare/contracts/{id}/plan`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let new = read(&mut form, &behind);
    if let Some((from_on, new)) = &new {
        let tx = app.db.read(&ctx.actor).await?;
        refused(&tx, (&app, &ctx), (&behind, *from_on, new), &mut form).await?;
        tx.rollback().await;
    }
    let (Some((from_on, new)), true) = (new, form.ok()) else {
        return again(&draw(&ctx, &behind, form));
    };
    let home = contract(id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    add(&mut tx, &behind.of, (from_on, &new)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("homecare-plan-done")))
}
