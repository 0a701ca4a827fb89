//! A person's sheet: who it is, where they live, who speaks for them, what happened lately.

use super::address::{Address, AddressKind};
use super::once::Once;
use super::onward::Onward;
use super::representative::{self, Representative};
use super::store::{person, read, write};
use super::timeline_page::events;
use super::warning::alarms;
use super::{PROTECTED, PersonId, WRITE, addresses, identifier, phone};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Timeline, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use std::fmt::Write;
use ui::{Link, NavItem};

/// Rows of the timeline on the sheet.
const LATEST: u64 = 10;

/// Who a page is about.
pub struct Bar {
    /// Name.
    pub name: String,
    /// Identifier, masked.
    pub identifier: String,
    /// Born when, how old.
    pub note: String,
    /// The address is protected.
    pub is_protected: bool,
    /// Died.
    pub is_dead: bool,
    /// What must not be missed, the gravest first.
    pub warnings: Vec<String>,
    /// The sections of the person's file.
    pub sections: Vec<NavItem>,
    /// What can be done next.
    pub actions: Vec<Link>,
}

/// The sections of a person's file: path below it, key of its name, the right that opens it. Of
/// sections that other capabilities keep people knows the address and no more; one that ends with a
/// stroke stands by itself, with the person behind it.
const SECTIONS: [(&str, &str, kit::access::Right); 13] = [
    ("", "people-section-sheet", super::READ),
    ("/timeline", "people-section-timeline", super::READ),
    ("/notes", "people-section-notes", super::READ),
    ("/warnings", "people-section-warnings", super::READ),
    ("/disability", "people-section-disability", "disability.read"),
    ("/homecare", "people-section-homecare", "homecare.read"),
    ("/assistance", "people-section-assistance", "assistance.read"),
    ("/payroll/people/", "people-section-payroll", "payroll.read"),
    ("/control", "people-section-control", "control.read"),
    ("/consents", "people-section-consents", "consent.read"),
    ("/data-requests", "people-section-requests", "consent.read"),
    ("/citizen", "people-section-citizen", "citizens.read"),
    ("/print", "people-section-print", super::READ),
];

fn sections(ctx: &Ctx, id: PersonId, current: &str) -> Vec<NavItem> {
    let mine = SECTIONS.iter().filter(|(.., right)| ctx.actor.may(right));
    let section = |(part, key, _): &(&str, &str, kit::access::Right)| {
        let path = match part.ends_with('/') {
            true => format!("{part}{id}"),
            false => format!("/people/{id}{part}"),
        };
        let href = ctx.url(&path);
        NavItem::new(href, ctx.t(key)).current(*part == current)
    };
    mine.map(section).collect()
}

/// The rights of the front desk, whose pages a person's sheet leads to.
const DESK: kit::access::Right = "frontdesk.write";

/// Given, middle and family name of a row.
pub fn name_of(row: &person::Model) -> String {
    write::full_name(&row.given, &row.middle, &row.family)
}

/// Whole years on a day.
pub fn age_on(birth: Day, day: Day) -> i16 {
    let years = day.0.year() - birth.0.year();
    let had_birthday = (day.0.month(), day.0.day()) >= (birth.0.month(), birth.0.day());
    years - i16::from(!had_birthday)
}

impl Bar {
    /// The bar for a page of another capability about a person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such person in this municipality.
    pub async fn of(tx: &Tx, ctx: &Ctx, id: PersonId, current: &str) -> Result<Bar, StoreError> {
        Bar::new(tx, ctx, &read::person(tx, id).await?, current).await
    }

    /// The bar of a person's pages; `current` is the section shown.
    pub async fn new(
        tx: &Tx,
        ctx: &Ctx,
        row: &person::Model,
        current: &str,
    ) -> Result<Bar, StoreError> {
        let masked = identifier::identifier_masked(tx, row.id).await?;
        let mut note = String::new();
        if let Some(birth) = row.birth_day {
            let until = row.died_on.unwrap_or(tx.today());
            let args = [
                ("sex", row.sex.clone()),
                ("day", birth.bg()),
                ("age", age_on(birth, until).to_string()),
            ];
            note = ctx.ta("people-born-note", &args).into_owned();
        }
        if let Some(died) = row.died_on {
            let _ = write!(note, ", {}", ctx.ta("people-died-note", &[("day", died.bg())]));
        }
        let warnings = alarms(tx, row.id, ctx.lang).await?;
        Ok(Bar {
            name: name_of(row),
            identifier: masked
                .map(|masked| format!("{} {}", ctx.t(masked.kind.text_key()), masked.text))
                .unwrap_or_default(),
            note,
            is_protected: row.is_protected,
            is_dead: row.died_on.is_some(),
            warnings,
            sections: sections(ctx, row.id, current),
            actions: if ctx.actor.may(DESK) {
                let link = |onward: Onward, key: &str| {
                    Link::new(ctx.url(&onward.path(row.id)), ctx.t(key))
                };
                vec![
                    link(Onward::Wish(None), "people-action-wish"),
                    link(Onward::Contact, "people-action-contact"),
                ]
            } else {
                Vec::new()
            },
        })
    }
}

