//! Projects of the demonstration, as a file of it tells them: each thing is entered on its own day.
//! Called by the demonstration only; amounts of lines and people are invented.

use super::activity::{self, NewActivity};
use super::amendment;
use super::budget::{self, NewBudget, NewLine};
use super::claim;
use super::commitment::{self, NewCommitment};
use super::content::{About, Agreed, Change, Danger, Spent, Titled};
use super::frame::Press;
use super::load;
use super::money::{Split, currency};
use super::procurement::{self, NewProcurement};
use super::registry::{self, NewProject};
use super::risk;
use super::spending::{self, NewSpending};
use super::{ActivityId, CommitmentId, ProjectId, paper};
use crate::app::App;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use serde::Deserialize;
use std::collections::HashMap;

/// A project as the demonstration tells it. Amounts are cents.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// What it is.
    #[serde(default)]
    pub about: About,
    /// `BGN` or `EUR`.
    pub currency: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// The European part.
    pub european: i64,
    /// The national part.
    pub national: i64,
    /// Number, title, first and last day, who answers for it.
    #[serde(default)]
    pub activity: Vec<[String; 5]>,
    /// Number, day, what it changes, the new last day or nothing, why it was revoked or nothing.
    #[serde(default)]
    pub amendment: Vec<[String; 5]>,
    /// Number, activity, title, European and national part.
    #[serde(default)]
    pub line: Vec<(String, String, String, i64, i64)>,
    /// Line, supplier, ЕИК, number, subject, day, amount.
    #[serde(default)]
    pub commitment: Vec<(String, String, String, String, String, String, i64)>,
    /// Documents.
    #[serde(default)]
    pub spending: Vec<AskedSpending>,
    /// Kind, first day, last day, amount; whether the money came.
    #[serde(default)]
    pub claim: Vec<(String, String, String, i64, bool)>,
    /// Risk, measure, likelihood, impact.
    #[serde(default)]
    pub risk: Vec<(String, String, i32, i32)>,
    /// Line, what is bought, amount, day.
    #[serde(default)]
    pub procurement: Vec<(String, String, i64, String)>,
}

/// A document as the demonstration tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskedSpending {
    /// The line of the budget.
    pub line: String,
    /// The kind; an invoice when it is empty.
    pub kind: String,
    /// Its day.
    pub day: String,
    /// How much.
    pub total: i64,
    /// It is not paid yet.
    pub unpaid: bool,
    /// Minutes of that day.
    pub minutes: i32,
    /// Number, supplier, what for.
    pub about: Spent,
}

/// So many days after its document money is paid, and after its period a claim goes its way.
const PAID: i32 = 14;
const CLAIMED: [i32; 3] = [20, 80, 100];

/// Whether a project was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::projects(tx).await?.is_empty())
}

fn day(text: &str) -> Result<Day, Problem> {
    text.parse().map_err(Problem::internal)
}

/// Whoever enters everything, each thing at ten in the morning of its day, but never after now.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    now: Instant,
}

impl Teller<'_> {
    async fn on(&self, day: Day) -> Result<Tx, Problem> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(if at < self.now { at } else { self.now });
        Ok(self.app.db.write(self.actor).await?)
    }
}

/// Enters a project with all that belongs to it, and leaves the clock as it was.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(app: &App, actor: &Actor, asked: &Asked, verify: &str) -> Result<(), Problem> {
    let teller = Teller { app, actor, now: app.clock().now() };
    let done = told(&teller, asked).await;
    app.clock().set(teller.now);
    let id = done?;
    let law = app.law(actor.municipality);
    let press = Press::of(app, actor.municipality, verify.to_owned())?;
    let mut tx = app.db.write(actor).await?;
    let one = load::project(&tx, id).await?;
    paper::add(&mut tx, &law, (&one, paper::POSTER, &press)).await?;
    paper::add(&mut tx, &law, (&one, paper::KINDS[0], &press)).await?;
    tx.commit().await?;
    Ok(())
}

async fn told(teller: &Teller<'_>, asked: &Asked) -> Result<ProjectId, Problem> {
    let period = (day(&asked.from)?, day(&asked.until)?);
    let grant = Split { european: asked.european, national: asked.national };
    let new = NewProject {
        about: asked.about.clone(),
        currency: currency(&asked.currency),
        period,
        grant,
    };
    let mut tx = teller.on(period.0).await?;
    let id = registry::add(&mut tx, &new).await?;
    let mut made: HashMap<String, ActivityId> = HashMap::new();
    for [code, title, from, until, who] in &asked.activity {
        let planned = (day(from)?, day(until)?);
        let (title, who) = (title.clone(), who.clone());
        let content = Titled { title, who, ..Titled::default() };
        let parent = code.rsplit_once('.').and_then(|(above, _)| made.get(above).copied());
        let real = (Some(planned.0.plus(5)), Some(planned.1));
        let new = NewActivity { code: code.clone(), parent, planned, real, content };
        made.insert(code.clone(), activity::add(&mut tx, id, &new).await?);
    }
    for (risk, measure, likelihood, impact) in &asked.risk {
        let owner = "Ръководител на проекта".to_owned();
        let content =
            Danger { risk: risk.clone(), measure: measure.clone(), owner, ..Danger::default() };
        risk::add(&mut tx, id, (*likelihood, *impact, None), &content).await?;
    }
    let one = load::project(&tx, id).await?;
    let line =
        |(code, activity, title, european, national): &(String, String, String, i64, i64)| {
            let split = Split { european: *european, national: *national };
            NewLine { code: code.clone(), activity: activity.clone(), title: title.clone(), split }
        };
    let lines: Vec<NewLine> = asked.line.iter().map(line).collect();
    budget::sums(&one, &lines).map_err(|rest| Problem::internal(format!("{rest:?} is missing")))?;
    let why = "Бюджет по договора".to_owned();
    let new = NewBudget { valid_from: period.0, amendment: None, why, lines };
    budget::add(&mut tx, &one, &new).await?;
    tx.commit().await?;
    amended(teller, &one, asked).await?;
    money(teller, &one, asked).await?;
    claims(teller, &one, asked).await?;
    Ok(id)
}

