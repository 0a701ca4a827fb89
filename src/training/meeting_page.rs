//! A meeting of a supervision is entered; what was agreed there is entered and followed up.

use super::frame::{self, HOME, employee_choices, name_of};
use super::load::{self, Action, Meeting, Supervision};
use super::supervise::{self, MOST, NewAction, NewMeeting, OUTCOMES};
use super::supervision_page::{BACK, general};
use super::{ActionId, MeetingId, SupervisionId, WRITE};
use crate::app::App;
use crate::workforce::{self, EmployeeId, EmployeeName};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, again, chosen, day_values, html, see};
use ui::Choice;

/// A supervision and all employees.
struct Behind {
    one: Supervision,
    all: Vec<EmployeeName>,
    meetings: Vec<Meeting>,
}

impl Behind {
    /// The meetings that stand, as choices.
    fn days(&self) -> Vec<Choice> {
        let standing = self.meetings.iter().filter(|one| one.row.revoked_at.is_none());
        standing.map(|one| Choice::new(one.row.id.to_string(), one.row.day.bg())).collect()
    }
}

async fn behind(tx: &mut Tx, id: SupervisionId) -> Result<Behind, Problem> {
    let one = load::supervision(tx, id).await?;
    let all = workforce::employees(tx).await?;
    let meetings = load::meetings(tx, &[id]).await?;
    tx.audit(audit::Entry::read("supervision", id.0));
    Ok(Behind { one, all, meetings })
}

#[derive(Template)]
#[template(path = "training/meeting.html")]
struct MeetingPage {
    page: ui::Page,
    action: String,
    back: String,
    search: String,
    more: String,
    day: ui::DateField,
    form: Form,
    people: Vec<Choice>,
}

fn draw(ctx: &Ctx, form: Form, behind: &Behind) -> MeetingPage {
    let sought = kit::search::plain(form.get("q"));
    let is_chosen = |one: &EmployeeName| form.has_value("who", &one.id.to_string());
    let fits = |one: &&EmployeeName| {
        sought.is_empty() || is_chosen(one) || kit::search::plain(&one.name).contains(&sought)
    };
    let wanted: Vec<EmployeeName> = behind.all.iter().filter(fits).cloned().collect();
    let more = wanted.len().saturating_sub(MOST);
    let shown = &wanted[..wanted.len().min(MOST)];
    let checked = |choice: Choice| {
        let is_chosen = form.has_value("who", &choice.value);
        choice.checked(is_chosen)
    };
    let people = employee_choices(shown).into_iter().map(checked).collect();
    let home = ctx.url(&format!("{HOME}/supervision/{}", behind.one.row.id));
    let name = &behind.one.content.supervisor;
    let title = format!("{}: {name}", ctx.t("training-meeting-new"));
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    MeetingPage {
        page,
        action: format!("{home}/meet"),
        search: format!("{home}/meet"),
        back: home,
        more: match more {
            0 => String::new(),
            more => ctx.ta("training-invite-more", &[("count", more)]).into_owned(),
        },
        day: form.date_field("day"),
        people,
        form,
    }
}

/// `GET /training/supervision/{id}/meet?q=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    html(&draw(&ctx, form, &behind))
}

