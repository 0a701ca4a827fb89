//! Materials on the screen: what was issued, and issuing anew from the directory of today.

use super::choice::Words;
use super::event::{self, Event};
use super::event_page::campaign_choices;
use super::frame::{self, HOME, Press, TEXT, settlement_names};
use super::material::{self, FORMS, LANGUAGES, Made as Material, comes_in};
use super::paper::{self, Kind, MATERIALS, Made};
use super::plan::{self, Campaign};
use super::public::desk_lines;
use super::table::{self, Cell, Line, List};
use super::{CampaignId, EventId};
use crate::app::App;
use crate::municipality::{ServicePoint, service_points};
use crate::services::{Offer, ServiceId, offers};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Id, Problem, again, choices, chosen, html, see};
use std::collections::HashMap;
use ui::{Choice, Lang};

const COLUMNS: [&str; 5] = ["paper", "kind", "form", "day", "campaign"];
const STANDINGS: [&str; 3] = ["today", "changed", "older"];

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<(Vec<Line>, Vec<Campaign>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = paper::papers(&tx, None).await?;
    let campaigns = plan::campaigns(&tx).await?;
    let now = material::stock(&offers(&tx).await?);
    tx.audit(what);
    tx.commit().await?;
    let (kind, campaign) = (form.get("kind"), form.get("campaign"));
    let state = form.get("state");
    all.retain(Made::is_material);
    all.retain(|one| state.is_empty() || one.standing(&now).0 == state);
    all.retain(|one| kind.is_empty() || one.kind == kind);
    all.retain(|one| campaign.is_empty() || one.campaign_id.to_string() == campaign);
    let titles: HashMap<CampaignId, &str> =
        campaigns.iter().map(|one| (one.row.id, one.row.name.as_str())).collect();
    let line = |one: &Made| {
        let (word, colour) = one.standing(&now);
        Line {
            href: ctx.url(&format!("{HOME}/prints/{}", one.id)),
            cells: vec![
                Cell::new(one.title()),
                Cell::new(ctx.t(&format!("campaigns-paper-{}", one.kind))),
                Cell::new(one.form.to_uppercase()),
                Cell::day(Some(one.day())),
                Cell::new(titles.get(&one.campaign_id).copied().unwrap_or_default()),
            ],
            word: ctx.t(&format!("campaigns-material-{word}")).into_owned(),
            colour,
        }
    };
    let lines = all.iter().map(line).collect();
    Ok((lines, campaigns))
}

/// `GET /campaigns/materials?kind=&campaign=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("campaign-materials");
    let (lines, campaigns) = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(("/materials", "campaigns-materials"), &COLUMNS, lines);
    list.lead = ctx.t("campaigns-materials-lead").into_owned();
    let kinds =
        choices(&ctx, &MATERIALS, form.get("kind"), |code| format!("campaigns-paper-{code}"));
    list.picks = vec![
        ("kind", ctx.t("campaigns-column-kind").into_owned(), kinds),
        ("campaign", ctx.t("campaigns-column-campaign").into_owned(), campaign_choices(&campaigns)),
    ];
    list.states =
        choices(&ctx, &STANDINGS, form.get("state"), |code| format!("campaigns-material-{code}"));
    list.file = "/materials.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /campaigns/materials.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "campaign-materials", "list");
    let (lines, _) = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "materials"), lines)
}

#[derive(Template)]
#[template(path = "campaigns/material.html")]
struct MaterialPage {
    page: ui::Page,
    action: String,
    cancel: String,
    form: Form,
    kinds: Vec<Choice>,
    forms: Vec<Choice>,
    languages: Vec<Choice>,
    events: Vec<Choice>,
    points: Vec<Choice>,
    services: Vec<Choice>,
}

/// What a material is made of.
struct Stock {
    campaign: Campaign,
    events: Vec<Event>,
    points: Vec<ServicePoint>,
    offers: Vec<Offer>,
    names: HashMap<String, String>,
    words: Words,
}

async fn stock(app: &App, ctx: &Ctx, id: CampaignId) -> Result<Stock, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let mut events = event::events(&tx, Some(id)).await?;
    events.retain(|one| one.is_ahead(today));
    let stock = Stock {
        campaign: plan::campaign(&tx, id).await?,
        events,
        points: service_points(&tx).await?.into_iter().filter(|one| one.works(today)).collect(),
        offers: offers(&tx).await?,
        names: settlement_names(&tx, &ctx.municipality.code).await?,
        words: Words::load(&tx).await?,
    };
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(stock)
}

