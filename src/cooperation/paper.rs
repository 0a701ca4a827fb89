//! Papers, numbered by kind: minutes of a conference, what one institution is told of them, its
//! invitation, requests, reminders, answers. To whom nothing may be told of the case, no paper says
//! whom it is about.

use super::conference_act::consents;
use super::course::is_told;
use super::frame::{Press, bg, bg_with};
use super::load::{self, Agreed, Conference, Inquiry, Institution, Seat};
use super::request::OUT;
use super::store::cooperation_paper::{self, Entity};
use super::{ConferenceId, CooperationPaperId, InquiryId, InstitutionId, SeatId, agreed};
use crate::people::{self, Head, Keeps, ask_print, coded};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::IntoActiveModel;
use serde_json::{Value, json};

/// What a paper is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A conference as a whole.
    Conference(ConferenceId),
    /// Somebody who is invited.
    Seat(SeatId),
    /// A request.
    Inquiry(InquiryId),
}

/// What a paper says.
#[derive(Default)]
struct Said {
    about: String,
    facts: Vec<[String; 2]>,
    sections: Vec<Value>,
    conference: Option<ConferenceId>,
}

impl Said {
    fn fact(&mut self, key: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push([bg(key), text]);
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.sections.push(json!({ "title": bg(key), "text": text }));
        }
    }

    fn table(&mut self, key: &str, names: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            let head = |name: &&str| bg(&format!("cooperation-column-{name}"));
            let heads: Vec<String> = names.iter().map(head).collect();
            self.sections.push(json!({ "title": bg(key), "heads": heads, "rows": rows }));
        }
    }
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:04}"))];
    bg_with(&format!("cooperation-number-{kind}"), &args)
}

fn named(all: &[Institution], id: Option<InstitutionId>) -> String {
    let known = all.iter().find(|one| Some(one.row.id) == id);
    known.map_or_else(|| bg("cooperation-own-office"), |one| one.content.name.clone())
}

/// When, where and on which ground a conference is.
fn of_conference(said: &mut Said, one: &Conference) {
    said.conference = Some(one.row.id);
    said.about = bg_with("cooperation-conference", &[("number", one.number())]);
    said.fact("cooperation-column-day", format!("{}, {}", one.row.day.bg(), one.row.begins));
    said.fact("cooperation-form", bg(&format!("cooperation-form-{}", one.row.form)));
    said.fact("cooperation-place", one.place());
    let ground = bg(&format!("cooperation-ground-{}", one.row.ground));
    said.fact("cooperation-column-ground", ground);
}

fn task_rows(tasks: &[&Agreed], all: &[Institution], today: Day) -> Vec<Vec<String>> {
    let row = |one: &&Agreed| {
        let responsible = &one.content.responsible;
        let who = [named(all, one.row.institution_id), responsible.clone()];
        let who: Vec<String> = who.into_iter().filter(|part| !part.is_empty()).collect();
        vec![
            [one.content.task.clone(), agreed::story(one)].join("\n").trim().to_owned(),
            who.join(", "),
            one.row.due_on.bg(),
            bg(&format!("cooperation-state-{}", one.state(today))),
        ]
    };
    tasks.iter().map(row).collect()
}

/// The columns of tasks.
const TASKS: [&str; 4] = ["task", "responsible", "due", "state"];

fn seat_rows(seats: &[Seat], all: &[Institution]) -> Vec<Vec<String>> {
    let row = |seat: &Seat| {
        let guest = &seat.content;
        let from = match seat.row.institution_id {
            Some(id) => named(all, Some(id)),
            None => bg(&format!("cooperation-role-{}", seat.row.role)),
        };
        let part = match (seat.row.part.as_str(), guest.excuse.as_str()) {
            ("", _) => String::new(),
            (part, "") => bg(&format!("cooperation-part-{part}")),
            (part, excuse) => format!("{}: {excuse}", bg(&format!("cooperation-part-{part}"))),
        };
        vec![from, guest.name.clone(), guest.post.clone(), part]
    };
    seats.iter().map(row).collect()
}

fn sharing_rows(seats: &[Seat], all: &[Institution]) -> Vec<Vec<String>> {
    let invited = seats.iter().filter(|seat| seat.row.institution_id.is_some());
    let row = |seat: &Seat| {
        vec![
            named(all, seat.row.institution_id),
            bg(&format!("cooperation-sharing-{}", seat.row.sharing)),
            seat.content.ground.clone(),
            seat.content.shared.clone(),
        ]
    };
    invited.map(row).collect()
}

