//! The preliminary assessment (ПО) while it is written: in parts, each saved by itself.

use super::case::{Facts, Move, next};
use super::content::{Content, areas};
use super::load::{self, Short, refused};
use super::store::assessment;
use super::view::{frame, path};
use super::{AssessmentId, CaseId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use sea_orm::Set;
use ui::Task;

/// The longest text about one area, in characters.
const AREA_MAX: usize = 6_000;

/// An assessment being written, with the case and the version of its row (0: not begun).
pub struct Draft {
    pub short: Short,
    pub content: Content,
    pub version: i32,
}

/// Loads it for a form; refuses when nothing may be written now.
pub async fn draft(tx: &mut Tx, id: CaseId) -> Result<Draft, Problem> {
    let short = load::short(tx, id).await?;
    tx.audit(Entry::read("case", id.0).about(Some(short.case.person_id.0)));
    next(short.state, Move::Write, &Facts::default()).map_err(refused)?;
    let (content, version) = match short.assessment() {
        Some(row) => (load::content(tx, row)?, row.version),
        None => (Content::default(), 0),
    };
    Ok(Draft { short, content, version })
}

/// Saves a part: `apply` puts what was typed into the content as it now stands.
pub async fn save(
    app: &App,
    ctx: &Ctx,
    (id, form): (CaseId, &Form),
    part: &'static str,
    apply: impl FnOnce(&mut Content) -> Vec<(String, String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let result = path(id, "/assessment");
    tx.use_form(&form.key(), &ctx.url(&result)).await?;
    let case = load::row(&tx, id).await?;
    next(load::state(&case)?, Move::Write, &Facts::default()).map_err(refused)?;
    let rows = load::assessments(&tx, id).await?;
    let current = rows.iter().rev().find(|row| row.annulled_on.is_none());
    let mut content = match current {
        Some(row) => load::content(&tx, row)?,
        None => Content::default(),
    };
    let changes = apply(&mut content);
    match current {
        Some(row) if row.version != form.version() => return Err(conflict(changes)),
        Some(row) => {
            let active = assessment::ActiveModel {
                sealed: Set(sealed(&tx, row.id, &content)?),
                officer_id: Set(tx.actor().account),
                ..Default::default()
            };
            tx.update::<assessment::Entity>(row.id, row.version, active).await?;
        }
        None if form.version() != 0 => return Err(conflict(changes)),
        None => {
            begin(&tx, &case, rows.len(), &content).await?;
        }
    }
    tx.event(Event {
        kind: "assessment-saved",
        person: Some(case.person_id.0),
        case: Some(id.0),
        data: vec![("part", part.to_owned())],
    })
    .await?;
    ctx.drop_draft(&tx, &path(id, &format!("/assessment/{part}"))).await?;
    tx.commit().await?;
    Ok(see(ctx, &result, Some("referral-part-saved")))
}

/// Label, what was typed and what stands now, of the fields that differ.
fn conflict(changes: Vec<(String, String, String)>) -> Problem {
    let differ = changes.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    Problem::Conflict(
        differ.map(|(label, mine, theirs)| Compared { label, mine, theirs }).collect(),
    )
}

/// The content as the row keeps it.
pub fn sealed(tx: &Tx, id: AssessmentId, content: &Content) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("assessment", "sealed", id.0, content)
}

/// The first part that is saved begins the assessment.
pub async fn begin(
    tx: &Tx,
    case: &super::store::referral_case::Model,
    before: usize,
    content: &Content,
) -> Result<AssessmentId, StoreError> {
    let id = AssessmentId(tx.new_id());
    let row = assessment::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        case_id: Set(case.id),
        attempt: Set(i32::try_from(before).unwrap_or_default() + 1),
        year: Set(None),
        number: Set(None),
        state: Set("draft".into()),
        order_id: Set(None),
        officer_id: Set(tx.actor().account),
        sealed: Set(sealed(tx, id, content)?),
        signed_on: Set(None),
        signed_how: Set(String::new()),
        signed_late: Set(false),
        late_reason: Set(String::new()),
        declined: Set(false),
        handed_over_at: Set(None),
        handed_over_how: Set(String::new()),
        iis_consent_on: Set(None),
        iis_consent_withdrawn_on: Set(None),
        iis_entered_on: Set(None),
        appealed_on: Set(None),
        appeal_ended_on: Set(None),
        appeal_outcome: Set(String::new()),
        annulled_on: Set(None),
        annul_reason: Set(String::new()),
        version: Set(1),
    };
    match tx.insert(row).await {
        // Two began at once: the later one compares.
        Err(StoreError::Duplicate(_)) => Err(StoreError::Conflict),
        done => done.map(|()| id),
    }
}

