//! Oversight of the demonstration: the programme of this year and the next one, checks in every state, what
//! followed them, monitoring. Called by the demonstration only; nobody here is real.

use super::check::{self, NewCheck, Span};
use super::check_form::{Behind, within};
use super::content::{Found, Of, Said, Seen, Told};
use super::course::{CONSENTS, RECORDS, RESULTS};
use super::finding::{self, Written};
use super::frame::Press;
use super::load;
use super::objection;
use super::prescription::{self, NewPrescription};
use super::programme::{self, Candidate};
use super::programme_act;
use super::record::{self, NewRecord};
use super::store::oversight_paper;
use super::talk::{self, NewTalk};
use super::{CheckId, PrescriptionId};
use crate::app::App;
use crate::people::Keeps;
use crate::services::{self, Service};
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use law::Law;
use std::sync::Arc;

const CHECKERS: &str = "Проверяваща Инспекторова Измислена; Втори Проверяващ (измислен)";
/// By which appendix the services of each kind of чл. 15 ЗСУ are checked here.
const APPENDICES: [&str; 10] = ["02", "03", "04", "05", "06", "07", "08", "13", "18", "24"];
/// In which months of this year the first providers stand.
const MONTHS: [u8; 6] = [5, 7, 9, 11, 11, 12];

/// Whether there is a check.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    Ok(!load::checks(tx).await?.is_empty())
}

/// What everybody here needs.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    press: &'a Press,
    law: Arc<Law>,
    now: Instant,
    services: Vec<Service>,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day; what is ahead is entered now.
    async fn on(&self, day: Day) -> Result<Tx, StoreError> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    /// A day before today.
    fn ago(&self, days: i32) -> Day {
        self.now.day().plus(-days)
    }

    /// The check of a provider, prepared.
    async fn prepared(&self, tx: &mut Tx, who: &Candidate) -> Result<CheckId, Problem> {
        let service = self.services.iter().find(|one| one.provider_id == who.provider);
        let kind = service.map_or(1, |one| usize::from(one.kind));
        let standard = APPENDICES[kind.clamp(1, APPENDICES.len()) - 1].to_owned();
        let new = NewCheck {
            provider: who.provider,
            service: service.map(|one| one.id),
            plan: None,
            after: None,
            kind: "periodic".to_owned(),
            standard,
            basis: "Годишна програма за проверките; чл. 30, ал. 2 НКСУ".to_owned(),
        };
        check::prepare(tx, &new).await
    }

    /// The order for a check from a day on.
    async fn ordered(&self, tx: &mut Tx, (id, from): (CheckId, Day)) -> Result<(), Problem> {
        let one = within(tx, id).await?;
        let content = Of {
            scope: "Спазване на стандартите за качество; документация; среда; персонал".to_owned(),
            people: CHECKERS.to_owned(),
            place: "на мястото на услугата".to_owned(),
            ..one.check.content.clone()
        };
        let span = Span { from, to: from.plus(4) };
        check::order(tx, (&*self.law, self.press), &one.check, (span, &content, one.names())).await
    }

    /// The visit, begun.
    async fn begun(&self, (id, on): (CheckId, Day)) -> Result<(), Problem> {
        let mut tx = self.on(on).await?;
        let one = load::check(&tx, id).await?;
        check::begin(&mut tx, &self.law, &one, (on, "ръководителят на услугата")).await?;
        Ok(tx.commit().await?)
    }
}

/// What the checkers write: most is met, something is not looked at, and what must be bad is not met.
fn written(n: usize, (line, bad): (&super::checklist::Line, usize)) -> Written {
    let (result, note) = match n {
        n if n < bad => (RESULTS[1], "Няма утвърден документ; показани са само работни записи."),
        n if n % 7 == 6 => (RESULTS[2], ""),
        _ => (RESULTS[0], "Видяно на място."),
    };
    let is_met = result == RESULTS[0] && line.evidence;
    let evidence =
        if is_met { "Документ от досието на услугата" } else { "" };
    Written {
        code: line.code.clone(),
        result: result.to_owned(),
        source: String::new(),
        content: Found { note: note.to_owned(), evidence: evidence.to_owned() },
    }
}

/// Findings of all lines that the system did not fill in.
async fn found(tx: &mut Tx, id: CheckId, (bad, most): (usize, usize)) -> Result<(), Problem> {
    let one = load::check(tx, id).await?;
    let known = load::findings(tx, id).await?;
    let mut lines = finding::lines(tx, &one).await?;
    lines.retain(|line| !known.contains_key(&line.code));
    let all: Vec<Written> =
        lines.iter().take(most).enumerate().map(|(n, line)| written(n, (line, bad))).collect();
    let unproven = finding::save(tx, (&one, &lines), &all).await?;
    if unproven.is_empty() {
        Ok(())
    } else {
        Err(Problem::Impossible("oversight-refused-unproven"))
    }
}

