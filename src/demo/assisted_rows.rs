//! The rows of assistants for measuring: two people, an assistant on the list, an application, an
//! agreement, a plan-schedule, a labour contract and a report.

use super::PURPOSE;
use super::assisted::Frame;
use super::store::{self, Table, Value};
use crate::assistance::{Application, Directive, Labour, Span, Terms, Week};
use crate::assistants::{Candidate, Service};
use crate::people::{self, IdentifierKind};
use kit::search::{latin, plain};
use kit::store::Tx;
use kit::types::{Day, Instant};
use law::{Egn, Minutes};
use serde_json::json;

/// Agreed hours: the most of a contract under чл. 114 КТ. The plan stays below them in every month.
pub const HOURS: i32 = 84;
/// Minutes of a working day by the plan.
pub const PLANNED: u32 = 180;
/// Service of the assistants: from none to so many years.
const YEARS: u64 = 21;
/// The hours of the plan.
const FROM: u32 = 540;
/// An account at a bank that no bank gave anybody.
const IBAN: &str = "BG80BNBG96611020345678";
/// Born on this day and the days after it, five hundred a day.
const BORN: jiff::civil::Date = jiff::civil::Date::constant(1961, 1, 1);

/// Rows of `assistant`.
const ASSISTANT: Table = Table::new(
    "assistant",
    "person_id year number applied_on due_on state decided_on ended_on hours_offered hours_taken \
     content_sealed paper_id made_at account_name version",
);
/// Rows of `assistance_application`.
const APPLICATION: Table = Table::new(
    "assistance_application",
    "person_id year number filed_on state due_on hours content_sealed paper_id made_at \
     account_name version",
);
/// Rows of `assistance_agreement`.
const AGREEMENT: Table = Table::new(
    "assistance_agreement",
    "application_id person_id assistant_id year number concluded_on hours directive_hours from_on \
     until_on held_on ended_on end_ground content_sealed paper_id made_at account_name version",
);
/// Rows of `assistance_schedule`.
const SCHEDULE: Table = Table::new(
    "assistance_schedule",
    "agreement_id turn from_on content_sealed replaced_at paper_id made_at account_name version",
);
/// Rows of `assistance_contract`.
const CONTRACT: Table = Table::new(
    "assistance_contract",
    "agreement_id assistant_id substitute_of year number concluded_on starts_on ends_on hours \
     hours_per_day ground register_code ended_on end_ground content_sealed paper_id made_at \
     account_name version",
);
/// Rows of `hour_report`.
const REPORT: Table = Table::new(
    "hour_report",
    "contract_id agreement_id person_id assistant_id month attempt state via village planned \
     worked agreed counted years is_flat findings sent_on filed_on accepted_on class pays_in \
     content_sealed replaced_at made_at account_name version",
);

/// Rows of some pairs, by table.
#[derive(Default)]
struct Rows {
    people: Vec<Value>,
    identifiers: Vec<Value>,
    assistants: Vec<Value>,
    applications: Vec<Value>,
    agreements: Vec<Value>,
    schedules: Vec<Value>,
    contracts: Vec<Value>,
    reports: Vec<Value>,
}

/// Writes some pairs.
pub async fn pairs(
    tx: &Tx,
    frame: &Frame<'_>,
    numbers: std::ops::Range<u64>,
) -> anyhow::Result<()> {
    let mut rows = Rows::default();
    for n in numbers {
        let pair = Pair::of(frame, n);
        pair.people(tx, frame, &mut rows)?;
        pair.candidate(tx, frame, &mut rows)?;
        pair.papers(tx, frame, &mut rows)?;
        pair.report(tx, frame, &mut rows)?;
    }
    let tables = [
        (&store::PERSON, rows.people),
        (&store::IDENTIFIER, rows.identifiers),
        (&ASSISTANT, rows.assistants),
        (&APPLICATION, rows.applications),
        (&AGREEMENT, rows.agreements),
        (&SCHEDULE, rows.schedules),
        (&CONTRACT, rows.contracts),
        (&REPORT, rows.reports),
    ];
    for (table, rows) in tables {
        store::insert(tx, table, rows).await?;
    }
    Ok(())
}

