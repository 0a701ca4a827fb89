//! What a column may hold, and how its head is understood.

/// A column of a table of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Given name.
    Given,
    /// Middle name (бащино име).
    Middle,
    /// Family name.
    Family,
    /// Given, middle and family name in one cell.
    FullName,
    /// ЕГН.
    Egn,
    /// ЛНЧ.
    Lnch,
    /// Day of birth.
    Born,
    /// Sex.
    Sex,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Settlement of the present address: name or EKATTE code.
    Place,
    /// Street, number, flat of the present address.
    Line,
    /// Settlement of the permanent address.
    PermanentPlace,
    /// Street, number, flat of the permanent address.
    PermanentLine,
    /// Language to speak with.
    Language,
    /// A note.
    Note,
}

/// Each field with its code and the words by which its column is known, in small letters.
const FIELDS: [(Field, &str, &[&str]); 16] = [
    (Field::Given, "given", &["име", "собствено име", "първо име", "given name", "first name"]),
    (Field::Middle, "middle", &["презиме", "бащино име", "бащино", "middle name"]),
    (Field::Family, "family", &["фамилия", "фамилно име", "family name", "last name", "surname"]),
    (
        Field::FullName,
        "full_name",
        &["три имена", "трите имена", "имена", "име и фамилия", "име, презиме, фамилия", "лице"],
    ),
    (Field::Egn, "egn", &["егн", "егн/лнч", "единен граждански номер", "egn"]),
    (Field::Lnch, "lnch", &["лнч", "личен номер на чужденец", "lnch"]),
    (Field::Born, "born", &["дата на раждане", "рождена дата", "роден на", "роден", "birth date"]),
    (Field::Sex, "sex", &["пол", "sex"]),
    (
        Field::Phone,
        "phone",
        &["телефон", "телефонен номер", "тел", "тел.", "gsm", "мобилен", "phone"],
    ),
    (Field::Email, "email", &["имейл", "e-mail", "email", "ел. поща", "електронна поща"]),
    (
        Field::Place,
        "place",
        &["населено място", "град/село", "град", "село", "настоящ адрес - населено място"],
    ),
    (
        Field::Line,
        "line",
        &["адрес", "настоящ адрес", "улица", "улица и номер", "адрес (улица, №)", "address"],
    ),
    (
        Field::PermanentPlace,
        "permanent_place",
        &["постоянно населено място", "населено място (постоянен)", "пост. населено място"],
    ),
    (Field::PermanentLine, "permanent_line", &["постоянен адрес", "пост. адрес"]),
    (Field::Language, "language", &["език", "майчин език", "language"]),
    (Field::Note, "note", &["бележка", "бележки", "забележка", "забележки", "коментар", "note"]),
];

impl Field {
    /// All fields, in the order of the page.
    pub fn all() -> impl Iterator<Item = Field> {
        FIELDS.iter().map(|(field, _, _)| *field)
    }

    /// As forms and the database write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        FIELDS.iter().find(|(field, _, _)| *field == self).map_or("", |(_, code, _)| code)
    }

    /// Its column's head in a list that we write: [`Field::guess`] understands it.
    #[must_use]
    pub fn head(self) -> &'static str {
        match self {
            Field::Given => "Име",
            Field::Middle => "Презиме",
            Field::Family => "Фамилия",
            Field::FullName => "Три имена",
            Field::Egn => "ЕГН",
            Field::Lnch => "ЛНЧ",
            Field::Born => "Дата на раждане",
            Field::Sex => "Пол",
            Field::Phone => "Телефон",
            Field::Email => "Имейл",
            Field::Place => "Населено място",
            Field::Line => "Адрес",
            Field::PermanentPlace => "Постоянно населено място",
            Field::PermanentLine => "Постоянен адрес",
            Field::Language => "Език",
            Field::Note => "Бележка",
        }
    }

    /// The field with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Field> {
        FIELDS.iter().find(|(_, known, _)| *known == code).map(|(field, _, _)| *field)
    }

    /// What the columns with these heads are likely to hold; each field at most once.
    #[must_use]
    pub fn guess(heads: &[String]) -> Vec<Option<Field>> {
        let mut taken = Vec::new();
        let mut one = |head: &String| {
            let head = head.trim().trim_end_matches([':', '*']).trim().to_lowercase();
            let known = |words: &[&str]| words.contains(&head.as_str());
            let (field, _, _) = FIELDS.iter().find(|(_, _, words)| known(words))?;
            if taken.contains(field) {
                return None;
            }
            taken.push(*field);
            Some(*field)
        };
        heads.iter().map(&mut one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_understood_and_a_field_is_taken_once() {
        let heads = ["№", "ИМЕ", "Презиме", "Фамилия ", "ЕГН*", "Телефон:", "телефон"];
        let guessed = Field::guess(&heads.map(str::to_owned));
        let codes: Vec<&str> = guessed.iter().map(|f| f.map_or("", Field::code)).collect();
        assert_eq!(codes, ["", "given", "middle", "family", "egn", "phone", ""]);
    }

    #[test]
    fn every_field_has_a_code_of_its_own() {
        for field in Field::all() {
            assert_eq!(Field::from_code(field.code()), Some(field));
            assert_eq!(Field::guess(&[field.head().to_owned()]), [Some(field)]);
        }
    }
}
