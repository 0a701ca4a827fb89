//! The page of a conference: when and on which ground, who is invited and what may be told to them,
//! what came of it and what was agreed.

use super::agreed::story;
use super::conference_act::consents;
use super::conference_form::case_path;
use super::course::{colour, is_told};
use super::frame::{self, HOME, bg, path};
use super::invite::{self, receipt, reply};
use super::load::{self, Agreed, Conference, Seat};
use super::paper::citizen;
use super::store::cooperation_message;
use super::table::{Cell, Line, Part, Thing};
use super::{ConferenceId, CooperationPaperId, InstitutionId, WRITE, paper_page};
use crate::app::App;
use crate::people::{self, Head, age_on};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use std::collections::HashMap;
use ui::Link;

/// A person younger than this is a child: what is told of them has rules of its own.
const ADULT: i16 = 18;

/// A conference with all that its page shows.
struct Whole {
    one: Conference,
    head: Head,
    seats: Vec<Seat>,
    tasks: Vec<Agreed>,
    names: HashMap<InstitutionId, String>,
    messages: Vec<cooperation_message::Model>,
    papers: Vec<(CooperationPaperId, String)>,
    consents: bool,
    today: Day,
}

async fn whole(tx: &Tx, id: ConferenceId) -> Result<Whole, StoreError> {
    let one = load::conference(tx, id).await?;
    Ok(Whole {
        head: people::head(tx, one.row.person_id).await?,
        seats: load::seats(tx, &[id]).await?.remove(&id).unwrap_or_default(),
        tasks: load::tasks(tx, Some(&[id])).await?,
        names: load::names(tx).await?,
        messages: invite::messages(tx, id).await?,
        papers: paper_page::of(tx, id).await?,
        consents: consents(tx, &one).await?,
        today: tx.today(),
        one,
    })
}

impl Whole {
    fn named(&self, id: Option<InstitutionId>) -> String {
        let known = id.and_then(|id| self.names.get(&id).cloned());
        known.unwrap_or_else(|| bg("cooperation-own-office"))
    }

    fn is_planned(&self) -> bool {
        self.one.row.state == "planned"
    }
}

fn facts(ctx: &Ctx, thing: &mut Thing, whole: &Whole) {
    let (row, talk) = (&whole.one.row, &whole.one.content);
    thing.say(ctx, "cooperation-column-person", whole.head.name.clone());
    thing.say(ctx, "cooperation-column-day", format!("{}, {}", row.day.bg(), row.begins));
    thing.say(ctx, "cooperation-form", ctx.t(&format!("cooperation-form-{}", row.form)));
    thing.say(ctx, "cooperation-place", whole.one.place());
    let ground = ctx.t(&format!("cooperation-ground-{}", row.ground));
    thing.say(ctx, "cooperation-column-ground", ground);
    thing.say(ctx, "cooperation-called-by", talk.called_by.clone());
    thing.say(ctx, "cooperation-purpose", talk.purpose.clone());
    thing.say(ctx, "cooperation-agenda", talk.agenda.clone());
    thing.say(ctx, "cooperation-called-on", frame::day(row.called_on));
    thing.say(ctx, "cooperation-told", citizen(&whole.one));
    let consent = match whole.consents {
        true => "cooperation-consent-holds",
        false => "cooperation-consent-none",
    };
    thing.say(ctx, "cooperation-consent", ctx.t(consent));
    let moved: Vec<String> =
        talk.moved.iter().map(|(when, why)| format!("{when}: {why}")).collect();
    thing.say(ctx, "cooperation-moved", moved.join("\n"));
    if matches!(row.state.as_str(), "cancelled" | "failed") {
        thing.say(ctx, "cooperation-column-why", talk.why.clone());
    }
    thing.say(ctx, "cooperation-outcome", talk.outcome.clone());
    thing.say(ctx, "cooperation-view", talk.citizen_view.clone());
}

