//! For whom it is registered: people of the register who may be the one named, to be chosen before
//! anybody is entered a second time. The form of the registration is filled with what was sent.

use super::SentId;
use super::frame::{self, HOME};
use super::sent::{self, Matter};
use crate::app::App;
use crate::people::{self, Found, PersonId, Sought};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, see};
use ui::Link;

/// So many are shown: with more nobody reads.
const SHOWN: usize = 10;

/// Somebody who may be meant.
struct Likely {
    href: String,
    name: String,
    born: String,
    place: String,
    identifier: String,
    is_dead: bool,
}

#[derive(Template)]
#[template(path = "online/person.html")]
struct PersonPage {
    page: ui::Page,
    /// What was said of the person.
    said: Vec<(String, String)>,
    likely: Vec<Likely>,
    search: Link,
    new: Link,
}

/// The form where it is registered for a person, below the municipality.
fn form_path(one: &Matter, person: PersonId) -> String {
    let id = one.row.id;
    if one.kind() == "application" {
        return format!("/people/{person}/assistance/new?online={id}");
    }
    let service = one.said.typed.get("service");
    format!("/people/{person}/wishes/new?online={id}&service={service}")
}

/// Who may be meant: those of the name, perhaps with the year of birth, and those of the telephone.
async fn likely(app: &App, ctx: &Ctx, one: &Matter) -> Result<Vec<PersonId>, Problem> {
    let typed = &one.said.typed;
    let year = typed.get("born").split('-').next().unwrap_or_default();
    let named = format!("{} {year}", typed.get("name"));
    let mut ids: Vec<PersonId> = Vec::new();
    for sought in [named.trim(), typed.get("name"), typed.get("phone")] {
        for id in people::search(app, &ctx.actor, &Sought::read(sought)).await? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(SHOWN);
    }
    Ok(ids)
}

fn shown(ctx: &Ctx, one: &Matter, found: &Found) -> Likely {
    let head = &found.head;
    let masked = found.identifier.as_ref().map(|masked| masked.text.clone());
    Likely {
        href: ctx.url(&form_path(one, head.id)),
        name: head.name.clone(),
        born: head.birth_day.map(Day::bg).unwrap_or_default(),
        place: found.settlement.clone().unwrap_or_default(),
        identifier: masked.unwrap_or_default(),
        is_dead: head.died_on.is_some(),
    }
}

/// `GET /online/inbox/{id}/person?chosen=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SentId>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let one = sent::matter(&tx, id).await?;
    tx.rollback().await;
    if !one.state.is_open() || !matches!(one.kind(), "wish" | "application") {
        return Err(Problem::Impossible("online-refused-state"));
    }
    let ids = likely(&app, &ctx, &one).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = people::found(&tx, &ids).await?;
    tx.audit(Entry::search("person"));
    tx.audit(Entry::read("online-sent", id.0));
    tx.commit().await?;
    if let Ok(person) = form.get("chosen").parse::<PersonId>() {
        return Ok(see(&ctx, &form_path(&one, person), None));
    }
    let typed = &one.said.typed;
    let born = typed.get("born").parse::<Day>().map(Day::bg);
    let said = [
        ("online-q-name", typed.get("name").to_owned()),
        ("online-q-born", born.unwrap_or_default()),
        ("online-q-lives", typed.get("lives").to_owned()),
        ("online-q-phone", typed.get("phone").to_owned()),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let at = |path: &str, key: &str| {
        Link::new(ctx.url(&format!("{path}?next=online&of={id}")), ctx.t(key))
    };
    let mut page = frame::page(&ctx, ctx.t("online-do-person"));
    page.breadcrumbs.insert(1, Link::new(ctx.url(&format!("{HOME}/{id}")), one.number()));
    html(&PersonPage {
        page,
        said: said.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect(),
        likely: found.iter().map(|found| shown(&ctx, &one, found)).collect(),
        search: at("/people", "online-person-search"),
        new: at("/people/new", "online-person-new"),
    })
}
