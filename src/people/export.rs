//! The register as a file: people with their numbers and addresses, for who may take it away.
//!
//! People whose address is protected are never in it. Whole identifiers are in it only on a stated
//! reason, which stays in the audit.

use super::store::bulk::{self, Listed};
use super::{AddressKind, IdentifierKind, PersonId};
use crate::app::App;
use crate::municipality::{Settlement, all_settlements};
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::crypto::{MunicipalityKey, SealError};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html};
use sheet::{Field as Column, Format, Writer};
use std::collections::HashMap;
use std::sync::Arc;
use ui::{Choice, Field};

/// People read at once.
const PAGE: u64 = 2_000;
/// A spreadsheet has room for so many rows.
const ROWS_MAX: u64 = 1_000_000;
/// Pages that wait to be written.
const AHEAD: usize = 4;
const REASON_MAX: usize = 300;

/// The columns of the file: those that an import understands, and the day of death.
const COLUMNS: [Column; 13] = [
    Column::Given,
    Column::Middle,
    Column::Family,
    Column::Egn,
    Column::Lnch,
    Column::Born,
    Column::Sex,
    Column::Phone,
    Column::Email,
    Column::Place,
    Column::Line,
    Column::PermanentPlace,
    Column::PermanentLine,
];

#[derive(Template)]
#[template(path = "people/export.html")]
struct ExportPage {
    page: ui::Page,
    action: String,
    format: Field,
    formats: Vec<Choice>,
    numbers: Field,
    numbers_choices: Vec<Choice>,
    reason: Field,
}

fn draw(ctx: &Ctx, form: &Form) -> ExportPage {
    let mut page = ctx.page(ctx.t("people-export-title"));
    page.errors = form.errors();
    let with = Choice::new("yes", ctx.t("people-export-numbers"));
    let formats = ["xlsx", "csv"].map(|code| {
        let is_chosen = form.get("format") == code || (code == "xlsx" && !form.has("format"));
        Choice::new(code, ctx.t(&format!("people-export-{code}"))).checked(is_chosen)
    });
    ExportPage {
        page,
        action: ctx.url("/people/export"),
        format: form.field("format"),
        formats: formats.into(),
        numbers: form.field("numbers"),
        numbers_choices: vec![with.checked(form.has("numbers"))],
        reason: form.field("reason"),
    }
}

/// `GET /people/export`: which file, and whether with whole numbers.
pub async fn page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("start", "people", "export"));
    tx.commit().await?;
    html(&draw(&ctx, &Form::empty(ctx.lang)))
}

/// `POST /people/export`: the file.
pub async fn file(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let with_numbers = form.has("numbers");
    let reason = if with_numbers { form.required("reason", REASON_MAX) } else { String::new() };
    if !form.ok() {
        return again(&draw(&ctx, &form));
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    let bytes = written(&tx, format, with_numbers).await?;
    let entry = Entry::new("print", "people", if with_numbers { "numbers" } else { "list" });
    tx.audit(entry.because(&reason));
    tx.commit().await?;
    let name = format!("attachment; filename=\"people.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// The register as a file. It is read page by page while another thread opens and writes.
///
/// # Errors
/// When the database does not answer or the file cannot be written.
pub async fn written(tx: &Tx, format: Format, with_numbers: bool) -> Result<Vec<u8>, Problem> {
    let places = all_settlements(tx).await?;
    let places: HashMap<String, Settlement> =
        places.into_iter().map(|place| (place.ekatte.clone(), place)).collect();
    let text = |key: &str| ui::text::text(ui::Lang::Bg, key).into_owned();
    let (female, male) = (text("people-sex-female"), text("people-sex-male"));
    let words = Words { female, male, places, key: Arc::clone(tx.key()) };
    let mut heads: Vec<String> = COLUMNS.iter().map(|column| column.head().to_owned()).collect();
    heads.push(text("people-died"));
    let (to_write, mut pages) = tokio::sync::mpsc::channel::<Vec<Listed>>(AHEAD);
    let today = tx.today();
    let writing = tokio::task::spawn_blocking(move || -> Result<Vec<u8>, Problem> {
        let mut writer = Writer::new(format, &heads).map_err(Problem::internal)?;
        while let Some(page) = pages.blocking_recv() {
            for person in page {
                let row = words.row(person, today).map_err(StoreError::from)?;
                writer.row(&row).map_err(Problem::internal)?;
            }
        }
        writer.finish().map_err(Problem::internal)
    });
    let (mut after, mut count) = (PersonId(-1), 0);
    while count < ROWS_MAX {
        let page = bulk::listed(tx, (after, PAGE), with_numbers).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.id;
        count += page.len() as u64;
        if to_write.send(page).await.is_err() {
            break;
        }
    }
    drop(to_write);
    writing.await.map_err(Problem::internal)?
}

/// What a row is written with.
struct Words {
    female: String,
    male: String,
    places: HashMap<String, Settlement>,
    key: Arc<MunicipalityKey>,
}

impl Words {
    fn row(&self, person: Listed, today: Day) -> Result<[String; 14], SealError> {
        let number = |kind| {
            let found = person.numbers.iter().find(|number| number.kind == kind);
            found.map(|number| number.open(&self.key)).transpose().map(Option::unwrap_or_default)
        };
        let sex = match person.sex.as_str() {
            "female" => self.female.clone(),
            "male" => self.male.clone(),
            _ => String::new(),
        };
        let (egn, lnch) = (number(IdentifierKind::Egn)?, number(IdentifierKind::Lnch)?);
        let at = |kind: AddressKind| {
            let held = person.addresses.iter().rev().find(|a| a.0 == kind && a.1 <= today);
            let (ekatte, line) = held.map(|(_, _, ekatte, line)| (ekatte, line.clone())).unzip();
            let place = ekatte.and_then(|code| self.places.get(code));
            (place.map(Settlement::full_label).unwrap_or_default(), line.unwrap_or_default())
        };
        let (present, permanent) = (at(AddressKind::Present), at(AddressKind::Permanent));
        let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
        Ok([
            person.given,
            person.middle,
            person.family,
            egn,
            lnch,
            day(person.birth_day),
            sex,
            person.phone,
            person.email,
            present.0,
            present.1,
            permanent.0,
            permanent.1,
            day(person.died_on),
        ])
    }
}
