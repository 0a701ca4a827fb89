//! The templates of the referral with the examples: the words are there, the marks are there, pages break well.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail there")]

mod common;

use std::thread;

use common::{PRINTER, SOFIA, example, has, pages, poppler, print, template, text, try_print};
use print::Printer;
use serde_json::{Value, json};

/// Template, example, words that must be on paper, words that must not.
const LETTERS: [(&str, &str, &[&str], &[&str]); 7] = [
    (
        "assessment",
        "assessment",
        &[
            "Съфинансирано от Европейския съюз",
            "BG05SFPR002-2.002-0109-С01",
            "ОБЩИНА РУСЕ",
            "№ ПО-2027-000142 / 12.01.2027 г.",
            "ПРЕДВАРИТЕЛНА ОЦЕНКА на потребностите от социални услуги",
            "Примерка Образцова Измислена",
            "Пълномощно, рег. № 0000/03.11.2026 г.",
            "устно, на място във фронт-офиса",
            "Домът на лицето",
            "07.01.2027 г., брошура и списък на услугите",
            "3 работни дни, до 12.01.2027 г.",
            "Самообслужване и бит",
            "държавен бюджет",
            "Помощ при къпане и домакинство до 2 часа дневно.",
            "12.03.2027 г.",
            "Как се брои валидността",
            "лицето се лекува в болница;",
            "лицето е в списъка на чакащите за услугата;",
            "ползването на услугата е ограничено при извънредно положение",
            "оценката се обжалва от лицето.",
            "Домашен социален патронаж: дъщерята готви вечер",
            "Лицето дава съгласие. 12.01.2027 г.",
            "2 еднообразни екземпляра",
            "Обжалване",
            "Административен съд – Русе",
            "Заповед № РД-01-0000/04.01.2027 г.",
            "подписано на екран, 12.01.2027 г., 10:42 ч.",
            "Връчена на лицето: 12.01.2027 г., 10:50 ч., на място",
            "Код за проверка: 7K3M-QD9X-41TF",
            "стр. 1 от",
        ],
        &["Не се предлагат социални услуги"],
    ),
    (
        "assessment",
        "assessment-minimal",
        &[
            "ОБЩИНА МЕЗДРА",
            "Примерка Образцова",
            "Помощ при пазаруване.",
            "Не се предлагат социални услуги.",
            "Служител Примеров",
            "Връчена на лицето на",
            "стр. 1 от 1",
        ],
        &["Съфинансирано", "Представител", "Обжалване", "Код за проверка", "Избор на лицето"],
    ),
    (
        "handover",
        "handover",
        &[
            "Изх. № СУ-17-42 / 05.01.2027 г.",
            "До директора на дирекция „Социално подпомагане“ – Русе",
            "Относно: Изпращане по компетентност на заявено желание за социална услуга",
            "чл. 74, ал. 1, т. 2 от Закона за социалните услуги",
            "Лицето е поставено под запрещение",
            "(чл. 93, ал. 3 ЗСУ)",
            "Копие на заявено желание, вх. № ЖУ-2027-000318/04.01.2027 г.",
            "кмет на Община Русе",
        ],
        &["Спешно"],
    ),
    (
        "handover",
        "handover-urgent",
        &[
            "Спешно: лице, пострадало от домашно насилие",
            "да, според думите на лицето",
            "05.01.2027 г., 09:40 ч., тел. 112",
            "1 дете на 6 години",
            "защитен; предава се само устно",
            "чл. 74, ал. 1, т. 3 от Закона за социалните услуги",
        ],
        &["primerka@primer.example", "Несъществуваща"],
    ),
    (
        "handover",
        "handover-minimal",
        &["Относно: Изпращане по компетентност", "Компетентен орган:", "Кмет Примеров"],
        &["Приложения", "Спешно"],
    ),
    (
        "wish",
        "wish",
        &[
            "Вх. № ЖУ-2027-000318 / 04.01.2027 г.",
            "ПРОТОКОЛ за устно заявено желание за ползване на социални услуги",
            "До кмета на Община Русе",
            "дневна грижа за възрастни хора",
            "Изготвяме предварителната оценка 25.01.2027 г. чл. 10, ал. 4 ППЗСУ",
            "Лични данни",
            "Служител, приел искането",
        ],
        &["ЗАЯВЛЕНИЕ"],
    ),
    (
        "wish",
        "wish-minimal",
        &["ЗАЯВЛЕНИЕ за ползване на социални услуги", "Примерка Образцова", "Заявител"],
        &["ПРОТОКОЛ", "Приемане", "Какво следва"],
    ),
];

#[test]
fn every_letter_has_its_words() {
    for (letter, data, wanted, unwanted) in LETTERS {
        for printer in [&*SOFIA, &*PRINTER] {
            let pdf = try_print(printer, &template(letter), &example(data))
                .unwrap_or_else(|error| panic!("{data}: {error}"));
            assert_eq!(pdf.warnings, [], "{data}");
            assert_eq!(pdf.replaced, "", "{data}");
            let text = text(&pdf);
            for words in wanted {
                assert!(text.contains(words), "{data} lacks „{words}“ in:\n{text}");
            }
            for words in unwanted {
                assert!(!text.contains(words), "{data} has „{words}“ in:\n{text}");
            }
        }
    }
}

