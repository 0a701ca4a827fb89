//! For which service of the annex those of the directory count, on the screen.

use super::WRITE;
use super::assign;
use super::formula::set;
use super::frame::{self, HOME, title};
use super::map_page::{TablePage, heads, services as points};
use super::neighbours::{Present, present};
use crate::app::App;
use crate::figures::written;
use crate::services::{self, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, cut, html, see};
use ui::Choice;

const COLUMNS: [&str; 6] = ["name", "provider", "point", "places", "users", "waiting"];
const LIST: &str = "/needs/services";

/// `GET /needs/services`: those that count nowhere first.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = present(&tx, tx.today()).await?;
    tx.audit(Entry::list("need-service"));
    tx.commit().await?;
    all.sort_by_key(|one| (one.set.is_some() || one.is_said, one.set, one.name.clone()));
    let (shown, pages) = cut(all, &form, &ctx.url(LIST));
    let may = ctx.actor.may(WRITE);
    let row = |one: &Present| {
        let point = match (one.set, one.is_said) {
            (Some(no), _) => format!("{no}. {}", title(no)),
            (None, true) => ctx.t("needs-assign-none").into_owned(),
            (None, false) => ctx.t("needs-assign-open").into_owned(),
        };
        let cells = vec![
            one.name.clone(),
            one.provider.clone(),
            point,
            written(ctx.lang, one.places.into()),
            written(ctx.lang, one.users.into()),
            written(ctx.lang, one.waiting.into()),
        ];
        let own = if may {
            format!("{HOME}/assign/{}", one.service)
        } else {
            format!("/services/{}", one.service)
        };
        (ctx.url(&own), cells)
    };
    html(&TablePage {
        page: frame::below(&ctx, ctx.t("needs-services")),
        sections: frame::lists(&ctx, "/services"),
        lead: ctx.t("needs-services-lead").into_owned(),
        actions: Vec::new(),
        heads: heads(&ctx, &COLUMNS),
        rows: shown.iter().map(row).collect(),
        pages,
    })
}

/// A service with what was said of it.
struct Known {
    service: services::Service,
    /// The point for which it counts by what was said; 0 for none.
    said: Option<u8>,
    version: i32,
}

async fn known(app: &App, ctx: &Ctx, id: ServiceId) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = services::service(&tx, id).await?;
    let row = assign::row(&tx, id).await?;
    tx.audit(Entry::read("need-service", id.0));
    tx.commit().await?;
    let said = row.as_ref().and_then(|row| u8::try_from(row.set_no).ok());
    Ok(Known { service, said, version: row.map_or(0, |row| row.version) })
}

fn shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let mut list = points(form.get("point"));
    let none = Choice::new("0", ctx.t("needs-assign-none"));
    list.insert(0, none.checked(form.get("point") == "0"));
    let facts = vec![
        (frame::column(ctx, "name").into_owned(), known.service.name.clone()),
        (frame::column(ctx, "provider").into_owned(), known.service.provider.clone()),
    ];
    let label = frame::column(ctx, "point").into_owned();
    let act = Act::new("needs-assign", "", "ui-save")
        .lead(ctx.t("needs-assign-lead"))
        .facts(facts)
        .choice(both, "point", (label, list));
    let page = frame::below(ctx, ctx.t("needs-assign"));
    let home = format!("{HOME}/assign/{}", known.service.id);
    act.shown(ctx, Around { page, home, version: form.version_or(known.version) }, form)
}

/// `GET /needs/assign/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let one = &known.service;
    let facts = assign::Assigned { access: &one.access, kind: one.kind, funding: &one.funding };
    let point = known.said.or_else(|| assign::proposed(facts));
    let point = point.map(|no| no.to_string()).unwrap_or_default();
    shown(&ctx, &known, &Form::filled(ctx.lang, [("point", point)]))
}

/// `POST /needs/assign/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    let no = form.parsed::<u8>("point", "form-choose");
    if no.is_some_and(|no| no != 0 && set(no).is_none()) {
        form.wrong("point", "form-choose");
    }
    let (Some(no), true) = (no, form.ok()) else { return shown(&ctx, &known, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    assign::put(&mut tx, id, (no, form.version_or(known.version))).await?;
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("needs-done")))
}
