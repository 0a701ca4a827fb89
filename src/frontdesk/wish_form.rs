//! Taking a wish: the form, what the law says about it before it is saved, and saving it.

use super::moment::moment_values;
use super::reference::{choices, reference, words};
use super::terms::Answer;
use super::wish::{Desk, NewWish, Registered, WORDS_MAX, register};
use super::{WishId, came, foreign, urgent};
use crate::app::App;
use crate::forms::{Boxes, Step};
use crate::people::{self, Head, PersonId};
use crate::services::Service;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Link};

/// Whose wish it is comes first.
pub async fn choose_person(ctx: Ctx) -> Result<Response, Problem> {
    Ok(see(&ctx, "/people?next=wish", None))
}

#[derive(Template)]
#[template(path = "frontdesk/wish_form.html")]
struct WishForm {
    page: ui::Page,
    form: Form,
    head: Head,
    action: String,
    autosave: String,
    cancel: String,
    draft_path: String,
    second: Option<Link>,
    /// Kinds of чл. 15 ЗСУ with their services.
    services: Vec<(String, Vec<Choice>)>,
    channels: Vec<Choice>,
    points: Vec<Choice>,
    representatives: Vec<Choice>,
    /// Who signs, by age and guardianship; and whether somebody is needed who is not entered.
    signs: (String, bool),
    groups: Vec<Choice>,
    danger: Vec<Choice>,
    guardianship: Vec<Choice>,
    flags: Vec<(&'static str, Vec<Choice>)>,
    has_address: bool,
    stays: Vec<Choice>,
    words_max: i64,
    extra: Boxes,
}

impl WishForm {
    fn of(ctx: &Ctx, desk: &Desk, form: Form, second: Option<WishId>) -> WishForm {
        let mut page = ctx.page(ctx.t("frontdesk-wish-new"));
        page.alarms = people::alarm_lines(&desk.warnings, ctx.lang);
        page.errors = form.errors();
        let person = ctx.url(&format!("/people/{}", desk.head.id));
        page.back = Some(Link::new(person.clone(), desk.head.name.clone()));
        let box_of = |name: &str, key| {
            vec![Choice::new("yes", ctx.t(key)).checked(form.has_value(name, "yes"))]
        };
        let flags = vec![
            ("child_protection", box_of("child_protection", "frontdesk-wish-child-protection")),
            ("zhu_directive", box_of("zhu_directive", "frontdesk-wish-zhu")),
            ("no_address", box_of("no_address", "frontdesk-wish-no-address")),
        ];
        let points = desk.points.iter().map(|p| Choice::new(p.id.to_string(), p.name.as_str()));
        let speakers = desk.representatives.iter();
        WishForm {
            action: format!("{person}/wishes/new"),
            draft_path: format!("{person}/wishes/new"),
            autosave: ctx.url("/drafts"),
            cancel: person,
            second: second.map(|id| {
                Link::new(ctx.url(&format!("/wishes/{id}")), ctx.t("frontdesk-wish-first"))
            }),
            services: by_kind(ctx, &desk.services),
            channels: choices(&reference().wish_form, ctx.lang),
            points: points.collect(),
            representatives: speakers
                .map(|r| {
                    let ground = ctx.t(&format!("people-ground-{}", r.ground));
                    Choice::new(r.id.to_string(), format!("{} – {ground}", r.name))
                })
                .collect(),
            signs: people::signing_words(ctx, &desk.head, (&desk.representatives, desk.today)),
            groups: urgent::group_choices(ctx),
            danger: urgent::danger_choice(ctx, &form),
            guardianship: vec![
                Choice::new("none", ctx.t("frontdesk-guardianship-none")),
                Choice::new("limited", ctx.t("frontdesk-guardianship-limited")),
                Choice::new("full", ctx.t("frontdesk-guardianship-full")),
            ],
            flags,
            has_address: desk.residence.municipality_code.is_some(),
            stays: vec![
                Choice::new("here", ctx.t("frontdesk-stays-here")),
                Choice::new("elsewhere", ctx.t("frontdesk-stays-elsewhere")).revealing(),
            ],
            words_max: i64::try_from(WORDS_MAX).unwrap_or_default(),
            head: desk.head.clone(),
            extra: desk.own.boxes(ctx, &form, Step::Save),
            page,
            form,
        }
    }
}

fn by_kind(ctx: &Ctx, services: &[Service]) -> Vec<(String, Vec<Choice>)> {
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for service in services {
        let kind = words(&reference().kind, &service.kind.to_string(), ctx.lang);
        let choice = Choice::new(service.id.to_string(), service_text(service));
        match groups.last_mut() {
            Some((last, list)) if *last == kind => list.push(choice),
            _ => groups.push((kind, vec![choice])),
        }
    }
    groups
}

/// Name of a service, with the one it had before when people still use that.
fn service_text(service: &Service) -> String {
    match service.legacy_name.as_str() {
        "" => service.name.clone(),
        legacy => format!("{} ({legacy})", service.name),
    }
}

pub async fn new_wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(person): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&tx, person, form.get("signal")).await?;
    let fresh = fresh(&ctx, &tx, &form).await?;
    let form = ctx.draft_like(&tx, fresh, &["online"]).await?;
    tx.audit(Entry::read("person", person.0).about(Some(person.0)));
    tx.commit().await?;
    html(&WishForm::of(&ctx, &desk, form, None))
}

