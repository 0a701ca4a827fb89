//! The individual assessment (ИОП) and the support plan (ИПП) as the provider sends them, each
//! version with its paper; and what of them does not fit (чл. 80, 81 ЗСУ; чл. 20, 25–36 ППЗСУ).

use super::act::{Act, doing, done, opened, shown};
use super::course::{Facts, Move, State};
use super::load::{self, Short};
use super::moves::{Moved, broken, go, told};
use super::notice::{self, Refused};
use super::reasons::{self, Text};
use super::step::last_day;
use super::store::{placement, provider_refusal, service_contract, support_plan};
use super::{PlacementId, PlanId, RefusalId};
use crate::app::App;
use axum::extract::{Path, State as Shared};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, chosen, day_values};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};

/// The largest paper.
const FILE_MAX: usize = 8 * 1024 * 1024;

/// What is written of an assessment and its plan; kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Who assessed.
    pub team: Vec<String>,
    /// Conclusions and recommendations.
    pub conclusions: String,
    /// Goals, activities and terms of the plan (чл. 28, ал. 1 ППЗСУ).
    pub plan: String,
}

/// An assessment with or without a plan.
pub struct NewPlan {
    /// The day it was signed.
    pub assessed_on: Day,
    /// The service meets the needs.
    pub fits: bool,
    /// The day of the plan.
    pub planned_on: Option<Day>,
    /// The day it came to this office.
    pub received_on: Day,
    /// What is in it.
    pub content: Content,
    /// The paper.
    pub file: Option<(Vec<u8>, &'static str)>,
}

/// What is written in an assessment.
pub fn content(tx: &Tx, row: &support_plan::Model) -> Result<Content, StoreError> {
    tx.open_json("support_plan", "content_sealed", row.id.0, &row.content_sealed)
}

/// Writes an assessment down, as the next version.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &Tx, placement: PlacementId, new: &NewPlan) -> Result<PlanId, StoreError> {
    let id = PlanId(tx.new_id());
    let attempt = load::plans(tx, placement).await?.last().map_or(1, |row| row.attempt + 1);
    let (bytes, media) = new.file.clone().unwrap_or_default();
    let file = if bytes.is_empty() {
        Vec::new()
    } else {
        tx.seal_bytes("support_plan", "file_sealed", id.0, &bytes)?
    };
    let sha256 = if bytes.is_empty() { String::new() } else { kit::crypto::fingerprint(&bytes) };
    tx.insert(support_plan::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(placement),
        attempt: Set(attempt),
        assessed_on: Set(new.assessed_on),
        fits: Set(new.fits),
        planned_on: Set(new.planned_on),
        received_on: Set(new.received_on),
        content_sealed: Set(tx.seal_json("support_plan", "content_sealed", id.0, &new.content)?),
        file_sealed: Set(file),
        media: Set(media.to_owned()),
        sha256: Set(sha256),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    Ok(id)
}

/// The form of an assessment, or of what brings it up to date.
pub fn act(ctx: &Ctx, form: &Form, (state, texts): (State, &[Text])) -> Act {
    let boxes = (ctx, form);
    let none = String::new();
    let act = if state == State::InService {
        Act::new("placement-update", "/assessment", "ui-save").lead(ctx.t("placement-update-lead"))
    } else {
        Act::new("placement-assess", "/assessment", "ui-save")
            .lead(ctx.t("placement-assess-lead"))
            .one(boxes, "fits", ("placement-fits", &["yes", "no"]), |code| {
                format!("placement-fits-{code}")
            })
    };
    let act = act
        .day(boxes, "assessed_on", ("placement-assessed-on", none.clone()))
        .day(boxes, "received_on", ("placement-received-on", none.clone()))
        .area(boxes, "team", ("placement-team", "placement-team-hint"));
    // An assessment that does not fit is a refusal: its reasons may begin with a text of the list.
    let act = if state == State::InService { act } else { reasons::pick(act, boxes, texts) };
    act.area(boxes, "conclusions", ("placement-conclusions", "placement-conclusions-hint"))
        .day(
            boxes,
            "planned_on",
            ("placement-planned-on", ctx.t("placement-planned-hint").into_owned()),
        )
        .area(boxes, "plan", ("placement-plan", "placement-plan-hint"))
        .file(boxes, "file", ("placement-file", "placement-file-hint"))
}

fn may(short: &Short) -> Result<(), Problem> {
    if matches!(short.state, State::AtProvider | State::InService) {
        Ok(())
    } else {
        Err(Problem::Impossible("placement-refused-state"))
    }
}

/// `GET /placements/{id}/assessment`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    may(&short)?;
    let today = day_values("received_on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, today), &[]).await?;
    let texts = reasons::offered(&app, &ctx, "unfit").await?;
    shown(&ctx, &short, act(&ctx, &form, (short.state, &texts)), &form)
}

/// What was typed; mistakes stand beside the fields.
pub fn read(form: &mut Form, (short, today): (&Short, Day), texts: &[Text]) -> Option<NewPlan> {
    let updates = short.state == State::InService;
    let fits = updates || chosen(form, "fits", &["yes", "no"]) == "yes";
    let assessed_on = form.day("assessed_on");
    let received_on = form.day("received_on");
    if assessed_on.is_some_and(|on| on < short.row.stated_on || on > today) {
        form.wrong("assessed_on", "placement-assessed-wrong");
    }
    if received_on.is_some_and(|on| on > today || assessed_on.is_some_and(|day| on < day)) {
        form.wrong("received_on", "placement-received-wrong");
    }
    let team: Vec<String> = form
        .required("team", 1_000)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if team.len() == 1 {
        form.wrong("team", "placement-refused-team");
    }
    let conclusions = if fits {
        form.required("conclusions", 10_000)
    } else {
        reasons::said(form, texts, ("conclusions", 10_000))
    };
    let planned_on = form.day_optional("planned_on");
    let plan = form.optional("plan", 10_000);
    if fits && planned_on.is_none() && form.ok() {
        form.wrong("planned_on", "placement-planned-needed");
    }
    if fits && plan.is_empty() && form.file("file").is_none() {
        form.wrong("plan", "placement-plan-needed");
    }
    let file = crate::referral::paper_file(form, "file", FILE_MAX);
    let (assessed_on, received_on) = assessed_on.zip(received_on)?;
    let content = Content { team, conclusions, plan };
    Some(NewPlan { assessed_on, fits, planned_on, received_on, content, file })
}

/// `POST /placements/{id}/assessment`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id).await?;
    may(&short)?;
    let texts = reasons::offered(&app, &ctx, "unfit").await?;
    let new = read(&mut form, (&short, app.today()), &texts);
    let (Some(new), true) = (new, form.ok()) else {
        return shown(&ctx, &short, act(&ctx, &form, (short.state, &texts)), &form);
    };
    let (mut tx, _) = doing(&app, &ctx, id, &form).await?;
    let updates = short.state == State::InService;
    let flash = match record(&mut tx, &app, id, &new).await? {
        State::Refused => "placement-refuse-done",
        _ if updates => "placement-update-done",
        _ => "placement-assess-done",
    };
    done(tx, &ctx, id, flash).await
}

