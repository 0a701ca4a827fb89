//! Settlements by the names that people write.

use std::collections::HashMap;

/// A settlement as the classification has it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its code: five digits.
    pub ekatte: String,
    /// `гр.` or `с.`
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Code of its municipality.
    pub municipality_code: String,
    /// Name of its municipality.
    pub municipality: String,
}

/// The settlements of the country. Of several with one name that of the home municipality is meant.
#[derive(Clone, Debug, Default)]
pub struct Places {
    list: Vec<Place>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    home: String,
}

/// Why a text names no settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// There is none of this name.
    Unknown,
    /// There are several.
    Several,
}

impl Places {
    /// The settlements, and the code of the municipality whose own come first.
    #[must_use]
    pub fn new(list: Vec<Place>, home: &str) -> Places {
        let mut places = Places { home: home.to_owned(), ..Places::default() };
        for (at, place) in list.iter().enumerate() {
            places.by_code.insert(place.ekatte.clone(), at);
            places.by_name.entry(place.name.to_lowercase()).or_default().push(at);
        }
        places.list = list;
        places
    }

    /// The code of the settlement that a text means: `02796`, `Басарбово`, `с. Басарбово`,
    /// `с. Басарбово, общ. Русе`.
    ///
    /// # Errors
    /// [`NotFound`]
    pub fn find(&self, text: &str) -> Result<&str, NotFound> {
        let text = text.trim();
        if text.len() <= 5 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            let at = self.by_code.get(&format!("{text:0>5}")).ok_or(NotFound::Unknown)?;
            return Ok(&self.list[*at].ekatte);
        }
        let lower = text.to_lowercase();
        let (name, of) = match lower.split_once(',') {
            Some((name, of)) => (name.trim(), municipality(of)),
            None => (lower.as_str(), ""),
        };
        let (kind, name) = kind_and_name(name);
        let found = self.by_name.get(name).ok_or(NotFound::Unknown)?;
        let fits = |at: &&usize| {
            let place = &self.list[**at];
            (kind.is_empty() || place.kind == kind)
                && (of.is_empty() || place.municipality.to_lowercase() == of)
        };
        let mut fitting = found.iter().filter(fits);
        let first = *fitting.next().ok_or(NotFound::Unknown)?;
        if fitting.next().is_none() {
            return Ok(&self.list[first].ekatte);
        }
        let home = |at: &&usize| self.list[**at].municipality_code == self.home;
        let mut at_home = found.iter().filter(fits).filter(home);
        match (at_home.next(), at_home.next()) {
            (Some(at), None) => Ok(&self.list[*at].ekatte),
            _ => Err(NotFound::Several),
        }
    }
}

fn kind_and_name(name: &str) -> (&'static str, &str) {
    for (word, kind) in [("гр.", "гр."), ("град ", "гр."), ("с.", "с."), ("село ", "с.")]
    {
        if let Some(rest) = name.strip_prefix(word) {
            return (kind, rest.trim());
        }
    }
    ("", name)
}

fn municipality(text: &str) -> &str {
    let text = text.trim();
    let short = text.strip_prefix("община").or_else(|| text.strip_prefix("общ."));
    short.unwrap_or(text).trim()
}

#[cfg(test)]
pub(crate) fn sample() -> Places {
    let place = |ekatte: &str, kind: &str, name: &str, code: &str, municipality: &str| Place {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        municipality_code: code.into(),
        municipality: municipality.into(),
    };
    let list = vec![
        place("63427", "гр.", "Русе", "RSE27", "Русе"),
        place("02796", "с.", "Басарбово", "RSE27", "Русе"),
        place("11111", "с.", "Долно", "AAA01", "Едно"),
        place("22222", "с.", "Долно", "BBB01", "Друго"),
        place("33333", "с.", "Нане", "RSE27", "Русе"),
        place("44444", "с.", "Нане", "BBB01", "Друго"),
    ];
    Places::new(list, "RSE27")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_is_found_however_it_is_written() {
        let places = sample();
        for text in ["63427", "Русе", "гр. Русе", "ГР.РУСЕ", "град Русе", "гр. Русе, общ. Русе"]
        {
            assert_eq!(places.find(text), Ok("63427"), "{text}");
        }
        // A spreadsheet that took the code for a number has lost its zero.
        assert_eq!(places.find("2796"), Ok("02796"));
        assert_eq!(places.find("с. Русе"), Err(NotFound::Unknown));
    }

    #[test]
    fn of_several_of_one_name_that_of_home_is_meant_or_none() {
        let places = sample();
        assert_eq!(places.find("с. Нане"), Ok("33333"));
        assert_eq!(places.find("Долно"), Err(NotFound::Several));
        assert_eq!(places.find("с. Долно, община Друго"), Ok("22222"));
    }
}
