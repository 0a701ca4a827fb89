//! The pages of sheets: the list, one sheet, taking it back.

use super::desk::{Boxes, Desk};
use super::list::sections;
use super::reference::{reference, words};
use super::sheet;
use super::sheet_pages::PATH;
use super::store::contact_sheet::Model;
use super::{BEHALF, READ, SheetId, lists};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Paging, Problem, html, paged, see};
use ui::{Head, Link, NavItem, Pages};

#[derive(Template)]
#[template(path = "contacts/sheets.html")]
struct SheetsPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
    contacts: String,
    wishes: String,
    print_contacts: String,
    print_wishes: String,
}

struct Line {
    href: String,
    when: String,
    kind: String,
    place: String,
    lines: i32,
    by: String,
    is_undone: bool,
}

fn kind_words(ctx: &Ctx, kind: &str) -> String {
    let is_wishes = kind == "wishes";
    ctx.t(if is_wishes { "contacts-sheet-wishes" } else { "contacts-sheet-contacts" }).into_owned()
}

fn line(ctx: &Ctx, desk: &Desk, row: &Model) -> Line {
    Line {
        href: ctx.url(&format!("/sheets/{}", row.id)),
        when: row.at.bg(),
        kind: kind_words(ctx, &row.kind),
        place: where_words(desk, row),
        lines: row.lines,
        by: Boxes::words(&desk.workers, &row.account_id.to_string()),
        is_undone: row.undone_at.is_some(),
    }
}

fn where_words(desk: &Desk, row: &Model) -> String {
    match (&row.ekatte, row.place.as_str()) {
        (Some(code), "") => desk.place(code),
        (_, place) => place.to_owned(),
    }
}

pub async fn sheets(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = sheet::sheets(&tx, !ctx.actor.may(READ), number).await?;
    let desk = Desk::load(&ctx, &tx).await?;
    tx.audit(Entry::list("sheet"));
    tx.commit().await?;
    let (found, paging) = paged(found, number, ctx.url("/sheets"));
    html(&SheetsPage {
        page: ctx.page(ctx.t("contacts-sheets")),
        sections: sections(&ctx),
        heads: [
            "contacts-when",
            "contacts-sheet-kind",
            "contacts-place",
            "contacts-sheet-lines",
            "contacts-worker",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        rows: found.iter().map(|row| line(&ctx, &desk, row)).collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        contacts: ctx.url(PATH),
        wishes: ctx.url("/sheets/wishes/new"),
        print_contacts: ctx.url("/sheets/print?kind=contacts"),
        print_wishes: ctx.url("/sheets/print?kind=wishes"),
    })
}

#[derive(Template)]
#[template(path = "contacts/sheet.html")]
struct SheetPage {
    page: ui::Page,
    rows: Vec<(String, String)>,
    heads: Vec<Head>,
    contacts: Vec<SheetRow>,
    wishes: String,
    undo: Option<String>,
    version: i32,
    is_undone: bool,
    another: String,
    list: String,
}

struct SheetRow {
    href: String,
    topic: String,
    outcome: String,
    minutes: i32,
}

pub async fn sheet_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SheetId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = own_or_readable(&ctx, sheet::sheet(&tx, id).await?)?;
    let desk = Desk::load(&ctx, &tx).await?;
    let contacts = sheet::contacts(&tx, id).await?;
    tx.audit(Entry::read("sheet", id.0));
    tx.commit().await?;
    let lang = ctx.lang;
    let point = row.service_point_id.map(|id| id.to_string()).unwrap_or_default();
    let rows = [
        ("contacts-when", row.at.bg()),
        ("contacts-sheet-kind", kind_words(&ctx, &row.kind)),
        ("contacts-place", where_words(&desk, &row)),
        ("contacts-channel", words(&reference().channel, &row.channel, lang)),
        ("contacts-point", super::list::point_words(&ctx, &desk, &point)),
        ("contacts-campaign", lists::words(&desk.lists.campaigns, &row.campaign, lang)),
        ("contacts-sheet-lines", row.lines.to_string()),
        ("contacts-worker", Boxes::words(&desk.workers, &row.account_id.to_string())),
    ];
    let line = |contact: &super::store::contact::Model| SheetRow {
        href: if ctx.actor.may(READ) {
            ctx.url(&format!("/contacts/{}", contact.id))
        } else {
            String::new()
        },
        topic: lists::words(&desk.lists.topics, &contact.topic, lang),
        outcome: words(&reference().outcome, &contact.outcome, lang),
        minutes: contact.minutes,
    };
    let mut page = ctx.page(ctx.t("contacts-sheet-one"));
    page.back = Some(Link::new(ctx.url("/sheets"), ctx.t("contacts-sheets")));
    let is_contacts = row.kind == "contacts";
    let undo = (is_contacts && row.undone_at.is_none() && ctx.actor.may(BEHALF))
        .then(|| ctx.url(&format!("/sheets/{id}/undo")));
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    html(&SheetPage {
        page,
        rows: rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect(),
        heads: ["contacts-topic", "contacts-outcome", "contacts-minutes"]
            .map(|key| Head::new(ctx.t(key)))
            .to_vec(),
        contacts: contacts.iter().map(line).collect(),
        wishes: match is_contacts {
            true => String::new(),
            false => ctx.url(&format!("/wishes?sheet={id}")),
        },
        undo,
        version: row.version,
        is_undone: row.undone_at.is_some(),
        another: ctx.url(if is_contacts { PATH } else { "/sheets/wishes/new" }),
        list: if ctx.actor.may(READ) {
            ctx.url(&format!("/contacts?sheet={id}"))
        } else {
            String::new()
        },
    })
}

/// A village office sees its own sheets only.
fn own_or_readable(ctx: &Ctx, row: Model) -> Result<Model, Problem> {
    let is_own = Some(row.account_id) == ctx.actor.account;
    if is_own || ctx.actor.may(READ) { Ok(row) } else { Err(Problem::NotFound) }
}

pub async fn undo_sheet(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<SheetId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("/sheets/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let row = own_or_readable(&ctx, sheet::sheet(&tx, id).await?)?;
    if row.kind != "contacts" {
        return Err(Problem::Impossible("contacts-sheet-stays"));
    }
    sheet::undo(&mut tx, &row, form.version()).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("contacts-sheet-undone")))
}
