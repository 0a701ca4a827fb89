//! The workforce of the demonstration. Called by the demonstration only; nobody here is real.

use super::appointment::{self, NewAppointment, Payer};
use super::count::Typed;
use super::course::PROJECT;
use super::employee::{self, NewEmployee};
use super::office::{self, NewPost, NewUnit};
use super::plan::PlanText;
use super::store::employee as employee_row;
use super::supplement::{self, NewSupplement};
use super::{CompetenceId, EmployeeId, PostId, competence, load, plan, staff};
use crate::projects::ProjectId;
use crate::services::ProviderId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Problem;
use law::{Law, Money, Month};

const SKILLS: [(&str, &str); 5] = [
    ("Законодателство за социалните услуги", "Law of social services"),
    ("Насочване и предварителна оценка", "Referral and preliminary assessment"),
    ("Разговор с лице в криза", "Talking with somebody in a crisis"),
    ("Работа с лични данни", "Work with personal data"),
    ("Работа с регистри и таблици", "Work with registers and tables"),
];

/// People who are hired to one post.
#[derive(Clone, Debug)]
pub struct Hired {
    /// The title of the post.
    pub title: &'static str,
    /// Its code of the national classification.
    pub class_code: &'static str,
    /// A group of staff.
    pub group: &'static str,
    /// Name and first day of each.
    pub people: Vec<(String, Day)>,
    /// Whether the project pays first, and from which day the municipality pays then; none: the
    /// post ends with the project.
    pub project: Option<Option<Day>>,
}

