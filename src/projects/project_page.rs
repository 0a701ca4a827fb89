//! The page of a project: sums that open their lists, the contract, amendments, papers, what waits.

use super::amendment::outside;
use super::door::{self, Overview};
use super::frame::{self, HOME, day, path, period, sections};
use super::list::standing;
use super::load::{self, Amendment, Project};
use super::money::{self, Split};
use super::paper::{self, KINDS};
use super::table::{Cell, Line, Part, Thing, Tile};
use super::{ProjectId, ProjectPaperId, WRITE, amendment_page, contract, tasks};
use crate::app::App;
use crate::people::Task;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Id, Problem};
use law::{Currency, Law, Rounding};
use ui::Link;

/// What the page shows.
struct Around {
    one: Project,
    amendments: Vec<Amendment>,
    overview: Overview,
    papers: Vec<(ProjectPaperId, String)>,
    waits: Vec<Task>,
    has_budget: bool,
    /// Documents outside the period.
    outside: usize,
}

async fn read(app: &App, ctx: &Ctx, id: ProjectId) -> Result<Around, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let amendments = load::amendments(&tx, Some(id)).await?;
    let spending = load::spending(&tx, id).await?;
    let around = Around {
        outside: outside(&spending, one.period(&amendments, app.today())),
        one,
        amendments,
        overview: door::overview(&tx, id, tx.now()).await?,
        papers: paper::of(&tx, id).await?,
        waits: tasks::of(&tx, id).await?,
        has_budget: !load::budgets(&tx, id).await?.is_empty(),
    };
    tx.audit(Entry::read("project", id.0));
    tx.commit().await?;
    Ok(around)
}

fn tiles(ctx: &Ctx, id: ProjectId, around: &Around) -> Vec<Tile> {
    let overview = &around.overview;
    let all = [
        ("/budget", "projects-budget", overview.budget),
        ("/commitments", "projects-column-committed", overview.committed),
        ("/spending", "projects-column-spent", overview.spent),
        ("/spending?state=paid", "projects-column-paid", overview.paid),
        ("/claims", "projects-column-received", overview.received),
    ];
    let tile = |(rest, key, amounts): (&str, &str, money::Amounts)| {
        let own = if overview.currency == Currency::Bgn { amounts.bgn } else { amounts.eur };
        Tile {
            href: ctx.url(&path(id, rest)),
            number: money::written(own.total(), overview.currency),
            text: ctx.t(key).into_owned(),
            state: "",
        }
    };
    let late = (around.outside > 0).then(|| Tile {
        href: ctx.url(&path(id, "/spending?state=outside")),
        number: around.outside.to_string(),
        text: ctx.t("projects-outside-period").into_owned(),
        state: "late",
    });
    all.map(tile).into_iter().chain(late).collect()
}

/// The sums with their parts, in both currencies.
fn sums(ctx: &Ctx, id: ProjectId, overview: &Overview) -> Part {
    let all = [
        ("budget", "/budget", overview.budget),
        ("committed", "/commitments", overview.committed),
        ("spent", "/spending", overview.spent),
        ("paid", "/spending?state=paid", overview.paid),
        ("received", "/claims", overview.received),
    ];
    let cells = |split: Split, currency| {
        [split.total(), split.european, split.national]
            .map(|cents| Cell::money(money::written(cents, currency), cents))
    };
    let line = |(name, rest, amounts): (&str, &str, money::Amounts)| {
        let mut row = vec![Cell::new(ctx.t(&format!("projects-column-{name}")))];
        row.extend(cells(amounts.bgn, Currency::Bgn));
        row.extend(cells(amounts.eur, Currency::Eur));
        Line { href: ctx.url(&path(id, rest)), cells: row, ..Line::default() }
    };
    let columns = [
        "sum",
        "total-bgn",
        "european-bgn",
        "national-bgn",
        "total-eur",
        "european-eur",
        "national-eur",
    ];
    Part::new(ctx, "projects-sums", &columns, all.map(line).into())
}

fn amendment_lines(ctx: &Ctx, around: &Around) -> Vec<Line> {
    let line = |one: &Amendment| Line {
        href: ctx.url(&amendment_page::home(one.row.id)),
        cells: vec![
            Cell::new(one.content.number.clone()),
            Cell::day(Some(one.row.signed_on)),
            Cell::new(one.content.what.clone()),
            Cell::new(match (one.row.from_on, one.row.until_on) {
                (None, None) => String::new(),
                (from, until) => format!("{} – {}", day(from), day(until)),
            }),
            Cell::new(one.content.revoked.clone()),
        ],
        word: if one.row.revoked_at.is_some() {
            ctx.t("projects-state-revoked").into_owned()
        } else {
            String::new()
        },
        colour: "grey",
    };
    around.amendments.iter().map(line).collect()
}

