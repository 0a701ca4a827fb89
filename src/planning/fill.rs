//! The planning of the demonstration: the annual plan of the next year, discussed, adopted and sent in summer; the
//! needs analysis with the proposal, published, withdrawn, published again and discussed now. What citizens and
//! the council say is invented. Called by the demonstration only.

use super::act;
use super::content::{Inquiry, Opinion, Planned};
use super::course::{DEBATES, OUTCOMES, Step, VIAS, change};
use super::document::KINDS;
use super::frame::{DISCUSSION, term};
use super::load::{self, Cycle};
use super::opinion::{self, Answer, New};
use super::planned::{self, LineGiven};
use super::release::{self, Given};
use super::summary::Held;
use super::{CycleId, record};
use crate::app::App;
use kit::access::Actor;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use std::sync::Arc;

/// Whether anything was ever planned.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::all(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    office: &'a Municipality,
    verify: &'a str,
    now: Instant,
    law: Arc<Law>,
}

impl Teller<'_> {
    fn day(&self, from_today: i32) -> Day {
        self.now.day().plus(from_today)
    }

    /// A transaction at ten o'clock of a day; what is today is entered now.
    async fn on(&self, from_today: i32) -> Result<Tx, StoreError> {
        let at = Instant::of_local(self.day(from_today).0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    /// Takes a step on a day.
    async fn step(
        &self,
        id: CycleId,
        step: Step,
        (on, given): (i32, Given),
    ) -> Result<(), Problem> {
        let mut tx = self.on(on).await?;
        let cycle = load::cycle(&tx, id).await?;
        let press = (self.office, self.verify);
        release::step(&mut tx, &self.law, (&cycle, step), (&given, press)).await?;
        Ok(tx.commit().await?)
    }

    /// Publishes on a day for as long as the law asks.
    async fn publish(&self, id: CycleId, on: i32) -> Result<(), Problem> {
        let ends_on = term(&self.law, DISCUSSION, self.day(on));
        let given = Given { on: ends_on, ..Given::default() };
        self.step(id, Step::Publish, (on, given)).await
    }

    async fn debate(&self, id: CycleId, on: i32, told: &Told) -> Result<(), Problem> {
        let mut tx = self.on(on).await?;
        let (kind, place, people, text) = *told;
        let held = Held {
            kind: kind.to_owned(),
            on: self.day(on),
            place: place.to_owned(),
            people,
            text: text.to_owned(),
        };
        record::add_debate(&mut tx, id, &held).await?;
        Ok(tx.commit().await?)
    }

    async fn opinion(&self, id: CycleId, on: i32, said: &Voiced) -> Result<(), Problem> {
        let mut tx = self.on(on).await?;
        let row = load::row(&tx, id).await?;
        let (document, via, text, answer) = *said;
        let content = Opinion {
            from: "Измислена гражданка".to_owned(),
            text: text.to_owned(),
            ..Opinion::default()
        };
        let new = New { document: document.to_owned(), via: via.to_owned(), content };
        let today = tx.today();
        let own = opinion::add(&mut tx, &row, (&new, today)).await?;
        if let Some((outcome, words)) = answer {
            let one = opinion::one(&tx, own).await?;
            let answer =
                Answer { outcome: outcome.to_owned(), text: words.to_owned(), is_shown: true };
            opinion::answer(&mut tx, (&one, one.row.version), &answer).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// A debate: where by its kind, place, people, what was said.
type Told = (&'static str, &'static str, i32, &'static str);
/// An opinion: about which document, how it came, what it says, outcome and answer.
type Voiced = (&'static str, &'static str, &'static str, Option<(&'static str, &'static str)>);

const PLAN_SAID: [Voiced; 3] = [
    (
        "plan",
        VIAS[0],
        "В селата няма кой да заведе възрастните на рехабилитация. Предвидете мобилна работа.",
        Some((OUTCOMES[0], "Приема се: мобилната работа е добавена в плана.")),
    ),
    (
        "plan",
        VIAS[1],
        "Да се увеличат местата за асистентска подкрепа.",
        Some((OUTCOMES[1], "Приема се отчасти: увеличението зависи от определените средства.")),
    ),
    (
        "plan",
        VIAS[3],
        "Да се закрие дневният център.",
        Some((OUTCOMES[2], "Не се приема: центърът е запълнен и има чакащи.")),
    ),
];

const MAP_SAID: [Voiced; 2] = [
    (
        "proposal",
        VIAS[0],
        "Предложението не казва откъде ще дойдат логопедите. Посочете го.",
        Some((OUTCOMES[0], "Приема се: прогнозата за служителите е допълнена.")),
    ),
    ("analysis", VIAS[0], "Броят на хората по селата изглежда по-малък от действителния.", None),
];

const NOTE: &str = "Изводите, становищата и числата без официален източник са измислени и служат само за показване.";

/// Adds a sentence to the first part, as somebody in the office would.
async fn edited(teller: &Teller<'_>, id: CycleId, on: i32) -> Result<(), Problem> {
    let mut tx = teller.on(on).await?;
    let cycle = load::cycle(&tx, id).await?;
    if let Some(part) = cycle.parts.first() {
        let text = format!("{}\n{NOTE}", part.text);
        act::edit(&mut tx, (&cycle, part), (part.edition, &text)).await?;
    }
    Ok(tx.commit().await?)
}

/// One planned service grows, with its reason.
async fn grown(teller: &Teller<'_>, id: CycleId, on: i32) -> Result<(), Problem> {
    let mut tx = teller.on(on).await?;
    let cycle: Cycle = load::cycle(&tx, id).await?;
    if let Some(line) = cycle.lines.iter().find(|one| one.row.users_now > 0) {
        let planned = line.row.users_now + 5;
        let given = LineGiven {
            budget: line.row.budget.clone(),
            users_now: line.row.users_now,
            planned,
            change: change(line.row.users_now, planned).to_owned(),
            way: line.row.way.clone(),
            cost_cents: 0,
            content: Planned {
                name: line.planned.name.clone(),
                motive: "Има чакащи и свободна материална база (измислено).".to_owned(),
            },
        };
        planned::change_line(&mut tx, (&cycle, line), (line.row.version, &given)).await?;
    }
    Ok(tx.commit().await?)
}

/// The annual plan: begun in June, adopted and sent in August.
async fn annual(teller: &Teller<'_>, year: i32) -> Result<(), Problem> {
    let mut tx = teller.on(-150).await?;
    let on = teller.day(-150);
    let id = act::begin(&mut tx, &teller.law, (KINDS[1], year, on)).await?;
    tx.commit().await?;
    edited(teller, id, -149).await?;
    grown(teller, id, -148).await?;
    teller.publish(id, -142).await?;
    let council = (DEBATES[1], "заседателна зала", 12, "Съветът подкрепя плана (измислено).");
    let public = (DEBATES[0], "читалището", 34, "Питат за мобилна работа в селата (измислено).");
    for (at, said) in PLAN_SAID.iter().enumerate() {
        teller.opinion(id, -138 + i32::try_from(at).unwrap_or(0), said).await?;
    }
    teller.debate(id, -130, &public).await?;
    teller.debate(id, -125, &council).await?;
    teller.step(id, Step::Summarise, (-110, Given::default())).await?;
    let given = |number: &str, on: i32| Given {
        number: number.to_owned(),
        on: Some(teller.day(on)),
        ..Given::default()
    };
    teller.step(id, Step::Adopt, (-100, given("П-000 (измислено)", -100))).await?;
    teller.step(id, Step::Send, (-97, given("АСП-000 (измислено)", -97))).await
}

/// The needs analysis with the proposal: published, withdrawn, published again, open now.
async fn map(teller: &Teller<'_>, year: i32) -> Result<(), Problem> {
    let mut tx = teller.on(-30).await?;
    let on = teller.day(-30);
    let id = act::begin(&mut tx, &teller.law, (KINDS[0], year, on)).await?;
    let inquiry = Inquiry {
        body: "Териториално статистическо бюро".to_owned(),
        number: "ИЗХ-000 (измислено)".to_owned(),
        text: "Население по пол и възраст по настоящ адрес.".to_owned(),
        answer: String::new(),
    };
    record::add_inquiry(&mut tx, &teller.law, id, (&inquiry, on)).await?;
    tx.commit().await?;
    edited(teller, id, -29).await?;
    teller.publish(id, -20).await?;
    let reason = "В таблицата за населението е открита грешка (измислено).".to_owned();
    let given = Given { reason, ..Given::default() };
    teller.step(id, Step::Withdraw, (-19, given)).await?;
    teller.publish(id, -15).await?;
    for (at, said) in MAP_SAID.iter().enumerate() {
        teller.opinion(id, -10 + i32::try_from(at).unwrap_or(0), said).await?;
    }
    let council = (DEBATES[1], "заседателна зала", 11, "Обсъден е анализът (измислено).");
    teller.debate(id, -5, &council).await
}

async fn told(teller: &Teller<'_>) -> Result<(), Problem> {
    let year = i32::from(teller.now.day().0.year()) + 1;
    annual(teller, year).await?;
    map(teller, year).await
}

/// Plans for the next year. The clock must be one that stands, and shows the same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(
    app: &App,
    actor: &Actor,
    (office, verify): (&Municipality, &str),
) -> Result<(), Problem> {
    let now = app.clock().now();
    let law = app.law(actor.municipality);
    let done = told(&Teller { app, actor, office, verify, now, law }).await;
    app.clock().set(now);
    done
}
