//! Conferences and requests of the demonstration, each thing on its own day and checked as the
//! pages check it. Called by the demonstration only; nobody here is real.

use super::agreed::{self, NewTask};
use super::conference::{self, NewConference, NewSeat, When};
use super::conference_act::consents;
use super::content::{Asked, Guest, Promise, Reached, Talk};
use super::course::{self, wrong_to_call, wrong_to_hold};
use super::frame::Press;
use super::invite::{self, Letter};
use super::load::{self, Conference, Seat};
use super::paper::{self, Subject};
use super::request::{self, Ended, IN, NewInquiry, OUT, Whom};
use super::{ConferenceId, InquiryId, InstitutionId, institution};
use crate::app::App;
use crate::consent::{self, NewConsent};
use crate::referral::{self, Brief};
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use std::sync::Arc;

/// An institution: kind, name, mail, whom to ask there.
const INSTITUTIONS: [[&str; 4]; 8] = [
    ["dsp", "Дирекция „Социално подпомагане“ (измислена)", "dsp@example.bg", "Дежурна Измислена"],
    ["hospital", "Болница „Пример“", "bolnica@example.bg", "Социална сестра (измислена)"],
    ["labour", "Бюро по труда (измислено)", "trud@example.bg", "Посредник Примерен"],
    ["mvr", "Районно управление на МВР (измислено)", "ru@example.bg", "Полицай Измислен"],
    ["ruo", "Регионално управление на образованието (измислено)", "ruo@example.bg", ""],
    ["rzi", "Регионална здравна инспекция (измислена)", "rzi@example.bg", ""],
    ["school", "Училище „Пример“", "uchilishte@example.bg", "Педагогическа съветничка (измислена)"],
    [
        "provider",
        "Доставчик „Примерна подкрепа“",
        "dostavchik@example.bg",
        "Ръководителка Примерна",
    ],
];
/// Places of [`INSTITUTIONS`].
const DSP: usize = 0;
const HOSPITAL: usize = 1;
const LABOUR: usize = 2;
const SCHOOL: usize = 6;
const PROVIDER: usize = 7;

/// Whether an institution was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::institutions(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    press: Press,
    law: Arc<Law>,
    now: Instant,
    known: Vec<InstitutionId>,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day; what is ahead is entered now.
    async fn on(&self, day: Day) -> Result<Tx, StoreError> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    /// A working day so many days from today.
    fn day(&self, from_today: i32) -> Day {
        Day(self.law.next_working(self.now.day().plus(from_today).0))
    }

    /// As [`Teller::day`], but never ahead of today.
    fn past(&self, days_ago: i32) -> Day {
        self.day(-days_ago).min(self.now.day())
    }
}

/// Fills them, and leaves the clock as it was.
///
/// # Errors
/// When a step is refused, or the database refuses.
pub async fn fill(app: &App, actor: &Actor, verify: String) -> Result<(), Problem> {
    let press = Press::of(app, actor.municipality, verify)?;
    let law = app.law(actor.municipality);
    let now = app.clock().now();
    let mut teller = Teller { app, actor, press, law, now, known: Vec::new() };
    let done = told(&mut teller).await;
    app.clock().set(now);
    done
}

async fn told(teller: &mut Teller<'_>) -> Result<(), Problem> {
    let mut tx = teller.on(teller.past(90)).await?;
    for [kind, name, email, contact] in INSTITUTIONS {
        let reached = Reached {
            name: name.to_owned(),
            email: email.to_owned(),
            contact: contact.to_owned(),
            address: "ул. „Примерна“ 1".to_owned(),
            ..Reached::default()
        };
        teller.known.push(institution::add(&mut tx, kind, &reached).await?);
    }
    let cases = referral::open_briefs(&tx, 3).await?;
    tx.commit().await?;
    for (at, case) in cases.iter().enumerate() {
        match at {
            0 => held(teller, case).await?,
            1 => called(teller, case).await?,
            _ => cancelled(teller, case).await?,
        }
    }
    if let Some(case) = cases.first() {
        requests(teller, case).await?;
    }
    received(teller, cases.last()).await
}

