//! The page on which a worker hands a talk over: into what, to which point, about whom.

use super::course::PASSES;
use super::desk_page::name_of;
use super::frame::{HOME, page as frame};
use super::pass::{self, Goal};
use super::talk::{self, Talk};
use super::{TalkId, line};
use crate::app::App;
use crate::contacts;
use crate::municipality::ServicePointId;
use crate::people::{self, PersonId, Sought};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, choices, chosen, html, see};
use ui::Choice;

/// So many people are offered; who is not among them is sought with more words.
const OFFERED: usize = 8;
/// The choice of nobody.
const NOBODY: &str = "none";

#[derive(Template)]
#[template(path = "desk/pass.html")]
struct PassPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    kinds: Vec<Choice>,
    points: Vec<Choice>,
    people: Vec<Choice>,
    may_seek: bool,
}

/// The people who are meant by what was typed, and that it is nobody of them.
async fn sought(app: &App, ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Vec<Choice>, Problem> {
    let typed = form.get("q");
    if typed.is_empty() || !ctx.actor.may(people::READ) {
        return Ok(Vec::new());
    }
    let mut ids = people::search(app, &ctx.actor, &Sought::read(typed)).await?;
    ids.truncate(OFFERED);
    let found = people::found(tx, &ids).await?;
    tx.audit(Entry::search("person"));
    let one = |one: people::Found| {
        let settlement = one.settlement.map(|place| format!(", {place}")).unwrap_or_default();
        let born = one.head.birth_day.map(|day| format!(", {}", day.bg())).unwrap_or_default();
        Choice::new(one.head.id.to_string(), format!("{}{born}{settlement}", one.head.name))
    };
    let mut all: Vec<Choice> = found.into_iter().map(one).collect();
    all.push(Choice::new(NOBODY, ctx.t("desk-pass-nobody")));
    let chosen = form.get("person");
    for choice in &mut all {
        choice.checked = choice.value == chosen;
    }
    Ok(all)
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &mut Tx,
    (talk, form): (&Talk, Form),
) -> Result<PassPage, Problem> {
    let points = contacts::open_points(tx).await?;
    let people = sought(app, ctx, tx, &form).await?;
    let path = format!("{HOME}/talks/{}", talk.row.id);
    let mut page = frame(ctx, ctx.ta("desk-pass-title", &[("name", name_of(ctx, talk))]));
    page.errors = form.errors();
    tx.audit(Entry::read("desk-talk", talk.row.id.0));
    Ok(PassPage {
        page,
        action: ctx.url(&format!("{path}/pass")),
        back: ctx.url(&path),
        kinds: choices(ctx, &PASSES, form.get("kind"), |code| format!("desk-pass-{code}")),
        points: points.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect(),
        people,
        may_seek: ctx.actor.may(people::READ),
        form,
    })
}

/// `GET /desk/talks/{id}/pass`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    let form = Form::filled(ctx.lang, [("kind", PASSES[0])]);
    let page = draw((&app, &ctx), &mut tx, (&talk, form)).await?;
    tx.commit().await?;
    html(&page)
}

/// What was chosen; what is wrong stands beside its box.
async fn read(tx: &Tx, form: &mut Form) -> Result<Option<(String, Goal)>, Problem> {
    let kind = chosen(form, "kind", &PASSES);
    let person: Option<PersonId> = form.get("person").parse().ok();
    if let Some(id) = person {
        // One of another municipality, or merged away meanwhile, is not found.
        people::head(tx, id).await?;
    }
    let to = match kind.as_str() {
        "contact" => Some(Goal::Contact(person)),
        "wish" => {
            if person.is_none() {
                form.wrong("q", "desk-wrong-person");
            }
            person.map(Goal::Wish)
        }
        "appointment" => {
            let point: Option<ServicePointId> = form.parsed("point", "form-choose");
            let all = contacts::open_points(tx).await?;
            let known = point.filter(|id| all.iter().any(|one| one.id == *id));
            if known.is_none() {
                form.wrong("point", "form-choose");
            }
            known.map(|point| Goal::Appointment(point, person))
        }
        _ => None,
    };
    Ok(to.filter(|_| form.ok()).map(|to| (kind, to)))
}

/// `POST /desk/talks/{id}/pass`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    let account = talk::own(&tx, &talk)?;
    if form.has("find") {
        let page = draw((&app, &ctx), &mut tx, (&talk, form)).await?;
        tx.commit().await?;
        return html(&page);
    }
    let Some((kind, to)) = read(&tx, &mut form).await? else {
        let page = draw((&app, &ctx), &mut tx, (&talk, form)).await?;
        tx.commit().await?;
        return again(&page);
    };
    tx.use_form(&form.key(), &ctx.url(&to.path())).await?;
    let lines = line::lines(&tx, &talk).await?;
    let who = (ctx.t("desk-said-citizen"), ctx.t("desk-said-worker"));
    let note = pass::note(&lines, (&who.0, &who.1));
    let words = (talk.content.name.as_str(), note.as_str());
    if !pass::lay((&ctx, &tx), account, (&to, words)).await? {
        return Err(Problem::Impossible("desk-refused-draft"));
    }
    talk::passed(&mut tx, &talk, &kind).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to.path(), Some("desk-passed-on")))
}
