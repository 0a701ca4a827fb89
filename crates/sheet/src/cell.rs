//! Texts of cells: numbers that a spreadsheet maimed, days as people write them.

use jiff::civil::Date;

/// The digits of an identifier; a spreadsheet that took it for a number lost its first zero.
pub fn digits(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("0{text}");
    }
    text
}

/// Letters of both scripts in one word: an eye does not see them, a search does not find them.
pub fn is_mixed(word: &str) -> bool {
    let has_latin = word.chars().any(|c| c.is_ascii_alphabetic());
    has_latin && word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

/// A day as people write it: `4.1.1961`, `04.01.1961 г.`, `1961-01-04`, `04/01/1961`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim_end_matches('г').trim_end_matches("г.").trim();
    let mut parts = [0i16; 3];
    let mut count = 0;
    for part in text.split(['.', '-', '/', ' ']).filter(|part| !part.is_empty()) {
        *parts.get_mut(count)? = part.parse().ok()?;
        count += 1;
    }
    let [a, b, c] = parts;
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if count != 3 || !(1850..=2199).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let expected = Some(Date::constant(1961, 1, 4));
        for text in ["4.1.1961", "04.01.1961 г.", "1961-01-04", "04/01/1961", "04.01.1961г."] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "1961", "4.13.1961", "4.1.61", "1.2.3.4"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
