//! A chosen service is taken up: the person presents the assessment to the provider (чл. 14, ал. 2
//! ППЗСУ), or urgent support begins without one (чл. 77, ал. 3 ЗСУ).

use super::act::path;
use super::course::State;
use super::moves::{Begin, begin};
use super::reasons::{self, Text};
use super::waiting::URGENT;
use crate::app::App;
use crate::people::{self, PersonId};
use crate::referral::{self, CaseId, Chosen};
use crate::services::{self, Service, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, day_values, see};
use std::collections::HashMap;
use ui::{Choice, Link};

/// The kind of texts for reasons of urgency.
const URGENT_TEXTS: &str = "urgent";

/// A case whose chosen services wait to be taken up.
struct Asked {
    case: CaseId,
    name: String,
    open: Vec<Chosen>,
    known: HashMap<ServiceId, Service>,
    /// From what reasons of urgency may be chosen.
    texts: Vec<Text>,
}

async fn asked(app: &App, tx: &Tx, form: &Form) -> Result<Asked, Problem> {
    let case: CaseId = form.get("case").parse().map_err(|_| Problem::NotFound)?;
    let law = app.law(tx.municipality());
    let mut open = referral::chosen_services(tx, &law, case).await?;
    open.retain(|one| one.open);
    let first = open.first().ok_or(Problem::Impossible("placement-refused-nothing"))?;
    let name = people::head(tx, first.person).await?.name;
    let ids: Vec<ServiceId> = open.iter().map(|one| one.service).collect();
    let known = services::by_ids(tx, &ids).await?;
    let texts = reasons::of(tx, URGENT_TEXTS).await?;
    Ok(Asked { case, name, open, known, texts })
}

fn act(ctx: &Ctx, asked: &Asked, form: &Form) -> Act {
    let boxes = (ctx, form);
    let choice = |one: &Chosen| {
        let service = asked.known.get(&one.service);
        let name = service.map(|s| format!("{} – {}", s.name, s.provider)).unwrap_or_default();
        let until = one.valid_until.map_or_else(|| "–".to_owned(), Day::bg);
        let until = ctx.ta("placement-valid-until", &[("day", until)]);
        Choice::new(one.proposal.to_string(), name).hint(until)
    };
    let list = asked.open.iter().map(choice).collect();
    let urgent: Vec<Choice> = URGENT
        .iter()
        .map(|code| Choice::new(*code, ctx.t(&format!("placement-urgent-{code}"))))
        .collect();
    let none = Choice::new("", ctx.t("placement-urgent-none"));
    let act = Act::new("placement-begin", "/begin", "placement-begin-button")
        .lead(ctx.t("placement-begin-lead"))
        .hidden(form, "case")
        .among(boxes, "proposal", ("placement-service", list))
        .day(boxes, "on", ("placement-stated-on", ctx.t("placement-stated-hint").into_owned()))
        .among(boxes, "urgent", ("placement-urgent", [vec![none], urgent].concat()));
    reasons::pick(act, boxes, &asked.texts).area(
        boxes,
        "reason",
        ("placement-urgent-reason", "placement-urgent-hint"),
    )
}

fn shown(ctx: &Ctx, asked: &Asked, form: &Form) -> Result<Response, Problem> {
    let mut page = ctx.page(ctx.t("placement-begin"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/referrals"), ctx.t("nav-referrals")),
        Link::new(ctx.url(&format!("/referrals/{}", asked.case)), asked.name.clone()),
        Link::new("", ctx.t("placement-begin")),
    ];
    let around = Around { page, home: "/placements".to_owned(), version: 0 };
    act(ctx, asked, form).shown(ctx, around, form)
}

/// `GET /placements/begin?case=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(&app, &tx, &form).await?;
    tx.audit(Entry::read("case", asked.case.0).about(asked.open.first().map(|one| one.person.0)));
    let mut values = vec![("case".to_owned(), form.get("case").to_owned())];
    if let [one] = asked.open.as_slice() {
        values.push(("proposal".to_owned(), one.proposal.to_string()));
    }
    values.extend(day_values("on", Some(tx.today())));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    tx.commit().await?;
    shown(&ctx, &asked, &form)
}

/// The ground and the reason of an urgent begin, when one was chosen.
fn urgency(form: &mut Form, texts: &[Text]) -> Option<(String, String)> {
    if form.get("urgent").is_empty() {
        return None;
    }
    let ground = chosen(form, "urgent", &URGENT);
    let reason = reasons::said(form, texts, ("reason", 2_000));
    Some((ground, reason))
}

