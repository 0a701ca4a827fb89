//! The catalogue's short values in words.

/// Values and the keys of their words.
pub type Words = &'static [(&'static str, &'static str)];

/// Kinds by чл. 15 ЗСУ: item and key of its name.
pub const KINDS: [(&str, &str); 10] = [
    ("1", "services-kind-1"),
    ("2", "services-kind-2"),
    ("3", "services-kind-3"),
    ("4", "services-kind-4"),
    ("5", "services-kind-5"),
    ("6", "services-kind-6"),
    ("7", "services-kind-7"),
    ("8", "services-kind-8"),
    ("9", "services-kind-9"),
    ("10", "services-kind-10"),
];
/// Access.
pub const ACCESS: [(&str, &str); 3] = [
    ("specialised", "services-access-specialised"),
    ("general-1", "services-access-general-1"),
    ("general-2", "services-access-general-2"),
];
/// Main function.
pub const PURPOSE: [(&str, &str); 3] = [
    ("preventive", "services-purpose-preventive"),
    ("supporting", "services-purpose-supporting"),
    ("restorative", "services-purpose-restorative"),
];
/// At which level it is provided.
pub const LEVELS: [(&str, &str); 3] = [
    ("municipal", "services-level-municipal"),
    ("district", "services-level-district"),
    ("country", "services-level-country"),
];
/// Whose money.
pub const FUNDING: [(&str, &str); 4] = [
    ("state", "services-funding-state"),
    ("municipal", "services-funding-municipal"),
    ("mixed", "services-funding-mixed"),
    ("private", "services-funding-private"),
];
/// Where people receive it.
pub const ENVIRONMENT: [(&str, &str); 3] = [
    ("specialised", "services-environment-specialised"),
    ("home", "services-environment-home"),
    ("mobile", "services-environment-mobile"),
];
/// Where replacement care is given.
pub const REPLACEMENT: [(&str, &str); 3] = [
    ("residential", "services-replacement-residential"),
    ("home", "services-replacement-home"),
    ("foster", "services-replacement-foster"),
];
/// Legal forms of providers.
pub const PROVIDERS: [(&str, &str); 5] = [
    ("municipality", "services-provider-municipality"),
    ("entity", "services-provider-entity"),
    ("assigned", "services-provider-assigned"),
    ("private", "services-provider-private"),
    ("state", "services-provider-state"),
];
/// Users by age.
pub const AGES: [(&str, &str); 2] =
    [("children", "services-age-children"), ("adults", "services-age-adults")];
/// Users by need.
pub const GROUPS: [(&str, &str); 7] = [
    ("all_children", "services-group-all-children"),
    ("children_at_risk", "services-group-children-at-risk"),
    ("parents", "services-group-parents"),
    ("disability", "services-group-disability"),
    ("adults_crisis", "services-group-adults-crisis"),
    ("older", "services-group-older"),
    ("carers", "services-group-carers"),
];
/// For how long.
pub const DURATIONS: [(&str, &str); 3] = [
    ("short", "services-duration-short"),
    ("medium", "services-duration-medium"),
    ("long", "services-duration-long"),
];
/// How much of a day.
pub const MANNERS: [(&str, &str); 4] = [
    ("hourly", "services-manner-hourly"),
    ("half-day", "services-manner-half-day"),
    ("full-day", "services-manner-full-day"),
    ("round-the-clock", "services-manner-round-the-clock"),
];
/// What a figure of capacity counts.
pub const COUNTS: [(&str, &str); 2] =
    [("places", "services-counts-places"), ("users", "services-counts-users")];
/// How the parts of mixed funding are counted.
pub const SHARED: [(&str, &str); 2] =
    [("percent", "services-shares-percent"), ("places", "services-shares-places")];
/// Whether a service works.
pub const STATES: [(&str, &str); 4] = [
    ("open", "services-is-open"),
    ("paused", "services-is-paused"),
    ("seasonal", "services-is-seasonal"),
    ("closed", "services-is-closed"),
];
/// How a licence ended before its day.
pub const ENDINGS: [(&str, &str); 3] = [
    ("withdrawn", "services-licence-withdrawn"),
    ("terminated", "services-licence-terminated"),
    ("deleted", "services-licence-deleted"),
];
/// Kinds of documents.
pub const DOCUMENTS: [(&str, &str); 5] = [
    ("rules", "services-document-rules"),
    ("fees", "services-document-fees"),
    ("decision", "services-document-decision"),
    ("licence", "services-document-licence"),
    ("other", "services-document-other"),
];
/// How sure the facts are.
pub const CONFIDENCE: [(&str, &str); 3] = [
    ("V", "services-confidence-v"),
    ("C", "services-confidence-c"),
    ("M", "services-confidence-m"),
];

/// A value in words; one that is not known stays as it is.
pub fn say(lang: ui::Lang, all: &[(&str, &str)], value: &str) -> String {
    let key = all.iter().find(|(known, _)| *known == value).map(|(_, key)| *key);
    key.map_or_else(|| value.to_owned(), |key| ui::text::text(lang, key).into_owned())
}

/// Several values with commas, each in words.
pub fn say_all(lang: ui::Lang, all: &[(&str, &str)], values: &str) -> String {
    let each = values.split(',').map(str::trim).filter(|value| !value.is_empty());
    each.map(|value| say(lang, all, value)).collect::<Vec<_>>().join(", ")
}

/// The values as choices of a form.
pub fn choices(lang: ui::Lang, all: &[(&str, &str)]) -> Vec<ui::Choice> {
    all.iter().map(|(value, key)| ui::Choice::new(*value, ui::text::text(lang, key))).collect()
}

/// Colour of the mark that says how sure a fact is.
pub fn colour(confidence: &str) -> &'static str {
    match confidence {
        "V" => "green",
        "C" => "orange",
        _ => "yellow",
    }
}

/// Colour of the mark that says whether a service works.
pub fn state_colour(state: &str) -> &'static str {
    match state {
        "open" => "green",
        "seasonal" => "blue",
        "paused" => "orange",
        _ => "grey",
    }
}

/// The values of a list with commas.
pub fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|one| !one.is_empty())
}
