//! The command line of Opora.

use clap::{Args, Parser, Subcommand};
use kit::types::{Clock, Day};
use kit::web::WebSettings;
use opora::commands::admin::{self, Admin};
use opora::commands::serve::{self, Place};
use opora::commands::{audit, backup, demo, migrate};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The working system of a Bulgarian municipality's social-services office.
#[derive(Parser)]
#[command(name = "opora", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages and the programming interface.
    Serve(Serve),
    /// Serves a demonstration: Ruse and Mezdra with invented staff and people.
    Demo(Demo),
    /// Brings the database to the newest schema.
    Migrate(Where),
    /// Municipalities, accounts, roles and tokens.
    Admin {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        command: Admin,
    },
    /// The record of who did what.
    Audit {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Copies the data into an empty folder while the service goes on.
    Backup {
        #[command(flatten)]
        place: Where,
        /// An empty folder.
        folder: PathBuf,
    },
    /// Puts a copy back and verifies it.
    Restore {
        #[command(flatten)]
        place: Where,
        /// The folder of the copy.
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Recomputes the chains and points at the first bad row.
    Verify,
}

#[derive(Args)]
struct Where {
    /// Folder of the data: database, keys, checkpoints.
    #[arg(long, env = "OPORA_DATA")]
    data: PathBuf,
    /// PostgreSQL instead of the SQLite file in the folder: postgres://user@host/name.
    #[arg(long, env = "OPORA_DATABASE")]
    database: Option<String>,
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    place: Where,
    /// Address and port.
    #[arg(long, env = "OPORA_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The service is reached by HTTPS (through a proxy): secure cookies, HSTS.
    #[arg(long, env = "OPORA_HTTPS")]
    https: bool,
    /// A proxy on this machine tells the asker's address in X-Forwarded-For.
    #[arg(long, env = "OPORA_BEHIND_PROXY")]
    behind_proxy: bool,
}

#[derive(Args)]
struct Demo {
    #[command(flatten)]
    place: Where,
    /// Address and port.
    #[arg(long, env = "OPORA_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The day that the demonstration takes for today: 2027-01-04.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

impl Where {
    fn place(&self) -> Place {
        match &self.database {
            Some(url) => Place::postgres(url, &self.data),
            None => Place::folder(&self.data),
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    let filter = filter.unwrap_or_else(|_| "info,sqlx=warn,tantivy=warn".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    run(Cli::parse().command).await
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let clock = Clock::system();
    match command {
        Command::Serve(args) => {
            let place = args.place.place();
            let db = serve::open(&place, clock).await?;
            let settings =
                WebSettings { https: args.https, behind_proxy: args.behind_proxy, demo: false };
            serve::serve(db, &place, settings, args.listen).await?;
        }
        Command::Demo(args) => demo::run(&args.place.place(), args.listen, args.today).await?,
        Command::Migrate(place) => migrate::run(&place.place()).await?,
        Command::Admin { place, command } => {
            admin::run(&serve::open(&place.place(), clock).await?, command).await?;
        }
        Command::Audit { place, command: AuditCommand::Verify } => {
            let place = place.place();
            let db = serve::open(&place, clock).await?;
            if !audit::run(&db, &place).await? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Backup { place, folder } => {
            let place = place.place();
            backup::backup(&serve::open(&place, clock).await?, &place, &folder).await?;
        }
        Command::Restore { place, folder } => backup::restore(&place.place(), &folder).await?,
    }
    Ok(ExitCode::SUCCESS)
}
