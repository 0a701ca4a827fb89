//! The sheet that may be given to the person: who they are and what happened, in plain words,
//! without names of staff, private notes, warnings or a protected address. On the screen, and as a
//! numbered paper that anybody can check.

use super::paper::{self, NewPaper};
use super::person_page::{AddressRow, Bar, Pair, Speaker, address_row, pairs, speaker};
use super::store::facts;
use super::store::happened::{self, Row, Sieve};
use super::store::read;
use super::timeline_page::told;
use super::{PRIVATE, PersonId, addresses, notes, representatives};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use serde_json::json;
use ui::{Choice, Lang, Link};

/// Rows of the timeline on the sheet.
const SHOWN: u64 = 200;

/// The beginning of the keys that tell of an event in words for the citizen. An event without
/// such words is not theirs to read: what is shown is named, not what is hidden.
const SHARE: &str = "share-";

/// What happened, in plain words.
fn shared(rows: Vec<Row>, lang: Lang) -> Vec<ui::Event> {
    let told = rows.into_iter().map(told);
    let event = |row: kit::store::Happened| {
        let args: Vec<(&str, &str)> =
            row.data.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ui::Event {
            title: ui::text::text_args(lang, &format!("share-{}", row.kind), &args).into_owned(),
            href: String::new(),
            by: String::new(),
            when: row.at.day().bg(),
            iso: row.at.local().strftime("%Y-%m-%dT%H:%M").to_string(),
            text: String::new(),
        }
    };
    told.map(event).collect()
}

async fn shareable(tx: &Tx, id: PersonId) -> Result<Vec<Row>, StoreError> {
    let kinds = ui::text::keys(SHARE).into_iter().filter_map(|(_, key)| key.strip_prefix(SHARE));
    let sieve = Sieve { kinds: kinds.collect(), ..Sieve::default() };
    happened::older(tx, (id, &sieve), (None, SHOWN)).await
}

#[derive(Template)]
#[template(path = "people/print.html")]
struct PrintPage {
    page: ui::Page,
    bar: Bar,
    printed: String,
    pairs: Vec<Pair>,
    addresses: Vec<AddressRow>,
    speakers: Vec<Speaker>,
    notes: Vec<(String, String)>,
    events: Vec<ui::Event>,
    is_cut: bool,
    left_out: Vec<String>,
    confirm: Vec<Choice>,
    form: Form,
    action: String,
}

/// What of a person stands on no sheet, so that whoever hands it over knows.
fn left_out(ctx: &Ctx, (warnings, private): (usize, usize), is_protected: bool) -> Vec<String> {
    let count = |key: &str, count: usize| {
        (count > 0).then(|| ctx.ta(key, &[("count", count)]).into_owned())
    };
    let list = [
        count("people-sheet-without-warnings", warnings),
        count("people-sheet-without-notes", private),
        is_protected.then(|| ctx.t("people-sheet-without-address").into_owned()),
    ];
    list.into_iter().flatten().collect()
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<PrintPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let mut bar = Bar::new(&tx, ctx, &row, "/print").await?;
    let today = app.today();
    let list = addresses(&tx, id, false).await?;
    let speaking = representatives(&tx, id, today).await?;
    let earlier = read::earlier_names(&tx, id).await?;
    let happened = shareable(&tx, id).await?;
    let all = notes(&tx, id).await?;
    // Whoever may not read private notes does not learn here that there are any.
    let private = all.iter().filter(|note| note.kind == "private" && !note.is_replaced).count();
    tx.audit(Entry::print("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    // The page itself is shown to the person: what warns of them stands below, not on the sheet.
    let warnings = std::mem::take(&mut bar.warnings);
    let held = list.iter().filter(|address| address.holds_on(today));
    let mut page = ctx.page(format!("{} – {}", bar.name, ctx.t("people-section-print")));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", ctx.t("people-section-print")),
    ];
    let shown = all.iter().filter(|note| note.kind == "shared" && !note.is_replaced);
    let sure = Choice::new("yes", ctx.t("people-sheet-sure")).checked(form.get("sure") == "yes");
    Ok(PrintPage {
        page,
        printed: app.clock().now().bg(),
        pairs: pairs(ctx, &row, &earlier),
        addresses: held.map(|address| address_row(ctx, id, address)).collect(),
        speakers: speaking.iter().map(|who| speaker(ctx, id, who, today)).collect(),
        notes: shown.map(|note| (note.made_at.day().bg(), note.text.clone())).collect(),
        is_cut: happened.len() as u64 == SHOWN,
        events: shared(happened, ctx.lang),
        left_out: left_out(ctx, (warnings.len(), private), bar.is_protected),
        confirm: vec![sure],
        action: ctx.url(&format!("/people/{id}/print")),
        bar,
        form,
    })
}

/// `GET /people/{id}/print`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    html(&draw(&app, &ctx, id, Form::empty(ctx.lang)).await?)
}

