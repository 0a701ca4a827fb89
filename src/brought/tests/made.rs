//! Invented tables for the tests.

use crate::municipality::{Settlement, put_settlements};
use crate::testing::TestApp;
use kit::search::fold;

pub const HEADS: &str = "Ползвател;ЕГН на ползвателя;Населено място;Адрес;Направление №;\
    Направление от дата;Степен;Часове по направлението;Направление до;Асистент;ЕГН на асистента;\
    Връзка с ползвателя;Споразумение №;Споразумение от дата;Часове на месец;В сила до;\
    Трудов договор №;Стаж – години;Понеделник;Вторник;Сряда;Четвъртък;Петък;\
    Помощ за дете към общината;Добавка за чужда помощ";

/// An invented identifier of somebody born in a year, with its control digit.
pub fn egn(year: u32, serial: u32) -> String {
    let nine = format!("{:02}0{}{:02}{:03}", year % 100, serial % 9 + 1, serial % 27 + 1, serial);
    let weights = [2, 4, 8, 5, 10, 9, 7, 3, 6];
    let digits = nine.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{nine}{}", sum % 11 % 10)
}

/// A row of the table; each cell can be set.
#[derive(Clone)]
pub struct Row {
    pub user: (String, String),
    pub place: String,
    pub directive: (String, u32),
    pub assistant: (String, String),
    pub number: String,
    pub on: String,
    pub hours: u32,
    pub until: String,
    pub days: [&'static str; 5],
    /// Aid for a child, supplement for help by another.
    pub aids: [&'static str; 2],
}

/// A name for a number, so that no two people are alike.
fn name(n: u32) -> String {
    let letters: Vec<char> = "абвгдежзикл".chars().collect();
    let letter = |n: u32| letters[(n % 11) as usize];
    let part = [letter(n), letter(n / 11), letter(n * 7 + 3), letter(n / 3)];
    part.iter().chain(['о', 'в'].iter()).collect()
}

fn whole(given: &str, n: u32) -> String {
    format!("{given} Примерова П{}", name(n))
}

/// A good row.
pub fn good(n: u32) -> Row {
    Row {
        user: (whole("Ана", n), egn(1940, n)),
        place: "гр. Русе".into(),
        directive: (format!("Н-{n}"), 84),
        assistant: (whole("Вяра", n + 500), egn(1970, n)),
        number: format!("{n}/2025"),
        on: "01.02.2025".into(),
        hours: 84,
        until: "31.01.2028".into(),
        days: [""; 5],
        aids: [""; 2],
    }
}

impl Row {
    fn line(&self) -> String {
        let (hours, agreed) = (self.directive.1.to_string(), self.hours.to_string());
        let contract = format!("ТД-{}", self.number);
        let head = [
            self.user.0.as_str(),
            &self.user.1,
            &self.place,
            "ул. „Първа“ № 1",
            &self.directive.0,
            "15.01.2025",
            "",
            &hours,
            "31.01.2028",
            &self.assistant.0,
            &self.assistant.1,
            "съсед",
            &self.number,
            &self.on,
            &agreed,
            &self.until,
            &contract,
            "7",
        ];
        head.into_iter().chain(self.days).chain(self.aids).collect::<Vec<_>>().join(";")
    }
}

/// The table as a file.
pub fn file(rows: &[Row]) -> String {
    let lines: Vec<String> = rows.iter().map(Row::line).collect();
    format!("{HEADS}\n{}\n", lines.join("\n"))
}

pub async fn towns(test: &TestApp) {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let place = |ekatte: &str, kind: &str, name: &str| Settlement {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        name_latin: name.into(),
        folded: fold(name),
        municipality_name: "Русе".into(),
        municipality_code: "RSE27".into(),
        district_code: "RSE".into(),
    };
    let list = [place("63427", "гр.", "Русе"), place("02796", "с.", "Басарбово")];
    put_settlements(&tx, &list).await.expect("settlements");
    tx.commit().await.expect("saved");
}
