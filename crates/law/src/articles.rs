//! The shape of an article (`чл. 10, ал. 4 ППЗСУ`, `§ 3 ППЗСУ`, `Приложение № 18 НКСУ`,
//! `ПМС № 320/2018`) and of a source (`zsu:S2`, `lp:S70 lp:S71`).
//!
//! Invariant: every article of every rule has this shape and ends with an act of the `act.*` rules,
//! so that the handbook can explain every abbreviation; every source is a key of a `source.*` rule.

use crate::LawError;
use crate::reader::Reader;

/// Refuses a book in which some article or source has another shape.
pub(crate) fn check(reader: &Reader<'_>) -> Result<(), LawError> {
    let acts: Vec<&str> =
        reader.family("act.").iter().filter_map(|(_, rule)| rule.word().ok()).collect();
    let sources = reader.family("source.");
    let known = |key: &str| sources.iter().any(|(_, r)| r.id.strip_prefix("source.") == Some(key));
    for rule in reader.all() {
        // A draft names its own source, which is not in the book.
        if rule.draft.is_none()
            && let Some(key) = rule.source.split(' ').find(|key| !known(key))
        {
            let text = format!("„{}“: няма източник „{key}“", rule.id);
            return Err(LawError::rules(text));
        }
        for article in &rule.articles {
            if !well_shaped(article, &acts) {
                let text = format!("„{}“: членът „{article}“ не е в приетия вид", rule.id);
                return Err(LawError::rules(text));
            }
        }
    }
    Ok(())
}

fn well_shaped(article: &str, acts: &[&str]) -> bool {
    if let Some(decree) = article.strip_prefix("ПМС № ") {
        return decree.split_once('/').is_some_and(|(no, rest)| number(no) && !rest.is_empty());
    }
    let act = acts.iter().filter_map(|a| article.strip_suffix(a)).min_by_key(|rest| rest.len());
    let Some(place) = act.and_then(|rest| rest.strip_suffix(' ')) else {
        return false;
    };
    let mut parts = place.split(", ");
    let first = parts.next().unwrap_or_default();
    let headed = ["чл. ", "§ ", "Приложение № "]
        .iter()
        .any(|head| first.strip_prefix(head).is_some_and(number));
    let annex = first == "Приложение към чл. 36";
    let inner =
        |part: &str| ["ал. ", "т. "].iter().any(|head| part.strip_prefix(head).is_some_and(number));
    (headed || annex) && parts.all(inner)
}

/// A number with an optional small letter, such as `29в`.
fn number(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let letters = text.chars().count() - digits.chars().count();
    !digits.is_empty() && letters <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("чл. 10, ал. 4 ППЗСУ", true)]
    #[case("чл. 101б, ал. 3 ППЗСУ", true)]
    #[case("§ 44, ал. 2 ЗСУ", true)]
    #[case("Приложение № 7, т. 12 ЗСУ", true)]
    #[case("Приложение към чл. 36 ЗСУ", true)]
    #[case("ПМС № 320/2018", true)]
    #[case("чл. 10(4) ППЗСУ", false)]
    #[case("чл. ППЗСУ", false)]
    #[case("чл. 10 ЗЗЗ", false)]
    #[case("чл. 10", false)]
    #[case("10 ЗСУ", false)]
    fn shapes(#[case] article: &str, #[case] good: bool) {
        assert_eq!(well_shaped(article, &["ЗСУ", "ППЗСУ"]), good);
    }
}
