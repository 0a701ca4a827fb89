//! Why a person pays nothing or less, and their income: each with its document and days, sealed.

use super::frame::{self, eur};
use super::rate_page::typed_sum;
use super::store::fee_ground::{self, Column, Entity};
use super::{GroundId, WRITE};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, html, see};
use law::{Law, Payer};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ui::{Choice, Head, Link};

/// The income of a month.
pub const INCOME: &str = "income";
/// Grounds of the law, by the ids of its rules, and the income.
const CODES: [&str; 14] = [
    INCOME,
    "exempt.child",
    "exempt.care-leaver",
    "exempt.no-income",
    "reduced.1",
    "reduced.2",
    "reduced.3",
    "reduced.4",
    "reduced.5",
    "full-anyway.1",
    "full-anyway.2",
    "full-anyway.3",
    "full-anyway.4",
    "reduced-service.crisis-after",
];

/// What is known; kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// `income`, or the end of the id of a rule of fees.
    pub code: String,
    /// Cents a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income: Option<i64>,
    /// The document that says so.
    pub document: String,
}

/// A ground with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The row.
    pub row: fee_ground::Model,
    /// What it says.
    pub content: Content,
}

/// Writes a ground down. An open income ends on the day before a new one.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    person: PersonId,
    (from_on, until_on): (Day, Option<Day>),
    content: &Content,
) -> Result<GroundId, StoreError> {
    for known in of_person(tx, person).await? {
        let same = known.content.code == content.code && known.row.until_on.is_none();
        if same && known.row.from_on < from_on {
            end_row(tx, &known.row, from_on.plus(-1)).await?;
        }
    }
    let id = GroundId(tx.new_id());
    tx.insert(fee_ground::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        from_on: Set(from_on),
        until_on: Set(until_on),
        content_sealed: Set(tx.seal_json("fee_ground", "content_sealed", id.0, content)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("fee-ground-added", id.0).about(Some(person.0)));
    Ok(id)
}

async fn end_row(tx: &Tx, row: &fee_ground::Model, last: Day) -> Result<(), StoreError> {
    let active = fee_ground::ActiveModel { until_on: Set(Some(last)), ..Default::default() };
    tx.update::<Entity>(row.id, row.version, active).await
}

fn opened(tx: &Tx, row: fee_ground::Model) -> Result<Ground, StoreError> {
    let content = tx.open_json("fee_ground", "content_sealed", row.id.0, &row.content_sealed)?;
    Ok(Ground { row, content })
}

/// What is known of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Ground>, StoreError> {
    Ok(of_people(tx, &[person]).await?.remove(&person).unwrap_or_default())
}

/// What is known of people, newest first. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn of_people(
    tx: &Tx,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Ground>>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.is_in(people.iter().copied()));
    let rows = rows.order_by_desc(Column::FromOn).order_by_desc(Column::Id);
    let mut all: HashMap<PersonId, Vec<Ground>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        all.entry(row.person_id).or_default().push(opened(tx, row)?);
    }
    Ok(all)
}

/// The person who would pay, on a day, with their income.
#[must_use]
pub fn payer(grounds: &[Ground], age: Option<u32>, day: Day) -> (Payer, Option<i64>) {
    let mut payer = Payer { age, ..Payer::default() };
    let mut income = None;
    let holds = |ground: &&Ground| {
        ground.row.from_on <= day && ground.row.until_on.is_none_or(|until| day <= until)
    };
    for ground in grounds.iter().filter(holds) {
        let code = ground.content.code.as_str();
        match code.split_once('.') {
            Some(("reduced", item)) => payer.reduced_items.extend(item.parse::<u8>()),
            Some(("full-anyway", item)) => payer.full_anyway_items.extend(item.parse::<u8>()),
            _ if code == "exempt.child" => payer.secondary_school = true,
            _ if code == "exempt.care-leaver" => payer.care_leaver = true,
            _ if code == "exempt.no-income" => payer.no_income_no_deposits = true,
            _ if code == INCOME => income = income.or(ground.content.income),
            _ => payer.after_crisis = true,
        }
    }
    payer.reduced_items.sort_unstable();
    payer.full_anyway_items.sort_unstable();
    (payer, income)
}

/// What a ground is called: as the law calls it.
fn name(ctx: &Ctx, law: &Law, code: &str) -> String {
    if code == INCOME {
        return ctx.t("fees-ground-income").into_owned();
    }
    let rule = law.book().newest(&format!("fee.{code}"));
    rule.map_or_else(
        |_| code.to_owned(),
        |rule| format!("{} ({})", rule.title, rule.articles.join(", ")),
    )
}

struct Row {
    name: String,
    income: String,
    document: String,
    from: String,
    until: String,
    by: String,
    end_href: String,
}

#[derive(Template)]
#[template(path = "fees/person.html")]
struct PersonPage {
    page: ui::Page,
    name: String,
    person_href: String,
    new: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    bills: Vec<super::month::Bill>,
    bill_heads: Vec<Head>,
}

fn path(id: PersonId, rest: &str) -> String {
    format!("/fees/people/{id}{rest}")
}

