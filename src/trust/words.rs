//! The audit's short names in the words of the office.

/// Kinds of things, grouped as a reader seeks them: value of the filter, key of its name, the
/// names under which capabilities note them.
pub const OBJECTS: &[(&str, &str, &[&str])] = &[
    ("person", "trust-object-person", &["person", "people"]),
    ("case", "trust-object-case", &["case", "cases", "referral", "referrals"]),
    ("contact", "trust-object-contact", &["contact", "contacts"]),
    ("wish", "trust-object-wish", &["wish", "wishes"]),
    ("signal", "trust-object-signal", &["signal", "signals"]),
    ("meeting", "trust-object-meeting", &["meeting", "meetings"]),
    ("assessment", "trust-object-assessment", &["assessment", "assessments"]),
    ("document", "trust-object-document", &["document", "documents", "handover", "letter"]),
    ("work", "trust-object-work", &["work", "draft", "drafts"]),
    ("service", "trust-object-service", &["service", "services", "provider", "providers"]),
    ("service-point", "trust-object-point", &["service-point"]),
    ("order", "trust-object-order", &["order"]),
    ("account", "trust-object-account", &["account", "account-roles"]),
    ("role", "trust-object-role", &["role"]),
    ("token", "trust-object-token", &["token"]),
    ("settings", "trust-object-settings", &["settings", "office"]),
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

/// Outcomes: value of the filter, key of its name, colour.
pub const OUTCOMES: &[(&str, &str, &str)] = &[
    ("ok", "trust-outcome-ok", "green"),
    ("refused", "trust-outcome-refused", "red"),
    ("failed", "trust-outcome-failed", "orange"),
];

/// An action in words; one that is not known keeps its name.
pub fn action(lang: ui::Lang, name: &str) -> String {
    let key = ACTIONS.iter().find(|(known, _)| *known == name).map(|(_, key)| *key);
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
    ("services", "trust-purpose-services"),
    ("office", "trust-purpose-office"),
    ("control", "trust-purpose-control"),
    ("signing in", "trust-purpose-sign-in"),
    ("setup", "trust-purpose-setup"),
    ("keeping unfinished work", "trust-purpose-drafts"),
];

/// A purpose in words, its ground behind it: „работа с хора: чл. 73, 75 ЗСУ“.
pub fn purpose(lang: ui::Lang, text: &str) -> String {
    let (name, ground) = text.split_once(": ").unwrap_or((text, ""));
    let key = PURPOSES.iter().find(|(known, _)| *known == name).map(|(_, key)| *key);
    let name = key.map_or_else(|| name.to_owned(), |key| ui::text::text(lang, key).into_owned());
    if ground.is_empty() { name } else { format!("{name}: {ground}") }
}
