//! A register of 100,000 people in 15 columns: read, read and checked as an import does, and written.
//! Divan shows the rows per second (`items`); the project asks for 150,000 read and checked, and for
//! a list written in under 3 seconds. The register comes as Opora writes it, with the texts in their
//! cells, and as Excel does, with the texts kept apart.

use calamine::{Reader, Xlsx};
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::Date;
use rust_xlsxwriter::Workbook;
use sheet::{Field, Format, Kind, Place, Places, Plan, Row, Writer, read, read_in_parts};
use std::io::Cursor;
use std::sync::LazyLock;

const ROWS: u32 = 100_000;
const HEADS: [&str; 15] = [
    "Име",
    "Презиме",
    "Фамилия",
    "ЕГН",
    "Дата на раждане",
    "Пол",
    "Телефон",
    "Имейл",
    "Населено място",
    "Адрес",
    "Постоянно населено място",
    "Постоянен адрес",
    "Език",
    "Бележка",
    "№",
];

static XLSX: LazyLock<Vec<u8>> = LazyLock::new(|| written(Format::Xlsx));
static SHARED: LazyLock<Vec<u8>> = LazyLock::new(|| shared().unwrap_or_else(|e| panic!("{e}")));
static CSV: LazyLock<Vec<u8>> = LazyLock::new(|| written(Format::Csv));

fn main() {
    divan::main();
}

fn rows() -> impl Iterator<Item = [String; 15]> {
    let first = Date::constant(2091, 1, 1);
    (0..ROWS).map(move |n| {
        let day = first + jiff::Span::new().days(i64::from(n / 500));
        let egn = law::Egn::compose(day, (n % 500) as u16).map(|egn| egn.reveal());
        [
            format!("Иван{}", ["а", "к", "о"][n as usize % 3]),
            "Димитров".into(),
            format!("Петров{}", ["", "ски", "ич"][n as usize % 3]),
            egn.unwrap_or_default(),
            String::new(),
            String::new(),
            format!("0888 {n:06}"),
            format!("i{n}@example.bg"),
            "гр. Русе".into(),
            format!("ул. „Дунав“ № {}", n % 300),
            "с. Басарбово".into(),
            format!("ул. „Първа“ № {}", n % 90),
            "български".into(),
            "ползва патронаж".into(),
            n.to_string(),
        ]
    })
}

fn written(format: Format) -> Vec<u8> {
    let heads = HEADS.map(str::to_owned);
    let mut writer = Writer::new(format, &heads).unwrap_or_else(|e| panic!("{e}"));
    for row in rows() {
        writer.row(&row).unwrap_or_else(|e| panic!("{e}"));
    }
    writer.finish().unwrap_or_else(|e| panic!("{e}"))
}

fn shared() -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(0, column, head)?;
    }
    for (row, cells) in (1..).zip(rows()) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    book.save_to_buffer()
}

fn checked(bytes: &[u8], kind: Kind) -> usize {
    let place = |ekatte: &str, kind: &str, name: &str| Place {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        municipality_code: "RSE27".into(),
        municipality: "Русе".into(),
    };
    let list = vec![place("63427", "гр.", "Русе"), place("02796", "с.", "Басарбово")];
    let places = Places::new(list, "RSE27");
    let mut good = 0;
    let done = read_in_parts(bytes, kind, |part| {
        let columns = Field::guess(part.heads());
        let plan = Plan {
            columns: &columns,
            places: &places,
            today: Date::constant(2099, 12, 31),
            languages: &[("bg", "български".into())],
        };
        let is_good = |row: &Row<'_>| plan.check(*row).is_ok();
        good += part.rows_from(0).filter(is_good).count();
    });
    done.unwrap_or_else(|e| panic!("{e}"));
    good
}

/// What the library alone needs to come past every cell: the ratio of the other figures to this one
/// is the same on a quiet machine and on a busy one.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bare_xlsx(bencher: Bencher) {
    bencher.counter(ItemsCount::new(ROWS)).bench(|| {
        let mut book = Xlsx::new(Cursor::new(XLSX.as_slice())).unwrap_or_else(|e| panic!("{e}"));
        let name = book.sheet_names().first().cloned().unwrap_or_default();
        let mut cells = book.worksheet_cells_reader(&name).unwrap_or_else(|e| panic!("{e}"));
        let mut count = 0;
        while let Ok(Some(_)) = cells.next_cell() {
            count += 1;
        }
        count
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_xlsx(bencher: Bencher) {
    let read = || read(&XLSX, Kind::Xlsx).unwrap_or_else(|e| panic!("{e}")).len();
    bencher.counter(ItemsCount::new(ROWS)).bench(read);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_xlsx(bencher: Bencher) {
    let all = ROWS as usize;
    bencher.counter(ItemsCount::new(ROWS)).bench(|| assert_eq!(checked(&XLSX, Kind::Xlsx), all));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_shared_xlsx(bencher: Bencher) {
    let all = ROWS as usize;
    bencher.counter(ItemsCount::new(ROWS)).bench(|| assert_eq!(checked(&SHARED, Kind::Xlsx), all));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_csv(bencher: Bencher) {
    let all = ROWS as usize;
    bencher.counter(ItemsCount::new(ROWS)).bench(|| assert_eq!(checked(&CSV, Kind::Csv), all));
}

#[divan::bench(args = ["xlsx", "csv"], sample_count = 3, sample_size = 1)]
fn write(bencher: Bencher, format: &str) {
    let format = Format::from_code(format);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| written(format).len());
}
