//! A register of many people brought in from a spreadsheet by `opora import people`, beside a bare
//! read of the same file by the same library, and taken away again as one.

use super::server::start_opora;
use super::stage::{Clerk, Place, Size, generate};
use anyhow::{Context, ensure};
use calamine::{Reader, Xlsx};
use jiff::civil::Date;
use sheet::{Field, Format, Writer};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Numbers that nobody has: of people not born yet. The import takes a later day for today.
const BORN: Date = Date::constant(2091, 1, 1);
const TODAY: &str = "2099-12-31";

/// What was measured, in seconds.
pub struct Imported {
    pub rows: u32,
    pub bare: f64,
    pub checked: f64,
    pub whole: f64,
    pub export: f64,
}

/// Imports and exports so many people.
pub async fn measured(opora: &Path, folder: &Path, rows: u32) -> anyhow::Result<Imported> {
    let place = Place { folder: folder.join("run-import"), database: None };
    drop(std::fs::remove_dir_all(&place.folder));
    generate(opora, &place, Size { people: 1, wishes: 0, contacts: 0 })?;
    let file = place.folder.join("people.xlsx");
    std::fs::write(&file, table(rows)?)?;
    let bare = bare(&file)?;
    let checked = import(opora, &place, (&file, &["--check"]), "нови")?;
    let whole = checked + import(opora, &place, (&file, &[]), &format!("записани {rows}"))?;
    let (server, _) = start_opora(opora, &place.folder, None).await?;
    let clerk = Clerk::of(opora, &place, (&server.address, "head")).await?;
    server.settled().await;
    let since = Instant::now();
    let bytes = clerk.export(&server.address).await?;
    let export = since.elapsed().as_secs_f64();
    let table = sheet::read(&bytes, sheet::Kind::Xlsx)?;
    ensure!(table.len() >= rows as usize, "{} people were exported", table.len());
    Ok(Imported { rows, bare, checked, whole, export })
}

fn import(
    opora: &Path,
    place: &Place,
    (file, more): (&PathBuf, &[&str]),
    expected: &str,
) -> anyhow::Result<f64> {
    let since = Instant::now();
    let out = Command::new(opora)
        .args(["import", "--data"])
        .arg(&place.folder)
        .arg("people")
        .arg(file)
        .args(["--municipality", "ruse", "--today", TODAY])
        .args(more)
        .output()?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let fault = String::from_utf8_lossy(&out.stderr).into_owned();
    ensure!(out.status.success() && said.contains(expected), "{said}{fault}");
    Ok(since.elapsed().as_secs_f64())
}

/// All cells of the file, kept nowhere.
fn bare(file: &Path) -> anyhow::Result<f64> {
    let since = Instant::now();
    let mut book: Xlsx<_> = calamine::open_workbook(file)?;
    let name = book.sheet_names().first().cloned().context("a sheet")?;
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut count = 0;
    while cells.next_cell()?.is_some() {
        count += 1;
    }
    ensure!(count > 0, "the file is empty");
    Ok(since.elapsed().as_secs_f64())
}

/// Invented people in 15 columns.
fn table(rows: u32) -> anyhow::Result<Vec<u8>> {
    let mut heads: Vec<String> =
        Field::all().filter(|f| *f != Field::FullName).map(|f| f.head().to_owned()).collect();
    heads.truncate(15);
    let mut writer = Writer::new(Format::Xlsx, &heads)?;
    let part = |list: &[&str], n: u32| list[n as usize % list.len()].to_owned();
    for n in 0..rows {
        let day = BORN + jiff::Span::new().days(i64::from(n / 500));
        let egn = law::Egn::compose(day, (n % 500) as u16).map(|egn| egn.reveal());
        let phone = if n % 5 == 0 { String::new() } else { format!("000 {n:06}") };
        writer.row(&[
            part(&["Иванка", "Мария", "Елена", "Радка", "Стефка", "Йорданка", "Цветана"], n),
            part(&["Иванова", "Димитрова", "Георгиева", "Петрова", "Стоянова"], n / 7),
            format!("{}{}", part(&["Колева", "Тодорова", "Ангелова"], n / 35), letters(n / 105)),
            egn.unwrap_or_default(),
            String::new(),
            String::new(),
            String::new(),
            phone,
            if n % 7 == 0 { format!("p{n}@poshta.example") } else { String::new() },
            part(&["гр. Русе", "с. Басарбово", "с. Николово", "гр. Мартен"], n),
            format!("ул. „Дунав“ № {}", n % 300),
            part(&["гр. Русе", "с. Басарбово"], n / 3),
            format!("ул. „Първа“ № {}", n % 90),
            "български".to_owned(),
            if n % 10 == 0 { "ползва патронаж".to_owned() } else { String::new() },
        ])?;
    }
    Ok(writer.finish()?)
}

/// A number in letters: families are not all alike.
fn letters(mut n: u32) -> String {
    let alphabet: Vec<char> = "абвгдежзиклмнопрст".chars().collect();
    let mut text = String::from("-");
    loop {
        text.push(alphabet[n as usize % alphabet.len()]);
        n /= alphabet.len() as u32;
        if n == 0 {
            return text;
        }
    }
}