fn shown(ctx: &Ctx, stock: &Stock, form: Form) -> Result<Response, Problem> {
    let home = stock.campaign.home();
    let title = ctx.t("campaigns-material-new");
    let mut page = frame::below(ctx, title, (&home, &stock.campaign.row.name));
    page.errors = form.errors();
    let pick = |value: String, text: String, name: &str| {
        let is_chosen = form.has_value(name, &value);
        Choice::new(value, text).checked(is_chosen)
    };
    let sizes: [&str; 3] = ["a5", "a4", "a3"];
    let event = |one: &Event| {
        let kind = stock.words.say("event", &one.row.kind, ctx.lang);
        let text = format!("{}: {} ({kind})", one.row.held_on.bg(), one.row.title);
        pick(one.row.id.to_string(), text, "event")
    };
    let page = MaterialPage {
        page,
        action: ctx.url(&format!("{home}/material")),
        cancel: ctx.url(&home),
        kinds: choices(ctx, &MATERIALS, form.get("kind"), |c| format!("campaigns-paper-{c}")),
        forms: sizes
            .iter()
            .map(|size| pick((*size).to_owned(), size.to_uppercase(), "form"))
            .collect(),
        languages: choices(ctx, &LANGUAGES, form.get("lang"), |c| format!("campaigns-lang-{c}")),
        events: stock.events.iter().map(event).collect(),
        points: stock
            .points
            .iter()
            .map(|one| pick(one.id.to_string(), one.name.clone(), "points"))
            .collect(),
        services: stock
            .offers
            .iter()
            .map(|one| pick(one.id.to_string(), one.name.clone(), "services"))
            .collect(),
        form,
    };
    if page.page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// `GET /campaigns/plans/{id}/material`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let stock = stock(&app, &ctx, id).await?;
    let values = [
        ("kind", "brochure".to_owned()),
        ("form", "a5".to_owned()),
        ("lang", "bg".to_owned()),
        ("bring", ctx.t("campaigns-bring-usual").replace(';', "\n")),
    ];
    shown(&ctx, &stock, Form::filled(ctx.lang, values))
}

/// `POST /campaigns/plans/{id}/material`: an edition is made from the directory of today.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let stock = stock(&app, &ctx, id).await?;
    let (kind, size, language) = asked_for(&ctx, &mut form);
    let bring = form.optional("bring", TEXT);
    let asked: Option<EventId> = form.get("event").parse().ok();
    let event = stock.events.iter().find(|one| Some(one.row.id) == asked);
    if stock.offers.is_empty() {
        form.wrong("services", "campaigns-refused-catalogue");
    }
    if !form.ok() {
        return shown(&ctx, &stock, form);
    }
    let ids = |name: &str| -> Vec<i64> {
        form.all(name).into_iter().filter_map(kit::types::decode_id).collect()
    };
    let services: Vec<ServiceId> = ids("services").into_iter().map(ServiceId).collect();
    let points = ids("points");
    let mut desks = stock.points.clone();
    desks.retain(|one| points.is_empty() || points.contains(&one.id.0));
    let press = Press::of(&app, &ctx, &headers);
    let lang = if language == "en" { Lang::En } else { Lang::Bg };
    let desks = desk_lines(&desks, app.today(), lang);
    let data = data(
        &press,
        &stock,
        lang,
        &Chosen {
            kind: &kind,
            form: &size,
            services: &services,
            desks: &desks,
            event,
            bring: &bring,
            today: app.today(),
        },
    );
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&stock.campaign.home())).await?;
    let event = event.map(|one| one.row.id);
    let now = material::stock(&stock.offers);
    let of = Kind { kind: &kind, form: &size, language: &language, event, stock: &now };
    let paper = paper::add(&mut tx, (&stock.campaign, of), (data, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/prints/{paper}"), None))
}

/// Kind, size and language that are asked for, with what is wrong noted beside them.
fn asked_for(ctx: &Ctx, form: &mut Form) -> (String, String, String) {
    let kind = chosen(form, "kind", &MATERIALS);
    let size = form.required("form", 2);
    if form.ok() && !comes_in(&kind, &size) {
        form.wrong_text("form", sizes_of(ctx, &kind));
    }
    (kind, size, chosen(form, "lang", &LANGUAGES))
}

/// In which sizes a kind comes, as a sentence.
fn sizes_of(ctx: &Ctx, kind: &str) -> String {
    let all = FORMS.iter().find(|(known, _)| *known == kind).map(|(_, forms)| forms.join(", "));
    let args = [("sizes", all.unwrap_or_default().to_uppercase())];
    ctx.ta("campaigns-wrong-form", &args).into_owned()
}

struct Chosen<'a> {
    kind: &'a str,
    form: &'a str,
    services: &'a [ServiceId],
    desks: &'a [(String, String)],
    event: Option<&'a Event>,
    bring: &'a str,
    today: kit::types::Day,
}

fn data(press: &Press, stock: &Stock, lang: Lang, of: &Chosen<'_>) -> serde_json::Value {
    let row = &stock.campaign.row;
    let page =
        if row.is_public { format!("{}{HOME}/{}", press.site, row.code) } else { String::new() };
    let place = |one: &Event| {
        let name = stock.names.get(&one.row.ekatte).cloned().unwrap_or_default();
        [name, one.row.place.clone()].join(", ")
    };
    Material {
        campaign: &stock.campaign,
        kind: of.kind,
        form: of.form,
        lang,
        offers: &stock.offers,
        chosen: of.services,
        desks: of.desks,
        phone: &press.settings().phone,
        page: &page,
        event: of.event.map(|one| (one, place(one))),
        bring: of.bring,
        today: of.today,
    }
    .data()
}
