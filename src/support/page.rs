//! The page of a document: where it stands, what is missing, what is written in it, what is done by
//! it, and the next step.

use super::VersionId;
use super::begin;
use super::course::{Kind, Stage, missing};
use super::lines::Part;
use super::load::{self, Whole};
use super::store::{support_action, support_version};
use super::{LEAD, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use ui::{Head, Link, Step};

/// A part with where it is changed.
pub struct Shown {
    /// The part.
    pub part: Part,
    /// Where it is changed, or empty.
    pub href: String,
}

/// An action as pages show it.
pub struct ActionLine {
    /// Where it is marked.
    pub href: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub who: String,
    /// How often.
    pub often: String,
    /// The last day.
    pub due: String,
    /// That day in words.
    pub word: String,
    /// How urgent.
    pub urgency: &'static str,
    /// How it stands, in words.
    pub state: String,
    /// Colour of that.
    pub colour: &'static str,
    /// Who marked it, and what they noted.
    pub note: String,
}

#[derive(Template)]
#[template(path = "support/page.html")]
struct VersionPage {
    page: ui::Page,
    base: String,
    name: String,
    person: String,
    state: String,
    colour: &'static str,
    steps: Vec<Step>,
    due: String,
    due_word: String,
    due_state: &'static str,
    facts: Vec<(String, String)>,
    missing: Vec<Link>,
    parts: Vec<Shown>,
    more: Option<Link>,
    heads: Vec<Head>,
    actions: Vec<ActionLine>,
    main: Option<Link>,
    others: Vec<Link>,
    may_return: bool,
    may_drop: bool,
    version: i32,
}

/// What a version is called: kind and number.
pub fn name(ctx: &Ctx, row: &support_version::Model) -> String {
    let kind = ctx.t(&format!("support-kind-{}", row.kind));
    let args = [("kind", kind.into_owned()), ("number", row.number.to_string())];
    ctx.ta("support-version-name", &args).into_owned()
}

/// A term in words: late, today, in some days.
pub fn due_word(ctx: &Ctx, on: Option<Day>, today: Day) -> (String, &'static str) {
    let Some(on) = on else { return (String::new(), "") };
    let days = on.days_since(today);
    match days {
        ..0 => (ctx.ta("support-due-late", &[("days", -days)]).into_owned(), "late"),
        0 => (ctx.t("support-due-today").into_owned(), "soon"),
        1..=2 => (ctx.ta("support-due-in", &[("days", days)]).into_owned(), "soon"),
        _ => (ctx.ta("support-due-in", &[("days", days)]).into_owned(), ""),
    }
}

/// Colour of an action's state.
pub fn action_colour(state: &str) -> &'static str {
    match state {
        "done" => "green",
        "not_done" => "orange",
        "open" => "blue",
        _ => "grey",
    }
}

/// Actions as a page shows them.
pub fn action_lines(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[support_action::Model],
) -> Result<Vec<ActionLine>, StoreError> {
    let today = tx.today();
    let line = |row: &support_action::Model| {
        let told = load::told(tx, row)?;
        let open = row.due_on.filter(|_| row.state == "open");
        let (word, urgency) = due_word(ctx, open, today);
        let marked = match row.marked_on {
            Some(on) => {
                let args = [
                    ("day", on.bg()),
                    ("by", row.marked_by.clone()),
                    ("note", load::note(tx, row)?),
                ];
                ctx.ta("support-marked-by", &args).into_owned()
            }
            None => String::new(),
        };
        Ok(ActionLine {
            href: ctx.url(&format!("/support/actions/{}", row.id)),
            what: told.what,
            who: told.who,
            often: told.often,
            due: row.due_on.map(Day::bg).unwrap_or_default(),
            word,
            urgency,
            state: ctx.t(&format!("support-action-{}", row.state)).into_owned(),
            colour: action_colour(&row.state),
            note: marked,
        })
    };
    rows.iter().map(line).collect()
}

fn steps(ctx: &Ctx, whole: &Whole) -> Vec<Step> {
    let row = &whole.row;
    let done = [None, row.approved_on, row.signed_on, row.given_on];
    let now = Stage::ALL.iter().position(|stage| *stage == whole.stage).unwrap_or(0);
    let step = |n: usize| {
        let state = match n.cmp(&now) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal if whole.stage == Stage::Given => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "",
        };
        Step {
            text: ctx.t(&format!("support-state-{}", Stage::ALL[n].code())).into_owned(),
            note: done[n].map(Day::bg).unwrap_or_default(),
            state,
            said: String::new(),
        }
    };
    if whole.stage == Stage::Dropped { Vec::new() } else { (0..4).map(step).collect() }
}

