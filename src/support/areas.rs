//! Areas of need: the list that the program brings, and what the municipality made of it.

use super::store::need_area::{self, Column, Entity};
use super::{AreaId, LEAD};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::encode_id;
use kit::web::{Act, Around, Ctx, Form, Problem, html, see};
use sea_orm::{QueryOrder, Set};
use serde::Deserialize;
use std::sync::LazyLock;
use ui::{Head, Lang, Link};

/// Turns leave room for what stands between.
const STEP: i32 = 10;

/// An area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// What is stored. Never changes.
    pub code: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
    /// Its place in the list.
    pub turn: i32,
    /// No longer asked for.
    pub off: bool,
    /// The row of the municipality, with its version.
    own: Option<(AreaId, i32)>,
}

impl Area {
    /// The words in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg || self.en.is_empty() { &self.bg } else { &self.en }
    }
}

#[derive(Deserialize)]
struct Brought {
    code: String,
    bg: String,
    en: String,
}

#[derive(Default, Deserialize)]
struct File {
    area: Vec<Brought>,
}

fn brought() -> Vec<Area> {
    // A broken file would give an empty list; a test reads it.
    static READ: LazyLock<File> =
        LazyLock::new(|| toml::from_str(include_str!("areas.toml")).unwrap_or_default());
    let area = |(n, one): (usize, &Brought)| Area {
        code: one.code.clone(),
        bg: one.bg.clone(),
        en: one.en.clone(),
        turn: i32::try_from(n + 1).unwrap_or(i32::MAX).saturating_mul(STEP),
        ..Area::default()
    };
    READ.area.iter().enumerate().map(area).collect()
}

/// All areas, in their order; also those that are off.
pub async fn all(tx: &Tx) -> Result<Vec<Area>, StoreError> {
    let rows = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
    let mut list = brought();
    for row in rows {
        let own = Area {
            own: Some((row.id, row.version)),
            code: row.code,
            bg: row.bg,
            en: row.en,
            turn: row.turn,
            off: row.off,
        };
        match list.iter_mut().find(|one| one.code == own.code) {
            Some(place) => *place = own,
            None => list.push(own),
        }
    }
    list.sort_by(|a, b| (a.turn, &a.code).cmp(&(b.turn, &b.code)));
    Ok(list)
}

/// The words of a code; the code itself when nothing has it.
#[must_use]
pub fn words(list: &[Area], code: &str, lang: Lang) -> String {
    list.iter().find(|one| one.code == code).map_or(code, |one| one.words(lang)).to_owned()
}

/// A row as the page shows it.
struct Line {
    href: String,
    text: String,
    en: String,
    turn: i32,
    off: bool,
}

#[derive(Template)]
#[template(path = "support/areas.html")]
struct AreasPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Line>,
    /// Where one is added, for who may.
    new: Option<String>,
}

fn crumbs(ctx: &Ctx, last: &str) -> Vec<Link> {
    vec![Link::new(ctx.url("/support"), ctx.t("support-due")), Link::new("", last.to_owned())]
}

/// `GET /support/areas`.
pub async fn page(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let list = all(&tx).await?;
    tx.audit(Entry::list("need-area"));
    tx.commit().await?;
    let line = |one: Area| Line {
        href: ctx.url(&format!("/support/areas/edit?area={}", one.code)),
        text: one.bg,
        en: one.en,
        turn: one.turn,
        off: one.off,
    };
    let mut page = ctx.page(ctx.t("support-areas"));
    page.breadcrumbs = crumbs(&ctx, &page.title);
    let heads = ["support-area-turn", "support-area-bg", "support-area-en"];
    html(&AreasPage {
        page,
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        rows: list.into_iter().map(line).collect(),
        new: ctx.actor.may(LEAD).then(|| ctx.url("/support/areas/edit")),
    })
}

fn act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("support-area", "/edit", "ui-save")
        .lead(ctx.t("support-area-lead"))
        .line(boxes, "bg", "support-area-bg")
        .line(boxes, "en", "support-area-en")
        .line(boxes, "turn", "support-area-turn")
        .one(boxes, "off", ("support-area-asked", &["no", "yes"]), |code| {
            format!("support-area-off-{code}")
        })
        .hidden(form, "area")
}

fn shown(ctx: &Ctx, form: &Form, version: i32) -> Result<Response, Problem> {
    let act = act(ctx, form);
    let mut page = ctx.page(ctx.t(act.title()));
    page.breadcrumbs = crumbs(ctx, &page.title);
    act.shown(ctx, Around { page, home: "/support/areas".into(), version }, form)
}

/// `GET /support/areas/edit?area=`: an area, or a new one.
pub async fn form(State(app): State<App>, ctx: Ctx, asked: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let list = all(&tx).await?;
    let last = list.last().map_or(0, |one| one.turn);
    let one = list
        .into_iter()
        .find(|one| one.code == asked.get("area"))
        .unwrap_or(Area { turn: last.saturating_add(STEP), ..Area::default() });
    tx.audit(Entry::list("need-area"));
    tx.commit().await?;
    let off = if one.off { "yes" } else { "no" };
    let values = [("bg", one.bg), ("en", one.en), ("turn", one.turn.to_string())];
    let rest = [("off", off.to_owned()), ("area", one.code)];
    let form = Form::filled(ctx.lang, values.into_iter().chain(rest));
    let form = ctx.resumed(form, &["area"]).await?;
    let version = form.version_or(one.own.map_or(0, |(_, version)| version));
    shown(&ctx, &form, version)
}

/// `POST /support/areas/edit`.
pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let bg = form.required("bg", 100);
    let en = form.optional("en", 100);
    let turn: Option<i32> = form.parsed("turn", "support-area-turn-wrong");
    let off = kit::web::chosen(&mut form, "off", &["no", "yes"]) == "yes";
    let (Some(turn), true) = (turn, form.ok()) else {
        return shown(&ctx, &form, form.version());
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/support/areas")).await?;
    ctx.sent(&tx, &form).await?;
    let code = form.get("area").to_owned();
    let columns = need_area::ActiveModel {
        bg: Set(bg),
        en: Set(en),
        turn: Set(turn),
        off: Set(off),
        ..Default::default()
    };
    let known = all(&tx).await?.into_iter().find(|one| one.code == code);
    match known.as_ref().and_then(|one| one.own) {
        Some((id, _)) => tx.update::<Entity>(id, form.version(), columns).await?,
        None => {
            let id = AreaId(tx.new_id());
            let code = known.map_or_else(|| encode_id(id.0), |one| one.code);
            tx.insert(need_area::ActiveModel {
                municipality_id: Set(tx.municipality()),
                id: Set(id),
                code: Set(code),
                version: Set(1),
                ..columns
            })
            .await?;
        }
    }
    tx.event(Event { kind: "support-area-changed", ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/support/areas", Some("support-area-saved")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let list = brought();
        assert_eq!(list.len(), 13);
        assert!(list.iter().all(|one| !one.bg.is_empty() && !one.en.is_empty()));
    }
}
