//! What the layout needs to know about a page, and how pages say days, sums and texts.

use std::borrow::Cow;
use std::fmt::Display;

use crate::field::FieldError;
use crate::text::{Lang, text, text_args};

/// Everything that `layout.html` shows around a page. Each page struct has a field `page: ui::Page`.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Title of the page, without the municipality's name; also what the browser's tab shows.
    pub title: String,
    /// Language of the screen.
    pub lang: Lang,
    /// Path and query of this page, for the language switch.
    pub path: String,
    /// The municipality whose page this is; none on pages of the whole system.
    pub municipality: Option<Municipality>,
    /// Who is signed in.
    pub account: Option<Account>,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// The same in groups, for whoever sees many pages; shown in place of `nav` unless empty.
    pub menu: Vec<NavGroup>,
    /// Token against forged forms; `form_keys` puts it into every form.
    pub csrf: String,
    /// One-time key for a form of this page: `form_keys(page.key)`.
    pub key: String,
    /// Message about what has just been done.
    pub flash: Option<Flash>,
    /// That the form shows what was begun earlier, and since when.
    pub draft: Option<String>,
    /// What was wrong in the form that came in; the layout lists these at the top.
    pub errors: Vec<FieldError>,
    /// What must not be missed about whom the page is about: a danger, a protected address.
    pub alarms: Vec<String>,
    /// Path from the first page to this one.
    pub breadcrumbs: Vec<Link>,
    /// Link back to the previous page, shown when there are no breadcrumbs.
    pub back: Option<Link>,
    /// Links in the footer (accessibility, privacy, help).
    pub footer: Vec<Link>,
    /// Made-up data: show the banner that says so.
    pub demo: bool,
    /// Page for citizens (roomy); otherwise a page for staff (denser, wider).
    pub public: bool,
}

/// A municipality as the header names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Municipality {
    /// First segment of its addresses: "ruse".
    pub slug: String,
    /// Name: "Община Русе".
    pub name: String,
}

/// Who is signed in, as the header shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Name of the person.
    pub name: String,
    /// Name of the role in words.
    pub role_name: String,
    /// Page of the account; empty for none.
    pub href: String,
}

/// An entry of the main navigation or of a sub-navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// The page shown belongs here.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<u32>,
}

/// Entries of the main navigation under one word of the office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NavGroup {
    /// The word; empty for entries that stand by themselves.
    pub text: String,
    /// Its entries.
    pub items: Vec<NavItem>,
}

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// What kind of message is shown after something has been done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FlashKind {
    /// It worked.
    #[default]
    Success,
    /// Something to know.
    Info,
    /// Something went wrong or needs attention.
    Warning,
}

/// Message shown once, after something has been done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flash {
    /// Kind of the message.
    pub kind: FlashKind,
    /// The message.
    pub text: String,
}

impl Page {
    /// A page with a title, in a language; the rest is filled by the caller.
    #[must_use]
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Page { lang, title: title.into(), ..Page::default() }
    }

    /// The page for whoever has its address: without the name and the menu of who might be signed in.
    #[must_use]
    pub fn for_anyone(mut self) -> Page {
        self.public = true;
        self.nav.clear();
        self.menu.clear();
        self.account = None;
        self
    }

    /// The text of a key in the page's language.
    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        text(self.lang, key)
    }

    /// The text of a key with arguments; a whole number chooses the plural form: `page.ta("cases-found", [("count", 3)])`.
    #[must_use]
    pub fn ta<'a, V: Display + 'a>(
        &self,
        key: &str,
        args: impl AsRef<[(&'a str, V)]>,
    ) -> Cow<'static, str> {
        text_args(self.lang, key, args.as_ref())
    }

    /// A day as people write it: "2026-11-21" gives "21.11.2026". Anything else is given back as it came.
    #[must_use]
    pub fn day(&self, iso: impl Display) -> String {
        let iso = iso.to_string();
        match iso.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
                format!("{day}.{month}.{year}")
            }
            _ => iso,
        }
    }

    /// A sum of cents with its currency: `money(123456, "EUR")` gives "1 234,56 €".
    #[must_use]
    pub fn money(&self, cents: impl Whole, currency: impl Display) -> String {
        let cents = cents.whole();
        let sign = if cents < 0 { "\u{2212}" } else { "" };
        let whole = grouped(cents.unsigned_abs() / 100, self.lang);
        let point = if self.lang == Lang::Bg { ',' } else { '.' };
        let unit = match (currency.to_string().as_str(), self.lang) {
            ("EUR", _) => "€".to_owned(),
            ("BGN", Lang::Bg) => "лв.".to_owned(),
            (other, _) => other.to_owned(),
        };
        format!("{sign}{whole}{point}{:02}\u{a0}{unit}", cents.unsigned_abs() % 100)
    }

    /// A whole number with its thousands set apart: "12 345".
    #[must_use]
    pub fn number(&self, number: impl Whole) -> String {
        whole_number(self.lang, number)
    }

    /// Address of an embedded asset: `page.asset("opora.css")`.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::assets::asset(name)
    }

    /// Title of the browser's tab.
    #[must_use]
    pub fn tab_title(&self) -> String {
        let mistake = if self.errors.is_empty() {
            String::new()
        } else {
            format!("{}: ", self.t("ui-error"))
        };
        let place = self
            .municipality
            .as_ref()
            .filter(|municipality| municipality.name != self.title)
            .map(|municipality| format!(" – {}", municipality.name))
            .unwrap_or_default();
        format!("{mistake}{}{place} – {}", self.title, self.t("ui-opora"))
    }

    /// Where the header's name leads: the first page of the municipality or of the system.
    #[must_use]
    pub fn home(&self) -> String {
        self.municipality
            .as_ref()
            .map_or_else(|| "/".to_owned(), |municipality| format!("/{}", municipality.slug))
    }

    /// This page in the other language: the same address with `lang=en` or `lang=bg`.
    #[must_use]
    pub fn other_language_href(&self) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<String> =
            kept.map(str::to_owned).chain([format!("lang={}", self.lang.other().tag())]).collect();
        format!("{path}?{}", pairs.join("&"))
    }
}

