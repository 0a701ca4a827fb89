//! The analyses of the demonstration: that of the year before and that of the year so far are begun from
//! data and edited once. Called by the demonstration only.

use super::{act, load};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Law;

const NOTE: &str = "Изводите са измислени и служат само за показване.";

/// Whether an analysis was ever begun.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::all(tx).await?.is_empty())
}

/// Begins the analyses of the year before and of this one so far.
///
/// # Errors
/// When the database refuses.
pub async fn fill(tx: &mut Tx, law: &Law) -> Result<(), Problem> {
    let this = tx.today().0.year();
    for year in [this - 1, this] {
        let id = act::begin(tx, law, year).await?;
        let one = load::analysis(tx, law, id).await?;
        if let Some(section) = one.sections.last() {
            let text = format!("{}\n{NOTE}", section.text);
            act::edit(tx, (&one.row, section), (section.edition, &text)).await?;
        }
    }
    Ok(())
}
