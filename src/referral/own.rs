//! The own fields of a case's wish and assessment, asked for among the questions of its page.

use super::load::Short;
use crate::forms::{self, AskedForms, AskedValues, Forms, Kind, Own, Values};
use kit::store::{Answers, Questions, StoreError, Tx};
use sea_orm::sea_query::SelectStatement;

/// Own fields with their answers: of the wish, and of the assessment that counts.
pub type OwnFields = [(Own, Values); 2];

/// The places of the answers.
#[derive(Clone)]
pub struct AskedOwn {
    forms: AskedForms,
    wish: AskedValues,
    assessments: AskedValues,
}

impl AskedOwn {
    /// Asks about the wish that one query finds, and the assessments that another finds.
    pub fn ask(
        tx: &Tx,
        questions: &mut Questions,
        (wish, assessments): (SelectStatement, SelectStatement),
    ) -> AskedOwn {
        AskedOwn {
            forms: Forms::ask(tx, questions, &[Kind::Wish, Kind::Assessment]),
            wish: forms::ask_values(tx, questions, Kind::Wish, wish),
            assessments: forms::ask_values(tx, questions, Kind::Assessment, assessments),
        }
    }

    /// What was asked for; of an assessment that is not begun the fields of today.
    pub fn read(
        self,
        tx: &Tx,
        answers: &mut Answers,
        short: &Short,
    ) -> Result<OwnFields, StoreError> {
        let forms = Forms::asked(answers, self.forms)?;
        let mut wish = forms::asked_values(tx, answers, self.wish)?;
        let mut written = forms::asked_values(tx, answers, self.assessments)?;
        let (case, row) = (&short.case, short.assessment());
        let on = row.and_then(|row| row.signed_on).unwrap_or(tx.today());
        let wish = wish.remove(&case.wish_id.0).unwrap_or_default();
        let written = row.and_then(|row| written.remove(&row.id.0)).unwrap_or_default();
        Ok([
            forms.with_answers((Kind::Wish, case.wish_on), wish),
            forms.with_answers((Kind::Assessment, on), written),
        ])
    }
}
