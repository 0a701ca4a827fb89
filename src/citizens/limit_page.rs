//! Limits upon who learns of consultations, set by an officer with a ground, a reason and a last day; and
//! the list of those that end soon, so that each is looked at before.

use crate::app::App;
use crate::people::{self, PersonId};
use crate::trust::{
    self, LIMIT_DAYS, LIMIT_GROUNDS, LIMIT_KINDS, Limit, LimitId, NewLimit, Viewer,
};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, html, see};
use ui::{Choice, Link};

/// Limits that end in so many days stand on the list.
const SOON_DAYS: i32 = 30;
/// So many of them at most.
const SOON: u64 = 200;

/// A limit as the pages show it.
pub struct LimitRow {
    /// The row.
    pub id: String,
    /// Version of the row.
    pub version: i32,
    /// What it does.
    pub kind: String,
    /// The ground with its articles.
    pub ground: String,
    /// Of which days the entries are, or from whom the person is kept.
    pub what: String,
    /// The last day, or the day it was ended.
    pub until: String,
    /// Why, and who set it.
    pub reason: String,
    /// It holds today.
    pub holds: bool,
}

fn row(ctx: &Ctx, (limit, reason, by): &(Limit, String, String), name: &str) -> LimitRow {
    let ground = ctx.t(&format!("trust-ground-{}", limit.ground));
    let to = limit.to_on.map(Day::bg).unwrap_or_default();
    LimitRow {
        id: limit.id.to_string(),
        version: limit.version,
        kind: ctx.t(&format!("trust-limit-{}", limit.kind)).into_owned(),
        ground: format!("{ground} ({})", trust::article(&limit.ground)),
        what: if limit.kind == "closed" {
            name.to_owned()
        } else {
            format!("{} – {to}", limit.from_on.bg())
        },
        until: limit.ended_on.unwrap_or(limit.until_on).bg(),
        reason: format!("{reason} ({by})"),
        holds: false,
    }
}

/// The limits of a person, and the audit about them counted: shown and hidden make the whole.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(ctx: &Ctx, tx: &Tx, id: PersonId) -> Result<(Vec<LimitRow>, String), Problem> {
    let told = trust::limits_told(tx, id).await?;
    let others: Vec<PersonId> = told.iter().filter_map(|(limit, ..)| limit.other).collect();
    let names = people::heads(tx, &others).await?;
    let rows = told.iter().map(|one| {
        let name = one.0.other.and_then(|other| names.get(&other)).map(|head| head.name.as_str());
        LimitRow { holds: one.0.holds_on(tx.today()), ..row(ctx, one, name.unwrap_or_default()) }
    });
    let counted = trust::counted(tx, id, Viewer::Own).await?;
    let hidden = counted
        .hidden
        .iter()
        .map(|(ground, count)| format!("{}: {count}", ctx.t(&format!("trust-ground-{ground}"))));
    let hidden: Vec<String> = hidden.collect();
    let args = [
        ("all", counted.all.to_string()),
        ("shown", counted.shown.to_string()),
        ("hidden", hidden.join("; ")),
    ];
    let key = if hidden.is_empty() { "citizens-counts-all" } else { "citizens-counts" };
    Ok((rows.collect(), ctx.ta(key, &args).into_owned()))
}

/// Who stands near the person: from one of them they may be kept closed.
async fn near(tx: &Tx, id: PersonId) -> Result<Vec<Choice>, Problem> {
    let all = people::representatives(tx, id, tx.today()).await?;
    let known = all.into_iter().filter_map(|one| Some((one.other?, one.name)));
    Ok(known.map(|(other, name)| Choice::new(other.to_string(), name)).collect())
}

fn act(ctx: &Ctx, form: &Form, near: Vec<Choice>) -> Act {
    let boxes = (ctx, form);
    Act::new("citizens-limit-title", "/limits", "ui-save")
        .lead(ctx.t("citizens-limit-lead"))
        .one(boxes, "kind", ("citizens-limit-kind", &LIMIT_KINDS), |code| {
            format!("trust-limit-{code}")
        })
        .choice(boxes, "other", (ctx.t("citizens-limit-other").into_owned(), near))
        .one(boxes, "ground", ("citizens-limit-ground", &LIMIT_GROUNDS), |code| {
            format!("trust-ground-{code}")
        })
        .day(boxes, "from", ("citizens-limit-from", String::new()))
        .day(boxes, "to", ("citizens-limit-to", ctx.t("citizens-limit-to-hint").into_owned()))
        .day(
            boxes,
            "until",
            ("citizens-limit-until", ctx.t("citizens-limit-until-hint").into_owned()),
        )
        .area(boxes, "reason", ("citizens-limit-reason", "citizens-limit-reason-hint"))
}

