//! The files of the folder `demo/`, as far as the program uses them.

use crate::municipality::Settlement;
use anyhow::Context;
use kit::search::{fold, latin};
use kit::types::Day;
use serde::Deserialize;

/// What is known of one municipality.
pub struct DemoFile {
    /// The office.
    pub office: OfficeFile,
    /// The catalogue.
    pub services: Vec<ServiceLine>,
    /// What more is known of its providers.
    pub providers: Vec<ProviderLine>,
}

#[derive(Deserialize)]
pub struct OfficeFile {
    pub municipality: MunicipalityLine,
    pub bodies: Bodies,
    pub publicity: PublicityLine,
    pub funding_source: Vec<FundingSource>,
    pub service_point: Vec<PointLine>,
    pub order: Vec<OrderLine>,
    pub account: Vec<AccountLine>,
}

#[derive(Deserialize)]
pub struct MunicipalityLine {
    pub slug: String,
    pub code: String,
    pub name_bg: String,
    pub name_en: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub site: String,
    pub mayor: String,
    pub registers: Registers,
}

#[derive(Deserialize)]
pub struct Registers {
    pub contact: String,
    pub wish: String,
    pub assessment: String,
    pub letter: String,
    pub signal: String,
}

#[derive(Deserialize)]
pub struct Bodies {
    pub dsp: BodyLine,
    pub police: BodyLine,
    pub court: BodyLine,
}

#[derive(Deserialize)]
pub struct BodyLine {
    pub name: String,
    #[serde(default)]
    pub address: String,
}

#[derive(Deserialize)]
pub struct PublicityLine {
    pub header: Vec<String>,
    pub footer: Vec<String>,
    pub stamp: bool,
}

#[derive(Deserialize)]
pub struct FundingSource {
    pub id: String,
    pub name: String,
}

#[derive(Deserialize)]
pub struct PointLine {
    pub id: String,
    pub name_bg: String,
    pub ekatte: String,
    pub street: String,
    #[serde(default)]
    pub number: String,
    #[serde(default)]
    pub floor: String,
    pub phone: String,
    pub hours: HoursLine,
    pub counter: Vec<CounterLine>,
    pub funding: Vec<FundingLine>,
}

#[derive(Deserialize)]
pub struct HoursLine {
    pub mon: Vec<String>,
    pub tue: Vec<String>,
    pub wed: Vec<String>,
    pub thu: Vec<String>,
    pub fri: Vec<String>,
    pub sat: Vec<String>,
    pub sun: Vec<String>,
}

/// A place where a person is received; only their number is used.
#[derive(Deserialize)]
pub struct CounterLine {}

#[derive(Deserialize)]
pub struct FundingLine {
    pub source: String,
    pub from: Day,
    pub to: Option<Day>,
}

#[derive(Deserialize)]
pub struct OrderLine {
    pub number: String,
    pub date: Day,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
    pub named: Vec<NamedLine>,
}

#[derive(Deserialize)]
pub struct NamedLine {
    pub username: String,
    pub from: Day,
    pub to: Option<Day>,
}

