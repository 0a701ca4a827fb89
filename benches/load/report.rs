//! The table, and the bars of the project.

use super::chat::{CLIENTS, Chatted};
use super::directory::Found;
use super::http::Measured;
use super::import::Imported;
use super::layer::Layer;
use super::needs::MUNICIPALITIES;
use super::pack::{DOCUMENTS, PARTICIPANTS, Packed};
use super::pay::Month;
use super::public::{self, Found as Opened};
use super::server::Server;

/// A line of the table.
pub struct Line {
    found: Measured,
    connections: usize,
    cpu: f64,
    memory: f64,
}

pub fn head() {
    println!(
        "{:>30}{:>9}{:>9}{:>9}{:>9}{:>10}{:>8}  of its baseline",
        "conn.", "a second", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "RSS MB"
    );
}

impl Line {
    /// What was found, with the server's processor time since `before`.
    pub fn of(found: &Measured, connections: usize, (server, before): (&Server, f64)) -> Line {
        let cpu = server.cpu() - before;
        Line { found: found.clone(), connections, cpu, memory: server.memory().0 }
    }

    /// Prints it; `against` is the rate of its baseline.
    pub fn print(&self, name: &str, against: Option<f64>) {
        let Measured { rps, p50, p95, p99, failed } = &self.found;
        let share = against.map(|base| format!("{:.1} %", 100.0 * rps / base)).unwrap_or_default();
        let wrong = if *failed > 0 { format!("  {failed} WRONG ANSWERS") } else { String::new() };
        println!(
            "{name:<24}{:>6}{rps:>9.0}{p50:>9.2}{p95:>9.2}{p99:>9.2}{:>10.0}{:>8.0}  {share}{wrong}",
            self.connections,
            self.cpu * 1e3,
            self.memory,
        );
    }
}

/// What must be reached, with what was measured.
#[derive(Default)]
pub struct Bars {
    json: f64,
    html: f64,
    save: f64,
    search: f64,
    pub search_of_many: Option<(u64, f64)>,
    /// People of the register, and the p95 of asking who is alike.
    pub alike: Option<(u64, f64)>,
    /// Timeline p95, slowest merge and slowest undo of a long history, in milliseconds.
    pub history: Option<(f64, f64, f64)>,
    pub memory: f64,
    pub memory_of_many: Option<f64>,
    pub start: f64,
    pub start_of_many: Option<f64>,
    imported: Option<Imported>,
    directory: Option<Found>,
    packed: Option<Packed>,
    opened: Option<Opened>,
    chatted: Option<Chatted>,
    town: Option<Month>,
    country: Option<Month>,
    needs: Option<f64>,
    layer: Option<Layer>,
}

fn least(what: &str, is: f64, bar: f64, unit: &str) {
    let word = if is >= bar { "met" } else { "NOT met" };
    println!("{what:<58} {is:>8.2} {unit:<3} at least {bar:>6} {word}");
}

fn below(what: &str, is: f64, bar: f64, unit: &str) {
    let word = if is < bar { "met" } else { "NOT met" };
    println!("{what:<58} {is:>8.2} {unit:<3} below    {bar:>6} {word}");
}

impl Bars {
    /// Notes a figure if a bar speaks of it.
    pub fn note(&mut self, name: &str, connections: usize, (found, base): (&Measured, f64)) {
        let share = 100.0 * found.rps / base;
        match (name, connections) {
            ("case, JSON", 8) => self.json = share,
            ("case, HTML page", 8) => self.html = share,
            ("search, HTML page", 8) => self.search = found.p95,
            ("save a wish", 32) => self.save = share,
            _ => {}
        }
    }

    /// Prints each bar.
    pub fn print(&self) {
        println!("\n== Bars (SQLite)");
        least("case as JSON, 8 connections, of hello-world", self.json, 6.0, "%");
        least("case as HTML, 8 connections, of hello-world", self.html, 3.0, "%");
        least("durable saves, 32 connections, of the bare loop", self.save, 20.0, "%");
        below("search, 8 connections, p95", self.search, 25.0, "ms");
        if let Some((people, p95)) = self.search_of_many {
            below(&format!("search among {people}, 8 connections, p95"), p95, 60.0, "ms");
        }
        if let Some((people, p95)) = self.alike {
            below(&format!("who is alike among {people}, p95"), p95, 25.0, "ms");
        }
        if let Some((timeline, merge, undo)) = self.history {
            below("timeline of 5 000 entries, p95", timeline, 100.0, "ms");
            below("merge of 5 000 rows, the slowest", merge, 1_000.0, "ms");
            below("its undo, the slowest", undo, 1_000.0, "ms");
        }
        below("memory at its highest", self.memory, 256.0, "MB");
        below("start", self.start, 1.0, "s");
        if let (Some(memory), Some(start)) = (self.memory_of_many, self.start_of_many) {
            below("memory at its highest, many people", memory, 256.0, "MB");
            below("start, many people", start, 1.0, "s");
        }
        self.print_imported();
        self.print_directory();
        self.print_packed();
        self.print_opened();
        self.print_chatted();
        self.print_paid();
        self.print_needed();
        self.print_layered();
    }

    /// Notes how many milliseconds the formula of needs took for all municipalities.
    pub fn needed(&mut self, ms: f64) {
        self.needs = Some(ms);
    }

    /// Prints the bar of the formula.
    pub fn print_needed(&self) {
        if let Some(ms) = self.needs {
            let what = format!("needs of 25 services, {MUNICIPALITIES} municipalities");
            below(&what, ms, 100.0, "ms");
        }
    }

