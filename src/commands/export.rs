//! `opora export …`: what other programs read.

use crate::app::App;
use crate::services;
use anyhow::Context;
use kit::store::Db;
use kit::web::WebSettings;
use std::path::Path;

/// Writes the directory of a municipality by HSDS 3.1 into a file, or to the output.
///
/// # Errors
/// When there is no such municipality, the database does not answer or the file cannot be written.
pub async fn hsds(db: Db, municipality: &str, file: Option<&Path>) -> anyhow::Result<()> {
    let app = App::new(db.clone(), WebSettings::default())?;
    let own = db.municipality(municipality);
    let own = own.with_context(|| format!("няма община „{municipality}“"))?;
    let text = services::export_hsds(&app, &own).await?;
    match file {
        Some(file) => std::fs::write(file, text).with_context(|| file.display().to_string())?,
        None => println!("{text}"),
    }
    db.close().await;
    Ok(())
}
