//! The file of a pack: the same bytes each time, hashes that verify, names that are Latin.

use crate::results::bundle::{Piece, SUMS, closed, latin, sums};
use crate::results::table::Table;
use sheet::Format;
use std::io::{Cursor, Read};

fn pieces() -> Vec<Piece> {
    let piece = |name: &str, text: &str| Piece { name: name.to_owned(), bytes: text.into() };
    vec![piece("000-index.csv", "опис"), piece("1-reports/001-tehnicheski-otchet.pdf", "%PDF")]
}

#[test]
fn the_same_content_gives_the_same_bytes_and_other_content_others() {
    let first = closed(&pieces()).expect("a file");
    assert_eq!(first, closed(&pieces()).expect("a file"));
    let mut other = pieces();
    other[1].bytes.push(b'!');
    assert_ne!(first, closed(&other).expect("a file"));
    other[1].name = other[0].name.clone();
    assert!(closed(&other).is_err(), "two pieces bear one name");
}

#[test]
fn the_hashes_of_an_unpacked_file_verify_with_sha256sum() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = closed(&pieces()).expect("a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("read");
        std::fs::write(path, content).expect("written");
    }
    let check = || {
        let mut command = std::process::Command::new("sha256sum");
        let command = command.args(["-c", "--strict", SUMS]).current_dir(folder.path());
        command.output().expect("sha256sum").status.success()
    };
    assert!(check());
    std::fs::write(folder.path().join("000-index.csv"), "друг опис").expect("written");
    assert!(!check(), "a changed piece is seen");
}

#[test]
fn each_piece_has_a_line_of_sums() {
    let text = sums(&pieces());
    assert_eq!(text.lines().count(), 2);
    let line = text.lines().next().expect("a line");
    assert_eq!(line.split_once("  ").expect("two spaces").1, "000-index.csv");
    assert_eq!(line.split_once("  ").expect("two spaces").0.len(), 64);
}

#[test]
fn names_of_files_are_latin_and_short() {
    for (text, name) in [
        ("Технически отчет", "tehnicheski-otchet"),
        ("Ф-ра № 17/2024 „Печат“ ООД", "f-ra-17-2024-pechat-ood"),
        ("", ""),
    ] {
        assert_eq!(latin(text), name, "{text}");
    }
    assert!(latin(&"дълго име ".repeat(20)).len() <= 30);
}

#[test]
fn a_spreadsheet_in_a_pack_is_the_same_file_each_time() {
    let table = Table { heads: vec!["Запис".into()], rows: vec![vec!["Първи".into()]] };
    let bytes = table.bytes(Format::Xlsx).expect("a table");
    assert_eq!(bytes, table.bytes(Format::Xlsx).expect("a table"));
}
