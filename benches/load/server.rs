//! Programs under load: started, waited for, looked at through /proc, ended.

use super::http::{Connection, request};
use anyhow::{Context, ensure};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that listens.
pub struct Server {
    child: Child,
    pub address: String,
}

/// So many seconds at most to do what follows a start.
const SETTLES: usize = 120;
/// A second with less processor time than this is quiet.
const QUIET: f64 = 0.03;

impl Server {
    /// Starts it and reads the address from its first line.
    pub fn start(program: &Path, arguments: &[&str]) -> anyhow::Result<Server> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let out = child.stdout.take().context("its output")?;
        let mut lines = BufReader::new(out).lines();
        let address = loop {
            let line = lines.next().context("it ended before it listened")??;
            if let Some((_, address)) = line.split_once("listening on http://") {
                break address.to_owned();
            }
        };
        // Its further lines are read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Server { child, address })
    }

    /// Processor time so far, in seconds.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.unwrap_or_default();
        // After the name in brackets: fields 14 and 15 of proc(5), in hundredths of a second.
        let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace());
        let ticks: Vec<f64> =
            fields.into_iter().flatten().skip(11).take(2).flat_map(str::parse).collect();
        ticks.iter().sum::<f64>() / 100.0
    }

    /// Waits until what the program does by itself after a start is done: names, duplicates, seals.
    pub async fn settled(&self) {
        for _ in 0..SETTLES {
            let before = self.cpu();
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            if self.cpu() - before < QUIET {
                break;
            }
        }
    }

    /// Resident memory now and at its highest, in MB.
    pub fn memory(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let kb = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
            kb.unwrap_or_default() / 1024.0
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first: a database wants to be closed.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let since = Instant::now();
        while asked.is_ok() && since.elapsed() < Duration::from_secs(20) {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts the program on some data and says after how many seconds its first page was there.
pub async fn start_opora(
    opora: &Path,
    data: &Path,
    database: Option<&str>,
) -> anyhow::Result<(Server, f64)> {
    let data = data.to_string_lossy();
    let mut arguments = vec!["serve", "--listen", "127.0.0.1:0", "--data", &data];
    arguments.extend(database.into_iter().flat_map(|url| ["--database", url]));
    let since = Instant::now();
    let server = Server::start(opora, &arguments)?;
    let mut connection = Connection::open(&server.address).await?;
    let page = connection.ask(&request("GET", "/ruse/sign-in", "", "")).await?;
    ensure!(page.status == 200, "the first page answered {}", page.status);
    Ok((server, since.elapsed().as_secs_f64()))
}