#[derive(Deserialize)]
pub struct AccountLine {
    pub username: String,
    pub full_name: String,
    pub position: String,
    pub role: String,
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct ServicesFile {
    service: Vec<ServiceLine>,
    #[serde(default)]
    provider: Vec<ProviderLine>,
}

#[derive(Deserialize)]
pub struct ServiceLine {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub legacy_name: String,
    pub zsu: bool,
    pub law: String,
    #[serde(default)]
    pub kind: u8,
    pub access: Option<String>,
    pub function: Option<String>,
    #[serde(default)]
    pub users_text: String,
    pub level: Option<String>,
    pub funding: String,
    #[serde(default)]
    pub environment: Vec<String>,
    pub replacement_care: Option<String>,
    #[serde(default)]
    pub optional_referral: bool,
    #[serde(default)]
    pub legacy_home: bool,
    pub provider: Option<String>,
    pub provider_kind: String,
    #[serde(default)]
    pub address: String,
    #[serde(default = "yes")]
    pub address_public: bool,
    pub ekatte: String,
    pub capacity: Option<i32>,
    /// Whether its places are those of every service in the same `place`.
    #[serde(default)]
    pub capacity_shared: bool,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub capacity_date: String,
    #[serde(default)]
    pub decision: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub source_date: String,
    pub confidence: Option<String>,
    #[serde(default)]
    pub invented: bool,
    #[serde(default)]
    pub conflict: String,
    #[serde(default)]
    pub note: String,
    pub ended: Option<Day>,
    #[serde(default)]
    pub ages: Vec<String>,
    #[serde(default)]
    pub also_kinds: Vec<u8>,
    #[serde(default)]
    pub users: Vec<String>,
    #[serde(default)]
    pub duration: Vec<String>,
    #[serde(default)]
    pub manner: Vec<String>,
    pub fee: Option<String>,
    #[serde(default)]
    pub capacity_kind: String,
    #[serde(default)]
    pub standards: Vec<String>,
    /// Further figures and places, licences, pauses: see [`super::directory`].
    #[serde(default)]
    pub capacity_history: Vec<FigureLine>,
    #[serde(default)]
    pub site: Vec<SiteLine>,
    pub licence: Option<LicenceLine>,
    pub state: Option<StateLine>,
}

/// A figure of capacity by a decision.
#[derive(Deserialize)]
pub struct FigureLine {
    pub from: Day,
    pub total: i32,
    pub funded: Option<i32>,
    #[serde(default)]
    pub decision: String,
    #[serde(default)]
    pub protocol: String,
    pub decided: Option<Day>,
    pub source: String,
    pub confidence: String,
    #[serde(default)]
    pub note: String,
}

/// A place where a service is given, besides its address.
#[derive(Deserialize)]
pub struct SiteLine {
    pub name: String,
    pub ekatte: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub note: String,
}

/// An invented licence: its end is told from the day on which the office was set up, 200 days
/// before the day of the demonstration.
#[derive(Deserialize)]
pub struct LicenceLine {
    pub number: String,
    /// It ends so many days after that day.
    pub ends_in_days: i32,
}

/// How a service stands, when not open.
#[derive(Deserialize)]
pub struct StateLine {
    pub state: String,
    pub from: Day,
    #[serde(default)]
    pub season_from: String,
    #[serde(default)]
    pub season_until: String,
    pub reason: String,
}

/// A provider as the file tells more of it.
#[derive(Deserialize)]
pub struct ProviderLine {
    pub name: String,
    #[serde(default)]
    pub eik: String,
    #[serde(default)]
    pub form: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub website: String,
    #[serde(default)]
    pub contact: String,
    #[serde(default)]
    pub note: String,
}

/// The two municipalities.
///
/// # Errors
/// When a file is not as expected: a defect of the build.
pub fn all() -> anyhow::Result<Vec<DemoFile>> {
    let texts = [
        (include_str!("../../demo/ruse.toml"), include_str!("../../demo/services-ruse.toml")),
        (include_str!("../../demo/mezdra.toml"), include_str!("../../demo/services-mezdra.toml")),
    ];
    let mut files = Vec::new();
    for (office, services) in texts {
        let office: OfficeFile = toml::from_str(office).context("demo: an office")?;
        let services: ServicesFile = toml::from_str(services).context("demo: services")?;
        files.push(DemoFile { office, services: services.service, providers: services.provider });
    }
    Ok(files)
}

/// The settlements and how many people live there: those of the two municipalities and the seats of their neighbours.
#[must_use]
pub fn settlements() -> Vec<(Settlement, u64)> {
    let text = include_str!("../../demo/settlements.csv");
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap_or_default();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap_or(usize::MAX);
    let columns = [
        at("ekatte"),
        at("kind"),
        at("name"),
        at("municipality_code"),
        at("municipality_name"),
        at("oblast_code"),
        at("population"),
    ];
    let rows = lines.filter(|line| line.len() > 1).map(|line| {
        let [ekatte, kind, name, code, of, district, population] =
            columns.map(|place| line.get(place).cloned().unwrap_or_default());
        let row = Settlement {
            name_latin: latin(&name),
            folded: fold(&name),
            ekatte,
            kind,
            name,
            municipality_code: code,
            municipality_name: of,
            district_code: district,
        };
        (row, population.parse().unwrap_or_default())
    });
    rows.collect()
}

/// Where the settlements are: code, latitude and longitude in millionths of a degree, source.
#[must_use]
pub fn points() -> Vec<(String, crate::services::Point, String)> {
    let text = include_str!("../../demo/settlements.csv");
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap_or_default();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap_or(usize::MAX);
    let columns = [at("ekatte"), at("lat"), at("lon"), at("coordinates_source")];
    let point = |line: Vec<String>| {
        let [ekatte, lat, lon, source] =
            columns.map(|place| line.get(place).cloned().unwrap_or_default());
        let place = crate::services::degrees(&lat, 90).zip(crate::services::degrees(&lon, 180))?;
        Some((ekatte, place, source))
    };
    lines.filter_map(point).collect()
}

/// How many people live where: code, people, the day of the count, its kind.
#[must_use]
pub fn populations() -> Vec<(String, i64, kit::types::Day, String)> {
    let text = include_str!("../../demo/settlements.csv");
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap_or_default();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap_or(usize::MAX);
    let columns = ["ekatte", "population", "population_date", "population_source"].map(at);
    let row = |line: Vec<String>| {
        let [code, people, day, source] = columns.map(|n| line.get(n).cloned().unwrap_or_default());
        Some((code, people.parse().ok()?, day.parse().ok()?, source))
    };
    lines.filter_map(row).collect()
}

/// The cells of a line; a cell in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut list, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => list.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    list.push(cell);
    list
}