fn talk(purpose: &str, agenda: &str) -> Talk {
    Talk {
        called_by: "Служител по насочване (измислен)".to_owned(),
        purpose: purpose.to_owned(),
        agenda: agenda.to_owned(),
        place: "Фронт-офис, зала 1".to_owned(),
        ..Talk::default()
    }
}

/// An institution that is invited: which, who comes, on what it rests, what may be told.
type Invited = (usize, &'static str, &'static str, &'static str, &'static str);

/// Opens a conference with those who are invited, tells the person and sends the invitations.
async fn opened(
    teller: &Teller<'_>,
    case: &Brief,
    (on, day, talk): (Day, Day, Talk),
    invited: &[Invited],
) -> Result<ConferenceId, Problem> {
    let mut tx = teller.on(on).await?;
    if invited.iter().any(|one| one.2 == "consent") {
        let new = NewConsent {
            purpose: "conference".to_owned(),
            capacity: "self".to_owned(),
            how: "paper".to_owned(),
            given_on: Some(on),
            ..NewConsent::default()
        };
        consent::add(&mut tx, case.person, new).await?;
    }
    let when = When { day, begins: "10:30".to_owned(), form: "room".to_owned() };
    let ground = "zsu-76-1".to_owned();
    let new = NewConference { case: case.id, placement: None, ground, when, talk };
    let id = conference::add(&mut tx, &new).await?;
    for (which, who, sharing, ground, shared) in invited {
        let guest = Guest {
            name: (*who).to_owned(),
            post: "представител".to_owned(),
            email: INSTITUTIONS[*which][2].to_owned(),
            ground: (*ground).to_owned(),
            shared: (*shared).to_owned(),
            excuse: String::new(),
        };
        let institution = Some(teller.known[*which]);
        let role = "institution".to_owned();
        let seat = NewSeat { role, institution, guest, sharing };
        conference::add_seat(&mut tx, id, &seat).await?;
    }
    let (one, seats) = read(&tx, id).await?;
    conference::told(&mut tx, &one, (Some(on), "phone", ""), one.row.version).await?;
    let (one, _) = read(&tx, id).await?;
    let invited: Vec<_> = seats.iter().map(Seat::invited).collect();
    let consents = consents(&tx, &one).await?;
    refused(&wrong_to_call(("planned", day, tx.today()), &invited, consents))?;
    conference::called(&mut tx, &one, one.row.version).await?;
    let letter = Letter { kind: invite::KINDS[0], one: &one, press: &teller.press, consents };
    invite::write(&mut tx, (&letter, &seats), false).await?;
    tx.commit().await?;
    Ok(id)
}

async fn read(tx: &Tx, id: ConferenceId) -> Result<(Conference, Vec<Seat>), StoreError> {
    let one = load::conference(tx, id).await?;
    Ok((one, load::seats(tx, &[id]).await?.remove(&id).unwrap_or_default()))
}

/// The pages would have refused.
fn refused(keys: &[&str]) -> Result<(), Problem> {
    match keys.first() {
        None => Ok(()),
        Some(key) => Err(Problem::internal(format!("demonstration: {key}"))),
    }
}

const LAW: &str = "чл. 76, ал. 1 ЗСУ";
const NEEDS: &str = "Име, желана услуга и нужда от придружаване. Без здравни документи.";