/// A contract by its line and the ЕИК of its supplier.
type Agreement = ((String, String), CommitmentId);

async fn agreements(
    teller: &Teller<'_>,
    one: &load::Project,
    asked: &Asked,
) -> Result<Vec<Agreement>, Problem> {
    let (id, grant) = (one.row.id, one.grant());
    let mut agreed = Vec::new();
    for (code, supplier, eik, number, subject, on, total) in &asked.commitment {
        let concluded_on = day(on)?;
        let content = Agreed {
            supplier: supplier.clone(),
            eik: eik.clone(),
            number: number.clone(),
            subject: subject.clone(),
            ..Agreed::default()
        };
        let split = grant.share(*total);
        let (code, procurement, until_on) = (code.clone(), None, None);
        let mut tx = teller.on(concluded_on).await?;
        let new = NewCommitment { code, procurement, concluded_on, until_on, split, content };
        let made = commitment::add(&mut tx, id, &new).await?;
        agreed.push(((new.code, eik.clone()), made));
        tx.commit().await?;
    }
    Ok(agreed)
}

/// Amendments of the contract; one that was entered by mistake was revoked on the next day.
async fn amended(teller: &Teller<'_>, one: &load::Project, asked: &Asked) -> Result<(), Problem> {
    for [number, signed, what, until, why] in &asked.amendment {
        let signed = day(signed)?;
        let until = if until.is_empty() { None } else { Some(day(until)?) };
        let (number, what) = (number.clone(), what.clone());
        let change = Change { number, what, ..Change::default() };
        let mut tx = teller.on(signed).await?;
        let id = amendment::amend(&mut tx, one, (signed, None, until), &change).await?;
        tx.commit().await?;
        if !why.is_empty() {
            let mut tx = teller.on(signed.plus(1)).await?;
            let known = load::amendment(&tx, id).await?;
            amendment::revoke(&mut tx, &known, (why.clone(), known.row.version)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn money(teller: &Teller<'_>, one: &load::Project, asked: &Asked) -> Result<(), Problem> {
    let (id, grant) = (one.row.id, one.grant());
    for (code, subject, estimate, from) in &asked.procurement {
        let from = day(from)?;
        let content = Titled { title: subject.clone(), ..Titled::default() };
        let (code, estimate) = (code.clone(), *estimate);
        let mut tx = teller.on(from).await?;
        let new = NewProcurement { code, estimate, content, from };
        procurement::add(&mut tx, id, &new).await?;
        for step in super::side_load::steps(&tx, id).await? {
            let done = step.row.due_on;
            let marked = (done, Some(done), String::new());
            procurement::mark(&mut tx, &step, marked, step.row.version).await?;
        }
        tx.commit().await?;
    }
    let agreed = agreements(teller, one, asked).await?;
    let lines = {
        let tx = teller.app.db.read(teller.actor).await?;
        let lines = load::lines_now(&tx, id).await?;
        tx.rollback().await;
        lines
    };
    for told in &asked.spending {
        let issued_on = day(&told.day)?;
        let new = NewSpending {
            kind: if told.kind.is_empty() { "invoice".to_owned() } else { told.kind.clone() },
            activity: lines
                .iter()
                .find(|l| l.row.code == told.line)
                .and_then(|l| l.row.activity_id),
            code: told.line.clone(),
            commitment: agreed
                .iter()
                .find(|((code, eik), _)| *code == told.line && *eik == told.about.eik)
                .map(|(_, made)| *made),
            issued_on,
            paid_on: None,
            total: told.total,
            split: grant.share(told.total),
            worked_on: (told.minutes > 0).then_some(issued_on),
            minutes: told.minutes,
            content: told.about.clone(),
        };
        let mut tx = teller.on(issued_on).await?;
        let made = spending::add(&mut tx, one, &new).await?;
        tx.commit().await?;
        if !told.unpaid {
            let on = issued_on.plus(PAID);
            let mut tx = teller.on(on).await?;
            let known = load::spent(&tx, made).await?;
            spending::pay(&mut tx, &known, (on, known.row.version)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn claims(teller: &Teller<'_>, one: &load::Project, asked: &Asked) -> Result<(), Problem> {
    for (kind, from, until, total, came) in &asked.claim {
        let (from, until) = (day(from)?, day(until)?);
        let split = one.grant().share(*total);
        let mut tx = teller.on(until).await?;
        let made = claim::add(&mut tx, one.row.id, (kind, from, until), (split, "")).await?;
        tx.commit().await?;
        let steps = if *came { 3 } else { 1 };
        for after in CLAIMED.into_iter().take(steps) {
            let on = until.plus(after);
            let mut tx = teller.on(on).await?;
            let known = load::claim(&tx, made).await?;
            claim::step(&mut tx, &known, (on, split, known.row.version)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
