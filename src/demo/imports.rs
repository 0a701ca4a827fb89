//! A table that somebody has begun to import: so that the pages of imports are not empty.

use crate::app::App;
use crate::imports::{self, Arrived, Way};
use kit::access::Actor;

/// The file's name.
const NAME: &str = "потребители-ОБРАЗЕЦ.csv";
/// Invented people: new ones, one who is like somebody known, and rows that are wrong.
const FILE: &str = "Име;Презиме;Фамилия;ЕГН;Дата на раждане;Пол;Телефон;Забележка\n\
    Цветана;Образцова;Изпитанова;;3.4.1939;ж;0880 000 401;живее сама\n\
    Кольо;Примеров;Изпитанов;;17.11.1944;м;0880 000 402;\n\
    Стефка;Минчева;Образцова;;21.5.1948;ж;0880 000 111;\n\
    Пенка;;Изпитанова;;31.2.1950;ж;;\n\
    Стоян;;Изпитанов;0000000001;;м;;\n";

/// Checks the table; whether its people are entered is for somebody to say.
pub async fn fill(app: &App, actor: &Actor) -> anyhow::Result<()> {
    let file = Arrived::read(NAME, FILE.into()).await.map_err(imports::Wrong::File)?;
    let way = Way { only_checks: true, ..Way::default() };
    imports::whole(app, actor, file, way, &|_| {}).await?;
    Ok(())
}
