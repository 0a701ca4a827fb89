//! What the pages share: addresses, words, amounts as people read and type them.

use super::catalogue::Catalogue;
use super::value::{AREAS, Territory};
use crate::municipality::settlements_of;
use kit::store::{StoreError, Tx};
use kit::web::Ctx;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::str::FromStr;
use ui::{Choice, Lang, Link, NavItem};

/// The first page, below the municipality.
pub const HOME: &str = "/figures";
/// The longest text that is typed here.
pub const TEXT: usize = 2_000;
/// The longest line.
pub const LINE: usize = 300;
/// Digits of a group of thousands.
const GROUP: usize = 3;

/// A text in Bulgarian: tables are compared with Bulgarian words.
#[must_use]
pub fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

/// The name of a group at the beginning of a page.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// An amount as people read it: `1 234,5`.
#[must_use]
pub fn written(lang: Lang, amount: Decimal) -> String {
    let text = amount.normalize().abs().to_string();
    let (whole, part) = text.split_once('.').unwrap_or((text.as_str(), ""));
    let (space, point) = if lang == Lang::Bg { ('\u{a0}', ',') } else { (',', '.') };
    let mut shown = String::new();
    if amount.is_sign_negative() && !amount.is_zero() {
        shown.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(GROUP) {
            shown.push(space);
        }
        shown.push(digit);
    }
    if !part.is_empty() {
        shown.push(point);
        shown.push_str(part);
    }
    shown
}

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAmount {
    /// Nothing stands there, or a sign that there is nothing.
    Empty,
    /// The source keeps the figure secret.
    Secret,
    /// It may be thousands or thousandths.
    Ambiguous,
    /// It is no number.
    Wrong,
}

/// An amount as people and tables write it: `1 234`, `1'234,5`, `1234*`, `1 234 1)`. The mark of a
/// footnote is told beside it.
///
/// # Errors
/// [`NoAmount`]
pub fn read_amount(text: &str) -> Result<(Decimal, String), NoAmount> {
    let text = text.trim();
    match text {
        "" | "-" | "–" | "—" => return Err(NoAmount::Empty),
        ".." | "..." | "…" | "x" | "х" | "X" | "Х" => return Err(NoAmount::Secret),
        _ => {}
    }
    let (number, mark) = without_mark(text);
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '\u{202f}' | '\u{2009}');
    let parts: Vec<&str> = number.split(is_space).filter(|part| !part.is_empty()).collect();
    let (Some(first), rest) = (parts.first(), parts.get(1..).unwrap_or_default()) else {
        return Err(NoAmount::Wrong);
    };
    // Spaces stand before groups of three digits only: "12 34" is two numbers.
    let is_group = |part: &&str| part.split([',', '.']).next().is_some_and(|p| p.len() == GROUP);
    if !rest.is_empty() && (first.len() > GROUP || !rest.iter().all(is_group)) {
        return Err(NoAmount::Wrong);
    }
    let joined = ungrouped(parts.concat());
    let is_known = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    if !joined.chars().all(is_known) || joined.matches([',', '.']).count() > 1 {
        return Err(NoAmount::Wrong);
    }
    let (whole, part) = joined.split_once([',', '.']).unwrap_or((joined.as_str(), "0"));
    // "1.234" may be said of a thousand and of one: the file has to say which.
    let may_be_thousands = rest.is_empty() && (1..=GROUP).contains(&whole.len());
    if part.len() == GROUP && may_be_thousands && whole != "0" {
        return Err(NoAmount::Ambiguous);
    }
    let amount = Decimal::from_str(&format!("{whole}.{part}")).map_err(|_| NoAmount::Wrong)?;
    Ok((amount.normalize(), mark))
}

/// A number without the points between its thousands, where there are several: `1.234.567`.
fn ungrouped(number: String) -> String {
    for point in ['.', ','] {
        let parts: Vec<&str> = number.split(point).collect();
        let is_grouped = parts.iter().skip(1).all(|part| part.len() == GROUP);
        if parts.len() > 2 && is_grouped {
            return parts.concat();
        }
    }
    number
}