fn warnings(ctx: &Ctx, whole: &Whole) -> Vec<String> {
    let mut keys = Vec::new();
    let is_planned = whole.is_planned();
    if is_planned && whole.one.row.day < whole.today {
        keys.push("cooperation-warn-overdue");
    }
    if is_planned && !whole.one.is_told() {
        keys.push("cooperation-warn-untold");
    }
    let gone = |seat: &Seat| seat.row.sharing == "consent" && !whole.consents;
    if whole.seats.iter().any(gone) {
        keys.push("cooperation-warn-consent");
    }
    let age = whole.head.birth_day.map(|born| age_on(born, whole.today));
    if age.is_some_and(|age| age < ADULT) {
        keys.push("cooperation-warn-child");
    }
    let waits = |seat: &Seat| {
        let is_written = whole.messages.iter().any(|row| row.seat_id == seat.row.id);
        is_written && seat.content.email.is_empty()
    };
    if is_planned && whole.seats.iter().any(waits) {
        keys.push("cooperation-warn-no-email");
    }
    keys.into_iter().map(|key| ctx.t(key).into_owned()).collect()
}

fn seat_line(ctx: &Ctx, whole: &Whole, seat: &Seat) -> Line {
    let may = ctx.actor.may(WRITE) && matches!(whole.one.row.state.as_str(), "planned" | "held");
    let from = match seat.row.institution_id {
        Some(id) => whole.named(Some(id)),
        None => ctx.t(&format!("cooperation-role-{}", seat.row.role)).into_owned(),
    };
    let sequence = whole.one.row.sequence;
    let code = match (seat.row.part.as_str(), reply(&whole.messages, (seat.row.id, sequence))) {
        ("", "") => invite::last(&whole.messages, seat.row.id)
            .map_or_else(String::new, |row| format!("cooperation-receipt-{}", receipt(row))),
        ("", reply) => format!("cooperation-reply-{reply}"),
        (part, _) => format!("cooperation-part-{part}"),
    };
    let is_there = code.ends_with("-present") || code.ends_with("-yes");
    let told = match seat.row.institution_id {
        Some(_) => ctx.t(&format!("cooperation-sharing-{}", seat.row.sharing)).into_owned(),
        None => String::new(),
    };
    let href = ctx.url(&format!("{HOME}/seats/{}", seat.row.id));
    Line {
        href: if may { href } else { String::new() },
        cells: vec![
            Cell::new(from),
            Cell::new([&*seat.content.name, &seat.content.post].join(" ").trim()),
            Cell::new(told),
            Cell::new(seat.content.ground.clone()),
            Cell::new(seat.content.shared.clone()),
        ],
        word: if code.is_empty() { String::new() } else { ctx.t(&code).into_owned() },
        colour: if is_there { "green" } else { "grey" },
    }
}

fn task_line(ctx: &Ctx, whole: &Whole, one: &Agreed) -> Line {
    let state = one.state(whole.today);
    let href = ctx.url(&format!("{HOME}/agreed-tasks/{}", one.row.id));
    Line {
        href: if ctx.actor.may(WRITE) { href } else { String::new() },
        cells: vec![
            Cell::new(one.content.task.clone()),
            Cell::new(whole.named(one.row.institution_id)),
            Cell::new(one.content.responsible.clone()),
            Cell::day(Some(one.row.due_on)),
            Cell::new(story(one)),
        ],
        word: ctx.t(&format!("cooperation-state-{state}")).into_owned(),
        colour: colour(state),
    }
}

fn message_line(ctx: &Ctx, whole: &Whole, row: &cooperation_message::Model) -> Line {
    let seat = whole.seats.iter().find(|seat| seat.row.id == row.seat_id);
    let to = seat.map(|seat| match seat.row.institution_id {
        Some(id) => whole.named(Some(id)),
        None => seat.content.name.clone(),
    });
    let code = receipt(row);
    Line {
        href: ctx.url(&format!("{HOME}/invitations/{}", row.id)),
        cells: vec![
            Cell::new(to.unwrap_or_default()),
            Cell::new(ctx.t(&format!("cooperation-message-{}", row.kind))),
            Cell::new(row.made_at.bg()),
            Cell::new(row.opened_at.map(kit::types::Instant::bg).unwrap_or_default()),
        ],
        word: ctx.t(&format!("cooperation-receipt-{code}")).into_owned(),
        colour: if code == "replied" { "green" } else { "blue" },
    }
}