/// `POST /placements/begin`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = asked(&app, &tx, &form).await?;
    tx.audit(Entry::read("case", asked.case.0).about(asked.open.first().map(|one| one.person.0)));
    tx.commit().await?;
    let taken = asked.open.iter().find(|one| one.proposal.to_string() == form.get("proposal"));
    if taken.is_none() {
        form.wrong("proposal", "form-choose");
    }
    let urgent = urgency(&mut form, &asked.texts);
    let on = form.day("on");
    let signed = taken.map(|one| one.signed_on);
    if on.is_some_and(|on| on > app.today() || signed.is_some_and(|signed| on < signed)) {
        form.wrong("on", "placement-stated-wrong");
    }
    let (Some(taken), Some(on), true) = (taken, on, form.ok()) else {
        return shown(&ctx, &asked, &form);
    };
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    // Whoever was quicker took it up: the same service is not taken up twice.
    let fresh = referral::chosen_services(&tx, &law, asked.case).await?;
    let fresh = fresh.into_iter().find(|one| one.proposal == taken.proposal && one.open);
    let fresh = fresh.ok_or(Problem::Impossible("placement-refused-nothing"))?;
    let new = Begin { urgent, ..Begin::of(&fresh, on) };
    referral::take_up(&tx, &law, &fresh, on).await?;
    let (id, state) = begin(&mut tx, &law, &new).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    let flash = match state {
        State::Waiting => "placement-begun-waiting",
        _ => "placement-begun",
    };
    Ok(see(&ctx, &path(id, ""), Some(flash)))
}

fn urgent_act(ctx: &Ctx, form: &Form, (list, texts): (&[Service], &[Text])) -> Act {
    let boxes = (ctx, form);
    let choice = |service: &Service| {
        Choice::new(service.id.to_string(), format!("{} – {}", service.name, service.provider))
    };
    let act = Act::new("placement-urgent-begin", "/urgent", "placement-begin-button")
        .lead(ctx.t("placement-urgent-lead"))
        .hidden(form, "person")
        .among(boxes, "service", ("placement-service", list.iter().map(choice).collect()))
        .one(boxes, "urgent", ("placement-urgent", &URGENT), |code| {
            format!("placement-urgent-{code}")
        });
    reasons::pick(act, boxes, texts)
        .area(boxes, "reason", ("placement-urgent-reason", "placement-urgent-hint"))
        .day(boxes, "on", ("placement-urgent-on", String::new()))
}

/// Services that give shelter or support in a crisis: kind 9, or for the groups of чл. 77, ал. 3.
fn helps_urgently(service: &Service) -> bool {
    service.kind == 9 && service.closed_on.is_none()
}

/// Whose urgent support begins, in which services it may, with which texts.
type Urgently = (people::Head, Vec<Service>, Vec<Text>);

async fn urgent_asked(tx: &Tx, form: &Form) -> Result<Urgently, Problem> {
    let person: PersonId = form.get("person").parse().map_err(|_| Problem::NotFound)?;
    let head = people::head(tx, person).await?;
    let mut list = services::all(tx).await?;
    list.retain(helps_urgently);
    Ok((head, list, reasons::of(tx, URGENT_TEXTS).await?))
}

fn urgent_shown(
    ctx: &Ctx,
    (head, list, texts): &Urgently,
    form: &Form,
) -> Result<Response, Problem> {
    let mut page = ctx.page(ctx.t("placement-urgent-begin"));
    page.breadcrumbs = vec![
        Link::new(ctx.url(&format!("/people/{}", head.id)), head.name.clone()),
        Link::new("", ctx.t("placement-urgent-begin")),
    ];
    let around = Around { page, home: "/placements".to_owned(), version: 0 };
    urgent_act(ctx, form, (list, texts)).shown(ctx, around, form)
}

/// `GET /placements/urgent?person=`.
pub async fn urgent_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = urgent_asked(&tx, &form).await?;
    tx.audit(Entry::read("person", asked.0.id.0).about(Some(asked.0.id.0)));
    let mut values = vec![("person".to_owned(), form.get("person").to_owned())];
    values.extend(day_values("on", Some(tx.today())));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    tx.commit().await?;
    urgent_shown(&ctx, &asked, &form)
}

/// `POST /placements/urgent`: support began at once; ДСП is told (чл. 77, ал. 3 ЗСУ).
pub async fn urgent_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = urgent_asked(&tx, &form).await?;
    tx.audit(Entry::read("person", asked.0.id.0).about(Some(asked.0.id.0)));
    tx.commit().await?;
    let service = asked.1.iter().find(|one| one.id.to_string() == form.get("service"));
    if service.is_none() {
        form.wrong("service", "form-choose");
    }
    let ground = chosen(&mut form, "urgent", &URGENT);
    let reason = reasons::said(&mut form, &asked.2, ("reason", 2_000));
    let on = form.day("on").filter(|on| *on <= app.today());
    if on.is_none() {
        form.wrong("on", "placement-stated-wrong");
    }
    let (Some(service), Some(on), true) = (service.map(|s| s.id), on, form.ok()) else {
        return urgent_shown(&ctx, &asked, &form);
    };
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let new = Begin {
        person: asked.0.id,
        chosen: None,
        service,
        duration: "short".to_owned(),
        urgent: Some((ground, reason)),
        on,
        follows: None,
        officer: ctx.actor.account,
    };
    let id = super::moves::begin_urgent(&mut tx, &law, &new).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("placement-urgent-done")))
}
