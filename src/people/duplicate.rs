//! Who may be the same person as one about to be entered.

use super::search::name_index;
use super::store::read;
use super::{Head, NewPerson, PersonId, heads};
use crate::app::App;
use kit::access::Actor;
use kit::search::fold;
use kit::store::StoreError;

/// Names that are looked at.
const LOOKED_AT: usize = 20;
/// Shown at most: with more, nobody reads.
const SHOWN: usize = 5;
/// A name at least so like counts.
const LIKE_MIN: f32 = 0.85;

/// People of nearly the same name whose birth day does not contradict, and people of the same
/// given name and telephone; the likeliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn likely(
    app: &App,
    actor: &Actor,
    new: &NewPerson,
) -> Result<Vec<PersonId>, StoreError> {
    let index = name_index(app, actor).await?;
    let mut name = new.full_name();
    if let Some(day) = new.birth_day {
        name.push_str(&format!(" {}", day.0.year()));
    }
    // The space says that the last word is finished.
    let hits = index.search(&format!("{name} "), LOOKED_AT);
    let mut ids: Vec<PersonId> =
        hits.iter().filter(|hit| hit.score >= LIKE_MIN).map(|hit| PersonId(hit.id)).collect();
    let tx = app.db.read(actor).await?;
    let same_phone = if new.phone.is_empty() {
        Vec::new()
    } else {
        read::people_of_phone(&tx, &new.phone, LOOKED_AT as u64).await?
    };
    ids.extend(same_phone.iter().filter(|id| !ids.contains(id)).copied().collect::<Vec<_>>());
    let known = heads(&tx, &ids).await?;
    tx.rollback().await;
    ids.retain(|id| {
        let Some(head) = known.get(id) else {
            return false;
        };
        let by_phone = same_phone.contains(id) && head.phone == new.phone && same_given(head, new);
        by_phone || may_be_born_alike(head, new)
    });
    ids.truncate(SHOWN);
    Ok(ids)
}

fn same_given(head: &Head, new: &NewPerson) -> bool {
    let given = head.name.split(' ').next().unwrap_or_default();
    fold(given) == fold(&new.given)
}

/// Days of the same year may be a slip; other years are other people.
fn may_be_born_alike(head: &Head, new: &NewPerson) -> bool {
    match (head.birth_day, new.birth_day) {
        (Some(one), Some(other)) => one.0.year() == other.0.year(),
        _ => true,
    }
}