impl FlashKind {
    /// End of the class name.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            FlashKind::Success => "success",
            FlashKind::Info => "info",
            FlashKind::Warning => "warning",
        }
    }

    /// How urgently a screen reader says it.
    #[must_use]
    pub fn role(self) -> &'static str {
        match self {
            FlashKind::Info => "status",
            FlashKind::Success | FlashKind::Warning => "alert",
        }
    }

    /// Key of the word before the message.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            FlashKind::Success => "ui-success",
            FlashKind::Info => "ui-important",
            FlashKind::Warning => "ui-warning",
        }
    }
}

impl Link {
    /// A link with its words.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Link { href: href.into(), text: text.into() }
    }
}

impl NavGroup {
    /// The entry to which the page shown belongs, if it is one of these.
    #[must_use]
    pub fn here(&self) -> Option<&NavItem> {
        self.items.iter().find(|item| item.current)
    }
}

impl NavItem {
    /// An entry that is not the current one.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        NavItem { href: href.into(), text: text.into(), current: false, count: None }
    }

    /// The same entry, current or not.
    #[must_use]
    pub fn current(self, current: bool) -> Self {
        NavItem { current, ..self }
    }

    /// The same entry with a number of waiting things.
    #[must_use]
    pub fn count(self, count: u32) -> Self {
        NavItem { count: Some(count), ..self }
    }
}

/// A whole number, however many times a template has borrowed it.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl<T: Whole + ?Sized> Whole for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => { $(impl Whole for $kind {
        fn whole(&self) -> i64 {
            i64::try_from(*self).unwrap_or(i64::MAX)
        }
    })* };
}

whole_numbers!(i64, i32, i16, u64, u32, u16, u8, usize);

/// A whole number as people of the language write it.
#[must_use]
pub fn whole_number(lang: Lang, number: impl Whole) -> String {
    let number = number.whole();
    let sign = if number < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs(), lang))
}

/// Digits with the thousands set apart, as the language does it.
fn grouped(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let separator = if lang == Lang::Bg { '\u{a0}' } else { ',' };
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(separator);
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_sums_and_numbers_read_as_people_write_them() {
        let page = Page::default();
        assert_eq!(page.day("2026-11-21"), "21.11.2026");
        assert_eq!(page.day("през ноември"), "през ноември");
        assert_eq!(page.money(123_456, "EUR"), "1\u{a0}234,56\u{a0}€");
        assert_eq!(page.money(-5, "BGN"), "\u{2212}0,05\u{a0}лв.");
        assert_eq!(page.number(1_234_567_usize), "1\u{a0}234\u{a0}567");
        assert_eq!(page.number(999), "999");
        let english = Page::new(Lang::En, "");
        assert_eq!(english.money(123_456, "EUR"), "1,234.56\u{a0}€");
    }

    #[test]
    fn language_switch_keeps_the_address() {
        let page = Page { path: "/ruse/people?q=1&lang=bg".into(), ..Page::default() };
        assert_eq!(page.other_language_href(), "/ruse/people?q=1&lang=en");
        let page = Page { path: "/".into(), lang: Lang::En, ..Page::default() };
        assert_eq!(page.other_language_href(), "/?lang=bg");
    }

    #[test]
    fn tab_title_says_that_there_are_mistakes() {
        let mut page = Page::new(Lang::Bg, "Ново желание");
        page.municipality =
            Some(Municipality { slug: "ruse".into(), name: "Община Русе".into() });
        assert_eq!(page.tab_title(), "Ново желание – Община Русе – Опора");
        page.errors.push(FieldError::default());
        assert!(page.tab_title().starts_with("Грешка: "));
        let first = Page { title: "Община Русе".into(), errors: Vec::new(), ..page };
        assert_eq!(first.tab_title(), "Община Русе – Опора");
    }
}
