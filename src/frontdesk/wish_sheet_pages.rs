//! The page of a sheet of wishes.

use super::reference::{choices, reference};
use super::wish_sheet::{self, Row, Sent, likely, service_text, services_of};
use crate::app::App;
use crate::contacts::{Boxes, Desk, SheetHead, drop_draft, fresh_head, rows_of};
use crate::people::{self, PersonId};
use crate::services::Service;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field, Head, Link};

/// The path that unfinished work is kept under.
const PATH: &str = "/sheets/wishes/new";

#[derive(Template)]
#[template(path = "frontdesk/wish_sheet.html")]
struct SheetForm {
    page: ui::Page,
    form: Form,
    action: String,
    autosave: String,
    print: String,
    boxes: Boxes,
    services: Vec<Choice>,
    urgent: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<RowBoxes>,
    count: usize,
}

/// The boxes of a row.
struct RowBoxes {
    number: usize,
    name: Field,
    egn: Field,
    phone: Field,
    place: Field,
    line: Field,
    service: Field,
    words: Field,
    urgent: Field,
    person: Field,
    likely: Vec<Choice>,
}

type Likely = Vec<(usize, Vec<Choice>)>;

fn sheet_form(
    ctx: &Ctx,
    (desk, services, today): (&Desk, &[Service], Day),
    form: Form,
    likely: Likely,
) -> SheetForm {
    let mut page = ctx.page(ctx.t("frontdesk-sheet-new"));
    page.errors = form.errors();
    page.back = Some(Link::new(ctx.url("/sheets"), ctx.t("contacts-sheets")));
    let count = rows_of(&form);
    let row = |number: usize| {
        let field = |name: &str| form.field(&format!("r{number}-{name}"));
        let of_row = likely.iter().find(|(row, _)| *row == number);
        RowBoxes {
            number: number + 1,
            name: field("name"),
            egn: field("egn"),
            phone: field("phone"),
            place: field("place"),
            line: field("line"),
            service: field("service"),
            words: field("words"),
            urgent: field("urgent"),
            person: field("person"),
            likely: of_row.map(|(_, choices)| choices.clone()).unwrap_or_default(),
        }
    };
    let numbered = services.iter().enumerate();
    SheetForm {
        page,
        action: ctx.url(PATH),
        autosave: ctx.url("/drafts"),
        print: ctx.url("/sheets/print?kind=wishes"),
        boxes: Boxes::of_form(ctx, desk, &form, today),
        services: numbered
            .map(|(number, s)| Choice::new(s.id.to_string(), service_text(number, s)))
            .collect(),
        urgent: choices(&reference().urgent_group, ctx.lang),
        heads: [
            "frontdesk-sheet-name",
            "frontdesk-sheet-number",
            "frontdesk-sheet-phone",
            "frontdesk-sheet-place",
            "frontdesk-sheet-line",
            "frontdesk-wish-service",
            "frontdesk-wish-words",
            "frontdesk-urgent",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        rows: (0..count).map(row).collect(),
        count,
        form,
    }
}

pub async fn new_sheet(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut values = fresh_head(&ctx, &tx).await?;
    values.retain(|(name, _)| name != "channel");
    values.push(("channel".to_owned(), "village_office".to_owned()));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    let (desk, services) = (Desk::load(&ctx, &tx).await?, services_of(&tx).await?);
    tx.audit(Entry::new("form", "sheet", ""));
    tx.commit().await?;
    html(&sheet_form(&ctx, (&desk, &services, app.today()), form, Vec::new()))
}

/// Looks each row up before anybody is entered. A row whose answer is not among those found is
/// asked again: nobody can name a person they were not shown.
async fn look_up(
    app: &App,
    ctx: &Ctx,
    tx: &Tx,
    (form, rows): (&mut Form, &[Row]),
) -> Result<Likely, Problem> {
    let mut all = Vec::new();
    for row in rows {
        let found = likely(app, ctx, tx, row).await?;
        let cell = format!("r{}-person", row.number);
        let is_sure = found.iter().any(|(_, sure)| *sure);
        let is_answered = match (row.known, form.get(&cell)) {
            (Some(known), _) => found.iter().any(|(id, _)| *id == known),
            (None, "none") => !is_sure,
            _ => found.is_empty(),
        };
        if is_answered {
            continue;
        }
        let ids: Vec<PersonId> = found.iter().map(|(id, _)| *id).collect();
        let people = people::found(tx, &ids).await?;
        let mut choices: Vec<Choice> = people.iter().map(|one| known(ctx, one, is_sure)).collect();
        if !is_sure {
            choices.push(Choice::new("none", ctx.t("frontdesk-sheet-somebody-else")));
        }
        let key = if is_sure { "frontdesk-sheet-sure" } else { "frontdesk-sheet-is-it" };
        form.wrong(&cell, key);
        all.push((row.number, choices));
    }
    Ok(all)
}

/// Somebody of the register as a row offers them. A village office learns no more than it wrote.
fn known(ctx: &Ctx, one: &people::Found, is_sure: bool) -> Choice {
    let text = if ctx.actor.may(people::READ) {
        let born = one.head.birth_day.map(|day| day.0.year().to_string());
        let parts = [Some(one.head.name.clone()), born, one.settlement.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    } else if is_sure {
        ctx.t("frontdesk-sheet-same-number").into_owned()
    } else {
        ctx.t("frontdesk-sheet-same-name").into_owned()
    };
    Choice::new(one.head.id.to_string(), text)
}

pub async fn save_sheet(
    State(app): State<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (desk, services) = (Desk::load(&ctx, &tx).await?, services_of(&tx).await?);
    let (now, today) = (tx.now(), tx.today());
    tx.audit(Entry::search("person"));
    if form.has("more") {
        tx.commit().await?;
        return html(&sheet_form(&ctx, (&desk, &services, today), form, Vec::new()));
    }
    let head = SheetHead::read(&mut form, &desk, now);
    let rows = match &head {
        Some(head) => wish_sheet::rows(&mut form, (&desk, &services), (head, today)),
        None => Vec::new(),
    };
    let mut likely = Vec::new();
    if let (Some(head), true) = (&head, form.ok()) {
        likely = look_up(&app, &ctx, &tx, (&mut form, &rows)).await?;
        wish_sheet::check(&app, &ctx, (&tx, &mut form), (head, &rows)).await?;
    }
    tx.commit().await?;
    let (Some(head), true) = (head, form.ok()) else {
        return again(&sheet_form(&ctx, (&desk, &services, today), form, likely));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/sheets")).await?;
    let place = head.where_words(&desk);
    match wish_sheet::save(&app, &ctx, &mut tx, (&head, &rows, place)).await? {
        Sent::Second(row) => {
            tx.rollback().await;
            form.wrong(&format!("r{row}-service"), "frontdesk-wish-second");
            again(&sheet_form(&ctx, (&desk, &services, today), form, Vec::new()))
        }
        Sent::Done { sheet, is_urgent } => {
            drop_draft(&ctx, &tx, &form, PATH).await?;
            tx.commit().await?;
            let flash =
                if is_urgent { "frontdesk-sheet-sent-urgent" } else { "frontdesk-sheet-sent" };
            Ok(see(&ctx, &format!("/sheets/{sheet}"), Some(flash)))
        }
    }
}
