//! What an unfinished form is called, and whom it is about: told by the address of its page.

use super::store::foreign::referral_case;
use crate::people::{self, PersonId};
use crate::referral::CaseId;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;

/// What a form is called, by the address of its page without the municipality and without ids; the
/// first that is the address or begins it.
const KINDS: [(&str, &str); 74] = [
    ("/people/wishes/new", "work-draft-wish"),
    ("/people/notes", "work-draft-note"),
    ("/people/warnings", "work-draft-warning"),
    ("/people/representatives", "work-draft-relation"),
    ("/people/addresses", "work-draft-address"),
    ("/people/disability", "work-draft-disability"),
    ("/people/consents", "work-draft-consent"),
    ("/people/data-requests", "work-draft-data"),
    ("/people/merge", "work-draft-merge"),
    ("/people/merges", "work-draft-merge"),
    ("/people/new", "work-draft-person"),
    ("/people/edit", "work-draft-person-edit"),
    ("/contacts/new", "work-draft-contact"),
    ("/contacts/edit", "work-draft-contact"),
    ("/contacts/scripts", "work-draft-script"),
    ("/sheets/contacts/new", "work-draft-sheet"),
    ("/sheets/wishes/new", "work-draft-sheet-wishes"),
    ("/consents/texts", "work-draft-consent-text"),
    ("/signals/new", "work-draft-signal"),
    ("/signals/urgent", "work-draft-urgent"),
    ("/wishes/fields", "work-draft-extra"),
    ("/wishes/urgent", "work-draft-urgent"),
    ("/signals", "work-draft-outreach"),
    ("/referrals/assessment/needs", "work-draft-needs"),
    ("/referrals/assessment/proposal", "work-draft-proposal"),
    ("/referrals/assessment/choice", "work-draft-choice"),
    ("/referrals/assessment/extra", "work-draft-extra"),
    ("/referrals/sign", "work-draft-sign"),
    ("/referrals/give", "work-draft-give"),
    ("/referrals/meeting/held", "work-draft-held"),
    ("/referrals/meeting", "work-draft-meeting"),
    ("/referrals/hand-over", "work-draft-hand-over"),
    ("/referrals/requests/answer", "work-draft-answer"),
    ("/referrals/requests", "work-draft-request"),
    ("/referrals/pauses", "work-draft-pause"),
    ("/referrals/appeal", "work-draft-appeal"),
    ("/referrals/annul", "work-draft-annul"),
    ("/referrals/scan", "work-draft-scan"),
    ("/referrals/close", "work-draft-close"),
    ("/services/capacity", "work-draft-capacity"),
    ("/services/state", "work-draft-state"),
    ("/services/sites", "work-draft-site"),
    ("/services/report", "work-draft-report"),
    ("/services", "work-draft-service"),
    ("/placements/support", "work-draft-support-begin"),
    ("/support/areas", "work-draft-area"),
    ("/support/actions", "work-draft-action"),
    ("/support/edit", "work-draft-support"),
    ("/support", "work-draft-support-step"),
    ("/placements/begin", "work-draft-begin"),
    ("/placements/urgent", "work-draft-begin"),
    ("/placements/assessment", "work-draft-plan"),
    ("/placements/contract", "work-draft-contract"),
    ("/placements/prolong", "work-draft-contract"),
    ("/placements/evaluate", "work-draft-evaluation"),
    ("/placements/offer", "work-draft-offer"),
    ("/placements", "work-draft-placement"),
    ("/places", "work-draft-places"),
    ("/delivery", "work-draft-delivery"),
    ("/homecare", "work-draft-homecare"),
    ("/fees", "work-draft-fees"),
    ("/providers/licences", "work-draft-licence"),
    ("/providers", "work-draft-provider"),
    ("/licences", "work-draft-licence"),
    ("/reception/points", "work-draft-hour"),
    ("/reception/appointments", "work-draft-hour"),
    ("/work/deputies/new", "work-draft-deputy"),
    ("/work/hand-over", "work-draft-transfer"),
    ("/office/settings", "work-draft-settings"),
    ("/office/forms", "work-draft-field"),
    ("/office/orders", "work-draft-order"),
    ("/office", "work-draft-office"),
    ("/law", "work-draft-law"),
    ("/contacts", "work-draft-contact"),
];

/// The parts of an address below the municipality, without the query.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').filter(|part| !part.is_empty()).skip(1)
}

fn is_id(part: &str) -> bool {
    part.parse::<PersonId>().is_ok()
}

/// The key of what an unfinished form is called.
#[must_use]
pub fn draft_key(path: &str) -> &'static str {
    let mut plain = String::new();
    for part in parts(path).filter(|part| !is_id(part)) {
        plain.push('/');
        plain.push_str(part);
    }
    let fits = |begin: &str| plain == begin || plain.starts_with(&format!("{begin}/"));
    KINDS.iter().find(|(begin, _)| fits(begin)).map_or("work-draft-other", |(_, key)| key)
}

/// The id that stands in an address after a word.
fn id_after<T: std::str::FromStr>(path: &str, word: &str) -> Option<T> {
    let mut parts = parts(path);
    parts.find(|part| *part == word)?;
    parts.next()?.parse().ok()
}

/// Whom some forms are about, by the address of their pages. Two queries.
pub async fn about(tx: &Tx, paths: &[&str]) -> Result<HashMap<String, String>, StoreError> {
    let cases: Vec<CaseId> = paths.iter().filter_map(|path| id_after(path, "referrals")).collect();
    let cases: HashMap<CaseId, PersonId> = tx
        .find::<referral_case::Entity>()
        .filter(referral_case::Column::Id.is_in(cases))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.person_id))
        .collect();
    let person = |path: &str| -> Option<PersonId> {
        let of_case = || cases.get(&id_after::<CaseId>(path, "referrals")?).copied();
        id_after(path, "people").or_else(of_case)
    };
    let ids: Vec<PersonId> = paths.iter().filter_map(|path| person(path)).collect();
    let heads = people::heads(tx, &ids).await?;
    let name = |path: &&str| {
        let head = heads.get(&person(path)?)?;
        Some(((*path).to_owned(), head.name.clone()))
    };
    Ok(paths.iter().filter_map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_called_by_its_page_whoever_it_is_about() {
        let person = PersonId(1_234_567_890_123);
        let path = |rest: &str| format!("/ruse/people/{person}/{rest}");
        assert_eq!(draft_key(&path("notes")), "work-draft-note");
        assert_eq!(draft_key(&path(&format!("notes/{person}"))), "work-draft-note");
        assert_eq!(draft_key(&path("disability/new?kind=expert")), "work-draft-disability");
        assert_eq!(draft_key("/ruse/people/new"), "work-draft-person");
        assert_eq!(draft_key(&format!("/ruse/referrals/{person}/pauses/end")), "work-draft-pause");
        assert_eq!(draft_key("/ruse/something/new"), "work-draft-other");
        assert_eq!(id_after(&path("notes"), "people"), Some(person));
        assert_eq!(id_after::<PersonId>("/ruse/people/new", "people"), None);
    }
}
