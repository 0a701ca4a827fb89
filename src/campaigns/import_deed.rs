//! A file of attendance or of copies: kept as it was read, entered once and only as a whole, taken back
//! as a whole.

use super::choice::Words;
use super::content::why;
use super::entry::{self, HANDED};
use super::event::{self, Event};
use super::frame::{bg, settlement_names};
use super::import::{self, Desk, Held, Row, Verdict};
use super::plan::Campaign;
use super::store::{campaign_import, campaign_import_row};
use super::{CampaignId, EntryId, EventId, ImportId, paper};
use campaign_import::{Column, Entity};
use kit::audit::Entry;
use kit::search::plain;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use std::collections::{HashMap, HashSet};

const TABLE: &str = "campaign_import";

/// A file, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The row.
    pub row: campaign_import::Model,
    /// What stood in the file.
    pub rows: Vec<Row>,
    /// Why it was taken back.
    pub why: String,
}

impl Import {
    /// Its page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/imports/{}", super::frame::HOME, self.row.id)
    }
}

/// How a file stands: the code of its word and the colour of its tag.
#[must_use]
pub fn standing(
    entered: Option<Instant>,
    revoked: Option<Instant>,
) -> (&'static str, &'static str) {
    match (entered, revoked) {
        (None, None) => ("read", "blue"),
        (Some(_), None) => ("entered", "green"),
        (None, Some(_)) => ("dropped", "grey"),
        (Some(_), Some(_)) => ("revoked", "grey"),
    }
}

/// A file without its rows.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The file.
    pub id: ImportId,
    /// A code of [`import::KINDS`].
    pub kind: String,
    /// What it was called.
    pub file_name: String,
    /// How many rows.
    pub total: i32,
    /// When it was read.
    pub read_at: Instant,
    /// When it was entered.
    pub entered_at: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// Who read it.
    pub account_name: String,
}

/// The files of a campaign, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn heads(tx: &Tx, of: CampaignId) -> Result<Vec<Head>, StoreError> {
    let columns = [
        Column::Id,
        Column::Kind,
        Column::FileName,
        Column::Total,
        Column::ReadAt,
        Column::EnteredAt,
        Column::RevokedAt,
        Column::AccountName,
    ];
    let rows = tx.find::<Entity>().filter(Column::CampaignId.eq(of)).order_by_desc(Column::Id);
    Ok(rows.select_only().columns(columns).into_model::<Head>().all(tx.conn()).await?)
}

/// One file.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn import(tx: &Tx, id: ImportId) -> Result<Import, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let text = tx.open(TABLE, "rows_sealed", row.id.0, &row.rows_sealed)?;
    let rows = serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))?;
    let why = why(tx, (TABLE, row.id.0), &row.why_sealed)?;
    Ok(Import { row, rows, why })
}

/// Keeps a file as it was read; nothing of it counts yet.
///
/// # Errors
/// When the campaign was withdrawn.
pub async fn add(
    tx: &mut Tx,
    campaign: &Campaign,
    (kind, name, rows): (&str, &str, &[Row]),
) -> Result<ImportId, Problem> {
    if campaign.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let id = ImportId(tx.new_id());
    let text = serde_json::to_string(rows).map_err(Problem::internal)?;
    let row = campaign_import::Model {
        municipality_id: tx.municipality(),
        id,
        campaign_id: campaign.row.id,
        kind: kind.to_owned(),
        file_name: name.chars().take(super::frame::LINE).collect(),
        total: i32::try_from(rows.len()).unwrap_or(i32::MAX),
        rows_sealed: tx.seal(TABLE, "rows_sealed", id.0, &text)?,
        read_at: tx.now(),
        entered_at: None,
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("campaign-import", id.0));
    Ok(id)
}

/// The names under which a settlement may stand in a file.
fn place_names(names: &HashMap<String, String>) -> HashMap<String, String> {
    let mut all = HashMap::new();
    for (code, name) in names {
        all.insert(code.clone(), code.clone());
        all.insert(plain(name), code.clone());
        if let Some((_, bare)) = name.split_once(' ') {
            all.entry(plain(bare)).or_insert_with(|| code.clone());
        }
    }
    all
}

/// What the rows of a file are held against. Six queries.
///
/// # Errors
/// When the database does not answer.
pub async fn desk(tx: &Tx, code: &str, campaign: &Campaign) -> Result<Desk, StoreError> {
    let words = Words::load(tx).await?;
    let names = settlement_names(tx, code).await?;
    let id = campaign.row.id;
    let mut kinds = HashMap::new();
    for word in words.of("event") {
        for text in [&word.bg, &word.en, &word.code] {
            kinds.insert(plain(text), word.code.clone());
        }
    }
    let papers = paper::papers(tx, Some(id)).await?.into_iter().filter(paper::Made::is_material);
    let open = event::events(tx, Some(id)).await?.into_iter();
    let open = open.filter(|one| one.row.revoked_at.is_none());
    let event = |one: Event| {
        let row = one.row;
        let named = (row.held_on, row.ekatte, plain(&row.title));
        (named, (row.id, one.state, row.kind))
    };
    let entries = entry::entries(tx, Some(id)).await?.into_iter().map(|one| one.row);
    let handed = entries.filter(|row| row.register == HANDED && row.revoked_at.is_none());
    let copies = handed
        .map(|row| (row.entry_on, row.ekatte, plain(&row.place), plain(&row.title), row.amount));
    Ok(Desk {
        campaign: id,
        period: (campaign.row.from_on, campaign.row.to_on),
        today: tx.today(),
        places: place_names(&names),
        kinds,
        papers: papers.map(|one| (plain(&one.title()), one.id)).collect(),
        events: open.map(event).collect(),
        copies: copies.collect::<HashSet<_>>(),
    })
}

