//! Who may sign for a person on a day, and whether a child is heard: the law's answer beside the
//! people who are entered.

use super::representative::{self, Representative};
use super::{Head, PersonId};
use crate::app::App;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Ctx;
use law::{Capacity, CapacityInput, Guardianship, Law, Signs};

/// Who signs, and which of those entered may.
#[derive(Clone, Debug)]
pub struct Signing {
    /// What the law says.
    pub capacity: Capacity,
    /// Those who may sign instead of the person or must consent.
    pub signers: Vec<Representative>,
}

impl Signing {
    /// Somebody is needed and nobody is entered.
    #[must_use]
    pub fn lacks_signer(&self) -> bool {
        let needs = matches!(self.capacity.signs, Signs::Representative | Signs::WithConsent);
        needs && self.signers.is_empty()
    }
}

/// The decision without a database: the birth day and those who are entered.
///
/// # Errors
/// When the day is before the birth.
pub fn decide(
    law: &Law,
    birth: Option<Day>,
    (close, on): (&[Representative], Day),
) -> Result<Signing, law::LawError> {
    let held = || close.iter().filter(|one| one.holds_on(on));
    let has = |ground: &str| held().any(|one| one.ground == ground);
    let guardianship = match (has("guardian"), has("curator")) {
        (true, _) => Guardianship::Full,
        (false, true) => Guardianship::Limited,
        (false, false) => Guardianship::None,
    };
    let capacity =
        law.capacity(&CapacityInput { birth: birth.map(|day| day.0), guardianship }, on.0)?;
    let signers = held().filter(|one| may_sign(&capacity, &one.ground)).cloned().collect();
    Ok(Signing { capacity, signers })
}

fn may_sign(capacity: &Capacity, ground: &str) -> bool {
    match capacity.signs {
        Signs::Representative if capacity.is_child => {
            matches!(ground, "parent" | "adoptive_parent" | "guardian")
        }
        Signs::Representative => ground == "guardian",
        Signs::WithConsent if capacity.is_child => {
            matches!(ground, "parent" | "parent_consent" | "adoptive_parent" | "curator")
        }
        Signs::WithConsent => ground == "curator",
        Signs::Alone => matches!(ground, "attorney" | "lawyer"),
        Signs::Unknown => false,
    }
}

/// Who may sign for a person today.
///
/// # Errors
/// When the database does not answer.
pub async fn signing(app: &App, tx: &Tx, id: PersonId) -> Result<Signing, StoreError> {
    let head: Head = super::head(tx, id).await?;
    let close = representative::all(tx, id).await?;
    let law = app.law(tx.municipality());
    decide(&law, head.birth_day, (&close, tx.today())).map_err(|e| StoreError::Other(e.to_string()))
}

/// Key of the sentence that says who signs.
#[must_use]
pub fn signs_key(signing: &Signing) -> &'static str {
    match signing.capacity.signs {
        Signs::Alone => "people-signs-alone",
        Signs::WithConsent => "people-signs-with-consent",
        Signs::Representative => "people-signs-representative",
        Signs::Unknown => "people-signs-unknown",
    }
}

/// Who signs on a day, in words, for where a representative is chosen; and whether somebody is
/// needed who is not entered. The ages are the country's, no municipality has its own.
#[must_use]
pub fn signing_words(
    ctx: &Ctx,
    head: &Head,
    (close, on): (&[Representative], Day),
) -> (String, bool) {
    match decide(Law::current(), head.birth_day, (close, on)) {
        Ok(signing) => (ctx.t(signs_key(&signing)).into_owned(), signing.lacks_signer()),
        Err(_) => (String::new(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::RepresentativeId;

    fn close(ground: &str, to: Option<&str>) -> Representative {
        Representative {
            id: RepresentativeId(1),
            name: "Ана Примерова".into(),
            other: None,
            ground: ground.into(),
            document: String::new(),
            limits: String::new(),
            phone: String::new(),
            valid_from: "2020-01-01".parse().expect("a day"),
            valid_to: to.and_then(|day| day.parse().ok()),
            version: 1,
        }
    }

    fn asked(birth: &str, list: &[Representative], on: &str) -> Signing {
        let on = on.parse().expect("a day");
        decide(Law::current(), birth.parse().ok(), (list, on)).expect("an answer")
    }

    #[test]
    fn a_parent_signs_for_a_small_child_and_consents_for_a_large_one() {
        let list = [close("parent", None), close("carer", None), close("attorney", None)];
        let before = asked("2012-03-15", &list, "2026-03-14");
        assert_eq!(before.capacity.signs, Signs::Representative);
        assert_eq!(before.signers.len(), 1);
        let after = asked("2012-03-15", &list, "2026-03-15");
        assert_eq!((after.capacity.signs, after.signers.len()), (Signs::WithConsent, 1));
        let grown = asked("2012-03-15", &list, "2030-03-15");
        assert_eq!((grown.capacity.signs, &*grown.signers[0].ground), (Signs::Alone, "attorney"));
        assert!(asked("2012-03-15", &[], "2026-03-14").lacks_signer());
    }

    #[test]
    fn guardianship_holds_for_its_days_only() {
        let list = [close("guardian", Some("2026-06-30"))];
        assert_eq!(asked("1956-01-01", &list, "2026-06-30").capacity.signs, Signs::Representative);
        assert_eq!(asked("1956-01-01", &list, "2026-07-01").capacity.signs, Signs::Alone);
        let curator = [close("curator", None)];
        assert_eq!(asked("1956-01-01", &curator, "2026-07-01").capacity.signs, Signs::WithConsent);
    }
}