/// The minutes: everything, for the file of the municipality.
async fn minutes(tx: &Tx, id: ConferenceId) -> Result<Said, StoreError> {
    let one = load::conference(tx, id).await?;
    let head = people::head(tx, one.row.person_id).await?;
    let all = load::institutions(tx).await?;
    let seats = load::seats(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let tasks = load::tasks(tx, Some(&[id])).await?;
    let mut said = Said::default();
    of_conference(&mut said, &one);
    let talk = &one.content;
    said.fact("cooperation-column-person", head.name);
    said.fact("cooperation-called-by", talk.called_by.clone());
    said.fact("cooperation-told", citizen(&one));
    said.text("cooperation-purpose", &talk.purpose);
    said.text("cooperation-agenda", &talk.agenda);
    let moved: Vec<String> =
        talk.moved.iter().map(|(when, why)| format!("{when}: {why}")).collect();
    said.text("cooperation-moved", &moved.join("\n"));
    let columns = ["institution", "name", "post", "part"];
    said.table("cooperation-room", &columns, seat_rows(&seats, &all));
    let columns = ["institution", "sharing", "sharing-ground", "shared"];
    said.table("cooperation-sharing-part", &columns, sharing_rows(&seats, &all));
    said.text("cooperation-outcome", &talk.outcome);
    said.text("cooperation-view", &talk.citizen_view);
    let tasks: Vec<&Agreed> = tasks.iter().collect();
    said.table("cooperation-agreed", &TASKS, task_rows(&tasks, &all, tx.today()));
    Ok(said)
}

/// How the person was told, in words.
#[must_use]
pub fn citizen(one: &Conference) -> String {
    match (one.row.citizen_on, one.content.citizen_why.as_str()) {
        (Some(on), _) => {
            format!("{}, {}", bg(&format!("cooperation-told-{}", one.row.citizen_how)), on.bg())
        }
        (None, "") => String::new(),
        (None, why) => format!("{}: {why}", bg("cooperation-told-untold")),
    }
}

/// What one institution is told: the invitation, or what concerns it of the minutes.
async fn of_seat(tx: &Tx, id: SeatId, kind: &str) -> Result<Said, StoreError> {
    let seat = load::seat(tx, id).await?;
    let one = load::conference(tx, seat.row.conference_id).await?;
    let all = load::institutions(tx).await?;
    let is_told = is_told(&seat.row.sharing, consents(tx, &one).await?);
    let mut said = Said::default();
    let to = match seat.row.institution_id {
        Some(id) => named(&all, Some(id)),
        None => seat.content.name.clone(),
    };
    said.fact("cooperation-to", to);
    of_conference(&mut said, &one);
    if is_told {
        let head = people::head(tx, one.row.person_id).await?;
        said.fact("cooperation-column-person", head.name);
        said.text("cooperation-shared", &seat.content.shared);
        said.text("cooperation-sharing-ground", &seat.content.ground);
        said.text("cooperation-agenda", &one.content.agenda);
    } else {
        said.text("cooperation-shared", &bg("cooperation-my-nothing"));
    }
    if kind == "extract" && is_told {
        let tasks = load::tasks(tx, Some(&[one.row.id])).await?;
        let is_own = |task: &&Agreed| task.row.institution_id == seat.row.institution_id;
        let own: Vec<&Agreed> = tasks.iter().filter(is_own).collect();
        said.table("cooperation-agreed", &TASKS, task_rows(&own, &all, tx.today()));
    }
    Ok(said)
}

/// Whom a letter is about: the name and the day of birth, no more.
fn person_line(head: &Head) -> String {
    let born = head.birth_day.map(|day| bg_with("cooperation-born", &[("day", day.bg())]));
    [Some(head.name.clone()), born].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A letter about a request.
async fn of_inquiry(tx: &Tx, id: InquiryId, kind: &str) -> Result<Said, StoreError> {
    let one = load::request(tx, id).await?;
    let other = load::institution(tx, one.row.institution_id).await?;
    let mut said = Said::default();
    said.fact("cooperation-to", other.content.name.clone());
    said.fact("cooperation-address", other.content.address.clone());
    said.fact("cooperation-column-number", one.number());
    said.fact("cooperation-their-number", one.content.their_number.clone());
    if let Some(person) = one.row.person_id {
        said.fact("cooperation-column-person", person_line(&people::head(tx, person).await?));
    }
    said.fact("cooperation-column-ground", ground(&one));
    if kind != "answer" {
        said.fact("cooperation-column-due", one.row.due_on.bg());
        said.text("cooperation-question", &one.content.question);
        said.text("cooperation-need", &one.content.need);
        if kind == "reminder" {
            let args = [("day", one.row.sent_on.bg()), ("due", one.row.due_on.bg())];
            said.text("cooperation-reminder", &bg_with("cooperation-reminder-text", &args));
        }
        return Ok(said);
    }
    said.text("cooperation-question", &one.content.question);
    said.fact("cooperation-how-ended", bg(&format!("cooperation-outcome-{}", one.row.outcome)));
    if let Some(to) = one.row.forwarded_id {
        let to = load::institution(tx, to).await?;
        said.fact("cooperation-forwarded-to", to.content.name);
    }
    said.text("cooperation-answer", &one.content.answer);
    said.text("cooperation-column-why", &one.content.why);
    Ok(said)
}

/// The ground of a request in words.
#[must_use]
pub fn ground(one: &Inquiry) -> String {
    let prefix = if one.row.direction == OUT { "ask" } else { "received" };
    bg(&format!("cooperation-{prefix}-{}", one.row.ground))
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (kind, press): (&'static str, &Press),
    subject: Subject,
) -> Result<CooperationPaperId, StoreError> {
    let said = match subject {
        Subject::Conference(id) => minutes(tx, id).await?,
        Subject::Seat(id) => of_seat(tx, id, kind).await?,
        Subject::Inquiry(id) => of_inquiry(tx, id, kind).await?,
    };
    let mut data = press.frame(&bg(&format!("cooperation-paper-{kind}")));
    if !said.about.is_empty() {
        data["about"] = said.about.into();
    }
    data["facts"] = json!(said.facts);
    data["sections"] = said.sections.into();
    data["rule"] = bg(&format!("cooperation-rule-{kind}")).into();
    let id = CooperationPaperId(tx.new_id());
    let today = tx.today();
    let year = i32::from(today.0.year());
    let next = tx.next_number(&format!("cooperation-paper-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    let date = format!("{} г.", today.bg());
    data["register"] = json!({ "number": number(kind, year, next), "date": date });
    let (seat, request) = match subject {
        Subject::Conference(_) => (None, None),
        Subject::Seat(id) => (Some(id), None),
        Subject::Inquiry(id) => (None, Some(id)),
    };
    let row = cooperation_paper::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        year,
        number: next,
        conference_id: said.conference,
        seat_id: seat,
        request_id: request,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("cooperation-paper", id.0));
    Ok(id)
}
