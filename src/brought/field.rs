//! What a column may hold, and how its head is understood.

use sheet::Field as Person;

/// Whose column it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Of the user.
    User,
    /// Of the assistant.
    Assistant,
}

/// A column of a table of agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// As forms and the database write it; words have the key `brought-field-<code>`.
    pub code: &'static str,
    /// The head of its column in a table that we write.
    pub head: &'static str,
    /// Other heads by which it is known, in small letters.
    words: &'static [&'static str],
    /// What it says of a person, when it does.
    pub person: Option<(Side, Person)>,
}

const fn user(
    code: &'static str,
    head: &'static str,
    words: &'static [&'static str],
    of: Person,
) -> Field {
    Field { code, head, words, person: Some((Side::User, of)) }
}

const fn assistant(
    code: &'static str,
    head: &'static str,
    words: &'static [&'static str],
    of: Person,
) -> Field {
    Field { code, head, words, person: Some((Side::Assistant, of)) }
}

const fn own(code: &'static str, head: &'static str, words: &'static [&'static str]) -> Field {
    Field { code, head, words, person: None }
}

/// Days of the working week with their columns, Monday first.
pub const DAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// Each field, in the order of the template.
pub const FIELDS: [Field; 45] = [
    user("user-full_name", "Ползвател", &["потребител", "имена на ползвателя"], Person::FullName),
    user("user-given", "Ползвател – име", &["име на ползвателя"], Person::Given),
    user("user-middle", "Ползвател – презиме", &["презиме на ползвателя"], Person::Middle),
    user("user-family", "Ползвател – фамилия", &["фамилия на ползвателя"], Person::Family),
    user("user-egn", "ЕГН на ползвателя", &["ползвател егн", "егн/лнч на ползвателя"], Person::Egn),
    user("user-born", "Роден на (ползвател)", &["дата на раждане на ползвателя"], Person::Born),
    user("user-phone", "Телефон на ползвателя", &["ползвател телефон"], Person::Phone),
    user(
        "user-place",
        "Населено място на ползвателя",
        &["населено място", "ползвател населено място"],
        Person::Place,
    ),
    user("user-line", "Адрес на ползвателя", &["адрес", "настоящ адрес"], Person::Line),
    own("representative", "Представител", &["законен представител", "представляващ"]),
    own("directive-number", "Направление №", &["номер на направление", "направление"]),
    own("directive-on", "Направление от дата", &["дата на направление"]),
    own("degree", "Степен", &["степен на зависимост"]),
    own(
        "directive-hours",
        "Часове по направление",
        &["часове по направлението", "часове в направлението"],
    ),
    own("directive-until", "Направление до", &["срок на направление", "валидно до"]),
    own(
        "child-aid",
        "Помощ за дете към общината",
        &["помощ по чл. 8д зспд", "чл. 8д зспд", "помощ за дете"],
    ),
    own(
        "supplement",
        "Добавка за чужда помощ (евро)",
        &["добавка за чужда помощ", "добавка по чл. 103 ксо", "чл. 103 ксо", "чужда помощ"],
    ),
    assistant(
        "assistant-full_name",
        "Асистент",
        &["личен асистент", "имена на асистента"],
        Person::FullName,
    ),
    assistant("assistant-given", "Асистент – име", &["име на асистента"], Person::Given),
    assistant("assistant-middle", "Асистент – презиме", &["презиме на асистента"], Person::Middle),
    assistant("assistant-family", "Асистент – фамилия", &["фамилия на асистента"], Person::Family),
    assistant(
        "assistant-egn",
        "ЕГН на асистента",
        &["асистент егн", "егн/лнч на асистента"],
        Person::Egn,
    ),
    assistant(
        "assistant-born",
        "Роден на (асистент)",
        &["дата на раждане на асистента"],
        Person::Born,
    ),
    assistant("assistant-phone", "Телефон на асистента", &["асистент телефон"], Person::Phone),
    assistant(
        "assistant-place",
        "Населено място на асистента",
        &["асистент населено място"],
        Person::Place,
    ),
    assistant("assistant-line", "Адрес на асистента", &["асистент адрес"], Person::Line),
    own("relation", "Връзка с ползвателя", &["родство", "връзка"]),
    own("listed-number", "Вписване в списъка №", &["номер в списъка", "списък на кандидатите №"]),
    own("listed-on", "Вписване от дата", &["дата на вписване"]),
    own("number", "Споразумение №", &["номер на споразумение", "споразумение"]),
    own("on", "Споразумение от дата", &["дата на споразумение"]),
    own("hours", "Часове на месец", &["часове", "часове по споразумение", "договорени часове"]),
    own("from", "В сила от", &["от дата", "споразумение в сила от"]),
    own("until", "В сила до", &["до дата", "срок на споразумение"]),
    own("contract-number", "Трудов договор №", &["номер на трудов договор", "тд №"]),
    own("contract-on", "Трудов договор от дата", &["дата на трудов договор", "тд дата"]),
    own("starts-on", "Начало на работа", &["постъпил на", "начална дата"]),
    own("years", "Стаж – години", &["стаж", "прослужени години", "трудов стаж"]),
    own("months", "Стаж – месеци", &["месеци стаж"]),
    own("other-hours", "Часове на седмица другаде", &["друг работодател часове"]),
    own("mon", "Понеделник", &["пон", "пн"]),
    own("tue", "Вторник", &["вт"]),
    own("wed", "Сряда", &["ср"]),
    own("thu", "Четвъртък", &["четв", "чт"]),
    own("fri", "Петък", &["пет", "пт"]),
];

