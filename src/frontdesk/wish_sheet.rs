//! A sheet of wishes that a village mayor's office sends on behalf of the centre. Each row is
//! looked up in the register before anybody is entered; all rows are registered in one
//! transaction, each with its number and its case.

use super::WishId;
use super::reference::{has, reference};
use super::terms::{self, facts_of_service, named};
use super::wish::{NewWish, Registered, Through, enter, open_wish};
use crate::app::App;
use crate::contacts::{Desk, SheetHead, SheetId, is_filled, rows_of};
use crate::forms;
use crate::people::{self, IdentifierKind, NewPerson, PersonId};
use crate::referral::Opening;
use crate::services::{self, Service};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem};
use law::{Egn, Guardianship, Urgent};

/// Boxes of a row that make it one that counts.
const BOXES: [&str; 6] = ["name", "egn", "phone", "line", "service", "words"];

/// A filled row: who, where, and what they wish.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its place in the form, from 0.
    pub number: usize,
    /// As it would be entered.
    pub person: NewPerson,
    /// Who was chosen among those of the register; none is a new person.
    pub known: Option<PersonId>,
    pub service: Service,
    pub words: String,
    pub urgent: Option<Urgent>,
}

/// The services that a wish may be stated for, numbered as the form shows them.
pub async fn services_of(tx: &Tx) -> Result<Vec<Service>, StoreError> {
    let mut list = services::all(tx).await?;
    list.retain(|service| service.in_zsu);
    Ok(list)
}

/// `12 Дневна грижа`: typing the number chooses it.
pub fn service_text(number: usize, service: &Service) -> String {
    format!("{} {}", number + 1, service.name)
}

fn service_meant<'a>(list: &'a [Service], typed: &str) -> Option<&'a Service> {
    let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
    let by_number =
        digits.parse::<usize>().ok().and_then(|number| list.get(number.checked_sub(1)?));
    let folded = kit::search::plain(typed);
    let by_id = list.iter().find(|service| service.id.to_string() == typed);
    let by_name = || list.iter().find(|service| kit::search::plain(&service.name) == folded);
    by_id.or(by_number).or_else(by_name)
}

/// Reads the rows that are filled; what is wrong stands beside its cell.
pub fn rows(
    form: &mut Form,
    (desk, services): (&Desk, &[Service]),
    (head, today): (&SheetHead, Day),
) -> Vec<Row> {
    let filled: Vec<usize> =
        (0..rows_of(form)).filter(|row| is_filled(form, *row, &BOXES)).collect();
    if filled.is_empty() {
        form.wrong("r0-name", "frontdesk-sheet-empty");
    }
    let mut rows = Vec::new();
    for number in filled {
        rows.extend(row(form, (desk, services), (head, today), number));
    }
    twice(form, &rows);
    rows
}

fn row(
    form: &mut Form,
    (desk, services): (&Desk, &[Service]),
    (head, today): (&SheetHead, Day),
    number: usize,
) -> Option<Row> {
    let cell = |name: &str| format!("r{number}-{name}");
    let name = form.required(&cell("name"), 200);
    let (given, middle, family) = names_of(&name);
    let mut person = NewPerson { given, middle, family, ..NewPerson::default() };
    number_or_day(form, &cell("egn"), today, &mut person);
    person.phone = people::phone::normal(&form.optional(&cell("phone"), 60));
    let place = form.optional(&cell("place"), 100);
    let ekatte = match place.as_str() {
        "" => head.ekatte.clone(),
        typed => desk.place_meant(typed).map(str::to_owned),
    };
    if !place.is_empty() && ekatte.is_none() {
        form.wrong(&cell("place"), "contacts-sheet-place");
    }
    let line = form.optional(&cell("line"), 200);
    person.present = ekatte.map(|code| (code, line));
    let typed = form.optional(&cell("service"), 200);
    let typed = if typed.is_empty() { form.get("service").to_owned() } else { typed };
    let service = service_meant(services, &typed);
    if service.is_none() {
        form.wrong(&cell("service"), "frontdesk-sheet-service");
    }
    let words = form.optional(&cell("words"), 2_000);
    let urgent = match form.get(&cell("urgent")) {
        "" | "none" => None,
        group if has(&reference().urgent_group, group) => named::<Urgent>(group),
        _ => {
            form.wrong(&cell("urgent"), "form-choose");
            None
        }
    };
    let known = form.get(&cell("person")).parse::<PersonId>().ok();
    Some(Row { number, person, known, service: service?.clone(), words, urgent })
}

