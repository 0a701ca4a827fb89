//! The blank report on paper: the days of the plan-schedule to be filled by hand, with a code that
//! opens the report when a clerk scans or types it.

use super::BlankId;
use super::filing::refused;
use super::frame::{HOME, day_words, month_of, path};
use super::load::{self, Book, Entry, Which};
use super::page::entry;
use super::sheet::hours;
use super::store::hour_blank::{self, Column};
use crate::app::App;
use crate::assistance::ContractId;
use crate::assistants::{Press, who};
use crate::delivery::month_words;
use crate::people::{self, NewPaper, PaperId, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Pdf, Problem, see};
use law::{Law, Month};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter};
use serde::Deserialize;
use serde_json::{Value, json};
use ui::Lang;

/// The kind of the paper.
const KIND: &str = "assistance-report";
/// The layout of Приложение № 5, whose official form cannot be read: labels and columns to be
/// edited when a municipality has its blank.
const FORM: &str = include_str!("form5.toml");

#[derive(Deserialize)]
struct Layout {
    name: String,
    ground: String,
    opening: String,
    field: Vec<(String, String)>,
    columns: Vec<String>,
    days: String,
    account: String,
    total: Vec<String>,
    closing: String,
    signature: Vec<String>,
}

fn line() -> String {
    "……………………".to_owned()
}

/// A box to be written in by hand: an empty one would be printed as a dash.
fn hand() -> String {
    "\u{a0}".to_owned()
}

/// Lines over the whole width for the short account.
fn room() -> String {
    [line().repeat(7), line().repeat(7), line().repeat(7), line().repeat(7)].join("\n")
}

async fn data(
    tx: &mut Tx,
    (law, book, entry): (&Law, &Book, &Entry),
    press: &Press,
) -> Result<Value, Problem> {
    let form: Layout = toml::from_str(FORM).map_err(Problem::internal)?;
    let contract = &entry.contract;
    let user = who(tx, contract.user, "hours: Приложение № 5").await?;
    let assistant = who(tx, contract.assistant_person, "hours: Приложение № 5").await?;
    let of = |values: &crate::assistants::Values, key: &str| {
        values.get(key).cloned().filter(|text| !text.is_empty()).unwrap_or_else(line)
    };
    let value = |key: &str| match key {
        "month" => month_words(Lang::Bg, book.month),
        "assistant" => of(&assistant, "name"),
        "assistant_id" => of(&assistant, "identifier"),
        "user" => of(&user, "name"),
        "user_id" => of(&user, "identifier"),
        "address" if user.get("present").is_some_and(|text| !text.is_empty()) => {
            of(&user, "present")
        }
        "address" => of(&user, "permanent"),
        "contract" => contract.number.clone(),
        "hours" => contract.hours.to_string(),
        "planned" => hours(contract.planned()),
        _ => line(),
    };
    let rows: Vec<Vec<String>> = contract
        .days
        .iter()
        .filter(|plan| plan.minutes > 0 || law.is_working(plan.day.0))
        .map(|plan| {
            let day = day_words(Lang::Bg, plan.day);
            vec![day, hours(plan.minutes), hand(), hand(), hand(), hand()]
        })
        .collect();
    let lines: Vec<[String; 2]> =
        form.field.iter().map(|(key, label)| [label.clone(), value(key)]).collect();
    let total: Vec<[String; 2]> = form.total.iter().map(|label| [label.clone(), line()]).collect();
    let mut data = press.frame(&form.name, &form.ground);
    data["opening"] = form.opening.into();
    data["sections"] = json!([
        { "title": value("month"), "lines": lines },
        { "title": form.days, "heads": form.columns, "rows": rows },
        { "title": form.account, "text": room(), "lines": total },
    ]);
    data["closing"] = form.closing.into();
    let role = |text: &String| json!({ "role": text, "name": line() });
    data["signatures"] = form.signature.iter().map(role).collect();
    Ok(data)
}

