//! An evidence pack of Mezdra as its project manager makes it: the demonstration with its 22
//! participants, 500 invoices with their scans entered through the form, then a pack of the whole
//! period, from the button until the file can be taken. The file is unpacked and `sha256sum -c` run.

use super::http::{Answer, Connection};
use super::server::Server;
use super::stage::{Clerk, Place};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How many participants and documents the bar speaks of.
pub const PARTICIPANTS: usize = 22;
pub const DOCUMENTS: usize = 500;
/// Whose project it is.
const TOWN: &str = "mezdra";
const PROJECT: &str = "Капацитет Мездра";
/// A line of its budget that holds all of the invoices.
const LINE: &str = "3.1";
/// Bytes of a scanned document.
const SCAN: usize = 150 * 1024;
/// How often the program is asked whether it is done, and so many times at most: two minutes.
const ASKED: Duration = Duration::from_millis(50);
const TIMES: u32 = 2_400;

/// What was measured.
pub struct Packed {
    /// Seconds from the button until the file is there.
    pub seconds: f64,
    /// Seconds in which the documents were entered.
    pub entered: f64,
    pub pieces: usize,
    pub megabytes: f64,
    pub memory: f64,
}

/// A document that does not pack: numbers from a fixed seed behind the first bytes of a PDF.
fn scan(seed: usize) -> Vec<u8> {
    let mut state = seed as u64 + 1;
    let next = |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    b"%PDF-1.7\n".iter().copied().chain((0..SCAN).map(next)).collect()
}

/// Somebody at the program.
struct Desk<'a> {
    server: &'a Server,
    clerk: Clerk,
    connection: Connection,
}

impl Desk<'_> {
    async fn json(&mut self, path: &str) -> anyhow::Result<Value> {
        self.connection.ask(&self.clerk.api(&format!("/{TOWN}/api{path}"))).await?.json()
    }

    /// The project that has been there since the demonstration was filled.
    async fn project(&mut self) -> anyhow::Result<String> {
        let all = self.json("/projects").await?;
        let found = all.as_array().into_iter().flatten().find(|one| one["short"] == PROJECT);
        let id = found.and_then(|one| one["id"].as_str()).context("the project of Mezdra")?;
        let id = id.to_owned();
        let book = self.json(&format!("/results/projects/{id}/microdata")).await?;
        let people = book["rows"].as_array().map_or(0, Vec::len);
        ensure!(people == PARTICIPANTS, "{people} participants");
        Ok(id)
    }

    /// Enters the invoices with their scans.
    async fn enter(&mut self, project: &str) -> anyhow::Result<f64> {
        let since = Instant::now();
        let path = format!("/{TOWN}/projects/{project}/spend");
        for n in 0..DOCUMENTS {
            let (number, key) = (format!("{:010}", 50_000 + n), format!("pack-{n}"));
            let fields = [
                ("_key", key.as_str()),
                ("kind", "invoice"),
                ("number", number.as_str()),
                ("supplier", "Пробен доставчик (измислен)"),
                ("what", "Материали"),
                ("code", LINE),
                ("total", "10,00"),
                ("issued-day", "10"),
                ("issued-month", "5"),
                ("issued-year", "2024"),
            ];
            let form = self.clerk.upload(&path, &fields, &scan(n));
            let answer = self.connection.ask(&form).await?;
            let said = String::from_utf8_lossy(&answer.body);
            ensure!(answer.status == 303, "invoice {n}: {} {said}", answer.status);
        }
        Ok(since.elapsed().as_secs_f64())
    }

    /// Asks for a pack of the whole period and waits for it; gives its id and the seconds.
    async fn pack(&mut self, project: &str) -> anyhow::Result<(String, f64)> {
        let fields = [
            ("_key", "pack"),
            ("from-day", "1"),
            ("from-month", "6"),
            ("from-year", "2023"),
            ("to-day", "31"),
            ("to-month", "1"),
            ("to-year", "2025"),
        ];
        let path = format!("/{TOWN}/results/projects/{project}/packs");
        let since = Instant::now();
        let answer: Answer = self.connection.ask(&self.clerk.form(&path, &fields)).await?;
        ensure!(answer.status == 303, "the pack: {}", answer.status);
        let to = answer.header("location").unwrap_or_default();
        let to = to.split('?').next().unwrap_or_default();
        let id = to.rsplit('/').next().unwrap_or_default().to_owned();
        for _ in 0..TIMES {
            let said = self.json(&format!("/results/packs/{id}")).await?;
            match said["state"].as_str() {
                Some("done") => return Ok((id, since.elapsed().as_secs_f64())),
                Some("waiting" | "busy") => tokio::time::sleep(ASKED).await,
                other => anyhow::bail!("the pack is {other:?}"),
            }
        }
        anyhow::bail!("the pack was not made")
    }

    async fn file(&mut self, id: &str) -> anyhow::Result<Vec<u8>> {
        let asked = self.clerk.page(&format!("/{TOWN}/results/packs/{id}/file"));
        let answer = self.connection.ask(&asked).await?;
        ensure!(answer.status == 200, "the file: {}", answer.status);
        Ok(answer.body)
    }
}

/// Unpacks a file, has its hashes checked by the machine, and says how many pieces it has.
fn verified(bytes: Vec<u8>, folder: &Path) -> anyhow::Result<usize> {
    drop(std::fs::remove_dir_all(folder));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n)?;
        let path = folder.join(&*entry.name()?);
        std::fs::create_dir_all(path.parent().context("a folder")?)?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        std::fs::write(path, content)?;
    }
    let mut command = Command::new("sha256sum");
    let out = command.args(["-c", "--strict", "--quiet", "SHA256SUMS"]).current_dir(folder);
    let out = out.output()?;
    ensure!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
    Ok(archive.len())
}

/// Makes one pack.
pub async fn measured(opora: &Path, folder: &Path) -> anyhow::Result<Packed> {
    let place = Place { folder: folder.join("run-pack"), database: None };
    drop(std::fs::remove_dir_all(&place.folder));
    let data = place.folder.to_string_lossy().into_owned();
    let server = Server::start(opora, &["demo", "--listen", "127.0.0.1:0", "--data", &data])?;
    let who = (server.address.as_str(), TOWN, "projects-manager");
    let clerk = Clerk::at(opora, &place, who).await?;
    let connection = Connection::open(&server.address).await?;
    let mut desk = Desk { server: &server, clerk, connection };
    let project = desk.project().await?;
    let entered = desk.enter(&project).await?;
    desk.server.settled().await;
    let (id, seconds) = desk.pack(&project).await?;
    let file = desk.file(&id).await?;
    let megabytes = file.len() as f64 / 1_048_576.0;
    let memory = desk.server.memory().1;
    let pieces = verified(file, &folder.join("run-pack-file"))?;
    ensure!(pieces > DOCUMENTS, "{pieces} pieces");
    Ok(Packed { seconds, entered, pieces, megabytes, memory })
}
