//! The contact log of the demonstration: its lists, an outreach day, a sheet from a village.

use super::walker::Walker;
use crate::app::App;
use crate::contacts::{self, NewLine};
use crate::municipality::service_points;
use crate::services;
use anyhow::Context;
use kit::access;
use kit::store::{Municipality, Tx};
use kit::types::{AccountId, Day};
use serde::Deserialize;

const FILE: &str = include_str!("../../demo/contacts.toml");
/// Who approved the answers.
const APPROVED_BY: &str = "директор на дирекция";

#[derive(Deserialize)]
struct File {
    campaign: Vec<Campaign>,
    event: Vec<Event>,
    wishes: Vec<Wishes>,
}

#[derive(Deserialize)]
struct Campaign {
    municipality: String,
    bg: String,
    en: String,
    from: Day,
    to: Day,
}

#[derive(Deserialize)]
struct Event {
    municipality: String,
    by: String,
    ekatte: String,
    place: String,
    topic: String,
    rows: Vec<EventRow>,
}

#[derive(Deserialize)]
struct EventRow {
    name: String,
    topic: String,
    minutes: String,
    sex: String,
    age: String,
    note: String,
}

#[derive(Deserialize)]
struct Wishes {
    municipality: String,
    by: String,
    ekatte: String,
    /// Kind of чл. 15 ЗСУ.
    service: u8,
    rows: Vec<WishRow>,
}

#[derive(Deserialize)]
struct WishRow {
    name: String,
    born: String,
    line: String,
    words: String,
}

fn read() -> anyhow::Result<File> {
    toml::from_str(FILE).context("demo/contacts.toml")
}

/// Approved answers and campaigns.
pub async fn lists(tx: &mut Tx, slug: &str) -> anyhow::Result<()> {
    contacts::approve_prepared(tx, APPROVED_BY).await?;
    for line in read()?.campaign.into_iter().filter(|line| line.municipality == slug) {
        let new = NewLine {
            list: "campaign".to_owned(),
            code: String::new(),
            law: String::new(),
            bg: line.bg,
            en: line.en,
            valid_from: Some(line.from),
            valid_to: Some(line.to),
        };
        contacts::add_to_list(tx, &new).await?;
    }
    Ok(())
}

type Fields = Vec<(String, String)>;

/// The sheets, sent through the pages by those who would send them.
pub async fn sheets(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let (file, walker) = (read()?, Walker::new(app, &municipality.slug));
    let tx = app.db.read(&walker.system()?).await?;
    let accounts = access::accounts(&tx, tx.today()).await?;
    let point = service_points(&tx).await?.into_iter().find(|point| point.works(tx.today()));
    let point = point.map(|point| point.id.to_string()).unwrap_or_default();
    let services = services::all(&tx).await?;
    tx.rollback().await;
    let account = |name: &str| -> anyhow::Result<AccountId> {
        let found = accounts.iter().find(|account| account.username == name);
        Ok(found.with_context(|| format!("no account {name}"))?.id)
    };
    let here = |slug: &str| slug == municipality.slug;
    for event in file.event.iter().filter(|event| here(&event.municipality)) {
        let seat = walker.seat(account(&event.by)?).await?;
        let path = "/sheets/contacts/new";
        seat.submit(path, path, &event.fields(&point)).await?;
    }
    for sheet in file.wishes.iter().filter(|sheet| here(&sheet.municipality)) {
        let seat = walker.seat(account(&sheet.by)?).await?;
        let service = services.iter().find(|s| s.in_zsu && s.kind == sheet.service);
        let service = service.context("a service for the sheet")?.id.to_string();
        let path = "/sheets/wishes/new";
        seat.submit(path, path, &sheet.fields(&point, &service)).await?;
    }
    Ok(())
}

impl Event {
    fn fields(&self, point: &str) -> Fields {
        let mut fields = head(point, ("event", &self.ekatte, &self.place), self.rows.len());
        fields.push(("topic".into(), self.topic.clone()));
        fields.push(("minutes".into(), "10".into()));
        for (number, row) in self.rows.iter().enumerate() {
            let cells = [
                ("name", &row.name),
                ("topic", &row.topic),
                ("minutes", &row.minutes),
                ("sex", &row.sex),
                ("age", &row.age),
                ("note", &row.note),
            ];
            fields.extend(cells.map(|(name, value)| (format!("r{number}-{name}"), value.clone())));
        }
        fields
    }
}

impl Wishes {
    fn fields(&self, point: &str, service: &str) -> Fields {
        let mut fields = head(point, ("village_office", &self.ekatte, ""), self.rows.len());
        fields.push(("service".into(), service.to_owned()));
        for (number, row) in self.rows.iter().enumerate() {
            let cells = [
                ("name", &row.name),
                ("egn", &row.born),
                ("line", &row.line),
                ("words", &row.words),
            ];
            fields.extend(cells.map(|(name, value)| (format!("r{number}-{name}"), value.clone())));
        }
        fields
    }
}

fn head(point: &str, (channel, ekatte, place): (&str, &str, &str), rows: usize) -> Fields {
    let fields = [
        ("point", point.to_owned()),
        ("channel", channel.to_owned()),
        ("ekatte", ekatte.to_owned()),
        ("place", place.to_owned()),
        ("rows", rows.to_string()),
    ];
    fields.map(|(name, value)| (name.to_owned(), value)).into()
}
