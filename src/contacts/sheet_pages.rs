//! A sheet of contacts to fill.

use super::desk::{Boxes, Desk};
use super::moment::moment_values;
use super::sheet::{self, ROWS, SheetHead, rows_of};
use super::{READ, entry};
use crate::app::App;
use crate::people::{self, Sought};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field, Head, Link};

/// The path that unfinished work is kept under.
pub const PATH: &str = "/sheets/contacts/new";
/// Who has the name that was typed: so many are offered.
const LIKELY_MAX: usize = 5;

#[derive(Template)]
#[template(path = "contacts/sheet_form.html")]
struct SheetForm {
    page: ui::Page,
    form: Form,
    action: String,
    autosave: String,
    print: String,
    boxes: Boxes,
    heads: Vec<Head>,
    rows: Vec<RowBoxes>,
    count: usize,
}

/// The boxes of a row.
struct RowBoxes {
    number: usize,
    name: Field,
    topic: Field,
    outcome: Field,
    minutes: Field,
    place: Field,
    sex: Field,
    age: Field,
    note: Field,
    person: Field,
    /// Who has this name in the register.
    likely: Vec<Choice>,
}

type Likely = Vec<(usize, Vec<Choice>)>;

fn sheet_form(ctx: &Ctx, (desk, today): (&Desk, Day), form: Form, likely: Likely) -> SheetForm {
    let mut page = ctx.page(ctx.t("contacts-sheet-new"));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url("/sheets"), ctx.t("contacts-sheets")));
    let count = rows_of(&form);
    let row = |number: usize| {
        let field = |name: &str| form.field(&format!("r{number}-{name}"));
        let of_row = likely.iter().find(|(row, _)| *row == number);
        RowBoxes {
            number: number + 1,
            name: field("name"),
            topic: field("topic"),
            outcome: field("outcome"),
            minutes: field("minutes"),
            place: field("place"),
            sex: field("sex"),
            age: field("age"),
            note: field("note"),
            person: field("person"),
            likely: of_row.map(|(_, choices)| choices.clone()).unwrap_or_default(),
        }
    };
    SheetForm {
        page,
        action: ctx.url(PATH),
        autosave: ctx.url("/drafts"),
        print: ctx.url("/sheets/print?kind=contacts"),
        boxes: Boxes::of_form(ctx, desk, &form, today),
        heads: [
            "contacts-sheet-name",
            "contacts-topic",
            "contacts-outcome",
            "contacts-minutes",
            "contacts-ekatte",
            "contacts-sex",
            "contacts-age",
            "contacts-note",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        rows: (0..count).map(row).collect(),
        count,
        form,
    }
}

/// The head of a fresh sheet: as the last one of this account, today.
///
/// # Errors
/// When the database does not answer.
pub async fn fresh_head(ctx: &Ctx, tx: &Tx) -> Result<Vec<(String, String)>, StoreError> {
    let last = sheet::sheets(tx, true, 1).await?.into_iter().next();
    let point = match last.as_ref().and_then(|row| row.service_point_id) {
        Some(point) => Some(point),
        None => entry::usual_point(tx).await?,
    };
    let is_office = !ctx.actor.may(READ);
    let usual = if is_office { "village_office" } else { "event" };
    let channel = last.as_ref().map_or(usual, |row| row.channel.as_str()).to_owned();
    let ekatte = last.and_then(|row| row.ekatte).unwrap_or_default();
    let mut values = moment_values("at", tx.now());
    let rest = [
        ("channel", channel),
        ("point", point.map(|id| id.to_string()).unwrap_or_default()),
        ("ekatte", ekatte),
        ("minutes", "10".to_owned()),
        ("rows", ROWS.to_string()),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    Ok(values)
}

pub async fn new_sheet(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let fresh = Form::filled(ctx.lang, fresh_head(&ctx, &tx).await?);
    let form = ctx.draft(&tx, fresh).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    tx.audit(Entry::new("form", "sheet", ""));
    tx.commit().await?;
    html(&sheet_form(&ctx, (&desk, app.today()), form, Vec::new()))
}

/// Rows with the name of somebody in the register, where nobody has said yet whether it is them.
async fn likely(app: &App, ctx: &Ctx, form: &Form) -> Result<Likely, Problem> {
    let mut all = Vec::new();
    if !ctx.actor.may(people::READ) {
        return Ok(all);
    }
    for row in 0..rows_of(form) {
        let name = form.get(&format!("r{row}-name"));
        if name.is_empty() || !form.get(&format!("r{row}-person")).is_empty() {
            continue;
        }
        let mut ids = people::search(app, &ctx.actor, &Sought::Name(name.to_owned())).await?;
        ids.truncate(LIKELY_MAX);
        let tx = app.db.read(&ctx.actor).await?;
        let found = people::found(&tx, &ids).await?;
        tx.rollback().await;
        let same = |found: &&people::Found| is_same_name(&found.head.name, name);
        let choice = |found: &people::Found| {
            let born = found.head.birth_day.map(|day| day.0.year().to_string());
            let parts = [Some(found.head.name.clone()), born, found.settlement.clone()];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            Choice::new(found.head.id.to_string(), parts.join(", "))
        };
        let mut choices: Vec<Choice> = found.iter().filter(same).map(choice).collect();
        if !choices.is_empty() {
            choices.push(Choice::new("none", ctx.t("contacts-sheet-other-person")));
            all.push((row, choices));
        }
    }
    Ok(all)
}

/// Whether all words of a typed name are in a full name.
fn is_same_name(full: &str, typed: &str) -> bool {
    let full = kit::search::fold(full);
    let full: Vec<&str> = full.split(' ').collect();
    let typed = kit::search::fold(typed);
    typed.contains(' ') && typed.split(' ').all(|word| full.contains(&word))
}

pub async fn save_sheet(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    let now = tx.now();
    tx.audit(Entry::new("form", "sheet", ""));
    tx.commit().await?;
    if form.has("more") {
        return html(&sheet_form(&ctx, (&desk, app.today()), form, Vec::new()));
    }
    let head = SheetHead::read(&mut form, &desk, now);
    let rows = match &head {
        Some(head) => sheet::rows(&mut form, &desk, head),
        None => Vec::new(),
    };
    let likely = if form.ok() { likely(&app, &ctx, &form).await? } else { Vec::new() };
    for (row, _) in &likely {
        form.wrong(&format!("r{row}-person"), "contacts-sheet-is-it");
    }
    let (Some(head), true) = (head, form.ok()) else {
        return again(&sheet_form(&ctx, (&desk, app.today()), form, likely));
    };
    let mut whole = Vec::new();
    let tx = app.db.read(&ctx.actor).await?;
    for mut row in rows {
        row.contact.complete(&tx).await?;
        whole.push(row);
    }
    tx.rollback().await;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/sheets")).await?;
    let id = sheet::save(&mut tx, &head, whole).await?;
    entry::drop_draft(&ctx, &tx, &form, PATH).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/sheets/{id}"), Some("contacts-sheet-saved")))
}
