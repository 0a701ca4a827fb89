//! The council on social services (съвет по въпросите на социалните услуги, СВСУ).
//!
//! Purpose: who is in the council by a decision of the municipal council, with terms, declarations
//! and recusal; its rules as settings; meetings with agenda, invitations, attendance, quorum, votes
//! and decisions; minutes that write themselves, signed, sent in their term and published redacted;
//! letters, opinions, proposals, the report of a year; the page for the room (чл. 26 и 27 ЗСУ).
//! Invariants: a vote is counted only with a quorum, and only of members who are there and take
//! part; no more votes than people; a decision is taken only on an adopted point; a vote keeps the
//! numbers it was counted by; signed minutes are not rewritten; a closed point is never shown to
//! the public; who stands for users is not named there. The law sets no quorum and no term: the
//! municipality does, in versions.
//! Tables owned: council_rule, council_mandate, council_member, council_declaration,
//! council_proposal, council_letter, council_sitting, council_item, council_attendance,
//! council_recusal, council_vote, council_ballot, council_decision, council_opinion,
//! council_message, council_minutes, council_paper.

mod agenda;
mod api;
mod attend;
mod content;
mod count;
mod decide;
mod declare;
mod declare_page;
mod door;
mod fill;
mod frame;
mod ics;
mod invite;
mod item_act;
mod item_page;
mod letter;
mod letter_page;
mod live;
mod mail;
mod mandate_page;
mod member_page;
mod message_page;
mod minutes;
mod minutes_deed;
mod minutes_page;
mod my_page;
mod paper;
mod proposal;
mod proposal_page;
mod public;
mod record;
mod report;
mod room_page;
mod rule_page;
mod rules;
mod sitting;
mod sitting_act;
mod sitting_form;
mod sitting_page;
mod store;
mod table;
mod tasks;
mod term;
mod vote;
mod vote_page;

#[cfg(test)]
mod tests;

pub use api::ApiDocument;
pub use door::{meetings_held, propose};
pub use fill::{fill, is_filled};
pub use paper::by_code;
pub use tasks::tasks;

use crate::app::App;
use crate::people::printing;
use kit::jobs::Worker;
use kit::web::{Audit, Need, Routes};

kit::id! {
    /// A version of the rules.
    RuleId
}
kit::id! {
    /// A composition.
    MandateId
}
kit::id! {
    /// A member.
    MemberId
}
kit::id! {
    /// What a member declared.
    DeclarationId
}
kit::id! {
    /// A proposal.
    ProposalId
}
kit::id! {
    /// A letter.
    LetterId
}
kit::id! {
    /// A meeting.
    SittingId
}
kit::id! {
    /// A point of an agenda.
    ItemId
}
kit::id! {
    /// How a member takes part in a meeting.
    AttendanceId
}
kit::id! {
    /// A member who takes no part in a point.
    RecusalId
}
kit::id! {
    /// A vote.
    VoteId
}
kit::id! {
    /// How a member voted.
    BallotId
}
kit::id! {
    /// A decision as the minutes say it.
    ResolvedId
}
kit::id! {
    /// A written opinion.
    OpinionId
}
kit::id! {
    /// A message to a member.
    MessageId
}
kit::id! {
    /// Minutes.
    MinutesId
}
kit::id! {
    /// Minutes or a report on paper.
    CouncilPaperId
}

/// May see the council, its meetings and letters.
pub const READ: kit::access::Right = "council.read";
/// May work as its secretary.
pub const WRITE: kit::access::Right = "council.write";

/// By what secrets of this capability are made.
pub const INDICES: &[kit::crypto::Index] = &[sitting::LIVE, invite::SECRET];

/// The words of these pages.
pub const TEXTS: ui::Bundle =
    ui::Bundle { name: "council", bg: include_str!("bg.ftl"), en: include_str!("en.ftl") };

fn begin_routes() -> Routes<App> {
    Routes::new("council", "council: чл. 26 и 27 ЗСУ")
}

