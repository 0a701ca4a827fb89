//! The boxes of a person's form: read, checked against the ЕГН, shown again.

use super::place::Pick;
use super::store::person;
use super::{CLOSE, GROUNDS, IdentifierKind, LANGUAGES, NEEDS, NewPerson, phone, script};
use kit::types::Day;
use kit::web::{Form, day_values};
use law::{Egn, IdError, Sex};
use ui::{Choice, DateField, Field, Lang};

/// Choices shown as radios at most.
pub const RADIO_MAX: usize = 12;
/// Nobody alive was born earlier.
const AGE_MAX: i16 = 125;
const NAME_MAX: usize = 100;
const NOTE_MAX: usize = 5_000;

/// The boxes of a settlement and a line of address.
pub struct PlaceBoxes {
    /// `present`, `permanent` or `address`.
    pub group: String,
    /// The settlement as typed.
    pub place: Field,
    /// The settlement as chosen from the list.
    pub chosen: Field,
    /// What it can be chosen from.
    pub choices: Vec<Choice>,
    /// Street, number, flat.
    pub line: Field,
    /// Attributes that fill the list while typing.
    pub attrs: String,
}

impl PlaceBoxes {
    /// The boxes of a group; `lookup` is the address of [`super::place::choices`].
    pub fn new(form: &Form, group: &str, choices: Vec<Choice>, lookup: &str) -> PlaceBoxes {
        let field = |part: &str| form.field(&format!("{group}-{part}"));
        let attrs = format!(
            "hx-get=\"{lookup}?for={group}\" hx-trigger=\"input changed delay:300ms\" \
             hx-target=\"#{group}-choices\" hx-sync=\"this:replace\""
        );
        PlaceBoxes {
            group: group.to_owned(),
            place: field("place"),
            chosen: field("ekatte"),
            choices,
            line: field("line"),
            attrs,
        }
    }
}

/// Everything that the boxes of a person show.
pub struct PersonBoxes {
    pub given: Field,
    pub middle: Field,
    pub family: Field,
    pub latin: Field,
    /// What to do with a name in two scripts, when there is one.
    pub script: Field,
    pub script_choices: Vec<Choice>,
    pub birth: DateField,
    pub sex: Field,
    pub sexes: Vec<Choice>,
    pub phone: Field,
    pub email: Field,
    pub language: Field,
    pub languages: Vec<Choice>,
    pub needs: Field,
    pub need_choices: Vec<Choice>,
    pub note: Field,
    pub protected: Field,
    pub protected_choices: Vec<Choice>,
    /// What differs from the ЕГН and must be confirmed, in words.
    pub differences: Vec<String>,
    pub confirm: Field,
    pub confirm_choices: Vec<Choice>,
}

/// A choice for each code, named by the key `<prefix>-<code>`.
pub fn coded(lang: Lang, prefix: &str, codes: &[&str]) -> Vec<Choice> {
    let choice =
        |code: &&str| Choice::new(*code, ui::text::text(lang, &format!("{prefix}-{code}")));
    codes.iter().map(choice).collect()
}

/// The kinds of identifiers to choose from.
pub fn kinds(lang: Lang) -> Vec<Choice> {
    let choice =
        |kind: IdentifierKind| Choice::new(kind.code(), ui::text::text(lang, kind.text_key()));
    IdentifierKind::ALL.into_iter().map(choice).collect()
}

impl PersonBoxes {
    pub fn new(form: &Form, lang: Lang, differences: Vec<String>) -> PersonBoxes {
        let needs = form.all("needs");
        let mark = |choice: Choice| {
            let checked = needs.contains(&choice.value.as_str());
            choice.checked(checked)
        };
        let one = |name: &str, key: &str| {
            let checked = form.get(name) == "yes";
            vec![Choice::new("yes", ui::text::text(lang, key)).checked(checked)]
        };
        // A group of checkboxes keeps its marks in the choices, not in the value.
        let group = |name: &str| Field { value: String::new(), ..form.field(name) };
        PersonBoxes {
            given: form.field("given"),
            middle: form.field("middle"),
            family: form.field("family"),
            latin: form.field("latin"),
            script: form.field("script"),
            script_choices: script::choices(form, lang),
            birth: form.date_field("birth"),
            sex: form.field("sex"),
            sexes: coded(lang, "people-sex", &["female", "male", "unknown"]),
            phone: form.field("phone"),
            email: form.field("email"),
            language: form.field("language"),
            languages: coded(lang, "people-language", &LANGUAGES),
            needs: group("needs"),
            need_choices: coded(lang, "people-need", &NEEDS).into_iter().map(mark).collect(),
            note: form.field("note"),
            protected: group("protected"),
            protected_choices: one("protected", "people-protected-box"),
            differences,
            confirm: group("confirm-egn"),
            confirm_choices: one("confirm-egn", "people-egn-confirm"),
        }
    }
}

