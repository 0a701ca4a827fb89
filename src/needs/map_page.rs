//! Entries of the National Map on the screen.

use super::WRITE;
use super::formula::{set, sets};
use super::frame::{self, HOME, LINE, TEXT, title};
use super::map::{self, NewEntry};
use super::store::need_map;
use crate::app::App;
use crate::figures::written;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Problem, cut, html, see};
use ui::{Choice, Head, Link, Pages};

const COLUMNS: [&str; 6] = ["service", "from", "map", "basis", "note", "who"];
const LIST: &str = "/needs/map";
/// The most users that an entry may have.
const MOST: i64 = 1_000_000;

/// A page with one table.
#[derive(Template)]
#[template(path = "needs/table.html")]
pub struct TablePage {
    /// The page.
    pub page: ui::Page,
    /// The pages beside it.
    pub sections: Vec<ui::NavItem>,
    /// What it is, in words.
    pub lead: String,
    /// What can be done.
    pub actions: Vec<Link>,
    /// The columns.
    pub heads: Vec<Head>,
    /// The rows: the address of the first cell, and the cells.
    pub rows: Vec<(String, Vec<String>)>,
    /// The pages of the list.
    pub pages: Pages,
}

/// The heads of columns.
#[must_use]
pub fn heads(ctx: &Ctx, names: &[&str]) -> Vec<Head> {
    let head = |name: &&str| {
        let head = Head::new(frame::column(ctx, name));
        let is_number = matches!(*name, "map" | "places" | "users" | "waiting");
        if is_number { head.numeric() } else { head }
    };
    names.iter().map(head).collect()
}

/// `GET /needs/map`: what the map says of each service, the newest first.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = map::all(&tx).await?;
    tx.audit(Entry::list("need-map"));
    tx.commit().await?;
    let (shown, pages) = cut(all, &form, &ctx.url(LIST));
    let row = |row: &need_map::Model| {
        let no = u8::try_from(row.set_no).unwrap_or(0);
        let cells = vec![
            format!("{no}. {}", title(no)),
            row.valid_from.bg(),
            written(ctx.lang, row.users.into()),
            row.basis.clone(),
            row.note.clone(),
            format!("{}, {}", row.account_name, row.made_at.bg()),
        ];
        (ctx.url(&format!("{HOME}/{no}")), cells)
    };
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        actions.push(Link::new(ctx.url(&format!("{LIST}/new")), ctx.t("needs-map-new")));
    }
    html(&TablePage {
        page: frame::below(&ctx, ctx.t("needs-map")),
        sections: frame::lists(&ctx, "/map"),
        lead: ctx.t("needs-map-lead").into_owned(),
        actions,
        heads: heads(&ctx, &COLUMNS),
        rows: shown.iter().map(row).collect(),
        pages,
    })
}

/// The services of the annex to choose from.
#[must_use]
pub fn services(chosen: &str) -> Vec<Choice> {
    let choice = |set: &super::formula::Set| {
        let value = set.no.to_string();
        let is_chosen = value == chosen;
        Choice::new(value, format!("{}. {}", set.no, set.title)).checked(is_chosen)
    };
    sets().iter().map(choice).collect()
}

fn shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = frame::column(ctx, "service").into_owned();
    let act = Act::new("needs-map-new", "/new", "ui-save")
        .lead(ctx.t("needs-map-new-lead"))
        .choice(both, "service", (label, services(form.get("service"))))
        .line(both, "users", "needs-column-map")
        .day(both, "from", ("needs-column-from", String::new()))
        .line(both, "basis", "needs-column-basis")
        .area(both, "note", ("needs-column-note", ""));
    let page = frame::below(ctx, ctx.t("needs-map-new"));
    act.shown(ctx, Around { page, home: LIST.to_owned(), version: 0 }, form)
}

/// Notes who looked, also when what was sent is refused.
async fn looked(app: &App, ctx: &Ctx) -> Result<(), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("need-map"));
    Ok(tx.commit().await?)
}

/// `GET /needs/map/new?service=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    looked(&app, &ctx).await?;
    shown(&ctx, &Form::filled(ctx.lang, [("service", form.get("service"))]))
}

/// `POST /needs/map/new`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    looked(&app, &ctx).await?;
    let no = form.parsed::<u8>("service", "form-choose").filter(|no| set(*no).is_some());
    if no.is_none() {
        form.wrong("service", "form-choose");
    }
    let users = form.parsed::<i64>("users", "needs-wrong-users");
    if users.is_some_and(|users| !(0..=MOST).contains(&users)) {
        form.wrong("users", "needs-wrong-users");
    }
    let valid_from = form.day("from");
    let basis = form.required("basis", LINE);
    let note = form.optional("note", TEXT);
    let (Some(no), Some(users), Some(valid_from), true) = (no, users, valid_from, form.ok()) else {
        return shown(&ctx, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    map::add(&mut tx, &NewEntry { no, users, valid_from, basis, note }).await?;
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("needs-done")))
}
