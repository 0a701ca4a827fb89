//! Texts shown to people, from Fluent files, Bulgarian first.
//!
//! Each capability has `bg.ftl` and `en.ftl` beside its code. The program loads them all once at start:
//!
//! ```
//! use ui::text::{Bundle, Lang, Texts, text, text_args};
//! let demo = Bundle { name: "demo", bg: "demo-hello = Здравей\ndemo-for = За { $name }", en: "demo-hello = Hello\ndemo-for = For { $name }" };
//! let mistakes = Texts::load(&[ui::TEXTS, demo]);
//! assert!(mistakes.is_empty());
//! assert_eq!(text(Lang::Bg, "demo-hello"), "Здравей");
//! assert_eq!(text_args(Lang::Bg, "demo-for", &[("name", "Мария")]), "За Мария");
//! ```

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, subtags::Language as LanguageTag};

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Bulgarian, the first language.
    #[default]
    Bg,
    /// English.
    En,
}

impl Lang {
    /// Language tag for `<html lang>`: "bg" or "en".
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Bg => "bg",
            Lang::En => "en",
        }
    }

    /// The language of a tag, if we speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "bg" => Some(Lang::Bg),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The other language, for the switch.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Lang::Bg => Lang::En,
            Lang::En => Lang::Bg,
        }
    }

    /// The language's own name.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Bg => "Български",
            Lang::En => "English",
        }
    }

    fn id(self) -> LanguageIdentifier {
        let language = LanguageTag::from_bytes(self.tag().as_bytes()).unwrap_or_default();
        LanguageIdentifier::from_parts(language, None, None, &[])
    }
}

/// The texts of one capability: `Bundle { name: "people", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") }`.
#[derive(Debug, Clone, Copy)]
pub struct Bundle {
    /// Name of the capability, for messages about mistakes.
    pub name: &'static str,
    /// Content of `bg.ftl`.
    pub bg: &'static str,
    /// Content of `en.ftl`.
    pub en: &'static str,
}

/// All loaded texts of both languages.
pub struct Texts {
    bg: Language,
    en: Language,
    /// Of each message the name of its bundle and its key, in the order of the files.
    keys: Vec<(&'static str, &'static str)>,
}

struct Language {
    /// Messages without arguments, formatted once.
    plain: HashMap<&'static str, &'static str>,
    fluent: FluentBundle<FluentResource>,
}

static TEXTS: OnceLock<Texts> = OnceLock::new();
static STRICT: AtomicBool = AtomicBool::new(false);

impl Texts {
    /// Loads the texts once for the whole program; further calls change nothing. Mistakes in a file are returned as readable
    /// lines; the rest of the file still works.
    pub fn load(bundles: &[Bundle]) -> Vec<String> {
        let mut mistakes = Vec::new();
        TEXTS.get_or_init(|| Texts::read(bundles, &mut mistakes));
        mistakes
    }

    fn read(bundles: &[Bundle], mistakes: &mut Vec<String>) -> Self {
        let keys = |bundle: &Bundle| {
            let (name, source) = (bundle.name, bundle.bg);
            keys_of(source).map(move |key| (name, key))
        };
        Texts {
            bg: Language::read(Lang::Bg, bundles, mistakes),
            en: Language::read(Lang::En, bundles, mistakes),
            keys: bundles.iter().flat_map(keys).collect(),
        }
    }

    fn of(&self, lang: Lang) -> &Language {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }
}

impl Language {
    fn read(lang: Lang, bundles: &[Bundle], mistakes: &mut Vec<String>) -> Self {
        let mut fluent = FluentBundle::new_concurrent(vec![lang.id()]);
        fluent.set_use_isolating(false);
        let mut keys = Vec::new();
        for bundle in bundles {
            let source = match lang {
                Lang::Bg => bundle.bg,
                Lang::En => bundle.en,
            };
            let place = format!("{}/{}.ftl", bundle.name, lang.tag());
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
                    mistakes.extend(errors.iter().map(|error| format!("{place}: {error}")));
                    resource
                });
            keys.extend(keys_of(source));
            if let Err(errors) = fluent.add_resource(resource) {
                mistakes.extend(errors.iter().map(|error| format!("{place}: {error}")));
            }
        }
        let plain =
            keys.into_iter().filter_map(|key| Some((key, plain_text(&fluent, key)?))).collect();
        Language { plain, fluent }
    }

    fn format<V: Display>(&self, key: &str, args: &[(&str, V)]) -> Option<String> {
        let pattern = self.fluent.get_message(key)?.value()?;
        let mut fluent_args = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            fluent_args.set(Cow::Owned((*name).to_owned()), value_of(&value.to_string()));
        }
        let mut errors = Vec::new();
        let text = self.fluent.format_pattern(pattern, Some(&fluent_args), &mut errors);
        complain_if(!errors.is_empty(), key);
        Some(text.into_owned())
    }
}

/// The text of a key without arguments.
///
/// A missing key gives the key itself; in strict mode (tests) it panics.
#[must_use]
pub fn text(lang: Lang, key: &str) -> Cow<'static, str> {
    if let Some(text) = loaded().of(lang).plain.get(key) {
        return Cow::Borrowed(text);
    }
    complain_if(true, key);
    Cow::Owned(key.to_owned())
}

/// The text of a key that is made of data, such as the kind of a job, when there is one.
#[must_use]
pub fn find(lang: Lang, key: &str) -> Option<Cow<'static, str>> {
    loaded().of(lang).plain.get(key).map(|text| Cow::Borrowed(*text))
}