/// The staff of a municipality.
#[derive(Clone, Debug)]
pub struct Staff {
    /// The unit above, and the one in which they work.
    pub units: [&'static str; 2],
    /// The project with its last day.
    pub project: (ProjectId, Day),
    /// Who is hired.
    pub hired: Vec<Hired>,
    /// How many of those whom the municipality pays have an agreement for hourly work, its first
    /// day and its last one.
    pub supplements: (usize, Day, Day),
    /// Accounts of those who are hired, by their names: what they carry is seen beside the limit.
    pub accounts: Vec<(String, AccountId)>,
    /// People of providers: name, provider, what they are there.
    pub participants: Vec<(String, ProviderId, &'static str)>,
}

/// Whether somebody was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<employee_row::Entity>().one(tx.conn()).await?.is_some())
}

/// Enters the staff.
///
/// # Errors
/// When something is not possible, or the database refuses.
pub async fn fill(tx: &mut Tx, law: &Law, wanted: &Staff) -> Result<(), Problem> {
    let since = Day(jiff::civil::Date::constant(2021, 1, 4));
    let above = NewUnit { parent: None, name: wanted.units[0].to_owned(), span: (since, None) };
    let above = office::add_unit(tx, &above).await?;
    let own =
        NewUnit { parent: Some(above), name: wanted.units[1].to_owned(), span: (since, None) };
    let unit = office::add_unit(tx, &own).await?;
    let mut skills = Vec::new();
    for (name, name_en) in SKILLS {
        skills.push(competence::put_competence(tx, None, (name, name_en, None)).await?);
    }
    let mut municipal = Vec::new();
    let mut all = Vec::new();
    for one in &wanted.hired {
        let post = NewPost {
            unit,
            point: None,
            title: one.title.to_owned(),
            class_code: one.class_code.to_owned(),
            group: one.group.to_owned(),
            places: i32::try_from(one.people.len()).unwrap_or(1) + 1,
            payer: payer(one, wanted.project.0),
            span: (since, None),
        };
        let post = office::add_post(tx, &post).await?;
        for (at, skill) in skills.iter().enumerate() {
            let level = i32::try_from(at % 3).unwrap_or(0) + 2;
            competence::put_need(tx, (post, *skill), level).await?;
        }
        for person in &one.people {
            let own = wanted.accounts.iter().find(|(name, _)| *name == person.0);
            let own = own.map(|(_, account)| *account);
            let id = hire(tx, (one, post, own), (person, wanted.project)).await?;
            all.push(id);
            if one.project.is_none() {
                municipal.push(id);
            }
        }
    }
    agreements(tx, law, (wanted, &municipal)).await?;
    for (name, provider, post) in &wanted.participants {
        let new = NewEmployee {
            name: name.clone(),
            group: "specialist".to_owned(),
            provider: Some(*provider),
            provider_post: (*post).to_owned(),
            ..NewEmployee::default()
        };
        employee::add(tx, &new).await?;
    }
    around(tx, (&all, &skills)).await
}

fn payer(one: &Hired, project: ProjectId) -> Payer {
    match one.project {
        Some(_) => Payer { source: PROJECT.to_owned(), project: Some(project) },
        None => Payer { source: "municipal".to_owned(), project: None },
    }
}

async fn hire(
    tx: &mut Tx,
    (one, post, account): (&Hired, PostId, Option<AccountId>),
    ((name, from), (project, end)): (&(String, Day), (ProjectId, Day)),
) -> Result<EmployeeId, Problem> {
    let new = NewEmployee {
        name: name.clone(),
        group: one.group.to_owned(),
        account,
        email: format!("sluzhitel-{}@example.bg", tx.new_id() % 10_000),
        ..NewEmployee::default()
    };
    let id = employee::add(tx, &new).await?;
    let ends = one.project == Some(None);
    let new = NewAppointment {
        employee: id,
        post,
        kind: "labour".to_owned(),
        order: (format!("РД-00-{} (измислен)", from.0.day_of_year()), from.plus(-3)),
        span: (*from, ends.then_some(end)),
        weekly_minutes: appointment::WEEK_MOST,
        payer: payer(one, project),
    };
    let made = appointment::add(tx, &new).await?;
    if let Some(Some(day)) = one.project {
        let row = load::appointment(tx, made).await?;
        let payer = Payer { source: "municipal".to_owned(), project: None };
        appointment::fund(tx, &row, (day, &payer)).await?;
    }
    Ok(id)
}

/// Agreements for hourly work after the normal working hours, with two months of time sheets each.
async fn agreements(
    tx: &mut Tx,
    law: &Law,
    (wanted, people): (&Staff, &[EmployeeId]),
) -> Result<(), Problem> {
    let (count, from, until) = wanted.supplements;
    for (at, employee) in people.iter().take(count).enumerate() {
        let new = NewSupplement {
            employee: *employee,
            signed: (format!("ДС-{} (измислено)", at + 1), from.plus(-5)),
            task: "Информиране и консултиране във фронт офиса след работно време".to_owned(),
            span: (from, until),
            rate: Money::bgn(1_250),
            month_minutes: 20 * 60,
            is_outside: true,
            payer: Payer { source: PROJECT.to_owned(), project: Some(wanted.project.0) },
        };
        let id = supplement::add(tx, &new).await?;
        let row = load::supplement(tx, id).await?;
        let first = Month::of(from.0);
        for month in [first, first.plus(1)] {
            let lines = evenings(law, (month, at));
            if Day(month.last_day()) < tx.today() && !lines.is_empty() {
                supplement::write(tx, law, (&row, month, &lines, 0)).await?;
            }
        }
    }
    Ok(())
}

/// Two evenings a week.
fn evenings(law: &Law, (month, at): (Month, usize)) -> Vec<Typed> {
    let mut day = Day(month.first_day());
    let mut all = Vec::new();
    while day <= Day(month.last_day()) {
        let turn = usize::try_from(day.0.day()).unwrap_or(0) + at;
        if law.is_working(day.0) && turn % 3 == 0 && all.len() < 8 {
            let work = "Консултации на граждани по телефона и на място".to_owned();
            all.push(Typed { day, begin: 17 * 60 + 30, end: 19 * 60 + 30, work });
        }
        day = day.plus(1);
    }
    all
}

/// Competences of some, a mentor, leave with a deputy, a plan against overload.
async fn around(
    tx: &mut Tx,
    (people, skills): (&[EmployeeId], &[CompetenceId]),
) -> Result<(), Problem> {
    let today = tx.today();
    for (at, id) in people.iter().enumerate().take(6) {
        for (n, skill) in skills.iter().enumerate().take(3) {
            let level = i32::try_from((at + n) % 4).unwrap_or(0) + 1;
            let on = today.plus(-90);
            let evidence = "Атестация от прекия ръководител";
            competence::add_held(tx, (*id, *skill), (level, on, evidence)).await?;
        }
    }
    let [first, second, third, ..] = people else { return Ok(()) };
    let days = (today.plus(-120), today.plus(60));
    staff::add_mentor(tx, (*third, *first), (days, "Въвеждане в работата")).await?;
    let days = (today.plus(5), today.plus(18));
    staff::add_leave(tx, (*second, Some(*first)), ("paid", days)).await?;
    let content = PlanText {
        text: "Две седмици без колега на гишето.".to_owned(),
        measures: "Три случая се предават; петък без приемно време.".to_owned(),
        answer: String::new(),
    };
    plan::add_plan(tx, (*first, (52, 40)), ((today.plus(-3), today.plus(11)), &content)).await?;
    Ok(())
}
