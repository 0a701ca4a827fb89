//! Entering a seminar: the course, the programme day by day, place, trainer and money; anew after one that
//! was revoked.

use super::content::Held;
use super::course::{self, STATES};
use super::frame::{self, FUNDINGS, HOME, LINE, TEXT, read_funding};
use super::load;
use super::programme::{self, Planned, Wrong};
use super::seminar::{self, NewSeminar};
use super::store::training_course;
use super::{CourseId, SeminarId};
use crate::app::App;
use crate::workforce::{self, EmployeeId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, day_values, see};
use ui::Choice;

/// So many days have a row in the form; longer trainings are entered as several seminars.
const DAYS: usize = 5;
const BACK: (&str, &str) = ("", "training-seminars");

/// What may be chosen.
struct Known {
    courses: Vec<training_course::Model>,
    employees: Vec<Choice>,
    projects: Vec<Choice>,
}

async fn known(tx: &Tx) -> Result<Known, StoreError> {
    let mut courses = course::courses(tx).await?;
    courses.retain(|row| row.state == STATES[0]);
    let employees = frame::employee_choices(&workforce::employees(tx).await?);
    Ok(Known { courses, employees, projects: frame::project_choices(tx).await? })
}

fn shown(ctx: &Ctx, form: &Form, known: &Known) -> Result<Response, Problem> {
    let both = (ctx, form);
    let words = |row: &training_course::Model| {
        let hours = ctx.ta("training-academic-hours", &[("count", row.hours)]);
        Choice::new(row.id.to_string(), format!("{} ({hours})", row.title))
    };
    let courses = known.courses.iter().map(words).collect();
    let (course, trainer) = (ctx.t("training-column-course"), ctx.t("training-trainer-own"));
    let mut act = Act::new("training-seminar-new", "/seminars/new", "ui-save")
        .lead(ctx.t("training-seminar-lead"))
        .choice(both, "course", (course.into_owned(), courses));
    for row in 0..DAYS {
        act = act
            .part(ctx, "training-column-day")
            .day(both, &format!("day-{row}"), ("training-column-day", String::new()))
            .line(both, &format!("hours-{row}"), "training-hours")
            .line(both, &format!("begins-{row}"), "training-begins")
            .area(both, &format!("themes-{row}"), ("training-themes", "training-themes-hint"));
    }
    let act = act
        .part(ctx, "training-where")
        .line(both, "place", "training-place")
        .choice(both, "trainer-id", (trainer.into_owned(), known.employees.clone()))
        .line(both, "trainer", "training-trainer-other")
        .line(both, "organiser", "training-organiser")
        .one(both, "funding", ("training-column-funding", &FUNDINGS), |code| {
            format!("training-funding-{code}")
        })
        .choice(both, "project", (ctx.t("training-project").into_owned(), known.projects.clone()))
        .area(both, "note", ("training-note", ""))
        .hidden(form, "after");
    let page = frame::page(ctx, ctx.t("training-seminar-new"), BACK);
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// What a seminar that was revoked held, for the one that stands for it.
async fn values_of(tx: &Tx, id: SeminarId) -> Result<Vec<(String, String)>, StoreError> {
    let one = load::seminar(tx, id).await?;
    let row = &one.row;
    let mut values: Vec<(String, String)> = [
        ("course", row.course_id.to_string()),
        ("after", id.to_string()),
        ("place", one.content.place.clone()),
        ("trainer-id", row.trainer_id.map(|id| id.to_string()).unwrap_or_default()),
        ("trainer", one.content.trainer.clone()),
        ("organiser", one.content.organiser.clone()),
        ("funding", row.funding.clone()),
        ("project", row.project_id.map(|id| id.to_string()).unwrap_or_default()),
        ("note", one.content.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for (at, day) in load::days(tx, id).await?.into_iter().take(DAYS).enumerate() {
        values.extend(day_values(&format!("day-{at}"), Some(day.day)));
        values.push((format!("hours-{at}"), day.hours.to_string()));
        values.push((format!("begins-{at}"), day.begins));
        values.push((format!("themes-{at}"), day.themes));
    }
    Ok(values)
}

/// `GET /training/seminars/new?course=&after=`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = known(&tx).await?;
    let values = match form.get("after").parse() {
        Ok(id) => values_of(&tx, id).await?,
        Err(_) => vec![("course".to_owned(), form.get("course").to_owned())],
    };
    tx.audit(audit::Entry::list("training-courses"));
    tx.commit().await?;
    shown(&ctx, &Form::filled(ctx.lang, values), &known)
}

/// The days of the programme that were typed; what is wrong stands beside its box.
fn read_days(form: &mut Form, (most, course): (u32, u32)) -> Vec<Planned> {
    let mut days = Vec::new();
    let mut rows = Vec::new();
    for row in 0..DAYS {
        let names = ["day", "hours", "begins", "themes"].map(|name| format!("{name}-{row}"));
        let day = form.day_optional(&names[0]);
        let hours: Option<u32> = form.parsed_optional(&names[1], "training-wrong-number");
        let begins = form.optional(&names[2], 5);
        let themes = form.optional(&names[3], TEXT);
        if !programme::is_time(&begins) {
            form.wrong(&names[2], "training-wrong-time");
        }
        let is_typed = day.is_some() || hours.is_some() || !themes.is_empty();
        if is_typed || row == 0 {
            days.push(Planned { day, hours: hours.unwrap_or(0), begins, themes });
            rows.push(row);
        }
    }
    for wrong in programme::check(&days, (most, course)) {
        let at = |row: usize| rows.get(row).copied().unwrap_or(0);
        match wrong {
            Wrong::Empty => form.wrong("day-0", "form-day-required"),
            Wrong::NoDay(row) => form.wrong(&format!("day-{}", at(row)), "form-day-required"),
            Wrong::NoHours(row) => {
                form.wrong(&format!("hours-{}", at(row)), "training-wrong-number");
            }
            Wrong::TooLong(row) => {
                let args = [("most", most)];
                let text = ui::text::text_args(form.lang(), "training-wrong-long-day", &args);
                form.wrong_text(&format!("hours-{}", at(row)), text.into_owned());
            }
            Wrong::Twice(row) => form.wrong(&format!("day-{}", at(row)), "training-wrong-twice"),
            Wrong::Short => {
                let args = [("course", course)];
                let text = ui::text::text_args(form.lang(), "training-wrong-short", &args);
                form.wrong_text("hours-0", text.into_owned());
            }
        }
    }
    days
}

fn read(form: &mut Form, known: &Known, most: u32) -> (Option<CourseId>, NewSeminar) {
    let course: Option<CourseId> = form.parsed("course", "form-choose");
    let course = course.filter(|id| known.courses.iter().any(|row| row.id == *id));
    if course.is_none() {
        form.wrong("course", "form-choose");
    }
    let hours = course.and_then(|id| known.courses.iter().find(|row| row.id == id));
    let hours = hours.and_then(|row| u32::try_from(row.hours).ok()).unwrap_or(0);
    let days = read_days(form, (most, hours));
    let trainer: Option<EmployeeId> = form.parsed_optional("trainer-id", "form-choose");
    let is_known = |id: EmployeeId| known.employees.iter().any(|one| one.value == id.to_string());
    if trainer.is_some_and(|id| !is_known(id)) {
        form.wrong("trainer-id", "form-choose");
    }
    let content = Held {
        place: form.optional("place", LINE),
        trainer: form.optional("trainer", LINE),
        organiser: form.optional("organiser", LINE),
        note: form.optional("note", TEXT),
        why: String::new(),
    };
    if trainer.is_none() == content.trainer.is_empty() {
        form.wrong("trainer", "training-wrong-trainer");
    }
    let (project, funding) = read_funding(form, &known.projects);
    let after = form.get("after").parse().ok();
    (course, NewSeminar { after, project, funding, trainer, content, days })
}

/// `POST /training/seminars/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let most = law.training_numbers().map_err(Problem::internal)?.day_most;
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = known(&tx).await?;
    let (course, new) = read(&mut form, &known, most);
    let course = course.and_then(|id| known.courses.iter().find(|row| row.id == id));
    let (Some(course), true) = (course, form.ok()) else {
        tx.audit(audit::Entry::list("training-courses"));
        tx.commit().await?;
        return shown(&ctx, &form, &known);
    };
    if let Some(after) = new.after
        && load::seminar(&tx, after).await?.row.revoked_at.is_none()
    {
        return Err(Problem::Impossible("training-refused-anew"));
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = seminar::add(&mut tx, course, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/seminars/{id}"), Some("training-done")))
}
