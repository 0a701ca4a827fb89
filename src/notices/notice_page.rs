//! One notice: what it says, what became of it, and what may be done: try again, take back, and by
//! hand in e-delivery: sent, downloaded, returned.

use super::course::{DELIVERY, Deed, SENT, colour};
use super::frame::{self, HOME, LINE, TEXT};
use super::queue::{self, Change, Content, Outcome};
use super::queue_page::name_of;
use super::store::notice::Model;
use super::store::notice_step;
use super::table::{Cell, Line, Part, Thing};
use super::{NoticeId, run};
use crate::app::App;
use crate::people::{self, Head};
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use law::Law;
use ui::Link;

const BACK: (&str, &str) = ("/queue", "notices-queue");
/// The rule by which a message of e-delivery counts as served (чл. 29в, ал. 2 АПК).
const SERVED: &str = "D61";

/// A notice with everything that its page shows.
struct Shown {
    row: Model,
    to: String,
    content: Content,
    outcome: Outcome,
    steps: Vec<(notice_step::Model, String)>,
    person: Option<Head>,
}

async fn load(tx: &Tx, id: NoticeId) -> Result<Shown, StoreError> {
    let row = queue::one(tx, id).await?;
    let (to, content, outcome) = queue::opened(tx, &row)?;
    let steps = queue::steps(tx, id).await?;
    let person = match row.person_id {
        Some(person) => people::heads(tx, &[person]).await?.remove(&person),
        None => None,
    };
    Ok(Shown { row, to, content, outcome, steps, person })
}

fn audit(tx: &mut Tx, row: &Model) {
    tx.audit(Entry::read("notice", row.id.0).about(row.person_id.map(|person| person.0)));
}

/// When a message that was not downloaded counts as served, and how that is counted.
#[must_use]
pub fn served(law: &Law, sent_on: Day) -> Option<(Day, Vec<String>)> {
    let due = law.due(SERVED, sent_on.0, &[]).ok()?;
    Some((Day(due.due?), due.derivation.steps))
}

fn step(ctx: &Ctx, (row, note): &(notice_step::Model, String)) -> Line {
    let state = ctx.t(&format!("notices-state-{}", row.state)).into_owned();
    Line {
        cells: vec![
            Cell::new(state),
            Cell::new(row.at.bg()),
            Cell::new(row.account_name.clone()),
            Cell::new(note.clone()),
        ],
        ..Line::default()
    }
}

fn actions(ctx: &Ctx, row: &Model) -> Vec<Link> {
    let possible = Deed::ALL.into_iter().filter(|deed| deed.is_possible(&row.channel, &row.state));
    let link = |deed: Deed| {
        let rest = format!("/{}/do/{}", row.id, deed.code());
        frame::action(ctx, &rest, &format!("notices-do-{}", deed.code()))
    };
    possible.filter_map(link).collect()
}

/// `GET /notices/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NoticeId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let shown = load(&tx, id).await?;
    audit(&mut tx, &shown.row);
    tx.commit().await?;
    let Shown { row, to, content, outcome, steps, person } = &shown;
    let mut thing =
        Thing::new(frame::page(&ctx, content.subject.clone(), BACK), name_of(&row.code, ctx.lang));
    thing.state = ctx.t(&format!("notices-state-{}", row.state)).into_owned();
    thing.colour = colour(&row.state);
    thing.actions = actions(&ctx, row);
    if row.channel != DELIVERY {
        thing.say(&ctx, "notices-column-to", to.clone());
    }
    thing.say(&ctx, "notices-column-channel", ctx.t(&format!("notices-channel-{}", row.channel)));
    thing.say(&ctx, "notices-subject", content.subject.clone());
    thing.say(&ctx, "notices-column-queued", row.queued_at.bg());
    if row.state == super::course::WAITING && row.channel != DELIVERY {
        thing.say(&ctx, "notices-next", row.next_at.bg());
        thing.say(&ctx, "notices-attempts", row.attempts.to_string());
    }
    thing.say(&ctx, "notices-column-sent", row.sent_on.map(Day::bg).unwrap_or_default());
    thing.say(&ctx, "notices-number", outcome.number.clone());
    thing.say(&ctx, "notices-answer", outcome.answer.clone());
    let law = app.law(ctx.actor.municipality);
    let is_out = row.channel == DELIVERY && row.state == SENT;
    let fiction = row.sent_on.filter(|_| is_out).and_then(|day| served(&law, day));
    if let Some((day, steps)) = fiction {
        thing.say(&ctx, "notices-served", day.bg());
        thing.how = steps;
    }
    if let Some(person) = person {
        let href = ctx.url(&format!("/people/{}", person.id));
        let words = format!("{}: {}", ctx.t("notices-person"), person.name);
        thing.links.push(Link::new(href, words));
    }
    thing.text = content.text.lines().map(str::to_owned).collect();
    let lines = steps.iter().map(|one| step(&ctx, one)).collect();
    let columns = ["state", "at", "who", "note"];
    thing.parts.push(Part::new(&ctx, "notices-steps", &columns, lines));
    thing.shown()
}

