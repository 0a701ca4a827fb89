//! `law due`, `law days`, `law id`, `law money`.

use serde::Serialize;

use super::Output;
use crate::calendar::NonWorking;
use crate::day::{parse_day, written, written_long};
use crate::derivation::Derivation;
use crate::id::{IdKind, IdKinds, Sex, id_kinds};
use crate::money::{Currency, Money, Rounding};
use crate::pause::Pause;
use crate::{Law, LawError};

/// `law due --rule RULE --from DAY [--pause A..B]…`
///
/// # Errors
/// `BadInput` on days and pauses that cannot be read, `UnknownRule`, `NotInForce`,
/// `OutsideCalendar`.
pub fn due(law: &Law, rule: &str, from: &str, pauses: &[String]) -> Result<Output, LawError> {
    let from = parse_day(from)?;
    let pauses = pauses.iter().map(|p| Pause::parse(p)).collect::<Result<Vec<_>, _>>()?;
    let due = law.due(rule, from, &pauses)?;
    let mut head = format!("{} – {}\n", due.rule, due.title);
    head.push_str(&match due.due {
        Some(day) => format!("Срок: {}", written_long(day)),
        None if due.immediately => "Срок: незабавно".to_owned(),
        None if due.stopped => "Срокът е спрян и още няма край".to_owned(),
        None => "Няма определен срок".to_owned(),
    });
    if let (Some(safe), Some(moved)) = (due.safe, due.moved) {
        head.push_str(&format!(
            "\nРаботен ден преди: {}; след: {}",
            written_long(safe),
            written_long(moved)
        ));
    }
    for variant in &due.variants {
        let day = variant.due.map_or("–".to_owned(), written_long);
        head.push_str(&format!("\n{}: {} – {day}", variant.rule, variant.title));
    }
    Output::new(&due, &head, &due.derivation)
}

#[derive(Serialize)]
struct Days {
    year: i16,
    non_working: Vec<NonWorking>,
    #[serde(flatten)]
    derivation: Derivation,
}

/// `law days --year YEAR`
///
/// # Errors
/// `BadInput` outside the calendar.
pub fn days(law: &Law, year: i16) -> Result<Output, LawError> {
    let calendar = law.calendar();
    let (first, last) = calendar.years();
    if !(first..=last).contains(&year) {
        return Err(LawError::input(format!("календарът е за {first}–{last} г., не за {year}")));
    }
    let mut why = Derivation::default();
    for id in ["calendar.weekend", "calendar.substitution"] {
        let rule = law.book().newest(id)?;
        why.step_by(rule, format!("{}.", rule.title));
    }
    for no in calendar.rules_of(year) {
        why.cite(&law.book().rules()[no]);
    }
    why.step(
        "Обявените от Министерския съвет дни са само тези, въведени като правила calendar.off.*.",
    );
    let non_working = calendar.non_working(year);
    let mut head = format!("Неприсъствени дни през {year} г. (без обикновените събота и неделя)\n");
    for day in &non_working {
        head.push_str(&format!("{} – {}\n", written_long(day.day), day.reason));
    }
    Output::new(&Days { year, non_working, derivation: why.clone() }, &head, &why)
}

#[derive(Serialize)]
struct Identified {
    #[serde(flatten)]
    found: IdKinds,
    #[serde(flatten)]
    derivation: Derivation,
}

/// `law id TEXT`
///
/// # Errors
/// None in practice; the answer says when nothing fits.
pub fn id(law: &Law, text: &str) -> Result<Output, LawError> {
    let found = id_kinds(text);
    // The algorithms are those of the registers; the version is that of the whole book.
    let mut why = Derivation::of_whole_law(law);
    let mut head = String::new();
    for kind in &found.kinds {
        let (name, step) = match kind {
            IdKind::Egn => {
                ("ЕГН", "Десет цифри, съществуваща дата и вярна контролна цифра по модул 11")
            }
            IdKind::Lnch => ("ЛНЧ", "Десет цифри и вярна контролна цифра по модул 10"),
            IdKind::Eik => {
                ("ЕИК", "Девет или тринадесет цифри и вярна контролна цифра по модул 11")
            }
        };
        head.push_str(&format!("Може да е {name}.\n"));
        why.step(format!("{step}: може да е {name}."));
    }
    if let (Some(birth), Some(sex)) = (found.birth, found.sex) {
        let sex = if sex == Sex::Male { "мъж" } else { "жена" };
        head.push_str(&format!("Като ЕГН: {sex}, родено лице на {}\n", written(birth)));
        why.step("Видът на идентификатора се записва изрично, не се отгатва от цифрите.");
    }
    if found.kinds.is_empty() {
        head.push_str("Не е нито ЕГН, нито ЛНЧ, нито ЕИК.\n");
        why.step("Броят на цифрите, датата или контролната цифра не отговарят на никой вид.");
    }
    Output::new(&Identified { found, derivation: why.clone() }, &head, &why)
}

/// `law money --bgn AMOUNT` or `law money --eur AMOUNT`
///
/// # Errors
/// `BadInput` when the amount cannot be read or both or none are given.
pub fn money(law: &Law, bgn: Option<&str>, eur: Option<&str>) -> Result<Output, LawError> {
    let money = match (bgn, eur) {
        (Some(text), None) => Money::parse(text, Currency::Bgn)?,
        (None, Some(text)) => Money::parse(text, Currency::Eur)?,
        _ => return Err(LawError::input("дайте точно едно от --bgn и --eur")),
    };
    let exchange = law.exchange(money, Rounding::Usual)?;
    let other = law.convert(money, Rounding::Usual)?;
    let head = format!("{} = {}", money.written(), other.written());
    Output::new(&exchange, &head, &exchange.derivation)
}
