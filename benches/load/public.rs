//! The pages for anybody on the demonstration: so many requests a second come at even times, whether the
//! answers before have come or not, as people do; how long each takes is counted from the moment at which it
//! should have gone.

use super::http::{Connection, request};
use super::server::Server;
use anyhow::ensure;
use std::path::Path;
use std::time::{Duration, Instant};

/// Requests a second.
pub const RATE: u32 = 200;
/// Connections among which they are dealt.
const CONNECTIONS: u32 = 20;
/// The heaviest page that is allowed, in bytes.
pub const HEAVIEST: usize = 60_000;
/// Pages of the portal, as often as people open them: lists and services more than the rest.
const PAGES: [&str; 8] = [
    "/ruse/portal",
    "/ruse/portal/services",
    "/ruse/portal/services?need=child-disability",
    "/mezdra/portal/services?q=грижа",
    "/ruse/portal/guide",
    "/ruse/portal/guide/older-parent",
    "/mezdra/portal/guide/violence",
    "/ruse/portal/news",
];

/// What was found.
pub struct Found {
    /// Milliseconds within which so many of a hundred answers came.
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    /// Requests that went out in a second.
    pub rate: f64,
    /// Bytes of the heaviest page.
    pub heaviest: usize,
    /// Stylesheets of the page with the most.
    pub styles: usize,
    /// Megabytes of the server at its highest.
    pub memory: f64,
}

/// The path of an address as it goes over the wire.
fn wired(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/?=&-_.".contains(&byte);
    let written = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(written).collect()
}

/// Opens each page once: its size, its stylesheets, the pages of services that it leads to.
async fn looked_at(address: &str) -> anyhow::Result<(Vec<Vec<u8>>, usize, usize)> {
    let mut connection = Connection::open(address).await?;
    let mut paths: Vec<String> = PAGES.map(wired).into();
    let (mut heaviest, mut styles) = (0, 0);
    let mut at = 0;
    while at < paths.len() {
        let answer = connection.ask(&request("GET", &paths[at], "", "")).await?;
        ensure!(answer.status == 200, "{}: {}", paths[at], answer.status);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        heaviest = heaviest.max(answer.body.len());
        styles = styles.max(text.matches("rel=\"stylesheet\"").count());
        if at < PAGES.len() {
            let links = text.split("href=\"").filter_map(|rest| rest.split('"').next());
            let services = links.filter(|link| link.contains("/portal/services/"));
            paths.extend(services.take(4).map(str::to_owned));
        }
        at += 1;
    }
    let requests = paths.iter().map(|path| request("GET", path, "", "")).collect();
    Ok((requests, heaviest, styles))
}

/// One connection: each request goes at its time, or at once when that has passed.
async fn lane(
    address: &str,
    requests: &[Vec<u8>],
    (number, start, seconds): (u32, Instant, f64),
) -> anyhow::Result<Vec<Duration>> {
    let mut connection = Connection::open(address).await?;
    let apart = Duration::from_secs_f64(f64::from(CONNECTIONS) / f64::from(RATE));
    let mut due = start + apart * number / CONNECTIONS;
    let end = start + Duration::from_secs_f64(seconds);
    let mut times = Vec::new();
    let mut turn = number as usize;
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        let answer = connection.ask(&requests[turn % requests.len()]).await?;
        ensure!(answer.status == 200, "answered {}", answer.status);
        times.push(due.elapsed());
        due += apart;
        turn += CONNECTIONS as usize + 1;
    }
    Ok(times)
}

/// Fills the demonstration, opens its pages and measures.
pub async fn measured(opora: &Path, folder: &Path, seconds: f64) -> anyhow::Result<Found> {
    let data = folder.join("run-public");
    drop(std::fs::remove_dir_all(&data));
    let data = data.to_string_lossy();
    let server = Server::start(opora, &["demo", "--listen", "127.0.0.1:0", "--data", &data])?;
    server.settled().await;
    let (requests, heaviest, styles) = looked_at(&server.address).await?;
    let start = Instant::now() + Duration::from_millis(200);
    let lanes =
        (0..CONNECTIONS).map(|number| lane(&server.address, &requests, (number, start, seconds)));
    let mut times = Vec::new();
    for lane in futures_util::future::join_all(lanes).await {
        times.extend(lane?);
    }
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times.get(place.min(times.len().saturating_sub(1))).map_or(0.0, |t| t.as_secs_f64() * 1e3)
    };
    Ok(Found {
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        rate: times.len() as f64 / seconds,
        heaviest,
        styles,
        memory: server.memory().1,
    })
}
