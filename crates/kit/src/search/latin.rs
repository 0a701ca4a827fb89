//! The official transliteration of Bulgarian names into Latin letters (Закон за транслитерацията):
//! for the Latin form of a name that its owner has not spelled otherwise. Letters that the act does
//! not name stay as they are.

/// The name in Latin letters; capitals stay capitals, „Щерева“ is „Shtereva“ and „ЩЕРЕВА“ is
/// „SHTEREVA“.
pub fn latin(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut word = Vec::new();
    for letter in text.chars() {
        if letter.is_alphabetic() {
            word.push(letter);
        } else {
            push_word(&mut shown, &word);
            word.clear();
            shown.push(letter);
        }
    }
    push_word(&mut shown, &word);
    shown
}

fn push_word(shown: &mut String, word: &[char]) {
    let lower: Vec<char> = word.iter().flat_map(|letter| letter.to_lowercase()).collect();
    let capitals = word.len() > 1 && word.iter().all(|letter| letter.is_uppercase());
    // The one exception of the act: the name of the country keeps its established spelling.
    let country = lower == ['б', 'ъ', 'л', 'г', 'а', 'р', 'и', 'я'];
    for (at, &letter) in word.iter().enumerate() {
        let small = lower.get(at).copied().unwrap_or(letter);
        let ending = at > 0 && at + 1 == word.len() && small == 'я' && lower[at - 1] == 'и';
        let latin = match small {
            'я' if ending => "a",
            'ъ' if country => "u",
            _ => match official(small) {
                Some(latin) => latin,
                None => {
                    shown.push(letter);
                    continue;
                }
            },
        };
        if !letter.is_uppercase() {
            shown.push_str(latin);
        } else if capitals {
            shown.push_str(&latin.to_ascii_uppercase());
        } else {
            let mut rest = latin.chars();
            shown.extend(rest.next().map(|first| first.to_ascii_uppercase()));
            shown.push_str(rest.as_str());
        }
    }
}

fn official(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ъ' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ь' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sht",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn known_names() {
        for (bulgarian, expected) in [
            ("Мария Щерева", "Maria Shtereva"),
            ("Юлия Янакиева", "Yulia Yanakieva"),
            ("Андрей Кольов", "Andrey Kolyov"),
            ("Живко Чакъров", "Zhivko Chakarov"),
            ("Цветелина Шишкова-Хаджиева", "Tsvetelina Shishkova-Hadzhieva"),
            ("Илиян Стоянов", "Iliyan Stoyanov"),
            ("Ия", "Ia"),
            ("СОФИЯ", "SOFIA"),
            ("ЩЕРЬО", "SHTERYO"),
            ("България", "Bulgaria"),
            ("Българов", "Balgarov"),
            ("Anna-Мария", "Anna-Maria"),
            ("Я", "Ya"),
            ("Севдалин Ю. Якимов", "Sevdalin Yu. Yakimov"),
            ("", ""),
        ] {
            assert_eq!(latin(bulgarian), expected);
        }
    }
}
