//! A small HTTP client for measuring: keep-alive connections, requests written beforehand, every
//! status checked. One thread drives all connections, so that the server keeps the other core.

use anyhow::{Context, bail, ensure};
use std::cell::Cell;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Measuring begins after so long.
const WARM_UP: Duration = Duration::from_millis(700);

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> anyhow::Result<serde_json::Value> {
        ensure!(self.status == 200, "answered {}", self.status);
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// A request as it goes over the wire.
pub fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}");
    if method != "GET" {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

/// A connection that is kept.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: &str) -> anyhow::Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    /// Sends a request and reads the whole answer; gives its status and where its body begins.
    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<(u16, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (mut head, mut length) = (0, 0);
        loop {
            ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server hung up");
            if head == 0 {
                let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
                    continue;
                };
                head = end + 4;
                length = content_length(&self.buffer[..end])?;
            }
            if self.buffer.len() >= head + length {
                break;
            }
        }
        let status = std::str::from_utf8(&self.buffer[9..12])?.parse()?;
        Ok((status, head))
    }

    /// Sends a request and gives the answer.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        let (status, head) = self.exchange(request).await?;
        Ok(Answer {
            status,
            head: String::from_utf8_lossy(&self.buffer[..head]).into_owned(),
            body: self.buffer[head..].to_vec(),
        })
    }
}

fn content_length(head: &[u8]) -> anyhow::Result<usize> {
    for line in head.split(|byte| *byte == b'\n') {
        if line.len() > 15 && line[..15].eq_ignore_ascii_case(b"content-length:") {
            return Ok(std::str::from_utf8(&line[15..])?.trim().parse()?);
        }
    }
    bail!("an answer without its length")
}

/// What is asked for, and what must be answered.
pub struct Target {
    pub name: &'static str,
    /// Taken in turn.
    pub requests: Vec<Vec<u8>>,
    /// Each request may be sent once only.
    pub once: bool,
    pub status: u16,
    /// The next one.
    pub next: Cell<usize>,
}

impl Target {
    pub fn new(name: &'static str, requests: Vec<Vec<u8>>) -> Target {
        Target { name, requests, once: false, status: 200, next: Cell::new(0) }
    }

    fn take(&self) -> Option<&[u8]> {
        let place = self.next.replace(self.next.get() + 1);
        let place = if self.once { place } else { place % self.requests.len() };
        self.requests.get(place).map(Vec::as_slice)
    }
}

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    pub rps: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    pub failed: usize,
}

/// Asks on so many connections for so long.
pub async fn measure(
    address: &str,
    target: &Target,
    connections: usize,
    seconds: f64,
) -> anyhow::Result<Measured> {
    let start = Instant::now();
    let end = WARM_UP + Duration::from_secs_f64(seconds);
    let lanes = (0..connections).map(|_| lane(address, target, start, end));
    let mut times = Vec::new();
    let (mut failed, mut last) = (0, WARM_UP);
    for lane in futures_util::future::join_all(lanes).await {
        let lane = lane.with_context(|| target.name)?;
        times.extend(lane.times);
        failed += lane.failed;
        last = last.max(lane.last);
    }
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times.get(place.min(times.len().saturating_sub(1))).map_or(0.0, |t| t.as_secs_f64() * 1e3)
    };
    let rps = times.len() as f64 / (last - WARM_UP).as_secs_f64().max(0.001);
    Ok(Measured { rps, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed })
}

#[derive(Default)]
struct Lane {
    times: Vec<Duration>,
    failed: usize,
    last: Duration,
}

async fn lane(
    address: &str,
    target: &Target,
    start: Instant,
    end: Duration,
) -> anyhow::Result<Lane> {
    let mut connection = Connection::open(address).await?;
    let mut lane = Lane::default();
    while start.elapsed() < end {
        let Some(request) = target.take() else { break };
        let sent = Instant::now();
        let (status, _) = connection.exchange(request).await?;
        if start.elapsed() > WARM_UP {
            lane.last = start.elapsed();
            if status == target.status {
                lane.times.push(sent.elapsed());
            } else {
                lane.failed += 1;
            }
        }
    }
    Ok(lane)
}
