//! What is typed of a service, read and shown again.

use super::catalogue::{NewProvider, NewService};
use super::facts::Whole;
use super::{ProviderId, words};
use kit::mail::Mailer;
use kit::web::{Compared, Ctx, Form, TEXT_MAX};

/// Id and name of the providers that can be chosen.
pub type Providers = [(ProviderId, String)];

/// Lists of which several may be chosen: name of the box, key of its legend, values.
pub const SEVERAL: [(&str, &str, words::Words); 6] = [
    ("also-kinds", "services-also-kinds", &words::KINDS),
    ("environment", "services-environment", &words::ENVIRONMENT),
    ("ages", "services-ages", &words::AGES),
    ("groups", "services-groups", &words::GROUPS),
    ("durations", "services-durations", &words::DURATIONS),
    ("manners", "services-manners", &words::MANNERS),
];

/// One of the values listed; noted as wrong when it is another.
pub fn one_of(form: &mut Form, name: &str, all: &[(&str, &str)]) -> String {
    let value = form.required(name, 40);
    if !value.is_empty() && !all.iter().any(|(known, _)| *known == value) {
        form.wrong(name, "form-choose");
    }
    value
}

/// Several of the values listed, with commas.
fn several_of(form: &mut Form, name: &str) -> String {
    let all = SEVERAL.iter().find(|(known, ..)| *known == name).map_or(&[][..], |one| one.2);
    let chosen: Vec<String> = form.all(name).into_iter().map(str::to_owned).collect();
    if chosen.iter().any(|one| !all.iter().any(|(known, _)| known == one)) {
        form.wrong(name, "form-choose");
    }
    chosen.join(",")
}

/// An e-mail address, or nothing.
pub fn email(form: &mut Form, name: &str) -> String {
    let typed = form.optional(name, 200);
    if !typed.is_empty() && !Mailer::is_address(&typed) {
        form.wrong(name, "services-email-wrong");
    }
    typed
}

/// A whole number within limits, or nothing.
pub fn count(form: &mut Form, name: &str) -> Option<i32> {
    let count = form.parsed_optional::<i32>(name, "services-number-wrong");
    if count.is_some_and(|count| !(0..=100_000).contains(&count)) {
        form.wrong(name, "services-number-wrong");
    }
    count
}

/// The provider chosen, or the one to be entered first.
fn provider(form: &mut Form, providers: &Providers) -> (Option<ProviderId>, Option<NewProvider>) {
    let chosen = form.get("provider").parse::<ProviderId>().ok();
    let chosen = chosen.filter(|id| providers.iter().any(|(known, _)| known == id));
    let name = form.optional("new-provider", 300);
    let kind = form.optional("provider-kind", 40);
    if name.is_empty() {
        if chosen.is_none() {
            form.wrong("provider", "services-provider-needed");
        }
        return (chosen, None);
    }
    if providers.iter().any(|(_, known)| *known == name) {
        form.wrong("new-provider", "services-provider-taken");
        return (None, None);
    }
    let is_known = words::PROVIDERS.iter().any(|(code, _)| *code == kind);
    let kind = if is_known { kind } else { "assigned".to_owned() };
    (chosen, Some(NewProvider { name, kind, ..NewProvider::default() }))
}

/// The standards chosen; the law knows them.
fn standards(form: &mut Form, law: &law::Law) -> String {
    let chosen: Vec<String> = form.all("standards").into_iter().map(str::to_owned).collect();
    if chosen.iter().any(|id| !law.standards().iter().any(|known| known.id == *id)) {
        form.wrong("standards", "form-choose");
    }
    chosen.join(",")
}

