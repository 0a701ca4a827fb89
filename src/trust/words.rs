//! The audit's short names in the words of the office.

/// Kinds of things, grouped as a reader seeks them: value of the filter, key of its name, the
/// names under which capabilities note them.
pub const OBJECTS: &[(&str, &str, &[&str])] = &[
    ("person", "trust-object-person", &["person", "people", "timeline"]),
    ("warning", "trust-object-warning", &["warning"]),
    ("note", "trust-object-note", &["note"]),
    ("paper", "trust-object-paper", &["person-paper"]),
    ("disability", "trust-object-disability", &["disability"]),
    ("consent", "trust-object-consent", &["consent", "consent-text"]),
    ("data-request", "trust-object-data-request", &["data-request"]),
    ("case", "trust-object-case", &["case", "referral_case"]),
    ("contact", "trust-object-contact", &["contact", "contact-statistics"]),
    ("wish", "trust-object-wish", &["wish"]),
    ("signal", "trust-object-signal", &["signal"]),
    ("urgent", "trust-object-urgent", &["urgent"]),
    ("meeting", "trust-object-meeting", &["meeting"]),
    ("assessment", "trust-object-assessment", &["assessment"]),
    ("document", "trust-object-document", &["document"]),
    ("work", "trust-object-work", &["work", "draft"]),
    ("service", "trust-object-service", &["service"]),
    ("service-point", "trust-object-point", &["service-point"]),
    ("order", "trust-object-order", &["order"]),
    ("account", "trust-object-account", &["account", "account-roles"]),
    ("role", "trust-object-role", &["role"]),
    ("token", "trust-object-token", &["token"]),
    ("settings", "trust-object-settings", &["settings", "office", "municipality"]),
    ("settlement", "trust-object-settlement", &["settlement"]),
    ("job", "trust-object-job", &["job"]),
    ("audit", "trust-object-audit", &["audit"]),
    ("route", "trust-object-route", &["route"]),
];

/// Actions: value of the filter and key of its name.
pub const ACTIONS: &[(&str, &str)] = &[
    ("read", "trust-action-read"),
    ("list", "trust-action-list"),
    ("search", "trust-action-search"),
    ("print", "trust-action-print"),
    ("write", "trust-action-write"),
    ("open-form", "trust-action-open-form"),
    ("refused", "trust-action-refused"),
    ("sign-in", "trust-action-sign-in"),
    ("sign-out", "trust-action-sign-out"),
    ("invitation-taken-up", "trust-action-invitation"),
    ("verify", "trust-action-verify"),
];

/// Rarer actions, which no filter offers.
const MORE_ACTIONS: &[(&str, &str)] = &[
    ("form", "trust-action-open-form"),
    ("start", "trust-action-open-form"),
    ("open-identifier", "trust-action-open-identifier"),
    ("discard", "trust-action-discard"),
    ("import", "trust-action-import"),
    ("account-created", "trust-action-account-created"),
    ("account-invited", "trust-action-account-invited"),
    ("account-disabled", "trust-action-account-disabled"),
    ("token-created", "trust-action-token-created"),
    ("municipality-opened", "trust-action-municipality-opened"),
    ("demonstration-filled", "trust-action-demonstration"),
];

/// Outcomes: value of the filter, key of its name, colour.
pub const OUTCOMES: &[(&str, &str, &str)] = &[
    ("ok", "trust-outcome-ok", "green"),
    ("refused", "trust-outcome-refused", "red"),
    ("failed", "trust-outcome-failed", "orange"),
];

/// An action in words; one that is not known keeps its name.
pub fn action(lang: ui::Lang, name: &str) -> String {
    let mut all = ACTIONS.iter().chain(MORE_ACTIONS);
    let key = all.find(|(known, _)| *known == name).map(|(_, key)| *key);
    key.map_or_else(|| name.to_owned(), |key| ui::text::text(lang, key).into_owned())
}

/// A kind of thing in words; one that is not known keeps its name.
pub fn object(lang: ui::Lang, name: &str) -> String {
    let key = OBJECTS.iter().find(|(_, _, names)| names.contains(&name)).map(|(_, key, _)| *key);
    key.map_or_else(|| name.to_owned(), |key| ui::text::text(lang, key).into_owned())
}

/// The first words of a purpose, as capabilities and the program itself give them.
const PURPOSES: &[(&str, &str)] = &[
    ("people", "trust-purpose-people"),
    ("front desk", "trust-purpose-frontdesk"),
    ("referral", "trust-purpose-referral"),
    ("disability", "trust-purpose-disability"),
    ("consent", "trust-purpose-consent"),
    ("services", "trust-purpose-services"),
    ("office", "trust-purpose-office"),
    ("control", "trust-purpose-control"),
    ("projects", "trust-purpose-projects"),
    ("campaigns", "trust-purpose-campaigns"),
    ("signing in", "trust-purpose-sign-in"),
    ("setup", "trust-purpose-setup"),
    ("administration from the command line", "trust-purpose-command-line"),
    ("keeping unfinished work", "trust-purpose-drafts"),
];

/// A purpose in words, its ground behind it: „работа с хора: чл. 73, 75 ЗСУ“.
pub fn purpose(lang: ui::Lang, text: &str) -> String {
    let (name, ground) = text.split_once(": ").unwrap_or((text, ""));
    let key = PURPOSES.iter().find(|(known, _)| *known == name).map(|(_, key)| *key);
    let name = key.map_or_else(|| name.to_owned(), |key| ui::text::text(lang, key).into_owned());
    if ground.is_empty() { name } else { format!("{name}: {ground}") }
}
