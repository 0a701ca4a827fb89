//! `opora import people FILE`: people from a table, checked, entered, and gone on with after a fault.

use crate::app::App;
use crate::imports::{self, Arrived, Progress, Stage, Way, Wrong};
use anyhow::{Context, bail};
use kit::access::Actor;
use kit::store::{Db, Municipality};
use kit::web::WebSettings;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Wrong cells that are shown; all of them are in the file of errors.
const SHOWN: usize = 20;
const PURPOSE: &str = "imports: чл. 73, 75 ЗСУ";

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The table.
    pub file: PathBuf,
    /// The municipality's name in addresses.
    pub municipality: Option<String>,
    /// Where all wrong cells are written.
    pub errors: Option<PathBuf>,
    /// How it goes.
    pub way: Way,
}

/// Imports the people and tells what became of the rows.
///
/// # Errors
/// When the file cannot be read or is no table of people, or the database does not answer.
pub async fn run(db: Db, wanted: Wanted) -> anyhow::Result<()> {
    let municipality = municipality(&db, wanted.municipality.as_deref())?;
    let shown = wanted.file.display().to_string();
    let bytes =
        std::fs::read(&wanted.file).with_context(|| format!("файлът {shown} не се чете"))?;
    let name = wanted.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let app = App::new(db, WebSettings::default())?;
    let file = Arrived::read(&name.unwrap_or_default(), bytes.into()).await.map_err(Wrong::File)?;
    let actor = Actor::system(municipality.id, PURPOSE);
    let id = imports::whole(&app, &actor, file, wanted.way, &told).await?;
    let mut tx = app.db.read(&actor).await?;
    let run = imports::progress(&tx, id).await?;
    let wrong = imports::lines(&tx, id).await?;
    tx.audit(kit::audit::Entry::read("import", id.0));
    tx.commit().await?;
    say!("{}", summary(&run));
    for [row, column, value, what] in wrong.iter().take(SHOWN) {
        say!("ред {row}, {column}: „{value}“ – {what}");
    }
    if wrong.len() > SHOWN && wanted.errors.is_none() {
        say!("… и още {}; всички се записват с --errors ФАЙЛ", wrong.len() - SHOWN);
    }
    if let Some(path) = &wanted.errors {
        let heads = ["row", "column", "value", "what"];
        let text = |name: &str| ui::text::text(ui::Lang::Bg, &format!("imports-report-{name}"));
        let heads = heads.map(|name| text(name).into_owned());
        std::fs::write(path, sheet::csv(&heads, wrong)?)
            .with_context(|| format!("файлът {} не се записва", path.display()))?;
    }
    app.db.close().await;
    Ok(())
}

pub(super) fn municipality(db: &Db, slug: Option<&str>) -> anyhow::Result<Arc<Municipality>> {
    if let Some(slug) = slug {
        return db.municipality(slug).with_context(|| format!("няма община „{slug}“"));
    }
    let all = db.municipalities();
    match all.as_slice() {
        [only] => Ok(only.clone()),
        [] => bail!("няма нито една община"),
        _ => bail!("общините са няколко: посочете една с --municipality"),
    }
}

/// One line that is written over.
fn told(run: &Progress) {
    let verb =
        if run.stage() == Stage::Checking { "проверени" } else { "записани" };
    let mut out = std::io::stderr().lock();
    let end = if run.position == run.total { "\n" } else { "" };
    drop(write!(out, "\r{verb} {} от {}{end}", run.position, run.total));
    drop(out.flush());
}

fn summary(run: &Progress) -> String {
    let fresh = run.total - run.known_count - run.likely_count - run.wrong_count;
    let done = match run.stage() {
        Stage::Done => format!("записани {}, с нов адрес {}", run.created_count, run.updated_count),
        _ => format!("нови {fresh} (нищо не е записано)"),
    };
    format!(
        "Редове {}: {done}, вече в регистъра {}, чакат решение {}, грешни {}.",
        run.total, run.known_count, run.likely_count, run.wrong_count
    )
}
