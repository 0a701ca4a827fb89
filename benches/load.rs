//! A loopback load test: requests per second and latency of the real program, beside a
//! hello-world handler and a bare loop of durable SQLite commits in the same run.
//!
//! `bin/bench` starts the program on generated data and hands over its address, the headers of a
//! signed-in clerk and the paths to ask for. The load comes from a process of its own.
#![allow(missing_docs, clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used)]

use sea_orm::ConnectionTrait;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One thing that is measured.
struct Target {
    name: String,
    address: String,
    /// The request as it goes over the wire; `{n}` becomes a fresh number for each request.
    request: String,
}

struct Measured {
    rps: f64,
    p50: Duration,
    p95: Duration,
    p99: Duration,
    failed: usize,
}

const WARM_UP: Duration = Duration::from_millis(500);
const MEASURE: Duration = Duration::from_secs(4);

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("hello") => runtime.block_on(hello()),
        Some("load") => runtime.block_on(load()),
        Some("commits") => runtime.block_on(commits(&args[2])),
        _ => println!("bin/bench runs this"),
    }
}

/// The baseline of every web figure.
async fn hello() {
    let app = axum::Router::new().route("/", axum::routing::get(async || "hello, world"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("listening on http://{}", listener.local_addr().unwrap());
    axum::serve(listener, app).await.unwrap();
}

/// The baseline of every write: one row, one durable commit, again and again.
async fn commits(folder: &str) {
    let file = format!("sqlite://{folder}/commits.db?mode=rwc");
    let conn = sea_orm::Database::connect(file).await.unwrap();
    for pragma in ["journal_mode = wal", "synchronous = full"] {
        conn.execute_unprepared(&format!("pragma {pragma}")).await.unwrap();
    }
    conn.execute_unprepared("create table if not exists t (n integer)").await.unwrap();
    let start = Instant::now();
    let mut done = 0u64;
    while start.elapsed() < MEASURE {
        conn.execute_unprepared("insert into t values (1)").await.unwrap();
        done += 1;
    }
    println!("{:.0}", done as f64 / start.elapsed().as_secs_f64());
}

/// Reads targets from standard input, three lines each and an empty one: name, address, request
/// with `\n` written as such. Prints a line for each number of connections.
async fn load() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let lines: Vec<&str> = block.trim().lines().collect();
        let target = Target {
            name: lines[0].to_owned(),
            address: lines[1].to_owned(),
            request: lines[2].replace("\\r\\n", "\r\n"),
        };
        for connections in [1, 8, 32] {
            let Measured { rps, p50, p95, p99, failed } = measure(&target, connections).await;
            let ms = |d: Duration| d.as_secs_f64() * 1000.0;
            println!(
                "{}\t{connections}\t{rps:.0}\t{:.2}\t{:.2}\t{:.2}\t{failed}",
                target.name,
                ms(p50),
                ms(p95),
                ms(p99)
            );
        }
    }
}

async fn measure(target: &Target, connections: usize) -> Measured {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for lane in 0..connections {
        let (address, request) = (target.address.clone(), target.request.clone());
        tasks.push(tokio::spawn(one_lane(address, request, lane, start)));
    }
    let (mut times, mut failed) = (Vec::new(), 0);
    for task in tasks {
        let (lane_times, lane_failed) = task.await.unwrap();
        times.extend(lane_times);
        failed += lane_failed;
    }
    times.sort_unstable();
    let at = |share: f64| {
        times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)))
    };
    let at = |share: f64| at(share).copied().unwrap_or_default();
    let rps = times.len() as f64 / MEASURE.as_secs_f64();
    Measured { rps, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}

async fn one_lane(
    address: String,
    request: String,
    lane: usize,
    start: Instant,
) -> (Vec<Duration>, usize) {
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (mut times, mut failed, mut n) = (Vec::new(), 0, 0u64);
    let mut buffer = Vec::with_capacity(256 * 1024);
    while start.elapsed() < WARM_UP + MEASURE {
        n += 1;
        let numbered =
            request.replace("{n}", &format!("{lane}x{n}x{}", start.elapsed().as_nanos()));
        let body = numbered.split_once("\r\n\r\n").map_or(0, |(_, body)| body.len());
        let numbered = numbered.replace("{length}", &body.to_string());
        let sent = Instant::now();
        stream.write_all(numbered.as_bytes()).await.unwrap();
        let fine = answer(&mut stream, &mut buffer).await;
        if start.elapsed() > WARM_UP {
            times.push(sent.elapsed());
            failed += usize::from(!fine);
        }
    }
    (times, failed)
}

/// Reads one answer to its end; says whether its status is below 400.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> bool {
    buffer.clear();
    let mut chunk = [0; 64 * 1024];
    loop {
        let read = stream.read(&mut chunk).await.unwrap();
        assert!(read > 0, "the server closed the connection");
        buffer.extend_from_slice(&chunk[..read]);
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
        let length: usize = head
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next()?.trim().parse().ok())
            .unwrap_or(0);
        if buffer.len() >= end + 4 + length {
            return head.as_bytes().get(9).is_some_and(|class| *class < b'4');
        }
    }
}
