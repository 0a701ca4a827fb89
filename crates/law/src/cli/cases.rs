//! `law competence`, `law validity`, `law need`, `law eligibility`, `law compare`.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Output, input};
use crate::compare::{Comparison, GroupChange, Population};
use crate::competence::{Case, Notify, Regime};
use crate::day::{parse_day, written_long};
use crate::derivation::Derivation;
use crate::eligibility::{Answer, Citizen};
use crate::planning::{Criterion, PopulationCount};
use crate::validity::{ValidityInput, ValidityState};
use crate::{Law, LawError};

/// `law competence FILE.json`
///
/// # Errors
/// `BadInput` when the file is not the input of the contract.
pub fn competence(law: &Law, file: &str) -> Result<Output, LawError> {
    let case: Case = input(file)?;
    let answer = law.competence(&case)?;
    let regime = match answer.regime {
        Regime::Old => "преходен",
        Regime::New => "пълен",
    };
    let mut head = format!(
        "Насочва: {}\nПравило {} – {}; режим: {regime}\n",
        answer.competent.words(),
        answer.rule,
        answer.title
    );
    if let Some(place) = &answer.municipality {
        head.push_str(&format!("Община: {place}\n"));
    }
    for notify in &answer.notify {
        head.push_str(match notify {
            Notify::Dsp => "Незабавно се уведомява Дирекция „Социално подпомагане“\n",
            Notify::Mvr => "Незабавно се уведомява МВР\n",
        });
    }
    Output::new(&answer, &head, &answer.derivation)
}

/// `law validity FILE.json`
///
/// # Errors
/// `BadInput` when the file is not the input of the contract.
pub fn validity(law: &Law, file: &str) -> Result<Output, LawError> {
    let asked: ValidityInput = input(file)?;
    let answer = law.validity(&asked)?;
    let until = answer.valid_until.map_or(
        "докато трае спирането, краят не е известен".to_owned(),
        |d| format!("до {}", written_long(d)),
    );
    let state = match answer.state {
        ValidityState::Valid => "валидна",
        ValidityState::Paused => "спрян срок",
        ValidityState::Expired => "изтекла",
    };
    let head = format!("Предварителна оценка: {state}, {until}");
    Output::new(&answer, &head, &answer.derivation)
}

/// `law need FILE.csv`
///
/// # Errors
/// `BadInput` when the file is not a table of counts.
pub fn need(law: &Law, file: &str) -> Result<Output, LawError> {
    let need = law.need(&PopulationCount::read_csv(file)?)?;
    let mut head = "Максимален брой потребители по формулата на НПСУ\n".to_owned();
    for service in &need.services {
        let users = service.shown.as_deref().unwrap_or("няма данни");
        head.push_str(&format!("№ {:2} {}: {users}\n", service.no, service.name));
    }
    if !need.missing.is_empty() {
        head.push_str(&format!("Липсващи данни: {}\n", need.missing.join(", ")));
    }
    Output::new(&need, &head, &need.derivation)
}

#[derive(Serialize)]
struct Criteria<'a> {
    criteria: &'a [Criterion],
    #[serde(flatten)]
    derivation: Derivation,
}

/// `law need --criteria`
///
/// # Errors
/// `BadRules` never happens with a law that was built.
pub fn need_criteria(law: &Law) -> Result<Output, LawError> {
    let mut why = Derivation::default();
    let formula = law.book().newest("planning.formula")?;
    why.step_by(formula, format!("{}.", formula.title));
    let mut head = "Критерии за колоната criterion\n".to_owned();
    for criterion in law.criteria() {
        head.push_str(&format!("{} – {}\n", criterion.id, criterion.title));
    }
    Output::new(&Criteria { criteria: law.criteria(), derivation: why.clone() }, &head, &why)
}

