//! Check and sign: the preliminary assessment gets its number (чл. 13, ал. 1 и 2 ППЗСУ).

use super::assessment::{Draft, draft};
use super::case::{Facts, Move, Refusal, State, next};
use super::content::Content;
use super::document::{self, NewDocument};
use super::load::{self, Short, refused};
use super::moves::{Validity, duration, put_state, validities};
use super::paper::{self, Parts};
use super::store::{assessment, proposal};
use super::view::{choices, chosen, frame, path, term, written};
use super::{AssessmentId, CaseId, DocumentId, ProposalId};
use crate::app::App;
use crate::municipality::{self, Numbers, Order, Settings};
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use sea_orm::Set;
use std::collections::HashMap;
use ui::Choice;

/// How both signed.
const HOW: [&str; 2] = ["paper", "screen"];

#[derive(Template)]
#[template(path = "referral/sign.html")]
struct SignPage {
    page: ui::Page,
    form: Form,
    action: String,
    cancel: String,
    edit: String,
    version: i32,
    needs: Vec<(String, String)>,
    services: Vec<(String, String)>,
    consent: String,
    content: Content,
    hows: Vec<Choice>,
    last_day: String,
    is_late: bool,
    order: Option<String>,
    office: String,
    all_declined: bool,
}

fn sign_page(
    app: &App,
    ctx: &Ctx,
    (draft, known): (&Draft, &HashMap<ServiceId, Service>),
    (order, form): (Option<&Order>, Form),
) -> Result<SignPage, Problem> {
    let mut page = frame(ctx, &draft.short, "referral-sign-title");
    page.errors = form.errors();
    let case = &draft.short.case;
    let last = term(app.law, "D01", case.wish_on)?;
    let is_bg = ctx.lang == ui::Lang::Bg;
    let needs = super::content::areas().iter().filter_map(|area| {
        let text = draft.content.needs.get(&area.code)?.clone();
        Some((if is_bg { &area.bg } else { &area.en }.clone(), text))
    });
    let services = draft.content.proposal.iter().filter_map(|p| {
        let answer = match p.chosen {
            Some(true) if !p.duration.is_empty() => {
                let how_long = ctx.t(&format!("referral-duration-{}", p.duration));
                format!("{} · {how_long}", ctx.t("referral-answer-yes"))
            }
            Some(false) => format!("{} {}", ctx.t("referral-answer-no"), p.reason),
            _ => ctx.t("referral-answer-open").into_owned(),
        };
        Some((known.get(&p.service)?.name.clone(), answer))
    });
    let content = &draft.content;
    Ok(SignPage {
        page,
        action: ctx.url(&path(case.id, "/sign")),
        cancel: ctx.url(&path(case.id, "")),
        edit: ctx.url(&path(case.id, "/assessment")),
        version: draft.version,
        needs: needs.collect(),
        services: services.collect(),
        hows: choices(ctx, "referral-signed", &HOW, form.get("signed_how")),
        last_day: written(last),
        is_late: last.is_some_and(|last| last < app.today()),
        order: order.map(|order| format!("{} / {}", order.number, order.day.bg())),
        office: ctx.url("/office"),
        all_declined: !content.proposal.is_empty() && content.chosen() == 0,
        consent: match content.consent.as_str() {
            "" => String::new(),
            answer => ctx.t(&format!("referral-consent-{answer}")).into_owned(),
        },
        content: content.clone(),
        form,
    })
}

async fn known(tx: &Tx, content: &Content) -> Result<HashMap<ServiceId, Service>, StoreError> {
    let ids: Vec<ServiceId> = content.proposal.iter().map(|p| p.service).collect();
    services::by_ids(tx, &ids).await
}

async fn order_of(tx: &Tx, on: Day) -> Result<Option<Order>, StoreError> {
    match tx.actor().account {
        Some(account) => municipality::may_sign(tx, account, on).await,
        None => Ok(None),
    }
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    let order = order_of(&tx, tx.today()).await?;
    let mut values = day_values("signed_on", Some(tx.today()));
    values.push(("signed_how".into(), "paper".into()));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, values);
    html(&sign_page(&app, &ctx, (&draft, &known), (order.as_ref(), form))?)
}

