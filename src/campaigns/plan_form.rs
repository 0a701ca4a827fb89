//! Entering and changing the plan of a campaign.

use super::CampaignId;
use super::choice::Words;
use super::course::{COPIES_MAX, FIGURES, Targets, apart, period_refused};
use super::frame::{self, HOME, LINE, TEXT};
use super::plan::{self, Campaign, NewPlan};
use super::plan_page::project_choices;
use crate::app::App;
use crate::projects::{self, ProjectName};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "campaigns/plan_form.html")]
struct PlanForm {
    page: ui::Page,
    action: String,
    cancel: String,
    version: i32,
    form: Form,
    audience: Vec<Choice>,
    channels: Vec<Choice>,
    projects: Vec<Choice>,
    public: Vec<Choice>,
    targets: Vec<(ui::Field, String)>,
}

/// What the form offers to choose from.
struct Offered {
    words: Words,
    projects: Vec<ProjectName>,
}

async fn offered(app: &App, ctx: &Ctx) -> Result<Offered, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let words = Words::load(&tx).await?;
    let projects = projects::names(&tx).await?;
    tx.audit(audit::Entry::list("campaigns"));
    tx.commit().await?;
    Ok(Offered { words, projects })
}

fn target(figure: &str) -> String {
    format!("target-{figure}")
}

fn shown(
    ctx: &Ctx,
    (offered, old): (&Offered, Option<&Campaign>),
    form: Form,
) -> Result<Response, Problem> {
    let title = ctx.t(if old.is_some() { "campaigns-edit" } else { "campaigns-new" });
    let (mut page, home) = match old {
        None => (frame::page(ctx, title, ("", "campaigns-title")), HOME.to_owned()),
        Some(one) => (frame::below(ctx, title, (&one.home(), &one.row.name)), one.home()),
    };
    page.errors = form.errors();
    let chosen =
        |name: &str| -> Vec<String> { form.all(name).into_iter().map(str::to_owned).collect() };
    let field = |figure: &&str| {
        (form.field(&target(figure)), ctx.t(&format!("campaigns-figure-{figure}")).into_owned())
    };
    let words = &offered.words;
    let public = Choice::new("yes", ctx.t("campaigns-public-yes"));
    let page = PlanForm {
        action: ctx.url(&match old {
            None => format!("{HOME}/new"),
            Some(one) => format!("{}/edit", one.home()),
        }),
        cancel: ctx.url(&home),
        version: form.version_or(old.map_or(0, |one| one.row.version)),
        audience: words.choices("audience", &chosen("audience"), ctx.lang),
        channels: words.choices("channel", &chosen("channels"), ctx.lang),
        projects: project_choices(ctx, &offered.projects, form.get("project")),
        public: vec![public.checked(form.has_value("public", "yes"))],
        targets: FIGURES.iter().map(field).collect(),
        page,
        form,
    };
    if page.page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Reads the form; nothing when something is wrong.
fn read(form: &mut Form, offered: &Offered) -> Option<NewPlan> {
    let name = form.required("name", LINE);
    let aim = form.required("aim", TEXT);
    let from = form.day("from");
    let to = form.day("to");
    if let Some(key) = from.zip(to).and_then(|(from, to)| period_refused(from, to)) {
        form.wrong("to", key);
    }
    let codes = |form: &mut Form, name: &str, list: &str| -> Vec<String> {
        let all: Vec<String> = form.all(name).into_iter().map(str::to_owned).collect();
        if all.iter().any(|code| !offered.words.has(list, code)) {
            form.wrong(name, "form-choose");
        }
        all
    };
    let audience = codes(form, "audience", "audience");
    let channels = codes(form, "channels", "channel");
    let asked = form.get("project").to_owned();
    let project = offered.projects.iter().find(|one| one.id.to_string() == asked);
    if project.is_none() && !["", "none"].contains(&asked.as_str()) {
        form.wrong("project", "form-choose");
    }
    let project = project.map(|one| one.id);
    let funded_by = form.optional("funded_by", LINE);
    if project.is_none() && funded_by.is_empty() {
        form.wrong("funded_by", "campaigns-wrong-funding");
    }
    let mut targets = Targets::default();
    for figure in FIGURES {
        if let Some(wanted) = frame::number(form, &target(figure), COPIES_MAX) {
            targets.0.insert(figure.to_owned(), wanted);
        }
    }
    let is_public = form.has_value("public", "yes");
    let (from, to) = (from?, to?);
    form.ok().then_some(NewPlan {
        name,
        aim,
        audience,
        channels,
        from,
        to,
        project,
        funded_by,
        targets,
        is_public,
        contact_code: None,
    })
}

/// `GET /campaigns/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let offered = offered(&app, &ctx).await?;
    let mut values = day_values("from", Some(app.today()));
    values.extend(day_values("to", Some(app.today().plus(90))));
    values.push(("public".to_owned(), "yes".to_owned()));
    shown(&ctx, (&offered, None), Form::filled(ctx.lang, values))
}

/// `POST /campaigns/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let offered = offered(&app, &ctx).await?;
    let Some(new) = read(&mut form, &offered) else {
        return shown(&ctx, (&offered, None), form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = plan::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/plans/{id}"), Some("campaigns-done")))
}

fn values(one: &Campaign) -> Vec<(String, String)> {
    let row = &one.row;
    let line = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let project = row.project_id.map_or("none".to_owned(), |id| id.to_string());
    let mut all = vec![
        line("name", &row.name),
        line("aim", &row.aim),
        line("project", &project),
        line("funded_by", &row.funded_by),
    ];
    all.extend(apart(&row.audience).iter().map(|code| line("audience", code)));
    all.extend(apart(&row.channels).iter().map(|code| line("channels", code)));
    all.extend(one.targets.0.iter().map(|(code, n)| line(&target(code), &n.to_string())));
    if row.is_public {
        all.push(line("public", "yes"));
    }
    let days = |name: &str, day: Day| day_values(name, Some(day));
    all.extend(days("from", row.from_on));
    all.extend(days("to", row.to_on));
    all
}

async fn known(app: &App, ctx: &Ctx, id: CampaignId) -> Result<(Offered, Campaign), Problem> {
    let offered = offered(app, ctx).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let campaign = plan::campaign(&tx, id).await?;
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok((offered, campaign))
}

/// `GET /campaigns/plans/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let (offered, campaign) = known(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, values(&campaign));
    shown(&ctx, (&offered, Some(&campaign)), form)
}

/// `POST /campaigns/plans/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (offered, mut campaign) = known(&app, &ctx, id).await?;
    let Some(new) = read(&mut form, &offered) else {
        return shown(&ctx, (&offered, Some(&campaign)), form);
    };
    campaign.row.version = form.version_or(campaign.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&campaign.home())).await?;
    plan::change(&mut tx, &campaign, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &campaign.home(), Some("campaigns-done")))
}
