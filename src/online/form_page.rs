//! A form that was begun, one thing on a page: where it stands, the questions of a page, and at the end
//! everything that was typed with a way to change it.

use super::answer::{self, Asked, Line};
use super::course::{digits, grouped};
use super::draft::{self, Draft};
use super::file::{self, Enclosed, Of, size_words};
use super::frame::{open_services, service_choices, today_of, whom_to_call};
use super::question::{self, CHECK, FILES, Question, Stand, Today};
use super::sent;
use crate::app::App;
use crate::services::Service;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Link, Task};

/// A form that was begun, with what can be answered today.
pub struct Begun {
    /// The form.
    pub draft: Draft,
    /// The services that can be asked for.
    pub services: Vec<Service>,
    /// What can be answered.
    pub offer: Today,
    /// Today.
    pub day: Day,
    /// Its code.
    pub code: String,
}

impl Begun {
    /// Reads it. What was sent meanwhile leads to its own page.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the code is nobody's, or the term is over.
    pub async fn load(app: &App, ctx: &Ctx, (tx, code): (&Tx, &str)) -> Result<Begun, Problem> {
        let code = digits(code);
        let draft = draft::behind(tx, &code).await?;
        if let Some(sent) = draft.row.sent_id {
            let one = sent::matter(tx, sent).await?;
            return Err(Problem::Done(ctx.url(&one.address())));
        }
        let services = open_services(tx).await?;
        let day = tx.today();
        let offer = today_of(&app.law(ctx.actor.municipality), day, &services);
        Ok(Begun { draft, services, offer, day, code })
    }

    /// What it is: a code of the kinds.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.draft.row.kind
    }

    /// The questions of a page.
    #[must_use]
    pub fn of_page(&self, page: &str) -> Vec<&'static Question> {
        let mut all = question::asked(self.kind(), &self.draft.typed, &self.offer);
        all.retain(|one| one.page == page);
        all
    }

    /// Where a step is, below the municipality.
    #[must_use]
    pub fn path(&self, step: &str) -> String {
        format!("/online/begun/{}/{step}", self.code)
    }

    /// A page of the form, with the way back to where it stands.
    #[must_use]
    pub fn page(&self, ctx: &Ctx, title: impl Into<String>) -> ui::Page {
        let mut page = ctx.public_page(title);
        let home = ctx.url(&format!("/online/begun/{}", self.code));
        page.back = Some(Link::new(home, ctx.t("online-overview")));
        page
    }

    /// Whether somebody said that there is danger.
    #[must_use]
    pub fn is_danger(&self) -> bool {
        self.draft.typed.get("danger") == "yes"
    }
}

#[derive(Template)]
#[template(path = "online/overview.html")]
struct OverviewPage {
    page: ui::Page,
    code: String,
    until: String,
    found: Vec<String>,
    /// What changed while it lay: what was asked, and why again.
    changes: Vec<(String, String)>,
    tasks: Vec<Task>,
    next: Link,
    call: Vec<(String, String)>,
}

/// The steps of the form with how they stand.
fn tasks(ctx: &Ctx, begun: &Begun) -> Vec<Task> {
    let typed = &begun.draft.typed;
    let questions = question::asked(begun.kind(), typed, &begun.offer);
    let task = |page: &'static str| {
        let of = questions.iter().filter(|one| one.page == page);
        let stands: Vec<Stand> = of.map(|one| question::stand(one, typed, &begun.offer)).collect();
        let (word, tag) = if stands.iter().any(|s| matches!(s, Stand::Changed | Stand::Gone)) {
            ("online-step-again", Some("orange"))
        } else if stands.contains(&Stand::New) {
            ("online-step-open", Some("blue"))
        } else {
            ("online-step-done", None)
        };
        Task {
            title: ctx.t(&format!("online-p-{page}")).into_owned(),
            href: Some(ctx.url(&begun.path(page))),
            status: ctx.t(word).into_owned(),
            tag: tag.map(str::to_owned),
            ..Task::default()
        }
    };
    question::pages(&questions).into_iter().map(task).collect()
}

