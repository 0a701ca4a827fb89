//! Reach on the screen: a map of the settlements with the table beside it, those that nothing reached,
//! and how many people live where.

use super::book::Book;
use super::entry::HANDED;
use super::frame::{self, HOME, LINE, sections};
use super::plan::{self, Campaign};
use super::reach::{self, Spot};
use super::store::campaign_population;
use super::table::{self, Cell, Line};
use super::{CampaignId, WRITE};
use crate::app::App;
use crate::atlas::draw::{Map, map};
use crate::municipality::settlements_of;
use crate::services;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, cut, day_values, html, see};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::HashMap;
use ui::{Head, Link, NavItem, Pages};

const COLUMNS: [&str; 5] = ["settlement", "population", "events", "reached", "copies"];
/// More people than live in any settlement here.
const PEOPLE_MAX: i64 = 2_000_000;

#[derive(Template)]
#[template(path = "campaigns/reach.html")]
struct ReachPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    map: String,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    uncovered: Vec<String>,
    file: String,
    links: Vec<Link>,
}

/// How many people live where, by code.
async fn population(tx: &Tx) -> Result<HashMap<String, campaign_population::Model>, StoreError> {
    let rows = tx.find::<campaign_population::Entity>().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.ekatte.clone(), row)).collect())
}

/// Writes how many people live in a settlement, in place of what was there.
///
/// # Errors
/// When the database refuses.
pub async fn put_population(
    tx: &mut Tx,
    ekatte: &str,
    (people, counted_on, source): (i64, Day, &str),
) -> Result<(), StoreError> {
    use campaign_population::{Column, Entity};
    Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Ekatte.eq(ekatte))
        .exec(tx.conn())
        .await?;
    let row = campaign_population::Model {
        municipality_id: tx.municipality(),
        ekatte: ekatte.to_owned(),
        people,
        counted_on,
        source: source.to_owned(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::new("write", "campaign-population", ekatte));
    Ok(())
}

/// The settlements of the municipality with what reached them: of one campaign, or of all.
///
/// # Errors
/// When the database does not answer.
pub async fn spots(tx: &Tx, code: &str, of: Option<CampaignId>) -> Result<Vec<Spot>, StoreError> {
    let book = Book::load(tx, of).await?;
    let points: HashMap<String, services::Point> = services::points(tx)
        .await?
        .into_iter()
        .map(|row| (row.ekatte, (row.latitude_e6, row.longitude_e6)))
        .collect();
    let people = population(tx).await?;
    let open: Vec<CampaignId> = plan::campaigns(tx)
        .await?
        .iter()
        .filter(|one| one.row.revoked_at.is_none())
        .map(|one| one.row.id)
        .collect();
    let mut all: Vec<Spot> = settlements_of(tx, code)
        .await?
        .into_iter()
        .map(|(ekatte, name)| Spot {
            point: points.get(&ekatte).copied(),
            population: people.get(&ekatte).map(|row| row.people),
            ekatte,
            name,
            ..Spot::default()
        })
        .collect();
    for id in open {
        for one in book.held(id) {
            if let Some(spot) = all.iter_mut().find(|spot| spot.ekatte == one.row.ekatte) {
                spot.events += 1;
                spot.reached += book.people(one.row.id);
            }
        }
        for one in book.noted(id, HANDED) {
            if let Some(spot) = all.iter_mut().find(|spot| spot.ekatte == one.row.ekatte) {
                spot.copies += one.row.amount;
            }
        }
    }
    Ok(all)
}

async fn read(
    app: &App,
    ctx: &Ctx,
    (of, what): (Option<CampaignId>, audit::Entry),
) -> Result<(Vec<Spot>, Option<Campaign>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let campaign = match of {
        Some(id) => Some(plan::campaign(&tx, id).await?),
        None => None,
    };
    let spots = spots(&tx, &ctx.municipality.code, of).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok((spots, campaign))
}

