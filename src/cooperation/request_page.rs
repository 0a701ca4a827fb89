//! The page of a request: what was asked and why, the term with its arithmetic, the answer.

use super::answer::reminders;
use super::conference_form::case_path;
use super::course::{colour, term};
use super::frame::{self, HOME, asked_path, day};
use super::load::{self, Inquiry};
use super::paper;
use super::request::OUT;
use super::table::Thing;
use super::{CooperationPaperId, InquiryId, InstitutionId, WRITE, paper_page};
use crate::app::App;
use crate::people;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use law::Law;
use ui::Link;

/// What a request is called.
#[must_use]
pub fn titled(ctx: &Ctx, one: &Inquiry) -> String {
    let key = match one.row.direction.as_str() {
        OUT => "cooperation-inquiry",
        _ => "cooperation-received",
    };
    ctx.ta(key, &[("number", one.number())]).into_owned()
}

fn facts(ctx: &Ctx, thing: &mut Thing, (one, law, today): (&Inquiry, &Law, Day)) {
    let (row, asked) = (&one.row, &one.content);
    let is_out = row.direction == OUT;
    let sent = if is_out { "cooperation-sent-on" } else { "cooperation-received-on" };
    thing.say(ctx, "cooperation-column-ground", paper::ground(one));
    thing.say(ctx, sent, row.sent_on.bg());
    thing.say(ctx, "cooperation-their-number", asked.their_number.clone());
    thing.say(ctx, "cooperation-question", asked.question.clone());
    thing.say(ctx, "cooperation-need", asked.need.clone());
    thing.say(ctx, "cooperation-column-due", row.due_on.bg());
    if let Ok(term) = term(law, row.sent_on) {
        thing.say(ctx, "cooperation-how", term.how.join(" "));
    }
    thing.say(ctx, "cooperation-reminders", reminders(one));
    if one.state(today) == "late" {
        let args = [("day", row.due_on.bg())];
        let key = if is_out { "cooperation-warn-late" } else { "cooperation-warn-late-in" };
        thing.warnings.push(ctx.ta(key, &args).into_owned());
    }
    thing.say(ctx, "cooperation-answered-on", day(row.answered_on));
    thing.say(ctx, "cooperation-answer", asked.answer.clone());
    thing.say(ctx, "cooperation-column-why", asked.why.clone());
}

fn links(ctx: &Ctx, one: &Inquiry) -> Vec<Link> {
    let link = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    let mut links = Vec::new();
    if let Some(previous) = one.row.previous_id {
        links.push(link(asked_path(previous, ""), "cooperation-previous"));
    }
    if let Some(case) = one.row.case_id {
        links.push(link(case_path(case), "cooperation-of-case"));
        links.push(link(format!("/referrals/{case}"), "cooperation-to-case"));
    }
    links
}

/// `GET /cooperation/inquiries/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InquiryId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::request(&tx, id).await?;
    let names = load::names(&tx).await?;
    let papers = paper_page::of_request(&tx, id).await?;
    let name = match one.row.person_id {
        Some(person) => people::head(&tx, person).await?.name,
        None => String::new(),
    };
    let today = tx.today();
    tx.audit(Entry::read("cooperation-request", id.0).about(one.row.person_id.map(|id| id.0)));
    tx.commit().await?;
    let named = |id: InstitutionId| names.get(&id).cloned().unwrap_or_default();
    let title = titled(&ctx, &one);
    let page = frame::top_page(&ctx, ("/requests", "cooperation-requests"), title);
    let mut thing = Thing::new(page, named(one.row.institution_id));
    let state = one.state(today);
    thing.number = one.number();
    thing.state = ctx.t(&format!("cooperation-state-{state}")).into_owned();
    thing.colour = colour(state);
    thing.say(&ctx, "cooperation-column-person", name);
    facts(&ctx, &mut thing, (&one, &law, today));
    thing.say(
        &ctx,
        "cooperation-forwarded-to",
        one.row.forwarded_id.map(named).unwrap_or_default(),
    );
    thing.links = links(&ctx, &one);
    let print = |(id, words): (CooperationPaperId, String)| {
        Link::new(ctx.url(&format!("{HOME}/cooperation-papers/{id}")), words)
    };
    thing.links.extend(papers.into_iter().map(print));
    if ctx.actor.may(WRITE) && one.row.answered_on.is_none() {
        let end = ctx.url(&asked_path(id, "/end"));
        thing.actions = vec![Link::new(end, ctx.t("cooperation-end"))];
        if one.row.direction == OUT {
            let at = ctx.url(&asked_path(id, "/remind"));
            let text = ctx.t("cooperation-remind").into_owned();
            thing.papers = vec![(at, String::new(), text)];
        }
    }
    thing.shown()
}
