//! Pay of personal assistants: the month of a town from the reports that wait to the last slip, and the
//! month of a country from its accepted reports to the files for payroll and bank. The sums are added
//! up here once more, by the price, hours and percent that the file says of each line.

use super::http::{Answer, Connection};
use super::server::{Server, start_opora};
use super::stage::{Clerk, Place, assisted};
use anyhow::{Context, ensure};
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

/// Places of the columns of the file for payroll.
const HOURS: usize = 8;
const PERCENT: usize = 11;
const PRICE: usize = 12;
const PAY: usize = 13;
const SUPPLEMENT: usize = 14;
/// How often the program is asked whether it is done.
const ASKED: Duration = Duration::from_millis(200);
/// So many times at most: an hour.
const TIMES: u32 = 18_000;
/// So often the file of slips is looked into at most, each time when the program is quiet.
const LOOKS: u32 = 20;
/// Processor time between two looks, in seconds, above which the program works.
const WORKS: f64 = 0.05;
/// So long without work and it is done: longer than the worker waits between two jobs.
const STILL: Duration = Duration::from_secs(3);
/// Agreed hours and years of service of the assistants that are made: as `opora generate` makes them.
const AGREED: u32 = 84;
/// As above: from none to one less.
const YEARS: u32 = 21;
/// Accounts that no bank gave anybody.
const IBAN: &str = "BG15UNCR70001522604629";

/// What was measured, in seconds.
pub struct Month {
    pub assistants: u32,
    /// The arithmetic of the law alone, for as many contracts.
    pub bare: f64,
    pub checked: f64,
    pub counted: f64,
    pub account: f64,
    pub slips: f64,
    pub table: f64,
    pub bank: f64,
    pub memory: f64,
}

impl Month {
    /// Everything between the reports and the papers.
    pub fn whole(&self) -> f64 {
        self.checked + self.counted + self.account + self.slips + self.table
    }
}

/// Two persons at one program.
struct Desk<'a> {
    server: &'a Server,
    connection: Connection,
    first: Clerk,
    second: Clerk,
    sent: usize,
}