/// A check with its report.
struct Done<'a> {
    who: &'a Candidate,
    /// The first day of the visit, so many days ago.
    ago: i32,
    /// So many lines are not met.
    bad: usize,
    /// The report is written so many days after the end.
    after: i32,
}

async fn reported(teller: &Teller<'_>, done: &Done<'_>) -> Result<CheckId, Problem> {
    let on = teller.ago(done.ago);
    let mut tx = teller.on(on.plus(-10)).await?;
    let id = teller.prepared(&mut tx, done.who).await?;
    teller.ordered(&mut tx, (id, on)).await?;
    tx.commit().await?;
    teller.begun((id, on)).await?;
    let mut tx = teller.on(on.plus(1)).await?;
    found(&mut tx, id, (done.bad, usize::MAX)).await?;
    let one = within(&tx, id).await?;
    let said = Said {
        by: "Писмено съгласие № 1 към протокола (измислено)".to_owned(),
        words: "Доволен съм от отношението; искам занимания и в събота.".to_owned(),
    };
    let new = NewTalk { consent: CONSENTS[0].to_owned(), asked_on: on.plus(1), said };
    talk::add(&mut tx, &one, &new).await?;
    check::end(&mut tx, &teller.law, &one.check, on.plus(1)).await?;
    tx.commit().await?;
    let mut tx = teller.on(on.plus(1 + done.after)).await?;
    let one = within(&tx, id).await?;
    let content = Of {
        other: "Услугата работи при пълен капацитет.".to_owned(),
        copies: "Копия на документи – по опис.".to_owned(),
        ..one.check.content.clone()
    };
    let press = (&*teller.law, teller.press);
    check::report(&mut tx, press, &one.check, (&content, one.names())).await?;
    let one = within(&tx, id).await?;
    let on = tx.today();
    check::send(&mut tx, &one.check, on).await?;
    tx.commit().await?;
    Ok(id)
}

/// A prescription after a report, and the letter to АКСУ.
async fn prescribed(
    teller: &Teller<'_>,
    (id, days): (CheckId, i32),
) -> Result<PrescriptionId, Problem> {
    let tx = teller.on(teller.now.day()).await?;
    let reported = load::check(&tx, id).await?.row.reported_on;
    tx.rollback().await;
    let on = reported.ok_or(Problem::NotFound)?.plus(1);
    let mut tx = teller.on(on).await?;
    let one: Behind = within(&tx, id).await?;
    let content = Told {
        text: "Да се утвърди липсващият документ и да се запознаят служителите.".to_owned(),
        responsible: "Ръководителят на услугата".to_owned(),
        result: String::new(),
    };
    let code = String::new();
    let new = NewPrescription { code, due_on: on.plus(days), content };
    let told = prescription::give(&mut tx, (&one.check, &one.provider), &new).await?;
    check::tell_agency(&mut tx, teller.press, &one.check, one.names()).await?;
    tx.commit().await?;
    Ok(told)
}

async fn closed(teller: &Teller<'_>, (id, on): (CheckId, Day)) -> Result<(), Problem> {
    let mut tx = teller.on(on).await?;
    let one = load::check(&tx, id).await?;
    check::close(&mut tx, &one).await?;
    Ok(tx.commit().await?)
}