fn facts(ctx: &Ctx, whole: &Whole) -> Vec<(String, String)> {
    let row = &whole.row;
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let approved = match row.approved_on {
        Some(on) => format!("{}, {}", on.bg(), row.approved_by),
        None => String::new(),
    };
    let sent = match row.sent_on {
        Some(on) => format!("{}, {}", on.bg(), ctx.t(&format!("support-how-{}", row.sent_how))),
        None => String::new(),
    };
    let list = [
        ("support-service", whole.around.service.name.clone()),
        ("support-ground", ctx.t(&format!("support-ground-{}", row.ground)).into_owned()),
        ("support-begun-by", format!("{}, {}", row.made_at.day().bg(), row.account_name)),
        ("support-approved-by", approved),
        ("support-signed-on", day(row.signed_on)),
        ("support-given-on", day(row.given_on)),
        ("support-sent-on", sent),
    ];
    let list = list.into_iter().filter(|(_, value)| !value.is_empty());
    list.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect()
}

/// The one thing to do next.
fn main(ctx: &Ctx, whole: &Whole, lacks: bool) -> Option<Link> {
    let at = |rest: &str, key: &str| {
        Some(Link::new(ctx.url(&format!("/support/{}{rest}", whole.row.id)), ctx.t(key)))
    };
    match whole.stage {
        Stage::Draft if !lacks && ctx.actor.may(LEAD) => at("/approve", "support-approve"),
        Stage::Approved => at("/sign", "support-sign"),
        Stage::Signed => at("/give", "support-give"),
        _ => None,
    }
}

fn others(ctx: &Ctx, whole: &Whole, versions: &[support_version::Model]) -> Vec<Link> {
    let row = &whole.row;
    let mut list = Vec::new();
    if let Some(paper) = row.paper_id.filter(|_| whole.stage != Stage::Draft) {
        let href = format!("/people/{}/papers/{paper}", whole.around.brief.person);
        list.push(Link::new(ctx.url(&href), ctx.t("support-paper")));
    }
    let before = versions.iter().find(|one| {
        one.kind == row.kind && one.number < row.number && one.state != Stage::Dropped.code()
    });
    if let Some(before) = before {
        let href = format!("/support/{}/compare?with={}", row.id, before.id);
        let args = [("number", before.number)];
        list.push(Link::new(ctx.url(&href), ctx.ta("support-compare-with", &args)));
    }
    list
}

/// `GET /support/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<VersionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, &app, id).await?;
    let versions = load::versions(&tx, whole.row.placement_id).await?;
    let rows = load::actions(&tx, id).await?;
    let actions = action_lines(&ctx, &tx, &rows)?;
    tx.audit(Entry::read("support", id.0).about(Some(whole.around.brief.person.0)));
    tx.commit().await?;
    html(&built(&ctx, &whole, (&versions, actions), app.today()))
}

fn built(
    ctx: &Ctx,
    whole: &Whole,
    (versions, actions): (&[support_version::Model], Vec<ActionLine>),
    today: Day,
) -> VersionPage {
    let row = &whole.row;
    let base = ctx.url(&format!("/support/{}", row.id));
    let may_write = ctx.actor.may(WRITE);
    let writes = may_write && whole.stage == Stage::Draft;
    let edit = |code: &str| format!("{base}/edit?section={code}");
    let words = whole.words(ctx.lang);
    let lacks = missing(whole.kind, &whole.content, whole.frame());
    let shown = |part: Part| {
        let href = match (part.section, part.item) {
            _ if !writes => String::new(),
            (Some(section), Some(n)) => format!("{}&item={n}", edit(section.code())),
            (Some(section), None) => edit(section.code()),
            (None, _) => String::new(),
        };
        Shown { part, href }
    };
    let several = matches!(whole.kind, Kind::Plan | Kind::Joint);
    let more = (writes && several).then(|| Link::new(edit("goals"), ctx.t("support-goal-new")));
    let lines = lacks.iter().map(|(section, key)| {
        let href = if writes { edit(section.code()) } else { String::new() };
        Link::new(href, ctx.t(key))
    });
    let (due_word, due_state) = due_word(ctx, row.due_on.filter(|_| row.given_on.is_none()), today);
    let mut page = begin::frame(ctx, &whole.around, &name(ctx, row));
    page.breadcrumbs.push(Link::new("", page.title.clone()));
    let main = if may_write { main(ctx, whole, !lacks.is_empty()) } else { None };
    VersionPage {
        page,
        name: name(ctx, row),
        person: whole.around.head.name.clone(),
        state: ctx.t(&format!("support-state-{}", row.state)).into_owned(),
        colour: whole.stage.colour(),
        steps: steps(ctx, whole),
        due: if row.given_on.is_none() {
            row.due_on.map(Day::bg).unwrap_or_default()
        } else {
            String::new()
        },
        due_word,
        due_state,
        facts: facts(ctx, whole),
        missing: if whole.stage == Stage::Draft { lines.collect() } else { Vec::new() },
        parts: words.parts(&whole.content).into_iter().map(shown).collect(),
        more,
        heads: action_heads(ctx),
        actions,
        main,
        others: others(ctx, whole, versions),
        may_return: may_write && whole.stage == Stage::Approved,
        may_drop: writes,
        version: row.version,
        base,
    }
}

/// Columns of a list of actions.
pub fn action_heads(ctx: &Ctx) -> Vec<Head> {
    let keys = [
        "support-action-what",
        "support-action-who",
        "support-action-until",
        "support-action-state",
    ];
    keys.map(|key| Head::new(ctx.t(key))).to_vec()
}