/// An assistant and a user with the ids of their rows.
struct Pair {
    n: u64,
    user: i64,
    worker: i64,
    assistant: i64,
    application: i64,
    agreement: i64,
    contract: i64,
    years: u32,
}

fn text(day: Day) -> Value {
    day.to_string().into()
}

fn none<T>() -> Value
where
    Option<T>: Into<Value>,
{
    None::<T>.into()
}

impl Pair {
    fn of(frame: &Frame<'_>, n: u64) -> Pair {
        Pair {
            n,
            user: frame.id(0, n),
            worker: frame.id(1, n),
            assistant: frame.id(2, n),
            application: frame.id(3, n),
            agreement: frame.id(4, n),
            contract: frame.id(5, n),
            years: u32::try_from(n % YEARS).unwrap_or(0),
        }
    }

    fn number(&self, frame: &Frame<'_>, register: usize) -> Value {
        (frame.numbers[register] + i64::try_from(self.n).unwrap_or(0)).into()
    }

    fn people(&self, tx: &Tx, frame: &Frame<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let here: Value = tx.municipality().0.into();
        for (id, seed) in [(self.user, self.n * 2), (self.worker, self.n * 2 + 1)] {
            let [given, middle, family] = frame.name(seed);
            let name = format!("{given} {middle} {family}");
            rows.people.extend::<[Value; 20]>([
                here.clone(),
                id.into(),
                given.into(),
                middle.into(),
                family.into(),
                latin(&name).into(),
                plain(&name).into(),
                none::<Vec<u8>>(),
                text(Day(BORN)),
                "female".into(),
                "".into(),
                "".into(),
                "bg".into(),
                "".into(),
                none::<Vec<u8>>(),
                false.into(),
                none::<String>(),
                none::<i64>(),
                1i32.into(),
                frame.at.0.into(),
            ]);
        }
        let born = Day(BORN).plus(i32::try_from(self.n / 500)?);
        let egn = Egn::compose(born.0, u16::try_from(self.n % 500)?)?.reveal();
        let id = frame.id(6, self.n);
        rows.identifiers.extend::<[Value; 6]>([
            here,
            id.into(),
            self.worker.into(),
            IdentifierKind::Egn.code().into(),
            tx.seal("identifier", "sealed", id, &egn)?.into(),
            tx.key().blind(&people::IDENTIFIER, &egn)?.into(),
        ]);
        Ok(())
    }