async fn around(app: &App, ctx: &Ctx, id: PersonId) -> Result<(Around, Vec<Choice>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    let near = near(&tx, id).await?;
    tx.audit(Entry::list("disclosure-limits").about(Some(id.0)));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("citizens-limit-title"));
    page.breadcrumbs = vec![
        Link::new(ctx.url(&format!("/people/{id}")), head.name),
        Link::new(ctx.url(&format!("/people/{id}/citizen")), ctx.t("people-section-citizen")),
        Link::new("", ctx.t("citizens-limit-title")),
    ];
    Ok((Around { page, home: format!("/people/{id}/citizen"), version: 0 }, near))
}

/// `GET /people/{id}/citizen/limits`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let (around, near) = around(&app, &ctx, id).await?;
    let fresh = Form::filled(ctx.lang, day_values("from", Some(app.today())));
    let form = ctx.resumed(fresh, &[]).await?;
    act(&ctx, &form, near).shown(&ctx, around, &form)
}

/// What was typed; mistakes stand beside the fields.
fn read(form: &mut Form, near: &[Choice], today: Day) -> Option<NewLimit> {
    let kind = chosen(form, "kind", &LIMIT_KINDS);
    let ground = chosen(form, "ground", &LIMIT_GROUNDS);
    let (from_on, to_on) = (form.day("from"), form.day_optional("to"));
    let until_on = form.day("until");
    let reason = form.required("reason", 2_000);
    let other = near.iter().find(|one| one.value == form.get("other"));
    let other: Option<PersonId> = other.and_then(|one| one.value.parse().ok());
    if kind == "closed" && other.is_none() {
        form.wrong("other", "form-choose");
    }
    if until_on.is_some_and(|day| day < today || day > today.plus(LIMIT_DAYS)) {
        form.wrong("until", "citizens-limit-until-wrong");
    }
    if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
        form.wrong("to", "citizens-limit-to-wrong");
    }
    let (from_on, until_on) = from_on.zip(until_on)?;
    let other = other.filter(|_| kind == "closed");
    form.ok().then_some(NewLimit { kind, other, ground, from_on, to_on, until_on, reason })
}

/// `POST /people/{id}/citizen/limits`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (around, near) = around(&app, &ctx, id).await?;
    let Some(new) = read(&mut form, &near, app.today()) else {
        return act(&ctx, &form, near).shown(&ctx, around, &form);
    };
    let back = format!("/people/{id}/citizen");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    ctx.sent(&tx, &form).await?;
    trust::set_limit(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("citizens-limit-set")))
}

/// `POST /people/{id}/citizen/limits/end`: a limit is needed no more; what it hid is shown.
pub async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let limit: LimitId = form.get("limit").parse().map_err(|_| Problem::NotFound)?;
    let back = format!("/people/{id}/citizen");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    trust::end_limit(&mut tx, id, (limit, form.version())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("citizens-limit-ended")))
}

/// A limit that ends soon.
struct SoonRow {
    href: String,
    name: String,
    kind: String,
    ground: String,
    until: String,
}

#[derive(Template)]
#[template(path = "citizens/limits.html")]
struct SoonPage {
    page: ui::Page,
    rows: Vec<SoonRow>,
    heads: Vec<ui::Head>,
}

/// `GET /citizens`: limits that end soon.
pub async fn soon(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let ending = trust::limits_ending(&tx, tx.today().plus(SOON_DAYS), SOON).await?;
    let ids: Vec<PersonId> = ending.iter().map(|limit| limit.person).collect();
    let people = people::heads(&tx, &ids).await?;
    tx.audit(Entry::list("disclosure-limits"));
    for id in &ids {
        tx.audit(Entry::list("disclosure-limits").about(Some(id.0)));
    }
    tx.commit().await?;
    let row = |limit: &Limit| SoonRow {
        href: ctx.url(&format!("/people/{}/citizen", limit.person)),
        name: people.get(&limit.person).map(|head| head.name.clone()).unwrap_or_default(),
        kind: ctx.t(&format!("trust-limit-{}", limit.kind)).into_owned(),
        ground: ctx.t(&format!("trust-ground-{}", limit.ground)).into_owned(),
        until: limit.until_on.bg(),
    };
    let heads = ["citizens-column-person", "citizens-limit-kind", "citizens-limit-ground"];
    let mut heads: Vec<ui::Head> = heads.iter().map(|key| ui::Head::new(ctx.t(key))).collect();
    heads.push(ui::Head::new(ctx.t("citizens-limit-until")));
    let page = ctx.page(ctx.t("citizens-limits-title"));
    html(&SoonPage { page, rows: ending.iter().map(row).collect(), heads })
}
