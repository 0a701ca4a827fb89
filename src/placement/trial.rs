//! A trial of placements: who would get a place and from which day, with more places or with other
//! people first, before anything is offered. Nothing is written.

use super::list::Line;
use super::places::Places;
use super::store::{placement, waiting_entry};
use super::{PlacementId, load, waiting};
use crate::app::App;
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use ui::{Head, Link};

/// The most places that may be added in a trial.
const EXTRA_MAX: i32 = 1_000;

/// What is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Places free today, with those added.
    pub free: i32,
    /// The last days of the contracts in use.
    pub ends: Vec<Day>,
    /// Today and the last day that is looked at.
    pub days: (Day, Day),
}

/// What a trial gives for one who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// A place from a day on.
    From(Day),
    /// None until the last day.
    Later,
    /// Left out of the trial; somebody behind gets a place.
    PassedOver,
    /// Left out; nobody behind gets a place either.
    LeftOut,
}

/// Gives the places to those who are in the trial, in the order of the list: first what is free,
/// then what the ends of contracts free, each from the day after.
#[must_use]
pub fn tried(trial: &Trial, line: &[bool]) -> Vec<Chance> {
    let (today, last) = trial.days;
    let free = usize::try_from(trial.free).unwrap_or_default();
    let mut days: Vec<Day> = trial.ends.iter().map(|end| end.plus(1)).collect();
    days.retain(|day| *day > today && *day <= last);
    days.sort_unstable();
    let mut days = std::iter::repeat_n(today, free).chain(days);
    let mut chances: Vec<Chance> = line
        .iter()
        .map(|is_in| match is_in {
            true => days.next().map_or(Chance::Later, Chance::From),
            false => Chance::LeftOut,
        })
        .collect();
    let last_placed = chances.iter().rposition(|chance| matches!(chance, Chance::From(_)));
    for chance in chances.iter_mut().take(last_placed.unwrap_or_default()) {
        if *chance == Chance::LeftOut {
            *chance = Chance::PassedOver;
        }
    }
    chances
}

/// Somebody who waits, in the trial.
struct Row {
    place: usize,
    id: String,
    is_in: bool,
    line: Line,
    entered: String,
    chance: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "placement/trial.html")]
struct TrialPage {
    page: ui::Page,
    action: String,
    form: Form,
    places: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    result: String,
}

/// What is typed: the last day, the places added, who takes part.
struct Typed {
    until: Day,
    extra: i32,
    /// None as long as nothing was sent: everybody.
    chosen: Option<Vec<PlacementId>>,
}

fn typed(form: &Form, today: Day) -> Typed {
    let half = today.0.checked_add(jiff::Span::new().months(6)).map_or(today, Day);
    let chosen = form.all("who").iter().filter_map(|id| id.parse().ok()).collect();
    Typed {
        until: form.get("until").parse().ok().filter(|day| *day >= today).unwrap_or(half),
        extra: form.get("extra").parse().map_or(0, |n: i32| n.clamp(0, EXTRA_MAX)),
        chosen: form.has("tried").then_some(chosen),
    }
}

fn words(ctx: &Ctx, chance: Chance) -> (String, &'static str) {
    match chance {
        Chance::From(day) => {
            (ctx.ta("placement-trial-from", &[("day", day.bg())]).into_owned(), "green")
        }
        Chance::Later => (ctx.t("placement-trial-later").into_owned(), "grey"),
        Chance::PassedOver => (ctx.t("placement-trial-passed").into_owned(), "orange"),
        Chance::LeftOut => (ctx.t("placement-trial-out").into_owned(), "grey"),
    }
}

