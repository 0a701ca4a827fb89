//! Many papers at once: printed on all processors, a part at a time, and packed into one file. What
//! was printed before stays as it is, so a batch that was killed goes on where it stopped.

use super::PaperId;
use super::press::print_all;
use super::store::facts::{papers_of, person_paper};
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How many papers are in memory at once.
const PART: usize = 100;

/// Prints those of the papers that are not printed yet.
///
/// # Errors
/// When the database refuses, or the printer refuses one of them.
pub async fn print_papers(app: &App, actor: &Actor, ids: &[PaperId]) -> Result<(), Problem> {
    for part in ids.chunks(PART) {
        let ids: Vec<i64> = part.iter().map(|id| id.0).collect();
        print_all::<person_paper::Entity>(app, actor, &ids).await?;
    }
    Ok(())
}

/// The papers in one file, each under its kind and number; those not printed yet are left out.
///
/// # Errors
/// When the database does not answer or a paper cannot be opened.
pub async fn packed(tx: &mut Tx, ids: &[PaperId]) -> Result<Vec<u8>, Problem> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // A PDF is packed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in ids.chunks(PART) {
        for row in papers_of(tx, part).await? {
            if row.sealed.is_empty() {
                continue;
            }
            let bytes = opened(tx, &row)?;
            let name = format!("{}-{}-{:05}.pdf", row.kind, row.year, row.number);
            file.start_file(name, options).map_err(Problem::internal)?;
            file.write_all(&bytes).map_err(Problem::internal)?;
            tx.audit(Entry::print("person-paper", row.id.0).about(Some(row.person_id.0)));
        }
    }
    Ok(file.finish().map_err(Problem::internal)?.into_inner())
}

fn opened(tx: &Tx, row: &person_paper::Model) -> Result<Vec<u8>, StoreError> {
    Ok(tx.key().open("person_paper", "sealed", row.id.0, &row.sealed)?)
}

/// Some files in one, each under its own name: blank forms that are nobody's.
///
/// # Errors
/// When they cannot be packed.
pub fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Problem> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        file.start_file(name.as_str(), options).map_err(Problem::internal)?;
        file.write_all(bytes).map_err(Problem::internal)?;
    }
    Ok(file.finish().map_err(Problem::internal)?.into_inner())
}