/// Reads what the forms of entering and of correcting have in common.
pub fn read(form: &mut Form, today: Day) -> NewPerson {
    let given = form.required("given", NAME_MAX);
    let middle = form.optional("middle", NAME_MAX);
    let family = form.optional("family", NAME_MAX);
    let [given, middle, family] = script::settled(form, [given, middle, family]);
    let latin = form.optional("latin", NAME_MAX * 3);
    let birth_day = form.day_optional("birth");
    if birth_day.is_some_and(|day| day > today) {
        form.wrong("birth", "people-birth-future");
    }
    if birth_day.is_some_and(|day| day.0.year() + AGE_MAX < today.0.year()) {
        form.wrong("birth", "people-birth-old");
    }
    let sex = one_of(form, "sex", &["female", "male", "unknown"]);
    let typed_phone = form.optional("phone", 60);
    let email = form.optional("email", 200);
    let parts = email.split_once('@');
    if !email.is_empty() && parts.is_none_or(|(name, host)| name.is_empty() || !host.contains('.'))
    {
        form.wrong("email", "people-email-wrong");
    }
    let language = one_of(form, "language", &LANGUAGES);
    let chosen: Vec<&str> =
        NEEDS.into_iter().filter(|need| form.has_value("needs", need)).collect();
    let needs = chosen.join(",");
    let note = form.optional("note", NOTE_MAX);
    NewPerson {
        given,
        middle,
        family,
        latin: Some(latin).filter(|l| !l.is_empty()),
        birth_day,
        sex,
        phone: phone::normal(&typed_phone),
        email,
        language,
        needs,
        note,
        is_protected: form.get("protected") == "yes",
        ..NewPerson::default()
    }
}

/// A code of a list, or nothing; something else did not come from our page.
fn one_of(form: &mut Form, name: &str, codes: &[&str]) -> String {
    let value = form.optional(name, 40);
    if !value.is_empty() && !codes.contains(&value.as_str()) {
        form.wrong(name, "form-choose");
    }
    value
}

/// Reads kind and value of an identifier. The kind is asked for, never guessed.
pub fn read_identifier(form: &mut Form, today: Day) -> Option<(IdentifierKind, String)> {
    let code = form.optional("id-kind", 40);
    let typed = form.optional("id-value", 60);
    if typed.is_empty() && (code.is_empty() || code == "none") {
        return None;
    }
    let Some(kind) = IdentifierKind::from_code(&code) else {
        form.wrong("id-kind", "people-id-choose-kind");
        return None;
    };
    if typed.is_empty() {
        form.wrong("id-value", "form-required");
        return None;
    }
    let value = kind.read(&typed).and_then(|value| match kind {
        IdentifierKind::Egn => Egn::parse(&value)?.check_born_by(today.0).map(|()| value),
        _ => Ok(value),
    });
    match value {
        Ok(value) => Some((kind, value)),
        Err(e) => {
            form.wrong("id-value", wrong_key(kind, e));
            None
        }
    }
}

fn wrong_key(kind: IdentifierKind, e: IdError) -> &'static str {
    let is_ten_digits = !matches!(kind, IdentifierKind::Ln | IdentifierKind::Foreign);
    match e {
        IdError::Shape if is_ten_digits => "people-id-wrong-digits",
        IdError::Shape => "people-id-wrong-shape",
        IdError::Check if kind == IdentifierKind::Egn => "people-id-wrong-check-egn",
        IdError::Check => "people-id-wrong-check",
        IdError::Date => "people-id-wrong-date",
        IdError::Future => "people-id-wrong-future",
    }
}

