//! Surveys and complaints of the demonstration: two surveys that are closed and compared, one that is
//! open, complaints in every state. Called by the demonstration only; nobody here is real.

use super::complaint::{self, New};
use super::content::{Said, Sheet};
use super::course::{OUTCOMES, SORTS, TOPICS, VIAS};
use super::form;
use super::frame::{Press, open_services};
use super::question::values;
use super::sheet::{self, HOWS};
use super::survey::{self, NewSurvey, Survey};
use super::{SurveyId, paper, sheets_page};
use crate::app::App;
use crate::services::Service;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;

/// Services whose users are asked.
const SERVICES: usize = 4;
/// Answers about each, from the first one; of the last one too few to be shown alone.
const ANSWERS: [usize; SERVICES] = [14, 11, 9, 3];
/// What is said of a service when something is asked in words.
const WORDS: [&str; 3] =
    ["Благодаря на всички.", "Искам повече разходки навън.", "Автобусът спира далеч от входа."];

/// A complaint of the demonstration: days before today, kind, channel, topic, what about, by whom.
type Told = (i32, usize, usize, usize, &'static str, &'static str);

const COMPLAINTS: [Told; 7] = [
    (120, 0, 0, 5, "Обядът пристига студен.", "Недоволна Измислена"),
    (95, 1, 4, 2, "Служител повишава тон на потребителите.", ""),
    (80, 2, 3, 8, "Да има табло с програмата на входа.", "Предложил Примеров"),
    (70, 0, 1, 6, "Таксата за месеца е пресметната два пъти.", "Платила Образцова"),
    (45, 0, 2, 0, "Чакаме от два месеца без отговор.", "Чакащ Измислев"),
    (20, 1, 4, 4, "Рампата на входа е заледена и без парапет.", ""),
    (6, 2, 0, 7, "Още една пейка в двора.", "Седнал Примеров"),
];

/// Whether there is a survey.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    Ok(!survey::surveys(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    press: &'a Press,
    now: Instant,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day so many days before today.
    async fn ago(&self, days: i32) -> Result<Tx, StoreError> {
        let at = Instant::of_local(self.now.day().plus(-days).0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }
}

/// An invented sheet: the better, the later the survey.
fn answered(survey: &Survey, (n, better): (usize, usize)) -> Sheet {
    let mut sheet = Sheet::new();
    for (at, question) in survey.asked.questions.iter().enumerate() {
        let known = values(question);
        let chosen = match (question.kind.as_str(), known.len()) {
            // Everybody leaves something out.
            _ if (n + at) % 7 == 6 => continue,
            ("text", _) if n.is_multiple_of(4) => vec![WORDS[n % WORDS.len()].to_owned()],
            (_, 0) => continue,
            ("scale", count) => vec![known[(count - 1).min(1 + better + n % 3)].to_owned()],
            ("several", count) => {
                vec![known[n % count].to_owned(), known[(n + 1 + n % 2) % count].to_owned()]
            }
            (_, count) => vec![known[(n % (count + 1 - better.min(1))) % count].to_owned()],
        };
        sheet.insert(question.code.clone(), chosen);
    }
    sheet
}

async fn planned(
    tx: &mut Tx,
    (title, days): (&str, (Day, Day)),
    (before, services): (Option<SurveyId>, &[Service]),
) -> Result<Survey, Problem> {
    let all = form::newest(tx).await?;
    let form = all.iter().find(|one| one.code == "satisfaction").ok_or(Problem::NotFound)?;
    let services = services.iter().map(|one| (one.id, one.provider_id)).collect();
    let new = NewSurvey { title: title.to_owned(), days, before, services };
    let id = survey::add(tx, form, &new).await?;
    Ok(survey::survey(tx, id).await?)
}

async fn asked(
    tx: &mut Tx,
    (survey, better): (&Survey, usize),
    services: &[Service],
) -> Result<(), Problem> {
    for (service, count) in services.iter().zip(ANSWERS) {
        let one = |n: usize| sheet::New {
            service: service.id,
            how: HOWS[n % HOWS.len()],
            is_easy: false,
            sheet: answered(survey, (n, better)),
        };
        let new: Vec<sheet::New> = (0..count).map(one).collect();
        sheet::keep(tx, survey, &new).await?;
    }
    Ok(())
}