/// `GET /places/{id}/trial?until=&extra=&who=…`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = services::service(&tx, id).await?;
    let places = load::places_of(&tx, id).await?.unwrap_or_default();
    let ends = load::contract_ends(&tx, id).await?;
    // Whoever has an offer keeps that place already.
    let entries = waiting::line(&tx, id).await?;
    let ids: Vec<PlacementId> = entries.iter().map(|entry| entry.placement_id).collect();
    let rows = tx.find::<placement::Entity>().filter(placement::Column::Id.is_in(ids));
    let rows = rows.all(tx.conn()).await.map_err(kit::store::StoreError::from)?;
    let known: HashMap<PlacementId, placement::Model> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    let waits = |entry: &&waiting_entry::Model| {
        known.get(&entry.placement_id).is_some_and(|row| row.state == "waiting")
    };
    let entries: Vec<&waiting_entry::Model> = entries.iter().filter(waits).collect();
    let ordered: Vec<placement::Model> =
        entries.iter().filter_map(|entry| known.get(&entry.placement_id).cloned()).collect();
    let lines = super::list::lines(&ctx, &tx, &ordered).await?;
    let today = tx.today();
    tx.audit(Entry::list("waiting"));
    tx.commit().await?;
    let typed = typed(&form, today);
    let is_in = |entry: &&waiting_entry::Model| {
        typed.chosen.as_ref().is_none_or(|chosen| chosen.contains(&entry.placement_id))
    };
    let taking: Vec<bool> = entries.iter().map(is_in).collect();
    let days = (today, typed.until);
    let trial = Trial { free: places.free() + typed.extra, ends, days };
    let chances = tried(&trial, &taking);
    let placed = chances.iter().filter(|chance| matches!(chance, Chance::From(_))).count();
    let passed = chances.iter().filter(|chance| **chance == Chance::PassedOver).count();
    let row = |(n, ((entry, line), (chance, is_in)))| {
        let entry: &&waiting_entry::Model = entry;
        let (chance, colour) = words(&ctx, chance);
        let (id, entered) = (entry.placement_id.to_string(), entry.entered_at.bg());
        Row { place: n + 1, id, is_in, line, entered, chance, colour }
    };
    let pairs = entries.iter().zip(lines).zip(chances.into_iter().zip(taking));
    let rows = pairs.enumerate().map(row).collect();
    let args = [
        ("placed", placed.to_string()),
        ("all", entries.len().to_string()),
        ("passed", passed.to_string()),
        ("day", typed.until.bg()),
    ];
    html(&drawn(&ctx, (&service.name, id, places), (&typed, args), rows))
}

fn drawn(
    ctx: &Ctx,
    (name, id, places): (&str, ServiceId, Places),
    (typed, args): (&Typed, [(&str, String); 4]),
    rows: Vec<Row>,
) -> TrialPage {
    let mut page = ctx.page(ctx.t("placement-trial"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/places"), ctx.t("placement-waiting-lists")),
        Link::new(ctx.url(&format!("/places/{id}")), name.to_owned()),
        Link::new("", ctx.t("placement-trial")),
    ];
    let text = |key: &str| Head::new(ctx.t(&format!("placement-{key}")));
    let values = [("until", typed.until.to_string()), ("extra", typed.extra.to_string())];
    TrialPage {
        page,
        action: ctx.url(&format!("/places/{id}/trial")),
        form: Form::filled(ctx.lang, values),
        places: super::list::places_line(ctx, Some(&places)),
        heads: vec![
            text("trial-in"),
            text("place").numeric(),
            text("column-person"),
            text("entered"),
            text("trial-chance"),
        ],
        rows,
        result: ctx.ta("placement-trial-result", &args).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn places_go_in_order_first_the_free_ones_then_those_that_contracts_free() {
        let trial = Trial {
            free: 1,
            ends: vec![day("2026-12-31"), day("2026-11-30"), day("2027-08-01")],
            days: (day("2026-11-24"), day("2027-05-24")),
        };
        let chances = tried(&trial, &[true, true, true, true]);
        let from = |text: &str| Chance::From(day(text));
        let wanted = [from("2026-11-24"), from("2026-12-01"), from("2027-01-01"), Chance::Later];
        assert_eq!(chances, wanted);
    }

    #[test]
    fn who_is_left_out_is_passed_over_only_when_somebody_behind_gets_a_place() {
        let days = (day("2026-11-24"), day("2027-05-24"));
        let trial = Trial { free: 1, ends: Vec::new(), days };
        let chances = tried(&trial, &[false, true, false]);
        let wanted = [Chance::PassedOver, Chance::From(days.0), Chance::LeftOut];
        assert_eq!(chances, wanted);
        let full = Trial { free: 0, ..trial };
        assert_eq!(tried(&full, &[false, true]), [Chance::LeftOut, Chance::Later]);
    }
}
