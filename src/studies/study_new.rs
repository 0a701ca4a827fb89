//! Planning a study: which questionnaire, whom it asks and how they are drawn, when, and how they
//! answer.

use super::form::{self, Form as Edition};
use super::form_page::YES_NO;
use super::frame::{self, HOME, LINE, TEXT};
use super::interval::{SURE, z};
use super::sample::{self, ALLOCATIONS, ERROR, METHODS, MOST_UNITS, needed};
use super::store::study_form::Model;
use super::study::{self, NewStudy, wrong};
use super::study_page::home;
use super::{FormId, StudyId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use ui::Choice;

/// The newest published version of each questionnaire.
///
/// # Errors
/// When the database does not answer.
async fn published(tx: &Tx) -> Result<Vec<Model>, Problem> {
    let mut all: Vec<Model> = Vec::new();
    for row in form::forms(tx).await?.into_iter().filter(|row| row.published_on.is_some()) {
        match all.iter_mut().find(|known| known.code == row.code) {
            Some(known) if known.edition < row.edition => *known = row,
            Some(_) => {}
            None => all.push(row),
        }
    }
    Ok(all)
}

fn shown(ctx: &Ctx, form: &Form, all: &[Model]) -> Result<Response, Problem> {
    let both = (ctx, form);
    let title = |row: &Model| {
        let args = [("title", row.title.clone()), ("edition", row.edition.to_string())];
        ctx.ta("studies-form-named", &args).into_owned()
    };
    let forms = all.iter().map(|row| Choice::new(row.id.to_string(), title(row))).collect();
    let size = ctx.ta("studies-size", &[("most", MOST_UNITS)]).into_owned();
    let yes_no = |code: &str| format!("ui-{code}");
    let act = Act::new("studies-new", "/new", "ui-save")
        .lead(ctx.t("studies-new-lead"))
        .line(both, "title", "studies-column-title")
        .among(both, "form", ("studies-form", forms))
        .day(both, "from", ("studies-column-from-day", String::new()))
        .day(both, "to", ("studies-column-to-day", String::new()))
        .part(ctx, "studies-sample")
        .one(both, "method", ("studies-column-method", &METHODS), |code| {
            format!("studies-method-{code}")
        })
        .area(both, "strata", ("studies-strata", "studies-strata-hint"))
        .line(both, "source", "studies-source")
        .said(both, "size", size)
        .one(both, "allocation", ("studies-allocation", &ALLOCATIONS), |code| {
            format!("studies-allocation-{code}")
        })
        .line(both, "seed", "studies-seed-own")
        .part(ctx, "studies-collecting")
        .one(both, "open", ("studies-open", &YES_NO), yes_no)
        .one(both, "named", ("studies-named", &YES_NO), yes_no);
    let page = frame::page(ctx, ctx.t("studies-new"), &[]);
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /studies/new`.
pub async fn form_page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = published(&tx).await?;
    tx.audit(Entry::list("study-form"));
    tx.commit().await?;
    let mut values: Vec<(String, String)> =
        [("method", METHODS[1]), ("allocation", ALLOCATIONS[0]), ("open", "no"), ("named", "no")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
    values.extend(day_values("from", Some(app.today())));
    shown(&ctx, &Form::filled(ctx.lang, values), &all)
}

/// How many are drawn: what was typed, else what an error of five in a hundred needs.
fn size(form: &mut Form, people: i64) -> i64 {
    if form.optional("size", 20).is_empty() {
        return needed(people, ERROR, z(SURE)).min(MOST_UNITS);
    }
    let size = sample::whole(form.get("size"));
    if size.is_none() {
        form.wrong("size", "studies-wrong-size");
    }
    size.unwrap_or(0)
}

/// What the form says of the sample; what is wrong stands beside the fields.
#[must_use]
pub fn read(form: &mut Form) -> NewStudy {
    let title = form.required("title", LINE);
    let method = chosen(form, "method", &METHODS);
    let text = form.required("strata", TEXT);
    let strata = sample::read(&text).unwrap_or_else(|line| {
        let args = [("line", line)];
        let text = ui::text::text_args(form.lang(), "studies-wrong-line", &args);
        form.wrong_text("strata", text.into_owned());
        Vec::new()
    });
    let people: i64 = strata.iter().map(|one| one.size).sum();
    let source = form.required("source", LINE);
    let size = size(form, people);
    let allocation = chosen(form, "allocation", &ALLOCATIONS);
    let seed = form.optional("seed", 60);
    let is_open = chosen(form, "open", &YES_NO) == YES_NO[0];
    let is_named = chosen(form, "named", &YES_NO) == YES_NO[0];
    let new = NewStudy { title, method, strata, size, allocation, seed, source, is_open, is_named };
    if let Some((field, key)) = wrong(&new).filter(|_| form.ok()) {
        form.wrong(field, key);
    }
    new
}

/// The first and the last day; what is wrong stands beside them.
fn days(form: &mut Form) -> Option<(Day, Day)> {
    let (from, to) = (form.day("from"), form.day("to"));
    let (from, to) = (from?, to?);
    if to < from {
        form.wrong("to", "studies-wrong-period");
        return None;
    }
    Some((from, to))
}

async fn edition(tx: &Tx, form: &mut Form, all: &[Model]) -> Result<Option<Edition>, Problem> {
    let id: Option<FormId> = form.parsed("form", "form-choose");
    let Some(row) = id.and_then(|id| all.iter().find(|row| row.id == id)) else {
        form.wrong("form", "form-choose");
        return Ok(None);
    };
    Ok(Some(form::form(tx, row.id).await?))
}

/// `POST /studies/new`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let all = published(&tx).await?;
    let edition = edition(&tx, &mut form, &all).await?;
    let days = days(&mut form);
    let new = read(&mut form);
    let (Some(edition), Some(days), true) = (edition, days, form.ok()) else {
        tx.audit(Entry::refused("study"));
        tx.commit().await?;
        return shown(&ctx, &form, &all);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id: StudyId = study::add(&mut tx, (&edition, days), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-done")))
}
