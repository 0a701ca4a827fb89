//! The lists: applications by what they wait for, agreements by their end; and what a person has.

use super::agreement_page::standing;
use super::frame::{HOME, agreement_path, application_path, person_path, sections, state_words};
use super::load::{self, Agreement, Filed};
use super::store::{assistance_agreement, assistance_application};
use super::{AgreementId, State, WRITE, batch, paper};
use crate::app::App;
use crate::assistants;
use crate::people::{self, Bar, PersonId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, choices, cut, html, list_address, pdf};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::{Choice, Head, Link, NavItem, Pages};

/// Standings of agreements, as lists ask for them.
const STANDINGS: [&str; 5] = ["open", "held", "expired", "ending", "ended"];

/// A row of a list.
pub struct Row {
    /// The agreement, of one.
    pub agreement: Option<AgreementId>,
    /// Its page.
    pub href: String,
    /// Number in words.
    pub number: String,
    /// The user.
    pub name: String,
    /// The assistant, of an agreement.
    pub other: String,
    /// Hours a month.
    pub hours: String,
    /// The day that matters.
    pub day: String,
    /// State in words.
    pub state: String,
    /// The colour of its tag.
    pub colour: &'static str,
}

#[derive(Template)]
#[template(path = "assistance/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    lead: String,
    action: String,
    file: String,
    /// Files with the papers of the rows.
    prints: Vec<Link>,
    /// Where agreements of before are brought in; empty for who may not.
    brought: String,
    form: Form,
    states: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    forms: Vec<Link>,
}

/// The applications that a query asks for, those with a term first.
pub async fn applications(tx: &Tx, form: &Form) -> Result<Vec<Filed>, StoreError> {
    use assistance_application::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    match State::from_code(form.get("state")) {
        Some(state) => rows = rows.filter(Column::State.eq(state.code())),
        None if form.get("state") == "all" => {}
        None => {
            let over = [State::Agreed, State::NotConsidered, State::Withdrawn].map(State::code);
            rows = rows.filter(Column::State.is_not_in(over));
        }
    }
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let mut all =
        rows.into_iter().map(|row| load::filed(tx, row)).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|one| (one.row.due_on.is_none(), one.row.due_on, one.row.id));
    Ok(all)
}

/// The agreements that a query asks for, by their last day.
pub async fn agreements(tx: &Tx, form: &Form) -> Result<Vec<Agreement>, StoreError> {
    use assistance_agreement::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if form.get("state").is_empty() {
        rows = rows.filter(Column::EndedOn.is_null());
    }
    let rows = rows.order_by_asc(Column::UntilOn).order_by_asc(Column::Id);
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        let one = load::agreed(tx, row)?;
        let state = standing(&one, tx.today()).0;
        if !STANDINGS.contains(&form.get("state")) || state == form.get("state") {
            all.push(one);
        }
    }
    Ok(all)
}

fn by_name(rows: &mut Vec<Row>, form: &Form) {
    let sought = kit::search::plain(form.get("q"));
    rows.retain(|row| {
        let text = kit::search::plain(&format!("{} {} {}", row.name, row.other, row.number));
        sought.is_empty() || text.contains(&sought)
    });
}

fn heads(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    names.iter().map(|name| Head::new(ctx.t(&format!("assistance-column-{name}")))).collect()
}

async fn application_rows(tx: &Tx, ctx: &Ctx, form: &Form) -> Result<Vec<Row>, StoreError> {
    let all = applications(tx, form).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.row.person_id).collect();
    let known = people::heads(tx, &ids).await?;
    let row = |one: &Filed| Row {
        agreement: None,
        href: ctx.url(&application_path(one.row.id, "")),
        number: one.number(),
        name: known.get(&one.row.person_id).map(|head| head.name.clone()).unwrap_or_default(),
        other: String::new(),
        hours: one.hours().to_string(),
        day: one.row.due_on.map(Day::bg).unwrap_or_default(),
        state: state_words(ctx, one.state),
        colour: one.state.colour(),
    };
    let mut rows: Vec<Row> = all.iter().map(row).collect();
    by_name(&mut rows, form);
    Ok(rows)
}