/// `law eligibility FILE.json`; the key `date` (a day) is allowed beside the questions.
///
/// # Errors
/// `BadInput` naming the question that does not exist or does not fit.
pub fn eligibility(law: &Law, file: &str) -> Result<Output, LawError> {
    let mut answers: Map<String, Value> = input(file)?;
    let day = match answers.remove("date") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(parse_day(&text)?),
        Some(other) => return Err(LawError::input(format!("„date“: {other} не е ден"))),
    };
    let rights = law.rights(&Citizen::from_json(&answers)?, day);
    let mut head = String::new();
    for (wanted, title) in [
        (Answer::Yes, "Има право на"),
        (Answer::Ask, "Нужен е преглед"),
        (Answer::No, "Няма право на"),
    ] {
        head.push_str(&format!("{title}:\n"));
        for right in rights.rights.iter().filter(|r| r.answer == wanted) {
            let failing = if right.failing.is_empty() {
                String::new()
            } else {
                format!(" – {}", right.failing)
            };
            head.push_str(&format!("  {}{failing} ({})\n", right.title, right.article));
        }
    }
    Output::new(&rights, &head, &rights.derivation)
}

/// `law eligibility --schema`
///
/// # Errors
/// None in practice.
pub fn eligibility_schema(law: &Law) -> Result<Output, LawError> {
    let schema = law.eligibility_schema();
    let mut head = "Въпросите; пропуснат въпрос или null значи „не е известно“\n".to_owned();
    for field in schema.as_array().into_iter().flatten() {
        let text = |key: &str| field[key].as_str().unwrap_or_default().to_owned();
        let choices = field["enum"].as_array().map_or(String::new(), |list| {
            let words: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            format!(": {}", words.join(", "))
        });
        head.push_str(&format!(
            "{} ({}{choices}) – {}\n",
            text("key"),
            text("type"),
            text("question")
        ));
    }
    let mut why = Derivation::of_whole_law(law);
    why.step(
        "Ключът date (ден) е допустим до въпросите: тогава важат правата, които са в сила на него.",
    );
    let rights: Vec<_> = law.right_ids().collect();
    let mut answer = json!({ "fields": schema, "rights": rights });
    if let (Some(answer), Ok(Value::Object(why))) =
        (answer.as_object_mut(), serde_json::to_value(&why))
    {
        answer.extend(why);
    }
    Output::new(&answer, &head, &why)
}

/// `law compare DRAFT.toml POPULATION.csv`
///
/// # Errors
/// `BadRules` for the draft, `BadInput` for the population.
pub fn compare(law: &Law, draft: &str, population: &str) -> Result<Output, LawError> {
    let draft = law.with_draft(draft)?;
    let comparison: Comparison = law.compare(&draft, &Population::read_csv(population)?)?;
    let mut head = format!("Променени правила: {}\n", comparison.changed_rules.join(", "));
    for group in &comparison.groups {
        head.push_str(&group_text(group, comparison.hidden_below));
    }
    Output::new(&comparison, &head, &comparison.derivation)
}

fn group_text(group: &GroupChange, hidden_below: u64) -> String {
    let few = format!("скрито (под {hidden_below} или може да се изчисли)");
    let count = |n: Option<u64>| n.map_or(few.clone(), |n| n.to_string());
    let money = |m: &Option<String>| {
        m.as_ref().map_or(few.clone(), |m| format!("{} €", m.replace('.', ",")))
    };
    let mut text = format!(
        "{}: хора {}; друго гише {}; пари месечно {} → {}; печелят {}, губят {}\n",
        group.group,
        count(group.people),
        count(group.desk_changed),
        money(&group.money.before),
        money(&group.money.after),
        count(group.money.gain),
        count(group.money.lose)
    );
    for desk in &group.desks {
        let (before, after) = (desk.before.words(), desk.after.words());
        text.push_str(&format!("  {before} → {after}: {}\n", count(desk.people)));
    }
    for right in &group.rights {
        let (gained, lost) = (count(right.gained), count(right.lost));
        text.push_str(&format!("  {}: получават {gained}, губят {lost}\n", right.id));
    }
    text
}
