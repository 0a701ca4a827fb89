//! Results of the demonstration that somebody kept for the desk. Called by the demonstration only.

use super::answers;
use super::evaluate::{Under, evaluate};
use super::kept;
use crate::app::App;
use kit::access::Actor;
use kit::store::{Municipality, StoreError, Tx};

/// Whether a result is kept.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    kept::is_any(tx).await
}

/// An adult with a high degree of disability, and somebody old who lives alone.
const KEPT: [(&str, &[(&str, &str)]); 2] = [
    (
        "demonstration-1",
        &[
            ("crisis", "none"),
            ("place", "here"),
            ("age", "47"),
            ("living", "home"),
            ("disability", "95"),
            ("foreign_help", "yes"),
            ("other_assistance", "no"),
            ("family_carer", "yes"),
            ("needs_medical_care", "no"),
            ("home_options_exhausted", "no"),
            ("pension", "social"),
            ("wheelchair", "yes"),
            ("mobility_difficulty", "yes"),
            ("works_or_studies", "no"),
            ("lone", "no"),
            ("parent", "no"),
            ("foster_or_adoptive", "no"),
            ("carer", "no"),
            ("income", "640.00"),
            ("members", "2"),
        ],
    ),
    (
        "demonstration-2",
        &[
            ("crisis", "none"),
            ("place", "here"),
            ("age", "81"),
            ("living", "home"),
            ("disability", "0"),
            ("unable_to_self_serve", "yes"),
            ("family_carer", "no"),
            ("needs_medical_care", "no"),
            ("home_options_exhausted", "unknown"),
            ("parent", "no"),
            ("foster_or_adoptive", "no"),
            ("carer", "no"),
            ("income", "322.37"),
            ("members", "1"),
        ],
    ),
];

/// Keeps both.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, municipality: &Municipality) -> Result<(), StoreError> {
    let law = app.law(municipality.id);
    let mut tx = app.db.write(actor).await?;
    let under = Under { law: &law, day: tx.today(), here: &municipality.code };
    for (seed, given) in KEPT {
        let answers = answers::read(given.iter().copied());
        let outcomes = evaluate(under, &answers);
        let code = kept::code_of(&tx, seed)?;
        kept::keep(&mut tx, &code, (&answers, &outcomes)).await?;
    }
    tx.commit().await
}