/// Why a question is asked again.
fn why(stand: Stand) -> &'static str {
    if stand == Stand::Gone { "online-again-gone" } else { "online-again-changed" }
}

/// `GET /online/begun/{secret}`: where it stands, what changed while it lay, its code.
pub async fn overview(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    tx.audit(Entry::read("online-draft", begun.draft.row.id.0));
    tx.commit().await?;
    let typed = &begun.draft.typed;
    let changes = question::changes(begun.kind(), typed, &begun.offer);
    let told = |(one, stand): &(&'static Question, Stand)| {
        (ctx.t(&one.key()).into_owned(), ctx.t(why(*stand)).into_owned())
    };
    let next = question::next(begun.kind(), typed, &begun.offer, "");
    let is_begun = !typed.editions.is_empty();
    let word = if is_begun { "online-go-on" } else { "online-go" };
    let mut page = ctx.public_page(ctx.t(&format!("online-kind-{}", begun.kind())));
    page.back = Some(Link::new(ctx.url("/online"), ctx.t("online-start")));
    html(&OverviewPage {
        page,
        code: grouped(&begun.code),
        until: begun.draft.row.expires_on.bg(),
        found: typed.found.clone(),
        changes: changes.iter().map(told).collect(),
        tasks: if is_begun { tasks(&ctx, &begun) } else { Vec::new() },
        next: Link::new(ctx.url(&begun.path(next)), ctx.t(word)),
        call: whom_to_call(&ctx),
    })
}

#[derive(Template)]
#[template(path = "online/question.html")]
struct QuestionPage {
    page: ui::Page,
    action: String,
    boxes: Vec<Asked>,
    /// Why it is asked again.
    again: Vec<String>,
    danger: bool,
    code: String,
    until: String,
    later: String,
}

fn question_page(
    ctx: &Ctx,
    begun: &Begun,
    (step, form): (&str, &Form),
) -> Result<QuestionPage, Problem> {
    let questions = begun.of_page(step);
    if questions.is_empty() {
        return Err(Problem::NotFound);
    }
    let typed = &begun.draft.typed;
    let stands = questions.iter().map(|one| question::stand(one, typed, &begun.offer));
    let changed = stands.filter(|stand| matches!(stand, Stand::Changed | Stand::Gone));
    let mut again: Vec<String> = changed.map(|stand| ctx.t(why(stand)).into_owned()).collect();
    again.dedup();
    let services = service_choices(&begun.services);
    let mut page = begun.page(ctx, ctx.t(&format!("online-p-{step}")));
    page.errors = form.errors();
    Ok(QuestionPage {
        page,
        action: ctx.url(&begun.path(step)),
        boxes: answer::boxes(ctx, form, (&questions, &services)),
        again,
        danger: begun.is_danger(),
        code: grouped(&begun.code),
        until: begun.draft.row.expires_on.bg(),
        later: ctx.url(&format!("/online/begun/{}", begun.code)),
    })
}

#[derive(Template)]
#[template(path = "online/check.html")]
struct CheckPage {
    page: ui::Page,
    found: Vec<String>,
    /// What was asked, what was said, where it is changed.
    lines: Vec<(String, String, String)>,
    files: Vec<Enclosed>,
    change_files: String,
    danger: bool,
    action: String,
    code: String,
}

