//! The forms by which a conference is called on a case and corrected.

use super::ConferenceId;
use super::conference::{self, NewConference, When};
use super::content::Talk;
use super::course::{FORMS, GROUNDS, time};
use super::frame::{self, LINE, TEXT, path};
use super::load::{self, Conference};
use crate::app::App;
use crate::people;
use crate::placement::{self, PlacementId};
use crate::referral::{self, CaseId};
use crate::services;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, see};
use ui::Choice;

/// A case as the forms about it show it.
pub struct About {
    /// The case.
    pub case: referral::Brief,
    /// Whose it is.
    pub name: String,
    /// Services that the person uses or waits for.
    pub placements: Vec<Choice>,
}

/// Reads a case for a form.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn about(app: &App, ctx: &Ctx, id: CaseId) -> Result<About, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let case = referral::brief(&tx, id).await?;
    let head = people::head(&tx, case.person).await?;
    let briefs = placement::of_person(&tx, &law, case.person).await?;
    let ids: Vec<_> = briefs.iter().map(|one| one.service).collect();
    let known = services::by_ids(&tx, &ids).await?;
    tx.audit(Entry::read("case", id.0).about(Some(case.person.0)));
    tx.commit().await?;
    let choice = |one: &placement::Brief| {
        let service = known.get(&one.service)?;
        Some(Choice::new(one.id.to_string(), service.name.clone()))
    };
    let placements = briefs.iter().filter_map(choice).collect();
    Ok(About { case, name: head.name, placements })
}

/// Day, hour and form of a conference as boxes.
#[must_use]
pub fn when_boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.day(both, "day", ("cooperation-column-day", String::new()))
        .line(both, "begins", "cooperation-column-begins")
        .one(both, "form", ("cooperation-form", &FORMS), |code| format!("cooperation-form-{code}"))
}

/// Day, hour and form as they were typed; a day that is over is a mistake.
pub fn when(form: &mut Form, today: Day) -> Option<When> {
    let day = form.day("day");
    if day.is_some_and(|day| day < today) {
        form.wrong("day", "cooperation-wrong-past");
    }
    let typed = form.required("begins", 10);
    let known = time(&typed);
    if known.is_none() && !typed.is_empty() {
        form.wrong("begins", "cooperation-wrong-time");
    }
    let (hour, minute) = known.unwrap_or_default();
    let kind = chosen(form, "form", &FORMS);
    let day = day.filter(|_| form.ok())?;
    Some(When { day, begins: format!("{hour:02}:{minute:02}"), form: kind })
}

fn talk_boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.one(both, "ground", ("cooperation-column-ground", &GROUNDS), |code| {
        format!("cooperation-ground-{code}")
    })
    .line(both, "called-by", "cooperation-called-by")
    .area(both, "purpose", ("cooperation-purpose", "cooperation-purpose-hint"))
    .area(both, "agenda", ("cooperation-agenda", "cooperation-agenda-hint"))
    .line(both, "place", "cooperation-place")
    .line(both, "link", "cooperation-link")
}

/// What a conference is about, as it was typed, over what is known.
fn talk(form: &mut Form, kind: &str, known: Talk) -> Talk {
    let talk = Talk {
        called_by: form.required("called-by", LINE),
        purpose: form.required("purpose", TEXT),
        agenda: form.required("agenda", TEXT),
        place: form.optional("place", LINE),
        link: form.optional("link", LINE),
        ..known
    };
    if talk.place.is_empty() && kind != FORMS[1] {
        form.wrong("place", "form-required");
    }
    if talk.link.is_empty() && kind != FORMS[0] {
        form.wrong("link", "form-required");
    }
    talk
}

fn new_shown(ctx: &Ctx, about: &About, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = ctx.t("cooperation-placement").into_owned();
    let act = Act::new("cooperation-conference-new", "/conference", "ui-save")
        .lead(ctx.t("cooperation-conference-lead"))
        .facts(vec![(ctx.t("cooperation-column-person").into_owned(), about.name.clone())]);
    let act = talk_boxes(act, both);
    let act = when_boxes(act, both).choice(both, "placement", (label, about.placements.clone()));
    let page = frame::plain_page(ctx, ctx.t("cooperation-conference-new"));
    let home = case_path(about.case.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// The page of a case, below the municipality.
#[must_use]
pub fn case_path(id: CaseId) -> String {
    format!("{}/referrals/{id}", frame::HOME)
}

/// `GET /cooperation/referrals/{id}/conference`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    let values = [("called-by", ctx.actor.name.to_string()), ("ground", GROUNDS[0].to_owned())];
    new_shown(&ctx, &about, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/referrals/{id}/conference`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let about = about(&app, &ctx, id).await?;
    let ground = chosen(&mut form, "ground", &GROUNDS);
    let kind = form.get("form").to_owned();
    let talk = talk(&mut form, &kind, Talk::default());
    let placement: Option<PlacementId> = form.parsed_optional("placement", "form-choose");
    let is_own = |id: &PlacementId| {
        let text = id.to_string();
        about.placements.iter().any(|one| one.value == text)
    };
    if placement.is_some_and(|id| !is_own(&id)) {
        form.wrong("placement", "form-choose");
    }
    let (Some(when), true) = (when(&mut form, app.today()), form.ok()) else {
        return new_shown(&ctx, &about, &form);
    };
    let new = NewConference { case: id, placement, ground, when, talk };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&case_path(id))).await?;
    let made = conference::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(made, ""), Some("cooperation-conference-done")))
}

/// A conference for a form; one in another state is refused.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn planned(app: &App, ctx: &Ctx, id: ConferenceId) -> Result<Conference, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::conference(&tx, id).await?;
    let person = Some(one.row.person_id.0);
    tx.audit(Entry::read("cooperation-conference", id.0).about(person));
    tx.commit().await?;
    match one.row.state.as_str() {
        "planned" => Ok(one),
        _ => Err(Problem::Impossible("cooperation-refused-state")),
    }
}

fn edit_shown(ctx: &Ctx, one: &Conference, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = talk_boxes(Act::new("cooperation-edit", "/edit", "ui-save"), both).one(
        both,
        "form",
        ("cooperation-form", &FORMS),
        |code| format!("cooperation-form-{code}"),
    );
    let page = frame::page(ctx, one, ctx.t("cooperation-edit"));
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version }, form)
}

/// `GET /cooperation/conferences/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let talk = one.content.clone();
    let values = [
        ("ground", one.row.ground.clone()),
        ("form", one.row.form.clone()),
        ("called-by", talk.called_by),
        ("purpose", talk.purpose),
        ("agenda", talk.agenda),
        ("place", talk.place),
        ("link", talk.link),
    ];
    edit_shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /cooperation/conferences/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = planned(&app, &ctx, id).await?;
    let ground = chosen(&mut form, "ground", &GROUNDS);
    let kind = chosen(&mut form, "form", &FORMS);
    let talk = talk(&mut form, &kind, one.content.clone());
    if !form.ok() {
        return edit_shown(&ctx, &one, &form);
    }
    let version = form.version_or(one.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    conference::correct(&mut tx, (&one, &talk), (&ground, &kind), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}