    /// On the list of candidates.
    fn candidate(&self, tx: &Tx, frame: &Frame<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let (on, year) = (frame.first().plus(-32), i32::from(tx.today().0.year()));
        let service = Service { years: self.years, ..Service::default() };
        let candidate = Candidate { iban: IBAN.to_owned(), service, ..Candidate::default() };
        rows.assistants.extend::<[Value; 17]>([
            tx.municipality().0.into(),
            self.assistant.into(),
            self.worker.into(),
            year.into(),
            self.number(frame, 0),
            text(on),
            text(on.plus(7)),
            "listed".into(),
            text(on.plus(6)),
            none::<String>(),
            HOURS.into(),
            HOURS.into(),
            tx.seal_json("assistant", "content_sealed", self.assistant, &candidate)?.into(),
            none::<i64>(),
            frame.at.0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        Ok(())
    }

    fn papers(&self, tx: &Tx, frame: &Frame<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let here: Value = tx.municipality().0.into();
        let (first, year) = (frame.first(), i32::from(tx.today().0.year()));
        let (concluded, until) = (first.plus(-12), first.plus(700));
        let seal = |table: &'static str, id: i64, content: &serde_json::Value| {
            tx.seal_json(table, "content_sealed", id, content).map(Value::from)
        };
        let hours = u32::try_from(HOURS)?;
        let directive = Directive {
            number: self.n.to_string(),
            from_on: Some(concluded),
            until_on: Some(until),
            hours,
            ..Directive::default()
        };
        let application = Application { directive, all_hours: true, ..Application::default() };
        rows.applications.extend::<[Value; 14]>([
            here.clone(),
            self.application.into(),
            self.user.into(),
            year.into(),
            self.number(frame, 1),
            text(concluded.plus(-5)),
            "agreed".into(),
            none::<String>(),
            HOURS.into(),
            seal("assistance_application", self.application, &json!(application))?,
            none::<i64>(),
            frame.at.0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        rows.agreements.extend::<[Value; 20]>([
            here.clone(),
            self.agreement.into(),
            self.application.into(),
            self.user.into(),
            self.assistant.into(),
            year.into(),
            self.number(frame, 2),
            text(concluded),
            HOURS.into(),
            HOURS.into(),
            text(concluded),
            text(until),
            none::<String>(),
            none::<String>(),
            "".into(),
            seal("assistance_agreement", self.agreement, &json!(Terms::default()))?,
            none::<i64>(),
            frame.at.0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        self.contract(tx, frame, rows, (concluded, until))
    }

    /// The plan-schedule and the labour contract.
    fn contract(
        &self,
        tx: &Tx,
        frame: &Frame<'_>,
        rows: &mut Rows,
        (concluded, until): (Day, Day),
    ) -> anyhow::Result<()> {
        let here: Value = tx.municipality().0.into();
        let year = i32::from(tx.today().0.year());
        let span =
            |weekday| Span { weekday, from: FROM, to: FROM + PLANNED, activities: String::new() };
        let week = Week { spans: (1..=5).map(span).collect(), other: String::new() };
        let id = frame.id(7, self.n);
        rows.schedules.extend::<[Value; 11]>([
            here.clone(),
            id.into(),
            self.agreement.into(),
            1i32.into(),
            text(concluded),
            tx.seal_json("assistance_schedule", "content_sealed", id, &week)?.into(),
            none::<i64>(),
            none::<i64>(),
            frame.at.0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        let labour = Labour { years: self.years, ..Labour::default() };
        let of = ("assistance_contract", "content_sealed");
        rows.contracts.extend::<[Value; 21]>([
            here,
            self.contract.into(),
            self.agreement.into(),
            self.assistant.into(),
            none::<i64>(),
            year.into(),
            self.number(frame, 3),
            text(concluded),
            text(frame.first()),
            text(until),
            HOURS.into(),
            none::<i32>(),
            frame.ground.as_str().into(),
            frame.register.as_str().into(),
            none::<String>(),
            "".into(),
            tx.seal_json(of.0, of.1, self.contract, &labour)?.into(),
            none::<i64>(),
            frame.at.0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        Ok(())
    }

    /// The report of the month by the plan, filed on the first day of the next.
    fn report(&self, tx: &Tx, frame: &Frame<'_>, rows: &mut Rows) -> anyhow::Result<()> {
        let id = frame.id(8, self.n);
        let filed = Day(frame.month.last_day()).plus(1);
        let agreed = i32::try_from(Minutes::hours(u32::try_from(HOURS)?).0)?;
        let sheet = json!({ "lines": frame.lines, "account": "По плана." });
        let state = if frame.accepted { "accepted" } else { "confirmed" };
        let pays_in = if frame.accepted { frame.month.to_string() } else { String::new() };
        rows.reports.extend::<[Value; 28]>([
            tx.municipality().0.into(),
            id.into(),
            self.contract.into(),
            self.agreement.into(),
            self.user.into(),
            self.assistant.into(),
            frame.month.to_string().into(),
            1i32.into(),
            state.into(),
            "paper".into(),
            "".into(),
            frame.worked.into(),
            frame.worked.into(),
            agreed.into(),
            if frame.accepted { agreed } else { 0 }.into(),
            i32::try_from(self.years)?.into(),
            frame.accepted.into(),
            0i32.into(),
            text(filed),
            text(filed),
            if frame.accepted { text(filed) } else { none::<String>() },
            if frame.accepted { "timely" } else { "" }.into(),
            pays_in.into(),
            tx.seal_json("hour_report", "content_sealed", id, &sheet)?.into(),
            none::<i64>(),
            Instant::of_local(filed.0.at(9, 0, 0, 0)).0.into(),
            PURPOSE.into(),
            1i32.into(),
        ]);
        Ok(())
    }
}