fn check_page(ctx: &Ctx, begun: &Begun, files: Vec<Enclosed>) -> CheckPage {
    let typed = &begun.draft.typed;
    let questions = question::asked(begun.kind(), typed, &begun.offer);
    let line = |one: Line| {
        let text = if one.text.is_empty() { ctx.t("online-unsaid").into_owned() } else { one.text };
        (one.label, text, ctx.url(&begun.path(one.page)))
    };
    let lines = answer::lines(ctx.lang, &questions, (typed, &begun.services));
    CheckPage {
        page: begun.page(ctx, ctx.t("online-check")),
        found: typed.found.clone(),
        lines: lines.into_iter().map(line).collect(),
        files,
        change_files: ctx.url(&begun.path(FILES)),
        danger: begun.is_danger(),
        action: ctx.url(&format!("/online/sending/{}", begun.code)),
        code: grouped(&begun.code),
    }
}

#[derive(Template)]
#[template(path = "online/files.html")]
struct FilesPage {
    page: ui::Page,
    form: Form,
    /// Name, size in words, id.
    files: Vec<(String, String, String)>,
    may_add: bool,
    upload: String,
    remove: String,
    action: String,
    code: String,
    later: String,
}

/// The page of the files; again when one was not taken.
///
/// # Errors
/// When the page cannot be written.
pub fn files_page(
    ctx: &Ctx,
    begun: &Begun,
    (form, files): (Form, Vec<Enclosed>),
) -> Result<Response, Problem> {
    let mut page = begun.page(ctx, ctx.t("online-files"));
    page.errors = form.errors();
    let line = |one: &Enclosed| (one.name.clone(), size_words(one.size), one.id.to_string());
    let at = |what: &str| ctx.url(&format!("/online/{what}/{}", begun.code));
    let is_fine = form.ok();
    let shown = FilesPage {
        page,
        form,
        files: files.iter().map(line).collect(),
        may_add: files.len() < file::MOST,
        upload: at("enclosing"),
        remove: at("removing"),
        action: ctx.url(&begun.path(FILES)),
        code: grouped(&begun.code),
        later: at("begun"),
    };
    if is_fine { html(&shown) } else { again(&shown) }
}

/// `GET /online/begun/{secret}/{step}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, step)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    let files = file::of(&tx, Of::Draft(begun.draft.row.id)).await?;
    tx.audit(Entry::read("online-draft", begun.draft.row.id.0));
    tx.commit().await?;
    let typed = &begun.draft.typed;
    match step.as_str() {
        FILES => files_page(&ctx, &begun, (Form::empty(ctx.lang), files)),
        CHECK if question::is_whole(begun.kind(), typed, &begun.offer) => {
            html(&check_page(&ctx, &begun, files))
        }
        CHECK => {
            let next = question::next(begun.kind(), typed, &begun.offer, "");
            Ok(see(&ctx, &begun.path(next), None))
        }
        step => {
            let form = answer::filled(ctx.lang, &begun.of_page(step), typed);
            html(&question_page(&ctx, &begun, (step, &form))?)
        }
    }
}

/// `POST /online/begun/{secret}/{step}`: keeps the page and goes on to the next one with something to
/// answer.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, step)): Path<(String, String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let begun = Begun::load(&app, &ctx, (&tx, &code)).await?;
    let mut typed = begun.draft.typed.clone();
    if step == FILES {
        typed.editions.insert(FILES.to_owned(), 1);
    } else {
        let questions = begun.of_page(&step);
        if questions.is_empty() {
            return Err(Problem::NotFound);
        }
        let of = (step.as_str(), questions.as_slice());
        typed = answer::read(&mut form, of, (&begun.offer, begun.day), &typed);
    }
    if !form.ok() {
        tx.audit(Entry::refused("online-draft"));
        tx.commit().await?;
        return again(&question_page(&ctx, &begun, (&step, &form))?);
    }
    draft::save(&mut tx, &law, (&begun.draft, &typed)).await?;
    tx.commit().await?;
    let next = question::next(begun.kind(), &typed, &begun.offer, &step);
    // Whoever would rather go on later is shown the code and the day.
    let there =
        if form.has("later") { format!("/online/begun/{}", begun.code) } else { begun.path(next) };
    Ok(see(&ctx, &there, None))
}
