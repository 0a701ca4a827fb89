//! Every text that a page names exists in both languages, and none lies unused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    missing_docs
)]

use std::path::Path;

#[test]
fn texts_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("src"), root.join("crates"), root.join("ui")];
    let folders: Vec<&Path> = folders.iter().map(std::path::PathBuf::as_path).collect();
    let report = ui::check::keys(&folders);
    assert!(report.is_clean(), "{report:#?}");
}

#[test]
fn texts_are_read_without_mistakes() {
    let mistakes = ui::Texts::load(&opora::app::texts());
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}
