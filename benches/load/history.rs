//! A person with a long history: the timeline, a merge of all of it and the undoing.

use super::http::{Connection, Target, measure, request};
use super::report::{Bars, Line, head};
use super::server::Server;
use super::stage::Clerk;
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::time::Instant;

/// Entries of the history.
const ENTRIES: usize = 5_000;
/// Merges and undoings; the slowest counts.
const TIMES: usize = 5;

/// One clerk with one connection, sending forms of her own.
struct Desk<'a> {
    connection: Connection,
    clerk: &'a Clerk,
    sent: usize,
}

impl Desk<'_> {
    async fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.sent += 1;
        let key = format!("idempotency-key: history-{}\r\n", self.sent);
        let headers = format!("{}{key}content-type: application/json\r\n", self.clerk.token);
        let asked = request("POST", path, &headers, &body.to_string());
        let answer = self.connection.ask(&asked).await?;
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(matches!(answer.status, 200 | 201), "{path}: {} {said}", answer.status);
        Ok(serde_json::from_str(&said)?)
    }
}

/// Gives the first of two people a long history and measures what becomes of it.
pub async fn measured(
    (opora, clerk): (&Server, &Clerk),
    people: &[String],
    seconds: f64,
    bars: Option<&mut Bars>,
) -> anyhow::Result<()> {
    let [kept, gone, ..] = people else { anyhow::bail!("two people are needed") };
    let connection = Connection::open(&opora.address).await?;
    let mut desk = Desk { connection, clerk, sent: 0 };
    for n in 0..ENTRIES {
        let note = json!({ "kind": "shared", "text": format!("Бележка {n}.") });
        desk.post(&format!("/ruse/api/people/{gone}/notes"), &note).await?;
    }
    println!("\n-- A person with {ENTRIES} entries");
    head();
    let pages = vec![clerk.page(&format!("/ruse/people/{gone}/timeline"))];
    let timeline = Target::new("timeline page", pages);
    let mut slowest = 0f64;
    for connections in [1, 8] {
        let before = opora.cpu();
        let found = measure(&opora.address, &timeline, connections, seconds).await?;
        Line::of(&found, connections, (opora, before)).print(timeline.name, None);
        slowest = slowest.max(found.p95);
    }
    let (mut merged, mut undone) = (0f64, 0f64);
    for _ in 0..TIMES {
        let why = json!({ "why": "Сверено с документ.", "confirmed": true });
        let since = Instant::now();
        let answer = desk.post(&format!("/ruse/api/people/{kept}/merge/{gone}"), &why).await?;
        merged = merged.max(since.elapsed().as_secs_f64());
        let merge = answer["merge"].as_str().context("the merge")?;
        let path = format!("/ruse/api/people/{kept}/merges/{merge}/undo");
        let since = Instant::now();
        desk.post(&path, &json!({ "why": "Двама души са." })).await?;
        undone = undone.max(since.elapsed().as_secs_f64());
    }
    println!("the slowest of {TIMES}: merge {:.0} ms, undo {:.0} ms", merged * 1e3, undone * 1e3);
    if let Some(bars) = bars {
        bars.history = Some((slowest, merged * 1e3, undone * 1e3));
    }
    Ok(())
}
