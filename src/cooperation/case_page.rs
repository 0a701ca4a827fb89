//! Everything with other institutions on one case: conferences, what was agreed, requests.

use super::conference_form::case_path;
use super::course::colour;
use super::frame;
use super::list::{Names, conference_line, request_line, task_line};
use super::load::{self, Which};
use super::table::{Part, Thing};
use super::{WRITE, list};
use crate::app::App;
use crate::people;
use crate::referral::{self, CaseId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Id, Problem};
use std::collections::HashMap;
use ui::Link;

/// `GET /cooperation/referrals/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let case = referral::brief(&tx, id).await?;
    let head = people::head(&tx, case.person).await?;
    let conferences = load::conferences(&tx, Some(id)).await?;
    let ids: Vec<_> = conferences.iter().map(|one| one.row.id).collect();
    let seats = load::seats(&tx, &ids).await?;
    let tasks = load::tasks(&tx, Some(&ids)).await?;
    let requests = load::requests(&tx, Which { case: Some(id), ..Which::default() }).await?;
    let names = Names {
        institutions: load::names(&tx).await?,
        people: HashMap::from([(case.person, head.clone())]),
        today: tx.today(),
    };
    tx.audit(Entry::read("cooperation-case", id.0).about(Some(case.person.0)));
    tx.commit().await?;
    let title = ctx.t("cooperation-of-case");
    let mut thing = Thing::new(frame::plain_page(&ctx, title), head.name);
    let late = tasks.iter().filter(|one| one.state(names.today) == "late").count()
        + requests.iter().filter(|one| one.state(names.today) == "late").count();
    if late > 0 {
        thing.warnings.push(ctx.ta("cooperation-warn-count", &[("count", late)]).into_owned());
        thing.state = ctx.t("cooperation-state-late").into_owned();
        thing.colour = colour("late");
    }
    let lines = conferences.iter().map(|one| {
        let own = seats.get(&one.row.id).map(Vec::as_slice).unwrap_or_default();
        conference_line(&ctx, &names, (one, own))
    });
    let part = Part::new(&ctx, "cooperation-conferences", &list::CONFERENCES, lines.collect());
    thing.parts.push(part);
    let lines = tasks.iter().map(|task| {
        let one = conferences.iter().find(|one| one.row.id == task.row.conference_id);
        task_line(&ctx, &names, (task, one))
    });
    thing.parts.push(Part::new(&ctx, "cooperation-tasks", &list::TASKS, lines.collect()));
    let lines = requests.iter().map(|one| request_line(&ctx, &names, one)).collect();
    thing.parts.push(Part::new(&ctx, "cooperation-requests", &list::REQUESTS, lines));
    thing.links = vec![link(&ctx, &format!("/referrals/{id}"), "cooperation-to-case")];
    if ctx.actor.may(WRITE) {
        thing.actions = actions(&ctx, id);
    }
    thing.shown()
}

fn link(ctx: &Ctx, path: &str, key: &str) -> Link {
    Link::new(ctx.url(path), ctx.t(key))
}

fn actions(ctx: &Ctx, id: CaseId) -> Vec<Link> {
    let all = [
        ("/conference", "cooperation-conference-new"),
        ("/inquiry", "cooperation-inquiry-new"),
        ("/received", "cooperation-received-new"),
    ];
    all.map(|(rest, key)| link(ctx, &format!("{}{rest}", case_path(id)), key)).into()
}
