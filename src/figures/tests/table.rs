//! Tables of others: what their columns mean, and what becomes of each cell.

use crate::figures::ValueId;
use crate::figures::catalogue::Catalogue;
use crate::figures::columns::{Meaning, Plan, guessed, guessed_head, heads, meaning};
use crate::figures::import::{Desk, Item, Verdict, day_of, items, kind_of, settle, would_exceed};
use crate::figures::value::{Territory, Value};
use kit::types::Day;
use rust_decimal::Decimal;
use sheet::{GridRow, Place, Places};
use std::collections::HashMap;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn rows(lines: &[&[&str]]) -> Vec<GridRow> {
    let row = |(number, cells): (u32, &&[&str])| GridRow {
        number,
        cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        merged: Vec::new(),
    };
    (1..).zip(lines).map(row).collect()
}

struct Town {
    catalogue: Catalogue,
    places: Places,
    own: HashMap<String, String>,
    whole: Vec<String>,
}

/// The words that tables are compared with.
fn words() {
    ui::Texts::load(&crate::app::texts());
}

fn town() -> Town {
    words();
    let place = |ekatte: &str, kind: &str, name: &str, code: &str, of: &str| Place {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        municipality_code: code.into(),
        municipality: of.into(),
    };
    let list = vec![
        place("47714", "гр.", "Мездра", "VRC27", "Мездра"),
        place("30510", "с.", "Зверино", "VRC27", "Мездра"),
        place("63427", "гр.", "Русе", "RSE27", "Русе"),
        place("11111", "с.", "Долно", "AAA01", "Едно"),
        place("22222", "с.", "Долно", "BBB01", "Друго"),
    ];
    let own = [("47714", "гр. Мездра"), ("30510", "с. Зверино")];
    Town {
        catalogue: Catalogue::proposed().expect("the groups"),
        places: Places::new(list, "VRC27"),
        own: own.map(|(code, name)| (code.to_owned(), name.to_owned())).into(),
        whole: vec!["община мездра".to_owned(), "общо".to_owned()],
    }
}

impl Town {
    fn read(&self, plan: &Plan, rows: &[GridRow]) -> Vec<Item> {
        let desk = Desk {
            catalogue: &self.catalogue,
            places: &self.places,
            own: &self.own,
            whole: &self.whole,
            today: day("2026-11-24"),
        };
        items(&desk, (plan, rows))
    }
}

/// A plan of a table of settlements: the first column is the place, the second the population.
fn plan() -> Plan {
    Plan {
        head: 1,
        heads: 1,
        columns: vec![Meaning::Territory, Meaning::Of("all".to_owned())],
        kind: "permanent".to_owned(),
        on: Some(day("2021-12-15")),
        source: "ГРАО".to_owned(),
        place: String::new(),
        group: String::new(),
        fills: true,
    }
}

fn verdict(items: &[Item], row: u32) -> &Verdict {
    &items.iter().find(|item| item.row == row).expect("an item").verdict
}

#[test]
fn the_head_of_a_table_is_found_below_its_title_and_may_have_two_rows() {
    let table = rows(&[
        &["Население към 31.12.2021 г."],
        &["Населено място", "Население", "Население"],
        &["Населено място", "мъже", "жени"],
        &["с. Зверино", "700", "837"],
    ]);
    let (first, count) = guessed_head(&table);
    assert_eq!((first, count), (2, 2));
    let found = heads(&table, (first, count));
    assert_eq!(found, ["Населено място", "Население / мъже", "Население / жени"]);
}

#[test]
fn what_columns_mean_is_guessed_from_their_heads() {
    words();
    let known = Catalogue::proposed().expect("the groups");
    let heads = ["Населено място", "Общ брой на населението", "Дата", "Мъже 0-4", "Друго"];
    let guessed = guessed(&heads.map(str::to_owned), &known);
    let of = |code: &str| Meaning::Of(code.to_owned());
    let wanted = [Meaning::Territory, of("all"), Meaning::Day, of("age-00-04-m"), Meaning::Skip];
    assert_eq!(guessed, wanted);
    assert_eq!(meaning("територия", &known), Some(Meaning::Territory));
    assert_eq!(meaning("children", &known), Some(of("children")));
    assert_eq!(meaning("", &known), Some(Meaning::Skip));
    assert_eq!(meaning("извънземни", &known), None);
}

