//! Campaigns of the demonstration: called by it only; nobody here is real. The demonstration moves the
//! clock, so that each record is entered on its day.

use super::course::Targets;
use super::entry::{self, NewEntry};
use super::event::{self, NewEvent};
use super::frame::Press;
use super::material::{Made as Material, stock};
use super::paper::{self, Kind};
use super::plan::{self, NewPlan};
use super::public::{count, desk_lines};
use super::{CampaignId, EventId, reach_page};
use crate::app::App;
use crate::municipality::service_points;
use crate::projects::ProjectId;
use crate::services::offers;
use kit::store::{Municipality, Tx};
use kit::types::Day;
use kit::web::Problem;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use ui::Lang;

/// A campaign as the file of the demonstration tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    /// Of which municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// Its aim.
    pub aim: String,
    /// Codes of the audience.
    pub audience: Vec<String>,
    /// Codes of the channels.
    pub channels: Vec<String>,
    /// The first day.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// Whether the project pays.
    #[serde(default)]
    pub by_project: bool,
    /// Who pays otherwise.
    #[serde(default)]
    pub funded_by: String,
    /// What is wanted.
    #[serde(default)]
    pub targets: BTreeMap<String, i64>,
    /// Its events.
    #[serde(default)]
    pub event: Vec<ToldEvent>,
    /// Copies, media items, approaches.
    #[serde(default)]
    pub entry: Vec<ToldEntry>,
}

/// An event of the file.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldEvent {
    kind: String,
    title: String,
    /// Its day.
    pub on: Day,
    begins: String,
    #[serde(default)]
    ends: String,
    ekatte: String,
    place: String,
    #[serde(default)]
    partners: String,
    /// Who came; none of an event that is not reported.
    #[serde(default)]
    pub came: BTreeMap<String, i64>,
    #[serde(default)]
    report: String,
}

/// An entry of the file.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldEntry {
    register: String,
    /// Its day.
    pub on: Day,
    title: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    ekatte: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    link: String,
    #[serde(default = "one")]
    amount: i64,
}

fn one() -> i64 {
    1
}

/// Whether a campaign is there.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    Ok(!plan::campaigns(tx).await?.is_empty())
}

/// Writes how many people live in a settlement.
///
/// # Errors
/// When the database refuses.
pub async fn population(tx: &mut Tx, ekatte: &str, of: (i64, Day, &str)) -> Result<(), Problem> {
    Ok(reach_page::put_population(tx, ekatte, of).await?)
}

/// Plans a campaign; the contact log may know it already under the same days.
///
/// # Errors
/// When the database refuses.
pub async fn campaign(
    tx: &mut Tx,
    told: &Told,
    project: Option<ProjectId>,
) -> Result<CampaignId, Problem> {
    let known = crate::contacts::campaigns(tx).await?;
    let known = known.into_iter().find(|(_, from, to)| (*from, *to) == (told.from, told.to));
    let new = NewPlan {
        name: told.name.clone(),
        aim: told.aim.clone(),
        audience: told.audience.clone(),
        channels: told.channels.clone(),
        from: told.from,
        to: told.to,
        project: project.filter(|_| told.by_project),
        funded_by: told.funded_by.clone(),
        targets: Targets(told.targets.clone()),
        is_public: true,
        contact_code: known.map(|(code, ..)| code),
    };
    plan::add(tx, &new).await
}

/// Plans and, when it is over, reports an event.
async fn event_of(tx: &mut Tx, id: CampaignId, told: &ToldEvent) -> Result<EventId, Problem> {
    let campaign = plan::campaign(tx, id).await?;
    let new = NewEvent {
        kind: told.kind.clone(),
        title: told.title.clone(),
        held_on: told.on,
        begins: told.begins.clone(),
        ends: told.ends.clone(),
        ekatte: told.ekatte.clone(),
        place: told.place.clone(),
        partners: told.partners.clone(),
        contact: "Домакин (измислен), тел. 000 000 000".to_owned(),
        note: String::new(),
    };
    let id = event::add(tx, &campaign, &new).await?;
    if !told.came.is_empty() && told.on <= tx.today() {
        let planned = event::event(tx, id).await?;
        let came: Vec<(String, i64)> = told.came.clone().into_iter().collect();
        event::report(tx, &planned, (&came, &told.report)).await?;
    }
    Ok(id)
}

/// Enters what happened on a day: events and entries of the file.
///
/// # Errors
/// When the database refuses.
pub async fn events(
    tx: &mut Tx,
    (id, told): (CampaignId, &Told),
    is_now: impl Fn(Day) -> bool,
) -> Result<(), Problem> {
    for one in told.event.iter().filter(|one| is_now(one.on)) {
        event_of(tx, id, one).await?;
    }
    // What is handed out ahead of its day is not entered yet.
    let today = tx.today();
    for one in told.entry.iter().filter(|one| is_now(one.on) && one.on <= today) {
        let register = entry::REGISTERS.into_iter().find(|known| *known == one.register);
        let new = NewEntry {
            campaign: Some(id),
            kind: one.kind.clone(),
            ekatte: one.ekatte.clone(),
            place: one.place.clone(),
            title: one.title.clone(),
            detail: one.detail.clone(),
            link: one.link.clone(),
            amount: one.amount,
            ..NewEntry::on(register.unwrap_or(entry::HANDED), one.on)
        };
        entry::add(tx, &new).await?;
        let campaign = plan::campaign(tx, id).await?;
        count(tx, &campaign, 7 + one.amount % 23).await?;
    }
    Ok(())
}

/// Issues a brochure, a poster and a leaflet from the directory of today.
///
/// # Errors
/// When the database refuses.
pub async fn materials(
    tx: &mut Tx,
    (app, office): (&App, &Arc<Municipality>),
    (id, site): (CampaignId, &str),
) -> Result<(), Problem> {
    let campaign = plan::campaign(tx, id).await?;
    let today = app.today();
    let all = offers(tx).await?;
    let stock = stock(&all);
    let desks = desk_lines(&service_points(tx).await?, today, Lang::Bg);
    let site = format!("{}/{}", site.trim_end_matches('/'), office.slug);
    let press = Press { office: Arc::clone(office), verify: format!("{site}/verify"), site };
    let page = format!("{}{}/{}", press.site, super::frame::HOME, campaign.row.code);
    for (kind, form) in [("brochure", "a5"), ("poster", "a3"), ("leaflet", "a4")] {
        let data = Material {
            campaign: &campaign,
            kind,
            form,
            lang: Lang::Bg,
            offers: &all,
            chosen: &[],
            desks: &desks,
            phone: &press.settings().phone,
            page: &page,
            event: None,
            bring: &super::frame::bg("campaigns-bring-usual").replace(';', "\n"),
            today,
        }
        .data();
        let of = Kind { kind, form, language: "bg", event: None, stock: &stock };
        paper::add(tx, (&campaign, of), (data, &press)).await?;
    }
    Ok(())
}
