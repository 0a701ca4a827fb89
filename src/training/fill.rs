//! Training of the demonstration: a catalogue, the plan of the year, seminars of the project and others,
//! in every state. Called by the demonstration only; nobody here is real.

use super::attend::{self, There};
use super::content::Held;
use super::course::{self, NewCourse};
use super::frame::Press;
use super::plan::{self, NewPlan};
use super::programme::Planned;
use super::proofs::attended;
use super::question;
use super::score::{self, PHASES, SEMINAR};
use super::seminar::{self, NewSeminar};
use super::store::{training_course, training_invited, training_paper};
use super::{CourseId, employee, fill_states, fill_supervision, invite, load};
use crate::app::App;
use crate::people::Keeps;
use crate::projects::{self, ProjectName};
use crate::workforce::{self, EmployeeName};
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;

const TRAINER: &str = "Обучител Измислен (измислен)";
const ORGANISER: &str = "Обучителен център „Измислен“, договор № 00-000";

/// A course of the catalogue: kind, title, themes, hours, months of validity, groups.
type Offered =
    (&'static str, &'static str, &'static str, u32, Option<u32>, &'static [&'static str]);

const STAFF: &[&str] = &["manager", "specialist", "direct", "auxiliary"];
const COURSES: [Offered; 6] = [
    (
        "introductory",
        "Въвеждащо обучение по насочване към социални услуги",
        "Право на социални услуги\nПредварителна оценка на потребностите\nРабота с документите",
        36,
        None,
        &["referral", "manager", "specialist", "direct", "auxiliary"],
    ),
    (
        "upgrading",
        "Надграждащо обучение: ЗСУ, ЗХУ и ЗЛП в практиката на общината",
        "Насочване и избор на доставчик\nЛична помощ\nИндивидуална оценка по ЗХУ",
        16,
        Some(36),
        &["referral", "specialist"],
    ),
    (
        "yearly",
        "Консултиране и работа с хора в трудна ситуация",
        "Водене на разговор\nНапрежение и изтощение\nСътрудничество с други служби",
        16,
        Some(12),
        &["referral", "manager", "specialist", "direct"],
    ),
    (
        "first-aid",
        "Оказване на първа помощ",
        "Първа помощ при възрастни и деца\nУпражнения",
        8,
        Some(12),
        STAFF,
    ),
    (
        "management",
        "Управление на социална услуга",
        "Качество и показатели\nЕкип и натоварване",
        8,
        Some(12),
        &["manager"],
    ),
    (
        "violence",
        "Закрила от насилие",
        "Разпознаване на насилие\nДействия и срокове",
        8,
        Some(12),
        STAFF,
    ),
];

/// What a municipality gets.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// So many trainings by the money of the project.
    pub trainings: usize,
    /// So many supervisions by the money of the project.
    pub supervisions: usize,
    /// So many employees whose skills the project raises.
    pub people: usize,
}

/// Whether there is a catalogue.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, Problem> {
    Ok(!course::courses(tx).await?.is_empty())
}

/// What everybody here needs.
pub(super) struct Teller<'a> {
    pub app: &'a App,
    pub actor: &'a Actor,
    pub press: &'a Press,
    pub now: Instant,
    pub people: Vec<EmployeeName>,
    pub project: Option<ProjectName>,
    courses: Vec<CourseId>,
}

impl Teller<'_> {
    /// A transaction at ten o'clock of a day; what is ahead is entered now.
    pub async fn on(&self, day: Day) -> Result<Tx, StoreError> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(at.min(self.now));
        self.app.db.write(self.actor).await
    }

    /// A day, or one of some weeks before it, around which nobody attends anything: what the
    /// municipality pays meets nothing that a project does.
    pub async fn free(&self, mut day: Day) -> Result<Day, StoreError> {
        let tx = self.app.db.read(self.actor).await?;
        while !attended(&tx, day.plus(-1), day.plus(6)).await?.is_empty() {
            day = day.plus(-7);
        }
        tx.rollback().await;
        Ok(day)
    }

    /// A working day of the project so many days after its beginning, in the past.
    pub fn day(&self, after: i32) -> Day {
        let today = self.now.day();
        let (from, to) = match &self.project {
            Some(project) => (project.from, project.to.min(today.plus(-20))),
            None => (today.plus(-600), today.plus(-3)),
        };
        let law = self.app.law(self.actor.municipality);
        let day = Day(law.next_working(from.plus(after).0));
        if day <= to { day } else { to }
    }
}

/// A seminar of the demonstration.
pub(super) struct Told<'a> {
    pub course: usize,
    /// The first day; the other days follow.
    pub on: Day,
    pub people: &'a [EmployeeName],
    pub in_project: bool,
}