fn deed_of(code: &str) -> Result<Deed, Problem> {
    Deed::ALL.into_iter().find(|deed| deed.code() == code).ok_or(Problem::NotFound)
}

fn title(deed: Deed) -> &'static str {
    match deed {
        Deed::Retry => "notices-do-retry",
        Deed::Cancel => "notices-do-cancel",
        Deed::Sent => "notices-do-sent",
        Deed::Delivered => "notices-do-delivered",
        Deed::Returned => "notices-do-returned",
    }
}

fn rest(deed: Deed) -> &'static str {
    match deed {
        Deed::Retry => "/do/retry",
        Deed::Cancel => "/do/cancel",
        Deed::Sent => "/do/sent",
        Deed::Delivered => "/do/delivered",
        Deed::Returned => "/do/returned",
    }
}

fn asked(ctx: &Ctx, (row, deed): (&Model, Deed), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new(title(deed), rest(deed), title(deed))
        .lead(ctx.t(&format!("notices-lead-{}", deed.code())));
    let act = match deed {
        Deed::Sent => act.line(both, "number", "notices-number").day(
            both,
            "on",
            ("notices-column-sent", String::new()),
        ),
        Deed::Delivered => act.day(both, "on", ("notices-delivered-on", String::new())),
        Deed::Returned | Deed::Cancel => act.area(both, "why", ("notices-why", "")),
        Deed::Retry => act,
    };
    let page = frame::page(ctx, ctx.t(title(deed)), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/{}", row.id), version }, form)
}

type Which = Path<(String, String, String)>;

fn which(id: &str, deed: &str) -> Result<(NoticeId, Deed), Problem> {
    Ok((id.parse().map_err(|_| Problem::NotFound)?, deed_of(deed)?))
}

/// `GET /notices/{id}/do/{deed}`.
pub async fn deed_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, deed)): Which,
) -> Result<Response, Problem> {
    let (id, deed) = which(&id, &deed)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = queue::one(&tx, id).await?;
    let today = tx.today();
    audit(&mut tx, &row);
    tx.commit().await?;
    if !deed.is_possible(&row.channel, &row.state) {
        return Err(Problem::Impossible("notices-wrong-state"));
    }
    let form = Form::filled(ctx.lang, kit::web::day_values("on", Some(today)));
    asked(&ctx, (&row, deed), &form)
}

/// Reads what a deed asks for.
fn read(form: &mut Form, (row, deed): (&Model, Deed), today: Day) -> Change {
    let mut change = Change { sent_on: row.sent_on, ..Change::default() };
    match deed {
        Deed::Sent => {
            change.outcome.number = form.required("number", LINE);
            change.sent_on = form.day("on");
        }
        Deed::Delivered => {
            let on = form.day("on");
            if on.zip(row.sent_on).is_some_and(|(on, sent)| on < sent) {
                form.wrong("on", "notices-wrong-before");
            }
            change.note = on.map(Day::bg).unwrap_or_default();
        }
        Deed::Returned | Deed::Cancel => change.note = form.required("why", TEXT),
        Deed::Retry => change.sent_on = None,
    }
    let is_ahead = form.clone().day_optional("on").is_some_and(|on| on > today);
    if matches!(deed, Deed::Sent | Deed::Delivered) && is_ahead {
        form.wrong("on", "notices-wrong-ahead");
    }
    change
}

/// `POST /notices/{id}/do/{deed}`.
pub async fn deed_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, deed)): Which,
    mut form: Form,
) -> Result<Response, Problem> {
    let (id, deed) = which(&id, &deed)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = queue::one(&tx, id).await?;
    let today = tx.today();
    let mut change = read(&mut form, (&row, deed), today);
    if !form.ok() {
        audit(&mut tx, &row);
        tx.commit().await?;
        return asked(&ctx, (&row, deed), &form);
    }
    let home = format!("{HOME}/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    if !deed.is_possible(&row.channel, &row.state) {
        return Err(Problem::Impossible("notices-wrong-state"));
    }
    let (_, _, before) = queue::opened(&tx, &row)?;
    if change.outcome.number.is_empty() && deed != Deed::Retry {
        change.outcome.number = before.number;
    }
    row.version = form.version_or(row.version);
    queue::change(&mut tx, &row, deed.leads_to(), change).await?;
    if deed == Deed::Retry {
        enqueue(&tx, run::TURN, None, &serde_json::Value::Null, tx.now()).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("notices-saved")))
}