/// `GET /fees/people/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    let grounds = of_person(&tx, id).await?;
    let bills = super::month::bills_of(&ctx, &tx, id).await?;
    let alarms = people::warnings_now(&tx, id).await?;
    tx.audit(Entry::read("fees", id.0).about(Some(id.0)));
    tx.commit().await?;
    let may = ctx.actor.may(WRITE);
    let row = |ground: &Ground| {
        let ends = may && ground.row.until_on.is_none();
        let end = format!("/end?ground={}", ground.row.id);
        Row {
            name: name(&ctx, &law, &ground.content.code),
            income: ground.content.income.map(eur).unwrap_or_default(),
            document: ground.content.document.clone(),
            from: ground.row.from_on.bg(),
            until: ground.row.until_on.map(Day::bg).unwrap_or_default(),
            by: format!("{}, {}", ground.row.account_name, ground.row.made_at.bg()),
            end_href: if ends { ctx.url(&path(id, &end)) } else { String::new() },
        }
    };
    let title = format!("{}: {}", ctx.t("fees-title"), head.name);
    let mut page = frame::page(&ctx, title);
    page.alarms = people::alarm_lines(&alarms, ctx.lang);
    let column = |name: &str| Head::new(ctx.t(&format!("fees-column-{name}")));
    html(&PersonPage {
        page,
        name: head.name,
        person_href: ctx.url(&format!("/people/{id}")),
        new: if may { ctx.url(&path(id, "/new")) } else { String::new() },
        heads: ["ground", "income", "document", "valid", "by"].map(column).into(),
        rows: grounds.iter().map(row).collect(),
        bills,
        bill_heads: ["number", "month", "service", "sum", "paid", "state"].map(column).into(),
    })
}

fn act(ctx: &Ctx, form: &Form, law: &Law) -> Act {
    let boxes = (ctx, form);
    let list = CODES.map(|code| Choice::new(code, name(ctx, law, code)));
    Act::new("fees-ground-new", "/new", "ui-save")
        .lead(ctx.t("fees-ground-lead"))
        .among(boxes, "code", ("fees-column-ground", list.into()))
        .line(boxes, "income", "fees-ground-sum")
        .area(boxes, "document", ("fees-column-document", "fees-document-hint"))
        .day(boxes, "from_on", ("fees-valid-from", String::new()))
        .day(boxes, "until_on", ("fees-valid-to", ctx.t("fees-until-hint").into_owned()))
}

async fn named(app: &App, ctx: &Ctx, id: PersonId) -> Result<String, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    tx.audit(Entry::read("fees", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(head.name)
}

fn shown(
    ctx: &Ctx,
    act: Act,
    (id, name, version): (PersonId, &str, i32),
    form: &Form,
) -> Result<Response, Problem> {
    let mut page = frame::page(ctx, format!("{name}: {}", ctx.t(act.title())));
    page.breadcrumbs.insert(1, Link::new(ctx.url(&path(id, "")), name));
    act.shown(ctx, Around { page, home: path(id, ""), version }, form)
}

/// `GET /fees/people/{id}/new`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let name = named(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("from_on", Some(app.today())));
    let form = ctx.resumed(form, &[]).await?;
    let law = app.law(ctx.actor.municipality);
    shown(&ctx, act(&ctx, &form, &law), (id, &name, 0), &form)
}

/// `POST /fees/people/{id}/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = named(&app, &ctx, id).await?;
    let mut content = Content { code: chosen(&mut form, "code", &CODES), ..Content::default() };
    if content.code == INCOME {
        content.income = typed_sum(&mut form, "income");
    }
    content.document = form.required("document", 500);
    let (from, until) = (form.day("from_on"), form.day_optional("until_on"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until_on", "fees-until-wrong");
    }
    let (Some(from), true) = (from, form.ok()) else {
        let law = app.law(ctx.actor.municipality);
        return shown(&ctx, act(&ctx, &form, &law), (id, &name, 0), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    add(&mut tx, id, (from, until), &content).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("fees-ground-done")))
}

async fn found(app: &App, ctx: &Ctx, (id, form): (PersonId, &Form)) -> Result<Ground, Problem> {
    let ground: GroundId = form.get("ground").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = of_person(&tx, id).await?;
    tx.audit(Entry::read("fees", id.0).about(Some(id.0)));
    tx.commit().await?;
    all.into_iter().find(|one| one.row.id == ground).ok_or(Problem::NotFound)
}

fn end_act(ctx: &Ctx, form: &Form, law: &Law, ground: &Ground) -> Act {
    Act::new("fees-ground-end", "/end", "ui-save")
        .lead(name(ctx, law, &ground.content.code))
        .hidden(form, "ground")
        .day((ctx, form), "until_on", ("fees-valid-to", String::new()))
}

/// `GET /fees/people/{id}/end?ground=`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let ground = found(&app, &ctx, (id, &form)).await?;
    let name = named(&app, &ctx, id).await?;
    let mut values = day_values("until_on", Some(app.today()));
    values.push(("ground".to_owned(), ground.row.id.to_string()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["ground"]).await?;
    let law = app.law(ctx.actor.municipality);
    shown(&ctx, end_act(&ctx, &form, &law, &ground), (id, &name, ground.row.version), &form)
}

/// `POST /fees/people/{id}/end`.
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let ground = found(&app, &ctx, (id, &form)).await?;
    let last = form.day("until_on");
    if last.is_some_and(|last| last < ground.row.from_on) {
        form.wrong("until_on", "fees-until-wrong");
    }
    let (Some(last), true) = (last, form.ok()) else {
        let name = named(&app, &ctx, id).await?;
        let law = app.law(ctx.actor.municipality);
        let act = end_act(&ctx, &form, &law, &ground);
        return shown(&ctx, act, (id, &name, ground.row.version), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    end_row(&tx, &ground.row, last).await?;
    tx.audit(Entry::write("fee-ground-ended", ground.row.id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("fees-ground-ended")))
}
