//! Numbered papers of pay: statements, accounts to АСП, reports of a year. Long lists go in parts, each
//! with its own number and code.

use super::PayPaperId;
use super::frame::numbered;
use super::store::payroll_paper::{self, Column, Entity};
use crate::app::App;
use crate::assistants::Press;
use crate::people::{Keeps, Kept, ask_prints, coded, print_all_kept, print_kept};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

const TEMPLATE: &str = include_str!("paper.typ");
/// So many rows of a list on one paper at most: the printer takes some more, but two papers of half
/// the length are printed at once.
pub const ROWS: usize = 600;
/// So many papers of a list are printed together; the list of a country has more.
const TOGETHER: usize = 8;

/// The statement of a run.
pub const STATEMENT: &str = "statement";
/// An account to АСП.
pub const REQUEST: &str = "request";
/// The report of a year.
pub const YEAR: &str = "year";

impl Keeps for Entity {
    const TABLE: &'static str = "payroll_paper";
    const OBJECT: &'static str = "payroll-paper";
    const PRINTING: &'static str = "print-payroll-paper";
    const PURPOSE: &'static str = "payroll: printing";

    fn kept(row: payroll_paper::Model) -> Kept {
        Kept {
            id: row.id.0,
            about: None,
            title: ui::text::text(ui::Lang::Bg, title_key(&row.kind)).into_owned(),
            template: TEMPLATE,
            made_at: row.made_at,
            data_sealed: row.data_sealed,
            sealed: row.sealed,
        }
    }
}

/// The key of the title of a kind.
#[must_use]
pub fn title_key(kind: &str) -> &'static str {
    match kind {
        REQUEST => "payroll-paper-request",
        YEAR => "payroll-paper-year",
        _ => "payroll-paper-statement",
    }
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    numbered(&format!("payroll-number-{kind}"), year, number)
}

/// What a paper is about.
pub struct About<'a> {
    /// [`STATEMENT`], [`REQUEST`] or [`YEAR`].
    pub kind: &'static str,
    /// The run or the account; 0 of a year.
    pub subject: i64,
    /// The month or the year.
    pub period: &'a str,
    /// The articles under the title.
    pub ground: String,
    /// Under the title.
    pub about: String,
    /// Before the list.
    pub opening: String,
    /// Names and values before the list.
    pub lines: Vec<(String, String)>,
    /// The title of the list.
    pub list: String,
    /// Its heads.
    pub heads: Vec<String>,
    /// Its rows; the first two cells are texts, the others numbers.
    pub rows: Vec<Vec<String>>,
    /// The row of sums.
    pub sum: Vec<String>,
    /// After the list.
    pub closing: String,
    /// Who signs.
    pub signatures: Value,
}

/// Writes the papers of a list down: they are printed later.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    about: &About<'_>,
    press: &Press,
) -> Result<Vec<PayPaperId>, StoreError> {
    let mut all = Vec::new();
    let parts = parts(&about.rows);
    let total = parts.len();
    for (at, rows) in parts.into_iter().enumerate() {
        let is_last = at + 1 == total;
        all.push(part(tx, (about, press), (at, total, is_last), rows).await?);
    }
    let ids: Vec<i64> = all.iter().map(|id| id.0).collect();
    for some in ids.chunks(TOGETHER) {
        ask_prints::<Entity>(tx, some).await?;
    }
    Ok(all)
}

/// A list in as few papers as it needs, all of about the same length: they are printed at once, and
/// none waits for a long one. A list without rows is one paper too.
#[must_use]
pub fn parts(rows: &[Vec<String>]) -> Vec<&[Vec<String>]> {
    let count = rows.len().div_ceil(ROWS).max(1);
    let length = rows.len().div_ceil(count).max(1);
    if rows.is_empty() { vec![rows] } else { rows.chunks(length).collect() }
}

