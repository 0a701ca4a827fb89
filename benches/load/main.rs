//! `bin/bench`: requests per second and latency of the real program on generated data, beside a
//! hello-world handler, a bare loop of durable SQLite commits and pgbench in the same run.
//!
//! The load comes from this process; the program and the hello-world handler are processes of
//! their own. Baseline and program are measured one after the other at each number of
//! connections, so that whatever else this machine does weighs on both.
#![allow(missing_docs, clippy::disallowed_methods, clippy::cast_precision_loss)]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod baseline;
mod chat;
mod directory;
mod history;
mod http;
mod import;
mod layer;
mod needs;
mod pack;
mod pay;
mod public;
mod report;
mod scenarios;
mod server;
mod stage;

use clap::{Args, Parser, Subcommand};
use http::{Target, measure, request};
use report::{Bars, Line};
use server::{Server, start_opora};
use stage::{Clerk, Place, Size};
use std::path::{Path, PathBuf};

/// Numbers of connections.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// The pages for anybody are asked for so many seconds at least: two thousand answers.
const LONG: f64 = 10.0;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Option<What>,
    /// What cargo says to every bench.
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

#[derive(Subcommand)]
enum What {
    /// Serves the baseline.
    Hello,
    /// Measures and reports.
    Run(Run),
}

#[derive(Args)]
struct Run {
    /// The program.
    #[arg(long)]
    opora: PathBuf,
    /// Where generated data is kept.
    #[arg(long)]
    folder: PathBuf,
    /// Fingerprint of the schema and the generator: data made by others is not used.
    #[arg(long)]
    schema: String,
    /// People of the base; each has three wishes and ten contacts.
    #[arg(long, default_value_t = 100_000)]
    people: u64,
    /// People of the second base, on which only searching is measured; 0 for none.
    #[arg(long, default_value_t = 1_000_000)]
    search: u64,
    /// Rows of the spreadsheet that is imported and exported; 0 for none.
    #[arg(long, default_value_t = 100_000)]
    rows: u32,
    /// Only the spreadsheet.
    #[arg(long)]
    only_rows: bool,
    /// Services of the directory in which is searched; 0 for none.
    #[arg(long, default_value_t = 5_000)]
    services: u32,
    /// Only the directory.
    #[arg(long)]
    only_services: bool,
    /// Only an evidence pack of the demonstration's Mezdra.
    #[arg(long)]
    only_pack: bool,
    /// Assistants of a town whose month is paid; 0 for none.
    #[arg(long, default_value_t = 1_034)]
    town: u32,
    /// Assistants of a country whose month is counted and exported; 0 for none.
    #[arg(long, default_value_t = 83_000)]
    country: u32,
    /// Only the live talks.
    #[arg(long)]
    only_chat: bool,
    /// Only the pay of assistants.
    #[arg(long)]
    only_pay: bool,
    /// Only the formula of needs for all municipalities.
    #[arg(long)]
    only_needs: bool,
    /// People of the monthly layer of reports; 0 for none.
    #[arg(long, default_value_t = 1_000_000)]
    layer: u64,
    /// Only the monthly layer.
    #[arg(long)]
    only_layer: bool,
    /// Only scenarios: what if, and where to open.
    #[arg(long)]
    only_scenarios: bool,
    /// Only the pages for anybody, on the demonstration.
    #[arg(long)]
    only_public: bool,
    /// Seconds for each figure.
    #[arg(long, default_value_t = 4.0)]
    seconds: f64,
    /// A PostgreSQL server where databases may be made.
    #[arg(long)]
    postgres: Option<String>,
    /// The program pgbench.
    #[arg(long, default_value = "pgbench")]
    pgbench: PathBuf,
}

fn main() -> anyhow::Result<()> {
    // One thread: the programs measured have the other core.
    let runtime = |threads: bool| {
        let mut builder = match threads {
            true => tokio::runtime::Builder::new_multi_thread(),
            false => tokio::runtime::Builder::new_current_thread(),
        };
        builder.enable_all().build()
    };
    match Cli::parse().command {
        Some(What::Hello) => runtime(true)?.block_on(baseline::hello()),
        Some(What::Run(run)) => runtime(false)?.block_on(run.all()),
        None => {
            println!("bin/bench runs this");
            Ok(())
        }
    }
}

