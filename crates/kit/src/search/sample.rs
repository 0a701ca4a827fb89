//! Invented Bulgarian names for tests and benches, and the ways in which people get them wrong.
//! Same seed, same names.
//!
//! Given names and family stems come from `names.txt`, the common ones more often; the father's
//! name and the family name agree in gender. One family in five is a rarer compound (Хаджи-, Кара-,
//! -джиев), so that the words are as many as real ones are.

/// A small generator of reproducible numbers (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }

    /// One of the list, the first ones more often.
    fn common<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let (one, other) = (self.below(list.len()), self.below(list.len()));
        list[one * (other + 1) / list.len()]
    }
}

/// An invented person.
#[derive(Clone)]
pub struct Person {
    pub given: String,
    pub father: String,
    pub family: String,
    pub birth_year: i16,
}

impl Person {
    pub fn full_name(&self) -> String {
        format!("{} {} {}", self.given, self.father, self.family)
    }
}

/// The lists of `names.txt`.
pub struct Names {
    men: Vec<&'static str>,
    women: Vec<&'static str>,
    stems: Vec<&'static str>,
}

impl Names {
    pub fn read() -> Self {
        let list = |kind: &str| {
            let lines =
                include_str!("names.txt").lines().filter_map(|line| line.strip_prefix(kind));
            lines.flat_map(str::split_whitespace).collect()
        };
        Self { men: list("men:"), women: list("women:"), stems: list("roots:") }
    }

    pub fn person(&self, dice: &mut Dice) -> Person {
        let woman = dice.below(2) == 0;
        let given = dice.common(if woman { &self.women } else { &self.men });
        let father = with_ending(dice.common(&self.men), false);
        let family = self.family(dice);
        Person {
            given: given.to_owned(),
            father: in_gender(father, woman),
            family: in_gender(family, woman),
            birth_year: 1925 + dice.below(95) as i16,
        }
    }

    fn family(&self, dice: &mut Dice) -> String {
        let stem = dice.common(&self.stems);
        if dice.below(5) > 0 {
            return with_ending(stem, dice.below(10) == 0);
        }
        let before = [
            "Хаджи",
            "Кара",
            "Поп",
            "Баба",
            "Дели",
            "Куру",
            "Ага",
            "Джан",
            "Топал",
            "Коджа",
            "Чор",
            "Бей",
            "Дуп",
            "",
        ];
        let after = ["чан", "дан", "ин", "аджи", "ил", "ак", "ур", "еш", "ол", "аш", "ир", ""];
        let stem = format!(
            "{}{}{}",
            before[dice.below(before.len())],
            stem.to_lowercase(),
            after[dice.below(after.len())]
        );
        let mut letters = stem.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        with_ending(&format!("{first}{}", letters.as_str()), dice.below(10) == 0)
    }
}

/// Иван → Иванов, Петър → Петров, Никола → Николов, Илия → Илиев, Николай → Николаев; Колар →
/// Коларски.
fn with_ending(name: &str, ski: bool) -> String {
    let stem = name.strip_suffix("ър").map_or_else(|| name.to_owned(), |stem| format!("{stem}р"));
    let soft = stem.ends_with(['я', 'й', 'ю', 'и', 'ч', 'ж', 'ш', 'у']);
    let stem = stem.trim_end_matches(['а', 'о', 'я', 'й', 'ю', 'у']);
    match (ski, soft || stem.ends_with(['а', 'о', 'е', 'и'])) {
        (true, _) => format!("{stem}ски"),
        (false, true) => format!("{stem}ев"),
        (false, false) => format!("{stem}ов"),
    }
}

fn in_gender(name: String, woman: bool) -> String {
    match name.strip_suffix("ски") {
        Some(stem) if woman => format!("{stem}ска"),
        None if woman => name + "а",
        _ => name,
    }
}

/// The text with one slip of the hand inside a word: a letter wrong, missing, doubled by a
/// stranger, or swapped with the next.
pub fn with_typo(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let strangers: Vec<char> =
        if text.is_ascii() { ('a'..='z').collect() } else { ('а'..='я').collect() };
    for _ in 0..20 {
        let at = dice.below(letters.len().saturating_sub(1));
        if letters[at] == ' ' || letters[at + 1] == ' ' || letters[at] == letters[at + 1] {
            continue;
        }
        let stranger = strangers[dice.below(strangers.len())];
        match dice.below(4) {
            0 => letters[at] = stranger,
            1 => drop(letters.remove(at)),
            2 => letters.insert(at + 1, stranger),
            _ => letters.swap(at, at + 1),
        }
        break;
    }
    letters.into_iter().collect()
}

/// Official Latin as people loosen it: Yordan → Jordan, Tsvetan → Cvetan, Zhivko → Jivko, Mariya,
/// double letters.
pub fn sloppy_latin(latin: &str, dice: &mut Dice) -> String {
    let habits = [
        ("ts", "c"),
        ("Ts", "C"),
        ("zh", "j"),
        ("Zh", "J"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("ov", "off"),
        ("v", "w"),
        ("y", "i"),
        ("ia", "iya"),
    ];
    let (one, other) = (habits[dice.below(habits.len())], habits[dice.below(habits.len())]);
    latin.replace(one.0, one.1).replace(other.0, other.1)
}