/// The facts typed, and the provider to be entered first when it is a new one.
pub fn read_facts(
    form: &mut Form,
    law: &law::Law,
    providers: &Providers,
) -> (NewService, Option<NewProvider>) {
    let name = form.required("name", 300);
    let legacy_name = form.optional("legacy-name", 300);
    let (chosen, new_provider) = provider(form, providers);
    let kind = one_of(form, "kind", &words::KINDS).parse().unwrap_or_default();
    let replacement = form.optional("replacement", 40);
    if !replacement.is_empty() && !words::REPLACEMENT.iter().any(|(k, _)| *k == replacement) {
        form.wrong("replacement", "form-choose");
    }
    let facts = NewService {
        code: String::new(),
        provider_id: chosen.unwrap_or(ProviderId(0)),
        name,
        legacy_name,
        kind,
        in_zsu: form.get("in-zsu") == "yes",
        access: one_of(form, "access", &words::ACCESS),
        purpose: one_of(form, "purpose", &words::PURPOSE),
        users: form.optional("users", 2000),
        level: one_of(form, "level", &words::LEVELS),
        funding: one_of(form, "funding", &words::FUNDING),
        environment: several_of(form, "environment"),
        replacement_care: Some(replacement).filter(|text| !text.is_empty()),
        optional_referral: form.get("optional-referral") == "yes",
        legacy_home: form.get("legacy-home") == "yes",
        address: form.optional("address", 300),
        ekatte: None,
        capacity: count(form, "capacity"),
        capacity_on: form.day_optional("capacity-on"),
        decision: form.optional("decision", 300),
        // A figure without its source is worth nothing a year later.
        source: form.required("source", 1000),
        confidence: one_of(form, "confidence", &words::CONFIDENCE),
        note: form.optional("note", TEXT_MAX),
        also_kinds: several_of(form, "also-kinds"),
        ages: several_of(form, "ages"),
        groups: several_of(form, "groups"),
        durations: several_of(form, "durations"),
        manners: several_of(form, "manners"),
        standards: standards(form, law),
        admission: form.optional("admission", 2000),
        fee: form.optional("fee", 1000),
        fee_source: form.optional("fee-source", 500),
        phone: form.optional("phone", 100),
        email: email(form, "email"),
    };
    (facts, new_provider)
}

/// What is known of a service, as the boxes of its form.
pub fn values_of(whole: &Whole) -> Vec<(String, String)> {
    let facts = &whole.facts;
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let mut values: Vec<(String, String)> = [
        ("name", facts.name.clone()),
        ("legacy-name", facts.legacy_name.clone()),
        ("provider", facts.provider_id.to_string()),
        ("kind", facts.kind.to_string()),
        ("in-zsu", yes(facts.in_zsu)),
        ("access", facts.access.clone()),
        ("purpose", facts.purpose.clone()),
        ("users", facts.users.clone()),
        ("admission", facts.admission.clone()),
        ("level", facts.level.clone()),
        ("funding", facts.funding.clone()),
        ("fee", facts.fee.clone()),
        ("fee-source", facts.fee_source.clone()),
        ("replacement", facts.replacement_care.clone().unwrap_or_default()),
        ("optional-referral", yes(facts.optional_referral)),
        ("legacy-home", yes(facts.legacy_home)),
        ("phone", facts.phone.clone()),
        ("email", facts.email.clone()),
        ("source", facts.source.clone()),
        ("confidence", facts.confidence.clone()),
        ("note", facts.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let lists = [
        ("also-kinds", &facts.also_kinds),
        ("environment", &facts.environment),
        ("ages", &facts.ages),
        ("groups", &facts.groups),
        ("durations", &facts.durations),
        ("manners", &facts.manners),
        ("standards", &facts.standards),
    ];
    for (name, list) in lists {
        values.extend(words::parts(list).map(|one| (name.to_owned(), one.to_owned())));
    }
    values
}

/// What two people typed of a service at once, box by box.
pub fn compared(ctx: &Ctx, form: &Form, theirs: &Whole) -> Vec<Compared> {
    let several = |name: &str| form.all(name).join(", ");
    let mut values: Vec<(String, String)> = Vec::new();
    for (name, value) in values_of(theirs) {
        match values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => *list = format!("{list}, {value}"),
            None => values.push((name, value)),
        }
    }
    let differing = values.into_iter().filter(|(name, value)| several(name) != *value);
    differing
        .map(|(name, theirs)| Compared {
            label: ctx.t(&format!("services-{name}")).into_owned(),
            mine: several(&name),
            theirs,
        })
        .collect()
}
