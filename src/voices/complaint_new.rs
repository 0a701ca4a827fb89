//! Entering a complaint, a signal or a proposal that came to the office.

use super::complaint::{self, New};
use super::complaint_page::BACK;
use super::content::Said;
use super::course::{SORTS, TOPICS, VIAS};
use super::frame::{self, HOME, LINE, TEXT, open_services};
use crate::app::App;
use crate::services::{Service, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};

fn new_shown(ctx: &Ctx, form: &Form, all: &[Service]) -> Result<Response, Problem> {
    let both = (ctx, form);
    let services = (ctx.t("voices-column-service").into_owned(), frame::service_choices(all));
    let act = Act::new("voices-complaint-new", "/complaints/new", "ui-save")
        .lead(ctx.t("voices-complaint-new-lead"))
        .day(both, "on", ("voices-column-received", String::new()))
        .one(both, "kind", ("voices-column-sort", &SORTS), |code| format!("voices-sort-{code}"))
        .one(both, "via", ("voices-column-via", &VIAS), |code| format!("voices-via-{code}"))
        .one(both, "topic", ("voices-column-topic", &TOPICS), |code| format!("voices-topic-{code}"))
        .choice(both, "service", services)
        .line(both, "from", "voices-from")
        .line(both, "contact", "voices-contact")
        .area(both, "about", ("voices-about", "voices-about-hint"));
    let page = frame::page(ctx, ctx.t("voices-complaint-new"), BACK);
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /voices/complaints/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = open_services(&tx).await?;
    tx.audit(audit::Entry::list("service"));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    new_shown(&ctx, &form, &all)
}

/// What a form says of a complaint; what is wrong stands beside the fields.
pub fn read(form: &mut Form, all: &[Service]) -> New {
    let service: Option<ServiceId> = form.parsed_optional("service", "form-choose");
    let known = service.and_then(|id| all.iter().find(|one| one.id == id));
    if service.is_some() && known.is_none() {
        form.wrong("service", "form-choose");
    }
    New {
        kind: chosen(form, "kind", &SORTS),
        via: String::new(),
        topic: chosen(form, "topic", &TOPICS),
        service: known.map(|one| (one.id, one.provider_id)),
        provider: None,
        content: Said {
            from: form.optional("from", LINE),
            contact: form.optional("contact", LINE),
            about: form.required("about", TEXT),
            ..Said::default()
        },
        form_key: String::new(),
    }
}

/// `POST /voices/complaints/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let all = open_services(&tx).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "voices-wrong-future");
    }
    let via = chosen(&mut form, "via", &VIAS);
    let new = New { via, ..read(&mut form, &all) };
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(audit::Entry::refused("voice-complaint"));
        tx.commit().await?;
        return new_shown(&ctx, &form, &all);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = complaint::add(&mut tx, &law, (&new, on)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/complaints/{id}"), Some("voices-done")))
}
