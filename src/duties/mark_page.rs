//! Noting on the screen that a duty was done, is not owed this time, or who answers for it; taking a
//! note back; the document behind it.

use super::content::Proof;
use super::course::{SIZE_MAX, is_record, media, refused};
use super::duty_page::{BACK, Place, facts};
use super::frame::{self, HOME, LINE, TEXT, place};
use super::load::{self, Row};
use super::mark::{self, NewMark};
use super::store::duty_mark;
use super::{DutyMarkId, keep};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::{AccountId, Day, encode_id};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use std::collections::HashMap;
use ui::Choice;

/// What a form needs to be shown.
struct Behind {
    row: Row,
    names: HashMap<AccountId, String>,
    people: Vec<Choice>,
}

async fn behind(app: &App, tx: &mut Tx, (code, occasion): (&str, &str)) -> Result<Behind, Problem> {
    let law = app.law(tx.municipality());
    let row = load::one(tx, &law, (code, occasion)).await?;
    let (people, names) = frame::people(tx).await?;
    tx.audit(Entry::new("read", "duty", code));
    Ok(Behind { row, names, people })
}

fn around(ctx: &Ctx, behind: &Behind, title: &str) -> Around {
    let page = frame::page(ctx, ctx.t(title), BACK);
    let home = place(&behind.row.one.duty.code, &behind.row.one.occasion);
    Around { page, home, version: 0 }
}

fn with_facts(ctx: &Ctx, behind: &Behind, act: Act) -> Act {
    let name = (ctx.t("duties-column-duty").into_owned(), behind.row.name());
    let mut all = vec![name];
    all.extend(facts(ctx, &behind.row, &behind.names));
    act.facts(all)
}

fn done_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("duties-do", "/done", "ui-save")
        .lead(ctx.t("duties-do-lead"))
        .day(both, "done", ("duties-column-done", String::new()))
        .part(ctx, "duties-part-document")
        .line(both, "record", "duties-record")
        .line(both, "number", "duties-number")
        .day(both, "document", ("duties-column-document", String::new()))
        .file(both, "file", ("duties-file", "duties-file-hint"))
        .area(both, "note", ("duties-column-note", ""));
    with_facts(ctx, behind, act).shown(ctx, around(ctx, behind, "duties-do"), form)
}

/// `GET …/done`.
pub async fn done_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    tx.commit().await?;
    let filled = Form::filled(ctx.lang, day_values("done", Some(app.today())));
    done_shown(&ctx, &behind, &filled)
}

fn read_file(form: &mut Form) -> Option<(&'static str, Vec<u8>)> {
    let upload = form.file("file").filter(|file| !file.bytes.is_empty())?;
    let known = media(&upload.bytes);
    let is_large = upload.bytes.len() > SIZE_MAX;
    let bytes = upload.bytes.to_vec();
    if is_large {
        form.wrong("file", "duties-file-large");
    }
    if known.is_none() {
        form.wrong("file", "duties-file-kind");
    }
    known.map(|media| (media, bytes))
}

fn read_done(form: &mut Form, row: &Row, today: Day) -> Option<NewMark> {
    let done = form.day("done");
    let record = form.optional("record", LINE);
    if !record.is_empty() && !is_record(&record) {
        form.wrong("record", "duties-wrong-record");
    }
    let number = form.optional("number", LINE);
    let document = form.day_optional("document");
    if number.is_empty() != document.is_none() && form.ok() {
        form.wrong("number", "duties-wrong-number");
    }
    let file = read_file(form);
    if record.is_empty() && number.is_empty() && file.is_none() && form.ok() {
        form.wrong("record", "duties-wrong-nothing");
    }
    let note = form.optional("note", TEXT);
    let done = done?;
    if let Some((field, key)) = refused(&row.one, (done, document), today) {
        form.wrong(field, key);
    }
    let proof = Proof { record, number, note, why: String::new() };
    Some(NewMark { done: Some(done), document, proof, file })
}

/// `POST …/done`.
pub async fn done_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    let new = read_done(&mut form, &behind.row, app.today());
    let (Some(new), true) = (new, form.ok()) else {
        tx.commit().await?;
        return done_shown(&ctx, &behind, &form);
    };
    let home = place(&code, &occasion);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    mark::add(&mut tx, &behind.row, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

fn none_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("duties-none", "/none", "ui-save").area(
        (ctx, form),
        "why",
        ("duties-why", "duties-none-hint"),
    );
    with_facts(ctx, behind, act).shown(ctx, around(ctx, behind, "duties-none"), form)
}