impl Desk<'_> {
    async fn new<'a>(opora: &Path, place: &Place, server: &'a Server) -> anyhow::Result<Desk<'a>> {
        let address = server.address.as_str();
        let first = Clerk::of(opora, place, (address, "accountant")).await?;
        let second = Clerk::of(opora, place, (address, "head")).await?;
        Ok(Desk { server, connection: Connection::open(address).await?, first, second, sent: 0 })
    }

    /// A form; gives the place to which it leads.
    async fn post(
        &mut self,
        (path, by_second): (&str, bool),
        fields: &[(&str, &str)],
    ) -> anyhow::Result<String> {
        self.sent += 1;
        let key = format!("pay-{}", self.sent);
        let mut all = vec![("_key", key.as_str())];
        all.extend(fields);
        let clerk = if by_second { &self.second } else { &self.first };
        let answer = self.connection.ask(&clerk.form(path, &all)).await?;
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(answer.status == 303, "{path}: {} {said}", answer.status);
        let to = answer.header("location").unwrap_or_default();
        Ok(to.split('?').next().unwrap_or_default().to_owned())
    }

    async fn get(&mut self, path: &str, by_second: bool) -> anyhow::Result<Answer> {
        let clerk = if by_second { &self.second } else { &self.first };
        let asked = clerk.page(path);
        self.connection.ask(&asked).await
    }

    /// The run with an id, as the programming interface lists it.
    async fn run(&mut self, (id, month): (&str, &str)) -> anyhow::Result<Value> {
        let asked = self.first.api(&format!("/ruse/api/payroll?month={month}"));
        let list = self.connection.ask(&asked).await?.json()?;
        let found = list.as_array().into_iter().flatten().find(|run| run["id"] == id);
        found.cloned().context("the run")
    }

    /// Accepts all reports that need nobody's eyes.
    async fn check(&mut self, month: &str) -> anyhow::Result<f64> {
        let since = Instant::now();
        let at = self.post(("/ruse/worktime/accept", true), &[("month", month)]).await?;
        for _ in 0..TIMES {
            let answer = self.get(&at, true).await?;
            ensure!(answer.status == 200, "{at}: {}", answer.status);
            if answer.header("refresh").is_none() {
                return Ok(since.elapsed().as_secs_f64());
            }
            tokio::time::sleep(ASKED).await;
        }
        anyhow::bail!("the reports were not accepted")
    }

    /// Begins a run and waits for its lines.
    async fn count(&mut self, month: &str) -> anyhow::Result<(String, f64)> {
        let since = Instant::now();
        let fields = [("month", month), ("kind", "regular")];
        let at = self.post(("/ruse/payroll/begin", false), &fields).await?;
        let id = at.rsplit('/').next().unwrap_or_default().to_owned();
        for _ in 0..TIMES {
            if self.run((&id, month)).await?["state"] == "draft" {
                return Ok((id, since.elapsed().as_secs_f64()));
            }
            tokio::time::sleep(ASKED).await;
        }
        anyhow::bail!("the run was not counted")
    }

    /// To the second person, and released.
    async fn release(&mut self, id: &str) -> anyhow::Result<f64> {
        let since = Instant::now();
        self.post((&format!("/ruse/payroll/{id}/submit"), false), &[]).await?;
        for what in ["approve", "release"] {
            self.post((&format!("/ruse/payroll/{id}/{what}"), true), &[]).await?;
        }
        Ok(since.elapsed().as_secs_f64())
    }

    /// The account and the statement, printed.
    async fn account(&mut self, id: &str) -> anyhow::Result<f64> {
        let since = Instant::now();
        let at = self.post((&format!("/ruse/payroll/{id}/account"), false), &[]).await?;
        let page = self.get(&at, false).await?;
        let text = String::from_utf8_lossy(&page.body).into_owned();
        let papers = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let papers: Vec<String> =
            papers.filter(|to| to.contains("/payroll/papers/")).map(str::to_owned).collect();
        ensure!(!papers.is_empty(), "the account has no paper");
        let statement = self.post((&format!("/ruse/payroll/{id}/statement"), false), &[]).await?;
        for paper in papers.iter().chain([&statement]) {
            let answer = self.get(paper, false).await?;
            ensure!(answer.body.starts_with(b"%PDF"), "{paper}: {}", answer.status);
        }
        Ok(since.elapsed().as_secs_f64())
    }

    /// Seconds until the program has nothing more to do, as its processor time tells. Asking it would
    /// be work of its own: each look into the file of slips is a row of the audit for every one.
    async fn quiet(&self, since: Instant) -> f64 {
        let (mut busy, mut before) = (since.elapsed(), self.server.cpu());
        for _ in 0..TIMES {
            tokio::time::sleep(ASKED).await;
            let now = self.server.cpu();
            if now - before >= WORKS {
                busy = since.elapsed();
            } else if since.elapsed() - busy > STILL {
                break;
            }
            before = now;
        }
        busy.as_secs_f64()
    }

    /// All slips, printed.
    async fn slips(&mut self, (id, count): (&str, u32)) -> anyhow::Result<f64> {
        let since = Instant::now();
        let path = format!("/ruse/payroll/{id}/slips");
        self.post((&path, false), &[]).await?;
        for _ in 0..LOOKS {
            let seconds = self.quiet(since).await;
            let answer = self.get(&path, false).await?;
            // Each file is named before its content and once more at the end.
            let name = b"pay-slip-".as_slice();
            let named = answer.body.windows(name.len()).filter(|part| *part == name).count();
            if answer.status == 200 && named >= 2 * count as usize {
                return Ok(seconds);
            }
        }
        anyhow::bail!("the slips were not printed")
    }

    /// The file for payroll; its lines come to what the run says.
    async fn table(&mut self, (id, month): (&str, &str), count: u32) -> anyhow::Result<f64> {
        let since = Instant::now();
        let answer = self.get(&format!("/ruse/payroll/{id}/file?format=csv"), false).await?;
        let seconds = since.elapsed().as_secs_f64();
        ensure!(answer.status == 200, "the file: {}", answer.status);
        let (lines, gross) = summed(&String::from_utf8(answer.body)?)?;
        let run = self.run((id, month)).await?;
        ensure!(lines == count, "{lines} lines of {count}");
        ensure!(run["gross"] == gross, "the run says {}, its lines {gross}", run["gross"]);
        Ok(seconds)
    }

    /// The file for the bank.
    async fn bank(&mut self, (id, count): (&str, u32)) -> anyhow::Result<f64> {
        let on = kit::types::Clock::system().now().day().0;
        let (day, month, year) =
            (on.day().to_string(), on.month().to_string(), on.year().to_string());
        let fields = [
            ("iban", IBAN),
            ("on-day", day.as_str()),
            ("on-month", month.as_str()),
            ("on-year", year.as_str()),
        ];
        let since = Instant::now();
        let asked = self.first.form(&format!("/ruse/payroll/{id}/bank"), &fields);
        let answer = self.connection.ask(&asked).await?;
        let seconds = since.elapsed().as_secs_f64();
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        ensure!(answer.status == 200, "the bank: {} {text}", answer.status);
        ensure!(text.contains(&format!("<NbOfTxs>{count}</NbOfTxs>")), "transfers are missing");
        Ok(seconds)
    }

    fn memory(&self) -> f64 {
        self.server.memory().1
    }
}