impl Run {
    async fn all(&self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut bars = Bars::default();
        if self.only_one(&mut bars).await? {
            return Ok(());
        }
        if self.services > 0 {
            println!("\n== SQLite, a directory of {} services", self.services);
            let asked = (self.services, self.seconds);
            bars.directory(directory::measured(&self.opora, &self.folder, asked).await?);
        }
        if self.only_services {
            bars.print_directory();
            return Ok(());
        }
        if self.rows > 0 {
            println!("\n== SQLite, a spreadsheet of {} people", self.rows);
            let found = import::measured(&self.opora, &self.folder, self.rows).await?;
            bars.imported(found);
        }
        if self.only_rows {
            bars.print_imported();
            return Ok(());
        }
        self.packed(&mut bars).await?;
        self.chatted(&mut bars).await?;
        self.paid(&mut bars).await?;
        bars.needed(needs::measured());
        self.layered(&mut bars).await?;
        scenarios::measured();
        self.opened(&mut bars).await?;
        let size = Size { people: self.people, wishes: 3, contacts: 10 };
        println!("\n== SQLite, {} people", self.people);
        let (base, said) = stage::kept(&self.opora, (&self.folder, &self.schema), size)?;
        println!("base: {said}");
        let place = stage::copied(&base, &self.folder)?;
        let commits = baseline::commits(&place.folder, self.seconds).await?;
        self.measured(&place, Some((commits, &mut bars))).await?;
        if self.search > 0 {
            self.searched(&mut bars).await?;
        }
        if let Some(server) = &self.postgres {
            println!("\n== PostgreSQL, {} people", self.people);
            let place = self.fresh_database(server, size).await?;
            self.measured(&place, None).await?;
            let url = format!("{}/postgres", server.trim_end_matches("/postgres"));
            let tps = baseline::pgbench(&self.pgbench, &url, &CONNECTIONS, self.seconds)?;
            for (connections, tps) in CONNECTIONS.iter().zip(tps) {
                println!("pgbench (TPC-B, scale 10), {connections} clients: {tps:.0} a second");
            }
        }
        bars.print();
        Ok(())
    }

    /// Whether only one figure is asked for of those that need no base; it is then measured.
    async fn only_one(&self, bars: &mut Bars) -> anyhow::Result<bool> {
        if self.only_needs {
            bars.needed(needs::measured());
            bars.print_needed();
            return Ok(true);
        }
        if self.only_pay {
            self.paid(bars).await?;
            bars.print_paid();
            return Ok(true);
        }
        if self.only_layer {
            self.layered(bars).await?;
            bars.print_layered();
            return Ok(true);
        }
        if self.only_scenarios {
            scenarios::measured();
            return Ok(true);
        }
        if self.only_public {
            self.opened(bars).await?;
            bars.print_opened();
            return Ok(true);
        }
        if self.only_chat {
            self.chatted(bars).await?;
            bars.print_chatted();
            return Ok(true);
        }
        if self.only_pack {
            self.packed(bars).await?;
            bars.print_packed();
            return Ok(true);
        }
        Ok(false)
    }

    /// An evidence pack.
    async fn packed(&self, bars: &mut Bars) -> anyhow::Result<()> {
        println!("\n== SQLite, an evidence pack of Mezdra");
        bars.packed(pack::measured(&self.opora, &self.folder).await?);
        Ok(())
    }

    /// The monthly layer of reports.
    async fn layered(&self, bars: &mut Bars) -> anyhow::Result<()> {
        if self.layer > 0 {
            println!("\n== SQLite, reports over {} people and 24 months", self.layer);
            let place = (self.folder.as_path(), self.schema.as_str());
            bars.layered(layer::measured(&self.opora, place, self.layer).await?);
        }
        Ok(())
    }

    /// The pages for anybody.
    async fn opened(&self, bars: &mut Bars) -> anyhow::Result<()> {
        println!("\n== SQLite, the pages for anybody at {} requests a second", public::RATE);
        bars.opened(public::measured(&self.opora, &self.folder, self.seconds.max(LONG)).await?);
        Ok(())
    }

    /// Live talks.
    async fn chatted(&self, bars: &mut Bars) -> anyhow::Result<()> {
        println!("\n== SQLite, {} live talks", chat::CLIENTS);
        bars.chatted(chat::measured(&self.opora, &self.folder).await?);
        Ok(())
    }

    /// The pay of personal assistants.
    async fn paid(&self, bars: &mut Bars) -> anyhow::Result<()> {
        if self.town > 0 {
            println!("\n== SQLite, the month of {} assistants", self.town);
            bars.town(pay::town(&self.opora, &self.folder, self.town).await?);
        }
        if self.country > 0 {
            println!("\n== SQLite, the month of {} assistants", self.country);
            bars.country(pay::country(&self.opora, &self.folder, self.country).await?);
        }
        Ok(())
    }