fn data(
    (about, press): (&About<'_>, &Press),
    (at, total, is_last): (usize, usize, bool),
    rows: &[Vec<String>],
) -> Value {
    let title = ui::text::text(ui::Lang::Bg, title_key(about.kind)).into_owned();
    let mut data = press.frame(&title, &about.ground);
    let mut name = about.about.clone();
    if total > 1 {
        let args = [("part", (at + 1).to_string()), ("total", total.to_string())];
        name = format!("{name}, {}", super::frame::bg_with("payroll-part", &args));
    }
    data["about"] = name.into();
    let mut listed = rows.to_vec();
    if is_last && !about.sum.is_empty() {
        listed.push(about.sum.clone());
    }
    let mut sections = Vec::new();
    if at == 0 {
        data["opening"] = about.opening.clone().into();
        if !about.lines.is_empty() {
            let title = super::frame::bg("payroll-totals");
            sections.push(json!({ "title": title, "lines": about.lines }));
        }
    }
    if !listed.is_empty() {
        sections.push(json!({ "title": about.list, "heads": about.heads, "rows": listed }));
    }
    data["sections"] = sections.into();
    if is_last {
        data["closing"] = about.closing.clone().into();
        data["signatures"] = about.signatures.clone();
    }
    data
}

async fn part(
    tx: &mut Tx,
    (about, press): (&About<'_>, &Press),
    place: (usize, usize, bool),
    rows: &[Vec<String>],
) -> Result<PayPaperId, StoreError> {
    let mut data = data((about, press), place, rows);
    let id = PayPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let register = match about.kind {
        REQUEST => "payroll-paper-request",
        YEAR => "payroll-paper-year",
        _ => "payroll-paper-statement",
    };
    let next = tx.next_number(register, year).await?;
    data["register"] = json!({
        "number": number(about.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let code = coded(&mut data, &press.verify);
    let row = payroll_paper::Model {
        municipality_id: tx.municipality(),
        id,
        kind: about.kind.to_owned(),
        subject_id: about.subject,
        part: super::frame::count(place.0 + 1),
        period: about.period.to_owned(),
        year,
        number: next,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        data_sealed: tx.seal("payroll_paper", "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        code,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("payroll-paper", id.0));
    Ok(id)
}

/// The papers of a run or an account, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    tx: &Tx,
    (kind, subject): (&str, i64),
) -> Result<Vec<payroll_paper::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Kind.eq(kind));
    let rows = rows.filter(Column::SubjectId.eq(subject)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The reports of a year, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_period(
    tx: &Tx,
    (kind, period): (&str, &str),
) -> Result<Vec<payroll_paper::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Kind.eq(kind));
    let rows = rows.filter(Column::Period.eq(period)).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The paper with a code.
///
/// # Errors
/// When the database does not answer.
pub async fn of_code(tx: &Tx, code: &str) -> Result<Option<payroll_paper::Model>, StoreError> {
    Ok(tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?)
}

/// Links to papers.
#[must_use]
pub fn links(ctx: &Ctx, rows: &[payroll_paper::Model]) -> Vec<ui::Link> {
    let link = |row: &payroll_paper::Model| {
        let text =
            format!("{}, {}", number(&row.kind, row.year, row.number), row.made_at.day().bg());
        ui::Link::new(ctx.url(&format!("/payroll/papers/{}", row.id)), text)
    };
    rows.iter().map(link).collect()
}

/// `GET /payroll/papers/{id}`.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PayPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    // The parts of a list are opened one after the other: those of one job are printed together.
    let mut together: Vec<i64> = Vec::new();
    if row.sealed.is_empty() && row.subject_id != 0 {
        let parts = of(&tx, (&row.kind, row.subject_id)).await?;
        let parts: Vec<i64> = parts.into_iter().map(|row| row.id.0).collect();
        together.extend(parts.chunks(TOGETHER).filter(|some| some.contains(&id.0)).flatten());
    }
    tx.audit(Entry::print("payroll-paper", id.0));
    tx.commit().await?;
    print_all_kept::<Entity>(&app, &ctx.actor, &together).await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("payroll-{}-{}-{}", row.kind, row.year, row.number), bytes }))
}
