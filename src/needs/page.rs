//! The page of one service of the annex: the sum term by term, the services behind the numbers, what
//! the map said.

use super::WRITE;
use super::door::{Need, Term, Whole, whole};
use super::formula::{Set, base, set};
use super::frame::{self, Asked, HOME, gap, shown, standing};
use super::map;
use super::neighbours::{LISTS, Present};
use super::store::need_map;
use crate::app::App;
use crate::figures::{Catalogue, catalogue, written};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, html};
use law::Law;
use rust_decimal::{Decimal, RoundingStrategy};
use ui::{Head, Link};

/// A criterion in the sum.
struct Line {
    group: String,
    per_1000: String,
    weight: String,
    people: String,
    href: String,
    from: String,
    amount: String,
    rivals: String,
}

/// A service of the directory behind the numbers.
struct Behind {
    name: String,
    href: String,
    provider: String,
    places: String,
    users: Link,
    waiting: Link,
    change: String,
}

#[derive(Template)]
#[template(path = "needs/set.html")]
struct SetPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    warnings: Vec<String>,
    facts: Vec<(String, String)>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    sums: Vec<(String, String)>,
    behind_heads: Vec<Head>,
    behind: Vec<Behind>,
    totals: Vec<String>,
    map_heads: Vec<Head>,
    entries: Vec<Vec<String>>,
    links: Vec<Link>,
}

fn line(ctx: &Ctx, catalogue: &Catalogue, term: &Term) -> Line {
    let title = catalogue.title(&term.group, ctx.lang);
    let group = if term.is_replacement {
        ctx.ta("needs-replacement", &[("group", title)]).into_owned()
    } else {
        title
    };
    let value = term.people.as_ref().map(|one| &one.value);
    let from = value.map(|one| {
        let kind = ctx.t(&format!("figures-kind-{}", one.kind));
        format!("{kind}, {}, {}", one.on.bg(), one.source)
    });
    let missing = format!("/figures/new?group={}", term.group);
    let href = match value {
        Some(one) => ctx.url(&format!("/figures/{}", one.id)),
        None if ctx.actor.may(WRITE) => ctx.url(&missing),
        None => String::new(),
    };
    let rivals = term.people.iter().flat_map(|one| &one.rivals).map(|one| {
        let kind = ctx.t(&format!("figures-kind-{}", one.kind));
        format!("{} ({kind}, {})", written(ctx.lang, one.amount), one.on.bg())
    });
    Line {
        group,
        per_1000: written(ctx.lang, term.per_1000),
        weight: format!("{} %", written(ctx.lang, term.weight)),
        people: value
            .map_or_else(|| ctx.t("needs-none").into_owned(), |one| written(ctx.lang, one.amount)),
        href,
        from: from.unwrap_or_default(),
        amount: term.amount.map(|amount| written(ctx.lang, amount)).unwrap_or_default(),
        rivals: rivals.collect::<Vec<_>>().join("; "),
    }
}

/// The sums below the terms: without replacement care, exact, rounded in each way, services.
fn sums(ctx: &Ctx, law: &Law, need: &Need) -> Vec<(String, String)> {
    let mut sums = Vec::new();
    let mut say = |key: &str, text: String| sums.push((ctx.t(key).into_owned(), text));
    let has_more = need.terms.iter().any(|term| term.is_replacement);
    if let Some(own) = base(&need.worked()).filter(|_| has_more) {
        say("needs-base", written(ctx.lang, own));
    }
    let Some(total) = need.total else { return sums };
    say("needs-total", written(ctx.lang, total));
    let is_shared = set(need.set).is_some_and(|set| set.level == "country");
    if let Some(own) = need.own.filter(|_| is_shared) {
        say("needs-of-district", written(ctx.lang, own));
    }
    let (_, how) = law.rounded_users(total);
    let ways = [
        ("down", RoundingStrategy::ToZero),
        ("nearest", RoundingStrategy::MidpointAwayFromZero),
        ("up", RoundingStrategy::AwayFromZero),
    ];
    let rounded = ways.map(|(code, way)| {
        let text = written(ctx.lang, total.round_dp_with_strategy(0, way));
        let mark = if code == how { " ←" } else { "" };
        format!("{} – {text}{mark}", ctx.t(&format!("needs-rounding-{code}")))
    });
    say("needs-rounded", rounded.join("; "));
    if let Some(least) = law.least_services(need.set, total) {
        let args = [("services", least.services.clone()), ("max", least.max.to_string())];
        let key = if least.below_minimum { "needs-together" } else { "needs-least" };
        say("needs-services-of", ctx.ta(key, &args).into_owned());
    }
    if let Some(gap) = gap(law, need) {
        let args = [
            ("need", shown(law, ctx.lang, total)),
            ("places", written(ctx.lang, need.places.into())),
            ("gap", shown(law, ctx.lang, gap)),
        ];
        say("needs-column-gap", ctx.ta("needs-gap-sum", &args).into_owned());
    }
    sums
}

