//! `opora admin …`: municipalities, accounts, roles and tokens from the command line.

use super::copy_database;
use super::serve::{self, Place};
use crate::roles::define_standard_roles;
use anyhow::{Context, bail};
use clap::Subcommand;
use kit::access::{self, Actor, NewAccount};
use kit::audit::Entry;
use kit::store::{Db, NewMunicipality, Tx};
use kit::types::{AccountId, Clock};

/// What an administrator does with a shell.
#[derive(Subcommand)]
pub enum Admin {
    /// Municipalities of this installation.
    #[command(subcommand)]
    Municipality(MunicipalityCommand),
    /// Staff accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// Tokens of the programming interface.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Lists the roles of a municipality with their rights.
    Role {
        /// Its name in addresses, such as ruse.
        #[arg(long)]
        municipality: String,
    },
    /// Moves everything from SQLite to an empty PostgreSQL or back, checked row by row.
    CopyDatabase {
        /// The new database: postgres://user@host/name as the owner of its tables, or a file of
        /// SQLite.
        #[arg(long)]
        to: String,
    },
}

/// Municipalities.
#[derive(Subcommand)]
pub enum MunicipalityCommand {
    /// Opens a municipality with the standard roles.
    Add {
        /// Its name in addresses, such as ruse.
        #[arg(long)]
        slug: String,
        /// Its code in the national classification, such as RSE27.
        #[arg(long)]
        code: String,
        /// Its name in Bulgarian.
        #[arg(long)]
        name: String,
        /// Its name in English.
        #[arg(long)]
        name_en: String,
    },
    /// Lists them.
    List,
}

/// Accounts.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Makes an account and prints its invitation, which holds for a day.
    Add {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
        /// The name for sign-in.
        #[arg(long)]
        username: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// The person's post.
        #[arg(long, default_value = "")]
        post: String,
        /// A role, such as referral_officer; may be given several times.
        #[arg(long = "role")]
        roles: Vec<String>,
    },
    /// Prints a fresh invitation: for a forgotten password.
    Invite {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
        /// The name for sign-in.
        #[arg(long)]
        username: String,
    },
    /// Closes an account at once.
    Disable {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
        /// The name for sign-in.
        #[arg(long)]
        username: String,
    },
    /// Lists the accounts.
    List {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
    },
}

/// Tokens.
#[derive(Subcommand)]
pub enum TokenCommand {
    /// Makes a token and prints it once.
    Create {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
        /// The role whose rights it has.
        #[arg(long)]
        role: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// How many days it holds.
        #[arg(long, default_value_t = 30)]
        days: i64,
    },
    /// Lists the tokens.
    List {
        /// Municipality, by its name in addresses.
        #[arg(long)]
        municipality: String,
    },
}

const PURPOSE: &str = "administration from the command line";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn actor(db: &Db, slug: &str) -> anyhow::Result<Actor> {
    let found = db.municipality(slug);
    found
        .map(|m| Actor::system(m.id, PURPOSE))
        .with_context(|| format!("няма община „{slug}“; вижте opora admin municipality list"))
}

async fn account_id(tx: &Tx, username: &str) -> anyhow::Result<AccountId> {
    let all = access::accounts(tx, tx.today()).await?;
    let found = all.into_iter().find(|account| account.username == username);
    found.map(|account| account.id).with_context(|| format!("няма служител „{username}“"))
}

/// Runs a command.
///
/// # Errors
/// When a name is unknown or taken, or the database does not answer.
pub async fn run(place: &Place, clock: Clock, command: Admin) -> anyhow::Result<()> {
    if let Admin::CopyDatabase { to } = &command {
        return copy_database::run(place, to).await;
    }
    let db = &serve::open(place, clock).await?;
    match command {
        Admin::Municipality(command) => municipality(db, command).await,
        Admin::User(command) => user(db, command).await,
        Admin::Token(command) => token(db, command).await,
        Admin::Role { municipality } => roles(db, &municipality).await,
        Admin::CopyDatabase { .. } => Ok(()),
    }
}

