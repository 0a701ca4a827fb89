//! Studies of the demonstration: one that is closed and weighted, one that goes on with sheets and
//! an interviewer, one that is open to all. Called by the demonstration only; the answers, the
//! margins and whoever is named are invented.

use super::content::{Contact, Margins, Question, Sheet};
use super::form;
use super::frame::Press;
use super::outcome;
use super::question::{is_asked, values};
use super::sample::{ALLOCATIONS, METHODS, Stratum, read};
use super::sheet::{self, HOWS, New};
use super::study::{self, NewStudy, Study};
use super::unit::{self, STATES};
use super::{FormId, paper, round, sheets_page};
use crate::app::App;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use std::collections::BTreeMap;

/// The parts of each municipality, and where their sizes come from.
const MEZDRA: (&str, &str) = (
    "Град Мездра; 8891\nСела; 8778",
    "Преброяване от 07.09.2021 г.; отговорите в демонстрацията са измислени",
);
/// As above.
const RUSE: (&str, &str) = (
    "Град Русе; 156509\nГрад Мартен; 3691\nСела; 15010",
    "Население към декември 2009 г.; отговорите в демонстрацията са измислени",
);
/// So many are drawn for the study that is closed.
const DRAWN: i64 = 90;
/// Out of so many that were drawn, one did not answer.
const LEFT_OUT: usize = 6;

