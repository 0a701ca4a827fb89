//! Open data of a cycle: its figures and planned services as rows, small numbers hidden. Pure but for the cycle
//! it is given.

use super::load::Cycle;
use kit::web::Problem;
use serde::{Deserialize, Serialize};
use sheet::{Format, Writer};

/// A figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PlanningOpenFigure)]
#[serde(default)]
pub struct OpenFigure {
    /// How texts refer to it.
    pub code: String,
    /// What is counted.
    pub name: String,
    /// How much, with a point; none where a small number is hidden.
    pub value: Option<String>,
    /// Of which day.
    pub day: String,
    /// Where it comes from.
    pub source: String,
}

/// A planned service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PlanningOpenService)]
#[serde(default)]
pub struct OpenService {
    /// `municipal`, `district`, `map`, `own`.
    pub budget: String,
    /// Number in the annex of the ordinance; zero for a service of the directory.
    pub number: i32,
    /// Its name.
    pub name: String,
    /// Users now; none where nobody stated them.
    pub users_now: Option<i64>,
    /// Users planned; none where nobody stated them.
    pub users_planned: Option<i64>,
    /// `keep`, `more`, `fewer`, `new`, `end`.
    pub change: String,
    /// `own`, `entity`, `contract`, `agreement`, `unsure`.
    pub way: String,
    /// Cost of a year in cents of the euro; zero when it is not known.
    pub cost_cents: i64,
    /// Why.
    pub motive: String,
}

/// What a cycle shows to other programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PlanningOpen)]
#[serde(default)]
pub struct Open {
    /// `map`, `annual`.
    pub kind: String,
    /// The year that is planned for.
    pub year: i32,
    /// The day of the figures.
    pub figures_on: String,
    /// The figures.
    pub figures: Vec<OpenFigure>,
    /// The planned services.
    pub services: Vec<OpenService>,
}

/// The open data of a cycle as it stands.
#[must_use]
pub fn open(cycle: &Cycle) -> Open {
    let shown = cycle.published();
    let figures = cycle.figures.iter().map(|one| OpenFigure {
        code: one.row.code.clone(),
        name: one.name(ui::Lang::Bg),
        value: shown.get(&one.key).copied().flatten().map(|value| value.normalize().to_string()),
        day: one.row.known_on.to_string(),
        source: one.told.source.clone(),
    });
    let services = cycle.lines.iter().map(|line| OpenService {
        budget: line.row.budget.clone(),
        number: line.row.set_no,
        name: line.planned.name.clone(),
        users_now: (!line.is_unstated()).then_some(line.row.users_now),
        users_planned: (!line.is_unstated()).then_some(line.row.users_planned),
        change: line.row.change.clone(),
        way: line.row.way.clone(),
        cost_cents: line.row.cost_cents,
        motive: line.planned.motive.clone(),
    });
    Open {
        kind: cycle.row.kind.clone(),
        year: cycle.row.year,
        figures_on: cycle.row.figures_on.to_string(),
        figures: figures.collect(),
        services: services.collect(),
    }
}

/// The columns of the table: a row is a figure or a planned service.
const COLUMNS: [&str; 9] =
    ["row", "code", "name", "value", "day", "source", "users_now", "users_planned", "change"];

/// The same as a table. The columns are named for programs, in every language alike.
///
/// # Errors
/// When the table cannot be written.
pub fn table(open: &Open) -> Result<Vec<u8>, Problem> {
    let heads = COLUMNS.map(str::to_owned);
    let mut writer = Writer::new(Format::Csv, &heads).map_err(Problem::internal)?;
    for one in &open.figures {
        let value = one.value.clone().unwrap_or_default();
        let cells = ["figure", &one.code, &one.name, &value, &one.day, &one.source, "", "", ""];
        writer.row(&cells.map(str::to_owned)).map_err(Problem::internal)?;
    }
    for one in &open.services {
        let text = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        let (now, planned) = (text(one.users_now), text(one.users_planned));
        let cells = ["service", &one.budget, &one.name, "", "", "", &now, &planned, &one.change];
        writer.row(&cells.map(str::to_owned)).map_err(Problem::internal)?;
    }
    writer.finish().map_err(Problem::internal)
}