/// The rows; each opens what reached the settlement, nothing when nothing did.
fn lines(ctx: &Ctx, spots: &[Spot], of: Option<CampaignId>) -> Vec<Line> {
    let of = of.map(|id| format!("&campaign={id}")).unwrap_or_default();
    let behind = |spot: &Spot| match (spot.events, spot.copies) {
        (0, 0) => String::new(),
        (0, _) => ctx.url(&format!("{HOME}/entries?register={HANDED}&ekatte={}{of}", spot.ekatte)),
        _ => ctx.url(&format!("{HOME}/events?state=held&ekatte={}{of}", spot.ekatte)),
    };
    let line = |spot: &Spot| {
        let (word, colour) =
            if spot.is_covered() { ("covered", "green") } else { ("uncovered", "orange") };
        Line {
            href: behind(spot),
            cells: vec![
                Cell::new(spot.name.clone()),
                spot.population.map_or_else(Cell::default, Cell::number),
                Cell::number(spot.events),
                Cell::number(spot.reached),
                Cell::number(spot.copies),
            ],
            word: ctx.t(&format!("campaigns-spot-{word}")).into_owned(),
            colour,
        }
    };
    spots.iter().map(line).collect()
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (spots, campaign): (&[Spot], Option<&Campaign>),
    file: &str,
) -> Result<Response, Problem> {
    let covered = spots.iter().filter(|spot| spot.is_covered()).count();
    let args = [("covered", covered), ("all", spots.len())];
    let say = |spot: &Spot| {
        let args = [
            ("name", spot.name.clone()),
            ("events", spot.events.to_string()),
            ("reached", spot.reached.to_string()),
            ("copies", spot.copies.to_string()),
        ];
        ctx.ta("campaigns-spot-said", &args).into_owned()
    };
    let title = ctx.t("campaigns-map").into_owned();
    let drawn = Map { title, areas: Vec::new(), marks: reach::marks(spots, say) };
    let uncovered = reach::uncovered(spots).into_iter().map(|spot| match spot.population {
        Some(people) => {
            let args = [("name", spot.name.clone()), ("people", people.to_string())];
            ctx.ta("campaigns-spot-people", &args).into_owned()
        }
        None => spot.name.clone(),
    });
    let page = match campaign {
        None => ctx.page(ctx.t("campaigns-reach")),
        Some(one) => frame::below(ctx, ctx.t("campaigns-reach"), (&one.home(), &one.row.name)),
    };
    let mut links = Vec::new();
    if ctx.actor.may(WRITE) {
        let href = ctx.url(&format!("{HOME}/population"));
        links.push(Link::new(href, ctx.t("campaigns-population")));
    }
    let head = |name: &str| Head::new(ctx.t(&format!("campaigns-column-{name}")));
    let heads = COLUMNS.iter().chain(&["state"]).map(|name| head(name)).collect();
    let own = lines(ctx, spots, campaign.map(|one| one.row.id));
    let (rows, pages) = cut(own, form, &ctx.url(file.trim_end_matches(".csv")));
    html(&ReachPage {
        page,
        sections: sections(ctx, "/reach"),
        lead: ctx.ta("campaigns-reach-lead", &args).into_owned(),
        map: map(&drawn),
        heads,
        rows,
        pages,
        uncovered: uncovered.collect(),
        file: ctx.url(file),
        links,
    })
}

/// `GET /campaigns/reach`: of all campaigns.
pub async fn whole(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("campaign-reach");
    let (spots, _) = read(&app, &ctx, (None, what)).await?;
    shown(&ctx, &form, (&spots, None), &format!("{HOME}/reach.csv"))
}

/// `GET /campaigns/reach.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "campaign-reach", "list");
    let (spots, _) = read(&app, &ctx, (None, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "reach"), lines(&ctx, &spots, None))
}

/// `GET /campaigns/plans/{id}/reach`.
pub async fn of_campaign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = audit::Entry::read("campaign", id.0);
    let (spots, campaign) = read(&app, &ctx, (Some(id), what)).await?;
    shown(&ctx, &form, (&spots, campaign.as_ref()), &format!("{HOME}/plans/{id}/reach.csv"))
}

/// `GET /campaigns/plans/{id}/reach.csv`.
pub async fn csv_of_campaign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = audit::Entry::print("campaign", id.0);
    let (spots, _) = read(&app, &ctx, (Some(id), what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "reach"), lines(&ctx, &spots, Some(id)))
}

async fn population_shown(app: &App, ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = population(&tx).await?;
    let places = frame::settlement_choices(&tx, &ctx.municipality.code).await?;
    tx.audit(audit::Entry::list("campaign-population"));
    tx.commit().await?;
    let fact = |place: &ui::Choice| {
        let row = known.get(&place.value);
        let text =
            row.map(|row| format!("{} ({}, {})", row.people, row.counted_on.bg(), row.source));
        (place.text.clone(), text.unwrap_or_default())
    };
    let both = (ctx, form);
    let act = Act::new("campaigns-population", "", "ui-save")
        .facts(places.iter().map(fact).collect())
        .choice(both, "ekatte", (ctx.t("campaigns-column-settlement").into_owned(), places))
        .line(both, "people", "campaigns-column-population")
        .day(both, "on", ("campaigns-counted-on", String::new()))
        .line(both, "source", "campaigns-source");
    let page = frame::page(ctx, ctx.t("campaigns-population"), ("/reach", "campaigns-reach"));
    let home = format!("{HOME}/population");
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /campaigns/population`.
pub async fn population_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    population_shown(&app, &ctx, &form).await
}

/// `POST /campaigns/population`.
pub async fn population_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let places = frame::settlement_names(&tx, &ctx.municipality.code).await?;
    tx.rollback().await;
    let ekatte = form.required("ekatte", 10);
    if !ekatte.is_empty() && !places.contains_key(&ekatte) {
        form.wrong("ekatte", "form-choose");
    }
    let people = frame::number(&mut form, "people", PEOPLE_MAX);
    if people.is_none() {
        form.wrong("people", "campaigns-wrong-number");
    }
    let on = form.day("on");
    let source = form.required("source", LINE);
    let (Some(people), Some(on), true) = (people, on, form.ok()) else {
        return population_shown(&app, &ctx, &form).await;
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/population"))).await?;
    put_population(&mut tx, &ekatte, (people, on, &source)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/population"), Some("campaigns-done")))
}
