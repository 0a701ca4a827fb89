//! A register of 100,000 people in 15 columns: read, read and checked, and written. Divan shows the
//! rows per second (`items`); the project asks for 150,000 read and checked, and for a list written
//! in under 3 seconds.

use calamine::{Reader, Xlsx};
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::Date;
use sheet::{Field, Format, Kind, Place, Places, Plan, Row, Table, Writer, read};
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

fn checked(table: &Table) -> usize {
    let columns = Field::guess(table.heads());
    let place = |ekatte: &str, kind: &str, name: &str| Place {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        municipality_code: "RSE27".into(),
        municipality: "Русе".into(),
    };
    let list = vec![place("63427", "гр.", "Русе"), place("02796", "с.", "Басарбово")];
    let places = Places::new(list, "RSE27");
    let plan = Plan {
        columns: &columns,
        places: &places,
        today: Date::constant(2099, 12, 31),
        languages: &[("bg", "български".into())],
    };
    let is_good = |row: &Row<'_>| plan.check(*row).is_ok();
    table.rows_from(0).filter(is_good).count()
}

fn table(bytes: &[u8], kind: Kind) -> Table {
    read(bytes, kind).unwrap_or_else(|e| panic!("{e}"))
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
    bencher.counter(ItemsCount::new(ROWS)).bench(|| table(&XLSX, Kind::Xlsx).len());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_xlsx(bencher: Bencher) {
    let all = ROWS as usize;
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| assert_eq!(checked(&table(&XLSX, Kind::Xlsx)), all));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_csv(bencher: Bencher) {
    let all = ROWS as usize;
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench(|| assert_eq!(checked(&table(&CSV, Kind::Csv)), all));
}

#[divan::bench(args = ["xlsx", "csv"], sample_count = 3, sample_size = 1)]
fn write(bencher: Bencher, format: &str) {
    let format = Format::from_code(format);
    bencher.counter(ItemsCount::new(ROWS)).bench(|| written(format).len());
}