/// How the amounts were converted: rate, rounding, and that the parts sum.
fn how(law: &Law, one: &Project) -> Vec<String> {
    let grant = law::Money { cents: one.row.european + one.row.national, currency: one.currency() };
    let Ok(exchange) = law.exchange(grant, Rounding::Usual) else { return Vec::new() };
    let mut all = exchange.derivation.steps;
    all.push(frame::bg("projects-how-parts"));
    all.push(exchange.derivation.articles.join("; "));
    all
}

fn facts(ctx: &Ctx, law: &Law, thing: &mut Thing, around: &Around) {
    let (one, about) = (&around.one, &around.one.content);
    let grant = one.grant();
    let shown = |cents| money::shown(law, cents, one.currency());
    thing.say(ctx, "projects-contract", about.contract.clone());
    thing.say(ctx, "projects-programme", about.programme.clone());
    thing.say(ctx, "projects-priority", about.priority.clone());
    thing.say(ctx, "projects-procedure", about.procedure.clone());
    thing.say(ctx, "projects-beneficiary", about.beneficiary.clone());
    thing.say(ctx, "projects-partners", about.partners.clone());
    thing.say(ctx, "projects-total", shown(grant.total()));
    thing.say(ctx, "projects-european", shown(grant.european));
    thing.say(ctx, "projects-national", shown(grant.national));
    thing.say(ctx, "projects-aim", about.aim.clone());
    thing.say(ctx, "projects-groups", about.groups.clone());
    thing.say(ctx, "projects-clause", about.clause.clone());
    thing.say(ctx, "projects-source", about.source.clone());
}

fn task_lines(ctx: &Ctx, around: &Around) -> Vec<Line> {
    let line = |task: &Task| Line {
        href: ctx.url(&task.path),
        cells: vec![
            Cell::new(ctx.t(task.key)),
            Cell::day(Some(task.day)),
            Cell::new(task.note.clone()),
        ],
        ..Line::default()
    };
    around.waits.iter().map(line).collect()
}

/// `GET /projects/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let around = read(&app, &ctx, id).await?;
    let one = &around.one;
    let span = one.period(&around.amendments, app.today());
    let page = frame::top_page(&ctx, one.content.short.clone());
    let mut thing = Thing::new(page, one.content.name.clone());
    let (word, colour) = standing(span, app.today());
    thing.number = period(span);
    thing.state = ctx.t(&format!("projects-standing-{word}")).into_owned();
    thing.colour = colour;
    thing.sections = sections(&ctx, id, "");
    let missing = contract::missing(&one.content.contract);
    thing.warnings = missing
        .iter()
        .map(|code| ctx.t(&format!("projects-contract-{code}")).into_owned())
        .collect();
    if !around.has_budget {
        thing.warnings.push(ctx.t("projects-warn-no-budget").into_owned());
    }
    thing.tiles = tiles(&ctx, id, &around);
    facts(&ctx, &law, &mut thing, &around);
    thing.how = how(&law, one);
    thing.parts = vec![
        sums(&ctx, id, &around.overview),
        Part::new(&ctx, "projects-waits", &["what", "due", "note"], task_lines(&ctx, &around)),
        Part::new(
            &ctx,
            "projects-amendments",
            &["number", "signed", "changes", "period", "reason"],
            amendment_lines(&ctx, &around),
        ),
    ];
    if ctx.actor.may(WRITE) {
        let at = |rest: &str, key: &str| Link::new(ctx.url(&path(id, rest)), ctx.t(key));
        thing.actions = vec![at("/edit", "projects-edit"), at("/amend", "projects-amend")];
        let make = ctx.url(&path(id, "/paper"));
        let button = |kind: &str| {
            let words = ctx.t(&format!("projects-make-{kind}")).into_owned();
            (make.clone(), kind.to_owned(), words)
        };
        thing.papers = KINDS.into_iter().map(button).collect();
    }
    let link = |(id, words): (ProjectPaperId, String)| {
        Link::new(ctx.url(&format!("{HOME}/papers/{id}")), words)
    };
    thing.links = around.papers.into_iter().map(link).collect();
    thing.shown()
}
