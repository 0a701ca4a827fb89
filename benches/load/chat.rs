//! Five hundred citizens with an open talk, each from an address of their own and each listening: what they
//! cost in memory, and how long it takes until all of them heard that the queue moved.

use super::http::{Connection, request};
use super::server::Server;
use super::stage::{Clerk, Place};
use anyhow::{Context, ensure};
use std::path::Path;
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How many clients the bar speaks of.
pub const CLIENTS: usize = 500;
const TOWN: &str = "ruse";
const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";
/// What a page hears.
const EVENT: &[u8] = b"event: changed";

/// What was measured.
pub struct Chatted {
    /// Memory of the server before anybody came, and at its highest, in MB.
    pub before: f64,
    pub memory: f64,
    /// Milliseconds until all heard that the queue moved.
    pub heard: f64,
}

/// A page that listens.
struct Listener {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Listener {
    async fn open(address: &str, asked: &[u8]) -> anyhow::Result<Listener> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(asked).await?;
        let mut listener = Listener { stream, buffer: Vec::new() };
        listener.heard().await?;
        Ok(listener)
    }

    /// Waits for the next event.
    async fn heard(&mut self) -> anyhow::Result<()> {
        loop {
            if self.buffer.windows(EVENT.len()).any(|part| part == EVENT) {
                self.buffer.clear();
                return Ok(());
            }
            let read = self.stream.read_buf(&mut self.buffer).await?;
            ensure!(read > 0, "the server hung up: {}", String::from_utf8_lossy(&self.buffer));
        }
    }
}

/// The address of the n-th citizen.
fn address_of(n: usize) -> String {
    format!("x-forwarded-for: 10.0.{}.{}\r\n", n / 250, n % 250 + 1)
}

/// The n-th citizen begins a talk and listens.
async fn citizen(server: &str, n: usize) -> anyhow::Result<Listener> {
    let own = address_of(n);
    let mut connection = Connection::open(server).await?;
    let path = format!("/{TOWN}/chat");
    let body = format!("text=Question+{n}");
    let answer = connection.ask(&request("POST", &path, &format!("{own}{FORM}"), &body)).await?;
    ensure!(answer.status == 303, "talk {n}: {}", answer.status);
    let talk = answer.header("location").context("its address")?;
    let live = request("GET", &format!("{talk}/live?stay=1"), &own, "");
    Listener::open(server, &live).await
}

/// Opens the talks and moves the queue.
pub async fn measured(opora: &Path, folder: &Path) -> anyhow::Result<Chatted> {
    let place = Place { folder: folder.join("run-chat"), database: None };
    drop(std::fs::remove_dir_all(&place.folder));
    let data = place.folder.to_string_lossy().into_owned();
    let listen = ["--listen", "127.0.0.1:0", "--data", &data];
    // Filled by one program, served by another: what filling took is not measured.
    drop(Server::start(opora, &[&["demo"][..], &listen[..]].concat())?);
    let arguments = [&["serve"][..], &listen[..], &["--behind-proxy"][..]].concat();
    let server = Server::start(opora, &arguments)?;
    let who = (server.address.as_str(), TOWN, "referral_officer");
    let clerk = Clerk::at(opora, &place, who).await?;
    let mut connection = Connection::open(&server.address).await?;
    let duty = clerk.form(&format!("/{TOWN}/desk/duty"), &[("duty", "extra")]);
    ensure!(connection.ask(&duty).await?.status == 303, "nobody is on duty");
    let live = clerk.page(&format!("/{TOWN}/desk/live?stay=1"));
    let _worker = Listener::open(&server.address, &live).await?;
    server.settled().await;
    let before = server.memory().0;
    let mut citizens = Vec::with_capacity(CLIENTS);
    for n in 0..CLIENTS {
        citizens.push(citizen(&server.address, n).await?);
    }
    let talks = connection.ask(&clerk.api(&format!("/{TOWN}/api/desk/talks"))).await?.json()?;
    let first = talks[0]["id"].as_str().context("a talk")?;
    let take = clerk.form(&format!("/{TOWN}/desk/talks/{first}/take"), &[]);
    let since = Instant::now();
    ensure!(connection.ask(&take).await?.status == 303, "the talk was not taken");
    for listener in &mut citizens {
        listener.heard().await?;
    }
    let heard = since.elapsed().as_secs_f64() * 1e3;
    Ok(Chatted { before, memory: server.memory().1, heard })
}
