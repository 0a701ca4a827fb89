//! All official forms of the ordinance on one page: blank ones to print, one by one or many in a file;
//! and the filled papers of a file or of a month's visits in one file.

use super::course::State;
use super::frame::{month_of, sections};
use super::{load, protocol};
use crate::app::App;
use crate::assistance::{self, AgreementId, Pairs};
use crate::assistants::{self, Press};
use crate::hours;
use crate::people::{self, PaperId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Pdf, Problem, html, pdf};
use ui::{Choice, NavItem};

/// The annexes of the ordinance, and the annex of a labour contract that has no approved form; words
/// have the key `control-form-<number>`.
const FORMS: [&str; 7] = ["1", "2", "3", "4", "5", "6", ANNEX];
/// The annex of a labour contract.
const ANNEX: &str = "annex";
/// The most papers of one file.
const MANY: usize = 500;

/// A form as the page shows it.
struct Row {
    name: String,
    text: String,
    href: String,
    list: String,
}

#[derive(Template)]
#[template(path = "control/forms.html")]
struct FormsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    rows: Vec<Row>,
    form: Form,
    choices: Vec<Choice>,
    action: String,
}

/// Where a form is printed blank, and where the filled ones are.
fn places(number: &str) -> (String, &'static str) {
    match number {
        "4" => ("/assistants/form.pdf".to_owned(), "/assistants"),
        "5" => ("/control/forms/5".to_owned(), "/worktime"),
        "6" => ("/control/forms/6".to_owned(), "/control"),
        "1" => ("/assistance/forms/1".to_owned(), "/assistance"),
        ANNEX => (format!("/assistance/forms/{ANNEX}"), "/assistance/records"),
        number => (format!("/assistance/forms/{number}"), "/assistance/agreements"),
    }
}

/// `GET /control/forms`.
pub async fn page(ctx: Ctx) -> Result<Response, Problem> {
    let row = |number: &&str| {
        let (href, list) = places(number);
        Row {
            name: match *number {
                ANNEX => ctx.t("control-form-name-annex").into_owned(),
                number => ctx.ta("control-form-name", &[("number", number)]).into_owned(),
            },
            text: ctx.t(&format!("control-form-{number}")).into_owned(),
            href: ctx.url(&href),
            list: ctx.url(list),
        }
    };
    let choice = |number: &&str| {
        let name = ctx.t(&format!("control-form-{number}"));
        Choice::new(*number, name).checked(true)
    };
    html(&FormsPage {
        page: ctx.page(ctx.t("control-forms")),
        sections: sections(&ctx, "/forms"),
        rows: FORMS.iter().map(row).collect(),
        form: Form::empty(ctx.lang),
        choices: FORMS.iter().map(choice).collect(),
        action: ctx.url("/control/forms/pack"),
    })
}

async fn blank(app: &App, ctx: &Ctx, number: &str) -> Result<Pdf, Problem> {
    match number {
        "1" | "2" | "3" | ANNEX => assistance::blank_form(app, ctx, number).await,
        "4" => assistants::blank_form(app, ctx).await,
        "5" => hours::blank_form(app, ctx).await,
        "6" => {
            let press = Press::of(app, ctx.actor.municipality, String::new())?;
            let (title, data) = protocol::blank(&press)?;
            let bytes = people::printed(app, &title, data).await?;
            Ok(Pdf { name: "form-6".to_owned(), bytes })
        }
        _ => Err(Problem::NotFound),
    }
}

/// `GET /control/forms/5`: a report with nothing in it.
pub async fn five(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    Ok(pdf(blank(&app, &ctx, "5").await?))
}

/// `GET /control/forms/6`: a protocol with nothing in it.
pub async fn six(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    Ok(pdf(blank(&app, &ctx, "6").await?))
}

fn zip(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.zip\"")),
    ];
    (headers, bytes).into_response()
}

/// `GET /control/forms/pack?form=1&form=6`: the blank forms that are chosen, in one file.
pub async fn pack(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut files = Vec::new();
    for number in FORMS.into_iter().filter(|number| form.has_value("form", number)) {
        let one = blank(&app, &ctx, number).await?;
        files.push((format!("{}.pdf", one.name), one.bytes));
    }
    if files.is_empty() {
        return Err(Problem::BadRequest("form-choose"));
    }
    Ok(zip("forms", people::zipped(&files)?))
}

/// Prints what is not printed yet and packs it.
async fn packed(
    app: &App,
    ctx: &Ctx,
    (name, ids): (&str, &[PaperId]),
) -> Result<Response, Problem> {
    people::print_papers(app, &ctx.actor, ids).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let bytes = people::packed(&mut tx, ids).await?;
    tx.commit().await?;
    Ok(zip(name, bytes))
}

/// `GET /control/pairs/{id}/pack`: the papers of a file, filled, in one file.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreementId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let dossier = assistance::dossiers(&tx, Pairs::Agreement(id)).await?.pop();
    let dossier = dossier.ok_or(Problem::NotFound)?;
    let visits = load::visits_under(&tx, id).await?;
    tx.audit(audit::Entry::print("control-file", id.0).about(Some(dossier.pair.user.0)));
    tx.commit().await?;
    let mut ids = dossier.papers;
    ids.extend(visits.iter().filter_map(|one| one.row.paper_id));
    packed(&app, &ctx, ("file", &ids)).await
}

/// `GET /control/protocols?month=`: the protocols of the visits made in a month, in one file.
pub async fn protocols(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let visits = load::visits_between(&tx, first, last).await?;
    tx.audit(audit::Entry::new("print", "control-visits", "list"));
    tx.commit().await?;
    let held = visits.iter().filter(|one| one.state == State::Held);
    let ids: Vec<PaperId> = held.filter_map(|one| one.row.paper_id).take(MANY).collect();
    packed(&app, &ctx, (&format!("protocols-{month}"), &ids)).await
}
