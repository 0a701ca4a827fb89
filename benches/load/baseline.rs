//! What the program is compared with.

use anyhow::Context;
use sea_orm::ConnectionTrait;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The baseline of every web figure: an axum handler that says hello.
pub async fn hello() -> anyhow::Result<()> {
    let app = axum::Router::new().route("/", axum::routing::get(async || "hello, world"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

/// The baseline of every write: one row, one durable commit, again and again; so many a second.
pub async fn commits(folder: &Path, seconds: f64) -> anyhow::Result<f64> {
    let file = folder.join("commits.db");
    let conn = sea_orm::Database::connect(format!("sqlite://{}?mode=rwc", file.display())).await?;
    for pragma in ["journal_mode = wal", "synchronous = full"] {
        conn.execute_unprepared(&format!("pragma {pragma}")).await?;
    }
    conn.execute_unprepared("create table if not exists t (n integer)").await?;
    let start = Instant::now();
    let mut done = 0_u32;
    while start.elapsed() < Duration::from_secs_f64(seconds) {
        conn.execute_unprepared("insert into t values (1)").await?;
        done += 1;
    }
    let rate = f64::from(done) / start.elapsed().as_secs_f64();
    conn.close().await?;
    Ok(rate)
}

/// pgbench on the same server: TPC-B at scale 10; transactions a second for each number of clients.
pub fn pgbench(
    program: &Path,
    url: &str,
    connections: &[usize],
    seconds: f64,
) -> anyhow::Result<Vec<f64>> {
    let run = |arguments: &[&str]| -> anyhow::Result<String> {
        let out = Command::new(program).args(arguments).arg(url).output();
        let out = out.with_context(|| format!("starting {}", program.display()))?;
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        anyhow::ensure!(out.status.success(), "pgbench: {said}");
        Ok(String::from_utf8_lossy(&out.stdout).into_owned())
    };
    run(&["-i", "-q", "-s", "10"])?;
    let time = format!("{}", seconds.ceil().max(2.0));
    let one = |clients: &usize| {
        let clients = clients.to_string();
        let text = run(&["-n", "-M", "prepared", "-j", "1", "-c", &clients, "-T", &time])?;
        let line = text.lines().find_map(|line| line.strip_prefix("tps = "));
        let tps = line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        tps.context("pgbench told no figure")
    };
    connections.iter().map(one).collect()
}