async fn held(teller: &Teller<'_>, case: &Brief) -> Result<(), Problem> {
    let talk = talk(
        "Нуждите засягат здраве, доход и подкрепа у дома и не могат да се решат от една служба.",
        "Какво направи всяка институция\nКой какво поема и до кога",
    );
    let invited: [Invited; 4] = [
        (DSP, "Дежурна Измислена", "law", LAW, NEEDS),
        (HOSPITAL, "Социална сестра (измислена)", "consent", "съгласие на лицето", NEEDS),
        (PROVIDER, "Ръководителка Примерна", "law", "чл. 84, ал. 4 ЗСУ", NEEDS),
        (LABOUR, "Посредник Примерен", "none", "", ""),
    ];
    let day = teller.past(20);
    let id = opened(teller, case, (teller.past(28), day, talk), &invited).await?;
    let mut tx = teller.on(day).await?;
    let (one, seats) = read(&tx, id).await?;
    let part = |at: usize| if at == 4 { "excused" } else { "present" };
    let excuse = |at: usize| if at == 4 { "служебна ангажираност" } else { "" };
    let took: Vec<_> = seats
        .iter()
        .enumerate()
        .map(|(at, seat)| (seat, part(at).to_owned(), excuse(at).to_owned()))
        .collect();
    let parts: Vec<&str> = took.iter().map(|(_, part, _)| part.as_str()).collect();
    refused(&wrong_to_hold(("planned", day, tx.today()), &parts, one.is_told()))?;
    let outcome = "Подкрепата започва веднага, а документите се събират служебно.";
    let view = "„Искам да остана вкъщи и да знам на кого да се обадя.“";
    conference::held(&mut tx, (&one, &took), (outcome, view), one.row.version).await?;
    let tasks = [
        (Some(HOSPITAL), "Издава епикризата и я изпраща служебно", 5, Some("Изпратена.")),
        (Some(DSP), "Проверява правото на месечна помощ", 12, None),
        (None, "Придружава лицето при подаване на заявлението", 34, None),
    ];
    for (which, task, days, done) in tasks {
        let promise = Promise { task: task.to_owned(), ..Promise::default() };
        let institution = which.map(|at| teller.known[at]);
        let new = NewTask { institution, due_on: day.plus(days), promise };
        let task = agreed::add(&mut tx, id, &new).await?;
        if let Some(words) = done {
            let one = load::task(&tx, task).await?;
            agreed::mark(&mut tx, &one, ("done", day, words), one.row.version).await?;
        }
    }
    paper::add(&mut tx, ("minutes", &teller.press), Subject::Conference(id)).await?;
    tx.commit().await?;
    Ok(())
}

async fn called(teller: &Teller<'_>, case: &Brief) -> Result<(), Problem> {
    let talk = talk(
        "Подкрепата у дома и училището да говорят с един глас.",
        "Какво се промени\nКой е водещ по случая",
    );
    let invited: [Invited; 2] = [
        (SCHOOL, "", "none", "", ""),
        (PROVIDER, "Ръководителка Примерна", "law", "чл. 84, ал. 4 ЗСУ", NEEDS),
    ];
    opened(teller, case, (teller.past(2), teller.day(6), talk), &invited).await?;
    Ok(())
}

async fn cancelled(teller: &Teller<'_>, case: &Brief) -> Result<(), Problem> {
    let talk = talk("Преценка дали е нужна друга услуга.", "Промяна в нуждите");
    let invited: [Invited; 1] = [(DSP, "Дежурна Измислена", "law", LAW, NEEDS)];
    let id = opened(teller, case, (teller.past(40), teller.past(30), talk), &invited).await?;
    let mut tx = teller.on(teller.past(34)).await?;
    let (one, _) = read(&tx, id).await?;
    let why = "Лицето помоли първо да се срещне с доставчика.";
    conference::ended(&mut tx, &one, ("cancelled", why), one.row.version).await?;
    tx.commit().await?;
    Ok(())
}

