//! Who may be the same person, in words: while a new person is typed in, and where two are
//! compared.

use super::duplicate::{Candidate, candidates};
use super::matching::{Alike, Band};
use super::onward::Onward;
use super::place::pick;
use super::search::found;
use super::search_page::Row;
use super::{PersonId, form};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, html};
use ui::Choice;

/// Somebody like the one typed in, as the screen shows them.
pub struct Likely {
    /// Who.
    pub id: PersonId,
    /// The person's line.
    pub row: Row,
    /// How likely, in words.
    pub band: String,
    /// The colour of that.
    pub colour: &'static str,
    /// Why, in words.
    pub why: String,
}

impl Likely {
    /// As one answer to „is it the same person?“.
    #[must_use]
    pub fn choice(&self, ctx: &Ctx) -> Choice {
        let row = &self.row;
        let about = [&row.born, &row.place, &row.identifier, &self.band, &self.why];
        let about: Vec<&str> =
            about.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let args = [("name", row.name.clone())];
        Choice::new(self.id.to_string(), ctx.ta("people-same-person", &args))
            .hint(about.join(" · "))
    }
}

/// The name of a band.
#[must_use]
pub fn band(ctx: &Ctx, band: Band) -> String {
    ctx.t(&format!("people-band-{}", band.code())).into_owned()
}

/// The colour of a band's tag.
#[must_use]
pub fn colour(band: Band) -> &'static str {
    match band {
        Band::Sure => "red",
        Band::Likely => "yellow",
        Band::Unlikely => "grey",
    }
}

/// Reasons in words.
#[must_use]
pub fn why<'a>(ctx: &Ctx, reasons: impl IntoIterator<Item = &'a str>) -> String {
    let words = reasons.into_iter().filter(|code| !code.is_empty());
    let words = words.map(|code| ctx.t(&format!("people-alike-{code}")).into_owned());
    words.collect::<Vec<_>>().join("; ")
}

fn likely(ctx: &Ctx, row: Row, (id, alike): (PersonId, &Alike)) -> Likely {
    Likely {
        id,
        row,
        band: band(ctx, alike.band),
        colour: colour(alike.band),
        why: why(ctx, alike.reasons.iter().copied()),
    }
}

/// The candidates as they are shown, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(
    tx: &Tx,
    ctx: &Ctx,
    list: &[Candidate],
    onward: &Onward,
) -> Result<Vec<Likely>, StoreError> {
    let ids: Vec<PersonId> = list.iter().map(|one| one.id).collect();
    let people = found(tx, &ids).await?;
    let shown = people.iter().filter_map(|person| {
        let one = list.iter().find(|one| one.id == person.head.id)?;
        Some(likely(ctx, Row::new(ctx, person, onward), (one.id, &one.alike)))
    });
    Ok(shown.collect())
}

/// The part of the form that changes while typing.
#[derive(Template)]
#[template(path = "people/likely_list.html")]
struct List {
    page: ui::Page,
    likely: Vec<Likely>,
}

/// `POST /people/new/likely`: what stands in the form so far, compared with the register. In the
/// body and not in an address, for it holds names and numbers.
pub async fn page(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut new = form::read(&mut form, app.today());
    if let Some((kind, value)) = form::read_identifier(&mut form, app.today()) {
        new.identifiers.push((kind, value));
    }
    let tx = app.db.read(&ctx.actor).await?;
    let place = pick(&tx, &mut form, "present", &ctx.municipality.code).await?;
    new.present = form::read_address(&mut form, "present", &place);
    tx.rollback().await;
    let is_enough = !new.given.is_empty() || !new.phone.is_empty() || !new.identifiers.is_empty();
    let list = if is_enough { candidates(&app, &ctx.actor, &new).await? } else { Vec::new() };
    let mut tx = app.db.read(&ctx.actor).await?;
    let likely = rows(&tx, &ctx, &list, &Onward::of(&form)).await?;
    tx.audit(Entry::search("person"));
    tx.commit().await?;
    html(&List { page: ctx.page(""), likely })
}
