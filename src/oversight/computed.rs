//! The lines of a checklist that the system can fill in from its own records, each with what it rests on.
//! What the records do not show is left to the checkers.

use super::checklist::Line;
use super::frame::{self, bg_with};
use super::load::Check;
use crate::people::Wanted;
use crate::placement;
use crate::services::ServiceId;
use crate::training;
use crate::voices;
use crate::workforce::{self, EmployeeName};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use std::collections::HashMap;

/// A year back, as the indicators count it.
const YEAR_DAYS: i32 = 365;
/// More tasks than any office has at once.
const MOST: u64 = 10_000;
/// The task of a plan that was not updated in time, as placements tell it.
const UPDATE: &str = "placement-task-update";

/// A line that the system filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The line.
    pub code: String,
    /// A code of `RESULTS`.
    pub result: &'static str,
    /// From what: a code of `computed` in the checklist.
    pub source: String,
    /// The numbers, in words.
    pub note: String,
}

fn judged(is_met: bool) -> &'static str {
    if is_met { "met" } else { "not-met" }
}

/// Fills in what can be filled in.
///
/// # Errors
/// When the database does not answer.
pub async fn filled(
    tx: &Tx,
    law: &Law,
    (check, lines): (&Check, &[Line]),
) -> Result<Vec<Filled>, StoreError> {
    let mut all = Vec::new();
    for line in lines.iter().filter(|line| !line.computed.is_empty()) {
        let found = match line.computed.as_str() {
            "users" => users(tx, law, check).await?,
            "training" => trained(tx, law, check).await?,
            "complaints" => complaints(tx, check).await?,
            "plans" => plans(tx, check).await?,
            _ => None,
        };
        if let Some((result, note)) = found {
            let (code, source) = (line.code.clone(), line.computed.clone());
            all.push(Filled { code, result, source, note });
        }
    }
    Ok(all)
}

type Answer = Result<Option<(&'static str, String)>, StoreError>;

/// The people of the provider who are entered as staff.
async fn staff(tx: &Tx, check: &Check) -> Result<Vec<EmployeeName>, StoreError> {
    let names = frame::providers(tx).await?;
    let provider = frame::name_of(&names, check.row.provider_id);
    let mut people = workforce::employees(tx).await?;
    people.retain(|one| !provider.is_empty() && one.provider == provider);
    Ok(people)
}

/// Users and staff against the numbers of the standard.
async fn users(tx: &Tx, law: &Law, check: &Check) -> Answer {
    let Some(service) = check.row.service_id else { return Ok(None) };
    let places = placement::places(tx).await?;
    let Some(taken) = places.get(&service).map(|one| one.taken) else { return Ok(None) };
    let users = u32::try_from(taken).unwrap_or(0);
    let Ok(standard) = law.standard_check(&check.row.standard, users) else { return Ok(None) };
    let staff = staff(tx, check).await?.len();
    let needed = standard.staff_whole.as_deref().and_then(|text| text.parse::<usize>().ok());
    // Nobody entered says nothing of how many there are.
    let enough = needed.filter(|_| staff > 0).map(|needed| staff >= needed);
    let result = match (standard.within, enough) {
        (Some(false), _) | (_, Some(false)) => judged(false),
        (Some(true), Some(true)) => judged(true),
        _ => return Ok(None),
    };
    let steps = standard.derivation.steps.join(" ");
    let args = [("steps", steps), ("staff", staff.to_string())];
    Ok(Some((result, bg_with("oversight-from-users", &args))))
}

/// The hours that each group of staff must have learnt in a year, by the appendix.
fn norm(law: &Law, (group, appendix): (&str, &str)) -> Option<i64> {
    let mut norms = law.training_norms().into_iter().filter(|norm| norm.what == "yearly");
    let own = norms.find(|norm| norm.is_for(group, Some(appendix)))?;
    Some(i64::from(own.required))
}

/// Hours of training of each employee in the last twelve months. Supervision is no training.
async fn trained(tx: &Tx, law: &Law, check: &Check) -> Answer {
    let people = staff(tx, check).await?;
    if people.is_empty() {
        return Ok(None);
    }
    let today = tx.today();
    let guided = ["group", "individual"];
    let guided = guided.map(|kind| frame::bg(&format!("training-supervision-{kind}")));
    let mut hours: HashMap<_, i64> = HashMap::new();
    for one in training::attended(tx, today.plus(-YEAR_DAYS), today).await? {
        if !guided.contains(&one.what) {
            *hours.entry(one.employee).or_default() += one.hours;
        }
    }
    let (mut asked, mut behind) = (0, 0);
    for one in &people {
        let Some(norm) = norm(law, (&one.group, &check.row.standard)) else { continue };
        asked += 1;
        behind += i64::from(hours.get(&one.id).copied().unwrap_or(0) < norm);
    }
    if asked == 0 {
        return Ok(None);
    }
    let args = [("asked", asked.to_string()), ("behind", behind.to_string())];
    Ok(Some((judged(behind == 0), bg_with("oversight-from-training", &args))))
}

/// Complaints: an open one about the provider is not met; met only when the whole municipality answered
/// all in time, since of single providers nothing more is told.
async fn complaints(tx: &Tx, check: &Check) -> Answer {
    let today = tx.today();
    let since = today.plus(-YEAR_DAYS);
    let open = voices::complaints_by_provider(tx, since).await?;
    let own = open.iter().find(|(id, _)| *id == check.row.provider_id);
    let own = own.map_or(0, |(_, count)| *count);
    let heard = voices::heard(tx, since, today).await?;
    if own == 0 && (heard.complaints == 0 || heard.in_time < heard.complaints) {
        return Ok(None);
    }
    let args = [
        ("open", own.to_string()),
        ("all", heard.complaints.to_string()),
        ("intime", heard.in_time.to_string()),
    ];
    Ok(Some((judged(own == 0), bg_with("oversight-from-complaints", &args))))
}

/// Plans of the users of the service that were not updated in time.
async fn plans(tx: &Tx, check: &Check) -> Answer {
    let Some(service) = check.row.service_id else { return Ok(None) };
    let today = tx.today();
    let users = in_use(tx, service, today).await?;
    if users.is_empty() {
        return Ok(None);
    }
    let wanted = Wanted { whose: None, until: today.plus(-1), most: MOST };
    let late = placement::tasks(tx, wanted).await?;
    let late = late.iter().filter(|task| task.key == UPDATE && users.contains(&task.path)).count();
    let args = [("users", users.len().to_string()), ("late", late.to_string())];
    Ok(Some((judged(late == 0), bg_with("oversight-from-plans", &args))))
}

/// The pages of the placements of whoever uses a service on a day.
async fn in_use(tx: &Tx, service: ServiceId, day: Day) -> Result<Vec<String>, StoreError> {
    let uses = placement::uses(tx, Some(service), (day, day)).await?;
    let uses = uses.into_iter().filter(|one| one.covers(day));
    Ok(uses.map(|one| format!("/placements/{}", one.placement)).collect())
}