/// `GET /assistance`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = application_rows(&tx, &ctx, &form).await?;
    tx.audit(Entry::list("assistance"));
    tx.commit().await?;
    let codes: Vec<&str> = State::ALL.iter().map(|state| state.code()).chain(["all"]).collect();
    let filters = [("q", form.get("q")), ("state", form.get("state"))];
    let (rows, pages) = cut(rows, &form, &list_address(&ctx.url(HOME), &filters));
    let blank = |number: &str| {
        let href = ctx.url(&format!("{HOME}/forms/{number}"));
        Link::new(href, ctx.t(&format!("assistance-blank-{number}")))
    };
    html(&ListPage {
        page: ctx.page(ctx.t("assistance-title")),
        sections: sections(&ctx, ""),
        lead: ctx.t("assistance-lead").into_owned(),
        action: ctx.url(HOME),
        file: list_address(&ctx.url(&format!("{HOME}/applications.csv")), &filters),
        prints: Vec::new(),
        brought: String::new(),
        states: choices(&ctx, &codes, form.get("state"), |c| format!("assistance-state-{c}")),
        heads: heads(&ctx, &["number", "name", "hours", "due", "state"]),
        rows,
        pages,
        forms: ["1", "2", "3"].map(blank).into(),
        form,
    })
}

/// `GET /assistance/applications.csv`.
pub async fn applications_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = application_rows(&tx, &ctx, &form).await?;
    tx.audit(Entry::new("print", "assistance", "list"));
    tx.commit().await?;
    let lines = rows.into_iter().map(|row| [row.number, row.name, row.hours, row.day, row.state]);
    table(&ctx, (&["number", "name", "hours", "due", "state"], "applications"), lines)
}

/// Rows as a table for a spreadsheet.
fn table<const N: usize>(
    ctx: &Ctx,
    (names, file): (&[&str; N], &str),
    lines: impl Iterator<Item = [String; N]>,
) -> Result<Response, Problem> {
    let heads = names.map(|name| ctx.t(&format!("assistance-column-{name}")).into_owned());
    let text = sheet::csv(&heads, lines).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}.csv\"")),
    ];
    Ok((headers, text).into_response())
}

/// The agreements that a query asks for, as rows.
pub async fn agreement_rows(tx: &Tx, ctx: &Ctx, form: &Form) -> Result<Vec<Row>, StoreError> {
    let all = agreements(tx, form).await?;
    let ids = tx.find::<assistance_agreement::Entity>();
    let ids = {
        use sea_orm::{QuerySelect, QueryTrait};
        ids.select_only().column(assistance_agreement::Column::AssistantId).into_query()
    };
    let known = assistants::assistants_in(tx, ids).await?;
    let person = |one: &Agreement| known.get(&one.row.assistant_id).map(|one| one.person);
    let mut people_of: Vec<PersonId> = all.iter().filter_map(person).collect();
    people_of.extend(all.iter().map(|one| one.row.person_id));
    let names = people::heads(tx, &people_of).await?;
    let name = |id: PersonId| names.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    let row = |one: &Agreement| {
        let (state, colour) = standing(one, tx.today());
        Row {
            agreement: Some(one.row.id),
            href: ctx.url(&agreement_path(one.row.id, "")),
            number: one.number(),
            name: name(one.row.person_id),
            other: person(one).map(name).unwrap_or_default(),
            hours: one.row.hours.to_string(),
            day: one.row.ended_on.unwrap_or(one.row.until_on).bg(),
            state: ctx.t(&format!("assistance-standing-{state}")).into_owned(),
            colour,
        }
    };
    let mut rows: Vec<Row> = all.iter().map(row).collect();
    by_name(&mut rows, form);
    Ok(rows)
}