fn actions(ctx: &Ctx, whole: &Whole) -> Vec<Link> {
    let id = whole.one.row.id;
    let at = |(rest, key): (&str, &str)| Link::new(ctx.url(&path(id, rest)), ctx.t(key));
    let mut links = Vec::new();
    if whole.is_planned() {
        links.push(at(("/seat", "cooperation-seat-new")));
        links.push(at(("/citizen", "cooperation-citizen")));
        if whole.one.row.day <= whole.today {
            links.push(at(("/hold", "cooperation-hold")));
            links.push(at(("/fail", "cooperation-fail")));
        }
        links.push(at(("/edit", "cooperation-edit")));
        links.push(at(("/move", "cooperation-move")));
        links.push(at(("/cancel", "cooperation-cancel")));
    }
    if whole.one.row.state == "held" {
        links.push(at(("/task", "cooperation-task-new")));
    }
    links
}

/// What can be made by a button: where, code, words.
fn papers(ctx: &Ctx, whole: &Whole) -> Vec<(String, String, String)> {
    let id = whole.one.row.id;
    let words = |key: &str| ctx.t(key).into_owned();
    let mut all = Vec::new();
    let kind = match whole.one.row.state.as_str() {
        "planned" if whole.one.row.day >= whole.today => {
            all.push((ctx.url(&path(id, "/call")), String::new(), words("cooperation-call")));
            "invitation"
        }
        "held" => {
            let at = ctx.url(&path(id, "/minutes"));
            all.push((at, String::new(), words("cooperation-make-minutes")));
            "extract"
        }
        _ => return all,
    };
    let may = |seat: &&Seat| {
        seat.row.institution_id.is_some()
            && (seat.row.sharing == "none" || is_told(&seat.row.sharing, whole.consents))
    };
    for seat in whole.seats.iter().filter(may) {
        let at = ctx.url(&format!("{HOME}/seats/{}/paper", seat.row.id));
        let args = [("institution", whole.named(seat.row.institution_id))];
        let text = ctx.ta(&format!("cooperation-make-{kind}"), &args).into_owned();
        all.push((at, kind.to_owned(), text));
    }
    all
}

/// `GET /cooperation/conferences/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = whole(&tx, id).await?;
    let row = &whole.one.row;
    tx.audit(Entry::read("cooperation-conference", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let title = frame::titled(&ctx, &whole.one);
    let mut thing = Thing::new(frame::plain_page(&ctx, title), whole.head.name.clone());
    let state = whole.one.state(whole.today);
    thing.number = whole.one.number();
    thing.state = ctx.t(&format!("cooperation-state-{state}")).into_owned();
    thing.colour = colour(state);
    thing.warnings = warnings(&ctx, &whole);
    facts(&ctx, &mut thing, &whole);
    let columns = ["institution", "name", "sharing", "sharing-ground", "shared"];
    let lines = whole.seats.iter().map(|seat| seat_line(&ctx, &whole, seat)).collect();
    thing.parts.push(Part::new(&ctx, "cooperation-room", &columns, lines));
    let columns = ["task", "institution", "responsible", "due", "progress"];
    let lines = whole.tasks.iter().map(|one| task_line(&ctx, &whole, one)).collect();
    thing.parts.push(Part::new(&ctx, "cooperation-agreed", &columns, lines));
    let columns = ["to", "message", "made", "opened"];
    let lines = whole.messages.iter().map(|row| message_line(&ctx, &whole, row)).collect();
    thing.parts.push(Part::new(&ctx, "cooperation-messages", &columns, lines));
    let link = |path: String, key: &str| Link::new(ctx.url(&path), ctx.t(key));
    thing.links.push(link(case_path(row.case_id), "cooperation-of-case"));
    thing.links.push(link(format!("/referrals/{}", row.case_id), "cooperation-to-case"));
    if let Some(placement) = row.placement_id {
        let path = format!("/placements/{placement}/support");
        thing.links.push(link(path, "cooperation-to-support"));
    }
    let print = |(id, words): &(CooperationPaperId, String)| {
        Link::new(ctx.url(&format!("{HOME}/cooperation-papers/{id}")), words.clone())
    };
    thing.links.extend(whole.papers.iter().map(print));
    if ctx.actor.may(WRITE) {
        thing.actions = actions(&ctx, &whole);
        thing.papers = papers(&ctx, &whole);
    }
    thing.shown()
}