#[test]
fn every_letter_is_for_the_archive_and_for_screen_readers() {
    for (letter, data, ..) in LETTERS {
        let pdf = print(&template(letter), &example(data));
        for mark in [
            "%PDF-1.7",
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "/StructTreeRoot",
            "/Lang(bg-BG)",
            "Предварителна оценка ПО-2027-000142",
        ] {
            assert!(has(&pdf, mark), "{data} lacks {mark}");
        }
        let about = String::from_utf8(poppler("pdfinfo", &[], &pdf, &[])).unwrap();
        for line in ["Title:           Предварителна оценка ПО-2027-000142", "Tagged:          yes"]
        {
            assert!(about.contains(line), "{data}: {about}");
        }
        assert!(about.contains(&format!("Pages:           {}", pdf.pages)), "{data}: {about}");
    }
}

#[test]
fn a_listener_gets_headings_tables_and_descriptions_of_pictures() {
    let pdf = print(&template("assessment"), &example("assessment"));
    let tree = poppler("pdfinfo", &["-struct-text"], &pdf, &[]);
    let tree = String::from_utf8_lossy(&tree);
    for mark in ["H1 ", "H2 ", "H3 ", "Table", "TH ", "TD", "  L ", "Figure"] {
        assert!(tree.contains(mark), "no {mark} in:\n{tree}");
    }
    let headings = tree.lines().filter(|line| line.trim_start().starts_with("H1 ")).count();
    assert_eq!(headings, 1, "one title");
    for alt in ["Знаме на Европейския съюз", "QR код с адреса за проверка на документа"]
    {
        let utf16: String = alt.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        assert!(has(&pdf, &format!("/Alt<FEFF{utf16}")), "{alt}");
    }
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    let (template, data) = (template("assessment"), example("assessment"));
    let first = print(&template, &data).bytes;
    let other = Printer::new([]);
    let plain = try_print(&PRINTER, &template, &data).unwrap().bytes;
    assert!(try_print(&other, &template, &data).unwrap().bytes == plain);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(print(&template, &data).bytes == first));
        }
    });
    let mut changed = data;
    changed["person"]["name"] = json!("Друга Примерка");
    assert!(print(&template, &changed).bytes != first);
}

/// The example with much text: each paragraph and each reason carries a number of its own.
fn long() -> (Value, Vec<String>) {
    let sentence = "Непредвидените обстоятелства, свързани със здравословното състояние, изискват \
        взаимозаменяемост на подкрепящите лица и своевременно уведомяване. ";
    let mut marks = Vec::new();
    let mut marked = |kind: &str, number: usize, times: usize| {
        let mark = format!("{kind}{number}");
        marks.push(mark.clone());
        format!("{mark}. {}", sentence.repeat(times))
    };
    let needs: Vec<Value> = (0..6)
        .map(|area| {
            let lines: Vec<String> =
                (0..4).map(|line| marked("Абзац", area * 4 + line, 5)).collect();
            json!({ "area": format!("Област {area}"), "text": lines.join("\n") })
        })
        .collect();
    let proposal: Vec<Value> = (0..14)
        .map(|at| json!({ "service": format!("Услуга {at}"), "why": marked("Довод", at, 4) }))
        .collect();
    let mut data = example("assessment");
    data["needs"] = needs.into();
    data["proposal"] = proposal.into();
    (data, marks)
}

#[test]
fn long_texts_break_well() {
    let (data, marks) = long();
    let pdf = print(&template("assessment"), &data);
    let pages = pages(&pdf);
    assert!(pdf.pages >= 5 && pages.len() == pdf.pages, "{} pages", pdf.pages);
    let whole = text(&pdf);
    for mark in marks {
        assert_eq!(whole.matches(&format!("{mark}. ")).count(), 1, "{mark}");
    }
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("стр. {} от {}", at + 1, pages.len())), "page {}", at + 1);
        assert!(page.contains("ПО-2027-000142"), "page {}", at + 1);
        assert!(page.lines().count() > 20, "page {} is almost empty:\n{page}", at + 1);
    }
    let repeated = pages.iter().filter(|page| page.contains("Финансиране")).count();
    assert!(repeated >= 2, "the headings of the table repeat");
    let last = pages.last().unwrap();
    assert!(last.contains("Обжалване") && last.contains("Служител, определен"), "{last}");
}

#[test]
fn nothing_leaves_the_page() {
    let endless = "а".repeat(3_000);
    let address = format!("https://primer.example/{}", "x1-".repeat(400));
    let mut data = example("assessment");
    data["person"]["name"] = json!(endless);
    data["person"]["email"] = json!(address);
    data["needs"][0]["text"] = json!(format!("{endless} {address}"));
    data["choices"][0]["service"] = json!(endless);
    data["sources"][0]["term"] = json!(address);
    data["employee"]["position"] = json!(endless);
    data["office"]["unit"] = json!(endless);
    let pdf = print(&template("assessment"), &data);
    let boxes = String::from_utf8(poppler("pdftotext", &["-bbox"], &pdf, &["-"])).unwrap();
    let edge = |line: &str, name: &str| -> f64 {
        let from = line.find(name).unwrap() + name.len() + 2;
        line[from..].split('"').next().unwrap().parse().unwrap()
    };
    let words: Vec<&str> = boxes.lines().filter(|line| line.contains("<word ")).collect();
    assert!(words.len() > 100);
    for word in words {
        assert!(edge(word, "xMin") > 60.0 && edge(word, "xMax") < 550.0, "{word}");
        assert!(edge(word, "yMin") > 30.0 && edge(word, "yMax") < 830.0, "{word}");
    }
}
