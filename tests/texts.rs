//! Every text that a page names exists in both languages, and none lies unused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

use std::path::Path;

#[test]
fn texts_are_complete() {
    let root = Path::new(".");
    let folders = [root.join("src"), root.join("crates"), root.join("ui")];
    let folders: Vec<&Path> = folders.iter().map(std::path::PathBuf::as_path).collect();
    let mut report = ui::check::keys(&folders);
    let sources = sources(&folders);
    report.unused.retain(|found| !is_built(found.split(' ').next().unwrap_or_default(), &sources));
    assert!(report.is_clean(), "{report:#?}");
}

#[test]
fn texts_are_read_without_mistakes() {
    let mistakes = ui::Texts::load(&opora::app::texts());
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

/// All our Rust and HTML as one text.
fn sources(folders: &[&Path]) -> String {
    let mut text = String::new();
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() && name != "node_modules" && name != "dist" {
                text += &sources(&[&path]);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                text += &std::fs::read_to_string(&path).unwrap_or_default();
            }
        }
    }
    text
}

/// Whether the key is put together from a prefix that a source names (`"people-sex-{}"`); of an
/// event also its kind must be named.
fn is_built(key: &str, sources: &str) -> bool {
    if let Some(kind) = key.strip_prefix("event-") {
        return sources.contains(&format!("\"{kind}\""));
    }
    // A prefix stands in a source alone ("people-sex"), with its dash, or before a value.
    let prefixes = key.match_indices('-').map(|(at, _)| &key[..at]);
    let ways = |prefix: &str| {
        ["", "-", "-{"]
            .map(|end| format!("\"{prefix}{end}"))
            .map(|start| if start.ends_with('{') { start } else { format!("{start}\"") })
    };
    prefixes.into_iter().any(|prefix| ways(prefix).iter().any(|way| sources.contains(way)))
}