/// Checks of the past: one without a fault, one whose prescription was done, one that goes on.
async fn past(teller: &Teller<'_>, all: &[Candidate]) -> Result<(), Problem> {
    if let Some(who) = all.first() {
        let id = reported(teller, &Done { who, ago: 190, bad: 0, after: 5 }).await?;
        let tx = teller.on(teller.now.day()).await?;
        let one = load::check(&tx, id).await?;
        tx.rollback().await;
        // What the system filled in may be amiss by itself.
        if one.row.is_bad {
            prescribed(teller, (id, 30)).await?;
        }
        closed(teller, (id, teller.ago(170))).await?;
    }
    if let Some(who) = all.get(1) {
        let id = reported(teller, &Done { who, ago: 120, bad: 1, after: 4 }).await?;
        let told = prescribed(teller, (id, 30)).await?;
        let on = teller.ago(90);
        let mut tx = teller.on(on).await?;
        let one = load::prescription(&tx, told).await?;
        let what = ("done", on, "Представен е утвърден документ № 1 (измислен).");
        prescription::follow(&mut tx, &one, what).await?;
        tx.commit().await?;
        closed(teller, (id, teller.ago(85))).await?;
    }
    if let Some(who) = all.get(2) {
        // Its report came after the ten days, and its prescription is late.
        let id = reported(teller, &Done { who, ago: 60, bad: 2, after: 14 }).await?;
        prescribed(teller, (id, 20)).await?;
        let mut tx = teller.on(teller.ago(40)).await?;
        let one = within(&tx, id).await?;
        let text = "Документът е утвърден, но не е бил на място в деня на проверката.";
        objection::receive(&mut tx, &one, (teller.ago(40), text)).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Checks of today: one under way, one ordered, one prepared.
async fn present(teller: &Teller<'_>, all: &[Candidate]) -> Result<(), Problem> {
    let today = teller.now.day();
    if let Some(who) = all.get(3) {
        let mut tx = teller.on(teller.ago(6)).await?;
        let id = teller.prepared(&mut tx, who).await?;
        teller.ordered(&mut tx, (id, teller.ago(1))).await?;
        tx.commit().await?;
        teller.begun((id, teller.ago(1))).await?;
        let mut tx = teller.on(today).await?;
        found(&mut tx, id, (0, 8)).await?;
        tx.commit().await?;
    }
    if let Some(who) = all.get(4) {
        let mut tx = teller.on(teller.ago(2)).await?;
        let id = teller.prepared(&mut tx, who).await?;
        teller.ordered(&mut tx, (id, today.plus(5))).await?;
        tx.commit().await?;
    }
    if let Some(who) = all.get(5) {
        let mut tx = teller.on(teller.ago(1)).await?;
        teller.prepared(&mut tx, who).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn monitored(teller: &Teller<'_>, all: &[Candidate]) -> Result<(), Problem> {
    let told: [(&str, i32, &str, &str); 4] = [
        ("surveys", 150, "Обобщени са отговорите от проучването на удовлетвореността.", ""),
        ("talks", 100, "Потребителите са доволни; искат повече занимания навън.", ""),
        (
            "council",
            45,
            "Разгледани са предложенията на СВСУ за качеството.",
            "Предложенията да се включат в анализа по чл. 113 ЗСУ.",
        ),
        (
            "",
            20,
            "Членове на СВСУ разгледаха средата и говориха с ръководителя.",
            "Да се осигури достъпен вход.",
        ),
    ];
    for (at, (method, ago, found, recommended)) in told.into_iter().enumerate() {
        let is_visit = method.is_empty();
        let held_on = teller.ago(ago);
        let mut tx = teller.on(held_on).await?;
        let who = all.get(at).filter(|_| is_visit || at == 1);
        let name = who.map(|one| one.name.clone()).unwrap_or_default();
        let new = NewRecord {
            kind: RECORDS[usize::from(is_visit)].to_owned(),
            method: method.to_owned(),
            provider: who.map(|one| one.provider),
            held_on,
            due_on: (!recommended.is_empty()).then(|| held_on.plus(60)),
            proposes: is_visit,
            content: Seen {
                who: CHECKERS.to_owned(),
                place: String::new(),
                found: found.to_owned(),
                recommended: recommended.to_owned(),
                result: String::new(),
            },
        };
        record::add(&mut tx, teller.press, (&new, &name)).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn told(teller: &Teller<'_>, all: &[Candidate]) -> Result<(), Problem> {
    let year = teller.now.day().0.year();
    let mut tx = teller.on(teller.ago(300)).await?;
    for (one, month) in all.iter().zip(MONTHS) {
        programme::add(&mut tx, (year, month), one).await?;
    }
    if !all.is_empty() {
        programme_act::print(&mut tx, teller.press, year).await?;
    }
    tx.commit().await?;
    Box::pin(past(teller, all)).await?;
    present(teller, all).await?;
    monitored(teller, all).await?;
    let mut tx = teller.on(teller.now.day()).await?;
    programme::propose(&mut tx, &teller.law, year + 1).await?;
    // Nobody waits for dozens of papers: each is printed when it is opened.
    kit::jobs::withdraw(&tx, oversight_paper::Entity::PRINTING).await?;
    Ok(tx.commit().await?)
}

/// Fills everything, over the providers that are there. The clock must be one that stands; it shows the same
/// moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, actor: &Actor, verify: String) -> Result<(), Problem> {
    let now = app.clock().now();
    let press = Press::of(app, actor.municipality, verify)?;
    let law = app.law(actor.municipality);
    let tx = app.db.read(actor).await?;
    let services = services::all(&tx).await?;
    let all = programme::candidates(&tx, &law).await?;
    tx.rollback().await;
    let teller = Teller { app, actor, press: &press, law, now, services };
    let done = Box::pin(told(&teller, &all)).await;
    app.clock().set(now);
    done
}