/// Given, middle and family name of one box.
fn names_of(name: &str) -> (String, String, String) {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => Default::default(),
        [given] => ((*given).to_owned(), String::new(), String::new()),
        [given, family] => ((*given).to_owned(), String::new(), (*family).to_owned()),
        [given, middle, family @ ..] => {
            ((*given).to_owned(), (*middle).to_owned(), family.join(" "))
        }
    }
}

/// One box for an ЕГН or a birth day: ten digits are the first, `12.05.1950` the second.
fn number_or_day(form: &mut Form, name: &str, today: Day, person: &mut NewPerson) {
    let typed = form.optional(name, 30);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if typed.is_empty() {
        return;
    }
    if digits.len() == 10 {
        match Egn::parse(&digits).and_then(|egn| egn.check_born_by(today.0).map(|()| egn)) {
            Ok(egn) => {
                person.birth_day = Some(Day(egn.birth()));
                person.sex = match egn.sex() {
                    law::Sex::Female => "female",
                    law::Sex::Male => "male",
                }
                .to_owned();
                person.identifiers = vec![(IdentifierKind::Egn, digits)];
            }
            Err(_) => form.wrong(name, "frontdesk-sheet-egn"),
        }
        return;
    }
    let parts: Vec<&str> = typed.split(['.', '/', '-', ' ']).filter(|p| !p.is_empty()).collect();
    let day = match parts.as_slice() {
        [day, month, year] => (|| {
            let (day, month, year) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
            jiff::civil::Date::new(year, month, day).ok()
        })(),
        _ => None,
    };
    match day.filter(|day| *day <= today.0 && day.year() > 1880) {
        Some(day) => person.birth_day = Some(Day(day)),
        None => form.wrong(name, "frontdesk-sheet-born"),
    }
}

/// The same ЕГН in two rows for the same service is a row written twice.
fn twice(form: &mut Form, rows: &[Row]) {
    for (at, row) in rows.iter().enumerate() {
        let same = |other: &&Row| {
            !row.person.identifiers.is_empty() && other.person.identifiers == row.person.identifiers
        };
        if rows[..at].iter().any(|other| same(&other)) {
            form.wrong(&format!("r{}-egn", row.number), "frontdesk-sheet-twice");
        }
    }
}

/// Who of the register a row may be: the holder of its ЕГН, or people of the same name and birth
/// day. `true` is a sure match.
pub async fn likely(
    app: &App,
    ctx: &Ctx,
    tx: &Tx,
    row: &Row,
) -> Result<Vec<(PersonId, bool)>, StoreError> {
    for (kind, value) in &row.person.identifiers {
        if let Some(holder) = people::find_exact(tx, *kind, value).await? {
            return Ok(vec![(holder, true)]);
        }
    }
    let name = people::Sought::Name(row.person.full_name());
    let mut ids = people::search(app, &ctx.actor, &name).await?;
    ids.truncate(10);
    let heads = people::heads(tx, &ids).await?;
    let folded = kit::search::fold(&row.person.full_name());
    let is = |id: &PersonId| {
        let head = heads.get(id)?;
        let name = kit::search::fold(&head.name);
        let mut words = folded.split(' ');
        let same_name = words.all(|word| name.split(' ').any(|other| other == word));
        let phone = !row.person.phone.is_empty() && head.phone == row.person.phone;
        let birth = head.birth_day.is_some() && head.birth_day == row.person.birth_day;
        (same_name && (phone || birth)).then_some((*id, false))
    };
    Ok(ids.iter().filter_map(is).collect())
}

