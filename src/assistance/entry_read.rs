//! What is typed into the official application (Приложение № 1), and the boxes as they were filled.

use super::apply::{NewChoice, ROLES};
use super::content::{Application, Directive, Through};
use super::entry_boxes::{PLACES, seat};
use super::frame::{is_yes, word};
use super::load::Filed;
use super::named::{self, Named};
use crate::people::GROUNDS;
use kit::web::{Ctx, Form, day_values};
use law::{Currency, Law, Money};

/// The longest line.
const LINE: usize = 200;

fn whole(form: &mut Form, name: &str) -> u32 {
    form.parsed_optional(name, "assistance-number-wrong").unwrap_or(0)
}

fn consent(form: &Form, name: &str) -> Option<bool> {
    match form.get(name) {
        "given" => Some(true),
        "refused" => Some(false),
        _ => None,
    }
}

fn directive(form: &mut Form, law: &Law) -> Directive {
    let one = Directive {
        number: form.optional("directive_number", 60),
        issued_on: form.day_optional("directive_issued"),
        issued_by: form.optional("directive_by", LINE),
        from_on: form.day_optional("directive_from"),
        until_on: form.day_optional("directive_until"),
        degree: form.parsed_optional("directive_degree", "form-choose"),
        hours: whole(form, "directive_hours"),
    };
    if one.hours > 0 && law.contract(one.hours).is_err() {
        form.wrong("directive_hours", "assistance-hours-most");
    }
    let most = one.degree.and_then(|degree| law.degree_hours(degree).ok());
    if most.is_some_and(|most| one.hours > most) {
        form.wrong("directive_hours", "assistance-hours-degree");
    }
    if one.from_on.zip(one.until_on).is_some_and(|(from, until)| until < from) {
        form.wrong("directive_until", "assistance-until-wrong");
    }
    one
}

fn through(form: &mut Form) -> Option<Through> {
    let one = Through {
        name: form.optional("through_name", LINE),
        ground: form.optional("through_ground", 40),
        identifier: form.optional("through_identifier", 30),
        permanent: form.optional("through_permanent", LINE),
        present: form.optional("through_present", LINE),
        phone: form.optional("through_phone", 40),
        email: form.optional("through_email", 100),
        document: form.optional("through_document", LINE),
    };
    if !one.ground.is_empty() && !GROUNDS.contains(&one.ground.as_str()) {
        form.wrong("through_ground", "form-choose");
    }
    if one == Through::default() { None } else { Some(one) }
}

/// Reads what was typed; what is wrong is noted beside its box. What is only missing makes an
/// irregular application, not a wrong one.
pub fn read(form: &mut Form, law: &Law) -> (Application, u32) {
    let directive = directive(form, law);
    let mut one = Application { through: through(form), ..Application::default() };
    one.all_hours = form.get("all_hours") != "no";
    let typed = whole(form, "hours");
    let hours = if one.all_hours { directive.hours } else { typed };
    if !one.all_hours && directive.hours > 0 && typed > directive.hours {
        form.wrong("hours", "assistance-refused-hours");
    }
    one.directive = directive;
    one.gets_child_aid = is_yes(form, "gets_child_aid");
    one.consent_child_aid = consent(form, "consent_child_aid");
    one.parent = form.optional("parent", LINE);
    one.gets_supplement = is_yes(form, "gets_supplement");
    one.supplement_cents = sum(form, "supplement");
    one.consent_supplement = consent(form, "consent_supplement");
    one.is_true = is_yes(form, "is_true");
    one.lets_in = is_yes(form, "lets_in");
    one.no_other = is_yes(form, "no_other");
    one.uses_similar = is_yes(form, "uses_similar");
    one.similar = form.optional("similar", 1_000);
    one.documents = form.optional("documents", LINE);
    one.note = form.optional("note", 1_000);
    (one, hours)
}

fn sum(form: &mut Form, name: &str) -> Option<i64> {
    let text = form.optional(name, 20).replace([' ', '\u{a0}', '€'], "").replace(',', ".");
    if text.is_empty() {
        return None;
    }
    let found = Money::parse(&text, Currency::Eur).ok().map(|money| money.cents);
    let found = found.filter(|cents| (0..=1_000_000).contains(cents));
    if found.is_none() {
        form.wrong(name, "assistance-sum-wrong");
    }
    found
}

/// Who is chosen, each once.
pub fn choices(form: &mut Form, listed: &[Named]) -> Vec<NewChoice> {
    let mut all: Vec<NewChoice> = Vec::new();
    for (role, most) in ROLES.into_iter().zip(PLACES) {
        for n in 1..=most {
            let name = seat(role, n);
            let Some(assistant) = named::read(form, &name, listed) else { continue };
            if all.iter().any(|one| one.assistant == assistant) {
                form.wrong(&name, "assistance-refused-same");
                continue;
            }
            all.push(NewChoice { assistant, role: role.to_owned(), hours: 0 });
        }
    }
    all
}

/// The boxes of an application as it was entered.
pub fn filled(ctx: &Ctx, filed: &Filed) -> Form {
    let one = &filed.content;
    let through = one.through.clone().unwrap_or_default();
    let said = |consent: Option<bool>| match consent {
        Some(true) => "given",
        Some(false) => "refused",
        None => "none",
    };
    let directive = &one.directive;
    let number = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let cents = one.supplement_cents.map(|cents| Money::eur(cents).decimal());
    let degree = directive.degree.map(|degree| degree.to_string());
    let mut values: Vec<(String, String)> = [
        ("directive_number", directive.number.clone()),
        ("directive_by", directive.issued_by.clone()),
        ("directive_degree", degree.unwrap_or_default()),
        ("directive_hours", number(directive.hours)),
        ("through_name", through.name),
        ("through_ground", through.ground),
        ("through_document", through.document),
        ("through_identifier", through.identifier),
        ("through_permanent", through.permanent),
        ("through_present", through.present),
        ("through_phone", through.phone),
        ("through_email", through.email),
        ("all_hours", word(one.all_hours).to_owned()),
        ("hours", number(filed.hours())),
        ("gets_child_aid", word(one.gets_child_aid).to_owned()),
        ("consent_child_aid", said(one.consent_child_aid).to_owned()),
        ("parent", one.parent.clone()),
        ("gets_supplement", word(one.gets_supplement).to_owned()),
        ("supplement", cents.unwrap_or_default()),
        ("consent_supplement", said(one.consent_supplement).to_owned()),
        ("is_true", word(one.is_true).to_owned()),
        ("lets_in", word(one.lets_in).to_owned()),
        ("no_other", word(one.no_other).to_owned()),
        ("uses_similar", word(one.uses_similar).to_owned()),
        ("similar", one.similar.clone()),
        ("documents", one.documents.clone()),
        ("note", one.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(day_values("directive_issued", directive.issued_on));
    values.extend(day_values("directive_from", directive.from_on));
    values.extend(day_values("directive_until", directive.until_on));
    Form::filled(ctx.lang, values)
}