/// A pair of words of the sheet.
pub struct Pair {
    /// What.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// An address as the sheet shows it.
pub struct AddressRow {
    /// Permanent or present.
    pub kind: String,
    /// The place, or that it is protected.
    pub text: String,
    /// From when to when.
    pub days: String,
    /// It was a mistake.
    pub is_mistake: bool,
    /// Where it is corrected, for who may.
    pub correct: String,
}

/// Somebody who speaks for the person, as the sheet shows them.
pub struct Speaker {
    /// Name.
    pub name: String,
    /// Ground in words.
    pub ground: String,
    /// Document, limits, telephone.
    pub about: String,
    /// From when to when.
    pub days: String,
    /// It is over.
    pub is_over: bool,
    /// Where it is ended, for who may.
    pub end: String,
    /// Where it is corrected, for who may.
    pub correct: String,
    /// The sheet of who stands in the register too.
    pub href: String,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    page: ui::Page,
    bar: Bar,
    pairs: Vec<Pair>,
    note: String,
    identifiers: Vec<Pair>,
    present: Vec<AddressRow>,
    past: Vec<AddressRow>,
    speakers: Vec<Speaker>,
    events: Vec<ui::Event>,
    edit: Vec<Link>,
    identifier_links: Vec<Link>,
    address_links: Vec<Link>,
    speaker_links: Vec<Link>,
    timeline: String,
    once: Once,
}

/// `GET /people/{id}`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = read::person(&tx, id).await?;
    let bar = Bar::new(&tx, &ctx, &row, "").await?;
    let list = addresses(&tx, id, ctx.actor.may(PROTECTED)).await?;
    let happened = tx.timeline(Timeline::Person(id.0), None, LATEST).await?;
    let numbers = read::identifiers(&tx, &[id]).await?;
    let earlier = read::earlier_names(&tx, id).await?;
    let note = read::note(&tx, &row)?;
    let speakers = representative::all(&tx, id).await?;
    let once = Once::load(&app, &tx, &ctx, &row).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let today = app.today();
    let (present, past): (Vec<&Address>, Vec<&Address>) =
        list.iter().partition(|address| address.holds_on(today));
    let path = |part: &str| ctx.url(&format!("/people/{id}{part}"));
    let link = |part: &str, key: &str| Link::new(path(part), ctx.t(key));
    let writes = |links: Vec<Link>| {
        if ctx.actor.may(WRITE) { links } else { Vec::new() }
    };
    let mut identifier_links = writes(vec![link("/identifiers/new", "people-id-add")]);
    if !numbers.is_empty() {
        identifier_links.insert(0, link("/identifiers/open", "people-id-open"));
    }
    let mut page = ctx.page(bar.name.clone());
    page.breadcrumbs =
        vec![Link::new(ctx.url("/people"), ctx.t("people-title")), Link::new("", bar.name.clone())];
    html(&PersonPage {
        page,
        pairs: pairs(&ctx, &row, &earlier),
        note,
        identifiers: numbers
            .iter()
            .map(|(_, number)| Pair {
                key: ctx.t(number.kind.text_key()).into_owned(),
                value: identifier::mask(&number.value),
            })
            .collect(),
        present: present.iter().map(|address| address_row(&ctx, id, address)).collect(),
        past: past.iter().map(|address| address_row(&ctx, id, address)).collect(),
        speakers: speakers.iter().map(|who| speaker(&ctx, id, who, today)).collect(),
        events: events(&ctx, &happened),
        edit: writes(vec![link("/edit", "people-edit")]),
        identifier_links,
        address_links: writes(vec![link("/addresses/new", "people-address-new")]),
        speaker_links: writes(vec![link("/representatives/new", "people-speaker-new")]),
        timeline: path("/timeline"),
        once,
        bar,
    })
}

