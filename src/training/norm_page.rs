//! Norms on the screen: who is behind, by how much, until when; what the law and the municipality say;
//! by which appendix each provider works.

use super::WRITE;
use super::employee::{self, Profiles, Stand};
use super::frame::{self, GROUPS, HOME, group_words};
use super::norm::State;
use super::table::{self, Cell, Line, List, Part, Thing, Tile};
use crate::app::App;
use crate::workforce::{self, EmployeeId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, choices, list_address, see};
use law::{Law, TrainingNorm};
use std::collections::BTreeSet;
use ui::{Choice, Link};

const COLUMNS: [&str; 7] =
    ["employee", "group", "provider", "norm", "attended", "missing", "until"];
const RULES: [&str; 5] = ["norm", "groups", "value", "articles", "whose"];
const BACK: (&str, &str) = ("/norms", "training-norms");
/// What norms are for; words have the key `training-what-<code>`.
const WHATS: [&str; 7] = [
    "introductory",
    "yearly",
    "management",
    "first-aid",
    "violence",
    "supervision-group",
    "supervision-individual",
];

/// What a norm asks for, in words: „24 академични часа за 12 месеца“.
#[must_use]
pub fn norm_words(ctx: &Ctx, norm: &TrainingNorm<'_>) -> String {
    let unit = if norm.in_hours { "hours" } else { "times" };
    let window = if norm.months.is_some() { "within" } else { "once" };
    let args = [("count", norm.required), ("months", norm.months.unwrap_or(0))];
    let what = ctx.t(&format!("training-what-{}", norm.what)).into_owned();
    format!("{what}: {}", ctx.ta(&format!("training-asks-{unit}-{window}"), &args))
}

/// A standing as a line; with the name of the employee in front unless it is their own page.
#[must_use]
pub fn line(ctx: &Ctx, one: &Stand<'_>, with_name: bool) -> Line {
    let standing = one.standing;
    let mut cells = vec![
        Cell::new(norm_words(ctx, &one.norm)),
        Cell::number(standing.done),
        Cell::number(standing.missing),
        Cell::day(standing.until),
    ];
    if with_name {
        let who = [
            Cell::new(one.who.name.clone()),
            Cell::new(group_words(ctx, &one.who.group)),
            Cell::new(one.who.provider.clone()),
        ];
        drop(cells.splice(0..0, who));
    }
    Line {
        href: ctx.url(&format!("{HOME}/employees/{}", one.who.id)),
        cells,
        word: ctx.t(&format!("training-norm-state-{}", standing.state.code())).into_owned(),
        colour: standing.state.colour(),
    }
}

/// The rows that are asked for, and how many employees stand in each state.
struct Found {
    lines: Vec<Line>,
    people: Vec<(&'static str, usize)>,
}

async fn found(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Found, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = employee::standings(&tx, &law).await?;
    tx.audit(what);
    tx.commit().await?;
    let asked = |name: &str, value: &str| form.get(name).is_empty() || form.get(name) == value;
    all.retain(|one| asked("group", &one.who.group) && asked("what", one.norm.what));
    let people_in = |code: &'static str| {
        let own = all.iter().filter(|one| one.standing.state.code() == code);
        let people: BTreeSet<EmployeeId> = own.map(|one| one.who.id).collect();
        (code, people.len())
    };
    let people = ["behind", "due", "soon"].map(people_in).into();
    let state = form.get("state");
    all.retain(|one| match state {
        // What is to be done is what the list is for: the rest is asked for.
        "" => one.standing.state != State::Met,
        "all" => true,
        state => one.standing.state.code() == state,
    });
    Ok(Found { lines: all.iter().map(|one| line(ctx, one, true)).collect(), people })
}