    /// Notes what making an evidence pack took.
    pub fn packed(&mut self, packed: Packed) {
        println!(
            "{DOCUMENTS} documents entered in {:.0} s; {} pieces, {:.1} MB, made in {:.2} s, hashes \
             verified; memory of the server at its highest {:.0} MB",
            packed.entered, packed.pieces, packed.megabytes, packed.seconds, packed.memory
        );
        self.packed = Some(packed);
    }

    /// Prints the bar of evidence packs.
    pub fn print_packed(&self) {
        if let Some(packed) = &self.packed {
            let what = format!("evidence pack, {PARTICIPANTS} people, {DOCUMENTS} documents");
            below(&what, packed.seconds, 10.0, "s");
        }
    }

    /// Notes how fast the pages for anybody came.
    pub fn opened(&mut self, found: Opened) {
        println!(
            "pages for anybody, {:.0} a second: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms; memory {:.0} MB",
            found.rate, found.p50, found.p95, found.p99, found.memory
        );
        self.opened = Some(found);
    }

    /// Prints the bars of the pages for anybody.
    pub fn print_opened(&self) {
        if let Some(found) = &self.opened {
            let what = format!("page for anybody at {} a second, p95", public::RATE);
            below(&what, found.p95, 20.0, "ms");
            let kilobytes = found.heaviest as f64 / 1e3;
            below("the heaviest page", kilobytes, public::HEAVIEST as f64 / 1e3, "kB");
            below("stylesheets of a page", found.styles as f64, 2.0, "");
        }
    }

    /// Notes what live talks cost.
    pub fn chatted(&mut self, chatted: Chatted) {
        println!(
            "memory before anybody came {:.0} MB, with {CLIENTS} talks at its highest {:.0} MB; all heard \
             of a change in {:.0} ms",
            chatted.before, chatted.memory, chatted.heard
        );
        self.chatted = Some(chatted);
    }

    /// Prints the bar of live talks.
    pub fn print_chatted(&self) {
        if let Some(chatted) = &self.chatted {
            below(&format!("memory with {CLIENTS} live talks"), chatted.memory, 200.0, "MB");
        }
    }

    /// Notes what searching in the directory took.
    pub fn directory(&mut self, found: Found) {
        println!(
            "search of services, p95: alone {:.1} ms, of eight {:.1} ms, mistyped {:.1} ms",
            found.alone, found.beside, found.misspelt
        );
        self.directory = Some(found);
    }

    /// Prints the bar of the directory, which stands for 5 000 services.
    pub fn print_directory(&self) {
        if let Some(found) = self.directory.as_ref().filter(|found| found.services == 5_000) {
            below("search among 5000 services, p95", found.alone, 20.0, "ms");
            below("the same, mistyped, p95", found.misspelt, 20.0, "ms");
        }
    }

    /// Notes what the month of a town took.
    pub fn town(&mut self, found: Month) {
        println!(
            "accepted {:.1} s, counted and released {:.1} s, account and statement {:.1} s, \
             slips {:.1} s, file {:.2} s; memory {:.0} MB",
            found.checked, found.counted, found.account, found.slips, found.table, found.memory
        );
        println!("slips: {:.0} a second", f64::from(found.assistants) / found.slips.max(0.001));
        self.town = Some(found);
    }

    /// Notes what the month of a country took.
    pub fn country(&mut self, found: Month) {
        println!(
            "counted {:.1} s, file for payroll {:.1} s, file for the bank {:.1} s; memory {:.0} MB",
            found.counted, found.table, found.bank, found.memory
        );
        println!(
            "the arithmetic of the law alone: {:.3} s, counting is {:.0} times that",
            found.bare,
            found.counted / found.bare.max(0.000_001)
        );
        self.country = Some(found);
    }

    /// Prints the bars of pay, which stand for Ruse and for the country.
    pub fn print_paid(&self) {
        if let Some(found) = self.town.as_ref().filter(|found| found.assistants == 1_034) {
            below("month of 1034 reports, from check to slips", found.whole(), 30.0, "s");
        }
        if let Some(found) = self.country.as_ref().filter(|found| found.assistants == 83_000) {
            below("month of 83000 assistants, counted", found.counted, 10.0, "s");
            below("the same, exported for payroll and bank", found.table + found.bank, 60.0, "s");
        }
    }

    /// Notes what the monthly layer took.
    pub fn layered(&mut self, found: Layer) {
        self.layer = Some(found);
    }

    /// Prints the bars of the monthly layer, which stand for a million people.
    pub fn print_layered(&self) {
        if let Some(found) = self.layer.as_ref().filter(|found| found.people == 1_000_000) {
            below("layer of 1000000 people by 24 months, built", found.built, 60.0, "s");
            below("the same, read again", found.rebuilt, 60.0, "s");
            below("the same, with a day's work", found.refreshed, 1.0, "s");
            below("a report over it, the slowest", found.asked * 1e3, 300.0, "ms");
        }
    }

    /// Notes what importing and exporting took.
    pub fn imported(&mut self, found: Imported) {
        let rate = |seconds: f64| f64::from(found.rows) / seconds;
        println!(
            "bare read of the file: {:.2} s, {:.0} rows a second",
            found.bare,
            rate(found.bare)
        );
        let checks = found.checked / found.bare;
        println!(
            "checked, with who is known or likely: {:.1} s, {checks:.0} × bare",
            found.checked
        );
        println!("whole: {:.1} s, {:.0} rows a second", found.whole, rate(found.whole));
        println!("export: {:.2} s, {:.0} rows a second", found.export, rate(found.export));
        self.imported = Some(found);
    }

    /// Prints the bars of spreadsheets, which stand for 100 000 rows.
    pub fn print_imported(&self) {
        if let Some(found) = self.imported.as_ref().filter(|found| found.rows == 100_000) {
            below("import of 100000 people, whole", found.whole, 30.0, "s");
            below("export of 100000 people to xlsx", found.export, 3.0, "s");
        }
    }
}