/// A text without the mark of a footnote behind it: `*`, `1)`, `¹`.
fn without_mark(text: &str) -> (&str, String) {
    let is_sign = |c: char| matches!(c, '*' | '†' | '¹' | '²' | '³' | '⁴' | '⁵');
    let bare = text.trim_end_matches(is_sign).trim_end();
    if bare.len() < text.len() {
        return (bare, text.get(bare.len()..).unwrap_or_default().trim().to_owned());
    }
    let bracketed = text.strip_suffix(')').and_then(|rest| rest.rsplit_once([' ', '(']));
    match bracketed {
        Some((bare, mark)) if mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit()) => {
            (bare.trim_end_matches(['(', ' ']), format!("{mark})"))
        }
        _ => (text, String::new()),
    }
}

/// Names of the settlements of the municipality by code.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx, code: &str) -> Result<HashMap<String, String>, StoreError> {
    Ok(settlements_of(tx, code).await?.into_iter().collect())
}

/// A territory in words.
#[must_use]
pub fn place(lang: Lang, area: &str, ekatte: &str, names: &HashMap<String, String>) -> String {
    if area == AREAS[0] {
        return names.get(ekatte).cloned().unwrap_or_else(|| ekatte.to_owned());
    }
    ui::text::text(lang, &format!("figures-area-{area}")).into_owned()
}

/// Territories to choose from: `municipality`, `district`, `country`, codes of settlements.
#[must_use]
pub fn places(ctx: &Ctx, names: &HashMap<String, String>, chosen: &str) -> Vec<Choice> {
    let whole = AREAS.iter().skip(1);
    let whole = whole.map(|area| Choice::new(*area, ctx.t(&format!("figures-area-{area}"))));
    let mut settled: Vec<(&String, &String)> = names.iter().collect();
    settled.sort_by(|a, b| a.1.cmp(b.1));
    let settled = settled.into_iter().map(|(code, name)| Choice::new(code.clone(), name.clone()));
    let all = whole.chain(settled);
    all.map(|choice| {
        let is_chosen = choice.value == chosen;
        choice.checked(is_chosen)
    })
    .collect()
}

/// The territory that was chosen from [`places`].
#[must_use]
pub fn chosen_place(text: &str, names: &HashMap<String, String>) -> Option<Territory> {
    if names.contains_key(text) {
        return Some(Territory::Settlement(text.to_owned()));
    }
    if text == AREAS[0] { None } else { Territory::of(text, "") }
}

/// Groups to choose from.
#[must_use]
pub fn groups(ctx: &Ctx, catalogue: &Catalogue, chosen: &str) -> Vec<Choice> {
    let choice = |group: &super::catalogue::Group| {
        let is_chosen = group.code == chosen;
        Choice::new(group.code.clone(), group.title(ctx.lang)).checked(is_chosen)
    };
    catalogue.all().map(choice).collect()
}

/// The lists beside each other.
#[must_use]
pub fn lists(ctx: &Ctx, current: &str) -> Vec<NavItem> {
    let all = [
        ("", "figures-values"),
        ("/conflicts", "figures-conflicts"),
        ("/checks", "figures-checks"),
        ("/groups", "figures-groups"),
        ("/import", "figures-import"),
    ];
    let item = |(rest, key): (&str, &str)| {
        let (href, text) = (ctx.url(&format!("{HOME}{rest}")), ctx.t(key).into_owned());
        NavItem { href, text, current: rest == current, count: None }
    };
    all.map(item).into()
}

/// A page below the list.
#[must_use]
pub fn below(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    let title = title.into();
    let mut page = ctx.page(title.clone());
    page.breadcrumbs = vec![Link::new(ctx.url(HOME), ctx.t("figures-title")), Link::new("", title)];
    page
}
