//! An assessment is issued: number, rows of the services, document, event and state, all or none.

use super::assessment::{Draft, sealed};
use super::case::State;
use super::content::Content;
use super::document::{self, NewDocument};
use super::extra;
use super::load::{self, Short};
use super::moves::{Validity, duration, put_state, put_validity, validities};
use super::paper::{self, Parts};
use super::request::question;
use super::store::{assessment, proposal};
use super::view::{numbered, yes_no};
use super::{AssessmentId, DocumentId, ProposalId};
use crate::app::App;
use crate::forms::Forms;
use crate::municipality::{Order, Settings};
use crate::services::{Service, ServiceId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Problem};
use sea_orm::Set;
use serde_json::json;
use std::collections::HashMap;

/// What was typed on the page of signing.
pub struct Signing {
    /// The day.
    pub on: Day,
    /// `paper`, `screen`.
    pub how: String,
    /// After the term.
    pub late: bool,
    /// Why, as a code.
    pub late_reason: String,
    /// Why, in words; kept sealed.
    pub late_note: String,
}

/// An assessment about to be issued: what is checked, and the state it leads to.
pub struct Issue<'a> {
    /// The case and its assessment.
    pub draft: &'a Draft,
    /// The services it speaks of.
    pub known: &'a HashMap<ServiceId, Service>,
    /// What was typed.
    pub signing: &'a Signing,
    /// By which order it is signed.
    pub order: &'a Order,
    /// The state it leads to.
    pub after: State,
}

/// Number, rows of the services, the document, the event and the new state.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    ctx: &Ctx,
    (settings, verify): (&Settings, String),
    issue: &Issue<'_>,
) -> Result<DocumentId, Problem> {
    let (short, content, signing) = (&issue.draft.short, &issue.draft.content, issue.signing);
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-incomplete"))?;
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("po", year).await?;
    services_chosen(tx, row.id, content).await?;
    let mut kept = content.clone();
    kept.late_note = signing.late_note.clone();
    let mut active = signed(tx, (year, number), issue, content);
    active.sealed = Set(sealed(tx, row.id, &kept)?);
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let mut signed = row.clone();
    signed.signed_on = Some(signing.on);
    let validity = validities(tx, &app.law(ctx.actor.municipality), &signed, signing.on).await?;
    put_validity(tx, &validity).await?;
    let written = numbered(&settings.numbers.assessment, year, number);
    let data = printed(tx, ctx, (settings, &written), issue, &validity).await?;
    let document = NewDocument {
        case: short.case.id,
        kind: "assessment",
        register: "po",
        number: (year, number),
        title: paper::bg_with("referral-paper-title", "number", &written),
        data,
        verify,
    };
    let document = document::insert(tx, document).await?;
    tx.event(Event {
        kind: "assessment-signed",
        person: Some(short.case.person_id.0),
        case: Some(short.case.id.0),
        data: vec![
            ("number", written),
            ("day", signing.on.bg()),
            ("late", yes_no(signing.late)),
            ("declined", yes_no(issue.after == State::ClosedDeclined)),
        ],
    })
    .await?;
    put_state(tx, &app.law(ctx.actor.municipality), &short.case, issue.after).await?;
    Ok(document)
}

fn signed(
    tx: &Tx,
    (year, number): (i32, i64),
    issue: &Issue<'_>,
    content: &Content,
) -> assessment::ActiveModel {
    assessment::ActiveModel {
        year: Set(Some(year)),
        number: Set(Some(number)),
        state: Set("signed".into()),
        order_id: Set(Some(issue.order.id)),
        officer_id: Set(tx.actor().account),
        signed_on: Set(Some(issue.signing.on)),
        signed_how: Set(issue.signing.how.clone()),
        signed_late: Set(issue.signing.late),
        late_reason: Set(issue.signing.late_reason.clone()),
        declined: Set(issue.after == State::ClosedDeclined),
        iis_consent_on: Set(content.consent_on.filter(|_| content.consent == "yes")),
        ..Default::default()
    }
}

async fn services_chosen(tx: &Tx, id: AssessmentId, content: &Content) -> Result<(), StoreError> {
    for (position, p) in content.proposal.iter().enumerate() {
        let chosen = p.chosen == Some(true);
        let duration = Some(p.duration.clone()).filter(|code| chosen && duration(code).is_some());
        tx.insert(proposal::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(ProposalId(tx.new_id())),
            assessment_id: Set(id),
            service_id: Set(p.service),
            chosen: Set(chosen),
            duration: Set(duration),
            valid_until: Set(None),
            position: Set(i32::try_from(position).unwrap_or_default()),
            taken_on: Set(None),
        })
        .await?;
    }
    Ok(())
}

async fn printed(
    tx: &mut Tx,
    ctx: &Ctx,
    (settings, number): (&Settings, &str),
    issue: &Issue<'_>,
    validity: &[Validity],
) -> Result<serde_json::Value, StoreError> {
    let short: &Short = &issue.draft.short;
    let mut data = paper::base(settings, &ctx.municipality, number, issue.signing.on);
    data["person"] = paper::person(tx, &short.head, "preliminary assessment").await?;
    let wish = load::wish(tx, &short.case).await?;
    data["wish"] = paper::wish(tx, settings, (wish.as_ref(), short.case.wish_on))?;
    let mut requests = Vec::new();
    for row in load::requests(tx, short.case.id).await? {
        let institution = question(tx, &row)?.institution;
        requests.push((row, institution));
    }
    let present = (issue.signing.on, issue.draft.content.accompanying.as_str());
    data["representative"] = paper::representative(tx, &short.head, present).await?;
    let signer = tx.actor().name.to_string();
    let parts = Parts {
        short,
        content: &issue.draft.content,
        services: issue.known,
        requests: &requests,
        validity,
        order: issue.order,
        signed_on: issue.signing.on,
        signed_how: &issue.signing.how,
        signer: &signer,
    };
    paper::assessment(&mut data, settings, &parts);
    let (own, values) =
        extra::of_assessment(tx, &Forms::load(tx).await?, short.assessment()).await?;
    let own = own.printed(&values, ui::Lang::Bg).into_iter();
    data["extra"] = own.map(|(label, text)| json!({ "label": label, "text": text })).collect();
    Ok(data)
}