/// Columns without which nothing can be brought in: one of each group.
const NEEDED: [&[&str]; 8] = [
    &["user-full_name", "user-family"],
    &["user-egn"],
    &["assistant-full_name", "assistant-family"],
    &["assistant-egn"],
    &["directive-hours"],
    &["number"],
    &["on"],
    &["hours"],
];

impl Field {
    /// The field with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Field> {
        FIELDS.into_iter().find(|field| field.code == code)
    }

    /// A head names it: as we write it, or by another word for it. In small letters.
    #[must_use]
    pub fn fits(&self, head: &str) -> bool {
        self.head.to_lowercase() == head || self.words.contains(&head)
    }

    /// What the columns with these heads are likely to hold; each field at most once.
    #[must_use]
    pub fn guess(heads: &[String]) -> Vec<Option<Field>> {
        let mut taken: Vec<&'static str> = Vec::new();
        let mut one = |head: &String| {
            let head = head.trim().trim_end_matches([':', '*']).trim().to_lowercase();
            let field = FIELDS.into_iter().find(|field| field.fits(&head))?;
            if taken.contains(&field.code) {
                return None;
            }
            taken.push(field.code);
            Some(field)
        };
        heads.iter().map(&mut one).collect()
    }
}

/// The columns of one side, as a table of people has them.
#[must_use]
pub fn people_columns(columns: &[Option<Field>], side: Side) -> Vec<Option<Person>> {
    let of = |field: &Option<Field>| match field.as_ref()?.person {
        Some((whose, person)) if whose == side => Some(person),
        _ => None,
    };
    columns.iter().map(of).collect()
}

/// The code of the column that says something of a person.
#[must_use]
pub fn code_of(side: Side, person: Person) -> &'static str {
    // A column of numbers often holds both kinds.
    let person = if person == Person::Lnch { Person::Egn } else { person };
    let found = FIELDS.iter().find(|field| field.person == Some((side, person)));
    found.map_or("", |field| field.code)
}

/// What is wrong with the columns as they were told: the place and the key of the text.
#[must_use]
pub fn column_faults(codes: &[String]) -> Vec<(usize, &'static str)> {
    let twice = codes
        .iter()
        .enumerate()
        .filter(|(at, code)| !code.is_empty() && codes[..*at].contains(code));
    let mut faults: Vec<(usize, &'static str)> =
        twice.map(|(at, _)| (at, "imports-column-twice")).collect();
    let has = |code: &&str| codes.iter().any(|known| known == code);
    if faults.is_empty() && !NEEDED.iter().all(|group| group.iter().any(has)) {
        faults.push((0, "brought-columns-needed"));
    }
    faults
}
