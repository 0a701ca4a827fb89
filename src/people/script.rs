//! A name written in two scripts at once: „Иван“ with a Latin а is found by nobody who looks at
//! letters, so it is told and can be repaired with one answer.

use kit::web::Form;
use ui::{Choice, Lang};

/// Latin letters and the Cyrillic ones that look the same.
const TWINS: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('k', 'к'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
];

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// The name in one script when it is in two; `None` when it is in one.
#[must_use]
pub fn repaired(name: &str) -> Option<String> {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let cyrillic = letters().filter(|letter| is_cyrillic(*letter)).count();
    let latin = letters().filter(char::is_ascii_alphabetic).count();
    if cyrillic == 0 || latin == 0 {
        return None;
    }
    let to_cyrillic =
        |letter: char| TWINS.iter().find(|(l, _)| *l == letter).map_or(letter, |(_, c)| *c);
    let to_latin =
        |letter: char| TWINS.iter().find(|(_, c)| *c == letter).map_or(letter, |(l, _)| *l);
    Some(if cyrillic >= latin {
        name.chars().map(to_cyrillic).collect()
    } else {
        name.chars().map(to_latin).collect()
    })
}

/// The names as they are to be kept. Of a name in two scripts the clerk is asked.
pub fn settled(form: &mut Form, names: [String; 3]) -> [String; 3] {
    let answer = form.get("script").to_owned();
    let is_mixed = names.iter().any(|name| repaired(name).is_some());
    if is_mixed && answer != "repair" && answer != "keep" {
        form.wrong("script", "people-script-mixed");
    }
    if answer == "repair" {
        return names.map(|name| repaired(&name).unwrap_or(name));
    }
    names
}

/// What can be done with a name in two scripts; nothing when there is none.
#[must_use]
pub fn choices(form: &Form, lang: Lang) -> Vec<Choice> {
    let typed = ["given", "middle", "family"].map(|name| form.get(name));
    if typed.iter().all(|name| repaired(name).is_none()) {
        return Vec::new();
    }
    let whole = |names: Vec<String>| {
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let better = whole(
        typed.iter().map(|name| repaired(name).unwrap_or_else(|| (*name).to_owned())).collect(),
    );
    let same = whole(typed.iter().map(|name| (*name).to_owned()).collect());
    let text = |key: &str, name: String| ui::text::text_args(lang, key, &[("name", name)]);
    vec![
        Choice::new("repair", text("people-script-repair", better)),
        Choice::new("keep", text("people-script-keep", same)),
    ]
}

#[cfg(test)]
mod tests {
    use super::repaired;

    #[test]
    fn letters_of_the_other_script_are_found_and_exchanged() {
        assert_eq!(repaired("Ивaн").as_deref(), Some("Иван"));
        assert_eq!(repaired("Ivаn").as_deref(), Some("Ivan"));
        assert_eq!(repaired("Иван"), None);
        assert_eq!(repaired("Ivan"), None);
        assert_eq!(repaired(""), None);
    }
}
