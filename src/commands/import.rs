//! `opora import …`: reference data from official spreadsheets.

use crate::municipality::{Settlement, all_settlements, put_settlements};
use anyhow::{Context, bail};
use calamine::{Data, Reader, open_workbook_auto};
use kit::access::Actor;
use kit::audit::Entry;
use kit::search::{fold, latin};
use kit::store::Db;
use std::collections::HashMap;
use std::path::Path;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows of the file that hold a settlement.
    pub read: usize,
    /// Settlements that were not there before.
    pub written: usize,
    /// Settlements that were there and say something else now.
    pub changed: usize,
}

/// The official file of municipalities, when it lies beside that of settlements.
const MUNICIPALITIES_FILE: &str = "Ek_obst.xls";
/// The service row of the official file: it tells the day of the version.
const VERSION_ROW: &str = "00000";

/// Reads the official `Ek_atte.xls` (names of municipalities from `Ek_obst.xls` beside it), or a
/// CSV with the columns ekatte, kind, name, municipality_code, municipality_name, oblast_code.
/// Safe to run again: what is the same is not written.
///
/// # Errors
/// When the file cannot be read, or a cell is not what its column asks for: the message names row
/// and column, and nothing is written.
pub async fn import_settlements(db: &Db, file: &Path) -> anyhow::Result<Imported> {
    let sheet = Sheet::read(file)?;
    let names = municipality_names(file)?;
    let mut rows = settlements(&sheet, &names)?;
    let Some(municipality) = db.municipalities().first().cloned() else {
        bail!("няма нито една община: създайте община, после внесете населените места");
    };
    let mut tx = db.write(&Actor::system(municipality.id, "import of settlements")).await?;
    let known = all_settlements(&tx).await?;
    let known: HashMap<&str, &Settlement> =
        known.iter().map(|row| (row.ekatte.as_str(), row)).collect();
    let mut done = Imported { read: rows.len(), ..Imported::default() };
    for row in &mut rows {
        // A file without names of municipalities does not take away those that are known.
        if row.municipality_name.is_empty() {
            let name = known.get(row.ekatte.as_str()).map(|old| old.municipality_name.clone());
            row.municipality_name = name.unwrap_or_else(|| row.municipality_code.clone());
        }
    }
    rows.retain(|row| match known.get(row.ekatte.as_str()) {
        Some(old) if *old == row => false,
        Some(_) => {
            done.changed += 1;
            true
        }
        None => {
            done.written += 1;
            true
        }
    });
    put_settlements(&tx, &rows).await?;
    tx.audit(Entry::new("import", "settlement", ""));
    tx.commit().await?;
    Ok(done)
}

/// Code and name of the municipalities in the official file beside this one.
fn municipality_names(file: &Path) -> anyhow::Result<HashMap<String, String>> {
    let beside = file.with_file_name(MUNICIPALITIES_FILE);
    if beside == file || !beside.exists() {
        return Ok(HashMap::new());
    }
    let sheet = Sheet::read(&beside)?;
    let (code, name) = (sheet.column(&["obstina"])?, sheet.column(&["name"])?);
    let mut names = HashMap::new();
    for row in sheet.rows() {
        names.insert(row.required(code)?, row.required(name)?);
    }
    Ok(names)
}

fn settlements(sheet: &Sheet, names: &HashMap<String, String>) -> anyhow::Result<Vec<Settlement>> {
    let ekatte = sheet.column(&["ekatte"])?;
    let kind = sheet.column(&["t_v_m", "kind"])?;
    let name = sheet.column(&["name"])?;
    let municipality = sheet.column(&["obstina", "municipality_code"])?;
    let district = sheet.column(&["oblast", "oblast_code", "district_code"])?;
    let municipality_name = sheet.column(&["municipality_name"]).ok();
    let mut rows = Vec::new();
    let mut seen = HashMap::new();
    for row in sheet.rows() {
        let code = row.code(ekatte)?;
        if code == VERSION_ROW {
            continue;
        }
        if let Some(first) = seen.insert(code.clone(), row.number) {
            bail!("ред {}: кодът {code} вече стои на ред {first}", row.number);
        }
        let shown = row.required(name)?;
        let municipality_code = row.required(municipality)?;
        let of_column = municipality_name.map(|column| row.text(column)).unwrap_or_default();
        rows.push(Settlement {
            ekatte: code,
            kind: row.kind(kind)?,
            name_latin: latin(&shown),
            folded: fold(&shown),
            name: shown,
            municipality_name: names.get(&municipality_code).cloned().unwrap_or(of_column),
            municipality_code,
            district_code: row.required(district)?,
        });
    }
    if rows.is_empty() {
        bail!("{}: няма нито един ред с населено място", sheet.file);
    }
    Ok(rows)
}

/// A sheet as texts, with its head.
struct Sheet {
    file: String,
    head: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// A column: its place and its name as the file writes it.
type Column<'a> = (usize, &'a str);

struct Row<'a> {
    number: usize,
    cells: &'a [String],
}