/// The days of a course: as many working days as it takes with eight hours a day.
fn days(teller: &Teller<'_>, course: &training_course::Model, on: Day) -> Vec<Planned> {
    let law = teller.app.law(teller.actor.municipality);
    let mut left = u32::try_from(course.hours).unwrap_or(0);
    let (mut days, mut at) = (Vec::new(), on);
    while left > 0 {
        let hours = left.min(8);
        let day = Day(law.next_working(at.0));
        let themes = course.themes.lines().nth(days.len()).unwrap_or("Упражнения").to_owned();
        days.push(Planned { day: Some(day), hours, begins: "09:30".to_owned(), themes });
        left -= hours;
        at = day.plus(1);
    }
    days
}

/// Enters a seminar with those who are invited.
pub(super) async fn entered(
    tx: &mut Tx,
    teller: &Teller<'_>,
    told: &Told<'_>,
) -> Result<load::Seminar, Problem> {
    let course = course::course(tx, teller.courses[told.course]).await?;
    let project = teller.project.as_ref().filter(|_| told.in_project).map(|one| one.id);
    let content = Held {
        place: "заседателната зала на общината".to_owned(),
        trainer: TRAINER.to_owned(),
        organiser: ORGANISER.to_owned(),
        ..Held::default()
    };
    let funding = if project.is_some() { "project" } else { "municipal" }.to_owned();
    let days = days(teller, &course, told.on);
    let new = NewSeminar { project, funding, content, days, ..NewSeminar::default() };
    let id = seminar::add(tx, &course, &new).await?;
    let one = load::seminar(tx, id).await?;
    invite::invite(tx, (&one, &[]), told.people).await?;
    Ok(one)
}

/// Scores of everybody before and after, and ratings.
async fn scored(tx: &mut Tx, one: &load::Seminar) -> Result<(), Problem> {
    let questions = question::asked(tx, question::PHASES[0]).await?;
    let rated = question::asked(tx, question::PHASES[1]).await?;
    let invited = load::invited(tx, &[one.row.id]).await?;
    let step = |at: usize, n: usize, most: usize| i32::try_from((at + n) % most).unwrap_or(0);
    for (at, row) in invited.iter().enumerate() {
        for (phase, least) in PHASES.into_iter().zip([2, 4]) {
            let answer = |(n, question): (usize, &question::Question)| {
                (question.code.clone(), least + step(at, n, 3))
            };
            let answers: Vec<_> = questions.iter().enumerate().map(answer).collect();
            score::put(tx, row, (phase, &answers)).await?;
        }
        let answer = |(n, question): (usize, &question::Question)| {
            (question.code.clone(), 5 + step(at, n, 2))
        };
        let answers: Vec<_> = rated.iter().enumerate().map(answer).collect();
        if invite::rated(tx, row.id).await? {
            score::rate(tx, (SEMINAR, one.row.id.0), &answers).await?;
        }
    }
    Ok(())
}

/// Who was there: everybody, or all but the last one who came to the first day only.
async fn noted(tx: &mut Tx, one: &load::Seminar, with_gap: bool) -> Result<(), Problem> {
    let invited: Vec<training_invited::Model> = load::invited(tx, &[one.row.id]).await?;
    for (number, day) in load::days(tx, one.row.id).await?.iter().enumerate() {
        let missing = usize::from(with_gap && number > 0);
        let there: Vec<There> = invited[..invited.len() - missing.min(invited.len())]
            .iter()
            .map(|row| There { employee: row.employee_id, hours: day.hours })
            .collect();
        attend::note(tx, (one, day), (&there, attend::HOWS[0])).await?;
    }
    Ok(())
}

/// A seminar that was held, with its certificates.
pub(super) async fn held(teller: &Teller<'_>, told: &Told<'_>) -> Result<(), Problem> {
    let mut tx = teller.on(told.on.plus(-14)).await?;
    let one = entered(&mut tx, teller, told).await?;
    tx.commit().await?;
    let mut tx = teller.on(one.row.last_day.plus(1)).await?;
    // Whoever is counted by the project came to all days.
    noted(&mut tx, &one, !told.in_project).await?;
    scored(&mut tx, &one).await?;
    seminar::close(&mut tx, &one, (teller.press, told.people)).await?;
    Ok(tx.commit().await?)
}

async fn catalogue(tx: &mut Tx) -> Result<Vec<CourseId>, Problem> {
    let mut ids = Vec::new();
    for (kind, title, themes, hours, months, groups) in COURSES {
        let new = NewCourse {
            kind: kind.to_owned(),
            title: title.to_owned(),
            themes: themes.to_owned(),
            hours,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            months,
            share: 80,
            is_closed: false,
        };
        ids.push(course::add(tx, &new).await?);
    }
    Ok(ids)
}

