//! The command line of Opora.

use clap::{Args, Parser, Subcommand};
use kit::gateway::Reach;
use kit::types::{Clock, Day};
use kit::web::WebSettings;
use opora::commands::admin::{self, Admin};
use opora::commands::audit_proof::{self, AuditCommand};
use opora::commands::law::{self, LawCommand};
use opora::commands::serve::{self, Outside, Place};
use opora::commands::{backup, demo, export, generate, identity, import, keys, mail, migrate};
use opora::commands::{import_agreements, import_people};
use opora::demo::{Assisted, Wanted};
use opora::imports::Way;
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
    /// Adds invented people to a municipality of the demonstration: the same for the same seed.
    Generate(Generate),
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
        place: MaybeWhere,
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// The keys that seal what is sensitive: a new one, sealing anew, destroying the old.
    #[command(after_help = keys::STEPS)]
    Keys {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        command: keys::Keys,
    },
    /// Brings in official lists, and people from a table.
    Import {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        list: ImportCommand,
    },
    /// Writes what other programs read.
    Export {
        #[command(flatten)]
        place: Where,
        #[command(subcommand)]
        list: ExportCommand,
    },
    /// What the law says: terms, competence, validity, identifiers, money.
    #[command(after_help = law::EXAMPLES)]
    Law {
        /// The answer as one JSON object.
        #[arg(long, global = true)]
        json: bool,
        #[command(subcommand)]
        question: LawCommand,
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
enum ExportCommand {
    /// The directory of services by the Human Services Data Specification 3.1, as JSON.
    Hsds {
        /// The municipality.
        #[arg(long)]
        municipality: String,
        /// The file; without it the output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// The settlements of the country (ЕКАТТЕ): Ek_atte.xls, .xlsx or .csv of НСИ.
    Settlements {
        /// The file. Names of municipalities come from Ek_obst.xls beside it.
        file: PathBuf,
    },
    /// People from a table (.xlsx, .ods, .csv). Run again after a fault it goes on where it stopped.
    People(People),
    /// Agreements on personal assistance that are in force, with their users and assistants, from a
    /// table (.xlsx, .ods, .csv). Run again after a fault it goes on where it stopped.
    Agreements(import_agreements::Wanted),
}

#[derive(Args)]
struct People {
    /// The file. The heads of its columns must say what they hold.
    file: PathBuf,
    /// The municipality, by its name in addresses; needed where there are several.
    #[arg(long)]
    municipality: Option<String>,
    /// Only checks the rows: nobody is entered.
    #[arg(long)]
    check: bool,
    /// People who are known by a number get the address of the table from today on.
    #[arg(long)]
    update: bool,
    /// All wrong cells into this file (.csv).
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// The day that is taken for today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

impl People {
    fn wanted(self) -> import_people::Wanted {
        import_people::Wanted {
            file: self.file,
            municipality: self.municipality,
            errors: self.errors,
            way: Way { updates_known: self.update, only_checks: self.check },
        }
    }
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

/// The same where a command may do without.
#[derive(Args)]
struct MaybeWhere {
    /// Folder of the data: database, keys, checkpoints.
    #[arg(long, env = "OPORA_DATA")]
    data: Option<PathBuf>,
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
    /// Mail servers and gateways that a municipality sets may stand in the inner network.
    #[arg(long, env = "OPORA_LOCAL_GATEWAYS")]
    local_gateways: bool,
    #[command(flatten)]
    mail: mail::Mail,
    #[command(flatten)]
    identity: identity::Provider,
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
    #[command(flatten)]
    mail: mail::Mail,
}

#[derive(Args)]
struct Generate {
    #[command(flatten)]
    place: Where,
    /// How many people.
    #[arg(long)]
    people: u64,
    /// Wishes of each person, each with its case; at most 8.
    #[arg(long, default_value_t = 3)]
    wishes: u64,
    /// Contacts of each person; at most 20.
    #[arg(long, default_value_t = 10)]
    contacts: u64,
    /// Assistants besides, each with a user, a contract and a report of the last month: for measuring.
    #[arg(long, default_value_t = 0)]
    assistants: u64,
    /// Their reports are accepted already.
    #[arg(long)]
    accepted: bool,
    /// Net amounts of the newest released pay run: for measuring.
    #[arg(long)]
    nets: bool,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The municipality, by its name in addresses.
    #[arg(long, default_value = "ruse")]
    municipality: String,
    /// The day that is taken for today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

impl Generate {
    fn assisted(&self) -> Assisted {
        Assisted {
            municipality: self.municipality.clone(),
            assistants: self.assistants,
            accepted: self.accepted,
        }
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            municipality: self.municipality.clone(),
            people: self.people,
            seed: self.seed,
            wishes: self.wishes,
            contacts: self.contacts,
        }
    }
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
    let filter = filter.unwrap_or_else(|_| "info,sqlx=warn,sea_orm_migration=warn".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Cli::try_parse() {
        Ok(cli) => run(cli.command).await,
        Err(e) => Ok(law::explain(&e)),
    }
}

async fn write_out(place: &Where, list: ExportCommand, clock: Clock) -> anyhow::Result<()> {
    let ExportCommand::Hsds { municipality, out } = list;
    let db = serve::open(&place.place(), clock).await?;
    export::hsds(db, &municipality, out.as_deref()).await
}

async fn read_in(place: &Where, list: ImportCommand, clock: Clock) -> anyhow::Result<()> {
    match list {
        ImportCommand::Settlements { file } => {
            let db = serve::open(&place.place(), clock).await?;
            let done = import::import_settlements(&db, &file).await?;
            opora::say!(
                "Прочетени {}, нови {}, променени {}.",
                done.read,
                done.written,
                done.changed
            );
            db.close().await;
            Ok(())
        }
        ImportCommand::People(args) => {
            let clock = args.today.map_or(clock, |day| demo::clock(Some(day)));
            let db = serve::open(&place.place(), clock).await?;
            import_people::run(db, args.wanted()).await
        }
        ImportCommand::Agreements(args) => {
            import_agreements::run(&place.place(), clock, args).await
        }
    }
}

/// Invented records for the measures of speed.
async fn make_up(args: &Generate) -> anyhow::Result<()> {
    let place = args.place.place();
    generate::run(&place, &args.wanted(), args.today).await?;
    generate::assisted(&place, &args.assisted(), args.today).await?;
    if args.nets {
        generate::nets(&place, &args.municipality, args.today).await?;
    }
    Ok(())
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    let clock = Clock::system();
    match command {
        Command::Serve(args) => {
            let place = args.place.place();
            let (mail, identity) = (args.mail.mailer()?, args.identity.provider()?);
            let reach = if args.local_gateways { Reach::Local } else { Reach::Outside };
            let db = serve::open(&place, clock).await?;
            let settings =
                WebSettings { https: args.https, behind_proxy: args.behind_proxy, demo: false };
            let outside = Outside { mail, reach, identity };
            serve::serve(db, &place, (settings, outside), args.listen).await?;
        }
        Command::Demo(args) => {
            let mail = args.mail.mailer()?;
            demo::run(&args.place.place(), args.listen, args.today, mail).await?;
        }
        Command::Import { place, list } => read_in(&place, list, clock).await?,
        Command::Export { place, list } => write_out(&place, list, clock).await?,
        Command::Generate(args) => make_up(&args).await?,
        Command::Law { json, question } => return Ok(law::run(&question, json)),
        Command::Migrate(place) => migrate::run(&place.place()).await?,
        Command::Admin { place, command } => {
            admin::run(&place.place(), clock, command).await?;
        }
        Command::Audit { command: AuditCommand::Check(asked), .. } => {
            return audit_proof::check(&asked);
        }
        Command::Audit { place, command } => {
            let Some(data) = place.data else {
                anyhow::bail!("кажете --data: папката с данните")
            };
            let place = Where { data, database: place.database }.place();
            let db = serve::open(&place, clock).await?;
            if !audit_proof::run(&db, &place, command).await? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Keys { place, command } => {
            let db = serve::open(&place.place(), clock).await?;
            let done = keys::run(&db, command).await;
            db.close().await;
            if !done? {
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
