//! Giving out: sheets with codes on paper, one code on the screen, the address at which anybody
//! answers.

use super::StudyId;
use super::content::Question;
use super::form_page::only_words;
use super::frame::{HOME, Press, bg, bg_with};
use super::hand::{self, Handed};
use super::paper;
use super::question::{values, words};
use super::store::study_unit;
use super::study::{self, Study};
use super::study_page::{above, home};
use super::unit::{self, MOST_GIVEN};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::crypto::grouped;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, qr_rows, see};
use serde_json::{Value, json};
use ui::{Choice, Lang};

/// How it is given out; words have the key `studies-give-<code>`.
const WAYS: [&str; 2] = ["print", "screen"];

/// The strata as choices: name, and how many were drawn.
#[must_use]
pub fn strata(study: &Study) -> Vec<Choice> {
    let all = study.plan.strata.iter().enumerate();
    all.map(|(at, one)| Choice::new(at.to_string(), format!("{} ({})", one.name, one.drawn)))
        .collect()
}

/// The stratum and how many units of it are wanted; what is wrong stands beside the boxes.
pub fn wanted(form: &mut Form, study: &Study) -> Option<(i32, u64)> {
    let stratum: Option<i32> = form.parsed("stratum", "form-choose");
    if stratum.is_some_and(|at| study.stratum(at).is_empty()) {
        form.wrong("stratum", "form-choose");
    }
    let count: Option<u64> = form.parsed("count", "studies-wrong-count");
    if count.is_some_and(|count| !(1..=MOST_GIVEN).contains(&count)) {
        form.wrong("count", "studies-wrong-count");
    }
    form.ok().then_some(())?;
    stratum.zip(count)
}

fn shown(ctx: &Ctx, form: &Form, one: &Study) -> Result<Response, Problem> {
    let both = (ctx, form);
    let count = ctx.ta("studies-count", &[("most", MOST_GIVEN)]).into_owned();
    let act = Act::new("studies-sheets-do", "/sheets", "studies-sheets-do")
        .lead(ctx.t("studies-sheets-lead"))
        .among(both, "stratum", ("studies-column-stratum", strata(one)))
        .one(both, "way", ("studies-column-give", &WAYS), |code| format!("studies-give-{code}"))
        .said(both, "count", count);
    let page = super::frame::page(ctx, ctx.t("studies-sheets-do"), &above(one));
    act.shown(ctx, Around { page, home: home(one.row.id), version: 0 }, form)
}

/// `GET /studies/{id}/sheets`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    let values = [("count", "20"), ("way", WAYS[0]), ("stratum", "0")];
    shown(&ctx, &Form::filled(ctx.lang, values), &one)
}

/// A question as the sheet prints it.
fn printed(one: &Study, (number, question): (usize, &Question)) -> Value {
    let options: Vec<String> =
        values(question).iter().map(|value| words(question, value)).collect();
    json!({
        "number": number,
        "text": question.text,
        "hint": question.hint,
        "only": only_words(Lang::Bg, &one.plan.asked, question),
        "kind": question.kind,
        "options": options,
    })
}

/// A unit of the list in words.
#[must_use]
pub fn place(lang: Lang, one: &Study, unit: &study_unit::Model) -> String {
    let args =
        [("stratum", one.stratum(unit.stratum).to_owned()), ("place", unit.place.to_string())];
    ui::text::text_args(lang, "studies-place", &args).into_owned()
}

/// What the printer is given for some units.
///
/// # Errors
/// When the municipality's key is gone.
pub fn data(
    tx: &Tx,
    press: &Press,
    (one, units): (&Study, &[study_unit::Model]),
) -> Result<Value, StoreError> {
    let mut copies = Vec::new();
    for unit in units {
        let code = unit::code_of(tx, unit.id)?;
        copies.push(json!({
            "code": grouped(&code),
            "matrix": qr_rows(&press.open("study", &code)),
            "place": place(Lang::Bg, one, unit),
        }));
    }
    let mut data = press.frame(&one.row.title, "");
    data["about"] = one.period().into();
    data["lead"] = format!("{}\n{}", one.plan.asked.lead, bg("studies-sheet-how")).into();
    data["thanks"] = bg_with("studies-sheet-thanks", &[("last", one.row.ends_on.bg())]).into();
    let asked = (1..).zip(&one.plan.asked.questions);
    data["questions"] = asked.map(|question| printed(one, question)).collect();
    data["copies"] = copies.into();
    Ok(data)
}

/// `POST /studies/{id}/sheets`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let is_print = chosen(&mut form, "way", &WAYS) == WAYS[0];
    let Some((stratum, count)) = wanted(&mut form, &one) else {
        tx.audit(Entry::refused("study-codes"));
        tx.commit().await?;
        return shown(&ctx, &form, &one);
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let count = if is_print { count } else { 1 };
    let units = unit::give(&tx, &one, (stratum, count), None).await?;
    tx.audit(Entry::write("study-codes", id.0));
    if is_print {
        let data = data(&tx, &press, (&one, &units))?;
        paper::add(&mut tx, &press, (paper::SHEETS, id.0, data)).await?;
        tx.commit().await?;
        return Ok(see(&ctx, &home(id), Some("studies-sheets-made")));
    }
    let first = units.first().ok_or(Problem::NotFound)?;
    let code = unit::code_of(&tx, first.id)?;
    let lead = format!("{} {}", ctx.t("studies-hand-lead"), place(ctx.lang, &one, first));
    tx.commit().await?;
    let address = press.open("study", &code);
    let back = (home(id), one.row.title.clone());
    let title = "studies-hand";
    hand::shown(&ctx, Handed { title, lead, address, code: grouped(&code), back })
}

/// `GET /studies/{id}/link`: the address at which anybody answers.
pub async fn link(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let secret = study::secret(&tx, id)?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    if !one.row.is_open {
        return Err(Problem::NotFound);
    }
    let lead = ctx.t("studies-link-lead").into_owned();
    let address = press.open("study-open", &secret);
    let back = (format!("{HOME}/{id}"), one.row.title.clone());
    hand::shown(&ctx, Handed { title: "studies-link", lead, address, code: String::new(), back })
}
