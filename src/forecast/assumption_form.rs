//! Entering an assumption, from nothing, from what the program comes with, or from an older one.

use super::assumption::{Assumption, Kind, MARKS, Typed, Values, boxed, shipped};
use super::assumption_page::row_name;
use super::form::{FormPage, Places, SheetRow};
use super::frame::{self, ASSUMPTIONS, LINE, SOURCE, assumption};
use super::words::heads;
use super::{AssumptionId, act, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, day_values, see};
use ui::Choice;

/// Sexes as the boxes name them.
const SEXES: [&str; 2] = ["women", "men"];

/// The sexes that a kind has values of.
fn sexes(kind: Kind) -> &'static [&'static str] {
    if kind.has_men() { &SEXES } else { &SEXES[..1] }
}

fn box_name(sex: &str, at: usize) -> String {
    format!("{sex}_{at}")
}

/// The boxes as an assumption fills them.
fn filled(ctx: &Ctx, one: &Assumption) -> Form {
    let mut fields = vec![
        ("kind".to_owned(), one.kind.code().to_owned()),
        ("name".to_owned(), one.name.clone()),
        ("source".to_owned(), one.source.clone()),
        ("mark".to_owned(), one.mark.clone()),
        ("spread".to_owned(), boxed(one.values.spread)),
        ("share".to_owned(), boxed(one.values.share)),
    ];
    fields.extend(day_values("on", Some(one.on)));
    for (sex, list) in SEXES.into_iter().zip([&one.values.women, &one.values.men]) {
        let values = list.iter().enumerate();
        fields.extend(values.map(|(at, value)| (box_name(sex, at), boxed(*value))));
    }
    Form::filled(ctx.lang, fields)
}

fn shown(ctx: &Ctx, kind: Kind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let title = ctx.t(&format!("forecast-add-{}", kind.code()));
    let places =
        Places { action: format!("{ASSUMPTIONS}/new"), cancel: ASSUMPTIONS, button: "ui-save" };
    let marks = MARKS
        .map(|mark| Choice::new(mark, ctx.t(&format!("forecast-mark-{}", mark.to_lowercase()))));
    let mut page = FormPage::new(ctx, frame::page(ctx, title), places)
        .lead(ctx.t(&format!("forecast-how-{}", kind.code())))
        .hidden(form, "kind")
        .line(both, "name", "forecast-assumption-name")
        .area(both, "source", "forecast-source")
        .select(both, ("mark", "forecast-mark"), marks.into())
        .day(both, "on", "forecast-on")
        .number(both, "spread", "forecast-spread");
    if kind == Kind::Fertility {
        page = page.number(both, "share", "forecast-share");
    }
    let row = |at: usize| {
        let name = row_name(ctx.lang, kind, at);
        let one = |sex: &&str| {
            let words = format!("{name}: {}", ctx.t(&format!("forecast-column-{sex}")));
            (form.field(&box_name(sex, at)), words)
        };
        SheetRow { boxes: sexes(kind).iter().map(one).collect(), name }
    };
    let mut names = vec!["band"];
    names.extend(sexes(kind));
    let sheet = (0..kind.values()).map(row).collect();
    page.sheet(heads(ctx.lang, &names), sheet).shown(form)
}

/// `GET /forecasts/assumptions/new?kind=&from=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, asked: Form) -> Result<Response, Problem> {
    let kind = Kind::of(asked.get("kind")).ok_or(Problem::NotFound)?;
    let from: Option<AssumptionId> = asked.get("from").parse().ok();
    let mut tx = app.db.read(&ctx.actor).await?;
    let older = match from {
        Some(id) => Some(load::assumption(&tx, id).await?.one),
        None => shipped().iter().find(|one| one.kind == kind).cloned(),
    };
    tx.audit(Entry::list("forecast-assumption"));
    tx.commit().await?;
    let older = older.filter(|one| one.kind == kind).ok_or(Problem::NotFound)?;
    shown(&ctx, kind, &filled(&ctx, &older))
}

/// A number in bounds; what is wrong stands beside its box.
fn number(form: &mut Form, name: &str, [low, high]: [f64; 2]) -> f64 {
    let typed: Option<Typed> = form.parsed(name, "forecast-wrong-number");
    let value = typed.map_or(low, |typed| typed.0);
    if !(low..=high).contains(&value) {
        form.wrong(name, "forecast-wrong-bounds");
    }
    value
}

fn read(form: &mut Form, kind: Kind, today: kit::types::Day) -> Assumption {
    let name = form.required("name", LINE);
    let source = form.required("source", SOURCE);
    let mark = form.required("mark", LINE);
    if !mark.is_empty() && !MARKS.contains(&mark.as_str()) {
        form.wrong("mark", "form-choose");
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "forecast-wrong-ahead");
    }
    let spread = number(form, "spread", [0.0, 100.0]);
    let share = if kind == Kind::Fertility { number(form, "share", [0.0, 1000.0]) } else { 0.0 };
    let mut list = |sex: &str| -> Vec<f64> {
        let values = 0..kind.values();
        values.map(|at| number(form, &box_name(sex, at), kind.bounds())).collect()
    };
    let women = list(SEXES[0]);
    let men = if kind.has_men() { list(SEXES[1]) } else { Vec::new() };
    let values = Values { women, men, share, spread };
    Assumption { kind, name, source, mark, on: on.unwrap_or(today), values }
}

/// `POST /forecasts/assumptions/new`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let Some(kind) = Kind::of(form.get("kind")) else {
        // An empty form is told what it must name.
        tx.audit(Entry::list("forecast-assumption"));
        tx.commit().await?;
        return Err(Problem::Impossible("forecast-refused-kind"));
    };
    let one = read(&mut form, kind, app.today());
    if !form.ok() {
        tx.audit(Entry::list("forecast-assumption"));
        tx.commit().await?;
        return shown(&ctx, kind, &form);
    }
    tx.use_form(&form.key(), &ctx.url(ASSUMPTIONS)).await?;
    let id = act::assume(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &assumption(id), Some("forecast-saved")))
}
