//! Prescriptions on the screen: the list, giving one, seeing whether it was done.

use super::check_form::{Behind, around, behind, within};
use super::content::Told;
use super::course::FOLLOWED;
use super::finding;
use super::frame::{self, HOME, LINE, TEXT};
use super::load::{self, Prescription};
use super::prescription::{self, NewPrescription};
use super::setting;
use super::table::{self, Cell, Line, List};
use super::{CheckId, PrescriptionId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use ui::Choice;

/// The columns of prescriptions.
pub const COLUMNS: [&str; 5] = ["what", "provider", "responsible", "due", "done"];
const BACK: (&str, &str) = ("/prescriptions", "oversight-prescriptions");
const SHOWN: [&str; 4] = ["open", "late", "done", "not-done"];

/// Where a prescription stands on a day.
fn state(one: &Prescription, today: Day) -> (&'static str, &'static str) {
    match one.row.state.as_str() {
        "done" => ("done", "green"),
        "not-done" => ("not-done", "red"),
        _ if one.row.due_on < today => ("late", "red"),
        _ => ("open", "blue"),
    }
}

/// A prescription in a row.
#[must_use]
pub fn line(ctx: &Ctx, (one, provider): (&Prescription, &str), today: Day) -> Line {
    let (code, colour) = state(one, today);
    Line {
        href: ctx.url(&format!("{HOME}/prescriptions/{}", one.row.id)),
        cells: vec![
            Cell::new(one.content.text.clone()),
            Cell::new(provider),
            Cell::new(one.content.responsible.clone()),
            Cell::day(Some(one.row.due_on)),
            Cell::day(one.row.done_on),
        ],
        word: ctx.t(&format!("oversight-follow-{code}")).into_owned(),
        colour,
    }
}

async fn lines(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Vec<Line>, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::prescriptions(&tx).await?;
    let names = frame::providers(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let wanted = form.get("state");
    all.retain(|one| wanted.is_empty() || state(one, today).0 == wanted);
    let line =
        |one: &Prescription| line(ctx, (one, &frame::name_of(&names, one.row.provider_id)), today);
    Ok(all.iter().map(line).collect())
}

/// `GET /oversight/prescriptions?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::list("oversight-prescriptions");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("oversight-prescriptions-lead").into_owned();
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("oversight-follow-{code}"));
    list.file = "/prescriptions.csv".to_owned();
    list.empty = "oversight-empty-prescriptions";
    table::shown(&ctx, form, list)
}

/// `GET /oversight/prescriptions.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "oversight-prescriptions", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "prescriptions"), lines)
}

/// The lines of the checklist as choices.
async fn line_choices(tx: &Tx, behind: &Behind) -> Result<Vec<Choice>, StoreError> {
    let lines = finding::lines(tx, &behind.check).await?;
    let choice = |line: super::checklist::Line| Choice::new(line.code, line.text);
    Ok(lines.into_iter().map(choice).collect())
}

fn new_shown(
    ctx: &Ctx,
    (behind, lines): (&Behind, Vec<Choice>),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = ctx.t("oversight-column-line").into_owned();
    Act::new("oversight-do-prescribe", "/prescribe", "oversight-do-prescribe")
        .lead(ctx.t("oversight-lead-prescribe"))
        .choice(both, "code", (label, lines))
        .area(both, "text", ("oversight-what", ""))
        .line(both, "responsible", "oversight-responsible")
        .day(both, "due", ("oversight-column-due", String::new()))
        .shown(ctx, around(ctx, (behind, form), "oversight-do-prescribe"), form)
}

/// `GET /oversight/checks/{id}/prescribe`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let lines = line_choices(&tx, &behind).await?;
    let today = tx.today();
    let days = setting::on(&tx, today).await?.prescription_days();
    tx.rollback().await;
    let form = Form::filled(ctx.lang, day_values("due", Some(today.plus(days))));
    new_shown(&ctx, (&behind, lines), &form)
}