/// The pages.
#[must_use]
pub fn routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/council", read, row, sitting_page::list)
        .get("/council/sittings.csv", read, row, sitting_page::csv)
        .get("/council/sittings/new", write, Audit::None, sitting_form::new_form)
        .post("/council/sittings/new", write, row, sitting_form::new_save)
        .get("/council/sittings/{id}", read, row, sitting_page::page)
        .get("/council/sittings/{id}/edit", write, row, sitting_form::edit_form)
        .post("/council/sittings/{id}/edit", write, row, sitting_form::edit_save)
        .get("/council/sittings/{id}/call", write, row, sitting_act::call_form)
        .post("/council/sittings/{id}/call", write, row, sitting_act::call_save)
        .get("/council/sittings/{id}/revoke", write, row, sitting_act::revoke_form)
        .post("/council/sittings/{id}/revoke", write, row, sitting_act::revoke_save)
        .post("/council/sittings/{id}/open", write, row, sitting_act::open)
        .get("/council/sittings/{id}/close", write, row, sitting_act::close_form)
        .post("/council/sittings/{id}/close", write, row, sitting_act::close_save)
        .get("/council/sittings/{id}/room", write, row, room_page::page)
        .post("/council/sittings/{id}/attendance", write, row, room_page::attendance)
        .post("/council/sittings/{id}/live", write, row, room_page::live)
        .get("/council/sittings/{id}/item", write, row, item_page::new_form)
        .post("/council/sittings/{id}/item", write, row, item_page::new_save)
        .get("/council/sittings/{id}/minutes", read, row, minutes_page::page)
        .post("/council/sittings/{id}/minutes", write, row, minutes_page::save)
        .post("/council/sittings/{id}/sign", write, row, minutes_page::sign)
        .post("/council/sittings/{id}/send", write, row, minutes_page::send)
        .post("/council/sittings/{id}/publish", write, row, minutes_page::publish)
        .get("/council/messages/{id}", write, row, message_page::page)
        .get("/council/printed/{id}", read, row, paper::file)
        .merge(point_routes())
        .merge(term_routes())
        .merge(desk_routes())
        .merge(api_routes())
        .merge(open_routes())
}

/// Points, votes, decisions.
fn point_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/council/agenda/{id}", read, row, item_page::page)
        .get("/council/agenda/{id}/edit", write, row, item_page::edit_form)
        .post("/council/agenda/{id}/edit", write, row, item_page::edit_save)
        .get("/council/agenda/{id}/remove", write, row, item_page::remove_form)
        .post("/council/agenda/{id}/remove", write, row, item_page::remove_save)
        .get("/council/agenda/{id}/recuse", write, row, item_act::recuse_form)
        .post("/council/agenda/{id}/recuse", write, row, item_act::recuse_save)
        .get("/council/agenda/{id}/opinion", write, row, item_act::opinion_form)
        .post("/council/agenda/{id}/opinion", write, row, item_act::opinion_save)
        .get("/council/agenda/{id}/vote", write, row, vote_page::form)
        .post("/council/agenda/{id}/vote", write, row, vote_page::save)
        .get("/council/agenda/{id}/decide", write, row, item_act::decide_form)
        .post("/council/agenda/{id}/decide", write, row, item_act::decide_save)
        .get("/council/votes/{id}", write, row, vote_page::revoke_form)
        .post("/council/votes/{id}", write, row, vote_page::revoke_save)
        .get("/council/resolved/{id}", write, row, item_act::withdraw_form)
        .post("/council/resolved/{id}", write, row, item_act::withdraw_save)
}

