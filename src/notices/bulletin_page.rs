//! News on the screen: the list, one with its preview, writing, sending; who reads them; addresses
//! that take nothing.

use super::bulletin::{self, DRAFT, News};
use super::frame::{self, HOME, LINE, TEXT};
use super::reader;
use super::send::Office;
use super::store::notice_bulletin::Model;
use super::table::{self, Cell, Line, List, Thing};
use super::unreachable::{self, Bad};
use super::{BulletinId, UnreachableId, setting, version};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Instant;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, see};
use ui::{Lang, Link};

const BACK: (&str, &str) = ("/bulletins", "notices-bulletins");
const COLUMNS: [&str; 4] = ["title", "at", "sent", "count"];
const READERS: [&str; 4] = ["to", "language", "asked", "confirmed"];
const ADDRESSES: [&str; 4] = ["to", "channel", "at", "note"];

/// `GET /notices/bulletins`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = bulletin::all(&tx).await?;
    tx.audit(Entry::list("notice-bulletin"));
    tx.commit().await?;
    let line = |row: Model| Line {
        href: ctx.url(&format!("{HOME}/bulletins/{}", row.id)),
        cells: vec![
            Cell::new(row.title),
            Cell::new(row.made_at.bg()),
            Cell::day(row.sent_at.map(Instant::day)),
            Cell::new(row.readers.to_string()),
        ],
        word: ctx.t(&format!("notices-bulletin-{}", row.state)).into_owned(),
        colour: if row.state == DRAFT { "grey" } else { "blue" },
    };
    let lines = rows.into_iter().map(line).collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("notices-bulletins-lead").into_owned();
    list.actions =
        frame::action(&ctx, "/bulletins/new", "notices-bulletin-new").into_iter().collect();
    table::shown(&ctx, form, list)
}

fn asked(
    ctx: &Ctx,
    form: &Form,
    (title, home, version): (&'static str, String, i32),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    Act::new(title, if title == "notices-bulletin-new" { "/new" } else { "/edit" }, "ui-save")
        .lead(ctx.t("notices-bulletin-lead"))
        .line(both, "title", "notices-bulletin-title")
        .area(both, "body", ("notices-text", ""))
        .part(ctx, "notices-bulletin-english")
        .line(both, "title-en", "notices-bulletin-title-en")
        .area(both, "body-en", ("notices-bulletin-body-en", ""))
        .shown(ctx, Around { page: frame::page(ctx, ctx.t(title), BACK), home, version }, form)
}

fn read(form: &mut Form) -> News {
    let new = News {
        title: form.required("title", LINE),
        body: form.required("body", TEXT),
        title_en: form.optional("title-en", LINE),
        body_en: form.optional("body-en", TEXT),
    };
    // Half a translation would be read as a whole one.
    if new.title_en.is_empty() && !new.body_en.is_empty() {
        form.wrong("title-en", "form-required");
    }
    if !new.title_en.is_empty() && new.body_en.is_empty() {
        form.wrong("body-en", "form-required");
    }
    new
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    asked(ctx, form, ("notices-bulletin-new", format!("{HOME}/bulletins"), 0))
}

/// `GET /notices/bulletins/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    new_shown(&ctx, &Form::empty(ctx.lang))
}

/// `POST /notices/bulletins/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(Entry::list("notice-bulletin"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/bulletins"))).await?;
    let id = bulletin::add(&mut tx, new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/bulletins/{id}"), Some("notices-saved")))
}

fn edit_shown(ctx: &Ctx, row: &Model, form: &Form) -> Result<Response, Problem> {
    let home = format!("{HOME}/bulletins/{}", row.id);
    asked(ctx, form, ("notices-bulletin-edit", home, form.version_or(row.version)))
}

/// `GET /notices/bulletins/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BulletinId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = bulletin::one(&tx, id).await?;
    tx.audit(Entry::read("notice-bulletin", id.0));
    tx.commit().await?;
    let values = [
        ("title", row.title.clone()),
        ("body", row.body.clone()),
        ("title-en", row.title_en.clone()),
        ("body-en", row.body_en.clone()),
    ];
    edit_shown(&ctx, &row, &Form::filled(ctx.lang, values))
}

/// `POST /notices/bulletins/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BulletinId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = bulletin::one(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::read("notice-bulletin", id.0));
        tx.commit().await?;
        return edit_shown(&ctx, &row, &form);
    }
    let home = format!("{HOME}/bulletins/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    row.version = form.version_or(row.version);
    bulletin::change(&mut tx, &row, new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("notices-saved")))
}

/// News as they will be read in a language.
async fn seen(tx: &Tx, row: &Model, lang: Lang) -> Result<super::template::Words, Problem> {
    let template = bulletin::template()?;
    let words = version::words(tx, template, lang).await?;
    let mut values = Office::of(tx).await?.values(lang, "");
    values.extend(template.needed.clone());
    Ok(bulletin::written(row, &words, (values, lang)))
}

