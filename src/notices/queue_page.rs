//! The queue on the screen: the list, what waits for e-delivery, and the numbers, each of which opens its
//! list.

use super::course::{CHANNELS, DELIVERY, RETURNED, STATES, WAITING, colour};
use super::find::{self, Sieve};
use super::frame::{HOME, days, periods};
use super::store::notice::Model;
use super::table::{self, Cell, Line, List, Tile};
use super::{queue, template};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, choices, list_address};
use ui::{Choice, Lang, Link, Pages};

const COLUMNS: [&str; 5] = ["what", "to", "channel", "queued", "sent"];

/// What a template is called.
#[must_use]
pub fn name_of(code: &str, lang: Lang) -> String {
    template::find(code).map(|one| one.name(lang).to_owned()).unwrap_or_default()
}

/// A notice as a line. To whom it went is shown to whoever may read notices.
///
/// # Errors
/// When its address cannot be opened.
pub fn line(ctx: &Ctx, tx: &Tx, row: &Model) -> Result<Line, StoreError> {
    let (to, ..) = queue::opened(tx, row)?;
    // The receiver of e-delivery is a person of the register: the page of the notice names them.
    let to = match row.channel == DELIVERY {
        true => ctx.t("notices-to-person").into_owned(),
        false => to,
    };
    Ok(Line {
        href: ctx.url(&format!("{HOME}/{}", row.id)),
        cells: vec![
            Cell::new(name_of(&row.code, ctx.lang)),
            Cell::new(to),
            Cell::new(ctx.t(&format!("notices-channel-{}", row.channel))),
            Cell::new(row.queued_at.bg()),
            Cell::day(row.sent_on),
        ],
        word: ctx.t(&format!("notices-state-{}", row.state)).into_owned(),
        colour: colour(&row.state),
    })
}

fn templates(ctx: &Ctx, chosen: &str) -> Vec<Choice> {
    let one = |one: &template::Template| {
        Choice::new(one.code.clone(), one.name(ctx.lang)).checked(one.code == chosen)
    };
    template::all().iter().map(one).collect()
}

/// One page of a list, whatever stands around it.
async fn paged(
    app: &App,
    ctx: &Ctx,
    (form, sieve): (&Form, &Sieve),
) -> Result<(Vec<Line>, u64), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (rows, count) = find::page(&tx, sieve, Paging::asked(form)).await?;
    let lines = rows.iter().map(|row| line(ctx, &tx, row)).collect::<Result<Vec<_>, _>>()?;
    tx.audit(Entry::list("notice"));
    tx.commit().await?;
    Ok((lines, count))
}

/// `GET /notices/queue?period=&channel=&state=&code=&q=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (between, period) = days(&form, app.today());
    let mut sieve = Sieve::read(&form, between);
    if sieve.bulletin.is_some() {
        (sieve.from, sieve.to) = (None, None);
    }
    let (lines, count) = paged(&app, &ctx, (&form, &sieve)).await?;
    let mut list = List::new(("/queue", "notices-queue"), &COLUMNS, lines);
    list.lead = ctx.t("notices-queue-lead").into_owned();
    list.search = "notices-search-receiver";
    list.states = choices(&ctx, &STATES, form.get("state"), |code| format!("notices-state-{code}"));
    let channels =
        choices(&ctx, &CHANNELS, form.get("channel"), |code| format!("notices-channel-{code}"));
    list.picks = vec![
        ("channel", ctx.t("notices-column-channel").into_owned(), channels),
        ("code", ctx.t("notices-column-what").into_owned(), templates(&ctx, form.get("code"))),
        ("period", ctx.t("notices-period").into_owned(), periods(&ctx, period)),
    ];
    if !form.get("bulletin").is_empty() {
        list.kept = vec![("bulletin", form.get("bulletin").to_owned())];
    }
    let names = ["q", "state", "channel", "code", "period", "bulletin"];
    let base = base(&ctx, "/queue", &form, &names);
    list.paged = Some(pages(&form, count, &base));
    table::shown(&ctx, form, list)
}

fn base(ctx: &Ctx, rest: &str, form: &Form, names: &[&str]) -> String {
    let filters: Vec<(&str, &str)> = names.iter().map(|name| (*name, form.get(name))).collect();
    list_address(&ctx.url(&format!("{HOME}{rest}")), &filters)
}

fn pages(form: &Form, count: u64, base: &str) -> (Pages, usize) {
    let pages = Pages::new(Paging::asked(form), count.div_ceil(PAGE_ROWS), base);
    (pages, usize::try_from(count).unwrap_or(usize::MAX))
}

/// `GET /notices/deliveries`: what is to be sent by e-delivery by hand, or stands with it.
pub async fn deliveries(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let state = form.get("state");
    let state = if STATES.contains(&state) { state } else { WAITING };
    let form = form.clone().with("state", state);
    let sieve = Sieve {
        channel: DELIVERY.to_owned(),
        state: form.get("state").to_owned(),
        ..Sieve::default()
    };
    let (lines, count) = paged(&app, &ctx, (&form, &sieve)).await?;
    let mut list = List::new(("/deliveries", "notices-deliveries"), &COLUMNS, lines);
    list.lead = ctx.t("notices-deliveries-lead").into_owned();
    let shown = [WAITING, super::course::SENT, super::course::DELIVERED, RETURNED];
    list.states = choices(&ctx, &shown, form.get("state"), |code| format!("notices-state-{code}"));
    let print = ctx.url(&format!("{HOME}/deliveries/print"));
    list.actions = vec![Link::new(print, ctx.t("notices-print"))];
    let base = base(&ctx, "/deliveries", &form, &["state"]);
    list.paged = Some(pages(&form, count, &base));
    table::shown(&ctx, form, list)
}

fn tile(ctx: &Ctx, (channel, state, count): &(String, String, i64), period: &str) -> Tile {
    let filters = [("channel", channel.as_str()), ("state", state.as_str()), ("period", period)];
    let words = [format!("notices-channel-{channel}"), format!("notices-state-{state}")];
    let words = words.map(|key| ctx.t(&key).into_owned());
    Tile {
        href: list_address(&ctx.url(&format!("{HOME}/queue")), &filters),
        number: usize::try_from(*count).unwrap_or_default(),
        text: words.join(": "),
        state: if colour(state) == "red" { "late" } else { "" },
    }
}

/// `GET /notices?period=`: the numbers.
pub async fn numbers(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (between, period) = days(&form, app.today());
    let sieve = Sieve { from: Some(between.0), to: Some(between.1), ..Sieve::default() };
    let mut tx = app.db.read(&ctx.actor).await?;
    let counts = find::counts(&tx, &sieve).await?;
    let each = find::by_template(&tx, &sieve).await?;
    tx.audit(Entry::list("notice-numbers"));
    tx.commit().await?;
    let line = |(code, count): (String, i64)| {
        let filters = [("code", code.as_str()), ("period", period)];
        Line {
            href: list_address(&ctx.url(&format!("{HOME}/queue")), &filters),
            cells: vec![Cell::new(name_of(&code, ctx.lang)), Cell::new(count.to_string())],
            ..Line::default()
        }
    };
    let columns = ["what", "count"];
    let lines = each.into_iter().map(line).collect();
    let mut list = List::new(("", "notices-title"), &columns, lines);
    list.lead = ctx.t("notices-numbers-lead").into_owned();
    list.tiles = counts.iter().map(|one| tile(&ctx, one, period)).collect();
    list.picks = vec![("period", ctx.t("notices-period").into_owned(), periods(&ctx, period))];
    table::shown(&ctx, form, list)
}
