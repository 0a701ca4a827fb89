//! What the person says to the proposal, the consent for the state's system, who came along.

use super::CaseId;
use super::assessment::{Draft, FormFrame, draft, save as save_part};
use super::content::{DURATIONS, Proposed, RESIDENTIAL_KIND};
use super::view::{choices, chosen, frame};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html};
use std::collections::HashMap;
use ui::{Choice, Field};

/// One proposed service on the form.
struct Line {
    name: String,
    about: String,
    why: Field,
    answer: Field,
    answers: Vec<Choice>,
    duration: Field,
    durations: Vec<Choice>,
    residential: bool,
    reason: Field,
}

#[derive(Template)]
#[template(path = "referral/choice.html")]
struct ChoicePage {
    page: ui::Page,
    form: Form,
    lines: Vec<Line>,
    consents: Vec<Choice>,
    frame: FormFrame,
}

fn line(ctx: &Ctx, service: &Service, form: &Form) -> Line {
    let id = service.id;
    let named = |part: &str| format!("{part}-{id}");
    let residential = service.kind == RESIDENTIAL_KIND;
    let funding = ctx.t(&format!("referral-funding-{}", service.funding));
    Line {
        name: service.name.clone(),
        about: format!("{} · {funding}", service.provider),
        why: form.field(&named("why")),
        answer: form.field(&named("chosen")),
        answers: choices(ctx, &["yes", "no"], form.get(&named("chosen")), |c| {
            format!("referral-answer-{c}")
        }),
        duration: form.field(&named("duration")),
        durations: choices(ctx, &DURATIONS, form.get(&named("duration")), |c| {
            format!("referral-duration-{c}")
        }),
        residential,
        reason: form.field(&named("reason")),
    }
}

fn choice_page(
    ctx: &Ctx,
    draft: &Draft,
    known: &HashMap<ServiceId, Service>,
    form: Form,
) -> ChoicePage {
    let mut page = frame(ctx, &draft.short, "referral-part-choice");
    page.errors = form.errors();
    let proposed = draft.content.proposal.iter().filter_map(|p| known.get(&p.service));
    ChoicePage {
        page,
        lines: proposed.map(|service| line(ctx, service, &form)).collect(),
        consents: choices(ctx, &["yes", "no"], form.get("consent"), |c| {
            format!("referral-consent-{c}")
        }),
        frame: FormFrame::new(ctx, draft.short.case.id, "choice", draft.version),
        form,
    }
}

fn values(draft: &Draft, today: Day) -> Vec<(String, String)> {
    let content = &draft.content;
    let mut values = vec![
        ("declined_note".to_owned(), content.declined_note.clone()),
        ("accompanying".to_owned(), content.accompanying.clone()),
        ("consent".to_owned(), content.consent.clone()),
        ("copies".to_owned(), content.copies.clone()),
    ];
    values.extend(day_values("consent_on", Some(content.consent_on.unwrap_or(today))));
    for p in &content.proposal {
        let id = p.service;
        values.push((format!("why-{id}"), p.why.clone()));
        values.push((format!("duration-{id}"), p.duration.clone()));
        values.push((format!("reason-{id}"), p.reason.clone()));
        if let Some(chosen) = p.chosen {
            values.push((format!("chosen-{id}"), if chosen { "yes" } else { "no" }.to_owned()));
        }
    }
    values
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let ids: Vec<ServiceId> = draft.content.proposal.iter().map(|p| p.service).collect();
    let known = services::by_ids(&tx, &ids).await?;
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values(&draft, tx.today()))).await?;
    tx.commit().await?;
    html(&choice_page(&ctx, &draft, &known, form))
}

/// What was typed about one service.
fn read(form: &mut Form, service: &Service) -> Proposed {
    let id = service.id;
    let why = form.optional(&format!("why-{id}"), 2_000);
    let answer = chosen(form, &format!("chosen-{id}"), &["yes", "no"]);
    let mut duration = String::new();
    if answer == "yes" {
        duration = if service.kind == RESIDENTIAL_KIND {
            "residential".to_owned()
        } else {
            chosen(form, &format!("duration-{id}"), &DURATIONS)
        };
    }
    let reason = form.optional(&format!("reason-{id}"), 2_000);
    let chosen = match answer.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Proposed { service: id, why, chosen, duration, reason }
}

fn words(ctx: &Ctx, p: &Proposed) -> String {
    let answer = match p.chosen {
        Some(true) => ctx.t("referral-answer-yes"),
        Some(false) => ctx.t("referral-answer-no"),
        None => "–".into(),
    };
    let duration = if p.duration.is_empty() {
        "".into()
    } else {
        ctx.t(&format!("referral-duration-{}", p.duration))
    };
    format!("{answer} {duration} {} {}", p.why, p.reason).trim().to_owned()
}

pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let ids: Vec<ServiceId> = draft.content.proposal.iter().map(|p| p.service).collect();
    let known = services::by_ids(&tx, &ids).await?;
    let answers: Vec<Proposed> =
        ids.iter().filter_map(|id| known.get(id)).map(|service| read(&mut form, service)).collect();
    let declined_note = form.optional("declined_note", 4_000);
    let accompanying = form.optional("accompanying", 500);
    let copies = form.optional("copies", 1_000);
    let consent = form.optional("consent", 10);
    let consent_on = form.day_optional("consent_on");
    if consent == "yes" && consent_on.is_none() {
        form.wrong("consent_on", "form-day-required");
    }
    if consent_on.is_some_and(|day| day > tx.today()) {
        form.wrong("consent_on", "referral-refused-future");
    }
    if !form.ok() {
        tx.commit().await?;
        return again(&choice_page(&ctx, &draft, &known, form));
    }
    tx.rollback().await;
    let label = ctx.t("referral-declined-note").into_owned();
    save_part(&app, &ctx, (id, &form), "choice", |content| {
        let mut changes = vec![(label, declined_note.clone(), content.declined_note.clone())];
        for mine in answers {
            let Some(theirs) = content.proposal.iter_mut().find(|p| p.service == mine.service)
            else {
                continue;
            };
            let name = known.get(&mine.service).map(|s| s.name.clone()).unwrap_or_default();
            changes.push((name, words(&ctx, &mine), words(&ctx, theirs)));
            *theirs = mine;
        }
        content.declined_note = declined_note;
        content.accompanying = accompanying;
        content.copies = copies;
        content.consent_on = consent_on.filter(|_| !consent.is_empty());
        content.consent = consent;
        changes
    })
    .await
}
