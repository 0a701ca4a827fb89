//! `opora serve`: opens the data, brings it to the newest schema, listens.

use crate::app::App;
use crate::citizens::Identity;
use crate::migrations::migrate;
use anyhow::Context;
use kit::access::Actor;
use kit::gateway::Reach;
use kit::mail::Mailer;
use kit::store::{Db, DbOptions, Target};
use kit::types::Clock;
use kit::web::WebSettings;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Where the data and the keys of an installation lie.
#[derive(Clone, Debug)]
pub struct Place {
    /// The database.
    pub target: Target,
    /// The folder of keys and checkpoints.
    pub folder: PathBuf,
}

impl Place {
    /// Everything in one folder, with SQLite.
    #[must_use]
    pub fn folder(folder: &Path) -> Place {
        Place { target: Target::Sqlite(folder.join("opora.db")), folder: folder.to_owned() }
    }

    /// A PostgreSQL server, with keys in a folder.
    #[must_use]
    pub fn postgres(url: &str, folder: &Path) -> Place {
        Place { target: Target::Postgres(url.to_owned()), folder: folder.to_owned() }
    }

    /// The file of the root key.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.folder.join("root.key")
    }

    /// The file to which signed heads of the audit are added.
    #[must_use]
    pub fn checkpoints_file(&self) -> PathBuf {
        self.folder.join("audit-checkpoints.txt")
    }
}

/// Opens an installation: makes the folder and the key when they are not there, migrates.
///
/// # Errors
/// When the folder cannot be written, or the database does not answer or has another key.
pub async fn open(place: &Place, clock: Clock) -> anyhow::Result<Db> {
    std::fs::create_dir_all(&place.folder)
        .with_context(|| format!("folder {}", place.folder.display()))?;
    let key = place.key_file();
    let root = kit::crypto::RootKey::load_or_create(&key)
        .with_context(|| format!("root key {}", key.display()))?;
    migrate(&place.target).await.context("bringing the database to the newest schema")?;
    let options = DbOptions { target: place.target.clone(), root, clock };
    let db = Db::open(options).await.context("opening the database")?;
    db.keep_indices(&crate::app::indices()).await.context("the keys of indices")?;
    crate::roles::renew_standard_roles(&db).await.context("the rights of the standard roles")?;
    Ok(db)
}

/// Whom the service reaches outside: each is off unless the command line names it.
#[derive(Clone, Default)]
pub struct Outside {
    /// Who carries the mail of the installation.
    pub mail: Option<Mailer>,
    /// How far mail servers and gateways that a municipality sets may stand.
    pub reach: Reach,
    /// Who knows citizens by electronic identity.
    pub identity: Option<Identity>,
}

/// So long a stopping service waits for the job that runs.
const LAST_JOB: std::time::Duration = std::time::Duration::from_secs(5);

/// Serves until it is told to stop.
///
/// # Errors
/// When the address is taken or the program cannot be built.
pub async fn serve(
    db: Db,
    place: &Place,
    (settings, outside): (WebSettings, Outside),
    listen: SocketAddr,
) -> anyhow::Result<()> {
    let app = App::new(db.clone(), settings)?.with_mail(outside.mail).with_reach(outside.reach);
    let app = app.with_identity(outside.identity);
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("listening on {listen}"))?;
    let address = listener.local_addr()?;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let mut worker = tokio::spawn(app.worker().run(stopping));
    let sealing = tokio::spawn(keep_sealing(db.clone(), place.checkpoints_file()));
    let told = told_to_stop();
    announce!("listening on http://{address}");
    if let Some(code) = crate::municipality::open_setup(&app).await? {
        announce!("още никой не може да влезе: отворете http://{address}/setup с кода {code}");
    }
    // Pages that listen would keep a service that stops waiting for them.
    let desk = app.desk.clone();
    let told = async move {
        told.await;
        desk.close();
    };
    let service = app.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told).await?;
    // Whoever works on the database ends before it does: the job that runs is finished. One that
    // takes longer is not saved and is done again, as after a fault of the machine.
    let _ = stop.send(true);
    if tokio::time::timeout(LAST_JOB, &mut worker).await.is_err() {
        worker.abort();
        drop(worker.await);
    }
    sealing.abort();
    drop(sealing.await);
    db.close().await;
    Ok(())
}

/// Seals the audit every few seconds and writes each signed head outside the database.
async fn keep_sealing(db: Db, file: PathBuf) {
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(5)).await;
        for municipality in db.municipalities() {
            match kit::audit::seal(&db, municipality.id).await {
                Ok(Some(head)) => {
                    if let Err(e) = append(&file, &head.line()) {
                        tracing::error!(error = %e, "a checkpoint did not leave the database");
                    }
                }
                Ok(None) => {}
                Err(e) => tracing::error!(error = %e, "the audit was not sealed"),
            }
        }
    }
}

fn append(file: &Path, line: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    writeln!(file, "{line}")?;
    file.sync_data()
}

/// Listens for the word to stop from now on, and answers when it comes.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async move {
        let interrupt = tokio::signal::ctrl_c();
        #[cfg(unix)]
        if let Ok(mut terminate) = terminate {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
        let _ = interrupt.await;
    }
}

/// For commands that act on every municipality.
#[must_use]
pub fn system(db: &Db, slug: &str, purpose: &'static str) -> Option<Actor> {
    db.municipality(slug).map(|m| Actor::system(m.id, purpose))
}
