//! A table of others: kept as it was read, entered once and only as a whole, taken back as a whole.

use super::catalogue::{Catalogue, catalogue};
use super::check::Excess;
use super::columns::{MOST, Plan, guessed, guessed_head, heads};
use super::deed::{self, Origin, slot};
use super::frame::{LINE, bg, names};
use super::import::{Desk, Item, Verdict, items, settle, would_exceed};
use super::load::opened;
use super::store::figure::{Column as Of, Entity as Figure, Model};
use super::store::figure_import::{self, Column, Entity};
use super::value::Value;
use super::{FigureImportId, ValueId};
use crate::imports;
use crate::municipality::all_settlements;
use kit::audit::Entry;
use kit::search::plain;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use sheet::GridRow;
use std::collections::{BTreeSet, HashMap};

const TABLE: &str = "figure_import";
/// So many tables of before are shown.
const SHOWN: u64 = 30;

/// A table, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The row.
    pub row: figure_import::Model,
    /// What stood in the file.
    pub rows: Vec<GridRow>,
    /// What it means.
    pub plan: Plan,
    /// Why it was taken back.
    pub why: String,
}

impl Import {
    /// Its page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/figure-imports/{}", super::frame::HOME, self.row.id)
    }

    /// Whether it waits to be entered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.row.entered_at.is_none() && self.row.revoked_at.is_none()
    }
}

/// How a table stands: the code of its word and the colour of its tag.
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

/// A table without its rows.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Head {
    /// The table.
    pub id: FigureImportId,
    /// What the file was called.
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

/// The tables that were brought in, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn earlier(tx: &Tx) -> Result<Vec<Head>, StoreError> {
    let columns = [
        Column::Id,
        Column::FileName,
        Column::Total,
        Column::ReadAt,
        Column::EnteredAt,
        Column::RevokedAt,
        Column::AccountName,
    ];
    let rows = tx.find::<Entity>().order_by_desc(Column::Id).limit(SHOWN);
    Ok(rows.select_only().columns(columns).into_model::<Head>().all(tx.conn()).await?)
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Other(e.to_string()))
}

/// One table.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn import(tx: &Tx, id: FigureImportId) -> Result<Import, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let rows = json(&tx.open(TABLE, "rows_sealed", id.0, &row.rows_sealed)?)?;
    let plan = json(&tx.open(TABLE, "plan_sealed", id.0, &row.plan_sealed)?)?;
    let why = match row.why_sealed.as_slice() {
        [] => String::new(),
        sealed => tx.open(TABLE, "why_sealed", id.0, sealed)?,
    };
    Ok(Import { row, rows, plan, why })
}

/// Keeps a table as it was read, with what its columns seem to mean; nothing of it counts yet.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (name, rows): (&str, &[GridRow]),
    known: &Catalogue,
) -> Result<FigureImportId, Problem> {
    let id = FigureImportId(tx.new_id());
    let (head, count) = guessed_head(rows);
    let columns = guessed(&heads(rows, (head, count)), known);
    let place = "municipality".to_owned();
    let plan = Plan { head, heads: count, columns, place, fills: true, ..Plan::default() };
    let text = serde_json::to_string(rows).map_err(Problem::internal)?;
    let plan = serde_json::to_string(&plan).map_err(Problem::internal)?;
    let row = figure_import::Model {
        municipality_id: tx.municipality(),
        id,
        file_name: name.chars().take(LINE).collect(),
        total: i32::try_from(rows.len()).unwrap_or(i32::MAX),
        rows_sealed: tx.seal(TABLE, "rows_sealed", id.0, &text)?,
        plan_sealed: tx.seal(TABLE, "plan_sealed", id.0, &plan)?,
        read_at: tx.now(),
        entered_at: None,
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("figure-import", id.0));
    Ok(id)
}

/// Keeps what the columns of a table mean.
///
/// # Errors
/// When it was entered or taken back, or somebody saved meanwhile.
pub async fn put_plan(tx: &mut Tx, of: &Import, plan: &Plan) -> Result<(), Problem> {
    if !of.is_open() {
        return Err(Problem::Impossible("figures-import-done"));
    }
    let text = serde_json::to_string(plan).map_err(Problem::internal)?;
    let active = figure_import::ActiveModel {
        plan_sealed: Set(tx.seal(TABLE, "plan_sealed", of.row.id.0, &text)?),
        ..Default::default()
    };
    tx.update::<Entity>(of.row.id, of.row.version, active).await?;
    tx.audit(Entry::write("figure-import-columns", of.row.id.0));
    Ok(())
}

/// What a table would become.
pub struct Preview {
    /// Its cells, in the order of the file.
    pub items: Vec<Item>,
    /// What would sum to more than its whole.
    pub excesses: Vec<Excess>,
    /// The groups.
    pub catalogue: Catalogue,
    /// Names of settlements.
    pub names: HashMap<String, String>,
}

impl Preview {
    /// How many cells a verdict holds for.
    pub fn count(&self, is_it: impl Fn(&Verdict) -> bool) -> usize {
        self.items.iter().filter(|item| is_it(&item.verdict)).count()
    }

    /// How many have to be mended.
    #[must_use]
    pub fn wrong(&self) -> usize {
        self.count(|verdict| matches!(verdict, Verdict::Wrong(_)))
    }