/// What was typed on the page of signing.
struct Signing {
    on: Day,
    how: String,
    late: bool,
    late_reason: String,
}

fn read(app: &App, form: &mut Form, draft: &Draft) -> Result<Option<Signing>, Problem> {
    let on = form.day("signed_on");
    let how = chosen(form, "signed_how", &HOW);
    let late_reason = form.optional("late_reason", 2_000);
    let last = term(app.law, "D01", draft.short.case.wish_on)?;
    let late = on.zip(last).is_some_and(|(on, last)| last < on);
    if late && late_reason.is_empty() {
        form.wrong("late_reason", "referral-late-reason-needed");
    }
    Ok(on.filter(|_| form.ok()).map(|on| Signing { on, how, late, late_reason }))
}

fn facts(draft: &Draft, on: Day, (order, today): (Option<&Order>, Day)) -> Facts {
    let held = draft.short.held().and_then(|m| m.held_at);
    Facts {
        in_order: order.is_some(),
        in_future: on > today,
        before_meeting: held.is_some_and(|at| on < at.day()),
        complete: draft.content.is_complete(),
        proposed: draft.content.proposal.len(),
        chosen: draft.content.chosen(),
        ..Facts::default()
    }
}

/// Beside which field a refusal is shown.
fn field_of(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::InFuture | Refusal::BeforeMeeting | Refusal::NotInOrder => Some("signed_on"),
        _ => None,
    }
}

pub async fn sign(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let verify = document::verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    if draft.version != form.version() {
        return Err(conflict(&ctx, &draft, &known));
    }
    let signing = read(&app, &mut form, &draft)?;
    let on = signing.as_ref().map_or(tx.today(), |s| s.on);
    let order = order_of(&tx, on).await?;
    let facts = facts(&draft, on, (order.as_ref(), tx.today()));
    let after = next(draft.short.state, Move::Sign, &facts);
    if let (Some(_), Err(refusal)) = (&signing, after) {
        match field_of(refusal) {
            Some(field) => form.wrong(field, refusal.key()),
            None => return Err(refused(refusal)),
        }
    }
    let (Some(signing), Some(order), Ok(after), true) = (signing, &order, after, form.ok()) else {
        tx.rollback().await;
        return shown_again(&app, &ctx, id, (order, form)).await;
    };
    let settings = Settings::of(&ctx.municipality);
    let done = Done { draft: &draft, known: &known, signing: &signing, order, after };
    let document = write(&mut tx, &app, &ctx, (&settings, verify), &done).await?;
    tx.commit().await?;
    document::print_now(&app, &ctx, document).await;
    let flash = match after {
        State::ClosedDeclined => "referral-declined-done",
        _ if signing.late => "referral-signed-late-done",
        _ => "referral-signed-done",
    };
    Ok(see(&ctx, &path(id, ""), Some(flash)))
}

/// The page again, read afresh: the write transaction was given up.
async fn shown_again(
    app: &App,
    ctx: &Ctx,
    id: CaseId,
    (order, form): (Option<Order>, Form),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let known = known(&tx, &draft.content).await?;
    tx.commit().await?;
    again(&sign_page(app, ctx, (&draft, &known), (order.as_ref(), form))?)
}

/// Somebody changed the assessment after it was checked: what stands in it now.
fn conflict(ctx: &Ctx, draft: &Draft, known: &HashMap<ServiceId, Service>) -> Problem {
    let name = |p: &super::content::Proposed| known.get(&p.service).map(|s| s.name.clone());
    let proposed: Vec<String> = draft.content.proposal.iter().filter_map(name).collect();
    let needs: Vec<String> = draft.content.needs.values().cloned().collect();
    let row = |key: &str, theirs: String| Compared {
        label: ctx.t(key).into_owned(),
        mine: ctx.t("referral-checked-before").into_owned(),
        theirs,
    };
    Problem::Conflict(vec![
        row("referral-part-needs", needs.join("\n")),
        row("referral-proposed", proposed.join("; ")),
    ])
}