/// `POST /oversight/checks/{id}/prescribe`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CheckId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = within(&tx, id).await?;
    let lines = line_choices(&tx, &behind).await?;
    let code = form.optional("code", 40);
    if !code.is_empty() && lines.iter().all(|line| line.value != code) {
        form.wrong("code", "form-choose");
    }
    let text = form.required("text", TEXT);
    let responsible = form.required("responsible", LINE);
    let due = form.day("due");
    if due.is_some_and(|day| day < tx.today()) {
        form.wrong("due", "oversight-refused-day");
    }
    let (Some(due_on), true) = (due, form.ok()) else {
        tx.audit(Entry::read("oversight-check", id.0));
        tx.commit().await?;
        return new_shown(&ctx, (&behind, lines), &form);
    };
    let home = behind.check.home();
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let content = Told { text, responsible, result: String::new() };
    let new = NewPrescription { code, due_on, content };
    prescription::give(&mut tx, (&behind.check, &behind.provider), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}

fn follow_shown(
    ctx: &Ctx,
    (one, provider): (&Prescription, &str),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let row = &one.row;
    let done = row.done_on.map(Day::bg).unwrap_or_default();
    let facts = [
        ("oversight-column-provider", provider.to_owned()),
        ("oversight-what", one.content.text.clone()),
        ("oversight-responsible", one.content.responsible.clone()),
        ("oversight-column-due", row.due_on.bg()),
        ("oversight-column-done", done),
        ("oversight-result", one.content.result.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("oversight-follow", "", "ui-save").facts(facts.into());
    if row.state == FOLLOWED[0] {
        act = act
            .lead(ctx.t("oversight-lead-follow"))
            .one(both, "state", ("oversight-column-state", &FOLLOWED[1..]), |code| {
                format!("oversight-follow-{code}")
            })
            .day(both, "on", ("oversight-seen-on", String::new()))
            .area(both, "result", ("oversight-result", "oversight-result-hint"));
        if row.follow_id.is_none() {
            act = act.one(both, "again", ("oversight-again", &["no", "yes"]), |code| {
                format!("oversight-{code}")
            });
        }
    }
    let page = frame::page(ctx, ctx.t("oversight-follow"), BACK);
    let version = form.version_or(row.version);
    let home = format!("{HOME}/prescriptions/{}", row.id);
    act.shown(ctx, Around { page, home, version }, form)
}

async fn known(tx: &Tx, id: PrescriptionId) -> Result<(Prescription, String), StoreError> {
    let one = load::prescription(tx, id).await?;
    let names = frame::providers(tx).await?;
    let provider = frame::name_of(&names, one.row.provider_id);
    Ok((one, provider))
}

/// `GET /oversight/prescriptions/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PrescriptionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (one, provider) = known(&tx, id).await?;
    tx.audit(Entry::read("oversight-prescription", id.0));
    tx.commit().await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("again".to_owned(), "no".to_owned()));
    follow_shown(&ctx, (&one, &provider), &Form::filled(ctx.lang, values))
}

/// `POST /oversight/prescriptions/{id}`: it was done, or was not.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PrescriptionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (mut one, provider) = known(&tx, id).await?;
    let state = chosen(&mut form, "state", &FOLLOWED[1..]);
    let on = form.day("on");
    if on.is_some_and(|on| on < one.row.given_on || on > tx.today()) {
        form.wrong("on", "oversight-refused-day");
    }
    let result = form.required("result", TEXT);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::read("oversight-prescription", id.0));
        tx.commit().await?;
        return follow_shown(&ctx, (&one, &provider), &form);
    };
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/prescriptions"))).await?;
    prescription::follow(&mut tx, &one, (&state, on, &result)).await?;
    let next = if form.get("again") == "yes" {
        let one = load::prescription(&tx, id).await?;
        let args = [("what", one.content.text.clone())];
        let basis = frame::bg_with("oversight-again-basis", &args);
        let check = prescription::check_again(&mut tx, &one, &basis).await?;
        format!("{HOME}/checks/{check}")
    } else {
        format!("{HOME}/prescriptions")
    };
    tx.commit().await?;
    Ok(see(&ctx, &next, Some("oversight-done")))
}