/// `GET /assistance/agreements`.
pub async fn agreements_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = agreement_rows(&tx, &ctx, &form).await?;
    tx.audit(Entry::list("assistance"));
    tx.commit().await?;
    let codes: Vec<&str> = STANDINGS.into_iter().chain(["all"]).collect();
    let filters = [("q", form.get("q")), ("state", form.get("state"))];
    let path = ctx.url(&format!("{HOME}/agreements"));
    let may = ctx.actor.may(WRITE);
    let prints = if may { batch::links(&ctx, rows.len(), &filters) } else { Vec::new() };
    let (rows, pages) = cut(rows, &form, &list_address(&path, &filters));
    html(&ListPage {
        page: ctx.page(ctx.t("assistance-agreements")),
        sections: sections(&ctx, "/agreements"),
        lead: ctx.t("assistance-agreements-lead").into_owned(),
        file: list_address(&ctx.url(&format!("{HOME}/agreements.csv")), &filters),
        prints,
        brought: if may { ctx.url("/brought") } else { String::new() },
        states: choices(&ctx, &codes, form.get("state"), |c| format!("assistance-standing-{c}")),
        heads: heads(&ctx, &["number", "name", "hours", "until", "state"]),
        rows,
        pages,
        forms: Vec::new(),
        action: path,
        form,
    })
}

/// `GET /assistance/agreements.csv`.
pub async fn agreements_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = agreement_rows(&tx, &ctx, &form).await?;
    tx.audit(Entry::new("print", "assistance", "list"));
    tx.commit().await?;
    let names = ["number", "name", "assistant", "hours", "until", "state"];
    let lines = rows
        .into_iter()
        .map(|row| [row.number, row.name, row.other, row.hours, row.day, row.state]);
    table(&ctx, (&names, "agreements"), lines)
}

/// `GET /assistance/forms/{number}`: an official form, blank.
pub async fn blank(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    Ok(pdf(paper::blank(&app, &ctx, &number).await?))
}

#[derive(Template)]
#[template(path = "assistance/person.html")]
struct PersonPage {
    page: ui::Page,
    bar: Bar,
    new: Vec<Link>,
    applications: Vec<Row>,
    agreements: Vec<Row>,
    as_assistant: Vec<Link>,
}

/// `GET /people/{id}/assistance`.
pub async fn person(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, &ctx, id, "/assistance").await?;
    let applications = load::applications_of(&tx, id).await?;
    let agreements = load::agreements_of_person(&tx, id).await?;
    let own = assistants::all_of(&tx, id).await?;
    tx.audit(Entry::read("assistance", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("people-section-assistance"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", page.title.clone()),
    ];
    let row = |one: &Filed| Row {
        agreement: None,
        href: ctx.url(&application_path(one.row.id, "")),
        number: one.number(),
        name: String::new(),
        other: String::new(),
        hours: one.hours().to_string(),
        day: one.row.filed_on.bg(),
        state: state_words(&ctx, one.state),
        colour: one.state.colour(),
    };
    let agreed = |one: &Agreement| {
        let (state, colour) = standing(one, app.today());
        Row {
            agreement: Some(one.row.id),
            href: ctx.url(&agreement_path(one.row.id, "")),
            number: one.number(),
            name: String::new(),
            other: String::new(),
            hours: one.row.hours.to_string(),
            day: one.row.until_on.bg(),
            state: ctx.t(&format!("assistance-standing-{state}")).into_owned(),
            colour,
        }
    };
    let mut new = Vec::new();
    if ctx.actor.may(WRITE) {
        let href = ctx.url(&person_path(id, "/new"));
        new.push(Link::new(href, ctx.t("assistance-new")));
    }
    if ctx.actor.may(assistants::WRITE) {
        let href = ctx.url(&format!("{}?person={id}", assistants::LIST_NEW));
        new.push(Link::new(href, ctx.t("assistants-new")));
    }
    let link = |one: &assistants::Assistant| {
        let state = ctx.t(&format!("assistants-state-{}", one.state.code()));
        let href = ctx.url(&format!("/assistants/{}", one.id));
        Link::new(href, format!("{}: {state}", one.number))
    };
    html(&PersonPage {
        page,
        bar,
        new,
        applications: applications.iter().map(row).collect(),
        agreements: agreements.iter().map(agreed).collect(),
        as_assistant: own.iter().map(link).collect(),
    })
}