struct Done<'a> {
    draft: &'a Draft,
    known: &'a HashMap<ServiceId, Service>,
    signing: &'a Signing,
    order: &'a Order,
    after: State,
}

/// Number, rows of the services, the document, the event and the new state.
async fn write(
    tx: &mut Tx,
    app: &App,
    ctx: &Ctx,
    (settings, verify): (&Settings, String),
    done: &Done<'_>,
) -> Result<DocumentId, Problem> {
    let (short, content, signing) = (&done.draft.short, &done.draft.content, done.signing);
    let row = short.assessment().ok_or(Problem::Impossible("referral-refused-incomplete"))?;
    let year = i32::from(tx.today().0.year());
    let number = tx.next_number("po", year).await?;
    services_chosen(tx, row.id, content).await?;
    let active = signed(tx, (year, number), done, content);
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let mut signed = row.clone();
    signed.signed_on = Some(signing.on);
    let validity = validities(tx, app.law, &signed, signing.on).await?;
    put_validity(tx, &validity).await?;
    let written = written_number(settings, year, number);
    let data = printed(tx, ctx, (settings, &written), done, &validity).await?;
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
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    tx.event(Event {
        kind: "assessment-signed",
        person: Some(short.case.person_id.0),
        case: Some(short.case.id.0),
        data: vec![
            ("number", written),
            ("day", signing.on.bg()),
            ("late", yes(signing.late)),
            ("declined", yes(done.after == State::ClosedDeclined)),
        ],
    })
    .await?;
    put_state(tx, app.law, &short.case, done.after).await?;
    Ok(document)
}

fn written_number(settings: &Settings, year: i32, number: i64) -> String {
    let year = i16::try_from(year).unwrap_or_default();
    Numbers::write(&settings.numbers.assessment, year, number)
}

fn signed(
    tx: &Tx,
    (year, number): (i32, i64),
    done: &Done<'_>,
    content: &Content,
) -> assessment::ActiveModel {
    assessment::ActiveModel {
        year: Set(Some(year)),
        number: Set(Some(number)),
        state: Set("signed".into()),
        order_id: Set(Some(done.order.id)),
        officer_id: Set(tx.actor().account),
        signed_on: Set(Some(done.signing.on)),
        signed_how: Set(done.signing.how.clone()),
        signed_late: Set(done.signing.late),
        late_reason: Set(done.signing.late_reason.clone()),
        declined: Set(done.after == State::ClosedDeclined),
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
        })
        .await?;
    }
    Ok(())
}

/// Writes down until when each chosen service may be taken up, for lists and reminders.
pub async fn put_validity(tx: &Tx, validity: &[Validity]) -> Result<(), StoreError> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    for one in validity {
        let active = proposal::ActiveModel {
            valid_until: Set(one.law.valid_until.map(Day)),
            ..Default::default()
        };
        proposal::Entity::update_many()
            .set(active)
            .filter(proposal::Column::MunicipalityId.eq(tx.municipality()))
            .filter(proposal::Column::Id.eq(one.proposal))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

async fn printed(
    tx: &mut Tx,
    ctx: &Ctx,
    (settings, number): (&Settings, &str),
    done: &Done<'_>,
    validity: &[Validity],
) -> Result<serde_json::Value, StoreError> {
    let short: &Short = &done.draft.short;
    let mut data = paper::base(settings, &ctx.municipality, number, done.signing.on);
    data["person"] = paper::person(tx, &short.head, "preliminary assessment").await?;
    let wish = load::wish(tx, &short.case).await?;
    data["wish"] = paper::wish(tx, settings, (wish.as_ref(), short.case.wish_on))?;
    let requests = load::requests(tx, short.case.id).await?;
    let signer = tx.actor().name.to_string();
    let parts = Parts {
        short,
        content: &done.draft.content,
        services: done.known,
        requests: &requests,
        validity,
        order: done.order,
        signed_on: done.signing.on,
        signed_how: &done.signing.how,
        signer: &signer,
    };
    paper::assessment(&mut data, settings, &parts);
    Ok(data)
}
