//! The form of a participant: entered, corrected, revoked when the entry was a mistake.

use super::ParticipantId;
use super::frame::{self, HOME, TEXT, home};
use super::participant::{self, NewParticipant, Participant};
use super::question::{self, Question};
use super::special::given;
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use crate::workforce::{self, EmployeeName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::Choice;

/// Who may be entered, and the questions.
struct Known {
    project: ProjectName,
    questions: Vec<Question>,
    employees: Vec<EmployeeName>,
    one: Option<Participant>,
}

async fn known(
    app: &App,
    ctx: &Ctx,
    (id, one): (Option<ProjectId>, Option<ParticipantId>),
) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = match one {
        Some(id) => Some(participant::participant(&tx, id).await?),
        None => None,
    };
    let id = id.or(one.as_ref().map(|one| one.row.project_id)).ok_or(Problem::NotFound)?;
    let project = frame::project(&tx, id).await?;
    let questions = question::asked_of(&tx, false).await?;
    let employees = workforce::employees(&tx).await?;
    tx.audit(match &one {
        Some(one) => Entry::read("result-participant", one.row.id.0),
        None => Entry::list("result-participant"),
    });
    tx.commit().await?;
    Ok(Known { project, questions, employees, one })
}

fn shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let title = "results-participant";
    let is_new = known.one.is_none();
    let mut act = Act::new(title, if is_new { "/microdata/new" } else { "" }, "ui-save")
        .lead(ctx.t("results-participant-lead"));
    if is_new {
        let choice = |one: &EmployeeName| {
            let words = format!("{}, {} {}", one.name, one.post, one.provider);
            Choice::new(one.id.to_string(), words.trim().to_owned())
        };
        let list = known.employees.iter().map(choice).collect();
        act = act.choice(both, "employee", (ctx.t("results-column-employee").into(), list));
    }
    act = act.day(both, "joined", ("results-column-joined", String::new())).day(
        both,
        "left",
        ("results-column-left", String::new()),
    );
    for question in &known.questions {
        let list = (question.words(ctx.lang).to_owned(), question.choices(ctx.lang));
        act = act.choice(both, &question.name, list);
    }
    if !is_new {
        act = act.part(ctx, "results-participant-revoke").area(
            both,
            "why",
            ("results-why", "results-participant-why-hint"),
        );
    }
    let page = frame::page(ctx, ctx.t(title), &known.project);
    let (own, version) = match &known.one {
        Some(one) => (format!("{HOME}/microdata/{}", one.row.id), one.row.version),
        None => (home(known.project.id), 0),
    };
    act.shown(ctx, Around { page, home: own, version: form.version_or(version) }, form)
}

/// `GET /results/projects/{id}/microdata/new`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, (Some(id), None)).await?;
    let form = Form::filled(ctx.lang, day_values("joined", Some(app.today())));
    shown(&ctx, &known, &form)
}

fn read(form: &mut Form, known: &Known) -> Option<NewParticipant> {
    let employee = match &known.one {
        Some(one) => Some(one.row.employee_id),
        None => form.parsed("employee", "form-choose"),
    };
    let (joined_on, left_on) = (form.day("joined"), form.day_optional("left"));
    if let (Some(joined), Some(left)) = (joined_on, left_on)
        && left < joined
    {
        form.wrong("left", "results-wrong-left");
    }
    let answers = given(&known.questions, form);
    let (employee, joined_on) = (employee?, joined_on?);
    form.ok().then_some(NewParticipant { employee, joined_on, left_on, answers })
}

/// `POST /results/projects/{id}/microdata/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, (Some(id), None)).await?;
    let Some(new) = read(&mut form, &known) else { return shown(&ctx, &known, &form) };
    let path = format!("{}/microdata", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    participant::add(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

/// The participant, unless the entry was revoked.
fn standing(known: &Known) -> Result<&Participant, Problem> {
    match &known.one {
        Some(one) if one.row.revoked_at.is_none() => Ok(one),
        Some(_) => Err(Problem::Impossible("results-refused-revoked")),
        None => Err(Problem::NotFound),
    }
}

/// `GET /results/microdata/{id}`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ParticipantId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, (None, Some(id))).await?;
    let one = standing(&known)?;
    let mut values = day_values("joined", Some(one.row.joined_on));
    values.extend(day_values("left", one.row.left_on));
    values.extend(one.answers.clone());
    shown(&ctx, &known, &Form::filled(ctx.lang, values))
}

/// `POST /results/microdata/{id}`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ParticipantId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, (None, Some(id))).await?;
    let one = standing(&known)?;
    let why = form.optional("why", TEXT);
    let Some(new) = read(&mut form, &known) else { return shown(&ctx, &known, &form) };
    let path = format!("{}/microdata", home(one.row.project_id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let version = form.version_or(one.row.version);
    if why.is_empty() {
        participant::change(&mut tx, (id, version), &new).await?;
    } else {
        participant::revoke(&mut tx, (id, version), why).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
