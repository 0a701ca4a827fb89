//! Why somebody is competent, in words for the citizen.
//!
//! Invariant: the words and articles are those of the deciding entry; nothing is decided here.

use super::{Case, Competent, Entry, Outcome, Regime};
use crate::day::{date, written};
use crate::derivation::Derivation;
use crate::{Law, LawError};

impl Law {
    pub(super) fn explain(
        &self,
        case: &Case,
        regime: Regime,
        entry: &Entry,
        competent: Competent,
    ) -> Result<Derivation, LawError> {
        let book = self.book();
        let mut why = Derivation::default();
        let switch = &book.rules()[self.competences.switch_rule];
        let day = written(case.date);
        let last_old = written(date(self.competences.switch_no - 1));
        let (name, text) = match regime {
            Regime::Old => {
                ("regime.old", format!("Желанието е от {day}; до {last_old} важи преходният ред"))
            }
            Regime::New => {
                ("regime.new", format!("Желанието е от {day}; след {last_old} важи пълният ред"))
            }
        };
        let regime_rule = book.newest(name)?;
        why.step_by(regime_rule, format!("{text}. {}.", regime_rule.title));
        why.cite(switch);
        let rule = &book.rules()[entry.rule];
        let say = match competent {
            Competent::Court if !entry.court.is_empty() => {
                why.cite_articles(&rule.texts("articles_court"));
                rule.text("say_court")
            }
            _ => rule.text("say"),
        };
        let id = rule.id.split('.').next().unwrap_or_default();
        why.step_by(rule, format!("{id}: {}", say.unwrap_or(&rule.title)));
        self.explain_place(&mut why, case, entry, competent)?;
        why.step(format!("Насочва: {}.", competent.words()));
        if matches!(competent, Competent::Dsp | Competent::OtherMunicipality | Competent::Court) {
            let forward = book.newest("competence.forward")?;
            why.step_by(forward, format!("{}.", forward.title));
        }
        let information = book.newest("competence.information")?;
        why.step_by(information, format!("{}.", information.title));
        Ok(why)
    }

    fn explain_place(
        &self,
        why: &mut Derivation,
        case: &Case,
        entry: &Entry,
        competent: Competent,
    ) -> Result<(), LawError> {
        if case.place(entry.outcome).is_none() {
            return Ok(());
        }
        let by_stay = case.person.present_address.is_none()
            && matches!(
                entry.outcome,
                Outcome::ByAddress | Outcome::ByAgreement | Outcome::ByOblast
            );
        if by_stay {
            let rule = self.book().newest("R17")?;
            why.step_by(rule, rule.text("say").unwrap_or(&rule.title).to_owned());
        } else if matches!(entry.outcome, Outcome::ByAddress) {
            why.cite(self.book().newest("competence.address")?);
        }
        if competent == Competent::OtherMunicipality {
            why.step("Това е друга община.");
        } else {
            why.step("Това е нашата община.");
        }
        Ok(())
    }
}