/// `GET /notices/bulletins/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BulletinId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = bulletin::one(&tx, id).await?;
    let (bg, en) = (seen(&tx, &row, Lang::Bg).await?, seen(&tx, &row, Lang::En).await?);
    let count = reader::count(&tx).await?;
    tx.audit(Entry::read("notice-bulletin", id.0));
    tx.commit().await?;
    let mut thing = Thing::new(frame::page(&ctx, row.title.clone(), BACK), row.title.clone());
    thing.state = ctx.t(&format!("notices-bulletin-{}", row.state)).into_owned();
    if row.state == DRAFT {
        let to =
            |rest: &str, key: &str| frame::action(&ctx, &format!("/bulletins/{id}/{rest}"), key);
        thing.actions = [to("edit", "notices-bulletin-edit"), to("send", "notices-bulletin-send")]
            .into_iter()
            .flatten()
            .collect();
        thing.say(&ctx, "notices-readers", count.to_string());
    }
    thing.say(&ctx, "notices-column-sent", row.sent_at.map(Instant::bg).unwrap_or_default());
    thing.say(&ctx, "notices-subject", bg.subject);
    thing.say(&ctx, "notices-bulletin-title-en", en.subject);
    thing.text = bg.body.lines().chain(["–"]).chain(en.body.lines()).map(str::to_owned).collect();
    if row.sent_at.is_some() {
        let href = ctx.url(&format!("{HOME}/queue?bulletin={id}"));
        let args = [("count", row.readers)];
        thing.links.push(Link::new(href, ctx.ta("notices-bulletin-list", &args)));
    }
    thing.shown()
}

/// `GET /notices/bulletins/{id}/send`.
pub async fn send_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BulletinId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = bulletin::one(&tx, id).await?;
    let count = reader::count(&tx).await?;
    tx.audit(Entry::read("notice-bulletin", id.0));
    tx.commit().await?;
    let page = frame::page(&ctx, ctx.t("notices-bulletin-send"), BACK);
    let home = format!("{HOME}/bulletins/{id}");
    Act::new("notices-bulletin-send", "/send", "notices-bulletin-send")
        .lead(ctx.ta("notices-bulletin-send-lead", &[("count", count)]))
        .facts(vec![(ctx.t("notices-bulletin-title").into_owned(), row.title)])
        .grave()
        .shown(&ctx, Around { page, home, version: row.version }, &Form::empty(ctx.lang))
}

/// `POST /notices/bulletins/{id}/send`.
pub async fn send(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<BulletinId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = bulletin::one(&tx, id).await?;
    let (setting, _) = setting::load(&tx).await?;
    let home = format!("{HOME}/bulletins/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    row.version = form.version_or(row.version);
    bulletin::send(&mut tx, &row, &frame::site(&app, &headers, &setting.site)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("notices-bulletin-queued")))
}

/// `GET /notices/readers?state=`.
pub async fn readers(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let state = reader::STATES.into_iter().find(|state| *state == form.get("state"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = reader::all(&tx, state.unwrap_or_default()).await?;
    tx.audit(Entry::list("notice-reader"));
    tx.commit().await?;
    let line = |(row, to): reader::Reader| Line {
        cells: vec![
            Cell::new(to),
            Cell::new(row.language),
            Cell::day(Some(row.asked_at.day())),
            Cell::day(row.confirmed_at.map(Instant::day)),
        ],
        word: ctx.t(&format!("notices-reader-{}", row.state)).into_owned(),
        colour: if row.state == reader::CONFIRMED { "green" } else { "grey" },
        ..Line::default()
    };
    let lines = rows.into_iter().map(line).collect();
    let mut list = List::new(("/readers", "notices-readers"), &READERS, lines);
    list.lead = ctx.t("notices-readers-lead").into_owned();
    list.states =
        choices(&ctx, &reader::STATES, form.get("state"), |code| format!("notices-reader-{code}"));
    table::shown(&ctx, form, list)
}

/// `GET /notices/unreachable`.
pub async fn addresses(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = unreachable::all(&tx).await?;
    tx.audit(Entry::list("notice-unreachable"));
    tx.commit().await?;
    let line = |bad: Bad| Line {
        href: ctx.url(&format!("{HOME}/unreachable/{}", bad.row.id)),
        cells: vec![
            Cell::new(bad.to),
            Cell::new(ctx.t(&format!("notices-channel-{}", bad.row.channel))),
            Cell::day(Some(bad.row.noted_at.day())),
            Cell::new(bad.why),
        ],
        ..Line::default()
    };
    let lines = rows.into_iter().map(line).collect();
    let mut list = List::new(("/unreachable", "notices-unreachable"), &ADDRESSES, lines);
    list.lead = ctx.t("notices-unreachable-lead").into_owned();
    table::shown(&ctx, form, list)
}

fn clear_shown(ctx: &Ctx, bad: &Bad, form: &Form) -> Result<Response, Problem> {
    let facts = [
        ("notices-column-to", bad.to.clone()),
        ("notices-column-at", bad.row.noted_at.bg()),
        ("notices-answer", bad.why.clone()),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("notices-clear", "", "notices-clear")
        .lead(ctx.t("notices-clear-lead"))
        .facts(facts.into());
    if let Some(person) = bad.row.person_id {
        let href = ctx.url(&format!("/people/{person}"));
        act = act.link(Link::new(href, ctx.t("notices-person")));
    }
    let page = frame::page(ctx, ctx.t("notices-clear"), ("/unreachable", "notices-unreachable"));
    let home = format!("{HOME}/unreachable/{}", bad.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(bad.row.version) }, form)
}

/// `GET /notices/unreachable/{id}`.
pub async fn clear_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UnreachableId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bad = unreachable::one(&tx, id).await?;
    let entry = Entry::read("notice-unreachable", id.0);
    tx.audit(entry.about(bad.row.person_id.map(|person| person.0)));
    tx.commit().await?;
    clear_shown(&ctx, &bad, &Form::empty(ctx.lang))
}

/// `POST /notices/unreachable/{id}`: the address is written to again.
pub async fn clear(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<UnreachableId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let bad = unreachable::one(&tx, id).await?;
    let home = format!("{HOME}/unreachable");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    unreachable::clear(&mut tx, &bad, form.version_or(bad.row.version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("notices-saved")))
}
