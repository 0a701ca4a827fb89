//! Lists in pages of 50.

use super::Form;

/// Rows on a page.
pub const PAGE_ROWS: u64 = 50;

/// Which page is shown, and whether there is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    pub page: u64,
    /// There are rows after this page.
    pub more: bool,
    /// The address of this list without its page number.
    pub base: String,
}

impl Paging {
    /// The page that a query asks for.
    #[must_use]
    pub fn asked(form: &Form) -> u64 {
        form.get("page").parse().unwrap_or(1).clamp(1, 100_000)
    }

    /// The address of another page of the same list.
    #[must_use]
    pub fn href(&self, page: u64) -> String {
        let joint = if self.base.contains('?') { '&' } else { '?' };
        format!("{}{joint}page={page}", self.base)
    }

    /// The page before, when there is one.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.href(self.page - 1))
    }

    /// The next page, when there is one.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        self.more.then(|| self.href(self.page + 1))
    }
}

/// Cuts the one row too many that a list asked for in order to know whether more follow.
#[must_use]
pub fn paged<T>(rows: Vec<T>, page: u64, base: String) -> (Vec<T>, Paging) {
    paged_by(PAGE_ROWS as usize, rows, page, base)
}

/// Cuts the one row too many from pages of another length.
#[must_use]
pub fn paged_by<T>(length: usize, mut rows: Vec<T>, page: u64, base: String) -> (Vec<T>, Paging) {
    let more = rows.len() > length;
    rows.truncate(length);
    (rows, Paging { page, more, base })
}

/// The address of a list with its filters; empty ones are left out.
#[must_use]
pub fn list_address(path: &str, filters: &[(&str, &str)]) -> String {
    let given = filters.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// One page of a list that is in memory as a whole, and the links to the others.
#[must_use]
pub fn cut<T>(rows: Vec<T>, form: &Form, base: &str) -> (Vec<T>, ui::Pages) {
    cut_by(PAGE_ROWS as usize, rows, form, base)
}

/// As [`cut`], into pages of another length: of wide rows fewer make a light page.
#[must_use]
pub fn cut_by<T>(length: usize, rows: Vec<T>, form: &Form, base: &str) -> (Vec<T>, ui::Pages) {
    let total = rows.len().div_ceil(length) as u64;
    let page = Paging::asked(form).min(total.max(1));
    let first = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(length);
    let shown = rows.into_iter().skip(first).take(length).collect();
    (shown, ui::Pages::new(page, total, base))
}
