//! The same as JSON.

use super::attend::{self, HOWS, Noted};
use super::content::{Called, Person, Point, Proposed, Written};
use super::frame::{bounds, year_of};
use super::letter::{self, Letter};
use super::proposal::{self, KINDS, Proposal};
use super::record::Record;
use super::sitting::{self, Sitting};
use super::term::{self, Member};
use super::{ItemId, LetterId, MandateId, MemberId, ProposalId, SittingId};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A meeting.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilSittingOut {
    #[schema(value_type = String)]
    id: SittingId,
    /// `3/2026`.
    number: String,
    /// `planned`, `called`, `open`, `held`, `revoked`.
    state: &'static str,
    /// `regular`, `extra`.
    kind: String,
    /// `room`, `remote`, `both`.
    form: String,
    #[schema(value_type = String, format = Date)]
    day: Day,
    begins: String,
    had_quorum: bool,
    #[schema(value_type = String)]
    mandate: MandateId,
    content: Called,
}

fn sitting_out(one: Sitting) -> CouncilSittingOut {
    CouncilSittingOut {
        id: one.row.id,
        number: one.number(),
        state: one.state(),
        day: one.row.day,
        had_quorum: one.row.had_quorum,
        mandate: one.row.mandate_id,
        kind: one.row.kind,
        form: one.row.form,
        begins: one.row.begins,
        content: one.content,
    }
}

/// `GET /api/council/sittings?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/council/sittings",
    operation_id = "council-sittings",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<CouncilSittingOut>)),
)]
pub async fn sittings(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<CouncilSittingOut>>, Problem> {
    let (from, to) = bounds(year_of(&form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = sitting::sittings(&tx, from, to).await?;
    tx.audit(Entry::list("council-sittings"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(sitting_out).collect()))
}

/// The vote of a point.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilVoteOut {
    /// `names`, `count`.
    manner: String,
    voted_for: i32,
    against: i32,
    abstained: i32,
    /// So many votes for were needed.
    needed: i32,
    /// `adopted`, `rejected`.
    outcome: String,
}

/// A point of the agenda.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilItemOut {
    #[schema(value_type = String)]
    id: ItemId,
    is_closed: bool,
    /// `simple`, `qualified`.
    majority: String,
    vote: Option<CouncilVoteOut>,
    /// Numbers of the decisions.
    decisions: Vec<String>,
    content: Point,
}

/// A meeting with its points and its quorum.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilSittingWholeOut {
    #[serde(flatten)]
    sitting: CouncilSittingOut,
    /// Members with a vote, those of them who are there, and how many are needed.
    members: i64,
    present: i64,
    quorum_needed: i64,
    items: Vec<CouncilItemOut>,
}

fn items(record: &Record) -> Vec<CouncilItemOut> {
    let vote = |row: &super::store::council_vote::Model| CouncilVoteOut {
        manner: row.how.clone(),
        voted_for: row.voted_for,
        against: row.against,
        abstained: row.abstained,
        needed: row.needed,
        outcome: row.outcome.clone(),
    };
    let item = |one: &super::agenda::Item| CouncilItemOut {
        id: one.row.id,
        is_closed: one.row.is_closed,
        majority: one.row.majority.clone(),
        vote: record.vote(one.row.id).map(vote),
        decisions: record.decisions(one.row.id).map(super::decide::Decision::number).collect(),
        content: one.content.clone(),
    };
    record.items.iter().map(item).collect()
}

/// `GET /api/council/sittings/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/council/sittings/{id}",
    operation_id = "council-sitting",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = CouncilSittingWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
) -> Result<Json<CouncilSittingWholeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = sitting::sitting(&tx, id).await?;
    let record = Record::load(&tx, one).await?;
    tx.audit(Entry::read("council-sitting", id.0));
    tx.commit().await?;
    let quorum = record.room.quorum(&record.rules, &HashSet::new());
    Ok(Json(CouncilSittingWholeOut {
        items: items(&record),
        sitting: sitting_out(record.sitting),
        members: quorum.members,
        present: quorum.present,
        quorum_needed: quorum.needed,
    }))
}

/// A member.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilMemberOut {
    #[schema(value_type = String)]
    id: MemberId,
    /// `main`, `reserve`.
    kind: String,
    /// `chair`, `deputy`, `member`, `secretary`.
    role: String,
    /// Whom they stand for.
    body: String,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    content: Person,
}

