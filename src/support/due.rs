//! What is due: documents to write, sign and send, updates, joint plans, actions; by service and
//! officer. What is counted on a page opens its list.

use super::course::{Kind, Stage};
use super::store::{support_action, support_version};
use super::{VersionId, terms};
use crate::people::PersonId;
use crate::placement::{self, Brief, PlacementId, State};
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// What is due; the name has the key `support-what-<code>`.
pub const WHATS: [&str; 6] = ["write", "sign", "send", "update", "joint", "action"];
/// Up to when; the name has the key `support-when-<code>`.
pub const WHENS: [&str; 3] = ["soon", "late", "all"];
/// So many days ahead are soon.
const SOON: i32 = 30;

/// Something that is due.
#[derive(Clone, Debug)]
pub struct Item {
    /// A code of [`WHATS`].
    pub what: &'static str,
    /// The last day, when there is one.
    pub day: Option<Day>,
    /// The placement.
    pub placement: PlacementId,
    /// Whose.
    pub person: PersonId,
    /// The service.
    pub service: ServiceId,
    /// Who works on it.
    pub officer: Option<AccountId>,
    /// The document, when it is about one.
    pub kind: Option<Kind>,
    /// The action, still sealed.
    pub action: Option<support_action::Model>,
    /// Where it is done, below the municipality.
    pub path: String,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of one service.
    pub service: Option<ServiceId>,
    /// Of one officer.
    pub officer: Option<AccountId>,
}

/// Whether an item belongs to a list of [`WHENS`].
#[must_use]
pub fn falls(item: &Item, when: &str, today: Day) -> bool {
    match (when, item.day) {
        ("all", _) => true,
        ("late", day) => day.is_some_and(|day| day < today),
        (_, None) => !matches!(item.what, "update"),
        (_, Some(day)) => day <= today.plus(SOON),
    }
}

fn item(what: &'static str, brief: &Brief, (day, path): (Option<Day>, String)) -> Item {
    Item {
        what,
        day,
        placement: brief.id,
        person: brief.person,
        service: brief.service,
        officer: brief.officer,
        kind: None,
        action: None,
        path,
    }
}

/// The columns of a document that are read here.
type Short = (VersionId, PlacementId, String, String, Option<Day>, bool);

/// A document without what is written in it.
struct Version {
    id: VersionId,
    kind: Kind,
    stage: Stage,
    due_on: Option<Day>,
    joint: bool,
}

fn in_force(rows: &[Version], kind: Kind) -> Option<&Version> {
    rows.iter().find(|row| row.kind == kind && row.stage.holds())
}

/// All that is due, the nearest first. Six queries, however many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn gather(tx: &Tx, law: &Law, asked: &Asked) -> Result<Vec<Item>, StoreError> {
    use support_version::Column;
    // Without what is written in them: there may be many, and each is long.
    let versions: Vec<Short> = tx
        .find::<support_version::Entity>()
        .filter(Column::State.ne(Stage::Dropped.code()))
        .order_by_desc(Column::Id)
        .select_only()
        .columns([
            Column::Id,
            Column::PlacementId,
            Column::Kind,
            Column::State,
            Column::DueOn,
            Column::Joint,
        ])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let actions = tx
        .find::<support_action::Entity>()
        .filter(support_action::Column::State.eq("open"))
        .all(tx.conn())
        .await?;
    let mut files: BTreeMap<PlacementId, Vec<Version>> = BTreeMap::new();
    for (id, placement, kind, state, due_on, joint) in versions {
        let (kind, stage) = (Kind::from_code(&kind), Stage::from_code(&state));
        if let (Some(kind), Some(stage)) = (kind, stage) {
            let version = Version { id, kind, stage, due_on, joint };
            files.entry(placement).or_default().push(version);
        }
    }
    let ids: Vec<PlacementId> = files.keys().copied().collect();
    let briefs = placement::briefs(tx, law, &ids).await?;
    let mut all = Vec::new();
    for (id, rows) in &files {
        let Some(brief) = briefs.get(id).filter(|brief| !brief.state.is_over()) else { continue };
        all.extend(documents(brief, rows));
        all.extend(coming(law, brief, rows)?);
    }
    all.extend(followed(&briefs, actions));
    all.retain(|item| asked.service.is_none_or(|service| item.service == service));
    all.retain(|item| asked.officer.is_none() || item.officer == asked.officer);
    all.sort_by(|a, b| (a.day.is_none(), a.day, &a.path).cmp(&(b.day.is_none(), b.day, &b.path)));
    Ok(all)
}

/// Documents that are not finished.
fn documents(brief: &Brief, rows: &[Version]) -> Vec<Item> {
    let open = |row: &Version| {
        let what = match row.stage {
            Stage::Draft => "write",
            Stage::Approved => "sign",
            Stage::Signed => "send",
            Stage::Given | Stage::Dropped => return None,
        };
        let whole = item(what, brief, (row.due_on, format!("/support/{}", row.id)));
        Some(Item { kind: Some(row.kind), ..whole })
    };
    rows.iter().filter_map(open).collect()
}

/// Documents that are to be begun: an update, a joint plan.
fn coming(law: &Law, brief: &Brief, rows: &[Version]) -> Result<Vec<Item>, StoreError> {
    let Some(plan) = in_force(rows, Kind::Plan) else { return Ok(Vec::new()) };
    let begun = |kind: Kind| rows.iter().any(|row| row.kind == kind && row.stage.is_open());
    let path = || format!("/placements/{}/support", brief.id);
    let mut list = Vec::new();
    if let Some(day) = brief.update_by
        && !begun(Kind::Assessment)
    {
        list.push(item("update", brief, (Some(day), path())));
    }
    if plan.joint && in_force(rows, Kind::Joint).is_none() && !begun(Kind::Joint) {
        let day = terms::joint_by(law, brief, false)?;
        list.push(item("joint", brief, (day, path())));
    }
    Ok(list)
}

/// Actions of plans by which people work.
fn followed(
    briefs: &HashMap<PlacementId, Brief>,
    actions: Vec<support_action::Model>,
) -> Vec<Item> {
    let of = |row: support_action::Model| {
        let brief = briefs.get(&row.placement_id).filter(|brief| works(brief))?;
        let whole = item("action", brief, (row.due_on, format!("/support/actions/{}", row.id)));
        Some(Item { action: Some(row), ..whole })
    };
    actions.into_iter().filter_map(of).collect()
}

/// The person uses the service, or is about to.
fn works(brief: &Brief) -> bool {
    matches!(brief.state, State::Assessed | State::InService | State::Review | State::Arrears)
}