#[derive(Template)]
#[template(path = "referral/tasks.html")]
struct TasksPage {
    page: ui::Page,
    tasks: Vec<Task>,
    sign: String,
    ready: bool,
    last_day: String,
}

pub async fn tasks(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let extra = super::extra::progress(&ctx, &tx, &draft.short).await?;
    tx.commit().await?;
    let content = &draft.content;
    let task = |part: &str, done: bool, can_start: bool| Task {
        title: ctx.t(&format!("referral-part-{part}")).into_owned(),
        href: can_start.then(|| ctx.url(&path(id, &format!("/assessment/{part}")))),
        hint: Some(ctx.t(&format!("referral-part-{part}-hint")).into_owned()),
        status: ctx
            .t(match (done, can_start) {
                (true, _) => "referral-part-done",
                (false, true) => "referral-part-open",
                (false, false) => "referral-part-waits",
            })
            .into_owned(),
        tag: (!done && can_start).then(|| "blue".to_owned()),
        cannot_start: !can_start,
    };
    let proposed = content.has_proposal();
    let mut tasks = vec![
        task("needs", content.has_needs(), true),
        task("proposal", proposed, true),
        task("choice", content.has_choice(), proposed),
    ];
    tasks.extend(extra.map(|done| task("extra", done, true)));
    let last =
        super::view::term(&app.law(ctx.actor.municipality), "D01", draft.short.case.wish_on)?;
    html(&TasksPage {
        page: frame(&ctx, &draft.short, "referral-assessment"),
        tasks,
        sign: ctx.url(&path(id, "/sign")),
        ready: content.is_complete(),
        last_day: super::view::written(last),
    })
}

/// A box for one area.
struct AreaBox {
    field: ui::Field,
    label: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "referral/needs.html")]
struct NeedsPage {
    page: ui::Page,
    form: Form,
    boxes: Vec<AreaBox>,
    frame: FormFrame,
}

/// What every form of a part carries.
pub struct FormFrame {
    /// Where it is sent.
    pub action: String,
    /// Where one goes without saving.
    pub cancel: String,
    /// Where the browser keeps what is typed.
    pub drafts: String,
    /// Version of the assessment.
    pub version: i32,
}

impl FormFrame {
    /// The frame of a part's form.
    pub fn new(ctx: &Ctx, id: CaseId, part: &str, version: i32) -> FormFrame {
        FormFrame {
            action: ctx.url(&path(id, &format!("/assessment/{part}"))),
            cancel: ctx.url(&path(id, "/assessment")),
            drafts: ctx.url("/drafts"),
            version,
        }
    }
}

fn needs_page(ctx: &Ctx, draft: &Draft, form: Form) -> NeedsPage {
    let mut page = frame(ctx, &draft.short, "referral-part-needs");
    page.errors = form.errors();
    let is_bg = ctx.lang == ui::Lang::Bg;
    let boxes = areas().iter().map(|area| AreaBox {
        field: form.field(&area.code),
        label: if is_bg { &area.bg } else { &area.en }.clone(),
        hint: if is_bg { &area.hint_bg } else { &area.hint_en }.clone(),
    });
    NeedsPage {
        page,
        boxes: boxes.collect(),
        frame: FormFrame::new(ctx, draft.short.case.id, "needs", draft.version),
        form,
    }
}

pub async fn needs_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let mut values: Vec<(String, String)> = draft.content.needs.clone().into_iter().collect();
    values.push(("sources".into(), draft.content.sources.clone()));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    tx.commit().await?;
    html(&needs_page(&ctx, &draft, form))
}

pub async fn save_needs(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let sources = form.optional("sources", AREA_MAX);
    let typed: Vec<(&str, String)> = areas()
        .iter()
        .map(|area| (area.code.as_str(), form.optional(&area.code, AREA_MAX)))
        .collect();
    if typed.iter().all(|(_, text)| text.is_empty()) {
        form.wrong(&areas()[0].code, "referral-needs-empty");
    }
    if !form.ok() {
        let mut tx = app.db.read(&ctx.actor).await?;
        let draft = draft(&mut tx, id).await?;
        tx.commit().await?;
        return again(&needs_page(&ctx, &draft, form));
    }
    let label = ctx.t("referral-sources").into_owned();
    save(&app, &ctx, (id, &form), "needs", |content| {
        let mut changes = vec![(label, sources.clone(), content.sources.clone())];
        for area in areas() {
            let mine = typed.iter().find(|(code, _)| *code == area.code).map(|(_, t)| t.clone());
            let theirs = content.needs.get(&area.code).cloned().unwrap_or_default();
            changes.push((area.bg.clone(), mine.unwrap_or_default(), theirs));
        }
        content.sources = sources;
        content.needs =
            typed.into_iter().filter(|(_, t)| !t.is_empty()).map(|(c, t)| (c.into(), t)).collect();
        changes
    })
    .await
}
