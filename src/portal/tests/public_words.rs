//! Every text that anybody reads here is easy to read, in both languages.

use crate::portal::book::{self, WayText};
use crate::portal::lint::{Found, lint};
use ui::Lang;

const LANGS: [Lang; 2] = [Lang::Bg, Lang::En];

/// Fails with what is hard to read in a text.
fn easy(lang: Lang, text: &str) {
    let found: Vec<Found> = lint(text, lang, &book::known(lang));
    assert!(found.is_empty(), "{text}: {found:#?}");
}

#[test]
fn every_text_of_the_guide_is_easy_to_read() {
    assert!(book::articles().len() >= 10, "{} texts", book::articles().len());
    for article in book::articles() {
        for lang in LANGS {
            let text = article.text(lang);
            for part in [&text.title, &text.lead, &text.body] {
                assert!(!part.trim().is_empty(), "{} {lang:?}", article.code);
                easy(lang, part);
            }
        }
    }
}

#[test]
fn the_glossary_explains_in_easy_words() {
    assert!(book::terms().len() >= 10, "{} words", book::terms().len());
    for term in book::terms() {
        for lang in LANGS {
            let one = term.meaning(lang);
            easy(lang, &one.means);
        }
    }
}

#[test]
fn every_way_into_a_service_and_every_need_is_easy_to_read() {
    assert!(book::ways().len() >= 5 && book::needs().len() >= 10);
    for lang in LANGS {
        for way in book::ways() {
            let WayText { documents, steps, term, fee, appeal } = way.text(lang);
            let all = documents.iter().chain(steps).chain([term, fee, appeal]);
            for text in all {
                easy(lang, text);
            }
        }
        for need in book::needs() {
            easy(lang, need.words(lang));
        }
    }
}

/// The values of the public keys of a file of words, without what is put into them.
fn public_lines(file: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_public = false;
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let (key, value) = line.split_once('=').unwrap_or(("", line));
        if !line.starts_with(' ') {
            is_public = key.starts_with("portal-") && !key.starts_with("portal-edit-");
        }
        let value = if line.starts_with(' ') { line } else { value };
        let value = value.rsplit(']').next().unwrap_or_default();
        let said: String = value
            .split('{')
            .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest))
            .collect();
        if is_public && said.chars().any(char::is_alphabetic) && !line.ends_with("->") {
            lines.push(said);
        }
    }
    lines
}

#[test]
fn every_word_of_the_pages_for_anybody_is_easy_to_read() {
    for (lang, file) in
        [(Lang::Bg, include_str!("../bg.ftl")), (Lang::En, include_str!("../en.ftl"))]
    {
        let lines = public_lines(file);
        assert!(lines.len() > 100, "{} lines", lines.len());
        for line in lines {
            easy(lang, &line);
        }
    }
}

#[test]
fn every_need_of_the_guide_is_one_of_the_needs() {
    for article in book::articles().iter().filter(|one| !one.need.is_empty()) {
        assert!(book::need(&article.need).is_some(), "{}", article.code);
    }
    let leaves = book::articles().iter().filter(|one| one.leave);
    assert!(leaves.map(|one| one.code.as_str()).any(|code| code == "violence"));
}