    /// How many would be entered.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.count(|verdict| matches!(verdict, Verdict::New(_) | Verdict::Corrects(..)))
    }
}

/// How tables call the municipality, in plain letters.
fn whole(office: &Municipality) -> Vec<String> {
    let name = plain(&office.name);
    let bare = name.strip_prefix("община ").unwrap_or(&name);
    let own = [name.clone(), format!("общ {bare}"), format!("общо за община {bare}")];
    let general = ["община", "общината", "общо", "всичко", "общо за общината"];
    own.into_iter().chain(general.map(str::to_owned)).collect()
}

/// Values that count on some days, by the fingerprint of what makes them the only one. One query.
async fn known(tx: &Tx, days: BTreeSet<Day>) -> Result<HashMap<String, Value>, StoreError> {
    if days.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = tx.find::<Figure>().filter(Of::EndedAt.is_null()).filter(Of::FigureOn.is_in(days));
    let values = opened(rows.all(tx.conn()).await?);
    let keyed = values.into_iter().map(|one| {
        let place = (one.territory.area(), one.territory.ekatte());
        let key = slot((&one.group, one.kind), place, (one.on, &one.source));
        (key, one)
    });
    Ok(keyed.collect())
}

/// What a table would become now.
///
/// # Errors
/// When the database does not answer.
pub async fn preview(tx: &Tx, office: &Municipality, of: &Import) -> Result<Preview, StoreError> {
    let catalogue = catalogue(tx).await?;
    let names = names(tx, &office.code).await?;
    let places = imports::places(all_settlements(tx).await?, &office.code);
    let desk = Desk {
        catalogue: &catalogue,
        places: &places,
        own: &names,
        whole: &whole(office),
        today: tx.today(),
    };
    let mut items = items(&desk, (&of.plan, &of.rows));
    let days = items.iter().filter_map(|item| match &item.verdict {
        Verdict::New(new) => Some(new.on),
        _ => None,
    });
    let known = known(tx, days.collect()).await?;
    settle(&mut items, &known);
    let excesses = would_exceed(&catalogue, (&items, &known));
    Ok(Preview { items, excesses, catalogue, names })
}

/// The rows of some values. One query.
async fn rows_of(tx: &Tx, ids: Vec<ValueId>) -> Result<HashMap<ValueId, Model>, StoreError> {
    let rows = tx.find::<Figure>().filter(Of::Id.is_in(ids)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Enters a table: all that is new or corrects something, or nothing. Sums that are more than their
/// whole are entered only by whoever says that they were seen.
///
/// # Errors
/// When it was entered or taken back before, a cell is wrong, nothing is new, or somebody saved
/// meanwhile.
pub async fn enter(
    tx: &mut Tx,
    office: &Municipality,
    (of, has_seen): (&Import, bool),
) -> Result<usize, Problem> {
    if !of.is_open() {
        return Err(Problem::Impossible("figures-import-done"));
    }
    let preview = preview(tx, office, of).await?;
    let count = preview.entered();
    if preview.wrong() > 0 {
        return Err(Problem::Impossible("figures-import-wrong"));
    }
    if count == 0 {
        return Err(Problem::Impossible("figures-import-nothing"));
    }
    if count > MOST {
        return Err(Problem::Impossible("figures-import-long"));
    }
    if !preview.excesses.is_empty() && !has_seen {
        return Err(Problem::Impossible("figures-import-unseen"));
    }
    let corrected = preview.items.iter().filter_map(|item| match item.verdict {
        Verdict::Corrects(id, _) => Some(id),
        _ => None,
    });
    let olds = rows_of(tx, corrected.collect()).await?;
    let why = bg("figures-import-why");
    for item in preview.items {
        let import = Some((of.row.id, i32::try_from(item.row).map_err(Problem::internal)?));
        match item.verdict {
            Verdict::New(new) => {
                deed::add(tx, &new, Origin { import, replaces: None }).await?;
            }
            Verdict::Corrects(id, new) => {
                let old = olds.get(&id).ok_or(Problem::NotFound)?;
                deed::correct(tx, (old, old.version), &new, (&why, import)).await?;
            }
            Verdict::Same(_) | Verdict::Skipped(_) | Verdict::Wrong(_) => {}
        }
    }
    let active =
        figure_import::ActiveModel { entered_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(of.row.id, of.row.version, active).await?;
    tx.audit(Entry::write("figure-import-entered", of.row.id.0));
    Ok(count)
}

/// Takes a table back: what came from it and still counts is withdrawn with the same reason. One that
/// was not entered is dropped.
///
/// # Errors
/// When it was taken back before, or somebody saved meanwhile.
pub async fn take_back(tx: &mut Tx, of: &Import, why: &str) -> Result<(), Problem> {
    if of.row.revoked_at.is_some() {
        return Err(Problem::Impossible("figures-refused-ended"));
    }
    let id = of.row.id;
    let rows = tx.find::<Figure>().filter(Of::ImportId.eq(id)).filter(Of::EndedAt.is_null());
    for row in rows.all(tx.conn()).await? {
        deed::end(tx, &row, ("revoked", why, row.version)).await?;
    }
    let active = figure_import::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal(TABLE, "why_sealed", id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, of.row.version, active).await?;
    tx.audit(Entry::write("figure-import-revoked", id.0));
    Ok(())
}
