//! Bringing a file in: which kind, the file, what was brought before, an empty table to fill in.

use super::choice::Words;
use super::frame::{self, HOME};
use super::import::{self, EVENTS, KINDS};
use super::import_deed::{self, Head, standing};
use super::plan::{self, Campaign};
use super::table::{Cell, Line};
use super::{CampaignId, ImportId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit;
use kit::web::{Ctx, Form, Id, Problem, again, choices, chosen, html, see};
use ui::{Choice, Lang, Link};

/// So many earlier files are shown.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "campaigns/import_new.html")]
struct NewPage {
    page: ui::Page,
    lead: String,
    action: String,
    cancel: String,
    kinds: Vec<Choice>,
    form: Form,
    examples: Vec<Link>,
    heads: Vec<ui::Head>,
    rows: Vec<Line>,
}

/// The campaign, what was brought before, and the words of the lists.
struct Behind {
    campaign: Campaign,
    heads: Vec<Head>,
    words: Words,
}

async fn behind(app: &App, ctx: &Ctx, id: CampaignId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = Behind {
        campaign: plan::campaign(&tx, id).await?,
        heads: import_deed::heads(&tx, id).await?,
        words: Words::load(&tx).await?,
    };
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(behind)
}

fn line(ctx: &Ctx, one: &Head) -> Line {
    let (word, colour) = standing(one.entered_at, one.revoked_at);
    Line {
        href: ctx.url(&format!("{HOME}/imports/{}", one.id)),
        cells: vec![
            Cell::new(one.file_name.clone()),
            Cell::new(ctx.t(&format!("campaigns-import-{}", one.kind))),
            Cell::number(one.total),
            Cell::new(format!("{}, {}", one.read_at.bg(), one.account_name)),
        ],
        word: ctx.t(&format!("campaigns-import-{word}")).into_owned(),
        colour,
    }
}

fn shown(ctx: &Ctx, behind: &Behind, form: Form) -> Result<Response, Problem> {
    let home = behind.campaign.home();
    let title = ctx.t("campaigns-import");
    let mut page = frame::below(ctx, title, (&home, &behind.campaign.row.name));
    page.errors = form.errors();
    let example = |kind: &str| {
        let href = ctx.url(&format!("{home}/import.csv?kind={kind}"));
        let args = [("kind", ctx.t(&format!("campaigns-import-{kind}")))];
        Link::new(href, ctx.ta("campaigns-import-example", &args))
    };
    let heads = ["file", "kind", "lines", "who", "state"]
        .map(|name| ui::Head::new(ctx.t(&format!("campaigns-column-{name}"))));
    let page = NewPage {
        page,
        lead: ctx.ta("campaigns-import-lead", &[("most", import::MOST)]).into_owned(),
        action: ctx.url(&format!("{home}/import")),
        cancel: ctx.url(&home),
        kinds: choices(ctx, &KINDS, form.get("kind"), |code| format!("campaigns-import-{code}")),
        examples: KINDS.iter().map(|kind| example(kind)).collect(),
        heads: heads.into(),
        rows: behind.heads.iter().take(SHOWN).map(|one| line(ctx, one)).collect(),
        form,
    };
    if page.page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// `GET /campaigns/plans/{id}/import`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    shown(&ctx, &behind, Form::filled(ctx.lang, [("kind", EVENTS)]))
}

/// `POST /campaigns/plans/{id}/import`: the file is read and kept; nothing of it counts yet.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let file = form.file("file").filter(|file| !file.bytes.is_empty()).cloned();
    let read = match &file {
        None => Err("campaigns-file-none"),
        Some(file) => {
            import::rows((&file.bytes, &file.file_name), (&kind, behind.words.of("came")))
        }
    };
    let rows = match read {
        Ok(rows) => rows,
        Err(key) => {
            form.wrong("file", key);
            return shown(&ctx, &behind, form);
        }
    };
    if !form.ok() {
        return shown(&ctx, &behind, form);
    }
    let name = file.map(|file| file.file_name).unwrap_or_default();
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&behind.campaign.home())).await?;
    let id: ImportId = import_deed::add(&mut tx, &behind.campaign, (&kind, &name, &rows)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/imports/{id}"), None))
}

/// A head as people write it: with a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `GET /campaigns/plans/{id}/import.csv?kind=`: the heads of an empty table.
pub async fn example(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let kind = KINDS.into_iter().find(|kind| *kind == form.get("kind")).unwrap_or(EVENTS);
    let columns = import::columns(kind).iter();
    let mut heads: Vec<String> =
        columns.map(|(_, bg, en)| capital(if ctx.lang == Lang::Bg { bg } else { en })).collect();
    if kind == EVENTS {
        let came = behind.words.choices("came", &[], ctx.lang);
        heads.extend(came.into_iter().map(|choice| choice.text));
    }
    let writer = sheet::Writer::new(sheet::Format::Csv, &heads).map_err(Problem::internal)?;
    let bytes = writer.finish().map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{kind}.csv\"")),
    ];
    Ok((headers, bytes).into_response())
}