/// Two surveys a year apart, closed, and one that is open with sheets to be printed.
async fn surveys(teller: &Teller<'_>) -> Result<(), Problem> {
    let today = teller.now.day();
    let mut before = None;
    for (which, ago, better) in [("първо", 400, 0), ("второ", 60, 1)] {
        let title = format!("Проучване на удовлетвореността, {which}");
        let mut tx = teller.ago(ago).await?;
        let services: Vec<Service> = open_services(&tx).await?.into_iter().take(SERVICES).collect();
        let days = (today.plus(-ago), today.plus(20 - ago));
        let one = planned(&mut tx, (&title, days), (before, &services)).await?;
        asked(&mut tx, (&one, better), &services).await?;
        survey::close(&mut tx, &one).await?;
        before = Some(one.row.id);
        tx.commit().await?;
    }
    let mut tx = teller.ago(3).await?;
    let services: Vec<Service> = open_services(&tx).await?.into_iter().take(2).collect();
    let days = (today.plus(-3), today.plus(25));
    let title = "Проучване на удовлетвореността, трето";
    let one = planned(&mut tx, (title, days), (before, &services)).await?;
    for (service, is_easy) in services.iter().zip([false, true]) {
        let codes = sheet::give_out(&mut tx, &one, (service.id, 4, is_easy)).await?;
        let data = sheets_page::data(teller.press, (&one, &service.name), (&codes, is_easy));
        paper::add(&mut tx, teller.press, (paper::SHEETS, one.row.id.0, data)).await?;
    }
    asked(&mut tx, (&one, 1), &services[..1]).await?;
    Ok(tx.commit().await?)
}

/// What becomes of a complaint: the oldest are answered, one of them late and opened again; one is passed
/// on; the rest wait.
async fn followed(
    teller: &Teller<'_>,
    (n, told): (usize, &Told),
    id: super::ComplaintId,
) -> Result<(), Problem> {
    let after = |days: i32| told.0 - days;
    let answer =
        |outcome: usize| (OUTCOMES[outcome], "Проверихме на място и разговаряхме с доставчика.");
    let (ago, outcome) = match n {
        0 => (after(12), 0),
        1 => (after(30), 1),
        2 => (after(20), 3),
        // After its term: taken, and shown as late.
        3 => (after(50), 2),
        _ => (after(1), 0),
    };
    let mut tx = teller.ago(ago).await?;
    let today = tx.today();
    let one = complaint::complaint(&tx, id).await?;
    match n {
        0..=3 => {
            let (outcome, text) = answer(outcome);
            let both = (&one, teller.press);
            complaint::answer(&mut tx, both, (today, outcome, text)).await?;
        }
        4 => {
            let asked = "Молим за становище и за копие от списъка на чакащите.";
            let to = ("provider", "Доставчикът на услугата", asked);
            complaint::forward(&mut tx, (&one, teller.press), to).await?;
        }
        5 => complaint::note(&mut tx, &one, (today, "Обадихме се на доставчика.")).await?,
        _ => {}
    }
    Ok(tx.commit().await?)
}

async fn complaints(teller: &Teller<'_>) -> Result<(), Problem> {
    let law = teller.app.law(teller.actor.municipality);
    for (n, told) in COMPLAINTS.iter().enumerate() {
        let (ago, sort, via, topic, about, from) = *told;
        let mut tx = teller.ago(ago).await?;
        let today = tx.today();
        let services = open_services(&tx).await?;
        let service = services.get(n % SERVICES).map(|one| (one.id, one.provider_id));
        let contact = if from.is_empty() { "" } else { "ул. „Измислена“ № 1" };
        let content = Said {
            from: from.to_owned(),
            contact: contact.to_owned(),
            about: about.to_owned(),
            ..Said::default()
        };
        let new = New {
            kind: SORTS[sort].to_owned(),
            via: VIAS[via].to_owned(),
            topic: TOPICS[topic].to_owned(),
            service,
            content,
            ..New::default()
        };
        let id = complaint::add(&mut tx, &law, (&new, today)).await?;
        tx.commit().await?;
        followed(teller, (n, told), id).await?;
    }
    Ok(())
}

/// Fills surveys and complaints. The clock is one that stands; it shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, verify: String) -> Result<(), Problem> {
    let press = Press::of(app, actor.municipality, verify)?;
    let now = app.clock().now();
    let teller = Teller { app, actor, press: &press, now };
    let mut done = surveys(&teller).await;
    if done.is_ok() {
        done = complaints(&teller).await;
    }
    app.clock().set(now);
    done
}
