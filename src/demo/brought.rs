//! Tables of agreements that the municipalities had before they began with Opora: that of Mezdra
//! is entered, that of Ruse is checked and waits. All people are invented: nobody alive was born in
//! 1899.

use super::PURPOSE;
use crate::app::App;
use crate::brought::{self, Way};
use crate::imports::Arrived;
use anyhow::Context;
use jiff::civil::Date;
use kit::access::Actor;
use kit::store::Municipality;
use law::Egn;

/// The file's name.
const NAME: &str = "лична-помощ-ОБРАЗЕЦ.csv";
const HEADS: &str = "Ползвател;ЕГН на ползвателя;Направление №;Часове по направлението;Асистент;\
    ЕГН на асистента;Споразумение №;Споразумение от дата;Часове на месец;В сила до;Стаж – години";
/// User, hours of the directive, assistant, agreed hours, years of service.
const PAIRS: [(&str, u32, &str, u32, u32); 6] = [
    ("Цветана Образцова Изпитанова", 84, "Мила Примерова Изпитанова", 84, 4),
    ("Кольо Примеров Изпитанов", 42, "Юлия Минчева Образцова", 42, 0),
    ("Стефка Минчева Примерова", 168, "Донка Образцова Примерова", 100, 12),
    ("Стефка Минчева Примерова", 168, "Асен Примеров Образцов", 68, 7),
    ("Велко Образцов Примеров", 120, "Злата Изпитанова Примерова", 120, 2),
    // More than the directive gives: it stays out until somebody mends it.
    ("Пенка Изпитанова Образцова", 84, "Жельо Образцов Изпитанов", 90, 3),
];

/// An invented number; the same name of a municipality has the same one.
fn egn(name: &str, municipality: &str) -> anyhow::Result<String> {
    let letters = municipality.bytes().chain(name.bytes());
    let sum = letters.fold(7u32, |sum, byte| (sum * 31 + u32::from(byte)) % 9_973);
    let day = i8::try_from(sum % 27 + 1)?;
    let month = i8::try_from(sum % 12 + 1)?;
    let date = Date::new(1899, month, day)?;
    let made = Egn::compose(date, u16::try_from(sum % 999)?);
    Ok(made.map_err(|e| anyhow::anyhow!("an invented number: {e:?}"))?.reveal())
}

fn file(today: kit::types::Day, municipality: &str) -> anyhow::Result<String> {
    let (on, until) = (today.plus(-400).bg(), today.plus(500).bg());
    let mut text = format!("{HEADS}\n");
    for (n, (user, directive, assistant, hours, years)) in (1..).zip(PAIRS) {
        let (own, other) = (egn(user, municipality)?, egn(assistant, municipality)?);
        // Both rows of one user are under one directive.
        let number = format!("Н-{directive}");
        text += &format!("{user};{own};{number};{directive};{assistant};{other};");
        text += &format!("ЛП-{n};{on};{hours};{until};{years}\n");
    }
    Ok(text)
}

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_begun = brought::is_begun(&tx).await?;
    tx.rollback().await;
    if is_begun {
        return Ok(());
    }
    let content = file(app.today(), &municipality.slug).context("an invented table")?;
    let file = Arrived::read(NAME, content.into()).await.map_err(brought::Wrong::File)?;
    let way = Way { only_checks: municipality.slug == "ruse", ..Way::default() };
    brought::whole(app, &actor, file, way, &|_| {}).await?;
    Ok(())
}