/// Compositions, members, rules.
fn term_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/council/mandates", read, row, mandate_page::list)
        .get("/council/mandates/new", write, row, mandate_page::new_form)
        .post("/council/mandates/new", write, row, mandate_page::new_save)
        .get("/council/mandates/{id}", read, row, mandate_page::page)
        .get("/council/mandates/{id}/end", write, row, mandate_page::end_form)
        .post("/council/mandates/{id}/end", write, row, mandate_page::end_save)
        .get("/council/mandates/{id}/members", write, row, member_page::new_form)
        .post("/council/mandates/{id}/members", write, row, member_page::new_save)
        .get("/council/members/{id}", read, row, member_page::page)
        .get("/council/members/{id}/edit", write, row, member_page::edit_form)
        .post("/council/members/{id}/edit", write, row, member_page::edit_save)
        .get("/council/members/{id}/end", write, row, member_page::end_form)
        .post("/council/members/{id}/end", write, row, member_page::end_save)
        .get("/council/members/{id}/declare", write, row, declare_page::form)
        .post("/council/members/{id}/declare", write, row, declare_page::save)
        .get("/council/rules", read, row, rule_page::page)
        .get("/council/rules/new", write, row, rule_page::new_form)
        .post("/council/rules/new", write, row, rule_page::new_save)
}

/// Letters, proposals, the report of a year.
fn desk_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/council/letters", read, row, letter_page::list)
        .get("/council/letters/new", write, Audit::None, letter_page::new_form)
        .post("/council/letters/new", write, row, letter_page::new_save)
        .get("/council/letters/{id}", read, row, letter_page::page)
        .get("/council/letters/{id}/answer", write, row, letter_page::answer_form)
        .post("/council/letters/{id}/answer", write, row, letter_page::answer_save)
        .get("/council/proposals", read, row, proposal_page::list)
        .get("/council/proposals/new", write, Audit::None, proposal_page::new_form)
        .post("/council/proposals/new", write, row, proposal_page::new_save)
        .get("/council/proposals/{id}", read, row, proposal_page::page)
        .get("/council/proposals/{id}/answer", write, row, proposal_page::answer_form)
        .post("/council/proposals/{id}/answer", write, row, proposal_page::answer_save)
        .get("/council/report", read, row, report::page)
        .get("/council/report/new", write, Audit::None, report::form)
        .post("/council/report/new", write, row, report::save)
}

fn api_routes() -> Routes<App> {
    let (read, write, row) = (Need::Right(READ), Need::Right(WRITE), Audit::Row);
    begin_routes()
        .get("/api/council/sittings", read, row, api::sittings)
        .get("/api/council/sittings/{id}", read, row, api::one)
        .get("/api/council/members", read, row, api::members)
        .get("/api/council/letters", read, row, api::letters)
        .get("/api/council/proposals", read, row, api::proposals)
        .post("/api/council/proposals", write, row, api::propose)
        .post("/api/council/sittings/{id}/attendance", write, row, api::attend)
}

/// What anybody may open: a member's own address, the page for the room, what is published. The
/// page for the room is asked for every few seconds and shows what is said aloud there.
fn open_routes() -> Routes<App> {
    let (secret, public, row, none) = (Need::Secret, Need::Public, Audit::Row, Audit::None);
    begin_routes()
        .get("/council-invitation/{secret}", secret, row, my_page::page)
        .post("/council-invitation/{secret}", secret, row, my_page::reply)
        .get("/council-invitation/{secret}/calendar", secret, row, my_page::calendar)
        .get("/council-live/{secret}", secret, none, live::page)
        .get("/council-public", public, none, public::list)
        .get("/council-public/{code}", public, none, public::page)
        .get("/council-public/{code}/akn", public, none, public::akn)
}

/// The jobs: papers are printed, messages sent.
#[must_use]
pub fn jobs(app: &App, worker: Worker) -> Worker {
    printing::<store::council_paper::Entity>(app, worker).on(invite::MAIL, mail::sending(app))
}

/// The entities of this capability's tables, to be compared with the migrated ones.
#[must_use]
pub fn entities() -> Vec<(String, kit::store::Columns)> {
    store::entities()
}