/// `POST /training/supervision/{id}/meet`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let most = law.training_numbers().map_err(Problem::internal)?.day_most;
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let day = form.day("day");
    let hours: Option<u32> = form.parsed("hours", "training-wrong-number");
    if hours.is_some_and(|hours| !(1..=most).contains(&hours)) {
        form.wrong("hours", "training-wrong-day-hours");
    }
    let themes = general(&mut form, "themes");
    if themes.is_empty() {
        form.wrong("themes", "form-required");
    }
    let asked: Vec<EmployeeId> =
        form.all("who").into_iter().filter_map(|id| id.parse().ok()).collect();
    let present: Vec<EmployeeName> =
        behind.all.iter().filter(|one| asked.contains(&one.id)).cloned().collect();
    let (day, hours) = (day.unwrap_or(app.today()), hours.unwrap_or(0));
    let new = NewMeeting { day, hours, themes, present: &present };
    if let Some(key) = supervise::refusal(&behind.one, &new, app.today()).filter(|_| form.ok()) {
        let box_of = if key == "training-refused-meeting-day" { "day" } else { "who" };
        form.wrong(box_of, key);
    }
    if !form.ok() {
        tx.commit().await?;
        return again(&draw(&ctx, form, &behind));
    }
    let home = format!("{HOME}/supervision/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supervise::meet(&mut tx, &behind.one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

fn agree_shown(ctx: &Ctx, form: &Form, behind: &Behind) -> Result<Response, Problem> {
    let both = (ctx, form);
    let owner = ctx.t("training-column-owner").into_owned();
    let meeting = ctx.t("training-agreed-at").into_owned();
    let act = Act::new("training-agree", "/agree", "ui-save")
        .lead(ctx.t("training-no-cases"))
        .area(both, "text", ("training-column-agreed", "training-general-hint"))
        .choice(both, "meeting", (meeting, behind.days()))
        .choice(both, "owner", (owner, employee_choices(&behind.all)))
        .day(both, "due", ("training-column-due", String::new()));
    let title = format!("{}: {}", ctx.t("training-agree"), behind.one.content.supervisor);
    let page = frame::page(ctx, title, BACK);
    let home = format!("{HOME}/supervision/{}", behind.one.row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /training/supervision/{id}/agree?meeting=`.
pub async fn agree_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    tx.commit().await?;
    agree_shown(&ctx, &form, &behind)
}

/// `POST /training/supervision/{id}/agree`.
pub async fn agree_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&mut tx, id).await?;
    let text = general(&mut form, "text");
    if text.is_empty() {
        form.wrong("text", "form-required");
    }
    let owner: Option<EmployeeId> = form.parsed_optional("owner", "form-choose");
    if owner.is_some_and(|id| behind.all.iter().all(|one| one.id != id)) {
        form.wrong("owner", "form-choose");
    }
    let meeting: Option<MeetingId> = form.parsed_optional("meeting", "form-choose");
    let is_day = |id: MeetingId| behind.days().iter().any(|one| one.value == id.to_string());
    if meeting.is_some_and(|id| !is_day(id)) {
        form.wrong("meeting", "form-choose");
    }
    let due = form.day("due");
    let (Some(due_on), true) = (due, form.ok()) else {
        tx.commit().await?;
        return agree_shown(&ctx, &form, &behind);
    };
    let home = format!("{HOME}/supervision/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let new = NewAction { text, meeting, owner, due_on };
    supervise::agree(&mut tx, &behind.one, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

/// What was agreed, with the name of whoever does it.
async fn agreed(tx: &mut Tx, id: ActionId) -> Result<(Action, String), Problem> {
    let one = load::action(tx, id).await?;
    let names = frame::names(tx, one.row.employee_id).await?;
    let name = one.row.employee_id.map(|id| name_of(&names, id)).unwrap_or_default();
    tx.audit(audit::Entry::read("supervision-action", id.0));
    Ok((one, name))
}

fn follow_shown(ctx: &Ctx, form: &Form, (one, name): (&Action, &str)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let row = &one.row;
    let outcome = match row.outcome.as_str() {
        "" => String::new(),
        code => ctx.t(&format!("training-outcome-{code}")).into_owned(),
    };
    let facts = [
        ("training-column-agreed", one.content.text.clone()),
        ("training-column-owner", name.to_owned()),
        ("training-column-due", row.due_on.bg()),
        ("training-followed-on", row.done_on.map(Day::bg).unwrap_or_default()),
        ("training-column-outcome", outcome),
        ("training-column-result", one.content.result.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("training-follow", "", "ui-save").facts(facts.into());
    if row.done_on.is_none() && ctx.actor.may(WRITE) {
        act = act
            .day(both, "on", ("training-followed-on", String::new()))
            .one(both, "outcome", ("training-column-outcome", &OUTCOMES), |code| {
                format!("training-outcome-{code}")
            })
            .area(both, "result", ("training-column-result", "training-general-hint"));
    }
    let page = frame::page(ctx, ctx.t("training-follow"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/agreed/{}", row.id), version }, form)
}

/// `GET /training/agreed/{id}`.
pub async fn follow_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (one, name) = agreed(&mut tx, id).await?;
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    follow_shown(&ctx, &form, (&one, &name))
}

/// `POST /training/agreed/{id}`.
pub async fn follow_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ActionId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (mut one, name) = agreed(&mut tx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "training-wrong-future");
    }
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let result = general(&mut form, "result");
    let (Some(on), true) = (on, form.ok()) else {
        tx.commit().await?;
        return follow_shown(&ctx, &form, (&one, &name));
    };
    one.row.version = form.version_or(one.row.version);
    let home = format!("{HOME}/supervision/{}", one.row.supervision_id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supervise::follow(&mut tx, &one, (on, &outcome, &result)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}