/// Employees in each state, as numbers that open their lists with the same filters.
fn tiles(ctx: &Ctx, form: &Form, people: &[(&'static str, usize)]) -> Vec<Tile> {
    let tile = |(code, number): &(&'static str, usize)| {
        let filters = [("state", *code), ("group", form.get("group")), ("what", form.get("what"))];
        Tile {
            href: list_address(&ctx.url("/training/norms"), &filters),
            number: *number,
            text: ctx.t(&format!("training-norm-people-{code}")).into_owned(),
            state: match *code {
                "behind" if *number > 0 => "late",
                "soon" if *number > 0 => "soon",
                _ => "",
            },
        }
    };
    people.iter().map(tile).collect()
}

/// `GET /training/norms?state=&group=&what=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let found = found(&app, &ctx, (&form, audit::Entry::list("training-norms"))).await?;
    let mut list = List::new(BACK, &COLUMNS, found.lines);
    list.tiles = tiles(&ctx, &form, &found.people);
    list.lead = ctx.t("training-norms-lead").into_owned();
    let codes = ["all", "behind", "due", "soon", "met"];
    list.states =
        choices(&ctx, &codes, form.get("state"), |code| format!("training-norm-state-{code}"));
    let groups = choices(&ctx, &GROUPS, form.get("group"), |code| format!("training-group-{code}"));
    list.picks.push(("group", ctx.t("training-column-group").into_owned(), groups));
    let whats = choices(&ctx, &WHATS, form.get("what"), |code| format!("training-what-{code}"));
    list.picks.push(("what", ctx.t("training-column-norm").into_owned(), whats));
    list.file = "/norms.csv".to_owned();
    list.empty = "training-empty-norms";
    let rules = ctx.url("/training/norms/rules");
    list.actions.push(Link::new(rules, ctx.t("training-rules")));
    if ctx.actor.may(WRITE) {
        let standards = ctx.url("/training/norms/standards");
        list.actions.push(Link::new(standards, ctx.t("training-standards")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /training/norms.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "training-norms", "list");
    let found = found(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "norms"), found.lines)
}

/// `GET /training/norms/rules`: each norm with its articles, and whether the municipality decides it.
pub async fn rules(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let line = |norm: &TrainingNorm<'_>| {
        let groups = norm.groups.iter().map(|group| group_words(&ctx, group));
        let groups = groups.collect::<Vec<_>>().join(", ");
        let groups = match norm.appendices.as_slice() {
            [] => groups,
            some => {
                let some = some.iter().map(|one| one.trim_start_matches('0'));
                let some = some.collect::<Vec<_>>().join(", ");
                format!("{groups}; {}", ctx.ta("training-appendices", &[("list", some)]))
            }
        };
        let rule = norm.rule;
        let whose = match (rule.municipal_override, rule.local) {
            (true, true) => "own",
            (true, false) => "default",
            _ => "law",
        };
        Line {
            href: ctx.url(&format!("/law/rules/{}", rule.id)),
            cells: vec![
                Cell::new(rule.title.clone()),
                Cell::new(groups),
                Cell::new(rule.shown()),
                Cell::new(rule.articles.join("; ")),
                Cell::new(ctx.t(&format!("training-whose-{whose}"))),
            ],
            ..Line::default()
        }
    };
    let lines = law.training_norms().iter().map(line).collect();
    let title = ctx.t("training-rules").into_owned();
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    thing.warnings.push(ctx.t("training-rules-lead").into_owned());
    thing.parts.push(Part::new(&ctx, "training-norms", &RULES, lines));
    thing.shown()
}

/// The providers of the employees, in order.
async fn providers(tx: &Tx) -> Result<Vec<String>, StoreError> {
    let all = workforce::employees(tx).await?.into_iter().map(|one| one.provider);
    let all: BTreeSet<String> = all.filter(|provider| !provider.is_empty()).collect();
    Ok(all.into_iter().collect())
}

/// Appendices as choices, each with the name of its service.
#[must_use]
pub fn appendix_choices(ctx: &Ctx, law: &Law) -> Vec<Choice> {
    let words = |code: String| {
        let name =
            law.standards().iter().find(|one| one.id.split('.').next() == Some(code.as_str()));
        let name = name.map(|one| one.name.clone()).unwrap_or_default();
        let number = code.trim_start_matches('0').to_owned();
        let text = ctx.ta("training-appendix", &[("number", number), ("name", name)]);
        Choice::new(code, text)
    };
    employee::appendices(law).into_iter().map(words).collect()
}

fn standards_shown(
    ctx: &Ctx,
    form: &Form,
    (law, providers): (&Law, &[String]),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let list = appendix_choices(ctx, law);
    let act = Act::new("training-standards", "/standards", "ui-save")
        .lead(ctx.t("training-standards-lead"));
    let each = |act: Act, (at, provider): (usize, &String)| {
        act.choice(both, &format!("standard-{at}"), (provider.clone(), list.clone()))
    };
    let act = providers.iter().enumerate().fold(act, each);
    let page = frame::page(ctx, ctx.t("training-standards"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/norms"), version: 0 }, form)
}

/// `GET /training/norms/standards`.
pub async fn standards_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = employee::profiles(&tx).await?;
    let providers = providers(&tx).await?;
    tx.audit(audit::Entry::list("training-standards"));
    tx.commit().await?;
    let value = |(at, provider): (usize, &String)| {
        let standard = known.providers.get(provider).map(|row| row.standard.clone());
        (format!("standard-{at}"), standard.unwrap_or_default())
    };
    let values: Vec<_> = providers.iter().enumerate().map(value).collect();
    standards_shown(&ctx, &Form::filled(ctx.lang, values), (&law, &providers))
}

async fn save_standards(
    tx: &mut Tx,
    known: &Profiles,
    wanted: &[(String, String)],
) -> Result<(), StoreError> {
    for (provider, standard) in wanted {
        employee::set_standard(tx, known, (provider, standard)).await?;
    }
    Ok(())
}

/// `POST /training/norms/standards`.
pub async fn standards_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = employee::profiles(&tx).await?;
    let providers = providers(&tx).await?;
    let allowed = employee::appendices(&law);
    let mut wanted = Vec::new();
    for (at, provider) in providers.iter().enumerate() {
        let name = format!("standard-{at}");
        let standard = form.optional(&name, 10);
        if !standard.is_empty() && !allowed.contains(&standard) {
            form.wrong(&name, "form-choose");
        }
        wanted.push((provider.clone(), standard));
    }
    tx.audit(audit::Entry::list("training-standards"));
    if !form.ok() {
        tx.commit().await?;
        return standards_shown(&ctx, &form, (&law, &providers));
    }
    tx.use_form(&form.key(), &ctx.url("/training/norms")).await?;
    save_standards(&mut tx, &known, &wanted).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/training/norms", Some("training-done")))
}