/// Half up, of whole numbers.
fn part(sum: i64, numerator: i64, denominator: i64) -> i64 {
    (sum * numerator * 2 + denominator) / (2 * denominator)
}

/// A decimal number with two places, in hundredths; with one place as well.
fn hundredths(text: &str) -> anyhow::Result<i64> {
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let rest = format!("{rest:0<2}");
    Ok(whole.parse::<i64>()? * 100 + rest[..2].parse::<i64>()?)
}

/// Lines of the file and their gross, counted anew from price, hours and percent.
fn summed(text: &str) -> anyhow::Result<(u32, i64)> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let mark = if head.contains(';') { ';' } else { ',' };
    let (mut lines, mut gross) = (0, 0);
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(mark).map(|cell| cell.trim_matches('"')).collect();
        let cell = |at: usize| cells.get(at).copied().context("a column");
        let hours: i64 = cell(HOURS)?.parse()?;
        let pay = hundredths(cell(PRICE)?)? * hours;
        let supplement = part(pay, hundredths(cell(PERCENT)?)?, 10_000);
        ensure!(hundredths(cell(PAY)?)? == pay, "pay of {line}");
        ensure!(hundredths(cell(SUPPLEMENT)?)? == supplement, "service of {line}");
        gross += pay + supplement;
        lines += 1;
    }
    Ok((lines, gross))
}

/// The month that is just over.
fn last() -> law::Month {
    law::Month::of(kit::types::Clock::system().now().day().0).plus(-1)
}

/// The arithmetic of the law for so many contracts, without program and database.
fn bare(assistants: u32) -> anyhow::Result<f64> {
    let scale = law::Law::current().pay_scale(last(), None)?;
    let since = Instant::now();
    for n in 0..assistants {
        std::hint::black_box(scale.lines(law::Minutes::hours(AGREED), n % YEARS));
    }
    Ok(since.elapsed().as_secs_f64())
}

fn place(folder: &Path, name: &str) -> Place {
    let place = Place { folder: folder.join(name), database: None };
    drop(std::fs::remove_dir_all(&place.folder));
    place
}

/// The month of a town: check, run, account, slips and file.
pub async fn town(opora: &Path, folder: &Path, assistants: u32) -> anyhow::Result<Month> {
    let (place, month) = (place(folder, "run-pay"), last().to_string());
    assisted(opora, &place, &["--people", "1", "--assistants", &assistants.to_string()])?;
    let (server, _) = start_opora(opora, &place.folder, None).await?;
    let mut desk = Desk::new(opora, &place, &server).await?;
    server.settled().await;
    let checked = desk.check(&month).await?;
    let (id, counted) = desk.count(&month).await?;
    let counted = counted + desk.release(&id).await?;
    let account = desk.account(&id).await?;
    let slips = desk.slips((&id, assistants)).await?;
    let table = desk.table((&id, &month), assistants).await?;
    let memory = desk.memory();
    let bare = bare(assistants)?;
    Ok(Month { assistants, bare, checked, counted, account, slips, table, bank: 0.0, memory })
}

/// The month of a country: run, file for payroll, file for the bank.
pub async fn country(opora: &Path, folder: &Path, assistants: u32) -> anyhow::Result<Month> {
    let (place, month) = (place(folder, "run-pay-country"), last().to_string());
    let count = assistants.to_string();
    assisted(opora, &place, &["--people", "1", "--assistants", &count, "--accepted"])?;
    let (id, counted, mut memory) = {
        let (server, _) = start_opora(opora, &place.folder, None).await?;
        let mut desk = Desk::new(opora, &place, &server).await?;
        server.settled().await;
        let (id, counted) = desk.count(&month).await?;
        desk.release(&id).await?;
        (id, counted, desk.memory())
    };
    assisted(opora, &place, &["--people", "0", "--nets"])?;
    // Nobody signs in with the same code twice.
    tokio::time::sleep(Duration::from_secs(31)).await;
    let (server, _) = start_opora(opora, &place.folder, None).await?;
    let mut desk = Desk::new(opora, &place, &server).await?;
    server.settled().await;
    let table = desk.table((&id, &month), assistants).await?;
    let bank = desk.bank((&id, assistants)).await?;
    memory = desk.memory().max(memory);
    let (checked, account, slips, bare) = (0.0, 0.0, 0.0, bare(assistants)?);
    Ok(Month { assistants, bare, checked, counted, account, slips, table, bank, memory })
}