async fn municipality(db: &Db, command: MunicipalityCommand) -> anyhow::Result<()> {
    match command {
        MunicipalityCommand::List => {
            for municipality in db.municipalities() {
                say!("{}\t{}\t{}", municipality.slug, municipality.code, municipality.name);
            }
        }
        MunicipalityCommand::Add { slug, code, name, name_en } => {
            if slug.is_empty() || !slug.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
                bail!("името в адресите е от малки латински букви и тире: „{slug}“");
            }
            let settings = "{}".to_owned();
            let new = NewMunicipality { slug, code, name, name_en, settings };
            let created = db.create_municipality(new).await?;
            let mut tx = db.write(&Actor::system(created.id, PURPOSE)).await?;
            define_standard_roles(&tx).await?;
            tx.audit(Entry::new("municipality-opened", "municipality", &created.slug));
            tx.commit().await?;
            say!("{}: готова, с шестте обичайни роли.", created.name);
        }
    }
    Ok(())
}

async fn user(db: &Db, command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Add { municipality, username, name, post, roles } => {
            let mut tx = db.write(&actor(db, &municipality)?).await?;
            let known: Vec<String> =
                access::role_rights(&tx).await?.into_iter().map(|(role, _)| role.id).collect();
            if let Some(unknown) = roles.iter().find(|role| !known.contains(role)) {
                bail!("няма роля „{unknown}“; има: {}", known.join(", "));
            }
            let new = NewAccount { username: &username, name: &name, post: &post };
            let id = access::create_account(&tx, new).await?;
            for role in &roles {
                access::give_role(&tx, id, role, tx.today()).await?;
            }
            let secret = access::invite(&tx, id).await?;
            tx.audit(Entry::new("account-created", "account", &username));
            tx.commit().await?;
            print_invitation(&municipality, &secret);
        }
        UserCommand::Invite { municipality, username } => {
            let mut tx = db.write(&actor(db, &municipality)?).await?;
            let id = account_id(&tx, &username).await?;
            let secret = access::invite(&tx, id).await?;
            tx.audit(Entry::new("account-invited", "account", &username));
            tx.commit().await?;
            print_invitation(&municipality, &secret);
        }
        UserCommand::Disable { municipality, username } => {
            let mut tx = db.write(&actor(db, &municipality)?).await?;
            let id = account_id(&tx, &username).await?;
            access::disable_account(&tx, id).await?;
            tx.audit(Entry::new("account-disabled", "account", &username));
            tx.commit().await?;
            say!("{username}: закрит. Отворените сесии се затварят до минута.");
        }
        UserCommand::List { municipality } => {
            let tx = db.read(&actor(db, &municipality)?).await?;
            for account in access::accounts(&tx, tx.today()).await? {
                let state =
                    if account.disabled_at.is_some() { "закрит" } else { "отворен" };
                let roles = account.roles.join(",");
                say!("{}\t{}\t{roles}\t{state}", account.username, account.name);
            }
        }
    }
    Ok(())
}

/// The address below the service's own, whatever name it is reached by.
fn print_invitation(municipality: &str, secret: &str) {
    say!("Покана (важи един ден, за едно ползване): /{municipality}/invitation/{secret}");
}

async fn token(db: &Db, command: TokenCommand) -> anyhow::Result<()> {
    match command {
        TokenCommand::Create { municipality, role, name, days } => {
            if !(1..=366).contains(&days) {
                bail!("срокът на ключа е от 1 до 366 дни");
            }
            let mut tx = db.write(&actor(db, &municipality)?).await?;
            let until = tx.now().plus_ms(days * DAY_MS);
            let secret = access::create_token(&tx, &name, &role, until)
                .await
                .with_context(|| format!("роля „{role}“"))?;
            tx.audit(Entry::new("token-created", "token", &name));
            tx.commit().await?;
            say!("{secret}");
            eprintln!("Ключът се показва само сега. Важи до {}.", until.day().bg());
        }
        TokenCommand::List { municipality } => {
            let tx = db.read(&actor(db, &municipality)?).await?;
            for token in access::tokens(&tx).await? {
                let ended = if token.revoked_at.is_some() { "\tспрян" } else { "" };
                say!("{}\t{}\tдо {}{ended}", token.name, token.role_id, token.expires_at.bg());
            }
        }
    }
    Ok(())
}

async fn roles(db: &Db, municipality: &str) -> anyhow::Result<()> {
    let tx = db.read(&actor(db, municipality)?).await?;
    for (role, rights) in access::role_rights(&tx).await? {
        say!("{} ({}): {}", role.id, role.name, rights.join(", "));
    }
    Ok(())
}