/// Names of bundles and the keys in them that begin so, in the order of the files: which capability
/// tells of which events is known from its texts.
#[must_use]
pub fn keys(prefix: &str) -> Vec<(&'static str, &'static str)> {
    loaded().keys.iter().filter(|(_, key)| key.starts_with(prefix)).copied().collect()
}

/// Whether there is a text of this key, with arguments or without.
#[must_use]
pub fn has(key: &str) -> bool {
    loaded().bg.fluent.has_message(key)
}

/// The text of a key with arguments: `text_args(lang, "cases-found", &[("count", 3)])`.
///
/// Values are anything that displays itself; a whole number chooses the plural form.
#[must_use]
pub fn text_args<V: Display>(lang: Lang, key: &str, args: &[(&str, V)]) -> Cow<'static, str> {
    if let Some(text) = loaded().of(lang).format(key, args) {
        return Cow::Owned(text);
    }
    complain_if(true, key);
    Cow::Owned(key.to_owned())
}

/// Makes a missing key or argument panic, for tests.
pub fn strict(on: bool) {
    STRICT.store(on, Ordering::Relaxed);
}

/// Every text loaded, or only the ones of this crate when the program has loaded none yet (its own unit tests).
fn loaded() -> &'static Texts {
    static OWN: OnceLock<Texts> = OnceLock::new();
    TEXTS.get().unwrap_or_else(|| OWN.get_or_init(|| Texts::read(&[crate::TEXTS], &mut Vec::new())))
}

fn complain_if(wrong: bool, key: &str) {
    assert!(
        !wrong || !(cfg!(test) || STRICT.load(Ordering::Relaxed)),
        "text key `{key}` is missing or lacks an argument"
    );
}

/// A whole number counts as a number (it chooses the plural form and prints as it stands); all else is text.
fn value_of(shown: &str) -> FluentValue<'static> {
    let whole = shown.parse::<i64>().ok().filter(|number| {
        number.unsigned_abs() < 1_000_000_000_000_000 && number.to_string() == shown
    });
    match whole {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53 by the check above")]
        Some(number) => {
            FluentValue::Number(FluentNumber::new(number as f64, FluentNumberOptions::default()))
        }
        None => FluentValue::String(Cow::Owned(shown.to_owned())),
    }
}

/// Keys of the messages in a Fluent file: names at the start of a line, before `=`.
fn keys_of(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}

/// The text of a message that needs no arguments. It lives as long as the program, like the program's own literals.
fn plain_text(fluent: &FluentBundle<FluentResource>, key: &str) -> Option<&'static str> {
    let pattern = fluent.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = fluent.format_pattern(pattern, None, &mut errors);
    errors.is_empty().then(|| &*Box::leak(text.into_owned().into_boxed_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Bundle = Bundle {
        name: "sample",
        bg: "hello = Здравей\ncases = { $count ->\n    [one] { $count } случай\n   *[other] { $count } случая\n }\nwho = { $name } от { hello }\n",
        en: "hello = Hello\ncases = { $count ->\n    [one] { $count } case\n   *[other] { $count } cases\n }\nwho = { $name } of { hello }\n",
    };

    fn sample() -> Texts {
        let mut mistakes = Vec::new();
        let texts = Texts::read(&[SAMPLE], &mut mistakes);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        texts
    }

    #[test]
    fn plain_texts_are_ready_and_those_with_arguments_are_not() {
        let texts = sample();
        assert_eq!(texts.bg.plain.get("hello"), Some(&"Здравей"));
        assert!(!texts.bg.plain.contains_key("cases"));
    }

    #[test]
    fn plural_forms_follow_the_number() {
        let texts = sample();
        assert_eq!(texts.bg.format("cases", &[("count", 1)]).as_deref(), Some("1 случай"));
        assert_eq!(texts.bg.format("cases", &[("count", "5")]).as_deref(), Some("5 случая"));
        assert_eq!(texts.en.format("cases", &[("count", 0)]).as_deref(), Some("0 cases"));
    }

    #[test]
    fn text_keeps_its_shape_and_gets_no_isolation_marks() {
        let texts = sample();
        assert_eq!(
            texts.bg.format("who", &[("name", "Мария 007")]).as_deref(),
            Some("Мария 007 от Здравей")
        );
        assert_eq!(texts.bg.format("who", &[("name", "007")]).as_deref(), Some("007 от Здравей"));
    }

    #[test]
    #[should_panic(expected = "missing")]
    fn a_missing_key_panics_in_tests() {
        let _ = text(Lang::Bg, "no-such-key");
    }

    #[test]
    fn mistakes_are_reported_with_their_file() {
        let mut mistakes = Vec::new();
        Texts::read(
            &[Bundle { name: "broken", bg: "good = добре\nbad = { $\n", en: "" }, SAMPLE, SAMPLE],
            &mut mistakes,
        );
        assert!(mistakes.iter().any(|line| line.starts_with("broken/bg.ftl")));
        assert!(
            mistakes.iter().any(|line| line.starts_with("sample/en.ftl")),
            "keys defined twice are a mistake"
        );
    }

    #[test]
    fn own_texts_have_no_mistakes() {
        let mut mistakes = Vec::new();
        Texts::read(&[crate::TEXTS], &mut mistakes);
        assert!(mistakes.is_empty(), "{mistakes:?}");
    }
}