/// A fresh form: stated now, at this worker's usual place, nothing urgent.
async fn fresh(ctx: &Ctx, tx: &Tx, asked: &Form) -> Result<Form, Problem> {
    let point = crate::contacts::usual_point(tx).await?;
    let mut values = moment_values("at", tx.now());
    let rest = [
        ("channel", "oral_on_site".to_owned()),
        ("urgent", "none".to_owned()),
        ("guardianship", "none".to_owned()),
        ("point", point.map(|id| id.to_string()).unwrap_or_default()),
        ("signal", asked.get("signal").to_owned()),
        ("service", asked.get("service").to_owned()),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    Ok(came::for_wish(tx, asked, Form::filled(ctx.lang, values)).await?)
}

#[derive(Template)]
#[template(path = "frontdesk/wish_check.html")]
struct WishCheck {
    page: ui::Page,
    head: Head,
    answer: Answer,
    place: Option<String>,
    rows: Vec<(String, String)>,
    words: String,
    carried: Vec<(String, String)>,
    confirm: String,
    change: String,
}

/// Step 2: the law speaks. Nothing is saved yet.
pub async fn check_wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(person): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&tx, person, form.get("signal")).await?;
    let mut checked = None;
    if !form.has("change")
        && let Some(new) = NewWish::read(&ctx, &tx, &mut form, &desk).await?
        && let Some(answer) = new.answer(&app.law(ctx.actor.municipality), &mut form)
    {
        let place = match &answer.decision.municipality {
            Some(code) => foreign::place(&tx, code).await?.map(|place| place.name),
            None => None,
        };
        checked = Some(check_page(&ctx, &desk, &form, (&new, answer, place)));
    }
    tx.audit(Entry::read("person", person.0).about(Some(person.0)));
    tx.commit().await?;
    match checked {
        Some(page) => html(&page),
        None if form.ok() => html(&WishForm::of(&ctx, &desk, form, None)),
        None => again(&WishForm::of(&ctx, &desk, form, None)),
    }
}

fn check_page(
    ctx: &Ctx,
    desk: &Desk,
    form: &Form,
    (new, answer, place): (&NewWish, Answer, Option<String>),
) -> WishCheck {
    let wishes = ctx.url(&format!("/people/{}/wishes", desk.head.id));
    let carried = form.fields().iter().filter(|(name, _)| !name.starts_with('_'));
    let mut page = ctx.page(ctx.t("frontdesk-wish-check"));
    page.alarms = people::alarm_lines(&desk.warnings, ctx.lang);
    WishCheck {
        page,
        head: desk.head.clone(),
        answer,
        place,
        rows: rows_of(ctx, desk, new),
        words: new.words.clone(),
        carried: carried.cloned().collect(),
        confirm: wishes.clone(),
        change: format!("{wishes}/new"),
    }
}

fn rows_of(ctx: &Ctx, desk: &Desk, new: &NewWish) -> Vec<(String, String)> {
    let lists = reference();
    let person = &new.facts.person;
    let yes = |holds: bool, key| {
        if holds { ctx.t(key).into_owned() } else { String::new() }
    };
    let point = desk.points.iter().find(|point| Some(point.id) == new.point);
    let speaker = desk.representatives.iter().find(|r| Some(r.id) == new.representative);
    let group =
        person.urgent.map(|group| words(&lists.urgent_group, &urgent::name_of(group), ctx.lang));
    let guardianship = match person.guardianship {
        law::Guardianship::None => String::new(),
        law::Guardianship::Limited => ctx.t("frontdesk-guardianship-limited").into_owned(),
        law::Guardianship::Full => ctx.t("frontdesk-guardianship-full").into_owned(),
    };
    let rows = [
        ("frontdesk-wish-service", new.service.name.clone()),
        ("frontdesk-wish-provider", new.service.provider.clone()),
        ("frontdesk-wish-stated", new.at.bg()),
        ("frontdesk-wish-channel", words(&lists.wish_form, &new.channel, ctx.lang)),
        ("frontdesk-contact-point", point.map(|p| p.name.clone()).unwrap_or_default()),
        ("frontdesk-wish-representative", speaker.map(|r| r.name.clone()).unwrap_or_default()),
        ("frontdesk-urgent", group.unwrap_or_default()),
        ("frontdesk-guardianship", guardianship),
        (
            "frontdesk-wish-facts",
            [
                yes(person.life_in_danger, "frontdesk-life-in-danger"),
                yes(person.child_protection_measure, "frontdesk-wish-child-protection"),
                yes(person.zhu_directive, "frontdesk-wish-zhu"),
                yes(person.present_address.is_none(), "frontdesk-wish-no-address"),
            ]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
        ),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(key, value)| (ctx.t(key).into_owned(), value));
    rows.chain(new.own.shown(&new.extra, ctx.lang)).collect()
}

/// Step 3: saved, with its number and its case.
pub async fn confirm_wish(
    State(app): State<App>,
    ctx: Ctx,
    Id(person): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::of_chosen(&tx, person, &form).await?;
    let new = NewWish::read(&ctx, &tx, &mut form, &desk).await?;
    tx.commit().await?;
    let new = new.filter(|new| new.answer(&app.law(ctx.actor.municipality), &mut form).is_some());
    let Some(new) = new else {
        return form_again(&app, &ctx, person, form, None).await;
    };
    match register(&app, &ctx, (&form, "/wishes"), &new).await? {
        Registered::Done { wish, is_urgent } => {
            let next = if is_urgent { "/urgent" } else { "" };
            Ok(see(&ctx, &format!("/wishes/{wish}{next}"), Some("frontdesk-wish-saved")))
        }
        Registered::Second(first) => {
            form.wrong("service", "frontdesk-wish-second");
            form_again(&app, &ctx, person, form, Some(first)).await
        }
    }
}

/// The form with what is wrong, and all services to choose from.
async fn form_again(
    app: &App,
    ctx: &Ctx,
    person: PersonId,
    form: Form,
    second: Option<WishId>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let desk = Desk::load(&tx, person, form.get("signal")).await?;
    tx.rollback().await;
    again(&WishForm::of(ctx, &desk, form, second))
}