#[test]
fn each_cell_says_what_becomes_of_it() {
    let town = town();
    let mut table = rows(&[
        &["Населено място", "Общо"],
        &["Общо", "20 001"],
        &["гр. Мездра", "11 312*"],
        &["30510", "1537"],
        &["с. Зверино", "1537"],
        &["гр. Русе", "150000"],
        &["с. Никъде", "5"],
        &["с. Долно", "5"],
        &["с. Зверино", "1.234"],
        &["с. Зверино", "много"],
        &["с. Зверино", ".."],
        &["* без лицата без адрес", ""],
        &["с. Зверино", "7"],
    ]);
    table[12].merged = vec![1];
    let items = town.read(&plan(), &table);
    let new = |row: u32| match verdict(&items, row) {
        Verdict::New(new) => new.clone(),
        other => panic!("{row}: {other:?}"),
    };
    assert_eq!((new(2).territory, new(2).amount), (Territory::Municipality, Decimal::from(20_001)));
    assert_eq!(new(3).note, "*", "the mark of the footnote stays with the figure");
    assert_eq!(new(4).territory, Territory::Settlement("30510".to_owned()));
    assert_eq!(*verdict(&items, 5), Verdict::Wrong("figures-row-twice"));
    assert_eq!(*verdict(&items, 6), Verdict::Wrong("figures-row-place-other"));
    assert_eq!(*verdict(&items, 7), Verdict::Wrong("figures-row-place-unknown"));
    assert_eq!(*verdict(&items, 8), Verdict::Wrong("figures-row-place-several"));
    assert_eq!(*verdict(&items, 9), Verdict::Wrong("figures-row-ambiguous"));
    assert_eq!(*verdict(&items, 10), Verdict::Wrong("figures-row-number"));
    assert_eq!(*verdict(&items, 11), Verdict::Skipped("figures-row-secret"));
    assert_eq!(*verdict(&items, 12), Verdict::Skipped("figures-row-note"));
    assert_eq!(*verdict(&items, 13), Verdict::Wrong("figures-row-merged"));
}

#[test]
fn a_name_that_stands_once_holds_for_the_rows_below_it_only_where_that_was_said() {
    let town = town();
    let table = rows(&[
        &["Място", "Вид", "Брой"],
        &["с. Зверино", "преброяване", "1400"],
        &["", "постоянен адрес", "1537"],
    ]);
    let columns = vec![Meaning::Territory, Meaning::Kind, Meaning::Amount];
    let mut plan = Plan { columns, group: "all".to_owned(), ..plan() };
    let items = town.read(&plan, &table);
    let Verdict::New(second) = verdict(&items, 3) else { panic!("{items:?}") };
    assert_eq!(second.territory, Territory::Settlement("30510".to_owned()));
    assert_eq!(second.kind, "permanent");
    plan.fills = false;
    let items = town.read(&plan, &table);
    assert_eq!(*verdict(&items, 3), Verdict::Wrong("figures-row-place-missing"));
}

#[test]
fn a_row_without_a_day_a_kind_or_a_source_is_wrong_and_so_is_one_of_tomorrow() {
    let town = town();
    let table = rows(&[&["Място", "Общо"], &["общо", "5"]]);
    let wrong = |plan: Plan| verdict(&town.read(&plan, &table), 2).clone();
    assert_eq!(wrong(Plan { on: None, ..plan() }), Verdict::Wrong("figures-row-day"));
    let late = Some(day("2026-12-31"));
    assert_eq!(wrong(Plan { on: late, ..plan() }), Verdict::Wrong("figures-row-future"));
    let none = String::new();
    assert_eq!(wrong(Plan { kind: none.clone(), ..plan() }), Verdict::Wrong("figures-row-kind"));
    assert_eq!(wrong(Plan { source: none, ..plan() }), Verdict::Wrong("figures-row-source"));
}

#[test]
fn what_is_known_is_not_entered_again_and_another_number_corrects_it() {
    let town = town();
    let table = rows(&[&["Място", "Общо"], &["общо", "20001"], &["с. Зверино", "1538"]]);
    let mut items = town.read(&plan(), &table);
    let mut known = HashMap::new();
    for (id, item) in (1..).zip(&items) {
        let Verdict::New(new) = &item.verdict else { panic!("{item:?}") };
        // The village had another number before.
        let amount = if item.row == 2 { new.amount } else { Decimal::from(1537) };
        let value = Value {
            group: new.group.clone(),
            kind: new.kind,
            territory: new.territory.clone(),
            on: new.on,
            amount,
            source: new.source.clone(),
            id: ValueId(id),
        };
        known.insert(new.slot(), value);
    }
    settle(&mut items, &known);
    assert_eq!(*verdict(&items, 2), Verdict::Same(ValueId(1)));
    assert!(matches!(verdict(&items, 3), Verdict::Corrects(ValueId(2), _)));
    assert!(would_exceed(&town.catalogue, (&items, &known)).is_empty());
}

#[test]
fn a_table_that_sums_to_more_than_the_whole_is_told_of() {
    let town = town();
    let table = rows(&[&["Място", "Общо"], &["общо", "1000"], &["с. Зверино", "1001"]]);
    let items = town.read(&plan(), &table);
    let told = would_exceed(&town.catalogue, (&items, &HashMap::new()));
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].sum, told[0].of), (Decimal::from(1001), Decimal::from(1000)));
}

#[test]
fn kinds_and_days_are_read_as_tables_write_them() {
    words();
    assert_eq!(kind_of("Преброяване 2021"), Some("census"));
    assert_eq!(kind_of("по настоящ адрес"), Some("present"));
    assert_eq!(kind_of("census"), Some("census"));
    assert_eq!(kind_of("гадаене"), None);
    assert_eq!(day_of("2021"), Some(day("2021-12-31")));
    assert_eq!(day_of("2021 г."), Some(day("2021-12-31")));
    assert_eq!(day_of("15.12.2021"), Some(day("2021-12-15")));
    assert_eq!(day_of("скоро"), None);
}