/// What is known of a person, in words; nothing that is empty.
pub fn pairs(ctx: &Ctx, row: &person::Model, earlier: &[(String, Option<Day>)]) -> Vec<Pair> {
    let word = |prefix: &str, code: &str| ctx.t(&format!("{prefix}-{code}")).into_owned();
    let needs = row.needs.split(',').filter(|need| !need.is_empty());
    let needs: Vec<String> = needs.map(|need| word("people-need", need)).collect();
    let before: Vec<String> = earlier
        .iter()
        .map(|(name, until)| {
            let args = [("name", name.clone()), ("day", until.map(Day::bg).unwrap_or_default())];
            ctx.ta("people-earlier-name", &args).into_owned()
        })
        .collect();
    let list = [
        ("people-name", name_of(row)),
        ("people-latin", row.latin.clone()),
        ("people-earlier-names", before.join("; ")),
        ("people-birth", row.birth_day.map(Day::bg).unwrap_or_default()),
        ("people-sex", word("people-sex", &row.sex)),
        ("people-died", row.died_on.map(Day::bg).unwrap_or_default()),
        ("people-phone", phone::shown(&row.phone)),
        ("people-email", row.email.clone()),
        ("people-language", word("people-language", &row.language)),
        ("people-needs", needs.join(", ")),
    ];
    let filled = list.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| Pair { key: ctx.t(key).into_owned(), value }).collect()
}

/// An address in words.
pub fn address_row(ctx: &Ctx, id: PersonId, address: &Address) -> AddressRow {
    let text = if address.is_hidden {
        ctx.t("people-address-hidden").into_owned()
    } else {
        address.text()
    };
    let may_correct = ctx.actor.may(WRITE) && !address.is_mistake && !address.is_hidden;
    let correct = format!("/people/{id}/addresses/{}", kit::types::encode_id(address.id));
    AddressRow {
        kind: ctx.t(AddressKind::text_key(address.kind)).into_owned(),
        text,
        days: if address.is_mistake {
            String::new()
        } else {
            days(ctx, address.known_from(), address.valid_to)
        },
        is_mistake: address.is_mistake,
        correct: if may_correct { ctx.url(&correct) } else { String::new() },
    }
}

/// From when to when, in words.
pub fn days(ctx: &Ctx, from: Option<Day>, to: Option<Day>) -> String {
    span_in(ctx.lang, from, to)
}

/// From when to when, in the language of documents.
pub fn span(from: Option<Day>, to: Option<Day>) -> String {
    span_in(ui::Lang::Bg, from, to)
}

fn span_in(lang: ui::Lang, from: Option<Day>, to: Option<Day>) -> String {
    let word =
        |key: &str, day: Day| ui::text::text_args(lang, key, &[("day", day.bg())]).into_owned();
    let from = from.map(|day| word("people-from", day));
    let to = to.map(|day| word("people-to", day));
    let parts: Vec<String> = from.into_iter().chain(to).collect();
    parts.join(" ")
}

/// Somebody who speaks for the person, in words.
pub fn speaker(ctx: &Ctx, id: PersonId, who: &Representative, today: Day) -> Speaker {
    let phone = phone::shown(&who.phone);
    let about = [who.document.as_str(), who.limits.as_str(), phone.as_str()];
    let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let may_end = ctx.actor.may(WRITE) && who.valid_to.is_none();
    let end = format!("/people/{id}/representatives/{}/end", who.id);
    Speaker {
        name: who.name.clone(),
        ground: ctx.t(&format!("people-ground-{}", who.ground)).into_owned(),
        about: about.join(" · "),
        days: days(ctx, Some(who.valid_from), who.valid_to),
        is_over: who.valid_to.is_some_and(|last| last < today),
        end: if may_end { ctx.url(&end) } else { String::new() },
        correct: if ctx.actor.may(WRITE) {
            ctx.url(&format!("/people/{id}/representatives/{}/correct", who.id))
        } else {
            String::new()
        },
        href: who.other.map(|other| ctx.url(&format!("/people/{other}"))).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_grows_on_the_birthday() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        assert_eq!(age_on(day("1961-01-04"), day("2026-01-03")), 64);
        assert_eq!(age_on(day("1961-01-04"), day("2026-01-04")), 65);
    }
}
