//! `opora demo`: the municipalities of Ruse and Mezdra, filled once, served.

use super::serve::{self, Outside, Place};
use crate::app::App;
use crate::demo;
use anyhow::{Context, ensure};
use kit::mail::Mailer;
use kit::store::Target;
use kit::types::{Clock, Day, Instant};
use kit::web::WebSettings;
use std::net::SocketAddr;
use std::path::Path;

/// Fills the folder when it is empty, writes and prints the sign-ins, and serves.
///
/// # Errors
/// When the folder holds other data, or cannot be filled or served.
pub async fn run(
    place: &Place,
    listen: SocketAddr,
    today: Option<Day>,
    mail: Option<Mailer>,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(&place.folder)
        .with_context(|| format!("folder {}", place.folder.display()))?;
    let clock = clock(today);
    prepare(place, &clock).await?;
    let db = serve::open(place, clock).await?;
    let settings = WebSettings { demo: true, ..WebSettings::default() };
    let lines = demo::sign_ins()?;
    demo::write_sign_ins(&place.folder, &lines)?;
    print_sign_ins(&lines, &place.folder);
    let outside = Outside { mail, ..Outside::default() };
    serve::serve(db, place, (settings, outside), listen).await
}

/// The machine's clock, or one that shows this hour of another day.
#[must_use]
pub fn clock(today: Option<Day>) -> Clock {
    let system = Clock::system();
    match today {
        None => system,
        Some(day) => {
            let hour = system.now().local().time();
            Clock::shifted_to(Instant::of_local(day.0.to_datetime(hour)))
        }
    }
}

/// Fills what is not filled. A file of SQLite is filled under another name and takes its own when
/// it is whole: a fill that was killed leaves nothing behind but that file, and begins again.
async fn prepare(place: &Place, clock: &Clock) -> anyhow::Result<()> {
    let Target::Sqlite(file) = &place.target else {
        let app = app(place, clock).await?;
        fill(&app).await?;
        app.db.close().await;
        return Ok(());
    };
    if file.exists() {
        let app = app(place, clock).await?;
        let ours = demo::is_demo(&app).await?;
        app.db.close().await;
        ensure!(
            ours,
            "в {} има данни, които не са на демонстрацията; изберете друга папка",
            place.folder.display()
        );
        return Ok(());
    }
    let unfinished = file.with_extension("unfinished");
    for ending in ["", "-wal", "-shm"] {
        let mut name = unfinished.clone().into_os_string();
        name.push(ending);
        if let Err(e) = std::fs::remove_file(&name)
            && e.kind() != std::io::ErrorKind::NotFound
        {
            return Err(e).with_context(|| unfinished.display().to_string());
        }
    }
    announce!("Демонстрацията се подготвя (само първия път)…");
    let making = Place { target: Target::Sqlite(unfinished.clone()), folder: place.folder.clone() };
    let app = app(&making, clock).await?;
    fill(&app).await?;
    app.db.close().await;
    std::fs::rename(&unfinished, file).with_context(|| file.display().to_string())?;
    Ok(())
}

async fn fill(app: &App) -> anyhow::Result<()> {
    for line in demo::fill(app).await? {
        tracing::warn!(story = line, "a story did not come out as written");
    }
    Ok(())
}

async fn app(place: &Place, clock: &Clock) -> anyhow::Result<App> {
    let db = serve::open(place, Clock::standing_at(clock.now())).await?;
    App::new(db, WebSettings::default())
}

fn print_sign_ins(lines: &[demo::SignInLine], folder: &Path) {
    announce!("Всичко тук е измислено. Служители, които могат да влязат:");
    for line in lines {
        announce!(
            "  /{:<7} {:<17} {:<18} {}",
            line.municipality,
            line.username,
            line.role,
            line.name
        );
    }
    announce!("Паролата на всички: {}", crate::municipality::DEMO_PASSWORD);
    announce!("Кодът от шест цифри се показва на страницата за вход.");
    announce!("Същото за програми: {}", folder.join("sign-ins.json").display());
}
