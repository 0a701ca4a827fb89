//! All rows of a file, checked: pure work, beside the database.

use super::store::Detail;
use crate::municipality::Settlement;
use crate::people::{IdentifierKind, LANGUAGES, NewPerson};
use kit::search::plain;
use kit::types::Day;
use serde::{Deserialize, Serialize};
use sheet::{Checked, Fault, Field, Kind, Place, Places, Plan, ReadError, Wrong};
use std::collections::HashMap;

/// A cell that is wrong, as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Code of the field.
    pub field: String,
    /// Code of the fault.
    pub fault: String,
    /// What stands in the cell.
    pub value: String,
}

/// A row: its number in the file, and who it names or what is wrong.
pub struct Read {
    pub line: i32,
    pub person: Result<Checked, Vec<Told>>,
}

/// The settlements as rows name them; of several with one name that of the home municipality.
#[must_use]
pub fn places(all: Vec<Settlement>, home: &str) -> Places {
    let place = |row: Settlement| Place {
        ekatte: row.ekatte,
        kind: row.kind,
        name: row.name,
        municipality_code: row.municipality_code,
        municipality: row.municipality_name,
    };
    Places::new(all.into_iter().map(place).collect(), home)
}

/// The fields of the columns.
pub fn fields(codes: &[String]) -> Vec<Option<Field>> {
    codes.iter().map(|code| Field::from_code(code)).collect()
}

/// Reads a file and checks all its rows, while the next ones are read. A second row of the same
/// person is wrong.
pub fn check_all(
    (kind, bytes): (Kind, &[u8]),
    detail: &Detail,
    places: &Places,
    today: Day,
) -> Result<Vec<Read>, ReadError> {
    let columns = fields(&detail.columns);
    let name =
        |code| ui::text::text(ui::Lang::Bg, &format!("people-language-{code}")).to_lowercase();
    let languages = LANGUAGES.map(|code| (code, name(code)));
    let plan = Plan { columns: &columns, places, today: today.0, languages: &languages };
    let mut seen: HashMap<String, i32> = HashMap::new();
    let value = |row: &sheet::Row<'_>, field: Field| {
        let column = columns.iter().position(|known| *known == Some(field));
        column.map(|column| row.cell(column).to_owned()).unwrap_or_default()
    };
    let mut all = Vec::new();
    let mut look = |row: sheet::Row<'_>| {
        let line = i32::try_from(row.number()).unwrap_or(i32::MAX);
        let told = |wrong: Wrong| Told {
            field: wrong.field.code().to_owned(),
            fault: wrong.fault.code().to_owned(),
            value: value(&row, wrong.field),
        };
        let mut person =
            plan.check(row).map_err(|wrong| wrong.into_iter().map(told).collect::<Vec<_>>());
        if let Ok(checked) = &person {
            let (field, key) = sameness(checked);
            if let Some(first) = seen.get(&key) {
                person = Err(vec![Told {
                    field: field.code().to_owned(),
                    fault: Fault::SameInFile.code().to_owned(),
                    value: first.to_string(),
                }]);
            } else {
                seen.insert(key, line);
            }
        }
        all.push(Read { line, person });
    };
    sheet::read_in_parts(bytes, kind, |part| part.rows_from(0).for_each(&mut look))?;
    Ok(all)
}

/// By what two rows are the same person: an identifier, else name, birth day and telephone.
fn sameness(checked: &Checked) -> (Field, String) {
    if let Some(egn) = &checked.egn {
        return (Field::Egn, egn.clone());
    }
    if let Some(lnch) = &checked.lnch {
        return (Field::Lnch, lnch.clone());
    }
    let name = [checked.given.as_str(), &checked.middle, &checked.family].join(" ");
    let born = checked.born.map(|day| day.to_string()).unwrap_or_default();
    (Field::FullName, format!("{}|{born}|{}", plain(&name), checked.phone))
}

/// A checked row as a person to be entered.
pub fn person(checked: &Checked) -> NewPerson {
    let egn = checked.egn.iter().map(|value| (IdentifierKind::Egn, value.clone()));
    let lnch = checked.lnch.iter().map(|value| (IdentifierKind::Lnch, value.clone()));
    NewPerson {
        given: checked.given.clone(),
        middle: checked.middle.clone(),
        family: checked.family.clone(),
        birth_day: checked.born.map(Day),
        sex: checked.sex.clone(),
        phone: checked.phone.clone(),
        email: checked.email.clone(),
        language: checked.language.clone(),
        note: checked.note.clone(),
        identifiers: egn.chain(lnch).collect(),
        permanent: checked.permanent.clone(),
        present: checked.present.clone(),
        ..NewPerson::default()
    }
}