/// The plan of this year: some held, some ahead, one late.
async fn planned(teller: &Teller<'_>) -> Result<(), Problem> {
    let today = teller.now.day();
    let mut tx = teller.on(Day(today.0.first_of_year()).plus(12)).await?;
    let months: [(u8, usize); 5] = [(3, 3), (5, 5), (9, 2), (11, 4), (12, 1)];
    for (month, at) in months {
        let new = NewPlan {
            year: today.0.year(),
            month,
            course: teller.courses[at],
            people: 12,
            project: None,
            funding: "municipal".to_owned(),
            note: String::new(),
        };
        plan::add(&mut tx, &new).await?;
    }
    Ok(tx.commit().await?)
}

/// Seminars by the municipality's own money: held this year, over and not noted, ahead.
async fn others(teller: &Teller<'_>) -> Result<(), Problem> {
    let today = teller.now.day();
    let some = |skip: usize| -> Vec<EmployeeName> {
        teller.people.iter().skip(skip).step_by(2).take(8).cloned().collect()
    };
    let (first, old) = (some(0), some(1));
    for (course, ago, people) in [(3, 250, &first), (2, 350, &old)] {
        let on = teller.free(today.plus(-ago)).await?;
        held(teller, &Told { course, on, people, in_project: false }).await?;
    }
    let mut tx = teller.on(today.plus(-20)).await?;
    let over = Told { course: 2, on: today.plus(-12), people: &first, in_project: false };
    let one = entered(&mut tx, teller, &over).await?;
    let ahead = Told { course: 4, on: today.plus(15), people: &old, in_project: false };
    entered(&mut tx, teller, &ahead).await?;
    tx.commit().await?;
    let mut tx = teller.on(today.plus(-1)).await?;
    noted(&mut tx, &one, true).await?;
    Ok(tx.commit().await?)
}

/// What the norms need to know: by which appendix providers work, and who began lately.
async fn profiles(teller: &Teller<'_>) -> Result<(), Problem> {
    let mut tx = teller.on(teller.now.day()).await?;
    let mut known = employee::profiles(&tx).await?;
    for (at, one) in teller.people.iter().enumerate() {
        if !one.provider.is_empty() && !known.providers.contains_key(&one.provider) {
            let standard = ["01", "05", "08"][at % 3];
            employee::set_standard(&mut tx, &known, (&one.provider, standard)).await?;
            known = employee::profiles(&tx).await?;
        }
    }
    for one in teller.people.iter().rev().take(2) {
        let started = teller.now.day().plus(-40);
        employee::set_profile(&mut tx, (one.id, 0), (Some(started), "")).await?;
    }
    // Nobody waits for dozens of papers: each is printed when it is opened.
    kit::jobs::withdraw(&tx, training_paper::Entity::PRINTING).await?;
    Ok(tx.commit().await?)
}

async fn told(teller: &Teller<'_>, wanted: Wanted) -> Result<(), Problem> {
    let own = &teller.people[..teller.people.len().min(wanted.people)];
    let size = own.len().div_ceil(wanted.trainings.max(1)).max(1);
    for (at, people) in own.chunks(size).take(wanted.trainings).enumerate() {
        let after = 90 + 150 * i32::try_from(at).unwrap_or(0);
        let on = teller.day(after);
        let course = if at == 0 { 0 } else { 1 + (at - 1) % 2 };
        // A course of several days ends within the project too.
        let on = if teller.day(after + 7) > on { on } else { on.plus(-7) };
        held(teller, &Told { course, on, people, in_project: true }).await?;
    }
    fill_supervision::fill(teller, (wanted.supervisions, own)).await?;
    planned(teller).await?;
    others(teller).await?;
    fill_states::fill(teller).await?;
    profiles(teller).await
}

/// Fills everything, over the employees that are there. The clock must be one that stands; it shows the
/// same moment again afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn fill(
    app: &App,
    actor: &Actor,
    (verify, wanted): (String, Wanted),
) -> Result<(), Problem> {
    let now = app.clock().now();
    let press = Press::of(app, actor.municipality, verify)?;
    let tx = app.db.read(actor).await?;
    let mut people = workforce::employees(&tx).await?;
    let mut known = projects::names(&tx).await?;
    let own = known.iter().position(|one| one.short.to_lowercase().contains("капацитет"));
    let project = if known.is_empty() { None } else { Some(known.swap_remove(own.unwrap_or(0))) };
    tx.rollback().await;
    people.retain(|one| one.group != "volunteer");
    if people.is_empty() {
        return Ok(());
    }
    let mut teller =
        Teller { app, actor, press: &press, now, people, project, courses: Vec::new() };
    let mut tx = teller.on(teller.day(0).plus(-20)).await?;
    teller.courses = catalogue(&mut tx).await?;
    tx.commit().await?;
    let done = told(&teller, wanted).await;
    app.clock().set(now);
    done
}
