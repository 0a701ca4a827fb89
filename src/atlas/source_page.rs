//! One file that was brought in: what it says, taking it back; and what the municipality decides.

use super::AtlasImportId;
use super::deed::{self, File, ROADS, standing};
use super::draw::number;
use super::frame::{self, HOME, LINE, Line, Pictures};
use super::import_page::above;
use super::setting::{self, CODES, Numbers};
use crate::app::App;
use crate::municipality::{Settlement, settlements};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use std::collections::HashMap;
use ui::Link;

fn below(ctx: &Ctx, title: impl Into<String>) -> ui::Page {
    frame::below(ctx, title, ("/imports", "atlas-imports"))
}

/// The rows of a file, with the names of settlements. Two queries.
async fn rows(tx: &Tx, file: &File) -> Result<Vec<Line>, StoreError> {
    if file.kind == ROADS {
        let roads = deed::roads_of(tx, file.id).await?;
        let mut codes: Vec<&str> =
            roads.iter().flat_map(|road| [&*road.from_ekatte, &*road.to_ekatte]).collect();
        codes.sort_unstable();
        codes.dedup();
        let names = settlements(tx, &codes).await?;
        let line = |road: &super::store::atlas_road::Model| Line {
            cells: vec![
                name(&names, &road.from_ekatte),
                name(&names, &road.to_ekatte),
                number(f64::from(road.minutes_tenths) / 10.0),
                road.metres.map_or_else(|| "–".to_owned(), |far| number(f64::from(far) / 1_000.0)),
            ],
            ..Line::default()
        };
        return Ok(roads.iter().map(line).collect());
    }
    let borders = deed::borders_of(tx, file.id).await?;
    let codes: Vec<&str> = borders.iter().map(|one| one.ekatte.as_str()).collect();
    let names = settlements(tx, &codes).await?;
    let line = |one: &super::store::atlas_border::Model| Line {
        cells: vec![name(&names, &one.ekatte), one.name.clone()],
        ..Line::default()
    };
    Ok(borders.iter().map(line).collect())
}

fn name(names: &HashMap<String, Settlement>, ekatte: &str) -> String {
    names.get(ekatte).map_or_else(|| ekatte.to_owned(), Settlement::label)
}

/// `GET /atlas/sources/{id}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AtlasImportId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let file = deed::file(&tx, id).await?;
    let lines = rows(&tx, &file).await?;
    tx.audit(Entry::read("atlas-import", id.0));
    tx.commit().await?;
    let mut page = Pictures::new(below(&ctx, file.file_name.clone()), Vec::new());
    let plain = |text: String| (text, String::new());
    page.say(&ctx, "atlas-column-kind", plain(ctx.t(&format!("atlas-kind-{}", file.kind)).into()));
    page.say(&ctx, "atlas-column-source", plain(file.source.clone()));
    let who = format!("{}, {}", file.entered_at.bg(), file.account_name);
    page.say(&ctx, "atlas-column-who", plain(who));
    let state = ctx.t(&format!("atlas-file-{}", standing(&file).0));
    page.say(&ctx, "atlas-column-state", plain(state.into_owned()));
    if file.revoked_at.is_some() {
        page.say(&ctx, "atlas-why", plain(file.revoked_why.clone()));
    } else if ctx.actor.may(super::WRITE) {
        let href = ctx.url(&format!("{HOME}/sources/{id}/revoke"));
        page.links.push(Link::new(href, ctx.t("atlas-revoke")));
    }
    page.links.push(above(&ctx));
    page.caption = ctx.t("atlas-file-rows").into_owned();
    page.empty = ctx.t("atlas-empty").into_owned();
    let columns: &[&str] = if file.kind == ROADS {
        &["from", "to", "in-minutes", "in-km"]
    } else {
        &["settlement", "name"]
    };
    let base = ctx.url(&format!("{HOME}/sources/{id}"));
    page.table((frame::heads(&ctx, columns), lines), (&form, &base));
    page.shown()
}

fn revoke_shown(ctx: &Ctx, file: &File, form: &Form) -> Result<Response, Problem> {
    let home = format!("{HOME}/sources/{}", file.id);
    let version = form.version_or(file.version);
    let act = Act::new("atlas-revoke", "/revoke", "atlas-revoke")
        .lead(ctx.t("atlas-revoke-lead"))
        .grave()
        .facts(vec![(ctx.t("atlas-column-file").into_owned(), file.file_name.clone())])
        .area((ctx, form), "why", ("atlas-why", ""));
    let page = below(ctx, ctx.t("atlas-revoke"));
    act.shown(ctx, Around { page, home, version }, form)
}

async fn read(app: &App, ctx: &Ctx, id: AtlasImportId) -> Result<File, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let file = deed::file(&tx, id).await?;
    tx.audit(Entry::read("atlas-import", id.0));
    tx.commit().await?;
    Ok(file)
}

/// `GET /atlas/sources/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AtlasImportId>,
) -> Result<Response, Problem> {
    let file = read(&app, &ctx, id).await?;
    revoke_shown(&ctx, &file, &Form::empty(ctx.lang))
}

/// `POST /atlas/sources/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AtlasImportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut file = read(&app, &ctx, id).await?;
    let why = form.required("why", LINE);
    if !form.ok() {
        return revoke_shown(&ctx, &file, &form);
    }
    file.version = form.version_or(file.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/sources/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    deed::revoke(&mut tx, &file, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("atlas-saved")))
}

fn settings_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("atlas-settings", "/settings", "ui-save")
        .lead(ctx.t("atlas-settings-lead"))
        .line(both, CODES[0].0, "atlas-set-factor-percent")
        .line(both, CODES[1].0, "atlas-set-speed")
        .line(both, CODES[2].0, "atlas-set-near-minutes");
    let page = frame::below(ctx, ctx.t("atlas-settings"), ("", "atlas-title"));
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /atlas/settings`.
pub async fn settings_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = setting::numbers(&tx).await?;
    tx.audit(Entry::new("read", "atlas-settings", ""));
    tx.commit().await?;
    let values = [now.factor_percent, now.speed, now.near_minutes];
    let values = CODES.iter().zip(values).map(|((code, ..), value)| (*code, value.to_string()));
    settings_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /atlas/settings`.
pub async fn settings_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut typed = [0; 3];
    for ((code, least, most), value) in CODES.into_iter().zip(&mut typed) {
        match form.parsed::<i32>(code, "atlas-wrong-number") {
            Some(number) if (least..=most).contains(&number) => *value = number,
            Some(_) => {
                let args = [("least", least), ("most", most)];
                form.wrong_text(code, ctx.ta("atlas-wrong-range", &args).into_owned());
            }
            None => {}
        }
    }
    if !form.ok() {
        let mut tx = app.db.read(&ctx.actor).await?;
        tx.audit(Entry::new("read", "atlas-settings", ""));
        tx.commit().await?;
        return settings_shown(&ctx, &form);
    }
    let [factor_percent, speed, near_minutes] = typed;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    setting::put_numbers(&tx, Numbers { factor_percent, speed, near_minutes }).await?;
    tx.audit(Entry::new("write", "atlas-settings", ""));
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("atlas-saved")))
}
