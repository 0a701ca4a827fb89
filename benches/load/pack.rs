//! Making the file of an evidence pack: lists of 22 participants printed on all processors, 500 attached
//! documents, hashes and the zip. What is read from the database and sealed is not in it.

use opora::results::{Piece, closed};
use std::time::Instant;

/// How many participants and documents the bar speaks of.
pub const PARTICIPANTS: usize = 22;
pub const DOCUMENTS: usize = 500;
/// Lists in a pack: each thing that can be counted, three reports, the index.
const LISTS: usize = 18;
/// Bytes of a scanned document.
const SCAN: usize = 150 * 1024;

/// Seconds that printing and closing took.
pub struct Packed {
    pub printed: f64,
    pub closed: f64,
    pub megabytes: f64,
}

/// A document that does not pack: numbers from a fixed seed.
fn scan(seed: usize) -> Vec<u8> {
    let mut state = seed as u64 + 1;
    let next = |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..SCAN).map(next).collect()
}

fn list(number: usize) -> serde_json::Value {
    let row = |n: usize| [format!("Служител {n} (измислен)"), "31.05.2024".into(), "1".into()];
    let rows: Vec<_> = (0..PARTICIPANTS).map(row).collect();
    serde_json::json!({
        "office": { "municipality": "Община Мездра" },
        "publicity": { "lines": ["Програма „Развитие на човешките ресурси“ 2021-2027"] },
        "name": format!("Списък {number}"),
        "sections": [{ "title": "Записи", "heads": ["Запис", "Ден", "Брой"], "rows": rows }],
    })
}

/// Makes one pack.
pub fn measured() -> anyhow::Result<Packed> {
    let fonts = ui::assets::print_fonts().into_iter().map(std::borrow::Cow::into_owned);
    let printer = print::Printer::new(fonts);
    let created = "2025-01-31T12:00:00+02:00[Europe/Sofia]".parse::<jiff::Zoned>()?;
    let data: Vec<_> = (0..LISTS).map(list).collect();
    let begin = Instant::now();
    let jobs: Vec<print::Job<'_>> = data
        .iter()
        .map(|data| print::Job {
            template: opora::people::PAPER,
            data,
            title: "Списък",
            lang: "bg-BG",
            created: &created,
        })
        .collect();
    let mut pieces = Vec::new();
    for (n, pdf) in printer.pdfs(&jobs).into_iter().enumerate() {
        let pdf = pdf.map_err(|e| anyhow::anyhow!("list {n}: {e}"))?;
        pieces.push(Piece { name: format!("2-evidence/{n:03}-list.pdf"), bytes: pdf.bytes });
    }
    let printed = begin.elapsed().as_secs_f64();
    for n in 0..DOCUMENTS {
        pieces.push(Piece { name: format!("4-documents/{n:03}-document.pdf"), bytes: scan(n) });
    }
    let begin = Instant::now();
    let file = closed(&pieces)?;
    let closed = begin.elapsed().as_secs_f64();
    Ok(Packed { printed, closed, megabytes: file.len() as f64 / 1_048_576.0 })
}
