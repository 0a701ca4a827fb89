//! Attendance from a spreadsheet: a row for each employee and day. Nothing is kept unless every row is
//! right; what is wrong is told with its row.

use super::attend::{self, There};
use super::frame::{self, HOME};
use super::load::{self, Seminar};
use super::store::{training_day, training_invited};
use super::{SeminarId, TrainingDayId};
use crate::app::App;
use crate::workforce::EmployeeName;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use std::collections::BTreeMap;
use ui::{Field, Lang};

/// The most mistakes that a page shows.
const SHOWN: usize = 30;
/// The heads, in both languages: name, day, hours.
const HEADS: [(&str, &str, &str); 3] =
    [("name", "служител", "employee"), ("day", "ден", "day"), ("hours", "часове", "hours")];
const BACK: (&str, &str) = ("", "training-seminars");

/// What is wrong with a row; words have the key `training-import-<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The row, as the spreadsheet counts; 0 for the whole file.
    pub row: u32,
    /// Its code.
    pub code: &'static str,
    /// What stands there.
    pub text: String,
}

/// Who was there, by day.
pub type Read = BTreeMap<TrainingDayId, Vec<There>>;

/// The columns of the heads, in the order of [`HEADS`]; the hours may be missing.
fn columns(heads: &[String]) -> Option<[Option<usize>; 3]> {
    let find = |(_, bg, en): (&str, &str, &str)| {
        let is_it = |head: &String| {
            let head = kit::search::plain(head);
            head == bg || head == en
        };
        heads.iter().position(is_it)
    };
    let found = HEADS.map(find);
    (found[0].is_some() && found[1].is_some()).then_some(found)
}

fn day_of(text: &str) -> Option<Day> {
    let text = text.trim().trim_end_matches("г.").trim();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<i16> = text.split('.').filter_map(|part| part.trim().parse().ok()).collect();
    let [day, month, year] = parts[..] else { return None };
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    jiff::civil::Date::new(year, month, day).ok().map(Day)
}

/// Reads a table against the participants and days of a seminar.
///
/// # Errors
/// All that is wrong, row by row.
pub fn read(
    table: &sheet::Table,
    (people, days): (&[(training_invited::Model, EmployeeName)], &[training_day::Model]),
) -> Result<Read, Vec<Mistake>> {
    let wrong = |row, code, text: &str| Mistake { row, code, text: text.to_owned() };
    let Some(columns) = columns(table.heads()) else {
        return Err(vec![wrong(0, "heads", &table.heads().join("; "))]);
    };
    let (mut there, mut mistakes) = (Read::new(), Vec::new());
    for row in table.rows_from(0) {
        let cell = |at: usize| columns[at].map_or("", |column| row.cell(column)).trim();
        let name = kit::search::plain(cell(0));
        let same: Vec<_> =
            people.iter().filter(|(_, one)| kit::search::plain(&one.name) == name).collect();
        let on = day_of(cell(1)).and_then(|day| days.iter().find(|one| one.day == day));
        let hours: Option<i32> = match (cell(2), on) {
            ("", Some(day)) => Some(day.hours),
            (text, Some(day)) => text.parse().ok().filter(|hours| (1..=day.hours).contains(hours)),
            (_, None) => None,
        };
        match (same.as_slice(), on, hours) {
            ([], ..) => mistakes.push(wrong(row.number(), "nobody", cell(0))),
            ([_, _, ..], ..) => mistakes.push(wrong(row.number(), "several", cell(0))),
            (_, None, _) => mistakes.push(wrong(row.number(), "no-day", cell(1))),
            (_, _, None) => mistakes.push(wrong(row.number(), "hours", cell(2))),
            ([(invited, _)], Some(day), Some(hours)) => {
                let own = there.entry(day.id).or_default();
                if own.iter().any(|one| one.employee == invited.employee_id) {
                    mistakes.push(wrong(row.number(), "twice", cell(0)));
                }
                own.push(There { employee: invited.employee_id, hours });
            }
        }
    }
    if mistakes.is_empty() { Ok(there) } else { Err(mistakes) }
}

#[derive(Template)]
#[template(path = "training/import.html")]
struct ImportPage {
    page: ui::Page,
    action: String,
    back: String,
    file: Field,
    heads: String,
    mistakes: Vec<String>,
}

fn draw(ctx: &Ctx, form: &Form, (seminar, mistakes): (&Seminar, Vec<Mistake>)) -> ImportPage {
    let row = &seminar.row;
    let home = ctx.url(&format!("{HOME}/seminars/{}", row.id));
    let title = format!("{}: {}", ctx.t("training-import"), row.title);
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    let words = |one: Mistake| {
        let what = ctx.t(&format!("training-import-{}", one.code));
        let args = [("row", one.row.to_string()), ("text", one.text), ("what", what.into_owned())];
        ctx.ta("training-import-row", &args).into_owned()
    };
    let head = |(_, bg, en): &(&str, &str, &str)| match ctx.lang {
        Lang::Bg => (*bg).to_owned(),
        Lang::En => (*en).to_owned(),
    };
    ImportPage {
        page,
        action: format!("{home}/import"),
        back: home,
        file: form.field("file"),
        heads: HEADS.iter().map(head).collect::<Vec<_>>().join("; "),
        mistakes: mistakes.into_iter().take(SHOWN).map(words).collect(),
    }
}

/// `GET /training/seminars/{id}/import`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let seminar = load::seminar(&tx, id).await?;
    tx.audit(audit::Entry::read("training-seminar", id.0));
    tx.commit().await?;
    html(&draw(&ctx, &Form::empty(ctx.lang), (&seminar, Vec::new())))
}

/// The table of the file that was sent; what is wrong stands beside the box.
fn table_of(form: &mut Form) -> Option<sheet::Table> {
    let Some(file) = form.file("file").filter(|file| !file.bytes.is_empty()).cloned() else {
        form.wrong("file", "form-required");
        return None;
    };
    let kind = sheet::detect(&file.bytes, &file.file_name);
    let table = kind.and_then(|kind| sheet::read(&file.bytes, kind).ok());
    if table.is_none() {
        form.wrong("file", "training-import-broken");
    }
    table
}

/// Notes what was read, day by day.
async fn keep(
    tx: &mut Tx,
    (seminar, days): (&Seminar, &[training_day::Model]),
    read: &Read,
) -> Result<(), Problem> {
    for day in days {
        if let Some(there) = read.get(&day.id) {
            attend::note(tx, (seminar, day), (there, attend::HOWS[2])).await?;
        }
    }
    Ok(())
}

/// `POST /training/seminars/{id}/import`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let table = table_of(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let seminar = load::seminar(&tx, id).await?;
    let days = load::days(&tx, id).await?;
    let people = attend::participants(&tx, &seminar).await?;
    let read = match &table {
        Some(table) => read(table, (&people, &days)),
        None => Err(Vec::new()),
    };
    let read = match read {
        Ok(read) => read,
        Err(mistakes) => {
            tx.audit(audit::Entry::read("training-seminar", id.0));
            tx.commit().await?;
            if form.ok() {
                form.wrong("file", "training-import-wrong");
            }
            return again(&draw(&ctx, &form, (&seminar, mistakes)));
        }
    };
    let home = format!("{HOME}/seminars/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep(&mut tx, (&seminar, &days), &read).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
