//! Data of the larger components (tables, tasks, pages, timelines) and the small helpers of the component templates.

use std::fmt::Display;

/// Head of a table's column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Name of the column.
    pub text: String,
    /// The column holds numbers: aligned to the right.
    pub numeric: bool,
    /// The name is only for screen readers.
    pub hidden: bool,
    /// The column can be sorted by a link.
    pub sort: Option<Sort>,
}

/// How a column is sorted and where the link that sorts it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sort {
    /// Address of the list sorted by this column (or the other way round).
    pub href: String,
    /// Present order: `Some(true)` ascending, `Some(false)` descending, `None` not sorted by this column.
    pub ascending: Option<bool>,
}

/// A part of a long form in a task list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub title: String,
    /// Where; none when it cannot be started yet.
    pub href: Option<String>,
    /// Explanation under the title.
    pub hint: Option<String>,
    /// State in a word.
    pub status: String,
    /// Colour of the state's tag ("" for the first colour); none shows plain text.
    pub tag: Option<String>,
    /// It has to wait for another part.
    pub cannot_start: bool,
}

/// Pages of a long list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// Address of the previous page.
    pub previous: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Numbered pages and gaps between them.
    pub items: Vec<PageLink>,
}

/// A numbered page, or a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLink {
    /// Number of the page.
    pub number: u64,
    /// Address of the page.
    pub href: String,
    /// This page is shown now.
    pub current: bool,
    /// Pages are left out here.
    pub gap: bool,
}

/// A step on the way of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub text: String,
    /// Its day or what is said of it; empty for nothing.
    pub note: String,
    /// `done`, `now`, `late` (now, and its day is over), `off` (will not come); empty: to come.
    pub state: &'static str,
    /// The state in words, for those who do not see its colour; empty for none.
    pub said: String,
}

/// What happened, when and by whom: a line of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// What happened, shortly.
    pub title: String,
    /// Where more can be read; empty for nothing.
    pub href: String,
    /// Who did it; empty for nobody.
    pub by: String,
    /// When, as people write it.
    pub when: String,
    /// When, for machines (ISO); empty for none.
    pub iso: String,
    /// Further words; empty for none.
    pub text: String,
}

impl Head {
    /// A column with a name.
    pub fn new(text: impl Into<String>) -> Self {
        Head { text: text.into(), ..Head::default() }
    }

    /// The same column, for numbers.
    #[must_use]
    pub fn numeric(self) -> Self {
        Head { numeric: true, ..self }
    }

    /// The same column, its name only for screen readers.
    #[must_use]
    pub fn hidden(self) -> Self {
        Head { hidden: true, ..self }
    }

    /// The same column, sorted by a link.
    #[must_use]
    pub fn sorted(self, href: impl Into<String>, ascending: Option<bool>) -> Self {
        Head { sort: Some(Sort { href: href.into(), ascending }), ..self }
    }
}

impl Sort {
    /// Value of `aria-sort`.
    #[must_use]
    pub fn aria(&self) -> &'static str {
        match self.ascending {
            Some(true) => "ascending",
            Some(false) => "descending",
            None => "none",
        }
    }
}

impl Pages {
    /// Links for page `number` of `total`; `base` is the list's address with its filters, to which `page=` is added.
    #[must_use]
    pub fn new(number: u64, total: u64, base: &str) -> Self {
        let joint = if base.contains('?') { '&' } else { '?' };
        let href = |page: u64| format!("{base}{joint}page={page}");
        let mut items: Vec<PageLink> = Vec::new();
        let near = |page: &u64| *page == 1 || *page == total || page.abs_diff(number) <= 1;
        for page in (1..=total).filter(near) {
            if items.last().is_some_and(|last| last.number + 1 < page) {
                items.push(PageLink { gap: true, ..PageLink::default() });
            }
            items.push(PageLink {
                number: page,
                href: href(page),
                current: page == number,
                gap: false,
            });
        }
        Pages {
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
            items: if total > 1 { items } else { Vec::new() },
        }
    }

    /// There is more than one page.
    #[must_use]
    pub fn needed(&self) -> bool {
        self.previous.is_some() || self.next.is_some() || !self.items.is_empty()
    }
}

/// The first text, or the second when the first is empty.
#[must_use]
pub fn or<'a>(first: &'a str, second: &'a str) -> &'a str {
    if first.is_empty() { second } else { first }
}

/// A telephone as it is dialled; nothing for a text with words or with several numbers.
#[must_use]
pub fn dialled(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let is_number =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '(' | ')' | '+');
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let is_one = (3..=15).contains(&digits.len()) && text.chars().all(is_number);
    if is_one { digits } else { String::new() }
}

/// Value of `aria-describedby` of a box: what the caller adds, then hint, then error.
#[must_use]
pub fn described_by(added: impl AsRef<str>, id: &str, has_hint: bool, has_error: bool) -> String {
    let hint = if has_hint { format!("{id}-hint") } else { String::new() };
    let error = if has_error { format!("{id}-error") } else { String::new() };
    joined(&[added.as_ref(), &hint, &error])
}

/// Value of `aria-describedby` of one choice: what it takes over from the group, then its own hint.
#[must_use]
pub fn about_item(group: &str, id: &str, has_hint: bool) -> String {
    let hint = if has_hint { format!("{id}-item-hint") } else { String::new() };
    joined(&[group, &hint])
}

/// Id of the n-th choice: the first carries the name of the group, so that the error summary leads to it.
#[must_use]
pub fn numbered(id: &str, index: impl Display) -> String {
    match index.to_string().parse::<usize>() {
        Ok(index) if index > 0 => format!("{id}-{}", index + 1),
        _ => id.to_owned(),
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pages: &Pages) -> String {
        let words = pages.items.iter().map(|item| match item {
            PageLink { gap: true, .. } => "…".to_owned(),
            PageLink { current: true, number, .. } => format!("[{number}]"),
            PageLink { number, .. } => number.to_string(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn far_pages_are_left_out() {
        assert_eq!(shown(&Pages::new(5, 9, "/ruse/people")), "1 … 4 [5] 6 … 9");
        assert_eq!(shown(&Pages::new(1, 2, "/ruse/people")), "[1] 2");
    }

    #[test]
    fn one_page_needs_no_links() {
        assert!(!Pages::new(1, 1, "/").needed());
        assert!(!Pages::new(1, 0, "/").needed());
    }

    #[test]
    fn one_telephone_is_dialled_and_a_text_with_two_is_not() {
        assert_eq!(dialled("082 123 456"), "082123456");
        assert_eq!(dialled("+359 (82) 12-34"), "+359821234");
        assert_eq!(dialled("082 123 456, 0888 123 456"), "");
        assert_eq!(dialled("вътрешен 12"), "");
    }

    #[test]
    fn filters_stay_in_the_address() {
        assert_eq!(
            Pages::new(1, 3, "/ruse/people?q=Иван").next.as_deref(),
            Some("/ruse/people?q=Иван&page=2")
        );
    }
}