impl Sheet {
    fn read(file: &Path) -> anyhow::Result<Sheet> {
        let shown = file.display().to_string();
        let is_csv = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
        let lines = if is_csv {
            let text = std::fs::read_to_string(file);
            let text = text.with_context(|| format!("файлът {shown} не се чете"))?;
            csv(&text).into_iter().enumerate().map(|(at, line)| (at + 1, line)).collect()
        } else {
            workbook(file).with_context(|| format!("файлът {shown} не е таблица, която се чете"))?
        };
        let mut rows = lines.into_iter();
        let (_, head) = rows.next().with_context(|| format!("файлът {shown} е празен"))?;
        let filled = |(_, cells): &(usize, Vec<String>)| cells.iter().any(|cell| !cell.is_empty());
        Ok(Sheet { file: shown, head, rows: rows.filter(filled).collect() })
    }

    /// The first of these columns that the head has.
    fn column(&self, names: &[&str]) -> anyhow::Result<Column<'_>> {
        for name in names {
            let at = self.head.iter().position(|head| plain_head(head) == *name);
            if let Some(at) = at {
                return Ok((at, &self.head[at]));
            }
        }
        bail!("{}, ред 1: липсва колона {}", self.file, names.join(" или "))
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row { number: *number, cells })
    }
}

impl Row<'_> {
    fn text(&self, (at, _): Column<'_>) -> String {
        self.cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default()
    }

    fn required(&self, column: Column<'_>) -> anyhow::Result<String> {
        let text = self.text(column);
        if text.is_empty() {
            bail!("ред {}, колона {}: клетката е празна", self.number, column.1);
        }
        Ok(text)
    }

    /// A code of five digits; a spreadsheet that took it for a number lost its zeros.
    fn code(&self, column: Column<'_>) -> anyhow::Result<String> {
        let text = self.required(column)?;
        if text.len() > 5 || !text.bytes().all(|b| b.is_ascii_digit()) {
            let (row, name) = (self.number, column.1);
            bail!("ред {row}, колона {name}: „{text}“ не е код по ЕКАТТЕ (пет цифри)");
        }
        Ok(format!("{text:0>5}"))
    }

    fn kind(&self, column: Column<'_>) -> anyhow::Result<String> {
        let text = self.required(column)?;
        if !["гр.", "с.", "ман."].contains(&text.as_str()) {
            let (row, name) = (self.number, column.1);
            bail!("ред {row}, колона {name}: „{text}“ не е „гр.“, „с.“ или „ман.“");
        }
        Ok(text)
    }
}

/// Heads of the official files mix Cyrillic and Latin letters that look the same.
fn plain_head(head: &str) -> String {
    let latin = |c: char| match c {
        'А' => 'A',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Т' => 'T',
        'В' => 'B',
        other => other,
    };
    head.trim().trim_start_matches('\u{feff}').chars().map(latin).collect::<String>().to_lowercase()
}

fn workbook(file: &Path) -> anyhow::Result<Vec<(usize, Vec<String>)>> {
    let mut book = open_workbook_auto(file)?;
    let sheet = book.worksheet_range_at(0).context("няма нито един лист")??;
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let lines = sheet.rows().map(|row| row.iter().map(cell).collect());
    Ok(lines.enumerate().map(|(at, line)| (first + at + 1, line)).collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

/// Lines of a CSV file: commas, quotes doubled inside quotes.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let (mut line, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !line.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestApp;

    const HEAD: &str = "ekatte,kind,name,municipality_code,oblast_code,municipality_name\n";

    #[test]
    fn quotes_and_commas_of_a_csv() {
        assert_eq!(csv("a,\"b, \"\"c\"\"\",\n1,2,3"), [["a", "b, \"c\"", ""], ["1", "2", "3"]]);
    }

    #[tokio::test]
    async fn an_import_is_safe_to_repeat_and_tells_what_changed() {
        let test = TestApp::new().await;
        let file = test.folder().join("places.csv");
        let write = |rows: &str| std::fs::write(&file, format!("{HEAD}{rows}")).expect("a file");
        write("63427,гр.,Русе,RSE27,RSE,Русе\n2796,с.,Басарбово,RSE27,RSE,Русе\n");
        let first = import_settlements(&test.app.db, &file).await.expect("imported");
        assert_eq!(first, Imported { read: 2, written: 2, changed: 0 });
        let again = import_settlements(&test.app.db, &file).await.expect("imported");
        assert_eq!(again, Imported { read: 2, written: 0, changed: 0 });
        write("63427,гр.,Русе,RSE27,RSE,Русе\n02796,с.,Басарбово,RSE27,RSE,Русенска\n");
        let third = import_settlements(&test.app.db, &file).await.expect("imported");
        assert_eq!(third, Imported { read: 2, written: 0, changed: 1 });
    }

    #[tokio::test]
    async fn a_wrong_cell_is_named_and_nothing_is_written() {
        let test = TestApp::new().await;
        let file = test.folder().join("places.csv");
        let rows = "63427,гр.,Русе,RSE27,RSE,Русе\n0279x,с.,Басарбово,RSE27,RSE,Русе\n";
        std::fs::write(&file, format!("{HEAD}{rows}")).expect("a file");
        let error = import_settlements(&test.app.db, &file).await.expect_err("refused");
        assert!(error.to_string().contains("ред 3, колона ekatte"), "{error:#}");
        std::fs::write(&file, "ekatte,name\n").expect("a file");
        let error = import_settlements(&test.app.db, &file).await.expect_err("refused");
        assert!(error.to_string().contains("липсва колона t_v_m или kind"), "{error:#}");
    }
}