    /// Measures everything on a base; SQLite's figures are set against the bars.
    async fn measured(
        &self,
        place: &Place,
        mut bars: Option<(f64, &mut Bars)>,
    ) -> anyhow::Result<()> {
        let hello = Server::start(&std::env::current_exe()?, &["hello"])?;
        let greeting = Target::new("hello", vec![request("GET", "/", "", "")]);
        let (opora, start) =
            start_opora(&self.opora, &place.folder, place.database.as_deref()).await?;
        println!("start: {start:.2} s");
        let clerk = Clerk::new(&self.opora, place, &opora.address).await?;
        let (targets, people) = stage::targets(&opora.address, &clerk).await?;
        report::head();
        for connections in CONNECTIONS {
            let base = measure(&hello.address, &greeting, connections, self.seconds).await?;
            Line::of(&base, connections, (&hello, 0.0)).print("hello-world", None);
            let mut greeted = base.rps;
            for target in &targets {
                let before = opora.cpu();
                let found = measure(&opora.address, target, connections, self.seconds).await?;
                let line = Line::of(&found, connections, (&opora, before));
                // The machine is not the same all the time: beside each figure, before it and after.
                let half = self.seconds / 2.0;
                let after = measure(&hello.address, &greeting, connections, half).await?.rps;
                let mut against = Some((std::mem::replace(&mut greeted, after) + after) / 2.0);
                if let Some((commits, bars)) = &mut bars {
                    if target.once {
                        let folder = place.folder.as_path();
                        *commits = self.commits_beside(folder, *commits).await?;
                        against = Some(*commits);
                    }
                    bars.note(target.name, connections, (&found, against.unwrap_or_default()));
                }
                line.print(target.name, against.filter(|_| bars.is_some() || !target.once));
            }
        }
        let (memory, highest) = opora.memory();
        println!("memory of the server: {memory:.0} MB, at its highest {highest:.0} MB");
        let noted = bars.as_mut().map(|(_, bars)| &mut **bars);
        history::measured((&opora, &clerk), &people, self.seconds, noted).await?;
        if let Some((commits, bars)) = bars {
            println!("bare loop of durable one-row commits: {commits:.0} a second");
            bars.start = start;
            bars.memory = highest;
        }
        Ok(())
    }

    /// The bare loop again beside each figure of saving: the disk is not the same all the time.
    async fn commits_beside(&self, folder: &Path, before: f64) -> anyhow::Result<f64> {
        Ok((before + baseline::commits(folder, self.seconds / 2.0).await?) / 2.0)
    }

    async fn searched(&self, bars: &mut Bars) -> anyhow::Result<()> {
        println!("\n== SQLite, {} people, searching", self.search);
        let size = Size { people: self.search, wishes: 0, contacts: 0 };
        let (base, said) = stage::kept(&self.opora, (&self.folder, &self.schema), size)?;
        println!("base: {said}");
        let place = stage::copied(&base, &self.folder)?;
        let (opora, start) = start_opora(&self.opora, &place.folder, None).await?;
        let clerk = Clerk::new(&self.opora, &place, &opora.address).await?;
        let since = std::time::Instant::now();
        let targets = stage::search_targets(&opora.address, &clerk).await?;
        println!(
            "start: {start:.2} s; names ready after {:.1} s",
            since.elapsed().as_secs_f64() + start
        );
        report::head();
        for (target, connections) in
            targets.iter().flat_map(|target| CONNECTIONS.map(|connections| (target, connections)))
        {
            let before = opora.cpu();
            let found = measure(&opora.address, target, connections, self.seconds).await?;
            Line::of(&found, connections, (&opora, before)).print(target.name, None);
            match (target.name, connections) {
                ("search, HTML page", 8) => bars.search_of_many = Some((self.search, found.p95)),
                ("who is alike, part of form", 1) => bars.alike = Some((self.search, found.p95)),
                _ => {}
            }
        }
        bars.start_of_many = Some(start);
        let (memory, highest) = opora.memory();
        println!("memory of the server: {memory:.0} MB, at its highest {highest:.0} MB");
        bars.memory_of_many = Some(highest);
        Ok(())
    }

    async fn fresh_database(&self, server: &str, size: Size) -> anyhow::Result<Place> {
        use sea_orm::ConnectionTrait;
        let server = server.trim_end_matches("/postgres");
        let admin = sea_orm::Database::connect(format!("{server}/postgres")).await?;
        admin.execute_unprepared("drop database if exists opora_bench with (force)").await?;
        admin.execute_unprepared("create database opora_bench").await?;
        let folder = self.folder.join("run-postgres");
        drop(std::fs::remove_dir_all(&folder));
        let place = Place { folder, database: Some(format!("{server}/opora_bench")) };
        println!("base: made in {:.0} s", stage::generate(&self.opora, &place, size)?);
        admin.execute_unprepared("checkpoint").await?;
        Ok(place)
    }
}