async fn asked(
    teller: &Teller<'_>,
    case: &Brief,
    (which, on, question): (usize, Day, &str),
) -> Result<InquiryId, Problem> {
    let term = course::term(&teller.law, on).map_err(Problem::internal)?;
    let mut tx = teller.on(on).await?;
    let new = NewInquiry {
        direction: OUT,
        institution: teller.known[which],
        whom: Whom::of(case),
        previous: None,
        ground: "zsu-76-2".to_owned(),
        sent_on: on,
        due_on: term.proposed,
        asked: Asked {
            question: question.to_owned(),
            need: "За предварителната оценка: от отговора зависи коя услуга ще се предложи."
                .to_owned(),
            ..Asked::default()
        },
    };
    let id = request::add(&mut tx, &new).await?;
    paper::add(&mut tx, ("request", &teller.press), Subject::Inquiry(id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Notes the end of a request so many days after it.
async fn answered(
    teller: &Teller<'_>,
    id: InquiryId,
    (outcome, days, text): (&str, i32, &str),
) -> Result<(), Problem> {
    let tx = teller.app.db.read(teller.actor).await?;
    let one = load::request(&tx, id).await?;
    tx.rollback().await;
    let on = one.row.sent_on.plus(days).min(teller.now.day());
    let mut tx = teller.on(on).await?;
    let ended = Ended {
        outcome: outcome.to_owned(),
        on,
        to: (outcome == "forwarded").then(|| teller.known[HOSPITAL]),
        number: "ИЗМ-1".to_owned(),
        text: text.to_owned(),
    };
    if let Some((_, key)) = request::wrong(&one, &ended, tx.today()).first() {
        return Err(Problem::internal(format!("demonstration: {key}")));
    }
    let due = course::term(&teller.law, on).map_err(Problem::internal)?.proposed;
    request::ended(&mut tx, &one, (&ended, due), one.row.version).await?;
    tx.commit().await?;
    Ok(())
}

async fn requests(teller: &Teller<'_>, case: &Brief) -> Result<(), Problem> {
    let day = |days_ago: i32| teller.past(days_ago);
    let id = asked(teller, case, (DSP, day(60), "Получава ли лицето месечна помощ?")).await?;
    answered(teller, id, ("answered", 4, "Не получава. Може да подаде заявление.")).await?;
    let id = asked(teller, case, (HOSPITAL, day(50), "Кога предстои изписване?")).await?;
    answered(teller, id, ("answered", 13, "Изписване в края на месеца.")).await?;
    let id = asked(teller, case, (LABOUR, day(45), "Има ли регистрация като безработно?")).await?;
    answered(teller, id, ("refused", 6, "Няма регистрация и не водим данни за лицето.")).await?;
    let id = asked(teller, case, (PROVIDER, day(40), "Кой наблюдава здравето на лицето?")).await?;
    answered(teller, id, ("forwarded", 3, "Сведенията са при болницата.")).await?;
    let late = asked(teller, case, (HOSPITAL, day(15), "Нужно ли е придружаване?")).await?;
    let mut tx = teller.on(day(5)).await?;
    let one = load::request(&tx, late).await?;
    request::reminded(&mut tx, &one, one.row.version).await?;
    paper::add(&mut tx, ("reminder", &teller.press), Subject::Inquiry(late)).await?;
    tx.commit().await?;
    asked(teller, case, (DSP, day(1), "Има ли открит случай по Закона за закрила?")).await?;
    Ok(())
}

/// What institutions ask of the municipality: one is answered, one waits.
async fn received(teller: &Teller<'_>, case: Option<&Brief>) -> Result<(), Problem> {
    let questions = [
        (DSP, 30, "Има ли свободни места в дневната грижа?", true),
        (HOSPITAL, 3, "Може ли да се осигури асистент след изписване?", false),
    ];
    for (which, days_ago, question, is_answered) in questions {
        let on = teller.past(days_ago);
        let term = course::term(&teller.law, on).map_err(Problem::internal)?;
        let mut tx = teller.on(on).await?;
        // The first asks of nobody in particular.
        let about = case.filter(|_| !is_answered);
        let new = NewInquiry {
            direction: IN,
            institution: teller.known[which],
            whom: about.map(Whom::of).unwrap_or_default(),
            previous: None,
            ground: "zsu-76-1".to_owned(),
            sent_on: on,
            due_on: term.last,
            asked: Asked {
                question: question.to_owned(),
                need: "За насочване на лице, за което се грижат.".to_owned(),
                their_number: "ИЗМ-77".to_owned(),
                ..Asked::default()
            },
        };
        let id = request::add(&mut tx, &new).await?;
        tx.commit().await?;
        if is_answered {
            answered(teller, id, ("answered", 5, "Има четири свободни места.")).await?;
        }
    }
    Ok(())
}