/// What a row of a file became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// An event.
    Event(EventId),
    /// Copies.
    Entry(EntryId),
}

/// What the rows of a file became, by their number.
///
/// # Errors
/// When the database does not answer.
pub async fn became(tx: &Tx, id: ImportId) -> Result<HashMap<u32, Became>, StoreError> {
    use campaign_import_row::Column;
    let rows = tx.find::<campaign_import_row::Entity>().filter(Column::ImportId.eq(id));
    let one = |row: campaign_import_row::Model| {
        let became = row.event_id.map(Became::Event).or_else(|| row.entry_id.map(Became::Entry))?;
        Some((u32::try_from(row.number).ok()?, became))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().filter_map(one).collect())
}

async fn note(tx: &mut Tx, id: ImportId, (number, became): (u32, Became)) -> Result<(), Problem> {
    let (event_id, entry_id) = match became {
        Became::Event(event) => (Some(event), None),
        Became::Entry(entry) => (None, Some(entry)),
    };
    let row = campaign_import_row::Model {
        municipality_id: tx.municipality(),
        import_id: id,
        number: i32::try_from(number).map_err(Problem::internal)?,
        event_id,
        entry_id,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(())
}

/// Enters a file: all that is new in it, or nothing when a row is wrong. Tells how many rows.
///
/// # Errors
/// When it was entered or taken back before, a row is wrong, nothing is new, or somebody saved
/// meanwhile.
pub async fn enter(
    tx: &mut Tx,
    code: &str,
    (campaign, of): (&Campaign, &Import),
) -> Result<usize, Problem> {
    if of.row.entered_at.is_some() || of.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-import-done"));
    }
    let desk = desk(tx, code, campaign).await?;
    let verdicts = import::verdicts(&desk, (&of.row.kind, &of.rows));
    if verdicts.iter().any(Verdict::is_wrong) {
        return Err(Problem::Impossible("campaigns-import-wrong"));
    }
    let mut held = Vec::new();
    let mut count = 0;
    for (row, verdict) in of.rows.iter().zip(verdicts) {
        match verdict {
            Verdict::Event(one) => {
                let event = match one.planned {
                    Some(event) => event,
                    None => event::add(tx, campaign, &one.new).await?,
                };
                held.push((row.number, event, one));
            }
            Verdict::Copies(new) => {
                let became = Became::Entry(entry::add(tx, &new).await?);
                note(tx, of.row.id, (row.number, became)).await?;
                count += 1;
            }
            Verdict::Known | Verdict::Wrong(_) => {}
        }
    }
    count += report_all(tx, (campaign, of.row.id), held).await?;
    if count == 0 {
        return Err(Problem::Impossible("campaigns-import-nothing"));
    }
    let active =
        campaign_import::ActiveModel { entered_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(of.row.id, of.row.version, active).await?;
    tx.audit(Entry::write("campaign-import-entered", of.row.id.0));
    Ok(count)
}

/// Reports the events of a file, which are all planned by now.
async fn report_all(
    tx: &mut Tx,
    (campaign, id): (&Campaign, ImportId),
    held: Vec<(u32, EventId, Box<Held>)>,
) -> Result<usize, Problem> {
    if held.is_empty() {
        return Ok(0);
    }
    let all = event::events(tx, Some(campaign.row.id)).await?;
    let all: HashMap<EventId, Event> = all.into_iter().map(|one| (one.row.id, one)).collect();
    let count = held.len();
    for (number, event, one) in held {
        let planned = all.get(&event).ok_or(Problem::NotFound)?;
        let Held { came, report, .. } = *one;
        let said = if report.is_empty() { bg("campaigns-import-said") } else { report };
        event::report(tx, planned, (&came, &said)).await?;
        note(tx, id, (number, Became::Event(event))).await?;
    }
    Ok(count)
}

/// Takes a file back: what came from it is withdrawn with the same reason. A file that was not entered
/// is dropped.
///
/// # Errors
/// When it was taken back before, or somebody saved meanwhile.
pub async fn take_back(tx: &mut Tx, of: &Import, why: &str) -> Result<(), Problem> {
    if of.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let id = of.row.id;
    let became: HashSet<i64> = became(tx, id)
        .await?
        .into_values()
        .map(|one| match one {
            Became::Event(event) => event.0,
            Became::Entry(entry) => entry.0,
        })
        .collect();
    let campaign = Some(of.row.campaign_id);
    if of.row.kind == import::EVENTS {
        for one in event::events(tx, campaign).await? {
            if became.contains(&one.row.id.0) && one.row.revoked_at.is_none() {
                event::revoke(tx, &one, why).await?;
            }
        }
    } else {
        for one in entry::entries(tx, campaign).await? {
            if became.contains(&one.row.id.0) && one.row.revoked_at.is_none() {
                entry::revoke(tx, &one, why).await?;
            }
        }
    }
    let active = campaign_import::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal(TABLE, "why_sealed", id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, of.row.version, active).await?;
    tx.audit(Entry::write("campaign-import-revoked", id.0));
    Ok(())
}