/// Writes an assessment down with what follows from it: the way to the contract, a refusal, or an
/// update of what is agreed.
///
/// # Errors
/// When the machine refuses, or somebody was quicker.
pub async fn record(
    tx: &mut Tx,
    app: &App,
    id: PlacementId,
    new: &NewPlan,
) -> Result<State, Problem> {
    let row = load::row(tx, id).await?;
    let state = load::state(&row)?;
    add(tx, id, new).await?;
    let facts = Facts { team: new.content.team.len(), ..Facts::default() };
    let data = vec![("day", new.assessed_on.bg())];
    let (step, kind) = match (state, new.fits) {
        (State::InService, _) => (Move::Update, "placement-updated"),
        (_, true) => (Move::Assess, "placement-assessed"),
        (_, false) => (Move::RefuseUnfit, "placement-refused"),
    };
    match step {
        Move::Update => updated(tx, id, new.assessed_on).await?,
        Move::RefuseUnfit => unfit(tx, app, &row, new).await?,
        _ => {}
    }
    let after = go(tx, app, &row, (step, &facts), Moved::default()).await?;
    let data = if step == Move::RefuseUnfit { vec![("ground", "unfit".to_owned())] } else { data };
    told(tx, &row, kind, data).await?;
    Ok(after)
}

/// The contract remembers the day of the last update.
async fn updated(tx: &Tx, id: PlacementId, on: Day) -> Result<(), StoreError> {
    let Some(contract) = load::contracts(tx, id).await?.pop() else { return Ok(()) };
    let active = service_contract::ActiveModel { updated_on: Set(Some(on)), ..Default::default() };
    tx.update::<service_contract::Entity>(contract.id, contract.version, active).await
}

/// An assessment that does not fit is a refusal with reasons; late when it was sent after its term.
async fn unfit(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    new: &NewPlan,
) -> Result<(), StoreError> {
    let law = app.law(tx.municipality());
    let by = last_day(&law, "D16", new.assessed_on).map_err(broken)?;
    let id = RefusalId(tx.new_id());
    let words = &new.content.conclusions;
    let reason = tx.seal("provider_refusal", "reason_sealed", id.0, words)?;
    let (on, received_on) = (new.assessed_on, new.received_on);
    let refused = Refused { ground: "unfit", reason: words, on, received_on };
    let paper = notice::written(tx, app, row, &refused).await?;
    tx.insert(provider_refusal::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(row.id),
        service_id: Set(row.service_id),
        ground: Set("unfit".to_owned()),
        reason_sealed: Set(reason),
        refused_on: Set(new.assessed_on),
        received_on: Set(new.received_on),
        late: Set(by.is_some_and(|by| by < new.received_on)),
        appealed_on: Set(None),
        appealed_by: Set(String::new()),
        appeal_ended_on: Set(None),
        outcome: Set(String::new()),
        paper_id: Set(Some(paper)),
        version: Set(1),
    })
    .await
}

/// `GET /placements/{id}/plans/{plan}`: the paper as it came.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, plan)): Path<(String, PlacementId, PlanId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = tx
        .find::<support_plan::Entity>()
        .filter(support_plan::Column::Id.eq(plan))
        .filter(support_plan::Column::PlacementId.eq(id))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    let row = found.filter(|row| !row.file_sealed.is_empty()).ok_or(Problem::NotFound)?;
    let owner = load::row(&tx, id).await?.person_id;
    let bytes = tx.key().open("support_plan", "file_sealed", plan.0, &row.file_sealed);
    let bytes = bytes.map_err(StoreError::from)?;
    tx.audit(Entry::print("support-plan", plan.0).about(Some(owner.0)));
    tx.commit().await?;
    let ending = row.media.rsplit('/').next().unwrap_or("pdf").replace("jpeg", "jpg");
    let name = format!("attachment; filename=\"plan-{}.{ending}\"", row.attempt);
    let headers = [(header::CONTENT_TYPE, row.media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