/// Compares a person with their ЕГН. An empty birth day or sex is filled from it; one that says
/// something else is told of, in words, and nothing is changed.
pub fn compare_with_egn(new: &mut NewPerson, egn: &str, lang: Lang) -> Vec<String> {
    let Ok(egn) = Egn::parse(egn) else {
        return Vec::new();
    };
    let mut differences = Vec::new();
    let birth = Day(egn.birth());
    match new.birth_day {
        None => new.birth_day = Some(birth),
        Some(typed) if typed != birth => {
            let args = [("typed", typed.bg()), ("egn", birth.bg())];
            differences
                .push(ui::text::text_args(lang, "people-egn-other-birth", &args).into_owned());
        }
        Some(_) => {}
    }
    let sex = match egn.sex() {
        Sex::Female => "female",
        Sex::Male => "male",
    };
    if new.sex.is_empty() {
        sex.clone_into(&mut new.sex);
    } else if new.sex != "unknown" && new.sex != sex {
        differences.push(ui::text::text(lang, "people-egn-other-sex").into_owned());
    }
    differences
}

/// The line of an address that must be there when its settlement is, and the other way round.
pub fn read_address(form: &mut Form, group: &str, pick: &Pick) -> Option<(String, String)> {
    let name = format!("{group}-line");
    let line = form.optional(&name, 300);
    if !line.is_empty() && *pick == Pick::Nothing {
        form.wrong(&format!("{group}-place"), "people-place-required");
    }
    pick.ekatte().map(|ekatte| (ekatte.to_owned(), line))
}

/// The values of a person's form, from the row.
pub fn values(row: &person::Model, note: String) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = vec![
        ("given".into(), row.given.clone()),
        ("middle".into(), row.middle.clone()),
        ("family".into(), row.family.clone()),
        ("latin".into(), row.latin.clone()),
        ("sex".into(), row.sex.clone()),
        ("phone".into(), phone::shown(&row.phone)),
        ("email".into(), row.email.clone()),
        ("language".into(), row.language.clone()),
        ("note".into(), note),
    ];
    list.extend(day_values("birth", row.birth_day));
    list.extend(day_values("died", row.died_on));
    let needs = row.needs.split(',').filter(|need| !need.is_empty());
    list.extend(needs.map(|need| ("needs".to_owned(), need.to_owned())));
    if row.is_protected {
        list.push(("protected".into(), "yes".into()));
    }
    list
}

/// Grounds to choose from.
pub fn grounds(lang: Lang) -> Vec<Choice> {
    let mut list = coded(lang, "people-ground", &GROUNDS);
    list.extend(coded(lang, "people-ground", &CLOSE));
    list
}

/// A name typed into the search box, put into the boxes of a new person.
pub fn name_values(typed: &str) -> Vec<(String, String)> {
    let is_year = |word: &&str| !word.chars().any(char::is_numeric);
    let words: Vec<String> = typed.split_whitespace().filter(is_year).map(capital).collect();
    let (given, middle, family) = match words.as_slice() {
        [] => (String::new(), String::new(), String::new()),
        [given] => (given.clone(), String::new(), String::new()),
        [given, family] => (given.clone(), String::new(), family.clone()),
        [given, middle, rest @ ..] => (given.clone(), middle.clone(), rest.join(" ")),
    };
    vec![("given".into(), given), ("middle".into(), middle), ("family".into(), family)]
}

/// „иван“ is written „Иван“; what has a capital stays.
fn capital(word: &str) -> String {
    if word.chars().any(char::is_uppercase) {
        return word.to_owned();
    }
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_fills_its_boxes() {
        let names = |typed| name_values(typed).into_iter().map(|(_, v)| v).collect::<Vec<_>>();
        assert_eq!(names("иван петров"), ["Иван", "", "Петров"]);
        assert_eq!(names("Ана Мария Колева-Попова 1956"), ["Ана", "Мария", "Колева-Попова"]);
    }

    #[test]
    fn an_empty_birth_day_comes_from_the_egn_and_another_is_told_of() {
        ui::Texts::load(&crate::app::texts());
        let mut new = NewPerson::default();
        assert!(compare_with_egn(&mut new, "6101047500", Lang::Bg).is_empty());
        assert_eq!(
            (new.birth_day.map(Day::bg).as_deref(), new.sex.as_str()),
            (Some("04.01.1961"), "male")
        );
        let mut other = NewPerson { sex: "female".into(), ..NewPerson::default() };
        other.birth_day = "1961-01-05".parse().ok();
        assert_eq!(compare_with_egn(&mut other, "6101047500", Lang::Bg).len(), 2);
        assert_eq!(other.birth_day.map(Day::bg).as_deref(), Some("05.01.1961"));
    }
}
