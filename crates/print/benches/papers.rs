//! How many contracts a second are printed. Bar: 1 000 in one batch at 150 a second on two cores;
//! beside it the same one after another, each forgotten before the next.
//!
//! `cargo bench --profile release -p print`: with Typst optimised, which takes some minutes to build.

#![allow(clippy::disallowed_methods, reason = "a bench looks at the clock")]

use jiff::Zoned;
use print::{Job, Printer};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MANY: usize = 1_000;
/// As many as a batch of the program prints at once.
const PART: usize = 50;
const ALONE: usize = 50;

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from("../..").join(path)).unwrap_or_default()
}

fn fonts() -> Vec<Vec<u8>> {
    let folder = fs::read_dir("../../ui/dist/print-fonts").into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// A contract of an invented person, no two the same.
fn contract(frame: &Value, number: usize) -> Value {
    let mut data = frame.clone();
    data["register"] =
        json!({ "number": format!("ДПУ-2026-{number:05}"), "date": "24.11.2026 г." });
    data["verify"]["code"] = format!("ТЕСТ-{number:04}").into();
    // No code is like another: the bits of the number lie over the modules of the first.
    if let Some(rows) = data["verify"]["matrix"].as_array_mut() {
        for row in rows.iter_mut().filter_map(Value::as_array_mut) {
            for (bit, module) in row.iter_mut().skip(10).take(10).enumerate() {
                *module =
                    json!((module.as_u64().unwrap_or_default() as usize ^ (number >> bit)) & 1);
            }
        }
    }
    data["name"] = "Договор за ползване на социална услуга".into();
    data["person"] =
        json!({ "name": format!("Измислена Пробна {number}"), "born": "01.01.1951 г." });
    data["ground"] = "чл. 39 и 40 ППЗСУ".into();
    data["opening"] = format!("Днес, 24.11.2026 г., се сключи договор с лице {number}.").into();
    let words = "Дневна грижа всеки работен ден от 8 до 17 часа, по плана за подкрепа. ".repeat(4);
    let section =
        |n: usize| json!({ "title": format!("{n}. Точка"), "text": format!("{words}{number}") });
    data["sections"] = (1..=7).map(section).collect();
    data["signatures"] = json!([{ "role": "Доставчик", "name": "Пробен" }, { "role": "Ползвател", "name": "Измислена Пробна" }]);
    data
}

fn main() {
    let printer = Printer::new(fonts());
    let template = read("src/people/paper.typ");
    let frame: Value =
        serde_json::from_str(&read("crates/print/tests/data/wish.json")).unwrap_or_default();
    let frame = json!({ "office": frame["office"], "verify": frame["verify"], "publicity": frame["publicity"] });
    let Ok(created) = "2026-11-24T10:00:00+02:00[Europe/Sofia]".parse::<Zoned>() else { return };
    let all: Vec<Value> = (0..MANY).map(|number| contract(&frame, number)).collect();
    let jobs: Vec<Job<'_>> = all
        .iter()
        .map(|data| Job {
            template: &template,
            data,
            title: "Договор",
            lang: "bg-BG",
            created: &created,
        })
        .collect();
    let begun = Instant::now();
    for job in jobs.iter().take(ALONE) {
        if let Err(error) = printer.pdf(job) {
            println!("refused: {error}");
            return;
        }
    }
    let alone = ALONE as f64 / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let printed =
        jobs.chunks(PART).flat_map(|part| printer.pdfs(part)).filter(Result::is_ok).count();
    let many = printed as f64 / begun.elapsed().as_secs_f64();
    println!("contracts printed: {printed} of {MANY}");
    println!(
        "one after another: {alone:.0} a second; in batches of {PART}: {many:.0} a second ({:.1} times)",
        many / alone
    );
}
