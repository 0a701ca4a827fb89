//! The sheet of a day: one row for each person, one touch for who was there. The same in the office,
//! on a phone and on a shared tablet.

use super::Months;
use super::WRITE;
use super::days::{Cell, REASONS, hours};
use super::entry::{self, By, in_words};
use super::frame::{self, day_of, day_words, path};
use super::load::{self, Line};
use crate::app::App;
use crate::placement::PlacementId;
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Paging, Problem, html, list_address, see};
use law::{Law, Month};
use ui::{Link, Pages};

/// So many people on a page: each has several buttons.
const ROWS: usize = 40;

/// A person on a sheet.
pub struct Row {
    /// The placement, as buttons name it.
    pub id: PlacementId,
    /// The person's name.
    pub name: String,
    /// Their page; empty on a tablet.
    pub href: String,
    /// What is planned, in words.
    pub planned: String,
    /// Known to be away, in words.
    pub away: String,
    /// What was said; empty when nothing was.
    pub said: String,
    /// Who said it and when.
    pub by: String,
    /// Colour of what was said.
    pub colour: &'static str,
    /// Where it is said with more words, or corrected; empty when it may not be.
    pub entry_href: String,
}

/// The sheet as a page.
#[derive(Template)]
#[template(path = "delivery/sheet.html")]
pub struct SheetPage {
    /// The frame.
    pub page: ui::Page,
    /// Where it is sent.
    pub action: String,
    /// The service.
    pub service: String,
    /// The day, in words.
    pub day: String,
    /// The same for addresses.
    pub iso: String,
    /// Why nothing may be entered; empty when it may.
    pub closed: String,
    /// The name of the holiday.
    pub holiday: String,
    /// The days beside.
    pub beside: [Option<Link>; 2],
    /// Why somebody is absent, with its words.
    pub reasons: Vec<(&'static str, String)>,
    /// Who is planned.
    pub planned: Vec<Row>,
    /// Who is not.
    pub others: Vec<Row>,
    /// So many planned people of whom nothing was said.
    pub open: usize,
    /// The worker at a tablet; empty in the office.
    pub worker: String,
    /// Where the worker leaves.
    pub leave: String,
    /// Pages, when there are many people.
    pub pages: Pages,
}

/// What a sheet is made of.
pub struct Sheet {
    /// The service.
    pub service: Service,
    /// People with the one day.
    pub lines: Vec<Line>,
    /// The month is closed.
    pub is_closed: bool,
    /// The name of the holiday.
    pub holiday: String,
}

/// The words of the button that says it of all the others.
const REST: &str = "rest";

/// Reads the sheet of a day.
///
/// # Errors
/// When the database does not answer.
pub async fn read(
    tx: &Tx,
    law: &Law,
    (service, day): (ServiceId, Day),
) -> Result<Sheet, StoreError> {
    Ok(Sheet {
        service: load::service(tx, service).await?,
        lines: load::lines(tx, law, Some(service), (day, day)).await?,
        is_closed: super::closed::<Months>(tx, service, Month::of(day.0)).await?.is_some(),
        holiday: load::holidays(law, (day, day)).into_values().next().unwrap_or_default(),
    })
}

/// Where the pages of a sheet are.
pub struct At {
    /// The sheet.
    pub base: String,
    /// People, for their pages; empty on a tablet.
    pub people: String,
    /// The page that says a day with more words: office and tablet name the person differently.
    pub entry: fn(&At, PlacementId, Day) -> String,
    /// Something may be entered.
    pub can_write: bool,
}

fn row(ctx: &Ctx, at: &At, (line, cell): (&Line, &Cell)) -> Row {
    let (said, by, colour) = match &cell.said {
        None => (String::new(), String::new(), ""),
        Some(said) => {
            let colour = if said.is_present { "green" } else { "orange" };
            (in_words(said, ctx.lang), format!("{}, {}", said.by, said.at), colour)
        }
    };
    let away = cell.away.as_ref().map(|code| {
        let reason = ctx.t(&format!("delivery-reason-{code}"));
        ctx.ta("delivery-known-away", &[("reason", reason)]).into_owned()
    });
    let planned = match cell.planned {
        0 => String::new(),
        minutes => ctx.ta("delivery-planned-hours", &[("hours", hours(minutes))]).into_owned(),
    };
    let id = line.of.placement;
    Row {
        id,
        name: line.name.clone(),
        href: if at.people.is_empty() { String::new() } else { format!("{}/{id}", at.people) },
        planned,
        away: away.unwrap_or_default(),
        said,
        by,
        colour,
        entry_href: if at.can_write { (at.entry)(at, id, cell.day) } else { String::new() },
    }
}

/// A page of a list.
fn part<T>(list: Vec<T>, form: &Form, base: &str) -> (Vec<T>, Pages) {
    let total = u64::try_from(list.len().div_ceil(ROWS)).unwrap_or(1).max(1);
    let number = Paging::asked(form).min(total);
    let first = usize::try_from(number - 1).unwrap_or_default() * ROWS;
    (list.into_iter().skip(first).take(ROWS).collect(), Pages::new(number, total, base))
}

/// The sheet as a page.
pub fn draw(ctx: &Ctx, sheet: &Sheet, (at, day, today): (&At, Day, Day), form: &Form) -> SheetPage {
    let cells = sheet.lines.iter().filter_map(|line| Some((line, line.cells.first()?)));
    let shown = cells.filter(|(_, cell)| cell.is_covered || cell.said.is_some());
    let (planned, others): (Vec<_>, Vec<_>) =
        shown.partition(|(_, cell)| cell.planned > 0 || cell.said.is_some());
    let open = planned.iter().filter(|(_, cell)| cell.said.is_none()).count();
    let day_href = |to: Day| list_address(&at.base, &[("day", &to.to_string())]);
    let link = |to: Day| Link::new(day_href(to), day_words(ctx.lang, to));
    let closed = if sheet.is_closed { ctx.t("delivery-sheet-closed") } else { "".into() };
    let (planned, pages) = part(planned, form, &day_href(day));
    let words = |code: &str| ctx.t(&format!("delivery-reason-{code}")).into_owned();
    let rows = |list: Vec<(&Line, &Cell)>| list.into_iter().map(|one| row(ctx, at, one)).collect();
    SheetPage {
        page: ctx.page(ctx.t("delivery-sheet")),
        action: at.base.clone(),
        service: sheet.service.name.clone(),
        day: day_words(ctx.lang, day),
        iso: day.to_string(),
        closed: closed.into_owned(),
        holiday: sheet.holiday.clone(),
        beside: [Some(link(day.plus(-1))), (day < today).then(|| link(day.plus(1)))],
        reasons: REASONS.map(|code| (code, words(code))).into(),
        planned: rows(planned),
        others: rows(others.into_iter().take(ROWS).collect()),
        open,
        worker: String::new(),
        leave: String::new(),
        pages,
    }
}

/// Says what a button of a sheet means.
///
/// # Errors
/// When it may not be said.
pub async fn said(
    tx: &mut Tx,
    law: &Law,
    (service, day): (ServiceId, Day),
    (button, by): (&str, By<'_>),
) -> Result<(), Problem> {
    if button == REST {
        entry::say_rest(tx, law, (service, day), by).await?;
        return Ok(());
    }
    let (id, code) = button.split_once('.').ok_or(Problem::BadRequest("form-choose"))?;
    let id: PlacementId = id.parse().map_err(|_| Problem::BadRequest("form-choose"))?;
    let say = entry::say_of(code).ok_or(Problem::BadRequest("form-choose"))?;
    entry::say(tx, law, (service, id, day), (&say, by)).await?;
    Ok(())
}

fn office(ctx: &Ctx, service: ServiceId, can_write: bool) -> At {
    At {
        base: ctx.url(&path(service, "/day")),
        people: ctx.url(&path(service, "/people")),
        entry: |at, id, day| {
            let page = format!("{}/{id}/entry", at.people);
            list_address(&page, &[("day", &day.to_string())])
        },
        can_write,
    }
}

/// `GET /delivery/{id}/day?day=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let day = day_of(&form, app.today()).min(app.today());
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let sheet = read(&tx, &law, (id, day)).await?;
    tx.audit(Entry::read("delivery", id.0));
    tx.commit().await?;
    let at = office(&ctx, id, ctx.actor.may(WRITE) && !sheet.is_closed);
    let mut shown = draw(&ctx, &sheet, (&at, day, app.today()), &form);
    let title = shown.page.title.clone();
    let framed = frame::page_of(&ctx, &sheet.service, (title, Month::of(day.0)));
    shown.page.breadcrumbs = framed.breadcrumbs;
    html(&shown)
}

/// `POST /delivery/{id}/day`: one button of the sheet.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let day = day_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let back = list_address(&path(id, "/day"), &[("day", &day.to_string())]);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office", why: "" };
    said(&mut tx, &law, (id, day), (form.get("say"), by)).await?;
    // A sheet on which nobody is left open changes nothing, and is looked at all the same.
    tx.audit(Entry::write("delivery-said", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &back, None))
}