/// `POST /people/{id}/print`: the sheet as a numbered paper. Where something is left out, it is
/// confirmed that its being left out was seen.
pub async fn print(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let has_warnings = !super::alarms(&tx, id, ctx.lang).await?.is_empty();
    let may_private = ctx.actor.may(PRIVATE);
    let notes = facts::notes(&tx, id).await?;
    let private = may_private && notes.iter().any(|n| n.kind == "private");
    if (has_warnings || private || row.is_protected) && form.get("sure") != "yes" {
        tx.rollback().await;
        form.wrong("sure", "people-sheet-confirm");
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let data = document(&ctx, &mut tx, id).await?;
    tx.commit().await?;
    let title = ui::text::text(Lang::Bg, "people-paper-sheet").into_owned();
    let verify = paper::verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/people/{id}/print"))).await?;
    let paper =
        paper::add_paper(&tx, NewPaper { person: id, kind: "sheet", title, data, verify }).await?;
    let kind = "sheet-printed";
    tx.event(Event { kind, person: Some(id.0), ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/people/{id}/papers/{paper}"), None))
}

/// What the printer is given; documents are in Bulgarian.
async fn document(ctx: &Ctx, tx: &mut Tx, id: PersonId) -> Result<serde_json::Value, StoreError> {
    let settings = Settings::of(&ctx.municipality);
    let bg = |key: &str| ui::text::text(Lang::Bg, key).into_owned();
    let head = super::head(tx, id).await?;
    let rows = shared(shareable(tx, id).await?, Lang::Bg);
    let rows: Vec<_> = rows.into_iter().map(|row| json!([row.when, row.title])).collect();
    let own = notes(tx, id).await?.into_iter();
    let own = own.filter(|note| note.kind == "shared" && !note.is_replaced);
    let own: Vec<_> = own.map(|note| json!([note.made_at.day().bg(), note.text])).collect();
    let mut person = json!({ "name": head.name });
    if let Some(day) = head.birth_day {
        person["born"] = format!("{} г.", day.bg()).into();
    }
    let present = (super::AddressKind::Present, tx.today());
    let address = super::address_text(tx, id, present, false).await?;
    if !address.is_empty() {
        person["address"] = json!({ "value": address });
    }
    let mut sections = vec![json!({ "title": bg("people-section-timeline"), "rows": rows })];
    if rows.is_empty() {
        sections[0]["text"] = bg("people-timeline-empty").into();
    }
    if !own.is_empty() {
        sections.push(json!({ "title": bg("people-notes-shared"), "rows": own }));
    }
    tx.audit(Entry::print("person", id.0).about(Some(id.0)));
    let mut data = json!({
        "office": settings.office(&ctx.municipality),
        "name": bg("people-paper-sheet").to_uppercase(),
        "person": person,
        "sections": sections,
        "closing": bg("people-sheet-closing"),
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    Ok(data)
}