fn behind(ctx: &Ctx, one: &Present) -> Behind {
    let may = ctx.actor.may(LISTS);
    let number = |count: i64, path: String| {
        let href = if may { ctx.url(&path) } else { String::new() };
        Link::new(href, written(ctx.lang, count.into()))
    };
    Behind {
        name: one.name.clone(),
        href: ctx.url(&format!("/services/{}", one.service)),
        provider: one.provider.clone(),
        places: written(ctx.lang, one.places.into()),
        users: number(one.users, format!("/placements?service={}", one.service)),
        waiting: number(one.waiting, format!("/places/{}", one.service)),
        change: match ctx.actor.may(WRITE) {
            true => ctx.url(&format!("{HOME}/assign/{}", one.service)),
            false => String::new(),
        },
    }
}

fn facts(ctx: &Ctx, set: &Set, asked: Asked) -> Vec<(String, String)> {
    let known = asked.known.map(|day| day.bg()).unwrap_or_default();
    let all = [
        ("article", set.article.clone()),
        ("level", ctx.t(&format!("needs-level-{}", set.level)).into_owned()),
        ("on", asked.on.bg()),
        ("known", known),
    ];
    let shown = all.into_iter().filter(|(_, text)| !text.is_empty());
    shown.map(|(name, text)| (frame::column(ctx, name).into_owned(), text)).collect()
}

fn heads(ctx: &Ctx, names: &[&str], numeric: &[&str]) -> Vec<Head> {
    let head = |name: &&str| {
        let head = Head::new(frame::column(ctx, name));
        if numeric.contains(name) { head.numeric() } else { head }
    };
    names.iter().map(head).collect()
}

fn entry(lang: ui::Lang, row: &need_map::Model) -> Vec<String> {
    let who = format!("{}, {}", row.account_name, row.made_at.bg());
    vec![row.valid_from.bg(), written(lang, row.users.into()), row.basis.clone(), who]
}

fn links(ctx: &Ctx, (no, asked): (u8, Asked)) -> Vec<Link> {
    let mut links = vec![Link::new(asked.address(ctx, HOME), ctx.t("needs-back"))];
    if ctx.actor.may(WRITE) {
        let href = ctx.url(&format!("{HOME}/map/new?service={no}"));
        links.push(Link::new(href, ctx.t("needs-map-new")));
    }
    links
}

/// `GET /needs/{id}?on=&known=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(no): Id<u8>,
    mut form: Form,
) -> Result<Response, Problem> {
    let set = set(no).ok_or(Problem::NotFound)?;
    let law = app.law(ctx.actor.municipality);
    let asked = Asked::of(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let Whole { needs, present } = whole(&tx, asked.on, asked.known).await?;
    let catalogue = catalogue(&tx).await?;
    let entries = map::all(&tx).await?;
    tx.audit(Entry::new("read", "need", &no.to_string()));
    tx.commit().await?;
    let need = needs.into_iter().find(|need| need.set == no).ok_or(Problem::NotFound)?;
    let (word, colour) = standing(&law, &need);
    let entries = entries.iter().filter(|row| row.set_no == i32::from(no));
    let own = present.iter().filter(|one| one.set == Some(no));
    let whole = |number: i64| written(ctx.lang, Decimal::from(number));
    let missing = super::list::missing(&catalogue, &need, ctx.lang);
    let mut warnings = frame::warnings(ctx.lang, set);
    if !missing.is_empty() {
        warnings.push(ctx.ta("needs-missing-groups", &[("groups", missing)]).into_owned());
    }
    let numbers = ["per-1000", "weight", "people", "amount"];
    let counts = ["places", "users", "waiting"];
    html(&SetPage {
        page: frame::below(&ctx, set.title.clone()),
        name: format!("{no}. {}", set.title),
        number: need.total.map(|total| shown(&law, ctx.lang, total)).unwrap_or_default(),
        state: ctx.t(&format!("needs-is-{word}")).into_owned(),
        colour,
        warnings,
        facts: facts(&ctx, set, asked),
        heads: heads(&ctx, &["group", "per-1000", "weight", "people", "amount"], &numbers),
        lines: need.terms.iter().map(|term| line(&ctx, &catalogue, term)).collect(),
        sums: sums(&ctx, &law, &need),
        behind_heads: heads(&ctx, &["name", "provider", "places", "users", "waiting"], &counts),
        behind: own.map(|one| behind(&ctx, one)).collect(),
        totals: vec![whole(need.places), whole(need.users), whole(need.waiting)],
        map_heads: heads(&ctx, &["from", "map", "basis", "who"], &["map"]),
        entries: entries.map(|row| entry(ctx.lang, row)).collect(),
        links: links(&ctx, (no, asked)),
    })
}
