//! Who lives in one household with a person, from when to when. Rows are ended, never deleted.

use super::onward::Onward;
use super::person_page::{Bar, days, name_of};
use super::store::once::household_member::Model;
use super::store::{households, read};
use super::{Head, PersonId, WRITE, heads};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::{DateField, Link};

/// Somebody of a household, as the page shows them.
pub struct Member {
    /// The person's sheet.
    pub link: Link,
    /// From when to when.
    pub days: String,
    /// Lives there now.
    pub is_present: bool,
    /// Where they leave it, for who may.
    pub leave: String,
}

fn holds(row: &Model, day: Day) -> bool {
    row.valid_from <= day && row.valid_to.is_none_or(|last| day <= last)
}

/// The household in which a person lives now.
async fn present(tx: &Tx, id: PersonId) -> Result<Option<Model>, StoreError> {
    let rows = households::of_person(tx, id).await?;
    Ok(rows.into_iter().find(|row| row.valid_to.is_none_or(|last| tx.today() <= last)))
}

/// Everybody of the households of a person, those of the present one first.
///
/// # Errors
/// When the database does not answer.
pub async fn members(tx: &Tx, ctx: &Ctx, id: PersonId) -> Result<Vec<Member>, StoreError> {
    let own = households::of_person(tx, id).await?;
    let ids: Vec<i64> = own.iter().map(|row| row.household_id).collect();
    let mut rows = households::members(tx, &ids).await?;
    rows.sort_by_key(|row| row.valid_to.is_some());
    let people: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let people = if people.is_empty() { Default::default() } else { heads(tx, &people).await? };
    let today = tx.today();
    let may = ctx.actor.may(WRITE);
    let shown = rows.iter().filter_map(|row| {
        let head: &Head = people.get(&row.person_id)?;
        let leave = format!("/people/{id}/household/{}/leave", row.person_id);
        Some(Member {
            link: Link::new(ctx.url(&format!("/people/{}", head.id)), head.name.clone()),
            days: days(ctx, Some(row.valid_from), row.valid_to),
            is_present: holds(row, today),
            leave: if may && row.valid_to.is_none() { ctx.url(&leave) } else { String::new() },
        })
    });
    Ok(shown.collect())
}

#[derive(Template)]
#[template(path = "people/household.html")]
struct HouseholdPage {
    page: ui::Page,
    bar: Bar,
    members: Vec<Member>,
    choose: Option<String>,
}

/// `GET /people/{id}/household`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &row, "/household").await?;
    let members = members(&tx, &ctx, id).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let choose = ctx.url(&Onward::Household(id).search_path());
    html(&HouseholdPage {
        page: ctx.page(ctx.t("people-household")),
        bar,
        members,
        choose: ctx.actor.may(WRITE).then_some(choose),
    })
}

#[derive(Template)]
#[template(path = "people/household_day.html")]
struct DayPage {
    page: ui::Page,
    bar: Bar,
    action: String,
    back: String,
    text: String,
    label: String,
    day: DateField,
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, other, joins): (PersonId, PersonId, bool),
    form: &Form,
) -> Result<DayPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let of = read::person(&tx, other).await?;
    let bar = Bar::new(&tx, ctx, &row, "/household").await?;
    for person in [id, other] {
        tx.audit(Entry::read("person", person.0).about(Some(person.0)));
    }
    tx.commit().await?;
    let (title, text, label, end) = if joins {
        ("people-household-join", "people-household-joins", "people-household-from", "")
    } else {
        ("people-household-leave", "people-household-leaves", "people-household-to", "/leave")
    };
    let mut page = ctx.page(ctx.t(title));
    page.errors = form.errors();
    Ok(DayPage {
        page,
        bar,
        action: ctx.url(&format!("/people/{id}/household/{other}{end}")),
        back: ctx.url(&format!("/people/{id}/household")),
        text: ctx.ta(text, &[("name", name_of(&of))]).into_owned(),
        label: ctx.t(label).into_owned(),
        day: form.date_field("day"),
    })
}

type Two = Path<(String, PersonId, PersonId)>;

/// `GET /people/{id}/household/{other}`: from when the other one lives there.
pub async fn join_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Two,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("day", Some(app.today())));
    html(&draw(&app, &ctx, (id, other, true), &fresh).await?)
}

/// `POST /people/{id}/household/{other}`.
pub async fn join(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Two,
    mut form: Form,
) -> Result<Response, Problem> {
    let day = form.day("day");
    if id == other {
        form.wrong("day", "people-relation-self");
    }
    let Some(day) = day.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, (id, other, true), &form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/household");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    for person in [id, other] {
        super::head(&tx, person).await?;
    }
    if !live_together(&mut tx, (id, other), day).await? {
        tx.rollback().await;
        form.wrong("day", "people-household-elsewhere");
        return again(&draw(&app, &ctx, (id, other, true), &form).await?);
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-household-joined")))
}

/// Two people live in one household from a day on: in that of one of them, or in a new one. `false`
/// when both have one already.
///
/// # Errors
/// When the database refuses.
pub async fn live_together(
    tx: &mut Tx,
    (id, other): (PersonId, PersonId),
    day: Day,
) -> Result<bool, StoreError> {
    let joined = match (present(tx, id).await?, present(tx, other).await?) {
        (Some(_), Some(_)) => return Ok(false),
        (Some(row), None) => vec![(row.household_id, other)],
        (None, Some(row)) => vec![(row.household_id, id)],
        (None, None) => {
            let household = households::create(tx).await?;
            vec![(household, id), (household, other)]
        }
    };
    for (household, person) in joined {
        households::add(tx, household, person, day).await?;
        let data = vec![("day", day.bg())];
        let kind = "household-joined";
        tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    }
    Ok(true)
}

/// `GET /people/{id}/household/{other}/leave`: the last day there.
pub async fn leave_page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Two,
) -> Result<Response, Problem> {
    let fresh = Form::filled(ctx.lang, day_values("day", Some(app.today())));
    html(&draw(&app, &ctx, (id, other, false), &fresh).await?)
}

/// `POST /people/{id}/household/{other}/leave`.
pub async fn leave(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, other)): Two,
    mut form: Form,
) -> Result<Response, Problem> {
    let day = form.day("day");
    let tx = app.db.read(&ctx.actor).await?;
    let row = present(&tx, other).await?;
    tx.rollback().await;
    let row = row.ok_or(Problem::NotFound)?;
    if day.is_some_and(|day| day < row.valid_from) {
        form.wrong("day", "people-days-reversed");
    }
    let Some(day) = day.filter(|_| form.ok()) else {
        return again(&draw(&app, &ctx, (id, other, false), &form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = format!("/people/{id}/household");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    super::head(&tx, other).await?;
    households::end(&tx, (row.id, row.version), day).await?;
    let data = vec![("day", day.bg())];
    let kind = "household-left";
    tx.event(Event { kind, person: Some(other.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("people-household-left")))
}