/// Whether there is a study.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    Ok(!study::studies(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    press: &'a Press,
    now: Instant,
    strata: Vec<Stratum>,
    source: &'static str,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day so many days before today.
    async fn ago(&self, days: i32) -> Result<Tx, StoreError> {
        let at = Instant::of_local(self.now.day().plus(-days).0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    fn day(&self, ago: i32) -> Day {
        self.now.day().plus(-ago)
    }
}

/// An invented answer to a question.
fn said(question: &Question, n: usize) -> Vec<String> {
    let known = values(question);
    let chosen = |at: usize| known.get(at % known.len().max(1)).map(|one| (*one).to_owned());
    let answer = match (question.code.as_str(), question.kind.as_str()) {
        // Of those who answer more are women, and older than the population.
        ("sex", _) => chosen(usize::from(n % 5 > 2)),
        ("age", _) => chosen([2, 1, 3, 2, 1, 0, 2][n % 7]),
        ("help", _) => chosen([2, 0, 2, 2, 1, 2, 2, 0, 2][n % 9]),
        ("people", _) => Some((1 + n * 7 % 4).to_string()),
        ("hours", _) => Some((4 + n * 5 % 30).to_string()),
        (_, "scale") => chosen([1, 2, 3, 2, 4, 0, 3][n % 7]),
        (_, "several") => {
            return chosen(n).into_iter().chain(chosen(n + 2)).collect();
        }
        (_, "text") if n.is_multiple_of(11) => Some("Автобусът до града е рядко.".to_owned()),
        (_, "text") => None,
        _ => chosen(n),
    };
    answer.into_iter().collect()
}

fn answered(one: &Study, n: usize) -> Sheet {
    let mut sheet = Sheet::new();
    for question in &one.plan.asked.questions {
        let values = if is_asked(question, &sheet) { said(question, n) } else { Vec::new() };
        if !values.is_empty() {
            sheet.insert(question.code.clone(), values);
        }
    }
    sheet
}

/// The questionnaire: the shipped one, published.
async fn questionnaire(teller: &Teller<'_>) -> Result<FormId, Problem> {
    let mut tx = teller.ago(150).await?;
    let id = form::begin(&mut tx, ("Потребности от подкрепа в домакинството", "needs")).await?;
    let one = form::form(&tx, id).await?;
    form::publish(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(id)
}

/// A study as it is planned here, with what is its own.
fn planned(teller: &Teller<'_>, title: &str, (method, size): (&str, i64)) -> NewStudy {
    NewStudy {
        title: title.to_owned(),
        method: method.to_owned(),
        strata: teller.strata.clone(),
        size,
        allocation: ALLOCATIONS[0].to_owned(),
        seed: "2026".to_owned(),
        source: teller.source.to_owned(),
        is_open: false,
        is_named: false,
    }
}

/// Margins of sex and age, invented.
fn margins(one: &Study) -> Margins {
    let mut known = BTreeMap::new();
    for (code, parts) in [("sex", vec![52, 48]), ("age", vec![27, 40, 24, 9])] {
        let question = one.plan.asked.questions.iter().find(|one| one.code == code);
        let Some(question) = question else { continue };
        let people = one.population();
        let counts = values(question).into_iter().zip(parts);
        let counts = counts.map(|(value, part)| (value.to_owned(), people * part / 100));
        known.insert(code.to_owned(), counts.collect());
    }
    Margins {
        known, source: "Дялове, измислени за демонстрацията".to_owned()
    }
}

/// A study of last summer: asked, closed, weighted, its results printed.
async fn closed(teller: &Teller<'_>, form: FormId) -> Result<(), Problem> {
    let mut tx = teller.ago(90).await?;
    let edition = form::form(&tx, form).await?;
    let new = planned(teller, "Потребности от подкрепа, есен", (METHODS[2], DRAWN));
    let days = (teller.day(90), teller.day(60));
    let id = study::add(&mut tx, (&edition, days), &new).await?;
    tx.commit().await?;
    let mut tx = teller.ago(70).await?;
    let one = study::study(&tx, id).await?;
    let units = unit::units(&tx, id).await?;
    let (mut asked, mut left, mut sheets) = (Vec::new(), Vec::new(), Vec::new());
    for (n, unit) in units.iter().enumerate() {
        if n % LEFT_OUT == LEFT_OUT - 1 {
            left.push(unit.id);
            continue;
        }
        asked.push(unit.id);
        sheets.push(New { stratum: unit.stratum, how: HOWS[n % 3], sheet: answered(&one, n) });
    }
    unit::settle(&tx, &asked, STATES[1]).await?;
    unit::settle(&tx, &left, STATES[2]).await?;
    sheet::keep(&mut tx, &one, &sheets).await?;
    tx.commit().await?;
    let mut tx = teller.ago(58).await?;
    study::close(&mut tx, &one).await?;
    outcome::keep_margins(&mut tx, id, &margins(&one)).await?;
    Ok(tx.commit().await?)
}

/// A study that goes on: sheets on paper, an interviewer, the first answers.
async fn going(teller: &Teller<'_>, form: FormId) -> Result<(), Problem> {
    let mut tx = teller.ago(5).await?;
    let edition = form::form(&tx, form).await?;
    let new = planned(teller, "Потребности от подкрепа, зима", (METHODS[2], 60));
    let new = NewStudy { is_named: true, ..new };
    let days = (teller.day(5), teller.day(-25));
    let id = study::add(&mut tx, (&edition, days), &new).await?;
    let one = study::study(&tx, id).await?;
    let printed = unit::give(&tx, &one, (0, 4), None).await?;
    let data = sheets_page::data(&tx, teller.press, (&one, &printed))?;
    paper::add(&mut tx, teller.press, (paper::SHEETS, id.0, data)).await?;
    round::add(&mut tx, &one, ("Анкетьорка Примерова", 0, 6)).await?;
    let units = unit::units(&tx, id).await?;
    let last = units.iter().rev().take(3);
    let sheets: Vec<New> = last
        .clone()
        .zip(3..)
        .map(|(unit, n)| New { stratum: unit.stratum, how: HOWS[1], sheet: answered(&one, n) })
        .collect();
    let ids: Vec<super::UnitId> = last.map(|unit| unit.id).collect();
    unit::settle(&tx, &ids, STATES[1]).await?;
    sheet::keep(&mut tx, &one, &sheets).await?;
    let contact = Contact {
        name: "Мария Измислена".to_owned(),
        reached: "0888 000 000".to_owned(),
        consent: ui::text::text_args(
            ui::Lang::Bg,
            "studies-consent",
            &[("title", one.row.title.clone())],
        )
        .into_owned(),
        on: tx.today().to_string(),
    };
    sheet::keep_contact(&mut tx, id, &contact).await?;
    Ok(tx.commit().await?)
}

/// A study of all, at one public address.
async fn open(teller: &Teller<'_>, form: FormId) -> Result<(), Problem> {
    let mut tx = teller.ago(2).await?;
    let edition = form::form(&tx, form).await?;
    let new = planned(teller, "Какво мислите за услугите наблизо", (METHODS[0], 0));
    let new = NewStudy { is_open: true, ..new };
    let days = (teller.day(2), teller.day(-40));
    study::add(&mut tx, (&edition, days), &new).await?;
    Ok(tx.commit().await?)
}

async fn all(teller: &Teller<'_>) -> Result<(), Problem> {
    let form = questionnaire(teller).await?;
    closed(teller, form).await?;
    going(teller, form).await?;
    open(teller, form).await
}

/// Fills studies. The clock is one that stands; it shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, (slug, verify): (&str, String)) -> Result<(), Problem> {
    let press = Press::of(app, actor.municipality, verify)?;
    let now = app.clock().now();
    let (text, source) = if slug == "mezdra" { MEZDRA } else { RUSE };
    let strata = read(text).unwrap_or_default();
    let teller = Teller { app, actor, press: &press, now, strata, source };
    let done = all(&teller).await;
    app.clock().set(now);
    done
}
