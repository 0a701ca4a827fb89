//! Choosing a settlement by typing: without scripts in two steps, with them while typing.

use super::form::RADIO_MAX;
use crate::app::App;
use crate::municipality::{Settlement, settlement, settlements_like};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, html};
use ui::{Choice, Field};

/// What the boxes of a settlement came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Nothing was typed.
    Nothing,
    /// This one.
    One(Box<Settlement>),
    /// One of these must be chosen; the form has the message.
    Many(Vec<Choice>),
}

impl Pick {
    /// The EKATTE code, when one settlement is meant.
    #[must_use]
    pub fn ekatte(&self) -> Option<&str> {
        match self {
            Pick::One(settlement) => Some(&settlement.ekatte),
            _ => None,
        }
    }

    /// What is still to be chosen from.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        match self {
            Pick::Many(choices) => choices.clone(),
            _ => Vec::new(),
        }
    }
}

fn name(group: &str, part: &str) -> String {
    format!("{group}-{part}")
}

fn choices_of(found: &[Settlement], chosen: &str) -> Vec<Choice> {
    let choice = |place: &Settlement| {
        Choice::new(&place.ekatte, place.full_label()).checked(place.ekatte == chosen)
    };
    found.iter().map(choice).collect()
}

/// Reads the boxes `<group>-place` (typed), `<group>-ekatte` (chosen from the list) and
/// `<group>-for` (the text for which the list was shown). One settlement of exactly that name is
/// taken; else the form gets a message and the list is to be shown.
///
/// # Errors
/// When the database does not answer.
pub async fn pick(tx: &Tx, form: &mut Form, group: &str, home: &str) -> Result<Pick, StoreError> {
    let box_name = name(group, "place");
    let typed = form.optional(&box_name, 100);
    if typed.is_empty() {
        return Ok(Pick::Nothing);
    }
    let chosen = form.get(&name(group, "ekatte")).to_owned();
    let is_for_this = form.get(&name(group, "for")) == typed;
    if !chosen.is_empty()
        && is_for_this
        && let Some(place) = settlement(tx, &chosen).await?
    {
        return Ok(Pick::One(Box::new(place)));
    }
    let found = settlements_like(tx, &typed, home, RADIO_MAX).await?;
    let exact = found.iter().filter(|likely| likely.is_exact).count();
    if exact == 1
        && let Some(likely) = found.iter().find(|likely| likely.is_exact)
    {
        return Ok(Pick::One(Box::new(likely.settlement.clone())));
    }
    let list: Vec<Settlement> = found.into_iter().map(|likely| likely.settlement).collect();
    let key = if list.is_empty() { "people-place-none" } else { "people-place-many" };
    form.wrong(&box_name, key);
    Ok(Pick::Many(choices_of(&list, "")))
}

#[derive(Template)]
#[template(path = "people/place_choices.html")]
struct Choices {
    page: ui::Page,
    group: String,
    typed: String,
    field: Field,
    choices: Vec<Choice>,
}

/// `GET /people/places`: the list for what is being typed, as a part of a page.
pub async fn choices(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let group = match form.get("for") {
        "permanent" => "permanent",
        "present" => "present",
        _ => "address",
    };
    let typed = form.get(&name(group, "place")).to_owned();
    let tx = app.db.read(&ctx.actor).await?;
    let home = &ctx.municipality.code;
    let found = settlements_like(&tx, &typed, home, RADIO_MAX).await?;
    tx.rollback().await;
    let exact: Vec<&Settlement> =
        found.iter().filter(|l| l.is_exact).map(|l| &l.settlement).collect();
    let chosen = match exact.as_slice() {
        [one] => one.ekatte.clone(),
        _ => String::new(),
    };
    let list: Vec<Settlement> = found.into_iter().map(|likely| likely.settlement).collect();
    html(&Choices {
        page: ctx.page(""),
        group: group.to_owned(),
        typed,
        field: Field::new(name(group, "ekatte"), ""),
        choices: choices_of(&list, &chosen),
    })
}
