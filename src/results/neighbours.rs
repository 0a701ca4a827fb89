//! What other capabilities know, as it is needed here: the one place that names their doors for
//! spending, hours and training.

use super::frame::bg_with;
use crate::projects::{self, FileId, ProjectId, ProjectName, Worked};
use crate::{training, workforce};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Currency, Money};
use std::collections::{BTreeSet, HashMap};

pub use crate::training::listed as attendance;
pub use crate::workforce::time_sheets;

/// An academic hour in minutes.
const ACADEMIC_MINUTES: i64 = 45;

/// A document of spending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Its number.
    pub number: String,
    /// Its day.
    pub day: Day,
    /// Who was paid.
    pub supplier: String,
    /// How much, in the currency of the contract, in words.
    pub amount: String,
    /// Its scans, first to last.
    pub files: Vec<FileId>,
}

/// The documents of spending between two days, by day and number.
///
/// # Errors
/// When the database does not answer.
pub async fn spent(tx: &Tx, id: ProjectId, from: Day, to: Day) -> Result<Vec<Spent>, StoreError> {
    let rows = projects::spending_files(tx, id, from, to).await?;
    let one = |row: projects::SpendingFile| Spent {
        number: row.number,
        day: row.day,
        supplier: row.supplier,
        amount: Money { cents: row.amount.total(), currency: row.currency }.written(),
        files: row.scans,
    };
    let mut all: Vec<Spent> = rows.into_iter().map(one).collect();
    all.sort_by(|a, b| (a.day, &a.number, &a.supplier).cmp(&(b.day, &b.number, &b.supplier)));
    Ok(all)
}

/// A scan as a piece of a pack: the ending of its name, and the bytes.
pub type Scan = (&'static str, Vec<u8>);

/// What the scans of some documents hold.
///
/// # Errors
/// When the database does not answer, or a scan cannot be opened.
pub async fn scans(tx: &Tx, all: &[Spent]) -> Result<HashMap<FileId, Scan>, StoreError> {
    let ids: Vec<FileId> = all.iter().flat_map(|one| one.files.iter().copied()).collect();
    let named = |(id, (media, bytes)): (FileId, (String, Vec<u8>))| {
        let ending = match media.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            _ => "pdf",
        };
        (id, (ending, bytes))
    };
    Ok(projects::scans(tx, &ids).await?.into_iter().map(named).collect())
}

/// The sums of a project, as rows of what, in leva, in euro.
///
/// # Errors
/// When the database does not answer.
pub async fn sums(
    tx: &Tx,
    (id, known_at): (ProjectId, kit::types::Instant),
) -> Result<Vec<[String; 3]>, StoreError> {
    let all = projects::overview(tx, id, known_at).await?;
    let row = |(key, sum): (&str, &projects::Amounts)| {
        let euro = Money { cents: sum.eur.total(), currency: Currency::Eur }.written();
        [
            super::frame::bg(key),
            Money { cents: sum.bgn.total(), currency: Currency::Bgn }.written(),
            euro,
        ]
    };
    let rows = [
        ("results-sum-budget", &all.budget),
        ("results-sum-committed", &all.committed),
        ("results-sum-spent", &all.spent),
        ("results-sum-paid", &all.paid),
        ("results-sum-received", &all.received),
    ];
    Ok(rows.map(row).into())
}

/// A claim for payment as a choice: its words and its period.
pub struct Claim {
    /// Number and kind in words.
    pub words: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The claims for payment of a project.
///
/// # Errors
/// When the database does not answer.
pub async fn claims(tx: &Tx, id: ProjectId) -> Result<Vec<Claim>, StoreError> {
    let all = projects::claims(tx, id).await?;
    let one = |claim: projects::ClaimName| {
        let args = [
            ("number", claim.number.to_string()),
            ("from", claim.from.bg()),
            ("to", claim.to.bg()),
        ];
        Claim { words: bg_with("results-claim", &args), from: claim.from, to: claim.to }
    };
    Ok(all.into_iter().map(one).collect())
}

/// What may be paid twice: words and where it stands.
pub struct Finding {
    /// Kind in words.
    pub kind: String,
    /// What was found.
    pub text: String,
    /// The records, below the municipality.
    pub hrefs: Vec<String>,
}

/// Who pays from outside, in the words that documents of spending have for it: a project, or the
/// state. What the municipality pays of its own is nobody's second funding.
fn payer(names: &HashMap<i64, String>, project: Option<i64>, source: &str) -> Option<String> {
    match project {
        Some(id) => names.get(&id).cloned(),
        None => (source == "state").then(|| super::frame::bg("results-payer-state")),
    }
}

/// Person-hours that are paid from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Of appointments and time sheets.
    pub worked: Vec<Worked>,
    /// Of trainings and supervisions. Who pays for the work of such a day pays for something else.
    pub attended: Vec<Worked>,
}

/// Person-hours of the project's time sheets and trainings, whoever pays for them. Persons go by
/// their names, as documents of spending name them.
///
/// # Errors
/// When the database does not answer.
pub async fn worked(tx: &Tx, project: &ProjectName) -> Result<Hours, StoreError> {
    let (from, to) = (project.from, project.to);
    let days = workforce::hours_of(tx, project.id.0, from, to).await?;
    let attended = training::attended(tx, from, to).await?;
    let ids: BTreeSet<_> = days.iter().map(|one| one.employee).collect();
    let ids: BTreeSet<_> = ids.into_iter().chain(attended.iter().map(|one| one.employee)).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let people = workforce::employee_names(tx, &ids).await?;
    let name = |id| people.get(&id).map(|one| one.name.clone()).unwrap_or_default();
    let projects = projects::names(tx).await?;
    let names: HashMap<i64, String> =
        projects.into_iter().map(|one| (one.id.0, one.short)).collect();
    let worked = days.into_iter().filter_map(|one| {
        Some(Worked {
            who: name(one.employee),
            label: name(one.employee),
            day: one.day,
            minutes: one.minutes,
            source: payer(&names, one.project, &one.source)?,
            href: format!("/workforce/employees/{}", one.employee),
        })
    });
    let attended = attended.into_iter().filter_map(|one| {
        Some(Worked {
            who: name(one.employee),
            label: name(one.employee),
            day: one.day,
            minutes: one.hours * ACADEMIC_MINUTES,
            source: payer(&names, one.project, "")?,
            href: format!("/training/employees/{}", one.employee),
        })
    });
    Ok(Hours { worked: worked.collect(), attended: attended.collect() })
}

/// What may be paid twice, over spending and over person-hours.
///
/// # Errors
/// When the database does not answer.
pub async fn findings(
    tx: &Tx,
    (hours, lang): (&Hours, ui::Lang),
) -> Result<Vec<Finding>, StoreError> {
    let all = projects::double_findings(tx, [&hours.worked, &hours.attended]).await?;
    let one = |found: projects::Finding| Finding {
        kind: ui::text::text(lang, &format!("projects-found-{}", found.kind)).into_owned(),
        text: ui::text::text_args(lang, found.key, &found.args).into_owned(),
        hrefs: found.hrefs,
    };
    Ok(all.into_iter().map(one).collect())
}
