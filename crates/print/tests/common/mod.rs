//! What the tests share: one printer, the examples, and poppler to read what came out.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test file uses a part; a test may fail there"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use jiff::Zoned;
use print::{Job, Pdf, PrintError, Printer};
use serde_json::Value;

/// Without extra fonts, as on a machine where the interface was not built.
pub static PRINTER: LazyLock<Printer> = LazyLock::new(|| Printer::new([]));

/// With the fonts of the interface, when they are built.
pub static SOFIA: LazyLock<Printer> = LazyLock::new(|| {
    let folder = root().join("ui/dist/print-fonts");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("a folder that can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ttf"))
        .collect();
    paths.sort();
    Printer::new(paths.iter().map(|path| fs::read(path).expect("a font file")))
});

/// The checkout: tests run in the folder of their crate.
pub fn root() -> &'static Path {
    Path::new("../..")
}

/// A template of the referral.
pub fn template(name: &str) -> String {
    let path = root().join(format!("src/referral/{name}.typ"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// An example of data.
pub fn example(name: &str) -> Value {
    let path = root().join(format!("crates/print/tests/data/{name}.json"));
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The moment at which every test document is made.
pub fn created() -> Zoned {
    "2027-01-12T10:42:00+02:00[Europe/Sofia]".parse().expect("a moment")
}

/// Prints with `printer`.
pub fn try_print(printer: &Printer, template: &str, data: &Value) -> Result<Pdf, PrintError> {
    let created = created();
    let title = "Предварителна оценка ПО-2027-000142";
    printer.pdf(&Job { template, data, title, lang: "bg-BG", created: &created })
}

/// Prints with the fonts of the interface; a refusal or a warning fails the test.
pub fn print(template: &str, data: &Value) -> Pdf {
    let pdf = try_print(&SOFIA, template, data).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(pdf.warnings, [], "a sound template has no warnings");
    pdf
}

/// The text of each page as people read it, with plain spaces.
pub fn pages(pdf: &Pdf) -> Vec<String> {
    let text = poppler("pdftotext", &["-layout"], pdf, &["-"]);
    let text = String::from_utf8(text).expect("pdftotext writes UTF-8");
    let text = text.strip_suffix('\u{c}').unwrap_or(&text);
    text.split('\u{c}').map(|page| page.replace('\u{a0}', " ")).collect()
}

/// The whole text, every run of white space as one space.
pub fn text(pdf: &Pdf) -> String {
    let text = poppler("pdftotext", &[], pdf, &["-"]);
    let text = String::from_utf8(text).expect("pdftotext writes UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a tool of poppler prints about the file. Fails when the tool is not there.
pub fn poppler(tool: &str, before: &[&str], pdf: &Pdf, after: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a throw-away folder");
    let path = folder.path().join("letter.pdf");
    fs::write(&path, &pdf.bytes).expect("room on the disk");
    let output = Command::new(tool).args(before).arg(&path).args(after).output();
    let output = output.unwrap_or_else(|error| {
        panic!(
            "{tool} does not start ({error}): install poppler-utils, or run bin/test, which does"
        )
    });
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Whether the file has these bytes.
pub fn has(pdf: &Pdf, needle: &str) -> bool {
    pdf.bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}
