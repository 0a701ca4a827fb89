//! `opora import agreements FILE`: agreements of before from a table, checked, entered, and gone on
//! with after a fault.

use super::demo;
use super::import_people::municipality;
use super::serve::{self, Place};
use crate::app::App;
use crate::brought::{self, Progress, Way, Wrong};
use crate::imports::{Arrived, Stage};
use anyhow::Context;
use kit::access::Actor;
use kit::types::{Clock, Day};
use kit::web::WebSettings;
use std::io::Write;
use std::path::PathBuf;

/// Wrong cells that are shown; all of them are in the file of errors.
const SHOWN: usize = 20;
const PURPOSE: &str = "brought: чл. 12–18 ЗЛП";

/// What is wanted.
#[derive(Clone, Debug, clap::Args)]
pub struct Wanted {
    /// The file. The heads of its columns must say what they hold.
    pub file: PathBuf,
    /// The municipality, by its name in addresses; needed where there are several.
    #[arg(long)]
    pub municipality: Option<String>,
    /// Only checks the rows: nothing is entered.
    #[arg(long)]
    pub check: bool,
    /// The first day from which reports, pay and control are kept here; the first of this month
    /// when nothing is said.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Day>,
    /// All wrong cells into this file (.csv).
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// The day that is taken for today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Day>,
}

/// Brings the agreements in and tells what became of the rows.
///
/// # Errors
/// When the file cannot be read or is no table of agreements, or the database does not answer.
pub async fn run(place: &Place, clock: Clock, wanted: Wanted) -> anyhow::Result<()> {
    let clock = wanted.today.map_or(clock, |day| demo::clock(Some(day)));
    let db = serve::open(place, clock).await?;
    let municipality = municipality(&db, wanted.municipality.as_deref())?;
    let shown = wanted.file.display().to_string();
    let bytes =
        std::fs::read(&wanted.file).with_context(|| format!("файлът {shown} не се чете"))?;
    let name = wanted.file.file_name().map(|name| name.to_string_lossy().into_owned());
    let app = App::new(db, WebSettings::default())?;
    let file = Arrived::read(&name.unwrap_or_default(), bytes.into()).await.map_err(Wrong::File)?;
    let actor = Actor::system(municipality.id, PURPOSE);
    let first = |day: Day| Day(law::Month::of(day.0).first_day());
    let way = Way { here_from: wanted.from.map(first), only_checks: wanted.check };
    let id = brought::whole(&app, &actor, file, way, &told).await?;
    let mut tx = app.db.read(&actor).await?;
    let run = brought::progress(&tx, id).await?;
    let wrong = brought::lines(&tx, id).await?;
    tx.audit(kit::audit::Entry::read("brought", id.0));
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
        Stage::Done => {
            format!("записани споразумения {}, нови хора {}", run.entered_count, run.people_count)
        }
        _ => format!("нови споразумения {fresh} (нищо не е записано)"),
    };
    format!(
        "Редове {}: {done}, вече въведени {}, чакат решение {}, грешни {}.",
        run.total, run.known_count, run.likely_count, run.wrong_count
    )
}
