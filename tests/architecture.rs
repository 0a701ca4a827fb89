//! The walls of the house: which folder may use which, and how large a file may grow. The allowed
//! edges stand in ARCHITECTURE.md; this reads them there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(".")
}

/// Files of our own with an ending, below a folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            let name = entry.file_name();
            if !["node_modules", "target", "dist", ".git"].iter().any(|skipped| name == *skipped) {
                found.extend(files(&path, ending));
            }
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found
}

fn capabilities() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("src")).unwrap().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().unwrap());
    // Not capabilities: the list of migrations, and the commands that use everything.
    names.filter(|name| name != "migrations" && name != "commands").collect()
}

/// Rows such as `| referral | people, services, municipality |` below the heading "Allowed edges".
fn allowed_edges() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text.split("## Allowed edges").nth(1).expect("a section Allowed edges");
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let rows = rows.filter(|line| !line.starts_with("| ---") && !line.starts_with("| capability"));
    rows.map(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let from = cells.next().unwrap().trim_matches('`').to_owned();
        let to = cells.next().unwrap().split(',').map(|name| name.trim().trim_matches('`'));
        (from, to.filter(|name| !name.is_empty() && *name != "–").map(str::to_owned).collect())
    })
    .collect()
}

/// Capabilities that the files of a folder name as `crate::x` or `opora::x`.
fn used_by(folder: &str) -> BTreeSet<String> {
    let all = capabilities();
    let mut used = BTreeSet::new();
    for file in files(&root().join("src").join(folder), "rs") {
        let text = fs::read_to_string(&file).unwrap();
        let is_test = file.file_name().is_some_and(|name| name.to_string_lossy().contains("test"));
        if is_test || file.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            for root in ["crate::", "opora::"] {
                for rest in line.split(root).skip(1) {
                    used.extend(names_after(rest).into_iter().filter(|name| all.contains(name)));
                }
            }
        }
    }
    used.remove(folder);
    used
}

/// `people::Head` gives people; `{app::App, people, referral::X}` gives app, people, referral.
fn names_after(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    match rest.strip_prefix('{') {
        Some(list) => {
            let list = list.split('}').next().unwrap_or_default();
            list.split(',').map(word).collect()
        }
        None => vec![word(rest)],
    }
}

#[test]
fn a_capability_uses_only_what_the_table_allows() {
    let allowed = allowed_edges();
    for folder in capabilities() {
        let permitted = allowed.get(&folder);
        let permitted = permitted.unwrap_or_else(|| panic!("{folder} is not in ARCHITECTURE.md"));
        let extra: Vec<_> = used_by(&folder).difference(permitted).cloned().collect();
        assert!(extra.is_empty(), "{folder} uses {extra:?}, which ARCHITECTURE.md does not allow");
    }
}

#[test]
fn the_allowed_edges_make_no_circle() {
    let edges = allowed_edges();
    fn reaches(
        edges: &BTreeMap<String, BTreeSet<String>>,
        from: &str,
        to: &str,
        depth: u8,
    ) -> bool {
        depth > 0
            && edges.get(from).is_some_and(|next| {
                next.contains(to) || next.iter().any(|n| reaches(edges, n, to, depth - 1))
            })
    }
    for name in edges.keys() {
        assert!(!reaches(&edges, name, name, 12), "{name} reaches itself");
    }
}

#[test]
fn the_map_names_every_folder_of_the_tree() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for folder in capabilities() {
        assert!(text.contains(&format!("{folder}/")), "src/{folder}/ is not on the map");
    }
    for folder in ["crates/law", "crates/kit", "crates/print", "ui", "demo", "tests", "e2e"] {
        assert!(text.contains(folder), "{folder} is not on the map");
    }
}

#[test]
fn the_lower_floors_know_nothing_of_the_upper() {
    for (floor, forbidden) in [
        ("crates/law/src", vec!["kit::", "opora::", "sea_orm", "tokio"]),
        ("ui/src", vec!["kit::", "opora::", "sea_orm", "law::"]),
        ("crates/kit/src", vec!["opora::", "typst"]),
        ("crates/print/src", vec!["kit::", "opora::", "sea_orm", "law::"]),
        ("src", vec!["typst::", "typst_pdf"]),
    ] {
        for file in files(&root().join(floor), "rs") {
            let text = fs::read_to_string(&file).unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for name in &forbidden {
                    assert!(!line.contains(&format!("use {name}")), "{}: {line}", file.display());
                }
            }
        }
    }
}

#[test]
fn only_stores_name_the_orm_entities() {
    for file in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&file).unwrap();
        let is_store =
            file.file_name().is_some_and(|name| name.to_string_lossy().contains("store"))
                || file.components().any(|part| part.as_os_str() == "store");
        if text.contains("DeriveEntityModel") {
            assert!(is_store, "{} declares an entity outside a store", file.display());
        }
    }
}

#[test]
fn files_stay_readable() {
    let mut lengths = Vec::new();
    for folder in ["src", "crates", "ui/src"] {
        for file in files(&root().join(folder), "rs") {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            let is_test = file.to_string_lossy().contains("test");
            assert!(is_test || lines <= 400, "{} has {lines} lines", file.display());
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 200, "the median file has {median} lines");
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // A path of the machine on which something was written would tell nobody anything.
    let machine = ["/ro", "ot/"].concat();
    let work = ["/wo", "rk/main"].concat();
    for ending in ["rs", "toml", "md", "html", "ftl", "sql", "mjs", "js", "typ"] {
        for file in files(root(), ending) {
            let text = fs::read_to_string(&file).unwrap_or_default();
            assert!(!text.contains(&machine) && !text.contains(&work), "{}", file.display());
        }
    }
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut missing = Vec::new();
    for page in files(root(), "md") {
        let text = fs::read_to_string(&page).unwrap();
        for rest in text.split("](").skip(1) {
            let link = rest.split([')', '#', ' ']).next().unwrap_or_default();
            let is_ours = !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:");
            if is_ours && !page.parent().unwrap().join(link).exists() {
                missing.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
