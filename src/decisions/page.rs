//! The page of a decision: what was decided, where it stands, what was done, what shows it.

use super::content::Said;
use super::course::colour;
use super::frame::{self, HOME, day};
use super::load::{self, Decision, Entry as Told, Evidence};
use super::table::{Cell, Line, Part, Thing};
use super::{DecisionId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Id, Problem};
use ui::Link;

/// What was said, with what a correction replaced.
fn words(ctx: &Ctx, said: &Said) -> String {
    let was = said.was.iter().map(|(name, text)| {
        let field = ctx.t(&format!("decisions-column-{name}"));
        let text = if text.is_empty() { "–" } else { text.as_str() };
        ctx.ta("decisions-was", &[("field", &*field), ("text", text)]).into_owned()
    });
    let parts = std::iter::once(said.note.clone()).chain(was);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn told_lines(ctx: &Ctx, told: &[Told]) -> Vec<Line> {
    let line = |one: &Told| {
        let state = one.row.state.as_str();
        let kind = ctx.t(&format!("decisions-kind-{}", one.row.kind));
        Line {
            href: String::new(),
            cells: vec![
                Cell::new(one.row.made_at.bg()),
                Cell::new(kind),
                Cell::new(words(ctx, &one.said)),
                Cell::new(one.row.account_name.clone()),
            ],
            word: match state {
                "" => String::new(),
                state => ctx.t(&format!("decisions-state-{state}")).into_owned(),
            },
            colour: colour(state),
        }
    };
    told.iter().map(line).collect()
}

fn evidence_lines(ctx: &Ctx, evidence: &[Evidence]) -> Vec<Line> {
    let line = |one: &Evidence| Line {
        href: match one.shown.link.as_str() {
            "" => ctx.url(&format!("{HOME}/evidence/{}", one.id)),
            link => link.to_owned(),
        },
        cells: vec![
            Cell::new(one.shown.title.clone()),
            Cell::new(one.made_at.bg()),
            Cell::new(one.account_name.clone()),
        ],
        ..Line::default()
    };
    evidence.iter().map(line).collect()
}

fn facts(ctx: &Ctx, thing: &mut Thing, one: &Decision) {
    thing.say(ctx, "decisions-column-text", one.content.text.clone());
    thing.say(ctx, "decisions-column-body", ctx.t(&format!("decisions-body-{}", one.row.body)));
    thing.say(ctx, "decisions-column-taken", one.row.taken_on.bg());
    thing.say(ctx, "decisions-column-responsible", one.content.responsible.clone());
    thing.say(ctx, "decisions-column-due", day(one.row.due_on));
    thing.say(ctx, "decisions-column-done", day(one.row.done_on));
    thing.say(ctx, "decisions-column-source", one.content.source.clone());
    let seen = if one.row.is_public { "decisions-is-public" } else { "decisions-is-inner" };
    thing.say(ctx, "decisions-column-public", ctx.t(seen));
    thing.say(ctx, "decisions-entered-by", one.row.account_name.clone());
}

/// `GET /decisions/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DecisionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::decision(&tx, id).await?;
    let told = load::entries(&tx, id).await?;
    let evidence = load::evidence(&tx, id).await?;
    let today = tx.today();
    tx.audit(Entry::read("decision", id.0));
    tx.commit().await?;
    let title = ctx.ta("decisions-one", &[("number", one.content.number.as_str())]).into_owned();
    let mut thing = Thing::new(frame::page(&ctx, title.clone()), title);
    let standing = one.standing(today);
    thing.number = one.row.taken_on.bg();
    thing.state = ctx.t(&format!("decisions-state-{standing}")).into_owned();
    thing.colour = colour(standing);
    if standing == "late" {
        let args = [("day", day(one.row.due_on))];
        thing.warnings.push(ctx.ta("decisions-warn-late", &args).into_owned());
    }
    facts(&ctx, &mut thing, &one);
    let shows = ["title", "made", "by"];
    thing.parts = vec![
        Part::new(
            &ctx,
            "decisions-history",
            &["made", "what", "note", "by"],
            told_lines(&ctx, &told),
        ),
        Part::new(&ctx, "decisions-evidence", &shows, evidence_lines(&ctx, &evidence)),
    ];
    if !one.row.href.is_empty() {
        thing.links.push(Link::new(ctx.url(&one.row.href), ctx.t("decisions-origin")));
    }
    if ctx.actor.may(WRITE) && one.row.withdrawn_at.is_none() {
        let at =
            |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}/{id}{rest}")), ctx.t(key));
        thing.actions = vec![
            at("/progress", "decisions-progress"),
            at("/show", "decisions-show"),
            at("/edit", "decisions-edit"),
            at("/withdraw", "decisions-withdraw"),
        ];
    }
    thing.shown()
}
