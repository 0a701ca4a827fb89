//! The monthly layer of reports: a million people who use services for two years, built from the working tables;
//! a day's work brought in; questions over all of it. In this process: a refresh has no address to be asked at.

use super::stage::{self, Size};
use anyhow::{Context, ensure};
use kit::access::Actor;
use kit::store::{Db, Target};
use kit::types::Clock;
use kit::web::WebSettings;
use law::Month;
use opora::app::App;
use opora::commands::serve::{Place, open};
use opora::reporting::{self, Dimension, Measure, Question};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::path::Path;
use std::time::Instant;

const TOWN: &str = "ruse";
/// Months over which is asked.
pub const MONTHS: i64 = 24;
/// People to whom something happens on a day.
pub const TOUCHED: i64 = 1_000;

/// What was measured, in seconds.
pub struct Layer {
    pub people: u64,
    pub built: f64,
    /// Everybody read again when nothing happened.
    pub rebuilt: f64,
    pub refreshed: f64,
    /// The slowest of the questions.
    pub asked: f64,
}

/// Everybody uses one of the town's services by a contract that began within two months two years ago.
const PLACED: &str = "insert into placement (municipality_id, id, person_id, service_id, state, duration, \
     urgent, stated_on, next_kind, end_ground, version) \
     with town as (select id from municipality where slug = 'ruse'), \
     offered as (select id, row_number() over (order by id) - 1 as n, count(*) over () as many \
       from service where municipality_id = (select id from town)) \
     select p.municipality_id, -p.id, p.id, o.id, 'in_service', 'long', false, \
       date('now', '-25 months', '+' || (p.id % 60) || ' days'), '', '', 1 \
     from person p join offered o on o.n = p.id % o.many \
     where p.municipality_id = (select id from town)";
const SIGNED: &str = "insert into service_contract (municipality_id, id, placement_id, year, number, \
     signed_on, from_on, until_on, content_sealed, version) \
     select municipality_id, id, id, 1900, row_number() over (order by id), stated_on, stated_on, \
       date('now', '+1 year'), x'', 1 \
     from placement where id < 0";
/// Their contracts end, and somebody told so.
const ENDED: &str = "update service_contract set until_on = date('now', '-40 days') where placement_id in \
     (select id from placement where id < 0 order by id desc limit $1)";
const TOLD: &str = "insert into event (municipality_id, id, at, kind, account_name, person_id, data) \
     select municipality_id, $2 + row_number() over (order by id), 0, 'placement-prolonged', 'bench', \
       person_id, '{}' \
     from placement where id < 0 order by id desc limit $1";

async fn run(owner: &DatabaseConnection, sql: &str, values: Vec<i64>) -> anyhow::Result<u64> {
    let values: Vec<sea_orm::Value> = values.into_iter().map(Into::into).collect();
    let asked = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
    Ok(owner.execute_raw(asked).await?.rows_affected())
}

fn questions(to: Month) -> Vec<Question> {
    let ask = |measure, split: &[Dimension]| Question {
        measure,
        split: split.to_vec(),
        filter: Vec::new(),
        from: to.plus(1 - MONTHS),
        to,
        as_known_on: None,
    };
    vec![
        ask(Measure::Users, &[]),
        ask(Measure::Users, &[Dimension::ServiceKind, Dimension::Month]),
        ask(Measure::Users, &[Dimension::Settlement, Dimension::Sex, Dimension::AgeGroup]),
        ask(Measure::FromElsewhere, &[Dimension::HomeMunicipality]),
        ask(Measure::Left, &[Dimension::Service]),
    ]
}

/// The slowest question, each asked three times: the quickest of them counts.
async fn asked(app: &App, actor: &Actor) -> anyhow::Result<f64> {
    let mut slowest = 0_f64;
    for question in questions(Month::of(app.today().0)) {
        let mut best = f64::INFINITY;
        let mut rows = 0;
        for _ in 0..3 {
            let since = Instant::now();
            let tx = app.db.read(actor).await?;
            rows = reporting::ask(&tx, &question).await?.len();
            tx.rollback().await;
            best = best.min(since.elapsed().as_secs_f64());
        }
        println!("{:?} by {:?}: {rows} numbers, {best:.3} s", question.measure, question.split);
        slowest = slowest.max(best);
    }
    Ok(slowest)
}

async fn refreshed(app: &App, actor: &Actor) -> anyhow::Result<(f64, reporting::Refreshed)> {
    let since = Instant::now();
    let done = reporting::refresh(app, actor.municipality).await?;
    Ok((since.elapsed().as_secs_f64(), done))
}

/// Builds the layer of so many people, brings a day into it and asks.
pub async fn measured(
    opora: &Path,
    (folder, schema): (&Path, &str),
    people: u64,
) -> anyhow::Result<Layer> {
    let size = Size { people, wishes: 0, contacts: 0 };
    let (base, said) = stage::kept(opora, (folder, schema), size)?;
    println!("base: {said}");
    let copy = stage::copied(&base, folder)?;
    let target = Target::Sqlite(copy.folder.join("opora.db"));
    let owner = Db::owner(&target).await?;
    let placed = run(&owner, PLACED, Vec::new()).await?;
    run(&owner, SIGNED, Vec::new()).await?;
    for table in ["report_sheet", "report_past", "report_state"] {
        run(&owner, &format!("delete from {table}"), Vec::new()).await?;
    }
    ensure!(placed >= people, "only {placed} people use services");
    let place = Place { folder: copy.folder, target };
    let app = App::new(open(&place, Clock::system()).await?, WebSettings::default())?;
    let town = app.db.municipality(TOWN).context("the town")?.id;
    let actor = Actor::system(town, "bench");
    let (built, first) = refreshed(&app, &actor).await?;
    println!("built in {built:.1} s: {} people, {} entries", first.people, first.changed);
    run(&owner, "update report_state set whole_on = '2000-01-01'", Vec::new()).await?;
    let (rebuilt, again) = refreshed(&app, &actor).await?;
    println!("read again in {rebuilt:.1} s: {} entries changed", again.changed);
    ensure!(again.changed == 0, "nothing happened, and something changed");
    let mark = app.db.new_id();
    run(&owner, ENDED, vec![TOUCHED]).await?;
    run(&owner, TOLD, vec![TOUCHED, mark]).await?;
    let (refreshed, day) = refreshed(&app, &actor).await?;
    println!("a day in {refreshed:.2} s: {} people, {} entries", day.people, day.changed);
    ensure!(day.changed > 0, "the day was not seen");
    let asked = asked(&app, &actor).await?;
    owner.close().await?;
    app.db.close().await;
    Ok(Layer { people, built, rebuilt, refreshed, asked })
}