/// `GET …/none`.
pub async fn none_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    tx.commit().await?;
    none_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST …/none`: it is not owed this time, with a reason.
pub async fn none_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let note = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    if !form.ok() {
        tx.commit().await?;
        return none_shown(&ctx, &behind, &form);
    }
    let home = place(&code, &occasion);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let new = NewMark { proof: Proof { note, ..Proof::default() }, ..NewMark::default() };
    mark::add(&mut tx, &behind.row, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

fn owner_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("duties-owner", "/owner", "ui-save").lead(ctx.t("duties-owner-lead"));
    let label = ctx.t("duties-column-owner").into_owned();
    let act = act.choice((ctx, form), "owner", (label, behind.people.clone()));
    with_facts(ctx, behind, act).shown(ctx, around(ctx, behind, "duties-owner"), form)
}

/// `GET …/owner`.
pub async fn owner_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    tx.commit().await?;
    let owner = behind.row.owner.map(|id| id.to_string()).unwrap_or_default();
    owner_shown(&ctx, &behind, &Form::filled(ctx.lang, [("owner", owner)]))
}

/// `POST …/owner`.
pub async fn owner_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
    mut form: Form,
) -> Result<Response, Problem> {
    let owner: Option<AccountId> = form.parsed("owner", "form-choose");
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&app, &mut tx, (&code, &occasion)).await?;
    let is_known = |id: &AccountId| behind.people.iter().any(|one| one.value == id.to_string());
    if owner.as_ref().is_some_and(|id| !is_known(id)) {
        form.wrong("owner", "form-choose");
    }
    let (Some(owner), true) = (owner, form.ok()) else {
        tx.commit().await?;
        return owner_shown(&ctx, &behind, &form);
    };
    let home = place(&code, &occasion);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep::owner(&mut tx, &behind.row, owner).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

fn mark_facts(ctx: &Ctx, row: &duty_mark::Model, proof: &Proof) -> Vec<(String, String)> {
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    [
        ("duties-column-mark", ctx.t(&format!("duties-state-{}", row.state)).into_owned()),
        ("duties-column-due", row.due_on.bg()),
        ("duties-column-done", day(row.done_on)),
        ("duties-record", proof.record.clone()),
        ("duties-number", proof.number.clone()),
        ("duties-column-document", day(row.document_on)),
        ("duties-column-note", proof.note.clone()),
        ("duties-column-who", row.account_name.clone()),
        ("duties-column-entered", row.entered_at.bg()),
        ("duties-why", proof.why.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text))
    .into()
}

fn revoke_shown(
    ctx: &Ctx,
    (row, proof): (&duty_mark::Model, &Proof),
    form: &Form,
) -> Result<Response, Problem> {
    let mut act = Act::new("duties-revoke", "", "duties-revoke").facts(mark_facts(ctx, row, proof));
    if row.turn == 0 {
        act = act.area((ctx, form), "why", ("duties-why", "duties-revoke-hint"));
    }
    let page = frame::page(ctx, ctx.t("duties-revoke"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/marks/{}", row.id), version }, form)
}

/// `GET /duties/marks/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyMarkId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = mark::mark(&tx, id).await?;
    let proof = mark::proof(&tx, &row)?;
    tx.audit(Entry::read("duty-mark", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, (&row, &proof), &Form::empty(ctx.lang))
}

/// `POST /duties/marks/{id}`: a note is taken back with a reason; the right one is entered anew.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyMarkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = mark::mark(&tx, id).await?;
    if !form.ok() {
        let proof = mark::proof(&tx, &row)?;
        tx.audit(Entry::read("duty-mark", id.0));
        tx.commit().await?;
        return revoke_shown(&ctx, (&row, &proof), &form);
    }
    row.version = form.version_or(row.version);
    let home = place(&row.code, &row.occasion);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    mark::revoke(&mut tx, &row, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

/// `GET /duties/marks/{id}/file`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyMarkId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (media, bytes) = mark::file(&tx, id).await?;
    tx.audit(Entry::print("duty-mark", id.0));
    tx.commit().await?;
    let ending = match media.as_str() {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
    let name = format!("inline; filename=\"{}.{ending}\"", encode_id(id.0));
    let headers = [(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
