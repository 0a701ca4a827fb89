//! Numbers of contracts: printed as they came, searched for by one form. Without a database.
//!
//! Cyrillic and Latin letters that look alike are one, spaces go, every dash is a hyphen.

/// Cyrillic capitals and the Latin ones that look like them.
const ALIKE: [(char, char); 12] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
];

/// The form by which a number is searched for.
#[must_use]
pub fn key(printed: &str) -> String {
    let one = |letter: char| match letter {
        '–' | '—' | '‑' | '−' | '_' => '-',
        other => ALIKE.iter().find(|(from, _)| *from == other).map_or(other, |(_, to)| *to),
    };
    let letters = printed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase);
    letters.map(one).collect()
}

/// What a number should have and has not; words have the key `projects-contract-<code>`. Nothing is
/// refused: the press and old letters print numbers in many ways.
#[must_use]
pub fn missing(printed: &str) -> Vec<&'static str> {
    let key = key(printed);
    if key.is_empty() {
        return vec!["none"];
    }
    let parts: Vec<&str> = key.split('-').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut all = Vec::new();
    if !parts[0].starts_with("BG") || parts[0].len() < 6 {
        all.push("programme");
    }
    let is_procedure = |text: &str| {
        text.split_once('.').is_some_and(|(before, after)| digits(before) && digits(after))
    };
    if !parts.iter().any(|part| is_procedure(part)) {
        all.push("procedure");
    }
    if !parts.iter().skip(1).any(|part| digits(part) && part.len() >= 3) {
        all.push("project");
    }
    if !parts.iter().any(|part| part.strip_prefix('C').is_some_and(digits)) {
        all.push("contract");
    }
    all
}
