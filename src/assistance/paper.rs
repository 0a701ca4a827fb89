//! The papers: the official forms 1–3, filled and blank, the plan-schedule, annexes and notices.

use super::amend::NewAmendment;
use super::load::{self, Agreement, Contract, Filed};
use super::week::{Week, clock};
use crate::app::App;
use crate::assistants::{self, AssistantId, Press, Values, amount, who, yes};
use crate::people::{self, NewPaper, PaperId, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Pdf, Problem};
use law::Law;
use serde_json::{Value, json};
use ui::Lang;

/// The blank forms, by the end of their address.
const FORMS: [(&str, &str); 4] = [
    ("1", include_str!("form1.toml")),
    ("2", include_str!("form2.toml")),
    ("3", include_str!("form3.toml")),
    ("annex", super::annex::FORM),
];

pub(super) fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

pub(super) fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

fn year_of(day: Day) -> String {
    format!("{} г.", day.bg())
}

/// Writes a paper down.
pub(super) async fn kept(
    tx: &Tx,
    (person, kind): (PersonId, &'static str),
    (data, press): (Value, &Press),
) -> Result<PaperId, StoreError> {
    let title = bg(&format!("people-paper-{kind}"));
    let verify = press.verify.clone();
    people::add_paper(tx, NewPaper { person, kind, title, data, verify }).await
}

/// Name, identifier, addresses, telephone and e-mail in one text.
async fn whole(tx: &mut Tx, person: PersonId) -> Result<String, StoreError> {
    let all = who(tx, person, "assistance-form").await?;
    let order = ["name", "identifier", "permanent", "present", "phone", "email"];
    let parts = order.into_iter().filter_map(|key| all.get(key)).filter(|text| !text.is_empty());
    Ok(parts.cloned().collect::<Vec<_>>().join(", "))
}

async fn chosen(tx: &mut Tx, filed: &Filed, role: &str) -> Result<String, StoreError> {
    let choices = load::choices(tx, filed.row.id).await?;
    let ids: Vec<AssistantId> =
        choices.iter().filter(|one| one.role == role).map(|one| one.assistant_id).collect();
    let mut all = Vec::new();
    for id in ids {
        let person = assistants::assistant(tx, id).await?.person;
        all.push(whole(tx, person).await?);
    }
    Ok(all.join("\n"))
}

fn said(filed: &Filed) -> Values {
    let content = &filed.content;
    let directive = &content.directive;
    let term = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let args = [
        ("number", directive.number.clone()),
        ("issued", term(directive.issued_on)),
        ("by", directive.issued_by.clone()),
        ("hours", directive.hours.to_string()),
        ("from", term(directive.from_on)),
        ("until", term(directive.until_on)),
    ];
    let hours = if content.all_hours { String::new() } else { filed.hours().to_string() };
    let similar = if content.uses_similar {
        format!("{}. {}", bg("assistance-uses"), content.similar)
    } else {
        bg("assistance-uses-not")
    };
    Values::from([
        ("number", format!("{} / {}", filed.number(), year_of(filed.row.filed_on))),
        ("all_hours", yes(content.all_hours)),
        ("hours", hours),
        ("child_aid", if content.gets_child_aid { amount(&content.child_aid) } else { yes(false) }),
        ("parent", content.parent.clone()),
        ("supplement", yes(content.gets_supplement && content.consent_supplement == Some(true))),
        ("is_true", yes(content.is_true)),
        ("lets_in", yes(content.lets_in)),
        ("gets_supplement", yes(content.gets_supplement)),
        ("gets_child_aid", yes(content.gets_child_aid)),
        ("no_other", yes(content.no_other)),
        ("similar", similar),
        ("identity", yes(true)),
        ("directive", bg_with("assistance-directive-words", &args)),
        ("documents", content.documents.clone()),
    ])
}

fn through(filed: &Filed) -> Values {
    let Some(one) = &filed.content.through else { return Values::new() };
    let ground = match one.ground.as_str() {
        "" => String::new(),
        code => bg(&format!("people-ground-{code}")),
    };
    Values::from([
        ("through_name", one.name.clone()),
        ("through_ground", format!("{ground} {}", one.document).trim().to_owned()),
        ("through_identifier", one.identifier.clone()),
        ("through_permanent", one.permanent.clone()),
        ("through_present", one.present.clone()),
        ("through_phone", one.phone.clone()),
        ("through_email", one.email.clone()),
    ])
}

/// The application in the official form.
pub(super) async fn application(
    tx: &mut Tx,
    filed: &Filed,
    press: &Press,
) -> Result<PaperId, StoreError> {
    let person = filed.row.person_id;
    let mut values = who(tx, person, "assistance-form").await?;
    values.extend(said(filed));
    values.extend(through(filed));
    values.insert("mayor", press.office.name.clone());
    values.insert("assistants", chosen(tx, filed, "assistant").await?);
    values.insert("substitutes", chosen(tx, filed, "substitute").await?);
    let signer = filed.content.through.as_ref().map_or(values["name"].clone(), |t| t.name.clone());
    let names =
        [signer.clone(), filed.content.parent.clone(), signer, filed.content.accepted_by.clone()];
    let (_, data) = press.official(FORMS[0].1, (&values, &names))?;
    kept(tx, (person, "assistance-form"), (data, press)).await
}

/// The agreement in the official form.
pub(super) async fn agreement(
    tx: &mut Tx,
    law: &Law,
    (agreement, filed): (&Agreement, &Filed),
    press: &Press,
) -> Result<PaperId, StoreError> {
    let row = &agreement.row;
    let assistant = assistants::assistant(tx, row.assistant_id).await?.person;
    let user = whole(tx, row.person_id).await?;
    let names = [
        press.mayor(),
        people::head(tx, assistant).await?.name,
        people::head(tx, row.person_id).await?.name,
    ];
    let through = filed.content.through.as_ref();
    let term = format!("{} – {}", year_of(row.from_on), year_of(row.until_on));
    let values = Values::from([
        ("number", agreement.number()),
        ("day", year_of(row.concluded_on)),
        ("town", agreement.terms.town.clone()),
        ("provider", format!("{}, {}", press.office.name, press.mayor())),
        ("bulstat", press.eik()),
        ("provider_address", press.address()),
        ("assistant", whole(tx, assistant).await?),
        ("user", user),
        ("representative", through.map(|one| one.name.clone()).unwrap_or_default()),
        ("term", term),
        ("hours", row.hours.to_string()),
        ("place", agreement.terms.place.clone()),
        ("other", agreement.terms.other.clone()),
        ("copies", law.work_limits().copies.to_string()),
        ("annex", bg("assistance-annex")),
    ]);
    let (_, data) = press.official(FORMS[1].1, (&values, &names))?;
    kept(tx, (row.person_id, "assistance-agreement"), (data, press)).await
}

/// The plan-schedule.
pub(super) async fn schedule(
    tx: &Tx,
    agreement: &Agreement,
    ((turn, from_on), week, press): ((i32, Day), &Week, &Press),
) -> Result<PaperId, StoreError> {
    let row = &agreement.row;
    let assistant = assistants::assistant(tx, row.assistant_id).await?.person;
    let heads = people::heads(tx, &[assistant, row.person_id]).await?;
    let name = |id| heads.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    let rows: Vec<Value> = week
        .spans
        .iter()
        .map(|span| {
            json!([
                bg(&format!("assistance-weekday-{}", span.weekday)),
                clock(span.from),
                clock(span.to),
                law::Minutes(span.minutes()).to_string(),
                span.activities,
            ])
        })
        .collect();
    let head = |name: &str| bg(&format!("assistance-plan-{name}"));
    let heads = ["weekday", "from", "to", "minutes", "activities"].map(head);
    let mut data = press.frame(&bg("people-paper-assistance-schedule"), &bg("assistance-plan-law"));
    data["sections"] = json!([
        { "title": head("whose"), "lines": [
            [head("agreement"), agreement.number()],
            [head("user"), name(row.person_id)],
            [head("assistant"), name(assistant)],
            [head("place"), agreement.terms.place],
            [head("from-on"), year_of(from_on)],
            [head("version"), turn.to_string()],
            [head("hours"), row.hours.to_string()],
            [head("week"), law::Minutes(week.total()).to_string()],
        ] },
        { "title": head("days"),
          "heads": heads, "rows": rows },
        { "title": head("other"), "text": week.other },
    ]);
    data["signatures"] = json!([
        { "role": head("assistant"), "name": name(assistant) },
        { "role": head("user"), "name": name(row.person_id) },
        { "role": head("approved"), "name": press.mayor() },
    ]);
    kept(tx, (row.person_id, "assistance-schedule"), (data, press)).await
}

fn ground_words(law: &Law, contract: &Contract) -> String {
    let codes = ["002", "003", "004", "012"];
    let code = contract.row.register_code.as_str();
    let known = codes.into_iter().find(|known| *known == code);
    let words = known.map(|code| bg(&format!("assistance-code-{code}"))).unwrap_or_default();
    let kind = law.contract(u32::try_from(contract.row.hours).unwrap_or(0));
    let articles = kind.map(|kind| kind.derivation.articles.join(", ")).unwrap_or_default();
    format!("{words} ({articles})")
}

fn conditions(law: &Law, contract: &Contract) -> Values {
    let (row, content) = (&contract.row, &contract.content);
    let post = law.book().newest("assistance.post-code").map(law::Rule::value_text);
    let post = [("code", post.unwrap_or_default())];
    let time = match row.hours_per_day {
        None => bg_with("assistance-time-114", &[("hours", row.hours.to_string())]),
        Some(day) => bg_with("assistance-time-day", &[("hours", day.to_string())]),
    };
    let years = [("years", content.years.to_string()), ("sum", amount(&content.service_pay))];
    let pay_day = [("day", law.work_limits().pay_day.to_string())];
    Values::from([
        ("post", bg_with("assistance-post", &post)),
        ("place", content.place.clone()),
        ("time", time),
        ("ground", ground_words(law, contract)),
        ("trial", content.trial_months.to_string()),
        ("pay", amount(&content.base_pay)),
        ("service_pay", bg_with("assistance-service-words", &years)),
        ("pay_day", bg_with("assistance-pay-day", &pay_day)),
        ("leave", content.leave_days.to_string()),
        ("rights", bg("assistance-rights")),
        ("starts", year_of(row.starts_on)),
        ("notice", content.notice.clone()),
        ("other", content.other.clone()),
    ])
}

/// The labour contract in the official form.
pub(super) async fn contract(
    tx: &mut Tx,
    law: &Law,
    (contract, agreement): (&Contract, &Agreement),
    press: &Press,
) -> Result<PaperId, StoreError> {
    let assistant = assistants::assistant(tx, contract.row.assistant_id).await?;
    let mut values = who(tx, assistant.person, "assistance-form").await?;
    let name = values["name"].clone();
    let content = &assistant.content;
    let issued = content.card_on.map(Day::bg).unwrap_or_default();
    let card = [content.card.as_str(), issued.as_str(), content.card_by.as_str()];
    let card: Vec<&str> = card.into_iter().filter(|part| !part.is_empty()).collect();
    let service = &content.service;
    let service = format!("{} г., {} м., {} д.", service.years, service.months, service.days);
    values.extend(Values::from([
        ("number", contract.number()),
        ("day", year_of(contract.row.concluded_on)),
        ("town", agreement.terms.town.clone()),
        ("agreement", format!("{} / {}", agreement.number(), year_of(agreement.row.concluded_on))),
        ("provider", press.office.name.clone()),
        ("provider_address", press.address()),
        ("bulstat", press.eik()),
        ("mayor", press.mayor()),
        ("education", content.education.clone()),
        ("card", card.join(", ")),
        ("qualification", content.qualification.clone()),
        ("service", service),
    ]));
    values.extend(conditions(law, contract));
    let names = [name, press.mayor(), tx.actor().name.to_string()];
    let (_, data) = press.official(FORMS[2].1, (&values, &names))?;
    kept(tx, (assistant.person, "assistance-contract"), (data, press)).await
}

/// An annex that changes an agreement.
pub(super) async fn amendment(
    tx: &Tx,
    agreement: &Agreement,
    (new, before, press): (&NewAmendment, u32, &Press),
) -> Result<PaperId, StoreError> {
    let row = &agreement.row;
    let assistant = assistants::assistant(tx, row.assistant_id).await?.person;
    let heads = people::heads(tx, &[assistant, row.person_id]).await?;
    let name = |id| heads.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    let args = [
        ("number", agreement.number()),
        ("concluded", row.concluded_on.bg()),
        ("from", new.from_on.bg()),
        ("before", before.to_string()),
        ("after", new.hours.to_string()),
        ("text", new.text.clone()),
    ];
    let name_of = bg("people-paper-assistance-annex");
    let mut data = press.frame(&name_of, &bg("assistance-annex-law"));
    data["opening"] = bg_with("assistance-annex-opening", &args).into();
    data["closing"] = bg_with(&format!("assistance-annex-{}", new.kind), &args).into();
    data["signatures"] = json!([
        { "role": bg("assistance-provider"), "name": press.mayor() },
        { "role": bg("assistance-plan-assistant"), "name": name(assistant) },
        { "role": bg("assistance-plan-user"), "name": name(row.person_id) },
    ]);
    kept(tx, (row.person_id, "assistance-annex"), (data, press)).await
}

/// A blank form by its number: 1, 2, 3, or `annex` of a labour contract.
///
/// # Errors
/// When there is no such form, or the printer refuses.
pub async fn blank(app: &App, ctx: &Ctx, number: &str) -> Result<Pdf, Problem> {
    let form = FORMS.iter().find(|(no, _)| *no == number).ok_or(Problem::NotFound)?;
    let press = Press::of(app, ctx.actor.municipality, String::new())?;
    let (mayor, provider) = (press.office.name.clone(), press.office.name.clone());
    let (bulstat, address) = (press.eik(), press.address());
    let values = Values::from([
        ("provider", provider),
        ("provider_address", address),
        ("bulstat", bulstat),
        ("mayor", if number == "1" { mayor } else { press.mayor() }),
    ]);
    let (title, data) = press.official(form.1, (&values, &[]))?;
    let bytes = people::printed(app, &title, data).await?;
    Ok(Pdf { name: format!("form-{number}"), bytes })
}