/// What is wished, as the law asks for it.
fn wish_of(
    ctx: &Ctx,
    (person, row): (PersonId, &Row),
    (head, through, at): (&SheetHead, Through, Instant),
    present_address: Option<String>,
) -> Option<NewWish> {
    let facts = law::Person {
        present_address,
        stays_in: None,
        urgent: row.urgent,
        life_in_danger: false,
        guardianship: Guardianship::None,
        child_protection_measure: false,
        zhu_directive: false,
        desk: law::Desk::Municipality,
    };
    Some(NewWish {
        person,
        at,
        channel: "written".to_owned(),
        point: head.point,
        service: row.service.clone(),
        words: row.words.clone(),
        representative: None,
        signal: None,
        facts: law::Case {
            date: at.day().0,
            signed: None,
            this_municipality: ctx.municipality.code.clone(),
            service: facts_of_service(&row.service, &ctx.municipality.code)?,
            person: facts,
        },
        through,
        own: forms::Own::default(),
        extra: forms::Values::default(),
    })
}

/// Checks what only the register and the law can say: an open wish for the same service, a service
/// the law cannot answer for.
pub async fn check(
    app: &App,
    ctx: &Ctx,
    (tx, form): (&Tx, &mut Form),
    (head, rows): (&SheetHead, &[Row]),
) -> Result<(), StoreError> {
    for row in rows {
        let cell = format!("r{}-service", row.number);
        if let Some(person) = row.known
            && open_wish(tx, person, row.service.id).await?.is_some()
        {
            form.wrong(&cell, "frontdesk-wish-second");
        }
        let nobody = (PersonId(0), row);
        let here = Some(ctx.municipality.code.clone());
        let asked = wish_of(ctx, nobody, (head, Through::default(), head.at), here);
        match asked.map(|wish| terms::ask(&app.law(ctx.actor.municipality), &wish.facts)) {
            None => form.wrong(&cell, "frontdesk-wish-service-incomplete"),
            Some(Err(why)) => form.wrong_text(&cell, why.to_string()),
            Some(Ok(_)) => {}
        }
    }
    Ok(())
}

/// What came of saving a sheet.
pub enum Sent {
    /// All wishes are registered; whether one is of an urgent group.
    Done { sheet: SheetId, is_urgent: bool },
    /// The person of this row has an open wish for the service meanwhile: nothing was saved.
    Second(usize),
}

/// Enters the people who are new and registers all wishes, in the caller's transaction.
pub async fn save(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    (head, rows, place): (&SheetHead, &[Row], String),
) -> Result<Sent, Problem> {
    let sheet = head.save(tx, "wishes", rows.len()).await?;
    let mut urgent = false;
    for row in rows {
        let person = match row.known {
            Some(person) => person,
            None => people::create(tx, &row.person).await?,
        };
        let lives = people::residence(tx, person, head.at.day()).await?.municipality_code;
        let through =
            Through { via: head.channel.clone(), place: place.clone(), sheet: Some(sheet) };
        let wish = wish_of(ctx, (person, row), (head, through, head.at), lives);
        let wish = wish.ok_or(Problem::Impossible("frontdesk-wish-service-incomplete"))?;
        let id = WishId(tx.new_id());
        let law = app.law(ctx.actor.municipality);
        let opening = Opening::decide(&law, &wish.facts, wish.on())?;
        match enter(ctx, (tx, id), (&wish, &opening)).await? {
            Registered::Done { is_urgent, .. } => urgent |= is_urgent,
            Registered::Second(_) => return Ok(Sent::Second(row.number)),
        }
    }
    Ok(Sent::Done { sheet, is_urgent: urgent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_holds_a_whole_name() {
        assert_eq!(names_of("Мария"), ("Мария".into(), String::new(), String::new()));
        assert_eq!(names_of(" Мария  Примерова "), ("Мария".into(), "".into(), "Примерова".into()));
        let (given, middle, family) = names_of("Мария Иванова Примерова Измислова");
        assert_eq!((given.as_str(), middle.as_str()), ("Мария", "Иванова"));
        assert_eq!(family, "Примерова Измислова");
    }
}