/// The form with nothing in it: for whoever has no contract in the program yet.
///
/// # Errors
/// When the form cannot be read, a defect of the build, or the printer refuses.
pub async fn empty(app: &App, ctx: &Ctx) -> Result<Pdf, Problem> {
    let form: Layout = toml::from_str(FORM).map_err(Problem::internal)?;
    let press = Press::of(app, ctx.actor.municipality, String::new())?;
    let lines: Vec<[String; 2]> =
        form.field.iter().map(|(_, label)| [label.clone(), line()]).collect();
    let total: Vec<[String; 2]> = form.total.iter().map(|label| [label.clone(), line()]).collect();
    let blank = vec![hand(); form.columns.len().saturating_sub(1)];
    let row = |day: u32| [vec![day.to_string()], blank.clone()].concat();
    let rows: Vec<Vec<String>> = (1..=31).map(row).collect();
    let mut data = press.frame(&form.name, &form.ground);
    data["opening"] = form.opening.into();
    data["sections"] = json!([
        { "title": form.name, "lines": lines },
        { "title": form.days, "heads": form.columns, "rows": rows },
        { "title": form.account, "text": room(), "lines": total },
    ]);
    let role = |text: &String| json!({ "role": text, "name": line() });
    data["signatures"] = form.signature.iter().map(role).collect();
    let bytes = people::printed(app, &form.name, data).await?;
    Ok(Pdf { name: "form-5".to_owned(), bytes })
}

/// Makes a blank report of a contract and a month.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (law, book, entry): (&Law, &Book, &Entry),
    press: &Press,
) -> Result<PaperId, Problem> {
    let data = data(tx, (law, book, entry), press).await?;
    // What the code opens is the entering of the report, by those who may.
    let verify = press.verify.replace("/verify", &format!("{HOME}/scan"));
    let title = ui::text::text(Lang::Bg, &format!("people-paper-{KIND}")).into_owned();
    let new = NewPaper { person: entry.user.id, kind: KIND, title, data, verify };
    // Whoever asked for one opens it at once; whoever asked for many prints them together.
    let paper = people::describe_paper(tx, new).await?;
    let id = BlankId(tx.new_id());
    let row = hour_blank::Model {
        municipality_id: tx.municipality(),
        id,
        contract_id: entry.contract.contract,
        month: book.month.to_string(),
        paper_id: paper,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::write("hours-blank", id.0).about(Some(entry.user.id.0)));
    Ok(paper)
}

/// `GET /worktime/labour/{id}/blank?month=`: asks before a paper is made.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let user = entry(&book, id)?.user.clone();
    tx.audit(audit::Entry::read("hours", id.0).about(Some(user.id.0)));
    tx.commit().await?;
    let filled = Form::filled(ctx.lang, [("month", month.to_string())]);
    let act = kit::web::Act::new("hours-blank", "/blank", "hours-blank-button");
    let act = act.lead(ctx.t("hours-blank-lead")).hidden(&filled, "month");
    let title = format!("{}: {}", ctx.t("hours-blank"), user.name);
    let page = super::frame::page(&ctx, title, month);
    let home = format!("{HOME}/labour/{id}");
    act.shown(&ctx, kit::web::Around { page, home, version: 0 }, &filled)
}

/// `POST /worktime/labour/{id}/blank`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let press = Press::of(&app, ctx.actor.municipality, verify_address(&app, &ctx, &headers))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let book = load::book(&tx, &law, month, Which::Of(id)).await?;
    let entry = entry(&book, id)?;
    tx.use_form(&form.key(), &ctx.url(&path(id, "", month))).await?;
    let paper = add(&mut tx, (&law, &book, entry), &press).await?;
    ctx.sent(&tx, &form).await?;
    let user = entry.user.id;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/people/{user}/papers/{paper}"), None))
}

/// The contract and month of a code; none when it is no blank report's.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(tx: &Tx, code: &str) -> Result<Option<(ContractId, Month)>, Problem> {
    // A scanner may give the whole address.
    let code = code.rsplit("code=").next().unwrap_or_default().trim().to_lowercase();
    let Some(paper) = people::paper_by_code(tx, &code).await? else { return Ok(None) };
    let row = tx.find::<hour_blank::Entity>().filter(Column::PaperId.eq(paper.id));
    let row = row.one(tx.conn()).await.map_err(kit::store::StoreError::from)?;
    Ok(row.and_then(|row| Some((row.contract_id, Month::parse(&row.month).ok()?))))
}

/// `GET /worktime/scan?code=`: what a scanned or typed code opens.
pub async fn scan(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = behind(&tx, form.get("code")).await?;
    let Some((contract, month)) = found else {
        tx.audit(audit::Entry::list("hours"));
        tx.commit().await?;
        return Err(refused("hours-refused-code"));
    };
    let book = load::book(&tx, &law, month, Which::Of(contract)).await?;
    let entry = entry(&book, contract)?;
    tx.audit(audit::Entry::read("hours", contract.0).about(Some(entry.user.id.0)));
    tx.commit().await?;
    let rest = if entry.may_write() { "/enter" } else { "" };
    Ok(see(&ctx, &path(contract, rest, month), None))
}