/// `GET /api/council/members`: of the composition that holds today.
#[utoipa::path(
    get,
    path = "/{municipality}/api/council/members",
    operation_id = "council-members",
    responses((status = 200, description = "", body = Vec<CouncilMemberOut>)),
)]
pub async fn members(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<CouncilMemberOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = match term::holding(&tx, app.today()).await? {
        Some(row) => term::members(&tx, row.id).await?,
        None => Vec::new(),
    };
    tx.audit(Entry::list("council-members"));
    tx.commit().await?;
    let out = |one: Member| CouncilMemberOut {
        id: one.row.id,
        from: one.row.starts_on,
        until: one.row.ended_on,
        kind: one.row.kind,
        role: one.row.role,
        body: one.row.body,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A letter.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilLetterOut {
    #[schema(value_type = String)]
    id: LetterId,
    /// `open`, `late`, `answered`, `answered-late`.
    state: &'static str,
    #[schema(value_type = String, format = Date)]
    received_on: Day,
    #[schema(value_type = String, format = Date)]
    due_on: Day,
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Day>,
    content: Written,
}

/// `GET /api/council/letters?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/council/letters",
    operation_id = "council-letters",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<CouncilLetterOut>)),
)]
pub async fn letters(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<CouncilLetterOut>>, Problem> {
    let today = app.today();
    let (from, to) = bounds(year_of(&form, today));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = letter::letters(&tx, from, to).await?;
    tx.audit(Entry::list("council-letters"));
    tx.commit().await?;
    let out = |one: Letter| CouncilLetterOut {
        id: one.row.id,
        state: one.state(today),
        received_on: one.row.received_on,
        due_on: one.row.due_on,
        answered_on: one.row.answered_on,
        content: one.content,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A proposal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilProposalOut {
    #[schema(value_type = String)]
    id: ProposalId,
    /// `paper`, `quality`.
    kind: String,
    /// `open`, `agenda`, `accepted`, `declined`.
    state: String,
    content: Proposed,
}

fn proposal_out(one: Proposal) -> CouncilProposalOut {
    let Proposal { row, content } = one;
    CouncilProposalOut { id: row.id, kind: row.kind, state: row.state, content }
}

/// `GET /api/council/proposals`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/council/proposals",
    operation_id = "council-proposals",
    responses((status = 200, description = "", body = Vec<CouncilProposalOut>)),
)]
pub async fn proposals(
    Shared(app): Shared<App>,
    ctx: Ctx,
) -> Result<Json<Vec<CouncilProposalOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = proposal::proposals(&tx, None).await?;
    tx.audit(Entry::list("council-proposals"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(proposal_out).collect()))
}

/// A proposal for quality as it is entered.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct CouncilProposalIn {
    title: String,
    text: String,
    author: String,
}

/// `POST /api/council/proposals`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/council/proposals",
    operation_id = "council-propose",
    request_body = CouncilProposalIn,
    responses((status = 200, description = "", body = CouncilProposalOut)),
)]
pub async fn propose(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<CouncilProposalOut>, Problem> {
    let new: CouncilProposalIn = form.json()?;
    if new.title.trim().is_empty() || new.text.trim().is_empty() {
        return Err(Problem::Impossible("council-refused-proposal"));
    }
    let content = Proposed {
        title: new.title.trim().to_owned(),
        text: new.text.trim().to_owned(),
        author: new.author.trim().to_owned(),
        answer: String::new(),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/council/proposals")).await?;
    let id = proposal::add(&tx, (KINDS[1], ""), &content).await?;
    tx.audit(Entry::write("council-proposal", id.0));
    let one = proposal::proposal(&tx, id).await?;
    tx.commit().await?;
    Ok(Json(proposal_out(one)))
}

/// How a member takes part.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct CouncilAttendanceIn {
    #[schema(value_type = String)]
    member: MemberId,
    /// `present`, `remote`, `represented`, `left`, `excused`, `absent`.
    how: String,
    /// Who stands for them, when they are represented.
    #[serde(default)]
    by: String,
}

/// How many were noted anew, and whether there is a quorum now.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CouncilNotedOut {
    noted: usize,
    quorum: bool,
}

/// `POST /api/council/sittings/{id}/attendance`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/council/sittings/{id}/attendance",
    operation_id = "council-attend",
    params(("id" = String, Path)),
    request_body = Vec<CouncilAttendanceIn>,
    responses((status = 200, description = "", body = CouncilNotedOut)),
)]
pub async fn attend(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SittingId>,
    form: Form,
) -> Result<Json<CouncilNotedOut>, Problem> {
    let new: Vec<CouncilAttendanceIn> = form.json()?;
    let is_wrong = |one: &CouncilAttendanceIn| {
        !HOWS.contains(&one.how.as_str()) || (one.how == HOWS[2] && one.by.trim().is_empty())
    };
    if new.iter().any(is_wrong) {
        return Err(Problem::Impossible("council-refused-attendance"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/council/sittings")).await?;
    let one = sitting::sitting(&tx, id).await?;
    let record = Record::load(&tx, one).await?;
    let all: Vec<Noted> = new
        .into_iter()
        .map(|one| Noted { member: one.member, how: one.how, by: one.by.trim().to_owned() })
        .collect();
    let noted = attend::note(&mut tx, (&record.sitting, &record.room), &all).await?;
    let room = attend::Room::load(&tx, &record.sitting).await?;
    tx.commit().await?;
    let quorum = room.quorum(&record.rules, &HashSet::new()).is_met();
    Ok(Json(CouncilNotedOut { noted, quorum }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(sittings, one, members, letters, proposals, propose, attend))]
pub struct ApiDocument;
